"""A questionnaire is filled in by keyboard, keeps itself, and says in words what it may point to and what is open."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import Relation, RelationKind
from buurtteam.domain.measurement import FilledIn, Measurement
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.paths import resource
from buurtteam.services import instruments
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.line_chart import LineChart
from buurtteam.ui.list_row import ListRow, rows_in
from buurtteam.ui.page import Page
from buurtteam.ui.pages.carer_answers import FillIn
from buurtteam.ui.pages.carer_scores import ElsewhereForm, Scores
from buurtteam.ui.pages.settings import SettingsPage
from buurtteam.ui.pages.settings_instruments import InstrumentsPart
from buurtteam.ui.window import Window
from tests.demir import Home, demir
from tests.ui.walk import clipped, nameless, wider_than_shown

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    made = demir(office)
    with office.writing(Deed.KEEP_CARER) as store:
        office.worker = store.save(Worker(name="Karin", function=WorkerFunction.COORDINATOR))
        store.save(
            Relation(resident=made.oma.id, to_resident=made.yusuf.id, kind=RelationKind.CARES_FOR, from_on=TODAY)
        )
    instruments.permit(office, "csi", "Brief van de uitgever")
    office.take_changes()
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Home) -> Iterator[Window]:
    desk.background = Immediate(office)
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    at_page(made).leave()
    desk.background.office = None
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def at_page(window: Window) -> Page:
    found = window.page()
    assert found is not None
    return found


def scores(window: Window, home: Home, **args: object) -> Scores:
    window.open_place("carer", household_id=home.household.id, tab="scores", **args)
    return here(window)


def here(window: Window) -> Scores:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [each for each in at_page(window).findChildren(Scores) if each.isVisible()]
    assert len(found) == 1
    QApplication.processEvents()
    return found[0]


def choice(tab: Scores, words: str) -> ListRow:
    return next(each for each in rows_in(tab.rows) if words in each.accessibleName())


def press(tab: Scores, *keys: Qt.Key | str) -> None:
    for key in keys:
        at = tab.window().focusWidget()
        assert at is not None
        QTest.keyClicks(at, key) if isinstance(key, str) else QTest.keyClick(at, key)


def begun(tab: Scores, words: str) -> FillIn:
    choice(tab, words).setFocus()
    press(tab, Qt.Key.Key_Return)
    assert isinstance(tab.form, FillIn)
    return tab.form


def kept(office: Office, home: Home) -> list[Measurement]:
    with office.reading() as store:
        return store.of(Measurement, household=home.household.id, order_by="taken_on")


def test_a_questionnaire_is_filled_in_by_keyboard_and_the_outcome_is_an_indication(
    window: Window, office: Office, home: Home
) -> None:
    tab = scores(window, home)
    form = begun(tab, "CSI")
    assert window.focusWidget() is form.answers.rows[0].buttons[0]
    for at in range(13):
        # By number and by first letter.
        press(tab, "1" if at < 4 else "y" if at < 7 else "n", Qt.Key.Key_Return)
    assert form.outcome.score.text() == "Score 7 of 13: May point to overburdening."
    assert "no diagnosis" in form.outcome.indication.words.text()
    assert "Robinson" in form.outcome.source.text()
    assert form.outcome.limit.text().startswith("From 7")
    # Enter on the last row goes on to the own words.
    press(tab, "Te veel")
    tab.leave()
    (found,) = kept(office, home)
    assert (found.answers, found.total, found.is_high) == ("1111111000000", 7, True)
    assert (found.resident, found.worker, found.own_words) == (home.oma.id, office.me, "Te veel")


def test_what_is_not_complete_has_no_score_and_names_what_is_open(window: Window, office: Office, home: Home) -> None:
    tab = scores(window, home)
    form = begun(tab, "CSI")
    assert "Nothing was answered" in form.outcome.parts.text()
    for at in range(12):
        press(tab, "0", Qt.Key.Key_Return) if at != 2 else press(tab, Qt.Key.Key_Down)
    press(tab, "1")
    assert form.outcome.score.text() == "Not complete: no score."
    assert form.outcome.parts.text() == "Still open: Body."
    assert form.outcome.indication.isHidden()
    # Enter on the last goes to what is open.
    press(tab, Qt.Key.Key_Return)
    assert window.focusWidget() is form.answers.rows[2].buttons[0]
    tab.leave()
    assert [(each.answers, each.total) for each in kept(office, home)] == [("00-0000000001", None)]


def test_answers_keep_themselves_while_somebody_answers_and_can_be_taken_back(
    qtbot: QtBot, window: Window, office: Office, home: Home
) -> None:
    tab = scores(window, home)
    form = begun(tab, "Six questions")
    press(tab, "1", "0", Qt.Key.Key_Return, "7", Qt.Key.Key_Up)
    assert form.answers.value() == "t7----"
    qtbot.waitUntil(lambda: len(kept(office, home)) == 1, timeout=5_000)
    assert kept(office, home)[0].answers == "t7----"
    press(tab, Qt.Key.Key_Space)
    tab.leave()
    assert kept(office, home)[0].answers == "-7----"
    assert kept(office, home)[0].version == 2


def test_the_same_letter_again_goes_to_the_next_answer_that_begins_with_it(
    window: Window, office: Office, home: Home
) -> None:
    instruments.permit(office, "ediz", "Brief")
    tab = scores(window, home)
    form = begun(tab, "EDIZ:")
    for typed, expected in (("y", "4"), ("y", "5"), ("m", "3"), ("n", "1"), ("n", "2"), ("9", "2"), ("3", "3")):
        press(tab, typed)
        assert form.answers.rows[0].value() == expected


def test_one_that_is_off_says_why_and_leads_to_where_it_is_turned_on(window: Window, home: Home) -> None:
    tab = scores(window, home)
    off = choice(tab, "11 statements")
    assert "Off" in off.accessibleName()
    off.setFocus()
    press(tab, Qt.Key.Key_Return)
    page = window.page()
    assert isinstance(page, SettingsPage)
    assert page.part == "instruments"


def test_a_score_from_elsewhere_is_typed_in_also_of_what_is_off_or_unknown(
    window: Window, office: Office, home: Home
) -> None:
    tab = scores(window, home)
    tab.elsewhere_button.click()
    form = tab.form
    assert isinstance(form, ElsewhereForm)
    form.which.editor.show_value(("ediz_plus", "15"))
    form.which.editor.edited.emit()
    QTest.keyClicks(form.editor("taken_by").target, "Steunpunt Zonnewijk")
    QTest.keyClicks(form.editor("total").target, "9")
    assert form.outcome.score.text() == "Score 9 of 15: May point to overburdening."
    tab.leave()
    (found,) = kept(office, home)
    assert (found.instrument, found.edition, found.total, found.is_high) == ("ediz_plus", "15", 9, True)
    assert (found.filled_in, found.taken_by) == (FilledIn.ELSEWHERE, "Steunpunt Zonnewijk")
    QTest.keyClicks(form.editor("total").target, "9")
    tab.leave()
    assert form.fields["total"].problem == "This questionnaire scores from 0 to 15."
    tab.remove_row()
    assert kept(office, home) == []

    tab.elsewhere_button.click()
    form = tab.form
    assert isinstance(form, ElsewhereForm)
    form.which.editor.show_value("other")
    form.which.editor.edited.emit()
    QTest.keyClicks(form.editor("instrument").target, "Zarit")
    QTest.keyClicks(form.editor("total").target, "41")
    tab.leave()
    (found,) = kept(office, home)
    assert (found.instrument, found.edition, found.total) == ("Zarit", "", 41)


def test_over_time_there_is_a_line_with_a_table_that_says_the_same(window: Window, office: Office, home: Home) -> None:
    for days, answers in ((60, "1" * 5 + "0" * 8), (30, "1" * 9 + "0" * 4), (3, "1")):
        instruments.keep(
            office,
            Measurement(
                household=home.household.id,
                resident=home.oma.id,
                instrument="csi",
                edition="13",
                taken_on=TODAY - timedelta(days=days),
                answers=answers,
            ),
        )
    tab = scores(window, home)
    (chart,) = (each for each in tab.findChildren(LineChart) if each.isVisible())
    assert [each.value for each in chart.points] == [5, 9]
    assert chart.limit == 7
    assert chart.accessibleDescription() == "23 Sept 2026: 5; 23 Oct 2026: 9"
    (table,) = tab._tables.values()
    assert table.as_text(all_rows=True).split("\n") == [
        "19 Nov 2026\t–\t\tNot complete: no score\tKarin",
        "23 Oct 2026\t9\t+4\tMay point to overburdening\tKarin",
        "23 Sept 2026\t5\t\tBelow the limit of overburdening\tKarin",
    ]
    table.setFocus()
    table.choose(table.rows()[0].id)
    press(tab, Qt.Key.Key_Return)
    assert isinstance(tab.form, FillIn)
    assert tab.form.answers.value() == "1" + "-" * 12
    assert window.focusWidget() is tab.form.answers.rows[1].buttons[0]


def test_whoever_lives_there_can_be_chosen_and_nothing_of_one_shows_with_another(
    window: Window, office: Office, home: Home
) -> None:
    tab = scores(window, home)
    form = begun(tab, "CSI")
    press(tab, "1")
    assert form.answers.value() == "1" + "-" * 12
    tab.who.editor.show_value(home.samira.id)
    tab.who.editor.edited.emit()
    other = here(window)
    assert other is not tab
    assert other.person == home.samira.id
    assert other.form is None
    assert other.series == ()
    assert [each.resident for each in kept(office, home)] == [home.oma.id]


def test_where_nobody_cares_somebody_is_chosen_first(window: Window, office: Office, home: Home) -> None:
    with office.writing(Deed.KEEP_CARER) as store:
        for each in store.of(Relation, kind=RelationKind.CARES_FOR):
            store.remove(each)
    tab = scores(window, home)
    assert tab.person is None
    assert not any(each.isEnabled() for each in rows_in(tab.rows))
    assert not tab.elsewhere_button.isEnabled()
    tab.who.editor.show_value(home.samira.id)
    tab.who.editor.edited.emit()
    chosen = here(window)
    begun(chosen, "Six questions")
    press(chosen, "8")
    chosen.leave()
    assert [each.resident for each in kept(office, home)] == [home.samira.id]


def test_answers_of_a_list_that_is_gone_are_told_and_stop_nothing(window: Window, office: Office, home: Home) -> None:
    with office.writing(Deed.MEASURE) as store:
        about = {"household": home.household.id, "resident": home.oma.id, "taken_on": TODAY}
        store.save(Measurement.model_validate({**about, "instrument": "weg", "edition": "1", "answers": "zz"}))
        # As a dossier of another team may bring them along.
        store.save(Measurement.model_validate({**about, "instrument": "csi", "edition": "13", "answers": "zz"}))
    tab = scores(window, home)
    assert {each.name for each in tab.series} == {"weg", "CSI: strain of caring (13 questions)"}
    for table in tab._tables.values():
        table.opened.emit(table.rows()[0].id)
    assert len(kept(office, home)) == 2


def test_what_is_removed_can_be_taken_back(window: Window, office: Office, home: Home) -> None:
    tab = scores(window, home)
    begun(tab, "Six questions")
    press(tab, "5")
    tab.leave()
    assert not tab.remove_button.isHidden()
    tab.remove_button.click()
    assert kept(office, home) == []
    assert tab.fill_card.isHidden()
    (bundle,) = office.in_trash()
    assert bundle.label == "Six questions about caring"
    office.restore(bundle.id)
    assert [each.answers for each in kept(office, home)] == ["5-----"]


@pytest.mark.parametrize("scale", [100, 200])
def test_while_it_is_filled_in_all_has_a_name_and_nothing_scrolls_sideways(
    window: Window, office: Office, home: Home, scale: int
) -> None:
    window.desk.theme.set_scale(scale)
    window.resize(1366, 768)
    tab = scores(window, home)
    begun(tab, "Six questions")
    QApplication.processEvents()
    page = at_page(window)
    assert nameless(page) == []
    assert clipped(page) == []
    assert wider_than_shown(page) == []
    tab.add_elsewhere()
    QApplication.processEvents()
    assert nameless(page) == []
    assert wider_than_shown(page) == []


# ---------------------------------------------------------------------------------------------- settings


def part(window: Window) -> InstrumentsPart:
    window.open_place("settings", part="instruments")
    page = window.page()
    assert isinstance(page, SettingsPage)
    return page.instruments


def test_the_coordinator_turns_one_on_with_a_ground_and_off_again(window: Window, office: Office) -> None:
    shown = part(window)
    shown.table.choose(("djg11", "11"))
    assert "Free to use when the makers are named" in shown.licence.text()
    assert "Kamphuis" in shown.source.text()
    shown.allow.click()
    assert "Write down why" in shown.ground.problem
    QTest.keyClicks(shown.ground.editor.target, "Mail van de makers")
    shown.allow.click()
    assert shown.state.text() == "On since 22 Nov 2026, confirmed by Karin: Mail van de makers"
    shown.end.click()
    assert shown.state.text() == "Off since 22 Nov 2026."
    assert instruments.shelf(office).known


def test_who_is_no_coordinator_sees_all_and_changes_nothing(window: Window, office: Office, home: Home) -> None:
    office.worker = home.noor
    shown = part(window)
    shown.table.choose(("csi", "13"))
    assert shown.source.text()
    assert [each.isHidden() for each in (shown.allow, shown.end, shown.fields, shown.only)] == [True, True, True, False]
    assert not shown.add_button.isEnabled()


def test_an_own_questionnaire_is_added_from_a_file_or_refused_with_its_line(
    window: Window, office: Office, tmp_path: Path
) -> None:
    shown = part(window)
    shown.save_example(tmp_path / "mijn")
    file = tmp_path / "mijn.toml"
    text = file.read_text(encoding="utf-8")
    assert text == resource("instruments", "example", "en.toml").read_text(encoding="utf-8")
    file.write_text(text.replace("range = [0, 3]", "range = [0, 4]"), encoding="utf-8")
    shown.add_file(file)
    line = next(at for at, each in enumerate(text.split("\n"), start=1) if each.startswith("range"))
    assert shown.problem.text() == (f"mijn.toml, line {line}: these items count from 0 to 3. Nothing was added.")
    file.write_text(text, encoding="utf-8")
    shown.add_file(file)
    assert shown.problem.isHidden()
    known = shown.chosen()
    assert known is not None
    assert known.id == ("example", "1")
    shown.drop.click()
    assert instruments.shelf(office).find("example", "1") is None
