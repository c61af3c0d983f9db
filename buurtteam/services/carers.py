"""Who cares for whom: any person for any person, each with an own file, an own week and an own voice.

A carer's records stand in the household of the carer. Of a carer who lives in another household a view holds the name,
the tie and the plan words that the carer agreed to, and nothing else.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from buurtteam.domain.ages import is_minor
from buurtteam.domain.care import Care, CareDistance, Carer, CarerTalk, CareTie, MayDecide, heard, who_decides
from buurtteam.domain.caring import (
    CareMark,
    is_running,
    marks_of,
    tie_between,
    tie_of_network,
    with_authority,
)
from buurtteam.domain.folding import folded
from buurtteam.domain.household import (
    Address,
    Household,
    MemberRole,
    Membership,
    NetworkKind,
    NetworkMember,
    Relation,
    RelationKind,
    Resident,
    Statement,
    StatementKind,
    age_on,
    full_name,
)
from buurtteam.domain.kinds import HouseholdId, NetworkMemberId, RelationId, RequestId, ResidentId
from buurtteam.domain.problem import Problem
from buurtteam.domain.record import Record
from buurtteam.domain.request import NotifierRole, RequestEvent, RequestNotification, RequestState, state_of
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.words import N_
from buurtteam.services import households, tasks
from buurtteam.services.carer_home import home_of, homes_of
from buurtteam.services.households import NewHousehold, split_surname
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

R = TypeVar("R", bound=Record)

ASK_FROM_AGE: Final = 4
"""A child that goes to school can be asked; a younger one does not care for others."""
ASK_LATER_DAYS: Final = 28
"""After so many days it is asked again whether a child cares too."""


# ---------------------------------------------------------------------------------------------- looking


@dataclass(frozen=True)
class Somebody:
    """A person in who cares for whom, with the household where this person lives."""

    resident: ResidentId
    name: str
    age: int | None = None
    is_child: bool = False
    household: HouseholdId | None = None
    household_label: str = ""
    is_here: bool = True


@dataclass(frozen=True)
class CareLine:
    """One carer and one person who is cared for; `care` only when the carer lives in the household that is looked at."""

    relation: Relation
    carer: Somebody
    cared_for: Somebody
    care: Care | None = None
    tie: CareTie | None = None
    plan_does: str = ""
    plan_limits: str = ""
    marks: tuple[CareMark, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the carer lives here, so that the details may be seen and changed here."""
        return self.carer.is_here


@dataclass(frozen=True)
class YoungLine:
    """A child of a household where somebody is cared for: whether it cares too, and who gives consent about it."""

    person: Somebody
    carer: Carer
    cares: bool | None
    later_on: date | None
    decides: MayDecide
    parents: tuple[str, ...]
    """Who has authority over this child, by name; nobody when it is not known."""
    own_words: str = ""
    """What the young person said last, in own words."""
    for_whom: tuple[str, ...] = ()


@dataclass(frozen=True)
class CareView:
    """Who cares for whom in a household, as it is on one day."""

    household: HouseholdId
    label: str
    today: date
    people: tuple[Somebody, ...] = ()
    lines: tuple[CareLine, ...] = ()
    ended: tuple[CareLine, ...] = ()
    carers: Mapping[ResidentId, Carer] | None = None
    """Of who lives here and cares."""
    young: tuple[YoungLine, ...] = ()
    why_ask: tuple[str, ...] = ()
    """Who needs care here, by name, so that it is asked whether a child cares too."""
    from_school: RequestId | None = None
    """What a school or an attendance officer reported, while that is still open."""

    def line(self, relation: RelationId | None) -> CareLine | None:
        """A line by its relation, also one that ended."""
        return next((each for each in (*self.lines, *self.ended) if each.relation.id == relation), None)

    @property
    def others(self) -> tuple[Somebody, ...]:
        """Who lives here and neither cares nor is cared for, as far as known."""
        named = {one.resident for each in self.lines for one in (each.carer, each.cared_for)}
        return tuple(each for each in self.people if each.resident not in named)

    @property
    def to_ask(self) -> tuple[YoungLine, ...]:
        """The children of whom it was not asked yet."""
        return tuple(each for each in self.young if each.cares is None)


def read(office: Office, household: HouseholdId) -> CareView:
    """Who cares for whom in a household.

    Raises Trouble when the household is not there any more.
    """
    with office.reading() as store:
        return _view(store, household, office.today())


