"""The caseload (werkvoorraad): one line per household, what it gives reason to look at, and what a filter lets through.

Board, table, coaches, counts, print, export and command line all stand on the same lines and the same `Filter.passes`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple, TypeVar

from pydantic import Field

from buurtteam.domain.caseload import CaseloadNorms, Fullness
from buurtteam.domain.folding import folded
from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, Line, WorkerId
from buurtteam.domain.overviews import TermLine
from buurtteam.domain.record import Value
from buurtteam.domain.request import RequestKind, RequestState
from buurtteam.domain.staff import Competence
from buurtteam.domain.threat import ThreatKind
from buurtteam.domain.words import N_, Choice

K = TypeVar("K")

SOON_DAYS = 7
"""How many days before its end a term is soon."""


class Stage(Choice):
    """Where a household stands on the board; always derived from its events."""

    NEW = "new", N_("New")
    TALK = "talk", N_("In conversation")
    PLAN = "plan", N_("Making a plan")
    RUNNING = "running", N_("Under way")
    AFTERCARE = "aftercare", N_("Aftercare and stand-by")


class TargetGroup(Choice):
    """Groups that follow from the facts of the people who live there; nobody ticks them."""

    CHILDREN = "children", N_("Children")
    ELDERS = "elders", N_("Elders (state pension age)")
    SELF_EMPLOYED = "self_employed", N_("Self-employed")
    LABOUR_MIGRANTS = "labour_migrants", N_("Labour migrants")
    CARERS = "carers", N_("Informal carers")
    LIVING_ALONE = "living_alone", N_("Living alone")


class Clue(Choice):
    """A reason for the coordinator to look at a household."""

    LATE = "late", N_("Too late")
    SOON = "soon", N_("Ends within a week")
    URGENT = "urgent", N_("Urgent request")
    THREAT = "threat", N_("Threat ¦clue")
    CRISIS = "crisis", N_("Crisis")
    NO_COORDINATOR = "no_coordinator", N_("No fixed face")
    WAITS_FOR_TALK = "waits_for_talk", N_("Waits for the first talk")
    SILENT = "silent", N_("Silent for too long")
    NO_EVALUATION = "no_evaluation", N_("Plan without a date to look back")
    CONSENT_EXPIRED = "consent_expired", N_("Consent expired")
    REFERRAL_WAITS = "referral_waits", N_("Referral without an answer")
    CARER_CANNOT_GO_ON = "carer_cannot_go_on", N_("Carer cannot go on for a month")
    CARER_SCORE_HIGH = "carer_score_high", N_("Carer with a high score")
    RESPITE_WAITING = "respite_waiting", N_("Waits too long for somebody to take over")
    CARER_WITHOUT_TALK = "carer_without_talk", N_("Carer without a talk")
    CHILD_CHECK_MISSING = "child_check_missing", N_("Child check missing")
    TURNING_18 = "turning_18", N_("Turns 18 before long")
    AFTERCARE_DUE = "aftercare_due", N_("Aftercare due")
    TRANSFER_PENDING = "transfer_pending", N_("Hand-over waits for an answer")
    COLD_TRANSFER = "cold_transfer", N_("Handed over without a joint talk")


URGENT_CLUES = frozenset({Clue.LATE, Clue.SOON, Clue.URGENT, Clue.THREAT, Clue.CRISIS})
"""What the caseload opens with: late and urgent."""

OVERLOAD_CLUES = frozenset({Clue.CARER_CANNOT_GO_ON, Clue.CARER_SCORE_HIGH, Clue.RESPITE_WAITING})
"""That it becomes too much for a carer; seen where the carer lives, never with whom is cared for."""

TEAM_ONLY_CLUES = frozenset({Clue.CHILD_CHECK_MISSING}) | OVERLOAD_CLUES
"""What stands on no paper, export or shared view."""


class WorklistLine(NamedTuple):
    """What a coordinator sees of one household: one line, no details of what was said."""

    id: HouseholdId
    label: str
    area: str
    state: HouseholdState
    stage: Stage
    weight: Weight
    tenths: int
    """What it weighs today, in tenths of a point."""
    plan_coordinator: WorkerId | None
    coordinator: str
    """The name of the fixed face."""
    responsible: WorkerId | None
    """Who acts today: the stand-in while the fixed face is away."""
    kinds: frozenset[RequestKind]
    """Of its open requests."""
    children: int
    groups: frozenset[TargetGroup]
    clues: frozenset[Clue]
    last_contact_on: date | None
    term: TermLine | None
    """The first term to warn for."""
    late: int
    """How many terms are too late."""
    faces: int
    """How many fixed faces it has had."""
    searched: str = ""
    """Folded words by which the list finds it."""
    rules: frozenset[str] = frozenset()
    """The rules of all its terms for which the team must still act."""
    deputy: WorkerId | None = None
    threat: ThreatKind | None = None
    """The urgent threat of today that would happen first."""


class Filter(Value):
    """Which households a view of the caseload shows; every part that says something must hold.

    Of clues any may hold, for "late and urgent" is one question; of the other lists too.
    """

    words: Line = Field(default="", title=N_("Search in this list"))
    clues: frozenset[Clue] = Field(default=frozenset(), title=N_("Look at"))
    stages: frozenset[Stage] = Field(default=frozenset(), title=N_("Stage"))
    groups: frozenset[TargetGroup] = Field(default=frozenset(), title=N_("Target group"))
    kinds: frozenset[RequestKind] = Field(default=frozenset(), title=N_("Kind of request"))
    areas: tuple[str, ...] = Field(default=(), title=N_("Neighbourhood"))
    workers: tuple[WorkerId, ...] = Field(default=(), title=N_("Worker"))
    rules: tuple[str, ...] = Field(default=(), title=N_("Clock"))

    def passes(self, line: WorklistLine) -> bool:
        """Whether a household is in this view."""
        return (
            (not self.clues or not self.clues.isdisjoint(line.clues))
            and (not self.stages or line.stage in self.stages)
            and (not self.groups or not self.groups.isdisjoint(line.groups))
            and (not self.kinds or not self.kinds.isdisjoint(line.kinds))
            and (not self.areas or line.area in self.areas)
            and (not self.workers or line.plan_coordinator in self.workers or line.responsible in self.workers)
            and (not self.rules or not line.rules.isdisjoint(self.rules))
            and (not self.words or all(word in line.searched for word in folded(self.words).split()))
        )


@dataclass(frozen=True)
class SavedView:
    """A view of the caseload that somebody kept under a name."""

    name: str
    filter: Filter
    form: str = "table"
    """In which form it was kept: board, table or coaches."""
    is_built_in: bool = False
    """Whether it comes with the program and cannot be removed."""


@dataclass(frozen=True)
class WorkerLoad:
    """One worker of the team with the load of today, in the order of names."""

    worker: WorkerId
    name: str
    hours: int | None
    competences: frozenset[Competence]
    away_until: date | None
    is_away: bool
    replacement: str
    tenths: int
    capacity_tenths: int | None
    percent: int | None
    fullness: Fullness
    households: tuple[HouseholdId, ...] = field(default=())
    is_active: bool = True
    """Whether this worker still works in the team; who left may have left households behind."""


@dataclass(frozen=True)
class Worklist:
    """The caseload as it stands on a day: everything that the views, counts and papers are made of."""

    today: date
    lines: tuple[WorklistLine, ...]
    """The first to end first."""
    loads: tuple[WorkerLoad, ...]
    """By name, never by load."""
    norms: CaseloadNorms
    areas: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """How many households each choice would show on top of the rest of a filter; a choice left out shows none."""

    shown: int
    clues: dict[Clue, int]
    stages: dict[Stage, int]
    groups: dict[TargetGroup, int]
    kinds: dict[RequestKind, int]
    areas: dict[str, int]
    workers: dict[WorkerId, int]
    rules: dict[str, int]


def shown(lines: Iterable[WorklistLine], chosen: Filter) -> tuple[WorklistLine, ...]:
    """The households of a view, in the order they came."""
    return tuple(line for line in lines if chosen.passes(line))


def counts(lines: Iterable[WorklistLine], chosen: Filter) -> Counts:
    """Beside each choice how many rows there are when it is the one that is chosen, whatever else the filter says."""
    every = tuple(lines)
    seen = shown(every, chosen)

    def rest(part: str) -> tuple[WorklistLine, ...]:
        if not getattr(chosen, part):
            return seen
        return shown(every, chosen.changed(**{part: type(getattr(chosen, part))()}))

    return Counts(
        shown=len(seen),
        clues=_each(Counter(line.clues for line in rest("clues"))),
        stages=dict(Counter(line.stage for line in rest("stages"))),
        groups=_each(Counter(line.groups for line in rest("groups"))),
        kinds=_each(Counter(line.kinds for line in rest("kinds"))),
        areas=dict(Counter(line.area for line in rest("areas"))),
        workers=_each(Counter(_who(line) for line in rest("workers"))),
        rules=_each(Counter(line.rules for line in rest("rules"))),
    )


def _who(line: WorklistLine) -> frozenset[WorkerId]:
    return _pair(line.plan_coordinator, line.responsible)


@cache
def _pair(one: WorkerId | None, other: WorkerId | None) -> frozenset[WorkerId]:
    return frozenset(each for each in (one, other) if each is not None)


def _each(sets: Mapping[frozenset[K], int]) -> dict[K, int]:
    """How often each stands in a set: thousands of lines share some dozens of sets."""
    found: dict[K, int] = {}
    for some, times in sets.items():
        for one in some:
            found[one] = found.get(one, 0) + times
    return found


# ---------------------------------------------------------------------------------- from facts to a line


class OpenRequest(NamedTuple):
    """What of an open request matters here."""

    kind: RequestKind
    state: RequestState
    is_urgent: bool
    received_on: date
    decided: bool


@dataclass(slots=True)
class TermFacts:
    """The terms of a household for which the team must still act, taken together."""

    first: TermLine
    late: int
    soon: int
    rules: frozenset[str]
    aftercare: int = 0
    """Aftercare that is due within a week, or late."""
    reviews: int = 0
    """Consents of which the yearly talk is late."""


@dataclass(slots=True)
class PeopleFacts:
    """Who lives in a household today, counted."""

    living: int = 0
    children: int = 0
    turning_18: int = 0
    elders: int = 0
    self_employed: int = 0
    migrants: int = 0
    names: str = ""
    births: tuple[str, ...] = ()
    """Their days of birth; of what is not known the last that is possible."""


@dataclass(slots=True)
class PlanFacts:
    """What of a household plan matters here."""

    has_rows: bool
    signed_on: date | None
    evaluation_on: date | None


@dataclass(slots=True)
class HomeFacts:
    """All that the caseload must know of one household to make its line."""

    id: HouseholdId
    label: str
    area: str
    state: HouseholdState
    weight: Weight
    plan_coordinator: WorkerId | None
    deputy: WorkerId | None
    started_on: date | None
    face_left: bool = False
    """The fixed face does not work in the team any more."""
    responsible: WorkerId | None = None
    requests: tuple[OpenRequest, ...] = ()
    had_requests: bool = False
    last_contact_on: date | None = None
    was_talked: bool = False
    terms: TermFacts | None = None
    people: PeopleFacts | None = None
    plan: PlanFacts | None = None
    evaluation_planned: bool = False
    stand_by_due: bool = False
    crisis_since: date | None = None
    threat: ThreatKind | None = None
    """The urgent threat of today that would happen first."""
    child_check: bool = False
    has_carer: bool = False
    carer_without_talk: bool = False
    """Nobody ever talked with one of the carers of here, or with who cares for somebody here."""
    overload: frozenset[Clue] = frozenset()
    """That it becomes too much for a carer who lives here."""
    names_others: bool = False
    """Somebody else is named as living here, or a partner is known elsewhere."""
    consent_ended: bool = False
    referral_since: date | None = None
    referral_call_on: date | None = None
    """The day that was chosen to call about a referral that waits."""
    transfer_pending: bool = False
    cold_transfer: bool = False
    faces: int = 0


_STAGE_OF = {
    RequestState.NEW: Stage.NEW,
    RequestState.IN_TALKS: Stage.TALK,
    RequestState.PLAN: Stage.PLAN,
    RequestState.DECISION: Stage.PLAN,
    RequestState.RUNNING: Stage.RUNNING,
}
_ORDER = {stage: number for number, stage in enumerate(Stage)}


def stage_of(home: HomeFacts) -> Stage:
    """Where a household stands on the board.

    Of several open requests the one that is least far decides: waiting lists are forbidden, so whoever waits for a first
    talk may not vanish behind help that runs already. Without an open request the plan and the talks say it.
    """
    if home.state is not HouseholdState.OPEN:
        return Stage.AFTERCARE
    if home.requests:
        return min((_stage_of_request(home, each) for each in home.requests), key=_ORDER.__getitem__)
    plan = home.plan
    if plan is not None and plan.signed_on is not None:
        return Stage.RUNNING
    if plan is not None and plan.has_rows:
        return Stage.PLAN
    if home.had_requests:
        # All that was asked is done, and the household is not closed yet.
        return Stage.RUNNING
    return Stage.TALK if home.was_talked else Stage.NEW


def _stage_of_request(home: HomeFacts, request: OpenRequest) -> Stage:
    stage = Stage.RUNNING if request.decided else _STAGE_OF[request.state]
    plan = home.plan
    if plan is None or stage not in (Stage.TALK, Stage.PLAN):
        return stage
    if plan.signed_on is not None:
        # A plan from before this question says nothing about it.
        return Stage.RUNNING if plan.signed_on >= request.received_on else stage
    return Stage.PLAN if plan.has_rows else stage


_CLUES = tuple(Clue)
_LATE = 1 << _CLUES.index(Clue.LATE)
_SOON = 1 << _CLUES.index(Clue.SOON)
_URGENT = 1 << _CLUES.index(Clue.URGENT)
_THREAT = 1 << _CLUES.index(Clue.THREAT)
_CRISIS = 1 << _CLUES.index(Clue.CRISIS)
_NO_COORDINATOR = 1 << _CLUES.index(Clue.NO_COORDINATOR)
_WAITS_FOR_TALK = 1 << _CLUES.index(Clue.WAITS_FOR_TALK)
_SILENT = 1 << _CLUES.index(Clue.SILENT)
_NO_EVALUATION = 1 << _CLUES.index(Clue.NO_EVALUATION)
_CONSENT_EXPIRED = 1 << _CLUES.index(Clue.CONSENT_EXPIRED)
_REFERRAL_WAITS = 1 << _CLUES.index(Clue.REFERRAL_WAITS)
_CARER_WITHOUT_TALK = 1 << _CLUES.index(Clue.CARER_WITHOUT_TALK)
_CHILD_CHECK_MISSING = 1 << _CLUES.index(Clue.CHILD_CHECK_MISSING)
_TURNING_18 = 1 << _CLUES.index(Clue.TURNING_18)
_AFTERCARE_DUE = 1 << _CLUES.index(Clue.AFTERCARE_DUE)
_TRANSFER_PENDING = 1 << _CLUES.index(Clue.TRANSFER_PENDING)
_COLD_TRANSFER = 1 << _CLUES.index(Clue.COLD_TRANSFER)


@cache
def _clues(found: int) -> frozenset[Clue]:
    """The clues of these bits: ten thousand households share some dozens of sets."""
    return frozenset(clue for number, clue in enumerate(_CLUES) if found >> number & 1)


def clues_of(home: HomeFacts, norms: CaseloadNorms, today: date) -> frozenset[Clue]:
    """Everything about a household that is a reason to look at it today."""
    found = 0
    is_open = home.state is HouseholdState.OPEN
    terms, people, plan = home.terms, home.people, home.plan
    if terms is not None:
        if terms.late:
            found |= _LATE
        if terms.soon > terms.late:
            found |= _SOON
        if terms.aftercare:
            found |= _AFTERCARE_DUE
        if terms.reviews:
            found |= _CONSENT_EXPIRED
    if home.consent_ended:
        found |= _CONSENT_EXPIRED
    if home.stand_by_due:
        found |= _AFTERCARE_DUE
    if home.state is not HouseholdState.CLOSED:
        if home.crisis_since is not None:
            found |= _CRISIS
        if home.threat is not None:
            found |= _THREAT
        if home.plan_coordinator is None or home.face_left:
            found |= _NO_COORDINATOR
        if home.referral_since is not None and (today - home.referral_since).days > norms.referral_days:
            found |= _REFERRAL_WAITS
        if home.referral_call_on is not None and today > home.referral_call_on:
            found |= _REFERRAL_WAITS
        if home.carer_without_talk:
            found |= _CARER_WITHOUT_TALK
        for clue in home.overload:
            found |= 1 << _CLUES.index(clue)
        if people is not None:
            if people.children and not home.child_check:
                found |= _CHILD_CHECK_MISSING
            if people.turning_18:
                found |= _TURNING_18
        if home.transfer_pending:
            found |= _TRANSFER_PENDING
        if home.cold_transfer:
            found |= _COLD_TRANSFER
        for request in home.requests:
            if request.state is RequestState.NEW:
                found |= _WAITS_FOR_TALK
                if request.is_urgent:
                    found |= _URGENT
    if is_open:
        since = home.last_contact_on or home.started_on
        # Nobody knows since when: then it was quiet for too long in any case.
        if since is None or (today - since).days > norms.silent_days:
            found |= _SILENT
        if plan is not None and plan.has_rows and not home.evaluation_planned and not _lies_ahead(plan, today):
            found |= _NO_EVALUATION
    return _clues(found)


def _lies_ahead(plan: PlanFacts, today: date) -> bool:
    return plan.evaluation_on is not None and plan.evaluation_on >= today


def turning_days(home: HomeFacts, norms: CaseloadNorms) -> Iterator[date]:
    """The days on which these rules may make another line of the same facts, in any order; ages are not among them."""
    if since := home.last_contact_on or home.started_on:
        yield since + timedelta(days=norms.silent_days + 1)
    if home.referral_since is not None:
        yield home.referral_since + timedelta(days=norms.referral_days + 1)
    if home.referral_call_on is not None:
        yield home.referral_call_on + timedelta(days=1)
    if home.crisis_since is not None:
        yield home.crisis_since + timedelta(weeks=norms.crisis_weeks)
    if home.plan is not None and home.plan.evaluation_on is not None:
        yield home.plan.evaluation_on + timedelta(days=1)


_GROUPS = tuple(TargetGroup)
_CHILDREN = 1 << _GROUPS.index(TargetGroup.CHILDREN)
_ELDERS = 1 << _GROUPS.index(TargetGroup.ELDERS)
_SELF_EMPLOYED = 1 << _GROUPS.index(TargetGroup.SELF_EMPLOYED)
_LABOUR_MIGRANTS = 1 << _GROUPS.index(TargetGroup.LABOUR_MIGRANTS)
_CARERS = 1 << _GROUPS.index(TargetGroup.CARERS)
_LIVING_ALONE = 1 << _GROUPS.index(TargetGroup.LIVING_ALONE)


@cache
def _groups(found: int) -> frozenset[TargetGroup]:
    return frozenset(group for number, group in enumerate(_GROUPS) if found >> number & 1)


@cache
def _kinds(kinds: tuple[RequestKind, ...]) -> frozenset[RequestKind]:
    return frozenset(kinds)


def groups_of(home: HomeFacts) -> frozenset[TargetGroup]:
    """The target groups that the facts of who lives there give."""
    found = 0
    people = home.people
    if people is not None:
        if people.children:
            found |= _CHILDREN
        if people.elders:
            found |= _ELDERS
        if people.self_employed:
            found |= _SELF_EMPLOYED
        if people.migrants:
            found |= _LABOUR_MIGRANTS
        if people.living == 1 and not people.children and not home.names_others:
            found |= _LIVING_ALONE
    if home.has_carer:
        found |= _CARERS
    return _groups(found)


def line_of(home: HomeFacts, names: dict[WorkerId, str], norms: CaseloadNorms, today: date) -> WorklistLine:
    """The line of a household."""
    terms, people = home.terms, home.people
    coordinator = names.get(home.plan_coordinator, "") if home.plan_coordinator else ""
    return WorklistLine(
        id=home.id,
        label=home.label,
        area=home.area,
        state=home.state,
        stage=stage_of(home),
        weight=home.weight,
        tenths=norms.tenths(home.weight, home.state, home.crisis_since, today),
        plan_coordinator=home.plan_coordinator,
        coordinator=coordinator,
        responsible=home.responsible,
        kinds=_kinds(tuple([each.kind for each in home.requests])),
        children=people.children if people else 0,
        groups=groups_of(home),
        clues=clues_of(home, norms, today),
        last_contact_on=home.last_contact_on,
        term=terms.first if terms else None,
        late=terms.late if terms else 0,
        faces=home.faces,
        searched=folded(f"{home.label} {people.names if people else ''} {home.area} {coordinator}"),
        rules=terms.rules if terms else frozenset(),
        deputy=home.deputy,
        threat=home.threat,
    )


def first_to_end(line: WorklistLine) -> tuple[date, str, int]:
    """The order of the caseload: the earliest end first, what has no end last, then by name."""
    return (line.term.warn_on if line.term else date.max, line.label.casefold(), line.id.int)


def soon(today: date) -> date:
    """The last day that counts as soon."""
    return today + timedelta(days=SOON_DAYS)
