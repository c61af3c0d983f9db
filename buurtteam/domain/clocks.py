"""Counting terms on a day: what the clocks of requests and of households share."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.case import TermSource
from buurtteam.domain.deadlines import WINDOWS, Deadline, DeadlineState, Reason
from buurtteam.domain.kinds import local_day
from buurtteam.domain.problem import Problem
from buurtteam.domain.statute import Counted, Mark, Statute, Suspension, Term, Unit
from buurtteam.domain.words import N_, Length

_MOST_FREE_DAYS = 6


class _Happened(Protocol):
    """What the events of a request and of a household have in common."""

    @property
    def kind(self) -> StrEnum: ...
    @property
    def on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...
    @property
    def typed_at(self) -> datetime | None: ...


class Clocks:
    """Counts terms on a day and says where they stand; with `only`, no other steps than these."""

    def __init__(self, statute: Statute, today: date, *, explained: bool, only: Collection[str] | None = None) -> None:
        self.statute = statute
        self.today = today
        self.explained = explained
        self.only = only
        self._counted: dict[tuple[str, date | datetime], Counted] = {}
        self._steps: dict[tuple[str, date], Sequence[Term]] = {}

    def clock(
        self,
        rule: str,
        started: date | datetime,
        source: TermSource,
        met: Callable[[Counted], date | datetime | None],
        *,
        ended_on: date | None = None,
        suspensions: tuple[Suspension, ...] = (),
        until_on: date | None = None,
        more: Callable[[Counted, DeadlineState, date | None], Iterable[Reason]] | None = None,
    ) -> list[Deadline]:
        """Each step of a rule from one start; none while the start lies ahead, but for a request that was typed so.

        `until_on` is an end that a court or an agreement set. A mistyped year lies before the law or beyond the
        calendar: that start then has no term, and the list of all the others stays whole.
        """
        day = local_day(started) if isinstance(started, datetime) else started
        if day > self.today and source.request is None:
            return []
        with suppress(Problem):
            return [
                self._deadline(term, started, source, met, ended_on, suspensions, until_on, more)
                for term in self._steps_of(rule, day)
                if self.only is None or term.id in self.only
            ]
        return []

    def _deadline(
        self,
        term: Term,
        started: date | datetime,
        source: TermSource,
        met: Callable[[Counted], date | datetime | None],
        ended_on: date | None,
        suspensions: tuple[Suspension, ...],
        until_on: date | None,
        more: Callable[[Counted, DeadlineState, date | None], Iterable[Reason]] | None,
    ) -> Deadline:
        counted = self._count(term, started)
        if ended_on is not None:
            # What was over already when a term began ends it on the day it began.
            ended_on = max(ended_on, counted.day_zero)
        if until_on is not None and counted.day_zero <= until_on < counted.legal_end:
            counted = counted.changed(counted_end=until_on, legal_end=until_on, skipped=())
        met_at = met(counted)
        met_on = local_day(met_at) if isinstance(met_at, datetime) else met_at
        if suspensions and term.may_be_suspended:
            # A clock stops for good on the day of the answer, so it does not stand still from that day on.
            as_of = min((end - ONE_DAY for end in (met_on, ended_on) if end), default=self.today)
            counted = self.statute.count(term, started, suspensions, as_of)
        state = self._state(counted, met_on, ended_on)
        if state is DeadlineState.MET and isinstance(met_at, datetime) and counted.ends_at and met_at > counted.ends_at:
            # On the last day, but after the hour.
            state = DeadlineState.MET_LATE
        if state is DeadlineState.RUNNING and counted.suspended_days and self._stand_still(suspensions):
            state = DeadlineState.SUSPENDED
        why: tuple[Reason, ...] = ()
        if self.explained:
            extra = more(counted, state, met_on) if more else ()
            why = (*self._reasons(counted, state, met_on, suspensions, until_on), *extra)
        return Deadline(counted, state, met_on, ended_on, why, source)

    def _steps_of(self, rule: str, day: date) -> Sequence[Term]:
        """The steps of a rule on a day; a file of a partner starts thousands of one kind on a few days."""
        if (rule, day) not in self._steps:
            self._steps[rule, day] = tuple(self.statute.steps(rule, day))
        return self._steps[rule, day]

    def _count(self, term: Term, started: date | datetime) -> Counted:
        if (term.id, started) not in self._counted:
            self._counted[term.id, started] = self.statute.count(term, started)
        return self._counted[term.id, started]

    def _state(self, counted: Counted, met_on: date | None, ended_on: date | None) -> DeadlineState:
        is_window = counted.term.id in WINDOWS
        if met_on and (not ended_on or met_on <= ended_on):
            if met_on <= counted.legal_end:
                return DeadlineState.MET
            return DeadlineState.PASSED if is_window else DeadlineState.MET_LATE
        if ended_on and ended_on <= counted.legal_end:
            return DeadlineState.WITHDRAWN
        if self.today > counted.legal_end:
            return DeadlineState.PASSED if is_window else DeadlineState.MISSED
        return DeadlineState.RUNNING

    def _stand_still(self, suspensions: Iterable[Suspension]) -> bool:
        days = (suspension.days(self.today) for suspension in suspensions)
        return any(found is not None and found[0] <= self.today <= found[1] for found in days)

    def _reasons(
        self,
        counted: Counted,
        state: DeadlineState,
        met_on: date | None,
        suspensions: tuple[Suspension, ...],
        until_on: date | None,
    ) -> Iterable[Reason]:
        term = counted.term
        yield Reason(N_("{event} on {day}: that is day 0."), {"event": term.trigger, "day": counted.day_zero})
        is_age = term.unit is Unit.AGE_MONTHS
        yield Reason(
            N_("It is the day on which somebody is {length}: {citation}.")
            if is_age
            else N_("The term is {length}: {citation}."),
            {"length": Length(term.number, term.unit), "citation": term.cited()},
        )
        if counted.ends_at:
            yield Reason(N_("It ends at {moment}."), {"moment": counted.ends_at})
        if until_on == counted.counted_end:
            yield Reason(N_("An earlier end was set: {day}."), {"day": until_on})
        for free in counted.skipped[:_MOST_FREE_DAYS]:
            yield Reason(N_("Passed over: {day}, {why}."), {"day": free.on, "why": free.name})
        if counted.suspended_days:
            yield Reason(
                N_("Days the clock stood still while we waited for the applicant: {days} (Awb art. 4:15)."),
                {"days": counted.suspended_days},
            )
        if state is DeadlineState.SUSPENDED:
            for suspension in suspensions:
                open_now = self._stand_still((suspension,))
                if open_now and suspension.until_on:
                    yield Reason(
                        N_("The clock stands still now, until {day} at the latest."), {"day": suspension.until_on}
                    )
                elif open_now:
                    yield Reason(N_("The clock stands still now. No last day was agreed."))
        if counted.legal_end != counted.counted_end:
            yield Reason(
                N_("Counted to {counted}. That is no ordinary day, so the law gives until {legal}."),
                {"counted": counted.counted_end, "legal": counted.legal_end},
            )
        else:
            yield Reason(N_("The last day is {day}."), {"day": counted.legal_end})
        if state is DeadlineState.SUSPENDED:
            yield Reason(N_("As long as the clock stands still, that day moves along."))
        match term.mark:
            case Mark.LOCAL_NORM:
                yield Reason(N_("This is a local norm; the law gives no number of days."))
            case Mark.FOLLOW:
                yield Reason(N_("Another organisation must keep this term. You follow it, and call when it is late."))
            case _:
                pass
        if met_on:
            yield Reason(N_("Done on {day}."), {"day": met_on})
        elif not counted.decrees_known:
            yield Reason(N_("The free days by royal decree of that year are not known yet: to be checked."))


def typed_later(events: Iterable[_Happened], *days: date | None) -> Iterable[Reason]:
    """That an event which counts here was written down on a later day than it happened."""
    for event in events:
        if event.on in days and event.typed_at is not None and local_day(event.typed_at) > event.on:
            yield Reason(
                N_("What happened on {day} was written down on {typed}; the day itself counts."),
                {"day": event.on, "typed": local_day(event.typed_at)},
            )
