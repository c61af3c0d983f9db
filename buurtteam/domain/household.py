"""A household, the people in it and around it, and how to reach them safely."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from buurtteam.domain.kinds import (
    AddressId,
    Bsn,
    ContactPointId,
    Day,
    DeviationId,
    HouseholdId,
    IncidentId,
    Line,
    MembershipId,
    Moment,
    Name,
    NetworkMemberId,
    PartialDate,
    Position,
    Postcode,
    RelationId,
    ResidentId,
    SafetyFlagId,
    StatementId,
    Text,
    WorkerId,
    new_id,
)
from buurtteam.domain.problem import wrong
from buurtteam.domain.record import Record
from buurtteam.domain.words import N_, Choice


class HouseholdState(Choice):
    """Whether the team is at work for a household."""

    OPEN = "open", N_("Open")
    STAND_BY = "stand_by", N_("Stand-by")
    CLOSED = "closed", N_("Closed")


class Weight(Choice):
    """How much work a household asks of its coach."""

    LIGHT = "light", N_("Light")
    REGULAR = "regular", N_("Regular")
    HEAVY = "heavy", N_("Heavy")
    CRISIS = "crisis", N_("Crisis")


class ContactWay(Choice):
    """A way to reach a household."""

    PHONE = "phone", N_("Phone")
    TEXT_MESSAGE = "text_message", N_("Text message")
    EMAIL = "email", N_("E-mail")
    POST = "post", N_("Post")
    VISIT = "visit", N_("Visit")


class Household(Record):
    """People who live as one unit (huishouden, gezin) and for whom the team works."""

    id: HouseholdId = Field(default_factory=lambda: HouseholdId(new_id()))
    label: Line = Field(default="", title=N_("Name of the household"))
    state: HouseholdState = Field(default=HouseholdState.OPEN, title=N_("State"))
    weight: Weight = Field(default=Weight.REGULAR, title=N_("Weight"))
    plan_coordinator: WorkerId | None = Field(default=None, title=N_("Fixed face"))
    deputy: WorkerId | None = Field(default=None, title=N_("Deputy"))
    area: Line = Field(default="", title=N_("Neighbourhood"))
    reach: Line = Field(default="", title=N_("How to reach them"))
    # The safe-contact rule (veilig contact): it overrides every mailing.
    not_by: frozenset[ContactWay] = Field(default=frozenset(), title=N_("Never use"))
    safe_contact: Text = Field(default="", title=N_("Safe contact: what to do and what not"))
    preferred_place: Line = Field(default="", title=N_("Prefers to meet at"))
    preferred_time: Line = Field(default="", title=N_("Prefers to meet on"))
    first_this: Line = Field(default="", title=N_("First this"))
    started_on: Day | None = Field(default=None, title=N_("Known since"))
    ended_on: Day | None = Field(default=None, title=N_("Closed on"))


class HouseholdRecord(Record):
    """A record that belongs to one household."""

    household: HouseholdId


class NameUse(Choice):
    """Which surname somebody goes by."""

    OWN = "own", N_("Birth name")
    PARTNER = "partner", N_("Name of the partner")
    PARTNER_OWN = "partner_own", N_("Name of the partner, then birth name")
    OWN_PARTNER = "own_partner", N_("Birth name, then name of the partner")


class FormOfAddress(Choice):
    """How somebody wants to be addressed in a letter."""

    UNKNOWN = "unknown", N_("Not asked yet")
    MADAM = "madam", N_("Dear Mrs")
    SIR = "sir", N_("Dear Mr")
    NEUTRAL = "neutral", N_("Without Mr or Mrs")
    FIRST_NAME = "first_name", N_("By first name")


class ReadingNeed(Choice):
    """What somebody needs to be able to read or follow a paper or a talk."""

    LARGE_PRINT = "large_print", N_("Large print")
    READ_ALOUD = "read_aloud", N_("Read aloud")
    PICTOGRAMS = "pictograms", N_("Pictograms")
    INTERPRETER = "interpreter", N_("Interpreter")
    OTHER_LANGUAGE = "other_language", N_("Other language")


class OwnHealth(Choice):
    """How somebody sees the own health."""

    GOOD = "good", N_("I feel healthy")
    GOOD_DESPITE = "good_despite", N_("I feel healthy, although I have an illness or limitation")
    FAIR = "fair", N_("So-so")
    POOR = "poor", N_("I do not feel healthy")


class Livelihood(Choice):
    """What somebody lives on (waar iemand van leeft)."""

    WAGE = "wage", N_("Work for an employer")
    SELF_EMPLOYED = "self_employed", N_("Own business (self-employed)")
    BENEFIT = "benefit", N_("Benefit")
    PENSION = "pension", N_("Pension")
    STUDENT_GRANT = "student_grant", N_("Student grant")
    NONE = "none", N_("No income")


class Resident(Record):
    """A person (inwoner) who lives in a household or belongs to it; roles belong to the case, never to the person."""

    id: ResidentId = Field(default_factory=lambda: ResidentId(new_id()))
    first_name: Name = Field(default="", title=N_("First name"))
    given_names: Name = Field(default="", title=N_("All given names"))
    initials: Name = Field(default="", title=N_("Initials"))
    prefix: Name = Field(default="", title=N_("Prefix (van, de, el)"))
    birth_name: Name = Field(default="", title=N_("Birth name"))
    partner_prefix: Name = Field(default="", title=N_("Prefix of the partner"))
    partner_name: Name = Field(default="", title=N_("Name of the partner"))
    name_use: NameUse = Field(default=NameUse.OWN, title=N_("Goes by"))
    form_of_address: FormOfAddress = Field(default=FormOfAddress.UNKNOWN, title=N_("How to address"))
    born_on: PartialDate = Field(default="", title=N_("Date of birth"))
    died_on: PartialDate = Field(default="", title=N_("Date of death"))
    bsn: Bsn = Field(default="", title=N_("Citizen service number"))
    reading_needs: frozenset[ReadingNeed] = Field(default=frozenset(), title=N_("Reading and following"))
    language: Line = Field(default="", title=N_("Language"))
    culture: Line = Field(default="", title=N_("Culture or faith, only where it matters"))
    travel: Line = Field(default="", title=N_("How this person travels"))
    accessibility: Line = Field(default="", title=N_("What is needed to take part"))
    daily: Line = Field(default="", title=N_("School, work or day"))
    livelihood: frozenset[Livelihood] = Field(default=frozenset(), title=N_("Lives on"))
    is_labour_migrant: bool | None = Field(default=None, title=N_("Came here to work (labour migrant)"))
    own_health: OwnHealth | None = Field(default=None, title=N_("How this person sees the own health"))

    @model_validator(mode="after")
    def _dies_after_birth(self) -> Self:
        known = min(len(self.born_on), len(self.died_on))
        if known and self.died_on[:known] < self.born_on[:known]:
            raise wrong("dies_before_birth", N_("The date of death is before the date of birth."))
        return self


class ResidentRecord(Record):
    """A record that belongs to one resident, in whichever household."""

    resident: ResidentId


class MemberRole(Choice):
    """What somebody is in a household."""

    ADULT = "adult", N_("Adult")
    PARTNER = "partner", N_("Partner")
    CHILD = "child", N_("Child")
    ADULT_CHILD = "adult_child", N_("Adult child")
    FOSTER_CHILD = "foster_child", N_("Foster child")
    GRANDPARENT = "grandparent", N_("Grandparent")
    RELATIVE = "relative", N_("Relative")
    LODGER = "lodger", N_("Housemate")
    OTHER = "other", N_("Other")


ADULT_ROLES = frozenset({MemberRole.ADULT, MemberRole.PARTNER})
"""Who run the household together."""

CHILD_ROLES = frozenset({MemberRole.CHILD, MemberRole.FOSTER_CHILD})
"""Who is a child there, of whatever age."""


class Membership(HouseholdRecord):
    """That somebody lives in a household, from when to when; a child of separated parents has two."""

    id: MembershipId = Field(default_factory=lambda: MembershipId(new_id()))
    resident: ResidentId
    role: MemberRole = Field(default=MemberRole.ADULT, title=N_("In this household"))
    is_main: bool = Field(default=True, title=N_("Registered here"))
    days: Line = Field(default="", title=N_("Lives here on"))
    from_on: Day | None = Field(default=None, title=N_("Since"))
    until_on: Day | None = Field(default=None, title=N_("Until"))
    position: Position = 0

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        check_order(self.from_on, self.until_on)
        return self

    def counts_on(self, day: date) -> bool:
        """Whether the person belongs to the household on this day."""
        return is_within(self.from_on, self.until_on, day)

    def ended_before(self, day: date) -> bool:
        """Whether the person moved out before this day; who is yet to come did not."""
        return self.until_on is not None and self.until_on < day


class RelationKind(Choice):
    """What one person is to another: the first is the … of the second."""

    PARENT = "parent", N_("Parent")
    STEP_PARENT = "step_parent", N_("Step-parent")
    FOSTER_PARENT = "foster_parent", N_("Foster parent")
    PARTNER = "partner", N_("Partner")
    FORMER_PARTNER = "former_partner", N_("Former partner")
    SIBLING = "sibling", N_("Brother or sister")
    GRANDPARENT = "grandparent", N_("Grandparent")
    GUARDIAN = "guardian", N_("Guardian of a child")
    REPRESENTATIVE = "representative", N_("Representative")
    CARES_FOR = "cares_for", N_("Informal carer")
    OTHER = "other", N_("Other relation")


class Authority(Choice):
    """Whether a parent has authority over a child (gezag), as far as known."""

    UNKNOWN = "unknown", N_("Not asked yet")
    ALONE = "alone", N_("Has authority alone")
    SHARED = "shared", N_("Has authority together with the other parent")
    NONE = "none", N_("Has no authority")


class Relation(ResidentRecord):
    """What one person is to another, and whether with parental authority."""

    id: RelationId = Field(default_factory=lambda: RelationId(new_id()))
    kind: RelationKind = Field(default=RelationKind.PARENT, title=N_("Relation"))
    to_resident: ResidentId
    authority: Authority = Field(default=Authority.UNKNOWN, title=N_("Parental authority"))
    note: Line = Field(default="", title=N_("Remark"))
    from_on: Day | None = Field(default=None, title=N_("Since"))
    until_on: Day | None = Field(default=None, title=N_("Until"))

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        if self.resident == self.to_resident:
            raise wrong("relation_to_self", N_("Choose two different people."))
        check_order(self.from_on, self.until_on)
        return self


class NetworkKind(Choice):
    """Who somebody around a household is."""

    FAMILY = "family", N_("Family")
    FRIEND = "friend", N_("Friend")
    NEIGHBOUR = "neighbour", N_("Neighbour")
    VOLUNTEER = "volunteer", N_("Volunteer")
    NEIGHBOUR_HELPER = "neighbour_helper", N_("Neighbour helper")
    SCHOOL = "school", N_("School")
    PROFESSIONAL = "professional", N_("Professional")
    REPRESENTATIVE = "representative", N_("Representative")
    OTHER = "other", N_("Other")


class Tie(Choice):
    """How strong a tie is."""

    STRONG = "strong", N_("Strong")
    ORDINARY = "ordinary", N_("Ordinary")
    WEAK = "weak", N_("Weak")
    TENSE = "tense", N_("Tense")
    WANTED = "wanted", N_("Contact wanted")


class NetworkMember(HouseholdRecord):
    """Somebody around a household (netwerk): family, friend, neighbour, volunteer or professional."""

    id: NetworkMemberId = Field(default_factory=lambda: NetworkMemberId(new_id()))
    name: Name = Field(default="", title=N_("Name"))
    kind: NetworkKind = Field(default=NetworkKind.FAMILY, title=N_("Who is this"))
    relation: Line = Field(default="", title=N_("Relation, such as sister or neighbour"))
    kind_of_help: Line = Field(default="", title=N_("Kind of help"))
    organisation: Line = Field(default="", title=N_("Organisation"))
    contact: Line = Field(default="", title=N_("Phone or e-mail"))
    can_do: Line = Field(default="", title=N_("Can do"))
    may_be_asked: bool | None = Field(default=None, title=N_("May be asked"))
    tie: Tie = Field(default=Tie.ORDINARY, title=N_("Tie"))
    resident: ResidentId | None = Field(default=None, title=N_("Also known as resident"))
    position: Position = 0


class ContactPoint(ResidentRecord):
    """A phone number or e-mail address of a person."""

    id: ContactPointId = Field(default_factory=lambda: ContactPointId(new_id()))
    value: Line = Field(default="", title=N_("Phone or e-mail"))
    is_safe: bool = Field(default=True, title=N_("Safe to use"))
    note: Line = Field(default="", title=N_("Remark"))
    position: Position = 0


class AddressKind(Choice):
    """What an address is for."""

    HOME = "home", N_("Home address")
    POST = "post", N_("Postal address")
    STAYS = "stays", N_("Stays here for now")
    NO_FIXED = "no_fixed", N_("No fixed address")


class Address(HouseholdRecord):
    """Where a household lives or gets its post, from when to when."""

    id: AddressId = Field(default_factory=lambda: AddressId(new_id()))
    kind: AddressKind = Field(default=AddressKind.HOME, title=N_("Kind of address"))
    street: Line = Field(default="", title=N_("Street"))
    number: Line = Field(default="", title=N_("Number and addition"))
    postcode: Postcode = Field(default="", title=N_("Postcode"))
    city: Line = Field(default="", title=N_("Town"))
    is_secret: bool = Field(default=False, title=N_("Secret address"))
    note: Line = Field(default="", title=N_("Remark"))
    from_on: Day | None = Field(default=None, title=N_("Since"))
    until_on: Day | None = Field(default=None, title=N_("Until"))

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        check_order(self.from_on, self.until_on)
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the address is theirs on this day."""
        return is_within(self.from_on, self.until_on, day)


