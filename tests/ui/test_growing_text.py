"""A box for running text is as high as its words need, however wide it is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.ui.editors import TextEditor
from buurtteam.ui.reading_order import bring_in_sight
from buurtteam.ui.widgets import ScrollPage


def test_no_line_is_hidden_when_the_box_becomes_narrower_or_wider(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    inside = QVBoxLayout(holder)
    boxes = [TextEditor(1) for _each in range(3)]
    for box, words in zip(
        boxes, ("Weer naar het koor, en daarna samen thee drinken.", "ja " * 60, "kort"), strict=True
    ):
        box.show_value(words)
        inside.addWidget(box)
    inside.addStretch(1)
    holder.show()
    for width in (*range(300, 700, 20), *range(700, 300, -20), 640, 300, 500, 320):
        holder.resize(width, 600)
        QApplication.processEvents()
        assert [box.text.verticalScrollBar().maximum() for box in boxes] == [0, 0, 0], width


def on_a_page(qtbot: QtBot, above: int, least: int = 3) -> tuple[ScrollPage, TextEditor]:
    """A box so many pixels down a page that is 300 high, with much below it."""
    page, box, below = ScrollPage(), TextEditor(least), QWidget()
    qtbot.addWidget(page)
    below.setFixedHeight(900)
    page.column.addSpacing(above)
    page.add(box, below)
    page.resize(400, 300)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    box.text.setFocus()
    QApplication.processEvents()
    page.verticalScrollBar().setValue(0)
    return page, box


def test_tab_shows_the_whole_box_and_not_only_the_line_of_the_caret(qtbot: QtBot) -> None:
    _page, box = on_a_page(qtbot, above=230)
    assert box.text.visibleRegion().boundingRect().height() < box.text.height()
    bring_in_sight(box.text)
    assert box.text.visibleRegion().boundingRect().height() == box.text.height()


def test_what_is_typed_stays_in_sight_also_in_a_box_higher_than_the_window(qtbot: QtBot) -> None:
    page, box = on_a_page(qtbot, above=100)
    page.resize(400, 120)
    for _line in range(13):
        QTest.keyClick(box.text, Qt.Key.Key_Return)
    QTest.keyClicks(box.text, "onderaan")
    QApplication.processEvents()
    assert box.text.height() > page.viewport().height()
    caret = box.text.viewport().mapTo(page, box.text.cursorRect().bottomLeft()).y()
    assert 0 < caret < page.height()
