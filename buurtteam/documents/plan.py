"""Our plan (Ons plan): one A4 for the fridge at 15 points, or large print at 20 points."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from buurtteam.texts import day_and_month, joined, long_date
from buurtteam.texts import translate as _

SIZE, LARGE_SIZE = 15, 20
_BOTTOM = 16 * MARGIN / 18
# Of the width of the table: who, and what at least; of the sheet, what goes well beside what is wanted.
_WHO = (0.2, 0.17, 0.23, 0.27)
_WHAT = 0.38
_STRENGTHS = (0.47, 0.43, 0.5, 0.54, 0.39)
# A day further off than this has its year.
_HALF_A_YEAR = 182
# The rows of agreements that go along when the foot does not fit on their page.
_ROWS_WITH_FOOT = 2


@dataclass(frozen=True)
class Spread:
    """How the plan uses its sheet: the white room from 1 to 0, and whether parts stand side by side to save height."""

    room: float
    close: bool = False
    scale: float = 1


_SPREADS = (
    Spread(1), Spread(0.7), Spread(0.4), Spread(0.8, close=True), Spread(0.5, close=True), Spread(0.2, close=True),
    Spread(0, close=True),
)  # fmt: skip
# With the lines of carers on it a full plan would just not fit: better a little smaller than a second sheet.
_WITH_CARERS = (
    Spread(0.3, close=True, scale=0.94), Spread(0, close=True, scale=0.94), Spread(0, close=True, scale=0.9),
)  # fmt: skip


def draw(content: PlanPaper) -> bytes:
    """The plan as a PDF."""
    sheet = Sheet(content, _("Our plan"))
    return sheet.drawn(laid_out(content, sheet), first_top=MARGIN, top=MARGIN)


def laid_out(content: PlanPaper, sheet: Sheet) -> list[list[Block]]:
    """The plan divided over pages: with ample room, or closer when that saves a page."""
    aim = 2 if content.large_print else 1
    best: list[list[Block]] = []
    for spread in (*_SPREADS, *(_WITH_CARERS if content.carers and not content.large_print else ())):
        pages = _divided(sheet, _story(content, spread))
        if not best or len(pages) < len(best):
            best = pages
        if len(best) <= aim:
            break
    return best


def _divided(sheet: Sheet, story: list[Block]) -> list[list[Block]]:
    """The story over pages; a foot that fits nowhere else takes some agreements along, so that it does not stand alone."""
    pages = sheet.pages(story, top=MARGIN, bottom=_BOTTOM)
    *before, table, foot = story
    if len(pages) > 1 and pages[-1] == [foot] and isinstance(table, Table) and len(table.rows) > 2 * _ROWS_WITH_FOOT:
        first, last = table.parted(len(table.rows) - _ROWS_WITH_FOOT)
        together = Stack([last, foot], whole=True)
        return sheet.pages([*before, first, together], top=MARGIN, bottom=_BOTTOM)
    return pages


def page_count(content: PlanPaper) -> int:
    """How many sheets the plan takes."""
    return len(laid_out(content, Sheet(content, "")))


def _story(content: PlanPaper, spread: Spread) -> list[Block]:
    room = spread.room
    size = (LARGE_SIZE if content.large_print else SIZE) * spread.scale
    styles = Styles(size, readable_color(content.letterhead.color), density=1.15 + 0.07 * room)
    heading = Style(size, BOLD, before=size * 0.6 * room + 5, after=size * 0.2 * room + 1)
    made = _("Made on {day}", day=long_date(content.made_on)) if content.made_on else ""
    title = TitleLine(
        _("Our plan"), content.letterhead, styles, after=5 * room + 2, beside=made if spread.close else ""
    )
    story: list[Block] = [title, *_whose(content, styles, "" if spread.close else made)]
    good: list[Block] = [Words(_("This goes well"), heading, "H2", keep=True), _strengths(content, styles)]
    wanted: list[Block] = [Words(_("This is what we want"), heading, "H2", keep=True), _wishes(content, styles, room)]
    # Long lines of a few words each: beside each other only where the text is small enough for that.
    if spread.close and not content.large_print:
        beside = [
            Columns([Stack(good), Stack(wanted)], [share, 1 - share], gap=16, before=heading.before)
            for share in _STRENGTHS
        ]
        story.append(_lowest(beside, content))
    else:
        story += [*good, *wanted]
    if content.carers:
        # Where room is scarce it stands a little smaller, side by side.
        close = spread.close and not content.large_print
        small = Styles(size * 0.87 if close else size, styles.color, density=styles.density)
        story += [Words(_("Caring for each other"), heading, "H2", keep=True), _carers(content, small)]
    story += [Words(_("This is what we do"), heading, "H2", keep=True)]
    story.append(_agreements(content, styles, spread))
    story.append(_foot(content, styles, spread))
    return story


def _lowest(tried: Sequence[Block], content: PlanPaper) -> Block:
    """The one that takes the least height, and of those the first."""
    width = Sheet(content, "").width
    return min(tried, key=lambda block: block.height(width))


def _whose(content: PlanPaper, styles: Styles, made: str) -> list[Block]:
    parts = [part for part in (content.household, joined(content.names)) if part]
    style = Style(styles.size * 0.87, SEMIBOLD, color=INK, after=0)
    soft = Style(styles.size * 0.8, color=SOFT_INK)
    runs = [Run(" · ".join(parts) or _("Name:") + " ……………………………………")]
    names = Words(runs, style)
    if not made:
        return [names]
    if len(names.lines(Sheet(content, "").width)) == 1:
        one = Words([*runs, Run("  ·  " + made, REGULAR, scale=0.92, color=SOFT_INK)], style)
        if len(one.lines(Sheet(content, "").width)) == 1:
            return [one]
    return [Stack([names, Words(made, soft)])]


def _strengths(content: PlanPaper, styles: Styles) -> Block:
    if not content.strengths:
        return WriteLines(1, gap=styles.size * 1.7)
    items: list[Block] = []
    for strength in content.strengths:
        runs = [Run(strength.words.strip())]
        if strength.speaker:
            runs = [Run(f"“{strength.words.strip()}”"), Run(f"  –\u00a0{strength.speaker}", color=SOFT_INK, scale=0.85)]
        items.append(Stack([Words(runs, styles.tight, "LBody", bullet="✓")], tag="LI"))
    return Stack(items, tag="L")


def _wishes(content: PlanPaper, styles: Styles, room: float) -> Block:
    if content.wishes:
        return voices(content.wishes, styles, gap=3 * room + 1, pad=1 + 3 * room)
    return WriteLines(1, gap=styles.size * 1.7)


def _carers(content: PlanPaper, styles: Styles) -> Block:
    """What each carer does and does not do, in the words to which that carer agreed."""
    blocks: list[Block] = []
    for each in content.carers:
        runs: list[Run] = []
        for lead, words in (
            (_("{name} does:", name=each.who), each.does),
            (_("{name} does not do:", name=each.who), each.does_not),
        ):
            if said := words.strip(" ."):
                runs += [*([Run(" ")] if runs else []), *_said(each.who, lead, said)]
        if runs:
            blocks.append(Stack([Words(runs, styles.tight, "LBody", bullet="♥")], tag="LI"))
    return Stack(blocks, tag="L")


def _said(who: str, lead: str, words: str) -> list[Run]:
    """The words behind who does or does not do it; a whole sentence about or by somebody stands as it was said."""
    first = words.split(maxsplit=1)[0].casefold()
    if who and first == who.split(maxsplit=1)[0].casefold():
        return [Run(f"{words}.")]
    if first in ("ik", "i"):
        return [Run(f"{who}:", SEMIBOLD), Run(f" “{words}.”")]
    return [Run(lead, SEMIBOLD), Run(f" {words}.")]


# ------------------------------------------------------------------------------------------ agreements


def _agreements(content: PlanPaper, styles: Styles, spread: Spread) -> Block:
    agreements = content.agreements or tuple(Agreement() for _number in range(4))
    pad = 2 + 3.5 * spread.room
    head = Style(styles.size * 0.87, BOLD, leading=styles.size * 1.1)
    width = Sheet(content, "").width
    cells = [_cells(agreement, content, styles, spread, empty=not content.agreements) for agreement in agreements]
    heads = [_("Who?"), _("Does what?"), _("When?"), _("Done")]
    choices = [] if content.large_print else _shares(cells, heads, head, width, pad, empty=not content.agreements)
    if choices:
        rows = [Row([Stack(cell) for cell in row]) for row in cells]
        titles = [Words(text, head) for text in heads]
        return _lowest([Table(titles, rows, shares, pad=pad) for shares in choices], content)
    rows = []
    for agreement, row in zip(agreements, cells, strict=True):
        who, what, when, done = row
        rows.append(Row([Stack([*_short(agreement, content, styles, who, when), *what]), Stack(done)]))
    heads = [_("Who does what, and when?"), _("Done")]
    share = max(0.13, (widest_word(heads[1], head) + 2 * pad) / width + 0.01)
    if any(agreement.done for agreement in agreements):
        share = max(share, 0.17)
    return Table([Words(text, head) for text in heads], rows, [1 - share, share], pad=pad)


def _shares(
    cells: Sequence[Sequence[list[Block]]], heads: Sequence[str], head: Style, width: float, pad: float, *, empty: bool
) -> list[list[float]]:
    """The shares the four columns may have without a word broken; none when what is done gets too little."""
    if empty:
        return [[0.2, 0.48, 0.21, 0.11]]
    needed = [
        (max(widest_word(text, head), _widest_of(cells, column)) + 2 * pad + 0.5) / width
        for column, text in enumerate(heads)
    ]
    when, done = needed[2], max(0.085, needed[3])
    found = [[who, 1 - who - when - done, when, done] for who in _WHO if who >= needed[0]]
    return [shares for shares in found if shares[1] >= max(_WHAT, needed[1])]


def _widest_of(cells: Sequence[Sequence[list[Block]]], column: int) -> float:
    return max((_widest(row[column]) for row in cells), default=0.0)


def _short(
    agreement: Agreement, content: PlanPaper, styles: Styles, who: list[Block], when: list[Block]
) -> list[Block]:
    """Who and when above what is done, on one line where that fits."""
    days = " ".join(_days(agreement, content, close=True)) or "\u2026" * 12
    line = Words(f"{_who(agreement)} · {days}", styles.strong)
    if agreement.who and len(line.lines(Sheet(content, "").width * 0.78)) == 1:
        return [line, *who[1:]]
    return [*who, *(when if _days(agreement, content, close=True) else [])]


def _cells(
    agreement: Agreement, content: PlanPaper, styles: Styles, spread: Spread, *, empty: bool
) -> list[list[Block]]:
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
    days = _days(agreement, content, close=spread.close)
    when: list[Block] = [Words(day, styles.tight) for day in days] or [WriteLines(1, gap=24)]
    return [who, what, when, _done(agreement, styles)]


def _who(agreement: Agreement) -> str:
    return agreement.who or _("we are still looking for this")


def _days(agreement: Agreement, content: PlanPaper, *, close: bool) -> list[str]:
    days = [agreement.when] if agreement.when else []
    if agreement.on is not None:
        day = day_and_month(agreement.on) if close else long_date(agreement.on).rpartition(" ")[0]
        made = content.made_on or content.issued_on
        if made and abs((agreement.on - made).days) > _HALF_A_YEAR:
            day = f"{day} {agreement.on.year}"
        # On one line when it is close, else the weekday above the day.
        weekday, _space, rest = day.partition(" ")
        rest = rest.replace(" ", "\u00a0", 1)
        days.append(f"{weekday}\u00a0{rest}" if close else f"{weekday} {rest}")
    return days


def _done(agreement: Agreement, styles: Styles) -> list[Block]:
    if not agreement.done:
        return [TickBox(styles.size * 1.35, says=_("Box to tick when it is done"))]
    word = Style(styles.size * 0.74, BOLD, centred=True)
    return [TickBox(styles.size * 1.35, ticked=True, says=_("Done")), Words(_("It worked!"), word)]


def _widest(blocks: Sequence[Block]) -> float:
    """The widest word in these blocks."""
    widest = 0.0
    for block in blocks:
        if isinstance(block, Words):
            widest = max(widest, block.widest())
        elif isinstance(block, Columns):
            widest = max(widest, (_widest(block.blocks) + 3) / 0.89 + 1)
        elif isinstance(block, Stack):
            widest = max(widest, _widest(block.blocks))
    return widest


# ------------------------------------------------------------------------------------------------ foot


def _foot(content: PlanPaper, styles: Styles, spread: Spread) -> Block:
    size, room, close = styles.size, spread.room, spread.close
    gap = size * 0.35 * room + 3
    strong = Style(size, SEMIBOLD, leading=size * 1.22)
    call = Stack(_contact(content.contact, content.deputy, styles, close=close), frame=INK, pad=5 + 2 * room)
    alarm = Style(size * 1.15, BOLD, color="#FFFFFF", centred=True, leading=size * 1.4)
    danger = Stack([Words(_("Danger? Call 112"), alarm)], fill=INK, pad=3 + 3 * room)
    right = Stack([danger, Stack(_next(content, styles), before=gap + 1)])
    say_so = Words(_("Do you not agree? Say so."), strong)
    signing = signatures(content.signers, styles)
    many = len(content.signers) > 2
    blocks: list[Block] = [Columns([call, right], [1.12, 1] if close else [1, 1], gap=14)]
    if content.disagreement.strip():
        blocks.append(Stack([say_so, Words(content.disagreement, styles.tight)], before=gap + 1))
        signing.before = 2 * room
    elif close and many:
        right.blocks.append(say_so)
    elif content.large_print or many:
        blocks.append(Stack([say_so], before=gap + 1))
    else:
        signing = Stack([Columns([Stack([Space(size * 0.55), say_so]), signing], [1.3, 3], gap=14)], before=gap)
    blocks.append(signing)
    return Stack(blocks, whole=True, before=size * 0.55 * room + 5)


def _contact(contact: Contact, deputy: Contact, styles: Styles, *, close: bool) -> list[Block]:
    size = styles.size
    if not contact.name and not contact.phone:
        return [Words(_("Questions? Call:"), styles.strong), WriteLines(2, gap=size * 1.8)]
    asking = _("Questions? Call {name}.", name=contact.name) if contact.name else _("Questions? Call:")
    blocks: list[Block] = [Words(asking, styles.strong)]
    if contact.phone:
        phone = contact.phone.replace(" ", "\u00a0")
        blocks.append(Words(phone, Style(size * 1.75, BOLD, leading=size * (1.85 if close else 2))))
    else:
        blocks.append(WriteLines(1, gap=size * 1.9))
    if contact.days:
        blocks.append(Words(contact.days, Style(size * 0.87, leading=size * 1.06)))
    if deputy.name and deputy.phone:
        away = _("No answer? Call {deputy}: {phone}", deputy=deputy.name, phone=deputy.phone)
        blocks.append(Words(away, Style(styles.small.size, leading=styles.small.size * 1.18)))
    return blocks


def _next(content: PlanPaper, styles: Styles) -> list[Block]:
    head = _("We talk again:")
    if content.next_on is None:
        return [Words(head, styles.strong), WriteLines(1, gap=styles.size * 1.7)]
    blocks: list[Block] = [Words(head, styles.strong), Words(long_date(content.next_on), styles.tight)]
    if content.next_time is not None and content.next_place:
        where = _("at {time}, {place}", time=content.next_time, place=content.next_place)
    elif content.next_time is not None:
        where = _("at {time}", time=content.next_time)
    else:
        where = content.next_place
    if where:
        blocks.append(Words(where, styles.tight))
    return blocks
