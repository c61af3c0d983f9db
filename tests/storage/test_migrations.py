import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import uuid4

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from buurtteam.domain.case import Closing
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import Household
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.responsibility import Assignment, AssignmentRole
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task
from buurtteam.services.deadlines import next_terms
from buurtteam.services.office import Office
from buurtteam.storage.database import Database, connect_bare, run_migrations
from buurtteam.storage.migrations import is_search_index
from buurtteam.storage.store import Store
from buurtteam.storage.tables import metadata
from tests.conftest import Clock

KEY = bytes(range(32))


def test_the_migrations_make_exactly_the_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: not (kind == "table" and is_search_index(name or "")),
                "compare_type": True,
            },
        )
        assert compare_metadata(context, metadata) == []


def test_what_was_kept_before_papers_knew_what_they_are_about_is_still_there(tmp_path: Path) -> None:
    path, household, paper = tmp_path / "oud", uuid4(), uuid4()
    run_migrations(path, KEY, to="0002")
    old = connect_bare(path, KEY)
    old.execute("INSERT INTO household (id, version, label) VALUES (?, 1, 'Demir')", (household.hex,))
    old.execute(
        "INSERT INTO paper (id, version, household, kind, number, made_at, content, pdf, sha256, title) "
        "VALUES (?, 1, ?, 'plan', '2026-0007', '2026-11-01T09:00:00.000000+00:00', '', x'', '', '')",
        (paper.hex, household.hex),
    )
    old.commit()
    old.close()
    database = Database.open(path, KEY)
    with database.reading() as connection:
        (found,) = Store(connection).of(Paper)
        assert (found.id, found.number, found.request, found.conversation) == (paper, "2026-0007", None, None)
    database.close()


def test_who_was_responsible_and_what_was_closed_is_known_after_the_upgrade(tmp_path: Path) -> None:
    path, noor, bas = tmp_path / "oud", uuid4(), uuid4()
    running, closed, nobody = uuid4(), uuid4(), uuid4()
    run_migrations(path, KEY, to="0003")
    old = connect_bare(path, KEY)
    for worker, name in ((noor, "Noor"), (bas, "Bas")):
        old.execute("INSERT INTO worker (id, version, name) VALUES (?, 1, ?)", (worker.hex, name))
    old.executemany(
        "INSERT INTO household (id, version, label, state, plan_coordinator, deputy, started_on, ended_on) "
        "VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
        [
            (running.hex, "Demir", "open", noor.hex, bas.hex, "2026-02-03", None),
            (closed.hex, "Peelen", "closed", bas.hex, None, "2026-01-05", "2026-06-01"),
            (nobody.hex, "Robin", "open", None, None, None, None),
        ],
    )
    old.execute(
        "INSERT INTO task (id, version, household, what) VALUES (?, 1, ?, 'bellen')", (uuid4().hex, running.hex)
    )
    old.commit()
    old.close()
    database = Database.open(path, KEY)
    with database.reading() as connection:
        store = Store(connection)
        found = {(each.household, each.role): (each.worker, each.from_on) for each in store.of(Assignment)}
        (closing,) = store.of(Closing)
        (task,) = store.of(Task)
    database.close()
    assert found == {
        (running, AssignmentRole.COORDINATOR): (noor, date(2026, 2, 3)),
        (running, AssignmentRole.DEPUTY): (bas, date(2026, 2, 3)),
        (closed, AssignmentRole.COORDINATOR): (bas, date(2026, 1, 5)),
    }
    assert (closing.household, closing.on, closing.plan_coordinator) == (closed, date(2026, 6, 1), bas)
    assert not closing.has_aftercare
    assert closing.holds_on(date(2026, 11, 22))
    assert task.is_open


def test_terms_of_an_old_file_are_reckoned_and_its_faces_stay_one(tmp_path: Path) -> None:
    path, noor, home, request = tmp_path / "oud", uuid4(), uuid4(), uuid4()
    run_migrations(path, KEY, to="0003")
    old = connect_bare(path, KEY)
    old.execute("INSERT INTO worker (id, version, name) VALUES (?, 1, 'Noor')", (noor.hex,))
    old.execute(
        "INSERT INTO household (id, version, label, plan_coordinator, started_on) VALUES (?, 1, 'Demir', ?, '2026-10-01')",
        (home.hex, noor.hex),
    )
    old.execute(
        "INSERT INTO request_notification (id, version, household, received_at) "
        "VALUES (?, 1, ?, '2026-10-01T09:00:00.000000+00:00')",
        (request.hex, home.hex),
    )
    old.commit()
    old.close()
    database = Database.open(path, KEY)
    office = Office(database, None, Clock())
    assert next_terms(office).keys() == {HouseholdId(home)}
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(store.get(Household, HouseholdId(home)).changed(reach="na vier uur"))
    with office.reading() as store:
        assert [each.worker for each in store.of(Assignment)] == [noor]
    database.close()


def test_a_start_with_nothing_to_upgrade_does_not_load_alembic(file: Path) -> None:
    program = (
        "import sys, json; from pathlib import Path; from buurtteam.storage.database import Database; "
        f"Database.open(Path({str(file)!r}), bytes(range(32))).close(); print(json.dumps('alembic' in sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout) is False
