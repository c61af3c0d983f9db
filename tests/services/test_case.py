"""What happens outside the requests is written down on its own day, corrected and taken back, and its terms follow."""

from datetime import UTC, date, datetime, timedelta

import pytest

from buurtteam.domain.case import CaseEvent, CaseEventKind, Postponement, TermSource
from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.domain.household import SafetyFlag
from buurtteam.domain.kinds import HouseholdId, local_day
from buurtteam.domain.overviews import DeadlineRow
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import RequestKind, RequestNotification
from buurtteam.domain.sharing import Consent, ConsentAnswer
from buurtteam.domain.staff import Deed
from buurtteam.services import case, households, requests
from buurtteam.services.case import TermsView
from buurtteam.services.deadlines import deadlines, deadlines_of
from buurtteam.services.office import Office
from buurtteam.services.overviews import today_view
from buurtteam.services.undo import UndoStack
from tests.conftest import NOW, Clock
from tests.demir import demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> HouseholdId:
    """The household Demir."""
    found = demir(office).household.id
    office.take_changes()
    return found


def term(view: TermsView, step: str) -> Deadline:
    return next(each for each in view.every if each.step == step)


def steps(found: tuple[Deadline, ...]) -> set[str]:
    return {each.step for each in found}


def refused(code: str) -> "pytest.RaisesExc[Problem]":
    return pytest.raises(Problem, check=lambda problem: problem.code == code)


def test_what_happened_last_week_counts_from_last_week(office: Office, home: HouseholdId) -> None:
    kept = case.record(office, home, CaseEventKind.EARLY_SIGNAL, date(2026, 11, 12), note=" Huur,\n1 maand ")
    assert (kept.note, kept.typed_at, kept.worker) == ("Huur, 1 maand", NOW, office.me)
    found = term(case.read_terms(office, home), "T09a")
    assert (found.day_zero, found.legal_end) == (date(2026, 11, 12), date(2026, 12, 10))
    assert any("written down" in reason.sentence for reason in found.why)


def test_a_day_to_come_and_a_moment_to_come_are_refused(office: Office, home: HouseholdId) -> None:
    with refused("in_the_future"):
        case.record(office, home, CaseEventKind.EARLY_SIGNAL, TODAY + timedelta(days=1))
    with refused("in_the_future"):
        case.record(office, None, CaseEventKind.LEAK_FOUND, at=NOW + timedelta(minutes=1))


def test_the_same_thing_stands_only_once_on_a_day(office: Office, home: HouseholdId) -> None:
    case.record(office, home, CaseEventKind.EARLY_SIGNAL)
    with refused("event_known"):
        case.record(office, home, CaseEventKind.EARLY_SIGNAL)
    people = households.read_household(office, home).people
    for person in people[:2]:
        case.record(office, home, CaseEventKind.PRIVACY_ASKED, about=person.resident.id)
    with refused("event_known"):
        case.record(office, home, CaseEventKind.PRIVACY_ASKED, about=people[0].resident.id)


def test_an_answer_answers_what_it_can_and_not_before_it(office: Office, home: HouseholdId) -> None:
    asked = case.record(office, home, CaseEventKind.PRIVACY_ASKED, date(2026, 11, 10))
    with refused("before_the_start"):
        case.record(office, home, CaseEventKind.PRIVACY_ANSWERED, date(2026, 11, 9), answers=asked.id)
    with refused("answers_other"):
        case.record(office, home, CaseEventKind.LEAK_REPORTED, answers=asked.id)
    case.record(office, home, CaseEventKind.PRIVACY_ANSWERED, date(2026, 11, 11), answers=asked.id)
    assert term(case.read_terms(office, home), "T16a").state is DeadlineState.MET


def test_a_review_says_of_what(office: Office, home: HouseholdId) -> None:
    with refused("which_consent"):
        case.record(office, home, CaseEventKind.CONSENT_REVIEWED)
    with refused("which_flag"):
        case.record(office, home, CaseEventKind.SAFETY_FLAG_REVIEWED)
    consent = households.keep(
        office,
        home,
        Consent(household=home, recipient="Woonpunt", answer=ConsentAnswer.YES, given_on=date(2025, 11, 3)),
    )
    assert steps(case.read_terms(office, home).late) == {"T23"}
    case.record(office, home, CaseEventKind.CONSENT_REVIEWED, consent=consent.id)
    view = case.read_terms(office, home)
    assert [(each.step, each.state) for each in view.done] == [("T23", DeadlineState.MET_LATE)]
    assert term(view, "T23").day_zero == TODAY
    assert view.about(term(view, "T23")) == "Woonpunt"


