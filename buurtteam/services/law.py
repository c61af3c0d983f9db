"""The law and the ages it names, as they come with the program: read when they are first asked for, and kept."""

from functools import cache

from buurtteam.domain.ages import Ages
from buurtteam.domain.statute import Statute
from buurtteam.paths import resource


@cache
def law() -> Statute:
    """The law without the team's own norms and free days; with them it is `Office.statute`."""
    return Statute.load(resource("statute"))


@cache
def ages() -> Ages:
    """The ages at which the law changes something."""
    return Ages.load(resource("statute"))
