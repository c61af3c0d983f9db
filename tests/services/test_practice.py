"""The practice neighbourhood: believable, whole, and the same for everybody."""

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from stdnum.nl import bsn

from buurtteam.domain.answers import ANSWERS
from buurtteam.domain.budget import SchemeUse
from buurtteam.domain.case import CaseEvent, CaseEventKind, Closing, ClosingResult
from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.conversation import (
    Conversation,
    ConversationKind,
    Note,
    Participant,
    ParticipantRole,
    Topic,
    TopicTalk,
)
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.debt import AgreementOutcome, CreditorAgreement, Debt
from buurtteam.domain.debt_help import DebtHelpState, DebtHelpStep
from buurtteam.domain.debt_help import state_of as state_of_debt_help
from buurtteam.domain.early_signal import EarlySignal
from buurtteam.domain.evidence import Attachment, Evidence, EvidenceState, MediaType
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
    age_on,
)
from buurtteam.domain.kinds import HERE, ConversationId, HouseholdId, local_day
from buurtteam.domain.plan import ActionState, Goal, HouseholdPlan, OwnerKind, PlanAction
from buurtteam.domain.reckoning import deadlines as deadlines_of_request
from buurtteam.domain.record import Record
from buurtteam.domain.records import RECORDS
from buurtteam.domain.request import Channel, NotifierRole, RequestEvent, RequestNotification, RequestState, state_of
from buurtteam.domain.responsibility import Assignment, AssignmentRole, Transfer, TransferState, face_periods
from buurtteam.domain.sharing import Consent, ConsentAnswer, Referral, ReferralAnswer, ReferralKind
from buurtteam.domain.staff import Competence, Leave, Team, Worker
from buurtteam.domain.statute import LocalNorm, Statute
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskOwner, TaskSeries
from buurtteam.domain.threat import Threat
from buurtteam.domain.worklist import Clue, Stage, TargetGroup
from buurtteam.paths import resource
from buurtteam.services.budget import schemes
from buurtteam.services.caseload import worklist
from buurtteam.services.deadlines import deadlines
from buurtteam.services.office import Office
from buurtteam.services.passphrase import strength
from buurtteam.services.practice import PRACTICE_PASSPHRASE, PRACTICE_SEED, fill, neighbourhood
from buurtteam.storage.database import Database
from tests.conftest import KEY, Clock

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


def test_scans_can_be_looked_at_and_belong_to_something(records: list[Record]) -> None:
    files = only(records, Attachment)
    assert {each.media for each in files} == {MediaType.JPEG, MediaType.PNG}
    homes = {home.id for home in only(records, Household)}
    for each in files:
        assert each.household in homes
        assert each.evidence
        assert each.debt or each.income
        assert hashlib.sha256(each.content).hexdigest() == each.sha256
        assert each.thumbnail
        # A team file to practise with stays small.
        assert len(each.content) < 400_000
        assert local_day(each.added_at) < TODAY


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
        for deadline in deadlines_of_request(request, [e for e in events if e.request == request.id], statute, TODAY)
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


# ------------------------------------------------------------------------------ a Monday with everything on it

DAYS = [date(2026, 11, 23), date(2026, 11, 22), date(2027, 1, 31), date(2028, 2, 29), date(2026, 12, 27)]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def monday(
    request: pytest.FixtureRequest, empty_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """An office with the practice neighbourhood of a day: a Monday, a Sunday, ends of months, Christmas."""
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("monday") / "oefenbuurt.buurtteam"))
    database = Database.open(path, KEY)
    office = Office(database, None, Clock(datetime.combine(request.param, time(9), HERE)))
    fill(office)
    yield office
    database.close()


def kept(office: Office, kind: type[R]) -> list[R]:
    with office.reading() as store:
        return list(store.of(kind))


def test_everything_that_can_happen_happened_somewhere_and_one_leak_is_the_teams(monday: Office) -> None:
    events = kept(monday, CaseEvent)
    assert {event.kind for event in events} == set(CaseEventKind)
    of_the_team = Counter(event.kind for event in events if event.household is None)
    assert of_the_team[CaseEventKind.LEAK_FOUND] == 1
    assert {*of_the_team} == {CaseEventKind.LEAK_FOUND, CaseEventKind.EARLY_SIGNAL, CaseEventKind.CRISIS_SIGNAL}


