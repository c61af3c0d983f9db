"""What a referral to debt help needs before it goes: a yes of each adult who is referred, and what is still missing."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from buurtteam.domain.budget import Asset, Income
from buurtteam.domain.debt import Debt
from buurtteam.domain.household import Membership, Resident, full_name
from buurtteam.domain.kinds import ReferralId, ResidentId
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.sharing import (
    Consent,
    ConsentAnswer,
    GivenHow,
    LegalGround,
    Referral,
    SharedTopic,
    last_answer,
)
from buurtteam.domain.staff import Deed
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_
from buurtteam.services import budget, creditors, requests, threats
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

NEEDED = (SharedTopic.NAME_ADDRESS, SharedTopic.MONEY)
"""What debt help cannot do without."""

TOPICS = (*NEEDED, *(each for each in SharedTopic if each not in NEEDED))
"""Everything that can be asked about, what is needed first."""


@dataclass(frozen=True)
class ConsentLine:
    """What one adult said about sharing one topic with debt help."""

    resident: ResidentId
    who: str
    topic: SharedTopic
    answer: ConsentAnswer
    how: GivenHow | None = None
    on: date | None = None
    is_needed: bool = False


# ---------------------------------------------------------------------------------------------- consent


def consent_lines(store: Store, home: Home, referral: Referral, today: date) -> tuple[ConsentLine, ...]:
    """What each adult who is referred said, topic by topic; the last answer counts."""
    people = people_of(store, referral)
    known = consents_with(store, referral)
    made: list[ConsentLine] = []
    for person in people:
        own = [each for each in known if each.is_said_by(person.id, is_sole=is_sole_adult(home, person.id))]
        for topic in TOPICS:
            told = last_answer(own, topic, today)
            is_yes = told is not None and told.holds_on(today)
            made.append(
                ConsentLine(
                    resident=person.id,
                    who=home.first_name(person.id) or full_name(person),
                    topic=topic,
                    answer=ConsentAnswer.TO_ASK if told is None else ConsentAnswer.YES if is_yes else ConsentAnswer.NO,
                    how=told.given_how if told else None,
                    on=(told.withdrawn_on or told.given_on) if told else None,
                    is_needed=topic in NEEDED,
                )
            )
    return tuple(made)


def is_sole_adult(home: Home, person: ResidentId) -> bool:
    """Whether somebody is the only adult at home, so that an answer without a name can only be theirs."""
    return [each.id for each in home.adults] == [person]


def kept_out(store: Store, home: Home, referral: Referral) -> tuple[Resident, ...]:
    """Other adults of the household who have not allowed this recipient to hear about their money: it stays out."""
    ever = {each.resident for each in store.of(Membership, household=referral.household)}
    known = consents_with(store, referral)
    found = []
    for person in store.of(Resident, id=list(ever - {referral.resident, referral.partner}), order_by="id"):
        if person.died_on or not home.is_of_age(person):
            continue
        told = last_answer([each for each in known if each.resident == person.id], SharedTopic.MONEY, home.today)
        if told is None or not told.holds_on(home.today):
            found.append(person)
    return tuple(found)


def consents_with(store: Store, referral: Referral) -> list[Consent]:
    """All that was asked about sharing with this recipient, the newest answer first."""
    if not referral.recipient.strip():
        return []
    found = [
        each
        for each in store.of(Consent, household=referral.household, order_by="id")
        if each.is_with(referral.recipient)
    ]
    return sorted(found, key=lambda each: each.given_on or date.min, reverse=True)


def say(
    office: Office,
    referral: ReferralId,
    resident: ResidentId,
    topics: Iterable[SharedTopic],
    answer: ConsentAnswer,
    *,
    how: GivenHow = GivenHow.SPOKEN,
    on: date | None = None,
) -> tuple[Consent, ...]:
    """Write down what an adult said about sharing topics with debt help; the last answer counts.

    An earlier yes is withdrawn by a no and never wiped out; a slip of the same day leaves no trace; saying the same
    again changes nothing.
    Raises Problem when there is no recipient yet, or the day has yet to come.
    """
    day = on or office.today()
    requests.not_in_the_future(office, day)
    wanted = set(topics)
    with office.writing(Deed.SHARE) as store:
        found = store.get(Referral, referral)
        if not found.recipient.strip():
            raise Problem("no_recipient", N_("Say first to whom this goes."))
        is_sole = is_sole_adult(Home.of(store, found.household, office.today(), office.statute), resident)

        def own() -> list[Consent]:
            return [each for each in consents_with(store, found) if each.is_said_by(resident, is_sole=is_sole)]

        known = own()
        counting = {topic: last_answer(known, topic, day) for topic in wanted}
        said = [each for each in known if each in counting.values() and each.answer is answer and each.given_how is how]
        said = [each for each in said if each.holds_on(day) or answer is ConsentAnswer.NO]
        wanted -= {topic for topic, each in counting.items() if each in said}
        for each in own():
            if each.topics & wanted and (each.given_on == day or answer is not ConsentAnswer.YES):
                _give_way(store, each, wanted, day)
        if answer is ConsentAnswer.TO_ASK or not wanted:
            return tuple(said)
        same = [
            each
            for each in consents_with(store, found)
            if (each.resident, each.answer, each.given_how, each.given_on, each.withdrawn_on, each.until_on)
            == (resident, answer, how, day, None, None)
        ]
        if same:
            return (store.save(same[0].changed(topics=same[0].topics | wanted)),)
        return (
            store.save(
                Consent(
                    household=found.household,
                    resident=resident,
                    recipient=found.recipient,
                    topics=frozenset(wanted),
                    purpose=_("Help with debts"),
                    answer=answer,
                    given_how=how,
                    given_on=day,
                )
            ),
        )


def _give_way(store: Store, consent: Consent, topics: AbstractSet[SharedTopic], day: date) -> None:
    """Take topics out of an earlier answer: one of the same day was a slip, an older yes is withdrawn and stays."""
    left, taken = consent.topics - topics, consent.topics & topics
    is_older = consent.given_on is not None and consent.given_on < day
    if is_older and consent.answer is ConsentAnswer.YES and consent.withdrawn_on is None:
        if left:
            copy = Consent(household=consent.household, topics=taken)
            facts = {name: getattr(consent, name) for name in type(consent).model_fields}
            store.save(copy.changed(**{**facts, "id": copy.id, "version": 0, "topics": taken, "withdrawn_on": day}))
            store.save(consent.changed(topics=left))
        else:
            store.save(consent.changed(withdrawn_on=day))
    elif is_older:
        # What was answered on another day stays known.
        return
    elif left:
        store.save(consent.changed(topics=left))
    else:
        store.remove(consent)


# ---------------------------------------------------------------------------------------------- what is missing


def gaps_for(office: Office, referral: ReferralId) -> tuple[Gap, ...]:
    """What a referral to debt help still misses; without what stops it can be neither sent nor made into papers.

    Raises Trouble when it is not there any more.
    """
    with office.reading() as store:
        found = store.get(Referral, referral)
        home = Home.of(store, found.household, office.today(), office.statute)
        return gaps_of(store, home, found, office.today())


def gaps_of(store: Store, home: Home, referral: Referral, today: date) -> tuple[Gap, ...]:
    """What is missing: what stops it first, then what debt help will ask for."""
    one = str(home.household.id)
    found: list[Gap] = []

    def add(sentence: str, place: str, name: str, *, stops: bool = False, **values: object) -> None:
        found.append(Gap(sentence, place, name, one, values, stops))

    people = people_of(store, referral)
    if not referral.recipient.strip():
        add(N_("It does not say to whom this goes."), "money.debt_help", "recipient", stops=True)
    if not people:
        add(N_("It does not say who is referred."), "money.debt_help", "resident", stops=True)
    if referral.recipient.strip() and referral.ground is LegalGround.CONSENT:
        for line in consent_lines(store, home, referral, today):
            if line.is_needed and line.answer is not ConsentAnswer.YES:
                words = (
                    N_("{who} said no to sharing this with {recipient}: {topic}.")
                    if line.answer is ConsentAnswer.NO
                    else N_("{who} has not said yes yet to sharing this with {recipient}: {topic}.")
                )
                facts = {"who": line.who, "recipient": referral.recipient, "topic": line.topic}
                add(words, "money.debt_help", "consent", stops=True, **facts)
    threatening = [each for each in store.of(Threat, household=home.household.id) if each.holds_on(today)]
    if referral.ground is not LegalGround.CONSENT and not any(each.is_urgent for each in threatening):
        words = N_("Without consent it can only go while something urgent threatens. Write down the threat first.")
        add(words, "money.threats", "threat", stops=True)
    for threat in threatening:
        found.extend(threats.gaps_of(threat, "on", "letter_seen", "can_pay_current"))
    for person in people:
        who = full_name(person)
        if not person.born_on:
            add(N_("{who} has no date of birth here."), "household", "born_on", who=who)
        if not person.bsn:
            add(N_("{who} has no citizen service number here."), "household", "bsn", who=who)
    if referral.recipient and any(each.bsn for each in people) and not gets_bsn(store, referral):
        words = N_(
            "The citizen service number does not go along: the list of creditors does not say that {recipient} may use it."
        )
        add(words, "settings", "creditors", recipient=referral.recipient)
    owned = {each.resident for each in store.of(Debt, household=home.household.id)}
    owned |= {each.resident for each in store.of(Income, household=home.household.id)}
    owned |= {each.resident for each in store.of(Asset, household=home.household.id)}
    for person in kept_out(store, home, referral):
        if person.id in owned:
            words = N_("{who} has not allowed it, so nothing about the debts and income of {who} goes along.")
            add(words, "money.debt_help", "partner", who=full_name(person))
    debts = [each for each in store.of(Debt, household=home.household.id) if each.counts]
    if not debts:
        add(N_("No debts have been written down yet."), "money.post", "")
    elif unknown := sum(each.amount is None for each in debts):
        add(N_("Of {count} debts the amount is not known."), "money.post", "amount", count=unknown)
    if not store.count(Income, household=home.household.id):
        add(N_("No income has been written down yet."), "money.budget", "")
    if not budget.picture_in(store, home.household.id).story.strip():
        add(N_("How it came about is not told yet."), "money.overview", "story")
    return tuple(found)


def people_of(store: Store, referral: Referral) -> tuple[Resident, ...]:
    """Who is referred: one adult, or two together."""
    found = (store.find(Resident, each) for each in (referral.resident, referral.partner))
    return tuple(each for each in found if each is not None)


def gets_bsn(store: Store, referral: Referral) -> bool:
    """Whether the team's list says that the recipient may use the citizen service number (Wabb art. 10)."""
    listed = creditors.named(creditors.creditors_in(store), referral.recipient)
    return listed is not None and listed.creditor.may_use_bsn
