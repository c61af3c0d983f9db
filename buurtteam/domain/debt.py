"""Debts of a household: one line per letter, agreements with who is owed, and the team's list of creditors."""

import re
from typing import Self

from pydantic import Field, model_validator

from buurtteam.domain.ages import OF_AGE, exact_birth
from buurtteam.domain.amounts import Cents, Period
from buurtteam.domain.calendar import reach_age
from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    CreditorAgreementId,
    CreditorId,
    Day,
    DebtId,
    Email,
    Line,
    PartialDate,
    PlanActionId,
    Position,
    Postcode,
    QualitySignalId,
    ResidentId,
    TaskId,
    Text,
    ThreatId,
    WorkerId,
    new_id,
)
from buurtteam.domain.problem import wrong
from buurtteam.domain.record import Record
from buurtteam.domain.words import N_, Choice


class DebtKind(Choice):
    """What a debt is for."""

    RENT = "rent", N_("Rent")
    MORTGAGE = "mortgage", N_("Mortgage")
    ENERGY = "energy", N_("Gas, electricity or heat")
    WATER = "water", N_("Water")
    CARE_PREMIUM = "care_premium", N_("Health insurance")
    CARE = "care", N_("Care and own contributions")
    TAX = "tax", N_("Tax")
    ALLOWANCE = "allowance", N_("Allowances paid back")
    LOCAL_TAX = "local_tax", N_("Municipal and water board taxes")
    BENEFIT = "benefit", N_("Benefit paid back")
    FINE = "fine", N_("Fine")
    STUDY = "study", N_("Student debt")
    PHONE = "phone", N_("Phone, tv, internet ¦debt")
    SHOP = "shop", N_("Shop or webshop")
    LOAN = "loan", N_("Loan or credit")
    OVERDRAFT = "overdraft", N_("Overdraft")
    FAMILY = "family", N_("Family or friends")
    ALIMONY = "alimony", N_("Alimony ¦debt")
    INSURANCE = "insurance", N_("Other insurance")
    SUPPLIER = "supplier", N_("Supplier of the business")
    OTHER = "other", N_("Something else ¦debt")


class DebtGroup(Choice):
    """The groups in which debt help counts debts (GGM)."""

    CARE = "care", N_("Care ¦debts")
    PUBLIC = "public", N_("Public bodies")
    UTILITIES = "utilities", N_("Utilities")
    OTHER = "other", N_("Other ¦debts")


GROUP_OF: dict[DebtKind, DebtGroup] = {
    DebtKind.ENERGY: DebtGroup.UTILITIES,
    DebtKind.WATER: DebtGroup.UTILITIES,
    DebtKind.CARE_PREMIUM: DebtGroup.CARE,
    DebtKind.CARE: DebtGroup.CARE,
    DebtKind.TAX: DebtGroup.PUBLIC,
    DebtKind.ALLOWANCE: DebtGroup.PUBLIC,
    DebtKind.LOCAL_TAX: DebtGroup.PUBLIC,
    DebtKind.BENEFIT: DebtGroup.PUBLIC,
    DebtKind.FINE: DebtGroup.PUBLIC,
    DebtKind.STUDY: DebtGroup.PUBLIC,
}
"""The group of a kind of debt; any other stands among the others."""


class DebtPhase(Choice):
    """How far the collection of a debt is."""

    REMINDER = "reminder", N_("Reminder")
    DEMAND = "demand", N_("Formal demand")
    COLLECTION = "collection", N_("Collection agency")
    SUMMONS = "summons", N_("Summons")
    VERDICT = "verdict", N_("Verdict")
    ATTACHMENT = "attachment", N_("Attachment ¦phase")
    EXECUTION = "execution", N_("Execution")


class DebtEnd(Choice):
    """How a debt ended."""

    PAID = "paid", N_("Paid")
    REMITTED = "remitted", N_("Remitted")
    TOO_OLD = "too_old", N_("Too old to be claimed")
    MISTAKE = "mistake", N_("Was no debt")


class NotCounted(Choice):
    """Why a line does not stand in the total."""

    DOUBLE = "double", N_("Second letter about a debt that counts already")
    ENDED = "ended", N_("Ended ¦debt")
    LEFT_OUT = "left_out", N_("Left out, with a reason")


