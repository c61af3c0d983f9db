"""The first start: four calm steps, and everything can be changed later."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QWidget

from buurtteam.domain.staff import Team, Worker
from buurtteam.domain.words import N_
from buurtteam.texts import problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.entering import go_in, summary_of
from buurtteam.ui.form import Form
from buurtteam.ui.letterhead_form import LetterheadForm
from buurtteam.ui.look_form import LookForm
from buurtteam.ui.notices import announce
from buurtteam.ui.page import Page
from buurtteam.ui.paper_dialog import show_paper
from buurtteam.ui.passphrase import NewPassphrase
from buurtteam.ui.theme import ROOM, SNUG, WIDE
from buurtteam.ui.widgets import (
    Card,
    Heading,
    Note,
    Picture,
    ScrollPage,
    SideBySide,
    Words,
    button,
    column,
    flow,
    link,
    restyle,
    row,
)

if TYPE_CHECKING:
    from buurtteam.domain.problem import Problem, Trouble
    from buurtteam.services.opening import Opened

_STEPS: Final = (N_("Language and you"), N_("Keep your work safe"), N_("Letterhead"), N_("Practise or begin"))
_LOOK, _SAFE, _PAPER, _READY = range(4)


@dataclass
class Answers:
    """What was answered so far; it survives going back and another language."""

    step: int = 0
    me: dict[str, object] = field(default_factory=dict)
    file: Path | None = None
    passphrase: str = ""
    code: str = ""
    opened: "Opened | None" = None


class StepBar(QWidget):
    """Which of the steps one is in, in words."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Words] = []
        for number, words in enumerate(_STEPS, 1):
            self.parts.append(Words(f"{number}  {_(words)}", wraps=False))
        layout = column(self)
        layout.addWidget(flow(*self.parts, space=WIDE))

    def show_step(self, step: int) -> None:
        """Mark where one is."""
        for number, part in enumerate(self.parts):
            part.set_tone("label" if number == step else "quiet")
        name = _("Step {number} of {count}: {name}", number=step + 1, count=len(_STEPS), name=_(_STEPS[step]))
        self.setAccessibleName(name)
        announce(self, name)


class FirstStartPage(Page):
    """Language and you, keep it safe, letterhead, practise or begin."""

    place = "first_start"
    title_words: ClassVar[str] = N_("Welcome to Buurtteam")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_(self.title_words))
        self.answers = Answers()
        self.steps = QStackedWidget()
        self.bar = StepBar()
        self.look, self.safe, self.paper, self.ready = LookStep(self), SafeStep(self), PaperStep(self), ReadyStep(self)
        for step in (self.look, self.safe, self.paper, self.ready):
            self.steps.addWidget(step)
        self.back = button(_("Back"), icon_name="arrow-left", on_click=self.go_back)
        self.next = button(_("Next"), "primary", on_click=self.go_on)
        head = QFrame()
        head.setProperty("panel", "header")
        top = row(Picture("home-heart", "primary", 34), Heading(_(self.title_words), 1), space=SNUG)
        top.setStretch(1, 1)
        inside = column(head, space=SNUG)
        inside.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        inside.addLayout(top)
        inside.addWidget(self.bar)
        foot = QFrame()
        foot.setProperty("panel", "status")
        self.progress = Words("", "quiet")
        bottom = row(self.back, self.progress, self.next, space=ROOM)
        bottom.setStretch(1, 1)
        bottom.setContentsMargins(WIDE, SNUG, WIDE, SNUG)
        foot.setLayout(bottom)
        whole = QWidget()
        layout = column(whole, space=0)
        layout.addWidget(head)
        layout.addWidget(self.steps, 1)
        layout.addWidget(foot)
        self.fill_with(whole)
        self.bind("page.finish", self.go_on)

    def show_place(self, **args: object) -> None:
        """Begin, or go on with answers that were given before."""
        answers = args.get("answers")
        if isinstance(answers, Answers):
            self.answers = answers
        self.look.put_back()
        self.safe.put_back()
        self._show_step(self.answers.step)

    def carry(self) -> dict[str, object]:
        """The answers, for the page in another language."""
        self.look.take_along()
        self.safe.take_along()
        return {"answers": self.answers}

    def first_focus(self) -> QWidget | None:
        """The first field of the step."""
        return (self.look, self.safe, self.paper, self.ready)[self.answers.step].first_focus()

    def panes(self) -> list[QWidget]:
        """The step and its buttons."""
        return [self.steps, self.next]

    def leave(self) -> None:
        """Keep what is being typed."""
        self.paper.letterhead.leave()

    def go_back(self) -> None:
        """The step before; what was typed stays."""
        if self.answers.step:
            self._show_step(self.answers.step - 1)

    def go_on(self) -> None:
        """The next step, when this one is complete."""
        if not self.next.isEnabled():
            return
        step = self.answers.step
        if step == _READY:
            self.ready.begin.click()
            return
        if step == _LOOK and not self.look.is_complete():
            return
        if step == _SAFE and self.answers.opened is None:
            self.safe.make_file()
            return
        self._show_step(min(step + 1, _READY))

    def say(self, words: str, *, waits: bool = False) -> None:
        """What is being done now; the buttons wait for it."""
        self.progress.setText(words)
        self.next.setEnabled(not waits)
        self.back.setEnabled(not waits and self.answers.step > 0)

    def _show_step(self, step: int) -> None:
        self.answers.step = step
        self.look.take_along()
        self.steps.setCurrentIndex(step)
        self.bar.show_step(step)
        self.back.setVisible(step > 0)
        self.back.setEnabled(step > 0)
        self.next.setVisible(step != _READY)
        self.say(_("Everything can be changed later."))
        if step == _PAPER:
            self.paper.show_now()
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


