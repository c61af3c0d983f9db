"""A threat is written down by keyboard in a few actions, counts down, and is over by one choice; the overview tells it all."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.budget import Cost, CostKind, SchemeState
from buurtteam.domain.conversation import Conversation, Topic
from buurtteam.domain.debt import Debt
from buurtteam.domain.request import RequestKind, RequestNotification
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.threat import Threat, ThreatEnd, ThreatKind
from buurtteam.services import budget, households, requests, threats
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import ListRow, rows_in
from buurtteam.ui.pages.conversation import ConversationPage
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.household_threats import ThreatBand
from buurtteam.ui.pages.money import MoneyPage
from buurtteam.ui.pages.money_overview import MoneyOverview
from buurtteam.ui.pages.money_threats import Threats
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.widgets import Note, StatusChip, Words
from buurtteam.ui.window import Window
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown

W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 22)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office) -> Iterator[Window]:
    """The real window with a real office, where a worker is known."""
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
    office.take_changes()
    desk.background = Immediate(office)
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def page(window: Window, office: Office) -> MoneyPage:
    """The money of a household that is new."""
    made = households.create_household(office, NewHousehold(first_name="Samira"))
    office.take_changes()
    window.open_place("household", household_id=made.id)
    window.activateWindow()
    assert isinstance(window.page(), HouseholdPage)
    QApplication.processEvents()
    key(Qt.Key.Key_E, CTRL)
    found = window.page()
    assert isinstance(found, MoneyPage)
    return found


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    QTest.keyClick(focus, which, modifier)


def typed(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def opened(page: MoneyPage, tab: str, kind: type[W]) -> W:
    page.open_tab(tab)
    found = page.tabs[tab]
    assert isinstance(found, kind)
    return found


def all_threats(office: Office) -> list[Threat]:
    with office.reading() as store:
        return store.of(Threat)


def settled() -> None:
    """What was let go is gone, and what is new is shown."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def words_in(widget: QWidget) -> str:
    settled()
    said = [each.text() for each in widget.findChildren(Words) if not each.isHidden()]
    return "\n".join([*said, *(each.words.text() for each in widget.findChildren(Note))])


def asked_for_debts(office: Office, page: MoneyPage, days_ago: int = 0) -> RequestNotification:
    assert page.view is not None
    received_at = office.now() - timedelta(days=days_ago)
    home = page.view.household.id
    return requests.receive(office, RequestNotification(household=home, received_at=received_at, kind=RequestKind.DEBT))


def test_an_eviction_with_day_and_hour_takes_at_most_eight_actions_from_the_page_of_the_household(
    page: MoneyPage, office: Office
) -> None:
    # 1 was Ctrl+E.
    key(Qt.Key.Key_PageDown, CTRL)  # 2
    key(Qt.Key.Key_Insert)  # 3
    key(Qt.Key.Key_Space)  # 4
    typed("24-11")  # 5
    actions = 5
    tab = page.tabs["threats"]
    assert isinstance(tab, Threats)
    while not tab.form.fields["hour"].isAncestorOf(QApplication.focusWidget() or page):
        key(Qt.Key.Key_Tab)
        actions += 1
        assert actions < 8
    typed("13.00")
    assert actions + 1 <= 8
    tab.leave()
    (made,) = all_threats(office)
    assert (made.kind, made.known_on, made.on, made.hour) == (
        ThreatKind.EVICTION,
        TODAY,
        date(2026, 11, 24),
        "13:00",
    )


def test_without_a_request_the_screen_says_so_and_one_key_writes_it_down(page: MoneyPage, office: Office) -> None:
    tab = opened(page, "threats", Threats)
    tab.begin(ThreatKind.EVICTION)
    assert "the three working days do not count yet" in words_in(tab.strip)
    with office.reading() as store:
        assert not store.of(RequestNotification)
    ready = next(each for each in tab.strip.findChildren(QPushButton) if "today" in each.text())
    ready.setFocus()
    key(Qt.Key.Key_Space)
    assert "first conversation by Wednesday 25 November 2026" in words_in(tab.strip)
    with office.reading() as store:
        assert [each.kind for each in store.of(RequestNotification)] == [RequestKind.DEBT]


