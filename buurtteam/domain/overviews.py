"""Flat rows of lists: what a list shows of many households at once, each list asked for in one question."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from buurtteam.domain.case import Postponement, TermSource
from buurtteam.domain.conversation import ConversationKind
from buurtteam.domain.deadlines import DeadlineState, Reason
from buurtteam.domain.filing import HandedOverHow
from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import (
    AppointmentId,
    ConversationId,
    HouseholdId,
    PaperId,
    PlanActionId,
    RequestId,
    TaskId,
    WorkerId,
)
from buurtteam.domain.papers import TEAM_ONLY_PAPERS, PaperKind
from buurtteam.domain.request import NotifierRole, RequestKind
from buurtteam.domain.statute import Mark
from buurtteam.domain.task import TaskKind, TaskOwner


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

    @property
    def may_leave(self) -> bool:
        """Whether it is a paper for a household, that can be handed over or sent."""
        return self.household is not None and self.kind not in TEAM_ONLY_PAPERS


@dataclass(frozen=True)
class DeadlineRow:
    """One term of one household as it stands on a day, explained; of the team itself when there is no household."""

    household: HouseholdId | None
    household_label: str
    source: TermSource
    """The record whose facts started it."""
    rule: str
    """The id of the rule, as T05."""
    step: str
    """The id of the step, as T05b."""
    title: str
    """What must be done, in the language it was asked for."""
    article: str
    mark: Mark
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
    is_window: bool = False
    """Whether it is a time for the resident, in which the team need not act."""
    is_team_only: bool = False
    """Whether it stands on no paper, export or shared view."""
    to_check: str = ""
    postponement: Postponement | None = None

    @property
    def request(self) -> RequestId | None:
        """The request it belongs to, if any."""
        return self.source.request

    @property
    def is_loose_signal(self) -> bool:
        """Whether it is about an early signal that belongs to no household; its label is then what was reported."""
        return self.household is None and self.rule == "T09"

    @property
    def is_waiting(self) -> bool:
        """Whether the team must still act: open, and no time of the resident."""
        return self.is_open and not self.is_window

    def days_left(self, today: date) -> int:
        """Days from today to the earlier end; negative when it lies in the past."""
        return (self.warn_on - today).days


class TermLine(NamedTuple):
    """One term for which the team must still act, as a list of many households shows it."""

    rule: str
    step: str
    day_zero: date
    counted_end: date
    legal_end: date
    warn_on: date
    state: DeadlineState
    is_team_only: bool
    is_postponed: bool
    is_open: bool = True

    def days_left(self, today: date) -> int:
        """Days from today to the earlier end; negative when it lies in the past."""
        return (self.warn_on - today).days

    def is_late(self, today: date) -> bool:
        """Whether its last day has passed."""
        return today > self.legal_end


@dataclass(frozen=True)
class AppointmentLine:
    """One appointment in the days to come, with the conversation that was begun for it, if any."""

    id: AppointmentId
    household: HouseholdId
    household_label: str
    at: datetime
    minutes: int
    what: str
    place: str
    conversation: ConversationId | None
    is_cancelled: bool = False
    of_colleague: str = ""
    """The colleague whose appointment it is, for who stands in or sits at the table too."""


@dataclass(frozen=True)
class TaskLine:
    """One thing to do that is not done."""

    id: TaskId
    household: HouseholdId
    household_label: str
    kind: TaskKind
    what: str
    due_on: date | None
    request: RequestId | None
    conversation: ConversationId | None
    owner: TaskOwner = TaskOwner.WORKER
    owner_name: str = ""
    """Who does it, when that is nobody of the team: a resident, somebody from the network, a partner."""
    of_colleague: str = ""
    """The colleague whose task or household it is, for who stands in."""
    norm_end: date | None = None
    """The last day by the team's norm, of a note to call back (N01)."""

    @property
    def end(self) -> date | None:
        """The day by which it must be done: by the norm, if there is one, else as it was agreed."""
        return self.norm_end or self.due_on


@dataclass(frozen=True)
class NewRequestLine:
    """A request that nobody has taken on."""

    id: RequestId
    household: HouseholdId
    household_label: str
    received_at: datetime
    kind: RequestKind
    notifier_role: NotifierRole
    notifier_organisation: str
    question: str
    is_urgent: bool


@dataclass(frozen=True)
class SuccessLine:
    """An agreement that worked out, with what somebody said of it."""

    id: PlanActionId
    household: HouseholdId
    household_label: str
    what: str
    who: str
    result: str
    done_on: date


@dataclass(frozen=True)
class RecentLine:
    """A household somebody worked in lately, and the last thing done there."""

    household: HouseholdId
    household_label: str
    deed: str


@dataclass(frozen=True)
class OpenTalkLine:
    """A conversation that was begun and not finished."""

    id: ConversationId
    household: HouseholdId
    household_label: str
    held_at: datetime
    kind: ConversationKind
