"""The figures of a real file: from what was written down, whenever it was typed, per neighbourhood and together."""

from datetime import UTC, date, datetime

import pytest

from buurtteam.domain.care import CarerTalk
from buurtteam.domain.case import CaseEvent, CaseEventKind, Closing
from buurtteam.domain.conversation import Answer, Assessment, Conversation, Topic, TopicTalk
from buurtteam.domain.figures import FigureKey, PartKey
from buurtteam.domain.household import Household, MemberRole, Membership, Relation, RelationKind, Resident
from buurtteam.domain.kinds import HouseholdId, RequestId
from buurtteam.domain.plan import Goal, GoalState, HouseholdPlan
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.staff import Deed, Team, Worker
from buurtteam.domain.threat import Threat
from buurtteam.services.figures import figures, figures_per_area
from buurtteam.services.office import Office

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


def home(office: Office, area: str = "Zonnewijk", **facts: object) -> HouseholdId:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        return store.save(Household(label="Demir", area=area, **facts)).id


def asked(
    office: Office,
    household: HouseholdId,
    on: date,
    kind: RequestKind = RequestKind.WMO,
    *,
    is_urgent: bool = False,
    **happened: date,
) -> RequestId:
    with office.writing(Deed.RECEIVE_REQUEST, household) as store:
        request = store.save(
            RequestNotification(household=household, received_at=at(on), kind=kind, is_urgent=is_urgent)
        )
        for name, day in happened.items():
            store.save(RequestEvent(household=household, request=request.id, kind=EventKind(name), on=day))
    return request.id


def test_nobody_at_all_is_no_trouble(office: Office) -> None:
    found = figures(office, FIRST, LAST)
    assert found.of(FigureKey.REQUESTS).value == 0
    assert found.of(FigureKey.FIRST_TALK).value is None
    assert found.areas == ()


def test_a_period_that_ends_before_it_starts_is_refused(office: Office) -> None:
    with pytest.raises(Problem):
        figures(office, LAST, FIRST)


def test_lead_times_count_what_happened_in_a_neighbourhood_and_in_the_whole_team(office: Office) -> None:
    sun, moon = home(office, "Zonnewijk"), home(office, "Maanwijk")
    asked(office, sun, FIRST, first_talk_held=date(2026, 7, 11))
    asked(office, moon, LAST, first_talk_held=date(2026, 10, 4))
    asked(office, moon, date(2026, 6, 30), first_talk_held=date(2026, 7, 3))
    asked(office, moon, date(2026, 8, 1))
    whole, moonlit, sunny = figures_per_area(office, FIRST, LAST)
    assert (moonlit.area, sunny.area) == ("Maanwijk", "Zonnewijk")
    assert [each.of(FigureKey.FIRST_TALK).value for each in (whole, moonlit, sunny)] == [7, 4, 10]
    assert [each.of(FigureKey.FIRST_TALK).open for each in (whole, moonlit, sunny)] == [1, 1, 0]
    assert whole.of(FigureKey.FIRST_TALK).households == (sun, moon)
    assert figures(office, FIRST, LAST, area="Maanwijk").of(FigureKey.REQUESTS).value == 2


def test_what_is_written_down_later_counts_from_the_day_it_happened(office: Office) -> None:
    one = home(office)
    request = asked(office, one, date(2026, 7, 1))
    assert figures(office, FIRST, LAST).of(FigureKey.FIRST_TALK).open == 1
    with office.writing(Deed.CHANGE_REQUEST, one) as store:
        store.save(
            RequestEvent(
                household=one,
                request=request,
                kind=EventKind.FIRST_TALK_HELD,
                on=date(2026, 7, 9),
                typed_at=office.now(),
            )
        )
    found = figures(office, FIRST, LAST).of(FigureKey.FIRST_TALK)
    assert (found.value, found.open) == (8, 0)


def test_the_days_a_decision_stood_still_are_shown_apart(office: Office) -> None:
    one = home(office)
    asked(
        office,
        one,
        date(2026, 6, 1),
        application_received=date(2026, 7, 6),
        asked_to_complete=date(2026, 7, 8),
        completed=date(2026, 7, 18),
        decision_made=date(2026, 7, 28),
    )
    found = figures(office, FIRST, LAST).of(FigureKey.DECISION)
    assert (found.value, found.base, found.suspended) == (22, 1, (1, 9))


