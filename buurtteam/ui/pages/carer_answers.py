"""Filling in one questionnaire: an answer per row by key, what is still open, and what came out as an indication."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from buurtteam.domain.instruments import OPEN, Instrument, Item, Outcome
from buurtteam.domain.measurement import FilledIn, Measurement
from buurtteam.services import instruments
from buurtteam.texts import label, language, listed
from buurtteam.texts import translate as _
from buurtteam.ui.editors import Editor, SegmentEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.page import Page
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import Line, Note, SideBySide, Words, button, column, flow

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnswerRow(SegmentEditor):
    """The answers of one item: its key or first letter chooses, the same letter again the next one; Enter goes on."""

    stepped = Signal(int)
    """1 for the next row, -1 for the row before."""

    def __init__(self, instrument: Instrument, item: Item) -> None:
        self._keys = {answer.key: answer.words.of(language()) for answer in instrument.answers}
        self._typed = ""
        shown: list[tuple[object, str]] = [
            (key, words if words.casefold() == key or words.isdecimal() else f"{key} {words}")
            for key, words in self._keys.items()
        ]
        super().__init__(shown, optional=True)
        name = item.name.of(language())
        self.setAccessibleName(name)
        for one, words in zip(self.buttons, self._keys.values(), strict=True):
            one.setAccessibleName(f"{name}: {words}")
            one.setAccessibleDescription(item.help.of(language()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and watched in self.buttons:
            if event.reason() != Qt.FocusReason.ShortcutFocusReason:
                self._typed = ""
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.buttons:
            way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if event.key() in _ENTER or way:
                self.stepped.emit(way or 1)
                return True
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.text().strip() and (key := self._meant(event.text().casefold())):
                self._answer(key)
                return True
            if event.text().isdecimal():
                return True
        return super().eventFilter(watched, event)

    def go(self) -> None:
        """Put the focus on the answer that was given, else on the first."""
        chosen = next((one for one in self.buttons if one.isChecked()), self.buttons[0])
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def _meant(self, typed: str) -> str:
        """The answer that is meant by a key, or by two digits one after the other."""
        both, self._typed = self._typed + typed, typed
        if len(both) > 1 and (found := next((key for key, words in self._keys.items() if words == both), "")):
            return found
        if typed in self._keys:
            return typed
        fitting = [key for key, words in self._keys.items() if words.casefold().startswith(typed)]
        if not fitting:
            return ""
        now = self.value()
        return fitting[(fitting.index(str(now)) + 1) % len(fitting)] if now in fitting else fitting[0]

    def _answer(self, key: str) -> None:
        chosen = self.buttons[list(self._keys).index(key)]
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not chosen.isChecked():
            chosen.click()


class AnswersEditor(Editor):
    """All items of a questionnaire, one a row; its value is the answers as they are kept."""

    finished = Signal()
    """Enter on the last row."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        self.instrument = instrument
        self.rows = [AnswerRow(instrument, item) for item in instrument.items]
        self._box.setSpacing(TIGHT)
        for at, (item, answers) in enumerate(zip(instrument.items, self.rows, strict=True)):
            said = QWidget()
            inside = column(said, space=HAIR)
            inside.addWidget(Words(_("{number}. {name}", number=at + 1, name=item.name.of(language())), "label"))
            inside.addWidget(Words(item.help.of(language()), "small"))
            inside.addStretch(1)
            if at:
                self._box.addWidget(Line())
            # A scale of 0 to 10 needs more room than yes and no.
            shares = (5, 6) if len(instrument.answers) <= 5 else (3, 8)
            self._box.addWidget(SideBySide(said, answers, shares=shares, least=300, space=SNUG))
            answers.edited.connect(self.edited)
            answers.stepped.connect(lambda way, at=at: self._step(at + way))
        self.target = self.rows[0].buttons[0]
        self.setFocusProxy(self.target)

    def value(self) -> object:
        return "".join(str(row.value() or OPEN) for row in self.rows)

    def show_value(self, value: object) -> None:
        answers = self.instrument.whole(str(value or ""))
        for row, key in zip(self.rows, answers, strict=True):
            row.show_value(None if key == OPEN else key)

    def set_words(self, words: str) -> None:
        self.setAccessibleName(words)

    def set_help(self, words: str) -> None:
        """Each row has its own help."""

    def set_faulty(self, faulty: bool) -> None:
        """A choice cannot be mistyped."""

    def go_to_open(self) -> None:
        """To the first item that is open."""
        next((row for row in self.rows if row.value() is None), self.rows[0]).go()

    def _step(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            self.rows[at].go()
        elif at >= len(self.rows):
            self.finished.emit()


class OutcomeView(QWidget):
    """What came out, in words, as an indication with its limit and its source; or what is still open."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, space=TIGHT)
        self.indication = Note(_("This is an indication, no diagnosis. Talk about it together."))
        self.score = Words("", "large")
        self.parts = Words()
        self.limit = Words("", "quiet")
        self.check = Words("", "quiet")
        self.source = Words("", "small")
        for each in (self.score, self.parts, self.limit, self.indication, self.check, self.source):
            layout.addWidget(each)

    def show_outcome(self, instrument: Instrument, outcome: Outcome, total: int | None) -> None:
        """Say it; `total` is the score, also when it was taken elsewhere."""
        tongue = language()
        self.score.setText(instruments.score_words(total, instrument))
        self.indication.setVisible(total is not None)
        parts = [
            _("{part}: {total} of {most}.", part=each.part.name.of(tongue), total=each.total, most=each.most)
            for each in outcome.parts
            if each.total is not None and total is not None
        ]
        still = [item.name.of(tongue) for item in outcome.open]
        if total is None and len(still) == len(instrument.items):
            self.parts.setText(_("Nothing was answered yet."))
        elif total is None:
            self.parts.setText(_("Still open: {items}.", items=listed(still)))
        elif outcome.heaviest:
            heaviest = listed(item.name.of(tongue) for item in outcome.heaviest)
            self.parts.setText(_("The heaviest now: {items}.", items=heaviest))
        else:
            self.parts.setText(" ".join(parts))
        self.parts.setVisible(bool(self.parts.text()))
        cut = instrument.cut_off
        self.limit.setText("" if cut is None or cut.words is None else f"{cut.words.of(tongue)}.")
        self.limit.setVisible(bool(self.limit.text()))
        to_check = " ".join(each.of(tongue) for each in instrument.to_check)
        self.check.setText(_("Still to be checked: {what}", what=to_check) if to_check else "")
        self.check.setVisible(bool(to_check))
        self.source.setText(_("Source: {source}", source=instrument.source))


class FillIn(KeptForm[Measurement]):
    """One time that a questionnaire is filled in here; every answer keeps itself."""

    def __init__(self, page: Page, instrument: Instrument) -> None:
        super().__init__(Measurement, page, instruments.keep)
        self.instrument = instrument
        tongue = language()
        self._layout.addWidget(Words(instrument.instruction.of(tongue), "quiet"))
        self.place(
            "taken_on",
            "filled_in",
            columns=2,
            options={"filled_in": {each: label(each) for each in (FilledIn.TOGETHER, FilledIn.SELF)}},
        )
        self.answers = AnswersEditor(instrument)
        field = FormField(_("Answers: type the number or the first letter, Enter goes on"), self.answers)
        self.fields["answers"] = field
        self._layout.addWidget(field)
        self.outcome = OutcomeView()
        self.to_open = button(_("To the first open question"), "quiet", "arrow-up", self.answers.go_to_open)
        self._layout.addWidget(self.outcome)
        self._layout.addWidget(flow(self.to_open))
        self.place("own_words", voice=("own_words",))
        self.answers.edited.connect(self._on_answer)
        self.answers.finished.connect(self._on_last)
        self._layout.setSpacing(ROOM)

    def show(self, record: Measurement | None = None, **fixed: object) -> None:
        """Show it with what came out so far."""
        super().show(record, **fixed)
        self._tell()

    def begin(self) -> None:
        """Put the focus where it begins: the first question that is open."""
        self.answers.go_to_open()

    def let_answer(self, allowed: bool) -> None:
        """Whether answers may still change."""
        self.answers.set_read_only(not allowed)

    def _on_answer(self) -> None:
        self._on_edit("answers")
        self._tell()

    def _on_last(self) -> None:
        """After the last row: to what is open, else keep it and go to the own words."""
        if self.instrument.outcome(str(self.answers.value())).open:
            self.answers.go_to_open()
        else:
            self.settling.flush()
            self.focus("own_words")

    def _tell(self) -> None:
        outcome = self.instrument.outcome(str(self.answers.value()))
        self.outcome.show_outcome(self.instrument, outcome, outcome.total)
        still = 0 < len(outcome.open) < len(self.instrument.items)
        self.to_open.setVisible(still)
