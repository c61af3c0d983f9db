"""Which assistance norm fits a household, and that each amount of the table stands there as it was published."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.ages import Ages
from buurtteam.domain.household import MemberRole
from buurtteam.domain.kinds import ResidentId
from buurtteam.domain.norms_of_living import (
    COUPLES,
    Assistance,
    HouseholdKind,
    Member,
    NormKind,
    at_percentage,
    household_kind,
    shared_amount,
    without_holiday,
)
from buurtteam.paths import resource

TODAY = date(2026, 11, 22)
Find = Callable[..., HouseholdKind]
ADULT, PARTNER, CHILD = MemberRole.ADULT, MemberRole.PARTNER, MemberRole.CHILD


@pytest.fixture(scope="module")
def assistance() -> Assistance:
    return Assistance.load(resource("money"))


@pytest.fixture(scope="module")
def ages() -> Ages:
    return Ages.load(resource("statute"))


# ------------------------------------------------------------------------------------------------ amounts


@pytest.mark.parametrize(
    ("kind", "cents"),
    [
        (NormKind.SINGLE, 1_401_50),
        (NormKind.COUPLE, 2_002_13),
        (NormKind.AOW_SINGLE, 1_564_69),
        (NormKind.AOW_COUPLE, 2_144_16),
        (NormKind.YOUNG_SINGLE, 345_99),
        (NormKind.YOUNG_COUPLE, 691_98),
        (NormKind.YOUNG_COUPLE_CHILDREN, 1_092_41),
        (NormKind.MIXED_COUPLE, 1_347_06),
        (NormKind.MIXED_COUPLE_CHILDREN, 1_747_49),
        (NormKind.INSTITUTION_SINGLE, 443_76),
        (NormKind.INSTITUTION_COUPLE, 690_27),
    ],
)
def test_each_norm_of_1_january_2026(assistance: Assistance, kind: NormKind, cents: int) -> None:
    found = assistance.on(date(2026, 1, 1))
    assert found is not None
    assert not found.is_outdated
    assert found.table.amount(kind) == cents


@pytest.mark.parametrize(("people", "cents"), [(2, 1_001_07), (3, 867_59), (4, 800_85)])
def test_a_shared_norm_is_40_percent_and_30_a_person_divided_by_them(
    assistance: Assistance, people: int, cents: int
) -> None:
    found = assistance.on(date(2026, 1, 1))
    assert found is not None
    assert found.table.amount(NormKind.SHARED, people) == cents
    assert found.table.amount(NormKind.SHARED_COUPLE, people) == (2 * cents if people > 2 else 2_002_13)
    # What was published is what the formula gives, so that a home of five or more can be reckoned.
    assert shared_amount(found.table.couple, people) == cents


def test_a_home_of_five_is_reckoned(assistance: Assistance) -> None:
    found = assistance.on(date(2026, 1, 1))
    assert found is not None
    assert found.table.amount(NormKind.SHARED, 5) == 760_81


@pytest.mark.parametrize(
    ("norm", "more"),
    [
        (1_401_50, (1_541_65, 1_681_80, 1_821_95)),
        (2_002_13, (2_202_34, 2_402_56, 2_602_77)),
        (1_564_69, (1_721_16, 1_877_63, 2_034_10)),
        (2_144_16, (2_358_58, 2_572_99, 2_787_41)),
    ],
)
def test_110_120_and_130_percent_are_as_published(norm: int, more: tuple[int, int, int]) -> None:
    assert tuple(at_percentage(norm, each) for each in (110, 120, 130)) == more


def test_the_holiday_allowance_is_saved_out_of_the_norm() -> None:
    paid = without_holiday(1_401_50)
    assert (paid, 1_401_50 - paid) == (1_331_43, 70_07)


def test_the_reference_of_2024(assistance: Assistance) -> None:
    found = assistance.on(date(2024, 1, 1))
    assert found is not None
    amounts = [found.table.amount(kind) for kind in (NormKind.SINGLE, NormKind.COUPLE, NormKind.AOW_SINGLE)]
    assert amounts == [1_283_83, 1_834_04, 1_425_76]
    # What was not found is not made up.
    assert found.table.amount(NormKind.AOW_COUPLE) is None


@pytest.mark.parametrize(
    ("day", "begins", "outdated"),
    [
        (date(2024, 6, 30), date(2024, 1, 1), False),
        (date(2024, 7, 1), date(2024, 1, 1), True),
        (date(2025, 12, 31), date(2024, 1, 1), True),
        (date(2026, 1, 1), date(2026, 1, 1), False),
        (date(2026, 6, 30), date(2026, 1, 1), False),
        (date(2026, 7, 1), date(2026, 1, 1), True),
        (date(2031, 7, 1), date(2026, 1, 1), True),
    ],
)
def test_after_its_half_year_the_last_known_table_is_used_and_that_is_said(
    assistance: Assistance, day: date, begins: date, outdated: bool
) -> None:
    found = assistance.on(day)
    assert found is not None
    assert (found.table.valid_from, found.is_outdated) == (begins, outdated)


def test_before_the_first_table_there_is_none(assistance: Assistance) -> None:
    assert assistance.on(date(2023, 12, 31)) is None


def test_tables_do_not_overlap_and_name_their_source(assistance: Assistance) -> None:
    ordered = sorted(assistance.table, key=lambda each: each.valid_from)
    for before, after in itertools.pairwise(ordered):
        assert before.valid_to < after.valid_from
    assert all(each.source and each.valid_from <= each.valid_to for each in ordered)


@given(st.integers(1, 500_000), st.integers(2, 30))
def test_more_people_who_share_never_raise_the_norm_of_one(couple: int, people: int) -> None:
    assert shared_amount(couple, people + 1) <= shared_amount(couple, people)
    assert shared_amount(couple, people) * 10 >= couple * 3 - 10


# ------------------------------------------------------------------------------------------------ the household


def _aged(years: int, role: MemberRole = ADULT, number: int = 0) -> Member:
    born = date(TODAY.year - years, 1, 2)
    return Member(ResidentId(UUID(int=number or years)), role, born.isoformat())


@pytest.fixture
def kind_of(assistance: Assistance, ages: Ages) -> Find:
    def find(*members: Member, **facts: Any) -> HouseholdKind:  # noqa: ANN401 - what household_kind takes
        couples = facts.pop("couples", ())
        found = household_kind(members, couples, TODAY, ages, assistance.sharing, **facts)
        assert found is not None
        return found

    return find


@pytest.mark.parametrize(
    ("members", "kind", "sharing"),
    [
        ([_aged(41)], NormKind.SINGLE, 1),
        ([_aged(41), _aged(11, CHILD)], NormKind.SINGLE, 1),
        ([_aged(41), _aged(39, PARTNER)], NormKind.COUPLE, 2),
        ([_aged(41), _aged(39, PARTNER), _aged(3, CHILD)], NormKind.COUPLE, 2),
        ([_aged(20)], NormKind.YOUNG_SINGLE, 1),
        ([_aged(21)], NormKind.SINGLE, 1),
        ([_aged(20), _aged(19, PARTNER)], NormKind.YOUNG_COUPLE, 2),
        ([_aged(20), _aged(19, PARTNER), _aged(1, CHILD)], NormKind.YOUNG_COUPLE_CHILDREN, 2),
        ([_aged(25), _aged(20, PARTNER)], NormKind.MIXED_COUPLE, 2),
        ([_aged(20), _aged(25, PARTNER), _aged(1, CHILD)], NormKind.MIXED_COUPLE_CHILDREN, 2),
        ([_aged(70)], NormKind.AOW_SINGLE, 1),
        ([_aged(70), _aged(60, PARTNER)], NormKind.AOW_COUPLE, 2),
        ([_aged(70), _aged(20, PARTNER)], NormKind.AOW_COUPLE, 2),
        ([_aged(50), _aged(28, MemberRole.ADULT_CHILD)], NormKind.SHARED, 2),
        ([_aged(50), _aged(26, MemberRole.ADULT_CHILD)], NormKind.SINGLE, 1),
        ([_aged(50), _aged(49, PARTNER), _aged(27, MemberRole.ADULT_CHILD)], NormKind.SHARED_COUPLE, 3),
        ([_aged(50), _aged(80, MemberRole.GRANDPARENT), _aged(28, MemberRole.ADULT_CHILD)], NormKind.SHARED, 3),
    ],
)
def test_the_kind_follows_from_who_lives_there(
    kind_of: Find, members: list[Member], kind: NormKind, sharing: int
) -> None:
    found = kind_of(*members)
    assert (found.kind, found.sharing) == (kind, sharing)
    assert len(found.people) == (2 if kind in COUPLES else 1)
    assert found.because.sentence


def test_the_age_counts_on_the_day(assistance: Assistance, ages: Ages) -> None:
    born = Member(ResidentId(UUID(int=9)), ADULT, "2005-11-23")
    for day, kind in ((TODAY, NormKind.YOUNG_SINGLE), (TODAY + timedelta(days=1), NormKind.SINGLE)):
        found = household_kind([born], [], day, ages, assistance.sharing)
        assert found is not None
        assert found.kind is kind


def test_the_aow_age_is_that_of_the_law(assistance: Assistance, ages: Ages) -> None:
    # 67 on 22 November 2026.
    for born, kind in (("1959-11-22", NormKind.AOW_SINGLE), ("1959-11-23", NormKind.SINGLE)):
        found = household_kind([Member(ResidentId(UUID(int=9)), ADULT, born)], [], TODAY, ages, assistance.sharing)
        assert found is not None
        assert found.kind is kind


@pytest.mark.parametrize(
    ("born_on", "kind", "is_doubted"),
    [
        ("1958", NormKind.AOW_SINGLE, False),
        ("1959-11", NormKind.SINGLE, True),
        ("1959-10", NormKind.AOW_SINGLE, False),
        ("1959", NormKind.SINGLE, True),
        ("1980", NormKind.SINGLE, False),
        ("2005", NormKind.YOUNG_SINGLE, True),
        ("2005-11", NormKind.YOUNG_SINGLE, True),
        ("2005-10", NormKind.SINGLE, False),
        ("2006", NormKind.YOUNG_SINGLE, False),
    ],
)
def test_when_only_the_year_or_the_month_of_birth_is_known_the_norm_says_so_where_it_matters(
    assistance: Assistance, ages: Ages, born_on: str, kind: NormKind, is_doubted: bool
) -> None:
    found = household_kind([Member(ResidentId(UUID(int=1)), ADULT, born_on)], [], TODAY, ages, assistance.sharing)
    assert found is not None
    assert (found.kind, bool(found.doubts)) == (kind, is_doubted)


def test_two_adults_are_a_couple_when_they_are_known_as_one(kind_of: Find) -> None:
    one, other = _aged(40, ADULT, 1), _aged(41, ADULT, 2)
    found = kind_of(one, other, couples=[frozenset({other.resident, one.resident})])
    assert found.kind is NormKind.COUPLE
    found = kind_of(one, other)
    assert found.kind is NormKind.SHARED
    # Whether they are one is asked, for nobody knows.
    assert any("couple" in each.sentence for each in found.doubts)


def test_an_unknown_age_is_said(kind_of: Find) -> None:
    found = kind_of(Member(ResidentId(UUID(int=1)), ADULT))
    assert found.kind is NormKind.SINGLE
    assert any("date of birth" in each.sentence for each in found.doubts)


def test_who_shares_the_costs_can_be_written_down(kind_of: Find) -> None:
    lodger = _aged(30, MemberRole.LODGER)
    assert kind_of(_aged(50), lodger).kind is NormKind.SHARED
    assert kind_of(_aged(50), lodger, people_sharing=1).kind is NormKind.SINGLE
    assert kind_of(_aged(50), people_sharing=4).sharing == 4
    assert kind_of(_aged(50), _aged(49, PARTNER), people_sharing=1).kind is NormKind.COUPLE


def test_what_the_team_chose_goes_before_what_follows(kind_of: Find) -> None:
    found = kind_of(_aged(50), chosen=NormKind.INSTITUTION_SINGLE)
    assert found.kind is NormKind.INSTITUTION_SINGLE
    assert found.because.values == {"kind": NormKind.INSTITUTION_SINGLE}


def test_without_an_adult_nothing_is_reckoned(assistance: Assistance, ages: Ages) -> None:
    assert household_kind([_aged(12, CHILD)], [], TODAY, ages, assistance.sharing) is None
    assert household_kind([], [], TODAY, ages, assistance.sharing) is None
