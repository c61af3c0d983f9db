"""Who cares for whom in one household, and what it takes: the week, the tasks, who may speak for whom, children too."""

from buurtteam.domain.kinds import HouseholdId
from buurtteam.services.households import HouseholdView
from buurtteam.texts import translate as _
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.theme import ROOM
from buurtteam.ui.widgets import EmptyState, column, emptied


class WhoCares(HouseholdTab):
    """Who cares for whom in a household."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self._inside = column(self, space=ROOM)

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Show who cares for whom."""
        del view, args
        emptied(self._inside)
        self._inside.addWidget(EmptyState("heart-handshake", _("Nobody here cares for somebody, as far as known.")))
