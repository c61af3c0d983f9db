"""One model and one table for every list: rows of any kind, known by their id and never by their number."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from buurtteam.domain.words import Choice
from buurtteam.texts import label, short_date, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.theme import worn
from buurtteam.ui.widgets import State, chip_size, draw_chip

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
ID_ROLE: Final = Qt.ItemDataRole.UserRole + 2
CHIP_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_SHARE_NEEDS: Final = 160
_ROW_HEIGHTS: Final = {"compact": 30, "normal": 36, "ample": 44}


@dataclass(frozen=True)
class Column:
    """One column: its words, where its value comes from, and how it is shown.

    `value` is the name of an attribute of the row or a function of the row; `shown` makes words of the value;
    `sort` makes the key to sort by (the value itself otherwise); `chip` gives (state, words) for a status chip;
    `width` is in pixels at 100 %, 0 shares the room that is left, in parts of `share`; `draws` paints the cell in its
    box in place of the words, which are still said, copied and folded; `copied` makes the words of a copy of the row where
    not everything may leave the screen.
    """

    title: str
    value: str | Callable[[Any], object]
    shown: Callable[[Any], str] | None = None
    width: int = 0
    share: int = 2
    align: Literal["left", "right", "center"] = "left"
    chip: Callable[[Any], tuple[State, str] | None] | None = None
    sort: Callable[[Any], Any] | None = None
    strong: bool = False
    icon: Callable[[Any], str] | None = None
    draws: Callable[[QPainter, QRectF, Any], None] | None = None
    copied: Callable[[Any], str] | None = None

    def of(self, row: object) -> object:
        """The value of this column for a row."""
        return getattr(row, self.value) if isinstance(self.value, str) else self.value(row)

    def text(self, row: object) -> str:
        """The words of this column for a row."""
        if self.chip is not None:
            found = self.chip(row)
            return found[1] if found else ""
        value = self.of(row)
        if self.shown is not None:
            return self.shown(value)
        return _plain(value)

    def copy(self, row: object) -> str:
        """The words of this column for a copy of a row, on one line and never a formula."""
        return _harmless(" ".join((self.copied or self.text)(row).split()))


def _plain(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case Choice():
            return label(value)
        case str() | int():
            return str(value)
        case datetime():
            return short_day_and_time(value)
        case date():
            return short_date(value)
        case _:
            return str(value)


class RowModel(QAbstractTableModel):
    """Rows as Qt wants to see them."""

    def __init__(
        self, columns: Sequence[Column], id_of: Callable[[Any], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.id_of = id_of
        self.rows: list[Any] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows in place of those before."""
        self.beginResetModel()
        self.rows = list(rows)
        self._put_in_order()
        self.endResetModel()

    def row_of(self, wanted: object) -> int | None:
        """Where the row with an id stands now."""
        return next((number for number, row in enumerate(self.rows) if self.id_of(row) == wanted), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self.rows[index.row()]
        # A frame asks for a thousand of these: the roles that are used most come first.
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == CHIP_ROLE:
            return column.chip(row) if column.chip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.sentence(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(row)
        if role == ID_ROLE:
            return self.id_of(row)
        if role == SORT_ROLE:
            return self._key(column, row)
        return None

    def sentence(self, row: object) -> str:
        """A whole row as one would read it out."""
        parts = [(column.title, column.text(row)) for column in self.columns]
        return "; ".join(f"{title}: {text}" if title else text for title, text in parts if text)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGN[self.columns[section].align]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            self._sorted = None
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [(self.id_of(self.rows[index.row()]), index.column()) for index in before]
        self._sorted = (column, order)
        self._put_in_order()
        places = {self.id_of(row): number for number, row in enumerate(self.rows)} if ids else {}
        self.changePersistentIndexList(before, [self.index(places[wanted], at) for wanted, at in ids])
        self.layoutChanged.emit()

    def _put_in_order(self) -> None:
        if self._sorted is None:
            return
        number, order = self._sorted
        column = self.columns[number]
        self.rows.sort(key=lambda row: self._key(column, row), reverse=order == Qt.SortOrder.DescendingOrder)

    @staticmethod
    def _key(column: Column, row: object) -> tuple[bool, Any]:
        value = column.sort(row) if column.sort else column.of(row)
        if isinstance(value, str):
            value = value.casefold()
        # Nothing comes last.
        return (value is None or value == "", 0 if value is None or value == "" else value)


_ALIGN: Final = {
    "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
    "center": int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter),
}


class _RowDelegate(QStyledItemDelegate):
    """Paints cells with room around them, chips, and a ring around the row that has the focus."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = worn()
        table = self.parent()
        assert isinstance(table, RowTable)
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.color("primary_soft"))
        elif index.row() == table.row_under_mouse:
            painter.fillRect(box, theme.color("bg"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        column = table.model_of_rows.columns[index.column()]
        below = table.below(index.row()) if index.column() == 0 else ""
        if below:
            box = QRectF(box.left(), box.top() + 2, box.width(), box.height() * 0.52)
            self._second_line(painter, option, below)
        inner = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
        chip = index.data(CHIP_ROLE)
        if chip:
            size = chip_size(theme, chip[0], chip[1])
            place = QRectF(
                inner.left(), box.center().y() - size.height() / 2, min(size.width(), inner.width()), size.height()
            )
            draw_chip(painter, theme, place, chip[0], chip[1])
        elif column.draws is not None:
            column.draws(painter, inner, table.model_of_rows.rows[index.row()])
        else:
            if column.icon is not None:
                name = column.icon(table.model_of_rows.rows[index.row()])
                if name:
                    side = theme.px(18)
                    theme.draw_icon(
                        painter, QRectF(inner.left(), box.center().y() - side / 2, side, side), name, "primary"
                    )
                inner.adjust(theme.px(26), 0, 0, 0)
            painter.setFont(theme.font(15, 600 if column.strong else 400))
            painter.setPen(theme.color("text"))
            text = painter.fontMetrics().elidedText(
                str(index.data() or "").replace("\n", " "), Qt.TextElideMode.ElideRight, int(inner.width())
            )
            painter.drawText(inner, _ALIGN[column.align], text)
        if chosen and table.hasFocus() and index.row() == table.currentIndex().row():
            self._ring(painter, QRectF(option.rect), index, theme.color("focus"), table)

    @staticmethod
    def _second_line(painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        theme = worn()
        box = QRectF(option.rect)
        line = QRectF(
            box.left() + theme.px(10), box.top() + box.height() * 0.5, box.width() - theme.px(20), box.height() * 0.46
        )
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text_2"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)

    @staticmethod
    def _ring(painter: QPainter, box: QRectF, index: Index, color: QColor, table: "RowTable") -> None:
        # Flat ends: a longer line would leave its tips in the rows above and below.
        painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(box.left(), box.top() + 1, box.right(), box.top() + 1))
        painter.drawLine(QLineF(box.left(), box.bottom() - 1, box.right(), box.bottom() - 1))
        if index.column() == 0:
            painter.drawLine(QLineF(box.left() + 1, box.top(), box.left() + 1, box.bottom()))
        if index.column() == table.model_of_rows.columnCount() - 1:
            painter.drawLine(QLineF(box.right() - 1, box.top(), box.right() - 1, box.bottom()))


class RowTable(QTableView):
    """A list of rows: Enter or a double click opens one, Ctrl+C copies, a click on a head sorts."""

    opened = Signal(object)
    """The id of the row a person opens."""
    chosen = Signal(object)
    """The id of the row that became current, or None."""

    def __init__(
        self,
        *columns: Column,
        name: str,
        id_of: Callable[[Any], object] | None = None,
        density: str = "normal",
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model_of_rows = RowModel(columns, id_of or (lambda row: row.id), self)
        self.row_under_mouse = -1
        self._density, self._several = density, several
        self._folded: list[int] = []
        self._most = 0
        self._empty: QWidget | None = None
        self.setModel(self.model_of_rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.ExtendedSelection
            if several
            else QAbstractItemView.SelectionMode.SingleSelection
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._measure()
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id_at(index)))

    # ------------------------------------------------------------------ rows

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; whoever was chosen stays chosen if still there."""
        kept, current = self.chosen_ids(), self.chosen_id()
        top = self.verticalScrollBar().value()
        self.model_of_rows.show_rows(rows)
        if self._several:
            self.choose_several(kept, current)
        else:
            self._choose_silently(kept)
        self.verticalScrollBar().setValue(top)
        if self._empty is not None:
            self._empty.setVisible(not rows)
            self._fit_empty()
        if self._most:
            self.fit_height(most=self._most)

    def rows(self) -> list[Any]:
        """The rows as they are shown, top to bottom."""
        return list(self.model_of_rows.rows)

    def chosen_id(self) -> object | None:
        """The id of the current row, or None."""
        return self._id_at(self.currentIndex())

    def chosen_ids(self) -> list[object]:
        """The ids of all rows that are selected, top to bottom."""
        model = self.model_of_rows
        return [model.id_of(model.rows[number]) for number in picked_rows(self)]

    def chosen_row(self) -> Any:  # noqa: ANN401 - rows are of any kind
        """The current row itself, or None."""
        index = self.currentIndex()
        return self.model_of_rows.rows[index.row()] if index.isValid() else None

    def choose(self, wanted: object) -> bool:
        """Make the row with this id current; whether it is there."""
        number = self.model_of_rows.row_of(wanted)
        if number is None:
            return False
        self.setCurrentIndex(self.model_of_rows.index(number, 0))
        return True

    def begin_at_top(self) -> None:
        """Another list than before: its first row is current and in sight."""
        self.clearSelection()
        if self.model_of_rows.rows:
            self.setCurrentIndex(self.model_of_rows.index(0, 0))
        self.scrollToTop()

    def choose_several(self, wanted: Iterable[object], current: object | None = None) -> None:
        """Choose all rows with these ids that are there; the focus stands on `current`, or on the first of them."""
        model, ids = self.model_of_rows, set(wanted)
        places = [number for number, row in enumerate(model.rows) if model.id_of(row) in ids]
        flags = QItemSelectionModel.SelectionFlag
        picked = QItemSelection()
        for first, last in runs(places):
            picked.select(model.index(first, 0), model.index(last, 0))
        at = model.row_of(current) if current is not None else None
        if at is None and places:
            at = places[0]
        self.blockSignals(True)
        if at is not None:
            self.selectionModel().setCurrentIndex(model.index(at, 0), flags.NoUpdate)
        self.blockSignals(False)
        self.selectionModel().select(picked, flags.ClearAndSelect | flags.Rows)

    def when_empty(self, empty: QWidget) -> None:
        """What to show in place of no rows."""
        self._empty = empty
        empty.setParent(self.viewport())
        empty.setVisible(not self.model_of_rows.rows)
        self._fit_empty()

    def fit_height(self, *, most: int = 12) -> None:
        """Be just as high as the rows need, up to `most` of them, now and when that changes."""
        self._most = most
        count = max(
            3 if self._empty is not None and not self.model_of_rows.rows else 1, min(most, len(self.model_of_rows.rows))
        )
        self.setFixedHeight(
            self.horizontalHeader().sizeHint().height() + count * self.verticalHeader().defaultSectionSize() + 4
        )

    # ------------------------------------------------------------------ copying

    def as_text(self, *, all_rows: bool = False) -> str:
        """The selected rows, or all, as text with tabs."""
        return "\n".join("\t".join(cells) for cells in self._cells(all_rows=all_rows))

    def as_csv(self, *, all_rows: bool = True) -> str:
        """The rows as CSV with heads, with semicolons as Dutch spreadsheets expect."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow([column.title for column in self.model_of_rows.columns])
        writer.writerows(self._cells(all_rows=all_rows))
        return out.getvalue()

    def copy(self) -> None:
        """Copy the selected rows as text."""
        QGuiApplication.clipboard().setText(self.as_text())

    def _cells(self, *, all_rows: bool) -> list[list[str]]:
        model = self.model_of_rows
        numbers = range(len(model.rows)) if all_rows else picked_rows(self)
        return [[column.copy(model.rows[number]) for column in model.columns] for number in numbers]

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if (found := self.chosen_id()) is not None:
                self.opened.emit(found)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self.model_of_rows.rows:
            last = len(self.model_of_rows.rows) - 1
            self.setCurrentIndex(self.model_of_rows.index(0 if event.key() == Qt.Key.Key_Home else last, 0))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:  # noqa: ANN401
        """There is always a current cell, so that a screen reader has something to read."""
        if not self.currentIndex().isValid() and self.model_of_rows.rows:
            self.setCurrentIndex(self.model_of_rows.index(0, 0))
        super().focusInEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self._id_at(current))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(_("Copy as text"), self.copy)
        menu.addAction(_("Copy all as CSV"), lambda: QGuiApplication.clipboard().setText(self.as_csv()))
        menu.exec(event.globalPos() if not event.globalPos().isNull() else self.mapToGlobal(QPoint(0, 0)))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.Leave, QEvent.Type.MouseMove):
            point = self.viewport().mapFromGlobal(self.cursor().pos())
            under = self.rowAt(point.y()) if event.type() != QEvent.Type.Leave else -1
            if under != self.row_under_mouse:
                self.row_under_mouse = under
                self.viewport().update()
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "model_of_rows"):
            self._measure()
            self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self._fit_empty()

    def below(self, row: int) -> str:
        """What a narrow table shows on a second line: the columns that have no room."""
        columns, shown = self.model_of_rows.columns, self.model_of_rows.rows[row]
        said = [(columns[number], columns[number].text(shown)) for number in self._folded]
        # A figure says nothing without its head.
        return " · ".join(f"{each.title} {text}" if each.align == "right" else text for each, text in said if text)

    def _measure(self) -> None:
        height = worn().px(_ROW_HEIGHTS[self._density])
        self.verticalHeader().setDefaultSectionSize(round(height * 1.6) if self._folded else height)
        self.horizontalHeader().setMinimumSectionSize(worn().px(40))
        if self._most:
            self.fit_height(most=self._most)

    def _share_width(self) -> None:
        theme = worn()
        columns = self.model_of_rows.columns
        room = self.viewport().width()
        need = [theme.px(column.width or _SHARE_NEEDS) for column in columns]
        # Plain columns go to the second line first, from the right; a status stays where it is seen.
        foldable = [n for n in range(len(columns) - 1, 0, -1) if columns[n].chip is None]
        foldable += [n for n in range(len(columns) - 1, 0, -1) if columns[n].chip is not None]
        folded: list[int] = []
        while foldable and sum(need) > room:
            number = foldable.pop(0)
            need[number] = 0
            folded.append(number)
        if sorted(folded) != self._folded:
            self._folded = sorted(folded)
            self._measure()
        shown = [n for n in range(len(columns)) if n not in folded]
        fixed = sum(theme.px(columns[n].width) for n in shown)
        sharing = [n for n in shown if not columns[n].width] or shown[:1]
        left = room - fixed + sum(theme.px(columns[n].width) for n in sharing)
        # What one looks for gets half as much again.
        parts = {n: columns[n].share + (1 if columns[n].strong else 0) for n in sharing}
        for number, column in enumerate(columns):
            self.setColumnHidden(number, number in folded)
            if number in sharing:
                self.setColumnWidth(number, max(theme.px(60), left * parts[number] // sum(parts.values())))
            elif number in shown:
                self.setColumnWidth(number, theme.px(column.width))

    def _choose_silently(self, ids: list[object]) -> None:
        if not ids:
            return
        self.blockSignals(True)
        for wanted in ids:
            if self.choose(wanted):
                break
        self.blockSignals(False)

    def _fit_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def _id_at(self, index: Index) -> object | None:
        return self.model_of_rows.id_of(self.model_of_rows.rows[index.row()]) if index.isValid() else None


def picked_rows(view: QAbstractItemView) -> list[int]:
    """The numbers of the rows that are selected; by stretches, for a whole town may be."""
    model = view.selectionModel()
    if not model:
        return []
    chosen = model.selection()
    parts = [chosen.at(number) for number in range(chosen.count())]
    return sorted({number for part in parts for number in range(part.top(), part.bottom() + 1)})


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers in order as stretches without a gap: first and last."""
    first = last = -2
    for number in numbers:
        if number != last + 1:
            if last >= 0:
                yield first, last
            first = number
        last = number
    if last >= 0:
        yield first, last


_NUMBER = re.compile(r"[+-]?\d[\d .,]*\Z")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula; full-width signs count, and none without width hides one."""
    if cell[:1].isalnum() or _NUMBER.match(cell):
        return cell
    seen = (
        sign for sign in unicodedata.normalize("NFKC", cell) if unicodedata.category(sign) not in ("Cf", "Cc", "Zs")
    )
    return f"'{cell}" if next(seen, "") in {"=", "+", "-", "@", "|", "%"} else cell
