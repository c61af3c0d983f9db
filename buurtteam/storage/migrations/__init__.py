"""How the tables came to be, step by step.

A new step after a change to a record: `python -m buurtteam.storage.migrations "what is new"`, then read what it wrote.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from buurtteam.domain.problem import Trouble
from buurtteam.domain.words import N_

HERE = Path(__file__).parent


def config(connection: Connection) -> Config:
    """Alembic's settings for work on this connection, within the transaction that is open on it."""
    settings = Config()
    settings.set_main_option("script_location", str(HERE).replace("%", "%%"))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take all steps that are missing; the caller has foreign keys off and a transaction open.

    Raises Trouble, for the caller to roll back, when a row or a reference got lost on the way.
    """
    before = row_counts(connection)
    command.upgrade(config(connection), to)
    after = row_counts(connection)
    lost = [name for name, count in before.items() if name in after and after[name] < count]
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if lost or loose:
        raise Trouble(
            "upgrade_failed",
            N_(
                "The file could not be made ready for this version of Buurtteam. It has been left as it was. "
                "Work on with the version you had and tell who looks after the program."
            ),
        )


_RECKONED = frozenset({"term_count", "term_line", "worklist_line"})


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds that is not reckoned from others."""
    names = [name for name in inspect(connection).get_table_names() if not is_reckoned(name)]
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}  # noqa: S608 - names out of the schema


def is_reckoned(name: str) -> bool:
    """Whether nothing is lost with the rows of a table: they follow from others and come back by themselves."""
    return is_search_index(name) or name in _RECKONED


def is_search_index(name: str) -> bool:
    """Whether a table belongs to the full-text index, which SQLite keeps by itself."""
    return name.startswith("search_index")
