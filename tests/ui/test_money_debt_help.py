"""The tab of debt help says what is missing, asks per person and topic, and has one button for each next step."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.debt import AgreementOutcome, CreditorAgreement, QualitySignal
from buurtteam.domain.debt_help import DebtHelpState, SolutionKind, StepKind
from buurtteam.domain.problem import Gap
from buurtteam.domain.sharing import ConsentAnswer, GivenHow, LegalGround, ReferralAnswer, SharedTopic
from buurtteam.domain.staff import Deed
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.services import agreements, debt_help
from buurtteam.services.debt_help import DebtHelpView
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.household_sharing import Sharing
from buurtteam.ui.pages.money import MoneyPage
from buurtteam.ui.pages.money_debt_help import DebtHelp
from buurtteam.ui.widgets import Words
from buurtteam.ui.window import Window
from tests.conftest import Clock
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Home) -> Iterator[Window]:
    office.take_changes()
    desk.background = Immediate(office)
    desk.today = office.today
    made = Window(desk)
    made.resize(1280, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def tab(window: Window, home: Home) -> DebtHelp:
    window.open_place("money", household_id=home.household.id, tab="debt_help")
    page = window.page()
    assert isinstance(page, MoneyPage)
    found = page.tabs["debt_help"]
    assert isinstance(found, DebtHelp)
    return found


def shown(office: Office, home: Home) -> DebtHelpView:
    return debt_help.read(office, home.household.id)


def words_of(part: QWidget) -> str:
    return " ".join(each.text() for each in part.findChildren(QPushButton) if not each.isHidden())


def address(tab: DebtHelp, to: str) -> None:
    tab.form.editor("recipient").show_value(to)
    tab.form.save()


def say_yes(tab: DebtHelp) -> None:
    for person in tab.consents.people.values():
        person.yes.click()


def test_without_a_referral_it_says_what_preparing_does(tab: DebtHelp, office: Office, home: Home) -> None:
    assert not tab.nothing.isHidden()
    assert "request for debt help" in tab.before.text()
    tab.prepare_button.click()
    view = shown(office, home)
    assert (view.is_prepared, view.request is not None) == (True, True)
    assert tab.nothing.isHidden()
    assert not tab.preparing.isHidden()


def test_what_stops_stands_on_top_and_leads_to_its_field(tab: DebtHelp, office: Office, home: Home) -> None:
    tab.add()
    assert not tab.consents.empty.isHidden()
    address(tab, "Kredietbank")
    first = tab.missing.rows[0]
    assert "Samira" in first.title.text()
    first.opened.emit()
    assert tab.window().focusWidget() is next(iter(tab.consents.people.values())).yes
    say_yes(tab)
    assert [each.stops for each in shown(office, home).gaps].count(True) == 0
    assert "Samira Demir has no citizen service number here." in [row.title.text() for row in tab.missing.rows]


def test_a_gap_elsewhere_opens_its_place(tab: DebtHelp, window: Window, home: Home) -> None:
    tab.add()
    tab.missing.jumped.emit(Gap("", "money.post", ""))
    assert tab.page.tabs["post"].isVisible()
    tab.missing.jumped.emit(Gap("", "household", "bsn", str(home.household.id)))
    assert window.here == "household"


def test_each_topic_is_asked_and_taken_back_by_itself(tab: DebtHelp, office: Office, home: Home) -> None:
    tab.add()
    address(tab, "Kredietbank")
    (person,) = tab.consents.people.values()
    person.how.choose(GivenHow.SIGNED)
    say_yes(tab)
    person.topics[SharedTopic.HEALTH].editor.choose(ConsentAnswer.NO)  # type: ignore[attr-defined]
    lines = {each.topic: (each.answer, each.how) for each in shown(office, home).consents}
    assert lines[SharedTopic.MONEY] == (ConsentAnswer.YES, GivenHow.SIGNED)
    assert lines[SharedTopic.HEALTH][0] is ConsentAnswer.NO
    person.topics[SharedTopic.MONEY].editor.choose(None)  # type: ignore[attr-defined]
    assert {each.topic: each.answer for each in shown(office, home).consents}[SharedTopic.MONEY] is ConsentAnswer.TO_ASK
    assert not person.yes.isHidden()


def test_another_ground_asks_for_the_harm(tab: DebtHelp, office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Threat(household=home.household.id, kind=ThreatKind.GAS, known_on=TODAY))
    tab.add()
    address(tab, "Kredietbank")
    tab.form.editor("ground").show_value(LegalGround.VITAL)
    tab.form.save()
    assert tab.consents.isHidden()
    tab.send_button.click()
    assert tab.reason.problem
    tab.reason.editor.show_value("Ligt in het ziekenhuis")
    tab.send_button.click()
    assert shown(office, home).is_running


@pytest.fixture
def sent(tab: DebtHelp, office: Office, home: Home) -> DebtHelp:
    tab.add()
    address(tab, "Kredietbank")
    say_yes(tab)
    tab.finish()
    assert shown(office, home).state is DebtHelpState.SENT
    return tab


def test_one_button_for_each_next_step(sent: DebtHelp, office: Office, home: Home) -> None:
    steps = sent.steps
    assert list(steps.step_buttons) == [StepKind.RECEIVED, StepKind.ADMITTED, StepKind.REFUSED]
    steps.others.click()
    assert set(steps.step_buttons) == set(StepKind) - {StepKind.SENT}
    steps.step_buttons[StepKind.FIRST_TALK].click()  # type: ignore[attr-defined]
    assert list(steps.step_buttons) == [StepKind.ADMITTED, StepKind.REFUSED]
    steps.step_buttons[StepKind.ADMITTED].click()  # type: ignore[attr-defined]
    assert list(steps.step_buttons) == [StepKind.PLAN_MADE, StepKind.STARTED]
    steps.solution.editor.show_value(SolutionKind.MEDIATION)
    steps.step_buttons[StepKind.STARTED].click()  # type: ignore[attr-defined]
    assert [each.solution for each in shown(office, home).steps][-1] is SolutionKind.MEDIATION
    steps.step_buttons[StepKind.ENDED].click()  # type: ignore[attr-defined]
    assert (steps.next.isHidden(), steps.call.isHidden(), sent.again.isHidden()) == (True, True, False)


def test_a_day_that_cannot_be_is_said_under_the_day(sent: DebtHelp, office: Office, home: Home) -> None:
    sent.steps.on.editor.show_value(TODAY - timedelta(days=3))
    sent.steps.step_buttons[StepKind.RECEIVED].click()  # type: ignore[attr-defined]
    assert sent.steps.on.problem
    sent.steps.on.editor.show_value("geen dag")
    sent.steps.step_buttons[StepKind.RECEIVED].click()  # type: ignore[attr-defined]
    assert shown(office, home).state is DebtHelpState.SENT


def test_a_step_whose_last_day_went_by_is_told_as_late(
    sent: DebtHelp, window: Window, home: Home, clock: Clock
) -> None:
    assert "at the latest" in sent.steps.strip.accessibleName()
    assert "Late" not in sent.steps.strip.accessibleName()
    clock.now += timedelta(weeks=10)
    window.open_place("money", household_id=home.household.id, tab="debt_help")
    late = [each.text() for each in sent.steps.strip.findChildren(Words) if each.property("tone") == "problem"]
    assert late
    assert all(each.startswith("Late: ") for each in late)
    assert late[0] in sent.steps.strip.accessibleName()


def test_a_withdrawal_says_why(sent: DebtHelp, office: Office, home: Home) -> None:
    sent.steps.others.click()
    sent.steps.step_buttons[StepKind.WITHDRAWN].click()  # type: ignore[attr-defined]
    assert sent.steps.words.problem
    sent.steps.words.editor.show_value("Wil het zelf proberen")
    sent.steps.step_buttons[StepKind.WITHDRAWN].click()  # type: ignore[attr-defined]
    view = shown(office, home)
    assert view.referral is not None
    assert (view.referral.answer, view.referral.answer_words) == (ReferralAnswer.WITHDRAWN, "Wil het zelf proberen")


def test_a_step_is_taken_back_from_its_line(sent: DebtHelp, office: Office, home: Home) -> None:
    sent.steps._take_back(shown(office, home).steps[0])
    assert shown(office, home).is_prepared


def test_calling_moves_the_day(sent: DebtHelp, office: Office, home: Home, clock: Clock) -> None:
    sent.steps.call_on.editor.show_value(date(2026, 12, 1))
    sent.steps.call_on.editor.left.emit()
    chase = shown(office, home).chase
    assert chase is not None
    assert chase.due_on == date(2026, 12, 1)
    clock.now += timedelta(days=9)
    sent.steps.called.click()
    chase = shown(office, home).chase
    assert chase is not None
    assert chase.due_on == date(2026, 12, 15)


def test_a_moratorium_is_written_down_here(tab: DebtHelp, office: Office, home: Home) -> None:
    tab.court_until.editor.show_value(date(2027, 2, 1))
    assert tab.court_buttons[CaseEventKind.STAY_ENDED].isHidden()
    tab.court_buttons[CaseEventKind.STAY_GRANTED].click()
    assert not tab.court_buttons[CaseEventKind.STAY_ENDED].isHidden()
    (term,) = [each for each in shown(office, home).terms if each.step == "T12"]
    assert term.legal_end == date(2027, 2, 1)
    tab.court_buttons[CaseEventKind.STAY_ENDED].click()
    with office.reading() as store:
        assert len(store.of(CaseEvent)) == 2
    assert not any(each.is_open for each in shown(office, home).terms)


def test_a_step_that_was_on_another_day_is_put_there(tab: DebtHelp, office: Office, home: Home) -> None:
    made = debt_help.prepare(office, home.household.id)
    with office.writing(Deed.REFER) as store:
        store.save(made.changed(recipient="Kredietbank Oefenstad", ground=LegalGround.VITAL))
        store.save(Threat(household=home.household.id, kind=ThreatKind.EVICTION, known_on=TODAY))
    debt_help.send(office, made.id, reason="Spoed")
    tab.page.open_tab("debt_help")
    tab.steps.moves[StepKind.SENT].click()
    field = tab.steps.moved_on
    assert field is not None
    field.editor.show_value("over 2 weken")
    tab.steps.done.findChildren(QPushButton)[-1].click()
    assert tab.steps.moved_on is not None
    assert tab.steps.moved_on.below.text()
    tab.steps.moved_on.editor.show_value(TODAY - timedelta(days=1))
    tab.steps.done.findChildren(QPushButton)[-1].click()
    assert tab.steps.moved_on is None
    assert debt_help.read(office, home.household.id).steps[0].on == TODAY - timedelta(days=1)


def test_an_agreement_begins_from_a_threat_and_goes_into_the_plan(tab: DebtHelp, office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        facts = {"kind": ThreatKind.EVICTION, "known_on": TODAY, "creditor": "Woonpunt"}
        threat = store.save(Threat(household=home.household.id, **facts))
    tab.page.open_tab("debt_help", threat=threat.id)
    record = tab.agreements.form.record
    assert record is not None
    assert (record.creditor, record.threat) == ("Woonpunt", threat.id)
    tab.agreements.into_plan()
    (kept,) = agreements.agreements_of(office, home.household.id)
    assert kept.action is not None
    assert tab.agreements.plan_button.isHidden()


def test_unusual_agreements_are_compared(tab: DebtHelp, office: Office, home: Home) -> None:
    assert tab.agreements.came.isHidden()
    one = {"is_experiment": True, "outcome": AgreementOutcome.KEPT}
    agreements.keep(office, CreditorAgreement(household=home.household.id, **one))
    tab.page.open_tab("debt_help")
    assert "1 kept" in tab.agreements.came.text()


def test_a_worry_about_an_administrator_is_kept_by_itself(tab: DebtHelp, office: Office, home: Home) -> None:
    tab.signals.add()
    tab.signals.form.editor("about").show_value("Bewind BV")
    tab.signals.form.save()
    with office.reading() as store:
        assert [(each.about, each.worker) for each in store.of(QualitySignal)] == [("Bewind BV", home.noor.id)]


def test_the_list_of_referrals_leads_here(sent: DebtHelp, window: Window, home: Home) -> None:
    window.open_place("household", household_id=home.household.id, tab="sharing")
    page = window.page()
    assert isinstance(page, HouseholdPage)
    side = page.tabs["sharing"]
    assert isinstance(side, Sharing)
    pane = side.referrals
    pane.table.choose(pane._records[0].id)
    assert not pane.to_money.isHidden()
    assert all(each.isHidden() for each in (pane.send_button, pane.taken, pane.refused, pane.gone))
    pane.to_money.click()
    assert window.here == "money"