def _view(store: Store, household: HouseholdId, today: date) -> CareView:
    home = store.get(Household, household)
    here = [
        each
        for each in store.of(Membership, household=household, order_by=("position", "from_on"))
        if not each.ended_before(today)
    ]
    ids = list(dict.fromkeys(each.resident for each in here))
    relations = {each.id: each for each in (*store.of(Relation, resident=ids), *store.of(Relation, to_resident=ids))}
    caring = [each for each in relations.values() if each.kind is RelationKind.CARES_FOR]
    caring.sort(key=lambda each: (_place(ids, each.to_resident), _place(ids, each.resident), str(each.id)))
    elsewhere = {who for each in caring for who in (each.resident, each.to_resident)} - set(ids)
    residents = {each.id: each for each in store.of(Resident, id=[*ids, *elsewhere])}
    roles: dict[ResidentId, list[MemberRole]] = defaultdict(list)
    for each in here:
        roles[each.resident].append(each.role)
    homes = homes_of(store, [*ids, *elsewhere], today)
    labels = {each.id: each.label for each in store.of(Household, id=list(set(homes.values())))}

    def somebody(who: ResidentId) -> Somebody:
        one, is_here = residents[who], who in roles
        lives = household if is_here else homes.get(who)
        return Somebody(
            who,
            full_name(one) or _("Somebody without a name yet"),
            age_on(one.born_on, today) if is_here else None,
            is_here and is_minor(one.born_on, today, *roles[who]),
            lives,
            home.label if is_here else labels.get(lives, "") if lives else "",
            is_here,
        )

    people = tuple(somebody(each) for each in ids if each in residents)
    cares = {each.relation: each for each in store.of(Care, relation=[each.id for each in caring])}
    carers = {each.resident: each for each in store.of(Carer, resident=ids)}

    def line(relation: Relation) -> CareLine:
        carer, care = somebody(relation.resident), cares.get(relation.id)
        agreed = care if care is not None and care.plan_agreed_on is not None else None
        marks = marks_of(relation, residents[relation.resident], care, carers.get(relation.resident), today)
        return CareLine(
            relation,
            carer,
            somebody(relation.to_resident),
            care if carer.is_here else None,
            care.tie if care else None,
            agreed.plan_does if agreed else "",
            agreed.plan_limits if agreed else "",
            # Hours, work and age are the carer's own: nothing of them is told in the household of another.
            marks if carer.is_here else (),
        )

    known = [each for each in caring if each.resident in residents and each.to_resident in residents]
    lines = tuple(line(each) for each in known if is_running(each, today))
    why = _why_ask(store, household, lines, people)
    from_school = _from_school(store, household)
    return CareView(
        household,
        home.label,
        today,
        people,
        lines,
        tuple(line(each) for each in known if not is_running(each, today)),
        carers,
        _young(store, people, lines, carers, tuple(relations.values()), household, today) if why or from_school else (),
        why,
        from_school,
    )


def _young(
    store: Store,
    people: Sequence[Somebody],
    lines: Sequence[CareLine],
    carers: Mapping[ResidentId, Carer],
    relations: Sequence[Relation],
    household: HouseholdId,
    today: date,
) -> tuple[YoungLine, ...]:
    children = [each for each in people if each.is_child and (each.age is None or each.age >= ASK_FROM_AGE)]
    ids = [each.resident for each in children]
    later = {
        each.resident: each.due_on
        for each in store.of(Task, household=household, kind=TaskKind.CARER, resident=ids)
        if each.is_open
    }
    words: dict[ResidentId, str] = {}
    for talk in heard(store.of(CarerTalk, resident=ids), today):
        if talk.own_words.strip():
            words.setdefault(talk.resident, talk.own_words)
    adults = {each.id: each for each in store.of(Resident, id=list({each.resident for each in relations}))}
    found = []
    for child in children:
        own = [each for each in lines if each.carer.resident == child.resident]
        carer = carers.get(child.resident) or Carer(household=household, resident=child.resident)
        found.append(
            YoungLine(
                child,
                carer,
                True if own else carer.cares,
                later.get(child.resident),
                who_decides(child.age),
                tuple(
                    full_name(adults[who]) or _("Somebody without a name yet")
                    for who in with_authority(child.resident, relations, today)
                    if who in adults
                ),
                words.get(child.resident, ""),
                tuple(each.cared_for.name for each in own),
            )
        )
    return tuple(found)


