"""The terms of the law against written examples, and every day of 2025 to 2028 against a second way of counting."""

import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from buurtteam.domain.problem import Problem
from buurtteam.domain.statute import Extension, LocalNorm, Mark, Statute, Suspension, Term, Unit

FOLDER = Path(__file__).parents[2] / "resources" / "statute"
LAW = Statute.load(FOLDER)


def ends(rule: str, day_zero: str, *suspensions: Suspension) -> tuple[str, str]:
    (term,) = LAW.steps(rule, date.fromisoformat(day_zero))
    counted = LAW.count(term, date.fromisoformat(day_zero), suspensions)
    return counted.counted_end.isoformat(), counted.legal_end.isoformat()


# ------------------------------------------------------------------------------------------ written examples

EXAMPLES = [
    ("T03", "2026-03-16", "2026-04-27", "2026-04-28"),
    ("T03", "2026-03-24", "2026-05-05", "2026-05-06"),
    ("T03", "2026-04-02", "2026-05-14", "2026-05-18"),
    ("T03", "2027-03-25", "2027-05-06", "2027-05-10"),
    ("T02", "2026-03-27", "2026-04-03", "2026-04-07"),
    ("T04", "2026-04-13", "2026-04-27", "2026-04-28"),
    ("T15", "2026-11-20", "2027-01-01", "2027-01-04"),
    ("T07", "2026-04-02", "2026-04-09", "2026-04-09"),
    ("T07", "2026-04-24", "2026-04-30", "2026-04-30"),
    ("T07", "2025-12-31", "2026-01-06", "2026-01-06"),
    ("T08", "2026-03-10", "2026-05-05", "2026-05-06"),
]


@pytest.mark.parametrize(("rule", "day_zero", "counted_end", "legal_end"), EXAMPLES)
def test_a_term_ends_as_in_the_written_example(rule: str, day_zero: str, counted_end: str, legal_end: str) -> None:
    assert ends(rule, day_zero) == (counted_end, legal_end)


def test_waiting_until_the_application_is_complete_moves_the_decision_by_as_many_days() -> None:
    asked = Suspension(after=date(2026, 9, 10), ended_on=date(2026, 9, 18), until_on=date(2026, 9, 24))
    assert ends("T04", "2026-09-07", asked) == ("2026-09-28", "2026-09-28")


def test_a_given_time_that_is_not_used_counts_to_its_last_day() -> None:
    asked = Suspension(after=date(2026, 9, 10), until_on=date(2026, 9, 24))
    assert ends("T04", "2026-09-07", asked) == ("2026-10-05", "2026-10-05")


def test_an_answer_after_the_given_time_counts_no_longer_than_that_time() -> None:
    asked = Suspension(after=date(2026, 9, 10), until_on=date(2026, 9, 24), ended_on=date(2026, 9, 30))
    assert ends("T04", "2026-09-07", asked) == ("2026-10-05", "2026-10-05")


def test_days_on_which_two_waits_overlap_count_once() -> None:
    one = Suspension(after=date(2026, 9, 10), ended_on=date(2026, 9, 18))
    other = Suspension(after=date(2026, 9, 14), ended_on=date(2026, 9, 21))
    assert ends("T04", "2026-09-07", one, other) == ends(
        "T04", "2026-09-07", Suspension(after=date(2026, 9, 10), ended_on=date(2026, 9, 21))
    )


def test_a_second_wait_counts_while_the_first_has_kept_the_term_open() -> None:
    one = Suspension(after=date(2026, 9, 10), ended_on=date(2026, 9, 18))
    other = Suspension(after=date(2026, 9, 24), ended_on=date(2026, 9, 27))
    assert ends("T04", "2026-09-07", other, one) == ("2026-09-30", "2026-09-30")


def test_asking_after_the_end_does_not_bring_a_term_back() -> None:
    asked = Suspension(after=date(2026, 9, 22), ended_on=date(2026, 9, 30))
    assert ends("T04", "2026-09-07", asked) == ("2026-09-21", "2026-09-21")


def test_the_assessment_never_stands_still() -> None:
    asked = Suspension(after=date(2026, 9, 10), ended_on=date(2026, 9, 30))
    assert ends("T03", "2026-09-07", asked) == ends("T03", "2026-09-07")


def test_a_short_term_holds_two_ordinary_days() -> None:
    """Atw art. 2: three days over Easter 2026, from Thursday 2 April, hold no ordinary day before Tuesday."""
    (term,) = LAW.steps("T02", date(2026, 4, 2))
    counted = LAW.count(term.changed(number=3), date(2026, 4, 2))
    assert (counted.counted_end, counted.legal_end) == (date(2026, 4, 5), date(2026, 4, 8))


