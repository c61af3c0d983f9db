"""Settings: the list of creditors that the team keeps, and the public bodies that come with the program."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from buurtteam.domain.debt import Creditor, DebtKind
from buurtteam.domain.keeping import Changes
from buurtteam.services import creditors
from buurtteam.services.creditors import KnownCreditor
from buurtteam.texts import label, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.widgets import Card, ScrollPage, Words, button, row

if TYPE_CHECKING:
    from buurtteam.domain.kinds import CreditorId
    from buurtteam.services.office import Office
    from buurtteam.ui.pages.settings import SettingsPage


class CreditorsPart(ScrollPage):
    """Who people owe money to: names complete themselves from here, also as they are otherwise called."""

    def __init__(self, page: "SettingsPage") -> None:
        super().__init__()
        self._page = page
        self._known: tuple[KnownCreditor, ...] = ()
        self._wanted: CreditorId | None = None
        self.pane: RecordsPane[Creditor] = RecordsPane(
            page,
            Creditor,
            title=_("Creditors"),
            add_words=_("Add a creditor"),
            columns=(
                Column(_("Name"), lambda c: c.name or _("Without a name yet"), strong=True),
                Column(_("Kind of debt"), lambda c: label(c.kind) if c.kind else "", width=170),
                Column(_("Phone"), "phone", width=130),
                Column(_("Last checked"), lambda c: short_date(c.checked_on) if c.checked_on else "", width=140),
                Column(
                    _("In use"),
                    "is_active",
                    width=110,
                    chip=lambda c: ("quiet", _("No longer")) if not c.is_active else None,
                ),
            ),
            empty=("building", _("No creditor of your own yet."), _("Each new name in the bag of post can come here.")),
            new=Creditor,
            keep=creditors.keep,
            remove=creditors.remove,
            says=lambda c: c.name or _("This creditor"),
            draft_place=lambda c: f"creditor.{c.id}",
            why=_("From this list names complete themselves while letters are typed. Nobody's debt stands in it."),
            most_rows=12,
        )
        form = self.pane.form
        kinds: dict[object, str] = {each: label(each) for each in DebtKind}
        form.place(
            "name", "also_called", columns=2, help_texts={"also_called": _("Other names, with a comma between.")}
        )
        form.place("kind", "is_preferred", columns=2, options={"kind": kinds})
        form.place("is_collector", "may_use_bsn", "is_active")
        form.place("department", "street", "number", "postcode", "city", "phone", "email", "checked_on", columns=2)
        form.place("advice")
        self.bodies: Card = Card(_("Public bodies that come with the program"))
        self.bodies.add(Words(_("Take one over to add an address or a remark of your own."), "quiet"))
        self.take = button(_("Take it over to our list"), icon_name="plus", on_click=self.take_over)
        self.table = _table()
        self.advice = Words("", "")
        self.source = Words("", "small")
        self.bodies.add(self.table, self.advice, self.source, row(self.take, None))
        self.table.chosen.connect(self._on_chosen)
        self.add(self.pane, self.bodies)
        self._on_chosen(None)

    def show_now(self) -> None:
        """Ask for both lists."""

        def read(office: "Office") -> tuple[tuple[Creditor, ...], tuple[KnownCreditor, ...]]:
            return creditors.own_creditors(office), creditors.creditors(office)

        self._page.ask(read, self._fill, instead_of="creditors")

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """A creditor came, went or changed."""
        if any(each.concern(Creditor) for each in changes):
            self.show_now()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.pane.leave()

    def take_over(self) -> None:
        """The body comes on the team's own list, to be added to."""
        known = self._chosen()
        if known is not None:
            self._page.do(lambda office: creditors.take_over(office, known), self._on_taken)

    def _on_taken(self, kept: Creditor) -> None:
        self._wanted = kept.id
        self.show_now()

    def _fill(self, found: tuple[tuple[Creditor, ...], tuple[KnownCreditor, ...]]) -> None:
        own, known = found
        self._known = tuple(each for each in known if not each.is_own)
        self.pane.show_records(own)
        self.table.show_rows(self._known)
        self.table.fit_height(most=12)
        self._on_chosen(self.table.chosen_id())
        if self._wanted is not None:
            self.pane.edit(self._wanted)
            self._wanted = None

    def _chosen(self) -> KnownCreditor | None:
        found = self.table.chosen_row()
        return found if isinstance(found, KnownCreditor) else None

    def _on_chosen(self, _wanted: object) -> None:
        known = self._chosen()
        self.advice.setText(known.advice if known is not None else "")
        self.source.setText(_("Source: {source}", source=known.source) if known is not None and known.source else "")
        for each in (self.advice, self.source):
            each.setVisible(bool(each.text()))
        self.take.setEnabled(known is not None)


def _table() -> RowTable:
    return RowTable(
        Column(_("Name"), "name", strong=True),
        Column(_("Also known as"), lambda k: k.creditor.also_called),
        Column(_("Kind of debt"), lambda k: label(k.creditor.kind) if k.creditor.kind else "", width=210),
        Column(
            _("Preferred ¦head"),
            lambda k: k.creditor.is_preferred,
            width=150,
            chip=lambda k: ("info", _("Yes")) if k.creditor.is_preferred else None,
        ),
        name=_("Public bodies that come with the program"),
    )
