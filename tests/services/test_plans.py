"""The plan follows from the conversation: one deed, no sentence typed twice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from buurtteam.domain.conversation import Conversation, Note, NoteKind, OwnWords, Topic
from buurtteam.domain.household import Household, Membership, NetworkMember, Resident
from buurtteam.domain.plan import (
    ActionState,
    Goal,
    GoalState,
    HelpKind,
    HouseholdPlan,
    OwnerKind,
    PlanAction,
    PlanStrength,
    PlanWish,
)
from buurtteam.domain.problem import Problem
from buurtteam.domain.record import Record
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Appointment, Task, TaskOwner
from buurtteam.services import plans
from buurtteam.services.office import Office
from tests.conftest import Clock

TALK = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Home:
    """A mother and her son, a grandmother near by, and one conversation."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.noor = Worker(name="Noor Bakker")
        office.worker = self.noor
        self.household = Household(label="Voorbeeld-Demir", plan_coordinator=self.noor.id)
        self.samira, self.yusuf = Resident(first_name="Samira"), Resident(first_name="Yusuf")
        self.oma = NetworkMember(household=self.household.id, name="Ria", relation="oma")
        self.talk = Conversation(household=self.household.id, held_at=TALK)
        self.keep(
            self.noor, self.household, self.samira, self.yusuf, self.oma, self.talk,
            Membership(household=self.household.id, resident=self.samira.id),
            Membership(household=self.household.id, resident=self.yusuf.id, position=1),
        )  # fmt: skip

    def keep(self, *records: Record) -> None:
        with self.office.writing(Deed.IMPORT_DOSSIER) as store:
            for record in records:
                store.save(record)

    def note(self, kind: NoteKind, text: str, **facts: Any) -> Note:  # noqa: ANN401 - fields of a note
        note = Note(
            household=self.household.id, conversation=self.talk.id, topic=Topic.MONEY, kind=kind, text=text,
            worker=self.noor.id, **facts,
        )  # fmt: skip
        self.keep(note)
        return note

    def action(self, what: str, **facts: Any) -> PlanAction:  # noqa: ANN401 - fields of an agreement
        return PlanAction(household=self.household.id, plan=self.view().plan.id, what=what, **facts)

    def view(self) -> plans.PlanView:
        return plans.read_plan(self.office, self.household.id)

    def tasks(self) -> list[Task]:
        with self.office.reading() as store:
            return store.of(Task, household=self.household.id)


@pytest.fixture
def home(office: Office) -> Home:
    return Home(office)


def test_looking_at_a_plan_that_was_not_begun_writes_nothing(home: Home) -> None:
    assert home.view().is_empty
    with home.office.reading() as store:
        assert store.of(HouseholdPlan) == []


def test_one_deed_takes_over_what_was_said_and_agreed(home: Home) -> None:
    home.note(NoteKind.STRENGTH, "Yusuf gaat graag naar school.")
    home.note(NoteKind.AGREEMENT, "belt Woonpunt maandag", due_on=date(2026, 11, 23))
    home.note(NoteKind.AGREEMENT, "zoekt de brieven bij elkaar", resident=home.samira.id)
    home.note(NoteKind.AGREEMENT, "past op dinsdag op", network_member=home.oma.id)
    home.note(NoteKind.WORDS, "Ik wil de post weer durven openen.", resident=home.samira.id)
    home.note(NoteKind.WORDS, "Ik maak de post niet meer open.", resident=home.samira.id)
    home.note(NoteKind.AGREEMENT, "let op de ex", is_team_only=True)
    home.keep(
        OwnWords(
            household=home.household.id, conversation=home.talk.id, topic=Topic.WORK, resident=home.yusuf.id,
            words="School is leuk. Ik wil later kok worden.",
        )
    )  # fmt: skip
    assert plans.take_over(home.office, home.household.id) == 6
    view = home.view()
    assert [each.text for each in view.strengths] == ["Yusuf gaat graag naar school."]
    assert [(view.who[each.id], each.words) for each in view.wishes] == [
        ("Samira", "Ik wil de post weer durven openen."),
        ("Yusuf", "Ik wil later kok worden."),
    ]
    assert [(view.who[each.id], each.what, each.due_on) for each in view.actions] == [
        ("Noor", "belt Woonpunt", date(2026, 11, 23)),
        ("Samira", "zoekt de brieven bij elkaar", None),
        ("Ria", "past op", date(2026, 11, 24)),
    ]
    assert view.sources[view.actions[0].id].topic is Topic.MONEY
    assert [each.text for each in view.suggestions] == ["Ik maak de post niet meer open."]
    assert len(home.office.take_changes()) >= 1


