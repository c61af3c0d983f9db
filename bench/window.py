"""The program's side in a real window of its own process: start, going in, opening pages, typing.

python -m bench.window start | enter FILE | walk FILE | type FILE
"""

import os
import sys
import time

if __name__ == "__main__" and sys.argv[1] == "start":
    # As `buurtteam` starts: nothing of ours is imported before.
    from PySide6.QtCore import QEvent, QObject, QTimer

    from buurtteam.ui import application

    def _tell() -> None:
        page = program_window[0].page()
        is_usable = page.line.line.hasFocus() and page.line.line.isEnabled()  # type: ignore[union-attr]
        print(time.monotonic() if is_usable else "not usable", time.process_time(), flush=True)
        os._exit(0)

    class _Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, _tell)
            return False

    program_window: list = []  # type: ignore[type-arg]
    _painted = _Painted()
    _show = application.Application._show_window  # noqa: SLF001

    def _watched(self: application.Application) -> None:
        program_window.append(self.window)
        self.window.page().line.line.installEventFilter(_painted)  # type: ignore[union-attr]
        _show(self)

    application.Application._show_window = _watched  # type: ignore[method-assign]  # noqa: SLF001
    sys.argv = ["buurtteam"]
    application.main()

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from buurtteam import texts
from buurtteam.settings import Settings
from buurtteam.ui.application import Application

PATIENCE = 60.0
TEXT = "Ik maak de post niet meer open. #afspraak Woonpunt bellen ma. Ik word er misselijk van. #goed oma kookt. "


class Heart(QObject):
    """Beats every millisecond on the window's thread; the longest time between two beats is a stall."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self) -> None:
        """Measure from now."""
        self._last, self.longest = time.perf_counter(), 0.0

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - 1)
        self._last = now


class Measured:
    """A program with a window, and what it costs to do something in it."""

    def __init__(self) -> None:
        self.app = QApplication([])
        texts.use_language("nl")
        self.program = Application(Settings())
        self.program.start()
        self.heart = Heart()
        self.until(lambda: not self.program.background.is_busy())
        self.rest(0.3)

    def rest(self, seconds: float) -> None:
        """Let the window be."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait as the window waits: in its event loop."""
        end = time.perf_counter() + PATIENCE
        while not is_so():
            self.app.processEvents()
            if time.perf_counter() > end:
                raise TimeoutError
            time.sleep(0.0005)

    def cost(self, deed: Callable[[], object], is_done: Callable[[], bool]) -> dict[str, float]:
        """Milliseconds until it is shown, and the longest stall until all is quiet."""
        self.rest(0.1)
        self.heart.begin()
        began = time.perf_counter()
        deed()
        self.until(lambda: is_done() and not self.program.background.is_busy())
        self.app.processEvents()
        shown = (time.perf_counter() - began) * 1000
        self.rest(0.3)
        return {"shown": shown, "stall": self.heart.longest}

    def enter(self, file: Path) -> dict[str, float]:
        """From the right passphrase to Today with its data; the cost of trying it left out."""
        from bench.neighbourhood import CHEAP, PASSPHRASE
        from buurtteam.services.opening import open_file

        page: Any = self.program.window.page()
        return self.cost(
            lambda: self.program.background.run(
                lambda: open_file(file, PASSPHRASE, CHEAP),
                page._on_opened,  # noqa: SLF001 - what the page itself does
                page._on_failed,  # noqa: SLF001 - as above
            ),
            lambda: getattr(self.program.window.page(), "view", None) is not None,
        )

    def place(self, key: str, **args: object) -> dict[str, float]:
        """Open a place."""
        window = self.program.window
        return self.cost(lambda: window.open_place(key, **args), lambda: window.here == key)


def walk(measured: Measured, file: Path) -> dict[str, dict[str, float]]:
    """Every place of a day, the first time and once more about another household."""
    found = {"Today, going in": measured.enter(file)}
    office: Any = measured.program.background.office
    one, other = _homes(office)
    for turn, home in (("first", one), ("again", other)):
        found[f"Households, {turn}"] = measured.place("households")
        found[f"Household, {turn}"] = measured.place("household", household_id=home)
        found[f"Plan, {turn}"] = measured.place("plan", household_id=home)
        found[f"Conversation, {turn}"] = measured.place("conversation", household_id=home)
        found[f"Today, {turn}"] = measured.place("today")
    return found


def typed(measured: Measured, file: Path, signs: int = 240) -> dict[str, list[float]]:
    """Type in a conversation while it is saved: milliseconds from key to screen, and the longest stall."""
    measured.enter(file)
    measured.place("conversation", household_id=_homes(measured.program.background.office)[0])
    page: Any = measured.program.window.page()
    text = page.pane.field("words.0") or page.pane.note
    text.setFocus()
    measured.rest(0.5)
    began, took = 0.0, []

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and began:
                QTimer.singleShot(0, shown)
            return False

    def shown() -> None:
        nonlocal began
        if began:
            took.append((time.perf_counter() - began) * 1000)
            began = 0.0

    painted = Painted()
    text.viewport().installEventFilter(painted)
    measured.heart.begin()
    for number in range(signs):
        began = time.perf_counter()
        QTest.keyClicks(text, TEXT[number % len(TEXT)])
        measured.until(lambda: not began)  # noqa: B023 - asked at once
        # Twelve signs a second, with a breath now and then in which it is saved.
        measured.rest(1.4 if number % 60 == 59 else 0.08)
    return {"keys": took, "stall": [measured.heart.longest]}


def _homes(office: Any) -> list[Any]:  # noqa: ANN401 - the office of the program
    from buurtteam.domain.plan import HouseholdPlan, PlanAction

    with office.reading() as store:
        plans = store.of(HouseholdPlan)[:40]
        full = sorted(plans, key=lambda plan: -store.count(PlanAction, plan=plan.id))
    return [plan.household for plan in full[:2]]


def main(what: str, file: Path) -> None:
    """Measure one thing and tell it as JSON."""
    measured = Measured()
    answer: object = {
        "enter": measured.enter,
        "walk": lambda f: walk(measured, f),
        "type": lambda f: typed(measured, f),
    }[what](file)
    print(json.dumps(answer), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
