"""An agenda follows whoever is responsible on the day itself, and what leaves the program gives nobody away."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtteam.domain.any_paper import paper_to_json
from buurtteam.domain.closing import Decided, Decision
from buurtteam.domain.household import Address, Household
from buurtteam.domain.kinds import AppointmentId
from buurtteam.domain.overviews import TaskLine
from buurtteam.domain.problem import Problem
from buurtteam.domain.responsibility import Assignment, AssignmentRole, responsible_on
from buurtteam.domain.staff import Deed, Leave, Team, Worker, WorkerFunction
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskSeries
from buurtteam.services import agenda, closing, households, overviews, series, tasks
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


def left(office: Office, who: Worker) -> None:
    with office.writing(Deed.MAKE_PRACTICE) as store:
        store.save(store.get(Worker, who.id).changed(is_active=False))


def test_named_work_of_who_left_the_team_is_for_whoever_acts_now(
    office: Office, team: dict[str, Worker], home: Household
) -> None:
    tasks.add_task(office, home.id, "Bel de school", TODAY, worker=team["Joost"].id)
    tasks.call_back(office, home.id, "Bel terug", TODAY, worker=team["Joost"].id)
    with office.writing(Deed.PLAN_WORK, home.id) as store:
        at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        store.save(Appointment(household=home.id, at=at, what="Gesprek", worker=team["Joost"].id))
    assert sees(office, team["Noor"]) == []
    left(office, team["Joost"])
    assert sees(office, team["Noor"]) == ["Bel de school", "Bel terug", "Gesprek"]
    assert sees(office, team["Mila"]) == ["Bel terug"]


def test_what_a_fixed_face_who_left_leaves_behind_is_in_sight_of_the_coordinator(
    office: Office, team: dict[str, Worker], home: Household
) -> None:
    """A closed household keeps the face it had, and somebody has to ask how things are all the same."""
    with office.writing(Deed.KEEP_WORKER) as store:
        leads = store.save(Worker(name="Marjan", function=WorkerFunction.COORDINATOR))
        at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        store.save(Appointment(household=home.id, at=at, what="Gesprek", worker=team["Noor"].id))
    closing.close(office, home.id, TODAY, decisions=[Decision(f"appointment.{_only(office)}", Decided.MOVED)])
    with office.writing(Deed.PLAN_WORK, home.id) as store:
        first = store.of(Task, household=home.id, order_by="due_on")[0]
        store.save(first.changed(due_on=TODAY))
    assert sees(office, leads) == []
    left(office, team["Noor"])
    assert sees(office, leads) == [first.what, "Gesprek"]
    assert sees(office, team["Joost"]) == []


def _only(office: Office) -> AppointmentId:
    with office.reading() as store:
        (found,) = store.of(Appointment)
    return found.id


def test_a_week_shows_what_waits_on_today_and_the_rest_on_its_own_day(
    office: Office, team: dict[str, Worker], home: Household
) -> None:
    tasks.add_task(office, home.id, "Had al gemoeten", date(2026, 11, 17))
    tasks.add_task(office, home.id, "Ooit")
    tasks.add_task(office, home.id, "Kerst", date(2026, 12, 25))
    away(office, team["Noor"], team["Joost"], date(2026, 12, 24), date(2026, 12, 26))
    now = agenda.week_view(office)
    assert (now.monday, now.number, now.name) == (date(2026, 11, 16), 47, "Noor")
    assert {day.on: [each.what for each in day.tasks] for day in now.days if day.tasks} == {TODAY: ["Had al gemoeten"]}
    assert [each.what for each in now.some_day] == ["Ooit"]
    christmas = agenda.week_view(office, date(2026, 12, 22))
    (day,) = [each for each in christmas.days if each.on == date(2026, 12, 25)]
    assert (day.is_away, bool(day.free), [each.what for each in day.tasks]) == (True, True, ["Kerst"])
    assert christmas.some_day == ()
    joost = agenda.week_view(office, TODAY, team["Joost"].id)
    assert joost.is_empty


def _calendar(office: Office, file: Path, worker: Worker | None = None) -> list[dict[str, Any]]:
    agenda.keep_calendar(office, file, worker.id if worker else None)
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return [{name.casefold(): event.decoded(name) for name in event} for event in events]


def test_a_calendar_elsewhere_knows_when_and_nothing_more(
    office: Office, team: dict[str, Worker], home: Household, tmp_path: Path
) -> None:
    at = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    made = tasks.add_appointment(office, home.id, at, "Schulden bespreken", "Dorpsstraat 4", minutes=45)
    (event,) = _calendar(office, tmp_path / "a.ics")
    assert (event["summary"], event["status"], event["class"]) == ("Afspraak", "CONFIRMED", "PRIVATE")
    assert event["dtstart"] == at
    assert str(event["dtstart"].tzinfo) == "Europe/Amsterdam"
    assert "location" not in event
    tasks.cancel(office, made.id)
    tasks.keep_appointment(
        office, tasks.put_back(office, made.id).changed(at=at + timedelta(days=1), is_cancelled=True)
    )
    (later,) = _calendar(office, tmp_path / "b.ics")
    assert (later["uid"], later["status"]) == (event["uid"], "CANCELLED")
    assert str(made.id).encode() not in (tmp_path / "b.ics").read_bytes()


def test_the_place_is_told_only_when_it_is_the_teams_own(
    office: Office, team: dict[str, Worker], home: Household, tmp_path: Path
) -> None:
    with office.writing(Deed.SET_UP_TEAM) as store:
        store.save(Team(name="Buurtteam Oost", visiting_address="Markt 1, Oefenstad"))
    tasks.add_appointment(office, home.id, datetime(2026, 11, 24, 8, 0, tzinfo=UTC), place="markt 1, oefenstad")
    tasks.add_appointment(office, home.id, datetime(2026, 11, 24, 10, 0, tzinfo=UTC), place="Markt 3, Oefenstad")
    found = [event.get("location") for event in _calendar(office, tmp_path / "a.ics")]
    assert found == ["Markt 1, Oefenstad", None]


def test_who_may_not_take_lists_out_keeps_no_calendar(
    office: Office, team: dict[str, Worker], home: Household, tmp_path: Path
) -> None:
    office.worker = team["Mila"].changed(function=WorkerFunction.VOLUNTEER)
    with pytest.raises(Problem):
        agenda.keep_calendar(office, tmp_path / "a.ics")
    with pytest.raises(Problem):
        agenda.printed_week(office, TODAY)


_WORDS = st.text("abcdefghijklmnopqrstuvwxyzéüñ", min_size=5, max_size=30)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(said=st.lists(_WORDS, min_size=6, max_size=6, unique=True), days=st.integers(-20, 300))
def test_nothing_of_a_household_is_in_the_calendar_file(
    office: Office, team: dict[str, Worker], tmp_path: Path, said: list[str], days: int
) -> None:
    # A sign that the file has of itself nowhere.
    said = [f"{word}ßq" for word in said]
    label, first, street, what, place, note = said
    made = households.create_household(office, NewHousehold(first_name=first))
    with office.writing(Deed.CHANGE_HOUSEHOLD, made.id) as store:
        store.save(store.get(Household, made.id).changed(label=label))
        store.save(Address(household=made.id, street=street, number="4"))
    tasks.quick_note(office, made.id, note)
    tasks.add_appointment(office, made.id, office.now() + timedelta(days=days), what, place)
    agenda.keep_calendar(office, tmp_path / "a.ics")
    # Long lines are folded in the file.
    written = (tmp_path / "a.ics").read_bytes().decode().replace("\r\n ", "")
    assert "BEGIN:VEVENT" in written
    assert [word for word in (*said, str(made.id)) if word.casefold() in written.casefold()] == []


def test_the_sheet_of_a_week_names_no_secret_address_of_another_household_either(
    office: Office, team: dict[str, Worker], home: Household
) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        mother = store.save(Household(label="Moeder"))
        store.save(Address(household=mother.id, street="Kerkstraat", number="4", is_secret=True))
        store.save(Address(household=mother.id, street="", is_secret=True))
    for hour, place in ((8, "kerkstraat 4, bij moeder"), (10, "Kerkstraat 93")):
        tasks.add_appointment(office, home.id, datetime(2026, 11, 20, hour, 0, tzinfo=UTC), "Omgang", place)
    (day,) = [day for day in agenda.week_paper(office, agenda.week_view(office)).days if day.appointments]
    assert [each.place for each in day.appointments] == ["", "Kerkstraat 93"]


def test_the_sheet_of_a_week_gives_nobody_away(office: Office, team: dict[str, Worker], home: Household) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD, home.id) as store:
        store.save(store.get(Household, home.id).changed(label="Familie Demir"))
        store.save(Address(household=home.id, street="Kerkstraat", number="4", is_secret=True))
    tasks.add_appointment(office, home.id, datetime(2026, 11, 20, 8, 0, tzinfo=UTC), "Schulden", "Kerkstraat 4")
    tasks.add_task(office, home.id, "Incassobureau bellen", date(2026, 11, 20))
    paper = agenda.week_paper(office, agenda.week_view(office))
    written = paper_to_json(paper)
    assert "Samira" in written
    assert [word for word in ("Demir", "Schulden", "Kerkstraat", "Incasso") if word in written] == []
    assert agenda.printed_week(office, TODAY).startswith(b"%PDF")
