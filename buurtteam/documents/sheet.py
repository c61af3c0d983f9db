"""The sheet of paper: page, margins, styles, letterhead, page numbers, the practice mark, and the flow over pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from buurtteam.documents.blocks import (
    INK,
    SOFT_INK,
    VOICE,
    Block,
    Columns,
    Rule,
    Run,
    Stack,
    Style,
    Words,
    WriteLines,
    divided,
    text_width,
)
from buurtteam.documents.glyphs import BOLD, REGULAR, SEMIBOLD, load_fonts, showable
from buurtteam.documents.tags import Element, TaggedCanvas
from buurtteam.domain.papers import Letterhead, PaperBase, Said
from buurtteam.domain.problem import Problem
from buurtteam.domain.words import N_
from buurtteam.texts import date_in_letter
from buurtteam.texts import translate as _

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 18 * mm
_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_LOGO_HIGH, _LOGO_WIDE = 16 * mm, 60 * mm
_LOGO_PIXELS = (1200, 480)
_TEXT_CONTRAST = 4.5


# ------------------------------------------------------------------------------------------ letterhead


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_on_white(color: str) -> float:
    """How well a colour such as `#0B5E5A` stands out on white paper, from 1 to 21 (WCAG)."""
    return 1.05 / (_luminance(color) + 0.05)


def readable_color(color: str) -> str:
    """The team's colour, darkened as far as reading needs (4.5:1 on white)."""
    while contrast_on_white(color) < _TEXT_CONTRAST:
        color = "#" + "".join(f"{int(int(color[at : at + 2], 16) * 0.96):02X}" for at in (1, 3, 5))
    return color.upper()


def checked_logo(picture: bytes) -> bytes:
    """A picture file as a logo for the letterhead: PNG, no larger than print needs, without what cameras add.

    Raises Problem when it is not a PNG or JPEG picture.
    """
    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Problem("not_a_logo", N_("This file is not a PNG or JPEG picture. Choose another one.")) from error
    image.thumbnail(_LOGO_PIXELS)
    into = BytesIO()
    image.save(into, "PNG", optimize=True)
    return into.getvalue()


@dataclass
class Logo:
    """The team's logo, or nothing when the kept picture cannot be read."""

    letterhead: Letterhead
    before: float = 0
    after: float = 6
    keep: bool = False
    high: float = _LOGO_HIGH

    def __post_init__(self) -> None:
        """Read the picture once."""
        self._image: ImageReader | None = None
        if self.letterhead.logo:
            try:
                self._image = ImageReader(BytesIO(checked_logo(self.letterhead.logo)))
            except Problem:
                self._image = None

    def size(self) -> tuple[float, float]:
        """Width and height on paper."""
        if self._image is None:
            return 0, 0
        wide, high = self._image.getSize()
        scale = min(self.high / high, _LOGO_WIDE / wide)
        return wide * scale, high * scale

    def draw(self, canvas: TaggedCanvas, right: float, top: float) -> None:
        """Draw it with its upper right corner here."""
        if self._image is None:
            return
        wide, high = self.size()
        name = self.letterhead.organisation or self.letterhead.team
        with canvas.marked(Element("Figure", alt=_("Logo of {name}", name=name) if name else _("Logo")), ""):
            canvas.drawImage(self._image, right - wide, top - high, wide, high, mask="auto")


# --------------------------------------------------------------------------------------------- styles


@dataclass(frozen=True)
class Styles:
    """The styles of a paper, all from the size of its running text."""

    size: float
    color: str
    density: float = 1.22

    @property
    def body(self) -> Style:
        """Running text."""
        return Style(self.size, after=self.size * 0.4)

    @property
    def tight(self) -> Style:
        """Running text in cells and panels."""
        return Style(self.size, leading=self.size * self.density)

    @property
    def strong(self) -> Style:
        """Names and answers that matter."""
        return Style(self.size, SEMIBOLD, leading=self.size * self.density)

    @property
    def small(self) -> Style:
        """Small print, still easy to read."""
        return Style(max(9.5, self.size * 0.74), color=SOFT_INK)

    @property
    def title(self) -> Style:
        """The name of the paper."""
        return Style(self.size * 1.2 + 9, BOLD, leading=self.size * 1.2 + 13, color=self.color)

    @property
    def heading(self) -> Style:
        """A part of the paper."""
        return Style(self.size * 1.12, BOLD, before=self.size * 0.95, after=self.size * 0.3)

    @property
    def subheading(self) -> Style:
        """A part of a part."""
        return Style(self.size, SEMIBOLD, before=self.size * 0.6, after=self.size * 0.15)

    @property
    def voice(self) -> Style:
        """What somebody said."""
        return Style(self.size, leading=self.size * 1.25, color=VOICE)


