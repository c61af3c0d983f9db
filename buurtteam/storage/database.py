"""The one place that opens the encrypted file: key, pragmas, transactions, lock, upgrade and refusals."""

import getpass
import importlib.resources
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, Any, Self

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as driver

from buurtteam.domain.problem import Trouble
from buurtteam.domain.words import N_
from buurtteam.storage import keys
from buurtteam.storage.keys import Cost, derived_key

# Below this a checkpoint that meets a commit can damage the file (the WAL-reset bug, sqlite.org/wal.html).
OLDEST_SQLITE = (3, 51, 3)
_PLAIN_HEADER = b"SQLite format 3\x00"
_PRAGMAS = (
    "cipher_log_level=NONE",
    "journal_mode=WAL",
    "synchronous=FULL",
    # macOS keeps its own promise of "written" only when asked so; others ignore it.
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "secure_delete=ON",
    "cache_size=-65536",
    "mmap_size=0",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
# The driver begins nothing by itself; a write takes its lock at once, so that two can never both wait. A listener to
# the event "begin" would do the same, but one listener makes every statement ask for listeners.
_READ, _WRITE = "BEGIN", "BEGIN IMMEDIATE"
_MOST_COMPILED = 2000
_NETWORK_KINDS = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "davfs", "ceph", "glusterfs", "lustre",
    "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.glusterfs", "fuse.s3fs",
}  # fmt: skip


class Database:
    """An open file of a team; close it when done.

    Each connection of its pool has the same key and the same settings.
    """

    def __init__(self, path: Path, key: bytes, lock: "FileLock") -> None:
        self.path = path
        self.journal_key = derived_key(key, "journal")
        self.key = key
        self._lock = lock
        self._engine = _engine(path, key, foreign_keys=True)

    @classmethod
    def create(cls, path: Path, key: bytes) -> Self:
        """Make a new file with all its tables.

        Raises Trouble when something stands there already, or the place cannot be written or is on a network.
        """
        _refuse_old_sqlite(driver.sqlite_version_info)
        _refuse_network(path)
        if path.exists():
            raise _exists(path)
        with telling():
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(path)
            if path.exists():
                # Another window made it while we knocked.
                lock.release()
                raise _exists(path)
            try:
                run_migrations(path, key)
                return cls(path, key, lock)
            except BaseException:
                lock.release()
                for left in (path, *_companions(path)):
                    left.unlink(missing_ok=True)
                raise

    @classmethod
    def open(cls, path: Path, key: bytes, *, back_up: Callable[[Path, bytes], object] | None = None) -> Self:
        """Open a file; an older one is upgraded, after `back_up(path, key)` has made a copy that was checked.

        Raises Trouble when it is no file of ours, the key is wrong, it is newer than the program, it is in use
        by another, or the place is on a network.
        """
        _refuse_old_sqlite(driver.sqlite_version_info)
        _refuse_network(path)
        with telling():
            if not path.is_file():
                raise Trouble(
                    "file_not_found",
                    N_("The file {name} is not there any more. Was it moved, or is a disk or stick not connected?"),
                    name=path.name,
                )
            lock = FileLock(path)
            try:
                _refuse_other_files(path)
                revision = revision_of(path, key)
                known = revisions()
                _refuse_newer(revision, known)
                if revision != known[-1]:
                    if back_up is not None:
                        back_up(path, key)
                    run_migrations(path, key)
                return cls(path, key, lock)
            except BaseException:
                lock.release()
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the file and writes nothing.

        Raises Trouble when the file cannot be read.
        """
        with telling_of_driver(), self._engine.begin() as connection:
            connection.exec_driver_sql(_READ)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes all come true at the end, or none of them when anything is raised.

        Raises Trouble when the file cannot be written.
        """
        with telling_of_driver(), self._engine.begin() as connection:
            connection.exec_driver_sql(_WRITE)
            yield connection

    def change_passphrase(self, passphrase: str, cost: Cost) -> None:
        """Let another passphrase open the file from now on.

        Raises Trouble when the keys cannot be written.
        """
        keys.change_passphrase(self.path, self.key, passphrase, cost)

    def change_recovery_code(self, cost: Cost) -> str:
        """Let another recovery code open the file from now on, and return it.

        Raises Trouble when the keys cannot be written.
        """
        return keys.change_recovery_code(self.path, self.key, cost)

    def lay_down(self) -> Callable[[], "Database"]:
        """Close the file for a while; returns how to take it up again, which raises Trouble when it does not open."""
        path, key = self.path, self.key
        self.close()
        return lambda: Database.open(path, key)

    def close(self) -> None:
        """Write everything into the one file, forget the key and give the file free."""
        self._engine.dispose()
        self.key = self.journal_key = b""
        self._lock.release()


def _exists(path: Path) -> Trouble:
    return Trouble(
        "file_exists",
        N_("There already is a file {name} in this folder. It has not been touched. Choose another name."),
        name=path.name,
    )