class SafetyMeasure(Choice):
    """What to do on a visit for the safety of the worker."""

    IN_PAIRS = "in_pairs", N_("Visit in pairs")
    NOT_AT_HOME = "not_at_home", N_("Do not visit at home")
    CALL_FIRST = "call_first", N_("Call a colleague before and after")
    DOG = "dog", N_("Dog in the house")
    OTHER = "other", N_("Other")


class SafetyFlag(HouseholdRecord):
    """A safety mark on visits (veiligheidsvlag): team-only, with an end and a review."""

    id: SafetyFlagId = Field(default_factory=lambda: SafetyFlagId(new_id()))
    measure: SafetyMeasure = Field(default=SafetyMeasure.IN_PAIRS, title=N_("What to do"))
    reason: Text = Field(default="", title=N_("Why"))
    since_on: Day | None = Field(default=None, title=N_("Since"))
    review_on: Day | None = Field(default=None, title=N_("Look at it again on"))
    until_on: Day | None = Field(default=None, title=N_("Ends on"))

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        check_order(self.since_on, self.until_on)
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the mark is in force on this day."""
        return is_within(self.since_on, self.until_on, day)


class Incident(HouseholdRecord):
    """Aggression or a threat against a worker (incident): team-only, with a review date."""

    id: IncidentId = Field(default_factory=lambda: IncidentId(new_id()))
    happened_at: Moment | None = Field(default=None, title=N_("When it happened"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
    what: Text = Field(default="", title=N_("What happened"))
    done: Text = Field(default="", title=N_("What was done"))
    review_on: Day | None = Field(default=None, title=N_("Look at it again on"))


class StatementKind(Choice):
    """What kind of statement it is: fact, what somebody said, and judgement stay apart."""

    OWN_STATEMENT = "own_statement", N_("The resident's own statement, added to the file")
    HEALTH = "health", N_("What somebody tells about health")
    FACT = "fact", N_("Fact")
    SAID = "said", N_("What somebody said")
    JUDGEMENT = "judgement", N_("Judgement of the worker")
    SIGN = "sign", N_("Sign that somebody noticed, of dementia or otherwise")


class Statement(HouseholdRecord):
    """Something stated about a household or a person, with its source; never a diagnosis of a worker."""

    id: StatementId = Field(default_factory=lambda: StatementId(new_id()))
    kind: StatementKind = Field(default=StatementKind.SAID, title=N_("Kind of statement"))
    resident: ResidentId | None = Field(default=None, title=N_("About"))
    text: Text = Field(default="", title=N_("Text"))
    source: Line = Field(default="", title=N_("According to whom"))
    stated_on: Day | None = Field(default=None, title=N_("Date"))
    asks_medical_advice: bool = Field(default=False, title=N_("Ask for medical advice"))

    @model_validator(mode="after")
    def _health_has_a_source(self) -> Self:
        if self.kind in (StatementKind.HEALTH, StatementKind.SIGN) and self.text.strip() and not self.source:
            raise wrong("health_without_source", N_("Write down who says this about the health: source and date."))
        return self


class Deviation(HouseholdRecord):
    """A default that a professional set aside, with the reason."""

    id: DeviationId = Field(default_factory=lambda: DeviationId(new_id()))
    what: Line = Field(default="", title=N_("What we do differently"))
    reason: Text = Field(default="", title=N_("Why"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
    decided_on: Day | None = Field(default=None, title=N_("Date"))


def is_within(start: date | None, end: date | None, day: date) -> bool:
    """Whether a day lies in a stretch, both ends included; a missing end leaves that side open."""
    return (start is None or start <= day) and (end is None or day <= end)


def check_order(start: date | None, end: date | None) -> None:
    """Refuse an end before its start."""
    if start and end and end < start:
        raise wrong("ends_before_it_starts", N_("The end is before the start."))


def surname(resident: Resident) -> str:
    """The surname somebody goes by, with its prefix: `van der Meer-de Vries`."""
    own = f"{resident.prefix} {resident.birth_name}".strip()
    partner = f"{resident.partner_prefix} {resident.partner_name}".strip()
    if not partner:
        return own
    match resident.name_use:
        case NameUse.PARTNER:
            return partner
        case NameUse.PARTNER_OWN:
            return f"{partner}-{own}" if own else partner
        case NameUse.OWN_PARTNER:
            return f"{own}-{partner}" if own else partner
        case _:
            return own


def full_name(resident: Resident) -> str:
    """First name and surname as one says them: `Samira el Yousfi`."""
    first = resident.first_name or resident.given_names.split(" ")[0] or resident.initials
    return f"{first} {surname(resident)}".strip()


def letter_name(resident: Resident) -> str:
    """The name on an envelope: initials and surname, else the name as one says it."""
    initials = resident.initials or "".join(f"{part[0]}." for part in resident.given_names.split() if part)
    last = surname(resident)
    return f"{initials} {last}" if initials and last else full_name(resident)


def capital(text: str) -> str:
    """With a capital first letter, Dutch IJ included: a prefix gets one when no first name stands before it."""
    lead = "'’"
    at = next((n for n, c in enumerate(text) if c.isalpha()), 0)
    if text[:1] in lead and at == 1 and len(text) > 2 and text[2:3] == " ":
        # 't Hoff keeps its small t; the capital goes to the name itself.
        return text
    if text[at : at + 2] == "ij":
        return text[:at] + "IJ" + text[at + 2 :]
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def sort_name(resident: Resident) -> str:
    """The name by which lists are sorted: surname without its prefix first."""
    last = resident.birth_name
    prefix = resident.prefix
    if resident.partner_name and resident.name_use in (NameUse.PARTNER, NameUse.PARTNER_OWN):
        last, prefix = resident.partner_name, resident.partner_prefix
    return ", ".join(part for part in (last, resident.first_name, prefix) if part)


def age_on(born_on: str, day: date) -> int | None:
    """Whole years on a day, or nothing when the birth year is unknown; an unknown month or day counts as the last."""
    if not born_on:
        return None
    year, month, day_of_month = (int(part) for part in (born_on + "-12-31"[len(born_on) - 4 :]).split("-"))
    return day.year - year - ((day.month, day.day) < (month, day_of_month))


OLDEST_CHILD, OLDEST = 25, 110


def is_unborn(born_on: str, today: date) -> bool:
    """Whether a birth date, as far as it is known, has yet to come."""
    return bool(born_on) and born_on > today.isoformat()[: len(born_on)]


def is_unlikely_age(born_on: str, role: MemberRole | None, today: date) -> bool:
    """Whether somebody is hardly this old: a child over 25, or anybody over 110."""
    age = age_on(born_on, today)
    is_child = role in CHILD_ROLES
    return age is not None and age > (OLDEST_CHILD if is_child else OLDEST)
