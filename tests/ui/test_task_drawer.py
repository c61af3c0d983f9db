"""A task says who does it and can lapse with a reason; what comes back is planned and stopped beside it."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import Household, Resident
from buurtteam.domain.plan import HouseholdPlan
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Task, TaskKind, TaskOwner
from buurtteam.services import households, series, tasks
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.application import find
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.household_agenda import TaskDrawer
from buurtteam.ui.pages.household_overview import Overview
from buurtteam.ui.window import Window
from tests.ui.slow import Slow
from tests.ui.walk import clipped, nameless


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office) -> Iterator[Window]:
    """The real window with a real office, where a worker is known."""
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
    office.take_changes()
    desk.background = Immediate(office)
    made = Window(desk, find)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def home(office: Office) -> Household:
    return households.create_household(office, NewHousehold(first_name="Samira"))


def overview(window: Window, home: Household) -> Overview:
    window.open_place("household", household_id=home.id)
    page = window.page()
    assert isinstance(page, HouseholdPage)
    return page.overview()


def drawer_of(shown: Overview, task: Task | None) -> TaskDrawer:
    shown.open_task(task)
    assert shown._task is not None
    return shown._task


def typed(drawer: TaskDrawer, **values: object) -> None:
    drawer.form.show_raw(values)
    drawer._show_owner()
    drawer.form.settling.touch()
    drawer.form.leave()


def test_what_is_typed_while_a_task_is_being_kept_stays(window: Window, office: Office, home: Household) -> None:
    drawer = drawer_of(overview(window, home), None)
    slow = Slow()
    slow.office = office
    window.desk.background, quick = slow, window.desk.background
    typed(drawer, what="Bellen")
    drawer.form.editor("due_on").show_value(date(2026, 12, 3))
    drawer.form.settling.touch()
    slow.jobs.pop(0)()
    assert drawer.form.raw()["due_on"] == date(2026, 12, 3)
    drawer.form.leave()
    slow.catch_up()
    window.desk.background = quick
    assert (only_task(office).what, only_task(office).due_on) == ("Bellen", date(2026, 12, 3))


def only_task(office: Office) -> Task:
    with office.reading() as store:
        (task,) = store.of(Task)
    return task


def test_only_who_can_do_it_is_asked_and_the_list_says_who(window: Window, office: Office, home: Household) -> None:
    drawer = drawer_of(overview(window, home), None)
    fields = drawer.form.fields
    assert not fields["worker"].isHidden()
    assert fields["resident"].isHidden()
    with office.reading() as store:
        samira = store.of(Resident)[0].id
    typed(drawer, what="Brieven uitzoeken", owner=TaskOwner.RESIDENT, resident=samira)
    assert fields["worker"].isHidden()
    assert not fields["resident"].isHidden()
    task = only_task(office)
    assert (task.owner, task.resident, task.worker) == (TaskOwner.RESIDENT, samira, None)
    assert nameless(drawer) == []
    assert clipped(drawer) == []


def test_a_task_lapses_with_a_reason_and_goes_on_after_all(window: Window, office: Office, home: Household) -> None:
    task = tasks.add_task(office, home.id, "Bel de school")
    shown = overview(window, home)
    drawer = drawer_of(shown, task)
    drawer.off.click()
    assert only_task(office).is_open
    drawer.why.setText("De juf belde zelf")
    drawer.off.click()
    assert only_task(office).cancel_reason == "De juf belde zelf"
    assert "De juf belde zelf" in drawer.state.text()
    assert drawer.lapse.isHidden()
    drawer.over.click()
    assert only_task(office).is_open


def test_a_note_to_call_back_is_for_whoever_has_time(window: Window, office: Office, home: Household) -> None:
    shown = overview(window, home)
    shown.add_call.click()
    assert shown._task is not None
    typed(shown._task, what="Na vier uur")
    task = only_task(office)
    assert (task.kind, task.worker, task.due_on) == (TaskKind.CALL_BACK, None, date(2026, 11, 23))


def test_what_comes_back_is_planned_and_stopped_with_a_reason(window: Window, office: Office, home: Household) -> None:
    with office.writing(Deed.CHANGE_PLAN, home.id) as store:
        store.save(HouseholdPlan(household=home.id, made_on=date(2026, 11, 22)))
    shown = overview(window, home)
    shown.add_series.click()
    drawer = shown._series
    assert drawer is not None
    drawer.evaluate.click()
    (running,) = series.series_of(office, home.id)
    assert running.kind is TaskKind.EVALUATION
    assert drawer.evaluate.isHidden()
    focus = window.focusWidget()
    assert focus is not None
    assert drawer.isAncestorOf(focus)
    drawer.form.show_raw({"what": "Elke maand bellen", "first_months": 1, "every_months": 1})
    drawer.begin.click()
    assert [each.what for each in series.series_of(office, home.id) if each.what] == ["Elke maand bellen"]
    assert nameless(drawer) == []
    for each in series.series_of(office, home.id):
        series.end_series(office, each.id, date(2026, 11, 22), "Het loopt goed")
    assert not any(task.is_open for task in _all(office))


def _all(office: Office) -> list[Task]:
    with office.reading() as store:
        return store.of(Task)
