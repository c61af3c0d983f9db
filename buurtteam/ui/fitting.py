"""Parts that lay themselves out anew for the room they have."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    _Part = QWidget
else:
    _Part = object


class Fitting(_Part):
    """Stands before the kind of widget; asks for `fit` when the room changes, and when the text grows or shrinks."""

    _had_room = False

    def fit(self) -> None:
        """Lay out what is shown for the room there is now."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._had_room = True
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """The text became larger or smaller; before there was any room nothing is laid out yet."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._had_room:
            self.fit()
