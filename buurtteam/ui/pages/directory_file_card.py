"""A file of the service directory: what reading it in would do is said first, and then it is one key."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from buurtteam.services import directory_file
from buurtteam.services.directory_file import DirectoryFile
from buurtteam.texts import joined, plural
from buurtteam.texts import translate as _
from buurtteam.ui.widgets import Card, Words, button, flow

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

_CSV = "CSV (*.csv *.txt)"
_MOST_WRONG = 8


class DirectoryFileCard(Card):
    """Hidden until somebody chooses a file."""

    def __init__(self, page: "Page", back: Callable[[], object]) -> None:
        super().__init__(_("Read a file of the directory"), icon_name="file-import")
        self._page, self._back = page, back
        self.found: DirectoryFile | None = None
        self.told = Words("", "")
        self.wrong = Words("", "problem")
        self.take = button(_("Read in"), "primary", "check", self.take_in)
        self.away = button(_("Not now ¦file"), "quiet", "x", self.close_card)
        self.add(self.told, self.wrong, flow(self.take, self.away))
        self.hide()

    def choose(self) -> None:
        """Ask for a file."""
        name, _kind = QFileDialog.getOpenFileName(self._page, _("Read a file of the directory"), "", _CSV)
        if name:
            self.look(Path(name))

    def look(self, file: Path) -> None:
        """Say what reading this file in would do."""
        self._page.ask(lambda office: directory_file.look(office, file), self.show_found, instead_of="file")

    def show_found(self, found: DirectoryFile) -> None:
        """Show it; nothing is written yet."""
        self.found = found
        told = [
            plural("{count} new offer.", "{count} new offers.", len(found.new)),
            plural(
                "{count} offer gets what the file says.", "{count} offers get what the file says.", len(found.changed)
            ),
        ]
        if found.same:
            told.append(plural("{count} stays as it is.", "{count} stay as they are.", found.same))
        if found.unknown_headings:
            names = joined(found.unknown_headings)
            told.append(_("These columns are not known and were left out: {names}.", names=names))
        self.told.setText(" ".join(told))
        wrong = [
            _("Line {line}, {column}: {why}", line=each.line, column=each.column, why=each.why)
            for each in found.not_right[:_MOST_WRONG]
        ]
        if len(found.not_right) > _MOST_WRONG:
            wrong.append(
                plural(
                    "and {count} more line that is not right",
                    "and {count} more lines that are not right",
                    len(found.not_right) - _MOST_WRONG,
                )
            )
        self.wrong.setText("\n".join(wrong))
        self.wrong.setVisible(bool(wrong))
        has_something = bool(found.new or found.changed)
        self.take.setVisible(has_something)
        self.show()
        (self.take if has_something else self.away).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_in(self) -> None:
        """Read in what was looked at; Ctrl+Z takes it back as a whole."""
        found = self.found
        if found is None:
            return

        def then(done: DirectoryFile) -> None:
            self.close_card()
            count = len(done.new) + len(done.changed)
            self._page.desk.notices.say(plural("{count} offer was read in.", "{count} offers were read in.", count))

        self._page.do(lambda office: directory_file.take_in(office, found), then)

    def close_card(self) -> None:
        """Leave the file."""
        self.found = None
        self.hide()
        self._back()

    def save(self) -> None:
        """Take the directory along."""
        name, _kind = QFileDialog.getSaveFileName(
            self._page, _("Save the directory as a file"), "sociale-kaart.csv", _CSV
        )
        if name:
            self.write(Path(name if Path(name).suffix else f"{name}.csv"))

    def write(self, file: Path) -> None:
        """Write the directory to a file."""

        def then(count: int) -> None:
            self._page.desk.notices.say(
                plural("{count} offer stands in {name}.", "{count} offers stand in {name}.", count, name=file.name)
            )

        self._page.do(lambda office: directory_file.write(office, file), then)
