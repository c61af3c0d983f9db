"""The middle of a conversation: one topic with its question, own words, the coach's note and "Hoe gaat het?"."""

from dataclasses import dataclass
from functools import partial

from pydantic import ValidationError
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QMenu, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from buurtteam.domain.conversation import ASKS_TODAY, OwnWords, Topic, TopicTalk
from buurtteam.domain.problem import faults
from buurtteam.services.conversation_view import ConversationView, EarlierTalk, Speaker, TopicSheet
from buurtteam.texts import day_this_year, field_label, label, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.editors import GrowingText, ScoreEditor
from buurtteam.ui.pages.conversation_health import HealthCard
from buurtteam.ui.pages.conversation_parts import NoteColors, WordsBlock
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT, WIDE, worn
from buurtteam.ui.widgets import (
    Card,
    Heading,
    Quote,
    ScrollPage,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
    restyle,
    row,
)

_THREATENED = frozenset({Topic.HOUSING, Topic.MONEY})


@dataclass(frozen=True)
class Typed:
    """What stands on the screen for one topic."""

    talk: TopicTalk
    words: tuple[OwnWords, ...]


class TopicPane(ScrollPage):
    """One topic as it is written while people talk."""

    edited = Signal()
    caret_moved = Signal()
    note_edited = Signal(str)
    other_question = Signal()
    behind_asked = Signal()
    urgent_asked = Signal()
    carers_asked = Signal()
    somebody_else = Signal()
    not_now = Signal()
    step = Signal(int)
    today_edited = Signal(str)

    def __init__(self) -> None:
        super().__init__(margin=0, space=TIGHT, widest=860)
        self.column.setContentsMargins(WIDE, SNUG, WIDE, ROOM)
        self.topic = Topic.HOUSING
        self.sheet: TopicSheet | None = None
        self.view: ConversationView | None = None
        self.blocks: list[WordsBlock] = []
        self._gone: list[OwnWords] = []
        self._filling = False
        self.is_short = False
        self.setAccessibleName(_("This topic"))

        self.heading = Heading("", 1)
        self.question = Words("", "large")
        self.question.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.other = button(_("Other question (Alt+V)"), "quiet", "refresh", self.other_question.emit)
        restyle(self.other, "compact", "true")
        self.behind = link(_("The question behind the question"), self.behind_asked.emit)
        self.urgent = link(_("Urgent now"), self.urgent_asked.emit)
        self.urgent.setToolTip(_("Eviction, cut-off or the end of the health insurance: write it down, and come back."))
        self.carers = link(_("Who cares for whom (Alt+G)"), self.carers_asked.emit)
        self.earlier = QWidget()
        self._earlier_box = column(self.earlier, space=TIGHT)

        self.words_area = QWidget()
        self._grid = QGridLayout(self.words_area)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SNUG)
        self._grid.setVerticalSpacing(SNUG)
        self.add_speaker = button(_("Somebody else speaks (Alt+S)"), "quiet", "plus", self.next_speaker)
        restyle(self.add_speaker, "compact", "true")

        self.note = GrowingText(2, 14)
        self.note.setProperty("large", "true")
        self.note.setAccessibleName(field_label(TopicTalk, "coach_note"))
        self.note.setPlaceholderText(
            _("What you see and hear. Use the buttons, or type #afspraak, #goed, #signaal or !")
        )
        self.colors = NoteColors(self.note.document())
        self.note_problem = Words("", "problem")
        self.note_problem.hide()
        self.note_label = QLabel(field_label(TopicTalk, "coach_note"))
        self.note_label.setProperty("tone", "label")
        self.note_label.setBuddy(self.note)
        self.marks = flow(
            self._mark(_("Agreement"), "calendar-check", "#afspraak "),
            self._mark(_("Goes well"), "star", "#goed "),
            self._mark(_("Signal"), "alert-triangle", "#signaal "),
            self._mark(_("Team only"), "lock", "! "),
            self._people_button(),
            space=HAIR,
        )

        self.note_area = QWidget()
        note_box = column(self.note_area, space=HAIR)
        for part in (self.note_label, self.note, self.note_problem, self.marks):
            note_box.addWidget(part)

        self.score = ScoreEditor()
        self.score.set_words(_("How are things? {who}", who=_("Resident")))
        self.coach_score = ScoreEditor()
        self.coach_score.set_words(_("How are things? {who}", who=_("Coach")))
        self._narrow: list[Words] = []
        scores = Card()
        grid = QGridLayout()
        grid.setVerticalSpacing(TIGHT)
        grid.setHorizontalSpacing(SNUG)
        how = Heading(_("How are things?"), 4)
        self.family = QCheckBox(field_label(TopicTalk, "runs_in_family"))
        grid.addLayout(row(how, None, self.family), 0, 0, 1, 2)
        for line, (words, editor) in enumerate(
            [(_("Resident"), self.score), (_("You (may come later)"), self.coach_score)], 1
        ):
            said = Words(words, "small")
            self._narrow.append(said)
            grid.addWidget(said, line, 0)
            grid.addWidget(editor, line, 1)
        grid.setColumnStretch(1, 1)
        scores.add(grid)
        self.score_card = scores

        self.today_card = Card(_("What must happen today?"), icon_name="urgent")
        restyle(self.today_card, "tone", "late")
        self.today = GrowingText(1, 4)
        self.today.setAccessibleName(_("What must happen today?"))
        self.today.setPlaceholderText(_("This becomes a task for you, for today."))
        self.today_card.add(self.today)

        self.health = HealthCard()
        self.previous = button(_("Previous"), "quiet", "chevron-left", lambda: self.step.emit(-1))
        self.leave_it = button(_("Not now (Alt+N)"), "secondary", "minus", self.not_now.emit)
        self.next = button(_("Next"), "secondary", "chevron-right", lambda: self.step.emit(1))

        self.add(
            row(self.heading, None, self.urgent, self.carers, self.behind),
            row(self.question, self.other),
            self.earlier,
            # Above the words: from the words Tab goes on to the note at once.
            row(None, self.add_speaker),
            self.words_area,
            self.note_area,
            self.score_card,
            self.today_card,
            self.health,
            flow(self.previous, self.leave_it, self.next, space=SNUG),
        )
        self.column.addStretch(1)

        self.note.textChanged.connect(self._note_changed)
        self.today.textChanged.connect(
            lambda: None if self._filling else self.today_edited.emit(self.today.toPlainText())
        )
        for editor in (self.score, self.coach_score):
            editor.edited.connect(self._score_changed)
        self.family.clicked.connect(self._touched)
        for text in (self.note, self.today):
            self._listen(text)

    # ------------------------------------------------------------------ showing

    def show_topic(
        self, view: ConversationView, sheet: TopicSheet, question: str, speaker: Speaker | None, *, anew: bool = True
    ) -> None:
        """Show a topic; `speaker` is who speaks first where nobody has spoken yet."""
        self._filling = True
        self.view, self.sheet, self.topic = view, sheet, sheet.talk.topic
        number = list(Topic).index(self.topic) + 1
        self.heading.setText(_("{number}  {topic}", number=number, topic=label(self.topic)))
        self.show_question(question)
        self._show_earlier(view.earlier.get(self.topic, ()))
        self.colors.people = view.people
        if self.note.toPlainText() != sheet.talk.coach_note:
            self.note.setPlainText(sheet.talk.coach_note)
        self.score.show_value(sheet.talk.resident_score)
        self.coach_score.show_value(sheet.talk.coach_score)
        self.family.setChecked(sheet.talk.runs_in_family)
        if self.today.toPlainText() != view.conversation.today_needed:
            self.today.setPlainText(view.conversation.today_needed)
        self._fit_today()
        self.urgent.setVisible(self.topic in _THREATENED)
        self.carers.setVisible(self.topic is Topic.CARING)
        self.health.setVisible(self.topic is Topic.BODY)
        if self.topic is Topic.BODY:
            self.health.show_view(view)
        self._show_blocks(view, sheet, speaker)
        self.leave_it.setText(_("Talk about it after all (Alt+N)") if sheet.talk.is_not_now else _("Not now (Alt+N)"))
        if anew:
            self.verticalScrollBar().setValue(0)
        self._filling = False

    def set_short(self, is_short: bool) -> None:
        """Only what a simple request needs: the words, what was arranged, and what comes next."""
        self.is_short = is_short
        for part in (self.score_card, self.previous, self.next, self.leave_it, self.family):
            part.setVisible(not is_short)
        self.note_label.setText(
            _("What was arranged or answered") if is_short else field_label(TopicTalk, "coach_note")
        )
        self.note.setPlaceholderText(
            _("What you answered or arranged. #afspraak makes the next step a task.")
            if is_short
            else _("What you see and hear. Use the buttons, or type #afspraak, #goed, #signaal or !")
        )

    def show_question(self, words: str) -> None:
        """The example question."""
        self.question.setText(f"“{words}”" if words else "")
        self.other.setVisible(bool(words))

    def refresh_sheet(self, sheet: TopicSheet) -> None:
        """The records as they were kept just now; what is on screen stays."""
        self.sheet = sheet
        kept = {said.id: said for said in sheet.words}
        for block in self.blocks:
            # Emptied words are gone from the file; typed again they are new.
            block.said = kept.get(block.said.id) or block.said.changed(version=0)

    def refresh_speakers(self, view: ConversationView) -> None:
        """Other people can be chosen."""
        self.view = view
        self.colors.people = view.people
        for block in self.blocks:
            same = next((one for one in view.speakers if block.speaker and one.name == block.speaker.name), None)
            block.show_speakers(view.speakers, same or block.speaker)

    def fit(self, width: int) -> None:
        """Two speakers side by side where there is room."""
        for words in self._narrow:
            words.setFixedWidth(worn().px(84))
        across = 2 if width >= worn().px(540) else 1
        for number, block in enumerate(self.blocks):
            self._grid.addWidget(block, number // across, number % across, Qt.AlignmentFlag.AlignTop)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < min(across, max(1, len(self.blocks))) else 0)

    # ------------------------------------------------------------------ what was typed

    def typed(self) -> Typed | None:
        """What stands on the screen; nothing when something cannot be kept, which is then said under it."""
        if self.sheet is None:
            return None
        whole = True
        words: list[OwnWords] = []
        for block in self.blocks:
            try:
                words.append(block.typed())
                block.show_problem("")
            except ValidationError as error:
                block.show_problem(problem_text(faults(error)[0]))
                whole = False
        talk = None
        try:
            talk = self.sheet.talk.changed(
                coach_note=self.note.toPlainText(),
                resident_score=self.score.value(),
                coach_score=self.coach_score.value(),
                runs_in_family=self.family.isChecked(),
            )
            self.note_problem.hide()
        except ValidationError as error:
            self.note_problem.setText(problem_text(faults(error)[0]))
            self.note_problem.show()
        if talk is None or not whole:
            return None
        return Typed(talk, (*words, *self._gone))

    def raw(self) -> dict[str, str]:
        """The bare text by field, also where it cannot be kept."""
        found = {"note": self.note.toPlainText()}
        found |= {f"words.{number}": block.text.toPlainText() for number, block in enumerate(self.blocks)}
        return found

    def show_raw(self, typed: dict[str, str]) -> None:
        """Show text that could not be kept before."""
        for name, text in typed.items():
            widget = self.field(name)
            if widget is not None and text and widget.toPlainText() != text:
                widget.setPlainText(text)

    # ------------------------------------------------------------------ caret

    def caret(self) -> tuple[str, int]:
        """The field and the place of the caret; the first own words when it stands elsewhere."""
        for name, text in self._fields().items():
            if text.hasFocus():
                return name, text.textCursor().position()
        first = self.field("words.0")
        return "words.0", first.textCursor().position() if first else 0

    def put_caret(self, field: str, position: int, length: int = 0) -> None:
        """Put the caret in a field, with some text marked."""
        text = self.field(field) or self.field("words.0") or self.note
        cursor = text.textCursor()
        most = len(text.toPlainText())
        cursor.setPosition(min(position, most))
        if length:
            cursor.setPosition(min(position + length, most), QTextCursor.MoveMode.KeepAnchor)
        text.setTextCursor(cursor)
        text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(text, 0, 24)

    def field(self, name: str) -> QPlainTextEdit | None:
        """The text of a field."""
        return self._fields().get(name)

    def _fields(self) -> dict[str, QPlainTextEdit]:
        found: dict[str, QPlainTextEdit] = {f"words.{n}": block.text for n, block in enumerate(self.blocks)}
        return found | {"note": self.note, "today": self.today}

    # ------------------------------------------------------------------ speakers

    def next_speaker(self) -> None:
        """A place for the words of the next one at the table."""
        if self.view is None:
            return
        has_words = {block.speaker.name for block in self.blocks if block.speaker}
        at_table = [s for s in self.view.speakers if any(s.is_of(p) for p in self.view.participants)]
        order = [*at_table, *(s for s in self.view.speakers if s not in at_table)]
        free = next((s for s in order if s.name not in has_words), None)
        block = self._add_block(free, None)
        self.fit(self.viewport().width())
        block.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def last_speaker(self) -> Speaker | None:
        """Who spoke last."""
        for block in reversed(self.blocks):
            if block.text.toPlainText().strip() and block.speaker:
                return block.speaker
        return None

    def set_score(self, value: int | None) -> None:
        """Answer "Hoe gaat het?": of the coach when the coach's row has the focus, else of the resident."""
        focus = self.window().focusWidget()
        mine = focus is not None and self.coach_score.isAncestorOf(focus)
        (self.coach_score if mine else self.score).choose(value)

    # ------------------------------------------------------------------ inside

    def _show_blocks(self, view: ConversationView, sheet: TopicSheet, speaker: Speaker | None) -> None:
        wanted = [said.id for said in sheet.words]
        if wanted and [block.said.id for block in self.blocks] == wanted:
            for block, said in zip(self.blocks, sheet.words, strict=True):
                block.show_words(said)
            self.refresh_speakers(view)
            return
        for block in self.blocks:
            block.hide()
            block.setParent(None)
            block.deleteLater()
        self.blocks, self._gone = [], []
        for said in sheet.words:
            self._add_block(next((s for s in view.speakers if s.is_of(said)), None), said)
        if not self.blocks:
            self._add_block(speaker, None)
        self.fit(self.viewport().width())

    def _add_block(self, speaker: Speaker | None, said: OwnWords | None) -> WordsBlock:
        assert self.view is not None
        if said is None:
            said = OwnWords(
                household=self.view.household.id,
                conversation=self.view.conversation.id,
                topic=self.topic,
                position=len(self.blocks),
            )
        block = WordsBlock(self.view.speakers, speaker, said)
        self.blocks.append(block)
        block.edited.connect(self._touched)
        block.speaker_asked.connect(self.somebody_else)
        block.removed.connect(lambda: self._take_away(block))
        self._listen(block.text)
        return block

    def _take_away(self, block: WordsBlock) -> None:
        """The emptied words go at the next save; the last place stays."""
        if len(self.blocks) < 2:
            block.text.setFocus()
            return
        self._gone.append(block.said.changed(words=""))
        self.blocks.remove(block)
        block.hide()
        block.setParent(None)
        block.deleteLater()
        self.fit(self.viewport().width())
        self.blocks[-1].text.setFocus()
        self._touched()

    def forget_gone(self) -> None:
        """The words that were taken away are gone from the file too."""
        self._gone = []

    def _show_earlier(self, earlier: tuple[EarlierTalk, ...]) -> None:
        emptied(self._earlier_box)
        self.earlier.setVisible(bool(earlier))
        if not earlier:
            return
        newest = earlier[0]
        more = QWidget()
        inside = column(more, space=TIGHT)
        for one in earlier:
            inside.addWidget(self._earlier_of(one))
        more.hide()
        day = day_this_year(newest.conversation.held_at)
        said = next((w.words.strip().replace("\n", " ") for w in newest.words), "")
        glance = Words(
            _("Earlier, {day}: “{words}”", day=day, words=said) if said else _("Earlier, {day}", day=day), "small"
        )
        glance.setWordWrap(False)
        glance.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        opener = link(_("Said earlier"), lambda: self._open_earlier(opener, more))
        opener.setAccessibleDescription(glance.text())
        line = row(opener, glance, space=TIGHT)
        line.setStretch(1, 1)
        self._earlier_box.addLayout(line)
        self._earlier_box.addWidget(more)

    def _earlier_of(self, one: EarlierTalk) -> QWidget:
        holder = QWidget()
        inside = column(holder, space=HAIR)
        day = day_this_year(one.conversation.held_at)
        score = one.talk.resident_score if one.talk else None
        inside.addWidget(Words(_("{day} · how are things: {score}", day=day, score=score) if score else day, "small"))
        for said in one.words:
            inside.addWidget(Quote(said.words, self.view.name_of(said) if self.view else ""))
        return holder

    @staticmethod
    def _open_earlier(opener: QPushButton, more: QWidget) -> None:
        more.setVisible(more.isHidden())
        opener.setText(_("Said earlier") if more.isHidden() else _("Close what was said earlier"))

    def _mark(self, words: str, icon_name: str, sign: str) -> QPushButton:
        made = button(words, "quiet", icon_name, lambda: self.insert_mark(sign))
        restyle(made, "compact", "true")
        made.setToolTip(_("Puts {sign} in the note", sign=sign.strip()))
        return made

    def _people_button(self) -> QPushButton:
        made = button(_("@name"), "quiet")
        restyle(made, "compact", "true")
        made.setToolTip(_("Says who will do it or who says it"))
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: self._fill_people(menu))
        made.setMenu(menu)
        made.setProperty("menu", "true")
        return made

    def _fill_people(self, menu: QMenu) -> None:
        menu.clear()
        if self.view is None:
            return
        for speaker in self.view.speakers:
            menu.addAction(speaker.name, partial(self.insert_mark, f"@{speaker.name.replace(' ', '_')} "))
        menu.addSeparator()
        for worker in self.view.workers:
            first = worker.name.split(" ")[0]
            menu.addAction(worker.name, partial(self.insert_mark, f"@{first} "))

    def insert_mark(self, sign: str) -> None:
        """Put a sign in the note: a name where the caret stands, the others where a sentence begins."""
        cursor = self.note.textCursor()
        if not self.note.hasFocus() and not sign.startswith("@"):
            cursor.movePosition(QTextCursor.MoveOperation.End)
        before = self.note.toPlainText()[: cursor.position()]
        if sign == "! ":
            lead = "" if not before or before.endswith("\n") else "\n"
        else:
            lead = "" if not before or before[-1].isspace() else " "
        cursor.insertText(lead + sign)
        self.note.setTextCursor(cursor)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_changed(self) -> None:
        self.note_edited.emit(self.note.toPlainText())
        self._touched()

    def _score_changed(self) -> None:
        self._fit_today()
        self._touched()
        if not self.today_card.isHidden() and not self.today.toPlainText() and self.sender() is self.score:
            self.ensureWidgetVisible(self.today_card, 0, 24)

    def _fit_today(self) -> None:
        self.today_card.setVisible(self.topic in ASKS_TODAY and self.score.value() == 1)

    def _touched(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _listen(self, text: QPlainTextEdit) -> None:
        text.cursorPositionChanged.connect(lambda: None if self._filling else self.caret_moved.emit())
        text.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+0 to Ctrl+5 stay with the page; a focused text comes into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QPlainTextEdit):
            self.ensureWidgetVisible(watched, 0, 24)
            self.caret_moved.emit()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            return False
        return super().eventFilter(watched, event)
