"""Tasks that come back: aftercare, evaluations, stand-by contact and what a team agrees itself.

The tasks of a series have no worker: they belong to whoever is responsible for the household on the day itself.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from buurtteam.domain.case import Closing
from buurtteam.domain.conversation import Conversation
from buurtteam.domain.household import Household, HouseholdState
from buurtteam.domain.kinds import ConversationId, HouseholdId, TaskSeriesId, local_day, one_line
from buurtteam.domain.problem import Problem
from buurtteam.domain.series import AHEAD, BY_NORM, turns
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind, TaskSeries
from buurtteam.domain.words import N_
from buurtteam.services.norms import caseload_norms_in
from buurtteam.services.office import Office
from buurtteam.storage.facts import facts_of
from buurtteam.storage.store import Store
from buurtteam.texts import label
from buurtteam.texts import translate as _


def series_of(office: Office, household: HouseholdId) -> tuple[TaskSeries, ...]:
    """The series of a household that still run, the oldest first."""
    with office.reading() as store:
        return tuple(store.of(TaskSeries, household=household, ended_on=None, order_by="starts_on"))


def tasks_of_series(office: Office, series: TaskSeriesId) -> tuple[Task, ...]:
    """Every task that a series made, in its own order, those that were done or cancelled included."""
    with office.reading() as store:
        return tuple(store.of(Task, series=series, order_by="number"))


def start_series(office: Office, series: TaskSeries) -> tuple[Task, ...]:
    """Begin a series and make its first tasks; returns them.

    Raises Problem when it says nothing, or when it ends before it starts.
    """
    if series.kind in (TaskKind.TASK, TaskKind.CALL_BACK, TaskKind.TODAY) and not series.what:
        raise Problem("empty_task", N_("Say first what must be done."))
    if series.until_on is not None and series.until_on < series.starts_on:
        raise Problem("ends_before_start", N_("The end lies before the start."))
    with office.writing(Deed.PLAN_WORK, series.household) as store:
        return _filled(office, store, store.save(series))


def keep_series(office: Office, series: TaskSeries) -> tuple[Task, ...]:
    """Keep a changed series; its tasks follow, but those that somebody touched stay as they are.

    Raises Stale when somebody else changed it in the meantime.
    """
    with office.writing(Deed.PLAN_WORK, series.household) as store:
        before = store.get(TaskSeries, series.id)
        return _filled(office, store, store.save(series), before=before)


def start_aftercare(office: Office, household: HouseholdId, closing: Closing) -> tuple[Task, ...]:
    """Plan the aftercare of a closed household by the team's norm (T20); nothing when there will be none.

    Aftercare that still ran from an earlier closing stops.
    """
    if not closing.has_aftercare:
        return ()
    with office.writing(Deed.PLAN_WORK, household) as store:
        for old in store.of(TaskSeries, household=household, kind=TaskKind.AFTERCARE, ended_on=None):
            if old.starts_on == closing.on:
                return _filled(office, store, old)
            _stop(store, old, office.today(), _("The household was closed anew."))
        return start_series(office, TaskSeries(household=household, kind=TaskKind.AFTERCARE, starts_on=closing.on))


def start_evaluations(office: Office, household: HouseholdId) -> tuple[Task, ...]:
    """Plan to look together at how the plan goes, again and again (T19): from the last time, or from the plan.

    Raises Problem while there is no plan that was agreed. A series that runs already stays the only one.
    """
    with office.writing(Deed.PLAN_WORK, household) as store:
        running = store.of(TaskSeries, household=household, kind=TaskKind.EVALUATION, ended_on=None)
        if running:
            return _filled(office, store, running[0])
        facts = facts_of(store, office.today(), [household])[household]
        made_on = facts.plan.made_on if facts.plan else None
        if made_on is None:
            raise Problem(
                "no_plan_yet",
                N_("There is no plan that was agreed on yet. Make the plan first, then this can be planned."),
            )
        held = [day for day in facts.evaluated_on if made_on < day <= office.today()]
        series = TaskSeries(household=household, kind=TaskKind.EVALUATION, starts_on=max(held, default=made_on))
        return _filled(office, store, store.save(series), first=len(held) + 1)


def start_stand_by(office: Office, household: HouseholdId, on: date) -> tuple[Task, ...]:
    """Plan to stay in touch with a household on stand-by (waakvlam), in the rhythm of the team's norm."""
    with office.writing(Deed.PLAN_WORK, household) as store:
        running = store.of(TaskSeries, household=household, kind=TaskKind.STAND_BY, ended_on=None)
        if running:
            return _filled(office, store, running[0])
        months = caseload_norms_in(store).stand_by_months
        series = TaskSeries(
            household=household, kind=TaskKind.STAND_BY, starts_on=on, first_months=months, every_months=months
        )
        return start_series(office, series)


def end_series(office: Office, series: TaskSeriesId, on: date, reason: str) -> tuple[Task, ...]:
    """Stop a series; its open tasks are cancelled with the reason. Returns those.

    Raises Problem without a reason, or for a day that has yet to come.
    """
    check_cancelling(office, on, reason)
    with office.writing(Deed.PLAN_WORK) as store:
        return _stop(store, store.get(TaskSeries, series), on, reason)


