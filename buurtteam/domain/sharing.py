"""What may be shared with whom, on which ground."""

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    ConsentId,
    ConversationId,
    Day,
    Line,
    ReferralId,
    RequestId,
    ResidentId,
    TaskId,
    Text,
    WorkerId,
    new_id,
)
from buurtteam.domain.words import N_, Choice


class SharedTopic(Choice):
    """What may be shared."""

    NAME_ADDRESS = "name_address", N_("Name, address and phone")
    PLAN = "plan", N_("The plan")
    HOUSING = "housing", N_("Housing")
    MONEY = "money", N_("Money")
    HEALTH = "health", N_("Health")
    CHILDREN = "children", N_("Children and school")
    WORK = "work", N_("Work and day")
    CARE = "care", N_("Caring for each other")


class ConsentAnswer(Choice):
    """What somebody answered to the question whether something may be shared."""

    TO_ASK = "to_ask", N_("Still to ask")
    YES = "yes", N_("Yes")
    NO = "no", N_("No")


class GivenHow(Choice):
    """How consent was given."""

    SPOKEN = "spoken", N_("Spoken")
    SIGNED = "signed", N_("Signed")


class LegalGround(Choice):
    """The ground on which something is shared; kept apart from consent (AVG art. 6)."""

    CONSENT = "consent", N_("Consent")
    PUBLIC_TASK = "public_task", N_("Public task (Wmo 5.1.1)")
    LEGAL_DUTY = "legal_duty", N_("Legal duty")
    VITAL = "vital", N_("Vital interest")


class Consent(HouseholdRecord):
    """That somebody does or does not allow sharing something with somebody for a purpose (toestemming, AVG art. 7)."""

    id: ConsentId = Field(default_factory=lambda: ConsentId(new_id()))
    conversation: ConversationId | None = None
    resident: ResidentId | None = Field(default=None, title=N_("Who gives consent"))
    recipient: Line = Field(default="", title=N_("Share with"))
    topics: frozenset[SharedTopic] = Field(default=frozenset(), title=N_("What may be shared"))
    purpose: Line = Field(default="", title=N_("What for"))
    answer: ConsentAnswer = Field(default=ConsentAnswer.TO_ASK, title=N_("Answer"))
    ground: LegalGround = Field(default=LegalGround.CONSENT, title=N_("Legal ground"))
    given_how: GivenHow = Field(default=GivenHow.SPOKEN, title=N_("How it was given"))
    given_on: Day | None = Field(default=None, title=N_("Date"))
    until_on: Day | None = Field(default=None, title=N_("Until"))
    withdrawn_on: Day | None = Field(default=None, title=N_("Withdrawn on"))

    def is_with(self, recipient: str) -> bool:
        """Whether it was asked about sharing with this recipient, however the name is written in capitals."""
        return self.recipient.strip().casefold() == recipient.strip().casefold()

    def is_said_by(self, person: ResidentId, *, is_sole: bool) -> bool:
        """Whether it is the answer of this adult; one without a name is that of a sole adult, and of nobody else."""
        return self.resident == person or (self.resident is None and is_sole)

    def waits_on(self, day: date) -> bool:
        """Whether the question still waits for an answer on this day."""
        return (
            self.answer is ConsentAnswer.TO_ASK
            and self.withdrawn_on is None
            and (self.until_on is None or day <= self.until_on)
        )

    def holds_on(self, day: date) -> bool:
        """Whether the sharing is allowed on this day."""
        return (
            self.answer is ConsentAnswer.YES
            and (self.given_on is None or self.given_on <= day)
            and (self.until_on is None or day <= self.until_on)
            and (self.withdrawn_on is None or day < self.withdrawn_on)
        )


def last_answer(said: Iterable[Consent], topic: SharedTopic, day: date) -> Consent | None:
    """What counts on a day of all that one person said about sharing a topic with one recipient, or nothing.

    The last answer counts, and of a yes and a no on one day, or without a day, the no. A yes that was withdrawn counts
    as a no until the next yes; one that ended says nothing any more.
    """
    about = [each for each in said if topic in each.topics]
    yes = max((each for each in about if each.holds_on(day)), key=lambda each: each.given_on or date.min, default=None)
    refused = [
        (on, each)
        for each in about
        for on in (_refused_on(each, day),)
        if on is not None and (yes is None or _outweighs(each, on, yes))
    ]
    return max(refused, key=lambda line: line[0])[1] if refused else yes


