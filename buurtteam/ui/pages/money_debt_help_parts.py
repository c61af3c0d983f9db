"""Parts of the tab of debt help: what is missing, what may be shared, and the steps with what comes next."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from buurtteam.domain.debt_help import DebtHelpState, DebtHelpStep, ExitReason, SolutionKind, StepKind
from buurtteam.domain.kinds import ResidentId
from buurtteam.domain.problem import Gap, Problem, Trouble
from buurtteam.domain.sharing import ConsentAnswer, GivenHow, SharedTopic
from buurtteam.services import debt_help, debt_help_ready
from buurtteam.services.debt_help import DebtHelpView
from buurtteam.services.debt_help_ready import ConsentLine
from buurtteam.texts import label, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor, DateEditor, LineEditor, SegmentEditor
from buurtteam.ui.form import FieldGrid, FormField
from buurtteam.ui.list_row import ListRow
from buurtteam.ui.pages.household_tabs import HouseholdTabsPage
from buurtteam.ui.route_strip import RouteStrip
from buurtteam.ui.theme import SNUG, TIGHT
from buurtteam.ui.widgets import (
    Card,
    FlowLayout,
    IconButton,
    Kind,
    Line,
    Note,
    State,
    StatusChip,
    Words,
    button,
    column,
    emptied,
    row,
)

if TYPE_CHECKING:
    from buurtteam.services.office import Office

_STATES: dict[DebtHelpState, State] = {
    DebtHelpState.PREPARED: "waiting",
    DebtHelpState.ENDED: "done",
    DebtHelpState.REFUSED: "late",
    DebtHelpState.WITHDRAWN: "quiet",
}
_DEEDS: dict[StepKind, str] = {
    StepKind.FIRST_TALK: "messages",
    StepKind.ADMITTED: "check",
    StepKind.STARTED: "player-play",
    StepKind.ENDED: "checks",
}


def state_of(view: DebtHelpView) -> tuple[State, str]:
    """How far a referral is, as shape and word."""
    return _STATES.get(view.state, "on_time"), label(view.state)


class Missing(Card):
    """What is missing, each with a jump to where it is filled in; what stops the sending stands on top."""

    jumped = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("What is still missing"), icon_name="list-check")
        self._shown: tuple[Gap, ...] | None = None
        self.rows: list[ListRow] = []

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Show these; whoever stands on one stays near it."""
        if gaps == self._shown:
            return
        at = next((number for number, each in enumerate(self.rows) if each.hasFocus()), None)
        self._shown = gaps
        self.clear()
        self.rows = []
        if not gaps:
            self.add(Note(_("Everything is there."), "ok"))
        elif not any(each.stops for each in gaps):
            self.add(Note(_("Everything that is needed is there. The rest may follow."), "ok"))
        for gap in gaps:
            sentence = _(gap.sentence, **gap.values)
            line = ListRow(
                sentence,
                _("Without this it cannot be sent.") if gap.stops else "",
                picture="alert-octagon" if gap.stops else "circle-dashed",
                role="danger" if gap.stops else "text_2",
                tone="label" if gap.stops else "",
            )
            line.on_open(partial(self.jumped.emit, gap))
            self.rows.append(line)
            self.add(line)
        if at is not None and self.rows:
            self.rows[min(at, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


class _Person(QWidget):
    """What one adult says: at once to all that is needed, or topic by topic."""

    said = Signal(object, object)
    """The topics and the answer."""

    def __init__(self, who: str, topics: Sequence[SharedTopic]) -> None:
        super().__init__()
        self.topics: dict[SharedTopic, FormField] = {}
        inside = column(self, space=SNUG)
        ways: list[tuple[object, str]] = [(each, label(each)) for each in GivenHow]
        self.how = SegmentEditor(ways, optional=False)
        self.how.set_words(_("How {who} says it", who=who))
        self.how.show_value(GivenHow.SPOKEN)
        self.yes = button(_("{who} says yes to what is needed", who=who), "secondary", "check", self._yes)
        inside.addWidget(Words(who, "label"))
        inside.addWidget(self.how)
        inside.addLayout(row(self.yes, None))
        answers: list[tuple[object, str]] = [(each, label(each)) for each in (ConsentAnswer.YES, ConsentAnswer.NO)]
        for topic in topics:
            # Nothing chosen is: not asked yet.
            one = FormField(label(topic), SegmentEditor(answers, optional=True))
            one.editor.set_words(_("{who}: {topic}", who=who, topic=label(topic)))
            one.editor.edited.connect(partial(self._one, topic))
            self.topics[topic] = one
        inside.addWidget(FieldGrid([self.topics[each] for each in debt_help_ready.NEEDED], 2))
        self.more = FieldGrid([one for topic, one in self.topics.items() if topic not in debt_help_ready.NEEDED], 2)
        self.toggle = button(_("Other topics"), "quiet", "chevron-down", self._toggle)
        inside.addLayout(row(self.toggle, None))
        inside.addWidget(self.more)
        self.more.hide()

    def show_lines(self, lines: Sequence[ConsentLine]) -> None:
        """Show what this adult said."""
        for line in lines:
            one = self.topics[line.topic]
            one.editor.show_value(None if line.answer is ConsentAnswer.TO_ASK else line.answer)
            if line.on is not None and line.how is not None:
                told = _("{how}, {day}", how=label(line.how), day=short_date(line.on))
            else:
                told = _("Not asked yet ¦consent")
            one.below.setText(told)
            one.below.show()
        needed = [each for each in lines if each.is_needed]
        self.yes.setVisible(any(each.answer is not ConsentAnswer.YES for each in needed))

    def _yes(self) -> None:
        self.said.emit(debt_help_ready.NEEDED, ConsentAnswer.YES)

    def _one(self, topic: SharedTopic) -> None:
        answer = self.topics[topic].editor.value() or ConsentAnswer.TO_ASK
        self.said.emit((topic,), answer)

    def _toggle(self) -> None:
        self.more.setVisible(self.more.isHidden())


class Consents(Card):
    """What each adult allows to share with debt help, per topic; asked and never assumed."""

    said = Signal(object, object, object, object)
    """Who, which topics, the answer, and how it was given."""

    def __init__(self, print_sheet: Callable[[], object]) -> None:
        self.sheet = button(_("Print the consent sheet"), "quiet", "printer", print_sheet)
        super().__init__(_("May debt help know this?"), self.sheet, icon_name="share")
        self.add(Words(_("Saying no never has consequences for the help."), "quiet"))
        self.empty = Words(_("Say first to whom it goes; then ask."), "quiet")
        self.add(self.empty)
        self._stack = column(space=SNUG)
        self.add(self._stack)
        self.people: dict[ResidentId, _Person] = {}

    def show_lines(self, lines: Sequence[ConsentLine], *, has_recipient: bool) -> None:
        """Show what was said; the people stay as long as they are the same."""
        who = {each.resident: each.who for each in lines} if has_recipient else {}
        if list(who) != list(self.people):
            emptied(self._stack)
            self.people = {}
            for resident, name in who.items():
                if self.people:
                    self._stack.addWidget(Line())
                person = _Person(name, debt_help_ready.TOPICS)
                person.said.connect(partial(self._say, resident))
                self.people[resident] = person
                self._stack.addWidget(person)
        self.empty.setVisible(not who)
        for resident, person in self.people.items():
            person.show_lines([each for each in lines if each.resident == resident])

    def first_open(self) -> QWidget | None:
        """Where the first yes that is needed is given."""
        return next((each.yes for each in self.people.values() if not each.yes.isHidden()), None)

    def _say(self, resident: ResidentId, topics: object, answer: object) -> None:
        self.said.emit(resident, topics, answer, self.people[resident].how.value())


class Steps(Card):
    """The steps as a strip, what comes next as one button each, the answer, and the day to call."""

    def __init__(self, page: HouseholdTabsPage) -> None:
        self.chip = StatusChip("waiting", "")
        super().__init__(_("Debt help"), self.chip, icon_name="send")
        self._page = page
        self.view: DebtHelpView | None = None
        self._shows_all = False
        self.strip = RouteStrip()
        self.said = Words("")
        self.add(self.strip, self.said)
        today = page.desk.today
        self.next = QWidget()
        after = column(self.next, space=SNUG)
        after.addWidget(Words(_("What happened next?"), "label"))
        self.on = FormField(_("On which day"), DateEditor(today))
        self.words = FormField(_("What they said, or why"), LineEditor())
        self.solution = FormField(
            _("What kind of help starts"), ChoiceEditor([(each, label(each)) for each in SolutionKind], optional=True)
        )
        self.reason = FormField(
            _("Why it ended"), ChoiceEditor([(each, label(each)) for each in ExitReason], optional=True)
        )
        after.addWidget(FieldGrid([self.on, self.words, self.solution, self.reason], 2))
        self.buttons = QWidget()
        FlowLayout(self.buttons)
        after.addWidget(self.buttons)
        self.others = button(_("Something else happened"), "quiet", "chevron-down", self._toggle)
        after.addLayout(row(self.others, None))
        self.add(self.next)
        self.call = QWidget()
        calling = column(self.call, space=SNUG)
        calling.addWidget(Line())
        self.call_words = Words("")
        self.call_on = FormField(_("Call them on"), DateEditor(today))
        self.call_on.editor.left.connect(self._move_call)
        self.called = button(_("Called today"), "secondary", "phone", self._called)
        calling.addWidget(self.call_words)
        across = row(self.call_on, self.called, None, space=SNUG)
        across.setAlignment(self.called, Qt.AlignmentFlag.AlignBottom)
        calling.addLayout(across)
        self.add(self.call)
        self.done = QWidget()
        self._done = column(self.done, space=TIGHT)
        self.add(self.done)
        self.step_buttons: dict[StepKind, QWidget] = {}
        self.moves: dict[StepKind, IconButton] = {}
        self.moved_on: FormField | None = None
        """The day of the step that is put on another day."""
        self._moving: object = None

    def show_view(self, view: DebtHelpView) -> None:
        """Show how far it is."""
        self.view = view
        referral = view.referral
        assert referral is not None
        self.title.setText(
            _("Debt help: {recipient}", recipient=referral.recipient) if referral.recipient else _("Debt help")
        )
        self.chip.show_state(*state_of(view))
        self.strip.show_steps(view.strip, view.today)
        told = [label(referral.answer)] if referral.sent_on else []
        if referral.answered_on is not None:
            told = [_("{state} on {day}.", state=label(referral.answer), day=short_date(referral.answered_on))]
        self.said.setText(" ".join([*told, referral.answer_words]).strip())
        self.said.setVisible(bool(self.said.text()))
        running = view.is_running
        self.next.setVisible(running and bool(view.next))
        self.call.setVisible(running)
        if running:
            self._show_next(view)
            self._show_call(view)
        self._show_done(view)

    def first_step(self) -> QWidget:
        """The button of what comes next."""
        return next(iter(self.step_buttons.values()), self)

    # ------------------------------------------------------------------ inside

    def _show_next(self, view: DebtHelpView, *, anew: bool = False) -> None:
        every = (*view.next, *view.can_still)
        known = every if self._shows_all else view.usual
        self.others.setVisible(set(every) != set(view.usual))
        if list(self.step_buttons) == list(known):
            return
        if not anew:
            self.on.editor.show_value(self._page.desk.today())
            self.words.editor.show_value("")
            self.words.show_problem("")
        self.solution.setVisible(StepKind.STARTED in known)
        self.reason.setVisible(StepKind.ENDED in known)
        layout = self.buttons.layout()
        assert layout is not None
        had = any(each.hasFocus() for each in self.step_buttons.values())
        emptied(layout)
        self.step_buttons = {}
        for number, kind in enumerate(known):
            look: Kind = "primary" if number == 0 else "quiet" if kind is StepKind.WITHDRAWN else "secondary"
            one = button(label(kind), look, _DEEDS.get(kind, ""), partial(self._step, kind))
            self.step_buttons[kind] = one
            layout.addWidget(one)
        if had:
            self.first_step().setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        if self.view is not None:
            self._show_next(self.view, anew=True)

    def _show_call(self, view: DebtHelpView) -> None:
        referral = view.referral
        assert referral is not None
        if referral.chase_on is None:
            words = _("There is no day to call them yet.")
        elif view.chase is None and referral.chase_task is not None:
            words = _("The task to call them is done. Say when to call again.")
        else:
            days = (referral.chase_on - view.today).days
            if days < 0:
                words = plural(
                    "They had to be called {count} day ago.", "They had to be called {count} days ago.", -days
                )
            else:
                words = _("Somebody of the team calls them when no answer came. It stays yours until you know.")
        self.call_words.setText(words)
        if not self.call_on.editor.isAncestorOf(self.window().focusWidget() or self):
            self.call_on.editor.show_value(referral.chase_on)

    def _show_done(self, view: DebtHelpView) -> None:
        emptied(self._done)
        self.moves, self.moved_on = {}, None
        for each in view.steps:
            text = _("{what} on {day}.", what=label(each.kind), day=short_date(each.on))
            more = [
                label(each.solution) if each.solution else "",
                label(each.reason) if each.reason else "",
                each.words,
            ]
            sentence = " ".join([text, *(f"{part}." for part in more if part)])
            other = IconButton("calendar", _("On another day: {what}", what=text), partial(self._begin_move, each))
            away = IconButton("arrow-back-up", _("Take back: {what}", what=text), partial(self._take_back, each))
            line = row(Words(sentence, "small"), other, away, space=SNUG)
            line.setStretch(0, 1)
            self._done.addLayout(line)
            self.moves[each.kind] = other
            if self._moving == each.id:
                self.moved_on = FormField(_("On which day"), DateEditor(self._page.desk.today))
                self.moved_on.editor.show_value(each.on)
                keep = button(_("Put it on this day"), icon_name="check", on_click=partial(self._move, each))
                across = row(self.moved_on, keep, None, space=SNUG)
                across.setAlignment(keep, Qt.AlignmentFlag.AlignBottom)
                self._done.addLayout(across)
        self.done.setVisible(bool(view.steps))

    def _day(self, field: FormField) -> date | None:
        day = field.editor.value()
        field.show_problem("")
        if isinstance(day, date):
            return day
        field.show_problem(_("Fill in a day, such as 14-9."))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return None

    def _step(self, kind: StepKind) -> None:
        day = self._day(self.on)
        if self.view is None or self.view.referral is None or day is None:
            return
        referral, words = self.view.referral.id, str(self.words.editor.value() or "")
        solution, reason = self.solution.editor.value(), self.reason.editor.value()
        self._shows_all = False
        self._do(
            lambda office: debt_help.step(
                office,
                referral,
                kind,
                day,
                solution=solution if isinstance(solution, SolutionKind) else None,
                reason=reason if isinstance(reason, ExitReason) else None,
                words=words,
            )
        )

    def _take_back(self, step: DebtHelpStep) -> None:
        self._do(lambda office: debt_help.remove_step(office, step))

    def _begin_move(self, step: DebtHelpStep) -> None:
        self._moving = None if self._moving == step.id else step.id
        if self.view is not None:
            self._show_done(self.view)
        if self.moved_on is not None:
            self.moved_on.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, step: DebtHelpStep) -> None:
        field = self.moved_on
        if field is None or (day := self._day(field)) is None:
            return

        def refused(error: Problem | Trouble) -> None:
            if isinstance(error, Problem) and self.moved_on is not None:
                self.moved_on.show_problem(_(error.sentence, **error.values))
                self.moved_on.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._page.desk.notices.show_error(error)

        def done(_referral: object) -> None:
            self._moving = None
            if self.view is not None:
                self._show_done(self.view)

        self._page.do(lambda office: debt_help.move_step(office, step, day), done, refused)

    def _move_call(self) -> None:
        day = self.call_on.editor.value()
        if self.view is None or self.view.referral is None or not isinstance(day, date):
            return
        referral = self.view.referral
        if day != referral.chase_on:
            self._do(lambda office: debt_help.call_on(office, referral.id, day))

    def _called(self) -> None:
        if self.view is not None and self.view.referral is not None:
            referral = self.view.referral.id
            self._do(lambda office: debt_help.called(office, referral))

    def _do(self, deed: "Callable[[Office], object]") -> None:
        self._page.do(deed, None, self._failed)

    def _failed(self, error: Problem | Trouble) -> None:
        fields = {"no_reason": self.words}
        days = ("before_sent", "after_outcome", "before_last_step", "before_the_request_of", "in_the_future")
        field = fields.get(error.code) or (self.on if error.code in days else None)
        if field is None:
            self._page.desk.notices.show_error(error)
            return
        field.show_problem(_(error.sentence, **error.values))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
