"""Writes the next step: compares the tables of today with what the steps so far make."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import create_engine

from buurtteam.storage.database import revisions
from buurtteam.storage.migrations import config


def main(message: str) -> None:
    """Write a new revision with what is new since the last one."""
    next_id = f"{int((revisions() or ['0'])[-1]) + 1:04}"
    with TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'empty'}")
        with engine.begin() as connection:
            command.upgrade(config(connection), "head")
            command.revision(config(connection), message, autogenerate=True, rev_id=next_id)
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
