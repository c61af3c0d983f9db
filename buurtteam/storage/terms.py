"""The reckoned terms: counted from the facts when they changed or a day has come, and read by every list."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Date, Text, Uuid, bindparam, delete, insert, or_, select, text

from buurtteam.domain.care import CarerTalk
from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.conversation import Conversation, ConversationKind
from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.domain.household import Membership, Relation, RelationKind, Resident
from buurtteam.domain.household_clocks import CaseFacts
from buurtteam.domain.keeping import Change
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.overviews import TermLine
from buurtteam.domain.reckoning import case_deadlines, recount_on
from buurtteam.domain.record import Record
from buurtteam.domain.staff import Team
from buurtteam.domain.statute import LocalNorm, OwnDecreeDay, Statute
from buurtteam.domain.task import Task, TaskKind
from buurtteam.storage.facts import SOURCES, facts_of, facts_of_team
from buurtteam.storage.store import Store
from buurtteam.storage.tables import counter, household_of, table_of, term_count, term_line

TEAM = UUID(int=0)
"""Stands for the team itself among the households that are counted."""

_SERIES = "terms were counted up to"
_LAW = (LocalNorm, OwnDecreeDay, Team)
_AT_ONCE = 500
_ALWAYS = date(1, 1, 1)


def concerns_law(changes: Iterable[Change]) -> bool:
    """Whether the team's own norms or free days changed, so that all terms must be counted anew."""
    return any(change.kind in _LAW for change in changes)


def mark(store: Store, changes: Sequence[Change]) -> None:
    """Note which households must be counted anew; it is done when a list is read."""
    if concerns_law(changes):
        store.connection.execute(delete(counter).where(counter.c.series == _SERIES))
        return
    touched: set[UUID] = set()
    for change in changes:
        if change.kind is Conversation:
            kinds = {getattr(each, "kind", None) for each in (change.before, change.after)}
            if ConversationKind.EVALUATION not in kinds:
                continue
        if change.kind is Resident:
            touched |= _homes_of(store.connection, change.record.id)  # type: ignore[attr-defined]
            continue
        # A talk with a carer answers where the carer lives, wherever it was written down.
        for carer in {found for found in map(_carer_in, (change.before, change.after)) if found}:
            touched |= _homes_of(store.connection, carer) | _homes_of(store.connection, carer, CarerTalk)
        if change.kind not in SOURCES and change.kind is not Conversation:
            continue
        # What moves from one household to another, or from the team to a household, is of both.
        for each in filter(None, (change.before, change.after)):
            found = household_of(each)
            if found is not None:
                touched.add(found)
            elif change.kind is CaseEvent:
                touched.add(TEAM)
    if touched:
        store.connection.execute(_MARK, [{"household": each, "recount_on": _ALWAYS} for each in touched])


_MARK = text(
    "INSERT INTO term_count (household, recount_on) VALUES (:household, :recount_on) "
    "ON CONFLICT (household) DO UPDATE SET recount_on = excluded.recount_on"
).bindparams(bindparam("household", type_=Uuid()), bindparam("recount_on", type_=Date()))


def _carer_in(record: Record | None) -> ResidentId | None:
    """The carer whose terms a record may change."""
    match record:
        case CarerTalk():
            return record.resident
        case CaseEvent() if record.kind is CaseEventKind.CARER_TALKED:
            return record.about
        case Task() if record.kind is TaskKind.CARER:
            return record.resident
        case Relation() if record.kind is RelationKind.CARES_FOR:
            return record.resident
        case _:
            return None


def _homes_of(connection: Connection, resident: UUID, kind: type[Record] = Membership) -> set[UUID]:
    table = table_of(kind)
    rows = connection.execute(select(table.c.household).where(table.c.resident == resident))
    return {row.household for row in rows}


def waiting(connection: Connection, today: date, among: Collection[UUID] | None = None) -> list[UUID] | None:
    """The households that must be counted anew before a list of all, or of those `among` them, is true.

    Nothing at all stands for every one.
    """
    counted = connection.execute(select(counter.c.highest).where(counter.c.series == _SERIES)).scalar()
    # A clock that was set back: what was counted for a later day says too much.
    if counted is None or counted > today.toordinal():
        return None
    some = None if among is None else json.dumps([each.hex for each in among])
    return list(connection.execute(_DUE, {"today": today, "some": some}).scalars())


