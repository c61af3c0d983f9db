"""The proof that debt help asks for: what was asked, what came, and the scans and photographs of it."""

from pydantic import Field

from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    AttachmentId,
    CostId,
    Day,
    DebtId,
    EvidenceId,
    IncomeId,
    Line,
    Moment,
    Position,
    ResidentId,
    ThreatId,
    WorkerId,
    new_id,
)
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


class MediaType(Choice):
    """The kinds of file that can be kept."""

    PDF = "pdf", N_("PDF")
    JPEG = "jpeg", N_("Photograph (JPEG)")
    PNG = "png", N_("Picture (PNG)")


class Attachment(HouseholdRecord):
    """A scan or photograph (bijlage), kept encrypted in the team file; it may belong to a paper, a debt or an amount.

    `sha256` is the hash of `content`; a photograph is kept without the place and time that a camera writes into it.
    """

    id: AttachmentId = Field(default_factory=lambda: AttachmentId(new_id()))
    name: Line = Field(default="", title=N_("Name of the file"))
    media: MediaType = Field(title=N_("Kind of file"))
    pages: int = Field(default=1, ge=1, le=10_000, title=N_("Pages"))
    content: bytes = b""
    thumbnail: bytes = b""
    sha256: str = ""
    added_at: Moment = Field(title=N_("Added on"))
    added_by: WorkerId | None = Field(default=None, title=N_("Added by"))
    evidence: EvidenceId | None = Field(default=None, title=N_("Belongs to which paper"))
    debt: DebtId | None = Field(default=None, title=N_("Belongs to which debt"))
    income: IncomeId | None = Field(default=None, title=N_("Belongs to which income"))
    cost: CostId | None = Field(default=None, title=N_("Belongs to which cost"))
    threat: ThreatId | None = Field(default=None, title=N_("Belongs to which threat"))
