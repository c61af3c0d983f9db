"""One key opens the crisis of the household at hand: whom to call, who leads, and what must happen today."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from buurtteam.domain.any_paper import paper_from_json
from buurtteam.domain.household import ContactPoint, Household, Weight
from buurtteam.domain.papers import CrisisPaper, PaperKind
from buurtteam.domain.staff import Deed
from buurtteam.services import crisis, printing
from buurtteam.services.crisis import MustHappen
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import ListRow, rows_in
from buurtteam.ui.pages.crisis import CrisisPage
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.household_band import StateBand
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.widgets import Words
from buurtteam.ui.window import Window
from tests.demir import Home, demir
from tests.ui.slow import Slow
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown


@pytest.fixture
def home(office: Office) -> Home:
    found = demir(office)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        found.household = store.save(found.household.changed(plan_coordinator=found.bas.id))
        store.save(ContactPoint(resident=found.samira.id, value="06 00123456"))
    return found


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Home) -> Iterator[Window]:
    office.take_changes()
    desk.background = Immediate(office)
    desk.today = office.today
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _page(window: Window) -> CrisisPage:
    page = window.page()
    assert isinstance(page, CrisisPage)
    return page


def _of(window: Window, home: Home) -> CrisisPage:
    window.open_place("crisis", household_id=home.household.id)
    return _page(window)


def _said(page: CrisisPage) -> str:
    QApplication.processEvents()
    return " ".join(each.text() for each in page.findChildren(Words) if each.isVisibleTo(page))


def test_one_key_opens_it_also_from_a_text_field(window: Window, home: Home) -> None:
    window.open_place("household", household_id=home.household.id)
    page = window.page()
    assert isinstance(page, HouseholdPage)
    page.rename()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_F11)
    assert _page(window).view is not None
    assert _page(window).about_household() == home.household.id


def test_without_a_household_the_numbers_stand_there_and_one_is_found_by_name(window: Window, home: Home) -> None:
    window.open_place("today")
    window.actions_of["household.crisis"].trigger()
    page = _page(window)
    assert "112" in _said(page)
    page.search.editor.show_value("Demir")
    page._look_up()
    (hit, *_more) = [each for each in rows_in(page.choose) if "Demir" in each.accessibleName()]
    hit.opened.emit()
    assert _page(window).about_household() == home.household.id


def test_the_safe_number_of_the_household_and_the_default_regisseur_stand_ready(window: Window, home: Home) -> None:
    page = _of(window, home)
    assert "06 00123456" in _said(page)
    assert page.regisseur.editor.value() == home.bas.id


def test_it_is_declared_with_what_must_happen_today(window: Window, office: Office, home: Home) -> None:
    page = _of(window, home)
    page.what.editor.show_value("Vader dreigde vannacht")
    page.lines[0].what.editor.show_value("Slaapplek zoeken")
    page.lines[1].what.editor.show_value("Bel Veilig Thuis")
    page.lines[1].who.editor.show_value(home.noor.id)
    page.ready.click()
    view = crisis.read(office, home.household.id)
    assert view.regisseur == home.bas.id
    assert [(each.what, each.worker) for each in view.tasks] == [
        ("Slaapplek zoeken", home.bas.id),
        ("Bel Veilig Thuis", home.noor.id),
    ]
    assert "Vader dreigde vannacht" in page.band.words.text()
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    first = next(each for each in rows_in(page.runs) if isinstance(each, ListRow))
    first.done.emit()
    assert sum(each.is_open for each in crisis.read(office, home.household.id).tasks) == 1


def test_more_can_be_added_and_it_ends_with_a_reason(window: Window, office: Office, home: Home) -> None:
    crisis.start(office, home.household.id, regisseur=home.noor.id)
    office.take_changes()
    page = _of(window, home)
    page.more.what.editor.show_value("Medicijnen halen")
    page.more_button.click()
    assert [each.what for each in crisis.read(office, home.household.id).tasks] == ["Medicijnen halen"]
    assert page.more.what.editor.value() == ""
    page.end()
    assert page.reason.problem
    page.reason.editor.show_value("Iedereen is veilig")
    page.end()
    assert crisis.read(office, home.household.id).started is None
    with office.reading() as store:
        assert store.get(Household, home.household.id).weight is Weight.HEAVY


def test_what_is_typed_is_still_there_after_leaving(window: Window, home: Home) -> None:
    page = _of(window, home)
    page.what.editor.show_value("Vader dreigde")
    page.settling.touch()
    window.open_place("today")
    page.view = None
    assert _of(window, home).what.editor.value() == "Vader dreigde"


def test_the_page_of_the_household_and_today_say_it_first(window: Window, office: Office, home: Home) -> None:
    crisis.start(office, home.household.id, regisseur=home.noor.id, today=[MustHappen("Bel")])
    office.take_changes()
    window.open_place("household", household_id=home.household.id)
    page = window.page()
    assert isinstance(page, HouseholdPage)
    (band,) = page.head.findChildren(StateBand)
    assert "Noor" in band.notes[0].words.text()
    window.open_place("today")
    today = window.page()
    assert isinstance(today, TodayPage)
    (row,) = rows_in(today.crises)
    assert "Demir" in row.accessibleName()
    row.opened.emit()
    assert _page(window).about_household() == home.household.id


def test_it_is_printed_on_one_sheet_without_what_is_for_the_team_only(
    window: Window, office: Office, home: Home
) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        now = store.get(Household, home.household.id)
        store.save(now.changed(safe_contact="Bel nooit 's avonds: hij luistert mee."))
    crisis.start(office, home.household.id, "Nood thuis", regisseur=home.noor.id)
    paper = printing.issue_crisis(office, home.household.id)
    content = paper_from_json(paper.content)
    assert isinstance(content, CrisisPaper)
    assert paper.kind is PaperKind.CRISIS
    assert content.has_safe_contact
    assert "luistert" not in paper.content
    assert (content.regisseur.name, content.what) == ("Noor", "Nood thuis")


def test_the_page_is_whole_for_keyboard_and_reader(window: Window, office: Office, home: Home) -> None:
    for begin in (False, True):
        if begin:
            crisis.start(office, home.household.id, today=[MustHappen("Bel")])
            office.take_changes()
        page = _of(window, home)
        page._read()
        QApplication.processEvents()
        assert (nameless(page), not_reached(page), clipped(page), wider_than_shown(page)) == ([], [], [], [])


def test_the_focus_waits_for_what_is_there_and_is_never_in_a_field_that_hides(
    window: Window, office: Office, home: Home
) -> None:
    crisis.start(office, home.household.id, regisseur=home.noor.id)
    office.take_changes()
    window.desk.background = slow = Slow()
    slow.office = office
    window.open_place("crisis", household_id=home.household.id)
    focus = window.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    slow.catch_up()
    page = _page(window)
    assert page.first_focus() is page.leads.editor.target
