"""Settings: this computer, the team, its workers and norms, the backups and the file; what is typed keeps itself."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QStackedWidget, QWidget

from buurtteam.domain.keeping import Backup
from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.record import Value
from buurtteam.domain.staff import Team, Worker
from buurtteam.domain.words import N_
from buurtteam.services import handover, letterhead, opening, safekeeping, staff, unlocking
from buurtteam.services.office import Office
from buurtteam.services.safekeeping import Backups
from buurtteam.settings import LONGEST_IDLE, SHORTEST_IDLE
from buurtteam.texts import day_and_time, plural, problem_text, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import ChoiceEditor, SegmentEditor
from buurtteam.ui.entering import go_in
from buurtteam.ui.form import Form
from buurtteam.ui.letterhead_form import LetterheadForm
from buurtteam.ui.look_form import LookForm
from buurtteam.ui.page import Page
from buurtteam.ui.pages.settings_creditors import CreditorsPart
from buurtteam.ui.pages.settings_instruments import InstrumentsPart
from buurtteam.ui.pages.settings_norms import NormsPart
from buurtteam.ui.paper_dialog import show_paper
from buurtteam.ui.passphrase import NewPassphrase, PassphraseLine
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM, SNUG, worn
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Heading,
    Note,
    ScrollPage,
    SideBySide,
    Words,
    button,
    column,
    row,
)

PARTS: Final = (
    ("me", N_("Me and this computer")),
    ("team", N_("Team and letterhead")),
    ("workers", N_("Workers")),
    ("norms", N_("Norms")),
    ("creditors", N_("Creditors")),
    ("instruments", N_("Questionnaires")),
    ("backup", N_("Backup")),
    ("file", N_("File")),
)
_DAYS_STALE = 7


class _Lock(Value):
    """What the form asks about locking; the setting itself is kept without Pydantic."""

    idle_minutes: int = Field(
        default=10, ge=SHORTEST_IDLE, le=LONGEST_IDLE, title=N_("Lock after so many minutes without typing")
    )


class SettingsPage(Page):
    """The parts of the settings, one at a time."""

    place = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Settings"))
        self.choice = SegmentEditor([(key, _(words)) for key, words in PARTS], optional=False)
        self.choice.set_words(_("Part of the settings"))
        self.choice.edited.connect(lambda: self.show_part(str(self.choice.value())))
        self.parts = QStackedWidget()
        self.me, self.team, self.workers = MePart(self), TeamPart(self), WorkersPart(self)
        self.norms, self.creditors, self.instruments = NormsPart(self), CreditorsPart(self), InstrumentsPart(self)
        self.backup, self.file = BackupPart(self), FilePart(self)
        shown = (self.me, self.team, self.workers, self.norms, self.creditors, self.instruments, self.backup, self.file)
        whole = QWidget()
        layout = column(whole, space=SNUG)
        head = column(space=SNUG)
        head.setContentsMargins(24, 24, 24, 0)
        head.addWidget(Heading(_("Settings"), 1))
        head.addWidget(self.choice)
        layout.addLayout(head)
        layout.addWidget(self.parts, 1)
        self.fill_with(whole)
        # Last of all: at each place that a part moves to, Qt weighs all that stands in it again.
        for part in shown:
            self.parts.addWidget(part)
        self.part = "me"
        self.bind("page.next_part", lambda: self._step(1))
        self.bind("page.previous_part", lambda: self._step(-1))

    def show_place(self, **args: object) -> None:
        """Show a part, the one of last time when none is asked for."""
        self.show_part(str(args.get("part") or self.part))
        self.ask(staff.begin_again, self._fill)

    def show_part(self, key: str) -> None:
        """Another part."""
        self.leave()
        self.part = key if key in dict(PARTS) else "me"
        self.choice.show_value(self.part)
        self.parts.setCurrentIndex([each for each, _words in PARTS].index(self.part))
        if self.part == "norms":
            self.norms.show_now()
        elif self.part == "creditors":
            self.creditors.show_now()
        elif self.part == "instruments":
            self.instruments.show_now()
        elif self.part == "backup":
            self.backup.show_now()
        elif self.part == "file":
            self.file.show_now()

    def on_changed(self, changes: object) -> None:
        """The team or a worker changed."""
        if any(each.concern(Team, Worker) for each in changes):  # type: ignore[attr-defined]
            self.ask(staff.begin_again, self._fill)
        if self.part == "norms":
            self.norms.on_changed(changes)  # type: ignore[arg-type]
        if self.part == "creditors":
            self.creditors.on_changed(changes)  # type: ignore[arg-type]
        if self.part == "instruments":
            self.instruments.on_changed(changes)  # type: ignore[arg-type]

    def leave(self) -> None:
        """Keep what is being typed."""
        self.team.letterhead.leave()
        self.workers.pane.leave()
        self.norms.leave()
        self.creditors.leave()
        self.me.leave()

    def carry(self) -> dict[str, object]:
        """The part that is shown."""
        return {"part": self.part}

    def first_focus(self) -> QWidget:
        """The part that is shown."""
        return next(one for one in self.choice.buttons if one.isChecked())

    def panes(self) -> list[QWidget]:
        """The choice of a part, and the part."""
        return [self.choice, self.parts]

    def say_who_works(self, beginning: staff.Beginning) -> None:
        """The status line names the team and who works."""
        summary = self.desk.office_summary
        summary.team = beginning.team.name
        summary.worker = beginning.worker.name if beginning.worker else ""
        self.desk.summary_changed()

    def _fill(self, beginning: staff.Beginning) -> None:
        self.me.show_workers(beginning)
        self.team.letterhead.show_team(beginning.team)
        self.workers.pane.show_records(beginning.workers)
        self.say_who_works(beginning)

    def _step(self, step: int) -> None:
        keys = [key for key, _words in PARTS]
        self.show_part(keys[(keys.index(self.part) + step) % len(keys)])
        self.first_focus().setFocus()


class MePart(ScrollPage):
    """Who works now, the screen, and the lock."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__()
        self._page = page
        self._workers: tuple[Worker, ...] = ()
        self.who = ChoiceEditor([], optional=False)
        self.who.set_words(_("Who works now?"))
        title = QLabel(_("Who works now?"))
        title.setProperty("tone", "label")
        title.setBuddy(self.who.target)
        self.who.edited.connect(self._start_work)
        self.who.setMaximumWidth(worn().px(420))
        who = Card(_("Who are you?"), icon_name="user")
        who.add(title, self.who, Words(_("This name stands with everything that is changed from now on."), "small"))
        self.lock: Form[_Lock] = Form(_Lock, page.desk)
        self.lock.place(
            "idle_minutes",
            help_texts={"idle_minutes": _("While a conversation is open it is an hour at least. F12 covers at once.")},
        )
        self.lock.settled.connect(self._keep_lock)
        locks = Card(_("Lock"), icon_name="lock").add(self.lock)
        left = QWidget()
        under = column(left, space=ROOM)
        under.addWidget(who)
        under.addWidget(locks)
        under.addStretch(1)
        right = QWidget()
        beside = column(right, space=ROOM)
        beside.addWidget(Card(_("The screen"), icon_name="eye").add(LookForm(page.desk)))
        beside.addStretch(1)
        self.add(SideBySide(left, right, shares=(1, 1), least=460))

    def show_workers(self, beginning: staff.Beginning) -> None:
        """Offer the workers of now."""
        self._workers = tuple(each for each in beginning.workers if each.is_active)
        self.who.offer([(each.id, each.name or _("Somebody without a name yet")) for each in self._workers])
        self.who.show_value(beginning.worker.id if beginning.worker else None)
        if not self.lock.settling.is_waiting:
            self.lock.show(_Lock(idle_minutes=self._page.desk.settings.idle_minutes))

    def leave(self) -> None:
        """Keep what is being typed."""
        self.lock.leave()

    def _start_work(self) -> None:
        chosen = next((each for each in self._workers if each.id == self.who.value()), None)
        if chosen is None:
            return
        page = self._page

        def start(office: Office) -> staff.Beginning:
            staff.start_work(office, chosen)
            return staff.begin_again(office)

        page.do(start, page.say_who_works)

    def _keep_lock(self) -> None:
        with suppress(ValidationError):
            self._page.desk.change_settings(idle_minutes=self.lock.read().idle_minutes)


