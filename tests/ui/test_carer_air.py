"""What gives air, by keyboard: an idea goes into the plan and is asked for in a few keys; how it goes is one key each."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from buurtteam.domain.care import Air, CarerTalk, Helped, SupportState
from buurtteam.domain.conversation import Topic
from buurtteam.domain.directory import DirectoryEntry, KindOfHelp
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import Relation, RelationKind
from buurtteam.domain.plan import PlanAction
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic
from buurtteam.domain.staff import Deed, Team
from buurtteam.services import carer_support, directory, staff
from buurtteam.services.carer_support import AirView
from buurtteam.services.office import Office
from buurtteam.services.opening import Opened
from buurtteam.ui.desk import Desk
from buurtteam.ui.entering import go_in
from buurtteam.ui.pages.carer import CarerPage
from buurtteam.ui.pages.carer_air import AirTab
from buurtteam.ui.pages.paper import PaperPage
from buurtteam.ui.widgets import Words
from buurtteam.ui.window import Window
from tests.demir import Home, demir
from tests.ui.walk import gone

TODAY = date(2026, 11, 22)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home(office: Office) -> Home:
    """Samira cares for her mother and asked for somebody who takes over; two of those are near."""
    made = demir(office)
    staff.set_up(office, Team(name="Zonnewijk"), made.noor)
    for name, kind in (("De Akkerhof", KindOfHelp.STAY_AWAY), ("Thuis even weg", KindOfHelp.VOLUNTEER_AT_HOME)):
        directory.keep(office, DirectoryEntry(name=name, kinds=frozenset({kind}), what="Neemt het over."))
    with office.writing(Deed.KEEP_CARER) as store:
        for each in ("De Akkerhof", "Thuis even weg"):
            store.save(
                Consent(
                    household=made.household.id,
                    resident=made.samira.id,
                    recipient=each,
                    topics=frozenset({SharedTopic.NAME_ADDRESS, SharedTopic.CARE}),
                    answer=ConsentAnswer.YES,
                    given_on=TODAY,
                )
            )
        store.save(Relation(resident=made.samira.id, kind=RelationKind.CARES_FOR, to_resident=made.oma.id))
        store.save(
            CarerTalk(
                household=made.household.id,
                resident=made.samira.id,
                held_on=TODAY,
                own_words="Ik kan niet meer.",
                air=frozenset({Air.TAKE_OVER}),
            )
        )
    return made


@pytest.fixture
def window(desk: Desk, office: Office, home: Home) -> Iterator[Window]:
    made = Window(desk)
    made.show()
    go_in(desk, Opened(office, staff.begin(office)))
    made.activateWindow()
    yield made
    desk.background.office = None
    gone(made)


class Keys:
    """A person at the keyboard whose actions are counted: each press of a key, with or without Ctrl, is one."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.actions = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        # Off screen, the window system lets go of a window now and then.
        self.window.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()


def tab(window: Window, home: Home) -> AirTab:
    window.open_place("carer", household_id=home.household.id, tab="air", carer=home.samira.id)
    page = window.page()
    assert isinstance(page, CarerPage)
    found = page.tabs["air"]
    assert isinstance(found, AirTab)
    return found


def air(office: Office, home: Home) -> AirView:
    return carer_support.read_air(office, home.household.id, home.samira.id)


def actions_in_plan(office: Office) -> list[PlanAction]:
    with office.reading() as store:
        return store.of(PlanAction)


def test_from_the_household_to_help_asked_for_in_the_plan_and_printed_takes_ten_actions(
    window: Window, office: Office, home: Home
) -> None:
    window.open_place("household", household_id=home.household.id)
    keys = Keys(window)
    keys.press(Qt.Key.Key_G, CTRL)
    page = window.page()
    assert isinstance(page, CarerPage)
    while not isinstance(page.tabs.get("air"), AirTab) or page.tabs["air"].isHidden():
        keys.press(Qt.Key.Key_PageDown, CTRL)
        assert keys.actions < 8
    shown = page.tabs["air"]
    assert isinstance(shown, AirTab)
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert window.focusWidget() is shown.help.asked
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_P, CTRL)
    assert isinstance(window.focusWidget(), QPushButton), "it says what is missing, such as the address"
    keys.press(Qt.Key.Key_Space)
    paper = window.page()
    assert isinstance(paper, PaperPage)
    keys.actions += 1  # Ctrl+P prints what is shown; no printer is asked here.
    assert "page.print" in paper.bound()
    assert keys.actions <= 10, keys.actions
    line = air(office, home).supports[0]
    assert (line.state, line.support.requested_on, line.is_in_plan) == (SupportState.WAITING, TODAY, True)
    assert [(each.topic, each.organisation) for each in actions_in_plan(office)] == [
        (Topic.CARING, line.support.offered_by)
    ]
    assert "niet meer" not in str([dict(each) for each in actions_in_plan(office)])


