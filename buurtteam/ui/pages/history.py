"""The history of a household: who changed what, in words, and who looked."""

from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from buurtteam.domain.kinds import HouseholdId, local_day
from buurtteam.domain.words import N_
from buurtteam.services.history import Entry, FieldStory, History, Visit, read_history
from buurtteam.texts import clock, field_label, long_date
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import ChoiceEditor, SegmentEditor
from buurtteam.ui.page import Page
from buurtteam.ui.stale import value_words
from buurtteam.ui.theme import HAIR, SNUG, TIGHT, worn
from buurtteam.ui.widgets import Card, EmptyState, Heading, Line, Picture, Tag, Words, button, column, emptied, row

_SHOWN: Final = 40
_MOST: Final = 200
_LONG: Final = 160
_PARTS: Final = (("changed", N_("Who changed what")), ("looked", N_("Who looked")))


class HistoryPage(Page):
    """Newest first, day by day, for everybody or for one person."""

    place = "history"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Households"), _("History"))
        self._household: HouseholdId | None = None
        self._history: History | None = None
        self._shown, self._limit = _SHOWN, _MOST
        body = self.scroll(widest=1080)
        self.heading = Heading(_("History"), 1)
        self.part = SegmentEditor([(key, _(words)) for key, words in _PARTS], optional=False)
        self.part.set_words(_("What to show"))
        self.part.show_value("changed")
        self.part.edited.connect(self._from_the_top)
        self.person = ChoiceEditor([("", _("Everybody"))], optional=False)
        self.person.set_words(_("By whom"))
        self.person.edited.connect(self._from_the_top)
        who = QLabel(_("By whom"))
        who.setProperty("tone", "label")
        who.setBuddy(self.person.target)
        self.person.setMinimumWidth(worn().px(220))
        self.list = column(space=SNUG)
        self.more = button(_("Show earlier"), icon_name="chevron-down", on_click=self._show_more)
        choices = row(self.part, who, self.person, space=SNUG)
        choices.setStretch(0, 1)
        body.add(self.heading, choices, self.list, row(self.more, None))

    def show_place(self, household_id: HouseholdId, **args: object) -> None:
        """Show the history of this household."""
        if household_id != self._household:
            self._shown, self._limit = _SHOWN, _MOST
        self._household = household_id
        self._read()

    def on_changed(self, changes: object) -> None:
        """There is something new to tell."""
        if any(each.household == self._household for each in changes):  # type: ignore[attr-defined]
            self._read()

    def first_focus(self) -> QWidget:
        """The choice of what to show."""
        return self.part.buttons[0]

    def _read(self) -> None:
        home, limit = self._household, self._limit
        assert home is not None
        self.ask(lambda office: read_history(office, home, limit), self._fill, instead_of="history")

    def _fill(self, history: History) -> None:
        self._history = history
        self.set_title(_("Households"), history.label, _("History"))
        self.heading.setText(_("History of {household}", household=history.label))
        told: list[Entry | Visit] = [*history.entries, *history.visits]
        people = sorted({each.worker for each in told if each.worker})
        chosen = self.person.value()
        self.person.offer([("", _("Everybody")), *((name, name) for name in people)])
        self.person.show_value(chosen if chosen in people else "")
        self._show()

    def _from_the_top(self) -> None:
        self._shown = _SHOWN
        self._show()

    def _show_more(self) -> None:
        self._shown += _SHOWN
        history = self._history
        if history is not None and history.has_more and self._shown > self._limit:
            self._limit += _MOST
            self._read()
        else:
            self._show()

    def _show(self) -> None:
        emptied(self.list)
        history = self._history
        if history is None:
            return
        who = self.person.value()
        rows: list[Entry | Visit] = [*(history.entries if self.part.value() == "changed" else history.visits)]
        rows = [each for each in rows if who in (None, "", each.worker)]
        if not rows:
            self.list.addWidget(EmptyState("history", _("There is nothing to tell here."), ""))
        day, card = None, Card()
        for each in rows[: self._shown]:
            if local_day(each.at) != day:
                day = local_day(each.at)
                card = Card(long_date(day))
                self.list.addWidget(card)
            else:
                card.add(Line())
            card.add(self._entry(each, history) if isinstance(each, Entry) else self._visit(each))
        self.more.setVisible(len(rows) > self._shown or (history.has_more and self.part.value() == "changed"))

    def _visit(self, visit: Visit) -> QWidget:
        holder = QWidget()
        line = row(_time(visit), Picture("eye"), Words(_who_did(visit)), space=SNUG)
        line.setStretch(2, 1)
        holder.setLayout(line)
        return holder

    def _entry(self, entry: Entry, history: History) -> QWidget:
        holder = QWidget()
        what = _(entry.what) + (f": {entry.about}" if entry.about else "")
        words = column(space=HAIR)
        head = row(Words(what, "label"), space=TIGHT)
        if entry.is_new:
            head.addWidget(Tag(_("New"), "info"))
        if entry.is_removed:
            head.addWidget(Tag(_("Thrown away"), "quiet"))
        if entry.is_team_only:
            head.addWidget(Picture("lock"))
            head.addWidget(Tag(_("Team only"), "quiet"))
        head.setStretch(0, 1)
        words.addLayout(head)
        words.addWidget(Words(_who_did(entry), "small"))
        if not entry.is_removed:
            for story in entry.fields:
                words.addWidget(Words(_told(story, history, is_new=entry.is_new)))
        line = row(_time(entry), space=SNUG)
        line.addLayout(words, 1)
        holder.setLayout(line)
        return holder


def _time(each: Entry | Visit) -> QWidget:
    words = Words(clock(each.at), "quiet", wraps=False)
    words.setFixedWidth(worn().px(52))
    holder = QWidget()
    inside = column(holder)
    inside.addWidget(words)
    inside.addStretch(1)
    return holder


def _who_did(each: Entry | Visit) -> str:
    return _("{worker} {did}", worker=each.worker or _("The program"), did=_(each.sentence))


def _told(story: FieldStory, history: History, *, is_new: bool) -> str:
    title = field_label(story.kind, story.field)
    after = _short(value_words(story.after, history.names))
    if is_new:
        return _("{field}: {value}", field=title, value=after)
    before = _short(value_words(story.before, history.names))
    return _("{field}: was {before}, is now {after}", field=title, before=before, after=after)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONG else one_line[: _LONG - 1] + "…"
