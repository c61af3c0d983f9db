"""A list of records with the form of one beside it: add with Ins, remove with Del, everything keeps itself."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from buurtteam.domain.keeping import Draft
from buurtteam.domain.record import Record
from buurtteam.texts import translate as _
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import SNUG
from buurtteam.ui.widgets import Card, EmptyState, IconButton, SideBySide, Words, button, column, row

if TYPE_CHECKING:
    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page

R = TypeVar("R", bound=Record)


class RecordsPane(QWidget, Generic[R]):
    """Records of one kind of one household, or of the team.

    `new` makes an empty record; `keep` and `remove` are the deeds (`remove` gives the bundle in the trash);
    `says` gives the words of a record for the notice that it was removed.
    """

    def __init__(
        self,
        page: "Page",
        kind: type[R],
        *,
        title: str,
        add_words: str,
        columns: Sequence[Column],
        empty: tuple[str, str, str],
        new: Callable[[], R],
        keep: "Callable[[Office, R], R]",
        remove: "Callable[[Office, R], UUID]",
        says: Callable[[R], str],
        draft_place: Callable[[R], str] | None = None,
        why: str = "",
        most_rows: int = 10,
    ) -> None:
        super().__init__()
        self._page = page
        self._new, self._remove, self._says = new, remove, says
        self._most_rows = most_rows
        self._drafts: Mapping[str, Draft] = {}
        self._draft_place = draft_place
        self._records: tuple[R, ...] = ()

        self.add_button = button(add_words, icon_name="plus", on_click=self.add)
        self.list_card = Card(title, self.add_button)
        if why:
            self.list_card.add(Words(why, "quiet"))
        self.table = RowTable(*columns, name=title)
        self.empty = EmptyState(*empty)
        self.list_card.add(self.table, self.empty)

        self.form: KeptForm[R] = KeptForm(kind, page, keep, draft_place)
        self.form.kept.connect(self._on_kept)
        self.form_card = Card()
        self.form_title = Words("", "label")
        self.remove_button = button(_("Remove"), "quiet", "trash", self.remove_chosen)
        self.form_card.add(self.form)
        self.below_form = column(space=SNUG)
        self.form_card.body.addLayout(self.below_form)
        self.form_card.body.addLayout(row(None, self.remove_button))
        self.form_side = _on_top(self.form_card)
        self.form_side.hide()
        column(self).addWidget(SideBySide(_on_top(self.list_card), self.form_side, shares=(5, 6), least=430))
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _id: self._into_form())

    # ------------------------------------------------------------------ records

    def show_records(
        self,
        records: Sequence[R],
        drafts: Mapping[str, Draft] | None = None,
        options: Mapping[str, Mapping[object, str]] | None = None,
    ) -> None:
        """Show these records; whichever is being edited stays. `options` are the choices of fields such as a person."""
        self._records, self._drafts = tuple(records), drafts or {}
        for name, choices in (options or {}).items():
            self.form.offer(name, choices)
        here = self.form.record
        self.table.show_rows(records)
        self.table.fit_height(most=self._most_rows)
        self.table.setVisible(bool(records))
        self.empty.setVisible(not records)
        if here is None:
            return
        found = self._find(self._id(here))
        if found is not None:
            self._choose_quietly(found)
            self.form.show_kept(found)
        elif here.version:
            # It was removed, here or by somebody else.
            self.close_form()

    def add(self, start: str = "", **facts: object) -> None:
        """Begin a new one, perhaps with something filled in and at the field `start`; it is kept as soon as something is typed."""
        self.form.leave()
        self.table.blockSignals(True)
        self.table.clearSelection()
        self.table.blockSignals(False)
        record = self._new().changed(**facts)
        self.form.show_kept(record)
        self.remove_button.hide()
        self.form_side.show()
        self.on_shown(record)
        self._into_form(start)

    def remove_chosen(self) -> None:
        """Move the one that is shown to the trash; it can be taken back."""
        record = self.form.record
        if record is None or not record.version or self.form_side.isHidden():
            return
        says, remove = self._says(record), self._remove
        self.form.settling.forget()
        self._page.do(lambda office: remove(office, record), lambda bundle: self._on_removed(bundle, says))

    def edit(self, wanted: object) -> None:
        """Show the form of one record and put the caret in it."""
        found = self._find(wanted)
        if found is not None:
            self._choose_quietly(found)
            self._show(found)
            self._into_form()

    def close_form(self) -> None:
        """Show only the list."""
        self.form_side.hide()
        self.form._record = None  # noqa: SLF001 - a form of this room

    def leave(self) -> None:
        """Keep what is being typed."""
        self.form.leave()

    def on_shown(self, record: R) -> None:
        """For a pane with more beside the form."""

    # ------------------------------------------------------------------ inside

    def _find(self, wanted: object) -> R | None:
        return next((record for record in self._records if self._id(record) == wanted), None)

    def _choose_quietly(self, record: R) -> None:
        self.table.blockSignals(True)
        self.table.choose(self._id(record))
        self.table.blockSignals(False)

    def _on_chosen(self, wanted: object) -> None:
        found = self._find(wanted)
        if found is not None:
            self._show(found)

    def _show(self, record: R) -> None:
        here = self.form.record
        if here is not None and self._id(here) != self._id(record):
            self.form.leave()
        draft = self._drafts.get(self._draft_place(record)) if self._draft_place else None
        self.form.show_kept(record, draft)
        self.remove_button.show()
        self.form_side.show()
        self.on_shown(record)

    def _on_kept(self, saved: R) -> None:
        self.remove_button.show()

    def _on_removed(self, bundle: UUID, says: str) -> None:
        self._page.offer_back(says, bundle)
        self.close_form()
        (self.table if self._records else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _into_form(self, field: str = "") -> None:
        first = field or next(iter(self.form.fields), "")
        if first:
            self.form.focus(first)

    @staticmethod
    def _id(record: Record) -> object:
        return getattr(record, "id", None)

    def changeEvent(self, event: QEvent) -> None:
        """The text became larger or smaller."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "table"):
            self.table.fit_height(most=self._most_rows)


