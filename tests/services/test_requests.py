"""A request counts from the day it came in, and moves on by what happened, not by what was ticked."""

from datetime import UTC, date, datetime

import pytest

from buurtteam.domain.any_paper import paper_from_json
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.household import Household
from buurtteam.domain.papers import RoutePaper
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification, RequestState
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task
from buurtteam.services import printing, requests, tasks
from buurtteam.services.office import Office
from buurtteam.services.requests import NewRequest
from buurtteam.texts import in_language


@pytest.fixture
def household(office: Office) -> Household:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        return store.save(Household(label="Voorbeeld"))


def _received(office: Office, household: Household, *, is_urgent: bool = False) -> RequestNotification:
    return requests.receive(
        office,
        RequestNotification(
            household=household.id,
            received_at=datetime(2026, 11, 2, 22, 30, tzinfo=UTC),
            question="Ik kom de trap niet meer op.",
            is_urgent=is_urgent,
        ),
    )


def test_the_terms_count_from_the_day_it_came_in(office: Office, household: Household) -> None:
    request = _received(office, household)
    view = requests.read_request(office, request.id)
    by_rule = {term.rule: term for term in view.deadlines}
    assert request.typed_at == office.now()
    assert by_rule["T03"].day_zero == date(2026, 11, 2)
    assert by_rule["T03"].legal_end == date(2026, 12, 14)
    assert by_rule["T02"].legal_end == date(2026, 11, 9)
    assert view.household.started_on == date(2026, 11, 2)


def test_an_evening_request_falls_on_the_dutch_day(office: Office, household: Household) -> None:
    request = requests.receive(
        office,
        RequestNotification(household=household.id, received_at=datetime(2026, 11, 2, 23, 30, tzinfo=UTC)),
    )
    term = next(term for term in requests.read_request(office, request.id).deadlines if term.rule == "T03")
    assert term.day_zero == date(2026, 11, 3)


def test_an_urgent_request_has_a_clock_for_today(office: Office, household: Household) -> None:
    request = _received(office, household, is_urgent=True)
    assert any(term.rule == "T05" for term in requests.read_request(office, request.id).deadlines)


def test_what_happened_meets_the_term_and_moves_the_route_on(office: Office, household: Household) -> None:
    request = _received(office, household)
    requests.record_event(office, request.id, EventKind.RECEIPT_CONFIRMED, date(2026, 11, 3))
    requests.record_event(office, request.id, EventKind.FIRST_TALK_HELD, date(2026, 11, 10))
    view = requests.read_request(office, request.id)
    assert {t.rule: t.state for t in view.deadlines}["T01"] is DeadlineState.MET
    assert view.state is RequestState.IN_TALKS
    (here,) = [step for step in view.route if step.current]
    assert [step.on for step in view.route if step.done] == [
        date(2026, 11, 2),
        date(2026, 11, 3),
        date(2026, 11, 10),
    ]
    assert here is view.route[3]
    assert here.latest == next(term.warn_on for term in view.deadlines if term.rule == "T03")


