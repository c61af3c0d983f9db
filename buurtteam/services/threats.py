"""Threats to a household, such as eviction: written down at once, ended with how, and what the law asks because of them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.household import Household
from buurtteam.domain.household_clocks import CaseFacts
from buurtteam.domain.kinds import HouseholdId, ThreatId, local_day
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.request import Channel, EventKind, RequestKind, RequestNotification
from buurtteam.domain.staff import Deed, Team
from buurtteam.domain.threat import BY_LAW, Countdown, Threat, ThreatEnd, ThreatKind, in_order
from buurtteam.domain.words import N_
from buurtteam.services import requests
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage import threats as questions
from buurtteam.storage.facts import facts_of
from buurtteam.storage.store import Store
from buurtteam.texts import label, long_date, plural
from buurtteam.texts import translate as _

HASTE, WEEKS = "T07", "T06"
"""The terms of the first conversation: three working days under a threat, else four weeks."""

_OVER = (EventKind.CLOSED, EventKind.WITHDRAWN)


@dataclass(frozen=True)
class ThreatsView:
    """The threats of a household with what follows from them at one moment."""

    threats: tuple[Threat, ...]
    """What threatens now, the first to happen on top; then what is over."""
    now: datetime
    today: date
    first_talk: tuple[Deadline, ...] = ()
    """The terms of the first conversation that still ask for something, three working days before four weeks."""
    weeks: Deadline | None = None
    """The term of four weeks, also while three working days count in its place."""
    request: RequestNotification | None = None
    """The request for help with debts that is open."""
    talked_on: date | None = None
    """The day of the first conversation about that request."""

    @property
    def holding(self) -> tuple[Threat, ...]:
        """What threatens today."""
        return tuple(each for each in self.threats if each.holds_on(self.today))

    @property
    def is_urgent(self) -> bool:
        """Whether something threatens today that makes haste by law or by the rule of the team."""
        return any(each.is_urgent for each in self.holding)

    @property
    def needs_request(self) -> bool:
        """Whether three working days do not count only because no request for help with debts is written down."""
        return self.is_urgent and self.request is None


def threats_of(office: Office, household: HouseholdId) -> ThreatsView:
    """The threats of a household, the term of its first conversation, and the request that this term is about."""
    now, today = office.now(), office.today()
    with office.reading() as store:
        facts = facts_of(store, today, [household]).get(household) or CaseFacts(household=household)
    found = [
        each
        for each in case_deadlines(facts, office.statute, today, only=(HASTE, WEEKS))
        if each.rule in (HASTE, WEEKS)
    ]
    request, talked_on = _open_request(facts, today)
    return ThreatsView(
        threats=in_order(facts.threats, today),
        now=now,
        today=today,
        first_talk=tuple(
            sorted((each for each in found if each.is_waiting), key=lambda each: (each.warn_on, each.step != HASTE))
        ),
        weeks=next((each for each in found if each.rule == WEEKS), None),
        request=request,
        talked_on=talked_on,
    )


def _open_request(facts: CaseFacts, today: date) -> tuple[RequestNotification | None, date | None]:
    """The request for help with debts that is open, the one without a conversation first, and when one was held."""
    found: list[tuple[bool, RequestNotification, date | None]] = []
    for request, events in facts.requests:
        happened = [each for each in events if each.on <= today]
        if request.kind is RequestKind.DEBT and not any(each.kind in _OVER for each in happened):
            talked_on = min((each.on for each in happened if each.kind is EventKind.FIRST_TALK_HELD), default=None)
            found.append((talked_on is not None, request, talked_on))
    found.sort(key=lambda each: (each[0], -each[1].received_at.timestamp()))
    return (found[0][1], found[0][2]) if found else (None, None)


@dataclass(frozen=True)
class ThreatLine:
    """A threat that makes haste, for the day of a worker."""

    threat: Threat
    household: HouseholdId
    label: str


@dataclass(frozen=True)
class ThreatsNow:
    """The urgent threats that concern a worker at one moment, the first to happen on top."""

    now: datetime
    today: date
    lines: tuple[ThreatLine, ...] = ()


def urgent_now(office: Office) -> ThreatsNow:
    """What threatens the households of the worker of this office, and those that nobody is the fixed face of.

    Raises Trouble when the file cannot be read.
    """
    today = office.today()
    with office.reading() as store:
        homes = questions.urgent_now(store.connection, office.worker.id if office.worker else None, today)
        found = in_order(store.of(Threat, id=list(homes)), today) if homes else ()
    return ThreatsNow(office.now(), today, tuple(ThreatLine(each, *homes[each.id]) for each in found))


# ---------------------------------------------------------------------------------------------- deeds


def begin(office: Office, household: HouseholdId, kind: ThreatKind, **facts: object) -> Threat:
    """Write down that something threatens, known since today; whether it is urgent here follows from law and team.

    Nothing else has to be known. Raises Problem when the worker may not.
    """
    with office.writing(Deed.KEEP_THREAT, household) as store:
        store.get(Household, household)
        found = Threat(household=household, kind=kind, known_on=office.today()).changed(**facts)
        return keep(office, found.changed(counts_here=found.counts_here or _counts_here(store, found.kind)))


def keep(office: Office, threat: Threat) -> Threat:
    """Keep a threat; another kind follows the rule of the team, unless somebody ticked otherwise.

    Raises Problem when it is known or over on a day to come, Stale when somebody else changed it.
    """
    for field, day in (("known_on", threat.known_on), ("ended_on", threat.ended_on)):
        _must_have_come(office, field, day)
    with office.writing(Deed.KEEP_THREAT, threat.household) as store:
        stored = store.find(Threat, threat.id)
        if stored is None:
            threat = threat.changed(worker=threat.worker or office.me)
        elif stored.kind is not threat.kind and stored.counts_here == threat.counts_here:
            threat = threat.changed(counts_here=_counts_here(store, threat.kind))
        return store.save(threat)


def end(office: Office, threat: ThreatId, how: ThreatEnd, on: date | None = None) -> Threat:
    """Write down that a threat is over, and how; the four weeks of an open request go on from there.

    Raises Problem when that day has yet to come or lies before the day on which it was known.
    """
    day = on or office.today()
    _must_have_come(office, "ended_on", day)
    with office.writing(Deed.KEEP_THREAT) as store:
        found = store.get(Threat, threat)
        if day < found.known_on:
            sentence = N_("This day lies before the day on which the threat was known.")
            raise Problem("ended_before_known", sentence, (Gap(sentence, "money", "ended_on", str(found.id)),))
        return store.save(found.changed(ended_on=day, ended_how=how))


def goes_on(office: Office, threat: ThreatId) -> Threat:
    """Write down that a threat is not over after all."""
    with office.writing(Deed.KEEP_THREAT) as store:
        found = store.get(Threat, threat)
        return store.save(found.changed(ended_on=None, ended_how=None))


def keep_local(office: Office, changed: Team) -> Team:
    """Keep which threats count as urgent here beside those of the law; nothing else of the team.

    Raises Problem when the worker may not.
    """
    with office.writing(Deed.SET_NORMS) as store:
        team = next(iter(store.of(Team)), None) or Team()
        return store.save(team.changed(local_threats=changed.local_threats - BY_LAW))


def remove(office: Office, threat: Threat) -> UUID:
    """Move a threat to the trash; returns the bundle by which it is put back."""
    return office.remove(Deed.REMOVE, threat.household, label(threat.kind), threat)


def ask_for_help(office: Office, household: HouseholdId, on: date | None = None) -> RequestNotification:
    """Write down the request for help with debts that a threat belongs to, so that its term counts.

    It came in at this moment, or on an earlier day; its question stays empty for the resident's own words. When one is
    open already, that one is given back. Raises Problem for a day to come.
    """
    not_in_the_future(office, on or office.today())
    with office.writing(Deed.RECEIVE_REQUEST, household) as store:
        known, _talked_on = _open_request(facts_of(store, office.today(), [household])[household], office.today())
        if known is not None:
            return known
        received_at = office.now()
        if on is not None and on < office.today():
            # The hour is not known; noon lies on that day whatever the time zone.
            received_at = received_at.replace(year=on.year, month=on.month, day=on.day, hour=12, minute=0, second=0)
        return requests.receive(
            office,
            RequestNotification(
                household=household, received_at=received_at, kind=RequestKind.DEBT, channel=Channel.VISIT
            ),
        )


def _must_have_come(office: Office, field: str, day: date | None) -> None:
    if day is not None and day > office.today():
        sentence = N_("This day has yet to come. Fill in the day on which it really happened.")
        raise Problem("in_the_future", sentence, (Gap(sentence, "money", field),))


def _counts_here(store: Store, kind: ThreatKind) -> bool:
    team = next(iter(store.of(Team)), None) or Team()
    return kind not in BY_LAW and kind in team.local_threats


# ---------------------------------------------------------------------------------------------- in words


def countdown_words(threat: Threat, now: datetime) -> str:
    """How long until it would happen, as one says it; that the day is not known, or that it is over."""
    if threat.ended_on is not None and threat.ended_on <= local_day(now):
        return label(threat.ended_how) if threat.ended_how else _("Over")
    found = threat.countdown(now)
    if found is None:
        return _("Day not known yet")
    return _left(found)


def _left(found: Countdown) -> str:
    if found.is_past:
        return _("Should have happened already")
    if not found.has_hour:
        if found.days == 0:
            return _("Today, hour not known")
        return plural("{count} day to go", "{count} days to go", found.days)
    hours = plural("{count} hour", "{count} hours", found.hours)
    if found.days:
        days = plural("{count} day", "{count} days", found.days)
        return _("{days} and {hours} to go", days=days, hours=hours) if found.hours else _("{days} to go", days=days)
    if found.hours:
        return _("{hours} to go", hours=hours)
    return plural("{count} minute to go", "{count} minutes to go", found.minutes)


def is_close(threat: Threat, now: datetime) -> bool:
    """Whether it would happen within a day, or should have happened already."""
    found = threat.countdown(now)
    return found is not None and (found.is_past or found.days == 0 or (not found.has_hour and found.days == 1))


def when_words(threat: Threat) -> str:
    """The day and hour on which it would happen, as far as known."""
    if threat.on is None:
        return ""
    if not threat.hour:
        return long_date(threat.on)
    return _("{day} at {hour}", day=long_date(threat.on), hour=threat.hour.replace(":", "."))


def not_known(threat: Threat) -> tuple[str, ...]:
    """The fields that debt help and a court will ask about and nobody knows yet; nothing of it stops anything."""
    return (
        *(each for each in ("on", "letter_seen", "owed") if getattr(threat, each) is None),
        *(("hour",) if threat.on is not None and not threat.hour else ()),
        *(() if threat.creditor else ("creditor",)),
        *(("bailiff",) if threat.kind is ThreatKind.EVICTION and not threat.bailiff else ()),
        *not_known_to_court(threat),
    )


def not_known_to_court(threat: Threat) -> tuple[str, ...]:
    """The fields that a court asks about before it grants a moratorium and nobody knows yet (Fw art. 287b)."""
    if not may_be_stayed(threat):
        return ()
    asked = ["has_verdict", "can_pay_current", "debt_help_runs", "earlier_stay"]
    asked += [day for told, day in (("has_verdict", "verdict_on"), ("earlier_stay", "earlier_stay_on")) if getattr(threat, told)]  # fmt: skip
    return tuple(each for each in asked if getattr(threat, each) is None)


_TO_FIND_OUT = {
    "on": N_("{what}: on which day is not known yet."),
    "letter_seen": N_("{what}: has somebody seen the letter?"),
    "can_pay_current": N_("{what}: can the current bill be paid from now on?"),
}


def gaps_of(threat: Threat, *fields: str) -> tuple[Gap, ...]:
    """What a paper that tells these fields of a threat still misses; nothing of it stops anything."""
    one, home = str(threat.id), str(threat.household)
    return tuple(
        Gap(_TO_FIND_OUT[each], "money.threats", one, home, {"what": threat.kind})
        for each in fields
        if getattr(threat, each) is None
    )


def may_be_stayed(threat: Threat) -> bool:
    """Whether a court can put it off by a moratorium: the threats that the law names (Fw art. 287b)."""
    return threat.kind in BY_LAW
