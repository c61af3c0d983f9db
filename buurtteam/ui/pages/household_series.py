"""What comes back for a household: aftercare, looking at the plan, staying in touch, and what one plans oneself."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtWidgets import QLineEdit, QWidget

from buurtteam.domain.household import HouseholdState
from buurtteam.domain.kinds import new_id
from buurtteam.domain.task import Task, TaskKind, TaskSeries
from buurtteam.services import series
from buurtteam.services.households import HouseholdView
from buurtteam.texts import joined, label, near_day, plural
from buurtteam.texts import translate as _
from buurtteam.ui.form import Form
from buurtteam.ui.theme import HAIR, SNUG
from buurtteam.ui.widgets import Card, Drawer, ScrollPage, Words, button, column, emptied, flow, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page

_Running = tuple[tuple[TaskSeries, tuple[Task, ...]], ...]


class SeriesDrawer(Drawer):
    """The series of a household: which run, when they come, and how one begins or stops."""

    def __init__(self, page: "Page") -> None:
        holder = ScrollPage(margin=0)
        super().__init__(page, _("What comes back"), holder, width=440)
        self._page = page
        self._view: HouseholdView | None = None
        self.running = QWidget()
        self._lines = column(self.running, space=SNUG)
        self.evaluate = button(_("Look at the plan together"), "secondary", "list-check", self._evaluate)
        self.stay = button(_("Stay in touch (stand-by)"), "secondary", "phone", self._stand_by)
        self.form: Form[TaskSeries] = Form(TaskSeries, page.desk)
        self.form.place("what", "starts_on")
        self.form.place("first_months", "every_months", columns=2)
        self.form.place("until_on")
        self.begin = button(_("Begin"), "primary", "check", self._begin_own)
        holder.add(
            Words(
                _(
                    "The days are working days. The tasks are for whoever is responsible on the day itself; a task that "
                    "you move or change stays as you made it."
                ),
                "small",
            ),
            self.running,
            Card(_("By the norms of the team")).add(flow(self.evaluate, self.stay)),
            Card(_("Plan it yourself")).add(self.form, row(self.begin, None)),
        )

    def open_at(self, view: HouseholdView) -> None:
        """Show what runs for a household."""
        self._view = view
        self.form.show(
            id=new_id(), household=view.household.id, kind=TaskKind.REVIEW, starts_on=view.today, until_on=None
        )
        is_open = view.household.state is not HouseholdState.CLOSED
        for each in (self.evaluate, self.stay, self.begin):
            each.setEnabled(is_open)
        self._ask()
        self.open_drawer()

    def _ask(self) -> None:
        view = self._view
        if view is None:
            return
        home = view.household.id

        def found(office: "Office") -> _Running:
            with office.reading():
                return tuple((each, series.tasks_of_series(office, each.id)) for each in series.series_of(office, home))

        self._page.ask(found, self._show, instead_of="series")

    def _show(self, running: _Running) -> None:
        emptied(self._lines)
        if not running:
            self._lines.addWidget(Words(_("Nothing comes back yet."), "quiet"))
        for each, made in running:
            self._lines.addWidget(self._one(each, made))
        kinds = {each.kind for each, _made in running}
        self.evaluate.setVisible(TaskKind.EVALUATION not in kinds)
        self.stay.setVisible(TaskKind.STAND_BY not in kinds)
        focus = self.window().focusWidget()
        if not self.isHidden() and (focus is None or not self.isAncestorOf(focus)):
            # The button that was pressed is gone; the keyboard stays in the drawer.
            self.form.focus("what")

    def _one(self, each: TaskSeries, made: tuple[Task, ...]) -> QWidget:
        waiting = [near_day(task.due_on, self._page.desk.today()) for task in made if task.is_open and task.due_on]
        done = sum(1 for task in made if task.done_on)
        said = [_("Coming: {days}.", days=joined(waiting)) if waiting else _("Nothing is planned any more.")]
        if done:
            said.append(plural("{count} time done.", "{count} times done.", done))
        why = QLineEdit()
        name = each.what or label(each.kind)
        why.setPlaceholderText(_("Why does it stop?"))
        why.setAccessibleName(_("Why does this stop: {what}", what=name))
        stop = button(_("Stop"), "quiet", "x", partial(self._stop, each, why))
        stop.setAccessibleName(_("Stop: {what}", what=name))
        why.returnPressed.connect(partial(self._stop, each, why))
        holder = QWidget()
        inside = column(holder, space=HAIR)
        inside.addWidget(Words(name, "label"))
        inside.addWidget(Words(" ".join(said), "small"))
        inside.addLayout(row(why, stop))
        return holder

    def _do(self, deed: "Callable[[Office], object]") -> None:
        self._page.do(deed, lambda _made: self._ask())

    def _evaluate(self) -> None:
        if (view := self._view) is not None:
            self._do(lambda office: series.start_evaluations(office, view.household.id))

    def _stand_by(self) -> None:
        if (view := self._view) is not None:
            self._do(lambda office: series.start_stand_by(office, view.household.id, view.today))

    def _begin_own(self) -> None:
        if self._view is None:
            return
        with suppress(ValidationError):
            made = self.form.read()
            if not made.what:
                self.form.show_problem("what", _("Fill this in, then it is kept."))
                self.form.focus("what")
                return
            view = self._view

            def begun(_made: object) -> None:
                self.form.show(
                    id=new_id(), household=view.household.id, kind=TaskKind.REVIEW, starts_on=view.today, until_on=None
                )
                self._ask()

            self._page.do(lambda office: series.start_series(office, made), begun)

    def _stop(self, each: TaskSeries, why: QLineEdit) -> None:
        reason, day = why.text(), self._page.desk.today()
        self._do(lambda office: series.end_series(office, each.id, day, reason))
