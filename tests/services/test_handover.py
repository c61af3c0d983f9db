"""A hand-over changes the face at acceptance only, is warm or says why not, and leaves what was written as it was."""

from datetime import UTC, date, datetime, timedelta

import pytest

from buurtteam.domain.any_paper import paper_from_json
from buurtteam.domain.conversation import Conversation, Note
from buurtteam.domain.filing import HandedOverHow, Paper
from buurtteam.domain.household import (
    Address,
    ContactWay,
    Deviation,
    Household,
    HouseholdState,
    Membership,
    Resident,
)
from buurtteam.domain.papers import LetterPaper, PaperKind
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.responsibility import Assignment, AssignmentRole, Transfer, TransferState, faces, responsible_on
from buurtteam.domain.staff import Deed, Leave, Worker, WorkerFunction
from buurtteam.domain.task import Appointment, Task
from buurtteam.services import crisis, handover, overviews, printing, requests, tasks
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.conftest import Clock

TODAY = date(2026, 11, 22)
TALK = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class Team:
    """Anouk is the face of three households; Bas takes over, Carla coordinates, Dirk has left."""

    def __init__(self, office: Office) -> None:
        with office.writing(Deed.CREATE_HOUSEHOLD) as store:
            self.anouk, self.bas = store.save(Worker(name="Anouk")), store.save(Worker(name="Bas"))
            self.carla = store.save(Worker(name="Carla", function=WorkerFunction.COORDINATOR))
            self.dirk = store.save(Worker(name="Dirk", is_active=False))
            self.homes = [
                store.save(Household(label=label, plan_coordinator=self.anouk.id))
                for label in ("Demir", "Jansen", "Peters")
            ]
        self.office = office
        self.home = self.homes[0]
        office.worker = self.anouk

    def now(self, home: Household | None = None) -> Household:
        with self.office.reading() as store:
            return store.get(Household, (home or self.home).id)

    def assignments(self) -> list[Assignment]:
        with self.office.reading() as store:
            return store.of(Assignment, household=self.home.id, order_by="from_on")

    def proposed(self, **facts: object) -> Transfer:
        (made,) = handover.propose(self.office, [self.home.id], self.bas.id, **facts)  # type: ignore[arg-type]
        return made

    def warm(self) -> Transfer:
        made = self.proposed(stays_until=TODAY + timedelta(days=30), joint_talk_at=TALK)
        handover.tell_resident(self.office, made.id, TODAY)
        return handover.joint_talk_held(self.office, made.id, TODAY)


@pytest.fixture
def team(office: Office) -> Team:
    return Team(office)


def _refused(code: str, deed: object) -> Problem:
    with pytest.raises(Problem) as refused:
        deed()  # type: ignore[operator]
    assert refused.value.code == code
    return refused.value


# ---------------------------------------------------------------------------------------------- proposing


def test_a_proposal_changes_nobody(team: Team) -> None:
    made = team.proposed(reason="Anouk gaat minder werken")
    assert made.state is TransferState.PROPOSED
    assert (made.from_worker, made.to_worker, made.proposed_by) == (team.anouk.id, team.bas.id, team.anouk.id)
    assert team.now().plan_coordinator == team.anouk.id
    assert [each.worker for each in team.assignments()] == [team.anouk.id]


def test_three_households_go_in_one_deed_and_come_back_in_one(team: Team) -> None:
    stack = UndoStack()
    team.office.take_changes()
    made = handover.propose(team.office, [each.id for each in team.homes] + [team.home.id], team.bas.id)
    (changes,) = team.office.take_changes()
    assert (len(made), len(changes.changes), changes.deed) == (3, 3, Deed.HAND_OVER)
    stack.add(changes)
    stack.take_back(team.office)
    assert handover.lines(team.office) == ()