class LookStep(ScrollPage):
    """Language, text size and colours, and who one is."""

    def __init__(self, page: FirstStartPage) -> None:
        super().__init__(widest=0)
        self._page = page
        self.form: Form[Worker] = Form(Worker, page.desk)
        self.form.place("name", "function", columns=2, words={"name": _("Your name (needed)")})
        self.form.place("phone", "hours_per_week", columns=2)
        self.look = LookForm(page.desk)
        me = Card(_("Who are you?"), icon_name="user")
        me.add(Words(_("Your name stands with what you write down, and on papers as the person to call."), "quiet"))
        me.add(self.form)
        self.add(SideBySide(me, Card(_("The screen"), icon_name="eye").add(self.look), least=480, shares=(1, 1)))
        self.form.show()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.form.editor("name")

    def put_back(self) -> None:
        """Show what was answered."""
        if self._page.answers.me:
            self.form.show_raw(self._page.answers.me)

    def take_along(self) -> None:
        """Write down what was answered."""
        self._page.answers.me = self.form.raw()

    def is_complete(self) -> bool:
        """Whether there is a name and nothing is wrong; keeps the worker when the file is there already."""
        try:
            me = self.form.read()
        except ValidationError:
            self.form.focus(next(iter(self.form.problems()), "name"))
            return False
        if not me.name:
            self.form.show_problem("name", _("Fill in your name, so that colleagues know who wrote something."))
            self.form.focus("name")
            return False
        opened = self._page.answers.opened
        if opened is not None and opened.beginning.worker is not None:
            facts = me.model_dump(include={"name", "function", "phone", "hours_per_week"})
            made = opened.beginning.worker

            def keep(office: object) -> None:
                from buurtteam.services import staff
                from buurtteam.services.office import Office

                assert isinstance(office, Office)
                staff.keep_worker(office, (office.worker or made).changed(**facts))

            self._page.do(keep)
        return True

    def me(self) -> Worker:
        """The worker as filled in.

        Raises ValidationError when something is wrong.
        """
        return self.form.read()


