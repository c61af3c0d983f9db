from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.plain_words import PlainWords, Why

LIST = PlainWords.read((Path(__file__).parents[2] / "resources" / "language" / "avoid_nl.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "word", "instead"),
    [
        ("U krijgt een beschikking.", "beschikking", "besluit"),
        ("Wij sturen beschikkingen.", "beschikkingen", "besluit"),
        ("Beschikkingen komen later.", "Beschikkingen", "Besluit"),
        ("De cliënten komen.", "cliënten", "bewoner"),
        ("De client komt.", "client", "bewoner"),
        ("Er kwam een aanmaning.", "aanmaning", "brief over een open rekening"),
        ("Wij werken conform de wet.", "conform", "volgens"),
        ("Zij is zelfredzame vrouw.", "zelfredzame", "zelf kunnen"),
        ("Dit is ten behoeve van u.", "ten behoeve van", "voor"),
        ("Er is een maatwerkvoorziening.", "maatwerkvoorziening", "hulp op maat"),
        ("Een algemene voorziening kan ook.", "algemene voorziening", "hulp voor iedereen in de buurt"),
        ("Wij bellen i.v.m. de huur.", "i.v.m.", "vanwege"),
        ("Wij bellen D.m.v. de app.", "D.m.v.", "Met"),
        ("U kunt een pgb krijgen.", "pgb", "geld om zelf hulp te kiezen (pgb)"),
        ("Bel mevr. Demir.", "mevr.", "mevrouw"),
        ("Open van ma t/m vr.", "t/m", "tot en met"),
    ],
)
def test_a_hard_word_gets_a_plain_one(text: str, word: str, instead: str) -> None:
    (hint,) = LIST.check(text)
    assert (hint.word, hint.instead, text[hint.start : hint.end]) == (word, instead, word)


@pytest.mark.parametrize(
    "text",
    [
        "Wij bellen u maandag. Bent u het niet eens met dit plan? Zeg het tegen Anouk.",
        "Wij praten met u op donderdag 17 september om 10.00 uur. Neem uw post mee. Open maken hoeft niet.",
        "Yusuf gaat graag naar school. Oma helpt elke dinsdag.",
        "S.A. Demir belt. Hij zoekt Elif.",
        "Krijgt u hulp van de gemeente (Wmo)?",
        "Wij kijken samen tv. De WC is boven.",
        "Zorg jij vaak voor iemand thuis? Dan mag je daar ook over praten.",
        "",
    ],
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert LIST.check(text) == ()
    assert LIST.is_plain(text)


def test_a_sentence_of_sixteen_words_is_long() -> None:
    (hint,) = LIST.check("wij " * 15 + "gaan.")
    assert hint.why is Why.LONG_SENTENCE
    assert LIST.is_plain("wij " * 14 + "gaan.")


def test_long_sentences_on_average_are_told_once() -> None:
    (hint,) = LIST.check(("Nu " + "wij " * 10 + "gaan. ") * 3)
    assert hint.why is Why.LONG_SENTENCES


def test_a_long_word_is_told_unless_it_is_a_name() -> None:
    (hint,) = LIST.check("Dit is uw arbeidsongeschiktheidsverzekering.")
    assert hint.why is Why.LONG_WORD
    assert LIST.is_plain("Dit is Arbeidsongeschiktheidsverzekering.")


def test_unknown_capitals_are_an_abbreviation() -> None:
    (hint,) = LIST.check("U gaat naar het LKM toe.")
    assert (hint.word, hint.why) == ("LKM", Why.SHORT)


def test_the_list_is_long_and_names_nothing_twice() -> None:
    words = [avoided.word for avoided in LIST.word]
    assert len(words) >= 120
    assert len(words) == len(set(words))


def test_no_replacement_is_itself_to_be_avoided() -> None:
    hard = {a.word: [h.word for h in LIST.check(a.instead)] for a in LIST.word}
    assert {word: hints for word, hints in hard.items() if hints} == {}


@given(st.text(max_size=300))
def test_any_text_can_be_checked(text: str) -> None:
    assert all(0 <= hint.start < hint.end <= len(text) for hint in LIST.check(text))
