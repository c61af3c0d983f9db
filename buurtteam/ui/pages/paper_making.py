"""Making a paper: first what is still missing, with a way to each, then the paper itself."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from buurtteam.domain.filing import Paper
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Gap, Problem, Trouble
from buurtteam.services import printing
from buurtteam.texts import problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.page import Page
from buurtteam.ui.theme import ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import Drawer, Picture, ScrollPage, Words, button, column, emptied, link, row

if TYPE_CHECKING:
    from buurtteam.services.office import Office

Issue = Callable[["Office"], Paper]

_TABS = {
    "people": "people",
    "addresses": "contact",
    "not_by": "contact",
    "plan_coordinator": "overview",
    "consent": "sharing",
}


class PaperMaker:
    """Asks what is missing and makes the paper, for the page that owns it."""

    def __init__(
        self,
        page: Page,
        jump: Callable[[Gap], bool] = lambda _gap: False,
        made: Callable[[Paper], object] | None = None,
    ) -> None:
        self._page, self._jump = page, jump
        self._made = made or (lambda paper: page.desk.open_place("paper", paper_id=paper.id))
        self._body = ScrollPage(margin=0, space=SNUG)
        self.drawer = Drawer(page, _("What is still missing"), self._body, width=480)

    def make(
        self,
        kind: PaperKind,
        of: UUID | None,
        issue: Issue,
        *,
        by_hand: Issue | None = None,
        gaps: Callable[["Office"], Sequence[Gap]] | None = None,
    ) -> None:
        """Make a paper, after showing what it lacks; `by_hand` makes it where nothing may be posted.

        What it lacks is asked of `gaps` when that hangs on more than what the paper is about.
        """
        self._page.ask(
            gaps or (lambda office: printing.gaps_for(office, kind, of)),
            lambda gaps: self._go_on(gaps, issue, by_hand),
            instead_of="gaps",
        )

    def _go_on(self, gaps: Sequence[Gap], issue: Issue, by_hand: Issue | None) -> None:
        if gaps:
            self._show(gaps, issue, by_hand)
        else:
            self.issue(issue, by_hand)

    def issue(self, issue: Issue, by_hand: Issue | None = None) -> None:
        """Make it as it is."""
        self.drawer.close_drawer()

        def failed(error: Problem | Trouble) -> None:
            notices = self._page.desk.notices
            hand_over = by_hand
            if error.code == "no_post" and hand_over is not None:
                notices.offer(problem_text(error), _("Make it to hand over"), lambda: self.issue(hand_over))
            else:
                notices.show_error(error)

        self._page.do(issue, self._made, failed)

    def _show(self, gaps: Sequence[Gap], issue: Issue, by_hand: Issue | None) -> None:
        emptied(self._body.column)
        stops = any(gap.stops for gap in gaps)
        intro = (
            _("This paper cannot be made yet.")
            if stops
            else _("You can make the paper all the same: what is missing becomes a line to fill in by pen.")
        )
        self._body.add(Words(intro, "quiet"))
        first: QWidget | None = None
        for gap in gaps:
            go = link(_("Go there"), partial(self._go, gap))
            sentence = problem_text(gap)
            go.setAccessibleName(_("Go there: {sentence}", sentence=sentence))
            first = first or go
            words = Words(sentence, "label" if gap.stops else "")
            beside = column(space=0)
            beside.addWidget(words)
            beside.addLayout(row(go, None))
            picture = Picture("alert-octagon" if gap.stops else "alert-triangle", "danger" if gap.stops else "text_2")
            holder = QWidget()
            line = row(picture, beside, space=SNUG)
            line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
            line.setStretch(1, 1)
            holder.setLayout(line)
            self._body.add(holder)
        if not stops:
            anyway = button(_("Make it &all the same"), "primary", "printer", lambda: self.issue(issue, by_hand))
            first = anyway
            foot = QWidget()
            layout = row(anyway, None, space=TIGHT)
            layout.setContentsMargins(0, ROOM, 0, 0)
            foot.setLayout(layout)
            self._body.add(foot)
        self.drawer.open_drawer()
        if first is not None:
            first.setFocus()

    def _go(self, gap: Gap) -> None:
        self.drawer.close_drawer()
        if self._jump(gap):
            return
        desk = self._page.desk
        match gap.place:
            case "plan":
                desk.open_place("plan", household_id=UUID(gap.record), field=gap.field)
            case "household":
                desk.open_place("household", household_id=UUID(gap.record), tab=_TABS.get(gap.field, ""))
            case "conversation" | "finish":
                desk.open_place(gap.place, conversation_id=UUID(gap.record), field=gap.field)
            case "request":
                desk.open_place("request", request_id=UUID(gap.record), field=gap.field)
            case place if place.startswith("money."):
                desk.open_place(
                    "money", household_id=UUID(gap.record), **_in_tab(place.removeprefix("money."), gap.field)
                )
            case place if place.startswith("carer."):
                wanted = {"tab": place.removeprefix("carer."), "carer": UUID(gap.field)}
                desk.open_place("carer", household_id=UUID(gap.record), **wanted)
            case "directory":
                desk.open_place("directory", **({"entry": UUID(gap.record)} if gap.record else {}))
            case "creditors":
                desk.open_place("settings", part="creditors")
            case "signals":
                desk.open_place("signals")
            case _:
                desk.open_place(gap.place, part="letterhead", field=gap.field)


_OPENED = {"threats": "threat", "post": "debt"}


def _in_tab(tab: str, field: str) -> dict[str, object]:
    """Which tab of the money, and which line of it when the gap names one."""
    with suppress(ValueError):
        if tab in _OPENED:
            return {"tab": tab, _OPENED[tab]: UUID(field)}
    return {"tab": tab}
