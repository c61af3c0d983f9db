"""The Ctrl+J box: a note about a household from anywhere, in one field, kept while it is typed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from buurtteam.domain.keeping import Draft, Found
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.quick_note import Person, call_backs, parse
from buurtteam.services.tasks import QuickNote
from buurtteam.texts import day_this_year, label, plural, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import GrowingText
from buurtteam.ui.list_row import ListRow, lines, rows_in
from buurtteam.ui.notices import announce
from buurtteam.ui.settling import Settling
from buurtteam.ui.theme import ROOM, SNUG, TIGHT, worn
from buurtteam.ui.widgets import Heading, IconButton, Tag, Words, button, column, emptied, flow, link, row

if TYPE_CHECKING:
    from buurtteam.services.office import Office

_PAUSE = 200
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickNoteBox(QFrame):
    """Over the window; Ctrl+Enter keeps the note, Esc goes and what was typed waits."""

    kept = Signal(object)
    """What came of the note."""

    def __init__(self, over: QWidget, desk: Desk) -> None:
        super().__init__(over)
        self._over, self._desk = over, desk
        self._household: HouseholdId | None = None
        self._label = ""
        self._people: tuple[Person, ...] = ()
        self._before: QWidget | None = None
        self.setProperty("panel", "palette")
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Quick note"))
        outer = column(self, margin=ROOM, space=SNUG)
        self.heading = Heading(_("Quick note"), 3)
        self.other = link(_("Somebody else"), self._choose_other)
        outer.addLayout(row(self.heading, None, self.other, IconButton("x", _("Close"), self.close_box)))
        self.finder = QWidget()
        finding = column(self.finder, space=TIGHT)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("About whom? Part of a name, a street or a phone number"))
        self.line.setAccessibleName(_("About whom?"))
        self.line.installEventFilter(self)
        finding.addWidget(self.line)
        self.hits = column(space=TIGHT)
        finding.addLayout(self.hits)
        outer.addWidget(self.finder)
        self.text = GrowingText(4, 10)
        self.text.setAccessibleName(_("Note"))
        self.text.setPlaceholderText(_("What do you want to remember? #afspraak call the school on Monday"))
        self.text.installEventFilter(self)
        outer.addWidget(self.text)
        signs = (
            (_("Agreement"), "#afspraak ", "calendar-plus"),
            (_("Goes well"), "#goed ", "thumb-up"),
            (_("Signal"), "#signaal ", "flag"),
            (_("Literal words"), "“”", "quote"),
            (_("Team only"), "!", "lock"),
            (_("Call back"), "#terugbellen ", "phone-call"),
        )
        self.signs = [button(words, "quiet", picture, self._putter(sign)) for words, sign, picture in signs]
        outer.addWidget(flow(*self.signs, space=0))
        self.caught = QWidget()
        self._caught_box = column(self.caught)
        outer.addWidget(self.caught)
        self.problem = Words("", "problem")
        self.problem.hide()
        outer.addWidget(self.problem)
        self.ready = button(_("Keep the note"), "primary", "check", self.finish)
        self.hint = Words(_("Ctrl+Enter keeps it. Esc goes back; your text waits here."), "small")
        bottom = row(self.ready, self.hint, space=SNUG)
        bottom.setStretch(1, 1)
        outer.addLayout(bottom)
        self.settling = Settling(self)
        self.settling.settled.connect(self._keep_draft)
        self.text.textChanged.connect(self._on_text)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look_up)
        self.line.textEdited.connect(lambda _text: self._pause.start())
        over.installEventFilter(self)
        desk.theme.changed.connect(self._fit)
        self.hide()

    # ------------------------------------------------------------------ coming and going

    def open_box(self, household: HouseholdId | None = None) -> None:
        """Come up for a household, or ask whom it is about."""
        if self._desk.office is None:
            return
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.settling.flush()
        self._show_problem("")
        self._take(household, "")
        self._show_text("")
        if household is not None:
            self._know(household)
        else:
            self._desk.background.ask(_recent, self._show_hits, instead_of="note.hits")
        self.show()
        self.raise_()
        self._fit()
        (self.text if household is not None else self.line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_box(self) -> None:
        """Go; what was typed is kept and comes back for this household."""
        self.settling.flush()
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Keep the note and go."""
        household, text = self._household, self.text.toPlainText()
        if household is None:
            self._show_problem(_("Choose first whom this is about."))
            self.line.setFocus()
            return
        place = self._place
        self.settling.forget()
        self._desk.background.do(
            lambda office: _write(office, household, text, place),
            self._written,
            self._not_written,
        )

    # ------------------------------------------------------------------ whom it is about

    @property
    def household(self) -> HouseholdId | None:
        """The household the note is about."""
        return self._household

    @property
    def _place(self) -> str:
        return f"note.{self._household}" if self._household else "note.new"

    def _choose_other(self) -> None:
        self._take(None, "")
        self.line.clear()
        self._desk.background.ask(_recent, self._show_hits, instead_of="note.hits")
        self.line.setFocus()
        self._fit()

    def _take(self, household: HouseholdId | None, name: str) -> None:
        self._household, self._label, self._people = household, name, ()
        self.finder.setVisible(household is None)
        self.other.setVisible(household is not None)
        self.heading.setText(_("Quick note about {who}", who=name) if name else _("Quick note"))

    def _choose(self, hit: Found) -> None:
        if hit.household is None:
            return
        self._take(hit.household, hit.name)
        self._know(hit.household)
        self.text.setFocus()
        self._fit()

    def _chooser(self, hit: Found) -> Callable[[], None]:
        return lambda: self._choose(hit)

    def _know(self, household: HouseholdId) -> None:
        self._desk.background.ask(lambda office: _about(office, household), self._known, instead_of="note.about")

    def _known(self, found: tuple[HouseholdId, str, tuple[Person, ...], Draft | None]) -> None:
        household, name, people, draft = found
        if household != self._household:
            return
        self._take(household, name)
        self._people = people
        if draft is not None and not self.text.toPlainText():
            self._show_text(draft.typed.get("text", ""))
        self._show_caught()

    def _look_up(self) -> None:
        typed = self.line.text().strip()
        if len(typed) >= 2:
            self._desk.background.ask(lambda office: _found(office, typed), self._show_hits, instead_of="note.hits")
        else:
            self._desk.background.ask(_recent, self._show_hits, instead_of="note.hits")

    def _show_hits(self, hits: Sequence[Found]) -> None:
        emptied(self.hits)
        self._hits = list(hits)
        if hits and self._household is None:
            rows = [
                ListRow(hit.name, hit.detail, picture="user" if hit.resident else "home", role="primary").on_open(
                    self._chooser(hit)
                )
                for hit in hits[:5]
            ]
            self.hits.addWidget(lines(*rows))
        elif self.line.text().strip():
            self.hits.addWidget(Words(_("Nothing found for “{typed}”.", typed=self.line.text().strip()), "quiet"))
        QTimer.singleShot(0, self, self._fit)

    # ------------------------------------------------------------------ what is typed

    def _show_text(self, text: str) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)
        self.text.grow()
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        self._show_caught()

    def _on_text(self) -> None:
        self._show_problem("")
        self.settling.touch()
        self._show_caught()
        self._fit()

    def _show_caught(self) -> None:
        emptied(self._caught_box)
        calls, text = call_backs(self.text.toPlainText())
        caught = parse(text, self._people, self._desk.today())
        tags: list[QWidget] = [Tag(_("Call back, for whoever has time"), "info") for _call in calls[:2]]
        for one in caught[:6]:
            words = label(one.kind)
            if one.speaker:
                words = _("{who}: {what}", who=one.speaker, what=words)
            if one.due_on is not None:
                words = _("{what}, {day}", what=words, day=day_this_year(one.due_on))
            if one.is_team_only:
                words = _("{what} (team only)", what=words)
            tags.append(Tag(words, "info"))
        self.caught.setVisible(bool(tags))
        if tags:
            self._caught_box.addWidget(flow(*tags))
        # Once the new words have their size.
        QTimer.singleShot(0, self, self._fit)

    def _putter(self, sign: str) -> Callable[[], None]:
        return lambda: self._put_sign(sign)

    def _put_sign(self, sign: str) -> None:
        cursor = self.text.textCursor()
        if sign == "“”":
            chosen = cursor.selectedText()
            cursor.insertText(f"“{chosen}”")
            if not chosen:
                cursor.movePosition(cursor.MoveOperation.Left)
        else:
            if sign == "!":
                cursor.movePosition(cursor.MoveOperation.StartOfLine)
            elif cursor.positionInBlock() and not cursor.block().text()[: cursor.positionInBlock()].endswith(" "):
                cursor.insertText(" ")
            cursor.insertText(sign)
            if sign == "!":
                cursor.movePosition(cursor.MoveOperation.EndOfLine)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _keep_draft(self) -> None:
        place, text = self._place, self.text.toPlainText()
        if text.strip():
            self._desk.background.do(lambda office: office.keep_draft(place, {"text": text}))
        else:
            self._desk.background.do(lambda office: office.drop_draft(place))

    # ------------------------------------------------------------------ keeping

    def _written(self, made: QuickNote) -> None:
        self._show_text("")
        self.settling.forget()
        self.close_box()
        words = _("Note kept with {who}.", who=made.label or _("Without a name yet"))
        if made.tasks:
            count = len(made.tasks)
            words = plural(
                "Note kept with {who}, and {count} task made.",
                "Note kept with {who}, and {count} tasks made.",
                count,
                who=made.label or _("Without a name yet"),
            )
        self._desk.notices.offer_undo(words, lambda: self._desk.background.do(lambda office: _forget(office, made)))
        self.kept.emit(made)

    def _not_written(self, error: Problem | Trouble) -> None:
        self._show_problem(problem_text(error))
        self.text.setFocus()
        self.settling.touch()

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            announce(self.text, sentence, urgent=True)

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._fit()
        if isinstance(event, QKeyEvent) and watched in (self.text, self.line):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(watched, event)
            if event.type() == QEvent.Type.ShortcutOverride and _keeps(event):
                # The page underneath may finish something with the same key; in this box it keeps the note.
                event.accept()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes wherever one is in the box."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        else:
            super().keyPressEvent(event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        enter = event.key() in _ENTER
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        elif _keeps(event):
            self.finish()
        elif watched is self.line and (enter or event.key() == Qt.Key.Key_Down):
            rows = rows_in(self.finder)
            if enter and rows:
                self._choose(self._hits[0])
            elif rows:
                rows[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def _fit(self) -> None:
        width = min(worn().px(680), self._over.width() - 32)
        inside = self.layout()
        assert inside is not None
        inside.invalidate()
        inside.activate()
        height = inside.totalHeightForWidth(width)
        self.setGeometry((self._over.width() - width) // 2, 24, width, min(height, self._over.height() - 48))


def _keeps(event: QKeyEvent) -> bool:
    """Whether this key keeps the note: Ctrl+Enter."""
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _write(office: "Office", household: HouseholdId, text: str, place: str) -> QuickNote:
    from buurtteam.services import tasks

    made = tasks.quick_note(office, household, text)
    office.drop_draft(place)
    office.drop_draft("note.new")
    return made


def _forget(office: "Office", made: QuickNote) -> None:
    from buurtteam.services import tasks

    tasks.forget_note(office, made)


def _about(office: "Office", household: HouseholdId) -> tuple[HouseholdId, str, tuple[Person, ...], Draft | None]:
    from buurtteam.services import overviews, tasks

    name = overviews.name_of(office, household)
    draft = office.draft(f"note.{household}") or office.draft("note.new")
    return household, name, tasks.people_of(office, household), draft


def _found(office: "Office", typed: str) -> Sequence[Found]:
    from buurtteam.services import overviews

    return overviews.find(office, typed, 5)


def _recent(office: "Office") -> Sequence[Found]:
    from buurtteam.services import overviews

    return [Found(line.household, None, line.household_label, "") for line in overviews.recent(office, 5)]
