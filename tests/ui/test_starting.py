"""From the first start to an empty day, and back with the passphrase; with the keyboard."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from buurtteam.domain.staff import Team, Worker
from buurtteam.services import safekeeping, staff, unlocking
from buurtteam.services.opening import create
from buurtteam.settings import Language, Settings
from buurtteam.storage.keys import FLOOR
from buurtteam.ui.application import Application
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.first_start import FirstStartPage
from buurtteam.ui.pages.unlock import UnlockPage
from buurtteam.ui.window import Window
from tests.ui import walk
from tests.ui.walk import gone

PASSPHRASE = "paarse fiets zingt onder warme sneeuw"


@pytest.fixture
def window(desk: Desk) -> Iterator[Window]:
    made = Window(desk)
    made.show()
    yield made
    if desk.background.office is not None:
        desk.background.office.close()
        desk.background.office = None
    gone(made)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The home of somebody who made a file and closed it well; copy it, never open it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUURTTEAM_HOME", str(home))
        file = home / "data" / "wijk.buurtteam"
        opened, code = create(file, PASSPHRASE, Team(name="Zonnewijk"), Worker(name="Anouk"), FLOOR)
        staff.remember_place(opened.office, "trash", {})
        opened.office.close()
        safekeeping.note_closing()
    return home, code


@pytest.fixture
def a_file(made_once: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    home, code = made_once
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path))
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    unlocking.remember_recent(tmp_path / "data" / "wijk.buurtteam")
    return tmp_path / "data" / "wijk.buurtteam", code


def first_start(window: Window) -> FirstStartPage:
    window.open_place("first_start")
    page = window.page()
    assert isinstance(page, FirstStartPage)
    return page


def unlocking_page(window: Window) -> UnlockPage:
    window.open_place("unlock")
    page = window.page()
    assert isinstance(page, UnlockPage)
    return page


def typed(page: UnlockPage, secret: str) -> None:
    page.line.line.setText(secret)
    QTest.keyClick(page.line.line, Qt.Key.Key_Return)


def test_first_start_by_keyboard_makes_a_file_and_ends_in_an_empty_day(window: Window, desk: Desk) -> None:
    page = first_start(window)
    page.go_on()
    assert page.look.form.problems().keys() == {"name"}
    QTest.keyClicks(page.look.form.editor("name").target, "Anouk Voorbeeld")
    page.go_on()
    assert page.answers.step == 1
    QTest.keyClicks(page.safe.new.first.line, PASSPHRASE)
    QTest.keyClicks(page.safe.new.again.line, "iets anders")
    page.go_on()
    assert page.safe.new.again.below.isVisible()
    page.go_back()
    page.go_on()
    assert page.safe.new.text() == PASSPHRASE
    page.safe.new.again.line.setText(PASSPHRASE)
    page.go_on()
    assert page.answers.code
    assert page.safe.code.text() == page.answers.code
    page.go_on()
    assert page.answers.step == 2
    QTest.keyClicks(page.paper.letterhead.form.editor("name").target, "Buurtteam Zonnewijk")
    page.go_on()
    page.paper.letterhead.leave()
    QTest.keyClick(page.ready.begin, Qt.Key.Key_Return)
    assert window.here == "today"
    assert "Anouk Voorbeeld" in window.status.team.text()
    office = desk.background.office
    assert office is not None
    assert staff.team(office).name == "Buurtteam Zonnewijk"
    assert unlocking.recent_file() == office.database.path


def test_a_weak_passphrase_is_said_in_words_and_makes_no_file(window: Window) -> None:
    page = first_start(window)
    page.look.form.show_raw({"name": "Anouk"})
    page.go_on()
    page.safe.new.show_text("welkom")
    page.go_on()
    assert page.answers.opened is None
    assert "15 characters" in page.safe.problem.text()


def test_every_step_has_names_and_fits(window: Window) -> None:
    page = first_start(window)
    window.resize(1366, 740)
    for step in range(4):
        page._show_step(step) if step != 2 else page.steps.setCurrentIndex(2)
        assert walk.nameless(page) == []
        assert walk.wider_than_shown(page) == []


def test_the_passphrase_brings_one_back_where_one_was(window: Window, a_file: tuple[Path, str]) -> None:
    page = unlocking_page(window)
    assert page.name.text() == "wijk"
    typed(page, "een heel andere zin")
    assert "does not open" in page.line.below.text()
    typed(page, PASSPHRASE)
    assert window.here == "trash"
    assert not page.line.text()


def test_after_five_wrong_tries_one_has_to_wait(window: Window, a_file: tuple[Path, str]) -> None:
    page = unlocking_page(window)
    for _turn in range(5):
        typed(page, "een heel andere zin")
    assert not page.open_button.isEnabled()
    assert "5" in page.progress.text()
    typed(page, PASSPHRASE)
    assert window.here == "unlock"


def test_the_recovery_code_asks_for_a_new_passphrase(window: Window, a_file: tuple[Path, str]) -> None:
    page = unlocking_page(window)
    page.ask_code()
    typed(page, a_file[1].lower().replace("-", " "))
    assert page.choosing.isVisible()
    new = "groene trein slaapt boven koude soep"
    page.new.show_text(new)
    page.take_new()
    assert window.here == "trash"
    office = window.desk.background.office
    assert office is not None
    office.close()
    unlocking.unlock(a_file[0], new).close()


def test_caps_lock_is_seen_from_what_is_typed(window: Window, a_file: tuple[Path, str]) -> None:
    page = unlocking_page(window)
    QTest.sendKeyEvent(QTest.KeyAction.Click, page.line.line, Qt.Key.Key_P, "P", Qt.KeyboardModifier.ShiftModifier)
    assert page.line.caps.isHidden()
    QTest.sendKeyEvent(QTest.KeyAction.Click, page.line.line, Qt.Key.Key_P, "P", Qt.KeyboardModifier.NoModifier)
    assert not page.line.caps.isHidden()


def test_what_is_asked_while_locked_waits_for_the_office(a_file: tuple[Path, str]) -> None:
    background = Immediate()
    told: list[str] = []
    background.hold()
    background.ask(lambda office: staff.team(office).name, told.append)
    assert told == []
    from buurtteam.services.opening import open_file

    opened = open_file(a_file[0], PASSPHRASE)
    background.go_on(opened.office)
    assert told == ["Zonnewijk"]
    opened.office.close()


def at_the_passphrase() -> Application:
    """The whole program, as it stands after a start; its work is done at once."""
    program = Application(Settings(language=Language.ENGLISH))
    program.background.finish()
    program.background.__class__ = Immediate
    program.window.show()
    return program


def test_no_key_leads_past_the_passphrase_while_no_file_is_open(
    qapp: object, a_file: tuple[Path, str], theme: object
) -> None:
    program = at_the_passphrase()
    window = program.window
    page = unlocking_page(window)
    for name, action in window.actions_of.items():
        if name not in ("window.quit", "window.keys", "window.about"):
            action.trigger()
    assert window.page() is page
    typed(page, PASSPHRASE)
    window.actions_of["place.worklist"].trigger()
    assert window.here == "worklist"
    gone(window)
    program.background.office = None
    safekeeping.note_closing()


def test_locking_closes_the_office_and_the_passphrase_brings_the_same_caret_back(
    qapp: object, a_file: tuple[Path, str], theme: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = at_the_passphrase()
    window = program.window
    page = unlocking_page(window)
    typed(page, PASSPHRASE)
    window.open_place("new_household")
    shown = window.page()
    assert shown is not None
    line = shown.first_focus()
    assert isinstance(line, QWidget)
    line.setFocus()
    QTest.keyClicks(window.focusWidget(), "Sam")
    caret = window.focusWidget()
    program.lock()
    assert window.is_locked
    assert not window.actions_of["window.palette"].isEnabled()
    asking = window._lock_page
    assert isinstance(asking, UnlockPage)
    window.toggle_cover()
    assert window.is_locked
    typed(asking, PASSPHRASE)
    assert not window.is_locked
    assert window.page() is shown
    assert window.focusWidget() is caret
    assert program.background.office is not None
    assert program.background.office.worker is not None
    gone(window)
    program.background.office = None
    safekeeping.note_closing()


def test_another_language_builds_the_window_anew_and_loses_no_answer(
    theme: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path))
    program = Application(Settings(language=Language.ENGLISH))
    program.background.__class__ = Immediate
    page = first_start(program.window)
    QTest.keyClicks(page.look.form.editor("name").target, "Anouk")
    page.go_on()
    page.safe.new.first.line.setText(PASSPHRASE)
    old = program.window
    program.desk.change_settings(language=Language.DUTCH)
    QApplication.processEvents()
    fresh = program.window.page()
    assert program.window is not old
    assert isinstance(fresh, FirstStartPage)
    assert fresh.answers.step == 1
    assert fresh.look.form.raw()["name"] == "Anouk"
    assert fresh.safe.new.text() == PASSPHRASE
    assert fresh.next.text() == "Volgende"
    gone(program.window)


@pytest.fixture
def damaged(a_file: tuple[Path, str]) -> tuple[Path, str]:
    """A file with a backup and something newer, of which the disk kept only a piece."""
    from buurtteam.services.opening import open_file

    file, code = a_file
    office = open_file(file, PASSPHRASE).office
    unlocking.back_up(office)
    staff.keep_team(office, staff.team(office).changed(name="Later"))
    office.close()
    safekeeping.note_closing()
    file.write_bytes(file.read_bytes()[:5000])
    return file, code


def test_a_damaged_file_shows_the_way_back_and_opens_out_of_its_backup(
    window: Window, damaged: tuple[Path, str]
) -> None:
    page = unlocking_page(window)
    assert page.back_link.isVisible()
    typed(page, PASSPHRASE)
    assert page.line.below.isVisible()
    assert not page.back_link.isVisible()
    QTest.keyClick(page.back_button, Qt.Key.Key_Space)
    way = page._way_back
    assert way is not None
    assert len(way.table.rows()) == 1
    assert "not in this backup" in way.lost.words.text()
    assert walk.nameless(page) == []
    assert walk.wider_than_shown(page) == []
    way.line.line.setText("een heel andere zin die niet past")
    way.go_back()
    assert "does not open" in way.line.below.text()
    way.line.line.setText(PASSPHRASE)
    QTest.keyClick(way.line.line, Qt.Key.Key_Return)
    assert window.here == "trash"
    assert "beside it" in window.desk.notices.shown[-1]
    assert len(list(damaged[0].parent.glob("*terzijde*.buurtteam"))) == 1


def test_the_recovery_code_goes_back_too_and_then_asks_for_a_passphrase(
    window: Window, damaged: tuple[Path, str]
) -> None:
    page = unlocking_page(window)
    page.show_way_back()
    way = page._way_back
    assert way is not None
    way.line.line.setText(damaged[1])
    way.go_back()
    assert page.choosing.isVisible()
    assert not way.isVisible()
    page.new.show_text("groene trein slaapt boven koude soep")
    page.take_new()
    assert window.here == "trash"


def test_on_a_new_laptop_a_folder_of_backups_is_enough(window: Window, damaged: tuple[Path, str]) -> None:
    file, _code = damaged
    stick = file.parent / "reservekopie"
    for left in (file, file.with_name(file.name + ".sleutels")):
        left.unlink()
    page = unlocking_page(window)
    page.file = None
    page.show_way_back()
    way = page._way_back
    assert way is not None
    assert way.none.isVisible()
    way.look_in(str(stick))
    way.line.line.setText(PASSPHRASE)
    way.go_back()
    assert window.here == "trash"


def test_cancelling_the_way_back_asks_for_the_passphrase_again(window: Window, a_file: tuple[Path, str]) -> None:
    page = unlocking_page(window)
    page.show_way_back()
    assert page._way_back is not None
    page._way_back.no.click()
    assert page.asking.isVisible()
    typed(page, PASSPHRASE)
    assert window.here == "trash"


def test_what_is_typed_right_after_a_step_changes_stays(window: Window) -> None:
    page = first_start(window)
    QTest.keyClicks(page.look.form.editor("name").target, "Anouk")
    page.go_on()
    assert page.focusWidget() is page.safe.new.first.line
    page.safe.new.show_text(PASSPHRASE)
    page.go_on()
    # The answer of the office comes later than the first letters, as on a slow laptop.
    late: list[Callable[[], object]] = []
    ask = page.ask
    page.ask = lambda *work, **more: late.append(lambda: ask(*work, **more))  # type: ignore[method-assign]  # a slow office
    page.go_on()
    QTest.keyClicks(page.focusWidget(), "Zonnewijk")
    for each in late:
        each()
    assert page.paper.letterhead.form.raw()["name"] == "Zonnewijk"
    page.paper.letterhead.leave()


def test_practising_can_be_stopped_from_its_bar(window: Window, desk: Desk) -> None:
    stopped: list[bool] = []
    desk.close_office = lambda: stopped.append(True)
    desk.office_summary.is_practice = True
    window.show_summary()
    QTest.mouseClick(window.practice.stop, Qt.MouseButton.LeftButton)
    assert stopped == [True]
