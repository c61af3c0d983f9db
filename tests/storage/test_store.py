from datetime import UTC, datetime, timedelta

import pytest

from buurtteam.domain.conversation import Conversation
from buurtteam.domain.household import ContactWay, Household, Membership, Resident
from buurtteam.domain.problem import Trouble
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task
from buurtteam.services.office import Office
from buurtteam.storage.database import Database
from buurtteam.storage.store import Stale, Store


def test_a_record_comes_back_as_it_was_saved(database: Database) -> None:
    household = Household(label="Familie Bloem", not_by=frozenset({ContactWay.POST, ContactWay.PHONE}))
    with database.writing() as connection:
        saved = Store(connection, is_writable=True).save(household)
    with database.reading() as connection:
        found = Store(connection).get(Household, household.id)
    assert found == saved
    assert found.same_facts(household)
    assert (household.version, found.version) == (0, 1)


def test_the_same_facts_again_change_nothing(database: Database) -> None:
    with database.writing() as connection:
        store = Store(connection, is_writable=True)
        saved = store.save(Household(label="Familie Bloem"))
        again = store.save(saved.changed(label="Familie Bloem"))
    assert again.version == 1
    assert len(store.changes) == 1


def test_a_second_coach_is_told_that_the_household_changed(database: Database) -> None:
    with database.writing() as connection:
        first = Store(connection, is_writable=True).save(Household(label="Bloem"))
    with database.reading() as connection:
        seen_by_second = Store(connection).get(Household, first.id)
    with database.writing() as connection:
        theirs = Store(connection, is_writable=True).save(first.changed(label="Bloem-Visser"))
    with pytest.raises(Stale) as told, database.writing() as connection:
        Store(connection, is_writable=True).save(seen_by_second.changed(label="Bloemen"))
    assert told.value.stored == theirs
    assert told.value.mine == seen_by_second.changed(label="Bloemen")


def test_what_is_gone_is_said_to_be_gone(database: Database) -> None:
    household = Household()
    with database.writing() as connection:
        store = Store(connection, is_writable=True)
        saved = store.save(household)
        store.remove(saved)
    with database.writing() as connection, pytest.raises(Trouble) as told:
        Store(connection, is_writable=True).save(saved.changed(label="Bloem"))
    assert told.value.code == "gone"


def test_records_are_found_by_their_fields_and_in_order(database: Database) -> None:
    with database.writing() as connection:
        store = Store(connection, is_writable=True)
        store.save(Household(label="B", area="Noord"))
        store.save(Household(label="A", area="Noord"))
        store.save(Household(label="C", area="Zuid"))
        assert [h.label for h in store.of(Household, order_by="label", area="Noord")] == ["A", "B"]
        assert [h.label for h in store.of(Household, order_by="-label", area=["Noord", "Zuid"])] == ["C", "B", "A"]
        assert [h.label for h in store.of(Household, order_by="label", started_on=None)] == ["A", "B", "C"]
        assert store.count(Household, area="Zuid") == 1


def test_a_failed_deed_leaves_nothing(office: Office) -> None:
    with pytest.raises(ZeroDivisionError), office.writing(Deed.CREATE_HOUSEHOLD) as store:
        store.save(Household(label="Bloem"))
        raise ZeroDivisionError
    with office.reading() as store:
        assert store.of(Household) == []
    assert office.take_changes() == ()


def test_a_store_for_reading_does_not_save(office: Office) -> None:
    with office.reading() as store, pytest.raises(RuntimeError):
        store.save(Household())


def test_a_moment_is_kept_in_utc_with_its_zone(office: Office) -> None:

    started = datetime(2026, 11, 22, 10, 5, 3, 250, tzinfo=UTC)
    with office.writing(Deed.HOLD_CONVERSATION) as store:
        household = store.save(Household())
        talk = store.save(Conversation(household=household.id, held_at=started.astimezone()))
    with office.reading() as store:
        assert store.get(Conversation, talk.id).held_at == started


def test_a_whole_household_goes_to_the_trash_and_comes_back(office: Office) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        household = store.save(Household(label="Bloem"))
        person = store.save(Resident(first_name="Samira"))
        member = store.save(Membership(household=household.id, resident=person.id))
        task = store.save(Task(household=household.id))
    bundle = office.remove(Deed.REMOVE, household.id, "Bloem", household)
    with office.reading() as store:
        assert store.of(Household) == store.of(Membership) == store.of(Task) == []
        assert store.of(Resident) == [person]
    assert [(line.label, line.removed_by) for line in office.in_trash()] == [("Bloem", "Noor")]
    office.restore(bundle)
    with office.reading() as store:
        for record in (household, member, task):
            assert store.get(type(record), record.id).same_facts(record)
    assert office.in_trash() == []


def test_the_trash_is_kept_for_thirty_days(office: Office, clock: object) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        household = store.save(Household(label="Bloem"))
    office.remove(Deed.REMOVE, household.id, "Bloem", household)
    clock.now += timedelta(days=30)  # type: ignore[attr-defined]
    assert office.purge_trash() == 0
    clock.now += timedelta(seconds=1)  # type: ignore[attr-defined]
    assert office.purge_trash() == 1
