"""Whoever moves takes along what was kept as a carer; who was cared for keeps nothing of it."""

from datetime import date, timedelta

import pytest

from buurtteam.domain.care import Care, Carer, CarerSupport, CarerTalk, Perseverance
from buurtteam.domain.household import Household, MemberRole, Membership, Resident
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.measurement import FilledIn, Measurement
from buurtteam.domain.record import Record
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task
from buurtteam.services import (
    carer_overload,
    carer_support,
    carer_talks,
    carers,
    dossier,
    households,
    instruments,
)
from buurtteam.services.carers import Whom
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from buurtteam.storage.tables import household_of
from tests.conftest import Clock
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)
KINDS: tuple[type[Record], ...] = (Carer, Care, CarerTalk, CarerSupport, Measurement)


@pytest.fixture
def home(office: Office) -> Home:
    """Samira cares for her mother, cannot go on, waits for help, and there is a next talk."""
    made = demir(office)
    here, carer = made.household.id, made.samira.id
    care = carers.cares_for(office, here, Whom(resident=carer), Whom(resident=made.oma.id))
    carers.keep_care(office, care.changed(tasks_words="Tilt haar"))
    talk = carer_talks.begin(office, here, carer)
    carer_talks.keep(office, talk.changed(own_words="Ik kan niet meer", perseverance=Perseverance.UNDER_WEEK))
    carer_talks.plan_next(office, here, carer, TODAY + timedelta(days=3))
    about = {"household": here, "resident": carer}
    carer_support.keep(office, CarerSupport(**about, what="Nachtzorg", requested_on=TODAY - timedelta(days=50)))
    elsewhere = {"filled_in": FilledIn.ELSEWHERE, "taken_by": "Huisarts", "total": 8, "taken_on": TODAY}
    instruments.keep(office, Measurement(**about, instrument="ediz", edition="9", **elsewhere))
    office.take_changes()
    return made


def _own_home(office: Office) -> HouseholdId:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        return store.save(Household(label="Boven de bakker")).id


def _moves_out(office: Office, home: Home, until: date) -> None:
    with office.reading() as store:
        lived = store.of(Membership, household=home.household.id, resident=home.samira.id)[0]
    households.keep(office, home.household.id, lived.changed(until_on=until))


def _stand(office: Office, kind: type[Record], home: Home) -> set[HouseholdId]:
    with office.reading() as store:
        found = store.of(kind) if kind is Care else store.of(kind, resident=home.samira.id)
        return {home_of for each in found if (home_of := household_of(each)) is not None}


def test_who_moves_takes_everything_of_a_carer_along(office: Office, home: Home) -> None:
    new = _own_home(office)
    households.lives_also_in(office, home.household.id, home.samira.id, new, MemberRole.ADULT)
    assert _stand(office, CarerTalk, home) == {home.household.id}, "who has two homes stays where it was"
    _moves_out(office, home, TODAY - timedelta(days=1))
    assert [_stand(office, kind, home) for kind in KINDS] == [{new}] * len(KINDS)
    view = carer_talks.talks_of(office, new, home.samira.id)
    assert (view.today_asked is not None, view.next_talk is not None) == (True, True)
    assert view.next_talk is not None
    assert view.next_talk.household == new
    assert len(instruments.history(office, new, home.samira.id)) == 1
    assert carer_overload.in_household(office, home.household.id) == ()
    left, taken = (dossier.export_dossier(office, each) for each in (home.household.id, new))
    for words in ("Ik kan niet meer", "Nachtzorg", "Tilt haar"):
        assert (words in left, words in taken) == (False, True)
    dossier.check_dossier(left)
    dossier.check_dossier(taken)


