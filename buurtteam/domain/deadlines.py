"""The terms of a household, from its dated events: which run, wait, are met or missed, and why.

Events, never flags: what was typed later counts from the day it happened, and the order of typing never matters.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from buurtteam.domain.ages import exact_birth
from buurtteam.domain.calendar import ONE_DAY, LawText, reach_age
from buurtteam.domain.case import CaseEvent, CaseEventKind, Closing, Postponement, TermSource
from buurtteam.domain.household import SafetyFlag
from buurtteam.domain.kinds import HouseholdId, ResidentId, local_day
from buurtteam.domain.plan import HouseholdPlan
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.sharing import Consent, ConsentAnswer
from buurtteam.domain.statute import Counted, Mark, Statute, Suspension, Term, Unit
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.words import N_, Choice, Length

# How long before or after an age a talk about it still counts, and how long an age stays on the list (days).
_TALK_COUNTS_FROM = 183
_AGES_AHEAD = 550
# Between which years of life the ages lie that have a term, with what lies ahead of them and some room around.
_YEARS_OF_AGES = (11, 25)


class DeadlineState(Choice):
    """How a term stands."""

    RUNNING = "running", N_("Running")
    SUSPENDED = "suspended", N_("Standing still")
    MET = "met", N_("Done in time")
    MET_LATE = "met_late", N_("Done too late")
    MISSED = "missed", N_("Too late")
    PASSED = "passed", N_("Time has passed")
    WITHDRAWN = "withdrawn", N_("No longer needed")


@dataclass(frozen=True)
class Reason:
    """One sentence of an explanation: a text of the catalogue and the values of its places."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Deadline:
    """One term of one source on one day, with how it was counted and where it stands.

    While a term stands still, its ends are the earliest that are still possible. `postponement` says why it was missed
    and what was agreed; the term stays missed.
    """

    counted: Counted
    state: DeadlineState
    met_on: date | None = None
    ended_on: date | None = None
    why: tuple[Reason, ...] = ()
    source: TermSource = field(default_factory=TermSource)
    postponement: Postponement | None = None

    @property
    def rule(self) -> str:
        """The id of the rule, as T05."""
        return self.counted.term.rule

    @property
    def step(self) -> str:
        """The id of the step, as T05b."""
        return self.counted.term.id

    @property
    def title(self) -> LawText:
        """What must be done."""
        return self.counted.term.title

    def article(self, language: str) -> str:
        """Law and article."""
        return self.counted.term.citation(language)

    @property
    def mark(self) -> Mark:
        """How hard the term is."""
        return self.counted.term.mark

    @property
    def to_check(self) -> LawText | None:
        """What has not been verified about it."""
        return self.counted.term.to_check

    @property
    def day_zero(self) -> date:
        """The day of the event that started it."""
        return self.counted.day_zero

    @property
    def counted_end(self) -> date:
        """The last day as counted."""
        return self.counted.counted_end

    @property
    def legal_end(self) -> date:
        """The last day after extension."""
        return self.counted.legal_end

    @property
    def is_window(self) -> bool:
        """Whether it is a time for the resident, in which the team need not act."""
        return self.step in WINDOWS

    @property
    def is_team_only(self) -> bool:
        """Whether it stands on no paper, export or shared view."""
        return self.counted.term.team_only

    @property
    def suspended_days(self) -> int:
        """How many days it stood still."""
        return self.counted.suspended_days

    @property
    def warn_on(self) -> date:
        """The earlier of both ends."""
        return self.counted.warn_on

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act: not answered, and the request neither withdrawn nor closed."""
        waiting = (DeadlineState.RUNNING, DeadlineState.SUSPENDED, DeadlineState.MISSED)
        return self.state in waiting and self.ended_on is None

    def days_left(self, today: date) -> int:
        """Days from today to the earlier end; negative when it lies in the past."""
        return (self.warn_on - today).days


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


# Which events answer which step; the law itself, with its numbers, stands in resources/statute.
_MET_BY: dict[str, tuple[StrEnum, ...]] = {
    "T01": (EventKind.RECEIPT_CONFIRMED,),
    "T02": (EventKind.PERSONAL_PLAN_RECEIVED,),
    "T03": (EventKind.ASSESSMENT_FINISHED, EventKind.REPORT_SENT),
    "T04": (EventKind.DECISION_MADE,),
    "T05a": (EventKind.URGENT_HELP_STARTED,),
    "T05b": (EventKind.FIRST_TALK_HELD,),
    "T06": (EventKind.FIRST_TALK_HELD,),
    "T07": (EventKind.FIRST_TALK_HELD,),
    "T08": (EventKind.DECISION_MADE,),
    "T09a": (CaseEventKind.SIGNAL_CONTACT,),
    "T09b": (CaseEventKind.SIGNAL_CONTACT,),
    "T10": (CaseEventKind.ARRANGEMENT_MADE, CaseEventKind.ARRANGEMENT_STARTED),
    "T11": (CaseEventKind.ARRANGEMENT_ENDED,),
    "T12": (CaseEventKind.STAY_ENDED,),
    "T13a": (CaseEventKind.YOUTH_PLAN_SETTLED,),
    "T13b": (CaseEventKind.YOUTH_PLAN_WRITTEN,),
    "T14a": (CaseEventKind.SAFE_HOME_ASSESSED,),
    "T14b": (CaseEventKind.SAFE_HOME_CONCLUDED,),
    "T15": (EventKind.OBJECTION_MADE,),
    "T16a": (CaseEventKind.PRIVACY_ANSWERED,),
    "T16b": (CaseEventKind.PRIVACY_ANSWERED,),
    "T17": (CaseEventKind.DESTRUCTION_ANSWERED,),
    "T18": (CaseEventKind.LEAK_REPORTED, CaseEventKind.LEAK_NOT_REPORTED),
    "T22a": (CaseEventKind.BENEFIT_APPLIED,),
    "T22b": (CaseEventKind.BENEFIT_DECIDED,),
    "T22c": (CaseEventKind.BENEFIT_ADVANCED, CaseEventKind.BENEFIT_DECIDED),
    "N02": (CaseEventKind.CRISIS_COORDINATOR_NAMED, CaseEventKind.CRISIS_ENDED),
}

# Which event of a household starts which rule.
_STARTS: dict[CaseEventKind, str] = {
    CaseEventKind.EARLY_SIGNAL: "T09a",
    CaseEventKind.CRISIS_SIGNAL: "T09b",
    CaseEventKind.CREDITORS_ASKED: "T10",
    CaseEventKind.ARRANGEMENT_STARTED: "T11",
    CaseEventKind.STAY_GRANTED: "T12",
    CaseEventKind.FAMILY_PLAN_DECLINED: "T13a",
    CaseEventKind.YOUTH_PLAN_ASKED: "T13b",
    CaseEventKind.SAFE_HOME_REPORTED: "T14",
    CaseEventKind.PRIVACY_ASKED: "T16a",
    CaseEventKind.DESTRUCTION_ASKED: "T17",
    CaseEventKind.LEAK_FOUND: "T18",
    CaseEventKind.BENEFIT_REPORTED: "T22a",
    CaseEventKind.CRISIS_STARTED: "N02",
}

WINDOWS = frozenset({"T02", "T15", "T21d", "T21e", "T22a"})
"""Times for the resident, or days that simply come: the team need not act within them."""

DONE_BY_TASKS = frozenset({"T20", "N01"})
"""Rules that stand among the tasks already: aftercare, and calling somebody back."""

OUTLIVES_CLOSING = frozenset({"T15", "T16a", "T16b", "T17", "T18", "T20a", "T20b", "T20c", "T20d"})
"""Terms that go on after a household was closed: its rights do not end with the team's work."""

