"""A form over a record: a page places fields, the words, editors and problems follow from the record."""

import typing
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from buurtteam.domain.problem import faults
from buurtteam.texts import field_label, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import Editor, TextEditor, editor_for
from buurtteam.ui.notices import announce
from buurtteam.ui.settling import Settling
from buurtteam.ui.theme import HAIR, ROOM, WIDE, worn
from buurtteam.ui.widgets import Words, column

R = TypeVar("R", bound=BaseModel)

_COLUMN_NEEDS = 250


class FieldGrid(QWidget):
    """Fields in columns, fewer of them when there is less room."""

    def __init__(self, fields: Sequence[QWidget], columns: int) -> None:
        super().__init__()
        self._fields, self._wanted, self._shown = fields, columns, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(WIDE)
        self._grid.setVerticalSpacing(ROOM)
        self._lay(columns)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column."""
        widest = max((field.minimumSizeHint().width() for field in self._fields), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A column is never narrower than the longest words in it that cannot go to a next line.
        least = max([worn().px(_COLUMN_NEEDS), *(field.minimumSizeHint().width() for field in self._fields)])
        room = self.width() + self._grid.horizontalSpacing()
        self._lay(max(1, min(self._wanted, room // (least + self._grid.horizontalSpacing()))))

    def _lay(self, columns: int) -> None:
        if columns == self._shown:
            return
        for at in range(self._shown):
            self._grid.setColumnStretch(at, 0)
        self._shown = columns
        for number, field in enumerate(self._fields):
            self._grid.addWidget(field, number // columns, number % columns)
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)
        self.updateGeometry()


class FormField(QWidget):
    """One field: its words above, the editor, and below it what helps or what is wrong."""

    def __init__(self, words: str, editor: Editor, help_text: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.words = words
        self._help = help_text
        self._question = ""
        self.changed_since_left = False
        layout = column(self, space=HAIR)
        self.label = QLabel(words)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setProperty("tone", "label")
        self.label.setWordWrap(True)
        self.label.setBuddy(editor.target)
        self.below = Words(help_text, "small")
        if not help_text:
            # Never shown by itself: without a parent yet it would be a window of its own for a moment.
            self.below.hide()
        if not editor.in_line:
            layout.addWidget(self.label)
        else:
            self.label.hide()
            self.label.setParent(self)
        layout.addWidget(editor)
        layout.addWidget(self.below)
        layout.addStretch(1)
        editor.set_words(words)
        editor.set_help(help_text)

    @property
    def problem(self) -> str:
        """What is wrong here, or nothing."""
        return self.below.text() if self.below.property("tone") == "problem" else ""

    def ask(self, question: str) -> None:
        """Ask something gently under the field, in the place of its help; it stops nobody."""
        if question == self._question:
            return
        self._question = question
        if not self.problem:
            self.below.setText(question or self._help)
            self.below.setVisible(bool(question or self._help))
            self.editor.set_help(question or self._help)
        if question:
            announce(self.editor, f"{self.words}: {question}")

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong under the field; nothing takes it away."""
        if sentence == self.problem:
            return
        self.below.set_tone("problem" if sentence else "small")
        else_said = self._question or self._help
        self.below.setText(sentence or else_said)
        self.below.setVisible(bool(sentence or else_said))
        self.editor.set_faulty(bool(sentence))
        self.editor.set_help(sentence or else_said)
        if sentence:
            announce(self.editor, f"{self.words}: {sentence}", urgent=True)


