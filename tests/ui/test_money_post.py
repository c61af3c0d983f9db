"""The bag of post at the kitchen table: forty letters by keyboard only, doubles asked at once, nothing lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from buurtteam.domain.debt import Creditor, Debt, DebtKind
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.staff import Team, Worker
from buurtteam.services import creditors, debts, households, staff
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.opening import Opened
from buurtteam.ui.desk import Desk
from buurtteam.ui.entering import go_in
from buurtteam.ui.pages.money import MoneyPage
from buurtteam.ui.pages.money_post import Order, Post, Shown
from buurtteam.ui.window import Window
from tests.ui.walk import gone

# Names under a line stand in a window of their own, and a screen that nobody sees cannot put one on top.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(desk: Desk, office: Office) -> Iterator[Window]:
    staff.set_up(office, Team(name="Zonnewijk"), Worker(name="Noor"))
    made = Window(desk)
    made.resize(1366, 768)
    made.show()
    go_in(desk, Opened(office, staff.begin(office)))
    yield made
    made.open_place("today")
    desk.background.office = None
    gone(made)


@pytest.fixture
def home(window: Window, office: Office) -> HouseholdId:
    return households.create_household(office, NewHousehold(first_name="Samira", reach="0612345678")).id


@pytest.fixture
def post(window: Window, home: HouseholdId) -> Post:
    return opened(window, home)


def opened(window: Window, home: HouseholdId) -> Post:
    window.open_place("money", household_id=home, tab="post")
    page = window.page()
    assert isinstance(page, MoneyPage)
    found = page.tabs["post"]
    assert isinstance(found, Post)
    found.add()
    return found


def here() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(here(), key, modifiers)


def write(post: Post, *cells: str) -> None:
    """Type cells from left to right with Tab between, as a hand does; the caret stands in the first."""
    for number, cell in enumerate(cells):
        if number:
            press(Qt.Key.Key_Tab)
        if cell:
            QTest.keyClicks(here(), cell)
        post_names(post)


def post_names(post: Post) -> None:
    """Names that were offered go away when one types on."""
    for popup in post.findChildren(QWidget):
        if popup.isWindow() and popup.isVisible():
            popup.hide()


def letter(post: Post, *cells: str) -> None:
    write(post, *cells)
    press(Qt.Key.Key_Return)


def kept(office: Office, home: HouseholdId) -> list[Debt]:
    return list(debts.bag_of_post(office, home).lines)


def key_on(widget: QWidget, key: Qt.Key) -> None:
    """A key as the list of names gets it."""
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


# ---------------------------------------------------------------------------------------------- the bag


NAMES = ("Woonpunt", "Zonstroom", "Belmeer", "Kamerplant", "Zorgvlier", "Fitpaleis", "Lezersclub", "Zuidbad")


def test_forty_letters_are_typed_in_one_sitting_without_the_mouse(
    post: Post, office: Office, home: HouseholdId
) -> None:
    whole = unknown = 0
    for number in range(36):
        euros = "" if number % 9 == 4 else f"{number + 10},{number:02}"
        unknown += not euros
        whole += 0 if not euros else (number + 10) * 100 + number
        letter(
            post,
            f"{NAMES[number % 8]} {'abcde'[number // 8] * 4}",
            euros,
            "jul 2026",
            f"K-{number:03}-{7700 + number}",
            "",
            "j",
        )
    # Four second letters: two are, one is not, one is left open.
    letter(post, "Woonpunt aaaa", "10", "", "")
    press(Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    letter(post, "Lindelaan", "99", "", "k001 7701")
    press(Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    letter(post, "Belmeer aaaa", "12,02", "", "")
    press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    whole += 1202
    letter(post, "Kamerplant aaaa", "13,03", "", "")
    whole += 1303
    lines = kept(office, home)
    assert len(lines) == 40
    found = debts.bag_of_post(office, home).totals
    assert (found.counted.cents, found.counted.unknown, found.counted.lines) == (whole, unknown, 38)
    assert [each.double_of for each in lines[36:]] == [lines[0].id, lines[1].id, None, None]
    assert (lines[38].is_apart, lines[39].is_apart) == (True, False)
    assert f"+ {unknown} unknown" in post.sums.total.text()
    assert post.sums.asked.text() == "1 letter is perhaps double"
    assert {(each.behind_since, each.letter_seen) for each in lines[:36]} == {("2026-07", True)}


def test_what_is_not_known_stays_empty_however_one_says_so(post: Post, office: Office, home: HouseholdId) -> None:
    letter(post, "Zonstroom", "?", "weet niet", "onbekend")
    line = kept(office, home)[0]
    assert (line.amount, line.behind_since, line.reference) == (None, "", "")
    assert post.sums.total.text() == "Known in all 1 unknown"


def test_an_empty_line_keeps_nothing(post: Post, office: Office, home: HouseholdId) -> None:
    press(Qt.Key.Key_Return)
    assert kept(office, home) == []


def test_an_amount_that_is_none_is_said_under_its_field_and_the_caret_goes_there(
    post: Post, office: Office, home: HouseholdId
) -> None:
    letter(post, "Zonstroom", "twaalf")
    assert "1,224.00" in post.entry.problems()["amount"]
    assert here() is post.entry.amount_line
    QTest.keyClicks(here(), "12")
    press(Qt.Key.Key_Return)
    assert [(each.creditor, each.amount) for each in kept(office, home)] == [("Zonstroom", 1200)]
    assert here() is post.entry.line_of("creditor")


def test_whose_letters_they_are_is_said_once(post: Post, office: Office, home: HouseholdId) -> None:
    person = next(iter(post._people))
    post.whose.show_value(person)
    post.whose.edited.emit()
    post.add()
    letter(post, "Zonstroom", "12")
    letter(post, "Woonpunt", "13")
    assert [each.resident for each in kept(office, home)] == [person, person]


# ---------------------------------------------------------------------------------------------- nothing is lost


def test_half_a_letter_is_kept_as_soon_as_typing_pauses(
    window: Window, post: Post, office: Office, home: HouseholdId
) -> None:
    write(post, "Zonstroom", "12")
    post.entry.settling.flush()
    assert [(each.creditor, each.amount) for each in kept(office, home)] == [("Zonstroom", 1200)]
    write(post, "", "00")
    press(Qt.Key.Key_Return)
    assert len(kept(office, home)) == 1


def test_leaving_the_page_keeps_the_letter_that_is_typed(
    window: Window, post: Post, office: Office, home: HouseholdId
) -> None:
    write(post, "Zonstroom", "12")
    window.open_place("today")
    assert [each.creditor for each in kept(office, home)] == ["Zonstroom"]


def test_typing_that_was_wrong_when_the_program_stopped_comes_back(
    window: Window, post: Post, office: Office, home: HouseholdId
) -> None:
    write(post, "Zonstroom", "twaalf")
    post.entry.settling.flush()
    assert kept(office, home) == []
    other = households.create_household(office, NewHousehold(first_name="Ans", reach="0612345679")).id
    window.open_place("money", household_id=other, tab="post")
    again = opened(window, home)
    assert (again.entry.line_of("creditor").text(), again.entry.amount_line.text()) == ("Zonstroom", "twaalf")
    again.entry.amount_line.setText("12")
    press(Qt.Key.Key_Return)
    assert [(each.creditor, each.amount) for each in kept(office, home)] == [("Zonstroom", 1200)]


def test_of_another_household_nothing_is_shown_and_the_keys_still_work(
    window: Window, post: Post, office: Office, home: HouseholdId
) -> None:
    letter(post, "Zonstroom", "12")
    other = households.create_household(office, NewHousehold(first_name="Ans", reach="0612345679")).id
    again = opened(window, other)
    assert again.bag.lines == ()
    letter(again, "Woonpunt", "12")
    letter(again, "Woonpunt", "12")
    press(Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert debts.bag_of_post(office, other).totals.counted.lines == 1


# ---------------------------------------------------------------------------------------------- doubles


def test_a_double_is_asked_while_it_is_typed_with_the_reason_and_typing_goes_on(
    post: Post, office: Office, home: HouseholdId
) -> None:
    letter(post, "Woonpunt", "612", "", "WP 884512")
    assert not post.question.isVisible()
    write(post, "Lindelaan", "99", "", "wp-884512")
    assert post.question.isVisible()
    assert "Woonpunt" in post.question.words.text()
    assert "same reference" in post.question.words.text()
    press(Qt.Key.Key_Return)
    assert len(kept(office, home)) == 2
    assert post.question.isVisible()
    write(post, "Zonstroom")
    assert not post.question.isVisible()


def test_an_answer_while_typing_stays_with_the_letter(post: Post, office: Office, home: HouseholdId) -> None:
    letter(post, "Woonpunt", "612")
    write(post, "Woonpunt", "612")
    press(Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert not post.question.isVisible()
    QTest.keyClicks(here(), "")
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(here(), "jul 2026")
    press(Qt.Key.Key_Return)
    first, second = kept(office, home)
    assert (second.double_of, second.behind_since) == (first.id, "2026-07")


def test_no_is_remembered_while_the_letter_is_typed_on(post: Post, office: Office, home: HouseholdId) -> None:
    letter(post, "Woonpunt", "612")
    write(post, "Woonpunt", "612")
    press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(here(), "2025")
    assert not post.question.isVisible()
    press(Qt.Key.Key_Return)
    assert not post.question.isVisible()
    assert debts.bag_of_post(office, home).totals.counted.cents == 122400


def test_the_list_says_which_are_double_and_the_details_can_turn_it_around(
    post: Post, office: Office, home: HouseholdId
) -> None:
    letter(post, "Woonpunt", "612", "", "WP 884512")
    letter(post, "Woonpunt", "640", "", "WP 884512")
    post.show_asked()
    second = kept(office, home)[1]
    assert [each.id for each in post.lines.table.rows()] == [second.id]
    post.lines.same.click()
    assert len(post.lines.table.rows()) == 2
    assert debts.bag_of_post(office, home).totals.counted.cents == 61200
    post.lines.show_only(Shown.NOT_COUNTED)
    post.lines.whole.click()
    assert debts.bag_of_post(office, home).totals.counted.cents == 64000
    post.lines.show_only(Shown.NOT_COUNTED)
    post.lines.apart.click()
    assert debts.bag_of_post(office, home).totals.counted.cents == 125200


def test_letters_that_nobody_would_guess_are_one_debt_are_linked_by_hand(
    post: Post, office: Office, home: HouseholdId
) -> None:
    letter(post, "Woonpunt", "612")
    letter(post, "Lindelaan", "701,50")
    first, second = kept(office, home)
    post.lines.edit(second.id)
    editor = post.lines.form.editor("double_of")
    editor.show_value(first.id)
    editor.edited.emit()
    post.lines.form.leave()
    assert [each.double_of for each in kept(office, home)] == [None, first.id]


# ---------------------------------------------------------------------------------------------- names


def test_a_name_is_taken_from_the_list_with_down_and_enter(post: Post, office: Office, home: HouseholdId) -> None:
    QTest.keyClicks(here(), "belastingd")
    popup = post.names["creditor"].popup
    assert popup.isVisible()
    key_on(popup, Qt.Key.Key_Down)
    key_on(popup, Qt.Key.Key_Return)
    assert post.entry.line_of("creditor").text() == "Belastingdienst"
    assert here() is post.entry.amount_line
    QTest.keyClicks(here(), "455")
    press(Qt.Key.Key_Return)
    line = kept(office, home)[0]
    assert (line.creditor, line.kind, line.is_preferred) == ("Belastingdienst", DebtKind.TAX, True)


def test_enter_without_a_choice_keeps_what_was_typed(post: Post, office: Office, home: HouseholdId) -> None:
    QTest.keyClicks(here(), "belas")
    popup = post.names["creditor"].popup
    key_on(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert [each.creditor for each in kept(office, home)] == ["belas"]


def test_a_new_name_is_offered_for_the_list_with_one_key(post: Post, office: Office, home: HouseholdId) -> None:
    letter(post, "Zonstroom", "12")
    assert post.offer.isVisible()
    press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert [each.name for each in creditors.own_creditors(office)] == ["Zonstroom"]
    assert not post.offer.isVisible()
    letter(post, "zonstroom b.v.", "14")
    assert not post.offer.isVisible()


def test_a_collector_that_is_new_comes_on_the_list_as_one(post: Post, office: Office, home: HouseholdId) -> None:
    creditors.keep(office, Creditor(name="Zonstroom", kind=DebtKind.ENERGY))
    post.show_tab(post.page.view)  # type: ignore[arg-type]
    letter(post, "Zonstroom", "12", "", "", "Lindelaan")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    found = {each.name: each.is_collector for each in creditors.own_creditors(office)}
    assert found == {"Zonstroom": False, "Lindelaan": True}
    assert kept(office, home)[0].kind is DebtKind.ENERGY


# ---------------------------------------------------------------------------------------------- the list


def test_the_list_can_be_narrowed_and_put_in_another_order(post: Post, office: Office, home: HouseholdId) -> None:
    for name, euros in (("Zonstroom", "12"), ("Aardpeer", ""), ("Woonpunt", "90")):
        letter(post, name, euros)

    def shown() -> list[str]:
        return [each.creditor for each in post.lines.table.rows()]

    assert shown() == ["Woonpunt", "Aardpeer", "Zonstroom"]
    post.lines.by.show_value(Order.CREDITOR)
    post.lines.by.edited.emit()
    assert shown() == ["Aardpeer", "Woonpunt", "Zonstroom"]
    post.lines.by.show_value(Order.AMOUNT)
    post.lines.by.edited.emit()
    assert shown() == ["Woonpunt", "Zonstroom", "Aardpeer"]
    post.lines.showing.show_value(Shown.UNKNOWN)
    post.lines.showing.edited.emit()
    assert shown() == ["Aardpeer"]
    post.lines.showing.show_value(Shown.NOT_COUNTED)
    post.lines.showing.edited.emit()
    assert (shown(), post.lines.none.isVisible(), post.lines.empty.isVisible()) == ([], True, False)


def test_a_letter_is_moved_with_alt_and_an_arrow(post: Post, office: Office, home: HouseholdId) -> None:
    for name in "abc":
        letter(post, name, "12")
    post.lines.table.setFocus()
    post.lines.table.choose(kept(office, home)[0].id)
    QTest.keyClick(post.lines.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [each.creditor for each in kept(office, home)] == ["b", "a", "c"]


def test_all_other_facts_stand_beside_the_letter_and_keep_themselves(
    post: Post, office: Office, home: HouseholdId
) -> None:
    letter(post, "Zonstroom", "12")
    post.lines.edit(kept(office, home)[0].id)
    form = post.lines.form
    QTest.keyClicks(form.editor("original_creditor").target, "Windstroom")
    form.editor("is_counted").show_value(False)
    form.editor("is_counted").edited.emit()
    form.leave()
    line = kept(office, home)[0]
    assert (line.original_creditor, line.counts) == ("Windstroom", False)
    assert "left out" in post.sums.beside.text()


def test_a_letter_is_thrown_away_and_taken_back(post: Post, office: Office, home: HouseholdId) -> None:
    letter(post, "Zonstroom", "12")
    post.lines.edit(kept(office, home)[0].id)
    post.remove_row()
    assert kept(office, home) == []
    assert office.in_trash()[0].label == "Zonstroom"
