"""What the file tells about itself: what a deed changed, who did what, what lies in the trash, which backups there are."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.problem import Trouble
from buurtteam.domain.record import Record
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_


@dataclass(frozen=True)
class Change:
    """One record before and after a deed; nothing before when it was made, nothing after when it was removed."""

    kind: type[Record]
    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is now, or as it last was."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True)
class Changes:
    """What one deed changed; each page decides whether that concerns it."""

    deed: Deed
    household: HouseholdId | None
    changes: tuple[Change, ...]

    def concern(self, *kinds: type[Record]) -> bool:
        """Whether a record of one of these kinds changed."""
        return any(change.kind in kinds for change in self.changes)


class Stale(Trouble):
    """Somebody else saved this record in the meantime; both are here, so that nothing is thrown away."""

    def __init__(self, mine: Record, stored: Record) -> None:
        super().__init__(
            "stale",
            N_(
                "Somebody else changed this in the meantime. Your text is still here, and so is theirs. "
                "Look at both and choose."
            ),
        )
        self.mine = mine
        self.stored = stored


@dataclass(frozen=True)
class FieldChange:
    """One field of a record, before and after; nothing where the record was not there."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class HistoryLine:
    """Who changed what in a household, one line per record; `kind` is nothing for a kind that is no more."""

    seq: int
    at: datetime
    worker: str
    deed: str
    kind: type[Record] | None
    record: UUID
    is_new: bool
    is_removed: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Look:
    """Who looked into a household or did something in it that changed no record."""

    seq: int
    at: datetime
    worker: str
    deed: str


@dataclass(frozen=True)
class InTrash:
    """Something that was removed and can still be taken back."""

    id: UUID
    label: str
    household: HouseholdId | None
    removed_by: str
    removed_at: datetime


@dataclass(frozen=True)
class Draft:
    """Typing that is not a valid record yet, and where the caret stood."""

    place: str
    typed: dict[str, str]
    field: str
    caret: int
    at: datetime


@dataclass(frozen=True)
class Found:
    """A household or person that a search found; `detail` tells it from others of that name."""

    household: HouseholdId | None
    resident: ResidentId | None
    name: str
    detail: str


@dataclass(frozen=True)
class Backup:
    """A copy of the file that was opened and checked after it was made."""

    path: Path
    made_at: datetime
    is_verified: bool
    rows: int
