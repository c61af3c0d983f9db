"""A crisis: declared from anywhere, a regisseur named the same day, whom to call, and what must happen today.

Help must be reachable at all times (Jeugdwet art. 2.6 lid 1). All of it is one deed.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.closing import regisseur_of, running
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.household import Household, HouseholdState, Resident, Weight, age_on, full_name
from buurtteam.domain.kinds import HouseholdId, TaskId, WorkerId, one_line
from buurtteam.domain.papers import Contact, CrisisNumber, CrisisPaper, CrisisTask
from buurtteam.domain.problem import Problem
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.responsibility import Assignment, responsible_on
from buurtteam.domain.staff import Deed, Leave, Team, Worker
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.words import N_
from buurtteam.paths import resource
from buurtteam.services import closing, households, requests, tasks
from buurtteam.services.handover_end import overtaken
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.services.reopening import open_again
from buurtteam.storage.facts import facts_of
from buurtteam.storage.store import Store
from buurtteam.texts import language
from buurtteam.texts import translate as _


@dataclass(frozen=True)
class CrisisPhone:
    """Somebody to call: who, the number, when, and what has not been checked about it."""

    name: str
    number: str
    when: str = ""
    to_check: bool = False


@dataclass(frozen=True)
class MustHappen:
    """What must happen today, and who does it; without a worker it is for whoever is responsible."""

    what: str
    worker: WorkerId | None = None


@dataclass(frozen=True)
class CrisisView:
    """Everything the crisis page shows of a household."""

    household: Household
    today: date
    started: CaseEvent | None
    """The event that began the crisis that runs now."""
    regisseur: WorkerId | None
    named_on: date | None
    term: Deadline | None
    """Until when the regisseur must be named (N02)."""
    default: WorkerId | None
    """Who is regisseur when nobody else is chosen."""
    tasks: tuple[Task, ...]
    """What had to happen in this crisis, what is open first."""
    people: tuple[CrisisPhone, ...]
    """The safe numbers of the household."""
    safe_contact: str
    team: tuple[CrisisPhone, ...]
    numbers: tuple[CrisisPhone, ...]
    workers: tuple[Worker, ...]
    earlier: tuple[CaseEvent, ...]
    """Earlier crises, the newest first: each by its beginning."""

    def name_of(self, worker: WorkerId | None) -> str:
        """The name of somebody of the team, or nothing."""
        return next((each.name for each in self.workers if each.id == worker), "")


@dataclass(frozen=True)
class CrisisLine:
    """A household in crisis, for the day of a worker."""

    household: HouseholdId
    label: str
    since: date
    regisseur: WorkerId | None
    regisseur_name: str
    open_tasks: int
    is_mine: bool


# ---------------------------------------------------------------------------------------------- look


def read(office: Office, household: HouseholdId) -> CrisisView:
    """What is known of a crisis of this household, and whom to call.

    Raises Trouble when the household is not there any more.
    """
    today = office.today()
    view = households.read_household(office, household)
    with office.reading() as store:
        events = store.of(CaseEvent, household=household, order_by="on")
        started = running(events, CaseEventKind.CRISIS_STARTED, CaseEventKind.CRISIS_ENDED, today)
        named = regisseur_of(events, started)
        facts = facts_of(store, today, [household])[household]
        terms = case_deadlines(facts, office.statute, today)
        team = next(iter(store.of(Team)), None) or Team()
        return CrisisView(
            household=view.household,
            today=today,
            started=started,
            regisseur=named.worker if named else None,
            named_on=named.on if named else None,
            term=next((each for each in terms if started and each.source.event == started.id), None),
            default=_default(store, office, view.household),
            tasks=_tasks(store, household, started),
            people=tuple(CrisisPhone(person.name, point.value) for person, point in view.safe_points),
            safe_contact=view.household.safe_contact,
            team=_team_phones(team),
            numbers=phones(),
            workers=view.workers,
            earlier=tuple(
                each
                for each in reversed(events)
                if each.kind is CaseEventKind.CRISIS_STARTED and (started is None or each.id != started.id)
            ),
        )


def phones() -> tuple[CrisisPhone, ...]:
    """Whom anybody can call in a crisis, in the language of now."""
    tongue = language()
    return tuple(
        CrisisPhone(
            each["name"].get(tongue, each["name"]["en"]),
            each["number"],
            each["when"].get(tongue, each["when"]["en"]),
            bool(each.get("to_check", False)),
        )
        for each in _written_phones()
    )


@cache
def _written_phones() -> tuple[dict[str, Any], ...]:
    with resource("crisis", "phones.toml").open("rb") as file:
        return tuple(tomllib.load(file)["phone"])


def _team_phones(team: Team) -> tuple[CrisisPhone, ...]:
    found = [CrisisPhone(team.name or _("Our team"), team.phone, team.reachable)] if team.phone else []
    if team.listening_ear:
        # Written in one line by the team: who, the number and when.
        found.append(CrisisPhone(team.listening_ear, "", _("Listening ear, day and night")))
    return tuple(found)


def _default(store: Store, office: Office, home: Household) -> WorkerId | None:
    """Who acts for the household today, else who works now."""
    found = responsible_on(home, store.of(Assignment, household=home.id), store.of(Leave), office.today())
    return found or home.plan_coordinator or office.me


def _tasks(store: Store, household: HouseholdId, started: CaseEvent | None) -> tuple[Task, ...]:
    if started is None:
        return ()
    found = [
        each
        for each in store.of(Task, household=household, kind=TaskKind.TODAY, order_by="due_on")
        if each.made_on is not None and each.made_on >= started.on and each.cancelled_on is None
    ]
    return tuple(sorted(found, key=lambda each: not each.is_open))


def in_crisis(office: Office) -> tuple[CrisisLine, ...]:
    """Every household in crisis now, the longest first; mine are those of which I am regisseur, fixed face or deputy."""
    today, me = office.today(), office.me
    with office.reading() as store:
        events: dict[HouseholdId, list[CaseEvent]] = defaultdict(list)
        kinds = [CaseEventKind.CRISIS_STARTED, CaseEventKind.CRISIS_COORDINATOR_NAMED, CaseEventKind.CRISIS_ENDED]
        for each in store.of(CaseEvent, kind=kinds):
            if each.household is not None:
                events[each.household].append(each)
        found: dict[HouseholdId, CaseEvent] = {}
        for home, happened in events.items():
            if began := running(happened, CaseEventKind.CRISIS_STARTED, CaseEventKind.CRISIS_ENDED, today):
                found[home] = began
        if not found:
            return ()
        homes = {each.id: each for each in store.of(Household, id=list(found))}
        names = {each.id: each.name for each in store.of(Worker)}
        waiting = store.of(Task, household=list(found), kind=TaskKind.TODAY, done_on=None, cancelled_on=None)
    lines = []
    for home, started in found.items():
        named = regisseur_of(events[home], started)
        regisseur = named.worker if named else None
        one = homes[home]
        lines.append(
            CrisisLine(
                household=home,
                label=one.label,
                since=started.on,
                regisseur=regisseur,
                regisseur_name=names.get(regisseur, "") if regisseur else "",
                open_tasks=sum(each.household == home for each in waiting),
                is_mine=me is not None and me in (regisseur, one.plan_coordinator, one.deputy),
            )
        )
    return tuple(sorted(lines, key=lambda each: (not each.is_mine, each.since, each.label)))


# ---------------------------------------------------------------------------------------------- on paper


def crisis_paper(office: Office, home: Home) -> CrisisPaper:
    """What stands on the crisis sheet: no address and nothing of the safety compartment, for a sheet can get lost."""
    view = read(office, home.household.id)
    leads = home.workers.get(view.regisseur)
    return CrisisPaper(
        **home.head(),
        household=home.household.label,
        since=view.started.on if view.started else None,
        what=home.shown(view.started.note) if view.started else "",
        at_home=tuple(_with_age(home, each) for each in home.residents if full_name(each)),
        has_safe_contact=bool(view.safe_contact or home.household.not_by),
        regisseur=home.contact(leads) if leads else Contact(),
        name_by=view.term.legal_end if view.term else None,
        tasks=tuple(
            CrisisTask(what=home.shown(task.what), who=view.name_of(task.worker), done=not task.is_open)
            for task in view.tasks
        ),
        people=_on_paper(view.people),
        team=_on_paper(view.team),
        numbers=_on_paper(view.numbers),
    )


def _with_age(home: Home, resident: Resident) -> str:
    name, age = home.first_name(resident.id), age_on(resident.born_on, home.today)
    return _("{name} ({age})", name=name, age=age) if age is not None else name


def _on_paper(known: Iterable[CrisisPhone]) -> tuple[CrisisNumber, ...]:
    return tuple(
        CrisisNumber(name=each.name, number=each.number, when=each.when, to_check=each.to_check) for each in known
    )


# ---------------------------------------------------------------------------------------------- do


def start(
    office: Office,
    household: HouseholdId,
    what: str = "",
    *,
    regisseur: WorkerId | None = None,
    today: Sequence[MustHappen] = (),
    on: date | None = None,
) -> CaseEvent:
    """Declare a crisis: the household weighs as one, the regisseur is named, and what must happen today becomes tasks.

    A closed household opens again, and stand-by ends. Raises Problem when a crisis runs already, or the day lies in the
    future or before the end of an earlier crisis.
    """
    day = on or office.today()
    requests.not_in_the_future(office, day)
    with office.writing(Deed.DECLARE_CRISIS, household) as store:
        if _running(office, store, household) is not None:
            raise Problem(
                "crisis_already", N_("A crisis runs here already. Nothing was changed; look at what is planned.")
            )
        over = store.of(CaseEvent, household=household, kind=CaseEventKind.CRISIS_ENDED)
        ended = max((each.on for each in over), default=day)
        if day < ended:
            raise Problem(
                "before_earlier_crisis",
                N_("An earlier crisis ended on {day}; this one cannot begin before that day."),
                day=ended,
            )
        home = store.get(Household, household)
        if home.state is HouseholdState.CLOSED:
            open_again(office, store, household, _("A crisis."), max(day, home.ended_on or day))
        elif home.state is HouseholdState.STAND_BY:
            # A crisis that is written down afterwards may have begun before the stand-by.
            ends = max(day, closing.stand_by_since(store, household, day))
            closing.end_stand_by(office, household, ends, _("A crisis."))
        started = store.save(_event(office, household, CaseEventKind.CRISIS_STARTED, day, note=what))
        home = store.get(Household, household)
        store.save(home.changed(weight=Weight.CRISIS))
        if regisseur is not None:
            name_regisseur(office, household, regisseur, day)
        for each in today:
            if each.what.strip():
                add_today(office, household, each.what, each.worker)
        return started


def name_regisseur(office: Office, household: HouseholdId, worker: WorkerId, on: date | None = None) -> CaseEvent:
    """Name who leads in this crisis; a household without a fixed face keeps this one.

    Raises Problem when no crisis runs, the day lies in the future or before it, or the worker left the team.
    """
    day = on or office.today()
    requests.not_in_the_future(office, day)
    with office.writing(Deed.DECLARE_CRISIS, household) as store:
        started = _must_run(office, store, household)
        if not store.get(Worker, worker).is_active:
            raise Problem("worker_left", N_("This colleague does not work in the team now. Choose somebody else."))
        if day < started.on:
            raise Problem("before_the_crisis", N_("That day lies before the crisis. Check the date."))
        home = store.get(Household, household)
        if home.plan_coordinator is None:
            overtaken(office, store, [household])
            store.save(home.changed(plan_coordinator=worker))
        named = regisseur_of(store.of(CaseEvent, household=household), started)
        if named is not None and named.worker == worker:
            return named
        event = _event(office, household, CaseEventKind.CRISIS_COORDINATOR_NAMED, day)
        return store.save(event.changed(worker=worker, answers=started.id))


def add_today(office: Office, household: HouseholdId, what: str, worker: WorkerId | None = None) -> Task:
    """Something more that must happen today, for a worker or else for the regisseur.

    Raises Problem when no crisis runs or it says nothing.
    """
    with office.writing(Deed.DECLARE_CRISIS, household) as store:
        started = _must_run(office, store, household)
        named = regisseur_of(store.of(CaseEvent, household=household), started)
        who = worker or (named.worker if named else None)
        return tasks.add_task(office, household, what, office.today(), kind=TaskKind.TODAY, worker=who)


def tick(office: Office, task: TaskId) -> Task:
    """What had to happen is done; once more and it is not done after all."""
    with office.reading() as store:
        is_open = store.get(Task, task).is_open
    return tasks.complete(office, task) if is_open else tasks.reopen(office, task)


def end(
    office: Office,
    household: HouseholdId,
    reason: str,
    on: date | None = None,
    *,
    weight: Weight = Weight.HEAVY,
) -> CaseEvent:
    """The crisis is over, with the reason; the household weighs heavy from now on, or as is said.

    Raises Problem without a reason, when no crisis runs, or when the day lies in the future or before it.
    """
    day = on or office.today()
    requests.not_in_the_future(office, day)
    if not reason.strip():
        raise Problem("no_crisis_reason", N_("Say in a few words why the crisis is over."))
    with office.writing(Deed.DECLARE_CRISIS, household) as store:
        started = _must_run(office, store, household)
        if day < started.on:
            raise Problem("before_the_crisis", N_("That day lies before the crisis. Check the date."))
        home = store.get(Household, household)
        if home.weight is Weight.CRISIS:
            store.save(home.changed(weight=weight))
        event = _event(office, household, CaseEventKind.CRISIS_ENDED, day, note=reason)
        return store.save(event.changed(answers=started.id))


def _event(office: Office, household: HouseholdId, kind: CaseEventKind, on: date, *, note: str = "") -> CaseEvent:
    return CaseEvent(
        household=household, kind=kind, on=on, note=one_line(note), worker=office.me, typed_at=office.now()
    )


def _running(office: Office, store: Store, household: HouseholdId) -> CaseEvent | None:
    events = store.of(CaseEvent, household=household)
    return running(events, CaseEventKind.CRISIS_STARTED, CaseEventKind.CRISIS_ENDED, office.today())


def _must_run(office: Office, store: Store, household: HouseholdId) -> CaseEvent:
    found = _running(office, store, household)
    if found is None:
        raise Problem("no_crisis", N_("No crisis runs in this household now."))
    return found
