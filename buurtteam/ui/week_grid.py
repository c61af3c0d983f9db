"""The week of a carer by the part of the day: arrows move, a digit types the hours, Space gives one hour or empties."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from buurtteam.domain.care import MOST_HOURS, DayPart, hours_at, hours_of, with_hours
from buurtteam.domain.staff import Weekday
from buurtteam.texts import label, plural
from buurtteam.texts import translate as _
from buurtteam.ui.editors import Editor
from buurtteam.ui.notices import announce
from buurtteam.ui.theme import worn
from buurtteam.ui.widgets import Words

Index = QModelIndex | QPersistentModelIndex
_EMPTYING: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Minus)
_WIDEST: Final = 820


def cell_words(day: Weekday, part: DayPart, hours: int) -> str:
    """One part of one day as it is read out: "maandag ochtend, 2 uur"."""
    amount = plural("{count} hour", "{count} hours", hours) if hours else _("nothing")
    return _("{day} {part}, {hours}", day=label(day).lower(), part=label(part).lower(), hours=amount)


def together_words(week: str) -> str:
    """All hours of a week in words: "samen: 14 uur per week"."""
    hours = hours_of(week)
    if hours is None:
        return _("not asked yet: type hours, or begin with the arrows and the space bar")
    return plural("together: {count} hour a week", "together: {count} hours a week", hours)


class WeekModel(QAbstractTableModel):
    """The days across and the parts of a day down."""

    def __init__(self) -> None:
        super().__init__()
        self.week = ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(DayPart)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Weekday)

    def hours(self, index: Index) -> int:
        """The hours in a cell."""
        return hours_at(self.week, *_place(index))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hours = self.hours(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(hours) if hours else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell_words(*_place(index), hours)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal
        words = label(list(Weekday)[section] if across else list(DayPart)[section])
        if role == Qt.ItemDataRole.DisplayRole:
            return words[:2].lower() if across else words.lower()
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if across else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def put(self, index: Index, hours: int) -> None:
        """Put other hours in a cell."""
        self.week = with_hours(self.week, *_place(index), hours)
        self.dataChanged.emit(index, index)

    def show_week(self, week: str) -> None:
        """Show another week; where one stands stays."""
        self.week = week
        self.dataChanged.emit(self.index(0, 0), self.index(len(DayPart) - 1, len(Weekday) - 1))


def _place(index: Index) -> tuple[Weekday, DayPart]:
    return list(Weekday)[index.column()], list(DayPart)[index.row()]


class _Cells(QStyledItemDelegate):
    """A cell with hours is filled and says how many; the one with the focus has a ring."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, grid = worn(), self.parent()
        assert isinstance(grid, WeekGrid)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5)
        text = str(index.data() or "")
        painter.setPen(QPen(theme.color("border" if text else "line"), 1))
        painter.setBrush(theme.color("primary_soft" if text else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if text:
            painter.setFont(theme.font(15, 600))
            painter.setPen(theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if grid.hasFocus() and index == grid.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.drawRoundedRect(box, 4, 4)
        painter.restore()


class WeekGrid(QTableView):
    """The grid itself; `edited` comes with every change."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.weeks = WeekModel()
        self.setModel(self.weeks)
        self.setItemDelegate(_Cells(self))
        self.setProperty("grid", "week")
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setCurrentIndex(self.weeks.index(0, 0))
        self._fit()

    def week(self) -> str:
        """The hours as they are kept."""
        return self.weeks.week

    def show_week(self, week: str) -> None:
        """Show a week without saying that it was edited."""
        self.weeks.show_week(week)

    def put(self, hours: int) -> None:
        """Put hours where one stands, and say so."""
        at = self.currentIndex()
        if not at.isValid() or not self.isEnabled():
            return
        self.weeks.put(at, hours)
        announce(self, f"{cell_words(*_place(at), self.weeks.hours(at))}. {together_words(self.weeks.week)}")
        self.edited.emit()

    def event(self, event: QEvent) -> bool:
        """Del empties a part of a day here; elsewhere it removes a line of the page."""
        wants = isinstance(event, QKeyEvent) and event.key() in _EMPTYING and not event.modifiers()
        if wants and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        text = event.text()
        if plain and len(text) == 1 and text in "0123456789":
            self.put(int(text))
        elif plain and event.key() == Qt.Key.Key_Space:
            self.put(0 if self.weeks.hours(self.currentIndex()) else 1)
        elif plain and event.key() in _EMPTYING:
            self.put(0)
        elif event.key() == Qt.Key.Key_Plus:
            self.put(min(MOST_HOURS, self.weeks.hours(self.currentIndex()) + 1))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(at)
            self.put(0 if self.weeks.hours(at) else 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(worn().px(240), self.height())

    def _fit(self) -> None:
        theme = worn()
        high = theme.px(38)
        self.verticalHeader().setDefaultSectionSize(high)
        for at in range(len(DayPart)):
            self.verticalHeader().resizeSection(at, high)
        self.setMaximumWidth(theme.px(_WIDEST))
        wanted = self.horizontalHeader().sizeHint().height() + high * len(DayPart) + 2 * self.frameWidth() + 8
        if wanted != self.height():
            self.setFixedHeight(wanted)


class WeekEditor(Editor):
    """The week as a field of a form, with what it comes to below."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = WeekGrid()
        self._use(self.grid)
        self.together = Words("", "label")
        self._box.addWidget(self.together)
        self.grid.edited.connect(self._on_edit)
        self._say()

    def value(self) -> object:
        return self.grid.week()

    def show_value(self, value: object) -> None:
        self.grid.show_week(str(value or ""))
        self._say()

    def set_faulty(self, faulty: bool) -> None:
        """What is typed here is always hours."""

    def _on_edit(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        self.together.setText(together_words(self.grid.week()))
