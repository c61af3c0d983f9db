"""The lines of a plan: each keeps itself, Enter goes on to the next, and plain words are offered while typing."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QFrame, QGridLayout, QMenu, QPushButton, QWidget

from buurtteam.domain.dates_in_words import find_date, read_date
from buurtteam.domain.plan import ActionState, Goal, GoalState, PlanAction, PlanStrength, PlanWish
from buurtteam.domain.problem import Problem, Trouble, faults
from buurtteam.services import plans
from buurtteam.services.plans import OwnerChoice, PlanView, Source
from buurtteam.texts import day_this_year, label, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.notices import announce
from buurtteam.ui.page import Page
from buurtteam.ui.pages.plan_fields import CellLine, ChipButton, LineText, source_words
from buurtteam.ui.settling import Settling
from buurtteam.ui.theme import HAIR, SNUG, TIGHT, worn
from buurtteam.ui.widgets import IconButton, State, Words, button, column, link, row

if TYPE_CHECKING:
    from uuid import UUID

    from buurtteam.domain.plain_words import Hint

Row = TypeVar("Row", bound=PlanStrength | PlanWish | Goal | PlanAction)

_SOON_DAYS = 3
_ONE_LINE_NEEDS = 860
_BESIDE_NEEDS = 460


# ---------------------------------------------------------------------------------------------- one line


class PlanLine(QFrame, Generic[Row]):
    """One line of the plan on screen; `read` gives the record as it stands."""

    settled = Signal()
    entered = Signal()
    stepped = Signal(int)
    source_asked = Signal()

    def __init__(self, group: "LineGroup[Row]") -> None:
        super().__init__()
        self.group = group
        self.record: Row | None = None
        self.pending: UUID | None = None
        """The id of a new line that is being kept."""
        self.is_saving = self.again = self.is_gone = False
        self._source: Source | None = None
        self._grid: QGridLayout | None = None
        self._beside: bool | None = None
        self._hint: Hint | None = None
        self.settling = Settling(self)
        self.settling.settled.connect(self.settled)
        self.source = link("", self.source_asked.emit)
        self.source.setProperty("beside", "line")
        self.source.hide()
        self.help = Words("", "small")
        self.replace = button(_("Re&place"), "quiet", on_click=self.replace_word)
        self.replace.setProperty("size", "small")
        self.help_row = QWidget()
        below = row(self.help, self.replace, space=TIGHT)
        below.setStretch(0, 1)
        below.setContentsMargins(SNUG, 0, 0, HAIR)
        self.help_row.setLayout(below)
        self.help_row.hide()

    # ------------------------------------------------------------------ for each kind

    def texts(self) -> dict[str, Any]:
        """The fields as they stand on screen."""
        raise NotImplementedError

    def fill(self, record: Row | None, view: PlanView) -> None:
        """Show a record, or an empty line."""
        raise NotImplementedError

    @property
    def main(self) -> LineText:
        """The field that says what it is."""
        raise NotImplementedError

    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return not self.main.text()

    # ------------------------------------------------------------------ for all

    def watch(self, *fields: LineText | CellLine) -> None:
        """Let these fields keep the line and lead to the next."""
        for each in fields:
            if isinstance(each, LineText):
                each.edited.connect(self.touched)
            else:
                each.textEdited.connect(lambda _text: self.touched())
            each.entered.connect(self.entered)
            each.stepped.connect(self.stepped)
            each.left.connect(self._on_left)

    def lay_simply(self, *parts: QWidget) -> None:
        """The first part takes the room; where it comes from stands beside it, or below when there is no room."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(TIGHT)
        grid.setVerticalSpacing(0)
        for at, part in enumerate(parts):
            grid.addWidget(part, 0, at, Qt.AlignmentFlag.AlignTop if at else Qt.AlignmentFlag(0))
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.help_row, 2, 0, 1, len(parts) + 1)
        self._grid = grid
        self._put_source(beside=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._grid is not None:
            self._put_source(beside=self.width() >= worn().px(_BESIDE_NEEDS))

    def _put_source(self, *, beside: bool) -> None:
        if self._grid is None or beside is self._beside:
            return
        self._beside = beside
        self._grid.removeWidget(self.source)
        columns = self._grid.columnCount()
        if beside:
            self._grid.addWidget(self.source, 0, columns - 1, Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addWidget(self.source, 1, 0, 1, columns, Qt.AlignmentFlag.AlignLeft)

    def touched(self) -> None:
        """Something was typed."""
        self.group.grow(self)
        self.settling.touch()
        self.look_at_words()

    def is_typing(self) -> bool:
        """Whether what stands here is not kept yet."""
        return self.is_saving or self.settling.is_waiting

    def show_record(self, record: Row | None, view: PlanView) -> None:
        """Show a record; what is being typed stays."""
        self.record = record
        self._source = view.sources.get(record.id) if record else None
        words = source_words(self._source)
        self.source.setText(f"‹ {words}" if words else "")
        self.source.setVisible(bool(words))
        self.source.setAccessibleName(_("Comes from {source}", source=words) if words else "")
        self.source.setToolTip(self._source.text if self._source else "")
        if not self.is_typing():
            self.fill(record, view)

    def read(self) -> Row | None:
        """The record as it stands, or nothing for an empty new line.

        Raises ValidationError when a field is not right.
        """
        if self.record is None and self.is_blank():
            return None
        if self.record is not None:
            return cast("Row", self.record.changed(**self.texts()))
        return self.group.make(**self.texts())

    def where_from(self) -> Source | None:
        """The sentence it comes from."""
        return self._source

    def say_problem(self, sentence: str) -> None:
        """Say what is wrong under the line; nothing takes it away."""
        self._hint = None
        self.help.set_tone("problem" if sentence else "small")
        self.help.setText(sentence)
        self.replace.hide()
        self.help_row.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence, urgent=True)

    def look_at_words(self) -> None:
        """Offer the first plainer word, or say that the sentence is long."""
        if not self.group.checks_words:
            return
        hints = plans.plain_words().check(self.main.text())
        hint = next((each for each in hints if each.instead), hints[0] if hints else None)
        self._hint = hint
        if hint is None:
            self.say_problem("")
            return
        self.help.set_tone("small")
        if hint.instead:
            text = _("“{word}” is a hard word. Plainer: “{instead}”.", word=hint.word, instead=hint.instead)
        elif hint.word and len(hint.word) < 40:
            text = _("“{word}”: {why}", word=hint.word, why=label(hint.why))
        else:
            text = label(hint.why)
        self.help.setText(text)
        self.replace.setVisible(bool(hint.instead))
        self.help_row.setVisible(self.holds_focus())

    def replace_word(self) -> None:
        """Put the plainer word in its place."""
        if self._hint is None or not self._hint.instead:
            return
        text = self.main.text()
        new = text[: self._hint.start] + self._hint.instead + text[self._hint.end :]
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        self.main.setPlainText(new)
        self.main.moveCursor(QTextCursor.MoveOperation.End)

    def holds_focus(self) -> bool:
        """Whether somebody stands in this line."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _on_left(self) -> None:
        self.settling.flush()
        if not self.holds_focus():
            if self.help.property("tone") != "problem":
                self.help_row.hide()
            self.group.left(self)


class StrengthLine(PlanLine[PlanStrength]):
    """Something that goes well."""

    def __init__(self, group: "LineGroup[PlanStrength]") -> None:
        super().__init__(group)
        self.words = LineText(_("This goes well"), _("What goes well? Enter = next line"))
        self.watch(self.words)
        self.lay_simply(self.words)

    @property
    def main(self) -> LineText:
        return self.words

    def texts(self) -> dict[str, Any]:
        return {"text": self.words.text()}

    def fill(self, record: PlanStrength | None, view: PlanView) -> None:
        self.words.say(record.text if record else "")


class WishLine(PlanLine[PlanWish]):
    """What somebody wants, in literal words, with who says it."""

    def __init__(self, group: "LineGroup[PlanWish]") -> None:
        super().__init__(group)
        self._speaker: OwnerChoice | None = None
        self.words = LineText(_("This is what we want"), _("In own words. Enter = next line"), voice=True)
        self.who = QPushButton()
        self.who.setProperty("kind", "quiet")
        self.who.setProperty("size", "small")
        self.who.setProperty("menu", "true")
        self.who.setAutoDefault(False)
        self._menu = QMenu(self.who)
        self.who.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._offer)
        self.watch(self.words)
        self.lay_simply(self.words, self.who)

    @property
    def main(self) -> LineText:
        return self.words

    def texts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {"words": self.words.text()}
        if self._speaker is not None:
            facts |= {
                "resident": self._speaker.resident,
                "network_member": self._speaker.network_member,
                "said_by": "" if self._speaker.resident or self._speaker.network_member else self._speaker.name,
            }
        return facts

    def fill(self, record: PlanWish | None, view: PlanView) -> None:
        self.words.say(record.words if record else "")
        if record is None and self._speaker is None:
            self._speaker = view.speakers[0] if view.speakers else None
        elif record is not None:
            self._speaker = None
        name = view.who.get(record.id, "") if record else (self._speaker.name if self._speaker else "")
        self._name(name)

    def _name(self, name: str) -> None:
        self.who.setText(name or _("Who says this?"))
        self.who.setAccessibleName(_("Said by: {name}", name=name or _("not known")))

    def _offer(self) -> None:
        self._menu.clear()
        for each in self.group.view.speakers if self.group.view else ():
            self._menu.addAction(each.name, partial(self._choose, each))

    def _choose(self, speaker: OwnerChoice) -> None:
        self._speaker = speaker
        self._name(speaker.name)
        if not self.is_blank():
            self.settling.touch()


class GoalLine(PlanLine[Goal]):
    """A goal in own words, and how it stands."""

    more_asked = Signal()

    def __init__(self, group: "LineGroup[Goal]") -> None:
        super().__init__(group)
        self._state = GoalState.OPEN
        self.words = LineText(_("Goal in own words"), _("A goal in own words. Enter = next line"))
        self.state = ChipButton(_("How it goes"), {each: label(each) for each in GoalState})
        self.state.chosen.connect(self._choose)
        self.more = IconButton("dots", _("More about this goal"), self.more_asked.emit)
        self.watch(self.words)
        self.lay_simply(self.words, self.state, self.more)

    @property
    def main(self) -> LineText:
        return self.words

    def texts(self) -> dict[str, Any]:
        return {"words": self.words.text(), "state": self._state}

    def fill(self, record: Goal | None, view: PlanView) -> None:
        self.more.setVisible(record is not None)
        self.more.setAccessibleName(_("More about the goal: {goal}", goal=record.words if record else ""))
        self.words.say(record.words if record else "")
        self._state = record.state if record else GoalState.OPEN
        self._show_state()
        self.state.setVisible(record is not None)

    def _choose(self, state: GoalState) -> None:
        self._state = state
        self._show_state()
        self.settling.touch()
        self.settling.flush()

    def _show_state(self) -> None:
        looks: dict[GoalState, State] = {
            GoalState.OPEN: "on_time", GoalState.LATER: "waiting", GoalState.REACHED: "done", GoalState.PARTLY: "done",
        }  # fmt: skip
        self.state.show_state(looks.get(self._state, "quiet"), label(self._state))


class ActionLine(PlanLine[PlanAction]):
    """An agreement: who does what, when, and how it goes."""

    more_asked = Signal()

    def __init__(self, group: "LineGroup[PlanAction]") -> None:
        super().__init__(group)
        self.setProperty("panel", "row")
        self._state = ActionState.PLANNED
        self._owner: OwnerChoice | None = None
        self._is_wide: bool | None = None
        self.number = IconButton("grip-vertical", "", self.open_menu)
        self.who = CellLine(_("Who"), _("we are still looking for this"))
        self.what = LineText(_("Does what"), _("What do you agree on? Enter = next line"))
        self.when = CellLine(_("When"), _("such as Monday"))
        self.state = ChipButton(_("How it goes"), {each: label(each) for each in ActionState})
        self.state.chosen.connect(self._choose_state)
        self.result = LineText(
            _("How it went, in own words"), _("It worked! What do you say about it yourself?"), voice=True
        )
        self.result.hide()
        self.who.textEdited.connect(lambda text: self._meant(text))
        self.who.left.connect(self._tidy_owner)
        self.when.left.connect(self._tidy_day)
        completer = QCompleter(self.who)
        completer.setModel(group.names)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._completed)
        self.who.setCompleter(completer)
        self.watch(self.who, self.what, self.when, self.result)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, HAIR, 0, HAIR)
        self.grid.setHorizontalSpacing(TIGHT)
        self.grid.setVerticalSpacing(2)
        # Less than the columns need: a narrow window puts them under each other.
        self.setMinimumWidth(1)
        self._lay(wide=True)

    @property
    def main(self) -> LineText:
        return self.what

    def is_blank(self) -> bool:
        return not (self.what.text() or self.who.text().strip())

    def texts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {"what": self.what.text(), "state": self._state, "result": self.result.text()}
        if self._owner is not None:
            facts |= self._owner.facts()
        if self.when.isModified():
            facts |= self._day()
        return facts

    def fill(self, record: PlanAction | None, view: PlanView) -> None:
        self._owner = None
        self.who.say(view.who.get(record.id, "") if record else "")
        self.what.say(record.what if record else "")
        self.when.say(self._when_of(record))
        self.when.setModified(False)
        self.result.say(record.result if record else "")
        self._state = record.state if record else ActionState.PLANNED
        self.state.setVisible(record is not None)
        self.result.setVisible(self._state is ActionState.DONE)
        self._show_state()
        number = view.actions.index(record) + 1 if record in view.actions else 0
        self.number.setEnabled(bool(number))
        self.number.setAccessibleName(
            _("Agreement {number}: move, remove, more", number=number) if number else _("A new agreement")
        )
        self.number.setToolTip(_("Move, remove, more"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(wide=self.width() >= worn().px(_ONE_LINE_NEEDS))

    def _lay(self, *, wide: bool) -> None:
        """On one line while there is room, else what is done below who does it when."""
        if wide is self._is_wide:
            return
        self._is_wide = wide
        parts: tuple[tuple[QWidget, int, int, int], ...]
        if wide:
            parts = (
                (self.number, 0, 0, 1), (self.who, 0, 1, 1), (self.what, 0, 2, 1), (self.when, 0, 3, 1),
                (self.state, 0, 4, 1), (self.source, 0, 5, 1), (self.result, 1, 2, 3), (self.help_row, 2, 2, 4),
            )  # fmt: skip
        else:
            parts = (
                (self.number, 0, 0, 1), (self.who, 0, 1, 1), (self.when, 0, 2, 1), (self.state, 0, 3, 1),
                (self.what, 1, 1, 3), (self.result, 2, 1, 3), (self.source, 3, 1, 3), (self.help_row, 4, 1, 3),
            )  # fmt: skip
        top = Qt.AlignmentFlag.AlignTop
        for widget, line, at, wide_over in parts:
            self.grid.removeWidget(widget)
            if widget in (self.number, self.state, self.source):
                self.grid.addWidget(widget, line, at, 1, wide_over, top | Qt.AlignmentFlag.AlignLeft)
            elif widget in (self.who, self.when):
                self.grid.addWidget(widget, line, at, 1, wide_over, top)
            else:
                self.grid.addWidget(widget, line, at, 1, wide_over)
        widths = column_widths(wide=wide)
        for at in range(6):
            self.grid.setColumnMinimumWidth(at, widths[at] if at < len(widths) else 0)
            self.grid.setColumnStretch(at, 1 if at == 2 and wide else (1 if not wide and at in (1, 2) else 0))
        self.source.setMaximumWidth(worn().px(150) if wide else 16777215)

    # ------------------------------------------------------------------ who

    def _meant(self, text: str) -> None:
        self._owner = plans.owner_of(text, self.group.view.owners if self.group.view else ())

    def _completed(self, name: str) -> None:
        # `Noor  (Noor Bakker)` in the list is `Noor` in the field.
        self.who.setText(name.split("  ", maxsplit=1)[0])
        self._owner = self.group.owner_named(name)
        self.touched()
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tidy_owner(self) -> None:
        if self._owner is not None:
            self.who.say(self._owner.name)

    # ------------------------------------------------------------------ when

    def _when_of(self, record: PlanAction | None) -> str:
        if record is None:
            return ""
        if record.when_words and (record.due_on is None or read_date(record.when_words, self.group.today()) is None):
            return record.when_words
        return day_this_year(record.due_on) if record.due_on else ""

    def _day(self) -> dict[str, Any]:
        text, today = self.when.text().strip(), self.group.today()
        if (whole := read_date(text, today)) is not None:
            return {"due_on": whole, "when_words": ""}
        found = None if text.lower().startswith(("elke", "iedere", "every", "each")) else find_date(text, today)
        return {"due_on": found[0] if found else None, "when_words": text}

    def _tidy_day(self) -> None:
        if self.when.isModified():
            day = self._day()["due_on"]
            if day is not None and not self._day()["when_words"]:
                modified = self.when.isModified()
                self.when.say(day_this_year(day))
                self.when.setModified(modified)

    # ------------------------------------------------------------------ how it goes

    def _choose_state(self, state: ActionState) -> None:
        self._state = state
        self._show_state()
        self.result.setVisible(state is ActionState.DONE)
        if state is ActionState.DONE:
            self.result.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settling.touch()
        self.settling.flush()

    def _show_state(self) -> None:
        due = self.record.due_on if self.record else None
        self.state.show_state(*state_of(self._state, due, self.group.today()))

    # ------------------------------------------------------------------ the menu of the line

    def open_menu(self) -> None:
        """What can be done with the whole line."""
        menu = QMenu(self)
        for words, call in (
            (_("More about this agreement…"), self.more_asked.emit),
            (_("Up"), lambda: self.group.move_line(self, -1)),
            (_("Down"), lambda: self.group.move_line(self, 1)),
            (_("Remove this line"), lambda: self.group.remove(self)),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, call=call: call())
            menu.addAction(action)
        menu.exec(self.number.mapToGlobal(self.number.rect().bottomLeft()))
        menu.deleteLater()


def column_widths(*, wide: bool) -> tuple[int, ...]:
    """The least widths of the columns of agreements, for the lines and their heads."""
    px = worn().px
    return (px(32), px(176), px(280), px(124), px(160), px(150)) if wide else (px(32), px(110), px(110), px(120))


def state_of(state: ActionState, due: date | None, today: date) -> tuple[State, str]:
    """How an agreement goes, as a chip: what is late says so."""
    if state in (ActionState.PLANNED, ActionState.BUSY) and due is not None:
        left = (due - today).days
        if left < 0:
            return "late", _("The day has passed")
        if left <= _SOON_DAYS and state is ActionState.PLANNED:
            return "soon", label(state)
    looks: dict[ActionState, State] = {
        ActionState.PLANNED: "on_time", ActionState.BUSY: "on_time", ActionState.WAITING: "waiting",
        ActionState.DONE: "done",
    }  # fmt: skip
    return looks.get(state, "quiet"), label(state)


# ---------------------------------------------------------------------------------------------- the lines of one kind


class LineGroup(QWidget, Generic[Row]):
    """The lines of one kind, with an empty one at the end to write in."""

    def __init__(
        self,
        page: Page,
        line: Callable[["LineGroup[Row]"], PlanLine[Row]],
        make: Callable[..., Row],
        rows_of: Callable[[PlanView], Sequence[Row]],
        *,
        names: Any = None,  # noqa: ANN401 - a model of names
        today: Callable[[], date] = date.today,
        checks_words: bool = True,
    ) -> None:
        super().__init__()
        self.page, self.make, self.today, self.names = page, make, today, names
        self.checks_words = checks_words
        self.view: PlanView | None = None
        self.lines: list[PlanLine[Row]] = []
        self.changed: Callable[[], object] = lambda: None
        """Told when something was typed."""
        self.resized: Callable[[bool], object] = lambda _wide: None
        """Told whether lines fit beside their columns."""
        self._line: Callable[[LineGroup[Row]], PlanLine[Row]] = line
        self._rows_of: Callable[[PlanView], Sequence[Row]] = rows_of
        self._layout = column(self, space=HAIR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized(self.width() >= worn().px(_ONE_LINE_NEEDS))

    # ------------------------------------------------------------------ show

    def show_view(self, view: PlanView) -> None:
        """Show the lines as they are kept; what is being typed stays where it is."""
        self.view = view
        by_id = {line.record.id: line for line in self.lines if line.record is not None}
        coming = {line.pending: line for line in self.lines if line.pending is not None}
        wanted: list[PlanLine[Row]] = []
        for record in self._rows_of(view):
            line = by_id.pop(record.id, None) or coming.pop(record.id, None) or self._made()
            line.show_record(record, view)
            wanted.append(line)
        fresh: list[PlanLine[Row]] = [line for line in self.lines if line.record is None and line not in wanted]
        if not fresh:
            fresh = [self._made()]
        for line in fresh:
            line.show_record(None, view)
        for gone in by_id.values():
            gone.is_gone = True
            gone.hide()
            self._layout.removeWidget(gone)
            gone.deleteLater()
        self.lines = [*wanted, *fresh]
        for at, line in enumerate(self.lines):
            if self._layout.indexOf(line) != at:
                self._layout.removeWidget(line)
                self._layout.insertWidget(at, line)
            line.show()

    def _made(self) -> PlanLine[Row]:
        line = self._line(self)
        line.settled.connect(lambda: self.keep(line))
        line.entered.connect(lambda: self.step(line, 1, after_end=True))
        line.stepped.connect(lambda by: self.step(line, by))
        line.source_asked.connect(lambda: self._open_source(line))
        return line

    def _open_source(self, line: PlanLine[Row]) -> None:
        source = line.where_from()
        if source and source.conversation:
            self.page.desk.open_place("conversation", conversation_id=source.conversation, topic=source.topic)

    # ------------------------------------------------------------------ the keyboard

    def step(self, line: PlanLine[Row], by: int, *, after_end: bool = False) -> None:
        """Go to the line above or below."""
        at = self.lines.index(line) + by
        if at >= len(self.lines) and after_end and not line.is_blank():
            self.grow(line)
        if 0 <= at < len(self.lines):
            self.lines[at].main.setFocus(Qt.FocusReason.TabFocusReason)

    def grow(self, line: PlanLine[Row]) -> None:
        """There is always an empty line below the last."""
        self.changed()
        if line is self.lines[-1] and not line.is_blank() and self.view is not None:
            fresh = self._made()
            fresh.show_record(None, self.view)
            self.lines.append(fresh)
            self._layout.addWidget(fresh)
            fresh.show()

    def focused(self) -> PlanLine[Row] | None:
        """The line that somebody stands in."""
        focus = self.window().focusWidget()
        return next((each for each in self.lines if focus is not None and each.isAncestorOf(focus)), None)

    def focus_last(self) -> None:
        """Stand in the empty line at the end."""
        if self.lines:
            self.lines[-1].main.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_record(self, wanted: str) -> bool:
        """Stand in the line of a record; whether it is here."""
        for line in self.lines:
            if line.record is not None and str(line.record.id) == wanted:
                line.main.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def owner_named(self, shown: str) -> OwnerChoice | None:
        """Somebody as the list of names shows them."""
        owners = self.view.owners if self.view else ()
        return next((each for each in owners if owner_shown(each) == shown), None)

    # ------------------------------------------------------------------ keep

    def keep(self, line: PlanLine[Row]) -> None:
        """Keep a line; while one is on its way the newest typing waits."""
        if line.is_gone:
            return
        if line.is_saving:
            line.again = True
            return
        try:
            record = line.read()
        except ValidationError as error:
            line.say_problem(problem_text(faults(error)[0]))
            return
        if record is None or (line.record is not None and record == line.record):
            return
        if not plans.text_of(record) and line.record is not None:
            return
        if not plans.text_of(record):
            return
        line.is_saving = True
        line.pending = record.id if line.record is None else None
        self.page.do(
            lambda office: plans.keep_row(office, record),
            lambda kept: self._kept(line, record, kept),
            lambda error: self._not_kept(line, error),
        )

    def _kept(self, line: PlanLine[Row], asked: Row, kept: Row) -> None:
        line.is_saving, line.pending = False, None
        line.record = kept
        if isinstance(kept, Goal) and isinstance(asked, Goal) and kept.state is not asked.state:
            self.page.desk.notices.say(_("Three goals at a time is enough. This one waits until later."))
        if line.again:
            line.again = False
            self.keep(line)

    def _not_kept(self, line: PlanLine[Row], error: Problem | Trouble) -> None:
        line.is_saving, line.pending, line.again = False, None, False
        line.say_problem(problem_text(error))
        if isinstance(error, Problem) and self.view is not None:
            line.fill(line.record, self.view)

    def left(self, line: PlanLine[Row]) -> None:
        """A line that was emptied goes when somebody leaves it."""
        if line.record is not None and not line.main.text() and not line.is_saving:
            self.remove(line)

    def flush(self) -> None:
        """Keep what is being typed now."""
        for line in self.lines:
            line.settling.flush()

    # ------------------------------------------------------------------ move and remove

    def move_line(self, line: PlanLine[Row], by: int) -> None:
        """Move a line up or down."""
        record = line.record
        if record is None:
            return
        line.settling.flush()
        self.page.do(lambda office: plans.move_row(office, record, by))

    def remove(self, line: PlanLine[Row]) -> None:
        """Move a line to the trash; a button takes it back."""
        record = line.record
        if record is None:
            line.settling.forget()
            if self.view is not None:
                line.fill(None, self.view)
            return
        line.settling.forget()
        at = self.lines.index(line)
        if line.holds_focus():
            neighbour = self.lines[at + 1] if at + 1 < len(self.lines) else self.lines[at - 1]
            neighbour.main.setFocus(Qt.FocusReason.OtherFocusReason)
        line.is_gone = True
        self.page.do(
            lambda office: plans.remove_row(office, record),
            lambda bundle: self.page.desk.notices.offer_undo(
                _("Line removed. It lies in the bin for 30 days."),
                lambda: self.page.do(lambda office: office.restore(bundle)),
            ),
        )


def owner_shown(owner: OwnerChoice) -> str:
    """Somebody in the list of names: the name, and what tells this person from others."""
    return f"{owner.name}  ({owner.detail})" if owner.detail and owner.detail != owner.name else owner.name
