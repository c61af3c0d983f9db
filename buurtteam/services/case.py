"""What happens in a household outside its requests: written down, corrected, and with the terms that follow from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from buurtteam.domain import answers as answering
from buurtteam.domain.ages import Age, exact_birth
from buurtteam.domain.case import OF_TEAM, CaseEvent, CaseEventKind, Postponement, TermSource
from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.domain.early_signal import EarlySignal
from buurtteam.domain.household import Household, Membership, Resident, full_name
from buurtteam.domain.household_clocks import CaseFacts
from buurtteam.domain.kinds import (
    CarerTalkId,
    CaseEventId,
    ConsentId,
    EarlySignalId,
    HouseholdId,
    ResidentId,
    SafetyFlagId,
    local_day,
    one_line,
)
from buurtteam.domain.problem import Problem
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_
from buurtteam.services.law import ages
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.facts import facts_of, leaks_of_team
from buurtteam.storage.store import Store
from buurtteam.texts import label
from buurtteam.texts import translate as _

TEAM_KINDS = OF_TEAM
"""What can happen to the team itself, without a household."""

# ---------------------------------------------------------------------------------------------- what happened


def record(
    office: Office,
    household: HouseholdId | None,
    kind: CaseEventKind,
    on: date | None = None,
    *,
    at: datetime | None = None,
    until_on: date | None = None,
    about: ResidentId | None = None,
    consent: ConsentId | None = None,
    safety_flag: SafetyFlagId | None = None,
    answers: CaseEventId | None = None,
    note: str = "",
) -> CaseEvent:
    """Write down that something happened on a day (today when none is given), or at a moment where hours count.

    Raises Problem when that lies in the future, before what it answers, or stands there already, or when it is not said
    whom or what it concerns.
    """
    event = CaseEvent(
        household=household,
        kind=kind,
        on=local_day(at) if at is not None else on or office.today(),
        at=at,
        until_on=until_on,
        about=about,
        consent=consent,
        safety_flag=safety_flag,
        answers=answers,
        note=one_line(note),
        worker=office.me,
        typed_at=office.now(),
    )
    with office.writing(Deed.RECORD_CASE_EVENT, household) as store:
        _check(office, store, event)
        return store.save(event)


def keep(office: Office, event: CaseEvent) -> CaseEvent:
    """Keep a corrected event; the journal keeps what stood there before.

    Raises Problem as `record`, Stale when somebody else changed it.
    """
    with office.writing(Deed.RECORD_CASE_EVENT, event.household) as store:
        _check(office, store, event)
        return store.save(event)


def remove(office: Office, event: CaseEvent) -> UUID:
    """Move an event to the trash with what answers it and what was agreed about its terms; gives back the bundle."""
    with office.writing(Deed.RECORD_CASE_EVENT, event.household) as store:
        _must_be_of_no_signal(store, event)
        # An answer that names nothing any more would count for all others.
        answers = store.of(CaseEvent, answers=event.id)
        agreed = store.of(Postponement, event=[event.id, *(each.id for each in answers)])
        return office.remove(
            Deed.RECORD_CASE_EVENT, event.household, label(event.kind), event, *_all_answers(store, answers), *agreed
        )


def open_starts(office: Office, household: HouseholdId | None, kind: CaseEventKind) -> tuple[CaseEvent, ...]:
    """The events that an event of this kind can still answer, the oldest first."""
    with office.reading() as store:
        return answering.open_starts(store.of(CaseEvent, household=household), kind)


_SIGNAL_ENDS = (CaseEventKind.SIGNAL_CONTACT, CaseEventKind.SIGNAL_SETTLED)


def _must_be_of_no_signal(store: Store, event: CaseEvent) -> None:
    """What starts or meets the term of an early signal follows from that signal, and would contradict it by hand."""
    starts = [each for each in (event.id, event.answers) if each is not None]
    of_one = store.count(EarlySignal, event=starts)
    if not of_one and event.kind in _SIGNAL_ENDS and event.answers is None and event.household is not None:
        # It names none, so it would count for every signal of the household.
        known = store.of(EarlySignal, household=event.household)
        of_one = any(each.event is not None for each in known)
    if of_one:
        raise Problem(
            "of_signal",
            N_("This belongs to an early signal. Write it down with that signal, and it stands here by itself."),
        )


def _signals(store: Store, household: HouseholdId, events: Sequence[CaseEvent]) -> dict[CaseEventId, EarlySignalId]:
    """Of each event that an early signal keeps in step, which signal."""
    of_start = {each.event: each.id for each in store.of(EarlySignal, household=household) if each.event}
    found = {each.id: of_start.get(each.id) or of_start.get(each.answers) for each in events}  # type: ignore[arg-type]
    return {event: signal for event, signal in found.items() if signal is not None}


def _all_answers(store: Store, answers: Sequence[CaseEvent]) -> list[CaseEvent]:
    found = {each.id: each for each in answers}
    fresh = list(answers)
    while fresh:
        for each in store.of(CaseEvent, answers=fresh.pop().id):
            if each.id not in found:
                found[each.id] = each
                fresh.append(each)
    return list(found.values())


def _check(office: Office, store: Store, event: CaseEvent) -> None:
    _must_be_of_no_signal(store, event)
    not_in_the_future(office, event.on)
    if event.at is not None and event.at > office.now():
        raise Problem("in_the_future", N_("This moment has yet to come. Fill in when it really happened."))
    if event.until_on is not None and event.until_on < event.on:
        raise Problem("ends_before_start", N_("The end lies before the start."))
    if event.household is None and event.kind not in TEAM_KINDS:
        raise Problem("which_household", N_("Say first in which household this happened."))
    if event.kind is CaseEventKind.CONSENT_REVIEWED and event.consent is None:
        raise Problem("which_consent", N_("Say which consent you talked about."))
    if event.kind is CaseEventKind.SAFETY_FLAG_REVIEWED and event.safety_flag is None:
        raise Problem("which_flag", N_("Say which safety flag you looked at."))
    if event.answers is not None:
        start = store.get(CaseEvent, event.answers)
        if start.household != event.household or start.kind not in answering.ANSWERS.get(event.kind, ()):
            raise Problem("answers_other", N_("This cannot be the answer to that. Choose what it answers."))
        if event.on < start.on or (event.at is not None and start.at is not None and event.at < start.at):
            raise Problem("before_the_start", N_("This lies before what it answers. Check the date."))
    same = store.of(CaseEvent, household=event.household, kind=event.kind, on=event.on)
    if any(each.id != event.id and _is_the_same(each, event) for each in same):
        raise Problem("event_known", N_("This already stands on that day. Nothing was added."))


def _is_the_same(one: CaseEvent, other: CaseEvent) -> bool:
    facts = ("at", "about", "consent", "safety_flag", "answers")
    return all(getattr(one, name) == getattr(other, name) for name in facts)


# ---------------------------------------------------------------------------------------------- a term that is late


def postpone(
    office: Office,
    household: HouseholdId | None,
    step: str,
    source: TermSource,
    *,
    reason: str = "",
    agreed: str = "",
    agreed_on: date | None = None,
    until_on: date | None = None,
) -> Postponement:
    """Write down why a term is not kept and what was agreed about it (uitstel); its dates and its state stay.

    Raises Problem when neither is said, when the agreement lies in the future or after its new date, or when the
    household has no such term.
    """
    if household is None:
        raise Problem("team_term", N_("This is a term of the team: there is nobody to agree with. Note what you did."))
    made = Postponement(
        household=household,
        step=step,
        **dict(source),
        reason=one_line(reason),
        agreed=one_line(agreed),
        agreed_on=agreed_on or office.today(),
        until_on=until_on,
        worker=office.me,
    )
    with office.writing(Deed.POSTPONE_TERM, household) as store:
        _check_agreement(office, made)
        facts = facts_of(store, office.today(), [household]).get(household)
        known = (
            case_deadlines(facts, office.statute, office.today(), explained=False, now=office.now()) if facts else ()
        )
        if not any(each.step == step and each.source == source and not each.is_window for each in known):
            raise Problem("no_such_term_here", N_("This term does not run here any more. Nothing was noted."))
        return store.save(made)


def keep_postponement(office: Office, postponement: Postponement) -> Postponement:
    """Keep what was agreed in other words.

    Raises Problem as `postpone`, Stale when somebody else changed it.
    """
    with office.writing(Deed.POSTPONE_TERM, postponement.household) as store:
        _check_agreement(office, postponement)
        return store.save(postponement)


def remove_postponement(office: Office, postponement: Postponement) -> UUID:
    """Move what was agreed about a term to the trash; gives back the bundle."""
    return office.remove(Deed.POSTPONE_TERM, postponement.household, _("What was agreed about a term"), postponement)


def _check_agreement(office: Office, postponement: Postponement) -> None:
    if not postponement.reason and not postponement.agreed:
        raise Problem("nothing_agreed", N_("Say why it takes longer, or what you agreed with the resident."))
    not_in_the_future(office, postponement.agreed_on)
    if postponement.until_on is not None and postponement.until_on < postponement.agreed_on:
        raise Problem("before_agreement", N_("The new date lies before the day on which you agreed it."))


# ---------------------------------------------------------------------------------------------- one page of terms


@dataclass(frozen=True)
class AgeLine:
    """That somebody reaches an age at which the law changes something."""

    resident: ResidentId
    who: str
    age: Age
    on: date


@dataclass(frozen=True)
class TermsView:
    """All that one page tells about the terms of a household, or of the team."""

    household: Household | None
    today: date
    late: tuple[Deadline, ...] = ()
    """Missed; those that still wait for somebody first."""
    waiting: tuple[Deadline, ...] = ()
    standing_still: tuple[Deadline, ...] = ()
    windows: tuple[Deadline, ...] = ()
    """Times for the resident that still run, and days that come."""
    done: tuple[Deadline, ...] = ()
    """Met, passed or no longer needed; the last one first."""
    events: tuple[CaseEvent, ...] = ()
    """What happened, the newest first."""
    postponements: tuple[Postponement, ...] = ()
    reached: tuple[AgeLine, ...] = ()
    ahead: tuple[AgeLine, ...] = ()
    unknown_birth: tuple[str, ...] = ()
    """Who has no whole date of birth, so that no age can be told."""
    people: Mapping[ResidentId, str] = field(default_factory=dict)
    consents: Mapping[ConsentId, str] = field(default_factory=dict)
    flags: Mapping[SafetyFlagId, str] = field(default_factory=dict)
    sources: Mapping[TermSource, str] = field(default_factory=dict)
    """Of each source of a term what it is, in a few words."""
    carers: Mapping[CarerTalkId, ResidentId] = field(default_factory=dict)
    """With which carer each talk was that may start a term."""
    signals: Mapping[CaseEventId, EarlySignalId] = field(default_factory=dict)
    """Of each event that an early signal keeps in step, which signal; it is changed there."""

    @property
    def every(self) -> tuple[Deadline, ...]:
        """All terms, what is late first."""
        return (*self.late, *self.waiting, *self.standing_still, *self.windows, *self.done)

    def find(self, step: str, source: TermSource) -> Deadline | None:
        """The term of this step and source; the one that waits for somebody when there are several."""
        found = [each for each in self.every if each.step == step and each.source == source]
        return next((each for each in found if each.is_open), found[-1] if found else None)

    def about(self, deadline: Deadline) -> str:
        """What or whom a term is about, in a few words."""
        return self.sources.get(deadline.source, "")

    def agreements_about(self, deadline: Deadline) -> tuple[Postponement, ...]:
        """What was agreed about a term, the newest first."""
        return tuple(
            each for each in self.postponements if each.step == deadline.step and each.source == deadline.source
        )

    def can_answer(self, kind: CaseEventKind) -> tuple[CaseEvent, ...]:
        """The events that an event of this kind can still answer, the oldest first."""
        return answering.open_starts(self.events, kind)


def read_terms(office: Office, household: HouseholdId | None) -> TermsView:
    """The terms of a household, or of the team, as they stand today, with all they follow from.

    Raises Trouble when the household is not there any more.
    """
    today, statute = office.today(), office.statute
    with office.reading() as store:
        if household is None:
            team = leaks_of_team(store)
            events = tuple(sorted(team.events, key=_newest, reverse=True))
            return _grouped(
                TermsView(household=None, today=today, events=events, sources=_of_events(events)),
                case_deadlines(team, statute, today, now=office.now()),
            )
        home = store.get(Household, household)
        facts = facts_of(store, today, [household])[household]
        members = [each.resident for each in store.of(Membership, household=household, order_by="position")]
        people = {each.id: each for each in store.of(Resident, id=members)}
        view = _with_ages(
            TermsView(
                household=home,
                today=today,
                events=tuple(sorted(facts.events, key=_newest, reverse=True)),
                postponements=tuple(sorted(facts.postponements, key=lambda each: each.agreed_on, reverse=True)),
                people={found: full_name(people[found]) for found in members if found in people},
                consents={each.id: each.recipient or _("Without a name yet") for each in facts.consents},
                flags={each.id: label(each.measure) for each in facts.safety_flags},
                sources=sources_of(facts, people),
                carers={each.id: each.resident for each in facts.carer_talks},
                signals=_signals(store, household, facts.events),
            ),
            [people[found] for found in dict.fromkeys(_living_here(store, household, today)) if found in people],
        )
    return _grouped(view, case_deadlines(facts, statute, today, now=office.now()))


def _newest(event: CaseEvent) -> tuple[date, float, str]:
    return event.on, event.at.timestamp() if event.at else 0, str(event.id)


def _grouped(view: TermsView, found: Sequence[Deadline]) -> TermsView:
    late = [each for each in found if each.state is DeadlineState.MISSED]
    rest = [each for each in found if each.state is not DeadlineState.MISSED]
    windows = [each for each in rest if each.is_window and each.state is DeadlineState.RUNNING]
    done = [each for each in rest if not each.is_open]
    return replace(
        view,
        late=tuple(sorted(late, key=lambda each: (not each.is_open, each.legal_end))),
        waiting=tuple(each for each in rest if each.state is DeadlineState.RUNNING and not each.is_window),
        standing_still=tuple(each for each in rest if each.state is DeadlineState.SUSPENDED),
        windows=tuple(windows),
        done=tuple(sorted(done, key=lambda each: each.met_on or each.ended_on or each.legal_end, reverse=True)),
    )


# ---------------------------------------------------------------------------------------------- ages and sources


def _living_here(store: Store, household: HouseholdId, today: date) -> list[ResidentId]:
    members = store.of(Membership, household=household, order_by="position")
    return [each.resident for each in members if each.counts_on(today)]


def _with_ages(view: TermsView, residents: Sequence[Resident]) -> TermsView:
    reached: list[AgeLine] = []
    unknown: list[str] = []
    for resident in residents:
        if resident.died_on:
            continue
        born_on = exact_birth(resident.born_on)
        if born_on is None:
            unknown.append(full_name(resident))
            continue
        reached += [AgeLine(resident.id, full_name(resident), each.age, each.on) for each in ages().all_for(born_on)]
    return replace(
        view,
        reached=tuple(each for each in reached if each.on <= view.today),
        ahead=tuple(each for each in reached if each.on > view.today),
        unknown_birth=tuple(unknown),
    )


def sources_of(facts: CaseFacts, people: Mapping[ResidentId, Resident]) -> dict[TermSource, str]:
    """Of each source of a term of a household what or whom it is, in a few words."""
    found = _of_events(facts.events, people)
    for request, _events in facts.requests:
        found[TermSource(request=request.id)] = _("Request of {day}", day=local_day(request.received_at))
    for consent in facts.consents:
        who = full_name(people[consent.resident]) if consent.resident and consent.resident in people else ""
        found[TermSource(consent=consent.id)] = " · ".join(part for part in (who, consent.recipient) if part)
    for flag in facts.safety_flags:
        found[TermSource(safety_flag=flag.id)] = label(flag.measure)
    for task in facts.tasks:
        found[TermSource(task=task.id)] = task.what
    for resident in people.values():
        found[TermSource(resident=resident.id)] = full_name(resident)
    for talk in facts.carer_talks:
        if talk.resident in people:
            found[TermSource(carer_talk=talk.id)] = full_name(people[talk.resident])
    return found


def _of_events(
    events: Sequence[CaseEvent], people: Mapping[ResidentId, Resident] | None = None
) -> dict[TermSource, str]:
    names: dict[ResidentId | None, str] = {found: full_name(each) for found, each in (people or {}).items()}
    return {
        TermSource(event=each.id): " · ".join(part for part in (names.get(each.about, ""), each.note) if part)
        for each in events
    }
