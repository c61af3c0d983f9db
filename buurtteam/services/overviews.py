"""The day of a worker at one glance, what is pinned, and finding people and households."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from buurtteam.domain.deadlines import DONE_BY_TASKS, DeadlineState
from buurtteam.domain.keeping import Found
from buurtteam.domain.kinds import HERE, HouseholdId, WorkerId
from buurtteam.domain.overviews import (
    AppointmentLine,
    DeadlineRow,
    NewRequestLine,
    OpenTalkLine,
    RecentLine,
    SuccessLine,
    TaskLine,
)
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import TaskKind
from buurtteam.domain.words import N_
from buurtteam.services.deadlines import deadlines, leaks_of_team, loose_signals
from buurtteam.services.office import Office
from buurtteam.storage import agenda
from buurtteam.storage import overviews as lists

_PINNED = "pinned households"
MOST_PINNED, MOST_RECENT = 5, 10
MOST_SIGNALS = 3
_DAYS_AHEAD = 7


@dataclass(frozen=True)
class TypedLine:
    """Typing that was not finished, by the place where it goes on."""

    place: str
    begins: str
    at: datetime
    household: HouseholdId | None = None
    label: str = ""
    """The household and its name, when it is a record of one."""


@dataclass(frozen=True)
class TodayView:
    """Everything that Today shows, as it is at one moment."""

    today: date
    now: datetime
    worker: str
    appointments: tuple[AppointmentLine, ...] = ()
    """Of today and the seven days after it."""
    must: tuple[DeadlineRow | TaskLine, ...] = ()
    """What must happen this week: what is late first, then by its end; tasks without a day last."""
    more_signals: int = 0
    """How many early signals that belong to nobody wait this week besides those in `must`."""
    recent: tuple[RecentLine, ...] = ()
    pinned: tuple[RecentLine, ...] = ()
    new: tuple[NewRequestLine, ...] = ()
    successes: tuple[SuccessLine, ...] = ()
    talks: tuple[OpenTalkLine, ...] = ()
    typed: tuple[TypedLine, ...] = ()
    is_empty: bool = False
    """Whether there is no household at all yet."""


def my_id(office: Office) -> WorkerId | None:
    """The worker whose day it is; nothing while nobody was named."""
    return office.worker.id if office.worker else None


def today_view(office: Office) -> TodayView:
    """The day of the worker of this office.

    Raises Trouble when the file cannot be read.
    """
    today, me = office.today(), my_id(office)
    until = today + timedelta(days=_DAYS_AHEAD)
    midnight = datetime.combine(today, time(), HERE)
    with office.counted() as store:
        file = store.connection
        rows = deadlines(office, today, lists.households_with_terms(file, me, today, until), explained=False)
        # A leak of the team is everybody's until it is reported.
        rows += leaks_of_team(office, today, explained=False)
        # So is a signal that belongs to nobody yet; a file of them does not push the rest out of sight.
        loose, more_signals = loose_signals(office, until, MOST_SIGNALS)
        rows += loose
        tasks = agenda.open_tasks(file, me, today, until)
        pinned = _pinned(office)
        labels = lists.household_labels(file, list(pinned))
        recent = lists.recent_households(file, me, MOST_RECENT + MOST_PINNED)
        latest = {line.household: line for line in recent}
        return TodayView(
            today=today,
            now=office.now(),
            worker=office.worker.name if office.worker else "",
            appointments=agenda.appointments(file, me, midnight, midnight + timedelta(days=_DAYS_AHEAD + 1)),
            must=_this_week(rows, tasks, today, until),
            more_signals=more_signals,
            recent=tuple(line for line in recent if line.household not in pinned)[:MOST_RECENT],
            pinned=tuple(latest.get(id_, RecentLine(id_, labels[id_], "")) for id_ in pinned if id_ in labels),
            new=lists.new_requests(file),
            successes=lists.successes(file, me, today.replace(day=1), today),
            talks=lists.open_talks(file, me, today),
            typed=_typed(office),
            is_empty=lists.is_empty(file),
        )


def _this_week(
    rows: Sequence[DeadlineRow], tasks: Sequence[TaskLine], today: date, until: date
) -> tuple[DeadlineRow | TaskLine, ...]:
    found: list[tuple[tuple[bool, date, str], DeadlineRow | TaskLine]] = []
    looked_at = {task.household for task in tasks if task.kind is TaskKind.EVALUATION}
    for row in rows:
        # Aftercare and a call stand there as the tasks they are, and so does looking at the plan that is planned.
        is_planned = row.rule == "T19" and row.household in looked_at
        if row.is_waiting and row.warn_on <= until and row.rule not in DONE_BY_TASKS and not is_planned:
            late = row.state is DeadlineState.MISSED
            found.append(((not late, row.legal_end if late else row.warn_on, row.title), row))
    for task in tasks:
        due = task.end or date.max
        found.append(((due >= today, due, task.what), task))
    return tuple(line for _order, line in sorted(found, key=lambda pair: pair[0]))


def _typed(office: Office) -> tuple[TypedLine, ...]:
    """Unfinished typing: with a page of its own, or in a record of a household, of which only the place is told."""
    found = [draft for draft in office.drafts() if any(draft.typed.values())]
    homes = {draft.place: _home_of(draft.place) for draft in found}
    with office.reading() as store:
        labels = lists.household_labels(store.connection, [home for home in homes.values() if home])
    return tuple(
        TypedLine(
            draft.place, "" if home else _begins(draft.typed), draft.at, home, labels.get(home, "") if home else ""
        )
        for draft in found
        if (home := homes[draft.place]) in labels or draft.place.startswith(("household.new", "request.new", "note."))
    )


def _home_of(place: str) -> HouseholdId | None:
    """The household of which a record is being typed in this place, if it is one."""
    kind, _dot, rest = place.partition(".")
    if kind != "household":
        return None
    try:
        return HouseholdId(UUID(rest.partition(".")[0]))
    except ValueError:
        return None


def _begins(typed: dict[str, str]) -> str:
    wanted = ("question", "text", "first_name", "surname")
    return next((" ".join(typed[name].split())[:80] for name in wanted if typed.get(name)), "")


# ---------------------------------------------------------------------------------------------- pins


def _pinned(office: Office) -> tuple[HouseholdId, ...]:
    return tuple(HouseholdId(UUID(each)) for each in office.recall(_PINNED, []))


def pin(office: Office, household: HouseholdId) -> bool:
    """Pin a household or let it go; returns whether it is pinned now.

    Raises Problem when five are pinned already.
    """
    pinned = list(_pinned(office))
    if household in pinned:
        pinned.remove(household)
    elif len(pinned) >= MOST_PINNED:
        raise Problem("enough_pinned", N_("Five households are pinned already. Unpin one first."))
    else:
        pinned.append(household)
    office.remember(_PINNED, [str(each) for each in pinned])
    return household in pinned


# ---------------------------------------------------------------------------------------------- finding


def find(office: Office, asked: str, limit: int = 12) -> list[Found]:
    """People and households by any part of a name, an address or a phone number, best first."""
    return [found for found in office.search(asked, limit) if found.household is not None]


def name_of(office: Office, household: HouseholdId) -> str:
    """What a household is called, or nothing when it is not there."""
    with office.reading() as store:
        return lists.household_labels(store.connection, [household]).get(household, "")


def note_find(office: Office, household: HouseholdId) -> None:
    """Write down that somebody opened a household by searching; what was typed is kept nowhere."""
    office.look(Deed.SEARCH, household)


def recent(office: Office, limit: int = MOST_RECENT) -> tuple[RecentLine, ...]:
    """Pinned households and those this worker was in lately, for before anything is typed."""
    with office.reading() as store:
        pinned = _pinned(office)
        labels = lists.household_labels(store.connection, list(pinned))
        lately = lists.recent_households(store.connection, my_id(office), limit)
        kept = [RecentLine(each, labels[each], "") for each in pinned if each in labels]
        return (*kept, *(line for line in lately if line.household not in pinned))[:limit]
