"""Around the topics of a conversation: who sits at the table, its day and place, and the safety question."""

from functools import partial

from pydantic import ValidationError
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QWidget

from buurtteam.domain.conversation import Conversation, Participant, ParticipantRole, SafetyAnswer, Topic
from buurtteam.domain.kinds import TEXT_LENGTH
from buurtteam.services.conversation_view import ConversationView, Speaker
from buurtteam.texts import field_label, label
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import GrowingText, SegmentEditor
from buurtteam.ui.form import Form
from buurtteam.ui.pages.conversation_parts import titled
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT, WIDE, icon, worn
from buurtteam.ui.widgets import (
    FlowLayout,
    Heading,
    IconButton,
    Line,
    Picture,
    ScrollPage,
    Words,
    button,
    column,
    emptied,
    row,
)

_OFTEN = (
    ParticipantRole.CLIENT_SUPPORTER,
    ParticipantRole.EXPERIENCE_EXPERT,
    ParticipantRole.INFORMAL_CARER,
    ParticipantRole.INTERPRETER,
    ParticipantRole.REPRESENTATIVE,
    ParticipantRole.NETWORK,
    ParticipantRole.COLLEAGUE,
    ParticipantRole.PROFESSIONAL,
    ParticipantRole.RESIDENT,
    ParticipantRole.CHILD,
)


_MOST_CHIPS = 6


