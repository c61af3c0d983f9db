"""A household is made, found and changed by keyboard; what is typed is kept, and nothing is lost."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import (
    Address,
    ContactWay,
    MemberRole,
    NetworkMember,
    Resident,
    SafetyFlag,
    SafetyMeasure,
    StatementKind,
    Weight,
)
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.sharing import Consent, ConsentAnswer
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services import crisis, households, practice
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.household_network import Network
from buurtteam.ui.pages.household_notes import Notes
from buurtteam.ui.pages.household_people import People
from buurtteam.ui.pages.households import HouseholdsPage
from buurtteam.ui.pages.new_household import NewHouseholdPage
from buurtteam.ui.widgets import StatusChip
from buurtteam.ui.window import Window
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office) -> Iterator[Window]:
    """The real window with a real office, where a worker is known."""
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
        store.save(Worker(name="Joost"))
    office.take_changes()
    desk.background = Immediate(office)
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    # Gone now, not at some turn of a loop that never comes: the next test would dress all these widgets again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def page_of(window: Window, kind: type[W]) -> W:
    page = window.page()
    assert isinstance(page, kind)
    return page


def typed(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    QTest.keyClick(focus, which, modifier)


def opened(window: Window, office: Office, **first: str) -> HouseholdPage:
    made = households.create_household(office, NewHousehold(**{"first_name": "Samira", **first}))
    window.open_place("household", household_id=made.id)
    return page_of(window, HouseholdPage)


def people(page: HouseholdPage) -> People:
    page._show_tab("people")
    tab = page.tabs["people"]
    assert isinstance(tab, People)
    return tab


def home_of(page: HouseholdPage) -> HouseholdId:
    assert page.view is not None
    return page.view.household.id


def test_a_household_is_made_with_six_actions(window: Window, office: Office) -> None:
    window.open_place("households")
    window.activateWindow()
    key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)  # 1
    typed("Samira")  # 2
    key(Qt.Key.Key_Tab)  # 3
    typed("0600123456")  # 4
    key(Qt.Key.Key_Return)  # 5
    page = page_of(window, HouseholdPage)
    assert page.view is not None
    assert page.view.household.label == "Samira"
    assert [point.value for _person, point in page.view.safe_points] == ["06 00123456"]
    assert page.view.household.plan_coordinator is not None


def test_an_unlikely_birth_date_is_asked_about_and_one_to_come_is_refused(window: Window, office: Office) -> None:
    page = opened(window, office)
    tab = people(page)
    assert page.view is not None
    tab.edit(page.view.people[0].resident.id)
    born = tab.form.fields["born_on"]

    def born_in(year: str) -> str:
        tab.form.show_raw({"born_on": year})
        tab.form.settling.touch()
        tab.form.leave()
        return born.below.text()

    assert born_in("1988") == born._help
    assert "135" in born_in("1890")
    assert not born.problem
    assert households.read_household(office, home_of(page)).people[0].resident.born_on == "1890"
    households.keep(office, home_of(page), page.view.people[0].membership.changed(role=MemberRole.CHILD))
    page.on_changed(office.take_changes())
    assert "95" in born_in("1930")
    born_in("2031")
    assert born.problem
    assert households.read_household(office, home_of(page)).people[0].resident.born_on == "1930"


def test_without_a_name_the_field_says_what_is_needed(window: Window) -> None:
    window.open_place("new_household")
    key(Qt.Key.Key_Return)
    page = page_of(window, NewHouseholdPage)
    assert page.form.problems() == {"first_name": "Fill in a first name."}


def test_what_was_typed_of_a_new_household_is_there_at_return(window: Window) -> None:
    window.open_place("new_household")
    typed("Samira 123!")
    window.open_place("households")
    window.open_place("new_household")
    page = page_of(window, NewHouseholdPage)
    assert page.form.raw()["first_name"] == "Samira 123!"


def test_somebody_known_is_shown_while_typing(window: Window, office: Office) -> None:
    households.create_household(office, NewHousehold(first_name="Samira", surname="Demir", born_on="1990-04-03"))
    window.open_place("new_household")
    page = page_of(window, NewHouseholdPage)
    page.form.show_raw({"first_name": "Samira", "surname": "Demier", "born_on": "3-4-1990"})
    page.look_for_doubles()
    assert [double.name for double in page.found] == ["Samira Demir"]
    assert page.doubles.isVisible()
    page.make()
    assert len(households.household_lines(office)) == 2


def test_the_count_is_what_the_list_shows(window: Window, office: Office) -> None:
    practice.fill(office)
    office.take_changes()
    window.open_place("households")
    page = page_of(window, HouseholdsPage)
    assert len(page.shown()) == len(page.table.rows())
    assert page.count.text().startswith(str(len(page.table.rows())))
    page.clear_filters()
    assert page.count.text() == f"{len(page.table.rows())} households"
    assert len(page.table.rows()) == len(households.household_lines(office))
    page.search.setText("oefenstad")
    assert len(page.table.rows()) > 0
    page.search.setText("böhmer")
    assert 0 < len(page.table.rows()) < len(households.household_lines(office))
    page.late.setChecked(True)
    assert all(row.is_late for row in page.table.rows())


def test_enter_opens_the_household_and_the_way_back_leads_to_the_list(window: Window, office: Office) -> None:
    households.create_household(office, NewHousehold(first_name="Samira"))
    window.open_place("households")
    page = page_of(window, HouseholdsPage)
    page.table.setFocus()
    key(Qt.Key.Key_Return)
    assert page_of(window, HouseholdPage).title() == "Samira"
    window.go_back()
    assert window.here == "households"


def test_a_name_is_kept_when_typing_pauses(window: Window, office: Office) -> None:
    page = opened(window, office)
    tab = people(page)
    person = households.read_household(office, home_of(page)).people[0].resident
    tab.edit(person.id)
    tab.form.focus("birth_name")
    typed("Vries")
    tab.form.focus("prefix")
    typed("de")
    tab.leave()
    kept = households.read_household(office, home_of(page))
    assert kept.people[0].name == "Samira de Vries"
    assert kept.household.label == "De Vries"
    assert "Samira de Vries" in tab.preview.text()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("first_name", "Samira 🙂"),
        ("first_name", "S" * 10_000),
        ("born_on", "30-02-1990"),
        ("bsn", "123456789"),
    ],
)
def test_what_is_wrong_is_said_under_the_field_and_stays(
    window: Window, office: Office, field: str, wrong: str
) -> None:
    page = opened(window, office)
    tab = people(page)
    person = households.read_household(office, home_of(page)).people[0].resident
    tab.edit(person.id)
    tab.form.focus(field)
    line = tab.form.editor(field).target
    line.setText(wrong)  # type: ignore[attr-defined]  # a line of text
    tab.form.editor(field).edited.emit()
    tab.form.focus("initials")
    tab.leave()
    assert tab.form.problems().keys() == {field}
    assert households.read_household(office, home_of(page)).people[0].resident == person
    # Elsewhere and back: the typing is still there, and what is wrong with it too.
    window.open_place("households")
    other = households.create_household(office, NewHousehold(first_name="Bo"))
    window.open_place("household", household_id=other.id)
    window.open_place("household", household_id=home_of_name(office, "Samira"), tab="people")
    again = people(page)
    again.edit(person.id)
    assert again.form.raw()[field] == wrong
    assert again.form.problems().keys() == {field}


def home_of_name(office: Office, name: str) -> HouseholdId:
    return next(line.id for line in households.household_lines(office) if line.label == name)


def test_control_and_direction_signs_do_not_reach_the_file(window: Window, office: Office) -> None:
    page = opened(window, office)
    tab = people(page)
    tab.edit(households.read_household(office, home_of(page)).people[0].resident.id)
    tab.form.editor("birth_name").target.setText("De\u202emir\x07")  # type: ignore[attr-defined]
    tab.form.editor("birth_name").edited.emit()
    tab.leave()
    assert households.read_household(office, home_of(page)).people[0].resident.birth_name == "Demir"


def test_two_people_changed_the_same_and_a_person_chooses(window: Window, office: Office) -> None:
    page = opened(window, office)
    tab = people(page)
    seen = households.read_household(office, home_of(page)).people[0].resident
    tab.edit(seen.id)
    # Somebody else, elsewhere: the window has not heard of it.
    households.keep(office, home_of(page), seen.changed(language="Turks", daily="zoekt werk"))
    office.take_changes()
    tab.form.focus("language")
    typed("Arabisch")
    tab.leave()
    drawer = tab.form.stale
    assert drawer is not None
    assert set(drawer.in_doubt()) == {"language", "daily"}
    drawer.choose("language", mine=True)
    drawer.keep.click()
    kept = households.read_household(office, home_of(page)).people[0].resident
    assert (kept.language, kept.daily) == ("Arabisch", "zoekt werk")


def test_what_was_removed_is_taken_back_by_the_notice(window: Window, office: Office, desk: Desk) -> None:
    page = opened(window, office)
    page._show_tab("network")
    page.add()
    typed("Tante Riet")
    tab = page.tabs["network"]
    assert isinstance(tab, Network)
    tab.leave()
    assert [n.name for n in tab.pane.table.rows()] == ["Tante Riet"]
    tab.pane.remove_chosen()
    assert tab.pane.table.rows() == []
    toast = desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert [n.name for n in tab.pane.table.rows()] == ["Tante Riet"]


def test_the_team_sees_first_how_to_be_safe(window: Window, office: Office) -> None:
    page = opened(window, office, street="Akerstraat", number="12")
    home = home_of(page)
    view = households.read_household(office, home)
    households.keep(office, home, view.household.changed(not_by=frozenset({ContactWay.PHONE})))
    households.keep(office, home, view.addresses[0].changed(is_secret=True))
    households.keep(office, home, SafetyFlag(household=home, measure=SafetyMeasure.IN_PAIRS))
    window.open_place("household", household_id=home)
    QApplication.processEvents()
    words = " ".join(
        child.text() for child in page.head.findChildren(QWidget) if hasattr(child, "text") and child.isVisible()
    )
    assert "Never use: Phone." in words
    assert "Visit in pairs." in words
    assert "Secret address" in words
    assert "Akerstraat" not in words
    page.copy_address()
    assert "Akerstraat" not in QApplication.clipboard().text()


def test_a_recipient_to_whom_both_said_yes_stands_there_once_with_both_names(window: Window, office: Office) -> None:
    page = opened(window, office)
    home = home_of(page)
    samira = households.read_household(office, home).people[0].resident
    joost = households.keep_person(office, home, Resident(first_name="Joost", born_on="1990-01-01"))
    yes = ConsentAnswer.YES
    for person in (samira, joost):
        households.keep(office, home, Consent(household=home, resident=person.id, recipient="Kredietbank", answer=yes))
    households.keep(office, home, Consent(household=home, resident=samira.id, recipient="Woonpunt", answer=yes))
    no = Consent(household=home, resident=joost.id, recipient="woonpunt", answer=ConsentAnswer.NO)
    households.keep(office, home, no)
    window.open_place("household", household_id=home)
    QApplication.processEvents()
    chips = [chip for chip in page.head.findChildren(StatusChip) if chip.toolTip().startswith("Sharing with")]
    first, second = (each.first_name for each in (samira, joost))
    assert [chip.accessibleName() for chip in chips] == [
        f"Sharing with Kredietbank: yes from {first} and {second}.",
        f"Sharing with Woonpunt: yes from {first}.",
        f"Sharing with woonpunt: no from {second}.",
    ]


def test_the_citizen_service_number_is_shown_only_when_asked(window: Window, office: Office) -> None:
    page = opened(window, office)
    home = home_of(page)
    person = households.read_household(office, home).people[0].resident
    households.keep(office, home, person.changed(bsn="999990019"))
    window.open_place("household", household_id=home)
    tab = people(page)
    tab.edit(person.id)
    shown = " ".join(child.text() for child in tab.findChildren(QWidget) if hasattr(child, "text"))
    assert "99999" not in shown
    tab.reveal.click()
    assert tab.revealed.text() == "9999 90 019"
    assert Deed.REVEAL_BSN in [look.deed for look in office.looks(home)]


def test_the_tabs_are_gone_through_by_keyboard(window: Window, office: Office) -> None:
    page = opened(window, office)
    seen = []
    for _turn in range(page.bar.count()):
        seen.append(page._tab)
        page.bound()["page.next_part"].trigger()
    assert seen == ["overview", "people", "network", "contact", "talks", "terms", "sharing", "notes", "safety"]
    assert page._tab == "overview"


@pytest.mark.parametrize("scale", [100, 200])
def test_every_tab_can_be_read_reached_and_fits(window: Window, office: Office, desk: Desk, scale: int) -> None:
    desk.theme.set_scale(scale)
    page = opened(window, office, street="Akerstraat", number="12")
    home = home_of(page)
    households.keep(office, home, NetworkMember(household=home, name="Tante Riet"))
    households.keep(office, home, SafetyFlag(household=home))
    households.keep(office, home, Consent(household=home, recipient="school"))
    households.keep(office, home, Address(household=home, street="Postweg"))
    households.add_person(office, home, Resident(first_name="Yusuf"), MemberRole.CHILD)
    window.open_place("household", household_id=home)
    for name in ("overview", "people", "network", "contact", "talks", "sharing", "notes", "safety", "side"):
        page._show_tab(name)
        tab = page.tabs[name]
        for pane in getattr(tab, "record_panes", [getattr(tab, "pane", None)]):
            if pane is not None and pane.table.rows():
                pane.edit(pane.table.rows()[0].id)
        QApplication.processEvents()
        assert nameless(page) == [], name
        assert not_reached(page) == [], name
        assert clipped(page) == [], name
        assert wider_than_shown(page) == [], name


@pytest.mark.parametrize("place", ["households", "new_household"])
def test_the_list_and_the_new_household_can_be_read_and_reached(window: Window, office: Office, place: str) -> None:
    households.create_household(office, NewHousehold(first_name="Samira"))
    window.open_place(place)
    page = window.page()
    assert page is not None
    QApplication.processEvents()
    assert nameless(page) == []
    assert not_reached(page) == []
    assert clipped(page) == []


def test_an_appointment_is_made_called_off_and_found_again_at_the_household(window: Window, office: Office) -> None:
    page = opened(window, office)
    page.bound()["household.appointment"].trigger()
    typed("ma")
    key(Qt.Key.Key_Tab)
    typed("10.30")
    key(Qt.Key.Key_Tab)
    typed("Samen post openen")
    drawer = page.overview()._appointment
    assert drawer is not None
    drawer.ready.click()
    assert drawer.isHidden()
    assert page.view is not None
    (made,) = page.view.appointments
    assert (made.what, made.worker, made.is_cancelled) == (
        "Samen post openen",
        office.worker and office.worker.id,
        False,
    )
    page.overview().open_appointment(made)
    drawer.over.click()
    assert page.view.next_appointment is None
    assert [each.is_cancelled for each in page.view.appointments] == [True]


def test_a_day_without_a_time_is_not_lost_by_closing(window: Window, office: Office) -> None:
    page = opened(window, office)
    page.overview().open_appointment(None)
    typed("ma")
    drawer = page.overview()._appointment
    assert drawer is not None
    drawer.ready.setFocus()
    drawer.ready.click()
    assert not drawer.isHidden()
    assert "at" in drawer.form.problems()


def test_escape_says_what_an_appointment_misses_and_the_typing_can_be_gone_on_with(
    window: Window, office: Office, desk: Desk
) -> None:
    page = opened(window, office)
    page.overview().open_appointment(None)
    typed("ma")
    drawer = page.overview()._appointment
    assert drawer is not None
    key(Qt.Key.Key_Escape)
    assert drawer.isVisible()
    assert drawer.form.problems()["at"]
    key(Qt.Key.Key_Escape)
    assert drawer.isHidden()
    assert desk.notices.newest is not None
    assert desk.notices.newest.action is not None
    desk.notices.newest.action.click()
    assert drawer.isVisible()
    assert "2026" in str(drawer.form.raw()["at"])
    QTest.keyClicks(drawer.form.editor("at").time.line, "10")  # type: ignore[attr-defined]
    drawer.ready.click()
    assert drawer.isHidden()
    assert page.view is not None
    assert len(page.view.appointments) == 1


def test_an_empty_appointment_is_closed_without_a_word(window: Window, office: Office, desk: Desk) -> None:
    page = opened(window, office)
    page.overview().open_appointment(None)
    drawer = page.overview()._appointment
    assert drawer is not None
    key(Qt.Key.Key_Escape)
    assert drawer.isHidden()
    assert desk.notices.newest is None


def test_a_resident_adds_an_own_statement_at_once(window: Window, office: Office) -> None:
    page = opened(window, office)
    page._show_tab("notes")
    notes = page.tabs["notes"]
    assert isinstance(notes, Notes)
    assert notes.own.isVisible()
    notes.own.click()
    typed("Ik doe dit uit liefde.")
    notes.leave()
    assert page.view is not None
    assert [(each.kind, each.text, each.stated_on) for each in page.view.statements] == [
        (StatementKind.OWN_STATEMENT, "Ik doe dit uit liefde.", office.today())
    ]


def test_a_task_is_written_as_one_says_it(window: Window, office: Office) -> None:
    page = opened(window, office)
    line = page.overview().in_words
    line.setFocus()
    QTest.keyClicks(line, "bel Woonpunt ma")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.view is not None
    assert [(task.what, task.due_on) for task in page.view.tasks] == [("bel Woonpunt", date(2026, 11, 23))]
    assert line.text() == ""
    assert window.focusWidget() is line


def test_a_task_is_made_and_ticked_off_at_the_household(window: Window, office: Office) -> None:
    page = opened(window, office)
    page.bound()["household.task"].trigger()
    typed("Bel de school")
    drawer = page.overview()._task
    assert drawer is not None
    drawer.ready.click()
    assert page.view is not None
    (task,) = page.view.tasks
    assert (task.what, task.worker) == ("Bel de school", office.worker and office.worker.id)
    page.overview().tick_off(task)
    assert [each.done_on is not None for each in page.view.tasks] == [True]


def test_the_weight_is_chosen_in_the_menu_but_not_while_a_crisis_runs(
    window: Window, office: Office, desk: Desk
) -> None:
    page = opened(window, office)
    home = home_of(page)
    page.weigh(Weight.LIGHT)
    crisis.start(office, home)
    page.weigh(Weight.HEAVY)
    toast = desk.notices.newest
    assert toast is not None
    assert toast.words.text().startswith("While a crisis runs its weight stays.")
    assert households.read_household(office, home).household.weight is Weight.CRISIS
