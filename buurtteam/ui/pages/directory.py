"""The service directory (sociale kaart): find the kind of help first, then who gives it, and keep it current."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from buurtteam.domain.care import CarerSupport
from buurtteam.domain.directory import OF_PEOPLE, DirectoryEntry, EntryForm, ForWhom, HelpLevel, KindOfHelp
from buurtteam.domain.keeping import Changes
from buurtteam.domain.staff import Worker
from buurtteam.services import directory, staff
from buurtteam.services.directory import DirectoryLine, Quick, Wanted
from buurtteam.texts import label, listed, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown, SearchBox, labelled
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import SegmentEditor
from buurtteam.ui.page import Page
from buurtteam.ui.pages.directory_file_card import DirectoryFileCard
from buurtteam.ui.pages.signals_intake import file_in
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column
from buurtteam.ui.theme import ROOM
from buurtteam.ui.widgets import Heading, Link, SideBySide, State, StatusChip, Words, button, column, flow, row

if TYPE_CHECKING:
    from buurtteam.services.office import Office

_MOST_ROWS: Final = 14


class DirectoryPage(Page):
    """The list with one entry beside it; what is typed is found at once, and a day of verification is one key."""

    place = "directory"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Service directory"))
        self.lines: tuple[DirectoryLine, ...] = ()
        self._by_id: dict[object, DirectoryLine] = {}
        self._wanted_entry: object = None
        body = self.scroll()
        self.count = Words("", "quiet", wraps=False)

        self.search = SearchBox(_("Kind of help, name or neighbourhood"), 240)
        self.kind, self.for_whom, self.area, self.level = DropDown(16), DropDown(14), DropDown(12), DropDown(18)
        self.kind.offer([(_("Every kind ¦of help"), None), *((label(each), each) for each in KindOfHelp)])
        self.for_whom.offer([(_("Everybody ¦filter"), None), *((label(each), each) for each in ForWhom)])
        self._offer_areas()
        self.level.offer([(_("Near and far"), None), *((label(each), each) for each in HelpLevel)])
        self.clear = button(_("Show all"), "quiet", "filter-off", self.clear_filters)
        filters = flow(
            labelled(_("Search in this list"), self.search),
            labelled(_("Kind of help"), self.kind),
            labelled(_("For whom"), self.for_whom),
            labelled(_("Neighbourhood"), self.area),
            labelled(_("How near"), self.level),
            space=ROOM,
        )
        self.quick = SegmentEditor([(each, label(each)) for each in Quick], optional=True)
        self.quick.set_words(_("Quickly to"))

        self.pane = EntriesPane(
            self,
            DirectoryEntry,
            title=_("Help nearby"),
            add_words=_("Add help"),
            columns=(
                Column(_("Kind of help"), kinds_words, strong=True),
                Column(_("By whom"), lambda e: e.name or _("Without a name yet")),
                Column(_("For whom"), lambda e: listed(label(each) for each in ForWhom if each in e.for_whom)),
                Column(_("Hours left"), self._left, width=100, align="right"),
                Column(_("Verified"), "verified_on", width=190, chip=self._chip),
            ),
            empty=(
                "book-2",
                _("Nothing stands in the directory yet."),
                _("Add the help that you name most often. The kind of help comes first, who gives it second."),
            ),
            new=DirectoryEntry,
            keep=directory.keep,
            remove=directory.remove,
            says=lambda e: e.name or _("This help"),
            draft_place=lambda e: f"directory.{e.id}",
            most_rows=_MOST_ROWS,
        )
        self.nothing = Words(_("Nothing fits this. Another word, or fewer filters, may help."), "quiet")
        self.nothing.hide()
        self.pane.list_card.add(self.nothing)
        self.about = EntryHead(self.verify, self._show_kinds)
        self.pane.form_card.body.insertWidget(0, self.about)
        self._place_fields()
        self.pane.form.kept.connect(self._on_kept)

        self.file = DirectoryFileCard(self, self._to_search)
        self.read_button = button(_("Read a file…"), "quiet", "file-import", self.file.choose, "Ctrl+O")
        self.save_button = button(_("Save as a file…"), "quiet", "file-export", self.file.save)
        said = QWidget()
        hello = row(Heading(_("Service directory"), 1), self.count, None, space=ROOM)
        said.setLayout(hello)
        files = flow(self.clear, self.read_button, self.save_button, to_the_right=True)
        body.add(SideBySide(said, files, shares=(3, 3), least=400), self.file, filters, self.quick, self.pane)
        self.search.textChanged.connect(lambda _text: self.show_rows())
        self.search.returnPressed.connect(self._into_list)
        self.search.installEventFilter(self)
        for combo in (self.kind, self.for_whom, self.area, self.level):
            combo.activated.connect(lambda _at: self.show_rows())
        self.quick.edited.connect(self.show_rows)
        self.bind("page.find", self._to_search)
        self.bind("page.add_row", self.add)
        self.bind("page.remove_row", self.pane.remove_chosen)
        self.bind("page.finish", self.verify)
        self.bind("page.attach", self.file.choose)
        self.setAcceptDrops(True)

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show the directory; `entry` opens one, `quick` is a quick filter, `typed` what is looked for, `new` begins one."""
        if args.get("typed"):
            self.search.setText(str(args["typed"]))
        with suppress(ValueError):
            if args.get("quick"):
                self.quick.show_value(Quick(str(args["quick"])))
        self._wanted_entry = args.get("entry")
        self.ask_anew()
        if args.get("new"):
            self.add()

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """Ask anew when an entry, the help that uses its hours or a worker changed."""
        if any(each.concern(DirectoryEntry, CarerSupport, Worker) for each in changes):
            self.ask_anew()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.pane.leave()

    def carry(self) -> dict[str, object]:
        """The entry that is shown and what was looked for."""
        record = None if self.pane.form_side.isHidden() else self.pane.form.record
        quick = self.quick.value()
        return {
            "entry": record.id if record is not None and record.version else None,
            "typed": self.search.text(),
            "quick": quick.value if isinstance(quick, Quick) else "",
        }

    def first_focus(self) -> QWidget:
        """The box in which one types what one looks for."""
        return self.search

    def panes(self) -> list[QWidget]:
        """The filters, the list and the entry."""
        return [self.search, self.pane.table, self.pane.form_side]

    # ------------------------------------------------------------------ finding

    def ask_anew(self) -> None:
        """Ask for everything; filters are applied here, while somebody types."""

        def read(office: "Office") -> tuple[tuple[DirectoryLine, ...], tuple[Worker, ...]]:
            return directory.read_directory(office), tuple(staff.workers(office))

        self.ask(read, self._fill, instead_of="directory")

    def wanted(self) -> Wanted:
        """What somebody looks for now."""
        kind, whom, level, quick = (
            self.kind.currentData(),
            self.for_whom.currentData(),
            self.level.currentData(),
            self.quick.value(),
        )
        return Wanted(
            typed=self.search.text(),
            kind=kind if isinstance(kind, KindOfHelp) else None,
            for_whom=whom if isinstance(whom, ForWhom) else None,
            area=str(self.area.currentData() or ""),
            level=level if isinstance(level, HelpLevel) else None,
            quick=quick if isinstance(quick, Quick) else None,
            with_past=True,
        )

    def show_rows(self) -> None:
        """Show what fits, and count it; what is being edited stays."""
        wanted = self.wanted()
        lines = directory.found(self.lines, wanted)
        records = [each.entry for each in lines]
        here = None if self.pane.form_side.isHidden() else self.pane.form.record
        if here is not None and here.version and here.id in self._by_id and here.id not in {e.id for e in records}:
            records.append(self._by_id[here.id].entry)
        self.pane.show_records(records)
        self.pane.empty.setVisible(not self.lines)
        self.nothing.setVisible(bool(self.lines) and not lines)
        self.pane.table.setVisible(bool(records))
        in_use = [each for each in self.lines if each.entry.is_active]
        waiting = sum(each.must_be_verified for each in in_use)
        told = [plural("{count} in use", "{count} in use", len(in_use))]
        if waiting:
            told.append(plural("{count} to be verified", "{count} to be verified", waiting))
        if len(lines) != len(self.lines):
            told.append(plural("{count} fits ¦directory", "{count} fit ¦directory", len(lines)))
        self.count.setText(" · ".join(told))
        is_filtered = wanted != Wanted(with_past=True)
        self.clear.setVisible(is_filtered)

    def clear_filters(self) -> None:
        """Show everything again."""
        for combo in (self.kind, self.for_whom, self.area, self.level):
            combo.setCurrentIndex(0)
        self.quick.show_value(None)
        self.search.clear()
        self.show_rows()
        self._to_search()

    def add(self) -> None:
        """Begin a new entry, of the kind that is looked for."""
        kind = self.kind.currentData()
        facts = {"kinds": frozenset({kind})} if isinstance(kind, KindOfHelp) else {}
        self.pane.add("" if not facts else "name", **facts)

    def verify(self) -> None:
        """Somebody looked today whether what is chosen still holds; in the list of what must be, the next comes up."""
        record = self._chosen()
        if record is None or not record.version:
            return
        self.pane.leave()
        rows = self.pane.table.rows()
        following = next((rows[at + 1].id for at, each in enumerate(rows[:-1]) if each.id == record.id), None)
        goes_away = self.quick.value() is Quick.TO_VERIFY
        from_list = self.pane.table.hasFocus()
        wanted = record.id

        def then(kept: DirectoryEntry) -> None:
            if goes_away:
                self.pane.close_form()
                self.show_rows()
                if following is not None and self.pane.table.choose(following) and from_list:
                    self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.desk.notices.say(_("{what}: verified today.", what=kept.name or _("This help")))

        self.do(lambda office: directory.verify(office, wanted), then)

    # ------------------------------------------------------------------ inside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped here."""
        if file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped."""
        file = file_in(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.file.look(file)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the search box goes into the list."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self._into_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _into_list(self) -> None:
        rows = self.pane.table.rows()
        if rows:
            if self.pane.table.chosen_id() not in {each.id for each in rows}:
                self.pane.table.choose(rows[0].id)
            self.pane.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _offer_areas(self) -> None:
        areas = directory.all_areas(self.lines)
        self.area.offer([(_("All ¦neighbourhoods"), None), *((each, each) for each in areas)])

    def _fill(self, found: tuple[tuple[DirectoryLine, ...], tuple[Worker, ...]]) -> None:
        self.lines, workers = found
        self._by_id = {each.id: each for each in self.lines}
        self._offer_areas()
        chosen = {each.entry.verifier for each in self.lines}
        names: dict[object, str] = {
            each.id: each.name for each in workers if each.name and (each.is_active or each.id in chosen)
        }
        self.pane.form.offer("verifier", names)
        self.show_rows()
        if self._wanted_entry is not None:
            self.pane.edit(self._wanted_entry)
            self._wanted_entry = None
        record = self.pane.form.record
        if record is not None and not self.pane.form_side.isHidden():
            self._show_about(record)

    def _chosen(self) -> DirectoryEntry | None:
        if not self.pane.form_side.isHidden():
            return self.pane.form.record
        found = self.pane.table.chosen_row()
        return found if isinstance(found, DirectoryEntry) else None

    def _place_fields(self) -> None:
        form = self.pane.form
        form.place("kinds")
        form.place("name", "form", columns=2, options={"form": {each: label(each) for each in EntryForm}})
        form.place("what")
        form.place("for_whom")
        form.place("for_words", "areas", columns=2, help_texts={"areas": _("With a comma between. Empty: everywhere.")})
        form.place("level")
        form.place("way_in", "costs", "contact", "phone", "email", "website", columns=2)
        form.place("place", "hours_per_week", columns=2)
        form.place("post_to")
        form.place("verified_on", "verifier", columns=2, options={"verifier": {}})
        form.place("is_active")
        form.edited.connect(self._on_edited)

    def show_record(self, record: DirectoryEntry) -> None:
        """Show what stands around the form of this entry."""
        self._show_about(record)
        form = self.pane.form
        form.fields["kinds"].setVisible(not record.kinds)
        self._show_hours(record.form)

    def _on_kept(self, record: DirectoryEntry) -> None:
        self._show_about(record)

    def _on_edited(self, name: str) -> None:
        chosen = self.pane.form.editor("form").value()
        if name == "form" and isinstance(chosen, EntryForm):
            self._show_hours(chosen)

    def _show_hours(self, kind: EntryForm) -> None:
        self.pane.form.fields["hours_per_week"].setVisible(kind in OF_PEOPLE)

    def _show_kinds(self) -> None:
        field = self.pane.form.fields["kinds"]
        field.setVisible(field.isHidden())
        if not field.isHidden():
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_about(self, record: DirectoryEntry) -> None:
        line = self._by_id.get(record.id)
        self.about.show_entry(record, self._chip(record), line)

    def _left(self, entry: DirectoryEntry) -> int | None:
        line = self._by_id.get(entry.id)
        return line.left if line is not None else None

    def _chip(self, entry: DirectoryEntry) -> tuple[State, str]:
        if not entry.is_active:
            return "quiet", _("Out of use")
        if entry.verified_on is None:
            return "soon", _("Never verified")
        if entry.is_stale_on(self.desk.today()):
            return "soon", _("{day}: verify", day=short_date(entry.verified_on))
        return "done", short_date(entry.verified_on)


class EntriesPane(RecordsPane[DirectoryEntry]):
    """The list of entries with the form of one."""

    def on_shown(self, record: DirectoryEntry) -> None:
        """What stands above the form, and which fields there are."""
        assert isinstance(self._page, DirectoryPage)
        self._page.show_record(record)


class EntryHead(QWidget):
    """Above the form of an entry: its kinds of help, whether it is sure, its hours, and the key that says it still holds."""

    def __init__(self, verify: Callable[[], object], kinds: Callable[[], object]) -> None:
        super().__init__()
        self.kinds = Words("", "label")
        self.change = Link(_("Change the kinds of help"), kinds)
        self.chip = StatusChip("quiet", "")
        self.hours = Words("", "quiet")
        self.verified = button(_("Verified today"), "secondary", "check", verify, "Ctrl+Return")
        inside = column(self)
        inside.addWidget(self.kinds)
        inside.addWidget(flow(self.chip, self.verified, self.change))
        inside.addWidget(self.hours)

    def show_entry(self, entry: DirectoryEntry, chip: tuple[State, str], line: DirectoryLine | None) -> None:
        """Show one; a new one has nothing above its form yet."""
        self.setVisible(bool(entry.version))
        self.kinds.setText(kinds_words(entry))
        self.chip.show_state(*chip)
        self.verified.setVisible(entry.is_active)
        told = ""
        if line is not None and line.left is not None:
            told = _(
                "Gives {given} hours a week, {used} are used, {left} are left.",
                given=line.given,
                used=line.used,
                left=line.left,
            )
        if line is not None and line.verifier:
            verifier = _("Verified by {name}.", name=line.verifier) if entry.verified_on else ""
            told = " ".join(part for part in (told, verifier) if part)
        self.hours.setText(told)
        self.hours.setVisible(bool(told))


def kinds_words(entry: DirectoryEntry) -> str:
    """The kinds of help of an entry in words, or that nobody said."""
    return listed(label(each) for each in KindOfHelp if each in entry.kinds) or _("Which kind is not said yet")
