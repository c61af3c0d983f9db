"""A page in tabs shows the sides that are there."""

from pytestqt.qtbot import QtBot

from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.household_tabs import HouseholdTabsPage, Side


class _Two(HouseholdTabsPage):
    place = "two"
    short, words, bar_words = "Two", "Two of {household}", "Parts of two"
    all_sides = (
        Side("later", "Later", "mail", "buurtteam.ui.pages.not_yet_written", "Later"),
        Side("now", "Now", "mail", "buurtteam.ui.pages.money_post", "Post"),
    )


def test_a_side_that_is_not_written_yet_is_left_out_of_the_bar(qtbot: QtBot, desk: Desk) -> None:
    page = _Two(desk)
    qtbot.addWidget(page)
    assert [page.bar.tabText(at) for at in range(page.bar.count())] == ["Now"]
    assert list(page.sides) == ["now"]
