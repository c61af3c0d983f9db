"""The terms of a request follow from what happened, on the days it happened."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.domain.kinds import HouseholdId, RequestId, new_id
from buurtteam.domain.reckoning import deadlines
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.statute import LocalNorm, Mark, Statute, Unit

LAW = Statute.load(Path(__file__).parents[2] / "resources" / "statute")
HOUSEHOLD = HouseholdId(new_id())
MONDAY = date(2026, 9, 7)


def asked(day: date = MONDAY, kind: RequestKind = RequestKind.WMO, *, urgent: bool = False) -> RequestNotification:
    moment = datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
    return RequestNotification(household=HOUSEHOLD, received_at=moment, kind=kind, is_urgent=urgent)


def event(kind: EventKind, on: str, until_on: str | None = None) -> RequestEvent:
    return RequestEvent(
        household=HOUSEHOLD,
        request=RequestId(new_id()),
        kind=kind,
        on=date.fromisoformat(on),
        until_on=date.fromisoformat(until_on) if until_on else None,
    )


def found(request: RequestNotification, today: str, *events: RequestEvent) -> dict[str, Deadline]:
    return {line.step: line for line in deadlines(request, events, LAW, date.fromisoformat(today))}


def said(deadline: Deadline) -> str:
    return " ".join(reason.sentence.format(**reason.values) for reason in deadline.why)


def test_a_new_request_starts_confirming_the_personal_plan_and_the_assessment() -> None:
    terms = found(asked(), "2026-09-07")
    assert {step: line.legal_end.isoformat() for step, line in terms.items()} == {
        "T01": "2026-09-09",
        "T02": "2026-09-14",
        "T03": "2026-10-19",
    }
    assert {line.state for line in terms.values()} == {DeadlineState.RUNNING}
    assert terms["T03"].days_left(date(2026, 10, 12)) == 7


def test_the_term_that_ends_first_comes_first() -> None:
    assert [line.step for line in deadlines(asked(), [], LAW, MONDAY)] == ["T01", "T02", "T03"]


def test_a_request_late_in_the_evening_belongs_to_its_day_in_the_netherlands() -> None:
    evening = asked().changed(received_at=datetime(2026, 9, 7, 22, 30, tzinfo=UTC))
    assert found(evening, "2026-09-08")["T03"].day_zero == date(2026, 9, 8)


def test_only_an_urgent_request_must_be_helped_at_once() -> None:
    terms = found(asked(urgent=True), "2026-09-07", event(EventKind.URGENT_HELP_STARTED, "2026-09-07"))
    assert terms["T05a"].state is DeadlineState.MET
    assert terms["T05b"].legal_end == date(2026, 9, 9)
    assert terms["T05b"].mark is Mark.LOCAL_NORM
    assert "T05a" not in found(asked(), "2026-09-07")


def test_what_is_done_in_time_or_late_is_seen_from_its_own_day() -> None:
    terms = found(
        asked(),
        "2026-11-20",
        event(EventKind.RECEIPT_CONFIRMED, "2026-09-10"),
        event(EventKind.ASSESSMENT_FINISHED, "2026-10-19"),
    )
    assert (terms["T01"].state, terms["T01"].met_on) == (DeadlineState.MET_LATE, date(2026, 9, 10))
    assert terms["T03"].state is DeadlineState.MET
    assert not terms["T01"].is_open


def test_between_the_counted_and_the_legal_end_a_term_still_runs_but_has_warned() -> None:
    line = found(asked(date(2026, 4, 2)), "2026-05-16")["T03"]
    assert line.state is DeadlineState.RUNNING
    assert (line.warn_on, line.legal_end) == (date(2026, 5, 14), date(2026, 5, 18))
    assert line.days_left(date(2026, 5, 16)) == -2
    assert "2026-05-14" in said(line)


def test_the_time_for_a_personal_plan_simply_passes() -> None:
    untold = found(asked(), "2026-09-15")["T02"]
    assert untold.state is DeadlineState.PASSED
    assert not untold.is_open
    assert "not been told" in said(untold)
    late = found(asked(), "2026-10-01", event(EventKind.PERSONAL_PLAN_RECEIVED, "2026-09-20"))["T02"]
    assert late.state is DeadlineState.PASSED
    assert "Weigh it all the same" in said(late)


def test_when_the_assessment_is_late_the_resident_may_apply() -> None:
    assert "may apply now" in said(found(asked(), "2026-10-20")["T03"])
    assert "may apply now" not in said(found(asked(), "2026-10-19")["T03"])


def test_an_application_before_the_assessment_is_named() -> None:
    applied = event(EventKind.APPLICATION_RECEIVED, "2026-09-21")
    finished = event(EventKind.ASSESSMENT_FINISHED, "2026-09-18")
    assert "before the assessment was finished" in said(found(asked(), "2026-09-22", applied)["T04"])
    assert "before the assessment was finished" not in said(found(asked(), "2026-09-22", applied, finished)["T04"])


APPLIED = event(EventKind.APPLICATION_RECEIVED, "2026-09-07")
ASKED = event(EventKind.ASKED_TO_COMPLETE, "2026-09-10", "2026-09-24")


@pytest.mark.parametrize(
    ("events", "legal_end", "held"),
    [
        ([], "2026-09-21", 0),
        ([ASKED, event(EventKind.COMPLETED, "2026-09-18")], "2026-09-28", 7),
        ([ASKED], "2026-10-05", 14),
        ([event(EventKind.DELAY_AGREED, "2026-09-10"), event(EventKind.DELAY_ENDED, "2026-09-18")], "2026-09-28", 7),
    ],
)
def test_the_decision_waits_while_the_applicant_is_asked(events: list[RequestEvent], legal_end: str, held: int) -> None:
    line = found(asked(date(2026, 7, 6)), "2026-12-01", APPLIED, *events)["T04"]
    assert (line.legal_end.isoformat(), line.suspended_days) == (legal_end, held)


def test_while_the_clock_stands_still_the_days_left_do_not_change() -> None:
    lines = [found(asked(), f"2026-09-{day}", APPLIED, ASKED)["T04"] for day in (11, 15, 24)]
    assert {line.state for line in lines} == {DeadlineState.SUSPENDED}
    left = [line.days_left(date(2026, 9, day)) for line, day in zip(lines, (11, 15, 24), strict=True)]
    assert left == [11, 11, 11]
    assert "until 2026-09-24 at the latest" in said(lines[0])
    assert [line.legal_end.day for line in lines] == [22, 28, 5]
    assert all("that day moves along" in said(line) for line in lines)
    assert "that day moves along" not in said(found(asked(), "2026-09-25", APPLIED, ASKED)["T04"])
    assert found(asked(), "2026-09-25", APPLIED, ASKED)["T04"].state is DeadlineState.RUNNING


def test_a_decision_while_waiting_ends_the_wait() -> None:
    line = found(asked(), "2026-12-01", APPLIED, ASKED, event(EventKind.DECISION_MADE, "2026-09-14"))["T04"]
    assert (line.state, line.suspended_days) == (DeadlineState.MET, 3)


def test_telling_that_it_takes_longer_does_not_move_the_legal_date() -> None:
    told = event(EventKind.EXTENSION_AGREED, "2026-10-01")
    line = found(asked(), "2026-10-02", told)["T03"]
    assert line.legal_end == found(asked(), "2026-10-02")["T03"].legal_end
    assert "2026-10-01" in said(line)


def test_after_a_withdrawal_nothing_runs_and_what_was_missed_stays_so_without_asking_for_more() -> None:
    terms = found(asked(), "2026-12-01", event(EventKind.WITHDRAWN, "2026-09-20"))
    assert {step: line.state for step, line in terms.items()} == {
        "T01": DeadlineState.MISSED,
        "T02": DeadlineState.PASSED,
        "T03": DeadlineState.WITHDRAWN,
    }
    assert not any(line.is_open for line in terms.values())


def test_a_request_about_money_worries_has_the_terms_of_debt_help() -> None:
    talked = event(EventKind.FIRST_TALK_HELD, "2026-03-10")
    calm = found(asked(date(2026, 3, 2), RequestKind.DEBT), "2026-03-11", talked)
    assert calm["T06"].state is DeadlineState.MET
    assert calm["T08"].legal_end == date(2026, 5, 6)
    assert calm["T08"].to_check is not None
    threatened = found(asked(date(2026, 4, 2), RequestKind.DEBT, urgent=True), "2026-04-02")
    assert threatened["T07"].legal_end == date(2026, 4, 9)


def test_advice_asks_only_for_a_confirmation() -> None:
    assert set(found(asked(kind=RequestKind.ADVICE), "2026-09-07")) == {"T01"}


def test_a_mistyped_year_leaves_the_list_whole() -> None:
    assert found(asked(date(1926, 9, 7)), "2026-09-07") == {}
    # Far in the future is typed too; nothing breaks.
    assert "T01" in found(asked(date(2199, 12, 30)), "2026-09-07")


def test_the_teams_own_norm_is_kept_from_its_day_on() -> None:
    norm = LocalNorm(step="T01", number=1, unit=Unit.WORKING_DAYS, valid_from=MONDAY)
    line = deadlines(asked(), [], LAW.with_local_norms([norm]), MONDAY)[0]
    assert (line.step, line.legal_end) == ("T01", date(2026, 9, 8))


kinds = st.sampled_from(list(EventKind))
some_days = st.dates(MONDAY, MONDAY + timedelta(days=120))
events = st.builds(
    lambda kind, on, given: event(kind, on.isoformat(), (on + timedelta(days=given)).isoformat() if given else None),
    kinds,
    some_days,
    st.none() | st.integers(1, 30),
)


@given(st.lists(events, max_size=8).flatmap(lambda typed: st.tuples(st.just(typed), st.permutations(typed))), some_days)
def test_the_order_of_typing_does_not_matter(typed: tuple[list[RequestEvent], list[RequestEvent]], today: date) -> None:
    request = asked(urgent=True)
    one, other = (deadlines(request, order, LAW, today) for order in typed)
    assert one == other


@given(st.lists(events, max_size=8), some_days)
def test_every_term_says_why_and_is_met_only_by_something_that_happened(typed: list[RequestEvent], today: date) -> None:
    for line in deadlines(asked(urgent=True), typed, LAW, today):
        assert said(line)
        assert line.met_on is None or line.met_on in {event.on for event in typed}
        assert line.state is not DeadlineState.MISSED or today > line.legal_end
        assert line.warn_on == min(line.counted_end, line.legal_end)
