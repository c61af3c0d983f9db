"""Boxes to choose with: what does not fit is said with dots, and what was chosen stays chosen."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from buurtteam.ui.boxes import DropDown, SearchBox
from buurtteam.ui.theme import Theme

LONG = "Een heel lange keuze die nergens in past"


@pytest.mark.qt_log_ignore("This plugin does not support")  # A tip has no screen to come up on here.
def test_a_choice_that_does_not_fit_ends_in_dots_and_is_read_whole_by_pointing_at_it(
    qtbot: QtBot, theme: Theme
) -> None:
    box = DropDown(6)
    qtbot.addWidget(box)
    box.offer([("Kort", 1), (LONG, 2)])
    box.show()
    assert box.told() == "Kort"
    box.setCurrentIndex(1)
    assert box.told().startswith("Een")
    assert box.told().endswith("…")
    QApplication.sendEvent(box, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5))))
    assert QToolTip.text() == LONG
    QToolTip.hideText()


def test_a_box_as_wide_as_its_choices_says_them_whole(qtbot: QtBot, theme: Theme) -> None:
    box = DropDown()
    qtbot.addWidget(box)
    box.offer([(LONG, 1), ("Kort", 2)])
    box.show()
    assert box.told() == LONG


def test_what_was_chosen_stays_chosen_when_other_choices_are_offered(qtbot: QtBot, theme: Theme) -> None:
    box = DropDown()
    qtbot.addWidget(box)
    box.offer([("Alle", None), ("Beekdal", "Beekdal"), ("Zonzicht", "Zonzicht")])
    box.setCurrentIndex(2)
    box.offer([("Alle", None), ("Zonzicht", "Zonzicht")])
    assert box.currentData() == "Zonzicht"
    box.offer([("Alle", None), ("Beekdal", "Beekdal")])
    assert box.currentData() is None
    assert box.currentIndex() == 0


@pytest.mark.qt_log_ignore("This plugin does not support")  # A list that opens has no screen to come up on here.
def test_a_list_that_opens_shows_its_last_choice_whole(qtbot: QtBot, theme: Theme) -> None:
    box = DropDown(16)
    box.offer([(f"Choice {number}", number) for number in range(6)])
    qtbot.addWidget(box)
    box.show()
    qtbot.waitExposed(box)
    box.showPopup()
    shown = box.view()
    qtbot.waitUntil(shown.hasFocus)
    last = shown.visualRect(box.model().index(5, 0))
    assert last.bottom() < shown.viewport().height()
    box.hidePopup()


def test_a_search_box_shrinks_with_the_text_again(qtbot: QtBot, theme: Theme) -> None:
    theme.set_scale(200)
    box = SearchBox("Name", 200)
    qtbot.addWidget(box)
    box.show()
    large = box.minimumWidth(), box.textMargins().left()
    theme.set_scale(100)
    assert box.minimumWidth() == large[0] // 2
    assert box.textMargins().left() < large[1]
