"""Second letters are found and others are not; totals are exact, say what is unknown, and count nothing twice."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.debt import Creditor, Debt, DebtEnd, DebtKind, NotCounted
from buurtteam.domain.debt_doubles import (
    DoubleReason,
    Names,
    double_reason,
    doubles_of,
    head_of,
    names_alike,
    open_doubles,
    which_counts,
)
from buurtteam.domain.debt_totals import DebtSum, totals_of
from buurtteam.domain.kinds import ResidentId
from tests.domain.letters import DOUBLES, NEAR_MISSES, Letter

HOME = UUID(int=1)
PEOPLE = {"a": UUID(int=11), "b": UUID(int=12)}
LIST = Names(
    [
        Creditor(name="Centraal Justitieel Incassobureau", also_called="CJIB"),
        Creditor(name="DUO", also_called="Dienst Uitvoering Onderwijs"),
        Creditor(name="Dienst Toeslagen", also_called="Toeslagen; Belastingdienst/Toeslagen"),
        Creditor(name="Zonnewoud Wonen"),
        Creditor(name="Zonnewoude Wonen"),
    ]
)


def debt(**facts: Any) -> Debt:  # noqa: ANN401 - fields of the record
    if "resident" in facts:
        facts["resident"] = PEOPLE[facts["resident"]]
    return Debt(household=HOME, **facts)


# ---------------------------------------------------------------------------------------------- the written letters


def test_there_are_fifty_of_each() -> None:
    assert (len(DOUBLES), len(NEAR_MISSES)) == (50, 50)


@pytest.mark.parametrize(("first", "second", "why"), [pytest.param(*each[1:], id=each[0]) for each in DOUBLES])
def test_a_pair_is_found_and_says_why_whichever_comes_first(first: Letter, second: Letter, why: str) -> None:
    one, other = debt(**first), debt(**second)
    assert double_reason(one, other, LIST) is DoubleReason(why)
    assert double_reason(other, one, LIST) is DoubleReason(why)


@pytest.mark.parametrize(("first", "second"), [pytest.param(*each[1:], id=each[0]) for each in NEAR_MISSES])
def test_what_only_looks_like_it_is_not_asked_about(first: Letter, second: Letter) -> None:
    one, other = debt(**first), debt(**second)
    assert double_reason(one, other, LIST) is None
    assert double_reason(other, one, LIST) is None


def test_a_name_means_the_same_with_another_legal_form_and_not_with_another_word() -> None:
    assert names_alike("Coöperatie Zonstroom U.A.", "zonstroom")
    assert not names_alike("Woonpunt", "Woonpartners")
    assert not names_alike("", "")


# ---------------------------------------------------------------------------------------------- what is asked


def test_only_the_later_letter_asks_and_each_debt_is_asked_about_once() -> None:
    first, second, third = (debt(creditor="Woonpunt", amount=61200) for _turn in range(3))
    second = second.changed(double_of=first.id)
    found = open_doubles([first, second, third], LIST)
    assert {each: [double.debt for double in doubles] for each, doubles in found.items()} == {third.id: [first.id]}


def test_what_somebody_looked_at_is_not_asked_again() -> None:
    first, second = (debt(creditor="Woonpunt", amount=61200) for _turn in range(2))
    assert doubles_of(second.changed(is_apart=True), [first]) == ()
    assert doubles_of(second.changed(double_of=first.id), [first]) == ()


def test_a_reference_is_named_before_an_amount() -> None:
    by_amount = debt(creditor="Woonpunt", amount=61200)
    by_reference = debt(creditor="Woonpunt", amount=70000, reference="WP884512")
    letter = debt(creditor="Woonpunt", amount=61200, reference="WP-884512")
    assert [each.reason for each in doubles_of(letter, [by_amount, by_reference])] == [
        DoubleReason.REFERENCE,
        DoubleReason.ORIGIN,
    ]


def test_a_letter_that_ended_is_asked_about_too() -> None:
    paid = debt(creditor="Woonpunt", amount=61200, ended_on=date(2026, 3, 1), ended_how=DebtEnd.PAID)
    assert doubles_of(debt(creditor="Woonpunt", amount=61200), [paid])


def test_of_two_letters_counts_the_one_that_says_how_much_else_the_later() -> None:
    unknown, known = debt(), debt(amount=500)
    assert which_counts(unknown, known) is known
    assert which_counts(known, unknown) is known
    early, late = debt(amount=500, last_letter_on="2026-03"), debt(amount=540, last_letter_on="2026-08-02")
    assert which_counts(early, late) is late
    assert which_counts(late, early) is late
    first, second = debt(amount=500), debt(amount=540, last_letter_on="2026")
    assert which_counts(first, second) is first


def test_letters_that_point_in_a_round_do_not_hang() -> None:
    one = debt()
    other = debt(double_of=one.id)
    one = one.changed(double_of=other.id)
    assert head_of(one, {one.id: one, other.id: other}).id in (one.id, other.id)


# ---------------------------------------------------------------------------------------------- totals


@st.composite
def bags(draw: st.DrawFn) -> list[Debt]:
    """Letters of all kinds, some of them second letters about one before."""
    lines: list[Debt] = []
    for _turn in range(draw(st.integers(0, 12))):
        facts: dict[str, Any] = {
            "amount": draw(st.none() | st.integers(0, 9_999_999)),
            "kind": draw(st.none() | st.sampled_from(DebtKind)),
            "is_business": draw(st.none() | st.booleans()),
            "is_preferred": draw(st.none() | st.booleans()),
            "is_joint": draw(st.none() | st.booleans()),
            "is_disputed": draw(st.none() | st.booleans()),
            "is_counted": draw(st.booleans()),
            "ended_on": draw(st.none() | st.just(date(2026, 1, 1))),
            "double_of": draw(st.none() | st.sampled_from([each.id for each in lines])) if lines else None,
        }
        lines.append(Debt(household=HOME, **facts))
    return lines


@given(bags())
def test_the_parts_make_the_whole_to_the_cent(lines: list[Debt]) -> None:
    found = totals_of(lines)
    nothing = DebtSum()
    assert sum(found.groups.values(), found.family) == found.counted
    assert found.own + found.business == found.counted
    assert sum(found.reasons.values(), nothing) == found.not_counted.get(NotCounted.LEFT_OUT, nothing)
    everything = sum(found.not_counted.values(), found.counted)
    assert everything.cents == sum(each.amount or 0 for each in lines)
    assert everything.lines == found.lines == len(lines)
    assert everything.unknown == sum(each.amount is None for each in lines)


@given(bags())
def test_a_second_letter_never_counts(lines: list[Debt]) -> None:
    assert totals_of(lines).counted == totals_of([each for each in lines if each.double_of is None]).counted


@given(bags(), st.randoms())
def test_the_order_never_matters(lines: list[Debt], random: Any) -> None:  # noqa: ANN401 - a random.Random
    turned = list(lines)
    random.shuffle(turned)
    assert totals_of(turned) == totals_of(lines)


def test_what_began_before_18_is_told_apart_where_the_date_of_birth_is_known() -> None:
    young, nobody = ResidentId(uuid4()), ResidentId(uuid4())
    lines = [
        Debt(household=HOME, resident=young, amount=500, began_on="2019-03"),
        Debt(household=HOME, resident=young, amount=700, began_on="2024"),
        Debt(household=HOME, resident=nobody, amount=900, began_on="2019"),
        Debt(household=HOME, amount=900, began_on="1990"),
    ]
    assert totals_of(lines, {young: "2003-05-01"}).before_18 == DebtSum(500, 0, 1)


def test_family_stands_apart_and_counts() -> None:
    found = totals_of([debt(kind=DebtKind.FAMILY, amount=50000), debt(kind=DebtKind.RENT, amount=None)])
    assert found.family == DebtSum(50000, 0, 1)
    assert found.counted == DebtSum(50000, 1, 2)
