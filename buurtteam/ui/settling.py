"""When typing has settled: a little after it pauses, and now and then while it goes on."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

QUIET_SECONDS = 0.8
MOST_SECONDS = 4.5


class Settling(QObject):
    """Says `settled` within a second after the last touch and within five seconds after the first.

    `clock` counts seconds and never goes back.
    """

    settled = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        quiet: float = QUIET_SECONDS,
        most: float = MOST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._quiet, self._most, self._clock = quiet, most, clock
        self._first: float | None = None
        self._due = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @property
    def is_waiting(self) -> bool:
        """Whether something was touched and not yet settled."""
        return self._first is not None

    def touch(self) -> None:
        """Something was typed."""
        now = self._clock()
        if self._first is None:
            self._first = now
        self._due = min(now + self._quiet, self._first + self._most)
        self._timer.start(max(0, round((self._due - now) * 1000)))

    def look(self) -> None:
        """See whether it is time."""
        if self._first is None:
            return
        left = self._due - self._clock()
        if left > 0.001:
            self._timer.start(round(left * 1000) + 1)
            return
        self.flush()

    def flush(self) -> None:
        """Settle now when anything waits: the page is left, the window closes."""
        if self._first is None:
            return
        self._first = None
        self._timer.stop()
        self.settled.emit()

    def forget(self) -> None:
        """What was typed is kept already."""
        self._first = None
        self._timer.stop()
