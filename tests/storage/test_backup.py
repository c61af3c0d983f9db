import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from buurtteam.domain.household import Household
from buurtteam.domain.problem import Trouble
from buurtteam.domain.staff import Deed
from buurtteam.services.office import Office
from buurtteam.storage import backup
from buurtteam.storage.database import Database
from buurtteam.storage.keys import make_slots, slots_path
from buurtteam.storage.store import Store
from tests.conftest import CHEAP, KEY, NOW


def _keep(database: Database, label: str) -> None:
    with database.writing() as connection:
        Store(connection, is_writable=True).save(Household(label=label))


def _labels(path: Path) -> list[str]:
    database = Database.open(path, KEY)
    try:
        with database.reading() as connection:
            return [h.label for h in Store(connection).of(Household, order_by="label")]
    finally:
        database.close()


def test_a_backup_holds_everything_and_was_checked(database: Database, tmp_path: Path) -> None:
    _keep(database, "Bloem")
    make_slots(database.path, KEY, "vijf paarden zingen", CHEAP)
    made = backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    assert made.is_verified
    assert backup.all_in(tmp_path / "kopie", database.path) == [made]
    assert slots_path(made.path).read_bytes() == slots_path(database.path).read_bytes()
    assert _labels(made.path) == ["Bloem"]


def test_a_backup_while_others_write_is_whole(database: Database, tmp_path: Path) -> None:
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        while not stop.is_set():
            _keep(database, f"Gezin {len(written):05}")
            written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backup.make(database.path, KEY, tmp_path / "kopie", NOW + timedelta(seconds=n)) for n in range(5)]
    finally:
        stop.set()
        writer.join()
    assert all(copy.is_verified for copy in made)
    assert len(_labels(made[-1].path)) <= len(written)


def test_going_back_puts_the_newer_file_aside(database: Database, tmp_path: Path) -> None:
    _keep(database, "Bloem")
    made = backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    _keep(database, "Visser")
    path = database.path
    with pytest.raises(Trouble) as told:
        backup.restore(made.path, path, KEY, NOW)
    assert told.value.code == "in_use"
    database.close()
    aside = backup.restore(made.path, path, KEY, NOW)
    assert aside is not None
    assert _labels(path) == ["Bloem"]
    assert _labels(aside) == ["Bloem", "Visser"]


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "manifest"])
def test_a_damaged_backup_is_never_put_back(database: Database, tmp_path: Path, damage: str) -> None:
    _keep(database, "Bloem")
    made = backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    path = database.path
    database.close()
    content = made.path.read_bytes()
    match damage:
        case "flipped":
            made.path.write_bytes(content[:9000] + bytes([content[9000] ^ 1]) + content[9001:])
        case "cut":
            made.path.write_bytes(content[:8192])
        case "empty":
            made.path.write_bytes(b"")
        case _:
            backup._manifest_path(made.path).write_text("{")
    before = path.read_bytes()
    with pytest.raises(Trouble) as told:
        backup.restore(made.path, path, KEY, NOW)
    assert told.value.code == "backup_damaged"
    assert path.read_bytes() == before


