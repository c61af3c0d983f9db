"""A board: cards in lanes, by key and by pointer; each lane paints only the cards that are in sight."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown
from buurtteam.ui.fitting import Fitting
from buurtteam.ui.row_table import picked_rows, runs
from buurtteam.ui.theme import HAIR, SNUG, TIGHT, worn
from buurtteam.ui.widgets import Link, State, Words, chip_size, column, draw_chip, row

Index = QModelIndex | QPersistentModelIndex
_LANE_NEEDS: Final = 184
_CARD_HIGH: Final = 104


@dataclass(frozen=True)
class Card:
    """What one card shows: its name, chips (state and words), two lines of small words, and all of it as a sentence."""

    name: str
    chips: tuple[tuple[State, str], ...]
    who: str
    more: str
    sentence: str


class _Cards(QAbstractListModel):
    def __init__(self, card_of: Callable[[Any], Card], parent: QWidget) -> None:
        super().__init__(parent)
        self.card_of = card_of
        self.rows: list[Any] = []
        self._cards: dict[int, Card] = {}

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self._cards = {}
        self.endResetModel()

    def card(self, number: int) -> Card:
        found = self._cards.get(number)
        if found is None:
            # Words are made for the cards that are looked at, not for a whole town.
            found = self._cards[number] = self.card_of(self.rows[number])
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.card(index.row()).name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.card(index.row()).sentence
        return None


class _CardPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(worn().px(120), worn().px(_CARD_HIGH) + TIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = worn()
        lane = self.parent()
        assert isinstance(lane, Lane)
        card = lane.cards.card(index.row())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect).adjusted(HAIR, HAIR, -HAIR, -HAIR)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.color("primary" if chosen or pointed else "line")
        painter.setPen(QPen(edge, 2 if chosen else 1))
        painter.setBrush(theme.color("primary_soft" if chosen else "surface"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        if lane.hasFocus() and index.row() == lane.currentIndex().row():
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        inner = box.adjusted(theme.px(10), theme.px(7), -theme.px(10), -theme.px(7))
        top = inner.top()
        line = QRectF(inner.left(), top, inner.width(), theme.px(22))
        if chosen:
            side = theme.px(18)
            tick = QRectF(line.right() - side, line.center().y() - side / 2, side, side)
            theme.draw_icon(painter, tick, "check", "primary")
            line.setRight(tick.left() - TIGHT)
        self._words(painter, line, card.name, 15, 600, "text")
        line = QRectF(inner.left(), line.bottom() + theme.px(4), inner.width(), theme.px(24))
        left_out = self._chips(painter, line, card.chips)
        more = " · ".join(part for part in (*left_out, card.more) if part)
        for words, role in ((card.who, "text"), (more, "text_2")):
            below = line.bottom() + theme.px(3 if role == "text" else 0)
            line = QRectF(inner.left(), below, inner.width(), theme.px(19))
            self._words(painter, line, words, 13, 400, role)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, box: QRectF, words: str, size: int, weight: int, role: str) -> None:
        theme = worn()
        painter.setFont(theme.font(size, weight))
        painter.setPen(theme.color(role))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    @staticmethod
    def _chips(painter: QPainter, box: QRectF, chips: Sequence[tuple[State, str]]) -> list[str]:
        """Draw as many as fit; returns the words of the others."""
        theme = worn()
        left = box.left()
        for number, (state, words) in enumerate(chips):
            size = chip_size(theme, state, words)
            if number and left + size.width() > box.right():
                return [said for _state, said in chips[number:]]
            wide = min(float(size.width()), box.right() - left)
            draw_chip(painter, theme, QRectF(left, box.top(), wide, box.height()), state, words)
            left += wide + theme.px(6)
        return []


class Lane(QListView):
    """One lane of cards; Enter or a double click opens one."""

    opened = Signal(object)
    stepped = Signal(int)
    """To the lane on the left (-1) or on the right (1)."""
    moved = Signal(int)
    """The card should go to the lane on the left (-1) or on the right (1)."""
    all_asked = Signal()

    def __init__(self, key: object, card_of: Callable[[Any], Card]) -> None:
        super().__init__()
        self.key = key
        self.cards = _Cards(card_of, self)
        self.setModel(self.cards)
        self.setItemDelegate(_CardPainter(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("lane", "true")
        self.doubleClicked.connect(lambda index: self.opened.emit(self.cards.rows[index.row()].id))
        self.empty = Words(_("Nobody here"), "quiet", parent=self.viewport())
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these cards in place of those before."""
        top = self.verticalScrollBar().value()
        self.cards.show_rows(rows)
        self.verticalScrollBar().setValue(top)
        self.empty.setVisible(not rows)

    def chosen_ids(self) -> list[object]:
        """The ids of the cards that are chosen."""
        return [self.cards.rows[number].id for number in picked_rows(self)]

    def choose(self, numbers: Sequence[int], current: int | None = None) -> None:
        """Choose the cards that stand at these numbers, and no others."""
        flags = QItemSelectionModel.SelectionFlag
        picked = QItemSelection()
        for first, last in runs(numbers):
            picked.select(self.cards.index(first), self.cards.index(last))
        at = current if current is not None else next(iter(numbers), None)
        if at is not None:
            self.selectionModel().setCurrentIndex(self.cards.index(at), flags.NoUpdate)
        self.selectionModel().select(picked, flags.ClearAndSelect)

    def current_id(self) -> object | None:
        """The id of the card with the focus."""
        index = self.currentIndex()
        return self.cards.rows[index.row()].id if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go within a lane and to the next one; Ctrl with an arrow asks to move the card."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            (self.moved if control else self.stepped).emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            if (found := self.current_id()) is not None:
                self.opened.emit(found)
        elif key == Qt.Key.Key_M and not event.modifiers():
            self.moved.emit(0)
        elif key == Qt.Key.Key_A and control:
            self.all_asked.emit()
        elif key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a current card, so that a screen reader has something to read."""
        if not self.currentIndex().isValid() and self.cards.rows:
            self.selectionModel().setCurrentIndex(self.cards.index(0), QItemSelectionModel.SelectionFlag.NoUpdate)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes along with the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is said of an empty lane in its middle."""
        super().resizeEvent(event)
        self.empty.setGeometry(self.viewport().rect().adjusted(TIGHT, TIGHT, -TIGHT, 0))

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs larger cards."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class Board(Fitting, QWidget):
    """Lanes beside each other; with little room one at a time, chosen above it.

    Rows are of any kind with an `id`; `stages` are the keys of the lanes with their words, `stage_of` says in which lane
    a row stands, `card_of` what its card shows.
    """

    opened = Signal(object)
    move_asked = Signal(object)
    """To which lane the chosen cards should go; None when that is still to be chosen."""
    lane_asked = Signal(object)
    """Somebody wants the rows of this lane as a list."""
    choice_changed = Signal()

    def __init__(
        self,
        stages: Sequence[tuple[object, str]],
        card_of: Callable[[Any], Card],
        stage_of: Callable[[Any], object],
        counted: Callable[[str, int], str],
        *,
        which: str,
    ) -> None:
        super().__init__()
        self._stages, self._stage_of, self._counted = tuple(stages), stage_of, counted
        self._at = 0
        self._narrow = False
        self._choosing = False
        self.which = DropDown()
        above = QLabel(which)
        above.setBuddy(self.which)
        self._chooser = QWidget()
        choose = row(above, self.which, None, space=TIGHT)
        self._chooser.setLayout(choose)
        self._chooser.hide()
        self.lanes = [Lane(key, card_of) for key, _words in self._stages]
        self.heads = [Link(words, partial(self.lane_asked.emit, key)) for key, words in self._stages]
        across = QHBoxLayout()
        across.setSpacing(SNUG)
        self._columns: list[QWidget] = []
        for head, lane, (_key, words) in zip(self.heads, self.lanes, self._stages, strict=True):
            head.setProperty("head", "true")
            lane.setAccessibleName(words)
            holder = QWidget()
            inside = column(holder, space=HAIR)
            inside.addWidget(head)
            inside.addWidget(lane, 1)
            self._columns.append(holder)
            across.addWidget(holder, 1)
            lane.opened.connect(self.opened)
            lane.stepped.connect(partial(self._step, lane))
            lane.moved.connect(partial(self._move, lane))
            lane.all_asked.connect(self.choose_all)
            lane.selectionModel().selectionChanged.connect(partial(self._chose, lane))
            self.which.addItem(words)
        outer = column(self, space=TIGHT)
        outer.addWidget(self._chooser)
        outer.addLayout(across, 1)
        self.which.activated.connect(self._show_lane)

    # ------------------------------------------------------------------ rows

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Put each row in its lane; who was chosen stays chosen."""
        kept, here = set(self.chosen_ids()), self.current_id()
        by_stage: dict[object, list[Any]] = {key: [] for key, _words in self._stages}
        for each in rows:
            by_stage[self._stage_of(each)].append(each)
        self._choosing = True
        for number, (lane, (key, words)) in enumerate(zip(self.lanes, self._stages, strict=True)):
            lane.show_rows(by_stage[key])
            count = len(by_stage[key])
            self.heads[number].setText(_("{words} · {count}", words=words, count=count))
            self.heads[number].setAccessibleName(self._counted(words, count))
            self.heads[number].setEnabled(bool(count))
            lane.setAccessibleName(self._counted(words, count))
            self.which.setItemText(number, _("{words} · {count}", words=words, count=count))
        self._choosing = False
        self.choose_ids(kept, here)

    def counts(self) -> list[int]:
        """How many cards each lane holds, from left to right."""
        return [len(lane.cards.rows) for lane in self.lanes]

    def chosen_ids(self) -> list[object]:
        """The ids of all cards that are chosen, in all lanes."""
        return [found for lane in self.lanes for found in lane.chosen_ids()]

    def current_id(self) -> object | None:
        """The card with the focus."""
        return self.lanes[self._at].current_id()

    def choose_ids(self, wanted: Iterable[object], current: object | None = None) -> None:
        """Choose these cards and no others."""
        ids, places = set(wanted), dict[int, list[int]]()
        self._choosing = True
        for number, lane in enumerate(self.lanes):
            at = None
            places[number] = []
            for place, each in enumerate(lane.cards.rows if ids or current is not None else ()):
                if each.id in ids:
                    places[number].append(place)
                if current is not None and each.id == current:
                    at, self._at = place, number
            lane.choose(places[number], at)
        if current is None:
            self._at = next((number for number, found in places.items() if found), self._at)
        self._choosing = False
        self._fit_lanes()
        self.choice_changed.emit()

    def choose_all(self) -> None:
        """Choose every card of every lane that is in sight."""
        self._choosing = True
        for number, lane in enumerate(self.lanes):
            if not self._narrow or number == self._at:
                lane.selectAll()
        self._choosing = False
        self.choice_changed.emit()

    def first_focus(self) -> QWidget:
        """The lane one was in, or the first with a card."""
        if not self.lanes[self._at].cards.rows and not self._narrow:
            self._at = next((n for n, lane in enumerate(self.lanes) if lane.cards.rows), 0)
        return self.lanes[self._at]

    # ------------------------------------------------------------------ keys

    def _step(self, lane: Lane, step: int) -> None:
        at = self.lanes.index(lane)
        row_at = max(lane.currentIndex().row(), 0)
        for number in range(at + step, len(self.lanes) if step > 0 else -1, step):
            target = self.lanes[number]
            if target.cards.rows:
                self._go_to(number)
                target.choose([min(row_at, len(target.cards.rows) - 1)])
                return

    def _go_to(self, number: int) -> None:
        self._at = number
        if self._narrow:
            self.which.setCurrentIndex(number)
            self._fit_lanes()
        self.lanes[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, lane: Lane, step: int) -> None:
        if not self.chosen_ids():
            # Nobody was chosen yet: the card with the focus is meant.
            if not lane.currentIndex().isValid():
                return
            lane.choose([lane.currentIndex().row()])
        number = self.lanes.index(lane) + step
        if not step:
            self.move_asked.emit(None)
        elif 0 <= number < len(self.lanes):
            self.move_asked.emit(self.lanes[number].key)

    def _chose(self, lane: Lane, *_changes: object) -> None:
        if self._choosing:
            return
        self._at = self.lanes.index(lane)
        adds = QApplication.keyboardModifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if not adds:
            self._choosing = True
            for other in self.lanes:
                if other is not lane:
                    other.clearSelection()
            self._choosing = False
        self.choice_changed.emit()

    # ------------------------------------------------------------------ room

    def minimumSizeHint(self) -> QSize:
        """One lane and two cards."""
        return QSize(worn().px(_LANE_NEEDS), worn().px(2 * _CARD_HIGH + 60))

    def fit(self) -> None:
        """All lanes beside each other, or one."""
        narrow = self.width() < len(self.lanes) * worn().px(_LANE_NEEDS)
        if narrow != self._narrow:
            self._narrow = narrow
            self._chooser.setVisible(narrow)
            self.first_focus()
            self.which.setCurrentIndex(self._at)
        self._fit_lanes()

    def _fit_lanes(self) -> None:
        for number, (holder, head) in enumerate(zip(self._columns, self.heads, strict=True)):
            holder.setVisible(not self._narrow or number == self._at)
            head.setVisible(not self._narrow)

    def _show_lane(self, number: int) -> None:
        self._at = number
        self._fit_lanes()
