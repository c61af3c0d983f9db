"""Who did what, when: a line per deed that nobody can change unseen, and the values from before for the history."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from buurtteam.domain.keeping import Change, FieldChange, HistoryLine, Look
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.record import Record
from buurtteam.domain.staff import Worker
from buurtteam.storage.columns import Kept
from buurtteam.storage.tables import (
    KIND_OF,
    fields_of,
    household_of,
    id_of,
    journal,
    plain_value,
    record_version,
    table_name,
)

# Typing is saved every second; in the history one stretch of writing is one line.
_ONE_STRETCH = timedelta(minutes=10)
_LONGEST_SHOWN = 40_000
_START = b"\x00" * 32
_NAMES = ("seq", "at", "worker", "worker_name", "deed", "household", "fields", "previous_mac", "mac")
# Named one by one, so that the journal of an older file can be checked as well.
_SEALED = tuple(journal.c[name] for name in _NAMES)


class Journal:
    """The journal of a file within one transaction."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    def write(
        self,
        at: datetime,
        worker: Worker | None,
        deed: str,
        household: HouseholdId | None,
        changes: Iterable[Change] = (),
    ) -> int:
        """Add the line of a deed with the values it changed; returns its number."""
        changes = tuple(changes)
        fields: dict[str, list[str]] = {}
        for change in changes:
            names = fields.setdefault(table_name(change.kind), [])
            names.extend(name for name in _changed(change) if name not in names)
        last = self._connection.execute(
            select(journal.c.seq, journal.c.mac).order_by(journal.c.seq.desc()).limit(1)
        ).one_or_none()
        line: dict[str, Any] = {
            "seq": max(last.seq if last else 0, self._given()) + 1,
            "at": at.astimezone(UTC),
            "worker": worker.id if worker else None,
            "worker_name": worker.name if worker else "",
            "deed": str(deed),
            "household": household,
            "fields": json.dumps(fields, sort_keys=True) if fields else "",
            "previous_mac": last.mac if last else _START,
        }
        line["mac"] = self._mac(line)
        self._connection.execute(insert(journal), line)
        self._keep_values(line, changes)
        return int(line["seq"])

    def verify(self) -> int | None:
        """The number of the first line that is not as it was written, or nothing when all are."""
        previous, expected = _START, 1
        for row in self._connection.execute(select(*_SEALED).order_by(journal.c.seq)):
            line = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
            mac = line.pop("mac")
            is_good = line["seq"] == expected and line["previous_mac"] == previous
            if not is_good or not hmac.compare_digest(mac, self._mac(line)):
                return expected
            previous, expected = mac, expected + 1
        # A journal cut short at its end: the counter of the table knows how far it had come.
        return None if self._given() < expected else expected

    def _given(self) -> int:
        """The last number that was given out, also when its line is not there any more."""
        found = self._connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").scalar()
        return int(found or 0)

    def head(self) -> tuple[int, str]:
        """The last number and its seal, to be written down elsewhere: a journal cut short then shows."""
        row = self._connection.execute(
            select(journal.c.seq, journal.c.mac).order_by(journal.c.seq.desc()).limit(1)
        ).one_or_none()
        return (row.seq, row.mac.hex()) if row else (0, _START.hex())

    def history(self, household: HouseholdId, limit: int = 500) -> list[HistoryLine]:
        """What changed in a household, newest first."""
        rows = self._connection.execute(
            select(record_version, journal.c.at, journal.c.worker_name, journal.c.deed)
            .join(journal, journal.c.seq == record_version.c.seq)
            .where(record_version.c.household == household)
            .order_by(record_version.c.seq.desc(), record_version.c.id.desc())
            .limit(limit)
        )
        return [_history_line(row) for row in rows]

    def looks(self, household: HouseholdId, limit: int = 500) -> list[Look]:
        """Who opened a household or looked something up in it, newest first."""
        rows = self._connection.execute(
            select(journal.c.seq, journal.c.at, journal.c.worker_name, journal.c.deed)
            .where(journal.c.household == household, journal.c.fields == "")
            .order_by(journal.c.seq.desc())
            .limit(limit)
        )
        return [Look(row.seq, row.at, row.worker_name, row.deed) for row in rows]

    def _mac(self, line: dict[str, Any]) -> bytes:
        told = [
            line["seq"],
            line["at"].isoformat(),
            str(line["worker"] or ""),
            line["worker_name"],
            line["deed"],
            str(line["household"] or ""),
            line["fields"],
        ]
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        return hmac.digest(self._key, line["previous_mac"] + text, hashlib.sha256)

    def _keep_values(self, line: dict[str, Any], changes: Iterable[Change]) -> None:
        """Keep the values of a deed, each record once, all in one statement."""
        fresh = []
        for change in changes:
            names = _changed(change)
            values = {
                "seq": line["seq"],
                "kind": table_name(change.kind),
                "record": id_of(change.record),
                "household": household_of(change.record) or line["household"],
                "version": change.record.version,
                "before": _plain(change.before, names),
                "after": _plain(change.after, names),
            }
            if change.before is None or change.after is None or not self._stretched(line, values):
                fresh.append(values)
        if fresh:
            self._connection.execute(insert(record_version), fresh)

    def _stretched(self, line: dict[str, Any], values: dict[str, Any]) -> bool:
        """Make the last line of this record reach until now, when it is of the same hand and deed just before."""
        last = self._connection.execute(
            select(record_version, journal.c.at, journal.c.worker, journal.c.deed)
            .join(journal, journal.c.seq == record_version.c.seq)
            .where(record_version.c.record == values["record"])
            .order_by(record_version.c.id.desc())
            .limit(1)
        ).one_or_none()
        if last is None or last.after is None or (last.worker, last.deed) != (line["worker"], line["deed"]):
            return False
        if not timedelta(0) <= line["at"] - last.at <= _ONE_STRETCH:
            return False
        after = {**json.loads(last.after), **json.loads(values["after"])}
        before = last.before
        if before is not None:
            # The oldest value of each field counts.
            before = json.dumps({**json.loads(values["before"]), **json.loads(before)}, ensure_ascii=False)
        # The values stand beside the statement, never in it: it is kept as long as the program runs.
        self._connection.execute(
            update(record_version).where(record_version.c.id == last.id),
            {"before": before, "after": json.dumps(after, ensure_ascii=False), "version": values["version"]},
        )
        return True


