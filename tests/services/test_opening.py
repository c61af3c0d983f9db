"""A file is made, opened again where one was, practised in, and brought back from a backup."""

from pathlib import Path
from uuid import uuid4

import pytest

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Team, Worker, WorkerFunction
from buurtteam.services import letterhead, safekeeping, staff, unlocking
from buurtteam.services.opening import Opened, create, go_back, open_file, practise
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
