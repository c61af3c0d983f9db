"""How a term is shown: shape, word and fill, the same everywhere."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.domain.overviews import DeadlineRow, TermLine
from buurtteam.domain.statute import Mark
from buurtteam.texts import day_this_year, label, language, near_day, plural
from buurtteam.texts import translate as _
from buurtteam.ui.widgets import State, StatusChip, Tag

SOON_DAYS = 7
_AGES, _LEAK = "T21", "T18"


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
    if term.state is DeadlineState.MISSED:
        return "late", label(term.state)
    left = term.days_left(today)
    if not isinstance(term, TermLine) and term.is_window:
        words = _("On {day}") if term.rule == _AGES else _("Until {day}")
        return "info", _(words, day=_day(term.legal_end, today))
    if left > SOON_DAYS:
        return "on_time", _("On time, until {day}", day=_day(term.legal_end, today))
    if left > 0:
        return "soon", plural("{count} day left", "{count} days left", left)
    return "soon", _("Today") if term.legal_end == today else _("Until {day}", day=day_this_year(term.legal_end))


def is_late(term: Deadline | DeadlineRow | TermLine, today: date) -> bool:
    """Whether the last day has passed, or the hour where hours count, and somebody still has to act."""
    return term.is_open and (today > term.legal_end or term.state is DeadlineState.MISSED)


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


def both_dates(term: Deadline | DeadlineRow | TermLine, today: date | None = None) -> str:
    """The last day as counted and the last day by law, when they differ; the hour, where hours count."""
    if isinstance(term, Deadline) and term.counted.ends_at is not None:
        return _("Until {moment}.", moment=term.counted.ends_at)
    counted, legal = _day(term.counted_end, today), _day(term.legal_end, today)
    if term.counted_end == term.legal_end:
        return _("Until {legal}.", legal=legal)
    return _("Counted until {counted}; by law until {legal}.", counted=counted, legal=legal)


def _day(day: date, today: date | None) -> str:
    """A day close by without its year, one far away with it."""
    return day_this_year(day) if today is None else near_day(day, today)


def explanation(term: Deadline) -> Iterator[str]:
    """Every step of the counting of a term: the event, the rule, the article, free days, standing still, and doubts."""
    for reason in term.why:
        yield _(reason.sentence, **dict(reason.values))
    if term.to_check is not None:
        yield _("To be checked: {what}", what=term.to_check.of(language()))


def term_marks(term: Deadline, today: date) -> tuple[QWidget, ...]:
    """The chip of a term, how hard it is, and what is special about it."""
    marks: list[QWidget] = [StatusChip(*term_chip(term, today)), Tag(label(term.mark), "info")]
    if term.postponement is not None:
        until = term.postponement.until_on
        marks.append(
            Tag(_("Agreed: {day}", day=near_day(until, today)) if until else _("Agreed with the resident"), "info")
        )
    if term.to_check is not None:
        marks.append(Tag(_("To be checked")))
    if term.is_team_only:
        marks.append(Tag(_("Team only")))
    return tuple(marks)


def how_late(term: Deadline, today: date) -> str:
    """That a term is late and what to do now; nothing while it is not."""
    if not is_late(term, today):
        return ""
    title = term.title.of(language())
    if today <= term.legal_end:
        return _("The hour has passed: {term}. Do it now, and say there why it is late.", term=title)
    days = plural("{count} day too late", "{count} days too late", (today - term.legal_end).days)
    if term.mark is Mark.FOLLOW:
        return _(
            "{days}: {term}. Call the organisation that must do this, and note what you hear.", days=days, term=title
        )
    if term.step == _LEAK:
        return _("{days}: {term}. Do it now, and say there why it is late.", days=days, term=title)
    return _("{days}: {term}. Call the resident and note what you agree.", days=days, term=title)
