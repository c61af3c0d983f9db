"""Things to do and appointments, for a household or for the team."""

from pydantic import Field

from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    AppointmentId,
    ConversationId,
    Day,
    Line,
    Moment,
    NoteId,
    PlanActionId,
    RequestId,
    TaskId,
    WorkerId,
    new_id,
)
from buurtteam.domain.words import N_, Choice


class TaskKind(Choice):
    """What kind of task it is."""

    TASK = "task", N_("Task")
    CALL_BACK = "call_back", N_("Call back")
    TODAY = "today", N_("Must happen today")
    MEDICAL_ADVICE = "medical_advice", N_("Ask for medical advice")
    REVIEW = "review", N_("Look at it again")


class Task(HouseholdRecord):
    """Something a worker has to do (taak)."""

    id: TaskId = Field(default_factory=lambda: TaskId(new_id()))
    kind: TaskKind = Field(default=TaskKind.TASK, title=N_("Kind of task"))
    what: Line = Field(default="", title=N_("What"))
    worker: WorkerId | None = Field(default=None, title=N_("Who"))
    due_on: Day | None = Field(default=None, title=N_("When"))
    done_on: Day | None = Field(default=None, title=N_("Done on"))
    request: RequestId | None = None
    conversation: ConversationId | None = None
    source: NoteId | None = None
    plan_action: PlanActionId | None = None


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