class TeamPart(ScrollPage):
    """The team and its letterhead."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__()
        self.letterhead = LetterheadForm(page, whole=True)
        self.add(self.letterhead)


class WorkersPart(ScrollPage):
    """Who works or worked in the team."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__()
        self._page = page
        self.pane: RecordsPane[Worker] = RecordsPane(
            page,
            Worker,
            title=_("Workers"),
            add_words=_("Add a worker"),
            columns=(
                Column(_("Name"), "name", strong=True),
                Column(_("Function"), "function", width=170),
                Column(_("Hours"), lambda each: each.hours_per_week, width=70, align="right"),
                Column(_("Phone"), "phone", width=130),
                Column(
                    _("Works here"),
                    "is_active",
                    width=110,
                    chip=lambda each: ("done", _("Yes")) if each.is_active else ("quiet", _("No longer")),
                ),
            ),
            empty=("users", _("Nobody yet. Begin with your own name."), ""),
            new=Worker,
            keep=staff.keep_worker,
            remove=staff.remove_worker,
            says=lambda each: each.name,
            why=_("Does somebody leave? Switch off “Works in the team now”. The name stays with what was done."),
        )
        self.pane.form.place("name", "function", columns=2)
        self.pane.form.place("phone", "email", columns=2)
        self.pane.form.place("hours_per_week", "expertise", columns=2)
        self.pane.form.place("competences", "works_on", "is_active")
        self.leaves = button(
            _("Who is away when"), icon_name="calendar-x", on_click=lambda: page.desk.open_place("leave")
        )
        self.pane.list_card.add(row(self.leaves, None))
        self.hand_over = button("", icon_name="arrows-exchange")
        self.hand_over.clicked.connect(lambda: page.desk.open_place("handover", households=self._going))
        self._going: tuple[HouseholdId, ...] = ()
        self.pane.below_form.addLayout(row(self.hand_over, None))
        self.pane.table.chosen.connect(self._on_chosen)
        self.add(self.pane)

    def _on_chosen(self, worker: object) -> None:
        """Somebody who leaves may be the fixed face of households: those can be handed over from here."""
        self.hand_over.hide()
        if worker is not None:
            self._page.ask(
                lambda office: handover.households_of(office, WorkerId(worker)),  # type: ignore[arg-type]
                self._show_going,
                instead_of="going",
            )

    def _show_going(self, going: tuple[HouseholdId, ...]) -> None:
        self._going = going
        words = plural("Hand over {count} household", "Hand over {count} households", len(going))
        self.hand_over.setText(words)
        self.hand_over.setVisible(bool(going))


