"""By keyboard: what happens when a carer drops out, and the signs that somebody noticed; nothing of it is lost or glued to another."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from buurtteam.domain.care import CarePath, CrisisAgreement
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import Relation, RelationKind, Statement
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.services import care_papers
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import rows_in
from buurtteam.ui.pages.carer import CarerPage
from buurtteam.ui.pages.carer_crisis import IfIDropOut
from buurtteam.ui.pages.carer_path import CarePaths
from buurtteam.ui.window import Window
from tests.demir import Home, demir
from tests.ui.walk import nameless


@pytest.fixture
def home(office: Office) -> Home:
    """Samira cares for her mother."""
    made = demir(office)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        facts = {"resident": made.samira.id, "to_resident": made.oma.id, "kind": RelationKind.CARES_FOR}
        store.save(Relation(**facts))
    office.take_changes()
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Home) -> Iterator[Window]:
    """The real window with a real office, where a worker is known."""
    office.worker = home.noor
    desk.background = Immediate(office)
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def at_tab(window: Window, home: Home, tab: str) -> CarerPage:
    window.open_place("carer", household_id=home.household.id, tab=tab)
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, CarerPage)
    return page


def typed(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def key(which: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, which)


def test_who_takes_over_is_typed_from_the_list_on_and_what_is_missing_is_named(
    window: Window, office: Office, home: Home
) -> None:
    page = at_tab(window, home, "drop_out")
    tab = page.tabs["drop_out"]
    assert isinstance(tab, IfIDropOut)
    (row,) = rows_in(tab.list)
    row.setFocus()
    key(Qt.Key.Key_Return)
    QApplication.processEvents()
    typed("Fatma")
    key(Qt.Key.Key_Tab)
    typed("06 12345678")
    tab.leave()
    with office.reading() as store:
        (kept,) = store.of(CrisisAgreement)
    assert (kept.takes_over, kept.takes_over_phone) == ("Fatma", "06 12345678")
    assert not tab.printing.isEnabled()
    for answer in ("carer_agrees", "cared_for_agrees"):
        tab.form.focus(answer)
        key(Qt.Key.Key_1)
    tab.leave()
    with office.reading() as store:
        (kept,) = store.of(CrisisAgreement)
    assert kept.is_agreed
    assert tab.printing.isEnabled()
    assert nameless(tab) == []
    # What is still useful is named; the card can be made all the same.
    tab.printing.click()
    QApplication.processEvents()
    tab.maker.issue(partial(care_papers.issue_card, agreement_id=kept.id))
    QApplication.processEvents()
    with office.reading() as store:
        (card,) = store.of(Paper)
    assert card.kind is PaperKind.CARER_CARD


def test_a_sign_is_written_down_with_who_says_it_and_the_doctor_is_asked(
    window: Window, office: Office, home: Home
) -> None:
    page = at_tab(window, home, "path")
    tab = page.tabs["path"]
    assert isinstance(tab, CarePaths)
    # Whom somebody cares for stands on top and is shown.
    assert tab.name.text() == "Ayşe Demir"
    page.tabs["path"].add()
    typed("Verdwaalt")
    tab.leave()
    with office.reading() as store:
        assert store.of(Statement) == []
    tab.sign_form.focus("source")
    typed("Buurvrouw Mieke")
    tab.leave()
    with office.reading() as store:
        (sign,) = store.of(Statement)
    assert (sign.text, sign.source, sign.resident) == ("Verdwaalt", "Buurvrouw Mieke", home.oma.id)
    next(iter(tab.starts.values())).click()
    QApplication.processEvents()
    typed("Dr. Vos")
    tab.ask_today.click()
    QApplication.processEvents()
    with office.reading() as store:
        (path,) = store.of(CarePath)
        tasks = store.of(Task, kind=TaskKind.MEDICAL_ADVICE)
    assert path.doctor == "Dr. Vos"
    assert [each.resident for each in tasks] == [home.oma.id]
    assert nameless(tab) == []


def test_who_stands_open_beside_the_list_is_marked_in_it(window: Window, home: Home) -> None:
    tab = at_tab(window, home, "path").tabs["path"]
    assert isinstance(tab, CarePaths)

    def marked() -> list[str]:
        return [each.title.text() for each in rows_in(tab.list) if each.is_open]

    assert marked() == [tab.name.text()]
    other = next(each for each in rows_in(tab.list) if not each.is_open)
    other.opened.emit()
    assert marked() == [other.title.text()] == [tab.name.text()]
    assert "open" in other.accessibleDescription()
