"""The workers' form of the worklist: one row per worker in the order of names, never ranked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from buurtteam.domain.kinds import WorkerId
from buurtteam.domain.worklist import WorkerLoad, WorklistLine
from buurtteam.texts import translate as _
from buurtteam.ui.load_bar import away_words, bar_of, competence_words, draw_bar, fullness_chip, load_words
from buurtteam.ui.pages.worklist_drawers import percent_words
from buurtteam.ui.row_table import Column, RowTable

NOBODY = "nobody"
"""The id of the row of households without a fixed face."""


@dataclass(frozen=True)
class CoachRow:
    """A worker with load and households; without a load: the households of nobody."""

    id: WorkerId | str
    name: str
    load: WorkerLoad | None
    in_view: int
    """How many of the households that the filters let through have this fixed face."""

    @property
    def households(self) -> int | None:
        """How many households the load is made of."""
        return len(self.load.households) if self.load else None


def coach_rows(loads: Iterable[WorkerLoad], lines: Sequence[WorklistLine]) -> list[CoachRow]:
    """Everybody by name, then whoever has no fixed face; together they count every row of the view once."""
    counted = Counter(line.plan_coordinator for line in lines)
    rows = [
        CoachRow(load.worker, load.name or _("Without a name yet"), load, counted.pop(load.worker, 0)) for load in loads
    ]
    rest = sum(counted.values())
    if rest:
        rows.append(CoachRow(NOBODY, _("Nobody yet"), None, rest))
    return rows


def coach_table() -> RowTable:
    """The table of workers; Enter opens the households behind a figure."""
    return RowTable(
        Column(_("Worker"), "name", strong=True, width=190),
        Column(
            _("Points"),
            lambda row: bar_of(row.load) if row.load else None,
            shown=lambda bar: load_words(bar) if bar else "",
            draws=lambda painter, box, row: draw_bar(painter, box, bar_of(row.load)) if row.load else None,
            sort=lambda row: row.name.casefold(),
            share=3,
        ),
        Column(
            _("Used"), lambda row: row.load.percent if row.load else None, shown=percent_words, width=72, align="right"
        ),
        Column(
            _("Room"),
            lambda row: row.load.fullness if row.load else None,
            width=152,
            chip=lambda row: fullness_chip(row.load.fullness) if row.load else None,
        ),
        Column(_("Hours"), lambda row: row.load.hours if row.load else None, width=64, align="right"),
        Column(_("Households"), "households", width=100, align="right"),
        Column(_("In this view"), "in_view", width=104, align="right"),
        Column(_("Away"), lambda row: away_words(row.load) if row.load else "", width=190),
        Column(_("Can take on"), lambda row: competence_words(row.load.competences) if row.load else "", width=170),
        name=_("Workers and their households"),
    )
