"""The team's own norms: other numbers for local terms, days of royal decree, and what was agreed about the caseload."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from buurtteam.domain.calendar import DecreeDay, LawText
from buurtteam.domain.case import CaseEvent, Closing
from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.household import Membership, Resident
from buurtteam.domain.household_clocks import CaseFacts, years_in_sight
from buurtteam.domain.problem import Problem
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.record import Record
from buurtteam.domain.request import RequestEvent, RequestNotification
from buurtteam.domain.staff import Deed, Team, may
from buurtteam.domain.statute import LocalNorm, Mark, Needs, OwnDecreeDay, Statute, Term, Unit
from buurtteam.services.law import law
from buurtteam.services.office import Office
from buurtteam.storage import terms
from buurtteam.storage.facts import facts_of, homes_of_born
from buurtteam.storage.store import Store

if TYPE_CHECKING:
    from buurtteam.domain.kinds import HouseholdId


@dataclass(frozen=True)
class NormRow:
    """A term with the number that holds today, what the law itself says, and the team's own versions, newest first."""

    step: str
    rule: str
    title: LawText
    trigger: LawText
    cited: LawText
    mark: Mark
    number: int
    unit: Unit
    since: date
    source: str
    own: tuple[LocalNorm, ...]
    law_number: int
    law_unit: Unit

    @property
    def is_adjustable(self) -> bool:
        """Whether the coordinator may set another number."""
        return self.mark in (Mark.LOCAL_NORM, Mark.BYLAW)

    @property
    def is_own(self) -> bool:
        """Whether the number of today is the team's own."""
        return (self.number, self.unit) != (self.law_number, self.law_unit)


@dataclass(frozen=True)
class DecreeRow:
    """A day of royal decree: of the program, of the team, or set aside by the team."""

    on: date
    name: LawText
    source: str
    own: OwnDecreeDay | None

    @property
    def is_dropped(self) -> bool:
        """Whether the team says that it is no free day after all."""
        return self.own is not None and self.own.is_dropped


@dataclass(frozen=True)
class Norms:
    """All the team's norms as they stand today."""

    terms: tuple[NormRow, ...]
    decree_days: tuple[DecreeRow, ...]
    known_from: int
    known_to: int
    team: Team
    caseload: CaseloadNorms
    may_change: bool


@dataclass(frozen=True)
class Effect:
    """What another norm would do today: how many open terms get another date, in how many households."""

    terms: int
    households: int
    missed: int
    """How many of those terms would then be too late already."""


def norms(office: Office) -> Norms:
    """Every term, the days of royal decree and the caseload norms, as they stand today.

    Raises Trouble when the file cannot be read.
    """
    today, written = office.today(), law()
    with office.reading() as store:
        own = sorted(store.of(LocalNorm), key=lambda each: (each.valid_from, str(each.id)), reverse=True)
        days = store.of(OwnDecreeDay, order_by="on")
        team = next(iter(store.of(Team)), None) or Team()
    rows = []
    for term in _current(written, today):
        now = office.statute.step(term.id, today) or term
        rows.append(
            NormRow(
                step=term.id,
                rule=term.rule,
                title=term.title,
                trigger=term.trigger,
                cited=term.cited(),
                mark=term.mark,
                number=now.number,
                unit=now.unit,
                since=now.valid_from,
                source=now.source,
                own=tuple(each for each in own if each.step == term.id),
                law_number=term.number,
                law_unit=term.unit,
            )
        )
    return Norms(
        terms=tuple(rows),
        decree_days=_decree_rows(written.free_days.decree, days),
        known_from=written.free_days.decrees_known_from,
        known_to=max(written.free_days.decrees_known_to, team.decrees_known_to or 0),
        team=team,
        caseload=caseload_norms(office),
        may_change=may(office.worker, Deed.SET_NORMS),
    )


def _current(written: Statute, today: date) -> Iterable[Term]:
    """Of each step the version of today, else the first that will hold."""
    for step in dict.fromkeys(term.id for term in written.terms):
        versions = [term for term in written.terms if term.id == step]
        yield next((each for each in versions if each.holds_on(today)), versions[-1])


