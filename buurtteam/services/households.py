"""Households: made from a name and a way to reach somebody, read whole, and kept piece by piece."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from pydantic import Field, TypeAdapter, ValidationError

from buurtteam.domain.ages import is_minor
from buurtteam.domain.care import Carer
from buurtteam.domain.conversation import Conversation, Note, NoteKind, OwnWords, Topic, TopicTalk
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.doubles import Known, Reason, find_doubles
from buurtteam.domain.household import (
    Address,
    AddressKind,
    ContactPoint,
    Deviation,
    Household,
    Incident,
    MemberRole,
    Membership,
    NameUse,
    NetworkMember,
    Relation,
    Resident,
    SafetyFlag,
    Statement,
    age_on,
    capital,
    full_name,
    is_unborn,
    surname,
)
from buurtteam.domain.keeping import Draft, Stale
from buurtteam.domain.kinds import (
    Email,
    HouseholdId,
    Line,
    Name,
    NetworkMemberId,
    PartialDate,
    Phone,
    Postcode,
    RequestId,
    ResidentId,
    local_day,
)
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.overviews import HouseholdLine
from buurtteam.domain.plan import PlanStrength, PlanWish
from buurtteam.domain.problem import Gap, Problem, wrong
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.record import Record, Value
from buurtteam.domain.request import RequestEvent, RequestNotification
from buurtteam.domain.sharing import Consent
from buurtteam.domain.staff import Deed, Worker, may
from buurtteam.domain.task import Appointment, Task, TaskKind
from buurtteam.domain.words import N_
from buurtteam.services import carer_home
from buurtteam.services.office import Office
from buurtteam.storage import households as lists
from buurtteam.storage.facts import facts_of
from buurtteam.storage.store import Store
from buurtteam.texts import joined
from buurtteam.texts import translate as _

__all__ = [
    "HouseholdView",
    "NewHousehold",
    "Person",
    "Stale",
    "create_household",
    "household_lines",
    "keep",
    "likely_doubles",
    "read_household",
    "remove",
    "reveal_bsn",
]

R = TypeVar("R", bound=Record)


# ---------------------------------------------------------------------------------------------- a new household


class NewHousehold(Value):
    """The first things somebody knows of a household: a first name and a way to reach somebody will do."""

    first_name: Name = Field(default="", title=N_("First name"))
    reach: Line = Field(default="", title=N_("How do you reach somebody?"))
    surname: Name = Field(default="", title=N_("Surname, with van, de or el"))
    born_on: PartialDate = Field(default="", title=N_("Date of birth"))
    street: Line = Field(default="", title=N_("Street"))
    number: Line = Field(default="", title=N_("Number and addition"))
    postcode: Postcode = Field(default="", title=N_("Postcode"))
    city: Line = Field(default="", title=N_("Town"))

    def is_enough(self) -> bool:
        """Whether there is a name to call somebody by."""
        return bool(self.first_name or self.surname)


_PREFIXES = (
    "van der", "van den", "van de", "van het", "van 't", "in 't", "in het", "in de", "op de", "op den", "op 't",
    "aan de", "aan den", "aan 't", "uit de", "uit den", "uit het", "von der", "de la", "van", "von", "de", "der",
    "den", "het", "'t", "ter", "ten", "te", "el", "al", "le", "la", "du", "da", "dos", "di", "bin", "ben", "ibn", "abu",
)  # fmt: skip


def split_surname(written: str) -> tuple[str, str]:
    """The prefix and the name of a surname as one says it: `van der Meer` is `van der` and `Meer`."""
    plain = written.replace("’", "'").replace("`", "'")
    for prefix in _PREFIXES:
        if plain.casefold().startswith(f"{prefix} ") and len(plain) > len(prefix) + 1:
            return written[: len(prefix)].lower(), written[len(prefix) + 1 :].strip()
    return "", written


_PHONE, _EMAIL = TypeAdapter(Phone), TypeAdapter(Email)


def recognised_reach(written: str) -> str | None:
    """A phone number or e-mail address as it is kept, or nothing when it is something else."""
    written = written.strip()
    if "@" in written:
        kind = _EMAIL
    elif re.fullmatch(r"[+(]?\d[\d\s\-()./]{5,}", written):
        kind = _PHONE
    else:
        return None
    try:
        return str(kind.validate_python(written))
    except ValidationError:
        return None


def create_household(office: Office, new: NewHousehold) -> Household:
    """Make a household with its first person; who works now becomes the fixed face.

    Raises ValidationError when there is no name at all.
    """
    if not new.is_enough():
        raise ValidationError.from_exception_data(
            "NewHousehold",
            [{"type": wrong("no_name", N_("Fill in a first name.")), "loc": ("first_name",), "input": ""}],
        )
    _must_be_born(office, new.born_on)
    prefix, birth_name = split_surname(new.surname)
    resident = Resident(first_name=new.first_name, prefix=prefix, birth_name=birth_name, born_on=new.born_on)
    reach = recognised_reach(new.reach)
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        worker = store.find(Worker, office.worker.id) if office.worker else None
        household = store.save(
            Household(
                label=household_label([resident]),
                reach="" if reach else new.reach,
                plan_coordinator=worker.id if worker else None,
                started_on=office.today(),
            )
        )
        role = _role_of(new.born_on, office.today())
        store.save(resident)
        store.save(Membership(household=household.id, resident=resident.id, role=role))
        if reach:
            store.save(ContactPoint(resident=resident.id, value=reach))
        if new.street or new.number or new.postcode or new.city:
            store.save(
                Address(
                    household=household.id,
                    street=new.street,
                    number=new.number,
                    postcode=new.postcode,
                    city=new.city,
                )
            )
        return household


@dataclass(frozen=True)
class LikelyDouble:
    """Somebody known who is likely the one being typed, with what may be shown and why."""

    household: HouseholdId
    resident: ResidentId | None
    name: str
    detail: str
    reasons: tuple[Reason, ...]


def likely_doubles(office: Office, new: NewHousehold) -> tuple[LikelyDouble, ...]:
    """Who is likely known already, the likeliest first; nobody is ever merged by itself."""
    prefix, birth_name = split_surname(new.surname)
    reach = recognised_reach(new.reach)
    candidate = Known(
        first_name=new.first_name,
        prefix=prefix,
        birth_name=birth_name,
        born_on=new.born_on,
        postcode=new.postcode,
        street=new.street,
        number=new.number,
        city=new.city,
        phones=(reach,) if reach else (),
    )
    name = f"{new.first_name} {birth_name}".strip()
    asked = [each for each in dict.fromkeys((name, birth_name, reach or "")) if len(each) > 2]
    with office.reading() as store:
        ids = [hit.resident for each in asked for hit in office.search(each, 60) if hit.resident]
        rows = lists.known_people(
            store.connection, list(dict.fromkeys(ids)), new.born_on, new.postcode, new.street, new.number
        )
        labels = {h.id: h.label for h in store.of(Household, id=[k.household for k, _place in rows if k.household])}
    places = {(known.resident, known.household): place for known, place in rows}
    found: dict[ResidentId | None, LikelyDouble] = {}
    for double in find_doubles(candidate, [known for known, _place in rows]):
        known = double.known
        if known.household is None or known.resident in found:
            continue
        person = Resident.model_construct(**{each: getattr(known, each) for each in _NAMES}, name_use=NameUse.OWN)
        born = "-".join(reversed(known.born_on.split("-")))
        place = places[known.resident, known.household]
        detail = ", ".join(part for part in (born, place or labels.get(known.household, "")) if part)
        found[known.resident] = LikelyDouble(
            known.household, known.resident, full_name(person), detail, double.likeness.reasons
        )
    return tuple(found.values())


_NAMES = ("first_name", "given_names", "initials", "prefix", "birth_name", "partner_prefix", "partner_name")


def household_label(residents: Iterable[Resident]) -> str:
    """What a household is called after its people: their surnames, or the first name when no surname is known."""
    people = list(residents)
    names = list(dict.fromkeys(capital(surname(person)) for person in people if surname(person)))
    if not names:
        return next((full_name(person) for person in people if full_name(person)), "")
    return joined(names[:2])[:200]


# ---------------------------------------------------------------------------------------------- one household


@dataclass(frozen=True)
class Home:
    """Another household that a person belongs to."""

    household: HouseholdId
    label: str
    membership: Membership


@dataclass(frozen=True)
class Person:
    """Somebody of a household, with how to reach this person and the other home, if any."""

    resident: Resident
    membership: Membership
    points: tuple[ContactPoint, ...] = ()
    other_homes: tuple[Home, ...] = ()

    @property
    def name(self) -> str:
        """The name as one says it."""
        return full_name(self.resident) or _("Somebody without a name yet")

    def age_on(self, day: date) -> int | None:
        """Whole years, as far as known."""
        return age_on(self.resident.born_on, day)

    def is_child_on(self, day: date) -> bool:
        """Whether this is somebody under 18, by birth date or else by role."""
        return is_minor(self.resident.born_on, day, self.membership.role)


@dataclass(frozen=True)
class RequestLine:
    """A request with its terms as they stand today."""

    request: RequestNotification
    events: tuple[RequestEvent, ...]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True)
class LatestWords:
    """What somebody said, in own words, and on which day."""

    said: OwnWords
    who: str
    day: date


@dataclass(frozen=True)
class TalkScores:
    """The answers to "Hoe gaat het?" of one conversation."""

    conversation: Conversation
    scores: Mapping[Topic, int]


@dataclass(frozen=True)
class HouseholdView:
    """Everything that the page of a household shows, as it is at one moment."""

    household: Household
    today: date
    people: tuple[Person, ...] = ()
    """Who belongs to it today, in their own order."""
    former: tuple[Person, ...] = ()
    relations: tuple[Relation, ...] = ()
    network: tuple[NetworkMember, ...] = ()
    addresses: tuple[Address, ...] = ()
    consents: tuple[Consent, ...] = ()
    statements: tuple[Statement, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    flags: tuple[SafetyFlag, ...] = ()
    incidents: tuple[Incident, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    requests: tuple[RequestLine, ...] = ()
    terms: tuple[Deadline, ...] = ()
    """All terms of the household, those of its requests too, the first to end first."""
    tasks: tuple[Task, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    words: tuple[LatestWords, ...] = ()
    side_by_side: tuple[LatestWords, ...] = ()
    """All that was said in the latest conversation in which something was."""
    strengths: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    scores: tuple[TalkScores, ...] = ()
    """Of the two latest conversations that have answers, the newest first."""
    workers: tuple[Worker, ...] = ()
    drafts: Mapping[str, Draft] | None = None

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Who belongs or belonged to it."""
        return self.people + self.former

    @property
    def home(self) -> Address | None:
        """The address where they live now, else where they stay or that there is none."""
        order = {AddressKind.HOME: 0, AddressKind.STAYS: 1, AddressKind.NO_FIXED: 2}
        now = [a for a in self.addresses if a.kind in order and a.holds_on(self.today)]
        return min(now, key=lambda a: (order[a.kind], -(a.from_on or date.min).toordinal()), default=None)

    @property
    def is_secret(self) -> bool:
        """Whether an address of them is secret."""
        return any(a.is_secret for a in self.addresses)

    @property
    def safe_points(self) -> tuple[tuple[Person, ContactPoint], ...]:
        """How people can safely be reached, adults first."""
        found = [(p, point) for p in self.people for point in p.points if point.value and point.is_safe]
        return tuple(sorted(found, key=lambda each: each[0].is_child_on(self.today)))

    @property
    def flags_in_force(self) -> tuple[SafetyFlag, ...]:
        """The safety marks that hold today."""
        return tuple(flag for flag in self.flags if flag.holds_on(self.today))

    @property
    def waiting_terms(self) -> tuple[Deadline, ...]:
        """The terms the team must still act on, the first to end first."""
        return tuple(each for each in self.terms if each.is_waiting)

    @property
    def next_appointment(self) -> Appointment | None:
        """The first appointment that is still to come."""
        return next((a for a in self.appointments if not a.is_cancelled and local_day(a.at) >= self.today), None)

    def person(self, resident: ResidentId | None) -> Person | None:
        """Somebody of the household by id."""
        return next((p for p in self.everybody if p.resident.id == resident), None)

    def name_of(self, resident: ResidentId | None) -> str:
        """The name of somebody of the household, or nothing."""
        found = self.person(resident)
        return found.name if found else ""

    def worker(self, worker: UUID | None) -> Worker | None:
        """Somebody of the team by id."""
        return next((w for w in self.workers if w.id == worker), None)


