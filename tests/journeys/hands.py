"""Two hands on the keyboard of the real window: they type, press keys and count; they never touch the mouse."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from buurtteam.ui.application import Application

PATIENCE = 20.0


@dataclass
class Hands:
    """What somebody does with the program: each key or chord beside the text itself is one action."""

    program: Application
    actions: list[str] = field(default_factory=list)

    # ------------------------------------------------------------------ doing

    def press(self, *chords: str) -> None:
        """Press keys one after the other, each an action, and wait until the program is ready for the next."""
        for chord in chords:
            self.actions.append(f"{chord:12} at {self.where()}")
            combination = QKeySequence(chord)[0]  # type: ignore[index]  # PySide's stubs forget it
            QTest.keyClick(self.focus(), combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        """Type text where the caret stands; text is no action."""
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                # Not QTest.keyClicks: it knows no ş and no emoji.
                QApplication.sendEvent(self.focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
        QApplication.processEvents()

    def go_to(self, *names: str, most: int = 40, key: str = "Tab") -> None:
        """Press Tab until what has the focus is called so; each Tab is an action."""
        for _turn in range(most):
            if any(name in self.where() for name in names):
                return
            self.press(key)
        raise AssertionError(f"{key} does not come to {names}; it ended at {self.where()}")

    def on(self, *names: str) -> None:
        """The caret stands at what is called so, or the way was another."""
        self.until(lambda: any(name in self.where() for name in names), f"{names}, but the focus is on {self.where()}")

    # ------------------------------------------------------------------ looking

    def focus(self) -> QWidget:
        """What has the focus."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def where(self) -> str:
        """What has the focus, as a screen reader says it."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        reader = QAccessible.queryAccessibleInterface(found) if found is not None else None
        name = reader.text(QAccessible.Text.Name) if reader else ""
        return f"{self.program.window.here}: {name or type(found).__name__}"

    # ------------------------------------------------------------------ waiting

    def settle(self) -> None:
        """Let the background bring home what was asked, as it does within a breath."""
        self.until(lambda: not self.program.background.is_busy(), "the background to be ready")

    def pause(self) -> None:
        """Sit still as long as it takes until what was typed is kept: about a second."""
        quiet_until = time.monotonic() + 1.2
        self.until(lambda: time.monotonic() > quiet_until, "a pause")
        self.settle()

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait for something that will come."""
        end = time.monotonic() + PATIENCE
        while True:
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if is_so():
                QApplication.processEvents()
                if is_so():
                    return
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}")
            time.sleep(0.002)

    def told(self) -> str:
        """The actions as a list with their count."""
        lines = [f"{number:3} {action}" for number, action in enumerate(self.actions, 1)]
        return "\n".join([*lines, f"{len(self.actions)} actions"])


def fresh(program: Application) -> Hands:
    """Hands on a program that has just been started."""
    hands = Hands(program)
    window = program.window
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    hands.until(window.isActiveWindow, "the window")
    hands.settle()
    return hands