def test_a_note_for_the_team_only_cannot_come_into_the_plan(home: Home) -> None:
    note = home.note(NoteKind.AGREEMENT, "let op de ex", is_team_only=True)
    with pytest.raises(Problem, match="team_only"):
        plans.from_note(home.office, note.id)


def test_what_is_set_aside_or_taken_out_is_not_suggested_again_unless_somebody_asks(home: Home) -> None:
    home.note(NoteKind.STRENGTH, "Oma past graag op.")
    home.note(NoteKind.AGREEMENT, "zoekt de brieven bij elkaar", resident=home.samira.id)
    home.keep(
        OwnWords(
            household=home.household.id, conversation=home.talk.id, topic=Topic.WORK, resident=home.yusuf.id,
            words="Ik wil later kok worden.",
        )
    )  # fmt: skip
    strength, wish, _agreement = home.view().suggestions
    plans.set_aside(home.office, home.household.id, strength)
    assert plans.take_over(home.office, home.household.id) == 2
    view = home.view()
    plans.keep_row(home.office, view.wishes[0].changed(words="Kok worden"))
    plans.remove_row(home.office, view.actions[0])
    assert home.view().suggestions == ()
    plans.remove_row(home.office, home.view().wishes[0])
    assert home.view().suggestions == ()
    assert home.view().set_aside == 3
    plans.show_again(home.office, home.household.id)
    assert {each.text for each in home.view().suggestions} == {
        strength.text, wish.text, "zoekt de brieven bij elkaar",
    }  # fmt: skip


def test_a_fourth_open_goal_waits(home: Home) -> None:
    kept = [
        plans.keep_row(home.office, Goal(household=home.household.id, plan=home.view().plan.id, words=f"Doel {n}"))
        for n in range(4)
    ]
    assert [each.state for each in kept] == [GoalState.OPEN] * 3 + [GoalState.LATER]
    with pytest.raises(Problem, match="most_goals"):
        plans.keep_row(home.office, kept[3].changed(state=GoalState.OPEN))
    plans.keep_row(home.office, kept[0].changed(state=GoalState.REACHED))
    assert plans.keep_row(home.office, kept[3].changed(state=GoalState.OPEN)).state is GoalState.OPEN


def test_what_a_worker_promises_is_a_task_and_goes_along_to_who_does_it(home: Home) -> None:
    action = plans.keep_row(
        home.office, home.action("belt de school", owner_kind=OwnerKind.WORKER, worker=home.noor.id)
    )
    (task,) = home.tasks()
    assert (task.what, task.worker, task.plan_action) == ("belt de school", home.noor.id, action.id)
    action = plans.keep_row(home.office, action.changed(what="mailt de school"))
    assert home.tasks()[0].what == "mailt de school"
    plans.keep_row(home.office, action.changed(owner_kind=OwnerKind.RESIDENT, worker=None, resident=home.samira.id))
    (task,) = home.tasks()
    assert (task.owner, task.resident, task.worker) == (TaskOwner.RESIDENT, home.samira.id, None)
    plans.keep_row(home.office, action.changed(owner_kind=OwnerKind.OPEN, worker=None, version=action.version + 1))
    assert home.tasks() == []


def test_what_a_resident_does_stands_in_the_plan_and_needs_no_task_of_its_own(home: Home) -> None:
    plans.keep_row(home.office, home.action("zoekt brieven", owner_kind=OwnerKind.RESIDENT, resident=home.samira.id))
    assert home.tasks() == []


def test_what_worked_gets_its_day_and_its_task_is_done(home: Home) -> None:
    action = plans.keep_row(
        home.office, home.action("belt de school", owner_kind=OwnerKind.WORKER, worker=home.noor.id)
    )
    done = plans.keep_row(home.office, action.changed(state=ActionState.DONE, result="Het lukte in een keer!"))
    assert done.done_on == home.office.today()
    assert home.tasks()[0].done_on == home.office.today()
    assert plans.keep_row(home.office, done.changed(state=ActionState.BUSY)).done_on is None


def test_the_task_of_the_conversation_and_of_the_plan_are_the_same_promise(home: Home) -> None:
    note = home.note(NoteKind.AGREEMENT, "belt Woonpunt")
    home.keep(Task(household=home.household.id, what="belt Woonpunt", worker=home.noor.id, source=note.id))
    action = plans.from_note(home.office, note.id)
    assert [task.plan_action for task in home.tasks()] == [action.id]


