"""Leave: who is away when, and a plan with a choice for every household of that worker, carried out in one deed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.caseload import CaseloadNorms, Load, load_of
from buurtteam.domain.household import Household, HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, LeaveId, WorkerId, local_day
from buurtteam.domain.overviews import DeadlineRow
from buurtteam.domain.problem import Problem
from buurtteam.domain.responsibility import Assignment, AssignmentRole, LeaveChoice, Transfer, TransferState
from buurtteam.domain.staff import Deed, Leave, Worker
from buurtteam.domain.task import Appointment, Task
from buurtteam.domain.words import N_
from buurtteam.services import caseload, handover
from buurtteam.services.deadlines import deadlines
from buurtteam.services.office import Office
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

_SHORT = timedelta(weeks=4)
"""Up to so long nothing at all may happen in a household without anybody looking."""
_NEEDS_SOMEBODY = (Weight.HEAVY, Weight.CRISIS)

# ---------------------------------------------------------------------------------------------- leaves


@dataclass(frozen=True)
class LeaveLine:
    """A leave as a list shows it."""

    id: LeaveId
    leave: Leave
    name: str
    replacement: str
    covered: int
    """For how many households somebody stands in because of it."""
    is_now: bool
    is_over: bool


def leaves(office: Office, *, over: bool = False) -> tuple[LeaveLine, ...]:
    """Who is away now or later, the first to begin first; `over` adds those that are past."""
    today = office.today()
    with office.reading() as store:
        names = {each.id: each.name for each in store.of(Worker)}
        found = [
            (each, each.until_on is not None and each.until_on < today)
            for each in store.of(Leave, order_by=("from_on", "id"))
        ]
        return tuple(
            LeaveLine(
                each.id,
                each,
                names.get(each.worker, ""),
                names.get(each.replacement, "") if each.replacement else "",
                len(_covers(store, each)),
                each.holds_on(today),
                is_over,
            )
            for each, is_over in found
            if over or not is_over
        )


def keep_leave(office: Office, leave: Leave) -> Leave:
    """Keep a leave; whoever stands in because of it does so from and up to its days.

    Raises Problem when the one who stands in has left the team, Stale when somebody else changed it in the meantime.
    """
    with office.writing(Deed.PLAN_LEAVE) as store:
        if leave.replacement is not None:
            handover.may_get(store, leave.replacement)
        before = store.find(Leave, leave.id)
        kept = store.save(leave)
        if before is not None and (before.worker, before.from_on, before.until_on) != (
            kept.worker,
            kept.from_on,
            kept.until_on,
        ):
            for each in _covers(store, before):
                # Who came halfway came on that day, whenever the leave began.
                begins = kept.from_on if each.from_on == before.from_on else max(each.from_on, kept.from_on)
                if kept.worker == before.worker and (kept.until_on is None or begins <= kept.until_on):
                    store.save(each.changed(from_on=begins, until_on=kept.until_on))
                else:
                    store.remove(each)
        return kept


def remove_leave(office: Office, leave: Leave) -> UUID:
    """Move a leave to the trash; nobody stands in for it from today on. Returns the id of the bundle."""
    today = office.today()
    with office.writing(Deed.PLAN_LEAVE) as store:
        name = store.get(Worker, leave.worker).name
        coming = []
        for each in _covers(store, leave):
            if each.from_on >= today:
                coming.append(each)
            elif each.holds_on(today):
                # That somebody stood in so far stays true.
                store.save(each.changed(until_on=today - ONE_DAY))
        return office.remove(Deed.PLAN_LEAVE, None, _("Absence of {name}", name=name), leave, *coming)


def _covers(store: Store, leave: Leave) -> list[Assignment]:
    """Those who stand in because of a leave, up to its end; who did so for a part of it only is not among them."""
    homes = [each.id for each in store.of(Household, plan_coordinator=leave.worker)]
    if not homes:
        return []
    found = store.of(
        Assignment, household=homes, role=AssignmentRole.COVER, until_on=leave.until_on, order_by=("from_on", "id")
    )
    return [each for each in found if each.from_on >= leave.from_on]


# ---------------------------------------------------------------------------------------------- the plan


@dataclass(frozen=True)
class HouseholdInLeave:
    """A household of whoever is away: what happens there in that time, and what is chosen for it."""

    household: HouseholdId
    label: str
    weight: Weight
    tenths: int
    """What it weighs today, in tenths of a point."""
    deputy: WorkerId | None
    terms: tuple[DeadlineRow, ...]
    """The terms that must be acted on in that time, or are late already, the first to warn for first."""
    appointments: tuple[Appointment, ...]
    """What stands in the diary of whoever is away; it stays there until somebody calls."""
    tasks: int
    """How many tasks have their day in that time, or should have been done already."""
    has_transfer: bool
    """Whether a hand-over waits for an answer."""
    choice: LeaveChoice
    worker: WorkerId | None
    """Who stands in, or gets it for good."""

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is known to happen in that time."""
        return not (self.terms or self.appointments or self.tasks)

    @property
    def is_decided(self) -> bool:
        """Whether it is known who does what."""
        return self.choice is LeaveChoice.WAIT or self.worker is not None


