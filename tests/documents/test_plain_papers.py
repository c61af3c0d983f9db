"""What the program itself puts on paper is plain: no word from the office, no abbreviation, short sentences in letters."""

import re
from pathlib import Path

import pytest

from buurtteam.documents.render import render
from buurtteam.documents.templates import letter_body
from buurtteam.domain.papers import BlockKind, PaperKind, ReceiptFacts
from buurtteam.domain.plain_words import PlainWords, Why
from buurtteam.domain.sentences import sentences
from tests.documents.reading import structure
from tests.documents.sample_of_money import LETTERS_ABOUT_MONEY
from tests.documents.samples import FACTS, PAPERS

LIST = PlainWords.read((Path(__file__).parents[2] / "resources" / "language" / "avoid_nl.toml").read_text("utf-8"))
# The tag of a line of the structure, where something was found, and postcodes.
_NOT_WORDS = re.compile(r"\bBron: .*|^ *\w+( \(.*?\))?( \[.*?\])? ?|\b\d{4}\s+[A-Z]{2}\b")
_LENGTHS = (Why.LONG_SENTENCE, Why.LONG_SENTENCES, Why.LONG_WORD)
# These are for colleagues, who know the words of the law and of their own work.
COLLEAGUES = {PaperKind.WORKLIST, PaperKind.REFERRAL_FILE, PaperKind.CARER_LETTER}
DUTCH = [name for name, paper in PAPERS.items() if paper.language == "nl" and paper.kind not in COLLEAGUES]
# What stands so on a resident's own letters and bank statements is found again by that name alone.
ON_THEIR_LETTERS = {"AOW", "WW", "Eigen bijdrage"}
# By this word carers find help and leave; the sheet for carers says in its first lines what it means.
NAMES_OF_HELP = re.compile("mantelzorg", re.IGNORECASE)
LETTERS = {
    "full": FACTS,
    "no_talk_yet": FACTS.changed(talk_on=None),
    "debts": FACTS.changed(examined=False),
    "late": FACTS.changed(plan_until=None, last_day=None),
    "empty": ReceiptFacts(),
}


@pytest.mark.parametrize("name", DUTCH)
def test_no_paper_holds_a_word_that_residents_stumble_over(name: str) -> None:
    found = [
        hint.word
        for line in structure(render(PAPERS[name]))
        for hint in LIST.check(_NOT_WORDS.sub("", line))
        if hint.why not in _LENGTHS
        and hint.word not in ON_THEIR_LETTERS
        and not (PAPERS[name].kind is PaperKind.CARER_INFO and NAMES_OF_HELP.match(hint.word))
    ]
    assert found == []


@pytest.mark.parametrize("facts", LETTERS.values(), ids=LETTERS)
def test_a_letter_has_short_sentences(facts: ReceiptFacts) -> None:
    lengths = [
        len(block.text[start:end].split())
        for block in letter_body("receipt", facts)
        if block.kind is not BlockKind.VOICE
        for start, end in sentences(block.text)
    ]
    assert max(lengths) <= 20
    assert sum(lengths) / len(lengths) <= 12


@pytest.mark.parametrize("name", LETTERS_ABOUT_MONEY)
def test_a_letter_about_money_has_short_sentences(name: str) -> None:
    lengths = [
        len(block.text[start:end].split())
        for block in letter_body(name, LETTERS_ABOUT_MONEY[name])
        if block.kind not in (BlockKind.VOICE, BlockKind.FRAMED)
        for start, end in sentences(block.text)
    ]
    assert max(lengths) <= 20
    assert sum(lengths) / len(lengths) <= 12


def test_a_letter_about_debts_speaks_of_no_personal_plan_and_no_decision() -> None:
    text = " ".join(block.text for block in letter_body("receipt", LETTERS["debts"]))
    assert "persoonlijk plan" not in text
    assert "besluit" not in text
    assert "U krijgt uw plan uiterlijk op woensdag 21 oktober 2026." in text
