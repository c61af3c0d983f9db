"""An amount in a field: shown as the language of the screen writes it, and read however somebody writes it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from buurtteam import texts
from buurtteam.ui.editors import CentsEditor
from buurtteam.ui.theme import Theme


@pytest.fixture
def dutch(theme: Theme) -> Iterator[None]:
    texts.use_language("nl")
    yield
    texts.use_language("en")


def _read(qtbot: QtBot, typed: str) -> object:
    editor = CentsEditor()
    qtbot.addWidget(editor)
    editor.line.setText(typed)
    return editor.value()


def _shown(qtbot: QtBot, cents: int) -> tuple[str, str]:
    editor = CentsEditor()
    qtbot.addWidget(editor)
    editor.show_value(cents)
    return editor.line.text(), editor.line.placeholderText()


@pytest.mark.usefixtures("theme")
def test_on_an_english_screen_the_point_stands_before_the_cents(qtbot: QtBot) -> None:
    assert _shown(qtbot, 1_224_50) == ("1,224.50", "0.00")
    assert _shown(qtbot, -50_05) == ("-50.05", "0.00")
    assert [_read(qtbot, typed) for typed in ("1,224.50", "1.224,50", "1224.5")] == [1_224_50] * 3
    # Three digits after a comma may be thousands or a slip, and nobody guesses.
    assert _read(qtbot, "1,224") == "1,224"


@pytest.mark.usefixtures("dutch")
def test_on_a_dutch_screen_the_comma_does(qtbot: QtBot) -> None:
    assert _shown(qtbot, 1_224_50) == ("1.224,50", "0,00")
    assert [_read(qtbot, typed) for typed in ("1,224.50", "1.224,50", "1224.5")] == [1_224_50] * 3
    assert _read(qtbot, "1.224") == 1_224_00
