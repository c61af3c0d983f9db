"""What the caseload must know of all households at once: few flat questions, never one per household."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from buurtteam.domain.care import CANNOT_GO_ON, WAITING_WEEKS, CarerSupport, CarerTalk
from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.deadlines import OUTLIVES_CLOSING, DeadlineState
from buurtteam.domain.debt import Creditor
from buurtteam.domain.directory import TAKES_OVER, DirectoryEntry
from buurtteam.domain.household import ContactPoint, HouseholdState, Relation, Resident, Weight
from buurtteam.domain.keeping import Change
from buurtteam.domain.kinds import HERE, HouseholdId, WorkerId, local_day
from buurtteam.domain.measurement import InstrumentPermission, Measurement, OwnInstrument
from buurtteam.domain.overviews import TermLine
from buurtteam.domain.record import Record
from buurtteam.domain.request import EventKind, RequestKind, RequestState, state_after
from buurtteam.domain.responsibility import acting_for, away_on
from buurtteam.domain.staff import Leave, Worker
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.threat import ThreatKind
from buurtteam.domain.worklist import SOON_DAYS, Clue, HomeFacts, OpenRequest, PeopleFacts, PlanFacts, TermFacts
from buurtteam.storage.carer_talks import HELD, NO_TALK_SETTLED_IT
from buurtteam.storage.store import Store
from buurtteam.storage.tables import household_of
from buurtteam.storage.threats import HOLDS, URGENT

# Rows come as the file has them: ids in hex and days as text. Ten thousand households have a hundred thousand values, and
# each conversion that nobody looks at is felt.


def as_written(moment: datetime) -> str:
    """A moment as the file writes it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


@dataclass(frozen=True)
class CaseloadDays:
    """The days that the questions compare with."""

    today: date
    now: datetime
    soon: date
    """The last day that counts as soon."""
    adult_since: str
    """Who is born later is a child."""
    turning_18: str
    """Who is born after the former and up to here turns 18 before long."""
    elder_since: str
    """Who is born up to here has reached the age of the state pension."""

    def values(self) -> dict[str, str]:
        """As the file writes them."""
        return {
            "today": self.today.isoformat(),
            "now": as_written(self.now),
            "soon": self.soon.isoformat(),
            "adult_since": self.adult_since,
            "turning_18": self.turning_18,
            "elder_since": self.elder_since,
        }


