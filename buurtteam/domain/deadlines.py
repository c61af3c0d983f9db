"""A term of a household as it stands on a day: where it began, both its ends, its state and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from buurtteam.domain.calendar import LawText
from buurtteam.domain.case import Postponement, TermSource
from buurtteam.domain.statute import Counted, Mark
from buurtteam.domain.words import N_, Choice

WINDOWS = frozenset({"T02", "T15", "T21d", "T21e", "T22a"})
"""Times for the resident, or days that simply come: the team need not act within them."""

DONE_BY_TASKS = frozenset({"T20", "N01"})
"""Rules that stand among the tasks already: aftercare, and calling somebody back."""

OUTLIVES_CLOSING = frozenset({"T15", "T16a", "T16b", "T17", "T18", "T20a", "T20b", "T20c", "T20d", "N01"})
"""Terms that go on after a household was closed: its rights do not end with the team's work, and who rings is called back."""


class DeadlineState(Choice):
    """How a term stands."""

    RUNNING = "running", N_("Running")
    SUSPENDED = "suspended", N_("Standing still")
    MET = "met", N_("Done in time")
    MET_LATE = "met_late", N_("Done too late")
    MISSED = "missed", N_("Too late")
    PASSED = "passed", N_("Time has passed")
    WITHDRAWN = "withdrawn", N_("No longer needed")


@dataclass(frozen=True)
class Reason:
    """One sentence of an explanation: a text of the catalogue and the values of its places."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Deadline:
    """One term of one source on one day, with how it was counted and where it stands.

    While a term stands still, its ends are the earliest that are still possible. `postponement` says why it was missed
    and what was agreed; the term stays missed.
    """

    counted: Counted
    state: DeadlineState
    met_on: date | None = None
    ended_on: date | None = None
    why: tuple[Reason, ...] = ()
    source: TermSource = field(default_factory=TermSource)
    postponement: Postponement | None = None

    @property
    def rule(self) -> str:
        """The id of the rule, as T05."""
        return self.counted.term.rule

    @property
    def step(self) -> str:
        """The id of the step, as T05b."""
        return self.counted.term.id

    @property
    def title(self) -> LawText:
        """What must be done."""
        return self.counted.term.title

    def article(self, language: str) -> str:
        """Law and article."""
        return self.counted.term.citation(language)

    @property
    def mark(self) -> Mark:
        """How hard the term is."""
        return self.counted.term.mark

    @property
    def to_check(self) -> LawText | None:
        """What has not been verified about it."""
        return self.counted.term.to_check

    @property
    def day_zero(self) -> date:
        """The day of the event that started it."""
        return self.counted.day_zero

    @property
    def counted_end(self) -> date:
        """The last day as counted."""
        return self.counted.counted_end

    @property
    def legal_end(self) -> date:
        """The last day after extension."""
        return self.counted.legal_end

    @property
    def is_window(self) -> bool:
        """Whether it is a time for the resident, in which the team need not act."""
        return self.step in WINDOWS

    @property
    def is_team_only(self) -> bool:
        """Whether it stands on no paper, export or shared view."""
        return self.counted.term.team_only

    @property
    def suspended_days(self) -> int:
        """How many days it stood still."""
        return self.counted.suspended_days

    @property
    def warn_on(self) -> date:
        """The earlier of both ends."""
        return self.counted.warn_on

    @property
    def is_open(self) -> bool:
        """Whether it is not answered, and what started it neither withdrawn nor closed."""
        open_states = (DeadlineState.RUNNING, DeadlineState.SUSPENDED, DeadlineState.MISSED)
        return self.state in open_states and self.ended_on is None

    @property
    def is_waiting(self) -> bool:
        """Whether the team must still act: open, and no time of the resident."""
        return self.is_open and not self.is_window

    def days_left(self, today: date) -> int:
        """Days from today to the earlier end; negative when it lies in the past."""
        return (self.warn_on - today).days
