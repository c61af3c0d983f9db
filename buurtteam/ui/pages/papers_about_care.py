"""The papers of the carers of a household in the menu of what can be made: a part for each carer who lives there."""

from functools import partial

from PySide6.QtWidgets import QMenu

from buurtteam.domain.papers import PaperKind
from buurtteam.services import care_papers
from buurtteam.services.care_papers import CarerSubject, CareSubjects
from buurtteam.texts import label
from buurtteam.texts import translate as _
from buurtteam.ui.pages.paper_making import PaperMaker

PICTURES = {
    PaperKind.CARER_LETTER: "mail",
    PaperKind.CARER_INFO: "info-circle",
    PaperKind.CARER_CARD: "alert-triangle",
    PaperKind.YOUNG_CARER: "heart",
}


def offer_care(menu: QMenu, maker: PaperMaker, subjects: CareSubjects) -> None:
    """Put what can be made for each carer who lives in a household in a menu of its own."""
    for carer in subjects.carers:
        part = menu.addMenu(_("Papers of {name}, who cares for somebody", name=carer.name.replace("&", "&&")))
        _offer_letters(part, maker, carer)
        _offer_own(part, maker, carer)


def _offer_letters(part: QMenu, maker: PaperMaker, carer: CarerSubject) -> None:
    for to in carer.recipients:
        lacks = partial(care_papers.gaps, kind=PaperKind.CARER_LETTER, of=carer.resident, recipient=to.name)
        for with_score in (False, True) if to.may_score else (False,):
            letter = partial(care_papers.issue_letter, carer=carer.resident, recipient=to.name, with_score=with_score)
            name = to.name.replace("&", "&&")
            words = _("Letter to {name}", name=name)
            if with_score:
                words = _("Letter to {name}, with the score", name=name)
            part.addAction(words, partial(maker.make, PaperKind.CARER_LETTER, carer.resident, letter, gaps=lacks))
    if carer.recipients:
        part.addSeparator()


def _offer_own(part: QMenu, maker: PaperMaker, carer: CarerSubject) -> None:
    who = carer.resident
    for words, kind, issue in (
        (label(PaperKind.CARER_INFO), PaperKind.CARER_INFO, partial(care_papers.issue_information, carer=who)),
        (
            _("Information for a carer, in English"),
            PaperKind.CARER_INFO,
            partial(care_papers.issue_information, carer=who, language="en"),
        ),
    ):
        part.addAction(words, partial(maker.make, kind, who, issue))
    for agreement, name in carer.cards:
        card = partial(care_papers.issue_card, agreement_id=agreement)
        part.addAction(
            _("Card: when I drop out, for {name}", name=name.replace("&", "&&")),
            partial(maker.make, PaperKind.CARER_CARD, agreement, card),
        )
    if carer.is_young:
        part.addSeparator()
        page = partial(care_papers.issue_young, carer=who)
        part.addAction(label(PaperKind.YOUNG_CARER), partial(maker.make, PaperKind.YOUNG_CARER, who, page))
        if carer.has_words:
            own = partial(care_papers.issue_young, carer=who, own_words=True)
            part.addAction(
                _(
                    "Page for a young carer, with own words (only if {name} wants that)",
                    name=carer.name.replace("&", "&&"),
                ),
                partial(maker.make, PaperKind.YOUNG_CARER, who, own),
            )
