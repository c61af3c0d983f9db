"""A dossier: everything of one household in one value, as it travels from one file to another."""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from buurtteam.domain import kinds
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
from buurtteam.domain.conversation import (
    Assessment,
    AssessmentPoint,
    Conversation,
    Note,
    OwnWords,
    Participant,
    TopicTalk,
)
from buurtteam.domain.debt import CreditorAgreement, Debt, QualitySignal
from buurtteam.domain.debt_help import DebtHelpStep
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
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.plan import Goal, HouseholdPlan, PlanAction, PlanStrength, PlanWish
from buurtteam.domain.record import Record, Value
from buurtteam.domain.records import RECORDS
from buurtteam.domain.request import RequestEvent, RequestNotification
from buurtteam.domain.responsibility import Assignment, Transfer
from buurtteam.domain.sharing import Consent, Referral
from buurtteam.domain.staff import Worker
from buurtteam.domain.task import Appointment, Task, TaskSeries
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_, Choice

DOSSIER_FORMAT = "buurtteam-dossier"
DOSSIER_VERSION = 4
"""Version 2 knows events, closings, hand-overs, referrals and series, 3 money, 4 carers; earlier ones still come in."""

ABOUT_DOSSIER = N_(
    "All that a neighbourhood team knows about one household. Every record has an id: a UUID that the sender chooses "
    "once and always sends again, so that the same dossier sent twice makes nothing twice. Only the household and "
    "its residents with a membership are needed; leave out what is not known. A record is in the household of the "
    "dossier, also when its field household is left out. Moments carry their time zone. Importing adds and changes; "
    "it removes nothing. Notes for the team only travel along: this is the team's own transfer, never for outsiders."
)


