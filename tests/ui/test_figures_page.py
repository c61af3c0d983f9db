"""The figures on screen: a period and a neighbourhood, each figure with its definition, and exactly the cases behind it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from buurtteam.domain.figures import DEFINITIONS, FigureKey
from buurtteam.domain.household import Household
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification
from buurtteam.domain.staff import Deed, Team, Worker, WorkerFunction
from buurtteam.services import staff
from buurtteam.services.office import Office
from buurtteam.services.opening import Opened
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.entering import go_in
from buurtteam.ui.list_row import ListRow, rows_in
from buurtteam.ui.pages.figures import FiguresPage, period_of
from buurtteam.ui.pages.paper import PaperPage
from buurtteam.ui.window import Window
from tests.ui import walk
from tests.ui.walk import gone


@pytest.fixture
def window(desk: Desk, office: Office) -> Iterator[Window]:
    staff.set_up(office, Team(name="Zonnewijk"), Worker(name="Anouk Voorbeeld", function=WorkerFunction.COORDINATOR))
    for label, area, day in (("Demir", "Zon", 2), ("Jansen", "Maan", 9)):
        with office.writing(Deed.RECEIVE_REQUEST) as store:
            home = store.save(Household(label=label, area=area)).id
            request = store.save(
                RequestNotification(household=home, received_at=datetime(2026, 11, day, 9, tzinfo=UTC))
            ).id
            if label == "Demir":
                store.save(
                    RequestEvent(household=home, request=request, kind=EventKind.FIRST_TALK_HELD, on=date(2026, 11, 6))
                )
    made = Window(desk)
    made.show()
    go_in(desk, Opened(office, staff.begin(office)))
    yield made
    desk.background.office = None
    gone(made)


@pytest.fixture
def page(window: Window) -> FiguresPage:
    window.open_place("figures", period="month")
    shown = window.page()
    assert isinstance(shown, FiguresPage)
    return shown


def line(page: FiguresPage, key: FigureKey) -> ListRow:
    return next(each for each in rows_in(page.holder) if each.property("figure") == key.value)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("month", date(2026, 11, 1), date(2026, 11, 30)),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(name: str, first: date, last: date) -> None:
    assert period_of(name, date(2026, 11, 22)) == (first, last)
    assert period_of("month", date(2028, 2, 3)) == (date(2028, 2, 1), date(2028, 2, 29))


def test_every_figure_stands_there_with_what_it_counts(page: FiguresPage) -> None:
    shown = {each.property("figure"): each for each in rows_in(page.holder)}
    assert set(shown) == {key.value for key in FigureKey}
    for key, each in shown.items():
        assert _(DEFINITIONS[FigureKey(key)].sentence) in each.accessibleName()
    assert "4 days" in line(page, FigureKey.FIRST_TALK).accessibleName()
    assert "1 still open" in line(page, FigureKey.FIRST_TALK).accessibleName()


def test_enter_shows_exactly_the_cases_behind_a_figure_and_enter_again_opens_the_household(
    page: FiguresPage, window: Window
) -> None:
    QTest.keyClick(line(page, FigureKey.FIRST_TALK), Qt.Key.Key_Return)
    drawer = page._cases
    assert drawer is not None
    assert [(each.label, each.case.days) for each in drawer.rows] == [("Jansen", None), ("Demir", 4)]
    QTest.keyClick(drawer.table, Qt.Key.Key_Return)
    assert window.here == "household"


def test_a_neighbourhood_shows_its_own_and_an_own_period_what_lay_in_it(page: FiguresPage) -> None:
    page.area.show_value("Maan")
    page.area.edited.emit()
    assert page.found is not None
    assert page.found.of(FigureKey.REQUESTS).value == 1
    page.area.show_value("*")
    page.period.choose("own")
    page.first.show_value(date(2026, 11, 3))
    page.last.show_value(date(2026, 11, 9))
    page.last.left.emit()
    assert page.found.of(FigureKey.REQUESTS).value == 1
    page.last.show_value(date(2026, 11, 1))
    page.last.left.emit()
    assert "before the first" in page.problem.text()


def test_what_is_written_down_elsewhere_counts_at_once(page: FiguresPage, window: Window, office: Office) -> None:
    with office.writing(Deed.RECEIVE_REQUEST) as store:
        home = store.save(Household(label="Bakker")).id
        store.save(RequestNotification(household=home, received_at=office.now()))
    page.on_changed(office.take_changes())
    assert page.found is not None
    assert page.found.of(FigureKey.REQUESTS).value == 3


def test_the_printed_figures_hide_small_counts_and_are_kept_as_a_paper(page: FiguresPage, window: Window) -> None:
    page.print_it()
    assert isinstance(window.page(), PaperPage)


def test_an_export_holds_no_small_count(page: FiguresPage, tmp_path: Path) -> None:
    page.export_to(tmp_path / "figures.csv", as_csv=True)
    written = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    lines = written.splitlines()
    assert lines[0].startswith("Figure;Neighbourhood;Value")
    assert "Requests;Whole team;< 10;" in lines[1]
    assert "Maan" in written
    page.export_to(tmp_path / "figures.xlsx", as_csv=False)
    assert (tmp_path / "figures.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("scale", [100, 200])
def test_the_page_has_names_and_fits(page: FiguresPage, window: Window, scale: int) -> None:
    window.resize(1366, 740)
    window.desk.theme.set_scale(scale)
    assert walk.nameless(page) == []
    assert walk.wider_than_shown(page) == []
