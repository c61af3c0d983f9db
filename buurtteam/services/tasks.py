"""Things to do, appointments and quick notes: made, done, moved and taken back."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from buurtteam.domain.conversation import Note
from buurtteam.domain.household import Household, HouseholdState
from buurtteam.domain.kinds import (
    TEXT_LENGTH,
    AppointmentId,
    ConversationId,
    HouseholdId,
    NetworkMemberId,
    NoteId,
    PlanActionId,
    RequestId,
    ResidentId,
    TaskId,
    WorkerId,
    clean,
    one_line,
)
from buurtteam.domain.plan import ActionState, OwnerKind, PlanAction
from buurtteam.domain.problem import Problem
from buurtteam.domain.quick_note import Caught, Person, call_backs, parse, reconcile, what_to_do
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskOwner
from buurtteam.domain.words import N_
from buurtteam.services import conversations, plans, series
from buurtteam.services.conversation_view import people_on
from buurtteam.services.office import Office
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

# ---------------------------------------------------------------------------------------------- tasks


def add_task(
    office: Office,
    household: HouseholdId,
    what: str,
    due_on: date | None = None,
    *,
    kind: TaskKind = TaskKind.TASK,
    owner: TaskOwner = TaskOwner.WORKER,
    worker: WorkerId | None = None,
    resident: ResidentId | None = None,
    network_member: NetworkMemberId | None = None,
    partner: str = "",
    request: RequestId | None = None,
    conversation: ConversationId | None = None,
    source: NoteId | None = None,
    plan_action: PlanActionId | None = None,
) -> Task:
    """Make a task, for whoever works now when nobody else is named; another owner is followed by who is responsible.

    Raises Problem when it says nothing.
    """
    if not what.strip():
        raise Problem("empty_task", N_("Say first what must be done."))
    with office.writing(Deed.PLAN_WORK, household) as store:
        return store.save(
            Task(
                household=household,
                kind=kind,
                what=one_line(what),
                due_on=due_on,
                owner=owner,
                worker=worker or (office.me if owner is TaskOwner.WORKER else None),
                resident=resident,
                network_member=network_member,
                partner=one_line(partner),
                request=request,
                conversation=conversation,
                source=source,
                plan_action=plan_action,
                made_on=office.today(),
            )
        )


def call_back(
    office: Office, household: HouseholdId, note: str, due_on: date | None = None, worker: WorkerId | None = None
) -> Task:
    """Make a note to call somebody back, by the end of the team's norm (N01) when no day is given.

    Without a worker it is for whoever has time: everybody sees it.
    """
    today = office.today()
    with office.writing(Deed.PLAN_WORK, household) as store:
        return store.save(
            Task(
                household=household,
                kind=TaskKind.CALL_BACK,
                what=one_line(note.strip()) or _("Call back"),
                due_on=due_on or call_back_end(office),
                worker=worker,
                made_on=today,
            )
        )


def call_back_end(office: Office) -> date:
    """The last day to call back by the team's norm (N01), for who called today."""
    return office.statute.count_all("N01", office.today())[0].legal_end


def _as_owned(task: Task) -> Task:
    """The task with nobody named beside the one who does it."""
    whose = {
        TaskOwner.WORKER: "worker",
        TaskOwner.RESIDENT: "resident",
        TaskOwner.NETWORK: "network_member",
        TaskOwner.PARTNER: "partner",
    }
    # With which carer the talk is says not who does it.
    stays = {whose[task.owner], "resident" if task.kind is TaskKind.CARER else ""}
    blank = {"worker": None, "resident": None, "network_member": None, "partner": ""}
    return task.changed(**{name: empty for name, empty in blank.items() if name not in stays})


def complete(office: Office, task: TaskId, on: date | None = None) -> Task:
    """Write down that a task is done.

    Raises Problem when that day has yet to come.
    """
    day = on or office.today()
    if day > office.today():
        raise Problem("done_in_the_future", N_("This day has yet to come. Fill in the day on which it was done."))
    return _change(office, task, done_on=day, cancelled_on=None, cancel_reason="")


