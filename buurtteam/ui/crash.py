"""When the program itself is wrong: one dialog, a report without personal data, and the work goes on."""

import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit

from buurtteam import VERSION
from buurtteam.texts import translate as _
from buurtteam.ui.theme import ROOM, worn
from buurtteam.ui.widgets import Heading, Words, button, column, flow

_PAUSE: Final = 300.0
"""For how many seconds a fault that was shown is not shown again."""
_HOME: Final = Path(__file__).resolve().parent.parent.parent
_log = logging.getLogger("buurtteam.crash")


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What happened, for who mends it: places in the program and the kind of error, never its words or values."""
    lines = [f"Buurtteam {VERSION}, Python {sys.version.split()[0]}, Qt {qVersion()}, {sys.platform}", ""]
    for frame in traceback.extract_tb(trace):
        file = Path(frame.filename)
        shown = file.relative_to(_HOME) if file.is_relative_to(_HOME) else Path(*file.parts[-2:])
        lines.append(f"{shown.as_posix()}:{frame.lineno} {frame.name}")
    # The message of an error may quote what somebody typed, so only its kind is kept.
    lines.append(f"{kind.__module__}.{kind.__qualname__}")
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Says what is safe first; the report is shown before it goes anywhere."""

    def __init__(self, report: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(_("Something went wrong in the program"))
        self.setMinimumWidth(worn().px(640))
        layout = column(self, margin=ROOM)
        layout.addWidget(Heading(_("Something went wrong in the program"), 2))
        layout.addWidget(Words(_("Your work is saved. What you are typing now is still on the screen.")))
        layout.addWidget(Words(_("This report holds no names and no texts of people. Nothing is sent."), "quiet"))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(_("Report for the helpdesk"))
        layout.addWidget(self.report, 1)
        go_on = button(_("Go on"), "primary", on_click=self.accept)
        # They wrap when the text is large: words that are cut off say the wrong thing here.
        layout.addWidget(
            flow(
                go_on,
                button(_("Copy the report"), on_click=self._copy),
                button(_("Keep as a file"), on_click=self._keep),
                button(_("Stop the program"), "quiet", on_click=QApplication.quit),
            )
        )
        go_on.setDefault(True)
        go_on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def _keep(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Keep as a file"), "buurtteam-report.txt")
        if name:
            Path(name).write_text(self.report.toPlainText(), "utf-8")


def _show(report: str) -> None:
    dialog = CrashDialog(report)
    dialog.exec()
    dialog.deleteLater()


class CrashCatcher(QObject):
    """Takes every error that nobody took, of any thread, and shows one dialog at a time."""

    _arrived = Signal(str)

    def __init__(self, show: Callable[[str], None] = _show, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._is_showing = False
        self._shown_at: dict[str, float] = {}
        self.reports: list[str] = []
        self._arrived.connect(self._take)

    def install(self) -> None:
        """Hear of errors from now on."""
        sys.excepthook = self.catch
        threading.excepthook = lambda args: self.catch(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write the report down and have it shown; nothing here may fail again."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        try:
            report = report_of(kind, trace)
            _log.error("%s", report)
            # By signal: the error may come from another thread, or from the middle of painting.
            self._arrived.emit(report)
        except Exception:  # noqa: BLE001 - the last resort when even the report fails
            sys.__excepthook__(kind, error, trace)

    def _take(self, report: str) -> None:
        self.reports.append(report)
        # What is tried again by itself every few seconds must not bring its dialog back each time.
        is_told = time.monotonic() - self._shown_at.get(report, -_PAUSE) < _PAUSE
        if self._is_showing or is_told:
            return
        self._is_showing = True
        QTimer.singleShot(0, self, lambda: self._show_one(report))

    def _show_one(self, report: str) -> None:
        try:
            self._show(report)
            self._shown_at[report] = time.monotonic()
        except Exception:  # noqa: BLE001 - a crash dialog that crashes must not call itself
            _log.exception("the crash dialog failed")
        finally:
            self._is_showing = False
