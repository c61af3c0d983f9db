"""A line of a short list that goes somewhere: what it is, whose, how it stands, and a tick when it can be done."""

from collections.abc import Callable
from typing import Self

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from buurtteam.texts import translate as _
from buurtteam.ui.theme import HAIR, SNUG, TIGHT, worn
from buurtteam.ui.widgets import IconButton, Picture, Words, column, flow, row


class ListRow(QAbstractButton):
    """One line: Enter or a click opens it, the arrows go up and down, Space ticks it off when it can be done."""

    opened = Signal()
    done = Signal()

    def __init__(
        self,
        title: str,
        detail: str = "",
        *,
        picture: str = "",
        role: str = "text_2",
        picture_width: int = 22,
        lead: str = "",
        tail: QWidget | None = None,
        can_be_done: bool = False,
        done_words: str = "",
        tone: str = "label",
        buttons: tuple[QWidget, ...] = (),
        marks: tuple[QWidget, ...] = (),
    ) -> None:
        super().__init__()
        self.can_be_done = can_be_done
        self.stands_for: object = None
        self.is_open = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        inside = row(space=SNUG)
        inside.setContentsMargins(TIGHT, 6, HAIR, 6)
        top = Qt.AlignmentFlag.AlignTop
        if can_be_done:
            self.tick = IconButton("circle", done_words or _("Done: {what}", what=title), self.done.emit)
            self.tick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            inside.addWidget(self.tick, 0, top)
        elif picture:
            sign = Picture(picture, role, 22)
            # As wide as the tick of the lines around it, so that all words begin at one edge.
            spare = max(0, worn().px(picture_width) - worn().px(22)) // 2
            inside.addSpacing(spare)
            inside.addWidget(sign, 0, top)
            inside.addSpacing(spare)
        if lead:
            inside.addWidget(Words(lead, "label", wraps=False), 0, top)
        middle = column(space=0)
        self.title = Words(title, tone)
        middle.addWidget(self.title)
        below = Words(detail, "small")
        if tail is not None:
            middle.addSpacing(HAIR)
            under = row(tail, below, space=TIGHT)
            under.setStretch(1, 1)
            middle.addLayout(under)
        elif detail:
            middle.addWidget(below)
        if marks:
            middle.addSpacing(HAIR)
            middle.addWidget(flow(*marks))
        # Beside a higher line the words stay together, at the top.
        middle.addStretch(1)
        inside.addLayout(middle, 1)
        for each in buttons:
            inside.addWidget(each, 0, top)
        self.setLayout(inside)
        for child in self.findChildren(QWidget):
            if not isinstance(child, QAbstractButton):
                child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        marked = [each.accessibleName() for each in (*((tail,) if tail else ()), *marks)]
        said = ", ".join(part for part in (lead, title, detail, *marked) if part)
        self.setAccessibleName(said)
        self._describe()
        self.clicked.connect(self.opened)

    def standing_for(self, what: object) -> Self:
        """Say what this line is about, by which `mark_open` finds it."""
        self.stands_for = what
        return self

    def explain(self, words: str) -> "ListRow":
        """Say more when somebody points at it."""
        self.setToolTip(words)
        self._describe()
        return self

    def mark(self, *, is_open: bool) -> None:
        """Show whether what it is about stands open beside the list."""
        self.is_open = is_open
        self._describe()
        self.update()

    def _describe(self) -> None:
        """What is read aloud after its name."""
        said = (
            _("Stands open beside the list.") if self.is_open else "",
            _("Enter opens it, the space bar ticks it off.") if self.can_be_done else self.toolTip(),
        )
        self.setAccessibleDescription(" ".join(part for part in said if part))

    def on_open(self, call: Callable[[], object]) -> Self:
        """Do this when it is opened."""
        self.opened.connect(lambda: call())
        return self

    def on_done(self, call: Callable[[], object]) -> "ListRow":
        """Do this when it is ticked off."""
        self.done.connect(lambda: call())
        return self

    def sizeHint(self) -> QSize:
        """What its words need."""
        inside = self.layout()
        return inside.sizeHint() if inside else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What its words need at least."""
        inside = self.layout()
        return inside.minimumSize() if inside else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the words are in this width."""
        inside = self.layout()
        return inside.heightForWidth(width) if inside else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks off, arrows go to the next line."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            (self.done if self.can_be_done else self.opened).emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        above = self.parentWidget()
        rows = rows_in(above) if above else []
        at = rows.index(self) + step if self in rows else -1
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Be painted anew when pointed at."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be painted anew when no longer pointed at."""
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft surface when pointed at, a bar before what stands open beside it, a clear edge with the focus."""
        if not (self.underMouse() or self.hasFocus() or self.is_open):
            return
        theme = worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_soft = self.underMouse() or self.is_open
        painter.setBrush(theme.color("primary_soft") if is_soft else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.is_open:
            painter.setBrush(theme.color("primary"))
            painter.drawRoundedRect(QRectF(0, 0, HAIR, self.height()), 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()


def lines(*rows: QWidget) -> QWidget:
    """Lines one under the other, close together."""
    holder = QWidget()
    inside = column(holder, space=2)
    for each in rows:
        inside.addWidget(each)
    return holder


def mark_open(card: QWidget, what: object) -> None:
    """Show which of the lines in a card stands open beside it: the one about this, or none."""
    for each in rows_in(card):
        each.mark(is_open=what is not None and each.stands_for == what)


def rows_in(widget: QWidget) -> list[ListRow]:
    """The lines in a card, without those that were hidden and go at the next turn of the loop."""
    return [each for each in widget.findChildren(ListRow) if not _goes(each, widget)]


def _goes(one: QWidget, top: QWidget) -> bool:
    here: QWidget | None = one
    while here is not None and here is not top:
        # What was made a moment ago is not shown yet either, but nobody hid it.
        if here.isHidden() and here.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            return True
        here = here.parentWidget()
    return False
