"""The window leads everywhere by keyboard, and the way back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from buurtteam.ui import window as window_module
from buurtteam.ui.desk import Desk
from buurtteam.ui.page import Page
from buurtteam.ui.palette import fits
from buurtteam.ui.theme import Theme
from buurtteam.ui.widgets import Card, Heading, ScrollPage, SideBySide, Words, button
from buurtteam.ui.window import Header, Place, Window
from tests.ui.slow import Slow
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown


class OnePage(Page):
    place = "one"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.left = 0
        self.printed = 0
        self.shown_with: dict[str, object] = {}
        body = self.scroll()
        body.add(Heading("One", 1), button("Do it", "primary"))
        self.bind("page.print", self.print_it)

    def show_place(self, **args: object) -> None:
        self.shown_with = args
        self.set_title("Places", "One")

    def leave(self) -> None:
        self.left += 1

    def print_it(self) -> None:
        self.printed += 1


class OtherPage(Page):
    place = "other"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.scroll().add(Heading("Other", 1), button("Do that"))


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    here = "tests.ui.test_window"
    places = (
        Place("one", "One", "home", f"{here}:OnePage", 1),
        Place("other", "Other", "user", f"{here}:OtherPage", 2),
        Place("help", "Help", "help", "tests.ui.not_written:HelpPage"),
    )
    monkeypatch.setattr(window_module, "PLACES", places)
    monkeypatch.setattr(Place, "page_class", lambda self: {"one": OnePage, "other": OtherPage}[self.key])
    made = Window(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.open_place("one", household_id=7)
    yield made
    made.forget_the_way()


def page_of(window: Window) -> OnePage:
    page = window.page()
    assert isinstance(page, OnePage)
    return page


def test_a_page_hears_what_it_was_opened_with_and_when_it_is_left(window: Window) -> None:
    one = page_of(window)
    assert one.shown_with == {"household_id": 7}
    window.open_place("other")
    assert one.left == 1


def test_the_way_back_leads_where_one_was(window: Window) -> None:
    window.open_place("other")
    window.go_back()
    assert window.here == "one"
    assert page_of(window).shown_with == {"household_id": 7}
    window.go_forward()
    assert window.here == "other"


def test_a_command_works_only_on_the_page_that_answers_to_it(window: Window, qtbot: QtBot) -> None:
    one = page_of(window)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert one.printed == 1
    window.open_place("other")
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert one.printed == 1
    assert "page.print" not in [each.name for each, _action in window.available()]


def test_everything_has_a_name_and_is_reached(window: Window) -> None:
    assert nameless(window) == []
    assert not_reached(window) == []


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_cut_off_at_any_text_size(window: Window, scale: int, qtbot: QtBot) -> None:
    window.desk.theme.set_scale(scale)
    qtbot.wait(10)
    assert window.width() == 1366
    assert clipped(window.rail) + clipped(window.header) + clipped(window.status) == []
    assert wider_than_shown(window) == []


def test_the_picture_of_a_button_grows_with_its_words(window: Window) -> None:
    made = button("Print", icon_name="printer")
    made.setParent(page_of(window))
    before = made.iconSize().width()
    window.desk.theme.set_scale(200)
    assert made.iconSize().width() == 2 * before


def test_f6_goes_round_the_panes(window: Window) -> None:
    seen = []
    for _turn in range(3):
        window._next_pane(1)
        focus = window.focusWidget()
        assert focus is not None
        seen.append(next(n for n, pane in enumerate(window.panes()) if pane is focus or pane.isAncestorOf(focus)))
    assert sorted(seen) == [0, 1, 2]


def test_the_screen_is_covered_at_once_and_the_caret_comes_back(window: Window) -> None:
    before = window.focusWidget()
    window.toggle_cover()
    assert window.is_covered
    assert not window.rail.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.is_covered
    assert window.focusWidget() is before


def test_the_box_finds_places_and_commands_by_the_start_of_their_words(window: Window) -> None:
    box = window.palette_box
    box.open_box()
    QTest.keyClicks(box.line, "other")
    assert [found.words for found in box.found()] == ["Other"]
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert window.here == "other"
    assert box.isHidden()


def test_the_box_takes_no_notice_of_accents_and_capitals() -> None:
    assert fits("zoe", "Zoë Proef")
    assert fits("pr zo", "Zoë Proef")
    assert not fits("roef", "Zoë Proef")


def test_a_notice_can_be_taken_back(window: Window) -> None:
    undone: list[bool] = []
    window.desk.notices.offer_undo("Thrown away.", lambda: undone.append(True))
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert undone == [True]
    assert window.desk.notices.shown == []


def test_practice_is_said_in_a_striped_bar(window: Window) -> None:
    window.desk.office_summary.is_practice = True
    window.show_summary()
    assert window.practice.isVisible()


def test_with_little_room_the_last_of_the_way_stays_whole(qtbot: QtBot, theme: Theme) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.resize(1366, 60)
    header.show()
    header.show_crumbs(("Households", "Van den Schimmelpenninck tot Nijenbeek", "History"))
    assert [each.isVisible() for each in header.findChildren(QLabel) if each.text() == "Households"] == [True]
    header.resize(560, 60)
    last = next(each for each in header.findChildren(QLabel) if each.text() == "History")
    assert last.isVisible()
    qtbot.waitUntil(lambda: last.width() >= last.sizeHint().width())
    assert [each.isVisible() for each in header.findChildren(QLabel) if each.text() == "Households"] == [False]


def test_what_changed_is_laid_out_before_it_is_drawn(window: Window) -> None:
    body = page_of(window).findChild(ScrollPage)
    assert body is not None
    words = Words("Short")
    body.add(SideBySide(Card().add(Card().add(words)), Card("Beside it")))
    for _turn in range(10):
        QApplication.processEvents()
    words.setText("Words that are long enough to need many lines on the page of this window. " * 40)
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
    assert words.height() >= words.heightForWidth(words.width())
    assert body.verticalScrollBar().maximum() > 0


# ---------------------------------------------------------------------------------------------- the caret in sight


def the_page(window: Window) -> Page:
    page = window.page()
    assert page is not None
    return page


def the_body(window: Window) -> ScrollPage:
    body = the_page(window).findChild(ScrollPage)
    assert isinstance(body, ScrollPage)
    return body


def test_after_a_button_that_goes_when_its_deed_is_done_comes_what_stands_next_to_it(
    window: Window, qtbot: QtBot
) -> None:
    made, after = button("Make the list"), button("Print the list")
    holder = Card("List").add(made, after)
    the_body(window).add(holder)
    made.clicked.connect(made.hide)
    QApplication.processEvents()
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is after


def test_what_got_the_focus_stays_in_sight_when_the_page_above_it_grows(window: Window, qtbot: QtBot) -> None:
    window.resize(1000, 500)
    body = the_body(window)
    above, far = Card("Above"), button("Send it")
    body.add(above, far)
    QApplication.processEvents()
    far.setFocus(Qt.FocusReason.OtherFocusReason)
    for number in range(40):
        above.add(Words(f"Line {number}"))
    qtbot.waitUntil(lambda: above.height() > window.height())
    qtbot.waitUntil(lambda: far.visibleRegion().boundingRect().height() == far.height())


def test_who_scrolls_away_is_not_pulled_back(window: Window, qtbot: QtBot) -> None:
    window.resize(1000, 500)
    body = the_body(window)
    above, far = Card("Above"), button("Send it")
    for number in range(40):
        above.add(Words(f"Line {number}"))
    body.add(above, far)
    QApplication.processEvents()
    far.setFocus(Qt.FocusReason.OtherFocusReason)
    bar = body.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    above.add(Words("One more line"))
    QApplication.processEvents()
    QApplication.processEvents()
    assert bar.value() == 0


def test_on_a_page_one_comes_back_to_what_has_the_focus_is_seen(window: Window, qtbot: QtBot) -> None:
    window.resize(1000, 300)
    body = the_body(window)
    high, far = Card("Above"), button("Send it")
    high.setMinimumHeight(900)
    body.add(high, far)
    QApplication.processEvents()
    far.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: body.verticalScrollBar().value() > 0)
    first = next(each for each in body.findChildren(QPushButton) if each.text() == "Do it")
    the_page(window).first_focus = lambda: first  # type: ignore[method-assign]  # a field below the fold
    window.open_place("other")
    window.go_back()
    qtbot.waitUntil(lambda: window.focusWidget() is first and not first.visibleRegion().isEmpty())


def test_who_takes_a_deed_back_in_a_notice_is_back_where_one_was(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    here, taken_back = button("Do more"), []
    the_body(window).add(here)
    QApplication.processEvents()
    here.setFocus()
    window.desk.notices.offer_undo("Done", lambda: taken_back.append(here))
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(toast.action, Qt.Key.Key_Space)
    assert taken_back
    assert window.focusWidget() is here


def test_a_notice_never_covers_what_has_the_focus(window: Window, qtbot: QtBot) -> None:
    window.resize(1000, 500)
    page = the_page(window)
    the_body(window).hide()
    low = button("Send it")
    low.setParent(page)
    low.setGeometry(page.width() // 2 - 60, page.height() - 60, 120, 36)
    low.show()
    low.setFocus(Qt.FocusReason.OtherFocusReason)
    window.desk.notices.say("It was sent.")
    toast = window.desk.notices.newest
    assert toast is not None
    assert not toast.geometry().intersects(low.geometry())
    window.setFocus()
    low.clearFocus()
    window.desk.notices.stay_on_top()
    assert toast.geometry().bottom() > page.height() // 2


def test_a_page_that_opens_shows_its_top(window: Window, qtbot: QtBot) -> None:
    window.resize(1000, 300)
    body = the_body(window)
    high = Card("Above")
    high.setMinimumHeight(900)
    body.column.insertWidget(0, high)
    window.open_place("other")
    window.open_place("one")
    QApplication.processEvents()
    assert body.verticalScrollBar().value() == 0


def test_a_long_name_of_where_one_is_ends_in_dots(window: Window) -> None:
    window.resize(800, 500)
    name = "Van den Oudenalder-Brinkhorst tot Wezenlaer en El Khattabi-Boukhari van den Oever en de Wilde"
    the_page(window).set_title("Households", name)
    QApplication.processEvents()
    (shown,) = [each for each in window.header.findChildren(QLabel) if each.accessibleName() == name]
    assert shown.text().endswith("…")
    assert shown.sizeHint().width() <= shown.width()


def test_who_comes_back_from_another_window_finds_the_page_as_it_was_left(window: Window, qtbot: QtBot) -> None:
    window.resize(1000, 300)
    body = the_body(window)
    high = Card("Below")
    high.setMinimumHeight(900)
    body.add(high)
    other = QLabel("Another window")
    qtbot.addWidget(other)
    other.show()
    bar = body.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500)
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    bar.setValue(500)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    assert bar.value() == 500


def test_while_a_page_fills_itself_its_top_stays_in_sight(window: Window, qtbot: QtBot) -> None:
    window.resize(1000, 300)
    slow = Slow()
    window.desk.background = slow
    window.open_place("other")
    slow.run(lambda: None)
    window.open_place("one")
    body = the_body(window)
    high, far = Card("Above"), button("Send it")
    high.setMinimumHeight(900)
    body.add(high, far)
    far.setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.processEvents()
    assert body.verticalScrollBar().value() == 0
    slow.catch_up()
    qtbot.waitUntil(lambda: not window._is_opening)
    window.setFocus()
    far.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: body.verticalScrollBar().value() > 0)