def test_who_lives_nowhere_else_gets_an_own_file_and_one_key_takes_it_back(office: Office, home: Home) -> None:
    office.take_changes()
    _moves_out(office, home, TODAY - timedelta(days=1))
    (new,) = _stand(office, CarerTalk, home)
    assert new != home.household.id
    with office.reading() as store:
        assert store.get(Household, new).label == "Demir"
        assert [each.resident for each in store.of(Membership, household=new)] == [home.samira.id]
    stack = UndoStack()
    for each in office.take_changes():
        stack.add(each)
    stack.take_back(office)
    assert [_stand(office, kind, home) for kind in KINDS] == [{home.household.id}] * len(KINDS)


def test_who_moves_out_tomorrow_takes_it_along_tomorrow(office: Office, home: Home, clock: Clock) -> None:
    _moves_out(office, home, TODAY)
    households.bring_home(office)
    assert _stand(office, Measurement, home) == {home.household.id}
    clock.now += timedelta(days=1)
    households.bring_home(office)
    assert home.household.id not in _stand(office, Measurement, home)
    office.take_changes()
    households.bring_home(office)
    assert office.take_changes() == ()


@pytest.mark.parametrize("is_all", [False, True])
def test_who_is_taken_out_of_a_household_keeps_it_in_the_other_home(office: Office, home: Home, is_all: bool) -> None:
    here, new = home.household.id, _own_home(office)
    households.lives_also_in(office, here, home.samira.id, new, MemberRole.ADULT)
    bundle = (
        households.remove_household(office, here) if is_all else households.remove_person(office, here, home.samira.id)
    )
    kept = [kind for kind in KINDS if not (is_all and kind is Care)]
    assert [_stand(office, kind, home) for kind in kept] == [{new}] * len(kept)
    office.restore(bundle)
    assert len(carer_talks.talks_of(office, here, home.samira.id).talks) == 1
    assert len(carers.read(office, here).lines) == 1


def test_who_cares_for_nobody_moves_as_before(office: Office, home: Home) -> None:
    with office.reading() as store:
        count = store.count(Household)
        lived = store.of(Membership, household=home.household.id, resident=home.yusuf.id)[0]
    households.keep(office, home.household.id, lived.changed(until_on=TODAY - timedelta(days=1)))
    with office.reading() as store:
        assert store.count(Household) == count


def _dies(office: Office, home: Home, who: Resident, on: str) -> None:
    with office.reading() as store:
        person = store.get(Resident, who.id)
    households.keep(office, home.household.id, person.changed(died_on=on))


def test_who_died_cares_no_more_and_nobody_is_sent_to_talk(office: Office, home: Home) -> None:
    _dies(office, home, home.samira, "2026-11-20")
    view = carers.read(office, home.household.id)
    assert (view.lines, [each.relation.until_on for each in view.ended]) == ((), [date(2026, 11, 20)])
    talks = carer_talks.talks_of(office, home.household.id, home.samira.id)
    assert (talks.next_talk, talks.today_asked) == (None, None)


def test_care_ends_with_who_was_cared_for_and_the_talk_with_the_carer_stays(office: Office, home: Home) -> None:
    office.take_changes()
    _dies(office, home, home.oma, "2026-11")
    view = carers.read(office, home.household.id)
    assert (view.lines, [each.relation.until_on for each in view.ended]) == ((), [TODAY])
    assert carer_talks.talks_of(office, home.household.id, home.samira.id).next_talk is not None
    stack = UndoStack()
    for each in office.take_changes():
        stack.add(each)
    stack.take_back(office)
    assert len(carers.read(office, home.household.id).lines) == 1


def test_who_is_removed_leaves_no_planned_talk_with_a_name_behind(office: Office, home: Home) -> None:
    def planned() -> list[str]:
        with office.reading() as store:
            return [each.what for each in store.of(Task, household=home.household.id) if each.is_open]

    (talk,) = [each for each in planned() if "Samira" in each]
    bundle = households.remove_person(office, home.household.id, home.samira.id)
    assert not [each for each in planned() if "Samira" in each]
    office.restore(bundle)
    assert talk in planned()
