"""The coordinator on a Monday, with the keyboard alone: who is late or urgent, and who helps them from now on.

Every key or chord beside the text itself counts as one action (ux.md §11). Figures of today: what is late and urgent is
seen with 1 action after the start, and five households get a worker in 5.
"""

from datetime import timedelta

import pytest

from buurtteam.domain.household import Household
from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.domain.worklist import URGENT_CLUES, Clue, Filter
from buurtteam.services import caseload
from buurtteam.services.office import Office
from buurtteam.services.unlocking import change_passphrase
from buurtteam.ui.application import Application
from buurtteam.ui.pages.worklist import WorklistPage
from tests.journeys.conftest import PASSPHRASE
from tests.journeys.hands import Hands, fresh

WAITING = ("Aalders", "Bakker", "Cornelis", "Demir", "Evers")
FACED = ("Fransen", "Goossens")


class Monday:
    """Noor coordinates; five households are late and have nobody, two of Bas go well."""

    def __init__(self, office: Office) -> None:
        self.office = office
        assert office.worker is not None
        with office.writing(Deed.KEEP_WORKER) as store:
            noor = store.get(Worker, office.worker.id)
            store.save(noor.changed(function=WorkerFunction.COORDINATOR, hours_per_week=36))
            self.bas = store.save(Worker(name="Bas Jansen", hours_per_week=36)).id
            self.carla = store.save(Worker(name="Carla Smit", hours_per_week=24)).id
        office.worker = noor.changed(function=WorkerFunction.COORDINATOR)
        self.waiting = [self.home(name, days=70) for name in WAITING]
        self.faced = [self.home(name, days=1, face=self.bas, asks=False) for name in FACED]

    def home(self, label: str, *, days: int, face: WorkerId | None = None, asks: bool = True) -> HouseholdId:
        came = self.office.now() - timedelta(days=days)
        with self.office.writing(Deed.CREATE_HOUSEHOLD) as store:
            home = store.save(Household(label=label, plan_coordinator=face, started_on=came.date()))
            if asks:
                store.save(RequestNotification(household=home.id, received_at=came, question="Hulp bij de post"))
        return home.id

    def faces(self) -> list[WorkerId | None]:
        with self.office.reading() as store:
            return [store.get(Household, home).plan_coordinator for home in self.waiting]


@pytest.fixture
def monday(office: Office) -> Monday:
    return Monday(office)


def rows(hands: Hands) -> list[str]:
    page = hands.program.window.page()
    assert isinstance(page, WorklistPage)
    return [line.label for line in page.lines]


def test_late_and_urgent_are_seen_with_one_action_after_the_start(
    monday: Monday, program: Application, office: Office
) -> None:
    change_passphrase(office, PASSPHRASE)
    office.close()
    program.start()
    hands = fresh(program)
    hands.on("Wachtzin")
    hands.type(PASSPHRASE)
    hands.press("Return")
    hands.until(lambda: program.window.here == "today", "the day")
    hands.settle()
    hands.actions.clear()
    hands.press("Alt+4")
    hands.on("Huishoudens")
    print(hands.told())  # noqa: T201 - the figure is wanted
    assert len(hands.actions) == 1
    assert sorted(rows(hands)) == list(WAITING)


def test_five_households_get_a_worker_in_at_most_five_actions_and_one_key_takes_it_back(
    monday: Monday, hands: Hands
) -> None:
    hands.press("Alt+4")
    hands.on("Huishoudens")
    hands.actions.clear()
    hands.press("Ctrl+A", "Ctrl+G")
    hands.on("Medewerkers")
    hands.type("c")
    hands.press("Return")
    hands.until(lambda: monday.faces() == [monday.carla] * 5, "the five to have Carla")
    print(hands.told())  # noqa: T201 - the figure is wanted
    assert len(hands.actions) + 1 <= 5  # the letter that finds the worker counts too
    hands.settle()
    hands.press("Ctrl+Z")
    hands.until(lambda: monday.faces() == [None] * 5, "the five to have nobody again")


def test_the_figure_on_today_opens_exactly_its_rows(monday: Monday, hands: Hands, office: Office) -> None:
    hands.press("Alt+1")
    hands.go_to("5 huishoudens zijn te laat of hebben spoed", key="F6", most=8)
    hands.press("Return")
    hands.until(lambda: hands.program.window.here == "worklist", "the worklist")
    hands.settle()
    known = caseload.worklist(office)
    assert rows(hands) == [line.label for line in caseload.shown(known, Filter(clues=URGENT_CLUES))]
    assert caseload.counts(known, Filter()).clues[Clue.NO_COORDINATOR] == len(WAITING)
