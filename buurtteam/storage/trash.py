"""What was removed and can still be taken back: one bundle per removal, for thirty days."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, insert, select

from buurtteam.domain.keeping import Change, InTrash
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Trouble
from buurtteam.domain.words import N_
from buurtteam.storage.store import Store
from buurtteam.storage.tables import KIND_OF, fields_of, from_plain, id_of, plain_value, table_name, to_plain, trash

KEPT_FOR = timedelta(days=30)


class Trash:
    """The trash of a file within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self,
        changes: Iterable[Change],
        label: str,
        household: HouseholdId | None,
        removed_by: str,
        at: datetime,
    ) -> UUID:
        """Keep what a removal took away, and the references it cut; returns the id of the bundle."""
        records, references = [], []
        for change in changes:
            if change.before is not None and change.after is None:
                records.append([table_name(change.kind), change.before.version, to_plain(change.before)])
            elif change.before is not None and change.after is not None:
                references.append([table_name(change.kind), str(id_of(change.before)), _cut(change)])
        bundle = {"records": records, "references": references}
        id_ = uuid4()
        self._connection.execute(
            insert(trash),
            {
                "id": id_,
                "label": label,
                "household": household,
                "worker_name": removed_by,
                "removed_at": at,
                "bundle": json.dumps(bundle, ensure_ascii=False),
            },
        )
        return id_

    def all(self) -> list[InTrash]:
        """What lies in the trash, newest first."""
        columns = (trash.c.id, trash.c.label, trash.c.household, trash.c.worker_name, trash.c.removed_at)
        rows = self._connection.execute(select(*columns).order_by(trash.c.removed_at.desc(), trash.c.id))
        return [
            InTrash(row.id, row.label, HouseholdId(row.household) if row.household else None, row.worker_name, row[4])
            for row in rows
        ]

    def restore(self, id_: UUID, store: Store) -> None:
        """Put back what a bundle holds, with the references to it that are still empty.

        Raises Trouble when the bundle is gone or is back in another way; when what it belongs to is gone, the end of the transaction does.
        """
        row = self._connection.execute(select(trash).where(trash.c.id == id_)).one_or_none()
        if row is None:
            raise Trouble("gone", N_("This is not in the trash any more."))
        bundle: dict[str, Any] = json.loads(row.bundle)
        order = list(KIND_OF)
        store.defer_references()
        if any(store.find(KIND_OF[name], UUID(plain["id"])) for name, _, plain in bundle["records"]):
            raise Trouble(
                "is_back", N_("This is already back in the file, by an import. What is there now stays as it is.")
            )
        for name, version, plain in sorted(bundle["records"], key=lambda record: order.index(record[0])):
            store.insert_again(from_plain(KIND_OF[name], plain, version))
        for name, id_text, fields in bundle["references"]:
            found = store.find(KIND_OF[name], UUID(id_text))
            if found is None:
                continue
            kept = fields_of(KIND_OF[name])
            empty = {n: kept[n].from_plain(value) for n, value in fields.items() if getattr(found, n, "") is None}
            store.save(found.changed(**empty))
        self._connection.execute(delete(trash).where(trash.c.id == id_))

    def forget(self, records: list[UUID]) -> dict[UUID, str]:
        """Take out the bundles that hold one of these records; returns the label that each stood under."""
        found: dict[UUID, str] = {}
        for row in self._connection.execute(select(trash)).all() if records else ():
            held = {UUID(plain["id"]) for _, _, plain in json.loads(row.bundle)["records"]}
            if back := held.intersection(records):
                found.update(dict.fromkeys(back, row.label))
                self._connection.execute(delete(trash).where(trash.c.id == row.id))
        return found

    def purge(self, now: datetime) -> int:
        """Destroy what lies here longer than thirty days; returns how many bundles."""
        return self._connection.execute(delete(trash).where(trash.c.removed_at < now - KEPT_FOR)).rowcount


def _cut(change: Change) -> dict[str, Any]:
    """The references that the removal set to nothing."""
    return {
        name: plain_value(kept, getattr(change.before, name))
        for name, kept in fields_of(change.kind).items()
        if getattr(change.before, name) is not None and getattr(change.after, name) is None
    }
