"""In and out on screen: typed with Enter and without the mouse, reckoned while one looks, and calm below."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from buurtteam.domain.amounts import Period
from buurtteam.domain.budget import CostKind, IncomeKind, MoneyPicture, SchemeState, Withholding
from buurtteam.domain.debt import Debt
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.remainder import months_before
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services import budget, households
from buurtteam.services.budget import BudgetView
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.money import MoneyPage
from buurtteam.ui.pages.money_budget import Budget
from buurtteam.ui.pages.money_budget_below import MonthsPart, Part, RepaymentPart, SchemesPart, WithheldPart
from buurtteam.ui.pages.money_budget_parts import SchemeRows
from buurtteam.ui.widgets import Note, Words
from buurtteam.ui.window import Window
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown

P = TypeVar("P", bound=Part)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office) -> Iterator[Window]:
    """The real window with a real office, where a worker is known."""
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
    office.take_changes()
    desk.background = Immediate(office)
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def home(office: Office) -> HouseholdId:
    made = households.create_household(office, NewHousehold(first_name="Samira", born_on="1985-03-02"))
    office.take_changes()
    return made.id


@pytest.fixture
def tab(window: Window, home: HouseholdId) -> Budget:
    window.open_place("money", household_id=home, tab="budget")
    window.activateWindow()
    page = window.page()
    assert isinstance(page, MoneyPage)
    found = page.tabs["budget"]
    assert isinstance(found, Budget)
    return found


def _focus() -> QLineEdit:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    return focus


def _line(words: str) -> None:
    """An amount and Enter."""
    QTest.keyClicks(_focus(), words)
    QTest.keyClick(_focus(), Qt.Key.Key_Return)


def _kept(office: Office, home: HouseholdId) -> BudgetView:
    return budget.picture(office, home)


def _left(tab: Budget) -> str:
    return tab.balance.figures["left"].text().replace("\N{NO-BREAK SPACE}", " ")


def _words(widget: object) -> str:
    assert hasattr(widget, "findChildren")
    said = [each.text() for each in widget.findChildren(Words)]
    said += [each.words.text() for each in widget.findChildren(Note)]
    return " ".join(said).replace("\N{NO-BREAK SPACE}", " ")


def _part(tab: Budget, key: str, kind: type[P]) -> P:
    found = tab.parts[key]
    assert isinstance(found, kind)
    return found


def months_of(tab: Budget) -> MonthsPart:
    return _part(tab, "months", MonthsPart)


def schemes_of(tab: Budget) -> SchemeRows:
    return _part(tab, "schemes", SchemesPart).rows


def test_costs_are_typed_one_after_the_other_with_only_amounts_and_enter(
    tab: Budget, office: Office, home: HouseholdId
) -> None:
    tab.costs.entry.begin()
    tab.costs.entry.amount.editor.setFocus()
    for words in ("612", "95,50", "", "?", "1.024,00"):
        _line(words)
    assert [(each.kind, each.amount) for each in _kept(office, home).costs] == [
        (CostKind.RENT, 612_00),
        (CostKind.GAS, 95_50),
        (CostKind.WATER, None),
        (CostKind.HEAT, 1_024_00),
    ]
    # Next come the local taxes, which come once a year.
    assert tab.costs.entry.kind.editor.value() is CostKind.LOCAL_TAX
    assert tab.costs.entry.per.editor.value() is Period.YEAR
    assert _left(tab) == "− €1,731.50"
    assert "1 amount is not known" in tab.balance.note.text()


@pytest.mark.parametrize("scale", [100, 200])
def test_what_is_left_stays_in_sight_while_one_scrolls(tab: Budget, window: Window, scale: int) -> None:
    window.resize(1366, 768)
    window.desk.theme.set_scale(scale)
    tab.incomes.entry.amount.editor.setFocus()
    _line("1.000,00")
    tab.costs.entry.amount.editor.setFocus()
    _line("612")
    QApplication.processEvents()
    assert tab.pinned.isHidden()
    bar = tab.page.body.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert tab.pinned.isVisible()
    assert not tab.pinned.left.visibleRegion().isEmpty()
    assert tab.pinned.left.text() == tab.balance.figures["left"].text()
    assert wider_than_shown(window) == []
    bar.setValue(0)
    QApplication.processEvents()
    assert tab.pinned.isHidden()
    bar.setValue(bar.maximum())
    tab.page.open_tab("post")
    assert tab.pinned.isHidden()


def test_f6_goes_from_what_comes_in_to_what_goes_out(tab: Budget, window: Window) -> None:
    tab.incomes.entry.amount.editor.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert tab.costs.entry.kind.editor.target.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert tab.below.isAncestorOf(focus)
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert tab.incomes.entry.kind.editor.target.hasFocus()


def test_insert_begins_an_income_and_once_more_a_cost(tab: Budget) -> None:
    for lines in (tab.incomes, tab.costs, tab.incomes):
        tab.add()
        assert lines.entry.kind.editor.target.hasFocus()


def test_an_income_is_of_the_only_person_and_the_balance_follows(
    tab: Budget, office: Office, home: HouseholdId
) -> None:
    tab.add()
    entry = tab.incomes.entry
    assert entry.kind.editor.target.hasFocus()
    assert entry.who is not None
    assert entry.who.isHidden()
    entry.per.editor.show_value(Period.FOUR_WEEKS)
    entry.amount.editor.setFocus()
    _line("1.000,00")
    (wage,) = _kept(office, home).incomes
    assert (wage.kind, wage.amount, wage.per) == (IncomeKind.WAGE, 1_000_00, Period.FOUR_WEEKS)
    assert wage.resident == _kept(office, home).people[0][0]
    assert _left(tab) == "€1,083.33"
    assert tab.incomes.table.model_of_rows.rows[0].id == wage.id


@pytest.mark.parametrize("wrong", ["veel", "-50", "12,345", "999999999999"])
def test_what_is_no_amount_is_said_and_nothing_is_kept(
    tab: Budget, office: Office, home: HouseholdId, wrong: str
) -> None:
    entry = tab.costs.entry
    entry.amount.editor.setFocus()
    _line(wrong)
    assert "1,224.00" in entry.amount.problem
    assert _focus().text() == wrong
    assert _kept(office, home).costs == ()


def test_a_line_is_opened_with_enter_changed_and_removed_and_taken_back(
    tab: Budget, office: Office, home: HouseholdId
) -> None:
    tab.enter_cost(CostKind.RENT, 612_00, Period.MONTH, None)
    table = tab.costs.table
    table.setFocus()
    table.choose(_kept(office, home).costs[0].id)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert not tab.detail.isHidden()
    editor = tab.detail.cost.editor("amount")
    _focus().selectAll()
    QTest.keyClicks(_focus(), "650")
    tab.leave()
    assert _kept(office, home).costs[0].amount == 650_00
    assert editor.value() == 650_00
    tab.detail.fold()
    assert table.hasFocus()
    tab.remove_row()
    assert _kept(office, home).costs == ()
    assert tab.detail.isHidden()


def test_the_percentage_is_an_indication_with_its_reason_source_and_doubt(
    tab: Budget, office: Office, home: HouseholdId
) -> None:
    tab.parts["norm"].set_open(True)
    assert "Write down what comes in first" in _words(tab.parts["norm"])
    tab.enter_income(IncomeKind.WAGE, 1_541_66, Period.MONTH, None)
    said = _words(tab.parts["norm"])
    for part in (
        "110 % of the assistance norm",
        "because one adult lives here",
        "110 %: €1,541.65, above the limit, made to measure is possible.",
        "120 %: €1,681.80, below the limit.",
        "Source:",
        "Still to be checked",
        "Works and has little",
        "a reason to ask on",
    ):
        assert part in said
    assert "no decision" in tab.parts["norm"].summary.text()
    assert "right" not in said.split()


def test_twelve_months_are_typed_with_enter_and_kept_each(tab: Budget, office: Office, home: HouseholdId) -> None:
    tab.parts["months"].set_open(True)
    person = _kept(office, home).people[0][0]
    months_of(tab).who_has_business.editor.show_value(person)
    months_of(tab).who_has_business.editor.edited.emit()
    (grid,) = months_of(tab).grids.values()
    first = next(iter(grid.fields.values()))
    first.editor.setFocus()
    for words in ("900", "-50", ""):
        _line(words)
    (year,) = _kept(office, home).years
    assert [cents for _month, cents in year.months][:3] == [900_00, -50_00, None]
    assert "10 months are not known" in grid.result.text()
    assert months_of(tab).grids[person] is grid
    assert "Own business" in tab.incomes.extra.text()


def test_what_is_no_amount_in_a_month_is_said_and_stays(tab: Budget, office: Office, home: HouseholdId) -> None:
    person = _kept(office, home).people[0][0]
    budget.set_month(office, home, person, months_before(office.today())[0], 100_00)
    tab.page.on_changed(office.take_changes())
    tab.parts["months"].set_open(True)
    (grid,) = months_of(tab).grids.values()
    second = list(grid.fields.values())[1]
    second.editor.setFocus()
    _line("veel")
    assert "-50.00" in second.problem
    assert _kept(office, home).years[0].missing == 11


def test_a_scheme_that_is_not_on_the_list_is_typed_and_gets_a_remark(
    tab: Budget, office: Office, home: HouseholdId
) -> None:
    tab.parts["schemes"].set_open(True)
    rows = schemes_of(tab)
    rows.other.editor.setFocus()
    QTest.keyClicks(rows.other.editor.target, "Fonds Bijzondere Noden")
    QTest.keyClick(rows.other.editor.target, Qt.Key.Key_Return)
    remark = rows.remarks["Fonds Bijzondere Noden"]
    assert not remark.isHidden()
    QTest.keyClicks(remark.editor.target, "brief gestuurd")
    tab.leave()
    (use,) = [each.use for each in _kept(office, home).schemes if each.scheme.is_own]
    assert use is not None
    assert (use.state, use.note) == (SchemeState.TO_ASK, "brief gestuurd")
    # What stands on the list already is not typed a second time.
    rows.other.editor.show_value("voedselbank")
    rows.adding.click()
    assert sum(each.use is not None for each in _kept(office, home).schemes) == 2
    assert {each.use.scheme for each in _kept(office, home).schemes if each.use} == {use.scheme, "voedselbank"}


def test_a_scheme_is_answered_where_it_stands(tab: Budget, office: Office, home: HouseholdId) -> None:
    tab.enter_cost(CostKind.RENT, 612_00, Period.MONTH, None)
    part = tab.parts["schemes"]
    part.set_open(True)
    assert "to ask about" in part.summary.text()
    editor = schemes_of(tab).editors["huurtoeslag"]
    assert "Maybe: there is rent" in _words(schemes_of(tab))
    editor.show_value(SchemeState.APPLIED)
    editor.edited.emit()
    line = next(each for each in _kept(office, home).schemes if each.scheme.key == "huurtoeslag")
    assert line.use is not None
    assert line.use.state is SchemeState.APPLIED
    assert schemes_of(tab).editors["huurtoeslag"] is editor
    assert "jeugdfonds" not in schemes_of(tab).editors
    schemes_of(tab).more.click()
    assert "jeugdfonds" in schemes_of(tab).editors
    assert schemes_of(tab).more.isHidden()


def test_a_proposal_is_shown_as_no_decision(tab: Budget, office: Office, home: HouseholdId) -> None:
    with office.writing(Deed.KEEP_DEBT, home) as store:
        store.save(Debt(household=home, creditor="Woonpunt", amount=1_000_00))
        store.save(Debt(household=home, creditor="Belastingdienst", amount=500_00, is_preferred=True))
        store.save(Debt(household=home, creditor="Energie"))
    tab.page.on_changed(office.take_changes())
    tab.parts["repayment"].set_open(True)
    tab.facts.focus("proposed")
    QTest.keyClicks(_focus(), "20")
    tab.leave()
    said = _words(tab.parts["repayment"])
    assert "A proposal, no decision" in said
    assert "In 18 months €360.00 of €1,500.00" in said
    assert "1 debt has no amount" in said
    assert "more than what is left over" in said
    assert sum(share.offered for share, _name in _part(tab, "repayment", RepaymentPart).table.rows()) == 360_00


def test_facts_of_several_parts_are_one_record(tab: Budget, office: Office, home: HouseholdId) -> None:
    tab.parts["care"].set_open(True)
    tab.facts.focus("avoided_care")
    QTest.keyClicks(_focus(), "tandarts")
    tab.parts["business"].set_open(True)
    tab.facts.focus("business_name")
    QTest.keyClicks(_focus(), "Naaiatelier")
    tab.leave()
    with office.reading() as store:
        (kept,) = store.of(MoneyPicture)
    assert (kept.avoided_care, kept.business_name) == ("tandarts", "Naaiatelier")
    assert tab.parts["business"].summary.text() == "Naaiatelier"


def test_what_is_kept_back_is_added_with_insert_in_its_part(tab: Budget, office: Office, home: HouseholdId) -> None:
    tab.parts["withheld"].set_open(True)
    _part(tab, "withheld", WithheldPart).pane.add_button.setFocus()
    tab.add()
    QTest.keyClicks(_focus(), "Deurwaarder Klaassen")
    tab.leave()
    with office.reading() as store:
        (kept,) = store.of(Withholding)
    assert (kept.by, kept.household) == ("Deurwaarder Klaassen", home)


def test_a_part_says_aloud_whether_it_is_open(tab: Budget) -> None:
    part = tab.parts["care"]
    assert not part.is_open
    part.head.setFocus()
    QTest.keyClick(part.head, Qt.Key.Key_Space)
    assert part.is_open
    assert part.head.isChecked()
    assert "fold" in part.head.accessibleDescription()


def test_with_everything_open_all_is_named_reached_and_whole(window: Window, tab: Budget, office: Office) -> None:
    tab.enter_income(IncomeKind.WAGE, 1_000_00, Period.FOUR_WEEKS, None)
    tab.enter_cost(CostKind.MEDICINES, None, Period.MONTH, None)
    person = _kept(office, tab.household).people[0][0]
    budget.set_month(office, tab.household, person, "2026-10", 100_00)
    tab.page.on_changed(office.take_changes())
    for part in tab.parts.values():
        part.set_open(True)
    schemes_of(tab).more.click()
    window.resize(1366, 768)
    QApplication.processEvents()
    page = window.page()
    assert page is not None
    assert nameless(page) == []
    assert clipped(page) == []
    assert wider_than_shown(page) == []
    assert not_reached(page) == []
