"""Which threats make haste now, of the households a worker acts for, in one question."""

from datetime import date

from sqlalchemy import Connection, Uuid

from buurtteam.domain.kinds import HouseholdId, ThreatId, WorkerId
from buurtteam.domain.threat import BY_LAW
from buurtteam.storage.agenda import about

URGENT = "(counts_here OR kind IN ({}))".format(", ".join(f"'{kind}'" for kind in sorted(BY_LAW)))
"""In SQL: three working days count for it, as `Threat.is_urgent` says."""
HOLDS = "known_on <= :today AND (ended_on IS NULL OR ended_on > :today)"
"""In SQL: it threatens today, as `Threat.holds_on` says."""

_NOW = about(
    f"""
WITH t AS (SELECT id, household, worker FROM threat WHERE {HOLDS} AND {URGENT})
SELECT t.id, t.household, h.label FROM t JOIN household h ON h.id = t.household
WHERE (<whose>)
LIMIT 200
""",  # noqa: S608 - only what stands above
    # Of a household without a face it is everybody's, until somebody takes it.
    "t.household <mine> OR t.worker = :worker OR h.plan_coordinator IS NULL OR t.household IN "
    "(SELECT household FROM request_notification WHERE worker = :worker)",
    {"id": Uuid(), "household": Uuid()},
)


def urgent_now(connection: Connection, worker: WorkerId | None, today: date) -> dict[ThreatId, tuple[HouseholdId, str]]:
    """The urgent threats of today that concern a worker, each with its household and its name."""
    rows = _NOW.ask(connection, worker, today=today)
    return {ThreatId(row.id): (HouseholdId(row.household), row.label) for row in rows}
