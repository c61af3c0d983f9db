"""A week at one glance: gone through by keyboard, ticked off where it stands, kept for a calendar elsewhere."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import Household
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Task
from buurtteam.services import households, tasks
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.application import find
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import rows_in
from buurtteam.ui.pages.agenda import AgendaPage
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.window import Window
from tests.ui.walk import clipped

A_WEEK_ON = date(2026, 11, 25)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office) -> Iterator[Window]:
    """The real window with a real office, where two workers are known."""
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
        store.save(Worker(name="Joost"))
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


def opened(window: Window, **args: object) -> AgendaPage:
    window.open_place("agenda", **args)
    page = window.page()
    assert isinstance(page, AgendaPage)
    return page


def words(page: AgendaPage) -> list[list[str]]:
    """What stands on each day."""
    return [[each.title.text() for each in rows_in(card)] for card in page.days]


def test_a_week_without_anything_says_where_it_comes_from(window: Window, office: Office) -> None:
    page = opened(window)
    assert not page.empty.isHidden()
    assert page.heading.text() == "Week 47"


def test_the_next_week_is_one_key_away_and_this_week_one_button(
    window: Window, office: Office, home: Household
) -> None:
    tasks.add_appointment(office, home.id, datetime(2026, 11, 25, 8, 30, tzinfo=UTC), "Kennismaken", "thuis")
    tasks.add_task(office, home.id, "Bel de school", A_WEEK_ON)
    page = opened(window)
    page.bound()["page.next_part"].trigger()
    assert words(page) == [[], [], ["09:30 Samira", "Bel de school"], [], [], [], []]
    assert page.heading.text() == "Week 48"
    page.bound()["page.previous_part"].trigger()
    assert page.heading.text() == "Week 47"
    page.turn(5)
    page.now.click()
    assert page.heading.text() == "Week 47"
    assert not page.now.isEnabled()


def test_a_task_is_ticked_off_and_opened_where_it_stands(window: Window, office: Office, home: Household) -> None:
    task = tasks.add_task(office, home.id, "Bel de school", A_WEEK_ON)
    page = opened(window, day=A_WEEK_ON)
    (line,) = rows_in(page.days[2])
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert isinstance(window.page(), HouseholdPage)
    page = opened(window, day=A_WEEK_ON)
    QTest.keyClick(rows_in(page.days[2])[0], Qt.Key.Key_Space)
    with office.reading() as store:
        assert store.get(Task, task.id).done_on == date(2026, 11, 22)
    assert words(page)[2] == []


def test_an_appointment_opens_where_its_time_is_changed(window: Window, office: Office, home: Household) -> None:
    tasks.add_appointment(office, home.id, datetime(2026, 11, 25, 8, 30, tzinfo=UTC), "Kennismaken", "thuis")
    page = opened(window, day=A_WEEK_ON)
    next(row for card in page.days for row in rows_in(card)).opened.emit()
    where = window.page()
    assert isinstance(where, HouseholdPage)
    drawer = where.overview()._appointment
    assert drawer is not None
    assert drawer.isVisible()


def test_the_week_of_a_colleague_is_one_choice_away(window: Window, office: Office, home: Household) -> None:
    with office.reading() as store:
        joost = store.of(Worker, name="Joost")[0]
    tasks.add_task(office, home.id, "Voor Joost", A_WEEK_ON, worker=joost.id)
    page = opened(window, day=A_WEEK_ON)
    assert page.who.currentText() == "Noor"
    page.who.setCurrentIndex(page.who.findText("Joost"))
    page.who.activated.emit(page.who.currentIndex())
    assert page.heading.text() == "Week 48 of Joost"
    assert words(page)[2] == ["Voor Joost"]


def test_the_calendar_file_is_kept_and_the_notice_says_what_is_in_it(
    window: Window, office: Office, home: Household, tmp_path: Path
) -> None:
    tasks.add_appointment(office, home.id, datetime(2026, 11, 25, 8, 30, tzinfo=UTC), "Kennismaken", "thuis")
    page = opened(window)
    page.export_to(tmp_path / "week.ics")
    assert b"BEGIN:VEVENT" in (tmp_path / "week.ics").read_bytes()
    assert window.desk.notices.shown[-1].startswith("1 appointment kept")


def test_today_leads_to_the_week(window: Window, office: Office, home: Household) -> None:
    window.open_place("today")
    page = window.page()
    assert isinstance(page, TodayPage)
    page.week.click()
    assert window.here == "agenda"


def test_every_word_of_a_full_day_can_be_read(window: Window, office: Office, home: Household) -> None:
    window.resize(1366, 768)
    for days in (1, 5):
        tasks.add_task(office, home.id, "Samen naar de woningbouwvereniging", office.today() - timedelta(days=days))
    page = opened(window)
    QTest.qWait(50)
    rows = [row for card in page.days for row in rows_in(card)]
    assert len(rows) == 2
    assert all(row.title.height() >= row.title.heightForWidth(row.title.width()) for row in rows)
    assert all(row.title.width() >= row.title.minimumSizeHint().width() for row in rows)
    assert clipped(page._work) == []
