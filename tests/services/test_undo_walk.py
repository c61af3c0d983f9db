"""Whatever is done in whatever order: undoing all gives what was before, doing all again gives what was after."""

import random
from datetime import timedelta

import pytest

from buurtteam.domain.household import MemberRole, Resident
from buurtteam.domain.record import Record
from buurtteam.domain.records import RECORDS
from buurtteam.domain.staff import Worker
from buurtteam.services import households, staff
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from buurtteam.storage.tables import id_of
from tests.conftest import Clock

_NAMES = ("Samira", "Tonnie", "Wen", "Zoë", "Björn", "Anouk")


def everything(office: Office) -> dict[object, Record]:
    with office.reading() as store:
        return {id_of(each): each.changed(version=0) for kind in RECORDS for each in store.of(kind)}


def a_deed(office: Office, dice: random.Random) -> None:
    lines = households.household_lines(office)
    choice = dice.choice(("new", "name", "worker", "remove", "person", "remove_person", "name"))
    if choice == "new" or not lines:
        households.create_household(office, NewHousehold(first_name=dice.choice(_NAMES), reach="0612345678"))
        return
    if choice == "worker":
        staff.keep_worker(office, Worker(name=dice.choice(_NAMES)))
        return
    home = dice.choice(lines).id
    people = households.read_household(office, home).everybody
    if choice == "remove":
        households.remove_household(office, home)
    elif choice == "person" or not people:
        households.add_person(office, home, Resident(first_name=dice.choice(_NAMES)), MemberRole.CHILD)
    elif choice == "remove_person" and len(people) > 1:
        households.remove_person(office, home, dice.choice(people).resident.id)
    else:
        resident = dice.choice(people).resident
        households.keep_person(
            office, home, resident.changed(initials=dice.choice("ABCD"), birth_name=dice.choice(_NAMES))
        )


@pytest.mark.parametrize("seed", range(4))
def test_all_back_and_all_again(office: Office, clock: Clock, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a walk that can be repeated
    stack = UndoStack()
    before = everything(office)
    for _turn in range(14):
        clock.now += timedelta(minutes=1)
        a_deed(office, dice)
        for changes in office.take_changes():
            stack.add(changes)
    after = everything(office)
    while stack.take_back(office) is not None:
        pass
    assert everything(office) == before
    while stack.do_again(office) is not None:
        pass
    assert everything(office) == after
