"""The window: the rail of places, the header, the page, and the line that says how things are."""

import importlib
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, cast

import shiboken6
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from buurtteam.domain.words import N_
from buurtteam.texts import clock
from buurtteam.texts import translate as _
from buurtteam.ui.commands import COMMANDS, MENUS, Command, command
from buurtteam.ui.desk import Desk
from buurtteam.ui.page import Page
from buurtteam.ui.reading_order import bring_in_sight, neighbour, tab_stops
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT, icon, worn
from buurtteam.ui.widgets import (
    Heading,
    IconButton,
    Picture,
    ScrollPage,
    Words,
    button,
    column,
    emptied,
    fit_picture,
    link,
    row,
)

if TYPE_CHECKING:
    from buurtteam.domain.keeping import Changes
    from buurtteam.domain.kinds import HouseholdId
    from buurtteam.services.office import Office
    from buurtteam.services.undo import UndoStack
    from buurtteam.ui.palette import Finder, Found, PaletteBox
    from buurtteam.ui.quick_note import QuickNoteBox


@dataclass(frozen=True)
class Place:
    """A place of the window: its key, its words and picture, and the page class, imported at the first visit.

    `rail` is its number in the rail (Alt+1 to Alt+8), 0 for none; a `bare` place is shown without rail and header.
    """

    key: str
    words: str
    icon: str
    page: str
    rail: int = 0
    bare: bool = False

    def exists(self) -> bool:
        """Whether its page has been written."""
        return importlib.util.find_spec(self.page.partition(":")[0]) is not None

    def page_class(self) -> type[Page]:
        """The class of its page."""
        module, _colon, name = self.page.partition(":")
        found = getattr(importlib.import_module(module), name)
        assert isinstance(found, type)
        assert issubclass(found, Page)
        return found


_PAGES: Final = "buurtteam.ui.pages"
PLACES: Final = (
    Place("first_start", N_("Welcome"), "home-heart", f"{_PAGES}.first_start:FirstStartPage", bare=True),
    Place("unlock", N_("Unlock"), "lock", f"{_PAGES}.unlock:UnlockPage", bare=True),
    Place("today", N_("Today"), "sun", f"{_PAGES}.today:TodayPage", 1),
    Place("households", N_("Households"), "home", f"{_PAGES}.households:HouseholdsPage", 2),
    Place("conversation", N_("Conversation"), "messages", f"{_PAGES}.conversation:ConversationPage", 3),
    Place("worklist", N_("Worklist"), "clipboard-list", f"{_PAGES}.worklist:WorklistPage", 4),
    Place("neighbourhood", N_("Neighbourhood"), "map-2", f"{_PAGES}.neighbourhood:NeighbourhoodPage", 5),
    Place("papers", N_("Printing"), "printer", f"{_PAGES}.papers:PapersPage", 6),
    Place("directory", N_("Service directory"), "book-2", f"{_PAGES}.directory:DirectoryPage", 7),
    Place("settings", N_("Settings"), "settings", f"{_PAGES}.settings:SettingsPage", 8),
    Place("new_household", N_("New household"), "home-plus", f"{_PAGES}.new_household:NewHouseholdPage"),
    Place("household", N_("Household"), "home", f"{_PAGES}.household:HouseholdPage"),
    Place("request", N_("Request"), "inbox", f"{_PAGES}.request:RequestPage"),
    Place("finish", N_("Finish the conversation"), "check", f"{_PAGES}.finish:FinishPage"),
    Place("closing", N_("Close or open a household again"), "archive", f"{_PAGES}.closing:ClosingPage"),
    Place("crisis", N_("Crisis"), "alert-octagon", f"{_PAGES}.crisis:CrisisPage"),
    Place("plan", N_("Plan"), "list-check", f"{_PAGES}.plan:PlanPage"),
    Place("paper", N_("Paper"), "file-text", f"{_PAGES}.paper:PaperPage"),
    Place("money", N_("Money"), "coin-euro", f"{_PAGES}.money:MoneyPage"),
    Place("attachment", N_("Scan or photograph"), "paperclip", f"{_PAGES}.attachment:AttachmentPage"),
    Place("carer", N_("Caring for each other"), "heart-handshake", f"{_PAGES}.carer:CarerPage"),
    Place("signals", N_("Early signals"), "inbox", f"{_PAGES}.signals:SignalsPage"),
    Place("team_terms", N_("Data leak"), "lock-open", f"{_PAGES}.team_terms:TeamTermsPage"),
    Place("handover", N_("Hand-over"), "arrows-exchange", f"{_PAGES}.handover:HandoverPage"),
    Place("leave", N_("Leave"), "calendar-x", f"{_PAGES}.leave:LeavePage"),
    Place("agenda", N_("My week"), "calendar-week", f"{_PAGES}.agenda:AgendaPage"),
    Place("figures", N_("Figures"), "chart-bar", f"{_PAGES}.figures:FiguresPage"),
    Place("history", N_("History"), "history", f"{_PAGES}.history:HistoryPage"),
    Place("trash", N_("Trash"), "trash", f"{_PAGES}.trash:TrashPage"),
    Place("help", N_("Help"), "help-circle", f"{_PAGES}.help:HelpPage"),
)
"""Every place of the program. A page that is not written yet is not shown."""

