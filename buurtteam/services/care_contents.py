"""What stands on each paper of a carer: from the carer's own records to a content that is frozen and printed.

Of whom somebody cares for stands here in one word who it is, and on the card the first name, to which both agreed.
What a team wrote for itself, what anybody said of a health, and every text of the talks of the other is not read at all.
"""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from buurtteam.domain.care import (
    GROWING_UP_UNTIL,
    YOUNG_UNTIL,
    Air,
    Care,
    Carer,
    CarerSupport,
    CarerTalk,
    CareTask,
    CareTie,
    CrisisAgreement,
    KnowsOfCare,
    MayDecide,
    SupportState,
    heard,
)
from buurtteam.domain.care_papers import (
    CarerCardPaper,
    CarerInfoPaper,
    CarerLetterFacts,
    InformationOnPaper,
    NearbyOnPaper,
    YoungCarerPaper,
)
from buurtteam.domain.caring import has_begun
from buurtteam.domain.directory import OF_PEOPLE, DirectoryEntry, KindOfHelp
from buurtteam.domain.household import (
    FormOfAddress,
    ReadingNeed,
    Relation,
    RelationKind,
    Resident,
    age_on,
    full_name,
)
from buurtteam.domain.kinds import ResidentId, one_line
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.papers import Contact, CrisisNumber
from buurtteam.domain.record import Value
from buurtteam.domain.sharing import SharedTopic
from buurtteam.paths import resource
from buurtteam.services import carer_support, instruments
from buurtteam.services.care_consent import CarerSays
from buurtteam.services.money_contents import person_on_paper, reached_through_us, shown_only
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.texts import date_in_letter, in_language, joined, label, language, plural
from buurtteam.texts import translate as _

MOST_IDEAS, MOST_ITEMS = 4, 4
"""How much stands on one sheet that is still read."""
_CARER, _YOUNG = "carer", "young"

V = TypeVar("V", bound=Value)


# ------------------------------------------------------------------------------------------ who


def cares_of(home: Home, carer: ResidentId) -> tuple[Relation, ...]:
    """For whom somebody cares today, the longest first."""
    found = home.store.of(Relation, resident=carer, kind=RelationKind.CARES_FOR, order_by=("from_on", "id"))
    return tuple(each for each in found if has_begun(each, home.today))


def is_for_young(person: Resident, home: Home) -> bool:
    """Whether the page of a young carer is for this person: up to 24 years, for growing up with care counts on."""
    age = age_on(person.born_on, home.today)
    return not home.is_of_age(person) if age is None else age < GROWING_UP_UNTIL


def _seen_by_all(home: Home, people: Iterable[ResidentId], content: V) -> V:
    """The content without what must stay hidden in this household, nor in that of anybody it touches."""
    for each in home.with_those_of(people):
        content = shown_only(each, content)
    return content


def _cared_for(home: Home, carer: ResidentId) -> list[ResidentId]:
    return [each.to_resident for each in cares_of(home, carer)]


def _care(home: Home, relation: Relation) -> Care:
    found = home.store.of(Care, relation=relation.id)
    return found[0] if found else Care(household=home.household.id, relation=relation.id)


def _carer(home: Home, resident: ResidentId) -> Carer:
    found = home.store.of(Carer, resident=resident)
    return found[0] if found else Carer(household=home.household.id, resident=resident)


def _own_words(home: Home, resident: ResidentId) -> str:
    """What somebody said last, in own words."""
    talks = heard(home.store.of(CarerTalk, resident=resident), home.today)
    return next((each.own_words for each in talks if each.own_words.strip()), "")


def is_large(person: Resident, asked: bool | None) -> bool:
    """Whether a paper for somebody is in large print: as asked, else as this person needs."""
    return ReadingNeed.LARGE_PRINT in person.reading_needs if asked is None else asked


# ------------------------------------------------------------------------------------------ the letter