class BackupPart(ScrollPage):
    """The last backup, where they lie, and the way back."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__()
        self._page = page
        self._backups: Backups | None = None
        self.state = Card(_("Last backup"), icon_name="device-floppy")
        self.last = Words("", "large")
        self.stale = Note(_("The last backup is more than a week old. Make one now."), "soon")
        self.where = Words("", "label")
        self.now = button(_("Make one now"), "primary", "device-floppy", self.make)
        self.elsewhere = button(_("Another place…"), icon_name="folder", on_click=self.choose)
        self.usual = button(_("The usual place"), "quiet", on_click=lambda: self._use(""))
        line = row(self.where, self.usual, self.elsewhere)
        line.setStretch(0, 1)
        self.state.add(
            self.last,
            self.stale,
            row(self.now, None),
            Words(
                _(
                    "Each day a backup is made by itself and checked by opening it. It can be read with the "
                    "passphrase only. Choose a stick or a disk of the team, so that you have it when the laptop is gone."
                ),
                "quiet",
            ),
            line,
        )
        self.stale.hide()
        self.list = Card(_("Back to an earlier backup"), icon_name="history")
        self.table = RowTable(
            Column(_("Made"), "made_at", shown=short_day_and_time, strong=True),
            Column(_("Records"), "rows", width=110, align="right"),
            Column(
                _("Checked"),
                "is_verified",
                width=175,
                chip=lambda each: ("done", _("Opened and good")) if each.is_verified else ("late", _("Not good")),
            ),
            name=_("Backups"),
            id_of=lambda each: each.path,
        )
        self.table.opened.connect(lambda _id: self.go_back())
        self.empty = EmptyState("device-floppy", _("No backup yet."), _("The first one is made today by itself."))
        self.back = button(_("Go back to this backup…"), "danger", "arrow-back-up", self.go_back)
        self.list.add(self.table, self.empty, row(self.back, None))
        self.add(SideBySide(self.state, self.list, shares=(1, 1), least=460))

    def show_now(self) -> None:
        """Look which backups there are."""
        chosen = self._page.desk.settings.backup_folder
        self._page.ask(lambda office: (safekeeping.backups(office, chosen), office.now()), self._fill)

    def make(self) -> None:
        """Make a backup now."""
        folder = self._page.desk.settings.backup_folder
        self.now.setEnabled(False)
        self.now.setText(_("Just a moment…"))
        self._page.do(
            lambda office: unlocking.back_up(office, Path(folder) if folder else None), self._on_made, self._on_failed
        )

    def choose(self) -> None:
        """Let the backups go somewhere else."""
        now = str(self._backups.folder) if self._backups else ""
        if name := QFileDialog.getExistingDirectory(self, _("Where should the backups go?"), now):
            self._use(name)

    def go_back(self) -> None:
        """Ask, in clear words, and go back."""
        backup = self.table.chosen_row()
        if isinstance(backup, Backup):
            dialog = GoBackDialog(self._page, backup)
            dialog.exec()
            dialog.deleteLater()

    def _use(self, folder: str) -> None:
        self._page.desk.change_settings(backup_folder=folder)
        self.show_now()

    def _on_made(self, _made: Backup) -> None:
        self._ready()
        self._page.desk.notices.say(_("The backup is made and checked."))
        self.show_now()

    def _on_failed(self, error: Problem | Trouble) -> None:
        self._ready()
        self._page.desk.notices.show_error(error)

    def _ready(self) -> None:
        self.now.setEnabled(True)
        self.now.setText(_("Make one now"))

    def _fill(self, answer: tuple[Backups, object]) -> None:
        found, now = answer
        self._backups = found
        newest = next((each for each in found.found if each.is_verified), None)
        self.last.setText(
            _("{moment}, opened and good", moment=day_and_time(newest.made_at)) if newest else _("None yet")
        )
        self.stale.setVisible(newest is not None and (now - newest.made_at).days >= _DAYS_STALE)  # type: ignore[operator]
        self.where.setText(shown_path(found.folder))
        self.usual.setVisible(found.is_own_choice)
        self.table.show_rows(found.found)
        self.table.fit_height(most=9)
        for part in (self.table, self.back):
            part.setVisible(bool(found.found))
        self.empty.setVisible(not found.found)
        if found.found and self.table.chosen_id() is None:
            self.table.choose(found.found[0].path)


class GoBackDialog(QDialog):
    """The one decision that is asked for twice: back to how it was."""

    def __init__(self, page: SettingsPage, backup: Backup) -> None:
        super().__init__(page)
        self._page, self._backup = page, backup
        moment = day_and_time(backup.made_at)
        self.setWindowTitle(_("Back to an earlier backup"))
        self.setMinimumWidth(worn().px(560))
        layout = column(self, margin=ROOM, space=SNUG)
        layout.addWidget(Heading(_("Back to {moment}?", moment=moment), 2))
        layout.addWidget(
            Note(_("What was written after that moment is not in the backup. You will not see it any more."), "soon")
        )
        layout.addWidget(
            Words(_("The file of now is not thrown away: it stays beside it, with “terzijde” in its name."))
        )
        self.line = PassphraseLine(_("The passphrase of that day"))
        self.line.entered.connect(self.go_back)
        layout.addWidget(self.line)
        self.yes = button(_("Go back"), "danger", on_click=self.go_back)
        self.no = button(_("Stay here"), "primary", on_click=self.reject)
        layout.addLayout(row(self.no, None, self.yes))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Do it, off the window's thread."""
        secret, backup = self.line.text(), self._backup
        if not secret:
            self.line.setFocus()
            return
        self.yes.setEnabled(False)
        desk = self._page.desk

        def back(office: Office) -> opening.Opened:
            return opening.go_back(office, backup.path, secret)

        desk.background.ask(back, self._on_back, self._on_failed)

    def _on_back(self, opened: opening.Opened) -> None:
        self.accept()
        desk, moment = self._page.desk, day_and_time(self._backup.made_at)
        go_in(desk, opened)
        desk.notices.say(_("You are back at {moment}. The file of before lies beside it.", moment=moment))

    def _on_failed(self, error: Problem | Trouble) -> None:
        self.yes.setEnabled(True)
        self.line.show_problem(problem_text(error))
        self.line.setFocus()