def test_one_choice_ends_it_and_another_lets_it_go_on(page: MoneyPage, office: Office) -> None:
    asked_for_debts(office, page)
    tab = opened(page, "threats", Threats)
    tab.begin(ThreatKind.GAS)
    tab.begin(ThreatKind.WATER)
    assert [each.accessibleName().split(",")[0] for each in rows_in(tab.list)] == ["Gas cut off", "Water cut off"]
    tab.ways[ThreatEnd.AVERTED].click()
    ended = next(each for each in all_threats(office) if each.kind is ThreatKind.WATER)
    assert (ended.ended_on, ended.ended_how) == (TODAY, ThreatEnd.AVERTED)
    assert tab.ending.isHidden()
    assert "Averted" in tab.is_over.text()
    tab.goes_on.click()
    assert all(each.ended_on is None for each in all_threats(office))


def test_a_day_to_come_is_no_day_on_which_it_ended(page: MoneyPage, office: Office) -> None:
    tab = opened(page, "threats", Threats)
    tab.begin(ThreatKind.GAS)
    tab.ended_on.editor.show_value(TODAY + timedelta(days=1))
    tab.ways[ThreatEnd.HAPPENED].click()
    assert "has yet to come" in tab.ended_on.problem
    assert all_threats(office)[0].ended_on is None


def test_what_is_typed_is_kept_when_another_tab_is_opened(page: MoneyPage, office: Office) -> None:
    tab = opened(page, "threats", Threats)
    tab.begin(ThreatKind.HEALTH_INSURANCE)
    tab.form.focus("creditor")
    typed("Zorgverzekeraar Proef")
    opened(page, "overview", MoneyOverview)
    assert all_threats(office)[0].creditor == "Zorgverzekeraar Proef"


def test_the_questions_of_the_court_stand_only_with_what_a_court_can_put_off(page: MoneyPage) -> None:
    tab = opened(page, "threats", Threats)
    tab.begin(ThreatKind.EVICTION)
    assert not tab.court.isHidden()
    assert tab.local.isHidden()
    tab.begin(ThreatKind.OTHER)
    assert tab.court.isHidden()
    assert not tab.local.isHidden()


def test_removing_goes_to_the_trash_and_comes_back(page: MoneyPage, office: Office) -> None:
    tab = opened(page, "threats", Threats)
    tab.begin(ThreatKind.EVICTION)
    key(Qt.Key.Key_Escape)
    tab.remove_row()
    assert not all_threats(office)
    notice = page.desk.notices.newest
    assert notice is not None
    notice.findChildren(QPushButton)[0].click()
    assert len(all_threats(office)) == 1


def test_the_overview_begins_a_threat_with_one_key_and_shows_it_on_top(page: MoneyPage, office: Office) -> None:
    asked_for_debts(office, page)
    overview = opened(page, "overview", MoneyOverview)
    settled()
    quick = overview.strip.findChildren(QPushButton)
    assert len(quick) == 6
    quick[0].setFocus()
    key(Qt.Key.Key_Space)
    assert page.carry()["tab"] == "threats"
    assert [each.kind for each in all_threats(office)] == [ThreatKind.EVICTION]
    opened(page, "overview", MoneyOverview)
    assert "Urgent: first conversation by Wednesday 25 November 2026" in words_in(overview.strip)
    settled()
    row = rows_in(overview.strip)[0]
    assert isinstance(row, ListRow)
    row.setFocus()
    key(Qt.Key.Key_Return)
    assert page.carry()["tab"] == "threats"


def test_the_overview_says_what_is_known_and_how_much_is_not(page: MoneyPage, office: Office) -> None:
    assert page.view is not None
    home = page.view.household.id
    made = threats.begin(office, home, ThreatKind.EVICTION)
    with office.writing(Deed.CHANGE_HOUSEHOLD, home) as store:
        for creditor, cents, threat in (("Woonpunt", 122400, made.id), ("Energie Proef", None, None)):
            store.save(Debt(household=home, creditor=creditor, amount=cents, threat=threat))
    overview = opened(page, "overview", MoneyOverview)
    assert "€1,224.00 known + 1 unknown" in words_in(overview.debts)
    assert [each.accessibleName().split(",")[0] for each in rows_in(overview.debts)] == ["Woonpunt", "Energie Proef"]


