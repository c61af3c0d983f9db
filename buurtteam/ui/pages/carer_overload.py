"""That it becomes too much for a carer, on the household where the carer lives and on Today; nothing at all while it goes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.worklist import Clue
from buurtteam.services import carer_overload
from buurtteam.services.carer_overload import TABS, Overload
from buurtteam.texts import translate as _
from buurtteam.ui.list_row import ListRow
from buurtteam.ui.pages.today_rows import FirstRows
from buurtteam.ui.theme import TIGHT
from buurtteam.ui.widgets import State, StatusChip, button, column, flow

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

_MOST = 4


def _state(one: Overload) -> State:
    if one.clue is Clue.CARER_WITHOUT_TALK:
        return "info"
    return "late" if one.clue is Clue.CARER_CANNOT_GO_ON else "soon"


class CarerBand(QWidget):
    """A chip for each reason, with the way to where something is done about it."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        super().__init__()
        self._page, self._home = page, home
        self._inside = column(self, space=TIGHT)
        self.hide()
        page.ask(lambda office: carer_overload.in_household(office, home), self._fill, instead_of="overload")

    def _fill(self, found: Sequence[Overload]) -> None:
        import shiboken6

        if not shiboken6.isValid(self) or not found:
            return
        chips: list[QWidget] = [
            StatusChip(_state(each), _("{name}: {words}", name=each.name, words=_lower(each.words))) for each in found
        ]
        first = found[0]
        to_carer = button(
            _("To the carer"), icon_name="heart-handshake", on_click=lambda: open_carer(self._page, first)
        )
        self._inside.addWidget(flow(*chips, to_carer))
        self.show()


class OverloadToday(FirstRows):
    """A card with the carers of my households for whom it becomes too much."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_("Carers who need us"), "heart-handshake", _MOST)
        self._page = page
        self._shown: object = None

    def read(self) -> None:
        """Ask for whom it becomes too much."""
        self._page.ask(carer_overload.of_mine, self.fill, instead_of="overload")

    def fill(self, found: Sequence[Overload]) -> None:
        """Show it; what says the same stays as it is, with its focus."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        carers: dict[tuple[HouseholdId, ResidentId], list[Overload]] = {}
        for each in found:
            carers.setdefault((each.household, each.carer), []).append(each)
        self.show_rows([self._row(each) for each in carers.values()])

    def _row(self, why: Sequence[Overload]) -> ListRow:
        first = why[0]
        made = ListRow(
            first.label or _("Without a name yet"),
            first.name,
            picture="heart-handshake",
            marks=tuple(StatusChip(_state(each), each.words) for each in why),
        )
        return made.on_open(lambda: open_carer(self._page, first))


def open_carer(page: "Page", one: Overload) -> None:
    """To the carer, on the side where something is done about it."""
    page.desk.open_place("carer", household_id=one.household, carer=one.carer, tab=TABS[one.clue])


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
