"""What happens when a closed household is opened again, by whichever deed: by itself, by a new request or by a crisis."""

from datetime import date

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
    for task in store.of(Task, household=household, kind=TaskKind.AFTERCARE):
        if task.is_open:
            # What went on as aftercare is ordinary work again.
            store.save(task.changed(kind=TaskKind.TASK))
    return kept
