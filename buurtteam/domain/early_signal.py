"""Early signals of arrears (vroegsignalering, Wgs art. 3): what a partner reported, who was tried, and what came of it."""

from pydantic import Field

from buurtteam.domain.amounts import Cents, Count
from buurtteam.domain.kinds import (
    CaseEventId,
    Day,
    EarlySignalId,
    Email,
    HouseholdId,
    Line,
    Name,
    OutreachId,
    PartialDate,
    Phone,
    Postcode,
    ResidentId,
    WorkerId,
    new_id,
)
from buurtteam.domain.record import Record
from buurtteam.domain.words import N_, Choice


class SignalKind(Choice):
    """What somebody is behind with; the first four are reported by law."""

    RENT = "rent", N_("Rent ¦signal")
    ENERGY = "energy", N_("Energy")
    WATER = "water", N_("Water ¦signal")
    CARE_PREMIUM = "care_premium", N_("Health insurance ¦signal")
    MORTGAGE = "mortgage", N_("Mortgage ¦signal")
    CARE_OFFICE = "care_office", N_("CAK: health insurance, more than six months")
    OWN_CONTRIBUTION = "own_contribution", N_("CAK: own contribution")
    STUDY = "study", N_("DUO")
    TAX = "tax", N_("Tax ¦signal")
    ALLOWANCE = "allowance", N_("Allowances ¦signal")
    OTHER = "other", N_("Something else ¦signal")


class SignalResult(Choice):
    """What came of a signal (GGM)."""

    REPEATED = "repeated", N_("The same signal again")
    UNJUST = "unjust", N_("Was not right")
    DIED = "died", N_("The resident died")
    NOT_RESIDENT = "not_resident", N_("Does not live in the municipality")
    KNOWN_DEBT_HELP = "known_debt_help", N_("Debt help knows the resident already")
    OTHER_HELP = "other_help", N_("Other help runs already")
    NO_CONTACT = "no_contact", N_("No contact")
    NO_RESPONSE = "no_response", N_("No response after earlier contact")
    NO_HELP_WANTED = "no_help_wanted", N_("Wants no help")
    SETTLED_SELF = "settled_self", N_("Paid or arranged it themselves")
    ADVICE = "advice", N_("Advice or quick help, at most 30 days")
    FURTHER_MONEY = "further_money", N_("Further help with money")
    FURTHER_OTHER = "further_other", N_("Further help with something else")
    REFERRED = "referred", N_("Referred without contact")
    NOT_TAKEN_UP = "not_taken_up", N_("Not taken up: another reason")


class SignalAnswer(Choice):
    """What the partner that sent a signal may hear: a code and never a detail."""

    TAKEN_UP = "taken_up", N_("Taken up")
    NOT_TAKEN_UP = "not_taken_up", N_("Not taken up")
    UNJUST = "unjust", N_("The signal was not right")
    NOT_RESIDENT = "not_resident", N_("Not a resident of this municipality")
    NO_CONTACT = "no_contact", N_("No contact ¦answer")
    ARRANGED = "arranged", N_("The resident arranges it")
    HELP = "help", N_("The resident gets help")


ANSWER_FOR: dict[SignalResult, SignalAnswer] = {
    SignalResult.REPEATED: SignalAnswer.TAKEN_UP,
    SignalResult.UNJUST: SignalAnswer.UNJUST,
    SignalResult.DIED: SignalAnswer.NOT_TAKEN_UP,
    SignalResult.NOT_RESIDENT: SignalAnswer.NOT_RESIDENT,
    SignalResult.KNOWN_DEBT_HELP: SignalAnswer.TAKEN_UP,
    SignalResult.OTHER_HELP: SignalAnswer.TAKEN_UP,
    SignalResult.NO_CONTACT: SignalAnswer.NO_CONTACT,
    SignalResult.NO_RESPONSE: SignalAnswer.NO_CONTACT,
    SignalResult.NO_HELP_WANTED: SignalAnswer.TAKEN_UP,
    SignalResult.SETTLED_SELF: SignalAnswer.ARRANGED,
    SignalResult.ADVICE: SignalAnswer.HELP,
    SignalResult.FURTHER_MONEY: SignalAnswer.HELP,
    SignalResult.FURTHER_OTHER: SignalAnswer.TAKEN_UP,
    SignalResult.REFERRED: SignalAnswer.TAKEN_UP,
    SignalResult.NOT_TAKEN_UP: SignalAnswer.NOT_TAKEN_UP,
}
"""All that the partner may hear of each result; why a signal was not taken up is never told (GGM)."""

