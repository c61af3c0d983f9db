"""The budget of a household: what comes in and goes out, kept line by line, and everything that is reckoned from it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar
from uuid import UUID

from buurtteam.domain.ages import is_minor
from buurtteam.domain.amounts import Period
from buurtteam.domain.budget import (
    Asset,
    Cost,
    CostKind,
    Income,
    IncomeKind,
    MoneyPicture,
    MonthResult,
    SchemeState,
    SchemeUse,
    Withholding,
)
from buurtteam.domain.debt import Debt
from buurtteam.domain.household import (
    HouseholdRecord,
    Livelihood,
    Membership,
    Relation,
    RelationKind,
    Resident,
    full_name,
    is_within,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId, one_line
from buurtteam.domain.norms_of_living import (
    Assistance,
    HouseholdKind,
    Member,
    TableOfDay,
    household_kind,
)
from buurtteam.domain.poverty import Indication, Pointed, hidden_poverty, indication
from buurtteam.domain.problem import Problem
from buurtteam.domain.remainder import BusinessYear, MonthSheet, business_year, month_sheet, months_before
from buurtteam.domain.repayment import Owed, Proposal, proposal
from buurtteam.domain.schemes import Facts, Scheme, SchemeLine, checklist, load_schemes
from buurtteam.domain.staff import Deed
from buurtteam.domain.statute import Statute
from buurtteam.domain.words import N_
from buurtteam.paths import resource
from buurtteam.services.law import ages
from buurtteam.services.office import Office
from buurtteam.storage.store import Store

R = TypeVar("R", Income, Cost, Withholding, MonthResult, Asset, SchemeUse, MoneyPicture)
L = TypeVar("L", Income, Cost, MonthResult, Asset, Debt, BusinessYear)

KINDS: tuple[type[HouseholdRecord], ...] = (Income, Cost, Withholding, MonthResult, Asset, SchemeUse, MoneyPicture)
"""The records that stand in the budget."""


@cache
def assistance() -> Assistance:
    """The assistance norms, as they come with the program."""
    return Assistance.load(resource("money"))


@cache
def schemes() -> tuple[Scheme, ...]:
    """The schemes of the checklist, as they come with the program."""
    return load_schemes(resource("money"))


@dataclass(frozen=True)
class BudgetView:
    """The budget of a household with all that is reckoned from it, as it is at one moment."""

    today: date
    incomes: tuple[Income, ...]
    costs: tuple[Cost, ...]
    withholdings: tuple[Withholding, ...]
    assets: tuple[Asset, ...]
    picture: MoneyPicture
    """What else counts; with version 0 while nothing of it was written down."""
    debts: tuple[Debt, ...]
    """The debts that count."""
    people: tuple[tuple[ResidentId, str], ...]
    """Who belongs to it today, in their own order, by name."""
    has_children: bool
    sheet: MonthSheet
    years: tuple[BusinessYear, ...]
    """Of everybody with an own business, as far as known."""
    kind: HouseholdKind | None
    table: TableOfDay | None
    indication: Indication | None
    pointers: tuple[Pointed, ...]
    schemes: tuple[SchemeLine, ...]
    proposal: Proposal | None
    """How a proposed monthly amount would be divided; a proposal and no decision."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing comes in or goes out yet, as far as written down."""
        return not (self.incomes or self.costs or self.years)


def picture(office: Office, household: HouseholdId) -> BudgetView:
    """The budget of a household and everything that follows from it today."""
    with office.reading() as store:
        return view_of(store, household, office.today(), office.statute)


def view_of(
    store: Store, household: HouseholdId, today: date, statute: Statute, *, without: Collection[ResidentId] = ()
) -> BudgetView:
    """The same, within a reading that runs already; `without` are people whose lines are left out."""

    def kept(lines: Iterable[L]) -> tuple[L, ...]:
        return tuple(each for each in lines if each.resident not in without)

    incomes = kept(store.of(Income, household=household, order_by=("position", "id")))
    costs = kept(store.of(Cost, household=household, order_by=("position", "id")))
    withholdings = tuple(store.of(Withholding, household=household, order_by=("from_on", "id")))
    if without:
        theirs: set[object] = {None, *(each.id for each in incomes)}
        theirs |= {each.id for each in kept(store.of(Debt, household=household))}
        withholdings = tuple(
            each for each in withholdings if (each.income if each.income is not None else each.debt) in theirs
        )
    results = list(kept(store.of(MonthResult, household=household, order_by=("month", "id"))))
    found = picture_in(store, household)
    here = [
        each
        for each in store.of(Membership, household=household, order_by=("position", "from_on"))
        if each.counts_on(today)
    ]
    residents = {each.id: each for each in store.of(Resident, id=[each.resident for each in here])}
    here = [each for each in here if each.resident in residents]
    members = [Member(each.resident, each.role, residents[each.resident].born_on) for each in here]
    years = kept(_years(results, incomes, residents.values(), today))
    sheet = month_sheet(incomes, costs, withholdings, years, today)
    kind = household_kind(
        members,
        couples_in(store, list(residents), today),
        today,
        ages(),
        assistance().sharing,
        people_sharing=found.people_sharing,
        chosen=found.reckoned_as,
    )
    shown = indication(kind, incomes, sheet, assistance(), today)
    livelihoods = {each.id: each.livelihood for each in residents.values()}
    debts = kept(each for each in store.of(Debt, household=household, order_by=("position", "id")) if each.counts)
    return BudgetView(
        today=today,
        incomes=incomes,
        costs=costs,
        withholdings=withholdings,
        assets=kept(store.of(Asset, household=household, order_by=("kind", "id"))),
        picture=found,
        debts=debts,
        people=_names([residents[each.resident] for each in here]),
        has_children=any(is_minor(each.born_on, today) for each in residents.values()),
        sheet=sheet,
        years=years,
        kind=kind,
        table=assistance().on(today),
        indication=shown,
        pointers=hidden_poverty(shown, incomes, years, livelihoods, found, assistance(), today),
        schemes=checklist(
            schemes(),
            store.of(SchemeUse, household=household, order_by="id"),
            _facts(incomes, costs, residents.values(), sheet, shown, found, today),
        ),
        proposal=None
        if found.proposed is None
        else repayment(debts, found.proposed, months=statute.steps("T11", today)[0].number),
    )


