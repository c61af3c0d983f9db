"""The sheets to fill in and to follow: room to write, nothing on a nearly empty sheet, letters one can read."""

from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from reportlab.lib.units import mm

from buurtteam.documents.forms import LARGE_ROUTE_SIZES, ROUTE_SIZES
from buurtteam.documents.render import render
from buurtteam.domain.papers import BlankFormPaper
from tests.documents.reading import structure
from tests.documents.samples import FORM, ROUTE


def _lines(pdf: bytes) -> list[list[float]]:
    """Per sheet the heights of the lines to write on, from the top down."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            parts = pikepdf.parse_content_stream(page)
            heights = {round(float(part.operands[1]), 1) for part in parts if str(part.operator) == "l"}
            found.append(sorted(heights, reverse=True))
    return found


def test_twelve_topics_and_what_is_agreed_take_four_sheets_and_an_empty_form_two() -> None:
    assert len(_lines(render(FORM))) == 4
    assert len(_lines(render(BlankFormPaper()))) == 2


@pytest.mark.parametrize("content", [FORM, FORM.changed(large_print=True), BlankFormPaper()])
def test_there_are_eight_millimetres_and_more_between_lines_to_write_on(content: BlankFormPaper) -> None:
    sheets = _lines(render(content))
    assert len(sheets[0]) > 2
    for sheet in sheets:
        steps = [one - other for one, other in pairwise(sheet)]
        assert all(step >= 8 * mm for step in steps)


def test_the_law_s_part_stands_on_the_form_and_nothing_asks_for_a_number() -> None:
    said = "\n".join(structure(render(FORM)))
    for words in ("cliëntondersteuning", "persoonlijk plan", "persoonsgebonden budget", "geen nummer, geen kopie"):
        assert words in said


@pytest.mark.parametrize("large_print", [False, True])
def test_the_route_is_set_as_large_as_its_sheet_allows(large_print: bool) -> None:
    least = min(LARGE_ROUTE_SIZES if large_print else ROUTE_SIZES)
    assert least >= (19 if large_print else 13)
    short = ROUTE.changed(steps=ROUTE.steps[:4], large_print=large_print)
    assert len(_lines(render(short))) == 1
    assert len(_lines(render(ROUTE))) == 1
