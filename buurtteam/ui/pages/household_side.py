"""Everyone of a household side by side: one column per person, one row per topic, so that gaps and overlaps show."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from buurtteam.domain.conversation import Topic
from buurtteam.services.households import HouseholdView, LatestWords
from buurtteam.texts import label, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.theme import ROOM, WIDE, worn
from buurtteam.ui.widgets import Card, EmptyState, Heading, Line, Quote, Words, column

_COLUMN_NEEDS = 190


class SideBySideView(QWidget):
    """What each person said on each topic in the latest conversation."""

    def __init__(self) -> None:
        super().__init__()
        self._card = Card(_("Everyone side by side"), icon_name="columns")
        column(self).addWidget(self._card)

    def add(self) -> None:
        """Nothing is added here."""

    def leave(self) -> None:
        """Nothing is typed here."""

    def fill(self, view: HouseholdView) -> None:
        """Show the latest conversation in which something was said."""
        self._card.clear()
        words = view.side_by_side
        if not words:
            self._card.add(EmptyState("quote", _("What people say stands here after the first conversation.")))
            return
        people = list(dict.fromkeys(said.who for said in words))
        self._card.add(Words(_("The conversation of {day}", day=short_date(words[0].day)), "quiet"))
        room = max(self.width(), 640) // worn().px(_COLUMN_NEEDS)
        if len(people) + 1 <= room:
            self._card.add(self._grid(words, people))
        else:
            self._stack(words)

    def _grid(self, words: tuple[LatestWords, ...], people: list[str]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(WIDE)
        grid.setVerticalSpacing(ROOM)
        top = Qt.AlignmentFlag.AlignTop
        for at, who in enumerate(people, 1):
            grid.addWidget(Heading(who or _("Somebody"), 4), 0, at)
            grid.setColumnStretch(at, 2)
        grid.setColumnStretch(0, 1)
        line = 1
        for topic in Topic:
            here = [said for said in words if said.said.topic is topic]
            if not here:
                continue
            grid.addWidget(Line(), line, 0, 1, len(people) + 1)
            grid.addWidget(Words(label(topic), "label"), line + 1, 0, top)
            for at, who in enumerate(people, 1):
                text = "\n".join(f"“{said.said.words.strip()}”" for said in here if said.who == who)
                grid.addWidget(Words(text or "–", "voice" if text else "quiet"), line + 1, at, top)
            line += 2
        return holder

    def _stack(self, words: tuple[LatestWords, ...]) -> None:
        for topic in Topic:
            here = [said for said in words if said.said.topic is topic]
            if here:
                self._card.add(Line(), Words(label(topic), "label"))
                self._card.add(*(Quote(said.said.words.strip(), said.who) for said in here))
