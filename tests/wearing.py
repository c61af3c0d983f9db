"""Several programs one after the other in one process: each wears its own theme, and gives the one before it back."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, Qt

from buurtteam.ui.theme import Theme


@contextmanager
def wearing_its_own() -> Iterator[None]:
    """After this block the theme of before is worn again, for the widgets of earlier tests that still ask for it."""
    app = QCoreApplication.instance()
    assert app is not None
    before = app.findChild(Theme, "theme", Qt.FindChildOption.FindDirectChildrenOnly)
    yield
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if isinstance(before, Theme):
        before.wear()