def letter_facts(home: Home, person: Resident, says: CarerSays, contact: Contact, *, score: bool) -> CarerLetterFacts:
    """What the letter to a support centre tells: only what this carer allows this recipient to hear."""
    carer = _carer(home, person.id)
    through_us = reached_through_us(home)
    reach = person_on_paper(home, person, bsn=False, through_us=through_us)
    age = age_on(person.born_on, home.today)
    facts = CarerLetterFacts(
        who=one_line(full_name(person)) or _("the carer"),
        first=person.first_name or full_name(person) or _("this carer"),
        age=age if age is not None and age < YOUNG_UNTIL else None,
        address="" if carer.safe_channel else reach.address,
        phones="" if carer.safe_channel else one_line(joined(reach.phones, last="or")),
        only_through_us=through_us,
        safe_channel=_bare(carer.safe_channel),
        safe_not=_bare(carer.safe_not),
        contact=contact,
        by_parents=says.decides is MayDecide.PARENTS,
    )
    if says.may(SharedTopic.CARE):
        facts = facts.changed(
            has_care=True,
            cares=tuple(_who_for(home, person, each) for each in cares_of(home, person.id)),
            does=_tasks(home, person),
            work=_bare(carer.work),
            air=_air(carer_support.talk_about_air(home.store, person.id, home.today)),
            asked=_asked(home, person.id),
        )
    if score and says.may_score():
        facts = facts.changed(scores=_scores(home, person.id))
    return _seen_by_all(home, _cared_for(home, person.id), facts)


def _bare(text: str) -> str:
    return text.strip().rstrip(".")


def _who_for(home: Home, carer: Resident, relation: Relation) -> str:
    """For whom, how much and since when, in one sentence and without a name."""
    care = _care(home, relation)
    whom = _tie_in_words(care.tie, carer, home.store.find(Resident, relation.to_resident))
    parts = [_("{first} cares for {whom}", first=carer.first_name or full_name(carer) or _("This carer"), whom=whom)]
    hours = care.hours_per_week
    if hours:
        parts.append(plural("about {count} hour a week", "about {count} hours a week", hours))
    if relation.from_on is not None:
        parts.append(_("since {day}", day=date_in_letter(relation.from_on)))
    return one_line(", ".join(parts) + ".")


def _tie_in_words(tie: CareTie | None, carer: Resident, other: Resident | None) -> str:
    words = {
        FormOfAddress.MADAM: {
            CareTie.PARTNER: _("her partner"),
            CareTie.CHILD_FOR_PARENT: _("her parent"),
            CareTie.PARENT_FOR_CHILD: _("her child"),
            CareTie.SIBLING: _("her brother or sister"),
        },
        FormOfAddress.SIR: {
            CareTie.PARTNER: _("his partner"),
            CareTie.CHILD_FOR_PARENT: _("his parent"),
            CareTie.PARENT_FOR_CHILD: _("his child"),
            CareTie.SIBLING: _("his brother or sister"),
        },
    }
    exact = {
        (FormOfAddress.MADAM, CareTie.CHILD_FOR_PARENT, FormOfAddress.SIR): _("her father"),
        (FormOfAddress.MADAM, CareTie.CHILD_FOR_PARENT, FormOfAddress.MADAM): _("her mother"),
        (FormOfAddress.SIR, CareTie.CHILD_FOR_PARENT, FormOfAddress.SIR): _("his father"),
        (FormOfAddress.SIR, CareTie.CHILD_FOR_PARENT, FormOfAddress.MADAM): _("his mother"),
    }
    plain = {
        CareTie.PARTNER: _("a partner"),
        CareTie.CHILD_FOR_PARENT: _("a parent"),
        CareTie.PARENT_FOR_CHILD: _("a child of one's own"),
        CareTie.SIBLING: _("a brother or sister"),
        CareTie.FAMILY: _("a relative"),
        CareTie.FRIEND: _("a friend"),
        CareTie.NEIGHBOUR: _("a neighbour"),
    }
    if tie is None:
        return _("somebody close")
    address = other.form_of_address if other is not None else FormOfAddress.UNKNOWN
    found = exact.get((carer.form_of_address, tie, address))
    return found or words.get(carer.form_of_address, {}).get(tie) or plain[tie]


