"""What a household owes: whole and in parts, always with how much is not known; the parts make the whole to the cent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from buurtteam.domain.debt import Debt, DebtGroup, DebtKind, NotCounted
from buurtteam.domain.kinds import ResidentId


@dataclass(frozen=True)
class DebtSum:
    """Some lines together: what is known of their amounts, of how many it is not known, and how many lines they are."""

    cents: int = 0
    unknown: int = 0
    lines: int = 0

    def with_line(self, amount: int | None) -> "DebtSum":
        """One line more."""
        return DebtSum(self.cents + (amount or 0), self.unknown + (amount is None), self.lines + 1)

    def __add__(self, other: "DebtSum") -> "DebtSum":
        return DebtSum(self.cents + other.cents, self.unknown + other.unknown, self.lines + other.lines)


_NOTHING = DebtSum()


@dataclass(frozen=True)
class DebtTotals:
    """All lines of a household together.

    `counted` is what stands in the total. The four `groups` and `family` together are `counted`, and so are `own` and
    `business`. `not_counted` says per reason what was left out. Whatever else stands here is a part of `counted`.
    """

    counted: DebtSum = _NOTHING
    groups: Mapping[DebtGroup, DebtSum] = field(default_factory=dict)
    family: DebtSum = _NOTHING
    own: DebtSum = _NOTHING
    business: DebtSum = _NOTHING
    joint: DebtSum = _NOTHING
    preferred: DebtSum = _NOTHING
    disputed: DebtSum = _NOTHING
    before_18: DebtSum = _NOTHING
    not_counted: Mapping[NotCounted, DebtSum] = field(default_factory=dict)
    reasons: Mapping[str, DebtSum] = field(default_factory=dict)
    """What was left out by a person, by the reason that was given."""

    @property
    def lines(self) -> int:
        """All letters that were written down."""
        return self.counted.lines + sum(each.lines for each in self.not_counted.values())


def totals_of(debts: Iterable[Debt], births: Mapping[ResidentId, str] | None = None) -> DebtTotals:
    """Add up the lines of a household; `births` are the dates of birth of its people, as far as they are known."""
    sums: dict[object, DebtSum] = {}

    def count(part: object, debt: Debt) -> None:
        sums[part] = sums.get(part, _NOTHING).with_line(debt.amount)

    for debt in debts:
        reason = debt.not_counted
        if reason is not None:
            count(reason, debt)
            if reason is NotCounted.LEFT_OUT:
                count(("why", debt.not_counted_why), debt)
            continue
        count("counted", debt)
        count("family" if debt.kind is DebtKind.FAMILY else debt.group, debt)
        count("business" if debt.is_business else "own", debt)
        born_on = (births or {}).get(debt.resident, "") if debt.resident else ""
        for part, holds in (
            ("joint", debt.is_joint),
            ("preferred", debt.is_preferred),
            ("disputed", debt.is_disputed),
            ("before_18", debt.began_before_adulthood(born_on) if born_on else None),
        ):
            if holds:
                count(part, debt)
    named = {
        name: sums.get(name, _NOTHING)
        for name in ("counted", "family", "own", "business", "joint", "preferred", "disputed", "before_18")
    }
    return DebtTotals(
        groups={group: sums.get(group, _NOTHING) for group in DebtGroup},
        not_counted={reason: sums[reason] for reason in NotCounted if reason in sums},
        reasons={part[1]: each for part, each in sums.items() if isinstance(part, tuple)},
        **named,
    )
