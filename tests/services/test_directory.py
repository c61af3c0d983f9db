"""The service directory: found by kind of help, by a name with a slip, by neighbourhood; kept current by who verifies it."""

from datetime import date
from typing import Any

import pytest

from buurtteam.domain.care import CarerSupport
from buurtteam.domain.directory import DirectoryEntry, EntryForm, ForWhom, HelpLevel, KindOfHelp
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.services import directory
from buurtteam.services.directory import Quick, Wanted, found, read_directory
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


def entry(office: Office, name: str, *kinds: KindOfHelp, **facts: Any) -> DirectoryEntry:  # noqa: ANN401 - fields of the record
    return directory.keep(office, DirectoryEntry(name=name, kinds=frozenset(kinds), **facts))


def names(office: Office, **wanted: Any) -> list[str]:  # noqa: ANN401 - what is wanted
    return [each.entry.name for each in found(read_directory(office), Wanted(**wanted))]


def take_back_last(office: Office) -> None:
    """Take the last deed back."""
    stack = UndoStack()
    stack.add(office.take_changes()[-1])
    stack.take_back(office)


@pytest.fixture
def home(office: Office) -> Home:
    made = demir(office)
    entry(office, "De Akkerhof", KindOfHelp.STAY_AWAY, KindOfHelp.DAY_CARE, for_whom=frozenset({ForWhom.ELDERS}))
    entry(office, "Steunpunt Mantelzorg", KindOfHelp.CARER_CENTRE, for_whom=frozenset({ForWhom.CARERS}))
    entry(office, "Anneke Prins", KindOfHelp.BUDDY, form=EntryForm.VOLUNTEER, areas="Lindebuurt", hours_per_week=4)
    entry(office, "Samen Bewegen", KindOfHelp.EXERCISE, form=EntryForm.PROGRAMME, what="Wandelen in het park")
    return made


def test_it_is_found_by_the_kind_of_help_before_the_name(office: Office, home: Home) -> None:
    assert names(office, typed="logeer") == ["De Akkerhof"]
    assert names(office, typed="maatje") == ["Anneke Prins"]
    assert names(office, typed="park wand") == ["Samen Bewegen"]
    assert names(office, typed="tandarts") == []


def test_a_slip_of_the_finger_finds_it_all_the_same(office: Office, home: Home) -> None:
    assert names(office, typed="akerhof") == ["De Akkerhof"]
    assert names(office, typed="MANTELZROG") == ["Steunpunt Mantelzorg"]
    assert names(office, typed="hof") == []


def test_filters_leave_only_what_fits_all_of_them(office: Office, home: Home) -> None:
    assert names(office, kind=KindOfHelp.DAY_CARE) == ["De Akkerhof"]
    assert "Anneke Prins" not in names(office, area="Parkstad")
    assert "Anneke Prins" in names(office, area="lindebuurt")
    assert names(office, level=HelpLevel.NATIONAL) == []
    assert "De Akkerhof" not in names(office, for_whom=ForWhom.CARERS)


def test_what_is_for_elders_the_programmes_and_the_volunteers_are_one_key_away(office: Office, home: Home) -> None:
    assert names(office, quick=Quick.ELDERS) == ["De Akkerhof"]
    assert names(office, quick=Quick.PROGRAMMES) == ["Samen Bewegen"]
    assert names(office, quick=Quick.PEOPLE) == ["Anneke Prins"]
    assert names(office, quick=Quick.CARERS) == ["Steunpunt Mantelzorg"]
    assert names(office, quick=Quick.TAKES_OVER) == ["Anneke Prins", "De Akkerhof"]


def test_what_was_not_verified_for_six_months_must_be_the_oldest_first(office: Office, home: Home) -> None:
    for each in read_directory(office):
        directory.verify(office, each.id, date(2026, 5, 22))
    assert directory.to_verify(office) == ()
    old = next(each for each in read_directory(office) if each.entry.name == "Samen Bewegen")
    directory.verify(office, old.id, date(2026, 5, 21))
    entry(office, "Nieuw", KindOfHelp.MEALS)
    assert [each.entry.name for each in directory.to_verify(office)] == ["Nieuw", "Samen Bewegen"]


def test_verified_is_one_deed_that_says_by_whom_and_can_be_taken_back(office: Office, home: Home) -> None:
    line = read_directory(office)[0]
    kept = directory.verify(office, line.id)
    assert (kept.verified_on, kept.verifier) == (TODAY, home.noor.id)
    take_back_last(office)
    assert next(each for each in read_directory(office) if each.id == line.id).is_stale


def test_each_verifies_what_is_given_to_him_and_what_is_nobodys(office: Office, home: Home) -> None:
    entry(office, "Van Bas", KindOfHelp.MEALS, verifier=home.bas.id)
    assert "Van Bas" in [each.entry.name for each in directory.to_verify(office, home.bas.id)]
    assert "Van Bas" not in [each.entry.name for each in directory.to_verify(office, home.noor.id)]
    assert "De Akkerhof" in [each.entry.name for each in directory.to_verify(office, home.noor.id)]


def test_a_day_that_has_yet_to_come_verifies_nothing(office: Office, home: Home) -> None:
    with pytest.raises(Problem):
        directory.verify(office, read_directory(office)[0].id, date(2026, 11, 23))


def test_a_name_stands_in_it_once(office: Office, home: Home) -> None:
    with pytest.raises(Problem) as refused:
        entry(office, "de akkerhof")
    assert refused.value.code == "entry_known"


def test_the_hours_of_a_volunteer_are_used_by_help_that_runs(office: Office, home: Home) -> None:
    with office.writing(Deed.SUPPORT_CARER) as store:
        facts = {"household": home.household.id, "resident": home.samira.id, "kind": KindOfHelp.BUDDY}
        store.save(CarerSupport(**facts, offered_by="anneke prins", hours_per_week=3, started_on=date(2026, 11, 1)))
        store.save(CarerSupport(**facts, offered_by="Anneke Prins", hours_per_week=2))
    line = next(each for each in read_directory(office) if each.entry.name == "Anneke Prins")
    assert (line.given, line.used, line.left) == (4, 3, 1)


def test_out_of_use_is_not_found_and_not_verified_and_still_there(office: Office, home: Home) -> None:
    line = next(each for each in read_directory(office) if each.entry.name == "De Akkerhof")
    directory.keep(office, line.entry.changed(is_active=False))
    assert names(office, typed="akkerhof") == []
    assert names(office, typed="akkerhof", with_past=True) == ["De Akkerhof"]
    assert "De Akkerhof" not in [each.entry.name for each in directory.to_verify(office)]
