"""The household plan: taken over from conversations, kept line by line; tasks and the agenda follow by themselves."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TypeVar, cast
from uuid import UUID

from buurtteam.domain.conversation import Conversation, Note, NoteKind, OwnWords, Topic
from buurtteam.domain.folding import folded
from buurtteam.domain.household import Household, NetworkKind, NetworkMember, Resident
from buurtteam.domain.kinds import (
    ConversationId,
    HouseholdId,
    NetworkMemberId,
    NoteId,
    OwnWordsId,
    ResidentId,
    WorkerId,
    local_day,
    one_line,
)
from buurtteam.domain.plain_words import PlainWords
from buurtteam.domain.plan import (
    MOST_OPEN_GOALS,
    ActionState,
    Goal,
    GoalState,
    HelpKind,
    HouseholdPlan,
    OwnerKind,
    PlanAction,
    PlanStrength,
    PlanWish,
)
from buurtteam.domain.problem import Problem
from buurtteam.domain.quick_note import what_to_do, without_team_only
from buurtteam.domain.record import Record
from buurtteam.domain.sentences import sentences
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskOwner
from buurtteam.domain.words import N_
from buurtteam.paths import resource
from buurtteam.services import contents
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

PlanRow = PlanStrength | PlanWish | Goal | PlanAction
Row = TypeVar("Row", bound=PlanStrength | PlanWish | Goal | PlanAction)

_LATEST = 3
"""From how many of the latest conversations lines are offered."""
_MOST_SET_ASIDE = 1000
_WISH = re.compile(r"\b(wil|willen|hoop|hopen|graag|liefst|wens|droom|zou|zouden|want|wish|hope)\b", re.IGNORECASE)
_NO_WISH = re.compile(r"\b(niet|geen|nooit)\b[^.,]{0,12}\b(wil|willen|hoef)\b", re.IGNORECASE)
_ALL = ("wij", "wij samen", "samen", "iedereen", "het hele gezin", "hele gezin", "gezin", "huishouden", "all of us")
_FAMILY = (
    "buur",
    "oma",
    "opa",
    "tante",
    "oom",
    "zus",
    "broer",
    "moeder",
    "vader",
    "vriend",
    "nicht",
    "neef",
    "familie",
)


@dataclass(frozen=True)
class Source:
    """Where a line of the plan comes from."""

    conversation: ConversationId | None
    topic: Topic | None
    day: date | None
    text: str = ""


@dataclass(frozen=True)
class OwnerChoice:
    """Somebody who can do what is agreed, with the facts of the agreement that say so."""

    name: str
    kind: OwnerKind
    detail: str = ""
    resident: ResidentId | None = None
    network_member: NetworkMemberId | None = None
    worker: WorkerId | None = None
    kind_of_help: str = ""
    organisation: str = ""
    owner_name: str = ""

    def facts(self) -> dict[str, object]:
        """The fields of an agreement that this owner fills."""
        return {
            "owner_kind": self.kind,
            "resident": self.resident,
            "network_member": self.network_member,
            "worker": self.worker,
            "owner_name": self.owner_name,
            "kind_of_help": self.kind_of_help,
            "organisation": self.organisation,
        }


@cache
def plain_words() -> PlainWords:
    """The words that residents stumble over, for help while typing."""
    return PlainWords.read(resource("language", "avoid_nl.toml").read_text(encoding="utf-8"))


NOBODY_YET = OwnerChoice("", OwnerKind.OPEN)


@dataclass(frozen=True)
class Suggestion:
    """Something of a conversation that can stand in the plan and does not yet."""

    kind: NoteKind
    text: str
    who: str
    source: Source
    note: NoteId | None = None
    words: OwnWordsId | None = None
    due_on: date | None = None
    is_sure: bool = True
    """Whether it comes along with everything: literal words do when they say what somebody wants."""


@dataclass(frozen=True)
class PlanView:
    """Everything the page of a plan shows, as it is at one moment."""

    household: Household
    plan: HouseholdPlan
    today: date
    strengths: tuple[PlanStrength, ...] = ()
    wishes: tuple[PlanWish, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[PlanAction, ...] = ()
    residents: tuple[Resident, ...] = ()
    who: Mapping[UUID, str] = field(default_factory=dict)
    """The name of who does it or said it, by the id of the line."""
    sources: Mapping[UUID, Source] = field(default_factory=dict)
    owners: tuple[OwnerChoice, ...] = ()
    speakers: tuple[OwnerChoice, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    latest: Conversation | None = None
    changed_since_signed: bool = False
    """Whether the plan promises something else than when it was signed."""
    set_aside: int = 0
    """How many suggestions were set aside and can be shown again."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the plan yet."""
        return not (self.strengths or self.wishes or self.goals or self.actions)

    @property
    def open_goals(self) -> tuple[Goal, ...]:
        """The goals that are worked on now."""
        return tuple(each for each in self.goals if each.state is GoalState.OPEN)


