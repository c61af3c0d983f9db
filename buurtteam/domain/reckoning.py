"""The terms of a household, from its dated events: which run, wait, are met or missed, and why.

Events, never flags: what was typed later counts from the day it happened, and the order of typing never matters.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from buurtteam.domain.ages import exact_birth
from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.case import Postponement, TermSource
from buurtteam.domain.deadlines import OUTLIVES_CLOSING, Deadline, DeadlineState, Reason
from buurtteam.domain.household_clocks import CaseFacts, HouseholdClocks, days_of_ages
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification
from buurtteam.domain.request_clocks import RequestClocks
from buurtteam.domain.statute import Statute
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_


def deadlines(
    request: RequestNotification,
    events: Iterable[RequestEvent],
    statute: Statute,
    today: date,
    threats: Iterable[Threat] = (),
) -> tuple[Deadline, ...]:
    """The terms of a request as they stand on a day, the first to end first; the order of typing does not matter.

    Events after `today` have not happened yet.
    """
    return _in_order(RequestClocks(request, events, statute, today, threats=threats).deadlines())


def case_deadlines(
    facts: CaseFacts,
    statute: Statute,
    today: date,
    *,
    explained: bool = True,
    only: Collection[str] | None = None,
    now: datetime | None = None,
) -> tuple[Deadline, ...]:
    """Every term of a household as it stands on a day, the first to end first; without `explained` it says no reasons.

    With `only`, no other steps than these are counted; with `now`, a term in hours is late from its hour on.

    What lies after `today` has not happened yet. A closed household keeps what was missed, and asks for nothing more
    but what its residents have a right to.
    """
    found: list[Deadline] = []
    for request, events in facts.requests:
        clocks = RequestClocks(request, events, statute, today, threats=facts.threats, explained=explained, only=only)
        found += clocks.deadlines()
    found += HouseholdClocks(facts, statute, today, explained=explained, only=only).deadlines()
    if now is not None:
        found = [_by_the_hour(each, now) for each in found]
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


def _by_the_hour(deadline: Deadline, now: datetime) -> Deadline:
    ends_at = deadline.counted.ends_at
    if ends_at is None or now <= ends_at or deadline.state is not DeadlineState.RUNNING:
        return deadline
    return replace(deadline, state=DeadlineState.MISSED)


def _ended(deadline: Deadline, closed_on: date, today: date) -> Deadline:
    if deadline.step in OUTLIVES_CLOSING or not deadline.is_open:
        return deadline
    is_missed = deadline.state is DeadlineState.MISSED and deadline.legal_end < closed_on
    state = DeadlineState.MISSED if is_missed and today > deadline.legal_end else DeadlineState.WITHDRAWN
    return replace(deadline, state=state, ended_on=max(closed_on, deadline.day_zero))


def _postponed(deadline: Deadline, postponement: Postponement | None, *, explained: bool) -> Deadline:
    if postponement is None:
        return deadline
    why = list(deadline.why)
    if explained:
        if postponement.reason:
            why.append(Reason(N_("Why it takes longer: {reason}"), {"reason": postponement.reason}))
        why.append(
            Reason(
                N_("On {day} you agreed with the resident: {agreed}"),
                {"day": postponement.agreed_on, "agreed": postponement.agreed or "–"},
            )
        )
        if postponement.until_on:
            why.append(Reason(N_("The date you agreed is {day}."), {"day": postponement.until_on}))
    return replace(deadline, postponement=postponement, why=tuple(why))


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
    days += [day for each in facts.threats for day in (each.known_on, each.ended_on) if day]
    days += [each.held_on for each in facts.carer_talks]
    days += [*(on for _carer, on in facts.carers_spoken), *facts.care_ended.values()]
    if facts.plan is not None and facts.plan.made_on is not None:
        days.append(facts.plan.made_on)
    for _resident, born in facts.births:
        if (born_on := exact_birth(born)) is not None:
            days += [day for day in days_of_ages(born_on) if day > today]
    return min((day for day in days if day > today), default=None)