def _on_top(card: QWidget) -> QWidget:
    """A part that keeps its own height beside a higher one."""
    holder = QWidget()
    inside = column(holder)
    inside.addWidget(card)
    inside.addStretch(1)
    return holder


class InlineRecords(QWidget, Generic[R]):
    """A few small records one under the other, each a line of fields that keeps itself, with a bin beside it."""

    def __init__(
        self,
        page: "Page",
        kind: type[R],
        *,
        title: str,
        add_words: str,
        fields: Sequence[str],
        across: int,
        new: Callable[[], R],
        keep: "Callable[[Office, R], R]",
        remove: "Callable[[Office, R], UUID]",
        says: Callable[[R], str],
        draft_place: Callable[[R], str] | None = None,
        words: Mapping[str, str] | None = None,
        shown: Callable[[R], str] | None = None,
    ) -> None:
        """`shown` makes words of a record: it then stands there as a sentence until somebody edits it."""
        super().__init__()
        self._page, self._kind = page, kind
        self._shown = shown
        self._told: dict[object, QWidget] = {}
        self._known: dict[object, R] = {}
        self._edited: set[object] = set()
        self._fields, self._columns, self._words = tuple(fields), across, words or {}
        self._new, self._keep, self._remove, self._says = new, keep, remove, says
        self._draft_place = draft_place
        self._options: Mapping[str, Mapping[object, str]] = {}
        self._lines: dict[object, tuple[QWidget, KeptForm[R]]] = {}
        inside = column(self, space=SNUG)
        self.add_button = button(add_words, "quiet", "plus", self.add)
        inside.addLayout(row(Words(title, "label"), None, self.add_button))
        self._stack = column(space=SNUG)
        inside.addLayout(self._stack)

    def show_records(
        self,
        records: Sequence[R],
        drafts: Mapping[str, Draft] | None = None,
        options: Mapping[str, Mapping[object, str]] | None = None,
    ) -> None:
        """Show these; the one that is being typed stays as it is."""
        if options is not None and dict(options) != dict(self._options):
            self._options = options
            for found in list(self._lines):
                self._drop(found)
        wanted = {getattr(record, "id", None): record for record in records}
        if self._shown is not None:
            wanted = self._tell(wanted, drafts or {})
        for found, (_holder, form) in list(self._lines.items()):
            if found not in wanted and (form.record is None or form.record.version):
                self._drop(found)
        for found, record in wanted.items():
            if found not in self._lines:
                self._add_line(record)
            draft = (drafts or {}).get(self._draft_place(record)) if self._draft_place else None
            self._lines[found][1].show_kept(record, draft)

    def _tell(self, records: dict[object, R], drafts: Mapping[str, Draft]) -> dict[object, R]:
        """Say each record as a sentence; those that are being edited are left."""
        for widget in self._told.values():
            self._stack.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._told = {}
        for number, (found, record) in enumerate(records.items()):
            if found in self._edited or found in self._lines:
                continue
            if self._draft_place is not None and self._draft_place(record) in drafts:
                continue
            sentence = self._shown(record) if self._shown else ""
            holder = QWidget()
            edit = IconButton("pencil", _("Edit: {what}", what=sentence), partial(self._edit, found))
            across = row(Words(sentence), edit, space=SNUG)
            across.setStretch(0, 1)
            holder.setLayout(across)
            self._stack.insertWidget(number, holder)
            self._told[found] = holder
        self._known = records
        return {found: record for found, record in records.items() if found not in self._told}

    def _edit(self, found: object) -> None:
        self._edited.add(found)
        holder = self._told.pop(found)
        self._stack.removeWidget(holder)
        holder.hide()
        holder.deleteLater()
        form = self._add_line(self._known[found])
        form.show_kept(self._known[found])
        form.focus(self._fields[0])

    def forms(self) -> list[KeptForm[R]]:
        """The forms from top to bottom."""
        return [form for _holder, form in self._lines.values()]

    def add(self) -> None:
        """Begin a new line."""
        record = self._new()
        form = self._add_line(record)
        form.show_kept(record)
        form.focus(self._fields[0])

    def clear(self) -> None:
        """Forget all lines: they are somebody else's."""
        self.leave()
        for found in list(self._lines):
            self._drop(found)
        self._edited.clear()
        if self._shown is not None:
            self._tell({}, {})

    def leave(self) -> None:
        """Keep what is being typed."""
        for form in self.forms():
            form.leave()

    def _add_line(self, record: R) -> KeptForm[R]:
        form: KeptForm[R] = KeptForm(self._kind, self._page, self._keep, self._draft_place)
        form.place(*self._fields, columns=self._columns, options=self._options, words=self._words)
        holder = QWidget()
        away = IconButton("trash", _("Remove this line"), lambda: self._remove_line(form))
        across = row(form, away, space=SNUG)
        across.setStretch(0, 1)
        across.setAlignment(away, Qt.AlignmentFlag.AlignTop)
        holder.setLayout(across)
        self._stack.addWidget(holder)
        self._lines[getattr(record, "id", None)] = (holder, form)
        return form

    def _drop(self, found: object) -> None:
        holder, form = self._lines.pop(found)
        form.settling.forget()
        self._stack.removeWidget(holder)
        holder.hide()
        holder.deleteLater()

    def _remove_line(self, form: KeptForm[R]) -> None:
        record = form.record
        if record is None:
            return
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if not record.version:
            self._drop(getattr(record, "id", None))
            return
        form.settling.forget()
        says, remove = self._says(record), self._remove
        self._page.do(lambda office: remove(office, record), lambda bundle: self._page.offer_back(says, bundle))
