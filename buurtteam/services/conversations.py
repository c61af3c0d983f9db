"""Conversations: begun, written while people talk, and finished; tasks and strengths come true as they are typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from buurtteam.domain import summary
from buurtteam.domain.ages import is_minor
from buurtteam.domain.conversation import (
    Answer,
    Assessment,
    AssessmentPoint,
    CareForm,
    Conversation,
    ConversationKind,
    Discussed,
    Note,
    NoteKind,
    OwnStrength,
    OwnWords,
    Participant,
    ParticipantRole,
    SafetyAnswer,
    Topic,
    TopicTalk,
)
from buurtteam.domain.household import Deviation, Household, HouseholdRecord, OwnHealth, Resident, Statement, full_name
from buurtteam.domain.kinds import (
    AppointmentId,
    ConversationId,
    HouseholdId,
    RequestId,
    ResidentId,
    local_day,
    one_line,
)
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.quick_note import parse, reconcile, what_to_do, without_team_only
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.sharing import Consent
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskOwner
from buurtteam.domain.words import N_
from buurtteam.services import series
from buurtteam.services.conversation_view import (
    Caret,
    ConversationView,
    Speaker,
    TopicSheet,
    everybody_on,
    memberships_of,
    people_on,
    speakers_of,
    view_of,
)
from buurtteam.services.office import Office
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

R = TypeVar("R", bound=HouseholdRecord)


# ---------------------------------------------------------------------------------------------- begin and read


def start(
    office: Office,
    household_id: HouseholdId,
    request_id: RequestId | None = None,
    kind: ConversationKind = ConversationKind.HOME,
    held_at: datetime | None = None,
    *,
    from_paper: bool = False,
) -> Conversation:
    """Begin a conversation; with the day of the talk when it was on paper first.

    The one whom the request is about sits at the table already, or the only adult of the household.
    """
    now = office.now()
    with office.writing(Deed.HOLD_CONVERSATION, household_id) as store:
        household = store.get(Household, household_id)
        request = store.find(RequestNotification, request_id)
        conversation = store.save(
            Conversation(
                household=household_id,
                request=request_id,
                kind=kind,
                held_at=held_at or now,
                typed_at=now,
                from_paper=from_paper,
                worker=office.me,
                first_this=household.first_this,
            )
        )
        day = local_day(conversation.held_at)
        members = [m for m in memberships_of(store, household_id) if m.counts_on(day)]
        people = {r.id: r for r in store.of(Resident, id=[m.resident for m in members])}
        adults = [
            m.resident
            for m in members
            if m.resident in people and not is_minor(people[m.resident].born_on, day, m.role)
        ]
        there = request.about if request and request.about in people else adults[0] if len(adults) == 1 else None
        if there:
            store.save(Participant(household=household_id, conversation=conversation.id, resident=there))
        return conversation


def start_at(office: Office, appointment_id: AppointmentId) -> Conversation:
    """Begin the conversation of an appointment, or go on with the one that was begun for it.

    One of that household that was begun and not finished today is the one it is about.
    """
    with office.reading() as store:
        household_id = store.get(Appointment, appointment_id).household
    with office.writing(Deed.HOLD_CONVERSATION, household_id) as store:
        appointment = store.get(Appointment, appointment_id)
        if begun := store.find(Conversation, appointment.held_as):
            return begun
        found = unfinished(office, household_id)
        if found is None or local_day(found.held_at) != office.today():
            found = start(office, household_id)
        store.save(appointment.changed(held_as=found.id))
        return found


def unfinished(office: Office, household_id: HouseholdId) -> Conversation | None:
    """The newest conversation of a household that was not finished, or nothing."""
    with office.reading() as store:
        found = store.of(Conversation, household=household_id, finished_at=None, order_by="-held_at")
        return found[0] if found else None


def read(office: Office, conversation_id: ConversationId, *, is_visit: bool = False) -> ConversationView:
    """Everything the page shows; a visit is written in the log of who looked.

    Raises Trouble when the conversation is not there any more.
    """
    with office.reading() as store:
        view = view_of(store, conversation_id)
    if is_visit:
        office.look(Deed.OPEN_HOUSEHOLD, view.household.id)
    found = office.recall(_caret_key(conversation_id))
    if isinstance(found, dict):
        return replace(view, caret=Caret(Topic(found["topic"]), str(found["field"]), int(found["position"])))
    return view


# ---------------------------------------------------------------------------------------------- while talking


def keep_topic(office: Office, talk: TopicTalk, words: Sequence[OwnWords]) -> TopicSheet:
    """Keep what is noted on a topic, and let tasks, strengths and signals follow the signs in the coach's note.

    Words that were emptied go; who spoke sits at the table from then on. Raises Stale when somebody else changed it.
    """
    with office.writing(Deed.HOLD_CONVERSATION, talk.household) as store:
        conversation = store.get(Conversation, talk.conversation)
        kept_talk = store.save(talk) if talk.version or not _says_nothing(talk) else talk
        kept_words = []
        for said in words:
            if said.words.strip() or said.version:
                if not said.words.strip() and not _is_referred_to(store, said):
                    store.remove(said)
                    continue
                kept_words.append(store.save(said))
        _seat_speakers(store, conversation, kept_words)
        notes, tasks = _follow(office, store, conversation, kept_talk)
        return TopicSheet(kept_talk, tuple(kept_words), notes, tasks)


def _says_nothing(talk: TopicTalk) -> bool:
    return talk.same_facts(
        TopicTalk(id=talk.id, household=talk.household, conversation=talk.conversation, topic=talk.topic)
    )


def _is_referred_to(store: Store, said: OwnWords) -> bool:
    from buurtteam.domain.plan import PlanAction, PlanWish

    return bool(store.count(PlanWish, source_words=said.id) or store.count(PlanAction, source_words=said.id))


def _seat_speakers(store: Store, conversation: Conversation, words: Iterable[OwnWords]) -> None:
    seated = store.of(Participant, conversation=conversation.id)
    missing = [
        said
        for said in words
        if said.words.strip()
        and (said.resident or said.network_member or said.said_by)
        and not any(_seat_of(said).is_of(each) for each in seated)
    ]
    if not missing:
        return
    day = local_day(conversation.held_at)
    known = speakers_of(*everybody_on(store, conversation.household, day), seated, day)
    for said in missing:
        _seat(store, conversation, next((each for each in known if each.is_of(said)), _seat_of(said)))


def _seat_of(said: OwnWords) -> Speaker:
    """Who said it, when nothing else is known of this person."""
    role = ParticipantRole.RESIDENT if said.resident else ParticipantRole.NETWORK
    return Speaker(said.said_by, said.resident, said.network_member, role)


def _follow(
    office: Office, store: Store, conversation: Conversation, talk: TopicTalk
) -> tuple[tuple[Note, ...], tuple[Task, ...]]:
    """Notes and tasks as the coach's note says them now."""
    kept = store.of(Note, conversation=conversation.id, topic=talk.topic)
    if not kept and not talk.coach_note:
        return (), ()
    day = local_day(conversation.held_at)
    me = office.me
    caught = parse(talk.coach_note, people_on(store, conversation.household, day), day)
    blank = Note(
        household=conversation.household,
        conversation=conversation.id,
        topic=talk.topic,
        written_at=office.now(),
        worker=me,
    )
    to_save, to_remove = reconcile(caught, kept, blank)
    was = {note.id: note for note in kept}
    tasks = {task.source: task for task in store.of(Task, conversation=conversation.id) if task.source}
    workers = store.of(Worker, is_active=True) if any(note.kind is NoteKind.AGREEMENT for note in to_save) else []
    for note in to_remove:
        task = tasks.pop(note.id, None)
        if task and _is_only_here(task) and task.same_facts(_task_of(note, conversation, workers, task)):
            store.remove(task)
        store.remove_tree(store.get(Note, note.id))
    for note in to_save:
        saved = store.save(note)
        _follow_task(store, conversation, was.get(saved.id), saved, tasks.get(saved.id), workers)
    notes = tuple(store.of(Note, conversation=conversation.id, topic=talk.topic, order_by="line"))
    of_notes = tuple(store.of(Task, source=[note.id for note in notes])) if notes else ()
    return notes, of_notes


