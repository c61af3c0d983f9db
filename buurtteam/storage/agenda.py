"""Whose work it is on a day, and what stands in somebody's agenda: appointments and things to do.

`worker` is whose agenda it is; nothing stands for whoever opened the file before anybody was named, and shows all.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Connection, CursorResult, Date, Uuid, bindparam, text
from sqlalchemy.sql.elements import TextClause

from buurtteam.domain.kinds import AppointmentId, ConversationId, HouseholdId, RequestId, TaskId, WorkerId
from buurtteam.domain.overviews import AppointmentLine, TaskLine
from buurtteam.domain.task import TaskKind, TaskOwner
from buurtteam.storage.columns import Utc

OPEN_TASK = "t.done_on IS NULL AND t.cancelled_on IS NULL"
"""`Task.is_open`, for a question that calls the table of tasks `t`."""

# Who stands in comes before who replaces a colleague on leave, as in `responsibility.responsible_on`; a face on leave
# keeps the own households in sight, for the familiar face may come back any day.
_PARTS = {
    "<mine>": "IN (<face> UNION ALL <stand-in>)",
    "<replaces>": "IN (SELECT l.worker FROM leave l WHERE l.replacement = :worker AND <l holds>)",
    "<stands in>": "IN (<stand-in>)",
    "<has face>": "IN (<face>)",
    "<face>": """
        SELECT id FROM household WHERE plan_coordinator = :worker
        UNION ALL
        SELECT id FROM household WHERE deputy = :worker
    """,
    "<stand-in>": """
        SELECT c.household FROM assignment c WHERE <is cover> AND c.worker = :worker
        UNION ALL
        SELECT f.id FROM leave l JOIN household f ON f.plan_coordinator = l.worker
        WHERE l.replacement = :worker AND <l holds>
          AND NOT EXISTS (SELECT 1 FROM assignment c WHERE <is cover> AND c.household = f.id)
    """,
    # What was to be done by who left the team is for whoever acts for the household, as if nobody had been named; where
    # that one left too, the coordinators see it until somebody else is the face.
    "<nobody of here>": "(<named> IS NULL OR <named> IN (SELECT id FROM worker WHERE NOT is_active))",
    "<left behind>": """
        IN (SELECT f.id FROM worker l CROSS JOIN household f ON f.plan_coordinator = l.id WHERE NOT l.is_active)
        AND 'coordinator' = (SELECT function FROM worker WHERE id = :worker)
    """,
    "<is cover>": "c.role = 'cover' AND c.from_on <= <day> AND (c.until_on IS NULL OR c.until_on >= <day>)",
    "<l holds>": "l.from_on <= <day> AND (l.until_on IS NULL OR l.until_on >= <day>)",
}


@dataclass(frozen=True)
class Question:
    """A question that a worker asks about the own work, and the same about everybody's while nobody is named."""

    mine: TextClause
    all: TextClause

    def ask(self, connection: Connection, worker: WorkerId | None, **values: object) -> CursorResult[Any]:
        """The rows, for this worker or for nobody in particular."""
        if worker is None:
            return connection.execute(self.all, values)
        return connection.execute(self.mine, {"worker": worker, **values})


def about(
    question: str,
    whose: str,
    columns: dict[str, Any],
    day: str = ":today",
    named: str = "",
    **types: Any,  # noqa: ANN401 - column types
) -> Question:
    """`whose` stands where the question says <whose>; `day` is, in SQL, the day on which it is asked whose work it is.

    `named` is the column of who was named to do it. In `whose`, <mine> stands for the households a worker acts for on
    that day, <has face> for those whose face or deputy the worker is, <stands in> for those of others, <replaces> for
    the colleagues on leave, and <nobody of here> for what names nobody who works here.
    """
    for sign, part in (*_PARTS.items(), ("<day>", day), ("<named>", named)):
        whose = whose.replace(sign, part)
    types |= {"worker": Uuid(), "today": Date()}
    mine, everybody = (_typed(question.replace("<whose>", each), types) for each in (whose, "1 = 1"))
    return Question(mine.columns(**columns), everybody.columns(**columns))  # type: ignore[arg-type]


def _typed(question: str, types: dict[str, Any]) -> TextClause:
    question = question.replace("<open>", OPEN_TASK)
    return text(question).bindparams(*(bindparam(name, type_=types[name]) for name in types if f":{name}" in question))


