"""The papers about money in the menu of what can be made: to debt help, to creditors, for the people, and to write on."""

from functools import partial

from PySide6.QtWidgets import QMenu

from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.papers import PaperKind
from buurtteam.services import money_papers
from buurtteam.services.money_papers import MoneySubjects
from buurtteam.texts import label
from buurtteam.texts import translate as _
from buurtteam.ui.pages.paper_making import PaperMaker

PICTURES = {
    PaperKind.REFERRAL_FILE: "send",
    PaperKind.REFERRAL_LETTER: "mail",
    PaperKind.STAY_LETTER: "mail",
    PaperKind.ARRANGEMENT_LETTER: "mail",
    PaperKind.SIGNAL_ANSWER: "mail",
    PaperKind.CONSENT_SHEET: "clipboard-text",
    PaperKind.EVIDENCE_LIST: "list-check",
    PaperKind.BUDGET_SHEET: "layout-list",
    PaperKind.BLANK_POST: "clipboard-text",
    PaperKind.BLANK_BUDGET: "clipboard-text",
}


def offer_money(menu: QMenu, maker: PaperMaker, home: HouseholdId, subjects: MoneySubjects) -> None:
    """Put what can be made about the money of a household in a menu of its own."""
    part = menu.addMenu(_("Papers about money"))
    for referral, recipient in subjects.referrals:
        file = partial(money_papers.issue_referral_file, referral_id=referral)
        letter = partial(money_papers.issue_referral_letter, referral_id=referral)
        part.addAction(
            _("Referral to debt help: {name}", name=recipient),
            partial(maker.make, PaperKind.REFERRAL_FILE, referral, file),
        )
        part.addAction(
            _("Letter to debt help: {name}", name=recipient),
            partial(maker.make, PaperKind.REFERRAL_LETTER, referral, letter),
        )
    for threat, words in subjects.threats:
        wait = partial(money_papers.issue_stay_letter, threat_id=threat)
        part.addAction(
            _("Letter that asks to wait: {what}", what=words), partial(maker.make, PaperKind.STAY_LETTER, threat, wait)
        )
    for debt, name in subjects.debts:
        parts = partial(money_papers.issue_arrangement_letter, debt_id=debt)
        part.addAction(
            _("Letter to pay in parts: {name}", name=name),
            partial(maker.make, PaperKind.ARRANGEMENT_LETTER, debt, parts),
        )
    if not part.isEmpty():
        part.addSeparator()
    for kind, issue in (
        (PaperKind.CONSENT_SHEET, partial(money_papers.issue_consent_sheet, household_id=home)),
        (PaperKind.EVIDENCE_LIST, partial(money_papers.issue_evidence_list, household_id=home)),
        (PaperKind.BUDGET_SHEET, partial(money_papers.issue_budget_sheet, household_id=home)),
    ):
        part.addAction(label(kind), partial(maker.make, kind, home, issue))


def offer_forms(menu: QMenu, maker: PaperMaker, home: HouseholdId | None) -> None:
    """Put the forms about money that are filled in by pen in a menu."""
    for kind, issue in (
        (PaperKind.BLANK_POST, partial(money_papers.issue_blank_post, household_id=home)),
        (PaperKind.BLANK_BUDGET, partial(money_papers.issue_blank_budget, household_id=home)),
    ):
        menu.addAction(label(kind), partial(maker.make, kind, None, issue))
