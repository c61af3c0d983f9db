"""A referral to debt help is prepared from what is known, goes only with consent, and takes its terms along."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.debt_help import DebtHelpState, DebtHelpStep, ExitReason, SolutionKind, StepKind, state_of
from buurtteam.domain.household import Deviation, Household, HouseholdState, MemberRole, Membership, Resident
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.sharing import (
    Consent,
    ConsentAnswer,
    GivenHow,
    LegalGround,
    Referral,
    ReferralAnswer,
    SharedTopic,
)
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.domain.worklist import Clue
from buurtteam.services import caseload, deadlines, debt_help, debt_help_ready, referrals
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.conftest import Clock
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


def prepared(office: Office, home: Home, recipient: str = "Kredietbank Oefenstad") -> Referral:
    made = debt_help.prepare(office, home.household.id)
    return debt_help.keep(office, made.changed(recipient=recipient))


def agreed(office: Office, home: Home) -> Referral:
    made = prepared(office, home)
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.YES)
    return made


def sent(office: Office, home: Home) -> Referral:
    return debt_help.send(office, agreed(office, home).id)


def refused(code: str, deed: object) -> Problem:
    with pytest.raises(Problem) as found:
        deed()  # type: ignore[operator]
    assert found.value.code == code
    return found.value


def everything(office: Office) -> dict[object, object]:
    """All records that debt help touches, without how often they were saved."""
    kinds = (Referral, DebtHelpStep, RequestNotification, RequestEvent, CaseEvent, Consent, Task, Deviation)
    with office.reading() as store:
        return {each.id: each.changed(version=0) for kind in kinds for each in store.of(kind)}  # type: ignore[attr-defined]


# ------------------------------------------------------------------ prepare


def test_preparing_takes_what_is_known_and_makes_the_request_that_the_law_counts_from(
    office: Office, home: Home
) -> None:
    made = debt_help.prepare(office, home.household.id)
    assert (made.resident, made.partner, made.sent_on) == (home.samira.id, None, None)
    with office.reading() as store:
        request = store.get(RequestNotification, made.request or home.request.id)
    assert (request.kind, request.about) == (RequestKind.DEBT, home.samira.id)
    assert [each.step for each in debt_help.read(office, home.household.id).terms] == ["T06"]
    assert debt_help.prepare(office, home.household.id) == made


def test_an_open_request_for_debt_help_is_used(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_REQUEST) as store:
        own = store.save(home.request.changed(kind=RequestKind.DEBT))
    assert debt_help.prepare(office, home.household.id).request == own.id


def test_two_adults_who_run_the_household_go_together(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        emre = store.save(Resident(first_name="Emre", birth_name="Demir"))
        facts = {"resident": emre.id, "role": MemberRole.PARTNER, "position": 3}
        store.save(Membership(household=home.household.id, **facts))
    made = debt_help.prepare(office, home.household.id)
    assert (made.resident, made.partner) == (home.samira.id, emre.id)


def test_the_team_remembers_to_whom_it_referred(office: Office, home: Home) -> None:
    done = sent(office, home)
    debt_help.step(office, done.id, StepKind.REFUSED, words="Woont elders")
    assert debt_help.prepare(office, home.household.id).recipient == "Kredietbank Oefenstad"


# ------------------------------------------------------------------ consent


def test_without_consent_nothing_goes_and_it_says_what_is_missing(office: Office, home: Home) -> None:
    made = prepared(office, home)
    before = everything(office)
    problem = refused("no_consent", lambda: debt_help.send(office, made.id))
    assert [each.values["topic"] for each in problem.gaps] == list(debt_help_ready.NEEDED)
    assert everything(office) == before


def test_both_partners_say_yes_themselves(office: Office, home: Home) -> None:
    made = debt_help.keep(office, agreed(office, home).changed(partner=home.oma.id))
    problem = refused("no_consent", lambda: debt_help.send(office, made.id))
    assert {each.values["who"] for each in problem.gaps} == {"Ayşe"}
    debt_help_ready.say(office, made.id, home.oma.id, debt_help_ready.NEEDED, ConsentAnswer.YES, how=GivenHow.SIGNED)
    assert debt_help.send(office, made.id).sent_on == TODAY


def test_an_older_yes_is_withdrawn_and_stays_known(office: Office, home: Home, clock: Clock) -> None:
    made = agreed(office, home)
    clock.now += timedelta(days=3)
    debt_help_ready.say(office, made.id, home.samira.id, [SharedTopic.MONEY], ConsentAnswer.NO)
    lines = {each.topic: each.answer for each in debt_help.read(office, home.household.id).consents}
    assert (lines[SharedTopic.MONEY], lines[SharedTopic.NAME_ADDRESS]) == (ConsentAnswer.NO, ConsentAnswer.YES)
    with office.reading() as store:
        old = [each for each in store.of(Consent) if each.withdrawn_on]
    assert [(each.topics, each.given_on) for each in old] == [(frozenset({SharedTopic.MONEY}), TODAY)]
    refused("no_consent", lambda: debt_help.send(office, made.id))
    debt_help_ready.say(office, made.id, home.samira.id, [SharedTopic.MONEY], ConsentAnswer.YES)
    assert debt_help.send(office, made.id).consent is not None


def test_saying_yes_again_changes_nothing_and_signing_adds_to_it(office: Office, home: Home, clock: Clock) -> None:
    made = agreed(office, home)
    clock.now += timedelta(days=3)
    before = everything(office)
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.YES)
    assert everything(office) == before
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.YES, how=GivenHow.SIGNED)
    with office.reading() as store:
        assert [each.withdrawn_on for each in store.of(Consent)] == [None, None]
    lines = debt_help.read(office, home.household.id).consents
    assert {each.how for each in lines if each.is_needed} == {GivenHow.SIGNED}


def test_a_no_of_another_day_stays_known_when_it_becomes_a_yes(office: Office, home: Home, clock: Clock) -> None:
    made = prepared(office, home)
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.NO)
    clock.now += timedelta(days=1)
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.YES)
    assert debt_help.send(office, made.id).is_open
    with office.reading() as store:
        assert sorted(each.answer for each in store.of(Consent)) == [ConsentAnswer.NO, ConsentAnswer.YES]


def test_a_slip_of_the_same_day_leaves_no_trace(office: Office, home: Home) -> None:
    made = agreed(office, home)
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.TO_ASK)
    with office.reading() as store:
        assert store.of(Consent) == []


def test_without_consent_it_goes_only_under_an_urgent_threat_and_with_the_reason(office: Office, home: Home) -> None:
    made = prepared(office, home)
    refused("ground_not_here", lambda: debt_help.keep(office, made.changed(ground=LegalGround.PUBLIC_TASK)))
    made = debt_help.keep(office, made.changed(ground=LegalGround.VITAL))
    refused("no_threat", lambda: debt_help.send(office, made.id, reason="Ligt in het ziekenhuis"))
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Threat(household=home.household.id, kind=ThreatKind.EVICTION, known_on=TODAY))
    refused("no_reason", lambda: debt_help.send(office, made.id))
    assert debt_help.send(office, made.id, reason="Ligt in het ziekenhuis").consent is None
    with office.reading() as store:
        assert [each.reason for each in store.of(Deviation)] == ["Ligt in het ziekenhuis"]


# ------------------------------------------------------------------ steps


def test_each_step_says_the_same_on_the_route_and_its_terms_follow(office: Office, home: Home, clock: Clock) -> None:
    made = sent(office, home)
    for days, kind in ((2, StepKind.RECEIVED), (10, StepKind.FIRST_TALK), (20, StepKind.ADMITTED)):
        clock.now = datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(days=days)
        debt_help.step(office, made.id, kind)
    debt_help.step(office, made.id, StepKind.STARTED, solution=SolutionKind.MEDIATION)
    view = debt_help.read(office, home.household.id)
    assert view.state is DebtHelpState.RUNNING
    assert {each.step: each.met_on for each in view.terms} == {
        "T06": TODAY + timedelta(days=10),
        "T08": TODAY + timedelta(days=20),
        "T11": None,
    }
    assert view.referral is not None
    assert (view.referral.answer, view.referral.answered_on) == (ReferralAnswer.ACCEPTED, TODAY + timedelta(days=20))
    clock.now += timedelta(days=400)
    debt_help.step(office, made.id, StepKind.ENDED, reason=ExitReason.COMPLETED)
    view = debt_help.read(office, home.household.id)
    assert all(each.met_on for each in view.terms)
    assert view.referral is not None
    assert (view.referral.answer, view.referral.is_open, view.chase) == (ReferralAnswer.DONE, False, None)


def test_the_order_of_typing_never_matters(office: Office, home: Home, clock: Clock) -> None:
    made = sent(office, home)
    clock.now += timedelta(days=90)
    day = {kind: TODAY + timedelta(days=number) for number, kind in enumerate(StepKind)}
    typed = [StepKind.ENDED, StepKind.STARTED, StepKind.ADMITTED, StepKind.FIRST_TALK, StepKind.RECEIVED]
    for kind in typed:
        debt_help.step(office, made.id, kind, day[kind], solution=SolutionKind.MEDIATION)
        view = debt_help.read(office, home.household.id)
        assert view.state is DebtHelpState.ENDED
        assert view.referral is not None
        assert view.referral.answer is ReferralAnswer.DONE
    with office.reading() as store:
        happened = sorted((each.on, each.kind) for each in store.of(CaseEvent))
    assert happened == [
        (day[StepKind.STARTED], CaseEventKind.ARRANGEMENT_STARTED),
        (day[StepKind.ENDED], CaseEventKind.ARRANGEMENT_ENDED),
    ]


def test_what_somebody_wrote_on_the_route_already_is_left_theirs(office: Office, home: Home) -> None:
    made = sent(office, home)
    assert made.request is not None
    with office.writing(Deed.CHANGE_REQUEST) as store:
        facts = {"request": made.request, "kind": EventKind.FIRST_TALK_HELD, "on": TODAY}
        own = store.save(RequestEvent(household=home.household.id, **facts))
    step = debt_help.step(office, made.id, StepKind.FIRST_TALK)
    assert step.event is None
    debt_help.remove_step(office, step)
    with office.reading() as store:
        assert store.of(RequestEvent) == [own]


@pytest.mark.parametrize("late", [0, 3])
def test_an_arrangement_that_somebody_wrote_down_and_ended_by_hand_does_not_begin_anew(
    office: Office, home: Home, clock: Clock, late: int
) -> None:
    """Somebody read the letter of the creditors, and ticked off its term before debt help said that it ended."""
    made = sent(office, home)
    clock.now += timedelta(days=30)
    began = TODAY + timedelta(days=10)
    own = debt_help.happened(office, home.household.id, CaseEventKind.ARRANGEMENT_STARTED, began)
    started = debt_help.step(
        office, made.id, StepKind.STARTED, began + timedelta(days=late), solution=SolutionKind.MEDIATION
    )
    over = debt_help.happened(office, home.household.id, CaseEventKind.ARRANGEMENT_ENDED)
    debt_help.step(office, made.id, StepKind.ENDED, reason=ExitReason.COMPLETED)
    assert started.case_event is None
    with office.reading() as store:
        assert {each.id for each in store.of(CaseEvent)} == {own.id, over.id}


def test_a_day_that_cannot_be_is_refused(office: Office, home: Home, clock: Clock) -> None:
    made = agreed(office, home)
    refused("referral_not_sent", lambda: debt_help.step(office, made.id, StepKind.RECEIVED))
    debt_help.send(office, made.id, on=TODAY - timedelta(days=5))
    early = TODAY - timedelta(days=1)
    refused("before_the_request_of", lambda: debt_help.step(office, made.id, StepKind.FIRST_TALK, early))
    refused("in_the_future", lambda: debt_help.step(office, made.id, StepKind.RECEIVED, TODAY + timedelta(days=1)))
    refused("before_sent", lambda: debt_help.step(office, made.id, StepKind.RECEIVED, TODAY - timedelta(days=9)))
    debt_help.step(office, made.id, StepKind.RECEIVED, early)
    refused("step_known", lambda: debt_help.step(office, made.id, StepKind.RECEIVED))
    debt_help.step(office, made.id, StepKind.REFUSED, words="Geen inwoner")
    refused("step_clashes", lambda: debt_help.step(office, made.id, StepKind.ADMITTED))
    refused("step_clashes", lambda: debt_help.step(office, made.id, StepKind.ENDED))
    clock.now += timedelta(days=1)
    refused("after_outcome", lambda: debt_help.step(office, made.id, StepKind.FIRST_TALK))


def test_a_step_of_another_day_moves_with_all_it_wrote_and_what_follows_stays(
    office: Office, home: Home, clock: Clock
) -> None:
    made = agreed(office, home)
    clock.now += timedelta(days=20)
    day = office.today()
    debt_help.send(office, made.id, on=day - timedelta(days=9))
    talk = debt_help.step(office, made.id, StepKind.FIRST_TALK, day - timedelta(days=5))
    debt_help.step(office, made.id, StepKind.STARTED, day - timedelta(days=2), solution=SolutionKind.COURT)
    sent = next(each for each in debt_help.read(office, home.household.id).steps if each.kind is StepKind.SENT)
    assert debt_help.move_step(office, sent, day - timedelta(days=7)).sent_on == day - timedelta(days=7)
    refused("after_next_step", lambda: debt_help.move_step(office, sent, day - timedelta(days=4)))
    refused("before_sent", lambda: debt_help.move_step(office, talk, day - timedelta(days=8)))
    refused("in_the_future", lambda: debt_help.move_step(office, talk, day + timedelta(days=1)))
    debt_help.move_step(office, talk, day - timedelta(days=6))
    with office.reading() as store:
        assert talk.event is not None
        assert store.get(RequestEvent, talk.event).on == day - timedelta(days=6)
    begun = next(each for each in debt_help.read(office, home.household.id).steps if each.kind is StepKind.STARTED)
    debt_help.move_step(office, begun, day)
    with office.reading() as store:
        assert begun.case_event is not None
        assert store.get(CaseEvent, begun.case_event).on == day
    assert len(debt_help.read(office, home.household.id).steps) == 3


def test_taking_a_step_back_takes_back_all_it_wrote(office: Office, home: Home) -> None:
    made = sent(office, home)
    for kind in (StepKind.RECEIVED, StepKind.FIRST_TALK, StepKind.ADMITTED, StepKind.STARTED, StepKind.ENDED):
        before = everything(office)
        step = debt_help.step(office, made.id, kind, solution=SolutionKind.COURT, reason=ExitReason.COMPLETED)
        assert everything(office) != before
        debt_help.remove_step(office, step)
        after = everything(office)
        tasks = {id_ for id_, each in {**before, **after}.items() if isinstance(each, Task)}
        # The call that an outcome ended comes back as a new task: the old one was called off that day.
        if kind is not StepKind.ENDED:
            assert {k: v for k, v in after.items() if k not in tasks} == {
                k: v for k, v in before.items() if k not in tasks
            }
        debt_help.step(office, made.id, kind, solution=SolutionKind.COURT, reason=ExitReason.COMPLETED)


def test_ctrl_z_walks_all_the_way_back_and_forth(office: Office, home: Home, clock: Clock) -> None:
    stack = UndoStack()
    office.take_changes()
    states = [everything(office)]

    def done() -> None:
        for each in office.take_changes():
            stack.add(each)
        states.append(everything(office))

    made = debt_help.prepare(office, home.household.id)
    done()
    debt_help.keep(office, made.changed(recipient="Kredietbank"))
    done()
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.YES)
    done()
    debt_help.send(office, made.id)
    done()
    for kind in (StepKind.RECEIVED, StepKind.FIRST_TALK, StepKind.ADMITTED, StepKind.STARTED):
        clock.now += timedelta(days=3)
        debt_help.step(office, made.id, kind, solution=SolutionKind.COURT)
        done()
    debt_help.called(office, made.id)
    done()
    debt_help.step(office, made.id, StepKind.ENDED, reason=ExitReason.COMPLETED)
    done()
    for state in reversed(states[:-1]):
        stack.take_back(office)
        assert everything(office) == state
    for state in states[1:]:
        stack.do_again(office)
        assert everything(office) == state


def test_a_save_that_fails_leaves_nothing_half_done(
    office: Office, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from buurtteam.storage.store import Store

    class Full(Exception):
        """The disk is full."""

    made = agreed(office, home)
    left = [0]

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def write(*what: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise Full
            return real(*what)

        return write

    monkeypatch.setattr(Store, "_insert", failing(Store._insert))
    monkeypatch.setattr(Store, "_update", failing(Store._update))
    deeds = (
        lambda: debt_help.send(office, made.id),
        lambda: debt_help.step(office, made.id, StepKind.FIRST_TALK),
        lambda: debt_help.step(office, made.id, StepKind.STARTED, solution=SolutionKind.COURT),
        lambda: debt_help.step(office, made.id, StepKind.ENDED),
    )
    for deed in deeds:
        before = everything(office)
        for point in range(1, 20):
            left[0] = point
            try:
                deed()
            except Full:
                assert everything(office) == before
                continue
            break
        else:
            raise AssertionError("it never came through")


# ------------------------------------------------------------------ the day to call


def test_after_sending_somebody_calls_and_an_outcome_ends_that(office: Office, home: Home, clock: Clock) -> None:
    made = sent(office, home)
    view = debt_help.read(office, home.household.id)
    assert view.chase is not None
    # Fourteen days on is a Sunday: Monday.
    assert (view.chase.due_on, view.chase.worker, made.chase_on) == (date(2026, 12, 7), None, date(2026, 12, 7))
    debt_help.call_on(office, made.id, date(2026, 12, 1))
    clock.now += timedelta(days=9)
    again = debt_help.called(office, made.id)
    assert again.chase_on == date(2026, 12, 15)
    with office.reading() as store:
        assert [each.done_on for each in store.of(Task, order_by="due_on")] == [office.today(), None]
    debt_help.step(office, made.id, StepKind.WITHDRAWN, words="Wil het zelf proberen")
    with office.reading() as store:
        assert not any(each.is_open for each in store.of(Task))


def test_the_list_of_terms_shows_all_that_debt_help_brings(office: Office, home: Home, clock: Clock) -> None:
    made = sent(office, home)

    def waiting() -> list[str]:
        rows = deadlines.deadlines(office, office.today(), [home.household.id])
        return sorted(
            each.step for each in rows if each.state is DeadlineState.RUNNING and each.step in debt_help.TERMS
        )

    assert waiting() == ["T06"]
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Threat(household=home.household.id, kind=ThreatKind.EVICTION, known_on=TODAY))
    assert waiting() == ["T07"]
    clock.now += timedelta(days=1)
    debt_help.step(office, made.id, StepKind.FIRST_TALK)
    assert waiting() == ["T08"]
    debt_help.happened(office, home.household.id, CaseEventKind.CREDITORS_ASKED)
    debt_help.happened(office, home.household.id, CaseEventKind.STAY_GRANTED, until_on=date(2027, 3, 1))
    debt_help.step(office, made.id, StepKind.ADMITTED)
    assert waiting() == ["T10", "T12"]
    debt_help.step(office, made.id, StepKind.STARTED, solution=SolutionKind.MEDIATION)
    debt_help.happened(office, home.household.id, CaseEventKind.STAY_ENDED)
    assert waiting() == ["T11"]
    debt_help.step(office, made.id, StepKind.ENDED, reason=ExitReason.COMPLETED)
    assert waiting() == []


def test_a_plan_that_pays_everything_back_has_no_term_of_the_law(office: Office, home: Home) -> None:
    made = sent(office, home)
    debt_help.step(office, made.id, StepKind.STARTED, solution=SolutionKind.REPAYMENT)
    assert "T11" not in {each.step for each in debt_help.read(office, home.household.id).terms}


def test_a_step_that_comes_after_closing_makes_no_work(office: Office, home: Home) -> None:
    made = sent(office, home)
    with office.writing(Deed.CLOSE_HOUSEHOLD) as store:
        closed = store.get(Household, home.household.id).changed(state=HouseholdState.CLOSED, ended_on=TODAY)
        store.save(closed)
        store.save(store.of(Task)[0].changed(cancelled_on=TODAY))
    debt_help.step(office, made.id, StepKind.RECEIVED)
    with office.reading() as store:
        assert not any(each.is_open for each in store.of(Task))


def test_the_caseload_asks_about_it_when_the_day_to_call_has_passed(office: Office, home: Home, clock: Clock) -> None:
    made = sent(office, home)
    debt_help.call_on(office, made.id, date(2026, 12, 21))

    def waits() -> bool:
        (line,) = caseload.worklist(office).lines
        return Clue.REFERRAL_WAITS in line.clues

    clock.now += timedelta(days=20)
    assert not waits()
    clock.now += timedelta(days=10)
    assert waits()
    debt_help.called(office, made.id)
    assert not waits()


# ------------------------------------------------------------------ nobody else changes it


def test_the_list_of_referrals_does_not_change_it_behind_its_back(office: Office, home: Home) -> None:
    made = agreed(office, home)
    refused("debt_help_elsewhere", lambda: referrals.keep(office, made.changed(purpose="Iets anders")))
    refused("debt_help_elsewhere", lambda: referrals.send(office, made.id))
    refused("debt_help_elsewhere", lambda: referrals.remove(office, made))
    done = debt_help.send(office, made.id)
    refused("debt_help_elsewhere", lambda: referrals.answer(office, done.id, ReferralAnswer.ACCEPTED))
    refused("debt_help_elsewhere", lambda: referrals.withdraw(office, done.id, "Nee"))
    assert state_of(debt_help.read(office, home.household.id).steps) is DebtHelpState.SENT
