"""The facts of households from which their terms follow, gathered for many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, Uuid, bindparam, text

from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.care import CANNOT_GO_ON, CarerTalk
from buurtteam.domain.case import OF_TEAM, CaseEvent, CaseEventKind, Closing, Postponement
from buurtteam.domain.household import Household, Membership, Relation, RelationKind, Resident, SafetyFlag
from buurtteam.domain.household_clocks import CaseFacts
from buurtteam.domain.kinds import HouseholdId, RequestId, ResidentId, local_day
from buurtteam.domain.plan import HouseholdPlan
from buurtteam.domain.record import Record
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification
from buurtteam.domain.sharing import Consent
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.threat import Threat
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
        Threat,
        CarerTalk,
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
    store: Store,
    today: date,
    households: Sequence[HouseholdId] | None = None,
    kinds: Collection[type[Record]] = SOURCES,
) -> dict[HouseholdId, CaseFacts]:
    """The facts of some households, or of all; one question per kind of record, however many households.

    Who needs the facts of some kinds only does not wait for the others.
    """
    homes: dict[str, Any] = {} if households is None else {"household": list(households)}
    ids: dict[str, Any] = {} if households is None else {"id": list(households)}

    def known(kind: type[R], /, **where: Any) -> list[R]:  # noqa: ANN401 - as `Store.of` has it
        return store.of(kind, **homes, **where) if kind in kinds else []

    requests = _by_household(known(RequestNotification, order_by="received_at"))
    events: dict[RequestId, list[RequestEvent]] = defaultdict(list)
    evaluated: dict[HouseholdId, set[date]] = defaultdict(set)
    for event in known(RequestEvent):
        events[event.request].append(event)
        if event.kind is EventKind.EVALUATED:
            evaluated[event.household].add(event.on)
    for household, held_at in _evaluations(store.connection, households) if HouseholdPlan in kinds else ():
        evaluated[household].add(local_day(held_at))
    case_events = _by_household(known(CaseEvent))
    closings = _by_household(known(Closing))
    plans = _by_household(known(HouseholdPlan))
    consents = _by_household(known(Consent))
    flags = _by_household(known(SafetyFlag))
    tasks = _by_household(known(Task, kind=[TaskKind.CALL_BACK, TaskKind.AFTERCARE]))
    postponed = _by_household(known(Postponement))
    threats = _by_household(known(Threat))
    everybody = known(Membership)
    urgent = known(CarerTalk, perseverance=sorted(CANNOT_GO_ON))
    carers = _Carers(store, {each.resident for each in urgent})
    with_urgent: dict[HouseholdId, set[ResidentId]] = defaultdict(set)
    for each_talk in urgent:
        with_urgent[each_talk.household].add(each_talk.resident)
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
            threats=threats[home.id],
            **carers.facts(with_urgent.get(home.id, ())),
        )
        for home in store.of(Household, **ids)
    }


class _Carers:
    """What is known of carers who once said not to hold out for a month, wherever it was written down."""

    def __init__(self, store: Store, carers: Collection[ResidentId]) -> None:
        whom = list(carers)
        self.talks = store.of(CarerTalk, resident=whom) if whom else []
        events = store.of(CaseEvent, kind=CaseEventKind.CARER_TALKED, about=whom) if whom else []
        tasks = store.of(Task, kind=TaskKind.CARER, resident=whom) if whom else []
        self.spoken = [(each.about, each.on) for each in events if each.about]
        # What a talk settled is that very talk, and no other one.
        settled = {each.settled_task for each in self.talks}
        self.spoken += [
            (each.resident, each.done_on) for each in tasks if each.resident and each.done_on and each.id not in settled
        ]
        self.ended: dict[ResidentId, date] = {}
        cares = store.of(Relation, kind=RelationKind.CARES_FOR, resident=whom) if whom else []
        for carer in whom:
            ends = [each.until_on for each in cares if each.resident == carer]
            if ends and None not in ends:
                self.ended[carer] = max(day for day in ends if day)
        for resident in store.of(Resident, id=whom) if whom else []:
            if resident.died_on:
                # Of what is not known of that day the first that is possible.
                died = date.fromisoformat(resident.died_on + "0000-01-01"[len(resident.died_on) :])
                self.ended[resident.id] = min(died, self.ended.get(resident.id, died))

    def facts(self, carers: Collection[ResidentId]) -> dict[str, Any]:
        """The facts of these carers, as `CaseFacts` has them."""
        if not carers:
            return {}
        return {
            "carer_talks": [each for each in self.talks if each.resident in carers],
            "carers_spoken": [each for each in self.spoken if each[0] in carers],
            "care_ended": {carer: day for carer, day in self.ended.items() if carer in carers},
        }


def homes_of_born(connection: Connection, years: range) -> list[HouseholdId]:
    """The households in which lives, or lived, somebody who was born in these years."""
    rows = connection.execute(_OF_BORN, {"first": f"{years.start:04}", "after": f"{years.stop:04}"})
    return [HouseholdId(row.household) for row in rows]


_OF_BORN = text(
    "SELECT DISTINCT household FROM membership JOIN resident ON resident.id = membership.resident "
    "WHERE resident.born_on >= :first AND resident.born_on < :after"
).columns(household=Uuid())


def facts_of_team(store: Store) -> CaseFacts:
    """What happened to no household: a data leak of the team, and early signals that belong to nobody yet."""
    return CaseFacts(events=store.of(CaseEvent, household=None))


def leaks_of_team(store: Store) -> CaseFacts:
    """What happened to the team itself: a data leak."""
    return CaseFacts(events=store.of(CaseEvent, household=None, kind=list(OF_TEAM)))


def _evaluations(connection: Connection, households: Sequence[HouseholdId] | None) -> Iterable[Any]:
    if households is None:
        return connection.execute(_ALL_EVALUATED)
    return connection.execute(_EVALUATED, {"households": list(households)})


def _by_household(records: Iterable[R]) -> dict[Any, list[R]]:
    found: dict[Any, list[R]] = defaultdict(list)
    for record in records:
        found[record.household].append(record)  # type: ignore[attr-defined]  # only kinds that have one are asked for
    return found