def _follow_task(
    store: Store,
    conversation: Conversation,
    before: Note | None,
    note: Note,
    task: Task | None,
    workers: Sequence[Worker],
) -> None:
    """The task of an agreement says what the note says, but what somebody changed in the task itself stays."""
    if not is_promise(note):
        if task and _is_only_here(task):
            store.remove(task)
        return
    wanted = _task_of(note, conversation, workers, task)
    if task is None:
        store.save(wanted)
        return
    if not task.is_open:
        return
    old = _task_of(before, conversation, workers, task) if before else task
    follows = {
        name: getattr(wanted, name)
        for name in ("what", "due_on", "owner", "worker", "resident", "network_member")
        if getattr(task, name) == getattr(old, name) != getattr(wanted, name)
    }
    if follows:
        store.save(task.changed(**follows))


def _is_only_here(task: Task) -> bool:
    """Whether a task goes with its sentence: what is done or called off stays, and so does what was promised in the plan."""
    return task.is_open and task.plan_action is None


def is_promise(note: Note) -> bool:
    """Whether somebody has to do it: an agreement with words; what a resident does is followed by who is responsible."""
    return note.kind is NoteKind.AGREEMENT and bool(note.text.strip())


def promise_of(note: Note, day: date, workers: Iterable[Worker]) -> dict[str, object]:
    """The facts of the task that an agreement is: what, when, and by whom it names or else who wrote it down."""
    what, due_on, _when = what_to_do(note.text, day)
    named = next((each.id for each in workers if note.said_by and each.is_called(note.said_by)), note.worker)
    owner = TaskOwner.RESIDENT if note.resident else TaskOwner.NETWORK if note.network_member else TaskOwner.WORKER
    return {
        "household": note.household,
        "what": one_line(what or note.text),
        "due_on": due_on or note.due_on,
        "owner": owner,
        "worker": named if owner is TaskOwner.WORKER else None,
        "resident": note.resident,
        "network_member": note.network_member,
        "source": note.id,
    }


