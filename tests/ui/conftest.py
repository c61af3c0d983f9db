"""A desk to test pages at: worn theme, work done at once."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from buurtteam import texts
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.notices import Notices
from buurtteam.ui.theme import Theme

A_SUNDAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def worn_theme(qapp: QApplication) -> Theme:
    """One theme for all: widgets of an earlier test may still ask for it."""
    made = Theme("light", 100)
    made.wear()
    return made


@pytest.fixture
def theme(worn_theme: Theme) -> Iterator[Theme]:
    """The light theme, worn, and English words."""
    texts.use_language("en")
    yield worn_theme
    texts.use_language("nl")
    # Widgets that are closed but still there would be measured for every style sheet of every later test.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if (worn_theme.name, worn_theme.scale) != ("light", 100):
        worn_theme.scale = 100
        worn_theme.put_on("light")


@pytest.fixture
def desk(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk without an office, on a Sunday, whose settings go to a folder of the test."""
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path))
    return Desk(Immediate(), theme, Notices(), today=lambda: A_SUNDAY)
