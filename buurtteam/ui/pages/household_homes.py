"""Choose another household where somebody also lives, as a child of parents who live apart."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from buurtteam.domain.household import MemberRole
from buurtteam.domain.keeping import Found
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.services import households
from buurtteam.texts import translate as _
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import SNUG
from buurtteam.ui.widgets import Drawer, Words, button, column, row

if TYPE_CHECKING:
    from buurtteam.ui.page import Page


class ChooseHome(Drawer):
    """Search a household by name or street and let somebody live there too."""

    def __init__(self, page: "Page", here: HouseholdId, resident: ResidentId) -> None:
        body = QWidget()
        super().__init__(page, _("Lives in another household too"), body, width=480)
        self._page, self._here, self._resident = page, here, resident
        inside = column(body, space=SNUG)
        inside.addWidget(
            Words(_("One person, two homes: what you write about this person then stands in both households."), "quiet")
        )
        words = QLabel(_("Search by name or street"))
        words.setProperty("tone", "label")
        self.asked = QLineEdit()
        words.setBuddy(self.asked)
        self.asked.setAccessibleName(_("Search by name or street"))
        self.table = RowTable(
            Column(_("Household"), "name", strong=True),
            Column(_("Address"), "detail"),
            name=_("Households that fit"),
            id_of=lambda found: found.household,
        )
        self.choose = button(_("Lives here too"), "primary", on_click=self._choose)
        self.choose.setEnabled(False)
        for part in (words, self.asked):
            inside.addWidget(part)
        inside.addWidget(self.table, 1)
        inside.addLayout(row(button(_("Cancel"), "quiet", on_click=self.close_drawer), None, self.choose))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(200)
        self._pause.timeout.connect(self._search)
        self.asked.textEdited.connect(lambda _text: self._pause.start())
        self.table.chosen.connect(lambda found: self.choose.setEnabled(found is not None))
        self.table.opened.connect(lambda _found: self._choose())
        self.body.setFocusProxy(self.asked)

    def _search(self) -> None:
        asked = self.asked.text()
        self._page.ask(lambda office: office.search(asked, 40), self._show, instead_of="homes")

    def _show(self, found: list[Found]) -> None:
        rows: dict[object, Found] = {}
        for each in found:
            if each.household is not None and each.household != self._here:
                rows.setdefault(each.household, each)
        self.table.show_rows(list(rows.values()))
        self.choose.setEnabled(self.table.chosen_id() is not None)

    def _choose(self) -> None:
        wanted = self.table.chosen_id()
        if not isinstance(wanted, UUID):
            return
        here, resident = self._here, self._resident
        self._page.do(
            lambda office: households.lives_also_in(
                office,
                here,
                resident,
                HouseholdId(wanted),
                MemberRole.CHILD,
            )
        )
        self.close_drawer()