_OUTLIVES = "step IN ({})".format(", ".join(f"'{step}'" for step in sorted(OUTLIVES_CLOSING)))
_HOMES = """
SELECT h.id, h.label, h.area, h.state, h.weight, h.plan_coordinator, h.deputy, h.started_on
FROM household h
WHERE <h.id> AND (h.state <> 'closed' OR h.id IN (
    SELECT household FROM term_line WHERE is_waiting AND warn_on <= :soon AND <outlives>
    UNION ALL
    SELECT household FROM task
    WHERE kind = 'aftercare' AND done_on IS NULL AND cancelled_on IS NULL AND due_on <= :soon
))
""".replace("<outlives>", _OUTLIVES)
# Whether a term was missed follows from its end: its state is that of the day on which it was counted.
_TERMS = """
SELECT household, rule, step, day_zero, counted_end, legal_end, warn_on,
       CASE WHEN state IN ('running', 'missed') THEN iif(legal_end < :today, 'missed', 'running') ELSE state END,
       is_team_only, is_postponed, min(warn_on || step) AS first, sum(legal_end < :today) AS late, sum(warn_on <= :soon) AS soon,
       group_concat(rule) AS rules, sum(rule = 'T20' AND warn_on <= :soon) AS aftercare,
       sum(rule = 'T23' AND legal_end < :today) AS reviews
FROM term_line
WHERE <household> AND is_waiting
  AND (<outlives> OR household NOT IN (SELECT id FROM household WHERE <id> AND state = 'closed'))
GROUP BY household
""".replace("<outlives>", _OUTLIVES)
_REQUESTS = """
SELECT q.household, q.kind, q.is_urgent, q.received_at, group_concat(e.kind),
       max(CASE WHEN e.kind IN ('first_talk_held', 'evaluated', 'urgent_help_started', 'extension_agreed')
                     AND e."on" <= :today THEN e."on" END)
FROM request_notification q LEFT JOIN request_event e ON e.request = q.id
WHERE <q.household>
GROUP BY q.id
"""
_PEOPLE = """
SELECT household, count(*), sum(is_child), sum(is_child AND born <= :turning_18 AND born <> ''),
       sum(born <> '' AND born <= :elder_since), sum(self_employed), sum(is_labour_migrant IS TRUE),
       group_concat(name, ' '), group_concat(born)
FROM (
    SELECT m.household, trim(r.first_name || ' ' || r.prefix || ' ' || r.birth_name || ' ' || r.partner_name) AS name,
           CASE WHEN r.born_on <> '' THEN r.born_on || substr('0000-12-31', length(r.born_on) + 1) ELSE '' END AS born,
           CASE WHEN r.born_on <> '' THEN r.born_on || substr('0000-12-31', length(r.born_on) + 1) > :adult_since
                ELSE m.role IN ('child', 'foster_child') END AS is_child,
           ',' || r.livelihood || ',' LIKE '%,self_employed,%' AS self_employed, r.is_labour_migrant
    FROM membership m JOIN resident r ON r.id = m.resident
    WHERE <m.household> AND (m.from_on IS NULL OR m.from_on <= :today) AND (m.until_on IS NULL OR m.until_on >= :today)
      AND r.died_on = ''
)
GROUP BY household
"""
_TALKS = "SELECT household, max(held_at) FROM conversation WHERE <household> AND held_at <= :now GROUP BY household"
# An appointment that passed and was not called off was held: who forgets to write about it was there all the same.
_APPOINTMENTS = "SELECT household, max(at) FROM appointment WHERE <household> AND at <= :now AND NOT is_cancelled GROUP BY household"
_CALLS = f"""
SELECT household, max(day) FROM (
    SELECT household, done_on AS day FROM task
    WHERE <household> AND done_on <= :today AND kind IN ('call_back', 'aftercare', 'stand_by', 'carer')
      AND (kind <> 'carer' OR {NO_TALK_SETTLED_IT})
    UNION ALL SELECT household, held_on FROM carer_talk WHERE <household> AND held_on <= :today AND {HELD}
) GROUP BY household
"""  # noqa: S608 - only when a talk counts
# A talk with a carer who is not named may have been with any carer of the household.
_EVENTS = """
SELECT household, iif(kind = 'carer_talked' AND about IS NULL, 'some_carer_talked', kind) AS what, max("on")
FROM case_event
WHERE <household> AND "on" <= :today AND household IS NOT NULL AND kind IN (
    'signal_contact', 'coming_of_age_talked', 'consent_reviewed', 'carer_talked', 'child_check_done')
GROUP BY household, what
"""
# On one day a crisis may end and begin again: what was written down last is how it stands.
_CRISES = """
SELECT household, kind, "on" FROM case_event
WHERE <household> AND "on" <= :today AND household IS NOT NULL AND kind IN ('crisis_started', 'crisis_ended')
ORDER BY "on", typed_at
"""
_THREATS = f"""
SELECT household, kind FROM threat WHERE <household> AND {HOLDS} AND {URGENT}
ORDER BY "on" IS NULL, "on", hour = '', hour, known_on, id
"""  # noqa: S608 - only what says which threats make haste
_PLANS = """
SELECT p.household, p.signed_on, p.evaluation_at,
       p.household IN (SELECT household FROM goal) OR p.household IN (SELECT household FROM plan_action)
FROM household_plan p WHERE <p.household>
"""
_TASKS = """
SELECT household, sum(kind = 'evaluation' AND due_on >= :today), sum(kind <> 'evaluation' AND due_on <= :soon)
FROM task
WHERE <household> AND done_on IS NULL AND cancelled_on IS NULL AND kind IN ('evaluation', 'aftercare', 'stand_by')
GROUP BY household
"""
# The plus says not to begin with all the tasks that are about nobody.
_CARER_TALKS = """
SELECT DISTINCT household FROM task WHERE <household> AND kind = 'carer' AND +resident IS NULL AND done_on <= :today
"""
_TALKED_WITH = f"""
SELECT resident FROM carer_talk
WHERE held_on <= :today AND {HELD} AND resident IN (SELECT value FROM json_each(:carers))
UNION SELECT about FROM case_event
WHERE kind = 'carer_talked' AND "on" <= :today AND about IN (SELECT value FROM json_each(:carers))
UNION SELECT resident FROM task
WHERE kind = 'carer' AND done_on <= :today AND {NO_TALK_SETTLED_IT}
  AND resident IN (SELECT value FROM json_each(:carers))
"""  # noqa: S608 - only when a talk counts
# On the day on which care ends it is over, as `caring.is_running` says; a partner stays one on the last day.
# Somebody is not alone who has a partner somewhere, or at whose table sat somebody who lives there and is not typed in.
_RELATIONS = """
WITH pair AS (
    SELECT kind, resident, to_resident, resident AS carer FROM relation
    WHERE kind IN ('cares_for', 'partner') AND (from_on IS NULL OR from_on <= :today)
      AND (until_on IS NULL OR until_on > :today OR (kind = 'partner' AND until_on = :today))
)
SELECT m.household, pair.kind, pair.carer FROM pair JOIN membership m ON m.resident = pair.resident
WHERE <m.household> AND (m.from_on IS NULL OR m.from_on <= :today) AND (m.until_on IS NULL OR m.until_on >= :today)
UNION ALL
SELECT m.household, pair.kind, pair.carer FROM pair JOIN membership m ON m.resident = pair.to_resident
WHERE <m.household> AND (m.from_on IS NULL OR m.from_on <= :today) AND (m.until_on IS NULL OR m.until_on >= :today)
UNION ALL
SELECT household, CASE role WHEN 'informal_carer' THEN 'cares_for' ELSE 'partner' END, resident FROM participant
WHERE <household>
  AND (role = 'informal_carer' OR (role IN ('resident', 'child') AND resident IS NULL AND name <> ''))
"""
# It becomes too much for a carer who lives here: the last answer counts, of each questionnaire its own.
_LIVES_HERE_AND_CARES = """
JOIN membership m ON m.resident = t.resident JOIN resident p ON p.id = t.resident AND p.died_on = ''
WHERE <m.household> AND (m.from_on IS NULL OR m.from_on <= :today) AND (m.until_on IS NULL OR m.until_on >= :today)
  AND EXISTS (SELECT 1 FROM relation r WHERE r.resident = t.resident AND r.kind = 'cares_for'
              AND (r.from_on IS NULL OR r.from_on <= :today) AND (r.until_on IS NULL OR r.until_on > :today))"""