def _task_of(note: Note, conversation: Conversation, workers: Sequence[Worker], task: Task | None) -> Task:
    facts = {
        **promise_of(note, local_day(conversation.held_at), workers),
        "kind": TaskKind.TASK,
        "request": conversation.request,
        "conversation": conversation.id,
    }
    return task.changed(**facts) if task else Task.model_validate(facts)


def keep(office: Office, record: R) -> R:
    """Keep a record of the conversation as it stands: its day, the law's part, consent, an appointment, a statement.

    A point of the law brings its law's part along. Raises Stale when somebody else changed it in the meantime.
    """
    deed = Deed.SHARE if isinstance(record, Consent) else Deed.HOLD_CONVERSATION
    with office.writing(deed, record.household) as store:
        version = record.version
        if isinstance(record, Assessment | AssessmentPoint) and not version:
            # Its id is fixed: it may have come into being along with something else.
            kept = store.find(type(record), record.id)
            version = kept.version if kept else 0
        return store.save(record.changed(version=version))


def keep_point(office: Office, assessment: Assessment, point: AssessmentPoint) -> AssessmentPoint:
    """Keep what came out on one of the points a–g, with the law's part it belongs to."""
    with office.writing(Deed.HOLD_CONVERSATION, point.household) as store:
        if store.find(Assessment, assessment.id) is None:
            store.save(assessment.changed(version=0))
        return keep(office, point)


def keep_own_health(
    office: Office, household: HouseholdId, resident_id: ResidentId, health: OwnHealth | None
) -> Resident:
    """Keep how a resident sees the own health; it stands beside what a professional says and is never averaged."""
    with office.writing(Deed.HOLD_CONVERSATION, household) as store:
        return store.save(store.get(Resident, resident_id).changed(own_health=health))


