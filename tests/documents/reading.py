"""Reads a PDF back as a screen reader, a pair of eyes or a search would: its structure, its pictures, its words."""

from io import BytesIO

import pikepdf
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

WIDE, HIGH = 30, 42


def structure(pdf: bytes) -> list[str]:
    """The structure tree, a line per element, with what each says."""
    lines: list[str] = []

    def walk(element: pikepdf.Object, depth: int) -> None:
        words = str(element.get("/ActualText", "")).replace("\u00a0", " ")
        alt = f" [{element.Alt}]" if "/Alt" in element else ""
        scope = f" ({element.A.Scope})" if "/A" in element else ""
        lines.append(f"{'  ' * depth}{str(element.S)[1:]}{scope}{alt} {words}".rstrip())
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                walk(kid, depth + 1)

    with pikepdf.open(BytesIO(pdf)) as opened:
        for kid in opened.Root.StructTreeRoot.K:
            walk(kid, 0)
    return lines


class Looked:
    """A PDF as the program's own preview shows it."""

    def __init__(self, pdf: bytes) -> None:
        self._bytes = QByteArray(pdf)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self._buffer)
        self.document.load(self._buffer)

    def __len__(self) -> int:
        return int(self.document.pageCount())

    def text(self, page: int) -> str:
        """The words of a page, as a search finds them."""
        return str(self.document.getAllText(page).text())

    def box(self, page: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all text of a page, in millimetres from its upper left corner."""
        found = self.document.getAllText(page).boundingRectangle()
        scale = 25.4 / 72
        return found.left() * scale, found.top() * scale, found.right() * scale, found.bottom() * scale

    def picture(self, page: int) -> list[str]:
        """A small picture of a page in signs: 0 is black, f is white."""
        size = QSize(WIDE * 10, HIGH * 10)
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, self.document.render(page, size, QPdfDocumentRenderOptions()))
        painter.end()
        small = paper.scaled(
            WIDE, HIGH, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        return ["".join(f"{small.pixelColor(x, y).lightness() // 16:x}" for x in range(WIDE)) for y in range(HIGH)]


def difference(one: list[str], other: list[str]) -> float:
    """How much two pictures of a page differ: 0 not at all, 15 black against white."""
    cells = [(a, b) for row, other_row in zip(one, other, strict=True) for a, b in zip(row, other_row, strict=True)]
    return sum(abs(int(a, 16) - int(b, 16)) for a, b in cells) / len(cells)
