"""A page about one household in tabs that nobody has to take in order, such as that of its money.

    class MoneyPage(HouseholdTabsPage):
        place = "money"
        short = N_("Money")                                        # the last word of the title
        words = N_("Money of {household}")                         # the heading
        bar_words = N_("Parts of the money of this household")     # what the bar of tabs is, read aloud
        all_sides = (Side("post", N_("Post"), "mail", "buurtteam.ui.pages.money_post", "Post"), ...)

A tab is a `HouseholdTab` in a file of its own, which is read when it is first opened.
"""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.services import households
from buurtteam.services.households import HouseholdView
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.page import Page
from buurtteam.ui.reading_order import tab_stops
from buurtteam.ui.tab_bar import TabBar
from buurtteam.ui.theme import TIGHT, worn
from buurtteam.ui.widgets import Card, Heading, button, column, emptied, flow


class HouseholdTab(QWidget):
    """One side of such a page; it asks for what it shows and keeps what is typed by itself."""

    def __init__(self, page: "HouseholdTabsPage", household: HouseholdId) -> None:
        super().__init__()
        self.page = page
        self.household = household

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Ask for what stands here and show it; called when the tab is opened and when something changed."""

    def panes(self) -> list[QWidget]:
        """The blocks that F6 goes through; by default the cards in which something takes the focus."""
        found: list[QWidget] = []
        for stop in tab_stops(self):
            block, above = stop, stop.parentWidget()
            while above is not None and above is not self:
                if isinstance(above, Card):
                    block = above
                above = above.parentWidget()
            if isinstance(block, Card) and block not in found:
                found.append(block)
        return found or [self]

    def add(self) -> None:
        """Begin a new line."""

    def remove_row(self) -> None:
        """Remove the line that is chosen."""

    def finish(self) -> None:
        """Finish this step."""

    def attach(self) -> None:
        """Ask for a file to add."""

    def preview(self) -> None:
        """Show the paper of this tab as it will be printed."""

    def print_it(self) -> None:
        """Print what this tab has to print; by default the papers of the household."""
        self.page.go("papers")

    def leave(self) -> None:
        """Keep what is being typed."""


@dataclass(frozen=True)
class Side:
    """A tab: its key, its words, its picture and where its class stands."""

    key: str
    words: str
    picture: str
    module: str
    name: str

    def made(self, page: "HouseholdTabsPage", household: HouseholdId) -> HouseholdTab:
        """Make the tab for a household."""
        found = getattr(importlib.import_module(self.module), self.name)(page, household)
        assert isinstance(found, HouseholdTab)
        return found


class HouseholdTabsPage(Page):
    """One household seen from several sides; its tabs are steps that nobody has to take in order."""

    short: ClassVar[str]
    words: ClassVar[str]
    bar_words: ClassVar[str]
    all_sides: ClassVar[tuple[Side, ...]]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: HouseholdView | None = None
        self._home: HouseholdId | None = None
        self._tab = ""
        self._talk: object = None
        self.tabs: dict[str, HouseholdTab] = {}
        self.sides = {side.key: side for side in self.all_sides}
        self.body = self.scroll()
        self.head = QWidget()
        self.heading = Heading("", 1)
        top = column(self.head, space=TIGHT)
        self.to_talk = button(_("Back to the conversation"), "primary", "arrow-back-up", self.go_back)
        self.to_talk.hide()
        top.addWidget(
            flow(
                self.heading,
                self.to_talk,
                button(_("To the household"), "quiet", "home", lambda: self.go("household")),
                button(_("Papers"), "quiet", "printer", lambda: self.go("papers")),
            )
        )
        self.bar = TabBar()
        self.bar.setExpanding(False)
        self.bar.setIconSize(QSize(worn().px(18), worn().px(18)))
        self.bar.setAccessibleName(_(self.bar_words))
        for side in self.sides.values():
            self.bar.setTabData(self.bar.add(_(side.words), side.picture), side.key)
        self.bar.currentChanged.connect(self._on_tab)
        self.holder = column()
        self.body.add(self.head, self.bar, self.holder)
        self.bind("page.next_part", lambda: self._step(1))
        self.bind("page.previous_part", lambda: self._step(-1))
        self.bind("page.add_row", lambda: self._in_tab("add"))
        self.bind("page.remove_row", lambda: self._in_tab("remove_row"))
        self.bind("page.finish", lambda: self._in_tab("finish"))
        self.bind("page.attach", lambda: self._in_tab("attach"))
        self.bind("page.preview", lambda: self._in_tab("preview"))
        self.bind("page.print", lambda: self._in_tab("print_it"))

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show the money of a household: `household_id`, and `tab` to open at; what else is asked goes to the tab."""
        wanted = args.pop("household_id", None)
        self._show_way_back(args.pop("talk", None))
        if wanted is None:
            self.desk.open_place("households")
            return
        home = HouseholdId(wanted)  # type: ignore[arg-type]  # an id from another page
        if home != self._home:
            self._begin(home)
        tab = str(args.pop("tab", "") or self._tab or next(iter(self.sides)))
        self._show_tab(tab if tab in self.sides else next(iter(self.sides)))
        self.ask(
            lambda office: households.read_household(office, home, is_visit=True), lambda view: self._fill(view, args)
        )

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """Ask anew when it was about this household."""
        home = self._home
        if home is not None and any(each.household in (home, None) for each in changes):
            self.ask(lambda office: households.read_household(office, home), self._fill, self._gone, instead_of="view")

    def leave(self) -> None:
        """Keep what is being typed."""
        for tab in self.tabs.values():
            tab.leave()

    def first_focus(self) -> QWidget:
        """The tabs: arrows go through them, Tab goes into one."""
        return self.bar

    def panes(self) -> list[QWidget]:
        """The tabs, and what stands below."""
        return [self.bar, *(pane for tab in self.tabs.values() if not tab.isHidden() for pane in tab.panes())]

    def carry(self) -> dict[str, object]:
        """The household and the tab."""
        return {"household_id": self._home, "tab": self._tab, "talk": self._talk} if self._home else {}

    def go(self, place: str, **args: object) -> None:
        """To another page about this household."""
        if self._home is not None:
            self.desk.open_place(place, household_id=self._home, **args)

    def open_tab(self, key: str, **args: object) -> None:
        """To another side."""
        self.show_place(household_id=self._home, tab=key, talk=self._talk, **args)

    def go_back(self) -> None:
        """To the conversation that one came from."""
        if self._talk is not None:
            self.desk.open_place("conversation", conversation_id=self._talk)

    # ------------------------------------------------------------------ inside

    def _show_way_back(self, talk: object) -> None:
        self._talk = talk
        self.to_talk.setVisible(talk is not None)

    def _begin(self, home: HouseholdId) -> None:
        """Make the tabs anew: nothing of one household is ever shown in another."""
        self.leave()
        self._home, self.view, self._tab = home, None, ""
        emptied(self.holder)
        self.tabs = {}

    def _show_tab(self, key: str) -> None:
        if key == self._tab or self._home is None:
            return
        if self._tab in self.tabs:
            self.tabs[self._tab].leave()
        self._tab = key
        self.body.verticalScrollBar().setValue(0)
        if key not in self.tabs:
            self.tabs[key] = self.sides[key].made(self, self._home)
            self.holder.addWidget(self.tabs[key])
        for each, tab in self.tabs.items():
            tab.setVisible(each == key)
        self.bar.setCurrentIndex(list(self.sides).index(key))
        if self.view is not None:
            self.tabs[key].show_tab(self.view)

    def _on_tab(self, at: int) -> None:
        key = self.bar.tabData(at)
        if isinstance(key, str):
            self._show_tab(key)

    def _step(self, step: int) -> None:
        self.bar.setCurrentIndex((self.bar.currentIndex() + step) % max(1, self.bar.count()))
        self.bar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _in_tab(self, deed: str) -> None:
        if self._tab in self.tabs:
            getattr(self.tabs[self._tab], deed)()

    def _fill(self, view: HouseholdView, args: dict[str, object] | None = None) -> None:
        if view.household.id != self._home:
            return
        self.view = view
        name = view.household.label or _("Without a name yet")
        self.set_title(_("Households"), name, _(self.short))
        self.heading.setText(_(self.words, household=name))
        self.tabs[self._tab].show_tab(view, **(args or {}))

    def _gone(self, error: Problem | Trouble) -> None:
        self._home = None
        self.desk.notices.show_error(error)
        self.desk.open_place("households")
