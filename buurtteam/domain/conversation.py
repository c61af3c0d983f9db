"""A conversation at the kitchen table: who sat there, what was said per topic, and what follows from it."""

from pydantic import Field

from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    AssessmentId,
    AssessmentPointId,
    ConversationId,
    Day,
    Line,
    Moment,
    NetworkMemberId,
    NoteId,
    OwnWordsId,
    ParticipantId,
    Position,
    RequestId,
    ResidentId,
    Score,
    Text,
    TopicTalkId,
    WorkerId,
    new_id,
)
from buurtteam.domain.words import N_, Choice


class Topic(Choice):
    """The twelve topics of a conversation, in any order; each can be skipped without a reason."""

    HOUSING = "housing", N_("Housing")
    MONEY = "money", N_("Money and post")
    WORK = "work", N_("Work, school and day")
    BODY = "body", N_("Body and health")
    MIND = "mind", N_("How it is in your head")
    HABITS = "habits", N_("Habits")
    DAILY = "daily", N_("The household and managing yourself")
    FAMILY = "family", N_("Family and raising children")
    PEOPLE = "people", N_("People around you")
    CARING = "caring", N_("Caring for each other")
    SAFETY = "safety", N_("Feeling safe")
    TAKING_PART = "taking_part", N_("Taking part, language and digital")


ASKS_TODAY = frozenset({Topic.HOUSING, Topic.MONEY, Topic.BODY, Topic.MIND, Topic.FAMILY, Topic.SAFETY})
"""Topics where the answer "gaat niet" (1) asks: what must happen today?"""

SCORE_WORDS: dict[int, str] = {
    1: N_("It does not work"),
    2: N_("Difficult"),
    3: N_("So-so ¦score"),
    4: N_("Good"),
    5: N_("Very good"),
}


class ConversationKind(Choice):
    """What kind of conversation it is."""

    HOME = "home", N_("Kitchen-table conversation")
    SHORT = "short", N_("Short conversation")
    WALK_IN = "walk_in", N_("Walk-in")
    PHONE = "phone", N_("Phone call")
    EVALUATION = "evaluation", N_("Evaluation")


class Place(Choice):
    """Where a conversation is held."""

    HOME = "home", N_("At home")
    OFFICE = "office", N_("At the team")
    PHONE = "phone", N_("On the phone")
    ELSEWHERE = "elsewhere", N_("Somewhere else")


class Answer(Choice):
    """An offer that was or was not made, and the answer."""

    NOT_YET = "not_yet", N_("Not offered yet")
    YES = "yes", N_("Yes please")
    NO = "no", N_("No")
    DECLINED = "declined", N_("Declined for now")


class SafetyAnswer(Choice):
    """The answer to the safety question that belongs in every conversation."""

    NOT_ASKED = "not_asked", N_("Not asked yet")
    SAFE = "safe", N_("Feels safe")
    UNSURE = "unsure", N_("Not sure")
    UNSAFE = "unsafe", N_("Does not feel safe")
    COULD_NOT_ASK = "could_not_ask", N_("Could not be asked now")


class Conversation(HouseholdRecord):
    """A conversation (gesprek): recorded once; report, plan, tasks and letters follow from it."""

    id: ConversationId = Field(default_factory=lambda: ConversationId(new_id()))
    request: RequestId | None = Field(default=None, title=N_("Belongs to request"))
    kind: ConversationKind = Field(default=ConversationKind.HOME, title=N_("Kind of conversation"))
    held_at: Moment = Field(title=N_("Date and time"))
    typed_at: Moment | None = Field(default=None, title=N_("Typed in on"))
    from_paper: bool = Field(default=False, title=N_("First written on paper"))
    place: Place = Field(default=Place.HOME, title=N_("Where"))
    place_note: Line = Field(default="", title=N_("Which place"))
    worker: WorkerId | None = Field(default=None, title=N_("Held by"))
    question_behind: Text = Field(default="", title=N_("The question behind the question"))
    first_this: Line = Field(default="", title=N_("First this"))
    today_needed: Text = Field(default="", title=N_("What must happen today?"))
    safety: SafetyAnswer = Field(default=SafetyAnswer.NOT_ASKED, title=N_("Is everybody at home safe?"))
    safety_note: Text = Field(default="", title=N_("About safety (team only)"))
    summary: Text = Field(default="", title=N_("Summary in I and we"))
    summary_read_aloud: bool = Field(default=False, title=N_("Read aloud and corrected together"))
    finished_at: Moment | None = Field(default=None, title=N_("Finished on"))


