"""The card "When I drop out": who takes over tonight and what must be known for it, on one A5 that is read at a glance."""

from collections.abc import Sequence

from reportlab.lib.pagesizes import A5, landscape
from reportlab.lib.units import mm

from buurtteam.documents.blocks import INK, SOFT_INK, Block, Columns, Run, Stack, Style, Words, WriteLines, text_width
from buurtteam.documents.glyphs import BOLD, SEMIBOLD, showable
from buurtteam.documents.sheet import Sheet, Styles, TitleLine, readable_color
from buurtteam.domain.care_papers import CarerCardPaper
from buurtteam.texts import long_date
from buurtteam.texts import translate as _

# On one side the largest that fits, else on both sides, the rest on the back.
SIZES = (15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0)
TWO_SIDES, LARGE_TWO_SIDES = (12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5), (18.0, 17.0, 16.0, 15.0, 14.0, 13.0)
_EDGE, _BOTTOM = 11 * mm, 13 * mm
_ALARM = "112"
_SHARES, _GAP, _PAD = (1.3, 1.0), 12.0, 8.0


def draw(content: CarerCardPaper) -> bytes:
    """The card as a PDF: an A5 that lies, so that an A4 printer prints it on the upper half of its sheet."""
    sheet = Sheet(content, _("When I drop out"), left=_EDGE, right=_EDGE, page=landscape(A5))
    tries = [(size, True) for size in (() if content.large_print else SIZES)]
    tries += [(size, False) for size in (LARGE_TWO_SIDES if content.large_print else TWO_SIDES)]
    pages: list[list[Block]] = []
    for size, is_one in tries:
        pages = sheet.pages(
            _story(content, size, sheet.width, beside=is_one), top=_EDGE, first_top=_EDGE, bottom=_BOTTOM
        )
        if len(pages) <= (1 if is_one else 2):
            break
    return sheet.drawn(pages, top=_EDGE, first_top=_EDGE)


def _story(content: CarerCardPaper, size: float, width: float, *, beside: bool) -> list[Block]:
    """All of the card; the parts `beside` each other when that is on one side."""
    styles = Styles(size, readable_color(content.letterhead.color), density=1.15)
    story: list[Block] = [TitleLine(_("When I drop out"), content.letterhead, styles, after=size * 0.35)]
    if content.carer and content.cared_for:
        whose = _("{carer} cares for {name}", carer=content.carer, name=content.cared_for)
        story.append(Words(whose, Style(size, SEMIBOLD, leading=size * 1.2, after=size * 0.3)))
    left, right = ((width - _GAP) * share / sum(_SHARES) for share in _SHARES)
    story.append(Columns([_first(content, styles, left), _second(content, styles, right)], list(_SHARES), gap=_GAP))
    tonight = _part(_("Tonight"), content.tonight, styles, lines=3)
    days = _part(_("The days after"), content.tomorrow, styles)
    calms = _part(_("This calms, and this does not"), content.calms, styles)
    places = [
        *_part(_("Medicines and list"), content.medicine, styles, lines=1),
        *_part(_("Key"), content.key_at, styles, lines=1),
        *_part(_("General practitioner"), content.doctor, styles, lines=1),
    ]
    if beside:
        # What calms goes where there is room for it.
        long, short = [*tonight, *days], [*places]
        (long if _height(long, left) <= _height(short, right) else short).extend(calms)
        story.append(Columns([Stack(long), Stack(short)], list(_SHARES), gap=_GAP, before=size * 0.45))
    else:
        story += [*tonight, *calms, *places, *days]
    story.append(_foot(content, styles))
    return story


def _height(blocks: Sequence[Block], width: float) -> float:
    return Stack(list(blocks)).height(width)


def _first(content: CarerCardPaper, styles: Styles, width: float) -> Block:
    size = styles.size
    blocks: list[Block] = [Words(_("Call first"), Style(size, SEMIBOLD)), *_called(content.takes_over, size * 1.35)]
    blocks += _number(content.takes_over_phone, size * 3, width - 2 * _PAD)
    return Stack(blocks, whole=True, frame=INK, pad=_PAD)


def _second(content: CarerCardPaper, styles: Styles, width: float) -> Block:
    size = styles.size
    alarm = Words(_("Danger? Call 112"), Style(size * 1.35, BOLD, color="#FFFFFF", centred=True))
    blocks: list[Block] = [Stack([alarm], fill=INK, pad=5)]
    emergency = content.emergency.strip()
    if emergency and emergency != _ALARM:
        urgent = _("Urgent: {number}", number=emergency)
        blocks.append(Words(urgent, Style(size * 1.05, BOLD, leading=size * 1.2, before=size * 0.35)))
    blocks.append(Words(_("Does that not work?"), Style(size, SEMIBOLD, before=size * 0.4)))
    blocks += _called(content.second, size * 1.15)
    blocks += _number(content.second_phone, size * 1.9, width)
    return Stack(blocks)


def _called(name: str, size: float) -> list[Block]:
    if not name.strip():
        return [WriteLines(1, gap=size * 1.6)]
    return [Words(name, Style(size, BOLD, leading=size * 1.12))]


def _number(phone: str, size: float, width: float) -> list[Block]:
    """A number as large as the room allows; it is never cut, and of two numbers each has its line."""
    if not phone.strip():
        return [WriteLines(1, gap=max(22, size * 0.9))]
    words = showable(phone.strip())
    while size > 13 and text_width(words, BOLD, size) > width:
        size -= 0.5
    kept = words.replace(" ", "\u00a0") if text_width(words, BOLD, size) <= width else words
    return [Words(kept, Style(size, BOLD, leading=size * 1.14))]


def _part(head: str, text: str, styles: Styles, *, lines: int = 0) -> list[Block]:
    """A piece with its head; without text a line to write on where it is needed, else nothing."""
    size = styles.size
    title = Words(head, Style(size, BOLD, leading=size * 1.2), "H2", keep=True)
    if text.strip():
        return [Stack([title, Words(text, styles.tight)], whole=True, before=size * 0.4)]
    blank = WriteLines(lines, gap=max(18, size * 1.5))
    return [Stack([title, blank], whole=True, before=size * 0.4)] if lines else []


def _foot(content: CarerCardPaper, styles: Styles) -> Block:
    size = max(9.5, styles.size * 0.8)
    said = []
    if content.agreed_on is not None:
        said.append(_("Agreed on {day}.", day=long_date(content.agreed_on)))
    if content.review_on is not None:
        said.append(_("We look at it again on {day}.", day=long_date(content.review_on)))
    runs = [Run(" ".join(said))] if said else []
    contact = content.contact
    if contact.phone:
        words = _("Questions? Call {phone}.", phone=contact.phone)
        if contact.name:
            words = _("Questions? Call {name}: {phone}.", name=contact.name, phone=contact.phone)
        runs.append(Run((" " if said else "") + words, SEMIBOLD))
    return Stack(
        [Words(runs or "", Style(size, color=SOFT_INK, leading=size * 1.2))], whole=True, before=styles.size * 0.45
    )
