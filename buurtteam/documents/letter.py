"""Letters with the address in the window of the envelope, and the sheet that tests the window."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from buurtteam.documents.blocks import (
    INK,
    LINE,
    SOFT_INK,
    VOICE,
    Block,
    Rule,
    Space,
    Stack,
    Style,
    Words,
    WriteLines,
    text_width,
)
from buurtteam.documents.glyphs import BOLD, REGULAR, SEMIBOLD, showable
from buurtteam.documents.sheet import (
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Logo,
    Sheet,
    Styles,
    TitleLine,
    readable_color,
)
from buurtteam.documents.tags import TaggedCanvas
from buurtteam.domain.papers import (
    AddressWindow,
    BlockKind,
    Contact,
    Letterhead,
    LetterPaper,
    PaperKind,
    WindowTestPaper,
)
from buurtteam.domain.papers import Block as Piece
from buurtteam.texts import date_in_letter, label
from buurtteam.texts import translate as _

SIZE, LARGE_SIZE = 11.5, 17
_LEFT, _RIGHT = 35 * mm, 20 * mm
_BODY_TOP = 97 * mm
_BOTTOM = 15 * mm
# A letter is one sheet: when it just does not fit, its lines come a little closer.
_ROOMS = (1.0, 0.6, 0.25, 0.0)
_FOLDS = (105 * mm, 210 * mm)
_PUNCH = 148.5 * mm
# Room for paper that shifts in its envelope.
_PLAY = 2 * mm
_RETURN_SIZE = 7.5
_RETURN_ROOM = 12.0
_ADDRESS_SIZES = (11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6, 5)
_ADDRESS_LEADING = 1.13


def draw(content: LetterPaper) -> bytes:
    """The letter as a PDF."""
    title = content.subject or label(PaperKind(content.kind))
    sheet = Sheet(content, title, left=_LEFT, right=_RIGHT)
    styles = Styles(LARGE_SIZE if content.large_print else SIZE, readable_color(content.letterhead.color))
    first_top = max(_BODY_TOP, (content.window.y + content.window.height + 17) * mm)
    # What stands beside the window goes on above the text, never beside it.
    first_top = max(first_top, PAGE_HEIGHT - _beside_window(None, content))

    def head(canvas: TaggedCanvas) -> None:
        _letterhead(canvas, content.letterhead)
        draw_address(canvas, content.window, content.address, content.letterhead.return_line)
        _beside_window(canvas, content)
        _marks(canvas)

    pages = sheet.pages(_story(content, title, styles, _ROOMS[0]), first_top=first_top, bottom=_BOTTOM)
    for room in _ROOMS[1:]:
        if len(pages) == 1:
            break
        closer = sheet.pages(_story(content, title, styles, room), first_top=first_top, bottom=_BOTTOM)
        pages = min(pages, closer, key=len)
    return sheet.drawn(pages, first_top=first_top, on_first=head)


# --------------------------------------------------------------------------------------------- address


def set_address(lines: Sequence[str], width: float, height: float) -> tuple[float, list[str]]:
    """The size at which an address fits its window, and its lines, wrapped where they are too long."""
    shown = [showable(" ".join(line.split()) if "  " not in line else line.strip()) for line in lines if line.strip()]
    best: list[str] = []
    for size in _ADDRESS_SIZES:
        best = [part for line in shown for part in _wrapped(line, size, width)]
        if len(best) * size * _ADDRESS_LEADING <= height:
            return size, best
    # Longer than any window: the name above and the place below are what the post needs.
    most = max(1, int(height / (_ADDRESS_SIZES[-1] * _ADDRESS_LEADING)))
    return _ADDRESS_SIZES[-1], best[: most - 1] + best[-1:]


def _wrapped(line: str, size: float, width: float) -> list[str]:
    if text_width(line, REGULAR, size) <= width:
        return [line]
    parts = [""]
    for word in line.split():
        longer = f"{parts[-1]} {word}".strip()
        if text_width(longer, REGULAR, size) <= width:
            parts[-1] = longer
            continue
        if parts[-1]:
            parts.append("")
        for char in word:
            if parts[-1] and text_width(parts[-1] + char, REGULAR, size) > width:
                parts.append("")
            parts[-1] += char
    return parts


def draw_address(canvas: TaggedCanvas, window: AddressWindow, address: Sequence[str], return_line: str) -> None:
    """Put the address and the line of the sender in the window, and nothing else."""
    x, top, wide = window.x * mm, PAGE_HEIGHT - window.y * mm, window.width * mm
    height = window.height * mm
    if return_line.strip():
        size = _RETURN_SIZE
        while size > 4 and text_width(showable(return_line), REGULAR, size) > wide:
            size -= 0.25
        style = Style(size, color=SOFT_INK, leading=_RETURN_ROOM - 2)
        line = Words(return_line, style)
        # A line that no size helps is left out rather than cut across the address.
        if len(line.lines(wide)) == 1:
            line.draw(canvas, x, top, wide)
            Rule(LINE, 0.4).draw(canvas, x, top - _RETURN_ROOM + 1.5, wide)
    top, height = top - _RETURN_ROOM, height - _RETURN_ROOM
    if not any(line.strip() for line in address):
        WriteLines(4, gap=height / 4).draw(canvas, x, top, wide)
        return
    size, lines = set_address(address, wide, height)
    leading = min(size * 1.3, height / max(1, len(lines)))
    Verbatim(lines, Style(size, leading=leading)).draw(canvas, x, top, wide)


class Verbatim(Words):
    """Lines exactly as they are, with their double spaces (`6411 SA  HEERLEN`)."""

    def __init__(self, lines: Sequence[str], style: Style) -> None:
        """Set the lines one below the other."""
        super().__init__("\n".join(line.replace("  ", "\u00a0 ") for line in lines), style)


# ------------------------------------------------------------------------------------------- the head


def _letterhead(canvas: TaggedCanvas, head: Letterhead) -> None:
    logo = Logo(head)
    wide, high = logo.size()
    top = PAGE_HEIGHT - 13 * mm
    logo.draw(canvas, PAGE_WIDTH - _RIGHT, top)
    # The team stands left of its logo; both stay above any window.
    width = PAGE_WIDTH - _LEFT - _RIGHT - (wide + 12 if wide else 0)
    if head.team:
        Words(head.team, Style(15, BOLD, leading=18, color=readable_color(head.color))).draw(canvas, _LEFT, top, width)
    contact = " · ".join(part for part in (*head.address, head.phone, head.website) if part)
    second = Style(9.5, leading=12, color=SOFT_INK)
    rows = [text for text in (head.organisation, contact, head.hours) if text]
    y = top - 20
    for row in rows:
        line = Words(row, second)
        count = len(line.lines(width))
        if y - count * second.line < PAGE_HEIGHT - 41 * mm:
            break
        line.draw(canvas, _LEFT, y, width)
        y -= count * second.line
    if not (head.team or rows or wide):
        return
    under = min(y, top - high) - 5
    Rule(readable_color(head.color), 2).draw(
        canvas, _LEFT, max(under, PAGE_HEIGHT - 44 * mm), PAGE_WIDTH - _LEFT - _RIGHT
    )


def _beside_window(canvas: TaggedCanvas | None, content: LetterPaper) -> float:
    """Day, references and the person to call, on the side where no window is; returns how far down it reaches.

    Without a canvas it is only measured.
    """
    window = content.window
    left = (window.x + window.width) * mm + 20 * mm
    right = PAGE_WIDTH - _RIGHT
    if right - left < 45 * mm:
        left, right = _LEFT, window.x * mm - 8 * mm
    if right - left < 30 * mm:
        left = 18 * mm
    style = Style(10, leading=12.6)
    soft = Style(9, leading=11.2, color=SOFT_INK)
    y = float(PAGE_HEIGHT - (window.y + 2) * mm)
    for head, lines in _facts(content):
        for words in (Words(head, soft), *(Words(line, style) for line in lines)):
            if canvas is not None:
                words.draw(canvas, left, y, right - left)
            y -= words.height(right - left)
        y -= 4
    return y


def _facts(content: LetterPaper) -> list[tuple[str, list[str]]]:
    facts: list[tuple[str, list[str]]] = []
    if content.issued_on is None:
        facts.append((_("Date"), ["\u2026" * 16]))
    else:
        day = date_in_letter(content.issued_on)
        facts.append((_("Date"), [f"{content.place}, {day}" if content.place else day]))
    contact: Contact = content.contact
    people = [part for part in (contact.name, contact.phone, contact.days, contact.email) if part]
    if people:
        facts.append((_("You can call"), people))
    if content.reference:
        facts.append((_("Our reference"), [content.reference]))
    if content.their_reference:
        facts.append((_("Your reference"), [content.their_reference]))
    return facts


def _marks(canvas: TaggedCanvas) -> None:
    with canvas.artifact():
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.4)
        for fold in _FOLDS:
            canvas.line(5 * mm, PAGE_HEIGHT - fold, 9 * mm, PAGE_HEIGHT - fold)
        canvas.line(5 * mm, PAGE_HEIGHT - _PUNCH, 7 * mm, PAGE_HEIGHT - _PUNCH)


# ------------------------------------------------------------------------------------------- the text


def _story(content: LetterPaper, title: str, styles: Styles, room: float) -> list[Block]:
    subject = Style(styles.size * 1.35, BOLD, after=styles.size * 0.5 * room)
    story: list[Block] = [Words(title, subject, "H1", keep=True)]
    if content.salutation:
        story.append(Words(content.salutation, styles.body))
    story += pieces(content.body, styles, room)
    story.append(_ending(content, styles, room))
    return story


def pieces(body: Sequence[Piece], styles: Styles, room: float = 1) -> list[Block]:
    """The text of a letter as blocks; list items that follow each other are one list, and so with what is framed."""
    leading = styles.size * (1.14 + 0.12 * room)
    after = styles.size * (0.15 + 0.3 * room)
    heading = Style(
        styles.size * 1.04, SEMIBOLD, leading=leading * 1.04, before=after * 1.35, after=styles.size * 0.1 * room
    )
    paragraph = Style(styles.size, leading=leading, after=after)
    story: list[Block] = []
    items: list[Block] = []
    framed: list[Block] = []
    for piece in body:
        if piece.kind is BlockKind.BULLET:
            framed = []
            words = Words(piece.text, Style(styles.size, leading=leading), "LBody", bullet="•")
            if not items:
                items = []
                story.append(Stack(items, tag="L", after=after))
            items.append(Stack([words], tag="LI", before=styles.size * 0.12 * room))
            continue
        items = []
        if piece.kind is BlockKind.FRAMED:
            if not framed:
                story.append(Stack(framed, frame=INK, pad=7, after=after * 1.4))
            framed.append(Words(piece.text, Style(styles.size * 1.04, SEMIBOLD, leading=leading * 1.04)))
            continue
        framed = []
        if piece.kind is BlockKind.HEADING:
            story.append(Words(piece.text, heading, "H2", keep=True))
        elif piece.kind is BlockKind.VOICE:
            voice = Words(f"“{piece.text}”", Style(styles.size, leading=leading, color=VOICE))
            story.append(Stack([voice], bar=VOICE, pad=3, after=after))
        else:
            story.append(Words(piece.text, paragraph))
    return story


def _ending(content: LetterPaper, styles: Styles, room: float) -> Block:
    close = Style(styles.size, leading=styles.size * 1.25)
    blocks: list[Block] = [
        Words(content.closing or _("With kind regards,"), close),
        Space(styles.size * (1.9 + 0.8 * room)),
    ]
    if content.signer:
        blocks.append(Words(content.signer, Style(styles.size, SEMIBOLD)))
    else:
        blocks.append(Words("\u2026" * 24, close))
    role = ", ".join(part for part in (content.signer_role, content.letterhead.team) if part and part != content.signer)
    if role:
        blocks.append(Words(role, close))
    small = Style(styles.small.size, color=INK, before=4)
    if content.enclosures:
        blocks.append(Words(_("With this letter: {enclosures}", enclosures=content.enclosures), small))
    if content.copies_to:
        blocks.append(Words(_("A copy goes to: {names}", names=content.copies_to), small))
    return Stack(blocks, whole=True, before=styles.size * 0.6 * room)


# ---------------------------------------------------------------------------------------- window test


def draw_window_test(content: WindowTestPaper) -> bytes:
    """The sheet that shows whether the address sits right in the team's envelopes."""
    styles = Styles(12, readable_color(content.letterhead.color))
    sheet = Sheet(content, _("Window test"))
    window = content.window
    address = content.address or (
        "Mevrouw S. Voorbeeld-Demir",
        "Buurthuis De Oefening",
        "Bij de heer B. Proef",
        "Oefenstraat 12 A",
        "6411\u00a0SA  OEFENSTAD",
    )

    def box(canvas: TaggedCanvas) -> None:
        draw_address(canvas, window, address, content.letterhead.return_line or _("Return address of the team"))
        with canvas.artifact():
            canvas.setStrokeColor(HexColor(INK))
            canvas.setLineWidth(0.8)
            canvas.setDash(4, 3)
            x, y = window.x * mm - _PLAY, PAGE_HEIGHT - (window.y + window.height) * mm - _PLAY
            canvas.rect(x, y, window.width * mm + 2 * _PLAY, window.height * mm + 2 * _PLAY, stroke=1, fill=0)
            canvas.setDash()
        _marks(canvas)

    below = max(100 * mm, (window.y + window.height + 16) * mm)
    steps = (
        _("Fold this sheet on the marks and put it in an envelope with a window."),
        _("Tap the envelope on the table, on each side. Is the whole address still in sight? Then it is right."),
        _("Is part of it hidden? Change how far the address is shifted in the settings, and print this sheet again."),
    )
    story: list[Block] = [
        TitleLine(_("Window test"), content.letterhead, styles),
        Stack([Stack([Words(step, styles.body, "LBody", bullet="•")], tag="LI") for step in steps], tag="L"),
        Words(
            _(
                "The address begins {left} mm from the left and {top} mm from the top. "
                "The window is {width} mm wide and {height} mm high.",
                left=f"{window.x:g}",
                top=f"{window.y:g}",
                width=f"{window.width:g}",
                height=f"{window.height:g}",
            ),
            Style(12, SEMIBOLD, before=8),
        ),
    ]
    pages = sheet.pages(story, first_top=below, bottom=MARGIN)
    return sheet.drawn(pages, first_top=below, on_first=box)
