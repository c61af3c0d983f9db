"""Writes the next step: compares the tables of today with what the steps so far make."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from buurtteam.storage.database import Database, revisions, run_migrations
from buurtteam.storage.migrations import config


def main(message: str) -> None:
    """Write a new revision with what is new since the last one."""
    next_id = f"{int((revisions() or ['0'])[-1]) + 1:04}"
    with TemporaryDirectory() as folder:
        # A file of our own: the plain SQLite of Python lacks what the steps ask of the search index.
        file, key = Path(folder) / "empty", bytes(32)
        run_migrations(file, key)
        database = Database.open(file, key)
        with database.writing() as connection:
            command.revision(config(connection), message, autogenerate=True, rev_id=next_id)
        database.close()


if __name__ == "__main__":
    main(sys.argv[1])