class SeatChip(QPushButton):
    """Somebody who can sit at the table: pressed in when this person does."""

    def __init__(self, speaker: Speaker, *, sits: bool) -> None:
        super().__init__(speaker.name)
        self.speaker = speaker
        self.setProperty("shape", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(label(speaker.role))
        self.show_sits(sits=sits)

    def show_sits(self, *, sits: bool) -> None:
        """Whether this person sits there."""
        speaker = self.speaker
        self.setChecked(sits)
        state = _("sits at the table") if sits else _("is not there")
        self.setAccessibleName(_("{name}, {role}: {state}", name=speaker.name, role=speaker.role, state=state))
        self.setIcon(icon("check" if sits else "plus", "primary"))
        self.setIconSize(QSize(worn().px(16), worn().px(16)))


class TablePane(QWidget):
    """Who sits at the table: everybody of the household, and who came along."""

    toggled = Signal(object, bool)
    other_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Who sits at the table?"))
        self._flow = FlowLayout(self, HAIR)
        self._view: ConversationView | None = None
        self.chips: list[SeatChip] = []
        self.other = button("")
        self.other.hide()

    def show_view(self, view: ConversationView) -> None:
        """Show who sits there; the focus stays with its person."""
        people = {
            speaker: sits
            for speaker in view.speakers
            if (sits := any(speaker.is_of(one) for one in view.participants)) or speaker.resident
        }
        # In a large family who does not sit there waits behind the last button, or there is no room left to write.
        room = max(0, _MOST_CHIPS - sum(people.values()))
        waiting = [speaker for speaker, sits in people.items() if not sits]
        shown = {speaker: sits for speaker, sits in people.items() if sits or speaker in waiting[:room]}
        if [chip.speaker for chip in self.chips] == list(shown):
            for chip in self.chips:
                chip.show_sits(sits=shown[chip.speaker])
            return
        held = next((chip.speaker for chip in self.chips if chip.hasFocus()), None)
        emptied(self._flow)
        self.chips = []
        self._flow.addWidget(_centred(Words(_("At the table:"), "small", wraps=False)))
        for speaker, sits in shown.items():
            chip = SeatChip(speaker, sits=sits)
            chip.clicked.connect(lambda now, who=speaker: self.toggled.emit(who, now))
            self.chips.append(chip)
            self._flow.addWidget(chip)
        waits = len(people) - len(shown)
        words = _("Somebody else ({count})", count=waits) if waits else _("Somebody else")
        self.other = button(words, "quiet", "user-plus", self.other_asked.emit)
        self.other.setProperty("narrow", "true")
        self._flow.addWidget(self.other)
        if held is not None:
            (next((each for each in self.chips if each.speaker == held), None) or self.other).setFocus()

    def focus_first(self) -> None:
        """The first person who does not sit there yet, else the first."""
        chip = next((chip for chip in self.chips if not chip.isChecked()), next(iter(self.chips), None))
        (chip or self.other).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow.heightForWidth(width)


def _centred(words: Words) -> Words:
    """As high as the chips beside it, with its words in the middle."""
    words.setMinimumHeight(worn().px(32))
    return words


class TableDrawer(ScrollPage):
    """Who sits at the table and as whom; somebody from the network or another by name comes along."""

    seat_asked = Signal(object)
    role_changed = Signal(object)
    away_asked = Signal(object)
    done = Signal()

    def __init__(self, view: ConversationView) -> None:
        super().__init__(margin=0, space=SNUG)
        for participant in view.participants:
            who = Words(view.name_of(participant), "label")
            role = self._roles(participant.role)
            role.setAccessibleName(_("{name} takes part as", name=view.name_of(participant)))
            role.activated.connect(
                lambda at, seat=participant, box=role: self.role_changed.emit(seat.changed(role=box.itemData(at)))
            )
            gone = IconButton(
                "x",
                _("{name} was not there", name=view.name_of(participant)),
                partial(self._away, participant),
            )
            line = row(who, role, gone)
            line.setStretch(0, 1)
            self.add(line)
        away = [s for s in view.speakers if not any(s.is_of(p) for p in view.participants)]
        if away:
            self.add(Heading(_("From the household and around it"), 4))
            for speaker in away:
                self.add(
                    button(
                        _("{name} sits here too", name=speaker.name),
                        "secondary",
                        "plus",
                        partial(self._seat, speaker),
                    )
                )
        self.add(Line(), Heading(_("Somebody else"), 4))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("such as Mrs Haddad"))
        self.role = self._roles(ParticipantRole.CLIENT_SUPPORTER)
        self.come = button(_("Comes to the table"), "secondary", "user-plus", self._by_name)
        self.add(
            titled(field_label(Participant, "name"), self.name), titled(field_label(Participant, "role"), self.role)
        )
        self.add(row(self.come, None))
        self.name.returnPressed.connect(self._by_name)
        self.problem = Words("", "problem")
        self.problem.hide()
        self.add(self.problem)
        self.column.addStretch(1)
        self.setFocusProxy(self.name)

    def _roles(self, chosen: ParticipantRole) -> QComboBox:
        box = DropDown()
        for role in _OFTEN:
            box.addItem(label(role), role)
        box.setCurrentIndex(_OFTEN.index(chosen))
        return box

    def _by_name(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.problem.setText(_("Fill in a name first."))
            self.problem.show()
            self.name.setFocus()
            return
        self._seat(Speaker(name, role=self.role.currentData()))

    def _seat(self, speaker: Speaker) -> None:
        self.seat_asked.emit(speaker)
        self.done.emit()

    def _away(self, participant: Participant) -> None:
        self.away_asked.emit(participant)
        self.done.emit()


class DetailsDrawer(ScrollPage):
    """The day, the place, and what stands above the topics: the question behind the question, and "first this"."""

    kept = Signal(object)

    def __init__(self, conversation: Conversation, desk: Desk, questions: tuple[str, ...]) -> None:
        super().__init__(margin=0, space=ROOM)
        self.form: Form[Conversation] = Form(Conversation, desk)
        self.form.place(
            "question_behind",
            "first_this",
            help_texts={"question_behind": f"“{questions[0]}”" if questions else ""},
        )
        self.form.place("held_at", "from_paper", "kind", "place", "place_note")
        self.form.show(conversation)
        self.form.settled.connect(self._keep)
        self.add(self.form)
        self.column.addStretch(1)
        self.setFocusProxy(self.form.editor("question_behind"))

    def show_kept(self, conversation: Conversation) -> None:
        """As it was kept just now."""
        self.form.show(conversation)

    def hideEvent(self, event: object) -> None:
        self.form.leave()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _keep(self) -> None:
        try:
            self.kept.emit(self.form.read())
        except ValidationError:
            return


class SafetyStrip(QFrame):
    """The safety question: in sight until it is answered; what is written here is only for the team."""

    edited = Signal(bool)
    """Whether an answer was chosen (else somebody types)."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "safety")
        self.setAccessibleName(field_label(Conversation, "safety"))
        layout = column(self, space=TIGHT)
        layout.setContentsMargins(WIDE, TIGHT, WIDE, TIGHT)
        self.answer = SegmentEditor(
            [(each, label(each)) for each in SafetyAnswer if each is not SafetyAnswer.NOT_ASKED], optional=True
        )
        self.answer.set_words(field_label(Conversation, "safety"))
        self.note = GrowingText(1, 4)
        self.note.setAccessibleName(field_label(Conversation, "safety_note"))
        self.note.setPlaceholderText(field_label(Conversation, "safety_note"))
        question = Words(field_label(Conversation, "safety"), "label")
        only = Words(_("Team only"), "small", wraps=False)
        line = row(Picture("shield-heart", "primary"), question, Picture("lock", "text_2", 16), only)
        line.setStretch(1, 1)
        layout.addLayout(line)
        layout.addWidget(self.answer)
        layout.addWidget(self.note)
        self._filling = False
        self.answer.edited.connect(lambda: self._on_edit(True))
        self.note.textChanged.connect(lambda: self._on_edit(False))

    def show_conversation(self, conversation: Conversation, topic: Topic) -> None:
        """Show the answer; out of sight once it was given, and back at the topic of feeling safe."""
        answer = conversation.safety
        self._filling = True
        self.answer.show_value(None if answer is SafetyAnswer.NOT_ASKED else answer)
        if not self.note.hasFocus() and self.note.toPlainText() != conversation.safety_note:
            self.note.setPlainText(conversation.safety_note)
        self._filling = False
        worries = answer in (SafetyAnswer.UNSURE, SafetyAnswer.UNSAFE, SafetyAnswer.COULD_NOT_ASK)
        self.note.setVisible(worries or (topic is Topic.SAFETY and answer is not SafetyAnswer.NOT_ASKED))
        busy = self.note.hasFocus() or any(one.hasFocus() for one in self.answer.buttons)
        self.setVisible(
            answer is SafetyAnswer.NOT_ASKED
            or topic is Topic.SAFETY
            or busy
            or (worries and not conversation.safety_note.strip())
        )

    def typed(self) -> tuple[SafetyAnswer, str]:
        """The answer and the note as they stand."""
        answer = self.answer.value()
        return (
            answer if isinstance(answer, SafetyAnswer) else SafetyAnswer.NOT_ASKED,
            self.note.toPlainText()[:TEXT_LENGTH],
        )

    def _on_edit(self, is_chosen: bool) -> None:
        if not self._filling:
            self.edited.emit(is_chosen)
