from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from buurtteam.domain.conversation import Conversation
from buurtteam.domain.household import Household, HouseholdState, Resident
from buurtteam.domain.keeping import FieldChange
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.services.office import Office
from buurtteam.storage.database import connect_bare
from tests.conftest import KEY, NOW, Clock


@pytest.fixture
def household(office: Office) -> Household:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        return store.save(Household(label="Bloem"))


def test_the_history_tells_who_changed_what(office: Office, household: Household, clock: Clock) -> None:
    clock.now += timedelta(hours=1)
    office.worker = Worker(name="Karim")
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(household.changed(label="Bloem-Visser", state=HouseholdState.STAND_BY))
    newest, oldest = office.history(household.id)
    assert (newest.worker, newest.deed, newest.kind, newest.at) == (
        "Karim",
        Deed.CHANGE_HOUSEHOLD,
        Household,
        clock.now,
    )
    assert set(newest.fields) == {
        FieldChange("label", "Bloem", "Bloem-Visser"),
        FieldChange("state", HouseholdState.OPEN, HouseholdState.STAND_BY),
    }
    assert (oldest.worker, oldest.is_new, oldest.at) == ("Noor", True, NOW)


def test_typing_on_is_one_line_of_the_history(office: Office, household: Household, clock: Clock) -> None:
    with office.writing(Deed.HOLD_CONVERSATION) as store:
        talk = store.save(Conversation(household=household.id, held_at=NOW))
    clock.now += timedelta(hours=1)
    for words in ("Ik slaap", "Ik slaap slecht", "Ik slaap slecht."):
        clock.now += timedelta(seconds=5)
        with office.writing(Deed.HOLD_CONVERSATION, household.id) as store:
            talk = store.save(talk.changed(summary=words))
    newest, *_ = office.history(household.id)
    assert newest.fields == (FieldChange("summary", "", "Ik slaap slecht."),)
    assert len(office.history(household.id)) == 3
    with office.reading() as store:
        assert store.connection.execute(text("SELECT count(*) FROM journal")).scalar_one() == 5


def test_who_opened_a_household_can_be_seen(office: Office, household: Household) -> None:
    office.look(Deed.OPEN_HOUSEHOLD, household.id)
    office.worker = Worker(name="Karim")
    office.look(Deed.REVEAL_BSN, household.id)
    assert [(look.worker, look.deed) for look in office.looks(household.id)] == [
        ("Karim", Deed.REVEAL_BSN),
        ("Noor", Deed.OPEN_HOUSEHOLD),
    ]


def test_the_journal_names_fields_but_not_their_values(office: Office, household: Household) -> None:
    with office.reading() as store:
        lines = store.connection.execute(text("SELECT * FROM journal")).all()
    assert len(lines) == 1
    assert '"label"' in str(lines)
    assert "Bloem" not in str(lines)


def test_what_a_worker_may_not_do_is_refused_and_nothing_is_kept(office: Office) -> None:
    office.worker = Worker(name="Vrijwilliger", function=WorkerFunction.VOLUNTEER)
    with pytest.raises(Problem) as told:
        office.look(Deed.REVEAL_BSN)
    assert told.value.code == "not_allowed"
    with pytest.raises(Problem), office.writing(Deed.IMPORT_DOSSIER):
        pytest.fail("a deed that is not allowed must not begin")
    with office.reading() as store:
        assert store.connection.execute(text("SELECT count(*) FROM journal")).scalar_one() == 0


def test_the_journal_can_only_grow(office: Office, household: Household) -> None:
    for statement in ("UPDATE journal SET worker_name = 'X'", "DELETE FROM journal"):
        with pytest.raises(DBAPIError, match="only grow"), office.database.writing() as connection:
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE journal SET worker_name = 'Karim' WHERE seq = 3", 3),
        ("UPDATE journal SET at = '2020-01-01 00:00:00.000000' WHERE seq = 2", 2),
        ("UPDATE journal SET fields = '' WHERE seq = 1", 1),
        ("DELETE FROM journal WHERE seq = 4", 4),
        ("UPDATE journal SET seq = 99 WHERE seq = 5", 5),
    ],
)
def test_a_journal_that_was_tampered_with_shows_where(
    office: Office, household: Household, statement: str, found: int
) -> None:
    for _ in range(5):
        office.look(Deed.OPEN_HOUSEHOLD, household.id)
    assert office.verify_journal() is None
    # Somebody with the key and other tools can take the guards away; the seals still tell.
    raw = connect_bare(office.database.path, KEY)
    raw.execute("DROP TRIGGER journal_refuses_update")
    raw.execute("DROP TRIGGER journal_refuses_delete")
    raw.execute(statement)
    raw.close()
    assert office.verify_journal() == found


def test_a_deed_within_a_deed_is_one_line_and_one_transaction(office: Office) -> None:
    with office.writing(Deed.IMPORT_DOSSIER) as store:
        store.save(Household(label="A"))
        with office.writing(Deed.CREATE_HOUSEHOLD) as inner, office.reading() as seen:
            inner.save(Household(label="B"))
            assert seen.count(Household) == 2
    (changes,) = office.take_changes()
    assert (changes.deed, len(changes.changes), changes.concern(Household)) == (Deed.IMPORT_DOSSIER, 2, True)
    assert office.take_changes() == ()


def test_a_deed_that_changes_nothing_leaves_no_line(office: Office, household: Household) -> None:
    office.take_changes()
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(household)
    assert office.take_changes() == ()
    assert len(office.history(household.id)) == 1


def test_the_history_shows_no_whole_citizen_service_number(office: Office, household: Household) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD, household.id) as store:
        store.save(Resident(first_name="Samira", bsn="999990019"))
    (newest, _) = office.history(household.id)
    assert (
        FieldChange("bsn", "", "•••••••19") in newest.fields or FieldChange("bsn", None, "•••••••19") in newest.fields
    )
    with office.reading() as store:
        kept = store.connection.execute(text("SELECT * FROM record_version")).all()
    assert "999990019" not in str(kept)


def test_a_journal_that_was_cut_short_is_noticed(office: Office, household: Household) -> None:
    for _ in range(3):
        office.look(Deed.OPEN_HOUSEHOLD, household.id)
    bare = connect_bare(office.database.path, KEY)
    bare.execute("DROP TRIGGER journal_refuses_delete")
    bare.execute("DELETE FROM journal WHERE seq >= 3")
    bare.close()
    assert office.verify_journal() == 3
    # And it stays so, however much is written after it.
    for _ in range(5):
        office.look(Deed.OPEN_HOUSEHOLD, household.id)
    assert office.verify_journal() == 3
