"""Saves of one record that follow each other: nothing waits for an answer, and nobody is made stale by themselves."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.record import Record

if TYPE_CHECKING:
    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page

R = TypeVar("R", bound=Record)


class InTurn(Generic[R]):
    """Sends records to be kept, each as it stands on screen, one behind the other.

    What was typed while a save runs goes right behind it, so that it is kept wherever somebody goes meanwhile.
    """

    def __init__(self, page: "Page") -> None:
        self._page = page
        self._turns: dict[object, int] = {}
        self._versions: dict[object, int] = {}
        """As which version each record was last kept from here; written where the file is."""

    def send(
        self,
        keep: "Callable[[Office, R], R]",
        record: R,
        kept: Callable[[R, bool], object],
        failed: Callable[[Problem | Trouble], object],
    ) -> None:
        """Have a record kept; `kept` hears the record as it was saved and whether nothing of it was sent since.

        `failed` hears only of what was sent last: that holds all of it.
        """
        found, versions = _id(record), self._versions
        turn = self._turns[found] = self._turns.get(found, 0) + 1

        def deed(office: "Office") -> R:
            version = max(record.version, versions.get(found, 0))
            saved = keep(office, record.model_copy(update={"version": version}))
            versions[found] = saved.version
            return saved

        def not_kept(error: Problem | Trouble) -> None:
            if turn == self._turns[found]:
                failed(error)

        self._page.do(deed, lambda saved: kept(saved, turn == self._turns[found]), not_kept)


def _id(record: Record) -> object:
    return getattr(record, "id", None)