def test_one_that_cannot_go_keeps_all_of_them(team: Team) -> None:
    with team.office.writing(Deed.CLOSE_HOUSEHOLD) as store:
        store.save(team.homes[2].changed(state=HouseholdState.CLOSED))
    problem = _refused(
        "household_closed", lambda: handover.propose(team.office, [h.id for h in team.homes], team.bas.id)
    )
    assert problem.values["count"] == 1
    assert handover.lines(team.office) == ()
    known = handover.proposal(team.office, [each.id for each in team.homes])
    assert ([each.label for each in known.households], known.closed) == (["Demir", "Jansen"], 1)


def test_nobody_gets_a_household_who_left_or_has_it_already(team: Team) -> None:
    _refused("worker_left", lambda: handover.propose(team.office, [team.home.id], team.dirk.id))
    _refused("already_face", lambda: handover.propose(team.office, [team.home.id], team.anouk.id))
    assert handover.lines(team.office) == ()


def test_a_household_has_one_proposal_at_a_time(team: Team) -> None:
    made = team.proposed()
    _refused("transfer_waits", team.proposed)
    handover.withdraw(team.office, made.id)
    assert team.proposed().id != made.id


# ---------------------------------------------------------------------------------------------- the joint talk


def test_both_workers_find_the_joint_talk_among_their_appointments(team: Team) -> None:
    team.proposed(joint_talk_at=TALK, joint_talk_place="bij mevrouw thuis")
    for worker, others in ((team.anouk, False), (team.bas, False), (team.carla, True)):
        team.office.worker = worker
        found = overviews.today_view(team.office).appointments
        assert [each.at for each in found] == ([] if others else [TALK])
    assert "Anouk" in _appointment(team).what
    assert "Bas" in _appointment(team).what


def test_a_joint_talk_moves_and_is_called_off_with_the_proposal(team: Team) -> None:
    made = team.proposed(joint_talk_at=TALK)
    handover.plan_joint_talk(team.office, made.id, TALK + timedelta(days=1))
    assert _appointment(team).at == TALK + timedelta(days=1)
    handover.withdraw(team.office, made.id)
    assert _appointment(team).is_cancelled


def test_no_joint_talk_needs_a_reason(team: Team) -> None:
    made = team.proposed(joint_talk_at=TALK)
    _refused("no_reason", lambda: handover.no_joint_talk(team.office, made.id, " "))
    told = handover.no_joint_talk(team.office, made.id, "Mevrouw wil dat liever niet")
    assert (told.no_joint_talk, told.is_warm) == ("Mevrouw wil dat liever niet", False)
    assert _appointment(team).is_cancelled
    assert "joint_talk_on" not in [gap.field for gap in handover.gaps_for_accepting(told)]
    assert handover.joint_talk_held(team.office, made.id, TODAY).no_joint_talk == ""


def test_nothing_is_told_or_held_on_a_day_to_come(team: Team) -> None:
    made = team.proposed()
    tomorrow = TODAY + timedelta(days=1)
    _refused("in_the_future", lambda: handover.tell_resident(team.office, made.id, tomorrow))
    _refused("in_the_future", lambda: handover.joint_talk_held(team.office, made.id, tomorrow))


def _appointment(team: Team) -> Appointment:
    with team.office.reading() as store:
        (found,) = store.of(Appointment)
    return found


# ---------------------------------------------------------------------------------------------- accepting


def test_accepting_changes_the_face_and_the_old_one_stays_as_agreed(team: Team) -> None:
    made = team.warm()
    team.office.worker = team.bas
    accepted = handover.accept(team.office, made.id)
    assert (accepted.state, accepted.answered_on, accepted.is_warm) == (TransferState.ACCEPTED, TODAY, True)
    assert team.now().plan_coordinator == team.bas.id
    staying = handover.read(team.office, made.id).staying
    assert staying is not None
    assert (staying.worker, staying.until_on) == (team.anouk.id, TODAY + timedelta(days=30))
    assert faces(team.assignments(), TODAY)[-1] == team.bas.id


