"""The terms of a request, from its dated events: which run, wait, are met or missed, and why."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from buurtteam.domain.calendar import ONE_DAY, LawText
from buurtteam.domain.kinds import local_day
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.statute import Counted, Mark, Statute, Suspension, Term
from buurtteam.domain.words import N_, Choice


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
    """One term of one request on one day, with how it was counted and where it stands.

    While a term stands still, its ends are the earliest that are still possible.
    """

    counted: Counted
    state: DeadlineState
    met_on: date | None = None
    ended_on: date | None = None
    why: tuple[Reason, ...] = ()

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
        return _RULES[self.step].is_window

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


@dataclass(frozen=True)
class _Rule:
    """Which events meet a term; a window is a time for the resident, which simply passes."""

    met_by: tuple[EventKind, ...]
    is_window: bool = False


# Which events answer which step; the law itself, with its numbers, stands in resources/statute.
_RULES = {
    "T01": _Rule((EventKind.RECEIPT_CONFIRMED,)),
    "T02": _Rule((EventKind.PERSONAL_PLAN_RECEIVED,), is_window=True),
    "T03": _Rule((EventKind.ASSESSMENT_FINISHED, EventKind.REPORT_SENT)),
    "T04": _Rule((EventKind.DECISION_MADE,)),
    "T05a": _Rule((EventKind.URGENT_HELP_STARTED,)),
    "T05b": _Rule((EventKind.FIRST_TALK_HELD,)),
    "T06": _Rule((EventKind.FIRST_TALK_HELD,)),
    "T07": _Rule((EventKind.FIRST_TALK_HELD,)),
    "T08": _Rule((EventKind.DECISION_MADE,)),
}


def deadlines(
    request: RequestNotification, events: Iterable[RequestEvent], statute: Statute, today: date
) -> tuple[Deadline, ...]:
    """The terms of a request as they stand on a day, the first to end first; the order of typing does not matter.

    Events after `today` have not happened yet.
    """
    course = _Course(request, [event for event in events if event.on <= today], statute, today)
    return tuple(sorted(course.deadlines(), key=lambda found: (found.warn_on, found.step)))


class _Course:
    """The events of one request, asked for by kind."""

    def __init__(self, request: RequestNotification, events: list[RequestEvent], statute: Statute, today: date) -> None:
        self.request = request
        self.events = sorted(events, key=lambda event: (event.on, event.kind.value, event.until_on or date.max))
        self.statute = statute
        self.today = today
        self.received = local_day(request.received_at)

    def first(self, *kinds: EventKind, since: date = date.min) -> date | None:
        """The first day on which one of these happened."""
        return next((event.on for event in self.events if event.kind in kinds and event.on >= since), None)

    def deadlines(self) -> Iterable[Deadline]:
        for rule, started_on in self.started():
            # A mistyped year lies before the law or beyond the calendar: that request then shows no such term,
            # and the list of all the others stays whole.
            with suppress(Problem):
                for term in self.statute.steps(rule, started_on):
                    yield self.deadline(term, started_on)

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
                return

    def deadline(self, term: Term, started_on: date) -> Deadline:
        rule = _RULES[term.id]
        met_on = self.first(*rule.met_by)
        ended_on = self.first(EventKind.WITHDRAWN, EventKind.CLOSED)
        # A clock stops for good on the day of the answer, so it does not stand still from that day on.
        stops = [day - ONE_DAY for day in (met_on, ended_on) if day]
        as_of = min(stops, default=self.today)
        suspensions = tuple(self.suspensions())
        counted = self.statute.count(term, started_on, suspensions, as_of)
        state = self.state(rule, counted, met_on, ended_on)
        if state is DeadlineState.RUNNING and counted.suspended_days and self.stands_still(suspensions):
            state = DeadlineState.SUSPENDED
        why = tuple(self.reasons(counted, state, met_on))
        return Deadline(counted, state, met_on, ended_on, why)

    def state(self, rule: _Rule, counted: Counted, met_on: date | None, ended_on: date | None) -> DeadlineState:
        if met_on and (not ended_on or met_on <= ended_on):
            if met_on <= counted.legal_end:
                return DeadlineState.MET
            return DeadlineState.PASSED if rule.is_window else DeadlineState.MET_LATE
        if ended_on and ended_on <= counted.legal_end:
            return DeadlineState.WITHDRAWN
        if self.today > counted.legal_end:
            return DeadlineState.PASSED if rule.is_window else DeadlineState.MISSED
        return DeadlineState.RUNNING

    def suspensions(self) -> Iterable[Suspension]:
        """Each wait of Awb 4:15: until the first event on or after it that ends it, or its own last day."""
        pairs = {EventKind.ASKED_TO_COMPLETE: EventKind.COMPLETED, EventKind.DELAY_AGREED: EventKind.DELAY_ENDED}
        for event in self.events:
            if event.kind in pairs:
                ended_on = self.first(pairs[event.kind], since=event.on)
                yield Suspension(after=event.on, ended_on=ended_on, until_on=event.until_on)

    def stands_still(self, suspensions: Iterable[Suspension]) -> bool:
        days = (suspension.days(self.today) for suspension in suspensions)
        return any(found is not None and found[0] <= self.today <= found[1] for found in days)

    def reasons(self, counted: Counted, state: DeadlineState, met_on: date | None) -> Iterable[Reason]:
        yield Reason(N_("The term started on {day}."), {"day": counted.day_zero})
        yield from self.reasons_for_end(counted, state)
        if met_on:
            yield Reason(N_("Done on {day}."), {"day": met_on})
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
        if not met_on and not counted.decrees_known:
            yield Reason(N_("The free days by royal decree of that year are not known yet: to be checked."))

    def reasons_for_end(self, counted: Counted, state: DeadlineState) -> Iterable[Reason]:
        if counted.suspended_days:
            yield Reason(
                N_("Days the clock stood still while we waited for the applicant: {days} (Awb art. 4:15)."),
                {"days": counted.suspended_days},
            )
        if state is DeadlineState.SUSPENDED:
            for suspension in self.suspensions():
                open_now = self.stands_still((suspension,))
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
        if counted.term.mark is Mark.LOCAL_NORM:
            yield Reason(N_("This is a local norm; the law gives no number of days."))

    def reasons_of_personal_plan(self, counted: Counted, met_on: date | None) -> Iterable[Reason]:
        if told_on := self.first(EventKind.PERSONAL_PLAN_TOLD):
            yield Reason(N_("The resident was told about the personal plan on {day}."), {"day": told_on})
        else:
            yield Reason(N_("The resident has not been told about the personal plan yet."))
        if met_on and met_on > counted.legal_end:
            yield Reason(N_("The plan came after these days. Weigh it all the same."))

    def reasons_of_application(self, counted: Counted) -> Iterable[Reason]:
        finished_on = self.first(*_RULES["T03"].met_by)
        window_end = self.statute.count_all("T03", self.received)[0].legal_end
        early = counted.day_zero <= window_end and (finished_on is None or counted.day_zero < finished_on)
        if early:
            yield Reason(
                N_(
                    "The application came before the assessment was finished (Wmo 2015, art. 2.3.2 lid 9). "
                    "Keep to this date, and ask the municipality whether the application counts."
                )
            )
