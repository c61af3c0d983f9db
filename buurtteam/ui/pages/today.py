"""Today: what is in the diary, what must happen this week, where one was, what came in, and what worked out."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from buurtteam.domain.case import CaseEventKind
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import HERE, HouseholdId, RequestId, TaskId, local_day
from buurtteam.domain.overviews import AppointmentLine, DeadlineRow, NewRequestLine, RecentLine, SuccessLine, TaskLine
from buurtteam.domain.request import NotifierRole
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind, TaskOwner
from buurtteam.services import conversations, households, overviews, requests, tasks
from buurtteam.services.case import TermsView
from buurtteam.services.households import HouseholdView
from buurtteam.services.office import Office
from buurtteam.services.overviews import TodayView, TypedLine
from buurtteam.texts import clock, day_this_year, label, long_date, near_day, plural
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.fitting import Fitting
from buurtteam.ui.list_row import ListRow, lines, rows_in
from buurtteam.ui.page import Page
from buurtteam.ui.pages.carer_overload import OverloadToday
from buurtteam.ui.pages.household_agenda import TaskDrawer
from buurtteam.ui.pages.today_crisis import Crises
from buurtteam.ui.pages.today_directory import VerifyCard
from buurtteam.ui.pages.today_handover import HandoverCard
from buurtteam.ui.pages.today_threats import ThreatsToday
from buurtteam.ui.pages.today_worklist import WorklistCard
from buurtteam.ui.term_drawer import TermDrawer
from buurtteam.ui.terms import both_dates, due_chip, is_late, term_chip
from buurtteam.ui.theme import ROOM, worn
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Heading,
    IconButton,
    SideBySide,
    StatusChip,
    Tag,
    Words,
    button,
    column,
    flow,
    link,
    row,
)

_SHOWN = 8
_PLACE_OF_DEED = {
    Deed.CHANGE_PLAN: "plan",
    Deed.HOLD_CONVERSATION: "conversation",
    Deed.FINISH_CONVERSATION: "conversation",
    Deed.RECEIVE_REQUEST: "request",
    Deed.CHANGE_REQUEST: "request",
}


_TAB_OF = {
    "Resident": "people",
    "Membership": "people",
    "ContactPoint": "people",
    "Relation": "people",
    "NetworkMember": "network",
    "Address": "contact",
    "Consent": "sharing",
    "SafetyFlag": "safety",
    "Incident": "safety",
}


class TodayPage(Fitting, Page):
    """The face of the program: everything of today, each a step from where it is done."""

    place = "today"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: TodayView | None = None
        self._shows_all = False
        self._shown: dict[Card, object] = {}
        self.set_title(_("Today"))
        self.greeting = Heading("", 1)
        self.day = Words("", "quiet")
        self.start = button(
            _("Start a conversation"), "primary", "message-plus", lambda: desk.open_place("conversation", new=True)
        )
        self.new_household = button(
            _("New household"), icon_name="home-plus", on_click=lambda: desk.open_place("new_household")
        )
        new_request = button(_("New request"), icon_name="inbox", on_click=lambda: desk.open_place("request", new=True))
        deeds = flow(new_request, self.new_household, self.start, to_the_right=True)
        hello = QWidget()
        inside = column(hello, space=0)
        inside.addWidget(self.greeting)
        inside.addWidget(self.day)
        self.worklist = WorklistCard(self)
        inside.addWidget(self.worklist.urgent, 0, Qt.AlignmentFlag.AlignLeft)
        self._top = SideBySide(hello, deeds, shares=(3, 4), least=500)

        self.week = button(_("My week"), "quiet", "calendar-week", lambda: desk.open_place("agenda"))
        self.appointments = Card(_("Appointments today"), self.week, icon_name="calendar-event")
        self.must = Card(_("This must happen this week"), icon_name="clock")
        self.recent = Card(_("Where you were"), icon_name="history")
        self.new = Card(_("Just come in"), icon_name="inbox")
        self.successes = Card(_("Worked out this month"), icon_name="confetti")
        self.drafts = Card(_("Not finished yet"), icon_name="pencil")
        self.cards = (
            self.appointments, self.new, self.worklist, self.must, self.successes, self.recent, self.drafts,
        )  # fmt: skip
        self._columns = [
            _stack(self.appointments, self.new),
            _stack(self.worklist, self.must, self.successes),
            _stack(self.recent, self.drafts),
        ]
        self._work = QWidget()
        self._grid = QGridLayout(self._work)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(ROOM)
        self._across = 0
        self.begin = button(_("New household"), "primary", "home-plus", lambda: desk.open_place("new_household"))
        self.empty = Card().add(
            EmptyState(
                "home-heart",
                _("No households yet."),
                _("Begin with a name and how you reach somebody. The rest comes later."),
                self.begin,
            )
        )
        self.empty.hide()
        self._task: TaskDrawer | None = None
        self._delay: TermDrawer | None = None
        self.bind("page.rename", self.edit_task)
        self.body = self.scroll()
        self.handovers = HandoverCard(self)
        self.verify = VerifyCard(self)
        self.crises = Crises(self)
        self.threats = ThreatsToday(self)
        self.overload = OverloadToday(self)
        self._urgent = (self.crises, self.threats, self.overload, self.handovers)
        self.body.add(self._top, *self._urgent, self.empty, self._work, self.verify)
        self.fit()

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show today as it is now."""
        self._shows_all = False
        self.body.verticalScrollBar().setValue(0)
        self._say_hello(None)
        self._ask()

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """Nearly everything concerns today."""
        self._ask()

    def first_focus(self) -> QWidget | None:
        """The first line of what is most urgent, of the diary, or of what must be done."""
        if self.view is not None and self.view.is_empty:
            return self.begin
        for card in (*self._urgent, self.appointments, self.must):
            rows = rows_in(card)
            if rows:
                return rows[0]
        return None

    def panes(self) -> list[QWidget]:
        """The cards."""
        return [self._top, *(card for card in (*self._urgent, *self.cards) if not card.isHidden())]

    def _ask(self) -> None:
        # From top to bottom: what comes later then pushes nothing down that is being read.
        self.crises.read()
        self.threats.read()
        self.overload.read()
        self.handovers.ask()
        self.ask(overviews.today_view, self.fill, instead_of="today")
        self.verify.read()
        self.worklist.ask()

    # ------------------------------------------------------------------ deeds

    def tick_off(self, task: TaskLine) -> None:
        """A task is done; it can be taken back."""
        found: TaskId = task.id

        def ticked(_task: object) -> None:
            self.desk.notices.offer_undo(
                _("Done: {what}", what=task.what), lambda: self.do(lambda office: tasks.reopen(office, found))
            )

        self.do(lambda office: tasks.complete(office, found), ticked)

    def start_talk(self, appointment: AppointmentLine) -> None:
        """Begin the conversation of an appointment, or go on with it."""
        self.do(
            lambda office: conversations.start_at(office, appointment.id),
            lambda talk: self.desk.open_place("conversation", conversation_id=talk.id),
        )

    def edit_task(self) -> None:
        """Change the task one stands on, where one stands."""
        focus = self.window().focusWidget()
        term = focus.property("term") if focus is not None else None
        if isinstance(term, DeadlineRow):
            self.note_delay(term)
            return
        task = focus.property("task") if focus is not None else None
        if not isinstance(task, TaskLine):
            return

        def read(office: Office) -> tuple[HouseholdView, Task]:
            with_all = households.read_household(office, task.household)
            return with_all, next(each for each in with_all.tasks if each.id == task.id)

        def show(found: tuple[HouseholdView, Task]) -> None:
            self._task = self._task or TaskDrawer(self)
            self._task.open_at(*found)

        self.ask(read, show)

    def leave(self) -> None:
        """Keep what is being typed in the drawer of a task."""
        if self._task is not None:
            self._task.form.leave()

    def take_on(self, request: NewRequestLine) -> None:
        """Take a new request on and open it."""
        found: RequestId = request.id
        self.do(
            lambda office: requests.take_on(office, found),
            lambda _request: self.desk.open_place("request", request_id=found),
        )

    def pin(self, household: HouseholdId) -> None:
        """Pin a household or let it go."""
        self.do(lambda office: overviews.pin(office, household), lambda _pinned: self._ask())

    def open_place(self, place: str, **args: object) -> Callable[[], object]:
        """What opens a place when it is called."""
        return lambda: self.desk.open_place(place, **args)

    # ------------------------------------------------------------------ filling

    def fill(self, view: TodayView) -> None:
        """Show the day."""
        kept, at = self._focus_now(), self.body.verticalScrollBar().value()
        if kept is not None:
            # A line that goes while it has the focus would hand it on, and the page would jump there.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view = view
        self._say_hello(view)
        self.empty.setVisible(view.is_empty)
        self._work.setVisible(not view.is_empty)
        for each in (self.start, self.new_household):
            # The empty page has one thing to do, and says it in the middle.
            each.setVisible(not view.is_empty)
        if not view.is_empty:
            # Only what is another than before: lines cost time to make, and the eye stays where it was.
            for card, shown, fill in (
                (self.appointments, view.appointments, self._fill_appointments),
                (self.must, (view.must, view.more_signals, self._shows_all), self._fill_must),
                (self.new, view.new, self._fill_new),
                (self.recent, (view.pinned, view.recent), self._fill_recent),
                (self.successes, view.successes, self._fill_successes),
                (self.drafts, (view.talks, view.typed), self._fill_drafts),
            ):
                if self._shown.get(card) != (view.today, shown):
                    self._shown[card] = (view.today, shown)
                    fill(view)
        self._put_focus(kept)
        self.body.verticalScrollBar().setValue(at)

    def _say_hello(self, view: TodayView | None) -> None:
        if view is None:
            self.day.setText(long_date(self.desk.today()))
            if not self.greeting.text():
                self.greeting.setText(_("Hello"))
            return
        hour = view.now.astimezone(HERE).hour
        name = view.worker.split(" ")[0] if view.worker else ""
        if hour < 12:
            words = _("Good morning {name}", name=name) if name else _("Good morning")
        elif hour < 18:
            words = _("Good afternoon {name}", name=name) if name else _("Good afternoon")
        else:
            words = _("Good evening {name}", name=name) if name else _("Good evening")
        self.greeting.setText(words)
        late = sum(1 for each in view.must if _is_late(each, view))
        today = sum(1 for each in view.appointments if local_day(each.at) == view.today)
        said = [long_date(view.today)]
        if today:
            said.append(plural("{count} appointment", "{count} appointments", today))
        if late:
            said.append(plural("{count} thing is late", "{count} things are late", late))
        self.day.setText(" · ".join(said))

    def _fill_appointments(self, view: TodayView) -> None:
        card = self.appointments
        card.clear()
        now = [each for each in view.appointments if local_day(each.at) == view.today]
        later = [each for each in view.appointments if local_day(each.at) != view.today]
        if now:
            card.add(lines(*(self._appointment(each, view) for each in now)))
        else:
            card.add(Words(_("No appointments today."), "quiet"))
        if later:
            shown = later[: 3 if now else 5]
            card.add(Words(_("After that"), "small"), lines(*(self._appointment(each, view) for each in shown)))
        elif not now:
            card.add(Words(_("Appointments you make in a conversation or plan stand here."), "small"))

    def _appointment(self, each: AppointmentLine, view: TodayView) -> ListRow:
        day = local_day(each.at)
        is_today = day == view.today
        about = [each.what, each.place]
        if each.of_colleague:
            about.append(_("of {colleague}", colleague=each.of_colleague))
        if not is_today:
            tomorrow = day == view.today + timedelta(days=1)
            about.insert(0, _("tomorrow") if tomorrow else day_this_year(day))
        start: tuple[QWidget, ...] = ()
        if is_today:
            go = button(
                _("Continue") if each.conversation else _("Start"),
                "quiet",
                on_click=lambda: self.start_talk(each),
            )
            go.setAccessibleName(_("Start the conversation with {who}", who=each.household_label))
            start = (go,)
        made = ListRow(
            each.household_label or _("Without a name yet"),
            " · ".join(part for part in about if part),
            lead=clock(each.at),
            buttons=start,
        )
        made.setProperty("household", each.household)
        return made.on_open(self.open_place("household", household_id=each.household))

    def _fill_must(self, view: TodayView) -> None:
        card = self.must
        card.clear()
        if not view.must and not view.more_signals:
            card.add(Words(_("Nothing has to be done this week. Time for a cup of coffee with somebody."), "quiet"))
            return
        shown = view.must if self._shows_all else view.must[:_SHOWN]
        card.add(lines(*(self._duty(each, view) for each in shown)))
        if len(view.must) > len(shown):
            card.add(row(link(_("Show all {count}", count=len(view.must)), self._show_all), None))
        if view.more_signals:
            words = plural("And {count} more early signal", "And {count} more early signals", view.more_signals)
            card.add(row(link(words, self.open_place("signals")), None))

    def _duty(self, each: DeadlineRow | TaskLine, view: TodayView) -> ListRow:
        whose = each.household_label or _("Without a name yet")
        if isinstance(each, DeadlineRow):
            made = self._term(each, view)
        else:
            state, words = due_chip(each.end, view.today)
            if each.due_on is None and each.kind is TaskKind.TODAY:
                state, words = "soon", _("Today")
            about = [whose]
            if each.kind is not TaskKind.TASK and label(each.kind) != each.what:
                about.append(label(each.kind))
            if each.owner is not TaskOwner.WORKER:
                about.append(_("{who} does this", who=each.owner_name or label(each.owner)))
            if each.of_colleague:
                about.append(_("of {colleague}", colleague=each.of_colleague))
            made = ListRow(each.what, " · ".join(about), tail=StatusChip(state, words), can_be_done=True)
            if each.end is not None:
                made.explain(long_date(each.end))
            made.on_done(lambda: self.tick_off(each))
            made.on_open(self.open_place("household", household_id=each.household, task_id=each.id))
            made.setProperty("task", each)
            made.setAccessibleDescription(_("Enter opens it, the space bar ticks it off, F2 changes it."))
        made.setProperty("household", each.household)
        return made

    def _term(self, each: DeadlineRow, view: TodayView) -> ListRow:
        home, found = each.household, each.source
        whose = _("The whole team") if home is None else each.household_label or _("Without a name yet")
        if each.is_loose_signal:
            whose = _("Early signal: {who}", who=each.household_label or _("Without a name yet"))
        buttons: tuple[QWidget, ...] = ()
        if home is not None and each.legal_end < view.today:
            words = _("Note the delay: {term}", term=each.title)
            buttons = (IconButton("phone", words, lambda: self.note_delay(each)),)
        if each.postponement is not None:
            until = each.postponement.until_on
            whose = (
                _("{who} · agreed: {day}", who=whose, day=near_day(until, view.today))
                if until is not None
                else _("{who} · agreed with the resident", who=whose)
            )
        chip = StatusChip(*term_chip(each, view.today))
        made = ListRow(each.title, whose, picture="hourglass", picture_width=35, tail=chip, buttons=buttons)
        made.explain(_("{article}. {dates}", article=each.article, dates=both_dates(each)))
        made.setProperty("term", each)
        if each.request is not None:
            return made.on_open(self.open_place("request", request_id=each.request))
        if each.is_loose_signal:
            return made.on_open(self.open_place("signals", event=found.event))
        if home is None:
            return made.on_open(self.open_place("team_terms", step=each.step, source=found))
        return made.on_open(self.open_place("household", household_id=home, tab="terms", step=each.step, source=found))

    def note_delay(self, term: DeadlineRow) -> None:
        """Explain a term where one stands, with the caret where a delay is noted."""
        self._delay = self._delay or TermDrawer(self, self._answer)
        self._delay.ask_for(term.household, term.step, term.source, at_form=True)

    def _answer(self, view: TermsView, term: Deadline, kind: CaseEventKind) -> None:
        home = view.household.id if view.household else None
        place = {"household_id": home, "tab": "terms"} if home is not None else {}
        self.desk.open_place(
            "household" if home is not None else "team_terms",
            **place,
            step=term.step,
            source=term.source,
            happened=kind,
        )

    def _show_all(self) -> None:
        self._shows_all = True
        if self.view is not None:
            self._shown[self.must] = (self.view.today, (self.view.must, self.view.more_signals, True))
            self._fill_must(self.view)
            rows = rows_in(self.must)
            if len(rows) > _SHOWN:
                rows[_SHOWN].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_new(self, view: TodayView) -> None:
        card = self.new
        card.clear()
        card.title.setText(_("Just come in ({count})", count=len(view.new)) if view.new else _("Just come in"))
        if not view.new:
            card.add(Words(_("Every request has been taken on."), "quiet"))
            return
        card.add(lines(*(self._new_one(each, view) for each in view.new[:6])))

    def _new_one(self, each: NewRequestLine, view: TodayView) -> ListRow:
        by = each.notifier_organisation or label(each.notifier_role)
        via = _("Request") if each.notifier_role is NotifierRole.RESIDENT else _("Request through {who}", who=by)
        day = local_day(each.received_at)
        since = _("today") if day == view.today else day_this_year(day)
        take = button(_("Take on"), "quiet", on_click=lambda: self.take_on(each))
        take.setAccessibleName(_("Take on the request of {who}", who=each.household_label))
        made = ListRow(
            each.household_label or _("Without a name yet"),
            f"{via} · {since}",
            tail=Tag(_("Urgent"), "late") if each.is_urgent else None,
            buttons=(take,),
        )
        if each.question:
            made.explain(f"“{each.question[:300]}”")
        made.setProperty("household", each.household)
        return made.on_open(self.open_place("request", request_id=each.id))

    def _fill_recent(self, view: TodayView) -> None:
        card = self.recent
        card.clear()
        rows = [self._was_at(each, pinned=True) for each in view.pinned]
        rows += [self._was_at(each, pinned=False) for each in view.recent[: 10 - len(view.pinned)]]
        if rows:
            card.add(lines(*rows))
        else:
            card.add(
                Words(_("The households you were in stand here. Pin the ones you often need with Ctrl+D."), "quiet")
            )

    def _was_at(self, each: RecentLine, *, pinned: bool) -> ListRow:
        name = each.household_label or _("Without a name yet")
        words = _("Unpin {who}", who=name) if pinned else _("Pin {who}", who=name)
        toggle = IconButton(
            "pinned" if pinned else "pin",
            words,
            lambda: self.pin(each.household),
            role="primary" if pinned else "text_2",
        )
        toggle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        toggle.setToolTip(f"{words} (Ctrl+D)")
        place = _PLACE_OF_DEED.get(Deed(each.deed)) if each.deed else None
        where = {"plan": _("Plan"), "conversation": _("Conversation"), "request": _("Request")}.get(place or "", "")
        made = ListRow(name, where, buttons=(toggle,))
        made.setProperty("household", each.household)
        to = "plan" if place == "plan" else "household"
        return made.on_open(self.open_place(to, household_id=each.household))

    def _fill_successes(self, view: TodayView) -> None:
        card = self.successes
        card.clear()
        if not view.successes:
            card.add(
                Words(_("What works out in your households is celebrated here, in the words of the resident."), "quiet")
            )
            return
        card.add(lines(*(self._success(each) for each in view.successes[:5])))
        if len(view.successes) > 5:
            more = len(view.successes) - 5
            card.add(Words(plural("And {count} more.", "And {count} more of these.", more), "small"))

    def _success(self, each: SuccessLine) -> ListRow:
        what = _("{who}: {what}", who=each.who, what=each.what) if each.who else each.what
        detail = f"“{each.result}” · {each.household_label}" if each.result else each.household_label
        made = ListRow(what, detail, picture="circle-check", role="ok", tone="")
        made.setProperty("household", each.household)
        return made.on_open(self.open_place("plan", household_id=each.household))

    def _fill_drafts(self, view: TodayView) -> None:
        card = self.drafts
        card.clear()
        rows = [
            ListRow(
                each.household_label or _("Without a name yet"),
                _("{kind} of {day}", kind=label(each.kind), day=day_this_year(local_day(each.held_at))),
                picture="messages",
            ).on_open(self.open_place("conversation", conversation_id=each.id))
            for each in view.talks[:5]
        ]
        rows += [self._typing(each) for each in view.typed[:4]]
        if rows:
            card.add(lines(*rows))
        else:
            card.add(Words(_("Everything you began is finished."), "quiet"))

    def _typing(self, each: TypedLine) -> ListRow:
        if each.household is not None:
            kind, _dot, record = each.place.split(".", 2)[2].partition(".")
            about: dict[str, object] = {"household_id": each.household, "tab": _TAB_OF.get(kind, "notes")}
            if kind == "Resident":
                about["resident_id"] = UUID(record)
            made = ListRow(each.label or _("Without a name yet"), _("Typed and not right yet"), picture="pencil")
            return made.on_open(self.open_place("household", **about))
        if each.place.startswith("household.new"):
            words, place = _("New household"), "new_household"
        elif each.place.startswith("request.new"):
            household = each.place.removeprefix("request.new").removeprefix(".")
            asked: dict[str, object] = {"household_id": UUID(household)} if household else {"new": True}
            return ListRow(_("New request"), each.begins, picture="pencil").on_open(self.open_place("request", **asked))
        else:
            household = each.place.removeprefix("note.")
            whose = HouseholdId(UUID(household)) if household != "new" else None
            made = ListRow(_("Quick note"), each.begins, picture="note")
            return made.on_open(lambda: self.desk.quick_note(whose))
        return ListRow(words, each.begins, picture="pencil").on_open(self.open_place(place))

    # ------------------------------------------------------------------ focus and room

    def _focus_now(self) -> tuple[QWidget, int] | None:
        focus = self.window().focusWidget()
        for card in (*self._urgent, *self.cards):
            rows = rows_in(card)
            for at, each in enumerate(rows):
                if focus is not None and (each is focus or each.isAncestorOf(focus)):
                    return card, at
        return None

    def _put_focus(self, kept: tuple[QWidget, int] | None) -> None:
        if kept is not None:
            rows = rows_in(kept[0])
            if rows:
                rows[min(kept[1], len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.isVisible() and (self.window().focusWidget() in (None, self)):
            first = self.first_focus()
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Three columns, two, or one, as there is room."""
        width = self.width() * 100 / max(worn().px(100), 1)
        across = 3 if width >= 1020 else 2 if width >= 660 else 1
        if across == self._across:
            return
        self._across = across
        for holder in self._columns:
            self._grid.removeWidget(holder)
        spots = {3: ((0, 0), (0, 1), (0, 2)), 2: ((0, 0), (0, 1), (1, 0)), 1: ((0, 0), (1, 0), (2, 0))}[across]
        for holder, (line, at) in zip(self._columns, spots, strict=True):
            self._grid.addWidget(holder, line, at)
        shares = {3: (10, 12, 9), 2: (1, 1, 0), 1: (1, 0, 0)}[across]
        for at, share in enumerate(shares):
            self._grid.setColumnStretch(at, share)
            self._grid.setColumnMinimumWidth(at, 0)


def _stack(*cards: QWidget) -> QWidget:
    holder = QWidget()
    inside = column(holder, space=ROOM)
    for card in cards:
        inside.addWidget(card)
    inside.addStretch(1)
    return holder


def _is_late(each: DeadlineRow | TaskLine, view: TodayView) -> bool:
    if isinstance(each, DeadlineRow):
        return is_late(each, view.today)
    return each.end is not None and each.end < view.today
