"""Work off the window's thread: one worker does everything with the office in order, results come home by signal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.words import N_

if TYPE_CHECKING:
    from buurtteam.services.office import Office

T = TypeVar("T")
Failed = Callable[[Problem | Trouble], object]


class Background(QObject):
    """Asks and deeds, done one after the other on the thread that owns the office.

    A Problem or Trouble goes to `failed`, or else to the `trouble` signal (a notice); anything else is a bug: `failed`
    hears of it as a Trouble, and it is raised again on the window's thread, where the crash dialog takes it.
    """

    changed = Signal(object)
    """What a deed changed: `office.take_changes()`, after every `do`."""
    busy = Signal(int)
    """How many pieces of work wait or run."""
    trouble = Signal(object)
    """A Problem or Trouble that nobody took."""
    _home = Signal(object)

    def __init__(self, office: "Office | None" = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._worker: ThreadPoolExecutor | None = None
        self._waiting = 0
        self._newest: dict[str, int] = {}
        self._held: list[Callable[[], None]] | None = None
        self._home.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        work: "Callable[[Office], T]",
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        *,
        instead_of: str = "",
    ) -> None:
        """Read something; an earlier ask under the same `instead_of` that still waits is dropped, its answer too."""
        self._with_office(lambda: self._send(lambda: work(self._the_office()), then, failed, instead_of, tells=False))

    def do(
        self, deed: "Callable[[Office], T]", then: Callable[[T], object] | None = None, failed: Failed | None = None
    ) -> None:
        """Change something; pages hear by `changed` what it was."""
        self._with_office(lambda: self._send(lambda: deed(self._the_office()), then, failed, "", tells=True))

    def hold(self) -> None:
        """From now on what needs an office waits: it is being locked."""
        if self._held is None:
            self._held = []

    def go_on(self, office: "Office") -> None:
        """Work with this office, first on what waited for it."""
        self.office = office
        held, self._held = self._held or [], None
        for send in held:
            send()

    def _with_office(self, send: Callable[[], None]) -> None:
        if self._held is None:
            send()
        else:
            self._held.append(send)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        *,
        instead_of: str = "",
    ) -> None:
        """Work that needs no office, such as opening one."""
        self._send(work, then, failed, instead_of, tells=False)

    def is_busy(self) -> bool:
        """Whether anything waits or runs."""
        return self._waiting > 0

    def finish(self) -> None:
        """Do all that waits, close the office and stop; for closing the window."""
        if self._worker is None:
            return
        if self.office is not None:
            self._worker.submit(self.office.close)
        self._worker.shutdown(wait=True)
        self._worker = None
        self.office = None

    def _the_office(self) -> "Office":
        if self.office is None:
            raise RuntimeError("no office is open")
        return self.office

    def _send(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None,
        failed: Failed | None,
        key: str,
        *,
        tells: bool,
    ) -> None:
        turn = self._newest[key] = self._newest.get(key, 0) + 1

        def is_obsolete() -> bool:
            return bool(key) and self._newest[key] != turn

        def done(answer: T, changes: object) -> None:
            if not is_obsolete() and _is_here(then) and then is not None:
                then(answer)
            if changes:
                self.changed.emit(changes)

        def not_done(error: BaseException) -> None:
            if is_obsolete():
                return
            if not isinstance(error, Problem | Trouble):
                try:
                    # Whoever waits for this stops waiting, and what was typed can be kept again.
                    if failed is not None and _is_here(failed):
                        failed(_own_mistake())
                finally:
                    raise error
            if failed is not None and _is_here(failed):
                failed(error)
            else:
                self.trouble.emit(error)

        def job() -> None:
            if is_obsolete():
                self._bring_home(lambda: None)
                return
            try:
                answer = work()
                changes: object = self._the_office().take_changes() if tells else None
            except BaseException as error:  # noqa: BLE001 - it is raised again at home
                fault = error
                self._bring_home(lambda: not_done(fault))
            else:
                self._bring_home(lambda: done(answer, changes))

        self._waiting += 1
        self.busy.emit(self._waiting)
        self._hand_over(job)

    def _hand_over(self, job: Callable[[], None]) -> None:
        if self._worker is None:
            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="office")
        self._worker.submit(job)

    def _bring_home(self, arrival: Callable[[], None]) -> None:
        if shiboken6.isValid(self):
            self._home.emit(arrival)

    def _arrive(self, arrival: Callable[[], None]) -> None:
        self._waiting -= 1
        self.busy.emit(self._waiting)
        arrival()


def _own_mistake() -> Trouble:
    return Trouble(
        "own_mistake",
        N_(
            "The program made a mistake of its own, so this was not done. Try it once more; if it stays, tell the helpdesk."
        ),
    )


class Immediate(Background):
    """Does the work at once on the window's thread; for tests of pages."""

    def _hand_over(self, job: Callable[[], None]) -> None:
        job()

    def _bring_home(self, arrival: Callable[[], None]) -> None:
        self._arrive(arrival)


def _is_here(call: Callable[..., Any] | None) -> bool:
    """Whether the widget that waits for an answer still exists."""
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