_OVERLOAD = (
    """
SELECT m.household, 'carer_cannot_go_on', m.resident FROM carer_talk t <lives here and cares>
  AND t.perseverance IN (<cannot go on>) AND t.held_on <= :today AND NOT EXISTS (
    SELECT 1 FROM carer_talk n
    WHERE n.resident = t.resident AND n.perseverance IS NOT NULL AND n.held_on <= :today
      AND (n.held_on, coalesce(n.begun_at, ''), n.id) > (t.held_on, coalesce(t.begun_at, ''), t.id))
UNION
SELECT m.household, 'carer_score_high', m.resident FROM measurement t <lives here and cares>
  AND t.is_high AND t.taken_on <= :today AND NOT EXISTS (
    SELECT 1 FROM measurement n
    WHERE n.resident = t.resident AND n.instrument = t.instrument AND n.is_high IS NOT NULL AND n.taken_on <= :today
      AND (n.taken_on, n.id) > (t.taken_on, t.id))
UNION
SELECT m.household, 'respite_waiting', m.resident FROM carer_support t <lives here and cares>
  AND t.kind IN (<takes over>) AND t.requested_on < date(:today, '-<weeks> days')
  AND (t.started_on IS NULL OR t.started_on > :today) AND (t.stopped_on IS NULL OR t.stopped_on > :today)
""".replace("<lives here and cares>", _LIVES_HERE_AND_CARES)
    .replace("<cannot go on>", ", ".join(f"'{each}'" for each in sorted(CANNOT_GO_ON)))
    .replace("<takes over>", ", ".join(f"'{each}'" for each in sorted(TAKES_OVER)))
    .replace("<weeks>", str(7 * WAITING_WEEKS))
)
_CONSENTS = """
SELECT DISTINCT c.household FROM consent c
WHERE <c.household> AND c.answer = 'yes' AND c.withdrawn_on IS NULL AND c.until_on < :today
  AND NOT EXISTS (
    SELECT 1 FROM consent n
    WHERE n.household = c.household AND n.recipient = c.recipient AND n.resident IS c.resident AND n.answer = 'yes'
      AND n.withdrawn_on IS NULL AND (n.until_on IS NULL OR n.until_on >= :today))
"""
# Where a day to call was chosen, that day counts in place of the norm.
_REFERRALS = """
SELECT household, min(CASE WHEN chase_on IS NULL THEN sent_on END), min(chase_on) FROM referral
WHERE <household> AND answer = 'waiting' AND sent_on IS NOT NULL GROUP BY household
"""
_PENDING = "SELECT DISTINCT household FROM transfer WHERE <household> AND state = 'proposed'"
# Only how the fixed face of now came counts; with a later face that is past.
_COLD = """
SELECT t.household FROM transfer t JOIN household h ON h.id = t.household AND h.plan_coordinator = t.to_worker
WHERE <t.household> AND t.state = 'accepted'
  AND (t.joint_talk_on IS NULL OR t.told_on IS NULL OR t.told_on > t.answered_on)
  AND NOT EXISTS (SELECT 1 FROM transfer n WHERE n.household = t.household AND n.state = 'accepted'
                  AND n.answered_on > t.answered_on)
"""
_FACES = """
SELECT household, count(DISTINCT worker) FROM assignment WHERE <household> AND role = 'coordinator' AND from_on <= :today
GROUP BY household
"""
_COVERS = """
SELECT household, worker FROM assignment
WHERE <household> AND role = 'cover' AND from_on <= :today AND (until_on IS NULL OR until_on >= :today)
ORDER BY from_on, id
"""
_STAYING = """
SELECT household, worker, max(from_on) FROM assignment
WHERE <household> AND role = 'deputy' AND from_on <= :today AND until_on >= :today GROUP BY household
"""


