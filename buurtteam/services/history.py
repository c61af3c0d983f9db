"""What happened in a household, in words: who changed what, and who looked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from buurtteam.domain import (
    budget,
    care,
    case,
    caseload,
    debt,
    debt_help,
    directory,
    early_signal,
    evidence,
    filing,
    measurement,
    plan,
    request,
    responsibility,
    sharing,
    staff,
    statute,
    task,
    threat,
)
from buurtteam.domain import conversation as talk
from buurtteam.domain import household as home
from buurtteam.domain.conversation import Note
from buurtteam.domain.household import Household, Membership, Resident, full_name
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.record import Record
from buurtteam.domain.staff import DEED_WORDS, Deed, Worker
from buurtteam.domain.words import N_
from buurtteam.services.office import Office

KIND_WORDS: dict[type[Record], str] = {
    home.Household: N_("Household"),
    home.Resident: N_("Person"),
    home.Membership: N_("Belongs to the household"),
    home.Relation: N_("Tie between two people"),
    home.NetworkMember: N_("Person in the network"),
    home.ContactPoint: N_("Phone or e-mail"),
    home.Address: N_("Address"),
    home.SafetyFlag: N_("Safety on visits"),
    home.Incident: N_("Incident"),
    home.Statement: N_("Own statement"),
    home.Deviation: N_("Other choice with its reason"),
    request.RequestNotification: N_("Request"),
    request.RequestEvent: N_("Step in the request"),
    talk.Conversation: N_("Conversation"),
    talk.Participant: N_("Somebody at the table"),
    talk.TopicTalk: N_("Topic"),
    talk.OwnWords: N_("Own words"),
    talk.Note: N_("Note"),
    talk.Assessment: N_("The law's part"),
    talk.AssessmentPoint: N_("Point that was looked into"),
    plan.HouseholdPlan: N_("Plan"),
    plan.PlanStrength: N_("What goes well"),
    plan.PlanWish: N_("What somebody wants"),
    plan.Goal: N_("Goal"),
    plan.PlanAction: N_("Agreement"),
    task.Task: N_("Task"),
    task.Appointment: N_("Appointment"),
    task.TaskSeries: N_("Series of tasks"),
    sharing.Consent: N_("What may be shared"),
    sharing.Referral: N_("Referral"),
    case.CaseEvent: N_("What happened"),
    case.Postponement: N_("Why a term is late"),
    case.Closing: N_("Closing"),
    responsibility.Assignment: N_("Who is responsible"),
    responsibility.Transfer: N_("Hand-over"),
    filing.Paper: N_("Paper"),
    staff.Worker: N_("Worker"),
    staff.Team: N_("Team"),
    staff.Leave: N_("Leave"),
    statute.LocalNorm: N_("Norm of the team"),
    statute.OwnDecreeDay: N_("Free day of the team"),
    caseload.CaseloadNorms: N_("Norms of the caseload"),
    threat.Threat: N_("Threat"),
    debt.Debt: N_("Debt"),
    debt.CreditorAgreement: N_("Agreement with a creditor"),
    debt.QualitySignal: N_("Worry about an administrator"),
    debt.Creditor: N_("Creditor on the list"),
    budget.MoneyPicture: N_("What else counts about money"),
    budget.Income: N_("Income"),
    budget.MonthResult: N_("Result of a month"),
    budget.Withholding: N_("Money that is kept back"),
    budget.Cost: N_("Cost"),
    budget.Asset: N_("Possession"),
    budget.SchemeUse: N_("Use of a scheme"),
    evidence.Evidence: N_("Paper that is asked for"),
    evidence.Attachment: N_("Scan or photograph"),
    debt_help.DebtHelpStep: N_("Step of debt help"),
    early_signal.EarlySignal: N_("Early signal"),
    early_signal.Outreach: N_("Attempt to reach somebody"),
    care.Carer: N_("Somebody who cares for somebody"),
    care.Care: N_("What somebody does for whom is cared for"),
    care.CarerTalk: N_("Talk with somebody who cares"),
    care.CarerSupport: N_("Help for a carer"),
    care.Appreciation: N_("Yearly token for a carer"),
    care.CrisisAgreement: N_("What happens when a carer drops out"),
    care.CarePath: N_("Road along doctor and case manager"),
    measurement.Measurement: N_("Filled-in questionnaire"),
    measurement.InstrumentPermission: N_("Permission for a questionnaire"),
    measurement.OwnInstrument: N_("Questionnaire of the team"),
    directory.DirectoryEntry: N_("Help in the directory"),
}
# Of these everything stays within the team.
_TEAM_ONLY = frozenset({debt.QualitySignal})
_HIDDEN = frozenset({"version", "id", "position", "content", "pdf", "sha256", "line", "household"})


@dataclass(frozen=True)
class FieldStory:
    """One field before and after, as values of the record."""

    kind: type[Record]
    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Entry:
    """One thing that happened: `sentence` and `what` are texts of the catalogue."""

    id: int
    at: datetime
    worker: str
    sentence: str
    what: str
    about: str
    is_new: bool
    is_removed: bool
    is_team_only: bool
    fields: tuple[FieldStory, ...]


@dataclass(frozen=True)
class Visit:
    """Somebody looked."""

    id: int
    at: datetime
    worker: str
    sentence: str


@dataclass(frozen=True)
class History:
    """What happened in a household, newest first; `names` gives words for the ids in it."""

    label: str
    entries: tuple[Entry, ...]
    visits: tuple[Visit, ...]
    names: dict[object, str]
    has_more: bool


def read_history(office: Office, household: HouseholdId, limit: int = 200) -> History:
    """Who changed what in a household, and who looked, newest first.

    Raises Trouble when the household is not there any more.
    """
    with office.reading() as store:
        label = store.get(Household, household).label
        members = store.of(Membership, household=household)
        people = store.of(Resident, id=[each.resident for each in members])
        names: dict[object, str] = {each.id: full_name(each) for each in people}
        names |= {each.id: each.name for each in store.of(Worker)}
        secret: set[UUID] = {each.id for each in store.of(Note, household=household, is_team_only=True)}
        secret |= {each.id for each in store.of(case.CaseEvent, household=household, kind=list(case.TEAM_ONLY_KINDS))}
        lines = office.history(household, limit + 1)
        looks = office.looks(household, limit)
    entries = []
    for number, line in enumerate(lines[:limit]):
        if line.kind is None:
            continue
        fields = tuple(
            FieldStory(line.kind, each.field, each.before, each.after)
            for each in line.fields
            if _is_shown(line.kind, each.field, each.before, each.after, names)
        )
        marked = any(each.field == "is_team_only" and (each.before or each.after) for each in line.fields)
        entries.append(
            Entry(
                len(lines) - number,
                line.at,
                line.worker,
                _deed_words(line.deed),
                KIND_WORDS.get(line.kind, line.kind.__name__),
                names.get(line.record, ""),
                line.is_new,
                line.is_removed,
                marked or line.record in secret or line.kind in _TEAM_ONLY,
                fields,
            )
        )
    visits = tuple(Visit(look.seq, look.at, look.worker, _deed_words(look.deed)) for look in looks)
    return History(label, tuple(entries), visits, names, len(lines) > limit)


def _is_shown(kind: type[Record], field: str, before: object, after: object, names: dict[object, str]) -> bool:
    if field in _HIDDEN or field not in kind.model_fields or isinstance(before, bytes) or isinstance(after, bytes):
        return False
    if not kind.model_fields[field].title:
        return False
    # An id that nobody can read says nothing.
    return not any(isinstance(value, UUID) and value not in names for value in (before, after))


def _deed_words(deed: str) -> str:
    try:
        return DEED_WORDS[Deed(deed)]
    except (ValueError, KeyError):
        return deed