def _why_ask(
    store: Store, household: HouseholdId, lines: Sequence[CareLine], people: Sequence[Somebody]
) -> tuple[str, ...]:
    """Who here is cared for or tells of health, by name."""
    cared_for = [each.cared_for.name for each in lines if each.cared_for.is_here]
    told = {
        each.resident
        for kind in (StatementKind.HEALTH, StatementKind.SIGN)
        for each in store.of(Statement, household=household, kind=kind)
        if each.text.strip()
    }
    ill = [each.name for each in people if each.resident in told and not each.is_child]
    return tuple(dict.fromkeys((*cared_for, *ill)))


def _from_school(store: Store, household: HouseholdId) -> RequestId | None:
    asked = store.of(RequestNotification, household=household, order_by="-received_at")
    for each in filter(is_from_school, asked):
        if state_of(store.of(RequestEvent, request=each.id)) is not RequestState.CLOSED:
            return each.id
    return None


def is_from_school(request: RequestNotification) -> bool:
    """Whether a school or an attendance officer reported it: such a report opens the household, not the pupil."""
    return request.notifier_role in (NotifierRole.SCHOOL, NotifierRole.ATTENDANCE_OFFICER)


def _place(ids: Sequence[ResidentId], who: ResidentId) -> int:
    return ids.index(who) if who in ids else len(ids)


# ---------------------------------------------------------------------------------------------- choosing somebody


@dataclass(frozen=True)
class Whom:
    """Somebody who was chosen: a person of the file, somebody of the network, or a new name."""

    resident: ResidentId | None = None
    member: NetworkMemberId | None = None
    name: str = ""
    lives_here: bool = False
    """Whether a new name joins this household; who does not gets an own household file."""


@dataclass(frozen=True)
class Choosable:
    """Somebody to choose, with what tells this person from others."""

    whom: Whom
    name: str
    detail: str = ""


def choosable(office: Office, household: HouseholdId, typed: str, limit: int = 12) -> tuple[Choosable, ...]:
    """Who fits what was typed: who lives here, the network, everybody of the file, and last a new name."""
    typed = " ".join(typed.split())
    today = office.today()
    with office.reading() as store:
        here = [
            each
            for each in store.of(Membership, household=household, order_by="position")
            if not each.ended_before(today)
        ]
        residents = {each.id: each for each in store.of(Resident, id=[each.resident for each in here])}
        found = [
            Choosable(Whom(resident=each.resident), full_name(residents[each.resident]), _("Lives here"))
            for each in here
            if each.resident in residents and full_name(residents[each.resident])
        ]
        found += [
            Choosable(Whom(member=each.id, resident=each.resident), each.name, each.relation or _("Network"))
            for each in store.of(NetworkMember, household=household, order_by="position")
            if each.name and each.resident not in residents
        ]
    if not typed:
        return tuple(found)
    found = [each for each in found if _fits(typed, each.name)]
    known = {each.whom.resident for each in found if each.whom.resident}
    if len(typed) > 1:
        for hit in office.search(typed, 3 * limit):
            if hit.resident is not None and hit.resident not in known and hit.resident not in residents:
                known.add(hit.resident)
                found.append(Choosable(Whom(resident=hit.resident), hit.name, hit.detail or _("In another household")))
    return (
        *found[:limit],
        Choosable(Whom(name=typed), typed, _("New, lives elsewhere: gets an own file")),
        Choosable(Whom(name=typed, lives_here=True), typed, _("New, lives here")),
    )


def _fits(typed: str, name: str) -> bool:
    words = folded(name).split()
    return all(any(word.startswith(part) for word in words) for part in folded(typed).split())


# ---------------------------------------------------------------------------------------------- doing


