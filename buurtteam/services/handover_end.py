"""How a hand-over that was proposed ends without going through: answered by who may, or overtaken by another deed."""

from collections.abc import Sequence

from buurtteam.domain.kinds import HouseholdId, one_line
from buurtteam.domain.responsibility import Transfer, TransferState
from buurtteam.domain.task import Appointment
from buurtteam.services.office import Office
from buurtteam.storage.store import Store


def ended(office: Office, store: Store, found: Transfer, state: TransferState, reason: str) -> Transfer:
    """The hand-over does not go on, and neither does the joint talk that was planned for it."""
    planned = store.find(Appointment, found.appointment)
    if planned is not None and planned.at > office.now():
        store.save(planned.changed(is_cancelled=True))
    facts = {"state": state, "answered_on": office.today(), "answer_reason": one_line(reason)}
    return store.save(found.changed(**facts))


def overtaken(office: Office, store: Store, households: Sequence[HouseholdId], reason: str = "") -> None:
    """Within another deed that changed who is the fixed face: what was proposed to another before does not go on."""
    waiting = store.of(Transfer, household=list(households), state=TransferState.PROPOSED) if households else []
    for each in waiting:
        ended(office, store, each, TransferState.WITHDRAWN, reason)
