"""The budget of a household: kept line by line, taken back, and reckoned anew from what stands there."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

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
from buurtteam.domain.household import MemberRole, Membership, Relation, RelationKind, Resident
from buurtteam.domain.keeping import Stale
from buurtteam.domain.norms_of_living import NormKind
from buurtteam.domain.problem import Problem
from buurtteam.domain.remainder import Total
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.services import budget
from buurtteam.services.budget import BudgetView
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


def _view(office: Office, home: Home) -> BudgetView:
    return budget.picture(office, home.household.id)


def _take_back(office: Office, stack: UndoStack) -> None:
    """Take the last deed back, as the window does."""
    for changes in office.take_changes():
        stack.add(changes)
    assert stack.take_back(office) is not None
    assert stack.take_back(office) is None


def _all_kinds(home: Home) -> list[Any]:
    here = home.household.id
    return [
        Income(household=here),
        Cost(household=here),
        Withholding(household=here),
        MonthResult(household=here, resident=home.samira.id, month="2026-09"),
        Asset(household=here),
        SchemeUse(household=here, scheme="huurtoeslag"),
        MoneyPicture(household=here),
    ]


def test_nothing_is_required_to_keep_a_line(office: Office, home: Home) -> None:
    for record in _all_kinds(home):
        assert budget.keep(office, record).version == 1


def test_a_line_goes_to_the_trash_and_comes_back(office: Office, home: Home) -> None:
    rent = budget.add_cost(office, home.household.id, CostKind.RENT, 612_00)
    bundle = budget.remove(office, rent, "Huur")
    assert _view(office, home).costs == ()
    office.restore(bundle)
    assert [each.amount for each in _view(office, home).costs] == [612_00]


def test_a_line_that_was_typed_is_undone(office: Office, home: Home) -> None:
    office.take_changes()
    budget.add_cost(office, home.household.id, CostKind.RENT, 612_00)
    _take_back(office, UndoStack())
    assert _view(office, home).costs == ()


def test_somebody_else_changed_the_line_meanwhile(office: Office, home: Home) -> None:
    rent = budget.add_cost(office, home.household.id, CostKind.RENT, 612_00)
    budget.keep(office, rent.changed(amount=650_00))
    with pytest.raises(Stale):
        budget.keep(office, rent.changed(amount=600_00))


def test_lines_stand_in_the_order_in_which_they_were_typed(office: Office, home: Home) -> None:
    here = home.household.id
    for kind in (CostKind.WATER, CostKind.RENT, CostKind.FOOD):
        budget.add_cost(office, here, kind, None)
    assert [each.kind for each in _view(office, home).costs] == [CostKind.WATER, CostKind.RENT, CostKind.FOOD]


def test_the_whole_month_is_reckoned(office: Office, home: Home) -> None:
    here, samira = home.household.id, home.samira.id
    budget.add_income(office, here, IncomeKind.WAGE, 1_000_00, Period.FOUR_WEEKS, samira)
    budget.add_income(office, here, IncomeKind.CHILD_BENEFIT, 286_45, Period.QUARTER, samira)
    budget.add_income(office, here, IncomeKind.CHILD_BUDGET, None, resident=samira)
    budget.add_cost(office, here, CostKind.RENT, 612_00)
    budget.add_cost(office, here, CostKind.OWN_RISK, 385_00, Period.YEAR)
    budget.keep(office, Withholding(household=here, amount=50_00, is_taken_off=False))
    found = _view(office, home)
    assert found.sheet.coming_in == Total(1_083_33 + 95_48, unknown=1)
    assert found.sheet.remainder == 1_083_33 + 95_48 - 50_00 - 612_00 - 32_08
    assert found.sheet.unknown == 1


def test_the_norm_follows_from_who_lives_there_today(office: Office, home: Home) -> None:
    # Samira with her son and her mother of 75, who shares the costs of the home.
    found = _view(office, home)
    assert found.kind is not None
    assert (found.kind.kind, found.kind.sharing, found.kind.people) == (NormKind.SHARED, 2, (home.samira.id,))
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        grandmother = store.of(Membership, resident=home.oma.id)[0]
        store.save(grandmother.changed(until_on=date(2026, 11, 21)))
    found = _view(office, home)
    assert found.kind is not None
    assert found.kind.kind is NormKind.SINGLE
    assert "single parent" in found.kind.because.sentence
    assert [name for _id, name in found.people] == ["Samira", "Yusuf"]
    assert found.has_children


def test_a_partner_by_relation_makes_a_couple_until_it_ends(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        bo = store.save(Resident(first_name="Bo", born_on="1984-01-01"))
        store.save(Membership(household=home.household.id, resident=bo.id, role=MemberRole.ADULT, position=9))
        tie = store.save(Relation(resident=bo.id, to_resident=home.samira.id, kind=RelationKind.PARTNER))
    found = _view(office, home).kind
    assert found is not None
    assert found.kind is NormKind.SHARED_COUPLE
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(tie.changed(until_on=date(2026, 1, 1)))
    found = _view(office, home).kind
    assert found is not None
    assert found.kind is NormKind.SHARED


def test_the_percentage_says_that_the_table_is_of_an_earlier_half_year(office: Office, home: Home) -> None:
    budget.keep(office, MoneyPicture(household=home.household.id, people_sharing=1))
    budget.add_income(office, home.household.id, IncomeKind.ASSISTANCE, 1_331_43, resident=home.samira.id)
    shown = _view(office, home).indication
    assert shown is not None
    assert (shown.norm, shown.tenths, shown.is_outdated) == (1_401_50, 950, True)


# ------------------------------------------------------------------------------------------------ one picture


def test_there_is_one_picture_of_a_household(office: Office, home: Home) -> None:
    here = home.household.id
    first = budget.keep(office, MoneyPicture(household=here, story="Eerst werkte hij nog."))
    second = budget.keep(office, MoneyPicture(household=here, has_digid=True))
    assert second.id == first.id
    assert (second.story, second.has_digid) == ("Eerst werkte hij nog.", True)
    assert _view(office, home).picture == second


def test_without_one_the_picture_is_empty(office: Office, home: Home) -> None:
    assert _view(office, home).picture.version == 0
    assert _view(office, home).is_empty


# ------------------------------------------------------------------------------------------------ an own business


def test_a_month_is_written_changed_and_taken_away(office: Office, home: Home) -> None:
    here, samira = home.household.id, home.samira.id
    budget.set_month(office, here, samira, "2026-10", 900_00, proof_seen=True)
    budget.set_month(office, here, samira, "2026-10", 950_00)
    budget.set_month(office, here, samira, "2026-09", -50_00)
    (year,) = _view(office, home).years
    assert (year.average, year.lowest, year.missing, year.unproven) == (450_00, -50_00, 10, 1)
    budget.set_month(office, here, samira, "2026-09", None)
    (year,) = _view(office, home).years
    assert (year.average, year.missing) == (950_00, 11)


def test_proof_of_all_months_is_written_at_once(office: Office, home: Home) -> None:
    here, samira = home.household.id, home.samira.id
    for month in ("2026-10", "2026-09", "2024-01"):
        budget.set_month(office, here, samira, month, 100_00)
    assert budget.months_proven(office, here, samira) == 2
    assert budget.months_proven(office, here, samira) == 0
    assert _view(office, home).years[0].unproven == 0


def test_last_year_fills_what_is_missing_as_an_estimate(office: Office, home: Home) -> None:
    here, samira = home.household.id, home.samira.id
    budget.set_month(office, here, samira, "2025-09", 800_00, proof_seen=True)
    budget.set_month(office, here, samira, "2025-10", 700_00, proof_seen=True)
    budget.set_month(office, here, samira, "2026-10", 650_00, proof_seen=True)
    assert budget.copy_last_year(office, here, samira) == 1
    (year,) = _view(office, home).years
    assert (year.average, year.missing, year.unproven) == (725_00, 10, 1)
    with pytest.raises(Problem) as refused:
        budget.copy_last_year(office, here, samira)
    assert refused.value.code == "no_last_year"


def test_copying_last_year_is_undone_at_once(office: Office, home: Home) -> None:
    here, samira = home.household.id, home.samira.id
    for month in ("2025-09", "2025-08"):
        budget.set_month(office, here, samira, month, 800_00)
    office.take_changes()
    budget.copy_last_year(office, here, samira)
    _take_back(office, UndoStack())
    assert _view(office, home).years[0].missing == 12


# ------------------------------------------------------------------------------------------------ schemes


def test_how_it_stands_with_a_scheme_is_kept_once(office: Office, home: Home) -> None:
    here = home.household.id
    budget.set_scheme(office, here, "voedselbank", SchemeState.TO_ASK)
    budget.set_scheme(office, here, "voedselbank", SchemeState.APPLIED, "Aangevraagd bij de balie")
    line = next(each for each in _view(office, home).schemes if each.scheme.key == "voedselbank")
    assert line.use is not None
    assert (line.use.state, line.use.note, line.use.on) == (
        SchemeState.APPLIED,
        "Aangevraagd bij de balie",
        TODAY,
    )
    budget.set_scheme(office, here, "voedselbank", None)
    line = next(each for each in _view(office, home).schemes if each.scheme.key == "voedselbank")
    assert line.use is None


def test_a_scheme_of_the_municipality_stands_on_the_checklist_under_its_own_name(office: Office, home: Home) -> None:
    here = home.household.id
    budget.set_scheme(office, here, "Fonds  Bijzondere Noden", SchemeState.APPLIED, "Brief gestuurd")
    line = _view(office, home).schemes[0]
    assert (line.scheme.title.nl, line.scheme.is_own, line.is_settled) == ("Fonds Bijzondere Noden", True, False)
    assert line.use is not None
    assert line.use.note == "Brief gestuurd"
    budget.set_scheme(office, here, line.scheme.key, None)
    assert not any(each.scheme.is_own for each in _view(office, home).schemes)


def test_a_scheme_without_a_name_is_refused(office: Office, home: Home) -> None:
    with pytest.raises(Problem) as refused:
        budget.set_scheme(office, home.household.id, "  ", SchemeState.HAS)
    assert refused.value.code == "no_such_scheme"


def test_a_hint_goes_when_the_allowance_is_written_down(office: Office, home: Home) -> None:
    here = home.household.id
    budget.add_cost(office, here, CostKind.RENT, 612_00)

    def hinted() -> bool:
        return any(each.maybe for each in _view(office, home).schemes if each.scheme.key == "huurtoeslag")

    assert hinted()
    budget.add_income(office, here, IncomeKind.RENT_ALLOWANCE, 300_00)
    assert not hinted()


def test_too_little_is_not_said_while_an_amount_is_unknown(office: Office, home: Home) -> None:
    here = home.household.id
    budget.add_cost(office, here, CostKind.RENT, 612_00)
    unknown = budget.add_income(office, here, IncomeKind.WAGE, None)

    def hinted() -> bool:
        return any(each.maybe for each in _view(office, home).schemes if each.scheme.key == "voedselbank")

    assert not hinted()
    budget.keep(office, unknown.changed(amount=500_00))
    assert hinted()


# ------------------------------------------------------------------------------------------------ paying off


def _debts(office: Office, home: Home) -> list[Debt]:
    here = home.household.id
    with office.writing(Deed.KEEP_DEBT) as store:
        woonpunt = store.save(Debt(household=here, creditor="Woonpunt", amount=1_000_00))
        tax = store.save(Debt(household=here, creditor="Belastingdienst", amount=500_00, is_preferred=True))
        unknown = store.save(Debt(household=here, creditor="Energie"))
        store.save(Debt(household=here, creditor="Incasso", amount=1_000_00, double_of=woonpunt.id))
        store.save(Debt(household=here, creditor="Tante", amount=90_00, is_counted=False))
    return [woonpunt, tax, unknown]


def test_a_proposal_divides_over_the_debts_that_count(office: Office, home: Home) -> None:
    woonpunt, tax, _unknown = _debts(office, home)
    assert _view(office, home).proposal is None
    budget.keep(office, MoneyPicture(household=home.household.id, proposed=20_00))
    found = _view(office, home).proposal
    assert found is not None
    assert {each.debt: each.offered for each in found.shares} == {woonpunt.id: 180_00, tax.id: 180_00}
    assert (found.offered, found.owed, found.unknown) == (360_00, 1_500_00, 1)


def test_a_volunteer_does_not_remove_and_the_deed_stands_in_the_journal(office: Office, home: Home) -> None:
    rent = budget.add_cost(office, home.household.id, CostKind.RENT, 612_00)
    assert any(line.deed == Deed.CHANGE_BUDGET for line in office.history(home.household.id))
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Vera", function=WorkerFunction.VOLUNTEER))
    with pytest.raises(Problem):
        budget.remove(office, rent, "Huur")


def test_an_unknown_household_has_an_empty_budget(office: Office, home: Home) -> None:
    from buurtteam.domain.kinds import HouseholdId

    found = budget.picture(office, HouseholdId(UUID(int=404)))
    assert found.is_empty
    assert (found.kind, found.indication) == (None, None)
