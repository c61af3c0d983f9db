"""Any person cares for any person; each has an own file, and nothing of a carer is told in the file of another."""

from datetime import date, timedelta

import pytest

from buurtteam.domain.care import Care, CareDistance, Carer, CarerTalk, CareTie, DayPart, MayDecide, with_hours
from buurtteam.domain.caring import CareMark
from buurtteam.domain.household import (
    Address,
    Authority,
    ContactPoint,
    Household,
    MemberRole,
    Membership,
    NetworkKind,
    NetworkMember,
    Relation,
    RelationKind,
    Resident,
    Statement,
    StatementKind,
)
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import NotifierRole, RequestNotification
from buurtteam.domain.staff import Deed, Weekday
from buurtteam.domain.task import Task
from buurtteam.services import carers, households
from buurtteam.services.carers import CareView, Whom
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    made = demir(office)
    office.take_changes()
    return made


def _view(office: Office, home: Home | HouseholdId) -> CareView:
    return carers.read(office, home.household.id if isinstance(home, Home) else home)


def _cares(office: Office, home: Home, one: Resident, other: Resident) -> Care:
    return carers.cares_for(office, home.household.id, Whom(resident=one.id), Whom(resident=other.id))


def _who(view: CareView) -> list[tuple[str, str]]:
    return [(each.carer.name, each.cared_for.name) for each in view.lines]


def _other_household(office: Office, first_name: str, surname: str) -> tuple[HouseholdId, Resident]:
    made = households.create_household(office, NewHousehold(first_name=first_name, surname=surname))
    with office.reading() as store:
        person = store.get(Resident, store.of(Membership, household=made.id)[0].resident)
    office.take_changes()
    return made.id, person


def test_one_of_the_household_cares_for_another(office: Office, home: Home) -> None:
    care = _cares(office, home, home.samira, home.oma)
    view = _view(office, home)
    assert _who(view) == [("Samira Demir", "Ayşe Demir")]
    assert (care.household, care.distance) == (home.household.id, CareDistance.SAME_HOME)
    assert view.carers is not None
    assert view.carers[home.samira.id].cares is True
    assert [each.name for each in view.others] == ["Yusuf Demir"]


def test_several_care_for_one_and_one_for_several(office: Office, home: Home) -> None:
    for one, other in ((home.samira, home.oma), (home.yusuf, home.oma), (home.samira, home.yusuf)):
        _cares(office, home, one, other)
    assert len(_view(office, home).lines) == 3
    _cares(office, home, home.samira, home.oma)
    assert len(_view(office, home).lines) == 3


