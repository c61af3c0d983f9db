"""The pieces a paper is made of: each knows its height, how to draw itself and where it may be cut.

Text is set without any markup: no sign in what people write can become a link, a picture or a style.
All measures are in points, `top` is measured upwards from the lower edge of the sheet.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Protocol, Self

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics

from buurtteam.documents.glyphs import ICONS, REGULAR, load_fonts, showable, spoken
from buurtteam.documents.tags import Element, TaggedCanvas

INK = "#14211F"
SOFT_INK = "#44524F"
LINE = "#5C6965"
VOICE = "#5B3A86"
PALE = "#E9EEEC"

_LEAST_LINES = 2
_FEW_LINES = 4


@dataclass(frozen=True)
class Style:
    """How text looks: font, size, distance between lines, colour, the room around the block, and to which side it keeps."""

    size: float
    font: str = REGULAR
    leading: float = 0
    color: str = INK
    before: float = 0
    after: float = 0
    centred: bool = False
    right: bool = False

    @property
    def line(self) -> float:
        """The distance from one line to the next."""
        return self.leading or self.size * 1.27


@dataclass(frozen=True)
class Run:
    """A stretch of text in one font; `scale` makes it larger within its line."""

    text: str
    font: str = ""
    scale: float = 1
    color: str = ""


class Block(Protocol):
    """A piece of a page."""

    before: float
    after: float
    keep: bool

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""

    def least(self, width: float) -> float:
        """The height of the smallest part of it that may stand alone at the foot of a page."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""

    def split(self, width: float, room: float, *, fresh: bool) -> "tuple[Block | None, Block | None]":
        """What fits in the room and what is left; on a fresh page something must fit."""


class Whole:
    """A block that is never cut."""

    before: float = 0
    after: float = 0
    keep: bool = False

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """All of it."""
        return self.height(width)

    def split(self, width: float, room: float, *, fresh: bool) -> tuple[Block | None, Block | None]:
        """On a fresh page it stands even when it is too high."""
        block: Block = self  # type: ignore[assignment]  # a subclass draws
        return (block, None) if fresh else (None, block)


# ------------------------------------------------------------------------------------------------ text


@lru_cache(maxsize=50_000)
def text_width(text: str, font: str, size: float) -> float:
    """How wide a text is."""
    load_fonts()
    return float(pdfmetrics.stringWidth(text, font, size))


@dataclass(frozen=True)
class _Bit:
    """A part of a word, in one font."""

    text: str
    run: Run

    def width(self, style: Style) -> float:
        return text_width(self.text, self.run.font or style.font, style.size * self.run.scale)


_WORDS = re.compile(r" +|[^ ]+")
# A hyphen or slash between letters: there a line may end.
_JOINTS = re.compile(r"(?<=[^\W\d_][-/–])(?=[^\W\d_])")
_Word = list[_Bit]
_Line = list[_Bit]


def _words(runs: Sequence[Run]) -> Iterator[tuple[int, _Word]]:
    """The words of a line of text, each with how many spaces go before it."""
    word: _Word = []
    space = 0
    for run in runs:
        for part in _WORDS.findall(run.text):
            if part[0] == " ":
                if word:
                    yield space, word
                    word, space = [], 0
                space += len(part)
                continue
            for piece in _JOINTS.split(part):
                if word and word[-1].text[-1] in "-/–" and word[-1].run is run:
                    yield space, word
                    word, space = [], 0
                word.append(_Bit(piece, run))
    if word:
        yield space, word


def _broken(word: _Word, style: Style, width: float) -> Iterator[_Word]:
    """A word that is wider than the line, in as many parts as it takes."""
    line: _Word = []
    used = 0.0
    for bit in word:
        start = 0
        for at in range(len(bit.text)):
            step = _Bit(bit.text[at], bit.run).width(style)
            if used + step > width and used > 0:
                yield [*line, _Bit(bit.text[start:at], bit.run)]
                line, start, used = [], at, 0.0
            used += step
        line.append(_Bit(bit.text[start:], bit.run))
    yield line


