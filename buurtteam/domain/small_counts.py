"""Counts that leave the team: rounded, small ones hidden, and none that can be computed back (domain reference §10.5)."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALLEST_SHOWN = 10
ROUNDED_TO = 5
SMALLEST_BASE = 50
"""No percentage on fewer cases than this."""

_LEAST_POSSIBLE = 5
"""How many values a hidden count must at least still be able to have for who reads the rest."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Published:
    """A count as it may leave the team: rounded, too small to show, or withheld so that a small one stays hidden."""

    shown: int | None
    is_small: bool = False

    def range(self) -> tuple[int, int | None]:
        """The least and the most the true count can be for who sees only this; no most where it is withheld."""
        if self.shown is None:
            return (0, SMALLEST_SHOWN - 1) if self.is_small else (SMALLEST_SHOWN, None)
        return max(SMALLEST_SHOWN, self.shown - ROUNDED_TO // 2), self.shown + ROUNDED_TO // 2


@dataclass(frozen=True)
class Table(Generic[K]):
    """Counts that add up to a total, as they may leave the team."""

    total: Published
    cells: Mapping[K, Published]

    def possible(self, key: K) -> tuple[int, int | None]:
        """The least and the most that one cell can be for who sees the whole table and knows that it adds up."""
        least, most = self.cells[key].range()
        total_least, total_most = self.total.range()
        others = [cell.range() for other, cell in self.cells.items() if other != key]
        if all(top is not None for _bottom, top in others):
            least = max(least, total_least - sum(top for _bottom, top in others if top is not None))
        if total_most is not None:
            by_total = total_most - sum(bottom for bottom, _top in others)
            most = by_total if most is None else min(most, by_total)
        return least, most


def rounded(count: int) -> int:
    """A count to the nearest five."""
    return ROUNDED_TO * ((count + ROUNDED_TO // 2) // ROUNDED_TO)


def published(counts: Mapping[K, int]) -> Table[K]:
    """Counts that together are a whole, safe to show outside the team.

    Counts below ten are hidden. When one is hidden at least one other is too, and further ones, the smallest first,
    until nobody can tell from the total and the rest which of few values a hidden count has; at last the total itself.
    """
    hidden = {key for key, count in counts.items() if count < SMALLEST_SHOWN}
    in_order = sorted((key for key in counts if key not in hidden), key=lambda key: counts[key])
    total_hidden = False
    while True:
        table = _table(counts, hidden, total_hidden=total_hidden)
        if not hidden or total_hidden or _is_safe(table, hidden):
            return table
        if in_order:
            hidden.add(in_order.pop(0))
        else:
            total_hidden = True


def percentage(part: Published, rest: Published, base: Published) -> int | None:
    """A share in whole percents, reckoned from what is shown; nothing on a small base, or where part or rest is hidden."""
    if part.shown is None or rest.shown is None or base.shown is None or base.shown < SMALLEST_BASE:
        return None
    return min(100, round(100 * part.shown / base.shown))


def _table(counts: Mapping[K, int], hidden: set[K], *, total_hidden: bool) -> Table[K]:
    total = sum(counts.values())
    return Table(
        total=_hidden(total) if total_hidden or total < SMALLEST_SHOWN else Published(rounded(total)),
        cells={key: _hidden(count) if key in hidden else Published(rounded(count)) for key, count in counts.items()},
    )


def _hidden(count: int) -> Published:
    return Published(None, is_small=count < SMALLEST_SHOWN)


def _is_safe(table: Table[K], hidden: set[K]) -> bool:
    if table.total.is_small:
        return True
    if len(hidden) < 2:
        return False
    for key in hidden:
        least, most = table.possible(key)
        if most is not None and most - least + 1 < _LEAST_POSSIBLE:
            return False
    return True