def test_asking_for_medical_advice_is_an_agreement_of_its_own_kind(home: Home) -> None:
    action = plans.from_note(home.office, home.note(NoteKind.AGREEMENT, "medisch advies vragen").id)
    assert isinstance(action, PlanAction)
    assert action.kind is HelpKind.MEDICAL_ADVICE


def test_lines_move_up_and_down_and_go_to_the_trash(home: Home) -> None:
    for what in ("een", "twee", "drie"):
        plans.keep_row(home.office, home.action(what))
    plans.move_row(home.office, home.view().actions[2], -1)
    assert [each.what for each in home.view().actions] == ["een", "drie", "twee"]
    plans.move_row(home.office, home.view().actions[0], -1)
    bundle = plans.remove_row(home.office, home.view().actions[1])
    assert [each.what for each in home.view().actions] == ["een", "twee"]
    home.office.restore(bundle)
    assert len(home.view().actions) == 3


def test_the_moment_to_talk_again_stands_in_the_agenda(home: Home) -> None:
    first, later = datetime(2026, 12, 8, 9, 0, tzinfo=UTC), datetime(2026, 12, 9, 9, 0, tzinfo=UTC)
    plan = plans.keep_plan(home.office, home.view().plan.changed(evaluation_at=first))
    plan = plans.keep_plan(home.office, plan.changed(evaluation_at=later, evaluation_place="bij u thuis"))
    with home.office.reading() as store:
        assert [(each.at, each.place) for each in store.of(Appointment)] == [(later, "bij u thuis")]
    plans.keep_plan(home.office, plan.changed(evaluation_at=None))
    with home.office.reading() as store:
        assert store.of(Appointment) == []


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("", OwnerKind.OPEN, ""),
        ("samira", OwnerKind.RESIDENT, "Samira"),
        ("oma", OwnerKind.NETWORK, "Ria"),
        ("Noor Bakker", OwnerKind.WORKER, "Noor"),
        ("wij samen", OwnerKind.HOUSEHOLD, "Wij samen"),
        ("Ilse (thuiszorg, Akerhof)", OwnerKind.PROFESSIONAL, "Ilse"),
        ("Piet (buurman)", OwnerKind.NETWORK, "Piet"),
        ("Kees (vrijwilliger)", OwnerKind.VOLUNTEER, "Kees"),
        ("tante Gre", OwnerKind.NETWORK, "tante Gre"),
    ],
)
def test_who_does_it_is_understood_as_people_write_it(home: Home, written: str, kind: OwnerKind, name: str) -> None:
    found = plans.owner_of(written, home.view().owners)
    assert (found.kind, found.name) == (kind, name)


def test_a_strength_and_a_wish_are_kept_in_their_order(home: Home) -> None:
    plan = home.view().plan
    for text in ("Oma helpt.", "Wij eten samen."):
        plans.keep_row(home.office, PlanStrength(household=home.household.id, plan=plan.id, text=text))
    plans.keep_row(
        home.office, PlanWish(household=home.household.id, plan=plan.id, words="Rust.", resident=home.samira.id)
    )
    view = home.view()
    assert [each.position for each in view.strengths] == [0, 1]
    assert view.who[view.wishes[0].id] == "Samira"


def test_a_plan_says_when_it_is_no_longer_what_was_signed(office: Office, clock: Clock) -> None:
    home = Home(office)
    strength = plans.keep_row(office, PlanStrength(household=home.household.id, plan=home.view().plan.id, text="Soep"))
    plan = plans.keep_plan(office, home.view().plan.changed(signed_on=date(2026, 11, 20)))
    assert not home.view().changed_since_signed
    clock.now += timedelta(days=1)
    plans.keep_row(office, strength.changed(text="Soep op vrijdag"))
    assert home.view().changed_since_signed
    clock.now += timedelta(days=1)
    plans.keep_plan(office, plan.changed(signed_on=date(2026, 11, 21)))
    assert not home.view().changed_since_signed


def test_how_an_agreement_goes_needs_no_new_signature(office: Office, clock: Clock) -> None:
    home = Home(office)
    action = plans.keep_row(office, PlanAction(household=home.household.id, plan=home.view().plan.id, what="bellen"))
    plans.keep_plan(office, home.view().plan.changed(signed_on=date(2026, 11, 20)))
    clock.now += timedelta(days=1)
    plans.keep_row(office, action.changed(state=ActionState.DONE, result="gelukt"))
    assert not home.view().changed_since_signed


def test_nobody_signs_on_a_day_that_has_yet_to_come(office: Office) -> None:
    home = Home(office)
    with pytest.raises(Problem, match="in_the_future"):
        plans.keep_plan(office, home.view().plan.changed(signed_on=date(2026, 12, 31)))