def test_who_stays_acts_for_a_new_face_that_is_away_and_not_a_day_longer(team: Team) -> None:
    made = team.warm()
    team.office.worker = team.bas
    handover.accept(team.office, made.id)
    away = [Leave(worker=team.bas.id, from_on=TODAY)]
    last = TODAY + timedelta(days=30)
    assert responsible_on(team.now(), team.assignments(), away, last) == team.anouk.id
    assert responsible_on(team.now(), team.assignments(), away, last + timedelta(days=1)) == team.bas.id


def test_who_stays_may_stay_longer_after_the_hand_over(team: Team) -> None:
    made = team.warm()
    team.office.worker = team.bas
    accepted = handover.accept(team.office, made.id)
    later = TODAY + timedelta(days=60)
    kept = handover.keep(team.office, accepted.changed(stays_until=later, stays=team.carla.id))
    assert (kept.stays_until, kept.stays) == (later, team.anouk.id)
    staying = handover.read(team.office, made.id).staying
    assert staying is not None
    assert (staying.worker, staying.until_on) == (team.anouk.id, later)


def test_telling_afterwards_is_not_telling_in_advance(team: Team, clock: Clock) -> None:
    made = team.proposed()
    handover.joint_talk_held(team.office, made.id, TODAY)
    team.office.worker = team.bas
    handover.accept(team.office, made.id, reason="Spoed")
    clock.now += timedelta(days=3)
    assert not handover.tell_resident(team.office, made.id, team.office.today()).is_warm
    assert handover.tell_resident(team.office, made.id, TODAY).is_warm


def test_what_somebody_proposed_for_oneself_waits_for_a_coordinator(team: Team) -> None:
    team.office.worker = team.bas
    made = team.proposed()
    assert handover.waiting_for_me(team.office) == ()
    _refused("not_the_receiver", lambda: handover.accept(team.office, made.id, reason="Nu"))
    team.office.worker = team.carla
    assert handover.lines(team.office)[0].waits_for_me
    assert [each.id for each in handover.waiting_for_me(team.office)] == [made.id]
    assert not handover.waiting_for_me(team.office)[0].is_to_me


def test_what_waits_for_a_colleague_does_not_wait_for_the_coordinator_too(team: Team) -> None:
    made = team.proposed()
    team.office.worker = team.carla
    assert handover.read(team.office, made.id).may_accept
    assert not handover.lines(team.office)[0].waits_for_me
    assert handover.waiting_for_me(team.office) == ()
    team.office.worker = team.bas
    assert handover.lines(team.office)[0].waits_for_me
    assert handover.waiting_for_me(team.office)[0].is_to_me


def test_a_deputy_keeps_the_place_and_one_who_becomes_the_face_leaves_it(team: Team) -> None:
    for deputy, after in ((team.carla, team.carla.id), (team.bas, None)):
        home = team.homes[1] if deputy is team.carla else team.homes[2]
        with team.office.writing(Deed.ASSIGN) as store:
            store.save(home.changed(deputy=deputy.id))
        (made,) = handover.propose(team.office, [home.id], team.bas.id)
        team.office.worker = team.bas
        handover.accept(team.office, made.id, reason="Spoed")
        assert team.now(home).deputy == after
        team.office.worker = team.anouk


def test_whoever_proposed_it_cannot_accept_it(team: Team) -> None:
    made = team.warm()
    _refused("not_the_receiver", lambda: handover.accept(team.office, made.id))
    team.office.worker = team.carla
    assert handover.accept(team.office, made.id).state is TransferState.ACCEPTED


