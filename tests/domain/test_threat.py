"""A threat gives three working days until the first conversation; when it is over, the four weeks go on."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.domain.kinds import HERE
from buurtteam.domain.reckoning import deadlines
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.threat import Countdown, Threat, ThreatEnd, ThreatKind, in_order, spells
from tests.domain.test_deadlines import HOUSEHOLD, LAW, asked, event, said

MONDAY = date(2026, 9, 7)
"""Three working days later it is Thursday the 10th, four weeks later Monday 5 October."""

TALK = EventKind.FIRST_TALK_HELD


def day(text: str) -> date:
    return date.fromisoformat(text)


def threat(
    known: str = "2026-09-07", *, kind: ThreatKind = ThreatKind.EVICTION, ended: str = "", how: ThreatEnd | None = None
) -> Threat:
    return Threat(
        household=HOUSEHOLD, kind=kind, known_on=day(known), ended_on=day(ended) if ended else None, ended_how=how
    )


def debts(*, urgent: bool = False) -> RequestNotification:
    return asked(MONDAY, RequestKind.DEBT, urgent=urgent)


def terms(
    today: str, *threats: Threat, request: RequestNotification | None = None, events: tuple[RequestEvent, ...] = ()
) -> list[Deadline]:
    found = deadlines(request or debts(), events, LAW, day(today), threats)
    return [each for each in found if each.step in ("T06", "T07")]


def states(found: list[Deadline]) -> dict[str, str]:
    """Each term with its last day and how it stands."""
    return {each.step: f"{each.legal_end.isoformat()} {each.state.value}" for each in found}


def test_a_threat_at_the_request_leaves_three_working_days_and_the_weeks_stay_in_sight() -> None:
    found = terms("2026-09-07", threat())
    assert states(found) == {"T07": "2026-09-10 running", "T06": "2026-10-05 withdrawn"}
    assert [each.step for each in found if each.is_waiting] == ["T07"]
    told = {each.step: said(each) for each in found}
    assert "three working days count in place of these weeks" in told["T06"]
    assert "known since 2026-09-07" in told["T07"]


def test_a_threat_known_before_the_request_counts_from_the_request() -> None:
    assert states(terms("2026-09-08", threat("2026-08-20")))["T07"] == "2026-09-10 running"


def test_a_threat_that_comes_later_counts_from_the_day_it_was_known() -> None:
    found = terms("2026-09-15", threat("2026-09-15"))
    assert states(found) == {"T07": "2026-09-18 running", "T06": "2026-10-05 withdrawn"}
    assert next(each for each in found if each.step == "T06").ended_on == day("2026-09-15")


def test_a_threat_of_tomorrow_starts_nothing_today() -> None:
    assert states(terms("2026-09-14", threat("2026-09-15"))) == {"T06": "2026-10-05 running"}


def test_weekends_and_free_days_are_no_working_days() -> None:
    # Known on the Thursday before Easter: Good Friday is no free day by law, Easter Monday is.
    request = asked(date(2026, 4, 2), RequestKind.DEBT)
    assert states(terms("2026-04-02", threat("2026-04-02"), request=request))["T07"] == "2026-04-09 running"


def test_a_talk_within_three_days_is_in_time_for_both() -> None:
    found = terms("2026-09-20", threat(), events=(event(TALK, "2026-09-10"),))
    assert states(found)["T07"] == "2026-09-10 met"


def test_a_talk_that_came_too_late_stays_too_late() -> None:
    found = terms("2026-11-01", threat(), events=(event(TALK, "2026-09-14"),))
    assert states(found)["T07"] == "2026-09-10 met_late"


def test_a_threat_that_ends_in_time_is_needed_no_more_and_the_weeks_go_on() -> None:
    found = terms("2026-09-20", threat(ended="2026-09-09", how=ThreatEnd.AVERTED))
    assert states(found) == {"T07": "2026-09-10 withdrawn", "T06": "2026-10-05 running"}
    assert [each.step for each in found if each.is_waiting] == ["T06"]
    assert "ended on 2026-09-09" in said(next(each for each in found if each.step == "T07"))


def test_what_was_missed_while_it_threatened_stays_missed_after_it_ended() -> None:
    found = terms("2026-09-20", threat(ended="2026-09-18", how=ThreatEnd.POSTPONED))
    assert states(found) == {"T07": "2026-09-10 missed", "T06": "2026-10-05 running"}
    # It asks for nothing more: the weeks do.
    assert [each.step for each in found if each.is_waiting] == ["T06"]


def test_weeks_that_were_over_before_the_threat_came_stay_too_late() -> None:
    found = terms("2026-10-13", threat("2026-10-12"))
    assert states(found) == {"T07": "2026-10-15 running", "T06": "2026-10-05 missed"}
    assert {each.step for each in found if each.is_waiting} == {"T06", "T07"}


def test_a_threat_in_the_last_days_of_the_weeks_gives_no_more_time() -> None:
    found = terms("2026-10-01", threat("2026-10-01"))
    assert states(found) == {"T07": "2026-10-06 running", "T06": "2026-10-05 running"}


def test_a_threat_that_comes_after_the_first_talk_starts_nothing() -> None:
    found = terms("2026-09-20", threat("2026-09-16"), events=(event(TALK, "2026-09-14"),))
    assert states(found) == {"T06": "2026-10-05 met"}


def test_a_threat_that_ends_after_the_talk_changes_nothing() -> None:
    found = terms("2026-09-20", threat(ended="2026-09-15"), events=(event(TALK, "2026-09-09"),))
    assert states(found)["T07"] == "2026-09-10 met"


def test_a_threat_that_was_over_before_the_request_starts_nothing() -> None:
    assert states(terms("2026-09-08", threat("2026-08-20", ended="2026-09-07"))) == {"T06": "2026-10-05 running"}


def test_there_was_no_threat_after_all() -> None:
    mistaken = threat(ended="2026-09-15", how=ThreatEnd.MISTAKE)
    assert states(terms("2026-09-15", mistaken)) == {"T06": "2026-10-05 running"}


def test_a_mistake_does_not_undo_what_the_request_itself_said() -> None:
    # Marked as urgent, so three days counted until it was known that nothing threatened.
    soon = threat("2026-09-08", ended="2026-09-09", how=ThreatEnd.MISTAKE)
    assert states(terms("2026-09-15", soon, request=debts(urgent=True))) == {
        "T07": "2026-09-10 withdrawn",
        "T06": "2026-10-05 running",
    }
    late = threat("2026-09-08", ended="2026-09-14", how=ThreatEnd.MISTAKE)
    assert states(terms("2026-09-15", late, request=debts(urgent=True)))["T07"] == "2026-09-10 missed"


def test_an_urgent_request_needs_no_threat_of_its_own() -> None:
    found = terms("2026-09-08", request=debts(urgent=True))
    assert states(found) == {"T07": "2026-09-10 running", "T06": "2026-10-05 withdrawn"}


def test_writing_the_threat_of_an_urgent_request_down_later_gives_no_more_time() -> None:
    found = terms("2026-09-09", threat("2026-09-09"), request=debts(urgent=True))
    assert states(found)["T07"] == "2026-09-10 running"


def test_an_old_threat_does_not_calm_an_urgent_request() -> None:
    found = terms("2026-09-08", threat("2026-08-20", ended="2026-09-01"), request=debts(urgent=True))
    assert states(found)["T07"] == "2026-09-10 running"


def test_several_at_once_are_one_haste_until_the_last_is_over() -> None:
    rent = threat(ended="2026-09-15", how=ThreatEnd.AVERTED)
    power = threat("2026-09-09", kind=ThreatKind.ELECTRICITY)
    found = terms("2026-09-16", rent, power)
    assert [(each.step, each.legal_end) for each in found if each.is_waiting] == [("T07", day("2026-09-10"))]
    told = said(next(each for each in found if each.step == "T07"))
    assert "2026-09-07" in told
    assert "2026-09-09" in told
    over = terms("2026-09-20", rent, power.changed(ended_on=day("2026-09-18")))
    assert [each.step for each in over if each.is_waiting] == ["T06"]


def test_one_that_comes_after_another_was_over_counts_anew() -> None:
    first = threat(ended="2026-09-09", how=ThreatEnd.AVERTED)
    second = threat("2026-09-21", kind=ThreatKind.WATER)
    found = terms("2026-09-21", first, second)
    assert [(each.legal_end.isoformat(), each.state) for each in found if each.step == "T07"] == [
        ("2026-09-10", DeadlineState.WITHDRAWN),
        ("2026-09-24", DeadlineState.RUNNING),
    ]
    assert states(found)["T06"] == "2026-10-05 withdrawn"


@pytest.mark.parametrize("kind", [ThreatKind.ATTACHMENT, ThreatKind.NO_FOOD, ThreatKind.OTHER])
def test_what_the_law_does_not_name_makes_haste_only_where_the_team_says_so(kind: ThreatKind) -> None:
    here = threat(kind=kind)
    assert states(terms("2026-09-08", here)) == {"T06": "2026-10-05 running"}
    assert states(terms("2026-09-08", here.changed(counts_here=True)))["T07"] == "2026-09-10 running"


def test_other_requests_know_no_threat() -> None:
    request = asked(MONDAY, RequestKind.WMO)
    assert terms("2026-09-08", threat(), request=request) == []


# ------------------------------------------------------------------------------------------- in any order

days = st.dates(MONDAY - timedelta(days=20), MONDAY + timedelta(days=60))
threats = st.builds(
    lambda known, lasts, how, kind, here: Threat(
        household=HOUSEHOLD,
        kind=kind,
        known_on=known,
        counts_here=here,
        ended_on=known + timedelta(days=lasts) if lasts is not None else None,
        ended_how=how if lasts is not None else None,
    ),
    days,
    st.none() | st.integers(0, 40),
    st.none() | st.sampled_from(list(ThreatEnd)),
    st.sampled_from(list(ThreatKind)),
    st.booleans(),
)
talks = st.none() | st.dates(MONDAY, MONDAY + timedelta(days=50))


@given(
    st.lists(threats, max_size=5).flatmap(lambda typed: st.tuples(st.just(typed), st.permutations(typed))),
    talks,
    st.booleans(),
    days,
)
def test_the_order_in_which_threats_are_typed_never_matters(
    typed: tuple[list[Threat], list[Threat]], talk: date | None, urgent: bool, today: date
) -> None:
    happened = (event(TALK, talk.isoformat()),) if talk else ()
    request = debts(urgent=urgent)
    one, other = ([(d.step, d.state, d.legal_end, d.why) for d in deadlines(request, happened, LAW, today, order)]
                  for order in typed)  # fmt: skip
    assert one == other


@given(st.lists(threats, max_size=5), talks, st.booleans(), days)
def test_before_the_first_talk_the_one_that_counts_asks_for_it(
    typed: list[Threat], talk: date | None, urgent: bool, today: date
) -> None:
    if today < MONDAY:
        return
    happened = (event(TALK, talk.isoformat()),) if talk else ()
    found = terms(today.isoformat(), *typed, request=debts(urgent=urgent), events=happened)
    waiting = [each for each in found if each.is_waiting]
    if talk is not None and talk <= today:
        assert not waiting
    else:
        threatened = any(each.is_urgent and not each.was_mistaken and each.holds_on(today) for each in typed)
        haste = [each for each in waiting if each.step == "T07"]
        assert len(haste) == 1 if threatened else len(haste) <= int(urgent)
        weeks = [each for each in waiting if each.step == "T06"]
        # Both ask for it only when the weeks end first: a threat never gives more time.
        assert len(weeks) == 1 if not haste else all(each.legal_end < haste[0].legal_end for each in weeks)
    assert all(each.state is not DeadlineState.MISSED or today > each.legal_end for each in found)


@given(st.lists(threats, max_size=6))
def test_stretches_lie_apart_and_hold_exactly_the_days_of_their_threats(typed: list[Threat]) -> None:
    found = spells(typed)
    for (_first, last), (later, _end) in pairwise(found):
        assert last is not None
        assert last < later
    real = [each for each in typed if each.is_urgent and not each.was_mistaken]
    for shift in range(-25, 110):
        here = MONDAY + timedelta(days=shift)
        within = any(first <= here and (last is None or here < last) for first, last in found)
        assert within == any(each.holds_on(here) for each in real)


@given(st.lists(threats, max_size=4), days)
def test_a_threat_more_never_gives_more_time(typed: list[Threat], today: date) -> None:
    """What must be done first is never later because somebody wrote down one more threat that holds."""

    def first_end(known: list[Threat]) -> date:
        ends = [each.legal_end for each in terms(today.isoformat(), *known) if each.is_waiting]
        return min(ends, default=date.max)

    more = threat(today.isoformat())
    if today >= MONDAY and first_end(typed) < date.max:
        assert first_end([*typed, more]) <= first_end(typed)


# ------------------------------------------------------------------------------------------- the countdown


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE).astimezone(UTC)


def due(on: str, hour: str = "") -> Threat:
    return threat("2026-01-01").changed(on=day(on), hour=hour)


def test_it_counts_down_in_days_and_hours_to_the_hour_of_the_bailiff() -> None:
    assert due("2026-11-24", "13:00").countdown(at("2026-11-22T09:00")) == Countdown(days=2, hours=4)
    assert due("2026-11-22", "9:30").countdown(at("2026-11-22T09:00")) == Countdown(minutes=30)
    assert due("2026-11-22", "09:00").countdown(at("2026-11-22T09:00")) == Countdown()


def test_without_an_hour_it_counts_in_days_of_the_calendar() -> None:
    late_in_the_evening = at("2026-11-22T23:55")
    assert due("2026-11-23").countdown(late_in_the_evening) == Countdown(days=1, has_hour=False)
    assert due("2026-11-22").countdown(late_in_the_evening) == Countdown(days=0, has_hour=False)


def test_what_should_have_happened_is_past_and_an_unknown_day_has_no_countdown() -> None:
    passed = due("2026-11-22", "08:59").countdown(at("2026-11-22T09:00"))
    assert passed is not None
    assert passed.is_past
    yesterday = due("2026-11-21").countdown(at("2026-11-22T00:00"))
    assert yesterday is not None
    assert yesterday.is_past
    assert threat().countdown(at("2026-11-22T09:00")) is None


@pytest.mark.parametrize("change", ["2026-03-29", "2026-10-25"])
def test_a_night_of_another_length_is_still_one_day(change: str) -> None:
    day_before = (day(change) - timedelta(days=1)).isoformat()
    day_after = (day(change) + timedelta(days=1)).isoformat()
    assert due(day_after, "12:00").countdown(at(f"{day_before}T12:00")) == Countdown(days=2)
    hours = 23 if change.startswith("2026-03") else 25
    found = due(change, "12:00").countdown(at(f"{day_before}T12:01"))
    assert found is not None
    assert (found.days, found.hours) == (0, hours - 1)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), days, st.sampled_from(["", "00:00", "02:30", "09:30"]))  # fmt: skip
def test_a_countdown_never_says_something_impossible(now: datetime, on: date, hour: str) -> None:
    found = due(on.isoformat(), hour).countdown(now)
    assert found is not None
    moment = due(on.isoformat(), hour).happens_at()
    assert moment is not None
    assert found.is_past == (now > moment)
    assert found.days >= 0
    assert 0 <= found.hours <= 25
    assert 0 <= found.minutes < 60


def test_the_first_to_happen_stands_on_top_and_what_is_over_below() -> None:
    late, soon = due("2026-12-01", "09:00"), due("2026-11-24")
    soonest = due("2026-11-24", "08:00")
    unknown, over = threat("2026-11-01"), due("2026-11-23").changed(ended_on=day("2026-11-20"))
    assert in_order([over, unknown, late, soon, soonest], day("2026-11-22")) == (soonest, soon, late, unknown, over)
