"""What is seen is what is printed and kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from buurtteam.documents.render import render
from buurtteam.domain.care_papers import CarerCardPaper
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


@pytest.mark.parametrize("paper", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A5])
def test_a_small_card_is_printed_whole_with_lines_to_cut_along_on_a_larger_sheet(
    qtbot: QtBot, theme: Theme, tmp_path: Path, paper: QPageSize.PageSizeId
) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.show_pdf(render(CarerCardPaper(carer="Nina", cared_for="Henk", takes_over="Ans")))
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(paper))
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    paint_pages(preview.document, printer, range(1))
    printed = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray((tmp_path / "out.pdf").read_bytes()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    printed.load(buffer)
    wide, high = (210, 297) if paper is QPageSize.PageSizeId.A4 else (148, 210)
    seen = printed.render(0, QSize(wide * 2, high * 2)).convertToFormat(QImage.Format.Format_Grayscale8)
    # The black bar with 112 stands on the right of the card, and at the foot of one that was turned.
    x, y = (330, 74) if paper is QPageSize.PageSizeId.A4 else (222, 330)
    assert seen.pixelColor(x, y).lightness() < 90
    line = [seen.pixelColor(at, 297).lightness() for at in range(40, 380)] if wide == 210 else [0]
    assert min(line) < 220
