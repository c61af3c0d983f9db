"""The clocks of a household that follow from no request: its events, plan, closing, ages, consents and safety flags."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import product

from buurtteam.domain.ages import OF_AGE, exact_birth
from buurtteam.domain.answers import STARTS, is_answer, met_by
from buurtteam.domain.calendar import ONE_DAY, reach_age
from buurtteam.domain.care import CarerTalk
from buurtteam.domain.case import CaseEvent, CaseEventKind, Closing, Postponement, TermSource
from buurtteam.domain.clocks import Clocks, typed_later
from buurtteam.domain.deadlines import WINDOWS, Deadline, DeadlineState, Reason
from buurtteam.domain.household import SafetyFlag
from buurtteam.domain.kinds import CaseEventId, HouseholdId, ResidentId, local_day
from buurtteam.domain.plan import HouseholdPlan
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import RequestEvent, RequestNotification
from buurtteam.domain.sharing import Consent, ConsentAnswer
from buurtteam.domain.statute import Counted, Statute, Suspension
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_

# How long before or after an age a talk about it still counts, and how long an age stays on the list (days).
_TALK_COUNTS_FROM = 183
_AGES_AHEAD = 550
# Between which years of life the ages lie that have a term, with what lies ahead of them and some room around.
_YEARS_OF_AGES = (11, 25)


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
    threats: Sequence[Threat] = ()
    carer_talks: Sequence[CarerTalk] = ()
    """Of carers here who once said not to hold out for a month: all talks with them, also where they lived before."""
    carers_spoken: Sequence[tuple[ResidentId, date]] = ()
    """With whom of them was talked otherwise on which day: it was noted, or the task to do so was done."""
    care_ended: Mapping[ResidentId, date] = field(default_factory=dict)
    """Since when who of them cares for nobody any more."""


def _by_day(event: CaseEvent) -> tuple[date, str, float, str]:
    return event.on, event.kind.value, event.at.timestamp() if event.at else 0.0, str(event.id)


class HouseholdClocks(Clocks):
    """The terms of a household that follow from no request."""

    def __init__(
        self,
        facts: CaseFacts,
        statute: Statute,
        today: date,
        *,
        explained: bool,
        only: Collection[str] | None = None,
    ) -> None:
        super().__init__(statute, today, explained=explained, only=only)
        self.facts = facts
        happened = [event for event in facts.events if event.on <= today]
        self.events = sorted(happened, key=_by_day)
        # Most answers name what they answer; one that names nothing may answer any start of its kinds.
        self._naming: dict[CaseEventId, list[CaseEvent]] = {}
        self._loose: dict[StrEnum, list[CaseEvent]] = {}
        for event in self.events:
            if event.answers is not None:
                self._naming.setdefault(event.answers, []).append(event)
            else:
                self._loose.setdefault(event.kind, []).append(event)

    def deadlines(self) -> Iterable[Deadline]:
        """Every term that follows from these facts, in no order."""
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
        for talk in self.facts.carer_talks:
            if talk.cannot_go_on and talk.household == self.facts.household:
                yield from self.of_carer_talk(talk)

    def answered(self, start: CaseEvent, *kinds: StrEnum) -> CaseEvent | None:
        """The first event of these kinds that answers this one."""
        named = [each for each in self._naming.get(start.id, ()) if each.kind in kinds]
        loose = [each for kind in kinds for each in self._loose.get(kind, ())]
        return min((each for each in (*named, *loose) if is_answer(each, start)), key=_by_day, default=None)

    def of_event(self, event: CaseEvent) -> Iterable[Deadline]:
        """The terms that an event starts."""
        if event.kind is CaseEventKind.BENEFIT_APPLIED:
            rules: tuple[str, ...] = ("T22b", "T22c")
        elif event.kind in STARTS:
            rules = (STARTS[event.kind],)
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
                more=lambda counted, _state, met_on: typed_later(self.events, met_on, counted.day_zero),
            )

    def met(self, event: CaseEvent, counted: Counted) -> date | datetime | None:
        """When what an event started was met: the moment where hours count, else the day."""
        found = self.answered(event, *met_by(counted.term.id))
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
        """Each wait of an application for benefit until it was complete (Awb art. 4:15)."""
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
        """When to look together at how the plan goes: after it was made, and after each time (T19)."""
        plan = self.facts.plan
        if plan is None or plan.made_on is None:
            return
        made_on, source = plan.made_on, TermSource(plan=plan.id)
        looked = sorted({day for day in self.facts.evaluated_on if made_on < day <= self.today})
        for rule, started_on in (("T19a", made_on), *(("T19b", day) for day in looked)):
            next_one = next((day for day in looked if day > started_on), None)
            yield from self.clock(rule, started_on, source, lambda _counted, day=next_one: day, more=self.more_of_plan)  # type: ignore[misc]

    def more_of_plan(self, counted: Counted, state: DeadlineState, met_on: date | None) -> Iterable[Reason]:
        """The day that was agreed to look at the plan together."""
        del state
        planned = self.facts.plan.evaluation_at if self.facts.plan else None
        if met_on is None and planned is not None and local_day(planned) > counted.day_zero:
            yield Reason(N_("You agreed to look at it together on {day}."), {"day": local_day(planned)})

    def of_closing(self, closing: Closing) -> Iterable[Deadline]:
        """The aftercare of a closing (T20), as far as it was not called off."""
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
        """The terms that an age brings (T21), of who is not far from it and was known by then."""
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
        """When to talk about a consent again (T23)."""
        if consent.answer is not ConsentAnswer.YES or consent.given_on is None:
            return
        given_on = consent.given_on
        ends = [day for day in (consent.withdrawn_on, consent.until_on) if day is not None and day <= self.today]
        reviews = [e.on for e in self.events if e.kind is CaseEventKind.CONSENT_REVIEWED and e.consent == consent.id]
        yield from self.reviewed("T23", given_on, reviews, TermSource(consent=consent.id), min(ends, default=None))

    def of_flag(self, flag: SafetyFlag) -> Iterable[Deadline]:
        """When to look at a safety flag again (T24)."""
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
        """When to call back (N01)."""
        if task.made_on is None:
            return
        done = task.done_on if task.done_on and task.done_on <= self.today else None
        yield from self.clock(
            "N01", task.made_on, TermSource(task=task.id), lambda _counted: done, ended_on=task.cancelled_on
        )

    def of_carer_talk(self, talk: CarerTalk) -> Iterable[Deadline]:
        """The talk with a carer who told to hold out for less than a month (N03)."""
        carer = talk.resident
        days = [
            each.held_on
            for each in self.facts.carer_talks
            if each.resident == carer and each.id != talk.id and not each.says_nothing
        ]
        days += [on for whom, on in self.facts.carers_spoken if whom == carer]
        met_on = min((day for day in days if talk.held_on <= day <= self.today), default=None)
        ended_on = self.facts.care_ended.get(carer)
        if ended_on is not None:
            ended_on = max(ended_on, talk.held_on) if ended_on <= self.today else None
        source = TermSource(carer_talk=talk.id)
        yield from self.clock("N03", talk.held_on, source, lambda _counted: met_on, ended_on=ended_on)


def years_in_sight(steps: Iterable[str], laws: Iterable[Statute], today: date) -> range:
    """The years of birth of whom these steps of an age may ask something today, by any of these laws."""
    last = today.year - OF_AGE
    ahead = today + timedelta(days=_AGES_AHEAD)
    for step, statute in product(steps, laws):
        for year in range(last, today.year - _YEARS_OF_AGES[0] + 1):
            with suppress(Problem):
                if statute.count_all(step, date(year, 1, 1))[0].counted_end <= ahead:
                    last = year
    return range(today.year - OF_AGE, last + 1)


def days_of_ages(born_on: date) -> Iterable[date]:
    """The first day of each half year of young life, the day after, and when it comes in sight."""
    with suppress(ValueError, OverflowError):
        for months in range(_YEARS_OF_AGES[0] * 12, _YEARS_OF_AGES[1] * 12 + 1, 6):
            on = reach_age(born_on, months)
            yield on
            yield on + ONE_DAY
            yield on - timedelta(days=_AGES_AHEAD)
