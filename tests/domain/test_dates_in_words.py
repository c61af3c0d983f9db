from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.dates_in_words import find_date, read_date

WEDNESDAY = date(2026, 9, 9)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("ma", "2026-09-14"),
        ("maandag", "2026-09-14"),
        ("di", "2026-09-15"),
        ("wo", "2026-09-16"),
        ("woensdag", "2026-09-16"),
        ("do", "2026-09-10"),
        ("vr.", "2026-09-11"),
        ("za", "2026-09-12"),
        ("zo", "2026-09-13"),
        ("zondag", "2026-09-13"),
        ("Monday", "2026-09-14"),
        ("on Thursday", "2026-09-10"),
        ("op dinsdag", "2026-09-15"),
        ("komende vrijdag", "2026-09-11"),
        ("ma a.s.", "2026-09-14"),
        ("volgende vrijdag", "2026-09-18"),
        ("next Friday", "2026-09-18"),
        ("volgende week ma", "2026-09-14"),
        ("volgende week donderdag", "2026-09-17"),
        ("do volgende week", "2026-09-17"),
        ("next week Thursday", "2026-09-17"),
        ("vandaag", "2026-09-09"),
        ("today", "2026-09-09"),
        ("morgen", "2026-09-10"),
        ("morgenochtend", "2026-09-10"),
        ("tomorrow", "2026-09-10"),
        ("overmorgen", "2026-09-11"),
        ("the day after tomorrow", "2026-09-11"),
        ("over 3 dagen", "2026-09-12"),
        ("over 2 weken", "2026-09-23"),
        ("over twee weken", "2026-09-23"),
        ("in two weeks", "2026-09-23"),
        ("over een week", "2026-09-16"),
        ("over 2 weken op ma", "2026-09-21"),
        ("over een maand", "2026-10-09"),
        ("in a month", "2026-10-09"),
        ("over een half jaar", "2027-03-09"),
        ("over één jaar", "2027-09-09"),
        ("14-9", "2026-09-14"),
        ("14/9", "2026-09-14"),
        ("14-9-26", "2026-09-14"),
        ("14/9/2026", "2026-09-14"),
        ("14.9.2026", "2026-09-14"),
        ("2026-09-14", "2026-09-14"),
        ("9-9", "2026-09-09"),
        ("8-9", "2027-09-08"),
        ("ma 14-9", "2026-09-14"),
        ("14 september", "2026-09-14"),
        ("14 sep.", "2026-09-14"),
        ("maandag 14 september 2026", "2026-09-14"),
        ("1 maart", "2027-03-01"),
        ("September 14th, 2026", "2026-09-14"),
        ("14th of September", "2026-09-14"),
        ("vóór do 17", "2026-09-17"),
        ("vo\u0301o\u0301r do 17", "2026-09-17"),
        ("before Thu 17", "2026-09-17"),
        ("uiterlijk 1 oktober", "2026-10-01"),
        ("do 8 okt 10.00 uur", "2026-10-08"),
        ("ma om 10 uur", "2026-09-14"),
        ("29-2", "2028-02-29"),
        ("zo 20", "2026-09-20"),
    ],
)
def test_a_date_in_words_is_read(words: str, day: str) -> None:
    assert read_date(words, WEDNESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        "30-2",
        "31 juni",
        "31-4-2027",
        "29-2-2027",
        "0-5",
        "14-13",
        "2026-13-01",
        "zo snel mogelijk",
        "zo goed als het gaat",
        "elke ma",
        "iedere dinsdag",
        "afgelopen maandag",
        "met ma bellen",
        "goedemorgen",
        "24/7 bereikbaar",
        "2-3 keer per week",
        "3-4 dagen",
        "Akerstraat 12-3",
        "06-12345678",
        "045-123 45 67",
        "10.00 uur",
        "1.224,00",
        "do it together",
        "what to do",
        "she sat down",
        "geef Jan 5 brieven",
        "6411 SA",
        "maart",
        "later",
        "over 999 jaren",
        "",
    ],
)
def test_other_words_are_no_date(words: str) -> None:
    assert find_date(words, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bel Woonpunt ma", "ma"),
        ("ma Woonpunt bellen", "ma"),
        ("de brieven zoeken vóór do 17 en bellen", "vóór do 17"),
        ("kom ma 10.00 uur langs", "ma 10.00 uur"),
        ("ma 2 mensen bellen", "ma"),
        ("samen eten op zo 20 met oma", "op zo 20"),
        ("met ma bellen op di", "op di"),
    ],
)
def test_the_words_of_a_date_are_found(text: str, words: str) -> None:
    found = find_date(text, WEDNESDAY)
    assert found
    assert text[found[1] : found[2]] == words


def test_a_month_later_than_the_31st_is_the_last_of_the_month() -> None:
    assert read_date("over een maand", date(2027, 1, 31)) == date(2027, 2, 28)


def test_a_date_with_more_words_is_not_only_a_date() -> None:
    assert read_date("bel ma", WEDNESDAY) is None


WORDS = st.sampled_from(
    [
        "ma",
        "do",
        "17",
        "over",
        "2",
        "999",
        "weken",
        "jaar",
        "14-9",
        "/",
        "-",
        "31",
        "februari",
        "volgende",
        "week",
        "vóór",
        "om",
        "ſep",
        "İ",
        "K",
    ]
)


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60), st.dates())
def test_any_words_on_any_day_can_be_read(text: str, today: date) -> None:
    found = find_date(text, today)
    assert found is None or 0 <= found[1] < found[2] <= len(text)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)), st.dates(max_value=date(9000, 1, 1)))
def test_a_written_date_is_the_date(day: date, today: date) -> None:
    assert read_date(f"{day.day}-{day.month}-{day.year}", today) == day
