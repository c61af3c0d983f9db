"""The drawers of the worklist: to whom, to which stage, how heavy, and under which name a view is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from buurtteam.domain.household import Weight
from buurtteam.domain.kinds import WorkerId
from buurtteam.domain.words import N_
from buurtteam.domain.worklist import Stage, WorkerLoad, WorklistLine
from buurtteam.services.caseload import WhatIf
from buurtteam.texts import joined, label, plural, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import labelled
from buurtteam.ui.editors import DateEditor, SegmentEditor
from buurtteam.ui.load_bar import (
    Bar,
    away_words,
    competence_words,
    draw_bar,
    fullness_chip,
    load_words,
    points,
)
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import SNUG, worn
from buurtteam.ui.widgets import Drawer, ScrollPage, Words, button, flow, link

if TYPE_CHECKING:
    from buurtteam.domain.problem import Problem, Trouble

_NAMED = 3


def who_words(lines: Sequence[WorklistLine]) -> str:
    """Which households, the first by name."""
    names = [line.label or _("Without a name yet") for line in lines[:_NAMED]]
    rest = len(lines) - len(names)
    if rest:
        names.append(plural("{count} more", "{count} others", rest))
    return joined(names)


@dataclass(frozen=True)
class Candidate:
    """A worker who could get the households, with the load now and then."""

    now: WorkerLoad
    then: WorkerLoad

    @property
    def id(self) -> WorkerId:
        """The worker."""
        return self.now.worker

    @property
    def bar(self) -> Bar:
        """The load as it would be, with a mark where it is now."""
        return Bar(self.then.tenths, self.then.capacity_tenths, self.then.fullness, self.now.tenths)

    @property
    def percent(self) -> int | None:
        """The load as it would be, in percents."""
        return self.then.percent


def candidates(loads: Sequence[WorkerLoad], found: Sequence[WhatIf]) -> tuple[Candidate, ...]:
    """Everybody who works here now, by name, each with what the households would make of the load."""
    pairs: list[Candidate] = []
    for load, each in zip((load for load in loads if load.is_active), found, strict=True):
        then = next((after for before, after in each.changes if before.worker == load.worker), load)
        pairs.append(Candidate(load, then))
    return tuple(pairs)


class GiveDrawer(Drawer):
    """To which worker: everybody's load before and after, away or not, and what each can take on."""

    given = Signal(object, str)
    """The worker, and why there is no hand-over (empty when no fixed face is replaced)."""
    hand_over_asked = Signal()

    def __init__(self, over: QWidget) -> None:
        body = ScrollPage(margin=0, space=SNUG)
        super().__init__(over, _("Give to a worker"), body, width=760)
        self.who = Words("")
        self.table = RowTable(
            Column(_("Worker"), lambda each: each.now.name, strong=True),
            Column(
                _("Points now and then"),
                "bar",
                shown=lambda bar: _("from {now} to {then}", now=points(bar.before or 0), then=load_words(bar)),
                draws=lambda painter, box, each: draw_bar(painter, box, each.bar),
                width=230,
            ),
            Column(_("Then"), "percent", shown=percent_words, width=64, align="right"),
            Column(
                _("Room"),
                lambda each: each.then.fullness,
                width=152,
                chip=lambda each: fullness_chip(each.then.fullness),
            ),
            Column(_("Can take on"), lambda each: competence_words(each.now.competences)),
            Column(_("Away"), lambda each: away_words(each.now)),
            name=_("Workers"),
        )
        self.table.chosen.connect(lambda _id: self._say())
        self.table.opened.connect(lambda _id: self.give())
        self.advice = Words("", "small")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("such as: ill for a long time, left the team"))
        self.reason.returnPressed.connect(self.give)
        self._asks = labelled(_("They have a fixed face. Why is there no hand-over?"), self.reason)
        self.hand_over = link(_("Rather hand over with a joint talk"), self.hand_over_asked.emit)
        self.problem = Words("", "problem")
        self.ready = button("", "primary", "check", self.give)
        self.table.setMinimumHeight(worn().px(220))
        self.left_out = Words("", "small")
        body.add(self.who, self.left_out).fill(self.table).add(
            self.advice, self._asks, self.problem, flow(self.ready, self.hand_over)
        )
        self.lines: tuple[WorklistLine, ...] = ()
        self._advice: dict[object, tuple[str, ...]] = {}

    def open_for(
        self,
        lines: Sequence[WorklistLine],
        loads: Sequence[WorkerLoad],
        found: Sequence[WhatIf],
        *,
        closed: Sequence[WorklistLine] = (),
    ) -> None:
        """Show everybody with what these households would make of the load."""
        self.lines = tuple(lines)
        self.who.setText(who_words(lines))
        self.left_out.setVisible(bool(closed))
        self.left_out.setText(_("Left out, for they are closed: {who}.", who=who_words(closed)))
        shown = candidates(loads, found)
        self._advice = {each.id: what.advice for each, what in zip(shown, found, strict=True)}
        self.reason.clear()
        self.show_problem("")
        self.table.show_rows(shown)
        if shown:
            self.table.choose(shown[0].id)
        self._say()
        self.open_drawer()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self) -> None:
        """Say yes; who takes a face away without a hand-over says why."""
        chosen = self.table.chosen_id()
        if chosen is None:
            return
        reason = self.reason.text().strip()
        if self._replaces() and not reason:
            self.show_problem(_("Say why there is no hand-over, in one line. It is kept with the household."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.given.emit(chosen, reason if self._replaces() else "")

    def show_problem(self, words: str) -> None:
        """What stands in the way."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def failed(self, error: "Problem | Trouble") -> None:
        """The deed was not done, and why."""
        self.show_problem(problem_text(error))

    def _replaces(self) -> bool:
        to = self.table.chosen_id()
        return any(line.plan_coordinator is not None and line.plan_coordinator != to for line in self.lines)

    def _say(self) -> None:
        chosen = self.table.chosen_row()
        if not isinstance(chosen, Candidate):
            self.ready.setEnabled(False)
            return
        self.ready.setEnabled(True)
        self.ready.setText(
            plural(
                "Give {count} household to {name}",
                "Give {count} households to {name}",
                len(self.lines),
                name=chosen.now.name,
            )
        )
        said = " ".join(self._advice.get(chosen.id, ()))
        self.advice.setText(said)
        self.advice.setVisible(bool(said))
        self._asks.setVisible(self._replaces())


_QUESTIONS: Final = {
    Stage.TALK: N_("On which day was the first talk?"),
    Stage.PLAN: N_("On which day was the assessment finished?"),
    Stage.RUNNING: N_("On which day did the help start?"),
}


class MoveDrawer(Drawer):
    """To which stage, and on which day that became true: a card moves by what happened, never by itself."""

    moved = Signal(object, object)
    """The stage and the day."""

    def __init__(self, over: QWidget, today: date) -> None:
        body = ScrollPage(margin=0, space=SNUG)
        super().__init__(over, _("Move on the board"), body, width=460)
        self.who = Words("")
        self.stage = SegmentEditor([(stage, label(stage)) for stage in _QUESTIONS], optional=False)
        self.stage.set_words(_("To"))
        self.stage.edited.connect(self._ask)
        self._today = today
        self.day = DateEditor(lambda: self._today)
        self.day.line.returnPressed.connect(self.move_it)
        self.question = Words("", "label")
        self.problem = Words("", "problem")
        self.ready = button("", "primary", "check", self.move_it)
        self.note = Words(
            _(
                "The day it happened counts, not the day of typing. The terms are counted anew. "
                "Aftercare begins by closing the household or putting it on stand-by."
            ),
            "small",
        )
        body.add(self.who, self.stage, self.question, self.day, self.problem, self.ready, self.note)
        self.lines: tuple[WorklistLine, ...] = ()

    def open_for(self, lines: Sequence[WorklistLine], to: Stage | None, today: date) -> None:
        """Ask on which day these households came to a stage."""
        self._today, self.lines = today, tuple(lines)
        order = list(Stage)
        following = order[min(order.index(lines[0].stage) + 1, len(order) - 1)]
        wanted = to if to in _QUESTIONS else following if following in _QUESTIONS else Stage.RUNNING
        self.who.setText(
            _(
                "{who}: now {stage}.",
                who=who_words(lines),
                stage=joined(label(s) for s in dict.fromkeys(x.stage for x in lines)),
            )
        )
        self.stage.show_value(wanted)
        self.day.show_value(today)
        self._ask()
        self.open_drawer()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.line.selectAll()

    def move_it(self) -> None:
        """Say yes."""
        day = self.day.value()
        if not isinstance(day, date):
            self.show_problem(_("Fill in a day, such as 14-9 or Monday."))
            self.day.setFocus()
            return
        self.moved.emit(self.stage.value(), day)

    def show_problem(self, words: str) -> None:
        """What stands in the way."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def failed(self, error: "Problem | Trouble") -> None:
        """The deed was not done, and why."""
        self.show_problem(problem_text(error))

    def _ask(self) -> None:
        stage = self.stage.value()
        assert isinstance(stage, Stage)
        words = _(_QUESTIONS[stage])
        self.question.setText(words)
        self.day.set_words(words)
        self.show_problem("")
        self.ready.setText(
            plural(
                "Move {count} household to {stage}", "Move {count} households to {stage}", len(self.lines), stage=stage
            )
        )


class WeightDrawer(Drawer):
    """How much work these households ask."""

    weighed = Signal(object)

    def __init__(self, over: QWidget) -> None:
        body = ScrollPage(margin=0, space=SNUG)
        super().__init__(over, _("How much work?"), body, width=460)
        self.who = Words("")
        self.weight = SegmentEditor(
            # A crisis is declared, with somebody who leads it.
            [(weight, label(weight)) for weight in Weight if weight is not Weight.CRISIS],
            optional=False,
        )
        self.weight.set_words(_("Weight"))
        self.weight.edited.connect(self._say)
        self.ready = button("", "primary", "check", lambda: self.weighed.emit(self.weight.value()))
        self.lines: tuple[WorklistLine, ...] = ()
        self.left_out = Words("", "small")
        body.add(self.who, self.left_out, self.weight, self.ready)

    def open_for(self, lines: Sequence[WorklistLine], left_out: Sequence[WorklistLine] = ()) -> None:
        """Ask for the weight of these households."""
        self.lines = tuple(lines)
        self.who.setText(who_words(lines))
        self.left_out.setVisible(bool(left_out))
        self.left_out.setText(_("Left out, for they are closed or in a crisis: {who}.", who=who_words(left_out)))
        weights = {Weight.HEAVY if line.weight is Weight.CRISIS else line.weight for line in lines}
        self.weight.show_value(next(iter(weights)) if len(weights) == 1 else Weight.REGULAR)
        self._say()
        self.open_drawer()

    def _say(self) -> None:
        weight = self.weight.value()
        assert isinstance(weight, Weight)
        self.ready.setText(
            plural(
                "Make {count} household {weight}",
                "Make {count} households {weight}",
                len(self.lines),
                weight=label(weight).lower(),
            )
        )


class KeepViewDrawer(Drawer):
    """Under which name a view is kept."""

    named = Signal(str)

    def __init__(self, over: QWidget) -> None:
        body = ScrollPage(margin=0, space=SNUG)
        super().__init__(over, _("Keep this view"), body, width=420)
        self.name = QLineEdit()
        self.name.returnPressed.connect(self.keep)
        self.problem = Words("", "problem")
        self.problem.hide()
        self.ready = button(_("Keep"), "primary", "star", self.keep)
        body.add(
            Words(_("The filters and the form as they are now come back under this name."), "quiet"),
            labelled(_("Name of the view"), self.name),
            self.problem,
            self.ready,
        )

    def open_with(self, proposal: str) -> None:
        """Ask for a name."""
        self.name.setText(proposal)
        self.problem.hide()
        self.open_drawer()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def keep(self) -> None:
        """Say yes."""
        self.named.emit(self.name.text())

    def failed(self, error: "Problem | Trouble") -> None:
        """The view was not kept, and why."""
        self.problem.setText(problem_text(error))
        self.problem.show()


def percent_words(percent: object) -> str:
    """A share, as in a table."""
    return "" if percent is None else _("{percent} %", percent=percent)