def quoted(said: Said, styles: Styles) -> Words:
    """Somebody's own words, between quotation marks, with who said them."""
    runs = [Run(f"“{said.words.strip()}”")]
    if said.speaker:
        runs.append(Run(f"  –\u00a0{said.speaker}", color=SOFT_INK, scale=0.85))
    return Words(runs, styles.voice)


def voices(said: Sequence[Said], styles: Styles, *, gap: float = 4, pad: float = 4) -> Stack:
    """Own words below each other, marked by a bar that also shows in black and white."""
    blocks: list[Block] = []
    for one in said:
        block = quoted(one, styles)
        block.before = gap
        blocks.append(block)
    return Stack(blocks, bar=VOICE, pad=pad, after=styles.size * 0.4)


def answer(text: str, styles: Styles, *, lines: int = 1) -> Block:
    """What is known, or lines to write it on."""
    if text.strip():
        return Words(text, styles.body)
    return WriteLines(lines, gap=max(22, styles.size * 1.7))


def choices(labels: Sequence[str], chosen: int | None, styles: Styles) -> Words:
    """Boxes to tick, one of them ticked when the answer is known."""
    runs: list[Run] = []
    for number, text in enumerate(labels):
        box = "\u2611" if number == chosen else "\u2610"
        joined = text.replace(" ", "\u00a0")
        gap = "     " if runs else ""
        runs += [Run(gap + box, scale=1.3), Run("\u00a0" + joined, SEMIBOLD if number == chosen else "")]
    style = Style(styles.size, leading=styles.size * 1.7, after=styles.size * 0.3)
    return Words(runs, style, alone="   ".join(run.text.strip() for run in runs))


def signatures(names: Sequence[str], styles: Styles) -> Stack:
    """A line to sign on for each, two or three beside each other, with the name below."""
    people = [*names, "", ""][: max(2, len(names))]
    beside = 2 if len(people) in (2, 4) else 3
    blocks: list[Block] = []
    for at in range(0, len(people), beside):
        row: list[Block] = []
        for name in people[at : at + beside]:
            # The ruled line says nothing to a screen reader; the name under it does.
            under = Words(name or _("Name:"), Style(max(11, styles.small.size), SEMIBOLD, color=INK))
            row.append(Stack([WriteLines(1, gap=styles.size * 2.1, after=1), under]))
        row += [Stack([])] * (beside - len(row))
        blocks.append(Columns(row, [1] * beside, gap=24 if beside == 2 else 14))
    return Stack(blocks, whole=True, before=4)


# ------------------------------------------------------------------------------------------- the sheet


