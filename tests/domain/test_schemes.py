"""The checklist of schemes: every one says for whom, where and by which source; a hint is a maybe and never a right."""

import re
import tomllib
from datetime import date
from uuid import UUID

import pytest

from buurtteam.domain.budget import Cost, CostKind, Income, IncomeKind, SchemeState, SchemeUse
from buurtteam.domain.household import Livelihood
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.schemes import Facts, Hint, Scheme, checklist, hints_of, load_schemes
from buurtteam.paths import resource

HOME = HouseholdId(UUID(int=1))
LISTED = load_schemes(resource("money"))
TODAY = date(2026, 11, 22)

EXPECTED = {
    "zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag", "kinderbijslag", "aio", "studietoeslag",
    "individuele_inkomenstoeslag", "bijzondere_bijstand", "kwijtschelding_gemeente", "kwijtschelding_waterschap",
    "voorlopige_teruggaaf", "jeugdfonds", "kindpakket", "gemeentelijke_zorgverzekering", "noodfonds", "sun_noodhulp",
    "voedselbank", "kledingbank", "meedoenregeling", "witgoed",
}  # fmt: skip


def _in(kind: IncomeKind) -> Income:
    return Income(household=HOME, kind=kind, amount=100_00)


def _out(kind: CostKind) -> Cost:
    return Cost(household=HOME, kind=kind, amount=100_00)


def test_the_schemes_that_people_often_do_not_use_are_there_once() -> None:
    keys = [each.key for each in LISTED]
    assert set(keys) >= EXPECTED
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch("[a-z_]+", key) for key in keys)
    assert all(each.source for each in LISTED)


@pytest.mark.parametrize("scheme", LISTED, ids=[each.key for each in LISTED])
def test_a_scheme_is_told_in_plain_words(scheme: Scheme) -> None:
    assert scheme.source
    assert scheme.ask.nl
    assert scheme.title.nl
    for sentence in scheme.often_for.nl.split(". "):
        assert len(sentence.split()) <= 17
    assert "recht" not in scheme.often_for.nl.casefold()
    assert scheme.often_for.nl.endswith(".")
    assert scheme.often_for.en.endswith(".")


def test_no_amount_or_limit_is_written_in_the_list() -> None:
    written = resource("money", "schemes.toml").read_text(encoding="utf-8")
    assert "€" not in written
    assert tomllib.loads(written)["scheme"]


def test_every_hint_is_a_maybe_and_is_used() -> None:
    assert all(hint.label.startswith("Maybe: ") for hint in Hint)
    assert {hint for each in LISTED for hint in each.hints} == set(Hint)


def test_rent_without_rent_allowance_is_worth_a_question() -> None:
    rents = Facts(costs=(_out(CostKind.RENT),))
    assert Hint.RENT_WITHOUT_ALLOWANCE in hints_of(rents)
    both = Facts(incomes=(_in(IncomeKind.RENT_ALLOWANCE),), costs=(_out(CostKind.RENT),))
    assert Hint.RENT_WITHOUT_ALLOWANCE not in hints_of(both)


@pytest.mark.parametrize(
    ("facts", "hint"),
    [
        (Facts(incomes=(_in(IncomeKind.WAGE),), has_adult=True), Hint.NO_CARE_ALLOWANCE),
        (Facts(incomes=(_in(IncomeKind.WAGE),), has_child=True), Hint.CHILD_WITHOUT_BUDGET),
        (Facts(incomes=(_in(IncomeKind.WAGE),), has_child=True), Hint.CHILD_WITHOUT_BENEFIT),
        (Facts(costs=(_out(CostKind.CHILDCARE),)), Hint.CHILDCARE_WITHOUT_ALLOWANCE),
        (Facts(incomes=(_in(IncomeKind.STATE_PENSION),), is_below_norm=True), Hint.AOW_AND_LOW),
        (Facts(incomes=(_in(IncomeKind.WAGE),), is_below_norm=True), Hint.BELOW_THE_NORM),
        (Facts(incomes=(_in(IncomeKind.WAGE),), is_low=True), Hint.LOW_INCOME),
        (Facts(incomes=(_in(IncomeKind.WAGE),), is_low=True, has_child=True), Hint.CHILD_AND_LOW),
        (Facts(costs=(_out(CostKind.LOCAL_TAX),), is_low=True), Hint.LOCAL_TAX_AND_LOW),
        (Facts(costs=(_out(CostKind.OWN_RISK),), own_care=True), Hint.OWN_CARE_COSTS),
        (Facts(incomes=(_in(IncomeKind.STUDENT_GRANT),)), Hint.STUDENT),
        (Facts(costs=(_out(CostKind.FOOD),), livelihoods=frozenset({Livelihood.STUDENT_GRANT})), Hint.STUDENT),
        (Facts(costs=(_out(CostKind.FOOD),), too_little=True), Hint.TOO_LITTLE),
    ],
)
def test_a_hint_follows_from_its_facts(facts: Facts, hint: Hint) -> None:
    assert hint in hints_of(facts)


def test_where_nothing_is_known_nothing_is_hinted() -> None:
    assert hints_of(Facts(has_child=True, has_adult=True, is_low=True)) == frozenset()


def test_what_is_to_be_found_out_comes_first_and_what_runs_last() -> None:
    facts = Facts(incomes=(_in(IncomeKind.CARE_ALLOWANCE),), costs=(_out(CostKind.RENT),))
    uses = [
        SchemeUse(household=HOME, scheme="voedselbank", state=SchemeState.TO_ASK),
        SchemeUse(household=HOME, scheme="jeugdfonds", state=SchemeState.NOT_WANTED),
    ]
    lines = checklist(LISTED, uses, facts)
    order = [each.scheme.key for each in lines]
    assert order[0] == "voedselbank"
    assert order[1] == "huurtoeslag"
    assert set(order[-2:]) == {"zorgtoeslag", "jeugdfonds"}
    assert len(lines) == len(LISTED)


def test_a_scheme_that_is_in_the_income_is_received() -> None:
    found = {each.scheme.key: each for each in checklist(LISTED, [], Facts(incomes=(_in(IncomeKind.CHILD_BUDGET),)))}
    assert found["kindgebonden_budget"].is_received
    assert not found["huurtoeslag"].is_received


def test_what_is_not_on_the_list_or_not_any_more_stands_there_under_its_own_name() -> None:
    gone = SchemeUse(household=HOME, scheme="Fonds van vroeger", state=SchemeState.HAS)
    nameless = SchemeUse(household=HOME, scheme="")
    own = [each for each in checklist(LISTED, [gone, nameless], Facts()) if each.scheme.is_own]
    assert [(each.scheme.title.nl, each.use) for each in own] == [("Fonds van vroeger", gone)]
