"""The assistance norm that fits a household (bijstandsnorm), from a dated table; a comparison and never a decision."""

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Self

from pydantic import Field

from buurtteam.domain.ages import AOW, Ages, is_minor
from buurtteam.domain.amounts import Cents, rounded
from buurtteam.domain.household import ADULT_ROLES, MemberRole, age_on
from buurtteam.domain.kinds import ResidentId
from buurtteam.domain.record import Value
from buurtteam.domain.words import N_, Choice


class NormKind(Choice):
    """As what a household is reckoned."""

    SINGLE = "single", N_("Single, with or without children (21 up to AOW)")
    COUPLE = "couple", N_("Couple (21 up to AOW)")
    SHARED = "shared", N_("Shares the costs of the home")
    SHARED_COUPLE = "shared_couple", N_("Couple that shares the costs of the home")
    AOW_SINGLE = "aow_single", N_("Single with AOW")
    AOW_COUPLE = "aow_couple", N_("Couple with AOW")
    YOUNG_SINGLE = "young_single", N_("Single, 18 to 20")
    YOUNG_COUPLE = "young_couple", N_("Couple, both 18 to 20")
    YOUNG_COUPLE_CHILDREN = "young_couple_children", N_("Couple with children, both 18 to 20")
    MIXED_COUPLE = "mixed_couple", N_("Couple, one 18 to 20")
    MIXED_COUPLE_CHILDREN = "mixed_couple_children", N_("Couple with children, one 18 to 20")
    INSTITUTION_SINGLE = "institution_single", N_("Single in an institution")
    INSTITUTION_COUPLE = "institution_couple", N_("Couple in an institution")


COUPLES = frozenset(
    {
        NormKind.COUPLE,
        NormKind.SHARED_COUPLE,
        NormKind.AOW_COUPLE,
        NormKind.YOUNG_COUPLE,
        NormKind.YOUNG_COUPLE_CHILDREN,
        NormKind.MIXED_COUPLE,
        NormKind.MIXED_COUPLE_CHILDREN,
        NormKind.INSTITUTION_COUPLE,
    }
)

_SHARED = frozenset({NormKind.SHARED, NormKind.SHARED_COUPLE})


@dataclass(frozen=True)
class Because:
    """Why something was reckoned as it was: a sentence of the catalogue with its values."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)


class AssistanceTable(Value):
    """The amounts of one half year, net per month with holiday allowance."""

    valid_from: date
    valid_to: date
    source: str
    single: Cents
    couple: Cents
    aow_single: Cents | None = None
    aow_couple: Cents | None = None
    young_single: Cents | None = None
    young_couple: Cents | None = None
    young_couple_children: Cents | None = None
    mixed_couple: Cents | None = None
    mixed_couple_children: Cents | None = None
    institution_single: Cents | None = None
    institution_couple: Cents | None = None
    assets_single: Cents | None = None
    assets_couple: Cents | None = None
    shared: Mapping[int, Cents] = Field(default_factory=dict)

    def amount(self, kind: NormKind, sharing: int = 2) -> int | None:
        """The norm for a kind of household; nothing when this table does not have it.

        `sharing` is how many people share the costs of the home, the couple itself among them.
        """
        if kind is NormKind.SHARED:
            return self.shared_amount(sharing)
        if kind is NormKind.SHARED_COUPLE:
            return 2 * self.shared_amount(sharing) if sharing > 2 else self.couple
        found = getattr(self, kind.value)
        return None if found is None else int(found)

    def shared_amount(self, sharing: int) -> int:
        """The norm per person with so many people who share the costs (Participatiewet art. 22a).

        What was published goes before what is reckoned: (40 % + 30 % a person) of the norm for a couple, divided by them.
        """
        if sharing < 2:
            return self.single
        known = self.shared.get(sharing)
        return known if known is not None else shared_amount(self.couple, sharing)


def shared_amount(couple: int, sharing: int) -> int:
    """(40 % + 30 % a person) of the norm for a couple, divided by those people."""
    return rounded(couple * Fraction(40 + 30 * sharing, 100 * sharing))


def at_percentage(norm: int, percentage: int) -> int:
    """A percentage of a norm, in whole cents."""
    return rounded(Fraction(norm * percentage, 100))


def without_holiday(norm: int) -> int:
    """What is paid each month of a norm: without the 5 % that is saved as holiday allowance."""
    return at_percentage(norm, 95)


class SharingRule(Value):
    """From which age somebody shares the costs of the home."""

    age: int
    source: str
    to_check: bool = False


class Percentages(Value):
    """The percentages of the norm that are shown."""

    shown: tuple[int, ...]
    source: str
    to_check: bool = False


class LowIncome(Value):
    """Below which percentage of the norm an income from work is called low."""

    percentage: int
    source: str
    to_check: bool = False


@dataclass(frozen=True)
class TableOfDay:
    """The table used for a day, and whether it is older than that day."""

    table: AssistanceTable
    is_outdated: bool


class Assistance(Value):
    """All tables and what goes with them, as `assistance.toml` has it."""

    table: tuple[AssistanceTable, ...]
    sharing: SharingRule
    percentages: Percentages
    low_income: LowIncome

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read `assistance.toml` from the folder of money."""
        return cls(**tomllib.loads((folder / "assistance.toml").read_text(encoding="utf-8")))

    def on(self, day: date) -> TableOfDay | None:
        """The table of a day, else the last one before it; nothing for a day before the first."""
        before = [each for each in self.table if each.valid_from <= day]
        if not before:
            return None
        last = max(before, key=lambda each: each.valid_from)
        return TableOfDay(last, is_outdated=day > last.valid_to)


