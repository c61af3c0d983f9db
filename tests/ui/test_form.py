"""A form follows from its record: words, editors and problems."""

from datetime import date

import pytest
from pydantic import Field, ValidationError
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import Household, Resident
from buurtteam.domain.kinds import Bsn, Line, PartialDate, Postcode, Score, Text
from buurtteam.domain.record import Value
from buurtteam.domain.words import Choice
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import (
    BsnEditor,
    ChoiceEditor,
    DateEditor,
    Editor,
    LineEditor,
    NumberEditor,
    PartialDateEditor,
    RadioEditor,
    ScoreEditor,
    SegmentEditor,
    SetEditor,
    TextEditor,
    YesNoEditor,
    editor_for,
)
from buurtteam.ui.form import Form
from tests.ui.walk import nameless, not_reached


class Way(Choice):
    PHONE = "phone", "Phone"
    LETTER = "letter", "Letter"


class Long(Choice):
    ONE = "one", "A way of saying it that takes a lot of words"
    TWO = "two", "Another way of saying it that takes more"


class Many(Choice):
    A = "a", "A"
    B = "b", "B"
    C = "c", "C"
    D = "d", "D"
    E = "e", "E"


class Card(Value):
    name: Line = Field(default="", title="Name")
    postcode: Postcode = Field(default="", title="Postcode")
    starts_on: date | None = Field(default=None, title="Starts on")
    ways: frozenset[Way] = Field(default=frozenset(), title="Ways")


def show(qtbot: QtBot, desk: Desk) -> Form[Card]:
    form = Form(Card, desk)
    form.place("name", "postcode", "starts_on", "ways", columns=2)
    qtbot.addWidget(form)
    form.show(Card())
    form.setVisible(True)
    return form


def line(form: Form[Card], name: str) -> QLineEdit:
    found = form.editor(name).target
    assert isinstance(found, QLineEdit)
    return found


@pytest.mark.parametrize(
    ("kind", "editor"),
    [
        (Line, LineEditor), (Text, TextEditor), (Bsn, BsnEditor), (PartialDate, PartialDateEditor), (date | None, DateEditor),
        (bool, YesNoEditor), (int, NumberEditor), (Score | None, ScoreEditor), (Way, SegmentEditor), (Long, RadioEditor),
        (Many, ChoiceEditor), (frozenset[Way], SetEditor),
    ],
)  # fmt: skip
def test_the_editor_follows_from_the_type(desk: Desk, kind: object, editor: type[Editor]) -> None:
    assert type(editor_for(kind)) is editor


def test_what_is_typed_becomes_the_record(qtbot: QtBot, desk: Desk) -> None:
    form = show(qtbot, desk)
    QTest.keyClicks(line(form, "name"), "  Samira ")
    QTest.keyClicks(line(form, "postcode"), "6411sa")
    QTest.keyClicks(line(form, "starts_on"), "14-9-2026")
    assert form.read() == Card(name="Samira", postcode="6411 SA", starts_on=date(2026, 9, 14))


def test_a_day_can_be_typed_as_people_say_it(qtbot: QtBot, desk: Desk) -> None:
    form = show(qtbot, desk)
    QTest.keyClicks(line(form, "starts_on"), "over 2 weken")
    assert form.read().starts_on == date(2026, 12, 6)


def test_a_problem_shows_under_its_field_when_the_field_is_left(qtbot: QtBot, desk: Desk) -> None:
    form = show(qtbot, desk)
    QTest.keyClicks(line(form, "postcode"), "nowhere")
    assert form.problems() == {}
    form.editor("postcode").left.emit()
    assert form.problems() == {"postcode": "Fill in a postcode such as 6411 AB."}
    assert line(form, "postcode").accessibleDescription() == "Fill in a postcode such as 6411 AB."


def test_reading_a_faulty_form_shows_every_problem_and_loses_nothing(qtbot: QtBot, desk: Desk) -> None:
    form = show(qtbot, desk)
    form.show_raw({"postcode": "nowhere", "starts_on": "some day"})
    with pytest.raises(ValidationError):
        form.read()
    assert form.problems().keys() == {"postcode", "starts_on"}
    assert line(form, "starts_on").text() == "some day"


def test_a_mended_field_is_no_longer_called_wrong(qtbot: QtBot, desk: Desk) -> None:
    form = show(qtbot, desk)
    QTest.keyClicks(line(form, "postcode"), "6411")
    form.editor("postcode").left.emit()
    QTest.keyClicks(line(form, "postcode"), " SA")
    form.editor("postcode").left.emit()
    assert form.problems() == {}


def test_leaving_the_form_settles_what_is_being_typed(qtbot: QtBot, desk: Desk) -> None:
    form = show(qtbot, desk)
    QTest.keyClicks(line(form, "name"), "Oma")
    with qtbot.waitSignal(form.settled):
        form.leave()


def test_a_kept_bsn_is_not_shown_and_not_lost(qtbot: QtBot, desk: Desk) -> None:
    editor = BsnEditor()
    qtbot.addWidget(editor)
    editor.show_value("999990019")
    assert "99999" not in editor.line.text()
    assert editor.value() == "999990019"
    QTest.keyClick(editor.line, Qt.Key.Key_1)
    assert editor.value() == "1"


def test_everything_in_a_form_has_a_name_and_is_reached_by_tab(qtbot: QtBot, desk: Desk) -> None:
    for record, names in (
        (Household, ("label", "state", "weight", "not_by", "started_on", "safe_contact")),
        (Resident, tuple(name for name in ("birth_date", "bsn", "form_of_address") if name in Resident.model_fields)),
    ):
        form = Form(record, desk)
        form.place(*names, columns=2)
        qtbot.addWidget(form)
        form.show()
        form.setVisible(True)
        assert nameless(form) == []
        assert not_reached(form) == []
