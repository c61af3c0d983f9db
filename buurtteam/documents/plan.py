"""Our plan (Ons plan): one A4 for the fridge at 15 points, or large print at 20 points."""

from collections.abc import Sequence

from buurtteam.documents.blocks import (
    INK,
    SOFT_INK,
    Block,
    Columns,
    Row,
    Run,
    Space,
    Stack,
    Style,
    Table,
    TickBox,
    Words,
    WriteLines,
    widest_word,
)
from buurtteam.documents.glyphs import BOLD, REGULAR, SEMIBOLD
from buurtteam.documents.pictograms import pictogram
from buurtteam.documents.sheet import MARGIN, Sheet, Styles, TitleLine, readable_color, signatures, voices
from buurtteam.domain.papers import Agreement, Contact, PlanPaper
from buurtteam.texts import joined, long_date
from buurtteam.texts import translate as _

SIZE, LARGE_SIZE = 15, 20
_SHARES = (0.2, 0.48, 0.205, 0.115)
_ROOMS = (1, 0.7, 0.4, 0.1)
_BOTTOM = 16 * MARGIN / 18


def draw(content: PlanPaper) -> bytes:
    """The plan as a PDF."""
    sheet = Sheet(content, _("Our plan"))
    return sheet.drawn(laid_out(content, sheet), first_top=MARGIN, top=MARGIN)


def laid_out(content: PlanPaper, sheet: Sheet) -> list[list[Block]]:
    """The plan divided over pages: with ample room, or closer when that saves a page."""
    tries = (sheet.pages(_story(content, room), top=MARGIN, bottom=_BOTTOM) for room in _ROOMS)
    best = next(tries)
    aim = 2 if content.large_print else 1
    for closer in tries:
        if len(best) <= aim:
            break
        if len(closer) < len(best):
            best = closer
    return best


def page_count(content: PlanPaper) -> int:
    """How many sheets the plan takes."""
    return len(laid_out(content, Sheet(content, "")))


def _story(content: PlanPaper, room: float) -> list[Block]:
    size = LARGE_SIZE if content.large_print else SIZE
    styles = Styles(size, readable_color(content.letterhead.color), density=1.15 + 0.07 * room)
    heading = Style(size, BOLD, before=size * 0.75 * room + 3, after=size * 0.2 * room + 1)
    story: list[Block] = [TitleLine(_("Our plan"), content.letterhead, styles, after=5 * room + 2)]
    story += _whose(content, styles)
    story += _strengths(content, styles, heading)
    story += [Words(_("This is what we want"), heading, "H2", keep=True)]
    if content.wishes:
        story.append(voices(content.wishes, styles, gap=3 * room + 1))
    else:
        story.append(WriteLines(1, gap=size * 1.7))
    story += [Words(_("This is what we do"), heading, "H2", keep=True)]
    story.append(_agreements(content, styles, room))
    story.append(_foot(content, styles, room))
    return story


def _whose(content: PlanPaper, styles: Styles) -> list[Block]:
    parts = [part for part in (content.household, joined(content.names)) if part]
    style = Style(styles.size * 0.87, SEMIBOLD, color=INK, after=0)
    soft = Style(styles.size * 0.8, color=SOFT_INK)
    runs = [Run(" · ".join(parts) or _("Name:") + " ……………………………………")]
    made = _("Made on {day}", day=long_date(content.made_on)) if content.made_on else ""
    names = Words(runs, style)
    if not made:
        return [names]
    if len(names.lines(Sheet(content, "").width)) == 1:
        one = Words([*runs, Run("  ·  " + made, REGULAR, scale=0.92, color=SOFT_INK)], style)
        if len(one.lines(Sheet(content, "").width)) == 1:
            return [one]
    return [Stack([names, Words(made, soft)])]


