"""Sentences, dates and amounts read as people in the Netherlands write them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import AfterValidator, AwareDatetime, Field, TypeAdapter, ValidationError

from buurtteam import texts
from buurtteam.domain.kinds import Postcode
from buurtteam.domain.problem import Gap, Problem, Trouble, faults, wrong
from buurtteam.domain.record import Record
from buurtteam.domain.statute import Unit
from buurtteam.domain.words import Choice, Length

DAY = date(2026, 9, 14)
MOMENT = datetime(2026, 9, 14, 7, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    texts.use_language("nl")
    yield
    texts.use_language("nl")


class Answer(Choice):
    YES = "yes", "Yes"
    NO = "no", "No"


class Visit(Record):
    at: AwareDatetime | None = Field(default=None, title="Date")
    place: str = ""


def complaint(kind: Any, value: object) -> str:  # noqa: ANN401 - any type that Pydantic checks
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (fault,) = faults(caught.value)
    return texts.problem_text(fault)


def test_a_text_that_nobody_translated_is_shown_in_english() -> None:
    assert texts.translate("No such sentence, {name}.", name="Noor") == "No such sentence, Noor."


def test_an_empty_text_stays_empty() -> None:
    assert texts.translate("") == ""


def test_braces_are_left_alone_when_nothing_is_filled_in() -> None:
    assert texts.translate("{not a place") == "{not a place"


def test_english_is_spoken_when_it_is_chosen() -> None:
    texts.use_language("en")
    assert texts.translate("Choose yes or no.") == "Choose yes or no."
    assert texts.long_date(DAY) == "Monday 14 September 2026"


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        texts.use_language("fr")


def test_a_paper_is_dutch_while_the_screens_are_english() -> None:
    texts.use_language("en")
    with texts.in_language("nl"):
        assert texts.translate("Choose yes or no.") == "Kies ja of nee."
    assert texts.language() == "en"


def test_a_paper_being_made_does_not_change_the_screens() -> None:
    texts.use_language("en")
    heard: list[str] = []
    with texts.in_language("nl"):
        other = Thread(target=lambda: heard.append(texts.language()))
        other.start()
        other.join()
    assert heard == ["en"]


def test_words_that_changed_after_compiling_are_read_from_the_catalogue(tmp_path: Path) -> None:
    po = tmp_path / "buurtteam.po"
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Yes"\nmsgstr "Jazeker"\n')
    assert texts._words_of(po).gettext("Yes") == "Jazeker"


def test_a_number_chooses_its_sentence() -> None:
    assert texts.plural("{count} thing", "{count} things", 1) == "1 thing"
    assert texts.plural("{count} thing", "{count} things", 3) == "3 things"


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 9, 24), "do 24 sep"), (date(2027, 6, 25), "25 jun 2027"), (date(2026, 1, 5), "5 jan 2026")],
)
def test_a_day_of_another_year_than_one_would_think_has_its_year(day: date, words: str) -> None:
    assert texts.near_day(day, DAY) == words


def test_days_are_written_in_dutch() -> None:
    assert texts.long_date(DAY) == "maandag 14 september 2026"
    assert texts.date_in_letter(DAY) == "14 september 2026"
    assert texts.short_date(DAY) == "14 sep 2026"
    assert texts.day_this_year(DAY) == "ma 14 sep"
    assert texts.month(DAY) == "september 2026"


def test_a_moment_is_told_in_dutch_time() -> None:
    assert texts.day_and_time(MOMENT) == "maandag 14 september 2026 om 09:30 uur"
    assert texts.short_day_and_time(MOMENT) == "14 sep 2026 09:30"
    assert texts.clock(MOMENT) == "09:30"
    assert texts.clock(time(8, 5)) == "08:05"


def test_amounts_have_a_comma_and_the_sign_of_the_euro() -> None:
    assert texts.money(Decimal("1234.5")) == "€\N{NO-BREAK SPACE}1.234,50"
    assert texts.amount(-11200) == "\N{MINUS SIGN}\N{NO-BREAK SPACE}€\N{NO-BREAK SPACE}112,00"
    assert texts.number(Decimal("1234.5")) == "1.234,5"


@pytest.mark.parametrize(
    ("names", "read"), [([], ""), (["Anna"], "Anna"), (["Anna", "Bo"], "Anna en Bo"), (["A", "B", "C"], "A, B en C")]
)
def test_a_list_reads_as_a_sentence(names: list[str], read: str) -> None:
    assert texts.joined(names) == read


def test_labels_in_a_sentence_have_one_capital() -> None:
    assert texts.listed(["Mantelzorgers", "Ouderen", "Mensen met dementie"]) == (
        "Mantelzorgers, ouderen en mensen met dementie"
    )
    assert texts.listed([]) == ""


def test_values_in_a_sentence_are_written_as_people_write_them() -> None:
    assert texts.translate("{day} {at}", day=DAY, at=time(9, 30)) == "14 sep 2026 09:30"
    assert texts.translate("{who}", who=["Anna", "Bo"]) == "Anna en Bo"


def test_a_field_is_called_by_its_title() -> None:
    assert texts.field_label(Visit, "at") == texts.translate("Date")
    assert texts.field_label(Visit(), "place") == "place"


def test_a_choice_has_words() -> None:
    texts.use_language("en")
    assert texts.label(Answer.YES) == "Yes"
    assert texts.translate("{answer}!", answer=Answer.NO) == "No!"


@pytest.mark.parametrize("kind", [Problem, Trouble])
def test_a_problem_tells_its_own_sentence(kind: type[Problem | Trouble]) -> None:
    assert texts.problem_text(kind("full", "Choose one of these: {expected}.", expected="x")) == "Kies een van deze: x."


def test_a_gap_tells_what_is_missing() -> None:
    assert texts.problem_text(Gap("Fill in less than {lt}.", values={"lt": 3})) == "Vul minder dan 3 in."


def test_our_own_check_tells_its_sentence_in_dutch() -> None:
    def refuse(_value: str) -> str:
        raise wrong("too_much", "Fill in at most {le}.", le=4)

    assert complaint(Annotated[str, AfterValidator(refuse)], "x") == "Vul hoogstens 4 in."


def test_our_own_check_reads_well_in_english() -> None:
    texts.use_language("en")
    assert complaint(Postcode, "x") == "Fill in a postcode such as 6411 AB."


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (date, "31 februari", "Vul een datum in, zoals 14-9-2026."),
        (AwareDatetime, "gisteren", "Vul een datum en een tijd in, zoals 14-9-2026 09:30."),
        (int, "drie", "Vul een heel getal in."),
        (Annotated[int, Field(ge=0)], -1, "Vul minstens 0 in."),
        (Annotated[str, Field(min_length=8)], "kort", "Dit is te kort: er zijn minstens 8 tekens nodig."),
        (Annotated[list[int], Field(max_length=1)], [1, 2], "Dit zijn er te veel: er passen er hoogstens 1."),
        (UUID, "x", "Dit verwijst nergens naar."),
        (bool, "misschien", "Kies ja of nee."),
        (Answer, "maybe", "Kies een van deze: yes of no."),
        (Literal["a", "b"], "c", "Kies een van deze: a of b."),
        (Visit, {"colour": "red"}, "Het programma kent dit veld niet."),
        (Decimal, "x", "Vul een getal in."),
    ],
)
def test_what_pydantic_refuses_is_said_in_dutch(kind: object, value: object, said: str) -> None:
    assert complaint(kind, value) == said


def test_every_sentence_about_a_fault_has_its_dutch_and_its_values() -> None:
    for sentence in texts._PYDANTIC.values():
        assert texts.translate(sentence) != sentence


def test_a_moment_just_after_midnight_falls_on_the_dutch_day() -> None:
    assert texts.short_date(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == "23 nov 2026"


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (1, Unit.MONTHS, "1 maand"),
        (3, Unit.MONTHS, "3 maanden"),
        (72, Unit.HOURS, "72 uur"),
        (0, Unit.SAME_DAY, "dezelfde dag"),
        (210, Unit.AGE_MONTHS, "17½ jaar oud"),
        (216, Unit.AGE_MONTHS, "18 jaar oud"),
    ],
)
def test_a_length_of_time_is_written_as_people_say_it(number: int, unit: Unit, words: str) -> None:
    texts.use_language("nl")
    assert texts.translate("{how_long}", how_long=Length(number, unit)) == words


def test_the_mark_that_tells_two_meanings_apart_is_never_shown() -> None:
    with texts.in_language("en"):
        assert texts.translate("So-so ¦score") == "So-so"
        assert texts.translate("{days} days ¦figure", days=6) == "6 days"
    with texts.in_language("nl"):
        assert texts.translate("So-so ¦score") == "Gaat wel"


def test_a_mark_that_tells_two_meanings_apart_is_never_seen() -> None:
    for code in texts.LANGUAGES:
        with texts.in_language(code):
            for count in (1, 2):
                assert "¦" not in texts.plural("{count} unknown", "{count} unknown ¦many", count)
