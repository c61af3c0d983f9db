"""Parts of the bag of post: the line that is typed with names that complete themselves, and what is asked about it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError
from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QFrame, QGridLayout, QLineEdit, QListView, QPushButton, QWidget

from buurtteam.domain.dates_in_words import read_since
from buurtteam.domain.debt import Debt
from buurtteam.domain.folding import folded
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import faults
from buurtteam.services import debts, households
from buurtteam.texts import problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.editors import LineEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.notices import announce
from buurtteam.ui.theme import SNUG, TIGHT, icon, worn
from buurtteam.ui.widgets import Picture, Words, button, column, flow, row

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UNKNOWN: Final = frozenset({"?", "??", "-", "weet niet", "onbekend", "geen idee", "weet ik niet", "unknown"})
"""What people type when they do not know: it stays empty, for nothing has to be known."""


class Completing(QObject):
    """Names under a line of text while it is typed: Down goes to them, Enter or Tab takes one; typing goes on."""

    entered = Signal()
    """Enter while no name was chosen."""

    def __init__(self, line: QLineEdit, names: Callable[[str], Sequence[str]]) -> None:
        super().__init__(line)
        self._line, self._names = line, names
        self._is_taking = False
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, line)
        self.completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.completer.setMaxVisibleItems(8)
        self.completer.setWidget(line)
        popup = self.completer.popup()
        assert isinstance(popup, QListView)
        popup.setAccessibleName(_("Names on the list"))
        popup.setSpacing(worn().px(3))
        popup.installEventFilter(self)
        self.popup = popup
        self.completer.activated.connect(self._take)
        line.textEdited.connect(self._on_typed)

    def _on_typed(self, text: str) -> None:
        if self._is_taking:
            return
        found = [name for name in self._names(text) if name]
        if not found or (len(found) == 1 and folded(found[0]) == folded(text.strip())):
            self.popup.hide()
            return
        self._model.setStringList(found)
        self.popup.setMinimumWidth(self.popup.sizeHintForColumn(0) + worn().px(28))
        self.completer.complete()

    def _take(self, name: str) -> None:
        self._is_taking = True
        self._line.setText(name)
        self._line.textEdited.emit(name)
        self._is_taking = False
        self.popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.popup.isVisible():
            key, chosen = event.key(), self.popup.currentIndex()
            if key in _ENTER or key == Qt.Key.Key_Tab:
                self.popup.hide()
                if chosen.isValid():
                    self._take(str(chosen.data()))
                if key == Qt.Key.Key_Tab or chosen.isValid():
                    self._line.window().focusNextPrevChild(True)
                else:
                    self.entered.emit()
                return True
        return False


class _EntryGrid(QWidget):
    """The fields of one letter: beside each other, in two rows, or one under the other, as there is room."""

    _SHARES: Final = (5, 3, 3, 4, 4, 3)
    _LEAST: Final = 930

    def __init__(self, fields: Sequence[QWidget]) -> None:
        super().__init__()
        self._fields, self._across = fields, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SNUG)
        self._grid.setVerticalSpacing(TIGHT)
        self._lay(6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, least = self.width(), worn().px(self._LEAST)
        self._lay(6 if room >= least else 3 if room * 2 >= least else 2 if room * 3 >= least else 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest field."""
        least = super().minimumSizeHint()
        least.setWidth(max((field.minimumSizeHint().width() for field in self._fields), default=0))
        return least

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for at in range(6):
            self._grid.setColumnStretch(at, 0)
        for number, field in enumerate(self._fields):
            self._grid.addWidget(field, number // across, number % across)
        for at in range(across):
            self._grid.setColumnStretch(at, self._SHARES[at] if across > 2 else 1)
        self.updateGeometry()


class EntryLine(KeptForm[Debt]):
    """The letter that is typed now. Enter keeps it and begins the next; what is not known stays empty.

    It is kept by itself as soon as typing pauses, so that nothing is lost when the program stops.
    """

    entered = Signal(object)
    """The letter as it was typed, when Enter was pressed."""
    typed = Signal()

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        super().__init__(Debt, page, debts.keep_typed, lambda debt: households.draft_place(home, debt))
        self._home = home
        self.whose: object = None
        words = {"amount": _("Amount"), "reference": _("Reference ¦letter")}
        made = [self._make(name, None, "", words.get(name)) for name in debts.TYPED if name != "resident"]
        for field in made:
            # A hint under each field would be in the way forty times over; it is said aloud still.
            field.below.hide()
            if isinstance(field.editor, LineEditor):
                field.editor.line.setMaximumWidth(16_777_215)
        self._layout.addWidget(_EntryGrid(made))
        self.amount_line.setPlaceholderText(_("unknown"))
        self.line_of("behind_since").setPlaceholderText(_("jul 2026"))
        self.edited.connect(lambda _name: self.typed.emit())
        self.begin()

    @property
    def amount_line(self) -> QLineEdit:
        """Where the amount is typed."""
        return self.line_of("amount")

    def line_of(self, name: str) -> QLineEdit:
        """The line of text of a field."""
        editor = self.editor(name)
        assert isinstance(editor, LineEditor)
        return editor.line

    def begin(self) -> None:
        """An empty line; the caret is put there by who asks."""
        self.show_kept(Debt(household=self._home, resident=self.whose))

    def enter(self) -> None:
        """The letter is done: keep it as it stands, and begin the next; what is wrong is said under its field."""
        self._tidy()
        try:
            debt = self.read()
        except ValidationError as error:
            wrong = faults(error)[0]
            name = str(wrong["loc"][0]) if wrong["loc"] else "creditor"
            self.show_problem(name, problem_text(wrong))
            self.focus(name)
            self.line_of(name).selectAll()
            return
        if not self.says_something():
            self.focus("creditor")
            return
        self.settling.forget()
        self._drop_draft()
        self.entered.emit(debt)
        self.begin()
        self.focus("creditor")

    def says_something(self) -> bool:
        """Whether anything stands in the line."""
        return any(value not in (None, "") for value in self.raw().values())

    def so_far(self) -> Debt:
        """The letter as far as it can be read; what is half typed counts as unknown."""
        values = dict(self.raw())
        record = self._record or Debt(household=self._home)
        for _turn in range(len(values) + 1):
            try:
                return Debt.model_validate({**dict(record), **self._kept_types(values)})
            except ValidationError as error:
                for fault in faults(error):
                    values.pop(str(fault["loc"][0]) if fault["loc"] else "", None)
        return record

    def raw(self) -> dict[str, object]:
        """What was typed, with what people write for unknown as nothing and a month as a date."""
        found = super().raw()
        for name, value in found.items():
            if isinstance(value, str) and folded(value.strip()) in _UNKNOWN:
                found[name] = None if name == "amount" else ""
        since = found.get("behind_since")
        if isinstance(since, str) and since.strip():
            found["behind_since"] = read_since(since, self._desk.today()) or since
        return found

    def _on_left(self, name: str) -> None:
        """Say what is wrong; it is kept when typing pauses, for five times a letter would be much for nothing."""
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enter()
        elif event.text() and (answer := {"j": True, "y": True, "n": False}.get(event.text().lower())) is not None:
            self._answer(answer)
        else:
            super().keyPressEvent(event)

    def _answer(self, answer: bool) -> None:
        """J or N on the choice answers it."""
        seen = self.fields["letter_seen"].editor
        focus = self.window().focusWidget()
        if focus is not None and seen.isAncestorOf(focus):
            seen.show_value(answer)
            seen.edited.emit()

    def _tidy(self) -> None:
        for name, value in self.raw().items():
            editor = self.fields[name].editor
            if isinstance(editor, LineEditor) and not editor.line.hasFocus():
                editor.show_value(value)


class Question(QFrame):
    """What is asked about a letter, right under it, with two keys; typing goes on without an answer."""

    def __init__(self, yes: QPushButton, no: QPushButton) -> None:
        super().__init__()
        self.setProperty("panel", "note")
        self.setProperty("tone", "info")
        self.words = Words("")
        self.yes, self.no = yes, no
        self._says = ""
        said = row(Picture("copy", "info"), self.words, space=SNUG)
        said.setStretch(1, 1)
        layout = column(self, space=TIGHT)
        layout.setContentsMargins(SNUG, TIGHT, SNUG, TIGHT)
        layout.addLayout(said)
        layout.addWidget(flow(yes, no))
        self.hide()

    def ask(self, sentence: str) -> None:
        """Ask this, or nothing; a new question is said aloud once."""
        if sentence != self._says:
            self._says = sentence
            self.words.setText(sentence)
            self.setAccessibleName(sentence)
            if sentence:
                announce(self, sentence)
        self.setVisible(bool(sentence))


class Offer(QFrame):
    """Something that can be done with what was just typed: one sentence, one button."""

    def __init__(self, words: str, icon_name: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("panel", "note")
        self.setProperty("tone", "info")
        self.words = Words("")
        self.button = button(words, "quiet", icon_name, on_click)
        layout = row(Picture("info-circle", "info"), self.words, self.button, space=SNUG)
        layout.setStretch(1, 1)
        layout.setContentsMargins(SNUG, TIGHT, SNUG, TIGHT)
        self.setLayout(layout)
        self.hide()

    def show_sentence(self, sentence: str, *, with_button: bool = True) -> None:
        """Say this, or nothing."""
        self.words.setText(sentence)
        self.button.setVisible(with_button)
        self.setVisible(bool(sentence))


class Folded(QWidget):
    """A few fields under a title that folds them away; what holds something stands open."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.head = button(title, "quiet", "chevron-right", self._turn)
        self.head.setCheckable(True)
        self._holder = QWidget()
        self.inside = column(self._holder, space=SNUG)
        layout = column(self, space=TIGHT)
        layout.addLayout(row(self.head, None))
        layout.addWidget(self._holder)
        self.fold(True)

    def fold(self, away: bool) -> None:
        """Show the fields, or the title alone."""
        self.head.setChecked(not away)
        self.head.setIcon(icon("chevron-right" if away else "chevron-down", "primary"))
        self.head.setAccessibleName(self._title)
        self.head.setAccessibleDescription(_("Folded") if away else _("Open ¦folded"))
        self._holder.setVisible(not away)

    def _turn(self) -> None:
        self.fold(self._holder.isVisibleTo(self))


def completing(field: FormField, names: Callable[[str], Sequence[str]]) -> Completing:
    """Let the line of a field complete itself."""
    assert isinstance(field.editor, LineEditor)
    return Completing(field.editor.line, names)
