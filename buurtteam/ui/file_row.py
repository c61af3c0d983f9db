"""A line of a list of files: a small picture of the first page, what it is, and what it belongs to."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QWidget

from buurtteam.domain.evidence import AttachmentLine, MediaType
from buurtteam.domain.kinds import local_day
from buurtteam.texts import day_this_year, number, plural
from buurtteam.texts import translate as _
from buurtteam.ui.list_row import ListRow
from buurtteam.ui.theme import worn

_WIDE, _HIGH = 48, 60


class Thumbnail(QWidget):
    """A small picture of a file, or the sign of its kind when there is none."""

    def __init__(self, content: bytes, media: MediaType) -> None:
        super().__init__()
        self._image = QImage.fromData(content) if content else QImage()
        self._sign = "file-text" if media is MediaType.PDF else "photo"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """The same for all, so that the words beside it begin at one edge."""
        return QSize(worn().px(_WIDE), worn().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(box, theme.color("sunken"))
        if self._image.isNull():
            side = theme.px(24)
            place = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
            theme.draw_icon(painter, place, self._sign, "text_2")
        else:
            size = self._image.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(
                box.center().x() - size.width() / 2, box.center().y() - size.height() / 2, size.width(), size.height()
            )
            painter.drawImage(place, self._image)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawRect(box)
        painter.end()


class FileRow(ListRow):
    """One file: Enter or a click opens it."""

    def __init__(self, file: AttachmentLine, belongs: str = "", buttons: tuple[QWidget, ...] = ()) -> None:
        detail = " · ".join(part for part in (belongs, about(file)) if part)
        super().__init__(file.name, detail, buttons=buttons)
        self.file = file
        inside = self.layout()
        assert isinstance(inside, QBoxLayout)
        inside.insertWidget(0, Thumbnail(file.thumbnail, file.media), 0, Qt.AlignmentFlag.AlignTop)


def about(file: AttachmentLine) -> str:
    """How many pages and how large a file is, and who added it when."""
    parts = []
    if file.media is MediaType.PDF:
        parts.append(plural("{count} page", "{count} pages", file.pages))
    parts.append(size_words(file.size) if file.size else _("The file itself did not come along"))
    day = day_this_year(local_day(file.added_at))
    parts.append(
        _("added on {day} by {name}", day=day, name=file.added_by) if file.added_by else _("added on {day}", day=day)
    )
    return " · ".join(parts)


def size_words(size: int) -> str:
    """A size in bytes as people say it."""
    if size >= 1_000_000:
        return _("{size} MB", size=number(round(size / 1_000_000, 1)))
    return _("{size} kB", size=max(1, round(size / 1000)))
