"""Pieces that the pages of a conversation share: a pen that keeps records, buttons that hold a row, own words."""

from collections.abc import Callable
from typing import Final, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from buurtteam.domain.conversation import NoteKind, OwnWords, Topic
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.quick_note import Person, parse
from buurtteam.domain.record import Record
from buurtteam.services.conversation_view import Speaker
from buurtteam.services.office import Office
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown
from buurtteam.ui.editors import GrowingText
from buurtteam.ui.page import Page
from buurtteam.ui.theme import HAIR, SNUG, TIGHT, worn
from buurtteam.ui.widgets import IconButton, Words, column, restyle, row

R = TypeVar("R", bound=Record)

TOPIC_PICTURES: Final[dict[Topic, str]] = {
    Topic.HOUSING: "home",
    Topic.MONEY: "mail-opened",
    Topic.WORK: "briefcase",
    Topic.BODY: "heartbeat",
    Topic.MIND: "brain",
    Topic.HABITS: "bottle",
    Topic.DAILY: "basket",
    Topic.FAMILY: "users-group",
    Topic.PEOPLE: "friends",
    Topic.CARING: "heart-handshake",
    Topic.SAFETY: "shield-heart",
    Topic.TAKING_PART: "world",
}

NOTE_PICTURES: Final[dict[NoteKind, tuple[str, str]]] = {
    NoteKind.WORDS: ("quote", "voice"),
    NoteKind.AGREEMENT: ("calendar-check", "primary"),
    NoteKind.STRENGTH: ("star", "ok"),
    NoteKind.SIGNAL: ("alert-triangle", "danger"),
    NoteKind.REMARK: ("pencil", "text_2"),
}


class Pen(Generic[R]):
    """Keeps records again and again while they are edited: each save follows on the one before it.

    What another changed in between is still refused as stale: the pen only knows the versions it wrote or was shown.
    """

    def __init__(self, page: Page, save: Callable[[Office, R], R]) -> None:
        self._page, self._save = page, save
        self._versions: dict[UUID, int] = {}

    def know(self, *records: R) -> None:
        """These were read from the file just now."""
        for record in records:
            key = _key(record)
            self._versions[key] = max(record.version, self._versions.get(key, 0))

    def knows(self, record: Record) -> bool:
        """Whether this is what the pen wrote itself."""
        return self._versions.get(_key(record), -1) >= record.version

    def write(
        self,
        record: R,
        then: Callable[[R], object] | None = None,
        failed: Callable[[Problem | Trouble], object] | None = None,
    ) -> None:
        """Keep a record in the background."""

        def deed(office: Office) -> R:
            # On the office's thread, where deeds come one after the other: so the version is the latest.
            kept = self._save(office, record.changed(version=self._versions.get(_key(record), record.version)))
            self._versions[_key(kept)] = kept.version
            return kept

        self._page.do(deed, then, failed)


def _key(record: Record) -> UUID:
    found = record.id  # type: ignore[attr-defined]  # every kind of record narrows it
    assert isinstance(found, UUID)
    return found


class RowButton(QPushButton):
    """A whole row of words that can be pressed."""

    def __init__(self, inside: QLayout, name: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setProperty("shape", "row")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setLayout(inside)
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: on_click())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inside = self.layout()
        return max(inside.totalHeightForWidth(width), worn().px(32)) if inside else worn().px(32)

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalSizeHint() if inside else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(worn().px(80), worn().px(32))


class NoteColors(QSyntaxHighlighter):
    """Shows in the coach's note what the signs catch: by colour and weight, and the list beside it says it in words."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.people: tuple[Person, ...] = ()
        worn().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        theme = worn()
        for one in parse(text, self.people):
            style = QTextCharFormat()
            style.setForeground(QColor(theme.color(NOTE_PICTURES[one.kind][1])))
            if one.kind is not NoteKind.REMARK:
                style.setFontWeight(QFont.Weight.DemiBold)
            if one.is_team_only:
                style.setForeground(theme.color("danger"))
                style.setFontItalic(True)
            self.setFormat(one.start, one.end - one.start, style)


class WordsBlock(QWidget):
    """What one person says on a topic, in own words; the speaker is chosen above it."""

    edited = Signal()
    speaker_asked = Signal()
    """Somebody is wanted who is not in the list."""
    removed = Signal()

    def __init__(self, speakers: tuple[Speaker, ...], speaker: Speaker | None, said: OwnWords) -> None:
        super().__init__()
        self.said = said
        self._speakers = speakers
        self.who = DropDown(9)
        self.who.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words_of = QLabel(_("In the words of"))
        self.words_of.setProperty("tone", "label")
        self.words_of.setBuddy(self.who)
        self.away = IconButton("x", _("Take these words away"), self._remove)
        self.away.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text = GrowingText(2, 16)
        self.text.setProperty("voice", "true")
        self.text.setPlainText(said.words)
        self.problem = Words("", "problem")
        self.problem.hide()
        layout = column(self, space=HAIR)
        layout.addLayout(row(self.words_of, self.who, None, self.away, space=TIGHT))
        layout.addWidget(self.text)
        layout.addWidget(self.problem)
        self.show_speakers(speakers, speaker)
        self.who.activated.connect(self._choose)
        self.text.textChanged.connect(self.edited)

    def show_speakers(self, speakers: tuple[Speaker, ...], speaker: Speaker | None) -> None:
        """Who can be chosen, and who speaks."""
        self._speakers = speakers
        self.who.clear()
        self.who.addItems([each.name for each in speakers])
        self.who.addItem(_("Somebody else…"))
        self.speaker = speaker
        self.who.setCurrentIndex(speakers.index(speaker) if speaker in speakers else -1)
        self._name()

    def typed(self) -> OwnWords:
        """The words as they stand, as a record.

        Raises pydantic's ValidationError when they are too long.
        """
        who = self.speaker
        known = who is not None and bool(who.resident or who.network_member)
        return self.said.changed(
            words=self.text.toPlainText(),
            resident=who.resident if who else None,
            network_member=who.network_member if who else None,
            said_by=who.name if who and not known else "",
        )

    def show_words(self, said: OwnWords) -> None:
        """Other words for the same person, without saying that they were edited."""
        self.said = said
        if self.text.toPlainText() != said.words:
            self.text.blockSignals(True)
            self.text.setPlainText(said.words)
            self.text.blockSignals(False)
            self.text.grow()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong; nothing takes the words away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        restyle(self.text, "faulty", "true" if sentence else "false")

    def _choose(self, index: int) -> None:
        if index >= len(self._speakers):
            self.who.setCurrentIndex(self._speakers.index(self.speaker) if self.speaker in self._speakers else -1)
            self.speaker_asked.emit()
            return
        self.speaker = self._speakers[index]
        self._name()
        self.edited.emit()

    def _name(self) -> None:
        name = self.speaker.name if self.speaker else ""
        self.who.setAccessibleName(_("Who says this"))
        self.text.setAccessibleName(_("In the own words of {name}", name=name) if name else _("In own words"))
        self.away.setAccessibleName(
            _("Take the words of {name} away", name=name) if name else _("Take these words away")
        )

    def _remove(self) -> None:
        self.text.clear()
        self.removed.emit()


def titled(words: str, part: QWidget, *after: QWidget) -> QLayout:
    """A part with its words above it."""
    label = QLabel(words)
    label.setProperty("tone", "label")
    label.setBuddy(part)
    box = column(space=HAIR)
    box.addLayout(row(label, None, *after, space=SNUG))
    box.addWidget(part)
    return box