@pytest.mark.parametrize("tab", ["threats", "overview"])
@pytest.mark.parametrize("scale", [100, 200])
def test_hard_facts_fit(page: MoneyPage, office: Office, window: Window, tab: str, scale: int) -> None:
    assert page.view is not None
    home = page.view.household.id
    long = "Gerechtsdeurwaarderskantoor Van der Voorbeeld-Proefsma & Partners te Oefenstad"
    asked_for_debts(office, page)
    threats.begin(
        office, home, ThreatKind.EVICTION, on=TODAY, hour="16:00", creditor=long, bailiff=long, owed=99_999_999_99
    )
    for kind in (ThreatKind.HEALTH_INSURANCE, ThreatKind.NO_FOOD, ThreatKind.BUSINESS_SEIZURE):
        threats.begin(office, home, kind, on=TODAY + timedelta(days=3))
    page.desk.theme.set_scale(scale)
    window.resize(1366, 768)
    page.open_tab(tab)
    QApplication.processEvents()
    shown = page.tabs[tab]
    assert wider_than_shown(page) == []
    assert nameless(shown) == []
    assert clipped(shown) == []
    assert not_reached(page) == []


def test_from_the_conversation_one_goes_to_what_threatens_and_back(
    page: MoneyPage, office: Office, window: Window
) -> None:
    assert page.view is not None
    with office.writing(Deed.HOLD_CONVERSATION, page.view.household.id) as store:
        talk = store.save(Conversation(household=page.view.household.id, held_at=office.now()))
    window.open_place("conversation", conversation_id=talk.id)
    table = window.page()
    assert isinstance(table, ConversationPage)
    table.open_topic(Topic.MONEY)
    assert not table.pane.urgent.isHidden()
    table.pane.urgent.click()
    assert isinstance(window.page(), MoneyPage)
    assert page.carry()["tab"] == "threats"
    assert not page.to_talk.isHidden()
    page.to_talk.click()
    assert window.page() is table
    table.open_topic(Topic.BODY)
    assert table.pane.urgent.isHidden()
    window.open_place("money", household_id=page.view.household.id)
    assert page.to_talk.isHidden()


def test_today_and_the_page_of_the_household_show_what_threatens(
    page: MoneyPage, office: Office, window: Window
) -> None:
    assert page.view is not None
    home = page.view.household.id
    made = threats.begin(office, home, ThreatKind.EVICTION, on=TODAY + timedelta(days=2))
    window.open_place("household", household_id=home)
    shown = window.page()
    assert isinstance(shown, HouseholdPage)
    settled()
    band = next(iter(shown.head.findChildren(ThreatBand)))
    assert [each.accessibleName() for each in band.findChildren(StatusChip)] == ["Eviction: 2 days to go"]
    window.open_place("today")
    today = window.page()
    assert isinstance(today, TodayPage)
    settled()
    (row,) = rows_in(today.threats)
    assert "Eviction" in row.accessibleName()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert window.page() is page
    threats.end(office, made.id, ThreatEnd.AVERTED)
    window.open_place("today")
    assert today.threats.isHidden()


def test_at_a_glance_stands_what_may_fit_and_is_not_used(page: MoneyPage, office: Office) -> None:
    assert page.view is not None
    home = page.view.household.id
    tab = opened(page, "overview", MoneyOverview)
    assert "Maybe a right to" not in words_in(tab.month)
    with office.writing(Deed.CHANGE_BUDGET, home) as store:
        store.save(Cost(household=home, kind=CostKind.RENT, amount=612_00))
    page.open_tab("overview")
    assert "Maybe a right to: Rent allowance, " in words_in(tab.month)
    budget.set_scheme(office, home, "huurtoeslag", SchemeState.NOT_FITTING)
    page.open_tab("overview")
    assert "Rent allowance" not in words_in(tab.month)
