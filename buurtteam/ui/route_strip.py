"""The route of a request as a calm row of steps: what has been, where we are, what comes and by when."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from buurtteam.domain.papers import RouteStep
from buurtteam.texts import short_date
from buurtteam.texts import translate as _
from buurtteam.ui.theme import TIGHT, worn
from buurtteam.ui.widgets import Words, emptied

_STEP_NEEDS = 118


class _Dot(QWidget):
    """One step: full with a tick when it has been, a ring where we are, a thin ring for what comes."""

    def __init__(self, step: RouteStep) -> None:
        super().__init__()
        self.step = step
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Grows with the text."""
        return QSize(worn().px(28), worn().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it; shape and fill differ, so that no colour is needed."""
        theme = worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.step.done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            painter.drawEllipse(box)
            theme.draw_icon(painter, box.adjusted(4, 4, -4, -4), "check", "on_primary")
        else:
            painter.setPen(
                QPen(theme.color("primary" if self.step.current else "border"), 3 if self.step.current else 1)
            )
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(box)
            if self.step.current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("primary"))
                painter.drawEllipse(box.adjusted(7, 7, -7, -7))
        painter.end()


class RouteStrip(QWidget):
    """The steps beside each other, or under each other when there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[RouteStep] = ()
        self._today = date.min
        self._dots: list[_Dot] = []
        self._is_upright = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(TIGHT)
        self._grid.setVerticalSpacing(TIGHT)

    def show_steps(self, steps: Sequence[RouteStep], today: date) -> None:
        """Show a route; a last day that was before today is told as late."""
        self._steps, self._today = steps, today
        self.setAccessibleName(_("The route: {steps}", steps="; ".join(_spoken(step, today) for step in steps)))
        self._lay()

    def _lay(self) -> None:
        emptied(self._grid)
        self._dots = [_Dot(step) for step in self._steps]
        for at in range(16):
            self._grid.setColumnStretch(at, 0)
        for at, (step, dot) in enumerate(zip(self._steps, self._dots, strict=True)):
            name = Words(step.title, "label" if step.current else "" if step.done else "quiet")
            when = Words(_when(step, self._today), "problem" if _is_late(step, self._today) else "small")
            if self._is_upright:
                self._grid.addWidget(dot, at, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(name, at, 1, Qt.AlignmentFlag.AlignVCenter)
                self._grid.addWidget(when, at, 2, Qt.AlignmentFlag.AlignVCenter)
                self._grid.setColumnStretch(1, 2)
                self._grid.setColumnStretch(2, 1)
            else:
                middle = Qt.AlignmentFlag.AlignHCenter
                self._grid.addWidget(dot, 0, at, middle)
                for line, words in ((1, name), (2, when)):
                    words.setAlignment(middle | Qt.AlignmentFlag.AlignTop)
                    self._grid.addWidget(words, line, at)
                self._grid.setColumnStretch(at, 1)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction."""
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        """The text became larger or smaller."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_steps"):
            self._turn()

    def minimumSizeHint(self) -> QSize:
        """It can always turn upright."""
        return QSize(worn().px(200), super().minimumSizeHint().height())

    def _turn(self) -> None:
        upright = self.width() < worn().px(_STEP_NEEDS) * max(1, len(self._steps))
        if upright != self._is_upright:
            self._is_upright = upright
            self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line behind the steps: thick as far as we came."""
        if len(self._dots) < 2:
            return
        theme = worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one, other in zip(self._dots, self._dots[1:], strict=False):
            came = one.step.done and (other.step.done or other.step.current)
            painter.setPen(QPen(theme.color("primary" if came else "line"), 3 if came else 2))
            start, end = QPointF(one.geometry().center()), QPointF(other.geometry().center())
            painter.drawLine(start, end)
        painter.end()


def _is_late(step: RouteStep, today: date) -> bool:
    return step.on is None and step.latest is not None and step.latest < today


def _when(step: RouteStep, today: date) -> str:
    if step.on is not None:
        return short_date(step.on)
    if step.latest is not None:
        if _is_late(step, today):
            return _("Late: {day} at the latest", day=short_date(step.latest))
        return _("at the latest {day}", day=short_date(step.latest))
    return _("now") if step.current else ""


def _spoken(step: RouteStep, today: date) -> str:
    return ", ".join(part for part in (step.title, _when(step, today)) if part)
