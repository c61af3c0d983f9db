"""A drawing says nothing that its table does not say too."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from buurtteam.ui.charts import Radar, Spoke
from buurtteam.ui.theme import Theme
from tests.ui.walk import nameless

SPOKES = [Spoke(1, "Home", 4, 3), Spoke(2, "Money", 1), Spoke(3, "Work", None)]


def show(qtbot: QtBot) -> Radar:
    radar = Radar("How are things")
    qtbot.addWidget(radar)
    radar.resize(400, 400)
    radar.show()
    radar.show_spokes(SPOKES)
    return radar


def test_only_what_was_talked_about_is_in_it(qtbot: QtBot, theme: Theme) -> None:
    radar = show(qtbot)
    assert [row.words for row in radar.table.rows()] == ["Home", "Money"]
    assert radar.web.accessibleDescription() == "Home: 4, before 3; Money: 1, before –"
    assert nameless(radar) == []


def test_t_shows_the_table_and_the_drawing_again(qtbot: QtBot, theme: Theme) -> None:
    radar = show(qtbot)
    QTest.keyClick(radar.web, Qt.Key.Key_T)
    assert radar.table.isVisible()
    QTest.keyClick(radar.table, Qt.Key.Key_T)
    assert radar.web.isVisible()
