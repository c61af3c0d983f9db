"""Lists keep their choice, sort, copy, and read out whole rows."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import Theme
from buurtteam.ui.widgets import EmptyState


@dataclass(frozen=True)
class Line:
    id: str
    name: str
    days: int | None


LINES = [Line("b", "Bas", 3), Line("a", "Anouk", None), Line("c", "Carla", -2)]


def show(qtbot: QtBot) -> RowTable:
    table = RowTable(
        Column("Name", "name", strong=True),
        Column("Days left", "days", width=90, align="right"),
        Column(
            "Term",
            lambda row: row.days,
            chip=lambda row: ("late", "Too late") if (row.days or 0) < 0 else None,
            width=120,
        ),
        name="Households",
    )
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    table.show_rows(LINES)
    return table


def test_the_model_does_what_qt_expects(qtbot: QtBot, theme: Theme) -> None:
    table = show(qtbot)
    QAbstractItemModelTester(table.model_of_rows, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.show_rows(LINES[:1])
    table.show_rows([])


def test_rows_sort_with_nothing_last_and_the_choice_goes_along(qtbot: QtBot, theme: Theme) -> None:
    table = show(qtbot)
    table.choose("b")
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [row.id for row in table.rows()] == ["c", "b", "a"]
    assert table.chosen_id() == "b"
    table.show_rows([Line("z", "Zoë", -9), *LINES])
    assert table.chosen_id() == "b"


def test_a_whole_row_is_read_out_at_its_first_cell(qtbot: QtBot, theme: Theme) -> None:
    table = show(qtbot)
    cell = table.model_of_rows.index(2, 0)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Name: Carla; Days left: -2; Term: Too late"
    reader = QAccessible.queryAccessibleInterface(table)
    assert reader.text(QAccessible.Text.Name) == "Households"


def test_enter_opens_a_row_by_its_id(qtbot: QtBot, theme: Theme) -> None:
    table = show(qtbot)
    table.choose("a")
    with qtbot.waitSignal(table.opened) as heard:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == ["a"]


def test_a_copy_holds_no_formulas(qtbot: QtBot, theme: Theme) -> None:
    table = show(qtbot)
    table.show_rows([Line("x", "=2+2", -5)])
    assert table.as_csv() == "Name;Days left;Term\r\n'=2+2;-5;Too late\r\n"
    for trick in ("=2+2", " =2+2", "\uff1d2+2", "\u200b@SUM(1)", "\u00a0+2+cmd|' /C calc'!A0", "\t-2+3"):
        table.show_rows([Line("x", trick, None)])
        assert table.as_csv().splitlines()[1].lstrip('"').startswith("'")
        assert table.as_text(all_rows=True).startswith("'")
    table.show_rows([Line("x", "a\tb\n=1", None), Line("y", "+31 6 00123456", None)])
    assert table.as_text(all_rows=True) == "a b =1\t\t\n+31 6 00123456\t\t"


def test_a_copy_holds_what_a_column_lets_go(qtbot: QtBot, theme: Theme) -> None:
    table = RowTable(Column("Name", "name"), Column("Days left", "days", copied=lambda _row: "–"), name="Households")
    qtbot.addWidget(table)
    table.show_rows([Line("x", "Bas", -5)])
    assert table.as_text(all_rows=True) == "Bas\t–"
    assert table.as_csv().splitlines()[1] == "Bas;–"


def test_a_narrow_table_puts_plain_columns_on_a_second_line(qtbot: QtBot, theme: Theme) -> None:
    table = show(qtbot)
    table.resize(340, 300)
    assert table.isColumnHidden(1)
    assert not table.isColumnHidden(2)
    assert table.below(0) == "Days left 3"


def test_an_empty_list_says_what_belongs_there(qtbot: QtBot, theme: Theme) -> None:
    table = show(qtbot)
    empty = EmptyState("home", "No households yet.")
    table.when_empty(empty)
    assert empty.isHidden()
    table.show_rows([])
    assert not empty.isHidden()


def test_the_ring_of_the_focus_leaves_nothing_behind_in_the_rows_beside_it(qtbot: QtBot, theme: Theme) -> None:
    table = show(qtbot)
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.choose("c")
    before = table.viewport().grab().toImage()
    first = table.visualRect(table.model_of_rows.index(0, 0))
    table.choose("a")
    with_ring = table.viewport().grab().toImage()
    # The row above the one with the ring looks as it did when the ring stood further down.
    for y in range(first.top(), first.bottom() + 1):
        assert with_ring.pixel(0, y) == before.pixel(0, y), y


def test_another_list_begins_at_its_top_with_its_first_row(qtbot: QtBot, theme: Theme) -> None:
    table = show(qtbot)
    table.show_rows([Line(str(number), str(number), number) for number in range(50)])
    table.choose("49")
    table.begin_at_top()
    assert table.chosen_id() == "0"
    assert table.verticalScrollBar().value() == 0
