"""A quick note becomes what its signs say; tasks and appointments are made, done, moved and taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from buurtteam.domain.conversation import Note, NoteKind
from buurtteam.domain.household import Household, Resident
from buurtteam.domain.overviews import TaskLine
from buurtteam.domain.plan import ActionState, OwnerKind, PlanAction
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Task, TaskKind, TaskOwner
from buurtteam.services import households, overviews, plans, tasks
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from tests.conftest import Clock


@pytest.fixture
def home(office: Office) -> Household:
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
        store.save(Worker(name="Joost"))
    return households.create_household(office, NewHousehold(first_name="Samira", reach="06 12345678"))


def test_an_agreement_in_a_quick_note_becomes_a_task_of_who_writes_it(office: Office, home: Household) -> None:
    made = tasks.quick_note(office, home.id, "#afspraak bel de school over 2 weken")
    assert [note.kind for note in made.notes] == [NoteKind.AGREEMENT]
    (task,) = made.tasks
    assert (task.what, task.due_on, task.source) == ("bel de school", date(2026, 12, 6), made.notes[0].id)
    assert office.worker is not None
    assert task.worker == office.worker.id


def test_what_a_resident_will_do_is_a_task_of_the_resident(office: Office, home: Household) -> None:
    made = tasks.quick_note(office, home.id, "@Samira #afspraak zoekt de brieven bij elkaar")
    assert made.notes[0].resident is not None
    (task,) = made.tasks
    assert (task.owner, task.resident, task.worker) == (TaskOwner.RESIDENT, made.notes[0].resident, None)


def test_a_colleague_who_is_named_gets_the_task(office: Office, home: Household) -> None:
    made = tasks.quick_note(office, home.id, "@Joost #afspraak belt de woningstichting")
    with office.reading() as store:
        joost = next(each for each in store.of(Worker) if each.name == "Joost")
    assert made.tasks[0].worker == joost.id


def test_what_no_sign_catches_is_kept_as_a_remark(office: Office, home: Household) -> None:
    made = tasks.quick_note(office, home.id, "Moeder belde, klinkt moe.\n#goed oma helpt elke dinsdag")
    assert [(note.kind, note.text) for note in made.notes] == [
        (NoteKind.STRENGTH, "oma helpt elke dinsdag"),
        (NoteKind.REMARK, "Moeder belde, klinkt moe."),
    ]


def test_a_team_only_line_stays_team_only(office: Office, home: Household) -> None:
    (note,) = tasks.quick_note(office, home.id, "! niet bellen als hij thuis is").notes
    assert note.is_team_only


def test_a_quick_note_without_words_is_refused(office: Office, home: Household) -> None:
    with pytest.raises(Problem) as refused:
        tasks.quick_note(office, home.id, "  \n ")
    assert refused.value.code == "empty_note"


def test_a_quick_note_can_be_taken_back_with_its_task(office: Office, home: Household) -> None:
    made = tasks.quick_note(office, home.id, "#afspraak bel de school ma")
    tasks.forget_note(office, made)
    with office.reading() as store:
        assert (store.count(Note), store.count(Task)) == (0, 0)


def test_a_task_is_done_and_done_after_all_not(office: Office, home: Household) -> None:
    task = tasks.add_task(office, home.id, "Bel de school", date(2026, 11, 24))
    assert tasks.complete(office, task.id).done_on == date(2026, 11, 22)
    assert tasks.reopen(office, task.id).done_on is None
    assert tasks.move(office, task.id, date(2026, 12, 1)).due_on == date(2026, 12, 1)


def test_the_agreement_of_the_plan_is_done_with_its_task_and_open_again_with_it(
    office: Office, home: Household
) -> None:
    assert office.worker is not None
    plan = plans.read_plan(office, home.id).plan
    action = PlanAction(
        household=home.id, plan=plan.id, owner_kind=OwnerKind.WORKER, worker=office.worker.id, what="Belt de school"
    )
    plans.keep_row(office, action)
    with office.reading() as store:
        (task,) = store.of(Task, household=home.id)
    tasks.complete(office, task.id)
    assert [(each.state, each.done_on) for each in plans.read_plan(office, home.id).actions] == [
        (ActionState.DONE, date(2026, 11, 22))
    ]
    tasks.tell_result(office, task.id, "De juf luisterde echt.")
    assert tasks.result_of(office, task.id) == "De juf luisterde echt."
    assert [each.result for each in overviews.today_view(office).successes] == ["De juf luisterde echt."]
    tasks.reopen(office, task.id)
    assert [(each.state, each.done_on) for each in plans.read_plan(office, home.id).actions] == [
        (ActionState.PLANNED, None)
    ]


def test_the_agreement_moves_along_with_its_task(office: Office, home: Household) -> None:
    assert office.worker is not None
    plan = plans.read_plan(office, home.id).plan
    action = PlanAction(
        household=home.id, plan=plan.id, owner_kind=OwnerKind.WORKER, worker=office.worker.id, what="Belt de school"
    )
    plans.keep_row(office, action)
    with office.reading() as store:
        (task,) = store.of(Task, household=home.id)
        (joost,) = store.of(Worker, name="Joost")
    moved = tasks.move(office, task.id, date(2026, 12, 1))
    tasks.keep_task(office, moved.changed(worker=joost.id))
    (kept,) = plans.read_plan(office, home.id).actions
    assert (kept.due_on, kept.worker) == (date(2026, 12, 1), joost.id)


def test_nothing_was_done_tomorrow(office: Office, home: Household) -> None:
    task = tasks.add_task(office, home.id, "Bel de school")
    with pytest.raises(Problem):
        tasks.complete(office, task.id, date(2026, 11, 23))


def test_a_task_says_what_must_be_done(office: Office, home: Household) -> None:
    with pytest.raises(Problem):
        tasks.add_task(office, home.id, "   ")


def test_a_call_back_has_the_norm_of_the_team_and_is_for_everybody_until_somebody_takes_it(
    office: Office, home: Household, clock: Clock
) -> None:
    made = tasks.call_back(office, home.id, "Samira belde, terugbellen na vier uur")
    # Sunday: the next working day is Monday.
    assert (made.kind, made.due_on, made.worker) == (TaskKind.CALL_BACK, date(2026, 11, 23), None)
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.of(Worker, name="Joost")[0]
    tasks.move(office, made.id, date(2026, 11, 27))
    clock.now += timedelta(days=2)
    (line,) = [each for each in overviews.today_view(office).must if isinstance(each, TaskLine)]
    # It was moved to Friday, but the norm says Monday: it is late by the norm.
    assert (line.id, line.due_on, line.end) == (made.id, date(2026, 11, 27), date(2026, 11, 23))


def test_what_a_resident_does_is_followed_by_the_fixed_face(office: Office, home: Household) -> None:
    with office.reading() as store:
        samira = store.of(Resident)[0]
        joost = store.of(Worker, name="Joost")[0]
    households.keep(office, home.id, home.changed(plan_coordinator=joost.id))
    tasks.add_task(
        office, home.id, "Brieven uitzoeken", date(2026, 11, 24), owner=TaskOwner.RESIDENT, resident=samira.id
    )
    assert overviews.today_view(office).must == ()
    office.worker = joost
    (line,) = [each for each in overviews.today_view(office).must if isinstance(each, TaskLine)]
    assert (line.what, line.owner, line.owner_name) == ("Brieven uitzoeken", TaskOwner.RESIDENT, "Samira")


def test_a_task_is_called_off_with_a_reason_and_goes_on_after_all(office: Office, home: Household) -> None:
    task = tasks.add_task(office, home.id, "Bel de school")
    gone = tasks.cancel_task(office, task.id, "De juf belde zelf")
    assert (gone.is_open, gone.cancelled_on, gone.cancel_reason) == (False, date(2026, 11, 22), "De juf belde zelf")
    assert overviews.today_view(office).must == ()
    assert tasks.reopen(office, task.id).is_open
    tasks.complete(office, task.id)
    with pytest.raises(Problem) as refused:
        tasks.cancel_task(office, task.id, "Toch niet")
    assert refused.value.code == "already_done"


def test_an_appointment_that_is_called_off_stays_in_the_dossier(office: Office, home: Household) -> None:
    made = tasks.add_appointment(office, home.id, datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "Gesprek", "thuis")
    assert tasks.cancel(office, made.id).is_cancelled
    assert not tasks.put_back(office, made.id).is_cancelled


def test_a_task_that_is_called_off_lapses_in_the_plan_and_comes_back_with_it(office: Office, home: Household) -> None:
    assert office.worker is not None
    plan = plans.read_plan(office, home.id).plan
    action = PlanAction(
        household=home.id, plan=plan.id, owner_kind=OwnerKind.WORKER, worker=office.worker.id, what="Belt de school"
    )
    plans.keep_row(office, action)
    with office.reading() as store:
        (task,) = store.of(Task, household=home.id)
    tasks.cancel_task(office, task.id, "De juf belde zelf")
    (lapsed,) = plans.read_plan(office, home.id).actions
    assert lapsed.state is ActionState.LAPSED
    plans.keep_row(office, lapsed.changed(state=ActionState.PLANNED))
    with office.reading() as store:
        (task,) = store.of(Task, household=home.id)
    assert task.is_open
    tasks.cancel_task(office, task.id, "De juf belde zelf")
    tasks.reopen(office, task.id)
    assert [each.state for each in plans.read_plan(office, home.id).actions] == [ActionState.PLANNED]


def test_a_task_that_goes_to_a_resident_goes_to_the_resident_in_the_plan_too(office: Office, home: Household) -> None:
    assert office.worker is not None
    plan = plans.read_plan(office, home.id).plan
    action = PlanAction(
        household=home.id, plan=plan.id, owner_kind=OwnerKind.WORKER, worker=office.worker.id, what="Belt de school"
    )
    plans.keep_row(office, action)
    with office.reading() as store:
        (task,) = store.of(Task, household=home.id)
        samira = store.of(Resident)[0]
    kept = tasks.keep_task(office, task.changed(owner=TaskOwner.RESIDENT, resident=samira.id))
    assert kept.worker is None
    (agreed,) = plans.read_plan(office, home.id).actions
    assert (agreed.owner_kind, agreed.resident, agreed.worker) == (OwnerKind.RESIDENT, samira.id, None)
    plans.keep_row(office, agreed.changed(owner_kind=OwnerKind.WORKER, worker=office.worker.id, resident=None))
    with office.reading() as store:
        assert [each.worker for each in store.of(Task, household=home.id)] == [office.worker.id]


def test_a_quick_note_asks_the_team_to_call_back_and_keeps_the_rest(office: Office, home: Household) -> None:
    made = tasks.quick_note(office, home.id, "Moeder belde, klinkt moe.\n#terugbellen na vier uur, over 3 dagen")
    (task,) = made.tasks
    assert (task.kind, task.what, task.worker) == (TaskKind.CALL_BACK, "na vier uur", None)
    assert task.due_on == date(2026, 11, 25)
    assert [note.text for note in made.notes] == ["Moeder belde, klinkt moe."]
    only = tasks.quick_note(office, home.id, "#terugbellen")
    assert (only.notes, [each.what for each in only.tasks]) == ((), ["Terugbellen"])
    tasks.forget_note(office, only)
    with office.reading() as store:
        assert store.count(Task) == 1