class Dossier(Value):
    """The whole dossier of one household, with the people it speaks of and the workers it names."""

    model_config = ConfigDict(title="Dossier")

    format: Literal["buurtteam-dossier"] = Field(title=N_("Always buurtteam-dossier"))
    format_version: int = Field(ge=1, le=DOSSIER_VERSION, title=N_("Version of this format"))
    household: Household = Field(title=N_("Household"))
    workers: tuple[Worker, ...] = Field(default=(), title=N_("Workers who are named"))
    residents: tuple[Resident, ...] = Field(default=(), title=N_("People of the household and around it"))
    memberships: tuple[Membership, ...] = Field(default=(), title=N_("Who lives in the household, and when"))
    relations: tuple[Relation, ...] = Field(default=(), title=N_("What people are to each other"))
    network_members: tuple[NetworkMember, ...] = Field(default=(), title=N_("People around the household"))
    contact_points: tuple[ContactPoint, ...] = Field(default=(), title=N_("Phone numbers and e-mail"))
    addresses: tuple[Address, ...] = Field(default=(), title=N_("Addresses"))
    safety_flags: tuple[SafetyFlag, ...] = Field(default=(), title=N_("Safety marks on visits (team only)"))
    incidents: tuple[Incident, ...] = Field(default=(), title=N_("Incidents (team only)"))
    statements: tuple[Statement, ...] = Field(default=(), title=N_("Statements with their source"))
    deviations: tuple[Deviation, ...] = Field(default=(), title=N_("What is done differently, and why"))
    requests: tuple[RequestNotification, ...] = Field(default=(), title=N_("Requests"))
    request_events: tuple[RequestEvent, ...] = Field(default=(), title=N_("What happened to the requests"))
    conversations: tuple[Conversation, ...] = Field(default=(), title=N_("Conversations"))
    participants: tuple[Participant, ...] = Field(default=(), title=N_("Who sat at the table"))
    topic_talks: tuple[TopicTalk, ...] = Field(default=(), title=N_("Topics of the conversations"))
    own_words: tuple[OwnWords, ...] = Field(default=(), title=N_("What people said in their own words"))
    notes: tuple[Note, ...] = Field(default=(), title=N_("Notes"))
    assessments: tuple[Assessment, ...] = Field(default=(), title=N_("The law's part of conversations"))
    assessment_points: tuple[AssessmentPoint, ...] = Field(default=(), title=N_("Examined points"))
    plans: tuple[HouseholdPlan, ...] = Field(default=(), title=N_("Plans"))
    plan_strengths: tuple[PlanStrength, ...] = Field(default=(), title=N_("What goes well, in the plans"))
    plan_wishes: tuple[PlanWish, ...] = Field(default=(), title=N_("Wishes in the plans"))
    goals: tuple[Goal, ...] = Field(default=(), title=N_("Goals"))
    plan_actions: tuple[PlanAction, ...] = Field(default=(), title=N_("Agreements"))
    task_series: tuple[TaskSeries, ...] = Field(default=(), title=N_("Tasks that come back"))
    tasks: tuple[Task, ...] = Field(default=(), title=N_("Tasks"))
    appointments: tuple[Appointment, ...] = Field(default=(), title=N_("Appointments"))
    consents: tuple[Consent, ...] = Field(default=(), title=N_("What may be shared with whom"))
    referrals: tuple[Referral, ...] = Field(default=(), title=N_("Referrals and their answers"))
    case_events: tuple[CaseEvent, ...] = Field(default=(), title=N_("What happened outside the requests"))
    closings: tuple[Closing, ...] = Field(default=(), title=N_("When the work was closed and opened again"))
    postponements: tuple[Postponement, ...] = Field(default=(), title=N_("Why terms were late, and what was agreed"))
    assignments: tuple[Assignment, ...] = Field(default=(), title=N_("Who was the fixed face, and when"))
    transfers: tuple[Transfer, ...] = Field(default=(), title=N_("Hand-overs"))
    papers: tuple[Paper, ...] = Field(default=(), title=N_("Papers, each with its PDF"))
    threats: tuple[Threat, ...] = Field(default=(), title=N_("Threats such as eviction"))
    debts: tuple[Debt, ...] = Field(default=(), title=N_("Debts, a line per letter"))
    creditor_agreements: tuple[CreditorAgreement, ...] = Field(default=(), title=N_("Agreements with creditors"))
    quality_signals: tuple[QualitySignal, ...] = Field(default=(), title=N_("Worries about administrators (team only)"))
    money_pictures: tuple[MoneyPicture, ...] = Field(default=(), title=N_("What else counts about the money"))
    incomes: tuple[Income, ...] = Field(default=(), title=N_("What comes in"))
    month_results: tuple[MonthResult, ...] = Field(default=(), title=N_("Months of an own business"))
    withholdings: tuple[Withholding, ...] = Field(default=(), title=N_("What is kept back from an income"))
    costs: tuple[Cost, ...] = Field(default=(), title=N_("What goes out"))
    assets: tuple[Asset, ...] = Field(default=(), title=N_("What they own"))
    scheme_uses: tuple[SchemeUse, ...] = Field(default=(), title=N_("Schemes that help with costs"))
    evidence: tuple[Evidence, ...] = Field(default=(), title=N_("Evidence that debt help asks for"))
    attachments: tuple[Attachment, ...] = Field(default=(), title=N_("Scans and photographs"))
    debt_help_steps: tuple[DebtHelpStep, ...] = Field(default=(), title=N_("What happened to referrals to debt help"))
    early_signals: tuple[EarlySignal, ...] = Field(default=(), title=N_("Early signals of arrears"))
    outreach: tuple[Outreach, ...] = Field(default=(), title=N_("Attempts to reach somebody after a signal"))
    carers: tuple[Carer, ...] = Field(default=(), title=N_("Informal carers of this household, as people"))
    cares: tuple[Care, ...] = Field(default=(), title=N_("What each carer of this household does for somebody"))
    carer_talks: tuple[CarerTalk, ...] = Field(default=(), title=N_("Talks with carers of this household"))
    measurements: tuple[Measurement, ...] = Field(default=(), title=N_("What instruments measured"))
    carer_supports: tuple[CarerSupport, ...] = Field(default=(), title=N_("Help that gives carers air"))
    appreciations: tuple[Appreciation, ...] = Field(default=(), title=N_("Yearly appreciation of carers"))
    crisis_agreements: tuple[CrisisAgreement, ...] = Field(default=(), title=N_("What happens when a carer drops out"))
    care_paths: tuple[CarePath, ...] = Field(default=(), title=N_("Roads of dementia and of the last phase"))

    def records(self) -> list[tuple[str, Record]]:
        """Every record with its place in the dossier, as `residents[2]`, those that are referred to first."""
        found: list[tuple[str, Record]] = [("household", self.household)]
        for section in SECTIONS:
            found += [(f"{section}[{number}]", record) for number, record in enumerate(getattr(self, section))]
        order = {kind: place for place, kind in enumerate(RECORDS)}
        return sorted(found, key=lambda placed: order[type(placed[1])])


