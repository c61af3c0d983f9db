"""Who cares for whom (mantelzorg): the carer as a person, with an own week, an own talk, own help and an own voice.

A carer's records stand in the household of the carer; nothing of them is printed for, or shown to, whom he cares for.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from buurtteam.domain.calendar import add_months
from buurtteam.domain.directory import KindOfHelp
from buurtteam.domain.household import HouseholdRecord, check_order
from buurtteam.domain.kinds import (
    AppreciationId,
    CareId,
    CarePathId,
    CarerId,
    CarerSupportId,
    CarerTalkId,
    ConversationId,
    CrisisAgreementId,
    Day,
    Line,
    Moment,
    PlanActionId,
    RelationId,
    ResidentId,
    Score,
    TaskId,
    Text,
    WorkerId,
    new_id,
)
from buurtteam.domain.problem import wrong
from buurtteam.domain.staff import Weekday
from buurtteam.domain.words import N_, Choice

INTENSIVE_HOURS = 8
"""More hours a week than this is intensive care (domain.md 4.1)."""
LONG_MONTHS = 3
"""Care that lasts longer than this is long care (domain.md 4.1)."""
YOUNG_UNTIL = 18
"""A carer below this age is a young carer."""
GROWING_UP_UNTIL = 25
"""Below this age somebody grows up with care (opgroeien met zorg): with own words, and a page of the own."""
WAITING_WEEKS = 6
"""Who waits longer than this for somebody to take over, is shown to the coordinator."""


class DayPart(Choice):
    """A part of a day in the week of a carer."""

    MORNING = "morning", N_("Morning")
    AFTERNOON = "afternoon", N_("Afternoon")
    EVENING = "evening", N_("Evening")
    NIGHT = "night", N_("Night")


_CELLS = len(Weekday) * len(DayPart)
MOST_HOURS = 9
"""The most hours that one part of a day holds."""


def _check_week(text: str) -> str:
    if text and (len(text) != _CELLS or not text.isascii() or not text.isdigit()):
        raise wrong("not_a_week", N_("A week has an hour count from 0 to 9 for each part of each of the seven days."))
    return text


WeekHours = Annotated[str, AfterValidator(_check_week)]
"""The hours of care in a week: 28 digits, the four parts of Monday first; nothing when it was not asked."""


def hours_at(week: str, day: Weekday, part: DayPart) -> int:
    """The hours in one part of one day."""
    return int(week[_cell(day, part)]) if week else 0


def with_hours(week: str, day: Weekday, part: DayPart, hours: int) -> str:
    """The week with other hours in one part of one day, at most nine."""
    cells = list(week or "0" * _CELLS)
    cells[_cell(day, part)] = str(max(0, min(MOST_HOURS, hours)))
    return "".join(cells)


def hours_of(week: str) -> int | None:
    """All hours of a week together, or nothing when it was not asked."""
    return sum(map(int, week)) if week else None


def _cell(day: Weekday, part: DayPart) -> int:
    return list(Weekday).index(day) * len(DayPart) + list(DayPart).index(part)


class CareTie(Choice):
    """As what somebody cares (soort mantelzorg)."""

    PARTNER = "partner", N_("Partner")
    CHILD_FOR_PARENT = "child_for_parent", N_("Child who cares for a parent")
    PARENT_FOR_CHILD = "parent_for_child", N_("Parent who cares for a child, also a grown-up child")
    SIBLING = "sibling", N_("Brother or sister")
    FAMILY = "family", N_("Other family")
    FRIEND = "friend", N_("Friend")
    NEIGHBOUR = "neighbour", N_("Neighbour")


class CareSituation(Choice):
    """What the care is about, as the carer tells it; never a diagnosis."""

    BODY = "body", N_("Illness or disability")
    MIND = "mind", N_("Psychological care")
    ADDICTION = "addiction", N_("Addiction")
    DEMENTIA = "dementia", N_("Dementia")
    LAST_PHASE = "last_phase", N_("Last phase of life")
    AGE = "age", N_("Old age")


class CareDistance(Choice):
    """How far a carer lives from whom he cares for."""

    SAME_HOME = "same_home", N_("In the same house")
    NEAR = "near", N_("In the neighbourhood")
    SAME_TOWN = "same_town", N_("In the same town")
    WITHIN_HOUR = "within_hour", N_("Within an hour")
    FURTHER = "further", N_("Further away")


class CareTask(Choice):
    """What a carer does."""

    BODY = "body", N_("Washing, dressing, eating")
    MEDICINE = "medicine", N_("Medicines and care of the body")
    HOUSEHOLD = "household", N_("Household and cooking")
    MONEY = "money", N_("Money and post")
    ARRANGING = "arranging", N_("Arranging care and appointments")
    TRANSPORT = "transport", N_("Taking along and bringing")
    COMPANY = "company", N_("Company and listening")
    WATCHING = "watching", N_("Keeping watch, also at night")
    CHILDREN = "children", N_("Caring for younger children")
    TALKING_FOR = "talking_for", N_("Interpreting and speaking for somebody")
    OTHER = "other", N_("Something else ¦task of a carer")


class PowerProof(Choice):
    """Whether the team knows that somebody may speak for another (vertegenwoordiging)."""

    UNKNOWN = "unknown", N_("Not asked yet")
    NONE = "none", N_("Does not represent")
    CLAIMED = "claimed", N_("Says so, paper not seen")
    SEEN = "seen", N_("Paper seen")
    DOUBTED = "doubted", N_("We have doubts")


class Care(HouseholdRecord):
    """What one carer does for one person; who they are and since when stands in their relation.

    `plan_does` and `plan_limits` are the words that the carer agreed to for the plan, since `plan_agreed_on`; nothing else
    of a carer stands in a plan.
    """

    id: CareId = Field(default_factory=lambda: CareId(new_id()))
    relation: RelationId
    tie: CareTie | None = Field(default=None, title=N_("Cares as"))
    situations: frozenset[CareSituation] = Field(default=frozenset(), title=N_("What the care is about"))
    distance: CareDistance | None = Field(default=None, title=N_("How far away"))
    week: WeekHours = Field(default="", title=N_("Hours in a week"))
    tasks: frozenset[CareTask] = Field(default=frozenset(), title=N_("What the carer does"))
    tasks_words: Line = Field(default="", title=N_("What else, in own words"))
    power: PowerProof = Field(default=PowerProof.UNKNOWN, title=N_("May speak for this person"))
    power_kind: Line = Field(default="", title=N_("Which paper, such as a power of attorney or a ruling"))
    power_seen_on: Day | None = Field(default=None, title=N_("Paper seen on"))
    plan_does: Line = Field(default="", title=N_("In the plan: this I do"))
    plan_limits: Line = Field(default="", title=N_("In the plan: this I do not do"))
    plan_agreed_on: Day | None = Field(default=None, title=N_("The carer agreed to these words on"))

    @property
    def hours_per_week(self) -> int | None:
        """All hours of the week, or nothing when it was not asked."""
        return hours_of(self.week)

    @property
    def is_intensive(self) -> bool:
        """Whether it takes more than eight hours a week."""
        return (self.hours_per_week or 0) > INTENSIVE_HOURS


def is_long(since: date | None, day: date) -> bool:
    """Whether care that began then has lasted for more than three months on a day."""
    return since is not None and day > add_months(since, LONG_MONTHS)


class CareLeave(Choice):
    """Leave from work to care (Wazo ch. 4 and 5)."""

    NONE = "none", N_("No leave")
    EMERGENCY = "emergency", N_("Emergency leave")
    SHORT = "short", N_("Short care leave")
    LONG = "long", N_("Long care leave")
    OTHER = "other", N_("Other leave or own arrangement")


class KnowsOfCare(Choice):
    """Who knows that a young person cares."""

    PARENTS = "parents", N_("Parents")
    FAMILY = "family", N_("Family")
    FRIEND = "friend", N_("A friend")
    SCHOOL = "school", N_("School")
    DOCTOR = "doctor", N_("General practitioner")
    NOBODY = "nobody", N_("Nobody")


class Carer(HouseholdRecord):
    """Somebody who cares, as a person (mantelzorger): own work, own view of each role (SOFA), for a child also school.

    Without an answer in `cares` it was not asked yet; the four roles are each asked once.
    """

    id: CarerId = Field(default_factory=lambda: CarerId(new_id()))
    resident: ResidentId
    cares: bool | None = Field(default=None, title=N_("Does this person care for somebody?"))
    asked_on: Day | None = Field(default=None, title=N_("Asked on"))
    work: Line = Field(default="", title=N_("Own work or school"))
    work_hours: int | None = Field(default=None, ge=0, le=80, title=N_("Hours of work in a week"))
    leave: CareLeave | None = Field(default=None, title=N_("Leave to care"))
    leave_words: Line = Field(default="", title=N_("What was agreed with the employer"))
    as_partner: Text = Field(default="", title=N_("Working together: what do you want to decide with us?"))
    as_one_in_need: Text = Field(default="", title=N_("Support: what do you need yourself?"))
    as_loved_one: Text = Field(default="", title=N_("Being a loved one: what would you like to be able to do again?"))
    as_expert: Text = Field(default="", title=N_("Expert: what do you know that we should know?"))
    knows: frozenset[KnowsOfCare] = Field(default=frozenset(), title=N_("Who knows of it"))
    school: Line = Field(default="", title=N_("School"))
    school_contact: Line = Field(default="", title=N_("Contact person at school"))
    safe_channel: Line = Field(default="", title=N_("How to reach this person safely"))
    safe_not: Line = Field(default="", title=N_("How not, and when not"))


class Perseverance(Choice):
    """How long somebody can go on if things stay as they are (volhoudtijd)."""

    UNDER_WEEK = "under_week", N_("Less than a week")
    UNDER_MONTH = "under_month", N_("A week to a month")
    UNDER_HALF_YEAR = "under_half_year", N_("One to six months")
    UNDER_YEAR = "under_year", N_("Six to twelve months")
    UNDER_TWO_YEARS = "under_two_years", N_("One to two years")
    LONGER = "longer", N_("Longer than two years")


CANNOT_GO_ON = frozenset({Perseverance.UNDER_WEEK, Perseverance.UNDER_MONTH})
"""Who cannot go on for a month asks for a talk today."""


class Air(Choice):
    """What would give a carer air."""

    TAKE_OVER = "take_over", N_("Somebody who takes over")
    TALK = "talk", N_("Talking with others")
    MONEY = "money", N_("Money matters")
    THINGS = "things", N_("Things that help")
    OTHER = "other", N_("Something else ¦air")


class CarerTalk(HouseholdRecord):
    """An own short conversation with a carer: how long can you go on, in own words, and what would give air.

    `settled_task` is the task to have this talk, if it was planned; `begun_at` tells which of one day came last.
    """

    id: CarerTalkId = Field(default_factory=lambda: CarerTalkId(new_id()))
    resident: ResidentId
    held_on: Day = Field(title=N_("Date of the talk"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
    conversation: ConversationId | None = None
    settled_task: TaskId | None = None
    begun_at: Moment | None = None
    going: Score | None = Field(default=None, title=N_("How do you keep going?"))
    own_words: Text = Field(default="", title=N_("In own words"))
    perseverance: Perseverance | None = Field(
        default=None, title=N_("How long can you go on if things stay as they are?")
    )
    air: frozenset[Air] = Field(default=frozenset(), title=N_("What would give air?"))
    air_words: Line = Field(default="", title=N_("What else, in own words"))
    agreed: Text = Field(default="", title=N_("What we agreed"))
    team_note: Text = Field(default="", title=N_("Note for the team only"))

    @property
    def cannot_go_on(self) -> bool:
        """Whether the carer said to hold out for less than a month."""
        return self.perseverance in CANNOT_GO_ON

    @property
    def says_nothing(self) -> bool:
        """Whether nothing was written down of it but its day."""
        words = (self.own_words, self.air_words, self.agreed, self.team_note)
        return not any((self.going, self.perseverance, self.air, *(each.strip() for each in words)))

    @property
    def in_order(self) -> tuple[date, float, str]:
        """By what talks are put in order; on one day the one that was begun last comes last."""
        return self.held_on, self.begun_at.timestamp() if self.begun_at else 0.0, str(self.id)


def heard(talks: Iterable[CarerTalk], day: date) -> list[CarerTalk]:
    """The talks up to a day in which something was said, the newest first."""
    said = [each for each in talks if each.held_on <= day and not each.says_nothing]
    return sorted(said, key=lambda each: each.in_order, reverse=True)


class SupportState(Choice):
    """How it stands with help for a carer; follows from its days."""

    WISHED = "wished", N_("Wished for")
    WAITING = "waiting", N_("Waiting")
    RUNNING = "running", N_("Started")
    STOPPED = "stopped", N_("Stopped")


class Helped(Choice):
    """Whether help gave air."""

    YES = "yes", N_("It helps")
    SOMEWHAT = "somewhat", N_("It helps a little")
    NO = "no", N_("It does not help")


class CarerSupport(HouseholdRecord):
    """Help that gives a carer air (respijt, gesprek, geld, spullen): asked, waited for, started, stopped, and did it help."""

    id: CarerSupportId = Field(default_factory=lambda: CarerSupportId(new_id()))
    resident: ResidentId
    kind: KindOfHelp = Field(default=KindOfHelp.VOLUNTEER_AT_HOME, title=N_("Kind of help"))
    offered_by: Line = Field(default="", title=N_("By whom"))
    what: Line = Field(default="", title=N_("What and when"))
    hours_per_week: int | None = Field(default=None, ge=0, le=168, title=N_("Hours in a week"))
    requested_on: Day | None = Field(default=None, title=N_("Asked for on"))
    started_on: Day | None = Field(default=None, title=N_("Started on"))
    stopped_on: Day | None = Field(default=None, title=N_("Stopped on"))
    stop_reason: Line = Field(default="", title=N_("Why it stopped"))
    helped: Helped | None = Field(default=None, title=N_("Did it help?"))
    helped_words: Line = Field(default="", title=N_("In own words"))
    plan_action: PlanActionId | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.requested_on, self.started_on)
        check_order(self.started_on or self.requested_on, self.stopped_on)
        return self

    def state_on(self, day: date) -> SupportState:
        """How it stands on a day."""
        if self.stopped_on is not None and self.stopped_on <= day:
            return SupportState.STOPPED
        if self.started_on is not None and self.started_on <= day:
            return SupportState.RUNNING
        if self.requested_on is not None and self.requested_on <= day:
            return SupportState.WAITING
        return SupportState.WISHED

    def waits_since(self, day: date) -> date | None:
        """Since when it is waited for on a day, if it is."""
        return self.requested_on if self.state_on(day) is SupportState.WAITING else None

    def waits_long(self, day: date) -> bool:
        """Whether it is waited for longer than six weeks on a day."""
        since = self.waits_since(day)
        return since is not None and day > since + timedelta(weeks=WAITING_WEEKS)


class Appreciation(HouseholdRecord):
    """The yearly token of a municipality for a carer (mantelzorgwaardering, Wmo 2015 art. 2.1.6): one for each year."""

    id: AppreciationId = Field(default_factory=lambda: AppreciationId(new_id()))
    resident: ResidentId
    year: int = Field(ge=2015, le=2100, title=N_("Year"))
    asked_on: Day | None = Field(default=None, title=N_("Asked for on"))
    granted: bool | None = Field(default=None, title=N_("Granted"))
    decided_on: Day | None = Field(default=None, title=N_("Decided on"))
    received_on: Day | None = Field(default=None, title=N_("Received on"))
    what: Line = Field(default="", title=N_("What it was"))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.asked_on, self.decided_on)
        check_order(self.asked_on, self.received_on)
        return self


class CrisisAgreement(HouseholdRecord):
    """What happens when a carer drops out (crisisafspraak): who takes over tonight, and what must be known for it.

    It speaks of both, so that both agree before it is printed; who cannot be asked, has a reason.
    """

    id: CrisisAgreementId = Field(default_factory=lambda: CrisisAgreementId(new_id()))
    relation: RelationId
    takes_over: Line = Field(default="", title=N_("Who takes over tonight"))
    takes_over_phone: Line = Field(default="", title=N_("Phone"))
    second: Line = Field(default="", title=N_("If that does not work"))
    second_phone: Line = Field(default="", title=N_("Phone of the second"))
    tonight: Text = Field(default="", title=N_("What must happen tonight"))
    tomorrow: Text = Field(default="", title=N_("What must happen in the days after"))
    medicine: Line = Field(default="", title=N_("Where the medicines and the medicine list are"))
    key_at: Line = Field(default="", title=N_("Where a key is"))
    calms: Line = Field(default="", title=N_("What calms, and what not"))
    doctor: Line = Field(default="", title=N_("General practitioner and phone"))
    emergency: Line = Field(default="", title=N_("Number for emergencies"))
    agreed_on: Day | None = Field(default=None, title=N_("Agreed on"))
    carer_agrees: bool | None = Field(default=None, title=N_("The carer agrees"))
    cared_for_agrees: bool | None = Field(default=None, title=N_("Who is cared for agrees"))
    cannot_agree_why: Line = Field(default="", title=N_("Why this could not be asked, and who decided instead"))
    review_on: Day | None = Field(default=None, title=N_("Look at it again on"))
    review_task: TaskId | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether both agreed, or it is written down who decided for somebody who could not be asked."""
        return self.carer_agrees is True and (
            self.cared_for_agrees is True or (self.cared_for_agrees is None and bool(self.cannot_agree_why))
        )