ANSWERS: dict[CaseEventKind, frozenset[CaseEventKind]] = {
    CaseEventKind.SIGNAL_CONTACT: frozenset({CaseEventKind.EARLY_SIGNAL, CaseEventKind.CRISIS_SIGNAL}),
    CaseEventKind.ARRANGEMENT_MADE: frozenset({CaseEventKind.CREDITORS_ASKED}),
    CaseEventKind.ARRANGEMENT_STARTED: frozenset({CaseEventKind.CREDITORS_ASKED}),
    CaseEventKind.ARRANGEMENT_ENDED: frozenset({CaseEventKind.ARRANGEMENT_STARTED}),
    CaseEventKind.STAY_ENDED: frozenset({CaseEventKind.STAY_GRANTED}),
    CaseEventKind.YOUTH_PLAN_SETTLED: frozenset({CaseEventKind.FAMILY_PLAN_DECLINED}),
    CaseEventKind.YOUTH_PLAN_WRITTEN: frozenset({CaseEventKind.YOUTH_PLAN_ASKED}),
    CaseEventKind.SAFE_HOME_ASSESSED: frozenset({CaseEventKind.SAFE_HOME_REPORTED}),
    CaseEventKind.SAFE_HOME_CONCLUDED: frozenset({CaseEventKind.SAFE_HOME_REPORTED}),
    CaseEventKind.PRIVACY_EXTENDED: frozenset({CaseEventKind.PRIVACY_ASKED}),
    CaseEventKind.PRIVACY_ANSWERED: frozenset({CaseEventKind.PRIVACY_ASKED}),
    CaseEventKind.DESTRUCTION_ANSWERED: frozenset({CaseEventKind.DESTRUCTION_ASKED}),
    CaseEventKind.LEAK_REPORTED: frozenset({CaseEventKind.LEAK_FOUND}),
    CaseEventKind.LEAK_NOT_REPORTED: frozenset({CaseEventKind.LEAK_FOUND}),
    CaseEventKind.BENEFIT_APPLIED: frozenset({CaseEventKind.BENEFIT_REPORTED}),
    CaseEventKind.BENEFIT_ASKED_TO_COMPLETE: frozenset({CaseEventKind.BENEFIT_APPLIED}),
    CaseEventKind.BENEFIT_COMPLETED: frozenset({CaseEventKind.BENEFIT_APPLIED}),
    CaseEventKind.BENEFIT_ADVANCED: frozenset({CaseEventKind.BENEFIT_APPLIED}),
    CaseEventKind.BENEFIT_DECIDED: frozenset({CaseEventKind.BENEFIT_APPLIED}),
    CaseEventKind.CRISIS_COORDINATOR_NAMED: frozenset({CaseEventKind.CRISIS_STARTED}),
    CaseEventKind.CRISIS_ENDED: frozenset({CaseEventKind.CRISIS_STARTED}),
}
"""Which events an event can answer; who writes it down chooses among those that are still open."""

