"""For which carers it becomes too much now: on their household and in the day of a worker, as the caseload counts it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from buurtteam.domain.household import (
    Household,
    HouseholdState,
    Resident,
    full_name,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.words import N_
from buurtteam.domain.worklist import Clue
from buurtteam.services.office import Office
from buurtteam.storage import overload
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

TABS: Final = {
    Clue.CARER_CANNOT_GO_ON: "talk",
    Clue.CARER_SCORE_HIGH: "scores",
    Clue.RESPITE_WAITING: "air",
    Clue.CARER_WITHOUT_TALK: "talk",
}
"""On which side of caring for each other it is done something about."""

_WORDS: Final = {
    Clue.CARER_CANNOT_GO_ON: N_("Cannot go on for a month"),
    Clue.CARER_SCORE_HIGH: N_("High score on a questionnaire"),
    Clue.RESPITE_WAITING: N_("Waits for more than six weeks for somebody to take over"),
    Clue.CARER_WITHOUT_TALK: N_("Nobody talked with this carer yet"),
}
_ORDER = list(_WORDS)


@dataclass(frozen=True)
class Overload:
    """That it becomes too much for one carer, by one reason."""

    household: HouseholdId
    label: str
    carer: ResidentId
    name: str
    clue: Clue

    @property
    def words(self) -> str:
        """Why, in a few words."""
        return _(_WORDS[self.clue])


def in_household(office: Office, household: HouseholdId) -> tuple[Overload, ...]:
    """The carers who live in a household for whom it becomes too much, or with whom nobody talked; what is worst first."""
    today = office.today()
    with office.reading() as store:
        return _told(store, overload.in_homes(store.connection, today, [household]))


def of_mine(office: Office) -> tuple[Overload, ...]:
    """Those of the households for which the worker of this office acts, or nobody does; the untalked come last.

    Raises Trouble when the file cannot be read.
    """
    with office.reading() as store:
        worker = office.worker.id if office.worker else None
        return _told(store, overload.of_worker(store.connection, worker, office.today()))


def _told(store: Store, rows: Iterable[tuple[UUID, UUID, Clue]]) -> tuple[Overload, ...]:
    found = list(rows)
    if not found:
        return ()
    open_homes = {
        each.id: each.label
        for each in store.of(Household, id=list({row[0] for row in found}))
        if each.state is not HouseholdState.CLOSED
    }
    names = {each.id: full_name(each) for each in store.of(Resident, id=list({row[1] for row in found}))}
    told = [
        Overload(HouseholdId(home), open_homes[HouseholdId(home)], ResidentId(carer), names[ResidentId(carer)], clue)
        for home, carer, clue in found
        if home in open_homes
    ]
    return tuple(
        sorted(told, key=lambda each: (_ORDER.index(each.clue), each.label.casefold(), each.name, each.carer.int))
    )
