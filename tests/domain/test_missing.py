from datetime import UTC, date, datetime

import pytest

from buurtteam.domain.conversation import (
    Assessment,
    AssessmentPoint,
    Conversation,
    Discussed,
    ExaminedPoint,
    IdentityDocument,
    Participant,
    SafetyAnswer,
)
from buurtteam.domain.household import Address, AddressKind, ContactWay, FormOfAddress, Household, Resident
from buurtteam.domain.kinds import HouseholdId, new_id
from buurtteam.domain.missing import (
    missing_for_plan_paper,
    missing_for_post,
    missing_for_receipt_letter,
    missing_for_report,
    post_address,
)
from buurtteam.domain.plan import ActionState, HouseholdPlan, PlanAction, PlanStrength, PlanWish, SafeAtHome
from buurtteam.domain.problem import Gap
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.staff import Team, Worker

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANOUK = Worker(name="Anouk", phone="06 12345678")
TEAM = Team(name="Buurtteam Oefenbuurt", return_address="Akerstraat 1", client_support="Anker 045 1234567")
HOME = HouseholdId(new_id())
HOUSEHOLD = Household(id=HOME, plan_coordinator=ANOUK.id)
SAMIRA = Resident(first_name="Samira", birth_name="Demir", form_of_address=FormOfAddress.MADAM)
ADDRESS = Address(household=HOME, street="Akerstraat", number="12", postcode="6411 SA", city="Oefenstad")
REQUEST = RequestNotification(household=HOME, received_at=NOON, question="Ik durf de post niet te openen.")
PLAN = HouseholdPlan(household=HOME, evaluation_at=NOON, safe_at_home=SafeAtHome.YES)
ACTION = PlanAction(household=HOME, plan=PLAN.id, what="belt met de woningstichting", due_on=DAY)
TALK = Conversation(household=HOME, held_at=NOON, summary="Ik wil rust.", summary_read_aloud=True)


def fields(gaps: tuple[Gap, ...]) -> list[str]:
    return [gap.field for gap in gaps]


def plan_gaps(
    plan: HouseholdPlan = PLAN, *actions: PlanAction, safety: SafetyAnswer = SafetyAnswer.SAFE
) -> tuple[Gap, ...]:
    return missing_for_plan_paper(
        HOUSEHOLD,
        plan,
        actions or (ACTION,),
        strengths=[PlanStrength(household=HOME, plan=plan.id, text="Oma helpt elke dinsdag")],
        wishes=[PlanWish(household=HOME, plan=plan.id, words="Ik wil de post weer openen")],
        conversations=[TALK.changed(safety=safety)],
        worker=ANOUK,
        team=TEAM,
    )


def letter_gaps(
    household: Household = HOUSEHOLD, resident: Resident | None = SAMIRA, *addresses: Address
) -> tuple[Gap, ...]:
    return missing_for_receipt_letter(
        household, REQUEST, resident=resident, addresses=addresses or (ADDRESS,), day=DAY, worker=ANOUK, team=TEAM
    )


def test_a_whole_plan_lacks_nothing() -> None:
    assert plan_gaps() == ()


def test_an_empty_plan_may_be_printed_but_its_gaps_are_told() -> None:
    gaps = missing_for_plan_paper(Household(), HouseholdPlan(household=HOME), ())
    assert fields(gaps) == [
        "safe_at_home",
        "strengths",
        "wishes",
        "actions",
        "evaluation_at",
        "plan_coordinator",
        "name",
        "return_address",
    ]
    assert not any(gap.stops for gap in gaps)


def test_a_plan_that_cannot_safely_go_home_is_stopped() -> None:
    (gap,) = plan_gaps(PLAN.changed(safe_at_home=SafeAtHome.NO))
    assert (gap.field, gap.stops) == ("safe_at_home", True)


@pytest.mark.parametrize("answer", [SafetyAnswer.UNSURE, SafetyAnswer.UNSAFE])
def test_where_it_may_be_unsafe_the_question_is_answered_first(answer: SafetyAnswer) -> None:
    (gap,) = plan_gaps(PLAN.changed(safe_at_home=SafeAtHome.NOT_ASKED), safety=answer)
    assert gap.stops
    assert plan_gaps(safety=answer) == ()


def test_each_agreement_says_what_and_when() -> None:
    when = ACTION.changed(due_on=None)
    gaps = plan_gaps(PLAN, ACTION, when, ACTION.changed(what=""), when.changed(when_words="elke dag"))
    assert [(gap.field, gap.values) for gap in gaps] == [("due_on", {"number": 2}), ("what", {"number": 3})]


