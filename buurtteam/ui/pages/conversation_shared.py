"""The shared view (F9): big and calm, without anything that is only for the team."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from buurtteam.domain.conversation import SCORE_WORDS, NoteKind, Topic
from buurtteam.services.conversation_view import ConversationView, TopicSheet
from buurtteam.texts import day_this_year, label
from buurtteam.texts import translate as _
from buurtteam.ui.pages.conversation_parts import TOPIC_PICTURES
from buurtteam.ui.theme import ROOM, SNUG, WIDE, icon, worn
from buurtteam.ui.widgets import Card, Heading, Quote, ScrollPage, Words, button, column, emptied, restyle, row


class TopicTile(QToolButton):
    """A large picture with the words of a topic."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self.topic = topic
        self.setProperty("kind", "secondary")
        self.setProperty("tile", "true")
        self.setCheckable(True)
        self.setText(label(topic))
        self.setAccessibleName(label(topic))
        self.setIcon(icon(TOPIC_PICTURES[topic], "primary"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.fit()

    def fit(self) -> None:
        """Take the size that fits the text."""
        self.setIconSize(QSize(worn().px(44), worn().px(44)))
        self.setMinimumSize(QSize(worn().px(150), worn().px(124)))
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        """A long name takes two lines: three dots are no name of a topic."""
        words = label(self.topic)
        if self.fontMetrics().horizontalAdvance(words) > self.width() - worn().px(24):
            spaces = [at for at, sign in enumerate(words) if sign == " "]
            if spaces:
                middle = min(spaces, key=lambda at: abs(at - len(words) / 2))
                words = f"{words[:middle]}\n{words[middle + 1 :]}"
        if words != self.text():
            self.setText(words)


class SharedView(QWidget):
    """What everybody at the table may see: own words, what goes well, what was agreed, and the twelve topics."""

    topic_chosen = Signal(object)
    back = Signal()
    seen = Signal(bool)
    """Whether it stands on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Looking along together"))
        outer = column(self, space=0)
        self.sheet = ScrollPage(margin=WIDE, space=ROOM)
        outer.addWidget(self.sheet)
        self._tiles: dict[Topic, TopicTile] = {}
        self.back_button = button(_("Back to writing (F9)"), "secondary", "arrow-left", self.back.emit)
        self.heading = Heading(_("Our conversation"), 1)
        self.sheet.column.addLayout(row(self.heading, None, self.back_button))
        self.names = Words("", "large")
        self.sheet.column.addWidget(self.names)
        self.ask = Heading(_("What shall we talk about?"), 2)
        self.sheet.column.addWidget(self.ask)
        self.board = QWidget()
        self._grid = QGridLayout(self.board)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SNUG)
        for topic in Topic:
            tile = TopicTile(topic)
            tile.clicked.connect(lambda _checked, chosen=topic: self.topic_chosen.emit(chosen))
            self._tiles[topic] = tile
        self.sheet.column.addWidget(self.board)
        self._said = column(space=ROOM)
        self.sheet.column.addLayout(self._said)
        self.sheet.column.addStretch(1)
        self._across = 0

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.seen.emit(False)

    def tile(self, topic: Topic) -> TopicTile:
        """The tile of a topic."""
        return self._tiles[topic]

    def texts(self) -> str:
        """All words that are shown, for who checks that nothing of the team is among them."""
        from PySide6.QtWidgets import QLabel

        return "\n".join(one.text() for one in self.findChildren(QLabel))

    def show_view(self, view: ConversationView, sheets: dict[Topic, TopicSheet], topic: Topic) -> None:
        """Show what was said so far; what was said about safety stays out of sight."""
        emptied(self._said)
        names = [view.name_of(each) for each in view.participants]
        self.names.setText(_("With {names}", names=tuple(names)) if names else "")
        open_sheets = [sheet for key, sheet in sheets.items() if key is not Topic.SAFETY]
        notes = [note for sheet in open_sheets for note in sheet.notes if not note.is_team_only]
        strengths = [note.text for note in notes if note.kind is NoteKind.STRENGTH]
        agreed = [note for note in notes if note.kind is NoteKind.AGREEMENT]
        cards = []
        words = [
            (said.words, view.name_of(said)) for sheet in open_sheets for said in sheet.words if said.words.strip()
        ]
        if words:
            card = Card(_("In our own words"), icon_name="quote")
            for said, who in words:
                card.add(Quote(said, who))
            cards.append(card)
        if strengths:
            card = Card(_("This goes well"), icon_name="star")
            for text in strengths:
                card.add(Words(text, "large"))
            cards.append(card)
        if agreed:
            card = Card(_("This is what we agreed"), icon_name="calendar-check")
            for note in agreed:
                who = view.name_of(note)
                when = day_this_year(note.due_on) if note.due_on else ""
                small = " · ".join(part for part in (who, when) if part)
                card.add(Words(note.text, "large"))
                if small:
                    card.add(Words(small, "quiet"))
            cards.append(card)
        scores = [
            (key, sheet.talk.resident_score)
            for key, sheet in sheets.items()
            if sheet.talk.resident_score and key is not Topic.SAFETY
        ]
        if scores:
            card = Card(_("How are things?"), icon_name="mood-smile")
            for key, score in scores:
                card.add(row(Words(label(key), "large"), None, Words(_(SCORE_WORDS[score or 3]), "large", wraps=False)))
            cards.append(card)
        across = 2 if self.width() >= worn().px(900) else 1
        grid = QGridLayout()
        grid.setSpacing(ROOM)
        for number, card in enumerate(cards):
            grid.addWidget(card, number // across, number % across, Qt.AlignmentFlag.AlignTop)
        for at in range(across):
            grid.setColumnStretch(at, 1)
        self._said.addLayout(grid)
        for about, tile in self._tiles.items():
            tile.setChecked(about is topic)
            talked = sheets[about].talk.resident_score or sheets[about].words
            restyle(tile, "talked", "true" if talked else "false")
            tile.setAccessibleDescription(_("We have talked about this") if talked else "")
        self.fit()

    def fit(self) -> None:
        """As many tiles side by side as fit."""
        room = max(self.width() - 2 * WIDE, 1)
        across = max(2, min(6, room // worn().px(170)))
        for number, tile in enumerate(self._tiles.values()):
            tile.fit()
            self._grid.addWidget(tile, number // across, number % across)
        for at in range(12):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        self._across = across

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go over the tiles, Esc goes back."""
        focus = self.window().focusWidget()
        tiles = list(self._tiles.values())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self._across, Qt.Key.Key_Down: self._across}
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        elif isinstance(focus, TopicTile) and Qt.Key(event.key()) in step:
            at = tiles.index(focus) + step[Qt.Key(event.key())]
            if 0 <= at < len(tiles):
                tiles[at].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
