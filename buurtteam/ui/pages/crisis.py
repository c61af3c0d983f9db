"""A crisis on one page: whom to call, who leads, and what must happen today; opened by one key from anywhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from buurtteam.domain.keeping import Draft, Found
from buurtteam.domain.kinds import HouseholdId, TaskId, WorkerId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task
from buurtteam.services import crisis, overviews
from buurtteam.services.crisis import CrisisPhone, CrisisView, MustHappen
from buurtteam.texts import long_date, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import ChoiceEditor, LineEditor, TextEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.page import Page
from buurtteam.ui.settling import Settling
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import Card, Heading, Line, Note, SideBySide, Words, button, column, emptied, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from buurtteam.domain.keeping import Changes
    from buurtteam.services.office import Office

_LINES = 2
_PAUSE = 250


class TodayLine(QWidget):
    """One thing that must happen today, and who does it; number 0 is the line for one thing more."""

    edited = Signal()
    entered = Signal()

    def __init__(self, workers: list[tuple[object, str]], number: int) -> None:
        super().__init__()
        what = _("What must happen today ({number})", number=number) if number else _("Something more for today")
        who = _("Who does it ({number})", number=number) if number else _("Who does it")
        self.what = FormField(what, LineEditor())
        self.who = FormField(who, ChoiceEditor(workers, optional=False))
        column(self).addWidget(SideBySide(self.what, self.who, shares=(3, 2), least=300))
        self.what.editor.edited.connect(self.edited)
        self.who.editor.edited.connect(self.edited)
        assert isinstance(self.what.editor, LineEditor)
        self.what.editor.line.returnPressed.connect(self.entered)

    def read(self) -> MustHappen:
        """What stands here."""
        worker = self.who.editor.value()
        return MustHappen(
            str(self.what.editor.value() or "").strip(),
            WorkerId(worker) if worker else None,  # type: ignore[arg-type]  # a worker of the list
        )


class CrisisPage(Page):
    """Whom to call stands there at once; the rest is one deed."""

    place = "crisis"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._home: HouseholdId | None = None
        self.view: CrisisView | None = None
        self.lines: list[TodayLine] = []
        self._said = ""
        """What is said of the deed that was done here, once its changes are known."""
        self.settling = Settling(self)
        self.settling.settled.connect(self._keep_draft)
        self.body = self.scroll(widest=1240)
        self.heading = Heading(_("Crisis"), 1)
        self.intro = Words("", "quiet")
        self.band = Note("", "late")
        self.choose, self.begin, self.runs = QWidget(), QWidget(), QWidget()
        self._build_choose()
        self._build_begin()
        self._build_runs()
        self.calls = Card(_("Whom to call"), icon_name="phone")
        left = QWidget()
        inside = column(left, space=ROOM)
        for part in (self.choose, self.begin, self.runs):
            inside.addWidget(part)
            part.hide()
        inside.addStretch(1)
        self.earlier = Words("", "small")
        self.body.add(
            self.heading,
            self.intro,
            self.band,
            SideBySide(left, self.calls, shares=(3, 2), least=430),
            self.earlier,
        )
        self.band.hide()
        self.earlier.hide()
        self.set_title(_("Crisis"))
        self.bind("page.finish", self.finish)
        self.bind("page.add_row", self.add_line)
        self.bind("page.print", self.print_sheet)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look_up)

    # ------------------------------------------------------------------ the page

    def show_place(self, household_id: HouseholdId | None = None, **_args: object) -> None:
        """Show the crisis of a household, or whom to call and which household it is about."""
        if household_id != self._home:
            self.settling.flush()
            self._home, self.view = household_id, None
            for part in (self.begin, self.runs):
                part.hide()
        self.choose.setVisible(household_id is None)
        if household_id is None:
            self.heading.setText(_("Crisis"))
            self.intro.setText(_("In immediate danger call 112 first. The rest can wait a minute."))
            self.band.hide()
            self.earlier.hide()
            self._fill_calls((), (), crisis.phones(), "")
            return
        self._read(with_draft=True)

    def on_changed(self, changes: "Sequence[Changes]") -> None:
        """Something changed here or in the team."""
        if self._said and self.say_done(self._said, Deed.DECLARE_CRISIS, changes):
            self._said = ""
        if self._home and any(each.household in (self._home, None) for each in changes):
            self._read()

    def leave(self) -> None:
        """Keep what is being typed."""
        self._pause.stop()
        self.settling.flush()

    def about_household(self) -> HouseholdId | None:
        """The household that is in crisis."""
        return self._home

    def first_focus(self) -> QWidget | None:
        """What one says first, once it is known whether a crisis runs: what happens, or who leads; both stand at the top."""
        if self._home is None:
            return self.search.editor.target
        if self.view is None:
            return None
        return self.what.editor.target if self.view.started is None else self.leads.editor.target

    # ------------------------------------------------------------------ building

    def _build_choose(self) -> None:
        card = Card(_("Which household is it about?"), icon_name="home")
        self.search = FormField(_("Name, street or phone"), LineEditor())
        self.search.editor.edited.connect(lambda: self._pause.start())
        self.hits = column(space=TIGHT)
        card.add(self.search, self.hits)
        card.add(
            row(
                button(
                    _("New household"), icon_name="home-plus", on_click=lambda: self.desk.open_place("new_household")
                ),
                None,
            )
        )
        column(self.choose).addWidget(card)

    def _build_begin(self) -> None:
        outer = column(self.begin, space=ROOM)
        what = Card(_("What is going on?"), icon_name="alert-octagon")
        self.what = FormField(_("In a few words, for your colleagues"), TextEditor(2))
        self.what.editor.edited.connect(self.settling.touch)
        what.add(self.what)
        leads = Card(_("Who leads?"), icon_name="user-heart")
        self.regisseur = FormField(
            _("Regisseur"), ChoiceEditor([], optional=True), _("One colleague keeps the whole in view; named today.")
        )
        leads.add(self.regisseur)
        today = Card(_("What must happen today?"), icon_name="checkbox")
        self.today_list = column(space=SNUG)
        today.add(self.today_list)
        self.add_button = button(_("Add a line"), "quiet", "plus", self.add_line)
        today.add(row(self.add_button, None))
        self.ready = button(_("Declare the crisis"), "primary", "alert-octagon", self.finish)
        self.ready.setToolTip("Ctrl+Enter")
        for part in (what, leads, today):
            outer.addWidget(part)
        outer.addLayout(row(self.ready, None))

    def _build_runs(self) -> None:
        outer = column(self.runs, space=ROOM)
        leads = Card(_("Who leads?"), icon_name="user-heart")
        self.leads = FormField(_("Regisseur"), ChoiceEditor([], optional=True))
        self.leads.editor.edited.connect(self._name_regisseur)
        leads.add(self.leads)
        today = Card(_("What must happen today"), icon_name="checkbox")
        self.tasks = column(space=0)
        today.add(self.tasks)
        self.more_list = column()
        today.add(self.more_list)
        self.more_button = button(_("Add"), icon_name="plus", on_click=self.add_line)
        today.add(row(self.more_button, None))
        over = Card(_("Is the crisis over?"), icon_name="circle-check")
        self.reason = FormField(_("Why it is over, in a few words"), LineEditor())
        self.reason.editor.edited.connect(lambda: self.reason.show_problem(""))
        over.add(self.reason, row(button(_("The crisis is over"), icon_name="check", on_click=self.end), None))
        for part in (leads, today, over):
            outer.addWidget(part)
        self.more = TodayLine([], 0)
        self.more_list.addWidget(self.more)
        self.more.entered.connect(self.add_line)

    # ------------------------------------------------------------------ reading

    def _read(self, *, with_draft: bool = False) -> None:
        home = self._home
        assert home is not None
        place = f"crisis.{home}"
        self.ask(
            lambda office: (crisis.read(office, home), office.draft(place) if with_draft else None),
            lambda found: self._fill(*found),
            instead_of="crisis",
        )

    def _fill(self, view: CrisisView, draft: Draft | None) -> None:
        if view.household.id != self._home:
            return
        is_new = self.view is None
        self.view = view
        name = view.household.label or _("Without a name yet")
        self.set_title(_("Households"), name, _("Crisis"))
        self.heading.setText(_("Crisis: {household}", household=name))
        self.begin.setVisible(view.started is None)
        self.runs.setVisible(view.started is not None)
        self.intro.setText(_("In immediate danger call 112 first. The rest can wait a minute."))
        workers: list[tuple[object, str]] = [(each.id, each.name) for each in view.workers if each.is_active]
        self._fill_band(view)
        if view.started is None:
            self._fill_begin(view, workers, draft, is_new=is_new)
        else:
            self._fill_runs(view, workers)
        self._fill_calls(view.people, view.team, view.numbers, view.safe_contact)
        self.earlier.setVisible(bool(view.earlier))
        if view.earlier:
            self.earlier.setText(_("The crisis before this one began on {day}.", day=long_date(view.earlier[0].on)))

    def _fill_band(self, view: CrisisView) -> None:
        self.band.setVisible(view.started is not None)
        if view.started is None:
            return
        words = [_("Crisis since {day}.", day=long_date(view.started.on))]
        if view.started.note:
            words.append(view.started.note)
        if view.regisseur is None:
            words.append(_("Nobody leads it yet: name the regisseur today."))
        self.band.words.setText(" ".join(words))

    def _fill_begin(
        self, view: CrisisView, workers: list[tuple[object, str]], draft: Draft | None, *, is_new: bool
    ) -> None:
        if not is_new:
            return
        chooser = self.regisseur.editor
        assert isinstance(chooser, ChoiceEditor)
        chooser.offer(workers)
        typed = draft.typed if draft else {}
        chosen = typed.get("regisseur", "")
        known = {str(each.id): each.id for each in view.workers}
        chooser.show_value(known.get(chosen, view.default))
        self.what.editor.show_value(typed.get("what", ""))
        emptied(self.today_list)
        self.lines = []
        for number in range(max(_LINES, sum(key.startswith("line:") for key in typed))):
            one = self._new_line(workers)
            one.what.editor.show_value(typed.get(f"line:{number}", ""))
            one.who.editor.show_value(known.get(typed.get(f"who:{number}", ""), view.default))

    def _new_line(self, workers: list[tuple[object, str]]) -> TodayLine:
        one = TodayLine(workers, len(self.lines) + 1)
        one.edited.connect(self.settling.touch)
        one.entered.connect(lambda: self._after(one))
        self.lines.append(one)
        self.today_list.addWidget(one)
        return one

    def _after(self, line: TodayLine) -> None:
        at = self.lines.index(line) + 1
        if at == len(self.lines):
            self.add_line()
        else:
            self.lines[at].what.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_runs(self, view: CrisisView, workers: list[tuple[object, str]]) -> None:
        chooser, who = self.leads.editor, self.more.who.editor
        assert isinstance(chooser, ChoiceEditor)
        assert isinstance(who, ChoiceEditor)
        chooser.offer(workers)
        chooser.show_value(view.regisseur)
        who.offer(workers)
        who.show_value(view.regisseur or view.default)
        emptied(self.tasks)
        rows = [self._task(each, view) for each in view.tasks]
        if rows:
            self.tasks.addWidget(lines(*rows))
        else:
            self.tasks.addWidget(Words(_("Nothing is written down for today yet."), "quiet"))

    def _task(self, task: Task, view: CrisisView) -> QWidget:
        who = view.name_of(task.worker) or _("Whoever is responsible")
        if not task.is_open:
            done = _("{who}: done", who=who)
            return ListRow(task.what, done, picture="circle-check", role="ok", picture_width=35).on_open(
                lambda: self._tick(task.id)
            )
        return (
            ListRow(task.what, who, can_be_done=True)
            .on_done(lambda: self._tick(task.id))
            .on_open(lambda: self._tick(task.id))
        )

    def _fill_calls(
        self,
        people: tuple[CrisisPhone, ...],
        team: tuple[CrisisPhone, ...],
        numbers: tuple[CrisisPhone, ...],
        safe_contact: str,
    ) -> None:
        self.calls.clear()
        if safe_contact:
            self.calls.add(Note(_("Team only: {what}", what=safe_contact), "soon"))
        first = True
        for part, words in (
            (numbers[:1], ""),
            (people, _("The household, safe numbers")),
            (team, _("Our team")),
            (numbers[1:], _("National numbers")),
        ):
            if not part:
                continue
            if not first:
                self.calls.add(Line())
            first = False
            if words:
                self.calls.add(Words(words, "small"))
            for each in part:
                self.calls.add(_phone(each))
        if self._home is not None and not people:
            self.calls.add(Words(_("No safe number of this household is known."), "quiet"))
        if self._home is not None:
            self.calls.add(Line())
            self.calls.add(row(button(_("Print on one sheet"), icon_name="printer", on_click=self.print_sheet), None))

    # ------------------------------------------------------------------ choosing the household

    def _look_up(self) -> None:
        asked = str(self.search.editor.value() or "").strip()
        if len(asked) < 2:
            emptied(self.hits)
            return
        self.ask(lambda office: overviews.find(office, asked, 6), self._show_hits, instead_of="find")

    def _show_hits(self, found: list[Found]) -> None:
        emptied(self.hits)
        rows = [self._hit(each) for each in found if each.household is not None]
        if rows:
            self.hits.addWidget(lines(*rows))

    def _hit(self, found: Found) -> QWidget:
        return ListRow(found.name, found.detail, picture="home").on_open(
            lambda: self.desk.open_place("crisis", household_id=found.household)
        )

    # ------------------------------------------------------------------ deeds

    def add_line(self) -> None:
        """One thing more that must happen today."""
        view = self.view
        if view is None:
            return
        if view.started is None:
            workers: list[tuple[object, str]] = [(each.id, each.name) for each in view.workers if each.is_active]
            one = self._new_line(workers)
            one.who.editor.show_value(self.regisseur.editor.value() or view.default)
            one.what.editor.setFocus(Qt.FocusReason.TabFocusReason)
            return
        told = self.more.read()
        if not told.what:
            self.more.what.editor.setFocus(Qt.FocusReason.TabFocusReason)
            return
        home = view.household.id

        def added(_task: Task) -> None:
            self.more.what.editor.show_value("")
            self.more.what.editor.setFocus(Qt.FocusReason.TabFocusReason)

        self.do(lambda office: crisis.add_today(office, home, told.what, told.worker), added)

    def finish(self) -> None:
        """Declare the crisis with all that stands here."""
        view = self.view
        if view is None or view.started is not None:
            return
        self.settling.flush()
        home, what = view.household.id, str(self.what.editor.value() or "")
        chosen = self.regisseur.editor.value()
        leads = WorkerId(chosen) if chosen else None  # type: ignore[arg-type]  # a worker of the list
        wanted = [told for each in self.lines if (told := each.read()).what]

        def declare(office: "Office") -> None:
            crisis.start(office, home, what, regisseur=leads, today=wanted)
            office.drop_draft(f"crisis.{home}")

        def declared(_nothing: None) -> None:
            self.settling.forget()
            self._said = _("The crisis is declared. What must happen today stands as tasks.")

        self.do(declare, declared)

    def _name_regisseur(self) -> None:
        view, chosen = self.view, self.leads.editor.value()
        if view is None or not chosen or chosen == view.regisseur:
            return
        home, who = view.household.id, WorkerId(chosen)  # type: ignore[arg-type]  # a worker of the list
        self.do(lambda office: crisis.name_regisseur(office, home, who))

    def _tick(self, task: TaskId) -> None:
        self.do(lambda office: crisis.tick(office, task))

    def end(self) -> None:
        """The crisis is over, with the reason."""
        view, reason = self.view, str(self.reason.editor.value() or "")
        if view is None or view.started is None:
            return
        home = view.household.id

        def refused(error: Problem | Trouble) -> None:
            self.reason.show_problem(problem_text(error))
            self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)

        def ended(_event: object) -> None:
            self.reason.editor.show_value("")
            self._said = _("The crisis is over. The household stays marked as heavy.")
            # The page begins anew: what was typed for the crisis that is over is not for the next.
            self.view = None

        self.do(lambda office: crisis.end(office, home, reason), ended, refused)

    def print_sheet(self) -> None:
        """Everything on one sheet, for the team only."""
        home = self._home
        if home is None:
            return
        from buurtteam.services import printing

        self.do(
            lambda office: printing.issue_crisis(office, home),
            lambda paper: self.desk.open_place("paper", paper_id=paper.id),
        )

    def _keep_draft(self) -> None:
        view = self.view
        if view is None or view.started is not None:
            return
        typed = {"what": str(self.what.editor.value() or ""), "regisseur": str(self.regisseur.editor.value() or "")}
        for number, each in enumerate(self.lines):
            told = each.read()
            if told.what:
                typed |= {f"line:{number}": told.what, f"who:{number}": str(told.worker or "")}
        place = f"crisis.{view.household.id}"
        self.desk.background.do(lambda office: office.keep_draft(place, typed))


def _phone(each: CrisisPhone) -> QWidget:
    holder = QWidget()
    number = Words(each.number, "label", wraps=False)
    number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    told = column(space=HAIR)
    told.addWidget(Words(each.name))
    below = ", ".join(part for part in (each.when, _("still to check") if each.to_check else "") if part)
    if below:
        told.addWidget(Words(below, "small"))
    line = row(space=SNUG)
    line.addLayout(told, 1)
    line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
    holder.setLayout(line)
    return holder
