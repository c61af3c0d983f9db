"""What comes in and goes out in a household (begroting), what it has, and which help with costs it does not use yet."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from buurtteam.domain.amounts import Cents, Count, Period, SignedCents
from buurtteam.domain.household import HouseholdRecord, check_order, is_within
from buurtteam.domain.kinds import (
    AssetId,
    CostId,
    Day,
    DebtId,
    IncomeId,
    Line,
    MoneyPictureId,
    MonthResultId,
    PartialDate,
    Position,
    ResidentId,
    SchemeUseId,
    Text,
    WithholdingId,
    new_id,
)
from buurtteam.domain.norms_of_living import NormKind
from buurtteam.domain.problem import wrong
from buurtteam.domain.words import N_, Choice


class IncomeKind(Choice):
    """Where money comes from."""

    WAGE = "wage", N_("Wage")
    BUSINESS = "business", N_("Own business")
    ASSISTANCE = "assistance", N_("Assistance benefit (bijstand)")
    UNEMPLOYMENT = "unemployment", N_("Unemployment benefit")
    SICKNESS = "sickness", N_("Sickness benefit")
    DISABILITY = "disability", N_("Disability benefit")
    STATE_PENSION = "state_pension", N_("State pension (AOW)")
    PENSION = "pension", N_("Pension ¦income")
    STUDENT_GRANT = "student_grant", N_("Student grant ¦income")
    ALIMONY = "alimony", N_("Alimony ¦income")
    CARE_ALLOWANCE = "care_allowance", N_("Care allowance")
    RENT_ALLOWANCE = "rent_allowance", N_("Rent allowance")
    CHILD_BUDGET = "child_budget", N_("Child budget")
    CHILDCARE_ALLOWANCE = "childcare_allowance", N_("Childcare allowance")
    CHILD_BENEFIT = "child_benefit", N_("Child benefit")
    TAX_REFUND = "tax_refund", N_("Provisional tax refund")
    BOARD = "board", N_("Board from somebody at home")
    OTHER = "other", N_("Something else ¦income")


ALLOWANCES = frozenset(
    {
        IncomeKind.CARE_ALLOWANCE,
        IncomeKind.RENT_ALLOWANCE,
        IncomeKind.CHILD_BUDGET,
        IncomeKind.CHILDCARE_ALLOWANCE,
        IncomeKind.CHILD_BENEFIT,
        IncomeKind.BOARD,
    }
)
"""What does not count as income beside the assistance norm (Participatiewet art. 31 lid 2)."""


class Income(HouseholdRecord):
    """Money that comes in, net, as it arrives (inkomen)."""

    id: IncomeId = Field(default_factory=lambda: IncomeId(new_id()))
    resident: ResidentId | None = Field(default=None, title=N_("Whose income"))
    kind: IncomeKind = Field(default=IncomeKind.WAGE, title=N_("Kind of income"))
    source: Line = Field(default="", title=N_("From whom"))
    amount: Cents | None = Field(default=None, title=N_("Net amount"))
    per: Period = Field(default=Period.MONTH, title=N_("How often"))
    as_of: Day | None = Field(default=None, title=N_("Amount as of"))
    from_on: Day | None = Field(default=None, title=N_("From"))
    until_on: Day | None = Field(default=None, title=N_("Up to and including"))
    proof_seen: bool | None = Field(default=None, title=N_("Proof seen"))
    note: Line = Field(default="", title=N_("Remark"))
    position: Position = 0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.from_on, self.until_on)
        return self

    def counts_on(self, day: date) -> bool:
        """Whether it comes in on this day."""
        return is_within(self.from_on, self.until_on, day)


class MonthResult(HouseholdRecord):
    """What somebody's own business left over in one month; a month may end below zero."""

    id: MonthResultId = Field(default_factory=lambda: MonthResultId(new_id()))
    resident: ResidentId = Field(title=N_("Whose business"))
    month: PartialDate = Field(title=N_("Month"))
    amount: SignedCents | None = Field(default=None, title=N_("Left over"))
    proof_seen: bool | None = Field(default=None, title=N_("Proof seen"))

    @model_validator(mode="after")
    def _a_month(self) -> Self:
        if len(self.month) != 7:
            raise wrong("not_a_month", N_("Fill in a month such as 09-2026."))
        return self


class WithholdingKind(Choice):
    """How money is kept back before it arrives."""

    SET_OFF = "set_off", N_("Set off against an allowance or benefit")
    ATTACHMENT = "attachment", N_("Attachment ¦withheld")
    PAID_DIRECTLY = "paid_directly", N_("Paid directly to somebody else")