class Form(QWidget, Generic[R]):
    """Edits one record. `settled` comes within a second after typing pauses; `read()` then gives the record."""

    settled = Signal()
    edited = Signal(str)
    """The name of a field that was touched."""

    def __init__(self, record_class: type[R], desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record_class = record_class
        self.fields: dict[str, FormField] = {}
        self._desk = desk
        self._hints = typing.get_type_hints(record_class, include_extras=True)
        self._record: R | None = None
        self._fixed: dict[str, Any] = {}
        self._layout: QVBoxLayout = column(self, space=ROOM)
        self.settling = Settling(self)
        self.settling.settled.connect(self.settled)

    # ------------------------------------------------------------------ laying out

    def place(
        self,
        *fields: str,
        columns: int = 1,
        options: Mapping[str, Mapping[object, str]] | None = None,
        help_texts: Mapping[str, str] | None = None,
        words: Mapping[str, str] | None = None,
        voice: Iterable[str] = (),
        into: QLayout | None = None,
    ) -> "Form[R]":
        """Place fields one under the other, or in columns.

        `options` offers values with their words, such as `{"worker": {worker.id: worker.name}}`; `voice` names the
        fields that hold a resident's own words; `into` puts the fields in a layout of the page instead of the form.
        """
        made: list[QWidget] = []
        for name in fields:
            field = self._make(
                name, (options or {}).get(name), (help_texts or {}).get(name, ""), (words or {}).get(name)
            )
            if name in set(voice) and isinstance(field.editor, TextEditor):
                field.editor.text.setProperty("voice", "true")
            made.append(field)
        grid = FieldGrid(made, columns)
        if into is None:
            self._layout.addWidget(grid)
        else:
            into.addWidget(grid)
        return self

    def editor(self, name: str) -> Editor:
        """The editor of a field that was placed."""
        return self.fields[name].editor

    def set_read_only(self, read_only: bool) -> None:
        """Let everything only be read."""
        for field in self.fields.values():
            field.editor.set_read_only(read_only)

    # ------------------------------------------------------------------ the record

    def show(self, record: R | None = None, **fixed: Any) -> None:  # noqa: ANN401
        """Show a record, or an empty one; `fixed` are values of fields that are not on screen (of a new record).

        What somebody is typing right now in the same record stays. (To make the widget visible: `setVisible(True)`.)
        """
        same = record is not None and self._record is not None and _id_of(record) == _id_of(self._record)
        typing_in = self._being_typed() if same else None
        self._record, self._fixed = record, fixed
        for name, field in self.fields.items():
            if field is typing_in:
                continue
            field.editor.show_value(
                getattr(record, name) if record is not None else fixed.get(name, self._default(name))
            )
            field.changed_since_left = False
            field.show_problem("")
        if typing_in is None:
            self.settling.forget()

    def rest_on(self, record: R) -> None:
        """Take over how the record was kept; what was typed since stays on screen."""
        self._record = record

    def read(self) -> R:
        """The record as it stands on screen.

        Raises pydantic's ValidationError after showing each problem under its field.
        """
        try:
            record = self._read()
        except ValidationError as error:
            self._show_problems(error, only_left=False)
            raise
        for field in self.fields.values():
            field.show_problem("")
        return record

    def is_changed(self) -> bool:
        """Whether something was typed since the record was shown."""
        try:
            return self._record is None or self._read() != self._record
        except ValidationError:
            return True

    def raw(self) -> dict[str, object]:
        """What was typed, field by field, also where it is wrong; for drafts."""
        return {name: field.editor.value() for name, field in self.fields.items()}

    def show_raw(self, values: Mapping[str, object]) -> None:
        """Show what was typed before."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].editor.show_value(value)
                self.fields[name].changed_since_left = True

    def problems(self) -> dict[str, str]:
        """What is wrong now, by field, as it is shown."""
        return {name: field.problem for name, field in self.fields.items() if field.problem}

    def show_problem(self, name: str, sentence: str) -> None:
        """Show a problem that the office found under a field."""
        self.fields[name].show_problem(sentence)

    def focus(self, name: str) -> None:
        """Put the caret in a field and bring it in sight."""
        field = self.fields[name]
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        above = field.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(field, 0, ROOM)

    def leave(self) -> None:
        """Settle what is being typed now; for `Page.leave`."""
        self.settling.flush()

    # ------------------------------------------------------------------ inside

    def _make(self, name: str, options: Mapping[object, str] | None, help_text: str, words: str | None) -> FormField:
        if name not in self.record_class.model_fields:
            raise AttributeError(f"{self.record_class.__name__} has no field {name}")
        info = self.record_class.model_fields[name]
        editor = editor_for(self._hints[name], self._desk.today, options=options)
        help_text = help_text or (_(info.description) if info.description else "") or getattr(editor, "help", "")
        field = FormField(words or field_label(self.record_class, name), editor, help_text)
        self.fields[name] = field
        editor.edited.connect(lambda: self._on_edit(name))
        editor.left.connect(lambda: self._on_left(name))
        return field

    def _on_edit(self, name: str) -> None:
        self.fields[name].changed_since_left = True
        self.edited.emit(name)
        self.settling.touch()

    def _on_left(self, name: str) -> None:
        """Errors come when a changed field is left, never while typing."""
        field = self.fields[name]
        if not field.changed_since_left:
            return
        field.changed_since_left = False
        try:
            self._read()
        except ValidationError as error:
            self._show_problems(error, only_left=True, just=name)
        else:
            for each in self.fields.values():
                each.show_problem("")
        self.settling.flush()

    def _read(self) -> R:
        typed = self.raw()
        if self._record is not None:
            return self.record_class.model_validate({**dict(self._record), **self._kept_types(typed)})
        return self.record_class.model_validate({**self._fixed, **self._kept_types(typed)})

    def _kept_types(self, typed: dict[str, object]) -> dict[str, object]:
        """An empty optional text field is nothing; an empty field with a default falls back to it."""
        values: dict[str, object] = {}
        for name, value in typed.items():
            info = self.record_class.model_fields[name]
            if value is None and not info.is_required() and not _allows_none(self._hints[name]):
                continue
            if value == "" and _allows_none(self._hints[name]):
                values[name] = None
                continue
            values[name] = value
        return values

    def _show_problems(self, error: ValidationError, *, only_left: bool, just: str = "") -> None:
        sentences: dict[str, str] = {}
        for fault in faults(error):
            name = str(fault["loc"][0]) if fault["loc"] else ""
            sentences.setdefault(name, problem_text(fault))
        # A rule over several fields has no place of its own: it shows under the field that was left, or the first.
        whole = sentences.pop("", "")
        if whole:
            sentences.setdefault(just or next(iter(self.fields), ""), whole)
        for name, field in self.fields.items():
            if only_left and name != just and not field.problem:
                continue
            # While somebody stands in a field it is not called wrong.
            if not only_left and field.changed_since_left and field is self._being_typed():
                continue
            field.show_problem(sentences.get(name, ""))

    def _being_typed(self) -> FormField | None:
        focus = self.window().focusWidget()
        for field in self.fields.values():
            if focus is not None and field.isAncestorOf(focus) and field.changed_since_left:
                return field
        return None

    def _default(self, name: str) -> object:
        info = self.record_class.model_fields[name]
        if info.is_required():
            return None
        return info.get_default(call_default_factory=True, validated_data={})


def _allows_none(annotation: object) -> bool:
    return type(None) in typing.get_args(annotation) or any(
        type(None) in typing.get_args(part) for part in typing.get_args(annotation)
    )


def _id_of(record: BaseModel) -> object:
    return getattr(record, "id", record)
