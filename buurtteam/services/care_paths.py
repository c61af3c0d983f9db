"""The road of somebody with signs of dementia, or in the last phase of life: signs with a source, the doctor, one case manager."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from buurtteam.domain.care import CarePath, PathKind
from buurtteam.domain.caring import is_running
from buurtteam.domain.household import (
    Membership,
    Relation,
    RelationKind,
    Resident,
    Statement,
    StatementKind,
    full_name,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId, one_line
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.words import N_
from buurtteam.services import day_task
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import label
from buurtteam.texts import translate as _

ANSWER_AFTER = timedelta(days=14)
"""So long after a question the team asks the doctor again."""

SIGNS = (
    N_("Asks the same thing again and again."),
    N_("Forgets appointments or medicines."),
    N_("Loses the way in a known place."),
    N_("Has trouble with cooking, money or appliances that used to go well."),
    N_("Cannot find words, or loses the thread."),
    N_("Withdraws, or has become suspicious or restless."),
    N_("Walks about at night."),
)
"""Signs that people often notice; each still needs who says it. They prove nothing: the doctor looks further."""


@dataclass(frozen=True)
class PersonOnPath:
    """Somebody who lives here, with the signs and the roads of this person."""

    resident: ResidentId
    name: str
    is_cared_for: bool = False
    signs: tuple[Statement, ...] = ()
    paths: tuple[CarePath, ...] = ()


@dataclass(frozen=True)
class PathsView:
    """Everybody who lives here: who is cared for, has signs or is on a road stands on top."""

    today: date
    people: tuple[PersonOnPath, ...] = ()

    @property
    def concerned(self) -> tuple[PersonOnPath, ...]:
        """Those about whom there is something to tell."""
        return tuple(each for each in self.people if each.is_cared_for or each.signs or each.paths)


def paths_of(office: Office, household: HouseholdId) -> PathsView:
    """The people of a household with their signs and roads."""
    today = office.today()
    with office.reading() as store:
        here = [
            each for each in store.of(Membership, household=household, order_by="position") if each.counts_on(today)
        ]
        people = {each.id: each for each in store.of(Resident, id=[one.resident for one in here])}
        relations = store.of(Relation, to_resident=list(people), kind=RelationKind.CARES_FOR)
        signs = store.of(Statement, household=household, kind=StatementKind.SIGN, order_by="-stated_on")
        paths = store.of(CarePath, household=household, order_by="id")
    cared_for = {each.to_resident for each in relations if is_running(each, today)}
    found = [
        PersonOnPath(
            resident=id_,
            name=full_name(person),
            is_cared_for=id_ in cared_for,
            signs=tuple(each for each in signs if each.resident == id_),
            paths=tuple(
                sorted((each for each in paths if each.resident == id_), key=lambda one: one.ended_on is not None)
            ),
        )
        for id_, person in people.items()
    ]
    return PathsView(today, tuple(sorted(found, key=lambda each: not (each.paths or each.signs or each.is_cared_for))))


def begin(office: Office, household: HouseholdId, resident: ResidentId, kind: PathKind) -> CarePath:
    """Begin a road for somebody, or go on with the one that runs."""
    with office.writing(Deed.KEEP_CARER, household) as store:
        store.get(Resident, resident)
        known = store.of(CarePath, household=household, resident=resident, kind=kind)
        running = next((each for each in known if each.ended_on is None), None)
        return running or store.save(CarePath(household=household, resident=resident, kind=kind))


def keep(office: Office, path: CarePath) -> CarePath:
    """Keep a road; a question to the doctor without an answer is asked again after two weeks, as a task.

    Raises Problem for a day that has yet to come, Stale when somebody else changed it.
    """
    for day in (path.asked_on, path.answered_on, path.waits_since):
        if day is not None:
            not_in_the_future(office, day)
    with office.writing(Deed.KEEP_CARER, path.household) as store:
        kept = store.save(path)
        return _follow(office, store, kept)


def ask_doctor(office: Office, path: CarePath) -> CarePath:
    """Write down that the question was put to the doctor today."""
    return keep(office, path.changed(asked_on=office.today(), answered_on=None))


def _follow(office: Office, store: Store, path: CarePath) -> CarePath:
    """Let the task to ask again follow the day of the question."""
    if path.asked_on is None or path.answered_on is not None or path.ended_on is not None:
        why = _("The question to the doctor does not wait any more.")
        day_task.end(office, store, path.answer_task, done_on=path.answered_on, why=why)
        return path
    wanted = Task(
        household=path.household,
        kind=TaskKind.MEDICAL_ADVICE,
        what=one_line(_("Ask what the doctor answers")),
        resident=path.resident,
        due_on=path.asked_on + ANSWER_AFTER,
        made_on=office.today(),
    )
    task = day_task.follow(store, path.answer_task, wanted)
    return path if task == path.answer_task else store.save(path.changed(answer_task=task))


def remove(office: Office, path: CarePath) -> UUID:
    """Move a road to the trash with its open task; gives back the bundle."""
    with office.writing(Deed.KEEP_CARER, path.household) as store:
        task = store.find(Task, path.answer_task)
        tasks = [task] if task is not None and task.is_open else []
        return office.remove(Deed.KEEP_CARER, path.household, label(path.kind), path, *tasks)


def keep_sign(office: Office, sign: Statement) -> Statement:
    """Keep a sign that somebody noticed; who says it stands beside it.

    Raises Problem for a day that has yet to come, Stale when somebody else changed it.
    """
    if sign.stated_on is not None:
        not_in_the_future(office, sign.stated_on)
    with office.writing(Deed.KEEP_CARER, sign.household) as store:
        return store.save(sign)


def new_sign(office: Office, household: HouseholdId, resident: ResidentId) -> Statement:
    """A sign of today that is still to be written down."""
    return Statement(household=household, resident=resident, kind=StatementKind.SIGN, stated_on=office.today())


def remove_sign(office: Office, sign: Statement) -> UUID:
    """Move a sign to the trash; gives back the bundle."""
    return office.remove(Deed.KEEP_CARER, sign.household, _("Sign"), sign)
