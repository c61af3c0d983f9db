"""A form that keeps itself loses nothing, however slow the file is and wherever somebody goes meanwhile."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest

from buurtteam.domain.debt import Creditor
from buurtteam.domain.staff import Team, Worker
from buurtteam.services import creditors, staff
from buurtteam.services.office import Office
from buurtteam.ui.desk import Desk
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.page import Page
from tests.ui.slow import Slow
from tests.ui.walk import gone


@pytest.fixture
def slow(desk: Desk, office: Office) -> Slow:
    staff.set_up(office, Team(name="Zonnewijk"), Worker(name="Noor"))
    made = Slow()
    made.office = office
    desk.background = made
    return made


@pytest.fixture
def form(slow: Slow, desk: Desk) -> Iterator[KeptForm[Creditor]]:
    page = Page(desk)
    made = KeptForm(Creditor, page, creditors.keep, lambda each: f"creditor.{each.id}", page)
    made.place("name", "advice")
    page.show()
    yield made
    slow.catch_up()
    slow.office = None
    gone(page)


def type_in(form: KeptForm[Creditor], name: str, words: str) -> None:
    QTest.keyClicks(form.editor(name).target, words)


def kept(office: Office) -> dict[str, str]:
    return {each.name: each.advice for each in creditors.own_creditors(office)}


def test_what_was_typed_while_a_save_runs_is_kept_when_another_record_is_shown(
    form: KeptForm[Creditor], slow: Slow, office: Office
) -> None:
    form.show_kept(Creditor())
    type_in(form, "name", "Woonpunt")
    form.leave()
    type_in(form, "advice", "Bel eerst")
    form.show_kept(Creditor(name="Een ander"))
    slow.catch_up()
    assert kept(office) == {"Woonpunt": "Bel eerst"}


def test_what_was_typed_while_a_save_runs_is_kept_when_the_page_goes(
    form: KeptForm[Creditor], slow: Slow, office: Office
) -> None:
    form.show_kept(Creditor())
    type_in(form, "name", "Woonpunt")
    form.leave()
    type_in(form, "advice", "Bel eerst")
    form.leave()
    # The answers never come home: the window was closed.
    for job in list(slow.jobs):
        job()
    assert kept(office) == {"Woonpunt": "Bel eerst"}


def test_when_the_save_before_it_fails_the_typing_stays_as_a_draft(
    form: KeptForm[Creditor], slow: Slow, office: Office
) -> None:
    stored = creditors.keep(office, Creditor(name="Woonpunt"))
    form.show_kept(stored)
    creditors.keep(office, stored.changed(advice="van een collega"))
    type_in(form, "name", "Zuid ")
    form.leave()
    type_in(form, "advice", "Bel eerst")
    form.show_kept(Creditor(name="Een ander"))
    slow.catch_up()
    assert kept(office) == {"Woonpunt": "van een collega"}
    draft = office.draft(f"creditor.{stored.id}")
    assert draft is not None
    assert (draft.typed["name"], draft.typed["advice"]) == ("Zuid Woonpunt", "Bel eerst")