class ParticipantRole(Choice):
    """As whom somebody takes part."""

    RESIDENT = "resident", N_("Resident")
    CHILD = "child", N_("Child or young person")
    INFORMAL_CARER = "informal_carer", N_("Informal carer")
    NETWORK = "network", N_("Family or friend")
    CLIENT_SUPPORTER = "client_supporter", N_("Independent client supporter")
    EXPERIENCE_EXPERT = "experience_expert", N_("Experience expert")
    INTERPRETER = "interpreter", N_("Interpreter")
    REPRESENTATIVE = "representative", N_("Representative")
    COLLEAGUE = "colleague", N_("Colleague")
    PROFESSIONAL = "professional", N_("Professional")


class Participant(HouseholdRecord):
    """Somebody who sat at the table: a resident, somebody of the network, or another by name."""

    id: ParticipantId = Field(default_factory=lambda: ParticipantId(new_id()))
    conversation: ConversationId
    role: ParticipantRole = Field(default=ParticipantRole.RESIDENT, title=N_("Takes part as"))
    resident: ResidentId | None = Field(default=None, title=N_("Resident"))
    network_member: NetworkMemberId | None = Field(default=None, title=N_("Person in the network"))
    name: Line = Field(default="", title=N_("Name"))
    position: Position = 0


class TopicTalk(HouseholdRecord):
    """What was noted on one topic in one conversation."""

    id: TopicTalkId = Field(default_factory=lambda: TopicTalkId(new_id()))
    conversation: ConversationId
    topic: Topic
    coach_note: Text = Field(default="", title=N_("Note of the coach"))
    resident_score: Score | None = Field(default=None, title=N_("How are things? (resident)"))
    coach_score: Score | None = Field(default=None, title=N_("How are things? (coach)"))
    is_not_now: bool = Field(default=False, title=N_("Not now"))
    runs_in_family: bool = Field(default=False, title=N_("Comes back in the family"))
    prompt: Position = 0


class OwnWords(HouseholdRecord):
    """What one person said on a topic, in that person's own words."""

    id: OwnWordsId = Field(default_factory=lambda: OwnWordsId(new_id()))
    conversation: ConversationId
    topic: Topic
    resident: ResidentId | None = Field(default=None, title=N_("Resident"))
    network_member: NetworkMemberId | None = Field(default=None, title=N_("Person in the network"))
    said_by: Line = Field(default="", title=N_("Said by"))
    words: Text = Field(default="", title=N_("In own words"))
    position: Position = 0


class NoteKind(Choice):
    """What a noted sentence is."""

    WORDS = "words", N_("Literal words")
    AGREEMENT = "agreement", N_("Agreement")
    STRENGTH = "strength", N_("What goes well")
    SIGNAL = "signal", N_("Signal")
    REMARK = "remark", N_("Remark")


class Note(HouseholdRecord):
    """A sentence that was caught while typing or written as a quick note; plan rows and tasks know it as their source.

    `line` is its place among the caught sentences of its topic, so that it stays the same note while it is retyped.
    """

    id: NoteId = Field(default_factory=lambda: NoteId(new_id()))
    conversation: ConversationId | None = None
    topic: Topic | None = Field(default=None, title=N_("Topic"))
    kind: NoteKind = Field(default=NoteKind.REMARK, title=N_("Kind of note"))
    text: Text = Field(default="", title=N_("Text"))
    resident: ResidentId | None = Field(default=None, title=N_("Resident"))
    network_member: NetworkMemberId | None = Field(default=None, title=N_("Person in the network"))
    said_by: Line = Field(default="", title=N_("Said by"))
    due_on: Day | None = Field(default=None, title=N_("When"))
    is_team_only: bool = Field(default=False, title=N_("Team only"))
    written_at: Moment | None = None
    worker: WorkerId | None = None
    line: Position = 0


class OwnStrength(Choice):
    """What somebody can do without professional help (eigen kracht)."""

    NOT_DISCUSSED = "not_discussed", N_("Not discussed yet")
    PRESENT = "present", N_("Present")
    PARTLY = "partly", N_("Partly present")
    ABSENT = "absent", N_("Not present")
    CANNOT_JUDGE = "cannot_judge", N_("Cannot be judged")


