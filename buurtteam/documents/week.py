"""The week of a worker on one sheet: per day when and whom, and what must be done; of the team only."""

from datetime import time

from buurtteam.documents.blocks import SOFT_INK, Block, Columns, Row, Run, Stack, Style, Table, TickBox, Words
from buurtteam.documents.glyphs import BOLD, SEMIBOLD
from buurtteam.documents.sheet import Sheet, Styles, TitleLine, readable_color
from buurtteam.domain.papers import WeekAppointment, WeekDay, WeekPaper
from buurtteam.texts import clock, long_date
from buurtteam.texts import translate as _

SIZES, LARGE_SIZES = (12.0, 11.0, 10.0, 9.5), (17.0, 15.0)
_DAY, _WORK = 100, 390


def draw(content: WeekPaper) -> bytes:
    """The week as a PDF, on one sheet where that can be."""
    sheet = Sheet(content, _title(content))
    pages: list[list[Block]] = []
    for size in LARGE_SIZES if content.large_print else SIZES:
        pages = sheet.pages(_story(content, size))
        if len(pages) == 1:
            break
    return sheet.drawn(pages)


def _title(content: WeekPaper) -> str:
    if content.number_of_week:
        return _("Week {number}", number=content.number_of_week)
    return _("My week")


def _story(content: WeekPaper, size: float) -> list[Block]:
    styles = Styles(size, readable_color(content.letterhead.color))
    story: list[Block] = [TitleLine(_title(content), content.letterhead, styles, beside=content.worker)]
    warning = _("For the team only. First names and no reasons, for a sheet can get lost. Shred it after this week.")
    story.append(Words(warning, Style(size, SEMIBOLD, after=size * 0.6)))
    if not content.days:
        story.append(Words(_("Nothing stands in this week."), styles.body))
        return story
    heads = [Words(_("Day"), Style(size, SEMIBOLD)), Words(_("Appointments and things to do"), Style(size, SEMIBOLD))]
    story.append(Table(heads, [_row(day, styles) for day in content.days], [_DAY, _WORK]))
    return story


def _row(day: WeekDay, styles: Styles) -> Row:
    weekday, day_of_month = long_date(day.on).rsplit(" ", 1)[0].split(" ", 1)
    name: list[Block] = [Words(weekday.capitalize(), Style(styles.size, BOLD))]
    name.append(Words(day_of_month, Style(styles.size, color=SOFT_INK)))
    if day.note:
        name.append(Words(day.note, Style(styles.size * 0.9, SEMIBOLD)))
    work: list[Block] = [_appointment(each, styles) for each in day.appointments]
    size = styles.size
    work += [Columns([TickBox(size), Words(task, styles.tight)], [size + 2, _WORK - size], gap=4) for task in day.tasks]
    if not work:
        work.append(Words("–", Style(styles.size, color=SOFT_INK)))
    return Row([Stack(name), Stack(work)], headed=True, shaded=day.on.isoweekday() > 5)


def _appointment(each: WeekAppointment, styles: Styles) -> Block:
    said = [Run(_span(each.start, each.end), BOLD), Run(f"  {each.who}")]
    if each.place:
        said.append(Run(f"  {each.place}", scale=0.92))
    return Words(said, styles.tight)


def _span(start: time, end: time) -> str:
    return _("{start}–{end}", start=clock(start), end=clock(end))
