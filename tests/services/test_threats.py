"""A threat is written down with one choice; its term follows, and a request for it is one deed that somebody asks for."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from buurtteam import texts
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.kinds import HERE, local_day
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestKind, RequestNotification
from buurtteam.domain.staff import Deed, Team, WorkerFunction
from buurtteam.domain.threat import BY_LAW, Threat, ThreatEnd, ThreatKind
from buurtteam.services import closing, deadlines, requests, threats
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from buurtteam.storage.tables import term_line
from tests.conftest import Clock
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)
"""A Sunday; three working days later it is Wednesday."""


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


def _debts(office: Office, home: Home, days_ago: int = 0) -> RequestNotification:
    received_at = office.now() - timedelta(days=days_ago)
    return requests.receive(
        office,
        RequestNotification(household=home.household.id, received_at=received_at, kind=RequestKind.DEBT),
    )


def _refused(code: str, deed: object) -> Problem:
    with pytest.raises(Problem) as refused:
        deed()  # type: ignore[operator]
    assert refused.value.code == code
    return refused.value


@pytest.mark.parametrize("kind", sorted(BY_LAW))
def test_what_the_law_names_makes_haste_with_nothing_ticked(office: Office, home: Home, kind: ThreatKind) -> None:
    _debts(office, home)
    made = threats.begin(office, home.household.id, kind)
    assert (made.known_on, made.worker, made.is_urgent, made.counts_here) == (TODAY, home.noor.id, True, False)
    view = threats.threats_of(office, home.household.id)
    assert view.threats == (made,)
    assert [(each.step, each.legal_end) for each in view.first_talk] == [("T07", date(2026, 11, 25))]
    assert view.weeks is not None
    assert view.weeks.state is DeadlineState.WITHDRAWN


def test_other_threats_make_haste_where_the_team_says_so(office: Office, home: Home) -> None:
    _debts(office, home)
    calm = threats.begin(office, home.household.id, ThreatKind.ATTACHMENT)
    assert not calm.is_urgent
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(home.noor.changed(function=WorkerFunction.COORDINATOR))
    kept = threats.keep_local(office, Team(local_threats=frozenset({ThreatKind.ATTACHMENT, ThreatKind.GAS})))
    # What the law names needs no rule of the team.
    assert kept.local_threats == {ThreatKind.ATTACHMENT}
    here = threats.begin(office, home.household.id, ThreatKind.ATTACHMENT)
    assert here.counts_here
    # What was written down before keeps what was ticked then.
    assert [each.is_urgent for each in threats.threats_of(office, home.household.id).threats if each.id == calm.id] == [
        False
    ]
    other = threats.keep(office, here.changed(kind=ThreatKind.NO_FOOD))
    assert not other.counts_here
    ticked = threats.keep(office, other.changed(counts_here=True))
    assert ticked.is_urgent


def test_only_the_coordinator_says_what_is_urgent_here(office: Office, home: Home) -> None:
    assert home.noor.function is not WorkerFunction.COORDINATOR
    _refused("not_allowed", lambda: threats.keep_local(office, Team()))


def test_the_lists_of_the_team_show_three_working_days_and_not_the_weeks(office: Office, home: Home) -> None:
    _debts(office, home)
    assert _steps(office) == {"T06"}
    made = threats.begin(office, home.household.id, ThreatKind.GAS)
    assert _steps(office) == {"T07"}
    threats.end(office, made.id, ThreatEnd.AVERTED)
    assert _steps(office) == {"T06"}
    threats.goes_on(office, made.id)
    assert _steps(office) == {"T07"}


def _steps(office: Office) -> set[str]:
    rows = deadlines.deadlines(office, TODAY)
    found = {row.step for row in rows if row.is_waiting and row.step in ("T06", "T07")}
    with office.counted() as store:
        kept = select(term_line.c.step).where(term_line.c.is_waiting, term_line.c.step.in_(("T06", "T07")))
        first = set(store.connection.execute(kept).scalars())
    assert first == found
    return found


def test_without_a_request_nothing_counts_until_somebody_asks_for_it(office: Office, home: Home) -> None:
    threats.begin(office, home.household.id, ThreatKind.EVICTION)
    view = threats.threats_of(office, home.household.id)
    assert (view.needs_request, view.first_talk, view.request) == (True, (), None)
    made = threats.ask_for_help(office, home.household.id)
    assert (made.kind, local_day(made.received_at), made.question) == (RequestKind.DEBT, TODAY, "")
    view = threats.threats_of(office, home.household.id)
    assert (view.needs_request, [each.step for each in view.first_talk]) == (False, ["T07"])
    # Asking again makes no second one.
    assert threats.ask_for_help(office, home.household.id).id == made.id


def test_the_request_may_have_come_in_earlier_but_not_later(office: Office, home: Home) -> None:
    _refused("in_the_future", lambda: threats.ask_for_help(office, home.household.id, TODAY + timedelta(days=1)))
    made = threats.ask_for_help(office, home.household.id, TODAY - timedelta(days=3))
    assert local_day(made.received_at) == date(2026, 11, 19)


def test_a_request_that_was_rounded_off_is_not_open(office: Office, home: Home) -> None:
    asked = _debts(office, home, days_ago=9)
    requests.record_event(office, asked.id, EventKind.FIRST_TALK_HELD, TODAY - timedelta(days=3))
    threats.begin(office, home.household.id, ThreatKind.WATER)
    view = threats.threats_of(office, home.household.id)
    assert (view.needs_request, view.first_talk, view.talked_on) == (False, (), TODAY - timedelta(days=3))
    requests.record_event(office, asked.id, EventKind.CLOSED, TODAY)
    assert threats.threats_of(office, home.household.id).needs_request


def test_a_closed_household_takes_a_threat_and_opens_for_the_request(office: Office, home: Home) -> None:
    with office.writing(Deed.CLOSE_HOUSEHOLD, home.household.id) as store:
        store.save(home.household.changed(state="closed", ended_on=TODAY))
    threats.begin(office, home.household.id, ThreatKind.EVICTION)
    threats.ask_for_help(office, home.household.id)
    assert closing.standing(office, home.household.id).state.value == "open"


def test_nothing_is_known_or_over_on_a_day_to_come(office: Office, home: Home) -> None:
    made = threats.begin(office, home.household.id, ThreatKind.EVICTION)
    tomorrow = TODAY + timedelta(days=1)
    problem = _refused("in_the_future", lambda: threats.keep(office, made.changed(known_on=tomorrow)))
    assert [gap.field for gap in problem.gaps] == ["known_on"]
    _refused("in_the_future", lambda: threats.end(office, made.id, ThreatEnd.AVERTED, tomorrow))
    _refused("ended_before_known", lambda: threats.end(office, made.id, ThreatEnd.AVERTED, TODAY - timedelta(days=1)))
    assert threats.threats_of(office, home.household.id).threats == (made,)


def test_a_threat_can_be_removed_put_back_and_undone(office: Office, home: Home) -> None:
    made = threats.begin(office, home.household.id, ThreatKind.EVICTION, on=TODAY + timedelta(days=2), hour="13.00")
    bundle = threats.remove(office, made)
    assert not threats.threats_of(office, home.household.id).threats
    office.restore(bundle)
    assert threats.threats_of(office, home.household.id).threats[0].hour == "13:00"
    threats.end(office, made.id, ThreatEnd.HAPPENED)
    stack = UndoStack()
    for changes in office.take_changes():
        stack.add(changes)
    stack.take_back(office)
    assert threats.threats_of(office, home.household.id).holding


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({}, "Dag nog niet bekend"),
        ({"on": date(2026, 11, 24), "hour": "13:00"}, "Nog 1 dag en 21 uur"),
        ({"on": date(2026, 11, 24), "hour": "19:30"}, "Nog 2 dagen en 4 uur"),
        ({"on": date(2026, 11, 24), "hour": "15:30"}, "Nog 2 dagen"),
        ({"on": date(2026, 11, 22), "hour": "17:45"}, "Nog 2 uur"),
        ({"on": date(2026, 11, 22), "hour": "16:15"}, "Nog 45 minuten"),
        ({"on": date(2026, 11, 22)}, "Vandaag, uur niet bekend"),
        ({"on": date(2026, 11, 25)}, "Nog 3 dagen"),
        ({"on": date(2026, 11, 22), "hour": "09:00"}, "Het moment is voorbij"),
        ({"on": date(2026, 11, 21)}, "Het moment is voorbij"),
        ({"on": date(2026, 11, 21), "ended_on": TODAY, "ended_how": ThreatEnd.POSTPONED}, "Uitgesteld"),
    ],
)
def test_how_long_it_still_takes_is_said_as_people_say_it(facts: dict[str, object], says: str, home: Home) -> None:
    now = datetime(2026, 11, 22, 15, 30, tzinfo=HERE)
    threat = Threat(household=home.household.id, known_on=date(2026, 11, 20)).changed(**facts)
    with texts.in_language("nl"):
        assert threats.countdown_words(threat, now) == says


def test_what_nobody_knows_yet_is_asked_and_stops_nothing(office: Office, home: Home) -> None:
    made = threats.begin(office, home.household.id, ThreatKind.EVICTION)
    assert threats.not_known(made) == (
        *("on", "letter_seen", "owed", "creditor", "bailiff"),
        *("has_verdict", "can_pay_current", "debt_help_runs", "earlier_stay"),
    )
    asked = threats.gaps_of(made, "on", "can_pay_current")
    assert [(gap.field, gap.stops) for gap in asked] == [(str(made.id), False)] * 2
    told = made.changed(has_verdict=True, can_pay_current=False, debt_help_runs=False, earlier_stay=False)
    assert threats.not_known_to_court(told) == ("verdict_on",)
    assert [gap.sentence for gap in threats.gaps_of(told, "on", "can_pay_current")] == [asked[0].sentence]
    # A court has no moratorium for what the law does not name.
    assert threats.not_known_to_court(made.changed(kind=ThreatKind.NO_FOOD)) == ()


def test_it_is_close_within_a_day(clock: Clock, home: Home) -> None:
    def close(on: date, hour: str = "") -> bool:
        return threats.is_close(Threat(household=home.household.id, known_on=TODAY, on=on, hour=hour), clock())

    assert close(TODAY, "23:00")
    assert close(TODAY + timedelta(days=1), "15:00")
    assert not close(TODAY + timedelta(days=1), "16:00")
    assert close(TODAY - timedelta(days=1))


def test_today_shows_what_threatens_my_households_and_those_of_nobody(office: Office, home: Home) -> None:
    now = threats.begin(office, home.household.id, ThreatKind.EVICTION, on=TODAY)
    later = threats.begin(office, home.household.id, ThreatKind.GAS, on=TODAY + timedelta(days=3))
    threats.begin(office, home.household.id, ThreatKind.NO_FOOD)
    over = threats.begin(office, home.household.id, ThreatKind.WATER)
    threats.end(office, over.id, ThreatEnd.AVERTED)
    assert [line.threat.id for line in threats.urgent_now(office).lines] == [now.id, later.id]
    office.worker = home.bas
    assert [line.label for line in threats.urgent_now(office).lines] == ["Demir", "Demir"]
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(home.household.changed(plan_coordinator=home.noor.id))
    assert threats.urgent_now(office).lines == ()
    office.worker = home.noor
    assert len(threats.urgent_now(office).lines) == 2
