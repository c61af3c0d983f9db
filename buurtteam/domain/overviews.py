"""Flat rows of lists: what a list shows of many households at once, each list asked for in one question."""

from dataclasses import dataclass
from datetime import datetime

from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, WorkerId


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
