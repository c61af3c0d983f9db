"""From content to PDF: which module draws which paper; the same content always gives the same bytes."""

from collections.abc import Callable

from buurtteam.documents import plan
from buurtteam.documents.glyphs import missing_glyphs
from buurtteam.domain.papers import AnyPaper, PaperKind, PlanPaper
from buurtteam.texts import in_language

_DRAW: dict[PaperKind, Callable[..., bytes]] = {
    PaperKind.PLAN: plan.draw,
}


def render(content: AnyPaper) -> bytes:
    """The paper as a tagged PDF in its own language; nothing but the content decides what it looks like."""
    with in_language(content.language):
        return _DRAW[content.kind](content)


def pages_of_plan(content: PlanPaper) -> int:
    """How many sheets a plan takes; it should be one, and two in large print."""
    with in_language(content.language):
        return plan.page_count(content)


__all__ = ["missing_glyphs", "pages_of_plan", "render"]
