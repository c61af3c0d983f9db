"""For which carers it becomes too much, of the households a worker acts for; as the lines of the caseload count it."""

import json
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Text, Uuid

from buurtteam.domain.kinds import WorkerId
from buurtteam.domain.worklist import Clue
from buurtteam.storage.agenda import about
from buurtteam.storage.carer_talks import HELD, NO_TALK_SETTLED_IT
from buurtteam.storage.caseload import overloaded, rows_of

# Of a household without a face it is everybody's, until somebody takes it.
_MINE = about(
    "SELECT h.id FROM household h WHERE h.id IN (SELECT value FROM json_each(:some)) AND (<whose>)",
    "h.id <mine> OR h.plan_coordinator IS NULL",
    {"id": Uuid()},
    some=Text(),
)


# A talk with a carer who is not named may have been with any carer of the household, as the caseload counts it.
_UNTALKED = f"""
SELECT DISTINCT m.household, r.resident FROM relation r
JOIN membership m ON m.resident = r.resident JOIN resident p ON p.id = r.resident AND p.died_on = ''
WHERE <homes> AND r.kind = 'cares_for'
  AND (r.from_on IS NULL OR r.from_on <= :today) AND (r.until_on IS NULL OR r.until_on > :today)
  AND (m.from_on IS NULL OR m.from_on <= :today) AND (m.until_on IS NULL OR m.until_on >= :today)
  AND NOT EXISTS (SELECT 1 FROM carer_talk WHERE resident = r.resident AND held_on <= :today AND {HELD})
  AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.kind = 'carer_talked' AND e."on" <= :today
                  AND (e.about = r.resident OR (e.about IS NULL AND e.household = m.household)))
  AND NOT EXISTS (SELECT 1 FROM task WHERE kind = 'carer' AND done_on <= :today AND {NO_TALK_SETTLED_IT}
                  AND (resident = r.resident OR (resident IS NULL AND household = m.household)))
"""  # noqa: S608 - only when a talk counts


def in_homes(connection: Connection, today: date, some: Iterable[UUID]) -> set[tuple[UUID, UUID, Clue]]:
    """Where, who and why, of some households; also with whom nobody talked yet."""
    chosen = list(some)
    return overloaded(connection, today, chosen) | _untalked(connection, today, chosen)


def _untalked(connection: Connection, today: date, some: Iterable[UUID] | None = None) -> set[tuple[UUID, UUID, Clue]]:
    homes = "1" if some is None else "m.household IN (SELECT value FROM json_each(:some))"
    chosen = {} if some is None else {"some": json.dumps([each.hex for each in some])}
    rows = rows_of(connection, _UNTALKED.replace("<homes>", homes), {"today": today.isoformat(), **chosen})
    return {(UUID(household), UUID(carer), Clue.CARER_WITHOUT_TALK) for household, carer in rows}


def of_worker(connection: Connection, worker: WorkerId | None, today: date) -> set[tuple[UUID, UUID, Clue]]:
    """Where, who and why, of the households for which a worker acts or nobody does; of all when nobody is named."""
    found = overloaded(connection, today) | _untalked(connection, today)
    if not found:
        return found
    some = json.dumps(sorted({home.hex for home, _carer, _clue in found}))
    mine = {row.id for row in _MINE.ask(connection, worker, today=today, some=some)}
    return {each for each in found if each[0] in mine}
