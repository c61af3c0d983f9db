"""A file of early signals before it is taken in: how many are new, how many are here already, and why rows are not right."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.services import signal_files
from buurtteam.services.early_signals import Intake
from buurtteam.services.signal_files import LookedAt
from buurtteam.texts import joined, plural, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.editors import LineEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.widgets import Card, Note, Words, button, column, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from buurtteam.ui.page import Page

_MOST_ROWS = 8


class IntakeCard(Card):
    """What taking in a file would do, before it is done."""

    turned = Signal()
    """It came or went."""

    def __init__(self, page: "Page", done: "Callable[[], object]") -> None:
        super().__init__(_("A file of signals"), icon_name="file-import")
        self._page, self._done = page, done
        self.file: Path | None = None
        self.found: LookedAt | None = None
        self.problem = Note("", "soon")
        self.partner = FormField(_("Who sent this file?"), LineEditor())
        self.look_button = button(_("Look again"), on_click=self.look)
        self.asking = QWidget()
        inside = column(self.asking)
        inside.addWidget(self.partner)
        inside.addWidget(flow(self.look_button))
        self.counts = Words("", "large")
        self.known = Words("", "quiet")
        self.unknown = Words("", "quiet")
        self.rejected = RowTable(
            Column(_("Line"), "line", width=70, align="right"),
            Column(_("Column"), signal_files.column_words, width=170, strong=True),
            Column(_("Why"), signal_files.reason),
            name=_("Rows that are not right"),
            id_of=lambda each: each.line,
        )
        self.take_button = button("", "primary", "check", self.take_in, "Ctrl+Enter")
        self.back_button = button(_("Keep these rows for the partner…"), "secondary", "file-export", self.export)
        self.cancel_button = button(_("Cancel"), "quiet", on_click=self.close_card)
        self.add(
            self.problem,
            self.asking,
            self.counts,
            self.known,
            self.unknown,
            self.rejected,
            flow(self.take_button, self.back_button, self.cancel_button),
        )
        assert isinstance(self.partner.editor, LineEditor)
        self.partner.editor.line.returnPressed.connect(self.look)
        self.hide()

    # ------------------------------------------------------------------ a file

    def choose(self) -> None:
        """Ask which file."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Read a file of signals"), "", _("CSV files (*.csv *.txt)"))
        if name:
            self.open_file(Path(name))

    def open_file(self, file: Path) -> None:
        """Look at this file; nothing is written."""
        self.file, self.found = file, None
        self.partner.editor.show_value("")
        self.asking.hide()
        self.title.setText(file.name)
        self.setAccessibleName(file.name)
        self.show()
        self.turned.emit()
        self.look()

    def look(self) -> None:
        """Look at the file, with the partner that was filled in."""
        if self.file is None:
            return
        file, partner = self.file, str(self.partner.editor.value() or "")
        self._show_nothing()
        self.counts.setText(_("One moment: the file is being read."))
        self.counts.show()
        self._page.ask(
            lambda office: signal_files.look(office, file, partner), self._show, self._failed, instead_of="file"
        )

    def take_in(self) -> None:
        """Take in all that is new and right, in one deed."""
        found = self.found
        if found is None or not found.intake.new:
            return
        self.take_button.setEnabled(False)
        self.counts.setText(_("One moment: the signals are being taken in."))
        self._page.do(lambda office: signal_files.take_in(office, found), self._taken, self._failed)

    def export(self) -> None:
        """Ask where the rows go that are not right."""
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Keep the rows that are not right"), _("not-right.csv"), "CSV (*.csv)"
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, file: Path) -> None:
        """Keep the rows that are not right as this file."""
        found = self.found
        if found is None:
            return
        self._page.do(
            lambda _office: signal_files.write_rejected(found.intake, file),
            lambda _nothing: self._page.desk.notices.say(_("The rows are in {name}.", name=file.name)),
        )

    def close_card(self) -> None:
        """Take nothing in."""
        had_focus = self.isAncestorOf(self.window().focusWidget() or self._page)
        self.file = self.found = None
        self.hide()
        self.turned.emit()
        if had_focus:
            self._done()

    # ------------------------------------------------------------------ inside

    def _show_nothing(self) -> None:
        self.found = None
        for each in (self.problem, self.counts, self.known, self.unknown, self.rejected):
            each.hide()
        self.take_button.hide()
        self.back_button.hide()

    def _show(self, found: LookedAt) -> None:
        if self.file is None or found.name != self.file.name:
            return
        self._show_nothing()
        self.found = found
        intake = found.intake
        self.asking.hide()
        self.counts.setText(summary(intake))
        self.counts.show()
        if intake.known:
            self.known.setText(
                plural(
                    "{count} signal was here already and is not taken in twice.",
                    "{count} signals were here already and are not taken in twice.",
                    len(intake.known),
                )
            )
            self.known.show()
        if intake.unknown_headings:
            self.unknown.setText(
                _("These columns are not known and were left out: {names}.", names=joined(intake.unknown_headings))
            )
            self.unknown.show()
        self.rejected.show_rows(intake.rejected)
        self.rejected.fit_height(most=_MOST_ROWS)
        self.rejected.setVisible(bool(intake.rejected))
        self.back_button.setVisible(bool(intake.rejected))
        self.take_button.setText(plural("Take in {count} signal", "Take in {count} signals", len(intake.new)))
        self.take_button.setVisible(bool(intake.new))
        self.take_button.setEnabled(True)
        (self.take_button if intake.new else self.cancel_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Problem | Trouble) -> None:
        if self.file is None:
            self._page.desk.notices.show_error(error)
            return
        self._show_nothing()
        asks_partner = error.code == "no_partner_column"
        if asks_partner:
            self.asking.show()
        self.problem.words.setText(problem_text(error))
        self.problem.show()
        if asks_partner:
            self.partner.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self, _intake: Intake) -> None:
        # The page says how many there are now, with the way back.
        self.file = self.found = None
        self.hide()
        self.turned.emit()
        self._done()


def summary(intake: Intake) -> str:
    """What taking in a file would do, in one line."""
    new = plural("{count} new signal", "{count} new signals", len(intake.new))
    here = plural("{count} here already", "{count} here already", len(intake.known))
    wrong = plural("{count} row is not right", "{count} rows are not right", len(intake.rejected))
    return f"{new} · {here} · {wrong}"


def file_in(data: QMimeData) -> Path | None:
    """The first file that is dropped, if there is one."""
    return next((Path(each.toLocalFile()) for each in data.urls() if each.isLocalFile()), None)
