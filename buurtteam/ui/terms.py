"""How a term is shown: shape, word and fill, the same everywhere."""

from datetime import date

from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.texts import day_this_year, label, plural
from buurtteam.texts import translate as _
from buurtteam.ui.widgets import State

SOON_DAYS = 7


def term_chip(term: Deadline, today: date) -> tuple[State, str]:
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


def is_late(term: Deadline, today: date) -> bool:
    """Whether the last day has passed and somebody still has to act."""
    return term.is_open and today > term.legal_end