def still_said(said: Iterable[Consent], day: date) -> tuple[Consent, ...]:
    """Each yes that holds on a day, with those of its topics that no later answer of the same person took back.

    These are answers about one recipient; a yes of which nothing is left is none.
    """
    listed = list(said)
    found = []
    for each in listed:
        if each.holds_on(day):
            own = [other for other in listed if other.resident == each.resident]
            left = frozenset(
                topic
                for topic in each.topics
                if (told := last_answer(own, topic, day)) is not None and told.holds_on(day)
            )
            if left or not each.topics:
                found.append(each.changed(topics=left))
    return tuple(found)


def open_or_said(known: Iterable[Consent], day: date) -> tuple[Consent, ...]:
    """What stands on a consent sheet of all that was asked: each yes that holds, and what still waits for an answer."""
    listed = list(known)
    recipients = dict.fromkeys(each.recipient.strip().casefold() for each in listed)
    found: list[Consent] = []
    for recipient in recipients:
        about = [each for each in listed if each.is_with(recipient)]
        found += still_said(about, day)
        found += [each for each in about if each.waits_on(day)]
    return tuple(found)


def _refused_on(consent: Consent, day: date) -> date | None:
    if consent.answer is ConsentAnswer.NO:
        on = consent.given_on or date.min
        return on if on <= day else None
    withdrawn = consent.withdrawn_on
    return withdrawn if consent.answer is ConsentAnswer.YES and withdrawn is not None and withdrawn <= day else None


def _outweighs(refused: Consent, on: date, yes: Consent) -> bool:
    if refused.answer is ConsentAnswer.NO:
        return yes.given_on is None or yes.given_on <= on
    # Who withdraws and says yes again on one day, means yes.
    return yes.given_on is not None and yes.given_on < on


class ReferralAnswer(Choice):
    """What came back on a referral (terugkoppeling)."""

    WAITING = "waiting", N_("No answer yet")
    ACCEPTED = "accepted", N_("Taken on")
    DECLINED = "declined", N_("Not taken on")
    DONE = "done", N_("Help given and ended")
    WITHDRAWN = "withdrawn", N_("Withdrawn by us or the resident")


class ReferralKind(Choice):
    """What kind of help somebody is referred to; debt help has steps of its own."""

    OTHER = "other", N_("Other help")
    DEBT_HELP = "debt_help", N_("Debt help")


class Referral(HouseholdRecord):
    """That somebody was referred to another organisation (verwijzing); it stays open until an answer comes back."""

    id: ReferralId = Field(default_factory=lambda: ReferralId(new_id()))
    kind: ReferralKind = ReferralKind.OTHER
    resident: ResidentId | None = Field(default=None, title=N_("Who is referred"))
    partner: ResidentId | None = Field(default=None, title=N_("Together with"))
    request: RequestId | None = None
    conversation: ConversationId | None = None
    recipient: Line = Field(default="", title=N_("Referred to"))
    kind_of_help: Line = Field(default="", title=N_("Kind of help"))
    purpose: Line = Field(default="", title=N_("What for"))
    ground: LegalGround = Field(default=LegalGround.CONSENT, title=N_("Legal ground"))
    consent: ConsentId | None = None
    sent_on: Day | None = Field(default=None, title=N_("Sent on"))
    worker: WorkerId | None = Field(default=None, title=N_("Sent by"))
    answer: ReferralAnswer = Field(default=ReferralAnswer.WAITING, title=N_("Answer"))
    answered_on: Day | None = Field(default=None, title=N_("Answered on"))
    answer_words: Line = Field(default="", title=N_("What they said"))
    chase_on: Day | None = Field(default=None, title=N_("Call them on"))
    chase_task: TaskId | None = None
    we_keep_doing: Text = Field(default="", title=N_("What the team keeps doing"))

    @property
    def is_open(self) -> bool:
        """Whether it was sent and no outcome came back: neither declined, ended nor withdrawn."""
        return self.sent_on is not None and self.answer in (ReferralAnswer.WAITING, ReferralAnswer.ACCEPTED)

    def waits_since(self) -> date | None:
        """The day since which nobody answered, if it waits for an answer."""
        return self.sent_on if self.answer is ReferralAnswer.WAITING else None