# ---------------------------------------------------------------------------------------------- read


def read_plan(office: Office, household_id: HouseholdId, *, is_visit: bool = False) -> PlanView:
    """The plan of a household; one that was not begun yet is empty and is made by the first line in it.

    Raises Trouble when the household is not there any more.
    """
    with office.reading() as store:
        view = _view(office, store, household_id)
    if is_visit:
        office.look(Deed.OPEN_HOUSEHOLD, household_id)
    return view


def _view(office: Office, store: Store, household_id: HouseholdId) -> PlanView:
    home = Home.of(store, household_id, office.today(), office.statute)
    plan = contents.plan_of(store, household_id) or HouseholdPlan(household=household_id, made_on=office.today())
    strengths = tuple(store.of(PlanStrength, plan=plan.id, order_by="position"))
    wishes = tuple(store.of(PlanWish, plan=plan.id, order_by="position"))
    goals = tuple(store.of(Goal, plan=plan.id, order_by="position"))
    actions = tuple(store.of(PlanAction, plan=plan.id, order_by="position"))
    latest = store.of(Conversation, household=household_id, order_by="-held_at")
    offered = _suggestions(home, plan, latest)
    aside = _marks(plan)
    shown = tuple(each for each in offered if _mark(each.text) not in aside)
    who = {each.id: home.speaker(each) for each in wishes} | {
        each.id: contents.owner(home, each)[0] for each in actions
    }
    return PlanView(
        household=home.household,
        plan=plan,
        today=office.today(),
        strengths=strengths,
        wishes=wishes,
        goals=goals,
        actions=actions,
        residents=home.residents,
        who={UUID(str(key)): name for key, name in who.items()},
        sources=_sources(store, (*strengths, *wishes, *goals, *actions)),
        owners=_owners(home),
        speakers=_speakers(home),
        suggestions=shown,
        latest=latest[0] if latest else None,
        changed_since_signed=plan.signed_on is not None and _changed_since_signed(office, household_id),
        set_aside=len(offered) - len(shown),
    )


# What a signature stands under; how an agreement goes may change without anybody signing anew.
_PROMISED: dict[type[Record], frozenset[str]] = {
    PlanStrength: frozenset({"text"}),
    PlanWish: frozenset({"words"}),
    Goal: frozenset({"words", "smart", "resident"}),
    PlanAction: frozenset({"what", "due_on", "owner_kind", "resident", "network_member", "worker", "owner_name"}),
}


def _changed_since_signed(office: Office, household: HouseholdId) -> bool:
    """Whether a line of the plan was written, changed or taken away after the signing was written down."""
    latest = 0
    for line in office.history(household):
        changed = {each.field for each in line.fields}
        if line.kind is HouseholdPlan and "signed_on" in changed:
            return latest > line.seq
        promised = _PROMISED.get(line.kind) if line.kind else None
        if promised is not None and (line.is_removed or changed & promised):
            latest = max(latest, line.seq)
    return latest > 0


def _sources(store: Store, rows: Iterable[PlanRow]) -> dict[UUID, Source]:
    listed = list(rows)
    notes = {each.id: each for each in store.of(Note, id=[row.source for row in listed if row.source])}
    words = [row.source_words for row in listed if isinstance(row, PlanWish | PlanAction) and row.source_words]
    said = {each.id: each for each in store.of(OwnWords, id=words)}
    origins: dict[UUID, Note | OwnWords] = {}
    for row in listed:
        origin: Note | OwnWords | None = notes.get(row.source) if row.source else None
        if origin is None and isinstance(row, PlanWish | PlanAction) and row.source_words:
            origin = said.get(row.source_words)
        if origin:
            origins[row.id] = origin
    talks = {
        each.id: each
        for each in store.of(Conversation, id=[o.conversation for o in origins.values() if o.conversation])
    }
    return {key: _source_of(origin, talks) for key, origin in origins.items()}