def _strengths(content: PlanPaper, styles: Styles, heading: Style) -> list[Block]:
    blocks: list[Block] = [Words(_("This goes well"), heading, "H2", keep=True)]
    if not content.strengths:
        return [*blocks, WriteLines(1, gap=styles.size * 1.7)]
    items: list[Block] = []
    for strength in content.strengths:
        runs = [Run(strength.words.strip())]
        if strength.speaker:
            runs = [Run(f"“{strength.words.strip()}”"), Run(f"  – {strength.speaker}", color=SOFT_INK, scale=0.85)]
        items.append(Stack([Words(runs, styles.tight, "LBody", bullet="✓")], tag="LI"))
    return [*blocks, Stack(items, tag="L")]


# ------------------------------------------------------------------------------------------ agreements


def _agreements(content: PlanPaper, styles: Styles, room: float) -> Block:
    agreements = content.agreements or tuple(Agreement() for _number in range(4))
    pad = 2.2 + 3.3 * room
    head = Style(styles.size * 0.87, BOLD, leading=styles.size * 1.1)
    width = Sheet(content, "").width
    cells = [_cells(agreement, content, styles, empty=not content.agreements) for agreement in agreements]
    shares = list(_SHARES)
    heads = [_("Who?"), _("Does what?"), _("When?"), _("Done")]
    fits = not content.large_print
    for column, share in enumerate(shares):
        inner = share * width - 2 * pad
        words = max((_widest(row[column], styles) for row in cells), default=0.0)
        if max(words, widest_word(heads[column], head)) > inner:
            fits = False
    if fits:
        rows = [Row([Stack(cell) for cell in row]) for row in cells]
        return Table([Words(text, head) for text in heads], rows, shares, pad=pad)
    rows = []
    for agreement, row in zip(agreements, cells, strict=True):
        who, what, when, done = row
        rows.append(Row([Stack([*_short(agreement, content, styles, who, when), *what]), Stack(done)]))
    heads = [_("Who does what, and when?"), _("Done")]
    share = max(0.17, (widest_word(heads[1], head) + 2 * pad) / width + 0.01)
    return Table([Words(text, head) for text in heads], rows, [1 - share, share], pad=pad)


def _short(
    agreement: Agreement, content: PlanPaper, styles: Styles, who: list[Block], when: list[Block]
) -> list[Block]:
    """Who and when above what is done, on one line where that fits."""
    days = " ".join(_days(agreement)) or "\u2026" * 12
    line = Words(f"{_who(agreement)} · {days}", styles.strong)
    if agreement.who and len(line.lines(Sheet(content, "").width * 0.78)) == 1:
        return [line, *who[1:]]
    return [*who, *(when if _days(agreement) else [])]


def _cells(agreement: Agreement, content: PlanPaper, styles: Styles, *, empty: bool) -> list[list[Block]]:
    if empty:
        gap = styles.size * 2.4
        return [[WriteLines(1, gap=gap)], [WriteLines(1, gap=gap)], [WriteLines(1, gap=gap)], _done(agreement, styles)]
    small = Style(styles.small.size, leading=styles.small.size * 1.18, color=SOFT_INK)
    who: list[Block] = [Words(_who(agreement), styles.strong if agreement.who else styles.tight)]
    # The kind of help first: a resident needs to know what it is, not which organisation does it.
    helping = " · ".join(part for part in (agreement.help_kind, agreement.organisation) if part)
    if helping:
        who.append(Words(helping, small))
    what: list[Block] = [Words(agreement.what, styles.tight) if agreement.what.strip() else WriteLines(1, gap=24)]
    if content.pictograms and agreement.pictogram is not None:
        picture = pictogram(agreement.pictogram, styles.size * 1.5)
        what = [Columns([picture, Stack(what)], [0.11, 0.89], gap=3)]
    days = _days(agreement)
    when: list[Block] = [Words(day, styles.tight) for day in days] or [WriteLines(1, gap=24)]
    return [who, what, when, _done(agreement, styles)]


def _who(agreement: Agreement) -> str:
    return agreement.who or _("we are still looking for this")


def _days(agreement: Agreement) -> list[str]:
    days = [agreement.when] if agreement.when else []
    if agreement.on is not None:
        weekday, day, month, _year = long_date(agreement.on).split(" ")
        days.append(f"{weekday} {day}\u00a0{month}")
    return days


