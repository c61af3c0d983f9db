"""A request is written down question first, and shows why each term ends when it ends."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import Household
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services import households, requests
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import rows_in
from buurtteam.ui.pages.request import RequestPage
from buurtteam.ui.pages.request_parts import late_terms
from buurtteam.ui.terms import explanation
from buurtteam.ui.window import Window
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home(office: Office) -> Household:
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
    return households.create_household(office, NewHousehold(first_name="Samira", surname="Demir"))


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Household) -> Iterator[Window]:
    desk.background = Immediate(office)
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _page(window: Window, **args: object) -> RequestPage:
    window.open_place("request", **args)
    page = window.page()
    assert isinstance(page, RequestPage)
    return page


def _late(office: Office, home: Household) -> RequestNotification:
    came = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
    return requests.receive(
        office, RequestNotification(household=home.id, received_at=came, question="Ik kom de trap niet op.")
    )


def test_a_request_of_a_known_household_is_a_question_and_ctrl_enter(
    window: Window, office: Office, home: Household
) -> None:
    page = _page(window, household_id=home.id)
    editor = page.new.form.editor("question").target
    assert window.focusWidget() is editor
    QTest.keyClicks(editor, "Ik durf de post niet open te maken")
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert page.view is not None
    assert page.view.request.question == "Ik durf de post niet open te maken"
    assert page.view.household.id == home.id
    assert page.view.request.received_at == office.now()


def test_somebody_new_needs_a_first_name_only(window: Window, office: Office) -> None:
    page = _page(window)
    QTest.keyClicks(page.new.form.editor("question").target, "Wie kan mij helpen?")
    page.new.finish()
    assert page.new.form.problems() == {"first_name": "Say first whom this is about: a first name will do."}
    QTest.keyClicks(page.new.form.editor("first_name").target, "Bo")
    page.new.finish()
    assert page.view is not None
    assert page.view.household.label == "Bo"


def test_who_is_known_is_offered_while_typing(window: Window, home: Household) -> None:
    page = _page(window)
    QTest.keyClicks(page.new.form.editor("first_name").target, "demi")
    page.new.look_up()
    rows_in(page.new)[0].opened.emit()
    assert page.new.household == home.id


def test_what_was_typed_is_still_there_later(window: Window, office: Office, home: Household) -> None:
    page = _page(window, household_id=home.id)
    QTest.keyClicks(page.new.form.editor("question").target, "Half afgemaakt")
    window.open_place("settings")
    page = _page(window, household_id=home.id)
    assert page.new.form.raw()["question"] == "Half afgemaakt"
    assert page.new.household == home.id


def test_a_late_term_asks_to_call_and_noting_the_delay_answers_it(
    window: Window, office: Office, home: Household
) -> None:
    request = _late(office, home)
    page = _page(window, request_id=request.id)
    assert not page.alarm_holder.isHidden()
    page.events.begin(EventKind.EXTENSION_AGREED)
    QTest.keyClicks(page.events.form.editor("note").target, "Samira vindt het goed")
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    with office.reading() as store:
        (event,) = store.of(RequestEvent, request=request.id)
    assert (event.kind, event.on, event.note) == (
        EventKind.EXTENSION_AGREED,
        date(2026, 11, 22),
        "Samira vindt het goed",
    )
    assert page.alarm_holder.isHidden()


def test_what_was_agreed_about_a_late_term_is_noted_from_its_alarm(
    window: Window, office: Office, home: Household
) -> None:
    request = _late(office, home)
    page = _page(window, request_id=request.id)
    alarm = [each for each in page.alarm_holder.findChildren(QPushButton) if each.text() == "Note the delay"]
    for _each in alarm:
        assert page.view is not None
        term = late_terms(page.view)[0]
        next(b for b in page.alarm_holder.findChildren(QPushButton) if b.text() == "Note the delay").click()
        assert page.drawer.form.fields["reason"].isVisible()
        QTest.keyClicks(page.drawer.form.editor("reason").target, "Ziekte in het team")
        QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
        page.drawer.close_drawer()
        assert page.view is not None
        again = next(each for each in page.view.deadlines if each.step == term.step)
        assert again.state is term.state
        assert "Ziekte in het team" in " ".join(explanation(again))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert page.alarm_holder.isHidden()


def test_a_term_tells_why_it_ends_when_it_ends(window: Window, office: Office, home: Household) -> None:
    request = _late(office, home)
    page = _page(window, request_id=request.id)
    assert page.view is not None
    term = next(each for each in page.view.deadlines if each.rule == "T03")
    said = " ".join(explanation(term))
    assert "5 Oct 2026" in said
    assert "6 weeks" in said
    assert "2.3.2" in said
    ask = next(
        each for each in page.terms.findChildren(QPushButton) if "Finish the assessment" in each.accessibleName()
    )
    ask.click()
    assert ask.text() == "Hide why"


def test_an_event_is_corrected_and_removed_and_comes_back(window: Window, office: Office, home: Household) -> None:
    request = _late(office, home)
    event = requests.record_event(office, request.id, EventKind.FIRST_TALK_HELD, date(2026, 10, 12))
    page = _page(window, request_id=request.id)
    page.events.edit(event)
    page.events.form.editor("on").target.setText("13-10-2026")  # type: ignore[attr-defined]  # a line of text
    page.events.save()
    with office.reading() as store:
        corrected = store.get(RequestEvent, event.id)
    assert corrected.on == date(2026, 10, 13)
    page.events.remove(corrected)
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    with office.reading() as store:
        assert store.count(RequestEvent, request=request.id) == 1


def test_a_day_before_the_request_is_said_under_the_date(window: Window, office: Office, home: Household) -> None:
    page = _page(window, request_id=_late(office, home).id)
    page.events.begin(EventKind.FIRST_TALK_HELD)
    page.events.form.editor("on").target.setText("1-1-2026")  # type: ignore[attr-defined]  # a line of text
    page.events.save()
    assert "on" in page.events.form.problems()


def test_the_receipt_says_first_what_it_lacks_and_handing_it_over_confirms(
    window: Window, office: Office, home: Household
) -> None:
    request = _late(office, home)
    page = _page(window, request_id=request.id)
    page.confirm_receipt()
    assert not page.paper.isHidden()
    page.issue_receipt(by_hand=True)
    hand_over = next(each for each in page.paper.findChildren(QPushButton) if each.text() == "Handed over today")
    hand_over.click()
    with office.reading() as store:
        assert [each.kind for each in store.of(RequestEvent, request=request.id)] == [EventKind.RECEIPT_CONFIRMED]


def test_everything_is_named_reached_and_fits(window: Window, office: Office, home: Household, qtbot: QtBot) -> None:
    request = _late(office, home)
    for args in ({"household_id": home.id}, {"request_id": request.id}):
        window.desk.theme.set_scale(100)
        page = _page(window, **args)
        assert nameless(page) == []
        assert not_reached(page) == []
        for scale in (100, 200):
            window.desk.theme.set_scale(scale)
            qtbot.wait(10)
            assert clipped(page) == []
            assert wider_than_shown(page) == []


def test_what_was_begun_for_one_household_never_shows_at_another(
    window: Window, office: Office, home: Household
) -> None:
    other = households.create_household(office, NewHousehold(first_name="Bo"))
    page = _page(window, household_id=home.id)
    QTest.keyClicks(page.new.form.editor("question").target, "Van Samira")
    page = _page(window, household_id=other.id)
    assert page.new.form.raw()["question"] == ""
    page = _page(window, household_id=home.id)
    assert page.new.form.raw()["question"] == "Van Samira"


def test_a_request_that_was_thrown_away_can_be_taken_back(window: Window, home: Household) -> None:
    page = _page(window, household_id=home.id)
    QTest.keyClicks(page.new.form.editor("question").target, "Toch wel belangrijk")
    page.new.cancel()
    assert window.here == "today"
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert page.new.form.raw()["question"] == "Toch wel belangrijk"


def test_ctrl_m_begins_a_request_of_the_household_that_is_open(window: Window, home: Household) -> None:
    window.open_place("household", household_id=home.id)
    QTest.keyClick(window, Qt.Key.Key_M, CTRL)
    page = window.page()
    assert isinstance(page, RequestPage)
    assert page.new.household == home.id
