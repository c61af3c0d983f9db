"""Files on their way into the team file, one after the other in the background, so that the window stays free."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from buurtteam.domain.kinds import HouseholdId
from buurtteam.services import evidence
from buurtteam.services.evidence import Added, Links
from buurtteam.texts import problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.pdf_look import look_into

if TYPE_CHECKING:
    from buurtteam.domain.problem import Problem, Trouble
    from buurtteam.services.office import Office
    from buurtteam.ui.background import Background


@dataclass(frozen=True)
class Waiting:
    """A file that is still to be added."""

    source: Path | bytes
    name: str
    links: Links


@dataclass(frozen=True)
class Refused:
    """A file that was not added, and why."""

    name: str
    why: str


class Adding:
    """Adds files one by one; `on_step` hears how far it is, `on_end` what came of it.

    It goes on when its page is left, for somebody dropped the files and walked away.
    """

    def __init__(
        self,
        background: "Background",
        household: HouseholdId,
        on_step: "Callable[[Adding], object]",
        on_end: "Callable[[Adding], object]",
    ) -> None:
        self._background, self._household = background, household
        self._on_step, self._on_end = on_step, on_end
        self._waiting: deque[Waiting] = deque()
        self._is_running = False
        self.all = 0
        self.added: list[Added] = []
        self.refused: list[Refused] = []

    @property
    def is_running(self) -> bool:
        """Whether files are still on their way."""
        return self._is_running

    @property
    def done(self) -> int:
        """How many files were looked at."""
        return len(self.added) + len(self.refused)

    def take(self, files: Iterable[Waiting]) -> None:
        """Add these too."""
        found = list(files)
        if not found:
            return
        if not self._is_running:
            self.all, self.added, self.refused = 0, [], []
        self._waiting.extend(found)
        self.all += len(found)
        if not self._is_running:
            self._is_running = True
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._is_running = False
            self._on_end(self)
            return
        self._on_step(self)
        here = self._waiting.popleft()

        def add(office: "Office") -> Added:
            return evidence.add(office, self._household, here.source, here.links, name=here.name, pdf=look_into)

        def added(found: Added) -> None:
            self.added.append(found)
            self._next()

        def refused(error: "Problem | Trouble") -> None:
            self.refused.append(Refused(here.name, problem_text(error)))
            self._next()

        # One at a time: what somebody asks meanwhile comes in between.
        self._background.do(add, added, refused)


def files_in(data: QMimeData, links: Links) -> list[Waiting]:
    """The files or the picture that somebody drops or pastes."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return [Waiting(path, path.name, links) for path in paths]
    if data.hasImage():
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return [Waiting(_png(image), _("Pasted picture"), links)]
    return []


def can_take(data: QMimeData) -> bool:
    """Whether something dropped or pasted may be a file or a picture."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def _png(image: QImage) -> bytes:
    into = QBuffer()
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(into, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes the name
    return bytes(into.data().data())
