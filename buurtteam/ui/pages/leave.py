"""Leave: who is away when, and for each household of that worker who stands in; never why somebody is away."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from buurtteam.domain.household import Household, Weight
from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import HouseholdId, LeaveId, WorkerId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.responsibility import Assignment, LeaveChoice, Transfer
from buurtteam.domain.staff import Deed, Leave, Worker
from buurtteam.services import leave, staff
from buurtteam.services.leave import CarriedOut, HouseholdInLeave, LeaveLine, LeavePlan
from buurtteam.texts import day_this_year, label, plural, short_date, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.load_change import load_change
from buurtteam.ui.pages.one_part import OnePartPage
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column
from buurtteam.ui.theme import HAIR, ROOM, SNUG
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Heading,
    Line,
    Link,
    Note,
    SideBySide,
    State,
    Tag,
    Words,
    button,
    column,
    flow,
    row,
)

if TYPE_CHECKING:
    from buurtteam.services.office import Office

_UNDECIDED = (LeaveChoice.STAND_IN, None)


class LeavePage(OnePartPage):
    """The leaves of the team, or the plan of one of them."""

    place = "leave"

    # ------------------------------------------------------------------ the page

    def show_place(self, leave_id: LeaveId | None = None, worker_id: WorkerId | None = None, **_more: object) -> None:
        """Show the plan of a leave, or all leaves; with a worker, begin a leave of that worker."""
        self.args = {"leave_id": leave_id}
        if leave_id is not None:
            self._ask_plan(leave_id)
            return
        self.ask(_known, partial(self._show_leaves, worker=worker_id))

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """A leave changed, or something its plan stands on; what was carried out here can be taken back."""
        self.offer_undo_of(Deed.PLAN_LEAVE, changes)
        if isinstance(self.part, Leaves):
            if any(each.concern(Leave, Worker, Assignment, Household) for each in changes):
                self.ask(_known, self._show_leaves)
        elif isinstance(self.part, Plan) and any(each.concern(Leave, Assignment, Transfer) for each in changes):
            self._ask_plan(self.part.plan.leave.id)

    def leave(self) -> None:
        """Keep what is being typed."""
        if isinstance(self.part, Leaves):
            self.part.pane.leave()

    # ------------------------------------------------------------------ inside

    def _ask_plan(self, found: LeaveId) -> None:
        self.ask(lambda office: leave.leave_plan(office, found), self._show_plan, self._gone, instead_of="plan")

    def _gone(self, error: Problem | Trouble) -> None:
        if error.code != "gone":
            self.desk.notices.show_error(error)
        self.show_place()

    def _show_leaves(
        self, known: tuple[tuple[LeaveLine, ...], tuple[Worker, ...]], worker: WorkerId | None = None
    ) -> None:
        self.set_title(_("Leave"))
        if not isinstance(self.part, Leaves):
            self.put(Leaves(self))
        assert isinstance(self.part, Leaves)
        self.part.fill(*known)
        if worker is not None:
            self.part.pane.add(worker=worker)

    def _show_plan(self, plan: LeavePlan) -> None:
        self.set_title(_("Leave"), plan.name or _("Without a name yet"))
        at = self.body.verticalScrollBar().value()
        same = isinstance(self.part, Plan) and self.part.plan.leave.id == plan.leave.id
        self.put(Plan(self, plan))
        if same:
            self.body.verticalScrollBar().setValue(at)


def _known(office: "Office") -> tuple[tuple[LeaveLine, ...], tuple[Worker, ...]]:
    return leave.leaves(office, over=True), staff.workers(office)


def _period(found: Leave) -> str:
    """From when to when."""
    if found.until_on is None:
        return _("from {day}, the end is not known", day=short_date(found.from_on))
    return _("{start} to {end}", start=short_date(found.from_on), end=short_date(found.until_on))


class Leaves(QWidget):
    """Who is away now and later; one can be added and changed, and its plan opened."""

    def __init__(self, page: LeavePage) -> None:
        super().__init__()
        self._page = page
        self._lines: dict[object, LeaveLine] = {}
        self._workers: dict[WorkerId, str] = {}
        inside = column(self, space=ROOM)
        inside.addWidget(Heading(_("Leave"), 1))
        self.pane: RecordsPane[Leave] = RecordsPane(
            page,
            Leave,
            title=_("Who is away when"),
            add_words=_("Add a leave"),
            columns=(
                Column(_("Who"), lambda each: self._line(each, "name"), strong=True),
                Column(_("When"), _period, width=270),
                Column(_("Stands in"), lambda each: self._line(each, "replacement")),
                Column(_("State"), lambda each: self._chip(each)[1], width=130, chip=self._chip),
            ),
            empty=(
                "calendar-x",
                _("Nobody is away."),
                _("Add a leave before it begins, then no household waits for somebody who is not there."),
            ),
            new=self._new,
            keep=leave.keep_leave,
            remove=leave.remove_leave,
            says=lambda each: _("Absence of {name}", name=self._line(each, "name")),
            why=_("Only from when to when. Why somebody is away stands nowhere in the program."),
        )
        self.pane.form.place("worker", "replacement", columns=2, options={"worker": {}, "replacement": {}})
        self.pane.form.place("from_on", "until_on", columns=2)
        self.plan_button = button(
            _("Plan who stands in"), "primary", "list-check", self.open_plan,
            _("For each household of this worker a choice."),
        )  # fmt: skip
        self.pane.below_form.addLayout(row(self.plan_button, None))
        self.pane.table.opened.disconnect()
        self.pane.table.opened.connect(lambda found: page.desk.open_place("leave", leave_id=found))
        inside.addWidget(self.pane)

    def fill(self, known: Sequence[LeaveLine], workers: Sequence[Worker]) -> None:
        """Show them, the first to come first, what is past last."""
        self._lines = {each.id: each for each in known}
        in_order = sorted(known, key=lambda each: each.is_over)
        self._workers = {each.id: each.name for each in workers if each.is_active}
        # Somebody has to be there to be away.
        self.pane.add_button.setEnabled(bool(self._workers))
        names: dict[object, str] = dict(self._workers.items())
        self.pane.show_records([each.leave for each in in_order], None, {"worker": names, "replacement": names})

    def open_plan(self) -> None:
        """Keep what is typed and show the plan of this leave."""
        self.pane.leave()
        record = self.pane.form.record
        if record is not None and record.version:
            self._page.desk.open_place("leave", leave_id=record.id)

    def _new(self) -> Leave:
        me = self._page.desk.office.worker if self._page.desk.office else None
        chosen = me.id if me is not None and me.id in self._workers else next(iter(self._workers))
        return Leave(worker=chosen, from_on=self._page.desk.today())

    def _line(self, each: Leave, part: str) -> str:
        found = self._lines.get(each.id)
        return str(getattr(found, part)) if found else ""

    def _chip(self, each: Leave) -> tuple[State, str]:
        found = self._lines.get(each.id)
        if found is None or found.is_over:
            return "quiet", _("Past")
        if found.is_now:
            return "info", _("Away now")
        return "waiting", _("To come")


class Plan(QWidget):
    """Every household of whoever is away, with what happens in that time and a choice."""

    def __init__(self, page: LeavePage, plan: LeavePlan) -> None:
        super().__init__()
        self._page, self.plan = page, plan
        inside = column(self, space=ROOM)
        inside.addWidget(Heading(_("Leave of {name}", name=plan.name), 1))
        inside.addWidget(Words(_period(plan.leave), "quiet"))
        if not plan.lines:
            inside.addWidget(
                Card().add(EmptyState("home-heart", _("{name} is the fixed face of no household.", name=plan.name)))
            )
            return
        count = len(plan.lines)
        card = Card(plural("{count} household", "{count} households", count), icon_name="home")
        card.add(
            Words(
                _("Choose who stands in for each of them. Nothing is done until you say so with the button."), "quiet"
            )
        )
        self.choices: dict[HouseholdId, ChoiceEditor] = {}
        for line in plan.lines:
            card.add(Line(), self._row(line))
        self.loads = Card(_("Who gets more work"), icon_name="scale")
        self.diary = Note("", "soon")
        self.undecided = Note("", "info")
        self.for_all = FormField(
            _("Who stands in for all of these"),
            ChoiceEditor([(each.id, self._name(each)) for each in plan.workers], optional=False),
        )
        self.for_all.editor.edited.connect(self._choose_for_all)
        self.do_button = button("", "primary", "check", self.carry_out)
        side = column(space=ROOM)
        side.addWidget(self.loads)
        side.addWidget(self.diary)
        side.addWidget(self.undecided)
        side.addWidget(self.for_all)
        side.addWidget(flow(self.do_button))
        side.addStretch(1)
        beside = QWidget()
        beside.setLayout(side)
        left = QWidget()
        holder = column(left)
        holder.addWidget(card)
        holder.addStretch(1)
        inside.addWidget(SideBySide(left, beside, shares=(5, 3), least=400))
        self.show_effect()

    # ------------------------------------------------------------------ one household

    def _row(self, line: HouseholdInLeave) -> QWidget:
        name = line.label or _("Without a name yet")
        where = Link(name, lambda: self._page.desk.open_place("household", household_id=line.household))
        said = column(space=HAIR)
        marks: list[QWidget] = [where]
        if line.weight is not Weight.REGULAR:
            marks.append(Tag(label(line.weight), "late" if line.weight is Weight.CRISIS else "quiet"))
        if line.has_transfer:
            marks.append(Tag(_("Hand-over waits"), "waiting"))
        said.addWidget(flow(*marks, space=SNUG))
        for sentence in self._what_happens(line):
            words = Words(sentence, "small")
            # Below the words of the link, which stand a little in.
            words.setContentsMargins(HAIR, 0, 0, 0)
            said.addWidget(words)
        left = QWidget()
        left.setLayout(said)
        choice = ChoiceEditor(self._options(line), optional=False)
        choice.set_words(_("Who stands in for {household}", household=name))
        choice.show_value((line.choice, line.worker))
        choice.edited.connect(lambda: self._chosen(line.household))
        self.choices[line.household] = choice
        # The words of the row say it already; a reader of the screen hears them with the list.
        buddy = QLabel(_("Who stands in for {household}", household=name))
        buddy.setBuddy(choice.target)
        buddy.hide()
        right = QWidget()
        holder = column(right, space=HAIR)
        holder.addWidget(buddy)
        holder.addWidget(choice)
        holder.addStretch(1)
        return SideBySide(left, right, shares=(1, 1), least=230, space=SNUG)

    def _what_happens(self, line: HouseholdInLeave) -> list[str]:
        found = []
        if line.terms:
            first = line.terms[0]
            found.append(
                plural(
                    "{count} term: {title}, {day}",
                    "{count} terms, first {title}, {day}",
                    len(line.terms),
                    title=first.title,
                    day=day_this_year(first.warn_on),
                )
            )
        if line.appointments:
            first_one = line.appointments[0]
            found.append(
                plural(
                    "{count} appointment: {moment} {what}",
                    "{count} appointments, first {moment} {what}",
                    len(line.appointments),
                    moment=short_day_and_time(first_one.at),
                    what=first_one.what,
                ).strip()
            )
        if line.tasks:
            found.append(plural("{count} task", "{count} tasks", line.tasks))
        return found or [_("Nothing is planned in this time.")]

    def _options(self, line: HouseholdInLeave) -> list[tuple[object, str]]:
        plan = self.plan
        options: list[tuple[object, str]] = []
        if not line.is_decided:
            options.append((_UNDECIDED, _("Choose…")))
        names = {each.id: self._name(each) for each in plan.workers}
        if line.deputy in names:
            options.append(((LeaveChoice.DEPUTY, line.deputy), _("{name} (deputy)", name=names[line.deputy])))
        options += [((LeaveChoice.STAND_IN, each), name) for each, name in names.items() if each != line.deputy]
        options.append(((LeaveChoice.WAIT, None), label(LeaveChoice.WAIT)))
        if not line.has_transfer:
            options += [
                ((LeaveChoice.FOR_GOOD, each), _("For good: {name}", name=name)) for each, name in names.items()
            ]
        return options

    def _name(self, worker: Worker) -> str:
        return _("{name} (away too)", name=worker.name) if worker.id in self.plan.away else worker.name

    def _chosen(self, household: HouseholdId) -> None:
        found = self.choices[household].value()
        if isinstance(found, tuple):
            choice, worker = found
            self.plan = self.plan.with_choice(household, choice, worker)
            self.show_effect()

    def _choose_for_all(self) -> None:
        """One colleague stands in wherever nobody was chosen yet."""
        worker = self.for_all.editor.value()
        for line in self.plan.lines:
            if not line.is_decided:
                choice = LeaveChoice.DEPUTY if worker == line.deputy else LeaveChoice.STAND_IN
                self.choices[line.household].show_value((choice, worker))
                self._chosen(line.household)

    # ------------------------------------------------------------------ all of them

    def show_effect(self) -> None:
        """What the choices come down to: whose work grows, what stays in the diary, and how many change."""
        plan = self.plan
        self.loads.clear()
        loads = plan.loads()
        for name, now, then in loads:
            self.loads.add(load_change(name, now, then))
        if not loads:
            self.loads.add(Words(_("Nobody: everything waits."), "quiet"))
        diary = sum(len(each.appointments) for each in plan.lines)
        self.diary.words.setText(
            plural(
                "{count} appointment stays in the diary of {name}. Call the household, or move it.",
                "{count} appointments stay in the diary of {name}. Call the households, or move them.",
                diary,
                name=plan.name,
            )
        )
        self.diary.setVisible(bool(diary))
        self.undecided.words.setText(
            plural(
                "For {count} household nobody was chosen yet.",
                "For {count} households nobody was chosen yet.",
                plan.undecided,
            )
        )
        self.undecided.setVisible(bool(plan.undecided))
        self.for_all.setVisible(plan.undecided > 1)
        self.do_button.setText(
            plural("Do this for {count} household", "Do this for {count} households", len(plan.moving))
            if plan.moving
            else _("Let everything wait")
        )
        self.do_button.setEnabled(not plan.undecided)

    def carry_out(self) -> None:
        """Do it for all of them, in one deed."""
        plan = self.plan
        self.do_button.setEnabled(False)
        self._page.do(lambda office: leave.carry_out(office, plan), self._done, self._failed)

    def _done(self, done: CarriedOut) -> None:
        said = []
        if done.covered:
            said.append(
                plural("{count} household has a stand-in.", "{count} households have a stand-in.", done.covered)
            )
        if done.proposed:
            said.append(plural("{count} hand-over proposed.", "{count} hand-overs proposed.", done.proposed))
        if done.waiting:
            said.append(plural("{count} household waits.", "{count} households wait.", done.waiting))
        self._page.offer = " ".join(said)
        self._page.show_place(leave_id=self.plan.leave.id)

    def _failed(self, error: Problem | Trouble) -> None:
        self.do_button.setEnabled(True)
        self._page.desk.notices.show_error(error)
