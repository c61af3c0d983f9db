"""Settings, norms: the coordinator reads, tries out and keeps the team's own numbers; others read them."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtTest import QTest

from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.staff import Deed, Team, Worker, WorkerFunction
from buurtteam.domain.statute import LocalNorm, Unit
from buurtteam.services import households, norms, staff
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.opening import Opened
from buurtteam.ui.desk import Desk
from buurtteam.ui.entering import go_in
from buurtteam.ui.pages.settings import SettingsPage
from buurtteam.ui.pages.settings_norms import NormsPart
from buurtteam.ui.window import Window
from tests.ui.walk import gone


@pytest.fixture
def window(desk: Desk, office: Office) -> Iterator[Window]:
    staff.set_up(office, Team(name="Zonnewijk"), Worker(name="Anouk Voorbeeld", function=WorkerFunction.COORDINATOR))
    staff.keep_worker(office, Worker(name="Bas"))
    made = Window(desk)
    made.show()
    go_in(desk, Opened(office, staff.begin(office)))
    yield made
    desk.background.office = None
    gone(made)


def part(window: Window) -> NormsPart:
    window.open_place("settings", part="norms")
    page = window.page()
    assert isinstance(page, SettingsPage)
    return page.norms


def type_number(shown: NormsPart, number: str) -> None:
    line = shown.terms.form.editor("number").target
    line.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(line, number)


def test_a_norm_says_what_it_would_change_and_is_kept_only_when_asked(window: Window, office: Office) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678"))
    with office.writing(Deed.RECEIVE_REQUEST, home.id) as store:
        store.save(RequestNotification(household=home.id, received_at=office.now()))
    shown = part(window)
    shown.terms.table.choose("T01")
    type_number(shown, "6")
    shown.terms.form.leave()
    assert shown.terms.effect.text() == "1 household gets another date by this."
    assert office.statute.step("T01", office.today()).number == 2  # type: ignore[union-attr]
    shown.terms.keep_button.click()
    assert office.statute.step("T01", office.today()).number == 6  # type: ignore[union-attr]
    assert [each.number for each in shown.terms.versions.rows()] == [6]
    assert "6 working days" in shown.terms.holds.text()


def test_a_bylaw_beyond_the_law_is_refused_in_a_sentence_under_the_form(window: Window, office: Office) -> None:
    shown = part(window)
    shown.terms.table.choose("T08")
    type_number(shown, "9")
    shown.terms.keep_button.click()
    assert "not be longer than the law allows" in shown.terms.problem.text()
    assert norms.norms(office).terms[0].own == ()


def test_a_term_of_the_law_shows_its_article_and_no_form(window: Window) -> None:
    shown = part(window)
    shown.terms.table.choose("T03")
    assert "2.3.2" in shown.terms.law.text()
    assert shown.terms.fixed.isVisible()
    assert not shown.terms.setting.isVisible()


def test_an_own_number_is_taken_away_again_and_can_be_taken_back(window: Window, office: Office) -> None:
    norms.keep_norm(office, LocalNorm(step="T01", number=4, unit=Unit.WORKING_DAYS, valid_from=date(2026, 1, 1)))
    shown = part(window)
    shown.terms.table.choose("T01")
    assert [each.number for each in shown.terms.versions.rows()] == [4]
    shown.terms.remove_button.click()
    assert shown.terms.versions.rows() == []
    assert "2 working days" in shown.terms.holds.text()


def test_before_an_own_number_is_taken_away_stands_how_many_households_get_another_date(
    window: Window, office: Office
) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678"))
    with office.writing(Deed.RECEIVE_REQUEST, home.id) as store:
        store.save(RequestNotification(household=home.id, received_at=office.now()))
    norms.keep_norm(office, LocalNorm(step="T01", number=4, unit=Unit.WORKING_DAYS, valid_from=date(2026, 1, 1)))
    shown = part(window)
    shown.terms.table.choose("T01")
    assert shown.terms.removal.text() == "If you take this number away, 1 household gets another date."
    assert shown.terms.removal.isVisible()
    shown.terms.new_button.click()
    assert not shown.terms.removal.isVisible()
    shown.terms.versions.choose(shown.terms.versions.rows()[0].id)
    shown.terms.remove_button.click()
    assert not shown.terms.removal.isVisible()


def test_a_day_of_royal_decree_is_added_and_another_dropped(window: Window, office: Office) -> None:
    shown = part(window).decrees
    shown.form.show_raw({"on": date(2029, 5, 11), "name": "Vrijdag na Hemelvaart", "source": "Stb. 2028, 1"})
    shown.add_button.click()
    assert office.statute.free_days.free_day(date(2029, 5, 11)) is not None
    shown.table.choose(date(2026, 1, 2))
    shown.drop_button.click()
    assert office.statute.free_days.free_day(date(2026, 1, 2)) is None
    shown.table.choose(date(2026, 1, 2))
    shown.back_button.click()
    assert office.statute.free_days.free_day(date(2026, 1, 2)) is not None


def test_weights_are_typed_as_points_and_kept_as_tenths(window: Window, office: Office) -> None:
    shown = part(window).caseload
    line = shown.form.editor("heavy_tenths").target
    assert line.text() == "2"  # type: ignore[attr-defined]
    line.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(line, "2,5")
    shown.form.leave()
    assert norms.caseload_norms(office).heavy_tenths == 25
    line.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(line, "25")
    shown.form.editor("heavy_tenths").left.emit()
    assert "0 to 20 points" in shown.form.problems()["heavy_tenths"]
    assert norms.caseload_norms(office).heavy_tenths == 25


def test_a_number_that_is_typed_and_not_kept_says_so_and_stays_while_something_else_is_kept(
    window: Window, office: Office
) -> None:
    shown = part(window)
    shown.terms.table.choose("T01")
    assert not shown.terms.unkept.isVisible()
    type_number(shown, "7")
    assert shown.terms.unkept.isVisible()
    norms.keep_caseload_norms(office, CaseloadNorms(silent_days=20))
    shown.on_changed(office.take_changes())
    assert shown.terms.form.editor("number").value() == "7"
    shown.terms.keep_button.click()
    assert not shown.terms.unkept.isVisible()
    assert norms.norms(office).terms[0].number == 7


def test_others_read_the_norms_and_change_nothing(window: Window, office: Office) -> None:
    staff.start_work(office, next(each for each in staff.workers(office) if each.name == "Bas"))
    shown = part(window)
    assert shown.read_only.isVisible()
    assert not shown.terms.keep_button.isVisible()
    assert not shown.terms.unkept.isVisible()
    assert not shown.decrees.add_button.isVisible()
    assert not shown.decrees.drop_button.isVisible()
    assert shown.caseload.form.editor("heavy_tenths").target.isReadOnly()  # type: ignore[attr-defined]


def test_the_lists_of_norms_show_all_their_lines_and_what_is_chosen_stands_beside_its_line(window: Window) -> None:
    window.resize(1366, 768)
    shown = part(window)
    for table in (shown.terms.table, shown.decrees.table):
        assert table.verticalScrollBar().maximum() == 0
    shown.terms.table.choose(shown.terms.table.rows()[0].step)
    QTest.qWait(1)
    high = shown.terms.card.y()
    shown.terms.table.choose(shown.terms.table.rows()[12].step)
    QTest.qWait(1)
    assert shown.terms.is_beside()
    assert shown.terms.card.y() > high
