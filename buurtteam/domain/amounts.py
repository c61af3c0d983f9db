"""Amounts of money: whole euro cents, exact per month, and divided so that the parts make the whole to the cent."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field

from buurtteam.domain.problem import wrong
from buurtteam.domain.words import N_, Choice

MOST_CENTS = 100_000_000_00


def _check_cents(value: object) -> object:
    # A bool is an int, and half a cent is no amount.
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_CENTS:
        raise wrong("not_an_amount", N_("Fill in an amount such as 1,224.00."))
    return value


def _check_signed(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MOST_CENTS:
        raise wrong("not_an_amount", N_("Fill in an amount such as 1,224.00."))
    return value


Cents = Annotated[int, BeforeValidator(_check_cents)]
"""An amount in whole euro cents, from nothing to 100 million euro."""

SignedCents = Annotated[int, BeforeValidator(_check_signed)]
"""An amount in whole euro cents that may lie below zero, such as the result of a month."""

Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""How many of something, such as days in arrears."""


_NO_CENTS = re.compile(r",(-+|=)$")
_GROUPED = re.compile(r"\d{1,3}([.\u2019' ]\d{3})+(,\d{1,2})?")
_GROUPED_ENGLISH = re.compile(r"\d{1,3}(,\d{3})+\.\d{1,2}")
_PLAIN = re.compile(r"\d+([.,]\d{1,2})?")


def read_amount(text: str) -> int | None:
    """The cents of an amount as people write it: `1.224,00`, `1224,5`, `€ 1.224,-`, `-12.50`; nothing when it is none.

    A point before three digits groups thousands, as one writes here.
    """
    bare = text.replace("\u00a0", " ").replace("\u202f", " ").replace("€", "").replace("EUR", "").strip()
    sign = -1 if bare.startswith(("-", "\u2212")) else 1
    bare = _NO_CENTS.sub("", bare.lstrip("-\u2212+ "))
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[.\u2019' ]", "", bare).replace(",", ".")
    elif _GROUPED_ENGLISH.fullmatch(bare):
        bare = bare.replace(",", "")
    elif _PLAIN.fullmatch(bare):
        bare = bare.replace(",", ".")
    else:
        return None
    euros, _point, cents = bare.partition(".")
    if len(euros) > 12:
        return None
    return sign * (int(euros) * 100 + int((cents + "00")[:2]))


class Period(Choice):
    """How often an amount comes or goes."""

    WEEK = "week", N_("per week")
    FOUR_WEEKS = "four_weeks", N_("per four weeks")
    MONTH = "month", N_("per month")
    QUARTER = "quarter", N_("per quarter")
    YEAR = "year", N_("per year")


TIMES_A_MONTH: dict[Period, Fraction] = {
    Period.WEEK: Fraction(52, 12),
    Period.FOUR_WEEKS: Fraction(13, 12),
    Period.MONTH: Fraction(1),
    Period.QUARTER: Fraction(1, 3),
    Period.YEAR: Fraction(1, 12),
}
"""How often an amount of each period falls in a month (Nibud)."""


def rounded(exact: Fraction) -> int:
    """The nearest whole number of cents; half a cent goes away from zero, as people round."""
    whole, rest = divmod(abs(exact), 1)
    found = int(whole) + (1 if rest * 2 >= 1 else 0)
    return found if exact >= 0 else -found


def exactly_per_month(cents: int, per: Period) -> Fraction:
    """What an amount comes to in a month, not rounded."""
    return cents * TIMES_A_MONTH[per]


def per_month(cents: int, per: Period) -> int:
    """What an amount comes to in a month, in whole cents."""
    return rounded(exactly_per_month(cents, per))


def known_total(amounts: Iterable[int | None]) -> tuple[int, int]:
    """The sum of what is known, and how many amounts are not."""
    listed = list(amounts)
    return sum(each for each in listed if each is not None), sum(each is None for each in listed)


def divided(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """A number of cents divided by weight: whole cents each, that together make the total to the cent.

    Who loses most by rounding down gets a cent first; at the same loss, who stands first. Without any weight nobody
    gets anything. Raises ValueError below zero.
    """
    whole = sum(weights)
    if total < 0 or any(each < 0 for each in weights):
        raise ValueError("only amounts from zero up can be divided")
    if not whole:
        return tuple(0 for _ in weights)
    shares = [divmod(total * each, whole) for each in weights]
    left = total - sum(share for share, _rest in shares)
    first = sorted(range(len(weights)), key=lambda place: (-shares[place][1], place))[:left]
    return tuple(share + (place in first) for place, (share, _rest) in enumerate(shares))
