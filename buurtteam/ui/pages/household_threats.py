"""The band on the page of a household that something threatens: what, how long still, and by when the first talk must be."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from buurtteam.domain.kinds import HouseholdId
from buurtteam.services import threats
from buurtteam.services.threats import ThreatsView
from buurtteam.texts import label
from buurtteam.texts import translate as _
from buurtteam.ui.theme import TIGHT
from buurtteam.ui.threats import haste_words, threat_chip
from buurtteam.ui.widgets import Note, StatusChip, button, column, flow

if TYPE_CHECKING:
    from buurtteam.ui.page import Page


class ThreatBand(QWidget):
    """Says nothing while nothing threatens."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        super().__init__()
        self._page, self._home = page, home
        self._inside = column(self, space=TIGHT)
        self.hide()
        page.ask(lambda office: threats.threats_of(office, home), self._fill, instead_of="threats")

    def _fill(self, found: ThreatsView) -> None:
        import shiboken6

        if not shiboken6.isValid(self) or not found.holding:
            return
        chips = []
        for each in found.holding:
            state, words = threat_chip(each, found.now, found.today)
            chips.append(StatusChip(state, _("{what}: {when}", what=label(each.kind), when=_lower(words))))
        self._inside.addWidget(flow(*chips))
        words, tone = haste_words(found)
        to_threats = button(_("To what threatens"), icon_name="alert-triangle", on_click=self._open)
        if words:
            self._inside.addWidget(Note(words, tone, to_threats))
        else:
            self._inside.addWidget(flow(to_threats))
        self.show()

    def _open(self) -> None:
        self._page.desk.open_place("money", household_id=self._home, tab="threats")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