WITHOUT_CONTACT = frozenset(
    {
        SignalResult.REPEATED,
        SignalResult.UNJUST,
        SignalResult.DIED,
        SignalResult.NOT_RESIDENT,
        SignalResult.KNOWN_DEBT_HELP,
        SignalResult.OTHER_HELP,
        SignalResult.NO_RESPONSE,
        SignalResult.SETTLED_SELF,
        SignalResult.REFERRED,
        SignalResult.NOT_TAKEN_UP,
    }
)
"""Results after which nobody has to be offered contact any more."""


class EarlySignal(Record):
    """A report by a partner that somebody is behind with the bills (vroegsignaal).

    It belongs to no household until somebody says so. `name` up to `email` are as the partner sent them. `event` is
    the event that starts the term for offering contact.
    """

    id: EarlySignalId = Field(default_factory=lambda: EarlySignalId(new_id()))
    household: HouseholdId | None = None
    resident: ResidentId | None = Field(default=None, title=N_("Who is it"))
    event: CaseEventId | None = None
    partner: Line = Field(default="", title=N_("Reported by"))
    reference: Line = Field(default="", title=N_("Reference of the partner"))
    kind: SignalKind = Field(default=SignalKind.OTHER, title=N_("Behind with"))
    received_on: Day = Field(title=N_("Received on"))
    arrears: Cents | None = Field(default=None, title=N_("Arrears"))
    arrears_days: Count | None = Field(default=None, title=N_("Days in arrears"))
    is_crisis: bool = Field(default=False, title=N_("Crisis signal"))
    name: Name = Field(default="", title=N_("Name as reported"))
    born_on: PartialDate = Field(default="", title=N_("Date of birth"))
    street: Line = Field(default="", title=N_("Street"))
    number: Line = Field(default="", title=N_("Number and addition"))
    postcode: Postcode = Field(default="", title=N_("Postcode"))
    city: Line = Field(default="", title=N_("Town"))
    phone: Phone = Field(default="", title=N_("Phone"))
    email: Email = Field(default="", title=N_("E-mail"))
    result: SignalResult | None = Field(default=None, title=N_("What came of it"))
    result_on: Day | None = Field(default=None, title=N_("Known since ¦signal"))
    result_words: Line = Field(default="", title=N_("Remark for the team"))
    answer: SignalAnswer | None = Field(default=None, title=N_("What the partner heard"))
    answered_on: Day | None = Field(default=None, title=N_("Partner told on"))

    @property
    def is_open(self) -> bool:
        """Whether nothing came of it yet."""
        return self.result is None


def reported_as(signal: EarlySignal) -> str:
    """Whom a signal is about as the partner said it: the name, else the address; nothing when neither was said."""
    return signal.name or " ".join(part for part in (signal.street, signal.number, signal.postcode) if part)


class PartOfDay(Choice):
    """When on a day somebody was tried."""

    MORNING = "morning", N_("Morning")
    AFTERNOON = "afternoon", N_("Afternoon")
    EVENING = "evening", N_("Evening")


class OutreachWay(Choice):
    """How somebody was tried (GGM)."""

    VISIT = "visit", N_("Home visit")
    PHONE = "phone", N_("Telephone")
    LETTER = "letter", N_("Letter ¦contact")
    TEXT_MESSAGE = "text_message", N_("Text message or app")
    EMAIL = "email", N_("E-mail")
    CARD = "card", N_("Card through the door")
    APPOINTMENT = "appointment", N_("Appointment elsewhere")
    OFFICE = "office", N_("At the desk only")

    @property
    def offers(self) -> bool:
        """Whether contact is offered so; who only looked something up has offered nothing."""
        return self is not OutreachWay.OFFICE


class Outreach(Record):
    """One attempt to reach somebody after a signal (contactpoging); it belongs where its signal belongs."""

    id: OutreachId = Field(default_factory=lambda: OutreachId(new_id()))
    signal: EarlySignalId
    household: HouseholdId | None = None
    on: Day = Field(title=N_("Date"))
    part_of_day: PartOfDay | None = Field(default=None, title=N_("Part of the day"))
    way: OutreachWay = Field(default=OutreachWay.VISIT, title=N_("How"))
    is_reached: bool = Field(default=False, title=N_("Reached"))
    note: Line = Field(default="", title=N_("Remark"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