class Withholding(HouseholdRecord):
    """Money that is kept back from an income (verrekening, beslag).

    `protected` is the protected earnings (beslagvrije voet) as somebody else reckoned it: written down with its source
    and day, never computed here.
    """

    id: WithholdingId = Field(default_factory=lambda: WithholdingId(new_id()))
    income: IncomeId | None = Field(default=None, title=N_("From which income"))
    debt: DebtId | None = Field(default=None, title=N_("For which debt"))
    kind: WithholdingKind = Field(default=WithholdingKind.ATTACHMENT, title=N_("How it is kept back"))
    by: Line = Field(default="", title=N_("By whom"))
    amount: Cents | None = Field(default=None, title=N_("Amount"))
    per: Period = Field(default=Period.MONTH, title=N_("How often"))
    is_taken_off: bool = Field(default=True, title=N_("Taken off the net amount already"))
    from_on: Day | None = Field(default=None, title=N_("From"))
    until_on: Day | None = Field(default=None, title=N_("Up to and including"))
    protected: Cents | None = Field(default=None, title=N_("Protected earnings as reckoned by others"))
    protected_source: Line = Field(default="", title=N_("Who reckoned it"))
    protected_on: Day | None = Field(default=None, title=N_("Reckoned on"))
    note: Line = Field(default="", title=N_("Remark"))

    def counts_on(self, day: date) -> bool:
        """Whether it is kept back on this day."""
        return is_within(self.from_on, self.until_on, day)


class CostGroup(Choice):
    """The three groups of a household budget (Nibud)."""

    FIXED = "fixed", N_("Fixed costs")
    RESERVED = "reserved", N_("Put aside")
    DAILY = "daily", N_("Household money")


class CostKind(Choice):
    """What money goes to, in the groups of Nibud."""

    RENT = "rent", N_("Rent or mortgage")
    GAS = "gas", N_("Gas")
    ELECTRICITY = "electricity", N_("Electricity")
    WATER = "water", N_("Water")
    HEAT = "heat", N_("District heating")
    LOCAL_TAX = "local_tax", N_("Local taxes")
    PHONE = "phone", N_("Phone, tv, internet")
    CARE_PREMIUM = "care_premium", N_("Health insurance premium")
    INSURANCE = "insurance", N_("Other insurances")
    EDUCATION = "education", N_("Education")
    CHILDCARE = "childcare", N_("Childcare")
    SUBSCRIPTIONS = "subscriptions", N_("Memberships and subscriptions")
    TRANSPORT = "transport", N_("Transport")
    CLOTHES = "clothes", N_("Clothes and shoes")
    FURNITURE = "furniture", N_("Furniture and appliances")
    UPKEEP = "upkeep", N_("Upkeep of house and garden")
    OWN_RISK = "own_risk", N_("Own risk of the health insurance")
    OWN_CONTRIBUTION = "own_contribution", N_("Own contribution for care and support")
    MEDICINES = "medicines", N_("Medicines and care that is not covered")
    LEISURE = "leisure", N_("Leisure")
    FOOD = "food", N_("Food")
    CLEANING = "cleaning", N_("Washing and cleaning")
    PERSONAL_CARE = "personal_care", N_("Personal care")
    HOME_HELP = "home_help", N_("Household services")
    PETS = "pets", N_("Pets")
    SMOKING = "smoking", N_("Smoking")
    SUNDRIES = "sundries", N_("Sundries")
    ALIMONY = "alimony", N_("Alimony paid")
    OTHER = "other", N_("Something else ¦cost")


_RESERVED = frozenset(
    {
        CostKind.CLOTHES,
        CostKind.FURNITURE,
        CostKind.UPKEEP,
        CostKind.OWN_RISK,
        CostKind.OWN_CONTRIBUTION,
        CostKind.MEDICINES,
        CostKind.LEISURE,
    }
)
_DAILY = frozenset(
    {
        CostKind.FOOD,
        CostKind.CLEANING,
        CostKind.PERSONAL_CARE,
        CostKind.HOME_HELP,
        CostKind.PETS,
        CostKind.SMOKING,
        CostKind.SUNDRIES,
    }
)
CARE_COSTS = frozenset({CostKind.OWN_RISK, CostKind.OWN_CONTRIBUTION, CostKind.MEDICINES})
"""What people pay for care themselves, one on top of the other (stapeling van eigen bijdragen)."""


def group_of(kind: CostKind) -> CostGroup:
    """In which group of the budget a cost stands."""
    if kind in _RESERVED:
        return CostGroup.RESERVED
    return CostGroup.DAILY if kind in _DAILY else CostGroup.FIXED


_USUALLY: dict[Choice, Period] = {
    IncomeKind.CHILD_BENEFIT: Period.QUARTER,
    CostKind.LOCAL_TAX: Period.YEAR,
    CostKind.OWN_RISK: Period.YEAR,
}


def usual_period(kind: IncomeKind | CostKind) -> Period:
    """How often such an amount usually comes or goes; a proposal for the next line."""
    return _USUALLY.get(kind, Period.MONTH)


