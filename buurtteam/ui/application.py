"""Starts the window: it stands first, everything heavy is read while the passphrase is typed."""

import builtins

# PySide6 puts its own `__import__` in place, which makes every later import slower; ours goes back (speed.md, traps).
_own_import = builtins.__import__

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal  # noqa: E402
from PySide6.QtGui import QIcon  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

builtins.__import__ = _own_import

import importlib  # noqa: E402
import pkgutil  # noqa: E402
import sys  # noqa: E402
from typing import TYPE_CHECKING, Final  # noqa: E402

from buurtteam import paths, texts  # noqa: E402
from buurtteam.log import start_log  # noqa: E402
from buurtteam.settings import Settings  # noqa: E402
from buurtteam.ui.background import Background  # noqa: E402
from buurtteam.ui.crash import CrashCatcher  # noqa: E402
from buurtteam.ui.desk import Desk, OfficeSummary  # noqa: E402
from buurtteam.ui.notices import Notices  # noqa: E402
from buurtteam.ui.palette import Found  # noqa: E402
from buurtteam.ui.theme import Theme  # noqa: E402
from buurtteam.ui.window import PLACES, Window  # noqa: E402

if TYPE_CHECKING:
    from buurtteam.services.office import Office

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

    def __init__(self, window: Window, minutes: int) -> None:
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
        minutes = max(self._minutes, IDLE_MINUTES_TALKING) if self._window.here == "conversation" else self._minutes
        self._timer.start(minutes * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.touch()
        return False


class Application(QObject):
    """The program with its window: opens what was open, locks, and goes on where one was."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.theme = Theme(settings.theme.value, settings.text_scale)
        self.theme.wear()
        self.background = Background(parent=self)
        self.desk = Desk(self.background, self.theme, Notices(), settings)
        self.window = Window(self.desk, find)
        self.window.lock_asked.connect(self.lock)
        self.desk.office_opened = self._office_opened
        self._place_before: tuple[str, dict[str, object]] | None = None
        self._idle: IdleLock | None = None

    def start(self) -> None:
        """Show the window, and read the rest of the program behind it."""
        wanted = first_place()
        if any(place.key == wanted and place.exists() for place in PLACES):
            self.window.open_place(wanted)
        self.window.show()
        self._idle = IdleLock(self.window, self.desk.settings.idle_minutes)
        self._idle.lock_asked.connect(self.lock)
        QTimer.singleShot(0, self, lambda: self.background.run(read_the_rest))

    def lock(self) -> None:
        """Keep what is being typed, close the office and forget its key; the way back is the passphrase."""
        if self.background.office is None:
            return
        if (page := self.window.page()) is not None:
            page.leave()
        self._place_before = self.window.where()
        self.window.forget_the_way()

        def closed(_nothing: None) -> None:
            self.background.office = None
            self.desk.office_summary = OfficeSummary()
            self.window.show_summary()
            self.window.open_place("unlock")

        self.background.ask(lambda office: office.close(), closed)

    def _office_opened(self) -> None:
        if self._place_before is not None:
            key, args = self._place_before
            self._place_before = None
            QTimer.singleShot(0, self, lambda: self.window.open_place(key, **args))


def find(office: "Office", text: str) -> list[Found]:
    """People and households for the Ctrl+K box."""
    return [
        Found(
            found.name,
            found.detail,
            "user" if found.resident else "home",
            place="household",
            args={"household_id": found.household},
        )
        for found in office.search(text, 12)
        if found.household is not None
    ]


def first_place() -> str:
    """Where to start: at the passphrase of the file of last time, or at the welcome."""
    # Only whether there was a file: `services.unlocking` knows which, but reading it takes longer than the first frame.
    return "unlock" if (paths.config_folder() / "recent").is_file() else "first_start"


def read_the_rest() -> None:
    """Import what the pages will need; on the worker, while the window already answers."""
    from buurtteam import services

    for module in pkgutil.iter_modules(services.__path__):
        importlib.import_module(f"buurtteam.services.{module.name}")


def speak_dutch(app: QApplication) -> None:
    """Qt's own words (standard buttons, context menus) in the language of the program."""
    if texts.language() == "nl":
        QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
        translator = QTranslator(app)
        if translator.load("qtbase_nl", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)


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
    speak_dutch(app)
    start_log()
    catcher = CrashCatcher(parent=app)
    catcher.install()
    program = Application(settings)
    program.start()
    return app.exec()
