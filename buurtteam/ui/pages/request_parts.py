"""The parts of one request: its terms with why they end when they end, and what happened on which day."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.request import EventKind, RequestEvent
from buurtteam.services import requests
from buurtteam.services.requests import RequestView
from buurtteam.texts import label, language, problem_text, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.form import Form
from buurtteam.ui.terms import both_dates, explanation, is_late, term_marks
from buurtteam.ui.theme import HAIR, SNUG, TIGHT
from buurtteam.ui.widgets import (
    Card,
    IconButton,
    Line,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
    row,
)

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

SUSPENDS = (EventKind.ASKED_TO_COMPLETE, EventKind.DELAY_AGREED)


class Terms(Card):
    """Each term with its chip, both its dates, and on asking every step of the counting."""

    def __init__(self, on_delay: Callable[[Deadline], object]) -> None:
        super().__init__(_("Terms"), icon_name="hourglass")
        self._on_delay = on_delay
        self._open: set[str] = set()

    def show_view(self, view: RequestView) -> None:
        """Show the terms of a request; those that wait for somebody first."""
        self.clear()
        terms = sorted(view.deadlines, key=lambda term: (not term.is_open, term.warn_on))
        if not terms:
            self.add(Words(_("No term of the law starts with this kind of request."), "quiet"))
        for number, term in enumerate(terms):
            if number:
                self.add(Line())
            self.add(self._term(term, view))

    def _term(self, term: Deadline, view: RequestView) -> QWidget:
        holder = QWidget()
        inside = column(holder, space=HAIR)
        inside.addWidget(Words(term.title.of(language()), "label"))
        inside.addWidget(flow(*term_marks(term, view.today)))
        inside.addWidget(Words(_met(term) or both_dates(term), "quiet"))
        why = Words("\n".join(f"•  {each}" for each in explanation(term)))
        why.setContentsMargins(SNUG, TIGHT, 0, TIGHT)
        is_open = term.step in self._open
        why.setVisible(is_open)
        ask = link(_("Hide why") if is_open else _("Why this date?"), lambda: None)
        ask.setAccessibleName(_("Why this date? {term}", term=term.title.of(language())))

        def unfold() -> None:
            shown = why.isHidden()
            why.setVisible(shown)
            ask.setText(_("Hide why") if shown else _("Why this date?"))
            ask.setAccessibleDescription(why.text() if shown else "")
            (self._open.add if shown else self._open.discard)(term.step)

        ask.clicked.connect(unfold)
        deeds: list[QWidget | None] = [ask, None]
        if is_late(term, view.today):
            delay = link(_("Note the delay"), lambda: self._on_delay(term))
            delay.setAccessibleName(_("Note the delay: {term}", term=term.title.of(language())))
            deeds.insert(1, delay)
        inside.addLayout(row(*deeds))
        inside.addWidget(why)
        return holder


def _met(term: Deadline) -> str:
    if term.met_on is None:
        return ""
    return _("Done on {day}; the last day was {end}.", day=term.met_on, end=term.legal_end)


def late_terms(view: RequestView) -> tuple[Deadline, ...]:
    """The terms that somebody should have met and of which the resident has not been told."""
    told = any(event.kind is EventKind.EXTENSION_AGREED for event in view.events)
    if told:
        return ()
    late = (term for term in view.deadlines if is_late(term, view.today) and term.state is DeadlineState.MISSED)
    return tuple(term for term in late if term.postponement is None)


class Events(Card):
    """What happened on which day; an event is added, corrected, or moved to the trash."""

    def __init__(self, page: "Page", again: Callable[[], object]) -> None:
        self.new = button(_("Note something"), "secondary", "plus")
        super().__init__(_("What happened"), self.new, icon_name="timeline-event")
        self._page, self._again = page, again
        self._view: RequestView | None = None
        self._editing: RequestEvent | None = None
        self.likely = QWidget()
        self._likely_box = column(self.likely)
        self.box = QWidget()
        inside = column(self.box, space=SNUG)
        self.form: Form[RequestEvent] = Form(RequestEvent, page.desk)
        self.form.place("kind", "on", columns=2, into=inside)
        self.until = QWidget()
        until = column(self.until)
        self.form.place(
            "until_on",
            into=until,
            help_texts={"until_on": _("Until when the clock stands still, if that was agreed.")},
        )
        inside.addWidget(self.until)
        self.form.place("note", into=inside)
        self.keep = button(_("Note it"), "primary", "check", self.save)
        inside.addLayout(row(self.keep, button(_("Cancel"), "quiet", on_click=self.close_form), None))
        self.list = column(space=HAIR)
        self.body.addWidget(self.likely)
        self.body.addWidget(self.box)
        self.body.addLayout(self.list)
        self.box.hide()
        self.new.clicked.connect(lambda: self.begin(None))
        self.form.edited.connect(lambda name: self._fit() if name == "kind" else None)

    def show_view(self, view: RequestView) -> None:
        """Show the events, the newest first."""
        if self._view is None or self._view.request.id != view.request.id:
            self.close_form()
        self._view = view
        emptied(self._likely_box)
        likely = next_events(view)
        if likely:
            self._likely_box.addWidget(
                flow(*(button(label(kind), "quiet", "plus", self._beginner(kind)) for kind in likely), space=HAIR)
            )
        emptied(self.list)
        for number, event in enumerate(reversed(view.events)):
            if number:
                self.list.addWidget(Line())
            self.list.addWidget(self._event(event))
        if not view.events:
            self.list.addWidget(Words(_("Nothing yet since the request came in."), "quiet"))

    def begin(self, kind: EventKind | None, note: str = "") -> None:
        """Open the form for a new event."""
        if self._view is None:
            return
        self._editing = None
        request = self._view.request
        fixed: dict[str, object] = {"household": request.household, "request": request.id}
        self.form.show(None, **fixed, on=self._view.today, kind=kind, note=note)
        self.box.show()
        self._fit()
        self.form.focus("on" if kind else "kind")

    def edit(self, event: RequestEvent) -> None:
        """Open the form to correct an event."""
        self._editing = event
        self.form.show(event)
        self.box.show()
        self._fit()
        self.form.focus("on")

    def close_form(self) -> None:
        """Close the form."""
        self._editing = None
        had_focus = self.box.isAncestorOf(self.window().focusWidget() or self)
        self.box.hide()
        if had_focus:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep the event that stands in the form."""
        try:
            event = self.form.read()
        except ValidationError:
            self.form.focus(next(iter(self.form.problems()), "kind"))
            return
        if event.kind not in SUSPENDS and event.until_on is not None:
            event = event.changed(until_on=None)
        if self._editing is not None:
            self._page.do(lambda office: requests.keep_event(office, event), self._kept, self._failed)
        else:
            self._page.do(
                lambda office: requests.record_event(
                    office, event.request, event.kind, event.on, until_on=event.until_on, note=event.note
                ),
                self._kept,
                self._failed,
            )

    def remove(self, event: RequestEvent) -> None:
        """Move an event to the trash; it can be taken back."""

        def removed(bundle: UUID) -> None:
            self._again()
            self._page.offer_back(label(event.kind), bundle, lambda _done: self._again())

        self._page.do(lambda office: requests.remove_event(office, event), removed)

    def _event(self, event: RequestEvent) -> QWidget:
        holder = QWidget()
        words = column(space=0)
        words.addWidget(Words(label(event.kind), "label"))
        about = [short_date(event.on)]
        if event.until_on is not None:
            about.append(_("until {day}", day=event.until_on))
        if event.note:
            about.append(event.note)
        words.addWidget(Words(" · ".join(about), "small"))
        name = label(event.kind)
        line = row(
            words,
            IconButton("pencil", _("Correct: {what}", what=name), lambda: self.edit(event)),
            IconButton("trash", _("Remove: {what}", what=name), lambda: self.remove(event)),
            space=HAIR,
        )
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder

    def _beginner(self, kind: EventKind) -> Callable[[], None]:
        return lambda: self.begin(kind)

    def _fit(self) -> None:
        self.until.setVisible(self.form.raw()["kind"] in SUSPENDS)

    def _kept(self, _event: object) -> None:
        self.close_form()
        self._again()

    def _failed(self, error: Problem | Trouble) -> None:
        if error.code in ("in_the_future", "before_the_request", "event_known"):
            self.form.focus("on")
            self.form.show_problem("on", problem_text(error))
        else:
            self._page.desk.notices.show_error(error)


