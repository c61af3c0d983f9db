"""What giving work to somebody does to the load: before and after in points, and how full that is; never a ranking."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from buurtteam.domain.caseload import Fullness
from buurtteam.texts import translate as _
from buurtteam.ui.load_bar import fullness_chip, points
from buurtteam.ui.theme import HAIR, SNUG
from buurtteam.ui.widgets import StatusChip, Words, column, flow


class Loaded(Protocol):
    """Points, of what fits, and how full that is."""

    @property
    def tenths(self) -> int:
        """What the households weigh together, in tenths of a point."""

    @property
    def percent(self) -> int | None:
        """Points against what fits."""

    @property
    def fullness(self) -> Fullness:
        """How full."""


def load_change(name: str, before: Loaded, after: Loaded) -> QWidget:
    """The load of one worker, now and then."""
    facts = {"before": points(before.tenths), "after": points(after.tenths)}
    said = (
        _("{before} → {after} points", **facts)
        if after.percent is None
        else _("{before} → {after} points ({percent} %)", **facts, percent=after.percent)
    )
    state, words = fullness_chip(after.fullness)
    holder = QWidget()
    inside = column(holder, space=HAIR)
    inside.addWidget(Words(name, "label"))
    inside.addWidget(flow(Words(said, wraps=False), StatusChip(state, words), space=SNUG))
    return holder
