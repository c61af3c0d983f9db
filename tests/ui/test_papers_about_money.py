"""Papers about money are made from the print centre, and what they lack has a way to it."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import Household, Membership, Resident
from buurtteam.domain.problem import Gap
from buurtteam.domain.record import Record
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic
from buurtteam.domain.staff import Deed
from buurtteam.domain.threat import Threat
from buurtteam.services import printing
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.papers import PapersPage

TODAY = date(2026, 11, 22)


class Home:
    """A household with a threat, and the print centre open on it."""

    def __init__(self, office: Office, desk: Desk, qtbot: QtBot) -> None:
        self.office, self.desk = office, desk
        self.went: list[tuple[str, dict[str, object]]] = []
        desk.background = Immediate(office)
        desk.go = lambda place, **args: self.went.append((place, args))
        self.household = Household(label="Demir")
        self.threat = Threat(household=self.household.id, known_on=TODAY, creditor="Woningstichting Thuis")
        self.samira = Resident(first_name="Samira")
        lives_here = Membership(household=self.household.id, resident=self.samira.id)
        self.keep(self.household, self.samira, lives_here, self.threat)
        office.take_changes()
        self.page = PapersPage(desk)
        qtbot.addWidget(self.page)
        desk.background.changed.connect(self.page.on_changed)
        self.page.show_place(household_id=self.household.id)

    def keep(self, *records: Record) -> None:
        with self.office.writing(Deed.IMPORT_DOSSIER) as store:
            for record in records:
                store.save(record)

    def choose(self, words: str) -> None:
        """Choose what has these words in the menu of what can be made."""
        self.page.menu.aboutToShow.emit()
        next(each for each in _all(self.page.menu) if words in each.text()).trigger()


def _all(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inside = action.menu()
        found += _all(inside) if isinstance(inside, QMenu) else [action]
    return found


@pytest.fixture
def home(office: Office, desk: Desk, qtbot: QtBot) -> Home:
    return Home(office, desk, qtbot)


def test_a_letter_without_consent_says_what_is_missing_and_is_made_once_somebody_said_yes(home: Home) -> None:
    home.choose("asks to wait")
    assert printing.papers_of(home.office, home.household.id) == ()
    assert not home.page.maker.drawer.isHidden()
    home.keep(
        Consent(
            household=home.household.id, resident=home.samira.id, recipient="Woningstichting Thuis",
            answer=ConsentAnswer.YES, given_on=TODAY, topics=frozenset({SharedTopic.NAME_ADDRESS, SharedTopic.MONEY}),
        )
    )  # fmt: skip
    home.choose("asks to wait")
    anyway = home.page.maker.drawer.findChildren(QPushButton)
    next(each for each in anyway if "all the same" in each.text().replace("&", "")).click()
    (made,) = printing.papers_of(home.office, home.household.id)
    assert home.went == [("paper", {"paper_id": made.id})]


def test_the_forms_to_write_on_are_made_at_once(home: Home) -> None:
    home.choose("Post list")
    home.choose("Budget to fill")
    assert len(printing.papers_of(home.office, home.household.id)) == 2
    assert [place for place, _args in home.went] == ["paper", "paper"]


@pytest.mark.parametrize(
    ("place", "field", "opened"),
    [
        ("money.debt_help", "consent", {"tab": "debt_help"}),
        ("money.post", "amount", {"tab": "post"}),
        ("money.threats", "7c9e6679-7425-40de-944b-e07fc1f90ae7", {"tab": "threats", "threat": UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")}),
    ],
)  # fmt: skip
def test_what_a_paper_lacks_has_a_way_to_it(home: Home, place: str, field: str, opened: dict[str, object]) -> None:
    home.page.maker._go(Gap("", place, field, str(home.household.id)))
    assert home.went == [("money", {"household_id": home.household.id, **opened})]
