"""The bars of workers stand under each other and are read as one picture."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from buurtteam import texts
from buurtteam.domain.caseload import Fullness
from buurtteam.ui.load_bar import Bar, draw_bar
from buurtteam.ui.theme import Theme


def _after_the_track(theme: Theme, bar: Bar) -> int:
    """Where the ground begins again to the right of a track, in pixels from the left, half-way its height."""
    picture = QImage(260, 40, QImage.Format.Format_RGB32)
    picture.fill(theme.color("surface"))
    painter = QPainter(picture)
    draw_bar(painter, QRectF(0, 0, 260, 40), bar)
    painter.end()
    ground = theme.color("surface").rgb()
    return next(x for x in range(20, 260) if picture.pixel(x, 20) == ground)


def test_bars_under_each_other_are_equally_long_whatever_their_figures(theme: Theme) -> None:
    texts.use_language("nl")
    ends = {
        _after_the_track(theme, Bar(tenths, capacity, Fullness.ROOM))
        for tenths, capacity in ((0, 67), (40, 178), (165, 178), (105, 133), (24, 200))
    }
    assert len(ends) == 1
