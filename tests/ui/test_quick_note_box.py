"""A quick note takes three actions from anywhere, and what was typed waits when somebody goes away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from buurtteam.domain.conversation import Note
from buurtteam.domain.household import Household
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Task
from buurtteam.services import households
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.quick_note import QuickNoteBox
from buurtteam.ui.window import Window
from tests.ui.walk import nameless

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home(office: Office) -> Household:
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
    return households.create_household(office, NewHousehold(first_name="Samira", surname="Demir"))


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Household) -> Iterator[Window]:
    desk.background = Immediate(office)
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _box(window: Window) -> QuickNoteBox:
    QTest.keyClick(window, Qt.Key.Key_J, CTRL)
    box = window._quick_note
    assert box is not None
    assert not box.isHidden()
    return box


def test_a_note_at_the_open_household_takes_ctrl_j_and_ctrl_enter(
    window: Window, office: Office, home: Household
) -> None:
    window.open_place("household", household_id=home.id)
    box = _box(window)
    assert window.focusWidget() is box.text
    QTest.keyClicks(box.text, "#afspraak bel de school")
    QTest.keyClick(box.text, Qt.Key.Key_Return, CTRL)
    assert box.isHidden()
    with office.reading() as store:
        assert [note.text for note in store.of(Note, household=home.id)] == ["bel de school"]
        assert store.count(Task, household=home.id) == 1
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    with office.reading() as store:
        assert (store.count(Note), store.count(Task)) == (0, 0)


def test_whom_it_is_about_is_found_by_part_of_a_name(window: Window, office: Office, home: Household) -> None:
    window.open_place("settings")
    box = _box(window)
    assert window.focusWidget() is box.line
    QTest.keyClicks(box.line, "demi")
    box._look_up()
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert box.household == home.id
    assert "Demir" in box.heading.text()
    assert window.focusWidget() is box.text


def test_what_was_typed_waits_after_esc(window: Window, office: Office, home: Household) -> None:
    window.open_place("household", household_id=home.id)
    box = _box(window)
    QTest.keyClicks(box.text, "niet vergeten")
    QTest.keyClick(box.text, Qt.Key.Key_Escape)
    assert box.isHidden()
    box = _box(window)
    assert box.text.toPlainText() == "niet vergeten"


def test_an_empty_note_is_refused_in_words(window: Window, home: Household) -> None:
    window.open_place("household", household_id=home.id)
    box = _box(window)
    box.finish()
    assert not box.isHidden()
    assert box.problem.text()


def test_the_signs_have_buttons_and_everything_has_a_name(window: Window, home: Household) -> None:
    window.open_place("household", household_id=home.id)
    box = _box(window)
    box.signs[1].click()
    QTest.keyClicks(box.text, "oma helpt")
    assert box.text.toPlainText() == "#goed oma helpt"
    assert nameless(box) == []
