"""Ages at which the law changes something, as dated data, and when somebody reaches them."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field

from buurtteam.domain.calendar import LawText, reach_age
from buurtteam.domain.household import CHILD_ROLES, MemberRole, age_on
from buurtteam.domain.record import Value

AOW = "aow"
OF_AGE = 18


class Age(Value):
    """An age, from which day to which day it may be reached as such, and what changes then."""

    id: str
    months: Annotated[int, Field(gt=0)]
    law: LawText
    article: str
    means: LawText
    valid_from: date
    valid_to: date | None = None
    source: str
    to_check: LawText | None = None


class Reached(Value):
    """That somebody reaches an age on a day."""

    age: Age
    on: date


class Ages(Value):
    """All ages that mean something, youngest first."""

    ages: tuple[Age, ...]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read `ages.toml` from the folder of the law."""
        return cls(ages=tomllib.loads((folder / "ages.toml").read_text(encoding="utf-8"))["age"])

    def reached_on(self, born_on: date, age_id: str) -> date | None:
        """The day on which somebody born on a day reaches an age; nothing when no version of it holds for that day.

        An age that was raised is reached later: who has the old one after its last day waits for the new one.
        """
        for age in self.ages:
            if age.id == age_id:
                on = reach_age(born_on, age.months)
                if age.valid_to is None or on <= age.valid_to:
                    return on
        return None

    def all_for(self, born_on: date) -> tuple[Reached, ...]:
        """Every age somebody reaches, with its day, in order."""
        found: dict[str, Reached] = {}
        for age in self.ages:
            on = reach_age(born_on, age.months)
            if age.id not in found and (age.valid_to is None or on <= age.valid_to):
                found[age.id] = Reached(age=age, on=on)
        return tuple(sorted(found.values(), key=lambda each: (each.on, each.age.id)))

    def between(self, born_on: date, first: date, last: date) -> tuple[Reached, ...]:
        """The ages somebody reaches in a stretch of days, both included."""
        return tuple(each for each in self.all_for(born_on) if first <= each.on <= last)

    def has_reached(self, born_on: date, age_id: str, day: date) -> bool:
        """Whether somebody is that old on the day of an event."""
        on = self.reached_on(born_on, age_id)
        return on is not None and on <= day


def is_minor(born_on: str, day: date, *roles: MemberRole, under: int = OF_AGE) -> bool:
    """Whether somebody is under 18, or under another age, on a day: by birth date, else by role; else an adult."""
    age = age_on(born_on, day)
    return bool(CHILD_ROLES.intersection(roles)) if age is None else age < under


def years_before(day: date, years: int) -> str:
    """The same day some years before, as a date that is compared with a date of birth."""
    return f"{day.year - years:04}-{day.month:02}-{day.day:02}"


def exact_birth(born_on: str) -> date | None:
    """The date of birth, when it is known to the day."""
    return date.fromisoformat(born_on) if len(born_on) == len("1990-12-31") else None
