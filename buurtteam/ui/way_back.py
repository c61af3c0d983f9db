"""The way back from a backup for a file that does not open: which one, what is not in it, and its passphrase."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from buurtteam.domain.keeping import Backup
from buurtteam.domain.kinds import local_day
from buurtteam.texts import clock, day_and_time, problem_text, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.passphrase import PassphraseLine
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import SNUG
from buurtteam.ui.widgets import Heading, Note, Words, button, column, link, row

if TYPE_CHECKING:
    from buurtteam.domain.problem import Problem, Trouble
    from buurtteam.services.opening import WentBack


@dataclass(frozen=True)
class Ways:
    """The backups that were found, where each file comes to lie, and when the file of now was last written."""

    found: tuple[Backup, ...]
    places: dict[Path, Path]
    last_written: datetime | None


class WayBack(QWidget):
    """Choose a backup, type the passphrase of its day, and go on from there."""

    went_back = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: Path | None = None
        self._ways = Ways((), {}, None)
        self._elsewhere = ""
        layout = column(self, space=SNUG)
        layout.addWidget(Heading(_("Back to a backup"), 2))
        self.table = RowTable(
            Column(_("Made"), "made_at", shown=short_day_and_time, strong=True),
            Column(_("Records"), "rows", width=110, align="right"),
            name=_("Backups"),
            id_of=lambda each: each.path,
        )
        self.table.chosen.connect(lambda _id: self._say_lost())
        self.none = Note(
            _(
                "No backup has been found here. Are your backups on a stick or on a disk of the team? "
                "Connect it and choose its folder."
            ),
            "info",
        )
        self.look = link(_("Look in another folder…"), self.choose_folder)
        self.lost = Note("", "soon")
        self.kept = Words(_("The file of now is not thrown away: it stays beside it, with “terzijde” in its name."))
        self.line = PassphraseLine(_("The passphrase of that day, or the recovery code"))
        self.line.entered.connect(self.go_back)
        self.line.edited.connect(lambda: self.line.show_problem(""))
        self.yes = button(_("Go back and open"), "primary", "arrow-back-up", self.go_back)
        self.no = button(_("Cancel"), "quiet", on_click=self.left.emit)
        self.progress = Words("", "quiet")
        layout.addWidget(self.table)
        layout.addWidget(self.none)
        layout.addLayout(row(self.look, None))
        for part in (self.lost, self.kept, self.line):
            layout.addWidget(part)
        across = row(self.yes, self.no, self.progress)
        across.setStretch(2, 1)
        layout.addLayout(across)
        self.setFocusProxy(self.line)

    def show_file(self, file: Path | None) -> None:
        """Look which backups there are of a file, or of any when there is none."""
        self._file, self._elsewhere = file, ""
        self.line.clear()
        self.wait("")
        self._search()

    def choose_folder(self) -> None:
        """Look for backups somewhere else, such as on a stick."""
        if name := QFileDialog.getExistingDirectory(self, _("Where do the backups lie?"), str(Path.home())):
            self.look_in(name)

    def look_in(self, folder: str) -> None:
        """Look for backups in this folder as well."""
        self._elsewhere = folder
        self._search()

    def go_back(self) -> None:
        """Do it, off the window's thread."""
        backup, secret = self.table.chosen_row(), self.line.text()
        if not isinstance(backup, Backup) or not secret or not self.yes.isEnabled():
            self.line.setFocus()
            return
        file = self._ways.places[backup.path]
        self.wait(_("Just a moment: the backup is being checked and put back…"))
        self._desk.background.run(lambda: _go_back(file, backup.path, secret), self._on_back, self._on_failed)

    def wait(self, words: str) -> None:
        """What is being done now; the button waits for it."""
        self.progress.setText(words)
        self.yes.setEnabled(not words)

    def _search(self) -> None:
        file, folders = self._file, (self._desk.settings.backup_folder, self._elsewhere)
        self._desk.background.run(lambda: _ways(file, folders), self._fill, self._on_failed)

    def _fill(self, ways: Ways) -> None:
        self._ways = ways
        self.table.show_rows(ways.found)
        self.table.fit_height(most=6)
        has = bool(ways.found)
        for part in (self.table, self.lost, self.line, self.yes):
            part.setVisible(has)
        self.none.setVisible(not has)
        self.kept.setVisible(has and ways.last_written is not None)
        if has:
            self.table.choose(ways.found[0].path)
            self._say_lost()
            self.line.setFocus()
        else:
            self.look.setFocus()

    def _say_lost(self) -> None:
        backup = self.table.chosen_row()
        if not isinstance(backup, Backup):
            return
        last = self._ways.last_written
        if last is None:
            words = _("What was written after {moment} is not in this backup.", moment=day_and_time(backup.made_at))
        elif last <= backup.made_at:
            words = _("Nothing was written after this backup was made.")
        elif local_day(last) == local_day(backup.made_at):
            words = _(
                "What was written after {moment} is not in this backup. The file was last written at {time}.",
                moment=day_and_time(backup.made_at),
                time=clock(last),
            )
        else:
            words = _(
                "What was written after {moment} is not in this backup. The file was last written on {last}.",
                moment=day_and_time(backup.made_at),
                last=day_and_time(last),
            )
        self.lost.words.setText(words)

    def _on_back(self, went: "WentBack") -> None:
        self.wait("")
        self.line.clear()
        self.went_back.emit(went)

    def _on_failed(self, error: "Problem | Trouble") -> None:
        self.wait("")
        self.line.show_problem(problem_text(error))
        self.line.line.selectAll()
        self.line.setFocus()


def _ways(file: Path | None, folders: tuple[str, ...]) -> Ways:
    from buurtteam.services.safekeeping import file_of, last_written, ways_back

    found = ways_back(file, *folders)
    places = {each.path: file or file_of(each) for each in found}
    return Ways(found, places, last_written(file) if file else None)


def _go_back(file: Path, backup: Path, secret: str) -> "WentBack":
    from buurtteam.services.opening import go_back_closed

    return go_back_closed(file, backup, secret)