def _source_of(origin: Note | OwnWords, talks: Mapping[ConversationId, Conversation]) -> Source:
    talk = talks.get(origin.conversation) if origin.conversation else None
    written = origin.written_at if isinstance(origin, Note) else None
    moment = talk.held_at if talk else written
    text = origin.text if isinstance(origin, Note) else origin.words
    return Source(talk.id if talk else None, origin.topic, local_day(moment) if moment else None, text)


def _speakers(home: Home) -> tuple[OwnerChoice, ...]:
    found = [
        OwnerChoice(home.first_name(each.id) or _("Somebody without a name yet"), OwnerKind.RESIDENT, resident=each.id)
        for each in home.residents
    ]
    found += [_of_network(each) for each in home.network.values() if each.name or each.relation]
    return tuple(found)


def _owners(home: Home) -> tuple[OwnerChoice, ...]:
    found = [*_speakers(home)]
    if len(home.residents) > 1:
        found.insert(len(home.residents), OwnerChoice(_("All of us"), OwnerKind.HOUSEHOLD))
    first = [home.household.plan_coordinator, home.household.deputy]
    workers = sorted(
        (each for each in home.workers.values() if each.is_active and each.name),
        key=lambda each: (first.index(each.id) if each.id in first else len(first), each.name),
    )
    found += [
        OwnerChoice(each.name.split(" ")[0], OwnerKind.WORKER, detail=each.name, worker=each.id) for each in workers
    ]
    return tuple(found)


def _of_network(member: NetworkMember) -> OwnerChoice:
    kinds = {
        NetworkKind.VOLUNTEER: OwnerKind.VOLUNTEER,
        NetworkKind.NEIGHBOUR_HELPER: OwnerKind.VOLUNTEER,
        NetworkKind.PROFESSIONAL: OwnerKind.PROFESSIONAL,
        NetworkKind.SCHOOL: OwnerKind.PROFESSIONAL,
    }
    kind = kinds.get(member.kind, OwnerKind.NETWORK)
    name = member.name or member.relation
    return OwnerChoice(
        name,
        kind,
        detail=member.relation or member.kind_of_help,
        network_member=member.id,
        kind_of_help="" if kind is OwnerKind.NETWORK else member.kind_of_help,
        organisation="" if kind is OwnerKind.NETWORK else member.organisation,
        owner_name="" if kind is OwnerKind.NETWORK else name,
    )


def owner_of(written: str, owners: Sequence[OwnerChoice]) -> OwnerChoice:
    """Who is meant by what was typed: somebody known, `Ilse (thuiszorg)`, or a free name; nothing is nobody yet."""
    wanted = folded(written).strip()
    if not wanted or wanted in ("?", folded(_("we are still looking for this"))):
        return NOBODY_YET
    for each in owners:
        if wanted in (folded(each.name), folded(each.detail)) and wanted:
            return each
    if wanted in _ALL:
        return OwnerChoice(_("All of us"), OwnerKind.HOUSEHOLD)
    starting = [each for each in owners if folded(each.name).startswith(wanted)]
    if len(starting) == 1 and len(wanted) > 2:
        return starting[0]
    return _free_owner(written.strip())


def _free_owner(written: str) -> OwnerChoice:
    found = re.fullmatch(r"(.*?)\s*\(([^)]*)\)?", written)
    name, helping = (found[1].strip(), found[2].strip()) if found else (written, "")
    helping, _comma, organisation = (part.strip() for part in helping.partition(","))
    plain = folded(f"{name} {helping}")
    if "vrijwillig" in plain or "volunteer" in plain:
        kind = OwnerKind.VOLUNTEER
    elif helping and not any(word in folded(helping) for word in _FAMILY):
        kind = OwnerKind.PROFESSIONAL
    else:
        kind = OwnerKind.NETWORK
    if kind is OwnerKind.VOLUNTEER and not helping:
        helping, name = name, ""
    return OwnerChoice(name or helping, kind, owner_name=name, kind_of_help=helping, organisation=organisation)


