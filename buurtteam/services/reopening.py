"""What happens when a closed household is opened again, by whichever deed: by itself, by a new request or by a crisis."""

from datetime import date
from typing import Final
from uuid import UUID

from buurtteam.domain.case import Closing
from buurtteam.domain.household import Household, HouseholdState
from buurtteam.domain.kinds import HouseholdId, one_line
from buurtteam.domain.problem import Problem
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.words import N_
from buurtteam.services import series
from buurtteam.services.office import Office
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

_LINES_BACK: Final = 5_000
"""How far back the history is read; a closed household hardly changes, so its closing is near."""


def open_again(office: Office, store: Store, household: HouseholdId, reason: str, on: date) -> Closing:
    """Open a closed household within a deed of its own; a household that was closed before closings were kept gets one.

    Raises Problem for a day before the closing.
    """
    home = store.get(Household, household)
    closing = next((each for each in store.of(Closing, household=household, reopened_on=None, order_by="-on")), None)
    if closing is None:
        closing = Closing(
            household=household,
            on=home.ended_on or on,
            has_aftercare=False,
            plan_coordinator=home.plan_coordinator,
        )
    if on < closing.on:
        raise Problem(
            "reopened_before", N_("It was closed on {day}; it cannot be opened again before that day."), day=closing.on
        )
    kept = store.save(closing.changed(reopened_on=on, reopen_reason=one_line(reason), reopened_by=office.me))
    store.save(home.changed(state=HouseholdState.OPEN, ended_on=None))
    series.end_all_series(
        office, household, min(on, office.today()), _("The household was opened again."), [TaskKind.AFTERCARE]
    )
    went_on = [each for each in store.of(Task, household=household, kind=TaskKind.AFTERCARE) if each.is_open]
    was = _kinds_before(office, household) if went_on else {}
    for task in went_on:
        # What went on as aftercare is the work that it was again.
        store.save(task.changed(kind=was.get(task.id, TaskKind.TASK)))
    return kept


def _kinds_before(office: Office, household: HouseholdId) -> dict[UUID, TaskKind]:
    """What kind each task was before it last went on as aftercare, as far as the history of the household tells."""
    return {
        line.record: each.before
        for line in reversed(office.history(household, _LINES_BACK))
        for each in line.fields
        if line.kind is Task and each.field == "kind" and isinstance(each.before, TaskKind)
        if each.after is TaskKind.AFTERCARE
    }