@dataclass(frozen=True)
class Member:
    """Somebody who lives in a household, as far as it counts for the norm."""

    resident: ResidentId
    role: MemberRole
    born_on: str = ""


@dataclass(frozen=True)
class HouseholdKind:
    """As what a household is reckoned, for whom, and why."""

    kind: NormKind
    people: tuple[ResidentId, ...]
    """Whose income counts: the adult, or the couple."""
    sharing: int
    """How many people share the costs of the home, those themselves among them."""
    because: Because
    doubts: tuple[Because, ...] = ()


def household_kind(
    members: Iterable[Member],
    couples: Iterable[frozenset[ResidentId]],
    day: date,
    ages: Ages,
    rule: SharingRule,
    *,
    people_sharing: int | None = None,
    chosen: NormKind | None = None,
) -> HouseholdKind | None:
    """As what a household is reckoned on a day; nothing without an adult.

    `couples` are pairs known as partners; `people_sharing` is what the team wrote down about who shares the costs, all
    adults together; `chosen` is a kind the team chose by hand.
    """
    listed = list(members)
    grown = [each for each in listed if not is_minor(each.born_on, day, each.role)]
    heads = _heads(grown, list(couples))
    if not heads:
        return None
    people = tuple(each.resident for each in heads)
    others = [each for each in grown if each.resident not in people]
    doubts: list[Because] = []
    if any(age_on(each.born_on, day) is None for each in heads):
        doubts.append(Because(N_("Not every date of birth is known. Reckoned with an age from 21 up to the AOW age.")))
    if any(_may_be_older(each, day, ages) for each in heads):
        doubts.append(
            Because(
                N_(
                    "Of a date of birth only the month or the year is known, and the norm changes around that day. "
                    "Reckoned with the last day that it can be."
                )
            )
        )
    sharers = [each for each in others if _shares(each, day, rule)]
    if people_sharing is None and any(age_on(each.born_on, day) is None for each in others):
        doubts.append(Because(N_("It is not known of everybody whether they share the costs of the home.")))
    if people_sharing is None and len(heads) == 1 and any(each.role in ADULT_ROLES for each in others):
        doubts.append(Because(N_("More than one adult lives here who is not known as a partner. Are they a couple?")))
    sharing = len(heads) + len(sharers) if people_sharing is None else max(people_sharing, len(heads))
    has_children = len(grown) < len(listed)
    if chosen is not None:
        return HouseholdKind(
            chosen, people, sharing, Because(N_("Reckoned as you chose: {kind}."), {"kind": chosen}), tuple(doubts)
        )
    kind, because = _kind(heads, sharing, day, ages, has_children=has_children)
    if kind in (NormKind.AOW_SINGLE, NormKind.AOW_COUPLE) and sharing > len(heads):
        doubts.append(Because(N_("More people share the costs of this home. The norm may be lower then.")))
    return HouseholdKind(kind, people, sharing, because, tuple(doubts))


