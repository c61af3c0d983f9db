"""Leave says when somebody is away and never why; its plan gives each household a choice and is carried out whole."""

from datetime import date, datetime, timedelta

import pytest

from buurtteam.domain.household import Household, HouseholdState, Weight
from buurtteam.domain.kinds import HERE
from buurtteam.domain.problem import Problem
from buurtteam.domain.responsibility import Assignment, AssignmentRole, LeaveChoice, responsible_on
from buurtteam.domain.staff import Deed, Leave, Worker
from buurtteam.domain.task import Appointment
from buurtteam.services import handover, leave, tasks
from buurtteam.services.leave import LeavePlan
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.conftest import Clock

TODAY = date(2026, 11, 22)
FROM, UNTIL = date(2026, 12, 1), date(2026, 12, 14)


class Team:
    """Anouk goes away for two weeks; Bas is deputy of Demir, Carla could stand in."""

    def __init__(self, office: Office) -> None:
        self.office = office
        with office.writing(Deed.CREATE_HOUSEHOLD) as store:
            self.anouk = store.save(Worker(name="Anouk", hours_per_week=36))
            self.bas = store.save(Worker(name="Bas", hours_per_week=18))
            self.carla = store.save(Worker(name="Carla", hours_per_week=36))
            mine = {"plan_coordinator": self.anouk.id}
            self.demir = store.save(Household(label="Demir", deputy=self.bas.id, **mine))
            self.jansen = store.save(Household(label="Jansen", **mine))
            self.peters = store.save(Household(label="Peters", weight=Weight.HEAVY, **mine))
            store.save(Household(label="Oud", state=HouseholdState.CLOSED, **mine))
            store.save(Household(label="Van Bas", plan_coordinator=self.bas.id))
        office.worker = self.anouk
        at = datetime(2026, 12, 3, 10, 0, tzinfo=HERE)
        self.visit = tasks.add_appointment(office, self.demir.id, at, "Huisbezoek")
        self.leave = leave.keep_leave(
            office, Leave(worker=self.anouk.id, from_on=FROM, until_on=UNTIL, replacement=self.carla.id)
        )

    def plan(self) -> LeavePlan:
        return leave.leave_plan(self.office, self.leave.id)

    def covers(self) -> list[Assignment]:
        with self.office.reading() as store:
            return store.of(Assignment, role=AssignmentRole.COVER)

    def acts(self, home: Household, day: date) -> object:
        with self.office.reading() as store:
            return responsible_on(
                store.get(Household, home.id), store.of(Assignment, household=home.id), store.of(Leave), day
            )


@pytest.fixture
def team(office: Office) -> Team:
    return Team(office)


def test_the_plan_holds_every_open_household_with_what_happens_and_a_choice(team: Team) -> None:
    plan = team.plan()
    assert [(each.label, each.choice, each.worker) for each in plan.lines] == [
        ("Demir", LeaveChoice.DEPUTY, team.bas.id),
        ("Jansen", LeaveChoice.WAIT, None),
        ("Peters", LeaveChoice.STAND_IN, team.carla.id),
    ]
    assert [each.id for each in plan.lines[0].appointments] == [team.visit.id]
    assert (len(plan.moving), plan.undecided) == (2, 0)
    assert team.covers() == []


def test_what_is_done_before_somebody_goes_away_does_not_happen_in_that_time(team: Team, clock: Clock) -> None:
    before, within = FROM - timedelta(days=2), FROM + timedelta(days=2)
    for day in (before, within):
        tasks.add_task(team.office, team.jansen.id, "Bel de school", day)
    jansen = team.plan().lines[1]
    assert (jansen.label, jansen.tasks) == ("Jansen", 1)
    clock.now += timedelta(days=8)
    assert team.plan().lines[1].tasks == 2, "what is late by then counts"


def test_a_long_absence_lets_no_household_wait(team: Team) -> None:
    team.leave = leave.keep_leave(team.office, team.leave.changed(until_on=None))
    assert LeaveChoice.WAIT not in {each.choice for each in team.plan().lines}


def test_who_is_away_too_is_not_proposed(team: Team) -> None:
    leave.keep_leave(team.office, Leave(worker=team.bas.id, from_on=UNTIL, until_on=None))
    plan = team.plan()
    assert plan.away == {team.bas.id}
    assert plan.lines[0].worker == team.carla.id