def test_the_resident_reads_on_paper_what_stands_on_the_screen(office: Office, household: Household) -> None:
    request = _received(office, household)
    tasks.add_appointment(office, household.id, datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    requests.record_event(office, request.id, EventKind.RECEIPT_CONFIRMED, date(2026, 11, 3))
    with in_language(printing.PAPER_LANGUAGE):
        shown = requests.read_request(office, request.id).route
    paper = paper_from_json(printing.issue_route(office, request.id).content)
    assert isinstance(paper, RoutePaper)
    assert paper.steps == shown
    assert [step.on for step in shown if step.current] == [date(2026, 11, 25)]


def test_of_a_closed_request_the_route_shows_what_happened(office: Office, household: Household) -> None:
    request = _received(office, household)
    requests.record_event(office, request.id, EventKind.WITHDRAWN, date(2026, 11, 10))
    route = requests.read_request(office, request.id).route
    assert [step.on for step in route] == [date(2026, 11, 2), date(2026, 11, 10)]
    assert not any(step.current for step in route)


def test_a_corrected_day_moves_the_terms(office: Office, household: Household) -> None:
    request = _received(office, household)
    requests.keep(office, request.changed(received_at=datetime(2026, 10, 5, 9, 0, tzinfo=UTC)))
    term = next(t for t in requests.read_request(office, request.id).deadlines if t.rule == "T03")
    assert term.legal_end == date(2026, 11, 16)
    assert term.state is DeadlineState.MISSED


def test_nothing_can_happen_tomorrow_or_before_the_request(office: Office, household: Household) -> None:
    request = _received(office, household)
    with pytest.raises(Problem) as tomorrow:
        requests.record_event(office, request.id, EventKind.FIRST_TALK_HELD, date(2026, 11, 23))
    assert tomorrow.value.code == "in_the_future"
    with pytest.raises(Problem) as before:
        requests.record_event(office, request.id, EventKind.FIRST_TALK_HELD, date(2026, 11, 1))
    assert before.value.code == "before_the_request"
    with office.reading() as store:
        assert store.count(RequestEvent, request=request.id) == 0


def test_a_corrected_event_keeps_to_the_same_days(office: Office, household: Household) -> None:
    request = _received(office, household)
    requests.record_event(office, request.id, EventKind.EVALUATED, date(2026, 11, 9))
    later = requests.record_event(office, request.id, EventKind.EVALUATED, date(2026, 11, 10))
    for day, code in (
        (date(2026, 11, 23), "in_the_future"),
        (date(2026, 11, 1), "before_the_request"),
        (date(2026, 11, 9), "event_known"),
    ):
        with pytest.raises(Problem) as refused:
            requests.keep_event(office, later.changed(on=day))
        assert refused.value.code == code
    assert requests.keep_event(office, later.changed(note="thuis", version=later.version)).note == "thuis"


def test_the_same_event_twice_on_a_day_is_written_once(office: Office, household: Household) -> None:
    request = _received(office, household)
    requests.record_event(office, request.id, EventKind.FIRST_TALK_HELD)
    with pytest.raises(Problem):
        requests.record_event(office, request.id, EventKind.FIRST_TALK_HELD)


def test_a_new_request_makes_its_household_and_next_step_at_once(office: Office) -> None:
    request = requests.receive_new(
        office,
        NewRequest(
            first_name="Bo",
            reach="via de buurvrouw",
            question="Waar vraag ik een regenpijp?",
            is_simple=True,
            answer="Bij de woningstichting, nummer gegeven.",
            next_step="Volgende week nabellen",
            next_on=date(2026, 11, 30),
            is_done=True,
        ),
    )
    view = requests.read_request(office, request.id)
    assert view.state is RequestState.CLOSED
    with office.reading() as store:
        (task,) = store.of(Task, household=request.household)
    assert (task.what, task.due_on, task.request) == ("Volgende week nabellen", date(2026, 11, 30), request.id)


def test_a_new_request_needs_somebody_and_else_makes_nothing(office: Office) -> None:
    with pytest.raises(Problem) as nobody:
        requests.receive_new(office, NewRequest(question="Hulp!"))
    assert nobody.value.code == "no_household"
    with pytest.raises(Problem):
        requests.receive_new(office, NewRequest(first_name="Bo", received_at=datetime(2026, 11, 24, tzinfo=UTC)))
    with office.reading() as store:
        assert store.count(Household) == 0


def test_an_event_goes_to_the_trash_and_comes_back(office: Office, household: Household) -> None:
    request = _received(office, household)
    event = requests.record_event(office, request.id, EventKind.FIRST_TALK_HELD, date(2026, 11, 10))
    bundle = requests.remove_event(office, event)
    assert requests.read_request(office, request.id).state is RequestState.NEW
    office.restore(bundle)
    assert requests.read_request(office, request.id).state is RequestState.IN_TALKS


def test_who_opens_a_request_is_written_down(office: Office, household: Household) -> None:
    request = _received(office, household)
    requests.read_request(office, request.id, is_visit=True)
    assert [look.deed for look in office.looks(household.id)] == ["open_household"]