def _set_line(runs: Sequence[Run], style: Style, width: float) -> Iterator[_Line]:
    line: _Line = []
    used = 0.0
    for space, word in _words(runs):
        wide = sum(bit.width(style) for bit in word)
        gap = space * text_width(" ", word[0].run.font or style.font, style.size * word[0].run.scale) if line else 0.0
        if line and used + gap + wide > width + 0.01:
            # The space at the end is not seen, but keeps the words apart for who reads the text out of the PDF.
            yield [*line, _Bit(" ", line[-1].run)] if space else line
            line, used, gap = [], 0.0, 0.0
        if wide > width:
            *full, rest = _broken(word, style, width - used if line else width)
            for part in full:
                yield [*line, *part]
                line, used = [], 0.0
            line, used = [*line, *rest], used + sum(bit.width(style) for bit in rest)
            continue
        if gap:
            line.append(_Bit(" " * space, word[0].run))
        line += word
        used += gap + wide
    yield line


# An amount, a phone number and a postcode stay on one line.
_HELD = re.compile(
    r"(?<=€) (?=\d)|(?<=\b0\d) (?=\d)|(?<=\b0\d\d) (?=\d)|(?<=\b0\d\d\d) (?=\d)|(?<=\b[1-9]\d{3}) (?=[A-Z]{2}\b)"
)


def _held(text: str) -> str:
    return _HELD.sub("\u00a0", text)


def widest_word(text: str, style: Style) -> float:
    """How wide a column must be at least to break none of these words."""
    runs = [Run(showable(part)) for part in text.split("\n")]
    return max((sum(bit.width(style) for bit in word) for _, word in _words(runs)), default=0.0)


class Words:
    """A paragraph, heading or list item."""

    def __init__(
        self,
        text: str | Sequence[Run],
        style: Style,
        tag: str = "P",
        *,
        bullet: str = "",
        keep: bool = False,
        alone: str = "",
    ) -> None:
        """Set a text; `alone` is what a screen reader says instead of the glyphs."""
        runs = [Run(text)] if isinstance(text, str) else list(text)
        self.style = style
        self.bullet = bullet
        self.keep = keep
        self.before, self.after = style.before, style.after
        self._text = alone or spoken("".join(run.text for run in runs))
        self._runs = [replace(run, text=_held(showable(run.text.replace("\t", " ").rstrip("\n")))) for run in runs]
        self._element = Element(tag)
        self._lines: list[_Line] | None = None
        self._set_for = -1.0

    def _indent(self) -> float:
        return text_width(self.bullet + "  ", self.style.font, self.style.size) if self.bullet else 0.0

    def lines(self, width: float) -> list[_Line]:
        """The text, divided over lines."""
        if self._lines is None or (self._set_for not in (width, -2.0)):
            inner = width - self._indent()
            lines: list[_Line] = []
            part: list[Run] = []
            for run in self._runs:
                head, *tails = run.text.split("\n")
                part.append(replace(run, text=head))
                for tail in tails:
                    lines += _set_line(part, self.style, inner)
                    lines[-1] = [*lines[-1], _Bit(" ", run)] if lines[-1] else lines[-1]
                    part = [replace(run, text=tail)]
            lines += _set_line(part, self.style, inner)
            self._lines, self._set_for = lines, width
        return self._lines

    def lead(self, line: _Line, width: float) -> float:
        """How far a line stands from the left, for the side that the text keeps to."""
        if not (self.style.centred or self.style.right):
            return 0.0
        rest = width - sum(bit.width(self.style) for bit in line)
        # An amount stands a little apart from the column beside it.
        return max(0.0, rest - self.style.size * 0.7) if self.style.right else rest / 2

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        return len(self.lines(width)) * self.style.line

    def widest(self) -> float:
        """How wide it must be at least to break no word."""
        parts = (replace(run, text=part) for run in self._runs for part in run.text.split("\n"))
        words = (word for part in parts for _space, word in _words([part]))
        return max((sum(bit.width(self.style) for bit in word) for word in words), default=0.0)

    def least(self, width: float) -> float:
        """Two lines: one alone looks lost."""
        return min(_LEAST_LINES, len(self.lines(width))) * self.style.line

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        style, indent = self.style, self._indent()
        baseline = top - (style.line - style.size) / 2 - style.size * 0.79
        if self.bullet:
            with canvas.artifact():
                canvas.setFillColor(HexColor(style.color))
                canvas.setFont(style.font, style.size)
                canvas.drawString(x, baseline, self.bullet)
        with canvas.marked(self._element, self._text):
            for line in self.lines(width):
                _draw_line(canvas, line, style, x + indent + self.lead(line, width - indent), baseline)
                baseline -= style.line

    def split(self, width: float, room: float, *, fresh: bool) -> tuple[Block | None, Block | None]:
        """Between lines, with at least two on either side."""
        lines = self.lines(width)
        count = int((room + 0.01) / self.style.line)
        if count >= len(lines):
            return self, None
        if not fresh and (len(lines) < 2 * _LEAST_LINES or count < _LEAST_LINES):
            return None, self
        count = max(1, min(count, len(lines) - _LEAST_LINES))
        head, tail = self._part(lines[:count]), self._part(lines[count:])
        head.after = tail.before = 0
        tail.bullet = ""
        if self.bullet:
            tail.bullet = "\u00a0" * len(self.bullet)
        return head, tail

    def _part(self, lines: list[_Line]) -> Self:
        part = type(self)("", self.style, bullet=self.bullet, keep=self.keep)
        part._element = self._element  # noqa: SLF001 - one element, in two places
        part._lines = lines  # noqa: SLF001
        part._set_for = -2.0  # noqa: SLF001 - already set
        part._text = "".join(bit.text for line in lines for bit in line).strip()  # noqa: SLF001
        return part


