"""A request for help (melding): what was asked, by whom and when, and every dated event on its route."""

from collections.abc import Set as AbstractSet

from pydantic import Field

from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    Day,
    Line,
    Moment,
    RequestEventId,
    RequestId,
    ResidentId,
    Text,
    WorkerId,
    new_id,
)
from buurtteam.domain.words import N_, Choice


class Channel(Choice):
    """How a request came in; the form is free (Wmo 2.3.2 lid 1)."""

    PHONE = "phone", N_("By phone")
    WALK_IN = "walk_in", N_("Walk-in")
    EMAIL = "email", N_("By e-mail")
    LETTER = "letter", N_("By letter")
    WEBSITE = "website", N_("Website")
    VISIT = "visit", N_("At a visit")
    CONSULTATION = "consultation", N_("In a meeting of professionals")


class NotifierRole(Choice):
    """Who reported the need (melder)."""

    RESIDENT = "resident", N_("The resident")
    FAMILY = "family", N_("Family")
    INFORMAL_CARER = "informal_carer", N_("Informal carer")
    NEIGHBOUR = "neighbour", N_("Neighbour")
    DOCTOR = "doctor", N_("General practitioner")
    SCHOOL = "school", N_("School")
    ATTENDANCE_OFFICER = "attendance_officer", N_("Attendance officer")
    LANDLORD = "landlord", N_("Landlord")
    POLICE = "police", N_("Neighbourhood police officer")
    HOSPITAL = "hospital", N_("Hospital")
    HOME_CARE = "home_care", N_("Home care nurse")
    TEAM = "team", N_("Somebody of the team")
    OTHER = "other", N_("Somebody else")


class RequestKind(Choice):
    """Which route a request takes."""

    WMO = "wmo", N_("Support (Wmo)")
    YOUTH = "youth", N_("Youth help")
    DEBT = "debt", N_("Money worries")
    ADVICE = "advice", N_("Advice or a listening ear")


class RequestState(Choice):
    """How far a request is on its route."""

    NEW = "new", N_("New")
    IN_TALKS = "in_talks", N_("In conversation")
    PLAN = "plan", N_("Plan")
    DECISION = "decision", N_("Decision")
    RUNNING = "running", N_("Help has started")
    CLOSED = "closed", N_("Closed")


class RequestNotification(HouseholdRecord):
    """A first report of a need (melding), in the resident's words."""

    id: RequestId = Field(default_factory=lambda: RequestId(new_id()))
    received_at: Moment = Field(title=N_("Came in on"))
    typed_at: Moment | None = Field(default=None, title=N_("Typed in on"))
    from_paper: bool = Field(default=False, title=N_("First written on paper"))
    kind: RequestKind = Field(default=RequestKind.WMO, title=N_("Kind of request"))
    channel: Channel = Field(default=Channel.PHONE, title=N_("How it came in"))
    notifier_role: NotifierRole = Field(default=NotifierRole.RESIDENT, title=N_("Who reported it"))
    notifier_name: Line = Field(default="", title=N_("Name of who reported it"))
    notifier_organisation: Line = Field(default="", title=N_("Organisation"))
    notifier_contact: Line = Field(default="", title=N_("Contact person and phone"))
    about: ResidentId | None = Field(default=None, title=N_("About"))
    question: Text = Field(default="", title=N_("The question, in the resident's own words"))
    is_urgent: bool = Field(default=False, title=N_("Urgent"))
    urgent_reason: Line = Field(default="", title=N_("Why it is urgent"))
    is_simple: bool = Field(default=False, title=N_("Simple request: the short path"))
    answer: Text = Field(default="", title=N_("What was answered or arranged"))
    worker: WorkerId | None = Field(default=None, title=N_("Taken on by"))


class EventKind(Choice):
    """What can happen on the route of a request; terms start, are met or wait by these events."""

    RECEIPT_CONFIRMED = "receipt_confirmed", N_("Receipt confirmed")
    PERSONAL_PLAN_TOLD = "personal_plan_told", N_("Told about the personal plan")
    PERSONAL_PLAN_RECEIVED = "personal_plan_received", N_("Personal plan received")
    CLIENT_SUPPORT_TOLD = "client_support_told", N_("Told about independent client support")
    FIRST_TALK_HELD = "first_talk_held", N_("First conversation held")
    ASSESSMENT_FINISHED = "assessment_finished", N_("Assessment finished")
    REPORT_SENT = "report_sent", N_("Report sent")
    REPORT_RETURNED = "report_returned", N_("Report came back signed")
    APPLICATION_RECEIVED = "application_received", N_("Application received")
    ASKED_TO_COMPLETE = "asked_to_complete", N_("Asked to complete the application")
    COMPLETED = "completed", N_("Application completed")
    DELAY_AGREED = "delay_agreed", N_("Applicant agreed to wait")
    DELAY_ENDED = "delay_ended", N_("Waiting ended")
    DECISION_MADE = "decision_made", N_("Decision sent")
    OBJECTION_MADE = "objection_made", N_("Objection made")
    URGENT_HELP_STARTED = "urgent_help_started", N_("Urgent help started")
    HELP_STARTED = "help_started", N_("Help started")
    EVALUATED = "evaluated", N_("Evaluated together")
    EXTENSION_AGREED = "extension_agreed", N_("Delay told and agreed with the resident")
    WITHDRAWN = "withdrawn", N_("Withdrawn by the resident")
    CLOSED = "closed", N_("Closed")


class RequestEvent(HouseholdRecord):
    """Something that happened to a request on a day; the day of the event counts, not the day of typing."""

    id: RequestEventId = Field(default_factory=lambda: RequestEventId(new_id()))
    request: RequestId
    kind: EventKind = Field(title=N_("What happened"))
    on: Day = Field(title=N_("Date"))
    until_on: Day | None = Field(default=None, title=N_("Until"))
    note: Line = Field(default="", title=N_("Remark"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
    typed_at: Moment | None = Field(default=None, title=N_("Typed in on"))


def state_of(events: list[RequestEvent]) -> RequestState:
    """How far a request is: always derived from its events, never typed."""
    return state_after({event.kind for event in events})


def state_after(kinds: AbstractSet[EventKind]) -> RequestState:
    """How far a request is on which these things happened."""
    if kinds & {EventKind.CLOSED, EventKind.WITHDRAWN}:
        return RequestState.CLOSED
    if kinds & {EventKind.HELP_STARTED, EventKind.EVALUATED}:
        return RequestState.RUNNING
    if kinds & {EventKind.APPLICATION_RECEIVED, EventKind.DECISION_MADE}:
        return RequestState.DECISION
    if kinds & {EventKind.ASSESSMENT_FINISHED, EventKind.REPORT_SENT}:
        return RequestState.PLAN
    if EventKind.FIRST_TALK_HELD in kinds:
        return RequestState.IN_TALKS
    return RequestState.NEW
