"""The income of a household beside the assistance norm: an indication with its source, and work with little income."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from buurtteam.domain.amounts import rounded
from buurtteam.domain.budget import ALLOWANCES, Income, IncomeKind, MoneyPicture
from buurtteam.domain.household import Livelihood
from buurtteam.domain.kinds import ResidentId
from buurtteam.domain.norms_of_living import (
    Assistance,
    AssistanceTable,
    Because,
    HouseholdKind,
    at_percentage,
    without_holiday,
)
from buurtteam.domain.remainder import BusinessYear, MonthSheet, Total
from buurtteam.domain.words import N_, Choice


@dataclass(frozen=True)
class Limit:
    """A percentage of the norm as an amount; above it help is still possible, made to measure (maatwerk)."""

    percentage: int
    cents: int
    is_above: bool


@dataclass(frozen=True)
class Indication:
    """What part of the assistance norm comes in: an indication, never a decision."""

    norm: int
    norm_paid: int
    """What is paid of it each month, without the holiday allowance that is saved."""
    counted: Total
    left_out: Total
    """Allowances and income of others at home, which do not count."""
    tenths: int
    """The percentage in whole tenths: 1043 is 104,3 %."""
    limits: tuple[Limit, ...]
    kind: HouseholdKind
    table: AssistanceTable
    is_outdated: bool

    def is_below(self, percentage: int) -> bool:
        """Whether what counts lies at or under a percentage of the norm."""
        return self.counted.cents <= at_percentage(self.norm, percentage)


def indication(
    kind: HouseholdKind | None, incomes: Iterable[Income], sheet: MonthSheet, assistance: Assistance, day: date
) -> Indication | None:
    """The income beside the norm; nothing without an adult, a table or a norm for this kind, or without any income line."""
    found = assistance.on(day)
    if kind is None or found is None:
        return None
    norm = found.table.amount(kind.kind, kind.sharing)
    lines = [each for each in incomes if each.id in sheet.income]
    if norm is None or not (lines or sheet.business):
        return None
    counts = [each for each in lines if each.kind not in ALLOWANCES and _is_of(each.resident, kind)]
    business = [cents for who, cents in sheet.business.items() if _is_of(who, kind)]
    counted = Total.of([*(sheet.income[each.id] for each in counts), *business])
    return Indication(
        norm=norm,
        norm_paid=without_holiday(norm),
        counted=counted,
        left_out=Total(sheet.coming_in.cents - counted.cents, sheet.coming_in.unknown - counted.unknown),
        tenths=rounded(Fraction(max(counted.cents, 0) * 1000, norm)),
        limits=tuple(
            Limit(each, at_percentage(norm, each), is_above=counted.cents > at_percentage(norm, each))
            for each in assistance.percentages.shown
        ),
        kind=kind,
        table=found.table,
        is_outdated=found.is_outdated,
    )


def _is_of(resident: ResidentId | None, kind: HouseholdKind) -> bool:
    # Of whom nobody knows whose it is, counts: rather too much than a wrong "low income".
    return resident is None or resident in kind.people


class Pointer(Choice):
    """What may be hidden behind work (verborgen armoede); a reason to ask on, no finding."""

    WORKING_POOR = "working_poor", N_("Works and has little")
    SELF_EMPLOYED_POOR = "self_employed_poor", N_("Own business and little income")
    SELF_EMPLOYED = "self_employed", N_("Own business")


@dataclass(frozen=True)
class Pointed:
    """One thing that is pointed out, with its reasons."""

    what: Pointer
    reasons: tuple[Because, ...]


def hidden_poverty(
    found: Indication | None,
    incomes: Iterable[Income],
    years: Iterable[BusinessYear],
    livelihoods: Mapping[ResidentId, frozenset[Livelihood]],
    picture: MoneyPicture,
    assistance: Assistance,
    day: date,
) -> tuple[Pointed, ...]:
    """Whether somebody works, or has an own business, and has little: each with the facts it follows from."""
    now = [each for each in incomes if each.counts_on(day)]
    reckoned = [each for each in years if each.missing < len(each.months)]
    told = {way for ways in livelihoods.values() for way in ways}
    percentage = assistance.low_income.percentage
    is_low = found is not None and found.is_below(percentage)
    low = Because(N_("What counts lies below {percent} % of the assistance norm."), {"percent": percentage})

    pointed: list[Pointed] = []
    own: list[Because] = []
    if any(each.kind is IncomeKind.BUSINESS for each in now) or reckoned:
        own.append(Because(N_("Income of an own business is written down.")))
    if Livelihood.SELF_EMPLOYED in told:
        own.append(Because(N_("Somebody here lives on an own business.")))
    if picture.business_name or picture.business_number:
        own.append(Because(N_("There is a business.")))
    if own:
        for year in reckoned:
            if year.missing:
                own.append(Because(N_("Of the last twelve months {count} are not known."), {"count": year.missing}))
            if year.lowest is not None and year.lowest < 0:
                own.append(Because(N_("At least one month ended below zero.")))
        if picture.business_taxes:
            own.append(Because(N_("Behind with VAT or payroll tax.")))
        pointed.append(
            Pointed(Pointer.SELF_EMPLOYED_POOR, (low, *own)) if is_low else Pointed(Pointer.SELF_EMPLOYED, tuple(own))
        )
    works: list[Because] = []
    if any(each.kind is IncomeKind.WAGE for each in now):
        works.append(Because(N_("A wage is written down.")))
    elif Livelihood.WAGE in told:
        works.append(Because(N_("Somebody here works for an employer.")))
    if works and is_low:
        pointed.append(Pointed(Pointer.WORKING_POOR, (low, *works)))
    return tuple(pointed)
