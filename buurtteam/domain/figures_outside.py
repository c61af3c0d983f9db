"""The figures of a team as they may leave it: rounded, small ones hidden, for the team and each neighbourhood alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from buurtteam.domain.figures import Figure, FigureKey, FigureUnit, PartKey
from buurtteam.domain.small_counts import Published, Table, percentage, published


@dataclass(frozen=True)
class OutsideFigure:
    """One figure of the team or of one neighbourhood as it may be shown outside.

    `value` is a median of days or a percentage; nothing where it would say too much. Parts are shown for the whole team
    only, so that no more than two traits are ever crossed.
    """

    key: FigureKey
    base: Published
    open: Published
    value: float | None = None
    parts: Mapping[PartKey, Published] = field(default_factory=dict)


def outside(whole: Sequence[Figure], areas: Mapping[str, Sequence[Figure]]) -> dict[str | None, list[OutsideFigure]]:
    """The figures of the whole team (under None) and of each of its areas, which together are the team.

    Always all areas at once: what one of them may show depends on the others.
    """
    found: dict[str | None, list[OutsideFigure]] = {None: [], **{area: [] for area in areas}}
    for number, figure in enumerate(whole):
        per_area = {area: figures[number] for area, figures in areas.items()}
        bases = published({area: each.base for area, each in per_area.items()})
        opens = published({area: each.open for area, each in per_area.items()})
        yes = published({area: each.yes for area, each in per_area.items()})
        no = published({area: each.base - each.yes for area, each in per_area.items()})
        parts = published(figure.parts)
        total = _total(bases, figure.base)
        if figure.parts and parts.total.shown is None:
            # What the parts keep hidden, the same number beside them must not tell.
            total = parts.total
        found[None].append(
            OutsideFigure(
                figure.key,
                total,
                _total(opens, figure.open),
                _value(figure, total, yes.total, no.total),
                parts.cells,
            )
        )
        for area, each in per_area.items():
            base = bases.cells[area]
            found[area].append(
                OutsideFigure(each.key, base, opens.cells[area], _value(each, base, yes.cells[area], no.cells[area]))
            )
    return found


def _total(table: Table[str], count: int) -> Published:
    # Nobody at all has no areas either.
    return table.total if table.cells else Published(None, is_small=count < 1)


def _value(figure: Figure, base: Published, yes: Published, no: Published) -> float | None:
    match figure.unit:
        case FigureUnit.DAYS:
            return figure.value if base.shown is not None else None
        case FigureUnit.PERCENT:
            return percentage(yes, no, base)
        case _:
            return None