def test_terms_of_the_law_and_own_norms_are_told_apart(office: Office) -> None:
    one = home(office)
    asked(
        office,
        one,
        date(2026, 7, 6),
        receipt_confirmed=date(2026, 7, 20),
        first_talk_held=date(2026, 7, 13),
        assessment_finished=date(2026, 8, 3),
    )
    found = figures(office, FIRST, LAST)
    assert (found.of(FigureKey.LAW_TERMS).yes, found.of(FigureKey.LAW_TERMS).base) == (1, 1)
    assert (found.of(FigureKey.NORM_TERMS).yes, found.of(FigureKey.NORM_TERMS).base) == (0, 1)


def test_a_threat_is_in_time_on_the_third_working_day(office: Office) -> None:
    one = home(office)
    monday = date(2026, 7, 6)
    asked(office, one, monday, RequestKind.DEBT, is_urgent=True, first_talk_held=date(2026, 7, 9))
    asked(office, one, monday, RequestKind.DEBT, is_urgent=True, first_talk_held=date(2026, 7, 10))
    asked(office, one, monday, RequestKind.DEBT, is_urgent=True, withdrawn=date(2026, 7, 7))
    found = figures(office, FIRST, LAST).of(FigureKey.THREAT)
    assert (found.yes, found.base, found.ended) == (1, 2, 1)


def test_a_threat_that_was_written_down_counts_as_one_that_was_ticked(office: Office) -> None:
    one = home(office)
    asked(office, one, date(2026, 7, 6), RequestKind.DEBT, first_talk_held=date(2026, 7, 9))
    with office.writing(Deed.KEEP_THREAT, one) as store:
        store.save(Threat(household=one, known_on=date(2026, 7, 7)))
    found = figures(office, FIRST, LAST).of(FigureKey.THREAT)
    assert (found.yes, found.base) == (1, 1)


def test_what_was_offered_in_the_conversation_counts(office: Office) -> None:
    one = home(office)
    talked = [asked(office, one, date(2026, 7, 6), first_talk_held=date(2026, 7, 13)) for _ in range(2)]
    with office.writing(Deed.HOLD_CONVERSATION, one) as store:
        talk = store.save(Conversation(household=one, request=talked[0], held_at=at(date(2026, 7, 13))))
        store.save(
            Assessment(
                household=one,
                conversation=talk.id,
                client_support=Answer.DECLINED,
                care_forms_explained_on=date(2026, 7, 13),
            )
        )
    found = figures(office, FIRST, LAST)
    for key in (FigureKey.CLIENT_SUPPORT, FigureKey.CARE_FORMS):
        assert (found.of(key).yes, found.of(key).base, found.of(key).value) == (1, 2, 50)


def test_a_carer_with_whom_the_team_talked_is_seen(office: Office) -> None:
    one = home(office)
    with office.writing(Deed.CHANGE_HOUSEHOLD, one) as store:
        people = [store.save(Resident(first_name=name)) for name in ("Samira", "Oma")]
        for each in people:
            store.save(Membership(household=one, resident=each.id, role=MemberRole.ADULT))
        store.save(Relation(resident=people[0].id, to_resident=people[1].id, kind=RelationKind.CARES_FOR))
    assert figures(office, FIRST, LAST).of(FigureKey.CARERS).value == 0
    with office.writing(Deed.RECORD_CASE_EVENT, one) as store:
        store.save(CaseEvent(household=one, kind=CaseEventKind.CARER_TALKED, on=LAST))
    assert figures(office, FIRST, LAST).of(FigureKey.CARERS).value == 100
    assert figures(office, date(2026, 10, 1), date(2026, 10, 31)).of(FigureKey.CARERS).value == 0


