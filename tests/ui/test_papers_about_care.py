"""Papers of a carer are made from the papers of the carer's household, and what they lack has a way to it."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from buurtteam.domain.care import CrisisAgreement
from buurtteam.domain.directory import DirectoryEntry, KindOfHelp
from buurtteam.domain.household import Household, Membership, Relation, RelationKind, Resident
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic
from buurtteam.services import printing
from buurtteam.services.office import Office
from buurtteam.ui.desk import Desk
from tests.ui.test_papers_about_money import Home, _all

TODAY = date(2026, 11, 22)
CENTRE = "Steunpunt Proef & Co"


class Caring(Home):
    """Samira cares for Henk, who lives elsewhere; the print centre is open on her household."""

    def __init__(self, office: Office, desk: Desk, qtbot: QtBot) -> None:
        super().__init__(office, desk, qtbot)
        self.henk, self.his = Resident(first_name="Henk"), Household(label="De Boer")
        self.relation = Relation(resident=self.samira.id, to_resident=self.henk.id, kind=RelationKind.CARES_FOR)
        self.agreement = CrisisAgreement(household=self.household.id, relation=self.relation.id)
        self.keep(
            self.henk, self.his, Membership(household=self.his.id, resident=self.henk.id), self.relation, self.agreement,
            DirectoryEntry(name=CENTRE, kinds=frozenset({KindOfHelp.CARER_CENTRE}), phone="045 1112223"),
        )  # fmt: skip
        self.page.show_place(household_id=self.household.id)

    def lacks(self) -> list[str]:
        return [each.accessibleName() for each in self.page.maker.drawer.findChildren(QPushButton)]

    def go(self, words: str) -> None:
        """Choose a way to what is missing."""
        found = (each for each in self.page.maker.drawer.findChildren(QPushButton) if words in each.accessibleName())
        next(found).click()

    def kinds(self) -> set[PaperKind]:
        return {each.kind for each in printing.papers_of(self.office, self.household.id)}


@pytest.fixture
def caring(office: Office, desk: Desk, qtbot: QtBot) -> Caring:
    return Caring(office, desk, qtbot)


def test_a_letter_without_a_yes_shows_where_to_ask_and_goes_after_it(caring: Caring) -> None:
    caring.choose("Letter to Steunpunt")
    assert caring.kinds() == set()
    caring.go("has not said yes yet to sharing")
    assert caring.went[-1] == ("household", {"household_id": caring.household.id, "tab": "sharing"})
    topics = frozenset({SharedTopic.NAME_ADDRESS, SharedTopic.CARE})
    caring.keep(
        Consent(
            household=caring.household.id, resident=caring.samira.id, recipient=CENTRE, topics=topics,
            answer=ConsentAnswer.YES, given_on=TODAY,
        )
    )  # fmt: skip
    caring.choose("Letter to Steunpunt")
    next(each for each in caring.page.maker.drawer.findChildren(QPushButton) if "the same" in each.text()).click()
    assert caring.kinds() == {PaperKind.CARER_LETTER}


def test_a_card_that_is_not_agreed_goes_to_the_carer_and_the_tab_where_it_is_agreed(caring: Caring) -> None:
    caring.choose("Card: when I drop out, for Henk")
    assert caring.kinds() == set()
    caring.go("whether the carer agrees")
    place, args = caring.went[-1]
    assert place == "carer"
    assert args == {"household_id": caring.household.id, "tab": "drop_out", "carer": caring.samira.id}


def test_the_household_of_whom_is_cared_for_offers_no_papers_of_the_carer(caring: Caring) -> None:
    caring.page.show_place(household_id=caring.his.id)
    caring.page.menu.aboutToShow.emit()
    assert not [each for each in _all(caring.page.menu) if "carer" in each.text() or "drop out" in each.text()]