# ---------------------------------------------------------------------------------------------- keep


def _begun(office: Office, store: Store, household_id: HouseholdId) -> HouseholdPlan:
    """The plan of a household, begun now when there was none."""
    found = contents.plan_of(store, household_id)
    return found or store.save(HouseholdPlan(household=household_id, made_on=office.today()))


def keep_plan(office: Office, plan: HouseholdPlan) -> HouseholdPlan:
    """Keep when we talk again, what is not agreed, when it was signed and whether it can go home; the agenda follows.

    Raises Problem for a signature of a day that has yet to come, Stale when somebody else changed it in the meantime.
    """
    with office.writing(Deed.CHANGE_PLAN, plan.household) as store:
        before = store.find(HouseholdPlan, plan.id)
        if plan.signed_on is not None and (before is None or before.signed_on != plan.signed_on):
            not_in_the_future(office, plan.signed_on)
        if before is None and (begun := contents.plan_of(store, plan.household)):
            plan = plan.changed(id=begun.id, version=begun.version)
            before = begun
        kept = store.save(plan)
        _follow_appointment(office, store, before, kept)
        return kept


def _follow_appointment(office: Office, store: Store, before: HouseholdPlan | None, plan: HouseholdPlan) -> None:
    """The moment on which we talk again stands in the agenda."""
    old = before.evaluation_at if before else None
    if (old, before.evaluation_place if before else "") == (plan.evaluation_at, plan.evaluation_place):
        return
    what = _("We look at the plan together")
    found = store.of(Appointment, household=plan.household, what=what, at=old) if old else []
    planned = next((each for each in found if not each.is_cancelled), None)
    if plan.evaluation_at is None:
        if planned and planned.at > office.now():
            store.remove(planned)
        return
    if planned:
        store.save(planned.changed(at=plan.evaluation_at, place=plan.evaluation_place))
        return
    if plan.evaluation_at < office.now() or store.count(
        Appointment, household=plan.household, at=plan.evaluation_at, is_cancelled=False
    ):
        return
    household = store.get(Household, plan.household)
    store.save(
        Appointment(
            household=plan.household,
            at=plan.evaluation_at,
            what=what,
            place=plan.evaluation_place,
            worker=household.plan_coordinator or office.me,
        )
    )


def keep_row(office: Office, row: Row) -> Row:
    """Keep a line of the plan; a new one comes last. A task follows an agreement of somebody of the team.

    A fourth open goal becomes one for later. Raises Problem when an old goal is opened beside three others.
    """
    with office.writing(Deed.CHANGE_PLAN, row.household) as store:
        return _keep(office, store, row)


def _keep(office: Office, store: Store, row: Row) -> Row:
    plan = _begun(office, store, row.household)
    stored = store.find(type(row), row.id)
    facts: dict[str, object] = {}
    if row.plan != plan.id:
        facts["plan"] = plan.id
    if stored is None and row.position == 0:
        last = [each.position for each in store.of(type(row), plan=plan.id)]
        facts["position"] = max(last, default=-1) + 1
    if isinstance(row, PlanAction):
        if row.state is ActionState.DONE and row.done_on is None:
            facts["done_on"] = office.today()
        elif row.state is not ActionState.DONE and row.done_on is not None:
            facts["done_on"] = None
    if (
        isinstance(row, Goal)
        and row.state is GoalState.OPEN
        and (not isinstance(stored, Goal) or stored.state is not GoalState.OPEN)
    ):
        others = [each for each in store.of(Goal, plan=plan.id, state=GoalState.OPEN) if each.id != row.id]
        if len(others) >= MOST_OPEN_GOALS and stored is not None:
            raise Problem(
                "most_goals",
                N_("There are {most} open goals already. Finish one first, or let this one wait."),
                most=MOST_OPEN_GOALS,
            )
        if len(others) >= MOST_OPEN_GOALS:
            facts["state"] = GoalState.LATER
    kept = store.save(cast("Row", row.changed(**facts)) if facts else row)
    if isinstance(kept, PlanAction):
        _follow_task(store, kept)
    return kept


