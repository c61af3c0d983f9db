"""Signs of dementia are statements with a source, the doctor is asked and asked again, and one case manager is named."""

from datetime import date

import pytest
from pydantic import ValidationError

from buurtteam.domain.care import CarePath, PathKind
from buurtteam.domain.household import Relation, RelationKind
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.services import care_paths
from buurtteam.services.office import Office
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


def path(office: Office, home: Home, **facts: object) -> CarePath:
    one = care_paths.begin(office, home.household.id, home.oma.id, PathKind.DEMENTIA)
    return care_paths.keep(office, one.changed(**facts))


def tasks(office: Office) -> list[Task]:
    with office.reading() as store:
        return store.of(Task, order_by="due_on")


def test_a_sign_without_who_says_it_is_refused(office: Office, home: Home) -> None:
    sign = care_paths.new_sign(office, home.household.id, home.oma.id)
    with pytest.raises(ValidationError):
        sign.changed(text="Verdwaalt op weg naar de winkel.")
    kept = care_paths.keep_sign(office, sign.changed(text="Verdwaalt.", source="Buurvrouw Mieke"))
    (oma,) = care_paths.paths_of(office, home.household.id).concerned
    assert oma.name == "Ayşe Demir"
    assert oma.signs == (kept,)
    assert kept.stated_on == TODAY


def test_who_is_cared_for_stands_on_top(office: Office, home: Home) -> None:
    assert care_paths.paths_of(office, home.household.id).concerned == ()
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        facts = {"resident": home.samira.id, "to_resident": home.oma.id, "kind": RelationKind.CARES_FOR}
        relation = store.save(Relation(**facts))
    view = care_paths.paths_of(office, home.household.id)
    assert [each.name for each in view.concerned] == ["Ayşe Demir"]
    assert view.people[0].name == "Ayşe Demir"
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(relation.changed(until_on=date(2026, 11, 1)))
    assert care_paths.paths_of(office, home.household.id).concerned == ()


def test_a_question_to_the_doctor_comes_back_after_two_weeks_until_there_is_an_answer(
    office: Office, home: Home
) -> None:
    one = care_paths.ask_doctor(office, path(office, home, question="Kan er onderzoek komen?"))
    (task,) = tasks(office)
    assert (task.kind, task.resident, task.due_on) == (TaskKind.MEDICAL_ADVICE, home.oma.id, date(2026, 12, 6))
    one = care_paths.keep(office, one.changed(asked_on=date(2026, 11, 20)))
    assert tasks(office)[0].due_on == date(2026, 12, 4)
    one = care_paths.keep(office, one.changed(answered_on=TODAY, answer="Volgens dr. Vos: onderzoek in december."))
    assert tasks(office)[0].done_on == TODAY
    again = care_paths.ask_doctor(office, one)
    assert again.answered_on is None
    assert [each.due_on for each in tasks(office) if each.is_open] == [date(2026, 12, 6)]


def test_a_road_that_ended_asks_nothing_more_and_another_can_begin(office: Office, home: Home) -> None:
    one = care_paths.ask_doctor(office, path(office, home))
    assert care_paths.begin(office, home.household.id, home.oma.id, PathKind.DEMENTIA).id == one.id
    care_paths.keep(office, one.changed(ended_on=TODAY))
    assert tasks(office)[0].cancelled_on == TODAY
    other = care_paths.begin(office, home.household.id, home.oma.id, PathKind.DEMENTIA)
    assert other.id != one.id
    (oma,) = care_paths.paths_of(office, home.household.id).concerned
    assert [each.id for each in oma.paths] == [other.id, one.id]


def test_what_is_removed_comes_back_with_its_task(office: Office, home: Home) -> None:
    one = care_paths.ask_doctor(office, path(office, home))
    bundle = care_paths.remove(office, one)
    assert tasks(office) == []
    office.restore(bundle)
    assert tasks(office)[0].is_open
    assert care_paths.paths_of(office, home.household.id).concerned[0].paths


def test_no_doctor_answered_tomorrow(office: Office, home: Home) -> None:
    with pytest.raises(Problem):
        path(office, home, answered_on=date(2026, 11, 23))