class FilePart(ScrollPage):
    """Where the file lies, its passphrase, its recovery sheet, and other files."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__()
        self._page = page
        self.where = Words("", "label")
        where = Card(_("Where your file lies"), icon_name="folder")
        where.add(self.where)
        where.add(Words(_("To move it: close Buurtteam and move the whole folder."), "small"))
        self.other = button(_("Open another file…"), icon_name="folder-open", on_click=page.desk.close_office)
        self.practise_button = button(
            _("Practise in the practice neighbourhood"), icon_name="school", on_click=self.practise
        )
        where.add(row(self.other, self.practise_button, None))
        self.new = NewPassphrase(page.desk)
        self.new.entered.connect(self.change)
        self.problem = Words("", "problem")
        self.problem.hide()
        self.change_button = button(_("Change the passphrase"), "secondary", "key", self.change)
        lock = Card(_("Another passphrase"), icon_name="key")
        lock.add(self.new, self.problem, row(self.change_button, None))
        self.sheet_button = button(_("Make a new recovery sheet"), icon_name="shield-lock", on_click=self.new_sheet)
        sheet = Card(_("The recovery sheet"), icon_name="shield-lock")
        sheet.add(
            Words(_("Is the sheet lost, or did somebody see it? Make a new one. The old sheet then opens nothing.")),
            row(self.sheet_button, None),
        )
        left = QWidget()
        under = column(left, space=ROOM)
        under.addWidget(where)
        under.addWidget(sheet)
        under.addStretch(1)
        right = QWidget()
        beside = column(right, space=ROOM)
        beside.addWidget(lock)
        beside.addStretch(1)
        self.add(SideBySide(left, right, shares=(1, 1), least=460))

    def show_now(self) -> None:
        """Say where the file lies."""
        self.practise_button.setVisible(not self._page.desk.office_summary.is_practice)
        self._page.ask(lambda office: office.database.path, lambda path: self.where.setText(shown_path(path)))

    def change(self) -> None:
        """Let the new passphrase open the file."""
        if not self.new.text() or not self.new.is_same():
            return
        passphrase = self.new.text()
        self.change_button.setEnabled(False)
        self._page.do(lambda office: unlocking.change_passphrase(office, passphrase), self._on_changed, self._on_failed)

    def new_sheet(self) -> None:
        """Make a new recovery code and show its sheet."""
        self.sheet_button.setEnabled(False)

        def make(office: Office) -> bytes:
            code = unlocking.change_recovery_code(office)
            return letterhead.recovery_sheet(code, office.database.path, staff.team(office), office.today())

        self._page.do(make, self._show_sheet, self._on_no_sheet)

    def practise(self) -> None:
        """Close this file and open the practice neighbourhood."""
        self.practise_button.setEnabled(False)
        desk = self._page.desk

        def change(office: Office) -> opening.Opened:
            opened = opening.practise()
            office.close()
            safekeeping.note_closing()
            return opened

        self._page.leave()
        self._page.ask(change, lambda opened: go_in(desk, opened), self._on_not_practising)

    def _on_changed(self, _nothing: None) -> None:
        self.change_button.setEnabled(True)
        self.problem.hide()
        self.new.clear()
        self._page.desk.notices.say(_("The passphrase has been changed. The recovery sheet stays as it is."))

    def _on_failed(self, error: Problem | Trouble) -> None:
        self.change_button.setEnabled(True)
        self.problem.setText(problem_text(error))
        self.problem.show()
        self.new.setFocus()

    def _show_sheet(self, pdf: bytes) -> None:
        self.sheet_button.setEnabled(True)
        show_paper(self, _("The recovery sheet"), pdf, _("recovery-sheet.pdf"))

    def _on_no_sheet(self, error: Problem | Trouble) -> None:
        self.sheet_button.setEnabled(True)
        self._page.desk.notices.show_error(error)

    def _on_not_practising(self, error: Problem | Trouble) -> None:
        self.practise_button.setEnabled(True)
        self._page.desk.notices.show_error(error)


def shown_path(path: Path) -> str:
    """A path as people read it, with ~ for their own folder."""
    home, text = str(Path.home()), str(path)
    return "~" + text[len(home) :] if text.startswith(home) else text
