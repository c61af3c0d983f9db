"""Who is responsible for a household, from when to when, and how it goes from one familiar face to the next."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self

from pydantic import Field, model_validator

from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.household import Household, HouseholdRecord, check_order, is_within
from buurtteam.domain.kinds import (
    AppointmentId,
    AssignmentId,
    Day,
    Line,
    PaperId,
    TransferId,
    WorkerId,
    new_id,
)
from buurtteam.domain.problem import wrong
from buurtteam.domain.staff import Leave
from buurtteam.domain.words import N_, Choice


class AssignmentRole(Choice):
    """As what a worker stands beside a household."""

    COORDINATOR = "coordinator", N_("Fixed face (regisseur)")
    DEPUTY = "deputy", N_("Deputy")
    COVER = "cover", N_("Stands in for a while")


class Assignment(HouseholdRecord):
    """That a worker was the fixed face, deputy or stand-in of a household, from when to when; never overwritten."""

    id: AssignmentId = Field(default_factory=lambda: AssignmentId(new_id()))
    worker: WorkerId = Field(title=N_("Worker"))
    role: AssignmentRole = Field(default=AssignmentRole.COORDINATOR, title=N_("As"))
    from_on: Day = Field(title=N_("Since"))
    until_on: Day | None = Field(default=None, title=N_("Until"))

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        check_order(self.from_on, self.until_on)
        return self

    def holds_on(self, day: date) -> bool:
        """Whether it holds on this day."""
        return is_within(self.from_on, self.until_on, day)


class TransferState(Choice):
    """How far a hand-over is."""

    PROPOSED = "proposed", N_("Proposed")
    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Transfer(HouseholdRecord):
    """A hand-over (overdracht) with a familiar face: a joint talk, the resident told in advance, somebody who stays.

    The household keeps its fixed face until the new one accepts; whoever proposed it cannot accept it.
    """

    id: TransferId = Field(default_factory=lambda: TransferId(new_id()))
    from_worker: WorkerId | None = Field(default=None, title=N_("From"))
    to_worker: WorkerId = Field(title=N_("To"))
    proposed_by: WorkerId | None = Field(default=None, title=N_("Proposed by"))
    proposed_on: Day = Field(title=N_("Proposed on"))
    reason: Line = Field(default="", title=N_("Why"))
    appointment: AppointmentId | None = Field(default=None, title=N_("Joint talk"))
    joint_talk_on: Day | None = Field(default=None, title=N_("Joint talk held on"))
    no_joint_talk: Line = Field(default="", title=N_("Why there is no joint talk"))
    told_on: Day | None = Field(default=None, title=N_("Resident told in advance on"))
    letter: PaperId | None = None
    stays_until: Day | None = Field(default=None, title=N_("The old face stays until"))
    stays: WorkerId | None = Field(default=None, title=N_("Who stays"))
    state: TransferState = Field(default=TransferState.PROPOSED, title=N_("State"))
    answered_on: Day | None = Field(default=None, title=N_("Answered on"))
    answer_reason: Line = Field(default="", title=N_("Why not"))

    @model_validator(mode="after")
    def _two_workers(self) -> Self:
        if self.from_worker == self.to_worker:
            raise wrong("transfer_to_self", N_("Choose a colleague: a hand-over goes to somebody else."))
        if self.stays == self.to_worker:
            raise wrong("new_face_stays", N_("Choose who stays beside the new face: that is somebody else."))
        return self

    @property
    def is_warm(self) -> bool:
        """Whether old and new face sat at the table together and the resident knew it before it was so."""
        told = self.told_on
        in_advance = told is not None and (self.answered_on is None or told <= self.answered_on)
        return self.joint_talk_on is not None and in_advance

    @property
    def is_proposed(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state is TransferState.PROPOSED


class LeaveChoice(Choice):
    """What happens with a household while its fixed face is away."""

    DEPUTY = "deputy", N_("The deputy stands in")
    STAND_IN = "stand_in", N_("Somebody else stands in")
    FOR_GOOD = "for_good", N_("Hand over for good")
    WAIT = "wait", N_("Can wait")


def faces(assignments: Iterable[Assignment], today: date) -> tuple[WorkerId, ...]:
    """Every fixed face a household has had up to a day, each once, in order; stand-ins and deputies do not count."""
    return tuple(dict.fromkeys(each.worker for each in face_periods(assignments, today)))


def face_periods(assignments: Iterable[Assignment], today: date) -> tuple[Assignment, ...]:
    """From when to when each was the fixed face of a household, up to a day, in order."""
    known = (each for each in assignments if each.role is AssignmentRole.COORDINATOR and each.from_on <= today)
    return tuple(sorted(known, key=lambda each: (each.from_on, str(each.id))))


def stays_on(assignments: Iterable[Assignment], day: date) -> Assignment | None:
    """The familiar face that stays for a while beside a new one, if there is one on a day."""
    staying = (
        each
        for each in assignments
        if each.role is AssignmentRole.DEPUTY and each.until_on is not None and each.holds_on(day)
    )
    return max(staying, key=lambda each: each.from_on, default=None)


def responsible_on(
    household: Household, assignments: Iterable[Assignment], leaves: Iterable[Leave], day: date
) -> WorkerId | None:
    """Who acts for a household on a day: a stand-in, else the fixed face, else whoever replaces that worker.

    When nobody was named to replace an absent face, the deputy acts, else the former face as long as that one stays.
    """
    known = tuple(assignments)
    covers = (each for each in known if each.role is AssignmentRole.COVER and each.holds_on(day))
    # Of several the latest to begin, as in the bulk of `storage.caseload`.
    cover = max(covers, key=lambda each: (each.from_on, each.id.hex), default=None)
    face = household.plan_coordinator
    away = away_on(leaves, day).get(face) if face else None
    staying = stays_on(known, day)
    return acting_for(
        face, household.deputy, cover.worker if cover else None, staying.worker if staying else None, away
    )


def away_on(leaves: Iterable[Leave], day: date) -> dict[WorkerId, Leave]:
    """The leave of each worker who is away on a day; of several the one that names who stands in, then the latest to begin."""
    holding = [each for each in leaves if each.holds_on(day)]
    holding.sort(key=lambda each: (each.replacement is not None, each.from_on, each.id.hex))
    return {each.worker: each for each in holding}


def acting_for(
    face: WorkerId | None, deputy: WorkerId | None, cover: WorkerId | None, staying: WorkerId | None, away: Leave | None
) -> WorkerId | None:
    """The one rule of who acts: `cover` stands in, `staying` is a former face who stays a while, `away` the face's leave."""
    if cover is not None:
        return cover
    if away is None:
        return face
    return away.replacement or deputy or staying or face


