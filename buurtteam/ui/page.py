"""A page: one place in the window. Short guide for who writes one.

    class PlanPage(Page):
        place = "plan"

        def __init__(self, desk: Desk) -> None:
            super().__init__(desk)
            body = self.scroll()                                   # a ScrollPage that fills the page
            self.form = Form(Plan, desk)
            self.form.place("strengths", "started_on", columns=2)  # fields, not widgets: words and editors follow
            self.form.settled.connect(self.keep)                   # <= 1 s after typing pauses
            body.add(Heading(_("Our plan"), 1), Card(_("What goes well")).add(self.form))
            self.bind("page.print", self.print_it)                 # a command of commands.py

        def show_place(self, plan_id: PlanId) -> None:             # what desk.open_place("plan", plan_id=…) gave
            self.ask(lambda office: plans.read(office, plan_id), self.fill)

        def on_changed(self, changes: Sequence[Changes]) -> None:  # something was saved, here or elsewhere
            if any(each.concern(Plan, Goal) for each in changes):
                self.ask(…)

        def keep(self) -> None:
            with suppress(ValidationError):                        # the form shows it under the field
                plan = self.form.read()
                self.do(lambda office: plans.keep(office, plan))

Pages never name one another: they say `self.desk.open_place("household", household_id=…)`. They import services inside
functions or at the top, never storage. Long work goes through `self.ask`/`self.do`; answers for a page that is gone are
dropped. Register a page in `window.PLACES`.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.texts import translate as _
from buurtteam.ui.commands import command
from buurtteam.ui.theme import icon
from buurtteam.ui.widgets import ScrollPage

if TYPE_CHECKING:
    from uuid import UUID

    from buurtteam.domain.keeping import Changes
    from buurtteam.domain.kinds import HouseholdId
    from buurtteam.domain.staff import Deed
    from buurtteam.services.office import Office
    from buurtteam.ui.background import Failed
    from buurtteam.ui.desk import Desk

T = TypeVar("T")


class Page(QWidget):
    """One place in the window."""

    place: ClassVar[str] = ""
    title_changed = Signal()

    def __init__(self, desk: "Desk") -> None:
        # Where it will stand, from the start: at each place that it moved to, Qt would weigh all that stands in it again.
        super().__init__(desk.room_for_page)
        desk.room_for_page = None
        self.desk = desk
        self._title: tuple[str, ...] = ()
        self._bound: dict[str, QAction] = {}

    # ------------------------------------------------------------------ for a page to fill in

    def show_place(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - each page names its own
        """Show what was asked for; called at every visit, with what `open_place` was given by name."""

    def on_changed(self, changes: "Sequence[Changes]") -> None:
        """Something was saved: ask anew when it concerns this page."""

    def leave(self) -> None:
        """The page goes out of sight: flush what is being typed."""

    def carry(self) -> dict[str, object]:
        """What a fresh page of this place needs to go on, when the window is built anew in another language."""
        return {}

    def first_focus(self) -> QWidget | None:
        """Where the caret stands when the page opens; by default the first thing that takes it."""
        return None

    def about_household(self) -> "HouseholdId | None":
        """The household a quick note or a pin here is about; by default that of the `view` it shows."""
        household = getattr(getattr(self, "view", None), "household", None)
        return getattr(household, "id", None)

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self]

    # ------------------------------------------------------------------ for a page to use

    def set_title(self, *crumbs: str) -> None:
        """Say where one is, from wide to narrow: `set_title(_("Households"), name, _("Plan"))`."""
        self._title = crumbs
        self.title_changed.emit()

    def breadcrumb(self) -> tuple[str, ...]:
        """Where one is, from wide to narrow."""
        return self._title

    def title(self) -> str:
        """The last word of the breadcrumb."""
        return self._title[-1] if self._title else ""

    def scroll(self, *, widest: int = 0) -> ScrollPage:  # type: ignore[override]
        """Fill the page with a part that scrolls up and down; `widest` keeps its lines readable, in pixels at 100 %."""
        body = ScrollPage(widest=widest)
        self.fill_with(body)
        return body

    def fill_with(self, body: QWidget) -> None:
        """Let one widget be the whole page."""
        outer = self.layout() or QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(body)

    def bind(self, name: str, call: Callable[[], object]) -> QAction:
        """Let a command of `commands.py` do something while this page is open; greyed out by `.setEnabled(False)`."""
        asked = command(name)
        action = QAction(_(asked.words), self)
        if asked.icon:
            action.setIcon(icon(asked.icon))
        if asked.shortcut and asked.where not in ("chart", "board"):
            action.setShortcuts([QKeySequence(asked.shortcut), *_TWINS.get(asked.shortcut, [])])
        # Of the window, yet silent while the page is hidden: Qt asks whether the owner is visible.
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: call())
        self.addAction(action)
        self._bound[name] = action
        return action

    def bound(self) -> dict[str, QAction]:
        """The commands this page answers to."""
        return dict(self._bound)

    def ask(
        self,
        work: "Callable[[Office], T]",
        then: Callable[[T], object] | None = None,
        failed: "Failed | None" = None,
        *,
        instead_of: str = "",
    ) -> None:
        """Read something in the background; the answer is dropped when the page is gone by then."""
        key = f"{self.place}.{id(self)}.{instead_of}" if instead_of else ""
        self.desk.background.ask(work, self._if_here(then), self._if_here_failed(failed), instead_of=key)

    def do(
        self, deed: "Callable[[Office], T]", then: Callable[[T], object] | None = None, failed: "Failed | None" = None
    ) -> None:
        """Change something in the background; the deed is done even when the page goes."""
        self.desk.background.do(deed, self._if_here(then), self._if_here_failed(failed))

    def offer_back(self, what: str, bundle: "UUID", then: Callable[[None], object] | None = None) -> None:
        """Say that something is in the trash, with the key that takes it back."""
        self.desk.notices.offer_undo(
            _("{what} is in the trash.", what=what), lambda: self.do(lambda office: office.restore(bundle), then)
        )

    def say_done(self, words: str, deed: "Deed", changes: "Sequence[Changes]") -> bool:
        """Say what was done here, with a button to take it back, as far as these changes tell of it; returns whether they do."""
        made = next((each for each in reversed(changes) if each.deed is deed), None)
        if made is not None:
            self.desk.notices.offer_undo(words, lambda: self.desk.take_back(made), made)
        return made is not None

    def _if_here(self, then: Callable[[T], object] | None) -> Callable[[T], object] | None:
        return None if then is None else lambda answer: then(answer) if shiboken6.isValid(self) else None

    def _if_here_failed(self, failed: "Failed | None") -> "Failed | None":
        if failed is None:
            return None

        def show(error: Problem | Trouble) -> None:
            if shiboken6.isValid(self):
                failed(error)
            else:
                self.desk.notices.show_error(error)

        return show


_TWINS = {
    "Ctrl+Return": [QKeySequence("Ctrl+Enter")],
}