_ROUTE = (
    EventKind.PERSONAL_PLAN_TOLD,
    EventKind.CLIENT_SUPPORT_TOLD,
    EventKind.FIRST_TALK_HELD,
    EventKind.ASSESSMENT_FINISHED,
    EventKind.REPORT_SENT,
    EventKind.REPORT_RETURNED,
    EventKind.APPLICATION_RECEIVED,
    EventKind.DECISION_MADE,
    EventKind.HELP_STARTED,
    EventKind.EVALUATED,
    EventKind.CLOSED,
)


def next_events(view: RequestView) -> tuple[EventKind, ...]:
    """What is likely to be noted next: the first steps of the route that have not happened."""
    happened = {event.kind for event in view.events}
    if happened & {EventKind.CLOSED, EventKind.WITHDRAWN}:
        return ()
    waits = [
        event.kind for event in view.events if event.kind in (*SUSPENDS, EventKind.COMPLETED, EventKind.DELAY_ENDED)
    ]
    ends = {EventKind.ASKED_TO_COMPLETE: EventKind.COMPLETED, EventKind.DELAY_AGREED: EventKind.DELAY_ENDED}
    first = [ends[waits[-1]]] if waits and waits[-1] in ends else []
    last = max((at for at, kind in enumerate(_ROUTE) if kind in happened), default=-1)
    told = [kind for kind in _ROUTE[:2] if kind not in happened]
    return tuple(dict.fromkeys([*first, *told, *_ROUTE[max(last + 1, 2) :]]))[:3]