@dataclass
class _Asked:
    """Asks each question of the caseload once and keeps the answers by household."""

    connection: Connection
    values: dict[str, str]
    is_some: bool
    workers: dict[str, WorkerId] = field(default_factory=dict)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """The rows of a question."""
        return rows_of(self.connection, _about(question, is_some=self.is_some), self.values)

    def one(self, question: str, read: Callable[[Any], Any] = lambda row: row[1]) -> dict[str, Any]:
        """One answer per household."""
        return {row[0]: read(row) for row in self.rows(question)}

    def homes(self, question: str) -> set[str]:
        """The households of which something is true."""
        return {row[0] for row in self.rows(question)}

    def worker(self, hexed: str | None) -> WorkerId | None:
        """The id of a worker, read once: the same few come back ten thousand times."""
        if hexed is None:
            return None
        if (found := self.workers.get(hexed)) is None:
            found = self.workers[hexed] = WorkerId(UUID(hexed))
        return found


def rows_of(connection: Connection, question: str, values: dict[str, str]) -> list[tuple[Any, ...]]:
    """The rows as the driver has them: a row object of SQLAlchemy for each costs more than the question."""
    cursor = connection.exec_driver_sql(question, values).cursor
    return list(cursor.fetchall()) if cursor is not None else []


@cache
def _about(question: str, *, is_some: bool) -> str:
    """The question about all households, or about some: a column in pointed brackets stands for the choice."""
    chosen = r"\1 IN (SELECT value FROM json_each(:some))" if is_some else "1"
    return re.sub(r"<([a-z.]+)>", chosen, question)


def names_of_workers(connection: Connection) -> dict[WorkerId, str]:
    """What every worker is called, who left too."""
    return {WorkerId(UUID(id_)): name for id_, name in rows_of(connection, "SELECT id, name FROM worker", {})}


def leaves_on(store: Store, day: date) -> list[Leave]:
    """The leaves that hold on a day."""
    held = rows_of(store.connection, _LEAVES, {"day": day.isoformat()})
    return store.of(Leave, id=[UUID(row[0]) for row in held]) if held else []


_LEFT = "SELECT id FROM worker WHERE NOT is_active"
_LEAVES = "SELECT id FROM leave WHERE from_on <= :day AND (until_on IS NULL OR until_on >= :day)"