def test_the_load_of_who_stands_in_is_known_before_and_after(team: Team) -> None:
    found = {name: (now.tenths, then.tenths) for name, now, then in team.plan().loads()}
    assert found == {"Bas": (10, 20), "Carla": (0, 20)}
    more = team.plan().with_choice(team.jansen.id, LeaveChoice.STAND_IN, team.carla.id)
    assert {name: then.tenths for name, _now, then in more.loads()} == {"Bas": 20, "Carla": 30}


def test_carried_out_it_holds_for_that_time_only_and_is_taken_back_whole(team: Team) -> None:
    team.office.take_changes()
    plan = team.plan().with_choice(team.jansen.id, LeaveChoice.FOR_GOOD, team.bas.id)
    done = leave.carry_out(team.office, plan)
    assert (done.covered, done.proposed, done.waiting, done.appointments) == (2, 1, 0, 1)
    assert {(each.from_on, each.until_on) for each in team.covers()} == {(FROM, UNTIL)}
    for home, stands_in in ((team.demir, team.bas), (team.peters, team.carla)):
        assert team.acts(home, FROM - timedelta(days=1)) == team.anouk.id
        assert team.acts(home, FROM) == team.acts(home, UNTIL) == stands_in.id
        assert team.acts(home, UNTIL + timedelta(days=1)) == team.anouk.id
    assert [each.to_name for each in handover.lines(team.office)] == ["Bas"]
    with team.office.reading() as store:
        assert store.get(Household, team.jansen.id).plan_coordinator == team.anouk.id
        assert store.get(Appointment, team.visit.id) == team.visit
    (changes,) = team.office.take_changes()
    stack = UndoStack()
    stack.add(changes)
    stack.take_back(team.office)
    assert (team.covers(), handover.lines(team.office)) == ([], ())


def test_a_plan_is_carried_out_again_with_another_choice(team: Team) -> None:
    leave.carry_out(team.office, team.plan())
    again = team.plan()
    assert [each.worker for each in again.lines] == [team.bas.id, None, team.carla.id]
    changed = again.with_choice(team.demir.id, LeaveChoice.STAND_IN, team.carla.id)
    leave.carry_out(team.office, changed.with_choice(team.peters.id, LeaveChoice.WAIT))
    assert [(each.household, each.worker) for each in team.covers()] == [(team.demir.id, team.carla.id)]


def test_a_plan_in_which_somebody_is_still_to_choose_does_nothing(team: Team) -> None:
    plan = team.plan().with_choice(team.jansen.id, LeaveChoice.STAND_IN)
    with pytest.raises(Problem) as refused:
        leave.carry_out(team.office, plan)
    assert (refused.value.code, refused.value.values["count"]) == ("nobody_chosen", 1)
    assert team.covers() == []


def test_nobody_stands_in_who_has_left_the_team(team: Team) -> None:
    plan = team.plan()
    with team.office.writing(Deed.KEEP_WORKER) as store:
        store.save(team.carla.changed(is_active=False))
    with pytest.raises(Problem) as refused:
        leave.carry_out(team.office, plan)
    assert refused.value.code == "worker_left"
    assert team.covers() == []


def test_a_plan_of_before_somebody_else_became_the_face_is_looked_at_again(team: Team) -> None:
    plan = team.plan()
    with team.office.writing(Deed.ASSIGN) as store:
        store.save(store.get(Household, team.demir.id).changed(plan_coordinator=team.carla.id))
    with pytest.raises(Problem) as refused:
        leave.carry_out(team.office, plan)
    assert refused.value.code == "households_changed"
    assert team.covers() == []
    leave.carry_out(team.office, team.plan())


def test_stand_ins_follow_the_days_of_the_leave(team: Team) -> None:
    leave.carry_out(team.office, team.plan())
    later = UNTIL + timedelta(days=7)
    kept = leave.keep_leave(team.office, team.leave.changed(until_on=later))
    assert {each.until_on for each in team.covers()} == {later}
    assert [each.covered for each in leave.leaves(team.office)] == [2]
    leave.remove_leave(team.office, kept)
    assert (team.covers(), leave.leaves(team.office)) == ([], ())


