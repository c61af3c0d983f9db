"""Today is the face of the program: each line leads somewhere, and one key ticks a task off."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import Household
from buurtteam.domain.plan import OwnerKind, PlanAction
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.domain.task import Task
from buurtteam.domain.worklist import URGENT_CLUES, Filter
from buurtteam.services import carer_overload, caseload, conversations, households, plans, practice, requests, tasks
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.application import find
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import ListRow, rows_in
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.pages.worklist import WorklistPage
from buurtteam.ui.widgets import Link
from buurtteam.ui.window import Window
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office) -> Iterator[Window]:
    """The real window with a real office, where a worker is known."""
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor Voorbeeld"))
    office.take_changes()
    desk.background = Immediate(office)
    made = Window(desk, find)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _home(office: Office, name: str = "Samira") -> Household:
    return households.create_household(office, NewHousehold(first_name=name))


def _today(window: Window) -> TodayPage:
    window.open_place("today")
    page = window.page()
    assert isinstance(page, TodayPage)
    return page


def _rows(page: TodayPage, card: str) -> list[ListRow]:
    return rows_in(getattr(page, card))


def test_a_worker_is_greeted_by_first_name(window: Window, office: Office) -> None:
    page = _today(window)
    assert page.greeting.text() == "Good afternoon Noor"
    assert page.first_focus() is page.begin


def test_the_space_bar_ticks_a_task_off_and_the_notice_takes_it_back(window: Window, office: Office) -> None:
    task = tasks.add_task(office, _home(office).id, "Bel de school", date(2026, 11, 23))
    page = _today(window)
    (line,) = _rows(page, "must")
    QTest.keyClick(line, Qt.Key.Key_Space)
    with office.reading() as store:
        assert store.get(Task, task.id).done_on == date(2026, 11, 22)
    assert _rows(page, "must") == []
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert len(_rows(page, "must")) == 1


def test_start_begins_the_conversation_of_an_appointment_and_today_goes_on_with_it(
    window: Window, office: Office
) -> None:
    tasks.add_appointment(office, _home(office).id, office.now() + timedelta(hours=1), "Kennismaken")
    page = _today(window)
    assert page.view is not None
    page.start_talk(page.view.appointments[0])
    assert window.here == "conversation"
    page = _today(window)
    assert page.view is not None
    assert page.view.appointments[0].conversation == page.view.talks[0].id


def test_enter_opens_a_task_in_its_household_and_f2_changes_it_here(window: Window, office: Office) -> None:
    task = tasks.add_task(office, _home(office).id, "Bel de school", date(2026, 11, 23))
    page = _today(window)
    _rows(page, "must")[0].setFocus()
    page.bound()["page.rename"].trigger()
    assert page._task is not None
    assert page._task.form.editor("what").value() == "Bel de school"
    page._task.form.show_raw({"what": "Bel de juf"})
    page._task.form.settling.touch()
    page._task.form.leave()
    with office.reading() as store:
        assert store.get(Task, task.id).what == "Bel de juf"
    page._task.close_drawer()
    QTest.keyClick(_rows(page, "must")[0], Qt.Key.Key_Return)
    assert window.here == "household"
    household = window.page()
    assert isinstance(household, HouseholdPage)
    drawer = household.overview()._task
    assert drawer is not None
    assert drawer.form.editor("what").value() == "Bel de juf"


def test_what_is_not_finished_is_listed_and_opens_at_its_place(window: Window, office: Office) -> None:
    home = _home(office)
    talk = conversations.start(office, home.id)
    person = households.read_household(office, home.id).people[0].resident
    office.keep_draft(households.draft_place(home.id, person), {"born_on": "32-13"})
    page = _today(window)
    first, _typed = _rows(page, "drafts")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert window.where() == ("conversation", {"conversation_id": talk.id})
    page = _today(window)
    second = _rows(page, "drafts")[1]
    assert "32-13" not in second.accessibleName()
    QTest.keyClick(second, Qt.Key.Key_Return)
    household = window.page()
    assert isinstance(household, HouseholdPage)
    assert household.tab("people").isVisible()


def test_what_worked_out_is_told_with_the_task_and_celebrated_here(window: Window, office: Office) -> None:
    home = _home(office)
    action = PlanAction(
        household=home.id, plan=plans.read_plan(office, home.id).plan.id, what="Belt de school",
        owner_kind=OwnerKind.WORKER, worker=office.worker and office.worker.id, due_on=date(2026, 11, 23),
    )  # fmt: skip
    plans.keep_row(office, action)
    page = _today(window)
    _rows(page, "must")[0].setFocus()
    page.bound()["page.rename"].trigger()
    drawer = page._task
    assert drawer is not None
    assert drawer.how.isHidden()
    drawer.over.click()
    QTest.keyClicks(drawer.result, "De juf luisterde echt.")
    drawer.close_drawer()
    (line,) = _rows(_today(window), "successes")
    assert "De juf luisterde echt." in line.accessibleName()


def test_enter_opens_what_must_be_done(window: Window, office: Office) -> None:
    home = _home(office)
    request = requests.receive(
        office, RequestNotification(household=home.id, received_at=office.now() - timedelta(days=60))
    )
    page = _today(window)
    line = _rows(page, "must")[0]
    assert "too late" in line.accessibleName()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.where() == ("request", {"request_id": request.id})


def test_the_arrows_go_from_line_to_line(window: Window, office: Office) -> None:
    home = _home(office)
    for what in ("Een", "Twee"):
        tasks.add_task(office, home.id, what, date(2026, 11, 23))
    first, second = _rows(_today(window), "must")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert window.focusWidget() is second


def test_a_new_request_is_taken_on_and_opened(window: Window, office: Office) -> None:
    home = _home(office)
    request = requests.receive(office, RequestNotification(household=home.id, received_at=office.now()), takes_on=False)
    page = _today(window)
    page.take_on(page.view.new[0])  # type: ignore[union-attr]  # it was filled
    assert window.here == "request"
    with office.reading() as store:
        assert store.get(RequestNotification, request.id).worker is not None


def test_ctrl_d_pins_the_household_of_the_line(window: Window, office: Office) -> None:
    home = _home(office)
    tasks.add_task(office, home.id, "Bel de school", date(2026, 11, 23))
    page = _today(window)
    _rows(page, "must")[0].setFocus()
    QTest.keyClick(window, Qt.Key.Key_D, CTRL)
    page = _today(window)
    assert page.view is not None
    assert [each.household for each in page.view.pinned] == [home.id]


def test_ctrl_k_begins_with_where_one_was_and_journals_what_is_opened(window: Window, office: Office) -> None:
    home = _home(office, "Samira")
    box = window.palette_box
    _today(window)
    box.open_box()
    assert box.found()[0].args == {"household_id": home.id}
    QTest.keyClicks(box.line, "samra")
    assert "Do you mean Samira" in box.hint.text()
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert window.here == "household"
    assert "search" in [look.deed for look in office.looks(home.id)]


def test_who_is_not_found_can_be_made_new(window: Window, office: Office) -> None:
    _home(office)
    _today(window)
    box = window.palette_box
    box.open_box("qqqqq")
    assert [found.place for found in box.found()] == ["new_household", "request"]


def test_a_full_day_is_read_and_reached_at_every_size(window: Window, office: Office, qtbot: QtBot) -> None:
    practice.fill(office)
    with office.reading() as store:
        office.worker = store.of(Worker)[2]
    page = _today(window)
    assert nameless(page) == []
    assert not_reached(page) == []
    for scale in (100, 150, 200):
        window.desk.theme.set_scale(scale)
        qtbot.wait(10)
        assert clipped(page) == []
        assert wider_than_shown(page) == []


def test_today_opens_at_its_top_with_the_focus_on_what_is_most_urgent_also_the_second_time(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    practice.fill(office)
    with office.reading() as store:
        office.worker = store.of(Worker)[2]
    window.resize(1366, 740)
    page = _today(window)
    urgent = rows_in(page.crises.card)[0]
    assert window.focusWidget() is urgent
    QTest.keyClick(window, Qt.Key.Key_End, CTRL)
    rows_in(page.must)[-1].setFocus()
    window.open_place("worklist")
    _today(window)
    qtbot.wait(50)
    assert page.body.verticalScrollBar().value() == 0
    assert window.focusWidget() is urgent
    assert not urgent.visibleRegion().isEmpty()
    above = [page.crises, page.threats, page.overload]
    assert [pane for pane in page.panes() if pane in above] == above


def test_a_coordinator_reads_at_the_top_how_many_are_late_or_urgent_and_goes_to_exactly_those(
    window: Window, office: Office
) -> None:
    practice.fill(office)
    with office.reading() as store:
        coordinator = store.of(Worker, function=WorkerFunction.COORDINATOR)[0]
        office.worker = next(each for each in store.of(Worker) if each.function is WorkerFunction.COACH)
    assert not _today(window).worklist.urgent.isVisible()
    office.worker = coordinator
    page = _today(window)
    urgent = page.worklist.urgent
    count = len(caseload.shown(caseload.worklist(office), Filter(clues=URGENT_CLUES)))
    assert urgent.text() == urgent.accessibleName() == f"{count} households are late or urgent"
    assert not urgent.visibleRegion().isEmpty()
    urgent.click()
    assert window.here == "worklist"
    shown = window.page()
    assert isinstance(shown, WorklistPage)
    assert len(shown.table.rows()) == count


def test_carers_who_need_us_are_all_there_with_one_key_and_the_focus_goes_to_the_first_that_came(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    practice.fill(office)
    with office.reading() as store:
        office.worker = store.of(Worker, function=WorkerFunction.COORDINATOR)[0]
    page = _today(window)
    qtbot.wait(10)
    whose = {(each.household, each.carer) for each in carer_overload.of_mine(office)}

    def seen() -> list[ListRow]:
        return [each for each in rows_in(page.overload.card) if each.isVisible()]

    assert 0 < len(seen()) < len(whose)
    (more,) = [each for each in page.overload.card.findChildren(Link) if each.isVisible()]
    assert more.text() == f"Show all {len(whose)}"
    before = seen()
    QTest.keyClick(more, Qt.Key.Key_Space)
    assert len(seen()) == len(whose)
    assert window.focusWidget() is next(each for each in seen() if each not in before)
    assert not more.isVisible()
