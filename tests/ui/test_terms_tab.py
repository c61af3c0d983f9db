"""The tab of terms: every term explains itself, a late one takes an agreement, and what happened is noted by keyboard."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.case import CaseEvent, CaseEventKind, Postponement
from buurtteam.domain.household import Household
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services import case, requests
from buurtteam.services.office import Office
from buurtteam.ui.application import find
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import ListRow, rows_in
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.household_terms import KIND_GROUPS, CaseTerms
from buurtteam.ui.pages.team_terms import TeamTermsPage
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.terms import how_late
from buurtteam.ui.window import Window
from tests.demir import demir
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office) -> Iterator[Window]:
    """The real window with a real office."""
    desk.background = Immediate(office)
    made = Window(desk, find)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def home(office: Office) -> HouseholdId:
    """The household Demir, whose request came in on the first of September."""
    made = demir(office)
    requests.keep(office, made.request.changed(received_at=datetime(2026, 9, 1, 9, tzinfo=UTC)))
    office.take_changes()
    return made.household.id


def tab(window: Window, home: HouseholdId, **args: object) -> CaseTerms:
    window.open_place("household", household_id=home, tab="terms", **args)
    page = window.page()
    assert isinstance(page, HouseholdPage)
    found = page.tabs["terms"]
    assert isinstance(found, CaseTerms)
    return found


def line_of(terms: CaseTerms, words: str) -> ListRow:
    return next(each for each in rows_in(terms) if words in each.accessibleName())


def said_in(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def typed(terms: CaseTerms, words: str, field: str) -> None:
    target = terms.events.form.editor(field).target
    assert isinstance(target, QLineEdit)
    target.clear()
    QTest.keyClicks(target, words)


def kept(office: Office) -> list[CaseEvent]:
    with office.reading() as store:
        return store.of(CaseEvent)


def test_every_kind_of_event_can_be_chosen_once() -> None:
    kinds = [kind for _words, group in KIND_GROUPS for kind in group]
    assert sorted(kinds) == sorted(CaseEventKind)


def test_a_term_tells_all_of_its_counting(window: Window, home: HouseholdId) -> None:
    terms = tab(window, home)
    line = line_of(terms, "Finish the assessment")
    assert "Law" in line.accessibleName()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not terms.drawer.isHidden()
    said = said_in(terms.drawer)
    for part in ("that is day 0", "6 weeks", "Wmo 2015, art. 2.3.2 lid 1", "13 Oct 2026", "40 days too late"):
        assert part in said, part
    page = window.page()
    assert isinstance(page, HouseholdPage)
    page.bound()["page.rename"].trigger()
    assert page.label_edit.isHidden(), "F2 beside the drawer changes the name of the household behind it"
    QTest.keyClick(terms.drawer, Qt.Key.Key_Escape)
    assert terms.drawer.isHidden()


def test_what_was_agreed_about_a_late_term_stands_beside_it_and_can_be_taken_back(
    window: Window, office: Office, home: HouseholdId
) -> None:
    terms = tab(window, home)
    QTest.keyClick(line_of(terms, "Finish the assessment"), Qt.Key.Key_Return)
    drawer = terms.drawer
    drawer.note.click()
    drawer.save()
    assert "Say why it takes longer" in drawer.form.problems()["reason"]
    QTest.keyClicks(drawer.form.editor("agreed").target, "Wij praten dinsdag samen")
    # Esc never loses what was typed.
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    QTest.keyClick(line_of(terms, "Finish the assessment"), Qt.Key.Key_Return)
    drawer.form.show_raw({"until_on": date(2026, 11, 24)})
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    with office.reading() as store:
        (made,) = store.of(Postponement)
    assert (made.agreed, made.agreed_on, made.until_on) == (
        "Wij praten dinsdag samen",
        date(2026, 11, 22),
        date(2026, 11, 24),
    )
    assert "Wij praten dinsdag samen" in said_in(drawer.agreed)
    assert "days too late" in line_of(terms, "Finish the assessment").accessibleName()
    toast = window.desk.notices.newest
    assert toast is not None
    assert "The term itself does not change" in toast.words.text()
    assert toast.action is not None
    toast.action.click()
    assert case.read_terms(office, home).postponements == ()
    assert drawer._agreed.count() == 0


def test_an_event_is_noted_on_its_own_day_and_starts_its_term(
    window: Window, office: Office, home: HouseholdId
) -> None:
    terms = tab(window, home)
    window.activateWindow()
    page = window.page()
    assert isinstance(page, HouseholdPage)
    page.bound()["page.add_row"].trigger()
    assert terms.events.kind.combo.hasFocus()
    terms.events.kind.show_value(CaseEventKind.EARLY_SIGNAL)
    terms.events.kind.edited.emit()
    typed(terms, "18-11-2026", "on")
    typed(terms, "Huur", "note")
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    (event,) = kept(office)
    assert (event.kind, event.on, event.note) == (CaseEventKind.EARLY_SIGNAL, date(2026, 11, 18), "Huur")
    assert "18 Nov 2026" in line_of(terms, "Early signal received").accessibleName()
    assert line_of(terms, "Offer contact after an early signal")


def test_without_a_kind_or_with_a_day_to_come_nothing_is_noted(
    window: Window, office: Office, home: HouseholdId
) -> None:
    terms = tab(window, home)
    terms.add()
    terms.events.save()
    assert kept(office) == []
    terms.events.begin(CaseEventKind.EARLY_SIGNAL)
    typed(terms, "1-12-2026", "on")
    terms.events.save()
    assert "yet to come" in terms.events.form.problems()["on"]
    assert kept(office) == []


def test_from_a_term_one_notes_what_meets_it(window: Window, office: Office, home: HouseholdId) -> None:
    first = case.record(office, home, CaseEventKind.PRIVACY_ASKED, date(2026, 11, 2), note="Inzage")
    case.record(office, home, CaseEventKind.PRIVACY_ASKED, date(2026, 11, 9), note="Wissen")
    terms = tab(window, home)
    QTest.keyClick(line_of(terms, "Inzage"), Qt.Key.Key_Return)
    meets = next(each for each in terms.drawer.findChildren(QPushButton) if each.text() == "Privacy request answered")
    meets.click()
    assert terms.drawer.isHidden()
    assert terms.events.form.editor("answers").value() == first.id
    terms.events.save()
    answer = next(each for each in kept(office) if each.kind is CaseEventKind.PRIVACY_ANSWERED)
    assert answer.answers == first.id
    assert [each.note for each in terms.view.can_answer(CaseEventKind.PRIVACY_ANSWERED)] == ["Wissen"]  # type: ignore[union-attr]


def test_an_event_is_corrected_and_removed_and_comes_back(window: Window, office: Office, home: HouseholdId) -> None:
    case.record(office, home, CaseEventKind.CRISIS_SIGNAL, date(2026, 11, 19))
    terms = tab(window, home)
    line = line_of(terms, "Crisis signal received")
    QTest.keyClick(line, Qt.Key.Key_Return)
    typed(terms, "20-11-2026", "on")
    terms.finish()
    assert [each.on for each in kept(office)] == [date(2026, 11, 20)]
    line_of(terms, "Crisis signal received").setFocus()
    page = window.page()
    assert isinstance(page, HouseholdPage)
    page.remove_row()
    assert kept(office) == []
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert len(kept(office)) == 1


def test_who_turns_an_age_is_told_with_what_it_means(window: Window, home: HouseholdId) -> None:
    said = said_in(tab(window, home).ages)
    assert "State pension age on 2 Jun 2052" in said
    assert "To be checked" in " ".join(each.accessibleName() for each in tab(window, home).ages.findChildren(QWidget))
    assert "Of Yusuf Demir and Ayşe Demir the whole date of birth is not known" in said


def test_everything_is_named_reached_and_fits(window: Window, office: Office, home: HouseholdId, qtbot: QtBot) -> None:
    for kind in (CaseEventKind.EARLY_SIGNAL, CaseEventKind.SAFE_HOME_REPORTED, CaseEventKind.PRIVACY_ASKED):
        case.record(office, home, kind, date(2026, 11, 2))
    terms = tab(window, home)
    terms.events.begin(CaseEventKind.PRIVACY_ANSWERED)
    page = window.page()
    assert page is not None
    assert nameless(page) == []
    assert not_reached(page) == []
    for scale in (100, 200):
        window.desk.theme.set_scale(scale)
        qtbot.wait(10)
        assert clipped(page) == []
        assert wider_than_shown(page) == []


def test_a_leak_is_reported_from_the_menu_without_a_household(window: Window, office: Office) -> None:
    demir(office)
    window.activateWindow()
    window.actions_of["leak.new"].trigger()
    page = window.page()
    assert isinstance(page, TeamTermsPage)
    events = page.terms.events
    events.save()
    assert "date and the time" in events.form.problems()["at"]
    events.form.show_raw({"at": datetime(2026, 11, 22, 9, 0, tzinfo=UTC)})
    QTest.keyClicks(events.form.editor("note").target, "Map in de trein")
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    (event,) = kept(office)
    assert (event.household, event.kind, event.on) == (None, CaseEventKind.LEAK_FOUND, date(2026, 11, 22))
    assert "Report a data leak to the authority" in line_of(page.terms, "Map in de trein").accessibleName()
    assert nameless(page) == []
    assert clipped(page) == []


def today(window: Window) -> TodayPage:
    window.open_place("today")
    page = window.page()
    assert isinstance(page, TodayPage)
    return page


def test_from_today_the_delay_of_a_late_term_is_noted_where_one_stands(
    window: Window, office: Office, home: HouseholdId
) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(store.get(Household, home).changed(plan_coordinator=office.me))
    office.take_changes()
    page = today(window)
    window.activateWindow()
    line = next(each for each in rows_in(page.must) if "Finish the assessment" in each.accessibleName())
    line.setFocus()
    page.bound()["page.rename"].trigger()
    assert page._delay is not None
    QTest.keyClicks(page._delay.form.editor("agreed").target, "Wij bellen maandag")
    page._delay.save()
    page._delay.close_drawer()
    with office.reading() as store:
        assert [each.agreed for each in store.of(Postponement)] == ["Wij bellen maandag"]
    line = next(each for each in rows_in(page.must) if "Finish the assessment" in each.accessibleName())
    assert "days too late" in line.accessibleName()
    assert "agreed with the resident" in line.accessibleName()


def test_from_today_a_term_of_no_request_opens_the_tab_at_that_term(
    window: Window, office: Office, home: HouseholdId
) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(store.get(Household, home).changed(plan_coordinator=office.me))
    case.record(office, home, CaseEventKind.CRISIS_SIGNAL, date(2026, 11, 19))
    office.take_changes()
    page = today(window)
    line = next(each for each in rows_in(page.must) if "crisis signal" in each.accessibleName())
    QTest.keyClick(line, Qt.Key.Key_Return)
    shown = window.page()
    assert isinstance(shown, HouseholdPage)
    terms = shown.tabs["terms"]
    assert isinstance(terms, CaseTerms)
    assert not terms.drawer.isHidden()
    assert "3 working days" in said_in(terms.drawer)


def test_a_leak_of_the_team_stands_on_the_day_of_everybody_until_it_is_reported(
    window: Window, office: Office, home: HouseholdId
) -> None:
    leak = case.record(office, None, CaseEventKind.LEAK_FOUND, at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Iemand anders"))
    office.take_changes()
    page = today(window)
    line = next(each for each in rows_in(page.must) if "The whole team" in each.accessibleName())
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.here == "team_terms"
    case.record(
        office, None, CaseEventKind.LEAK_REPORTED, at=datetime(2026, 11, 22, 10, 0, tzinfo=UTC), answers=leak.id
    )
    assert not [each for each in rows_in(today(window).must) if "The whole team" in each.accessibleName()]


@pytest.mark.usefixtures("home")
def test_a_leak_whose_hour_has_passed_is_late_on_the_same_day(window: Window, office: Office) -> None:
    case.record(office, None, CaseEventKind.LEAK_FOUND, at=datetime(2026, 11, 19, 9, 0, tzinfo=UTC))
    office.take_changes()
    line = next(each for each in rows_in(today(window).must) if "The whole team" in each.accessibleName())
    assert "Too late" in line.accessibleName()
    (found,) = case.read_terms(office, None).late
    assert how_late(found, office.today()).startswith("The hour has passed: Report a data leak")


def test_the_overview_of_a_household_names_every_term_that_waits_and_opens_it(
    window: Window, office: Office, home: HouseholdId
) -> None:
    case.record(office, home, CaseEventKind.EARLY_SIGNAL, date(2026, 11, 2))
    window.open_place("household", household_id=home, tab="overview")
    page = window.page()
    assert isinstance(page, HouseholdPage)
    assert page.view is not None
    assert [each.step for each in page.view.waiting_terms] == ["T01", "T03", "T09a"]
    named = next(each for each in page.findChildren(QPushButton) if "early signal" in each.accessibleName())
    named.click()
    terms = page.tabs["terms"]
    assert isinstance(terms, CaseTerms)
    assert not terms.drawer.isHidden()
    assert "Offer contact after an early signal" in said_in(terms.drawer)


def test_f2_notes_the_delay_of_the_term_one_stands_on_and_corrects_an_event(
    window: Window, office: Office, home: HouseholdId
) -> None:
    case.record(office, home, CaseEventKind.CRISIS_SIGNAL, date(2026, 11, 19))
    terms = tab(window, home)
    window.activateWindow()
    page = window.page()
    assert isinstance(page, HouseholdPage)
    line_of(terms, "Finish the assessment").setFocus()
    page.bound()["page.rename"].trigger()
    assert not terms.drawer.box.isHidden()
    terms.drawer.close_drawer()
    line_of(terms, "Crisis signal received").setFocus()
    page.bound()["page.rename"].trigger()
    assert terms.events.kind.value() is CaseEventKind.CRISIS_SIGNAL
    terms.events.close_form()
    page.bar.setFocus()
    page.bound()["page.rename"].trigger()
    assert not page.label_edit.isHidden()


def test_the_command_to_note_that_something_happened_opens_the_form(window: Window, home: HouseholdId) -> None:
    window.open_place("household", household_id=home, tab="overview")
    page = window.page()
    assert isinstance(page, HouseholdPage)
    page.bound()["household.happened"].trigger()
    terms = page.tabs["terms"]
    assert isinstance(terms, CaseTerms)
    assert not terms.events.box.isHidden()


def test_a_late_term_of_another_organisation_asks_to_call_that_one(
    window: Window, office: Office, home: HouseholdId
) -> None:
    case.record(office, home, CaseEventKind.SAFE_HOME_REPORTED, date(2026, 9, 1))
    terms = tab(window, home)
    QTest.keyClick(line_of(terms, "Veilig Thuis concludes"), Qt.Key.Key_Return)
    said = said_in(terms.drawer)
    assert "Call the organisation that must do this" in said
    assert "Call the resident" not in said
    assert "Team only" in " ".join(each.accessibleName() for each in terms.drawer.findChildren(QWidget))
