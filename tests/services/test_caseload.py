# ruff: noqa: ANN401 - the facts of records of any kind
"""The caseload: what asks for a look follows from the facts, and every figure counts exactly the rows it opens."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtteam.domain.case import CaseEvent, CaseEventKind, Closing
from buurtteam.domain.caseload import CaseloadNorms, Fullness
from buurtteam.domain.conversation import Conversation, ConversationKind, Participant, ParticipantRole
from buurtteam.domain.household import (
    Deviation,
    Household,
    HouseholdState,
    Livelihood,
    MemberRole,
    Membership,
    Relation,
    RelationKind,
    Resident,
    Weight,
)
from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.plan import Goal, HouseholdPlan
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.responsibility import Assignment, AssignmentRole, Transfer, TransferState, responsible_on
from buurtteam.domain.sharing import Consent, ConsentAnswer, Referral, ReferralAnswer
from buurtteam.domain.staff import Competence, Deed, Leave, Worker, WorkerFunction
from buurtteam.domain.task import Appointment, Task, TaskKind
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.domain.worklist import Clue, Filter, SavedView, Stage, TargetGroup, WorklistLine
from buurtteam.services import caseload, crisis, handover, practice
from buurtteam.services.caseload import assign, counts, move, set_weight, shown, what_if, worklist
from buurtteam.services.caseload_lists import list_paper, listed, loads_as_json
from buurtteam.services.crisis import in_crisis
from buurtteam.services.households import household_lines
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from buurtteam.storage.database import Database
from tests.conftest import KEY, NOW, Clock

TODAY = date(2026, 11, 22)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def keep(office: Office, *records: Any) -> Any:
    """Put records in the file; returns the first as it is kept."""
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        kept = [store.save(record) for record in records]
    return kept[0]


def a_home(office: Office, label: str = "Demir", **facts: Any) -> Household:
    """A household that is known since today."""
    kept: Household = keep(office, Household(label=label, **{"started_on": TODAY, **facts}))
    return kept


def a_person(office: Office, home: Household, born_on: str = "1985-03-02", **facts: Any) -> Resident:
    """Somebody who lives there."""
    role = facts.pop("role", MemberRole.ADULT)
    person: Resident = keep(office, Resident(first_name="Samira", birth_name="Demir", born_on=born_on, **facts))
    keep(office, Membership(household=home.id, resident=person.id, role=role))
    return person


def a_request(office: Office, home: Household, *events: EventKind, **facts: Any) -> RequestNotification:
    """A request with events of today."""
    kept: RequestNotification = keep(
        office, RequestNotification(household=home.id, **{"received_at": noon(TODAY), **facts})
    )
    for kind in events:
        keep(office, RequestEvent(household=home.id, request=kept.id, kind=kind, on=TODAY))
    return kept


def line(office: Office, home: Household) -> WorklistLine:
    return next(each for each in worklist(office).lines if each.id == home.id)


def clues(office: Office, home: Household) -> frozenset[Clue]:
    return line(office, home).clues


def groups(office: Office, home: Household) -> frozenset[TargetGroup]:
    return line(office, home).groups


# ---------------------------------------------------------------------------------------------- stages


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        ([], Stage.NEW),
        ([EventKind.RECEIPT_CONFIRMED], Stage.NEW),
        ([EventKind.FIRST_TALK_HELD], Stage.TALK),
        ([EventKind.FIRST_TALK_HELD, EventKind.ASSESSMENT_FINISHED], Stage.PLAN),
        ([EventKind.FIRST_TALK_HELD, EventKind.APPLICATION_RECEIVED], Stage.PLAN),
        ([EventKind.FIRST_TALK_HELD, EventKind.APPLICATION_RECEIVED, EventKind.DECISION_MADE], Stage.RUNNING),
        ([EventKind.FIRST_TALK_HELD, EventKind.HELP_STARTED], Stage.RUNNING),
    ],
)
def test_the_stage_follows_from_what_happened(office: Office, events: list[EventKind], stage: Stage) -> None:
    home = a_home(office)
    a_request(office, home, *events)
    assert line(office, home).stage is stage


def test_a_new_question_is_not_hidden_behind_help_that_runs(office: Office) -> None:
    home = a_home(office)
    a_request(office, home, EventKind.FIRST_TALK_HELD, EventKind.HELP_STARTED)
    assert line(office, home).stage is Stage.RUNNING
    a_request(office, home, kind=RequestKind.DEBT)
    assert line(office, home).stage is Stage.NEW
    assert line(office, home).kinds == {RequestKind.WMO, RequestKind.DEBT}


def test_a_plan_in_the_making_and_a_signed_one_bring_a_household_on(office: Office) -> None:
    home = a_home(office)
    a_request(office, home, EventKind.FIRST_TALK_HELD)
    plan = keep(office, HouseholdPlan(household=home.id, made_on=TODAY))
    assert line(office, home).stage is Stage.TALK
    keep(office, Goal(household=home.id, plan=plan.id, words="Rust"))
    assert line(office, home).stage is Stage.PLAN
    keep(office, plan.changed(signed_on=TODAY))
    assert line(office, home).stage is Stage.RUNNING


def test_a_plan_signed_before_the_question_says_nothing_about_it(office: Office) -> None:
    home = a_home(office)
    plan = keep(office, HouseholdPlan(household=home.id, made_on=days_ago(90), signed_on=days_ago(90)))
    keep(office, Goal(household=home.id, plan=plan.id, words="Rust"))
    assert line(office, home).stage is Stage.RUNNING
    a_request(office, home, EventKind.FIRST_TALK_HELD)
    assert line(office, home).stage is Stage.TALK


def test_stand_by_is_aftercare_and_a_closed_household_stays_only_while_something_is_due(office: Office) -> None:
    waiting = a_home(office, state=HouseholdState.STAND_BY)
    assert line(office, waiting).stage is Stage.AFTERCARE
    closed = a_home(office, "Gesloten", state=HouseholdState.CLOSED, ended_on=days_ago(20))
    assert closed.id not in {each.id for each in worklist(office).lines}
    task = keep(
        office,
        Task(household=closed.id, kind=TaskKind.AFTERCARE, what="Nazorg", due_on=TODAY + timedelta(days=8)),
    )
    assert closed.id not in {each.id for each in worklist(office).lines}
    task = keep(office, task.changed(due_on=TODAY + timedelta(days=7)))
    assert line(office, closed).stage is Stage.AFTERCARE
    assert Clue.AFTERCARE_DUE in clues(office, closed)
    assert line(office, closed).tenths == 0
    keep(office, task.changed(done_on=TODAY))
    assert closed.id not in {each.id for each in worklist(office).lines}


def test_aftercare_of_a_closing_is_due_by_its_own_term(office: Office, clock: Clock) -> None:
    home = a_home(office, state=HouseholdState.CLOSED, ended_on=days_ago(10))
    keep(office, Closing(household=home.id, on=days_ago(10)))
    assert home.id not in {each.id for each in worklist(office).lines}
    clock.now = NOW + timedelta(days=16)
    assert clues(office, home) == {Clue.AFTERCARE_DUE, Clue.SOON}


# ---------------------------------------------------------------------------------------------- clues


def test_silent_is_more_than_the_norm_without_contact_and_counts_from_when_it_is_known(office: Office) -> None:
    assert Clue.SILENT not in clues(office, a_home(office, started_on=days_ago(30)))
    home = a_home(office, started_on=days_ago(31))
    assert Clue.SILENT in clues(office, home)
    assert Clue.SILENT in clues(office, a_home(office, started_on=None))
    keep(office, CaseloadNorms(silent_days=31))
    assert Clue.SILENT not in clues(office, home)


@pytest.mark.parametrize(
    "contact",
    [
        lambda home, on: Conversation(household=home, held_at=noon(on), kind=ConversationKind.PHONE),
        lambda home, on: Appointment(household=home, at=noon(on)),
        lambda home, on: Task(household=home, kind=TaskKind.CALL_BACK, what="Bel", done_on=on),
        lambda home, on: CaseEvent(household=home, kind=CaseEventKind.CARER_TALKED, on=on),
        lambda home, on: RequestNotification(household=home, received_at=noon(on)),
    ],
)
def test_every_way_to_be_in_touch_ends_the_silence_for_its_days(office: Office, contact: Any) -> None:
    quiet, loud = a_home(office, started_on=days_ago(90)), a_home(office, started_on=days_ago(90))
    keep(office, contact(quiet.id, days_ago(31)))
    keep(office, contact(loud.id, days_ago(30)))
    assert Clue.SILENT in clues(office, quiet)
    assert Clue.SILENT not in clues(office, loud)
    assert line(office, loud).last_contact_on == days_ago(30)


def test_what_has_yet_to_come_or_was_called_off_is_no_contact(office: Office) -> None:
    home = a_home(office, started_on=days_ago(90))
    keep(
        office,
        Appointment(household=home.id, at=noon(TODAY + timedelta(days=1))),
        Appointment(household=home.id, at=noon(days_ago(1)), is_cancelled=True),
        Task(household=home.id, kind=TaskKind.TASK, what="Papieren", done_on=days_ago(1)),
    )
    assert Clue.SILENT in clues(office, home)


def test_a_household_on_stand_by_is_not_silent_but_has_a_rhythm_of_its_own(office: Office) -> None:
    home = a_home(office, state=HouseholdState.STAND_BY, started_on=days_ago(90))
    assert clues(office, home) == {Clue.NO_COORDINATOR}
    keep(office, Task(household=home.id, kind=TaskKind.STAND_BY, what="Bel", due_on=TODAY))
    assert Clue.AFTERCARE_DUE in clues(office, home)


def test_a_household_whose_fixed_face_left_the_team_has_none(office: Office) -> None:
    bas = keep(office, Worker(name="Bas"))
    home, closed = (
        a_home(office, plan_coordinator=bas.id, state=state) for state in (HouseholdState.OPEN, HouseholdState.CLOSED)
    )
    keep(office, Task(household=closed.id, kind=TaskKind.AFTERCARE, what="Bel", due_on=TODAY))
    assert Clue.NO_COORDINATOR not in clues(office, home)
    keep(office, bas.changed(is_active=False))
    assert Clue.NO_COORDINATOR in clues(office, home)
    # Its last face stays its last face.
    assert Clue.NO_COORDINATOR not in clues(office, closed)


def test_a_plan_needs_a_day_ahead_to_look_back(office: Office) -> None:
    home = a_home(office)
    plan = keep(office, HouseholdPlan(household=home.id))
    assert Clue.NO_EVALUATION not in clues(office, home)
    keep(office, Goal(household=home.id, plan=plan.id, words="Rust"))
    assert Clue.NO_EVALUATION in clues(office, home)
    plan = keep(office, plan.changed(evaluation_at=noon(TODAY)))
    assert Clue.NO_EVALUATION not in clues(office, home)
    plan = keep(office, plan.changed(evaluation_at=noon(days_ago(1))))
    assert Clue.NO_EVALUATION in clues(office, home)
    keep(office, Task(household=home.id, kind=TaskKind.EVALUATION, what="Kijk terug", due_on=TODAY))
    assert Clue.NO_EVALUATION not in clues(office, home)


def test_consent_expires_on_its_own_day_or_when_nobody_talked_about_it_for_a_year(office: Office) -> None:
    def consent(home: Household, **facts: Any) -> Consent:
        return Consent(household=home.id, recipient="School", answer=ConsentAnswer.YES, **facts)

    home = a_home(office)
    keep(office, consent(home, given_on=days_ago(60), until_on=TODAY))
    assert Clue.CONSENT_EXPIRED not in clues(office, home)
    ended = a_home(office)
    keep(office, consent(ended, given_on=days_ago(60), until_on=days_ago(1)))
    assert Clue.CONSENT_EXPIRED in clues(office, ended)
    keep(office, consent(ended, given_on=TODAY))
    assert Clue.CONSENT_EXPIRED not in clues(office, ended)
    old = a_home(office)
    given = keep(office, consent(old, given_on=date(2025, 11, 20)))
    assert Clue.CONSENT_EXPIRED in clues(office, old)
    keep(office, CaseEvent(household=old.id, kind=CaseEventKind.CONSENT_REVIEWED, on=TODAY, consent=given.id))
    assert Clue.CONSENT_EXPIRED not in clues(office, old)


def test_a_referral_waits_after_more_than_the_norm(office: Office) -> None:
    home = a_home(office)
    referral = keep(office, Referral(household=home.id, recipient="GGZ", sent_on=days_ago(14)))
    assert Clue.REFERRAL_WAITS not in clues(office, home)
    referral = keep(office, referral.changed(sent_on=days_ago(15)))
    assert Clue.REFERRAL_WAITS in clues(office, home)
    keep(office, referral.changed(answer=ReferralAnswer.ACCEPTED, answered_on=TODAY))
    assert Clue.REFERRAL_WAITS not in clues(office, home)


def test_a_carer_is_known_by_a_relation_or_a_seat_at_the_table_and_wants_a_talk(office: Office) -> None:
    home, other = a_home(office), a_home(office)
    mother, daughter = a_person(office, home), a_person(office, other)
    keep(office, Relation(resident=daughter.id, to_resident=mother.id, kind=RelationKind.CARES_FOR))
    assert Clue.CARER_WITHOUT_TALK in clues(office, home) & clues(office, other)
    assert TargetGroup.CARERS in groups(office, home)
    keep(office, CaseEvent(household=home.id, kind=CaseEventKind.CARER_TALKED, on=TODAY))
    assert Clue.CARER_WITHOUT_TALK not in clues(office, home)
    assert Clue.CARER_WITHOUT_TALK in clues(office, other)
    table = a_home(office)
    talk = keep(office, Conversation(household=table.id, held_at=noon(TODAY)))
    keep(office, Participant(household=table.id, conversation=talk.id, role=ParticipantRole.INFORMAL_CARER, name="Bo"))
    assert Clue.CARER_WITHOUT_TALK in clues(office, table)


def test_a_child_wants_a_check_until_the_eighteenth_birthday(office: Office) -> None:
    home = a_home(office)
    a_person(office, home, "2008-11-22")
    assert not clues(office, home) & {Clue.CHILD_CHECK_MISSING, Clue.TURNING_18}
    a_person(office, home, "2008-11-23")
    assert {Clue.CHILD_CHECK_MISSING, Clue.TURNING_18} <= clues(office, home)
    assert line(office, home).children == 1
    assert groups(office, home) == {TargetGroup.CHILDREN}
    keep(office, CaseEvent(household=home.id, kind=CaseEventKind.CHILD_CHECK_DONE, on=TODAY))
    assert Clue.CHILD_CHECK_MISSING not in clues(office, home)


@pytest.mark.parametrize(("born_on", "soon"), [("2010-05-22", True), ("2010-05-23", False), ("2010", False)])
def test_turning_18_is_within_eighteen_months(office: Office, born_on: str, soon: bool) -> None:
    home = a_home(office)
    a_person(office, home, born_on)
    assert (Clue.TURNING_18 in clues(office, home)) is soon


def test_who_moved_out_or_died_counts_no_more(office: Office) -> None:
    home = a_home(office)
    a_person(office, home, "2015", died_on="2026-01-01")
    gone = keep(office, Resident(first_name="Yusuf", born_on="2015"))
    keep(office, Membership(household=home.id, resident=gone.id, until_on=days_ago(1)))
    assert line(office, home).children == 0


def test_who_moves_in_later_counts_from_that_day_in_every_list(office: Office, clock: Clock) -> None:
    home, elsewhere = a_home(office), a_home(office)
    oma = a_person(office, elsewhere, "1950")
    child = keep(office, Resident(first_name="Yusuf", born_on="2015"))
    keep(office, Membership(household=home.id, resident=child.id, from_on=TODAY + timedelta(days=2)))
    keep(office, Relation(resident=child.id, to_resident=oma.id, kind=RelationKind.CARES_FOR))

    def told() -> tuple[int, int, bool]:
        listed = next(each for each in household_lines(office) if each.id == home.id)
        return line(office, home).children, listed.children, TargetGroup.CARERS in groups(office, home)

    assert told() == (0, 0, False)
    clock.now += timedelta(days=2)
    assert told() == (1, 1, True)


def test_a_hand_over_waits_for_its_answer_and_a_cold_one_is_told_until_the_next(office: Office) -> None:
    noor, bas = keep(office, Worker(name="Noor")), keep(office, Worker(name="Bas"))
    home = a_home(office, plan_coordinator=noor.id)
    transfer = keep(office, Transfer(household=home.id, from_worker=noor.id, to_worker=bas.id, proposed_on=TODAY))
    assert Clue.TRANSFER_PENDING in clues(office, home)
    transfer = keep(office, transfer.changed(state=TransferState.ACCEPTED, answered_on=TODAY))
    with office.writing(Deed.ASSIGN) as store:
        store.save(store.get(Household, home.id).changed(plan_coordinator=bas.id))
    assert clues(office, home) & {Clue.TRANSFER_PENDING, Clue.COLD_TRANSFER} == {Clue.COLD_TRANSFER}
    keep(office, transfer.changed(joint_talk_on=TODAY, told_on=TODAY))
    assert Clue.COLD_TRANSFER not in clues(office, home)


def test_urgent_waits_for_the_first_talk_and_a_crisis_until_it_is_over(office: Office) -> None:
    home = a_home(office)
    request = a_request(office, home, is_urgent=True)
    assert {Clue.URGENT, Clue.WAITS_FOR_TALK, Clue.NO_COORDINATOR} <= clues(office, home)
    keep(office, RequestEvent(household=home.id, request=request.id, kind=EventKind.FIRST_TALK_HELD, on=TODAY))
    assert not clues(office, home) & {Clue.URGENT, Clue.WAITS_FOR_TALK}
    keep(office, CaseEvent(household=home.id, kind=CaseEventKind.CRISIS_STARTED, on=days_ago(1)))
    assert Clue.CRISIS in clues(office, home)
    assert line(office, home).tenths == 30
    keep(office, CaseEvent(household=home.id, kind=CaseEventKind.CRISIS_ENDED, on=TODAY))
    assert Clue.CRISIS not in clues(office, home)


def test_what_threatens_is_a_reason_to_look_while_it_makes_haste(office: Office) -> None:
    home = a_home(office)
    keep(office, Threat(household=home.id, kind=ThreatKind.NO_FOOD, known_on=TODAY))
    keep(office, Threat(household=home.id, kind=ThreatKind.GAS, known_on=TODAY, ended_on=TODAY))
    keep(office, Threat(household=home.id, kind=ThreatKind.WATER, known_on=TODAY + timedelta(days=1)))
    assert (line(office, home).threat, Clue.THREAT in clues(office, home)) == (None, False)
    power = keep(office, Threat(household=home.id, kind=ThreatKind.ELECTRICITY, known_on=days_ago(3)))
    here = Threat(household=home.id, kind=ThreatKind.ATTACHMENT, known_on=TODAY, counts_here=True)
    soon = keep(office, here.changed(on=TODAY, hour="9.00"))
    assert (line(office, home).threat, Clue.THREAT in clues(office, home)) == (ThreatKind.ATTACHMENT, True)
    keep(office, soon.changed(ended_on=TODAY))
    assert line(office, home).threat is ThreatKind.ELECTRICITY
    keep(office, power.changed(ended_on=TODAY))
    assert Clue.THREAT not in clues(office, home)


def test_the_caseload_and_the_crises_of_today_name_the_same_households(office: Office) -> None:
    def crisis_of(home: Household, *kinds: CaseEventKind) -> None:
        for minute, kind in enumerate(kinds):
            typed_at = NOW + timedelta(minutes=minute)
            keep(office, CaseEvent(household=home.id, kind=kind, on=TODAY, typed_at=typed_at))

    began, over = CaseEventKind.CRISIS_STARTED, CaseEventKind.CRISIS_ENDED
    crisis_of(running := a_home(office, "Loopt"), began)
    crisis_of(a_home(office, "Voorbij", weight=Weight.CRISIS), began, over)
    crisis_of(again := a_home(office, "Opnieuw"), began, over, began)
    a_home(office, "Zwaar", weight=Weight.CRISIS)
    in_view = {line.id for line in shown(worklist(office), Filter(clues=frozenset({Clue.CRISIS})))}
    assert in_view == {each.household for each in in_crisis(office)} == {running.id, again.id}


def test_a_crisis_is_declared_and_never_a_weight_that_somebody_chooses(office: Office) -> None:
    home = a_home(office)
    with pytest.raises(Problem, match="declare_it"):
        set_weight(office, [home.id], Weight.CRISIS)


def test_the_weight_of_a_crisis_ends_with_the_crisis(office: Office) -> None:
    home, quiet, old = a_home(office), a_home(office), a_home(office, weight=Weight.CRISIS)
    crisis.start(office, home.id)
    with pytest.raises(Problem, match="in_crisis"):
        set_weight(office, [quiet.id, home.id], Weight.HEAVY)
    assert {line(office, each).weight for each in (home, quiet)} == {Weight.CRISIS, Weight.REGULAR}
    crisis.end(office, home.id, "Er is rust.")
    assert set_weight(office, [quiet.id, home.id, old.id], Weight.LIGHT) == 3


def test_late_and_soon_follow_from_the_terms_on_their_last_days(office: Office, clock: Clock) -> None:
    home = a_home(office)
    a_request(office, home, kind=RequestKind.YOUTH)
    first = line(office, home).term
    assert first is not None
    assert first.step == "T01"
    assert Clue.SOON in clues(office, home)
    clock.now = NOW + (first.legal_end - TODAY)
    assert clues(office, home) & {Clue.SOON, Clue.LATE} == {Clue.SOON}
    clock.now += timedelta(days=1)
    assert clues(office, home) & {Clue.SOON, Clue.LATE} == {Clue.LATE}
    assert line(office, home).late == 1


# ---------------------------------------------------------------------------------------------- groups


def test_target_groups_follow_from_the_people(office: Office) -> None:
    home = a_home(office)
    a_person(office, home, livelihood=frozenset({Livelihood.WAGE, Livelihood.SELF_EMPLOYED}))
    assert groups(office, home) == {TargetGroup.SELF_EMPLOYED, TargetGroup.LIVING_ALONE}
    a_person(office, home, is_labour_migrant=True)
    assert groups(office, home) == {TargetGroup.SELF_EMPLOYED, TargetGroup.LABOUR_MIGRANTS}


@pytest.mark.parametrize(("born_on", "is_elder"), [("1959-11-22", True), ("1959-11-23", False), ("1959", False)])
def test_an_elder_has_reached_the_age_of_the_state_pension(office: Office, born_on: str, is_elder: bool) -> None:
    home = a_home(office)
    a_person(office, home, born_on)
    assert (TargetGroup.ELDERS in groups(office, home)) is is_elder


def test_nobody_lives_alone_who_has_a_partner_or_somebody_else_at_the_table(office: Office) -> None:
    alone, paired, named = a_home(office), a_home(office), a_home(office)
    for home in (alone, paired, named):
        a_person(office, home)
    person, elsewhere = a_person(office, a_home(office)), keep(office, Resident(first_name="Ali"))
    keep(office, Membership(household=paired.id, resident=person.id, until_on=days_ago(5)))
    with office.reading() as store:
        member = store.of(Membership, household=paired.id)[0].resident
    keep(office, Relation(resident=member, to_resident=elsewhere.id, kind=RelationKind.PARTNER))
    talk = keep(office, Conversation(household=named.id, held_at=noon(TODAY)))
    keep(office, Participant(household=named.id, conversation=talk.id, role=ParticipantRole.CHILD, name="Yusuf"))
    assert TargetGroup.LIVING_ALONE in groups(office, alone)
    assert TargetGroup.LIVING_ALONE not in groups(office, paired) | groups(office, named)


# ---------------------------------------------------------------------------------------------- who and how full


def test_who_acts_today_is_who_the_rule_of_responsibility_names(office: Office) -> None:
    noor, bas, cem = (keep(office, Worker(name=name)) for name in ("Noor", "Bas", "Cem"))
    plain = a_home(office, plan_coordinator=noor.id)
    deputised = a_home(office, plan_coordinator=noor.id, deputy=bas.id)
    covered = a_home(office, plan_coordinator=noor.id, deputy=bas.id)
    keep(
        office,
        Assignment(household=covered.id, worker=cem.id, role=AssignmentRole.COVER, from_on=TODAY, until_on=TODAY),
    )
    stayed = a_home(office, plan_coordinator=noor.id)
    keep(
        office,
        Assignment(household=stayed.id, worker=cem.id, role=AssignmentRole.DEPUTY, from_on=TODAY, until_on=TODAY),
    )

    def by_rule(home: Household) -> WorkerId | None:
        with office.reading() as store:
            return responsible_on(
                store.get(Household, home.id), store.of(Assignment, household=home.id), store.of(Leave), TODAY
            )

    def acting() -> list[WorkerId | None]:
        return [line(office, home).responsible for home in (plain, deputised, covered, stayed)]

    assert acting() == [noor.id, noor.id, cem.id, noor.id]
    leave = keep(office, Leave(worker=noor.id, from_on=TODAY, until_on=TODAY))
    assert (
        acting() == [by_rule(home) for home in (plain, deputised, covered, stayed)] == [noor.id, bas.id, cem.id, cem.id]
    )
    keep(office, leave.changed(replacement=cem.id))
    assert acting() == [by_rule(home) for home in (plain, deputised, covered, stayed)] == [cem.id] * 4


def test_the_load_of_a_worker_is_the_points_of_the_households_behind_it(office: Office) -> None:
    noor = keep(office, Worker(name="Noor", hours_per_week=18))
    keep(office, Worker(name="Aïsha"), Worker(name="Weg", is_active=False))
    homes = [
        a_home(office, plan_coordinator=noor.id, weight=weight)
        for weight in (Weight.LIGHT, Weight.HEAVY, Weight.REGULAR)
    ]
    a_home(office, plan_coordinator=noor.id, state=HouseholdState.CLOSED)
    known = worklist(office)
    assert [load.name for load in known.loads] == ["Aïsha", "Noor"]
    load = known.loads[1]
    assert (load.tenths, load.capacity_tenths, load.percent) == (35, 100, 35)
    assert set(load.households) == {home.id for home in homes}
    assert known.loads[0].fullness is Fullness.UNKNOWN
    assert loads_as_json(office)[1]["points"] == 3.5


def test_who_left_the_team_stays_in_the_list_while_households_wait(office: Office) -> None:
    gone = keep(office, Worker(name="Weg", is_active=False))
    a_home(office, plan_coordinator=gone.id)
    assert [(load.name, load.is_active) for load in worklist(office).loads] == [("Weg", False)]


def test_every_fixed_face_counts_once_also_when_there_is_none_now(office: Office, clock: Clock) -> None:
    noor, bas = keep(office, Worker(name="Noor")), keep(office, Worker(name="Bas"))
    home = a_home(office, plan_coordinator=noor.id)
    for days, face in ((10, bas.id), (20, noor.id), (30, None)):
        clock.now = NOW + timedelta(days=days)
        with office.writing(Deed.ASSIGN) as store:
            store.save(store.get(Household, home.id).changed(plan_coordinator=face))
    assert (line(office, home).faces, line(office, home).plan_coordinator) == (2, None)


def test_what_if_shows_everybody_it_touches_and_changes_nothing(office: Office) -> None:
    noor = keep(office, Worker(name="Noor", hours_per_week=36))
    bas = keep(office, Worker(name="Bas", hours_per_week=2, competences=frozenset({Competence.SUPPORT})))
    mine, free = a_home(office, plan_coordinator=noor.id), a_home(office)
    a_request(office, mine, kind=RequestKind.DEBT)
    known = worklist(office)
    found = what_if(known, [mine.id, free.id], bas.id)
    assert [(before.name, before.tenths, after.tenths) for before, after in found.changes] == [
        ("Bas", 0, 20),
        ("Noor", 10, 0),
    ]
    assert found.changes[0][1].fullness is Fullness.TOO_FULL
    assert len(found.advice) == 2
    assert worklist(office) == known
    assert what_if(known, [mine.id], noor.id).changes[0][1].tenths == 10


# ---------------------------------------------------------------------------------------------- giving out


def test_many_are_given_in_one_deed_and_taken_back_at_once(office: Office) -> None:
    bas = keep(office, Worker(name="Bas"))
    homes = [a_home(office, f"Huis {number}") for number in range(5)]
    office.take_changes()
    done = assign(office, [home.id for home in homes], bas.id, expected=5)
    assert (done.worker, done.count, done.already) == ("Bas", 5, 0)
    assert all(line(office, home).plan_coordinator == bas.id for home in homes)
    (deed,) = office.take_changes()
    stack = UndoStack()
    stack.add(deed)
    stack.take_back(office)
    assert all(line(office, home).plan_coordinator is None for home in homes)
    assert worklist(office).loads[0].households == ()


def test_nothing_is_given_when_one_thing_is_not_right(office: Office) -> None:
    bas, gone = keep(office, Worker(name="Bas")), keep(office, Worker(name="Weg", is_active=False))
    free, faced = a_home(office), a_home(office, plan_coordinator=bas.id)
    closed = a_home(office, state=HouseholdState.CLOSED)
    cem = keep(office, Worker(name="Cem"))

    def refused(households: list[Household], worker: Worker, expected: int, **how: Any) -> str:
        with pytest.raises(Problem) as caught:
            assign(office, [home.id for home in households], worker.id, expected=expected, **how)
        return caught.value.code

    assert refused([free], cem, 2) == "other_number"
    assert refused([free], gone, 1) == "not_working_here"
    assert refused([free], Worker(name="Vreemd"), 1) == "not_working_here"
    assert refused([free, Household(label="Weg")], cem, 2) == "unknown_household"
    assert refused([free, closed], cem, 2) == "closed_household"
    assert refused([free, faced], cem, 2) == "has_a_face"
    assert refused([free, faced], cem, 2, instead_of_handover=True, reason=" ") == "no_reason"
    assert line(office, free).plan_coordinator is None
    done = assign(office, [free.id, faced.id], cem.id, expected=2, instead_of_handover=True, reason="Noor is ziek")
    assert done.count == 2
    with office.reading() as store:
        assert [each.reason for each in store.of(Deviation)] == ["Noor is ziek"]
    assert assign(office, [free.id, faced.id], cem.id, expected=2).already == 2


def test_what_was_proposed_to_another_does_not_go_on_when_a_household_changes_hands_without_it(office: Office) -> None:
    bas, cem, dina = (keep(office, Worker(name=name)) for name in ("Bas", "Cem", "Dina"))
    home, other = a_home(office, plan_coordinator=bas.id), a_home(office, plan_coordinator=bas.id)
    at = office.now() + timedelta(days=2)
    (proposed,) = handover.propose(office, [home.id], cem.id, reason="Bas gaat weg", joint_talk_at=at)
    (stays,) = handover.propose(office, [other.id], cem.id, reason="Bas gaat weg", joint_talk_at=at)
    assign(office, [home.id], dina.id, expected=1, instead_of_handover=True, reason="Bas is ineens ziek")
    with office.reading() as store:
        ended, waits = store.get(Transfer, proposed.id), store.get(Transfer, stays.id)
        assert (ended.state, ended.answered_on) == (TransferState.WITHDRAWN, office.today())
        assert ended.answer_reason == "Bas is ineens ziek"
        assert waits.is_proposed
        talks = {each.household: each.is_cancelled for each in store.of(Appointment)}
    assert talks == {home.id: True, other.id: False}
    office.worker = cem
    with pytest.raises(Problem) as caught:
        handover.accept(office, proposed.id, reason="toch")
    assert caught.value.code == "transfer_answered"
    assert line(office, home).plan_coordinator == dina.id


def test_another_weight_counts_at_once(office: Office) -> None:
    bas = keep(office, Worker(name="Bas", hours_per_week=36))
    homes = [a_home(office, plan_coordinator=bas.id) for _number in range(3)]
    assert set_weight(office, [home.id for home in homes], Weight.HEAVY) == 3
    assert set_weight(office, [homes[0].id], Weight.HEAVY) == 0
    assert worklist(office).loads[0].tenths == 60


def test_moving_a_card_writes_down_what_happened_or_says_why_not(office: Office) -> None:
    home = a_home(office)

    def refused(stage: Stage) -> str:
        with pytest.raises(Problem) as caught:
            move(office, home.id, stage)
        return caught.value.code

    assert refused(Stage.TALK) == "no_open_request"
    a_request(office, home)
    a_request(office, home, kind=RequestKind.DEBT)
    assert refused(Stage.AFTERCARE) == "close_it"
    assert refused(Stage.NEW) == "not_back"
    assert refused(Stage.RUNNING) == "talk_first"
    assert [event.kind for event in move(office, home.id, Stage.TALK)] == [EventKind.FIRST_TALK_HELD] * 2
    assert line(office, home).stage is Stage.TALK
    assert refused(Stage.TALK) == "further_already"
    assert refused(Stage.PLAN) == "no_assessment"
    move(office, home.id, Stage.RUNNING)
    assert line(office, home).stage is Stage.RUNNING
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(store.get(Household, home.id).changed(state=HouseholdState.STAND_BY))
    assert refused(Stage.TALK) == "not_open"


# ---------------------------------------------------------------------------------------------- views


def test_views_of_the_program_come_first_and_own_views_are_kept_per_worker(office: Office) -> None:
    noor = keep(office, Worker(name="Noor"))
    office.worker = noor
    built_in = caseload.views(office)
    assert [view.is_built_in for view in built_in] == [True] * 5
    assert built_in[4].filter.workers == (noor.id,)
    mine = Filter(clues=frozenset({Clue.LATE}), areas=("Beekdal",), workers=(noor.id,), words="de")
    caseload.keep_view(office, SavedView("  Mijn   zorgen ", mine, "board"))
    assert caseload.views(office)[5:] == (SavedView("Mijn zorgen", mine, "board"),)
    caseload.keep_view(office, SavedView("mijn zorgen", Filter(), "table"))
    assert caseload.views(office)[5:] == (SavedView("mijn zorgen", Filter(), "table"),)
    for name in ("", built_in[0].name.upper()):
        with pytest.raises(Problem):
            caseload.keep_view(office, SavedView(name, Filter()))
    office.worker = keep(office, Worker(name="Bas"))
    assert len(caseload.views(office)) == 5
    office.worker = noor
    caseload.remove_view(office, "Mijn zorgen")
    assert len(caseload.views(office)) == 5


# ---------------------------------------------------------------------------------------------- always the same


@pytest.fixture(scope="module")
def town(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The practice neighbourhood, read by many."""
    database = Database.open(Path(shutil.copy(empty_file, tmp_path_factory.mktemp("buurt") / "buurt.buurtteam")), KEY)
    found = Office(database, None, Clock())
    practice.fill(found, 7)
    found.worker = None
    yield found
    database.close()


