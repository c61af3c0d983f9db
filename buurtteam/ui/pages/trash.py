"""The trash: what was thrown away in the last thirty days, and the way back."""

from buurtteam.services import trash
from buurtteam.services.trash import TrashLine
from buurtteam.texts import plural, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.page import Page
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.widgets import Card, EmptyState, Heading, Words, button, row


class TrashPage(Page):
    """One list; Enter puts back."""

    place = "trash"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Trash"))
        body = self.scroll(widest=1200)
        self.table = RowTable(
            Column(_("What"), "label", strong=True),
            Column(_("Household"), "household"),
            Column(_("Thrown away"), "removed_at", shown=short_day_and_time, width=160),
            Column(_("By"), "removed_by", width=170),
            Column(_("Stays"), "days_left", shown=_days, width=120),
            name=_("Trash"),
        )
        self.table.opened.connect(lambda _id: self.put_back())
        self.empty = EmptyState(
            "trash", _("The trash is empty."), _("What you throw away stays here for thirty days, and can be put back.")
        )
        self.back = button(_("Put back"), "primary", "arrow-back-up", self.put_back)
        self.card = Card()
        self.card.add(self.table, self.empty, row(self.back, None))
        body.add(
            Heading(_("Trash"), 1),
            Words(_("What was thrown away stays here for thirty days. After that it is gone for good."), "quiet"),
            self.card,
        )

    def show_place(self, **args: object) -> None:
        """Look what lies here now."""
        self.ask(trash.in_trash, self._fill)

    def on_changed(self, changes: object) -> None:
        """Something may have come or gone."""
        self.ask(trash.in_trash, self._fill)

    def put_back(self) -> None:
        """Put the chosen one back where it was."""
        chosen = self.table.chosen_row()
        if not isinstance(chosen, TrashLine):
            return
        self.do(lambda office: office.restore(chosen.id), lambda _nothing: self._on_back(chosen))

    def _on_back(self, line: TrashLine) -> None:
        self.desk.notices.say(_("{what} is back where it was.", what=line.label or _("This")))
        self.ask(trash.in_trash, self._fill)

    def _fill(self, lines: tuple[TrashLine, ...]) -> None:
        self.table.show_rows(lines)
        self.table.fit_height(most=12)
        for part in (self.table, self.back):
            part.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        if lines and self.table.chosen_id() is None:
            self.table.choose(lines[0].id)


def _days(left: int) -> str:
    return plural("{count} more day", "{count} more days", left)
