import pytest
from pydantic import ValidationError

from buurtteam.domain.doubles import Reason
from buurtteam.domain.household import (
    Address,
    AddressKind,
    ContactPoint,
    Household,
    MemberRole,
    Membership,
    NetworkMember,
    Resident,
)
from buurtteam.domain.staff import Deed
from buurtteam.services import households
from buurtteam.services.households import NewHousehold, Stale
from buurtteam.services.office import Office


def test_a_first_name_and_a_phone_number_make_a_household(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira", reach="0600123456"))
    view = households.read_household(office, made.id)
    assert view.household.label == "Samira"
    assert view.household.started_on == office.today()
    assert [p.name for p in view.people] == ["Samira"]
    assert [point.value for _person, point in view.safe_points] == ["06 00123456"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("06-00123456", "06 00123456"),
        ("+31 6 00123456", "06 00123456"),
        ("samira@voorbeeld.example", "samira@voorbeeld.example"),
        ("via de buurvrouw op 14", None),
        ("12", None),
    ],
)
def test_a_way_to_reach_somebody_is_recognised(written: str, kept: str | None) -> None:
    assert households.recognised_reach(written) == kept


def test_another_way_to_reach_somebody_stays_with_the_household(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Bo", reach="via de buurvrouw"))
    assert made.reach == "via de buurvrouw"
    assert households.read_household(office, made.id).safe_points == ()


def test_without_any_name_nothing_is_made(office: Office) -> None:
    with pytest.raises(ValidationError):
        households.create_household(office, NewHousehold(reach="0600123456"))
    assert households.household_lines(office) == ()


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("van der Meer", ("van der", "Meer")),
        ("El Yousfi", ("el", "Yousfi")),
        ("'t Hart", ("'t", "Hart")),
        ("Vandenberg", ("", "Vandenberg")),
        ("De", ("", "De")),
    ],
)
def test_a_surname_falls_apart_in_prefix_and_name(written: str, parts: tuple[str, str]) -> None:
    assert households.split_surname(written) == parts


