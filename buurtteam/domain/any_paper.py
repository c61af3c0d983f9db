"""Any paper there is, and how its content is kept beside its PDF."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from buurtteam.domain.care_papers import CarerCardPaper, CarerInfoPaper, YoungCarerPaper
from buurtteam.domain.money_papers import (
    BlankBudgetPaper,
    BlankPostPaper,
    BudgetSheetPaper,
    ConsentSheetPaper,
    EvidenceListPaper,
    ReferralFilePaper,
)
from buurtteam.domain.papers import (
    BlankFormPaper,
    CrisisPaper,
    FiguresPaper,
    LetterPaper,
    PlanPaper,
    RecoverySheetPaper,
    ReportPaper,
    RoutePaper,
    WeekPaper,
    WindowTestPaper,
    WorklistPaper,
)

AnyPaper = (
    PlanPaper
    | ReportPaper
    | LetterPaper
    | BlankFormPaper
    | RoutePaper
    | CrisisPaper
    | WindowTestPaper
    | RecoverySheetPaper
    | FiguresPaper
    | WeekPaper
    | WorklistPaper
    | ReferralFilePaper
    | ConsentSheetPaper
    | EvidenceListPaper
    | BudgetSheetPaper
    | BlankPostPaper
    | BlankBudgetPaper
    | CarerInfoPaper
    | CarerCardPaper
    | YoungCarerPaper
)
"""The content of some paper."""

_ADAPTER: TypeAdapter[AnyPaper] = TypeAdapter(Annotated[AnyPaper, Field(discriminator="kind")])


def paper_to_json(paper: AnyPaper) -> str:
    """The content as it is kept beside its PDF."""
    return paper.model_dump_json()


def paper_from_json(text: str) -> AnyPaper:
    """The content that was kept.

    Raises ValidationError when it is not the content of a paper.
    """
    return _ADAPTER.validate_json(text)