def _draw_line(canvas: TaggedCanvas, line: _Line, style: Style, left: float, baseline: float) -> None:
    text = canvas.beginText(left, baseline)
    at, count = 0, len(line)
    while at < count:
        run = line[at].run
        end = at + 1
        while end < count and line[end].run == run:
            end += 1
        text.setFont(run.font or style.font, style.size * run.scale)
        text.setFillColor(HexColor(run.color or style.color))
        text.textOut("".join(bit.text for bit in line[at:end]))
        at = end
    canvas.drawText(text)


# ----------------------------------------------------------------------------------------- bare pieces


@dataclass
class Space(Whole):
    """Nothing, so high."""

    size: float

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        return self.size

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw nothing."""


@dataclass
class Rule(Whole):
    """A line across."""

    color: str = LINE
    thick: float = 0.7
    before: float = 0
    after: float = 0

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        return self.thick

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        with canvas.artifact():
            canvas.setFillColor(HexColor(self.color))
            canvas.rect(x, top - self.thick, width, self.thick, stroke=0, fill=1)


@dataclass
class WriteLines:
    """Lines to write on by pen."""

    count: int = 1
    gap: float = 24
    before: float = 0
    after: float = 4
    keep: bool = False

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        return self.count * self.gap

    def least(self, width: float) -> float:
        """All when they are few."""
        return min(self.count, _FEW_LINES) * self.gap

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        with canvas.artifact():
            canvas.setStrokeColor(HexColor(LINE))
            canvas.setLineWidth(0.6)
            for number in range(1, self.count + 1):
                canvas.line(x, top - number * self.gap + 2, x + width, top - number * self.gap + 2)

    def split(self, width: float, room: float, *, fresh: bool) -> tuple[Block | None, Block | None]:
        """Between lines."""
        fits = int(room / self.gap)
        if fits >= self.count:
            return self, None
        if fits < 1 or self.count <= _FEW_LINES:
            return (self, None) if fresh else (None, self)
        return replace(self, count=fits), replace(self, count=self.count - fits)


@dataclass
class Glyph(Whole):
    """A pictogram, always beside words."""

    char: str
    alt: str
    size: float
    color: str = INK
    _element: Element = field(init=False)

    def __post_init__(self) -> None:
        """Say what it shows."""
        self._element = Element("Figure", alt=self.alt)

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        return self.size * 1.1

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        load_fonts()
        with canvas.marked(self._element, ""):
            canvas.setFillColor(HexColor(self.color))
            canvas.setFont(ICONS, self.size)
            canvas.drawString(x, top - self.size, self.char)


@dataclass
class TickBox(Whole):
    """A box to tick by pen, ticked already when the thing is done."""

    size: float
    ticked: bool = False
    says: str = ""
    _element: Element = field(init=False)

    def __post_init__(self) -> None:
        """Say whether it is ticked."""
        self._element = Element("Figure", alt=self.says) if self.says else Element("")

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        return self.size + 3

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        left = x + max(0.0, (width - self.size) / 2)
        with canvas.marked(self._element, "") if self.says else canvas.artifact():
            canvas.setStrokeColor(HexColor(INK))
            canvas.setLineWidth(1.3)
            canvas.roundRect(left, top - self.size - 2, self.size, self.size, 2.5, stroke=1, fill=0)
            if self.ticked:
                path = canvas.beginPath()
                path.moveTo(left + self.size * 0.2, top - 2 - self.size * 0.55)
                path.lineTo(left + self.size * 0.42, top - 2 - self.size * 0.78)
                path.lineTo(left + self.size * 0.82, top - 2 - self.size * 0.24)
                canvas.setLineWidth(2.4)
                canvas.drawPath(path, stroke=1, fill=0)


@dataclass
class Face(Whole):
    """A face with a mood from -1 to 1, to put a ring around; never without its word."""

    mood: float
    size: float

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        return self.size + 3

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        radius = self.size / 2
        middle, center = x + width / 2, top - radius - 1
        with canvas.artifact():
            canvas.setStrokeColor(HexColor(INK))
            canvas.setFillColor(HexColor(INK))
            canvas.setLineWidth(1.1)
            canvas.circle(middle, center, radius, stroke=1, fill=0)
            for side in (-1, 1):
                canvas.circle(middle + side * radius * 0.36, center + radius * 0.25, radius * 0.1, stroke=0, fill=1)
            bend, corner = radius * 0.42 * self.mood, center - radius * 0.34 + radius * 0.16 * self.mood
            path = canvas.beginPath()
            path.moveTo(middle - radius * 0.45, corner)
            path.curveTo(
                middle - radius * 0.2,
                corner - bend,
                middle + radius * 0.2,
                corner - bend,
                middle + radius * 0.45,
                corner,
            )
            canvas.drawPath(path, stroke=1, fill=0)


# ------------------------------------------------------------------------------------------ composites


@dataclass
class Stack:
    """Blocks below each other; kept together on one page when `whole`."""

    blocks: list[Block]
    whole: bool = False
    tag: str = ""
    before: float = 0
    after: float = 0
    keep: bool = False
    # The bar, tint and room of a panel.
    bar: str = ""
    fill: str = ""
    frame: str = ""
    pad: float = 0
    element: Element | None = None

    def __post_init__(self) -> None:
        """An element of its own, when it has a meaning of its own."""
        if self.tag and self.element is None:
            self.element = Element(self.tag)

    def _inner(self, width: float) -> float:
        return width - 2 * self.pad - (4 if self.bar else 0)

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        inner = self._inner(width)
        total = 2 * self.pad
        for at, block in enumerate(self.blocks):
            total += block.height(inner) + (max(block.before, self.blocks[at - 1].after) if at else 0)
        return total

    def least(self, width: float) -> float:
        """All of it when it is kept together, else its first part."""
        if self.whole or not self.blocks:
            return self.height(width)
        inner = self._inner(width)
        total, last = 2 * self.pad, 0.0
        for block in self.blocks:
            if not block.keep:
                return total + max(last, block.before) + block.least(inner)
            total += max(last, block.before) + block.height(inner)
            last = block.after
        return total

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        height = self.height(width)
        if self.bar or self.fill or self.frame:
            with canvas.artifact():
                if self.fill:
                    canvas.setFillColor(HexColor(self.fill))
                    canvas.roundRect(x, top - height, width, height, 4, stroke=0, fill=1)
                if self.frame:
                    canvas.setStrokeColor(HexColor(self.frame))
                    canvas.setLineWidth(1.2)
                    canvas.roundRect(x, top - height, width, height, 4, stroke=1, fill=0)
                if self.bar:
                    canvas.setFillColor(HexColor(self.bar))
                    canvas.rect(x, top - height, 3, height, stroke=0, fill=1)
        if self.element is None:
            self._draw_blocks(canvas, x, top, width)
        else:
            with canvas.element(self.element):
                self._draw_blocks(canvas, x, top, width)

    def _draw_blocks(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        inner = self._inner(width)
        left = x + self.pad + (4 if self.bar else 0)
        y, last = top - self.pad, 0.0
        for at, block in enumerate(self.blocks):
            y -= max(block.before, last) if at else 0
            block.draw(canvas, left, y, inner)
            y -= block.height(inner)
            last = block.after

    def split(self, width: float, room: float, *, fresh: bool) -> tuple[Block | None, Block | None]:
        """Between its blocks, or within one; not at all when it is kept together and fits on a page."""
        if self.height(width) <= room:
            return self, None
        if self.whole and not fresh:
            return None, self
        head, tail = divided(self.blocks, self._inner(width), room - 2 * self.pad, fresh=fresh)
        if not head:
            return (self, None) if fresh else (None, self)
        if not tail:
            return self, None
        return replace(self, blocks=head, whole=False), replace(self, blocks=tail, before=0)


def divided(blocks: Sequence[Block], width: float, room: float, *, fresh: bool) -> tuple[list[Block], list[Block]]:
    """The blocks that fit in the room and those that are left; a heading stays with what follows it."""
    head: list[Block] = []
    used, last = 0.0, 0.0
    for at, block in enumerate(blocks):
        gap = max(block.before, last) if head else 0.0
        height = block.height(width)
        needed = gap + height
        follower = at
        while blocks[follower].keep and follower + 1 < len(blocks):
            follower += 1
            after = blocks[follower]
            needed += max(after.before, blocks[follower - 1].after)
            needed += after.height(width) if after.keep else after.least(width)
        alone = fresh and not head
        if used + (needed if not alone else gap + height) <= room + 0.01:
            head.append(block)
            used += gap + height
            last = block.after
            continue
        if block.keep and not alone:
            return head, list(blocks[at:])
        # Behind its own heading it may be cut as on a fresh page, else nothing would ever fit.
        only_headings = fresh and all(done.keep for done in head)
        first, second = block.split(width, room - used - gap, fresh=only_headings)
        if first is not None:
            head.append(first)
        return head, ([second] if second is not None else []) + list(blocks[at + 1 :])
    return head, []


@dataclass
class Columns(Whole):
    """Blocks beside each other, by their shares of the width."""

    blocks: list[Block]
    shares: list[float]
    gap: float = 14
    before: float = 0
    after: float = 0
    keep: bool = False

    def _widths(self, width: float) -> list[float]:
        whole = width - self.gap * (len(self.blocks) - 1)
        total = sum(self.shares)
        return [whole * share / total for share in self.shares]

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        return max(block.height(wide) for block, wide in zip(self.blocks, self._widths(width), strict=True))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        for block, wide in zip(self.blocks, self._widths(width), strict=True):
            block.draw(canvas, x, top, wide)
            x += wide + self.gap


# ---------------------------------------------------------------------------------------------- tables


def _cells_height(cells: Sequence[Block], widths: Sequence[float], pad: float) -> float:
    return 2 * pad + max(cell.height(wide - 2 * pad) for cell, wide in zip(cells, widths, strict=True))


@dataclass
class Row:
    """A row of a table: a stack per cell."""

    cells: list[Stack]
    shaded: bool = False
    headed: bool = False
    element: Element = field(default_factory=lambda: Element("TR"))
    # A table of thousands of rows asks the height of each again for every page that it is divided over.
    _heights: dict[tuple[float, ...], float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def height(self, widths: Sequence[float], pad: float) -> float:
        """How high it is with columns so wide and so much room around what is in them."""
        key = (pad, *widths)
        if key not in self._heights:
            self._heights[key] = _cells_height(self.cells, widths, pad)
        return self._heights[key]

    def __post_init__(self) -> None:
        """Cells are cells to a screen reader too."""
        for number, cell in enumerate(self.cells):
            if cell.element is None:
                head = self.headed and number == 0
                cell.element = Element("TH", scope="Row") if head else Element("TD")


@dataclass
class Table:
    """A table whose head is repeated on each page and whose rows are not cut, unless one is higher than a page."""

    heads: list[Words]
    rows: list[Row]
    widths: list[float]
    pad: float = 5
    before: float = 0
    after: float = 0
    keep: bool = False
    element: Element = field(default_factory=lambda: Element("Table"))
    head_element: Element = field(default_factory=lambda: Element("TR"))
    continued: bool = False
    # Lines between the columns, for a table to write in.
    ruled: bool = False

    def _column_widths(self, width: float) -> list[float]:
        total = sum(self.widths)
        return [width * share / total for share in self.widths]

    def _head_height(self, widths: list[float]) -> float:
        return _cells_height(self.heads, widths, self.pad) if self.heads else 0.0

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        widths = self._column_widths(width)
        return self._head_height(widths) + sum(row.height(widths, self.pad) for row in self.rows)

    def least(self, width: float) -> float:
        """The head and the first row."""
        widths = self._column_widths(width)
        return self._head_height(widths) + (self.rows[0].height(widths, self.pad) if self.rows else 0)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        widths = self._column_widths(width)
        with canvas.element(self.element):
            if self.heads:
                height = self._head_height(widths)
                with canvas.artifact():
                    canvas.setFillColor(HexColor(PALE))
                    canvas.rect(x, top - height, width, height, stroke=0, fill=1)
                    canvas.setFillColor(HexColor(INK))
                    canvas.rect(x, top - height, width, 1.2, stroke=0, fill=1)
                self._draw_heads(canvas, x, top, widths)
                top -= height
            for row in self.rows:
                height = row.height(widths, self.pad)
                with canvas.element(row.element):
                    self._draw_cells(canvas, row.cells, x, top, widths)
                with canvas.artifact():
                    canvas.setFillColor(HexColor(LINE))
                    canvas.rect(x, top - height, width, 0.6, stroke=0, fill=1)
                    if self.ruled:
                        for edge in range(1, len(widths)):
                            canvas.rect(x + sum(widths[:edge]), top - height, 0.4, height, stroke=0, fill=1)
                top -= height

    def _draw_heads(self, canvas: TaggedCanvas, x: float, top: float, widths: list[float]) -> None:
        if self.continued:
            # Said once is enough; on the next page the head is only for the eye.
            with canvas.artifact():
                for head, wide in zip(self.heads, widths, strict=True):
                    baseline = top - self.pad - (head.style.line - head.style.size) / 2 - head.style.size * 0.79
                    for line in head.lines(wide - 2 * self.pad):
                        left = x + self.pad + head.lead(line, wide - 2 * self.pad)
                        _draw_line(canvas, line, head.style, left, baseline)
                        baseline -= head.style.line
                    x += wide
            return
        with canvas.element(self.head_element):
            for head, wide in zip(self.heads, widths, strict=True):
                with canvas.element(Element("TH", scope="Column")):
                    head.draw(canvas, x + self.pad, top - self.pad, wide - 2 * self.pad)
                x += wide

    def _draw_cells(
        self, canvas: TaggedCanvas, cells: Sequence[Block], x: float, top: float, widths: list[float]
    ) -> None:
        for cell, wide in zip(cells, widths, strict=True):
            cell.draw(canvas, x + self.pad, top - self.pad, wide - 2 * self.pad)
            x += wide

    def split(self, width: float, room: float, *, fresh: bool) -> tuple[Block | None, Block | None]:
        """Between rows; within a row only when it does not fit on a page of its own."""
        widths = self._column_widths(width)
        used = self._head_height(widths)
        for at, row in enumerate(self.rows):
            height = row.height(widths, self.pad)
            if used + height <= room + 0.01:
                used += height
                continue
            if at:
                return self.parted(at)
            if not fresh:
                return None, self
            return self._cut_row(row, widths, room - used)
        return self, None

    def parted(self, at: int) -> "tuple[Table, Table]":
        """The rows before this one and the rows from it on, as two parts of one table on two pages."""
        return replace(self, rows=self.rows[:at], after=0), self._rest(self.rows[at:])

    def _rest(self, rows: list[Row]) -> "Table":
        return replace(self, rows=rows, before=0, continued=True)

    def _cut_row(self, row: Row, widths: list[float], room: float) -> tuple[Block | None, Block | None]:
        heads: list[Stack] = []
        tails: list[Stack] = []
        for cell, wide in zip(row.cells, widths, strict=True):
            head, tail = cell.split(wide - 2 * self.pad, room - 2 * self.pad, fresh=True)
            heads.append(head if isinstance(head, Stack) else replace(cell, blocks=[]))
            tails.append(tail if isinstance(tail, Stack) else replace(cell, blocks=[]))
        if not any(tail.blocks for tail in tails):
            return replace(self, rows=[row], after=0), (self._rest(self.rows[1:]) if self.rows[1:] else None)
        first = replace(self, rows=[replace(row, cells=heads)], after=0)
        return first, self._rest([replace(row, cells=tails), *self.rows[1:]])
