"""The pieces that pages are laid from: cards, headings, chips, quotes, drawers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QLineF, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from buurtteam.texts import translate as _
from buurtteam.ui.reading_order import show_whole, tab_stops
from buurtteam.ui.theme import ROOM, SNUG, TIGHT, WIDE, Theme, icon, worn

Kind = Literal["primary", "secondary", "quiet", "danger"]
State = Literal["on_time", "soon", "late", "done", "waiting", "quiet", "info"]


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # Hidden and gone at the next turn; to take it from its parent now would dress it all over again (20 ms each).
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            emptied(inner)


def column(parent: QWidget | None = None, *, margin: int = 0, space: int = SNUG) -> QVBoxLayout:
    """A layout from top to bottom."""
    layout = QVBoxLayout(parent) if parent else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(space)
    return layout


def row(*parts: QWidget | QLayout | None, margin: int = 0, space: int = TIGHT) -> QHBoxLayout:
    """A layout from left to right; `None` is the stretch between."""
    layout = QHBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(space)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


class Words(QLabel):
    """Running text that wraps; `tone` is quiet, small, label, large, voice, problem or ok."""

    def __init__(self, text: str = "", tone: str = "", *, wraps: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if tone:
            self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Another tone for the same words."""
        restyle(self, "tone", tone)


