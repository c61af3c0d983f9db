"""The content of papers: frozen, complete, and the same after it was kept."""

import pytest
from pydantic import ValidationError

from buurtteam.domain.any_paper import AnyPaper, paper_from_json, paper_to_json
from buurtteam.domain.papers import Letterhead, LetterPaper, PlanPaper
from tests.documents.samples import PAPERS


@pytest.mark.parametrize("content", PAPERS.values(), ids=PAPERS)
def test_content_comes_back_as_it_was_kept(content: AnyPaper) -> None:
    again = paper_from_json(paper_to_json(content))
    assert again == content
    assert type(again) is type(content)


def test_a_plan_has_no_room_for_what_may_not_stand_on_it() -> None:
    fields = set(PlanPaper.model_fields)
    assert not fields & {"bsn", "birth_date", "debts", "team_only", "notes", "scores"}
    with pytest.raises(ValidationError):
        PlanPaper.model_validate({"bsn": "999990019"})


def test_an_address_has_at_most_six_lines() -> None:
    with pytest.raises(ValidationError):
        LetterPaper(address=("a",) * 7)


def test_a_logo_of_megabytes_is_refused() -> None:
    with pytest.raises(ValidationError):
        Letterhead(logo=b"x" * 600_000)
