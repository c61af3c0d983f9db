"""Scores over time as a line: only what was measured, with the limit as a dashed line; a table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from buurtteam.texts import short_date
from buurtteam.texts import translate as _
from buurtteam.ui.theme import worn


@dataclass(frozen=True)
class Point:
    """One score on one day."""

    on: date
    value: int


class LineChart(QWidget):
    """The line of one questionnaire; what it shows is said aloud too."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[Point, ...] = ()
        self.first, self.last = 0, 1
        self.limit: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Sequence[Point], first: int, last: int, limit: int | None = None) -> None:
        """Show these scores, the oldest first, on a scale from the lowest to the highest that can be."""
        self.points, self.first, self.last, self.limit = tuple(points), first, max(last, first + 1), limit
        said = [_("{day}: {score}", day=short_date(each.on), score=each.value) for each in self.points]
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(worn().px(300), worn().px(190))

    def minimumSizeHint(self) -> QSize:
        return QSize(worn().px(150), worn().px(190))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(13))
        high = painter.fontMetrics().height()
        left = painter.fontMetrics().horizontalAdvance(str(self.last)) + theme.px(10)
        room = QRectF(left, high, self.width() - left - theme.px(12), self.height() - high * 2.6)
        self._ground(painter, room)
        at = [self._place(room, point) for point in self.points]
        painter.setPen(QPen(theme.color("primary"), theme.px(3)))
        if len(at) > 1:
            painter.drawPolyline(QPolygonF(at))
        painter.setFont(theme.font(13, 600))
        for point, place in zip(self.points, at, strict=True):
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.setBrush(theme.color("primary"))
            painter.drawEllipse(place, theme.px(4), theme.px(4))
            painter.setPen(theme.color("text"))
            wide = painter.fontMetrics().horizontalAdvance(str(point.value)) + theme.px(6)
            box = QRectF(place.x() - wide / 2, place.y() - high - theme.px(5), wide, high)
            # The dashed line does not go through a number.
            painter.fillRect(box, theme.color("surface"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(point.value))
        painter.end()

    def _ground(self, painter: QPainter, room: QRectF) -> None:
        theme = worn()
        high = painter.fontMetrics().height()
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.drawLine(room.topLeft(), room.topRight())
        painter.setPen(theme.color("text_2"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value, y in ((self.last, room.top()), (self.first, room.bottom())):
            painter.drawText(QRectF(0, y - high / 2, room.left() - theme.px(6), high), right, str(value))
        if self.limit is not None:
            y = self._height(room, self.limit)
            painter.setPen(QPen(theme.color("text_2"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            if self.limit not in (self.first, self.last):
                painter.drawText(QRectF(0, y - high / 2, room.left() - theme.px(6), high), right, str(self.limit))
        if self.points:
            under = QRectF(room.left(), room.bottom() + theme.px(4), room.width(), high)
            painter.setPen(theme.color("text_2"))
            painter.drawText(under, Qt.AlignmentFlag.AlignLeft, short_date(self.points[0].on))
            if self.points[-1].on != self.points[0].on:
                painter.drawText(under, Qt.AlignmentFlag.AlignRight, short_date(self.points[-1].on))

    def _place(self, room: QRectF, point: Point) -> QPointF:
        whole = (self.points[-1].on - self.points[0].on).days
        side = worn().px(14)
        share = (point.on - self.points[0].on).days / whole if whole else 0.5
        return QPointF(room.left() + side + share * (room.width() - 2 * side), self._height(room, point.value))

    def _height(self, room: QRectF, value: int) -> float:
        share = (value - self.first) / (self.last - self.first)
        return room.bottom() - share * room.height()
