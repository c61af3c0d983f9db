"""What the tabs of a household share: a pane of records that belongs to one household."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.record import Record
from buurtteam.services import households
from buurtteam.services.households import HouseholdView
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column
from buurtteam.ui.theme import ROOM
from buurtteam.ui.widgets import column

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

R = TypeVar("R", bound=Record)


def records_pane(
    page: "Page",
    home: HouseholdId,
    kind: type[R],
    *,
    title: str,
    add_words: str,
    columns: Sequence[Column],
    empty: tuple[str, str, str],
    new: Callable[[], R],
    says: Callable[[R], str],
    why: str = "",
) -> RecordsPane[R]:
    """A pane of one kind of record of a household, kept and removed as all of them are."""
    return RecordsPane(
        page,
        kind,
        title=title,
        add_words=add_words,
        columns=columns,
        empty=empty,
        new=new,
        keep=lambda office, record: households.keep(office, home, record),
        remove=lambda office, record: households.remove(office, home, record, says(record)),
        says=says,
        draft_place=lambda record: households.draft_place(home, record),
        why=why,
    )


class PanesTab(QWidget):
    """A tab with one or more panes; Ins and Del go to the one that has the focus, else the first."""

    def __init__(self, *panes: RecordsPane[Any]) -> None:
        super().__init__()
        self.record_panes: list[RecordsPane[Any]] = list(panes)
        self.inside = column(self, space=ROOM)
        for pane in panes:
            self.inside.addWidget(pane)

    def fill(self, view: HouseholdView) -> None:
        """Show a household."""
        raise NotImplementedError

    def add(self) -> None:
        """A new line in the pane where one is."""
        self._here().add()

    def remove_chosen(self) -> None:
        """Remove the line where one is."""
        self._here().remove_chosen()

    def leave(self) -> None:
        """Keep what is being typed."""
        for pane in self.record_panes:
            pane.leave()

    def _here(self) -> RecordsPane[Any]:
        focus = self.window().focusWidget()
        return next((p for p in self.record_panes if focus is not None and p.isAncestorOf(focus)), self.record_panes[0])


def names_of(view: HouseholdView) -> dict[object, str]:
    """The people of a household to choose from."""
    return {person.resident.id: person.name for person in view.everybody}


def workers_of(view: HouseholdView) -> dict[object, str]:
    """The workers of the team to choose from."""
    return {worker.id: worker.name for worker in view.workers}
