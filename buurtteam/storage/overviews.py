"""What the day of a worker shows, each block in one question to the file.

`worker` is whose day it is; nothing stands for whoever opened the file before anybody was named, and shows all.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Date, Uuid, bindparam, text

from buurtteam.domain.conversation import ConversationKind
from buurtteam.domain.kinds import (
    ConversationId,
    HouseholdId,
    PlanActionId,
    RequestId,
    WorkerId,
)
from buurtteam.domain.overviews import (
    NewRequestLine,
    OpenTalkLine,
    RecentLine,
    SuccessLine,
)
from buurtteam.domain.request import NotifierRole, RequestKind
from buurtteam.storage.agenda import about
from buurtteam.storage.columns import Utc

_CLOSED = "SELECT 1 FROM request_event e WHERE e.request = q.id AND e.kind IN ('closed', 'withdrawn')"
_WITH_TERMS = about(
    """
SELECT DISTINCT l.household AS id
FROM term_line l
WHERE l.is_waiting AND l.household IS NOT NULL AND l.warn_on <= :until AND (<whose>)
LIMIT 400
""",
    "l.household <mine> OR l.household IN (SELECT household FROM request_notification WHERE worker = :worker)",
    {"id": Uuid()},
    until=Date(),
)


def households_with_terms(
    connection: Connection, worker: WorkerId | None, today: date, until: date
) -> tuple[HouseholdId, ...]:
    """The households of a worker with a term that warns by a day, counted up to today."""
    return tuple(HouseholdId(row.id) for row in _WITH_TERMS.ask(connection, worker, today=today, until=until))


_NEW = text(
    """
SELECT q.id, q.household, h.label, q.received_at, q.kind, q.notifier_role, q.notifier_organisation, q.question,
       q.is_urgent
FROM request_notification q JOIN household h ON h.id = q.household
WHERE q.worker IS NULL AND NOT EXISTS (<closed>)
ORDER BY q.is_urgent DESC, q.received_at
LIMIT 60
""".replace("<closed>", _CLOSED)
).columns(id=Uuid(), household=Uuid(), received_at=Utc())


def new_requests(connection: Connection) -> tuple[NewRequestLine, ...]:
    """The requests that nobody has taken on, the urgent and the oldest first."""
    return tuple(
        NewRequestLine(
            RequestId(row.id),
            HouseholdId(row.household),
            row.label,
            row.received_at,
            RequestKind(row.kind),
            NotifierRole(row.notifier_role),
            row.notifier_organisation,
            row.question,
            bool(row.is_urgent),
        )
        for row in connection.execute(_NEW)
    )


_SUCCESSES = about(
    """
SELECT a.id, a.household, h.label, a.what, a.result, a.done_on,
       coalesce(nullif(a.owner_name, ''), r.first_name, n.name, w.name, '') AS who
FROM plan_action a JOIN household h ON h.id = a.household
LEFT JOIN resident r ON r.id = a.resident
LEFT JOIN network_member n ON n.id = a.network_member
LEFT JOIN worker w ON w.id = a.worker
WHERE a.state = 'done' AND a.done_on >= :since AND a.done_on <= :today AND (<whose>)
ORDER BY a.done_on DESC, a.what
LIMIT 60
""",
    "a.household <mine>",
    {"id": Uuid(), "household": Uuid(), "done_on": Date()},
    since=Date(),
)


def successes(connection: Connection, worker: WorkerId | None, since: date, today: date) -> tuple[SuccessLine, ...]:
    """What worked out in a worker's households since a day, the newest first."""
    return tuple(
        SuccessLine(
            PlanActionId(row.id),
            HouseholdId(row.household),
            row.label,
            row.what,
            row.who,
            row.result,
            row.done_on,
        )
        for row in _SUCCESSES.ask(connection, worker, since=since, today=today)
    )


# The log of deeds knows where somebody was; only its latest lines are read, however long it is.
_RECENT = (
    text(
        """
WITH mine AS (
    SELECT seq, household, deed FROM journal WHERE worker IS :worker ORDER BY seq DESC LIMIT 1500
),
latest AS (SELECT household, max(seq) AS seq FROM mine WHERE household IS NOT NULL GROUP BY household),
did AS (
    SELECT household, max(seq) AS seq FROM mine
    WHERE deed IN ('hold_conversation', 'finish_conversation', 'change_plan', 'receive_request', 'change_request')
    GROUP BY household
)
SELECT h.id, h.label, coalesce(m.deed, '') AS deed
FROM latest l JOIN household h ON h.id = l.household
LEFT JOIN did d ON d.household = l.household
LEFT JOIN mine m ON m.seq = d.seq
ORDER BY l.seq DESC
LIMIT :most
"""
    )
    .bindparams(bindparam("worker", type_=Uuid()))
    .columns(id=Uuid())
)


def recent_households(connection: Connection, worker: WorkerId | None, most: int) -> tuple[RecentLine, ...]:
    """The households a worker was in lately, the last one first."""
    return tuple(
        RecentLine(HouseholdId(row.id), row.label, row.deed)
        for row in connection.execute(_RECENT, {"worker": worker, "most": most})
    )


_TALKS = about(
    """
SELECT c.id, c.household, h.label, c.held_at, c.kind
FROM conversation c JOIN household h ON h.id = c.household
WHERE c.finished_at IS NULL AND (<whose>)
ORDER BY c.held_at DESC
LIMIT 40
""",
    "c.worker = :worker OR (c.worker IS NULL AND c.household <mine>)",
    {"id": Uuid(), "household": Uuid(), "held_at": Utc()},
)


def open_talks(connection: Connection, worker: WorkerId | None, today: date) -> tuple[OpenTalkLine, ...]:
    """The conversations of a worker that were not finished, the newest first."""
    return tuple(
        OpenTalkLine(
            ConversationId(row.id), HouseholdId(row.household), row.label, row.held_at, ConversationKind(row.kind)
        )
        for row in _TALKS.ask(connection, worker, today=today)
    )


def is_empty(connection: Connection) -> bool:
    """Whether there is no household at all."""
    return connection.execute(text("SELECT 1 FROM household LIMIT 1")).first() is None


def household_labels(connection: Connection, households: list[UUID]) -> dict[UUID, str]:
    """The names of some households, of those that are still there."""
    question = text("SELECT id, label FROM household WHERE id IN :ids").bindparams(
        bindparam("ids", type_=Uuid(), expanding=True)
    )
    found: Any = connection.execute(question.columns(id=Uuid()), {"ids": households})
    return {row.id: row.label for row in found}
