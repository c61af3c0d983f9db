"""Looks into a PDF with the same library that shows it: whether it opens, how many pages, and a small first page."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from buurtteam.services.scans import PdfLook

_WIDE, _HIGH = 240, 320
_LOCKED = (QPdfDocument.Error.IncorrectPassword, QPdfDocument.Error.UnsupportedSecurityScheme)


def look_into(content: bytes) -> PdfLook:
    """What a PDF is; it may be called on any thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    try:
        document.load(buffer)
        if document.error() in _LOCKED:
            return PdfLook("locked")
        if document.error() != QPdfDocument.Error.None_ or document.pageCount() < 1:
            return PdfLook("damaged")
        return PdfLook("good", document.pageCount(), _first_page(document))
    finally:
        document.close()
        buffer.close()


def _first_page(document: QPdfDocument) -> bytes:
    """The first page as a small JPEG on white, or nothing when it cannot be drawn."""
    size = document.pagePointSize(0)
    if size.width() <= 0 or size.height() <= 0:
        return b""
    scale = min(_WIDE / size.width(), _HIGH / size.height())
    drawn = document.render(0, QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale))))
    if drawn.isNull():
        return b""
    sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    into = QBuffer()
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    sheet.save(into, "JPEG", 80)  # type: ignore[call-overload]  # the stubs want bytes, Qt takes the name
    return bytes(into.data().data())
