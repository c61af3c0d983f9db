"""What threatens households on Today: above what is late, each with its countdown; nothing at all while nothing threatens."""

from typing import TYPE_CHECKING

from buurtteam.services import threats
from buurtteam.services.threats import ThreatLine, ThreatsNow
from buurtteam.texts import label
from buurtteam.texts import translate as _
from buurtteam.ui.list_row import ListRow
from buurtteam.ui.pages.today_rows import FirstRows
from buurtteam.ui.threats import PICTURES, threat_chip
from buurtteam.ui.widgets import StatusChip, restyle

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

_MOST = 6


class ThreatsToday(FirstRows):
    """A card with every urgent threat of my households; it is not there when nothing threatens."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_("Threatens now"), "alert-triangle", _MOST)
        self._page = page
        self._shown: object = None
        restyle(self.card, "tone", "late")

    def read(self) -> None:
        """Ask what threatens."""
        self._page.ask(threats.urgent_now, self.fill, instead_of="threats")

    def fill(self, found: ThreatsNow) -> None:
        """Show it; what says the same stays as it is, with its focus."""
        says = [(each, threat_chip(each.threat, found.now, found.today)) for each in found.lines]
        if says == self._shown:
            return
        self._shown = says
        self.show_rows([self._row(each, StatusChip(*chip)) for each, chip in says])

    def _row(self, each: ThreatLine, chip: StatusChip) -> ListRow:
        about = (label(each.threat.kind), threats.when_words(each.threat), each.threat.creditor)
        return ListRow(
            each.label or _("Without a name yet"),
            " · ".join(part for part in about if part),
            picture=PICTURES.get(each.threat.kind, "alert-triangle"),
            role="danger",
            marks=(chip,),
        ).on_open(
            lambda: self._page.desk.open_place(
                "money", household_id=each.household, tab="threats", threat=each.threat.id
            )
        )
