"""The block of Today for the coordinator: how many households need a look, each figure a way to exactly its rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from buurtteam.domain.staff import WorkerFunction
from buurtteam.domain.words import N_
from buurtteam.domain.worklist import URGENT_CLUES, Clue, Filter
from buurtteam.services import caseload
from buurtteam.texts import label, plural
from buurtteam.texts import translate as _
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.widgets import Card, Link, State, StatusChip, Words

if TYPE_CHECKING:
    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page

_STATES: Final[dict[Clue, State]] = {
    Clue.LATE: "late",
    Clue.CRISIS: "late",
    Clue.THREAT: "late",
    Clue.CARER_CANNOT_GO_ON: "late",
    Clue.SOON: "soon",
    Clue.URGENT: "soon",
}
_SHOWN: Final = (
    Clue.LATE, Clue.SOON, Clue.URGENT, Clue.THREAT, Clue.CRISIS, Clue.NO_COORDINATOR, Clue.WAITS_FOR_TALK, Clue.SILENT,
    Clue.REFERRAL_WAITS, Clue.CARER_CANNOT_GO_ON, Clue.CARER_SCORE_HIGH, Clue.RESPITE_WAITING, Clue.TRANSFER_PENDING,
)  # fmt: skip
_TITLE = N_("The caseload of the team")


@dataclass(frozen=True)
class Tally:
    """How many households each reason to look gives; nothing for who does not coordinate."""

    households: int
    urgent: int
    clues: dict[Clue, int]


def tally(office: "Office") -> Tally | None:
    """What the coordinator sees of the caseload on Today.

    Raises Trouble when the file cannot be read.
    """
    worker = office.worker
    if worker is None or worker.function is not WorkerFunction.COORDINATOR:
        return None
    known = caseload.worklist(office)
    return Tally(
        len(known.lines),
        len(caseload.shown(known, Filter(clues=URGENT_CLUES))),
        caseload.counts(known, Filter()).clues,
    )


class WorklistCard(Card):
    """The card itself; hidden for who does not coordinate, and while there are no households."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_(_TITLE), icon_name="clipboard-list")
        self._page = page
        self._shown: Tally | None = None
        # It stands at the top of the page: for a coordinator the day begins there.
        self.urgent = Link("", lambda: self._open(URGENT_CLUES))
        self.urgent.hide()
        self.hide()

    def ask(self) -> None:
        """Count anew, off the window's thread."""
        self._page.ask(tally, self.show_tally, instead_of="worklist")

    def show_tally(self, found: Tally | None) -> None:
        """Show what was counted."""
        self.setVisible(found is not None and bool(found.households))
        self.urgent.setVisible(found is not None and bool(found.urgent))
        if found is None or found == self._shown:
            return
        self._shown = found
        self.clear()
        rows = [self._row(clue, found.clues[clue]) for clue in _SHOWN if found.clues.get(clue)]
        self.urgent.say(
            plural("{count} household is late or urgent", "{count} households are late or urgent", found.urgent)
        )
        self.add(lines(*rows) if rows else Words(_("Nothing is too late, urgent or forgotten."), "quiet"))

    def _row(self, clue: Clue, count: int) -> ListRow:
        words = plural("{count} household", "{count} households", count)
        chip = StatusChip(_STATES.get(clue, "quiet"), words)
        made = ListRow(label(clue), tone="", buttons=(chip,))
        made.setAccessibleName(f"{label(clue)}: {words}")
        return made.on_open(lambda: self._open(frozenset({clue})))

    def _open(self, clues: frozenset[Clue]) -> None:
        self._page.desk.open_place("worklist", filter=Filter(clues=clues), form="table")
