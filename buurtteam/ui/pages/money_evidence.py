"""The proof that debt help asks for: a list that follows from the household, ticked off by key, with scans beside it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog

from buurtteam.domain.evidence import AttachmentLine, Evidence, EvidenceKind, EvidenceState, SeenHow
from buurtteam.domain.kinds import AttachmentId, EvidenceId, HouseholdId
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.services import evidence, households, money_papers
from buurtteam.services.evidence import EvidenceView, Links
from buurtteam.services.households import HouseholdView
from buurtteam.texts import label, plural, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.adding import Adding, Waiting, can_take, files_in
from buurtteam.ui.file_row import FileRow
from buurtteam.ui.list_row import lines
from buurtteam.ui.pages.household_parts import names_of
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.pages.paper_making import PaperMaker
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column
from buurtteam.ui.theme import ROOM, SNUG
from buurtteam.ui.widgets import Card, EmptyState, IconButton, Note, State, Words, button, column, emptied, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from buurtteam.services.office import Office

_STATES: dict[EvidenceState, State] = {
    EvidenceState.TO_ASK: "info",
    EvidenceState.ASKED: "waiting",
    EvidenceState.RECEIVED: "done",
    EvidenceState.NOT_NEEDED: "quiet",
}
_FILES_SHOWN = 60


class EvidencePane(RecordsPane[Evidence]):
    """The papers as a list, with the form of one beside it and its files below."""

    def __init__(self, tab: "EvidenceTab", home: HouseholdId) -> None:
        self._tab, self._home = tab, home
        self._names: dict[object, str] = {}
        self._found: EvidenceView | None = None
        super().__init__(
            tab.page,
            Evidence,
            title=_("Papers that debt help asks for"),
            add_words=_("Another paper"),
            columns=(
                Column(_("Paper ¦evidence"), self._words, strong=True, share=5),
                Column(_("Of whom"), self._person, share=3),
                Column(_("How it stands"), lambda each: self._chip(each)[1], width=160, chip=self._chip),
                Column(_("Since ¦evidence"), lambda each: each.received_on or each.asked_on, width=120),
                Column(_("Files"), lambda each: self._count(each) or "", width=95, align="right"),
            ),
            empty=(
                "clipboard-list",
                _("No list of papers yet."),
                _("It follows from what you know: a rent contract for who rents, annual accounts for a business."),
            ),
            new=lambda: Evidence(household=home),
            keep=evidence.keep,
            remove=evidence.remove,
            says=lambda each: label(each.kind),
            draft_place=lambda each: households.draft_place(home, each),
            most_rows=24,
        )
        kinds: dict[object, str] = {each: label(each) for each in EvidenceKind}
        self.form.place("kind", "resident", columns=2, options={"kind": kinds, "resident": {}})
        self.form.place("what")
        self.form.place("asked_on", "received_on", "seen_how", columns=3)
        self.form.place("not_needed_why", "note", columns=2)
        self.asked = button(_("Asked"), icon_name="messages", on_click=self.ask)
        self.seen = button(_("Seen"), icon_name="eye", on_click=lambda: self.receive(SeenHow.SEEN))
        self.copied = button(_("Copied"), icon_name="copy", on_click=lambda: self.receive(SeenHow.COPY))
        self.unneeded = button(_("Not applicable"), "quiet", on_click=self.refuse)
        self.again = button(_("Needed after all"), "quiet", on_click=self.step)
        self.attach_button = button(_("Add a file"), icon_name="paperclip", on_click=tab.attach)
        self.files = column(space=0)
        self.below_form.addWidget(flow(self.asked, self.seen, self.copied, self.unneeded, self.again))
        self.below_form.addLayout(self.files)
        self.below_form.addWidget(flow(self.attach_button))
        self.table.setAccessibleDescription(_("The space bar goes to the next state: asked, seen, copied."))
        self.table.setToolTip(_("The space bar goes to the next state: asked, seen, copied."))
        self.table.installEventFilter(self)
        self.table.setAcceptDrops(True)
        self.table.viewport().installEventFilter(self)
        self.form.kept.connect(self._fill_deeds)

    def fill(self, view: HouseholdView, found: EvidenceView) -> None:
        """Show the papers as they are now."""
        self._found, self._names = found, names_of(view)
        self.show_records(found.listed, view.drafts, {"resident": self._names})
        here = self.chosen()
        if here is not None:
            self._fill_deeds(here)

    def chosen(self) -> Evidence | None:
        """The paper whose form is shown, when it is kept already."""
        record = self.form.record
        return record if record is not None and record.version and not self.form_side.isHidden() else None

    def on_shown(self, record: Evidence) -> None:
        """What can be done with this one now."""
        self._fill_deeds(record)

    # ------------------------------------------------------------------ deeds

    def step(self) -> None:
        """The next state of the chosen paper."""
        wanted = self.table.chosen_id()
        if not isinstance(wanted, UUID) or self._find(wanted) is None:
            return
        self.form.leave()
        self._page.do(lambda office: evidence.step(office, EvidenceId(wanted)), self._kept)

    def ask(self) -> None:
        """It was asked for today."""
        self._with_chosen(lambda office, paper: evidence.ask(office, self._home, (paper,)))

    def receive(self, how: SeenHow) -> None:
        """It came today."""
        self._with_chosen(lambda office, paper: evidence.received(office, paper, how))

    def refuse(self) -> None:
        """This household does not have it."""
        why = str(self.form.editor("not_needed_why").value() or "")
        self._with_chosen(lambda office, paper: evidence.not_needed(office, paper, why))

    def _with_chosen(self, deed: "Callable[[Office, EvidenceId], object]") -> None:
        self.form.leave()
        here = self.chosen()
        if here is None:
            self.form.focus("kind")
            return
        self._page.do(lambda office: deed(office, here.id), None, self._failed)

    def _kept(self, _record: Evidence) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Problem | Trouble) -> None:
        if isinstance(error, Problem) and error.code == "no_reason":
            self.form.show_problem("not_needed_why", problem_text(error))
            self.form.focus("not_needed_why")
        else:
            self._page.desk.notices.show_error(error)

    # ------------------------------------------------------------------ inside

    def _words(self, paper: Evidence) -> str:
        return " · ".join(part for part in (label(paper.kind), paper.what) if part)

    def _person(self, paper: Evidence) -> str:
        return self._names.get(paper.resident, "") if paper.resident else ""

    def _chip(self, paper: Evidence) -> tuple[State, str]:
        if paper.state is EvidenceState.RECEIVED and paper.seen_how is not None:
            return "done", label(paper.seen_how)
        return _STATES[paper.state], label(paper.state)

    def _count(self, paper: Evidence) -> int:
        return len(self._found.files_of(paper.id)) if self._found else 0

    def _fill_deeds(self, paper: Evidence) -> None:
        state, is_kept = paper.state, bool(paper.version)
        self.asked.setVisible(is_kept and state is EvidenceState.TO_ASK)
        waits = is_kept and state in (EvidenceState.TO_ASK, EvidenceState.ASKED)
        self.seen.setVisible(waits)
        self.copied.setVisible(waits or (is_kept and paper.seen_how is SeenHow.SEEN))
        self.unneeded.setVisible(waits)
        self.again.setVisible(is_kept and state is EvidenceState.NOT_NEEDED)
        self.attach_button.setVisible(is_kept)
        emptied(self.files)
        if self._found is not None:
            rows = [self._tab.file_row(each) for each in self._found.files_of(paper.id)]
            if rows:
                self.files.addWidget(lines(*rows))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The space bar steps, a file may be dropped on a line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Space and not event.modifiers():
                self.step()
                return True
        elif isinstance(event, QDragEnterEvent | QDragMoveEvent) and can_take(event.mimeData()):
            event.acceptProposedAction()
            return True
        elif isinstance(event, QDropEvent) and not isinstance(event, QDragMoveEvent):
            at = self.table.indexAt(event.position().toPoint())
            paper = self.table.model_of_rows.rows[at.row()] if at.isValid() else None
            self._tab.take(files_in(event.mimeData(), Links(evidence=paper.id if paper else None)))
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)


class EvidenceTab(HouseholdTab):
    """The list of papers, how far it is, and all scans and photographs of the household's money."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self._found: EvidenceView | None = None
        self._view: HouseholdView | None = None
        self.adding = Adding(page.desk.background, household, self._on_step, self._on_end)
        self.progress = Words("", "large")
        self.more = Words("", "quiet")
        self.make_button = button(_("Make the list"), "primary", "clipboard-list", self.make_list)
        self.ask_all = button(_("All asked today"), "secondary", "messages", self.ask_everything)
        self.attach_button = button(_("Add a file"), "secondary", "paperclip", self.attach)
        self.print_button = button(_("List for the resident"), "secondary", "printer", self.preview)
        self.maker = PaperMaker(page)
        self.busy = Words("", "quiet")
        self.refusals = column(space=SNUG)
        self.pane = EvidencePane(self, household)
        self.files_card = Card(_("Scans and photographs"))
        self.files_card.add(
            Words(_("They are kept locked in the team file. Drop files here, or paste a picture with Ctrl+V."), "quiet")
        )
        self.file_lines = column(space=0)
        self.files_card.body.addLayout(self.file_lines)
        self.no_files = EmptyState("photo", _("No files yet."))
        self.files_card.add(self.no_files)
        layout = column(self, space=ROOM)
        buttons = (self.make_button, self.ask_all, self.attach_button, self.print_button)
        layout.addWidget(flow(self.progress, *buttons, space=SNUG))
        layout.addWidget(self.more)
        layout.addWidget(self.busy)
        layout.addLayout(self.refusals)
        layout.addWidget(self.pane)
        layout.addWidget(self.files_card)
        layout.addStretch(1)
        self.busy.hide()
        self.setAcceptDrops(True)

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Ask for the papers and the files; `paper` opens one, and `debt`, `income`, `cost` or `threat` adds a file to that."""
        self._view = view
        about = {name: args[name] for name in evidence.LINKS if args.get(name) is not None}
        if about:
            self.choose_files(_("Add a file"), Links(**about))  # type: ignore[arg-type]  # ids, as the other tab had them
        if self.adding.is_running:
            # Shown when all are here, not anew for each of forty files.
            return
        home, wanted = self.household, args.get("paper")
        self.page.ask(
            lambda office: evidence.read_evidence(office, home),
            lambda found: self._fill(found, wanted),
            instead_of=f"evidence {home}",
        )

    def add(self) -> None:
        """Another paper on the list."""
        self.pane.add()

    def remove_row(self) -> None:
        """Remove the chosen paper, or the file that has the focus."""
        here = QGuiApplication.focusObject()
        if isinstance(here, FileRow):
            self.remove_file(here.file)
        else:
            self.pane.remove_chosen()

    def attach(self) -> None:
        """Choose files to add to the chosen paper, or to the household."""
        paper = self.pane.chosen()
        title = _("Add to: {paper}", paper=label(paper.kind)) if paper else _("Add a file")
        self.choose_files(title, Links(evidence=paper.id if paper else None))

    def choose_files(self, title: str, links: Links) -> None:
        """Choose files on this computer and add them."""
        names, _kind = QFileDialog.getOpenFileNames(
            self, title, "", _("Scans and photographs (*.pdf *.jpg *.jpeg *.png *.webp);;All files (*)")
        )
        self.take([Waiting(Path(name), Path(name).name, links) for name in names])

    def preview(self) -> None:
        """Make the list for the resident, with boxes to tick, and show it as it will be printed."""
        home = self.household
        self.maker.make(PaperKind.EVIDENCE_LIST, home, lambda office: money_papers.issue_evidence_list(office, home))

    def leave(self) -> None:
        """Keep what is being typed."""
        self.pane.leave()

    # ------------------------------------------------------------------ deeds

    def make_list(self) -> None:
        """Put on the list what follows from what is known."""
        home = self.household
        self.page.do(lambda office: evidence.make_list(office, home), self._listed)

    def ask_everything(self) -> None:
        """Everything on the list was asked for today."""
        home = self.household
        self.page.do(lambda office: evidence.ask(office, home))

    def take(self, files: list[Waiting]) -> None:
        """Add these files, one after the other."""
        emptied(self.refusals)
        self.adding.take(files)

    def remove_file(self, file: AttachmentLine) -> None:
        """Move a file to the trash; it can be taken back."""
        name = file.name
        self.page.do(
            lambda office: evidence.remove_file(office, file.id),
            lambda bundle: self.page.offer_back(name, bundle),
        )

    def open_file(self, file: AttachmentId) -> None:
        """Look at a file."""
        self.page.go("attachment", attachment_id=file)

    def file_row(self, file: AttachmentLine, belongs: str = "") -> FileRow:
        """A line for a file, with a bin."""
        away = IconButton("trash", _("Remove {name}", name=file.name), partial(self.remove_file, file))
        return FileRow(file, belongs, (away,)).on_open(partial(self.open_file, file.id))

    # ------------------------------------------------------------------ inside

    def _fill(self, found: EvidenceView, wanted: object = None) -> None:
        if not shiboken6.isValid(self) or self._view is None:
            return
        self._found = found
        far = found.progress
        self.progress.setText(
            _("{received} of {needed} papers are here", received=far.received, needed=far.needed)
            if found.listed
            else ""
        )
        # Without a list the list itself says so.
        self.progress.setVisible(bool(found.listed))
        waiting = far.needed - far.received - far.asked
        told = [
            plural("{count} still to ask for", "{count} still to ask for", waiting) if waiting else "",
            plural("{count} asked for and not here yet", "{count} asked for and not here yet", far.asked)
            if far.asked
            else "",
        ]
        self.more.setText(" · ".join(part for part in told if part))
        self.more.setVisible(any(told))
        self.make_button.setText(
            plural("Add {count} paper that is missing", "Add {count} papers that are missing", found.missing)
            if found.listed
            else _("Make the list")
        )
        self.pane.fill(self._view, found)
        if self.make_button.hasFocus() and not found.missing:
            # The button goes: the caret goes to what it made.
            self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.make_button.setVisible(bool(found.missing))
        self.ask_all.setVisible(bool(waiting))
        self.print_button.setVisible(bool(waiting or far.asked))
        self._fill_files(found)
        if wanted is not None:
            self.pane.edit(wanted)

    def _fill_files(self, found: EvidenceView) -> None:
        emptied(self.file_lines)
        rows = [self.file_row(each, self._belongs(each, found)) for each in reversed(found.files)]
        if rows:
            self.file_lines.addWidget(lines(*rows[:_FILES_SHOWN]))
        self.no_files.setVisible(not rows)

    @staticmethod
    def _belongs(file: AttachmentLine, found: EvidenceView) -> str:
        named = [found.links[name].get(getattr(file, name), "") for name in found.links]
        return " · ".join(each for each in named if each) or _("Belongs to nothing yet")

    def _listed(self, fresh: tuple[Evidence, ...]) -> None:
        if fresh and shiboken6.isValid(self):
            self.page.desk.notices.say(
                plural("{count} paper put on the list.", "{count} papers put on the list.", len(fresh))
            )

    def _on_step(self, adding: Adding) -> None:
        if shiboken6.isValid(self):
            self.busy.setText(_("File {number} of {count} is being added …", number=adding.done + 1, count=adding.all))
            self.busy.show()

    def _on_end(self, adding: Adding) -> None:
        notices = self.page.desk.notices
        fresh = [each for each in adding.added if not each.was_here]
        if fresh:
            notices.say(plural("{count} file was added.", "{count} files were added.", len(fresh)))
        known = [each for each in adding.added if each.was_here]
        if known:
            notices.say(
                plural(
                    "{count} file was here already; it is kept once.",
                    "{count} files were here already; they are kept once.",
                    len(known),
                )
            )
        if not shiboken6.isValid(self):
            for refused in adding.refused:
                notices.say(_("{name} was not added. {why}", name=refused.name, why=refused.why))
            return
        self.busy.hide()
        if self._view is not None:
            self.show_tab(self._view)
        emptied(self.refusals)
        if adding.refused:
            told = [_("{name} was not added. {why}", name=each.name, why=each.why) for each in adding.refused]
            away = IconButton("x", _("I have read this"))
            note = Note("\n".join(told), "soon", away)
            away.clicked.connect(note.hide)
            self.refusals.addWidget(note)

    # ------------------------------------------------------------------ dropping and pasting

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere here."""
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what is dropped; on no line it belongs to nothing yet."""
        self.take(files_in(event.mimeData(), Links()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V adds the picture or the files of the clipboard to the chosen paper."""
        data = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and can_take(data):
            paper = self.pane.chosen()
            self.take(files_in(data, Links(evidence=paper.id if paper else None)))
            event.accept()
            return
        super().keyPressEvent(event)
