"""Whoever moves takes along what is kept of this person as a carer: it stands where the carer lives, and nowhere else.

Who leaves a household and lives in no other gets an own file; what was said would else stay with who was cared for.
"""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from buurtteam.domain.care import Appreciation, Care, CarePath, Carer, CarerSupport, CarerTalk, CrisisAgreement
from buurtteam.domain.caring import is_running
from buurtteam.domain.household import Household, Membership, Relation, RelationKind, Resident, Statement, StatementKind
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.record import Record
from buurtteam.domain.task import Task, TaskKind
from buurtteam.storage.store import Store

_OF_PERSON: Final[tuple[type[Record], ...]] = (Carer, CarerTalk, CarerSupport, Measurement, Appreciation, CarePath)
_OF_CARE: Final[tuple[type[Record], ...]] = (Care, CrisisAgreement)
_TASKS: Final = ("settled_task", "review_task", "answer_task")
_WHOLE_DAY: Final = len("2026-11-22")
_STAYS: Final = ("plan_action", "conversation", "request", "source", "series")
"""What a record refers to and what stays with the household that was left: its plan, its talks at the table."""


def homes_of(store: Store, residents: Collection[ResidentId], today: date) -> dict[ResidentId, HouseholdId]:
    """Where people live: where they are registered before where they also stay."""
    found: dict[ResidentId, HouseholdId] = {}
    for each in sorted(_lives(store, residents, today), key=_first_home):
        found.setdefault(each.resident, each.household)
    return found


def home_of(
    store: Store, resident: ResidentId, today: date, *, rather: HouseholdId | None = None
) -> HouseholdId | None:
    """In which household the records of a carer stand: `rather` that one when the person lives there."""
    if rather is not None and any(each.household == rather for each in _lives(store, [resident], today)):
        return rather
    return homes_of(store, [resident], today).get(resident)


def _first_home(one: Membership) -> tuple[bool, int, str]:
    """Where somebody is registered comes before where somebody also stays."""
    return not one.is_main, one.position, str(one.id)


def _lives(store: Store, residents: Collection[ResidentId], today: date) -> list[Membership]:
    known = store.of(Membership, resident=list(residents))
    return [each for each in known if not each.ended_before(today)]


def has_left(store: Store, resident: ResidentId, today: date) -> bool:
    """Whether something of somebody as a carer still stands in a household that this person left."""
    return bool(_left_behind(store, resident, today))


def follow(store: Store, resident: ResidentId, today: date, label: str, *, leaving: HouseholdId | None = None) -> None:
    """Let what is kept of somebody as a carer stand where this person lives now, after a move.

    `label` is the name of the own file that somebody gets who lives in no household any more; `leaving` is a household
    that goes away in this deed.
    """
    stays = _left_behind(store, resident, today, leaving)
    if not stays:
        return
    lives = [each for each in _lives(store, [resident], today) if each.household != leaving]
    there = min(lives, key=_first_home, default=None)
    home = there.household if there else _own_file(store, resident, today, label)
    for each in stays:
        loose: dict[str, Any] = {name: None for name in _STAYS if name in type(each).model_fields}
        if isinstance(each, Statement):
            # The source of a sign is who noticed it, and that goes along.
            loose = {}
        store.save(each.changed(household=home, **loose))


def _left_behind(store: Store, resident: ResidentId, today: date, leaving: HouseholdId | None = None) -> list[Record]:
    lives = {each.household for each in _lives(store, [resident], today)} - {leaving}
    left = {each.household for each in store.of(Membership, resident=resident)} - lives
    cares = [each.id for each in store.of(Relation, resident=resident, kind=RelationKind.CARES_FOR)]
    found: list[Record] = []
    for kind in _OF_PERSON:
        found += store.of(kind, resident=resident)
    for kind in _OF_CARE:
        found += store.of(kind, relation=cares)
    found += store.of(Statement, resident=resident, kind=StatementKind.SIGN)
    named = {getattr(each, name, None) for each in found for name in _TASKS} - {None}
    tasks = {each.id: each for each in store.of(Task, id=list(named))}
    tasks |= {each.id: each for each in store.of(Task, resident=resident, kind=TaskKind.CARER)}
    found += tasks.values()
    # With a home elsewhere nothing stays behind; without one, only what stands where somebody moved out.
    return [
        each
        for each in found
        if (home := each.household) not in lives and (lives or home in left)  # type: ignore[attr-defined]
    ]


def _own_file(store: Store, resident: ResidentId, today: date, label: str) -> HouseholdId:
    made = store.save(Household(label=label, started_on=today))
    store.save(Membership(household=made.id, resident=resident))
    return made.id


def end_with_life(store: Store, person: Resident, today: date, why: str) -> None:
    """Who died cares no more and is cared for no more; a talk that was planned with this person is called off.

    The talk with who cared for this person stays: that one is left with an empty week. `why` stands with what is called off.
    """
    day = min(date.fromisoformat(person.died_on), today) if len(person.died_on) == _WHOLE_DAY else today
    kind = RelationKind.CARES_FOR
    for each in (
        *store.of(Relation, resident=person.id, kind=kind),
        *store.of(Relation, to_resident=person.id, kind=kind),
    ):
        if is_running(each, today):
            store.save(each.changed(until_on=max(day, each.from_on) if each.from_on else day))
    for task in store.of(Task, kind=TaskKind.CARER, resident=person.id):
        if task.is_open:
            store.save(task.changed(cancelled_on=today, cancel_reason=why))
