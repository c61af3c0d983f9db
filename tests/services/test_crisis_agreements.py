"""What happens when a carer drops out: agreed by both, looked at again, and never printed with a name or a phone missing."""

from datetime import date

import pytest

from buurtteam.domain.care import CrisisAgreement
from buurtteam.domain.household import Relation, RelationKind
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.services import crisis_agreements
from buurtteam.services.office import Office
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)
LATER = date(2027, 2, 22)


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


@pytest.fixture
def care(office: Office, home: Home) -> Relation:
    """Samira cares for her mother."""
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        facts = {"resident": home.samira.id, "to_resident": home.oma.id, "kind": RelationKind.CARES_FOR}
        return store.save(Relation(**facts))


def begun(office: Office, home: Home, care: Relation, **facts: object) -> CrisisAgreement:
    one = crisis_agreements.begin(office, home.household.id, care.id)
    return crisis_agreements.keep(office, one.changed(**facts))


def tasks(office: Office) -> list[Task]:
    with office.reading() as store:
        return store.of(Task, order_by="due_on")


def missing(agreement: CrisisAgreement) -> set[str]:
    return {gap.field for gap in crisis_agreements.gaps_of(agreement) if gap.stops}


def test_there_is_one_agreement_for_each_person_somebody_cares_for(office: Office, home: Home, care: Relation) -> None:
    view = crisis_agreements.agreements_of(office, home.household.id, home.samira.id)
    (line,) = view.lines
    assert (view.carer, line.cared_for, line.agreement) == ("Samira Demir", "Ayşe Demir", None)
    one = crisis_agreements.begin(office, home.household.id, care.id)
    assert crisis_agreements.begin(office, home.household.id, care.id).id == one.id
    (line,) = crisis_agreements.agreements_of(office, home.household.id, home.samira.id).lines
    assert line.agreement == one
    # Of another carer nothing stands here.
    assert crisis_agreements.agreements_of(office, home.household.id, home.oma.id).lines == ()


def test_a_care_that_ended_without_an_agreement_is_not_asked_about(office: Office, home: Home, care: Relation) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(care.changed(until_on=date(2026, 11, 1)))
    assert crisis_agreements.agreements_of(office, home.household.id, home.samira.id).lines == ()


def test_a_card_needs_who_takes_over_and_the_yes_of_both(office: Office, home: Home, care: Relation) -> None:
    one = begun(office, home, care)
    assert missing(one) == {"takes_over", "takes_over_phone", "carer_agrees"}
    one = begun(office, home, care, takes_over="Fatma", takes_over_phone="06 12345678", carer_agrees=True)
    assert missing(one) == {"cared_for_agrees"}
    assert missing(one.changed(cared_for_agrees=True)) == set()
    # Who cannot be asked has somebody who decides; a no stays a no, whatever was written.
    assert missing(one.changed(cannot_agree_why="Dementie; de mentor besloot.")) == set()
    assert missing(one.changed(cared_for_agrees=False, cannot_agree_why="Wil niet.")) == {"cared_for_agrees"}


def test_the_day_to_look_again_is_a_task_about_the_carer(office: Office, home: Home, care: Relation) -> None:
    one = begun(office, home, care, review_on=LATER)
    (task,) = tasks(office)
    assert (task.kind, task.resident, task.due_on) == (TaskKind.REVIEW, home.samira.id, LATER)
    one = crisis_agreements.keep(office, one.changed(review_on=date(2027, 3, 1)))
    assert [each.due_on for each in tasks(office)] == [date(2027, 3, 1)]
    one = crisis_agreements.keep(office, one.changed(review_on=None))
    assert tasks(office)[0].cancelled_on == TODAY
    crisis_agreements.keep(office, one.changed(review_on=LATER))
    assert len([each for each in tasks(office) if each.is_open]) == 1


def test_what_is_removed_takes_its_task_along_and_comes_back_with_it(
    office: Office, home: Home, care: Relation
) -> None:
    one = begun(office, home, care, review_on=LATER, tonight="Eten klaarzetten")
    bundle = crisis_agreements.remove(office, one)
    assert tasks(office) == []
    office.restore(bundle)
    (line,) = crisis_agreements.agreements_of(office, home.household.id, home.samira.id).lines
    assert line.agreement is not None
    assert line.agreement.tonight == "Eten klaarzetten"
    assert tasks(office)[0].is_open


def test_nobody_agreed_tomorrow(office: Office, home: Home, care: Relation) -> None:
    with pytest.raises(Problem) as refused:
        begun(office, home, care, agreed_on=date(2026, 11, 23))
    assert refused.value.code == "in_the_future"


def test_other_words_than_both_agreed_to_on_an_earlier_day_are_asked_about_again(
    office: Office, home: Home, care: Relation
) -> None:
    yes = {"carer_agrees": True, "cared_for_agrees": True}
    one = begun(office, home, care, takes_over="Fatma", takes_over_phone="06 12345678", **yes)
    assert one.agreed_on == TODAY
    # On the day itself they sit at the table, and agree to what is typed.
    one = crisis_agreements.keep(office, one.changed(tonight="Eten klaarzetten"))
    assert one.is_agreed
    one = crisis_agreements.keep(office, one.changed(agreed_on=date(2026, 11, 2)))
    one = crisis_agreements.keep(office, one.changed(review_on=LATER))
    assert one.is_agreed
    one = crisis_agreements.keep(office, one.changed(tonight="Niet meer koken"))
    assert (one.carer_agrees, one.cared_for_agrees, one.agreed_on) == (None, None, None)
    assert missing(one) >= {"carer_agrees"}
