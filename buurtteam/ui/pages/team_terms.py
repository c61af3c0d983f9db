"""A data leak of the team itself: what happened when, and how many hours are left to report it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.keeping import Changes
from buurtteam.domain.statute import LocalNorm, OwnDecreeDay
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.page import Page
from buurtteam.ui.pages.household_terms import CaseTerms
from buurtteam.ui.widgets import Heading, Note


class TeamTermsPage(Page):
    """The data leaks of the team, which belong to no household; `new` begins one at once."""

    place = "team_terms"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Data leak"))
        self.terms = CaseTerms(self, None)
        body = self.scroll()
        body.add(
            Heading(_("Data leak"), 1),
            Note(
                _(
                    "Was a letter sent to the wrong address, a bag lost, or did somebody see what was not meant for them? "
                    "Note it at once and call your coordinator. A leak in one household is noted with that household."
                )
            ),
            self.terms,
        )
        self.bind("page.add_row", self.terms.add)
        self.bind("page.remove_row", self.terms.remove_chosen)
        self.bind("page.finish", self.terms.finish)

    def show_place(self, **args: object) -> None:
        """Show the leaks; `new` begins one at once, `step` and `source` explain a term."""
        if args.get("new"):
            args["happened"] = CaseEventKind.LEAK_FOUND
        self.terms.view = None
        self.terms.open_at(**args)
        self.terms.ask()

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """Ask anew when it was about the team."""
        if any(each.concern(CaseEvent, LocalNorm, OwnDecreeDay) for each in changes):
            self.terms.ask()

    def first_focus(self) -> QWidget:
        """Noting that something happened."""
        return self.terms.events.new

    def panes(self) -> list[QWidget]:
        """The terms and what happened."""
        return [self.terms.terms, self.terms.events]
