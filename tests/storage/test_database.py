import errno
import gc
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import BindParameter, text

from buurtteam.domain.household import Household
from buurtteam.domain.problem import Trouble
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services.office import Office
from buurtteam.storage import backup
from buurtteam.storage import database as module
from buurtteam.storage.database import Database, FileLock, connect_bare, is_on_network, run_migrations, telling
from buurtteam.storage.store import Store
from tests.conftest import KEY


def _refusal(path: Path, key: bytes = KEY) -> str:
    with pytest.raises(Trouble) as told:
        Database.open(path, key)
    return told.value.code


def test_every_connection_has_the_settings_that_keep_data_safe(database: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "mmap_size": 0}
    with database.reading() as one, database.reading() as two, database.writing() as three:
        for connection in (one, two, three):
            for pragma, value in wanted.items():
                found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
                assert (pragma, found if isinstance(value, str) else int(found or 0)) == (pragma, value)


def test_files_that_are_not_ours_are_refused_and_left_alone(tmp_path: Path) -> None:
    for name, content in {
        "leeg": b"",
        "tekst": b"Beste mevrouw,",
        "gewoon": b"SQLite format 3\x00" + bytes(4080),
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert _refusal(path) == "not_a_database"
        assert path.read_bytes() == content
    photo = tmp_path / "foto"
    photo.write_bytes(os.urandom(8192))
    assert _refusal(photo) == "wrong_key"
    assert _refusal(tmp_path / "nergens") == "file_not_found"


def test_another_key_opens_nothing(file: Path) -> None:
    before = file.read_bytes()
    assert _refusal(file, bytes(32)) == "wrong_key"
    assert file.read_bytes() == before


def test_a_newer_file_is_refused_and_left_as_it_is(file: Path) -> None:
    connection = connect_bare(file, KEY)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    assert _refusal(file) == "newer_file"
    assert file.read_bytes() == before
    assert sorted(p.name for p in file.parent.iterdir()) == [file.name, file.name + ".in-gebruik"]


def test_an_existing_file_is_never_overwritten(file: Path) -> None:
    with pytest.raises(Trouble) as told:
        Database.create(file, KEY)
    assert told.value.code == "file_exists"


def test_a_second_window_is_told_who_has_the_file(file: Path, database: Database) -> None:
    with pytest.raises(Trouble) as told:
        Database.open(file, KEY)
    assert told.value.code == "in_use"
    assert told.value.values["pid"] == os.getpid()
    database.close()
    Database.open(file, KEY).close()


def test_a_lock_left_behind_by_a_dead_program_keeps_nobody_out(file: Path) -> None:
    left = {"user": "noor", "host": "laptop", "pid": 1}
    file.with_name(file.name + ".in-gebruik").write_text(json.dumps(left))
    Database.open(file, KEY).close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set there")
def test_a_disk_that_was_full_for_a_moment_keeps_nobody_out(file: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        # Who asks holds on to what was raised, as a window does that tells it.
        with pytest.raises(OSError, match="too large") as told:
            FileLock(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert told.value.errno == errno.EFBIG
    Database.open(file, KEY).close()


def test_an_old_sqlite_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version_info", (3, 51, 2))
    assert _refusal(file) == "old_sqlite"


def test_network_folders_are_recognised(tmp_path: Path) -> None:
    mounts = f"/dev/sda / ext4 rw 0 0\n//nas/team {tmp_path}/met\\040spatie cifs rw 0 0\n"
    assert is_on_network(tmp_path / "met spatie" / "wijk", mounts)
    assert not is_on_network(tmp_path / "met spaties" / "wijk", mounts)


def test_a_newer_program_upgrades_after_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "oud"
    run_migrations(path, KEY, to="0001")
    asked: list[Path] = []
    Database.open(path, KEY, back_up=lambda file, _: asked.append(file)).close()
    assert asked == [path]
    Database.open(path, KEY, back_up=lambda file, _: asked.append(file)).close()
    assert asked == [path]


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "oud"
    run_migrations(path, KEY, to="0001")
    # One row fewer after than before.
    counts = iter([{"worker": 2}, {"worker": 1}])
    monkeypatch.setattr("buurtteam.storage.migrations.row_counts", lambda _: next(counts))
    with pytest.raises(Trouble) as told:
        Database.open(path, KEY)
    assert told.value.code == "upgrade_failed"
    assert module.revision_of(path, KEY) == "0001"
    monkeypatch.undo()
    Database.open(path, KEY).close()


def _fill(database: Database, pages: int) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        store = Store(connection, is_writable=True)
        for _ in range(100):
            store.save(Household(reach="x" * 200, safe_contact="y" * 20_000))


def test_a_full_disk_gets_a_sentence_and_loses_nothing_saved(database: Database) -> None:
    with database.writing() as connection:
        saved = Store(connection, is_writable=True).save(Household(label="Bloem"))
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pytest.raises(Trouble) as told:
        _fill(database, pages)
    assert told.value.code == "disk_full"
    with database.reading() as connection:
        assert Store(connection).of(Household) == [saved]


def test_a_file_that_is_busy_gets_a_sentence(file: Path, database: Database) -> None:
    other = connect_bare(file, KEY)
    other.execute("BEGIN IMMEDIATE")
    late = connect_bare(file, KEY)
    late.execute("PRAGMA busy_timeout=1")
    with pytest.raises(Trouble) as told, telling():
        late.execute("BEGIN IMMEDIATE")
    assert told.value.code == "file_busy"
    late.close()
    other.close()


def test_an_error_of_another_file_is_not_taken_for_one_of_this(database: Database, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), database.reading():
        (tmp_path / "nergens").read_bytes()


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "in de weg").write_text("geen map")
    with pytest.raises(Trouble) as told:
        Database.create(tmp_path / "in de weg" / "wijk.buurtteam", KEY)
    assert told.value.code == "no_place"


def test_errors_do_not_carry_what_people_typed(database: Database) -> None:
    with pytest.raises(Exception, match="hidden") as told, database.writing() as connection:
        connection.execute(text("INSERT INTO worker (id, name) VALUES ('1', :name)"), {"name": "999990019"})
    assert "999990019" not in str(told.value)


def test_nothing_of_what_is_written_can_be_read_in_the_files(file: Path, database: Database) -> None:
    marker = "Kanariepiet"
    office = Office(database, Worker(name=marker))
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        household = store.save(Household(label=marker, safe_contact=marker * 50))
    office.keep_draft("household", {"label": marker})
    office.remove(Deed.REMOVE, household.id, marker, household)
    copies = file.parent / "kopie"
    backup.make(database.path, KEY, copies, office.now())
    everything = b"".join(p.read_bytes() for p in file.parent.rglob("*") if p.is_file())
    assert len(everything) > 100_000
    for form in (marker, marker.upper(), marker.lower()):
        assert form.encode() not in everything
        assert form.encode("utf-16-le") not in everything


def test_nothing_that_was_typed_stays_in_the_program_when_a_file_is_closed(file: Path) -> None:
    marker = "Kanariepiet"
    opened = Database.open(file, KEY)
    office = Office(opened, Worker(name=marker))
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        household = store.save(Household(label=marker))
    for words in (f"{marker} weer", f"{marker} nog eens"):
        # The journal makes one stretch of these.
        with office.writing(Deed.CHANGE_HOUSEHOLD, household.id) as store:
            household = store.save(household.changed(label=words))
    office.keep_draft("household", {"label": marker})
    office.remember("search", marker)
    office.search(marker)
    office.search("Kanareipiet")
    office.restore(office.remove(Deed.REMOVE, household.id, marker, household))
    opened.close()
    gc.collect()
    held = {str(each.value) for each in gc.get_objects() if issubclass(type(each), BindParameter)}
    assert not [each for each in held if marker in each]


_WRITER = """
import sys
from pathlib import Path
from buurtteam.domain.household import Household
from buurtteam.domain.staff import Deed
from buurtteam.services.office import Office
from buurtteam.storage.database import Database
office = Office(Database.open(Path(sys.argv[1]), bytes(range(32))))
number = 0
while True:
    number += 1
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        store.save(Household(label=f"Gezin {number}", safe_contact="bel eerst " * 100))
    print(number, flush=True)
"""


def test_a_program_that_is_killed_loses_nothing_it_said_was_saved(file: Path) -> None:
    acknowledged = 0
    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(file)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        for _ in range(25):
            writer.stdout.readline()
        time.sleep(0.02)
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        acknowledged += 25 + len(rest.splitlines())
        database = Database.open(file, KEY)
        office = Office(database)
        with office.reading() as store:
            kept = store.count(Household)
            lines = store.connection.execute(text("SELECT count(*) FROM journal")).scalar_one()
            assert store.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert kept >= acknowledged
        # A household never without its line in the journal, and the journal whole.
        assert lines == kept
        assert office.verify_journal() is None
        assert len(office.search("gezin", limit=10_000)) == kept
        acknowledged = kept
        database.close()


def test_a_damaged_page_is_noticed_and_never_read_wrongly(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(content)
    assert _refusal(file) in ("damaged", "wrong_key")