class IdentityDocument(Choice):
    """The kind of identity document that was looked at; no copy is needed (Wmo 2.3.4)."""

    PASSPORT = "passport", N_("Passport")
    IDENTITY_CARD = "identity_card", N_("Identity card")
    RESIDENCE_PERMIT = "residence_permit", N_("Residence permit")
    DRIVING_LICENCE = "driving_licence", N_("Driving licence")
    NOT_SHOWN = "not_shown", N_("Could not be shown")


class CareForm(Choice):
    """Care in kind or a personal budget (Wmo 2.3.2 lid 6)."""

    NOT_CHOSEN = "not_chosen", N_("Not chosen yet")
    IN_KIND = "in_kind", N_("Care in kind")
    PERSONAL_BUDGET = "personal_budget", N_("Personal budget")
    BOTH = "both", N_("A bit of both")
    NONE_NEEDED = "none_needed", N_("Not needed here")


class Assessment(HouseholdRecord):
    """The law's part of a conversation: what must be offered, explained and examined (Wmo 2.3.2)."""

    id: AssessmentId = Field(default_factory=lambda: AssessmentId(new_id()))
    conversation: ConversationId
    personal_plan_told_on: Day | None = Field(default=None, title=N_("Told about the personal plan on"))
    personal_plan_received_on: Day | None = Field(default=None, title=N_("Personal plan handed in on"))
    personal_plan_weighed: Text = Field(default="", title=N_("How the personal plan was weighed"))
    client_support_told_on: Day | None = Field(default=None, title=N_("Told about independent client support on"))
    client_support: Answer = Field(default=Answer.NOT_YET, title=N_("Independent client supporter"))
    client_supporter: Line = Field(default="", title=N_("Name of the client supporter"))
    experience_expert: Answer = Field(
        default=Answer.NOT_YET, title=N_("Experience expert or trained volunteer at the table")
    )
    identity: IdentityDocument | None = Field(default=None, title=N_("Identity document that was seen"))
    identity_seen_on: Day | None = Field(default=None, title=N_("Identity seen on"))
    care_forms_explained_on: Day | None = Field(default=None, title=N_("Care in kind and personal budget explained on"))
    care_form: CareForm = Field(default=CareForm.NOT_CHOSEN, title=N_("Choice"))
    care_form_reason: Text = Field(default="", title=N_("Why this choice"))
    own_strength: OwnStrength = Field(default=OwnStrength.NOT_DISCUSSED, title=N_("Own strength"))
    professional_help: Text = Field(default="", title=N_("Which professional help is needed"))
    step_request: Text = Field(default="", title=N_("1. What is the question?"))
    step_problems: Text = Field(default="", title=N_("2. What does not work now?"))
    step_support: Text = Field(default="", title=N_("3. Which support is needed, and how much?"))
    step_solutions: Text = Field(
        default="", title=N_("4. What can you, the people around you and the neighbourhood do?")
    )
    step_individual: Text = Field(default="", title=N_("5. What is still needed from the municipality?"))
    agreed: Line = Field(default="", title=N_("What the resident said about the report"))


class ExaminedPoint(Choice):
    """What must be examined (Wmo 2.3.2 lid 4, a–g)."""

    A = "a", N_("a. Needs, person and preferences")
    B = "b", N_("b. Own strength and customary help")
    C = "c", N_("c. Informal care and the people around")
    D = "d", N_("d. What the carer needs")
    E = "e", N_("e. General facilities and useful activities")
    F = "f", N_("f. Working together with care, school, housing and work")
    G = "g", N_("g. Own contribution")


class Discussed(Choice):
    """Whether a point was discussed."""

    NOT_YET = "not_yet", N_("Not discussed yet")
    YES = "yes", N_("Discussed")
    NO = "no", N_("Not discussed")
    NOT_APPLICABLE = "not_applicable", N_("Does not apply")


class AssessmentPoint(HouseholdRecord):
    """What came out on one of the points a–g."""

    id: AssessmentPointId = Field(default_factory=lambda: AssessmentPointId(new_id()))
    assessment: AssessmentId
    point: ExaminedPoint
    discussed: Discussed = Field(default=Discussed.NOT_YET, title=N_("Discussed?"))
    text: Text = Field(default="", title=N_("What came out"))
