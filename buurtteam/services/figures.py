"""The figures of the team over a period, per neighbourhood and for the whole team, each with its definition."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from buurtteam.documents.spreadsheet import Cell, csv_of, xlsx_of
from buurtteam.domain.figures import DEFINITIONS, Figure, FigureFacts, FigureKey, FigureUnit, reckon
from buurtteam.domain.figures_outside import OutsideFigure, outside
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem
from buurtteam.domain.small_counts import SMALLEST_SHOWN, Published
from buurtteam.domain.staff import Deed, Team
from buurtteam.domain.words import N_
from buurtteam.services.files import keep_file
from buurtteam.services.office import Office
from buurtteam.storage.figures import figure_facts
from buurtteam.storage.overviews import household_labels
from buurtteam.texts import label, number, plural
from buurtteam.texts import translate as _


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
        raise Problem("no_such_period", N_("The last day lies before the first. Turn them around."))
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


@dataclass(frozen=True)
class OutsideFigures:
    """The figures of a period as they may leave the team: of the whole team under None, and of each neighbourhood."""

    team: str
    first: date
    last: date
    today: date
    figures: dict[str | None, list[OutsideFigure]]


def figures_outside(office: Office, first: date, last: date) -> OutsideFigures:
    """The figures as they may leave the team: small counts hidden, none of which can be computed back.

    Raises as `figures`.
    """
    whole, *per_area = figures_per_area(office, first, last)
    areas = {each.area or "": each.figures for each in per_area}
    return OutsideFigures(whole.team, first, last, whole.today, outside(whole.figures, areas))


def as_json(found: Figures) -> dict[str, Any]:
    """The figures for other programs: each with its name, definition, unit, value and the cases it rests on."""
    return {
        "team": found.team,
        "area": found.area,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "on": found.today.isoformat(),
        "figures": [_as_json(each) for each in found.figures],
    }


def _as_json(figure: Figure) -> dict[str, Any]:
    cases, days = figure.suspended
    entry: dict[str, Any] = {
        "figure": figure.key.value,
        "name": label(figure.key),
        "definition": _(figure.definition.sentence),
        "unit": figure.unit.value,
        "value": figure.value,
        "base": figure.base,
        "open": figure.open,
        "ended": figure.ended,
    }
    if figure.unit is FigureUnit.PERCENT:
        entry["yes"] = figure.yes
    if figure.unit is FigureUnit.DAYS:
        entry |= {"suspended_cases": cases, "suspended_days": days}
    if figure.parts:
        entry["parts"] = {part.value: count for part, count in figure.parts.items()}
    return entry


def outside_as_json(found: OutsideFigures, area: str | None = None) -> dict[str, Any]:
    """The figures of the team or a neighbourhood as they may leave it, for other programs; nothing where hidden."""
    return {
        "team": found.team,
        "area": area,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "on": found.today.isoformat(),
        "rule": _(SMALL_COUNTS_RULE),
        "figures": [
            {
                "figure": each.key.value,
                "name": label(each.key),
                "definition": _(DEFINITIONS[each.key].sentence),
                "unit": DEFINITIONS[each.key].unit.value,
                "value": each.value if DEFINITIONS[each.key].unit is not FigureUnit.COUNT else each.base.shown,
                "base": shown_count(each.base),
                "open": shown_count(each.open),
                **({"parts": {part.value: shown_count(n) for part, n in each.parts.items()}} if each.parts else {}),
            }
            for each in found.figures.get(area, ())
        ],
    }


SMALL_COUNTS_RULE = N_(
    "Counts are rounded to fives. Counts below 10 are not shown, nor others from which they could be computed, "
    "and there are no percentages of fewer than 50."
)


def shown_count(count: Published) -> str:
    """A count as it may leave the team: "35", "< 10", or that it is not shown."""
    if count.shown is not None:
        return str(count.shown)
    return f"< {SMALLEST_SHOWN}" if count.is_small else _("not shown")


def value_words(figure: Figure | OutsideFigure) -> str:
    """A figure as people read it: "8,5 days", "92 %", "35", or its parts; a dash where there is nothing to say."""
    unit = DEFINITIONS[figure.key].unit
    if figure.parts and not (isinstance(figure, Figure) and not figure.base):
        counts = {part: shown_count(n) if isinstance(n, Published) else str(n) for part, n in figure.parts.items()}
        return " · ".join(f"{label(part)}: {count}" for part, count in counts.items())
    if unit is FigureUnit.COUNT:
        return shown_count(figure.base) if isinstance(figure.base, Published) else str(figure.base)
    if figure.value is None:
        return "–"
    if unit is FigureUnit.DAYS:
        return _("{days} days ¦figure", days=number(figure.value))
    return _("{percent} %", percent=f"{figure.value:.0f}")


def export_figures(office: Office, first: date, last: date, area: str | None = None, *, as_csv: bool = False) -> bytes:
    """The figures for a spreadsheet as they may leave the team; without an area the team and each neighbourhood.

    The journal says that they were exported. Raises Problem when the worker may not or the period is no period.
    """
    office.ask(Deed.EXPORT_LIST)
    found = figures_outside(office, first, last)
    chosen = found.figures if area is None else {area: found.figures.get(area, [])}
    heads = [
        _("Figure"), _("Neighbourhood"), _("Value"), _("Counted in"), _("Cases"), _("Still open"),
        _("From"), _("Up to and including"), _("What it counts"), _("Small counts"),
    ]  # fmt: skip
    rows = [
        [name, area_words(where), value, unit, base, still_open, first, last, sentence, _(SMALL_COUNTS_RULE)]
        for where, listed in chosen.items()
        for each in listed
        for name, value, unit, base, still_open, sentence in _cells(each)
    ]
    office.look(Deed.EXPORT_LIST)
    if as_csv:
        return csv_of(heads, rows)
    return xlsx_of(_("Figures"), heads, rows, office.now())


def write_figures(
    office: Office, file: Path, first: date, last: date, area: str | None = None, *, as_csv: bool = False
) -> None:
    """Keep the figures for a spreadsheet as a file.

    Raises as `export_figures`, and Trouble when the folder does not take the file.
    """
    keep_file(file, export_figures(office, first, last, area, as_csv=as_csv))


def _cells(figure: OutsideFigure) -> Iterator[tuple[str, Cell, str, Cell, Cell, str]]:
    definition = DEFINITIONS[figure.key]
    unit, sentence = label(definition.unit), _(definition.sentence)
    base, still_open = _count_cell(figure.base), _count_cell(figure.open)
    match definition.unit:
        case FigureUnit.COUNT:
            yield label(figure.key), base, unit, base, None, sentence
        case FigureUnit.PARTS if figure.parts:
            for part, count in figure.parts.items():
                name = _("{figure}: {part}", figure=label(figure.key), part=label(part))
                yield name, _count_cell(count), label(FigureUnit.COUNT), base, None, sentence
        case FigureUnit.NOT_MEASURED | FigureUnit.PARTS:
            pass
        case _:
            value = _("not shown") if figure.value is None else figure.value
            yield label(figure.key), value, unit, base, still_open, sentence


def _count_cell(count: Published) -> Cell:
    return shown_count(count) if count.shown is None else count.shown


def area_words(area: str | None) -> str:
    """The name of a neighbourhood, of the whole team, or of those without one."""
    if area is None:
        return _("Whole team")
    return area or _("Without neighbourhood")


def as_lines(found: Iterable[Figure | OutsideFigure]) -> Iterator[str]:
    """The figures as plain text: name and value, the cases behind it, and what it says."""
    for each in found:
        yield f"{label(each.key)}: {value_words(each)}"
        if about := basis_words(each):
            yield f"    {about}"
        yield f"    {_(DEFINITIONS[each.key].sentence)}"


def basis_words(figure: Figure | OutsideFigure) -> str:
    """The cases a figure rests on, those that are still open, and the days that were waited for the applicant."""
    unit = DEFINITIONS[figure.key].unit
    if unit in (FigureUnit.NOT_MEASURED, FigureUnit.COUNT):
        return ""
    if isinstance(figure, OutsideFigure):
        return _("Cases: {base}. Still open: {open}.", base=shown_count(figure.base), open=shown_count(figure.open))
    said = [plural("{count} case", "{count} cases", figure.base)]
    if unit is FigureUnit.PERCENT and figure.base:
        said = [_("{yes} of {base}", yes=figure.yes, base=figure.base)]
    if figure.open:
        said.append(_("{count} still open", count=figure.open))
    if figure.ended:
        said.append(_("{count} ended before that", count=figure.ended))
    cases, days = figure.suspended
    if cases:
        said.append(_("stood still: {days} days in {count} cases", days=days, count=cases))
    return " · ".join(said)