def test_the_open_ones_are_offered_as_what_is_answered(office: Office, home: HouseholdId) -> None:
    first = case.record(office, home, CaseEventKind.PRIVACY_ASKED, date(2026, 10, 1))
    second = case.record(office, home, CaseEventKind.PRIVACY_ASKED, date(2026, 10, 20))
    answered = CaseEventKind.PRIVACY_ANSWERED
    assert case.open_starts(office, home, answered) == (first, second)
    case.record(office, home, answered, date(2026, 10, 25), answers=second.id)
    assert case.open_starts(office, home, answered) == (first,)
    case.record(office, home, answered, date(2026, 10, 26))
    assert case.open_starts(office, home, answered) == ()


def test_a_corrected_day_moves_its_term_and_undo_moves_it_back(office: Office, home: HouseholdId) -> None:
    event = case.record(office, home, CaseEventKind.CRISIS_SIGNAL, date(2026, 11, 18))
    office.take_changes()
    case.keep(office, event.changed(on=date(2026, 11, 19)))
    assert term(case.read_terms(office, home), "T09b").day_zero == date(2026, 11, 19)
    with refused("in_the_future"):
        case.keep(office, event.changed(on=date(2026, 12, 1)))
    stack = UndoStack()
    stack.add(*office.take_changes())
    stack.take_back(office)
    assert term(case.read_terms(office, home), "T09b").day_zero == date(2026, 11, 18)


def test_what_is_removed_takes_its_answers_along_and_all_come_back(office: Office, home: HouseholdId) -> None:
    first = case.record(office, home, CaseEventKind.PRIVACY_ASKED, date(2026, 9, 1))
    other = case.record(office, home, CaseEventKind.PRIVACY_ASKED, date(2026, 9, 3))
    case.record(office, home, CaseEventKind.PRIVACY_ANSWERED, date(2026, 9, 8), answers=other.id)
    case.postpone(office, home, "T16a", TermSource(event=other.id), reason="Ziek")
    before = case.read_terms(office, home)
    bundle = case.remove(office, other)
    view = case.read_terms(office, home)
    # The answer to what is gone does not answer the other one all of a sudden.
    assert [each.id for each in view.events] == [first.id]
    assert steps(view.late) == {"T16a"}
    office.restore(bundle)
    again = case.read_terms(office, home)
    assert [(each.step, each.state) for each in again.every] == [(each.step, each.state) for each in before.every]
    assert len(again.postponements) == 1


def late_request(office: Office, home: HouseholdId) -> TermSource:
    with office.reading() as store:
        (request,) = store.of(RequestNotification, household=home)
    moved = requests.keep(
        office, request.changed(received_at=datetime(2026, 9, 1, 9, tzinfo=UTC), kind=RequestKind.WMO)
    )
    return TermSource(request=moved.id)


def test_a_late_term_stays_late_with_the_reason_and_what_was_agreed(office: Office, home: HouseholdId) -> None:
    source = late_request(office, home)
    before = term(case.read_terms(office, home), "T03")
    assert before.state is DeadlineState.MISSED
    made = case.postpone(
        office, home, "T03", source, reason="De huisarts was met vakantie", agreed="Samen op 1 december",
        until_on=date(2026, 12, 1),
    )  # fmt: skip
    view = case.read_terms(office, home)
    after = term(view, "T03")
    assert (after.state, after.legal_end, after.counted_end) == (before.state, before.legal_end, before.counted_end)
    assert after.postponement == made
    assert view.agreements_about(after) == (made,)
    case.keep_postponement(office, made.changed(agreed="Samen op 2 december"))
    bundle = case.remove_postponement(office, view.agreements_about(after)[0].changed(version=2))
    assert term(case.read_terms(office, home), "T03").postponement is None
    office.restore(bundle)
    found = term(case.read_terms(office, home), "T03").postponement
    assert found is not None
    assert found.agreed == "Samen op 2 december"


def test_an_agreement_says_something_and_is_about_a_term_that_is_there(office: Office, home: HouseholdId) -> None:
    source = late_request(office, home)
    with refused("nothing_agreed"):
        case.postpone(office, home, "T03", source, reason="  ")
    with refused("before_agreement"):
        case.postpone(office, home, "T03", source, agreed="Later", until_on=date(2026, 11, 1))
    with refused("in_the_future"):
        case.postpone(office, home, "T03", source, agreed="Later", agreed_on=TODAY + timedelta(days=1))
    for step, other in (("T02", source), ("T04", source), ("T03", TermSource())):
        with refused("no_such_term_here"):
            case.postpone(office, home, step, other, agreed="Later")
    with refused("team_term"):
        case.postpone(office, None, "T18", TermSource(), agreed="Later")


