"""The stories of the practice neighbourhood as they are told in `resources/practice`."""

import tomllib
from functools import cache
from typing import Any

from pydantic import Field

from buurtteam.domain.record import Value
from buurtteam.paths import resource

# How far a household is on the route. Each phase holds all that the one before it on its line holds.
UNTALKED = ("new", "receipt_late", "urgent", "urgent_late", "advice", "withdrawn")
IN_TALKS = ("talks", "talks_tight", "talks_late", "extension", "urgent_helped")
APPLIED = ("decision", "decision_suspended", "decision_completed", "decision_late", "decision_delay")
HELPED = ("running", "evaluated", "quiet", "stand_by", "handed_over", "closed")


class Happened(Value):
    """Something outside the request, so many days ago; `answers` is the place of what it answers in the same list."""

    kind: str
    ago: int
    hour: int | None = None
    until: int | None = None
    about: str = ""
    answers: int | None = None
    note: str = ""


class Referred(Value):
    """A referral, sent and answered so many days ago."""

    to: str
    help: str
    purpose: str
    ago: int
    who: str = "a"
    answer: str = "waiting"
    answered: int | None = None
    words: str = ""


class Work(Value):
    """A task for somebody, due, done or cancelled so many days ago; ahead when negative."""

    what: str
    due: int
    kind: str = "task"
    who: str = "worker"
    made: int | None = None
    done: int | None = None
    cancelled: int | None = None
    reason: str = ""


class Late(Value):
    """Why a term was not kept and what was agreed; `event` is the place of its event, else it is of the request."""

    step: str
    reason: str
    agreed: str
    ago: int
    until: int
    event: int | None = None
    of_plan: bool = False


class Handed(Value):
    """A hand-over: one that was accepted is of the face at place `face`, each other goes from the face of now."""

    state: str
    ago: int
    reason: str
    face: int = -1
    to: str = ""
    by: str = ""
    told: int | None = None
    talk: int | None = None
    no_talk: str = ""
    answered: int | None = None
    why: str = ""
    stays: int | None = None


class Closed(Value):
    """How the work ended, and how many talks of aftercare were held since."""

    result: str = ""
    words: str = ""
    aftercare: bool | None = None
    held: int = 0


class Earlier(Value):
    """An earlier time that the team was there: asked and closed so many days ago, and opened again since."""

    ago: int
    closed: int
    worker: str
    question: str
    answer: str
    result: str
    reason: str
    words: str = ""


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
    worker: str = ""
    faces: list[tuple[str, int]] = Field(default_factory=list)
    """Who was the fixed face before `worker`, each until so many days ago."""
    cover: str = ""
    """Who stands in here while the fixed face is away, other than the replacement of all the others."""
    transfers: list[Handed] = Field(default_factory=list)
    lives_on: dict[str, list[str]] = Field(default_factory=dict)
    migrants: list[str] = Field(default_factory=list)
    happened: list[Happened] = Field(default_factory=list)
    referrals: list[Referred] = Field(default_factory=list)
    work: list[Work] = Field(default_factory=list)
    late: list[Late] = Field(default_factory=list)
    closing: Closed = Field(default_factory=Closed)
    earlier: Earlier | None = None
    money: str = ""
    """Which table of `money.toml` tells of the money."""
    care: str = ""
    """Which table of `care.toml` tells who cares for whom."""


def stories() -> list[Told]:
    """Every household, in the order of the files."""
    found: list[Told] = []
    for path in sorted(resource("practice", "households").glob("*.toml")):
        found += [Told.model_validate(entry) for entry in read(path.name, "households")["household"]]
    return found


@cache
def read(name: str, *folder: str) -> dict[str, Any]:
    """A file of the practice neighbourhood, read once: whoever takes something out does so from a copy."""
    with resource("practice", *folder, name).open("rb") as file:
        return tomllib.load(file)