@dataclass(frozen=True)
class LeavePlan:
    """What happens with each household of a worker during a leave; nothing is done until it is carried out."""

    leave: Leave
    name: str
    today: date
    lines: tuple[HouseholdInLeave, ...]
    workers: tuple[Worker, ...]
    """Who could stand in, by name."""
    away: frozenset[WorkerId]
    """Who of them is away in that time too."""
    weighed: Mapping[WorkerId, tuple[tuple[HouseholdId, int], ...]]
    """The households of each worker with what they weigh, in tenths of a point."""
    norms: CaseloadNorms

    @property
    def moving(self) -> tuple[HouseholdInLeave, ...]:
        """The households with which something happens."""
        return tuple(each for each in self.lines if each.choice is not LeaveChoice.WAIT)

    @property
    def undecided(self) -> int:
        """For how many households nobody was chosen yet."""
        return sum(1 for each in self.lines if not each.is_decided)

    def with_choice(self, household: HouseholdId, choice: LeaveChoice, worker: WorkerId | None = None) -> "LeavePlan":
        """The same plan with another choice for one household."""

        def chosen(line: HouseholdInLeave) -> HouseholdInLeave:
            if line.household != household:
                return line
            match choice:
                case LeaveChoice.DEPUTY:
                    return replace(line, choice=choice, worker=line.deputy)
                case LeaveChoice.WAIT:
                    return replace(line, choice=choice, worker=None)
                case _:
                    return replace(line, choice=choice, worker=worker)

        return replace(self, lines=tuple(chosen(each) for each in self.lines))

    def loads(self) -> tuple[tuple[str, Load, Load], ...]:
        """Of everybody who gets something by this plan: the name, the load now, and the load then; by name."""
        found = []
        for worker in self.workers:
            more = [(each.household, each.tenths) for each in self.moving if each.worker == worker.id]
            if more:
                now = self.weighed.get(worker.id, ())
                hours = worker.hours_per_week
                found.append(
                    (
                        worker.name,
                        load_of(worker.id, hours, now, self.norms),
                        load_of(worker.id, hours, [*now, *more], self.norms),
                    )
                )
        return tuple(found)


def leave_plan(office: Office, leave: LeaveId) -> LeavePlan:
    """Every household of whoever is away with what happens there in that time, and a choice to begin with.

    Raises Trouble when the leave is not there any more.
    """
    today = office.today()
    known = caseload.worklist(office)
    with office.reading() as store:
        found = store.get(Leave, leave)
        everybody = store.of(Worker, order_by="name")
        homes = store.of(Household, plan_coordinator=found.worker, order_by="label")
        homes = [each for each in homes if each.state is not HouseholdState.CLOSED]
        ids = [each.id for each in homes]
        away = _away(store, found)
        covers = {each.household: each.worker for each in _covers(store, found)}
        waiting = {each.household for each in store.of(Transfer, household=ids, state=TransferState.PROPOSED)}
        diary = _diary(store, found, ids, today)
        tasks = _tasks(store, found, ids, today)
    rows: dict[HouseholdId, list[DeadlineRow]] = {}
    for row in deadlines(office, today, ids, explained=False):
        if row.household is not None and row.is_waiting and _falls_in(row.warn_on, found, today):
            rows.setdefault(row.household, []).append(row)
    weights = {each.id: each.tenths for each in known.lines}
    can_stand_in = tuple(each for each in everybody if each.is_active and each.id != found.worker)
    free = {each.id for each in can_stand_in} - away
    lines = []
    for home in homes:
        line = HouseholdInLeave(
            household=home.id,
            label=home.label,
            weight=home.weight,
            tenths=weights.get(home.id, 0),
            deputy=home.deputy,
            terms=tuple(rows.get(home.id, ())),
            appointments=tuple(diary.get(home.id, ())),
            tasks=tasks.get(home.id, 0),
            has_transfer=home.id in waiting,
            choice=LeaveChoice.WAIT,
            worker=None,
        )
        lines.append(_begun(line, found, covers.get(home.id), free))
    return LeavePlan(
        leave=found,
        name=next((each.name for each in everybody if each.id == found.worker), ""),
        today=today,
        lines=tuple(lines),
        workers=can_stand_in,
        away=frozenset(away),
        weighed={each.worker: tuple((one, weights[one]) for one in each.households) for each in known.loads},
        norms=known.norms,
    )


def _begun(line: HouseholdInLeave, leave: Leave, cover: WorkerId | None, free: set[WorkerId]) -> HouseholdInLeave:
    """The choice to begin with: what was decided before, else the deputy or the stand-in where somebody is needed."""
    if cover is not None:
        choice = LeaveChoice.DEPUTY if cover == line.deputy else LeaveChoice.STAND_IN
        return replace(line, choice=choice, worker=cover)
    is_long = leave.until_on is None or leave.until_on - leave.from_on > _SHORT
    if line.is_quiet and not is_long and line.weight not in _NEEDS_SOMEBODY:
        return line
    if line.deputy in free:
        return replace(line, choice=LeaveChoice.DEPUTY, worker=line.deputy)
    return replace(line, choice=LeaveChoice.STAND_IN, worker=leave.replacement if leave.replacement in free else None)


