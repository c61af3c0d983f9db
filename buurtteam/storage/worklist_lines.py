"""The lines of the caseload as they were reckoned: each true from a moment until a day comes or a deed touches it.

A line is dropped, never mended. One that is missing, was made by another version or cannot be read is reckoned anew, which
costs time and nothing else.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Connection, delete

from buurtteam import VERSION
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.keeping import Change
from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.overviews import TermLine
from buurtteam.domain.request import RequestKind
from buurtteam.domain.threat import ThreatKind
from buurtteam.domain.worklist import Clue, Stage, TargetGroup, WorklistLine
from buurtteam.storage.caseload import as_written, rows_of, touched
from buurtteam.storage.store import Store
from buurtteam.storage.tables import worklist_line

_WITHIN = "\x1e"
"""Between the fields of a part that is kept: a sign that no field of a record can hold."""
_TRUE = "FROM worklist_line WHERE good_from <= :now AND good_before > :now AND made_by = :made_by"
_LINES = f"SELECT household, label, searched, contact_on, hands, facts, term {_TRUE}"
_MISSING = f"SELECT id FROM household EXCEPT SELECT household {_TRUE}"  # noqa: S608 - only what stands above
_ENDS = """
SELECT household, max(good_before) AS ends FROM worklist_line WHERE made_by = :made_by
AND household IN (SELECT id FROM household) GROUP BY household HAVING ends < :horizon ORDER BY ends
"""
_KEEP = """
INSERT OR REPLACE INTO worklist_line
(household, good_from, good_before, made_by, label, searched, contact_on, hands, facts, term)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NO_LINE = (None,) * 6
"""Of a household that is not in the list."""
_UNREADABLE = (AttributeError, TypeError, ValueError)


def mark(store: Store, changes: Sequence[Change]) -> None:
    """Forget the lines that follow from what changed; they are reckoned when a list is read."""
    drop(store.connection, touched(store.connection, changes))


def drop(connection: Connection, households: Iterable[UUID] | None = None) -> None:
    """Forget the lines of these households, or of all."""
    if households is None:
        connection.execute(delete(worklist_line))
        return
    question = "DELETE FROM worklist_line WHERE household IN (SELECT value FROM json_each(:some))"
    connection.exec_driver_sql(question, {"some": json.dumps([each.hex for each in households])})


def drop_past(connection: Connection, now: datetime) -> None:
    """Forget the lines that were true before a moment and are so no more."""
    connection.execute(delete(worklist_line).where(worklist_line.c.good_before <= as_written(now)))


def lines(connection: Connection, moment: datetime) -> tuple[list[WorklistLine], list[UUID]]:
    """Every line that is kept and true at a moment, and the households that must be reckoned for it."""
    unknown = {row[0] for row in rows_of(connection, "SELECT id FROM household", {})}
    found = []
    for id_, label, *parts in rows_of(connection, _LINES, _at(moment)):
        if id_ in unknown:
            if label is not None:
                try:
                    found.append(_line(id_, label, *parts))
                except _UNREADABLE:
                    continue
            unknown.remove(id_)
    return found, [UUID(id_) for id_ in unknown]


def missing(connection: Connection, moment: datetime) -> list[UUID]:
    """The households of which no line is kept that is true at a moment; whether each can be read is not looked at."""
    return [UUID(row[0]) for row in rows_of(connection, _MISSING, _at(moment))]


def first_to_turn(connection: Connection, horizon: str) -> tuple[datetime, list[UUID]] | None:
    """The first moment before a horizon from which no line is kept any more, and of which households."""
    rows = rows_of(connection, _ENDS, {"made_by": VERSION, "horizon": horizon})
    if not rows:
        return None
    first = rows[0][1]
    return datetime.fromisoformat(first).replace(tzinfo=UTC), [UUID(id_) for id_, ends in rows if ends == first]


def _at(moment: datetime) -> dict[str, str]:
    return {"now": as_written(moment), "made_by": VERSION}


def keep(
    connection: Connection, moment: datetime, found: Mapping[UUID, WorklistLine], good_before: Mapping[UUID, str]
) -> None:
    """Keep what was reckoned at a moment of each household, up to when it is true; of whom there is no line, that too."""
    good_from = as_written(moment)
    rows = []
    for household, before in good_before.items():
        parts = _written(found[household]) if household in found else _NO_LINE
        rows.append((household.hex, good_from, before, VERSION, *parts))
    connection.exec_driver_sql(_KEEP, rows)