def repayment(debts: Iterable[Debt], monthly: int, *, months: int) -> Proposal:
    """How a monthly amount would be divided over these debts; those without an amount have no row."""
    counted = [each for each in debts if each.counts]
    owed = [
        Owed(each.id, each.amount, is_preferred=each.is_preferred is True)
        for each in counted
        if each.amount is not None
    ]
    return proposal(monthly, owed, months=months, unknown=len(counted) - len(owed))


def _names(residents: list[Resident]) -> tuple[tuple[ResidentId, str], ...]:
    """Everybody by the first name, and by the whole name where a first name stands twice."""
    first = [each.first_name for each in residents]
    return tuple(
        (each.id, each.first_name if each.first_name and first.count(each.first_name) == 1 else full_name(each))
        for each in residents
    )


def picture_in(store: Store, household: HouseholdId) -> MoneyPicture:
    """What else counts about the money of a household, with version 0 while nothing of it was written down."""
    found = store.of(MoneyPicture, household=household, order_by="id")
    return found[0] if found else MoneyPicture(household=household)


def _years(
    results: list[MonthResult], incomes: Iterable[Income], residents: Iterable[Resident], today: date
) -> tuple[BusinessYear, ...]:
    """Of everybody who has months, an income of an own business, or lives on one."""
    listed = list(residents)
    wanted = {each.resident for each in results}
    wanted |= {each.resident for each in incomes if each.kind is IncomeKind.BUSINESS and each.resident is not None}
    wanted |= {each.id for each in listed if Livelihood.SELF_EMPLOYED in each.livelihood}
    order = [each.id for each in listed if each.id in wanted]
    return tuple(business_year(each, results, today) for each in order)


def couples_in(store: Store, residents: list[ResidentId], today: date) -> list[frozenset[ResidentId]]:
    """Who of these people are partners today."""
    return [
        frozenset({each.resident, each.to_resident})
        for each in store.of(Relation, resident=residents, kind=RelationKind.PARTNER)
        if is_within(each.from_on, each.until_on, today)
    ]


def _facts(
    incomes: Iterable[Income],
    costs: tuple[Cost, ...],
    residents: Iterable[Resident],
    sheet: MonthSheet,
    shown: Indication | None,
    found: MoneyPicture,
    today: date,
) -> Facts:
    listed = list(residents)
    minors = [is_minor(each.born_on, today) for each in listed]
    low = assistance().low_income.percentage
    return Facts(
        incomes=tuple(each for each in incomes if each.counts_on(today)),
        costs=costs,
        livelihoods=frozenset(way for each in listed for way in each.livelihood),
        has_adult=not all(minors),
        has_child=any(minors),
        is_low=shown is not None and shown.is_below(low),
        is_below_norm=shown is not None and shown.counted.cents < shown.norm,
        too_little=not sheet.unknown and sheet.remainder < 0,
        own_care=bool(sheet.care.cents or sheet.care.unknown) or found.avoids_care is True,
    )


# --------------------------------------------------------------------------------------------------------- keeping


def keep(office: Office, record: R) -> R:
    """Keep a line of the budget, or what else counts about the money.

    Raises Stale when somebody else changed it in the meantime.
    """
    with office.writing(Deed.CHANGE_BUDGET, record.household) as store:
        if isinstance(record, MoneyPicture) and record.version == 0:
            known = store.of(MoneyPicture, household=record.household, order_by="id")
            if known:
                # There is one per household: what was begun twice goes on in the first.
                return store.save(known[0].changed(**_said(record)))
        return store.save(record)


