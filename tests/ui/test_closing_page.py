"""A household is closed on one page, by keyboard; what is missing is told with a way to it, and what is typed stays."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from buurtteam.domain.case import ClosingResult
from buurtteam.domain.closing import Decided
from buurtteam.domain.household import Household, HouseholdState
from buurtteam.domain.request import EventKind, RequestEvent
from buurtteam.domain.sharing import Referral
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Appointment, Task
from buurtteam.services import closing
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.closing import ClosingPage
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.household_band import StateBand
from buurtteam.ui.widgets import Words
from buurtteam.ui.window import Window
from tests.demir import Home, demir
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    """A household whose request was rounded off."""
    found = demir(office)
    with office.writing(Deed.CHANGE_REQUEST) as store:
        here = found.household.id
        store.save(RequestEvent(household=here, request=found.request.id, kind=EventKind.CLOSED, on=TODAY))
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


def _three_things(office: Office, home: Home) -> None:
    here = home.household.id
    with office.writing(Deed.PLAN_WORK) as store:
        store.save(Task(household=here, what="Bel de school", due_on=date(2026, 11, 20)))
        store.save(Appointment(household=here, at=datetime(2026, 12, 1, 9, tzinfo=UTC), what="Kennismaken"))
        store.save(Referral(household=here, recipient="Thuiszorg", sent_on=TODAY))
    office.take_changes()


def _page(window: Window, home: Home) -> ClosingPage:
    window.open_place("closing", household_id=home.household.id)
    page = window.page()
    assert isinstance(page, ClosingPage)
    return page


def _state(office: Office, home: Home) -> HouseholdState:
    with office.reading() as store:
        return store.get(Household, home.household.id).state


def test_a_household_with_nothing_open_is_closed_in_two_answers(window: Window, office: Office, home: Home) -> None:
    page = _page(window, home)
    assert page.rows == []
    page.form.editor("result").show_value(ClosingResult.OWN_WAY)
    page.ready.click()
    assert _state(office, home) is HouseholdState.CLOSED
    assert isinstance(window.page(), HouseholdPage)


def test_the_notice_takes_the_closing_back(window: Window, office: Office, home: Home) -> None:
    _three_things(office, home)
    page = _page(window, home)
    page.rest.editor.show_value("Verhuisd")
    page.call_off_the_rest()
    page.form.editor("result").show_value(ClosingResult.MOVED)
    page.finish()
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert _state(office, home) is HouseholdState.OPEN
    assert len(closing.what_is_open(office, home.household.id).things) == 3


def test_everything_is_decided_by_keyboard(window: Window, office: Office, home: Home) -> None:
    _three_things(office, home)
    page = _page(window, home)
    window.activateWindow()
    page.rows[0].ways.buttons[0].setFocus()
    for letter in ("d", "c", "a"):
        # Done, Called off, As aftercare: the first letter chooses, the arrow goes on.
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letter)
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Down)
    assert [each.ways.value() for each in page.rows] == [Decided.DONE, Decided.CANCELLED, Decided.MOVED]
    assert page.rows[0].day.value() == TODAY
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.form.editor("result").isAncestorOf(focus)


def test_what_is_missing_is_told_with_a_way_to_it_and_typing_stays(window: Window, office: Office, home: Home) -> None:
    _three_things(office, home)
    page = _page(window, home)
    page.form.editor("explanation").show_value("Het gaat goed zo.")
    page.rows[0].ways.choose(Decided.CANCELLED)
    page.ready.click()
    assert _state(office, home) is HouseholdState.OPEN
    assert not page.missing.isHidden()
    links = page.missing.findChildren(QPushButton)
    assert len(links) == 4
    links[0].click()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.rows[0].reason.isAncestorOf(focus)
    assert page.form.editor("explanation").value() == "Het gaat goed zo."
    page.rows[0].reason.line.setText("Hoeft niet")
    page.rows[0].reason.edited.emit()
    page.rows[1].ways.choose(Decided.MOVED)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(page.missing.findChildren(QPushButton)) == 2


def test_what_is_chosen_and_typed_is_still_there_after_leaving(window: Window, office: Office, home: Home) -> None:
    _three_things(office, home)
    page = _page(window, home)
    page.rows[1].ways.choose(Decided.CANCELLED)
    page.rows[1].reason.line.setText("Hoeft niet")
    page.form.editor("explanation").show_value("Het gaat goed zo.")
    page.settling.touch()
    window.open_place("today")
    window.open_place("household", household_id=home.household.id)
    page.work = None
    page = _page(window, home)
    assert page.rows[1].ways.value() is Decided.CANCELLED
    assert page.rows[1].reason.value() == "Hoeft niet"
    assert page.form.editor("explanation").value() == "Het gaat goed zo."


def test_the_rest_is_called_off_with_one_reason(window: Window, office: Office, home: Home) -> None:
    _three_things(office, home)
    page = _page(window, home)
    page.rows[0].ways.choose(Decided.DONE)
    page.rest_button.click()
    assert page.rest.problem
    page.rest.editor.show_value("Verhuisd")
    page.rest_button.click()
    page.form.editor("result").show_value(ClosingResult.MOVED)
    page.ready.click()
    assert _state(office, home) is HouseholdState.CLOSED
    with office.reading() as store:
        assert store.of(Referral)[0].answer_words == "Verhuisd"


def test_the_days_of_aftercare_are_shown_before_closing(window: Window, home: Home) -> None:
    page = _page(window, home)
    assert "2026" in page.days.text()
    page.form.editor("has_aftercare").show_value(False)
    page.form.edited.emit("has_aftercare")
    assert "2026" not in page.days.text()


def test_a_closed_household_says_so_and_is_opened_again_with_a_reason(
    window: Window, office: Office, home: Home
) -> None:
    closing.close(office, home.household.id)
    office.take_changes()
    window.open_place("household", household_id=home.household.id)
    shown = window.page()
    assert isinstance(shown, HouseholdPage)
    (band,) = shown.head.findChildren(StateBand)
    assert "Noor" in band.notes[0].words.text()
    page = _page(window, home)
    page.again_button.click()
    assert page.why.problem
    page.why.editor.show_value("Er kwamen nieuwe schulden")
    page.again_button.click()
    assert _state(office, home) is HouseholdState.OPEN
    page = _page(window, home)
    assert "Er kwamen nieuwe schulden" in " ".join(
        part.text() for part in page.findChildren(type(page.intro)) if part.text()
    )


def test_the_state_is_no_longer_a_word_to_choose(window: Window, home: Home) -> None:
    window.open_place("household", household_id=home.household.id)
    page = window.page()
    assert isinstance(page, HouseholdPage)
    assert page.view is not None
    more = page._more(page.view)
    texts = [action.text() for menu in (more.menu(), *more.menu().findChildren(QMenu)) for action in menu.actions()]
    assert "Light" in texts
    assert "Closed" not in texts
    assert texts.count("Crisis") == 1


def test_the_page_is_whole_for_keyboard_and_reader(window: Window, office: Office, home: Home) -> None:
    _three_things(office, home)
    page = _page(window, home)
    for each in page.rows:
        each.ways.choose(each.thing.ways[0])
    QApplication.processEvents()
    assert (nameless(page), not_reached(page), clipped(page), wider_than_shown(page)) == ([], [], [], [])


def test_a_new_request_tells_that_it_opens_a_closed_household(window: Window, office: Office, home: Home) -> None:
    closing.close(office, home.household.id)
    window.open_place("request", household_id=home.household.id)
    page = window.page()
    assert page is not None
    QApplication.processEvents()
    assert any("opens again" in each.text() for each in page.findChildren(Words))
