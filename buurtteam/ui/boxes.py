"""Boxes to choose and to search with, and the words above them; Qt would cut words off and keep pictures small."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from buurtteam.ui.theme import HAIR, SNUG, TIGHT, worn
from buurtteam.ui.widgets import column


class DropDown(QComboBox):
    """A list to choose one from; words that do not fit end in dots, and who points at them reads the whole.

    It is `letters` wide, or as wide as the longest choice.
    """

    def __init__(self, letters: int | None = None) -> None:
        super().__init__()
        if letters is None:
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        else:
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(letters)

    def offer(self, options: Sequence[tuple[str, object]]) -> None:
        """Choose out of these words from now on, each for a value; what was chosen stays so when it is among them."""
        chosen = self.currentData()
        self.clear()
        for words, value in options:
            self.addItem(words, value)
        self.setCurrentIndex(next((at for at, (_words, value) in enumerate(options) if value == chosen), 0))

    def showPopup(self) -> None:
        """Qt measures the list without its frame at times: the few pixels that are short would cost the last choice."""
        super().showPopup()
        view, last = self.view(), self.model().index(self.count() - 1, 0)
        row = view.visualRect(last)
        short = row.bottom() + 1 - view.viewport().height()
        if 0 < short <= row.height() and (holder := view.parentWidget()) is not None:
            screen = self.screen().availableGeometry()
            enough = holder.geometry().adjusted(0, 0, 0, short)
            enough.translate(0, min(0, screen.bottom() - enough.bottom()))
            # With ample room the arrow to scroll by goes, and with it the room it took.
            holder.setGeometry(enough.adjusted(0, 0, 0, row.height()))
            QApplication.sendPostedEvents(holder, QEvent.Type.LayoutRequest.value)
            holder.setGeometry(enough)

    def told(self) -> str:
        """The choice as it is shown, with dots where it does not fit."""
        return self._option().currentText

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words: str = option.currentText
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        picture = 0 if option.currentIcon.isNull() else self.iconSize().width() + HAIR
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, field.width() - picture)
        option.currentText = shown
        return option

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and not self.toolTip() and self.told() != self.currentText():
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)


class SearchBox(QLineEdit):
    """A box to find rows by a word, with a magnifier as large as the text; what was typed is wiped with one click."""

    _wide = 0

    def __init__(self, example: str, width: int) -> None:
        super().__init__()
        self.setPlaceholderText(example)
        self.setClearButtonEnabled(True)
        self._wide = width
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Grow and shrink with the text."""
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        self.setMinimumWidth(worn().px(self._wide))
        self._side = worn().px(16)
        self.setTextMargins(self._side + TIGHT, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(SNUG, (self.height() - self._side) / 2, self._side, self._side)
        worn().draw_icon(painter, box, "search", "text_2")


def labelled(words: str, widget: QWidget) -> QWidget:
    """A field with its words above it."""
    holder = QWidget()
    inside = column(holder, space=HAIR)
    above = QLabel(words or " ")
    above.setProperty("tone", "small")
    if words:
        above.setBuddy(widget)
        widget.setAccessibleName(widget.accessibleName() or words)
    inside.addWidget(above)
    inside.addWidget(widget)
    return holder