def some(values: Any) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(sorted(values, key=str)), max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_count_is_the_number_of_rows_that_its_choice_opens(town: Office, data: st.DataObject) -> None:
    known = worklist(town)
    workers = tuple(load.worker for load in known.loads)
    chosen = Filter(
        words=data.draw(st.sampled_from(["", "", "a", "de", "zzz"])),
        clues=data.draw(some(Clue)),
        stages=data.draw(some(Stage)),
        groups=data.draw(some(TargetGroup)),
        kinds=data.draw(some(RequestKind)),
        areas=tuple(data.draw(some(known.areas))),
        workers=tuple(data.draw(some(workers))),
        rules=tuple(data.draw(some(known.rules))),
    )
    rows = shown(known, chosen)
    found = counts(known, chosen)
    assert found.shown == len(rows) == len(listed(known, chosen)) == len(list_paper(town, known, chosen).rows)

    def opens(**part: Any) -> int:
        return len(shown(known, chosen.changed(**part)))

    assert all(found.clues.get(each, 0) == opens(clues=frozenset({each})) for each in Clue)
    assert all(found.stages.get(each, 0) == opens(stages=frozenset({each})) for each in Stage)
    assert all(found.groups.get(each, 0) == opens(groups=frozenset({each})) for each in TargetGroup)
    assert all(found.kinds.get(each, 0) == opens(kinds=frozenset({each})) for each in RequestKind)
    assert all(found.areas.get(each, 0) == opens(areas=(each,)) for each in known.areas)
    assert all(found.workers.get(each, 0) == opens(workers=(each,)) for each in workers)
    assert all(found.rules.get(each, 0) == opens(rules=(each,)) for each in known.rules)