def _said(picture: MoneyPicture) -> dict[str, object]:
    """What was filled in of a picture that is new."""
    own = {"id", "version", "household"}
    return {
        name: getattr(picture, name)
        for name, field in MoneyPicture.model_fields.items()
        if name not in own and getattr(picture, name) != field.default
    }


def remove(office: Office, record: Income | Cost | Withholding | Asset | MonthResult | SchemeUse, label: str) -> UUID:
    """Move a line of the budget to the trash; returns the id under which it is taken back."""
    return office.remove(Deed.REMOVE, record.household, label, record)


def add_income(
    office: Office,
    household: HouseholdId,
    kind: IncomeKind,
    amount: int | None,
    per: Period = Period.MONTH,
    resident: ResidentId | None = None,
) -> Income:
    """Write down that money comes in; an amount that nobody knows yet is written down as unknown."""
    with office.writing(Deed.CHANGE_BUDGET, household) as store:
        return store.save(
            Income(
                household=household,
                resident=resident,
                kind=kind,
                amount=amount,
                per=per,
                as_of=office.today(),
                position=_next(store, Income, household),
            )
        )


def add_cost(
    office: Office, household: HouseholdId, kind: CostKind, amount: int | None, per: Period = Period.MONTH
) -> Cost:
    """Write down that money goes out; an amount that nobody knows yet is written down as unknown."""
    with office.writing(Deed.CHANGE_BUDGET, household) as store:
        return store.save(
            Cost(household=household, kind=kind, amount=amount, per=per, position=_next(store, Cost, household))
        )


def _next(store: Store, kind: type[Income] | type[Cost], household: HouseholdId) -> int:
    return max((each.position for each in store.of(kind, household=household)), default=-1) + 1


def set_month(
    office: Office,
    household: HouseholdId,
    resident: ResidentId,
    month: str,
    amount: int | None,
    *,
    proof_seen: bool | None = None,
) -> MonthResult | None:
    """Write down what an own business left over in a month; without an amount the month is unknown again.

    What stood twice for that month becomes one line. `proof_seen` stays as it was when nothing is said about it.
    """
    with office.writing(Deed.CHANGE_BUDGET, household) as store:
        known = store.of(MonthResult, household=household, resident=resident, month=month, order_by="id")
        if amount is None:
            for each in known:
                store.remove(each)
            return None
        for each in known[1:]:
            store.remove(each)
        if known:
            seen = known[0].proof_seen if proof_seen is None else proof_seen
            return store.save(known[0].changed(amount=amount, proof_seen=seen))
        return store.save(
            MonthResult(household=household, resident=resident, month=month, amount=amount, proof_seen=proof_seen)
        )


def months_proven(office: Office, household: HouseholdId, resident: ResidentId) -> int:
    """Write down that proof was seen of every known month of the last twelve; returns how many changed."""
    with office.writing(Deed.CHANGE_BUDGET, household) as store:
        shown = months_before(office.today())
        waiting = [
            each
            for each in store.of(MonthResult, household=household, resident=resident, month=shown)
            if each.amount is not None and each.proof_seen is not True
        ]
        for each in waiting:
            store.save(each.changed(proof_seen=True))
        return len(waiting)


def copy_last_year(office: Office, household: HouseholdId, resident: ResidentId) -> int:
    """Fill the months that are not known with those of a year before, as an estimate; returns how many.

    Raises Problem when a year before holds nothing for them.
    """
    today = office.today()
    with office.writing(Deed.CHANGE_BUDGET, household) as store:
        known: dict[str, int] = {}
        for each in store.of(MonthResult, household=household, resident=resident):
            if each.amount is not None:
                known[each.month] = known.get(each.month, 0) + each.amount
        filled = 0
        for month in months_before(today):
            before = f"{int(month[:4]) - 1:04}{month[4:]}"
            if month not in known and before in known:
                set_month(office, household, resident, month, known[before], proof_seen=False)
                filled += 1
        if not filled:
            raise Problem(
                "no_last_year", N_("Of a year before nothing is written down for the months that are missing.")
            )
        return filled


def set_scheme(
    office: Office, household: HouseholdId, scheme: str, state: SchemeState | None, note: str | None = None
) -> SchemeUse | None:
    """Write down how it stands with a scheme; without a state it stands as not asked yet.

    What is not on the list of the program is a scheme of the municipality or a fund, by its name; without a state it is
    gone. Raises Problem for a scheme without a name.
    """
    scheme = one_line(scheme)
    if not scheme:
        raise Problem("no_such_scheme", N_("Fill in which scheme it is."))
    with office.writing(Deed.CHANGE_BUDGET, household) as store:
        known = store.of(SchemeUse, household=household, scheme=scheme, order_by="id")
        if state is None:
            for each in known:
                store.remove(each)
            return None
        if not known:
            return store.save(
                SchemeUse(household=household, scheme=scheme, state=state, on=office.today(), note=note or "")
            )
        first = known[0]
        changed = first.changed(state=state, note=first.note if note is None else note)
        if first.state is not state:
            changed = changed.changed(on=office.today())
        return store.save(changed)
