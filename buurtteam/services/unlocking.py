"""Making, opening and locking the file of a team, and the way back from a backup."""

import errno
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from buurtteam.domain.keeping import Backup
from buurtteam.domain.problem import Trouble
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_
from buurtteam.paths import config_folder
from buurtteam.services.office import Office
from buurtteam.services.passphrase import must_be_strong
from buurtteam.storage import backup, keys
from buurtteam.storage.database import Database, FileLock, telling
from buurtteam.storage.keys import Cost

SUFFIX = ".buurtteam"
_LEAST_BETWEEN = timedelta(hours=1)
# A backup takes about a second per ten megabytes; who closes the program should not wait longer than two.
_QUICK_BYTES = 20_000_000


def create_file(
    path: Path,
    passphrase: str,
    cost: Cost = Cost(),  # noqa: B008 - frozen
    begin: Callable[[Database], object] = lambda _database: None,
) -> tuple[Database, str]:
    """Make the file of a team with what `begin` writes in it; returns it open, with the recovery code.

    It is made beside its place with its keys and moved there when it is whole: whoever stops halfway finds nothing
    in the way. The code is kept nowhere. Raises Problem when the passphrase is weak, Trouble when something stands
    there already or cannot be written.
    """
    must_be_strong(passphrase)
    fresh = path.with_name(path.name + ".nieuw")
    if path.exists() or (keys.slots_path(path).exists() and not _is_left_over(path, fresh)):
        raise Trouble(
            "file_exists",
            N_("There already is a file {name} in this folder. It has not been touched. Choose another name."),
            name=(path if path.exists() else keys.slots_path(path)).name,
        )
    data_key = keys.new_data_key()
    with telling():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Somebody else may be making it at this moment.
        lock = FileLock(path)
        try:
            if _is_left_over(path, fresh):
                keys.slots_path(path).unlink(missing_ok=True)
            _remove(fresh)
            database = Database.create(fresh, data_key)
            try:
                begin(database)
                code = keys.make_slots(fresh, data_key, passphrase, cost)
            finally:
                database.close()
            if fresh.with_name(fresh.name + "-wal").exists():
                # On a full disk the last pages stay apart from the file, and moving it would lose them.
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            keys.slots_path(fresh).replace(keys.slots_path(path))
            try:
                fresh.replace(path)
            except OSError:
                keys.slots_path(path).unlink(missing_ok=True)
                raise
            keys.sync_folder(path.parent)
        finally:
            _remove(fresh)
            lock.release()
    database = Database.open(path, data_key)
    remember_recent(path)
    return database, code


def _is_left_over(path: Path, fresh: Path) -> bool:
    """Whether the making of a file was ended between its keys and the file itself coming in their place."""
    return not path.exists() and fresh.exists() and not keys.slots_path(fresh).exists()


