"""From content to PDF: which module draws which paper; the same content always gives the same bytes."""

from collections.abc import Callable

from buurtteam.documents import (
    care_card,
    care_home,
    crisis,
    figures,
    forms,
    letter,
    lists,
    money_home,
    money_referral,
    plan,
    report,
    week,
)
from buurtteam.domain.any_paper import AnyPaper
from buurtteam.domain.papers import PaperKind, PlanPaper
from buurtteam.texts import in_language

_DRAW: dict[PaperKind, Callable[..., bytes]] = {
    PaperKind.PLAN: plan.draw,
    PaperKind.REPORT: report.draw,
    PaperKind.RECEIPT: letter.draw,
    PaperKind.LETTER: letter.draw,
    PaperKind.HAND_OVER: letter.draw,
    PaperKind.BLANK_FORM: forms.draw_blank_form,
    PaperKind.ROUTE: forms.draw_route,
    PaperKind.CRISIS: crisis.draw,
    PaperKind.WINDOW_TEST: letter.draw_window_test,
    PaperKind.RECOVERY_SHEET: forms.draw_recovery_sheet,
    PaperKind.FIGURES: figures.draw,
    PaperKind.WEEK: week.draw,
    PaperKind.WORKLIST: lists.draw,
    PaperKind.REFERRAL_FILE: money_referral.draw,
    PaperKind.REFERRAL_LETTER: letter.draw,
    PaperKind.STAY_LETTER: letter.draw,
    PaperKind.ARRANGEMENT_LETTER: letter.draw,
    PaperKind.SIGNAL_ANSWER: letter.draw,
    PaperKind.CONSENT_SHEET: money_home.draw_consent,
    PaperKind.EVIDENCE_LIST: money_home.draw_evidence,
    PaperKind.BUDGET_SHEET: money_home.draw_budget,
    PaperKind.BLANK_POST: money_home.draw_blank_post,
    PaperKind.BLANK_BUDGET: money_home.draw_blank_budget,
    PaperKind.CARER_LETTER: letter.draw,
    PaperKind.CARER_INFO: care_home.draw_information,
    PaperKind.CARER_CARD: care_card.draw,
    PaperKind.YOUNG_CARER: care_home.draw_young,
}


def render(content: AnyPaper) -> bytes:
    """The paper as a tagged PDF in its own language; nothing but the content decides what it looks like."""
    with in_language(content.language):
        return _DRAW[content.kind](content)


def pages_of_plan(content: PlanPaper) -> int:
    """How many sheets a plan takes; it should be one, and two in large print."""
    with in_language(content.language):
        return plan.page_count(content)
