"""The worklist of the coordinator: late and urgent first, on a board, in a table and per worker, all on the same rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStackedWidget, QWidget

from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.staff import Deed
from buurtteam.domain.worklist import (
    URGENT_CLUES,
    Clue,
    Filter,
    SavedView,
    Stage,
    WorkerLoad,
    Worklist,
    WorklistLine,
)
from buurtteam.services import caseload, caseload_lists
from buurtteam.services.office import Office
from buurtteam.texts import label, near_day, plural
from buurtteam.texts import translate as _
from buurtteam.ui.board import Board, Card
from buurtteam.ui.boxes import DropDown
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import SegmentEditor
from buurtteam.ui.fitting import Fitting
from buurtteam.ui.load_bar import bar_of, load_words
from buurtteam.ui.page import Page
from buurtteam.ui.pages.worklist_coaches import NOBODY, coach_rows, coach_table
from buurtteam.ui.pages.worklist_drawers import GiveDrawer, KeepViewDrawer, MoveDrawer, WeightDrawer
from buurtteam.ui.pages.worklist_filters import FilterBar
from buurtteam.ui.pages.worklist_rows import FORM_KEY, Known, card_of, gathered, leaving
from buurtteam.ui.paper_dialog import show_paper
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.table_file import ask_for_table
from buurtteam.ui.terms import term_chip
from buurtteam.ui.theme import SNUG, TIGHT, WIDE, icon, worn
from buurtteam.ui.widgets import (
    EmptyState,
    Heading,
    IconButton,
    Line,
    Note,
    ScrollPage,
    SideBySide,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
    row,
)

if TYPE_CHECKING:
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
        self._asked = Filter(clues=URGENT_CLUES)
        self._form = ""
        self._behind: object = None
        """The worker, or nobody, behind whose figure one looks."""
        self._opened_with: Filter | None = None
        self._offers: list[tuple[Deed, str]] = []
        self._narrow = False

        self.count = Words("", "quiet", wraps=False)
        self.view = DropDown(16)
        self.view.activated.connect(self._choose_view)
        self._views: list[SavedView | None] = []
        self.star = IconButton("star", _("Keep this view under a name"), self.keep_or_remove_view)
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
        view_words.setBuddy(self.view)
        self.choosing = QWidget()
        self._across = row(None, view_words, self.view, self.star, self.forms, self.fold, None, space=TIGHT)
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
        self.board.move_asked.connect(self.move_cards)
        self.board.choice_changed.connect(self._say_chosen)
        self.table.selectionModel().selectionChanged.connect(lambda *_change: self._say_chosen())

        self.chosen = Words("", "label", wraps=False)
        self.give_button = button(_("Give to a worker…"), "primary", "user-check", self.give, "Ctrl+G")
        self.hand_over_button = button(_("Hand over…"), "secondary", "arrows-exchange", self.hand_over, "Ctrl+H")
        self.weigh_button = button(_("Weight…"), "secondary", "scale", self.weigh)
        self.print_button = button(_("Print…"), "secondary", "printer", self.print_list, "Ctrl+P")
        self.export_button = button(_("Export…"), "secondary", "file-export", self.export)
        self.leave_button = button(
            _("Who is away when"), "secondary", "calendar-x", lambda: self.desk.open_place("leave")
        )
        self.signals_button = button(_("Early signals"), "secondary", "inbox", lambda: self.desk.open_place("signals"))
        self.more = QPushButton(_("More"))
        self.more.setProperty("menu", "true")
        self.more.setAutoDefault(False)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        self.more.hide()
        self.hint = Words(_("Ctrl with an arrow, or M, moves a card"), "small", wraps=False)
        self._rarer = (self.hand_over_button, self.weigh_button, self.print_button, self.export_button)
        self.deeds = flow(
            self.chosen,
            self.give_button,
            *self._rarer,
            self.leave_button,
            self.signals_button,
            self.more,
            self.hint,
            space=TIGHT,
        )

        body = ScrollPage(space=SNUG)
        body.add(top, self.filters, self.note)
        body.fill(self.stack)
        # What can be done stays in sight while the rows scroll.
        foot = QWidget()
        column(foot).addWidget(self.deeds)
        foot.setContentsMargins(WIDE, SNUG, WIDE, SNUG)
        whole = QWidget()
        under = column(whole, space=0)
        under.addWidget(body, 1)
        under.addWidget(Line())
        under.addWidget(foot)
        self.fill_with(whole)

        self._give: GiveDrawer | None = None
        self._move: MoveDrawer | None = None
        self._weigh: WeightDrawer | None = None
        self._keep: KeepViewDrawer | None = None
        self.bind("page.find", lambda: self._to_search())
        self.bind("page.print", self.print_list)
        self.bind("page.next_part", lambda: self._step_form(1))
        self.bind("page.previous_part", lambda: self._step_form(-1))
        self.bind("worklist.give", self.give)
        self.bind("worklist.hand_over", self.hand_over)
        self.bind("worklist.weigh", self.weigh)
        self.bind("worklist.export", self.export)
        self.bind("worklist.keep_view", self.keep_or_remove_view)
        self.bind("worklist.show_all", self.show_all)
        self.bind("board.move", lambda: self.move_cards(None))
        self.filters.show_filter(self._asked)
        self._say_chosen()
        self.fit()

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show the worklist: as it was left, or with a `filter`, in a `form`, or of the worker `behind` a figure."""
        asked, form, behind = args.get("filter"), args.get("form"), args.get("behind")
        if isinstance(asked, Filter) and asked is not self._opened_with:
            # Who comes back finds the rows as they were left.
            self._opened_with = asked
            self._asked, self._behind = asked, None
            self.filters.show_filter(asked)
        if behind is not None:
            self._behind = behind
        if form in _FORMS:
            self._form = str(form)
        elif (isinstance(asked, Filter) or behind is not None) and self._form == "coaches":
            self._form = "table"
        self.ask_anew()

    def leave(self) -> None:
        """What was asked about rows is asked anew when one comes back."""
        self._close_drawers()

    def carry(self) -> dict[str, object]:
        """The filter and the form."""
        return {"filter": self._asked, "form": self._form, "behind": self._behind}

    def on_changed(self, changes: "Sequence[Changes]") -> None:
        """Ask anew after any change, and offer to take back what was done here."""
        for deed, words in self._offers:
            self.say_done(words, deed, changes)
        self._offers = []
        self.ask_anew()

    def ask_anew(self) -> None:
        """The whole list, off the window's thread; filtering then needs no file."""
        self.ask(gathered, self._fill, instead_of="list")

    def first_focus(self) -> QWidget | None:
        """The rows."""
        if self.known is None:
            return None
        if self._form == "board":
            return self.board.first_focus() if self._lines else self._empty_button()
        if self._form == "coaches":
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
        self._behind = None
        self.filters.show_filter(asked)
        self._filter_changed()

    def show_all(self) -> None:
        """Everything."""
        self.show_filter(Filter())
        self._focus_rows()

    def show_stage(self, stage: object) -> None:
        """The rows that the head of a lane counts, as a table."""
        self.filters.show_filter(self._asked.changed(stages=frozenset({stage})))
        self._filter_changed()
        self.show_form("table")
        if not self.table.chosen_ids():
            self.table.begin_at_top()
        self._focus_rows()

    def show_behind(self, worker: object) -> None:
        """Exactly the households behind the figure of a worker, or those of nobody in this view."""
        self._behind = worker
        if worker != NOBODY:
            self.filters.show_filter(Filter())
        self._filter_changed()
        self.show_form("table")
        if not self.table.chosen_ids():
            self.table.begin_at_top()
        self._focus_rows()

    def show_form(self, form: str) -> None:
        """The same rows in another form; what was chosen stays chosen."""
        if form == self._form:
            return
        chosen = self.chosen_ids()
        self._form = form
        self._show_rows()
        if form == "board":
            self.board.choose_ids(chosen)
        elif form == "table":
            self.table.choose_several(chosen)
        self._say_chosen()
        self.do(lambda office: office.remember(FORM_KEY, form))

    def chosen_ids(self) -> list[HouseholdId]:
        """The households that are chosen, in the form that is shown."""
        if self._form == "board":
            return self.board.chosen_ids()  # type: ignore[return-value]  # the ids of rows
        return self.table.chosen_ids() if self._form == "table" else []  # type: ignore[return-value]

    def chosen_lines(self) -> tuple[WorklistLine, ...]:
        """The rows that are chosen, the first to end first."""
        chosen = frozenset(self.chosen_ids())
        return tuple(line for line in self._lines if line.id in chosen)

    def open_household(self, household: object) -> None:
        """Go to a household."""
        self.desk.open_place("household", household_id=household)

    # ------------------------------------------------------------------ deeds

    def give(self) -> None:
        """To whom? With what it does to everybody's load; a closed household keeps the face it had."""
        chosen, known = self.chosen_lines(), self.known
        lines = _still_open(chosen)
        closed = tuple(line for line in chosen if line.state is HouseholdState.CLOSED)
        if not chosen or known is None:
            self._say_choose_first()
            return
        if not lines:
            self._say_closed()
            return
        ids = [line.id for line in lines]
        active = [load for load in known.list.loads if load.is_active]

        def reckon(_office: Office) -> list[caseload.WhatIf]:
            return [caseload.what_if(known.list, ids, load.worker) for load in active]

        def show(found: list[caseload.WhatIf]) -> None:
            if self._give is None:
                self._give = GiveDrawer(self)
                self._give.given.connect(self._given)
                self._give.hand_over_asked.connect(self.hand_over)
            self._give.open_for(lines, active, found, closed=closed)

        self.ask(reckon, show)

    def _given(self, worker: WorkerId, reason: str) -> None:
        drawer = self._give
        assert drawer is not None
        ids = [line.id for line in drawer.lines]

        def given(done: caseload.Assigned) -> None:
            drawer.close_drawer()
            if done.count:
                words = plural(
                    "{count} household given to {name}.",
                    "{count} households given to {name}.",
                    done.count,
                    name=done.worker,
                )
                self._offers.append((Deed.ASSIGN, words))
            else:
                self.desk.notices.say(_("{name} was the fixed face already. Nothing changed.", name=done.worker))

        self.do(
            lambda office: caseload.assign(
                office, ids, worker, expected=len(ids), instead_of_handover=bool(reason), reason=reason
            ),
            given,
            drawer.failed,
        )

    def hand_over(self) -> None:
        """To the hand-over with a joint talk, for all that are chosen."""
        chosen = self.chosen_lines()
        if not chosen:
            self._say_choose_first()
            return
        ids = [line.id for line in _still_open(chosen)]
        if not ids:
            self._say_closed()
        else:
            self.desk.open_place("handover", households=ids)

    def weigh(self) -> None:
        """How heavy are they?"""
        chosen = self.chosen_lines()
        lines = _to_weigh(chosen)
        if not chosen:
            self._say_choose_first()
            return
        if not lines:
            self.desk.notices.say(_("A closed household has no weight, and that of a crisis ends with the crisis."))
            return
        if self._weigh is None:
            self._weigh = WeightDrawer(self)
            self._weigh.weighed.connect(self._weighed)
        self._weigh.open_for(lines, left_out=[line for line in chosen if line not in lines])

    def _weighed(self, weight: Weight) -> None:
        drawer = self._weigh
        assert drawer is not None
        ids = [line.id for line in drawer.lines]

        def weighed(count: int) -> None:
            drawer.close_drawer()
            words = plural(
                "The weight of {count} household changed.", "The weight of {count} households changed.", count
            )
            if count:
                self._offers.append((Deed.CHANGE_HOUSEHOLD, words))

        self.do(lambda office: caseload.set_weight(office, ids, weight), weighed)

    def move_cards(self, stage: object) -> None:
        """On which day did it happen? A card moves by an event."""
        lines = self.chosen_lines()
        if not lines:
            self._say_choose_first()
            return
        if stage is Stage.AFTERCARE:
            self._offer_closing(lines)
            return
        if stage is Stage.NEW:
            self.desk.notices.say(
                _("A household becomes new by a new request. Was something written down by mistake? Take that back.")
            )
            return
        if self._move is None:
            self._move = MoveDrawer(self, self.desk.today())
            self._move.moved.connect(self._moved)
        self._move.open_for(lines, stage if isinstance(stage, Stage) else None, self.desk.today())

    def _offer_closing(self, lines: Sequence[WorklistLine]) -> None:
        words = _("Close the household, or begin stand-by: then it stands under aftercare by itself.")
        if len(lines) == 1:
            home = lines[0].id
            self.desk.notices.offer(words, _("Close it"), lambda: self.desk.open_place("closing", household_id=home))
        else:
            self.desk.notices.say(words)

    def _moved(self, stage: Stage, on: date) -> None:
        drawer = self._move
        assert drawer is not None
        ids = [line.id for line in drawer.lines]

        def moved(count: int) -> None:
            drawer.close_drawer()
            words = plural(
                "{count} household moved to {stage}.", "{count} households moved to {stage}.", count, stage=stage
            )
            self._offers.append((Deed.CHANGE_REQUEST, words))

        self.do(lambda office: caseload.move_all(office, ids, stage, on), moved, drawer.failed)

    def print_list(self) -> None:
        """The list on paper: what is chosen, or all that is shown; it is looked at before it is printed."""
        within, asked, ids = self._within(), self._asked, self._listed_ids()
        if within is None or not self._lines:
            return
        name = _("worklist-{day}.pdf", day=self.desk.today().isoformat())
        self.do(
            lambda office: caseload_lists.printed(office, within, asked, ids),
            lambda pdf: show_paper(self, _("Worklist"), pdf, name),
        )

    def export(self) -> None:
        """Keep what is chosen, or all that is shown, as a file for a spreadsheet."""
        if not self._lines:
            return
        found = ask_for_table(
            self,
            _("Export this list"),
            _("worklist-{day}.xlsx", day=self.desk.today().isoformat()),
        )
        if found is not None:
            self.export_to(found[0], as_csv=found[1])

    def export_to(self, file: Path, *, as_csv: bool) -> None:
        """Keep the rows as this file."""
        within, asked, ids = self._within(), self._asked, self._listed_ids()
        if within is None:
            return
        write = caseload_lists.export_csv if as_csv else caseload_lists.export_xlsx
        self.do(
            lambda office: write(office, within, asked, file, ids),
            lambda count: self.desk.notices.say(
                plural(
                    "{count} household is in {name}. What is for the team only is not in it.",
                    "{count} households are in {name}. What is for the team only is not in it.",
                    count,
                    name=file.name,
                )
            ),
        )

    def _listed_ids(self) -> list[HouseholdId] | None:
        """The households that were chosen when there is more than one; nothing when it is all that is shown."""
        chosen = self.chosen_ids()
        return chosen if len(chosen) > 1 else None

    def keep_or_remove_view(self) -> None:
        """Keep the view as it is now under a name; one that was kept already is let go."""
        kept = self._own_view()
        if kept is not None:
            self.do(
                lambda office: caseload.remove_view(office, kept.name),
                lambda _nothing: self._view_removed(kept),
            )
            return
        if self._keep is None:
            self._keep = KeepViewDrawer(self)
            self._keep.named.connect(self._named)
        self._keep.open_with(self._proposed_name())

    def _named(self, name: str) -> None:
        drawer = self._keep
        assert drawer is not None
        view = SavedView(name, self._asked, self._form)

        def kept(_nothing: object) -> None:
            drawer.close_drawer()
            self.desk.notices.say(_("The view {name} is kept. It stands under View.", name=name.strip()))
            self.ask_anew()

        self.do(lambda office: caseload.keep_view(office, view), kept, drawer.failed)

    def _view_removed(self, view: SavedView) -> None:
        self.desk.notices.offer_undo(
            _("The view {name} is gone.", name=view.name),
            lambda: self.do(lambda office: caseload.keep_view(office, view), lambda _nothing: self.ask_anew()),
        )
        self.ask_anew()

    # ------------------------------------------------------------------ filling

    def _fill(self, known: Known) -> None:
        self.known = known
        if not self._form:
            self._form = known.form
        self.filters.offer(known.list, known.me, known.clocks)
        self.filters.show_filter(self._asked)
        self._fill_views()
        self._show_rows()

    def _filter_changed(self) -> None:
        self._asked = self.filters.filter()
        self._show_rows()

    def _within(self) -> Worklist | None:
        """The list, or the households behind a figure."""
        known = self.known
        if known is None or self._behind is None:
            return known.list if known else None
        ids = known.behind.get(self._behind, frozenset())
        return replace(known.list, lines=tuple(line for line in known.list.lines if line.id in ids))

    def _show_rows(self) -> None:
        within, known = self._within(), self.known
        if within is None or known is None:
            return
        self._lines = caseload.shown(within, self._asked)
        self.filters.show_counts(caseload.counts(within, self._asked), self._asked)
        total = len(within.lines)
        self.count.setText(
            plural("{count} household", "{count} households", total)
            if len(self._lines) == total
            else _("{shown} of {all} households", shown=len(self._lines), all=total)
        )
        self.everything.setVisible(len(self._lines) < len(known.list.lines))
        self._show_note()
        self._mark_view()
        self.forms.show_value(self._form)
        self.fit()
        if self._form == "coaches":
            self.coaches.show_rows(coach_rows(within.loads, self._lines))
            self.stack.setCurrentWidget(self.coaches)
        elif not self._lines:
            self.board.show_rows(())
            self.table.show_rows(())
            self._fill_empty(has_any=bool(total))
            self.stack.setCurrentWidget(self._empty)
        elif self._form == "board":
            self.board.show_rows(self._lines)
            self.stack.setCurrentWidget(self.board)
        else:
            self.table.show_rows(self._lines)
            self.stack.setCurrentWidget(self.table)
        self._say_chosen()

    def _show_note(self) -> None:
        load = self._load(self._behind)
        self.note.setVisible(load is not None or self._behind == NOBODY)
        if self._behind == NOBODY:
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
        elif self._asked == Filter(clues=URGENT_CLUES):
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

    # ------------------------------------------------------------------ views

    def _fill_views(self) -> None:
        known = self.known
        self._views = list(known.views) if known else []
        self.view.clear()
        for each in self._views:
            assert each is not None
            if each.is_built_in:
                self.view.addItem(each.name)
            else:
                self.view.addItem(icon("star", "primary"), each.name)

    def _mark_view(self) -> None:
        """Which view this is; when it is none of them it is called an own choice."""
        at = next(
            (n for n, each in enumerate(self._views) if each and each.filter == self._asked and self._behind is None),
            None,
        )
        while self._views and self._views[-1] is None:
            self._views.pop()
            self.view.removeItem(len(self._views))
        if at is None:
            self._views.append(None)
            self.view.addItem(_("Own choice"))
            at = len(self._views) - 1
        self.view.setCurrentIndex(at)
        own = self._own_view()
        words = _("Let this view go") if own else _("Keep this view under a name")
        self.star.setIcon(icon("star", "primary" if own else "text_2"))
        self.star.setAccessibleName(words)
        self.star.setToolTip(words)

    def _own_view(self) -> SavedView | None:
        at = self.view.currentIndex()
        found = self._views[at] if 0 <= at < len(self._views) else None
        return found if found is not None and not found.is_built_in else None

    def _choose_view(self, at: int) -> None:
        chosen = self._views[at] if 0 <= at < len(self._views) else None
        if chosen is None:
            return
        if not chosen.is_built_in:
            self._form = chosen.form
        self.show_filter(chosen.filter)

    def _proposed_name(self) -> str:
        parts = [label(each) for each in Clue if each in self._asked.clues]
        parts += [
            self.filters.combos[field].currentText()
            for field in ("areas", "stages", "groups")
            if getattr(self._asked, field)
        ]
        return (parts[0] if len(parts) == 1 else "")[:60]

    # ------------------------------------------------------------------ what was chosen

    def _say_chosen(self) -> None:
        # The one with the focus can be pinned with Ctrl+D.
        self.table.setProperty("household", self.table.chosen_id())
        for lane in self.board.lanes:
            lane.setProperty("household", lane.current_id())
        count = len(self.chosen_ids())
        given = len(_still_open(self.chosen_lines())) if count else 0
        self.chosen.setText(_("Chosen: {count}", count=count) if count else _("Nothing chosen"))
        for each in (self.give_button, self.hand_over_button, self.weigh_button):
            each.setEnabled(bool(count))
        self.give_button.setText(_("Give these {count} to a worker…", count=given) if given else _("Give to a worker…"))
        rows = count if count > 1 else len(self._lines)
        self.print_button.setText(_("Print ({count})", count=rows))
        self.export_button.setText(_("Export ({count})…", count=rows))
        for each in (self.print_button, self.export_button):
            each.setEnabled(bool(rows))

    def _say_choose_first(self) -> None:
        self.desk.notices.say(_("Choose households first: with Shift and the arrows, or all of them with Ctrl+A."))

    def _say_closed(self) -> None:
        self.desk.notices.say(_("A closed household keeps the fixed face it had. Open it again first."))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for each in self._rarer:
            if self._form == "coaches" and each in (self.hand_over_button, self.weigh_button):
                continue
            action = self._menu.addAction(each.icon(), each.text(), each.click)
            action.setEnabled(each.isEnabled())

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

    def _close_drawers(self) -> None:
        for each in (self._give, self._move, self._weigh, self._keep):
            if each is not None:
                each.close_drawer()

    def _step_form(self, step: int) -> None:
        self._close_drawers()
        at = _FORMS.index(self._form or "table") + step
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
        # Who looks at workers chooses no households.
        of_rows = self._form != "coaches"
        self.chosen.setVisible(of_rows)
        self.give_button.setVisible(of_rows)
        self.weigh_button.setVisible(of_rows and not self._narrow)
        self.hand_over_button.setVisible(of_rows and not self._narrow)
        self.leave_button.setVisible(not of_rows)
        for each in (self.print_button, self.export_button):
            each.setVisible(not self._narrow)
        self.more.setVisible(self._narrow)
        self.hint.setVisible(self._form == "board" and not self._narrow)
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


def _to_weigh(lines: Sequence[WorklistLine]) -> tuple[WorklistLine, ...]:
    """The households of which the weight can be chosen: not that of a crisis while it runs."""
    return tuple(
        line for line in _still_open(lines) if line.weight is not Weight.CRISIS or Clue.CRISIS not in line.clues
    )


def _still_open(lines: Sequence[WorklistLine]) -> tuple[WorklistLine, ...]:
    """The households that can get another face: a closed one keeps the face it had."""
    return tuple(line for line in lines if line.state is not HouseholdState.CLOSED)
