import json
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from buurtteam.domain.filing import Paper
from buurtteam.storage.database import Database, connect_bare, run_migrations
from buurtteam.storage.migrations import is_search_index
from buurtteam.storage.store import Store
from buurtteam.storage.tables import metadata

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


def test_a_start_with_nothing_to_upgrade_does_not_load_alembic(file: Path) -> None:
    program = (
        "import sys, json; from pathlib import Path; from buurtteam.storage.database import Database; "
        f"Database.open(Path({str(file)!r}), bytes(range(32))).close(); print(json.dumps('alembic' in sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout) is False
