"""The parts of one early signal: as it was reported, whom it is about, what was tried, and what came of it."""

from functools import partial
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from buurtteam.domain.early_signal import EarlySignal, Outreach, SignalResult
from buurtteam.domain.keeping import Found
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.services import early_signals, money_papers, overviews
from buurtteam.services.early_signals import Match, SignalLine, SignalView
from buurtteam.texts import amount, label, plural, problem_text, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor, LineEditor
from buurtteam.ui.form import Form, FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.list_row import ListRow, lines, rows_in
from buurtteam.ui.notices import announce
from buurtteam.ui.terms import explanation, term_chip
from buurtteam.ui.theme import SNUG, TIGHT
from buurtteam.ui.widgets import (
    Card,
    Heading,
    IconButton,
    Note,
    State,
    StatusChip,
    Tag,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page

_PAUSE = 250
_MOST_HITS = 6


def signal_chip(line: SignalLine, today: "date") -> tuple[State, str]:
    """How a signal stands, as shape and word: its last day while nothing came of it, then what the partner hears."""
    if not line.signal.is_open:
        if line.signal.answered_on is None:
            return "waiting", _("Answer the partner")
        return "done", _("Done ¦signal")
    if line.term is None:
        return "quiet", _("Open ¦signal")
    return term_chip(line.term, today)


def name_of(line: SignalLine) -> str:
    """Whom a signal is about: the household, else as it was reported."""
    signal = line.signal
    address = " ".join(part for part in (signal.street, signal.number, signal.postcode) if part)
    return line.label or signal.name or address or _("Without a name yet")


class ReportCard(Card):
    """A signal as the partner sent it; it is corrected below."""

    def __init__(self, page: "Page", on_remove: "Callable[[], object]") -> None:
        super().__init__()
        self._page = page
        self.heading = Heading("", 2)
        self.marks = QWidget()
        self._marks = column(self.marks, space=TIGHT)
        self.told = QWidget()
        self._told = column(self.told, space=TIGHT)
        self.correct = button(_("Correct"), "quiet", "pencil", self.toggle)
        self.gone = button(_("Remove"), "quiet", "trash", on_remove)
        self.form: KeptForm[EarlySignal] = KeptForm(EarlySignal, page, early_signals.receive)
        self.form.place("partner", "kind", columns=2)
        self.form.place("received_on", "is_crisis", columns=2)
        self.form.place("arrears", "arrears_days", columns=2)
        self.form.place("name", "born_on", columns=2)
        self.form.place("street", "number", columns=2)
        self.form.place("postcode", "city", columns=2)
        self.form.place("phone", "email", columns=2)
        self.form.place("reference")
        self.add(self.heading, self.marks, self.told, flow(self.correct, self.gone), self.form)
        self.form.hide()

    def show_view(self, view: SignalView) -> None:
        """Show one signal."""
        line, signal = view.line, view.line.signal
        self.heading.setText(name_of(line))
        emptied(self._marks)
        marks: list[QWidget] = [StatusChip(*signal_chip(line, view.today))]
        if signal.is_crisis:
            marks.append(Tag(_("Crisis signal"), "late"))
        self._marks.addWidget(flow(*marks))
        emptied(self._told)
        for words in _report(signal):
            self._told.addWidget(Words(words))
        if line.term is not None and line.term.why:
            self._told.addWidget(_why(line))
        self.form.show_kept(signal)
        self.gone.show()

    def begin(self, signal: EarlySignal) -> None:
        """Write a new signal down by hand; it is kept as soon as something is typed."""
        self.heading.setText(_("New signal"))
        emptied(self._marks)
        emptied(self._told)
        self.form.show_kept(signal)
        self.gone.hide()
        self._unfold()
        self.form.focus("partner")

    def fold(self) -> None:
        """Show only what was reported."""
        self.form.hide()
        self.correct.setText(_("Correct"))

    def toggle(self) -> None:
        """Open the fields to correct them, or close them."""
        if self.form.isHidden():
            self._unfold()
            self.form.focus("partner")
        else:
            self.form.leave()
            self.fold()

    def _unfold(self) -> None:
        self.form.setVisible(True)
        self.correct.setText(_("Close the fields"))


def _report(signal: EarlySignal) -> list[str]:
    about = [label(signal.kind)]
    if signal.arrears is not None:
        about.append(amount(signal.arrears))
    if signal.arrears_days is not None:
        about.append(plural("{count} day in arrears", "{count} days in arrears", signal.arrears_days))
    partner = signal.partner or _("a partner without a name")
    told = _("Reported by {partner} on {day}.", partner=partner, day=short_date(signal.received_on))
    if signal.reference:
        told = _(
            "Reported by {partner} on {day}, reference {reference}.",
            partner=partner, day=short_date(signal.received_on), reference=signal.reference,
        )  # fmt: skip
    street = " ".join(part for part in (signal.street, signal.number) if part)
    town = " ".join(part for part in (signal.postcode, signal.city) if part)
    who = [signal.name, signal.born_on and _("born {day}", day=_born(signal.born_on))]
    reach = [", ".join(part for part in (street, town) if part), signal.phone, signal.email]
    lines_ = (
        " · ".join(about),
        told,
        " · ".join(part for part in who if part),
        " · ".join(part for part in reach if part),
    )
    return [each for each in lines_ if each]


def _born(day: str) -> str:
    return "-".join(str(int(part)) for part in reversed(day.split("-")))


def _why(line: SignalLine) -> QWidget:
    holder = QWidget()
    inside = column(holder, space=TIGHT)
    assert line.term is not None
    why = Words("\n".join(explanation(line.term)), "small")
    why.hide()
    inside.addWidget(flow(link(_("Why this day?"), lambda: why.setVisible(why.isHidden()))))
    inside.addWidget(why)
    return holder


class WhoCard(Card):
    """Whom a signal is about: what looks like it with the reasons; a human chooses, with one key."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_("Whom is it about?"), icon_name="users")
        self._page = page
        self.view: SignalView | None = None
        self.likely = QWidget()
        self._likely = column(self.likely, space=SNUG)
        self.search = FormField(_("Another household"), LineEditor())
        self.search.hide()
        self.hits = column(space=TIGHT)
        self.here = button(_("Yes, this household"), icon_name="check", on_click=self.choose_likely, help_text="Alt+J")
        self.other = button(_("Another household…"), icon_name="search", on_click=self.look_for, help_text="Alt+A")
        self.new = button(_("Make a new household"), icon_name="home-plus", on_click=self.make_new, help_text="Alt+N")
        self.not_here = button(_("It does not belong here"), "quiet", "x", self.let_go, "Alt+O")
        self.add(self.likely, self.search, self.hits, flow(self.here, self.other, self.new, self.not_here))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        self.search.editor.edited.connect(self._pause.start)
        self.search.editor.target.installEventFilter(self)
        self._goes_on = False

    def show_view(self, view: SignalView) -> None:
        """Show whom it may be about, or whom somebody said it is about."""
        if self.view is None or self.view.line.signal.id != view.line.signal.id:
            self.close_search()
        self.view = view
        emptied(self._likely)
        home = view.line.signal.household
        if home is not None:
            self.close_search()
            name = view.line.label or _("Without a name yet")
            go = ListRow(name, _("Enter opens this household."), picture="home", role="primary")
            self._likely.addWidget(lines(go.on_open(lambda: self._open(home))))
        elif view.matches:
            self._likely.addWidget(
                Words(_("It looks like this. Enter says that it is this household; you choose."), "small")
            )
            self._likely.addWidget(lines(*(self._match(each) for each in view.matches[:_MOST_HITS])))
        else:
            self._likely.addWidget(Words(_("Nobody in your file looks like this."), "quiet"))
        self.here.setVisible(home is None and bool(view.matches))
        self.new.setVisible(home is None)
        self.not_here.setVisible(home is not None)

    def household(self) -> HouseholdId | None:
        """The household that somebody said it is about."""
        return self.view.line.signal.household if self.view is not None else None

    def first(self) -> QWidget | None:
        """Where saying whom it is about begins; None when that was said."""
        if self.view is None or self.household() is not None:
            return None
        return next(iter(rows_in(self.likely)), self.other)

    def choose_likely(self) -> None:
        """It is the household one stands on, or the likeliest."""
        view = self.view
        if view is None or not view.matches:
            return
        rows = rows_in(self.likely)
        focus = self.window().focusWidget()
        at = next((n for n, each in enumerate(rows) if each is focus), 0)
        self.choose(view.matches[at].household, view.matches[at].resident)

    def choose(self, household: HouseholdId, resident: ResidentId | None = None) -> None:
        """It is this household."""
        if self.view is None:
            return
        signal = self.view.line.signal.id
        self._page.do(lambda office: early_signals.belongs_to(office, signal, household, resident))

    def let_go(self) -> None:
        """It is not about this household after all."""
        if self.view is None or self.view.line.signal.household is None:
            return
        signal = self.view.line.signal.id
        self._page.do(lambda office: early_signals.belongs_to(office, signal, None))

    def look_for(self) -> None:
        """Look for the household by name, address or phone."""
        if self.view is None:
            return
        self.search.show()
        self.search.editor.show_value(self.view.line.signal.name)
        self.search.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search Enter and the arrow go to what was found; Esc closes it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.search.isHidden():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and not event.modifiers():
                self._goes_on = True
                self._look()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_search()
                self.other.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def close_search(self) -> None:
        """Look for nobody any more."""
        self._pause.stop()
        self._goes_on = False
        self.search.hide()
        emptied(self.hits)

    def make_new(self) -> None:
        """To a new household with what was reported filled in; the signal goes along."""
        if self.view is None or self.view.line.signal.household is not None:
            return
        signal = self.view.line.signal
        self._page.desk.open_place("new_household", filled=early_signals.reported_person(signal), signal=signal.id)

    def _match(self, match: Match) -> ListRow:
        name = match.label or _("Without a name yet")
        see = IconButton("eye", _("Look at {name}", name=name), lambda: self._open(match.household))
        reasons = " · ".join(label(each) for each in match.reasons)
        made = ListRow(name, reasons, picture="user" if match.resident else "home", role="primary", buttons=(see,))
        return made.on_open(lambda: self.choose(match.household, match.resident))

    def _look(self) -> None:
        self._pause.stop()
        typed = str(self.search.editor.value() or "").strip()
        if len(typed) < 2 or self.search.isHidden():
            emptied(self.hits)
            return
        self._page.ask(lambda office: overviews.find(office, typed, _MOST_HITS), self._show_hits, instead_of="hits")

    def _show_hits(self, hits: list[Found]) -> None:
        emptied(self.hits)
        goes_on, self._goes_on = self._goes_on, False
        if self.search.isHidden():
            return
        if not hits:
            self.hits.addWidget(Words(_("Nobody was found."), "quiet"))
            announce(self, _("Nobody was found."))
            return
        found = [self._hit(each) for each in hits]
        self.hits.addWidget(lines(*found))
        if goes_on and self.search.editor.target.hasFocus():
            found[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _hit(self, hit: Found) -> ListRow:
        made = ListRow(hit.name, hit.detail, picture="user" if hit.resident else "home", role="primary")
        home, who = hit.household, hit.resident
        return made.on_open(lambda: self.choose(home, who) if home is not None else None)

    def _open(self, household: HouseholdId) -> None:
        self._page.desk.open_place("household", household_id=household)


class TriedCard(Card):
    """When and how somebody was tried; one line adds an attempt."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_("How you tried"), icon_name="phone")
        self._page = page
        self.view: SignalView | None = None
        self.list = QWidget()
        self._list = column(self.list, space=0)
        self.form: Form[Outreach] = Form(Outreach, page.desk)
        self.form.place("on", "part_of_day", columns=2)
        self.form.place("way", "is_reached", columns=2)
        self.form.place("note")
        self.note_button = button(_("Note this attempt"), icon_name="plus", on_click=self.note, help_text="Ctrl+Enter")
        self.add(self.list, self.form, flow(self.note_button))

    def show_view(self, view: SignalView) -> None:
        """Show what was tried."""
        another = self.view is None or self.view.line.signal.id != view.line.signal.id
        self.view = view
        emptied(self._list)
        if view.line.tried:
            self._list.addWidget(lines(*(self._one(each) for each in view.line.tried)))
        else:
            self._list.addWidget(Words(_("Nobody was tried yet."), "quiet"))
        if another:
            self._empty()

    def note(self) -> None:
        """Write this attempt down."""
        if self.view is None:
            return
        try:
            made = self.form.read()
        except ValidationError:
            self.form.focus(next(iter(self.form.problems()), "on"))
            return
        self._page.do(lambda office: early_signals.attempt(office, made), self._noted, self._failed)

    def _one(self, each: Outreach) -> ListRow:
        when = [short_date(each.on), label(each.part_of_day) if each.part_of_day else ""]
        name = label(each.way)
        about = [" ".join(part for part in when if part), each.note]
        away = IconButton("trash", _("Remove: {what}", what=name), partial(self._forget, each))
        reached = Tag(_("Reached"), "done") if each.is_reached else Tag(_("Not reached"))
        if not each.way.offers:
            reached = Tag(_("No contact offered"))
        return ListRow(name, " · ".join(part for part in about if part), marks=(reached,), buttons=(away,))

    def _forget(self, each: Outreach) -> None:
        self._page.do(lambda office: early_signals.forget_attempt(office, each))

    def _noted(self, _made: Outreach) -> None:
        self._empty()
        self._page.desk.notices.say(_("Written down: this attempt."))

    def _failed(self, error: Problem | Trouble) -> None:
        if error.code in ("in_the_future", "tried_before_signal"):
            self.form.focus("on")
            self.form.show_problem("on", problem_text(error))
        else:
            self._page.desk.notices.show_error(error)

    def _empty(self) -> None:
        if self.view is not None:
            self.form.show(None, signal=self.view.line.signal.id, on=self._page.desk.today())


class ResultCard(Card):
    """What came of a signal, and all that the partner may hear of it: a code."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_("What came of it"), icon_name="flag")
        self._page = page
        self.view: SignalView | None = None
        self.result = FormField(
            _("What came of it"), ChoiceEditor([(each, label(each)) for each in SignalResult], optional=True)
        )
        self.words = FormField(_("Remark for the team"), LineEditor())
        self.keep = button(_("Write down"), icon_name="check", on_click=self.settle)
        self.hears = Note("", "info")
        self.told = button(_("The partner was told"), icon_name="check", on_click=self.tell)
        self.paper = button(_("Make the answer on paper"), "quiet", "printer", self.make_paper)
        self.add(self.result, self.words, flow(self.keep), self.hears, flow(self.told, self.paper))

    def show_view(self, view: SignalView) -> None:
        """Show what came of it."""
        before, self.view = self.view, view
        signal = view.line.signal
        same = before is not None and before.line.signal.id == signal.id
        if not same or before is None or before.line.signal.result != signal.result:
            self.result.editor.show_value(signal.result)
            self.words.editor.show_value(signal.result_words)
            self.result.show_problem("")
        answer = view.answer
        self.hears.setVisible(answer is not None)
        self.told.setVisible(answer is not None and signal.answered_on is None)
        self.paper.setVisible(answer is not None)
        if answer is None:
            return
        partner = signal.partner or _("The partner")
        if signal.answered_on is not None and signal.answer is not None:
            self.hears.words.setText(
                _("{partner} was told on {day}: “{answer}”. Nothing more.",
                  partner=partner, day=short_date(signal.answered_on), answer=label(signal.answer))
            )  # fmt: skip
        else:
            self.hears.words.setText(
                _("{partner} may hear only this: “{answer}”. Not why, and nothing about the household.",
                  partner=partner, answer=label(answer))
            )  # fmt: skip

    def settle(self) -> None:
        """Write down what came of it, or that it is open again."""
        if self.view is None:
            return
        chosen, words = self.result.editor.value(), str(self.words.editor.value() or "")
        result = chosen if isinstance(chosen, SignalResult) else None
        signal = self.view.line.signal.id
        self.result.show_problem("")
        self._page.do(lambda office: early_signals.settle(office, signal, result, words), self._settled, self._failed)

    def tell(self) -> None:
        """The partner heard the code, and nothing more."""
        if self.view is None:
            return
        signal = self.view.line.signal.id
        self._page.do(lambda office: early_signals.told_partner(office, signal))

    def make_paper(self) -> None:
        """The bare answer as a letter; with it the partner is told."""
        if self.view is None:
            return
        signal = self.view.line.signal.id

        def issue(office: "Office") -> object:
            return money_papers.answer_on_paper(office, signal).id

        self._page.do(issue, lambda paper: self._page.desk.open_place("paper", paper_id=paper))

    def _settled(self, signal: EarlySignal) -> None:
        self._page.desk.notices.say(
            _("Written down: what came of the signal.") if signal.result else _("This signal is open again.")
        )

    def _failed(self, error: Problem | Trouble) -> None:
        if error.code == "no_contact_offered":
            self.result.show_problem(problem_text(error))
            self.result.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._page.desk.notices.show_error(error)


def side_of(*cards: QWidget) -> QWidget:
    """Cards one under the other, at the top."""
    holder = QWidget()
    inside = column(holder, space=SNUG)
    for each in cards:
        inside.addWidget(each)
    inside.addStretch(1)
    return holder