def _tasks(home: Home, person: Resident) -> tuple[str, ...]:
    """What the carer does, in the words of the program: what somebody typed may be about the health of the other."""
    done = {task for each in cares_of(home, person.id) for task in _care(home, each).tasks}
    named = [label(each) for each in CareTask if each in done and each is not CareTask.OTHER]
    said = "; ".join(each[:1].lower() + each[1:] for each in named)
    return (one_line(_("Does: {tasks}.", tasks=said)),) if named else ()


def _air(talk: CarerTalk | None) -> tuple[str, ...]:
    if talk is None:
        return ()
    found = [f"{label(each)}." for each in Air if each in talk.air and each is not Air.OTHER]
    if talk.air_words.strip():
        found.append(f"{_bare(talk.air_words)}.")
    return tuple(one_line(each) for each in found)


def _asked(home: Home, resident: ResidentId) -> tuple[str, ...]:
    """Help that is waited for: the kind, and since when."""
    found = home.store.of(CarerSupport, resident=resident, order_by=("requested_on", "id"))
    return tuple(
        one_line(_("Waits since {day} for: {what}.", day=date_in_letter(since), what=label(each.kind).lower()))
        for each in found
        if each.state_on(home.today) is SupportState.WAITING and (since := each.waits_since(home.today))
    )


def _scores(home: Home, resident: ResidentId) -> tuple[str, ...]:
    """The last score of each questionnaire, in one sentence each."""
    sentences = []
    for each in instruments.history_in(home.store, home.household.id, resident):
        if each.scored:
            last = each.scored[-1]
            said = instruments.in_words(last, each.instrument)
            on = date_in_letter(last.measurement.taken_on)
            sentences.append(one_line(_("{instrument}, {day}. {score}", instrument=each.name, day=on, score=said)))
    return tuple(sentences)


def has_score(home: Home, resident: ResidentId) -> bool:
    """Whether there is a score of this carer to tell."""
    return any(each.total is not None for each in home.store.of(Measurement, resident=resident))


def has_own_words(home: Home, resident: ResidentId) -> bool:
    """Whether something stands written in the own words of this carer."""
    return bool(_own_words(home, resident))


# ------------------------------------------------------------------------------------------ information


def information_paper(
    office: Office, home: Home, person: Resident, *, large_print: bool | None, language_of: str
) -> CarerInfoPaper:
    """What stands on the information sheet of this carer, in the language that this carer reads."""
    with in_language(language_of):
        air = carer_support.read_air(office, home.household.id, person.id)
        ideas = [each for each in air.ideas if not each.is_full and _can_be_called(each.line.entry)][:MOST_IDEAS]
        content = CarerInfoPaper(
            **home.head(is_large(person, large_print)),
            language="en" if language_of == "en" else "nl",
            carer=person.first_name or full_name(person),
            items=tuple(
                InformationOnPaper(
                    title=each.title, text=each.text, source=each.source, on=each.as_of, to_check=each.to_check
                )
                for each in air.information[:MOST_ITEMS]
            ),
            nearby=tuple(_nearby(each.line.entry, each.kind, home) for each in ideas),
            numbers=numbers_for(_YOUNG if is_for_young(person, home) and not home.is_of_age(person) else _CARER),
            contact=home.contact(home.face),
        )
    return _seen_by_all(home, _cared_for(home, person.id), content)


def _can_be_called(entry: DirectoryEntry) -> bool:
    """Whether somebody can go there alone; volunteers are people, whom the team brings together with a carer."""
    return entry.form not in OF_PEOPLE and bool(
        entry.name.strip() and (entry.phone.strip() or entry.way_in.strip() or entry.place.strip())
    )


def _nearby(entry: DirectoryEntry, kind: KindOfHelp, home: Home) -> NearbyOnPaper:
    return NearbyOnPaper(
        kind=label(kind),
        name=entry.name,
        what=entry.what,
        way_in=entry.way_in,
        phone=entry.phone,
        place=entry.place,
        on=entry.verified_on,
        to_check=entry.is_stale_on(home.today),
    )


