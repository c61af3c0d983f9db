import pytest

from buurtteam.domain.household import Household, Membership, Resident
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.domain.statute import LocalNorm, Unit
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack


@pytest.fixture
def stack() -> UndoStack:
    return UndoStack()


def _take(office: Office, stack: UndoStack) -> None:
    for changes in office.take_changes():
        stack.add(changes)


def _household(office: Office, stack: UndoStack) -> Household:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        household = store.save(Household(label="Bloem"))
        person = store.save(Resident(first_name="Samira"))
        store.save(Membership(household=household.id, resident=person.id))
    _take(office, stack)
    return household


def _label(office: Office, household: Household) -> str | None:
    with office.reading() as store:
        found = store.find(Household, household.id)
    return found.label if found else None


def test_an_edit_is_taken_back_and_done_again(office: Office, stack: UndoStack) -> None:
    household = _household(office, stack)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(household.changed(label="Visser"))
    _take(office, stack)
    for _ in range(3):
        back = stack.take_back(office)
        assert back is not None
        assert back.deed is Deed.UNDO
        assert _label(office, household) == "Bloem"
        stack.do_again(office)
        assert _label(office, household) == "Visser"
    office.take_changes()
    assert office.history(household.id)[0].deed == Deed.REDO


def test_a_new_household_is_taken_back_whole_and_comes_again(office: Office, stack: UndoStack) -> None:
    household = _household(office, stack)
    stack.take_back(office)
    assert _label(office, household) is None
    assert office.search("samira") == []
    stack.do_again(office)
    assert _label(office, household) == "Bloem"
    assert [found.household for found in office.search("samira")] == [household.id]
    assert stack.do_again(office) is None


def test_a_removal_is_taken_back_out_of_the_trash_and_into_it_again(office: Office, stack: UndoStack) -> None:
    household = _household(office, stack)
    office.remove(Deed.REMOVE, household.id, "Bloem", household)
    _take(office, stack)
    stack.take_back(office)
    assert _label(office, household) == "Bloem"
    assert office.in_trash() == []
    stack.do_again(office)
    assert _label(office, household) is None
    assert [line.label for line in office.in_trash()] == ["Bloem"]
    office.restore(office.in_trash()[0].id)
    assert _label(office, household) == "Bloem"


def test_what_a_colleague_changed_since_is_not_taken_back(office: Office, stack: UndoStack) -> None:
    household = _household(office, stack)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        mine = store.save(household.changed(label="Visser"))
    _take(office, stack)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(mine.changed(label="Bakker"))
    with pytest.raises(Problem) as told:
        stack.take_back(office)
    assert told.value.code == "changed_since"
    assert _label(office, household) == "Bakker"


def test_a_new_household_that_got_more_since_is_not_taken_back(office: Office, stack: UndoStack) -> None:
    household = _household(office, stack)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        other = store.save(Resident(first_name="Karim"))
        store.save(Membership(household=household.id, resident=other.id))
    with pytest.raises(Problem) as told:
        stack.take_back(office)
    assert told.value.code == "changed_since"
    assert _label(office, household) == "Bloem"


def test_a_new_deed_ends_what_could_be_done_again(office: Office, stack: UndoStack) -> None:
    household = _household(office, stack)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(household.changed(label="Visser"))
    _take(office, stack)
    stack.take_back(office)
    with office.reading() as reading:
        current = reading.get(Household, household.id)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(current.changed(label="Bakker"))
    undone, fresh = office.take_changes()
    assert undone.deed is Deed.UNDO
    stack.add(undone)
    assert stack.next_again is not None
    stack.add(fresh)
    assert stack.next_again is None
    assert stack.next_back == fresh


def test_who_may_not_do_a_deed_does_not_take_it_back_either(office: Office, stack: UndoStack) -> None:
    marjan, tim = Worker(name="Marjan", function=WorkerFunction.COORDINATOR), Worker(name="Tim")
    office.worker = marjan
    with office.writing(Deed.SET_NORMS) as store:
        store.save(LocalNorm(step="T01", number=1, unit=Unit.WORKING_DAYS, valid_from=office.today()))
    _take(office, stack)
    office.worker = tim
    with pytest.raises(Problem, match="not_allowed"):
        stack.take_back(office)
    office.worker = marjan
    assert stack.take_back(office) is not None
    with office.reading() as store:
        assert store.of(LocalNorm) == []


@pytest.mark.parametrize("deed", [Deed.ASSIGN, Deed.PLAN_LEAVE, Deed.CLOSE_HOUSEHOLD])
@pytest.mark.parametrize("function", [WorkerFunction.TRAINEE, WorkerFunction.VOLUNTEER])
def test_who_stands_beside_the_team_gives_out_no_households(
    office: Office, function: WorkerFunction, deed: Deed
) -> None:
    office.worker = Worker(name="Tim", function=function)
    with pytest.raises(Problem, match="not_allowed"), office.writing(deed):
        pass
