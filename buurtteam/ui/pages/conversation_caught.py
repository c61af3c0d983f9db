"""The right of a conversation: what was caught while typing, and the radar of the two latest conversations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from buurtteam.domain.conversation import NoteKind, Topic
from buurtteam.domain.quick_note import Caught, Person, parse
from buurtteam.services.conversation_view import ConversationView, TopicSheet
from buurtteam.texts import day_this_year, label
from buurtteam.texts import translate as _
from buurtteam.ui.charts import Radar, Spoke
from buurtteam.ui.pages.conversation_parts import NOTE_PICTURES, RowButton
from buurtteam.ui.theme import HAIR, SNUG, TIGHT, worn
from buurtteam.ui.widgets import Heading, Picture, ScrollPage, Words, column, emptied, row


@dataclass(frozen=True)
class Item:
    """Something that was caught, and where it stands."""

    kind: NoteKind
    text: str
    topic: Topic
    field: str
    start: int
    length: int
    who: str = ""
    due_on: date | None = None
    is_team_only: bool = False


def items_of(view: ConversationView, sheet: TopicSheet, note: str, words: Sequence[tuple[str, str]]) -> list[Item]:
    """What is caught on a topic: the own words, and the signs in the coach's note; `words` are (who, words)."""
    topic = sheet.talk.topic
    found = [
        Item(NoteKind.WORDS, _first_sentence(said), topic, f"words.{number}", 0, 0, who)
        for number, (who, said) in enumerate(words)
        if said.strip()
    ]
    return found + [
        Item(
            one.kind,
            one.text,
            topic,
            "note",
            one.start,
            one.end - one.start,
            _who(view, one),
            one.due_on,
            one.is_team_only,
        )
        for one in _caught(note, view.people, view.day)
    ]


def _caught(note: str, people: Sequence[Person], day: date) -> tuple[Caught, ...]:
    return parse(note, people, day) if note else ()


def _who(view: ConversationView, one: Caught) -> str:
    for speaker in view.speakers:
        if (one.resident and one.resident == speaker.resident) or (
            one.network_member and one.network_member == speaker.network_member
        ):
            return speaker.name
    return one.speaker or one.said_by


def _first_sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else text[:88].rsplit(" ", 1)[0] + "…"


class CaughtPane(QWidget):
    """What was caught, each thing a way to its place; below it the radar."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Caught"))
        layout = column(self, space=TIGHT)
        layout.setContentsMargins(SNUG, SNUG, SNUG, SNUG)
        layout.addWidget(Heading(_("Caught"), 3))
        self.list = ScrollPage(margin=0, space=HAIR)
        layout.addWidget(self.list, 3)
        self.radar_head = Heading(_("How are things?"), 4)
        self.radar = Radar(_("How are things, per topic"))
        layout.addWidget(self.radar_head)
        layout.addWidget(self.radar, 2)
        self._items: list[Item] = []
        self._has_scores = False
        self.show_items([])

    def show_items(self, items: list[Item]) -> None:
        """Show what was caught; nothing happens when it is the same."""
        if items == self._items and self.list.column.count():
            return
        self._items = items
        emptied(self.list.column)
        if not items:
            self.list.column.addWidget(
                Words(
                    _(
                        "Nothing yet. What you write down with #afspraak, #goed or #signaal "
                        "comes here by itself, and later in the plan."
                    ),
                    "quiet",
                )
            )
        topic = None
        for item in items:
            if item.topic is not topic:
                topic = item.topic
                self.list.column.addWidget(Words(label(topic), "small"))
            self.list.column.addWidget(self._row(item))
        self.list.column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room the sentences come first."""
        has_room = self._has_scores and self.height() >= worn().px(380)
        self.radar.setVisible(has_room)
        self.radar.setMaximumHeight(max(worn().px(190), round(self.height() * 0.38)))
        self.radar_head.setVisible(has_room)

    def count(self) -> int:
        """How many things were caught."""
        return len(self._items)

    def rows(self) -> list[RowButton]:
        """The rows as they stand."""
        return self.list.findChildren(RowButton)

    def show_scores(self, view: ConversationView, scores: dict[Topic, int]) -> None:
        """The two latest conversations; hidden while nobody answered."""
        self._has_scores = bool(scores or view.previous_scores)
        self._fit()
        self.radar.show_spokes(
            [
                Spoke(number, label(topic), scores.get(topic), view.previous_scores.get(topic))
                for number, topic in enumerate(Topic, 1)
            ]
        )

    def _row(self, item: Item) -> RowButton:
        picture, role = NOTE_PICTURES[item.kind]
        text = f"“{item.text}”" if item.kind is NoteKind.WORDS else item.text
        words = Words(text, "voice" if item.kind is NoteKind.WORDS else "")
        if item.kind is NoteKind.WORDS:
            words.setProperty("tone", "voice_small")
        under = [] if item.kind in (NoteKind.WORDS, NoteKind.REMARK) else [label(item.kind)]
        under += [item.who] if item.who else []
        under += [day_this_year(item.due_on)] if item.due_on else []
        right = column(space=0)
        right.addWidget(words)
        small = Words(" · ".join(under), "small", wraps=True)
        if item.is_team_only:
            right.addLayout(
                row(Picture("lock", "danger", 14), Words(" · ".join([_("Team only"), *under]), "small"), space=HAIR)
            )
        elif under:
            right.addWidget(small)
        inside = row(space=TIGHT)
        inside.setContentsMargins(TIGHT, HAIR, HAIR, HAIR)
        inside.addWidget(Picture(picture, role, 18), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(right, 1)
        name = _("{kind}: {text}. To its place", kind=label(item.kind), text=item.text)
        return RowButton(inside, name, lambda: self.chosen.emit(item))
