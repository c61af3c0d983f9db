"""What happens when a carer drops out: one agreement for each person somebody cares for, agreed by both, looked at again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from buurtteam.domain.care import CrisisAgreement
from buurtteam.domain.caring import is_running
from buurtteam.domain.household import Relation, RelationKind, Resident, full_name
from buurtteam.domain.kinds import HouseholdId, RelationId, ResidentId, one_line
from buurtteam.domain.problem import Gap
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.words import N_
from buurtteam.services import day_task
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _


@dataclass(frozen=True)
class IfDropsOut:
    """One person whom a carer cares for now, with the agreement about it, if there is one."""

    relation: RelationId
    cared_for: str
    agreement: CrisisAgreement | None = None


@dataclass(frozen=True)
class AgreementsView:
    """What was agreed for when one carer drops out, person by person."""

    carer: str
    today: date
    lines: tuple[IfDropsOut, ...] = ()


def agreements_of(office: Office, household: HouseholdId, carer: ResidentId) -> AgreementsView:
    """The agreements of a carer, for everybody this carer cares for today; also what was agreed about a care that ended."""
    today = office.today()
    with office.reading() as store:
        person = store.get(Resident, carer)
        relations = store.of(Relation, resident=carer, kind=RelationKind.CARES_FOR, order_by=("from_on", "id"))
        agreed = {each.relation: each for each in store.of(CrisisAgreement, household=household)}
        people = {each.id: each for each in store.of(Resident, id=[one.to_resident for one in relations])}
    lines = tuple(
        IfDropsOut(each.id, full_name(people[each.to_resident]), agreed.get(each.id))
        for each in relations
        if is_running(each, today) or each.id in agreed
    )
    return AgreementsView(full_name(person), today, lines)


def begin(office: Office, household: HouseholdId, relation: RelationId) -> CrisisAgreement:
    """Begin the agreement about one care, or go on with the one that is there."""
    with office.writing(Deed.KEEP_CARER, household) as store:
        store.get(Relation, relation)
        known = next(iter(store.of(CrisisAgreement, household=household, relation=relation)), None)
        return known or store.save(CrisisAgreement(household=household, relation=relation))


def keep(office: Office, agreement: CrisisAgreement) -> CrisisAgreement:
    """Keep an agreement; the day on which to look at it again is a task of whoever is responsible.

    Another text than both agreed to on an earlier day is asked about again, before it stands on a card.
    Raises Problem when it was agreed on a day that has yet to come, Stale when somebody else changed it.
    """
    if agreement.agreed_on is not None:
        not_in_the_future(office, agreement.agreed_on)
    with office.writing(Deed.KEEP_CARER, agreement.household) as store:
        kept = store.save(_asked_again(office, store.find(CrisisAgreement, agreement.id), agreement))
        return _follow(office, store, kept)


_ON_THE_CARD = (
    "takes_over", "takes_over_phone", "second", "second_phone", "tonight", "tomorrow", "medicine", "key_at", "calms",
    "doctor", "emergency",
)  # fmt: skip


def _asked_again(office: Office, stored: CrisisAgreement | None, agreement: CrisisAgreement) -> CrisisAgreement:
    """Who agreed on an earlier day to other words has not agreed to these; of today both still sit at the table."""
    if agreement.is_agreed and agreement.agreed_on is None:
        return agreement.changed(agreed_on=office.today())
    if stored is None or not stored.is_agreed or stored.agreed_on is None or stored.agreed_on >= office.today():
        return agreement
    if all(getattr(stored, name) == getattr(agreement, name) for name in _ON_THE_CARD):
        return agreement
    return agreement.changed(carer_agrees=None, cared_for_agrees=None, cannot_agree_why="", agreed_on=None)


def _follow(office: Office, store: Store, agreement: CrisisAgreement) -> CrisisAgreement:
    """Let the task follow the day on which to look at it again."""
    if agreement.review_on is None:
        day_task.end(office, store, agreement.review_task, why=_("There is no day to look at it any more."))
        return agreement
    wanted = Task(
        household=agreement.household,
        kind=TaskKind.REVIEW,
        what=one_line(_("Look again at what happens when the carer drops out")),
        resident=store.get(Relation, agreement.relation).resident,
        due_on=agreement.review_on,
        made_on=office.today(),
    )
    task = day_task.follow(store, agreement.review_task, wanted)
    return agreement if task == agreement.review_task else store.save(agreement.changed(review_task=task))


def remove(office: Office, agreement: CrisisAgreement) -> UUID:
    """Move an agreement to the trash with the task to look at it again; gives back the bundle."""
    with office.writing(Deed.KEEP_CARER, agreement.household) as store:
        task = store.find(Task, agreement.review_task)
        tasks = [task] if task is not None and task.is_open else []
        return office.remove(Deed.KEEP_CARER, agreement.household, _("Agreement for dropping out"), agreement, *tasks)


def gaps_of(agreement: CrisisAgreement) -> tuple[Gap, ...]:
    """What a card needs that is not known yet; without what stops it cannot be printed."""
    asked = (
        (agreement.takes_over, N_("Fill in who takes over tonight."), "takes_over", True),
        (agreement.takes_over_phone, N_("Fill in the phone of who takes over."), "takes_over_phone", True),
        (agreement.carer_agrees, N_("Ask whether the carer agrees."), "carer_agrees", True),
        (
            agreement.is_agreed or not agreement.carer_agrees,
            N_("Ask whether the person who is cared for agrees, or write down why that cannot be."),
            "cared_for_agrees",
            True,
        ),
        (agreement.tonight, N_("Fill in what must happen tonight."), "tonight", False),
        (agreement.doctor, N_("Fill in the general practitioner."), "doctor", False),
        (agreement.key_at, N_("Fill in where a key is."), "key_at", False),
    )
    return tuple(
        Gap(sentence, "carer", field, str(agreement.id), stops=stops)
        for known, sentence, field, stops in asked
        if not known
    )
