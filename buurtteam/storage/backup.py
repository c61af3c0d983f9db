"""Copies of the file: made whole while people work, opened and checked before they count, thinned out, put back."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from buurtteam.domain.keeping import Backup
from buurtteam.domain.problem import Trouble
from buurtteam.domain.words import N_
from buurtteam.storage.database import FileLock, connect_bare, looking_at, revision_of, telling
from buurtteam.storage.journal import Journal
from buurtteam.storage.keys import derived_key, slots_path, sync_folder, write_safely

_FORMAT = 1
_KEEP_ALL_FOR = timedelta(hours=48)
_DAYS, _WEEKS, _MONTHS = 14, 8, 3
# Whoever asks to be forgotten is out of every copy within the three months of Wmo 5.3.5.
_LONGEST = timedelta(days=90)
_SUFFIX, _KEYS = ".buurtteam", ".sleutels"
_COMPANIONS = ("-wal", "-shm", "-journal")


def make(file: Path, key: bytes, folder: Path, now: datetime) -> Backup:
    """Copy a file that may be in use, check the copy by opening it, and only then give it its name.

    Raises Trouble when it cannot be written or the copy is not good; earlier backups stay as they are.
    """
    with telling():
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_name(folder, file, now)
        fresh = target.with_name(target.name + ".tmp")
        with _thrown_away(fresh):
            rows = _copy(file, key, fresh)
            head = _check(fresh, key, rows)
            manifest = {
                "format": _FORMAT,
                "file": file.name,
                "made_at": now.astimezone(UTC).isoformat(),
                "revision": revision_of(fresh, key),
                "rows": rows,
                "journal": head,
                "sha256": _hash(fresh),
            }
            _sync(fresh)
            try:
                if slots_path(file).exists():
                    write_safely(slots_path(target), slots_path(file).read_bytes())
                write_safely(_manifest_path(target), json.dumps(manifest, indent=1).encode())
                fresh.replace(target)
            except OSError:
                for part in (slots_path(target), _manifest_path(target)):
                    part.unlink(missing_ok=True)
                raise
            sync_folder(folder)
    return Backup(target, now.astimezone(UTC), is_verified=True, rows=sum(rows.values()))


def all_in(folder: Path, file: Path | None) -> list[Backup]:
    """The backups of a file in a folder, or of any file, newest first; one without its good manifest is not verified."""
    found = []
    name, suffix = (_escaped(file.stem), file.suffix) if file else ("*", _SUFFIX)
    with telling():
        for path in folder.glob(f"{name}-????????-??????*{suffix}") if folder.is_dir() else ():
            manifest = _manifest(path)
            if manifest is None:
                made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                found.append(Backup(path, made_at, is_verified=False, rows=0))
            else:
                made_at = datetime.fromisoformat(manifest["made_at"])
                found.append(Backup(path, made_at, is_verified=True, rows=sum(manifest["rows"].values())))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def journal_head(backup: Backup) -> list[object] | None:
    """The last line of the journal that is in a backup; nothing when its manifest is not good."""
    manifest = _manifest(backup.path)
    return list(manifest["journal"]) if manifest and isinstance(manifest.get("journal"), list) else None


def is_due(folder: Path, file: Path, now: datetime, every: timedelta = timedelta(days=1)) -> bool:
    """Whether the newest good backup is older than this, or there is none.

    One from the future does not count: the clock was wrong, and would keep the next ones away until that day.
    """
    known = (backup for backup in all_in(folder, file) if backup.is_verified and backup.made_at <= now)
    newest = next(known, None)
    return newest is None or now - newest.made_at >= every


def thin_out(folder: Path, file: Path, now: datetime) -> list[Path]:
    """Throw away the backups that are not kept any longer; returns which."""
    backups = all_in(folder, file)
    going = surplus([backup.made_at for backup in backups if backup.is_verified], now)
    gone = [backup.path for backup in backups if backup.is_verified and backup.made_at in going]
    with telling():
        for path in gone:
            for part in (path, slots_path(path), _manifest_path(path)):
                part.unlink(missing_ok=True)
    return gone


def surplus(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which backups may go: kept are all of 48 hours, then one per day (14), week (8) and month (3), none over 90 days.

    The newest always stays; one from the future (the clock was wrong) as well.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:1])
    days: set[Any] = set()
    weeks: set[Any] = set()
    months: set[Any] = set()
    for moment in newest_first:
        age = now - moment
        if age <= _KEEP_ALL_FOR:
            kept.add(moment)
        if age > _LONGEST:
            continue
        for seen, most, name in (
            (days, _DAYS, moment.date()),
            (weeks, _WEEKS, moment.isocalendar()[:2]),
            (months, _MONTHS, (moment.year, moment.month)),
        ):
            if name not in seen and len(seen) < most:
                seen.add(name)
                kept.add(moment)
    return set(newest_first) - kept


def restore(backup: Path, target: Path, key: bytes, now: datetime) -> Path | None:
    """Put a backup in the place of a file that nobody has open; returns where the file from before now lies.

    Nothing is overwritten, and at every moment a whole file stands in the place: the one from before or the backup.
    Raises Trouble when the backup is damaged or the file is in use; then the file from before stands as it stood.
    """
    with telling():
        manifest = _manifest(backup)
        if manifest is None or not backup.is_file() or _hash(backup) != manifest["sha256"]:
            raise _damaged(backup)
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(target.name + ".tmp")
        lock = FileLock(target)
        try:
            with _thrown_away(fresh):
                shutil.copyfile(backup, fresh)
                _check(fresh, key, manifest["rows"])
                _sync(fresh)
                _fold_in(target, key)
                aside = _set_aside(target, now)
                try:
                    if slots_path(backup).exists():
                        write_safely(slots_path(target), slots_path(backup).read_bytes())
                    fresh.replace(target)
                except BaseException:
                    _put_back(aside, target)
                    raise
                with suppress(OSError):
                    sync_folder(target.parent)
        finally:
            lock.release()
    return aside


def take_back(aside: Path | None, target: Path) -> None:
    """Put the file from before a restore, if there was one, in its place again: the backup did not open there.

    Raises Trouble when the file is in use or cannot be written.
    """
    with telling():
        lock = FileLock(target)
        try:
            _put_back(aside, target)
        finally:
            lock.release()


def is_whole(closed: Path, key: bytes) -> bool:
    """Whether a file that nobody has open opens with this key and all its pages are as they were sealed."""
    try:
        with telling(), closing(connect_bare(closed, key)) as connection:
            bad_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            return not bad_pages and bool(connection.execute("SELECT 1 FROM alembic_version").fetchall())
    except (Trouble, driver.Error):
        return False


def bring_keys(backup: Path, target: Path) -> None:
    """Put the keys of a backup beside a file that lost its own.

    Raises Trouble when they cannot be written.
    """
    with telling():
        write_safely(slots_path(target), slots_path(backup).read_bytes())


def _copy(file: Path, key: bytes, fresh: Path) -> dict[str, int]:
    """Copy in one step, so that it is one moment of the file; returns the rows of each table at that moment."""
    fresh.unlink(missing_ok=True)
    with closing(connect_bare(file, key)) as source, closing(connect_bare(fresh, key)) as copy:
        source.execute("BEGIN")
        rows = _rows(source)
        source.backup(copy, pages=-1)
        source.execute("COMMIT")
        # One file without companions, that can also be read from a stick that cannot be written.
        copy.execute("PRAGMA journal_mode=DELETE")
    return rows


def _rows(connection: Any) -> dict[str, int]:  # noqa: ANN401 - the driver has no types
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'search_index%' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608 - names out of the schema


def _check(copy: Path, key: bytes, rows: dict[str, int]) -> list[object]:
    """Open a copy and look at every page, row count and line of the journal; returns the head of the journal.

    Raises Trouble when anything is not as it should be.
    """
    # Opened with the plain driver: the file must not change by being looked at.
    revision_of(copy, key)
    with closing(connect_bare(copy, key)) as connection:
        bad_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        answer = connection.execute("PRAGMA integrity_check").fetchall()
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
        if bad_pages or answer != [("ok",)] or loose or _rows(connection) != rows:
            raise _damaged(copy)
    with looking_at(copy, key) as reader:
        journal = Journal(reader, derived_key(key, "journal"))
        if journal.verify() is not None:
            raise _damaged(copy)
        return list(journal.head())


def _manifest_path(backup: Path) -> Path:
    return backup.with_name(backup.name + ".json")


def _manifest(backup: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(_manifest_path(backup).read_bytes())
        is_ours = found["format"] == _FORMAT and isinstance(found["sha256"], str)
        is_ours = is_ours and datetime.fromisoformat(found["made_at"]).tzinfo is not None
        sum(found["rows"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return dict(found) if is_ours else None


def _free_name(folder: Path, file: Path, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    for number in range(1, 1000):
        end = f"-{number}" if number > 1 else ""
        path = folder / f"{file.stem}-{stamp}{end}{file.suffix}"
        if not path.exists() and not _manifest_path(path).exists():
            return path
    raise FileExistsError(path)


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _fold_in(target: Path, key: bytes) -> None:
    """Bring what stands apart from the file into it; of a file that does not open it stays apart."""
    if target.with_name(target.name + "-wal").exists():
        with suppress(driver.Error, Trouble), closing(connect_bare(target, key)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _set_aside(target: Path, now: datetime) -> Path | None:
    """Give a file and its keys a second name, and what stands apart from it a new one; nothing of it is lost."""
    if not any(target.with_name(target.name + end).exists() for end in ("", _KEYS, *_COMPANIONS)):
        return None
    aside = _free_name(target.parent, target.with_stem(target.stem + "-terzijde"), now)
    try:
        for end in ("", _KEYS):
            part = target.with_name(target.name + end)
            if part.exists():
                _second_name(part, aside.with_name(aside.name + end))
        for end in _COMPANIONS:
            part = target.with_name(target.name + end)
            if part.exists():
                part.replace(aside.with_name(aside.name + end))
    except BaseException:
        for end in _COMPANIONS:
            if (part := aside.with_name(aside.name + end)).exists():
                part.replace(target.with_name(target.name + end))
        for end in ("", _KEYS):
            aside.with_name(aside.name + end).unlink(missing_ok=True)
        raise
    return aside


def _second_name(part: Path, name: Path) -> None:
    """The same file under two names; a copy where the disk knows no second names, as on a stick."""
    try:
        os.link(part, name)
    except OSError:
        try:
            shutil.copyfile(part, name)
            _sync(name)
        except OSError:
            name.unlink(missing_ok=True)
            raise


def _put_back(aside: Path | None, target: Path) -> None:
    """Let what was set aside stand in its place again; what was not there before goes."""
    for end in (*_COMPANIONS, _KEYS, ""):
        place = target.with_name(target.name + end)
        part = aside.with_name(aside.name + end) if aside else None
        if part is not None and part.exists():
            part.replace(place)
            # Two names of one file: the system leaves both.
            part.unlink(missing_ok=True)
        else:
            place.unlink(missing_ok=True)


def _hash(closed: Path) -> str:
    """The SHA-256 of a file that nobody has open: a live one may never be read past SQLite."""
    with closed.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _thrown_away(path: Path) -> Iterator[None]:
    """Whatever happens, what is left under this name is thrown away."""
    try:
        yield
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)


def _damaged(backup: Path) -> Trouble:
    return Trouble(
        "backup_damaged",
        N_("The backup {name} is not good. Nothing has been changed. Choose another backup."),
        name=backup.name.removesuffix(".tmp"),
    )
