"""Each figure as a worked example on facts alone: what counts, what does not, and the edges of the period."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from buurtteam.domain.figures import (
    DEFINITIONS,
    ClosingFigures,
    FaceFigures,
    Figure,
    FigureFacts,
    FigureKey,
    FigureUnit,
    GoalFigures,
    HomeFigures,
    Outcome,
    PartKey,
    RequestFigures,
    ScoreFigures,
    TermFigures,
    reckon,
)
from buurtteam.domain.kinds import HouseholdId, RequestId, WorkerId
from buurtteam.domain.plan import GoalState
from buurtteam.domain.request import EventKind, RequestKind
from buurtteam.domain.statute import Mark

FIRST, LAST, TODAY = date(2026, 7, 1), date(2026, 9, 30), date(2026, 11, 22)
HOME, OTHER = HouseholdId(uuid4()), HouseholdId(uuid4())


def figure(key: FigureKey, facts: FigureFacts, *, today: date = TODAY) -> Figure:
    return next(each for each in reckon(facts, FIRST, LAST, today) if each.key is key)


def asked(
    received_on: date,
    kind: RequestKind = RequestKind.WMO,
    *,
    is_urgent: bool = False,
    is_simple: bool = False,
    **on: date,
) -> RequestFigures:
    return RequestFigures(
        household=HOME,
        request=RequestId(uuid4()),
        kind=kind,
        received_on=received_on,
        is_urgent=is_urgent,
        is_simple=is_simple,
        events={EventKind(name): [day] for name, day in on.items()},
    )


def test_every_figure_has_a_definition_of_one_whole_sentence() -> None:
    assert set(DEFINITIONS) == set(FigureKey)
    for each in DEFINITIONS.values():
        assert each.sentence[0].isupper()
        assert each.sentence.endswith(".")


def test_nobody_at_all_gives_nothing_and_no_zero_percent() -> None:
    for found in reckon(FigureFacts(), FIRST, LAST, TODAY):
        assert found.base == 0
        assert found.value is (0 if found.unit is FigureUnit.COUNT else None) or found.value == 0
        if found.unit is not FigureUnit.COUNT:
            assert found.value is None


@pytest.mark.parametrize(
    ("day", "counts"), [(FIRST - timedelta(days=1), 0), (FIRST, 1), (LAST, 1), (LAST + timedelta(days=1), 0)]
)
def test_the_first_and_the_last_day_belong_to_the_period(day: date, counts: int) -> None:
    facts = FigureFacts(requests=[asked(day)])
    assert figure(FigureKey.REQUESTS, facts).value == counts


def test_the_wait_is_the_median_of_days_and_who_waits_still_is_counted_apart() -> None:
    facts = FigureFacts(
        requests=[
            asked(date(2026, 7, 1), first_talk_held=date(2026, 7, 4)),
            asked(date(2026, 7, 1), RequestKind.DEBT, first_talk_held=date(2026, 7, 11)),
            asked(date(2026, 9, 1), RequestKind.YOUTH, first_talk_held=date(2026, 10, 1)),
            asked(date(2026, 9, 2), RequestKind.WMO),
            asked(date(2026, 9, 3), RequestKind.WMO, withdrawn=date(2026, 9, 4)),
            asked(date(2026, 9, 2), RequestKind.ADVICE, first_talk_held=date(2026, 9, 2)),
            asked(date(2026, 9, 2), is_simple=True, first_talk_held=date(2026, 9, 2)),
        ]
    )
    found = figure(FigureKey.FIRST_TALK, facts)
    assert (found.value, found.base, found.open, found.ended) == (10, 3, 1, 1)


def test_of_an_even_number_the_median_lies_between_the_middle_two() -> None:
    facts = FigureFacts(
        requests=[
            asked(date(2026, 7, 1), first_talk_held=date(2026, 7, 2)),
            asked(date(2026, 7, 1), first_talk_held=date(2026, 7, 5)),
        ]
    )
    assert figure(FigureKey.FIRST_TALK, facts).value == 2.5


def test_a_talk_on_the_same_day_is_no_wait_and_one_that_is_yet_to_come_is_no_talk() -> None:
    same = FigureFacts(requests=[asked(FIRST, first_talk_held=FIRST)])
    assert figure(FigureKey.FIRST_TALK, same).value == 0
    ahead = FigureFacts(requests=[asked(FIRST, first_talk_held=TODAY + timedelta(days=1))])
    assert (figure(FigureKey.FIRST_TALK, ahead).value, figure(FigureKey.FIRST_TALK, ahead).open) == (None, 1)


def test_the_decision_counts_from_the_application_and_shows_the_days_it_stood_still_apart() -> None:
    request = asked(
        date(2026, 6, 1),
        application_received=date(2026, 7, 13),
        decision_made=date(2026, 8, 7),
        closed=date(2026, 8, 20),
    )
    still = TermFigures(HOME, request.request, "T04", Mark.LAW, date(2026, 8, 7), date(2026, 8, 7), suspended_days=11)
    found = figure(FigureKey.DECISION, FigureFacts(requests=[request], terms=[still]))
    assert (found.value, found.base, found.suspended) == (25, 1, (1, 11))
    assert figure(FigureKey.REPORT, FigureFacts(requests=[request])).base == 0


def test_debts_have_their_own_two_lead_times() -> None:
    request = asked(
        date(2026, 7, 1), RequestKind.DEBT, first_talk_held=date(2026, 7, 21), decision_made=date(2026, 9, 1)
    )
    facts = FigureFacts(requests=[request])
    assert figure(FigureKey.DEBT_TALK, facts).value == 20
    assert figure(FigureKey.DEBT_DECISION, facts).value == 42
    assert figure(FigureKey.DECISION, facts).base == 0


def term(legal_end: date, met_on: date | None = None, ended_on: date | None = None, **more: object) -> TermFigures:
    facts: dict[str, Any] = {"step": "T03", "mark": Mark.LAW, "source": None, **more}
    return TermFigures(HOME, legal_end=legal_end, met_on=met_on, ended_on=ended_on, **facts)


def test_a_term_belongs_to_the_period_of_its_last_day_and_counts_once_it_ended() -> None:
    facts = FigureFacts(
        terms=[
            term(LAST, met_on=LAST),
            term(LAST, met_on=LAST + timedelta(days=1)),
            term(FIRST),
            term(FIRST, ended_on=FIRST),
            term(LAST + timedelta(days=1), met_on=LAST),
            term(LAST, met_on=LAST, mark=Mark.LOCAL_NORM),
            term(LAST, met_on=LAST, mark=Mark.FOLLOW),
        ]
    )
    found = figure(FigureKey.LAW_TERMS, facts)
    assert (found.yes, found.base, found.value, found.ended) == (1, 3, 33, 1)
    assert figure(FigureKey.NORM_TERMS, facts).base == 1
    running = figure(FigureKey.LAW_TERMS, FigureFacts(terms=[term(LAST)]), today=LAST)
    assert (running.base, running.open) == (0, 1)


def test_a_threat_counts_by_the_term_of_the_law() -> None:
    in_time, late = (asked(date(2026, 7, 1), RequestKind.DEBT, is_urgent=True) for _ in range(2))
    calm = asked(date(2026, 7, 1), RequestKind.DEBT)
    terms = [
        term(date(2026, 7, 6), date(2026, 7, 6), step="T07", source=in_time.request),
        term(date(2026, 7, 6), date(2026, 7, 7), step="T07", source=late.request),
    ]
    found = figure(FigureKey.THREAT, FigureFacts(requests=[in_time, late, calm], terms=terms))
    assert (found.yes, found.base, found.value) == (1, 2, 50)


def test_a_request_under_two_threats_counts_once_and_is_late_when_one_was() -> None:
    request = asked(date(2026, 7, 1), RequestKind.DEBT)
    terms = [
        term(date(2026, 7, 6), ended_on=date(2026, 7, 8), step="T07", source=request.request),
        term(date(2026, 7, 16), date(2026, 7, 15), step="T07", source=request.request),
    ]
    found = figure(FigureKey.THREAT, FigureFacts(requests=[request], terms=terms))
    assert (found.yes, found.base) == (0, 1)


def test_offers_count_only_where_there_was_a_conversation() -> None:
    day = date(2026, 7, 8)
    told = asked(date(2026, 7, 1), client_support_told=day, first_talk_held=day)
    not_told = asked(date(2026, 7, 1), RequestKind.DEBT, first_talk_held=day)
    not_talked = asked(date(2026, 7, 1))
    found = figure(FigureKey.CLIENT_SUPPORT, FigureFacts(requests=[told, not_told, not_talked]))
    assert (found.yes, found.base) == (1, 2)
    assert figure(FigureKey.CARE_FORMS, FigureFacts(requests=[told, not_told, not_talked])).base == 1


def test_a_carer_is_seen_when_somebody_talked_in_the_period() -> None:
    facts = FigureFacts(
        homes=[HomeFigures(HOME, "", None), HomeFigures(OTHER, "", date(2026, 8, 1))],
        with_carer=frozenset({HOME, OTHER}),
        carer_talked=frozenset({OTHER}),
    )
    found = figure(FigureKey.CARERS, facts)
    assert (found.yes, found.base, found.value) == (1, 2, 50)


def test_goals_stand_side_by_side_by_how_they_ended() -> None:
    goals = [
        GoalFigures(HOME, GoalState.REACHED, FIRST),
        GoalFigures(HOME, GoalState.PARTLY, LAST),
        GoalFigures(HOME, GoalState.OPEN, LAST),
        GoalFigures(HOME, GoalState.REACHED, LAST + timedelta(days=1)),
    ]
    found = figure(FigureKey.GOALS, FigureFacts(goals=goals))
    assert found.parts == {
        PartKey.REACHED: 1,
        PartKey.PARTLY: 1,
        PartKey.NOT_REACHED: 0,
        PartKey.LAPSED: 0,
        PartKey.BUSY: 1,
    }
    assert found.value is None


def test_own_answers_are_put_beside_the_first_one_and_never_made_into_one_number() -> None:
    scores = [
        ScoreFigures(HOME, "money", date(2026, 3, 1), 2),
        ScoreFigures(HOME, "money", date(2026, 8, 1), 4),
        ScoreFigures(HOME, "housing", date(2026, 3, 1), 3),
        ScoreFigures(HOME, "housing", date(2026, 8, 1), 3),
        ScoreFigures(OTHER, "money", date(2026, 7, 1), 5),
        ScoreFigures(OTHER, "money", date(2026, 9, 30), 4),
        ScoreFigures(OTHER, "work", date(2026, 9, 30), 1),
        ScoreFigures(OTHER, "body", date(2026, 3, 1), 1),
        ScoreFigures(OTHER, "body", date(2026, 4, 1), 5),
        ScoreFigures(OTHER, "body", date(2026, 10, 1), 1),
    ]
    found = figure(FigureKey.OWN_SCORE, FigureFacts(scores=scores))
    assert found.parts == {PartKey.BETTER: 1, PartKey.SAME: 1, PartKey.WORSE: 1}
    assert found.value is None


def test_faces_count_each_fixed_face_once_up_to_the_last_day() -> None:
    noor, bas, lea = (WorkerId(uuid4()) for _ in range(3))
    facts = FigureFacts(
        homes=[HomeFigures(HOME, "", None), HomeFigures(OTHER, "", None)],
        faces=[
            FaceFigures(HOME, noor, date(2026, 1, 1)),
            FaceFigures(HOME, bas, date(2026, 3, 1)),
            FaceFigures(HOME, noor, date(2026, 5, 1)),
            FaceFigures(HOME, lea, LAST + timedelta(days=1)),
        ],
    )
    assert figure(FigureKey.FACES, facts).parts == {
        PartKey.ONE_FACE: 0,
        PartKey.TWO_FACES: 1,
        PartKey.MORE_FACES: 0,
        PartKey.NO_FACE: 1,
    }


@pytest.mark.parametrize(
    ("closed_on", "reopened_on", "counts"),
    [
        (FIRST, None, 1),
        (FIRST - timedelta(days=1), None, 0),
        (FIRST - timedelta(days=9), LAST, 1),
        (FIRST - timedelta(days=9), LAST + timedelta(days=1), 0),
    ],
)
def test_the_team_worked_for_a_household_up_to_the_day_of_closing_and_from_the_day_it_was_opened_again(
    closed_on: date, reopened_on: date | None, counts: int
) -> None:
    facts = FigureFacts(homes=[HomeFigures(HOME, "", None)], closings=[ClosingFigures(HOME, closed_on, reopened_on)])
    assert figure(FigureKey.HOUSEHOLDS, facts).value == counts


def test_who_came_back_within_a_year_is_a_share_of_those_whose_year_is_over() -> None:
    facts = FigureFacts(
        closings=[
            ClosingFigures(HOME, date(2025, 7, 1), date(2026, 7, 1)),
            ClosingFigures(OTHER, date(2025, 9, 30), date(2026, 10, 1)),
            ClosingFigures(OTHER, date(2026, 8, 1), date(2026, 8, 2)),
        ]
    )
    found = figure(FigureKey.RETURNED, facts)
    assert (found.yes, found.base, found.value) == (1, 2, 50)
    assert figure(FigureKey.RETURNS, facts).value == 2
    assert figure(FigureKey.CLOSINGS, facts).value == 1


def test_the_cases_behind_a_figure_are_exactly_those_it_counts() -> None:
    facts = FigureFacts(
        homes=[HomeFigures(HOME, "", None)],
        requests=[asked(FIRST, first_talk_held=FIRST), asked(LAST), asked(LAST, closed=LAST)],
    )
    for found in reckon(facts, FIRST, LAST, TODAY):
        assert len(found.cases) == found.base + found.open + found.ended
        assert all(each.household in (HOME, OTHER) for each in found.cases)
        assert found.yes == sum(each.outcome is Outcome.YES for each in found.cases)
        assert not found.parts or sum(found.parts.values()) == found.base
