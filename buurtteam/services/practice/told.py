"""The stories of the practice neighbourhood as they are told in `resources/practice`."""

import tomllib
from typing import Any

from pydantic import Field

from buurtteam.domain.record import Value
from buurtteam.paths import resource

# How far a household is on the route. Each phase holds all that the one before it on its line holds.
UNTALKED = ("new", "receipt_late", "urgent", "urgent_late", "advice", "withdrawn")
IN_TALKS = ("talks", "talks_tight", "talks_late", "extension", "urgent_helped")
APPLIED = ("decision", "decision_suspended", "decision_completed", "decision_late", "decision_delay")
HELPED = ("running", "evaluated", "quiet", "stand_by", "handed_over", "closed")


class Told(Value):
    """One household as its story is told in `resources/practice/households`."""

    phase: str
    ago: int = Field(ge=0)
    people: list[str]
    question: str
    key: str = ""
    shares: str = ""
    names: str = "nl"
    kind: str = "wmo"
    channel: str = "phone"
    notifier: str = "resident"
    organisation: str = ""
    contact: str = ""
    urgent: str = ""
    simple: bool = False
    answer: str = ""
    reach: str = ""
    traits: list[str] = Field(default_factory=list)
    behind: str = ""
    today: str = ""
    summary: str = ""
    said: dict[str, list[list[str]]] = Field(default_factory=dict)
    later: dict[str, list[list[str]]] = Field(default_factory=dict)
    coach: dict[str, str] = Field(default_factory=dict)
    scores: dict[str, list[int]] = Field(default_factory=dict)
    notes: list[list[str]] = Field(default_factory=list)
    strengths: list[str] = Field(default_factory=list)
    wishes: list[list[str]] = Field(default_factory=list)
    goals: list[list[str]] = Field(default_factory=list)
    actions: list[tuple[str, str, str, int, str]] = Field(default_factory=list)
    disagreement: str = ""
    network: list[list[str]] = Field(default_factory=list)
    statements: list[tuple[str, str, str, str]] = Field(default_factory=list)


def stories() -> list[Told]:
    """Every household, in the order of the files."""
    found: list[Told] = []
    for path in sorted(resource("practice", "households").glob("*.toml")):
        found += [Told.model_validate(entry) for entry in read(path.name, "households")["household"]]
    return found


def read(name: str, *folder: str) -> dict[str, Any]:
    """A file of the practice neighbourhood."""
    with resource("practice", *folder, name).open("rb") as file:
        return tomllib.load(file)