TASK_OWNERS: dict[OwnerKind, TaskOwner] = {
    OwnerKind.RESIDENT: TaskOwner.RESIDENT,
    OwnerKind.HOUSEHOLD: TaskOwner.RESIDENT,
    OwnerKind.NETWORK: TaskOwner.NETWORK,
    OwnerKind.VOLUNTEER: TaskOwner.NETWORK,
    OwnerKind.PROFESSIONAL: TaskOwner.PARTNER,
    OwnerKind.WORKER: TaskOwner.WORKER,
}
"""Who does a task, by who does the agreement behind it; the first is meant where several are one."""


def _follow_task(store: Store, action: PlanAction) -> None:
    """What somebody of the team does is a task of that person, and done when the agreement is.

    What others do has its task only when a conversation made it one; the plan itself says the rest.
    """
    found = store.of(Task, plan_action=action.id)
    if not found and action.source:
        # The conversation made it a task already: it is the same promise.
        found = store.of(Task, source=action.source, plan_action=None)
    task = found[0] if found else None
    owner = TASK_OWNERS.get(action.owner_kind)
    is_off = action.state in (ActionState.LAPSED, ActionState.NOT_DONE)
    is_nobodys = owner is None or (owner is TaskOwner.WORKER and action.worker is None)
    if is_nobodys or not action.what or is_off:
        if task and task.is_open:
            store.remove(task)
        return
    if task is None and owner is not TaskOwner.WORKER:
        return
    facts: dict[str, object] = {
        "what": action.what,
        "owner": owner,
        "worker": action.worker if owner is TaskOwner.WORKER else None,
        "resident": action.resident if owner is TaskOwner.RESIDENT else None,
        "network_member": action.network_member if owner is TaskOwner.NETWORK else None,
        "partner": (action.organisation or action.owner_name) if owner is TaskOwner.PARTNER else "",
        "due_on": action.due_on,
        "done_on": action.done_on,
        "cancelled_on": None,
        "cancel_reason": "",
        "plan_action": action.id,
        "kind": TaskKind.MEDICAL_ADVICE if action.kind is HelpKind.MEDICAL_ADVICE else TaskKind.TASK,
    }
    if task:
        store.save(task.changed(**facts))
    else:
        store.save(Task.model_validate({"household": action.household, "source": action.source, **facts}))


def remove_row(office: Office, row: PlanRow) -> UUID:
    """Move a line of the plan to the trash, with its task that is not done; returns the id under which it comes back.

    What was said is not suggested again, unless somebody asks for it.
    """
    with office.writing(Deed.REMOVE, row.household) as store:
        note = store.find(Note, row.source)
        _put_aside(store, store.get(HouseholdPlan, row.plan), [text_of(row), *([one_line(note.text)] if note else [])])
        tasks = [each for each in store.of(Task, plan_action=row.id) if each.is_open]
        return office.remove(Deed.REMOVE, row.household, text_of(row), row, *tasks)


def text_of(row: PlanRow) -> str:
    """What a line says."""
    match row:
        case PlanStrength():
            return row.text
        case PlanAction():
            return row.what
        case _:
            return row.words


def move_row(office: Office, row: Row, by: int) -> None:
    """Move a line up (-1) or down (1) among its kind."""
    with office.writing(Deed.CHANGE_PLAN, row.household) as store:
        rows = store.of(type(row), plan=row.plan, order_by="position")
        at = next((number for number, each in enumerate(rows) if each.id == row.id), None)
        if at is None or not 0 <= at + by < len(rows):
            return
        rows.insert(at + by, rows.pop(at))
        for number, each in enumerate(rows):
            if each.position != number:
                store.save(each.changed(position=number))


# ---------------------------------------------------------------------------------------------- from a conversation


def suggestions(office: Office, household_id: HouseholdId) -> tuple[Suggestion, ...]:
    """What was said and agreed in the latest conversations and does not stand in the plan yet."""
    with office.reading() as store:
        return _view(office, store, household_id).suggestions