def test_the_loads_the_lines_and_the_command_line_count_the_same_households(town: Office) -> None:
    known = worklist(town)
    assert sum(load["points"] for load in loads_as_json(town)) * 10 == sum(
        each.tenths for each in known.lines if each.plan_coordinator is not None
    )
    ends = [each.term.warn_on for each in known.lines if each.term]
    assert ends == sorted(ends)
    assert [load.name for load in known.loads] == sorted((load.name for load in known.loads), key=str.casefold)
    assert json.dumps(loads_as_json(town))


def test_a_list_asked_for_within_a_deed_sees_it_and_is_forgotten_with_it(office: Office) -> None:
    home = a_home(office)
    before = worklist(office)

    def broken_off() -> None:
        with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
            store.save(store.get(Household, home.id).changed(label="Anders"))
            assert worklist(office).lines[0].label == "Anders"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert worklist(office) == before


def test_who_may_not_take_lists_along_cannot(office: Office) -> None:
    office.worker = Worker(name="Vrij", function=WorkerFunction.VOLUNTEER)
    from buurtteam.services.caseload_lists import printed

    with pytest.raises(Problem):
        printed(office, worklist(office), Filter())


def test_an_id_of_a_household_opens_its_own_line(town: Office) -> None:
    known = worklist(town)
    wanted = [HouseholdId(each.id) for each in known.lines[:3]]
    assert [each.id for each in listed(known, Filter(), wanted)] == wanted