def test_the_name_follows_the_people_until_somebody_gives_another(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira"))
    person = households.read_household(office, made.id).people[0].resident
    person = households.keep(office, made.id, person.changed(prefix="de", birth_name="Vries"))
    named = households.read_household(office, made.id).household
    assert named.label == "De Vries"
    households.keep(office, made.id, named.changed(label="Samira en de kinderen"))
    households.keep(office, made.id, person.changed(birth_name="Wit"))
    assert households.read_household(office, made.id).household.label == "Samira en de kinderen"


def test_opening_a_household_is_written_down_once_per_visit(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira"))
    households.read_household(office, made.id, is_visit=True)
    households.read_household(office, made.id)
    looks = [look.deed for look in office.looks(made.id)]
    assert looks == [Deed.OPEN_HOUSEHOLD]


def test_looking_at_a_citizen_service_number_is_written_down(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira"))
    person = households.read_household(office, made.id).people[0].resident
    households.keep(office, made.id, person.changed(bsn="999990019"))
    assert households.reveal_bsn(office, made.id, person.id) == "999990019"
    assert [look.deed for look in office.looks(made.id)] == [Deed.REVEAL_BSN]


def test_a_child_of_two_homes_is_one_person_in_both(office: Office) -> None:
    mother = households.create_household(office, NewHousehold(first_name="Samira", surname="Demir"))
    father = households.create_household(office, NewHousehold(first_name="Kees", surname="Bloem"))
    child = households.add_person(
        office, mother.id, Resident(first_name="Yusuf", born_on="2017-05-01"), MemberRole.CHILD
    )
    households.lives_also_in(office, mother.id, child.resident, father.id, MemberRole.CHILD)
    at_father = households.read_household(office, father.id)
    assert [p.name for p in at_father.people] == ["Kees Bloem", "Yusuf"]
    assert [home.label for home in at_father.people[1].other_homes] == ["Demir"]
    households.remove_person(office, father.id, child.resident)
    assert [p.name for p in households.read_household(office, mother.id).people] == ["Samira Demir", "Yusuf"]


def test_what_was_removed_comes_back(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira"))
    aunt = households.keep(office, made.id, NetworkMember(household=made.id, name="Tante Riet"))
    bundle = households.remove(office, made.id, aunt, "Tante Riet")
    assert households.read_household(office, made.id).network == ()
    office.restore(bundle)
    assert [n.name for n in households.read_household(office, made.id).network] == ["Tante Riet"]


def test_a_removed_household_comes_back_with_its_people(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira", reach="0600123456"))
    bundle = households.remove_household(office, made.id)
    assert households.household_lines(office) == ()
    with office.reading() as store:
        assert store.count(Resident) == 0
    office.restore(bundle)
    assert [p.name for p in households.read_household(office, made.id).people] == ["Samira"]


def test_two_coaches_who_change_the_same_person_both_see_both(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira"))
    seen = households.read_household(office, made.id).people[0].resident
    theirs = households.keep(office, made.id, seen.changed(daily="zoekt werk"))
    with pytest.raises(Stale) as told:
        households.keep(office, made.id, seen.changed(language="Turks"))
    assert told.value.stored == theirs


def test_the_list_counts_children_and_keeps_a_secret_address_secret(office: Office) -> None:
    made = households.create_household(
        office, NewHousehold(first_name="Samira", surname="Demir", street="Akerstraat", number="12", city="Oefenstad")
    )
    households.add_person(office, made.id, Resident(first_name="Yusuf", born_on="2017"), MemberRole.CHILD)
    households.add_person(office, made.id, Resident(first_name="Bram"), MemberRole.CHILD)
    households.add_person(office, made.id, Resident(first_name="Ali", born_on="2001-02"), MemberRole.CHILD)
    (line,) = households.household_lines(office)
    assert (line.label, line.address, line.children) == ("Demir", "Akerstraat 12, Oefenstad", 2)
    address = households.read_household(office, made.id).addresses[0]
    households.keep(office, made.id, address.changed(is_secret=True))
    (line,) = households.household_lines(office)
    assert (line.address, line.is_secret) == ("", True)


def test_the_address_of_today_is_the_one_that_holds_today(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira", street="Oude weg"))
    old = households.read_household(office, made.id).addresses[0]
    households.keep(office, made.id, old.changed(until_on=office.today().replace(day=1)))
    households.keep(office, made.id, Address(household=made.id, kind=AddressKind.NO_FIXED, note="bij vrienden"))
    home = households.read_household(office, made.id).home
    assert home is not None
    assert home.kind is AddressKind.NO_FIXED


def test_a_number_that_is_not_safe_is_not_offered(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira", reach="0600123456"))
    point = households.read_household(office, made.id).people[0].points[0]
    kept: ContactPoint = households.keep(office, made.id, point.changed(is_safe=False))
    assert kept.is_safe is False
    assert households.read_household(office, made.id).safe_points == ()


def test_every_record_of_a_household_is_kept_by_one_function(office: Office) -> None:
    made = households.create_household(office, NewHousehold(first_name="Samira"))
    assert isinstance(made, Household)
    kept = households.keep(office, made.id, Membership(household=made.id, resident=_resident(office, made)))
    assert kept.version == 1


def _resident(office: Office, household: Household) -> object:
    return households.read_household(office, household.id).people[0].resident.id


def test_somebody_who_is_known_already_is_pointed_out_and_never_merged(office: Office) -> None:
    known = households.create_household(
        office, NewHousehold(first_name="Samira", surname="Demir", born_on="1990-04-03", reach="0600123456")
    )
    typed = NewHousehold(first_name="Samira", surname="Demier", born_on="03-04-1990")
    (double,) = households.likely_doubles(office, typed)
    assert (double.household, double.name) == (known.id, "Samira Demir")
    assert households.likely_doubles(office, NewHousehold(first_name="Bram", surname="Bloem")) == ()
    (by_phone,) = households.likely_doubles(office, NewHousehold(first_name="Samira", reach="06 0012 3456"))
    assert by_phone.household == known.id
    households.create_household(office, typed)
    assert len(households.household_lines(office)) == 2


def test_who_shares_a_surname_and_an_address_without_postcode_is_pointed_out(office: Office) -> None:
    home = {"surname": "Demir", "street": "Akerstraat", "number": "12 a"}
    known = households.create_household(office, NewHousehold(first_name="Samira", postcode="6411 SA", **home))
    households.create_household(office, NewHousehold(first_name="Bram", surname="Bloem", number="12a"))
    typed = NewHousehold(first_name="Yusuf", surname="Demir", street="akerstraat", number="12A")
    (double,) = households.likely_doubles(office, typed)
    assert (double.household, double.reasons) == (known.id, (Reason.LIVES_THERE,))
    address = households.read_household(office, known.id).addresses[0]
    households.keep(office, known.id, address.changed(is_secret=True))
    assert households.likely_doubles(office, typed) == ()


def test_the_address_of_a_double_stays_secret(office: Office) -> None:
    known = households.create_household(
        office, NewHousehold(first_name="Samira", surname="Demir", street="Akerstraat", number="12")
    )
    address = households.read_household(office, known.id).addresses[0]
    households.keep(office, known.id, address.changed(is_secret=True))
    (double,) = households.likely_doubles(office, NewHousehold(first_name="Samira", surname="Demir"))
    assert "Akerstraat" not in double.detail
