from datetime import timedelta
from pathlib import Path

import pytest

from buurtteam.domain.household import Household
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Deed
from buurtteam.services import unlocking
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