def _suggestions(home: Home, plan: HouseholdPlan, talks: Sequence[Conversation]) -> tuple[Suggestion, ...]:
    store = home.store
    by_id = {each.id: each for each in talks[:_LATEST]}
    rows: list[PlanRow] = [
        *store.of(PlanStrength, plan=plan.id),
        *store.of(PlanWish, plan=plan.id),
        *store.of(PlanAction, plan=plan.id),
        *store.of(Goal, plan=plan.id),
    ]
    used = {row.source for row in rows if row.source}
    said = {folded(text_of(row)).strip(" .!") for row in rows}
    notes = store.of(Note, conversation=list(by_id), is_team_only=False, order_by="line") if by_id else []
    notes += store.of(Note, household=home.household.id, conversation=None, is_team_only=False)
    found = []
    for note in notes:
        if note.kind not in (NoteKind.AGREEMENT, NoteKind.STRENGTH, NoteKind.WORDS) or note.id in used:
            continue
        text = one_line(note.text)
        what = what_to_do(text, _day_of(note, by_id, home.today))[0] if note.kind is NoteKind.AGREEMENT else text
        if not text or {folded(text).strip(" .!"), folded(what).strip(" .!")} & said:
            continue
        found.append(
            Suggestion(
                note.kind,
                text,
                home.first_name(note.resident) or _around(home, note.network_member) or note.said_by,
                _source_of(note, by_id),
                note=note.id,
                due_on=note.due_on,
                is_sure=note.kind is not NoteKind.WORDS or _says_a_wish(text),
            )
        )
    found += _wishes(home, by_id, said | {folded(each.text).strip(" .!") for each in found})
    order = {NoteKind.STRENGTH: 0, NoteKind.WORDS: 1, NoteKind.AGREEMENT: 2}
    return tuple(sorted(found, key=lambda each: order[each.kind]))


def _wishes(home: Home, talks: Mapping[ConversationId, Conversation], known: set[str]) -> list[Suggestion]:
    """Sentences of somebody's own words that say what this person wants."""
    if not talks:
        return []
    found = []
    for words in home.store.of(OwnWords, conversation=list(talks), order_by="position"):
        if words.topic is Topic.SAFETY:
            continue
        open_text = without_team_only(words.words)
        for start, end in sentences(open_text):
            text = one_line(open_text[start:end])
            if _says_a_wish(text) and folded(text).strip(" .!") not in known:
                found.append(
                    Suggestion(NoteKind.WORDS, text, home.speaker(words), _source_of(words, talks), words=words.id)
                )
    return found


def _says_a_wish(text: str) -> bool:
    """Whether somebody says what this person wants, rather than what not."""
    return bool(_WISH.search(text)) and not _NO_WISH.search(text)


def _around(home: Home, member: NetworkMemberId | None) -> str:
    found = home.network.get(member) if member else None
    return found.name if found else ""


def _day_of(note: Note, talks: Mapping[ConversationId, Conversation], today: date) -> date:
    talk = talks.get(note.conversation) if note.conversation else None
    return local_day(talk.held_at) if talk else local_day(note.written_at) if note.written_at else today


def set_aside(office: Office, household_id: HouseholdId, suggestion: Suggestion) -> None:
    """Do not suggest this again; it stays in the conversation where it was said."""
    with office.writing(Deed.CHANGE_PLAN, household_id) as store:
        _put_aside(store, _begun(office, store, household_id), [suggestion.text])


def show_again(office: Office, household_id: HouseholdId) -> None:
    """Suggest once more what was set aside."""
    with office.writing(Deed.CHANGE_PLAN, household_id) as store:
        if plan := contents.plan_of(store, household_id):
            store.save(plan.changed(set_aside=""))


def _put_aside(store: Store, plan: HouseholdPlan, texts: Iterable[str]) -> None:
    marks = dict.fromkeys((*plan.set_aside.splitlines(), *map(_mark, texts)))
    # The oldest go when it is full; they are of conversations long past.
    store.save(plan.changed(set_aside="\n".join([*marks][-_MOST_SET_ASIDE:])))


def _marks(plan: HouseholdPlan) -> frozenset[str]:
    return frozenset(plan.set_aside.splitlines())


