"""Ages at which the law changes something are reached on a day, and mean what they meant on that day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.ages import AOW, Ages, exact_birth
from buurtteam.domain.calendar import reach_age
from buurtteam.domain.statute import Statute

FOLDER = Path(__file__).parents[2] / "resources" / "statute"
AGES = Ages.load(FOLDER)
LAW = Statute.load(FOLDER)


def reached(born: str, age: str) -> str | None:
    on = AGES.reached_on(date.fromisoformat(born), age)
    return on.isoformat() if on else None


@pytest.mark.parametrize(
    ("age", "on"),
    [
        ("12", "2022-05-12"),
        ("16", "2026-05-12"),
        ("16.5", "2026-11-12"),
        ("17", "2027-05-12"),
        ("17.5", "2027-11-12"),
        ("18", "2028-05-12"),
        ("21", "2031-05-12"),
        ("23", "2033-05-12"),
        ("27", "2037-05-12"),
        ("aow", "2077-08-12"),
    ],
)
def test_every_age_of_the_register_is_reached_on_its_birthday(age: str, on: str) -> None:
    assert reached("2010-05-12", age) == on


@pytest.mark.parametrize(
    ("born", "on"),
    [
        # 67 years until the end of 2027.
        ("1960-12-31", "2027-12-31"),
        # From 2028 it is three months more, so who turns 67 in 2028 waits.
        ("1961-01-01", "2028-04-01"),
        # February lacks that birthday: it falls on the first of March.
        ("1961-11-30", "2029-03-01"),
    ],
)
def test_the_state_pension_age_of_the_year_counts(born: str, on: str) -> None:
    assert reached(born, AOW) == on


def test_a_pension_age_that_was_not_set_yet_is_to_be_checked() -> None:
    def pension(born: str) -> bool:
        return AGES.all_for(date.fromisoformat(born))[-1].age.to_check is not None

    assert not pension("1960-06-01")
    assert pension("1985-03-02")


def test_who_was_born_on_the_twenty_ninth_of_february_is_older_on_the_first_of_march() -> None:
    assert reached("2012-02-29", "18") == "2030-03-01"
    assert reached("2012-02-29", "16") == "2028-02-29"
    # Half a year after the end of August: February has no 31st.
    assert reached("2010-08-31", "16.5") == "2027-03-01"


def test_the_day_of_the_event_counts_and_not_the_day_of_typing() -> None:
    born_on = date(2010, 5, 12)
    assert not AGES.has_reached(born_on, "16", date(2026, 5, 11))
    assert AGES.has_reached(born_on, "16", date(2026, 5, 12))
    assert not AGES.has_reached(born_on, "of no meaning", date(2026, 5, 12))


def test_the_ages_of_a_stretch_of_days_come_in_order() -> None:
    found = AGES.between(date(2010, 5, 12), date(2026, 11, 12), date(2028, 5, 12))
    assert [each.age.id for each in found] == ["16.5", "17", "17.5", "18"]


@pytest.mark.parametrize(("written", "known"), [("2010-05-12", True), ("2010-05", False), ("2010", False), ("", False)])
def test_only_a_whole_date_of_birth_gives_a_day(written: str, *, known: bool) -> None:
    assert (exact_birth(written) is not None) is known


def test_every_age_says_what_changes_in_both_languages_and_by_which_law() -> None:
    for age in AGES.ages:
        assert age.means.nl != age.means.en or age.id == AOW
        assert age.law.nl
        assert age.article
        assert age.source


def test_an_age_means_the_same_in_the_ages_and_in_the_terms() -> None:
    born_on = date(2010, 5, 12)
    ends = {counted.term.number: counted.legal_end for counted in LAW.count_all("T21", born_on)}
    assert set(ends) == {198, 204, 210, 216, 276}
    told = {each.age.months: each.on for each in AGES.all_for(born_on)}
    assert {months: told[months] for months in ends} == ends


births = st.dates(date(1930, 1, 1), date(2026, 12, 31))


@given(births)
def test_nobody_reaches_an_age_twice_or_before_a_younger_one(born_on: date) -> None:
    found = AGES.all_for(born_on)
    assert len({each.age.id for each in found}) == len(found)
    years = [each.age.months for each in found]
    assert years == sorted(years)
    for each in found:
        assert each.on - born_on >= timedelta(days=each.age.months * 30)
        assert each.on == reach_age(born_on, each.age.months)
        assert AGES.has_reached(born_on, each.age.id, each.on)
        assert not AGES.has_reached(born_on, each.age.id, each.on - timedelta(days=1))