# After which kinds an event can be answered by this kind no more; by itself where none is named.
_SETTLED_BY: dict[CaseEventKind, frozenset[CaseEventKind]] = {
    CaseEventKind.ARRANGEMENT_MADE: frozenset({CaseEventKind.ARRANGEMENT_MADE, CaseEventKind.ARRANGEMENT_STARTED}),
    CaseEventKind.PRIVACY_EXTENDED: frozenset({CaseEventKind.PRIVACY_EXTENDED, CaseEventKind.PRIVACY_ANSWERED}),
    CaseEventKind.LEAK_REPORTED: frozenset({CaseEventKind.LEAK_REPORTED, CaseEventKind.LEAK_NOT_REPORTED}),
    CaseEventKind.LEAK_NOT_REPORTED: frozenset({CaseEventKind.LEAK_REPORTED, CaseEventKind.LEAK_NOT_REPORTED}),
    # An application may have to be completed more than once.
    CaseEventKind.BENEFIT_ASKED_TO_COMPLETE: frozenset({CaseEventKind.BENEFIT_DECIDED}),
    CaseEventKind.BENEFIT_COMPLETED: frozenset({CaseEventKind.BENEFIT_DECIDED}),
    CaseEventKind.BENEFIT_ADVANCED: frozenset({CaseEventKind.BENEFIT_ADVANCED, CaseEventKind.BENEFIT_DECIDED}),
    CaseEventKind.CRISIS_COORDINATOR_NAMED: frozenset(
        {CaseEventKind.CRISIS_COORDINATOR_NAMED, CaseEventKind.CRISIS_ENDED}
    ),
}


def is_answer(event: CaseEvent, start: CaseEvent) -> bool:
    """Whether an event answers another: it names that one, or names none, is about nobody else, and came not before."""
    if event.id == start.id or event.on < start.on:
        return False
    if event.answers is not None:
        return event.answers == start.id
    return event.about is None or start.about is None or event.about == start.about