@pytest.mark.parametrize(
    "kept",
    [None, 5, "x", {"a": 1}, [1, None], [{"name": "a"}], [{"name": "a", "filter": {"clues": ["?"]}, "form": "table"}]],
)
def test_a_kept_view_that_cannot_be_read_stands_in_nobodys_way(office: Office, kept: object) -> None:
    office.remember("caseload.views", kept)
    caseload.keep_view(office, SavedView("Mijn", Filter(), "board"))
    assert [each.name for each in caseload.views(office) if not each.is_built_in] == ["Mijn"]
    caseload.remove_view(office, "mijn")
    assert all(each.is_built_in for each in caseload.views(office))


def test_with_leaves_and_stand_ins_that_overlap_the_list_says_who_acts_as_the_household_does(office: Office) -> None:
    noor, bas, eva = (keep(office, Worker(name=name)) for name in ("Noor", "Bas", "Eva"))
    home = keep(office, Household(label="Demir", plan_coordinator=noor.id))
    other = keep(office, Household(label="Peters", plan_coordinator=noor.id))
    today = office.today()
    with office.writing(Deed.PLAN_LEAVE) as store:
        for days, who in ((3, bas.id), (1, eva.id), (0, None)):
            store.save(Leave(worker=noor.id, from_on=today - timedelta(days=days), replacement=who))
        for worker, days in ((eva, 2), (bas, 1), (eva, 5)):
            store.save(
                Assignment(
                    household=other.id,
                    worker=worker.id,
                    role=AssignmentRole.COVER,
                    from_on=today - timedelta(days=days),
                    until_on=today,
                )
            )
    assert {each.label: each.responsible for each in worklist(office).lines} == {"Demir": eva.id, "Peters": bas.id}
    with office.reading() as store:
        for one, acts in ((home, eva.id), (other, bas.id)):
            known = store.of(Assignment, household=one.id)
            assert responsible_on(store.get(Household, one.id), known, store.of(Leave), today) == acts


def test_nothing_fits_who_has_no_hours_and_no_percentage_is_said_of_it(office: Office) -> None:
    nul = keep(office, Worker(name="Nul", hours_per_week=0))
    home = keep(office, Household(label="Demir"))
    (said,) = what_if(worklist(office), [home.id], nul.id).advice
    assert said in (
        "Nul has no hours for households, so nothing fits.",
        "Nul heeft geen uren voor huishoudens, dus er past niets bij.",
    )