class SafeStep(ScrollPage):
    """Where the file lies, its passphrase, and the recovery sheet."""

    def __init__(self, page: FirstStartPage) -> None:
        super().__init__(widest=0)
        self._page = page
        self.where = Words("", "label")
        self.elsewhere = button(_("Another place…"), icon_name="folder", on_click=self._choose)
        self.file_card = Card(_("Where your file lies"), icon_name="folder")
        line = row(self.where, self.elsewhere)
        line.setStretch(0, 1)
        self.file_card.add(
            Words(_("All your work lies in one file on this computer. Nothing goes over the internet."), "quiet"), line
        )
        self.new = NewPassphrase(page.desk)
        self.new.entered.connect(page.go_on)
        self.problem = Words("", "problem")
        self.problem.hide()
        self.lock_card = Card(_("The passphrase"), icon_name="key")
        self.lock_card.add(
            Words(_("With this you open the file. Nobody can read it without, not even when the laptop is gone.")),
            self.new,
            self.problem,
        )
        self.warning = Note(
            _(
                "Forgotten the passphrase? Then only the recovery sheet opens the file. You get it after this. "
                "Without passphrase and without recovery sheet nobody can get in, and we cannot either."
            ),
            "soon",
        )
        open_other = link(
            _("Do you already have a file? Open it."), lambda: page.desk.open_place("unlock", choose=True)
        )
        self.other = row(open_other, None)
        self.sheet_card = Card(_("The recovery sheet"), icon_name="shield-lock")
        self.code = Words("", "large")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        restyle(self.code, "level", "2")
        self.code.setAccessibleName(_("Recovery code"))
        self.print_button = button(_("Show, print or keep as PDF"), icon_name="printer", on_click=self.show_sheet)
        self.sheet_card.add(
            Note(_("Your file has been made."), "ok"),
            Words(_("This code opens the file when the passphrase is lost. It is kept nowhere else.")),
            self.code,
            row(None, self.print_button, None),
            Note(
                _(
                    "Print the sheet now and put it in a safe or a locked drawer, never beside the laptop. "
                    "Without the recovery sheet nobody can get in when the passphrase is lost."
                ),
                "soon",
            ),
        )
        left = QWidget()
        beside = column(left, space=ROOM)
        beside.addWidget(self.file_card)
        beside.addWidget(self.warning)
        beside.addLayout(self.other)
        beside.addStretch(1)
        right = QWidget()
        main = column(right, space=ROOM)
        main.addWidget(self.lock_card)
        main.addWidget(self.sheet_card)
        main.addStretch(1)
        self.add(SideBySide(right, left, least=480, shares=(1, 1)))

    def first_focus(self) -> QWidget:
        """The passphrase, and later the recovery sheet."""
        return self.print_button if self._page.answers.opened else self.new

    def put_back(self) -> None:
        """Show what was answered."""
        answers = self._page.answers
        if answers.file is None:
            self._page.desk.background.run(_proposed, self._propose)
        else:
            self._propose(answers.file)
        if answers.passphrase and not self.new.text():
            self.new.show_text(answers.passphrase)
        self._fit()

    def take_along(self) -> None:
        """Write down what was typed."""
        if self._page.answers.opened is None:
            self._page.answers.passphrase = self.new.text()

    def make_file(self) -> None:
        """Make the file, off the window's thread: the key takes its time."""
        page = self._page
        file, passphrase = page.answers.file, self.new.text()
        self._say_problem("")
        if file is None or not self.new.is_same():
            return
        me = page.look.me()
        page.say(_("Just a moment: the file is being made…"), waits=True)
        page.desk.background.run(lambda: _create(file, passphrase, me), self._on_made, self._on_failed)

    def show_sheet(self) -> None:
        """The recovery sheet, to print or keep."""
        answers = self._page.answers
        file, code = answers.file, answers.code
        if file is None or not code:
            return
        today = self._page.desk.today()

        def draw(office: object) -> bytes:
            from buurtteam.services import letterhead, staff
            from buurtteam.services.office import Office

            assert isinstance(office, Office)
            return letterhead.recovery_sheet(code, file, staff.team(office), today)

        self._page.ask(draw, lambda pdf: show_paper(self, _("The recovery sheet"), pdf, _("recovery-sheet.pdf")))

    def _on_made(self, made: "tuple[Opened, str]") -> None:
        page = self._page
        page.answers.opened, page.answers.code = made
        page.answers.passphrase = ""
        self.new.clear()
        # The office serves from here; the window is entered at the end of the last step.
        page.desk.background.office = made[0].office
        page.desk.office_summary = summary_of(made[0])
        self._fit()
        page.say(_("Everything can be changed later."))
        self.verticalScrollBar().setValue(0)
        self.print_button.setFocus()
        announce(self, _("Your file has been made."))

    def _on_failed(self, error: "Problem | Trouble") -> None:
        self._page.say("")
        self._say_problem(problem_text(error))
        self.new.setFocus()

    def _say_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence, urgent=True)

    def _propose(self, file: Path) -> None:
        self._page.answers.file = file
        home = str(Path.home())
        text = str(file)
        self.where.setText("~" + text[len(home) :] if text.startswith(home) else text)

    def _choose(self) -> None:
        now = str(self._page.answers.file or "")
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Where should the file lie?"), now, _("Files of Buurtteam (*.buurtteam)")
        )
        if name:
            chosen = Path(name)
            self._propose(chosen if chosen.suffix == ".buurtteam" else chosen.with_name(chosen.name + ".buurtteam"))

    def _fit(self) -> None:
        made = self._page.answers.opened is not None
        self.code.setText(self._page.answers.code)
        self.sheet_card.setVisible(made)
        self.lock_card.setVisible(not made)
        self.warning.setVisible(not made)
        self.elsewhere.setVisible(not made)
        for at in range(self.other.count()):
            item = self.other.itemAt(at)
            if item is not None and (widget := item.widget()) is not None:
                widget.setVisible(not made)