def cancel_task(office: Office, task: TaskId, reason: str, on: date | None = None) -> Task:
    """Call a task off with a reason; it stays in the dossier, and leaves its series.

    Raises Problem without a reason, for a day that has yet to come, or when it was done already.
    """
    day = on or office.today()
    series.check_cancelling(office, day, reason)
    with office.reading() as store:
        if store.get(Task, task).done_on is not None:
            raise Problem("already_done", N_("This was done already, so it cannot be called off."))
    return _change(office, task, cancelled_on=day, cancel_reason=one_line(reason))


def reopen(office: Office, task: TaskId) -> Task:
    """A task is not done, or goes on, after all.

    Raises Problem when its household is closed.
    """
    with office.reading() as store:
        home = store.get(Household, store.get(Task, task).household)
    if home.state is HouseholdState.CLOSED:
        raise Problem(
            "household_closed",
            N_("This household is closed, so its tasks stay as they are. Open the household again first."),
        )
    return _change(office, task, done_on=None, cancelled_on=None, cancel_reason="")


def move(office: Office, task: TaskId, due_on: date | None) -> Task:
    """Do a task on another day, or some day."""
    return _change(office, task, due_on=due_on)


def keep_task(office: Office, task: Task) -> Task:
    """Keep a changed task.

    Raises Stale when somebody else changed it in the meantime.
    """
    task = _as_owned(task)
    if task.version == 0 and task.made_on is None:
        facts: dict[str, object] = {"made_on": office.today()}
        if task.kind is TaskKind.CALL_BACK and task.due_on is None:
            facts["due_on"] = call_back_end(office)
        task = task.changed(**facts)
    with office.writing(Deed.PLAN_WORK, task.household) as store:
        was = store.find(Task, task.id) or task
        kept = store.save(task)
        _follow_agreement(store, kept)
        series.top_up(office, store, was)
        return kept


def _change(office: Office, task: TaskId, **facts: object) -> Task:
    with office.writing(Deed.PLAN_WORK) as store:
        was = store.get(Task, task)
        kept = store.save(was.changed(**facts))
        _follow_agreement(store, kept)
        series.top_up(office, store, was)
        return kept


def _follow_agreement(store: Store, task: Task) -> None:
    """The agreement of the plan behind a task says the same: what, by when, by whom, and whether it is done."""
    found = store.find(PlanAction, task.plan_action) if task.plan_action else None
    if found is None:
        return
    facts: dict[str, object] = {}
    if task.done_on is not None and found.state is not ActionState.DONE:
        facts |= {"state": ActionState.DONE, "done_on": task.done_on}
    elif task.cancelled_on is not None and found.state not in (ActionState.LAPSED, ActionState.NOT_DONE):
        facts |= {"state": ActionState.LAPSED, "done_on": None}
    elif task.is_open and found.state in (ActionState.DONE, ActionState.LAPSED):
        facts |= {"state": ActionState.PLANNED, "done_on": None}
    if task.due_on != found.due_on:
        # The words said the day it was before.
        facts |= {"due_on": task.due_on, "when_words": ""}
    if task.what and task.what != found.what:
        facts["what"] = task.what
    if task.owner is TaskOwner.WORKER:
        if task.worker and (task.worker != found.worker or found.owner_kind is not OwnerKind.WORKER):
            facts |= {"owner_kind": OwnerKind.WORKER, "worker": task.worker, "resident": None, "network_member": None}
    elif task.owner is not plans.TASK_OWNERS.get(found.owner_kind) or (task.resident, task.network_member) != (
        found.resident,
        found.network_member,
    ):
        kind = next(kind for kind, owner in plans.TASK_OWNERS.items() if owner is task.owner)
        facts |= {"owner_kind": kind, "worker": None, "resident": task.resident, "network_member": task.network_member}
        if task.partner:
            facts["organisation"] = task.partner
    if facts:
        store.save(found.changed(**facts))


def result_of(office: Office, task: TaskId) -> str:
    """How it went in own words, as the agreement of the plan behind a task has it."""
    with office.reading() as store:
        found = store.find(PlanAction, store.get(Task, task).plan_action)
        return found.result if found else ""


def tell_result(office: Office, task: TaskId, words: str) -> None:
    """Write down how it went, in the words of the resident, with the agreement of the plan behind a task."""
    with office.writing(Deed.PLAN_WORK) as store:
        if found := store.find(PlanAction, store.get(Task, task).plan_action):
            store.save(found.changed(result=one_line(words)))