def _done(agreement: Agreement, styles: Styles) -> list[Block]:
    if not agreement.done:
        return [TickBox(styles.size * 1.35, says=_("Box to tick when it is done"))]
    word = Style(styles.size * 0.74, BOLD, centred=True)
    return [TickBox(styles.size * 1.35, ticked=True, says=_("Done")), Words(_("It worked!"), word)]


def _widest(blocks: Sequence[Block], styles: Styles) -> float:
    """The widest word in these blocks."""
    widest = 0.0
    for block in blocks:
        if isinstance(block, Words):
            widest = max(widest, block.widest())
        elif isinstance(block, Columns):
            widest = max(widest, (_widest(block.blocks, styles) + 3) / 0.89 + 1)
        elif isinstance(block, Stack):
            widest = max(widest, _widest(block.blocks, styles))
    return widest


# ------------------------------------------------------------------------------------------------ foot


def _foot(content: PlanPaper, styles: Styles, room: float) -> Block:
    size = styles.size
    gap = size * 0.35 * room + 3
    strong = Style(size, SEMIBOLD, leading=size * 1.22)
    call = Stack(_contact(content.contact, content.deputy, styles), frame=INK, pad=7)
    danger = Stack(
        [Words(_("Danger? Call 112"), Style(size * 1.15, BOLD, color="#FFFFFF", centred=True, leading=size * 1.45))],
        fill=INK,
        pad=6,
    )
    right = Stack([danger, Stack(_next(content, styles), before=gap + 1)])
    say_so = Words(_("Do you not agree? Say so."), strong)
    blocks: list[Block] = [Columns([call, right], [1, 1], gap=14)]
    signing = signatures(content.signers, styles)
    if content.disagreement.strip():
        blocks.append(Stack([say_so, Words(content.disagreement, styles.tight)], before=gap + 1))
        signing.before = 2 * room
    elif content.large_print or len(content.signers) > 2:
        blocks.append(Stack([say_so], before=gap + 1))
    else:
        signing = Stack([Columns([Stack([Space(size * 0.55), say_so]), signing], [1.3, 3], gap=14)], before=gap)
    blocks.append(signing)
    return Stack(blocks, whole=True, before=size * 0.55 * room + 5)


def _contact(contact: Contact, deputy: Contact, styles: Styles) -> list[Block]:
    size = styles.size
    if not contact.name and not contact.phone:
        return [Words(_("Questions? Call:"), styles.strong), WriteLines(2, gap=size * 1.8)]
    asking = _("Questions? Call {name}.", name=contact.name) if contact.name else _("Questions? Call:")
    blocks: list[Block] = [Words(asking, styles.strong)]
    if contact.phone:
        phone = contact.phone.replace(" ", "\u00a0")
        blocks.append(Words(phone, Style(size * 1.75, BOLD, leading=size * 2)))
    else:
        blocks.append(WriteLines(1, gap=size * 1.9))
    if contact.days:
        blocks.append(Words(contact.days, Style(size * 0.87, leading=size * 1.06)))
    if deputy.name and deputy.phone:
        away = _("Is {name} away? Call {deputy}: {phone}", name=contact.name, deputy=deputy.name, phone=deputy.phone)
        blocks.append(Words(away, Style(styles.small.size, leading=styles.small.size * 1.18)))
    return blocks


def _next(content: PlanPaper, styles: Styles) -> list[Block]:
    blocks: list[Block] = [Words(_("We talk again:"), styles.strong)]
    if content.next_on is None:
        return [*blocks, WriteLines(1, gap=styles.size * 1.7)]
    blocks.append(Words(long_date(content.next_on), styles.tight))
    if content.next_time is not None and content.next_place:
        where = _("at {time}, {place}", time=content.next_time, place=content.next_place)
    elif content.next_time is not None:
        where = _("at {time}", time=content.next_time)
    else:
        where = content.next_place
    if where:
        blocks.append(Words(where, styles.tight))
    return blocks
