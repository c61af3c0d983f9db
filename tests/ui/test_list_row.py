"""A line of a list says what it is, what can be done with it, and whether it stands open beside the list."""

from pytestqt.qtbot import QtBot

from buurtteam.ui.list_row import ListRow, lines, mark_open
from buurtteam.ui.theme import Theme


def test_a_line_that_stands_open_still_says_what_can_be_done_with_it(qtbot: QtBot, theme: Theme) -> None:
    task = ListRow("Bel de school", can_be_done=True).standing_for("task")
    person = ListRow("Samira", picture="user").standing_for("person")
    person.explain("Enter shows her talks.")
    card = lines(task, person)
    qtbot.addWidget(card)
    before = [each.accessibleDescription() for each in (task, person)]
    for row, said in zip((task, person), before, strict=True):
        mark_open(card, row.stands_for)
        assert [each.is_open for each in (task, person)] == [row is task, row is person]
        assert row.accessibleDescription() == f"Stands open beside the list. {said}"
    mark_open(card, None)
    assert [each.accessibleDescription() for each in (task, person)] == before