class Sheet:
    """Lays blocks on pages and draws them."""

    def __init__(
        self,
        content: PaperBase,
        title: str,
        *,
        left: float = MARGIN,
        right: float = MARGIN,
        page: tuple[float, float] = A4,
    ) -> None:
        """Prepare a paper with this title; margins and the size of its pages in points."""
        self.content = content
        self.title = title
        self.left, self.right = left, right
        self.page = page
        self.width = page[0] - left - right

    def pages(
        self, blocks: Sequence[Block], *, first_top: float = MARGIN, top: float = MARGIN, bottom: float = MARGIN
    ) -> list[list[Block]]:
        """The blocks divided over pages; the first page may begin lower."""
        pages: list[list[Block]] = []
        rest = list(blocks)
        while rest or not pages:
            start = top if pages else first_top
            head, rest = divided(rest, self.width, self.page[1] - start - bottom, fresh=True)
            pages.append(head)
        return pages

    def drawn(
        self,
        pages: Sequence[Sequence[Block]],
        *,
        first_top: float = MARGIN,
        top: float = MARGIN,
        on_first: Callable[[TaggedCanvas], None] | None = None,
    ) -> bytes:
        """The pages as a PDF."""
        load_fonts()
        content = self.content
        head = content.letterhead
        title = _("PRACTICE: {title}", title=self.title) if content.practice else self.title
        canvas = TaggedCanvas(title, _LOCALES[content.language], head.organisation or head.team, self.page)
        for number, blocks in enumerate(pages, 1):
            if content.practice:
                self._practice_mark(canvas)
            if number == 1 and on_first is not None:
                on_first(canvas)
            y = self.page[1] - (first_top if number == 1 else top)
            last = 0.0
            for at, block in enumerate(blocks):
                y -= max(block.before, last) if at else 0
                block.draw(canvas, self.left, y, self.width)
                y -= block.height(self.width)
                last = block.after
            self._foot(canvas, number, len(pages))
            canvas.showPage()
        return canvas.finished()

    def _foot(self, canvas: TaggedCanvas, number: int, count: int) -> None:
        content = self.content
        parts = [self.title, content.letterhead.team, content.number]
        if content.issued_on is not None:
            parts.append(date_in_letter(content.issued_on))
        where = _("page {number} of {count}", number=number, count=count)
        with canvas.artifact():
            canvas.setFillColor(HexColor(SOFT_INK))
            canvas.setFont(REGULAR, 9)
            canvas.drawRightString(self.page[0] - self.right, 9 * mm, where)
            room = self.width - text_width(where, REGULAR, 9) - 20
            canvas.drawString(self.left, 9 * mm, _clipped(" · ".join(part for part in parts if part), room))

    def _practice_mark(self, canvas: TaggedCanvas) -> None:
        word = _("PRACTICE")
        with canvas.artifact():
            canvas.saveState()
            canvas.setFillColor(HexColor("#EBEFED"))
            wide, high = self.page
            canvas.translate(wide / 2, high / 2)
            # Along the longer side, and not so large that it falls off a small page.
            canvas.rotate(52 if high > wide else 28)
            size = 120 * min(1, (wide**2 + high**2) ** 0.5 / (PAGE_WIDTH**2 + PAGE_HEIGHT**2) ** 0.5)
            canvas.setFont(BOLD, size)
            canvas.drawCentredString(0, -size / 3, word)
            canvas.restoreState()


def _clipped(text: str, room: float) -> str:
    text = showable(text)
    if text_width(text, REGULAR, 9) <= room:
        return text
    while text and text_width(text + "…", REGULAR, 9) > room:
        text = text[:-1]
    return text + "…"


@dataclass
class TitleLine:
    """The title of a paper with the team beside it, and the one line in the team's colour."""

    title: str
    letterhead: Letterhead
    styles: Styles
    before: float = 0
    after: float = 8
    keep: bool = True
    # A line below the team's name or left of its logo, which is no higher than the title then.
    beside: str = ""

    def __post_init__(self) -> None:
        """Prepare its parts."""
        self._title = Words(self.title, self.styles.title, "H1")
        self._logo = Logo(self.letterhead, high=self.styles.title.line if self.beside else _LOGO_HIGH)
        team = "" if self._logo.size()[0] else self.letterhead.team
        lines = [(line, font) for line, font in ((team, SEMIBOLD), (self.beside, REGULAR)) if line]
        self._text = Stack([Words(line, Style(11, font, leading=14, color=SOFT_INK)) for line, font in lines])
        self._text_wide = max((text_width(showable(line), font, 11) for line, font in lines), default=0.0)

    def _parts(self, width: float) -> tuple[float, float]:
        """How wide the title may be, and how wide the text beside it is."""
        logo = self._logo.size()[0]
        taken = logo + (12 if logo and self._text_wide else 0)
        room = width - taken - self._title.widest() * 2 - 16 if logo else width * 0.42
        text = min(self._text_wide + 0.5, max(60.0, room)) if self._text_wide else 0.0
        side = taken + text
        return width - side - (16 if side else 0), text

    def height(self, width: float) -> float:
        """How high it is when it is so wide."""
        wide, text = self._parts(width)
        return max(self._title.height(wide), self._logo.size()[1], self._text.height(text) if text else 0) + 5

    def least(self, width: float) -> float:
        """All of it."""
        return self.height(width)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        height = self.height(width)
        wide, text = self._parts(width)
        self._title.draw(canvas, x, top - (height - 5 - self._title.height(wide)), wide)
        logo = self._logo.size()[0]
        if text:
            left = x + width - logo - (12 if logo else 0) - text
            self._text.draw(canvas, left, top - (height - 5 - self._text.height(text)) + 4, text)
        if logo:
            self._logo.draw(canvas, x + width, top)
        Rule(readable_color(self.letterhead.color), 2.6).draw(canvas, x, top - height + 2.6, width)

    def split(self, width: float, room: float, *, fresh: bool) -> tuple[Block | None, Block | None]:
        """Never cut."""
        return (self, None) if fresh else (None, self)
