import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Wij bellen u.|Tot dan.",
        "S. Demir belt.|Zij komt.",
        "Bel dr. Jansen i.v.m. de huur.|Nu!",
        "Kom op 14 sep. 2026.|Om 10.00 uur.",
        "bel ma.|Daarna verder",
        "trots op yusuf.|hij straalt",
        "Ze zegt: “Ik wil niet.”|Dan huilt ze.",
        "Echt?!|Ja…|Goed",
    ],
)
def test_sentences_end_where_people_end_them(text: str) -> None:
    assert split(text.replace("|", " ")) == text.split("|")


def test_a_new_line_is_a_new_sentence() -> None:
    assert split("een\n\ntwee") == ["een", "twee"]


@given(st.text(max_size=200))
def test_no_word_gets_lost(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())