def test_a_coordinator_who_proposed_it_leaves_the_answer_to_the_new_face(team: Team) -> None:
    team.office.worker = team.carla
    made = team.proposed()
    _refused("not_the_receiver", lambda: handover.accept(team.office, made.id, reason="Nu"))
    team.office.worker = team.anouk
    _refused("not_the_receiver", lambda: handover.accept(team.office, made.id, reason="Nu"))
    team.office.worker = team.bas
    assert [each.id for each in handover.waiting_for_me(team.office)] == [made.id]
    handover.accept(team.office, made.id, reason="Nu")
    assert handover.waiting_for_me(team.office) == ()


def test_what_is_missing_is_asked_with_its_place_and_may_stay_missing_with_a_reason(team: Team) -> None:
    made = team.proposed()
    team.office.worker = team.bas
    problem = _refused("not_warm", lambda: handover.accept(team.office, made.id))
    assert [(gap.place, gap.field) for gap in problem.gaps] == [
        ("handover", "told_on"),
        ("handover", "joint_talk_on"),
        ("handover", "stays_until"),
    ]
    assert team.now().plan_coordinator == team.anouk.id
    accepted = handover.accept(team.office, made.id, reason="Anouk is plotseling ziek geworden")
    assert not accepted.is_warm
    with team.office.reading() as store:
        (kept,) = store.of(Deviation, household=team.home.id)
    assert (kept.reason, kept.worker) == ("Anouk is plotseling ziek geworden", team.bas.id)


def test_contacts_notes_and_conversations_keep_their_writer_and_day(team: Team) -> None:
    with team.office.writing(Deed.HOLD_CONVERSATION, team.home.id) as store:
        talk = store.save(Conversation(household=team.home.id, held_at=team.office.now(), worker=team.anouk.id))
        note = store.save(Note(household=team.home.id, written_at=team.office.now(), worker=team.anouk.id, text="Ja"))
    done = tasks.complete(team.office, tasks.add_task(team.office, team.home.id, "Gebeld").id)
    before = tasks.add_appointment(team.office, team.home.id, team.office.now() - timedelta(days=2))
    made = team.warm()
    team.office.worker = team.bas
    handover.accept(team.office, made.id)
    with team.office.reading() as store:
        for kind, record in ((Conversation, talk), (Note, note), (Task, done), (Appointment, before)):
            assert store.get(kind, record.id) == record


def test_open_work_goes_along_or_stays(team: Team) -> None:
    for home, takes in ((team.homes[0], True), (team.homes[1], False)):
        team.office.worker = team.anouk
        task = tasks.add_task(team.office, home.id, "Bel de school")
        visit = tasks.add_appointment(team.office, home.id, TALK, "Huisbezoek")
        (made,) = handover.propose(team.office, [home.id], team.bas.id)
        seen = handover.read(team.office, made.id)
        assert (seen.tasks, seen.appointments) == (1, 1)
        team.office.worker = team.bas
        handover.accept(team.office, made.id, reason="Spoed", takes_work=takes)
        whose = team.bas.id if takes else team.anouk.id
        with team.office.reading() as store:
            assert (store.get(Task, task.id).worker, store.get(Appointment, visit.id).worker) == (whose, whose)


def test_an_acceptance_is_taken_back_whole(team: Team) -> None:
    made = team.warm()
    tasks.add_task(team.office, team.home.id, "Bel de school")
    before = team.assignments()
    team.office.worker = team.bas
    team.office.take_changes()
    handover.accept(team.office, made.id)
    stack = UndoStack()
    for changes in team.office.take_changes():
        stack.add(changes)
    stack.take_back(team.office)
    assert team.now().plan_coordinator == team.anouk.id
    assert [(a.worker, a.role, a.until_on) for a in team.assignments()] == [
        (a.worker, a.role, a.until_on) for a in before
    ]
    assert handover.read(team.office, made.id).transfer.is_proposed


def test_a_second_acceptance_changes_nothing(team: Team) -> None:
    made = team.warm()
    team.office.worker = team.bas
    first = handover.accept(team.office, made.id)
    team.office.take_changes()
    assert handover.accept(team.office, made.id) == first
    assert team.office.take_changes() == ()