def _decree_rows(known: Sequence[DecreeDay], own: Sequence[OwnDecreeDay]) -> tuple[DecreeRow, ...]:
    found = {day.on: DecreeRow(day.on, day.name, day.source, None) for day in known}
    for each in own:
        before = found.get(each.on)
        name = LawText(nl=each.name, en=each.name) if each.name else before.name if before else _A_DECREE
        found[each.on] = DecreeRow(each.on, name, each.source or (before.source if before else ""), each)
    return tuple(found[day] for day in sorted(found, reverse=True))


_A_DECREE = LawText(nl="Dag van een koninklijk besluit", en="Day of a royal decree")


def effect_of(office: Office, norm: LocalNorm) -> Effect:
    """What keeping this norm would change today; nothing is kept.

    Raises Problem when the law does not let this norm be.
    """
    with office.reading() as store:
        kept = [each for each in store.of(LocalNorm) if each.id != norm.id]
    return _effect(office, [*kept, norm], norm.step)


def effect_of_removing(office: Office, norm: LocalNorm) -> Effect:
    """What taking this norm away would change today; nothing is removed."""
    with office.reading() as store:
        kept = [each for each in store.of(LocalNorm) if each.id != norm.id]
    return _effect(office, kept, norm.step)


def effect_of_decree_day(office: Office, day: OwnDecreeDay) -> Effect:
    """What keeping this day of royal decree, or setting one aside, would change today; nothing is kept."""
    with office.reading() as store:
        kept = [each for each in store.of(OwnDecreeDay) if each.on != day.on]
        own = store.of(LocalNorm)
    then = _with_days(office, [*kept, day]).with_local_norms(own)
    # Only what is counted over such days can be moved by one.
    return _compare(office, then, {term.id for term in then.terms if term.atw or term.unit is Unit.WORKING_DAYS})


def _effect(office: Office, own: Sequence[LocalNorm], step: str) -> Effect:
    with office.reading() as store:
        days = store.of(OwnDecreeDay)
    return _compare(office, _with_days(office, days).with_local_norms(own), {step})


def _with_days(office: Office, days: Iterable[OwnDecreeDay]) -> Statute:
    with office.reading() as store:
        team = next(iter(store.of(Team)), None) or Team()
    return law().with_free_days(days, known_to=team.decrees_known_to, decree_day_works=team.decree_day_works)


def _compare(office: Office, then: Statute, steps: set[str]) -> Effect:
    """The open terms of these steps that get another end, counted by both laws.

    Nearly every term follows from its day 0 alone, and thousands share a day; only what stands still or comes with an
    age needs the facts of its household.
    """
    now, today = office.statute, office.today()
    brought = {term.id for term in then.terms if term.id in steps and term.needs is Needs.BIRTH_DATE}
    held = {term.id for term in then.terms if term.id in steps and term.may_be_suspended}
    with office.counted() as store:
        lines = terms.waiting_of(store.connection, steps - brought)
        waits = facts_of(store, today, list({home for home, step, _day in lines if step in held}), _HOLD)
        young = homes_of_born(store.connection, years_in_sight(sorted(brought), (now, then), today)) if brought else []
        grown = facts_of(store, today, young, _BRING)
    moved: list[tuple[HouseholdId, bool]] = []
    by_day: dict[tuple[str, date], tuple[bool, bool]] = {}
    for home, step, day_zero in lines:
        if step not in held:
            key = step, day_zero
            if key not in by_day:
                before, after = _end(now, step, day_zero), _end(then, step, day_zero)
                by_day[key] = before != after, after is not None and after < today
            if by_day[key][0]:
                moved.append((home, by_day[key][1]))
    for known, only in ((waits, held), (grown, brought)):
        for home, facts in known.items():
            moved += [(home, is_late) for is_late in _moved(facts, now, then, today, only)]
    return Effect(len(moved), len({home for home, _late in moved}), sum(late for _home, late in moved))


_HOLD: frozenset[type[Record]] = frozenset({RequestNotification, RequestEvent, CaseEvent})
"""What makes a term stand still."""

