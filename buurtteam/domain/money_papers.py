"""The frozen content of each paper about money: every value that is printed stands in it, and nothing else is looked up.

What is for the team only and what is said about health have no place in these papers, and so no field here. A citizen
service number has one field, in the referral file, which stays empty unless the recipient may use the number.
"""

from datetime import date, time
from typing import Literal

from pydantic import Field

from buurtteam.domain.amounts import Cents, SignedCents
from buurtteam.domain.evidence import EvidenceKind, EvidenceState
from buurtteam.domain.kinds import Bsn, Hour, Line, PartialDate, Text
from buurtteam.domain.papers import Contact, PaperBase, PaperKind
from buurtteam.domain.record import Value

Known = bool | None
"""Yes, no, or not known yet."""


class ThreatOnPaper(Value):
    """A threat as debt help and a court ask for it (Wgs art. 4 lid 2, Fw art. 287b)."""

    what: Line = ""
    is_urgent: bool = False
    on: date | None = None
    hour: Hour = ""
    days_left: int | None = None
    """Days from the making of the paper to the day itself; below zero when that has passed."""
    known_on: date | None = None
    creditor: Line = ""
    bailiff: Line = ""
    letter_seen: Known = None
    owed: Cents | None = None
    has_verdict: Known = None
    verdict_on: date | None = None
    can_pay_current: Known = None
    debt_help_runs: Known = None
    earlier_stay: Known = None
    earlier_stay_on: date | None = None
    done: Text = ""


class PersonOnPaper(Value):
    """Somebody who asks for help with debts."""

    name: Line = ""
    born_on: PartialDate = ""
    bsn: Bsn = ""
    address: Line = ""
    phones: tuple[Line, ...] = ()
    needs: tuple[Line, ...] = ()
    """What somebody needs in a talk: an interpreter, a language, large print."""


class DebtOnPaper(Value):
    """One debt, with all letters about it."""

    creditor: Line = ""
    original_creditor: Line = ""
    collector: Line = ""
    references: tuple[Line, ...] = ()
    whose: Line = ""
    kind: Line = ""
    group: Line = ""
    phase: Line = ""
    amount: Cents | None = None
    amount_on: date | None = None
    original_amount: Cents | None = None
    began_on: PartialDate = ""
    behind_since: PartialDate = ""
    last_letter_on: PartialDate = ""
    pays: Cents | None = None
    pays_per: Line = ""
    pays_since: PartialDate = ""
    marks: tuple[Line, ...] = ()
    """What else counts: preferred, business, joint with whom, disputed and why, a threat goes with it."""
    letters: int = Field(default=1, ge=1)
    letter_seen: Known = None
    is_counted: bool = True
    not_counted_why: Line = ""


class Sum(Value):
    """A total of what is known, with how many amounts are not."""

    known: Cents = 0
    unknown: int = Field(default=0, ge=0)


class GroupSum(Value):
    """The total of one group."""

    name: Line = ""
    count: int = 0
    sum: Sum = Sum()


class IncomeOnPaper(Value):
    """Money that comes in: as it arrives, and what that is in a month."""

    whose: Line = ""
    kind: Line = ""
    source: Line = ""
    amount: SignedCents | None = None
    per: Line = ""
    in_a_month: SignedCents | None = None
    as_of: date | None = None
    proof_seen: Known = None
    lowest: SignedCents | None = None
    """The lowest month of an own business, of which the amount is the average."""


class WithholdingOnPaper(Value):
    """Money that is kept back."""

    kind: Line = ""
    by: Line = ""
    of: Line = ""
    amount: Cents | None = None
    per: Line = ""
    is_taken_off: bool = True
    protected: Cents | None = None
    protected_source: Line = ""
    protected_on: date | None = None


class CostOnPaper(Value):
    """Money that goes out, in a month."""

    what: Line = ""
    in_a_month: Cents | None = None
    is_paid: Known = None


class CostGroupOnPaper(Value):
    """The costs of one group with their total."""

    name: Line = ""
    costs: tuple[CostOnPaper, ...] = ()
    sum: Sum = Sum()


class AssetOnPaper(Value):
    """Something of value."""

    whose: Line = ""
    kind: Line = ""
    what: Line = ""
    value: SignedCents | None = None
    as_of: date | None = None
    mortgage: Cents | None = None


class EvidenceOnPaper(Value):
    """A paper that is asked for, with how it stands."""

    kind: EvidenceKind = EvidenceKind.OTHER
    what: Line = ""
    whose: Line = ""
    state: EvidenceState = EvidenceState.TO_ASK
    on: date | None = None
    is_copied: Known = None
    why_not: Line = ""


class ConsentOnPaper(Value):
    """What somebody allows: who, what, with whom, what for, until when."""

    who: Line = ""
    recipient: Line = ""
    topics: tuple[Line, ...] = ()
    purpose: Line = ""
    answer: Known = None
    given_on: date | None = None
    given_how: Line = ""
    until_on: date | None = None


class FirstTalk(Value):
    """Until when debt help holds the first conversation, and by which article."""

    last_day: date | None = None
    article: Line = ""
    requested_on: date | None = None
    is_late: bool = False
    """Whether that day has passed."""


class BudgetTotals(Value):
    """What comes in and goes out in a month, and what is left; what is not known stands beside it."""

    comes_in: Sum = Sum()
    goes_out: Sum = Sum()
    withheld: Sum = Sum()
    left: SignedCents = 0


