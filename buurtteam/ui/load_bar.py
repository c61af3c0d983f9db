"""How the load of a worker is drawn and said: points against what fits, as bar, figure and word; never a ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from buurtteam.domain.caseload import Fullness
from buurtteam.domain.staff import Competence
from buurtteam.domain.worklist import WorkerLoad
from buurtteam.texts import day_this_year, label, number
from buurtteam.texts import translate as _
from buurtteam.ui.theme import contrast, worn
from buurtteam.ui.widgets import State

_FITS = 0.75
"""Where on the bar 100 % lies: what is too much must be seen too."""
_STANDS_OUT = 1.5
_WIDEST: Final = 888
"""The widest figure that is usual, in tenths of a point."""
_FILLS: Final = {
    Fullness.UNKNOWN: ("border", "border"),
    Fullness.ROOM: ("primary", "primary"),
    Fullness.FULL: ("soon", "on_soon"),
    Fullness.TOO_FULL: ("late", "on_late"),
}
"""The fill, and what stands in for it in a theme where the fill is too close to the ground."""
_CHIPS: Final[dict[Fullness, State]] = {
    Fullness.UNKNOWN: "quiet",
    Fullness.ROOM: "on_time",
    Fullness.FULL: "soon",
    Fullness.TOO_FULL: "late",
}


@dataclass(frozen=True)
class Bar:
    """What one bar shows, in tenths of a point; `before` stands as a mark on it."""

    tenths: int
    capacity_tenths: int | None
    fullness: Fullness
    before: int | None = None


def bar_of(load: WorkerLoad) -> Bar:
    """The bar of a worker as things are."""
    return Bar(load.tenths, load.capacity_tenths, load.fullness)


def points(tenths: int) -> str:
    """Points as people write them: "31" or "31,5"."""
    return number(Decimal(tenths) / 10)


def load_words(bar: Bar) -> str:
    """Points of what fits, in words."""
    if not bar.capacity_tenths:
        return _("{points} points", points=points(bar.tenths))
    return _("{points} of {fits}", points=points(bar.tenths), fits=points(bar.capacity_tenths))


def fullness_chip(fullness: Fullness) -> tuple[State, str]:
    """How full, as shape and word."""
    return _CHIPS[fullness], label(fullness)


def away_words(load: WorkerLoad) -> str:
    """Until when somebody is away and who stands in; nothing for who is there."""
    if not load.is_away:
        return ""
    if load.away_until is None:
        return _("Away; {name} stands in", name=load.replacement) if load.replacement else _("Away, nobody stands in")
    until = day_this_year(load.away_until)
    if load.replacement:
        return _("Away until {day}; {name} stands in", day=until, name=load.replacement)
    return _("Away until {day}, nobody stands in", day=until)


def competence_words(competences: Iterable[Competence]) -> str:
    """What a worker can take on, in the order of the list."""
    known = set(competences)
    return " · ".join(label(each) for each in Competence if each in known)


def draw_bar(painter: QPainter, box: QRectF, bar: Bar) -> None:
    """Draw a bar with its figure beside it."""
    theme = worn()
    words = load_words(bar)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(15))
    # The same room for every figure: bars under each other are read as one picture.
    widest = load_words(Bar(_WIDEST, _WIDEST, bar.fullness))
    said = max(painter.fontMetrics().horizontalAdvance(each) for each in (words, widest))
    painter.setPen(theme.color("text"))
    painter.drawText(
        QRectF(box.right() - said, box.top(), said, box.height()),
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        words,
    )
    wide = box.width() - said - theme.px(12)
    if wide >= theme.px(40):
        high = theme.px(10)
        track = QRectF(box.left(), box.center().y() - high / 2, wide, high)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), high / 2, high / 2)
        if bar.capacity_tenths:
            _fill(painter, track, bar)
    painter.restore()


def _fill(painter: QPainter, track: QRectF, bar: Bar) -> None:
    theme = worn()

    def at(tenths: int) -> float:
        return track.left() + min(tenths / (bar.capacity_tenths or 1) * _FITS, 1.0) * track.width()

    reach = QRectF(track.left(), track.top(), at(bar.tenths) - track.left(), track.height())
    painter.setPen(Qt.PenStyle.NoPen)
    fill, ink = (theme.color(role) for role in _FILLS[bar.fullness])
    painter.setBrush(fill if contrast(fill, theme.color("surface")) >= _STANDS_OUT else ink)
    if reach.width() > 0:
        half = min(track.height(), reach.width()) / 2
        painter.drawRoundedRect(reach, half, half)
    over = track.height() * 0.35
    painter.setPen(QPen(theme.color("text"), 2))
    full = round(at(bar.capacity_tenths or 0))
    painter.drawLine(full, round(track.top() - over), full, round(track.bottom() + over))
    if bar.before is not None and bar.before != bar.tenths:
        painter.setPen(QPen(theme.color("text_2"), 2, Qt.PenStyle.DotLine))
        was = round(at(bar.before))
        painter.drawLine(was, round(track.top() - over), was, round(track.bottom() + over))