def read_household(office: Office, household_id: HouseholdId, *, is_visit: bool = False) -> HouseholdView:
    """Everything the page of a household shows; a visit is written in the log of who looked.

    Raises Trouble when the household is not there any more.
    """
    with office.reading() as store:
        view = _view(office, store, household_id)
    if is_visit:
        office.look(Deed.OPEN_HOUSEHOLD, household_id)
    return view


def _view(office: Office, store: Store, household_id: HouseholdId) -> HouseholdView:
    household = store.get(Household, household_id)
    today = office.today()
    memberships = store.of(Membership, household=household_id, order_by=("position", "from_on"))
    ids = [m.resident for m in memberships]
    residents = {r.id: r for r in store.of(Resident, id=ids)}
    points: dict[ResidentId, list[ContactPoint]] = defaultdict(list)
    for point in store.of(ContactPoint, resident=ids, order_by="position"):
        points[point.resident].append(point)
    others = _other_homes(store, household_id, ids)
    everybody = [
        Person(residents[m.resident], m, tuple(points[m.resident]), tuple(others[m.resident]))
        for m in memberships
        if m.resident in residents
    ]
    here = tuple(each for each in everybody if not each.membership.ended_before(today))
    conversations = tuple(store.of(Conversation, household=household_id, order_by="-held_at"))
    names = {p.resident.id: p.name for p in everybody}
    network = tuple(store.of(NetworkMember, household=household_id, order_by="position"))
    names_around = {n.id: n.name for n in network}
    relations = {r.id: r for r in (*store.of(Relation, resident=ids), *store.of(Relation, to_resident=ids))}
    words = _latest_words(store, conversations, names, names_around)
    facts = facts_of(store, today, [household_id])[household_id]
    terms = case_deadlines(facts, office.statute, today, now=office.now())
    events = {request.id: sorted(found, key=lambda event: event.on) for request, found in facts.requests}
    return HouseholdView(
        household=household,
        today=today,
        people=here,
        former=tuple(p for p in everybody if p not in here),
        relations=tuple(relations.values()),
        network=network,
        addresses=tuple(store.of(Address, household=household_id, order_by=("kind", "-from_on"))),
        consents=tuple(store.of(Consent, household=household_id, order_by="recipient")),
        statements=tuple(store.of(Statement, household=household_id, order_by="-stated_on")),
        deviations=tuple(store.of(Deviation, household=household_id, order_by="-decided_on")),
        flags=tuple(store.of(SafetyFlag, household=household_id, order_by="-since_on")),
        incidents=tuple(store.of(Incident, household=household_id, order_by="-happened_at")),
        conversations=conversations,
        requests=_requests(store, household_id, events, terms),
        terms=terms,
        tasks=tuple(store.of(Task, household=household_id, order_by="due_on")),
        appointments=tuple(store.of(Appointment, household=household_id, order_by="at")),
        words=words[:4],
        side_by_side=tuple(w for w in words if w.said.conversation == words[0].said.conversation),
        strengths=tuple(s.text for s in store.of(PlanStrength, household=household_id, order_by="position") if s.text)
        or tuple(n.text for n in store.of(Note, household=household_id, kind=NoteKind.STRENGTH) if not n.is_team_only),
        wishes=tuple(w.words for w in store.of(PlanWish, household=household_id, order_by="position") if w.words),
        notes=tuple(store.of(Note, household=household_id, conversation=None, order_by="-written_at")),
        scores=_scores(store, conversations),
        workers=tuple(store.of(Worker, order_by="name")),
        drafts=_drafts(office, household_id),
    )


