"""The terms of a household outside its requests, T09 to T24 and the team's own norms: each from dated events."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.answers import is_answer, open_starts
from buurtteam.domain.care import CarerTalk, Perseverance
from buurtteam.domain.case import CaseEvent, CaseEventKind, Closing, Postponement, TermSource
from buurtteam.domain.deadlines import OUTLIVES_CLOSING, WINDOWS, Deadline, DeadlineState
from buurtteam.domain.household import SafetyFlag
from buurtteam.domain.household_clocks import CaseFacts
from buurtteam.domain.kinds import HouseholdId, RequestId, ResidentId, new_id
from buurtteam.domain.plan import HouseholdPlan
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.sharing import Consent, ConsentAnswer
from buurtteam.domain.statute import Extension, LocalNorm, Mark, Statute, Unit
from buurtteam.domain.task import Task, TaskKind

LAW = Statute.load(Path(__file__).parents[2] / "resources" / "statute")
HOME = HouseholdId(new_id())
SAMIRA, YUSUF = ResidentId(new_id()), ResidentId(new_id())
Kind = CaseEventKind
State = DeadlineState


def day(written: str) -> date:
    return date.fromisoformat(written)


def happened(kind: CaseEventKind, on: str, **facts: Any) -> CaseEvent:  # noqa: ANN401 - whatever the record has
    """An event, with days written as 2026-11-09."""
    if isinstance(facts.get("until_on"), str):
        facts["until_on"] = day(facts["until_on"])
    return CaseEvent(household=HOME, kind=kind, on=day(on), **facts)


def terms(today: str, *events: CaseEvent, **facts: Any) -> list[Deadline]:  # noqa: ANN401 - whatever the record has
    return list(case_deadlines(CaseFacts(household=HOME, events=events, **facts), LAW, day(today)))


def one(today: str, step: str, *events: CaseEvent, **facts: Any) -> Deadline:  # noqa: ANN401 - whatever the record has
    (found,) = (each for each in terms(today, *events, **facts) if each.step == step)
    return found


def said(deadline: Deadline) -> str:
    return " ".join(reason.sentence.format(**reason.values) for reason in deadline.why)


# ------------------------------------------------------------------------------- one start, one answer: T09 to T17, T22, N02

# step, what starts it on Monday 2 March 2026, its counted and legal end, what meets it, how hard it is
STARTED = [
    ("T09a", Kind.EARLY_SIGNAL, "2026-03-30", "2026-03-30", Kind.SIGNAL_CONTACT, Mark.LOCAL_NORM),
    ("T09b", Kind.CRISIS_SIGNAL, "2026-03-05", "2026-03-05", Kind.SIGNAL_CONTACT, Mark.LOCAL_NORM),
    ("T10", Kind.CREDITORS_ASKED, "2026-06-30", "2026-06-30", Kind.ARRANGEMENT_MADE, Mark.LOCAL_NORM),
    ("T11", Kind.ARRANGEMENT_STARTED, "2027-09-02", "2027-09-02", Kind.ARRANGEMENT_ENDED, Mark.LAW),
    ("T12", Kind.STAY_GRANTED, "2026-09-02", "2026-09-02", Kind.STAY_ENDED, Mark.LAW),
    ("T13a", Kind.FAMILY_PLAN_DECLINED, "2026-04-13", "2026-04-13", Kind.YOUTH_PLAN_SETTLED, Mark.LAW),
    ("T13b", Kind.YOUTH_PLAN_ASKED, "2026-03-16", "2026-03-16", Kind.YOUTH_PLAN_WRITTEN, Mark.LAW),
    ("T14a", Kind.SAFE_HOME_REPORTED, "2026-03-09", "2026-03-09", Kind.SAFE_HOME_ASSESSED, Mark.FOLLOW),
    ("T14b", Kind.SAFE_HOME_REPORTED, "2026-05-11", "2026-05-11", Kind.SAFE_HOME_CONCLUDED, Mark.FOLLOW),
    ("T16a", Kind.PRIVACY_ASKED, "2026-04-02", "2026-04-02", Kind.PRIVACY_ANSWERED, Mark.LAW),
    ("T17", Kind.DESTRUCTION_ASKED, "2026-06-02", "2026-06-02", Kind.DESTRUCTION_ANSWERED, Mark.LAW),
    ("T18", Kind.LEAK_FOUND, "2026-03-05", "2026-03-05", Kind.LEAK_REPORTED, Mark.LAW),
    ("T22a", Kind.BENEFIT_REPORTED, "2026-03-30", "2026-03-30", Kind.BENEFIT_APPLIED, Mark.FOLLOW),
    # 8 weeks end on King's Day.
    ("T22b", Kind.BENEFIT_APPLIED, "2026-04-27", "2026-04-28", Kind.BENEFIT_DECIDED, Mark.FOLLOW),
    ("T22c", Kind.BENEFIT_APPLIED, "2026-03-30", "2026-03-30", Kind.BENEFIT_ADVANCED, Mark.FOLLOW),
    ("N02", Kind.CRISIS_STARTED, "2026-03-02", "2026-03-02", Kind.CRISIS_COORDINATOR_NAMED, Mark.LOCAL_NORM),
]
BY_STEP = pytest.mark.parametrize(("step", "start", "counted", "legal", "answer", "mark"), STARTED)


@BY_STEP
def test_a_term_starts_with_its_event_is_met_in_time_or_late_and_is_missed_without(
    step: str, start: CaseEventKind, counted: str, legal: str, answer: CaseEventKind, mark: Mark
) -> None:
    begun = happened(start, "2026-03-02")
    running = one("2026-03-02", step, begun)
    assert (running.state, running.day_zero, running.mark) == (State.RUNNING, day("2026-03-02"), mark)
    assert (running.counted_end.isoformat(), running.legal_end.isoformat()) == (counted, legal)
    assert running.source == TermSource(event=begun.id)
    assert running.is_open

    in_time = one("2028-01-01", step, begun, happened(answer, legal))
    assert (in_time.state, in_time.met_on, in_time.is_open) == (State.MET, day(legal), False)

    after = (day(legal) + timedelta(days=1)).isoformat()
    late = one("2028-01-01", step, begun, happened(answer, after))
    missed = one(after, step, begun)
    if step in WINDOWS:
        assert (late.state, missed.state, missed.is_open) == (State.PASSED, State.PASSED, False)
    else:
        assert (late.state, late.met_on, late.is_open) == (State.MET_LATE, day(after), False)
        assert (missed.state, missed.is_open) == (State.MISSED, True)


@BY_STEP
def test_closing_ends_a_term_but_not_what_residents_have_a_right_to(
    step: str, start: CaseEventKind, counted: str, legal: str, answer: CaseEventKind, mark: Mark
) -> None:
    del counted, answer, mark
    begun = happened(start, "2026-03-02")
    closed = Closing(household=HOME, on=day("2026-03-02"), has_aftercare=False)
    found = one("2026-03-02", step, begun, closings=[closed])
    if step in OUTLIVES_CLOSING:
        assert found.is_open
    else:
        assert (found.state, found.ended_on, found.is_open) == (State.WITHDRAWN, closed.on, False)
    again = closed.changed(reopened_on=day("2026-03-02"))
    assert one("2026-03-02", step, begun, closings=[again]).state is State.RUNNING
    # What was missed before the closing stays to be seen as missed, and asks nobody any more.
    later = Closing(household=HOME, on=day("2029-01-01"), has_aftercare=False)
    past = one("2029-02-01", step, begun, closings=[later])
    if step not in OUTLIVES_CLOSING | WINDOWS:
        assert (past.state, past.is_open) == (State.MISSED, False)
    assert day(legal) < later.on


@BY_STEP
def test_a_term_that_began_after_the_closing_does_not_end_before_it_began(
    step: str, start: CaseEventKind, counted: str, legal: str, answer: CaseEventKind, mark: Mark
) -> None:
    del counted, legal, answer, mark
    closed = Closing(household=HOME, on=day("2026-02-20"), has_aftercare=False)
    found = one("2026-03-02", step, happened(start, "2026-03-02"), closings=[closed])
    if step not in OUTLIVES_CLOSING:
        assert (found.state, found.ended_on) == (State.WITHDRAWN, found.day_zero)


def test_what_ended_before_a_term_began_ends_it_on_the_day_it_began() -> None:
    given = Consent(household=HOME, recipient="School", answer=ConsentAnswer.YES, given_on=day("2026-01-05"))
    ended = given.changed(withdrawn_on=day("2026-02-01"))
    reviewed = happened(Kind.CONSENT_REVIEWED, "2026-02-09", consent=given.id)
    first, again = (each for each in terms("2026-03-02", reviewed, consents=[ended]) if each.rule == "T23")
    assert (first.state, first.met_on) == (State.MET, day("2026-02-09"))
    assert (again.state, again.ended_on) == (State.WITHDRAWN, again.day_zero)


def test_who_is_to_be_called_back_after_the_closing_has_the_term_of_a_call_back() -> None:
    note = Task(household=HOME, kind=TaskKind.CALL_BACK, what="Bellen", made_on=day("2026-03-02"))
    closed = Closing(household=HOME, on=day("2026-02-20"), has_aftercare=False)
    found = one("2026-03-02", "N01", tasks=[note], closings=[closed])
    assert (found.state, found.ended_on) == (State.RUNNING, None)


@BY_STEP
def test_an_event_that_has_yet_to_come_starts_and_meets_nothing(
    step: str, start: CaseEventKind, counted: str, legal: str, answer: CaseEventKind, mark: Mark
) -> None:
    del counted, legal, mark
    begun = happened(start, "2026-03-02")
    assert [each for each in terms("2026-03-01", begun) if each.step == step] == []
    assert one("2026-03-02", step, begun, happened(answer, "2026-03-03")).met_on is None


# ------------------------------------------------------------------------------------------ which event answers which


def test_an_answer_that_names_one_request_leaves_the_other_open() -> None:
    first, second = happened(Kind.PRIVACY_ASKED, "2026-03-02"), happened(Kind.PRIVACY_ASKED, "2026-03-09")
    named = happened(Kind.PRIVACY_ANSWERED, "2026-03-16", answers=second.id)
    states = {each.source.event: each.state for each in terms("2026-03-16", first, second, named)}
    assert states == {first.id: State.RUNNING, second.id: State.MET}


def test_an_answer_that_names_none_answers_all_before_it_and_none_after() -> None:
    first, second = happened(Kind.PRIVACY_ASKED, "2026-03-02"), happened(Kind.PRIVACY_ASKED, "2026-03-09")
    third = happened(Kind.PRIVACY_ASKED, "2026-03-20")
    for_all = happened(Kind.PRIVACY_ANSWERED, "2026-03-16")
    states = {each.source.event: each.state for each in terms("2026-03-20", first, second, third, for_all)}
    assert states == {first.id: State.MET, second.id: State.MET, third.id: State.RUNNING}


def test_what_is_about_one_resident_does_not_answer_for_another() -> None:
    hers, his = (happened(Kind.PRIVACY_ASKED, "2026-03-02", about=who) for who in (SAMIRA, YUSUF))
    answered = happened(Kind.PRIVACY_ANSWERED, "2026-03-16", about=YUSUF)
    states = {each.source.event: each.state for each in terms("2026-03-16", hers, his, answered)}
    assert states == {hers.id: State.RUNNING, his.id: State.MET}
    assert is_answer(answered.changed(answers=hers.id), hers)


def test_only_what_is_still_open_is_offered_to_be_answered() -> None:
    reported = happened(Kind.SAFE_HOME_REPORTED, "2026-03-02")
    assessed = happened(Kind.SAFE_HOME_ASSESSED, "2026-03-05")
    events = [reported, assessed]
    assert open_starts(events, Kind.SAFE_HOME_ASSESSED) == ()
    assert open_starts(events, Kind.SAFE_HOME_CONCLUDED) == (reported,)
    leak = happened(Kind.LEAK_FOUND, "2026-03-02")
    assert open_starts([leak, happened(Kind.LEAK_NOT_REPORTED, "2026-03-03")], Kind.LEAK_REPORTED) == ()
    applied = happened(Kind.BENEFIT_APPLIED, "2026-03-02")
    asked = happened(Kind.BENEFIT_ASKED_TO_COMPLETE, "2026-03-04")
    # Asking once more is possible, until it was decided.
    assert open_starts([applied, asked], Kind.BENEFIT_ASKED_TO_COMPLETE) == (applied,)
    decided = happened(Kind.BENEFIT_DECIDED, "2026-03-09")
    assert open_starts([applied, asked, decided], Kind.BENEFIT_COMPLETED) == ()
    assert open_starts([applied], Kind.EARLY_SIGNAL) == ()


# --------------------------------------------------------------------------------------------- debts: T09 to T12


def test_one_contact_answers_a_signal_and_a_crisis_signal() -> None:
    events = [happened(Kind.EARLY_SIGNAL, "2026-03-02"), happened(Kind.CRISIS_SIGNAL, "2026-03-03")]
    found = terms("2026-03-04", *events, happened(Kind.SIGNAL_CONTACT, "2026-03-04"))
    assert {each.step: each.state for each in found} == {"T09a": State.MET, "T09b": State.MET}
    assert all(each.to_check is not None for each in found)


def test_an_arrangement_that_has_started_was_made() -> None:
    found = one("2026-05-01", "T10", happened(Kind.CREDITORS_ASKED, "2026-03-02"),
                happened(Kind.ARRANGEMENT_STARTED, "2026-04-20"))  # fmt: skip
    assert (found.state, found.met_on) == (State.MET, day("2026-04-20"))


def test_an_arrangement_from_before_july_2023_has_the_time_of_then() -> None:
    assert one("2023-07-01", "T11", happened(Kind.ARRANGEMENT_STARTED, "2023-06-30")).legal_end == day("2026-06-30")
    assert one("2023-07-01", "T11", happened(Kind.ARRANGEMENT_STARTED, "2023-07-01")).legal_end == day("2025-01-01")


def test_a_court_may_set_an_earlier_end_but_never_a_later_one() -> None:
    earlier = one("2026-03-02", "T12", happened(Kind.STAY_GRANTED, "2026-03-02", until_on="2026-06-15"))
    assert (earlier.counted_end, earlier.legal_end) == (day("2026-06-15"), day("2026-06-15"))
    assert "An earlier end was set: 2026-06-15" in said(earlier)
    later = one("2026-03-02", "T12", happened(Kind.STAY_GRANTED, "2026-03-02", until_on="2026-12-01"))
    assert later.legal_end == day("2026-09-02")
    assert "earlier end" not in said(later)


# ------------------------------------------------------------------------------------- youth, Veilig Thuis: T13, T14


def test_the_plan_on_paper_has_its_own_fourteen_days_over_easter() -> None:
    found = one("2026-03-20", "T13b", happened(Kind.YOUTH_PLAN_ASKED, "2026-03-20"))
    assert (found.counted_end, found.legal_end) == (day("2026-04-03"), day("2026-04-07"))
    assert "2026-04-03" in said(found)


def test_terms_of_veilig_thuis_are_followed_and_for_the_team_only() -> None:
    found = terms("2026-03-20", happened(Kind.SAFE_HOME_REPORTED, "2026-03-02"))
    assert {each.step for each in found} == {"T14a", "T14b"}
    for each in found:
        assert each.is_team_only
        assert each.mark is Mark.FOLLOW
        assert "You follow it" in said(each)
    # Five working days, no Atw.
    assert found[0].legal_end == day("2026-03-09")
    assert found[0].to_check is not None


# ---------------------------------------------------------------------------------------- the right to object: T15


def test_objecting_is_a_right_that_goes_on_after_the_household_was_closed() -> None:
    request = RequestNotification(household=HOME, received_at=datetime(2026, 9, 1, 9, tzinfo=UTC))
    decided = RequestEvent(household=HOME, request=request.id, kind=EventKind.DECISION_MADE, on=day("2026-11-20"))
    closed = Closing(household=HOME, on=day("2026-11-21"), has_aftercare=False)
    facts: dict[str, Any] = {"requests": [(request, [decided])], "closings": [closed]}
    found = one("2026-12-01", "T15", **facts)
    assert (found.counted_end, found.legal_end) == (day("2027-01-01"), day("2027-01-04"))
    assert found.state is State.RUNNING
    assert one("2027-01-05", "T15", **facts).state is State.PASSED
    # The team's own work for that request is over.
    assert not any(each.is_open for each in terms("2027-01-05", **facts))


# -------------------------------------------------------------------------------------------- privacy: T16 to T18


def test_two_months_more_only_when_they_were_told_within_the_first() -> None:
    asked = happened(Kind.PRIVACY_ASKED, "2026-03-02")
    in_time = happened(Kind.PRIVACY_EXTENDED, "2026-04-02")
    assert [each.step for each in terms("2026-04-10", asked, in_time)] == ["T16b"]
    assert one("2026-04-10", "T16b", asked, in_time).legal_end == day("2026-06-02")
    too_late = happened(Kind.PRIVACY_EXTENDED, "2026-04-03")
    assert one("2026-04-10", "T16a", asked, too_late).state is State.MISSED
    other = happened(Kind.PRIVACY_EXTENDED, "2026-03-20", answers=happened(Kind.PRIVACY_ASKED, "2026-03-02").id)
    assert one("2026-03-20", "T16a", asked, other).legal_end == day("2026-04-02")


def test_a_privacy_answer_knows_no_days_of_royal_decree() -> None:
    # 14 May is Ascension Day; Friday 15 May 2026 is free by royal decree, but not for European terms.
    assert one("2026-04-14", "T16a", happened(Kind.PRIVACY_ASKED, "2026-04-14")).legal_end == day("2026-05-15")
    assert one("2026-04-14", "T17", happened(Kind.DESTRUCTION_ASKED, "2026-02-14")).legal_end == day("2026-05-18")


def test_a_month_from_the_last_day_of_january_ends_on_the_last_of_february() -> None:
    found = one("2027-01-31", "T16a", happened(Kind.PRIVACY_ASKED, "2027-01-31"))
    assert (found.counted_end, found.legal_end) == (day("2027-02-28"), day("2027-03-01"))


def test_a_leak_counts_in_hours_from_the_moment_also_when_the_clock_changes() -> None:
    at = datetime(2026, 3, 27, 22, 30, tzinfo=UTC)
    leak = CaseEvent(kind=Kind.LEAK_FOUND, on=day("2026-03-27"), at=at)
    (found,) = case_deadlines(CaseFacts(events=[leak]), LAW, day("2026-03-28"))
    assert found.counted.ends_at == at + timedelta(hours=72)
    # In the Netherlands that is 00:30 on the 31st: the clock went forward.
    assert found.legal_end == day("2026-03-31")
    assert "It ends at" in said(found)


def test_a_leak_reported_on_its_last_day_but_after_its_hour_is_late() -> None:
    at = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    leak = CaseEvent(kind=Kind.LEAK_FOUND, on=day("2026-03-10"), at=at)

    def state(hours: int, minutes: int = 0) -> DeadlineState:
        moment = at + timedelta(hours=hours, minutes=minutes)
        told = CaseEvent(kind=Kind.LEAK_REPORTED, on=moment.date(), at=moment)
        return case_deadlines(CaseFacts(events=[leak, told]), LAW, day("2026-03-20"))[0].state

    assert state(72) is State.MET
    assert state(72, 1) is State.MET_LATE
    assert state(100) is State.MET_LATE


def test_a_leak_that_need_not_be_reported_waits_for_nobody() -> None:
    leak = happened(Kind.LEAK_FOUND, "2026-03-10")
    assert one("2026-03-11", "T18", leak, happened(Kind.LEAK_NOT_REPORTED, "2026-03-11")).state is State.MET


# --------------------------------------------------------------------------------------- plan and aftercare: T19, T20


def plan(made_on: str, **facts: Any) -> HouseholdPlan:  # noqa: ANN401 - whatever the record has
    return HouseholdPlan(household=HOME, made_on=day(made_on), **facts)


def test_a_plan_is_looked_at_after_six_weeks_and_then_every_three_months() -> None:
    first = one("2026-03-02", "T19a", plan=plan("2026-03-02"))
    assert (first.legal_end, first.state) == (day("2026-04-13"), State.RUNNING)
    looked = [day("2026-04-10"), day("2026-07-20")]
    found = terms("2026-08-01", plan=plan("2026-03-02"), evaluated_on=looked)
    assert [(each.step, each.day_zero.isoformat(), each.state) for each in found] == [
        ("T19a", "2026-03-02", State.MET),
        ("T19b", "2026-04-10", State.MET_LATE),
        ("T19b", "2026-07-20", State.RUNNING),
    ]
    assert found[-1].legal_end == day("2026-10-20")
    assert one("2026-04-14", "T19a", plan=plan("2026-03-02")).state is State.MISSED


def test_an_appointment_to_look_at_the_plan_is_told_and_moves_nothing() -> None:
    made = plan("2026-03-02", evaluation_at=datetime(2026, 4, 30, 9, 0, tzinfo=UTC))
    found = one("2026-03-03", "T19a", plan=made)
    assert found.legal_end == day("2026-04-13")
    assert "You agreed to look at it together on 2026-04-30" in said(found)


def test_a_plan_that_was_not_made_yet_has_no_term() -> None:
    assert terms("2026-03-02", plan=HouseholdPlan(household=HOME)) == []


def aftercare(step: str, **facts: Any) -> Task:  # noqa: ANN401 - whatever the record has
    return Task(household=HOME, kind=TaskKind.AFTERCARE, what="Nazorg", step=step, **facts)


def test_aftercare_is_due_after_one_three_six_and_twelve_months_and_met_by_its_tasks() -> None:
    closed = Closing(household=HOME, on=day("2026-01-31"))
    tasks = [
        aftercare("T20a", done_on=day("2026-03-02")),
        aftercare("T20b", done_on=day("2026-04-28")),
        aftercare("T20c", cancelled_on=day("2026-05-01"), cancel_reason="Verhuisd"),
        aftercare("T20d"),
    ]
    found = {each.step: each for each in terms("2026-08-20", closings=[closed], tasks=tasks)}
    assert {step: each.legal_end.isoformat() for step, each in found.items()} == {
        "T20a": "2026-02-28",
        "T20b": "2026-04-30",
        "T20c": "2026-07-31",
        "T20d": "2027-01-31",
    }
    assert {step: each.state for step, each in found.items()} == {
        "T20a": State.MET_LATE,
        "T20b": State.MET,
        "T20c": State.WITHDRAWN,
        "T20d": State.RUNNING,
    }
    missed = {each.step: each.state for each in terms("2026-05-01", closings=[closed])}
    assert (missed["T20a"], missed["T20b"], missed["T20c"]) == (State.MISSED, State.MISSED, State.RUNNING)


def test_without_aftercare_or_after_reopening_nobody_is_asked() -> None:
    closed = Closing(household=HOME, on=day("2026-01-31"))
    assert terms("2026-02-01", closings=[closed.changed(has_aftercare=False)]) == []
    again = closed.changed(reopened_on=day("2026-03-10"))
    found = {each.step: each for each in terms("2026-06-01", closings=[again])}
    assert {each.is_open for each in found.values()} == {False}
    assert found["T20a"].state is State.MISSED
    assert found["T20b"].state is State.WITHDRAWN


# ---------------------------------------------------------------------------------------------------- ages: T21

YOUNG = "2010-05-12"
"""16½ on 12 November 2026, 17 on 12 May 2027, 17½ on 12 November 2027, 18 on 12 May 2028."""


def of_age(today: str, *events: CaseEvent, born: str = YOUNG, since: str = "2020-01-01") -> dict[str, Deadline]:
    found = terms(today, *events, births=[(YUSUF, born)], known_since=day(since))
    return {each.step: each for each in found}


def test_the_steps_to_eighteen_come_in_sight_and_are_met_by_a_talk_about_it() -> None:
    assert set(of_age("2026-11-01")) == {"T21a", "T21b", "T21c"}
    assert set(of_age("2026-11-22")) == {"T21a", "T21b", "T21c", "T21d"}
    talk = happened(Kind.COMING_OF_AGE_TALKED, "2026-11-10", about=YUSUF)
    found = of_age("2026-11-22", talk)
    assert (found["T21a"].state, found["T21a"].met_on) == (State.MET, day("2026-11-10"))
    # The same talk, less than half a year before 17, may count for it too; 17½ asks for another.
    assert found["T21b"].is_open is False
    assert found["T21c"].is_open
    assert found["T21d"].is_window
    other = of_age("2026-11-22", happened(Kind.COMING_OF_AGE_TALKED, "2026-11-10", about=SAMIRA))
    assert other["T21a"].state is State.MISSED


def test_who_is_eighteen_is_asked_for_no_step_before_it() -> None:
    found = of_age("2028-05-12")
    assert {step: (each.state, each.is_open) for step, each in found.items()} == {
        "T21a": (State.MISSED, False),
        "T21b": (State.MISSED, False),
        "T21c": (State.MISSED, False),
        "T21d": (State.RUNNING, True),
    }
    assert of_age("2028-05-13")["T21d"].state is State.PASSED


def test_what_somebody_reached_before_the_team_knew_them_was_not_missed() -> None:
    assert set(of_age("2027-06-01", since="2027-05-20")) == {"T21c", "T21d"}
    # Since when they are known is not written down: nothing of the past is held against anybody.
    assert terms("2027-06-01", births=[(YUSUF, "1985-03-02")]) == []


@pytest.mark.parametrize("born", ["2010", "2010-05"])
def test_a_birth_date_that_is_not_whole_gives_no_day(born: str) -> None:
    assert of_age("2026-11-22", born=born) == {}


def test_who_was_born_on_the_twenty_ninth_of_february_is_eighteen_on_the_first_of_march() -> None:
    assert of_age("2029-12-01", born="2012-02-29")["T21d"].legal_end == day("2030-03-01")


def test_extended_youth_help_stops_at_twenty_three() -> None:
    found = of_age("2032-12-01", born="2010-05-12")["T21e"]
    assert (found.legal_end, found.is_window) == (day("2033-05-12"), True)


# ------------------------------------------------------------------------------------------------- benefit: T22


def test_a_decision_on_benefit_waits_while_the_application_is_completed() -> None:
    applied = happened(Kind.BENEFIT_APPLIED, "2026-09-07")
    asked = happened(Kind.BENEFIT_ASKED_TO_COMPLETE, "2026-09-10", until_on="2026-09-24")
    completed = happened(Kind.BENEFIT_COMPLETED, "2026-09-18")
    plain = one("2026-09-12", "T22b", applied)
    waiting = one("2026-09-12", "T22b", applied, asked)
    assert (plain.legal_end, waiting.state) == (day("2026-11-02"), State.SUSPENDED)
    assert "until 2026-09-24 at the latest" in said(waiting)
    done = one("2026-10-01", "T22b", applied, asked, completed)
    assert (done.state, done.suspended_days, done.legal_end) == (State.RUNNING, 7, day("2026-11-09"))
    unused = one("2026-10-01", "T22b", applied, asked)
    assert (unused.suspended_days, unused.legal_end) == (14, day("2026-11-16"))
    # The advance never stands still.
    assert one("2026-09-12", "T22c", applied, asked).legal_end == day("2026-10-05")


def test_completing_one_application_does_not_hold_up_another() -> None:
    hers = happened(Kind.BENEFIT_APPLIED, "2026-09-07", about=SAMIRA)
    his = happened(Kind.BENEFIT_APPLIED, "2026-09-07", about=YUSUF)
    asked = happened(Kind.BENEFIT_ASKED_TO_COMPLETE, "2026-09-10", answers=hers.id)
    states = {each.source.event: each.state for each in terms("2026-09-12", hers, his, asked) if each.step == "T22b"}
    assert states == {hers.id: State.SUSPENDED, his.id: State.RUNNING}


def test_a_decision_makes_an_advance_needless() -> None:
    applied = happened(Kind.BENEFIT_APPLIED, "2026-09-07")
    found = terms("2026-10-01", applied, happened(Kind.BENEFIT_DECIDED, "2026-09-20"))
    assert {each.step: each.state for each in found} == {"T22b": State.MET, "T22c": State.MET}


# ---------------------------------------------------------------------------------------------- reviews: T23, T24


def test_a_consent_is_talked_about_again_within_a_year_and_then_the_year_begins_anew() -> None:
    consent = Consent(household=HOME, recipient="Woonpunt", answer=ConsentAnswer.YES, given_on=day("2025-03-02"))
    assert one("2026-03-02", "T23", consents=[consent]).state is State.RUNNING
    assert one("2026-03-03", "T23", consents=[consent]).state is State.MISSED
    talked = happened(Kind.CONSENT_REVIEWED, "2026-03-05", consent=consent.id)
    found = terms("2026-03-06", talked, consents=[consent])
    assert [(each.state, each.legal_end.isoformat()) for each in found] == [
        (State.MET_LATE, "2026-03-02"),
        (State.RUNNING, "2027-03-05"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"withdrawn_on": day("2025-06-01")},
        {"until_on": day("2025-06-01")},
    ],
)
def test_a_consent_that_ended_needs_no_talk(change: dict[str, Any]) -> None:
    consent = Consent(household=HOME, answer=ConsentAnswer.YES, given_on=day("2025-03-02")).changed(**change)
    found = one("2026-05-01", "T23", consents=[consent])
    assert (found.state, found.is_open) == (State.WITHDRAWN, False)


def test_a_no_and_a_question_have_no_term() -> None:
    for answer in (ConsentAnswer.NO, ConsentAnswer.TO_ASK):
        assert terms("2026-05-01", consents=[Consent(household=HOME, answer=answer, given_on=day("2025-03-02"))]) == []


def test_a_safety_flag_is_looked_at_every_half_year_for_the_team_only() -> None:
    flag = SafetyFlag(household=HOME, since_on=day("2026-03-02"))
    found = one("2026-03-02", "T24", safety_flags=[flag])
    assert (found.legal_end, found.is_team_only) == (day("2026-09-02"), True)
    looked = happened(Kind.SAFETY_FLAG_REVIEWED, "2026-08-20", safety_flag=flag.id)
    again = terms("2026-08-20", looked, safety_flags=[flag])
    assert [(each.state, each.legal_end.isoformat()) for each in again] == [
        (State.MET, "2026-09-02"),
        (State.RUNNING, "2027-02-20"),
    ]
    over = flag.changed(until_on=day("2026-06-01"))
    assert one("2026-12-01", "T24", safety_flags=[over]).state is State.WITHDRAWN


# ---------------------------------------------------------------------------------------- own norms: N01 to N03


def test_a_call_back_note_waits_one_working_day() -> None:
    # Made on a Friday.
    note = Task(household=HOME, kind=TaskKind.CALL_BACK, what="Bel terug", made_on=day("2026-03-06"))
    assert one("2026-03-06", "N01", tasks=[note]).legal_end == day("2026-03-09")
    assert one("2026-03-10", "N01", tasks=[note]).state is State.MISSED
    done = note.changed(done_on=day("2026-03-09"))
    assert one("2026-03-10", "N01", tasks=[done]).state is State.MET
    called_off = note.changed(cancelled_on=day("2026-03-07"), cancel_reason="Belde zelf")
    assert one("2026-03-10", "N01", tasks=[called_off]).is_open is False
    assert one("2026-03-10", "N01", tasks=[note]).source == TermSource(task=note.id)


def test_a_crisis_has_a_regisseur_the_same_day_or_is_over() -> None:
    crisis = happened(Kind.CRISIS_STARTED, "2026-03-06")
    assert one("2026-03-06", "N02", crisis).state is State.RUNNING
    assert one("2026-03-07", "N02", crisis).state is State.MISSED
    assert one("2026-03-07", "N02", crisis, happened(Kind.CRISIS_ENDED, "2026-03-06")).state is State.MET


def told(on: str, perseverance: Perseverance | None, resident: ResidentId = SAMIRA) -> CarerTalk:
    return CarerTalk(household=HOME, resident=resident, held_on=day(on), perseverance=perseverance)


def test_who_cannot_go_on_for_a_month_is_talked_with_the_same_day() -> None:
    # Told on a Saturday: today is today.
    talk = told("2026-03-07", Perseverance.UNDER_MONTH)
    found = one("2026-03-07", "N03", carer_talks=[talk])
    assert (found.state, found.legal_end, found.source) == (
        State.RUNNING,
        day("2026-03-07"),
        TermSource(carer_talk=talk.id),
    )
    assert found.mark is Mark.LOCAL_NORM
    assert "This is a local norm" in said(found)
    assert one("2026-03-08", "N03", carer_talks=[talk]).state is State.MISSED
    assert terms("2026-03-06", carer_talks=[talk]) == [], "it has yet to be told"
    assert one("2026-03-07", "N03", carer_talks=[talk.changed(perseverance=Perseverance.UNDER_WEEK)]).is_waiting


@pytest.mark.parametrize("perseverance", [None, Perseverance.UNDER_HALF_YEAR, Perseverance.LONGER])
def test_who_can_go_on_for_a_month_or_was_not_asked_starts_nothing(perseverance: Perseverance | None) -> None:
    assert terms("2026-03-08", carer_talks=[told("2026-03-07", perseverance)]) == []


def test_any_talk_with_that_carer_since_then_meets_it() -> None:
    talk = told("2026-03-06", Perseverance.UNDER_WEEK)
    again = told("2026-03-06", Perseverance.UNDER_HALF_YEAR)
    assert one("2026-03-09", "N03", carer_talks=[talk, again]).state is State.MET
    assert (
        one("2026-03-09", "N03", carer_talks=[talk, again.changed(held_on=day("2026-03-08"))]).state is State.MET_LATE
    )
    assert one("2026-03-09", "N03", carer_talks=[talk, again.changed(held_on=day("2026-03-05"))]).state is State.MISSED
    assert one("2026-03-09", "N03", carer_talks=[talk, again.changed(resident=YUSUF)]).state is State.MISSED
    noted = one("2026-03-09", "N03", carer_talks=[talk], carers_spoken=[(SAMIRA, day("2026-03-06"))])
    assert (noted.state, noted.met_on) == (State.MET, day("2026-03-06"))
    assert one("2026-03-09", "N03", carer_talks=[talk], carers_spoken=[(YUSUF, day("2026-03-06"))]).is_open
    ahead = [(SAMIRA, day("2026-03-10"))]
    assert one("2026-03-09", "N03", carer_talks=[talk], carers_spoken=ahead).is_open, "that talk has yet to come"


def test_of_two_talks_of_those_each_asks_for_its_own_day_and_the_last_one_stays_open() -> None:
    first, second = told("2026-03-02", Perseverance.UNDER_MONTH), told("2026-03-06", Perseverance.UNDER_WEEK)
    found = {each.day_zero: each.state for each in terms("2026-03-06", carer_talks=[first, second])}
    assert found == {day("2026-03-02"): State.MET_LATE, day("2026-03-06"): State.RUNNING}


def test_once_nobody_has_to_be_cared_for_any_more_no_talk_is_asked_for() -> None:
    talk = told("2026-03-06", Perseverance.UNDER_WEEK)
    assert one("2026-03-06", "N03", carer_talks=[talk], care_ended={SAMIRA: day("2026-03-06")}).state is State.WITHDRAWN
    assert one("2026-03-06", "N03", carer_talks=[talk], care_ended={SAMIRA: day("2026-03-01")}).state is State.WITHDRAWN
    late = one("2026-03-20", "N03", carer_talks=[talk], care_ended={SAMIRA: day("2026-03-12")})
    assert (late.state, late.is_open) == (State.MISSED, False)
    assert one("2026-03-06", "N03", carer_talks=[talk], care_ended={SAMIRA: day("2026-03-12")}).is_open
    assert one("2026-03-06", "N03", carer_talks=[talk], care_ended={YUSUF: day("2026-03-01")}).is_open


def test_a_talk_that_was_held_where_the_carer_lived_before_asks_for_nothing_here() -> None:
    elsewhere = told("2026-03-06", Perseverance.UNDER_WEEK).changed(household=HouseholdId(new_id()))
    assert terms("2026-03-06", carer_talks=[elsewhere]) == []


def test_the_teams_own_norm_counts_and_says_so() -> None:
    own = LAW.with_local_norms(
        [LocalNorm(step="N01", number=2, unit=Unit.WORKING_DAYS, valid_from=day("2026-01-01"), source="Teamoverleg")]
    )
    note = Task(household=HOME, kind=TaskKind.CALL_BACK, what="Bel terug", made_on=day("2026-03-06"))
    (found,) = case_deadlines(CaseFacts(household=HOME, tasks=[note]), own, day("2026-03-06"))
    assert found.legal_end == day("2026-03-10")
    assert found.mark is Mark.LOCAL_NORM


# --------------------------------------------------------------------------------------- explaining and postponing


def test_a_term_that_was_typed_later_says_so_and_counts_from_the_day_itself() -> None:
    signal = happened(Kind.EARLY_SIGNAL, "2026-03-02", typed_at=datetime(2026, 3, 12, 9, tzinfo=UTC))
    found = one("2026-03-12", "T09a", signal)
    assert found.day_zero == day("2026-03-02")
    assert "What happened on 2026-03-02 was written down on 2026-03-12" in said(found)


def test_what_was_agreed_stands_beside_a_term_and_moves_no_date() -> None:
    signal = happened(Kind.EARLY_SIGNAL, "2026-03-02")
    source = TermSource(event=signal.id)
    about: dict[str, Any] = {"household": HOME, "step": "T09a", "event": signal.id}
    first = Postponement(**about, reason="Ziek", agreed_on=day("2026-04-01"))
    second = Postponement(**about, agreed="Wij komen dinsdag", agreed_on=day("2026-04-02"), until_on=day("2026-04-07"))
    other = Postponement(household=HOME, step="T09a", agreed="Van een ander", agreed_on=day("2026-04-03"))
    plain = one("2026-04-05", "T09a", signal)
    found = one("2026-04-05", "T09a", signal, postponements=[second, other, first])
    assert found.postponement == second
    assert (found.state, found.counted_end, found.legal_end) == (State.MISSED, plain.counted_end, plain.legal_end)
    assert "you agreed with the resident: Wij komen dinsdag" in said(found)
    assert "The date you agreed is 2026-04-07" in said(found)
    assert second.source == source
    assert one("2026-04-01", "T09a", signal, postponements=[second]).postponement is None


def test_a_mistyped_year_leaves_the_list_whole() -> None:
    events = [happened(Kind.PRIVACY_ASKED, "1926-03-02"), happened(Kind.EARLY_SIGNAL, "2026-03-02")]
    assert [each.step for each in terms("2026-03-02", *events)] == ["T09a"]


# ----------------------------------------------------------------------------------------------- what always holds

MONDAY = date(2026, 3, 2)
some_days = st.dates(MONDAY, MONDAY + timedelta(days=400))
REQUEST = RequestNotification(
    id=RequestId(new_id()),
    household=HOME,
    received_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    kind=RequestKind.WMO,
    is_urgent=True,
)
request_events = st.builds(
    lambda kind, on, given: RequestEvent(
        household=HOME, request=REQUEST.id, kind=kind, on=on, until_on=on + timedelta(days=given) if given else None
    ),
    st.sampled_from(EventKind),
    some_days,
    st.none() | st.integers(1, 30),
)
PLAN = plan("2026-03-02")
case_events = st.builds(
    lambda kind, on, given, about: CaseEvent(
        household=HOME, kind=kind, on=on, until_on=on + timedelta(days=given) if given else None, about=about
    ),
    st.sampled_from(CaseEventKind),
    some_days,
    st.none() | st.integers(1, 30),
    st.sampled_from([None, SAMIRA, YUSUF]),
)
courses = st.lists(case_events, max_size=7)


def facts_of(case: Iterable[CaseEvent], asked: Iterable[RequestEvent] = (), **more: Any) -> CaseFacts:  # noqa: ANN401 - whatever the record has
    return CaseFacts(
        household=HOME,
        known_since=MONDAY,
        events=list(case),
        requests=[(REQUEST, list(asked))],
        births=[(YUSUF, YOUNG)],
        plan=PLAN,
        **more,
    )


@given(courses, st.lists(request_events, max_size=4), some_days)
def test_the_end_of_a_term_under_the_atw_is_never_a_free_day(
    case: list[CaseEvent], asked: list[RequestEvent], today: date
) -> None:
    for found in case_deadlines(facts_of(case, asked), LAW, today):
        if found.counted.term.extension is Extension.ATW:
            assert LAW.free_days.is_ordinary_day(found.legal_end)
        assert found.day_zero <= found.counted_end <= found.legal_end


@given(
    st.lists(case_events, max_size=7).flatmap(lambda typed: st.tuples(st.just(typed), st.permutations(typed))),
    st.lists(request_events, max_size=4).flatmap(lambda typed: st.tuples(st.just(typed), st.permutations(typed))),
    some_days,
)
def test_the_order_of_typing_never_matters(
    case: tuple[list[CaseEvent], list[CaseEvent]], asked: tuple[list[RequestEvent], list[RequestEvent]], today: date
) -> None:
    one_order = case_deadlines(facts_of(case[0], asked[0]), LAW, today)
    assert one_order == case_deadlines(facts_of(case[1], asked[1]), LAW, today)


WAITS = (Kind.BENEFIT_ASKED_TO_COMPLETE, Kind.BENEFIT_COMPLETED)


@given(courses, some_days)
def test_standing_still_never_brings_an_end_forward(case: list[CaseEvent], today: date) -> None:
    case = [happened(Kind.BENEFIT_APPLIED, "2026-03-02"), *case]
    held = {(each.step, each.source): each for each in case_deadlines(facts_of(case), LAW, today)}
    plain = [each for each in case if each.kind not in WAITS]
    for found in case_deadlines(facts_of(plain), LAW, today):
        assert held[found.step, found.source].legal_end >= found.legal_end


@given(courses, some_days, st.data())
def test_an_agreement_changes_no_date_and_no_state(case: list[CaseEvent], today: date, data: st.DataObject) -> None:
    plain = case_deadlines(facts_of(case), LAW, today)
    agreed = [
        Postponement(household=HOME, step=each.step, **dict(each.source), agreed="Later", agreed_on=today)
        for each in plain
        if data.draw(st.booleans())
    ]
    found = case_deadlines(facts_of(case, postponements=agreed), LAW, today)
    assert [(each.step, each.state, each.counted_end, each.legal_end, each.met_on) for each in found] == [
        (each.step, each.state, each.counted_end, each.legal_end, each.met_on) for each in plain
    ]


@given(courses, some_days)
def test_every_term_says_why_and_is_met_only_by_what_happened(case: list[CaseEvent], today: date) -> None:
    for found in case_deadlines(facts_of(case), LAW, today):
        assert "that is day 0" in said(found)
        assert found.met_on is None or found.met_on in {each.on for each in case}
        assert found.state is not State.MISSED or today > found.legal_end
        assert not (found.is_window and found.state is State.MISSED)


@given(courses, some_days)
def test_without_explanation_everything_else_is_the_same(case: list[CaseEvent], today: date) -> None:
    def bare(found: tuple[Deadline, ...]) -> list[tuple[object, ...]]:
        return [(each.step, each.source, each.counted, each.state, each.met_on, each.ended_on) for each in found]

    facts = facts_of(case)
    assert bare(case_deadlines(facts, LAW, today)) == bare(case_deadlines(facts, LAW, today, explained=False))
