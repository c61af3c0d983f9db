"""The facts behind the figures of a period, each kind in one question, however many households there are."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Date, bindparam, text

from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.deadlines import WINDOWS
from buurtteam.domain.figures import (
    ClosingFigures,
    FaceFigures,
    FigureFacts,
    GoalFigures,
    HomeFigures,
    RequestFigures,
    ScoreFigures,
    TermFigures,
)
from buurtteam.domain.kinds import local_day
from buurtteam.domain.plan import GoalState
from buurtteam.domain.request import EventKind, RequestKind
from buurtteam.domain.statute import Mark
from buurtteam.storage.carer_talks import HELD, NO_TALK_SETTLED_IT
from buurtteam.storage.columns import Utc

_WANTED = """
WITH wanted AS (
    SELECT id FROM request_notification WHERE received_at >= :since AND received_at < :until
    UNION
    SELECT request FROM request_event
    WHERE kind IN ('application_received', 'first_talk_held') AND "on" >= :first AND "on" <= :last
)
"""


_DAYS: dict[str, Any] = {"first": Date(), "last": Date(), "since": Utc(), "until": Utc()}


def _asked(question: str, **types: Any) -> Any:  # noqa: ANN401 - a question and the types of its columns
    known = question.replace("<wanted>", _WANTED)
    bound = [bindparam(name, type_=kind) for name, kind in _DAYS.items() if f":{name}" in known]
    return text(known).bindparams(*bound).columns(**types)


# Ids stay as the file has them, and are read once each: the same households come back a hundred thousand times.
_HOMES = _asked("SELECT id, area, state, started_on, ended_on FROM household", started_on=Date(), ended_on=Date())
_REQUESTS = _asked(
    """<wanted>
SELECT id, household, kind, received_at, is_urgent, is_simple FROM request_notification WHERE id IN wanted
ORDER BY received_at
""",
    received_at=Utc(),
)
_EVENTS = _asked(
    """<wanted>
SELECT request, kind, "on" FROM request_event
WHERE kind IN ('first_talk_held', 'report_sent', 'application_received', 'decision_made', 'client_support_told',
               'closed', 'withdrawn') AND request IN wanted
""",
    on=Date(),
)
_LAW = _asked(
    """<wanted>
SELECT c.request, max(a.client_support_told_on IS NOT NULL OR a.client_support <> 'not_yet') AS support,
       max(a.care_forms_explained_on IS NOT NULL) AS explained, max(a.care_form = 'none_needed') AS none_needed
FROM assessment a JOIN conversation c ON c.id = a.conversation
WHERE c.request IN wanted GROUP BY c.request
"""
)
_TERMS = _asked(
    """<wanted>
SELECT household, source, step, legal_end, met_on, ended_on, suspended_days FROM term_line
WHERE household IS NOT NULL AND NOT is_team_only
  AND ((step IN ('T04', 'T07', 'T08') AND source IN wanted) OR (legal_end >= :first AND legal_end <= :last))
""",
    legal_end=Date(),
    met_on=Date(),
    ended_on=Date(),
)
_CLOSINGS = _asked('SELECT household, "on", reopened_on FROM closing', on=Date(), reopened_on=Date())
_GOALS = _asked(
    "SELECT household, state, target_on FROM goal WHERE target_on >= :first AND target_on <= :last", target_on=Date()
)
_SCORES = _asked(
    """
SELECT t.household, t.topic, c.held_at, t.resident_score
FROM topic_talk t JOIN conversation c ON c.id = t.conversation
WHERE t.resident_score IS NOT NULL
  AND t.household IN (SELECT household FROM conversation WHERE held_at >= :since AND held_at < :until)
ORDER BY c.held_at
""",
    held_at=Utc(),
)
_FACES = _asked(
    "SELECT household, worker, from_on FROM assignment WHERE role = 'coordinator' AND from_on <= :last", from_on=Date()
)
_CARERS = _asked(
    """
SELECT m.household FROM relation r JOIN membership m ON m.resident IN (r.resident, r.to_resident)
WHERE r.kind = 'cares_for' AND (r.from_on IS NULL OR r.from_on <= :last) AND (r.until_on IS NULL OR r.until_on >= :first)
  AND (m.from_on IS NULL OR m.from_on <= :last) AND (m.until_on IS NULL OR m.until_on >= :first)
"""
)
_CARER_TALKS = _asked(
    f"""
SELECT household FROM case_event WHERE kind = 'carer_talked' AND "on" >= :first AND "on" <= :last
UNION
SELECT household FROM task WHERE kind = 'carer' AND done_on >= :first AND done_on <= :last AND {NO_TALK_SETTLED_IT}
UNION
SELECT household FROM carer_talk WHERE held_on >= :first AND held_on <= :last AND {HELD}
UNION
SELECT m.household FROM carer_talk t JOIN relation r ON r.resident = t.resident AND r.kind = 'cares_for'
JOIN membership m ON m.resident = r.to_resident
WHERE t.held_on >= :first AND t.held_on <= :last AND {HELD}
  AND (r.from_on IS NULL OR r.from_on <= :last) AND (r.until_on IS NULL OR r.until_on >= :first)
  AND (m.from_on IS NULL OR m.from_on <= :last) AND (m.until_on IS NULL OR m.until_on >= :first)
