"""The Ctrl+K box: finds people, places and commands, and shows the key of each so that it is learned."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from buurtteam.texts import translate as _
from buurtteam.ui.background import Background
from buurtteam.ui.notices import announce
from buurtteam.ui.theme import SNUG, TIGHT, worn
from buurtteam.ui.widgets import Words, column

if TYPE_CHECKING:
    from buurtteam.services.office import Office

Index = QModelIndex | QPersistentModelIndex
SHOWN_AT_MOST: Final = 40


@dataclass(frozen=True)
class Found:
    """Something the box can go to: its words, a second line, and what choosing it does."""

    words: str
    detail: str = ""
    icon: str = "arrow-right"
    shortcut: str = ""
    choose: Callable[[], object] | None = None
    place: str = ""
    args: dict[str, object] = field(default_factory=dict)
    noted: "Callable[[Office], object] | None" = None
    """What is written down when it is chosen."""


Finder = Callable[["Office", str], Sequence[Found]]
"""Finds people and households by part of a name, address or phone; runs on the worker thread.

Asked with nothing it gives those that are pinned and those of lately.
"""


def folded(text: str) -> str:
    """Text as it is compared: without accents and capitals."""
    return "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.category(c).startswith("M")
    )


def fits(typed: str, words: str) -> bool:
    """Whether each typed word starts a word of the text."""
    starts = folded(words).replace("-", " ").split()
    return all(any(word.startswith(part) for word in starts) for part in folded(typed).split())


def _is_a_guess(typed: str, people: "Sequence[Found]") -> bool:
    """Whether nothing that was found holds what was typed, so that it is only near."""
    words = folded(typed).replace("-", " ").split()
    if any(sign.isdigit() for sign in typed):
        return False
    return not any(word in folded(f"{each.words} {each.detail}") for each in people for word in words)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: list[Found] = []

    def show_found(self, found: Sequence[Found]) -> None:
        self.beginResetModel()
        self.found = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.found[index.row()].words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.found[index.row()])
        return None


def spoken(found: Found) -> str:
    """A row as it is read out."""
    return ", ".join(part for part in (found.words, found.detail, found.shortcut) if part)


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, worn().px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = worn()
        model = index.model()
        assert isinstance(model, _Rows)
        found = model.found[index.row()]
        box = QRectF(option.rect).adjusted(4, 2, -4, -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.setBrush(theme.color("primary_soft"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        side = theme.px(20)
        theme.draw_icon(
            painter, QRectF(box.left() + 12, box.center().y() - side / 2, side, side), found.icon, "primary"
        )
        left = box.left() + 12 + side + 12
        painter.setFont(theme.font(15, 600))
        painter.setPen(theme.color("text"))
        right = box.right() - 12
        if found.shortcut:
            right = self._key(painter, found.shortcut, right, box)
        painter.setFont(theme.font(15, 600))
        room = right - left - 8
        words = painter.fontMetrics().elidedText(found.words, Qt.TextElideMode.ElideRight, int(room))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top(), room, box.height()), middle, words)
        left += painter.fontMetrics().horizontalAdvance(words) + 12
        if found.detail and right - left > 40:
            painter.setFont(theme.font(13))
            painter.setPen(theme.color("text_2"))
            detail = painter.fontMetrics().elidedText(found.detail, Qt.TextElideMode.ElideRight, int(right - left))
            painter.drawText(QRectF(left, box.top(), right - left, box.height()), middle, detail)

    @staticmethod
    def _key(painter: QPainter, shortcut: str, right: float, box: QRectF) -> float:
        theme = worn()
        painter.setFont(theme.font(13))
        wide = painter.fontMetrics().horizontalAdvance(shortcut) + 16
        high = theme.px(22)
        cap = QRectF(right - wide, box.center().y() - high / 2, wide, high)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(theme.color("text_2"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, shortcut)
        painter.setPen(theme.color("text"))
        return cap.left()


class PaletteBox(QFrame):
    """The box itself, over the window; arrows choose, Enter does, Esc goes."""

    def __init__(
        self,
        over: QWidget,
        background: Background,
        fixed: Callable[[], Sequence[Found]],
        go: Callable[..., None],
        finder: Finder | None = None,
    ) -> None:
        super().__init__(over)
        self.finder = finder
        self._over, self._background, self._fixed, self._go = over, background, fixed, go
        self.setProperty("panel", "palette")
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Search or do anything"))
        layout = column(self, margin=SNUG, space=TIGHT)
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Search or do anything"))
        self.line.setPlaceholderText(_("A name, an address, a phone number, or what you want to do"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(_("What was found"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("bare", "true")
        self._rows = _Rows(self)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_RowDelegate(self))
        self.hint = Words("", "small")
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.hint)
        self.line.textChanged.connect(self._search)
        self.list.clicked.connect(lambda index: self._do(self._rows.found[index.row()]))
        self._people: list[Found] = []
        self._before: QWidget | None = None
        over.installEventFilter(self)
        self.hide()

    def open_box(self, typed: str = "") -> None:
        """Come up with an empty line."""
        self._before = self.window().focusWidget()
        self._people = []
        self.line.setText(typed)
        self._search(typed)
        self._fit()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_box(self) -> None:
        """Go, and give the caret back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def found(self) -> list[Found]:
        """What is listed now."""
        return list(self._rows.found)

    def _search(self, typed: str) -> None:
        self._show()
        text = typed.strip()
        if self.finder is None or len(text) == 1 or self._background.office is None:
            self._people = []
            self._show()
            return
        finder = self.finder
        self._background.ask(lambda office: finder(office, text), self._take_people, instead_of="palette")

    def _take_people(self, people: Sequence[Found]) -> None:
        self._people = list(people)
        self._show()
        if self.line.text().strip():
            announce(self.line, _("{count} found", count=len(self._rows.found)))

    def _show(self) -> None:
        typed = self.line.text().strip()
        fixed = [each for each in self._fixed() if fits(typed, f"{each.words} {each.detail}")]
        found = [*self._people, *fixed]
        is_new = bool(typed) and not found and self._background.office is not None
        if is_new:
            found = [
                Found(
                    _("New household: {name}", name=typed),
                    "",
                    "home-plus",
                    "",
                    place="new_household",
                    args={"first_name": typed},
                ),
                Found(_("New request"), "", "inbox", place="request", args={"new": True}),
            ]
        self._rows.show_found(found[:SHOWN_AT_MOST])
        if self._rows.found:
            self.list.setCurrentIndex(self._rows.index(0, 0))
        if is_new:
            self.hint.setText(_("Nothing found for “{typed}”. Try part of a name, or make it new.", typed=typed))
        elif self._people and not fixed and _is_a_guess(typed, self._people):
            self.hint.setText(
                _("Nothing found for “{typed}”. Do you mean {name}?", typed=typed, name=self._people[0].words)
            )
        elif found:
            self.hint.setText(_("Arrows choose, Enter does, Esc goes back."))
        else:
            self.hint.setText(_("Nothing found for “{typed}”. Try part of a name, or another word.", typed=typed))

    def _do(self, found: Found) -> None:
        self.close_box()
        if found.noted is not None:
            self._background.do(found.noted)
        if found.choose is not None:
            found.choose()
        elif found.place:
            self._go(found.place, **found.args)

    def _move(self, step: int) -> None:
        count = len(self._rows.found)
        if count:
            at = (
                (self.list.currentIndex().row() + step) % count
                if abs(step) == 1
                else max(0, min(count - 1, self.list.currentIndex().row() + step))
            )
            self.list.setCurrentIndex(self._rows.index(at, 0))
            announce(self.line, spoken(self._rows.found[at]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._fit()
        if watched is self.line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut and not self.isHidden() and self.window().isActiveWindow():
                self.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        key = Qt.Key(event.key())
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.list.currentIndex()
            if index.isValid():
                self._do(self._rows.found[index.row()])
        elif key == Qt.Key.Key_Escape:
            self.close_box()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._move(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _fit(self) -> None:
        width = min(worn().px(680), self._over.width() - 32)
        height = min(worn().px(460), self._over.height() - 48)
        self.setGeometry((self._over.width() - width) // 2, 24, width, height)
