"""A file is made, opened again where one was, practised in, and brought back from a backup."""

from pathlib import Path
from uuid import uuid4

import pytest

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Team, Worker, WorkerFunction
from buurtteam.services import letterhead, safekeeping, staff, unlocking
from buurtteam.services.opening import Opened, create, go_back, go_back_closed, open_file, practise
from buurtteam.storage.keys import FLOOR

PASSPHRASE = "paarse fiets zingt onder warme sneeuw"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path / "own"))


def made(path: Path) -> tuple[Opened, str]:
    return create(path, PASSPHRASE, Team(name="Buurtteam Zonnewijk"), Worker(name="Anouk"), FLOOR)


def test_a_new_file_knows_its_team_and_who_works(tmp_path: Path) -> None:
    opened, code = made(tmp_path / "wijk.buurtteam")
    try:
        assert opened.beginning.team.name == "Buurtteam Zonnewijk"
        assert opened.beginning.worker is not None
        assert opened.beginning.worker.name == "Anouk"
        assert unlocking.is_recovery_code(code)
    finally:
        opened.office.close()


def test_next_time_one_comes_back_where_one_was(tmp_path: Path) -> None:
    file, home = tmp_path / "wijk.buurtteam", uuid4()
    opened, _code = made(file)
    staff.remember_place(opened.office, "household", {"household_id": home, "tab": "people", "extra": object()})
    opened.office.close()
    safekeeping.note_closing()

    again = open_file(file, PASSPHRASE)
    again.office.close()
    assert again.beginning.place == "household"
    assert again.beginning.args == {"household_id": home, "tab": "people"}
    assert again.unclean is None


def test_after_a_crash_it_is_said_until_when_everything_is_there(tmp_path: Path) -> None:
    file = tmp_path / "wijk.buurtteam"
    opened, _code = made(file)
    opened.office.close()

    again = open_file(file, PASSPHRASE)
    again.office.close()
    assert again.unclean is not None


def test_the_recovery_code_opens_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "wijk.buurtteam"
    opened, code = made(file)
    opened.office.close()
    again = open_file(file, code.lower())
    assert again.by_code
    unlocking.change_passphrase(again.office, "groene trein slaapt boven koude soep", FLOOR)
    again.office.close()
    with pytest.raises(Trouble, match="not_opened"):
        open_file(file, PASSPHRASE)


def test_waiting_grows_after_five_wrong_tries() -> None:
    assert [safekeeping.wait_after(tries) for tries in (0, 4, 5, 6, 7, 40)] == [0, 0, 5, 10, 20, 300]


def test_practising_is_a_file_of_its_own_where_a_coach_works(tmp_path: Path) -> None:
    opened = practise(tmp_path)
    opened.office.close()
    assert opened.beginning.team.is_practice
    assert opened.beginning.worker is not None
    assert opened.beginning.worker.function is WorkerFunction.COACH
    assert unlocking.recent_file() is None or unlocking.recent_file() == tmp_path / "oefenbuurt.buurtteam"


def test_one_goes_back_to_a_backup_and_the_file_of_now_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "wijk.buurtteam"
    opened, _code = made(file)
    office = opened.office
    backup = unlocking.back_up(office)
    staff.keep_team(office, staff.team(office).changed(name="Later"))

    with pytest.raises(Trouble, match="not_opened"):
        go_back(office, backup.path, "een heel andere zin die niet past")
    assert staff.team(office).name == "Later"

    back = go_back(office, backup.path, PASSPHRASE)
    try:
        assert back.beginning.team.name == "Buurtteam Zonnewijk"
        assert list(tmp_path.glob("*terzijde*.buurtteam"))
    finally:
        back.office.close()


def test_a_trainee_cannot_go_back_to_a_backup(tmp_path: Path) -> None:
    opened, _code = made(tmp_path / "wijk.buurtteam")
    office = opened.office
    backup = unlocking.back_up(office)
    office.worker = Worker(name="Sem", function=WorkerFunction.TRAINEE)
    with pytest.raises(Problem, match="not_allowed"):
        go_back(office, backup.path, PASSPHRASE)
    office.close()


def test_a_light_colour_is_darkened_until_it_can_be_read() -> None:
    dark, light = letterhead.color_on_paper("#0B5E5A"), letterhead.color_on_paper("#FFD23F")
    assert not dark.is_darkened
    assert light.is_darkened
    assert letterhead.color_on_paper(light.printed).contrast >= 4.5


def test_a_logo_is_drawn_anew_without_what_a_camera_adds(tmp_path: Path) -> None:
    from PIL import Image

    photo, text = tmp_path / "photo.jpg", tmp_path / "photo.png"
    picture = Image.new("RGB", (1600, 900), "teal")
    exif = picture.getexif()
    exif[0x010F] = "Camera"
    picture.save(photo, exif=exif)
    logo = letterhead.logo_from(photo)
    assert logo.startswith(b"\x89PNG")
    assert b"Camera" not in logo
    text.write_text("no picture")
    with pytest.raises(Problem, match="not_a_logo"):
        letterhead.logo_from(text)