def homes_of(
    connection: Connection, days: CaseloadDays, leaves: Iterable[Leave], some: Iterable[UUID] | None = None
) -> list[HomeFacts]:
    """The facts of every household that the team works for, or that still waits for something after it was closed.

    Of all of them, or of some.
    """
    chosen = {} if some is None else {"some": json.dumps([each.hex for each in some])}
    asked = _Asked(connection, {**days.values(), **chosen}, some is not None)
    away = away_on(leaves, days.today)
    terms = asked.one(_TERMS, _terms)
    requests, received, spoken = _requests(asked)
    people = asked.one(_PEOPLE, _people)
    talks = asked.one(_TALKS)
    met = asked.one(_APPOINTMENTS)
    told = asked.one(_CALLS)
    for household, day in spoken.items():
        told[household] = max(day, told.get(household, ""))
    events: dict[str, dict[str, str]] = defaultdict(dict)
    for household, kind, on in asked.rows(_EVENTS):
        events[household][kind] = on
    crises: dict[str, str] = {}
    for household, kind, on in asked.rows(_CRISES):
        if kind == "crisis_started":
            crises.setdefault(household, on)
        else:
            crises.pop(household, None)
    threats: dict[str, ThreatKind] = {}
    for household, kind in asked.rows(_THREATS):
        threats.setdefault(household, ThreatKind(kind))
    plans = asked.one(_PLANS, _plan)
    tasks = asked.one(_TASKS, lambda row: (row[1], row[2]))
    carers, untalked, others = _carers(asked, events)
    overload: dict[str, set[Clue]] = defaultdict(set)
    for household, clue, _carer in asked.rows(_OVERLOAD):
        overload[household].add(Clue(clue))
    consents, referrals = asked.homes(_CONSENTS), asked.one(_REFERRALS, lambda row: (row[1], row[2]))
    pending, cold = asked.homes(_PENDING), asked.homes(_COLD)
    faces, covers, staying = asked.one(_FACES), asked.one(_COVERS), asked.one(_STAYING)
    left = asked.homes(_LEFT)
    states, weights = {each.value: each for each in HouseholdState}, {each.value: each for each in Weight}
    found = []
    for id_, label, area, state, weight, face_hex, deputy_hex, started in asked.rows(_HOMES):
        face, deputy = asked.worker(face_hex), asked.worker(deputy_hex)
        happened = events.get(id_) or {}
        evaluation, due = tasks.get(id_) or (0, 0)
        plan = plans.get(id_)
        referral, call = referrals.get(id_) or (None, None)
        found.append(
            HomeFacts(
                id=HouseholdId(UUID(id_)),
                label=label,
                area=area,
                state=states[state],
                weight=weights[weight],
                plan_coordinator=face,
                face_left=face_hex in left,
                deputy=deputy,
                started_on=_day(started),
                responsible=acting_for(
                    face,
                    deputy,
                    asked.worker(covers.get(id_)),
                    asked.worker(staying.get(id_)),
                    away.get(face) if face else None,
                ),
                requests=tuple(requests.get(id_, ())),
                had_requests=id_ in received,
                last_contact_on=_last(
                    talks.get(id_, ""), met.get(id_, ""), received.get(id_, ""), told.get(id_, ""), happened
                ),
                was_talked=id_ in talks,
                terms=terms.get(id_),
                people=people.get(id_),
                plan=plan,
                evaluation_planned=bool(evaluation),
                stand_by_due=bool(due),
                crisis_since=_day(crises.get(id_)),
                threat=threats.get(id_),
                child_check="child_check_done" in happened,
                has_carer=id_ in carers,
                carer_without_talk=id_ in untalked,
                overload=frozenset(overload[id_]) if id_ in overload else frozenset(),
                names_others=id_ in others,
                consent_ended=id_ in consents,
                referral_since=_day(referral),
                referral_call_on=_day(call),
                transfer_pending=id_ in pending,
                cold_transfer=id_ in cold,
                faces=faces.get(id_) or (1 if face else 0),
            )
        )
    return found


def overloaded(connection: Connection, today: date, some: Iterable[UUID] | None = None) -> set[tuple[UUID, UUID, Clue]]:
    """For whom it becomes too much, in some households or in all: where, who, and what tells it, as the lines say."""
    chosen = {} if some is None else {"some": json.dumps([each.hex for each in some])}
    rows = rows_of(connection, _about(_OVERLOAD, is_some=some is not None), {"today": today.isoformat(), **chosen})
    return {(UUID(household), UUID(carer), Clue(clue)) for household, clue, carer in rows}


