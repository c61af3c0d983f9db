"""The terms of the law and of the team, read from `resources/statute/`, and how each is counted."""

import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import groupby, islice, pairwise
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, PrivateAttr, model_validator

from buurtteam.domain.calendar import (
    ONE_DAY,
    DecreeDay,
    FreeDay,
    FreeDays,
    Kind,
    LawText,
    add_months,
    days_between,
    reach_age,
)
from buurtteam.domain.kinds import HERE, Day, Line, LocalNormId, OwnDecreeDayId, new_id
from buurtteam.domain.problem import Problem, wrong
from buurtteam.domain.record import Record, Value
from buurtteam.domain.words import N_, Choice


class Unit(Choice):
    """In what a term is counted."""

    SAME_DAY = "same_day", N_("the same day")
    HOURS = "hours", N_("hours")
    WORKING_DAYS = "working_days", N_("working days")
    DAYS = "days", N_("days")
    WEEKS = "weeks", N_("weeks")
    MONTHS = "months", N_("months")
    YEARS = "years", N_("years")
    AGE_MONTHS = "age_months", N_("months of age")


class Extension(StrEnum):
    """What happens to an end on a free day: the Atw, regulation 1182/71, or nothing."""

    ATW = "atw"
    EU = "eu"
    NONE = "none"


class Mark(Choice):
    """How hard a term is, shown beside it."""

    LAW = "law", N_("Law")
    BYLAW = "bylaw", N_("Municipal bylaw")
    LOCAL_NORM = "local_norm", N_("Local norm")
    FOLLOW = "follow", N_("Term of another organisation")


class Needs(Choice):
    """What a term is counted from."""

    DAY = "day", N_("A date")
    MOMENT = "moment", N_("A date and a time")
    BIRTH_DATE = "birth_date", N_("A date of birth")


