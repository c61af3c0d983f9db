"""The line on the page of a household that says who stands beside its fixed face now, and which hand-over waits."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QWidget

from buurtteam.domain.kinds import HouseholdId
from buurtteam.services import handover
from buurtteam.services.handover import FacesNow
from buurtteam.texts import short_date
from buurtteam.texts import translate as _
from buurtteam.ui.theme import SNUG
from buurtteam.ui.widgets import StatusChip, column, flow, link

if TYPE_CHECKING:
    from buurtteam.ui.page import Page


class FacesLine(QWidget):
    """Says nothing while the fixed face is simply there."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        super().__init__()
        self._page = page
        self._inside = column(self)
        self.hide()
        page.ask(lambda office: handover.faces_now(office, home), self._fill, instead_of="faces")

    def _fill(self, found: FacesNow) -> None:
        if not shiboken6.isValid(self):
            return
        parts: list[QWidget] = []
        if found.waiting is not None:
            transfer = found.waiting
            parts.append(StatusChip("waiting", _("Hand-over to {name} waits", name=transfer.to_name)))
            parts.append(
                link(_("To the hand-over"), lambda: self._page.desk.open_place("handover", transfer_id=transfer.id))
            )
        if found.staying and found.staying_until is not None:
            words = _("{name} stays up to and including {day}", name=found.staying, day=short_date(found.staying_until))
            parts.append(StatusChip("info", words))
        if found.stands_in:
            words = (
                _(
                    "{name} stands in up to and including {day}",
                    name=found.stands_in,
                    day=short_date(found.stands_in_until),
                )
                if found.stands_in_until is not None
                else _("{name} stands in now", name=found.stands_in)
            )
            parts.append(StatusChip("info", words))
        if parts:
            self._inside.addWidget(flow(*parts, space=SNUG))
            self.show()