def test_a_data_leak_runs_to_the_hour_even_when_the_clock_changes() -> None:
    (term,) = LAW.steps("T18", date(2026, 3, 27))
    counted = LAW.count(term, datetime(2026, 3, 27, 9, 30, tzinfo=UTC))
    assert counted.ends_at == datetime(2026, 3, 30, 9, 30, tzinfo=UTC)
    assert LAW.count(term, date(2026, 3, 27)).counted_end == date(2026, 3, 30)


def test_the_passed_days_say_why_they_were_passed() -> None:
    entry = LAW.entry("wmo_assessment", date(2026, 4, 2))
    assert entry["skipped"] == [
        {"date": "2026-05-14", "why": "Hemelvaartsdag"},
        {"date": "2026-05-15", "why": "Vrijdag na Hemelvaart (KB)"},
        {"date": "2026-05-16", "why": "Zaterdag"},
        {"date": "2026-05-17", "why": "Zondag"},
    ]
    assert entry["article"] == "Wmo 2015, art. 2.3.2 lid 1"
    assert LAW.count_all("T03", date(2026, 4, 2))[0].warn_on == date(2026, 5, 14)


def test_working_days_name_the_free_days_they_passed_over() -> None:
    why = [day["why"] for day in LAW.entry("T07", date(2026, 4, 2))["skipped"]]
    assert why == ["Goede Vrijdag", "Zaterdag", "Zondag", "Tweede Paasdag"]


def test_a_year_whose_decrees_are_unknown_is_said_to_be_so() -> None:
    assert LAW.entry("T03", date(2028, 3, 1))["decrees_known"]
    assert not LAW.entry("T03", date(2029, 3, 1))["decrees_known"]


# ------------------------------------------------------- a second way of counting: one day at a time, no law but a list

PRINTED = """
    2025-01-01 2025-04-18 2025-04-21 2025-04-26 2025-05-05 2025-05-29 2025-05-30 2025-06-09 2025-12-25 2025-12-26
    2026-01-01 2026-01-02 2026-04-03 2026-04-06 2026-04-27 2026-05-05 2026-05-14 2026-05-15 2026-05-25 2026-12-25
    2026-12-26 2027-01-01 2027-03-26 2027-03-29 2027-04-27 2027-05-05 2027-05-06 2027-05-07 2027-05-17 2027-12-25
    2027-12-26 2028-01-01 2028-04-14 2028-04-17 2028-04-27 2028-04-28 2028-05-05 2028-05-25 2028-05-26 2028-06-05
    2028-12-25 2028-12-26
"""
NO_ORDINARY_DAYS = frozenset(PRINTED.split())
DECREES = ["2025-05-30", "2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26"]


