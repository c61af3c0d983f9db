"""What comes in, what goes out and what is left in a month: every line in whole cents, totals of the rounded lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from buurtteam.domain.amounts import known_total, per_month, rounded
from buurtteam.domain.budget import (
    CARE_COSTS,
    Cost,
    CostGroup,
    Income,
    IncomeKind,
    MonthResult,
    Withholding,
    group_of,
)
from buurtteam.domain.kinds import CostId, IncomeId, ResidentId, WithholdingId

MONTHS = 12
"""How many months of an own business are looked at."""


@dataclass(frozen=True)
class Total:
    """A sum of what is known, in cents, and how many amounts are not."""

    cents: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, amounts: Iterable[int | None]) -> "Total":
        """The total of some amounts."""
        return cls(*known_total(amounts))

    def __add__(self, other: "Total") -> "Total":
        """Both together."""
        return Total(self.cents + other.cents, self.unknown + other.unknown)


def months_before(day: date, count: int = MONTHS) -> tuple[str, ...]:
    """The whole months before the month of a day, oldest first, as `2026-09`."""
    at = day.year * 12 + day.month - 1
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(at - count, at))


@dataclass(frozen=True)
class BusinessYear:
    """Twelve months of an own business: what each left over, the average, the lowest, and what is missing."""

    resident: ResidentId
    months: tuple[tuple[str, int | None], ...]
    average: int | None
    """Over the months that are known, rounded to the cent."""
    lowest: int | None
    lowest_month: str
    missing: int
    unproven: int
    """How many known months have no proof yet."""


def business_year(resident: ResidentId, results: Iterable[MonthResult], day: date) -> BusinessYear:
    """The twelve whole months before a day; what stands twice for one month is added up."""
    found: dict[str, int] = {}
    proven: dict[str, bool] = {}
    for each in results:
        if each.resident == resident and each.amount is not None:
            found[each.month] = found.get(each.month, 0) + each.amount
            proven[each.month] = proven.get(each.month, True) and each.proof_seen is True
    months = tuple((month, found.get(month)) for month in months_before(day))
    known = [(cents, month) for month, cents in months if cents is not None]
    lowest, lowest_month = min(known, default=(None, ""))
    return BusinessYear(
        resident=resident,
        months=months,
        average=rounded(Fraction(sum(cents for cents, _month in known), len(known))) if known else None,
        lowest=lowest,
        lowest_month=lowest_month,
        missing=len(months) - len(known),
        unproven=sum(not proven[month] for _cents, month in known),
    )


@dataclass(frozen=True)
class MonthSheet:
    """The budget of a month. `remainder` is what is left of the known amounts: in − withheld − out."""

    income: Mapping[IncomeId, int | None]
    """Each income that counts today, per month in cents."""
    business: Mapping[ResidentId, int]
    """The average of an own business, of who has no amount of it under income."""
    costs: Mapping[CostId, int | None]
    withheld: Mapping[WithholdingId, int | None]
    """What is kept back today, also where the income is written without it already."""
    coming_in: Total
    kept_back: Total
    """Only what is not yet taken off an income."""
    going_out: Total
    by_group: Mapping[CostGroup, Total]
    care: Total
    """Own contributions, own risk and medicines, one on top of the other (stapeling)."""

    @property
    def remainder(self) -> int:
        """What is left in a month of what is known, in cents; below zero there is too little."""
        return self.coming_in.cents - self.kept_back.cents - self.going_out.cents

    @property
    def unknown(self) -> int:
        """How many amounts are not known."""
        return self.coming_in.unknown + self.kept_back.unknown + self.going_out.unknown

    @property
    def care_in_a_year(self) -> Total:
        """What care costs the people themselves in a year."""
        return Total(self.care.cents * 12, self.care.unknown)


def month_sheet(
    incomes: Iterable[Income],
    costs: Iterable[Cost],
    withholdings: Iterable[Withholding],
    years: Iterable[BusinessYear],
    day: date,
) -> MonthSheet:
    """Reckon the month: each line rounded to the cent once, the totals the sums of those lines.

    An own business counts with its average over the known months, unless an amount of it stands under income.
    """
    now = [each for each in incomes if each.counts_on(day)]
    kept = [each for each in withholdings if each.counts_on(day)]
    going = list(costs)
    average = {each.resident: each.average for each in years if each.average is not None}
    # A line of the business without an amount is told by its months.
    told = {each.resident for each in now if each.kind is IncomeKind.BUSINESS and each.amount is not None}
    business = {who: cents for who, cents in average.items() if who not in told and None not in told}
    income = {
        each.id: _monthly(each)
        for each in now
        if not (each.kind is IncomeKind.BUSINESS and each.amount is None and _told_by(each, business))
    }
    outgoing = {each.id: _monthly(each) for each in going}
    withheld = {each.id: _monthly(each) for each in kept}
    return MonthSheet(
        income=income,
        business=business,
        costs=outgoing,
        withheld=withheld,
        coming_in=Total.of([*income.values(), *business.values()]),
        kept_back=Total.of(withheld[each.id] for each in kept if not each.is_taken_off),
        going_out=Total.of(outgoing.values()),
        by_group={
            group: Total.of(outgoing[each.id] for each in going if group_of(each.kind) is group) for group in CostGroup
        },
        care=Total.of(outgoing[each.id] for each in going if each.kind in CARE_COSTS),
    )


def _told_by(income: Income, business: Mapping[ResidentId, int]) -> bool:
    return income.resident in business if income.resident is not None else bool(business)


def _monthly(line: Income | Cost | Withholding) -> int | None:
    return None if line.amount is None else per_month(line.amount, line.per)
