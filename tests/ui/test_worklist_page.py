"""A Monday of the coordinator: late and urgent first, the same rows in every form, work given out by key and taken back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.household import Household, HouseholdState, SafetyFlag, Weight
from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.domain.worklist import URGENT_CLUES, Clue, Filter, Stage
from buurtteam.services import caseload, crisis
from buurtteam.services.office import Office
from buurtteam.ui.application import find
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import rows_in
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.pages.worklist import WorklistPage
from buurtteam.ui.window import Window
from tests.ui.walk import clipped, nameless

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WAITING = ("Aalders", "Bakker", "Cornelis", "Demir", "Evers")


class Team:
    """Three workers, five households that wait for anybody and are late, and four that go well."""

    def __init__(self, office: Office) -> None:
        self.office = office
        with office.writing(Deed.KEEP_WORKER) as store:
            self.noor = store.save(Worker(name="Noor", function=WorkerFunction.COORDINATOR, hours_per_week=36))
            self.bas = store.save(Worker(name="Bas", hours_per_week=36))
            self.carla = store.save(Worker(name="Carla", hours_per_week=18))
        office.worker = self.noor
        self.late = {name: self.home(name, days=70, area="Oost") for name in WAITING}
        self.well = {
            "Fransen": self.home("Fransen", days=3, face=self.bas.id),
            "Goossens": self.home("Goossens", days=3, face=self.bas.id, talked=True),
            "Hendriks": self.home("Hendriks", days=2, face=self.carla.id, asks=False),
            "Ivens": self.home("Ivens", days=1, face=self.carla.id, asks=False),
        }
        office.take_changes()

    def home(
        self,
        label: str,
        *,
        days: int,
        area: str = "West",
        face: WorkerId | None = None,
        talked: bool = False,
        asks: bool = True,
        state: HouseholdState = HouseholdState.OPEN,
    ) -> HouseholdId:
        came = self.office.now() - timedelta(days=days)
        with self.office.writing(Deed.CREATE_HOUSEHOLD) as store:
            home = store.save(
                Household(
                    label=label,
                    area=area,
                    plan_coordinator=face,
                    state=state,
                    started_on=came.date(),
                    ended_on=None if state is HouseholdState.OPEN else self.office.today(),
                )
            )
            if not asks:
                return home.id
            request = store.save(RequestNotification(household=home.id, received_at=came, question="Hulp"))
            if talked:
                store.save(
                    RequestEvent(
                        household=home.id, request=request.id, kind=EventKind.FIRST_TALK_HELD, on=self.office.today()
                    )
                )
        return home.id

    def faces(self) -> list[WorkerId | None]:
        with self.office.reading() as store:
            return [store.get(Household, home).plan_coordinator for home in self.late.values()]


@pytest.fixture
def team(office: Office) -> Team:
    return Team(office)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, team: Team) -> Iterator[Window]:
    desk.background = Immediate(office)
    made = Window(desk, find)
    made.resize(1366, 740)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def page(window: Window) -> WorklistPage:
    window.open_place("worklist")
    found = window.page()
    assert isinstance(found, WorklistPage)
    return found


def names(page: WorklistPage) -> list[str]:
    return [line.label for line in page.lines]


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


# ------------------------------------------------------------------------------------------- what is seen first


def test_it_opens_on_what_is_late_and_urgent_with_the_earliest_end_on_top(page: WorklistPage) -> None:
    assert set(names(page)) >= set(WAITING)
    assert all(line.clues & URGENT_CLUES for line in page.lines)
    ends = [line.term.warn_on for line in page.table.rows()]
    assert ends == sorted(ends)
    assert page.views.box.currentText() == "Late and urgent"
    assert page.count.text() == f"{len(page.lines)} of 9 households"
    assert page.first_focus() is page.table


def test_board_table_and_workers_always_count_the_same(page: WorklistPage) -> None:
    for asked in (Filter(clues=URGENT_CLUES), Filter(), Filter(areas=("Oost",)), Filter(words="fra")):
        page.show_filter(asked)
        shown = len(page.lines)
        page.show_form("board")
        assert sum(page.board.counts()) == shown
        page.show_form("table")
        assert len(page.table.rows()) == shown
        page.show_form("coaches")
        assert sum(row.in_view for row in page.coaches.rows()) == shown
        assert page.known is not None
        assert len(caseload.shown(page.known.list, asked)) == shown


def test_every_reason_to_look_shows_exactly_the_rows_it_counts(page: WorklistPage) -> None:
    page.show_all()
    counted = {clue: int(one.text().rpartition(" ")[2]) for clue, one in page.filters.clues.items()}
    assert counted[Clue.NO_COORDINATOR] == 5
    for clue, count in counted.items():
        if count:
            page.show_all()
            page.filters.press(clue)
            assert len(page.lines) == count
            assert all(clue in line.clues for line in page.lines)


def test_the_figure_of_a_lane_opens_its_rows_and_that_of_a_worker_the_households_behind_it(page: WorklistPage) -> None:
    page.show_all()
    page.show_form("board")
    page.board.heads[list(Stage).index(Stage.TALK)].click()
    assert names(page) == ["Goossens"]
    page.show_all()
    page.show_form("coaches")
    assert [row.name for row in page.coaches.rows()] == ["Bas", "Carla", "Noor", "Nobody yet"]
    page.coaches.choose(page.coaches.rows()[0].id)
    press(page.coaches, Qt.Key.Key_Return)
    assert sorted(names(page)) == ["Fransen", "Goossens"]
    assert page.form == "table"
    assert "Bas" in page.note.words.text()


def test_the_figure_of_nobody_opens_exactly_the_rows_it_counts_also_when_a_fixed_face_left_the_team(
    page: WorklistPage, team: Team, window: Window
) -> None:
    with team.office.writing(Deed.KEEP_WORKER) as store:
        store.save(store.get(Worker, team.bas.id).changed(is_active=False))
    page.ask_anew()
    for asked in (Filter(), Filter(clues=URGENT_CLUES), Filter(areas=("Oost",))):
        page.show_filter(asked)
        page.show_form("coaches")
        nobody = page.coaches.rows()[-1]
        assert nobody.name == "Nobody yet"
        page.coaches.choose(nobody.id)
        press(page.coaches, Qt.Key.Key_Return)
        assert page.form == "table"
        assert len(page.lines) == nobody.in_view > 0
        assert {line.coordinator for line in page.lines} == {""}
        # Who comes back finds them as they were left.
        left = names(page)
        window.open_place("households")
        window.go_back()
        assert names(page) == left
    page.show_all()
    assert len(page.lines) == 9


def test_who_opens_a_figure_begins_at_its_first_row(page: WorklistPage, team: Team) -> None:
    page.show_form("table")
    page.show_all()
    page.table.choose(page.lines[-1].id)
    page.show_form("coaches")
    page.show_behind(team.bas.id)
    assert page.table.chosen_ids() == [page.lines[0].id]
    page.show_all()
    chosen = [line.id for line in page.lines if line.stage is Stage.NEW][1:3]
    page.table.choose_several(chosen)
    page.show_stage(Stage.NEW)
    assert page.table.chosen_ids() == chosen


def test_filters_narrow_together_and_one_button_shows_all_again(page: WorklistPage, team: Team) -> None:
    page.show_filter(Filter(areas=("West",), workers=(team.bas.id,)))
    page.table.selectAll()
    assert sorted(names(page)) == ["Fransen", "Goossens"]
    page.filters.search.setText("goos")
    QTest.qWait(200)
    assert names(page) == ["Goossens"]
    page.filters.search.setText("zzz")
    QTest.qWait(200)
    assert names(page) == []
    assert page.chosen_ids() == []
    assert page.stack.currentWidget() is page._empty
    page.everything.click()
    assert len(page.lines) == 9


# ------------------------------------------------------------------------------------------- giving out


def test_five_households_get_a_worker_in_five_actions_by_key_and_one_notice_takes_them_back(
    page: WorklistPage, team: Team
) -> None:
    page.window().activateWindow()
    # 1: the figure, by a real click: without one Ctrl would still be down from a key pressed before.
    QTest.mouseClick(page.filters.clues[Clue.NO_COORDINATOR], Qt.MouseButton.LeftButton)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_A, CTRL)  # 2: all of them
    assert page.chosen_ids() == [line.id for line in page.lines]
    assert len(page.chosen_ids()) == 5
    press(page.table, Qt.Key.Key_G, CTRL)  # 3
    drawer = page.deeds.giving
    assert drawer is not None
    QTest.keyClicks(drawer.table, "c")  # 4: Carla
    assert drawer.ready.text() == "Give 5 households to Carla"
    press(drawer.table, Qt.Key.Key_Return)  # 5
    assert team.faces() == [team.carla.id] * 5
    toast = page.desk.notices.newest
    assert toast is not None
    assert toast.words.text() == "5 households given to Carla."
    assert toast.action is not None
    toast.action.click()
    assert team.faces() == [None] * 5


def test_what_ctrl_z_took_back_is_not_offered_to_be_taken_back_any_more(page: WorklistPage, window: Window) -> None:
    page.table.choose_several([page.lines[0].id])
    page.deeds.give()
    assert page.deeds.giving is not None
    page.deeds.giving.give()
    assert "1 household given to Bas." in window.desk.notices.shown
    window.actions_of["edit.undo"].trigger()
    assert window.desk.notices.shown == ["Taken back."]


def test_an_offer_to_take_back_stays_when_ctrl_z_took_back_something_that_was_done_after_it(
    page: WorklistPage, window: Window
) -> None:
    given, other = page.lines[0].id, page.lines[1].id
    page.table.choose_several([given])
    page.deeds.give()
    assert page.deeds.giving is not None
    page.deeds.giving.give()
    page.do(lambda office: caseload.set_weight(office, [other], Weight.HEAVY))
    window.actions_of["edit.undo"].trigger()
    assert window.desk.notices.shown == ["1 household given to Bas.", "Taken back."]
    window.actions_of["edit.undo"].trigger()
    assert "1 household given to Bas." not in window.desk.notices.shown


def test_f11_opens_the_crisis_page_of_the_line_with_the_focus(page: WorklistPage, window: Window) -> None:
    page.table.setFocus()
    page.table.choose(page.lines[2].id)
    window.actions_of["household.crisis"].trigger()
    assert window.here == "crisis"
    assert window.about_household() == page.lines[2].id


def test_before_giving_one_sees_what_it_does_to_everybodys_load(page: WorklistPage, team: Team) -> None:
    page.show_filter(Filter(clues=frozenset({Clue.NO_COORDINATOR})))
    page.table.selectAll()
    page.deeds.give()
    assert page.deeds.giving is not None
    found = {each.now.name: each for each in page.deeds.giving.table.rows()}
    assert found["Bas"].now.tenths == 20
    assert found["Bas"].then.tenths == 70
    assert team.faces() == [None] * 5


def test_who_takes_a_fixed_face_away_without_a_hand_over_says_why(page: WorklistPage, team: Team) -> None:
    page.show_filter(Filter(words="Fransen"))
    page.table.selectAll()
    page.deeds.give()
    drawer = page.deeds.giving
    assert drawer is not None
    drawer.table.choose(team.carla.id)
    press(drawer.table, Qt.Key.Key_Return)
    assert drawer.problem.isVisible()
    with team.office.reading() as store:
        assert store.get(Household, team.well["Fransen"]).plan_coordinator == team.bas.id
    drawer.reason.setText("Bas is langdurig ziek")
    press(drawer.reason, Qt.Key.Key_Return)
    with team.office.reading() as store:
        assert store.get(Household, team.well["Fransen"]).plan_coordinator == team.carla.id


def test_hand_over_takes_exactly_the_chosen_households_along(page: WorklistPage, window: Window, team: Team) -> None:
    page.show_all()
    chosen = [team.well["Fransen"], team.well["Goossens"]]
    page.table.choose_several(chosen)
    page.deeds.hand_over_button.click()
    assert window.here == "handover"
    found = window.where()
    assert found is not None
    asked = found[1]["households"]
    assert isinstance(asked, list)
    assert sorted(asked) == sorted(chosen)


def test_what_one_said_yes_to_is_what_one_saw_though_the_list_changed_meanwhile(page: WorklistPage, team: Team) -> None:
    page.show_filter(Filter(clues=frozenset({Clue.NO_COORDINATOR})))
    page.table.selectAll()
    page.deeds.give()
    drawer = page.deeds.giving
    assert drawer is not None
    team.home("Zoetemelk", days=70)
    page.ask_anew()
    page.table.clearSelection()
    drawer.table.choose(team.bas.id)
    drawer.ready.click()
    assert team.faces() == [team.bas.id] * 5
    assert page.desk.notices.shown[-1] == "5 households given to Bas."


def test_a_closed_household_is_left_out_and_named_before_the_others_are_given(page: WorklistPage, team: Team) -> None:
    closed = team.home("Zoetemelk", days=90, area="Oost", asks=False, state=HouseholdState.CLOSED)
    with team.office.writing(Deed.RECORD_CASE_EVENT, closed) as store:
        asked_on = team.office.today() - timedelta(days=60)
        store.save(CaseEvent(household=closed, kind=CaseEventKind.PRIVACY_ASKED, on=asked_on))
    page.show_filter(Filter(areas=("Oost",)))
    page.ask_anew()
    page.table.selectAll()
    assert page.deeds.count.text() == "Chosen: 6"
    assert page.deeds.give_button.text() == "Give these 5 to a worker…"
    page.deeds.give()
    drawer = page.deeds.giving
    assert drawer is not None
    assert drawer.left_out.text() == "Left out, for they are closed: Zoetemelk."
    drawer.table.choose(team.bas.id)
    drawer.give()
    assert team.faces() == [team.bas.id] * 5
    with team.office.reading() as store:
        assert store.get(Household, closed).plan_coordinator is None


def test_the_weight_of_several_changes_in_one_deed(page: WorklistPage, team: Team) -> None:
    page.show_filter(Filter(areas=("Oost",)))
    page.table.selectAll()
    page.deeds.weigh()
    assert page.deeds.weighing is not None
    page.deeds.weighing.weight.choose(Weight.HEAVY)
    assert page.deeds.weighing.ready.text() == "Make 5 households heavy"
    page.deeds.weighing.ready.click()
    assert {line.weight for line in page.lines} == {Weight.HEAVY}


def test_a_household_in_crisis_is_left_out_and_named_before_the_others_are_weighed(
    page: WorklistPage, team: Team
) -> None:
    crisis.start(team.office, team.late["Evers"])
    page.show_filter(Filter(areas=("Oost",)))
    page.ask_anew()
    page.table.selectAll()
    page.deeds.weigh()
    drawer = page.deeds.weighing
    assert drawer is not None
    assert drawer.left_out.text() == "Left out, for they are closed or in a crisis: Evers."
    drawer.weight.choose(Weight.HEAVY)
    assert drawer.ready.text() == "Make 4 households heavy"
    drawer.ready.click()
    assert {line.label: line.weight for line in page.lines}["Evers"] is Weight.CRISIS
    page.table.choose(team.late["Evers"])
    page.deeds.weigh()
    assert page.desk.notices.shown[-1].startswith("A closed household has no weight")


def test_a_copy_names_no_term_of_the_team_only(page: WorklistPage, team: Team, window: Window) -> None:
    home = team.home("Zeegers", days=900, asks=False, area="Zuid")
    with team.office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(
            SafetyFlag(household=home, since_on=team.office.today() - timedelta(days=800), reason="Boze buurman")
        )
    window.open_place("today")
    window.open_place("worklist")
    page.show_filter(Filter(areas=("Zuid",)))
    (line,) = page.lines
    assert line.term is not None
    assert line.term.is_team_only
    assert page.table.as_text(all_rows=True).split("\t")[:4] == ["Zeegers", "", "See the program", ""]
    assert "afety" not in page.table.as_csv()


def test_paper_and_file_hold_exactly_what_is_chosen_or_else_all_that_is_shown(
    page: WorklistPage, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers: list[bytes] = []
    monkeypatch.setattr(
        "buurtteam.ui.pages.worklist_deeds.show_paper", lambda _over, _title, pdf, _name: papers.append(pdf)
    )
    page.show_filter(Filter(areas=("Oost",)))
    page.deeds.export_to(tmp_path / "lijst.csv", as_csv=True)
    assert len((tmp_path / "lijst.csv").read_text("utf-8-sig").splitlines()) == 1 + 5
    page.table.choose_several([team.late["Aalders"], team.late["Evers"]])
    assert page.deeds.export_button.text() == "Export (2)…"
    page.deeds.export_to(tmp_path / "twee.csv", as_csv=True)
    two = (tmp_path / "twee.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in two[1:]] == ["Aalders", "Evers"]
    page.deeds.export_to(tmp_path / "lijst.xlsx", as_csv=False)
    assert (tmp_path / "lijst.xlsx").read_bytes().startswith(b"PK")
    page.deeds.print_list()
    assert papers[0].startswith(b"%PDF")
    page.deeds.export_to(tmp_path / "not a folder" / "lijst.csv", as_csv=True)
    assert "could not be written" in page.desk.notices.shown[-1]


# ------------------------------------------------------------------------------------------- the board


def test_arrows_go_within_and_between_lanes_and_enter_opens_a_card(page: WorklistPage, window: Window) -> None:
    page.show_all()
    page.show_form("board")
    new, talk = page.board.lanes[0], page.board.lanes[1]
    page._focus_rows()
    new.choose([0])
    press(new, Qt.Key.Key_Down)
    assert new.currentIndex().row() == 1
    press(new, Qt.Key.Key_Right)
    assert talk.hasFocus()
    assert page.chosen_lines()[0].label == "Goossens"
    press(talk, Qt.Key.Key_Return)
    assert window.here == "household"


def test_ctrl_arrow_moves_a_card_by_the_day_it_happened_and_ctrl_z_brings_it_back(
    page: WorklistPage, window: Window, team: Team
) -> None:
    page.show_filter(Filter(words="Fransen"))
    page.show_form("board")
    lane = page.board.lanes[0]
    lane.choose([0])
    press(lane, Qt.Key.Key_Right, CTRL)
    drawer = page.deeds.moving
    assert drawer is not None
    assert drawer.stage.value() is Stage.TALK
    drawer.day.line.setText("20-11-2026")
    press(drawer.day.line, Qt.Key.Key_Return)
    assert [line.stage for line in page.lines] == [Stage.TALK]
    window.undo()
    assert [line.stage for line in page.lines] == [Stage.NEW]


def test_m_moves_the_card_with_the_focus_when_none_was_chosen(page: WorklistPage, team: Team) -> None:
    page.show_all()
    page.show_form("board")
    page._focus_rows()
    lane = page.board.lanes[0]
    lane.clearSelection()
    press(lane, Qt.Key.Key_M)
    assert page.deeds.moving is not None
    assert [line.id for line in page.deeds.moving.lines] == [lane.current_id()]


def test_what_is_chosen_stays_chosen_in_another_form_and_after_a_change(page: WorklistPage, team: Team) -> None:
    page.show_all()
    chosen = {team.late["Aalders"], team.well["Ivens"]}
    page.table.choose_several(chosen)
    page.show_form("board")
    assert set(page.chosen_ids()) == chosen
    page.ask_anew()
    assert set(page.chosen_ids()) == chosen
    page.show_form("table")
    assert set(page.chosen_ids()) == chosen
    assert page.deeds.count.text() == "Chosen: 2"


def test_a_card_does_not_go_to_aftercare_by_dragging_it_along_but_by_closing(
    page: WorklistPage, window: Window, team: Team
) -> None:
    page.show_filter(Filter(words="Goossens"))
    page.show_form("board")
    page.board.choose_all()
    page.deeds.move_cards(Stage.AFTERCARE)
    toast = page.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert window.here == "closing"


# ------------------------------------------------------------------------------------------- views and Today


def test_a_view_is_kept_under_a_name_chosen_again_and_let_go(page: WorklistPage) -> None:
    page.show_filter(Filter(areas=("Oost",)))
    assert page.views.box.currentText() == "Own choice"
    page.views.keep_or_remove()
    assert page.views.keeping is not None
    page.views.keeping.name.setText("Oost op maandag")
    press(page.views.keeping.name, Qt.Key.Key_Return)
    assert page.views.box.currentText() == "Oost op maandag"
    page.show_all()
    page.views.box.setCurrentIndex(page.views.box.findText("Oost op maandag"))
    page.views.box.activated.emit(page.views.box.currentIndex())
    assert sorted(names(page)) == sorted(WAITING)
    page.views.star.click()
    assert page.views.box.findText("Oost op maandag") == -1
    toast = page.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert page.views.box.currentText() == "Oost op maandag"


def test_today_tells_the_coordinator_and_each_figure_opens_exactly_its_rows(window: Window) -> None:
    window.open_place("today")
    today = window.page()
    assert isinstance(today, TodayPage)
    rows = rows_in(today.worklist)
    counted = {
        row.title.text(): row.accessibleName() for row in rows if row.title.text() in ("Too late", "No fixed face")
    }
    assert "5 households" in counted["No fixed face"]
    next(row for row in rows if row.title.text() == "No fixed face").opened.emit()
    page = window.page()
    assert isinstance(page, WorklistPage)
    assert sorted(names(page)) == sorted(WAITING)


def test_who_comes_back_from_a_household_finds_the_rows_as_they_were_left(window: Window) -> None:
    window.open_place("worklist", filter=Filter(areas=("Oost",)), form="board")
    page = window.page()
    assert isinstance(page, WorklistPage)
    page.show_filter(Filter(words="Goossens"))
    lane = page.board.lanes[list(Stage).index(Stage.TALK)]
    page._focus_rows()
    lane.choose([0])
    press(lane, Qt.Key.Key_Return)
    assert window.here == "household"
    window.go_back()
    assert names(page) == ["Goossens"]
    assert page.form == "board"
    window.open_place("worklist", filter=Filter(areas=("Oost",)))
    assert sorted(names(page)) == sorted(WAITING)


def test_who_does_not_coordinate_sees_no_caseload_on_today(window: Window, team: Team) -> None:
    team.office.worker = team.bas
    window.open_place("today")
    today = window.page()
    assert isinstance(today, TodayPage)
    assert today.worklist.isHidden()


@pytest.mark.parametrize("form", ["table", "board", "coaches"])
def test_everything_has_a_name_and_fits(page: WorklistPage, form: str) -> None:
    page.show_form(form)
    QTest.qWait(20)
    assert nameless(page) == []
    assert clipped(page) == []
