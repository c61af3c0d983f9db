"""What happened, said once: toasts with a button to take it back, and announcements for who does not see them."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QWidget

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.texts import problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.theme import ROOM, SNUG, TIGHT, worn
from buurtteam.ui.widgets import IconButton, Words, button

STAYS_SECONDS = 10


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Say something through the screen reader without moving the focus."""
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(
        QAccessible.AnnouncementPoliteness.Assertive if urgent else QAccessible.AnnouncementPoliteness.Polite
    )
    QAccessible.updateAccessibility(event)


class Toast(QFrame):
    """One notice with at most one button; it stays ten seconds, and as long as somebody points at it or stands in it."""

    def __init__(
        self,
        over: QWidget,
        words: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        stays: bool = False,
    ) -> None:
        super().__init__(over)
        self.setProperty("panel", "toast")
        self.setAccessibleName(words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, TIGHT, TIGHT, TIGHT)
        layout.setSpacing(SNUG)
        self.words = Words(words)
        layout.addWidget(self.words, 1)
        self.undoes = False
        self.deed: object = None
        self.action: QPushButton | None = None
        if action and on_action:
            self.action = button(action)
            self.action.clicked.connect(self.go)
            self.action.clicked.connect(lambda: on_action())
            layout.addWidget(self.action)
        layout.addWidget(IconButton("x", _("Close this notice"), self.go, role="surface"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_SECONDS * 1000)
        self._timer.timeout.connect(self._maybe_go)
        if not stays:
            self._timer.start()
        self._waits = False
        self._before: QWidget | None = None
        self.gone: Callable[[Toast], object] = lambda _toast: None
        program = QApplication.instance()
        assert isinstance(program, QApplication)
        program.focusChanged.connect(self._note_where_one_was)

    def _note_where_one_was(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and old is not None and self.isAncestorOf(now) and not self.isAncestorOf(old):
            self._before = old

    def go(self) -> None:
        """Disappear; who stood in it is back where one was."""
        self._timer.stop()
        focus, before = self.window().focusWidget(), self._before
        if focus is not None and self.isAncestorOf(focus) and before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.gone(self)
        self.deleteLater()

    def hold(self) -> None:
        """Out of sight for now; its time stands still."""
        self._waits = self._timer.isActive()
        self._timer.stop()
        self.hide()

    def go_on(self) -> None:
        """Back in sight, with its whole time again."""
        if self._waits:
            self._timer.start()
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.go()
        else:
            super().keyPressEvent(event)

    def _maybe_go(self) -> None:
        focus = self.window().focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start(2000)
        else:
            self.go()


class Notices(QObject):
    """Where pages say what happened."""

    def __init__(self, over: QWidget | None = None) -> None:
        super().__init__(over)
        self._over: QWidget | None = None
        self._toasts: list[Toast] = []
        self._holds = False
        self.offers: dict[str, tuple[str, Callable[[], object]]] = {}
        """The one button per trouble code, such as `"disk_full": (_("Save elsewhere"), …)`."""
        if over is not None:
            self.stand_on(over)

    def stand_on(self, over: QWidget) -> None:
        """Show toasts at the bottom of this widget."""
        self._over = over
        self._toasts = []
        over.installEventFilter(self)

    def hold(self) -> None:
        """A resident looks along: nothing appears, is said aloud or stays in sight until `go_on`."""
        if not self._holds:
            self._holds = True
            for toast in self._toasts:
                toast.hold()

    def go_on(self) -> None:
        """Nobody looks along any more: what waited comes in sight."""
        if not self._holds:
            return
        self._holds = False
        if self._over is None or not shiboken6.isValid(self._over):
            return
        for toast in self._toasts:
            toast.go_on()
            announce(self._over, toast.words.text())
        self._place()

    def say(self, words: str) -> None:
        """Something is ready; no button."""
        self._show(words)

    def offer_undo(self, words: str, undo: Callable[[], object], deed: object = None) -> None:
        """Something was done and can be taken back; `deed` is what was done, where that is known."""
        self._show(words, _("Undo"), undo, undoes=True, deed=deed)

    def drop_offer_to_undo(self, deed: object) -> None:
        """A deed was taken back in another way: what offered that last, and says it was done, goes."""
        offers = [toast for toast in self._toasts if toast.undoes]
        if offers and offers[-1].deed in (None, deed):
            offers[-1].go()

    def offer(self, words: str, action: str, on_action: Callable[[], object]) -> None:
        """Something happened that asks for one thing to do."""
        self._show(words, action, on_action)

    def show_error(self, error: Problem | Trouble) -> None:
        """A problem in words: what happened, what is safe, and its one button."""
        action, on_action = self.offers.get(error.code, ("", None))
        self._show(problem_text(error), action, on_action, urgent=True, stays=isinstance(error, Trouble))

    @property
    def shown(self) -> list[str]:
        """The words on screen now."""
        return [toast.words.text() for toast in self._toasts]

    @property
    def newest(self) -> Toast | None:
        """The notice that came last."""
        return self._toasts[-1] if self._toasts else None

    def _show(
        self,
        words: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        urgent: bool = False,
        stays: bool = False,
        undoes: bool = False,
        deed: object = None,
    ) -> None:
        if self._over is None or not shiboken6.isValid(self._over):
            return
        for old in [toast for toast in self._toasts if toast.words.text() == words] + self._toasts[:-2]:
            old.go()
        toast = Toast(self._over, words, action, on_action, stays=stays)
        toast.undoes, toast.deed = undoes, deed
        toast.gone = self._forget
        self._toasts.append(toast)
        if self._holds:
            toast.hold()
            return
        toast.show()
        self._place()
        announce(self._over, words, urgent=urgent)

    def stay_on_top(self) -> None:
        """Another page was shown, or the focus went elsewhere: notices stay before it, yet never on what has the focus."""
        if self._toasts:
            self._place()

    def _forget(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            self._place()

    def _place(self) -> None:
        if self._over is None or not shiboken6.isValid(self._over):
            return
        width = min(worn().px(560), self._over.width() - 2 * ROOM)
        heights = []
        for toast in self._toasts:
            toast.setFixedWidth(width)
            toast.adjustSize()
            heights.append(max(toast.sizeHint().height(), toast.heightForWidth(width)))
        left, high = (self._over.width() - width) // 2, sum(heights) + TIGHT * (len(heights) - 1)
        top = self._over.height() - ROOM - high
        if self._is_at_work(QRect(left, top, width, high)):
            top = ROOM
        for toast, height in zip(self._toasts, heights, strict=True):
            toast.setGeometry(left, top, width, height)
            toast.raise_()
            top += height + TIGHT

    def _is_at_work(self, here: QRect) -> bool:
        """Whether a notice here would cover what has the focus; a list or a page may be covered for a part."""
        assert self._over is not None
        focus = self._over.window().focusWidget()
        if focus is None or not focus.isVisible() or not self._over.isAncestorOf(focus):
            return False
        if any(toast is focus or toast.isAncestorOf(focus) for toast in self._toasts):
            return False
        there = QRect(focus.mapTo(self._over, QPoint(0, 0)), focus.size())
        return there.height() < self._over.height() // 3 and here.intersects(there)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
