"""The team, its workers, the history in words and the trash."""

from datetime import timedelta

import pytest

from buurtteam.domain.conversation import Note
from buurtteam.domain.household import Resident
from buurtteam.domain.problem import Trouble
from buurtteam.domain.staff import Deed, Team, Worker
from buurtteam.services import conversations, households, staff
from buurtteam.services.history import read_history
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.trash import in_trash
from tests.conftest import Clock


def test_who_works_is_asked_only_when_there_are_more(office: Office) -> None:
    anouk = staff.set_up(office, Team(name="Zonnewijk"), Worker(name="Anouk"))
    assert staff.begin(office).worker == anouk
    bas = staff.keep_worker(office, Worker(name="Bas"))
    assert staff.begin(office).worker == anouk
    staff.start_work(office, bas)
    assert staff.begin(office).worker == bas
    staff.keep_worker(office, bas.changed(is_active=False))
    assert staff.begin(office).worker == anouk


def test_who_left_stands_last_and_keeps_a_name(office: Office) -> None:
    staff.keep_worker(office, Worker(name="Anouk", is_active=False))
    staff.keep_worker(office, Worker(name="Zoë"))
    assert [each.name for each in staff.workers(office)] == ["Zoë", "Anouk"]


def test_the_history_tells_who_changed_what_and_hides_the_number(office: Office) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678"))
    resident = households.read_household(office, home.id, is_visit=True).everybody[0].resident
    households.keep_person(office, home.id, resident.changed(first_name="Samira Noor", bsn="999999011"))
    history = read_history(office, home.id)
    entry = next(each for each in history.entries if any(story.field == "bsn" for story in each.fields))
    assert entry.worker == "Noor"
    told = {story.field: story.after for story in entry.fields}
    assert told["first_name"] == "Samira Noor"
    assert "999999" not in str(told["bsn"])
    assert all(story.kind is Resident for story in entry.fields)
    assert [visit.worker for visit in history.visits] == ["Noor"]


def test_work_goes_on_when_who_works_was_taken_out_of_the_team(office: Office) -> None:
    noor = staff.set_up(office, Team(name="Zonnewijk"), Worker(name="Noor"))
    home = households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678"))
    staff.remove_worker(office, noor)
    assert conversations.start(office, home.id).worker is None


def test_the_history_marks_every_change_of_what_is_for_the_team_only(office: Office, clock: Clock) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678"))
    with office.writing(Deed.QUICK_NOTE, home.id) as store:
        note = store.save(Note(household=home.id, text="Nog niet vertellen.", is_team_only=True))
    clock.now += timedelta(hours=1)
    with office.writing(Deed.QUICK_NOTE, home.id) as store:
        store.save(note.changed(text="Nog even niet vertellen."))
    notes = [each for each in read_history(office, home.id).entries if each.what == "Note"]
    assert [each.is_team_only for each in notes] == [True, True]


def test_a_history_that_is_long_is_told_in_parts(office: Office, clock: Clock) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678"))
    resident = households.read_household(office, home.id).everybody[0].resident
    for number in range(6):
        clock.now += timedelta(hours=1)
        resident = households.keep_person(office, home.id, resident.changed(first_name=f"Samira {number}"))
    short = read_history(office, home.id, 3)
    assert short.has_more
    assert len(short.entries) <= 3
    assert not read_history(office, home.id, 500).has_more


def test_the_history_of_a_household_that_is_gone_is_a_clear_trouble(office: Office) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678"))
    households.remove_household(office, home.id)
    with pytest.raises(Trouble):
        read_history(office, home.id)


def test_the_trash_counts_down_and_puts_back(office: Office, clock: Clock) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678"))
    bundle = households.remove_household(office, home.id)
    (line,) = in_trash(office)
    assert (line.id, line.days_left, line.removed_by) == (bundle, 30, "Noor")
    clock.now += timedelta(days=12, hours=1)
    assert in_trash(office)[0].days_left == 18
    office.restore(bundle)
    assert not in_trash(office)
    assert households.read_household(office, home.id).everybody