def _falls_in(day: date, leave: Leave, today: date) -> bool:
    """Whether something must be done in the time of a leave, or should have been done already."""
    return leave.holds_on(day) or day < today


def _away(store: Store, leave: Leave) -> set[WorkerId]:
    """Who else is away in the time of a leave."""
    return {
        each.worker
        for each in store.of(Leave)
        if each.id != leave.id
        and (leave.until_on is None or each.from_on <= leave.until_on)
        and (each.until_on is None or each.until_on >= leave.from_on)
    }


def _diary(
    store: Store, leave: Leave, homes: Sequence[HouseholdId], today: date
) -> dict[HouseholdId, list[Appointment]]:
    found: dict[HouseholdId, list[Appointment]] = {}
    for each in store.of(Appointment, household=list(homes), is_cancelled=False, order_by="at"):
        day = local_day(each.at)
        if each.worker in (None, leave.worker) and day >= today and leave.holds_on(day):
            found.setdefault(each.household, []).append(each)
    return found


def _tasks(store: Store, leave: Leave, homes: Sequence[HouseholdId], today: date) -> dict[HouseholdId, int]:
    found: dict[HouseholdId, int] = {}
    for each in store.of(Task, household=list(homes), done_on=None):
        is_theirs = each.is_open and each.worker in (None, leave.worker)
        if is_theirs and each.due_on is not None and _falls_in(each.due_on, leave, today):
            found[each.household] = found.get(each.household, 0) + 1
    return found


# ---------------------------------------------------------------------------------------------- carrying out


@dataclass(frozen=True)
class CarriedOut:
    """What came of a plan."""

    covered: int
    """For how many households somebody stands in."""
    proposed: int
    """How many households somebody was asked to take over for good."""
    waiting: int
    appointments: int
    """How many appointments in that time still stand in the diary of whoever is away."""


def carry_out(office: Office, plan: LeavePlan) -> CarriedOut:
    """Do what the plan says for every household, in one deed: stand-ins for that time, and hand-overs proposed.

    Appointments stay as they are. A plan that is carried out again changes what was chosen before.
    Raises Problem when somebody still has to be chosen, or whoever was chosen has left; then nothing happens.
    """
    if plan.undecided:
        raise Problem(
            "nobody_chosen",
            N_("Nobody was chosen yet for {count} households. Choose who stands in, or let them wait."),
            count=plan.undecided,
        )
    with office.writing(Deed.PLAN_LEAVE) as store:
        leave = store.get(Leave, plan.leave.id)
        if (leave.worker, leave.from_on, leave.until_on) != (
            plan.leave.worker,
            plan.leave.from_on,
            plan.leave.until_on,
        ):
            raise Problem("leave_changed", N_("This leave was changed in the meantime. Look at the plan again."))
        theirs = {each.id: each.state for each in store.of(Household, plan_coordinator=leave.worker)}
        if any(theirs.get(each.household, HouseholdState.CLOSED) is HouseholdState.CLOSED for each in plan.moving):
            raise Problem(
                "households_changed",
                N_("One of these households got another fixed face or was closed. Look at the plan again."),
            )
        earlier = {each.household: each for each in _covers(store, leave)}
        for line in plan.lines:
            _cover(store, leave, line, earlier.get(line.household), office.today())
        given: dict[WorkerId, list[HouseholdId]] = {}
        for line in plan.lines:
            if line.choice is LeaveChoice.FOR_GOOD and line.worker is not None:
                given.setdefault(line.worker, []).append(line.household)
        for worker, households in given.items():
            handover.propose(office, households, worker)
    covered = [each for each in plan.moving if each.choice is not LeaveChoice.FOR_GOOD]
    return CarriedOut(
        covered=len(covered),
        proposed=len(plan.moving) - len(covered),
        waiting=len(plan.lines) - len(plan.moving),
        appointments=sum(len(each.appointments) for each in plan.lines),
    )


def _cover(store: Store, leave: Leave, line: HouseholdInLeave, earlier: Assignment | None, today: date) -> None:
    """Whoever was chosen stands in up to the end of the leave; who stood in so far did so up to yesterday."""
    chosen = line.worker if line.choice in (LeaveChoice.DEPUTY, LeaveChoice.STAND_IN) else None
    if chosen is not None:
        handover.may_get(store, chosen)
    # Nobody stood in before today who was not chosen then.
    begins = today if leave.holds_on(today) else leave.from_on
    if earlier is not None:
        if earlier.worker == chosen:
            return
        if earlier.from_on < today and earlier.holds_on(today):
            store.save(earlier.changed(until_on=today - ONE_DAY))
        elif chosen is not None:
            store.save(earlier.changed(worker=chosen))
            return
        else:
            store.remove(earlier)
    if chosen is not None:
        store.save(
            Assignment(
                household=line.household,
                worker=chosen,
                role=AssignmentRole.COVER,
                from_on=begins,
                until_on=leave.until_on,
            )
        )
