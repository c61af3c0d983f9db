"""The caseload (werkvoorraad): one line per household, what it gives reason to look at, and what a filter lets through.

Board, table, coaches, counts, print, export and command line all stand on the same lines and the same `Filter.passes`.
"""

from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from buurtteam.domain.caseload import Fullness
from buurtteam.domain.folding import folded
from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, Line, WorkerId
from buurtteam.domain.overviews import TermLine
from buurtteam.domain.record import Value
from buurtteam.domain.request import RequestKind
from buurtteam.domain.staff import Competence
from buurtteam.domain.words import N_, Choice


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
    CRISIS = "crisis", N_("Crisis")
    NO_COORDINATOR = "no_coordinator", N_("No fixed face")
    WAITS_FOR_TALK = "waits_for_talk", N_("Waits for the first talk")
    SILENT = "silent", N_("Silent for too long")
    NO_EVALUATION = "no_evaluation", N_("Plan without a date to look back")
    CONSENT_EXPIRED = "consent_expired", N_("Consent expired")
    REFERRAL_WAITS = "referral_waits", N_("Referral without an answer")
    CARER_WITHOUT_TALK = "carer_without_talk", N_("Carer without a talk")
    CHILD_CHECK_MISSING = "child_check_missing", N_("Child check missing")
    TURNING_18 = "turning_18", N_("Turns 18 before long")
    AFTERCARE_DUE = "aftercare_due", N_("Aftercare due")
    TRANSFER_PENDING = "transfer_pending", N_("Hand-over waits for an answer")
    COLD_TRANSFER = "cold_transfer", N_("Handed over without a joint talk")


URGENT_CLUES = frozenset({Clue.LATE, Clue.SOON, Clue.URGENT, Clue.CRISIS})
"""What the caseload opens with: late and urgent."""


@dataclass(frozen=True, slots=True)
class WorklistLine:
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
            and (not self.rules or (line.term is not None and line.term.rule in self.rules))
            and all(word in line.searched for word in folded(self.words).split())
        )


@dataclass(frozen=True)
class SavedView:
    """A view of the caseload that somebody kept under a name."""

    name: str
    filter: Filter
    form: str = "table"
    """In which form it was kept: board, table or coaches."""


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
