"""What keeps the work safe around the file: the file to begin with, an end that was not clean, and trying again later."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from buurtteam.domain.keeping import Backup
from buurtteam.domain.problem import Trouble
from buurtteam.domain.words import N_
from buurtteam.paths import config_folder, data_folder
from buurtteam.services import unlocking
from buurtteam.services.office import Office
from buurtteam.storage import backup, integrity

FREE_TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 5, 300


def proposed_file() -> Path:
    """Where a new file of a team may lie: a name that is not taken yet."""
    folder = data_folder()
    number = 1
    while True:
        path = folder / f"buurtteam{'' if number == 1 else f'-{number}'}{unlocking.SUFFIX}"
        if not path.exists():
            return path
        number += 1


def with_suffix(path: Path) -> Path:
    """A chosen name with the ending that files of this program have."""
    return path if path.suffix == unlocking.SUFFIX else path.with_name(path.name + unlocking.SUFFIX)


def wait_after(wrong_tries: int) -> int:
    """How many seconds to wait before the next try at a passphrase: none at first, then twice as long each time."""
    if wrong_tries < FREE_TRIES:
        return 0
    return min(_LONGEST_WAIT, _FIRST_WAIT << min(wrong_tries - FREE_TRIES, 10))


@dataclass(frozen=True)
class UncleanEnd:
    """The program stopped without closing the file; all up to `saved_at` is there."""

    saved_at: datetime


def unclean_end(file: Path) -> UncleanEnd | None:
    """Whether the file was in use when the program stopped the last time; ask before opening it."""
    try:
        if _mark().read_text(encoding="utf-8").strip() == str(file.absolute()):
            return UncleanEnd(_last_written(file))
    except (OSError, ValueError):
        pass
    return None


def must_be_whole(office: Office) -> None:
    """Look at every page and reference of an open file, as after an end that was not clean.

    Raises Trouble when the file is damaged.
    """
    with office.reading() as store:
        if not integrity.is_whole(store.connection):
            raise Trouble(
                "damaged",
                N_(
                    "The file is damaged. Do not type on in it. Go back to the newest backup; "
                    "the damaged file is kept aside."
                ),
            )


def note_opening(file: Path) -> None:
    """Write down that the file is in use; a disk that does not take the note is no reason not to work."""
    try:
        _mark().write_text(str(file.absolute()), encoding="utf-8")
    except OSError:
        return


def note_closing() -> None:
    """The file was closed well."""
    try:
        _mark().unlink(missing_ok=True)
    except OSError:
        return


def _mark() -> Path:
    return config_folder() / "in_use"


def _last_written(file: Path) -> datetime:
    moments = [path.stat().st_mtime for path in (file, file.with_name(file.name + "-wal")) if path.is_file()]
    return datetime.fromtimestamp(max(moments, default=time.time()), UTC)


@dataclass(frozen=True)
class Backups:
    """The backups of a file, newest first, and where they lie."""

    folder: Path
    is_own_choice: bool
    found: tuple[Backup, ...]


def backups(office: Office, chosen: str) -> Backups:
    """The backups in the place of choice, or in the usual one beside the file."""
    file = office.database.path
    folder = Path(chosen) if chosen else unlocking.backup_folder(file)
    return Backups(folder, bool(chosen), tuple(unlocking.backups(file, folder)))


def ways_back(file: Path | None, *folders: str) -> tuple[Backup, ...]:
    """The backups one can go back to without opening the file, newest first: beside the file and in these folders.

    Where none is of this file, or no file is chosen, those of other files are found: the laptop may be a new one.
    """
    places = {Path(folder) for folder in folders if folder}
    if file is not None:
        places.add(unlocking.backup_folder(file))
    for wanted in (file, None) if file is not None else (None,):
        found = {each.path: each for place in places for each in backup.all_in(place, wanted) if each.is_verified}
        if found:
            return tuple(sorted(found.values(), key=lambda each: (each.made_at, each.path.name), reverse=True))
    return ()


def file_of(chosen: Backup) -> Path:
    """Where the file of a backup comes to lie on a computer that does not have it."""
    name = re.sub(r"-\d{8}-\d{6}(-\d+)?$", "", chosen.path.stem)
    return data_folder() / f"{name}{unlocking.SUFFIX}"


def last_written(file: Path) -> datetime | None:
    """When a file was last written, in UTC; nothing when it is not there."""
    try:
        return _last_written(file) if file.is_file() else None
    except OSError:
        return None
