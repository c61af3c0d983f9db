"""How a term is shown: shape, word and fill, the same everywhere."""

from datetime import date

from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.domain.overviews import DeadlineRow, TermLine
from buurtteam.texts import day_this_year, label, plural
from buurtteam.texts import translate as _
from buurtteam.ui.widgets import State

SOON_DAYS = 7


def term_chip(term: Deadline | DeadlineRow | TermLine, today: date) -> tuple[State, str]:
    """The chip of a term: done, standing still, too late, soon or on time."""
    if not term.is_open:
        done = term.state in (DeadlineState.MET, DeadlineState.MET_LATE)
        return ("done" if done else "quiet"), label(term.state)
    if term.state is DeadlineState.SUSPENDED:
        return "waiting", label(term.state)
    late = (today - term.legal_end).days
    if late > 0:
        return "late", plural("{count} day too late", "{count} days too late", late)
    left = term.days_left(today)
    if left > SOON_DAYS:
        return "on_time", _("On time, until {day}", day=day_this_year(term.legal_end))
    if left > 0:
        return "soon", plural("{count} day left", "{count} days left", left)
    return "soon", _("Today") if term.legal_end == today else _("Until {day}", day=day_this_year(term.legal_end))


def is_late(term: Deadline | DeadlineRow | TermLine, today: date) -> bool:
    """Whether the last day has passed and somebody still has to act."""
    return term.is_open and today > term.legal_end


def due_chip(due_on: date | None, today: date) -> tuple[State, str]:
    """The chip of something that must be done by a day."""
    if due_on is None:
        return "quiet", _("No date")
    left = (due_on - today).days
    if left < 0:
        return "late", plural("{count} day too late", "{count} days too late", -left)
    if left == 0:
        return "soon", _("Today")
    if left == 1:
        return "soon", _("Tomorrow")
    return ("soon" if left <= SOON_DAYS else "on_time"), plural("{count} day left", "{count} days left", left)


def both_dates(term: Deadline | DeadlineRow | TermLine) -> str:
    """The last day as counted and the last day by law, when they differ."""
    if term.counted_end == term.legal_end:
        return _("Until {legal}.", legal=day_this_year(term.legal_end))
    return _(
        "Counted until {counted}; by law until {legal}.",
        counted=day_this_year(term.counted_end),
        legal=day_this_year(term.legal_end),
    )
