"""The stored paper itself on screen: what is seen is what is printed and kept."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFileDialog, QWidget

from buurtteam.texts import translate as _
from buurtteam.ui.theme import TIGHT, worn
from buurtteam.ui.widgets import IconButton, Words, button, column, row

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# Dots an inch; finer than this nobody sees on paper.
_FINEST = 600
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class Preview(QWidget):
    """Shows a PDF from its bytes; prints and keeps exactly these."""

    printed = Signal()

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bytes = b""
        self._file_name = "buurtteam.pdf"
        self.document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(name or _("The paper as it will be printed"))
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Dark, worn().color("sunken"))
        self.view.setPalette(palette)
        self.place = Words("", "quiet", wraps=False)
        self.larger = IconButton("zoom-in", _("Larger"), lambda: self._zoom(1))
        self.smaller = IconButton("zoom-out", _("Smaller"), lambda: self._zoom(-1))
        self.fit = IconButton("maximize", _("Fit to the width"), self._fit_width)
        self.print_button = button(_("Print"), "primary", "printer", self.print_it)
        self.save_button = button(_("Keep as PDF"), "secondary", "download", self.save)
        layout = column(self, space=TIGHT)
        layout.addLayout(
            row(self.place, self.smaller, self.larger, self.fit, None, self.save_button, self.print_button)
        )
        layout.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._say_place())
        self.show_pdf(b"")

    def show_pdf(self, content: bytes, file_name: str = "buurtteam.pdf") -> None:
        """Show this paper, or nothing."""
        self._bytes, self._file_name = content, file_name
        self.document.close()
        if content:
            self._buffer = QBuffer(self)
            self._buffer.setData(QByteArray(content))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)
        for one in (self.larger, self.smaller, self.fit, self.print_button, self.save_button):
            one.setEnabled(bool(content))
        self._say_place()

    def save(self) -> None:
        """Keep the paper as a file."""
        name, _kind = QFileDialog.getSaveFileName(self, _("Keep as PDF"), self._file_name, "PDF (*.pdf)")
        if name:
            Path(name).write_bytes(self._bytes)

    def print_it(self) -> None:
        """Choose a printer and print."""
        # Imported here: the printing system is slow to load and not everybody prints.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setDocName(self._file_name)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.document.pageCount()))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            first = printer.fromPage() or 1
            last = printer.toPage() or self.document.pageCount()
            paint_pages(self.document, printer, range(first - 1, last))
            self.printed.emit()

    def _zoom(self, step: int) -> None:
        now = self.view.zoomFactor() if self.view.zoomMode() == QPdfView.ZoomMode.Custom else 1.0
        larger = [zoom for zoom in _ZOOMS if zoom > now + 0.01]
        smaller = [zoom for zoom in _ZOOMS if zoom < now - 0.01]
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor((larger or [_ZOOMS[-1]])[0] if step > 0 else (smaller or [_ZOOMS[0]])[-1])

    def _fit_width(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _say_place(self) -> None:
        count = self.document.pageCount()
        page = self.view.pageNavigator().currentPage() + 1
        self.place.setText(_("Page {page} of {count}", page=page, count=count) if count else "")


def _drawn(size: QSizeF, resolution: int) -> QSize:
    """How finely a page is drawn: a sheet of 1200 dots an inch would take half a gigabyte and many seconds."""
    return (size * min(1.0, _FINEST / resolution)).toSize()


def paint_pages(document: QPdfDocument, printer: object, pages: range) -> None:
    """Paint pages on a printer at its own resolution."""
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    painter = QPainter(printer)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        _paint_page(document, page, painter, printer)
    painter.end()


def _paint_page(document: QPdfDocument, page: int, painter: QPainter, printer: "QPrinter") -> None:
    """Paint one page at its own size, turned when it fits the paper only then; a small one gets lines to cut along."""
    scale = printer.resolution() / 72
    points = document.pagePointSize(page)
    size = QSizeF(points.width(), points.height()) * scale
    paper = QSizeF(printer.pageLayout().fullRectPixels(printer.resolution()).size())
    picture = document.render(page, _drawn(size, printer.resolution()))
    # Papers are measured in whole dots by one and in points by the other.
    play = 2 * scale
    is_turned = size.height() <= paper.width() + play < size.width()
    painter.save()
    if is_turned:
        painter.translate(size.height(), 0)
        painter.rotate(90)
    painter.drawImage(QRectF(QPointF(0, 0), size), picture)
    if is_turned:
        paper = paper.transposed()
    pen = QPen(Qt.GlobalColor.darkGray, max(1.0, scale * 0.5), Qt.PenStyle.DashLine)
    painter.setPen(pen)
    if size.height() < paper.height() - play:
        painter.drawLine(QPointF(0, size.height()), QPointF(min(size.width(), paper.width()), size.height()))
    if size.width() < paper.width() - play:
        painter.drawLine(QPointF(size.width(), 0), QPointF(size.width(), min(size.height(), paper.height())))
    painter.restore()


def print_all(papers: list[bytes], parent: QWidget, name: str) -> bool:
    """Choose a printer once and print several papers on it; whether they were printed."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setDocName(name)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter(printer)
    is_first = True
    for content in papers:
        buffer = QBuffer()
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        for page in range(document.pageCount()):
            if not is_first:
                printer.newPage()
            is_first = False
            _paint_page(document, page, painter, printer)
        document.close()
    painter.end()
    return True
