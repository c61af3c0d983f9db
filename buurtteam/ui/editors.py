"""From the type of a field to the widget that edits it; what is typed goes to the record as it stands and is checked there."""

import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, get_args, get_origin

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCalendarWidget,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from buurtteam.domain import amounts, kinds
from buurtteam.domain.amounts import read_amount
from buurtteam.domain.dates_in_words import read_date
from buurtteam.domain.words import Choice
from buurtteam.texts import label, language
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown
from buurtteam.ui.reading_order import bring_in_sight
from buurtteam.ui.theme import HAIR, SNUG, TIGHT, worn
from buurtteam.ui.widgets import IconButton, flow, restyle

SEGMENTS_AT_MOST = 4


class Editor(QWidget):
    """One field on screen. `edited` comes with every change, `left` when the caret leaves it."""

    edited = Signal()
    left = Signal()
    target: QWidget
    """The widget that takes the focus and carries the name."""
    in_line = False
    """Whether the editor shows its own words (a check box)."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(HAIR)

    def value(self) -> object:
        """What stands there, as typed."""
        raise NotImplementedError

    def show_value(self, value: object) -> None:
        """Show a value without saying that it was edited."""
        raise NotImplementedError

    def set_words(self, words: str) -> None:
        """The name that is said aloud."""
        self.target.setAccessibleName(words)

    def set_help(self, words: str) -> None:
        """What is said after the name: the help or the problem."""
        self.target.setAccessibleDescription(words)

    def set_faulty(self, faulty: bool) -> None:
        """Mark it as wrong."""
        restyle(self.target, "faulty", "true" if faulty else "false")

    def set_read_only(self, read_only: bool) -> None:
        """Only to be read."""
        self.setEnabled(not read_only)

    def _use(self, target: QWidget, *, stretch: bool = True) -> None:
        self.target = target
        self.setFocusProxy(target)
        target.installEventFilter(self)
        if stretch:
            self._box.addWidget(target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear when the caret leaves."""
        elsewhere = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in elsewhere:
            self.left.emit()
        return False