def test_that_somebody_stood_in_stays_true_after_the_leave_is_removed(team: Team, clock: Clock) -> None:
    leave.carry_out(team.office, team.plan())
    clock.now += timedelta(days=12)
    leave.remove_leave(team.office, team.leave)
    assert {each.until_on for each in team.covers()} == {team.office.today() - timedelta(days=1)}


@pytest.fixture
def halfway(team: Team, clock: Clock) -> date:
    """The twelfth day after Bas and Carla were chosen, while they stand in."""
    leave.carry_out(team.office, team.plan())
    clock.now += timedelta(days=12)
    return TODAY + timedelta(days=12)


def test_another_stand_in_halfway_leaves_who_stood_in_so_far(team: Team, halfway: date) -> None:
    leave.carry_out(team.office, team.plan().with_choice(team.demir.id, LeaveChoice.STAND_IN, team.carla.id))
    assert team.acts(team.demir, halfway - timedelta(days=1)) == team.bas.id
    assert team.acts(team.demir, halfway) == team.acts(team.demir, UNTIL) == team.carla.id
    # Looked at again there is one choice to begin with, and what was not changed stays as it was.
    assert [each.worker for each in team.plan().lines] == [team.carla.id, None, team.carla.id]
    known = team.covers()
    leave.carry_out(team.office, team.plan())
    assert team.covers() == known


def test_nobody_any_more_from_today_on_leaves_who_stood_in_so_far(team: Team, halfway: date) -> None:
    leave.carry_out(team.office, team.plan().with_choice(team.peters.id, LeaveChoice.WAIT))
    stood_in = {each.household: each.until_on for each in team.covers()}
    assert stood_in == {team.peters.id: halfway - timedelta(days=1), team.demir.id: UNTIL}


def test_somebody_again_after_nobody_does_not_take_the_days_of_who_stood_in_before(
    team: Team, halfway: date, clock: Clock
) -> None:
    leave.carry_out(team.office, team.plan().with_choice(team.demir.id, LeaveChoice.WAIT))
    clock.now += timedelta(days=2)
    leave.carry_out(team.office, team.plan().with_choice(team.demir.id, LeaveChoice.STAND_IN, team.carla.id))
    of_demir = sorted((each.from_on, each.worker) for each in team.covers() if each.household == team.demir.id)
    assert of_demir == [(FROM, team.bas.id), (halfway + timedelta(days=2), team.carla.id)]
    assert team.acts(team.demir, halfway - timedelta(days=1)) == team.bas.id


def test_who_came_halfway_follows_the_days_of_the_leave_too(team: Team, halfway: date) -> None:
    leave.carry_out(team.office, team.plan().with_choice(team.demir.id, LeaveChoice.STAND_IN, team.carla.id))
    later = UNTIL + timedelta(days=7)
    leave.keep_leave(team.office, team.leave.changed(from_on=FROM + timedelta(days=1), until_on=later))
    of_demir = sorted((each.from_on, each.until_on) for each in team.covers() if each.household == team.demir.id)
    assert of_demir == [(FROM, halfway - timedelta(days=1)), (halfway, later)]


@pytest.mark.parametrize("days", [0, 11])
def test_nobody_stands_in_any_more_once_there_is_a_new_face(team: Team, clock: Clock, days: int) -> None:
    leave.carry_out(team.office, team.plan())
    (proposed,) = handover.propose(team.office, [team.demir.id], team.carla.id)
    clock.now += timedelta(days=days)
    during = max(FROM, team.office.today())
    assert team.acts(team.demir, during) == team.bas.id
    team.office.worker, stack = team.carla, UndoStack()
    team.office.take_changes()
    handover.accept(team.office, proposed.id, reason="Anouk blijft langer weg")
    stack.add(*team.office.take_changes())
    assert team.acts(team.demir, during) == team.carla.id
    assert team.acts(team.peters, during) == team.carla.id
    stack.take_back(team.office)
    assert team.acts(team.demir, during) == team.bas.id


def test_a_leave_that_is_past_leaves_the_list(team: Team, clock: Clock) -> None:
    assert [each.name for each in leave.leaves(team.office)] == ["Anouk"]
    clock.now += timedelta(days=60)
    assert leave.leaves(team.office) == ()
    assert [each.is_over for each in leave.leaves(team.office, over=True)] == [True]


def test_a_leave_has_no_place_for_the_reason() -> None:
    assert set(Leave.model_fields) == {"id", "version", "worker", "from_on", "until_on", "replacement"}