def followed(household: Household, assignments: Iterable[Assignment], today: date) -> tuple[Assignment, ...]:
    """The assignments to save so that they say what the household says: the old one ends, the new one begins.

    Nothing when they say so already. A face of the same day is no face: it is corrected, not counted. Who stood in for
    the old face does so no more.
    """
    wanted = {AssignmentRole.COORDINATOR: household.plan_coordinator, AssignmentRole.DEPUTY: household.deputy}
    known = tuple(assignments)
    found = [
        each.changed(until_on=today - ONE_DAY)
        for each in _stand_ins_for_another(household, known, today)
        if each.from_on < today
    ]
    for role, worker in wanted.items():
        running = [each for each in known if each.role is role and each.until_on is None]
        if [each.worker for each in running] == ([worker] if worker else []):
            continue
        others = [each for each in running if each.worker != worker]
        of_today = next((each for each in others if each.from_on >= today), None)
        if worker and of_today and len(running) == 1:
            found.append(of_today.changed(worker=worker))
            continue
        found += [each.changed(until_on=max(each.from_on, today - ONE_DAY)) for each in others]
        if worker and len(others) == len(running):
            found.append(Assignment(household=household.id, worker=worker, role=role, from_on=today))
    return tuple(found)


def needless(household: Household, assignments: Iterable[Assignment], today: date) -> tuple[Assignment, ...]:
    """The stand-ins who have yet to begin, for a face that the household has no more: to be removed."""
    found = _stand_ins_for_another(household, tuple(assignments), today)
    return tuple(each for each in found if each.from_on >= today)


def _stand_ins_for_another(household: Household, known: Sequence[Assignment], today: date) -> list[Assignment]:
    face = household.plan_coordinator
    running = [each for each in known if each.role is AssignmentRole.COORDINATOR and each.until_on is None]
    if face is None or all(each.worker == face for each in running):
        return []
    covers = (each for each in known if each.role is AssignmentRole.COVER)
    return [each for each in covers if each.until_on is None or each.until_on >= today]
