"""What comes in, goes out and is left in a month: exact to the cent, with what is unknown said as unknown."""

from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.amounts import Period, exactly_per_month, per_month, rounded
from buurtteam.domain.budget import (
    Cost,
    CostGroup,
    CostKind,
    Income,
    IncomeKind,
    MonthResult,
    Withholding,
    group_of,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.remainder import MonthSheet, Total, business_year, month_sheet, months_before

TODAY = date(2026, 11, 22)
HOME = HouseholdId(UUID(int=1))
SAM = ResidentId(UUID(int=2))
BO = ResidentId(UUID(int=3))
CENTS = st.integers(min_value=0, max_value=100_000_000_00)
PERIODS = st.sampled_from(list(Period))


def _in(amount: int | None, per: Period = Period.MONTH, **facts: Any) -> Income:  # noqa: ANN401 - fields of the record
    return Income(household=HOME, amount=amount, per=per, **facts)


def _out(amount: int | None, per: Period = Period.MONTH, kind: CostKind = CostKind.RENT, **facts: Any) -> Cost:  # noqa: ANN401 - fields of the record
    return Cost(household=HOME, amount=amount, per=per, kind=kind, **facts)


def _month(month: str, amount: int | None, who: ResidentId = SAM, **facts: Any) -> MonthResult:  # noqa: ANN401 - fields of the record
    return MonthResult(household=HOME, resident=who, month=month, amount=amount, **facts)


def _sheet(*lines: Income | Cost | Withholding, results: tuple[MonthResult, ...] = ()) -> MonthSheet:
    who = sorted({each.resident for each in results}, key=str)
    return month_sheet(
        [each for each in lines if isinstance(each, Income)],
        [each for each in lines if isinstance(each, Cost)],
        [each for each in lines if isinstance(each, Withholding)],
        [business_year(one, results, TODAY) for one in who],
        TODAY,
    )


# ------------------------------------------------------------------------------------------------ conversion


@pytest.mark.parametrize(
    ("cents", "per", "month"),
    [
        (100_00, Period.WEEK, 433_33),
        (1_000_00, Period.FOUR_WEEKS, 1_083_33),
        (1_224_00, Period.MONTH, 1_224_00),
        (286_45, Period.QUARTER, 95_48),
        (100_00, Period.YEAR, 8_33),
        (6, Period.YEAR, 1),
        (5, Period.YEAR, 0),
    ],
)
def test_an_amount_is_counted_per_month_as_nibud_does(cents: int, per: Period, month: int) -> None:
    assert per_month(cents, per) == month


@given(CENTS, PERIODS)
def test_a_month_is_never_half_a_cent_away(cents: int, per: Period) -> None:
    assert abs(per_month(cents, per) - exactly_per_month(cents, per)) <= Fraction(1, 2)


@given(st.fractions())
def test_rounding_knows_no_better_side(exact: Fraction) -> None:
    assert rounded(-exact) == -rounded(exact)


# ------------------------------------------------------------------------------------------------ the month


@given(
    st.lists(st.tuples(st.one_of(st.none(), CENTS), PERIODS), max_size=12),
    st.lists(st.tuples(st.one_of(st.none(), CENTS), PERIODS, st.sampled_from(list(CostKind))), max_size=20),
)
def test_the_totals_are_the_sums_of_the_lines_that_are_shown(
    coming: list[tuple[int | None, Period]], going: list[tuple[int | None, Period, CostKind]]
) -> None:
    sheet = _sheet(*(_in(*each) for each in coming), *(_out(*each) for each in going))
    assert sheet.coming_in.cents == sum(each or 0 for each in sheet.income.values())
    assert sheet.going_out.cents == sum(each or 0 for each in sheet.costs.values())
    assert sum(each.cents for each in sheet.by_group.values()) == sheet.going_out.cents
    assert sum(each.unknown for each in sheet.by_group.values()) == sheet.going_out.unknown
    assert sheet.remainder == sheet.coming_in.cents - sheet.going_out.cents
    assert sheet.unknown == sum(each[0] is None for each in (*coming, *going))


def test_the_screen_of_the_design_is_86_short() -> None:
    sheet = _sheet(_in(1_480_00), _in(391_00), _out(612_00), _out(148_00), _out(1_197_00))
    assert sheet.remainder == -86_00


def test_an_income_that_ended_or_has_yet_to_come_does_not_count() -> None:
    sheet = _sheet(_in(500_00, until_on=date(2026, 11, 21)), _in(700_00, from_on=date(2026, 11, 23)), _in(900_00))
    assert sheet.coming_in == Total(900_00)


def test_what_is_withheld_counts_only_where_the_income_is_written_with_it() -> None:
    taken = Withholding(household=HOME, amount=50_00)
    still_in = Withholding(household=HOME, amount=60_00, is_taken_off=False, per=Period.FOUR_WEEKS)
    over = Withholding(household=HOME, amount=70_00, is_taken_off=False, until_on=date(2026, 10, 31))
    sheet = _sheet(_in(1_000_00), taken, still_in, over)
    assert sheet.kept_back == Total(65_00)
    assert sheet.remainder == 935_00
    assert set(sheet.withheld.values()) == {50_00, 65_00}


def test_an_unknown_amount_is_said_and_never_counted_as_nothing() -> None:
    sheet = _sheet(_in(1_000_00), _in(None), _out(None), _out(400_00))
    assert (sheet.remainder, sheet.unknown) == (600_00, 2)


def test_own_contributions_are_stacked_per_month_and_year() -> None:
    sheet = _sheet(
        _out(385_00, Period.YEAR, CostKind.OWN_RISK),
        _out(21_00, Period.MONTH, CostKind.OWN_CONTRIBUTION),
        _out(None, Period.MONTH, CostKind.MEDICINES),
        _out(148_00, Period.MONTH, CostKind.CARE_PREMIUM),
    )
    assert sheet.care == Total(32_08 + 21_00, unknown=1)
    assert sheet.care_in_a_year == Total(12 * 53_08, unknown=1)


def test_what_is_not_paid_now_still_stands_in_the_budget() -> None:
    sheet = _sheet(_in(1_000_00), _out(700_00, is_paid=False), _out(100_00, is_paid=True), _out(50_00))
    assert sheet.going_out == Total(850_00)


def test_every_kind_of_cost_stands_in_one_group() -> None:
    assert {group_of(kind) for kind in CostKind} == set(CostGroup)


# ------------------------------------------------------------------------------------------------ an own business


def test_the_twelve_months_are_whole_and_before_today() -> None:
    assert months_before(TODAY)[0] == "2025-11"
    assert months_before(TODAY)[-1] == "2026-10"
    assert months_before(date(2026, 1, 31))[-1] == "2025-12"
    assert len(set(months_before(TODAY))) == 12


def test_a_business_has_an_average_a_lowest_and_months_that_are_missing() -> None:
    year = business_year(
        SAM,
        [
            _month("2026-10", 1_000_00, proof_seen=True),
            _month("2026-09", -250_00),
            _month("2026-08", 0),
            _month("2026-07", None),
            _month("2025-10", 9_000_00),
            _month("2026-10", 9_000_00, who=BO),
        ],
        TODAY,
    )
    assert year.average == 250_00
    assert (year.lowest, year.lowest_month) == (-250_00, "2026-09")
    assert (year.missing, year.unproven) == (9, 2)


def test_a_month_that_stands_there_twice_is_added_up() -> None:
    year = business_year(SAM, [_month("2026-10", 100_00), _month("2026-10", 50_00)], TODAY)
    assert (year.average, year.missing) == (150_00, 11)


def test_without_a_known_month_there_is_no_average() -> None:
    year = business_year(SAM, [], TODAY)
    assert (year.average, year.lowest, year.missing) == (None, None, 12)


@given(st.lists(st.integers(min_value=-10_000_00, max_value=10_000_00), min_size=1, max_size=12))
def test_the_average_lies_within_half_a_cent_and_not_below_the_lowest(results: list[int]) -> None:
    year = business_year(SAM, [_month(m, c) for m, c in zip(months_before(TODAY), results, strict=False)], TODAY)
    assert year.average is not None
    assert year.lowest == min(results)
    assert abs(year.average * len(results) - sum(results)) * 2 <= len(results)
    assert min(results) <= year.average <= max(results)


def test_a_business_counts_with_its_average_unless_an_amount_stands_under_income() -> None:
    months = (_month("2026-10", 1_000_00), _month("2026-09", 500_00))
    assert _sheet(results=months).coming_in == Total(750_00)
    assert _sheet(_in(None, kind=IncomeKind.BUSINESS, resident=SAM), results=months).coming_in == Total(750_00)
    told = _in(600_00, kind=IncomeKind.BUSINESS, resident=SAM)
    assert _sheet(told, results=months).coming_in == Total(600_00)
    of_another = _in(600_00, kind=IncomeKind.BUSINESS, resident=BO)
    assert _sheet(of_another, results=months).coming_in == Total(1_350_00)
    of_nobody = _in(600_00, kind=IncomeKind.BUSINESS)
    assert _sheet(of_nobody, results=months).coming_in == Total(600_00)


def test_a_business_that_loses_money_lowers_what_comes_in() -> None:
    sheet = _sheet(_in(900_00, resident=BO), results=(_month("2026-10", -300_00),))
    assert sheet.coming_in == Total(600_00)
