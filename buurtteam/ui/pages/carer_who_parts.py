"""Pieces of who cares for whom: choosing two people while typing, and asking whether a child cares too."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from buurtteam.domain.folding import folded
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.services import carers
from buurtteam.services.carers import Choosable, Somebody, Whom, YoungLine
from buurtteam.texts import plural
from buurtteam.texts import translate as _
from buurtteam.ui.editors import SegmentEditor
from buurtteam.ui.notices import announce
from buurtteam.ui.theme import HAIR, SNUG, worn
from buurtteam.ui.widgets import Drawer, ScrollPage, Words, button, column, emptied, row

if TYPE_CHECKING:
    from buurtteam.domain.care import Care
    from buurtteam.ui.page import Page

_PAUSE_MS = 150
_ROWS = 6
_WIDEST_ANSWER = 340


class ChooseBox(QWidget):
    """A person, chosen while typing: arrows go through who fits, Enter takes one; the caret stays in the line."""

    taken = Signal()
    offered = Signal()

    def __init__(self, page: "Page", home: HouseholdId, words: str) -> None:
        super().__init__()
        self._page, self._home = page, home
        self.whom: Whom | None = None
        self._found: tuple[Choosable, ...] = ()
        self._wants_first = False
        self.line = QLineEdit()
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(_("Type a name"))
        self.line.installEventFilter(self)
        asked = QLabel(words)
        asked.setProperty("tone", "label")
        asked.setBuddy(self.line)
        self.list = QListWidget()
        self.list.setProperty("plain", "true")
        self.list.setAccessibleName(_("Who fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self.take())
        inside = column(self, space=HAIR)
        for part in (asked, self.line, self.list):
            inside.addWidget(part)
        self.setFocusProxy(self.line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self.line.textEdited.connect(self._typed)

    def show_chosen(self, name: str, whom: Whom) -> None:
        """Show somebody who is chosen already."""
        self.whom = whom
        self.line.setText(name)
        self.list.hide()

    def search(self) -> None:
        """Ask who fits what stands there now."""
        self._pause.stop()
        home, typed = self._home, self.line.text()
        key = f"whom.{id(self)}"
        self._page.ask(lambda office: carers.choosable(office, home, typed), self._show, instead_of=key)

    def take(self) -> None:
        """Take the one that is pointed at."""
        at = self.list.currentRow()
        if self._pause.isActive():
            # Somebody types faster than is searched: the first that fits is taken when it comes.
            self._wants_first = True
            self.search()
        elif 0 <= at < len(self._found):
            found = self._found[at]
            self.show_chosen(found.name, found.whom)
            self.taken.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusIn and self.whom is None and not self._found:
            self.search()
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._found:
                self.list.setCurrentRow(max(0, min(len(self._found) - 1, self.list.currentRow() + step)))
                announce(self.line, self.list.currentItem().text())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                if self.whom is not None:
                    self.taken.emit()
                else:
                    self.take()
                return True
        return False

    def _typed(self) -> None:
        self.whom = None
        self._pause.start()

    def _show(self, found: Sequence[Choosable]) -> None:
        if self.whom is not None:
            return
        self._found = tuple(found)
        self.list.clear()
        for each in found:
            self.list.addItem(
                QListWidgetItem(
                    _("{name} · {detail}", name=each.name, detail=each.detail) if each.detail else each.name
                )
            )
        self.list.setCurrentRow(0 if found else -1)
        self.list.setVisible(bool(found))
        high = self.list.sizeHintForRow(0) if found else 0
        self.list.setFixedHeight(min(len(found), _ROWS) * max(high, worn().px(26)) + 8)
        self.offered.emit()
        if self._wants_first:
            self._wants_first = False
            self.take()


class NewCare(Drawer):
    """Who cares, and for whom: two names and Enter."""

    def __init__(
        self,
        page: "Page",
        home: HouseholdId,
        then: "Callable[[Care], object]",
        *,
        carer: Somebody | None = None,
        cared_for: Somebody | None = None,
    ) -> None:
        body = ScrollPage(margin=0)
        super().__init__(page, _("Who cares for whom?"), body, width=480)
        self._sheet = body
        self._page, self._home, self._then = page, home, then
        self.carer = ChooseBox(page, home, _("Who cares?"))
        self.cared_for = ChooseBox(page, home, _("For whom?"))
        self.ready = button(_("Write this down"), "primary", "check", self.write)
        self.problem = Words("", "problem")
        self.problem.hide()
        body.add(
            Words(
                _("Anybody can care for anybody. Who lives elsewhere keeps an own file, with an own story."), "quiet"
            ),
            self.carer,
            self.cared_for,
            self.problem,
            row(button(_("Cancel"), "quiet", on_click=self.close_drawer), None, self.ready),
        )
        self.carer.list.hide()
        self.cared_for.list.hide()
        if carer is not None:
            self.carer.show_chosen(carer.name, Whom(resident=carer.resident))
        if cared_for is not None:
            self.cared_for.show_chosen(cared_for.name, Whom(resident=cared_for.resident))
        for box in (self.carer, self.cared_for):
            box.taken.connect(self._next)
            box.offered.connect(partial(self._offered, box))
        body.setFocusProxy(self.cared_for if carer is not None and cared_for is None else self.carer)

    def _offered(self, box: ChooseBox) -> None:
        # When the list has its height.
        QTimer.singleShot(0, self, partial(self._bring_in_sight, box))

    def _bring_in_sight(self, box: ChooseBox) -> None:
        """Who fits stands in sight, and above all what is typed."""
        for part in (box.list, box.line):
            self._sheet.ensureWidgetVisible(part, 0, worn().px(8))

    def _next(self) -> None:
        """On to what is still open, and last to the button."""
        waits = next((each for each in (self.carer, self.cared_for) if each.whom is None), None)
        target: QWidget = waits.line if waits is not None else self.ready
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def write(self) -> None:
        """Write it down, when both are chosen."""
        one, other = self.carer.whom, self.cared_for.whom
        if one is None or other is None:
            self.problem.setText(_("Choose both: type a name, and press Enter on who it is."))
            self.problem.show()
            self._next()
            return
        home = self._home

        def refused(error: object) -> None:
            self._page.desk.notices.show_error(error)  # type: ignore[arg-type]
            self.carer.line.setFocus()

        self._page.do(lambda office: carers.cares_for(office, home, one, other), self._done, refused)

    def _done(self, care: "Care") -> None:
        self.close_drawer()
        self._then(care)


class AnswerEditor(SegmentEditor):
    """Yes, no or later; the number or the first letter of a choice chooses it at once."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            typed = folded(event.text())
            for one in self.buttons:
                if typed and folded(one.text()).startswith(typed):
                    one.setFocus(Qt.FocusReason.TabFocusReason)
                    if not one.isChecked():
                        one.click()
                    return True
        return super().eventFilter(watched, event)


