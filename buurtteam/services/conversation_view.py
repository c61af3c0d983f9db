"""A conversation as its page shows it: who sat there, what was said on each topic, and what was said before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from uuid import uuid5

from buurtteam.domain.ages import is_minor
from buurtteam.domain.conversation import (
    Assessment,
    AssessmentPoint,
    Conversation,
    ExaminedPoint,
    Note,
    OwnWords,
    Participant,
    ParticipantRole,
    Topic,
    TopicTalk,
)
from buurtteam.domain.household import (
    Household,
    MemberRole,
    Membership,
    NetworkKind,
    NetworkMember,
    Relation,
    Resident,
    Statement,
    StatementKind,
    full_name,
)
from buurtteam.domain.kinds import (
    AssessmentId,
    AssessmentPointId,
    ConversationId,
    HouseholdId,
    NetworkMemberId,
    ResidentId,
    TopicTalkId,
    local_day,
)
from buurtteam.domain.prompts import Fact, Prompts, Theme, facts_of
from buurtteam.domain.quick_note import Person
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.sharing import Consent
from buurtteam.domain.staff import Worker
from buurtteam.domain.task import Appointment, Task
from buurtteam.paths import resource
from buurtteam.storage.store import Store
from buurtteam.texts import language
from buurtteam.texts import translate as _

_EARLIER = 6
"""How many earlier conversations are a glance away."""


@dataclass(frozen=True)
class Speaker:
    """Somebody who can sit at the table and speak: a resident, somebody of the network, or another by name."""

    name: str
    resident: ResidentId | None = None
    network_member: NetworkMemberId | None = None
    role: ParticipantRole = ParticipantRole.RESIDENT

    def is_of(self, record: Participant | OwnWords | Note) -> bool:
        """Whether a record is of this person."""
        if self.resident or self.network_member:
            return (record.resident, record.network_member) == (self.resident, self.network_member)
        name = record.name if isinstance(record, Participant) else record.said_by
        return not record.resident and not record.network_member and name == self.name


@dataclass(frozen=True)
class TopicSheet:
    """What is noted on one topic: the talk, the own words per speaker, and what was caught in the coach's note."""

    talk: TopicTalk
    words: tuple[OwnWords, ...] = ()
    notes: tuple[Note, ...] = ()
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class EarlierTalk:
    """What was said on a topic in an earlier conversation."""

    conversation: Conversation
    talk: TopicTalk | None
    words: tuple[OwnWords, ...]


@dataclass(frozen=True)
class Caret:
    """Where somebody was in a conversation: the topic, the field and the place of the caret."""

    topic: Topic
    field: str = ""
    position: int = 0


@dataclass(frozen=True)
class ConversationView:
    """Everything that the page of a conversation shows, as it is at one moment."""

    conversation: Conversation
    household: Household
    request: RequestNotification | None
    worker: Worker | None
    residents: tuple[Resident, ...]
    memberships: tuple[Membership, ...]
    network: tuple[NetworkMember, ...]
    participants: tuple[Participant, ...]
    sheets: Mapping[Topic, TopicSheet]
    tasks: tuple[Task, ...]
    assessment: Assessment
    points: Mapping[ExaminedPoint, AssessmentPoint]
    statements: tuple[Statement, ...]
    consents: tuple[Consent, ...]
    appointments: tuple[Appointment, ...]
    earlier: Mapping[Topic, tuple[EarlierTalk, ...]]
    previous: Conversation | None
    previous_scores: Mapping[Topic, int]
    workers: tuple[Worker, ...] = ()
    prompts: Prompts | None = None
    facts: frozenset[Fact] = frozenset()
    caret: Caret | None = None
    speakers: tuple[Speaker, ...] = field(default=())

    @property
    def day(self) -> date:
        """The day of the talk."""
        return local_day(self.conversation.held_at)

    @property
    def people(self) -> tuple[Person, ...]:
        """Whom `@` can mean."""
        return people_to_name(self.residents, self.memberships, self.network)

    def name_of(self, record: Participant | OwnWords | Note) -> str:
        """The name of who sat there or said it."""
        for speaker in self.speakers:
            if speaker.is_of(record):
                return speaker.name
        return record.name if isinstance(record, Participant) else record.said_by

    def questions(self, topic: Topic) -> tuple[str, ...]:
        """The example questions for a topic that fit these people."""
        return self.prompts.prompts_for(topic, self.facts) if self.prompts else ()

    def about(self, theme: Theme) -> tuple[str, ...]:
        """The example questions beside the topics, such as for the question behind the question."""
        return self.prompts.about(theme) if self.prompts else ()

    def scores(self) -> dict[Topic, int]:
        """The residents' answers to "Hoe gaat het?" of this conversation."""
        return {t: s.talk.resident_score for t, s in self.sheets.items() if s.talk.resident_score is not None}