def test_a_leak_of_the_team_is_written_down_without_a_household_and_everybody_sees_it(
    office: Office, home: HouseholdId, clock: Clock
) -> None:
    leak = case.record(office, None, CaseEventKind.LEAK_FOUND, at=NOW - timedelta(hours=3), note="Map in de trein")
    with refused("which_household"):
        case.record(office, None, CaseEventKind.EARLY_SIGNAL)
    view = case.read_terms(office, None)
    found = term(view, "T18")
    assert found.counted.ends_at is not None
    assert found.counted.ends_at == NOW + timedelta(hours=69)
    assert view.about(found) == "Map in de trein"
    assert [row.rule for row in deadlines(office, TODAY) if row.household is None] == ["T18"]
    assert case.read_terms(office, home).events == ()
    clock.now = NOW + timedelta(days=5)
    assert steps(case.read_terms(office, None).late) == {"T18"}
    case.record(office, None, CaseEventKind.LEAK_REPORTED, at=NOW + timedelta(days=4), answers=leak.id)
    assert steps(case.read_terms(office, None).done) == {"T18"}


def test_one_page_tells_the_terms_in_groups_and_the_ages_of_who_lives_there(office: Office, home: HouseholdId) -> None:
    late_request(office, home)
    case.record(office, home, CaseEventKind.BENEFIT_APPLIED, date(2026, 11, 1))
    case.record(office, home, CaseEventKind.BENEFIT_ASKED_TO_COMPLETE, date(2026, 11, 10), until_on=date(2026, 12, 5))
    households.keep(office, home, SafetyFlag(household=home, since_on=date(2026, 11, 1)))
    view = case.read_terms(office, home)
    assert steps(view.late) == {"T01", "T03"}
    assert steps(view.waiting) == {"T22c", "T24"}
    assert steps(view.standing_still) == {"T22b"}
    assert "T02" in steps(view.done)
    assert len(view.every) == len({(each.step, each.source) for each in view.every})
    # Only Samira has a whole date of birth.
    assert {each.who for each in (*view.reached, *view.ahead)} == {"Samira Demir"}
    assert view.ahead[-1].age.id == "aow"
    assert view.ahead[-1].age.to_check is not None
    assert set(view.unknown_birth) == {"Yusuf Demir", "Ayşe Demir"}


def test_the_names_on_the_page_are_those_of_the_household(office: Office, home: HouseholdId) -> None:
    person = households.read_household(office, home).people[0]
    case.record(office, home, CaseEventKind.PRIVACY_ASKED, about=person.resident.id, note="Inzage")
    view = case.read_terms(office, home)
    assert view.about(term(view, "T16a")) == "Samira Demir · Inzage"
    assert view.about(term(view, "T03")).endswith("22 nov 2026")


def test_a_term_of_another_household_is_not_seen_here(office: Office, home: HouseholdId) -> None:
    other = demir(office).household.id
    case.record(office, other, CaseEventKind.EARLY_SIGNAL)
    assert "T09a" not in steps(case.read_terms(office, home).every)
    with office.writing(Deed.RECORD_CASE_EVENT) as store:
        assert store.count(CaseEvent) == 1
        assert store.count(Postponement) == 0


def test_a_leak_of_the_team_goes_to_the_trash_and_comes_back_and_undo_takes_it_away(office: Office) -> None:
    demir(office)
    office.take_changes()
    leak = case.record(office, None, CaseEventKind.LEAK_FOUND, at=NOW)
    stack = UndoStack()
    stack.add(*office.take_changes())
    bundle = case.remove(office, leak)
    assert case.read_terms(office, None).events == ()
    office.restore(bundle)
    assert len(case.read_terms(office, None).events) == 1
    office.take_changes()
    stack.take_back(office)
    assert case.read_terms(office, None).every == ()


def test_the_history_of_the_household_says_who_noted_what(office: Office, home: HouseholdId) -> None:
    case.record(office, home, CaseEventKind.EARLY_SIGNAL)
    case.postpone(office, home, "T09a", term(case.read_terms(office, home), "T09a").source, reason="Vakantie")
    deeds = [line.deed for line in office.history(home)]
    assert deeds[:2] == [Deed.POSTPONE_TERM, Deed.RECORD_CASE_EVENT]
    assert office.verify_journal() is None


def test_a_leak_is_late_from_its_hour_on_and_not_only_the_next_day(
    office: Office, home: HouseholdId, clock: Clock
) -> None:
    for whose in (None, home):
        case.record(office, whose, CaseEventKind.LEAK_FOUND, at=NOW - timedelta(hours=3))
    last = NOW + timedelta(hours=69)
    for now, state in ((last, DeadlineState.RUNNING), (last + timedelta(minutes=1), DeadlineState.MISSED)):
        clock.now = now
        assert office.today() == local_day(last)
        assert [term(case.read_terms(office, whose), "T18").state for whose in (None, home)] == [state, state]
        leaks = [row for row in deadlines(office, office.today()) if row.step == "T18"]
        assert [row.state for row in leaks] == [state, state]
        must = [row for row in today_view(office).must if isinstance(row, DeadlineRow) and row.step == "T18"]
        assert {row.state for row in must} == {state}
        assert [each.state for each in deadlines_of(office, home) if each.step == "T18"] == [state]
    assert {row.state for row in deadlines(office, local_day(last)) if row.step == "T18"} == {DeadlineState.MISSED}