def cares_for(
    office: Office,
    household: HouseholdId,
    carer: Whom,
    cared_for: Whom,
    *,
    tie: CareTie | None = None,
    since: date | None = None,
) -> Care:
    """Write down that one person cares for another, in one deed: with a file of the own for who has none yet.

    Nothing is doubled: who cares for this person already keeps that care.
    Raises Problem when somebody would care for the same person, or nobody was named.
    """
    with office.writing(Deed.KEEP_CARER, household) as store:
        one = _person(office, store, household, carer)
        other = _person(office, store, household, cared_for)
        if one == other:
            raise Problem("cares_for_self", N_("Choose two different people: who cares, and for whom."))
        today = office.today()
        running = [each for each in store.of(Relation, resident=one, to_resident=other) if is_running(each, today)]
        relation = (
            running[0]
            if running
            else store.save(Relation(kind=RelationKind.CARES_FOR, resident=one, to_resident=other, from_on=since))
        )
        if known := store.of(Care, relation=relation.id):
            return known[0]
        home = _own_home(office, store, one, rather=household)
        _own_home(office, store, other, rather=household)
        about = store.of(Relation, resident=[one, other])
        member = store.find(NetworkMember, carer.member)
        tie = tie or tie_between(one, other, about) or (tie_of_network(member.kind) if member else None)
        together = home == home_of(store, other, today, rather=home)
        care = store.save(
            Care(
                household=home,
                relation=relation.id,
                tie=tie,
                distance=CareDistance.SAME_HOME if together else None,
            )
        )
        own = next(iter(store.of(Carer, resident=one)), None) or Carer(household=home, resident=one)
        if own.cares is not True:
            _asked(office, store, one)
            store.save(own.changed(cares=True, asked_on=own.asked_on or today))
        return care


def _person(office: Office, store: Store, household: HouseholdId, whom: Whom) -> ResidentId:
    """The person that was chosen, made when new."""
    if whom.member is not None:
        member = store.get(NetworkMember, whom.member)
        if member.resident is not None:
            return member.resident
        near = member.kind in (NetworkKind.NEIGHBOUR, NetworkKind.NEIGHBOUR_HELPER)
        made = _new_file(office, store, member.name, reach=member.contact, near=household if near else None)
        store.save(member.changed(resident=made))
        return made
    if whom.resident is not None:
        return store.get(Resident, whom.resident).id
    name = " ".join(whom.name.split())
    if not name:
        raise Problem("nobody_named", N_("Say first who cares, and for whom."))
    if whom.lives_here:
        first, last = _first_and_last(name)
        prefix, birth_name = split_surname(last)
        resident = Resident(first_name=first, prefix=prefix, birth_name=birth_name)
        return households.add_person(office, household, resident, MemberRole.ADULT).resident
    return _new_file(office, store, name)


def _new_file(
    office: Office, store: Store, name: str, *, reach: str = "", near: HouseholdId | None = None
) -> ResidentId:
    """An own household file for somebody who has none; nothing of the household that led here comes in it.

    Only a neighbour lives, by being one, in the same neighbourhood.
    """
    first, last = _first_and_last(name)
    made = households.create_household(office, NewHousehold(first_name=first, surname=last, reach=reach))
    if near is not None and (area := store.get(Household, near).area) and not _is_hidden(store, near):
        store.save(store.get(Household, made.id).changed(area=area))
    return store.of(Membership, household=made.id)[0].resident


def _is_hidden(store: Store, household: HouseholdId) -> bool:
    return any(each.is_secret for each in store.of(Address, household=household))


def _first_and_last(name: str) -> tuple[str, str]:
    first, _space, last = name.partition(" ")
    return first, last


def _own_home(office: Office, store: Store, resident: ResidentId, *, rather: HouseholdId) -> HouseholdId:
    """The household of somebody; who lives in none gets an own file."""
    found = home_of(store, resident, office.today(), rather=rather)
    if found is not None:
        return found
    person = store.get(Resident, resident)
    made = store.save(Household(label=households.household_label([person]), started_on=office.today()))
    store.save(Membership(household=made.id, resident=resident))
    return made.id


def end_care(office: Office, household: HouseholdId, relation: RelationId, on: date | None = None) -> Relation:
    """End the care on a day, today when nothing else is said; what was written down stays with the carer."""
    with office.writing(Deed.KEEP_CARER, household) as store:
        found = store.get(Relation, relation)
        day = on or office.today()
        return store.save(found.changed(until_on=max(day, found.from_on) if found.from_on else day))


def go_on_with(office: Office, household: HouseholdId, relation: RelationId) -> Relation:
    """Let care that ended run again."""
    with office.writing(Deed.KEEP_CARER, household) as store:
        return store.save(store.get(Relation, relation).changed(until_on=None))


