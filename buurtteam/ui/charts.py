"""Drawings of numbers, each with a table that says the same."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from buurtteam.texts import translate as _
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import worn
from buurtteam.ui.widgets import button, column, row

RINGS = 5


@dataclass(frozen=True)
class Spoke:
    """One topic of a radar: its number in the list, its words, and 1 to 5 now and before (None: not discussed)."""

    id: int
    words: str
    now: int | None
    before: int | None = None


class _Web(QWidget):
    """The drawing: only what was discussed; the talk before is dashed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.spokes: list[Spoke] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(worn().px(300), worn().px(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(worn().px(180), worn().px(180))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        shown = [spoke for spoke in self.spokes if spoke.now is not None or spoke.before is not None]
        middle = QRectF(self.rect()).center()
        radius = min(self.width(), self.height()) / 2 - theme.px(28)
        if shown and radius > 20:
            self._web(painter, middle, radius, shown)
            self._line(painter, middle, radius, [spoke.before for spoke in shown], theme.color("text_2"), dashed=True)
            self._line(painter, middle, radius, [spoke.now for spoke in shown], theme.color("primary"), dashed=False)
        painter.end()

    def _web(self, painter: QPainter, middle: QPointF, radius: float, shown: list[Spoke]) -> None:
        theme = worn()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in range(1, RINGS + 1):
            painter.setPen(QPen(theme.color("border" if ring == RINGS else "line"), 1))
            painter.drawEllipse(middle, radius * ring / RINGS, radius * ring / RINGS)
        painter.setFont(theme.font(13, 600))
        for number, spoke in enumerate(shown):
            end = self._at(middle, radius, number, len(shown))
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(middle, end)
            place = self._at(middle, radius + theme.px(14), number, len(shown))
            side = theme.px(24)
            painter.setPen(theme.color("text"))
            box = QRectF(place.x() - side, place.y() - side / 2, side * 2, side)
            room = box.left() if place.x() < middle.x() else self.width() - box.right()
            words = f"{spoke.id} {spoke.words}"
            if abs(place.x() - middle.x()) < 2 or painter.fontMetrics().horizontalAdvance(words) > room + side:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(spoke.id))
            elif place.x() > middle.x():
                box.setRect(place.x() - theme.px(6), box.top(), self.width(), side)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            else:
                box.setRect(0, box.top(), place.x() + theme.px(6), side)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _line(
        self,
        painter: QPainter,
        middle: QPointF,
        radius: float,
        values: Sequence[int | None],
        color: QColor,
        *,
        dashed: bool,
    ) -> None:
        theme = worn()
        count = len(values)
        pen = QPen(color, 2 if dashed else 3, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        points = {
            number: self._at(middle, radius * value / RINGS, number, count)
            for number, value in enumerate(values)
            if value is not None
        }
        painter.setPen(pen)
        if len(points) == count > 2:
            if not dashed:
                fill = QColor(color)
                fill.setAlpha(28)
                painter.setBrush(fill)
            painter.drawPolygon(QPolygonF(list(points.values())))
        else:
            # No line goes over a topic that was not talked about.
            for number, point in points.items():
                following = (number + 1) % count
                if following in points and following != number:
                    painter.drawLine(point, points[following])
        painter.setBrush(theme.color("surface") if dashed else color)
        painter.setPen(QPen(color, 2))
        for point in points.values():
            painter.drawEllipse(point, theme.px(4), theme.px(4))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    @staticmethod
    def _at(middle: QPointF, far: float, number: int, count: int) -> QPointF:
        turn = 2 * math.pi * number / count - math.pi / 2
        return QPointF(middle.x() + far * math.cos(turn), middle.y() + far * math.sin(turn))


class Radar(QWidget):
    """How things are per topic, now and at the talk before; T shows it as a table. Never a total."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.web = _Web(name)
        self.table = RowTable(
            Column(_("No."), "id", width=56),
            Column(_("Topic"), "words", strong=True),
            Column(_("Now"), "now", width=72),
            Column(_("Before"), "before", width=80),
            name=_("{chart}, as a table", chart=name),
            density="compact",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.web)
        self._stack.addWidget(self.table)
        self.switch = button(_("As a table (T)"), "quiet", "table", self.toggle)
        layout = column(self)
        layout.addWidget(self._stack, 1)
        layout.addLayout(row(None, self.switch))
        self.web.setAccessibleName(name)
        self.setFocusProxy(self.web)
        # A table looks for a row that starts with the letter typed, so T is caught before it.
        self.table.installEventFilter(self)

    def show_spokes(self, spokes: Sequence[Spoke]) -> None:
        """Show these topics."""
        self.web.spokes = list(spokes)
        discussed = [spoke for spoke in spokes if spoke.now is not None or spoke.before is not None]
        self.table.show_rows(discussed)
        said = [
            _("{topic}: {now}, before {before}", topic=spoke.words, now=spoke.now or "–", before=spoke.before or "–")
            for spoke in discussed
        ]
        self.web.setAccessibleDescription("; ".join(said))
        self.web.update()

    def toggle(self) -> None:
        """Drawing or table."""
        as_table = self._stack.currentWidget() is self.web
        self._stack.setCurrentWidget(self.table if as_table else self.web)
        self.switch.setText(_("As a drawing (T)") if as_table else _("As a table (T)"))
        (self.table if as_table else self.web).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_T:
            self.toggle()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T, only while the chart has the focus."""
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.toggle()
        else:
            super().keyPressEvent(event)