"""  # noqa: S608 - only when a talk counts
)
_CARERS_AT_TABLE = _asked(
    """
SELECT p.household, c.held_at FROM participant p JOIN conversation c ON c.id = p.conversation
WHERE p.role = 'informal_carer' AND c.held_at < :until
""",
    held_at=Utc(),
)


class _Ids(dict[str, Any]):
    """The ids of records by how the file has them, each read once."""

    def __missing__(self, kept: str) -> UUID:
        found = self[kept] = UUID(kept)
        return found


class _Period:
    """Asks each question for one period."""

    def __init__(self, connection: Connection, first: date, last: date, today: date) -> None:
        self.connection, self.ids = connection, _Ids()
        self.first, self.last = first, min(last, today)
        # A day here begins and ends at another hour in UTC: wide enough, and the day itself decides.
        midnight = time(tzinfo=UTC)
        self.values: dict[str, object] = {
            "first": first,
            "last": last,
            "since": datetime.combine(first - ONE_DAY, midnight),
            "until": datetime.combine(last + 2 * ONE_DAY, midnight),
        }

    def rows(self, question: Any, **instead: object) -> Sequence[Any]:  # noqa: ANN401 - as `_asked` made it
        """All rows of a question."""
        return self.connection.execute(question, {**self.values, **instead}).all()


def figure_facts(
    connection: Connection, first: date, last: date, today: date, mark_of: Mapping[str, Mark]
) -> FigureFacts:
    """The facts of every household for the figures from a first to a last day; the terms must have been counted.

    `mark_of` says of each step how hard it is.
    """
    asked = _Period(connection, first, last, today)
    ids, until = asked.ids, {"last": asked.last}
    at_table = [(ids[row.household], local_day(row.held_at)) for row in asked.rows(_CARERS_AT_TABLE)]
    talked = {ids[row.household] for row in asked.rows(_CARER_TALKS, **until)}
    talked |= {home for home, day in at_table if first <= day <= asked.last}
    carers = {ids[row.household] for row in asked.rows(_CARERS, **until)}
    carers |= {home for home, day in at_table if day <= asked.last}
    return FigureFacts(
        homes=[
            HomeFigures(
                ids[row.id], row.area, row.started_on, (row.ended_on or date.min) if row.state == "closed" else None
            )
            for row in asked.rows(_HOMES)
        ],
        requests=_requests(asked),
        terms=_terms(asked, mark_of),
        closings=[ClosingFigures(ids[row.household], row.on, row.reopened_on) for row in asked.rows(_CLOSINGS)],
        goals=[
            GoalFigures(ids[row.household], _GOALS_BY_VALUE[row.state], row.target_on) for row in asked.rows(_GOALS)
        ],
        scores=[
            ScoreFigures(ids[row.household], row.topic, local_day(row.held_at), row.resident_score)
            for row in asked.rows(_SCORES)
        ],
        faces=[FaceFigures(ids[row.household], ids[row.worker], row.from_on) for row in asked.rows(_FACES)],
        with_carer=frozenset(carers),
        carer_talked=frozenset(talked),
    )


_GOALS_BY_VALUE = {each.value: each for each in GoalState}
_KINDS_BY_VALUE = {each.value: each for each in RequestKind}
_EVENTS_BY_VALUE = {each.value: each for each in EventKind}


def _requests(asked: _Period) -> list[RequestFigures]:
    events: dict[str, dict[EventKind, list[date]]] = {}
    for request, kind, on in asked.rows(_EVENTS):
        events.setdefault(request, {}).setdefault(_EVENTS_BY_VALUE[kind], []).append(on)
    law = {row.request: row for row in asked.rows(_LAW)}
    found = []
    for row in asked.rows(_REQUESTS):
        told = law.get(row.id)
        found.append(
            RequestFigures(
                household=asked.ids[row.household],
                request=asked.ids[row.id],
                kind=_KINDS_BY_VALUE[row.kind],
                received_on=local_day(row.received_at),
                is_urgent=bool(row.is_urgent),
                is_simple=bool(row.is_simple),
                events=events.get(row.id, {}),
                support_told=bool(told and told.support),
                care_forms_explained=bool(told and told.explained),
                no_care_form_needed=bool(told and told.none_needed),
            )
        )
    return found


def _terms(asked: _Period, mark_of: Mapping[str, Mark]) -> list[TermFigures]:
    found = []
    for household, source, step, legal_end, met_on, ended_on, suspended_days in asked.rows(_TERMS):
        mark = None if step in WINDOWS else mark_of.get(step)
        if mark is not None:
            found.append(
                TermFigures(
                    household=asked.ids[household],
                    source=asked.ids[source] if source else None,
                    step=step,
                    mark=mark,
                    legal_end=legal_end,
                    met_on=met_on,
                    ended_on=ended_on,
                    suspended_days=suspended_days,
                )
            )
    return found