class Debt(HouseholdRecord):
    """A debt as one letter tells it (schuldregel); nothing about it has to be known.

    `creditor` claims it now, `original_creditor` is who it began with when that is somebody else, `collector` collects
    it. A second letter about the same debt stays as a line of its own and points to the first by `double_of`; `is_apart`
    says that somebody looked and found no such letter before it.
    """

    id: DebtId = Field(default_factory=lambda: DebtId(new_id()))
    resident: ResidentId | None = Field(default=None, title=N_("Whose debt"))
    creditor: Line = Field(default="", title=N_("Owed to"))
    reference: Line = Field(default="", title=N_("Reference of the creditor"))
    original_creditor: Line = Field(default="", title=N_("Began with"))
    original_reference: Line = Field(default="", title=N_("Reference where it began"))
    collector: Line = Field(default="", title=N_("Collector or bailiff"))
    collector_reference: Line = Field(default="", title=N_("Reference of the collector"))
    kind: DebtKind | None = Field(default=None, title=N_("Kind of debt"))
    amount: Cents | None = Field(default=None, title=N_("Amount now"))
    amount_on: Day | None = Field(default=None, title=N_("Amount as of"))
    original_amount: Cents | None = Field(default=None, title=N_("Amount at first"))
    began_on: PartialDate = Field(default="", title=N_("Began on"))
    behind_since: PartialDate = Field(default="", title=N_("Behind since"))
    last_letter_on: PartialDate = Field(default="", title=N_("Date of the last letter"))
    letter_seen: bool | None = Field(default=None, title=N_("Letter seen"))
    phase: DebtPhase | None = Field(default=None, title=N_("How far it is"))
    pays: Cents | None = Field(default=None, title=N_("Pays off"))
    pays_per: Period = Field(default=Period.MONTH, title=N_("How often"))
    pays_since: PartialDate = Field(default="", title=N_("Pays off since"))
    is_preferred: bool | None = Field(default=None, title=N_("Preferred creditor"))
    is_business: bool | None = Field(default=None, title=N_("Business debt"))
    is_joint: bool | None = Field(default=None, title=N_("Liable together with somebody else"))
    joint_with: Line = Field(default="", title=N_("Together with"))
    is_disputed: bool | None = Field(default=None, title=N_("Disputed"))
    disputed_why: Line = Field(default="", title=N_("Why disputed"))
    threat: ThreatId | None = Field(default=None, title=N_("Threat that goes with it"))
    is_counted: bool = Field(default=True, title=N_("Counts in the total"))
    not_counted_why: Line = Field(default="", title=N_("Why it does not count"))
    double_of: DebtId | None = Field(default=None, title=N_("Another letter about the same debt"))
    is_apart: bool = Field(default=False, title=N_("Somebody looked: this is a debt of its own"))
    note: Line = Field(default="", title=N_("Remark"))
    ended_on: Day | None = Field(default=None, title=N_("Ended on"))
    ended_how: DebtEnd | None = Field(default=None, title=N_("How the debt ended"))
    position: Position = 0

    @model_validator(mode="after")
    def _not_its_own_double(self) -> Self:
        if self.double_of == self.id:
            raise wrong("double_of_itself", N_("A letter is not a second letter about itself."))
        return self

    @property
    def not_counted(self) -> NotCounted | None:
        """Why it does not stand in the totals, or nothing when it does."""
        if self.double_of is not None:
            return NotCounted.DOUBLE
        if self.ended_on is not None:
            return NotCounted.ENDED
        return None if self.is_counted else NotCounted.LEFT_OUT

    @property
    def counts(self) -> bool:
        """Whether it stands in the totals."""
        return self.not_counted is None

    @property
    def group(self) -> DebtGroup:
        """In which group debt help counts it."""
        return GROUP_OF.get(self.kind, DebtGroup.OTHER) if self.kind else DebtGroup.OTHER

    @property
    def began_with(self) -> str:
        """Who the debt began with."""
        return self.original_creditor or self.creditor

    @property
    def answered_by(self) -> str:
        """With whom one speaks about it: who collects it, else who claims it, else who it began with."""
        return (self.collector or self.creditor or self.original_creditor).strip()

    def began_before_adulthood(self, born_on: str) -> bool | None:
        """Whether it began before somebody turned 18; nothing when a date is not known well enough."""
        birth = exact_birth(born_on)
        if birth is None or not self.began_on:
            return None
        of_age = reach_age(birth, OF_AGE * 12).isoformat()
        known = len(self.began_on)
        if self.began_on == of_age[:known] and known < len(of_age):
            return None
        return self.began_on < of_age[:known]


