"""The crash dialog does not crash, and tells nobody's secrets."""

import sys
from types import TracebackType

import pytest
from pytestqt.qtbot import QtBot

from buurtteam.ui.crash import CrashCatcher, CrashDialog
from buurtteam.ui.theme import Theme


def fault() -> tuple[type[BaseException], BaseException, TracebackType | None]:
    try:
        int("Samira Voorbeeld, 999990019")
    except ValueError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        return kind, error, trace
    raise AssertionError


def test_a_report_names_the_place_and_never_the_values(qtbot: QtBot) -> None:
    shown: list[str] = []
    catcher = CrashCatcher(shown.append)
    catcher.catch(*fault())
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert "ValueError" in shown[0]
    assert "test_crash.py" in shown[0]
    assert "Samira" not in shown[0]
    assert "999990019" not in shown[0]


def test_a_fault_while_the_dialog_is_open_opens_no_second_one(qtbot: QtBot) -> None:
    shown: list[str] = []

    def show(report: str) -> None:
        shown.append(report)
        catcher.catch(*fault())

    catcher = CrashCatcher(show)
    catcher.catch(*fault())
    qtbot.waitUntil(lambda: len(shown) == 1)
    qtbot.wait(20)
    assert len(shown) == 1
    assert len(catcher.reports) == 2


def test_a_fault_that_comes_back_by_itself_is_told_once_and_another_one_is_told_too(qtbot: QtBot) -> None:
    shown: list[str] = []
    catcher = CrashCatcher(shown.append)
    for _turn in range(3):
        catcher.catch(*fault())
        qtbot.wait(10)
    assert len(shown) == 1
    assert len(catcher.reports) == 3
    _kind, _error, trace = fault()
    catcher.catch(KeyError, KeyError(), trace)
    qtbot.waitUntil(lambda: len(shown) == 2)


def test_a_dialog_that_fails_is_written_down_and_the_next_one_comes(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    turns: list[str] = []

    def show(report: str) -> None:
        turns.append(report)
        if len(turns) == 1:
            raise RuntimeError("no screen")

    catcher = CrashCatcher(show)
    catcher.catch(*fault())
    qtbot.waitUntil(lambda: len(turns) == 1)
    catcher.catch(*fault())
    qtbot.waitUntil(lambda: len(turns) == 2)
    assert "the crash dialog failed" in caplog.text


def test_the_dialog_can_be_used_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    from tests.ui.walk import nameless

    dialog = CrashDialog("buurtteam/ui/window.py:1 open_place")
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
