"""The figures of the team over a period, per neighbourhood and for the whole team, each with its definition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from buurtteam.domain.figures import Figure, FigureFacts, FigureKey, reckon
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Team
from buurtteam.domain.words import N_
from buurtteam.services.office import Office
from buurtteam.storage.figures import figure_facts
from buurtteam.storage.overviews import household_labels


@dataclass(frozen=True)
class Figures:
    """The figures of a period, of the whole team or of one neighbourhood, as they are known today."""

    team: str
    first: date
    last: date
    today: date
    area: str | None
    areas: tuple[str, ...]
    figures: tuple[Figure, ...]

    def of(self, key: FigureKey) -> Figure:
        """One of them."""
        return next(each for each in self.figures if each.key is key)


def figures(office: Office, first: date, last: date, *, area: str | None = None) -> Figures:
    """Every figure from the first to the last day, both included; `area` is a neighbourhood, "" those without one.

    Raises Problem when the period ends before it starts, Trouble when the file cannot be read.
    """
    facts, team = _facts(office, first, last)
    return _of(facts, team, first, last, office.today(), area)


def figures_per_area(office: Office, first: date, last: date) -> tuple[Figures, ...]:
    """The figures of the whole team and then of each neighbourhood, from the same facts.

    Raises as `figures`.
    """
    facts, team = _facts(office, first, last)
    today = office.today()
    return tuple(_of(facts, team, first, last, today, area) for area in (None, *_areas(facts)))


def labels_of(office: Office, households: Iterable[HouseholdId]) -> dict[HouseholdId, str]:
    """The names of some households, for the list behind a figure."""
    with office.reading() as store:
        found = household_labels(store.connection, list(households))
    return {HouseholdId(one): label for one, label in found.items()}


def _facts(office: Office, first: date, last: date) -> tuple[FigureFacts, str]:
    if last < first:
        raise Problem("ends_before_start", N_("The last day lies before the first. Turn them around."))
    statute = office.statute

    with office.counted() as store:
        team = next(iter(store.of(Team)), None) or Team()
        marks = {term.id: term.mark for term in statute.terms}
        facts = figure_facts(store.connection, first, last, office.today(), marks)
    return facts, team.name


def _areas(facts: FigureFacts) -> tuple[str, ...]:
    return tuple(sorted({home.area for home in facts.homes}, key=lambda area: (area == "", area.casefold())))


def _of(facts: FigureFacts, team: str, first: date, last: date, today: date, area: str | None) -> Figures:
    chosen = facts
    if area is not None:
        chosen = facts.of_households(frozenset(home.household for home in facts.homes if home.area == area))
    return Figures(team, first, last, today, area, _areas(facts), reckon(chosen, first, last, today))
