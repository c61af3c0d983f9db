"""What goes wrong is said in a clear Dutch sentence under the field, and nothing that was typed is lost."""

import re

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from sqlalchemy import Connection, event

from buurtteam.domain.conversation import Topic
from buurtteam.domain.household import Resident
from buurtteam.services import conversations
from buurtteam.services.office import Office
from buurtteam.ui.form import FormField
from buurtteam.ui.pages.conversation import ConversationPage
from tests.demir import demir
from tests.journeys.hands import Hands

MOST_PAGES_EVER = 1_000_000


def field_of(hands: Hands) -> FormField:
    """The field that holds the caret."""
    above = hands.focus().parentWidget()
    while above is not None and not isinstance(above, FormField):
        above = above.parentWidget()
    assert above is not None
    return above


def somebody(hands: Hands, office: Office) -> None:
    """The form of the first person of a household, with the caret in the first name."""
    home = demir(office)
    hands.program.desk.open_place("household", household_id=home.household.id, tab="people")
    hands.settle()
    hands.program.window.page().tab("people").edit(home.samira.id)  # type: ignore[union-attr]  # the page of a household has tabs
    hands.settle()
    hands.on("Voornaam")


def is_dutch(sentence: str) -> bool:
    """A whole sentence, in words people know."""
    return bool(re.match(r"^[A-Z].* .*[.?]$", sentence)) and not re.search(
        r"\b(the|is not|invalid|error|value)\b", sentence
    )


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("Burgerservicenummer", "999990021"),
        ("Geboortedatum", "30-2-1990"),
        ("Voornaam", "a" * 10_000),
        ("Voornaam", "Zoë 🌻"),
    ],
)
def test_what_cannot_be_right_is_said_under_the_field_and_stays(
    hands: Hands, office: Office, field: str, typed: str
) -> None:
    somebody(hands, office)
    hands.go_to(field)
    line = hands.focus()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QApplication.clipboard().setText(typed)
    hands.press("Ctrl+V")
    told = field_of(hands)
    hands.press("Tab")
    hands.pause()
    assert is_dutch(told.problem), told.problem
    assert len(line.text()) >= len(typed)
    with office.reading() as store:
        kept = [each.first_name for each in store.of(Resident)]
    assert "Samira" in kept


@pytest.mark.parametrize("typed", ["سميرة", "Łucja", "D’Angelo-van ’t Hof"])
def test_names_of_everywhere_are_kept_as_they_are(hands: Hands, office: Office, typed: str) -> None:
    somebody(hands, office)
    hands.press("Ctrl+A")
    hands.type(typed)
    hands.press("Tab")
    hands.pause()
    with office.reading() as store:
        assert typed in [each.first_name for each in store.of(Resident)]


def test_a_control_character_that_came_along_is_left_out(hands: Hands, office: Office) -> None:
    somebody(hands, office)
    QApplication.clipboard().setText("Sa\x07mi\x00ra Lou")
    hands.press("Ctrl+A", "Ctrl+V", "Tab")
    hands.pause()
    with office.reading() as store:
        assert any(
            each.first_name.replace(" ", "").isalpha() and "Lou" in each.first_name for each in store.of(Resident)
        )


def test_text_stays_on_screen_when_the_disk_is_full(hands: Hands, office: Office) -> None:
    home = demir(office)
    hands.program.desk.open_place("conversation", household_id=home.household.id)
    hands.settle()
    hands.on("In eigen woorden")
    # From now on the file may not grow, as on a full disk.
    grown = MOST_PAGES_EVER

    def hold(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {grown}")

    event.listen(office.database._engine, "begin", hold)
    grown = 1
    said = "De post ligt al drie weken dicht. " * 500
    QApplication.clipboard().setText(said)
    hands.press("Ctrl+V")
    hands.pause()
    page = hands.program.window.page()
    assert isinstance(page, ConversationPage)
    hands.until(page.trouble.isVisible, "the trouble to be told")
    assert is_dutch(page.trouble.words.text()), page.trouble.words.text()
    hands.on("In eigen woorden")
    assert page.pane.blocks[0].text.toPlainText() == said
    grown = MOST_PAGES_EVER
    hands.type("Nu niet meer.")
    hands.pause()
    assert not page.trouble.isVisible()
    (talk,) = conversations.open_talks(office)
    (kept,) = conversations.read(office, talk.id).sheets[Topic.HOUSING].words
    assert kept.words.strip() == f"{said}Nu niet meer."
