"""Things to do and appointments, for a household or for the team."""

from typing import Self

from pydantic import Field, model_validator

from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    AppointmentId,
    ConversationId,
    Day,
    Line,
    Moment,
    NetworkMemberId,
    NoteId,
    PlanActionId,
    Position,
    RequestId,
    ResidentId,
    TaskId,
    TaskSeriesId,
    WorkerId,
    new_id,
)
from buurtteam.domain.problem import wrong
from buurtteam.domain.words import N_, Choice


class TaskKind(Choice):
    """What kind of task it is."""

    TASK = "task", N_("Task")
    CALL_BACK = "call_back", N_("Call back")
    TODAY = "today", N_("Must happen today")
    MEDICAL_ADVICE = "medical_advice", N_("Ask for medical advice")
    REVIEW = "review", N_("Look at it again")
    EVALUATION = "evaluation", N_("Look together at how the plan is going")
    AFTERCARE = "aftercare", N_("Aftercare: ask how things are")
    STAND_BY = "stand_by", N_("Stand-by: stay in touch")
    CARER = "carer", N_("Talk with the informal carer")


class TaskOwner(Choice):
    """Who does a task."""

    WORKER = "worker", N_("Somebody of the team")
    RESIDENT = "resident", N_("Resident")
    NETWORK = "network", N_("Somebody from the network")
    PARTNER = "partner", N_("A partner organisation")


class TaskSeries(HouseholdRecord):
    """Tasks that come back (reeks): aftercare, evaluations, stand-by contact.

    Its days are counted from `starts_on` and moved off free days. Aftercare takes its days from the team's norm (T20),
    not from these numbers of months. A series belongs to whoever is responsible for the household on the day itself.
    """

    id: TaskSeriesId = Field(default_factory=lambda: TaskSeriesId(new_id()))
    kind: TaskKind = Field(default=TaskKind.AFTERCARE, title=N_("Kind of task"))
    what: Line = Field(default="", title=N_("What"))
    starts_on: Day = Field(title=N_("Counts from"))
    first_months: int = Field(default=1, ge=0, le=60, title=N_("First after so many months"))
    every_months: int = Field(default=3, ge=1, le=60, title=N_("Then every so many months"))
    until_on: Day | None = Field(default=None, title=N_("Until"))
    ended_on: Day | None = Field(default=None, title=N_("Stopped on"))


class Task(HouseholdRecord):
    """Something that has to be done (taak); without a worker it is for whoever is responsible on that day.

    `number` is its place in its series, `step` the step of the rule its day comes from (T20b), if any.
    """

    id: TaskId = Field(default_factory=lambda: TaskId(new_id()))
    kind: TaskKind = Field(default=TaskKind.TASK, title=N_("Kind of task"))
    what: Line = Field(default="", title=N_("What"))
    owner: TaskOwner = Field(default=TaskOwner.WORKER, title=N_("Who does it"))
    worker: WorkerId | None = Field(default=None, title=N_("Who"))
    resident: ResidentId | None = Field(default=None, title=N_("Resident"))
    network_member: NetworkMemberId | None = Field(default=None, title=N_("Person in the network"))
    partner: Line = Field(default="", title=N_("Organisation"))
    due_on: Day | None = Field(default=None, title=N_("When"))
    done_on: Day | None = Field(default=None, title=N_("Done on"))
    cancelled_on: Day | None = Field(default=None, title=N_("Cancelled on"))
    cancel_reason: Line = Field(default="", title=N_("Why cancelled"))
    series: TaskSeriesId | None = None
    number: Position = 0
    step: Line = ""
    made_on: Day | None = Field(default=None, title=N_("Written down on"))
    request: RequestId | None = None
    conversation: ConversationId | None = None
    source: NoteId | None = None
    plan_action: PlanActionId | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it: neither done nor cancelled; the one definition of open."""
        return self.done_on is None and self.cancelled_on is None

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if self.done_on is not None and self.cancelled_on is not None:
            raise wrong("done_and_cancelled", N_("A task is either done or cancelled, not both."))
        return self


class Appointment(HouseholdRecord):
    """A date with a household (afspraak in de agenda).

    `conversation` is the talk in which it was agreed, `held_as` the talk that was begun for it.
    """

    id: AppointmentId = Field(default_factory=lambda: AppointmentId(new_id()))
    at: Moment = Field(title=N_("Date and time"))
    minutes: int = Field(default=60, ge=5, le=600, title=N_("How long (minutes)"))
    what: Line = Field(default="", title=N_("What for"))
    place: Line = Field(default="", title=N_("Where"))
    worker: WorkerId | None = Field(default=None, title=N_("Who"))
    conversation: ConversationId | None = None
    held_as: ConversationId | None = None
    is_cancelled: bool = Field(default=False, title=N_("Cancelled"))
