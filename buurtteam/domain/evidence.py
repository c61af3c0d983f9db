"""The proof that debt help asks for: what was asked, what came, and the scans and photographs of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from buurtteam.domain.budget import Asset, AssetKind, Cost, CostKind, Income, IncomeKind, MoneyPicture, MonthResult
from buurtteam.domain.debt import Debt, DebtPhase
from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    AttachmentId,
    CostId,
    Day,
    DebtId,
    EvidenceId,
    HouseholdId,
    IncomeId,
    Line,
    Moment,
    Position,
    ResidentId,
    ThreatId,
    WorkerId,
    new_id,
)
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_, Choice


class EvidenceKind(Choice):
    """The papers that debt help usually asks for."""

    IDENTITY = "identity", N_("Identity document")
    INCOME = "income", N_("Income of the last three months")
    YEARLY_STATEMENT = "yearly_statement", N_("Yearly statement of last year")
    BANK_STATEMENTS = "bank_statements", N_("Bank statements of three months, of all accounts")
    ALLOWANCE_DECISIONS = "allowance_decisions", N_("Decisions on allowances")
    RENT_CONTRACT = "rent_contract", N_("Rent contract and how the rent is made up")
    MORTGAGE = "mortgage", N_("Mortgage statement and WOZ value")
    UTILITY_BILLS = "utility_bills", N_("Bills for energy, water and insurances")
    CARE_POLICY = "care_policy", N_("Health insurance policy")
    CHILDCARE_CONTRACT = "childcare_contract", N_("Childcare contract")
    CAR = "car", N_("Number plate of the car")
    ALIMONY = "alimony", N_("Decision on alimony")
    DEBT_LETTERS = "debt_letters", N_("All letters about debts")
    COURT_PAPERS = "court_papers", N_("Papers of a court")
    DIVORCE_PAPERS = "divorce_papers", N_("Divorce papers")
    ANNUAL_ACCOUNTS = "annual_accounts", N_("Annual accounts and VAT returns")
    ADMINISTRATION = "administration", N_("Decision on administration or guardianship")
    OTHER = "other", N_("Something else ¦evidence")


class EvidenceState(Choice):
    """How it stands with a piece of evidence; follows from its days."""

    TO_ASK = "to_ask", N_("Still to ask")
    ASKED = "asked", N_("Asked")
    RECEIVED = "received", N_("Received")
    NOT_NEEDED = "not_needed", N_("Not applicable")


class SeenHow(Choice):
    """Whether the team keeps a copy."""

    SEEN = "seen", N_("Seen only")
    COPY = "copy", N_("Copy")


class Evidence(HouseholdRecord):
    """A paper that debt help asks for (bewijsstuk): when it was asked, when it came."""

    id: EvidenceId = Field(default_factory=lambda: EvidenceId(new_id()))
    kind: EvidenceKind = Field(default=EvidenceKind.OTHER, title=N_("Which paper"))
    what: Line = Field(default="", title=N_("Which one exactly"))
    resident: ResidentId | None = Field(default=None, title=N_("Of whom"))
    asked_on: Day | None = Field(default=None, title=N_("Asked on"))
    received_on: Day | None = Field(default=None, title=N_("Received on"))
    seen_how: SeenHow | None = Field(default=None, title=N_("Seen or copied"))
    is_needed: bool = Field(default=True, title=N_("Needed"))
    not_needed_why: Line = Field(default="", title=N_("Why not"))
    note: Line = Field(default="", title=N_("Remark"))
    position: Position = 0

    @property
    def state(self) -> EvidenceState:
        """How it stands."""
        if not self.is_needed:
            return EvidenceState.NOT_NEEDED
        if self.received_on is not None:
            return EvidenceState.RECEIVED
        return EvidenceState.ASKED if self.asked_on is not None else EvidenceState.TO_ASK


# ------------------------------------------------------------------------------- what a household needs


@dataclass(frozen=True)
class MoneyFacts:
    """What is known of a household, as far as it decides which papers debt help will ask for."""

    adults: tuple[ResidentId, ...] = ()
    incomes: tuple[Income, ...] = ()
    month_results: tuple[MonthResult, ...] = ()
    costs: tuple[Cost, ...] = ()
    assets: tuple[Asset, ...] = ()
    debts: tuple[Debt, ...] = ()
    threats: tuple[Threat, ...] = ()
    picture: MoneyPicture | None = None
    has_former_partner: bool = False


@dataclass(frozen=True)
class Wanted:
    """A paper that this household needs: which, and of whom when it is personal."""

    kind: EvidenceKind
    resident: ResidentId | None = None


PERSONAL = (EvidenceKind.IDENTITY, EvidenceKind.INCOME, EvidenceKind.YEARLY_STATEMENT)
"""What each adult brings for themselves."""

_ALWAYS = (
    EvidenceKind.BANK_STATEMENTS,
    EvidenceKind.ALLOWANCE_DECISIONS,
    EvidenceKind.UTILITY_BILLS,
    EvidenceKind.CARE_POLICY,
    EvidenceKind.DEBT_LETTERS,
)
_AT_COURT = frozenset({DebtPhase.SUMMONS, DebtPhase.VERDICT, DebtPhase.ATTACHMENT, DebtPhase.EXECUTION})
_ORDER = {kind: number for number, kind in enumerate(EvidenceKind)}


def wanted_from(facts: MoneyFacts) -> tuple[Wanted, ...]:
    """The papers that follow from what is known, in the order of the list; what is not known is asked for where most have it."""
    kinds = {*_ALWAYS, *_of_the_home(facts)}
    if _any(facts.costs, CostKind.CHILDCARE) or _any(facts.incomes, IncomeKind.CHILDCARE_ALLOWANCE):
        kinds.add(EvidenceKind.CHILDCARE_CONTRACT)
    if _any(facts.assets, AssetKind.CAR):
        kinds.add(EvidenceKind.CAR)
    if _any(facts.costs, CostKind.ALIMONY) or _any(facts.incomes, IncomeKind.ALIMONY):
        kinds.add(EvidenceKind.ALIMONY)
    if any(each.phase in _AT_COURT for each in facts.debts) or any(each.has_verdict for each in facts.threats):
        kinds.add(EvidenceKind.COURT_PAPERS)
    if facts.has_former_partner:
        kinds.add(EvidenceKind.DIVORCE_PAPERS)
    if _has_business(facts):
        kinds.add(EvidenceKind.ANNUAL_ACCOUNTS)
    if facts.picture and (facts.picture.administrator or facts.picture.administrator_kind):
        kinds.add(EvidenceKind.ADMINISTRATION)
    of_people = [Wanted(kind, person) for kind in PERSONAL for person in facts.adults or (None,)]
    of_home = [Wanted(kind) for kind in kinds]
    return tuple(sorted([*of_people, *of_home], key=lambda each: _ORDER[each.kind]))


def missing_from(listed: Iterable[Evidence], wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """What is wanted and does not stand on the list yet; a line without a name counts for everybody."""
    known = {(each.kind, each.resident) for each in listed}
    return tuple(each for each in wanted if (each.kind, each.resident) not in known and (each.kind, None) not in known)


def place_of(kind: EvidenceKind) -> int:
    """Where a kind of paper stands in the list."""
    return _ORDER[kind]


def _of_the_home(facts: MoneyFacts) -> set[EvidenceKind]:
    """A mortgage for who owns a house, a rent contract for who rents or as long as nobody knows."""
    if _any(facts.assets, AssetKind.HOUSE) or any(each.mortgage for each in facts.assets):
        return {EvidenceKind.MORTGAGE}
    return {EvidenceKind.RENT_CONTRACT}


def _has_business(facts: MoneyFacts) -> bool:
    if facts.month_results or _any(facts.incomes, IncomeKind.BUSINESS) or _any(facts.assets, AssetKind.BUSINESS):
        return True
    picture = facts.picture
    return any(each.is_business for each in facts.debts) or bool(
        picture and (picture.business_name or picture.business_number)
    )


def _any(records: "Iterable[Income | Cost | Asset]", kind: Choice) -> bool:
    return any(each.kind is kind for each in records)


# --------------------------------------------------------------------------------- scans and photographs


class MediaType(Choice):
    """The kinds of file that can be kept."""

    PDF = "pdf", N_("PDF")
    JPEG = "jpeg", N_("Photograph (JPEG)")
    PNG = "png", N_("Picture (PNG)")


class Attachment(HouseholdRecord):
    """A scan or photograph (bijlage), kept encrypted in the team file; it may belong to a paper, a debt or an amount.

    `sha256` is the hash of `content`; a photograph is kept without the place and time that a camera writes into it.
    `content` stands last, so that a list reads the rest without passing through it; it is empty when a dossier came
    without its files.
    """

    id: AttachmentId = Field(default_factory=lambda: AttachmentId(new_id()))
    name: Line = Field(default="", title=N_("Name of the file"))
    media: MediaType = Field(title=N_("Kind of file"))
    pages: int = Field(default=1, ge=1, le=10_000, title=N_("Pages"))
    sha256: str = ""
    added_at: Moment = Field(title=N_("Added on"))
    added_by: WorkerId | None = Field(default=None, title=N_("Added by"))
    evidence: EvidenceId | None = Field(default=None, title=N_("Belongs to which paper"))
    debt: DebtId | None = Field(default=None, title=N_("Belongs to which debt"))
    income: IncomeId | None = Field(default=None, title=N_("Belongs to which income"))
    cost: CostId | None = Field(default=None, title=N_("Belongs to which cost"))
    threat: ThreatId | None = Field(default=None, title=N_("Belongs to which threat"))
    thumbnail: bytes = b""
    content: bytes = b""


@dataclass(frozen=True)
class AttachmentLine:
    """A scan or photograph as a list shows it, without the file itself."""

    id: AttachmentId
    household: HouseholdId
    name: str
    media: MediaType
    pages: int
    size: int
    """Of the file, in bytes; nothing when a dossier came without it."""
    sha256: str
    added_at: datetime
    added_by: str
    evidence: EvidenceId | None
    debt: DebtId | None
    income: IncomeId | None
    cost: CostId | None
    threat: ThreatId | None
    thumbnail: bytes


@dataclass(frozen=True)
class Progress:
    """How far the list is: of the papers that are needed, how many came and how many were asked for."""

    needed: int
    received: int
    asked: int


def progress_of(listed: Iterable[Evidence]) -> Progress:
    """How far a list is."""
    states = [each.state for each in listed if each.is_needed]
    return Progress(len(states), states.count(EvidenceState.RECEIVED), states.count(EvidenceState.ASKED))
