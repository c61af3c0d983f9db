"""What the day of a worker shows, each block in one question to the file.

`worker` is whose day it is; nothing stands for whoever opened the file before anybody was named, and shows all.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, CursorResult, Date, Uuid, bindparam, text
from sqlalchemy.sql.elements import TextClause

from buurtteam.domain.conversation import ConversationKind
from buurtteam.domain.kinds import (
    AppointmentId,
    ConversationId,
    HouseholdId,
    PlanActionId,
    RequestId,
    TaskId,
    WorkerId,
)
from buurtteam.domain.overviews import (
    AppointmentLine,
    NewRequestLine,
    OpenTalkLine,
    RecentLine,
    SuccessLine,
    TaskLine,
)
from buurtteam.domain.request import NotifierRole, RequestKind
from buurtteam.domain.task import TaskKind
from buurtteam.storage.columns import Utc

_CLOSED = "SELECT 1 FROM request_event e WHERE e.request = q.id AND e.kind IN ('closed', 'withdrawn')"
_MINE = """IN (
    SELECT id FROM household WHERE plan_coordinator = :worker
    UNION ALL
    SELECT id FROM household WHERE deputy = :worker
)"""


@dataclass(frozen=True)
class _Question:
    """A question that a worker asks about the own work, and the same about everybody's while nobody is named."""

    mine: TextClause
    all: TextClause

    def ask(self, connection: Connection, worker: WorkerId | None, **values: object) -> CursorResult[Any]:
        """The rows, for this worker or for nobody in particular."""
        if worker is None:
            return connection.execute(self.all, values)
        return connection.execute(self.mine, {"worker": worker, **values})


def _about(question: str, whose: str, columns: dict[str, Any], **types: Any) -> _Question:  # noqa: ANN401 - column types
    """`whose` stands where the question says <whose>, and <mine> in it for the worker's own households."""
    known = question.replace("<closed>", _CLOSED)
    mine = text(known.replace("<whose>", whose.replace("<mine>", _MINE)))
    everybody = text(known.replace("<whose>", "1 = 1"))
    values = [bindparam(name, type_=kind) for name, kind in types.items()]
    return _Question(
        mine.bindparams(bindparam("worker", type_=Uuid()), *values).columns(**columns),  # type: ignore[arg-type]
        everybody.bindparams(*values).columns(**columns),  # type: ignore[arg-type]
    )


_APPOINTMENTS = _about(
    """
SELECT a.id, a.household, h.label, a.at, a.minutes, a.what, a.place, a.held_as
FROM appointment a JOIN household h ON h.id = a.household
WHERE a.at >= :start AND a.at < :end AND NOT a.is_cancelled AND (<whose>)
ORDER BY a.at
LIMIT 400
""",
    # At a joint talk about a hand-over both faces sit at the table.
    "a.worker = :worker OR (a.worker IS NULL AND a.household <mine>) OR a.id IN "
    "(SELECT t.appointment FROM transfer t WHERE t.to_worker = :worker AND t.state IN ('proposed', 'accepted'))",
    {"id": Uuid(), "household": Uuid(), "held_as": Uuid(), "at": Utc()},
    start=Utc(),
    end=Utc(),
)


def appointments(
    connection: Connection, worker: WorkerId | None, start: datetime, end: datetime
) -> tuple[AppointmentLine, ...]:
    """The appointments of a worker from one moment to another, the first to come first."""
    return tuple(
        AppointmentLine(
            AppointmentId(row.id),
            HouseholdId(row.household),
            row.label,
            row.at,
            row.minutes,
            row.what,
            row.place,
            ConversationId(row.held_as) if row.held_as else None,
        )
        for row in _APPOINTMENTS.ask(connection, worker, start=start, end=end)
    )


_TASKS = _about(
    """
SELECT t.id, t.household, h.label, t.kind, t.what, t.due_on, t.request, t.conversation
FROM task t JOIN household h ON h.id = t.household
WHERE t.done_on IS NULL AND (t.due_on IS NULL OR t.due_on <= :until)
  AND (<whose>)
ORDER BY t.due_on IS NULL, t.due_on, t.what
LIMIT 400
""",
    "t.worker = :worker OR (t.worker IS NULL AND t.household <mine>)",
    {"id": Uuid(), "household": Uuid(), "request": Uuid(), "conversation": Uuid(), "due_on": Date()},
    until=Date(),
)


def open_tasks(connection: Connection, worker: WorkerId | None, until: date) -> tuple[TaskLine, ...]:
    """The tasks of a worker that must be done by a day, and those without a day at the end."""
    return tuple(
        TaskLine(
            TaskId(row.id),
            HouseholdId(row.household),
            row.label,
            TaskKind(row.kind),
            row.what,
            row.due_on,
            RequestId(row.request) if row.request else None,
            ConversationId(row.conversation) if row.conversation else None,
        )
        for row in _TASKS.ask(connection, worker, until=until)
    )


_WITH_TERMS = _about(
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


def households_with_terms(connection: Connection, worker: WorkerId | None, until: date) -> tuple[HouseholdId, ...]:
    """The households of a worker with a term that warns by a day, counted up to today."""
    return tuple(HouseholdId(row.id) for row in _WITH_TERMS.ask(connection, worker, until=until))


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


_SUCCESSES = _about(
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
    today=Date(),
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


_TALKS = _about(
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


def open_talks(connection: Connection, worker: WorkerId | None) -> tuple[OpenTalkLine, ...]:
    """The conversations of a worker that were not finished, the newest first."""
    return tuple(
        OpenTalkLine(
            ConversationId(row.id), HouseholdId(row.household), row.label, row.held_at, ConversationKind(row.kind)
        )
        for row in _TALKS.ask(connection, worker)
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
