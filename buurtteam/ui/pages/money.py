"""The money of one household, in any order: what threatens, the bag of post, in and out, evidence, and debt help."""

from typing import Final

from buurtteam.domain.words import N_
from buurtteam.ui.pages.household_tabs import HouseholdTabsPage, Side

_HERE: Final = "buurtteam.ui.pages"


class MoneyPage(HouseholdTabsPage):
    """The money of one household."""

    place = "money"
    short = N_("Money")
    words = N_("Money of {household}")
    bar_words = N_("Parts of the money of this household")
    all_sides = (
        Side("overview", N_("At a glance"), "layout-grid", f"{_HERE}.money_overview", "MoneyOverview"),
        Side("threats", N_("Urgent now"), "alert-triangle", f"{_HERE}.money_threats", "Threats"),
        Side("post", N_("Post"), "mail", f"{_HERE}.money_post", "Post"),
        Side("budget", N_("In and out"), "arrows-exchange", f"{_HERE}.money_budget", "Budget"),
        Side("evidence", N_("Evidence"), "paperclip", f"{_HERE}.money_evidence", "EvidenceTab"),
        Side("debt_help", N_("Debt help"), "send", f"{_HERE}.money_debt_help", "DebtHelp"),
    )
