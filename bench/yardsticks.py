"""What the program is measured against: bare windows of the same Qt, and the bare driver with the same cipher.

python -m bench.yardsticks widget|model: opens a bare window with a table, tells when it was painted, and ends.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from bench.neighbourhood import KEY
from buurtteam.services.office import Office
from buurtteam.storage.database import connect

Statement = tuple[str, Any]

BARE_WIDGET = """
import os, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem
app = QApplication([])
window, table = QMainWindow(), QTableWidget(20, 4)
for row in range(20):
    for column in range(4):
        table.setItem(row, column, QTableWidgetItem(f"{row} {column}"))
"""
BARE_MODEL = """
import os, time
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Rows(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()):
        return 20
    def columnCount(self, parent=QModelIndex()):
        return 4
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return f"{index.row()} {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None
app = QApplication([])
window, table, rows = QMainWindow(), QTableView(), Rows()
table.setModel(rows)
"""
_SHOWN = """
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, tell)
        return False
def tell():
    print(time.monotonic(), time.process_time(), flush=True)
    os._exit(0)
painted = Painted()
table.viewport().installEventFilter(painted)
window.setCentralWidget(table)
window.resize(1366, 740)
window.show()
app.exec()
"""
BARE_WINDOWS = {"widget": BARE_WIDGET + _SHOWN, "model": BARE_MODEL + _SHOWN}


def statements_of(office: Office, work: Callable[[], object]) -> list[Statement]:
    """The statements that a piece of work sends to the file, with their values as the driver gets them."""
    sent: list[Statement] = []
    engine = office.database._engine  # noqa: SLF001 - only a measurement looks under the lid

    def note(_connection: Connection, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        sent.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", note)
        # SQLAlchemy leaves this on for good once somebody has listened; what is measured next would pay for it.
        engine._has_events = False  # noqa: SLF001 - as above
    return [each for each in sent if not each[0].startswith(("BEGIN", "COMMIT", "PRAGMA"))]


class Bare:
    """The driver itself, with the same key, cipher and settings as the program."""

    def __init__(self, path: Path) -> None:
        self.file = connect(path, KEY, foreign_keys=True)

    def ask(self, statements: list[Statement]) -> None:
        """Ask what the program asked, and take all rows."""
        self.file.execute("BEGIN")
        for statement, values in statements:
            self.file.execute(statement, values).fetchall()
        self.file.execute("COMMIT")

    def insert(self, statement: Statement) -> None:
        """One row, wholly written to the disk."""
        self.file.execute("BEGIN IMMEDIATE")
        self.file.execute(*statement)
        self.file.execute("COMMIT")


def took(work: Callable[[], object]) -> float:
    """How long it takes, in milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    exec(BARE_WINDOWS[sys.argv[1]])  # noqa: S102 - a program of a few lines that must import nothing of ours