def seat(office: Office, conversation: Conversation, speaker: Speaker) -> Participant:
    """Let somebody sit at the table; who sits there already stays."""
    with office.writing(Deed.HOLD_CONVERSATION, conversation.household) as store:
        return _seat(store, conversation, speaker)


def _seat(store: Store, conversation: Conversation, speaker: Speaker) -> Participant:
    seated = store.of(Participant, conversation=conversation.id)
    for each in seated:
        if speaker.is_of(each):
            return each
    return store.save(
        Participant(
            household=conversation.household,
            conversation=conversation.id,
            role=speaker.role,
            resident=speaker.resident,
            network_member=speaker.network_member,
            name="" if speaker.resident or speaker.network_member else speaker.name,
            position=max((each.position for each in seated), default=-1) + 1,
        )
    )


def unseat(office: Office, participant: Participant) -> None:
    """Take somebody from the table who did not sit there."""
    with office.writing(Deed.HOLD_CONVERSATION, participant.household) as store:
        store.remove(participant)


def remove(office: Office, record: HouseholdRecord, label: str) -> UUID:
    """Move a record of the conversation to the trash; returns the id of the bundle."""
    return office.remove(Deed.REMOVE, record.household, label, record)


def keep_today(office: Office, conversation_id: ConversationId, text: str) -> Conversation:
    """Keep what must happen today, as a task for who works now."""
    with office.writing(Deed.HOLD_CONVERSATION, _home(office, conversation_id)) as store:
        conversation = store.get(Conversation, conversation_id)
        kept = store.save(conversation.changed(today_needed=text))
        found = store.of(Task, conversation=conversation_id, kind=TaskKind.TODAY)
        what = one_line(kept.today_needed)
        if found and not what and found[0].is_open:
            store.remove(found[0])
        elif found and what:
            store.save(found[0].changed(what=what))
        elif what:
            store.save(
                Task(
                    household=kept.household,
                    kind=TaskKind.TODAY,
                    what=what,
                    worker=office.me or kept.worker,
                    due_on=office.today(),
                    request=kept.request,
                    conversation=kept.id,
                )
            )
        return kept


def answer_safety(
    office: Office, conversation_id: ConversationId, answer: SafetyAnswer, note: str = ""
) -> Conversation:
    """Keep the answer to the safety question, which only the team reads; what else changed meanwhile stays."""
    with office.writing(Deed.HOLD_CONVERSATION, _home(office, conversation_id)) as store:
        return store.save(store.get(Conversation, conversation_id).changed(safety=answer, safety_note=note))


def ask_medical_advice(office: Office, statement: Statement, conversation: Conversation) -> tuple[Statement, Task]:
    """Ask a doctor instead of judging: a task for who works now. The task itself names no complaint."""
    with office.writing(Deed.PLAN_WORK, statement.household) as store:
        kept = store.save(statement.changed(asks_medical_advice=True))
        about = store.find(Resident, kept.resident)
        what = (
            _("Ask for medical advice about {name}", name=about.first_name or full_name(about))
            if about
            else _("Ask for medical advice")
        )
        for task in store.of(Task, conversation=conversation.id, kind=TaskKind.MEDICAL_ADVICE):
            if task.what == what and task.is_open:
                return kept, task
        return kept, store.save(
            Task(
                household=kept.household,
                kind=TaskKind.MEDICAL_ADVICE,
                what=what,
                worker=office.me or conversation.worker,
                request=conversation.request,
                conversation=conversation.id,
            )
        )


def remember_caret(office: Office, conversation_id: ConversationId, caret: Caret) -> None:
    """Keep where the caret stands, so that somebody comes back to the very place."""
    office.remember(
        _caret_key(conversation_id), {"topic": str(caret.topic), "field": caret.field, "position": caret.position}
    )


def _caret_key(conversation_id: ConversationId) -> str:
    return f"conversation.{conversation_id}"


