"""A box for running text is as high as its words need, however wide it is."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.ui.editors import TextEditor


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
