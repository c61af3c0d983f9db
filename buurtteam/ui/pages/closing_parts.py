"""Parts of the closing page: one open thing with what becomes of it, and a closing as it is told afterwards."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from buurtteam.domain.case import Closing
from buurtteam.domain.closing import ON_A_DAY_TO_COME, Decided, Decision, OpenKind, OpenThing
from buurtteam.domain.debt import AgreementOutcome
from buurtteam.domain.household import capital
from buurtteam.domain.kinds import WorkerId
from buurtteam.texts import label, long_date, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import DateEditor, LineEditor, SegmentEditor
from buurtteam.ui.theme import HAIR, SNUG, TIGHT
from buurtteam.ui.widgets import Picture, SideBySide, StatusChip, Words, column, restyle, row

PICTURES: dict[OpenKind, str] = {
    OpenKind.CRISIS: "alert-octagon",
    OpenKind.REQUEST: "inbox",
    OpenKind.TERM: "clock",
    OpenKind.TASK: "checkbox",
    OpenKind.SERIES: "repeat",
    OpenKind.APPOINTMENT: "calendar",
    OpenKind.REFERRAL: "arrow-right",
    OpenKind.AGREEMENT: "heart-handshake",
    OpenKind.CARER_SUPPORT: "heart-plus",
    OpenKind.SIGNAL: "bell",
    OpenKind.THREAT: "alert-triangle",
    OpenKind.TRANSFER: "users",
    OpenKind.CONVERSATION: "message",
    OpenKind.PLAN: "list-check",
    OpenKind.STAND_BY: "flame",
    OpenKind.DRAFT: "pencil",
}


class Ways(SegmentEditor):
    """What becomes of one thing: arrows go sideways and to the next thing, a first letter or a number chooses."""

    stepped = Signal(int)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go to other things; a letter chooses the way that begins with it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.buttons:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step:
                self.stepped.emit(step)
                return True
            letter = event.text().casefold()
            held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
            wanted = [one for one in self.buttons if letter.isalpha() and one.text().casefold().startswith(letter)]
            if wanted and not held:
                wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
                if not wanted[0].isChecked():
                    wanted[0].click()
                return True
        return super().eventFilter(watched, event)


class OpenRow(QWidget):
    """One open thing: what it is, and what becomes of it with its day or its reason."""

    edited = Signal()
    stepped = Signal(int)

    def __init__(self, thing: OpenThing, desk: Desk) -> None:
        super().__init__()
        self.thing = thing
        self._today = desk.today
        self.ways = Ways([(each, way_words(thing.kind, each)) for each in thing.ways], optional=True)
        if len(self.ways.buttons) == 1:
            restyle(self.ways.buttons[0], "segment", "only")
        self.ways.set_words(_("{what}: what becomes of it", what=thing.what))
        self.day = DateEditor(desk.today)
        self.day.set_words(_("{what}: on which day", what=thing.what))
        self.reason = LineEditor(_("In a few words: why"))
        self.reason.set_words(_("{what}: why it is called off", what=thing.what))
        self.problem = Words("", "problem")
        self.problem.hide()
        told = column(space=HAIR)
        told.addWidget(Words(thing.what, "label"))
        below = row(Words(self._detail(), "small"), space=TIGHT)
        below.setStretch(0, 1)
        told.addLayout(below)
        if thing.is_late:
            told.addWidget(row_of(StatusChip("late", _("Too late"))))
        told.addStretch(1)
        sign = column()
        sign.addWidget(Picture(PICTURES[thing.kind], "late" if thing.is_late else "text_2", 22))
        sign.addStretch(1)
        left, right = QWidget(), QWidget()
        line = row(space=SNUG)
        line.addLayout(sign)
        line.addLayout(told, 1)
        left.setLayout(line)
        answer = column(right, space=TIGHT)
        answer.addWidget(self.ways)
        answer.addWidget(self.day)
        answer.addWidget(self.reason)
        answer.addWidget(self.problem)
        answer.addStretch(1)
        column(self).addWidget(SideBySide(left, right, shares=(5, 6), least=420))
        self.ways.edited.connect(self._on_way)
        self.ways.stepped.connect(self.stepped)
        self.day.edited.connect(self._on_edit)
        self.reason.edited.connect(self._on_edit)
        self._fit()

    def decision(self) -> Decision | None:
        """What was decided, if something was chosen; a day that is no day counts as none."""
        how = self.ways.value()
        if not isinstance(how, Decided):
            return None
        on = self.day.value()
        needs_day = how in (Decided.DONE, Decided.MOVED)
        return Decision(
            self.thing.key,
            how,
            on if needs_day and isinstance(on, date) else None,
            str(self.reason.value() or "") if how is Decided.CANCELLED else "",
        )

    def raw(self) -> dict[str, str]:
        """What was chosen and typed, for a draft."""
        how = self.ways.value()
        day = self.day.value()
        return {
            f"how:{self.thing.key}": how.value if isinstance(how, Decided) else "",
            f"on:{self.thing.key}": day.isoformat() if isinstance(day, date) else str(day or ""),
            f"why:{self.thing.key}": str(self.reason.value() or ""),
        }

    def show_raw(self, typed: Mapping[str, str]) -> None:
        """Show what was chosen and typed before."""
        how = typed.get(f"how:{self.thing.key}", "")
        self.ways.show_value(next((each for each in self.thing.ways if each.value == how), None))
        written = typed.get(f"on:{self.thing.key}", "")
        try:
            self.day.show_value(date.fromisoformat(written))
        except ValueError:
            self.day.show_value(written)
        self.reason.show_value(typed.get(f"why:{self.thing.key}", ""))
        self._fit()

    def call_off(self, reason: str) -> bool:
        """Call it off, when nothing was chosen yet and that can be; says whether it did."""
        if self.ways.value() is not None or Decided.CANCELLED not in self.thing.ways:
            return False
        self.ways.show_value(Decided.CANCELLED)
        self.reason.show_value(reason)
        self._fit()
        return True

    def show_problem(self, sentence: str) -> None:
        """Say what is missing here."""
        # What it is about stands beside it already.
        self.problem.setText(capital(sentence.removeprefix(f"{self.thing.what}: ")))
        self.problem.setVisible(bool(sentence))

    def go_in(self) -> None:
        """Put the focus where the answer is missing."""
        if self.ways.value() is None:
            self.ways.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.reason.isHidden():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _detail(self) -> str:
        thing = self.thing
        if thing.due is not None and thing.kind in (OpenKind.TERM, OpenKind.TASK):
            return _("{kind}, by {day} at the latest", kind=label(thing.kind), day=short_date(thing.due))
        if thing.due is not None and thing.kind in (OpenKind.APPOINTMENT, OpenKind.THREAT):
            return _("{kind}, on {day}", kind=label(thing.kind), day=short_date(thing.due))
        if thing.since is not None:
            return _("{kind}, since {day}", kind=label(thing.kind), day=short_date(thing.since))
        return label(thing.kind)

    def _on_way(self) -> None:
        if self.ways.value() is Decided.DONE and self.day.value() is None:
            self.day.show_value(self._today())
        self._fit()
        self._on_edit()

    def _on_edit(self) -> None:
        self.show_problem("")
        self.edited.emit()

    def _fit(self) -> None:
        how, kind = self.ways.value(), self.thing.kind
        goes_on_a_day = how is Decided.MOVED and kind in ON_A_DAY_TO_COME
        self.day.setVisible(how is Decided.DONE or goes_on_a_day)
        self.reason.setVisible(how is Decided.CANCELLED and kind is not OpenKind.DRAFT)


def row_of(*parts: QWidget) -> QWidget:
    """Parts beside each other, at the left."""
    holder = QWidget()
    holder.setLayout(row(*parts, None, space=TIGHT))
    return holder


def way_words(kind: OpenKind, how: Decided) -> str:
    """What may become of a thing, in words that fit it."""
    if kind is OpenKind.DRAFT:
        return _("Throw away") if how is Decided.CANCELLED else _("Keep as a note")
    if kind is OpenKind.PLAN:
        return _("Not signed") if how is Decided.CANCELLED else _("Signed")
    if kind is OpenKind.REQUEST and how is Decided.CANCELLED:
        return _("Withdrawn")
    if kind in (OpenKind.CRISIS, OpenKind.STAND_BY):
        return _("It is over")
    if kind is OpenKind.THREAT:
        return _("It is over") if how is Decided.DONE else _("We follow it no more")
    if kind is OpenKind.SERIES:
        return _("Stops")
    if kind is OpenKind.AGREEMENT and how is not Decided.MOVED:
        return label(AgreementOutcome.KEPT if how is Decided.DONE else AgreementOutcome.STOPPED)
    if kind is OpenKind.CARER_SUPPORT and how is Decided.DONE:
        return _("Started")
    if kind is OpenKind.SIGNAL:
        return _("Not taken up") if how is Decided.CANCELLED else _("The team goes on with it")
    if kind in ON_A_DAY_TO_COME and how is Decided.MOVED:
        return _("As aftercare")
    return label(how)


def closing_words(closing: Closing, workers: Mapping[WorkerId, str]) -> str:
    """A closing as one tells it: when, by whom, the last fixed face and the result."""
    nobody = _("nobody")
    return _(
        "Closed on {day} by {worker}. Last fixed face: {face}. Result: {result}.",
        day=long_date(closing.on),
        worker=workers.get(closing.worker, nobody) if closing.worker else nobody,
        face=workers.get(closing.plan_coordinator, nobody) if closing.plan_coordinator else nobody,
        result=label(closing.result),
    )


def opened_words(closing: Closing, workers: Mapping[WorkerId, str]) -> str:
    """How a closing ended: opened again, when, by whom and why; nothing when it holds."""
    if closing.reopened_on is None:
        return ""
    who = workers.get(closing.reopened_by, "") if closing.reopened_by else ""
    return _(
        "Opened again on {day} by {worker}: {reason}",
        day=long_date(closing.reopened_on),
        worker=who or _("nobody"),
        reason=closing.reopen_reason or "–",
    )


def steps(rows: list[OpenRow], at: OpenRow, by: int, beyond: Callable[[], object]) -> None:
    """Put the focus in the thing above or below; past the last one goes on to what follows."""
    place = rows.index(at) + by
    if 0 <= place < len(rows):
        rows[place].ways.setFocus(Qt.FocusReason.TabFocusReason)
    elif by > 0:
        beyond()
