"""Overview of a household: who lives here, what they said, what goes well, and what is going on."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLineEdit, QSizePolicy, QWidget

from buurtteam.domain.conversation import Topic
from buurtteam.domain.deadlines import DONE_BY_TASKS, Deadline
from buurtteam.domain.kinds import RequestId, local_day
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.quick_note import what_to_do
from buurtteam.domain.task import Appointment, Task, TaskKind
from buurtteam.services import tasks
from buurtteam.services.households import HouseholdView, Person
from buurtteam.texts import clock, day_this_year, label, language, near_day, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.charts import Radar, Spoke
from buurtteam.ui.pages.household_agenda import AppointmentDrawer, TaskDrawer, doer
from buurtteam.ui.pages.household_series import SeriesDrawer
from buurtteam.ui.terms import term_chip
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import (
    Card,
    IconButton,
    Line,
    Picture,
    Quote,
    SideBySide,
    StatusChip,
    Tag,
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

# What lies further ahead waits in its own tab: here stands what asks for a look now.
_NEAR_DAYS = 60
_MOST_TERMS = 6


class Overview(QWidget):
    """The first tab: everything at a glance, each part a step from where it is edited."""

    def __init__(self, page: "Page", to_tab: Callable[[str], object], edit_person: Callable[[object], object]) -> None:
        super().__init__()
        self._page, self._to_tab, self._edit_person = page, to_tab, edit_person
        self._view: HouseholdView | None = None
        self.who = Card(_("Who lives here"), button(_("Person"), "quiet", "user-plus", self.add), icon_name="users")
        self.said = Card(_("In own words"), icon_name="quote")
        self.well = Card(_("This goes well"), icon_name="plant-2")
        self.wants = Card(_("This is what we want"), icon_name="star")
        self.add_task = button(_("Task"), "quiet", "plus", lambda: self.open_task(None))
        self.add_task.setAccessibleName(_("New task"))
        self.add_date = button(_("New"), "quiet", "calendar-plus", lambda: self.open_appointment(None))
        self.add_date.setAccessibleName(_("New appointment"))
        self.add_call = IconButton("phone-call", _("New note to call back"), self.open_call_back)
        self.add_series = IconButton("repeat", _("What comes back: aftercare, looking at the plan"), self.open_series)
        self.busy = Card(_("Going on now"), self.add_call, self.add_series, self.add_task, icon_name="activity")
        self._going = column(space=SNUG)
        self.in_words = QLineEdit()
        self.in_words.setPlaceholderText(_("To do, for example: call the school mon"))
        self.in_words.setAccessibleName(_("New task in words, with its day"))
        self.in_words.setToolTip(
            _("Enter puts it on the list. A day in words is read along: “mon”, “in 2 weeks”, “14-9”.")
        )
        self.in_words.returnPressed.connect(self.add_in_words)
        self.busy.body.addLayout(self._going)
        self.busy.add(self.in_words)
        self.dates = Card(_("Next appointment"), self.add_date, icon_name="calendar")
        self._appointment: AppointmentDrawer | None = None
        self._task: TaskDrawer | None = None
        self._series: SeriesDrawer | None = None
        self.scores = Card(_("How are things?"), icon_name="chart-radar")
        self.radar = Radar(_("How are things, per topic"))
        self.scores.add(self.radar)
        self._columns = [self._column(self.who), self._column(self.said, self.well, self.wants)]
        self._columns.append(self._column(self.busy, self.dates, self.scores))
        column(self).addWidget(SideBySide(*self._columns, least=300))

    def add(self) -> None:
        """Somebody new."""
        self._to_tab("people")
        self._edit_person(None)

    def leave(self) -> None:
        """Keep what is being typed in a drawer."""
        for drawer in (self._appointment, self._task):
            if drawer is not None:
                drawer.form.leave()

    def open_appointment(self, appointment: Appointment | None) -> None:
        """Make an appointment, or change one."""
        if self._view is not None:
            self._appointment = self._appointment or AppointmentDrawer(self._page)
            self._appointment.open_at(self._view, appointment)

    def open_task(self, task: Task | None) -> None:
        """Make a task, or change one."""
        if self._view is not None:
            self._task = self._task or TaskDrawer(self._page)
            self._task.open_at(self._view, task)

    def open_call_back(self) -> None:
        """Make a note to call back."""
        if self._view is not None:
            self._task = self._task or TaskDrawer(self._page)
            self._task.open_call_back(self._view)

    def open_series(self) -> None:
        """See and plan what comes back."""
        if self._view is not None:
            self._series = self._series or SeriesDrawer(self._page)
            self._series.open_at(self._view)

    def add_in_words(self) -> None:
        """A task as one says it: what, and when."""
        said, view = self.in_words.text().strip(), self._view
        if not said or view is None:
            return
        home = view.household.id
        what, due_on, _when = what_to_do(said, view.today)
        self.in_words.clear()
        self._page.do(
            lambda office: tasks.add_task(office, home, what or said, due_on),
            failed=lambda error: self._not_added(said, error),
        )

    def _not_added(self, said: str, error: Problem | Trouble) -> None:
        # What was typed comes back, so that nothing is lost.
        self.in_words.setText(said)
        self._page.desk.notices.show_error(error)

    def tick_off(self, task: Task) -> None:
        """A task is done; it can be taken back."""

        def ticked(_done: object) -> None:
            self._page.desk.notices.offer_undo(
                _("Done: {what}", what=task.what),
                lambda: self._page.do(lambda office: tasks.reopen(office, task.id)),
            )

        self._page.do(lambda office: tasks.complete(office, task.id), ticked)

    def fill(self, view: HouseholdView) -> None:
        """Show a household."""
        self._view = view
        self._fill_who(view)
        self._fill_words(view)
        self._fill_busy(view)
        self._fill_scores(view)

    # ------------------------------------------------------------------ the cards

    def _fill_who(self, view: HouseholdView) -> None:
        self.who.clear()
        for number, person in enumerate(view.people):
            if number:
                self.who.add(Line())
            self.who.add(self._person(view, person))
        if not view.people:
            self.who.add(Words(_("Nobody yet. Begin with a first name."), "quiet"))

    def _person(self, view: HouseholdView, person: Person) -> QWidget:
        holder = QWidget()
        inside = column(holder, space=HAIR)
        resident = person.resident
        name = link(person.name, lambda: self._edit_person(resident.id))
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        age = person.age_on(view.today)
        shown = "" if age is None else plural("{count} year old", "{count} years old", age)
        picture = Picture("mood-kid" if person.is_child_on(view.today) else "user", "primary")
        inside.addLayout(row(picture, name, None, Words(shown, "quiet", wraps=False)))
        about = [label(person.membership.role), resident.daily]
        if resident.language:
            about.append(_("speaks {language}", language=resident.language))
        inside.addWidget(Words(" · ".join(part for part in about if part), "small"))
        if person.other_homes:
            homes = [home.label for home in person.other_homes]
            days = person.membership.days
            text = (
                _("Lives here on {days}; also at {homes}", days=days, homes=homes)
                if days
                else _("Lives also at {homes}", homes=homes)
            )
            inside.addWidget(Words(text, "small"))
        if resident.reading_needs:
            tags = [Tag(label(need), "info") for need in sorted(resident.reading_needs)]
            inside.addWidget(flow(*tags, space=TIGHT))
        return holder

    def _fill_words(self, view: HouseholdView) -> None:
        self.said.clear()
        for said in view.words:
            who = _("{who}, {day}", who=said.who, day=said.day) if said.who else short_date(said.day)
            self.said.add(Quote(_shortened(said.said.words), who))
        if not view.words:
            self.said.add(Words(_("What people say stands here after the first conversation."), "quiet"))
        self._list(self.well, view.strengths[:6], "check", "ok")
        self._list(self.wants, tuple(f"“{each}”" for each in view.wishes[:6]), "star", "voice")
        self.well.setVisible(bool(view.strengths))
        self.wants.setVisible(bool(view.wishes))

    @staticmethod
    def _list(card: Card, texts: tuple[str, ...], picture: str, role: str) -> None:
        card.clear()
        for text in texts:
            drawn = Picture(picture, role, 18)
            line = row(drawn, Words(text), space=TIGHT)
            line.setStretch(1, 1)
            line.setAlignment(drawn, Qt.AlignmentFlag.AlignTop)
            card.add(line)

    def _open_request(self, request: RequestId) -> None:
        self._page.desk.open_place("request", request_id=request)

    def _open_term(self, term: Deadline) -> None:
        """To the request of a term, else to where its household explains it."""
        if term.source.request is not None:
            self._open_request(term.source.request)
        elif self._view is not None:
            home = self._view.household.id
            self._page.desk.open_place("household", household_id=home, tab="terms", step=term.step, source=term.source)

    def _show_going(self, part: QWidget | QLayout) -> None:
        if isinstance(part, QWidget):
            self._going.addWidget(part)
        else:
            self._going.addLayout(part)

    def _fill_busy(self, view: HouseholdView) -> None:
        emptied(self._going)
        something = False
        waiting = [each for each in view.waiting_terms if each.rule not in DONE_BY_TASKS]
        near = [each for each in waiting if each.days_left(view.today) <= _NEAR_DAYS] or waiting[:1]
        for term in near[:_MOST_TERMS]:
            something = True
            state, words = term_chip(term, view.today)
            title = link(term.title.of(language()), partial(self._open_term, term))
            title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._show_going(flow(StatusChip(state, words), title))
        if further := len(waiting) - len(near[:_MOST_TERMS]):
            words = plural("{count} more term, later", "{count} more terms, later", further)
            self._show_going(link(words, partial(self._to_tab, "terms")))
        for task in [each for each in view.tasks if each.is_open][:8]:
            something = True
            about = [
                label(task.kind) if task.kind is TaskKind.CALL_BACK else "",
                near_day(task.due_on, view.today) if task.due_on else "",
                doer(view, task),
            ]
            tick = IconButton("square", _("Tick off: {what}", what=task.what), partial(self.tick_off, task))
            text = column(space=0)
            text.addWidget(Words(task.what))
            if any(about):
                text.addWidget(Words(" · ".join(part for part in about if part), "small"))
            change = IconButton("pencil", _("Change the task: {what}", what=task.what), partial(self.open_task, task))
            line = row(tick, space=TIGHT)
            line.addLayout(text, 1)
            line.addWidget(change)
            self._show_going(line)
        for line_of in view.requests:
            if not any(each.is_open for each in line_of.deadlines) and not _is_closed(line_of):
                something = True
                found = line_of.request
                asked = link(
                    _("{kind}, since {day}", kind=found.kind, day=local_day(found.received_at)),
                    partial(self._open_request, found.id),
                )
                asked.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
                self._show_going(asked)
        if not something:
            self._show_going(Words(_("Nothing is waiting."), "quiet"))
        if not view.requests:
            home = view.household.id
            self._show_going(
                row(
                    button(
                        _("Write down a request"),
                        icon_name="inbox",
                        on_click=lambda: self._page.desk.open_place("request", household_id=home),
                    ),
                    None,
                )
            )
        self.dates.clear()
        found_date = view.next_appointment
        if found_date is None:
            self.dates.add(Words(_("No appointment yet."), "quiet"))
        else:
            change = IconButton("pencil", _("Change the appointment"), partial(self.open_appointment, found_date))
            line = row(Words(_moment(found_date), "large"), change, space=TIGHT)
            line.setStretch(0, 1)
            self.dates.add(line)
            about_date = " · ".join(part for part in (found_date.what, found_date.place) if part)
            if about_date:
                self.dates.add(Words(about_date, "quiet"))
        coming = [each for each in view.appointments if local_day(each.at) >= view.today and each != found_date]
        for each in coming[:6]:
            words = ", ".join(part for part in (_moment(each), each.what) if part)
            if each.is_cancelled:
                words = _("Called off: {appointment}", appointment=words)
            later = link(words, partial(self.open_appointment, each))
            later.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self.dates.add(later)

    def _fill_scores(self, view: HouseholdView) -> None:
        """The two latest conversations, newest in front; without answers there is nothing to draw."""
        self.scores.setVisible(bool(view.scores))
        if view.scores:
            now = view.scores[0].scores
            before = view.scores[1].scores if len(view.scores) > 1 else {}
            self.radar.show_spokes(
                [
                    Spoke(number, label(topic), now.get(topic), before.get(topic))
                    for number, topic in enumerate(Topic, 1)
                ]
            )

    # ------------------------------------------------------------------ room

    @staticmethod
    def _column(*cards: QWidget) -> QWidget:
        holder = QWidget()
        inside = column(holder, space=ROOM)
        for card in cards:
            inside.addWidget(card)
        inside.addStretch(1)
        return holder


def _moment(appointment: Appointment) -> str:
    return _("{day} at {time}", day=day_this_year(local_day(appointment.at)), time=clock(appointment.at))


def _is_closed(line: object) -> bool:
    from buurtteam.domain.request import RequestState, state_of

    return state_of(list(line.events)) is RequestState.CLOSED  # type: ignore[attr-defined]


def _shortened(words: str, most: int = 220) -> str:
    text = " ".join(words.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
