"""How somebody keeps going is asked by keyboard, kept at once, and who cannot go on is seen at once with the ways on."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from buurtteam import texts
from buurtteam.domain.care import Air, CarerTalk, Perseverance
from buurtteam.domain.household import Relation, RelationKind
from buurtteam.domain.kinds import ResidentId
from buurtteam.domain.staff import Deed
from buurtteam.services import carer_talks
from buurtteam.services.carer_talks import CarerTalksView
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import rows_in
from buurtteam.ui.pages.carer import CarerPage
from buurtteam.ui.pages.carer_overload import CarerBand, OverloadToday
from buurtteam.ui.pages.carer_talk import CarerTalks
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.widgets import Note, StatusChip, Words
from buurtteam.ui.window import Window
from tests.demir import Home, demir
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown

W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    """Samira cares for her mother, who lives with her."""
    made = demir(office)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Relation(resident=made.samira.id, to_resident=made.oma.id, kind=RelationKind.CARES_FOR))
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Home) -> Iterator[Window]:
    """The real window with a real office."""
    del home
    office.take_changes()
    desk.background = Immediate(office)
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def opened(window: Window, home: Home, carer: ResidentId | None = None) -> CarerTalks:
    window.open_place("carer", household_id=home.household.id, tab="talk", carer=carer or home.samira.id)
    window.activateWindow()
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, CarerPage)
    tab = page.tabs["talk"]
    assert isinstance(tab, CarerTalks)
    return tab


def tab_of(window: Window) -> CarerTalks:
    page = window.page()
    assert isinstance(page, CarerPage)
    tab = page.tabs["talk"]
    assert isinstance(tab, CarerTalks)
    return tab


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    QTest.keyClick(focus, which, modifier)
    QApplication.processEvents()


def typed(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def shown(kind: type[W], under: QWidget) -> list[W]:
    return [each for each in under.findChildren(kind) if each.isVisible()]


def said(under: QWidget) -> str:
    return " ".join(each.text() for each in shown(Words, under))


def view(office: Office, home: Home) -> CarerTalksView:
    return carer_talks.talks_of(office, home.household.id, home.samira.id)


def a_talk(office: Office, home: Home, ago: int = 0, **facts: object) -> CarerTalk:
    with office.writing(Deed.TALK_WITH_CARER, home.household.id) as store:
        own = {"household": home.household.id, "resident": home.samira.id, "held_on": TODAY - timedelta(days=ago)}
        return store.save(CarerTalk(**own, **facts))


def test_a_talk_is_held_with_the_keyboard_alone_and_everything_is_kept(
    window: Window, office: Office, home: Home
) -> None:
    tab = opened(window, home)
    assert "Nobody asked Samira Demir yet how it goes." in said(tab)
    key(Qt.Key.Key_Insert)
    key(Qt.Key.Key_2)
    for _step in range(4):
        # Past the other scores, to the own words.
        key(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is tab.form.editor("own_words").target:  # type: ignore[union-attr]
            break
    typed("Ik slaap slecht.")
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_3)
    tab.form.focus("air")  # type: ignore[union-attr]
    key(Qt.Key.Key_Space)
    tab.leave()
    (talk,) = view(office, home).talks
    assert (talk.going, talk.own_words, talk.perseverance, talk.air, talk.held_on, talk.worker) == (
        2,
        "Ik slaap slecht.",
        Perseverance.UNDER_HALF_YEAR,
        frozenset({Air.TAKE_OVER}),
        TODAY,
        home.noor.id,
    )
    assert shown(Note, tab) == []


def test_a_choice_is_kept_at_once_and_the_own_words_when_one_goes_away(
    window: Window, office: Office, home: Home
) -> None:
    tab = opened(window, home)
    key(Qt.Key.Key_Insert)
    key(Qt.Key.Key_1)
    assert view(office, home).talks[0].going == 1
    assert tab.form is not None
    tab.form.focus("own_words")
    typed("Het is veel.")
    window.open_place("today")
    assert view(office, home).talks[0].own_words == "Het is veel."


def test_who_cannot_go_on_for_a_month_is_seen_at_once_with_the_ways_on(
    window: Window, office: Office, home: Home
) -> None:
    tab = opened(window, home)
    key(Qt.Key.Key_Insert)
    assert tab.form is not None
    tab.form.focus("perseverance")
    key(Qt.Key.Key_2)
    (note,) = shown(Note, tab)
    assert note.words.text() == "Holds out for less than a month: a talk today."
    ways = [each.text() for each in shown(QPushButton, tab.urgent)]
    assert ways == ["Ask somebody to take over", "If I drop out", "The talk was held"]
    shown(QPushButton, tab.urgent)[-1].click()
    QApplication.processEvents()
    assert view(office, home).today_asked is None
    (note,) = shown(Note, tab)
    assert "The talk was held" not in [each.text() for each in shown(QPushButton, tab.urgent)]
    tab.form.focus("perseverance")
    key(Qt.Key.Key_5)
    assert shown(Note, tab) == []
    shown(QPushButton, tab.next)[0].setFocus()
    key(Qt.Key.Key_Z, CTRL)
    assert shown(Note, tab), "taken back, it says so again"


def test_a_talk_that_did_not_come_is_told_with_its_day(window: Window, office: Office, home: Home) -> None:
    a_talk(office, home, 3, perseverance=Perseverance.UNDER_WEEK)
    tab = opened(window, home)
    (note,) = shown(Note, tab)
    assert "Thursday 19 November 2026" in note.words.text()
    assert "not held yet" in note.words.text()


def test_the_next_talk_is_one_key_or_a_day_in_words_and_can_be_called_off(
    window: Window, office: Office, home: Home
) -> None:
    tab = opened(window, home)
    key(Qt.Key.Key_Insert)
    key(Qt.Key.Key_3)
    key(Qt.Key.Key_Return, CTRL)
    assert QApplication.focusWidget() in tab.next.quick.values()
    key(Qt.Key.Key_Space)
    planned = view(office, home).next_talk
    assert planned is not None
    assert planned.due_on == TODAY + timedelta(weeks=2)
    assert "Sunday 6 December 2026, 2 weeks from now." in said(tab.next)
    tab.next.day.editor.setFocus()
    line = tab.next.day.editor.target
    line.selectAll()  # type: ignore[attr-defined]
    typed("gisteren")
    key(Qt.Key.Key_Tab)
    assert tab.next.day.problem
    line.setFocus()
    line.selectAll()  # type: ignore[attr-defined]
    typed("1-2-2027")
    key(Qt.Key.Key_Tab)
    moved = view(office, home).next_talk
    assert moved is not None
    assert (moved.id, moved.due_on) == (planned.id, date(2027, 2, 1))
    tab.next.none.click()
    assert view(office, home).next_talk is None


def test_earlier_talks_stand_below_and_one_can_be_opened_removed_and_taken_back(
    window: Window, office: Office, home: Home
) -> None:
    old = a_talk(office, home, 60, going=3, own_words="Het gaat wel.", perseverance=Perseverance.UNDER_YEAR)
    a_talk(office, home, 20, going=2, agreed="Wij bellen.")
    tab = opened(window, home)
    assert "Ask Samira Demir how it goes now." in said(tab), "nobody types over an earlier talk"
    assert [each.title.text() for each in rows_in(tab.earlier)] == [
        "Monday 2 November 2026",
        "Wednesday 23 September 2026",
    ]
    rows_in(tab.earlier)[1].setFocus()
    key(Qt.Key.Key_Return)
    assert tab.form is not None
    assert tab.form.record == old
    assert tab.form.isVisible()
    rows_in(tab.earlier)[0].setFocus()
    key(Qt.Key.Key_Delete)
    assert [each.id for each in view(office, home).talks] == [old.id]
    key(Qt.Key.Key_Z, CTRL)
    assert len(view(office, home).talks) == 2


def test_the_four_sides_are_asked_once_and_say_which_are_still_to_ask(
    window: Window, office: Office, home: Home
) -> None:
    tab = opened(window, home)
    assert tab.roles is not None
    assert "4 sides still to ask" in said(tab.whole)
    tab.roles.focus("as_expert")
    typed("Zij eet niet alleen.")
    tab.leave()
    whole = view(office, home).whole
    assert whole is not None
    assert whole.as_expert == "Zij eet niet alleen."
    assert "3 sides still to ask" in said(tab.whole)
    assert tab.roles.fields["as_expert"].below.text() == ""
    opened(window, home)
    tab.roles.focus("as_partner")
    typed("Over de nachten.")
    tab.leave()
    again = view(office, home).whole
    assert again is not None
    assert (again.id, again.as_expert, again.as_partner) == (whole.id, "Zij eet niet alleen.", "Over de nachten.")


def test_a_child_is_asked_in_other_words_and_not_by_a_list(window: Window, office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Relation(resident=home.yusuf.id, to_resident=home.oma.id, kind=RelationKind.CARES_FOR))
    tab = opened(window, home, home.yusuf.id)
    key(Qt.Key.Key_Insert)
    assert tab.form is not None
    # Of Yusuf only the year is known: ten, or eleven.
    assert tab.form.fields["going"].words == "How is it at home?"
    assert tab.form.fields["own_words"].words == "What do you want to tell?"
    assert not tab.whole.isVisible()
    other = opened(window, home, home.samira.id)
    key(Qt.Key.Key_Insert)
    assert other.form is not None
    assert other.form.fields["going"].words == "How do you keep going?"
    assert other.whole.isVisible()


def test_of_nobody_nothing_can_be_asked(window: Window, office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        (care,) = store.of(Relation)
        store.remove(care)
    window.open_place("carer", household_id=home.household.id, tab="talk")
    QApplication.processEvents()
    tab = tab_of(window)
    assert "Nobody here is known as a carer yet." in said(tab)
    tab.add()
    assert view(office, home).talks == ()


# ---------------------------------------------------------------------------------------------- where it is seen


def test_the_household_and_today_say_for_whom_it_becomes_too_much_and_lead_there(
    window: Window, office: Office, home: Home
) -> None:
    window.open_place("household", household_id=home.household.id)
    QApplication.processEvents()
    (band,) = shown(CarerBand, window)
    assert [each.accessibleName() for each in shown(StatusChip, band)] == [
        "Samira Demir: nobody talked with this carer yet"
    ]
    a_talk(office, home, 10, perseverance=Perseverance.LONGER)
    window.open_place("household", household_id=home.household.id)
    QApplication.processEvents()
    assert shown(CarerBand, window) == []
    a_talk(office, home, perseverance=Perseverance.UNDER_WEEK)
    window.open_place("household", household_id=home.household.id)
    QApplication.processEvents()
    window.open_place("today")
    window.activateWindow()
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, TodayPage)
    (card,) = shown(OverloadToday, page)
    (row,) = rows_in(card)
    assert row.accessibleName() == "Demir, Samira Demir, Cannot go on for a month"
    row.setFocus()
    key(Qt.Key.Key_Return)
    assert isinstance(window.page(), CarerPage)
    assert shown(Note, tab_of(window))
    window.open_place("household", household_id=home.household.id)
    QApplication.processEvents()
    (band,) = shown(CarerBand, window)
    assert [each.accessibleName() for each in shown(StatusChip, band)] == ["Samira Demir: cannot go on for a month"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_everything_is_named_reached_and_in_sight(
    window: Window, office: Office, home: Home, language: str, scale: int
) -> None:
    texts.use_language(language)
    window.resize(1366, 768)
    window.desk.theme.scale = scale
    window.desk.theme.put_on("light")
    a_talk(office, home, 40, going=3, own_words="Het gaat wel.", perseverance=Perseverance.UNDER_YEAR)
    a_talk(office, home, going=1, own_words="Ik kan niet meer.", perseverance=Perseverance.UNDER_WEEK)
    carer_talks.plan_next(office, home.household.id, home.samira.id, TODAY + timedelta(weeks=2))
    tab = opened(window, home)
    page = window.page()
    assert page is not None
    assert nameless(page) == []
    assert clipped(tab) == []
    assert wider_than_shown(page) == []
    assert not_reached(page) == []


def test_f6_goes_from_card_to_card(window: Window, office: Office, home: Home) -> None:
    a_talk(office, home, 40, own_words="Het gaat wel.")
    tab = opened(window, home)
    assert tab.panes() == [tab.talk, tab.next, tab.whole, tab.earlier]
    tab.page.bar.setFocus()
    for block in (tab.talk, tab.next, tab.whole, tab.earlier):
        key(Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert focus is not None
        assert block.isAncestorOf(focus)


def test_what_is_urgent_is_said_where_the_strip_is_out_of_sight(window: Window, home: Home) -> None:
    tab = opened(window, home)
    window.resize(1366, 420)
    key(Qt.Key.Key_Insert)
    assert tab.form is not None
    tab.form.focus("perseverance")
    QApplication.processEvents()
    QApplication.processEvents()
    bar = tab.page.body.verticalScrollBar()
    bar.setValue(bar.maximum())
    key(Qt.Key.Key_1)
    assert "Holds out for less than a month: a talk today." in window.desk.notices.shown