class PaperStep(ScrollPage):
    """The team and its letterhead."""

    def __init__(self, page: FirstStartPage) -> None:
        super().__init__(widest=0)
        self._page = page
        self.letterhead = LetterheadForm(page)
        self._is_filled = False
        self.add(Words(_("This stands on letters and plans. Leave empty what you do not know yet.")), self.letterhead)

    def first_focus(self) -> QWidget:
        """The name of the team."""
        return self.letterhead.form.editor("name")

    def show_now(self) -> None:
        """Show the team at once, for who types right on, and ask how it is kept now."""
        opened = self._page.answers.opened
        if opened is not None and not self._is_filled:
            self._is_filled = True
            self.letterhead.show_team(opened.beginning.team)

        def read(office: object) -> Team:
            from buurtteam.services import staff
            from buurtteam.services.office import Office

            assert isinstance(office, Office)
            return staff.team(office)

        self._page.ask(read, self.letterhead.show_team)


class ReadyStep(ScrollPage):
    """Practise first, or begin."""

    def __init__(self, page: FirstStartPage) -> None:
        super().__init__(widest=880)
        self._page = page
        self.begin = button(_("Begin"), "primary", "arrow-right", self._begin)
        self.practise = button(_("Practise first"), icon_name="school", on_click=self._practise)
        for one in (self.begin, self.practise):
            one.setProperty("size", "large")
        self.add(
            Card(_("Begin with your own work"), icon_name="home-heart").add(
                Words(_("Your file is ready and still empty. Begin with a name and a way to reach somebody.")),
                row(self.begin, None),
            ),
            Card(_("Practise in the practice neighbourhood"), icon_name="school").add(
                Words(
                    _(
                        "Sixty invented households, from a first question to a finished plan. It is a separate file "
                        "with a striped bar: nothing you do there comes into your own work."
                    )
                ),
                row(self.practise, None),
            ),
        )

    def first_focus(self) -> QWidget:
        """Begin."""
        return self.begin

    def _begin(self) -> None:
        opened = self._page.answers.opened
        if opened is None:
            return
        desk = self._page.desk
        self._page.answers = Answers()

        def again(office: object) -> "Opened":
            from buurtteam.services import staff
            from buurtteam.services.office import Office
            from buurtteam.services.opening import Opened

            assert isinstance(office, Office)
            return Opened(office, staff.begin(office))

        self._page.ask(again, lambda fresh: go_in(desk, fresh))

    def _practise(self) -> None:
        page = self._page
        page.say(_("Just a moment: the practice neighbourhood is being made…"), waits=True)
        for one in (self.begin, self.practise):
            one.setEnabled(False)

        def change(office: object) -> "Opened":
            from buurtteam.services.office import Office
            from buurtteam.services.opening import practise
            from buurtteam.services.safekeeping import note_closing

            assert isinstance(office, Office)
            opened = practise()
            office.close()
            note_closing()
            return opened

        def gone_in(opened: "Opened") -> None:
            page.answers = Answers()
            go_in(page.desk, opened)

        page.ask(change, gone_in, self._on_failed)

    def _on_failed(self, error: "Problem | Trouble") -> None:
        self._page.say("")
        for one in (self.begin, self.practise):
            one.setEnabled(True)
        self._page.desk.notices.show_error(error)


def _proposed() -> Path:
    from buurtteam.services.safekeeping import proposed_file

    return proposed_file()


def _create(file: Path, passphrase: str, me: Worker) -> "tuple[Opened, str]":
    from buurtteam.services.opening import create

    return create(file, passphrase, Team(), me)