class AgreementOutcome(Choice):
    """Whether what was agreed with a creditor was kept."""

    RUNNING = "running", N_("Running ¦agreement")
    KEPT = "kept", N_("Kept")
    BROKEN = "broken", N_("Not kept")
    STOPPED = "stopped", N_("Stopped ¦agreement")


class CreditorAgreement(HouseholdRecord):
    """What was agreed with a landlord, a supplier or another creditor (afspraak met verhuurder of leverancier)."""

    id: CreditorAgreementId = Field(default_factory=lambda: CreditorAgreementId(new_id()))
    debt: DebtId | None = Field(default=None, title=N_("About which debt"))
    threat: ThreatId | None = Field(default=None, title=N_("About which threat"))
    creditor: Line = Field(default="", title=N_("Agreed with"))
    spoken_to: Line = Field(default="", title=N_("Spoken to and phone"))
    what: Line = Field(default="", title=N_("What was agreed"))
    amount: Cents | None = Field(default=None, title=N_("Amount"))
    per: Period = Field(default=Period.MONTH, title=N_("How often"))
    agreed_on: Day | None = Field(default=None, title=N_("Agreed on"))
    from_on: Day | None = Field(default=None, title=N_("From"))
    until_on: Day | None = Field(default=None, title=N_("Up to and including"))
    look_on: Day | None = Field(default=None, title=N_("Look whether it is kept on"))
    look_task: TaskId | None = None
    is_experiment: bool = Field(default=False, title=N_("Experiment: an unusual solution"))
    outcome: AgreementOutcome = Field(default=AgreementOutcome.RUNNING, title=N_("How it goes"))
    outcome_on: Day | None = Field(default=None, title=N_("Known since ¦outcome"))
    outcome_words: Line = Field(default="", title=N_("What came of it"))
    action: PlanActionId | None = None
    worker: WorkerId | None = Field(default=None, title=N_("Made by"))


class QualitySignal(HouseholdRecord):
    """A complaint or worry about how an administrator works (signaal over een bewindvoerder); for the team only."""

    id: QualitySignalId = Field(default_factory=lambda: QualitySignalId(new_id()))
    about: Line = Field(default="", title=N_("About whom"))
    what: Text = Field(default="", title=N_("What is wrong"))
    said_by: Line = Field(default="", title=N_("Who says so"))
    on: Day | None = Field(default=None, title=N_("Date"))
    reported_to: Line = Field(default="", title=N_("Reported to"))
    reported_on: Day | None = Field(default=None, title=N_("Reported on"))
    answer: Text = Field(default="", title=N_("Answer"))
    settled_on: Day | None = Field(default=None, title=N_("Settled on"))
    worker: WorkerId | None = Field(default=None, title=N_("Written down by"))


class Creditor(Record):
    """Somebody to whom people owe money, on the list that the team keeps; nobody's debt stands in it."""

    id: CreditorId = Field(default_factory=lambda: CreditorId(new_id()))
    name: Line = Field(default="", title=N_("Name of the organisation"))
    also_called: Line = Field(default="", title=N_("Also known as"))
    kind: DebtKind | None = Field(default=None, title=N_("Kind of debt"))
    is_collector: bool = Field(default=False, title=N_("Collects for others"))
    is_preferred: bool | None = Field(default=None, title=N_("Preferred creditor"))
    may_use_bsn: bool = Field(default=False, title=N_("May use the citizen service number"))
    department: Line = Field(default="", title=N_("Department"))
    street: Line = Field(default="", title=N_("Street or PO box"))
    number: Line = Field(default="", title=N_("Number and addition"))
    postcode: Postcode = Field(default="", title=N_("Postcode"))
    city: Line = Field(default="", title=N_("Town"))
    phone: Line = Field(default="", title=N_("Phone"))
    email: Email = Field(default="", title=N_("E-mail"))
    advice: Line = Field(default="", title=N_("Good to know"))
    checked_on: Day | None = Field(default=None, title=N_("Last checked on"))
    is_active: bool = Field(default=True, title=N_("In use"))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which people know it, its own first."""
        called = (self.name, *re.split("[,;]", self.also_called))
        return tuple(name.strip() for name in called if name.strip())
