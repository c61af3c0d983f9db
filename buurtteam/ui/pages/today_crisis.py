"""The crises on Today: before everything else, mine first; nothing at all while there is none."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from buurtteam.domain.kinds import HouseholdId
from buurtteam.services import crisis
from buurtteam.services.crisis import CrisisLine
from buurtteam.texts import plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.widgets import Card, column, restyle

if TYPE_CHECKING:
    from buurtteam.ui.page import Page


class Crises(QWidget):
    """A card with every household in crisis; it is not there when nothing is wrong."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self._shown: tuple[CrisisLine, ...] = ()
        self.card = Card(_("Crisis now"), icon_name="alert-octagon")
        restyle(self.card, "tone", "late")
        column(self).addWidget(self.card)
        self.hide()

    def read(self) -> None:
        """Ask which crises run."""
        self._page.ask(crisis.in_crisis, self.fill, instead_of="crises")

    def fill(self, found: tuple[CrisisLine, ...]) -> None:
        """Show them; what says the same stays as it is, with its focus."""
        if found == self._shown:
            return
        self._shown = found
        self.card.clear()
        if found:
            self.card.add(lines(*(self._row(each) for each in found)))
        self.setVisible(bool(found))

    def _row(self, each: CrisisLine) -> ListRow:
        leads = (
            _("Regisseur: {name}", name=each.regisseur_name)
            if each.regisseur_name
            else _("Nobody leads it yet: name the regisseur today.")
        )
        left = (
            plural("{count} thing must still happen today", "{count} things must still happen today", each.open_tasks)
            if each.open_tasks
            else ""
        )
        detail = " · ".join(part for part in (_("Since {day}", day=short_date(each.since)), leads, left) if part)
        picture = "user-heart" if each.is_mine else "users"
        return ListRow(each.label, detail, picture=picture, role="danger").on_open(lambda: self._open(each.household))

    def _open(self, home: HouseholdId) -> None:
        self._page.desk.open_place("crisis", household_id=home)
