import json
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from buurtteam.storage.database import Database
from buurtteam.storage.migrations import is_search_index
from buurtteam.storage.tables import metadata


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


def test_a_start_with_nothing_to_upgrade_does_not_load_alembic(file: Path) -> None:
    program = (
        "import sys, json; from pathlib import Path; from buurtteam.storage.database import Database; "
        f"Database.open(Path({str(file)!r}), bytes(range(32))).close(); print(json.dumps('alembic' in sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout) is False
