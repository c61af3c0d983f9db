"""What is left in a month, kept in sight on top while the lists below scroll."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from buurtteam.services.budget import BudgetView
from buurtteam.texts import amount, plural
from buurtteam.texts import translate as _
from buurtteam.ui.theme import SNUG, TIGHT, WIDE
from buurtteam.ui.widgets import ScrollPage, Words, restyle, row


class PinnedBalance(QFrame):
    """One line above what scrolls, as long as the balance itself is out of sight."""

    def __init__(self, tab: QWidget, balance: QWidget, body: ScrollPage) -> None:
        super().__init__()
        self.setProperty("panel", "header")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._tab, self._balance, self._body = tab, balance, body
        self.words = Words(_("Left over ¦month"), "small", wraps=False)
        self.left = Words("", "label", wraps=False)
        self.rest = Words("", "small", wraps=False)
        inside = row(self.words, self.left, None, self.rest, space=SNUG)
        inside.setContentsMargins(WIDE, TIGHT, WIDE, TIGHT)
        self.setLayout(inside)
        self.hide()
        page = body.parentWidget()
        around = page.layout() if page is not None else None
        assert isinstance(around, QVBoxLayout)
        self._around = around
        around.setSpacing(0)
        around.insertWidget(0, self)
        body.verticalScrollBar().valueChanged.connect(self._turn)
        # The tab of another household or another side of the money: then this goes too.
        tab.installEventFilter(self)
        balance.installEventFilter(self)
        tab.destroyed.connect(self.deleteLater)

    def show_view(self, view: BudgetView) -> None:
        """Show the month as it is reckoned."""
        sheet = view.sheet
        left = amount(sheet.remainder)
        if sheet.unknown:
            left = plural("{amount} and {count} unknown", "{amount} and {count} unknown", sheet.unknown, amount=left)
        self.left.setText(left)
        restyle(self.left, "tone", "problem" if sheet.remainder < 0 else "label")
        parts = [(_("Comes in"), sheet.coming_in), (_("Kept back"), sheet.kept_back), (_("Goes out"), sheet.going_out)]
        told = [_("{what}: {amount}", what=what, amount=amount(each.cents)) for what, each in parts if each.cents]
        self.rest.setText(" · ".join(told))
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The balance came, went, or stands elsewhere."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize, QEvent.Type.Move):
            self._turn()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is left goes before the rest."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = sum(each.sizeHint().width() for each in (self.words, self.left, self.rest))
        self.rest.setVisible(needed + 2 * WIDE + 4 * SNUG <= self.width())

    def _turn(self) -> None:
        """Come when the balance is above the window, go when a part of it is back."""
        if not shiboken6.isValid(self._tab):
            return
        bar = self._body.verticalScrollBar()
        inner = self._body.widget()
        is_above = False
        if inner is not None and self._tab.isVisible() and inner.isAncestorOf(self._balance):
            end = self._balance.mapTo(inner, QPoint(0, self._balance.height())).y()
            is_above = 0 < end <= bar.value()
        if is_above == (not self.isHidden()):
            return
        # What is being read stays where it is: the strip takes its room from the top.
        step = self.sizeHint().height() * (1 if is_above else -1)
        self.setVisible(is_above)
        self._around.activate()
        bar.setValue(max(0, bar.value() + step))
