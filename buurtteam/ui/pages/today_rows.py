"""A card of Today that shows its first lines; the rest is there with one key, in the same place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from buurtteam.texts import translate as _
from buurtteam.ui.form import FieldGrid
from buurtteam.ui.list_row import ListRow
from buurtteam.ui.widgets import Card, column, flow, link


class FirstRows(QWidget):
    """The card itself, two lines beside each other; it is not there while it has none."""

    def __init__(self, title: str, picture: str, most: int) -> None:
        super().__init__()
        self._most = most
        self._shows_all = False
        self.card = Card(title, icon_name=picture)
        column(self).addWidget(self.card)
        self.hide()

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these lines in place of those before; who asked for all of them keeps seeing all."""
        self.card.clear()
        self.setVisible(bool(rows))
        most = len(rows) if self._shows_all else self._most
        if rows:
            self.card.add(FieldGrid(rows[:most], 2))
        if len(rows) > most:
            rest, more = FieldGrid(rows[most:], 2), flow(link(_("Show all {count}", count=len(rows)), lambda: show()))
            rest.hide()
            self.card.add(rest, more)

            def show() -> None:
                self._shows_all = True
                more.hide()
                rest.show()
                rows[most].setFocus(Qt.FocusReason.OtherFocusReason)