# Every day after today, and every moment after now, on which an answer of the questions above may become another without
# a deed. One too many costs time; one too few is a line that is not true, so whoever adds a question adds its days here.
# The joins go from the few people who are asked about to what is known of them: SQLite would rather read all there is.
_TURNING_DAYS = f"""
WITH about AS (
    SELECT household, resident FROM membership WHERE <household>
    UNION SELECT household, resident FROM bond WHERE kind = 'cares_for'
), bond AS (
    SELECT m.household, r.kind, r.resident, r.from_on, r.until_on
    FROM membership m CROSS JOIN relation r ON r.resident = m.resident WHERE <m.household>
    UNION ALL SELECT m.household, r.kind, r.resident, r.from_on, r.until_on
    FROM membership m CROSS JOIN relation r ON r.to_resident = m.resident WHERE <m.household>
)
SELECT household, min(day) FROM (
    SELECT household, recount_on AS day FROM term_count WHERE <household> AND recount_on > :today
    UNION ALL SELECT household, date(legal_end, '+1 day') FROM term_line
    WHERE <household> AND is_waiting AND legal_end >= :today
    UNION ALL SELECT household, date(warn_on, '-{SOON_DAYS} days') FROM term_line
    WHERE <household> AND is_waiting AND warn_on > :soon
    UNION ALL SELECT household, "on" FROM request_event WHERE <household> AND "on" > :today
    UNION ALL SELECT household, "on" FROM case_event WHERE <household> AND "on" > :today
    UNION ALL SELECT household, known_on FROM threat WHERE <household> AND known_on > :today
    UNION ALL SELECT household, ended_on FROM threat WHERE <household> AND ended_on > :today
    UNION ALL SELECT household, done_on FROM task WHERE <household> AND done_on > :today
    UNION ALL SELECT household, date(due_on, '+1 day') FROM task WHERE <household> AND due_on >= :today
    UNION ALL SELECT household, date(due_on, '-{SOON_DAYS} days') FROM task WHERE <household> AND due_on > :soon
    UNION ALL SELECT household, date(until_on, '+1 day') FROM consent WHERE <household> AND until_on >= :today
    UNION ALL SELECT household, held_on FROM carer_talk WHERE <household> AND held_on > :today
    UNION ALL SELECT a.household, t.held_on FROM about a CROSS JOIN carer_talk t ON t.resident = a.resident
    WHERE t.held_on > :today
    UNION ALL SELECT a.household, e."on" FROM about a CROSS JOIN case_event e ON e.about = a.resident
    WHERE e.kind = 'carer_talked' AND e."on" > :today
    UNION ALL SELECT a.household, t.done_on FROM about a CROSS JOIN task t ON t.resident = a.resident
    WHERE t.kind = 'carer' AND t.done_on > :today
    UNION ALL SELECT a.household, t.taken_on FROM about a CROSS JOIN measurement t ON t.resident = a.resident
    WHERE t.taken_on > :today
    UNION ALL SELECT a.household, t.started_on FROM about a CROSS JOIN carer_support t ON t.resident = a.resident
    WHERE t.started_on > :today
    UNION ALL SELECT a.household, t.stopped_on FROM about a CROSS JOIN carer_support t ON t.resident = a.resident
    WHERE t.stopped_on > :today
    UNION ALL SELECT a.household, date(t.requested_on, '+{7 * WAITING_WEEKS + 1} days')
    FROM about a CROSS JOIN carer_support t ON t.resident = a.resident
    WHERE t.requested_on >= date(:today, '-{7 * WAITING_WEEKS} days')
    UNION ALL SELECT household, from_on FROM assignment WHERE <household> AND from_on > :today
    UNION ALL SELECT household, date(until_on, '+1 day') FROM assignment WHERE <household> AND until_on >= :today
    UNION ALL SELECT household, from_on FROM membership WHERE <household> AND from_on > :today
    UNION ALL SELECT household, date(until_on, '+1 day') FROM membership WHERE <household> AND until_on >= :today
    UNION ALL SELECT household, from_on FROM bond WHERE from_on > :today
    UNION ALL SELECT household, until_on FROM bond WHERE kind = 'cares_for' AND until_on > :today
    UNION ALL SELECT household, date(until_on, '+1 day') FROM bond WHERE kind = 'partner' AND until_on >= :today
    UNION ALL SELECT h.id, l.from_on FROM leave l
    JOIN household h ON h.plan_coordinator = l.worker WHERE <h.id> AND l.from_on > :today
    UNION ALL SELECT h.id, date(l.until_on, '+1 day') FROM leave l
    JOIN household h ON h.plan_coordinator = l.worker WHERE <h.id> AND l.until_on >= :today
) GROUP BY household
"""  # noqa: S608 - only a number of our own
_TURNING_MOMENTS = """
SELECT household, min(moment) FROM (
    SELECT household, held_at AS moment FROM conversation WHERE <household> AND held_at > :now
    UNION ALL SELECT household, at FROM appointment WHERE <household> AND at > :now
) GROUP BY household
"""


