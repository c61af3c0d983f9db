"""Early signals: taken in once, matched by a human, followed up in time, answered with a code and no more."""

from datetime import date, timedelta

import pytest

from buurtteam.domain.case import CaseEvent
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.early_signal import ANSWER_FOR, EarlySignal, Outreach, OutreachWay, SignalAnswer, SignalResult
from buurtteam.domain.household import Address, Household, Membership, Resident
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.services import early_signals as signals
from buurtteam.services.deadlines import deadlines
from buurtteam.services.early_signals import MatchReason
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack

FILE = b"""partner;kenmerk;soort;datum;bedrag;naam;geboortedatum;huisnummer;postcode
Energie van Hier;A-1;energie;02-11-2026;120,00;S. Demir;12-03-1988;18;6499 SD
Energie van Hier;A-2;energie;02-11-2026;95,50;J. Jansen;;4;6499 SS
Energie van Hier;A-3;energie;onbekend;95,50;K. Kok;;4;6499 SS
"""


@pytest.fixture
def home(office: Office) -> HouseholdId:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        made = store.save(Household(label="Demir"))
        samira = store.save(Resident(first_name="Samira", birth_name="Demir", born_on="1988-03-12"))
        store.save(Membership(household=made.id, resident=samira.id))
        store.save(Address(household=made.id, street="Wilgenlaan", number="18", postcode="6499 SD"))
        return made.id


def received(office: Office, **facts: object) -> EarlySignal:
    base = {"partner": "Energie van Hier", "received_on": office.today() - timedelta(days=2), "name": "S. Demir"}
    return signals.receive(office, EarlySignal.model_validate({**base, **facts}))


def state(office: Office, signal: EarlySignal) -> DeadlineState | None:
    (line,) = (each for each in signals.signal_lines(office) if each.signal.id == signal.id)
    return line.term.state if line.term else None


def test_a_dry_run_writes_nothing_and_says_what_would_happen(office: Office) -> None:
    intake = signals.look_at_file(office, FILE)
    assert (len(intake.new), intake.known, [each.line for each in intake.rejected]) == (2, (), [4])
    assert signals.signal_lines(office) == ()


def test_a_file_that_comes_twice_makes_nothing_twice(office: Office) -> None:
    signals.take_in_file(office, FILE)
    again = signals.take_in_file(office, FILE)
    assert (again.new, again.known) == ((), (2, 3))
    assert len(signals.signal_lines(office)) == 2


def test_a_file_is_one_deed_that_can_be_taken_back(office: Office) -> None:
    office.take_changes()
    signals.take_in_file(office, FILE)
    (deed,) = office.take_changes()
    stack = UndoStack()
    stack.add(deed)
    stack.take_back(office)
    assert signals.signal_lines(office) == ()
    with office.reading() as store:
        assert store.of(CaseEvent) == []


def test_the_term_runs_from_the_day_it_came_also_while_nobody_knows_whom_it_is_about(office: Office) -> None:
    signal = received(office)
    (row,) = deadlines(office, office.today())
    assert (row.step, row.household, row.day_zero) == ("T09a", None, signal.received_on)
    crisis = received(office, is_crisis=True, reference="C")
    assert {each.step for each in deadlines(office, office.today())} == {"T09a", "T09b"}
    assert state(office, crisis) is DeadlineState.RUNNING


def test_who_it_may_be_about_is_shown_with_the_reason_and_chosen_by_a_human(office: Office, home: HouseholdId) -> None:
    signals.take_in_file(office, FILE)
    (samira,) = (each.signal for each in signals.signal_lines(office) if each.signal.reference == "A-1")
    (match,) = signals.matches(office, samira)
    assert match.household == home
    assert match.reasons == (MatchReason.ADDRESS, MatchReason.BIRTH_AND_NAME)
    assert samira.household is None
    kept = signals.belongs_to(office, samira.id, home, match.resident)
    assert (kept.household, kept.resident) == (home, match.resident)
    assert {row.household for row in deadlines(office, office.today(), households=[home])} == {home}


def test_a_wrong_choice_is_taken_back_with_all_that_went_along(office: Office, home: HouseholdId) -> None:
    signal = received(office)
    signals.belongs_to(office, signal.id, home)
    signals.attempt(office, Outreach(signal=signal.id, on=office.today(), way=OutreachWay.PHONE))
    signals.belongs_to(office, signal.id, None)
    assert deadlines(office, office.today(), households=[home]) == []
    assert {each.household for each in signals.tried(office, signal.id)} == {None}
    assert state(office, signal) is DeadlineState.MET


def test_offering_contact_meets_the_term_on_its_day_and_looking_something_up_does_not(office: Office) -> None:
    signal = received(office)
    signals.attempt(office, Outreach(signal=signal.id, on=office.today(), way=OutreachWay.OFFICE))
    assert state(office, signal) is DeadlineState.RUNNING
    tried = signals.attempt(office, Outreach(signal=signal.id, on=office.today(), way=OutreachWay.CARD))
    assert state(office, signal) is DeadlineState.MET
    signals.forget_attempt(office, tried)
    assert state(office, signal) is DeadlineState.RUNNING


def test_an_attempt_before_the_signal_is_refused(office: Office) -> None:
    signal = received(office)
    with pytest.raises(Problem, match="tried_before_signal"):
        signals.attempt(office, Outreach(signal=signal.id, on=date(2020, 1, 1)))


def test_a_result_that_needs_contact_waits_for_it(office: Office) -> None:
    signal = received(office)
    with pytest.raises(Problem, match="no_contact_offered"):
        signals.settle(office, signal.id, SignalResult.NO_CONTACT)
    signals.settle(office, signal.id, SignalResult.DIED)
    assert state(office, signal) is DeadlineState.MET
    signals.settle(office, signal.id, None)
    assert state(office, signal) is DeadlineState.RUNNING


def test_the_partner_hears_a_code_for_every_result_and_never_why(office: Office) -> None:
    assert set(ANSWER_FOR) == set(SignalResult)
    assert ANSWER_FOR[SignalResult.NOT_TAKEN_UP] is ANSWER_FOR[SignalResult.DIED] is SignalAnswer.NOT_TAKEN_UP
    signal = received(office)
    with pytest.raises(Problem, match="signal_open"):
        signals.told_partner(office, signal.id)
    signals.settle(office, signal.id, SignalResult.OTHER_HELP, "loopt bij ons")
    told = signals.told_partner(office, signal.id)
    assert (told.answer, told.answered_on) == (SignalAnswer.TAKEN_UP, office.today())


def test_correcting_the_day_moves_the_term(office: Office) -> None:
    signal = received(office)
    signals.receive(office, signal.changed(received_on=signal.received_on - timedelta(days=10), is_crisis=True))
    (row,) = deadlines(office, office.today())
    assert (row.step, row.day_zero) == ("T09b", signal.received_on - timedelta(days=10))
