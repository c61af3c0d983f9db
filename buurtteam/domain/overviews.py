"""Flat rows of lists: what a list shows of many households at once, each list asked for in one question."""

from dataclasses import dataclass
from datetime import date, datetime

from buurtteam.domain.deadlines import DeadlineState, Reason
from buurtteam.domain.filing import HandedOverHow
from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, PaperId, RequestId, WorkerId
from buurtteam.domain.papers import PaperKind


@dataclass(frozen=True)
class HouseholdLine:
    """One household in the list of households; of a secret address nothing but that it is secret."""

    id: HouseholdId
    label: str
    address: str
    is_secret: bool
    has_no_address: bool
    area: str
    state: HouseholdState
    weight: Weight
    plan_coordinator: WorkerId | None
    fixed_face: str
    deputy: WorkerId | None
    residents: str
    """The names of who lives there, for the search in the list."""
    children: int
    last_contact: datetime | None
    open_requests: int


@dataclass(frozen=True)
class PaperLine:
    """One paper as a list shows it, without the PDF itself."""

    id: PaperId
    household: HouseholdId | None
    household_label: str
    kind: PaperKind
    number: str
    title: str
    made_at: datetime
    made_by: str
    size: int
    """Of the PDF, in bytes."""
    handed_over_on: date | None
    handed_over_how: HandedOverHow | None
    corrects: PaperId | None
    is_replaced: bool
    """Whether a newer paper corrects it."""
    may_be_posted: bool
    """Whether the household's safe-contact rule allows post."""


@dataclass(frozen=True)
class DeadlineRow:
    """One term of one request of one household, as it stands on a day."""

    household: HouseholdId
    household_label: str
    request: RequestId
    rule: str
    """The id of the rule, as T05."""
    step: str
    """The id of the step, as T05b."""
    title: str
    """What must be done, in the language it was asked for."""
    article: str
    day_zero: date
    counted_end: date
    legal_end: date
    suspended_days: int
    state: DeadlineState
    is_open: bool
    """Whether somebody still has to act."""
    warn_on: date
    """The earlier of both ends."""
    why: tuple[Reason, ...]
