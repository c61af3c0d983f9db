"""A page that shows one part at a time, such as a list or one of its lines."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from buurtteam.ui.page import Page
from buurtteam.ui.theme import ROOM
from buurtteam.ui.widgets import column, emptied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from buurtteam.domain.keeping import Changes
    from buurtteam.domain.staff import Deed
    from buurtteam.ui.desk import Desk


class OnePartPage(Page):
    """One part that is put in the place of another, and a deed in it that can be taken back."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self.args: dict[str, object] = {}
        """What is shown, as `open_place` would name it."""
        self.offer = ""
        """What is said, with a button to take it back, once the deed that was just done here is told of."""
        self.part: QWidget | None = None
        self.body = self.scroll(widest=1240)
        self.holder = column(space=ROOM)
        self.body.add(self.holder)

    def carry(self) -> dict[str, object]:
        """What was shown."""
        return dict(self.args)

    def put(self, part: QWidget) -> None:
        """Show a part, from its top, instead of the one that is left."""
        self.leave()
        emptied(self.holder)
        self.holder.addWidget(part)
        self.part = part
        self.body.verticalScrollBar().setValue(0)

    def offer_undo_of(self, deed: "Deed", changes: "Sequence[Changes]") -> None:
        """Say what was done here, now that it is told of; it is said once."""
        words, self.offer = self.offer, ""
        if words:
            self.say_done(words, deed, changes)
