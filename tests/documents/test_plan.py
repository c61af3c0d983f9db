"""Our plan: on the fridge, so on one sheet, with no word broken and nothing on it that is nobody's business."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtteam.documents import plan
from buurtteam.documents.blocks import Block, Stack, Table, Words
from buurtteam.documents.render import pages_of_plan, render
from buurtteam.documents.sheet import Sheet, checked_logo, contrast_on_white, readable_color
from buurtteam.domain.papers import Agreement, Letterhead, PlanPaper, Said
from buurtteam.domain.problem import Problem
from tests.documents.reading import Looked, structure
from tests.documents.samples import AGREEMENTS, HARD_PLAN, LETTERHEAD, PLAN, REAL_PLAN, logo

LONG_WORD = "kindertelefoonvrijwilli" + "g"  # 24 letters
NINETY = "belt " + "met de woningstichting over de huur en vraagt of het in kleine delen mag worden betaald"


def test_six_agreements_of_ninety_characters_fit_on_one_sheet() -> None:
    assert {len(agreement.what) // 10 for agreement in AGREEMENTS} <= {8, 9}
    assert pages_of_plan(PLAN) == 1
    ninety = tuple(agreement.changed(what=NINETY[:90]) for agreement in AGREEMENTS)
    assert pages_of_plan(PLAN.changed(agreements=ninety)) == 1
    assert pages_of_plan(PLAN.changed(agreements=ninety, large_print=True)) == 2


def test_a_real_household_fits_on_the_fridge() -> None:
    assert {len(agreement.what) for agreement in REAL_PLAN.agreements} == {90}
    assert (len(REAL_PLAN.strengths), len(REAL_PLAN.wishes), len(REAL_PLAN.signers)) == (3, 3, 3)
    for content in (REAL_PLAN, REAL_PLAN.changed(letterhead=LETTERHEAD), REAL_PLAN.changed(pictograms=True)):
        assert pages_of_plan(content) == 1
        assert pages_of_plan(content.changed(large_print=True)) == 2


def test_a_full_sheet_is_set_in_fifteen_points_and_its_small_print_in_eleven() -> None:
    sizes = [size for size, text in _sizes(render(REAL_PLAN)) if "pagina" not in text and "P-0012" not in text]
    assert min(sizes) >= 11
    assert sizes.count(15) > len(sizes) / 2


def _sizes(pdf: bytes) -> list[tuple[float, str]]:
    """The size of each piece of text."""
    found: list[tuple[float, str]] = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            size = 0.0
            for part in pikepdf.parse_content_stream(page):
                if str(part.operator) == "Tf":
                    size = float(part.operands[1])
                elif str(part.operator) == "Tj":
                    found.append((size, str(part.operands[0])))
    return found


@pytest.mark.parametrize("count", [8, 9, 10])
@pytest.mark.parametrize("large_print", [False, True])
def test_the_foot_of_a_longer_plan_does_not_stand_alone(count: int, large_print: bool) -> None:
    rows = (REAL_PLAN.agreements * 2)[:count]
    content = REAL_PLAN.changed(agreements=rows, large_print=large_print)
    pages = plan.laid_out(content, Sheet(content, ""))
    assert len(pages) == 2 or (large_print and len(pages) == 3)
    assert sum(len(table.rows) for page in pages for table in _tables(page)) == count
    assert sum(len(table.rows) for table in _tables(pages[-1])) >= 2


def _tables(blocks: Sequence[Block]) -> list[Table]:
    found = [block for block in blocks if isinstance(block, Table)]
    return found + [table for block in blocks if isinstance(block, Stack) for table in _tables(block.blocks)]


def test_a_day_says_its_year_when_it_is_far_away() -> None:
    far = (Agreement(who="Sem", what="begint op de nieuwe school", on=date(2027, 8, 23)),)
    said = "\n".join(structure(render(PLAN.changed(agreements=(*far, *AGREEMENTS)))))
    assert "23 augustus 2027" in said
    assert "21 september 2026" not in said


def test_the_plan_with_pictograms_is_one_sheet_too() -> None:
    assert pages_of_plan(PLAN.changed(pictograms=True)) == 1


def test_a_longer_plan_goes_on_over_the_page_with_its_heading_and_loses_nothing(qapp: object) -> None:
    pdf = render(HARD_PLAN)
    looked = Looked(pdf)
    assert len(looked) > 1
    text = "".join(looked.text(page) for page in range(len(looked)))
    assert text.count("Wie doet wat, en wanneer?") == 2
    said = "\n".join(structure(pdf))
    assert said.count("Wie doet wat, en wanneer?") == 1
    for agreement in HARD_PLAN.agreements:
        assert said.count(agreement.what) == sum(other.what == agreement.what for other in HARD_PLAN.agreements)


@pytest.mark.parametrize("large_print", [False, True])
def test_a_word_of_24_letters_is_never_broken(large_print: bool) -> None:
    rows = (Agreement(who=LONG_WORD.title(), what=f"praat met de {LONG_WORD}", when=LONG_WORD, help_kind=LONG_WORD),)
    content = PLAN.changed(agreements=rows * 3, large_print=large_print)
    for words, width in _all_words(content):
        assert words.widest() <= width + 0.01


def _all_words(content: PlanPaper) -> list[tuple[Words, float]]:
    """Every text in the table of agreements with the width it has."""
    sheet = Sheet(content, "")
    found: list[tuple[Words, float]] = []
    for page in plan.laid_out(content, sheet):
        for table in _tables(page):
            total = sum(table.widths)
            for row in table.rows:
                for cell, share in zip(row.cells, table.widths, strict=True):
                    width = sheet.width * share / total - 2 * table.pad
                    found += [(block, width) for block in _within(cell)]
    assert found
    return found


def _within(stack: Stack) -> list[Words]:
    found: list[Words] = []
    for block in stack.blocks:
        if isinstance(block, Stack):
            found += _within(block)
        elif isinstance(block, Words):
            found.append(block)
    return found


def test_nobody_yet_is_said_and_not_left_open() -> None:
    assert "dit zoeken wij nog uit" in "\n".join(structure(render(PLAN)))


def test_the_kind_of_help_stands_before_the_name_of_the_organisation() -> None:
    assert "hulp bij geld · Buurtteam" in "\n".join(structure(render(PLAN)))


def test_what_is_done_is_celebrated() -> None:
    said = "\n".join(structure(render(PLAN)))
    assert said.count("Gelukt!") == 1
    assert said.count("[Vakje om aan te kruisen als het klaar is]") == len(AGREEMENTS) - 1


def test_a_plan_says_whom_to_call_and_that_one_may_disagree() -> None:
    said = "\n".join(structure(render(PLAN)))
    for words in ("Gevaar? Bel 112", "06 12345678", "Niet eens? Zeg het.", "donderdag 8 oktober 2026"):
        assert words in said
    disagreeing = render(PLAN.changed(disagreement="De school moet ook iets doen."))
    assert "De school moet ook iets doen." in "\n".join(structure(disagreeing))


def test_a_plan_in_english_is_english() -> None:
    said = "\n".join(structure(render(PLAN.changed(language="en"))))
    assert "Our plan" in said
    assert "Dit gaat goed" not in said


def test_practice_is_printed_on_the_sheet_and_in_its_title(qapp: object) -> None:
    looked = Looked(render(PLAN.changed(practice=True)))
    assert "OEFENEN" in looked.text(0)
    assert b"OEFENEN" in render(PLAN.changed(practice=True)) or "OEFENEN" in looked.text(0)


def test_text_stays_within_the_margins(qapp: object) -> None:
    for content in (PLAN, PLAN.changed(large_print=True), PLAN.changed(pictograms=True)):
        looked = Looked(render(content))
        for page in range(len(looked)):
            left, top, right, bottom = looked.box(page)
            assert left >= 17.5
            assert right <= 192.5
            assert top >= 17
            assert bottom <= 290


texts = st.text(max_size=400)


@settings(max_examples=60, deadline=None)
@given(texts, texts, st.booleans())
def test_any_words_can_be_printed(words: str, name: str, large_print: bool) -> None:
    content = PlanPaper(
        large_print=large_print,
        strengths=(Said(words=words),),
        wishes=(Said(words=words, speaker=name[:200]),),
        agreements=(Agreement(who=name[:200], what=words), Agreement(what=words * 40)),
    )
    assert render(content).startswith(b"%PDF")


def test_a_pale_team_colour_is_darkened_until_it_can_be_read() -> None:
    assert readable_color("#0B5E5A") == "#0B5E5A"
    for color in ("#FFFFFF", "#FFE000", "#7FD99B", "#000000"):
        assert contrast_on_white(readable_color(color)) >= 4.5


def test_a_logo_is_made_small_and_what_is_no_picture_is_refused() -> None:
    assert checked_logo(logo()).startswith(b"\x89PNG")
    for wrong in (b"", b"GIF89a", b"<svg/>", logo()[:60]):
        with pytest.raises(Problem):
            checked_logo(wrong)


def test_a_logo_that_cannot_be_read_does_not_stop_the_paper() -> None:
    assert render(PLAN.changed(letterhead=Letterhead(team="Team", logo=b"no picture"))).startswith(b"%PDF")
    assert render(PLAN.changed(letterhead=LETTERHEAD)).startswith(b"%PDF")


def test_a_plan_of_two_hundred_agreements_comes_out_whole() -> None:
    pdf = render(PLAN.changed(agreements=AGREEMENTS * 33))
    assert BytesIO(pdf).getvalue().endswith(b"%%EOF\n")