def test_a_household_that_was_closed_since_is_not_accepted(team: Team) -> None:
    made = team.warm()
    with team.office.writing(Deed.CLOSE_HOUSEHOLD) as store:
        store.save(team.now().changed(state=HouseholdState.CLOSED))
    team.office.worker = team.bas
    _refused("household_closed", lambda: handover.accept(team.office, made.id))


def test_who_left_since_gets_nothing_and_the_proposal_can_still_be_withdrawn(team: Team) -> None:
    made = team.warm()
    with team.office.writing(Deed.KEEP_WORKER) as store:
        store.save(team.bas.changed(is_active=False))
    team.office.worker = team.carla
    _refused("worker_left", lambda: handover.accept(team.office, made.id))
    assert handover.withdraw(team.office, made.id).state is TransferState.WITHDRAWN
    assert team.now().plan_coordinator == team.anouk.id


# ---------------------------------------------------------------------------------------------- saying no


def test_a_no_needs_a_reason_and_leaves_everything_as_it_was(team: Team) -> None:
    made = team.proposed()
    team.office.worker = team.bas
    _refused("no_reason", lambda: handover.decline(team.office, made.id, ""))
    said = handover.decline(team.office, made.id, "Mijn week is vol")
    assert (said.state, said.answer_reason) == (TransferState.DECLINED, "Mijn week is vol")
    assert team.now().plan_coordinator == team.anouk.id
    assert len(team.assignments()) == 1
    _refused("transfer_answered", lambda: handover.accept(team.office, made.id, reason="Toch wel"))
    assert handover.decline(team.office, made.id, "Nog eens") == said


def test_only_those_it_is_about_can_say_no_or_withdraw(team: Team) -> None:
    team.office.worker = team.carla
    made = team.proposed()
    team.office.worker = team.bas
    _refused("not_yours_to_answer", lambda: handover.withdraw(team.office, made.id))
    team.office.worker = team.anouk
    _refused("not_yours_to_answer", lambda: handover.decline(team.office, made.id, "Nee"))
    assert handover.withdraw(team.office, made.id).state is TransferState.WITHDRAWN


# ---------------------------------------------------------------------------------------------- faces


def test_the_faces_so_far_stand_there_with_their_periods(team: Team, clock: Clock) -> None:
    made = team.warm()
    clock.now += timedelta(days=10)
    team.office.worker = team.bas
    handover.accept(team.office, made.id)
    seen = handover.read(team.office, made.id)
    assert [(each.name, each.from_on, each.until_on) for each in seen.faces] == [
        ("Anouk", TODAY, TODAY + timedelta(days=9)),
        ("Bas", TODAY + timedelta(days=10), None),
    ]
    assert AssignmentRole.COVER not in {each.role for each in team.assignments()}


# ---------------------------------------------------------------------------------------------- the letter


def _words(paper: Paper) -> str:
    content = paper_from_json(paper.content)
    assert isinstance(content, LetterPaper)
    return " ".join(block.text for block in content.body)


def _street(team: Team, **facts: object) -> None:
    with team.office.writing(Deed.CHANGE_HOUSEHOLD, team.home.id) as store:
        samira = store.save(Resident(first_name="Samira", birth_name="Demir", born_on="1985-03-02"))
        store.save(Membership(household=team.home.id, resident=samira.id))
        where = {"street": "Oefenlaan", "number": "12", "postcode": "6411 SA", "city": "Oefenstad", **facts}
        store.save(Address(household=team.home.id, **where))