def keep_relation(office: Office, household: HouseholdId, relation: Relation) -> Relation:
    """Keep since when somebody cares.

    Raises Problem for a day that has yet to come, Stale when somebody else changed it in the meantime.
    """
    if relation.from_on is not None:
        not_in_the_future(office, relation.from_on)
    with office.writing(Deed.KEEP_CARER, household) as store:
        return store.save(relation)


def care_of(line: CareLine) -> Care:
    """The details of a line to fill in; of care that was only a relation so far they begin empty."""
    if line.care is not None:
        return line.care
    assert line.carer.household is not None
    return Care(household=line.carer.household, relation=line.relation.id)


def keep_care(office: Office, care: Care) -> Care:
    """Keep what one carer does for one person; it stands in the household of the carer.

    Raises Stale when somebody else changed it in the meantime, Problem when the plan words were not agreed with a day.
    """
    with office.writing(Deed.KEEP_CARER, care.household) as store:
        if not care.version and (known := store.of(Care, relation=care.relation)):
            # Somebody began it in the meantime: what was typed comes on top of that.
            care = _on_top_of(known[0], care)
        stored = store.find(Care, care.id)
        if stored is not None and stored.plan_agreed_on is not None and _says_other_words(stored, care):
            # Words that changed were not agreed to yet.
            care = care.changed(plan_agreed_on=None)
        relation = store.get(Relation, care.relation)
        home = home_of(store, relation.resident, office.today(), rather=care.household)
        return store.save(care.changed(household=home or care.household))


def _on_top_of(known: R, typed: R) -> R:
    """What is known with what was typed anew; nothing that was not typed takes anything away."""
    empty = {name: field.get_default(call_default_factory=False) for name, field in type(typed).model_fields.items()}
    own = {"id", "version", "household"}
    return known.changed(**{name: value for name, value in typed if name not in own and value != empty[name]})


def _says_other_words(stored: Care, care: Care) -> bool:
    """Whether the words for the plan changed while the day on which they were agreed stayed."""
    words = (care.plan_does, care.plan_limits) != (stored.plan_does, stored.plan_limits)
    return words and care.plan_agreed_on == stored.plan_agreed_on


def keep_carer(office: Office, carer: Carer) -> Carer:
    """Keep what is known of a carer as a person; who was asked, has a day on which.

    Raises Stale when somebody else changed it in the meantime.
    """
    with office.writing(Deed.KEEP_CARER, carer.household) as store:
        if not carer.version and (known := store.of(Carer, resident=carer.resident)):
            carer = _on_top_of(known[0], carer)
        if carer.cares is not None and carer.asked_on is None:
            carer = carer.changed(asked_on=office.today())
        return store.save(carer)


# ---------------------------------------------------------------------------------------------- children


def answer(office: Office, household: HouseholdId, child: ResidentId, cares: bool | None) -> Carer:
    """Write down whether a child cares for somebody; None takes the answer away."""
    with office.writing(Deed.KEEP_CARER, household) as store:
        known = store.of(Carer, resident=child)
        home = home_of(store, child, office.today(), rather=household) or household
        carer = known[0] if known else Carer(household=home, resident=child)
        if cares is not None and carer.cares is not True:
            _asked(office, store, child)
        return store.save(carer.changed(cares=cares, asked_on=office.today() if cares is not None else None))


def ask_later(office: Office, household: HouseholdId, child: ResidentId) -> Task:
    """Ask in four weeks whether this child cares too; one task at a time."""
    with office.writing(Deed.KEEP_CARER, household) as store:
        waiting = [
            each for each in store.of(Task, household=household, kind=TaskKind.CARER, resident=child) if each.is_open
        ]
        if waiting:
            return waiting[0]
        return tasks.add_task(
            office,
            household,
            _("Ask {name} whether there is somebody to care for", name=full_name(store.get(Resident, child))),
            office.today() + timedelta(days=ASK_LATER_DAYS),
            kind=TaskKind.CARER,
            resident=child,
        )


def _asked(office: Office, store: Store, resident: ResidentId) -> None:
    """Whoever was not known as a carer yet has no talks: a task about this person was to ask, and that is done."""
    for each in store.of(Task, kind=TaskKind.CARER, resident=resident):
        if each.is_open:
            tasks.complete(office, each.id)
