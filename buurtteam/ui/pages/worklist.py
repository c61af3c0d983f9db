"""The worklist of the coordinator: late and urgent first, on a board, in a table and per worker, all on the same rows."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.worklist import (
    URGENT_CLUES,
    Filter,
    SavedView,
    Stage,
    WorkerLoad,
    Worklist,
    WorklistLine,
)
from buurtteam.services import caseload, caseload_lists
from buurtteam.texts import label, near_day, plural
from buurtteam.texts import translate as _
from buurtteam.ui.board import Board, Card
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import SegmentEditor
from buurtteam.ui.fitting import Fitting
from buurtteam.ui.load_bar import bar_of, load_words
from buurtteam.ui.page import Page
from buurtteam.ui.pages.worklist_coaches import NOBODY, coach_rows, coach_table
from buurtteam.ui.pages.worklist_deeds import Deeds
from buurtteam.ui.pages.worklist_filters import FilterBar
from buurtteam.ui.pages.worklist_rows import FORM_KEY, Known, card_of, gathered, leaving
from buurtteam.ui.pages.worklist_views import Views
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.terms import term_chip
from buurtteam.ui.theme import SNUG, TIGHT, worn
from buurtteam.ui.widgets import (
    EmptyState,
    Heading,
    Line,
    Note,
    ScrollPage,
    SideBySide,
    Words,
    button,
    column,
    emptied,
    link,
    row,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from buurtteam.domain.keeping import Changes

_FORMS: Final = ("board", "table", "coaches")
_NOT_ENOUGH = 900
"""Below this width, in pixels at 100 %, the filters hide behind a button and the rarer deeds behind another."""


class WorklistPage(Fitting, Page):
    """The caseload."""

    place = "worklist"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Worklist"))
        self.known: Known | None = None
        self._lines: tuple[WorklistLine, ...] = ()
        self.asked = Filter(clues=URGENT_CLUES)
        self.form = ""
        """The board, the table or the workers."""
        self.behind: object = None
        """The worker, or nobody, behind whose figure one looks."""
        self._opened_with: Filter | None = None
        self._narrow = False

        self.count = Words("", "quiet", wraps=False)
        self.views = Views(self)
        self.views.chosen.connect(self._show_view)
        self.forms = SegmentEditor(
            [("board", _("Board")), ("table", _("Table")), ("coaches", _("Workers"))], optional=False
        )
        self.forms.set_words(_("Form"))
        self.forms.edited.connect(lambda: self.show_form(str(self.forms.value())))
        self.fold = button(_("Filters"), "secondary", "filter", self._toggle_filters)
        self.fold.setCheckable(True)
        self.fold.hide()
        self.everything = link(_("Show all"), self.show_all)
        hello = QWidget()
        to_figures = link(_("Figures"), lambda: desk.open_place("figures"))
        hello.setLayout(row(Heading(_("Worklist"), 1), self.count, self.everything, to_figures, None, space=SNUG))
        view_words = QLabel(_("View"))
        view_words.setBuddy(self.views.box)
        self.choosing = QWidget()
        self._across = row(None, view_words, self.views.box, self.views.star, self.forms, self.fold, None, space=TIGHT)
        self._across.insertSpacing(4, TIGHT)
        self.choosing.setLayout(self._across)
        top = SideBySide(hello, self.choosing, shares=(2, 3), least=440, space=TIGHT)
        self.filters = FilterBar()
        self.filters.changed.connect(self._filter_changed)

        self.note = Note("", "info")
        self.note.hide()

        self.board = Board(
            [(stage, label(stage)) for stage in Stage],
            self._card,
            lambda line: line.stage,
            lambda words, count: plural(
                "{words}: {count} household", "{words}: {count} households", count, words=words
            ),
            which=_("Stage"),
        )
        self.table = self._make_table()
        self.coaches = coach_table()
        self._empty = QWidget()
        column(self._empty)
        self.stack = QStackedWidget()
        for each in (self.board, self.table, self.coaches, self._empty):
            self.stack.addWidget(each)
        self.board.opened.connect(self.open_household)
        self.table.opened.connect(self.open_household)
        self.coaches.opened.connect(self.show_behind)
        self.board.lane_asked.connect(self.show_stage)
        self.deeds = Deeds(self)
        self.board.move_asked.connect(self.deeds.move_cards)
        self.board.choice_changed.connect(self._say_chosen)
        self.table.selectionModel().selectionChanged.connect(lambda *_change: self._say_chosen())

        body = ScrollPage(space=SNUG)
        body.add(top, self.filters, self.note)
        body.fill(self.stack)
        whole = QWidget()
        under = column(whole, space=0)
        under.addWidget(body, 1)
        # What can be done stays in sight while the rows scroll.
        under.addWidget(Line())
        under.addWidget(self.deeds)
        self.fill_with(whole)

        self.bind("page.find", lambda: self._to_search())
        self.bind("page.next_part", lambda: self._step_form(1))
        self.bind("page.previous_part", lambda: self._step_form(-1))
        self.bind("worklist.show_all", self.show_all)
        self.filters.show_filter(self.asked)
        self._say_chosen()
        self.fit()

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show the worklist: as it was left, or with a `filter`, in a `form`, or of the worker `behind` a figure."""
        asked, form, behind = args.get("filter"), args.get("form"), args.get("behind")
        if isinstance(asked, Filter) and asked is not self._opened_with:
            # Who comes back finds the rows as they were left.
            self._opened_with = asked
            self.asked, self.behind = asked, None
            self.filters.show_filter(asked)
        if behind is not None:
            self.behind = behind
        if form in _FORMS:
            self.form = str(form)
        elif (isinstance(asked, Filter) or behind is not None) and self.form == "coaches":
            self.form = "table"
        self.ask_anew()

    def leave(self) -> None:
        """What was asked about rows is asked anew when one comes back."""
        self.deeds.close_drawers()
        self.views.close_drawers()

    def carry(self) -> dict[str, object]:
        """The filter and the form."""
        return {"filter": self.asked, "form": self.form, "behind": self.behind}

    def on_changed(self, changes: "Sequence[Changes]") -> None:
        """Ask anew after any change, and offer to take back what was done here."""
        self.deeds.offer_back(changes)
        self.ask_anew()

    def ask_anew(self) -> None:
        """The whole list, off the window's thread; filtering then needs no file."""
        self.ask(gathered, self._fill, instead_of="list")

    def first_focus(self) -> QWidget | None:
        """The rows."""
        if self.known is None:
            return None
        if self.form == "board":
            return self.board.first_focus() if self._lines else self._empty_button()
        if self.form == "coaches":
            return self.coaches
        return self.table if self._lines else self._empty_button()

    def panes(self) -> list[QWidget]:
        """What is asked for, the rows, and what can be done."""
        return [each for each in (self.choosing, self.filters, self.stack, self.deeds) if not each.isHidden()]

    # ------------------------------------------------------------------ what is shown

    @property
    def lines(self) -> tuple[WorklistLine, ...]:
        """The rows as they are shown, in whichever form."""
        return self._lines

    def show_filter(self, asked: Filter) -> None:
        """Show what passes this filter."""
        self.behind = None
        self.filters.show_filter(asked)
        self._filter_changed()

    def show_all(self) -> None:
        """Everything."""
        self.show_filter(Filter())
        self._focus_rows()

    def show_stage(self, stage: object) -> None:
        """The rows that the head of a lane counts, as a table."""
        self.filters.show_filter(self.asked.changed(stages=frozenset({stage})))
        self._filter_changed()
        self.show_form("table")
        if not self.table.chosen_ids():
            self.table.begin_at_top()
        self._focus_rows()

    def show_behind(self, worker: object) -> None:
        """Exactly the households behind the figure of a worker, or those of nobody in this view."""
        self.behind = worker
        if worker != NOBODY:
            self.filters.show_filter(Filter())
        self._filter_changed()
        self.show_form("table")
        if not self.table.chosen_ids():
            self.table.begin_at_top()
        self._focus_rows()

    def show_form(self, form: str) -> None:
        """The same rows in another form; what was chosen stays chosen."""
        if form == self.form:
            return
        chosen = self.chosen_ids()
        self.form = form
        self._show_rows()
        if form == "board":
            self.board.choose_ids(chosen)
        elif form == "table":
            self.table.choose_several(chosen)
        self._say_chosen()
        self.do(lambda office: office.remember(FORM_KEY, form))

    def chosen_ids(self) -> list[HouseholdId]:
        """The households that are chosen, in the form that is shown."""
        if self.form == "board":
            return self.board.chosen_ids()  # type: ignore[return-value]  # the ids of rows
        return self.table.chosen_ids() if self.form == "table" else []  # type: ignore[return-value]  # ids of rows too

    def chosen_lines(self) -> tuple[WorklistLine, ...]:
        """The rows that are chosen, the first to end first."""
        chosen = frozenset(self.chosen_ids())
        return tuple(line for line in self._lines if line.id in chosen)

    def open_household(self, household: object) -> None:
        """Go to a household."""
        self.desk.open_place("household", household_id=household)

    # ------------------------------------------------------------------ filling

    def _fill(self, known: Known) -> None:
        self.known = known
        if not self.form:
            self.form = known.form
        self.filters.offer(known.list, known.me, known.clocks)
        self.filters.show_filter(self.asked)
        self.views.fill(known.views)
        self._show_rows()

    def _show_view(self, view: SavedView) -> None:
        if not view.is_built_in:
            self.form = view.form
        self.show_filter(view.filter)

    def _filter_changed(self) -> None:
        self.asked = self.filters.filter()
        self._show_rows()

    def within(self) -> Worklist | None:
        """The whole list, or the households behind a figure."""
        known = self.known
        if known is None or self.behind is None:
            return known.list if known else None
        ids = known.behind.get(self.behind, frozenset())
        return replace(known.list, lines=tuple(line for line in known.list.lines if line.id in ids))

    def _show_rows(self) -> None:
        within, known = self.within(), self.known
        if within is None or known is None:
            return
        self._lines = caseload.shown(within, self.asked)
        self.filters.show_counts(caseload.counts(within, self.asked), self.asked)
        total = len(within.lines)
        self.count.setText(
            plural("{count} household", "{count} households", total)
            if len(self._lines) == total
            else _("{shown} of {all} households", shown=len(self._lines), all=total)
        )
        self.everything.setVisible(len(self._lines) < len(known.list.lines))
        self._show_note()
        self.views.mark()
        self.forms.show_value(self.form)
        self.fit()
        if self.form == "coaches":
            self.coaches.show_rows(coach_rows(within.loads, self._lines))
            self.stack.setCurrentWidget(self.coaches)
        elif not self._lines:
            self.board.show_rows(())
            self.table.show_rows(())
            self._fill_empty(has_any=bool(total))
            self.stack.setCurrentWidget(self._empty)
        elif self.form == "board":
            self.board.show_rows(self._lines)
            self.stack.setCurrentWidget(self.board)
        else:
            self.table.show_rows(self._lines)
            self.stack.setCurrentWidget(self.table)
        self._say_chosen()

    def _show_note(self) -> None:
        load = self._load(self.behind)
        self.note.setVisible(load is not None or self.behind == NOBODY)
        if self.behind == NOBODY:
            self.note.words.setText(_("Without a fixed face"))
        elif load is not None:
            self.note.words.setText(
                plural(
                    "Behind the figure of {name}: {count} household, {points} points.",
                    "Behind the figure of {name}: {count} households, {points} points.",
                    len(load.households),
                    name=load.name,
                    points=load_words(bar_of(load)),
                )
            )

    def _fill_empty(self, *, has_any: bool) -> None:
        inside = self._empty.layout()
        assert inside is not None
        emptied(inside)
        if not has_any:
            made = EmptyState(
                "home-heart",
                _("No households yet."),
                _("As soon as there are households, this shows which of them need you first."),
                button(_("New household"), "primary", "home-plus", lambda: self.desk.open_place("new_household")),
            )
        elif self.asked == Filter(clues=URGENT_CLUES):
            made = EmptyState(
                "circle-check",
                _("Nothing is too late and nothing is urgent."),
                _("Time to look at who has been silent for long."),
                button(_("Show all"), on_click=self.show_all),
            )
        else:
            made = EmptyState(
                "filter-off",
                _("No household fits this."),
                _("Another word, or fewer filters, may help."),
                button(_("Show all"), on_click=self.show_all),
            )
        inside.addWidget(made)

    def _empty_button(self) -> QWidget | None:
        return next(iter(self._empty.findChildren(QPushButton)), None)

    def _load(self, worker: object) -> WorkerLoad | None:
        loads = self.known.list.loads if self.known else ()
        return next((load for load in loads if load.worker == worker), None)

    def _say_chosen(self) -> None:
        # The one with the focus can be pinned with Ctrl+D.
        self.table.setProperty("household", self.table.chosen_id())
        for lane in self.board.lanes:
            lane.setProperty("household", lane.current_id())
        self.deeds.say_chosen()

    # ------------------------------------------------------------------ focus and room

    def _focus_rows(self) -> None:
        found = self.first_focus()
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_search(self) -> None:
        if self._narrow and not self.fold.isChecked():
            self.fold.setChecked(True)
            self._toggle_filters()
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step_form(self, step: int) -> None:
        self.deeds.close_drawers()
        self.views.close_drawers()
        at = _FORMS.index(self.form or "table") + step
        if 0 <= at < len(_FORMS):
            self.show_form(_FORMS[at])
            self._focus_rows()

    def _toggle_filters(self) -> None:
        self.filters.fields.setVisible(not self._narrow or self.fold.isChecked())

    def fit(self) -> None:
        """With little room the filters and the rarer deeds hide behind a button."""
        self._narrow = self.width() < worn().px(_NOT_ENOUGH)
        self.fold.setVisible(self._narrow)
        # To the right while it stands beside the title, to the left below it.
        self._across.setStretch(0, 0 if self._narrow else 1)
        self._across.setStretch(self._across.count() - 1, 1 if self._narrow else 0)
        self._toggle_filters()
        self.deeds.fit_to(self.form, narrow=self._narrow)
        self.forms.setFixedWidth(sum(each.sizeHint().width() for each in self.forms.buttons))
        self.stack.setMinimumHeight(worn().px(200))

    # ------------------------------------------------------------------ rows

    def _make_table(self) -> RowTable:
        return RowTable(
            Column(_("Household"), lambda line: line.label or _("Without a name yet"), strong=True),
            Column(
                _("First term"),
                lambda line: line.term.warn_on if line.term else None,
                width=168,
                chip=lambda line: term_chip(line.term, self._today()) if line.term else None,
                copied=lambda line: leaving(line, term_chip(line.term, self._today())[1]) if line.term else "",
            ),
            Column(
                _("What must be done"),
                self._must,
                share=4,
                copied=lambda line: leaving(line, self._must(line), _("See the program")),
            ),
            Column(
                _("By which article"),
                lambda line: self._step(line)[1],
                share=3,
                copied=lambda line: leaving(line, self._step(line)[1]),
            ),
            Column(_("Fixed face"), lambda line: line.coordinator, width=148),
            Column(_("Last contact"), "last_contact_on", shown=self._day, width=108),
            name=_("Households"),
            several=True,
        )

    def _today(self) -> date:
        return self.known.list.today if self.known else self.desk.today()

    def _day(self, day: object) -> str:
        if not isinstance(day, date):
            return ""
        return near_day(day, self._today())

    def _card(self, line: WorklistLine) -> Card:
        assert self.known is not None
        return card_of(line, self.known)

    def _must(self, line: WorklistLine) -> str:
        """What threatens, and what must be done first."""
        step = self._step(line)[0]
        return (
            step
            if line.threat is None
            else " · ".join(part for part in (caseload_lists.threat_words(line.threat), step) if part)
        )

    def _step(self, line: WorklistLine) -> tuple[str, str]:
        """What must be done first, and by which article."""
        return self.known.step(line) if self.known else ("", "")