def test_an_own_talk_with_a_carer_counts_where_he_lives_and_with_whom_he_cares_for(office: Office) -> None:
    hers, mothers = home(office), home(office)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        daughter, mother = store.save(Resident(first_name="Samira")), store.save(Resident(first_name="Oma"))
        for household, each in ((hers, daughter), (mothers, mother)):
            store.save(Membership(household=household, resident=each.id, role=MemberRole.ADULT))
        store.save(Relation(resident=daughter.id, to_resident=mother.id, kind=RelationKind.CARES_FOR))
    assert figures(office, FIRST, LAST).of(FigureKey.CARERS).value == 0
    with office.writing(Deed.TALK_WITH_CARER, hers) as store:
        talk = store.save(CarerTalk(household=hers, resident=daughter.id, held_on=LAST))
    assert figures(office, FIRST, LAST).of(FigureKey.CARERS).value == 0, "it was begun, and holds nothing yet"
    with office.writing(Deed.TALK_WITH_CARER, hers) as store:
        store.save(talk.changed(agreed="Wij bellen over twee weken."))
    assert figures(office, FIRST, LAST).of(FigureKey.CARERS).value == 100
    assert figures(office, date(2026, 10, 1), date(2026, 10, 31)).of(FigureKey.CARERS).value == 0


def test_goals_scores_and_faces_are_numbers_side_by_side(office: Office) -> None:
    with office.writing(Deed.SET_UP_TEAM) as store:
        store.save(Team(name="Zonnewijk"))
        noor = store.save(Worker(name="Noor"))
    one = home(office, plan_coordinator=noor.id)
    with office.writing(Deed.CHANGE_PLAN, one) as store:
        plan = store.save(HouseholdPlan(household=one))
        store.save(Goal(household=one, plan=plan.id, words="Rust", state=GoalState.REACHED, target_on=LAST))
        store.save(Goal(household=one, plan=plan.id, words="Werk"))
        for day, score in ((date(2026, 3, 1), 2), (date(2026, 8, 1), 3)):
            talk = store.save(Conversation(household=one, held_at=at(day)))
            store.save(TopicTalk(household=one, conversation=talk.id, topic=Topic.MONEY, resident_score=score))
    found = figures(office, FIRST, office.today())
    assert found.team == "Zonnewijk"
    assert found.of(FigureKey.GOALS).parts[PartKey.REACHED] == 1
    assert found.of(FigureKey.GOALS).base == 1
    assert found.of(FigureKey.OWN_SCORE).parts[PartKey.BETTER] == 1
    assert found.of(FigureKey.FACES).parts[PartKey.ONE_FACE] == 1


def test_a_closed_household_counts_as_long_as_the_team_worked_for_it(office: Office) -> None:
    one = home(office)
    with office.writing(Deed.CLOSE_HOUSEHOLD, one) as store:
        store.save(Closing(household=one, on=date(2026, 8, 1)))
    found = figures(office, FIRST, LAST)
    assert (found.of(FigureKey.HOUSEHOLDS).value, found.of(FigureKey.CLOSINGS).value) == (1, 1)
    assert figures(office, date(2026, 8, 2), LAST).of(FigureKey.HOUSEHOLDS).value == 0


def test_a_day_begins_and_ends_at_midnight_in_the_netherlands(office: Office) -> None:
    one = home(office)
    with office.writing(Deed.RECEIVE_REQUEST, one) as store:
        # In summer the day here ends two hours before that of UTC.
        for moment in (
            datetime(2026, 6, 30, 21, 59, tzinfo=UTC),
            datetime(2026, 6, 30, 22, 0, tzinfo=UTC),
            datetime(2026, 9, 30, 21, 59, tzinfo=UTC),
            datetime(2026, 9, 30, 22, 0, tzinfo=UTC),
        ):
            store.save(RequestNotification(household=one, received_at=moment))
    assert figures(office, FIRST, LAST).of(FigureKey.REQUESTS).value == 2


def test_a_talk_in_the_period_counts_for_the_decision_also_of_a_request_of_long_before(office: Office) -> None:
    one = home(office)
    asked(
        office,
        one,
        date(2025, 3, 3),
        RequestKind.DEBT,
        first_talk_held=date(2026, 7, 1),
        decision_made=date(2026, 7, 31),
    )
    found = figures(office, FIRST, LAST)
    assert (found.of(FigureKey.DEBT_DECISION).value, found.of(FigureKey.DEBT_TALK).base) == (30, 0)
