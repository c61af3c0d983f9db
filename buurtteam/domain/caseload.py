"""How much work households ask of a worker: points, hours and what they make together; never a ranking of people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import Field

from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import CaseloadNormsId, HouseholdId, Tenths, WorkerId, new_id
from buurtteam.domain.record import Record
from buurtteam.domain.words import N_, Choice


class CaseloadNorms(Record):
    """What the team agreed about its caseload (domain reference §10.1: there is no national norm); a file holds one.

    Weights and capacity are in tenths of a point.
    """

    id: CaseloadNormsId = Field(default_factory=lambda: CaseloadNormsId(new_id()))
    light_tenths: Tenths = Field(default=5, title=N_("Points: light or stand-by"))
    regular_tenths: Tenths = Field(default=10, title=N_("Points: regular"))
    heavy_tenths: Tenths = Field(default=20, title=N_("Points: heavy"))
    crisis_tenths: Tenths = Field(default=30, title=N_("Points: crisis"))
    crisis_weeks: int = Field(default=6, ge=0, le=52, title=N_("A crisis weighs as crisis for so many weeks"))
    full_time_hours: int = Field(default=36, ge=1, le=60, title=N_("Hours of a full week"))
    points_full_time: int = Field(default=20, ge=1, le=200, title=N_("Points for a full week"))
    amber_percent: int = Field(default=100, ge=1, le=300, title=N_("Full from this percentage on"))
    red_percent: int = Field(default=120, ge=1, le=300, title=N_("Too full from this percentage on"))
    silent_days: int = Field(default=30, ge=1, le=365, title=N_("Silent after so many days without contact"))
    referral_days: int = Field(default=14, ge=1, le=365, title=N_("A referral without answer after so many days"))
    coming_of_age_months: int = Field(default=18, ge=1, le=60, title=N_("Turning 18 within so many months"))
    stand_by_months: int = Field(default=3, ge=1, le=24, title=N_("Stand-by: contact every so many months"))

    def tenths(self, weight: Weight, state: HouseholdState, crisis_since: date | None, today: date) -> int:
        """What one household weighs today, in tenths of a point; a crisis weighs less after its first weeks."""
        if state is HouseholdState.CLOSED:
            return 0
        if state is HouseholdState.STAND_BY:
            return self.light_tenths
        if crisis_since is not None and today < crisis_since + timedelta(weeks=self.crisis_weeks):
            return self.crisis_tenths
        if weight is Weight.CRISIS:
            return self.crisis_tenths if crisis_since is None else self.heavy_tenths
        return {
            Weight.LIGHT: self.light_tenths,
            Weight.REGULAR: self.regular_tenths,
            Weight.HEAVY: self.heavy_tenths,
        }[weight]

    def capacity_tenths(self, hours_per_week: int | None) -> int | None:
        """How much fits in a week of so many hours, in tenths of a point; nothing while the hours are not known."""
        if hours_per_week is None:
            return None
        return round(self.points_full_time * 10 * hours_per_week / self.full_time_hours)


class Fullness(Choice):
    """How full the work of somebody is."""

    UNKNOWN = "unknown", N_("Hours not known")
    ROOM = "room", N_("Has room")
    FULL = "full", N_("Full")
    TOO_FULL = "too_full", N_("Too full")


@dataclass(frozen=True)
class Load:
    """What the households of one worker ask together, beside what fits."""

    worker: WorkerId
    tenths: int
    capacity_tenths: int | None
    households: tuple[HouseholdId, ...]
    fullness: Fullness

    @property
    def points(self) -> float:
        """The points, as people say them."""
        return self.tenths / 10

    @property
    def percent(self) -> int | None:
        """Points against what fits, in whole percents; nothing while that is not known."""
        return None if not self.capacity_tenths else round(100 * self.tenths / self.capacity_tenths)


def load_of(
    worker: WorkerId, hours: int | None, weighed: Iterable[tuple[HouseholdId, int]], norms: CaseloadNorms
) -> Load:
    """The load of a worker: each household with its weight in tenths of a point."""
    known = tuple(weighed)
    total, capacity = sum(tenths for _household, tenths in known), norms.capacity_tenths(hours)
    if capacity is None:
        fullness = Fullness.UNKNOWN
    elif total * 100 > capacity * norms.red_percent:
        fullness = Fullness.TOO_FULL
    elif total * 100 > capacity * norms.amber_percent:
        fullness = Fullness.FULL
    else:
        fullness = Fullness.ROOM
    return Load(worker, total, capacity, tuple(household for household, _tenths in known), fullness)
