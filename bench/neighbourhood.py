"""A whole town to measure in: the practice neighbourhood many times over, with ids, names and numbers of its own.

python -m bench.neighbourhood town.buurtteam 10000
"""

import itertools
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buurtteam.domain.case import CaseEvent
from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.household import Household, Membership, Resident
from buurtteam.domain.record import Record
from buurtteam.domain.records import RECORDS
from buurtteam.domain.staff import Team, Worker, WorkerFunction
from buurtteam.domain.statute import LocalNorm, OwnDecreeDay
from buurtteam.services import practice, staff
from buurtteam.services.office import Office
from buurtteam.storage import keys, search
from buurtteam.storage.database import Database, connect
from buurtteam.storage.keys import Cost
from buurtteam.storage.store import Store
from buurtteam.storage.tables import fields_of, table_name

if TYPE_CHECKING:
    from uuid import UUID

SEED = 2026
KEY = bytes(range(32))
PASSPHRASE = "vier rode fietsen in de wind"  # noqa: S105 - of a file that is thrown away
# Trying a passphrase takes its time on purpose; here that is left out of every figure.
CHEAP = Cost(time=1, memory_kib=64, lanes=1)
NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
_SHARED = (Team, Worker, LocalNorm, OwnDecreeDay, CaseloadNorms)
# A neighbourhood is worked in by a handful; a coach has some forty households, not thousands.
_STREETS_A_TEAM = 3
_AT_ONCE = 400


def now() -> datetime:
    """The moment at which everything is measured, so that terms and tasks stand as they were told."""
    return NOW


def make(path: Path, households: int, seed: int = SEED) -> float:
    """Make a file with about so many households, in whole neighbourhoods; returns the seconds it took."""
    began = time.perf_counter()
    for end in ("", "-wal", "-shm", ".sleutels", ".in-gebruik"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    database = Database.create(path, KEY)
    try:
        keys.make_slots(path, KEY, PASSPHRASE, CHEAP)
        office = Office(database, None, now)
        practice.fill(office, seed)
        _multiply(path, households, random.Random(seed))
        _index(office)
        with office.reading() as store:
            coach = next(one for one in store.of(Worker) if one.function is WorkerFunction.COACH)
        staff.start_work(office, coach)
    finally:
        database.close()
    return time.perf_counter() - began


def _multiply(path: Path, households: int, dice: random.Random) -> None:
    """Copy every row of the neighbourhood, far below the store: ten thousand households take seconds, not minutes."""
    file = connect(path, KEY, foreign_keys=False)
    try:
        tables = {kind: _rows(file, table_name(kind)) for kind in RECORDS if kind not in _SHARED}
        first = [row["first_name"] for row in tables[Resident] if row["first_name"]]
        last = sorted({row["birth_name"] for row in tables[Resident] if row["birth_name"]})
        workers = _rows(file, table_name(Worker))
        shared = {row["id"] for row in _rows(file, table_name(Team))}
        staff_ids = {row["id"] for row in workers}
        home_of = {row["resident"]: row["household"] for row in tables[Membership]}
        ids = {kind: [name for name, how in fields_of(kind).items() if how.id_type is not None] for kind in tables}
        # An id of the neighbourhood may begin as a copy would: that number is passed over.
        taken = {row["id"][:5] for rows in tables.values() for row in rows}
        marks = (mark for number in itertools.count(1) if (mark := f"{number:05x}") not in taken)
        file.execute("BEGIN IMMEDIATE")
        for copy in range(1, max(1, round(households / len(tables[Household])))):
            # The copy's number stands in front of each id, so that references within a copy still fit.
            mark = next(marks)
            crew = copy // _STREETS_A_TEAM
            if crew and copy % _STREETS_A_TEAM == 0:
                _add(file, Worker, [{**row, "id": _of_crew(row["id"], crew)} for row in workers])
            surname = {row["id"]: f"{dice.choice(last)}{dice.choice(_ENDS)}" for row in tables[Household]}
            for kind, rows in tables.items():
                fresh = []
                for old in rows:
                    if kind is CaseEvent and old["household"] is None:
                        # A leak of the team: one team, one leak.
                        continue
                    row = {
                        **old,
                        **{
                            name: _of_crew(old[name], crew) if old[name] in staff_ids else mark + old[name][5:]
                            for name in ids[kind]
                            if old[name] is not None and old[name] not in shared
                        },
                    }
                    if kind is Household:
                        row["label"] = surname[old["id"]]
                    elif kind is Resident:
                        row |= {"first_name": dice.choice(first), "bsn": ""}
                        row["birth_name"] = surname[home_of.get(old["id"], tables[Household][0]["id"])]
                    elif "number" in row and "street" in row:
                        row["number"] = str(dice.randint(1, 400))
                    elif "value" in row and str(row["value"]).startswith("06"):
                        row["value"] = f"06 {dice.randint(10_000_000, 99_999_999)}"
                    fresh.append(row)
                _add(file, kind, fresh)
        file.execute("COMMIT")
    finally:
        file.close()


def _of_crew(worker: str, crew: int) -> str:
    return f"f{crew:04x}{worker[5:]}" if crew else worker


def _add(file: Any, kind: type[Record], rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - the driver has no types
    if rows:
        names, places = ", ".join(f'"{name}"' for name in rows[0]), ", ".join("?" * len(rows[0]))
        insert = f"INSERT INTO {table_name(kind)} ({names}) VALUES ({places})"  # noqa: S608 - our own names
        file.executemany(insert, [tuple(row.values()) for row in rows])


_ENDS = ("", "", "", "s", "man", "stra", "ink", "huis", "berg", "veld", "mans", "sma")


def _rows(file: Any, table: str) -> list[dict[str, Any]]:  # noqa: ANN401 - the driver has no types
    found = file.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def _index(office: Office) -> None:
    with office.database.writing() as connection:
        store = Store(connection, is_writable=True)
        connection.exec_driver_sql("DELETE FROM search_line")
        homes = [record.id for record in store.of(Household)]
        for start in range(0, len(homes), _AT_ONCE):
            some: set[UUID] = set(homes[start : start + _AT_ONCE])
            people: set[UUID] = {one.resident for one in store.of(Membership, household=list(some))}
            search._add(store, some, people)  # noqa: SLF001 - in slices: one question cannot hold them all
        # As it lies after weeks of single saves, not after one great one.
        connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('optimize')")


if __name__ == "__main__":
    target, wanted = Path(sys.argv[1]), int(sys.argv[2])
    print(f"{wanted} households in {make(target, wanted):.0f} s")
