"""Marks words for translation where they are written down; `texts.py` translates where they are shown."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


def N_(text: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark a text for the catalogue without translating it."""
    return text


class Choice(StrEnum):
    """An answer out of a fixed set, with its words beside it: `PHONE = "phone", N_("By phone")`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the words with the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


@dataclass(frozen=True)
class Length:
    """A length of time, shown as people say it: a number of some unit."""

    number: int
    unit: Choice
