"""Letters: the address in the window, and templates that people can change without breaking anything."""

import random

import pytest
from reportlab.lib.units import mm

from buurtteam.documents.letter import draw_address, set_address
from buurtteam.documents.render import render
from buurtteam.documents.tags import TaggedCanvas
from buurtteam.documents.templates import check_template, check_templates, filled, letter_body
from buurtteam.domain.papers import (
    AddressWindow,
    BlockKind,
    LetterPaper,
    PaperKind,
    ReceiptFacts,
    Side,
    address_lines,
)
from buurtteam.domain.problem import Trouble
from tests.documents.reading import Looked, structure
from tests.documents.samples import FACTS, RECEIPT

WINDOWS = (
    AddressWindow(),
    AddressWindow(side=Side.RIGHT),
    AddressWindow(shift_right=-6, shift_down=4),
    AddressWindow(side=Side.RIGHT, shift_right=3, shift_down=-3),
)
_NAMES = (
    "Ünal",
    "Van der Heijden-Çelik",
    "Oğuz",
    "de Vries",
    "Schimmelpenninck van der Oye tot Nijenbeek",
    "Đặng",
    "Ли",
)
_STREETS = ("Oefenlaan", "Burgemeester van Voorbeeldsingel-Noord", "1e Proefdwarsstraat", "Laan van de Verenigde Buren")
_CITIES = ("Oefenstad", "'s-Oefenhage aan den IJssel", "Sint Proefoortenberg", "Wijk bij Oefenstede")


def _address(chance: random.Random) -> tuple[str, ...]:
    return address_lines(
        f"{chance.choice(('Mevrouw', 'De heer', 'Familie', ''))} {chance.choice('ABCDEÉ')}. {chance.choice(_NAMES)}".strip(),
        chance.choice(_STREETS),
        f"{chance.randint(1, 9999)} {chance.choice(('', 'A', 'bis', 'zwart', '3 hoog achter'))}".strip(),
        f"{chance.randint(1000, 9999)}{chance.choice(('SA', 'SD', 'SS'))}",
        chance.choice(_CITIES),
        care_of=chance.choice(("", "", "p/a mevrouw W. van den Oefenberg-Proefstra")),
        department=chance.choice(("", "", "Afdeling Welzijn en Zorg, kamer 12")),
    )


def test_a_thousand_addresses_lie_within_the_window(qapp: object) -> None:
    chance = random.Random(2026)  # noqa: S311 - not for secrets
    canvas = TaggedCanvas("", "nl-NL", "")
    windows = [chance.choice(WINDOWS) for _number in range(1000)]
    for window in windows:
        draw_address(canvas, window, _address(chance), "Buurtteam Akerhof, Oefenstraat 1, 6411 SA Oefenstad")
        canvas.showPage()
    looked = Looked(canvas.finished())
    assert len(looked) == 1000
    for page, window in enumerate(windows):
        left, top, right, bottom = looked.box(page)
        assert window.x - 0.3 <= left
        assert window.y - 0.3 <= top
        assert right <= window.x + window.width + 0.3
        assert bottom <= window.y + window.height + 0.3


def test_an_address_longer_than_any_window_keeps_name_and_place() -> None:
    lines = ("W" * 200, "x " * 100, "y" * 200, "z" * 200, "q" * 200, "6411 SA  OEFENSTAD")
    size, shown = set_address(lines, 70 * mm, 26 * mm)
    assert len(shown) * size * 1.13 <= 26 * mm
    assert shown[-1] == "6411 SA  OEFENSTAD"


def test_a_dutch_address_has_two_spaces_and_capitals() -> None:
    assert address_lines("S. Demir", "Oefenlaan", "12", "6411 sa", "Oefenstad")[-1] == "6411 SA  OEFENSTAD"
    assert address_lines("S. Demir", "", "", "", "") == ("S. Demir",)


def test_nothing_but_sender_and_address_stands_in_the_window(qapp: object) -> None:
    for window in WINDOWS[:2]:
        looked = Looked(render(RECEIPT.changed(window=window)))
        edge = 3
        scale = 72 / 25.4
        page = looked.document
        text = looked.text(0)
        for number in range(len(text)):
            box = page.getSelectionAtIndex(0, number, 1).boundingRectangle()
            middle_x, middle_y = box.center().x() / scale, box.center().y() / scale
            inside_x = window.x - edge < middle_x < window.x + window.width + edge
            if inside_x and window.y - edge < middle_y < window.y + window.height + edge and box.width() > 0:
                assert (
                    text[number]
                    in "Buurtteam Akerhof, Oefenstraat 1, 6411 SA Oefenstad" + "".join(RECEIPT.address) + "\u00a0\r\n"
                )


def test_the_confirmation_of_receipt_says_what_the_law_asks() -> None:
    said = "\n".join(structure(render(RECEIPT)))
    for words in (
        "Ik durf de post niet meer open te maken.",
        "uiterlijk op woensdag 21 oktober 2026",
        "vóór of op woensdag 16 september 2026",
        "gratis",
        "0800 1234567",
        "0800 7654321",
        "Anouk helpt u",
        "U mag altijd zien wat wij over u opschrijven.",
    ):
        assert words in said


def test_a_letter_is_one_sheet(qapp: object) -> None:
    assert len(Looked(render(RECEIPT))) == 1
    long = FACTS.changed(question="Ik durf de post niet meer open te maken en ik slaap slecht. " * 5)
    assert len(Looked(render(RECEIPT.changed(body=letter_body("receipt", long))))) == 1


def test_both_kinds_of_letter_are_drawn_alike() -> None:
    assert structure(render(RECEIPT)) == structure(render(RECEIPT.changed(kind=PaperKind.LETTER)))


def test_a_letter_without_a_single_fact_still_comes_out() -> None:
    assert render(LetterPaper()).startswith(b"%PDF")
    assert all("None" not in block.text for block in letter_body("receipt", ReceiptFacts()))


def test_the_templates_that_come_along_are_sound() -> None:
    check_templates()


@pytest.mark.parametrize(
    "source",
    ["{{ debts }}", "{{ contact.bsn }}", "{% if %}", "{{ question.__class__ }}", "{% for x in [1] %}", "{{ now() }}"],
)
def test_a_template_that_asks_for_what_is_not_there_is_refused_when_it_is_read(source: str) -> None:
    with pytest.raises(Trouble):
        check_template(source, ReceiptFacts)


@pytest.mark.parametrize("sign", ["# ", "- ", "> ", "{{ 7 * 7 }}", "{% if x %}", "<b>", "\n\n# ", "\u2060# "])
def test_what_a_resident_wrote_stays_words(sign: str) -> None:
    blocks = filled("# Kop\n\n{{ question }}\n\nEinde", ReceiptFacts(question=f"{sign}help"))
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
    assert blocks[1].text.replace("\u2060", "") == f"{sign}help".replace("\u2060", "").strip()


def test_the_letter_speaks_the_language_of_the_reader() -> None:
    assert letter_body("receipt", FACTS, "en")[0].text.startswith("You asked us a question on Wednesday")
