"""Records in and out of their tables: get, of, save, remove; a stale write is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import (
    Connection,
    Delete,
    Insert,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from buurtteam.domain.keeping import Change, Stale
from buurtteam.domain.problem import Trouble
from buurtteam.domain.record import Record
from buurtteam.domain.words import N_
from buurtteam.storage.tables import KIND_OF, fields_of, id_of, table_of

R = TypeVar("R", bound=Record)


class Store:
    """The records of a file within one transaction; `changes` is what was done to them so far."""

    def __init__(self, connection: Connection, *, is_writable: bool = False) -> None:
        self.connection = connection
        self.changes: list[Change] = []
        self.is_writable = is_writable

    def get(self, kind: type[R], id: UUID) -> R:  # noqa: A002 - the name of the field
        """The record with this id.

        Raises Trouble when it is not there any more.
        """
        found = self.find(kind, id)
        if found is None:
            raise _gone()
        return found

    def find(self, kind: type[R], id: UUID | None) -> R | None:  # noqa: A002 - the name of the field
        """The record with this id, or nothing."""
        if id is None:
            return None
        row = self.connection.execute(_statements(kind).one, {"id": id}).one_or_none()
        return None if row is None else _record(kind, row)

    def of(
        self,
        kind: type[R],
        /,
        *,
        order_by: str | tuple[str, ...] = (),
        **where: object,
    ) -> list[R]:
        """All records of a kind of which each named field has this value, or is in this list or tuple.

        `order_by` names fields; a minus before a name turns it around.
        """
        names = (order_by,) if isinstance(order_by, str) else order_by
        question = _question(kind, _ways(where), names)
        return [_record(kind, row) for row in self.connection.execute(question, _values(where))]

    def count(self, kind: type[Record], /, **where: object) -> int:
        """How many records `of` would give."""
        return int(self.connection.execute(_number(kind, _ways(where)), _values(where)).scalar_one())

    def save(self, record: R) -> R:
        """Keep a record and return it as it is kept now; the same facts again change nothing.

        Raises Stale when somebody else saved it in the meantime, Trouble when it is not there any more.
        """
        self._must_write()
        kind = type(record)
        stored = self.find(kind, id_of(record)) if record.version else None
        if record.version == 0:
            return self._insert(record, 1)
        if stored is None:
            raise _gone()
        if stored.same_facts(record):
            return stored
        if stored.version != record.version:
            raise Stale(record, stored)
        return self._update(stored, record)

    def insert_again(self, record: R) -> R:
        """Keep a record that was removed, under its old id, as its next version."""
        self._must_write()
        return self._insert(record, record.version + 1)

    def save_as(self, stored: R, record: R) -> R:
        """Keep the facts of an earlier version of a record as its next version."""
        self._must_write()
        return self._update(stored, record)

    def defer_references(self) -> None:
        """Check references at the end of this transaction only, so that records may come and go in any order."""
        self.connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")

    def remove(self, record: Record) -> None:
        """Remove one record on which no other depends.

        Raises Stale when somebody else saved it in the meantime, Trouble when it is not there any more.
        """
        self._must_write()
        stored = self.get(type(record), id_of(record))
        if stored.version != record.version:
            raise Stale(record, stored)
        self.connection.execute(_statements(type(record)).remove, {"of_id": id_of(record)})
        self.changes.append(Change(type(record), stored, None))

    def remove_tree(self, *roots: Record) -> None:
        """Remove records with all that belongs to them; what merely refers to them loses that reference."""
        self._must_write()
        self.defer_references()
        tree = self._tree(roots)
        inside = {id_of(record) for record in tree}
        for link in _links():
            going = [id_of(record) for record in tree if type(record) is link.to and not link.is_owner]
            for referrer in self._pointing(link, going) if going else ():
                if id_of(referrer) not in inside:
                    # Read again: it may have lost another reference a moment ago.
                    current = self.get(link.kind, id_of(referrer))
                    self._update(current, _with(current, **{link.field: None}))
        for record in reversed(tree):
            self.remove(record)

    def _tree(self, roots: Iterable[Record]) -> list[Record]:
        """The records and all that belongs to them, those that are referred to first."""
        found = {id_of(root): self.get(type(root), id_of(root)) for root in roots}
        fresh = list(found.values())
        while fresh:
            parent = fresh.pop()
            for link in _links():
                if link.is_owner and link.to is type(parent):
                    for child in self._pointing(link, [id_of(parent)]):
                        if id_of(child) not in found:
                            found[id_of(child)] = child
                            fresh.append(child)
        order = list(KIND_OF.values())
        return sorted(found.values(), key=lambda record: order.index(type(record)))

    def _pointing(self, link: "_Link", ids: list[UUID]) -> list[Record]:
        question = _statements(link.kind).all.where(table_of(link.kind).c[link.field].in_(ids))
        return [_record(link.kind, row) for row in self.connection.execute(question)]

    def _insert(self, record: R, version: int) -> R:
        kept = _with(record, version=version)
        self.connection.execute(_statements(type(record)).add, _row(kept))
        self.changes.append(Change(type(record), None, kept))
        return kept

    def _update(self, stored: R, record: R) -> R:
        kept = _with(record, version=stored.version + 1)
        done = self.connection.execute(
            _statements(type(record)).change,
            {**_row(kept), "of_id": id_of(stored), "of_version": stored.version},
        )
        if done.rowcount != 1:
            raise Stale(record, stored)
        self.changes.append(Change(type(record), stored, kept))
        return kept

    def _must_write(self) -> None:
        if not self.is_writable:
            raise RuntimeError("a store that was opened for reading cannot save")


def merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change per record, from its first before to its last after; what came and went is left out."""
    found: dict[UUID, Change] = {}
    for change in changes:
        first = found.get(id_of(change.record))
        found[id_of(change.record)] = Change(change.kind, first.before if first else change.before, change.after)
    return tuple(change for change in found.values() if change.before is not None or change.after is not None)