_DUE = (
    text(
        "SELECT household FROM term_count WHERE recount_on <= :today "
        "AND (:some IS NULL OR household IN (SELECT value FROM json_each(:some)))"
    )
    .bindparams(bindparam("today", type_=Date()))
    .columns(household=Uuid())
)


def count(store: Store, statute: Statute, today: date, households: Sequence[UUID] | None) -> None:
    """Count the terms of these households, or of all, from their facts, and keep them."""
    connection = store.connection
    if households is None:
        connection.execute(delete(term_line))
        connection.execute(delete(term_count))
        everything = facts_of(store, today)
        _keep(connection, statute, today, [*everything.items(), (None, facts_of_team(store))])
    for start in range(0, len(households or ()), _AT_ONCE):
        some = (households or ())[start : start + _AT_ONCE]
        connection.execute(
            delete(term_line).where(
                or_(term_line.c.household.in_(some), term_line.c.household.is_(None) if TEAM in some else False)  # type: ignore[arg-type]
            )
        )
        connection.execute(delete(term_count).where(term_count.c.household.in_(some)))
        facts: list[tuple[HouseholdId | None, CaseFacts]] = [
            *facts_of(store, today, [HouseholdId(each) for each in some if each != TEAM]).items()
        ]
        if TEAM in some:
            facts.append((None, facts_of_team(store)))
        _keep(connection, statute, today, facts)
    connection.execute(delete(counter).where(counter.c.series == _SERIES))
    connection.execute(insert(counter).values(series=_SERIES, highest=today.toordinal()))


def _keep(
    connection: Connection, statute: Statute, today: date, facts: Iterable[tuple[HouseholdId | None, CaseFacts]]
) -> None:
    lines: list[dict[str, Any]] = []
    days: list[dict[str, Any]] = []
    for household, known in facts:
        found = case_deadlines(known, statute, today, explained=False)
        lines += [_line(household, each) for each in found]
        days.append({"household": household or TEAM, "recount_on": recount_on(known, found, today)})
    if lines:
        connection.execute(insert(term_line), lines)
    if days:
        connection.execute(_MARK, days)


def _line(household: HouseholdId | None, found: Deadline) -> dict[str, Any]:
    source = next((value for _name, value in found.source if value is not None), None)
    return {
        "household": household,
        "source": source,
        "rule": found.rule,
        "step": found.step,
        "day_zero": found.day_zero,
        "counted_end": found.counted_end,
        "legal_end": found.legal_end,
        "warn_on": found.warn_on,
        "met_on": found.met_on,
        "ended_on": found.ended_on,
        "state": found.state.value,
        "is_waiting": found.is_waiting,
        "is_team_only": found.is_team_only,
        "is_postponed": found.postponement is not None,
        "suspended_days": found.suspended_days,
    }


def waiting_of(connection: Connection, steps: Collection[str]) -> list[tuple[HouseholdId, str, date]]:
    """Of each term of these steps for which a team must still act: its household, its step and its day 0."""
    rows = connection.execute(_WAITING_OF, {"steps": list(steps)})
    return [(HouseholdId(row.household), row.step, row.day_zero) for row in rows]


_WAITING_OF = (
    text(
        "SELECT DISTINCT household, source, step, day_zero FROM term_line "
        "WHERE is_waiting AND household IS NOT NULL AND step IN :steps"
    )
    .bindparams(bindparam("steps", expanding=True))
    .columns(household=Uuid(), source=Uuid(), step=Text(), day_zero=Date())
)


def first_waiting(connection: Connection) -> dict[HouseholdId, TermLine]:
    """Of each household the first term to warn for."""
    return {HouseholdId(row.household): _read(row) for row in connection.execute(_FIRST)}


# With one `min` SQLite takes the other columns from the row that holds it.
_FIRST = text(
    "SELECT household, rule, step, day_zero, counted_end, legal_end, warn_on, state, is_team_only, is_postponed, "
    "min(warn_on || step) FROM term_line WHERE is_waiting AND household IS NOT NULL GROUP BY household"
).columns(household=Uuid(), day_zero=Date(), counted_end=Date(), legal_end=Date(), warn_on=Date())


def _read(row: Any) -> TermLine:  # noqa: ANN401 - a row of the question above
    return TermLine(
        rule=row.rule,
        step=row.step,
        day_zero=row.day_zero,
        counted_end=row.counted_end,
        legal_end=row.legal_end,
        warn_on=row.warn_on,
        state=DeadlineState(row.state),
        is_team_only=bool(row.is_team_only),
        is_postponed=bool(row.is_postponed),
    )