def _section_kind(annotation: Any) -> type[Record] | None:  # noqa: ANN401 - whatever stands behind the colon
    if get_origin(annotation) is not tuple:
        return None
    kind = get_args(annotation)[0]
    return kind if issubclass(kind, Record) else None


SECTIONS: dict[str, type[Record]] = {
    name: kind for name, field in Dossier.model_fields.items() if (kind := _section_kind(field.annotation))
}
"""The lists of a dossier, each with its kind of record."""


def _id_type(annotation: Any) -> NewType | None:  # noqa: ANN401 - whatever stands behind the colon
    if get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation if isinstance(annotation, NewType) else None


@cache
def references(kind: type[Record]) -> dict[str, type[Record]]:
    """The fields of a record that hold the id of another, with the kind of that other."""
    owners = {_id_type(each.model_fields["id"].annotation): each for each in RECORDS}
    return {
        name: owners[id_type]
        for name, field in kind.model_fields.items()
        if name != "id" and (id_type := _id_type(field.annotation)) is not None
    }


def refers_to(record: Record, kind: type[Record]) -> set[UUID]:
    """The ids of one kind of record that this record refers to."""
    fields = [name for name, target in references(type(record)).items() if target is kind]
    return {found for name in fields if (found := getattr(record, name)) is not None}


# Written as functions in `kinds`, so that a person gets a sentence; an outsider needs the form itself.
_FORMS: tuple[tuple[object, dict[str, Any]], ...] = (
    (kinds.Line, {"maxLength": kinds.LINE_LENGTH}),
    (kinds.Text, {"maxLength": kinds.TEXT_LENGTH}),
    (kinds.Name, {"maxLength": 100}),
    (kinds.Postcode, {"pattern": "^$|^[1-9][0-9]{3} ?[A-Za-z]{2}$", "examples": ["6499 SA"]}),
    (kinds.Bsn, {"pattern": "^$|^[0-9. -]{8,13}$", "examples": ["999900006"]}),
    (kinds.PartialDate, {"examples": ["1990-12-31", "1990-12", "1990", ""]}),
    (kinds.Email, {"examples": ["naam@voorbeeld.example"]}),
)


def dossier_schema() -> dict[str, Any]:
    """The JSON Schema of a dossier, made from the records; its titles and descriptions are texts of the catalogue."""
    schema = Dossier.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["description"] = ABOUT_DOSSIER
    schema["properties"]["format"]["const"] = DOSSIER_FORMAT
    models = {kind.__name__: kind for kind in RECORDS}
    choices = {choice.__name__: choice for choice in _choices(Choice)}
    for name, part in schema["$defs"].items():
        if name in models:
            _describe(part, models[name])
        elif name in choices and "enum" in part:
            part.pop("enum")
            part["oneOf"] = [{"const": each.value, "title": each.label} for each in choices[name]]
    return schema


def _choices(base: type[Choice]) -> list[type[Choice]]:
    return [*base.__subclasses__(), *(deeper for each in base.__subclasses__() for deeper in _choices(each))]


def _describe(part: dict[str, Any], kind: type[BaseModel]) -> None:
    properties = part["properties"]
    # How often a record was saved is no fact about people, and differs from file to file.
    properties.pop("version", None)
    required = [name for name in part.get("required", []) if name != "household" or kind is Household]
    part["required"] = ["id", *required]
    for name, shown in properties.items():
        field = kind.model_fields[name]
        for form, known in _FORMS:
            if get_args(form)[1:] == tuple(field.metadata):
                shown.update(known)
        if field.annotation is bytes:
            shown.pop("format", None)
            shown["contentEncoding"] = "base64"