def open_starts(events: Iterable[CaseEvent], kind: CaseEventKind) -> tuple[CaseEvent, ...]:
    """The events that an event of this kind can still answer, the oldest first."""
    known = sorted(events, key=lambda each: (each.on, str(each.id)))
    settled = _SETTLED_BY.get(kind, frozenset({kind}))
    return tuple(
        start
        for start in known
        if start.kind in ANSWERS.get(kind, ())
        and not any(each.kind in settled and is_answer(each, start) for each in known)
    )


def met_by(step: str) -> tuple[StrEnum, ...]:
    """The kinds of events that meet a step; none for one that is met by a talk, a task or a review."""
    return _MET_BY.get(step, ())


@dataclass(frozen=True)
class CaseFacts:
    """All facts of one household from which its terms follow; of the team itself when `household` is nothing."""

    household: HouseholdId | None = None
    known_since: date | None = None
    requests: Sequence[tuple[RequestNotification, Sequence[RequestEvent]]] = ()
    events: Sequence[CaseEvent] = ()
    closings: Sequence[Closing] = ()
    plan: HouseholdPlan | None = None
    evaluated_on: Sequence[date] = ()
    """The days on which was looked together how the plan goes."""
    births: Sequence[tuple[ResidentId, str]] = ()
    """Who lives there now, with the date of birth as far as known."""
    moves_on: Sequence[date] = ()
    """The first days on which somebody more, or nobody of them any more, lives there."""
    consents: Sequence[Consent] = ()
    safety_flags: Sequence[SafetyFlag] = ()
    tasks: Sequence[Task] = ()
    """Those of call-back notes and of aftercare."""
    postponements: Sequence[Postponement] = ()


def deadlines(
    request: RequestNotification, events: Iterable[RequestEvent], statute: Statute, today: date
) -> tuple[Deadline, ...]:
    """The terms of a request as they stand on a day, the first to end first; the order of typing does not matter.

    Events after `today` have not happened yet.
    """
    return _in_order(_RequestClocks(request, events, statute, today).deadlines())


def case_deadlines(facts: CaseFacts, statute: Statute, today: date, *, explained: bool = True) -> tuple[Deadline, ...]:
    """Every term of a household as it stands on a day, the first to end first; without `explained` it says no reasons.

    What lies after `today` has not happened yet. A closed household keeps what was missed, and asks for nothing more
    but what its residents have a right to.
    """
    found: list[Deadline] = []
    for request, events in facts.requests:
        found += _RequestClocks(request, events, statute, today, explained=explained).deadlines()
    found += _CaseClocks(facts, statute, today, explained=explained).deadlines()
    closed_on = next((each.on for each in facts.closings if each.holds_on(today)), None)
    if closed_on is not None:
        found = [_ended(each, closed_on, today) for each in found]
    latest: dict[tuple[str, TermSource], Postponement] = {}
    for each in sorted(facts.postponements, key=lambda one: (one.agreed_on, str(one.id))):
        if each.agreed_on <= today:
            latest[each.step, each.source] = each
    if latest:
        found = [_postponed(each, latest.get((each.step, each.source)), explained=explained) for each in found]
    return _in_order(found)


