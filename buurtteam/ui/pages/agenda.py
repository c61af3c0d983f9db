"""My week: appointments by the hour and things to do by the day, of oneself or of a colleague."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import WorkerId
from buurtteam.domain.overviews import AppointmentLine, TaskLine
from buurtteam.domain.task import TaskKind, TaskOwner
from buurtteam.services import agenda, tasks
from buurtteam.services.agenda import WEEK, AgendaDay, WeekView
from buurtteam.services.office import Office
from buurtteam.texts import clock, day_and_month, day_this_year, label, long_date, plural
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown
from buurtteam.ui.desk import Desk
from buurtteam.ui.fitting import Fitting
from buurtteam.ui.list_row import ListRow, lines, rows_in
from buurtteam.ui.page import Page
from buurtteam.ui.paper_dialog import show_paper
from buurtteam.ui.terms import due_chip
from buurtteam.ui.theme import ROOM, SNUG, TIGHT, worn
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Heading,
    IconButton,
    StatusChip,
    Tag,
    Words,
    button,
    column,
    flow,
    row,
)


class AgendaPage(Fitting, Page):
    """One week at a glance; each line a step from where it is done."""

    place = "agenda"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: WeekView | None = None
        self._day: date | None = None
        self._worker: WorkerId | None = None
        self._workers: tuple[WorkerId, ...] = ()
        self.set_title(_("My week"))
        self.heading = Heading("", 1)
        self.said = Words("", "quiet")
        self.before = IconButton("chevron-left", _("Previous week"), lambda: self.turn(-1))
        self.after = IconButton("chevron-right", _("Next week"), lambda: self.turn(1))
        self.now = button(_("This week"), "quiet", on_click=self.to_now)
        self.who = DropDown(18)
        self.who.activated.connect(self._chosen)
        whose = QLabel(_("Whose week"))
        whose.setProperty("tone", "label")
        whose.setBuddy(self.who)
        self.who.setAccessibleName(_("Whose week"))
        self.print = button(_("Print"), icon_name="printer", on_click=self.print_week)
        self.keep = button(_("Keep for my calendar…"), icon_name="file-export", on_click=self.export)
        self.keep.setToolTip(_("A file for the calendar of your phone: only when, never who or why."))
        hello = QWidget()
        inside = column(hello, space=0)
        inside.addWidget(self.heading)
        inside.addWidget(self.said)
        person = QWidget()
        person.setLayout(row(whose, self.who, space=TIGHT))
        self.days = [Card() for _number in range(7)]
        self._holders = [QWidget() for _number in range(6)]
        for at, holder in enumerate(self._holders):
            # All days are as wide, whatever stands in them.
            holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            stack = column(holder, space=ROOM)
            for card in self.days[at : at + 1] if at < 5 else self.days[5:]:
                stack.addWidget(card)
            stack.addStretch(1)
        self._work = QWidget()
        self._grid = QGridLayout(self._work)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SNUG)
        # Days stand under each other without room between them, however long another day is.
        self._stacks = [QVBoxLayout() for _holder in self._holders]
        for at, under in enumerate(self._stacks):
            under.setSpacing(SNUG)
            self._grid.addLayout(under, 0, at)
        self._across = 0
        self.some_day = Card(_("Without a day"), icon_name="clock")
        self.some_day.hide()
        self.empty = Card().add(
            EmptyState(
                "calendar-week",
                _("Nothing stands in this week."),
                _("Appointments and tasks that you make with a household come here by themselves."),
            )
        )
        self.empty.hide()
        self.bind("page.next_part", lambda: self.turn(1))
        self.bind("page.previous_part", lambda: self.turn(-1))
        self.bind("page.print", self.print_week)
        self.body = self.scroll()
        self.body.add(
            hello,
            flow(self.before, self.after, self.now, person, self.print, self.keep),
            self.empty,
            self._work,
            self.some_day,
        )
        self.fit()

    # ------------------------------------------------------------------ the page

    def show_place(self, day: date | None = None, worker_id: WorkerId | None = None, **_args: object) -> None:
        """Show the week of a day, of a worker; else this week of who works now."""
        self._day, self._worker = day, worker_id
        self.body.verticalScrollBar().setValue(0)
        self._ask()

    def carry(self) -> dict[str, object]:
        """The week that is shown."""
        return {"day": self._day, "worker_id": self._worker}

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """Nearly everything may concern a week."""
        self._ask()

    def first_focus(self) -> QWidget | None:
        """The first line of today, else of the week."""
        if self.view is not None:
            at = (self.view.today - self.view.monday).days
            cards = [*(self.days[at : at + 1] if 0 <= at < 7 else []), *self.days]
            for card in cards:
                rows = rows_in(card)
                if rows:
                    return rows[0]
        return self.after

    def panes(self) -> list[QWidget]:
        """The days."""
        return [self.before, *self.days]

    def _ask(self) -> None:
        day, worker = self._day, self._worker
        self.ask(lambda office: agenda.week_view(office, day, worker), self.fill, instead_of="week")

    # ------------------------------------------------------------------ deeds

    def turn(self, by: int) -> None:
        """A week further, or back."""
        if self.view is not None:
            self._day = self.view.monday + by * WEEK
            self._ask()

    def to_now(self) -> None:
        """Back to the week of today."""
        self._day = None
        self._ask()

    def _chosen(self, at: int) -> None:
        self._worker = self._workers[at] if 0 <= at < len(self._workers) else None
        self._ask()

    def tick_off(self, task: TaskLine) -> None:
        """A task is done; it can be taken back."""
        found = task.id

        def ticked(_task: object) -> None:
            self.desk.notices.offer_undo(
                _("Done: {what}", what=task.what), lambda: self.do(lambda office: tasks.reopen(office, found))
            )

        self.do(lambda office: tasks.complete(office, found), ticked)

    def print_week(self) -> None:
        """The week on a sheet for in the bag."""
        if (view := self.view) is None:
            return
        name = _("week-{number}.pdf", number=view.number)
        self.ask(
            lambda office: agenda.printed_week(office, view.monday, view.worker),
            lambda pdf: show_paper(self, _("My week"), pdf, name),
        )

    def export(self) -> None:
        """Ask where the calendar file goes."""
        name, _kind = QFileDialog.getSaveFileName(self, _("Keep for my calendar"), _("agenda.ics"), "iCalendar (*.ics)")
        if name:
            self.export_to(Path(name))

    def export_to(self, file: Path) -> None:
        """Keep the appointments as this file."""
        worker = self.view.worker if self.view is not None else None

        def write(office: Office) -> int:
            return agenda.keep_calendar(office, file, worker)

        def kept(count: int) -> None:
            self.desk.notices.say(
                plural(
                    "{count} appointment kept. The file says when, and nothing about anybody.",
                    "{count} appointments kept. The file says when, and nothing about anybody.",
                    count,
                )
            )

        self.do(write, kept)

    # ------------------------------------------------------------------ filling

    def fill(self, view: WeekView) -> None:
        """Show the week."""
        focus = self._focus_now()
        self.view = view
        me = self.desk.office.worker.id if self.desk.office and self.desk.office.worker else None
        is_own = view.worker == me
        self.heading.setText(
            _("Week {number}", number=view.number)
            if is_own or not view.name
            else _("Week {number} of {name}", number=view.number, name=view.name)
        )
        count = sum(len(day.appointments) for day in view.days)
        todo = sum(len(day.tasks) for day in view.days) + len(view.some_day)
        self.said.setText(
            " · ".join(
                (
                    _("{first} to {last}", first=day_and_month(view.monday), last=long_date(view.sunday)),
                    plural("{count} appointment", "{count} appointments", count),
                    plural("{count} thing to do", "{count} things to do", todo),
                )
            )
        )
        self._offer(view)
        self.now.setEnabled(not view.monday <= view.today <= view.sunday)
        self.empty.setVisible(view.is_empty)
        self._work.setVisible(not view.is_empty)
        for card, day in zip(self.days, view.days, strict=True):
            self._fill_day(card, day, view)
        self.some_day.clear()
        self.some_day.setVisible(bool(view.some_day))
        if view.some_day:
            self.some_day.add(lines(*(self._task(each, view) for each in view.some_day)))
        if focus is not None:
            rows = rows_in(focus[0])
            target = rows[min(focus[1], len(rows) - 1)] if rows else self.first_focus()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, view: WeekView) -> None:
        workers = tuple(id_ for id_, _name in view.colleagues)
        names = [name for _id, name in view.colleagues]
        if (workers, names) != (self._workers, [self.who.itemText(at) for at in range(self.who.count())]):
            self._workers = workers
            self.who.clear()
            self.who.addItems(names)
        self.who.setCurrentIndex(workers.index(view.worker) if view.worker in workers else -1)

    def _fill_day(self, card: Card, day: AgendaDay, view: WeekView) -> None:
        card.clear()
        is_today = day.on == view.today
        title = Heading(day_this_year(day.on), 3)
        title.setAccessibleName(long_date(day.on))
        marks: list[QWidget] = []
        if is_today:
            marks.append(Tag(_("Today"), "info"))
        if day.free:
            marks.append(Tag(day.free))
        if day.is_away:
            marks.append(Tag(_("Away")))
        card.add(flow(title, *marks))
        if day.appointments:
            card.add(lines(*(self._appointment(each) for each in day.appointments)))
        if day.tasks:
            card.add(lines(*(self._task(each, view) for each in day.tasks)))
        if day.is_empty:
            card.add(Words("–", "quiet"))

    def _appointment(self, each: AppointmentLine) -> ListRow:
        about = [_("until {end}", end=clock(_ends(each))), each.what, each.place]
        if each.of_colleague:
            about.append(_("of {colleague}", colleague=each.of_colleague))
        made = ListRow(
            _("{start} {who}", start=clock(each.at), who=each.household_label or _("Without a name yet")),
            " · ".join(part for part in about if part),
        )
        made.setProperty("household", each.household)
        return made.on_open(
            lambda: self.desk.open_place("household", household_id=each.household, appointment_id=each.id)
        )

    def _task(self, each: TaskLine, view: WeekView) -> ListRow:
        about = [each.household_label or _("Without a name yet")]
        if each.kind is not TaskKind.TASK and label(each.kind) != each.what:
            about.append(label(each.kind))
        if each.owner is not TaskOwner.WORKER:
            about.append(_("{who} does this", who=each.owner_name or label(each.owner)))
        if each.of_colleague:
            about.append(_("of {colleague}", colleague=each.of_colleague))
        is_late = each.end is not None and each.end < view.today
        chip = StatusChip(*due_chip(each.end, view.today)) if is_late else None
        # A day is narrow: the chip has a line of its own.
        made = ListRow(each.what, " · ".join(about), marks=(chip,) if chip else (), can_be_done=True)
        made.on_done(lambda: self.tick_off(each))
        made.on_open(lambda: self.desk.open_place("household", household_id=each.household, task_id=each.id))
        made.setProperty("household", each.household)
        return made

    # ------------------------------------------------------------------ focus and room

    def _focus_now(self) -> tuple[Card, int] | None:
        focus = self.window().focusWidget()
        for card in (*self.days, self.some_day):
            for at, each in enumerate(rows_in(card)):
                if focus is not None and (each is focus or each.isAncestorOf(focus)):
                    return card, at
        return None

    def fit(self) -> None:
        """Six columns, three, two, or one, as there is room for whole words."""
        width = self.width() * 100 / max(worn().px(100), 1)
        across = 6 if width >= 1500 else 3 if width >= 680 else 2 if width >= 480 else 1
        if across == self._across:
            return
        self._across = across
        for stack in self._stacks:
            for holder in self._holders:
                stack.removeWidget(holder)
        for at, holder in enumerate(self._holders):
            # The last of a column takes the room that is left.
            self._stacks[at % across].addWidget(holder, 1 if at + across >= len(self._holders) else 0)
        for at in range(len(self._stacks)):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
            self._grid.setColumnMinimumWidth(at, 0)


def _ends(each: AppointmentLine) -> datetime:
    return each.at + timedelta(minutes=each.minutes)
