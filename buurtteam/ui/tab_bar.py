"""Tabs that keep their words when there is little room: their pictures go first."""

from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from buurtteam.ui.theme import icon, worn

_BESIDE = 8


class TabBar(QTabBar):
    """A row of tabs, each a word with a picture; without room for all, the words stand alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[str] = []

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
