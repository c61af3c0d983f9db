"""One household: who, where and how safe to reach on top, and a tab for each side of it."""

from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from buurtteam.domain.household import (
    AddressKind,
    HouseholdState,
    Resident,
    SafetyMeasure,
    Weight,
)
from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.staff import Worker
from buurtteam.domain.words import N_
from buurtteam.services import caseload, closing, households
from buurtteam.services.households import HouseholdView
from buurtteam.texts import joined, label
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.page import Page
from buurtteam.ui.pages.carer_overload import CarerBand
from buurtteam.ui.pages.household_band import StateBand
from buurtteam.ui.pages.household_contact import Contact
from buurtteam.ui.pages.household_faces import FacesLine
from buurtteam.ui.pages.household_network import Network
from buurtteam.ui.pages.household_notes import Notes
from buurtteam.ui.pages.household_overview import Overview
from buurtteam.ui.pages.household_people import People
from buurtteam.ui.pages.household_safety import Safety
from buurtteam.ui.pages.household_sharing import Sharing, shared_with
from buurtteam.ui.pages.household_side import SideBySideView
from buurtteam.ui.pages.household_talks import Talks
from buurtteam.ui.pages.household_terms import CaseTerms
from buurtteam.ui.pages.household_threats import ThreatBand
from buurtteam.ui.tab_bar import TabBar
from buurtteam.ui.theme import ROOM, TIGHT, icon, worn
from buurtteam.ui.widgets import (
    Card,
    Drawer,
    Heading,
    IconButton,
    Picture,
    SideBySide,
    StatusChip,
    Tag,
    Words,
    button,
    column,
    emptied,
    flow,
    row,
)

_TABS = (
    ("overview", N_("Overview"), "home"),
    ("people", N_("People"), "users"),
    ("network", N_("Network"), "affiliate"),
    ("contact", N_("Contact"), "map-pin"),
    ("talks", N_("Conversations"), "messages"),
    ("terms", N_("Terms"), "hourglass"),
    ("sharing", N_("Sharing"), "share"),
    ("notes", N_("Notes"), "notes"),
    ("safety", N_("Safety"), "shield"),
)
# Not in the bar: side by side is a way of looking, asked for by Alt+W or in the menu.
_KEYS = frozenset({*(key for key, _words, _picture in _TABS), "side"})


class Tab(Protocol):
    """What the page asks of a tab."""

    def fill(self, view: HouseholdView) -> None: ...
    def add(self) -> None: ...
    def leave(self) -> None: ...