class Heading(QLabel):
    """A heading of level 1 (the page) to 4 (within a card)."""

    def __init__(self, text: str = "", level: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("level", str(level))
        self.setWordWrap(level <= 2)

    def sizeHint(self) -> QSize:
        """On one line where there is room for it; Qt asks for half of that as soon as words may wrap."""
        hint = super().sizeHint()
        if not self.wordWrap() or not self.text():
            return hint
        width = max(hint.width(), self.fontMetrics().horizontalAdvance(self.text()) + 2)
        return QSize(width, self.heightForWidth(width))


def button(
    words: str,
    kind: Kind = "secondary",
    icon_name: str = "",
    on_click: Callable[[], object] | None = None,
    help_text: str = "",
) -> QPushButton:
    """A button with words; use `primary` for at most one per page."""
    made = QPushButton(words)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon_name:
        role = {"primary": "on_primary", "quiet": "primary", "danger": "danger"}.get(kind, "text")
        made.setIcon(icon(icon_name, role))
        made.setProperty("pictured", True)
        fit_picture(made)
    if help_text:
        made.setToolTip(help_text)
        made.setAccessibleDescription(help_text)
    if on_click:
        made.clicked.connect(lambda: on_click())
    return made


def fit_picture(made: QPushButton) -> None:
    """Let the picture of a button be as large as its words are now."""
    made.setIconSize(QSize(worn().px(22), worn().px(18)))


class Link(QPushButton):
    """A button that looks like a link; words that do not fit end in … and are said whole."""

    def __init__(self, words: str, on_click: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setProperty("shape", "link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        self.clicked.connect(lambda: on_click())

    def say(self, words: str) -> None:
        """Go by other words from now on."""
        self.setText(words)
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        """It can do with little room."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), worn().px(90)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        words = option.text
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room + 2)
        option.text = shown
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
        self.setToolTip(words if shown != words else "")


def link(words: str, on_click: Callable[[], object]) -> QPushButton:
    """A button that looks like a link: it goes somewhere and changes nothing."""
    return Link(words, on_click)


class IconButton(QToolButton):
    """A button with only a picture; its name is said aloud and shown when pointed at."""

    def __init__(
        self,
        name: str,
        words: str,
        on_click: Callable[[], object] | None = None,
        *,
        role: str = "text_2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setProperty("shape", "icon")
        self._name, self._role = name, role
        self.setIcon(icon(name, role))
        self.setIconSize(QSize(worn().px(20), worn().px(20)))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if on_click:
            self.clicked.connect(lambda: on_click())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() == QEvent.Type.FontChange:
            self.setIconSize(QSize(worn().px(20), worn().px(20)))
        super().changeEvent(event)


class Picture(QWidget):
    """An icon that stands beside words and says nothing by itself."""

    def __init__(self, name: str, role: str = "text_2", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As large as the text asks."""
        return QSize(worn().px(self._size), worn().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colour of the moment."""
        painter = QPainter(self)
        worn().draw_icon(painter, QRectF(self.rect()), self._name, self._role)
        painter.end()


class Line(QFrame):
    """A thin line between groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", "true")
        self.setFixedHeight(1)


class Card(QFrame):
    """A white surface with a title, actions at the right of it, and a body: `card.body.addWidget(…)`."""

    def __init__(self, title: str = "", *actions: QWidget, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        outer = column(self, margin=ROOM, space=SNUG)
        self.title = Heading(title, 3)
        # With large text or in a narrow column a title takes two lines.
        self.title.setWordWrap(True)
        self.head = QHBoxLayout()
        self.head.setSpacing(TIGHT)
        if icon_name:
            self.head.addWidget(Picture(icon_name, "primary", 22))
        self.head.addWidget(self.title, 1)
        for action in actions:
            self.head.addWidget(action)
        if title or actions:
            outer.addLayout(self.head)
        self.body = column(space=SNUG)
        outer.addLayout(self.body)
        outer.addStretch(1)
        self._outer = outer
        if title:
            self.setAccessibleName(title)

    def add(self, *parts: QWidget | QLayout) -> "Card":
        """Put parts in the body, one under the other."""
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)
        return self

    def fill(self, part: QWidget) -> "Card":
        """Put a part in the body that takes all the room that is left, such as a table."""
        self.body.addWidget(part, 1)
        _give_all_room(self._outer, self.body)
        return self

    def clear(self) -> None:
        """Empty the body."""
        emptied(self.body)


def _give_all_room(outer: QVBoxLayout, body: QLayout) -> None:
    tail = outer.takeAt(outer.count() - 1)
    if tail is not None and tail.spacerItem() is None:
        outer.addItem(tail)
    outer.setStretchFactor(body, 1)


class Note(QFrame):
    """A remark on the page with a picture: info, ok, soon or late; with buttons when there is something to do."""

    _PICTURES: Final = {"info": "info-circle", "ok": "circle-check", "soon": "alert-triangle", "late": "alert-octagon"}
    _ROLES: Final = {"info": "info", "ok": "ok", "soon": "on_soon", "late": "danger"}

    def __init__(self, text: str, tone: str = "info", *actions: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "note")
        self.setProperty("tone", tone)
        self.words = Words(text)
        layout = row(Picture(self._PICTURES[tone], self._ROLES[tone]), self.words, space=SNUG)
        layout.setStretch(1, 1)
        for action in actions:
            layout.addWidget(action)
        layout.setContentsMargins(SNUG, TIGHT, SNUG, TIGHT)
        self.setLayout(layout)


@dataclass(frozen=True)
class _Look:
    shape: str
    fill: str | None
    ink: str
    edge: str | None


_LOOKS: Final[dict[str, _Look]] = {
    "on_time": _Look("dot", None, "text", "border"),
    "soon": _Look("triangle", "soon", "on_soon", None),
    "late": _Look("square", "late", "on_late", None),
    "done": _Look("tick", "ok_soft", "ok", None),
    "waiting": _Look("bars", "sunken", "text_2", "border"),
    "quiet": _Look("none", "sunken", "text_2", None),
    "info": _Look("none", "info_soft", "info", None),
}


def chip_size(theme: Theme, state: str, words: str) -> QSize:
    """How much room a chip with these words takes."""
    metrics = QFontMetrics(theme.font(13, 600))
    around = theme.px(24 if _LOOKS[state].shape == "none" else 36)
    return QSize(metrics.horizontalAdvance(words) + around, max(metrics.height() + 4, theme.px(24)))


def draw_chip(painter: QPainter, theme: Theme, box: QRectF, state: str, words: str) -> None:
    """Draw a status as shape, word and fill together, so that none of them is needed alone."""
    look = _LOOKS[state]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    round_box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(theme.color(look.edge), 1) if look.edge else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(look.fill) if look.fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(round_box, round_box.height() / 2, round_box.height() / 2)
    ink = theme.color(look.ink)
    size = theme.px(9)
    left = box.left() + theme.px(10)
    shape = QRectF(left, box.center().y() - size / 2, size, size)
    _draw_shape(painter, shape, look.shape, ink)
    painter.setFont(theme.font(13, 600))
    painter.setPen(ink)
    start = box.left() + theme.px(24 if look.shape != "none" else 12)
    text_box = QRectF(start, box.top(), box.right() - start - theme.px(6), box.height())
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(text_box.width()) + 2)
    painter.drawText(text_box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


def _draw_shape(painter: QPainter, box: QRectF, shape: str, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if shape == "dot":
        painter.drawEllipse(box)
    elif shape == "square":
        painter.drawRect(box)
    elif shape == "triangle":
        painter.drawPolygon(
            [box.bottomLeft(), QPoint(round(box.center().x()), round(box.top())).toPointF(), box.bottomRight()]
        )
    elif shape == "bars":
        third = box.width() / 3
        painter.drawRect(QRectF(box.left(), box.top(), third, box.height()))
        painter.drawRect(QRectF(box.right() - third, box.top(), third, box.height()))
    elif shape == "tick":
        pen = QPen(ink, max(2.0, box.width() / 4.5))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        low = box.center().x() - box.width() * 0.12
        painter.drawLine(QLineF(box.left(), box.center().y(), low, box.bottom()))
        painter.drawLine(QLineF(low, box.bottom(), box.right(), box.top()))


class StatusChip(QWidget):
    """How a term or a step stands: shape, word and fill."""

    def __init__(self, state: State, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(state, words)

    def show_state(self, state: State, words: str) -> None:
        """Another state."""
        self._state, self._words = state, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return chip_size(worn(), self._state, self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        draw_chip(painter, worn(), QRectF(self.rect()), self._state, self._words)
        painter.end()


class Tag(StatusChip):
    """A word in a soft pill, such as a role or a kind."""

    def __init__(self, words: str, tone: State = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(tone, words, parent)


class Quote(QFrame):
    """What a resident said, in the colour of residents, with who said it and when."""

    def __init__(self, words: str, who: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "quote")
        layout = column(self, space=TIGHT)
        layout.setContentsMargins(SNUG, TIGHT, SNUG, TIGHT)
        layout.addWidget(Words(f"“{words}”", "voice"))
        if who:
            layout.addWidget(Words(who, "small"))


class EmptyState(QWidget):
    """What belongs here, one button, and why: never an empty grid."""

    def __init__(
        self,
        icon_name: str,
        sentence: str,
        why: str = "",
        action: QPushButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = column(self, margin=WIDE, space=TIGHT)
        layout.addStretch(1)
        center = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(Picture(icon_name, "primary", 44), 0, center)
        for text, tone in ((sentence, "large"), (why, "quiet")):
            if text:
                words = Words(text, tone)
                words.setAlignment(center)
                layout.addWidget(words)
        if action:
            layout.addSpacing(TIGHT)
            layout.addWidget(action, 0, center)
        layout.addStretch(1)


class FlowLayout(QLayout):
    """Lays parts side by side and goes to the next line when there is no more room."""

    def __init__(self, parent: QWidget | None = None, space: int = TIGHT, *, to_the_right: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._to_the_right = to_the_right
        # Less than nothing lets edges fall together; Qt itself takes that for "not chosen".
        self._space = space
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(max(0, space))

    def addItem(self, item: QLayoutItem) -> None:
        """Qt asks."""
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        """Qt asks."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt asks."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high all lines together are; Qt asks it many times over for every part that is added to a page."""
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), only_measure=True)
        return self._heights[width]

    def invalidate(self) -> None:
        """A part became larger or smaller, came or went."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Qt lays out."""
        super().setGeometry(rect)
        self._lay(rect, only_measure=False)

    def sizeHint(self) -> QSize:
        """The least will do."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the largest part."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, rect: QRect, *, only_measure: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        placed: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if (widget := item.widget()) is not None and widget.isHidden():
                continue
            hint = item.sizeHint()
            width = min(hint.width(), max(rect.width(), 1))
            high = item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()
            if x + width > rect.right() + 1 and line > 0:
                self._place(placed, line, rect.right(), only_measure=only_measure)
                placed = []
                x, y, line = rect.x(), y + line + self._space, 0
            placed.append((item, QRect(x, y, width, high)))
            x += width + self._space
            line = max(line, high)
        self._place(placed, line, rect.right(), only_measure=only_measure)
        return y + line - rect.y()

    def _place(self, placed: list[tuple[QLayoutItem, QRect]], line: int, right: int, *, only_measure: bool) -> None:
        """Put the parts of one line on one middle."""
        if not only_measure:
            aside = right - placed[-1][1].right() if placed and self._to_the_right else 0
            for item, box in placed:
                item.setGeometry(box.translated(aside, (line - box.height()) // 2))


def flow(*parts: QWidget, space: int = TIGHT, to_the_right: bool = False) -> QWidget:
    """Parts side by side that wrap to a next line."""
    holder = QWidget()
    layout = FlowLayout(holder, space, to_the_right=to_the_right)
    for part in parts:
        layout.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


class _Sheet(QWidget):
    """What scrolls: as high as its parts are at its width, not as they would be at the least width."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        layout = self.layout()
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least


class ScrollPage(QScrollArea):
    """A page that scrolls up and down, never sideways: `scroll.column.addWidget(…)`; widths stay readable."""

    def __init__(
        self, *, margin: int = WIDE, space: int = ROOM, widest: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # A plain one: Qt's own keeps the white of a text field in the dark theme, and asking for it lets PySide read
        # every kind of widget there is, which the first frame would wait for.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = _Sheet()
        self._widest = widest
        self._inner = inner
        outer = column(inner, margin=margin)
        self.column = column(space=space)
        outer.addLayout(self.column)
        outer.addStretch(1)
        self._outer = outer
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._held: QWidget | None = None
        inner.resized.connect(self._on_resized)
        self.verticalScrollBar().actionTriggered.connect(self.let_go)

    def hold(self, part: QWidget) -> None:
        """Keep what got the focus in sight, also when what stands above it grows; whoever scrolls lets it go."""
        self._held = part
        QTimer.singleShot(0, self, self._bring_in_sight)

    def let_go(self) -> None:
        """Somebody scrolls: what is shown is theirs to choose."""
        self._held = None

    def _on_resized(self) -> None:
        if self._held is not None:
            QTimer.singleShot(0, self, self._bring_in_sight)

    def _bring_in_sight(self) -> None:
        part = self._held
        if part is None or part is not self.window().focusWidget() or not self._inner.isAncestorOf(part):
            self._held = None
            return
        seen = part.visibleRegion().boundingRect().height()
        # What is higher than the window need not be seen as a whole.
        if seen < (part.height() if part.height() < self.viewport().height() else 1):
            show_whole(self, part, min(worn().px(120), self.viewport().height() // 4))

    def add(self, *parts: QWidget | QLayout) -> "ScrollPage":
        """Put parts on the page, one under the other."""
        for part in parts:
            if isinstance(part, QWidget):
                self.column.addWidget(part)
            else:
                self.column.addLayout(part)
        return self

    def fill(self, part: QWidget) -> "ScrollPage":
        """Put a part on the page that takes all the room that is left."""
        self.column.addWidget(part, 1)
        _give_all_room(self._outer, self.column)
        return self

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines of text readable on a wide screen."""
        super().resizeEvent(event)
        if self._widest:
            self._inner.setMaximumWidth(worn().px(self._widest))


class SideBySide(QWidget):
    """Parts beside each other while there is room, under each other when the window is narrow or the text large.

    `shares` divides the room; `least` is the width one part needs, in pixels at 100 %.
    """

    def __init__(
        self,
        *parts: QWidget,
        shares: tuple[int, ...] = (),
        least: int = 340,
        space: int = ROOM,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._shares = least, shares
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(space)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget) -> None:
        """One more part at the end."""
        number = self._layout.count()
        self._layout.addWidget(part, self._shares[number] if number < len(self._shares) else 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one part."""
        parts = [item.minimumSize() for number in range(self._layout.count()) if (item := self._layout.itemAt(number))]
        return QSize(max((part.width() for part in parts), default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction."""
        super().resizeEvent(event)
        narrow = self.width() < worn().px(self._least) * self._layout.count()
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._layout.direction():
            self._layout.setDirection(direction)
            self.updateGeometry()


class SplitRow(QSplitter):
    """Panes side by side that can be drawn wider; F6 goes from one to the next."""

    def __init__(self, *panes: QWidget, shares: tuple[int, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(9)
        for index, pane in enumerate(panes):
            self.addWidget(pane)
            self.setStretchFactor(index, shares[index] if shares else 1)


class Drawer(QFrame):
    """A pane that comes in from the right over the page; Esc closes it and nothing is lost."""

    closed = Signal()

    def __init__(self, over: QWidget, title: str, body: QWidget, *, width: int = 420) -> None:
        super().__init__(over)
        self._over, self._width = over, width
        self.setProperty("panel", "drawer")
        self.setAccessibleName(title)
        self.setAutoFillBackground(True)
        layout = column(self, margin=ROOM)
        close = IconButton("x", _("Close"), self.close_drawer)
        head = row(Heading(title, 2), None, close)
        layout.addLayout(head)
        layout.addWidget(body, 1)
        self.body = body
        self._before: QWidget | None = None
        over.installEventFilter(self)
        self.hide()

    def open_drawer(self) -> None:
        """Come in and take the focus."""
        self._before = self.window().focusWidget()
        self._fit()
        self.show()
        self.raise_()
        first = self.body if self.body.focusProxy() else next(iter(tab_stops(self.body)), None)
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_drawer(self) -> None:
        """Go away and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right edge."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._fit()
        return False

    def _fit(self) -> None:
        width = min(worn().px(self._width), self._over.width())
        self.setGeometry(self._over.width() - width, 0, width, self._over.height())
