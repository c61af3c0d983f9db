"""The tables: one derived from each record, and by hand those that only keeping needs."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, cast
from uuid import UUID

from pydantic_core import PydanticUndefined
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)

from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.record import Record
from buurtteam.domain.records import RECORDS
from buurtteam.storage.columns import Kept, Utc, kept

R = TypeVar("R", bound=Record)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table_name(kind: type[Record]) -> str:
    """The name of a record's table: `NetworkMember` is kept in `network_member`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def id_of(record: Record) -> UUID:
    """The id of a record of any kind."""
    return cast("UUID", record.id)  # type: ignore[attr-defined]  # every kind narrows it to its own type


def household_of(record: Record) -> HouseholdId | None:
    """The household that a record is or belongs to, if any."""
    found = id_of(record) if table_name(type(record)) == "household" else getattr(record, "household", None)
    return HouseholdId(found) if isinstance(found, UUID) else None


@cache
def fields_of(kind: type[Record]) -> dict[str, Kept]:
    """How each field of a record is kept, in order; `version` is not a fact and not among them."""
    return {name: kept(field) for name, field in kind.model_fields.items() if name != "version"}


def to_plain(record: Record) -> dict[str, Any]:
    """The record as JSON holds it."""
    return {name: plain_value(how, getattr(record, name)) for name, how in fields_of(type(record)).items()}


def plain_value(how: Kept, value: object) -> Any:  # noqa: ANN401 - text, number, list or nothing
    """One value of a record as JSON holds it."""
    return None if value is None else how.to_plain(value)


def from_plain(kind: type[R], plain: dict[str, Any], version: int) -> R:
    """The record that was written as JSON; fields of another day are left out, missing ones get their default.

    Not checked again: it was when it was kept, and a rule made stricter since may not lock people out of it.
    """
    found = fields_of(kind)
    values = {
        name: None if value is None else found[name].from_plain(value) for name, value in plain.items() if name in found
    }
    return cast("R", kind.model_construct(**values, version=version))


def _server_default(default: object, how: Kept) -> Any:  # noqa: ANN401 - a text clause or nothing
    """What old rows get when a migration adds this column later."""
    if default is PydanticUndefined or default is None:
        return None
    plain = how.to_plain(default)
    match plain:
        case bool() | int():
            return text(str(int(plain)))
        case str() if not isinstance(default, bytes):
            return text("'" + plain.replace("'", "''") + "'")
        case list():
            return text("'" + ",".join(plain) + "'")
        case _:
            return text("x''") if default == b"" else None


def derive(records: Iterable[type[Record]], into: MetaData) -> dict[type[Record], Table]:
    """A table for each record; a field typed with another record's id is the foreign key to it."""
    records = tuple(records)
    owner = {fields_of(kind)["id"].id_type: kind for kind in records}
    tables = {}
    for kind in records:
        columns: list[Column[Any]] = []
        for name, how in fields_of(kind).items():
            if name == "id":
                columns.append(Column("id", how.type, primary_key=True))
                columns.append(Column("version", Integer, nullable=False))
                continue
            parent = owner[how.id_type] if how.id_type is not None else None
            columns.append(
                Column(
                    name,
                    how.type,
                    *([ForeignKey(f"{table_name(parent)}.id")] if parent else []),
                    nullable=how.is_nullable,
                    index=parent is not None or None,
                    server_default=_server_default(kind.model_fields[name].default, how),
                )
            )
        tables[kind] = Table(table_name(kind), into, *columns)
    return tables


_TABLES = derive(RECORDS, metadata)
KIND_OF = {table_name(kind): kind for kind in RECORDS}


def table_of(kind: type[Record]) -> Table:
    """The table that keeps this kind of record."""
    return _TABLES[kind]


# What only keeping needs. None of these points at a record by a foreign key: they outlive it.

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", Utc, nullable=False),
    Column("worker", Uuid),
    Column("worker_name", Text, nullable=False),
    Column("deed", Text, nullable=False),
    Column("household", Uuid),
    Column("fields", Text, nullable=False),  # JSON: kind → names of the fields; never their values
    Column("previous_mac", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Index("ix_journal_household", "household", "seq"),
    sqlite_autoincrement=True,
)

record_version = Table(
    "record_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", Uuid, nullable=False),
    Column("household", Uuid),
    Column("version", Integer, nullable=False),
    Column("before", Text),  # JSON of the changed fields; nothing when the record was made
    Column("after", Text),  # JSON of the changed fields; nothing when the record was removed
    Index("ix_record_version_household", "household", "seq"),
    Index("ix_record_version_record", "record", "id"),
)

trash = Table(
    "trash",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("label", Text, nullable=False),
    Column("household", Uuid),
    Column("worker_name", Text, nullable=False),
    Column("removed_at", Utc, nullable=False),
    Column("bundle", Text, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("worker", Uuid, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("typed", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("caret", Integer, nullable=False),
    Column("at", Utc, nullable=False),
)

remembered = Table(
    "remembered",
    metadata,
    Column("worker", Uuid, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# The highest number given out so far, per series: a number never comes back when what bore it is gone.
counter = Table(
    "counter",
    metadata,
    Column("series", Text, primary_key=True),
    Column("highest", Integer, nullable=False),
)

# The terms of all households as they follow from their facts: a reckoning that lists read, never the truth itself.
# `state` is that of the day of counting; on a later day the ends say whether it was missed.
term_line = Table(
    "term_line",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("household", Uuid),
    Column("source", Uuid),
    Column("rule", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("day_zero", Date, nullable=False),
    Column("counted_end", Date, nullable=False),
    Column("legal_end", Date, nullable=False),
    Column("warn_on", Date, nullable=False),
    Column("met_on", Date),
    Column("ended_on", Date),
    Column("state", Text, nullable=False),
    Column("is_waiting", Boolean, nullable=False),  # somebody still has to act: open, and no window of the resident
    Column("is_team_only", Boolean, nullable=False),
    Column("is_postponed", Boolean, nullable=False),
    Column("suspended_days", Integer, nullable=False),
    Index("ix_term_line_household", "household"),
    Index("ix_term_line_waiting", "is_waiting", "household", "warn_on"),
)

# Which households must be counted anew, and from which day on; the zero id stands for the team itself.
term_count = Table(
    "term_count",
    metadata,
    Column("household", Uuid, primary_key=True),
    Column("recount_on", Date, index=True),
)

# The lines of the caseload as they were reckoned: never the truth itself. A household without a line for this moment is
# reckoned when the list is read. The moments are in UTC, as the file writes them. The rows lie in the order of their
# moments, so that the lines of now are read without those of the days to come.
worklist_line = Table(
    "worklist_line",
    metadata,
    Column("good_from", Text, primary_key=True),
    Column("household", Uuid, primary_key=True, index=True),
    Column("good_before", Text, nullable=False),
    Column("made_by", Text, nullable=False),  # the version of the program
    Column("label", Text),  # nothing in this and what follows: a household that is not in the list
    Column("searched", Text),
    Column("contact_on", Text),
    Column("hands", Text),
    Column("facts", Text),
    Column("term", Text),
    sqlite_with_rowid=False,
)

# The full-text index `search_index` over `folded` is made by a migration, with triggers that keep it.
search_line = Table(
    "search_line",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("household", Uuid, index=True),
    Column("resident", Uuid, index=True),
    Column("name", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("folded", Text, nullable=False),
)