def test_the_money_shows_every_state_of_debt_help_and_threats_that_hold_and_ended(monday: Office) -> None:
    steps = kept(monday, DebtHelpStep)
    referred = [each for each in kept(monday, Referral) if each.kind is ReferralKind.DEBT_HELP]
    states = {state_of_debt_help([each for each in steps if each.referral == one.id]) for one in referred}
    assert states == set(DebtHelpState)
    threats = kept(monday, Threat)
    assert {each.holds_on(monday.today()) for each in threats} == {True, False}
    assert any(each.is_urgent and each.on and each.on > monday.today() for each in threats)
    assert {each.outcome for each in kept(monday, CreditorAgreement)} >= {
        AgreementOutcome.RUNNING,
        AgreementOutcome.KEPT,
        AgreementOutcome.BROKEN,
    }
    signals = kept(monday, EarlySignal)
    assert {each.household is None for each in signals} == {True, False}
    assert {each.is_open for each in signals} == {True, False}
    assert {each.state for each in kept(monday, Evidence)} >= {
        EvidenceState.ASKED,
        EvidenceState.RECEIVED,
        EvidenceState.NOT_NEEDED,
    }


def test_help_with_costs_stands_on_the_list_of_schemes(records: list[Record]) -> None:
    told = {each.scheme for each in records if isinstance(each, SchemeUse)}
    assert len(told) > 4
    assert told <= {each.key for each in schemes()}


def test_two_letters_about_one_debt_are_both_kept_and_counted_once(monday: Office) -> None:
    doubles = [each for each in kept(monday, Debt) if each.double_of is not None]
    assert len(doubles) >= 2
    assert not any(each.counts for each in doubles)


def test_a_coordinator_has_every_reason_to_look_at_least_twice(monday: Office) -> None:
    lines = worklist(monday).lines
    clues = Counter(clue for line in lines for clue in line.clues)
    groups = Counter(group for line in lines for group in line.groups)
    assert {clue for clue in Clue if clues[clue] < 2} == set()
    assert {group for group in TargetGroup if groups[group] < 2} == set()
    assert {line.stage for line in lines} == set(Stage)
    assert len({line.area for line in lines if line.area}) >= 3


def test_most_terms_are_kept_and_some_are_not(monday: Office) -> None:
    rows = deadlines(monday, monday.today(), explained=False)
    assert {row.state for row in rows} == set(DeadlineState)
    late = [row for row in rows if row.state is DeadlineState.MISSED and row.is_open and not row.is_window]
    assert 15 <= len(late) <= 30
    assert {"T01", "T03", "T04", "T09a", "T13a", "T16a", "T19a", "T20b", "N01"} <= {row.step for row in late}
    running = {row.step for row in rows if row.state is DeadlineState.RUNNING}
    assert {"T09a", "T10", "T11", "T12", "T13b", "T14b", "T16b", "T17", "T18", "T20c", "T22a", "N02"} <= running
    assert sum(row.postponement is not None for row in late) >= 2


def test_a_crisis_of_today_has_nobody_named_yet(monday: Office) -> None:
    (today,) = (e for e in kept(monday, CaseEvent) if e.kind is CaseEventKind.CRISIS_STARTED and e.on == monday.today())
    assert not any(event.answers == today.id for event in kept(monday, CaseEvent))


def test_a_household_has_one_fixed_face_at_a_time_and_it_is_the_one_of_the_household(monday: Office) -> None:
    assignments = kept(monday, Assignment)
    counts = set()
    for home in kept(monday, Household):
        periods = face_periods([each for each in assignments if each.household == home.id], monday.today())
        for earlier, later in pairwise(periods):
            assert earlier.until_on is not None
            assert earlier.until_on < later.from_on
        assert (periods[-1].worker if periods else None) == home.plan_coordinator
        assert not periods or periods[-1].until_on is None
        counts.add(len({each.worker for each in periods}))
    assert counts >= {0, 1, 2, 3, 4}
    assert {each.role for each in assignments} == set(AssignmentRole)


def test_what_somebody_wrote_keeps_its_writer(monday: Office) -> None:
    homes = {home.id: home for home in kept(monday, Household)}
    before = [held for held in kept(monday, Conversation) if held.worker != homes[held.household].plan_coordinator]
    assert len(before) >= 5


def test_hand_overs_wait_were_warm_cold_declined_and_withdrawn(monday: Office) -> None:
    found = kept(monday, Transfer)
    assert {each.state for each in found} == set(TransferState)
    accepted = [each for each in found if each.state is TransferState.ACCEPTED]
    assert {each.is_warm for each in accepted} == {True, False}
    homes = {home.id: home.plan_coordinator for home in kept(monday, Household)}
    assert all(homes[each.household] == each.from_worker for each in found if each.is_proposed)


