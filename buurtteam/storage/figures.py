"""The facts behind the figures of a period, each kind in one question, however many households there are."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Uuid, bindparam, text

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
from buurtteam.domain.kinds import HouseholdId, RequestId, WorkerId, local_day
from buurtteam.domain.plan import GoalState
from buurtteam.domain.request import EventKind, RequestKind
from buurtteam.domain.statute import Mark
from buurtteam.storage.columns import Utc


def _asked(question: str, *days: str, **types: Any) -> Any:  # noqa: ANN401 - a question and the types of its columns
    bound = [bindparam(day, type_=Date()) for day in days]
    return text(question).bindparams(*bound).columns(**types)


_HOMES = _asked(
    "SELECT id, area, state, started_on, ended_on FROM household", id=Uuid(), started_on=Date(), ended_on=Date()
)
_REQUESTS = _asked(
    "SELECT id, household, kind, received_at, is_urgent, is_simple FROM request_notification",
    id=Uuid(),
    household=Uuid(),
    received_at=Utc(),
)
_EVENTS = _asked(
    """
SELECT request, kind, "on" FROM request_event
WHERE kind IN ('first_talk_held', 'report_sent', 'application_received', 'decision_made', 'client_support_told',
               'closed', 'withdrawn')
""",
    request=Uuid(),
    on=Date(),
)
_LAW = _asked(
    """
SELECT c.request, max(a.client_support_told_on IS NOT NULL OR a.client_support <> 'not_yet') AS support,
       max(a.care_forms_explained_on IS NOT NULL) AS explained, max(a.care_form = 'none_needed') AS none_needed
FROM assessment a JOIN conversation c ON c.id = a.conversation
WHERE c.request IS NOT NULL GROUP BY c.request
""",
    request=Uuid(),
)
_TERMS = _asked(
    """
SELECT household, source, step, day_zero, legal_end, met_on, ended_on, suspended_days FROM term_line
WHERE household IS NOT NULL AND NOT is_team_only
  AND (step IN ('T04', 'T07', 'T08') OR (legal_end >= :first AND legal_end <= :last))
""",
    "first",
    "last",
    household=Uuid(),
    source=Uuid(),
    day_zero=Date(),
    legal_end=Date(),
    met_on=Date(),
    ended_on=Date(),
)
_CLOSINGS = _asked('SELECT household, "on", reopened_on FROM closing', household=Uuid(), on=Date(), reopened_on=Date())
_GOALS = _asked(
    "SELECT household, state, target_on FROM goal WHERE target_on >= :first AND target_on <= :last",
    "first",
    "last",
    household=Uuid(),
    target_on=Date(),
)
_SCORES = _asked(
    """
SELECT t.household, t.topic, c.held_at, t.resident_score
FROM topic_talk t JOIN conversation c ON c.id = t.conversation
WHERE t.resident_score IS NOT NULL ORDER BY c.held_at
""",
    household=Uuid(),
    held_at=Utc(),
)
_FACES = _asked(
    "SELECT household, worker, from_on FROM assignment WHERE role = 'coordinator'",
    household=Uuid(),
    worker=Uuid(),
    from_on=Date(),
)
_CARERS = _asked(
    """
SELECT m.household FROM relation r JOIN membership m ON m.resident IN (r.resident, r.to_resident)
WHERE r.kind = 'cares_for' AND (r.from_on IS NULL OR r.from_on <= :last) AND (r.until_on IS NULL OR r.until_on >= :first)
  AND (m.from_on IS NULL OR m.from_on <= :last) AND (m.until_on IS NULL OR m.until_on >= :first)
UNION
SELECT household FROM participant WHERE role = 'informal_carer'
""",
    "first",
    "last",
    household=Uuid(),
)
_CARER_TALKS = _asked(
    """
SELECT household FROM case_event WHERE kind = 'carer_talked' AND "on" >= :first AND "on" <= :last
UNION
SELECT household FROM task WHERE kind = 'carer' AND done_on >= :first AND done_on <= :last
""",
    "first",
    "last",
    household=Uuid(),
)
_CARERS_AT_TABLE = _asked(
    """
SELECT p.household, c.held_at FROM participant p JOIN conversation c ON c.id = p.conversation
WHERE p.role = 'informal_carer'
""",
    household=Uuid(),
    held_at=Utc(),
)


def figure_facts(
    connection: Connection, first: date, last: date, today: date, mark_of: Mapping[str, Mark]
) -> FigureFacts:
    """The facts of every household for the figures from a first to a last day; the terms must have been counted.

    `mark_of` says of each step how hard it is.
    """
    period = {"first": first, "last": last}
    until = {"first": first, "last": min(last, today)}
    talked = {row.household for row in connection.execute(_CARER_TALKS, until)}
    talked |= {
        row.household
        for row in connection.execute(_CARERS_AT_TABLE)
        if first <= local_day(row.held_at) <= min(last, today)
    }
    return FigureFacts(
        homes=[
            HomeFigures(
                HouseholdId(row.id),
                row.area,
                row.started_on,
                (row.ended_on or date.min) if row.state == "closed" else None,
            )
            for row in connection.execute(_HOMES)
        ],
        requests=_requests(connection),
        terms=_terms(connection, period, mark_of),
        closings=[
            ClosingFigures(HouseholdId(row.household), row.on, row.reopened_on) for row in connection.execute(_CLOSINGS)
        ],
        goals=[
            GoalFigures(HouseholdId(row.household), GoalState(row.state), row.target_on)
            for row in connection.execute(_GOALS, period)
        ],
        scores=[
            ScoreFigures(HouseholdId(row.household), row.topic, local_day(row.held_at), row.resident_score)
            for row in connection.execute(_SCORES)
        ],
        faces=[
            FaceFigures(HouseholdId(row.household), WorkerId(row.worker), row.from_on)
            for row in connection.execute(_FACES)
        ],
        with_carer=frozenset(HouseholdId(row.household) for row in connection.execute(_CARERS, until)),
        carer_talked=frozenset(HouseholdId(each) for each in talked),
    )


def _requests(connection: Connection) -> list[RequestFigures]:
    events: dict[object, dict[EventKind, list[date]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(_EVENTS):
        events[row.request][EventKind(row.kind)].append(row.on)
    law = {row.request: row for row in connection.execute(_LAW)}
    found = []
    for row in connection.execute(_REQUESTS):
        told = law.get(row.id)
        found.append(
            RequestFigures(
                household=HouseholdId(row.household),
                request=RequestId(row.id),
                kind=RequestKind(row.kind),
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


def _terms(connection: Connection, period: dict[str, date], mark_of: Mapping[str, Mark]) -> list[TermFigures]:
    found = []
    for row in connection.execute(_TERMS, period):
        mark = None if row.step in WINDOWS else mark_of.get(row.step)
        if mark is not None:
            found.append(
                TermFigures(
                    household=HouseholdId(row.household),
                    source=row.source,
                    step=row.step,
                    mark=mark,
                    legal_end=row.legal_end,
                    met_on=row.met_on,
                    ended_on=row.ended_on,
                    suspended_days=row.suspended_days,
                )
            )
    return found
