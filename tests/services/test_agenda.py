"""An agenda follows whoever is responsible on the day itself."""

from datetime import UTC, date, datetime

import pytest

from buurtteam.domain.household import Household
from buurtteam.domain.overviews import TaskLine
from buurtteam.domain.responsibility import Assignment, AssignmentRole, responsible_on
from buurtteam.domain.staff import Deed, Leave, Worker
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskSeries
from buurtteam.services import households, overviews, series, tasks
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from tests.conftest import Clock

TODAY = date(2026, 11, 22)


@pytest.fixture
def team(office: Office) -> dict[str, Worker]:
    with office.writing(Deed.KEEP_WORKER) as store:
        found = {name: store.save(Worker(name=name)) for name in ("Noor", "Joost", "Mila")}
    office.worker = found["Noor"]
    return found


@pytest.fixture
def home(office: Office, team: dict[str, Worker]) -> Household:
    made = households.create_household(office, NewHousehold(first_name="Samira"))
    households.keep(office, made.id, made.changed(plan_coordinator=team["Noor"].id))
    return made


def sees(office: Office, worker: Worker) -> list[str]:
    office.worker = worker
    view = overviews.today_view(office)
    return [each.what for each in (*view.must, *view.appointments) if not hasattr(each, "rule")]


def away(office: Office, who: Worker, stands_in: Worker, from_on: date, until_on: date | None) -> None:
    with office.writing(Deed.PLAN_LEAVE) as store:
        store.save(Leave(worker=who.id, from_on=from_on, until_on=until_on, replacement=stands_in.id))


def planned(office: Office, home: Household, on: date) -> Task:
    """A task of a series, without a worker, that somebody put on this day."""
    first, *_rest = series.start_series(
        office, TaskSeries(household=home.id, kind=TaskKind.REVIEW, what="Kijken", starts_on=TODAY)
    )
    return tasks.move(office, first.id, on)


def test_a_task_of_a_series_is_for_whoever_stands_in_on_its_own_day(
    office: Office, team: dict[str, Worker], home: Household
) -> None:
    noor, joost = team["Noor"], team["Joost"]
    planned(office, home, date(2026, 11, 25))
    assert sees(office, joost) == []
    away(office, noor, joost, date(2026, 11, 24), date(2026, 11, 25))
    assert sees(office, joost) == ["Kijken"]
    # Her own household stays in sight of the familiar face.
    assert sees(office, noor) == ["Kijken"]
    (line,) = [each for each in overviews.today_view(office).must if isinstance(each, TaskLine)]
    assert line.of_colleague == ""
    office.worker = joost
    (line,) = [each for each in overviews.today_view(office).must if isinstance(each, TaskLine)]
    assert line.of_colleague == "Noor"


def test_who_is_back_on_the_day_itself_does_it(office: Office, team: dict[str, Worker], home: Household) -> None:
    planned(office, home, date(2026, 11, 27))
    away(office, team["Noor"], team["Joost"], date(2026, 11, 24), date(2026, 11, 25))
    assert sees(office, team["Joost"]) == []


def test_what_waits_too_long_is_for_whoever_is_there_today(
    office: Office, team: dict[str, Worker], home: Household, clock: Clock
) -> None:
    planned(office, home, date(2026, 11, 23))
    away(office, team["Noor"], team["Joost"], date(2026, 11, 25), None)
    assert sees(office, team["Joost"]) == []
    clock.now = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    assert sees(office, team["Joost"]) == ["Kijken"]


def test_a_stand_in_for_one_household_comes_before_the_replacement(
    office: Office, team: dict[str, Worker], home: Household
) -> None:
    planned(office, home, TODAY)
    away(office, team["Noor"], team["Joost"], TODAY, None)
    with office.writing(Deed.ASSIGN, home.id) as store:
        store.save(Assignment(household=home.id, worker=team["Mila"].id, role=AssignmentRole.COVER, from_on=TODAY))
    assert sees(office, team["Mila"]) == ["Kijken"]
    assert sees(office, team["Joost"]) == []
    with office.reading() as store:
        who = responsible_on(
            store.get(Household, home.id), store.of(Assignment, household=home.id), store.of(Leave), TODAY
        )
    assert who == team["Mila"].id


def test_named_work_of_a_colleague_on_leave_does_not_fall_silent(
    office: Office, team: dict[str, Worker], home: Household
) -> None:
    tasks.add_task(office, home.id, "Bel de school", TODAY, worker=team["Noor"].id)
    with office.writing(Deed.PLAN_WORK, home.id) as store:
        at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        store.save(Appointment(household=home.id, at=at, what="Gesprek", worker=team["Noor"].id))
    assert sees(office, team["Joost"]) == []
    away(office, team["Noor"], team["Joost"], TODAY, TODAY)
    assert sees(office, team["Joost"]) == ["Bel de school"]
    away(office, team["Noor"], team["Joost"], date(2026, 11, 23), date(2026, 11, 23))
    assert sees(office, team["Joost"]) == ["Bel de school", "Gesprek"]