class ReferralFilePaper(PaperBase):
    """The referral to debt help (aanmelding schuldhulpverlening): the threat first, then all that debt help asks."""

    kind: Literal[PaperKind.REFERRAL_FILE] = PaperKind.REFERRAL_FILE
    recipient: Line = ""
    contact: Contact = Contact()
    only_through_us: bool = False
    """Whether the people may be reached through the team alone (safe contact)."""
    threats: tuple[ThreatOnPaper, ...] = ()
    first_talk: FirstTalk = FirstTalk()
    people: tuple[PersonOnPaper, ...] = ()
    household: tuple[Line, ...] = ()
    question: Text = ""
    purpose: Line = ""
    story: Text = ""
    debts: tuple[DebtOnPaper, ...] = ()
    debt_sum: Sum = Sum()
    debt_groups: tuple[GroupSum, ...] = ()
    income: tuple[IncomeOnPaper, ...] = ()
    withholdings: tuple[WithholdingOnPaper, ...] = ()
    costs: tuple[CostGroupOnPaper, ...] = ()
    totals: BudgetTotals = BudgetTotals()
    earmarked: Cents | None = None
    earmarked_source: Line = ""
    earmarked_on: date | None = None
    assets: tuple[AssetOnPaper, ...] = ()
    administrator: Line = ""
    administrator_kind: Line = ""
    administrator_since: date | None = None
    business: Line = ""
    business_number: Line = ""
    business_taxes: Known = None
    books_up_to_date: Known = None
    opens_post: Known = None
    has_digid: Known = None
    reads_dutch: Known = None
    helpers: Line = ""
    earlier_help: Text = ""
    did_self: Text = ""
    we_keep_doing: Text = ""
    evidence: tuple[EvidenceOnPaper, ...] = ()
    consents: tuple[ConsentOnPaper, ...] = ()
    ground: Line = ""
    next_on: date | None = None
    next_time: time | None = None
    next_place: Line = ""
    signers: tuple[Line, ...] = ()


class ConsentSheetPaper(PaperBase):
    """The consent sheet (toestemming): what somebody allows, that it can be taken back, and that no is fine too."""

    kind: Literal[PaperKind.CONSENT_SHEET] = PaperKind.CONSENT_SHEET
    household: Line = ""
    consents: tuple[ConsentOnPaper, ...] = ()
    contact: Contact = Contact()
    signers: tuple[Line, ...] = ()


class EvidenceListPaper(PaperBase):
    """The list of papers for the resident (bewijslijst): a box for each, what it is and where one finds it."""

    kind: Literal[PaperKind.EVIDENCE_LIST] = PaperKind.EVIDENCE_LIST
    household: Line = ""
    papers: tuple[EvidenceOnPaper, ...] = ()
    bring_on: date | None = None
    bring_time: time | None = None
    bring_place: Line = ""
    contact: Contact = Contact()


class BudgetSheetPaper(PaperBase):
    """What comes in and goes out in a month on one A4 (begroting): an estimate, never a verdict."""

    kind: Literal[PaperKind.BUDGET_SHEET] = PaperKind.BUDGET_SHEET
    household: Line = ""
    names: tuple[Line, ...] = ()
    income: tuple[IncomeOnPaper, ...] = ()
    withholdings: tuple[WithholdingOnPaper, ...] = ()
    costs: tuple[CostGroupOnPaper, ...] = ()
    totals: BudgetTotals = BudgetTotals()
    contact: Contact = Contact()


class BlankPostPaper(PaperBase):
    """The list of post to fill in by pen (poststapel): one line per letter."""

    kind: Literal[PaperKind.BLANK_POST] = PaperKind.BLANK_POST
    household: Line = ""
    lines: int = Field(default=20, ge=1, le=100)


class BlankBudgetPaper(PaperBase):
    """The budget to fill in by pen."""

    kind: Literal[PaperKind.BLANK_BUDGET] = PaperKind.BLANK_BUDGET
    household: Line = ""


class ReferralLetterFacts(Value):
    """What the letter to debt help tells; fills the template `referral_letter`."""

    who: Line = ""
    """The people it is about, as one says their names."""
    threats: tuple[Line, ...] = ()
    """Each urgent threat as one sentence."""
    last_day: date | None = None
    is_late: bool = False
    article: Line = ""
    purpose: Line = ""
    we_keep_doing: Text = ""
    only_through_us: bool = False
    has_consent: bool = False
    contact: Contact = Contact()


class CreditorLetterFacts(Value):
    """What a landlord or another creditor needs to know, and no more; fills `stay_letter` and `arrangement_letter`."""

    who: Line = ""
    address: Line = ""
    bsn: Bsn = ""
    """The citizen service number, only for who may use it."""
    threat: Line = ""
    is_eviction: bool = False
    on: date | None = None
    hour: Hour = ""
    owed: Line = ""
    pays: Line = ""
    """The proposal as part of a sentence: `€ 50,00 per month`."""
    pays_from: date | None = None
    pays_current: bool = False
    debt_help: Line = ""
    """Where the resident was referred to for help with debts."""
    debt_help_on: date | None = None
    contact: Contact = Contact()


class SignalAnswerFacts(Value):
    """What the partner that sent a signal may hear: its own reference, the day and a code; fills `signal_answer`."""

    reference: Line = ""
    received_on: date | None = None
    answer: Line = ""
    contact: Contact = Contact()