def test_an_agreement_that_lapsed_or_is_done_needs_no_date() -> None:
    open_end = ACTION.changed(due_on=None)
    assert (
        plan_gaps(PLAN, ACTION, open_end.changed(state=ActionState.LAPSED), open_end.changed(state=ActionState.DONE))
        == ()
    )


def test_nobody_need_be_found_yet_for_an_agreement() -> None:
    assert plan_gaps(PLAN, ACTION.changed(owner_name="")) == ()


def test_a_whole_letter_lacks_nothing() -> None:
    assert letter_gaps() == ()


def test_the_safe_contact_rule_overrides_the_mailing() -> None:
    gaps = letter_gaps(HOUSEHOLD.changed(not_by=frozenset({ContactWay.POST}), safe_contact="Bel de zus."))
    assert [(gap.place, gap.field, gap.stops) for gap in gaps] == [("household", "not_by", True)]


def test_a_rule_for_safe_contact_is_read_first() -> None:
    (gap,) = letter_gaps(HOUSEHOLD.changed(safe_contact="Niet op dinsdag."))
    assert (gap.field, gap.stops) == ("safe_contact", False)


def test_a_secret_address_is_never_printed() -> None:
    secret = ADDRESS.changed(is_secret=True)
    (gap,) = letter_gaps(HOUSEHOLD, SAMIRA, secret)
    assert gap.stops
    assert letter_gaps(HOUSEHOLD, SAMIRA, secret, ADDRESS.changed(kind=AddressKind.POST)) == ()


def test_a_letter_to_somebody_who_died_is_stopped() -> None:
    (gap,) = letter_gaps(HOUSEHOLD, SAMIRA.changed(died_on="2026-01"))
    assert (gap.field, gap.stops) == ("died_on", True)


def test_what_is_missing_of_an_address_is_told_part_by_part() -> None:
    gaps = letter_gaps(HOUSEHOLD, SAMIRA, Address(household=HOME))
    assert fields(gaps) == ["street", "number", "postcode", "city"]


def test_without_a_fixed_address_a_letter_is_handed_over() -> None:
    (gap,) = letter_gaps(HOUSEHOLD, SAMIRA, ADDRESS.changed(kind=AddressKind.NO_FIXED))
    assert (gap.field, gap.stops) == ("addresses", False)


def test_what_stops_stands_first() -> None:
    household = HOUSEHOLD.changed(plan_coordinator=None)
    gaps = missing_for_post(household, Resident(), [ADDRESS.changed(street="", is_secret=True)], DAY)
    assert fields(gaps) == ["is_secret", "birth_name", "form_of_address", "street"]


def test_post_goes_to_the_postal_address_of_that_day() -> None:
    old = ADDRESS.changed(kind=AddressKind.POST, until_on=date(2026, 1, 1))
    moved = ADDRESS.changed(from_on=date(2026, 3, 1), street="Nieuwstraat")
    assert post_address([old, ADDRESS, moved], DAY) == moved
    assert post_address([old, ADDRESS, moved], date(2025, 12, 31)) == old
    assert post_address([], DAY) is None


def test_a_whole_report_lacks_nothing() -> None:
    law = Assessment(
        household=HOME,
        conversation=TALK.id,
        personal_plan_told_on=DAY,
        client_support_told_on=DAY,
        identity=IdentityDocument.PASSPORT,
        care_forms_explained_on=DAY,
        step_request="a",
        step_problems="b",
        step_support="c",
        step_solutions="d",
        step_individual="e",
    )
    points = [
        AssessmentPoint(household=HOME, assessment=law.id, point=point, discussed=Discussed.YES)
        for point in ExaminedPoint
    ]
    gaps = missing_for_report(
        HOUSEHOLD,
        TALK,
        resident=SAMIRA,
        request=REQUEST,
        participants=[Participant(household=HOME, conversation=TALK.id)],
        assessment=law,
        points=points,
        worker=ANOUK,
        team=TEAM,
    )
    assert gaps == ()


def test_an_empty_report_names_its_gaps_and_stops_nobody() -> None:
    gaps = missing_for_report(HOUSEHOLD, TALK.changed(summary=""), resident=None)
    assert not any(gap.stops for gap in gaps)
    assert {"request", "participants", "summary", "identity", "step_request", "point_a", "point_g"} <= {*fields(gaps)}
    assert {gap.place for gap in gaps} <= {"household", "request", "conversation", "plan", "settings"}
