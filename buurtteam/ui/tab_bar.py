"""Tabs that keep their words when there is little room: their pictures go first, then they scroll, a whole word at a time."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from buurtteam.texts import joined
from buurtteam.texts import translate as _
from buurtteam.ui.theme import icon, worn

_BESIDE = 8


class TabBar(QTabBar):
    """A row of tabs, each a word with a picture; without room for all, the words stand alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[str] = []
        self._told: tuple[str, str] = ("", "")

    def add(self, words: str, picture: str) -> int:
        """A tab more; returns its place."""
        self._pictures.append(picture)
        return self.addTab(icon(picture, "text_2"), words)

    def clear(self) -> None:
        """No tabs any more."""
        self._pictures.clear()
        while self.count():
            self.removeTab(self.count() - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures as far as there is room for all of them."""
        super().resizeEvent(event)
        self.fit()

    def tabInserted(self, index: int) -> None:
        """Another tab may leave no room for pictures."""
        super().tabInserted(index)
        self.fit()

    def fit(self) -> None:
        """Show pictures when every tab fits with one."""
        bare = sum(self.tabSizeHint(each).width() for each in range(self.count()) if self.tabIcon(each).isNull())
        shown = sum(self.tabSizeHint(each).width() for each in range(self.count()) if not self.tabIcon(each).isNull())
        missing = sum(self.tabIcon(each).isNull() for each in range(self.count()))
        fits = bare + shown + missing * (self.iconSize().width() + worn().px(_BESIDE)) <= self.width()
        for number, picture in enumerate(self._pictures[: self.count()]):
            if self.tabIcon(number).isNull() == fits:
                self.setTabIcon(number, icon(picture, "text_2") if fits else QIcon())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Half a word is no word: a tab for which there is no room waits beside the arrows until one scrolls."""
        super().paintEvent(event)
        room = self._room()
        painter = QPainter(self)
        before: list[str] = []
        after: list[str] = []
        for number in range(self.count()):
            box = self.tabRect(number)
            if room.left() <= box.left() and box.right() <= room.right():
                continue
            (before if box.left() < room.left() else after).append(self.tabText(number))
            if number != self.currentIndex():
                painter.fillRect(box & self.rect(), worn().color("bg"))
        painter.end()
        self._tell(joined(before), joined(after))

    def _room(self) -> QRect:
        """The part of the bar that the arrows leave free."""
        shown = [each for each in self.findChildren(QToolButton) if each.isVisible()]
        return QRect(0, 0, min((each.x() for each in shown), default=self.width()), self.height())

    def _tell(self, before: str, after: str) -> None:
        """Let the arrows say what they bring."""
        if (before, after) == self._told:
            return
        self._told = (before, after)
        for name, words in (("ScrollLeftButton", before), ("ScrollRightButton", after)):
            arrow = self.findChild(QToolButton, name)
            if arrow is not None:
                said = _("There is more: {names}", names=words) if words else ""
                arrow.setToolTip(said)
                arrow.setAccessibleName(said)
