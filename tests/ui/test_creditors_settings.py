"""Settings, creditors: the team keeps its own list and takes over public bodies; names complete themselves from it."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest

from buurtteam.domain.debt import Creditor
from buurtteam.domain.staff import Team, Worker
from buurtteam.services import creditors, staff
from buurtteam.services.office import Office
from buurtteam.services.opening import Opened
from buurtteam.ui.desk import Desk
from buurtteam.ui.entering import go_in
from buurtteam.ui.pages.settings import SettingsPage
from buurtteam.ui.pages.settings_creditors import CreditorsPart
from buurtteam.ui.window import Window
from tests.ui.walk import gone


@pytest.fixture
def window(desk: Desk, office: Office) -> Iterator[Window]:
    staff.set_up(office, Team(name="Zonnewijk"), Worker(name="Noor"))
    made = Window(desk)
    made.show()
    go_in(desk, Opened(office, staff.begin(office)))
    yield made
    desk.background.office = None
    gone(made)


def part(window: Window) -> CreditorsPart:
    window.open_place("settings", part="creditors")
    page = window.page()
    assert isinstance(page, SettingsPage)
    return page.creditors


def own(office: Office) -> list[str]:
    return [each.name for each in creditors.own_creditors(office)]


def test_a_creditor_that_is_typed_keeps_itself(window: Window, office: Office) -> None:
    shown = part(window)
    shown.pane.add()
    QTest.keyClicks(shown.pane.form.editor("name").target, "Woonpunt")
    QTest.keyClicks(shown.pane.form.editor("also_called").target, "de woningbouw")
    shown.pane.leave()
    assert own(office) == ["Woonpunt"]
    assert [each.name for each in shown.pane.table.rows()] == ["Woonpunt"]
    assert creditors.suggest(creditors.creditors(office), "woningb")[0].name == "Woonpunt"


def test_a_public_body_says_what_is_good_to_know_with_its_source_and_can_be_taken_over(
    window: Window, office: Office
) -> None:
    shown = part(window)
    body = next(each for each in shown.table.rows() if each.name == "CAK")
    shown.table.choose(body.id)
    assert "six months" in shown.advice.text()
    assert "still to be checked" in shown.advice.text()
    assert "art. 18d" in shown.source.text()
    shown.take.click()
    assert own(office) == ["CAK"]
    assert "CAK" not in [each.name for each in shown.table.rows()]
    record = shown.pane.form.record
    assert isinstance(record, Creditor)
    assert record.name == "CAK"


def test_the_same_name_twice_is_refused_in_a_sentence(window: Window, office: Office) -> None:
    creditors.keep(office, Creditor(name="Woonpunt"))
    shown = part(window)
    shown.pane.add()
    QTest.keyClicks(shown.pane.form.editor("name").target, "woonpunt b.v.")
    shown.pane.leave()
    assert own(office) == ["Woonpunt"]


def test_a_creditor_is_removed_and_taken_back(window: Window, office: Office) -> None:
    kept = creditors.keep(office, Creditor(name="Woonpunt"))
    shown = part(window)
    shown.pane.edit(kept.id)
    shown.pane.remove_chosen()
    assert own(office) == []
    office.restore(office.in_trash()[0].id)
    assert own(office) == ["Woonpunt"]
