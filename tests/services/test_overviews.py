"""Today shows each worker the own day: what is late first, and only what is theirs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from buurtteam.domain.household import Household
from buurtteam.domain.overviews import DeadlineRow, TaskLine
from buurtteam.domain.plan import ActionState, HouseholdPlan, PlanAction
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestNotification
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services import conversations, households, overviews, requests, tasks
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from tests.conftest import Clock


@pytest.fixture
def noor(office: Office) -> Worker:
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor Voorbeeld"))
    return office.worker


@pytest.fixture
def joost(office: Office) -> Worker:
    with office.writing(Deed.KEEP_WORKER) as store:
        return store.save(Worker(name="Joost"))


def _home(office: Office, name: str = "Samira") -> Household:
    return households.create_household(office, NewHousehold(first_name=name))


def _request(office: Office, home: Household, came: datetime, *, takes_on: bool = True) -> RequestNotification:
    return requests.receive(
        office, RequestNotification(household=home.id, received_at=came, question="Hulp?"), takes_on=takes_on
    )


def test_an_empty_file_says_so(office: Office, noor: Worker) -> None:
    view = overviews.today_view(office)
    assert view.is_empty
    assert view.worker == "Noor Voorbeeld"


def test_what_is_late_comes_first_then_what_ends_first(office: Office, noor: Worker) -> None:
    home = _home(office)
    tasks.add_task(office, home.id, "Ooit")
    tasks.add_task(office, home.id, "Morgen", date(2026, 11, 23))
    tasks.add_task(office, home.id, "Later dan deze week", date(2026, 12, 23))
    _request(office, home, datetime(2026, 10, 5, 9, 0, tzinfo=UTC))
    must = overviews.today_view(office).must
    shown = [each.what if isinstance(each, TaskLine) else each.rule for each in must]
    assert shown == ["T01", "T03", "Morgen", "Ooit"]
    assert isinstance(must[1], DeadlineRow)
    assert must[1].legal_end == date(2026, 11, 16)


def test_the_time_for_a_personal_plan_is_no_duty_of_the_team(office: Office, noor: Worker) -> None:
    home = _home(office)
    request = _request(office, home, datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    requests.record_event(office, request.id, EventKind.RECEIPT_CONFIRMED)
    assert overviews.today_view(office).must == ()


def test_work_of_a_colleague_is_not_mine(office: Office, noor: Worker, joost: Worker) -> None:
    home = _home(office)
    tasks.add_task(office, home.id, "Voor Joost", worker=joost.id)
    assert overviews.today_view(office).must == ()
    office.worker = joost
    assert [each.what for each in overviews.today_view(office).must if isinstance(each, TaskLine)] == ["Voor Joost"]


def test_work_of_nobody_is_of_the_fixed_face(office: Office, noor: Worker, joost: Worker) -> None:
    home = _home(office)
    task = tasks.add_task(office, home.id, "Van niemand")
    tasks.keep_task(office, task.changed(worker=None))
    assert len(overviews.today_view(office).must) == 1
    office.worker = joost
    assert overviews.today_view(office).must == ()


def test_a_done_task_is_gone(office: Office, noor: Worker) -> None:
    task = tasks.add_task(office, _home(office).id, "Bellen", date(2026, 11, 22))
    tasks.complete(office, task.id)
    assert overviews.today_view(office).must == ()


def test_appointments_of_the_coming_week_in_their_order(office: Office, noor: Worker) -> None:
    home = _home(office)
    for days in (9, 1, 0, -1):
        tasks.add_appointment(office, home.id, office.now() + timedelta(days=days, minutes=5), str(days))
    called_off = tasks.add_appointment(office, home.id, office.now() + timedelta(hours=1), "Gaat niet door")
    tasks.cancel(office, called_off.id)
    assert [each.what for each in overviews.today_view(office).appointments] == ["0", "1"]


def test_a_request_left_for_the_team_is_new_until_somebody_takes_it_on(
    office: Office, noor: Worker, joost: Worker
) -> None:
    home = _home(office)
    request = _request(office, home, office.now(), takes_on=False)
    assert [each.id for each in overviews.today_view(office).new] == [request.id]
    requests.take_on(office, request.id)
    assert overviews.today_view(office).new == ()
    office.worker = joost
    with pytest.raises(Problem) as taken:
        requests.take_on(office, request.id)
    assert taken.value.code == "taken_on"


def test_who_takes_on_becomes_the_fixed_face_where_there_is_none(office: Office, noor: Worker) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        home = store.save(Household(label="Zonder gezicht"))
    request = _request(office, home, office.now(), takes_on=False)
    requests.take_on(office, request.id)
    with office.reading() as store:
        assert store.get(Household, home.id).plan_coordinator == noor.id


def test_what_worked_out_this_month_is_celebrated_in_own_words(office: Office, noor: Worker) -> None:
    home = _home(office)
    with office.writing(Deed.CHANGE_PLAN) as store:
        plan = store.save(HouseholdPlan(household=home.id))
        for day, words in ((date(2026, 11, 3), "Wat een rust."), (date(2026, 10, 30), "Vorige maand.")):
            action = PlanAction(
                household=home.id, plan=plan.id, what="Post", state=ActionState.DONE, done_on=day, result=words
            )
            store.save(action)
    assert [each.result for each in overviews.today_view(office).successes] == ["Wat een rust."]


def test_where_somebody_was_comes_from_the_log_of_deeds(office: Office, noor: Worker, joost: Worker) -> None:
    first, second = _home(office, "Eva"), _home(office, "Bo")
    households.read_household(office, first.id, is_visit=True)
    conversations.start(office, second.id)
    recent = overviews.today_view(office).recent
    assert [(each.household, each.deed) for each in recent] == [
        (second.id, "hold_conversation"),
        (first.id, ""),
    ]
    office.worker = joost
    assert overviews.today_view(office).recent == ()


def test_five_households_can_be_pinned(office: Office, noor: Worker) -> None:
    homes = [_home(office, name) for name in ("Ali", "Bo", "Cem", "Do", "Eva", "Fenna")]
    for home in homes[:5]:
        assert overviews.pin(office, home.id)
    with pytest.raises(Problem) as enough:
        overviews.pin(office, homes[5].id)
    assert enough.value.code == "enough_pinned"
    assert not overviews.pin(office, homes[0].id)
    assert len(overviews.today_view(office).pinned) == 4
    assert overviews.recent(office)[0].household == homes[1].id


def test_unfinished_conversations_and_typing_wait(office: Office, noor: Worker) -> None:
    home = _home(office)
    talk = conversations.start(office, home.id)
    office.keep_draft("request.new", {"question": "Ik durf de post niet meer te openen"})
    office.keep_draft("household.iets.Resident", {"first_name": "x"})
    view = overviews.today_view(office)
    assert [each.id for each in view.talks] == [talk.id]
    assert [(each.place, each.begins) for each in view.typed] == [
        ("request.new", "Ik durf de post niet meer te openen")
    ]


def test_the_day_turns_at_midnight_in_the_netherlands(office: Office, noor: Worker, clock: Clock) -> None:
    home = _home(office)
    tasks.add_appointment(office, home.id, datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "Na middernacht")
    assert [each.what for each in overviews.today_view(office).appointments] == ["Na middernacht"]
    clock.now = datetime(2026, 11, 22, 23, 5, tzinfo=UTC)
    assert overviews.today_view(office).today == date(2026, 11, 23)


def test_opening_what_was_found_is_written_down(office: Office, noor: Worker) -> None:
    home = _home(office)
    overviews.note_find(office, home.id)
    assert [look.deed for look in office.looks(home.id)] == ["search"]