def _kind(heads: list[Member], sharing: int, day: date, ages: Ages, *, has_children: bool) -> tuple[NormKind, Because]:
    aow = [each for each in heads if _has_aow(each, day, ages)]
    young = [each for each in heads if (age_on(each.born_on, day) or 21) < 21]
    found: NormKind
    if len(heads) == 2:
        if aow:
            found = NormKind.AOW_COUPLE
            why = N_("Reckoned as a couple with AOW, because one of two partners has the AOW age.")
        elif len(young) == 2:
            found = NormKind.YOUNG_COUPLE_CHILDREN if has_children else NormKind.YOUNG_COUPLE
            why = N_("Reckoned as a young couple, because two partners of 18 to 20 live here.")
        elif young:
            found = NormKind.MIXED_COUPLE_CHILDREN if has_children else NormKind.MIXED_COUPLE
            why = N_("Reckoned as a couple of which one is 18 to 20.")
        elif sharing > 2:
            found = NormKind.SHARED_COUPLE
            why = N_("Reckoned as a couple that shares the costs of the home: {people} people share them.")
        else:
            found = NormKind.COUPLE
            why = N_("Reckoned as a couple, because two partners live here.")
    elif aow:
        found = NormKind.AOW_SINGLE
        why = N_("Reckoned as a single person with AOW, because the adult has the AOW age.")
    elif young:
        found = NormKind.YOUNG_SINGLE
        why = N_("Reckoned as a young single person, because the adult is 18 to 20.")
    elif sharing > 1:
        found = NormKind.SHARED
        why = N_("Reckoned as somebody who shares the costs of the home: {people} people share them.")
    elif has_children:
        found = NormKind.SINGLE
        why = N_("Reckoned as a single parent, because one adult lives here with children.")
    else:
        found = NormKind.SINGLE
        why = N_("Reckoned as a single person, because one adult lives here.")
    values = {"people": sharing} if found in _SHARED else {}
    return found, Because(why, values)


def _heads(grown: list[Member], couples: list[frozenset[ResidentId]]) -> list[Member]:
    """The adult about whom it is, with the partner."""
    first = next((each for each in grown if each.role is MemberRole.ADULT), None)
    first = first or next((each for each in grown if each.role is MemberRole.PARTNER), None) or next(iter(grown), None)
    if first is None:
        return []
    known = next(
        (each for each in grown if each is not first and frozenset({first.resident, each.resident}) in couples), None
    )
    partner = known or next((each for each in grown if each is not first and each.role is MemberRole.PARTNER), None)
    return [first, partner] if partner is not None else [first]


def _births(member: Member) -> tuple[date, date] | None:
    """The first and the last day on which somebody can be born; nothing when not even the year is known."""
    known = member.born_on
    if not known:
        return None
    first = date.fromisoformat(known + "-01-01"[len(known) - 4 :])
    if len(known) == len("1990-12-31"):
        return first, first
    end = first.month if len(known) == len("1990-12") else 12
    return first, date(first.year, end, monthrange(first.year, end)[1])


def _has_aow(member: Member, day: date, ages: Ages) -> bool:
    births = _births(member)
    return births is not None and ages.has_reached(births[1], AOW, day)


def _may_be_older(member: Member, day: date, ages: Ages) -> bool:
    """Whether another norm may hold for somebody of whose date of birth only the month or the year is known."""
    births = _births(member)
    if births is None or births[0] == births[1]:
        return False
    first, last = ((age_on(each.isoformat(), day) or 0, ages.has_reached(each, AOW, day)) for each in births)
    return first[1] != last[1] or (first[0] >= 21) != (last[0] >= 21)


def _shares(member: Member, day: date, rule: SharingRule) -> bool:
    age = age_on(member.born_on, day)
    return age is not None and age >= rule.age
