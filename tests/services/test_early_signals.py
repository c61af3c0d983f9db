"""Early signals: taken in once, matched by a human, followed up in time, answered with a code and no more."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.early_signal import ANSWER_FOR, EarlySignal, Outreach, OutreachWay, SignalAnswer, SignalResult
from buurtteam.domain.household import Address, Household, Membership, Resident
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.overviews import DeadlineRow
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.services import case, money_papers, signal_files
from buurtteam.services import early_signals as signals
from buurtteam.services.deadlines import deadlines
from buurtteam.services.early_signals import MatchReason
from buurtteam.services.office import Office
from buurtteam.services.overviews import MOST_SIGNALS, today_view
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
    assert {each.household for each in signals.view_of(office, signal.id).line.tried} == {None}
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


def test_today_names_the_first_signals_that_belong_to_nobody_and_counts_the_rest(office: Office) -> None:
    for number in range(6):
        received(
            office, reference=str(number), name=f"J. Jansen {number}", received_on=office.today() - timedelta(days=22)
        )
    received(office, reference="C", name="K. Kok", received_on=office.today() - timedelta(days=1), is_crisis=True)
    view = today_view(office)
    rows = [each for each in view.must if isinstance(each, DeadlineRow)]
    assert len(rows) == MOST_SIGNALS == 3
    assert all(each.is_loose_signal and each.household_label for each in rows)
    assert rows[0].household_label == "K. Kok"
    assert view.more_signals == 4


def test_a_settled_signal_of_nobody_asks_nothing_today(office: Office) -> None:
    signal = received(office, received_on=office.today() - timedelta(days=26))
    signals.settle(office, signal.id, SignalResult.NOT_RESIDENT)
    view = today_view(office)
    assert (view.must, view.more_signals) == ((), 0)


def test_the_page_of_leaks_shows_leaks_only(office: Office) -> None:
    received(office)
    case.record(office, None, CaseEventKind.LEAK_FOUND, at=office.now())
    view = case.read_terms(office, None)
    assert {each.kind for each in view.events} == {CaseEventKind.LEAK_FOUND}
    assert {each.rule for each in view.every} == {"T18"}


def test_the_terms_of_all_name_the_signal_by_what_was_reported(office: Office) -> None:
    received(office, name="", postcode="6499 SD", street="Wilgenlaan", number="18")
    (row,) = deadlines(office, office.today())
    assert (row.household, row.household_label, row.is_loose_signal) == (None, "Wilgenlaan 18 6499 SD", True)


def test_contact_written_down_among_the_terms_cannot_contradict_the_signal(office: Office, home: HouseholdId) -> None:
    signal = signals.belongs_to(office, received(office).id, home)
    for answers in (signal.event, None):
        with pytest.raises(Problem, match="of_signal"):
            case.record(office, home, CaseEventKind.SIGNAL_CONTACT, answers=answers)
    with office.reading() as store:
        (event,) = store.of(CaseEvent, household=home)
    with pytest.raises(Problem, match="of_signal"):
        case.keep(office, event.changed(on=event.on - timedelta(days=3)))
    with pytest.raises(Problem, match="of_signal"):
        case.remove(office, event)
    assert case.read_terms(office, home).signals == {event.id: signal.id}


def test_what_answers_a_signal_leads_to_it_too(office: Office, home: HouseholdId) -> None:
    signal = signals.belongs_to(office, received(office).id, home)
    signals.attempt(office, Outreach(signal=signal.id, on=office.today()))
    view = case.read_terms(office, home)
    assert set(view.signals.values()) == {signal.id}
    assert len(view.signals) == 2


def test_an_early_signal_without_a_report_is_still_answered_among_the_terms(office: Office, home: HouseholdId) -> None:
    case.record(office, home, CaseEventKind.EARLY_SIGNAL, office.today() - timedelta(days=3))
    case.record(office, home, CaseEventKind.SIGNAL_CONTACT)
    assert case.read_terms(office, home).signals == {}


def test_a_removed_signal_takes_its_term_along_and_comes_back_whole(office: Office, home: HouseholdId) -> None:
    signal = signals.belongs_to(office, received(office).id, home)
    signals.attempt(office, Outreach(signal=signal.id, on=office.today()))
    bundle = signals.remove(office, signal.id)
    assert deadlines(office, office.today(), households=[home]) == []
    office.restore(bundle)
    assert state(office, signal) is DeadlineState.MET
    assert len(signals.view_of(office, signal.id).line.tried) == 1


def test_the_answer_on_paper_tells_the_partner_in_one_deed_and_stays(office: Office) -> None:
    signal = received(office)
    with pytest.raises(Problem, match="signal_open"):
        money_papers.answer_on_paper(office, signal.id)
    signals.settle(office, signal.id, SignalResult.SETTLED_SELF)
    office.take_changes()
    paper = money_papers.answer_on_paper(office, signal.id)
    (deed,) = office.take_changes()
    stack = UndoStack()
    stack.add(deed)
    assert stack.next_back is None
    (line,) = signals.signal_lines(office)
    assert (line.signal.answer, paper.pdf[:4]) == (SignalAnswer.ARRANGED, b"%PDF")


def test_wrong_rows_go_back_as_they_came_and_never_as_a_formula(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "signalen.csv"
    file.write_bytes(FILE + b"Energie van Hier;A-4;energie;02-11-2026;95,50;=1+1;;4;6499 SS\n")
    found = signal_files.look(office, file)
    lines = signal_files.rejected_csv(found.intake).decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines[1:]] == ["4", "5"]
    assert "onbekend" in lines[1]
    assert ";'=1+1;" in lines[2]


def test_what_was_looked_at_is_what_is_taken_in(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "signalen.csv"
    file.write_bytes(FILE)
    found = signal_files.look(office, file)
    file.write_bytes(b"")
    assert len(signal_files.take_in(office, found).new) == 2


@pytest.mark.parametrize("name", ["er-niet.csv", "map"])
def test_what_cannot_be_read_gets_a_sentence(office: Office, tmp_path: Path, name: str) -> None:
    (tmp_path / "map").mkdir()
    with pytest.raises(Problem, match="signal_file_unread"):
        signal_files.look(office, tmp_path / name)
