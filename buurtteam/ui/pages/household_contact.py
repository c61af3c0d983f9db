"""How to reach a household safely, what they prefer, and where they live."""

from typing import TYPE_CHECKING

from buurtteam.domain.household import Address, AddressKind, Household
from buurtteam.domain.kinds import HouseholdId
from buurtteam.services import households
from buurtteam.services.households import HouseholdView
from buurtteam.texts import label
from buurtteam.texts import translate as _
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.pages.household_parts import PanesTab, records_pane
from buurtteam.ui.row_table import Column
from buurtteam.ui.widgets import Card, SideBySide, Words, column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from buurtteam.ui.page import Page


class Contact(PanesTab):
    """The tab of contact and address."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        pane = records_pane(
            page,
            home,
            Address,
            title=_("Addresses"),
            add_words=_("Address"),
            columns=(
                Column(_("Kind of address"), lambda a: label(a.kind), width=170),
                Column(_("Address"), _line, strong=True),
                Column(_("Since"), "from_on", width=120),
                Column(_("Until"), "until_on", width=120),
            ),
            empty=("map-pin", _("No address yet. No fixed address? Write that down here too."), ""),
            new=lambda: Address(household=home, kind=AddressKind.HOME),
            says=lambda a: _line(a) or label(a.kind),
        )
        super().__init__()
        self.record_panes = [pane]
        self.pane = pane
        form = pane.form
        form.place("kind")
        form.place("street", "number", columns=2)
        form.place("postcode", "city", columns=2)
        form.place(
            "is_secret",
            help_texts={"is_secret": _("A secret address stands on no paper and is found by nobody.")},
        )
        form.place("from_on", "until_on", columns=2)
        form.place("note")

        self.form: KeptForm[Household] = KeptForm(
            Household,
            page,
            lambda office, record: households.keep(office, home, record),
            lambda record: households.draft_place(home, record),
        )
        safe = Card(_("Safe contact"), icon_name="shield-lock")
        safe.add(Words(_("Team only. This goes before every letter, phone call and visit."), "quiet"))
        self.form.place("not_by", "safe_contact", into=safe.body)
        wishes = Card(_("What they prefer"), icon_name="heart")
        self.form.place("reach", "area", columns=2, into=wishes.body)
        self.form.place("preferred_place", "preferred_time", columns=2, into=wishes.body)
        self.form.place("first_this", into=wishes.body)
        self.inside.addWidget(SideBySide(_on_top(safe), _on_top(wishes), least=400))
        self.inside.addWidget(pane)

    def fill(self, view: HouseholdView) -> None:
        """Show how to reach them and where they live."""
        household = view.household
        self.form.show_kept(household, (view.drafts or {}).get(households.draft_place(household.id, household)))
        self.pane.show_records(view.addresses, view.drafts)

    def leave(self) -> None:
        """Keep what is being typed."""
        super().leave()
        self.form.leave()


def _line(address: Address) -> str:
    words = ", ".join(
        part
        for part in (f"{address.street} {address.number}".strip(), f"{address.postcode} {address.city}".strip())
        if part
    )
    if address.kind is AddressKind.NO_FIXED and not words:
        return address.note or label(address.kind)
    return _("{address} (secret)", address=words) if address.is_secret else words


def _on_top(card: "QWidget") -> "QWidget":
    from PySide6.QtWidgets import QWidget

    holder = QWidget()
    inside = column(holder)
    inside.addWidget(card)
    inside.addStretch(1)
    return holder