class FileLock:
    """Tells others who has the file open; the system itself gives the lock free when the program dies."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".in-gebruik")
        # Not opened with "w": the name of who holds it must survive our knocking.
        self._file: IO[bytes] | None = self._path.open("a+b")
        if not _try_lock(self._file):
            holder = self._holder()
            self._file.close()
            self._file = None
            raise Trouble(
                "in_use",
                N_(
                    "The file is already open: {user} has it open on {host}. Nothing has been changed. "
                    "Close it there first, or go to the window that is already open."
                ),
                **holder,
            )
        mine = {"user": _user(), "host": socket.gethostname(), "pid": os.getpid()}
        try:
            self._file.truncate(0)
            self._file.write(json.dumps(mine).encode())
            self._file.flush()
        except OSError:
            # A full disk: who made room and opens the file again must not find it held by this try.
            with suppress(OSError):
                self._file.close()
            raise

    def _holder(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_bytes())
            return {"user": str(found["user"]), "host": str(found["host"]), "pid": int(found["pid"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {"user": "?", "host": "?", "pid": 0}

    def release(self) -> None:
        """Give the file free; asking twice is no harm."""
        if self._file is not None:
            # Emptied, not removed: a file removed here could be one that another has just locked.
            self._file.truncate(0)
            self._file.close()
            self._file = None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A user whom this computer knows only by number may work too.
        return "?"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        # Far behind the text, so that others can still read who holds it.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def connect_bare(path: Path, key: bytes) -> Any:  # noqa: ANN401 - the driver has no types
    """A connection of the driver that changes no setting of the file."""
    connection = driver.connect(str(path), timeout=5, check_same_thread=False, isolation_level=None)
    # A raw key: the slots did the slow work, SQLCipher need not do it again.
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level=NONE")
    return connection


def connect(path: Path, key: bytes, *, foreign_keys: bool) -> Any:  # noqa: ANN401 - the driver has no types
    """A connection of the driver as this program always uses it."""
    connection = connect_bare(path, key)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def _compiling() -> tuple[Engine, LRUCache[object, object]]:
    """An engine of no file, and what was compiled of statements: in them stand ids, and no word about anybody.

    To compile a statement takes longer than to ask it, and every file is spoken to in the same words.
    """
    engine = create_engine("sqlite://", module=driver)
    with engine.connect():
        pass  # Only a connection tells the dialect what this SQLite can do.
    engine.dispose()
    return engine, LRUCache(_MOST_COMPILED)


def _engine(path: Path, key: bytes, *, foreign_keys: bool) -> Engine:
    known, compiled = _compiling()
    return Engine(
        QueuePool(lambda: connect(path, key, foreign_keys=foreign_keys), dialect=known.dialect),
        known.dialect,
        known.url,
        execution_options={"compiled_cache": compiled},
        # An error text with its parameters would carry names and numbers of people into a log.
        hide_parameters=True,
    )


@contextmanager
def looking_at(path: Path, key: bytes) -> Iterator[Connection]:
    """A connection to a file that is not in use, such as a backup; nothing of it is changed."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect_bare(path, key),
        poolclass=NullPool,
        hide_parameters=True,
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def revisions() -> list[str]:
    """The revisions of the schema that this program knows, oldest first."""
    folder = importlib.resources.files("buurtteam.storage").joinpath("migrations", "versions")
    return sorted(entry.name.split("_")[0] for entry in folder.iterdir() if entry.name[:4].isdecimal())


def revision_of(path: Path, key: bytes) -> str:
    """The revision of the schema of a file, read without touching it.

    Raises Trouble when the key does not fit or the file is damaged.
    """
    try:
        connection = connect_bare(path, key)
        try:
            # A file without a revision is from a program that was killed while it made the file.
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else ""
        finally:
            connection.close()
    except driver.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (driver.SQLITE_NOTADB, 1):
            raise
        raise Trouble(
            "wrong_key",
            N_(
                "The file {name} does not open with this key, or it is damaged. Nothing has been changed. "
                "Was it put back without its own keys? Otherwise go back to a backup."
            ),
            name=path.name,
        ) from error


def run_migrations(path: Path, key: bytes, to: str = "head") -> None:
    """Bring the schema of a file up to date in one transaction; when anything fails it stays as it was."""
    # Imported here: it costs most of a second, and nearly every start finds nothing to do.
    from buurtteam.storage.migrations import upgrade

    engine = _engine(path, key, foreign_keys=False)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(_WRITE)
            upgrade(connection, to)
    finally:
        engine.dispose()


def _companions(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))


def _refuse_old_sqlite(version: tuple[int, ...]) -> None:
    if tuple(version) < OLDEST_SQLITE:
        raise Trouble(
            "old_sqlite",
            N_(
                "The database part of this program is too old ({version}) and could damage files. "
                "Nothing has been opened. Install Buurtteam again."
            ),
            version=".".join(map(str, version)),
        )


