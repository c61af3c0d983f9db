"""The practice neighbourhood: believable, whole, and the same for everybody."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import TypeVar

import pytest
from stdnum.nl import bsn

from buurtteam.domain.conversation import (
    Conversation,
    ConversationKind,
    Note,
    Participant,
    ParticipantRole,
    Topic,
    TopicTalk,
)
from buurtteam.domain.deadlines import DeadlineState, deadlines
from buurtteam.domain.household import (
    Address,
    AddressKind,
    Household,
    HouseholdState,
    Incident,
    Membership,
    ReadingNeed,
    Relation,
    RelationKind,
    Resident,
    SafetyFlag,
    Statement,
    StatementKind,
)
from buurtteam.domain.kinds import ConversationId, HouseholdId, local_day
from buurtteam.domain.plan import ActionState, Goal, HouseholdPlan, OwnerKind, PlanAction
from buurtteam.domain.record import Record
from buurtteam.domain.request import Channel, NotifierRole, RequestEvent, RequestNotification, RequestState, state_of
from buurtteam.domain.sharing import Consent, ConsentAnswer
from buurtteam.domain.staff import Team, Worker
from buurtteam.domain.statute import Statute
from buurtteam.domain.task import Appointment, Task
from buurtteam.paths import resource
from buurtteam.services.office import Office
from buurtteam.services.passphrase import strength
from buurtteam.services.practice import PRACTICE_PASSPHRASE, PRACTICE_SEED, fill, neighbourhood

R = TypeVar("R", bound=Record)
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return neighbourhood(PRACTICE_SEED, TODAY)


def only(records: list[Record], kind: type[R]) -> list[R]:
    return [record for record in records if isinstance(record, kind)]


def test_sixty_households_and_a_team_of_six(records: list[Record]) -> None:
    assert len(only(records, Household)) == 60
    assert len(only(records, Worker)) == 6
    assert [team.is_practice for team in only(records, Team)] == [True]


def test_what_worked_out_is_told_in_many_ways(records: list[Record]) -> None:
    told = [action.result for action in only(records, PlanAction) if action.state is ActionState.DONE]
    assert len(set(told)) >= 12
    assert max(Counter(told).values()) <= 5


def test_a_goal_that_names_somebody_stands_on_that_person(records: list[Record]) -> None:
    names = {resident.id: resident.first_name for resident in only(records, Resident)}
    named = [goal for goal in only(records, Goal) if goal.words.endswith("heeft weer iets te doen.")]
    assert named
    for goal in named:
        assert goal.resident is not None
        assert goal.words.startswith(names[goal.resident])


def test_the_same_seed_and_day_give_the_same_facts(records: list[Record]) -> None:
    assert neighbourhood(PRACTICE_SEED, TODAY) == records
    assert neighbourhood(PRACTICE_SEED + 1, TODAY) != records


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2028, 2, 29), date(2027, 12, 31)])
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_any_seed_and_day_make_a_neighbourhood_of_which_nothing_lies_in_the_future(seed: int, day: date) -> None:
    found = neighbourhood(seed, day)
    assert len(only(found, Household)) == 60
    assert all(event.on <= day for event in only(found, RequestEvent))
    assert all(local_day(held.held_at) <= day for held in only(found, Conversation))


def test_every_state_of_a_household_and_a_request_is_there(records: list[Record]) -> None:
    assert {home.state for home in only(records, Household)} == set(HouseholdState)
    events = only(records, RequestEvent)
    states = {state_of([e for e in events if e.request == r.id]) for r in only(records, RequestNotification)}
    assert states == set(RequestState)


def test_terms_run_wait_are_met_late_and_missed(records: list[Record]) -> None:
    statute = Statute.load(resource("statute"))
    events = only(records, RequestEvent)
    found = [
        deadline
        for request in only(records, RequestNotification)
        for deadline in deadlines(request, [e for e in events if e.request == request.id], statute, TODAY)
    ]
    counted = Counter(deadline.state for deadline in found)
    assert set(counted) == set(DeadlineState)
    soon = [d for d in found if d.is_open and 0 <= d.days_left(TODAY) <= 7]
    assert len(soon) >= 3
    assert {"T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T15"} == {deadline.rule for deadline in found}


def test_requests_come_by_every_channel_and_from_everybody(records: list[Record]) -> None:
    requests = only(records, RequestNotification)
    assert {request.channel for request in requests} == set(Channel)
    assert {request.notifier_role for request in requests} == set(NotifierRole)
    assert any(request.is_urgent for request in requests)
    assert any(request.is_simple and request.answer for request in requests)
    assert any(request.from_paper for request in requests)


def test_a_child_has_two_homes(records: list[Record]) -> None:
    homes = Counter(membership.resident for membership in only(records, Membership))
    assert sum(count == 2 for count in homes.values()) >= 2
    kinds = {relation.kind for relation in only(records, Relation)}
    assert {RelationKind.PARENT, RelationKind.FORMER_PARTNER, RelationKind.CARES_FOR} <= kinds


def test_people_need_different_things(records: list[Record]) -> None:
    needs = {need for resident in only(records, Resident) for need in resident.reading_needs}
    assert {ReadingNeed.LARGE_PRINT, ReadingNeed.READ_ALOUD, ReadingNeed.PICTOGRAMS, ReadingNeed.INTERPRETER} <= needs
    assert {len(resident.born_on) for resident in only(records, Resident)} >= {0, 4, 7, 10}
    roles = {participant.role for participant in only(records, Participant)}
    assert {ParticipantRole.INTERPRETER, ParticipantRole.CLIENT_SUPPORTER, ParticipantRole.CHILD} <= roles


def test_one_household_has_eleven_members_with_long_names(records: list[Record]) -> None:
    sizes = Counter(membership.household for membership in only(records, Membership))
    ((household, size),) = sizes.most_common(1)
    assert size == 11
    label = next(home.label for home in only(records, Household) if home.id == household)
    assert len(label) > 60


def test_somebody_gave_only_a_first_name(records: list[Record]) -> None:
    robin = next(r for r in only(records, Resident) if not r.birth_name)
    assert (robin.first_name, robin.born_on, robin.bsn) == ("Robin", "", "")


def test_safety_and_secrecy_are_there(records: list[Record]) -> None:
    flags = only(records, SafetyFlag)
    assert {flag.holds_on(TODAY) for flag in flags} == {True, False}
    assert only(records, Incident)
    assert any(home.safe_contact and home.not_by for home in only(records, Household))
    assert any(address.is_secret for address in only(records, Address))
    assert any(address.kind is AddressKind.NO_FIXED for address in only(records, Address))
    assert any(note.is_team_only for note in only(records, Note))


def test_plans_with_one_to_six_agreements_and_one_that_is_not_agreed_with(records: list[Record]) -> None:
    sizes = Counter(action.plan for action in only(records, PlanAction))
    assert set(sizes.values()) >= {1, 2, 3, 4, 5, 6}
    assert any(plan.disagreement for plan in only(records, HouseholdPlan))
    assert {action.owner_kind for action in only(records, PlanAction)} == set(OwnerKind)
    states = {action.state for action in only(records, PlanAction)}
    assert {
        ActionState.PLANNED,
        ActionState.BUSY,
        ActionState.WAITING,
        ActionState.DONE,
        ActionState.NOT_DONE,
    } <= states


def test_two_conversations_can_be_laid_side_by_side(records: list[Record]) -> None:
    talks = only(records, TopicTalk)
    homes: dict[HouseholdId, list[ConversationId]] = {}
    for held in only(records, Conversation):
        if held.kind in (ConversationKind.HOME, ConversationKind.EVALUATION):
            homes.setdefault(held.household, []).append(held.id)
    twice = [ids for ids in homes.values() if len(ids) == 2]
    assert len(twice) >= 3
    for first, second in twice:
        scored = {talk.topic for talk in talks if talk.conversation == first and talk.resident_score}
        again = {talk.topic for talk in talks if talk.conversation == second and talk.resident_score}
        assert scored & again
    assert any(talk.is_not_now for talk in talks)
    assert {talk.topic for talk in talks} == set(Topic)


def test_consents_are_given_refused_to_ask_and_withdrawn(records: list[Record]) -> None:
    consents = only(records, Consent)
    assert {consent.answer for consent in consents} == set(ConsentAnswer)
    assert any(consent.withdrawn_on for consent in consents)


def test_work_is_late_due_today_and_soon_and_people_come_today(records: list[Record]) -> None:
    due = [task.due_on for task in only(records, Task) if task.due_on and not task.done_on]
    assert any(day < TODAY for day in due)
    assert TODAY in due
    assert any(TODAY < day <= TODAY + timedelta(days=7) for day in due)
    days = [local_day(meeting.at) for meeting in only(records, Appointment)]
    assert days.count(TODAY) >= 3
    assert sum(TODAY < day <= TODAY + timedelta(days=7) for day in days) >= 4


def test_health_has_a_source_and_somebody_added_a_statement(records: list[Record]) -> None:
    statements = only(records, Statement)
    assert {statement.kind for statement in statements} == set(StatementKind)
    assert all(statement.source for statement in statements)


def test_one_worker_has_far_more_than_the_others(records: list[Record]) -> None:
    loads = Counter(home.plan_coordinator for home in only(records, Household) if home.plan_coordinator)
    (_, most), *rest = loads.most_common()
    assert most >= 1.4 * min(rest, key=lambda each: -each[1])[1] or most >= 18


def test_nobody_is_real(records: list[Record]) -> None:
    numbers = [resident.bsn for resident in only(records, Resident) if resident.bsn]
    assert len(numbers) == len(set(numbers)) > 20
    assert all(number.startswith("9999") and bsn.is_valid(number) for number in numbers)
    assert all(re.fullmatch(r"\d{4} S[ADS]", a.postcode) for a in only(records, Address) if a.postcode)


def test_no_text_shows_a_place_that_was_not_filled(records: list[Record]) -> None:
    assert not any(
        re.search(r"[{}]", str(value)) for r in records for value in dict(r).values() if isinstance(value, str)
    )


def test_the_practice_passphrase_would_be_accepted() -> None:
    assert strength(PRACTICE_PASSPHRASE).is_enough


def test_the_neighbourhood_goes_into_an_empty_file_in_one_deed(office: Office) -> None:
    office.worker = None
    kept = fill(office)
    with office.reading() as store:
        assert store.count(Household) == 60
        assert store.count(Resident) == len(only(list(kept), Resident))
    assert len(office.take_changes()) == 1
    assert office.verify_journal() is None