def _other_homes(store: Store, here: HouseholdId, ids: Sequence[ResidentId]) -> dict[ResidentId, list[Home]]:
    found: dict[ResidentId, list[Home]] = defaultdict(list)
    elsewhere = [m for m in store.of(Membership, resident=list(ids)) if m.household != here]
    labels = {h.id: h.label for h in store.of(Household, id=[m.household for m in elsewhere])}
    for membership in elsewhere:
        found[membership.resident].append(Home(membership.household, labels[membership.household], membership))
    return found


def _requests(
    store: Store, household: HouseholdId, events: Mapping[RequestId, Sequence[RequestEvent]], terms: Sequence[Deadline]
) -> tuple[RequestLine, ...]:
    return tuple(
        RequestLine(each, tuple(events[each.id]), tuple(term for term in terms if term.source.request == each.id))
        for each in store.of(RequestNotification, household=household, order_by="-received_at")
    )


def _latest_words(
    store: Store,
    conversations: Sequence[Conversation],
    names: Mapping[ResidentId, str],
    around: Mapping[NetworkMemberId, str],
) -> tuple[LatestWords, ...]:
    found: list[LatestWords] = []
    for conversation in conversations[:5]:
        for said in store.of(OwnWords, conversation=conversation.id, order_by="position"):
            if said.words.strip():
                by = names.get(said.resident, "") if said.resident else ""
                who = by or (around.get(said.network_member, "") if said.network_member else "") or said.said_by
                found.append(LatestWords(said, who, local_day(conversation.held_at)))
        if len(found) >= 3:
            break
    return tuple(found)


