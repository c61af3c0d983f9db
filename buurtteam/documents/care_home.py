"""Papers for carers themselves: information that fits this carer, and the page of a young carer."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from buurtteam.documents.blocks import (
    INK,
    PALE,
    SOFT_INK,
    VOICE,
    Block,
    Columns,
    Run,
    Stack,
    Style,
    Words,
    WriteLines,
    text_width,
)
from buurtteam.documents.glyphs import BOLD, SEMIBOLD
from buurtteam.documents.home_parts import bullets, call_us, fitting
from buurtteam.documents.sheet import MARGIN, PAGE_WIDTH, Styles, TitleLine, readable_color
from buurtteam.domain.care_papers import CarerInfoPaper, InformationOnPaper, NearbyOnPaper, YoungCarerPaper
from buurtteam.domain.papers import CrisisNumber
from buurtteam.texts import date_in_letter
from buurtteam.texts import translate as _

_EDGE = 15 * mm
_WIDTH = PAGE_WIDTH - 2 * MARGIN

# ------------------------------------------------------------------------------------------ information

INFO_SIZES, LARGE_INFO_SIZES = (
    (15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0),
    (19.0, 18.0, 17.0, 16.0),
)


def draw_information(content: CarerInfoPaper) -> bytes:
    """The information sheet, on one A4 or in large print on two."""
    title = _("Help with caring")
    sizes, most = (LARGE_INFO_SIZES, 2) if content.large_print else (INFO_SIZES, 1)
    return fitting(content, title, lambda size: _information(content, title, size), sizes, edge=_EDGE, most=most)


def _information(content: CarerInfoPaper, title: str, size: float) -> list[Block]:
    styles = Styles(size, readable_color(content.letterhead.color), density=1.18)
    story: list[Block] = [TitleLine(title, content.letterhead, styles)]
    intro = _(
        "Caring for somebody is a lot. Who does so without pay is called an informal carer. "
        "On this sheet stands what may help, and whom you can call."
    )
    if content.carer:
        story.append(Words(_("For {name}", name=content.carer), styles.strong))
    story.append(Words(intro, Style(size, leading=size * 1.2, after=size * 0.2)))
    if content.nearby:
        story.append(Words(_("Help nearby"), styles.heading, "H2", keep=True))
        story += [_nearby(each, styles) for each in content.nearby]
    story.append(Words(_("Good to know"), styles.heading, "H2", keep=True))
    if content.items:
        story += [_item(each, styles) for each in content.items]
    else:
        story.append(WriteLines(4, gap=max(22, size * 1.8)))
    if content.numbers:
        story.append(Words(_("Call when it gets too much"), styles.heading, "H2", keep=True))
        story += _numbers(content.numbers, styles)
    story.append(Stack([call_us(content.contact, styles)], whole=True, fill=PALE, pad=7, before=size * 0.7))
    return story


def _item(item: InformationOnPaper, styles: Styles) -> Block:
    size = styles.size
    from_where = []
    if item.source:
        from_where.append(_("Source: {source}", source=item.source))
    if item.on is not None:
        from_where.append(date_in_letter(item.on))
    if item.to_check:
        from_where.append(_("still to check"))
    blocks: list[Block] = [Words(item.title, Style(size, BOLD, leading=size * 1.2), keep=True)] if item.title else []
    blocks.append(Words(item.text, styles.tight))
    if from_where:
        blocks.append(Words(" · ".join(from_where), Style(max(9.5, size * 0.78), color=SOFT_INK)))
    return Stack(blocks, whole=True, before=size * 0.4)


def _nearby(each: NearbyOnPaper, styles: Styles) -> Block:
    size = styles.size
    soft = Style(size * 0.92, leading=size * 1.12, color=SOFT_INK)
    head = [Run(each.kind or each.name, BOLD)]
    if each.kind and each.name:
        head.append(Run(f"  {each.name}", SEMIBOLD, scale=0.95))
    left: list[Block] = [Words(head, Style(size, leading=size * 1.2))]
    if each.what:
        left.append(Words(each.what, styles.tight))
    beside = [part for part in (each.way_in, each.place) if part]
    if each.to_check:
        beside.append(
            _("last checked on {day}, still to check", day=date_in_letter(each.on))
            if each.on is not None
            else _("still to check")
        )
    if beside:
        left.append(Words(" · ".join(beside), soft))
    if not each.phone:
        return Stack(left, whole=True, before=size * 0.4)
    phone = each.phone.replace(" ", "\u00a0")
    # A number is never cut: it takes the room that it needs.
    wide = min(_WIDTH * 0.45, text_width(phone, BOLD, size * 1.1) + size)
    number = Words([Run(phone, BOLD)], Style(size * 1.1, leading=size * 1.25, right=True))
    return Columns([Stack(left), number], [_WIDTH - wide - 8, wide], gap=8, before=size * 0.4)


def _numbers(numbers: Sequence[CrisisNumber], styles: Styles) -> list[Block]:
    size = styles.size * 1.1
    wide = max((text_width(each.number, BOLD, size) for each in numbers), default=0.0) + 2
    return [_number(each, styles, min(wide, _WIDTH * 0.4)) for each in numbers]


def _number(each: CrisisNumber, styles: Styles, wide: float) -> Block:
    size = styles.size
    name = [Run(each.name)]
    beside = [part for part in (each.when, _("still to check") if each.to_check else "") if part]
    if beside:
        name.append(Run("  " + ", ".join(beside), color=SOFT_INK, scale=0.87))
    number = Words(each.number.replace(" ", "\u00a0"), Style(size * 1.1, BOLD, leading=size * 1.2))
    return Columns(
        [number, Words(name, Style(size, leading=size * 1.16))], [wide, _WIDTH - wide - 12], gap=12, before=size * 0.2
    )


# ------------------------------------------------------------------------------------------ young carers

YOUNG_SIZES, LARGE_YOUNG_SIZES = (15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0), (20.0, 19.0, 18.0)
_CHILD_UNTIL, _TEEN_UNTIL = 12, 16


def draw_young(content: YoungCarerPaper) -> bytes:
    """The page of a young carer, on one A4 or in large print on two."""
    title = _("For me")
    sizes, most = (LARGE_YOUNG_SIZES, 2) if content.large_print else (YOUNG_SIZES, 1)
    return fitting(content, title, lambda size: _young(content, title, size), sizes, edge=_EDGE, most=most)


def _young(content: YoungCarerPaper, title: str, size: float) -> list[Block]:
    styles = Styles(size, readable_color(content.letterhead.color), density=1.2)
    is_child = content.age is None or content.age < _CHILD_UNTIL
    story: list[Block] = [TitleLine(title, content.letterhead, styles)]
    story.append(Words(content.name, Style(size * 1.25, BOLD)) if content.name else WriteLines(1, gap=size * 1.9))
    story.append(Words(_intro(content.age), styles.body))
    if content.own_words.strip():
        said = Words(f"“{content.own_words.strip()}”", Style(size, leading=size * 1.25, color=VOICE))
        story.append(Stack([said], bar=VOICE, pad=4, after=size * 0.4))
    story.append(Words(_("Who can I talk to?"), styles.heading, "H2", keep=True))
    people = list(content.people)
    if content.contact.name:
        who = _("{name} of the neighbourhood team", name=content.contact.name)
        if content.contact.phone:
            who = _("{name} of the neighbourhood team: {phone}", name=content.contact.name, phone=content.contact.phone)
        people.append(who)
    story.append(bullets(people, styles) if people else WriteLines(3, gap=max(24, size * 1.9)))
    story.append(Words(_("I may say no"), styles.heading, "H2", keep=True))
    story.append(bullets(_may_say_no(content.age), styles))
    if content.safe_channel or content.safe_not:
        story.append(Stack(_safely(content, styles), whole=True, frame=INK, pad=7, before=size * 0.4))
    if content.nearby:
        nearby = _("Nice to do, with others who care too") if is_child else _("With others who care too")
        story.append(Words(nearby, styles.heading, "H2", keep=True))
        story += [_nearby(each, styles) for each in content.nearby]
    story.append(Words(_("Call or chat"), styles.heading, "H2", keep=True))
    story += _numbers(content.numbers, styles)
    story.append(Stack([Words(_keeping(content.age), styles.small)], whole=True, before=size * 0.7))
    return story


def _intro(age: int | None) -> str:
    if age is None or age < _CHILD_UNTIL:
        return _("You help at home a lot. That is sweet of you. You do not have to do it alone.")
    if age < _TEEN_UNTIL:
        return _("You do a lot at home for somebody else. That may be heavy. You also have your own life.")
    return _("You care for somebody, beside school, work and friends. You decide what you want to tell, and to whom.")


def _may_say_no(age: int | None) -> Sequence[str]:
    if age is None or age < _CHILD_UNTIL:
        return (
            _("I may play, and I may go to my friends."),
            _("I do not have to give medicines or lift somebody."),
            _("I may say: I cannot do this, I am still a child."),
            _("It is not my fault."),
        )
    if age < _TEEN_UNTIL:
        return (
            _("I may go to school, to sport and to my friends."),
            _("I do not have to give medicines, wash somebody or stay up at night."),
            _("I do not have to speak for my parents at the doctor or the bank."),
            _("I may be angry or sad about it. That is not strange."),
        )
    return (
        _("School, work and my own plans count too."),
        _("Care of the body, medicines and the night: I may leave that to others."),
        _("I do not have to arrange money or care for somebody else."),
        _("I may stop with a task, also when I did it for years."),
    )


def _safely(content: YoungCarerPaper, styles: Styles) -> list[Block]:
    blocks: list[Block] = [Words(_("How you reach me"), Style(styles.size, BOLD), "H2", keep=True)]
    if content.safe_channel:
        blocks.append(Words(content.safe_channel, styles.tight))
    if content.safe_not:
        blocks.append(Words(_("Not like this: {how}", how=content.safe_not), styles.tight))
    return blocks


def _keeping(age: int | None) -> str:
    if age is None or age < _CHILD_UNTIL:
        return _("This page is yours. Keep it where you like. You decide who may read it.")
    return _("This page is yours. Keep it in a place that is safe for you. You decide who may read it.")