# ---------------------------------------------------------------------------------------------- finish


def gaps_for_finishing(view: ConversationView) -> tuple[Gap, ...]:
    """What a conversation still lacks to be finished; each with its place on the page."""
    one = str(view.conversation.id)
    gaps = []
    if not view.participants:
        gaps.append(Gap(N_("Nobody is noted as sitting at the table."), "conversation", "participants", one))
    if view.conversation.safety is SafetyAnswer.NOT_ASKED:
        gaps.append(Gap(N_("The safety question has not been asked yet."), "conversation", "safety", one))
    if not view.conversation.summary.strip():
        gaps.append(Gap(N_("There is no summary yet."), "finish", "summary", one))
    return tuple(gaps)


def gaps_in_law(view: ConversationView) -> tuple[Gap, ...]:
    """What the law's part still lacks before the assessment is complete (Wmo 2.3.2)."""
    law, one = view.assessment, str(view.conversation.id)
    missing: list[tuple[str, str]] = []
    if law.personal_plan_told_on is None:
        missing.append(
            (N_("It is not noted that the resident was told about the personal plan."), "personal_plan_told_on")
        )
    if law.personal_plan_received_on and not law.personal_plan_weighed.strip():
        missing.append((N_("It is not noted how the personal plan was weighed."), "personal_plan_weighed"))
    if law.client_support_told_on is None:
        missing.append((N_("Independent client support has not been told about yet."), "client_support_told_on"))
    if law.client_support is Answer.NOT_YET:
        missing.append((N_("The answer about the independent client supporter is missing."), "client_support"))
    if law.experience_expert is Answer.NOT_YET:
        missing.append((N_("An experience expert or trained volunteer has not been offered yet."), "experience_expert"))
    if law.identity is None:
        missing.append((N_("No identity document has been looked at yet."), "identity"))
    if law.care_forms_explained_on is None:
        missing.append((N_("Care in kind and personal budget have not been explained yet."), "care_forms_explained_on"))
    if law.care_form is CareForm.NOT_CHOSEN:
        missing.append((N_("The choice between care in kind and a personal budget is missing."), "care_form"))
    if law.own_strength is OwnStrength.NOT_DISCUSSED:
        missing.append((N_("Own strength has not been discussed yet."), "own_strength"))
    if law.own_strength in (OwnStrength.ABSENT, OwnStrength.CANNOT_JUDGE) and not law.professional_help.strip():
        missing.append((N_("It is not noted which professional help is needed."), "professional_help"))
    gaps = [Gap(sentence, "finish", name, one) for sentence, name in missing]
    open_points = [each for each, point in view.points.items() if point.discussed is Discussed.NOT_YET]
    gaps += [
        Gap(N_("Point {point} has not been discussed yet."), "finish", f"point_{each}", one, {"point": str(each)})
        for each in open_points
    ]
    return tuple(gaps)


def finish(
    office: Office, conversation_id: ConversationId, *, assessment_is_complete: bool = False, reason: str = ""
) -> Conversation:
    """Finish a conversation and let the route of its request go on.

    Something may be missing with a reason, which is kept as a deviation. Raises Problem with the list of gaps otherwise.
    """
    with office.writing(Deed.FINISH_CONVERSATION, _home(office, conversation_id)) as store:
        view = view_of(store, conversation_id)
        gaps = gaps_for_finishing(view) + (gaps_in_law(view) if assessment_is_complete else ())
        if gaps and not reason.strip():
            raise Problem("not_complete", N_("Something is still missing. Fill it in, or say why it stays open."), gaps)
        if gaps:
            store.save(
                Deviation(
                    household=view.household.id,
                    what=_("Conversation finished while something was missing"),
                    reason=reason,
                    worker=office.me,
                    decided_on=office.today(),
                )
            )
        now = view.conversation
        kept = store.save(now.changed(finished_at=office.now()))
        if kept.kind is ConversationKind.EVALUATION:
            series.tick_evaluation(office, store, kept)
        if view.request:
            _move_on(office, store, view, assessment_is_complete=assessment_is_complete)
        return kept