# ---------------------------------------------------------------------------------------------- appointments


def add_appointment(
    office: Office,
    household: HouseholdId,
    at: datetime,
    what: str = "",
    place: str = "",
    *,
    minutes: int = 60,
    worker: WorkerId | None = None,
    conversation: ConversationId | None = None,
) -> Appointment:
    """Make an appointment, with whoever works now when nobody else is named."""
    with office.writing(Deed.PLAN_WORK, household) as store:
        return store.save(
            Appointment(
                household=household,
                at=at,
                what=one_line(what),
                place=one_line(place),
                minutes=minutes,
                worker=worker or office.me,
                conversation=conversation,
            )
        )


def keep_appointment(office: Office, appointment: Appointment) -> Appointment:
    """Keep a changed appointment.

    Raises Stale when somebody else changed it in the meantime.
    """
    with office.writing(Deed.PLAN_WORK, appointment.household) as store:
        return store.save(appointment)


def cancel(office: Office, appointment: AppointmentId) -> Appointment:
    """Call an appointment off; it stays in the dossier."""
    with office.writing(Deed.PLAN_WORK) as store:
        return store.save(store.get(Appointment, appointment).changed(is_cancelled=True))


def put_back(office: Office, appointment: AppointmentId) -> Appointment:
    """An appointment goes on after all."""
    with office.writing(Deed.PLAN_WORK) as store:
        return store.save(store.get(Appointment, appointment).changed(is_cancelled=False))


# ---------------------------------------------------------------------------------------------- quick notes


@dataclass(frozen=True)
class QuickNote:
    """What came of a quick note."""

    household: HouseholdId
    label: str
    notes: tuple[Note, ...]
    tasks: tuple[Task, ...]


def people_of(office: Office, household: HouseholdId) -> tuple[Person, ...]:
    """Whom `@` can mean in a note about a household."""
    with office.reading() as store:
        return people_on(store, household, office.today())


def quick_note(office: Office, household: HouseholdId, text: str) -> QuickNote:
    """Keep a note written in passing: what its signs say, and the rest as a remark; an agreement becomes a task.

    Raises Problem when it says nothing.
    """
    if not text.strip():
        raise Problem("empty_note", N_("There is no text yet. Type what you want to remember."))
    with office.writing(Deed.QUICK_NOTE, household) as store:
        home = store.get(Household, household)
        blank = Note(household=household, written_at=office.now(), worker=office.me)
        calls, text = call_backs(text)
        caught = parse(text, people_on(store, household, office.today()), office.today())
        notes = [store.save(note) for note in reconcile(caught, (), blank)[0]]
        if rest := _rest(text, caught):
            note = blank.changed(id=Note(household=household).id, text=rest[:TEXT_LENGTH], line=len(notes))
            notes.append(store.save(note))
        workers = store.of(Worker, is_active=True)
        promises = [
            conversations.promise_of(note, office.today(), workers) for note in notes if conversations.is_promise(note)
        ]
        tasks = [store.save(Task.model_validate(facts)) for facts in promises]
        for call in calls:
            what, due_on, _when = what_to_do(call, office.today())
            tasks.append(call_back(office, household, what or call, due_on))
        return QuickNote(household, home.label, tuple(notes), tuple(tasks))


def forget_note(office: Office, made: QuickNote) -> None:
    """Take a quick note back with what came of it, as far as it is still there."""
    with office.writing(Deed.QUICK_NOTE, made.household) as store:
        found: list[Task | Note | None] = [store.find(Task, each.id) for each in made.tasks]
        found += [store.find(Note, each.id) for each in made.notes]
        for record in found:
            if record is not None:
                store.remove_tree(record)


_SIGNS = re.compile(r"[@#][\w’'\-]+|[!@#]")


def _rest(text: str, caught: tuple[Caught, ...]) -> str:
    """What no sign caught, unless that is nothing but names and signs."""
    parts, at = [], 0
    for one in caught:
        parts.append(text[at : one.start])
        at = one.end
    rest = clean(" ".join([*parts, text[at:]])) if caught else clean(text)
    return rest.strip() if any(sign.isalnum() for sign in _SIGNS.sub(" ", rest)) else ""
