"""Tasks come back on working days, belong to nobody in particular, and are never made anew once somebody touched them."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtteam.domain.case import Closing
from buurtteam.domain.conversation import ConversationKind
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.household import Household, HouseholdState
from buurtteam.domain.plan import HouseholdPlan
from buurtteam.domain.problem import Problem
from buurtteam.domain.series import AHEAD
from buurtteam.domain.staff import Deed, Team, Worker
from buurtteam.domain.statute import LocalNorm, Unit
from buurtteam.domain.task import Task, TaskKind, TaskSeries
from buurtteam.services import conversations, households, series, tasks
from buurtteam.services.deadlines import deadlines_of
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.conftest import Clock

_FILE_STAYS_OPEN = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def home(office: Office) -> Household:
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
    return households.create_household(office, NewHousehold(first_name="Samira", reach="06 12345678"))


def own(home: Household, **facts: object) -> TaskSeries:
    said = {
        "household": home.id,
        "kind": TaskKind.REVIEW,
        "what": "Kijken hoe het gaat",
        "starts_on": date(2026, 11, 22),
    }
    return TaskSeries.model_validate(said | facts)


def closed(office: Office, home: Household, on: date) -> Closing:
    with office.writing(Deed.CLOSE_HOUSEHOLD, home.id) as store:
        current = store.get(Household, home.id)
        store.save(current.changed(state=HouseholdState.CLOSED, ended_on=on))
        return store.save(Closing(household=home.id, on=on))


def days(made: tuple[Task, ...]) -> list[date | None]:
    return [task.due_on for task in made]


def test_aftercare_is_planned_by_the_norm_and_moves_off_free_days(office: Office, home: Household) -> None:
    made = series.start_aftercare(office, home.id, closed(office, home, date(2026, 11, 20)))
    # Never past the term itself: the Friday before each of these days in a weekend.
    assert [(task.step, task.due_on) for task in made] == [
        ("T20a", date(2026, 12, 18)),
        ("T20b", date(2027, 2, 19)),
        ("T20c", date(2027, 5, 20)),
        ("T20d", date(2027, 11, 19)),
    ]
    assert {task.worker for task in made} == {None}


def test_the_teams_own_norm_for_aftercare_counts(office: Office, home: Household) -> None:
    with office.writing(Deed.PLAN_WORK) as store:
        store.save(LocalNorm(step="T20a", number=2, unit=Unit.WEEKS, valid_from=date(2026, 1, 1)))
    made = series.start_aftercare(office, home.id, closed(office, home, date(2026, 11, 20)))
    assert made[0].due_on == date(2026, 12, 4)


def test_aftercare_that_was_given_meets_its_term(office: Office, home: Household, clock: Clock) -> None:
    made = series.start_aftercare(office, home.id, closed(office, home, date(2026, 11, 20)))
    clock.now += timedelta(days=26)
    tasks.complete(office, made[0].id)
    states = {each.step: each.state for each in deadlines_of(office, home.id) if each.rule == "T20"}
    assert states["T20a"] is DeadlineState.MET
    assert states["T20b"] is DeadlineState.RUNNING


def test_no_aftercare_when_there_will_be_none_and_never_twice(office: Office, home: Household) -> None:
    closing = closed(office, home, date(2026, 11, 20))
    assert series.start_aftercare(office, home.id, closing.changed(has_aftercare=False)) == ()
    first = series.start_aftercare(office, home.id, closing)
    assert series.start_aftercare(office, home.id, closing) == first


def test_evaluations_follow_the_plan_and_then_the_last_time(office: Office, home: Household, clock: Clock) -> None:
    with pytest.raises(Problem):
        series.start_evaluations(office, home.id)
    with office.writing(Deed.CHANGE_PLAN, home.id) as store:
        store.save(HouseholdPlan(household=home.id, made_on=date(2026, 11, 22)))
    made = series.start_evaluations(office, home.id)
    # Six weeks, the Sunday after New Year; three months later a Saturday.
    assert days(made) == [date(2026, 12, 31), date(2027, 4, 2)]
    clock.now += timedelta(days=30)
    tasks.complete(office, made[0].id)
    assert days(series.tasks_of_series(office, made[0].series)) == [  # type: ignore[arg-type]  # it has one
        date(2026, 12, 31),
        date(2027, 3, 22),
        date(2027, 6, 22),
    ]


def test_stand_by_keeps_in_touch_in_the_rhythm_of_the_team(office: Office, home: Household) -> None:
    made = series.start_stand_by(office, home.id, date(2026, 11, 22))
    assert [task.kind for task in made] == [TaskKind.STAND_BY] * AHEAD
    assert days(made) == [date(2027, 2, 22), date(2027, 5, 24)]
    assert series.start_stand_by(office, home.id, date(2026, 12, 1)) == made


def test_what_is_done_is_topped_up_and_undone_with_the_deed(office: Office, home: Household) -> None:
    first, *_rest = series.start_series(office, own(home))
    office.take_changes()
    tasks.complete(office, first.id)
    assert first.series is not None
    assert [task.number for task in series.tasks_of_series(office, first.series)] == [1, 2, 3]
    stack = UndoStack()
    stack.add(*office.take_changes())
    stack.take_back(office)
    assert [task.number for task in series.tasks_of_series(office, first.series)] == [1, 2]


def test_a_touched_task_stays_when_the_series_changes_and_an_untouched_one_follows(
    office: Office, home: Household
) -> None:
    first, second = series.start_series(office, own(home))
    tasks.move(office, first.id, date(2026, 12, 31))
    assert first.series is not None
    with office.reading() as store:
        running = store.get(TaskSeries, first.series)
    made = series.keep_series(office, running.changed(what="Bellen hoe het gaat", first_months=2))
    assert [(task.what, task.due_on) for task in made] == [
        ("Kijken hoe het gaat", date(2026, 12, 31)),
        ("Bellen hoe het gaat", date(2027, 4, 22)),
    ]
    assert made[0].id == first.id
    assert second.due_on == date(2027, 3, 22)


def test_a_cancelled_task_leaves_the_series_and_does_not_come_back(office: Office, home: Household) -> None:
    first, second = series.start_series(office, own(home))
    with pytest.raises(Problem) as refused:
        tasks.cancel_task(office, second.id, "  ")
    assert refused.value.code == "no_reason"
    tasks.cancel_task(office, second.id, "Samira is op reis")
    assert first.series is not None
    assert [(task.number, task.is_open) for task in series.tasks_of_series(office, first.series)] == [
        (1, True),
        (2, False),
        (3, True),
    ]


def test_stopping_a_series_cancels_what_is_open_with_the_reason(office: Office, home: Household) -> None:
    first, second = series.start_series(office, own(home))
    tasks.complete(office, first.id)
    assert first.series is not None
    gone = series.end_series(office, first.series, office.today(), "Het loopt goed")
    assert [task.number for task in gone] == [2, 3]
    assert {task.cancel_reason for task in gone} == {"Het loopt goed"}
    assert series.series_of(office, home.id) == ()
    assert second.id in {task.id for task in gone}


def test_a_closed_household_keeps_its_aftercare_and_gets_no_other_tasks(office: Office, home: Household) -> None:
    first, *_rest = series.start_series(office, own(home))
    aftercare = series.start_aftercare(office, home.id, closed(office, home, office.today()))
    tasks.complete(office, first.id)
    assert first.series is not None
    assert len(series.tasks_of_series(office, first.series)) == AHEAD
    assert len(aftercare) == 4
    with pytest.raises(Problem) as refused:
        tasks.reopen(office, first.id)
    assert refused.value.code == "household_closed"


@_FILE_STAYS_OPEN
@given(
    start=st.dates(date(2024, 1, 1), date(2034, 12, 31)),
    first=st.integers(0, 14),
    every=st.integers(1, 14),
    decree_day_works=st.booleans(),
)
def test_no_series_ever_lands_on_a_free_day(
    office: Office, home: Household, start: date, first: int, every: int, decree_day_works: bool
) -> None:
    with office.writing(Deed.SET_UP_TEAM) as store:
        team = next(iter(store.of(Team)), None) or Team()
        store.save(team.changed(decree_day_works=decree_day_works))
    made = series.start_series(office, own(home, starts_on=start, first_months=first, every_months=every))
    again = series.start_series(office, TaskSeries(household=home.id, kind=TaskKind.AFTERCARE, starts_on=start))
    assert len(made) == AHEAD
    assert all(task.due_on and office.statute.free_days.is_working_day(task.due_on) for task in (*made, *again))


@_FILE_STAYS_OPEN
@given(
    touches=st.lists(
        st.tuples(st.sampled_from(["move", "cancel", "complete", "reword"]), st.integers(0, 3)), max_size=6
    )
)
def test_whatever_is_touched_is_never_made_anew(
    office: Office, home: Household, touches: list[tuple[str, int]]
) -> None:
    made = series.start_series(office, own(home))
    assert made[0].series is not None
    kept: dict[object, Task] = {}
    for how, which in touches:
        waiting = [task for task in series.tasks_of_series(office, made[0].series) if task.is_open]
        task = waiting[which % len(waiting)]
        match how:
            case "move":
                kept[task.id] = tasks.move(office, task.id, date(2027, 1, 5))
            case "cancel":
                kept[task.id] = tasks.cancel_task(office, task.id, "Hoeft niet")
            case "complete":
                kept[task.id] = tasks.complete(office, task.id)
            case _:
                kept[task.id] = tasks.keep_task(office, task.changed(what="Iets anders"))
        with office.reading() as store:
            running = store.get(TaskSeries, made[0].series)
        series.keep_series(office, running.changed(first_months=running.first_months % 5 + 1))
    found = {task.id: task for task in series.tasks_of_series(office, made[0].series)}
    assert {id_: found.get(id_) for id_ in kept} == kept  # type: ignore[call-overload]  # ids of tasks
    assert sum(1 for task in found.values() if task.is_open) == AHEAD
    assert len({task.number for task in found.values()}) == len(found)


def test_a_finished_evaluation_ticks_off_the_one_that_waited_and_no_other(
    office: Office, home: Household, clock: Clock
) -> None:
    with office.writing(Deed.CHANGE_PLAN, home.id) as store:
        store.save(HouseholdPlan(household=home.id, made_on=date(2026, 11, 22)))
    first, second = series.start_evaluations(office, home.id)
    clock.now += timedelta(days=35)
    talk = conversations.start(office, home.id, kind=ConversationKind.EVALUATION)
    for _twice in range(2):
        conversations.finish(office, talk.id, reason="Kort gesprek")
    done, later = series.ticked_by(office, talk.id)
    assert done is not None
    assert later is not None
    assert (done.id, done.done_on) == (first.id, date(2026, 12, 27))
    # Three months after the day itself, a Saturday after Good Friday.
    assert (later.number, later.due_on) == (second.number, date(2027, 3, 25))
    assert [each.met_on for each in deadlines_of(office, home.id) if each.step == "T19a"] == [date(2026, 12, 27)]


def test_a_series_that_ends_earlier_takes_back_what_it_made_and_leaves_what_was_touched(
    office: Office, home: Household
) -> None:
    first, second = series.start_series(office, own(home))
    tasks.keep_task(office, first.changed(what="Bellen hoe het gaat"))
    assert first.series is not None
    with office.reading() as store:
        running = store.get(TaskSeries, first.series)
    left = series.keep_series(office, running.changed(until_on=date(2026, 12, 1)))
    assert [task.what for task in left] == ["Bellen hoe het gaat"]
    assert second.id not in {task.id for task in series.tasks_of_series(office, first.series)}


def test_an_evaluation_that_was_moved_by_hand_stays_where_it_was_put(
    office: Office, home: Household, clock: Clock
) -> None:
    with office.writing(Deed.CHANGE_PLAN, home.id) as store:
        store.save(HouseholdPlan(household=home.id, made_on=date(2026, 11, 22)))
    first, second = series.start_evaluations(office, home.id)
    with office.writing(Deed.PLAN_WORK, home.id) as store:
        # As it is after a dossier was read in: by hand on another day, and new in this file.
        store.remove(second)
        moved = store.save(second.changed(version=0, due_on=date(2027, 5, 18)))
    clock.now += timedelta(days=20)
    tasks.complete(office, first.id)
    assert moved in series.tasks_of_series(office, first.series)  # type: ignore[arg-type]  # it has one
