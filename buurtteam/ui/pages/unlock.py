"""Opening the file again: its passphrase, the recovery code when that is lost, a backup, another file, or practising."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QWidget

from buurtteam.texts import plural, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.entering import go_in
from buurtteam.ui.page import Page
from buurtteam.ui.passphrase import NewPassphrase, PassphraseLine
from buurtteam.ui.theme import ROOM, SNUG, TIGHT, WIDE, worn
from buurtteam.ui.widgets import Heading, Note, Picture, Words, button, column, link, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from buurtteam.domain.problem import Problem, Trouble
    from buurtteam.services.opening import Opened, WentBack
    from buurtteam.ui.way_back import WayBack

_NEEDS_WAY_BACK: Final = frozenset(
    {"damaged", "wrong_key", "not_a_database", "file_not_found", "keys_missing", "file_unreadable", "disk_error"}
)


class UnlockPage(Page):
    """The passphrase of the file of last time."""

    place = "unlock"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Unlock"))
        self.file: Path | None = None
        self._wrong = 0
        self._left = 0
        self._opened: Opened | None = None
        self._is_locked = False
        self._way_back: WayBack | None = None
        self._said = ""
        self._goes_elsewhere = False
        self.opened: Callable[[Opened], object] = lambda opened: go_in(desk, opened)
        """What happens when the file is open."""
        self.body = self.scroll()
        self.box = QFrame()
        self.box.setProperty("panel", "card")
        inside = column(self.box, margin=WIDE, space=ROOM)
        top = row(Picture("home-heart", "primary", 40), Heading("Buurtteam", 1), space=SNUG)
        top.setStretch(1, 1)
        inside.addLayout(top)
        self.name = Words("", "label")
        self.folder = Words("", "small")
        names = column(space=2)
        names.addWidget(self.name)
        names.addWidget(self.folder)
        inside.addLayout(names)

        self.still_there = Note(_("Locked. Your work stands as it stood; with the passphrase you go on."), "info")
        self.still_there.hide()
        inside.addWidget(self.still_there)
        self.asking = QWidget()
        ask = column(self.asking, space=SNUG)
        self.line = PassphraseLine(_("Passphrase"))
        self.line.entered.connect(self.open_file)
        self.line.edited.connect(lambda: self.line.show_problem(""))
        self.shown = QCheckBox(_("Show what I type"))
        self.shown.toggled.connect(self.line.show_typed)
        self.open_button = button(_("Open"), "primary", "lock-open", self.open_file)
        self.progress = Words("", "quiet")
        self.code_hint = Note(
            _("Type the code of the recovery sheet in the field above. Capitals and spaces do not matter."), "info"
        )
        self.code_hint.hide()
        for part in (self.line, self.code_hint, self.shown):
            ask.addWidget(part)
        self.back_button = button(_("Back to a backup…"), icon_name="arrow-back-up", on_click=self.show_way_back)
        self.back_button.hide()
        across = row(self.open_button, self.progress)
        across.setStretch(1, 1)
        ask.addLayout(across)
        ask.addLayout(row(self.back_button, None))
        inside.addWidget(self.asking)

        self.choosing = QWidget()
        choose = column(self.choosing, space=SNUG)
        choose.addWidget(
            Note(_("The file is open. The recovery code has been used: choose a new passphrase now."), "ok")
        )
        self.new = NewPassphrase(desk)
        self.new.entered.connect(self.take_new)
        self.new_problem = Words("", "problem")
        self.new_problem.hide()
        choose.addWidget(self.new)
        choose.addWidget(self.new_problem)
        self.take_button = button(_("Use this passphrase"), "primary", on_click=self.take_new)
        choose.addLayout(row(self.take_button, None))
        inside.addWidget(self.choosing)
        self.choosing.hide()

        self.going_back = QWidget()
        self._back_layout = column(self.going_back)
        inside.addWidget(self.going_back)
        self.going_back.hide()

        self.others = QWidget()
        ways = column(self.others, space=TIGHT)
        self.forgot = link(_("I forgot the passphrase"), self.ask_code)
        self.back_link = link(_("Back to a backup…"), self.show_way_back)
        self.other = link(_("Open another file…"), self.choose_file)
        self.fresh = link(_("Make a new file"), lambda: desk.open_place("first_start"))
        self.practise_link = link(_("Practise in the practice neighbourhood"), self.practise)
        for one in (self.forgot, self.back_link, self.other, self.fresh, self.practise_link):
            ways.addLayout(row(one, None))
        inside.addWidget(self.others)

        self.body.column.addLayout(row(None, self.box, None))
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        desk.theme.changed.connect(self._fit)
        self._fit()

    def show_place(self, **args: object) -> None:
        """Ask for the passphrase of a file: the one of last time, or one that is chosen now."""
        locked = args.get("locked")
        self._is_locked = isinstance(locked, Path)
        self._start_over()
        if isinstance(locked, Path):
            self._show_file(locked)
            return
        self.desk.background.run(_recent, self._show_file)
        if args.get("choose"):
            QTimer.singleShot(0, self, self.choose_file)

    def first_focus(self) -> QWidget:
        """The passphrase."""
        return self.line

    def leave(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self.new.clear()
        if self._way_back is not None:
            self._way_back.line.clear()

    def open_file(self) -> None:
        """Try what was typed, off the window's thread: a try takes its time on purpose."""
        file, secret = self.file, self.line.text()
        if file is None or not secret or not self.open_button.isEnabled():
            if not secret:
                self.line.setFocus()
            return
        self._wait(_("Just a moment…"))
        self.desk.background.run(lambda: _open(file, secret), self._on_opened, self._on_failed)

    def ask_code(self) -> None:
        """Say how the recovery code is used."""
        self.code_hint.show()
        self.shown.setChecked(True)
        self.line.setFocus()

    def choose_file(self) -> None:
        """Open a file from elsewhere."""
        folder = str(self.file.parent) if self.file else ""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Open another file…"), folder, _("Files of Buurtteam (*.buurtteam)")
        )
        if name:
            self._show_file(Path(name))
            self.line.clear()
            self.line.setFocus()

    def show_way_back(self) -> None:
        """Show the backups one can go back to, when the file does not open."""
        if self._way_back is None:
            # Imported here: the page is in the first frame, and nearly nobody ever goes back.
            from buurtteam.ui.way_back import WayBack

            self._way_back = WayBack(self.desk)
            self._way_back.went_back.connect(self._on_went_back)
            self._way_back.left.connect(self._leave_way_back)
            self._back_layout.addWidget(self._way_back)
        self.line.clear()
        self.asking.hide()
        self.others.hide()
        self.going_back.show()
        self._way_back.show_file(self.file)

    def practise(self) -> None:
        """Open the practice neighbourhood."""
        self._wait(_("Just a moment: the practice neighbourhood is being made…"))
        self.desk.background.run(_practise, self._enter, self._on_failed)

    def take_new(self) -> None:
        """Let the new passphrase open the file from now on."""
        if not self.new.is_same() or self._opened is None:
            return
        opened, passphrase = self._opened, self.new.text()
        self.take_button.setEnabled(False)
        self.desk.background.run(
            lambda: _change(opened, passphrase), lambda _nothing: self._enter(opened), self._on_not_taken
        )

    # ------------------------------------------------------------------ answers

    def _show_file(self, file: Path | None) -> None:
        self.file = file
        self.name.setText(file.stem if file else _("No file chosen"))
        home = str(Path.home())
        text = str(file.parent) if file else ""
        self.folder.setText("~" + text[len(home) :] if text.startswith(home) else text)
        self.asking.setVisible(file is not None)
        self.forgot.setVisible(file is not None)

    def _on_opened(self, opened: "Opened") -> None:
        self._wrong = 0
        if not opened.by_code:
            self._enter(opened)
            return
        self._opened = opened
        self.asking.hide()
        self.others.hide()
        self.choosing.show()
        self.new.setFocus()

    def _enter(self, opened: "Opened") -> None:
        said, goes_elsewhere = self._said, self._goes_elsewhere
        self._start_over()
        self.opened(opened)
        if goes_elsewhere:
            # What stood open while it was locked may not be in the backup.
            go_in(self.desk, opened)
        if said:
            self.desk.notices.say(said)

    def _leave_way_back(self) -> None:
        self._start_over()
        self._show_file(self.file)
        self.line.setFocus()

    def _on_went_back(self, went: "WentBack") -> None:
        file, was_locked = went.opened.office.database.path, self._is_locked
        self.going_back.hide()
        self._show_file(file)
        self._said = (
            _("Only the keys of the file were missing. They are back, and nothing is lost.")
            if went.is_nothing_lost
            else _("The backup is open. What stood there before lies beside it, with “terzijde” in its name.")
        )
        self._goes_elsewhere = was_locked
        self._on_opened(went.opened)

    def _on_failed(self, error: "Problem | Trouble") -> None:
        self._wait("")
        self.line.show_problem(problem_text(error))
        self.line.line.selectAll()
        if error.code in _NEEDS_WAY_BACK:
            self.back_button.show()
            self.back_link.hide()
        self.line.setFocus()
        if error.code == "not_opened":
            self._wrong += 1
            self.desk.background.run(lambda: _wait_after(self._wrong), self._hold_back)

    def _on_not_taken(self, error: "Problem | Trouble") -> None:
        self.take_button.setEnabled(True)
        self.new_problem.setText(problem_text(error))
        self.new_problem.show()
        self.new.setFocus()

    def _hold_back(self, seconds: int) -> None:
        if seconds:
            self._left = seconds
            self._tick.start()
            self._say_left()

    def _count_down(self) -> None:
        self._left -= 1
        self._say_left()
        if self._left <= 0:
            self._tick.stop()
            self._wait("")

    def _say_left(self) -> None:
        self._wait(plural("Try again in {count} second.", "Try again in {count} seconds.", max(self._left, 0)))

    def _wait(self, words: str) -> None:
        self.progress.setText(words)
        self.open_button.setEnabled(not words)
        self.practise_link.setEnabled(not words)

    def _start_over(self) -> None:
        self._opened = None
        self._said, self._goes_elsewhere = "", False
        self.line.clear()
        self.new.clear()
        self.going_back.hide()
        self.back_button.hide()
        self.back_link.setVisible(not self._is_locked)
        self.shown.setChecked(False)
        self.code_hint.hide()
        self.new_problem.hide()
        self.take_button.setEnabled(True)
        self.choosing.hide()
        self.asking.show()
        self.others.show()
        for one in (self.other, self.fresh, self.practise_link):
            one.setVisible(not self._is_locked)
        self.still_there.setVisible(self._is_locked)
        if not self._tick.isActive():
            self._wait("")

    def _fit(self) -> None:
        self.box.setFixedWidth(min(worn().px(520), max(320, self.window().width() - 80)))


def _recent() -> Path | None:
    from buurtteam.services.unlocking import recent_file

    return recent_file()


def _open(file: Path, secret: str) -> "Opened":
    from buurtteam.services.opening import open_file

    return open_file(file, secret)


def _practise() -> "Opened":
    from buurtteam.services.opening import practise

    return practise()


def _change(opened: "Opened", passphrase: str) -> None:
    from buurtteam.services.unlocking import change_passphrase

    change_passphrase(opened.office, passphrase)


def _wait_after(wrong: int) -> int:
    from buurtteam.services.safekeeping import wait_after

    return wait_after(wrong)
