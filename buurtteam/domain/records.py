"""All kinds of record, parents before children: tables, dossier and trash follow this list."""

from buurtteam.domain.budget import Asset, Cost, Income, MoneyPicture, MonthResult, SchemeUse, Withholding
from buurtteam.domain.care import (
    Appreciation,
    Care,
    CarePath,
    Carer,
    CarerSupport,
    CarerTalk,
    CrisisAgreement,
)
from buurtteam.domain.case import CaseEvent, Closing, Postponement
from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.conversation import (
    Assessment,
    AssessmentPoint,
    Conversation,
    Note,
    OwnWords,
    Participant,
    TopicTalk,
)
from buurtteam.domain.debt import Creditor, CreditorAgreement, Debt, QualitySignal
from buurtteam.domain.debt_help import DebtHelpStep
from buurtteam.domain.directory import DirectoryEntry
from buurtteam.domain.early_signal import EarlySignal, Outreach
from buurtteam.domain.evidence import Attachment, Evidence
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
from buurtteam.domain.measurement import InstrumentPermission, Measurement, OwnInstrument
from buurtteam.domain.plan import Goal, HouseholdPlan, PlanAction, PlanStrength, PlanWish
from buurtteam.domain.record import Record
from buurtteam.domain.request import RequestEvent, RequestNotification
from buurtteam.domain.responsibility import Assignment, Transfer
from buurtteam.domain.sharing import Consent, Referral
from buurtteam.domain.staff import Leave, Team, Worker
from buurtteam.domain.statute import LocalNorm, OwnDecreeDay
from buurtteam.domain.task import Appointment, Task, TaskSeries
from buurtteam.domain.threat import Threat

RECORDS: tuple[type[Record], ...] = (
    Worker,
    Team,
    LocalNorm,
    OwnDecreeDay,
    CaseloadNorms,
    Leave,
    Creditor,
    DirectoryEntry,
    InstrumentPermission,
    OwnInstrument,
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
    TaskSeries,
    Task,
    Appointment,
    Consent,
    Referral,
    Carer,
    Care,
    CarerTalk,
    Measurement,
    CarerSupport,
    Appreciation,
    CrisisAgreement,
    CarePath,
    CaseEvent,
    Closing,
    Postponement,
    Assignment,
    Paper,
    Transfer,
    Threat,
    Debt,
    CreditorAgreement,
    QualitySignal,
    MoneyPicture,
    Income,
    MonthResult,
    Withholding,
    Cost,
    Asset,
    SchemeUse,
    Evidence,
    Attachment,
    DebtHelpStep,
    EarlySignal,
    Outreach,
)
