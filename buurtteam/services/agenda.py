"""The week of a worker: appointments and things to do, on the screen, on paper, and for a calendar elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from buurtteam.documents.calendar_file import CalendarEntry, calendar_file
from buurtteam.documents.render import render
from buurtteam.domain.folding import folded
from buurtteam.domain.household import Address, Membership, Resident
from buurtteam.domain.kinds import HERE, HouseholdId, WorkerId, local_day
from buurtteam.domain.overviews import AppointmentLine, TaskLine
from buurtteam.domain.papers import WeekAppointment, WeekDay, WeekPaper
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed, Leave, Team, Worker
from buurtteam.domain.words import N_
from buurtteam.services.files import keep_file
from buurtteam.services.office import Office
from buurtteam.services.overviews import my_id
from buurtteam.services.paper_home import team_of
from buurtteam.services.printing import PAPER_LANGUAGE
from buurtteam.storage import agenda
from buurtteam.storage.store import Store
from buurtteam.texts import in_language, label, language
from buurtteam.texts import translate as _

WEEK = timedelta(days=7)
_BACK, _AHEAD = timedelta(days=31), timedelta(days=366)


@dataclass(frozen=True)
class AgendaDay:
    """One day of somebody's week."""

    on: date
    free: str = ""
    """Why it is a free day, other than a weekend."""
    is_away: bool = False
    """Whether the worker is on leave."""
    appointments: tuple[AppointmentLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.appointments or self.tasks)


@dataclass(frozen=True)
class WeekView:
    """The week of one worker, from Monday to Sunday; of everybody while nobody is named."""

    monday: date
    today: date
    worker: WorkerId | None
    name: str
    days: tuple[AgendaDay, ...]
    some_day: tuple[TaskLine, ...] = ()
    """What has no day, in the week of today."""
    colleagues: tuple[tuple[WorkerId, str], ...] = ()
    """Everybody whose week one can look at."""

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + WEEK - timedelta(days=1)

    @property
    def number(self) -> int:
        """The number of the week, as on a Dutch calendar."""
        return self.monday.isocalendar().week

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return all(day.is_empty for day in self.days) and not self.some_day


def monday_of(day: date) -> date:
    """The Monday of the week in which a day falls."""
    return day - timedelta(days=day.weekday())


def week_view(office: Office, day: date | None = None, worker: WorkerId | None = None) -> WeekView:
    """The week in which a day falls, of a worker; of who works now, and of today, when neither is said.

    What should have been done already stands on today. Raises Trouble when the file cannot be read.
    """
    today = office.today()
    whose, monday = worker or my_id(office), monday_of(day or today)
    start, end = _midnight(monday), _midnight(monday + WEEK)
    is_now = monday == monday_of(today)
    with office.counted() as store:
        file = store.connection
        dates = agenda.appointments(file, whose, start, end)
        waiting = agenda.open_tasks(file, whose, today, monday + WEEK - timedelta(days=1))
        team = store.of(Worker, is_active=True, order_by="name")
        leaves = store.of(Leave, worker=whose) if whose else []
        known = store.find(Worker, whose) if whose else None
    on_day: dict[date, list[TaskLine]] = {}
    for task in waiting:
        due = task.end
        if due is not None and is_now and due < today:
            due = today
        if due is not None:
            on_day.setdefault(due, []).append(task)
    free_days, days = office.statute.free_days, []
    for at in (monday + timedelta(days=number) for number in range(7)):
        free = free_days.in_year(at.year).get(at)
        days.append(
            AgendaDay(
                on=at,
                free=free.name.of(language()) if free is not None and not free_days.is_working_day(at) else "",
                is_away=any(leave.holds_on(at) for leave in leaves),
                appointments=tuple(each for each in dates if local_day(each.at) == at),
                tasks=tuple(on_day.get(at, ())),
            )
        )
    return WeekView(
        monday=monday,
        today=today,
        worker=whose,
        name=known.name if known else "",
        days=tuple(days),
        some_day=tuple(task for task in waiting if task.end is None) if is_now else (),
        colleagues=tuple((each.id, each.name) for each in team),
    )


def worker_called(office: Office, name: str) -> WorkerId:
    """The worker of that name.

    Raises Problem when there is none, or more than one.
    """
    with office.reading() as store:
        found = [each.id for each in store.of(Worker, is_active=True) if each.is_called(name)]
    if len(found) != 1:
        raise Problem("no_such_worker", N_("There is no worker called {name}, or more than one."), name=name)
    return found[0]


