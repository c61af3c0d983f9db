"""A form that keeps itself: within a second after typing pauses, as a draft while it is wrong, with both values when stale."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from buurtteam.domain.keeping import Draft
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.record import Record
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor, LineEditor
from buurtteam.ui.form import Form
from buurtteam.ui.in_turn import InTurn
from buurtteam.ui.stale import StaleDrawer

if TYPE_CHECKING:
    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page

R = TypeVar("R", bound=Record)


class KeptForm(Form[R], Generic[R]):
    """Edits one record and keeps it by `keep(office, record)`; what is not right yet is kept as a draft.

    `show_kept` shows a record, `kept` comes after each save. A page calls `leave()` when it goes out of sight.
    """

    kept = Signal(object)
    """The record as it was saved."""

    def __init__(
        self,
        record_class: type[R],
        page: "Page",
        keep: "Callable[[Office, R], R]",
        draft_place: Callable[[R], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(record_class, page.desk, parent)
        self._page = page
        self._keep = keep
        self._draft_place = draft_place
        # What was sent to be kept and has no answer yet.
        self._sent: R | None = None
        self._in_turn: InTurn[R] = InTurn(page)
        self._has_draft = False
        self._options: Mapping[str, Mapping[object, str]] = {}
        self.stale: StaleDrawer | None = None
        self.settled.connect(self.save)

    @property
    def record(self) -> R | None:
        """The record as it was last kept or shown."""
        return self._record

    def show_kept(self, record: R, draft: Draft | None = None) -> None:
        """Show a record, and on it what somebody typed before that could not be saved.

        What is being saved right now is not overwritten: it comes back by itself.
        """
        same = self._record is not None and self._id(self._record) == self._id(record)
        if same and (self._sent is not None or record.version < self._version()):
            return
        if not same:
            self.settling.flush()
            self._sent = None
            self._has_draft = draft is not None
        if same and self.problems():
            # Typing that is wrong stays on screen until it is right.
            self._record = record
            return
        self.show(record)
        if draft is not None and not same:
            self.show_typed(draft.typed)

    def offer(self, name: str, choices: Mapping[object, str]) -> None:
        """Offer choices for a field that was placed with `options`, such as the people of this household."""
        if self._options.get(name) == dict(choices):
            return
        self._options = {**self._options, name: dict(choices)}
        editor = self.fields[name].editor
        if isinstance(editor, ChoiceEditor):
            editor.offer(list(choices.items()))

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Put typing back letter by letter, and say again what is wrong with it."""
        for name, text in typed.items():
            if name not in self.fields:
                continue
            editor = self.fields[name].editor
            if isinstance(editor, LineEditor):
                editor.line.setText(text)
            else:
                editor.show_value(text)
        try:
            self._read()
        except ValidationError as error:
            self._show_problems(error, only_left=False)

    def save(self) -> None:
        """Keep what stands there now, if it is right and new."""
        if self._record is None:
            return
        try:
            record = self._read()
        except ValidationError:
            self._keep_draft()
            return
        if record.same_facts(self._sent or self._record):
            if self._sent is None:
                self._drop_draft()
            return
        if self.stale is not None and not self.stale.isHidden():
            # A person is choosing between two versions; what is typed meanwhile is kept beside them.
            self._keep_draft()
            return
        self._send(record)

    def _send(self, record: R) -> None:
        base, typed = self._record, self._typed()
        self._sent = record
        self._in_turn.send(self._keep, record, self._on_kept, lambda error: self._on_failed(error, record, base, typed))

    def _on_kept(self, saved: R, is_all: bool) -> None:
        if self._record is not None and self._id(self._record) == self._id(saved):
            self._record = saved
            if is_all:
                self._sent = None
                self._drop_draft()
        self.kept.emit(saved)

    def _on_failed(self, error: Problem | Trouble, record: R, base: R | None, typed: Mapping[str, str]) -> None:
        if self._record is None or self._id(self._record) != self._id(record):
            # The form shows another by now: the typing waits with its own record.
            self._keep_typed(record, typed)
            self._page.desk.notices.show_error(error)
            return
        self._sent = None
        self._keep_draft()
        stored = getattr(error, "stored", None)
        if error.code == "stale" and isinstance(stored, Record):
            if self.stale is not None:
                self.stale.close_drawer()
                self.stale.deleteLater()
            self.stale = StaleDrawer(
                self._page, record, stored, self._on_choice, base=base, fields=self.fields, options=self._options
            )
            self.stale.open_drawer()
        elif isinstance(error, Problem) and (named := [gap for gap in error.gaps if gap.field in self.fields]):
            for gap in named:
                self.show_problem(gap.field, _(gap.sentence, **gap.values))
        else:
            self._page.desk.notices.show_error(error)

    def _on_choice(self, chosen: Record) -> None:
        assert isinstance(chosen, self.record_class)
        self.show(chosen)
        self._send(chosen)

    def _keep_typed(self, record: R, typed: Mapping[str, str]) -> None:
        if self._draft_place is not None:
            place, kept = self._draft_place(record), {name: value for name, value in typed.items() if value}
            self._page.desk.background.do(lambda office: office.keep_draft(place, kept))

    def _keep_draft(self) -> None:
        if self._draft_place is None or self._record is None:
            return
        place = self._draft_place(self._record)
        typed = {name: value for name, value in self._typed().items() if value}
        focus = self.window().focusWidget()
        inside = next((name for name, f in self.fields.items() if focus is not None and f.isAncestorOf(focus)), "")
        caret = focus.cursorPosition() if isinstance(focus, QLineEdit) else 0
        self._has_draft = True
        self._page.desk.background.do(lambda office: office.keep_draft(place, typed, inside, caret))

    def _drop_draft(self) -> None:
        if self._has_draft and self._draft_place is not None and self._record is not None:
            self._has_draft = False
            place = self._draft_place(self._record)
            self._page.desk.background.do(lambda office: office.drop_draft(place))

    def _typed(self) -> dict[str, str]:
        typed: dict[str, str] = {}
        for name, field in self.fields.items():
            if isinstance(field.editor, LineEditor) and not getattr(field.editor, "_masked", False):
                typed[name] = field.editor.line.text()
            elif isinstance(value := field.editor.value(), str):
                typed[name] = value
        return typed

    def _version(self) -> int:
        return self._record.version if self._record is not None else 0

    @staticmethod
    def _id(record: Record) -> object:
        return getattr(record, "id", None)
