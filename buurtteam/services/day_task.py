"""The task behind a day that a record names: it moves with that day, and ends when nobody waits for it any more."""

from datetime import date

from buurtteam.domain.household import Household, HouseholdState
from buurtteam.domain.kinds import TaskId
from buurtteam.domain.task import Task
from buurtteam.services.office import Office
from buurtteam.storage.store import Store


def follow(store: Store, known: TaskId | None, wanted: Task) -> TaskId | None:
    """Let the known task stand on the day of the wanted one, or make that; a closed household begins no work.

    A task that was done or called off on this very day is not made again.
    """
    task = store.find(Task, known)
    if task is not None and (task.is_open or task.due_on == wanted.due_on):
        if task.due_on != wanted.due_on:
            store.save(task.changed(due_on=wanted.due_on))
        return task.id
    if store.get(Household, wanted.household).state is HouseholdState.CLOSED:
        return known
    return store.save(wanted).id


def end(office: Office, store: Store, known: TaskId | None, *, done_on: date | None = None, why: str) -> None:
    """End the task if it is open still: done on a day, else called off today because of `why`."""
    task = store.find(Task, known)
    if task is None or not task.is_open:
        return
    if done_on is not None:
        store.save(task.changed(done_on=done_on))
    else:
        store.save(task.changed(cancelled_on=office.today(), cancel_reason=why))
