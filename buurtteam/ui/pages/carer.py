"""Who of one household cares for whom, and how it goes with the carer: an own talk, an own week, own help.

`page.carer` is the carer it is about now, chosen with the chips below the tabs; a tab about one carer is made anew when
that changes, so that nothing of one is ever shown as if it were of another. Tabs "who" and "path" are about all who live
here, and tab "scores" asks itself whose questionnaire it is: there the chips are out of sight, and the choice is kept.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from buurtteam.domain.caring import is_running
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.words import N_
from buurtteam.services.households import HouseholdView, Person
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.household_tabs import HouseholdTabsPage, Side
from buurtteam.ui.theme import TIGHT, worn
from buurtteam.ui.widgets import FlowLayout, Words, emptied, restyle

_HERE: Final = "buurtteam.ui.pages"
_ABOUT_ALL: Final = ("who", "path")
_WITHOUT_CHIPS: Final = (*_ABOUT_ALL, "scores")
_WIDEST_NAME: Final = 240


class CarerPage(HouseholdTabsPage):
    """The carers of one household."""

    place = "carer"
    short = N_("Caring for each other")
    words = N_("Caring for each other: {household}")
    bar_words = N_("Parts of caring for each other in this household")
    all_sides = (
        Side("who", N_("Who cares for whom"), "heart-handshake", f"{_HERE}.carer_who", "WhoCares"),
        Side("talk", N_("How do you keep going?"), "messages", f"{_HERE}.carer_talk", "CarerTalks"),
        Side("air", N_("What gives air"), "heart-plus", f"{_HERE}.carer_air", "AirTab"),
        Side("scores", N_("Questionnaires"), "chart-line", f"{_HERE}.carer_scores", "Scores"),
        Side("drop_out", N_("If I drop out"), "alert-triangle", f"{_HERE}.carer_crisis", "IfIDropOut"),
        Side("path", N_("Dementia and last phase"), "list-check", f"{_HERE}.carer_path", "CarePaths"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.carer: ResidentId | None = None
        self._chosen: dict[HouseholdId, ResidentId] = {}
        self.chips = CarerChips(self)
        self.body.column.insertWidget(self.body.column.indexOf(self.holder), self.chips)

    # ------------------------------------------------------------------ which carer

    def show_place(self, **args: object) -> None:
        """Show the carers of a household: `household_id`, and `tab` and `carer` (a person who lives there)."""
        wanted, home = args.pop("carer", None), args.get("household_id")
        if wanted is not None and home is not None:
            self._chosen[HouseholdId(home)] = ResidentId(wanted)  # type: ignore[arg-type]  # ids from another page
        super().show_place(**args)

    def carry(self) -> dict[str, object]:
        """The household, the tab and the carer."""
        carried = super().carry()
        return {**carried, "carer": self.carer} if carried else carried

    def choose(self, carer: ResidentId, *, tab: str = "") -> None:
        """Go on about another carer of this household, if asked for in another tab."""
        if self._home is None:
            return
        self._chosen[self._home] = carer
        if self.view is not None:
            self._settle_carer(self.view)
        if tab and tab != self._tab:
            self.open_tab(tab)
        elif self.view is not None:
            self.tabs[self._tab].show_tab(self.view)

    # ------------------------------------------------------------------ inside

    def _begin(self, home: HouseholdId) -> None:
        super()._begin(home)
        self.carer = None
        self.chips.show_carers((), None)
        self._show_chips()

    def _show_tab(self, key: str) -> None:
        super()._show_tab(key)
        self._show_chips()

    def _show_chips(self) -> None:
        """The choice of a carer stands only where one carer is spoken of."""
        self.chips.setVisible(self.chips.is_about_somebody() and self._tab not in _WITHOUT_CHIPS)

    def _fill(self, view: HouseholdView, args: dict[str, object] | None = None) -> None:
        if view.household.id != self._home:
            return
        self._settle_carer(view)
        super()._fill(view, args)

    def _settle_carer(self, view: HouseholdView) -> None:
        """Whom it is about: who was chosen and lives here, else the first who cares."""
        chosen = self._chosen.get(view.household.id)
        known = carers_here(view)
        picked = next((each for each in view.people if each.resident.id == chosen), None)
        if picked is not None and picked not in known:
            known = (*known, picked)
        now = picked or next(iter(known), None)
        carer = now.resident.id if now else None
        if carer != self.carer:
            self.carer = carer
            self._forget_tabs()
        self.chips.show_carers(known, carer)
        self._show_chips()

    def _forget_tabs(self) -> None:
        """Make the tabs about one carer anew; what was typed is kept first."""
        for key in [key for key in self.tabs if key not in _ABOUT_ALL]:
            tab = self.tabs.pop(key)
            tab.leave()
            self.holder.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        if self._home is not None and self._tab and self._tab not in self.tabs:
            made = self.tabs[self._tab] = self.sides[self._tab].made(self, self._home)
            self.holder.addWidget(made)
            made.show()


def carers_here(view: HouseholdView) -> tuple[Person, ...]:
    """Who lives here and cares for somebody now, in the order of the household."""
    caring = {each.resident for each in view.relations if is_running(each, view.today)}
    return tuple(each for each in view.people if each.resident.id in caring)


class CarerChips(QWidget):
    """Which carer it is about: chips to choose with, words where one person cares, nothing while nobody does."""

    def __init__(self, page: CarerPage) -> None:
        super().__init__()
        self._page = page
        self.setAccessibleName(_("Which carer is this about?"))
        self._flow = FlowLayout(self, TIGHT)
        self._shown: tuple[Person, ...] = ()
        self.buttons: dict[ResidentId, QPushButton] = {}
        self.hide()

    def show_carers(self, known: tuple[Person, ...], chosen: ResidentId | None) -> None:
        """Show who can be chosen, or only who it is about where there is no choice; the focus stays with its person."""
        if self._shown != known:
            self._shown = known
            held = next((who for who, each in self.buttons.items() if each.hasFocus()), None)
            emptied(self._flow)
            self.buttons = {}
            is_choice = len(known) > 1
            label = Words(_("This is about") if is_choice else "", "small" if is_choice else "quiet", wraps=False)
            if is_choice:
                label.setMinimumHeight(worn().px(32))
            elif known:
                label.setText(_("This is about {name}", name=_shortened(known[0].name, label)))
                label.setToolTip(known[0].name)
            self._flow.addWidget(label)
            for each in known if is_choice else ():
                self._add(each)
            if held in self.buttons:
                self.buttons[held].setFocus()
        for person in known:
            if (one := self.buttons.get(person.resident.id)) is None:
                continue
            is_it = person.resident.id == chosen
            one.setChecked(is_it)
            one.setText(_shortened(person.name, one))
            one.setToolTip(person.name)
            one.setAccessibleName(
                _("{name}: this is about this carer", name=person.name)
                if is_it
                else _("Make it about {name}", name=person.name)
            )

    def is_about_somebody(self) -> bool:
        """Whether there is a carer to speak of."""
        return bool(self._shown)

    def _add(self, person: Person) -> None:
        one = QPushButton()
        one.setCheckable(True)
        one.setAutoDefault(False)
        restyle(one, "shape", "chip")
        who = person.resident.id
        one.clicked.connect(lambda: self._page.choose(who))
        self.buttons[who] = one
        self._flow.addWidget(one)


def _shortened(name: str, on: QWidget) -> str:
    """A name that never makes the page wider."""
    return on.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, worn().px(_WIDEST_NAME))