def keep_calendar(office: Office, file: Path, worker: WorkerId | None = None) -> int:
    """Keep the appointments of a worker as a file for a calendar elsewhere; returns how many there are.

    Raises Problem when who works now may not take lists out of the program, Trouble when the file cannot be written.
    """
    entries = calendar_entries(office, worker)
    keep_file(file, calendar_file(entries, office.now()))
    return len(entries)


def calendar_entries(office: Office, worker: WorkerId | None = None) -> tuple[CalendarEntry, ...]:
    """The appointments of a worker without personal details, of a month back and a year ahead, for who may export.

    Raises Problem when who works now may not.
    """
    whose, today = worker or my_id(office), office.today()
    office.look(Deed.EXPORT_LIST)
    with office.reading() as store:
        found = agenda.appointments(
            store.connection, whose, _midnight(today - _BACK), _midnight(today + _AHEAD), cancelled=True
        )
        offices = _offices(store)
    return tuple(
        CalendarEntry(
            appointment=each.id,
            at=each.at,
            minutes=each.minutes,
            place=offices.get(folded(each.place), ""),
            is_cancelled=each.is_cancelled,
        )
        for each in found
    )


def printed_week(office: Office, monday: date, worker: WorkerId | None = None) -> bytes:
    """The week on paper, for in the bag: first names and no reasons; the sheet is not kept.

    Raises Problem when who works now may not take lists out of the program.
    """
    office.look(Deed.EXPORT_LIST)
    with in_language(PAPER_LANGUAGE):
        return render(week_paper(office, week_view(office, monday, worker)))


def week_paper(office: Office, view: WeekView) -> WeekPaper:
    """What stands on the sheet of a week: whom by first name, nothing of what it is about, no place when that is secret."""
    seen = {each.household for day in view.days for each in day.appointments}
    homes = list(seen | {each.household for day in view.days for each in day.tasks})
    with office.reading() as store:
        home = team_of(store, view.today, office.statute)
        names = _first_names(store, homes, view.today)
        hidden = store.of(Address, is_secret=True)
        head = home.head()
    secret = {each.household for each in hidden}
    # Somebody may be seen at the secret address of another household: a child at the mother's.
    elsewhere = {(folded(each.street), folded(each.number)) for each in hidden if len(each.street) > _SHORTEST_STREET}
    return WeekPaper(
        **head,
        language=PAPER_LANGUAGE,
        worker=view.name,
        number_of_week=view.number,
        issued_on=view.today,
        days=tuple(
            WeekDay(
                on=day.on,
                note=_("Away") if day.is_away else day.free,
                appointments=tuple(
                    WeekAppointment(
                        start=each.at.astimezone(HERE).time(),
                        end=(each.at + timedelta(minutes=each.minutes)).astimezone(HERE).time(),
                        who=names.get(each.household, ""),
                        place="" if each.household in secret or _is_in(each.place, elsewhere) else each.place,
                    )
                    for each in day.appointments
                ),
                tasks=tuple(
                    _("{what}: {who}", what=label(each.kind), who=names.get(each.household, "–")) for each in day.tasks
                ),
            )
            for day in view.days
        ),
    )


_SHORTEST_STREET = 2
"""Shorter ones are no street and would be found in every place."""


def _is_in(place: str, addresses: set[tuple[str, str]]) -> bool:
    """Whether a place names one of these streets with its number."""
    words = folded(place)
    return any(street in words and number in words for street, number in addresses)


def _first_names(store: Store, homes: list[HouseholdId], today: date) -> dict[HouseholdId, str]:
    """Of each household the first name of who stands first in it."""
    members = [each for each in store.of(Membership, household=homes, order_by="-position") if each.counts_on(today)]
    first = {each.household: each.resident for each in members}
    known = {each.id: each.first_name for each in store.of(Resident, id=list(first.values()))}
    return {home: known.get(resident, "") for home, resident in first.items()}


def _offices(store: Store) -> dict[str, str]:
    """The places that say nothing about a household: where the team itself is."""
    team = next(iter(store.of(Team)), None)
    if team is None or not team.visiting_address:
        return {}
    return {folded(name): team.visiting_address for name in (team.visiting_address, team.name) if name}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HERE)
