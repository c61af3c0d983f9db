"""The conversations with a household: open one, go on with one, or begin a new one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from buurtteam.domain.conversation import Conversation
from buurtteam.domain.kinds import HouseholdId, local_day
from buurtteam.services.households import HouseholdView
from buurtteam.texts import label, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.widgets import Card, EmptyState, State, button, column

if TYPE_CHECKING:
    from buurtteam.ui.page import Page


class Talks(QWidget):
    """The tab of the conversations."""

    def __init__(self, page: "Page", home: HouseholdId, begin: Callable[[], object]) -> None:
        super().__init__()
        self._page, self._home, self._begin = page, home, begin
        self._view: HouseholdView | None = None
        self.table = RowTable(
            Column(_("When"), lambda c: c.held_at, shown=lambda at: short_day_and_time(at), width=170, strong=True),
            Column(_("Kind of conversation"), lambda c: label(c.kind)),
            Column(_("Held by"), self._worker),
            Column(_("How far"), lambda c: c.finished_at, width=190, chip=_chip),
            name=_("Conversations"),
        )
        self.table.opened.connect(lambda found: page.desk.open_place("conversation", conversation_id=found))
        self.empty = EmptyState(
            "messages",
            _("No conversation yet."),
            _("One conversation gives the report, the plan and the letters."),
            button(_("Begin a conversation"), icon_name="message-plus", on_click=begin),
        )
        card = Card(
            _("Conversations"),
            button(_("Conversation"), icon_name="message-plus", on_click=begin),
            icon_name="messages",
        )
        card.add(self.table, self.empty)
        column(self).addWidget(card)

    def fill(self, view: HouseholdView) -> None:
        """Show the conversations, the newest first."""
        self._view = view
        self.table.show_rows(view.conversations)
        self.table.fit_height(most=12)
        self.table.setVisible(bool(view.conversations))
        self.empty.setVisible(not view.conversations)

    def add(self) -> None:
        """Begin a conversation."""
        self._begin()

    def leave(self) -> None:
        """Nothing is typed here."""

    def _worker(self, conversation: Conversation) -> str:
        worker = self._view.worker(conversation.worker) if self._view else None
        return worker.name if worker else ""


def _chip(conversation: Conversation) -> tuple[State, str]:
    if conversation.finished_at is None:
        return "waiting", _("Still open: go on")
    return "done", _("Finished on {day}", day=local_day(conversation.finished_at))