def end_all_series(
    office: Office, household: HouseholdId, on: date, reason: str, kinds: Iterable[TaskKind] = tuple(TaskKind)
) -> tuple[Task, ...]:
    """Stop every series of a household of these kinds; returns the tasks that were cancelled.

    Raises Problem as `end_series`.
    """
    check_cancelling(office, on, reason)
    wanted = frozenset(kinds)
    with office.writing(Deed.PLAN_WORK, household) as store:
        running = store.of(TaskSeries, household=household, ended_on=None)
        return tuple(task for each in running if each.kind in wanted for task in _stop(store, each, on, reason))


def check_cancelling(office: Office, on: date, reason: str) -> None:
    """Go on only with a reason and a day that has come.

    Raises Problem when not.
    """
    if not reason.strip():
        raise Problem(
            "no_reason", N_("Say why: in a few words is enough. Somebody who reads it later understands it then.")
        )
    if on > office.today():
        raise Problem("cancelled_in_the_future", N_("This day has yet to come. Fill in today or an earlier day."))


def top_up(office: Office, store: Store, was: Task) -> tuple[Task, ...]:
    """After a task changed from what it was: the next ones stand ready, within the same deed."""
    found = store.find(TaskSeries, was.series) if was.series else None
    return _filled(office, store, found, before=found, was=was) if found is not None else ()


def tick_evaluation(office: Office, store: Store, talk: Conversation) -> None:
    """A finished evaluation does the evaluation that waited the longest, once; the next ones count from it."""
    day = min(local_day(talk.held_at), office.today())
    known = store.of(Task, household=talk.household, kind=TaskKind.EVALUATION, order_by=("due_on", "number"))
    begun = {each.id: each.starts_on for each in store.of(TaskSeries, household=talk.household)}
    waiting = [task for task in known if task.is_open and (task.series is None or begun[task.series] < day)]
    if waiting and all(task.conversation != talk.id for task in known):
        store.save(waiting[0].changed(done_on=day, conversation=talk.id))
        top_up(office, store, waiting[0])


def ticked_by(office: Office, talk: ConversationId) -> tuple[Task | None, Task | None]:
    """The evaluation that a finished conversation did, and the one after it; nothing for what is not there."""
    with office.reading() as store:
        done = next(iter(store.of(Task, conversation=talk, kind=TaskKind.EVALUATION)), None)
        if done is None or done.is_open:
            return None, None
        later = store.of(Task, series=done.series, order_by="due_on") if done.series else []
        return done, next((task for task in later if task.is_open), None)


def _stop(store: Store, series: TaskSeries, on: date, reason: str) -> tuple[Task, ...]:
    if series.ended_on is None:
        store.save(series.changed(ended_on=on))
    return tuple(
        store.save(task.changed(cancelled_on=on, cancel_reason=one_line(reason)))
        for task in store.of(Task, series=series.id, order_by="number")
        if task.is_open
    )


def _filled(
    office: Office,
    store: Store,
    series: TaskSeries,
    first: int = 1,
    *,
    before: TaskSeries | None = None,
    was: Task | None = None,
) -> tuple[Task, ...]:
    """The open tasks of a series as they must stand: a number ahead, each on its day, touched ones left alone.

    `before` is the series and `was` the task as they were before they changed: what follows from them and stands there
    still is made anew. Without those nothing is.
    """
    if series.ended_on is not None:
        return ()
    home = store.get(Household, series.household)
    known = {task.number: task for task in store.of(Task, series=series.id, order_by="number")}
    free = _as_made(office, before, known, was) if before is not None else {}
    first, last = min(known, default=first), max(known, default=0)
    waiting = sum(1 for task in known.values() if task.is_open)
    is_quiet = home.state is HouseholdState.CLOSED and series.kind is not TaskKind.AFTERCARE
    what = series.what or label(series.kind)
    for turn in turns(series, office.statute, known, first):
        task = known.get(turn.number)
        if task is None:
            if turn.number <= last:
                continue
            if is_quiet or (series.kind is not TaskKind.AFTERCARE and waiting >= AHEAD):
                break
            if series.kind not in BY_NORM and turn.on < office.today():
                # A rhythm that began long ago has nothing to catch up with.
                continue
            waiting += 1
        elif free.pop(turn.number, None) is None or (task.due_on, task.what) == (turn.on, what):
            continue
        else:
            store.remove(task)
        made = Task(
            household=series.household,
            kind=series.kind,
            what=what,
            due_on=turn.on,
            series=series.id,
            number=turn.number,
            step=turn.step,
            made_on=office.today(),
        )
        known[turn.number] = store.save(made)
    else:
        # The series ends earlier than it did.
        for number, task in free.items():
            store.remove(task)
            del known[number]
    return tuple(task for _number, task in sorted(known.items()) if task.is_open)


def _as_made(office: Office, series: TaskSeries, known: Mapping[int, Task], was: Task | None) -> dict[int, Task]:
    """The tasks that are still as the series made them, by its days of before; nobody touched those."""
    then = dict(known)
    if was is not None:
        then[was.number] = was
    what, found = series.what or label(series.kind), {}
    for turn in turns(series, office.statute, then, min(then, default=1)):
        if turn.number > max(then, default=0):
            break
        task = known.get(turn.number)
        if task is not None and task.is_open and task.version == 1 and (task.due_on, task.what) == (turn.on, what):
            found[turn.number] = task
    return found
