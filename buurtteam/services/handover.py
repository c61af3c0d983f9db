"""Handing a household over with a familiar face: proposed, told in advance, a joint talk, accepted by the new face.

The household keeps its fixed face until the new one accepts. What somebody wrote keeps its writer and its day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from buurtteam.domain.filing import Paper
from buurtteam.domain.household import Deviation, Household, HouseholdState
from buurtteam.domain.kinds import HouseholdId, PaperId, TransferId, WorkerId, one_line
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.responsibility import (
    Assignment,
    AssignmentRole,
    Transfer,
    TransferState,
    face_periods,
    stays_on,
)
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.domain.task import Appointment, Task, TaskOwner
from buurtteam.domain.words import N_
from buurtteam.services import tasks
from buurtteam.services.handover_end import ended
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import problem_text
from buurtteam.texts import translate as _

# ---------------------------------------------------------------------------------------------- proposing


def propose(
    office: Office,
    households: Sequence[HouseholdId],
    to_worker: WorkerId,
    *,
    reason: str = "",
    stays_until: date | None = None,
    stays: WorkerId | None = None,
    joint_talk_at: datetime | None = None,
    joint_talk_place: str = "",
) -> tuple[Transfer, ...]:
    """Propose to hand these households over to a colleague, all of them in one deed; nobody changes yet.

    Whoever is the face now stays when nobody else is named. A joint talk can be planned at once for one household.
    Raises Problem when one of them cannot be handed over; then nothing happens.
    """
    chosen = tuple(dict.fromkeys(households))
    if joint_talk_at is not None and len(chosen) > 1:
        raise Problem("one_talk_each", N_("Each household has a joint talk of its own. Plan it after this."))
    only = chosen[0] if len(chosen) == 1 else None
    with office.writing(Deed.HAND_OVER, only) as store:
        homes = [store.get(Household, each) for each in chosen]
        may_get(store, to_worker)
        _can_go(store, homes, to_worker)
        if stays_until is not None and stays_until < office.today():
            raise Problem("stays_in_the_past", N_("The day up to which the old face stays lies in the past."))
        made = [
            store.save(
                Transfer(
                    household=home.id,
                    from_worker=home.plan_coordinator,
                    to_worker=to_worker,
                    proposed_by=office.me,
                    proposed_on=office.today(),
                    reason=one_line(reason),
                    stays_until=stays_until,
                    stays=stays or home.plan_coordinator,
                )
            )
            for home in homes
        ]
        if joint_talk_at is not None:
            made = [plan_joint_talk(office, each.id, joint_talk_at, joint_talk_place) for each in made]
        return tuple(made)


def may_get(store: Store, worker: WorkerId) -> Worker:
    """The worker, as long as households can be given to this one.

    Raises Problem when this worker has left the team.
    """
    found = store.get(Worker, worker)
    if not found.is_active:
        raise Problem("worker_left", N_("{name} does not work in the team now. Choose somebody else."), name=found.name)
    return found


def _can_go(store: Store, homes: Sequence[Household], to_worker: WorkerId) -> None:
    if closed := sum(1 for each in homes if each.state is HouseholdState.CLOSED):
        raise _closed(closed)
    if sum(1 for each in homes if each.plan_coordinator == to_worker):
        raise Problem("already_face", N_("This colleague is the fixed face already. Choose somebody else."))
    waiting = store.of(Transfer, household=[each.id for each in homes], state=TransferState.PROPOSED)
    if waiting:
        raise Problem(
            "transfer_waits",
            N_("A hand-over waits for an answer already: {count} of these households. Answer or withdraw it first."),
            count=len(waiting),
        )


def _closed(count: int) -> Problem:
    return Problem(
        "household_closed",
        N_("A closed household cannot be handed over: {count} of these. Open it again first, or leave it out."),
        count=count,
    )


# ---------------------------------------------------------------------------------------------- preparing


def plan_joint_talk(office: Office, transfer: TransferId, at: datetime, place: str = "", minutes: int = 60) -> Transfer:
    """Plan the talk in which the old face, the new face and the residents sit together, or move it.

    Both workers find it among their appointments. Raises Problem when the hand-over was answered.
    """
    with office.writing(Deed.HAND_OVER) as store:
        found = _waiting(store, transfer)
        names = [
            each.name
            for one in (found.from_worker, found.to_worker)
            if (each := store.find(Worker, one)) is not None and each.name
        ]
        facts = {
            "at": at,
            "place": one_line(place),
            "minutes": minutes,
            "what": one_line(_("Joint talk about the hand-over: {names}", names=names)),
            "is_cancelled": False,
        }
        planned = store.find(Appointment, found.appointment)
        if planned is not None:
            store.save(planned.changed(**facts))
            return found
        made = store.save(Appointment(household=found.household, worker=found.from_worker or found.to_worker, **facts))
        return store.save(found.changed(appointment=made.id))


def tell_resident(office: Office, transfer: TransferId, on: date, letter: PaperId | None = None) -> Transfer:
    """Write down that the residents were told in advance, by a letter or in person.

    Raises Problem when that day has yet to come or the hand-over is over.
    """
    not_in_the_future(office, on)
    with office.writing(Deed.HAND_OVER) as store:
        found = _alive(store, transfer)
        return store.save(found.changed(told_on=on, letter=letter or found.letter))


def joint_talk_held(office: Office, transfer: TransferId, on: date) -> Transfer:
    """Write down that old and new face sat at the table together with the residents.

    Raises Problem when that day has yet to come or the hand-over is over.
    """
    not_in_the_future(office, on)
    with office.writing(Deed.HAND_OVER) as store:
        return store.save(_alive(store, transfer).changed(joint_talk_on=on, no_joint_talk=""))


def no_joint_talk(office: Office, transfer: TransferId, reason: str) -> Transfer:
    """Write down why there is no joint talk; one that was planned is called off.

    Raises Problem without a reason.
    """
    if not reason.strip():
        raise Problem("no_reason", N_("Say why there is no joint talk."))
    with office.writing(Deed.HAND_OVER) as store:
        found = _alive(store, transfer)
        planned = store.find(Appointment, found.appointment)
        if planned is not None and planned.at > office.now():
            store.save(planned.changed(is_cancelled=True))
        return store.save(found.changed(no_joint_talk=one_line(reason), joint_talk_on=None))


def stay(office: Office, transfer: TransferId, until: date | None, who: WorkerId | None = None) -> Transfer:
    """Agree who stays beside the new face, and until when.

    Raises Problem when that day lies in the past or the hand-over was answered.
    """
    if until is not None and until < office.today():
        raise Problem("stays_in_the_past", N_("The day up to which the old face stays lies in the past."))
    with office.writing(Deed.HAND_OVER) as store:
        found = _waiting(store, transfer)
        return store.save(found.changed(stays_until=until, stays=who or found.stays or found.from_worker))


_PREPARED = ("told_on", "joint_talk_on", "no_joint_talk", "stays", "stays_until")


def keep(office: Office, transfer: Transfer) -> Transfer:
    """Keep how a hand-over is prepared; who it is from and to, and its answer, stay as they are.

    Raises Problem for a day that cannot be, Stale when somebody else changed it in the meantime.
    """
    today = office.today()
    with office.writing(Deed.HAND_OVER, transfer.household) as store:
        found = _alive(store, transfer.id)
        for field in ("told_on", "joint_talk_on"):
            day = getattr(transfer, field)
            if day is not None and day > today:
                raise _wrong_day(field, N_("This day has yet to come. Fill in the day on which it really happened."))
        until = transfer.stays_until
        if until is not None and until != found.stays_until and until < today:
            raise _wrong_day("stays_until", N_("The day up to which the old face stays lies in the past."))
        facts = {name: getattr(transfer, name) for name in _PREPARED}
        if not found.is_proposed:
            facts["stays"] = found.stays
            if until != found.stays_until:
                _stay_longer(store, found, until)
        return store.save(found.changed(version=transfer.version, **facts))


def _stay_longer(store: Store, transfer: Transfer, until: date | None) -> None:
    """After the hand-over another last day was agreed for the familiar face that stays."""
    staying = next(
        (
            each
            for each in store.of(Assignment, household=transfer.household, role=AssignmentRole.DEPUTY)
            if each.worker == transfer.stays and each.until_on == transfer.stays_until
        ),
        None,
    )
    if staying is None or until is None:
        raise _wrong_day("stays_until", N_("Nobody stays any more after this hand-over."))
    store.save(staying.changed(until_on=until))


def _wrong_day(field: str, sentence: str) -> Problem:
    return Problem("wrong_day", sentence, (Gap(sentence, "handover", field),))


def _waiting(store: Store, transfer: TransferId) -> Transfer:
    found = store.get(Transfer, transfer)
    if not found.is_proposed:
        raise _answered()
    return found


def _alive(store: Store, transfer: TransferId) -> Transfer:
    """A hand-over that is under way or went through; what was forgotten may be written down afterwards."""
    found = store.get(Transfer, transfer)
    if found.state not in (TransferState.PROPOSED, TransferState.ACCEPTED):
        raise _answered()
    return found


def _answered() -> Problem:
    return Problem("transfer_answered", N_("This hand-over was answered already. Propose a new one."))


# ---------------------------------------------------------------------------------------------- answering


def gaps_for_accepting(transfer: Transfer) -> tuple[Gap, ...]:
    """What a warm hand-over still lacks, each with the place where it is filled in."""
    one = str(transfer.id)
    found = []
    if transfer.told_on is None:
        found.append(Gap(N_("The residents were not told in advance yet."), "handover", "told_on", one))
    if transfer.joint_talk_on is None and not transfer.no_joint_talk:
        found.append(Gap(N_("There was no joint talk yet."), "handover", "joint_talk_on", one))
    if transfer.from_worker is not None and transfer.stays_until is None:
        found.append(Gap(N_("It does not say until when the old face stays."), "handover", "stays_until", one))
    return tuple(found)


def accept(office: Office, transfer: TransferId, *, reason: str = "", takes_work: bool = True) -> Transfer:
    """Become the fixed face; only now the household changes hands, and the old face stays as long as was agreed.

    Open tasks and coming appointments of the old face go along unless `takes_work` is off; what was written before
    stays as it was. Raises Problem when this is not up to who works now, or with the list of what is missing for a
    warm hand-over as long as no reason is given; that reason is kept.
    """
    with office.writing(Deed.HAND_OVER) as store:
        found = store.get(Transfer, transfer)
        if found.state is TransferState.ACCEPTED:
            return found
        found = _waiting(store, transfer)
        if not _may_accept(office, found):
            raise Problem(
                "not_the_receiver",
                N_("Only the new face or a coordinator can accept this, and never whoever proposed it."),
            )
        may_get(store, found.to_worker)
        home = store.get(Household, found.household)
        if home.state is HouseholdState.CLOSED:
            raise _closed(1)
        gaps = gaps_for_accepting(found)
        if gaps and not reason.strip():
            raise Problem(
                "not_warm", N_("Something is still missing. Fill it in, or say why you accept it this way."), gaps
            )
        if gaps:
            what = _("Handed over while something was missing: {what}", what=[problem_text(each) for each in gaps])
            store.save(
                Deviation(
                    household=home.id,
                    what=one_line(what),
                    reason=reason.strip(),
                    worker=office.me,
                    decided_on=office.today(),
                )
            )
        deputy = None if home.deputy == found.to_worker else home.deputy
        store.save(home.changed(plan_coordinator=found.to_worker, deputy=deputy))
        _let_stay(office, store, found, deputy)
        if takes_work:
            for task in _open_tasks(store, found):
                tasks.keep_task(office, task.changed(worker=found.to_worker))
            for appointment in _coming(store, found, office.now()):
                store.save(appointment.changed(worker=found.to_worker))
        return store.save(found.changed(state=TransferState.ACCEPTED, answered_on=office.today()))


def _let_stay(office: Office, store: Store, transfer: Transfer, deputy: WorkerId | None) -> None:
    """The familiar face goes on beside the new one up to its last day, without taking the place of the deputy."""
    who, until, today = transfer.stays, transfer.stays_until, office.today()
    if who is None or until is None or until < today or who == deputy:
        return
    store.save(
        Assignment(household=transfer.household, worker=who, role=AssignmentRole.DEPUTY, from_on=today, until_on=until)
    )


def _open_tasks(store: Store, transfer: Transfer) -> list[Task]:
    if transfer.from_worker is None:
        return []
    found = store.of(Task, household=transfer.household, worker=transfer.from_worker, owner=TaskOwner.WORKER)
    return [each for each in found if each.is_open]


def _coming(store: Store, transfer: Transfer, now: datetime) -> list[Appointment]:
    if transfer.from_worker is None:
        return []
    found = store.of(
        Appointment, household=transfer.household, worker=transfer.from_worker, is_cancelled=False, order_by="at"
    )
    return [each for each in found if each.at > now and each.id != transfer.appointment]


def decline(office: Office, transfer: TransferId, reason: str) -> Transfer:
    """Say no, with the reason; the household stays with its fixed face.

    Raises Problem without a reason, or when this is not up to who works now.
    """
    return _refuse(office, transfer, TransferState.DECLINED, reason)


def withdraw(office: Office, transfer: TransferId, reason: str = "") -> Transfer:
    """Take a proposal back, as who proposed it, the fixed face or a coordinator; also when the receiver has left."""
    return _refuse(office, transfer, TransferState.WITHDRAWN, reason)


def _refuse(office: Office, transfer: TransferId, state: TransferState, reason: str) -> Transfer:
    with office.writing(Deed.HAND_OVER) as store:
        found = store.get(Transfer, transfer)
        if found.state is state:
            return found
        found = _waiting(store, transfer)
        if state is TransferState.DECLINED:
            if not reason.strip():
                raise Problem("no_reason", N_("Say why you do not accept it, so that another way can be found."))
            is_allowed = _may_decline(office, found)
        else:
            is_allowed = _may_withdraw(office, found)
        if not is_allowed:
            raise Problem("not_yours_to_answer", N_("This hand-over is between colleagues. Ask them or a coordinator."))
        return ended(office, store, found, state, reason)


def _is_coordinator(office: Office) -> bool:
    worker = office.worker
    return worker is not None and worker.is_active and worker.function is WorkerFunction.COORDINATOR


def _may_accept(office: Office, transfer: Transfer) -> bool:
    me = office.me
    if me is None or me == transfer.proposed_by:
        return False
    return me == transfer.to_worker or _is_coordinator(office)


def _waits_for_me(office: Office, transfer: Transfer) -> bool:
    # What somebody proposed for oneself waits for a coordinator.
    is_own = transfer.proposed_by == transfer.to_worker
    return _may_accept(office, transfer) and (office.me == transfer.to_worker or is_own)


def _may_decline(office: Office, transfer: Transfer) -> bool:
    return _is_coordinator(office) or (office.me is not None and office.me == transfer.to_worker)


def _may_withdraw(office: Office, transfer: Transfer) -> bool:
    me = office.me
    return _is_coordinator(office) or (me is not None and me in (transfer.proposed_by, transfer.from_worker))


# ---------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True)
class Face:
    """A fixed face of a household, from when to when."""

    worker: WorkerId
    name: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class TransferLine:
    """A hand-over as a list shows it."""

    id: TransferId
    household: HouseholdId
    household_label: str
    from_name: str
    to_name: str
    state: TransferState
    proposed_on: date
    missing: int
    """How much a warm hand-over still lacks."""
    waits_for_me: bool
    """Whether it is for who works now to answer: it is to them, or a colleague proposed it for oneself."""
    is_mine: bool
    """Whether who works now is the old face, the new one, or proposed it."""
    is_to_me: bool
    """Whether who works now would be the new face."""


@dataclass(frozen=True)
class HandoverView:
    """Everything that the page of one hand-over shows."""

    transfer: Transfer
    household: Household
    today: date
    from_name: str
    to_name: str
    by_name: str
    stays_name: str
    appointment: Appointment | None
    letter: Paper | None
    faces: tuple[Face, ...]
    gaps: tuple[Gap, ...]
    tasks: int
    """How many open tasks of the old face go along."""
    appointments: int
    """How many coming appointments of the old face go along, the joint talk left out."""
    staying: Assignment | None
    may_accept: bool
    may_decline: bool
    may_withdraw: bool
    workers: tuple[Worker, ...]


def read(office: Office, transfer: TransferId) -> HandoverView:
    """One hand-over with its steps, and what who works now can do.

    Raises Trouble when it is not there any more.
    """
    with office.reading() as store:
        found = store.get(Transfer, transfer)
        workers = {each.id: each for each in store.of(Worker)}
        assignments = store.of(Assignment, household=found.household)
        planned = store.find(Appointment, found.appointment)
        return HandoverView(
            transfer=found,
            household=store.get(Household, found.household),
            today=office.today(),
            from_name=_name(workers, found.from_worker),
            to_name=_name(workers, found.to_worker),
            by_name=_name(workers, found.proposed_by),
            stays_name=_name(workers, found.stays),
            appointment=None if planned is None or planned.is_cancelled else planned,
            letter=store.find(Paper, found.letter),
            faces=_faces(assignments, workers, office.today()),
            gaps=gaps_for_accepting(found) if found.is_proposed else (),
            tasks=len(_open_tasks(store, found)),
            appointments=len(_coming(store, found, office.now())),
            staying=stays_on(assignments, office.today()),
            may_accept=found.is_proposed and _may_accept(office, found),
            may_decline=found.is_proposed and _may_decline(office, found),
            may_withdraw=found.is_proposed and _may_withdraw(office, found),
            workers=tuple(sorted((w for w in workers.values() if w.is_active), key=lambda w: w.name.casefold())),
        )


def waiting_for_me(office: Office) -> tuple[TransferLine, ...]:
    """The hand-overs that who works now must answer, the oldest first."""
    return tuple(each for each in lines(office) if each.waits_for_me)


def lines(office: Office, *, waiting: bool = True) -> tuple[TransferLine, ...]:
    """The hand-overs of the team that wait for an answer, the oldest first; or all that were answered, newest first."""
    if waiting:
        return _lines(office, state=TransferState.PROPOSED)
    answered = [each for each in TransferState if each is not TransferState.PROPOSED]
    return tuple(reversed(_lines(office, state=answered)))


def waiting_of(office: Office, household: HouseholdId) -> TransferLine | None:
    """The hand-over of a household that waits for an answer, if there is one."""
    return next(iter(_lines(office, state=TransferState.PROPOSED, household=household)), None)


def _lines(office: Office, **where: object) -> tuple[TransferLine, ...]:
    me = office.me
    with office.reading() as store:
        found = store.of(Transfer, order_by="id", **where)
        workers = {each.id: each for each in store.of(Worker)}
        homes = {each.id: each.label for each in store.of(Household, id=[each.household for each in found])}
    found.sort(key=lambda each: (each.proposed_on, homes.get(each.household, "").casefold()))
    return tuple(
        TransferLine(
            each.id,
            each.household,
            homes.get(each.household, ""),
            _name(workers, each.from_worker),
            _name(workers, each.to_worker),
            each.state,
            each.proposed_on,
            len(gaps_for_accepting(each)) if each.is_proposed else 0,
            each.is_proposed and _waits_for_me(office, each),
            me is not None and me in (each.from_worker, each.to_worker, each.proposed_by),
            me is not None and me == each.to_worker,
        )
        for each in found
    )


@dataclass(frozen=True)
class Proposal:
    """What is known before households are handed over: which ones, who is the face now, and who could be."""

    households: tuple[Household, ...]
    """Those that can be handed over."""
    closed: int
    waiting: int
    """How many were left out: closed, or with a hand-over that waits for an answer."""
    faces: Mapping[HouseholdId, tuple[Face, ...]]
    workers: tuple[Worker, ...]
    """Who works in the team now, by name."""
    today: date


def proposal(office: Office, households: Sequence[HouseholdId]) -> Proposal:
    """What is known about households that somebody wants to hand over."""
    chosen = list(dict.fromkeys(households))
    with office.reading() as store:
        found = store.of(Household, id=chosen, order_by="label")
        waits = {each.household for each in store.of(Transfer, household=chosen, state=TransferState.PROPOSED)}
        workers = {each.id: each for each in store.of(Worker)}
        known: dict[HouseholdId, list[Assignment]] = {}
        for each in store.of(Assignment, household=chosen):
            known.setdefault(each.household, []).append(each)
    can_go = [each for each in found if each.state is not HouseholdState.CLOSED and each.id not in waits]
    return Proposal(
        households=tuple(can_go),
        closed=sum(1 for each in found if each.state is HouseholdState.CLOSED),
        waiting=sum(1 for each in found if each.state is not HouseholdState.CLOSED and each.id in waits),
        faces={each.id: _faces(known.get(each.id, []), workers, office.today()) for each in can_go},
        workers=tuple(sorted((w for w in workers.values() if w.is_active), key=lambda w: w.name.casefold())),
        today=office.today(),
    )


def _name(workers: Mapping[WorkerId, Worker], worker: WorkerId | None) -> str:
    found = workers.get(worker) if worker is not None else None
    return found.name if found else ""


def _faces(assignments: Sequence[Assignment], workers: Mapping[WorkerId, Worker], today: date) -> tuple[Face, ...]:
    return tuple(
        Face(each.worker, _name(workers, each.worker), each.from_on, each.until_on)
        for each in face_periods(assignments, today)
    )


@dataclass(frozen=True)
class FacesNow:
    """Who stands beside the fixed face of a household today, and which hand-over waits."""

    waiting: TransferLine | None
    staying: str
    staying_until: date | None
    stands_in: str
    stands_in_until: date | None


def faces_now(office: Office, household: HouseholdId) -> FacesNow:
    """Who stands beside the fixed face of a household today: who stays after a hand-over, and who stands in."""
    today = office.today()
    with office.reading() as store:
        assignments = store.of(Assignment, household=household, order_by="from_on")
        workers = {each.id: each for each in store.of(Worker)}
    staying = stays_on(assignments, today)
    cover = next((each for each in assignments if each.role is AssignmentRole.COVER and each.holds_on(today)), None)
    return FacesNow(
        waiting=waiting_of(office, household),
        staying=_name(workers, staying.worker) if staying else "",
        staying_until=staying.until_on if staying else None,
        stands_in=_name(workers, cover.worker) if cover else "",
        stands_in_until=cover.until_on if cover else None,
    )


def households_of(office: Office, worker: WorkerId) -> tuple[HouseholdId, ...]:
    """The households for which the team works and of which somebody is the fixed face, by name."""
    with office.reading() as store:
        found = store.of(Household, plan_coordinator=worker, order_by="label")
    return tuple(each.id for each in found if each.state is not HouseholdState.CLOSED)
