"""The block of Today that says which hand-overs wait for whoever works now."""

from typing import TYPE_CHECKING

from buurtteam.domain.kinds import TransferId
from buurtteam.services import handover
from buurtteam.services.handover import TransferLine
from buurtteam.texts import plural
from buurtteam.texts import translate as _
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.widgets import Card, button

if TYPE_CHECKING:
    from buurtteam.ui.page import Page


class HandoverCard(Card):
    """The card itself; hidden while nothing waits."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_("Hand-overs that wait for you"), icon_name="arrows-exchange")
        self._page = page
        self._shown: tuple[TransferLine, ...] = ()
        self.hide()

    def ask(self) -> None:
        """Look anew, off the window's thread."""
        self._page.ask(handover.waiting_for_me, self.show_waiting, instead_of="handovers")

    def show_waiting(self, waiting: tuple[TransferLine, ...]) -> None:
        """Show what waits."""
        self.setVisible(bool(waiting))
        if waiting == self._shown:
            return
        self._shown = waiting
        self.clear()
        if waiting:
            self.add(lines(*(self._row(each) for each in waiting)))

    def _row(self, each: TransferLine) -> ListRow:
        whose = each.household_label or _("Without a name yet")
        title = (
            _("Hand-over from {name}: {household}", name=each.from_name, household=whose)
            if each.from_name
            else _("Hand-over: {household}", household=whose)
        )
        if not each.is_to_me:
            detail = _("{name} wants to take over. As coordinator you answer.", name=each.to_name)
        elif each.missing:
            detail = plural("{count} thing is still open.", "{count} things are still open.", each.missing)
        else:
            detail = _("Everything is ready: they know it, you talked together, and somebody stays.")
        accept = button(_("Accept"), "quiet", "check", lambda: self._accept(each))
        accept.setAccessibleName(_("Accept the hand-over of {household}", household=whose))
        # What is still open is asked on the page itself.
        can_accept = each.is_to_me and not each.missing
        made = ListRow(title, detail, buttons=(accept,) if can_accept else ())
        return made.on_open(lambda: self._open(each.id))

    def _accept(self, each: TransferLine) -> None:
        notices = self._page.desk.notices
        said = _("You are the fixed face of {household} now.", household=each.household_label)
        self._page.do(lambda office: handover.accept(office, each.id), lambda _done: notices.say(said))

    def _open(self, found: TransferId) -> None:
        self._page.desk.open_place("handover", transfer_id=found)
