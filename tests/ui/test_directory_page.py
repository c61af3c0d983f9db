"""The page of the service directory: found while typing, kept by itself, verified with one key."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from buurtteam.domain.directory import DirectoryEntry, EntryForm, ForWhom, KindOfHelp
from buurtteam.domain.staff import Team, Worker
from buurtteam.services import directory, staff
from buurtteam.services.directory import Quick
from buurtteam.services.office import Office
from buurtteam.services.opening import Opened
from buurtteam.ui.desk import Desk
from buurtteam.ui.entering import go_in
from buurtteam.ui.list_row import rows_in
from buurtteam.ui.pages.directory import DirectoryPage
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.window import Window
from tests.ui.walk import gone

TODAY = date(2026, 11, 22)
KNOWN = (
    DirectoryEntry(name="De Akkerhof", kinds=frozenset({KindOfHelp.STAY_AWAY}), for_whom=frozenset({ForWhom.ELDERS})),
    DirectoryEntry(name="Steunpunt", kinds=frozenset({KindOfHelp.CARER_CENTRE}), verified_on=TODAY),
    DirectoryEntry(
        name="Anneke Prins",
        kinds=frozenset({KindOfHelp.BUDDY}),
        form=EntryForm.VOLUNTEER,
        hours_per_week=4,
        verified_on=date(2026, 1, 5),
    ),
)


@pytest.fixture
def window(desk: Desk, office: Office) -> Iterator[Window]:
    staff.set_up(office, Team(name="Zonnewijk"), Worker(name="Noor"))
    for each in KNOWN:
        directory.keep(office, each)
    made = Window(desk)
    made.show()
    go_in(desk, Opened(office, staff.begin(office)))
    yield made
    desk.background.office = None
    gone(made)


def page(window: Window, **args: object) -> DirectoryPage:
    window.open_place("directory", **args)
    found = window.page()
    assert isinstance(found, DirectoryPage)
    return found


def names(shown: DirectoryPage) -> list[str]:
    return [each.name for each in shown.pane.table.rows()]


def stored(office: Office, name: str) -> DirectoryEntry:
    return next(each.entry for each in directory.read_directory(office) if each.entry.name == name)


def test_the_directory_stands_in_the_rail(window: Window) -> None:
    assert "directory" in window.rail.buttons


def test_what_is_typed_is_found_and_down_goes_into_the_list(window: Window) -> None:
    shown = page(window)
    shown.search.setFocus()
    QTest.keyClicks(shown.search, "guest hous")
    assert names(shown) == ["De Akkerhof"]
    QTest.keyClick(shown.search, Qt.Key.Key_Down)
    assert shown.pane.table.chosen_row().name == "De Akkerhof"
    QTest.keyClick(shown.search, Qt.Key.Key_Escape)
    assert len(names(shown)) == 3


def test_nothing_that_fits_says_so_and_all_comes_back(window: Window) -> None:
    shown = page(window, typed="tandarts")
    assert not shown.nothing.isHidden()
    assert not shown.clear.isHidden()
    shown.clear.click()
    assert len(names(shown)) == 3


def test_quick_filters_take_a_number(window: Window) -> None:
    shown = page(window)
    shown.quick.buttons[0].setFocus()
    QTest.keyClick(shown.quick.buttons[0], Qt.Key.Key_1)
    assert names(shown) == ["De Akkerhof"]
    QTest.keyClick(shown.quick.buttons[0], Qt.Key.Key_5)
    assert names(shown) == ["Anneke Prins"]


def test_a_new_entry_keeps_itself_and_its_hours_are_asked_of_people_only(window: Window, office: Office) -> None:
    shown = page(window)
    shown.bound()["page.add_row"].trigger()
    form = shown.pane.form
    form.editor("kinds").boxes[KindOfHelp.MEALS].click()  # type: ignore[attr-defined]
    QTest.keyClicks(form.editor("name").target, "Samen aan tafel")
    shown.leave()
    assert stored(office, "Samen aan tafel").kinds == {KindOfHelp.MEALS}
    assert form.fields["hours_per_week"].isHidden()
    shown.pane.edit(stored(office, "Anneke Prins").id)
    assert not form.fields["hours_per_week"].isHidden()
    assert "4 hours a week" in shown.about.hours.text()


def test_what_is_typed_in_an_entry_that_no_longer_fits_the_filter_stays_on_screen(
    window: Window, office: Office
) -> None:
    shown = page(window, quick="elders")
    shown.pane.edit(stored(office, "De Akkerhof").id)
    shown.pane.form.editor("for_whom").boxes[ForWhom.ELDERS].click()  # type: ignore[attr-defined]
    shown.leave()
    assert stored(office, "De Akkerhof").for_whom == frozenset()
    assert not shown.pane.form_side.isHidden()


def test_verified_is_one_key_and_the_next_comes_up(window: Window, office: Office) -> None:
    shown = page(window, quick=Quick.TO_VERIFY.value)
    assert names(shown) == ["De Akkerhof", "Anneke Prins"]
    shown.pane.table.choose(stored(office, "De Akkerhof").id)
    shown.pane.table.setFocus()
    shown.bound()["page.finish"].trigger()
    assert stored(office, "De Akkerhof").verified_on == TODAY
    assert names(shown) == ["Anneke Prins"]
    assert shown.pane.table.chosen_row().name == "Anneke Prins"
    shown.bound()["page.finish"].trigger()
    assert names(shown) == []


def test_a_removed_entry_comes_back(window: Window, office: Office) -> None:
    shown = page(window, entry=stored(office, "Steunpunt").id)
    shown.bound()["page.remove_row"].trigger()
    assert "Steunpunt" not in names(shown)
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert "Steunpunt" in names(shown)


def test_today_names_what_i_have_to_verify_and_opens_just_that(window: Window, office: Office) -> None:
    window.open_place("today")
    today = window.page()
    assert isinstance(today, TodayPage)
    assert not today.verify.isHidden()
    (line,) = rows_in(today.verify)
    assert "2 offers to verify" in line.title.text()
    line.opened.emit()
    shown = window.page()
    assert isinstance(shown, DirectoryPage)
    assert names(shown) == ["De Akkerhof", "Anneke Prins"]


def test_a_file_is_looked_at_and_read_in_with_one_key(window: Window, office: Office, tmp_path: Path) -> None:
    shown = page(window)
    out = tmp_path / "kaart.csv"
    shown.file.write(out)
    out.write_text("name;kind of help\nSamen aan tafel;Meals and eating together\nFout;toverkunst\n", encoding="utf-8")
    shown.file.look(out)
    assert "1 new offer" in shown.file.told.text()
    assert "Line 3" in shown.file.wrong.text()
    assert len(directory.read_directory(office)) == 3
    shown.file.take.click()
    assert stored(office, "Samen aan tafel").kinds == {KindOfHelp.MEALS}
    assert shown.file.isHidden()
    assert "Samen aan tafel" in names(shown)
