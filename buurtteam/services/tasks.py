"""Things to do, appointments and quick notes: made, done, moved and taken back."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from buurtteam.domain.conversation import Note, NoteKind
from buurtteam.domain.household import Household, Membership, NetworkMember, Resident
from buurtteam.domain.kinds import (
    LINE_LENGTH,
    TEXT_LENGTH,
    AppointmentId,
    ConversationId,
    HouseholdId,
    NoteId,
    PlanActionId,
    RequestId,
    TaskId,
    WorkerId,
    clean,
)
from buurtteam.domain.plan import ActionState, PlanAction
from buurtteam.domain.problem import Problem
from buurtteam.domain.quick_note import Caught, Person, parse, what_to_do
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Appointment, Task, TaskKind
from buurtteam.domain.words import N_
from buurtteam.services import conversations
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
    worker: WorkerId | None = None,
    request: RequestId | None = None,
    conversation: ConversationId | None = None,
    source: NoteId | None = None,
    plan_action: PlanActionId | None = None,
) -> Task:
    """Make a task, for whoever works now when nobody else is named.

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
                worker=worker or office.me,
                request=request,
                conversation=conversation,
                source=source,
                plan_action=plan_action,
            )
        )


def call_back(office: Office, household: HouseholdId, note: str, due_on: date | None = None) -> Task:
    """Make a note to call somebody back, today when no day is given."""
    words = note.strip() or _("Call back")
    return add_task(office, household, words, due_on or office.today(), kind=TaskKind.CALL_BACK)


def complete(office: Office, task: TaskId, on: date | None = None) -> Task:
    """Write down that a task is done.

    Raises Problem when that day has yet to come.
    """
    day = on or office.today()
    if day > office.today():
        raise Problem("done_in_the_future", N_("This day has yet to come. Fill in the day on which it was done."))
    return _change(office, task, done_on=day)


def reopen(office: Office, task: TaskId) -> Task:
    """A task is not done after all."""
    return _change(office, task, done_on=None)


def move(office: Office, task: TaskId, due_on: date | None) -> Task:
    """Do a task on another day, or some day."""
    return _change(office, task, due_on=due_on)


def hand_to(office: Office, task: TaskId, worker: WorkerId | None) -> Task:
    """Let somebody else do a task."""
    return _change(office, task, worker=worker)


def keep_task(office: Office, task: Task) -> Task:
    """Keep a changed task.

    Raises Stale when somebody else changed it in the meantime.
    """
    with office.writing(Deed.PLAN_WORK, task.household) as store:
        kept = store.save(task)
        _follow_agreement(store, kept)
        return kept


def _change(office: Office, task: TaskId, **facts: object) -> Task:
    with office.writing(Deed.PLAN_WORK) as store:
        kept = store.save(store.get(Task, task).changed(**facts))
        if "done_on" in facts:
            _follow_agreement(store, kept)
        return kept


def _follow_agreement(store: Store, task: Task) -> None:
    """The agreement of the plan behind a task is done with it, and is still to do when the task is."""
    found = store.find(PlanAction, task.plan_action) if task.plan_action else None
    if found is None:
        return
    if task.done_on is not None and found.state is not ActionState.DONE:
        store.save(found.changed(state=ActionState.DONE, done_on=task.done_on))
    elif task.done_on is None and found.state is ActionState.DONE:
        store.save(found.changed(state=ActionState.PLANNED, done_on=None))


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
        return _people(office, store, household)


def quick_note(office: Office, household: HouseholdId, text: str) -> QuickNote:
    """Keep a note written in passing: what its signs say, and the rest as a remark; an agreement becomes a task.

    Raises Problem when it says nothing.
    """
    if not text.strip():
        raise Problem("empty_note", N_("There is no text yet. Type what you want to remember."))
    with office.writing(Deed.QUICK_NOTE, household) as store:
        home = store.get(Household, household)
        me = office.me
        blank = Note(household=household, written_at=office.now(), worker=me)
        caught = parse(text, _people(office, store, household), office.today())
        wanted = [(blank.changed(**_facts(one)), one) for one in caught]
        notes = [store.save(note.changed(id=Note(household=household).id)) for note, _one in wanted]
        if rest := _rest(text, caught):
            note = blank.changed(id=Note(household=household).id, text=rest[:TEXT_LENGTH], line=len(notes))
            notes.append(store.save(note))
        tasks = [_task(office, store, note, me) for note in notes if _is_work(note)]
        return QuickNote(household, home.label, tuple(notes), tuple(tasks))


def forget_note(office: Office, made: QuickNote) -> None:
    """Take a quick note back with what came of it, as far as it is still there."""
    with office.writing(Deed.QUICK_NOTE, made.household) as store:
        found: list[Task | Note | None] = [store.find(Task, each.id) for each in made.tasks]
        found += [store.find(Note, each.id) for each in made.notes]
        for record in found:
            if record is not None:
                store.remove_tree(record)


def notes_of(office: Office, household: HouseholdId) -> tuple[Note, ...]:
    """The quick notes of a household, newest first."""
    with office.reading() as store:
        return tuple(store.of(Note, household=household, conversation=None, order_by=("-written_at", "line")))


def _facts(one: Caught) -> dict[str, object]:
    return {
        "kind": one.kind,
        "text": clean(one.text)[:TEXT_LENGTH],
        "resident": one.resident,
        "network_member": one.network_member,
        "said_by": one.said_by,
        "due_on": one.due_on,
        "is_team_only": one.is_team_only,
        "line": one.line,
    }


_SIGNS = re.compile(r"[@#][\w’'\-]+|[!@#]")


def _rest(text: str, caught: tuple[Caught, ...]) -> str:
    """What no sign caught, unless that is nothing but names and signs."""
    parts, at = [], 0
    for one in caught:
        parts.append(text[at : one.start])
        at = one.end
    rest = clean(" ".join([*parts, text[at:]])) if caught else clean(text)
    return rest.strip() if any(sign.isalnum() for sign in _SIGNS.sub(" ", rest)) else ""


def _is_work(note: Note) -> bool:
    """Whether the team has to do it: an agreement that no resident and nobody of the network does."""
    return note.kind is NoteKind.AGREEMENT and note.resident is None and note.network_member is None


def _task(office: Office, store: Store, note: Note, me: WorkerId | None) -> Task:
    what, due_on, _when = what_to_do(note.text, office.today())
    named = [w for w in store.of(Worker, is_active=True) if note.said_by and _is_called(w, note.said_by)]
    return store.save(
        Task(
            household=note.household,
            what=one_line(what or note.text),
            due_on=due_on or note.due_on,
            worker=named[0].id if named else me,
            source=note.id,
        )
    )


def _is_called(worker: Worker, name: str) -> bool:
    wanted = name.replace("_", " ").casefold()
    return wanted in (worker.name.casefold(), worker.name.split(" ")[0].casefold())


def _people(office: Office, store: Store, household: HouseholdId) -> tuple[Person, ...]:
    today = office.today()
    members = [m for m in store.of(Membership, household=household, order_by="position") if m.counts_on(today)]
    residents = store.of(Resident, id=[m.resident for m in members])
    return conversations.people_to_name(residents, members, store.of(NetworkMember, household=household))


def one_line(text: str) -> str:
    """Running text as it fits in one line."""
    line = " ".join(text.split())
    return line if len(line) <= LINE_LENGTH else line[: LINE_LENGTH - 1] + "…"
