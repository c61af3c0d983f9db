"""One picture of who cares for whom: carers on the left, an arrow to whom they care for on the right.

It says the same aloud, and the list beside it says it in lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from buurtteam.texts import translate as _
from buurtteam.ui.theme import worn

_PLATE, _GAP = 40, 10


@dataclass(frozen=True)
class Face:
    """Somebody in the picture; `asks` for a child of whom it was not asked yet, `heavy` for a carer with much to bear."""

    id: object
    name: str
    below: str = ""
    is_here: bool = True
    asks: bool = False
    heavy: bool = False


_NOTHING: Final = QRectF()


class CarePicture(QWidget):
    """Who cares for whom, drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.carers: tuple[Face, ...] = ()
        self.cared_for: tuple[Face, ...] = ()
        self.arrows: tuple[tuple[object, object], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_care(
        self, carers: Sequence[Face], cared_for: Sequence[Face], arrows: Sequence[tuple[object, object]]
    ) -> None:
        """Show who cares for whom; `arrows` are pairs of ids."""
        self.carers, self.cared_for, self.arrows = tuple(carers), tuple(cared_for), tuple(arrows)
        self.setAccessibleName(_("Picture of who cares for whom"))
        self.setAccessibleDescription(self.sentence())
        self.updateGeometry()
        self.update()

    def sentence(self) -> str:
        """The picture in words."""
        names = {each.id: each.name for each in (*self.carers, *self.cared_for)}
        said = [_("{name} cares for {other}.", name=names[one], other=names[other]) for one, other in self.arrows]
        said += [_("{name}: still to be asked.", name=each.name) for each in self.carers if each.asks]
        return " ".join(said)

    def sizeHint(self) -> QSize:
        theme = worn()
        rows = max(len(self.carers), len(self.cared_for), 1)
        return QSize(theme.px(300), rows * theme.px(_PLATE + _GAP) + theme.px(_GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(worn().px(220), self.sizeHint().height())

    # ------------------------------------------------------------------ drawing

    def _boxes(self, faces: Sequence[Face], left: float, wide: float) -> dict[object, QRectF]:
        theme = worn()
        high, gap = theme.px(_PLATE), theme.px(_GAP)
        top = (self.height() - len(faces) * (high + gap) + gap) / 2
        return {face.id: QRectF(left, top + at * (high + gap), wide, high) for at, face in enumerate(faces)}

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min(theme.px(230), self.width() * 0.4)
        ones = self._boxes(self.carers, 1.5, wide)
        others = self._boxes(self.cared_for, self.width() - wide - 1.5, wide)
        for one, other in self.arrows:
            self._arrow(painter, ones.get(one, _NOTHING), others.get(other, _NOTHING))
        for face in self.carers:
            self._plate(painter, face, ones[face.id])
        for face in self.cared_for:
            self._plate(painter, face, others[face.id])
        painter.end()

    def _arrow(self, painter: QPainter, one: QRectF, other: QRectF) -> None:
        theme = worn()
        start = QPointF(one.right() + 3, one.center().y())
        end = QPointF(other.left() - 3, other.center().y())
        tip, side = theme.px(10), theme.px(5)
        painter.setPen(QPen(theme.color("primary"), 2))
        painter.drawLine(start, QPointF(end.x() - tip, end.y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("primary"))
        painter.drawPolygon(
            QPolygonF([end, QPointF(end.x() - tip, end.y() - side), QPointF(end.x() - tip, end.y() + side)])
        )

    def _plate(self, painter: QPainter, face: Face, box: QRectF) -> None:
        theme = worn()
        pen = QPen(theme.color("primary" if face.is_here and not face.asks else "border"), 2 if face.heavy else 1.3)
        if face.asks or not face.is_here:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("primary_soft" if face.is_here and not face.asks else "surface"))
        painter.drawRoundedRect(box, 8, 8)
        inner = box.adjusted(theme.px(10), 1, -theme.px(8), -1)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(14, 600))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        elide = Qt.TextElideMode.ElideRight
        if not face.below:
            painter.drawText(inner, middle, painter.fontMetrics().elidedText(face.name, elide, int(inner.width())))
            return
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * 0.54)
        painter.drawText(upper, middle, painter.fontMetrics().elidedText(face.name, elide, int(upper.width())))
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text_2"))
        lower = QRectF(inner.left(), upper.bottom(), inner.width(), inner.height() * 0.46)
        painter.drawText(lower, middle, painter.fontMetrics().elidedText(face.below, elide, int(lower.width())))
