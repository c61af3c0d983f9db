"""What happens in a household outside its requests: dated events that start and meet terms, and its closing."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    CarerTalkId,
    CaseEventId,
    ClosingId,
    ConsentId,
    Day,
    HouseholdId,
    Line,
    Moment,
    PlanId,
    PostponementId,
    RequestId,
    ResidentId,
    SafetyFlagId,
    TaskId,
    Text,
    WorkerId,
    local_day,
    new_id,
)
from buurtteam.domain.problem import wrong
from buurtteam.domain.record import Record, Value
from buurtteam.domain.words import N_, Choice


class CaseEventKind(Choice):
    """What can happen in a household, or to the team, outside the route of a request."""

    # Early signals and debts (Wgs, Faillissementswet, NVVK)
    EARLY_SIGNAL = "early_signal", N_("Early signal received")
    CRISIS_SIGNAL = "crisis_signal", N_("Crisis signal received")
    SIGNAL_CONTACT = "signal_contact", N_("Contact offered after a signal")
    SIGNAL_SETTLED = "signal_settled", N_("Signal settled, no contact needed")
    CREDITORS_ASKED = "creditors_asked", N_("Creditors asked for their statements")
    ARRANGEMENT_MADE = "arrangement_made", N_("Debt arrangement agreed with the creditors")
    ARRANGEMENT_STARTED = "arrangement_started", N_("Debt arrangement started")
    ARRANGEMENT_ENDED = "arrangement_ended", N_("Debt arrangement ended")
    STAY_GRANTED = "stay_granted", N_("Moratorium or breathing space granted")
    STAY_ENDED = "stay_ended", N_("Moratorium or breathing space ended")
    # Youth help (Jeugdwet 4.1.2, 4.1.3) and turning 18
    FAMILY_PLAN_DECLINED = "family_plan_declined", N_("No family group plan: the parents do not want it")
    YOUTH_PLAN_SETTLED = "youth_plan_settled", N_("Plan for youth help settled")
    YOUTH_PLAN_ASKED = "youth_plan_asked", N_("Somebody asked for the plan in writing")
    YOUTH_PLAN_WRITTEN = "youth_plan_written", N_("Plan for youth help given in writing")
    COMING_OF_AGE_TALKED = "coming_of_age_talked", N_("Talked about turning 18")
    # Veilig Thuis: a term of another organisation, for the team only
    SAFE_HOME_REPORTED = "safe_home_reported", N_("Reported to Veilig Thuis")
    SAFE_HOME_ASSESSED = "safe_home_assessed", N_("Veilig Thuis assessed the safety")
    SAFE_HOME_CONCLUDED = "safe_home_concluded", N_("Veilig Thuis concluded the investigation")
    # Privacy (AVG, Wmo 5.3.5, Jeugdwet 7.3.9)
    PRIVACY_ASKED = "privacy_asked", N_("Privacy request received")
    PRIVACY_EXTENDED = "privacy_extended", N_("Told that the answer takes two months more")
    PRIVACY_ANSWERED = "privacy_answered", N_("Privacy request answered")
    DESTRUCTION_ASKED = "destruction_asked", N_("Written request to destroy data")
    DESTRUCTION_ANSWERED = "destruction_answered", N_("Data destroyed, or refused with reasons")
    LEAK_FOUND = "leak_found", N_("Data leak found")
    LEAK_REPORTED = "leak_reported", N_("Data leak reported to the authority")
    LEAK_NOT_REPORTED = "leak_not_reported", N_("Data leak need not be reported, with the reason")
    # Benefit (Participatiewet)
    BENEFIT_REPORTED = "benefit_reported", N_("Reported for benefit, under 27")
    BENEFIT_APPLIED = "benefit_applied", N_("Applied for benefit")
    BENEFIT_ASKED_TO_COMPLETE = "benefit_asked_to_complete", N_("Asked to complete the application for benefit")
    BENEFIT_COMPLETED = "benefit_completed", N_("Application for benefit completed")
    BENEFIT_ADVANCED = "benefit_advanced", N_("Advance on benefit paid")
    BENEFIT_DECIDED = "benefit_decided", N_("Decision on benefit sent")
    # Reviews and talks that the team owes
    CONSENT_REVIEWED = "consent_reviewed", N_("Talked about the consent again")
    SAFETY_FLAG_REVIEWED = "safety_flag_reviewed", N_("Looked at the safety flag again")
    CHILD_CHECK_DONE = "child_check_done", N_("Child check done")
    CARER_TALKED = "carer_talked", N_("Talked with the informal carer")
    # The state of the household
    CRISIS_STARTED = "crisis_started", N_("Crisis")
    CRISIS_COORDINATOR_NAMED = "crisis_coordinator_named", N_("Regisseur named")
    CRISIS_ENDED = "crisis_ended", N_("The crisis is over")
    STAND_BY_STARTED = "stand_by_started", N_("Stand-by began")
    STAND_BY_ENDED = "stand_by_ended", N_("Stand-by ended")


OF_TEAM = (CaseEventKind.LEAK_FOUND, CaseEventKind.LEAK_REPORTED, CaseEventKind.LEAK_NOT_REPORTED)
"""What can happen to the team itself, without a household."""

TEAM_ONLY_KINDS = frozenset(
    {
        CaseEventKind.SAFE_HOME_REPORTED,
        CaseEventKind.SAFE_HOME_ASSESSED,
        CaseEventKind.SAFE_HOME_CONCLUDED,
        CaseEventKind.SAFETY_FLAG_REVIEWED,
        CaseEventKind.CHILD_CHECK_DONE,
    }
)
"""What stands on no paper, export or shared view."""


class CaseEvent(Record):
    """Something that happened on a day and starts, meets, suspends or ends a term; the day of the event counts.

    `answers` is the event this one answers, where there may be several; without it, it answers all before it. A leak may
    concern the team and no household. `at` is the moment, where hours count.
    """

    id: CaseEventId = Field(default_factory=lambda: CaseEventId(new_id()))
    household: HouseholdId | None = None
    kind: CaseEventKind = Field(title=N_("What happened"))
    on: Day = Field(title=N_("Date"))
    at: Moment | None = Field(default=None, title=N_("Date and time"))
    until_on: Day | None = Field(default=None, title=N_("Until"))
    about: ResidentId | None = Field(default=None, title=N_("About"))
    consent: ConsentId | None = None
    safety_flag: SafetyFlagId | None = None
    answers: CaseEventId | None = None
    note: Line = Field(default="", title=N_("Remark"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
    typed_at: Moment | None = Field(default=None, title=N_("Typed in on"))

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        if self.at is not None and local_day(self.at) != self.on:
            raise wrong("other_day", N_("The date and the time name different days."))
        return self


class StartedBy(Value):
    """By which record a term was started; by none stands for the household itself, or for the team."""

    request: RequestId | None = None
    event: CaseEventId | None = None
    plan: PlanId | None = None
    resident: ResidentId | None = None
    consent: ConsentId | None = None
    safety_flag: SafetyFlagId | None = None
    closing: ClosingId | None = None
    task: TaskId | None = None
    carer_talk: CarerTalkId | None = None


class TermSource(StartedBy):
    """The record whose facts started a term."""


class Postponement(StartedBy, HouseholdRecord):
    """Why a term was not kept, and what was agreed about it with the resident (uitstel); the term itself stays missed."""

    id: PostponementId = Field(default_factory=lambda: PostponementId(new_id()))
    step: Line = Field(title=N_("Term"))
    reason: Line = Field(default="", title=N_("Why it takes longer"))
    agreed: Line = Field(default="", title=N_("What you agreed with the resident"))
    agreed_on: Day = Field(title=N_("Agreed on"))
    until_on: Day | None = Field(default=None, title=N_("New date"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))

    @property
    def source(self) -> TermSource:
        """The record whose facts started the term."""
        return TermSource(**{name: getattr(self, name) for name in StartedBy.model_fields})


class ClosingResult(Choice):
    """How the work for a household ended (resultaat)."""

    REACHED = "reached", N_("Goals reached")
    PARTLY = "partly", N_("Goals partly reached")
    ELSEWHERE = "elsewhere", N_("Goes on with another organisation")
    OWN_WAY = "own_way", N_("The household goes on by itself")
    STOPPED = "stopped", N_("The household stopped")
    NO_CONTACT = "no_contact", N_("No contact any more")
    MOVED = "moved", N_("Moved away")
    DIED = "died", N_("Died")


class Closing(HouseholdRecord):
    """That the team's work for a household ended (afsluiting), with its result, and whether it was opened again."""

    id: ClosingId = Field(default_factory=lambda: ClosingId(new_id()))
    on: Day = Field(title=N_("Closed on"))
    result: ClosingResult = Field(default=ClosingResult.REACHED, title=N_("Result"))
    explanation: Text = Field(default="", title=N_("In your own words"))
    has_aftercare: bool = Field(default=True, title=N_("Aftercare"))
    plan_coordinator: WorkerId | None = Field(default=None, title=N_("Last fixed face"))
    worker: WorkerId | None = Field(default=None, title=N_("Closed by"))
    reopened_on: Day | None = Field(default=None, title=N_("Opened again on"))
    reopen_reason: Line = Field(default="", title=N_("Why opened again"))
    reopened_by: WorkerId | None = Field(default=None, title=N_("Opened again by"))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.reopened_on is not None and self.reopened_on < self.on:
            raise wrong("reopened_before", N_("It cannot be opened again before it was closed."))
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the household is closed on this day."""
        return self.on <= day and (self.reopened_on is None or day < self.reopened_on)