def _remove(fresh: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal", ".sleutels", ".sleutels.vorige", ".in-gebruik"):
        fresh.with_name(fresh.name + end).unlink(missing_ok=True)


def unlock(path: Path, secret: str, floor: Cost = keys.FLOOR) -> Database:
    """Open the file of a team with its passphrase or recovery code; an older file is upgraded after a backup.

    Raises Problem when a recovery code was mistyped, Trouble when the secret does not fit or the file cannot be opened.
    """
    if not path.is_file():
        forget_recent(path)
        raise Trouble(
            "file_not_found",
            N_("The file {name} is not there any more. Was it moved, or is a disk or stick not connected?"),
            name=path.name,
        )
    # Behind a link lies the one file, with its keys and its lock beside it.
    path = path.resolve()
    data_key = keys.open_slots(path, secret, floor)
    try:
        database = Database.open(
            path, data_key, back_up=lambda file, key: backup.make(file, key, backup_folder(file), datetime.now(UTC))
        )
    except Trouble as trouble:
        raise _not_here(path, trouble) from trouble
    remember_recent(path)
    return database


def _not_here(path: Path, trouble: Trouble) -> Trouble:
    """What to do when a file does not open because nothing can be written beside it."""
    # Opening it to read only would be looking without a line in the journal.
    if trouble.code == "read_only":
        return Trouble(
            "no_writing_here",
            N_(
                "In the folder of {name} nothing can be written, and whoever looks in a file leaves a line in it. "
                "Nothing has been changed. Copy {name} and {keys} to a folder on this computer and open it there."
            ),
            name=path.name,
            keys=keys.slots_path(path).name,
        )
    if trouble.code == "disk_full":
        return Trouble(
            "no_room_to_open",
            N_(
                "The disk is full, so the file {name} cannot be opened. Nothing has been changed. "
                "Make some room on the disk and open it again."
            ),
            name=path.name,
        )
    return trouble


def is_recovery_code(text: str) -> bool:
    """Whether this is a recovery code without a typing error."""
    return keys.is_recovery_code(text)


def change_passphrase(office: Office, passphrase: str, cost: Cost = Cost()) -> None:  # noqa: B008 - frozen
    """Let another passphrase open the file from now on; the data itself is not touched.

    Raises Problem when it is weak or the worker may not, Trouble when the keys cannot be written.
    """
    must_be_strong(passphrase)
    office.look(Deed.CHANGE_PASSPHRASE)
    office.database.change_passphrase(passphrase, cost)


def change_recovery_code(office: Office, cost: Cost = Cost()) -> str:  # noqa: B008 - frozen
    """Make a new recovery sheet's code; the old sheet opens nothing any more.

    Raises Problem when the worker may not, Trouble when the keys cannot be written.
    """
    office.look(Deed.CHANGE_PASSPHRASE)
    return office.database.change_recovery_code(cost)


def backup_folder(file: Path) -> Path:
    """Where backups go when nobody chose another place."""
    return file.parent / "reservekopie"


def back_up(office: Office, folder: Path | None = None) -> Backup:
    """Make a backup and check it by opening it; then throw away what is kept no longer.

    Raises Problem when the worker may not, Trouble when it cannot be written; earlier backups then stay.
    """
    office.look(Deed.BACK_UP)
    file = office.database.path
    folder = folder or backup_folder(file)
    made = backup.make(file, office.database.key, folder, office.now())
    backup.thin_out(folder, file, office.now())
    return made


def back_up_when_due(office: Office, folder: Path | None = None) -> Backup | None:
    """Make the backup of the day, unless there is one less than a day old.

    Raises Trouble when it cannot be written.
    """
    file = office.database.path
    if not backup.is_due(folder or backup_folder(file), file, office.now()):
        return None
    return back_up(office, folder)


def back_up_at_closing(office: Office, folder: Path | None = None) -> Backup | None:
    """Make a backup when something was written since the last one and that is an hour old; not of a large file.

    Raises Problem when the worker may not, Trouble when it cannot be written.
    """
    file = office.database.path
    where = folder or backup_folder(file)
    if not backup.is_due(where, file, office.now(), _LEAST_BETWEEN) or file.stat().st_size > _QUICK_BYTES:
        return None
    newest = next((each for each in backup.all_in(where, file) if each.is_verified), None)
    if newest is not None and backup.journal_head(newest) == office.journal_head():
        return None
    return back_up(office, folder)


def backups(file: Path, folder: Path | None = None) -> list[Backup]:
    """The backups of a file, newest first."""
    return backup.all_in(folder or backup_folder(file), file)


def restore(chosen: Path, file: Path, secret: str, floor: Cost = keys.FLOOR) -> Path | None:
    """Go back to a backup with the passphrase of its day; close the file first.

    Returns where the file from before now lies; it is never overwritten. Raises Problem or Trouble as `unlock`
    does, and Trouble when the backup is damaged or the file is open.
    """
    data_key = keys.open_slots(chosen, secret, floor)
    return backup.restore(chosen, file, data_key, datetime.now(UTC))


def take_back(aside: Path | None, file: Path) -> None:
    """Put the file from before a restore, if there was one, in its place again.

    Raises Trouble when it is in use or cannot be written.
    """
    backup.take_back(aside, file)


def bring_keys(chosen: Path, file: Path, secret: str, floor: Cost = keys.FLOOR) -> bool:
    """Bring the keys of a backup to a file that is whole but lost its own; returns whether that was what it lacked.

    Raises Problem when a recovery code was mistyped, Trouble when the secret does not open the backup.
    """
    data_key = keys.open_slots(chosen, secret, floor)
    if not file.is_file() or keys.are_whole(file, data_key) or not backup.is_whole(file, data_key):
        return False
    backup.bring_keys(chosen, file)
    return True


def recent_file() -> Path | None:
    """The file that was opened last on this computer, when it still is there."""
    try:
        path = Path(_recent().read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
    return path if path.is_file() else None


def remember_recent(path: Path) -> None:
    """Open with this file next time; it is no harm when that cannot be written down."""
    try:
        keys.write_safely(_recent(), str(path.absolute()).encode())
    except (OSError, UnicodeEncodeError):
        return


def forget_recent(path: Path) -> None:
    """Do not open with this file next time."""
    if recent_file() in (path.absolute(), None):
        _recent().unlink(missing_ok=True)


def _recent() -> Path:
    return config_folder() / "recent"