_BRING: frozenset[type[Record]] = frozenset({Membership, Resident, RequestNotification, CaseEvent, Closing})
"""What decides whether an age asks for a talk."""


def _end(statute: Statute, step: str, day_zero: date) -> date | None:
    """The last day of a step that follows from its day 0 alone; nothing when it does not hold then."""
    with suppress(Problem):
        term = statute.step(step, day_zero)
        return statute.count(term, day_zero).legal_end if term else None
    return None


def _moved(facts: CaseFacts, now: Statute, then: Statute, today: date, only: set[str]) -> Iterable[bool]:
    """Of each term of one household that gets another end, or comes or goes, whether it would be too late already."""
    before, after = (
        {
            (each.step, each.source, each.day_zero): each.legal_end
            for each in case_deadlines(facts, statute, today, explained=False, only=only)
            if each.is_waiting
        }
        for statute in (now, then)
    )
    yield from (end < today for key, end in after.items() if before.get(key) != end)
    yield from (False for key in before if key not in after)


def keep_norm(office: Office, norm: LocalNorm) -> LocalNorm:
    """Keep another number for a local term from a day on; all terms are counted anew.

    Raises Problem "not_adjustable", "no_such_step" or "beyond_law" when the law does not let it, and when the worker
    may not; Stale when somebody else changed it.
    """
    with office.writing(Deed.SET_NORMS) as store:
        others = [each for each in store.of(LocalNorm) if each.id != norm.id]
        law().with_local_norms([*others, norm])
        return store.save(norm)


def remove_norm(office: Office, norm: LocalNorm) -> UUID:
    """Take away a norm that was made by mistake; returns the id of the bundle in the trash.

    Raises Problem when the worker may not, Stale when somebody else changed it.
    """
    return office.remove(Deed.SET_NORMS, None, norm.step, norm)


def keep_decree_day(office: Office, day: OwnDecreeDay) -> OwnDecreeDay:
    """Keep a day of royal decree, or that one is no free day here; all terms are counted anew.

    A day has one line: keeping the same day again replaces it. Raises Problem when the worker may not.
    """
    with office.writing(Deed.SET_NORMS) as store:
        same = next((each for each in store.of(OwnDecreeDay, on=day.on) if each.id != day.id), None)
        if same is not None:
            return store.save(same.changed(name=day.name, source=day.source, is_dropped=day.is_dropped))
        return store.save(day)


def remove_decree_day(office: Office, day: OwnDecreeDay) -> UUID:
    """Take away the team's own line about a day; returns the id of the bundle in the trash.

    Raises Problem when the worker may not, Stale when somebody else changed it.
    """
    return office.remove(Deed.SET_NORMS, None, day.name or day.on.isoformat(), day)


def keep_decree_rules(office: Office, changed: Team) -> Team:
    """Keep up to which year the royal decrees are known, and whether such a day is a working day; nothing else.

    Raises Problem when the worker may not.
    """
    with office.writing(Deed.SET_NORMS) as store:
        team = next(iter(store.of(Team)), None) or Team()
        return store.save(
            team.changed(decrees_known_to=changed.decrees_known_to, decree_day_works=changed.decree_day_works)
        )


def caseload_norms(office: Office) -> CaseloadNorms:
    """What the team agreed about its caseload; the defaults when it agreed nothing yet.

    Raises Trouble when the file cannot be read.
    """
    with office.reading() as store:
        return caseload_norms_in(store)


def caseload_norms_in(store: Store) -> CaseloadNorms:
    """As `caseload_norms`, within a deed or a look."""
    return next(iter(store.of(CaseloadNorms)), _USUAL)


_USUAL = CaseloadNorms()
"""What counts while the team agreed nothing of its own."""


def keep_caseload_norms(office: Office, changed: CaseloadNorms) -> CaseloadNorms:
    """Keep what the team agreed about its caseload; a file holds one.

    Raises Problem when the worker may not, Stale when somebody else changed it.
    """
    with office.writing(Deed.SET_NORMS) as store:
        there = next(iter(store.of(CaseloadNorms)), None)
        if there is not None and changed.version == 0:
            changed = changed.changed(id=there.id, version=there.version)
        return store.save(changed)