def _mark(text: str) -> str:
    """A short mark of a sentence: it is known again by it, and its words are not kept twice."""
    return hashlib.sha256(folded(text).strip(" .!").encode()).hexdigest()[:12]


def take_over(office: Office, household_id: HouseholdId, taken: Sequence[Suggestion] | None = None) -> int:
    """Put what was said and agreed in the plan, in one deed; without a choice everything that is sure.

    Returns how many lines came.
    """
    with office.writing(Deed.CHANGE_PLAN, household_id) as store:
        chosen = [each for each in _view(office, store, household_id).suggestions if each.is_sure]
        chosen = list(taken) if taken is not None else chosen
        for each in chosen:
            if each.note:
                from_note(office, each.note)
            elif each.words:
                words = store.get(OwnWords, each.words)
                # Made shorter in the plan or taken out of it, the sentence is not suggested again.
                _put_aside(store, _begun(office, store, household_id), [each.text])
                _keep(
                    office,
                    store,
                    PlanWish(
                        household=household_id,
                        plan=_begun(office, store, household_id).id,
                        words=each.text,
                        resident=words.resident,
                        network_member=words.network_member,
                        said_by=words.said_by,
                        source_words=words.id,
                    ),
                )
        return len(chosen)


def from_note(office: Office, note_id: NoteId) -> PlanStrength | PlanWish | PlanAction:
    """Put one sentence of a conversation in the plan, with where it comes from.

    An agreement becomes one with its owner and day, a strength a strength, and anything else what somebody wants.
    Raises Problem when the note is for the team only.
    """
    with office.reading() as store:
        household_id = store.get(Note, note_id).household
    with office.writing(Deed.CHANGE_PLAN, household_id) as store:
        note = store.get(Note, note_id)
        if note.is_team_only:
            raise Problem("team_only", N_("This note is for the team only. It cannot stand in the plan."))
        plan = _begun(office, store, household_id)
        facts = {"household": household_id, "plan": plan.id, "source": note.id}
        speaker = {"resident": note.resident, "network_member": note.network_member, "said_by": note.said_by}
        if note.kind is NoteKind.STRENGTH:
            return _keep(office, store, PlanStrength.model_validate({**facts, "text": one_line(note.text)}))
        if note.kind is not NoteKind.AGREEMENT:
            return _keep(office, store, PlanWish.model_validate({**facts, **speaker, "words": one_line(note.text)}))
        talk = store.find(Conversation, note.conversation)
        day = _day_of(note, {talk.id: talk} if talk else {}, office.today())
        what, due_on, when = what_to_do(note.text, day)
        home = Home.of(store, household_id, office.today(), office.statute)
        owner = _owner_of_note(home, note)
        return _keep(
            office,
            store,
            PlanAction.model_validate(
                {
                    **facts,
                    **owner.facts(),
                    "topic": note.topic,
                    "kind": _kind_of_help(what, owner),
                    "what": one_line(what or note.text),
                    "due_on": due_on or note.due_on,
                    "when_words": when,
                }
            ),
        )


def _owner_of_note(home: Home, note: Note) -> OwnerChoice:
    owners = _owners(home)
    for each in owners:
        if (note.resident and each.resident == note.resident) or (
            note.network_member and each.network_member == note.network_member
        ):
            return each
    if note.resident:
        return OwnerChoice(home.first_name(note.resident), OwnerKind.RESIDENT, resident=note.resident)
    if note.said_by:
        return owner_of(note.said_by.replace("_", " "), owners)
    # Whoever wrote it down promised it: that is how the task of the conversation has it as well.
    return next((each for each in owners if note.worker and each.worker == note.worker), NOBODY_YET)


def _kind_of_help(what: str, owner: OwnerChoice) -> HelpKind:
    plain = folded(what)
    if "medisch advies" in plain or "medical advice" in plain:
        return HelpKind.MEDICAL_ADVICE
    if owner.kind is OwnerKind.PROFESSIONAL:
        return HelpKind.PROFESSIONAL_HELP
    if owner.kind is OwnerKind.VOLUNTEER or "vrijwilliger" in plain:
        return HelpKind.VOLUNTEER_HELP
    return HelpKind.ORDINARY
