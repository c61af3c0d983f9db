"""All households: find one, filter by who, where and how far, and begin a new one."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from buurtteam.domain.folding import folded
from buurtteam.domain.household import HouseholdState
from buurtteam.domain.kinds import HouseholdId, WorkerId, local_day
from buurtteam.domain.overviews import HouseholdLine, TermLine
from buurtteam.services import households
from buurtteam.services.deadlines import next_terms
from buurtteam.services.office import Office
from buurtteam.texts import label, near_day, plural
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown, SearchBox, labelled
from buurtteam.ui.desk import Desk
from buurtteam.ui.page import Page
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.terms import is_late, term_chip
from buurtteam.ui.theme import ROOM, SNUG, WIDE
from buurtteam.ui.widgets import EmptyState, Heading, State, Words, button, column, flow, row


@dataclass(frozen=True)
class Shown:
    """A line of the list, and the words by which it is found."""

    line: HouseholdLine
    folded: str

    @property
    def id(self) -> HouseholdId:
        """The household."""
        return self.line.id

    @property
    def address(self) -> str:
        """The address as it may be shown."""
        if self.line.is_secret:
            return _("Secret address")
        return _("No fixed address") if self.line.has_no_address and not self.line.address else self.line.address


def _state_chip(state: HouseholdState) -> tuple[State, str]:
    """Open goes without saying much; the others stand out."""
    found: State = {"open": "quiet", "stand_by": "waiting", "closed": "done"}[state.value]  # type: ignore[assignment]
    return found, label(state)


_MINE, _NOBODY = "mine", "nobody"


class HouseholdsPage(Page):
    """The list of households."""

    place = "households"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Households"))
        self._all: list[Shown] = []
        self._terms: dict[HouseholdId, TermLine] = {}
        self._me: WorkerId | None = None
        body = QWidget()
        inside = column(body, margin=WIDE, space=SNUG)
        new = button(_("New household"), "primary", "home-plus", self.begin_new, "Ctrl+N")
        self.count = Words("", "quiet", wraps=False)
        head = row(Heading(_("Households"), 1), self.count, None, new, space=ROOM)
        head.setAlignment(self.count, Qt.AlignmentFlag.AlignBottom)
        inside.addLayout(head)

        self.search = SearchBox(_("Name, street or neighbourhood"), 220)
        self.state, self.face, self.area = DropDown(), DropDown(), DropDown()
        self.late = QCheckBox(_("Only too late"))
        self.clear = button(_("Show all"), "quiet", "filter-off", self.clear_filters)
        self.clear.hide()
        inside.addWidget(
            flow(
                labelled(_("Search in this list"), self.search),
                labelled(_("State"), self.state),
                labelled(_("Fixed face"), self.face),
                labelled(_("Neighbourhood"), self.area),
                labelled("", self.late),
                labelled("", self.clear),
                space=ROOM,
            )
        )
        for state in HouseholdState:
            self.state.addItem(label(state), state)
        self.state.insertItem(0, _("All"), None)
        self.state.setCurrentIndex(1)

        self.table = RowTable(
            Column(_("Household"), lambda s: s.line.label or _("Without a name yet"), strong=True),
            Column(_("Address"), "address", share=3),
            Column(_("Fixed face"), lambda s: s.line.fixed_face, width=172),
            Column(
                _("State"),
                lambda s: label(s.line.state),
                width=90,
                chip=lambda s: _state_chip(s.line.state),
            ),
            Column(
                _("Next term"),
                lambda s: term.warn_on if (term := self._terms.get(s.id)) else None,
                width=176,
                chip=lambda s: term_chip(term, self.desk.today()) if (term := self._terms.get(s.id)) else None,
            ),
            Column(
                _("Last conversation"),
                lambda s: local_day(s.line.last_contact) if s.line.last_contact else None,
                shown=lambda day: "" if day is None else self._day(day),
                width=116,
            ),
            Column(_("Children"), lambda s: s.line.children or None, width=84, align="right"),
            name=_("Households"),
        )
        self.table.opened.connect(lambda found: self.desk.open_place("household", household_id=found))
        self._empty_all = EmptyState(
            "home-heart",
            _("No households yet. Begin with a name and how you reach somebody. The rest comes later."),
            action=button(_("New household"), "primary", "home-plus", self.begin_new),
        )
        self._empty_filter = EmptyState(
            "filter-off",
            _("No household fits this."),
            _("Another word, or fewer filters, may help."),
            button(_("Show all"), on_click=self.clear_filters),
        )
        inside.addWidget(self.table, 1)
        inside.addWidget(self._empty_all, 1)
        inside.addWidget(self._empty_filter, 1)
        self._empty_all.hide()
        self._empty_filter.hide()
        self.fill_with(body)
        self.search.textChanged.connect(lambda _text: self.show_rows())
        for combo in (self.state, self.face, self.area):
            combo.activated.connect(lambda _at: self.show_rows())
        self.late.toggled.connect(lambda _on: self.show_rows())
        self.search.returnPressed.connect(self._open_first)
        self.bind("page.find", lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.bind("page.add_row", self.begin_new)

    def show_place(self, **args: object) -> None:
        """Show the list; `new` goes on to a new household, `late` and `mine` set filters."""
        if args.get("new"):
            self.begin_new()
            return
        if args.get("late"):
            self.late.setChecked(True)
        self.ask_anew()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table if not self.table.isHidden() else self

    def on_changed(self, changes: object) -> None:
        """Ask anew after any change: the list shows a bit of everything."""
        self.ask_anew()

    def ask_anew(self) -> None:
        """First the lines, then the terms, so that the list is there at once."""
        self.ask(_gathered, self._fill)
        self.ask(next_terms, self._fill_terms, instead_of="terms")

    def begin_new(self) -> None:
        """A new household."""
        self.desk.open_place("new_household")

    def clear_filters(self) -> None:
        """Show all households, closed ones too."""
        self.search.clear()
        for combo in (self.state, self.face, self.area):
            combo.setCurrentIndex(0)
        self.late.setChecked(False)
        self.show_rows()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> list[Shown]:
        """The lines that pass the filters."""
        words = folded(self.search.text()).split()
        state, face, area = self.state.currentData(), self.face.currentData(), self.area.currentData()
        found = self._all
        if words:
            found = [each for each in found if all(word in each.folded for word in words)]
        if state:
            found = [each for each in found if each.line.state == state]
        if area:
            found = [each for each in found if each.line.area == area]
        if face:
            found = [each for each in found if self._has_face(each.line, face)]
        return [each for each in found if self._is_late(each)] if self.late.isChecked() else found

    def show_rows(self) -> None:
        """Show what passes the filters and count it."""
        rows = self.shown()
        self.table.show_rows(rows)
        many = len(self._all)
        self.count.setText(
            plural("{count} household", "{count} households", many)
            if len(rows) == many
            else _("{shown} of {all} households", shown=len(rows), all=many)
        )
        self.table.setVisible(bool(rows))
        self._empty_all.setVisible(not many)
        self._empty_filter.setVisible(bool(many) and not rows)
        combos = any(combo.currentIndex() > 0 for combo in (self.state, self.face, self.area))
        self.clear.setVisible(bool(self.search.text() or self.late.isChecked() or combos))

    # ------------------------------------------------------------------ inside

    def _fill(self, answer: tuple[list[Shown], object]) -> None:
        self._all, worker = answer
        self._me = getattr(worker, "id", None)
        lines = [each.line for each in self._all]
        faces = sorted({(line.fixed_face, line.plan_coordinator) for line in lines if line.plan_coordinator})
        options: list[tuple[str, object]] = [(_("Everybody"), None)]
        if self._me is not None:
            options.append((_("Me"), _MINE))
        options += [(name, found) for name, found in faces]
        options.append((_("Nobody yet"), _NOBODY))
        self.face.offer(options)
        areas = sorted({line.area for line in lines if line.area})
        self.area.offer([(_("All"), None), *((area, area) for area in areas)])
        self.show_rows()

    def _fill_terms(self, terms: dict[HouseholdId, TermLine]) -> None:
        self._terms = terms
        self.show_rows()

    def _is_late(self, one: Shown) -> bool:
        term = self._terms.get(one.id)
        return term is not None and is_late(term, self.desk.today())

    def _has_face(self, line: HouseholdLine, face: object) -> bool:
        if face == _NOBODY:
            return line.plan_coordinator is None
        wanted = self._me if face == _MINE else face
        return wanted is not None and wanted in (line.plan_coordinator, line.deputy)

    def _open_first(self) -> None:
        if rows := self.table.rows():
            self.desk.open_place("household", household_id=rows[0].id)

    def _day(self, day: date) -> str:
        return near_day(day, self.desk.today())


def _gathered(office: Office) -> tuple[list[Shown], object]:
    """The lines as they are shown, and who works; on the worker thread, for a whole town would hold up the window."""
    shown = [
        Shown(line, folded(f"{line.label} {line.address} {line.area} {line.residents}"))
        for line in households.household_lines(office)
    ]
    return shown, office.worker