class Term(Value):
    """One step of a rule as it holds for events from `valid_from` to `valid_to`, both included."""

    id: str
    name: str
    rule: str
    title: LawText
    trigger: LawText
    law: LawText
    article: str
    number: Annotated[int, Field(ge=0)]
    unit: Unit
    extension: Extension
    mark: Mark
    needs: Needs = Needs.DAY
    may_be_suspended: bool = False
    repeats: bool = False
    team_only: bool = False
    valid_from: date
    valid_to: date | None = None
    source: str
    to_check: LawText | None = None

    @property
    def atw(self) -> bool:
        """Whether the Algemene termijnenwet moves its end."""
        return self.extension is Extension.ATW

    @property
    def adjustable(self) -> bool:
        """Whether the coordinator may set another number: local norms and terms of a bylaw."""
        return self.mark in (Mark.LOCAL_NORM, Mark.BYLAW)

    def citation(self, language: str) -> str:
        """Law and article, as "Wmo 2015, art. 2.3.2 lid 1"."""
        return ", ".join(part for part in (self.law.of(language), self.article) if part)

    def cited(self) -> LawText:
        """Law and article in both languages."""
        return LawText(nl=self.citation("nl"), en=self.citation("en"))

    def holds_on(self, day: date) -> bool:
        """Whether an event on this day starts this version of the term."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @model_validator(mode="after")
    def _can_be_extended(self) -> Self:
        if self.extension is not Extension.NONE and self.unit in _NEVER_EXTENDED:
            raise wrong("cannot_extend", N_("A term in {unit} has no extension."), unit=self.unit.value)
        return self


_NEVER_EXTENDED = (Unit.SAME_DAY, Unit.HOURS, Unit.WORKING_DAYS, Unit.YEARS, Unit.AGE_MONTHS)


class LocalNorm(Record):
    """Another number for a local norm or for a term of a bylaw, from a day on; the coordinator sets it."""

    id: LocalNormId = Field(default_factory=lambda: LocalNormId(new_id()))
    step: Line = Field(title=N_("Term"))
    number: int = Field(ge=0, le=1000, title=N_("How many"))
    unit: Unit = Field(title=N_("Counted in"))
    valid_from: Day = Field(title=N_("From"))
    valid_to: Day | None = Field(default=None, title=N_("Up to and including"))
    source: Line = Field(default="", title=N_("Where this is laid down"))

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise wrong("ends_before_start", N_("The end lies before the start."))
        return self


class OwnDecreeDay(Record):
    """A free day by royal decree that the program does not know yet, or one it knows that does not hold here."""

    id: OwnDecreeDayId = Field(default_factory=lambda: OwnDecreeDayId(new_id()))
    on: Day = Field(title=N_("Date"))
    name: Line = Field(default="", title=N_("Name of the day"))
    source: Line = Field(default="", title=N_("Where this is laid down"))
    is_dropped: bool = Field(default=False, title=N_("This day is no free day after all"))


class Suspension(Value):
    """A stretch in which a term stands still (Awb 4:15): after `after`, up to, not including, `ended_on`.

    It lasts up to and including `until_on` at most; without either end it lasts still.
    """

    after: date
    ended_on: date | None = None
    until_on: date | None = None

    def days(self, as_of: date | None) -> tuple[date, date] | None:
        """Its first and last day, counted no further than `as_of`; nothing when it holds no day."""
        ends = [day for day in (self.ended_on and self.ended_on - ONE_DAY, self.until_on, as_of) if day]
        if not ends:
            return None
        first, last = self.after + ONE_DAY, min(ends)
        return (first, last) if first <= last else None


class Counted(Value):
    """A term counted from one event, with both of its ends and the free days that were passed over.

    `ends_at` is set for a term in hours that starts at a known moment.
    """

    term: Term
    day_zero: date
    counted_end: date
    legal_end: date
    skipped: tuple[FreeDay, ...] = ()
    suspended_days: int = 0
    ends_at: datetime | None = None
    decrees_known: bool = True

    @property
    def warn_on(self) -> date:
        """The earlier of the two ends: the day to warn for."""
        return min(self.counted_end, self.legal_end)

    def as_json(self, language: str = "nl") -> dict[str, Any]:
        """The form other programs read: dates as 2026-04-28, `skipped` as a list of date and reason."""
        found: dict[str, Any] = {
            "rule": self.term.rule,
            "step": self.term.id,
            "name": self.term.name,
            "title": self.term.title.of(language),
            "day_zero": self.day_zero.isoformat(),
            "counted_end": self.counted_end.isoformat(),
            "legal_end": self.legal_end.isoformat(),
            "article": self.term.citation(language),
            "mark": self.term.mark.value,
            "skipped": [{"date": day.on.isoformat(), "why": day.name.of(language)} for day in self.skipped],
            "to_check": self.term.to_check.of(language) if self.term.to_check else "",
            "decrees_known": self.decrees_known,
        }
        if self.ends_at:
            found["ends_at"] = self.ends_at.isoformat()
        return found


class Statute(Value):
    """All terms with the free days they are counted over."""

    terms: tuple[Term, ...]
    free_days: FreeDays
    rule_names: dict[str, str]

    _named: dict[str, tuple[Term, ...]] = PrivateAttr(default_factory=dict)

    @classmethod
    def from_toml(cls, terms: str, free_days: str) -> Self:
        """Read the law from the texts of `terms.toml` and `free_days.toml`.

        Raises `tomllib.TOMLDecodeError` or `pydantic.ValidationError` when a file is not right.
        """
        rules = tomllib.loads(terms)["rule"]
        found = [
            {"name": rule["name"], "title": rule["title"], **step, "rule": rule["id"]}
            for rule in rules
            for step in rule["step"]
        ]
        names = {rule["name"]: rule["id"] for rule in rules}
        return cls.model_validate({"terms": found, "free_days": tomllib.loads(free_days), "rule_names": names})

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the law from the folder that holds `terms.toml` and `free_days.toml`."""
        texts = [(folder / name).read_text(encoding="utf-8") for name in ("terms.toml", "free_days.toml")]
        return cls.from_toml(*texts)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        atw = self.free_days.atw
        most = {Unit.DAYS: atw.most_days, Unit.WEEKS: atw.most_weeks, Unit.MONTHS: atw.most_months}
        for term in self.terms:
            if term.atw and term.number > most[term.unit]:
                raise wrong("beyond_atw", N_("The Algemene termijnenwet does not cover term {step}."), step=term.id)
        for one, other in self._versions():
            if one.valid_to is None or one.valid_to >= other.valid_from:
                raise wrong("two_versions", N_("Term {step} holds twice on the same day."), step=one.id)
        return self

    def _versions(self) -> Iterable[tuple[Term, Term]]:
        in_order = sorted(self.terms, key=lambda term: (term.id, term.valid_from))
        return ((one, other) for one, other in pairwise(in_order) if one.id == other.id)

    def rules(self) -> tuple[str, ...]:
        """The ids of all rules, in their own order."""
        return tuple(dict.fromkeys(term.rule for term in self.terms))

    def _families(self) -> Iterable[tuple[str, str]]:
        """The first and the last rule of those that begin with the same letter."""
        for _letter, family in groupby(self.rules(), key=lambda rule: rule[0]):
            rules = list(family)
            yield rules[0], rules[-1]

    def name_of(self, rule: str) -> str:
        """The name of a rule beside its id, as `wmo_assessment` for `T03`."""
        return next(name for name, known in self.rule_names.items() if known == rule)

    def steps(self, rule_or_step: str, on: date) -> tuple[Term, ...]:
        """The steps that an event on a day starts: all of a rule, or the one with that id or name.

        Raises Problem "no_such_term" for an unknown name, "term_not_in_force" when it did not hold yet.
        """
        named = self._called(rule_or_step)
        if not named:
            raise Problem(
                "no_such_term",
                N_("There is no term {name}. Choose one of {rules}, or the name of a term."),
                name=rule_or_step,
                rules=", ".join(f"{first}–{last}" for first, last in self._families()),
            )
        found = tuple(term for term in named if term.holds_on(on))
        if not found:
            raise Problem(
                "term_not_in_force",
                N_("Term {name} did not hold yet on {day}."),
                name=rule_or_step,
                day=on,
            )
        return found

    def _called(self, rule_or_step: str) -> tuple[Term, ...]:
        if rule_or_step not in self._named:
            wanted = rule_or_step.strip().casefold().replace("-", "_")
            rule = self.rule_names.get(wanted, wanted).casefold()
            found = tuple(
                term for term in self.terms if rule in (term.rule.casefold(), term.id.casefold(), term.name.casefold())
            )
            if not found:
                return ()
            self._named[rule_or_step] = found
        return self._named[rule_or_step]

    def step(self, step: str, on: date) -> Term | None:
        """The version of a step that holds for an event on a day."""
        return next((term for term in self._called(step) if term.id == step and term.holds_on(on)), None)

    def count(
        self,
        term: Term,
        day_zero: date | datetime,
        suspensions: Iterable[Suspension] = (),
        as_of: date | None = None,
    ) -> Counted:
        """Count a term from the day of the event, which is day 0.

        A term in hours runs to the hour from a `datetime`, and in whole days from a date. Suspensions move the end by
        as many days (Awb 4:15), before the Atw; those that still last count up to `as_of`.

        Raises Problem "beyond_calendar" for a day so far away that the end has no date.
        """
        try:
            return self._count(term, day_zero, suspensions, as_of)
        except (OverflowError, ValueError) as error:
            raise Problem(
                "beyond_calendar", N_("This date is too far away to count from. Look at the year again.")
            ) from error

    def _count(
        self, term: Term, day_zero: date | datetime, suspensions: Iterable[Suspension], as_of: date | None
    ) -> Counted:
        day = _day_of(day_zero)
        ends_at = _ends_at(term, day_zero)
        counted = ends_at.date() if ends_at else self._counted_end(term, day)
        held = 0
        if term.may_be_suspended:
            held = self._suspended_days(term, day, counted, suspensions, as_of)
            counted += timedelta(days=held)
        legal = self._legal_end(term, day, counted)
        if term.unit is Unit.WORKING_DAYS:
            skipped = self.free_days.free_between(day, legal, "working")
        else:
            skipped = self.free_days.free_between(counted - ONE_DAY, legal, _kind(term))
        return Counted(
            term=term,
            day_zero=day,
            counted_end=counted,
            legal_end=legal,
            skipped=skipped,
            suspended_days=held,
            ends_at=ends_at,
            decrees_known=term.extension is not Extension.ATW or self.free_days.decrees_are_known(legal),
        )

    def count_all(self, rule_or_step: str, day_zero: date | datetime) -> tuple[Counted, ...]:
        """Every step of a rule counted from the same event.

        Raises Problem as `steps`.
        """
        return tuple(self.count(term, day_zero) for term in self.steps(rule_or_step, _day_of(day_zero)))

    def entry(self, rule_or_step: str, day_zero: date | datetime, language: str = "nl") -> dict[str, Any]:
        """The one entry of a date for other programs: the first step, with all of them under "steps" if there are more.

        Raises Problem as `steps`.
        """
        first, *more = (counted.as_json(language) for counted in self.count_all(rule_or_step, day_zero))
        return {**first, "steps": [first, *more]} if more else first

    def with_free_days(
        self, days: Iterable[OwnDecreeDay], *, known_to: int | None = None, decree_day_works: bool | None = None
    ) -> Self:
        """The same law with the team's own days of royal decree, and what it does on such a day."""
        own = sorted(days, key=lambda day: (day.on, str(day.id)))
        changed = {day.on for day in own}
        decrees = [day for day in self.free_days.decree if day.on not in changed]
        decrees += [
            DecreeDay(on=day.on, name=LawText(nl=day.name or "KB", en=day.name or "KB"), source=day.source or "–")
            for day in own
            if not day.is_dropped
        ]
        free = self.free_days
        works = free.decree_day_is_working_day if decree_day_works is None else decree_day_works
        last = max(free.decrees_known_to, known_to or 0)
        free = free.changed(decree=tuple(decrees), decree_day_is_working_day=works, decrees_known_to=last)
        return type(self)(terms=self.terms, free_days=free, rule_names=self.rule_names)

    def with_local_norms(self, norms: Iterable[LocalNorm]) -> Self:
        """The same law with the team's own numbers; a term that a bylaw sets is not extended by the Atw.

        Where two norms hold on one day, the one that starts later wins. Raises Problem "not_adjustable",
        "no_such_step", or "beyond_law" for a bylaw that takes longer than the law allows.
        """
        terms = list(self.terms)
        for norm in sorted(norms, key=lambda norm: norm.valid_from):
            self._check_norm(norm)
            terms = [piece for term in terms for piece in (_overlaid(term, norm) if term.id == norm.step else (term,))]
        return type(self)(terms=tuple(terms), free_days=self.free_days, rule_names=self.rule_names)

    def _check_norm(self, norm: LocalNorm) -> None:
        terms = [term for term in self.terms if term.id == norm.step]
        if not terms:
            raise Problem("no_such_step", N_("There is no term {step}."), step=norm.step)
        for term in terms:
            if not term.adjustable:
                raise Problem(
                    "not_adjustable", N_("Term {step} is set by law; only local norms can be changed."), step=term.id
                )
            own = term.changed(number=norm.number, unit=norm.unit, extension=Extension.NONE)
            start = norm.valid_from
            if term.mark is Mark.BYLAW and self._counted_end(own, start) > self._counted_end(term, start):
                raise Problem("beyond_law", N_("Term {step} may not be longer than the law allows."), step=term.id)

    def _counted_end(self, term: Term, day: date) -> date:
        match term.unit:
            case Unit.SAME_DAY:
                return day
            case Unit.WORKING_DAYS:
                return self.free_days.add_working_days(day, term.number)
            case Unit.HOURS:
                return day + timedelta(hours=term.number)
            case Unit.DAYS:
                return day + timedelta(days=term.number)
            case Unit.WEEKS:
                return day + timedelta(weeks=term.number)
            case Unit.MONTHS:
                return add_months(day, term.number)
            case Unit.YEARS:
                return add_months(day, 12 * term.number)
            case Unit.AGE_MONTHS:
                return reach_age(day, term.number)

    def _legal_end(self, term: Term, day_zero: date, counted: date) -> date:
        if term.extension is Extension.NONE:
            return counted
        free, kind, atw = self.free_days, _kind(term), self.free_days.atw
        end = free.next_ordinary_day(counted, kind)
        if (counted - day_zero).days >= atw.shortest_days_with_ordinary_days:
            within = (day for day in days_between(day_zero, end + ONE_DAY) if free.is_ordinary_day(day, kind))
            found = len(list(islice(within, atw.ordinary_days_within)))
            for _ in range(atw.ordinary_days_within - found):
                end = free.next_ordinary_day(end + ONE_DAY, kind)
        return end

    def _suspended_days(
        self, term: Term, day_zero: date, counted: date, suspensions: Iterable[Suspension], as_of: date | None
    ) -> int:
        """How many days the term stood still; a stretch after the end revives nothing, days that overlap count once."""
        stretches = sorted(days for suspension in suspensions if (days := suspension.days(as_of)))
        held, next_day = 0, day_zero + ONE_DAY
        for first, last in stretches:
            if first > self._legal_end(term, day_zero, counted + timedelta(days=held)):
                break
            start = max(first, next_day)
            if start <= last:
                held += (last - start).days + 1
                next_day = last + ONE_DAY
        return held