@contextmanager
def on_trial(connection: Connection) -> Iterator[None]:
    """What is written within is forgotten at the end."""
    trial = connection.begin_nested()
    try:
        yield
    finally:
        trial.rollback()


def _hex(id_: UUID | None) -> str:
    return id_.hex if id_ is not None else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _listed(some: Iterable[str]) -> str:
    return ",".join(sorted(some))


def _written(line: WorklistLine) -> tuple[str, ...]:
    """The line as it is kept: what is of this household alone, and three parts that many lines have alike."""
    hands = (line.area, line.coordinator, _hex(line.plan_coordinator), _hex(line.responsible), _hex(line.deputy))
    facts = (
        line.state,
        line.stage,
        line.weight,
        str(line.tenths),
        str(line.children),
        str(line.late),
        str(line.faces),
        _listed(line.kinds),
        _listed(line.groups),
        _listed(line.clues),
        _listed(line.rules),
        line.threat or "",
    )
    term = _WITHIN.join(_written_term(line.term)) if line.term is not None else ""
    return (
        line.label,
        line.searched,
        _iso(line.last_contact_on),
        _WITHIN.join(hands),
        _WITHIN.join(facts),
        term,
    )


def _written_term(term: TermLine) -> tuple[str, ...]:
    return (
        term.rule,
        term.step,
        term.day_zero.isoformat(),
        term.counted_end.isoformat(),
        term.legal_end.isoformat(),
        term.warn_on.isoformat(),
        term.state,
        "1" if term.is_team_only else "",
        "1" if term.is_postponed else "",
    )


def _line(id_: str, label: str, searched: str, contact_on: str, hands: str, facts: str, term: str) -> WorklistLine:
    area, coordinator, plan_coordinator, responsible, deputy = _hands(hands)
    state, stage, weight, tenths, children, late, faces, kinds, groups, clues, rules, threat = _facts(facts)
    return WorklistLine(
        HouseholdId(UUID(int=int(id_, 16))),
        label,
        area,
        state,
        stage,
        weight,
        tenths,
        plan_coordinator,
        coordinator,
        responsible,
        kinds,
        children,
        groups,
        clues,
        _day(contact_on),
        _term(term),
        late,
        faces,
        searched,
        rules,
        deputy,
        threat,
    )


# Ten thousand lines share some thousands of these parts; each is read once. Of people they name only the team.


@cache
def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


@cache
def _hands(written: str) -> tuple[str, str, WorkerId | None, WorkerId | None, WorkerId | None]:
    area, coordinator, *workers = written.split(_WITHIN)
    plan_coordinator, responsible, deputy = (_worker(each) if each else None for each in workers)
    return area, coordinator, plan_coordinator, responsible, deputy


@cache
def _worker(hexed: str) -> WorkerId:
    return WorkerId(UUID(hexed))


@cache
def _facts(
    written: str,
) -> tuple[
    HouseholdState,
    Stage,
    Weight,
    int,
    int,
    int,
    int,
    frozenset[RequestKind],
    frozenset[TargetGroup],
    frozenset[Clue],
    frozenset[str],
    ThreatKind | None,
]:
    state, stage, weight, tenths, children, late, faces, kinds, groups, clues, rules, threat = written.split(_WITHIN)
    return (
        HouseholdState(state),
        Stage(stage),
        Weight(weight),
        int(tenths),
        int(children),
        int(late),
        int(faces),
        frozenset(RequestKind(each) for each in _several(kinds)),
        frozenset(TargetGroup(each) for each in _several(groups)),
        frozenset(Clue(each) for each in _several(clues)),
        frozenset(_several(rules)),
        ThreatKind(threat) if threat else None,
    )


def _several(listed: str) -> list[str]:
    return listed.split(",") if listed else []


@cache
def _term(written: str) -> TermLine | None:
    if not written:
        return None
    rule, step, day_zero, counted_end, legal_end, warn_on, state, is_team_only, is_postponed = written.split(_WITHIN)
    return TermLine(
        rule,
        step,
        date.fromisoformat(day_zero),
        date.fromisoformat(counted_end),
        date.fromisoformat(legal_end),
        date.fromisoformat(warn_on),
        DeadlineState(state),
        is_team_only == "1",
        is_postponed == "1",
    )