def _scores(store: Store, conversations: Sequence[Conversation]) -> tuple[TalkScores, ...]:
    found: list[TalkScores] = []
    for conversation in conversations[:12]:
        talks = store.of(TopicTalk, conversation=conversation.id)
        scores = {talk.topic: talk.resident_score for talk in talks if talk.resident_score is not None}
        if scores:
            found.append(TalkScores(conversation, scores))
        if len(found) == 2:
            break
    return tuple(found)


def draft_place(household: HouseholdId, record: Record) -> str:
    """Where the typing in a record of a household is kept while it is not right yet."""
    return f"household.{household}.{type(record).__name__}.{record.id}"  # type: ignore[attr-defined]


def _drafts(office: Office, household: HouseholdId) -> dict[str, Draft]:
    start = f"household.{household}."
    return {draft.place: draft for draft in office.drafts() if draft.place.startswith(start)}


# ---------------------------------------------------------------------------------------------- keep and remove

_DEEDS: dict[type[Record], Deed] = {Consent: Deed.SHARE, Task: Deed.PLAN_WORK, Appointment: Deed.PLAN_WORK}


def keep(office: Office, household_id: HouseholdId, record: R) -> R:
    """Keep any record of a household; its name follows its people as long as nobody gave it another.

    Raises Stale when somebody else changed it in the meantime, with both versions, and Problem for a birth to come.
    """
    deed = _DEEDS.get(type(record), Deed.CHANGE_HOUSEHOLD)
    if isinstance(record, Resident):
        _must_be_born(office, record.born_on)
    if isinstance(record, ContactPoint) and (found := recognised_reach(record.value)):
        record = record.changed(value=found)
    with office.writing(deed, household_id) as store:
        names_people = isinstance(record, Resident | Membership)
        before = _label_of_people(store, household_id) if names_people else ""
        known = store.find(Resident, record.id) if isinstance(record, Resident) else None
        kept = store.save(record)
        if names_people:
            _rename(store, household_id, before)
        if isinstance(record, Membership):
            _take_along(office, store, record.resident)
        if isinstance(record, Resident) and record.died_on and not (known and known.died_on):
            carer_home.end_with_life(store, record, office.today(), _("Died"))
        return kept


