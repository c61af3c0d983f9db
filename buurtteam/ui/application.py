"""Starts the window: it stands first, everything heavy is read while the passphrase is typed."""

import builtins

# PySide6 puts its own `__import__` in place, which makes every later import slower; ours goes back (speed.md, traps).
_own_import = builtins.__import__

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal  # noqa: E402
from PySide6.QtGui import QIcon  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

builtins.__import__ = _own_import

import importlib  # noqa: E402
import pkgutil  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from contextlib import suppress  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TYPE_CHECKING, Final  # noqa: E402

from buurtteam import paths, texts  # noqa: E402
from buurtteam.settings import Settings  # noqa: E402
from buurtteam.ui.background import Background  # noqa: E402
from buurtteam.ui.crash import CrashCatcher  # noqa: E402
from buurtteam.ui.desk import Desk, OfficeSummary  # noqa: E402
from buurtteam.ui.notices import Notices  # noqa: E402
from buurtteam.ui.theme import Theme  # noqa: E402
from buurtteam.ui.window import PLACES, Window  # noqa: E402

if TYPE_CHECKING:
    from buurtteam.domain.kinds import HouseholdId
    from buurtteam.services.office import Office
    from buurtteam.services.opening import Opened
    from buurtteam.ui.palette import Found

IDLE_MINUTES_TALKING = 60
_INPUT: Final = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleLock(QObject):
    """Asks to lock when nobody has touched the window for a while; longer while a conversation is open."""

    lock_asked = Signal()

    def __init__(self, window: Window, minutes: Callable[[], int]) -> None:
        super().__init__(window)
        self._window, self._minutes = window, minutes
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.lock_asked)
        # Only what reaches the window itself: a filter on the application would see every event of every widget.
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)
        self.touch()

    def touch(self) -> None:
        """Somebody is here."""
        minutes = self._minutes()
        if self._window.here == "conversation":
            minutes = max(minutes, IDLE_MINUTES_TALKING)
        self._timer.start(minutes * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.touch()
        return False


QUIET_SECONDS = 20
"""How long nobody did anything before what comes is reckoned."""


class Application(QObject):
    """The program with its window: opens what was open, locks, and goes on where one was."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.theme = Theme(settings.theme.value, settings.text_scale)
        self.theme.wear()
        self.background = Background(parent=self)
        self.desk = Desk(self.background, self.theme, Notices(), settings)
        self.window = self._new_window()
        self.desk.office_opened = self._office_opened
        self.desk.close_office = self.close_office
        self.desk.language_changed = lambda: QTimer.singleShot(0, self, self._speak_anew)
        self._idle: IdleLock | None = None
        self._translator = speak_qt(None)
        # What the coming days bring is reckoned when it is quiet, for what deeds touched too: the morning waits for nothing.
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_SECONDS * 1000)
        self._quiet.timeout.connect(self._look_ahead)
        self.background.changed.connect(lambda: self._quiet.start())

    def _new_window(self) -> Window:
        window = Window(self.desk, find)
        window.put_back(self.desk.settings.window)
        window.lock_asked.connect(self.lock)
        window.place_opened.connect(self._remember_place)
        window.closing.connect(self._closing)
        self.desk.notices.offers["household_closed"] = (
            texts.translate("Reopen the household"),
            lambda: self.window.open_place("closing", household_id=self.window.about_household()),
        )
        self.desk.notices.offers["damaged"] = (
            texts.translate("Back to a backup…"),
            lambda: self.window.open_place("settings", part="backup"),
        )
        return window

    def start(self) -> None:
        """Show the window, and read the rest of the program behind it."""
        wanted = first_place()
        if any(place.key == wanted and place.exists() for place in PLACES):
            self.window.open_place(wanted)
        self._show_window()
        QTimer.singleShot(0, self, lambda: self.background.run(read_the_rest))

    def lock(self) -> None:
        """Keep what is being typed, close the office and forget its key; with the passphrase one goes on as it was."""
        if self.desk.office_summary.is_practice:
            # Nobody chose the passphrase of the practice file, and there is nothing to hide in it.
            if not self.window.is_covered:
                self.window.toggle_cover()
            return
        office = self.background.office
        if office is None or self.window.is_locked or self.window.here in ("first_start", "unlock"):
            return
        if (page := self.window.page()) is not None:
            page.leave()
        worker, file = office.worker, office.database.path
        self.background.ask(close_well, self._on_locked)
        # What is asked from now on waits until the office is open again.
        self.background.hold()
        # Imported here: it is a page like any other, read when it is needed.
        from buurtteam.ui.pages.unlock import UnlockPage

        asking = UnlockPage(self.desk)

        def go_on(opened: "Opened") -> None:
            opened.office.worker = worker
            self.window.unlock()
            self.background.go_on(opened.office)

        asking.opened = go_on
        self.window.lock_with(asking)
        asking.show_place(locked=file)
        asking.first_focus().setFocus()

    def _on_locked(self, _nothing: None) -> None:
        self.background.office = None

    def close_office(self) -> None:
        """Close the file, keep what is being typed, and ask which one to open."""
        if self.background.office is None:
            return
        if (page := self.window.page()) is not None:
            page.leave()

        def closed(_nothing: None) -> None:
            self.background.office = None
            self.desk.office_summary = OfficeSummary()
            self.window.forget_the_way()
            self.window.show_summary()
            self.window.open_place("unlock")

        self.background.ask(close_well, closed)

    def _show_window(self) -> None:
        self.window.show()
        # A bare X server gives the keys to nobody by itself.
        self.window.activateWindow()
        self._idle = IdleLock(self.window, lambda: self.desk.settings.idle_minutes)
        self._idle.lock_asked.connect(self.lock)

    def _speak_anew(self) -> None:
        """Build the window again in another language, where one is."""
        texts.use_language(self.desk.settings.language.value)
        self._translator = speak_qt(self._translator)
        old = self.window
        carried: dict[str, object] = {}
        if (page := old.page()) is not None:
            page.leave()
            carried = page.carry()
        where, geometry = old.where(), old.saveGeometry()
        self.window = self._new_window()
        self.window.take_over(old)
        self.window.restoreGeometry(geometry)
        if where is not None:
            key, args = where
            self.window.open_place(key, **{**args, **carried})
        self._show_window()
        old.hide()
        old.deleteLater()

    def _remember_place(self, key: str) -> None:
        where = self.window.where()
        if self.background.office is None or where is None or key in ("first_start", "unlock"):
            return
        args = where[1]
        self.background.ask(lambda office: remember_place(office, key, args))

    def _office_opened(self) -> None:
        self.window.forget_the_way()
        # A little later: first the page that is asked for.
        QTimer.singleShot(2000, self, self._day_work)

    def _day_work(self) -> None:
        if self.background.office is not None:
            folder = self.desk.settings.backup_folder
            self.background.ask(lambda office: day_work(office, folder))
            self._quiet.start()

    def _look_ahead(self) -> None:
        """A little at a time, and what somebody asks for goes first."""
        if self.background.office is None:
            return
        if self.background.is_busy():
            self._quiet.start()
            return
        # What cannot be kept now is reckoned when it is asked for, and told then.
        self.background.ask(look_ahead, self._looked_ahead, lambda _trouble: None)

    def _looked_ahead(self, has_more: bool) -> None:
        if has_more:
            QTimer.singleShot(100, self, self._look_ahead)

    def _closing(self) -> None:
        self.desk.change_settings(window=self.window.state())
        if self.background.office is not None and not self.window.is_locked:
            folder = self.desk.settings.backup_folder
            self.background.ask(lambda office: close_with_backup(office, folder))


def close_with_backup(office: "Office", folder: str) -> None:
    """Make the backup of the end of the day when that is quick, and close the file well."""
    from buurtteam.domain.problem import Problem, Trouble
    from buurtteam.services import staff, unlocking

    # One that cannot be made now is made, or complained about, at the next opening.
    with suppress(Problem, Trouble):
        if not staff.team(office).is_practice:
            unlocking.back_up_at_closing(office, Path(folder) if folder else None)
    close_well(office)


def close_well(office: "Office") -> None:
    """Close the file and write down that it ended well."""
    from buurtteam.services.safekeeping import note_closing

    office.close()
    note_closing()


def remember_place(office: "Office", key: str, args: dict[str, object]) -> None:
    """Keep where one is, for the next time."""
    from buurtteam.services import staff

    staff.remember_place(office, key, args)


def day_work(office: "Office", folder: str) -> None:
    """What is done once a day by itself: the backup, the trash of thirty days ago, and carers who moved in the meantime.

    Raises Trouble when the backup cannot be written.
    """
    from buurtteam.services import households, staff, unlocking

    office.purge_trash()
    households.bring_home(office)
    if not staff.team(office).is_practice:
        unlocking.back_up_when_due(office, Path(folder) if folder else None)


def look_ahead(office: "Office") -> bool:
    """Reckon a little of what the coming days bring; returns whether more is left."""
    from buurtteam.services import caseload_lines

    return caseload_lines.look_ahead(office)


def find(office: "Office", text: str) -> "list[Found]":
    """People and households for the Ctrl+K box; before anything is typed, those pinned and those of lately."""
    from buurtteam.services import overviews
    from buurtteam.ui.palette import Found

    if not text:
        return [
            Found(
                line.household_label,
                texts.translate("Where you were"),
                "history",
                place="household",
                args={"household_id": line.household},
            )
            for line in overviews.recent(office, 7)
        ]
    return [
        Found(
            found.name,
            found.detail,
            "user" if found.resident else "home",
            place="household",
            args={"household_id": found.household},
            noted=_noting(found.household),
        )
        for found in overviews.find(office, text)
        if found.household is not None
    ]


def _noting(household: "HouseholdId") -> Callable[["Office"], None]:
    """That somebody opened a household by searching is written down."""

    def note(office: "Office") -> None:
        from buurtteam.services import overviews

        overviews.note_find(office, household)

    return note


def first_place() -> str:
    """Where to start: at the passphrase of the file of last time, or at the welcome."""
    # Only whether there was a file: `services.unlocking` knows which, but reading it takes longer than the first frame.
    return "unlock" if (paths.config_folder() / "recent").is_file() else "first_start"


def read_the_rest() -> None:
    """Import what the pages will need; on the worker, while the window already answers."""
    from buurtteam import services

    for module in pkgutil.iter_modules(services.__path__):
        importlib.import_module(f"buurtteam.services.{module.name}")


def speak_qt(before: QTranslator | None) -> QTranslator | None:
    """Qt's own words (standard buttons, context menus) in the language of the program, instead of those before."""
    app = QCoreApplication.instance()
    if app is None:
        return None
    if before is not None:
        app.removeTranslator(before)
    if texts.language() != "nl":
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        return None
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    translator = QTranslator(app)
    if translator.load("qtbase_nl", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
        return translator
    return None


def main() -> int:
    """Open the window and stay until it closes; returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("buurtteam")
    app.setApplicationDisplayName("Buurtteam")
    app.setDesktopFileName("buurtteam")
    picture = QIcon()
    for size in (16, 32, 48, 128, 256):
        picture.addFile(str(paths.resource("icons", f"buurtteam-{size}.png")))
    app.setWindowIcon(picture)
    settings = Settings.load()
    texts.use_language(settings.language.value)
    catcher = CrashCatcher(parent=app)
    catcher.install()
    try:
        program = Application(settings)
        program.start()
    except BaseException:
        # Nothing is shown yet, so at least the log tells.
        _start_log()
        raise
    QTimer.singleShot(0, _start_log)
    return app.exec()


def _start_log() -> None:
    # Imported here: after the first frame.
    from buurtteam.log import start_log

    start_log()
