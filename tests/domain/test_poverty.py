"""The income beside the norm is an indication with its reasons; little income from work is pointed out, never concluded."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from buurtteam.domain.ages import Ages
from buurtteam.domain.budget import ALLOWANCES, Income, IncomeKind, MoneyPicture, MonthResult
from buurtteam.domain.household import Livelihood, MemberRole
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.norms_of_living import Assistance, HouseholdKind, Member, household_kind
from buurtteam.domain.poverty import Indication, Pointed, Pointer, hidden_poverty, indication
from buurtteam.domain.remainder import BusinessYear, Total, business_year, month_sheet
from buurtteam.paths import resource

TODAY = date(2026, 6, 15)
HOME = HouseholdId(UUID(int=1))
SAM, BO, CHILD = ResidentId(UUID(int=2)), ResidentId(UUID(int=3)), ResidentId(UUID(int=4))
ASSISTANCE = Assistance.load(resource("money"))
AGES = Ages.load(resource("statute"))
ALONE = (Member(SAM, MemberRole.ADULT, "1985-03-02"), Member(CHILD, MemberRole.CHILD, "2015-05-05"))


def _in(kind: IncomeKind, amount: int | None, **facts: Any) -> Income:  # noqa: ANN401 - fields of the record
    return Income(household=HOME, kind=kind, amount=amount, **{"resident": SAM, **facts})


def _kind(*members: Member) -> HouseholdKind | None:
    return household_kind(members or ALONE, [], TODAY, AGES, ASSISTANCE.sharing)


def _shown(*incomes: Income, kind: HouseholdKind | None = None, day: date = TODAY) -> Indication:
    found = indication(kind or _kind(), incomes, month_sheet(incomes, [], [], [], day), ASSISTANCE, day)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("cents", "tenths", "above"),
    [
        (1_401_50, 1000, [False] * 4),
        (1_401_51, 1000, [True, False, False, False]),
        (1_541_65, 1100, [True, False, False, False]),
        (1_681_81, 1200, [True, True, True, False]),
        (2_500_00, 1784, [True] * 4),
        (0, 0, [False] * 4),
        (700_75, 500, [False] * 4),
    ],
)
def test_a_limit_is_compared_by_the_cent(cents: int, tenths: int, above: list[bool]) -> None:
    found = _shown(_in(IncomeKind.WAGE, cents))
    assert (found.norm, found.tenths) == (1_401_50, tenths)
    assert [each.is_above for each in found.limits] == above


@pytest.mark.parametrize("kind", sorted(ALLOWANCES))
def test_an_allowance_does_not_count_and_is_said(kind: IncomeKind) -> None:
    found = _shown(_in(IncomeKind.WAGE, 1_000_00), _in(kind, 300_00))
    assert (found.counted, found.left_out) == (Total(1_000_00), Total(300_00))


@pytest.mark.parametrize("kind", sorted(set(IncomeKind) - ALLOWANCES))
def test_any_other_income_counts(kind: IncomeKind) -> None:
    assert _shown(_in(kind, 1_000_00)).counted == Total(1_000_00)


def test_the_income_of_others_at_home_does_not_count_and_of_nobody_known_does() -> None:
    kind = _kind(*ALONE, Member(BO, MemberRole.ADULT_CHILD, "2004-01-01"))
    found = _shown(
        _in(IncomeKind.WAGE, 900_00),
        _in(IncomeKind.WAGE, 1_500_00, resident=BO),
        _in(IncomeKind.OTHER, 50_00, resident=None),
        kind=kind,
    )
    assert (found.counted, found.left_out) == (Total(950_00), Total(1_500_00))


def test_of_a_couple_both_count() -> None:
    kind = _kind(*ALONE, Member(BO, MemberRole.PARTNER, "1984-01-01"))
    found = _shown(_in(IncomeKind.WAGE, 900_00), _in(IncomeKind.UNEMPLOYMENT, 600_00, resident=BO), kind=kind)
    assert (found.norm, found.counted) == (2_002_13, Total(1_500_00))


def test_what_is_unknown_is_said_beside_the_percentage() -> None:
    assert _shown(_in(IncomeKind.WAGE, 900_00), _in(IncomeKind.ALIMONY, None)).counted == Total(900_00, unknown=1)


def test_after_june_the_last_known_table_is_used_and_said() -> None:
    found = _shown(_in(IncomeKind.WAGE, 900_00), day=date(2026, 11, 22))
    assert found.is_outdated
    assert found.table.valid_from == date(2026, 1, 1)
    assert not _shown(_in(IncomeKind.WAGE, 900_00)).is_outdated


def test_without_income_or_norm_there_is_no_percentage() -> None:
    sheet = month_sheet([], [], [], [], TODAY)
    assert indication(_kind(), [], sheet, ASSISTANCE, TODAY) is None
    assert indication(None, [], sheet, ASSISTANCE, TODAY) is None
    wage = [_in(IncomeKind.WAGE, 100)]
    old = date(2020, 1, 1)
    assert indication(_kind(), wage, month_sheet(wage, [], [], [], old), ASSISTANCE, old) is None


def test_a_business_that_lost_money_is_nothing_and_not_less() -> None:
    year = business_year(SAM, [MonthResult(household=HOME, resident=SAM, month="2026-05", amount=-100_00)], TODAY)
    found = indication(_kind(), [], month_sheet([], [], [], [year], TODAY), ASSISTANCE, TODAY)
    assert found is not None
    assert (found.counted, found.tenths) == (Total(-100_00), 0)


# ------------------------------------------------------------------------------------------------ hidden poverty


def _pointed(
    *incomes: Income,
    years: tuple[BusinessYear, ...] = (),
    lives_on: frozenset[Livelihood] = frozenset(),
    **picture: Any,  # noqa: ANN401 - fields of the record
) -> dict[Pointer, Pointed]:
    sheet = month_sheet(incomes, [], [], years, TODAY)
    found = hidden_poverty(
        indication(_kind(), incomes, sheet, ASSISTANCE, TODAY),
        incomes,
        years,
        {SAM: lives_on},
        MoneyPicture(household=HOME, **picture),
        ASSISTANCE,
        TODAY,
    )
    return {each.what: each for each in found}


def _year(*amounts: int) -> BusinessYear:
    months = ["2026-05", "2026-04", "2026-03", "2026-02"]
    results = [
        MonthResult(household=HOME, resident=SAM, month=m, amount=a) for m, a in zip(months, amounts, strict=False)
    ]
    return business_year(SAM, results, TODAY)


def test_who_works_and_has_little_is_pointed_out() -> None:
    found = _pointed(_in(IncomeKind.WAGE, 1_681_80))
    assert set(found) == {Pointer.WORKING_POOR}
    assert found[Pointer.WORKING_POOR].reasons[0].values == {"percent": 120}


def test_just_above_the_percentage_nobody_is() -> None:
    assert not _pointed(_in(IncomeKind.WAGE, 1_681_81))


def test_little_income_without_work_is_no_working_poor() -> None:
    assert not _pointed(_in(IncomeKind.ASSISTANCE, 1_331_43))


def test_somebody_known_to_work_with_another_income_is_pointed_out() -> None:
    found = _pointed(_in(IncomeKind.OTHER, 600_00), lives_on=frozenset({Livelihood.WAGE}))
    assert set(found) == {Pointer.WORKING_POOR}


def test_an_own_business_with_little_is_pointed_out_with_what_is_missing() -> None:
    found = _pointed(years=(_year(900_00, -50_00),), business_taxes=True)
    said = " ".join(each.sentence for each in found[Pointer.SELF_EMPLOYED_POOR].reasons)
    for part in ("business", "not known", "below zero", "VAT"):
        assert part in said


def test_an_own_business_that_earns_is_only_called_one() -> None:
    assert set(_pointed(years=(_year(4_000_00),))) == {Pointer.SELF_EMPLOYED}


@pytest.mark.parametrize(
    ("lives_on", "picture"),
    [(frozenset({Livelihood.SELF_EMPLOYED}), {}), (frozenset(), {"business_name": "Naaiatelier"})],
)
def test_a_business_is_recognised_from_other_facts_too(
    lives_on: frozenset[Livelihood], picture: dict[str, Any]
) -> None:
    assert set(_pointed(lives_on=lives_on, **picture)) == {Pointer.SELF_EMPLOYED}


def test_an_income_that_ended_points_at_nothing() -> None:
    assert not _pointed(_in(IncomeKind.WAGE, 500_00, until_on=date(2026, 1, 1)), _in(IncomeKind.ASSISTANCE, 900_00))


def test_the_thresholds_name_their_source() -> None:
    assert ASSISTANCE.low_income.source
    assert ASSISTANCE.low_income.to_check
    assert ASSISTANCE.sharing.source
    assert ASSISTANCE.percentages.source