def numbers_for(whom: str) -> tuple[CrisisNumber, ...]:
    """Whom a carer can call, in the language of now."""
    tongue = language()
    return tuple(
        CrisisNumber(
            name=each["name"].get(tongue, each["name"]["en"]),
            number=each["number"],
            when=each["when"].get(tongue, each["when"]["en"]),
            to_check=bool(each.get("to_check", False)),
        )
        for each in _written_phones()
        if whom in each["for"]
    )


@cache
def _written_phones() -> Sequence[dict[str, Any]]:
    with resource("care", "phones.toml").open("rb") as file:
        return tuple(tomllib.load(file)["phone"])


# ------------------------------------------------------------------------------------------ the card


def card_paper(
    home: Home, agreement: CrisisAgreement, relation: Relation, *, large_print: bool | None
) -> CarerCardPaper:
    """What stands on the card for when a carer drops out; both agreed to it."""
    carer = home.store.get(Resident, relation.resident)
    other = home.store.get(Resident, relation.to_resident)
    content = CarerCardPaper(
        **home.head(is_large(carer, large_print)),
        carer=carer.first_name or full_name(carer),
        cared_for=other.first_name or full_name(other),
        takes_over=agreement.takes_over,
        takes_over_phone=agreement.takes_over_phone,
        second=agreement.second,
        second_phone=agreement.second_phone,
        tonight=agreement.tonight,
        tomorrow=agreement.tomorrow,
        medicine=agreement.medicine,
        key_at=agreement.key_at,
        calms=agreement.calms,
        doctor=agreement.doctor,
        emergency=agreement.emergency,
        agreed_on=agreement.agreed_on,
        review_on=agreement.review_on,
        contact=home.contact(home.face),
    )
    return _seen_by_all(home, (relation.resident, relation.to_resident), content)


# ------------------------------------------------------------------------------------------ young carers


def young_paper(
    office: Office, home: Home, person: Resident, *, large_print: bool | None, own_words: bool, language_of: str
) -> YoungCarerPaper:
    """What stands on the page of a young carer; own words only when this young person wants them on it."""
    carer = _carer(home, person.id)
    with in_language(language_of):
        air = carer_support.read_air(office, home.household.id, person.id)
        meant = [each for each in air.ideas if KindOfHelp.YOUNG_CARERS in each.line.entry.kinds]
        content = YoungCarerPaper(
            **home.head(is_large(person, large_print)),
            language="en" if language_of == "en" else "nl",
            name=person.first_name or full_name(person),
            age=age_on(person.born_on, home.today),
            people=_people(carer),
            own_words=_own_words(home, person.id) if own_words else "",
            safe_channel=carer.safe_channel,
            safe_not=carer.safe_not,
            # Under its own heading it needs no kind.
            nearby=tuple(
                _nearby(each.line.entry, KindOfHelp.YOUNG_CARERS, home).changed(kind="") for each in meant[:2]
            ),
            numbers=numbers_for(_YOUNG),
            contact=home.contact(home.face),
        )
    return _seen_by_all(home, _cared_for(home, person.id), content)


def _people(carer: Carer) -> tuple[str, ...]:
    """Who knows of it and can be talked to; whom a young person may also choose when nobody knows."""
    found = []
    known = carer.knows
    if carer.school_contact.strip():
        found.append(
            _("{name}, {school}", name=carer.school_contact.strip(), school=carer.school.strip())
            if carer.school.strip()
            else carer.school_contact.strip()
        )
    elif not known or KnowsOfCare.SCHOOL in known:
        found.append(_("My mentor or teacher"))
    if KnowsOfCare.PARENTS in known:
        found.append(_("My father or mother"))
    if not known or KnowsOfCare.FAMILY in known:
        found.append(_("Somebody of my family"))
    if not known or KnowsOfCare.FRIEND in known:
        found.append(_("A friend"))
    if KnowsOfCare.DOCTOR in known:
        found.append(_("The general practitioner"))
    return tuple(one_line(each) for each in found)