def good_before(connection: Connection, days: CaseloadDays, some: Iterable[UUID]) -> dict[str, str]:
    """Up to which moment the answers about each of these households stay what they are, as the file writes it.

    By the id in hex; a household of which nothing turns by itself is not among them.
    """
    asked = _Asked(connection, {**days.values(), "some": json.dumps([each.hex for each in some])}, is_some=True)
    found = asked.one(_TURNING_DAYS, lambda row: start_of(row[1]))
    for household, moment in asked.rows(_TURNING_MOMENTS):
        found[household] = min(moment, found.get(household, moment))
    return found


@cache
def start_of(day: str) -> str:
    """The moment on which a day begins in the Netherlands, as the file writes it."""
    return as_written(datetime.fromisoformat(day).replace(tzinfo=HERE))


# Of no household, and nothing of the caseload follows from them.
_ELSEWHERE: frozenset[type[Record]] = frozenset(
    {ContactPoint, Creditor, DirectoryEntry, InstrumentPermission, OwnInstrument}
)


def touched(connection: Connection, changes: Sequence[Change]) -> set[UUID] | None:
    """The households whose line follows from what changed; nothing at all when it may be every one.

    The one rule of what makes a line untrue. A kind of record that it does not know, and that stands under no household,
    touches all of them.
    """
    homes: set[UUID] = set()
    people: set[UUID] = set()
    workers: set[UUID] = set()
    carers: set[UUID] = set()
    for record in [each for change in changes for each in (change.before, change.after) if each is not None]:
        match record:
            case Resident():
                people.add(record.id)
            case Relation():
                people |= {record.resident, record.to_resident}
            case CarerTalk() | Measurement() | CarerSupport():
                homes.add(record.household)
                carers.add(record.resident)
            case CaseEvent() if record.kind is CaseEventKind.CARER_TALKED and record.about is not None:
                carers.add(record.about)
                if record.household is not None:
                    homes.add(record.household)
            case Task() if record.kind is TaskKind.CARER and record.resident is not None:
                homes.add(record.household)
                carers.add(record.resident)
            case Worker():
                workers.add(record.id)
            case Leave():
                workers.add(record.worker)
            case _ if (home := household_of(record)) is not None:
                homes.add(home)
            case _ if type(record) not in _ELSEWHERE and "household" not in type(record).model_fields:
                return None
    if carers:
        # Whether somebody talked with a carer is told where he lives, and with whom he cares for.
        people |= carers | _cared_for(connection, carers)
    if people:
        homes |= homes_with(connection, people)
    if workers:
        homes |= _homes_behind(connection, workers)
    return homes


def _cared_for(connection: Connection, carers: Iterable[UUID]) -> set[UUID]:
    """Whom any of these people cares for, or did."""
    question = (
        "SELECT to_resident FROM relation WHERE kind = 'cares_for' AND resident IN (SELECT value FROM json_each(:some))"
    )
    found = connection.exec_driver_sql(question, {"some": json.dumps([each.hex for each in carers])})
    return {UUID(row[0]) for row in found}


def _homes_behind(connection: Connection, workers: Iterable[UUID]) -> set[UUID]:
    """The households of which any of these workers is the fixed face."""
    question = "SELECT id FROM household WHERE plan_coordinator IN (SELECT value FROM json_each(:some))"
    found = connection.exec_driver_sql(question, {"some": json.dumps([each.hex for each in workers])})
    return {UUID(row[0]) for row in found}


_CONTACTS = ("signal_contact", "coming_of_age_talked", "consent_reviewed", "carer_talked", "some_carer_talked")


def homes_with(connection: Connection, residents: Iterable[UUID]) -> set[UUID]:
    """The households in which any of these people live or lived."""
    question = "SELECT DISTINCT household FROM membership WHERE resident IN (SELECT value FROM json_each(:some))"
    found = connection.exec_driver_sql(question, {"some": json.dumps([each.hex for each in residents])})
    return {UUID(row[0]) for row in found}


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _last(talk: str, appointment: str, request: str, told: str, happened: dict[str, str]) -> date | None:
    """The latest of three moments, a day and the events that are contacts, as a day in the Netherlands."""
    moment = max(talk, appointment, request)
    day = max([told, *[happened.get(each, "") for each in _CONTACTS]]) if happened else told
    if not moment:
        return _day(day)
    on = _local(moment[:13])
    return on if not day else max(on, date.fromisoformat(day))