class HouseholdPage(Page):
    """The page of one household; the caret, the tab and what is typed stay when it is left."""

    place = "household"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: HouseholdView | None = None
        self._home: HouseholdId | None = None
        self._tab = ""
        self._tab_before = "overview"
        self.tabs: dict[str, QWidget] = {}
        self.body = self.scroll()
        self.head = Card()
        self.bar = TabBar()
        self.bar.setExpanding(False)
        self.bar.setIconSize(QSize(worn().px(18), worn().px(18)))
        self.bar.setAccessibleName(_("Parts of this household"))
        self.bar.currentChanged.connect(self._on_tab)
        self.holder = column()
        self.body.add(self.head, self.bar, self.holder)
        self.bind("page.next_part", lambda: self._step(1))
        self.bind("page.previous_part", lambda: self._step(-1))
        self.bind("page.add_row", self.add)
        self.bind("page.remove_row", self.remove_row)
        self.bind("household.side_by_side", self.side_by_side)
        self.bind("page.copy_address", self.copy_address)
        self.bind("page.rename", self.rename)
        self.bind("page.finish", self.finish_form)
        self.bind("household.appointment", lambda: self.overview().open_appointment(None))
        self.bind("household.task", lambda: self.overview().open_task(None))
        self.bind("household.close", lambda: self.go("closing"))
        self.bind("household.happened", self.happened)
        self.bind("household.to_plan", lambda: self.go("plan"))
        self.bind("household.to_money", lambda: self.go("money"))
        self.bind("household.to_carer", lambda: self.go("carer"))
        self.bind("household.to_conversation", lambda: self.go("conversation"))
        self.bind("page.print", lambda: self.go("papers"))

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show a household: `household_id`, and `tab` to open at (overview, people, network, …)."""
        wanted = args.get("household_id")
        if wanted is None:
            self.desk.open_place("households")
            return
        home = HouseholdId(wanted)  # type: ignore[arg-type]  # an id from another page
        if home != self._home:
            self._begin(home)
        tab = str(args.get("tab") or self._tab or "overview")
        self._show_tab(tab if tab in _KEYS else "overview")
        self.ask(
            lambda office: households.read_household(office, home, is_visit=True),
            lambda view: self._fill(view, args),
        )

    def on_changed(self, changes: object) -> None:
        """Ask anew when it was about this household."""
        home = self._home
        if home is None or not any(_concerns(each, home) for each in changes if isinstance(each, Changes)):  # type: ignore[attr-defined]  # a tuple
            return
        self.ask(lambda office: households.read_household(office, home), self._fill, self._gone, instead_of="view")

    def leave(self) -> None:
        """Keep what is being typed."""
        for tab in self.tabs.values():
            tab.leave()  # type: ignore[attr-defined]  # each is a Tab

    def first_focus(self) -> QWidget:
        """The tabs: arrows go through them, Tab goes into one."""
        return self.bar

    def panes(self) -> list[QWidget]:
        """The top, the tabs, and what stands below."""
        return [self.head, self.bar, *(tab for tab in self.tabs.values() if not tab.isHidden())]

    # ------------------------------------------------------------------ deeds

    def overview(self) -> Overview:
        """The tab of everything at a glance, shown."""
        self._show_tab("overview")
        found = self.tab("overview")
        assert isinstance(found, Overview)
        return found

    def add(self) -> None:
        """A new line in the tab that is open."""
        self.tabs[self._tab].add()  # type: ignore[attr-defined]  # each is a Tab

    def remove_row(self) -> None:
        """Remove the line that is chosen in the tab that is open."""
        remove = getattr(self.tabs[self._tab], "remove_chosen", None)
        if remove is not None:
            remove()

    def happened(self) -> None:
        """Write down that something happened outside a request."""
        self._show_tab("terms")
        self.tab("terms").open_at(happened=True)  # type: ignore[attr-defined]  # the tab of terms

    def finish_form(self) -> None:
        """Note what stands in the form of the tab that is open."""
        finish = getattr(self.tabs[self._tab], "finish", None)
        if finish is not None:
            finish()

    def copy_address(self) -> None:
        """Copy name, address and phone; a secret address stays out."""
        if self.view is None:
            return
        view = self.view
        lines = [joined([p.name for p in view.people if not p.is_child_on(view.today)]) or view.household.label]
        if view.home is not None and not view.is_secret:
            lines += [
                f"{view.home.street} {view.home.number}".strip(),
                f"{view.home.postcode}  {view.home.city}".strip(),
            ]
        lines += [point.value for _person, point in view.safe_points]
        QGuiApplication.clipboard().setText("\n".join(line for line in lines if line))
        self.desk.notices.say(
            _("Copied without the secret address.") if view.is_secret else _("Name, address and phone are copied.")
        )

    def go(self, place: str) -> None:
        """To another page about this household."""
        home = self._home
        if home is None:
            return
        if place == "conversation":
            self._open_conversation()
        else:
            self.desk.open_place(place, household_id=home)

    def rename(self) -> None:
        """Give the household another name; on a line of terms or events, change that; beside an open drawer, nothing."""
        if any(drawer.isVisible() for drawer in self.window().findChildren(Drawer)):
            return
        edit = getattr(self.tabs.get(self._tab), "edit_chosen", None)
        if self.view is None or (edit is not None and edit()):
            return
        self.label_edit.setText(self.view.household.label)
        self.label.hide()
        self.label_edit.show()
        self.label_edit.selectAll()
        self.label_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def remove_household(self) -> None:
        """Move the household to the trash; it can be taken back."""
        home, view = self._home, self.view
        if home is None or view is None:
            return
        name = view.household.label

        def removed(bundle: UUID) -> None:
            self._home = None
            self.desk.open_place("households")
            self.offer_back(name, bundle, lambda _done: self.desk.open_place("household", household_id=home))

        self.do(lambda office: households.remove_household(office, home), removed)

    def stand_by(self) -> None:
        """Put the household on stand-by, with a contact rhythm of its own; the menu of the edit takes it back."""
        home = self._home
        if home is not None:
            self.do(
                lambda office: closing.begin_stand_by(office, home),
                lambda _event: self.desk.notices.say(_("On stand-by. The contact moments stand as tasks.")),
            )

    def weigh(self, weight: Weight) -> None:
        """Say how much work this household asks."""
        home = self._home
        if home is not None:
            self.do(lambda office: caseload.set_weight(office, [home], weight))

    def set_household(self, **fields: object) -> None:
        """Change facts of the household itself."""
        home = self._home
        if home is None or self.view is None:
            return
        changed = self.view.household.changed(**fields, version=self.view.household.version)
        self.do(lambda office: households.keep(office, home, changed))

    # ------------------------------------------------------------------ inside

    def _begin(self, home: HouseholdId) -> None:
        """Make the tabs anew: nothing of one household is ever shown in another."""
        for tab in self.tabs.values():
            tab.leave()  # type: ignore[attr-defined]
        self._home, self.view = home, None
        emptied(self.holder)
        emptied(self.head.body)
        self.bar.blockSignals(True)
        self.bar.clear()
        self.tabs = {}
        for key, words, picture in _TABS:
            self.bar.setTabData(self.bar.add(_(words), picture), key)
        self.bar.blockSignals(False)
        self._tab = ""

    def side_by_side(self) -> None:
        """One column per person; once more goes back to where one was."""
        if self._home is None:
            return
        if self._tab == "side":
            self._show_tab(self._tab_before)
            return
        self._tab_before = self._tab
        self._show_tab("side")

    def tab(self, key: str) -> QWidget:
        """A tab of the household that is open; built at the first look, so that a household opens at once."""
        if key not in self.tabs:
            assert self._home is not None
            made = self._make_tab(key, self._home)
            made.hide()
            self.holder.addWidget(made)
            self.tabs[key] = made
        return self.tabs[key]

    def _make_tab(self, key: str, home: HouseholdId) -> QWidget:
        match key:
            case "people":
                return People(self, home)
            case "network":
                return Network(self, home)
            case "contact":
                return Contact(self, home)
            case "talks":
                return Talks(self, home, self._open_conversation)
            case "terms":
                return CaseTerms(self, home)
            case "sharing":
                return Sharing(self, home)
            case "notes":
                return Notes(self, home)
            case "safety":
                return Safety(self, home)
            case "side":
                return SideBySideView()
            case _:
                return Overview(self, self._show_tab, self._edit_person)

    def _edit_person(self, resident: object) -> None:
        self._show_tab("people")
        people = self.tab("people")
        assert isinstance(people, People)
        people.edit(resident)

    def _show_tab(self, key: str) -> None:
        if key == self._tab:
            return
        if self._tab in self.tabs:
            self.tabs[self._tab].leave()  # type: ignore[attr-defined]
        self._tab = key
        self.tab(key)
        for each, tab in self.tabs.items():
            tab.setVisible(each == key)
        for at in range(self.bar.count()):
            if self.bar.tabData(at) == key:
                self.bar.setCurrentIndex(at)
        if self.view is not None:
            self.tabs[key].fill(self.view)  # type: ignore[attr-defined]

    def _on_tab(self, at: int) -> None:
        key = self.bar.tabData(at)
        if isinstance(key, str):
            self._show_tab(key)

    def _step(self, step: int) -> None:
        if self._tab == "side":
            self._show_tab(self._tab_before)
        self.bar.setCurrentIndex((self.bar.currentIndex() + step) % max(1, self.bar.count()))
        self.bar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        scroll = self.body.verticalScrollBar()
        if self.bar.y() > self.body.viewport().height() // 2:
            # With large text the top fills the window: the tab comes first then.
            scroll.setValue(self.bar.y())

    def _fill(self, view: HouseholdView, args: dict[str, object] | None = None) -> None:
        if view.household.id != self._home:
            return
        self.view = view
        self.set_title(_("Households"), view.household.label or _("Without a name yet"))
        self._fill_head(view)
        # Only what is seen is laid out; the other tabs are filled when they are opened.
        self.tabs[self._tab].fill(view)  # type: ignore[attr-defined]
        if args and args.get("resident_id"):
            self._edit_person(args["resident_id"])
        if args and (found := self.tabs.get("terms")) is not None:
            found.open_at(**args)  # type: ignore[attr-defined]  # the tab of terms
        if args and (task := next((each for each in view.tasks if each.id == args.get("task_id")), None)):
            self.overview().open_task(task)
        if args and (
            visit := next((each for each in view.appointments if each.id == args.get("appointment_id")), None)
        ):
            self.overview().open_appointment(visit)

    def _gone(self, error: Exception) -> None:
        self._home = None
        self.desk.notices.show_error(error)  # type: ignore[arg-type]
        self.desk.open_place("households")

    # ------------------------------------------------------------------ the top

    def _fill_head(self, view: HouseholdView) -> None:
        focus = self.window().focusWidget()
        had_focus = (
            focus.accessibleName() or getattr(focus, "text", str)() if focus and self.head.isAncestorOf(focus) else ""
        )
        if focus is not None and focus is getattr(self, "label_edit", None):
            return
        emptied(self.head.body)
        household = view.household
        self.label = Heading(household.label or _("Without a name yet"), 1)
        self.label_edit = QLineEdit(household.label)
        self.label_edit.setAccessibleName(_("Name of the household"))
        self.label_edit.hide()
        self.label_edit.editingFinished.connect(self._renamed)
        rename = IconButton("pencil", _("Edit the name"), self.rename)
        title = row(self.label, self.label_edit, rename, space=TIGHT)
        title.setStretch(0, 1)
        title.setStretch(1, 1)
        deeds = QWidget()
        deeds.setLayout(
            row(
                button(_("Conversation"), "primary", "message-plus", lambda: self.go("conversation")),
                button(_("Plan"), icon_name="list-check", on_click=lambda: self.go("plan")),
                button(_("Money"), icon_name="coin-euro", on_click=lambda: self.go("money")),
                button(_("Care"), icon_name="heart-handshake", on_click=lambda: self.go("carer")),
                button(_("Papers"), icon_name="printer", on_click=lambda: self.go("papers")),
                self._more(view),
                None,
            )
        )
        called = QWidget()
        called.setLayout(title)
        self.head.add(SideBySide(called, deeds, shares=(1, 0), least=440))
        self.head.add(flow(*self._facts(view), space=ROOM))
        self.head.add(FacesLine(self, household.id))
        self.head.add(ThreatBand(self, household.id))
        self.head.add(CarerBand(self, household.id))
        self.head.add(StateBand(self, household.id))
        strip = self._strip(view)
        if strip is not None:
            self.head.add(strip)
        if (shared := shared_with(view)) is not None:
            self.head.add(shared)
        if had_focus:
            for child in self.head.findChildren(QWidget):
                if (child.accessibleName() or getattr(child, "text", str)()) == had_focus:
                    child.setFocus(Qt.FocusReason.OtherFocusReason)
                    break

    def _facts(self, view: HouseholdView) -> list[QWidget]:
        household = view.household
        found = [self._fact("map-pin", self._address(view))]
        points = view.safe_points
        reach = points[0][1].value if points else household.reach
        if reach:
            found.append(self._fact("phone" if "@" not in reach else "mail", reach))
        found.append(self._worker_button(view, _("Fixed face"), "plan_coordinator", household.plan_coordinator))
        found.append(self._worker_button(view, _("Deputy"), "deputy", household.deputy))
        if household.state is not HouseholdState.OPEN:
            found.append(StatusChip("waiting", label(household.state)))
        if household.weight is not Weight.REGULAR:
            found.append(Tag(label(household.weight), "late" if household.weight is Weight.CRISIS else "quiet"))
        return found

    def _address(self, view: HouseholdView) -> str:
        home = view.home
        if view.is_secret:
            return _("Secret address")
        if home is None:
            return _("No address yet")
        if home.kind is AddressKind.NO_FIXED:
            return _("No fixed address")
        return ", ".join(part for part in (f"{home.street} {home.number}".strip(), home.city) if part)

    @staticmethod
    def _fact(picture: str, words: str) -> QWidget:
        holder = QWidget()
        inside = row(Picture(picture, "text_2", 18), Words(words, wraps=False), space=TIGHT)
        holder.setLayout(inside)
        return holder

    def _worker_button(self, view: HouseholdView, words: str, field: str, chosen: WorkerId | None) -> QPushButton:
        worker = view.worker(chosen)
        one = button(
            _("{role}: {name}", role=words, name=worker.name if worker else _("nobody yet")), "quiet", "user-heart"
        )
        menu = QMenu(one)
        for each in view.workers:
            if each.is_active or each.id == chosen:
                action = menu.addAction(each.name)
                action.setCheckable(True)
                action.setChecked(each.id == chosen)
                action.triggered.connect(lambda _on=False, found=each.id: self.set_household(**{field: found}))
        if view.workers:
            menu.addSeparator()
        menu.addAction(_("Nobody yet")).triggered.connect(lambda: self.set_household(**{field: None}))
        one.setMenu(menu)
        return one

    def _strip(self, view: HouseholdView) -> QWidget | None:
        """What only the team may see and must see first."""
        household = view.household
        says: list[str] = []
        if household.not_by:
            says.append(_("Never use: {ways}.", ways=[label(way) for way in sorted(household.not_by)]))
        if household.safe_contact:
            says.append(household.safe_contact)
        says += [flag_words(flag.measure, flag.until_on) for flag in view.flags_in_force]
        if view.is_secret:
            says.append(_("The address is secret: never name it to anybody outside the team."))
        if not says:
            return None
        from buurtteam.ui.widgets import Note

        return Note(_("Team only: {what}", what=" ".join(says)), "soon")

    def _more(self, view: HouseholdView) -> QPushButton:
        one = button(_("More"), "secondary", "dots")
        menu = QMenu(one)
        home = self._home
        add = menu.addAction
        add(icon("inbox"), _("Write down a request")).triggered.connect(
            lambda: self.desk.open_place("request", household_id=home)
        )
        add(icon("calendar-plus"), _("Make an appointment")).triggered.connect(
            lambda: self.overview().open_appointment(None)
        )
        add(icon("arrows-exchange"), _("Hand over to a colleague")).triggered.connect(
            lambda: self.desk.open_place("handover", household_id=home)
        )
        add(icon("columns"), _("Everyone side by side")).triggered.connect(self.side_by_side)
        add(icon("copy"), _("Copy name, address and phone")).triggered.connect(self.copy_address)
        add(icon("history"), _("History: who changed and who looked")).triggered.connect(
            lambda: self.desk.open_place("history", household_id=home)
        )
        menu.addSeparator()
        # Crisis, stand-by and closing are deeds with more to them than a word; a crisis has its own page and key.
        self._choices(menu.addMenu(_("Weight")), [each for each in Weight if each is not Weight.CRISIS], view)
        add(icon("alert-octagon"), _("Crisis")).triggered.connect(lambda: self.go("crisis"))
        if view.household.state is HouseholdState.OPEN:
            add(icon("flame"), _("Put on stand-by")).triggered.connect(self.stand_by)
        is_closed = view.household.state is HouseholdState.CLOSED
        words = _("Open this household again") if is_closed else _("Close this household")
        add(icon("archive"), words).triggered.connect(lambda: self.go("closing"))
        menu.addSeparator()
        add(icon("trash"), _("Move this household to the trash")).triggered.connect(self.remove_household)
        one.setMenu(menu)
        return one

    def _choices(self, menu: QMenu, weights: list[Weight], view: HouseholdView) -> None:
        for each in weights:
            action = menu.addAction(label(each))
            action.setCheckable(True)
            action.setChecked(each is view.household.weight)
            action.triggered.connect(lambda _on=False, found=each: self.weigh(found))

    def _renamed(self) -> None:
        if self.label_edit.isHidden() or self.view is None:
            return
        wanted = self.label_edit.text().strip()
        self.label_edit.hide()
        self.label.show()
        if wanted and wanted != self.view.household.label:
            self.label.setText(wanted)
            self.set_household(label=wanted[:200])

    def _open_conversation(self) -> None:
        home = self._home
        assert home is not None
        from buurtteam.services import conversations

        def open_it(office: Any) -> object:  # noqa: ANN401 - the office
            found = conversations.unfinished(office, home)
            return found if found is not None else conversations.start(office, home)

        self.do(open_it, lambda found: self.desk.open_place("conversation", conversation_id=found.id))  # type: ignore[attr-defined]


def _concerns(changes: Changes, home: HouseholdId) -> bool:
    """Whether a deed touched this household, the team, or somebody who lives in two."""
    if changes.household is None or changes.household == home:
        return True
    return any(
        getattr(change.record, "household", None) == home or isinstance(change.record, Resident | Worker)
        for change in changes.changes
    )


def flag_words(measure: SafetyMeasure, until: object) -> str:
    """A safety mark as the team reads it: what to do, and until when."""
    return (
        _("{measure} until {day}.", measure=label(measure), day=until)
        if until is not None
        else _("{measure}.", measure=label(measure))
    )