def test_the_ideas_are_the_first_thing_after_the_tabs(window: Window, home: Home) -> None:
    shown = tab(window, home)
    page = window.page()
    assert isinstance(page, CarerPage)
    page.bar.setFocus()
    keys = Keys(window)
    keys.press(Qt.Key.Key_Tab)
    assert window.focusWidget() is shown.ideas


def test_enter_on_an_idea_notes_it_as_a_wish_and_goes_on_to_it(window: Window, office: Office, home: Home) -> None:
    shown = tab(window, home)
    shown.ideas.setFocus()
    QTest.keyClick(shown.ideas, Qt.Key.Key_Return)
    assert [each.state for each in air(office, home).supports] == [SupportState.WISHED]
    assert actions_in_plan(office) == []
    assert shown.help.form.record is not None
    assert shown.ideas.rows()[0].taken is not None


def test_each_step_is_one_key_and_its_day_can_be_changed(window: Window, office: Office, home: Home) -> None:
    shown = tab(window, home)
    shown.take()
    help_ = shown.help
    help_.asked.click()
    help_.form.editor("requested_on").show_value(date(2026, 10, 1))
    help_.form.save()
    line = air(office, home).supports[0]
    assert (line.state, line.weeks) == (SupportState.WAITING, 7)
    assert help_.state.accessibleName() or help_.state.isVisible()
    help_.started.click()
    assert air(office, home).supports[0].state is SupportState.RUNNING
    help_.form.editor("helped").choose(Helped.SOMEWHAT)  # type: ignore[attr-defined]
    help_.leave()
    assert air(office, home).supports[0].support.helped is Helped.SOMEWHAT


def test_who_stops_help_is_asked_why(window: Window, office: Office, home: Home) -> None:
    shown = tab(window, home)
    shown.take()
    shown.help.started.click()
    shown.help.stopped.click()
    assert air(office, home).supports[0].state is SupportState.RUNNING
    assert "stop_reason" in shown.help.form.problems()
    QTest.keyClicks(shown.help.form.editor("stop_reason").target, "Te ver weg")
    shown.help.stopped.click()
    support = air(office, home).supports[0].support
    assert (support.stopped_on, support.stop_reason) == (TODAY, "Te ver weg")
    assert not shown.help.again.isHidden()


def test_what_was_only_wished_for_is_not_wanted_after_all(window: Window, office: Office, home: Home) -> None:
    shown = tab(window, home)
    shown.take()
    assert shown.help.stopped.text() == "Not wanted after all"
    shown.help.stopped.click()
    assert shown.help.form.problems()["stop_reason"] == "Write down why it is not wanted."
    shown.help.asked.click()
    assert shown.help.stopped.text() == "Stopped today"


def test_the_token_of_this_year_is_asked_for_granted_and_received(window: Window, office: Office, home: Home) -> None:
    shown = tab(window, home)
    assert "2026: not asked for yet" in shown.token.now.text()
    shown.token.ask.click()
    shown.token.yes.click()
    shown.token.got.click()
    one = air(office, home).appreciations[0]
    assert (one.asked_on, one.granted, one.received_on) == (TODAY, True, TODAY)
    assert shown.token.deeds.isHidden()


def test_information_stands_with_its_source(window: Window, home: Home) -> None:
    shown = tab(window, home)
    words = " ".join(each.text() for each in shown.information.findChildren(type(shown.asked)))
    assert "Wmo 2015 art. 2.1.6" in words
    assert "still to be checked" in words


def test_help_of_one_carer_never_shows_with_another(window: Window, office: Office, home: Home) -> None:
    shown = tab(window, home)
    shown.take()
    page = window.page()
    assert isinstance(page, CarerPage)
    page.choose(home.oma.id)
    other = page.tabs["air"]
    assert isinstance(other, AirTab)
    assert other.help.table.rows() == []


def test_without_the_yes_of_the_carer_no_letter_is_made(window: Window, office: Office, home: Home) -> None:
    other = directory.keep(office, DirectoryEntry(name="Anderen", kinds=frozenset({KindOfHelp.NIGHT_CARE})))
    shown = tab(window, home)
    shown.ideas.choose(other.id)
    shown.take()
    shown.print_it()
    words = " ".join(each.text() for each in shown.maker.drawer.findChildren(Words))
    assert "has not said yes" in words
    with office.reading() as store:
        assert store.of(Paper) == []