_APPOINTMENTS = about(
    """
SELECT a.id, a.household, h.label, a.at, a.minutes, a.what, a.place, a.held_as, a.is_cancelled, a.worker AS who,
       coalesce(w.name, '') AS who_name
FROM appointment a JOIN household h ON h.id = a.household
LEFT JOIN worker w ON w.id = a.worker
WHERE a.at >= :start AND a.at < :end AND (:cancelled OR NOT a.is_cancelled) AND (<whose>)
ORDER BY a.at
LIMIT 1000
""",
    # At a joint talk about a hand-over both faces sit at the table.
    "a.worker = :worker OR a.worker <replaces> OR (<nobody of here> AND (a.household <mine> OR a.household <left behind>)) OR a.id IN "
    "(SELECT t.appointment FROM transfer t WHERE t.to_worker = :worker AND t.state IN ('proposed', 'accepted'))",
    {"id": Uuid(), "household": Uuid(), "held_as": Uuid(), "at": Utc(), "who": Uuid()},
    day="date(a.at)",
    named="a.worker",
    start=Utc(),
    end=Utc(),
    cancelled=Boolean(),
)


def appointments(
    connection: Connection, worker: WorkerId | None, start: datetime, end: datetime, *, cancelled: bool = False
) -> tuple[AppointmentLine, ...]:
    """The appointments of a worker and of colleagues the worker stands in for, from one moment to another, in order."""
    return tuple(
        AppointmentLine(
            id=AppointmentId(row.id),
            household=HouseholdId(row.household),
            household_label=row.label,
            at=row.at,
            minutes=row.minutes,
            what=row.what,
            place=row.place,
            conversation=ConversationId(row.held_as) if row.held_as else None,
            is_cancelled=bool(row.is_cancelled),
            of_colleague=row.who_name if worker is not None and row.who not in (None, worker) else "",
        )
        for row in _APPOINTMENTS.ask(connection, worker, start=start, end=end, cancelled=cancelled)
    )


# A task without a worker is for whoever acts for the household on its day, today when that day has gone by; a note to
# call back is for everybody then.
_TASKS = about(
    """
SELECT t.id, t.household, h.label, t.kind, t.what, t.due_on, t.request, t.conversation, t.owner, t.worker AS who,
       coalesce(nullif(t.partner, ''), r.first_name, n.name, '') AS owner_name, coalesce(w.name, '') AS who_name,
       h.plan_coordinator AS face, h.deputy, (
           SELECT l.legal_end FROM term_line l WHERE l.household = t.household AND l.source = t.id AND l.rule = 'N01'
       ) AS norm_end
FROM task t JOIN household h ON h.id = t.household
LEFT JOIN worker w ON w.id = coalesce(t.worker, h.plan_coordinator)
LEFT JOIN resident r ON r.id = t.resident
LEFT JOIN network_member n ON n.id = t.network_member
WHERE <open> AND (t.due_on IS NULL OR t.due_on <= :until) AND (<whose>)
ORDER BY t.due_on IS NULL, t.due_on, t.what
LIMIT 400
""",
    "t.worker = :worker OR (<nobody of here> AND (t.kind = 'call_back' OR t.household <has face> OR t.household <stands in>"
    " OR t.household <left behind>)) OR t.worker <replaces>",
    {
        "id": Uuid(),
        "household": Uuid(),
        "request": Uuid(),
        "conversation": Uuid(),
        "due_on": Date(),
        "who": Uuid(),
        "face": Uuid(),
        "deputy": Uuid(),
        "norm_end": Date(),
    },
    day="coalesce(max(t.due_on, :today), :today)",
    named="t.worker",
    until=Date(),
)


def open_tasks(connection: Connection, worker: WorkerId | None, today: date, until: date) -> tuple[TaskLine, ...]:
    """The tasks for a worker that must be done by a day, and those without a day at the end."""
    return tuple(
        TaskLine(
            id=TaskId(row.id),
            household=HouseholdId(row.household),
            household_label=row.label,
            kind=TaskKind(row.kind),
            what=row.what,
            due_on=row.due_on,
            request=RequestId(row.request) if row.request else None,
            conversation=ConversationId(row.conversation) if row.conversation else None,
            owner=TaskOwner(row.owner),
            owner_name=row.owner_name,
            of_colleague=row.who_name if _is_anothers(row, worker) else "",
            norm_end=row.norm_end,
        )
        for row in _TASKS.ask(connection, worker, today=today, until=until)
    )


def _is_anothers(row: Any, worker: WorkerId | None) -> bool:  # noqa: ANN401 - a row of the question
    if worker is None:
        return False
    return (row.who or row.face) not in (None, worker) and not (row.who is None and row.deputy == worker)