def view_of(store: Store, conversation_id: ConversationId) -> ConversationView:
    """The conversation as it is kept now, without where the caret stood."""
    conversation = store.get(Conversation, conversation_id)
    home = conversation.household
    day = local_day(conversation.held_at)
    memberships = tuple(m for m in memberships_of(store, home) if m.counts_on(day))
    by_id = {r.id: r for r in store.of(Resident, id=[m.resident for m in memberships])}
    residents = tuple(by_id[m.resident] for m in memberships if m.resident in by_id)
    network = tuple(store.of(NetworkMember, household=home, order_by="position"))
    participants = tuple(store.of(Participant, conversation=conversation_id, order_by="position"))
    speakers = speakers_of(residents, memberships, network, participants, day)

    words: dict[Topic, list[OwnWords]] = defaultdict(list)
    for said in store.of(OwnWords, conversation=conversation_id, order_by="position"):
        words[said.topic].append(said)
    notes: dict[Topic | None, list[Note]] = defaultdict(list)
    for note in store.of(Note, conversation=conversation_id, order_by="line"):
        notes[note.topic].append(note)
    talks = {talk.topic: talk for talk in store.of(TopicTalk, conversation=conversation_id)}
    tasks = tuple(store.of(Task, conversation=conversation_id))
    sheets = {
        topic: TopicSheet(
            talks.get(topic) or blank_talk(home, conversation_id, topic),
            tuple(words[topic]),
            tuple(notes[topic]),
            tuple(task for task in tasks if task.source in {note.id for note in notes[topic]}),
        )
        for topic in Topic
    }

    before = [
        other
        for other in store.of(Conversation, household=home, order_by="-held_at")
        if other.id != conversation_id and other.held_at <= conversation.held_at
    ]
    earlier, previous, previous_scores = _earlier(store, before)
    found = store.of(Assessment, conversation=conversation_id)
    assessment = (
        found[0] if found else Assessment(id=_law_id(conversation_id), household=home, conversation=conversation_id)
    )
    points = {point.point: point for point in store.of(AssessmentPoint, assessment=assessment.id)}
    return ConversationView(
        conversation=conversation,
        household=store.get(Household, home),
        request=store.find(RequestNotification, conversation.request),
        worker=store.find(Worker, conversation.worker),
        residents=residents,
        memberships=memberships,
        network=network,
        participants=participants,
        sheets=sheets,
        tasks=tasks,
        assessment=assessment,
        points={
            each: points.get(each)
            or AssessmentPoint(
                id=AssessmentPointId(uuid5(assessment.id, str(each))),
                household=home,
                assessment=assessment.id,
                point=each,
            )
            for each in ExaminedPoint
        },
        statements=tuple(store.of(Statement, household=home, kind=StatementKind.HEALTH)),
        consents=tuple(store.of(Consent, household=home)),
        appointments=tuple(store.of(Appointment, household=home, order_by="at")),
        earlier=earlier,
        previous=previous,
        previous_scores=previous_scores,
        workers=tuple(store.of(Worker, is_active=True, order_by="name")),
        prompts=_prompts(language()),
        facts=facts_of(
            residents,
            day,
            store.of(Membership, resident=list(by_id)) if by_id else (),
            store.of(Relation, to_resident=list(by_id)) if by_id else (),
        ),
        speakers=speakers,
    )


def blank_talk(household: HouseholdId, conversation: ConversationId, topic: Topic) -> TopicTalk:
    """A topic of which nothing is noted yet; it always gets the same id, so that there is one of it."""
    return TopicTalk(
        id=TopicTalkId(uuid5(conversation, str(topic))), household=household, conversation=conversation, topic=topic
    )


def _law_id(conversation: ConversationId) -> AssessmentId:
    return AssessmentId(uuid5(conversation, "assessment"))


@cache
def _prompts(spoken: str) -> Prompts | None:
    path = resource("prompts", f"{spoken}.toml")
    return Prompts.read(path.read_text("utf-8")) if path.exists() else None


