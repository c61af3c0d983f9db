"""What people type reaches paper as words, whatever signs are in it."""

import random
from io import BytesIO

import pikepdf

from buurtteam.documents.blocks import Style, Words
from buurtteam.documents.glyphs import BOX, missing_glyphs, showable
from buurtteam.documents.render import render
from buurtteam.documents.tags import TaggedCanvas
from buurtteam.domain.papers import PlanPaper, Said
from tests.documents.reading import structure

_NASTY = (
    "<a href='http://x'>", "<img src='/etc/passwd'/>", "<b>", "</para>", "&amp;", "&#0;", "<", ">", "]]>", "(", ")", "\\",
    "\x00", "\x1b", "\ud800", "\u202e", "\u200d", "\ufeff", "😀", "👨‍👩‍👧", "محمد", "日本", "Ольга", "Ελένη", "ﬁ", "𝓐", "é", "e\u0301",
    "\n", "\r\n", "\t", "\u2028", "\u00a0", "\u00ad", "%PDF", "endobj", "BT /F1 Tf", "{{ x }}", "{name}", "x" * 300, "-" * 99,
)  # fmt: skip


def test_ten_thousand_strange_texts_are_set_and_none_becomes_a_link_or_picture() -> None:
    chance = random.Random(7)  # noqa: S311 - not for secrets
    canvas = TaggedCanvas("", "nl-NL", "")
    for number in range(10_000):
        text = "".join(chance.choice((*_NASTY, " ", "woord ")) for _part in range(chance.randint(0, 9)))
        words = Words(text, Style(12))
        assert words.height(120) >= 0
        if number % 10 == 0:
            words.draw(canvas, 40, 800, 120)
            if number % 500 == 0:
                canvas.showPage()
    canvas.showPage()
    with pikepdf.open(BytesIO(canvas.finished())) as pdf:
        for page in pdf.pages:
            assert "/Annots" not in page
            assert "/XObject" not in page.Resources


def test_latin_greek_and_cyrillic_names_are_printed_as_they_are() -> None:
    for name in ("Zoë Đorđević", "Nguyễn Thị Hồng", "Şükrü Ağaoğlu", "Ελένη", "Ольга Ивановна", "Łukasz", "Siân ŵ"):
        assert showable(name) == name


def test_a_name_that_cannot_be_printed_becomes_a_line_to_write_it_on() -> None:
    assert set(showable("محمد")) == {"…"}
    assert showable("Rust 😀 in huis") == f"Rust {BOX} in huis"
    assert showable("👨‍👩‍👧") == BOX


def test_a_screen_reader_still_gets_the_true_name() -> None:
    assert any("محمد" in line for line in structure(render(PlanPaper(names=("محمد",)))))


def test_fancy_letters_are_printed_plain() -> None:
    assert showable("𝓐𝓷𝓷𝓪 ｆietst") == "Anna fietst"


def test_what_cannot_be_printed_is_listed_for_who_prints() -> None:
    content = PlanPaper(names=("Ольга", "محمد"), wishes=(Said(words="rust 😀"),))
    assert missing_glyphs(content) == ("م", "ح", "د", "😀")
    assert missing_glyphs(PlanPaper(names=("Samira",))) == ()