@cache
def tomorrow(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()


@cache
def in_weekend(day: str) -> bool:
    return f"{date.fromisoformat(day):%a}" in ("Sat", "Sun")


def after_days(day: str, number: int) -> str:
    for _ in range(number):
        day = tomorrow(day)
    return day


def after_working_days(day: str, number: int) -> str:
    while number:
        day = tomorrow(day)
        if not in_weekend(day) and (day in DECREES or day not in NO_ORDINARY_DAYS):
            number -= 1
    return day


def after_months(day: str, number: int) -> str:
    year, month, day_of_month = (int(part) for part in day.split("-"))
    for _ in range(number):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    while True:
        try:
            return date(year, month, day_of_month).isoformat()
        except ValueError:
            day_of_month -= 1


def moved(day: str, ordinary_after_all: list[str]) -> str:
    while in_weekend(day) or (day in NO_ORDINARY_DAYS and day not in ordinary_after_all):
        day = tomorrow(day)
    return day


def by_hand(rule: str, day: str) -> tuple[str, str]:
    match rule:
        case "T01" | "T05b":
            end = after_working_days(day, 2)
        case "T07" | "T09b":
            end = after_working_days(day, 3)
        case "N01":
            end = after_working_days(day, 1)
        case "T05a" | "N02" | "N03":
            end = day
        case "T02":
            end = after_days(day, 7)
        case "T03" | "T13a" | "T15" | "T19a":
            end = after_days(day, 42)
        case "T04" | "T13b":
            end = after_days(day, 14)
        case "T06" | "T09a" | "T22a" | "T22c":
            end = after_days(day, 28)
        case "T08" | "T22b":
            end = after_days(day, 56)
        case "T10":
            end = after_days(day, 120)
        case "T16a" | "T20a":
            end = after_months(day, 1)
        case "T16b" | "T17" | "T19b" | "T20b":
            end = after_months(day, 3)
        case "T12" | "T20c" | "T24":
            end = after_months(day, 6)
        case "T20d" | "T23":
            end = after_months(day, 12)
        case "T11":
            end = after_months(day, 18)
        case "T14a":
            end = after_working_days(day, 5)
        case "T14b":
            end = after_days(day, 70)
        case "T18":
            end = after_days(day, 3)
        case _:
            raise AssertionError(rule)
    if rule in ("T02", "T03", "T04", "T06", "T08", "T09a", "T13a", "T13b", "T15", "T17", "T22a", "T22b", "T22c"):
        return end, moved(end, ordinary_after_all=[])
    if rule in ("T16a", "T16b"):
        return end, moved(end, ordinary_after_all=DECREES)
    return end, end


def from_a_birth_date() -> set[str]:
    return {term.id for term in LAW.terms if term.rule == "T21"}


BY_HAND = sorted({term.id for term in LAW.terms} - from_a_birth_date())


def days_of(first: str, last: str) -> Iterator[str]:
    day = first
    while day <= last:
        yield day
        day = tomorrow(day)


@pytest.mark.parametrize("rule", BY_HAND)
def test_every_day_of_four_years_ends_as_counted_by_hand(rule: str) -> None:
    # So far that no end lies beyond the printed list of free days.
    last = {"T08": "2028-10-15", "T22b": "2028-10-15", "T16b": "2028-09-15", "T17": "2028-09-15"}.get(
        rule, "2028-11-05"
    )
    wrong = [day for day in days_of("2025-01-01", last) if ends(rule, day) != by_hand(rule, day)]
    assert wrong == []


@pytest.mark.parametrize(
    ("step", "birthday"),
    [("T21a", "2026-11-12"), ("T21b", "2027-05-12"), ("T21c", "2027-11-12"), ("T21d", "2028-05-12")],
)
def test_the_steps_before_18_follow_the_birth_date(step: str, birthday: str) -> None:
    assert ends(step, "2010-05-12") == (birthday, birthday)


# ------------------------------------------------------------------------------------------- what always holds

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
extended = st.sampled_from([term for term in LAW.terms if term.atw])
suspendable = st.sampled_from([term for term in LAW.terms if term.may_be_suspended])
waits = st.builds(
    lambda after, given, ended: Suspension(
        after=after,
        until_on=after + timedelta(days=given) if given else None,
        ended_on=after + timedelta(days=ended) if ended is not None else None,
    ),
    days,
    st.integers(0, 40),
    st.none() | st.integers(0, 60),
)


@given(extended, days)
def test_a_term_of_the_law_never_ends_on_a_free_day(term: Term, day: date) -> None:
    counted = LAW.count(term, day)
    assert LAW.free_days.is_ordinary_day(counted.legal_end)
    assert counted.legal_end >= counted.counted_end == counted.warn_on


@given(suspendable, days, st.lists(waits, max_size=4), days)
def test_a_wait_never_shortens_a_term(term: Term, day: date, stretches: list[Suspension], as_of: date) -> None:
    plain = LAW.count(term, day)
    held = LAW.count(term, day, stretches, as_of)
    assert held.counted_end == plain.counted_end + timedelta(days=held.suspended_days)
    assert held.legal_end >= plain.legal_end
    assert LAW.count(term, day, reversed(stretches), as_of) == held


@given(extended, days)
def test_what_starts_later_never_ends_earlier(term: Term, day: date) -> None:
    later = LAW.count(term, day + timedelta(days=1))
    assert LAW.count(term, day).legal_end <= later.legal_end


# ------------------------------------------------------------------------------------------------- the data itself


def test_all_rules_of_the_register_are_there_under_their_id_and_their_name() -> None:
    register = tuple(f"T{number:02}" for number in range(1, 25))
    assert LAW.rules() == (*register, "N01", "N02", "N03")
    for rule in LAW.rules():
        assert LAW.steps(rule, date(2026, 1, 1)) == LAW.steps(LAW.name_of(rule), date(2026, 1, 1))


def test_a_rule_of_several_steps_is_found_whole_and_each_step_by_itself() -> None:
    assert [term.id for term in LAW.steps("t13", date(2026, 1, 1))] == ["T13a", "T13b"]
    assert [term.id for term in LAW.steps("youth-plan-written", date(2026, 1, 1))] == ["T13b"]


def test_several_steps_come_as_one_entry_with_all_of_them() -> None:
    entry = LAW.entry("T20", date(2026, 1, 15))
    assert entry["legal_end"] == "2026-02-15"
    assert [step["legal_end"] for step in entry["steps"]] == ["2026-02-15", "2026-04-15", "2026-07-15", "2027-01-15"]
    assert json.loads(json.dumps(entry)) == entry


def test_no_two_terms_share_an_id_or_a_name() -> None:
    steps = {(term.id, term.name) for term in LAW.terms}
    assert len({step for step, _ in steps}) == len({name for _, name in steps}) == len(steps)


@pytest.mark.parametrize("wanted", ["T25", "", "wmo", "T3"])
def test_an_unknown_term_is_a_problem_in_words(wanted: str) -> None:
    with pytest.raises(Problem) as caught:
        LAW.steps(wanted, date(2026, 1, 1))
    assert caught.value.code == "no_such_term"
    assert caught.value.values["rules"] == "T01–T24, N01–N03"


def test_a_term_from_before_its_law_and_a_day_beyond_the_calendar_are_problems_in_words() -> None:
    with pytest.raises(Problem) as before:
        LAW.entry("T03", date(2014, 12, 31))
    with pytest.raises(Problem) as beyond:
        LAW.entry("T03", date(9999, 12, 31))
    assert (before.value.code, beyond.value.code) == ("term_not_in_force", "beyond_calendar")


def test_a_debt_arrangement_took_longer_before_july_2023() -> None:
    assert ends("T11", "2023-06-30")[0] == "2026-06-30"
    assert ends("T11", "2023-07-01")[0] == "2025-01-01"


def test_the_law_is_refused_when_its_data_cannot_be_right() -> None:
    terms = (FOLDER / "terms.toml").read_text(encoding="utf-8")
    free = (FOLDER / "free_days.toml").read_text(encoding="utf-8")
    too_long = terms.replace(
        'number = 6\nunit = "weeks"\nextension = "atw"', 'number = 13\nunit = "weeks"\nextension = "atw"'
    )
    twice = terms.replace("valid_to = 2023-06-30", "valid_to = 2023-07-01")
    unknown = terms.replace('mark = "follow"', 'mark = "guess"')
    for changed in (too_long, twice, unknown):
        assert changed != terms
        with pytest.raises(ValidationError):
            Statute.from_toml(changed, free)


def test_every_term_names_its_source_and_uncertain_ones_what_to_check() -> None:
    for term in LAW.terms:
        assert term.source
        assert term.citation("nl")
    assert {term.rule for term in LAW.terms if term.to_check} >= {"T08", "T09", "T14", "T22"}
    assert {term.mark for term in LAW.terms} == set(Mark)


def test_the_number_of_a_term_stands_only_in_the_data() -> None:
    rules = tomllib.loads((FOLDER / "terms.toml").read_text(encoding="utf-8"))["rule"]
    assert sum(len(rule["step"]) for rule in rules) == len(LAW.terms)


# ------------------------------------------------------------------------------------------------------ local norms


def norm(step: str, number: int, unit: Unit, first: str, last: str | None = None) -> LocalNorm:
    return LocalNorm(
        step=step,
        number=number,
        unit=unit,
        valid_from=date.fromisoformat(first),
        valid_to=date.fromisoformat(last) if last else None,
    )


def test_a_local_norm_holds_from_its_own_day_and_the_old_one_until_then() -> None:
    law = LAW.with_local_norms([norm("T01", 1, Unit.WORKING_DAYS, "2026-06-01", "2026-06-30")])
    found = [law.entry("T01", date(2026, month, 8))["legal_end"] for month in (5, 6, 7)]
    assert found == ["2026-05-12", "2026-06-09", "2026-07-10"]


def test_of_two_norms_the_one_that_starts_later_wins() -> None:
    norms = [norm("T01", 3, Unit.WORKING_DAYS, "2026-06-01"), norm("T01", 1, Unit.WORKING_DAYS, "2026-05-01")]
    law = LAW.with_local_norms(norms)
    assert law.entry("T01", date(2026, 5, 18))["legal_end"] == "2026-05-19"
    assert law.entry("T01", date(2026, 6, 8))["legal_end"] == "2026-06-11"


def test_a_term_set_by_the_bylaw_is_not_extended() -> None:
    law = LAW.with_local_norms([norm("T08", 8, Unit.WEEKS, "2026-01-01")])
    (term,) = law.steps("T08", date(2026, 3, 10))
    assert term.extension is Extension.NONE
    assert law.count(term, date(2026, 3, 10)).legal_end == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (norm("T03", 4, Unit.WEEKS, "2026-01-01"), "not_adjustable"),
        (norm("T08", 9, Unit.WEEKS, "2026-01-01"), "beyond_law"),
        (norm("T99", 9, Unit.WEEKS, "2026-01-01"), "no_such_step"),
    ],
)
def test_what_the_law_sets_is_not_for_the_team_to_change(changed: LocalNorm, code: str) -> None:
    with pytest.raises(Problem) as caught:
        LAW.with_local_norms([changed])
    assert caught.value.code == code
