"""Who cares for whom on screen, without the mouse: chosen while typing, a week in digits, and each with an own file."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.care import Care, Carer, CareTie, DayPart, PowerProof, hours_at
from buurtteam.domain.conversation import Topic
from buurtteam.domain.household import Authority, MemberRole, Membership, Relation, RelationKind, Resident
from buurtteam.domain.request import NotifierRole
from buurtteam.domain.staff import Deed, Weekday
from buurtteam.services import carers, conversations
from buurtteam.services.carers import Whom
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.carer import CarerPage
from buurtteam.ui.pages.carer_who import WhoCares
from buurtteam.ui.pages.carer_who_parts import ChooseBox, NewCare
from buurtteam.ui.pages.conversation import ConversationPage
from buurtteam.ui.week_grid import WeekGrid
from buurtteam.ui.window import Window
from tests.demir import Home, demir
from tests.ui.walk import clipped, nameless, wider_than_shown


@pytest.fixture
def home(office: Office) -> Home:
    made = demir(office)
    office.take_changes()
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Home) -> Iterator[Window]:
    """The real window with a real office, where Noor works."""
    desk.background = Immediate(office)
    made = Window(desk)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _open(window: Window, home: Home, **args: object) -> WhoCares:
    window.open_place("carer", household_id=home.household.id, **args)
    tab = _page(window).tabs["who"]
    assert isinstance(tab, WhoCares)
    return tab


def _page(window: Window) -> CarerPage:
    page = window.page()
    assert isinstance(page, CarerPage)
    return page


def _key(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def _choose(box: ChooseBox, typed: str, *, downs: int = 0) -> None:
    """Type a name and press Enter on who it is."""
    box.line.setFocus()
    QTest.keyClicks(box.line, typed)
    box.search()
    _key(box.line, *[Qt.Key.Key_Down] * downs, Qt.Key.Key_Return)


def _drawer(window: Window) -> NewCare:
    return next(each for each in _page(window).findChildren(NewCare) if not each.isHidden())


def _cares(office: Office, home: Home, one: Resident, other: Resident) -> Care:
    made = carers.cares_for(office, home.household.id, Whom(resident=one.id), Whom(resident=other.id))
    office.take_changes()
    return made


def _kept(office: Office, care: Care) -> Care:
    with office.reading() as store:
        return store.get(Care, care.id)


# ---------------------------------------------------------------------------------------------- there and back


def test_from_the_household_one_key_leads_there_and_one_button_back(window: Window, home: Home) -> None:
    window.open_place("household", household_id=home.household.id)
    household = window.page()
    assert household is not None
    assert "household.to_carer" in {each.name for each, _action in window.available()}
    QTest.keyClick(household, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert window.here == "carer"
    back = next(each for each in _page(window).findChildren(QPushButton) if each.text() == "To the household")
    back.click()
    assert window.here == "household"


def test_the_key_that_finishes_writes_down_who_was_chosen(window: Window, office: Office, home: Home) -> None:
    tab = _open(window, home)
    tab.add()
    drawer = _drawer(window)
    _choose(drawer.carer, "Samira")
    QTest.keyClick(drawer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (_page(window).tabs["who"].isVisible(), drawer.isHidden()) == (True, False)
    _choose(drawer.cared_for, "Ay")
    QTest.keyClick(drawer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert drawer.isHidden()
    assert len(carers.read(office, home.household.id).lines) == 1


def test_from_the_conversation_about_caring_one_comes_back_to_it(window: Window, office: Office, home: Home) -> None:
    talk = conversations.start(office, home.household.id)
    window.open_place("conversation", conversation_id=talk.id, topic=Topic.CARING)
    page = window.page()
    assert isinstance(page, ConversationPage)
    assert not page.pane.carers.isHidden()
    page.open_topic(Topic.MONEY)
    assert page.pane.carers.isHidden()
    page.to_carers()
    assert window.here == "carer"
    _page(window).to_talk.click()
    assert window.here == "conversation"


def test_nothing_known_says_what_to_ask(window: Window, home: Home) -> None:
    tab = _open(window, home)
    assert not tab.empty.isHidden()
    assert tab.one.isHidden()
    assert tab.children_card.isHidden()
    assert not _page(window).chips.isVisible()


# ---------------------------------------------------------------------------------------------- who cares


def test_who_fits_is_read_whole_where_the_window_is_low(window: Window, home: Home) -> None:
    window.resize(1366, 420)
    _open(window, home).add()
    drawer = _drawer(window)
    drawer.carer.search()
    QApplication.processEvents()
    QApplication.processEvents()
    assert drawer.carer.list.height() >= 3 * drawer.carer.list.sizeHintForRow(0)
    assert drawer.carer.line.visibleRegion().boundingRect().height() == drawer.carer.line.height()


def test_two_names_and_enter_write_it_down(window: Window, office: Office, home: Home) -> None:
    tab = _open(window, home)
    tab.add()
    drawer = _drawer(window)
    assert QApplication.focusWidget() is drawer.carer.line
    _choose(drawer.carer, "sam")
    assert QApplication.focusWidget() is drawer.cared_for.line
    _choose(drawer.cared_for, "ayse")
    assert QApplication.focusWidget() is drawer.ready
    _key(drawer.ready, Qt.Key.Key_Return)
    (line,) = carers.read(office, home.household.id).lines
    assert (line.carer.resident, line.cared_for.resident) == (home.samira.id, home.oma.id)
    assert _page(window).carer == home.samira.id
    assert tab.one.title.text() == "Samira Demir cares for Ayşe Demir"
    assert "Samira Demir cares for Ayşe Demir." in tab.picture.accessibleDescription()


def test_somebody_of_the_network_keeps_an_own_file_and_one_can_go_there(
    window: Window, office: Office, home: Home
) -> None:
    tab = _open(window, home)
    tab.add()
    drawer = _drawer(window)
    _choose(drawer.carer, "fat")
    _choose(drawer.cared_for, "ayse")
    drawer.ready.click()
    (line,) = carers.read(office, home.household.id).lines
    assert not line.is_own
    assert tab.one.isHidden()
    tab.open_line(tab.found.lines[0] if tab.found else line)
    assert window.here == "carer"
    assert _page(window).about_household() == line.carer.household != home.household.id
    assert _page(window).carer == line.carer.resident


def test_a_new_name_is_typed_once(window: Window, office: Office, home: Home) -> None:
    tab = _open(window, home)
    tab.add()
    drawer = _drawer(window)
    _choose(drawer.carer, "Piet Smit", downs=1)
    _choose(drawer.cared_for, "ayse")
    drawer.write()
    (line,) = carers.read(office, home.household.id).lines
    assert (line.carer.name, line.carer.is_here) == ("Piet Smit", True)


def test_without_two_names_it_says_what_is_missing(window: Window, office: Office, home: Home) -> None:
    tab = _open(window, home)
    tab.add()
    drawer = _drawer(window)
    _choose(drawer.carer, "sam")
    drawer.write()
    assert not drawer.problem.isHidden()
    assert carers.read(office, home.household.id).lines == ()


def test_care_that_ended_goes_and_can_go_on(window: Window, office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    tab = _open(window, home)
    tab.remove_row()
    assert carers.read(office, home.household.id).lines == ()
    again = next(each for each in tab.list_side.findChildren(QPushButton) if each.text() == "It goes on")
    again.click()
    assert len(carers.read(office, home.household.id).lines) == 1


def test_the_chips_choose_the_carer_and_the_tabs_follow(window: Window, office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    _cares(office, home, home.yusuf, home.oma)
    tab = _open(window, home)
    page = _page(window)
    assert page.carer == home.samira.id
    assert not tab.grown_side.isHidden()
    page.chips.buttons[home.yusuf.id].click()
    assert page.carer == home.yusuf.id
    assert tab.one.title.text() == "Yusuf Demir cares for Ayşe Demir"
    assert tab.grown_side.isHidden()
    assert not tab.young_side.isHidden()
    window.open_place("household", household_id=home.household.id)
    _open(window, home)
    assert _page(window).carer == home.yusuf.id


def test_the_choice_of_a_carer_stands_only_where_one_carer_is_spoken_of(
    window: Window, office: Office, home: Home
) -> None:
    _cares(office, home, home.samira, home.oma)
    _cares(office, home, home.yusuf, home.oma)
    _open(window, home)
    page = _page(window)
    page.choose(home.yusuf.id)
    bar = page.bar.y()
    for key in page.sides:
        page.open_tab(key)
        assert page.chips.isVisible() == (key not in ("who", "scores", "path")), key
        assert page.carer == home.yusuf.id
        assert page.bar.y() == bar


def test_what_is_kept_of_one_carer_never_shows_at_another(window: Window, office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    _cares(office, home, home.yusuf, home.oma)
    tab = _open(window, home)
    tab.person.editor("safe_channel").show_value("Na vieren bellen")
    tab.person.editor("safe_channel").edited.emit()
    _page(window).chips.buttons[home.yusuf.id].click()
    assert tab.person.editor("safe_channel").value() == ""
    with office.reading() as store:
        (kept,) = store.of(Carer, resident=home.samira.id)
    assert kept.safe_channel == "Na vieren bellen"


def test_the_list_is_opened_with_enter(window: Window, office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    yusuf = _cares(office, home, home.yusuf, home.oma)
    tab = _open(window, home)
    row = tab.rows[yusuf.relation]
    row.setFocus()
    _key(row, Qt.Key.Key_Return)
    assert _page(window).carer == home.yusuf.id
    assert tab.form.editor("tie").isAncestorOf(QApplication.focusWidget() or tab)


def test_the_paper_of_who_represents_is_only_asked_when_there_is_one(
    window: Window, office: Office, home: Home
) -> None:
    care = _cares(office, home, home.samira, home.oma)
    tab = _open(window, home)
    assert tab.power_side.isHidden()
    carers.keep_care(office, care.changed(power=PowerProof.CLAIMED))
    _page(window).on_changed(office.take_changes())
    assert not tab.power_side.isHidden()


def test_words_for_the_plan_that_change_lose_the_day_they_were_agreed(
    window: Window, office: Office, home: Home
) -> None:
    care = _cares(office, home, home.samira, home.oma)
    carers.keep_care(office, care.changed(plan_does="Kookt", plan_agreed_on=office.today(), tie=CareTie.PARTNER))
    office.take_changes()
    tab = _open(window, home)
    tab.form.editor("plan_does").show_value("Kookt en wast")
    tab.form.editor("plan_does").edited.emit()
    tab.leave()
    assert _kept(office, care).plan_agreed_on is None
    assert tab.form.editor("plan_agreed_on").value() is None


# ---------------------------------------------------------------------------------------------- the week


def _grid(window: Window, home: Home) -> WeekGrid:
    tab = _open(window, home)
    grid = tab.form.editor("week").target
    assert isinstance(grid, WeekGrid)
    grid.setFocus()
    return grid


def test_the_week_is_filled_in_with_the_keyboard(window: Window, office: Office, home: Home) -> None:
    care = _cares(office, home, home.samira, home.oma)
    grid = _grid(window, home)
    _key(grid, Qt.Key.Key_2, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_9)
    _key(grid, Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Space)
    _page(window).leave()
    week = _kept(office, care).week
    assert [
        hours_at(week, day, part)
        for day, part in (
            (Weekday.MONDAY, DayPart.MORNING),
            (Weekday.TUESDAY, DayPart.MORNING),
            (Weekday.TUESDAY, DayPart.AFTERNOON),
            (Weekday.MONDAY, DayPart.AFTERNOON),
        )
    ] == [2, 1, 9, 0]
    assert _kept(office, care).hours_per_week == 12


def test_del_empties_a_part_of_a_day_and_ends_nothing(window: Window, office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    grid = _grid(window, home)
    _key(grid, Qt.Key.Key_5, Qt.Key.Key_Delete)
    assert grid.week() == "0" * 28
    assert len(carers.read(office, home.household.id).lines) == 1


def test_the_week_is_read_out(window: Window, office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    grid = _grid(window, home)
    _key(grid, Qt.Key.Key_2)
    model = grid.model()
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "monday morning, 2 hours"
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert model.headerData(6, across, Qt.ItemDataRole.AccessibleTextRole) == "Sunday"
    assert model.headerData(3, down, Qt.ItemDataRole.AccessibleTextRole) == "Night"
    reader = QAccessible.queryAccessibleInterface(grid)
    assert reader.text(QAccessible.Text.Name) == "Hours in a week"
    tab = _page(window).tabs["who"]
    assert isinstance(tab, WhoCares)
    assert "together: 2 hours a week" in [each.text() for each in tab.form.findChildren(type(tab.why))]


# ---------------------------------------------------------------------------------------------- children


def test_one_key_answers_whether_a_child_cares_too(window: Window, office: Office, home: Home) -> None:
    _cares(office, home, home.samira, home.oma)
    tab = _open(window, home)
    assert "Yusuf Demir: still to be asked." in tab.picture.accessibleDescription()

    def press(key: Qt.Key) -> None:
        _key(tab.children_rows.rows[home.yusuf.id].answer.buttons[0], key)

    press(Qt.Key.Key_L)
    assert carers.read(office, home.household.id).young[0].later_on is not None
    press(Qt.Key.Key_N)
    assert carers.read(office, home.household.id).young[0].cares is False
    press(Qt.Key.Key_1)
    assert carers.read(office, home.household.id).young[0].cares is True


def test_a_young_carer_has_own_fields_and_who_gives_consent_is_named(
    window: Window, office: Office, home: Home
) -> None:
    _cares(office, home, home.yusuf, home.oma)
    tab = _open(window, home)
    said = " ".join(each.text() for each in tab.consent.findChildren(type(tab.why)))
    assert "Under 12 the parents with authority" in said
    assert "Nobody with authority over Yusuf Demir is known" in said
    with office.writing(Deed.CHANGE_HOUSEHOLD, home.household.id) as store:
        store.save(
            Relation(
                kind=RelationKind.PARENT,
                resident=home.samira.id,
                to_resident=home.yusuf.id,
                authority=Authority.ALONE,
            )
        )
    _page(window).on_changed(office.take_changes())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    said = " ".join(each.text() for each in tab.consent.findChildren(type(tab.why)))
    assert "Under 12 consent about Yusuf Demir is given by Samira Demir." in said
    assert {"knows", "school", "school_contact", "safe_channel"} <= set(tab.person.fields)


@pytest.mark.parametrize("role", [NotifierRole.ATTENDANCE_OFFICER, NotifierRole.SCHOOL])
def test_a_report_from_school_opens_the_household_with_everybody_in_the_picture(
    window: Window, office: Office, home: Home, role: NotifierRole
) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        report = store.save(home.request.changed(notifier_role=role, about=home.yusuf.id))
    office.take_changes()
    window.open_place("request", request_id=report.id)
    request = window.page()
    assert request is not None
    look = next(each for each in request.findChildren(QPushButton) if each.text() == "Look at the household")
    look.click()
    tab = _page(window).tabs["who"]
    assert isinstance(tab, WhoCares)
    assert not tab.from_school.isHidden()
    assert {each.name for each in (*tab.picture.carers, *tab.picture.cared_for)} == {
        "Samira Demir",
        "Yusuf Demir",
        "Ayşe Demir",
    }
    assert not tab.children_card.isHidden()


# ---------------------------------------------------------------------------------------------- eleven of them


@pytest.mark.parametrize("scale", [100, 200])
def test_a_large_family_with_long_names_fits(window: Window, office: Office, home: Home, scale: int) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        more = []
        for at in range(8):
            who = store.save(
                Resident(
                    first_name="Wilhelmina Johanna Antoinette",
                    birth_name=f"Oldenbarneveldt-Grootenboer {at}",
                    born_on="2012",
                )
            )
            more.append(who)
            store.save(Membership(household=home.household.id, resident=who.id, role=MemberRole.CHILD, position=3 + at))
        store.save(home.household.changed(label="Oldenbarneveldt"))
    for each in more[:4]:
        _cares(office, home, each, home.oma)
    window.desk.theme.set_scale(scale)
    tab = _open(window, home)
    QApplication.processEvents()
    page = _page(window)
    assert len(tab.picture.carers) == 5
    assert (nameless(page), clipped(page), wider_than_shown(page)) == ([], [], [])