RAIL_NARROW, RAIL_WIDE = 64, 200
_ASK_AGAIN_MS: Final = 30
_LAYERS: Final = 12
"""As deep as words lie in cards, cards in columns and columns in a page: Qt tells one layer at a time what changed."""
_WORKS_COVERED: Final = frozenset({"window.cover", "window.quit", "window.larger", "window.smaller"})
_WORKS_WITHOUT_FILE: Final = frozenset(
    {"window.quit", "window.larger", "window.smaller", "window.keys", "window.about"}
)
_SHORTCUT_WORDS: Final = (
    ("Return", N_("Enter")), ("PgDown", N_("Page down")), ("PgUp", N_("Page up")), ("Left", "←"), ("Right", "→"),
    ("Up", "↑"), ("Down", "↓"), ("Ins", N_("Insert")), ("Del", N_("Delete")),
)  # fmt: skip


def key_words(shortcut: str) -> str:
    """A key as it stands on the keyboard."""
    for qt, own in _SHORTCUT_WORDS:
        shortcut = (
            "+".join(_(own) if part == qt else part for part in shortcut.split("+")) if qt in shortcut else shortcut
        )
    return shortcut


class PracticeBar(QWidget):
    """The striped bar that says: this is for practice, nobody here is real."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = _("PRACTICE · these people do not exist, try anything")
        self.setAccessibleName(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stop = QPushButton(_("Stop practising"), self)
        # With a ground of its own: on the stripes no colour of words is readable in every theme.
        self.stop.setProperty("kind", "secondary")
        self.stop.setProperty("compact", "true")
        self.stop.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(200, max(worn().px(26), self.stop.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = min(self.stop.sizeHint().width(), self.width())
        self.stop.setGeometry(self.width() - wide, 0, wide, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("soon"))
        stripe = theme.color("on_soon")
        stripe.setAlpha(38)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(stripe)
        high = self.height()
        for left in range(-high, self.width() + high, 28):
            points = [
                QPointF(left, high),
                QPointF(left + 14, high),
                QPointF(left + 14 + high, 0),
                QPointF(left + high, 0),
            ]
            painter.drawPolygon(QPolygonF(points))
        painter.setFont(theme.font(13, 700))
        wide = painter.fontMetrics().horizontalAdvance(self.words) + 32
        # In the middle, unless the button stands there.
        start = min((self.width() - wide) / 2, self.stop.x() - wide)
        plate = QRectF(max(start, 0), 0, wide, high)
        painter.setBrush(theme.color("soon"))
        painter.drawRect(plate)
        painter.setPen(theme.color("on_soon"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self.words)
        painter.end()


class Rail(QFrame):
    """The places, each a picture with its word; narrow, the word is said aloud and shown when pointed at."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "rail")
        self.setAccessibleName(_("Places"))
        self.is_wide = True
        layout = column(self, space=HAIR)
        layout.setContentsMargins(TIGHT, SNUG, TIGHT, SNUG)
        self.buttons: dict[str, QToolButton] = {}
        for place in sorted((place for place in PLACES if place.rail), key=lambda place: place.rail):
            if place.key == "settings":
                layout.addStretch(1)
            if not place.exists():
                continue
            one = QToolButton()
            one.setProperty("place", "true")
            one.setCheckable(True)
            one.setText(_(place.words))
            one.setAccessibleName(_(place.words))
            one.setToolTip(f"{_(place.words)}  (Alt+{place.rail})")
            one.setIcon(icon(place.icon, "primary"))
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            one.clicked.connect(lambda _checked, key=place.key: self.asked.emit(key))
            self.buttons[place.key] = one
            layout.addWidget(one)
        self.fit()

    def mark(self, key: str) -> None:
        """Show where one is."""
        for each, one in self.buttons.items():
            one.setChecked(each == key)

    def set_wide(self, wide: bool) -> None:
        """With words or only pictures."""
        self.is_wide = wide
        self.fit()

    def fit(self) -> None:
        """Take the width that fits the text size."""
        theme = worn()
        style = Qt.ToolButtonStyle
        for one in self.buttons.values():
            one.setToolButtonStyle(style.ToolButtonTextBesideIcon if self.is_wide else style.ToolButtonIconOnly)
            one.setIconSize(QSize(theme.px(32 if self.is_wide else 22), theme.px(22)))
            one.setMinimumHeight(theme.px(44))
        self.setFixedWidth(theme.px(RAIL_WIDE) if self.is_wide else max(RAIL_NARROW, theme.px(44) + 2 * TIGHT + 4))


