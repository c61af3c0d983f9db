"""Early signals of arrears: taken in by hand or from a file, matched by a human, followed up, and answered with a code."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.early_signal import (
    ANSWER_FOR,
    WITHOUT_CONTACT,
    EarlySignal,
    Outreach,
    SignalAnswer,
    SignalResult,
)
from buurtteam.domain.folding import folded
from buurtteam.domain.household import Household, Membership
from buurtteam.domain.household_clocks import CaseFacts
from buurtteam.domain.kinds import CaseEventId, EarlySignalId, HouseholdId, ResidentId, one_line
from buurtteam.domain.problem import Problem
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.signal_file import Rejected, read_signals, same_signal
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_, Choice
from buurtteam.services import households
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage import early_signals as lists
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _


class MatchReason(Choice):
    """Why a report may be about somebody whom the team knows."""

    ADDRESS = "address", N_("The same address")
    BIRTH_AND_NAME = "birth_and_name", N_("The same name and date of birth")
    BIRTH = "birth", N_("The same date of birth")
    REACHED = "reached", N_("The same phone number or e-mail")


@dataclass(frozen=True)
class Match:
    """A household that a signal may be about; a human chooses."""

    household: HouseholdId
    label: str
    resident: ResidentId | None
    reasons: tuple[MatchReason, ...]


@dataclass(frozen=True)
class SignalLine:
    """An early signal on the list, with its term and what was tried."""

    signal: EarlySignal
    label: str
    """The name of the household, once somebody said which it is."""
    term: Deadline | None
    tried: tuple[Outreach, ...]


@dataclass(frozen=True)
class Intake:
    """What taking in a file does, or did: signals that are new, that were here already, and rows that are not right."""

    new: tuple[EarlySignal, ...]
    known: tuple[int, ...]
    """The lines of the file that were taken in before, or stand in it twice."""
    rejected: tuple[Rejected, ...]
    unknown_headings: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    """The first line of the file as it stands there."""


@dataclass(frozen=True)
class SignalView:
    """One early signal with all that a page tells about it."""

    line: SignalLine
    matches: tuple[Match, ...]
    today: date

    @property
    def answer(self) -> SignalAnswer | None:
        """All that the partner may hear, once something came of it."""
        signal = self.line.signal
        return ANSWER_FOR[signal.result] if signal.result else None


def signal_lines(office: Office, household: HouseholdId | None = None) -> tuple[SignalLine, ...]:
    """Every early signal, or those about a household: those of which nothing came yet first, the first last day on top."""
    about: dict[str, Any] = {} if household is None else {"household": household}
    with office.reading() as store:
        signals = store.of(EarlySignal, **about)
        tried: dict[EarlySignalId, list[Outreach]] = {}
        for each in store.of(Outreach, order_by="on", **about):
            tried.setdefault(each.signal, []).append(each)
        ids = [each.household for each in signals if each.household]
        labels = {home.id: home.label for home in store.of(Household, id=list(set(ids)))}
        events = store.of(CaseEvent, kind=[*_STARTS, *_ENDS], **about)
    terms = _terms(office, events)
    lines = [
        SignalLine(
            each,
            labels.get(each.household, "") if each.household else "",
            terms.get(each.event) if each.event else None,
            tuple(tried.get(each.id, ())),
        )
        for each in signals
    ]
    return tuple(sorted(lines, key=_first))


_STARTS = frozenset({CaseEventKind.EARLY_SIGNAL, CaseEventKind.CRISIS_SIGNAL})
_ENDS = frozenset({CaseEventKind.SIGNAL_CONTACT, CaseEventKind.SIGNAL_SETTLED})


def _first(line: SignalLine) -> tuple[bool, date, str]:
    signal = line.signal
    waits = line.term.warn_on if line.term and line.term.is_open else signal.received_on
    return not signal.is_open, waits, str(signal.id)


def _terms(office: Office, events: Sequence[CaseEvent], *, explained: bool = False) -> dict[CaseEventId, Deadline]:
    """The term for offering contact of each signal, by its event."""
    by_home: dict[HouseholdId | None, list[CaseEvent]] = {}
    for each in events:
        by_home.setdefault(each.household, []).append(each)
    found: dict[CaseEventId, Deadline] = {}
    for home, own in by_home.items():
        facts = CaseFacts(household=home, events=own)
        for term in case_deadlines(facts, office.statute, office.today(), explained=explained):
            if term.source.event is not None:
                found[term.source.event] = term
    return found


def view_of(office: Office, signal: EarlySignalId) -> SignalView:
    """One signal with its term explained, what was tried, and whom it may be about.

    Raises Trouble when it is not there any more.
    """
    with office.reading() as store:
        found = store.get(EarlySignal, signal)
        home = store.find(Household, found.household) if found.household else None
        events = store.of(CaseEvent, household=found.household, kind=[*_STARTS, *_ENDS]) if found.event else []
        own = [
            each
            for each in events
            if each.id == found.event or (each.kind in _ENDS and each.answers in (None, found.event))
        ]
        term = _terms(office, own, explained=True).get(found.event) if found.event else None
        line = SignalLine(
            found, home.label if home else "", term, tuple(store.of(Outreach, signal=signal, order_by="on"))
        )
        likely = () if home else matches(office, found)
    return SignalView(line, likely, office.today())


def remove(office: Office, signal: EarlySignalId) -> UUID:
    """Move a signal to the trash with what was tried and its term; gives back the bundle."""
    with office.writing(Deed.FOLLOW_SIGNAL) as store:
        found = store.get(EarlySignal, signal)
        event = store.find(CaseEvent, found.event) if found.event else None
        answers = store.of(CaseEvent, answers=event.id) if event else []
        roots = [found, *answers, *([event] if event else [])]
        return office.remove(Deed.FOLLOW_SIGNAL, found.household, _("An early signal"), *roots)


# ------------------------------------------------------------------------------------------- taking in


def receive(office: Office, signal: EarlySignal) -> EarlySignal:
    """Take in a signal, or keep what is corrected in it; its term for offering contact starts on the day it came.

    Raises Problem for a day that has not come yet, Stale when somebody else changed it.
    """
    not_in_the_future(office, signal.received_on)
    with office.writing(Deed.FOLLOW_SIGNAL, signal.household) as store:
        known = store.find(CaseEvent, signal.event) if signal.event else None
        facts = {
            "household": signal.household,
            "kind": CaseEventKind.CRISIS_SIGNAL if signal.is_crisis else CaseEventKind.EARLY_SIGNAL,
            "on": signal.received_on,
            "about": signal.resident,
        }
        if known is None:
            event = CaseEvent(**facts, worker=office.me, typed_at=office.now())
            return store.save(signal.changed(event=store.save(event).id))
        if any(getattr(known, name) != value for name, value in facts.items()):
            store.save(known.changed(**facts))
        return store.save(signal)


def look_at_file(office: Office, data: bytes, *, partner: str = "") -> Intake:
    """What taking in this file would do; nothing is written.

    Raises Problem when the file as a whole cannot be read.
    """
    with office.reading() as store:
        return _intake(office, store, data, partner)


def take_in_file(office: Office, data: bytes, *, partner: str = "") -> Intake:
    """Take in every signal of a file that is new and right, in one deed; a file that comes twice changes nothing.

    Raises Problem when the file as a whole cannot be read.
    """
    with office.writing(Deed.TAKE_IN_SIGNALS) as store:
        intake = _intake(office, store, data, partner)
        kept = tuple(receive(office, each) for each in intake.new)
        return replace(intake, new=kept)


def _intake(office: Office, store: Store, data: bytes, partner: str) -> Intake:
    file = read_signals(data, office.today(), partner=partner)
    seen = Counter(same_signal(each) for each in store.of(EarlySignal))
    new: list[EarlySignal] = []
    known: list[int] = []
    for line, signal in file.signals:
        key = same_signal(signal)
        if seen[key]:
            known.append(line)
        else:
            new.append(signal)
        seen[key] += 1
    return Intake(tuple(new), tuple(known), file.rejected, file.unknown_headings, file.headings)


# ------------------------------------------------------------------------------------------- whom it is about


def matches(office: Office, signal: EarlySignal) -> tuple[Match, ...]:
    """The households that a signal may be about, the likeliest first; a human chooses."""
    reasons: dict[HouseholdId, dict[MatchReason, ResidentId | None]] = {}

    def found(home: HouseholdId, why: MatchReason, who: ResidentId | None = None) -> None:
        reasons.setdefault(home, {})[why] = who

    with office.reading() as store:
        if signal.postcode and signal.number:
            for home in lists.at_address(store.connection, signal.postcode, signal.number):
                found(home, MatchReason.ADDRESS)
        if len(signal.born_on) == 10:
            named = folded(signal.name)
            for home, who, names in lists.born_on(store.connection, signal.born_on):
                fits = any(name and folded(name) in named for name in names)
                found(home, MatchReason.BIRTH_AND_NAME if fits else MatchReason.BIRTH, who)
        for value in (signal.phone, signal.email):
            for home, who in lists.reached_by(store.connection, value) if value else ():
                found(home, MatchReason.REACHED, who)
        labels = {home.id: home.label for home in store.of(Household, id=list(reasons))}
    order = list(MatchReason)
    made = [
        Match(
            home,
            labels.get(home, ""),
            next((who for who in why.values() if who), None),
            tuple(sorted(why, key=order.index)),
        )
        for home, why in reasons.items()
    ]
    weight = {MatchReason.BIRTH_AND_NAME: 4, MatchReason.REACHED: 3, MatchReason.ADDRESS: 2, MatchReason.BIRTH: 1}
    return tuple(sorted(made, key=lambda each: (-sum(weight[why] for why in each.reasons), each.label)))


def belongs_to(
    office: Office, signal: EarlySignalId, household: HouseholdId | None, resident: ResidentId | None = None
) -> EarlySignal:
    """Say which household a signal is about, or that it was about another; its term and what was tried go along."""
    with office.writing(Deed.FOLLOW_SIGNAL, household) as store:
        found = store.get(EarlySignal, signal)
        event = store.find(CaseEvent, found.event) if found.event else None
        if event is not None:
            for each in (event, *store.of(CaseEvent, answers=event.id)):
                store.save(each.changed(household=household, about=resident if each is event else each.about))
        for attempt in store.of(Outreach, signal=signal):
            store.save(attempt.changed(household=household))
        return store.save(found.changed(household=household, resident=resident if household else None))


def new_household(office: Office, signal: EarlySignalId, new: NewHousehold) -> Household:
    """Make the household that a signal is about, in one deed.

    Raises Problem when there is too little to make one.
    """
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        made = households.create_household(office, new)
        member = next(iter(store.of(Membership, household=made.id)), None)
        belongs_to(office, signal, made.id, member.resident if member else None)
        return made


# ------------------------------------------------------------------------------------------- following up


def attempt(office: Office, outreach: Outreach) -> Outreach:
    """Write down that somebody was tried, or keep what is corrected; the first offer of contact meets the term.

    Raises Problem for a day before the signal or one that has not come yet.
    """
    not_in_the_future(office, outreach.on)
    with office.writing(Deed.FOLLOW_SIGNAL, outreach.household) as store:
        signal = store.get(EarlySignal, outreach.signal)
        if outreach.on < signal.received_on:
            raise Problem("tried_before_signal", N_("This day lies before the day on which the signal came."))
        kept = store.save(outreach.changed(household=signal.household, worker=outreach.worker or office.me))
        _answer_event(office, store, signal)
        return kept


def forget_attempt(office: Office, outreach: Outreach) -> None:
    """Take away an attempt that was none; the term runs again when no other offered contact."""
    with office.writing(Deed.FOLLOW_SIGNAL, outreach.household) as store:
        signal = store.get(EarlySignal, outreach.signal)
        store.remove_tree(store.get(Outreach, outreach.id))
        _answer_event(office, store, signal)


def settle(office: Office, signal: EarlySignalId, result: SignalResult | None, words: str = "") -> EarlySignal:
    """Write down what came of a signal, or that it is open again.

    Raises Problem when contact has to be offered first.
    """
    with office.writing(Deed.FOLLOW_SIGNAL) as store:
        found = store.get(EarlySignal, signal)
        offered = any(each.way.offers for each in store.of(Outreach, signal=signal))
        if result is not None and result not in WITHOUT_CONTACT and not offered:
            raise Problem(
                "no_contact_offered",
                N_("Nobody was offered contact yet. Write down first when and how you tried."),
            )
        kept = store.save(
            found.changed(
                result=result,
                result_on=None if result is None else office.today(),
                result_words=one_line(words),
                answer=None if result is None else found.answer,
                answered_on=None if result is None else found.answered_on,
            )
        )
        _answer_event(office, store, kept)
        return kept


def told_partner(office: Office, signal: EarlySignalId, on: date | None = None) -> EarlySignal:
    """Write down that the partner heard the code that goes with the result, and nothing more.

    Raises Problem while nothing came of the signal.
    """
    day = on or office.today()
    not_in_the_future(office, day)
    with office.writing(Deed.FOLLOW_SIGNAL) as store:
        found = store.get(EarlySignal, signal)
        return store.save(found.changed(answer=answer_for(found), answered_on=day))


def answer_for(signal: EarlySignal) -> SignalAnswer:
    """All that the partner may hear.

    Raises Problem while nothing came of the signal.
    """
    if signal.result is None:
        raise Problem("signal_open", N_("Write down first what came of this signal."))
    return ANSWER_FOR[signal.result]


def _answer_event(office: Office, store: Store, signal: EarlySignal) -> None:
    """Keep the event that meets the term in step with what was tried and what came of the signal."""
    if signal.event is None:
        return
    offers = [each.on for each in store.of(Outreach, signal=signal.id, order_by="on") if each.way.offers]
    kind, on = None, None
    if offers:
        kind, on = CaseEventKind.SIGNAL_CONTACT, offers[0]
    elif signal.result is not None:
        kind, on = CaseEventKind.SIGNAL_SETTLED, signal.result_on
    known = [each for each in store.of(CaseEvent, answers=signal.event) if each.kind in _ENDS]
    if kind is None or on is None:
        for each in known:
            store.remove_tree(each)
        return
    facts = {"household": signal.household, "kind": kind, "on": on, "answers": signal.event}
    if not known:
        store.save(CaseEvent(**facts, worker=office.me, typed_at=office.now()))
        return
    first, *others = known
    for each in others:
        store.remove_tree(each)
    if any(getattr(first, name) != value for name, value in facts.items()):
        store.save(first.changed(**facts))


def reported_person(signal: EarlySignal) -> dict[str, str]:
    """What was reported of a person, as a new household asks for it: the last word of a name is the surname."""
    *first, last = signal.name.split() or [""]
    filled = {
        "first_name": " ".join(first),
        "surname": last,
        "reach": signal.phone or signal.email,
        **{name: getattr(signal, name) for name in ("born_on", "street", "number", "postcode", "city")},
    }
    return {name: value for name, value in filled.items() if value}
