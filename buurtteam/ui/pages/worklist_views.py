"""The views of the worklist: choose one, keep the filters and the form under a name, and let that go again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from buurtteam.domain.worklist import SavedView
from buurtteam.services import caseload
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown
from buurtteam.ui.pages.worklist_drawers import KeepViewDrawer
from buurtteam.ui.theme import icon
from buurtteam.ui.widgets import IconButton

if TYPE_CHECKING:
    from buurtteam.ui.pages.worklist import WorklistPage


class Views(QObject):
    """The box with the views, and the star that keeps what is shown as one of them."""

    chosen = Signal(object)

    def __init__(self, page: "WorklistPage") -> None:
        super().__init__(page)
        self._page = page
        self._offered: list[SavedView | None] = []
        self.box = DropDown(16)
        self.box.activated.connect(self._choose)
        self.star = IconButton("star", _("Keep this view under a name"), self.keep_or_remove)
        self.keeping: KeepViewDrawer | None = None
        page.bind("worklist.keep_view", self.keep_or_remove)

    def fill(self, views: Sequence[SavedView]) -> None:
        """Offer these views."""
        self._offered = list(views)
        self.box.clear()
        for each in views:
            if each.is_built_in:
                self.box.addItem(each.name)
            else:
                self.box.addItem(icon("star", "primary"), each.name)

    def mark(self) -> None:
        """Which view this is; when it is none of them it is called an own choice."""
        asked = self._page.asked if self._page.behind is None else None
        at = next((n for n, each in enumerate(self._offered) if each and each.filter == asked), None)
        while self._offered and self._offered[-1] is None:
            self._offered.pop()
            self.box.removeItem(len(self._offered))
        if at is None:
            self._offered.append(None)
            self.box.addItem(_("Own choice"))
            at = len(self._offered) - 1
        self.box.setCurrentIndex(at)
        own = self._own()
        words = _("Let this view go") if own else _("Keep this view under a name")
        self.star.setIcon(icon("star", "primary" if own else "text_2"))
        self.star.setAccessibleName(words)
        self.star.setToolTip(words)

    def keep_or_remove(self) -> None:
        """Keep the view as it is now under a name; one that was kept already is let go."""
        kept = self._own()
        if kept is not None:
            self._page.do(
                lambda office: caseload.remove_view(office, kept.name),
                lambda _nothing: self._removed(kept),
            )
            return
        if self.keeping is None:
            self.keeping = KeepViewDrawer(self._page)
            self.keeping.named.connect(self._named)
        self.keeping.open_with(self._page.filters.proposed_name())

    def close_drawers(self) -> None:
        """Under which name is asked anew when one comes back."""
        if self.keeping is not None:
            self.keeping.close_drawer()

    def _own(self) -> SavedView | None:
        at = self.box.currentIndex()
        found = self._offered[at] if 0 <= at < len(self._offered) else None
        return found if found is not None and not found.is_built_in else None

    def _choose(self, at: int) -> None:
        chosen = self._offered[at] if 0 <= at < len(self._offered) else None
        if chosen is not None:
            self.chosen.emit(chosen)

    def _named(self, name: str) -> None:
        drawer = self.keeping
        assert drawer is not None
        view = SavedView(name, self._page.asked, self._page.form)

        def kept(_nothing: object) -> None:
            drawer.close_drawer()
            self._page.desk.notices.say(_("The view {name} is kept. It stands under View.", name=name.strip()))
            self._page.ask_anew()

        self._page.do(lambda office: caseload.keep_view(office, view), kept, drawer.failed)

    def _removed(self, view: SavedView) -> None:
        self._page.desk.notices.offer_undo(
            _("The view {name} is gone.", name=view.name),
            lambda: self._page.do(
                lambda office: caseload.keep_view(office, view), lambda _nothing: self._page.ask_anew()
            ),
        )
        self._page.ask_anew()
