"""On which days the tasks of a series fall: counted by the team's norms, moved off free days, never past a term."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from buurtteam.domain.calendar import ONE_DAY, FreeDays, add_months
from buurtteam.domain.problem import Problem
from buurtteam.domain.statute import Statute
from buurtteam.domain.task import Task, TaskKind, TaskSeries

AHEAD = 2
"""How many tasks of a series without end stand ready; aftercare has all of its own at once."""

BY_NORM = frozenset({TaskKind.AFTERCARE, TaskKind.EVALUATION})
"""The series whose days come from a term (T20, T19) and not from their own numbers of months."""


@dataclass(frozen=True)
class Turn:
    """One turn of a series: its place, the step of the rule it follows, if any, and the working day it falls on."""

    number: int
    step: str
    on: date


def working_day(free_days: FreeDays, day: date) -> date:
    """This day, or the first working day after it."""
    while not free_days.is_working_day(day):
        day += ONE_DAY
    return day


def last_working_day(free_days: FreeDays, day: date) -> date:
    """This day, or the last working day before it."""
    while not free_days.is_working_day(day):
        day -= ONE_DAY
    return day


def turns(series: TaskSeries, statute: Statute, known: Mapping[int, Task], first: int = 1) -> Iterator[Turn]:
    """The turns of a series from its number `first` on, those that were there included; none once it was stopped.

    An evaluation counts from the day of the one before it, if that was held. A day beyond the calendar ends the series.
    """
    if series.ended_on is not None:
        return
    with suppress(Problem, ValueError, OverflowError):
        for number, step, day in _days(series, statute, known, first):
            # Before a free day when a term ends on it: what is done on its day is then never too late.
            move = last_working_day if step else working_day
            on = move(statute.free_days, day)
            if series.until_on is not None and on > series.until_on:
                return
            yield Turn(number, step, on)


def _days(
    series: TaskSeries, statute: Statute, known: Mapping[int, Task], first: int
) -> Iterator[tuple[int, str, date]]:
    match series.kind:
        case TaskKind.AFTERCARE:
            counted = sorted(statute.count_all("T20", series.starts_on), key=lambda each: each.counted_end)
            for number, each in enumerate(counted, 1):
                if number >= first:
                    yield number, each.term.id, each.counted_end
        case TaskKind.EVALUATION:
            number, day = first, series.starts_on
            while True:
                counted_now = statute.count_all("T19a" if number == 1 else "T19b", day)[0]
                yield number, counted_now.term.id, counted_now.counted_end
                held = known.get(number)
                day = held.done_on if held is not None and held.done_on is not None else counted_now.counted_end
                number += 1
        case _:
            number = first
            while True:
                yield number, "", add_months(series.starts_on, series.first_months + (number - 1) * series.every_months)
                number += 1