class Header(QFrame):
    """Where one is, the way back, and the box that finds everything."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "header")
        self.setAccessibleName(_("Where you are"))
        self.back = IconButton("arrow-left", _("Back"))
        self.forward = IconButton("arrow-right", _("Forward"))
        self.crumbs = QHBoxLayout()
        self.crumbs.setSpacing(TIGHT)
        self._parts: list[tuple[QWidget, ...]] = []
        self._where = ""
        self.search = QPushButton(_("Search or do anything…"))
        self.search.setProperty("search", "true")
        self.search.setAutoDefault(False)
        self.search.setIcon(icon("search", "text_2"))
        self.search.setAccessibleDescription("Ctrl+K")
        self.key = Words("Ctrl+K", "small", wraps=False)
        inside = row(None, self.key)
        inside.setContentsMargins(0, 0, SNUG, 0)
        self.search.setLayout(inside)
        self.key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SNUG, TIGHT, ROOM, TIGHT)
        layout.setSpacing(HAIR)
        layout.addWidget(self.back)
        layout.addWidget(self.forward)
        layout.addSpacing(TIGHT)
        layout.addLayout(self.crumbs, 1)
        layout.addWidget(self.search)
        self.fit()

    def show_crumbs(self, crumbs: Sequence[str]) -> None:
        """The way from wide to narrow; the last one is where one is."""
        emptied(self.crumbs)
        self._parts = []
        for number, words in enumerate(crumbs):
            is_last = number == len(crumbs) - 1
            part = QLabel(words)
            part.setTextFormat(Qt.TextFormat.PlainText)
            part.setProperty("level" if is_last else "tone", "4" if is_last else "quiet")
            if is_last:
                part.setMinimumWidth(40)
                part.setAccessibleName(words)
                self._where = words
                self._parts.append((part,))
            else:
                self._parts.append((part, Picture("chevron-right", "text_2", 16)))
            for widget in self._parts[-1]:
                self.crumbs.addWidget(widget)
        self.crumbs.addStretch(1)
        self._leave_out_what_does_not_fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out_what_does_not_fit()

    def _leave_out_what_does_not_fit(self) -> None:
        """Where one is stays readable: with little room the widest places before it go first."""
        if not self._parts:
            return
        here = self._parts[-1][0]
        assert isinstance(here, QLabel)
        here.setText(self._where)
        taken = (self.back, self.forward, self.search)
        room = self.width() - sum(each.width() for each in taken) - SNUG - ROOM - 2 * TIGHT - 4 * HAIR
        needed = [sum(each.sizeHint().width() + TIGHT for each in part) for part in self._parts]
        for number, part in enumerate(self._parts):
            is_shown = number == len(self._parts) - 1 or sum(needed[number:]) <= room
            for widget in part:
                widget.setVisible(is_shown)
        if needed[-1] > room > 0:
            here.setText(here.fontMetrics().elidedText(self._where, Qt.TextElideMode.ElideRight, room - TIGHT))

    def fit(self) -> None:
        """Take the width that fits."""
        theme = worn()
        room = self.window().width() or 1366
        self.search.setFixedWidth(min(theme.px(320), max(theme.px(60), room // 3)))
        self.search.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.key.setVisible(self.search.width() >= theme.px(300))


class StatusLine(QFrame):
    """Whether everything is kept, whether something is being done, and who is at work."""

    who_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "status")
        self.setAccessibleName(_("How things are"))
        self.saved = Words("", wraps=False)
        self.busy = Words("", wraps=False)
        self.team = link("", self.who_asked.emit)
        self.team.setToolTip(_("Who works now?"))
        self.team.setAccessibleDescription(_("Who works now?"))
        layout = row(Picture("circle-check", "ok", 16), self.saved, self.busy, None, self.team, space=TIGHT)
        layout.setContentsMargins(SNUG, 3, ROOM, 3)
        self.setLayout(layout)


class Cover(QWidget):
    """What is shown over everything when somebody looks along who should not (F12)."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, space=SNUG)
        layout.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(Picture("home-heart", "primary", 64), 0, middle)
        words = Heading(_("The screen is covered"), 2)
        words.setAlignment(middle)
        layout.addWidget(words)
        quiet = Words(_("Your work is kept as it stands."), "quiet")
        quiet.setAlignment(middle)
        layout.addWidget(quiet)
        self.uncover = button(_("Go on (F12)"), "primary")
        layout.addWidget(self.uncover, 0, middle)
        layout.addStretch(1)


