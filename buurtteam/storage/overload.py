"""For which carers it becomes too much, of the households a worker acts for; as the lines of the caseload count it."""

import json
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Text, Uuid

from buurtteam.domain.kinds import WorkerId
from buurtteam.domain.worklist import Clue
from buurtteam.storage.agenda import about
from buurtteam.storage.caseload import overloaded

# Of a household without a face it is everybody's, until somebody takes it.
_MINE = about(
    "SELECT h.id FROM household h WHERE h.id IN (SELECT value FROM json_each(:some)) AND (<whose>)",
    "h.id <mine> OR h.plan_coordinator IS NULL",
    {"id": Uuid()},
    some=Text(),
)


def in_homes(connection: Connection, today: date, some: Iterable[UUID]) -> set[tuple[UUID, UUID, Clue]]:
    """Where, who and why, of some households."""
    return overloaded(connection, today, some)


def of_worker(connection: Connection, worker: WorkerId | None, today: date) -> set[tuple[UUID, UUID, Clue]]:
    """Where, who and why, of the households for which a worker acts or nobody does; of all when nobody is named."""
    found = overloaded(connection, today)
    if not found:
        return found
    some = json.dumps(sorted({home.hex for home, _carer, _clue in found}))
    mine = {row.id for row in _MINE.ask(connection, worker, today=today, some=some)}
    return {each for each in found if each[0] in mine}
