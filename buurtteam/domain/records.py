"""All kinds of record, parents before children: tables, dossier and trash follow this list."""

from buurtteam.domain.conversation import (
    Assessment,
    AssessmentPoint,
    Conversation,
    Note,
    OwnWords,
    Participant,
    TopicTalk,
)
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import (
    Address,
    ContactPoint,
    Deviation,
    Household,
    Incident,
    Membership,
    NetworkMember,
    Relation,
    Resident,
    SafetyFlag,
    Statement,
)
from buurtteam.domain.plan import Goal, HouseholdPlan, PlanAction, PlanStrength, PlanWish
from buurtteam.domain.record import Record
from buurtteam.domain.request import RequestEvent, RequestNotification
from buurtteam.domain.sharing import Consent
from buurtteam.domain.staff import Team, Worker
from buurtteam.domain.task import Appointment, Task

RECORDS: tuple[type[Record], ...] = (
    Worker,
    Team,
    Household,
    Resident,
    Membership,
    Relation,
    NetworkMember,
    ContactPoint,
    Address,
    SafetyFlag,
    Incident,
    Statement,
    Deviation,
    RequestNotification,
    RequestEvent,
    Conversation,
    Participant,
    TopicTalk,
    OwnWords,
    Note,
    Assessment,
    AssessmentPoint,
    HouseholdPlan,
    PlanStrength,
    PlanWish,
    Goal,
    PlanAction,
    Task,
    Appointment,
    Consent,
    Paper,
)
