"""What is seen is what is printed and kept."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from buurtteam.ui.preview import Preview, paint_pages
from buurtteam.ui.theme import Theme
from tests.ui.walk import nameless


def two_pages() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.drawText(400, 400, "Ons plan")
    writer.newPage()
    painter.drawText(400, 400, "Bladzijde twee")
    painter.end()
    return bytes(buffer.data().data())


def test_a_paper_is_shown_with_its_pages(qtbot: QtBot, theme: Theme) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.show()
    assert not preview.print_button.isEnabled()
    preview.show_pdf(two_pages())
    assert preview.place.text() == "Page 1 of 2"
    assert nameless(preview) == []
    preview.show_pdf(b"")
    assert preview.place.text() == ""


def test_every_page_is_painted_on_the_printer(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.show_pdf(two_pages())
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    paint_pages(preview.document, printer, range(2))
    printed = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray((tmp_path / "out.pdf").read_bytes()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    printed.load(buffer)
    assert printed.pageCount() == 2