class PathKind(Choice):
    """A road with steps of its own for who is cared for."""

    DEMENTIA = "dementia", N_("Dementia")
    LAST_PHASE = "last_phase", N_("Last phase of life")


class CarePath(HouseholdRecord):
    """The road of somebody with signs of dementia, or in the last phase: the doctor first, then one case manager.

    The signs themselves are statements with a source; what the doctor says is the doctor's.
    """

    id: CarePathId = Field(default_factory=lambda: CarePathId(new_id()))
    resident: ResidentId
    kind: PathKind = Field(default=PathKind.DEMENTIA, title=N_("Which road"))
    doctor: Line = Field(default="", title=N_("General practitioner or practice nurse"))
    question: Text = Field(default="", title=N_("Question to the doctor"))
    asked_on: Day | None = Field(default=None, title=N_("Asked on"))
    answered_on: Day | None = Field(default=None, title=N_("Answered on"))
    answer: Text = Field(default="", title=N_("What the doctor says"))
    answer_task: TaskId | None = None
    case_manager: Line = Field(default="", title=N_("Case manager"))
    case_manager_at: Line = Field(default="", title=N_("Organisation"))
    case_manager_phone: Line = Field(default="", title=N_("Phone of the case manager"))
    case_manager_since: Day | None = Field(default=None, title=N_("Since"))
    waits_since: Day | None = Field(default=None, title=N_("On a waiting list since"))
    wlz: Line = Field(default="", title=N_("Long-term care (Wlz): what was asked or decided"))
    ended_on: Day | None = Field(default=None, title=N_("Ended on"))


class MayDecide(Choice):
    """Who gives consent about a child (Jeugdwet 7.3.4)."""

    PARENTS = "parents", N_("The parents with authority")
    BOTH = "both", N_("The child and the parents with authority")
    CHILD = "child", N_("The young person")


def who_decides(age: int | None) -> MayDecide:
    """Who gives consent about somebody of this age: under 12, 12 to 15, from 16 on; an unknown age counts as a child."""
    if age is None or age < 12:
        return MayDecide.PARENTS
    return MayDecide.BOTH if age < 16 else MayDecide.CHILD