def _earlier(
    store: Store, before: Sequence[Conversation]
) -> tuple[dict[Topic, tuple[EarlierTalk, ...]], Conversation | None, dict[Topic, int]]:
    """What was said before per topic, and the latest earlier conversation that has answers to "Hoe gaat het?"."""
    ids = [one.id for one in before]
    if not ids:
        return {}, None, {}
    talks: dict[tuple[ConversationId, Topic], TopicTalk] = {}
    words: dict[tuple[ConversationId, Topic], list[OwnWords]] = defaultdict(list)
    for talk in store.of(TopicTalk, conversation=ids):
        talks[talk.conversation, talk.topic] = talk
    for said in store.of(OwnWords, conversation=ids[:_EARLIER], order_by="position"):
        if said.words.strip():
            words[said.conversation, said.topic].append(said)
    earlier: dict[Topic, tuple[EarlierTalk, ...]] = {}
    for topic in Topic:
        found = [
            EarlierTalk(one, talks.get((one.id, topic)), tuple(words[one.id, topic]))
            for one in before[:_EARLIER]
            if words[one.id, topic] or ((before_talk := talks.get((one.id, topic))) and before_talk.resident_score)
        ]
        if found:
            earlier[topic] = tuple(found)
    for one in before:
        scores = {
            topic: found_talk.resident_score
            for topic in Topic
            if (found_talk := talks.get((one.id, topic))) and found_talk.resident_score is not None
        }
        if scores:
            return earlier, one, scores
    return earlier, None, {}


# ---------------------------------------------------------------------------------------------- people


def memberships_of(store: Store, household: HouseholdId) -> list[Membership]:
    """Who belongs or belonged to a household, in their own order."""
    return store.of(Membership, household=household, order_by="position")


def _role_in_network(member: NetworkMember) -> ParticipantRole:
    match member.kind:
        case NetworkKind.REPRESENTATIVE:
            return ParticipantRole.REPRESENTATIVE
        case NetworkKind.PROFESSIONAL | NetworkKind.SCHOOL:
            return ParticipantRole.PROFESSIONAL
        case _:
            return ParticipantRole.NETWORK


def speakers_of(
    residents: Sequence[Resident],
    memberships: Sequence[Membership],
    network: Sequence[NetworkMember],
    participants: Sequence[Participant],
    day: date,
) -> tuple[Speaker, ...]:
    """Everybody of the household and its network, and the others who sit at the table."""
    role = {m.resident: m for m in memberships}
    firsts = [r.first_name for r in residents] + [n.name for n in network]

    def short(resident: Resident) -> str:
        return (
            resident.first_name
            if firsts.count(resident.first_name) == 1 and resident.first_name
            else full_name(resident)
        )

    found = [
        Speaker(
            short(r) or _("Somebody without a name yet"),
            resident=r.id,
            role=ParticipantRole.CHILD if is_minor(r.born_on, day, role[r.id].role) else ParticipantRole.RESIDENT,
        )
        for r in residents
    ]
    found += [
        Speaker(n.name or n.relation or _("Somebody without a name yet"), network_member=n.id, role=_role_in_network(n))
        for n in network
    ]
    found += [Speaker(p.name, role=p.role) for p in participants if p.name and not p.resident and not p.network_member]
    return tuple(found)


def everybody_on(
    store: Store, household: HouseholdId, day: date
) -> tuple[list[Resident], list[Membership], list[NetworkMember]]:
    """Who belongs to a household on a day, and who is around it."""
    memberships = [m for m in memberships_of(store, household) if m.counts_on(day)]
    residents = store.of(Resident, id=[m.resident for m in memberships])
    return residents, memberships, store.of(NetworkMember, household=household)


def people_on(store: Store, household: HouseholdId, day: date) -> tuple[Person, ...]:
    """Whom `@` can mean in a household on a day."""
    return people_to_name(*everybody_on(store, household, day))


def people_to_name(
    residents: Iterable[Resident], memberships: Iterable[Membership], network: Iterable[NetworkMember]
) -> tuple[Person, ...]:
    """Whom `@` can mean, of the people and the network of a household."""
    role = {m.resident: m.role for m in memberships}
    found = []
    for resident in residents:
        also = tuple(name for name in (resident.first_name,) if name)
        if role.get(resident.id) is MemberRole.GRANDPARENT:
            also += ("oma", "opa")
        found.append(Person(full_name(resident), resident=resident.id, also=also))
    found += [
        Person(member.name, network_member=member.id, also=(member.relation,) if member.relation else ())
        for member in network
        if member.name
    ]
    return tuple(found)
