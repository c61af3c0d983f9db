"""Free days, working days and ordinary days, by the rules of `resources/statute/free_days.toml` (Atw)."""

import calendar
from abc import abstractmethod
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from buurtteam.domain.record import Value

ONE_DAY = timedelta(days=1)


class LawText(Value):
    """Words that stand beside the law they belong to, in both languages of the program."""

    nl: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    def of(self, language: str) -> str:
        """The words in one language; English for any other than Dutch."""
        return self.nl if language == "nl" else self.en


class FreeDay(Value):
    """A day that is no ordinary day, and why; a day of a royal decree is free for terms only."""

    on: date
    name: LawText
    by_decree: bool = False


class WeekendDay(Value):
    """A day of every week that is free; `weekday` is 1 (Monday) to 7 (Sunday)."""

    weekday: Annotated[int, Field(ge=1, le=7)]
    name: LawText
    source: str


class _YearlyRule(Value):
    name: LawText
    source: str
    valid_from: int = 1
    valid_to: int = 9999

    def holds_in(self, year: int) -> bool:
        """Whether the law had this day in a year."""
        return self.valid_from <= year <= self.valid_to

    @abstractmethod
    def in_year(self, year: int) -> date:
        """The day it falls on."""


class FixedDay(_YearlyRule):
    """A free day with a date of its own; on a Sunday it moves by `if_sunday` days."""

    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    if_sunday: int = 0

    def in_year(self, year: int) -> date:
        """The day it falls on."""
        day = date(year, self.month, self.day)
        return day + timedelta(days=self.if_sunday) if day.isoweekday() == 7 else day


class EasterDay(_YearlyRule):
    """A free day that follows Easter."""

    days_after: int

    def in_year(self, year: int) -> date:
        """The day it falls on."""
        return easter(year) + timedelta(days=self.days_after)


class DecreeDay(Value):
    """A day that a royal decree puts on the same footing as a free day (Atw art. 3 lid 3)."""

    on: date
    name: LawText
    source: str


class TermsAct(Value):
    """What the Algemene termijnenwet does to a term, and which terms it leaves alone (art. 2 and 4)."""

    shortest_days_with_ordinary_days: int
    ordinary_days_within: int
    most_days: int
    most_weeks: int
    most_months: int
    source: str


Kind = Literal["atw", "eu", "working"]
"""Which days count as free: for a term of the Atw, for one of regulation 1182/71, or for work."""


class FreeDays(Value):
    """The free days of every year, as the law and the royal decrees give them."""

    decree_day_is_working_day: bool
    decrees_known_from: int
    decrees_known_to: int
    atw: TermsAct
    weekend: tuple[WeekendDay, ...]
    fixed: tuple[FixedDay, ...]
    easter: tuple[EasterDay, ...]
    decree: tuple[DecreeDay, ...]

    _years: dict[int, dict[date, FreeDay]] = PrivateAttr(default_factory=dict)

    def in_year(self, year: int) -> dict[date, FreeDay]:
        """The free days of a year by date, without weekends, in the order of the year."""
        if year not in self._years:
            rules = (*self.fixed, *self.easter)
            days = [FreeDay(on=day.on, name=day.name, by_decree=True) for day in self.decree if day.on.year == year]
            days += [FreeDay(on=rule.in_year(year), name=rule.name) for rule in rules if rule.holds_in(year)]
            self._years[year] = {day.on: day for day in sorted(days, key=lambda day: (day.on, not day.by_decree))}
        return self._years[year]

    def free_day(self, day: date, kind: Kind = "atw") -> FreeDay | None:
        """Why a day is free for this kind of counting, or nothing when it is an ordinary day."""
        found = self.in_year(day.year).get(day)
        if found and found.by_decree and (kind == "eu" or (kind == "working" and self.decree_day_is_working_day)):
            found = None
        if found:
            return found
        for weekend in self.weekend:
            if weekend.weekday == day.isoweekday():
                return FreeDay(on=day, name=weekend.name)
        return None

    def is_working_day(self, day: date) -> bool:
        """Whether the team works: no weekend, no day of Atw art. 3; a day of a decree by the local setting."""
        return self.free_day(day, "working") is None

    def is_ordinary_day(self, day: date, kind: Kind = "atw") -> bool:
        """Whether a term may end on this day."""
        return self.free_day(day, kind) is None

    def next_ordinary_day(self, day: date, kind: Kind = "atw") -> date:
        """This day, or the first ordinary day after it (Atw art. 1)."""
        while not self.is_ordinary_day(day, kind):
            day += ONE_DAY
        return day

    def add_working_days(self, day_zero: date, number: int) -> date:
        """The day on which the given number of working days after `day_zero` has come."""
        day = day_zero
        while number > 0:
            day += ONE_DAY
            if self.is_working_day(day):
                number -= 1
        return day

    def free_between(self, after: date, before: date, kind: Kind = "atw") -> tuple[FreeDay, ...]:
        """The free days later than `after` and earlier than `before`."""
        found = (self.free_day(day, kind) for day in days_between(after, before))
        return tuple(day for day in found if day)

    def decrees_are_known(self, day: date) -> bool:
        """Whether the royal decrees of that year are in the table."""
        return self.decrees_known_from <= day.year <= self.decrees_known_to


def days_between(after: date, before: date) -> Iterator[date]:
    """The days later than `after` and earlier than `before`."""
    day = after + ONE_DAY
    while day < before:
        yield day
        day += ONE_DAY


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, left = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leap_years, rest = divmod(of_century, 4)
    weekday = (32 + 2 * left + 2 * leap_years - moon - rest) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or the last day of that month when it is shorter."""
    year, month = _month_after(day, months)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def reach_age(birth: date, months: int) -> date:
    """The day on which an age is reached; a birthday the month lacks falls on the first of the next."""
    year, month = _month_after(birth, months)
    last = calendar.monthrange(year, month)[1]
    return date(year, month, last) + ONE_DAY if birth.day > last else date(year, month, birth.day)


def _month_after(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1