def _move_on(office: Office, store: Store, view: ConversationView, *, assessment_is_complete: bool) -> None:
    """Write down what happened on the route of the request; what was noted before is not noted twice."""
    request = view.request
    assert request is not None
    law = view.assessment
    happened: list[tuple[EventKind, date | None]] = [
        (EventKind.FIRST_TALK_HELD, view.day),
        (EventKind.PERSONAL_PLAN_TOLD, law.personal_plan_told_on),
        (EventKind.PERSONAL_PLAN_RECEIVED, law.personal_plan_received_on),
        (EventKind.CLIENT_SUPPORT_TOLD, law.client_support_told_on),
        (EventKind.ASSESSMENT_FINISHED, max(view.day, office.today()) if assessment_is_complete else None),
    ]
    known = {event.kind for event in store.of(RequestEvent, request=request.id)}
    for kind, on in happened:
        if on is not None and kind not in known:
            store.save(
                RequestEvent(
                    household=view.household.id,
                    request=request.id,
                    kind=kind,
                    on=on,
                    worker=office.me,
                )
            )


def finish_short(office: Office, conversation_id: ConversationId, *, reason: str = "") -> Conversation:
    """Finish a simple request on the spot: the summary is drawn up, and the request knows what was answered."""
    with office.writing(Deed.FINISH_CONVERSATION, _home(office, conversation_id)) as store:
        view = view_of(store, conversation_id)
        if not view.conversation.summary.strip():
            store.save(view.conversation.changed(summary=draft_summary(view)))
        if view.request and not view.request.answer.strip():
            told = [without_team_only(sheet.talk.coach_note) for sheet in view.sheets.values()]
            answer = "\n\n".join(text for text in told if text.strip())
            if answer:
                store.save(view.request.changed(answer=answer))
        return finish(office, conversation_id, reason=reason)


def draft_summary(view: ConversationView) -> str:
    """A first summary in I and we, out of what was said; to be read aloud and corrected together."""
    names: dict[UUID, str] = {each.id: each.name.split(" ")[0] for each in view.workers} | {
        known: one.name for one in view.speakers if (known := one.resident or one.network_member) is not None
    }
    return summary.draft_summary(
        view.conversation,
        [sheet.talk for sheet in view.sheets.values()],
        [said for sheet in view.sheets.values() for said in sheet.words],
        [note for sheet in view.sheets.values() for note in sheet.notes],
        names,
    )


def asks_law(view: ConversationView) -> bool:
    """Whether the law's part belongs to this conversation: not to a listening ear or a simple question."""
    if view.conversation.kind in (ConversationKind.SHORT, ConversationKind.WALK_IN, ConversationKind.PHONE):
        return False
    return view.request is None or view.request.kind in (RequestKind.WMO, RequestKind.YOUTH)


def reopen(office: Office, conversation_id: ConversationId) -> Conversation:
    """Open a finished conversation again; what happened on the route stays."""
    with office.writing(Deed.REOPEN_CONVERSATION, _home(office, conversation_id)) as store:
        conversation = store.get(Conversation, conversation_id)
        return store.save(conversation.changed(finished_at=None))


@dataclass(frozen=True)
class OpenTalk:
    """A conversation that was not finished, for the list to go on with."""

    id: ConversationId
    household: HouseholdId
    label: str
    held_at: datetime
    kind: ConversationKind


def open_talks(office: Office) -> list[OpenTalk]:
    """The conversations that were not finished, newest first."""
    with office.reading() as store:
        found = store.of(Conversation, finished_at=None, order_by="-held_at")
        homes = {home.id: home for home in store.of(Household, id=[one.household for one in found])} if found else {}
    return [OpenTalk(one.id, one.household, homes[one.household].label, one.held_at, one.kind) for one in found]


def _home(office: Office, conversation_id: ConversationId) -> HouseholdId:
    with office.reading() as store:
        return store.get(Conversation, conversation_id).household
