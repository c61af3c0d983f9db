"""Settings, history, trash and help."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import Household
from buurtteam.domain.staff import Team, Worker, WorkerFunction
from buurtteam.paths import resource
from buurtteam.services import households, staff
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.background import Background
from buurtteam.ui.desk import Desk
from buurtteam.ui.entering import go_in
from buurtteam.ui.notices import Notices
from buurtteam.ui.pages.help import HelpPage, for_the_helpdesk, read_topics
from buurtteam.ui.pages.history import HistoryPage
from buurtteam.ui.pages.settings import PARTS, SettingsPage
from buurtteam.ui.pages.trash import TrashPage
from buurtteam.ui.theme import Theme
from buurtteam.ui.window import PLACES, Window
from tests.ui import walk
from tests.ui.walk import gone


@pytest.fixture
def window(desk: Desk, office: Office) -> Iterator[Window]:
    from buurtteam.services.opening import Opened

    me = staff.set_up(
        office, Team(name="Zonnewijk"), Worker(name="Anouk Voorbeeld", function=WorkerFunction.COORDINATOR)
    )
    staff.keep_worker(office, Worker(name="Bas"))
    made = Window(desk)
    made.show()
    go_in(desk, Opened(office, staff.begin(office)))
    assert office.worker == me
    yield made
    desk.background.office = None
    gone(made)


@pytest.fixture
def home(office: Office) -> Household:
    return households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678"))


def settings(window: Window, part: str) -> SettingsPage:
    window.open_place("settings", part=part)
    page = window.page()
    assert isinstance(page, SettingsPage)
    return page


def words_of(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize("part", [key for key, _words in PARTS])
@pytest.mark.parametrize("scale", [100, 200])
def test_every_part_of_the_settings_has_names_and_fits(window: Window, part: str, scale: int) -> None:
    window.resize(1366, 740)
    window.desk.theme.set_scale(scale)
    page = settings(window, part)
    assert walk.nameless(page) == []
    assert walk.wider_than_shown(page) == []


def test_who_works_is_changed_and_the_journal_names_the_other(window: Window, office: Office, home: Household) -> None:
    page = settings(window, "me")
    bas = next(each for each in staff.workers(office) if each.name == "Bas")
    page.me.who.show_value(bas.id)
    page.me.who.edited.emit()
    assert window.status.team.text().startswith("Bas")
    resident = households.read_household(office, home.id).everybody[0].resident
    households.keep_person(office, home.id, resident.changed(first_name="Samira Noor"))
    assert office.history(home.id)[0].worker == "Bas"


def test_a_worker_is_added_by_typing_a_name(window: Window, office: Office) -> None:
    page = settings(window, "workers")
    page.workers.pane.add()
    QTest.keyClicks(page.workers.pane.form.editor("name").target, "Chantal")
    page.leave()
    assert "Chantal" in [each.name for each in staff.workers(office)]


def test_the_letterhead_keeps_itself_and_a_light_colour_is_said(window: Window, office: Office) -> None:
    page = settings(window, "team")
    form = page.team.letterhead
    form.form.editor("brand_color").show_value("#FFD23F")
    form.form.editor("brand_color").edited.emit()
    assert "darker" in form.contrast.text()
    page.leave()
    assert staff.team(office).brand_color == "#FFD23F"


def test_a_backup_is_made_now_and_stands_in_the_list(window: Window, file: Path) -> None:
    page = settings(window, "backup")
    assert page.backup.empty.isVisible()
    page.backup.make()
    assert len(page.backup.table.rows()) == 1
    assert page.backup.back.isVisible()


def test_the_lock_waits_as_long_as_was_chosen(window: Window) -> None:
    page = settings(window, "me")
    page.me.lock.editor("idle_minutes").show_value(25)
    page.me.lock.editor("idle_minutes").edited.emit()
    page.leave()
    assert window.desk.settings.idle_minutes == 25


def test_the_history_says_in_words_what_was_and_is(window: Window, office: Office, home: Household) -> None:
    resident = households.read_household(office, home.id, is_visit=True).everybody[0].resident
    office.worker = next(each for each in staff.workers(office) if each.name == "Bas")
    households.keep_person(office, home.id, resident.changed(first_name="Samira Noor"))
    window.open_place("history", household_id=home.id)
    page = window.page()
    assert isinstance(page, HistoryPage)
    assert "First name: was Samira, is now Samira Noor" in words_of(page)
    page.person.show_value("Bas")
    page._from_the_top()
    assert "Anouk" not in words_of(page)
    page.part.choose("looked")
    page.person.show_value("")
    page._from_the_top()
    assert "Anouk Voorbeeld has opened the household" in words_of(page) or "opened the household" in words_of(page)
    assert walk.nameless(page) == []


def test_enter_puts_back_what_lies_in_the_trash(window: Window, office: Office, home: Household) -> None:
    households.remove_household(office, home.id)
    window.open_place("trash")
    page = window.page()
    assert isinstance(page, TrashPage)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.empty.isVisible()
    assert households.read_household(office, home.id).everybody


def test_the_menu_names_what_would_be_taken_back_and_ctrl_z_does_it(window: Window, office: Office) -> None:
    background = window.desk.background
    background.do(lambda of: households.create_household(of, NewHousehold(first_name="Samira", reach="0612345678")))
    assert window.actions_of["edit.undo"].text() == "Undo: new household"
    window.undo()
    assert households.household_lines(office) == ()
    assert window.actions_of["edit.redo"].text() == "Redo: new household"
    window.redo()
    assert len(households.household_lines(office)) == 1


def test_ctrl_z_takes_back_the_last_deed_also_while_that_still_waits(
    office: Office, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path))
    background = Background(office)
    window = Window(Desk(background, theme, Notices(), today=office.today))

    def household(name: str) -> None:
        background.do(lambda of: households.create_household(of, NewHousehold(first_name=name)))

    household("Samira")
    qtbot.waitUntil(lambda: not background.is_busy())
    household("Fatma")
    window.undo()
    qtbot.waitUntil(lambda: not background.is_busy())
    assert [line.label for line in households.household_lines(office)] == ["Samira"]
    background.office = None
    background.finish()
    gone(window)


def test_both_languages_help_with_the_same_pages() -> None:
    dutch, english = read_topics("nl"), read_topics("en")
    assert [each.key for each in dutch] == [each.key for each in english]
    assert all(each.paragraphs and each.title for each in dutch)
    assert {each.key for each in dutch} <= {place.key for place in PLACES} | {"safe", "accessibility"}


@pytest.mark.parametrize(("speaks", "stands_as"), [("nl", "msgstr"), ("en", "msgid")])
def test_what_the_help_about_money_names_is_called_so_on_the_screen(speaks: str, stands_as: str) -> None:
    words = resource("locale", "nl", "LC_MESSAGES", "buurtteam.po").read_text(encoding="utf-8")
    (about_money,) = (each for each in read_topics(speaks) if each.key == "money")
    named = re.findall("“([^”]+)”", " ".join(about_money.paragraphs))
    assert {"nl": "Brief met vraag om uitstel", "en": "Letter that asks to wait"}[speaks] in named
    assert [each for each in named if f'{stands_as} "{each}' not in words] == []


def test_help_opens_at_the_page_one_came_from(window: Window) -> None:
    window.open_place("trash")
    window.open_place("help", about="trash")
    page = window.page()
    assert isinstance(page, HelpPage)
    assert page.key == "trash"
    page.show_topic("about")
    assert walk.nameless(page) == []


def test_what_the_helpdesk_gets_names_no_folder_and_nobody() -> None:
    told = for_the_helpdesk(100, "light")
    assert str(Path.home()) not in told
    assert "Qt" in told
