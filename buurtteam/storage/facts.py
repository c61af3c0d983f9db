"""The facts of households from which their terms follow, gathered for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, Uuid, bindparam, text

from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.case import CaseEvent, Closing, Postponement
from buurtteam.domain.household import Household, Membership, Resident, SafetyFlag
from buurtteam.domain.household_clocks import CaseFacts
from buurtteam.domain.kinds import HouseholdId, RequestId, ResidentId, local_day
from buurtteam.domain.plan import HouseholdPlan
from buurtteam.domain.record import Record
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification
from buurtteam.domain.sharing import Consent
from buurtteam.domain.task import Task, TaskKind
from buurtteam.storage.columns import Utc
from buurtteam.storage.store import Store

R = TypeVar("R", bound=Record)

SOURCES: frozenset[type[Record]] = frozenset(
    {
        Household,
        Membership,
        Resident,
        RequestNotification,
        RequestEvent,
        HouseholdPlan,
        Consent,
        SafetyFlag,
        Task,
        CaseEvent,
        Closing,
        Postponement,
    }
)
"""The kinds of record that can change a term of their household; conversations do when they are evaluations."""

_EVALUATED = (
    text(
        "SELECT household, held_at FROM conversation "
        "WHERE kind = 'evaluation' AND finished_at IS NOT NULL AND household IN :households"
    )
    .bindparams(bindparam("households", type_=Uuid(), expanding=True))
    .columns(household=Uuid(), held_at=Utc())
)
_ALL_EVALUATED = text(
    "SELECT household, held_at FROM conversation WHERE kind = 'evaluation' AND finished_at IS NOT NULL"
).columns(household=Uuid(), held_at=Utc())


def facts_of(
    store: Store, today: date, households: Sequence[HouseholdId] | None = None
) -> dict[HouseholdId, CaseFacts]:
    """The facts of some households, or of all; one question per kind of record, however many households."""
    homes: dict[str, Any] = {} if households is None else {"household": list(households)}
    ids: dict[str, Any] = {} if households is None else {"id": list(households)}
    requests = _by_household(store.of(RequestNotification, order_by="received_at", **homes))
    events: dict[RequestId, list[RequestEvent]] = defaultdict(list)
    evaluated: dict[HouseholdId, set[date]] = defaultdict(set)
    for event in store.of(RequestEvent, **homes):
        events[event.request].append(event)
        if event.kind is EventKind.EVALUATED:
            evaluated[event.household].add(event.on)
    for household, held_at in _evaluations(store.connection, households):
        evaluated[household].add(local_day(held_at))
    case_events = _by_household(store.of(CaseEvent, **homes))
    closings = _by_household(store.of(Closing, **homes))
    plans = _by_household(store.of(HouseholdPlan, **homes))
    consents = _by_household(store.of(Consent, **homes))
    flags = _by_household(store.of(SafetyFlag, **homes))
    tasks = _by_household(store.of(Task, kind=[TaskKind.CALL_BACK, TaskKind.AFTERCARE], **homes))
    postponed = _by_household(store.of(Postponement, **homes))
    everybody = store.of(Membership, **homes)
    members = [each for each in everybody if each.counts_on(today)]
    moves: dict[HouseholdId, list[date]] = defaultdict(list)
    for each in everybody:
        moves[each.household] += [day for day in (each.from_on, each.until_on and each.until_on + ONE_DAY) if day]
    whom: dict[str, Any] = {} if households is None else {"id": list({each.resident for each in members})}
    births = {each.id: each.born_on for each in store.of(Resident, **whom) if not each.died_on and each.born_on}
    born: dict[HouseholdId, list[tuple[ResidentId, str]]] = defaultdict(list)
    for member in members:
        if member.resident in births:
            born[member.household].append((member.resident, births[member.resident]))
    return {
        home.id: CaseFacts(
            household=home.id,
            known_since=home.started_on,
            requests=[(request, events[request.id]) for request in requests[home.id]],
            events=case_events[home.id],
            closings=closings[home.id],
            plan=next(iter(plans[home.id]), None),
            evaluated_on=sorted(evaluated[home.id]),
            births=born[home.id],
            moves_on=moves[home.id],
            consents=consents[home.id],
            safety_flags=flags[home.id],
            tasks=tasks[home.id],
            postponements=postponed[home.id],
        )
        for home in store.of(Household, **ids)
    }


def facts_of_team(store: Store) -> CaseFacts:
    """What happened to the team and no household: a data leak."""
    return CaseFacts(events=store.of(CaseEvent, household=None))


def _evaluations(connection: Connection, households: Sequence[HouseholdId] | None) -> Iterable[Any]:
    if households is None:
        return connection.execute(_ALL_EVALUATED)
    return connection.execute(_EVALUATED, {"households": list(households)})


def _by_household(records: Iterable[R]) -> dict[Any, list[R]]:
    found: dict[Any, list[R]] = defaultdict(list)
    for record in records:
        found[record.household].append(record)  # type: ignore[attr-defined]  # only kinds that have one are asked for
    return found