class Window(QMainWindow):
    """The one window of the program."""

    lock_asked = Signal()
    place_opened = Signal(str)
    closing = Signal()

    def __init__(self, desk: Desk, finder: "Finder | None" = None) -> None:
        super().__init__()
        self.desk = desk
        desk.go = self.open_place
        desk.summary_changed = self.show_summary
        desk.take_back = self.take_back
        self._pages: dict[str, Page] = {}
        self._places = {place.key: place for place in PLACES}
        self._past: list[tuple[str, dict[str, object]]] = []
        self._future: list[tuple[str, dict[str, object]]] = []
        self._here: tuple[str, dict[str, object]] | None = None
        self._before_cover: QWidget | None = None
        self._lock_page: Page | None = None
        self._rail_wanted: bool | None = None
        self._undo: UndoStack | None = None
        self.actions_of: dict[str, QAction] = {}

        self.setWindowTitle("Buurtteam")
        self.resize(1366, 740)
        self.setMinimumSize(640, 480)
        self.rail, self.header, self.status = Rail(), Header(), StatusLine()
        self.practice = PracticeBar()
        self.practice.hide()
        self.practice.stop.clicked.connect(lambda: desk.close_office())
        self.stack = QStackedWidget()
        middle = QWidget()
        right = QVBoxLayout(middle)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self.practice, self.header):
            right.addWidget(part)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        self._work = QWidget()
        across = QHBoxLayout(self._work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(middle, 1)
        self.cover = Cover()
        self._layers = QStackedWidget()
        self._layers.addWidget(self._work)
        self._layers.addWidget(self.cover)
        self.setCentralWidget(self._layers)

        desk.notices.stand_on(self.stack)
        self._finder = finder
        self._palette_box: PaletteBox | None = None
        self._quick_note: QuickNoteBox | None = None
        desk.quick_note = self.quick_note_about
        self._bind_commands()
        self.rail.asked.connect(self.open_place)
        self.header.back.clicked.connect(self.go_back)
        self.header.forward.clicked.connect(self.go_forward)
        self.header.search.clicked.connect(lambda: self.palette_box.open_box())
        self.status.who_asked.connect(lambda: self.open_place("settings", part="me"))
        self.cover.uncover.clicked.connect(self.toggle_cover)
        desk.background.changed.connect(self._on_changed)
        desk.background.busy.connect(self._on_busy)
        self._is_opening = False
        program = QApplication.instance()
        assert isinstance(program, QApplication)
        program.focusChanged.connect(self._keep_in_sight)
        desk.background.trouble.connect(desk.notices.show_error)
        desk.theme.changed.connect(self._refit)
        desk.theme.changed.connect(self._grow_pictures)
        self._busy_since = QTimer(self)
        self._busy_since.setSingleShot(True)
        self._busy_since.setInterval(1000)
        self._busy_since.timeout.connect(lambda: self.status.busy.setText(_("Just a moment…")))
        self._build_menus()
        self.show_summary()
        self._way_buttons()
        # Until the first place is shown there is nothing to choose from.
        for bar in (self.rail, self.header, self.status, self.menuBar()):
            bar.hide()

    # ------------------------------------------------------------------ places

    def open_place(self, key: str, **args: object) -> None:
        """Go to a place; the way back leads here again. A place that is not there gives the day, or the households."""
        if key not in self._places or not self._places[key].exists():
            key, args = next(each for each in ("today", "households", "settings") if self._places[each].exists()), {}
        if self._here is not None and self._here != (key, args) and not self._places[self._here[0]].bare:
            self._past = [*self._past[-49:], self._here]
            self._future.clear()
        self._show(key, args)

    def go_back(self) -> None:
        """Where one was before."""
        if self._past and self._here is not None:
            self._future.append(self._here)
            self._show(*self._past.pop())

    def go_forward(self) -> None:
        """Where one came back from."""
        if self._future and self._here is not None:
            self._past.append(self._here)
            self._show(*self._future.pop())

    def forget_the_way(self) -> None:
        """Drop all pages and the way here: the office was closed."""
        self._past.clear()
        self._future.clear()
        self._here = None
        self._undo = None
        if self._quick_note is not None:
            self._quick_note.deleteLater()
            self._quick_note = None
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def where(self) -> tuple[str, dict[str, object]] | None:
        """The place that is shown, with what was asked for."""
        return self._here

    @property
    def here(self) -> str:
        """The key of the place that is shown."""
        return self._here[0] if self._here else ""

    def _show(self, key: str, args: dict[str, object]) -> None:
        place = self._places[key]
        if (leaving := self.page()) is not None:
            leaving.leave()
        page = self._pages.get(key)
        if page is None:
            self.desk.room_for_page = self.stack
            page = place.page_class()(self.desk)
            page.title_changed.connect(self._show_title)
            self._pages[key] = page
            self.stack.addWidget(page)
        self._here = (key, args)
        # From here on: Qt gives the focus back to where it stood on this page before, and that is no reason to scroll.
        self._is_opening = True
        self.stack.setCurrentWidget(page)
        self._enable_what_works()
        self.desk.notices.stay_on_top()
        for part in (self.rail, self.header, self.status, self.menuBar()):
            part.setVisible(not place.bare)
        self.rail.mark(
            key
            if place.rail
            else "households"
            if key in ("household", "request", "plan", "money", "attachment", "carer")
            else ""
        )
        page.show_place(**args)
        self._show_title()
        self._build_menus()
        self._way_buttons()
        first = page.first_focus()
        (first or page).setFocus(Qt.FocusReason.OtherFocusReason)
        if first is None and not page.isAncestorOf(self.focusWidget() or self) and (stops := tab_stops(page)):
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._opened(shows_focus=True)
        self.place_opened.emit(key)

    def _focus_first(self) -> None:
        """Put the caret where the page wants it, when it could not say so at once."""
        page = self.page()
        if page is not None and self.focusWidget() in (page, None) and (first := page.first_focus()) is not None:
            self._is_opening = True
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._opened(shows_focus=True)

    def _show_title(self) -> None:
        page = self.page()
        if page is None or self._here is None:
            return
        crumbs = page.breadcrumb() or (_(self._places[self._here[0]].words),)
        self.header.show_crumbs(crumbs)
        self.setWindowTitle(_("{title} – Buurtteam", title=crumbs[0]) if len(crumbs) == 1 else "Buurtteam")

    def _way_buttons(self) -> None:
        self.header.back.setEnabled(bool(self._past))
        self.header.forward.setEnabled(bool(self._future))

    # ------------------------------------------------------------------ commands

    def _bind_commands(self) -> None:
        calls: dict[str, Callable[[], object]] = {
            "window.palette": lambda: self.palette_box.open_box(),
            "window.back": self.go_back,
            "window.forward": self.go_forward,
            "window.next_pane": lambda: self._next_pane(1),
            "window.previous_pane": lambda: self._next_pane(-1),
            "window.rail": self.toggle_rail,
            "window.larger": lambda: self._resize_text(self.desk.theme.larger),
            "window.smaller": lambda: self._resize_text(self.desk.theme.smaller),
            "window.cover": self.toggle_cover,
            "window.lock": self.lock_asked.emit,
            "window.who": lambda: self.open_place("settings", part="me"),
            "window.backups": lambda: self.open_place("settings", part="backup"),
            "window.signals": lambda: self.open_place("signals"),
            "window.figures": lambda: self.open_place("figures"),
            "window.handovers": lambda: self.open_place("handover"),
            "window.leave": lambda: self.open_place("leave"),
            "window.trash": lambda: self.open_place("trash"),
            "window.quit": self.close,
            "window.keys": self.show_keys,
            "window.about": self.show_about,
            "window.help": lambda: (
                self.open_place("help", about=self.here) if self._places["help"].exists() else self.show_keys()
            ),
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            "household.new": lambda: self.open_place("new_household"),
            "conversation.new": self.new_conversation,
            "note.new": lambda: self.quick_note_about(self.about_household()),
            "request.new": self.new_request,
            "household.pin": self.pin_household,
            "household.crisis": lambda: self.open_place("crisis", household_id=self.pointed_household()),
            "agenda.open": lambda: self.open_place("agenda"),
            "leak.new": lambda: self.open_place("team_terms", new=True),
        }
        for each in COMMANDS:
            if each.where != "window":
                continue
            action = QAction(_(each.words), self)
            if each.icon:
                action.setIcon(icon(each.icon))
            if each.shortcut:
                keys = [QKeySequence(each.shortcut)]
                if each.shortcut == "Ctrl++":
                    keys.append(QKeySequence("Ctrl+="))
                action.setShortcuts(keys)
            action.triggered.connect(lambda _checked=False, name=each.name: self._run(name, calls))
            action.setProperty("has_call", each.name in calls)
            self.addAction(action)
            self.actions_of[each.name] = action
        for place in PLACES:
            if place.rail and place.exists():
                action = QAction(_(place.words), self)
                action.setIcon(icon(place.icon, "primary"))
                action.setShortcut(QKeySequence(f"Alt+{place.rail}"))
                action.triggered.connect(lambda _checked=False, key=place.key: self.open_place(key))
                self.addAction(action)
                self.actions_of[f"place.{place.key}"] = action

    def _run(self, name: str, calls: Mapping[str, Callable[[], object]]) -> None:
        """A page that binds a command of the window goes first."""
        page = self.page()
        if page is not None and name in page.bound():
            page.bound()[name].trigger()
        elif (call := calls.get(name)) is not None:
            call()

    def available(self) -> list[tuple[Command, QAction]]:
        """The commands that do something now."""
        page = self.page()
        bound = page.bound() if page is not None else {}
        found: list[tuple[Command, QAction]] = []
        for each in COMMANDS:
            if each.where == "window":
                action = self.actions_of[each.name]
                if action.isEnabled() and (each.name in bound or action.property("has_call")):
                    found.append((each, action))
            elif each.name in bound and bound[each.name].isEnabled():
                found.append((each, bound[each.name]))
        return found

    @property
    def palette_box(self) -> "PaletteBox":
        """The Ctrl+K box, made when it is first asked for."""
        if self._palette_box is None:
            from buurtteam.ui.palette import PaletteBox

            self._palette_box = PaletteBox(
                self._work, self.desk.background, self._fixed_finds, self.open_place, self._finder
            )
        return self._palette_box

    def _fixed_finds(self) -> "list[Found]":
        from buurtteam.ui.palette import Found

        places = [
            Found(_(place.words), _("Place"), place.icon, f"Alt+{place.rail}", place=place.key)
            for place in PLACES
            if place.rail and place.exists()
        ]
        commands = [
            Found(_(each.words), "", each.icon or "command", key_words(each.shortcut), choose=action.trigger)
            for each, action in self.available()
            if each.name != "window.palette"
        ]
        return [*places, *commands]

    def _build_menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        page = self.page()
        available = self.available()
        for key, words in MENUS.items():
            menu = QMenu(_(words), bar)
            shown = [action for each, action in available if each.menu == key]
            if key == "go":
                menu.addActions([action for name, action in self.actions_of.items() if name.startswith("place.")])
                menu.addSeparator()
            menu.addActions(shown)
            if not menu.isEmpty():
                bar.addMenu(menu)
            if key == "view" and page is not None and self._here is not None:
                own = [action for each, action in available if not each.menu]
                if own:
                    extra = QMenu(_(self._places[self._here[0]].words), bar)
                    extra.addActions(own)
                    bar.addMenu(extra)

    def show_keys(self) -> None:
        """The keys that work here."""
        dialog = QDialog(self)
        dialog.setWindowTitle(_("Keys of this page"))
        dialog.resize(worn().px(560), min(worn().px(600), self.height() - 40))
        outer = column(dialog, margin=ROOM)
        outer.addWidget(Heading(_("Keys of this page"), 2))
        scroll = ScrollPage(margin=0, space=HAIR)
        scroll.column.setContentsMargins(0, 0, SNUG, 0)
        for each, _action in self.available():
            if each.shortcut:
                scroll.column.addLayout(_key_line(_(each.words), key_words(each.shortcut)))
        scroll.column.addLayout(_key_line(_("Go to a place of the rail"), "Alt+1 … Alt+8"))
        outer.addWidget(scroll, 1)
        close = button(_("Close"), "primary", on_click=dialog.accept)
        outer.addLayout(row(None, close))
        close.setFocus()
        dialog.exec()
        dialog.deleteLater()

    def show_about(self) -> None:
        """What this program is."""
        from buurtteam import VERSION

        dialog = QDialog(self)
        dialog.setWindowTitle(_("About Buurtteam"))
        outer = column(dialog, margin=ROOM)
        outer.addWidget(Heading(_("Buurtteam {version}", version=VERSION), 2))
        outer.addWidget(Words(_("For neighbourhood teams: from the kitchen table to a plan on paper.")))
        outer.addWidget(
            Words(
                _("Free software under the EUPL 1.2. Letters: Source Sans 3 (OFL). Pictures: Tabler Icons (MIT)."),
                "quiet",
            )
        )
        close = button(_("Close"), "primary", on_click=dialog.accept)
        outer.addLayout(row(None, close))
        dialog.setMinimumWidth(worn().px(440))
        close.setFocus()
        dialog.exec()
        dialog.deleteLater()

    # ------------------------------------------------------------------ from anywhere

    def about_household(self) -> "HouseholdId | None":
        """The household that stands before somebody now, if any."""
        page = self.page()
        if page is None or self._here is None:
            return None
        found = page.about_household() or self._here[1].get("household_id")
        return cast("HouseholdId", found) if _is_id(found) else None

    def pointed_household(self) -> "HouseholdId | None":
        """The household of the line with the focus in a list, else the one that stands before somebody.

        Only for what is looked at or undone with ease: a note or a request is never begun by pointing alone.
        """
        pointed = self.focusWidget()
        found = pointed.property("household") if pointed is not None else None
        return cast("HouseholdId", found) if _is_id(found) else self.about_household()

    def new_conversation(self) -> None:
        """Talk with the household that stands before somebody, going on where it was not finished; else choose one."""
        household = self.about_household()
        if household is not None and self.here != "conversation":
            self.open_place("conversation", household_id=household)
        else:
            self.open_place("conversation", new=True)

    def quick_note_about(self, household: "HouseholdId | None" = None) -> None:
        """Open the box for a quick note."""
        if self._quick_note is None:
            from buurtteam.ui.quick_note import QuickNoteBox

            self._quick_note = QuickNoteBox(self._work, self.desk)
        self._quick_note.open_box(household)

    def new_request(self) -> None:
        """Begin a request, of the household that stands before somebody if there is one."""
        household = self.about_household()
        asked: dict[str, object] = {"household_id": household} if household else {"new": True}
        self.open_place("request", **asked)

    def pin_household(self) -> None:
        """Pin the household that stands before somebody, or let it go."""
        household = self.pointed_household()
        if household is None:
            self.desk.notices.say(_("Open a household first, then pin it."))
            return
        from buurtteam.services import overviews

        def said(is_pinned: bool) -> None:
            self.desk.notices.say(
                _("Pinned: it stands on Today and on top in Ctrl+K.") if is_pinned else _("No longer pinned.")
            )
            if (page := self.page()) is not None and self.here == "today":
                page.show_place()

        self.desk.background.do(lambda office: overviews.pin(office, household), said)

    # ------------------------------------------------------------------ taking back

    def undo(self) -> None:
        """Take the last deed of this session back."""
        stack = self._undo_stack()

        def take_back(office: "Office") -> "tuple[Changes | None, Changes | None]":
            return stack.next_back, stack.take_back(office)

        def undone(found: "tuple[Changes | None, Changes | None]") -> None:
            deed, changes = found
            if changes:
                self.desk.notices.drop_offer_to_undo(deed)
            self._say_undone(changes)

        self._when_all_is_done(lambda: self.desk.background.do(take_back, undone))

    def take_back(self, deed: "Changes") -> None:
        """Take this deed back, whatever was done after it."""
        stack = self._undo_stack()
        self.desk.background.do(lambda office: stack.take_back_one(office, deed), self._say_undone)

    def redo(self) -> None:
        """Do what was taken back again."""
        stack = self._undo_stack()
        self._when_all_is_done(lambda: self.desk.background.do(stack.do_again, self._say_redone))

    def _when_all_is_done(self, call: Callable[[], None]) -> None:
        """Go on once every deed that waits is done and stands on the stack: else the one before it would be undone."""
        self.desk.background.ask(lambda _office: None, lambda _nothing: call())

    def _say_undone(self, changes: "Changes | None") -> None:
        self._name_undo()
        self.desk.notices.say(_("Taken back.") if changes else _("There is nothing to take back."))

    def _say_redone(self, changes: "Changes | None") -> None:
        self._name_undo()
        self.desk.notices.say(_("Done again.") if changes else _("There is nothing to do again."))

    def _name_undo(self) -> None:
        """Let the menu say what would be taken back or done again."""
        if self._undo is None:
            return
        from buurtteam.ui.taking_back import redo_words, undo_words

        self.actions_of["edit.undo"].setText(undo_words(self._undo.next_back))
        self.actions_of["edit.redo"].setText(redo_words(self._undo.next_again))

    def take_over(self, other: "Window") -> None:
        """Go on with what could be taken back in a window that this one stands in for."""
        self._undo = other._undo  # noqa: SLF001 - another of its own class
        self._name_undo()

    def _undo_stack(self) -> "UndoStack":
        if self._undo is None:
            # Imported with the first deed: the storage behind it is heavy, and the window should stand first.
            from buurtteam.services.undo import UndoStack

            self._undo = UndoStack()
        return self._undo

    # ------------------------------------------------------------------ panes, rail, cover

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        page = self.page()
        inner = page.panes() if page is not None else []
        return [pane for pane in (self.rail, *inner, self.header) if pane.isVisible()]

    def _next_pane(self, step: int) -> None:
        panes = self.panes()
        focus = self.focusWidget()
        at = next(
            (n for n, pane in enumerate(panes) if focus is not None and (pane is focus or pane.isAncestorOf(focus))), -1
        )
        for turn in range(1, len(panes) + 1):
            pane = panes[(at + step * turn) % len(panes)]
            if self._enter(pane):
                return

    @staticmethod
    def _enter(pane: QWidget) -> bool:
        reason = Qt.FocusReason.TabFocusReason
        if isinstance(pane, Rail):
            target = next(
                (one for one in pane.buttons.values() if one.isChecked()), next(iter(pane.buttons.values()), None)
            )
            if target is not None:
                target.setFocus(reason)
            return target is not None
        if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
            pane.setFocus(reason)
            return True
        for child in tab_stops(pane):
            child.setFocus(reason)
            return True
        return False

    def _resize_text(self, step: Callable[[], None]) -> None:
        step()
        self.desk.change_settings(text_scale=self.desk.theme.scale)

    def toggle_rail(self) -> None:
        """Words beside the pictures, or not."""
        self._rail_wanted = not self.rail.is_wide
        self.rail.set_wide(self._rail_wanted)

    def toggle_cover(self) -> None:
        """Cover everything at once, or go on at the same caret."""
        if self.is_locked:
            return
        if self.is_covered:
            self._uncover()
        else:
            self._put_over(self.cover)
            self.cover.uncover.setFocus()

    def lock_with(self, page: Page) -> None:
        """Put the page that asks for the passphrase over everything; what is below stays as it is."""
        if self._layers.indexOf(page) < 0:
            self._layers.addWidget(page)
        self._lock_page = page
        self._put_over(page)

    def unlock(self) -> None:
        """Go on at the same caret."""
        if (page := self._lock_page) is not None:
            self._lock_page = None
            self._uncover()
            self._layers.removeWidget(page)
            page.deleteLater()

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase is asked for before going on."""
        return self._lock_page is not None

    def _put_over(self, layer: QWidget) -> None:
        if self._layers.currentWidget() is self._work:
            self._before_cover = self.focusWidget()
        if self._palette_box is not None:
            self._palette_box.hide()
        self.menuBar().hide()
        self._layers.setCurrentWidget(layer)
        self._enable_what_works()

    def _enable_what_works(self) -> None:
        """No key leads past the passphrase: not under the cover, and not while no file is open yet."""
        is_covered = self._layers.currentWidget() is not self._work
        is_bare = self._here is not None and self._places[self._here[0]].bare
        for name, action in self.actions_of.items():
            action.setEnabled(
                name in _WORKS_COVERED if is_covered else name in _WORKS_WITHOUT_FILE if is_bare else True
            )

    def _uncover(self) -> None:
        self._layers.setCurrentWidget(self._work)
        self.menuBar().setVisible(self._here is not None and not self._places[self._here[0]].bare)
        self._enable_what_works()
        self._name_undo()
        if self._before_cover is not None and shiboken6.isValid(self._before_cover):
            self._before_cover.setFocus()

    @property
    def is_covered(self) -> bool:
        """Whether the screen is covered."""
        return self._layers.currentWidget() is self.cover

    # ------------------------------------------------------------------ how things are

    def show_summary(self) -> None:
        """Say anew which team, who is at work, and when it was saved."""
        summary = self.desk.office_summary
        self.practice.setVisible(summary.is_practice)
        at_work = " · ".join(part for part in (summary.worker, summary.team) if part)
        self.status.team.setText(at_work)
        self.status.team.setAccessibleName(at_work)
        self.status.team.setVisible(bool(at_work))
        self.status.saved.setText(
            _("Saved at {time} on this laptop.", time=summary.saved_at)
            if summary.saved_at
            else _("Everything is saved on this laptop.")
        )

    def _on_changed(self, changes: "Sequence[Changes]") -> None:
        for each in changes:
            self._undo_stack().add(each)
        self._name_undo()
        self.desk.office_summary.saved_at = clock(datetime.now(UTC))
        self.show_summary()
        shown = self.page()
        for page in list(self._pages.values()):
            # A page out of sight asks anew when it is visited.
            if page is shown:
                page.on_changed(changes)

    def _on_busy(self, waiting: int) -> None:
        if waiting and not self._busy_since.isActive() and not self.status.busy.text():
            self._busy_since.start()
        elif not waiting:
            self._busy_since.stop()
            self.status.busy.setText("")
            # Once the answers are home: only then a page knows where its first focus is.
            QTimer.singleShot(0, self, self._focus_first)

    def _refit(self) -> None:
        self._fit_rail()
        self.rail.fit()
        self.header.fit()

    def _grow_pictures(self) -> None:
        """The pictures of buttons that stand already grow with their words."""
        for each in self.findChildren(QPushButton):
            if each.property("pictured"):
                fit_picture(each)

    def _fit_rail(self) -> None:
        roomy = self.width() >= worn().px(1150)
        self.rail.set_wide(roomy if self._rail_wanted is None else self._rail_wanted)

    # ------------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refit()

    def _opened(self, *, shows_focus: bool = False) -> None:
        """A page is open when what it asked for is there: until then it fills itself, and its top stays in sight.

        With `shows_focus` what has the focus then comes in sight when nothing of it is seen and the page does not lie at
        its top, as one to which somebody comes back lies where it was scrolled to.
        """
        if self.desk.background.is_busy():
            QTimer.singleShot(_ASK_AGAIN_MS, self, lambda: self._opened(shows_focus=shows_focus))
            return
        self._is_opening = False
        focus = self.focusWidget()
        if shows_focus and focus is not None and focus.visibleRegion().isEmpty() and _lies_scrolled(focus):
            self._keep_in_sight(None, focus)

    def _keep_in_sight(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What gets the focus by a key or a deed comes in sight; a page that opens shows its top.

        What is pointed at is seen already: a button that moved under the mouse would not be pressed.
        """
        if now is None or self._is_opening or not self.isAncestorOf(now):
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        above = now.parentWidget()
        while above is not None:
            if isinstance(above, ScrollPage):
                above.hold(now)
            above = above.parentWidget()
        QTimer.singleShot(0, self, self.desk.notices.stay_on_top)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Tab and Shift+Tab, as the screen is read."""
        found = neighbour(self, self.focusWidget(), 1 if next else -1)
        if found is None:
            return super().focusNextPrevChild(next)
        found.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        bring_in_sight(found)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_covered and not self.is_locked and event.key() == Qt.Key.Key_Escape:
            self.toggle_cover()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            pressed := self.focusWidget(), QPushButton
        ):
            # A button that has the focus is pressed with Enter too, as people expect.
            pressed.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Lay out before drawing: a page that was just filled would else be seen squeezed for a moment."""
        if event.type() == QEvent.Type.WindowActivate:
            # Who comes back from another window finds the page as it was left.
            self._is_opening = True
            QTimer.singleShot(0, self, self._opened)
        if event.type() == QEvent.Type.UpdateRequest:
            for _layer in range(_LAYERS):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is always safe: what is being typed is kept first."""
        if (page := self.page()) is not None:
            page.leave()
        self.closing.emit()
        self.desk.background.finish()
        super().closeEvent(event)

    def state(self) -> str:
        """Where the window stood, to be put back at the next start."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def put_back(self, state: str) -> None:
        """Stand where it stood."""
        if state:
            self.restoreGeometry(QByteArray.fromBase64(state.encode("ascii")))


def _key_line(words: str, keys: str) -> QHBoxLayout:
    line = row(Words(words), Words(keys, "label", wraps=False), space=SNUG)
    line.setStretch(0, 1)
    return line


def _is_id(value: object) -> bool:
    # Imported here: it looks the whole platform over, and nothing has an id before the first frame.
    from uuid import UUID

    return isinstance(value, UUID)


__all__ = ["PLACES", "Place", "Window", "command", "key_words"]


def _lies_scrolled(widget: QWidget) -> bool:
    """Whether a page around this does not lie at its top."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, ScrollPage):
        around = around.parentWidget()
    return around is not None and around.verticalScrollBar().value() > 0
