"""The household plan: what goes well, what we want, and who does what by when."""

from pydantic import Field

from buurtteam.domain.conversation import Topic
from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    Day,
    GoalId,
    Line,
    Moment,
    NetworkMemberId,
    NoteId,
    OwnWordsId,
    PlanActionId,
    PlanId,
    PlanStrengthId,
    PlanWishId,
    Position,
    ResidentId,
    Score,
    Text,
    WorkerId,
    new_id,
)
from buurtteam.domain.words import N_, Choice

MOST_OPEN_GOALS = 3


class SafeAtHome(Choice):
    """Whether the plan on paper can safely go home."""

    NOT_ASKED = "not_asked", N_("Not asked yet")
    YES = "yes", N_("Yes, it can safely go home")
    NO = "no", N_("No, it stays with the team")


class HouseholdPlan(HouseholdRecord):
    """A household plan (gezinsplan, "Ons plan"); the household owns it.

    `set_aside` holds a mark per line of each sentence that is not to be suggested again, not the sentence itself.
    """

    id: PlanId = Field(default_factory=lambda: PlanId(new_id()))
    made_on: Day | None = Field(default=None, title=N_("Made on"))
    evaluation_at: Moment | None = Field(default=None, title=N_("We talk again on"))
    evaluation_place: Line = Field(default="", title=N_("Where"))
    disagreement: Text = Field(default="", title=N_("Not agreed with"))
    signed_on: Day | None = Field(default=None, title=N_("Signed on"))
    safe_at_home: SafeAtHome = Field(default=SafeAtHome.NOT_ASKED, title=N_("Can this plan safely go home?"))
    set_aside: Text = ""


class PlanStrength(HouseholdRecord):
    """Something that goes well."""

    id: PlanStrengthId = Field(default_factory=lambda: PlanStrengthId(new_id()))
    plan: PlanId
    text: Line = Field(default="", title=N_("This goes well"))
    source: NoteId | None = None
    position: Position = 0


class PlanWish(HouseholdRecord):
    """What somebody wants, in the literal words."""

    id: PlanWishId = Field(default_factory=lambda: PlanWishId(new_id()))
    plan: PlanId
    words: Line = Field(default="", title=N_("This is what we want"))
    resident: ResidentId | None = Field(default=None, title=N_("Resident"))
    network_member: NetworkMemberId | None = Field(default=None, title=N_("Person in the network"))
    said_by: Line = Field(default="", title=N_("Said by"))
    source: NoteId | None = None
    source_words: OwnWordsId | None = None
    position: Position = 0


class GoalState(Choice):
    """How a goal stands."""

    OPEN = "open", N_("We work on this")
    LATER = "later", N_("Later")
    REACHED = "reached", N_("Reached")
    PARTLY = "partly", N_("Partly reached")
    NOT_REACHED = "not_reached", N_("Not reached")
    LAPSED = "lapsed", N_("No longer needed")


class Goal(HouseholdRecord):
    """A goal in own words; at most three are open at a time."""

    id: GoalId = Field(default_factory=lambda: GoalId(new_id()))
    plan: PlanId
    words: Line = Field(default="", title=N_("Goal in own words"))
    smart: Line = Field(default="", title=N_("Precise goal (coach)"))
    topic: Topic | None = Field(default=None, title=N_("Topic"))
    resident: ResidentId | None = Field(default=None, title=N_("For whom"))
    state: GoalState = Field(default=GoalState.OPEN, title=N_("How it goes"))
    reason: Line = Field(default="", title=N_("Why"))
    start_score: Score | None = Field(default=None, title=N_("At the start"))
    target_score: Score | None = Field(default=None, title=N_("Wish"))
    target_on: Day | None = Field(default=None, title=N_("Reached by"))
    source: NoteId | None = None
    position: Position = 0


class OwnerKind(Choice):
    """Who does it."""

    OPEN = "open", N_("We are still looking for somebody")
    RESIDENT = "resident", N_("Resident")
    HOUSEHOLD = "household", N_("The whole household")
    NETWORK = "network", N_("Somebody from the network")
    VOLUNTEER = "volunteer", N_("Volunteer")
    WORKER = "worker", N_("Somebody of the team")
    PROFESSIONAL = "professional", N_("Other professional")


class ActionState(Choice):
    """How an agreement goes."""

    PLANNED = "planned", N_("Still to do")
    BUSY = "busy", N_("Being done")
    WAITING = "waiting", N_("Waiting for the resident")
    DONE = "done", N_("It worked!")
    NOT_DONE = "not_done", N_("Did not work")
    LAPSED = "lapsed", N_("No longer needed ¦agreement")


class HelpKind(Choice):
    """Kinds of agreement that ask for their own follow-up."""

    ORDINARY = "ordinary", N_("Agreement")
    MEDICAL_ADVICE = "medical_advice", N_("Ask for medical advice")
    PROFESSIONAL_HELP = "professional_help", N_("Arrange professional help")
    VOLUNTEER_HELP = "volunteer_help", N_("Find a volunteer")
    SCHOOL = "school", N_("Agreement with school")


class PlanAction(HouseholdRecord):
    """An agreement (afspraak): who does what, when, and how it goes."""

    id: PlanActionId = Field(default_factory=lambda: PlanActionId(new_id()))
    plan: PlanId
    goal: GoalId | None = Field(default=None, title=N_("Goal"))
    topic: Topic | None = Field(default=None, title=N_("Topic"))
    kind: HelpKind = Field(default=HelpKind.ORDINARY, title=N_("Kind of agreement"))
    owner_kind: OwnerKind = Field(default=OwnerKind.OPEN, title=N_("Who"))
    resident: ResidentId | None = Field(default=None, title=N_("Resident"))
    network_member: NetworkMemberId | None = Field(default=None, title=N_("Person in the network"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
    owner_name: Line = Field(default="", title=N_("First name"))
    kind_of_help: Line = Field(default="", title=N_("Kind of help"))
    organisation: Line = Field(default="", title=N_("Organisation"))
    what: Line = Field(default="", title=N_("Does what"))
    due_on: Day | None = Field(default=None, title=N_("When"))
    when_words: Line = Field(default="", title=N_("When, in words"))
    state: ActionState = Field(default=ActionState.PLANNED, title=N_("How it goes"))
    done_on: Day | None = Field(default=None, title=N_("Done on"))
    result: Line = Field(default="", title=N_("How it went, in own words"))
    source: NoteId | None = None
    source_words: OwnWordsId | None = None
    position: Position = 0
