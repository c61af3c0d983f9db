"""A background that takes its time."""

from collections.abc import Callable

from buurtteam.ui.background import Immediate


class Slow(Immediate):
    """Does nothing until it is told to, as a slow disk does."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Callable[[], None]] = []

    def _hand_over(self, job: Callable[[], None]) -> None:
        self.jobs.append(job)

    def catch_up(self) -> None:
        """Do all that waits, and what comes of it."""
        while self.jobs:
            self.jobs.pop(0)()
