"""Closing decides everything that is open, or changes nothing; opening again keeps what was; closing has one way only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError

from buurtteam.domain.budget import SchemeState, SchemeUse
from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.care import Appreciation, CarerSupport, SupportState
from buurtteam.domain.case import CaseEvent, CaseEventKind, Closing, ClosingResult
from buurtteam.domain.closing import Decided, Decision, OpenKind, OpenThing
from buurtteam.domain.conversation import Conversation, ConversationKind, Note
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.debt import AgreementOutcome, CreditorAgreement, QualitySignal
from buurtteam.domain.debt_help import DebtHelpState, StepKind
from buurtteam.domain.early_signal import EarlySignal, SignalResult
from buurtteam.domain.household import Household, HouseholdState, Resident, Weight
from buurtteam.domain.plan import ActionState, HouseholdPlan, OwnerKind, PlanAction, PlanWish
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification
from buurtteam.domain.responsibility import Transfer, TransferState
from buurtteam.domain.sharing import Consent, ConsentAnswer, Referral, ReferralAnswer
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskSeries
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.services import (
    agreements,
    closing,
    conversations,
    crisis,
    deadlines,
    debt_help,
    debt_help_ready,
    early_signals,
    households,
    plans,
    printing,
    requests,
    tasks,
    threats,
)
from buurtteam.services.closing import OpenWork
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.conftest import Clock
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    """The household, whose only request was rounded off, with Noor as its fixed face."""
    found = demir(office)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        found.household = store.save(found.household.changed(plan_coordinator=found.noor.id, started_on=TODAY))
        store.save(
            RequestEvent(household=found.household.id, request=found.request.id, kind=EventKind.CLOSED, on=TODAY)
        )
    return found


def _open(office: Office, home: Home) -> OpenWork:
    return closing.what_is_open(office, home.household.id)


def _household(office: Office, home: Home) -> Household:
    with office.reading() as store:
        return store.get(Household, home.household.id)


def _full(office: Office, home: Home) -> None:
    """Put one of everything in the household."""
    here, me, other = home.household.id, home.noor.id, home.bas.id
    closing.begin_stand_by(office, here, TODAY, "Even rust")
    with office.writing(Deed.PLAN_WORK) as store:
        home.request = store.save(
            RequestNotification(household=here, received_at=office.now(), question="Ik wil hulp thuis.")
        )
        store.save(Task(household=here, what="Bel de school", due_on=date(2026, 11, 20), made_on=TODAY))
        store.save(Appointment(household=here, at=datetime(2026, 12, 1, 9, tzinfo=UTC), what="Kennismaken"))
        store.save(Referral(household=here, recipient="Thuiszorg", sent_on=TODAY))
        store.save(CreditorAgreement(household=here, creditor="Woonpunt"))
        store.save(Threat(household=here, kind=ThreatKind.OTHER, known_on=TODAY))
        store.save(CarerSupport(household=here, resident=home.samira.id, requested_on=date(2026, 11, 1)))
        store.save(Transfer(household=here, from_worker=me, to_worker=other, proposed_by=me, proposed_on=TODAY))
        store.save(Conversation(household=here, held_at=office.now()))
        plan = store.save(HouseholdPlan(household=here, made_on=TODAY))
        store.save(PlanWish(household=here, plan=plan.id, words="Rust in huis"))
        store.save(TaskSeries(household=here, kind=TaskKind.TASK, what="Bellen", starts_on=TODAY))
        store.save(CaseEvent(household=here, kind=CaseEventKind.CRISIS_STARTED, on=TODAY))
    early_signals.receive(office, EarlySignal(household=here, partner="Woonpunt", received_on=TODAY))
    office.keep_draft(f"note.{here}", {"text": "Nog iets over de post"})


def _decide(work: OpenWork, **ways: Decided) -> list[Decision]:
    """Everything called off with a reason where that can be, else done today; or as the test says by kind."""
    found = []
    for thing in work.things:
        wanted = Decided.CANCELLED if Decided.CANCELLED in thing.ways else thing.ways[0]
        how = ways.get(thing.kind.value, wanted)
        how = how if how in thing.ways else wanted
        on = TODAY if how is Decided.DONE else TODAY + timedelta(days=30) if how is Decided.MOVED else None
        found.append(Decision(thing.key, how, on, "Niet meer nodig." if how is Decided.CANCELLED else ""))
    return found


def test_everything_that_is_open_is_listed_once(office: Office, home: Home) -> None:
    assert _open(office, home).things == ()
    _full(office, home)
    kinds = [each.kind for each in _open(office, home).things if each.kind is not OpenKind.TERM]
    assert sorted(kinds) == sorted(set(OpenKind) - {OpenKind.TERM})


@pytest.mark.parametrize(
    ("how", "state"),
    [
        (Decided.DONE, SupportState.RUNNING),
        (Decided.CANCELLED, SupportState.STOPPED),
        (Decided.MOVED, SupportState.WAITING),
    ],
)
def test_a_carer_who_waits_for_help_is_not_forgotten(
    office: Office, home: Home, how: Decided, state: SupportState
) -> None:
    here = home.household.id
    with office.writing(Deed.SUPPORT_CARER) as store:
        wanted = store.save(CarerSupport(household=here, resident=home.samira.id, requested_on=date(2026, 11, 1)))
        store.save(CarerSupport(household=here, resident=home.samira.id, started_on=date(2026, 11, 1)))
    work = _open(office, home)
    assert [each.what for each in work.things] == ["Vrijwilliger die het thuis overneemt voor Samira Demir"]
    closing.close(office, here, decisions=_decide(work, carer_support=how), has_aftercare=False)
    with office.reading() as store:
        kept = store.get(CarerSupport, wanted.id)
        later = [each.what for each in store.of(Task, household=here, kind=TaskKind.AFTERCARE)]
    assert kept.state_on(TODAY) is state
    assert bool(later) is (how is Decided.MOVED)


def test_a_household_with_nothing_open_is_closed_at_once(office: Office, home: Home) -> None:
    made = closing.close(office, home.household.id, result=ClosingResult.OWN_WAY, explanation="Het gaat goed zo.")
    kept = _household(office, home)
    assert (kept.state, kept.ended_on) == (HouseholdState.CLOSED, TODAY)
    assert (made.result, made.worker, made.on) == (ClosingResult.OWN_WAY, home.noor.id, TODAY)


def test_what_is_not_decided_is_told_thing_by_thing_and_nothing_happens(office: Office, home: Home) -> None:
    _full(office, home)
    work = _open(office, home)
    with pytest.raises(Problem) as told:
        closing.close(office, home.household.id)
    assert told.value.code == "not_decided"
    assert [gap.field for gap in told.value.gaps] == [each.key for each in work.things]
    assert _open(office, home) == work
    assert _household(office, home).state is HouseholdState.STAND_BY


def test_everything_called_off_leaves_nothing_open(office: Office, home: Home) -> None:
    _full(office, home)
    closing.close(office, home.household.id, decisions=_decide(_open(office, home)), has_aftercare=False)
    # That a plan was never signed stays a fact; nothing else is left.
    assert {each.kind for each in _open(office, home).things} == {OpenKind.PLAN}
    with office.reading() as store:
        assert "Niet meer nodig." in {each.cancel_reason for each in store.of(Task) if each.cancelled_on}
        assert store.of(Referral)[0].answer is ReferralAnswer.WITHDRAWN
        assert store.of(CreditorAgreement)[0].outcome is AgreementOutcome.STOPPED
        assert store.of(EarlySignal)[0].result is SignalResult.NOT_TAKEN_UP
        assert store.of(Transfer)[0].state is TransferState.WITHDRAWN
        assert store.of(Appointment)[0].is_cancelled
        assert store.of(Conversation)[0].finished_at is not None
        assert {each.kind for each in store.of(RequestEvent, request=home.request.id)} == {EventKind.WITHDRAWN}
        assert all(each.ended_on for each in store.of(TaskSeries))
        assert not any(each.is_open for each in store.of(Task))
    assert office.draft(f"note.{home.household.id}") is None


def test_a_signal_that_goes_on_is_of_the_team_again_with_its_term(office: Office, home: Home) -> None:
    here = home.household.id
    signal = early_signals.receive(office, EarlySignal(household=here, partner="Woonpunt", received_on=TODAY))
    (thing,) = _open(office, home).things
    assert (thing.kind, thing.what) == (OpenKind.SIGNAL, "Iets anders, Woonpunt")
    closing.close(office, here, decisions=[Decision(thing.key, Decided.MOVED)], has_aftercare=False)
    (line,) = early_signals.signal_lines(office)
    assert (line.signal.id, line.signal.household) == (signal.id, None)
    assert line.term is not None
    assert line.term.is_open


@pytest.mark.parametrize("how", [Decided.DONE, Decided.CANCELLED])
def test_nobody_closes_over_a_threat_without_saying_what_became_of_it(office: Office, home: Home, how: Decided) -> None:
    made = threats.begin(office, home.household.id, ThreatKind.EVICTION, on=TODAY, done="Gebeld")
    (thing,) = _open(office, home).things
    assert (thing.kind, thing.what, thing.due) == (OpenKind.THREAT, "Uitzetting", TODAY)
    decision = Decision(thing.key, how, TODAY if how is Decided.DONE else None, "Verhuisd")
    closing.close(office, home.household.id, decisions=[decision], has_aftercare=False)
    with office.reading() as store:
        ended = store.get(Threat, made.id)
    assert (ended.ended_on, ended.ended_how, ended.done) == (TODAY, None, "Gebeld\nVerhuisd")


def test_an_open_signal_does_not_fall_silent_in_a_closed_household(office: Office, home: Home) -> None:
    closing.close(office, home.household.id)
    signal = early_signals.receive(office, EarlySignal(partner="Woonpunt", received_on=TODAY))
    with pytest.raises(Problem, match="household_closed"):
        early_signals.belongs_to(office, signal.id, home.household.id)
    early_signals.settle(office, signal.id, SignalResult.UNJUST)
    early_signals.belongs_to(office, signal.id, home.household.id)


def test_what_is_done_has_its_day(office: Office, home: Home) -> None:
    _full(office, home)
    work = _open(office, home)
    every = {kind.value: Decided.DONE for kind in OpenKind if any(Decided.DONE in t.ways for t in _all(work, kind))}
    closing.close(office, home.household.id, decisions=_decide(work, **every), has_aftercare=False)
    with office.reading() as store:
        assert store.of(Task, what="Bel de school")[0].done_on == TODAY
        assert store.of(Referral)[0].answer is ReferralAnswer.DONE
        assert store.of(CreditorAgreement)[0].outcome is AgreementOutcome.KEPT
        assert store.of(HouseholdPlan)[0].signed_on == TODAY
        assert EventKind.CLOSED in {each.kind for each in store.of(RequestEvent, request=home.request.id)}
        kinds = {each.kind for each in store.of(CaseEvent)}
        assert {CaseEventKind.CRISIS_ENDED, CaseEventKind.STAND_BY_ENDED} <= kinds


@pytest.mark.parametrize(
    ("how", "state"),
    [
        (Decided.DONE, DebtHelpState.ENDED),
        (Decided.CANCELLED, DebtHelpState.WITHDRAWN),
        (Decided.MOVED, DebtHelpState.RECEIVED),
    ],
)
def test_debt_help_ends_with_a_step_of_its_own_or_goes_on_as_aftercare(
    office: Office, home: Home, how: Decided, state: DebtHelpState
) -> None:
    made = debt_help.prepare(office, home.household.id)
    debt_help.keep(office, made.changed(recipient="Kredietbank"))
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.YES)
    debt_help.send(office, made.id)
    debt_help.step(office, made.id, StepKind.RECEIVED)
    agreements.keep(office, CreditorAgreement(household=home.household.id, look_on=TODAY))
    work = _open(office, home)
    # The tasks to call and to look stand there as what they are about.
    assert [each.kind for each in work.things if each.kind is OpenKind.TASK] == []
    ways = {"referral": how, "agreement": how}
    closing.close(office, home.household.id, decisions=_decide(work, **ways), has_aftercare=False)
    view = debt_help.read(office, home.household.id)
    assert view.state is state
    with office.reading() as store:
        waits = [(each.kind, each.due_on) for each in store.of(Task) if each.is_open]
    goes_on = [(TaskKind.AFTERCARE, TODAY + timedelta(days=30))] * 2
    assert waits == (goes_on if how is Decided.MOVED else [])


@pytest.mark.parametrize(("how", "state"), [(Decided.DONE, ActionState.DONE), (Decided.CANCELLED, ActionState.LAPSED)])
def test_the_agreement_behind_a_task_ends_with_it(office: Office, home: Home, how: Decided, state: ActionState) -> None:
    plan = plans.keep_plan(office, HouseholdPlan(household=home.household.id))
    row = PlanAction(
        household=home.household.id,
        plan=plan.id,
        what="Bel de school",
        owner_kind=OwnerKind.WORKER,
        worker=home.noor.id,
    )
    plans.keep_row(office, row)
    closing.close(office, home.household.id, decisions=_decide(_open(office, home), task=how))
    with office.reading() as store:
        assert store.get(PlanAction, row.id).state is state
        (task,) = store.of(Task, plan_action=row.id)
    assert not task.is_open


def test_what_goes_on_goes_on_as_aftercare_of_whoever_is_responsible(office: Office, home: Home) -> None:
    task = tasks.add_task(office, home.household.id, "Bel de school", worker=home.bas.id)
    on = TODAY + timedelta(days=30)
    closing.close(office, home.household.id, decisions=[Decision(f"task.{task.id}", Decided.MOVED, on)])
    with office.reading() as store:
        kept = store.get(Task, task.id)
    assert (kept.kind, kept.due_on, kept.worker, kept.is_open) == (TaskKind.AFTERCARE, on, None, True)


def test_typing_that_goes_on_becomes_a_note_of_the_team(office: Office, home: Home) -> None:
    place = f"note.{home.household.id}"
    office.keep_draft(place, {"text": "Nog iets over de post"})
    closing.close(office, home.household.id, decisions=[Decision(f"draft.{place}", Decided.MOVED)])
    with office.reading() as store:
        texts = [note.text for note in store.of(Note) if note.is_team_only]
    assert "Nog iets over de post" in texts
    assert office.draft(place) is None


@pytest.mark.parametrize("way", [Decided.CANCELLED, Decided.DONE, Decided.MOVED])
def test_what_came_in_after_the_day_of_closing_is_never_ended_before_it_began(
    office: Office, home: Home, way: Decided
) -> None:
    """The paper of the last talk lay in a bag for nine days; in the meantime letters came in."""
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(_household(office, home).changed(started_on=TODAY - timedelta(days=30)))
    _full(office, home)
    decisions = _decide(_open(office, home), **{kind.value: way for kind in OpenKind})
    closing.close(office, home.household.id, TODAY - timedelta(days=9), decisions=decisions)
    with office.reading() as store:
        ended = [
            *((each.known_on, each.ended_on) for each in store.of(Threat)),
            *((each.sent_on, each.answered_on) for each in store.of(Referral)),
            *((each.proposed_on, each.answered_on) for each in store.of(Transfer)),
            *((each.requested_on, each.stopped_on) for each in store.of(CarerSupport)),
            *((each.made_on, each.cancelled_on) for each in store.of(Task, what="Bel de school")),
        ]
    assert [(began, end) for began, end in ended if began and end and end < began] == []


def test_a_referral_that_was_never_sent_is_asked_about_and_stays_as_it_is(office: Office, home: Home) -> None:
    with office.writing(Deed.REFER) as store:
        made = store.save(Referral(household=home.household.id, recipient="Thuiszorg"))
    work = _open(office, home)
    assert [(each.kind, each.what, each.ways) for each in work.things] == [
        (OpenKind.REFERRAL, "Thuiszorg: nog niet verstuurd", (Decided.CANCELLED,))
    ]
    closing.close(office, home.household.id, decisions=_decide(work), has_aftercare=False)
    with office.reading() as store:
        assert store.get(Referral, made.id) == made
        assert store.count(Task) == 0
    closing.reopen(office, home.household.id, "Toch nog vragen")
    assert _open(office, home).things == work.things


def test_terms_of_one_kind_say_whom_they_are_about(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        for name in ("Kredietbank", "School De Linde"):
            facts = {"answer": ConsentAnswer.YES, "given_on": TODAY, "recipient": name}
            store.save(Consent(household=home.household.id, resident=home.samira.id, **facts))
        store.save(store.get(Resident, home.yusuf.id).changed(born_on="2009-06-01"))
    assert sorted(each.what.partition(" · ")[2] for each in _open(office, home).things) == [
        "Samira Demir · Kredietbank",
        "Samira Demir · School De Linde",
        "Yusuf Demir",
    ]


def test_a_term_of_a_request_says_which(office: Office, home: Home) -> None:
    requests.receive(office, RequestNotification(household=home.household.id, received_at=office.now(), question="?"))
    found = {each.what.partition(" · ")[2] for each in _open(office, home).things if each.kind is OpenKind.TERM}
    assert found == {"Melding van 22 nov 2026"}


def test_what_others_have_yet_to_answer_is_told_and_not_asked(office: Office, home: Home) -> None:
    here, carer = home.household.id, home.samira.id
    with office.writing(Deed.CHANGE_BUDGET) as store:
        store.save(SchemeUse(household=here, scheme="huurtoeslag", state=SchemeState.APPLIED))
        store.save(SchemeUse(household=here, scheme="Fonds De Linde", state=SchemeState.APPLIED))
        store.save(SchemeUse(household=here, scheme="zorgtoeslag", state=SchemeState.HAS))
        store.save(Appreciation(household=here, resident=carer, year=2026, asked_on=TODAY))
        store.save(Appreciation(household=here, resident=carer, year=2025, asked_on=TODAY, granted=False))
        store.save(QualitySignal(household=here, what="Belt nooit terug", about="Bewind & Co", reported_on=TODAY))
        store.save(QualitySignal(household=here, what="Was kwijt", about="Bewind & Co", settled_on=TODAY))
    work = _open(office, home)
    assert work.things == ()
    assert work.goes_on == (
        "Fonds De Linde (aangevraagd)",
        "Huurtoeslag (aangevraagd)",
        "Mantelzorgwaardering 2026 (aangevraagd)",
        "Signaal over Bewind & Co (nog niet afgehandeld)",
    )


def test_a_closing_that_fails_at_the_end_leaves_no_trace(office: Office, home: Home) -> None:
    """All decisions were carried out when the last words prove too long; then none of them was (C8)."""
    _full(office, home)
    work, counts = _open(office, home), _counts(office)
    with pytest.raises(ValidationError):
        closing.close(office, home.household.id, explanation="x" * 30_000, decisions=_decide(work))
    assert _open(office, home) == work
    assert _counts(office) == counts
    assert office.draft(f"note.{home.household.id}") is not None


def test_the_fixed_face_stays_visible_after_closing(office: Office, home: Home) -> None:
    made = closing.close(office, home.household.id)
    assert made.plan_coordinator == home.noor.id == _household(office, home).plan_coordinator
    assert closing.standing(office, home.household.id).closing == made


def test_aftercare_stands_on_its_four_days(office: Office, home: Home) -> None:
    made = closing.close(office, home.household.id)
    with office.reading() as store:
        planned = store.of(Task, kind=TaskKind.AFTERCARE, order_by="due_on")
    assert [each.step for each in planned] == ["T20a", "T20b", "T20c", "T20d"]
    assert tuple(each.due_on for each in planned) == closing.aftercare_days(office, home.household.id, made.on)


def test_closing_is_taken_back_at_once_and_done_again(office: Office, home: Home) -> None:
    _full(office, home)
    work = _open(office, home)
    office.take_changes()
    closing.close(office, home.household.id, decisions=_decide(work))
    stack = UndoStack()
    for changes in office.take_changes():
        stack.add(changes)
    stack.take_back(office)
    drafts = {OpenKind.DRAFT}
    assert _household(office, home).state is HouseholdState.STAND_BY
    assert list(_open(office, home).things) == [each for each in work.things if each.kind not in drafts]
    stack.do_again(office)
    assert _household(office, home).state is HouseholdState.CLOSED


def test_what_was_called_off_never_stands_in_the_way(office: Office, home: Home) -> None:
    with office.writing(Deed.PLAN_WORK) as store:
        here = home.household.id
        store.save(Task(household=here, what="Bel", cancelled_on=TODAY, cancel_reason="Hoeft niet"))
        store.save(Referral(household=here, recipient="GGZ", sent_on=TODAY, answer=ReferralAnswer.DECLINED))
        store.save(Transfer(household=here, to_worker=home.bas.id, proposed_on=TODAY, state=TransferState.DECLINED))
        store.save(Appointment(household=here, at=datetime(2026, 12, 1, 9, tzinfo=UTC), is_cancelled=True))
    assert _open(office, home).things == ()


def test_made_papers_are_no_work(office: Office, home: Home) -> None:
    printing.issue_receipt(office, home.request.id)
    assert _open(office, home).things == ()


def test_typing_of_the_closing_itself_is_kept_until_it_is_closed(office: Office, home: Home) -> None:
    place = f"closing.{home.household.id}"
    office.keep_draft(place, {"explanation": "Het gaat"})
    assert _open(office, home).things == ()
    closing.close(office, home.household.id)
    assert office.draft(place) is None


def test_nobody_closes_in_the_future_or_before_the_beginning(office: Office, home: Home) -> None:
    for day, code in ((TODAY + timedelta(days=1), "in_the_future"), (TODAY - timedelta(days=1), "closed_before_start")):
        with pytest.raises(Problem) as told:
            closing.close(office, home.household.id, day)
        assert told.value.code == code


def test_a_household_is_closed_in_one_way_only(office: Office, home: Home) -> None:
    for facts in ({"state": HouseholdState.CLOSED}, {"ended_on": TODAY}):
        with pytest.raises(Problem) as told:
            households.keep(office, home.household.id, _household(office, home).changed(**facts))
        assert told.value.code == "close_by_closing"
    closing.close(office, home.household.id)
    with pytest.raises(Problem):
        households.keep(office, home.household.id, _household(office, home).changed(state=HouseholdState.OPEN))
    assert _household(office, home).state is HouseholdState.CLOSED


def test_a_volunteer_closes_nothing(office: Office, home: Home) -> None:
    office.worker = Worker(name="Ria", function=WorkerFunction.VOLUNTEER)
    with pytest.raises(Problem) as told:
        closing.close(office, home.household.id)
    assert told.value.code == "not_allowed"


# ---------------------------------------------------------------------------------------------- open again


def test_opening_again_needs_a_reason_and_keeps_what_was(office: Office, home: Home, clock: Clock) -> None:
    closing.close(office, home.household.id)
    with pytest.raises(Problem) as told:
        closing.reopen(office, home.household.id, "  ")
    assert told.value.code == "no_reopen_reason"
    clock.now += timedelta(days=10)
    kept = closing.reopen(office, home.household.id, "Er kwamen nieuwe schulden")
    now = _household(office, home)
    assert (now.state, now.ended_on) == (HouseholdState.OPEN, None)
    assert (kept.on, kept.reopened_on, kept.reopened_by) == (TODAY, TODAY + timedelta(days=10), home.noor.id)
    with office.reading() as store:
        assert not any(each.is_open for each in store.of(Task))
        assert {each.kind for each in store.of(RequestEvent, request=home.request.id)} == {EventKind.CLOSED}


def test_a_second_closing_after_opening_again_works(office: Office, home: Home, clock: Clock) -> None:
    closing.close(office, home.household.id)
    clock.now += timedelta(days=10)
    closing.reopen(office, home.household.id, "Toch nog vragen")
    clock.now += timedelta(days=10)
    second = closing.close(office, home.household.id)
    assert second.on == TODAY + timedelta(days=20)
    assert [each.on for each in _open(office, home).closings] == [second.on, TODAY]
    with office.reading() as store:
        assert sum(each.is_open for each in store.of(Task)) == 4


def test_what_went_on_as_aftercare_is_work_again(office: Office, home: Home) -> None:
    task = tasks.add_task(office, home.household.id, "Bel de school")
    closing.close(office, home.household.id, decisions=[Decision(f"task.{task.id}", Decided.MOVED, TODAY)])
    closing.reopen(office, home.household.id, "Toch nog vragen")
    assert [each.key for each in _open(office, home).things] == [f"task.{task.id}"]


@pytest.mark.parametrize("kind", [TaskKind.CARER, TaskKind.REVIEW, TaskKind.MEDICAL_ADVICE, TaskKind.CALL_BACK])
def test_what_went_on_is_the_same_kind_of_work_again(office: Office, home: Home, kind: TaskKind) -> None:
    """A talk with a carer that was planned before is still that talk, so that holding it counts."""
    here, later = home.household.id, TODAY + timedelta(days=30)
    for _time in range(2):
        with office.writing(Deed.PLAN_WORK) as store:
            known = store.of(Task, household=here, what="Praat met Samira")
            task = (
                known[0]
                if known
                else store.save(Task(household=here, kind=kind, what="Praat met Samira", due_on=TODAY))
            )
        closing.close(office, here, decisions=[Decision(f"task.{task.id}", Decided.MOVED, later)])
        closing.reopen(office, here, "Toch nog vragen")
        with office.reading() as store:
            kept = store.get(Task, task.id)
        assert (kept.kind, kept.due_on, kept.is_open) == (kind, later, True)


def test_what_went_on_twice_is_asked_about_once(office: Office, home: Home) -> None:
    here = home.household.id
    with office.writing(Deed.PLAN_WORK) as store:
        store.save(Referral(household=here, recipient="Thuiszorg", sent_on=TODAY))
        store.save(CarerSupport(household=here, resident=home.samira.id, requested_on=TODAY))
    for _time in range(2):
        ways = {kind.value: Decided.MOVED for kind in OpenKind}
        closing.close(office, here, decisions=_decide(_open(office, home), **ways), has_aftercare=False)
        closing.reopen(office, here, "Toch nog vragen")
    with office.reading() as store:
        assert [each.is_open for each in store.of(Task, household=here)] == [True, True]


def test_a_household_is_not_opened_before_it_was_closed(office: Office, home: Home) -> None:
    closing.close(office, home.household.id)
    with pytest.raises(Problem) as told:
        closing.reopen(office, home.household.id, "Vergissing", TODAY - timedelta(days=1))
    assert told.value.code == "reopened_before"


def test_a_household_that_was_closed_long_ago_is_opened_too(office: Office, home: Home) -> None:
    """It was closed by an earlier version, that kept no closing."""
    with office.writing(Deed.MAKE_PRACTICE) as store:
        store.save(_household(office, home).changed(state=HouseholdState.CLOSED, ended_on=TODAY))
    kept = closing.reopen(office, home.household.id, "Nieuwe vraag")
    assert (kept.on, kept.has_aftercare, kept.plan_coordinator) == (TODAY, False, home.noor.id)


# ---------------------------------------------------------------------------------------------- a closed household


def test_a_closed_household_takes_late_post_notes_and_facts(office: Office, home: Home) -> None:
    closing.close(office, home.household.id)
    here = home.household.id
    tasks.quick_note(office, here, "Er kwam nog een brief van school.")
    printing.issue_receipt(office, home.request.id)
    requests.record_event(office, home.request.id, EventKind.REPORT_RETURNED)
    households.keep(office, here, _household(office, home).changed(area="Noord"))
    tasks.call_back(office, here, "Bel terug")
    conversations.start(office, here, kind=ConversationKind.PHONE)
    assert _household(office, home).state is HouseholdState.CLOSED
    assert len(office.history(here)) > 4


def test_what_begins_work_asks_to_open_the_household_first(office: Office, home: Home) -> None:
    here = home.household.id
    done = tasks.add_task(office, here, "Bel de school")
    tasks.complete(office, done.id)
    closing.close(office, here)
    begins = (
        lambda: tasks.add_task(office, here, "Bel de school"),
        lambda: tasks.reopen(office, done.id),
        lambda: conversations.start(office, here),
        lambda: plans.keep_plan(office, HouseholdPlan(household=here)),
        lambda: _propose(office, home),
    )
    for begin in begins:
        with pytest.raises(Problem) as told:
            begin()
        assert told.value.code == "household_closed"
    with office.reading() as store:
        assert (store.count(Conversation), store.count(HouseholdPlan), store.count(Transfer)) == (0, 0, 0)


def test_a_new_request_opens_a_closed_household_from_the_day_it_came_in(
    office: Office, home: Home, clock: Clock
) -> None:
    closing.close(office, home.household.id)
    came = clock.now + timedelta(days=5)
    clock.now += timedelta(days=8)
    requests.receive(office, RequestNotification(household=home.household.id, received_at=came, question="Hulp"))
    assert _household(office, home).state is HouseholdState.OPEN
    (kept,) = _open(office, home).closings
    assert (kept.reopened_on, kept.reopen_reason != "") == (TODAY + timedelta(days=5), True)


def test_a_question_answered_on_the_spot_leaves_it_closed(office: Office, home: Home) -> None:
    closing.close(office, home.household.id)
    asked = requests.NewRequest(
        household=home.household.id, question="Waar is het loket?", is_simple=True, is_done=True
    )
    requests.receive_new(office, asked)
    assert _household(office, home).state is HouseholdState.CLOSED


def test_the_terms_of_a_closed_household_leave_every_list(office: Office, home: Home) -> None:
    _full(office, home)
    assert home.household.id in deadlines.next_terms(office)
    closing.close(office, home.household.id, decisions=_decide(_open(office, home)), has_aftercare=False)
    assert home.household.id not in deadlines.next_terms(office)


def test_what_lies_ahead_by_a_clock_that_went_back_is_called_off_all_the_same(
    office: Office, home: Home, clock: Clock
) -> None:
    here = home.household.id
    threat = threats.begin(office, here, ThreatKind.OTHER)
    clock.now -= timedelta(days=3)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(_household(office, home).changed(started_on=office.today()))
    closing.close(office, here, decisions=_decide(_open(office, home)), has_aftercare=False)
    with office.reading() as store:
        assert store.get(Threat, threat.id).ended_on == threat.known_on


def test_a_term_that_was_met_is_answered_on_its_day(office: Office, home: Home) -> None:
    asked = _happened(office, home, CaseEventKind.CREDITORS_ASKED)
    (term,) = _all(_open(office, home), OpenKind.TERM)
    closing.close(office, home.household.id, decisions=[Decision(term.key, Decided.DONE, TODAY)])
    with office.reading() as store:
        (answer,) = store.of(CaseEvent, kind=CaseEventKind.ARRANGEMENT_MADE)
    assert (answer.answers, answer.on) == (asked.id, TODAY)


def test_a_missed_term_that_is_called_off_stays_missed_with_its_reason(office: Office, home: Home) -> None:
    _happened(office, home, CaseEventKind.EARLY_SIGNAL, date(2026, 9, 1))
    (term,) = _all(_open(office, home), OpenKind.TERM)
    assert term.is_late
    decided = Decision(term.key, Decided.CANCELLED, reason="Niemand deed open")
    closing.close(office, home.household.id, decisions=[decided], has_aftercare=False)
    (found,) = [each for each in deadlines.deadlines_of(office, home.household.id) if each.step == "T09a"]
    assert (found.state, found.is_open) == (DeadlineState.MISSED, False)
    assert found.postponement is not None
    assert found.postponement.reason == "Niemand deed open"


def test_a_right_that_outlives_the_work_is_told_and_not_asked(office: Office, home: Home) -> None:
    _happened(office, home, CaseEventKind.PRIVACY_ASKED)
    work = _open(office, home)
    assert (work.things, len(work.goes_on)) == ((), 1)
    closing.close(office, home.household.id, has_aftercare=False)
    assert [each.step for each in deadlines.deadlines_of(office, home.household.id) if each.is_open] == ["T16a"]


# ---------------------------------------------------------------------------------------------- stand-by


def test_stand_by_keeps_its_own_rhythm_and_weighs_little(office: Office, home: Home) -> None:
    here = home.household.id
    closing.begin_stand_by(office, here, why="Het gaat goed, wij houden contact")
    now = _household(office, home)
    assert (now.state, now.weight) == (HouseholdState.STAND_BY, Weight.LIGHT)
    with office.reading() as store:
        assert {each.kind for each in store.of(Task)} == {TaskKind.STAND_BY}
    closing.end_stand_by(office, here, why="Weer aan de slag")
    now = _household(office, home)
    assert (now.state, now.weight) == (HouseholdState.OPEN, Weight.REGULAR)
    with office.reading() as store:
        assert not any(each.is_open for each in store.of(Task))


def test_the_terms_of_a_request_go_on_during_stand_by(office: Office, home: Home) -> None:
    here = home.household.id
    requests.receive(office, RequestNotification(household=here, received_at=office.now(), question="Hulp"))
    before = deadlines.next_terms(office)[here]
    closing.begin_stand_by(office, here)
    assert deadlines.next_terms(office)[here] == before


def test_a_household_in_crisis_does_not_go_on_stand_by(office: Office, home: Home) -> None:
    here = home.household.id
    crisis.start(office, here, "Nood")
    with pytest.raises(Problem) as told:
        closing.begin_stand_by(office, here)
    assert told.value.code == "in_crisis"
    now = _household(office, home)
    assert (now.state, now.weight) == (HouseholdState.OPEN, Weight.CRISIS)


def test_stand_by_does_not_end_before_it_began(office: Office, home: Home) -> None:
    here = home.household.id
    closing.begin_stand_by(office, here)
    with pytest.raises(Problem) as told:
        closing.end_stand_by(office, here, TODAY - ONE_DAY)
    assert told.value.code == "before_the_stand_by"
    closing.end_stand_by(office, here)
    with pytest.raises(Problem) as told:
        closing.begin_stand_by(office, here, TODAY - ONE_DAY)
    assert told.value.code == "before_earlier_stand_by"


def test_a_crisis_of_before_the_stand_by_ends_it_on_its_own_first_day(office: Office, home: Home) -> None:
    here = home.household.id
    closing.begin_stand_by(office, here)
    crisis.start(office, here, "Nood", on=TODAY - ONE_DAY)
    assert _household(office, home).state is HouseholdState.OPEN
    assert OpenKind.STAND_BY not in {each.kind for each in closing.what_is_open(office, here).things}


def test_stand_by_is_for_open_households_only(office: Office, home: Home) -> None:
    with pytest.raises(Problem) as told:
        closing.end_stand_by(office, home.household.id)
    assert told.value.code == "not_on_stand_by"
    closing.close(office, home.household.id)
    with pytest.raises(Problem) as told:
        closing.begin_stand_by(office, home.household.id)
    assert told.value.code == "not_open"


def _happened(office: Office, home: Home, kind: CaseEventKind, on: date = TODAY) -> CaseEvent:
    with office.writing(Deed.RECORD_CASE_EVENT) as store:
        store.save(_household(office, home).changed(started_on=min(on, TODAY)))
        return store.save(CaseEvent(household=home.household.id, kind=kind, on=on))


def _all(work: OpenWork, kind: OpenKind) -> list[OpenThing]:
    return [each for each in work.things if each.kind is kind]


def _counts(office: Office) -> list[int]:
    with office.reading() as store:
        return [store.count(kind) for kind in (Closing, Note, CaseEvent, RequestEvent, Task, TaskSeries)]


def _propose(office: Office, home: Home) -> None:
    with office.writing(Deed.HAND_OVER, home.household.id) as store:
        store.save(Transfer(household=home.household.id, to_worker=home.bas.id, proposed_on=TODAY))
