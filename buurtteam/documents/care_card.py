"""The card "When I drop out": who takes over tonight and what must be known for it, on one A5 that is read at a glance."""

from reportlab.lib.pagesizes import A5, landscape
from reportlab.lib.units import mm

from buurtteam.documents.blocks import INK, SOFT_INK, Block, Columns, Run, Stack, Style, Words, WriteLines
from buurtteam.documents.glyphs import BOLD, SEMIBOLD
from buurtteam.documents.home_parts import fitting
from buurtteam.documents.sheet import Styles, TitleLine, readable_color
from buurtteam.domain.care_papers import CarerCardPaper
from buurtteam.texts import long_date
from buurtteam.texts import translate as _

# The largest that fits on one side, else the last on two.
SIZES, LARGE_SIZES = (12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5), (16.0, 15.0, 14.0)
_EDGE = 12 * mm
_ALARM = "112"


def draw(content: CarerCardPaper) -> bytes:
    """The card as a PDF: an A5 that lies, so that an A4 printer prints it on the upper half of its sheet."""
    title = _("When I drop out")
    sizes = LARGE_SIZES if content.large_print else SIZES
    most = 2 if content.large_print else 1
    page = landscape(A5)
    return fitting(content, title, lambda size: _story(content, title, size), sizes, edge=_EDGE, most=most, page=page)


def _story(content: CarerCardPaper, title: str, size: float) -> list[Block]:
    styles = Styles(size, readable_color(content.letterhead.color), density=1.16)
    beside = ""
    if content.carer and content.cared_for:
        beside = _("{carer} cares for {name}", carer=content.carer, name=content.cared_for)
    heading: Block = TitleLine(title, content.letterhead, styles, after=size * 0.4)
    whose = Words(beside, Style(size * 1.1, SEMIBOLD, after=size * 0.4)) if beside else None
    call = Columns([_first(content, styles), _second(content, styles)], [1.35, 1], gap=10)
    left = [
        *_part(_("Tonight"), content.tonight, styles, lines=3),
        *_part(_("The days after"), content.tomorrow, styles),
        *_part(_("This calms, and this does not"), content.calms, styles),
    ]
    right = [
        *_part(_("Medicines and list"), content.medicine, styles, lines=1),
        *_part(_("Key"), content.key_at, styles, lines=1),
        *_part(_("General practitioner"), content.doctor, styles, lines=1),
    ]
    story: list[Block] = [heading]
    if whose:
        story.append(whose)
    below: Block = Columns([Stack(left), Stack(right)], [1.35, 1], gap=14, before=size * 0.5)
    if content.large_print:
        below = Stack([*left, *right], before=size * 0.5)
    return [*story, call, below, _foot(content, styles)]


def _first(content: CarerCardPaper, styles: Styles) -> Block:
    size = styles.size
    blocks: list[Block] = [Words(_("Call first"), Style(size, SEMIBOLD)), *_called(content.takes_over, size * 1.3)]
    blocks += _number(content.takes_over_phone, size * 2.5)
    return Stack(blocks, whole=True, frame=INK, pad=7)


def _second(content: CarerCardPaper, styles: Styles) -> Block:
    size = styles.size
    alarm = Words(_("Danger? Call 112"), Style(size * 1.35, BOLD, color="#FFFFFF", centred=True))
    blocks: list[Block] = [Stack([alarm], fill=INK, pad=5)]
    emergency = content.emergency.strip()
    if emergency and emergency != _ALARM:
        urgent = Words(_("Urgent: {number}", number=emergency), Style(size * 1.1, BOLD, before=size * 0.3))
        blocks.append(urgent)
    blocks.append(Words(_("Does that not work?"), Style(size, SEMIBOLD, before=size * 0.5)))
    blocks += _called(content.second, size * 1.1)
    blocks += _number(content.second_phone, size * 1.6)
    return Stack(blocks)


def _called(name: str, size: float) -> list[Block]:
    if not name.strip():
        return [WriteLines(1, gap=size * 1.7)]
    return [Words(name, Style(size, BOLD, leading=size * 1.15))]


def _number(phone: str, size: float) -> list[Block]:
    if not phone.strip():
        return [WriteLines(1, gap=max(22, size))]
    return [Words(phone.replace(" ", "\u00a0"), Style(size, BOLD, leading=size * 1.12))]


def _part(head: str, text: str, styles: Styles, *, lines: int = 0) -> list[Block]:
    """A piece with its head; without text a line to write on where it is needed, else nothing."""
    size = styles.size
    title = Words(head, Style(size, BOLD, before=size * 0.35), "H2", keep=True)
    if text.strip():
        return [title, Words(text, styles.tight)]
    return [title, WriteLines(lines, gap=max(18, size * 1.5))] if lines else []


def _foot(content: CarerCardPaper, styles: Styles) -> Block:
    size = styles.size
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
    style = Style(max(9.5, size * 0.85), color=SOFT_INK, leading=max(9.5, size * 0.85) * 1.15)
    return Stack([Words(runs or "", style)], whole=True, before=size * 0.5)