def _changed(change: Change) -> list[str]:
    """The names of the fields that differ; of a new or removed record those that say something."""
    defaults = change.kind.model_fields
    names = []
    for name in fields_of(change.kind):
        if name == "id":
            continue
        before = getattr(change.before, name) if change.before else defaults[name].default
        after = getattr(change.after, name) if change.after else defaults[name].default
        if before != after:
            names.append(name)
    return names


def _plain(record: Record | None, names: list[str]) -> str | None:
    if record is None:
        return None
    kept = fields_of(type(record))
    plain = {name: _shown_in_history(name, getattr(record, name), kept[name]) for name in names}
    return json.dumps(plain, ensure_ascii=False)


def _shown_in_history(name: str, value: object, how: Kept) -> object:
    if isinstance(value, bytes) and value:
        # A PDF, a scan or a logo: its bytes are no words, and stand in the file once.
        return "…"
    plain = plain_value(how, value)
    if name == "bsn" and plain:
        # Each look at a whole number is written down; the history may not be a way around that.
        return "•" * 7 + str(plain)[-2:]
    if isinstance(plain, str) and len(plain) > _LONGEST_SHOWN:
        return "…"
    return plain


def _history_line(row: Any) -> HistoryLine:  # noqa: ANN401 - a row of a query
    kind = KIND_OF.get(row.kind)
    before = json.loads(row.before) if row.before is not None else {}
    after = json.loads(row.after) if row.after is not None else {}
    names = list(dict.fromkeys([*before, *after]))
    return HistoryLine(
        seq=row.seq,
        at=row.at,
        worker=row.worker_name,
        deed=row.deed,
        kind=kind,
        record=row.record,
        is_new=row.before is None,
        is_removed=row.after is None,
        fields=tuple(
            FieldChange(name, _value(kind, name, before.get(name)), _value(kind, name, after.get(name)))
            for name in names
        ),
    )


def _value(kind: type[Record] | None, name: str, plain: object) -> object:
    """The value as the record had it, so that it is shown in the words of its field; else as it was written."""
    kept = fields_of(kind).get(name) if kind else None
    if plain is None or kept is None:
        return plain
    try:
        return kept.from_plain(plain)
    except (ValueError, TypeError, KeyError):
        return plain