def test_somebody_is_away_now_somebody_next_week_and_all_know_something(monday: Office) -> None:
    today = monday.today()
    leaves = kept(monday, Leave)
    assert [each.holds_on(today) for each in sorted(leaves, key=lambda each: each.from_on)] == [True, False]
    assert all(each.replacement for each in leaves)
    assert {one for worker in kept(monday, Worker) for one in worker.competences} == set(Competence)
    assert len(kept(monday, CaseloadNorms)) == 1
    assert [norm.step for norm in kept(monday, LocalNorm)] == ["N01"]


def test_closed_households_have_their_end_in_every_place(monday: Office) -> None:
    closings = kept(monday, Closing)
    running = {each.household: each for each in closings if each.reopened_on is None}
    closed = [home for home in kept(monday, Household) if home.state is HouseholdState.CLOSED]
    assert {home.id for home in closed} == set(running)
    assert all(home.ended_on == running[home.id].on for home in closed)
    assert {each.result for each in closings} == set(ClosingResult)
    assert all(each.reopen_reason for each in closings if each.reopened_on)
    assert any(each.reopened_on for each in closings)
    events = kept(monday, RequestEvent)
    for request in kept(monday, RequestNotification):
        if request.household in running:
            assert state_of([event for event in events if event.request == request.id]) is RequestState.CLOSED
    ended = {home.id for home in closed}
    assert {task.kind for task in kept(monday, Task) if task.household in ended and task.is_open} == {
        TaskKind.AFTERCARE
    }


def test_tasks_are_for_everybody_some_come_back_and_some_were_cancelled(monday: Office) -> None:
    tasks = kept(monday, Task)
    assert {task.owner for task in tasks} == set(TaskOwner)
    assert {task.kind for task in tasks} == set(TaskKind)
    assert any(task.cancelled_on and task.cancel_reason for task in tasks)
    assert {TaskKind.AFTERCARE, TaskKind.EVALUATION, TaskKind.STAND_BY} == {s.kind for s in kept(monday, TaskSeries)}
    assert all(task.made_on for task in tasks)
    free_days = monday.statute.free_days
    assert all(free_days.is_working_day(task.due_on) for task in tasks if task.series and task.due_on)


def test_referrals_got_every_answer_and_some_wait_long(monday: Office) -> None:
    found = kept(monday, Referral)
    assert {each.answer for each in found} == set(ReferralAnswer)
    waits = [(monday.today() - since).days for each in found if (since := each.waits_since())]
    assert min(waits) <= 7
    assert max(waits) >= 20
    assert all(each.consent for each in found)


def test_plans_are_signed_or_wait_for_it(monday: Office) -> None:
    plans = kept(monday, HouseholdPlan)
    assert {plan.signed_on is None for plan in plans} == {True, False}
    assert all(plan.made_on and plan.signed_on >= plan.made_on for plan in plans if plan.signed_on)


def test_nothing_happens_before_it_can_or_after_today(monday: Office) -> None:
    today = monday.today()
    known = {home.id: home.started_on for home in kept(monday, Household)}
    events = {event.id: event for event in kept(monday, CaseEvent)}
    for event in events.values():
        assert event.on <= today
        since = known[event.household] if event.household else None
        assert since is None or event.on >= since
        if event.answers:
            question = events[event.answers]
            assert question.on <= event.on
            assert question.kind in ANSWERS[event.kind]
            assert question.household == event.household
    ends = {each.household: each.on for each in kept(monday, Closing) if each.reopened_on is None}
    for held in kept(monday, Conversation):
        assert local_day(held.held_at) <= min(today, ends.get(held.household, today))
    for happened in kept(monday, RequestEvent):
        assert happened.on <= min(today, ends.get(happened.household, today))
    for action in kept(monday, PlanAction):
        assert action.done_on is None or action.done_on <= min(today, ends.get(action.household, today))


def test_a_practice_file_needs_no_mending(monday: Office) -> None:
    with monday.reading() as store:
        made = len(neighbourhood(PRACTICE_SEED, monday.today()))
        assert sum(store.count(kind) for kind in RECORDS) == made
    assert {age_on(r.born_on, monday.today()) for r in kept(monday, Resident) if len(r.born_on) == 10} >= {0, 17}
