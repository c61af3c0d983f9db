"""Every command once."""

import re

import pytest
from PySide6.QtGui import QKeySequence

from buurtteam import texts
from buurtteam.ui.commands import COMMANDS, MENUS, doubles
from buurtteam.ui.theme import Theme
from buurtteam.ui.window import PLACES


def test_no_two_commands_share_a_name_or_a_key() -> None:
    assert list(doubles()) == []


def test_every_key_is_one_that_exists_and_stands_in_no_ones_way(theme: Theme) -> None:
    for each in COMMANDS:
        if each.shortcut:
            assert QKeySequence(each.shortcut).toString(), each.name
        # Ctrl+Alt is AltGr on Dutch keyboards; Alt+Shift switches the keyboard.
        assert "Ctrl+Alt" not in each.shortcut
        assert "Alt+Shift" not in each.shortcut


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_menu_takes_a_key_that_a_page_needs(language: str) -> None:
    texts.use_language(language)
    letters = [found.group(1).upper() for each in MENUS.values() if (found := re.search("&(.)", texts.translate(each)))]
    assert len(set(letters)) == len(MENUS)
    assert {f"Alt+{each}" for each in letters} & {each.shortcut for each in COMMANDS} == set()


def test_every_command_and_place_has_a_picture_that_can_be_drawn(theme: Theme) -> None:
    for name in {each.icon for each in (*COMMANDS, *PLACES) if each.icon}:
        assert not theme.pixmap(name, 16).isNull()


def test_every_command_stands_in_a_menu_that_exists() -> None:
    assert {each.menu for each in COMMANDS if each.menu} <= MENUS.keys()


def test_places_of_the_rail_have_numbers_of_their_own() -> None:
    numbers = [place.rail for place in PLACES if place.rail]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