def _day_of(day_zero: date | datetime) -> date:
    if not isinstance(day_zero, datetime):
        return day_zero
    return day_zero.astimezone(HERE).date() if day_zero.tzinfo else day_zero.date()


def _ends_at(term: Term, day_zero: date | datetime) -> datetime | None:
    if term.unit is not Unit.HOURS or not isinstance(day_zero, datetime):
        return None
    # Through UTC, because an hour stays an hour in the night the clock changes.
    moment = day_zero if day_zero.tzinfo else day_zero.replace(tzinfo=HERE)
    return (moment.astimezone(UTC) + timedelta(hours=term.number)).astimezone(HERE)


def _kind(term: Term) -> Kind:
    return "eu" if term.extension is Extension.EU else "atw"


def _overlaid(term: Term, norm: LocalNorm) -> tuple[Term, ...]:
    """The versions of a term with a norm laid over it: before, within and after the norm."""
    first = max(term.valid_from, norm.valid_from)
    ends = [day for day in (term.valid_to, norm.valid_to) if day]
    last = min(ends) if ends else None
    if last is not None and last < first:
        return (term,)
    extension = Extension.NONE if term.mark is Mark.BYLAW or norm.unit in _NEVER_EXTENDED else term.extension
    own = term.changed(
        number=norm.number,
        unit=norm.unit,
        extension=extension,
        valid_from=first,
        valid_to=last,
        source=norm.source or term.source,
        to_check=None,
    )
    pieces = [own]
    if term.valid_from < first:
        pieces.insert(0, term.changed(valid_to=first - ONE_DAY))
    if last is not None and (term.valid_to is None or last < term.valid_to):
        pieces.append(term.changed(valid_from=last + ONE_DAY))
    return tuple(pieces)
