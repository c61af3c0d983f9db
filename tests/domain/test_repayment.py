"""A proposed division over creditors: to the cent, double for who is preferred, and never more than is owed."""

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.repayment import Owed, proposal

DEBTS = st.lists(
    st.builds(
        Owed, st.integers(0, 2**32).map(lambda n: UUID(int=n)), st.integers(0, 500_000_00), is_preferred=st.booleans()
    ),
    max_size=25,
)
MONTHLY = st.integers(min_value=0, max_value=5_000_00)


def _owed(amount: int, *, is_preferred: bool = False) -> Owed:
    return Owed(UUID(int=amount), amount, is_preferred)


@given(MONTHLY, DEBTS)
def test_the_rows_make_the_totals_to_the_cent(monthly: int, debts: list[Owed]) -> None:
    found = proposal(monthly, debts, months=18)
    owed = sum(each.amount for each in debts)
    assert sum(each.offered for each in found.shares) == found.offered == min(monthly * 18, owed)
    assert sum(each.monthly for each in found.shares) == found.monthly == min(monthly, owed)


@given(MONTHLY, DEBTS)
def test_nobody_gets_more_than_is_owed(monthly: int, debts: list[Owed]) -> None:
    for each in proposal(monthly, debts, months=18).shares:
        assert 0 <= each.monthly <= each.offered <= each.amount
        assert each.tenths <= 1000


@given(MONTHLY, DEBTS)
def test_who_is_preferred_gets_double_the_percentage_as_long_as_there_is_that_much(
    monthly: int, debts: list[Owed]
) -> None:
    found = proposal(monthly, debts, months=18)
    if any(each.offered == each.amount for each in found.shares if each.amount):
        return
    weight = sum(each.amount * (2 if each.is_preferred else 1) for each in debts)
    for each in found.shares:
        if each.amount:
            exact = Fraction(found.offered * each.amount * (2 if each.is_preferred else 1), weight)
            assert abs(each.offered - exact) < 1


@given(MONTHLY, DEBTS)
def test_the_same_debt_gets_the_same_within_a_cent(monthly: int, debts: list[Owed]) -> None:
    found: dict[tuple[int, bool], list[int]] = {}
    for each in proposal(monthly, debts, months=18).shares:
        found.setdefault((each.amount, each.is_preferred), []).append(each.offered)
    assert all(max(same) - min(same) <= 1 for same in found.values())


def test_a_worked_example() -> None:
    found = proposal(50_00, [_owed(3_000_00), _owed(1_000_00, is_preferred=True), _owed(500_00)], months=18)
    # 18 × 50 = 900 over 3000 + 2 × 1000 + 500 = 5500: 16,4 % and 32,7 %.
    assert [each.offered for each in found.shares] == [490_91, 327_27, 81_82]
    assert [each.tenths for each in found.shares] == [164, 327, 164]
    assert sum(each.monthly for each in found.shares) == 50_00


def test_what_a_preferred_debt_cannot_take_any_more_goes_to_the_others() -> None:
    found = proposal(100_00, [_owed(3_000_00), _owed(200_00, is_preferred=True)], months=18)
    assert [each.offered for each in found.shares] == [1_600_00, 200_00]
    assert [each.tenths for each in found.shares] == [533, 1000]


def test_more_than_enough_pays_everything_and_no_more() -> None:
    found = proposal(1_000_00, [_owed(300_00), _owed(50_00, is_preferred=True)], months=18)
    assert [each.offered for each in found.shares] == [300_00, 50_00]
    assert found.offered == found.owed == 350_00
    assert found.monthly == 350_00


def test_without_debts_or_money_nothing_is_divided() -> None:
    assert proposal(50_00, [], months=18).offered == 0
    assert proposal(0, [_owed(100)], months=18).shares[0].offered == 0


def test_below_zero_nothing_can_be_divided() -> None:
    with pytest.raises(ValueError, match="zero"):
        proposal(-1, [], months=18)
