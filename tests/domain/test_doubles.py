"""Who is pointed out as a likely double: written by hand, pair by pair."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.doubles import Known, Reason, find_doubles, likeness
from buurtteam.domain.folding import folded_words
from buurtteam.domain.kinds import ResidentId, new_id


def who(first: str = "", last: str = "", born: str = "", **more: Any) -> Known:  # noqa: ANN401 - any field
    prefix, _, birth_name = last.rpartition(" ")
    return Known(first_name=first, prefix=prefix, birth_name=birth_name, born_on=born, **more)


HOME: dict[str, Any] = {"postcode": "6411 SA", "number": "12"}
PHONE: dict[str, Any] = {"phones": ("06 12345678",)}

PAIRS = [
    (who("Samira", "Demir"), who("Samira", "Demir")),
    (who("samira", "DEMIR", "1992-03-04"), who("Samira", "Demir", "1992-03-04")),
    (who("Çağla", "Şahin"), who("Cagla", "Sahin")),
    (who("Jan", "van der Meer"), who("Jan", "Meer")),
    (who("Jan", "van de Meer"), who("Jan", "van der Meer")),
    (who("Samira", "el Yousfi"), who("Samira", "Yousfi")),
    (who("Demir", "Samira", "1992-03-04"), who("Samira", "Demir", "1992-03-04")),
    (who("Yvonne", "Kuijpers", "1970-01-02"), who("Yvonne", "Kuypers", "1970-01-02")),
    (who("Erik", "Jacobs", "1981-05-06"), who("Eric", "Jacobs", "1981-05-06")),
    (who("Samira", "Demri", "1992-03-04"), who("Samira", "Demir", "1992-03-04")),
    (who("Samira", "Demir", "1992-04-03"), who("Samira", "Demir", "1992-03-04")),
    (who("Samira", "Demir", "1992"), who("Samira", "Demir", "1992-03-04")),
    (who("Samyra", "Demir", "1992-03"), who("Samira", "Demir", "1992-03-04")),
    (who("", "Demir", "1992-03-04", initials="S."), who("Samira", "Demir", "1992-03-04")),
    (who("", "Demir", initials="S.A.", **HOME), who("Samira", "Demir", **HOME)),
    (who("Petra", "Bakker", "1965-07-08", partner_name="Visser"), who("Petra", "Visser", "1965-07-08")),
    (who("Petra", "Visser", "1965-07-08"), who("Petra", "Bakker", "1965-07-08", partner_name="Visser")),
    (who("Petra", "Visser-Bakker", "1965-07-08"), who("Petra", "Bakker", "1965-07-08", partner_name="Visser")),
    (who("Petra", "Visser", **HOME), who("Petra", "Bakker", partner_name="Visser", **HOME)),
    (who("Samira", **PHONE), who("Samira", "Demir", phones=("+31 6 1234 5678",))),
    (who("", "Demir", "1992-03-04"), who("Samira", "Demir", "1992-03-04")),
    (who("Anne-Marie", "Smeets", "1958-11-12"), who("Annemarie", "Smeets", "1958-11-12")),
    (who("Ana", "Costa e Silva", "1990-01-09"), who("Ana", "Costa Silva", "1990-01-09")),
    (who("Wim", "Claessens", given_names="Willem Hubertus", **HOME), who("Willem", "Klaessens", **HOME)),
    (who("Thea", "Jansen", "1949-02-03", postcode="6411sa", number="12 a"), who("Tea", "Janssen", "1949-02-03")),
]

NEAR_MISSES = [
    (who("Samira", "Demir"), who("Yusuf", "Demir")),
    (who("Samira", "Demir", **HOME), who("Yusuf", "Demir", **HOME)),
    (who("Samira", "Demir", **HOME, **PHONE), who("Yusuf", "Demir", **HOME, **PHONE)),
    (who("Elif", "Demir", "2017-03-04"), who("Yusuf", "Demir", "2017-03-04")),
    (who("Jan", "Jansen", "1950-01-01"), who("Jan", "Jansen", "1984-06-07")),
    (who("Jan", "Bakker"), who("Jaap", "Bakker")),
    (who("Jan", "Bakker"), who("Jana", "Bakker")),
    (who("Ali", "Demir"), who("Ale", "Demir")),
    (who("Samira", "Demir"), who("Samira", "Yilmaz")),
    (who("Samira", "Demir", "1992-03-04"), who("Karin", "Smeets", "1992-03-04")),
    (who("Samira", "Demir", **HOME), who("Karin", "Smeets", **HOME)),
    (who("Samira", "Demir", **PHONE), who("Karin", "Smeets", **PHONE)),
    (who("", "Demir"), who("Samira", "Demir")),
    (who("Samira"), who("Samira", "Demir")),
    (who("", "Demir", initials="S."), who("Samira", "Demir")),
    (who("", "Demir", "1992-03-04", initials="Y."), who("Samira", "Demir", "1992-03-04")),
    (who("Samira", "Demir", postcode="6411 SA"), who("Samir", "Deniz", postcode="6411 SA")),
    (who("Petra", "Bakker", partner_name="Visser"), who("Karin", "Visser")),
    (who("Samira", "Demir", "1992"), who("Sanne", "Demirel", "1992")),
    (who("Jan", "Bos"), who("Jan", "Vos")),
    (who("Mo", "Ali", "2000-01-01"), who("Mo", "Alo", "2001-02-03")),
    (who("Tim", "de Wit", "1999"), who("Tom", "de Wit", "1999")),
    (who(), who("Samira", "Demir")),
    (who(), who()),
    (who("", "van"), who("Jan", "van Dijk")),
]


@pytest.mark.parametrize(("candidate", "known"), PAIRS)
def test_somebody_known_is_pointed_out(candidate: Known, known: Known) -> None:
    assert likeness(candidate, known)
    assert likeness(known, candidate)


@pytest.mark.parametrize(("candidate", "known"), NEAR_MISSES)
def test_another_person_is_left_alone(candidate: Known, known: Known) -> None:
    for found in (likeness(candidate, known), likeness(known, candidate)):
        assert found is None or found.reasons == (Reason.LIVES_THERE,)


def test_there_are_enough_examples() -> None:
    assert len(PAIRS) == len(NEAR_MISSES) == 25


def test_the_reasons_are_told() -> None:
    one = who("Samira", "Demir", "1992-04-03", **HOME, **PHONE)
    found = likeness(one, who("Samira", "Demir", "1992-03-04", **HOME, **PHONE))
    assert found
    assert found.reasons == (Reason.NAME, Reason.BORN_SWAPPED, Reason.ADDRESS, Reason.PHONE)


def test_the_likeliest_comes_first_and_nobody_is_a_double_of_oneself() -> None:
    me = replace(who("Samira", "Demir", "1992-03-04"), resident=ResidentId(new_id()))
    sure, likely = who("Samira", "Demir", "1992-03-04"), who("Samira", "Demir")
    assert [double.known for double in find_doubles(me, [likely, me, sure])] == [sure, likely]


NAMES = st.sampled_from(
    ["Samira", "Demir", "van der Meer", "Çelik", "S.", "", "-", "'", "van", "Jansen", "ij", "IJsbrand"]
)
PEOPLE = st.builds(
    Known,
    first_name=NAMES | st.text(max_size=8),
    given_names=NAMES,
    initials=NAMES,
    birth_name=NAMES | st.text(max_size=8),
    partner_name=NAMES,
    born_on=st.sampled_from(["", "1992", "1992-03", "1992-03-04", "1992-04-03", "1950-12-31"]),
    postcode=st.sampled_from(["", "6411 SA", "6411SA"]),
    street=st.sampled_from(["", "Akerstraat"]),
    number=st.sampled_from(["", "12", "12 a"]),
    city=st.sampled_from(["", "Heerlen", "Landgraaf"]),
    phones=st.lists(st.sampled_from(["", "06 12345678", "x@voorbeeld.nl", "112"]), max_size=2).map(tuple),
)


@given(PEOPLE, PEOPLE)
def test_likeness_is_mutual(one: Known, other: Known) -> None:
    assert bool(likeness(one, other)) == bool(likeness(other, one))


def is_whole(one: Known) -> bool:
    """Whether the first name is more than initials, and the surname a word."""
    return (
        any(len(word) > 2 for word in folded_words(one.first_name))
        and len(one.birth_name) > 3
        and one.birth_name.isalpha()
    )


@given(PEOPLE.filter(is_whole))
def test_everybody_with_a_whole_name_looks_like_oneself(one: Known) -> None:
    assert likeness(one, one) or not any(c.isalnum() for c in one.first_name)


def test_a_first_name_that_is_cut_short_is_pointed_out_with_the_same_birth_date() -> None:
    known = Known(first_name="Chantalle", birth_name="Peelen", born_on="1986-08-16")
    typed = Known(first_name="Chantal", birth_name="Peelen", born_on="1986-08-16")
    found = likeness(typed, known)
    assert found is not None
    assert found.reasons == (Reason.LIKE_NAME, Reason.BORN)
    assert likeness(Known(first_name="Chantal", birth_name="Peelen"), known) is None


def test_without_a_postcode_the_street_and_number_are_the_address() -> None:
    known = who("Samira", "Demir", street="Akerstraat", city="Heerlen", **HOME)
    typed = who("Samir", "Demir", street="akerstraat", number="12")
    found = likeness(typed, known)
    assert found is not None
    assert Reason.ADDRESS in found.reasons
    elsewhere = likeness(replace(typed, city="Landgraaf"), known)
    assert elsewhere is None or Reason.ADDRESS not in elsewhere.reasons


def test_the_same_surname_at_the_same_address_with_another_first_name_lives_there() -> None:
    found = likeness(who("Yusuf", "Demir", **HOME), who("Samira", "Demir", "1992-03-04", **HOME))
    assert found is not None
    assert found.reasons == (Reason.LIVES_THERE,)
