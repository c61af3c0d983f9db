"""Tabs when there is little room: whole words, and arrows that say what they bring."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from buurtteam.ui.tab_bar import TabBar
from buurtteam.ui.theme import Theme

WORDS = ("Overview", "People", "Network", "Contact", "Conversations", "Terms")


def test_half_a_word_is_not_shown_and_the_arrow_says_what_comes(theme: Theme, qtbot: QtBot) -> None:
    theme.wear()
    bar = TabBar()
    qtbot.addWidget(bar)
    bar.setExpanding(False)
    for words in WORDS:
        bar.add(words, "home")
    bar.resize(sum(bar.tabRect(each).width() for each in range(4)), bar.sizeHint().height())
    bar.show()
    qtbot.waitExposed(bar)
    after = bar.findChild(QToolButton, "ScrollRightButton")
    before = bar.findChild(QToolButton, "ScrollLeftButton")
    assert after is not None
    assert before is not None
    picture = bar.grab().toImage()
    room = min(before.x(), after.x())
    cut = next(each for each in range(len(WORDS)) if bar.tabRect(each).right() > room)
    assert bar.tabRect(cut).left() < room
    left = bar.tabRect(cut).left()
    seen = {picture.pixelColor(x, y).name() for x in range(left, room) for y in range(picture.height())}
    assert seen == {theme.color("bg").name()}
    assert after.accessibleName() == f"There is more: {', '.join(WORDS[cut:-1])} and {WORDS[-1]}"
    bar.setCurrentIndex(len(WORDS) - 1)
    bar.grab()
    assert after.accessibleName() == ""
    assert before.accessibleName().startswith("There is more: Overview")


def test_with_room_for_all_there_are_no_arrows(theme: Theme, qtbot: QtBot) -> None:
    theme.wear()
    bar = TabBar()
    qtbot.addWidget(bar)
    for words in WORDS:
        bar.add(words, "home")
    bar.resize(3000, bar.sizeHint().height())
    bar.show()
    qtbot.waitExposed(bar)
    assert all(each.isHidden() for each in bar.findChildren(QToolButton))