class Cost(HouseholdRecord):
    """Money that goes out (uitgave)."""

    id: CostId = Field(default_factory=lambda: CostId(new_id()))
    resident: ResidentId | None = Field(default=None, title=N_("For whom"))
    kind: CostKind = Field(default=CostKind.RENT, title=N_("What for ¦cost"))
    what: Line = Field(default="", title=N_("To whom or what"))
    amount: Cents | None = Field(default=None, title=N_("Amount"))
    per: Period = Field(default=Period.MONTH, title=N_("How often"))
    is_paid: bool | None = Field(default=None, title=N_("Is paid now"))
    proof_seen: bool | None = Field(default=None, title=N_("Proof seen"))
    note: Line = Field(default="", title=N_("Remark"))
    position: Position = 0


class AssetKind(Choice):
    """What somebody can own."""

    BANK = "bank", N_("Bank account")
    SAVINGS = "savings", N_("Savings")
    CAR = "car", N_("Car")
    HOUSE = "house", N_("House of their own")
    BUSINESS = "business", N_("Belongings of the business")
    OTHER = "other", N_("Something else ¦asset")


class Asset(HouseholdRecord):
    """Something of value that somebody owns (bezit)."""

    id: AssetId = Field(default_factory=lambda: AssetId(new_id()))
    resident: ResidentId | None = Field(default=None, title=N_("Whose is it"))
    kind: AssetKind = Field(default=AssetKind.BANK, title=N_("What is it"))
    what: Line = Field(default="", title=N_("Account, number plate or address"))
    value: SignedCents | None = Field(default=None, title=N_("Balance or value"))
    as_of: Day | None = Field(default=None, title=N_("Value as of"))
    mortgage: Cents | None = Field(default=None, title=N_("Mortgage on it"))
    proof_seen: bool | None = Field(default=None, title=N_("Proof seen"))
    note: Line = Field(default="", title=N_("Remark"))


class SchemeState(Choice):
    """Whether a household uses help with its costs."""

    HAS = "has", N_("Has it")
    TO_ASK = "to_ask", N_("To find out")
    APPLIED = "applied", N_("Applied for")
    REFUSED = "refused", N_("Refused")
    NOT_FITTING = "not_fitting", N_("Does not fit")
    NOT_WANTED = "not_wanted", N_("Does not want it")


class SchemeUse(HouseholdRecord):
    """How it stands with one scheme of help with costs (regeling); `scheme` is its key in resources/money/schemes.toml."""

    id: SchemeUseId = Field(default_factory=lambda: SchemeUseId(new_id()))
    scheme: Line = Field(title=N_("Scheme"))
    state: SchemeState = Field(default=SchemeState.TO_ASK, title=N_("How it stands"))
    on: Day | None = Field(default=None, title=N_("Known since ¦scheme"))
    note: Line = Field(default="", title=N_("Remark"))


class AdministratorKind(Choice):
    """Who decides about somebody's money by order of a court."""

    ADMINISTRATOR = "administrator", N_("Administrator (bewindvoerder)")
    GUARDIAN = "guardian", N_("Guardian of an adult (curator)")
    BUDGET_MANAGER = "budget_manager", N_("Budget manager (budgetbeheerder)")


class MoneyPicture(HouseholdRecord):
    """What else counts about the money of a household; there is one of it per household."""

    id: MoneyPictureId = Field(default_factory=lambda: MoneyPictureId(new_id()))
    story: Text = Field(default="", title=N_("How it came about, in their own words"))
    did_self: Text = Field(default="", title=N_("What they did about it themselves"))
    earlier_help: Text = Field(default="", title=N_("Earlier help with debts, and what came of it"))
    opens_post: bool | None = Field(default=None, title=N_("Opens the post"))
    has_digid: bool | None = Field(default=None, title=N_("Has DigiD"))
    reads_dutch: bool | None = Field(default=None, title=N_("Reads Dutch"))
    helpers: Line = Field(default="", title=N_("Who helps with money and post"))
    administrator: Line = Field(default="", title=N_("Administrator and phone"))
    administrator_kind: AdministratorKind | None = Field(default=None, title=N_("Kind of administrator"))
    administrator_since: Day | None = Field(default=None, title=N_("Administrator since"))
    avoids_care: bool | None = Field(default=None, title=N_("Goes without care because of the money"))
    avoided_care: Line = Field(default="", title=N_("Which care"))
    avoids_since: PartialDate = Field(default="", title=N_("Goes without it since"))
    business_name: Line = Field(default="", title=N_("Name of the business"))
    business_number: Line = Field(default="", title=N_("Number at the Chamber of Commerce"))
    business_taxes: bool | None = Field(default=None, title=N_("Behind with VAT or payroll tax"))
    books_up_to_date: bool | None = Field(default=None, title=N_("Books are up to date"))
    earmarked: Cents | None = Field(default=None, title=N_("Amount free to live on as reckoned by others (vtlb)"))
    earmarked_source: Line = Field(default="", title=N_("Who reckoned the vtlb"))
    earmarked_on: Day | None = Field(default=None, title=N_("Vtlb reckoned on"))
    people_sharing: Count | None = Field(default=None, title=N_("Adults who share the costs of the home"))
    reckoned_as: NormKind | None = Field(default=None, title=N_("Reckon as another kind of household"))
    proposed: Cents | None = Field(default=None, title=N_("Amount a month that could go to debts"))
