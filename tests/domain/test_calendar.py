"""Free days and working days, against the printed table of the years 2025 to 2028."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.calendar import add_months, easter, reach_age
from buurtteam.domain.statute import Statute

FREE = Statute.load(Path(__file__).parents[2] / "resources" / "statute").free_days

PRINTED = {
    2025: "01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26",
    2026: "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26",
    2027: "01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26",
    2028: "01-01 04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26",
}
DECREES = {2025: "05-30", 2026: "01-02 05-15", 2027: "05-07", 2028: "04-28 05-26"}

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def dates(year: int, printed: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in printed.split()}


@pytest.mark.parametrize("year", PRINTED)
def test_a_year_has_the_free_days_of_the_printed_table(year: int) -> None:
    found = FREE.in_year(year).values()
    assert {day.on for day in found if not day.by_decree} == dates(year, PRINTED[year])
    assert {day.on for day in found if day.by_decree} == dates(year, DECREES[year])


def test_easter_falls_on_its_known_days_the_earliest_and_the_latest_among_them() -> None:
    known = ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2038-04-25"]
    assert [easter(date.fromisoformat(day).year).isoformat() for day in known] == known


def test_kings_day_moves_to_saturday_when_it_would_fall_on_a_sunday() -> None:
    assert date(2025, 4, 26) in FREE.in_year(2025)
    assert date(2025, 4, 27) not in FREE.in_year(2025)


def test_queens_day_was_free_until_2013() -> None:
    assert date(2013, 4, 30) in FREE.in_year(2013)
    assert date(2014, 4, 30) not in FREE.in_year(2014)


def test_a_day_of_a_decree_extends_a_term_but_is_worked_on() -> None:
    day = date(2026, 5, 15)
    assert FREE.is_working_day(day)
    assert not FREE.is_ordinary_day(day)
    assert FREE.next_ordinary_day(day) == date(2026, 5, 18)


def test_a_team_may_be_free_on_the_days_of_a_decree() -> None:
    closed = FREE.changed(decree_day_is_working_day=False)
    assert closed.add_working_days(date(2025, 12, 31), 3) == date(2026, 1, 7)


def test_a_european_term_does_not_know_the_days_of_a_decree() -> None:
    assert FREE.is_ordinary_day(date(2026, 5, 15), "eu")
    assert not FREE.is_ordinary_day(date(2026, 5, 14), "eu")


def test_a_free_day_says_why_in_both_languages() -> None:
    why = FREE.free_day(date(2026, 4, 3))
    assert why is not None
    assert (why.name.of("nl"), why.name.of("en")) == ("Goede Vrijdag", "Good Friday")


def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)


def test_a_child_of_29_february_comes_of_age_on_1_march() -> None:
    assert reach_age(date(2008, 2, 29), 216) == date(2026, 3, 1)
    assert reach_age(date(2008, 2, 28), 216) == date(2026, 2, 28)


@given(days, st.integers(0, 60))
def test_more_working_days_never_end_earlier(day: date, number: int) -> None:
    assert FREE.add_working_days(day, number) < FREE.add_working_days(day, number + 1)


@given(days, st.integers(1, 60))
def test_a_later_start_never_ends_earlier(day: date, number: int) -> None:
    assert FREE.add_working_days(day, number) <= FREE.add_working_days(day + timedelta(days=1), number)


@given(days)
def test_working_days_end_on_a_working_day(day: date) -> None:
    assert FREE.is_working_day(FREE.add_working_days(day, 3))
