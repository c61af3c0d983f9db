"""What can be done with the rows of the worklist that are chosen: give, hand over, weigh, move, print and take along."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.staff import Deed
from buurtteam.domain.worklist import Clue, Stage, WorklistLine
from buurtteam.services import caseload, caseload_lists
from buurtteam.services.office import Office
from buurtteam.texts import plural
from buurtteam.texts import translate as _
from buurtteam.ui.pages.worklist_drawers import GiveDrawer, MoveDrawer, WeightDrawer
from buurtteam.ui.paper_dialog import show_paper
from buurtteam.ui.table_file import ask_for_table
from buurtteam.ui.theme import SNUG, TIGHT, WIDE
from buurtteam.ui.widgets import Words, button, column, flow

if TYPE_CHECKING:
    from buurtteam.domain.keeping import Changes
    from buurtteam.ui.pages.worklist import WorklistPage


class Deeds(QWidget):
    """The buttons below the rows with the drawers that they open; what is rare hides behind one button in little room."""

    def __init__(self, page: "WorklistPage") -> None:
        super().__init__()
        self._page = page
        self._offers: list[tuple[Deed, str]] = []
        self.giving: GiveDrawer | None = None
        self.moving: MoveDrawer | None = None
        self.weighing: WeightDrawer | None = None
        desk = page.desk
        self.count = Words("", "label", wraps=False)
        self.give_button = button(_("Give to a worker…"), "primary", "user-check", self.give, "Ctrl+G")
        self.hand_over_button = button(_("Hand over…"), "secondary", "arrows-exchange", self.hand_over, "Ctrl+H")
        self.weigh_button = button(_("Weight…"), "secondary", "scale", self.weigh)
        self.print_button = button(_("Print…"), "secondary", "printer", self.print_list, "Ctrl+P")
        self.export_button = button(_("Export…"), "secondary", "file-export", self.export)
        self.leave_button = button(_("Who is away when"), "secondary", "calendar-x", lambda: desk.open_place("leave"))
        self.signals_button = button(_("Early signals"), "secondary", "inbox", lambda: desk.open_place("signals"))
        self.more = QPushButton(_("More"))
        self.more.setProperty("menu", "true")
        self.more.setAutoDefault(False)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        self.more.hide()
        self.hint = Words(_("Ctrl with an arrow, or M, moves a card"), "small", wraps=False)
        self._rarer = (self.hand_over_button, self.weigh_button, self.print_button, self.export_button)
        bar = flow(
            self.count,
            self.give_button,
            *self._rarer,
            self.leave_button,
            self.signals_button,
            self.more,
            self.hint,
            space=TIGHT,
        )
        column(self).addWidget(bar)
        self.setContentsMargins(WIDE, SNUG, WIDE, SNUG)
        page.bind("page.print", self.print_list)
        page.bind("worklist.give", self.give)
        page.bind("worklist.hand_over", self.hand_over)
        page.bind("worklist.weigh", self.weigh)
        page.bind("worklist.export", self.export)
        page.bind("board.move", lambda: self.move_cards(None))

    def offer_back(self, changes: "Sequence[Changes]") -> None:
        """Say what was done here, now that it is told of, with a button to take it back."""
        for deed, words in self._offers:
            self._page.say_done(words, deed, changes)
        self._offers = []

    def close_drawers(self) -> None:
        """What was asked about rows is asked anew when one comes back."""
        for each in (self.giving, self.moving, self.weighing):
            if each is not None:
                each.close_drawer()

    # ------------------------------------------------------------------ to somebody, and how heavy

    def give(self) -> None:
        """To whom? With what it does to everybody's load; a closed household keeps the face it had."""
        chosen, known = self._page.chosen_lines(), self._page.known
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
            if self.giving is None:
                self.giving = GiveDrawer(self._page)
                self.giving.given.connect(self._given)
                self.giving.hand_over_asked.connect(self.hand_over)
            self.giving.open_for(lines, active, found, closed=closed)

        self._page.ask(reckon, show)

    def _given(self, worker: WorkerId, reason: str) -> None:
        drawer = self.giving
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
                self._page.desk.notices.say(_("{name} was the fixed face already. Nothing changed.", name=done.worker))

        self._page.do(
            lambda office: caseload.assign(
                office, ids, worker, expected=len(ids), instead_of_handover=bool(reason), reason=reason
            ),
            given,
            drawer.failed,
        )

    def hand_over(self) -> None:
        """To the hand-over with a joint talk, for all that are chosen."""
        chosen = self._page.chosen_lines()
        if not chosen:
            self._say_choose_first()
            return
        ids = [line.id for line in _still_open(chosen)]
        if not ids:
            self._say_closed()
        else:
            self._page.desk.open_place("handover", households=ids)

    def weigh(self) -> None:
        """How heavy are they?"""
        chosen = self._page.chosen_lines()
        lines = _to_weigh(chosen)
        if not chosen:
            self._say_choose_first()
            return
        if not lines:
            self._page.desk.notices.say(
                _("A closed household has no weight, and that of a crisis ends with the crisis.")
            )
            return
        if self.weighing is None:
            self.weighing = WeightDrawer(self._page)
            self.weighing.weighed.connect(self._weighed)
        self.weighing.open_for(lines, left_out=[line for line in chosen if line not in lines])

    def _weighed(self, weight: Weight) -> None:
        drawer = self.weighing
        assert drawer is not None
        ids = [line.id for line in drawer.lines]

        def weighed(count: int) -> None:
            drawer.close_drawer()
            words = plural(
                "The weight of {count} household changed.", "The weight of {count} households changed.", count
            )
            if count:
                self._offers.append((Deed.CHANGE_HOUSEHOLD, words))

        self._page.do(lambda office: caseload.set_weight(office, ids, weight), weighed)

    # ------------------------------------------------------------------ to another stage

    def move_cards(self, stage: object) -> None:
        """On which day did it happen? A card moves by an event."""
        lines = self._page.chosen_lines()
        if not lines:
            self._say_choose_first()
            return
        if stage is Stage.AFTERCARE:
            self._offer_closing(lines)
            return
        if stage is Stage.NEW:
            self._page.desk.notices.say(
                _("A household becomes new by a new request. Was something written down by mistake? Take that back.")
            )
            return
        if self.moving is None:
            self.moving = MoveDrawer(self._page, self._page.desk.today())
            self.moving.moved.connect(self._moved)
        self.moving.open_for(lines, stage if isinstance(stage, Stage) else None, self._page.desk.today())

    def _offer_closing(self, lines: Sequence[WorklistLine]) -> None:
        words = _("Close the household, or begin stand-by: then it stands under aftercare by itself.")
        if len(lines) == 1:
            home = lines[0].id
            self._page.desk.notices.offer(
                words, _("Close it"), lambda: self._page.desk.open_place("closing", household_id=home)
            )
        else:
            self._page.desk.notices.say(words)

    def _moved(self, stage: Stage, on: date) -> None:
        drawer = self.moving
        assert drawer is not None
        ids = [line.id for line in drawer.lines]

        def moved(count: int) -> None:
            drawer.close_drawer()
            words = plural(
                "{count} household moved to {stage}.", "{count} households moved to {stage}.", count, stage=stage
            )
            self._offers.append((Deed.CHANGE_REQUEST, words))

        self._page.do(lambda office: caseload.move_all(office, ids, stage, on), moved, drawer.failed)

    # ------------------------------------------------------------------ on paper, and as a file

    def print_list(self) -> None:
        """The list on paper: what is chosen, or all that is shown; it is looked at before it is printed."""
        within, asked, ids = self._page.within(), self._page.asked, self._listed_ids()
        if within is None or not self._page.lines:
            return
        name = _("worklist-{day}.pdf", day=self._page.desk.today().isoformat())
        self._page.do(
            lambda office: caseload_lists.printed(office, within, asked, ids),
            lambda pdf: show_paper(self._page, _("Worklist"), pdf, name),
        )

    def export(self) -> None:
        """Keep what is chosen, or all that is shown, as a file for a spreadsheet."""
        if not self._page.lines:
            return
        found = ask_for_table(
            self._page,
            _("Export this list"),
            _("worklist-{day}.xlsx", day=self._page.desk.today().isoformat()),
        )
        if found is not None:
            self.export_to(found[0], as_csv=found[1])

    def export_to(self, file: Path, *, as_csv: bool) -> None:
        """Keep the rows as this file."""
        within, asked, ids = self._page.within(), self._page.asked, self._listed_ids()
        if within is None:
            return
        write = caseload_lists.export_csv if as_csv else caseload_lists.export_xlsx
        self._page.do(
            lambda office: write(office, within, asked, file, ids),
            lambda count: self._page.desk.notices.say(
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
        chosen = self._page.chosen_ids()
        return chosen if len(chosen) > 1 else None

    # ------------------------------------------------------------------ what was chosen

    def say_chosen(self) -> None:
        """Say how many are chosen, and what can be done with them."""
        count = len(self._page.chosen_ids())
        given = len(_still_open(self._page.chosen_lines())) if count else 0
        self.count.setText(_("Chosen: {count}", count=count) if count else _("Nothing chosen"))
        for each in (self.give_button, self.hand_over_button, self.weigh_button):
            each.setEnabled(bool(count))
        self.give_button.setText(_("Give these {count} to a worker…", count=given) if given else _("Give to a worker…"))
        rows = count if count > 1 else len(self._page.lines)
        self.print_button.setText(_("Print ({count})", count=rows))
        self.export_button.setText(_("Export ({count})…", count=rows))
        for each in (self.print_button, self.export_button):
            each.setEnabled(bool(rows))

    def _say_choose_first(self) -> None:
        self._page.desk.notices.say(
            _("Choose households first: with Shift and the arrows, or all of them with Ctrl+A.")
        )

    def _say_closed(self) -> None:
        self._page.desk.notices.say(_("A closed household keeps the fixed face it had. Open it again first."))

    # ------------------------------------------------------------------ room

    def fit_to(self, form: str, *, narrow: bool) -> None:
        """Show what can be done in a form; in little room what is rarer hides behind a button."""
        # Who looks at workers chooses no households.
        of_rows = form != "coaches"
        self.count.setVisible(of_rows)
        self.give_button.setVisible(of_rows)
        self.weigh_button.setVisible(of_rows and not narrow)
        self.hand_over_button.setVisible(of_rows and not narrow)
        self.leave_button.setVisible(not of_rows)
        for each in (self.print_button, self.export_button):
            each.setVisible(not narrow)
        self.more.setVisible(narrow)
        self.hint.setVisible(form == "board" and not narrow)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for each in self._rarer:
            if self._page.form == "coaches" and each in (self.hand_over_button, self.weigh_button):
                continue
            action = self._menu.addAction(each.icon(), each.text(), each.click)
            action.setEnabled(each.isEnabled())


def _to_weigh(lines: Sequence[WorklistLine]) -> tuple[WorklistLine, ...]:
    """The households of which the weight can be chosen: not that of a crisis while it runs."""
    return tuple(
        line for line in _still_open(lines) if line.weight is not Weight.CRISIS or Clue.CRISIS not in line.clues
    )


def _still_open(lines: Sequence[WorklistLine]) -> tuple[WorklistLine, ...]:
    """The households that can get another face: a closed one keeps the face it had."""
    return tuple(line for line in lines if line.state is not HouseholdState.CLOSED)