@dataclass(frozen=True)
class _Link:
    """A field of one kind of record that holds the id of another."""

    kind: type[Record]
    field: str
    to: type[Record]
    is_owner: bool
    """Whether the one goes when the other goes: it cannot be without it, or it is a paper of that household."""


@cache
def _links() -> tuple[_Link, ...]:
    id_types = {fields_of(kind)["id"].id_type: kind for kind in KIND_OF.values()}
    return tuple(
        _Link(kind, name, id_types[how.id_type], not how.is_nullable or name == "household")
        for kind in KIND_OF.values()
        for name, how in fields_of(kind).items()
        if name != "id" and how.id_type is not None
    )


@dataclass(frozen=True)
class _Statements:
    """The statements of one table, built once."""

    one: Select[Any]
    all: Select[Any]
    add: Insert
    change: Update
    remove: Delete


@cache
def _statements(kind: type[Record]) -> _Statements:
    table = table_of(kind)
    names = [column.name for column in table.columns if column.name != "id"]
    return _Statements(
        select(table).where(table.c.id == bindparam("id")),
        select(table),
        insert(table),
        update(table)
        .where(table.c.id == bindparam("of_id"), table.c.version == bindparam("of_version"))
        .values({name: bindparam(name) for name in names}),
        delete(table).where(table.c.id == bindparam("of_id")),
    )


def _way(value: object) -> str:
    return "none" if value is None else "some" if isinstance(value, list | tuple) else "one"


def _ways(where: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _way(value)) for name, value in where.items())


def _values(where: dict[str, object]) -> dict[str, object]:
    return {f"of_{name}": value for name, value in where.items() if value is not None}


# Built once: a question built anew at each call costs more than its answer.
@cache
def _question(kind: type[Record], asked: tuple[tuple[str, str], ...], order_by: tuple[str, ...]) -> Select[Any]:
    table = table_of(kind)
    question = _where(_statements(kind).all, table, asked)
    for name in order_by:
        column = table.c[name.removeprefix("-")]
        question = question.order_by(column.desc() if name.startswith("-") else column.asc())
    return question


@cache
def _number(kind: type[Record], asked: tuple[tuple[str, str], ...]) -> Select[Any]:
    table = table_of(kind)
    return _where(select(func.count()).select_from(table), table, asked)


def _where(question: Select[Any], table: Table, asked: tuple[tuple[str, str], ...]) -> Select[Any]:
    for name, way in asked:
        column = table.c[name]
        match way:
            case "none":
                question = question.where(column.is_(None))
            case "some":
                question = question.where(column.in_(bindparam(f"of_{name}", expanding=True)))
            case _:
                question = question.where(column == bindparam(f"of_{name}"))
    return question


def _row(record: Record) -> dict[str, Any]:
    return {**{name: getattr(record, name) for name in fields_of(type(record))}, "version": record.version}


def _record(kind: type[R], row: Row[Any]) -> R:
    # Not checked again: it was when it was kept, and a rule made stricter since may not lock people out of it.
    return cast("R", kind.model_construct(**dict(zip(_names(kind), row, strict=True))))


@cache
def _names(kind: type[Record]) -> tuple[str, ...]:
    """The columns of a table in the order in which a row has them."""
    return tuple(table_of(kind).columns.keys())


def _with(record: R, **fields: object) -> R:
    # Only the store copies without a check: a version, or a reference to what is gone.
    return record.model_copy(update=fields)


def _gone() -> Trouble:
    return Trouble("gone", N_("This is not there any more: somebody removed it. You find it in the trash."))