def test_two_can_care_for_each_other_but_nobody_for_the_same_person(office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    _cares(office, home, home.oma, home.samira)
    with pytest.raises(Problem) as refused:
        _cares(office, home, home.oma, home.oma)
    assert refused.value.code == "cares_for_self"
    with pytest.raises(Problem) as nobody:
        carers.cares_for(office, home.household.id, Whom(name=" "), Whom(resident=home.oma.id))
    assert nobody.value.code == "nobody_named"


def test_nobody_cares_since_tomorrow(office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    (line,) = _view(office, home).lines
    with pytest.raises(Problem) as refused:
        carers.keep_relation(
            office, home.household.id, line.relation.changed(from_on=office.today() + timedelta(days=1))
        )
    assert refused.value.code == "in_the_future"
    carers.keep_relation(office, home.household.id, line.relation.changed(from_on=office.today()))


def test_what_is_known_of_them_says_as_what_somebody_cares(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Relation(kind=RelationKind.PARENT, resident=home.oma.id, to_resident=home.samira.id))
    assert _cares(office, home, home.samira, home.oma).tie is CareTie.CHILD_FOR_PARENT
    assert _cares(office, home, home.oma, home.samira).tie is CareTie.PARENT_FOR_CHILD


def test_somebody_of_the_network_gets_an_own_file_in_one_deed_and_is_typed_once(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(home.household.changed(area="Molenberg", safe_contact="Nooit na zessen"))
        fatma = store.save(
            home.fatma.changed(name="Fatma van der Berg", kind=NetworkKind.FAMILY, contact="06 12345678")
        )
    office.take_changes()
    care = carers.cares_for(office, home.household.id, Whom(member=fatma.id), Whom(resident=home.oma.id))
    assert len(office.take_changes()) == 1
    with office.reading() as store:
        own = store.get(Household, care.household)
        person = store.get(Resident, store.of(Membership, household=own.id)[0].resident)
        assert store.get(NetworkMember, fatma.id).resident == person.id
        assert [each.value for each in store.of(ContactPoint, resident=person.id)] == ["06 12345678"]
        assert store.of(Carer, resident=person.id)[0].household == own.id
    assert (person.first_name, person.prefix, person.birth_name) == ("Fatma", "van der", "Berg")
    assert own.id != home.household.id
    assert "Berg" in own.label
    assert (own.area, own.safe_contact) == ("", "")
    assert care.tie is CareTie.FAMILY
    carers.cares_for(office, home.household.id, Whom(member=fatma.id), Whom(resident=home.samira.id))
    assert len(_view(office, own.id).lines) == 2


@pytest.mark.parametrize("is_secret", [False, True])
def test_a_neighbour_lives_in_the_same_neighbourhood_unless_the_address_is_secret(
    office: Office, home: Home, is_secret: bool
) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Address(household=home.household.id, street="Akerstraat", is_secret=is_secret))
        store.save(home.household.changed(area="Molenberg"))
        fatma = store.save(home.fatma.changed(kind=NetworkKind.NEIGHBOUR))
    care = carers.cares_for(office, home.household.id, Whom(member=fatma.id), Whom(resident=home.oma.id))
    with office.reading() as store:
        assert store.get(Household, care.household).area == ("" if is_secret else "Molenberg")


@pytest.mark.parametrize("lives_here", [True, False])
def test_a_new_name_joins_the_household_or_gets_an_own_file(office: Office, home: Home, lives_here: bool) -> None:
    new = Whom(name="Emine Kaya", lives_here=lives_here)
    care = carers.cares_for(office, home.household.id, new, Whom(resident=home.oma.id))
    assert (care.household == home.household.id) is lives_here
    assert len(office.take_changes()) == 1


def test_it_is_all_taken_back_in_one_step(office: Office, home: Home) -> None:
    stack = UndoStack()
    with office.reading() as store:
        before = store.count(Household), store.count(Resident)
    carers.cares_for(office, home.household.id, Whom(member=home.fatma.id), Whom(name="Piet Smit"))
    for each in office.take_changes():
        stack.add(each)
    stack.take_back(office)
    with office.reading() as store:
        assert (store.count(Household), store.count(Resident)) == before
        assert store.count(Care) == store.count(Carer) == store.count(Relation) == 0
        assert store.get(NetworkMember, home.fatma.id).resident is None


def test_who_cares_in_another_household_keeps_it_there(office: Office, home: Home) -> None:
    other, piet = _other_household(office, "Piet", "Smit")
    care = _cares(office, home, piet, home.oma)
    assert care.household == other
    (line,) = _view(office, home).lines
    assert (line.carer.household, line.carer.household_label, line.is_own) == (other, "Smit", False)
    (same,) = _view(office, other).lines
    assert same.is_own
    assert (same.cared_for.name, same.cared_for.household) == ("Ayşe Demir", home.household.id)


def test_of_a_carer_who_lives_elsewhere_only_name_tie_and_agreed_words_are_told(office: Office, home: Home) -> None:
    other, piet = _other_household(office, "Piet", "Smit")
    care = _cares(office, home, piet, home.oma)
    heavy = with_hours(with_hours("", Weekday.MONDAY, DayPart.MORNING, 9), Weekday.TUESDAY, DayPart.MORNING, 5)
    care = carers.keep_care(
        office,
        care.changed(week=heavy, tie=CareTie.NEIGHBOUR, tasks_words="Wast haar", plan_does="Doet de boodschappen"),
    )
    carers.keep_carer(office, Carer(household=other, resident=piet.id, work="Nachtdienst", work_hours=30))
    (line,) = _view(office, home).lines
    assert (line.care, line.marks, line.tie, line.plan_does) == (None, (), CareTie.NEIGHBOUR, "")
    assert line.carer.age is None
    assert "Nachtdienst" not in repr(_view(office, home))
    carers.keep_care(office, care.changed(plan_agreed_on=TODAY))
    assert _view(office, home).lines[0].plan_does == "Doet de boodschappen"
    assert set(_view(office, other).lines[0].marks) == {CareMark.INTENSIVE, CareMark.WORKING}


def test_words_for_the_plan_that_change_are_not_agreed_to_yet(office: Office, home: Home) -> None:
    care = _cares(office, home, home.samira, home.oma)
    agreed = carers.keep_care(office, care.changed(plan_does="Kookt", plan_agreed_on=TODAY))
    assert agreed.plan_agreed_on == TODAY
    changed = carers.keep_care(office, agreed.changed(plan_does="Kookt en wast"))
    assert changed.plan_agreed_on is None
    assert carers.keep_care(office, changed.changed(plan_agreed_on=TODAY)).plan_agreed_on == TODAY


def test_care_ends_and_goes_on_again(office: Office, home: Home) -> None:
    care = _cares(office, home, home.samira, home.oma)
    carers.end_care(office, home.household.id, care.relation)
    view = _view(office, home)
    assert view.lines == ()
    assert [each.relation.until_on for each in view.ended] == [TODAY]
    carers.go_on_with(office, home.household.id, care.relation)
    assert len(_view(office, home).lines) == 1


def test_after_an_end_care_can_begin_anew(office: Office, home: Home) -> None:
    care = _cares(office, home, home.samira, home.oma)
    carers.end_care(office, home.household.id, care.relation)
    again = _cares(office, home, home.samira, home.oma)
    assert again.relation != care.relation
    assert len(_view(office, home).lines) == len(_view(office, home).ended) == 1


def test_marks_follow_from_hours_time_work_and_age(office: Office, home: Home) -> None:
    long_ago = TODAY - timedelta(days=200)
    care = carers.cares_for(
        office, home.household.id, Whom(resident=home.yusuf.id), Whom(resident=home.oma.id), since=long_ago
    )
    assert set(_view(office, home).lines[0].marks) == {CareMark.YOUNG, CareMark.LONG}
    carers.keep_care(office, care.changed(distance=CareDistance.FURTHER))
    assert CareMark.DISTANCE in _view(office, home).lines[0].marks


def test_a_relation_of_before_gets_its_details_when_they_are_kept(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Relation(kind=RelationKind.CARES_FOR, resident=home.samira.id, to_resident=home.oma.id))
    (line,) = _view(office, home).lines
    assert line.care is None
    kept = carers.keep_care(office, carers.care_of(line).changed(tie=CareTie.CHILD_FOR_PARENT))
    assert _view(office, home).lines[0].care == kept


def test_everybody_of_the_file_is_found_by_name_and_a_new_name_comes_last(office: Office, home: Home) -> None:
    other, piet = _other_household(office, "Piet", "Smit")
    at_once = carers.choosable(office, home.household.id, "")
    assert [each.name for each in at_once] == ["Samira Demir", "Yusuf Demir", "Ayşe Demir", "Fatma"]
    found = carers.choosable(office, home.household.id, "smi")
    assert found[0].whom == Whom(resident=piet.id)
    assert [each.whom for each in found[-2:]] == [Whom(name="smi"), Whom(name="smi", lives_here=True)]
    assert other


def test_what_two_began_at_once_becomes_one_record(office: Office, home: Home) -> None:
    begun = Carer(household=home.household.id, resident=home.yusuf.id, school="De Linde", safe_channel="Via de mentor")
    carers.answer(office, home.household.id, home.yusuf.id, cares=True)
    kept = carers.keep_carer(office, begun)
    assert (kept.cares, kept.school, kept.safe_channel) == (True, "De Linde", "Via de mentor")
    care = _cares(office, home, home.samira, home.oma)
    again = carers.keep_care(
        office, Care(household=home.household.id, relation=care.relation, tasks_words="Leest voor")
    )
    assert (again.id, again.distance, again.tasks_words) == (care.id, CareDistance.SAME_HOME, "Leest voor")
    with office.reading() as store:
        assert (store.count(Carer, resident=home.yusuf.id), store.count(Care)) == (1, 1)


# ---------------------------------------------------------------------------------------------- children


def test_where_nobody_needs_care_no_child_is_asked_after(office: Office, home: Home) -> None:
    assert _view(office, home).young == ()


@pytest.mark.parametrize("how", ["care", "health"])
def test_where_somebody_needs_care_each_child_is_asked_after(office: Office, home: Home, how: str) -> None:
    if how == "care":
        _cares(office, home, home.samira, home.oma)
    else:
        with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
            store.save(
                Statement(
                    household=home.household.id,
                    kind=StatementKind.HEALTH,
                    resident=home.oma.id,
                    text="Oma is vaak de weg kwijt",
                    source="Samira",
                )
            )
    view = _view(office, home)
    assert view.why_ask == ("Ayşe Demir",)
    assert [(each.person.name, each.person.age) for each in view.to_ask] == [("Yusuf Demir", 10)]


def test_who_does_not_go_to_school_yet_is_not_asked(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(home.yusuf.changed(born_on="2023-01-05"))
    _cares(office, home, home.samira, home.oma)
    assert _view(office, home).young == ()


def test_the_answer_is_yes_no_or_later_and_later_is_a_task_that_the_answer_ends(office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    task = carers.ask_later(office, home.household.id, home.yusuf.id)
    assert carers.ask_later(office, home.household.id, home.yusuf.id).id == task.id
    assert _view(office, home).young[0].later_on == TODAY + timedelta(days=28)
    carers.answer(office, home.household.id, home.yusuf.id, cares=False)
    (young,) = _view(office, home).young
    assert (young.cares, young.carer.asked_on, young.later_on) == (False, TODAY, None)
    with office.reading() as store:
        assert store.get(Task, task.id).done_on == TODAY
    carers.answer(office, home.household.id, home.yusuf.id, cares=None)
    assert _view(office, home).to_ask


def test_a_child_who_cares_has_own_words_and_they_stay_its_own(office: Office, home: Home) -> None:
    _cares(office, home, home.yusuf, home.oma)
    with office.writing(Deed.TALK_WITH_CARER) as store:
        store.save(
            CarerTalk(
                household=home.household.id, resident=home.yusuf.id, held_on=TODAY, own_words="Ik help oma elke avond."
            )
        )
    (young,) = _view(office, home).young
    assert (young.cares, young.own_words, young.for_whom) == (True, "Ik help oma elke avond.", ("Ayşe Demir",))


@pytest.mark.parametrize(
    ("born_on", "decides"),
    [
        ("2014-11-23", MayDecide.PARENTS),
        ("2014-11-22", MayDecide.BOTH),
        ("2010-11-23", MayDecide.BOTH),
        ("2010-11-22", MayDecide.CHILD),
    ],
)
def test_age_says_who_gives_consent(office: Office, home: Home, born_on: str, decides: MayDecide) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(home.yusuf.changed(born_on=born_on))
    _cares(office, home, home.samira, home.oma)
    assert _view(office, home).young[0].decides is decides


def test_parents_with_authority_are_named_wherever_they_live(office: Office, home: Home) -> None:
    _other, vader = _other_household(office, "Kemal", "Aydin")
    _cares(office, home, home.samira, home.oma)
    assert _view(office, home).young[0].parents == ()
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        for who, authority in ((home.samira, Authority.SHARED), (vader, Authority.SHARED), (home.oma, Authority.NONE)):
            store.save(
                Relation(kind=RelationKind.PARENT, resident=who.id, to_resident=home.yusuf.id, authority=authority)
            )
    assert set(_view(office, home).young[0].parents) == {"Samira Demir", "Kemal Aydin"}


@pytest.mark.parametrize("role", [NotifierRole.SCHOOL, NotifierRole.ATTENDANCE_OFFICER])
def test_a_report_from_school_says_look_at_the_household(office: Office, home: Home, role: NotifierRole) -> None:
    assert not _view(office, home).from_school
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(
            RequestNotification(
                household=home.household.id, received_at=office.now(), notifier_role=role, about=home.yusuf.id
            )
        )
    assert _view(office, home).from_school


def test_who_moved_out_does_not_live_here_any_more(office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        (lives,) = store.of(Membership, resident=home.oma.id)
        store.save(lives.changed(until_on=TODAY - timedelta(days=1)))
    (line,) = _view(office, home).lines
    assert (line.cared_for.is_here, line.carer.is_here) == (False, True)


def test_a_child_of_two_homes_has_one_record_where_it_is_registered(office: Office, home: Home) -> None:
    other, vader = _other_household(office, "Kemal", "Aydin")
    households.lives_also_in(office, home.household.id, home.yusuf.id, other, MemberRole.CHILD)
    care = carers.cares_for(office, other, Whom(resident=home.yusuf.id), Whom(resident=vader.id))
    assert care.household == other
    assert _view(office, other).lines[0].is_own
    assert _view(office, home).lines[0].is_own