def _take_along(office: Office, store: Store, resident: ResidentId, *, leaving: HouseholdId | None = None) -> None:
    """What is kept of a carer stands where the carer lives; who died is not moved any more."""
    person = store.get(Resident, resident)
    if not person.died_on:
        carer_home.follow(store, resident, office.today(), household_label([person]), leaving=leaving)


def bring_home(office: Office) -> None:
    """Once a day: whoever moved out in the meantime, or was moved by a dossier, takes along what is kept of a carer.

    Raises Trouble when it cannot be written.
    """
    today = office.today()
    with office.reading() as store:
        asked = {each.resident for each in store.of(Carer)} | {each.resident for each in store.of(Measurement)}
        known = store.of(Membership, resident=list(asked))
        moved = {each.resident for each in known if each.ended_before(today)}
        left = [each for each in sorted(moved) if carer_home.has_left(store, each, today)]
    if left and may(office.worker, Deed.CHANGE_HOUSEHOLD):
        with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
            for each in left:
                _take_along(office, store, each)


def _must_be_born(office: Office, born_on: str) -> None:
    if is_unborn(born_on, office.today()):
        sentence = N_("This date of birth has yet to come. Check the date.")
        raise Problem("not_born_yet", sentence, (Gap(sentence, "household", "born_on"),))


def _label_of_people(store: Store, household: HouseholdId) -> str:
    memberships = store.of(Membership, household=household, order_by=("position", "from_on"))
    residents = {r.id: r for r in store.of(Resident, id=[m.resident for m in memberships])}
    return household_label(residents[m.resident] for m in memberships if m.resident in residents)


def _rename(store: Store, household_id: HouseholdId, before: str) -> None:
    household = store.get(Household, household_id)
    after = _label_of_people(store, household_id)
    if after and after != before and household.label in ("", before):
        store.save(household.changed(label=after))