def test_the_recovery_sheet_holds_the_code_and_the_name_of_the_file(tmp_path: Path) -> None:
    from datetime import date

    pdf = letterhead.recovery_sheet(
        "ABCD-EFGH", tmp_path / "wijk.buurtteam", Team(name="Zonnewijk"), date(2026, 11, 22)
    )
    assert pdf.startswith(b"%PDF")


def a_file_with_a_backup(folder: Path) -> tuple[Path, Path, str]:
    file = folder / "wijk.buurtteam"
    opened, code = made(file)
    backup = unlocking.back_up(opened.office)
    staff.keep_team(opened.office, staff.team(opened.office).changed(name="Later"))
    opened.office.close()
    return file, backup.path, code


@pytest.mark.parametrize("damage", ["cut", "empty", "no database", "gone", "all gone"])
@pytest.mark.parametrize("by", ["passphrase", "code"])
def test_a_file_that_does_not_open_comes_back_out_of_its_backup(tmp_path: Path, damage: str, by: str) -> None:
    file, backup, code = a_file_with_a_backup(tmp_path)
    match damage:
        case "cut":
            file.write_bytes(file.read_bytes()[:5000])
        case "empty":
            file.write_bytes(b"")
        case "no database":
            file.write_bytes(b"\x07" * 9000)
        case "gone":
            file.unlink()
        case _:
            file.unlink()
            file.with_name(file.name + ".sleutels").unlink()
    found = safekeeping.ways_back(file)
    assert [each.path for each in found] == [backup]
    back = go_back_closed(file, backup, code if by == "code" else PASSPHRASE)
    back.opened.office.close()
    assert back.opened.beginning.team.name == "Buurtteam Zonnewijk"
    assert back.opened.by_code == (by == "code")
    assert not back.is_nothing_lost
    assert bool(list(tmp_path.glob("*terzijde*.buurtteam"))) == ("gone" not in damage)


@pytest.mark.parametrize("damage", ["gone", "cut", "changed"])
def test_when_only_the_keys_are_lost_nothing_else_is(tmp_path: Path, damage: str) -> None:
    file, backup, _code = a_file_with_a_backup(tmp_path)
    slots = file.with_name(file.name + ".sleutels")
    match damage:
        case "gone":
            slots.unlink()
        case "cut":
            slots.write_bytes(slots.read_bytes()[:300])
        case _:
            slots.write_bytes(slots.read_bytes().replace(b'"id":"', b'"id":"0', 1))
    with pytest.raises(Trouble):
        open_file(file, PASSPHRASE)
    back = go_back_closed(file, backup, PASSPHRASE)
    back.opened.office.close()
    assert back.is_nothing_lost
    assert back.opened.beginning.team.name == "Later"


def test_a_wrong_passphrase_of_a_backup_changes_nothing(tmp_path: Path) -> None:
    file, backup, _code = a_file_with_a_backup(tmp_path)
    with pytest.raises(Trouble, match="not_opened"):
        go_back_closed(file, backup, "een heel andere zin die niet past")
    opened = open_file(file, PASSPHRASE)
    opened.office.close()
    assert opened.beginning.team.name == "Later"


def test_the_office_is_open_again_when_going_back_fails(tmp_path: Path) -> None:
    file = tmp_path / "wijk.buurtteam"
    opened, _code = made(file)
    office = opened.office
    backup = unlocking.back_up(office)
    staff.keep_team(office, staff.team(office).changed(name="Later"))
    backup.path.write_bytes(backup.path.read_bytes()[:-4096])
    with pytest.raises(Trouble, match="backup_damaged"):
        go_back(office, backup.path, PASSPHRASE)
    assert staff.team(office).name == "Later"
    staff.keep_team(office, staff.team(office).changed(name="Still working"))
    office.close()


def test_a_backup_of_a_newer_program_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, backup, _code = a_file_with_a_backup(tmp_path)
    from buurtteam.storage import database

    monkeypatch.setattr(database, "revisions", lambda: ["0000"])
    with pytest.raises(Trouble, match="newer_file"):
        go_back_closed(file, backup, PASSPHRASE)
    monkeypatch.undo()
    opened = open_file(file, PASSPHRASE)
    opened.office.close()
    assert opened.beginning.team.name == "Later"


def test_on_another_computer_the_backups_on_a_stick_are_found(tmp_path: Path) -> None:
    file, backup, _code = a_file_with_a_backup(tmp_path)
    assert safekeeping.ways_back(None) == ()
    (found,) = safekeeping.ways_back(None, str(backup.parent))
    fresh = safekeeping.file_of(found)
    assert fresh.name == file.name
    back = go_back_closed(fresh, found.path, PASSPHRASE)
    back.opened.office.close()
    assert fresh.is_file()
