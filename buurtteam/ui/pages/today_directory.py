"""The line of Today that says what of the service directory waits to be verified by whoever works now."""

from typing import TYPE_CHECKING

from buurtteam.services import directory
from buurtteam.services.directory import DirectoryLine, Quick
from buurtteam.texts import joined, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.widgets import Card

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

_NAMED = 3


class VerifyCard(Card):
    """One line with how many there are and the oldest by name; hidden while nothing waits."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self._shown: tuple[DirectoryLine, ...] = ()
        self.hide()

    def read(self) -> None:
        """Look anew, off the window's thread."""
        self._page.ask(directory.mine_to_verify, self.show_waiting, instead_of="to_verify")

    def show_waiting(self, found: tuple[DirectoryLine, ...]) -> None:
        """Show it; what says the same stays as it is, with its focus."""
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        self.clear()
        if not found:
            return
        oldest = found[0].entry.verified_on
        names = joined([each.entry.name for each in found[:_NAMED] if each.entry.name])
        detail = names if oldest is None else f"{names} · {_('the oldest of {day}', day=short_date(oldest))}"
        words = plural(
            "Service directory: {count} offer to verify", "Service directory: {count} offers to verify", len(found)
        )
        made = ListRow(words, detail, picture="book-2")
        self.add(lines(made.on_open(lambda: self._page.desk.open_place("directory", quick=Quick.TO_VERIFY.value))))