@cache
def _local(hour: str) -> date:
    """The day in the Netherlands of an hour in UTC; thousands of moments share the same hours."""
    return local_day(datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC))


def _carers(asked: _Asked, events: Mapping[str, Mapping[str, str]]) -> tuple[set[str], set[str], set[str]]:
    """The households with a carer, those of them where nobody talked with one, and those that name somebody else."""
    known: dict[str, set[str | None]] = defaultdict(set)
    others = set()
    for household, kind, carer in asked.rows(_RELATIONS):
        if kind == "cares_for":
            known[household].add(carer)
        else:
            others.add(household)
    everybody = {carer for some in known.values() for carer in some if carer}
    asked.values["carers"] = json.dumps(sorted(everybody))
    talked: set[str | None] = {row[0] for row in asked.rows(_TALKED_WITH)} if everybody else set()
    some_talked = asked.homes(_CARER_TALKS) | {
        home for home, happened in events.items() if "some_carer_talked" in happened
    }
    untalked = set()
    for home, carers in known.items():
        # Who sat at a table without being in the file may well be one of those who are.
        named = carers - {None}
        talked_here = named <= talked if named else "carer_talked" in events.get(home, ())
        if home not in some_talked and not talked_here:
            untalked.add(home)
    return set(known), untalked, others


@cache
def _rules(listed: str) -> frozenset[str]:
    return frozenset(listed.split(","))


def _terms(row: Any) -> TermFacts:  # noqa: ANN401 - a row of the question above
    _first, late, ends_soon, rules, aftercare, reviews = row[10:]
    return TermFacts(_line(row), late, ends_soon, _rules(rules), aftercare, reviews)


def _line(row: Any) -> TermLine:  # noqa: ANN401 - a row of the question above
    rule, step, day_zero, counted_end, legal_end, warn_on, state, team_only, postponed = row[1:10]
    return TermLine(
        rule=rule,
        step=step,
        day_zero=date.fromisoformat(day_zero),
        counted_end=date.fromisoformat(counted_end),
        legal_end=date.fromisoformat(legal_end),
        warn_on=date.fromisoformat(warn_on),
        state=_STATES[state],
        is_team_only=bool(team_only),
        is_postponed=bool(postponed),
    )


_STATES = {each.value: each for each in DeadlineState}


@cache
def _state(kinds: str | None) -> tuple[RequestState, bool]:
    """How far a request is by the kinds of its events, and whether it was decided."""
    happened = {EventKind(each) for each in (kinds or "").split(",") if each}
    return state_after(happened), EventKind.DECISION_MADE in happened


def _requests(asked: _Asked) -> tuple[dict[str, list[OpenRequest]], dict[str, str], dict[str, str]]:
    """The open requests of each household, when its latest came in, and when their events last were a contact."""
    kinds = {each.value: each for each in RequestKind}
    found: dict[str, list[OpenRequest]] = {}
    latest: dict[str, str] = {}
    spoken: dict[str, str] = {}
    for household, kind, is_urgent, received_at, events, contact_on in asked.rows(_REQUESTS):
        if received_at > latest.get(household, ""):
            latest[household] = received_at
        if contact_on and contact_on > spoken.get(household, ""):
            spoken[household] = contact_on
        state, is_decided = _state(events)
        if state is not RequestState.CLOSED:
            on = _local(received_at[:13])
            found.setdefault(household, []).append(OpenRequest(kinds[kind], state, bool(is_urgent), on, is_decided))
    return found, latest, spoken


def _people(row: Any) -> PeopleFacts:  # noqa: ANN401 - a row of the question above
    births = tuple([each for each in (row[8] or "").split(",") if each])
    return PeopleFacts(row[1], row[2], row[3], row[4], row[5], row[6], row[7] or "", births)


def _plan(row: Any) -> PlanFacts:  # noqa: ANN401 - a row of the question above
    _household, signed_on, evaluation_at, has_rows = row
    on = _local(evaluation_at[:13]) if evaluation_at else None
    return PlanFacts(bool(has_rows), _day(signed_on), on)