def _in_order(found: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(sorted(found, key=lambda each: (each.warn_on, each.step, each.day_zero, str(each.source))))


def _ended(deadline: Deadline, closed_on: date, today: date) -> Deadline:
    if deadline.step in OUTLIVES_CLOSING or not deadline.is_open:
        return deadline
    is_missed = deadline.state is DeadlineState.MISSED and deadline.legal_end < closed_on
    state = DeadlineState.MISSED if is_missed and today > deadline.legal_end else DeadlineState.WITHDRAWN
    return replace(deadline, state=state, ended_on=closed_on)


def _postponed(deadline: Deadline, postponement: Postponement | None, *, explained: bool) -> Deadline:
    if postponement is None:
        return deadline
    why = list(deadline.why)
    if explained:
        if postponement.reason:
            why.append(Reason(N_("Why it is late: {reason}"), {"reason": postponement.reason}))
        why.append(
            Reason(
                N_("On {day} you agreed with the resident: {agreed}"),
                {"day": postponement.agreed_on, "agreed": postponement.agreed or "–"},
            )
        )
        if postponement.until_on:
            why.append(Reason(N_("The date you agreed is {day}."), {"day": postponement.until_on}))
    return replace(deadline, postponement=postponement, why=tuple(why))


class _Clocks:
    """Counts terms on a day and says where they stand."""

    def __init__(self, statute: Statute, today: date, *, explained: bool) -> None:
        self.statute = statute
        self.today = today
        self.explained = explained

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
                for term in self.statute.steps(rule, day)
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
        counted = self.statute.count(term, started)
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


_MOST_FREE_DAYS = 6


def _typed_later(events: Iterable[_Happened], *days: date | None) -> Iterable[Reason]:
    """That an event which counts here was written down on a later day than it happened."""
    for event in events:
        if event.on in days and event.typed_at is not None and local_day(event.typed_at) > event.on:
            yield Reason(
                N_("What happened on {day} was written down on {typed}; the day itself counts."),
                {"day": event.on, "typed": local_day(event.typed_at)},
            )


class _RequestClocks(_Clocks):
    """The terms of one request."""

    def __init__(
        self,
        request: RequestNotification,
        events: Iterable[RequestEvent],
        statute: Statute,
        today: date,
        *,
        explained: bool = True,
    ) -> None:
        super().__init__(statute, today, explained=explained)
        self.request = request
        happened = [event for event in events if event.on <= today]
        self.events = sorted(happened, key=lambda event: (event.on, event.kind.value, event.until_on or date.max))
        self.received = local_day(request.received_at)

    def first(self, *kinds: StrEnum, since: date = date.min) -> date | None:
        """The first day on which one of these happened."""
        return next((event.on for event in self.events if event.kind in kinds and event.on >= since), None)

    def deadlines(self) -> Iterable[Deadline]:
        ended_on = self.first(EventKind.WITHDRAWN, EventKind.CLOSED)
        suspensions = tuple(self.suspensions())
        source = TermSource(request=self.request.id)
        for rule, started_on in self.started():
            # Objecting is a right that lasts when the team's work ends.
            ends = None if rule == "T15" else ended_on
            yield from self.clock(
                rule,
                started_on,
                source,
                lambda counted: self.first(*_MET_BY[counted.term.id]),
                ended_on=ends,
                suspensions=suspensions,
                more=self.more,
            )

    def started(self) -> Iterable[tuple[str, date]]:
        """The rules that events have started, each with its day 0."""
        yield "T01", self.received
        applied_on = self.first(EventKind.APPLICATION_RECEIVED)
        match self.request.kind:
            case RequestKind.WMO:
                yield "T02", self.received
                yield "T03", self.received
                if applied_on:
                    yield "T04", applied_on
                if self.request.is_urgent:
                    yield "T05", self.received
            case RequestKind.DEBT:
                yield ("T07" if self.request.is_urgent else "T06"), self.received
                if talked_on := self.first(EventKind.FIRST_TALK_HELD):
                    yield "T08", talked_on
            case _:
                # Youth help and advice have no term of their own that starts with the request.
                pass
        if decided_on := self.first(EventKind.DECISION_MADE):
            yield "T15", decided_on

    def suspensions(self) -> Iterable[Suspension]:
        """Each wait of Awb 4:15: until the first event on or after it that ends it, or its own last day."""
        pairs = {EventKind.ASKED_TO_COMPLETE: EventKind.COMPLETED, EventKind.DELAY_AGREED: EventKind.DELAY_ENDED}
        for event in self.events:
            if event.kind in pairs:
                ended_on = self.first(pairs[event.kind], since=event.on)
                yield Suspension(after=event.on, ended_on=ended_on, until_on=event.until_on)

    def more(self, counted: Counted, state: DeadlineState, met_on: date | None) -> Iterable[Reason]:
        yield from _typed_later(self.events, met_on, counted.day_zero)
        typed_at = self.request.typed_at
        if counted.day_zero == self.received and typed_at is not None and local_day(typed_at) > self.received:
            yield Reason(
                N_("What happened on {day} was written down on {typed}; the day itself counts."),
                {"day": self.received, "typed": local_day(typed_at)},
            )
        match counted.term.id:
            case "T02":
                yield from self.reasons_of_personal_plan(counted, met_on)
            case "T03" if state is DeadlineState.MISSED and not self.first(EventKind.APPLICATION_RECEIVED):
                yield Reason(N_("The assessment is late, so the resident may apply now (Wmo 2015, art. 2.3.2 lid 9)."))
            case "T04":
                yield from self.reasons_of_application(counted)
            case _:
                pass
        if agreed_on := self.first(EventKind.EXTENSION_AGREED):
            yield Reason(
                N_("On {day} the resident was told that it takes longer. The legal date stays the same."),
                {"day": agreed_on},
            )

    def reasons_of_personal_plan(self, counted: Counted, met_on: date | None) -> Iterable[Reason]:
        if told_on := self.first(EventKind.PERSONAL_PLAN_TOLD):
            yield Reason(N_("The resident was told about the personal plan on {day}."), {"day": told_on})
        else:
            yield Reason(N_("The resident has not been told about the personal plan yet."))
        if met_on and met_on > counted.legal_end:
            yield Reason(N_("The plan came after these days. Weigh it all the same."))

    def reasons_of_application(self, counted: Counted) -> Iterable[Reason]:
        finished_on = self.first(*_MET_BY["T03"])
        window_end = self.statute.count_all("T03", self.received)[0].legal_end
        early = counted.day_zero <= window_end and (finished_on is None or counted.day_zero < finished_on)
        if early:
            yield Reason(
                N_(
                    "The application came before the assessment was finished (Wmo 2015, art. 2.3.2 lid 9). "
                    "Keep to this date, and ask the municipality whether the application counts."
                )
            )


def _by_day(event: CaseEvent) -> tuple[date, str, float, str]:
    return event.on, event.kind.value, event.at.timestamp() if event.at else 0.0, str(event.id)


class _CaseClocks(_Clocks):
    """The terms of a household that follow from no request."""

    def __init__(self, facts: CaseFacts, statute: Statute, today: date, *, explained: bool) -> None:
        super().__init__(statute, today, explained=explained)
        self.facts = facts
        happened = [event for event in facts.events if event.on <= today]
        self.events = sorted(happened, key=_by_day)

    def deadlines(self) -> Iterable[Deadline]:
        for event in self.events:
            yield from self.of_event(event)
        yield from self.of_plan()
        for closing in self.facts.closings:
            yield from self.of_closing(closing)
        for resident, born_on in self.facts.births:
            yield from self.of_age(resident, born_on)
        for consent in self.facts.consents:
            yield from self.of_consent(consent)
        for flag in self.facts.safety_flags:
            yield from self.of_flag(flag)
        for task in self.facts.tasks:
            if task.kind is TaskKind.CALL_BACK:
                yield from self.of_call_back(task)

    def answered(self, start: CaseEvent, *kinds: StrEnum) -> CaseEvent | None:
        """The first event of these kinds that answers this one."""
        return next((each for each in self.events if each.kind in kinds and is_answer(each, start)), None)

    def of_event(self, event: CaseEvent) -> Iterable[Deadline]:
        if event.kind is CaseEventKind.BENEFIT_APPLIED:
            rules: tuple[str, ...] = ("T22b", "T22c")
        elif event.kind in _STARTS:
            rules = (_STARTS[event.kind],)
        else:
            return
        if event.kind is CaseEventKind.PRIVACY_ASKED and self.is_extended(event):
            rules = ("T16b",)
        is_set = event.kind is CaseEventKind.STAY_GRANTED
        for rule in rules:
            yield from self.clock(
                rule,
                event.at if event.at is not None and event.kind is CaseEventKind.LEAK_FOUND else event.on,
                TermSource(event=event.id),
                lambda counted: self.met(event, counted),
                suspensions=tuple(self.waits_of(event)),
                until_on=event.until_on if is_set else None,
                more=lambda counted, _state, met_on: _typed_later(self.events, met_on, counted.day_zero),
            )

    def met(self, event: CaseEvent, counted: Counted) -> date | datetime | None:
        found = self.answered(event, *_MET_BY[counted.term.id])
        if found is None:
            return None
        return found.at if found.at is not None and counted.ends_at is not None else found.on

    def is_extended(self, event: CaseEvent) -> bool:
        """Whether the two further months were told within the first (AVG art. 12 lid 3)."""
        told = self.answered(event, CaseEventKind.PRIVACY_EXTENDED)
        if told is None:
            return False
        with suppress(Problem):
            return told.on <= self.statute.count_all("T16a", event.on)[0].legal_end
        return False

    def waits_of(self, event: CaseEvent) -> Iterable[Suspension]:
        if event.kind is not CaseEventKind.BENEFIT_APPLIED:
            return
        for asked in self.events:
            if asked.kind is CaseEventKind.BENEFIT_ASKED_TO_COMPLETE and is_answer(asked, event):
                done = [
                    each.on
                    for each in self.events
                    if each.kind is CaseEventKind.BENEFIT_COMPLETED and each.on >= asked.on and is_answer(each, event)
                ]
                yield Suspension(after=asked.on, ended_on=min(done, default=None), until_on=asked.until_on)

    def of_plan(self) -> Iterable[Deadline]:
        plan = self.facts.plan
        if plan is None or plan.made_on is None:
            return
        made_on, source = plan.made_on, TermSource(plan=plan.id)
        looked = sorted({day for day in self.facts.evaluated_on if made_on < day <= self.today})
        for rule, started_on in (("T19a", made_on), *(("T19b", day) for day in looked)):
            next_one = next((day for day in looked if day > started_on), None)
            yield from self.clock(rule, started_on, source, lambda _counted, day=next_one: day, more=self.more_of_plan)  # type: ignore[misc]

    def more_of_plan(self, counted: Counted, state: DeadlineState, met_on: date | None) -> Iterable[Reason]:
        del state
        planned = self.facts.plan.evaluation_at if self.facts.plan else None
        if met_on is None and planned is not None and local_day(planned) > counted.day_zero:
            yield Reason(N_("You agreed to look at it together on {day}."), {"day": local_day(planned)})

    def of_closing(self, closing: Closing) -> Iterable[Deadline]:
        if not closing.has_aftercare:
            return
        asked = [each for each in self.facts.tasks if each.kind is TaskKind.AFTERCARE]

        def done(counted: Counted) -> date | None:
            days = [
                each.done_on
                for each in asked
                if each.step == counted.term.id and each.done_on and closing.on <= each.done_on <= self.today
            ]
            return min(days, default=None)

        reopened_on = closing.reopened_on if closing.reopened_on and closing.reopened_on <= self.today else None
        for found in self.clock("T20", closing.on, TermSource(closing=closing.id), done, ended_on=reopened_on):
            called_off = next((t.cancelled_on for t in asked if t.step == found.step and t.cancelled_on), None)
            if called_off is not None and found.is_open and called_off >= closing.on:
                yield replace(found, state=DeadlineState.WITHDRAWN, ended_on=called_off)
            else:
                yield found

    def of_age(self, resident: ResidentId, born: str) -> Iterable[Deadline]:
        born_on = exact_birth(born)
        if born_on is None:
            return
        # Most people are far from any of these ages: not worth counting.
        youngest, oldest = _YEARS_OF_AGES
        if self.today.year - born_on.year < youngest or self.known_since().year - born_on.year > oldest:
            return
        talks = [
            each.on
            for each in self.events
            if each.kind is CaseEventKind.COMING_OF_AGE_TALKED and each.about in (resident, None)
        ]

        def talked(counted: Counted) -> date | None:
            if counted.term.id in WINDOWS:
                return None
            since = counted.counted_end - timedelta(days=_TALK_COUNTS_FROM)
            return min((day for day in talks if day >= since), default=None)

        of_age = None
        for found in self.clock("T21", born_on, TermSource(resident=resident), talked):
            is_far = found.counted_end > self.today + timedelta(days=_AGES_AHEAD)
            is_past = found.counted_end < self.known_since()
            if is_far or is_past:
                continue
            if found.step not in WINDOWS and of_age is None:
                with suppress(Problem):
                    of_age = self.statute.count_all("T21d", born_on)[0].counted_end
            if of_age is not None and of_age <= self.today and found.is_open and found.step not in WINDOWS:
                yield replace(found, ended_on=of_age)
            else:
                yield found

    def known_since(self) -> date:
        """Since when the team can have thought of an age: the start, else the first request, else today."""
        received = (local_day(request.received_at) for request, _events in self.facts.requests)
        return self.facts.known_since or min(received, default=self.today)

    def of_consent(self, consent: Consent) -> Iterable[Deadline]:
        if consent.answer is not ConsentAnswer.YES or consent.given_on is None:
            return
        given_on = consent.given_on
        ends = [day for day in (consent.withdrawn_on, consent.until_on) if day is not None and day <= self.today]
        reviews = [e.on for e in self.events if e.kind is CaseEventKind.CONSENT_REVIEWED and e.consent == consent.id]
        yield from self.reviewed("T23", given_on, reviews, TermSource(consent=consent.id), min(ends, default=None))

    def of_flag(self, flag: SafetyFlag) -> Iterable[Deadline]:
        if flag.since_on is None:
            return
        ended_on = flag.until_on if flag.until_on is not None and flag.until_on <= self.today else None
        reviews = [
            e.on for e in self.events if e.kind is CaseEventKind.SAFETY_FLAG_REVIEWED and e.safety_flag == flag.id
        ]
        yield from self.reviewed("T24", flag.since_on, reviews, TermSource(safety_flag=flag.id), ended_on)

    def reviewed(
        self, rule: str, since_on: date, reviews: Iterable[date], source: TermSource, ended_on: date | None
    ) -> Iterable[Deadline]:
        """A term that begins anew at each review."""
        looked = sorted({day for day in reviews if day > since_on})
        for started_on in (since_on, *looked):
            next_one = next((day for day in looked if day > started_on), None)
            ends = ended_on if next_one is None else None
            yield from self.clock(rule, started_on, source, lambda _counted, day=next_one: day, ended_on=ends)  # type: ignore[misc]

    def of_call_back(self, task: Task) -> Iterable[Deadline]:
        if task.made_on is None:
            return
        done = task.done_on if task.done_on and task.done_on <= self.today else None
        yield from self.clock(
            "N01", task.made_on, TermSource(task=task.id), lambda _counted: done, ended_on=task.cancelled_on
        )


def recount_on(facts: CaseFacts, found: Iterable[Deadline], today: date) -> date | None:
    """The first day after `today` on which these terms may say something else without anybody doing anything.

    Nothing when only a deed changes them; whether a term is missed follows from its ends and needs no counting.
    """
    days = [today + ONE_DAY for each in found if each.state is DeadlineState.SUSPENDED]
    for request, events in facts.requests:
        days += [event.on for event in events]
        waits = [event for event in events if event.kind in (EventKind.ASKED_TO_COMPLETE, EventKind.DELAY_AGREED)]
        days += [event.on + ONE_DAY for event in waits]
        del request
    for each in facts.events:
        days += [each.on, each.on + ONE_DAY]
    days += [*facts.moves_on, *facts.evaluated_on, *(each.agreed_on for each in facts.postponements)]
    days += [day for each in facts.consents for day in (each.given_on, each.until_on, each.withdrawn_on) if day]
    days += [day for each in facts.safety_flags for day in (each.since_on, each.until_on) if day]
    days += [day for each in facts.closings for day in (each.on, each.reopened_on) if day]
    days += [day for each in facts.tasks for day in (each.done_on, each.cancelled_on, each.made_on) if day]
    if facts.plan is not None and facts.plan.made_on is not None:
        days.append(facts.plan.made_on)
    for _resident, born in facts.births:
        if (born_on := exact_birth(born)) is not None:
            days += [day for day in _days_of_ages(born_on) if day > today]
    return min((day for day in days if day > today), default=None)


def _days_of_ages(born_on: date) -> Iterable[date]:
    """The first day of each half year of young life, the day after, and when it comes in sight."""
    with suppress(ValueError, OverflowError):
        for months in range(_YEARS_OF_AGES[0] * 12, _YEARS_OF_AGES[1] * 12 + 1, 6):
            on = reach_age(born_on, months)
            yield on
            yield on + ONE_DAY
            yield on - timedelta(days=_AGES_AHEAD)
