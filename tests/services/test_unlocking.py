import errno
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from buurtteam.domain.household import Household
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Deed
from buurtteam.services import safekeeping, unlocking
from buurtteam.services.office import Office
from buurtteam.services.passphrase import strength
from tests.conftest import CHEAP, Clock

PASSPHRASE = "vijf paarden zingen blauw brood"
OTHER = "zes eenden fietsen langs de molen"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path / "home"))


def _label(path: Path, secret: str) -> str:
    database = unlocking.unlock(path, secret, CHEAP)
    try:
        with Office(database).reading() as store:
            return store.of(Household)[0].label
    finally:
        database.close()


def test_from_first_start_to_a_new_passphrase_and_a_lost_one(tmp_path: Path) -> None:
    path = tmp_path / "wijk.buurtteam"
    database, code = unlocking.create_file(path, PASSPHRASE, CHEAP)
    office = Office(database)
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        store.save(Household(label="Bloem"))
    unlocking.change_passphrase(office, OTHER, CHEAP)
    office.close()
    assert unlocking.recent_file() == path
    assert _label(path, OTHER) == "Bloem"
    assert _label(path, code) == "Bloem"
    with pytest.raises(Trouble) as told:
        unlocking.unlock(path, PASSPHRASE, CHEAP)
    assert told.value.code == "not_opened"


def test_a_weak_passphrase_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        unlocking.create_file(tmp_path / "wijk.buurtteam", "welkom01", CHEAP)
    assert told.value.code == "weak_passphrase"
    assert list(tmp_path.glob("wijk*")) == []


def test_keys_of_another_file_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "wijk.buurtteam.sleutels").write_text("van een ander")
    with pytest.raises(Trouble):
        unlocking.create_file(tmp_path / "wijk.buurtteam", PASSPHRASE, CHEAP)
    assert [p.name for p in tmp_path.glob("wijk*")] == ["wijk.buurtteam.sleutels"]


def test_a_file_that_was_moved_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "wijk.buurtteam"
    unlocking.create_file(path, PASSPHRASE, CHEAP)[0].close()
    path.unlink()
    assert unlocking.recent_file() is None
    with pytest.raises(Trouble) as told:
        unlocking.unlock(path, PASSPHRASE, CHEAP)
    assert told.value.code == "file_not_found"


def test_the_backup_of_the_day_and_the_way_back(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "wijk.buurtteam"
    database, _ = unlocking.create_file(path, PASSPHRASE, CHEAP)
    office = Office(database, clock=clock)
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        household = store.save(Household(label="Bloem"))
    made = unlocking.back_up_when_due(office)
    assert made is not None
    assert unlocking.back_up_when_due(office) is None
    clock.now += timedelta(days=1)
    assert unlocking.back_up_when_due(office) is not None
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(household.changed(label="Visser"))
    unlocking.change_passphrase(office, OTHER, CHEAP)
    office.close()
    assert len(unlocking.backups(path)) == 2
    aside = unlocking.restore(made.path, path, PASSPHRASE, CHEAP)
    assert aside is not None
    assert _label(path, PASSPHRASE) == "Bloem"
    assert _label(aside, OTHER) == "Visser"


@pytest.mark.parametrize(
    ("passphrase", "is_enough"),
    [
        ("", False),
        ("geheim", False),
        ("aaaaaaaaaaaaaaaaaaaa", False),
        ("Buurtteam2026!!!", False),
        (PASSPHRASE, True),
        ("een kat at de", False),
        ("x7#Kq9!vLm2$Rt5", True),
    ],
)
def test_only_a_passphrase_that_is_hard_to_guess_is_enough(passphrase: str, is_enough: bool) -> None:
    found = strength(passphrase, known=("Heerlen",))
    assert found.is_enough is is_enough
    assert found.sentence


def _make_until(path: Path, moment: int) -> None:
    """Make a file in this process, which is killed at the given move on the disk."""
    left = [moment]

    def watch(event: str, args: tuple[object, ...]) -> None:
        if event in ("open", "os.rename") and str(path) in str(args[0]):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    unlocking.create_file(path, PASSPHRASE, CHEAP)
    os._exit(0)


@pytest.mark.skipif(sys.platform == "win32", reason="a process splits in two only on POSIX")
def test_a_making_that_is_killed_anywhere_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    # What is read when it is first needed is read here, so that each child need not.
    unlocking.create_file(tmp_path / "eerste.buurtteam", PASSPHRASE, CHEAP)[0].close()
    for moment in range(100):
        folder = tmp_path / f"map{moment}"
        folder.mkdir()
        path = folder / "wijk.buurtteam"
        child = os.fork()
        if child == 0:
            _make_until(path, moment)
        _pid, ended = os.waitpid(child, 0)
        if not path.exists():
            unlocking.create_file(path, PASSPHRASE, CHEAP)[0].close()
        unlocking.unlock(path, PASSPHRASE, CHEAP).close()
        # An empty file of who had it open is no harm.
        assert [each.name for each in folder.glob("*.nieuw*") if each.suffix != ".in-gebruik"] == []
        if ended == 0:
            break
    assert 5 < moment < 99


@pytest.mark.parametrize(("told", "says"), [("read_only", "no_writing_here"), ("disk_full", "no_room_to_open")])
def test_where_nothing_can_be_written_the_file_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, says: str
) -> None:
    path = tmp_path / "wijk.buurtteam"
    unlocking.create_file(path, PASSPHRASE, CHEAP)[0].close()

    def refuse(*_more: object) -> None:
        raise OSError(errno.EROFS if told == "read_only" else errno.ENOSPC, "refused")

    monkeypatch.setattr("buurtteam.storage.database.FileLock", refuse)
    with pytest.raises(Trouble, match=says):
        unlocking.unlock(path, PASSPHRASE, CHEAP)


def test_at_closing_a_backup_is_made_when_something_changed_for_an_hour(office: Office, clock: Clock) -> None:
    assert unlocking.back_up_at_closing(office) is not None
    clock.now += timedelta(hours=2)
    assert unlocking.back_up_at_closing(office) is None
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        store.save(Household(label="Bloem"))
    assert unlocking.back_up_at_closing(office) is not None
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        store.save(Household(label="Visser"))
    clock.now += timedelta(minutes=30)
    assert unlocking.back_up_at_closing(office) is None


@pytest.mark.parametrize("where", ["in the middle", "near the end"])
def test_a_file_whose_pages_were_damaged_is_told(office: Office, where: str) -> None:
    safekeeping.must_be_whole(office)
    path = office.database.path
    take_up = office.database.lay_down()
    raw = path.read_bytes()
    at = len(raw) // 2 if where == "in the middle" else len(raw) - 3000
    path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    # A page that every opening reads is told then, any other when the whole file is looked at.

    def look() -> None:
        office.database = take_up()
        safekeeping.must_be_whole(office)

    with pytest.raises(Trouble, match="damaged"):
        look()
    office.close()