def test_the_letter_tells_who_comes_and_who_stays_and_never_why(team: Team) -> None:
    _street(team)
    made = team.proposed(reason="Anouk is ziek", joint_talk_at=TALK, stays_until=date(2026, 12, 31))
    paper = printing.issue_hand_over_letter(team.office, made.id)
    words = _words(paper)
    assert "Wij praten eerst samen: u, Anouk en Bas. Dat is op woensdag 25 november 2026 om 10:00 uur" in words
    assert "Daarna blijft Anouk er nog bij, tot en met donderdag 31 december 2026." in words
    assert "ziek" not in paper.content
    content = paper_from_json(paper.content)
    assert isinstance(content, LetterPaper)
    assert content.address[-1] == "6411 SA  OEFENSTAD"
    assert {gap.place for gap in printing.gaps_for(team.office, PaperKind.HAND_OVER, made.id)} == {"settings"}


def test_giving_or_sending_the_letter_is_telling_in_advance(team: Team) -> None:
    _street(team)
    made = team.proposed()
    paper = printing.issue_hand_over_letter(team.office, made.id)
    assert handover.read(team.office, made.id).transfer.told_on is None
    printing.hand_over(team.office, paper.id, TODAY, HandedOverHow.BY_POST)
    assert handover.read(team.office, made.id).transfer.told_on == TODAY
    printing.take_back(team.office, paper.id)
    assert handover.read(team.office, made.id).transfer.told_on is None


def test_nothing_goes_by_post_where_that_is_not_safe(team: Team) -> None:
    _street(team)
    with team.office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(team.now().changed(not_by=frozenset({ContactWay.POST})))
    made = team.proposed()
    _refused("no_post", lambda: printing.issue_hand_over_letter(team.office, made.id))
    paper = printing.issue_hand_over_letter(team.office, made.id, by_hand=True)
    assert "Oefenlaan" not in paper.content
    _refused("no_post", lambda: printing.hand_over(team.office, paper.id, TODAY, HandedOverHow.BY_POST))
    printing.hand_over(team.office, paper.id, TODAY)
    assert handover.read(team.office, made.id).transfer.told_on == TODAY


def test_a_secret_address_stands_on_no_letter(team: Team) -> None:
    _street(team, is_secret=True)
    made = team.proposed(joint_talk_at=TALK, joint_talk_place="Oefenlaan 12")
    paper = printing.issue_hand_over_letter(team.office, made.id)
    assert "Oefenlaan" not in paper.content


def test_no_letter_tells_in_advance_what_is_done(team: Team) -> None:
    made = team.warm()
    team.office.worker = team.bas
    handover.accept(team.office, made.id)
    _refused("told_too_late", lambda: printing.issue_hand_over_letter(team.office, made.id))


def test_another_hand_over_has_a_letter_of_its_own(team: Team) -> None:
    first = printing.issue_hand_over_letter(team.office, team.proposed().id)
    same = printing.issue_hand_over_letter(team.office, handover.lines(team.office)[0].id)
    assert same.id == first.id
    handover.withdraw(team.office, handover.lines(team.office)[0].id)
    (made,) = handover.propose(team.office, [team.home.id], team.carla.id)
    other = printing.issue_hand_over_letter(team.office, made.id)
    assert (other.id != first.id, other.corrects) == (True, None)


@pytest.mark.parametrize("way", ["takes a request on", "leads in a crisis"])
def test_who_becomes_the_first_face_by_doing_the_work_overtakes_a_hand_over_that_waits(team: Team, way: str) -> None:
    office = team.office
    office.worker = team.carla
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        home = store.save(Household(label="Vos"))
        request = store.save(RequestNotification(household=home.id, received_at=office.now()))
    (waits,) = handover.propose(office, [home.id], team.bas.id)
    office.worker = team.anouk
    if way == "takes a request on":
        requests.take_on(office, request.id)
    else:
        crisis.start(office, home.id)
        crisis.name_regisseur(office, home.id, team.anouk.id)
    assert team.now(home).plan_coordinator == team.anouk.id
    with office.reading() as store:
        assert store.get(Transfer, waits.id).state is TransferState.WITHDRAWN
    office.worker = team.bas
    _refused("transfer_answered", lambda: handover.accept(office, waits.id, reason="toch"))
