"""Signals about how an administrator works: for the team only, never on a paper, in an export or on a shared screen."""

from uuid import UUID

from buurtteam.domain.debt import QualitySignal
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.staff import Deed
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.texts import translate as _


def signals_of(office: Office, household: HouseholdId) -> tuple[QualitySignal, ...]:
    """The signals of a household: those that are not settled first, then the newest."""
    with office.reading() as store:
        found = store.of(QualitySignal, household=household, order_by="id")
    first = office.today().min
    newest = sorted(found, key=lambda each: each.on or first, reverse=True)
    return tuple(sorted(newest, key=lambda each: each.settled_on is not None))


def keep(office: Office, signal: QualitySignal) -> QualitySignal:
    """Keep a signal.

    Raises Problem for a day that has yet to come, Stale when it was changed in the meantime.
    """
    for day in (signal.on, signal.reported_on, signal.settled_on):
        if day is not None:
            not_in_the_future(office, day)
    with office.writing(Deed.NOTE_QUALITY, signal.household) as store:
        return store.save(signal if signal.version else signal.changed(worker=signal.worker or office.me))


def remove(office: Office, signal: QualitySignal) -> UUID:
    """Move a signal to the trash; gives back the bundle."""
    return office.remove(Deed.NOTE_QUALITY, signal.household, signal.about or _("This signal"), signal)