def add_person(office: Office, household_id: HouseholdId, resident: Resident, role: MemberRole) -> Membership:
    """Let somebody new belong to a household."""
    with office.writing(Deed.CHANGE_HOUSEHOLD, household_id) as store:
        before = _label_of_people(store, household_id)
        kept = store.save(resident) if resident.version == 0 else resident
        membership = store.save(
            Membership(
                household=household_id,
                resident=kept.id,
                role=role,
                position=store.count(Membership, household=household_id),
            )
        )
        _rename(store, household_id, before)
        return membership


def keep_person(office: Office, household_id: HouseholdId, resident: Resident) -> Resident:
    """Keep somebody of the household; who is new belongs to it from now on, as a child when under 18.

    Raises Stale when somebody else changed it in the meantime.
    """
    if resident.version:
        return keep(office, household_id, resident)
    _must_be_born(office, resident.born_on)
    with office.writing(Deed.CHANGE_HOUSEHOLD, household_id) as store:
        add_person(office, household_id, resident, _role_of(resident.born_on, office.today()))
        return store.get(Resident, resident.id)


def _role_of(born_on: str, today: date) -> MemberRole:
    return MemberRole.CHILD if is_minor(born_on, today) else MemberRole.ADULT


def lives_also_in(
    office: Office, household_id: HouseholdId, resident_id: ResidentId, other: HouseholdId, role: MemberRole
) -> Membership:
    """Let somebody have a second home in another household that is known."""
    with office.writing(Deed.CHANGE_HOUSEHOLD, household_id) as store:
        known = store.of(Membership, household=other, resident=resident_id)
        if known:
            return known[0]
        made = store.save(
            Membership(
                household=other,
                resident=resident_id,
                role=role,
                is_main=False,
                position=store.count(Membership, household=other),
            )
        )
        _take_along(office, store, resident_id)
        return made


def remove(office: Office, household_id: HouseholdId, record: Record, label: str) -> UUID:
    """Move a record of a household to the trash; returns the id under which it is taken back.

    Raises Stale when somebody else changed it in the meantime.
    """
    return office.remove(Deed.REMOVE, household_id, label, record)


def remove_person(office: Office, household_id: HouseholdId, resident_id: ResidentId) -> UUID:
    """Move somebody to the trash; who also lives in another household stays there."""
    with office.writing(Deed.REMOVE, household_id) as store:
        memberships = store.of(Membership, resident=resident_id)
        here = [m for m in memberships if m.household == household_id]
        resident = store.get(Resident, resident_id)
        stays_elsewhere = len(here) < len(memberships)
        if stays_elsewhere:
            _take_along(office, store, resident_id, leaving=household_id)
        # A talk that was planned with somebody names this person, and would be the only thing left on a list.
        planned = store.of(Task, resident=resident_id, kind=TaskKind.CARER)
        talks = [each for each in planned if each.is_open]
        roots: list[Record] = list(here) if stays_elsewhere else [resident, *talks]
        return office.remove(Deed.REMOVE, household_id, full_name(resident), *roots)


def remove_household(office: Office, household_id: HouseholdId) -> UUID:
    """Move a household with all that belongs to it to the trash; who also lives elsewhere stays there."""
    with office.writing(Deed.REMOVE, household_id) as store:
        household = store.get(Household, household_id)
        here = store.of(Membership, household=household_id)
        ids = [m.resident for m in here]
        elsewhere = {m.resident for m in store.of(Membership, resident=ids) if m.household != household_id}
        for each in sorted(elsewhere):
            _take_along(office, store, each, leaving=household_id)
        alone = store.of(Resident, id=[one for one in ids if one not in elsewhere])
        return office.remove(Deed.REMOVE, household_id, household.label, household, *alone)


def reveal_bsn(office: Office, household_id: HouseholdId, resident_id: ResidentId) -> str:
    """The citizen service number of somebody; that it was looked at is written down first (Wabb art. 12).

    Raises Problem when the worker may not see it.
    """
    office.look(Deed.REVEAL_BSN, household_id)
    with office.reading() as store:
        return store.get(Resident, resident_id).bsn


# ---------------------------------------------------------------------------------------------- many households


def household_lines(office: Office) -> tuple[HouseholdLine, ...]:
    """All households for the list, by name."""
    with office.reading() as store:
        return lists.household_lines(store.connection, office.now(), office.today())
