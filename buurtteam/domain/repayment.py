"""A monthly amount divided over debts as debt help would: a proposal, never a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from buurtteam.domain.amounts import divided, rounded


@dataclass(frozen=True)
class Owed:
    """A debt as it stands in the proposal."""

    debt: UUID
    amount: int
    is_preferred: bool = False


@dataclass(frozen=True)
class Share:
    """What one creditor would get, in cents."""

    debt: UUID
    amount: int
    is_preferred: bool
    offered: int
    """In all months together."""
    monthly: int

    @property
    def tenths(self) -> int:
        """What part of the debt is offered, in tenths of a percent."""
        return rounded(Fraction(self.offered * 1000, self.amount)) if self.amount else 0


@dataclass(frozen=True)
class Proposal:
    """A proposed division; the rows make the totals to the cent, and no row is more than its debt."""

    shares: tuple[Share, ...]
    months: int
    monthly: int
    offered: int
    owed: int
    unknown: int
    """How many debts have no amount and so no row."""


def proposal(monthly: int, debts: Sequence[Owed], *, months: int, unknown: int = 0) -> Proposal:
    """Divide so much a month over debts; a preferred creditor gets double the percentage of the others.

    What a debt cannot take any more goes to the rest. Raises ValueError for an amount or a number of months below zero.
    """
    if monthly < 0 or months < 0:
        raise ValueError("only amounts from zero up can be divided")
    owed = sum(each.amount for each in debts)
    offered = _filled(min(monthly * months, owed), debts)
    per_month = divided(min(monthly, sum(offered)), offered)
    shares = tuple(
        Share(each.debt, each.amount, each.is_preferred, whole, part)
        for each, whole, part in zip(debts, offered, per_month, strict=True)
    )
    return Proposal(shares, months, sum(per_month), sum(offered), owed, unknown)


def _filled(total: int, debts: Sequence[Owed]) -> tuple[int, ...]:
    """Divide by weight, where nobody gets more than is owed: who is full stands aside and the rest is divided anew."""
    found = [0] * len(debts)
    open_places = [place for place, each in enumerate(debts) if each.amount]
    left = total
    while open_places and left:
        shares = divided(left, [debts[place].amount * (2 if debts[place].is_preferred else 1) for place in open_places])
        full = [place for place, share in zip(open_places, shares, strict=True) if share >= debts[place].amount]
        if not full:
            for place, share in zip(open_places, shares, strict=True):
                found[place] = share
            break
        for place in full:
            found[place] = debts[place].amount
            left -= debts[place].amount
        open_places = [place for place in open_places if place not in full]
    return tuple(found)