class _Line(QLineEdit):
    """A line of text that leaves Ctrl+Z and Ctrl+Y to the program while nothing was typed in it."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            back = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            again = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if back or again:
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        window = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if self.isUndoAvailable() and event.reason() not in window:
            # What was left is kept: from here on the program takes it back, as it does every deed.
            at = self.cursorPosition()
            self.setText(self.text())
            self.setCursorPosition(at)


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, placeholder: str = "", width: int = 0) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setPlaceholderText(placeholder)
        if width:
            self.line.setMaximumWidth(worn().px(width))
        self._use(self.line)
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> object:
        return self.line.text()

    def show_value(self, value: object) -> None:
        text = "" if value is None else str(value)
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)


class GrowingText(QPlainTextEdit):
    """A box for running text that grows with what is in it; Tab goes on to the next field."""

    left = Signal()

    def __init__(self, least: int = 3, most: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.grow())
        self.cursorPositionChanged.connect(self._follow)
        self.grow()

    def at_least(self, lines: int) -> None:
        """Room for so many lines, also while there is no text."""
        self._least = lines
        self.grow()

    def grow(self) -> None:
        """Take the height that the text needs."""
        # A line takes whole pixels: rounded down, a long text would be a line short and scroll.
        line = math.ceil(QFontMetricsF(self.font()).lineSpacing())
        needed = round(self.document().size().height())
        # A scroll bar takes width, which could break the very line it came for: only a text that is too long has one.
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > self._most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if bar != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(bar)
        lines = max(self._least, min(self._most, needed))
        height = lines * line + 2 * round(self.document().documentMargin()) + 18
        if height != self.height():
            self.setFixedHeight(height)

    def _follow(self) -> None:
        """What is being typed stays in sight, also where the box itself is higher than the window."""
        if self.hasFocus() and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            # Once the box has grown.
            QTimer.singleShot(0, self, lambda: bring_in_sight(self))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The document does not always tell that another width breaks its lines elsewhere.
        super().resizeEvent(event)
        self.grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class TextEditor(Editor):
    """Running text."""

    def __init__(self, least: int = 3, *, voice: bool = False) -> None:
        super().__init__()
        self.text = GrowingText(least)
        if voice:
            self.text.setProperty("voice", "true")
        self._use(self.text)
        self._quiet = False
        self.text.textChanged.connect(self._on_change)

    def value(self) -> object:
        return self.text.toPlainText()

    def show_value(self, value: object) -> None:
        text = "" if value is None else str(value)
        if text != self.text.toPlainText():
            self._quiet = True
            self.text.setPlainText(text)
            self._quiet = False

    def set_read_only(self, read_only: bool) -> None:
        self.text.setReadOnly(read_only)

    def _on_change(self) -> None:
        if not self._quiet:
            self.edited.emit()


class ChoiceEditor(Editor):
    """One out of more than four choices: a list that opens."""

    def __init__(self, options: list[tuple[object, str]], *, optional: bool) -> None:
        super().__init__()
        self.combo = DropDown(12)
        self._values: list[object] = []
        self._optional = optional
        self.offer(options)
        self._use(self.combo)
        self.combo.activated.connect(lambda _index: self.edited.emit())
        self.combo.activated.connect(lambda _index: self.left.emit())
        # The wheel scrolls the page; only an opened list changes the answer.
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self.combo.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def value(self) -> object:
        index = self.combo.currentIndex()
        return self._values[index] if index >= 0 else None

    def show_value(self, value: object) -> None:
        if value is not None and value not in self._values:
            # Somebody or something that is not offered any more stays as it is until a person chooses otherwise.
            self._values.append(value)
            self.combo.addItem(_("As it was"))
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def offer(self, options: list[tuple[object, str]]) -> None:
        """Offer other choices; what was chosen stays chosen."""
        chosen = self.value()
        self._values = [value for value, _words in options]
        self.combo.clear()
        if self._optional:
            self._values.insert(0, None)
            self.combo.addItem(_("Not filled in"))
        for _value, words in options:
            self.combo.addItem(words)
        self.show_value(chosen)


class SegmentEditor(Editor):
    """One out of few choices, side by side; a chosen one can be taken back when optional.

    Arrows go through them and Space chooses; the number of a choice chooses it at once.
    """

    def __init__(self, options: list[tuple[object, str]], *, optional: bool, tall: bool = False) -> None:
        super().__init__()
        self._values = [value for value, _words in options]
        self._optional = optional
        self.buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(not optional)
        for number, (_value, words) in enumerate(options):
            one = QPushButton(words)
            one.setCheckable(True)
            one.setAutoDefault(False)
            place = "first" if number == 0 else "last" if number == len(options) - 1 else "middle"
            one.setProperty("segment", place)
            if tall:
                one.setProperty("score", "true")
            one.installEventFilter(self)
            one.clicked.connect(lambda _checked, at=number: self._choose(at))
            self._group.addButton(one, number)
            self.buttons.append(one)
        # They go to a next line when the text is large, rather than make the page wider; their edges fall together.
        self._box.addWidget(flow(*self.buttons, space=-1))
        self.target = self.buttons[0]
        self.setFocusProxy(self.buttons[0])

    def value(self) -> object:
        return next((value for value, one in zip(self._values, self.buttons, strict=True) if one.isChecked()), None)

    def show_value(self, value: object) -> None:
        self._group.setExclusive(False)
        for each, one in zip(self._values, self.buttons, strict=True):
            one.setChecked(each == value)
        self._group.setExclusive(not self._optional)

    def choose(self, value: object) -> None:
        """Answer as if a person clicked it."""
        self.show_value(value)
        self.edited.emit()

    def set_words(self, words: str) -> None:
        self.setAccessibleName(words)
        for one in self.buttons:
            one.setAccessibleName(f"{words}: {one.text()}")

    def set_help(self, words: str) -> None:
        for one in self.buttons:
            one.setAccessibleDescription(words)

    def set_faulty(self, faulty: bool) -> None:
        """A choice cannot be mistyped."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.buttons:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            at = self.buttons.index(watched) + step
            if step:
                if 0 <= at < len(self.buttons):
                    self.buttons[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            number = event.text()
            if number.isdecimal() and 1 <= int(number) <= len(self.buttons) and not event.modifiers():
                chosen = self.buttons[int(number) - 1]
                chosen.setFocus(Qt.FocusReason.TabFocusReason)
                if not chosen.isChecked():
                    chosen.click()
                return True
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False

    def _choose(self, at: int) -> None:
        if self._optional:
            for number, one in enumerate(self.buttons):
                if number != at:
                    one.setChecked(False)
        self.edited.emit()


class RadioEditor(SegmentEditor):
    """One out of few choices with long words: one under the other."""

    def __init__(self, options: list[tuple[object, str]], *, optional: bool) -> None:
        Editor.__init__(self)
        self._values = [value for value, _words in options]
        self._optional = optional
        self._group = QButtonGroup(self)
        self._group.setExclusive(not optional)
        self.buttons = []
        for number, (_value, words) in enumerate(options):
            one = QRadioButton(words)
            one.setAutoExclusive(False)
            one.installEventFilter(self)
            one.clicked.connect(lambda _checked, at=number: self._choose(at))
            self._group.addButton(one, number)
            self.buttons.append(one)  # type: ignore[arg-type]
            self._box.addWidget(one)
        self.target = self.buttons[0]
        self.setFocusProxy(self.buttons[0])


class ScoreEditor(SegmentEditor):
    """An answer to "Hoe gaat het?", 1 to 5, each with its word; large enough to point at together."""

    def __init__(self, *, optional: bool = True) -> None:
        words = [_("1 Not at all well"), _("2 Difficult"), _("3 So-so"), _("4 Well"), _("5 Very well")]
        super().__init__([(number + 1, text) for number, text in enumerate(words)], optional=optional, tall=True)


class SetEditor(Editor):
    """Any of a set of choices: check boxes that wrap."""

    def __init__(self, options: list[tuple[object, str]]) -> None:
        super().__init__()
        self.boxes = {value: QCheckBox(words) for value, words in options}
        self._box.addWidget(flow(*self.boxes.values(), space=SNUG))
        first = next(iter(self.boxes.values()))
        self.target = first
        self.setFocusProxy(first)
        for one in self.boxes.values():
            one.clicked.connect(lambda: self.edited.emit())
            one.installEventFilter(self)

    def value(self) -> object:
        return frozenset(value for value, box in self.boxes.items() if box.isChecked())

    def show_value(self, value: object) -> None:
        chosen = value if isinstance(value, (frozenset, set, tuple, list)) else ()
        for each, box in self.boxes.items():
            box.setChecked(each in chosen)

    def set_words(self, words: str) -> None:
        self.setAccessibleName(words)
        for box in self.boxes.values():
            box.setAccessibleName(f"{words}: {box.text()}")

    def set_help(self, words: str) -> None:
        for box in self.boxes.values():
            box.setAccessibleDescription(words)

    def set_faulty(self, faulty: bool) -> None:
        """A choice cannot be mistyped."""


class YesNoEditor(Editor):
    """Yes or no: one check box with its own words."""

    in_line = True

    def __init__(self) -> None:
        super().__init__()
        self.check = QCheckBox()
        self._use(self.check)
        self.check.clicked.connect(lambda: self.edited.emit())

    def value(self) -> object:
        return self.check.isChecked()

    def show_value(self, value: object) -> None:
        self.check.setChecked(bool(value))

    def set_words(self, words: str) -> None:
        super().set_words(words)
        self.check.setText(words)


class DateEditor(LineEditor):
    """A day, typed as people say it ("ma", "over 2 weken", "14-9") or chosen from a calendar."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(_("such as 14-9 or Monday"))
        self._today = today
        self._box.removeWidget(self.line)
        side = QHBoxLayout()
        side.setSpacing(HAIR)
        side.addWidget(self.line, 1)
        self.line.setMaximumWidth(worn().px(210))
        self.open = IconButton("calendar", _("Choose a day (F4)"), self._open_calendar)
        # One stop for Tab: from the line itself F4 opens the calendar.
        self.open.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        side.addWidget(self.open)
        side.addStretch(0)
        self._box.addLayout(side)
        self.left.connect(self._tidy)

    def set_words(self, words: str) -> None:
        super().set_words(words)
        self.open.setAccessibleName(_("Choose a day for: {field}", field=words))

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.open.setEnabled(not read_only)

    def value(self) -> object:
        text = self.line.text().strip()
        if not text:
            return None
        return read_date(text, self._today()) or text

    def show_value(self, value: object) -> None:
        super().show_value(written_day(value) if isinstance(value, date) else value)

    def _tidy(self) -> None:
        found = self.value()
        if isinstance(found, date):
            self.line.setText(written_day(found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.line:
            is_alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if (event.key() == Qt.Key.Key_F4 or is_alt_down) and not self.line.isReadOnly():
                self._open_calendar()
                return True
        return super().eventFilter(watched, event)

    def _open_calendar(self) -> None:
        found = self.value()
        day = found if isinstance(found, date) else self._today()
        menu = QMenu(self)
        calendar = month_of(day)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def take(chosen: QDate) -> None:
            self.line.setText(written_day(date(chosen.year(), chosen.month(), chosen.day())))
            menu.close()
            self.edited.emit()
            self.line.setFocus()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        menu.aboutToShow.connect(calendar.setFocus)
        menu.exec(self.open.mapToGlobal(self.open.rect().bottomLeft()))
        menu.deleteLater()


def month_of(day: date) -> QCalendarWidget:
    """A calendar as it hangs here on the wall: from Monday, with the numbers of the weeks."""
    calendar = QCalendarWidget()
    calendar.setLocale(QLocale())
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    calendar.setMinimumSize(QSize(worn().px(340), worn().px(270)))
    quiet = QTextCharFormat()
    quiet.setForeground(worn().color("text_2"))
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekday, quiet)
    for name, picture in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
        turn = calendar.findChild(QToolButton, name)
        if turn is not None:
            turn.setIcon(worn().icon(picture))
    return calendar


class MomentEditor(Editor):
    """A day and a time of day in the Netherlands."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.day = DateEditor(today)
        self.time = LineEditor("10:00", 90)
        side = QHBoxLayout()
        side.setSpacing(TIGHT)
        side.addWidget(self.day)
        side.addWidget(self.time)
        side.addStretch(1)
        self._box.addLayout(side)
        self.target = self.day.target
        self.setFocusProxy(self.day)
        for part, other in ((self.day, self.time), (self.time, self.day)):
            part.edited.connect(self.edited)
            part.left.connect(lambda other=other: self._part_left(other))

    def _part_left(self, other: Editor) -> None:
        """Going from the day to the time is no leaving: there is nothing wrong yet."""
        focus = QApplication.focusWidget()
        if focus is None or not other.isAncestorOf(focus):
            self.left.emit()

    def set_words(self, words: str) -> None:
        self.day.set_words(words)
        self.time.set_words(_("Time of: {field}", field=words))

    def set_help(self, words: str) -> None:
        self.day.set_help(words)
        self.time.set_help(words)

    def value(self) -> object:
        day = self.day.value()
        if day is None:
            return None
        at = read_time(str(self.time.value()))
        if not isinstance(day, date) or at is None:
            return f"{day} {self.time.value()}"
        return datetime.combine(day, at, kinds.HERE)

    def show_value(self, value: object) -> None:
        if isinstance(value, datetime):
            here = value.astimezone(kinds.HERE)
            self.day.show_value(here.date())
            self.time.show_value(f"{here:%H:%M}")
        elif isinstance(value, str) and value:
            # What was typed and is not whole yet, as `value` gave it.
            day, _between, at = value.rpartition(" ")
            try:
                self.day.show_value(date.fromisoformat(day))
            except ValueError:
                self.day.show_value(day)
            self.time.show_value(at)
        else:
            self.day.show_value(None)
            self.time.show_value("")


class TimeEditor(LineEditor):
    """A time of day."""

    def __init__(self) -> None:
        super().__init__("10:00", 110)

    def value(self) -> object:
        text = self.line.text().strip()
        return (read_time(text) or text) if text else None

    def show_value(self, value: object) -> None:
        super().show_value(f"{value:%H:%M}" if isinstance(value, time) else value)


class PartialDateEditor(LineEditor):
    """A date of which perhaps only the year is known; shown as people write it."""

    def __init__(self) -> None:
        super().__init__(_("31-12-1990, or only 1990"), 230)
        self.help = _("A whole date, or only what is known: 12-1990 or 1990.")

    def show_value(self, value: object) -> None:
        text = str(value) if value else ""
        # What somebody typed before and is not a date yet comes back as it was typed.
        kept = re.fullmatch(r"\d{4}(-\d{2}){0,2}", text)
        super().show_value("-".join(reversed(text.split("-"))) if kept else text)


class NumberEditor(LineEditor):
    """A whole number."""

    def __init__(self) -> None:
        super().__init__(width=130)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> object:
        text = self.line.text().strip()
        return text or None


class CentsEditor(LineEditor):
    """An amount of money in whole cents, typed as people write it: 1.224,00 or 1224,5, in English 1,224.00."""

    def __init__(self) -> None:
        super().__init__(written_amount(0), 150)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> object:
        text = self.line.text().strip()
        found = read_amount(text)
        # Whatever else stands there is no amount, and the record says so.
        return found if found is not None else text or None

    def show_value(self, value: object) -> None:
        super().show_value(written_amount(value) if isinstance(value, int) else value)


class TenthsEditor(LineEditor):
    """Points with one digit after the comma, kept in tenths: 0,5 stands for 5."""

    def __init__(self) -> None:
        super().__init__("0,0", 130)

    def value(self) -> object:
        text = self.line.text().strip().replace(",", ".")
        if found := re.fullmatch(r"(\d{1,6})(?:\.(\d)0*)?", text):
            return int(found[1]) * 10 + int(found[2] or 0)
        # Whatever else stands there is no number of points, and the record says so.
        return text or None

    def show_value(self, value: object) -> None:
        if isinstance(value, int):
            whole, tenths = divmod(value, 10)
            value = f"{whole},{tenths}" if tenths else str(whole)
        super().show_value(value)


class BsnEditor(LineEditor):
    """A citizen service number; only its last digits are shown until somebody edits it."""

    _kept = ""
    _masked = False

    def __init__(self) -> None:
        super().__init__("", 180)

    def value(self) -> object:
        return self._kept if self._masked else self.line.text()

    def show_value(self, value: object) -> None:
        self._kept = "" if value is None else str(value)
        self._masked = bool(self._kept)
        super().show_value("•••••• " + self._kept[-3:] if self._kept else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._masked and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            writes = bool(event.text()) and event.text().isprintable()
            # The first sign replaces the number as a whole: nobody edits what is not shown.
            if writes or event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
                self._masked = False
                self.line.clear()
        return super().eventFilter(watched, event)


# ------------------------------------------------------------------------------------------- from type to editor


@dataclass(frozen=True)
class Shape:
    """What a field's annotation asks for: its bare type, its limits, and whether it may be empty."""

    plain: object
    metadata: tuple[object, ...]
    optional: bool

    def is_kind(self, kind: object) -> bool:
        """Whether the annotation is one of the kinds of `domain.kinds`, with or without more limits."""
        own = getattr(kind, "__metadata__", ())
        return get_args(kind)[:1] == (self.plain,) and self.metadata[: len(own)] == own


def shape_of(annotation: object) -> Shape:
    """Unwrap `X | None` and `Annotated[X, …]`."""
    optional = False
    metadata: tuple[object, ...] = ()
    while True:
        origin = get_origin(annotation)
        if origin is typing.Annotated:
            metadata = (*getattr(annotation, "__metadata__", ()), *metadata)
            annotation = get_args(annotation)[0]
        elif origin in (typing.Union, types.UnionType):
            rest = [part for part in get_args(annotation) if part is not type(None)]
            optional = optional or len(rest) < len(get_args(annotation))
            annotation = rest[0]
        else:
            return Shape(annotation, metadata, optional)


def editor_for(
    annotation: object, today: Callable[[], date] = date.today, *, options: Mapping[object, str] | None = None
) -> Editor:
    """The editor that fits a type; `options` (value → words) makes a list of any field, such as residents to choose from.

    Raises TypeError for a type that no editor fits.
    """
    shape = shape_of(annotation)
    plain = shape.plain
    if options is not None:
        listed = list(options.items())
        if get_origin(plain) in (frozenset, tuple, list, set):
            return SetEditor(listed)
        return ChoiceEditor(listed, optional=shape.optional or plain is str)
    if get_origin(plain) is frozenset or get_origin(plain) is tuple:
        inner = get_args(plain)[0]
        if isinstance(inner, type) and issubclass(inner, Choice):
            return SetEditor([(each, label(each)) for each in inner])
        raise TypeError(plain)
    if shape.is_kind(kinds.Moment):
        return MomentEditor(today)
    if shape.is_kind(kinds.Score):
        return ScoreEditor()
    for kind, make in _KINDS:
        if shape.is_kind(kind):
            return make()
    if isinstance(plain, type):
        if issubclass(plain, Choice):
            return choice_editor([(each, label(each)) for each in plain], optional=shape.optional)
        if plain is bool:
            if shape.optional:
                return SegmentEditor([(True, _("Yes")), (False, _("No"))], optional=True)
            return YesNoEditor()
        if plain is int:
            return NumberEditor()
        if issubclass(plain, datetime):
            return MomentEditor(today)
        if issubclass(plain, date):
            return DateEditor(today)
        if issubclass(plain, time):
            return TimeEditor()
        if issubclass(plain, str):
            return LineEditor()
    raise TypeError(plain)


def choice_editor(options: list[tuple[object, str]], *, optional: bool) -> Editor:
    """Side by side when few and short, one under the other when few and long, a list when many."""
    if len(options) > SEGMENTS_AT_MOST:
        return ChoiceEditor(options, optional=optional)
    if sum(len(words) for _value, words in options) <= 44:
        return SegmentEditor(options, optional=optional)
    return RadioEditor(options, optional=optional)


_KINDS: Final[tuple[tuple[object, Callable[[], Editor]], ...]] = (
    (kinds.Line, LineEditor),
    (kinds.Text, TextEditor),
    (kinds.Name, LineEditor),
    (kinds.Postcode, lambda: LineEditor("6411 AB", 130)),
    (kinds.Bsn, BsnEditor),
    (kinds.Phone, lambda: LineEditor("06 12345678", 210)),
    (kinds.Email, lambda: LineEditor("naam@voorbeeld.nl")),
    (kinds.PartialDate, PartialDateEditor),
    (kinds.Tenths, TenthsEditor),
    (kinds.Hour, lambda: LineEditor("09:30", 110)),
    (amounts.Cents, CentsEditor),
    (amounts.SignedCents, CentsEditor),
)


# ---------------------------------------------------------------------------------------------- days in words


def written_day(day: date) -> str:
    """A day as it is shown in a field: `14-09-2026`."""
    return f"{day:%d-%m-%Y}"


_AS_DUTCH = str.maketrans(",.", ".,")


def written_amount(cents: int) -> str:
    """An amount as it is shown in a field: `1.224,00`, in English `1,224.00`."""
    euros, rest = divmod(abs(cents), 100)
    written = f"{'-' if cents < 0 else ''}{euros:,}.{rest:02}"
    return written if language() == "en" else written.translate(_AS_DUTCH)


def read_time(text: str) -> time | None:
    """The time of day that somebody typed (`10`, `10:30`, `10.30`, `1030`), or None."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.u ]?(\d{2}))?(?:\s*uur)?", text.strip().casefold())
    if not found:
        return None
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        return None