def _refuse_newer(revision: str, known: list[str]) -> None:
    if revision not in known:
        raise Trouble(
            "newer_file",
            N_(
                "This file was made by a newer Buurtteam. It has not been touched. "
                "Update the program on this computer and open the file again."
            ),
        )


def _refuse_other_files(path: Path) -> None:
    # Safe only here: nobody in this program has the file open yet, for we have just taken its lock.
    # Closing any handle on it would give SQLite's own locks free.
    with path.open("rb") as file:
        header = file.read(16)
    if len(header) < 16 or header == _PLAIN_HEADER:
        raise Trouble(
            "not_a_database",
            N_("The file {name} is not a file of Buurtteam. It has not been touched. Choose another file."),
            name=path.name,
        )


def _refuse_network(path: Path) -> None:
    if is_on_network(path):
        raise Trouble(
            "on_network",
            N_(
                "The folder {folder} is on a network. There a file can be damaged while two people work in it. "
                "Choose a folder on this computer; backups may go to the network."
            ),
            folder=str(path.parent),
        )


def is_on_network(path: Path, mounts: str | None = None) -> bool:
    """Whether a place is on a network drive, as far as the system tells; `mounts` as in /proc/mounts."""
    if sys.platform == "win32":
        import ctypes

        whole = str(path.absolute())
        remote = 4
        return whole.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor) == remote
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
    try:
        whole = str(path.resolve())
    except (OSError, RuntimeError):
        # A link that points at itself: opening it says what is wrong.
        whole = str(path.absolute())
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        # The table writes a space as \040.
        point = parts[1].replace("\\040", " ")
        inside = whole == point or whole.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind in _NETWORK_KINDS


@contextmanager
def telling() -> Iterator[None]:
    """Turns errors of disk and driver into Trouble that a person can do something with."""
    try:
        with telling_of_driver():
            yield
    except OSError as error:
        if trouble := _trouble(error):
            raise trouble from error
        raise


@contextmanager
def telling_of_driver() -> Iterator[None]:
    """Turns errors of the driver into Trouble; those of other files are left to who works with these."""
    try:
        yield
    except DBAPIError as error:
        if trouble := _trouble(error.orig):
            raise trouble from error
        raise
    except driver.Error as error:
        if trouble := _trouble(error):
            raise trouble from error
        raise


def _trouble(error: BaseException | None) -> Trouble | None:
    import errno

    if isinstance(error, driver.IntegrityError) and "FOREIGN KEY" in str(error):
        code = "still_used"
    elif isinstance(error, OSError):
        by_number = {
            errno.ENOSPC: "disk_full",
            errno.EDQUOT: "disk_full",
            errno.EACCES: "read_only",
            errno.EPERM: "read_only",
            errno.EROFS: "read_only",
            errno.EIO: "disk_error",
            errno.EEXIST: "no_place",
            errno.ENOTDIR: "no_place",
            errno.EISDIR: "no_place",
            errno.ELOOP: "no_place",
            errno.ENAMETOOLONG: "no_place",
        }
        code = by_number.get(error.errno or 0, "disk_error")
    else:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        found = {
            13: "disk_full",  # SQLITE_FULL
            5: "file_busy",  # SQLITE_BUSY
            6: "file_busy",  # SQLITE_LOCKED
            8: "read_only",  # SQLITE_READONLY
            14: "read_only",  # SQLITE_CANTOPEN
            10: "disk_error",  # SQLITE_IOERR
            11: "damaged",  # SQLITE_CORRUPT
            26: "damaged",  # SQLITE_NOTADB
        }.get(primary)
        if found is None:
            return None
        code = found
    return Trouble(code, _SENTENCES[code])


_SENTENCES = {
    "disk_full": N_(
        "The disk is full, so this has not been saved yet. What you typed is still on the screen. "
        "Make some room on the disk; the program then saves by itself."
    ),
    "file_busy": N_(
        "The file is busy with something else, so this has not been saved yet. What you typed is still on the screen. "
        "Try again in a moment."
    ),
    "read_only": N_(
        "The file or its folder cannot be written. Nothing has been changed. "
        "Check whether the disk is connected and whether you may write there."
    ),
    "no_place": N_(
        "Nothing can be kept in this place: there is a file where a folder should be, or the name is too long. "
        "Nothing has been changed. Choose another folder."
    ),
    "disk_error": N_(
        "The disk gives an error. Everything saved before is still there. "
        "Check whether the disk is connected, and make a backup in another place soon."
    ),
    "still_used": N_(
        "Something else still belongs to this, or this belongs to something that is gone. Nothing has been changed."
    ),
    "damaged": N_(
        "The file is damaged. Do not type on in it. Go back to the newest backup; the damaged file is kept aside."
    ),
}
