"""From a threat, a letter or an agreement straight to the letter to the creditor, with the amount that is proposed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from buurtteam.domain.debt import CreditorAgreement, Debt
from buurtteam.domain.filing import Paper
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic
from buurtteam.domain.staff import Deed
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.household_tabs import HouseholdTab
from buurtteam.ui.pages.money import MoneyPage
from buurtteam.ui.pages.money_debt_help import DebtHelp
from buurtteam.ui.pages.money_post import Post
from buurtteam.ui.pages.money_threats import Threats
from buurtteam.ui.window import Window
from tests.demir import Home, demir


@pytest.fixture
def home(office: Office) -> Home:
    """Samira owes Woonpunt rent, which threatens to put her out, and lets the team write to Woonpunt."""
    found = demir(office)
    here = found.household.id
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        threat = Threat(household=here, kind=ThreatKind.EVICTION, known_on=office.today(), creditor="Woonpunt")
        store.save(threat)
        debt = Debt(household=here, resident=found.samira.id, creditor="Woonpunt", amount=122400, threat=threat.id)
        store.save(debt)
        facts = {"amount": 3750, "agreed_on": office.today()}
        store.save(CreditorAgreement(household=here, creditor="Woonpunt", debt=debt.id, threat=threat.id, **facts))
        store.save(
            Consent(
                household=here,
                resident=found.samira.id,
                recipient="Woonpunt",
                answer=ConsentAnswer.YES,
                topics=frozenset({SharedTopic.NAME_ADDRESS, SharedTopic.MONEY}),
                given_on=office.today(),
            )
        )
    return found


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Home) -> Iterator[Window]:
    office.take_changes()
    desk.background = Immediate(office)
    desk.today = office.today
    made = Window(desk)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _tab(window: Window, home: Home, tab: str) -> HouseholdTab:
    window.open_place("money", household_id=home.household.id, tab=tab)
    page = window.page()
    assert isinstance(page, MoneyPage)
    return page.tabs[tab]


def _make_anyway(window: Window) -> None:
    """What may follow later becomes a line to fill in by pen."""
    page = window.page()
    assert page is not None
    for each in page.findChildren(QPushButton):
        if each.text().replace("&", "") == "Make it all the same" and each.isVisibleTo(page):
            each.click()
            return


def _made(office: Office) -> tuple[PaperKind, str]:
    with office.reading() as store:
        (paper,) = store.of(Paper)
    return paper.kind, paper.content.replace("\u00a0", " ")


def test_from_what_threatens_to_the_letter_that_asks_to_wait(window: Window, home: Home, office: Office) -> None:
    tab = _tab(window, home, "threats")
    assert isinstance(tab, Threats)
    tab.letter.click()
    _make_anyway(window)
    kind, content = _made(office)
    assert kind is PaperKind.STAY_LETTER
    assert "ontruiming" in content


def test_from_a_debt_to_a_letter_with_the_amount_that_is_typed(window: Window, home: Home, office: Office) -> None:
    tab = _tab(window, home, "post")
    assert isinstance(tab, Post)
    pane = tab.lines
    pane.edit(pane.table.rows()[0].id)
    assert not pane.letter.isHidden()
    proposal = pane.proposal
    proposal.amount.editor.show_value("vijftig")
    proposal.made.click()
    assert proposal.amount.below.text() == "Fill in an amount such as 50 or 37.50."
    proposal.amount.editor.show_value("50")
    proposal.since.editor.show_value("1-12-2026")
    proposal.made.click()
    _make_anyway(window)
    kind, content = _made(office)
    assert kind is PaperKind.ARRANGEMENT_LETTER
    assert "€ 50,00 per maand" in content
    assert "1 december 2026" in content


def test_from_an_agreement_to_the_letter_that_proposes_what_stands_there(
    window: Window, home: Home, office: Office
) -> None:
    tab = _tab(window, home, "debt_help")
    assert isinstance(tab, DebtHelp)
    pane = tab.agreements
    pane.edit(pane.table.rows()[0].id)
    assert not pane.wait.isHidden()
    pane.letter.click()
    _make_anyway(window)
    kind, content = _made(office)
    assert kind is PaperKind.ARRANGEMENT_LETTER
    assert "€ 37,50 per maand" in content
