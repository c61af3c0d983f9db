"""What was moved to the trash, and the way back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from buurtteam.domain.household import Household
from buurtteam.services.office import Office
from buurtteam.storage.trash import KEPT_FOR


@dataclass(frozen=True)
class TrashLine:
    """Something in the trash, with how many days it can still be put back."""

    id: UUID
    label: str
    household: str
    removed_by: str
    removed_at: datetime
    days_left: int


def in_trash(office: Office) -> tuple[TrashLine, ...]:
    """What lies in the trash, newest first."""
    with office.reading() as store:
        lines = office.in_trash()
        wanted = sorted({line.household for line in lines if line.household is not None})
        labels = {each.id: each.label for each in store.of(Household, id=wanted)}
    now = office.now()
    return tuple(
        TrashLine(
            line.id,
            line.label,
            labels.get(line.household, "") if line.household else "",
            line.removed_by,
            line.removed_at,
            max(0, ceil((line.removed_at + KEPT_FOR - now) / timedelta(days=1))),
        )
        for line in lines
    )
