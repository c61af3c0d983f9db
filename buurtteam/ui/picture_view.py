"""A photograph or scan on screen: as wide as there is room, larger and smaller by button, and moved by the arrows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from buurtteam.texts import translate as _
from buurtteam.ui.theme import TIGHT, worn
from buurtteam.ui.widgets import IconButton, column, row

_STEP = 1.25
_MOST, _LEAST = 4.0, 0.2


class _Sheet(QWidget):
    """The picture itself."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self.image)
        painter.end()


class PictureView(QWidget):
    """Shows a picture from its bytes."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._zoom = 1.0
        self._fits = True
        self.sheet = _Sheet()
        self.area = QScrollArea()
        self.area.setWidget(self.sheet)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setAccessibleName(name or _("The photograph or scan"))
        self.larger = IconButton("zoom-in", _("Larger"), lambda: self._by(_STEP))
        self.smaller = IconButton("zoom-out", _("Smaller"), lambda: self._by(1 / _STEP))
        self.fit = IconButton("maximize", _("Fit to the width"), self.fit_width)
        layout = column(self, space=TIGHT)
        layout.addLayout(row(self.smaller, self.larger, self.fit, None))
        layout.addWidget(self.area, 1)
        self.show_picture(b"")

    def show_picture(self, content: bytes) -> None:
        """Show this picture, or nothing."""
        self.sheet.image = QImage.fromData(content) if content else QImage()
        for one in (self.larger, self.smaller, self.fit):
            one.setEnabled(not self.sheet.image.isNull())
        self.fit_width()

    def fit_width(self) -> None:
        """As wide as there is room."""
        self._fits = True
        wide = self.sheet.image.width()
        room = self.area.viewport().width() - 2
        self._show(min(1.0, room / wide) if wide and room > 0 else 1.0)

    def _by(self, factor: float) -> None:
        self._fits = False
        self._show(max(_LEAST, min(_MOST, self._zoom * factor)))

    def _show(self, zoom: float) -> None:
        self._zoom = zoom
        size = self.sheet.image.size()
        self.sheet.resize(QSize(round(size.width() * zoom), round(size.height() * zoom)))
        self.sheet.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay as wide as there is room, unless somebody chose a size."""
        super().resizeEvent(event)
        palette = self.area.palette()
        palette.setColor(self.area.backgroundRole(), worn().color("sunken"))
        self.area.setPalette(palette)
        if self._fits:
            self.fit_width()
