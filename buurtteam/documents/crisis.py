"""The crisis sheet: whom to call, who leads, and what must happen today, on one A4 for the team."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from buurtteam.documents.blocks import (
    INK,
    PALE,
    SOFT_INK,
    Block,
    Columns,
    Run,
    Stack,
    Style,
    TickBox,
    Words,
    WriteLines,
)
from buurtteam.documents.glyphs import BOLD, SEMIBOLD
from buurtteam.documents.sheet import Sheet, Styles, TitleLine, readable_color
from buurtteam.domain.papers import CrisisNumber, CrisisPaper, CrisisTask
from buurtteam.texts import joined, long_date
from buurtteam.texts import translate as _

# The largest that fits on one sheet, else the last.
SIZES, LARGE_SIZES = (16.0, 15.0, 14.0, 13.0), (20.0, 18.0, 16.0)
_BLANK_TASKS = 4


def draw(content: CrisisPaper) -> bytes:
    """The crisis sheet on as few sheets as it takes."""
    sheet = Sheet(content, _("Crisis sheet"))
    pages: list[list[Block]] = []
    for size in LARGE_SIZES if content.large_print else SIZES:
        pages = sheet.pages(_story(content, size), top=14 * mm, first_top=14 * mm, bottom=14 * mm)
        if len(pages) == 1:
            break
    return sheet.drawn(pages, top=14 * mm, first_top=14 * mm)


def _story(content: CrisisPaper, size: float) -> list[Block]:
    styles = Styles(size, readable_color(content.letterhead.color))
    story: list[Block] = [
        TitleLine(_("Crisis"), content.letterhead, styles, beside=_("For the team only")),
        Words(content.household, Style(size * 1.15, BOLD)) if content.household else WriteLines(1, gap=size * 2),
    ]
    if content.since is not None:
        story.append(Words(_("Since {day}", day=long_date(content.since)), Style(size, after=size * 0.3)))
    if content.what:
        story.append(Words(content.what, Style(size, after=size * 0.3)))
    if content.at_home:
        story.append(Words(_("At home: {names}", names=joined(content.at_home)), Style(size, after=size * 0.3)))
    if content.has_safe_contact:
        story.append(
            Stack(
                [Words(_("Mind how you make contact: read it on the screen before you call."), styles.strong)],
                frame=INK,
                pad=5,
                before=4,
                after=4,
            )
        )
    story.append(_leads(content, styles))
    story.append(Words(_("This must happen today"), styles.heading, "H2", keep=True))
    story += _tasks(content.tasks, styles)
    story.append(Words(_("Call"), styles.heading, "H2", keep=True))
    story += _numbers(content, styles)
    return story


def _leads(content: CrisisPaper, styles: Styles) -> Block:
    size, contact = styles.size, content.regisseur
    blocks: list[Block] = [Words(_("Who leads?"), Style(size * 0.9, color=SOFT_INK))]
    if contact.name:
        runs = [Run(contact.name, BOLD)]
        if contact.phone:
            runs.append(Run("   " + contact.phone.replace(" ", "\u00a0"), BOLD))
        blocks.append(Words(runs, Style(size * 1.25, leading=size * 1.5)))
    else:
        blocks.append(WriteLines(1, gap=size * 1.9))
    if content.name_by is not None and not contact.name:
        by = _("Name somebody by {day} at the latest.", day=long_date(content.name_by))
        blocks.append(Words(by, Style(size, SEMIBOLD)))
    return Stack(blocks, whole=True, fill=PALE, pad=6, before=size * 0.5, after=size * 0.2)


def _tasks(tasks: Sequence[CrisisTask], styles: Styles) -> list[Block]:
    size = styles.size
    rows: list[Block] = []
    for task in tasks:
        says = _("Done") if task.done else _("Still to do")
        box = Stack([TickBox(size * 1.15, ticked=task.done, says=says)])
        words = [Words(task.what, Style(size, SEMIBOLD, leading=size * 1.2))]
        if task.who:
            words.append(Words(task.who, Style(size * 0.95, leading=size * 1.15, color=SOFT_INK)))
        rows.append(Columns([box, Stack(list(words))], [size * 1.6, 440], gap=8, before=size * 0.3))
    # Room to write what comes up on the way.
    rows.append(WriteLines(max(1, _BLANK_TASKS - len(tasks)), gap=max(9 * float(mm), size * 1.8), before=2))
    return rows


def _numbers(content: CrisisPaper, styles: Styles) -> list[Block]:
    parts: list[Block] = []
    for title, numbers in (
        ("", content.numbers[:1]),
        (_("The household, safe numbers"), content.people),
        (_("Our team"), content.team),
        (_("National numbers"), content.numbers[1:]),
    ):
        if numbers:
            rows: list[Block] = []
            if title:
                rows.append(Words(title, Style(styles.size * 0.9, color=SOFT_INK), keep=True))
            rows += [_number(each, styles) for each in numbers]
            parts.append(Stack(rows, whole=True, before=styles.size * 0.3))
    return parts


def _number(each: CrisisNumber, styles: Styles) -> Block:
    size = styles.size
    name = [Run(each.name)]
    beside = [part for part in (each.when, _("still to check") if each.to_check else "") if part]
    if beside:
        name.append(Run("  " + ", ".join(beside), color=SOFT_INK, scale=0.85))
    number = Words(each.number.replace(" ", "\u00a0"), Style(size * 1.05, BOLD, leading=size * 1.2))
    return Columns([number, Words(name, Style(size, leading=size * 1.15))], [0.24, 0.76], gap=8, before=2)