def test_a_copy_that_is_not_good_does_not_count(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if a row got lost on the way.
    counts = iter([{"household": 2}, {"household": 1}])
    monkeypatch.setattr(backup, "_rows", lambda _: next(counts))
    with pytest.raises(Trouble):
        backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    assert list((tmp_path / "kopie").iterdir()) == []


def test_a_journal_that_was_changed_shows_at_the_next_backup(office: Office, tmp_path: Path) -> None:
    office.look(Deed.SEARCH)
    with office.database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_refuses_update")
        connection.exec_driver_sql("UPDATE journal SET worker_name = 'Karim'")
    with pytest.raises(Trouble) as told:
        backup.make(office.database.path, KEY, tmp_path / "kopie", NOW)
    assert told.value.code == "backup_damaged"


def test_a_backup_is_due_after_a_day(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "kopie"
    assert backup.is_due(folder, database.path, NOW)
    backup.make(database.path, KEY, folder, NOW)
    assert not backup.is_due(folder, database.path, NOW + timedelta(hours=23))
    assert backup.is_due(folder, database.path, NOW + timedelta(hours=24))


def test_a_clock_that_was_wrong_keeps_no_backup_away(database: Database, tmp_path: Path) -> None:
    backup.make(database.path, KEY, tmp_path / "kopie", NOW + timedelta(days=3650))
    assert backup.is_due(tmp_path / "kopie", database.path, NOW)
    backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    assert not backup.is_due(tmp_path / "kopie", database.path, NOW + timedelta(hours=1))


def test_a_backup_that_cannot_be_finished_leaves_nothing_behind(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_slots(database.path, KEY, "vijf paarden zingen", CHEAP)
    manifest = tmp_path / "kopie" / f"{database.path.stem}-{NOW:%Y%m%d-%H%M%S}.buurtteam.json.tmp"
    manifest.mkdir(parents=True)
    with pytest.raises(Trouble):
        backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    assert list((tmp_path / "kopie").iterdir()) == [manifest]


def test_backups_are_thinned_out_and_none_is_older_than_ninety_days() -> None:
    start = datetime(2026, 1, 1, 9, tzinfo=UTC)
    kept: set[datetime] = set()
    for hour in range(0, 24 * 200, 4):
        now = start + timedelta(hours=hour)
        kept.add(now)
        kept -= backup.surplus(kept, now)
    now = max(kept)
    ages = sorted((now - moment) / timedelta(days=1) for moment in kept)
    assert ages[0] == 0
    assert ages[-1] <= 90
    assert sum(age <= 2 for age in ages) == 13
    assert 20 <= len(kept) <= 13 + 14 + 8 + 3
    # Three months back from 19 July: the last of May.
    assert ages[-1] > 45


def test_the_last_backup_stays_however_old_it_is() -> None:
    old = datetime(2020, 1, 1, tzinfo=UTC)
    assert backup.surplus([old], NOW) == set()
    ahead = NOW + timedelta(days=400)
    assert backup.surplus([NOW, ahead], NOW) == set()


def test_thinning_removes_the_copy_with_its_keys_and_manifest(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "kopie"
    make_slots(database.path, KEY, "vijf paarden zingen", CHEAP)
    old = backup.make(database.path, KEY, folder, NOW - timedelta(days=91))
    fresh = backup.make(database.path, KEY, folder, NOW)
    assert backup.thin_out(folder, database.path, NOW) == [old.path]
    assert {path.name.split(".")[0] for path in folder.iterdir()} == {fresh.path.stem}


def _aside(database: Database) -> list[Path]:
    return list(database.path.parent.glob("*terzijde*"))


@pytest.mark.parametrize("step", ["link", "slots", "place"])
def test_a_restore_that_fails_halfway_leaves_the_file_as_it_was(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    make_slots(database.path, KEY, "vijf paarden zingen", CHEAP)
    made = backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    _keep(database, "Visser")
    keys_before = slots_path(database.path).read_bytes()
    database.close()

    def full(*_paths: object, **_more: object) -> None:
        raise OSError(28, "full")

    real = Path.replace
    match step:
        case "link":
            monkeypatch.setattr(backup, "_second_name", full)
        case "slots":
            monkeypatch.setattr(backup, "write_safely", full)
        case _:
            monkeypatch.setattr(
                Path,
                "replace",
                lambda own, to: full() if own.name.endswith(".tmp") and to == database.path else real(own, to),
            )
    with pytest.raises(Trouble, match="disk_full"):
        backup.restore(made.path, database.path, KEY, NOW)
    monkeypatch.undo()
    assert _labels(database.path) == ["Visser"]
    assert slots_path(database.path).read_bytes() == keys_before
    assert _aside(database) == []


def test_a_file_stands_in_its_place_at_every_step_of_going_back(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_slots(database.path, KEY, "vijf paarden zingen", CHEAP)
    made = backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    path = database.path
    database.close()
    seen: list[bool] = []
    for name in ("replace", "unlink"):
        real = getattr(Path, name)

        def watched(own: Path, *more: object, _real: object = real, **named: object) -> object:
            answer = _real(own, *more, **named)  # type: ignore[operator]
            seen.append(path.is_file() and slots_path(path).is_file())
            return answer

        monkeypatch.setattr(Path, name, watched)
    backup.restore(made.path, path, KEY, NOW)
    assert seen
    assert all(seen)


def test_what_stood_apart_of_a_file_that_crashed_goes_aside_with_it(database: Database, tmp_path: Path) -> None:
    made = backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    _keep(database, "Visser")
    crashed = tmp_path / "crash" / "wijk.buurtteam"
    crashed.parent.mkdir()
    for end in ("", "-wal"):
        part = database.path.with_name(database.path.name + end)
        crashed.with_name(crashed.name + end).write_bytes(part.read_bytes())
    aside = backup.restore(made.path, crashed, KEY, NOW)
    assert aside is not None
    assert _labels(crashed) == []
    assert _labels(aside) == ["Visser"]


def test_a_restore_that_does_not_open_is_taken_back(database: Database, tmp_path: Path) -> None:
    made = backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    _keep(database, "Visser")
    database.close()
    aside = backup.restore(made.path, database.path, KEY, NOW)
    backup.take_back(aside, database.path)
    assert _labels(database.path) == ["Visser"]
    assert not aside.exists() if aside else False


def test_a_disk_without_second_names_gets_a_copy(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(database.path, KEY, tmp_path / "kopie", NOW)
    _keep(database, "Visser")
    database.close()

    def no_links(*_paths: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr("buurtteam.storage.backup.os.link", no_links)
    aside = backup.restore(made.path, database.path, KEY, NOW)
    assert aside is not None
    assert _labels(aside) == ["Visser"]
    assert _labels(database.path) == []
