"""The fields that a line of a plan is made of: a sentence, a short cell, and a chip that opens a menu."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from buurtteam.services.plans import Source
from buurtteam.texts import label, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import GrowingText
from buurtteam.ui.theme import worn
from buurtteam.ui.widgets import State, chip_size, draw_chip


def one_line() -> int:
    """How high a field of one line is."""
    return worn().px(22) + 16


class LineText(GrowingText):
    """One sentence that wraps instead of running out of sight; Enter goes on, arrows leave at its first and last line."""

    entered = Signal()
    stepped = Signal(int)
    edited = Signal()

    def __init__(self, name: str, placeholder: str = "", *, voice: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(1, 8, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("plain", "true")
        if voice:
            self.setProperty("words", "voice")
        self._quiet = False
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_change)

    def grow(self) -> None:
        """Be as high as the text needs, and no higher than a field of one line when it is one."""
        self.document().setDocumentMargin(2)
        lines = max(1, min(8, round(self.document().size().height())))
        height = one_line() + (lines - 1) * self.fontMetrics().lineSpacing()
        if height != self.height():
            self.setFixedHeight(height)

    def say(self, text: str) -> None:
        """Show a text without saying that it was edited."""
        if text != self.toPlainText():
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False

    def text(self) -> str:
        """What stands there, on one line."""
        return " ".join(self.toPlainText().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain and not self._moves(up=key == Qt.Key.Key_Up):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes one line."""
        self.insertPlainText(" ".join(source.text().split()))

    def _moves(self, *, up: bool) -> bool:
        cursor = self.textCursor()
        return cursor.movePosition(QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down)

    def _on_change(self) -> None:
        if not self._quiet:
            self.edited.emit()


class CellLine(QLineEdit):
    """A short field of a line; Enter goes on, arrows go to the line above and below."""

    entered = Signal()
    stepped = Signal(int)
    left = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("plain", "true")
        self.setFixedHeight(one_line())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(one_line())

    def say(self, text: str) -> None:
        """Show a text without saying that it was edited."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.completer().popup() if self.completer() else None
        choosing = popup is not None and popup.isVisible()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not choosing:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers() and not choosing:
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class ChipButton(QPushButton):
    """How it goes, as a chip that opens the list of answers."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Mapping[Any, str]) -> None:
        super().__init__()
        self._name, self._state, self._words = name, "quiet", ""
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        menu = QMenu(self)
        for value, words in options.items():
            menu.addAction(words, partial(self.chosen.emit, value))
        self.setMenu(menu)

    def show_state(self, state: State, words: str) -> None:
        """Another answer."""
        self._state, self._words = state, words
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size = chip_size(worn(), self._state, self._words)
        return QSize(size.width() + worn().px(26), one_line())

    def minimumSizeHint(self) -> QSize:
        return QSize(worn().px(64), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = worn(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = chip_size(theme, self._state, self._words)
        room = self.width() - theme.px(24)
        box = QRectF(3, (self.height() - size.height()) / 2, min(size.width(), room), size.height())
        draw_chip(painter, theme, box, self._state, self._words)
        side = theme.px(16)
        arrow = QRectF(box.right() + 2, (self.height() - side) / 2, side, side)
        theme.draw_icon(painter, arrow, "chevron-down", "text_2")
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()


def source_words(source: Source | None) -> str:
    """Where a line comes from, in few words."""
    if source is None:
        return ""
    topic = label(source.topic) if source.topic else ""
    day = short_date(source.day).rsplit(" ", 1)[0] if source.day else ""
    if topic and day:
        return _("{topic}, {day}", topic=topic, day=day)
    return topic or (_("Conversation of {day}", day=day) if day else "")