class ChildRow(QWidget):
    """One child: does it care too, and since when we know."""

    answered = Signal(object, object)
    """The child, and True, False or "later"; None when the answer is taken away."""
    opened = Signal(object)

    def __init__(self, line: YoungLine) -> None:
        super().__init__()
        self.line = line
        who = line.person
        age = plural("{count} year old", "{count} years old", who.age) if who.age is not None else ""
        name = _("{name}, {age}", name=who.name, age=age) if age else who.name
        self.answer = AnswerEditor([(True, _("Yes")), (False, _("No")), ("later", _("Later"))], optional=True)
        self.answer.set_words(_("Does {name} care for somebody too?", name=who.name))
        self.answer.show_value(line.cares if line.cares is not None else ("later" if line.later_on else None))
        self.answer.edited.connect(self._edited)
        if line.for_whom:
            # Who is known to care for somebody needs no answer any more.
            self.answer.setEnabled(False)
        inside = column(self, space=HAIR)
        inside.addWidget(Words(name, "label"))
        inside.addWidget(Words(self._about(), "small"))
        # No wider than its three words: what stands beside it stays near.
        self.answer.setMaximumWidth(worn().px(_WIDEST_ANSWER))
        below = row(self.answer, None)
        below.setStretch(0, 1)
        if line.cares:
            more = button(_("More"), "quiet", "arrow-right", lambda: self.opened.emit(line.person))
            more.setAccessibleName(_("More about {name}", name=who.name))
            below.insertWidget(1, more, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(below)

    def _about(self) -> str:
        line = self.line
        if line.for_whom:
            return _("Cares for {names}.", names=list(line.for_whom))
        if line.cares is not None and line.carer.asked_on is not None:
            return _("Asked on {day}.", day=line.carer.asked_on)
        if line.later_on is not None:
            return _("To be asked on {day}.", day=line.later_on)
        return _("Still to be asked.")

    def _edited(self) -> None:
        self.answered.emit(self.line.person.resident, self.answer.value())


class ChildRows(QWidget):
    """All children of a household where somebody needs care."""

    answered = Signal(object, object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(self, space=SNUG)
        self.rows: dict[ResidentId, ChildRow] = {}
        self._shown: tuple[YoungLine, ...] = ()

    def show_young(self, young: tuple[YoungLine, ...]) -> None:
        """Show them; the focus stays with its child."""
        if young == self._shown:
            return
        self._shown = young
        held = next(
            (who for who, each in self.rows.items() if each.isAncestorOf(each.window().focusWidget() or self)), None
        )
        emptied(self._inside)
        self.rows = {}
        for each in young:
            one = ChildRow(each)
            one.answered.connect(self.answered)
            one.opened.connect(self.opened)
            self.rows[each.person.resident] = one
            self._inside.addWidget(one)
        if held in self.rows:
            self.rows[held].answer.setFocus()
