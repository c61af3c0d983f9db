"""Early signals by keyboard: a file is looked at before it is taken in, a human says whom it is about, a code goes back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.early_signal import EarlySignal, Outreach, OutreachWay, SignalAnswer, SignalKind, SignalResult
from buurtteam.domain.household import Household
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services import case, early_signals, households
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.list_row import rows_in
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.household_terms import CaseTerms
from buurtteam.ui.pages.new_household import NewHouseholdPage
from buurtteam.ui.pages.signals import SignalsPage
from buurtteam.ui.pages.signals_card import SignalsCard
from buurtteam.ui.pages.team_terms import TeamTermsPage
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.window import Window

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 11, 22)
FILE = """partner;kenmerk;soort;datum;bedrag;naam;geboortedatum;huisnummer;postcode
Energie van Hier;A-1;energie;02-11-2026;120,00;S. Demir;12-03-1988;18;6499 SD
Energie van Hier;A-2;energie;02-11-2026;95,50;J. Jansen;;4;6499 SS
Energie van Hier;A-3;energie;onbekend;95,50;=K();;4;6499 SS
"""


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office) -> Iterator[Window]:
    """The real window with a real office, where a worker is known."""
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
    office.take_changes()
    desk.background = Immediate(office)
    made = Window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def home(window: Window, office: Office) -> HouseholdId:
    """The household of Samira Demir."""
    new = NewHousehold(
        first_name="Samira", surname="Demir", born_on="1988-03-12", street="Wilgenlaan", number="18", postcode="6499 SD"
    )
    made = households.create_household(office, new)
    office.take_changes()
    return made.id


def opened(window: Window, **args: object) -> SignalsPage:
    window.open_place("signals", **args)
    page = window.page()
    assert isinstance(page, SignalsPage)
    return page


def reported(office: Office, **facts: object) -> EarlySignal:
    base = {
        "partner": "Woonpunt",
        "received_on": TODAY - timedelta(days=2),
        "name": "S. Demir",
        "kind": SignalKind.RENT,
    }
    return early_signals.receive(office, EarlySignal.model_validate({**base, **facts}))


def kept(office: Office, signal: EarlySignal) -> EarlySignal:
    with office.reading() as store:
        return store.get(EarlySignal, signal.id)


def file_of(folder: Path, text: str = FILE) -> Path:
    made = folder / "signalen.csv"
    made.write_text(text, encoding="utf-8")
    return made


# ------------------------------------------------------------------ a file


def test_a_file_is_looked_at_first_and_taken_in_with_one_key(window: Window, office: Office, tmp_path: Path) -> None:
    page = opened(window)
    page.intake.open_file(file_of(tmp_path))
    assert page.intake.counts.text() == "2 new signals · 0 here already · 1 row is not right"
    (wrong,) = page.intake.rejected.rows()
    assert wrong.line == 4
    assert early_signals.signal_lines(office) == ()
    QTest.keyClick(page.window(), Qt.Key.Key_Return, CTRL)
    assert len(early_signals.signal_lines(office)) == 2
    assert page.intake.isHidden()
    assert page.desk.notices.shown == ["2 signals were taken in."]
    assert len(page.table.rows()) == 2
    window.undo()
    assert early_signals.signal_lines(office) == ()


def test_while_a_file_is_looked_at_nothing_says_that_there_are_no_signals(window: Window, tmp_path: Path) -> None:
    page = opened(window)
    assert page.empty.isVisible()
    page.intake.open_file(file_of(tmp_path))
    assert page.empty.isHidden()
    page.intake.close_card()
    assert page.empty.isVisible()


def test_a_file_may_be_dropped_on_the_page_and_comes_in_once(window: Window, office: Office, tmp_path: Path) -> None:
    page = opened(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file_of(tmp_path)))])
    buttons, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    page.dropEvent(QDropEvent(QPoint(10, 10).toPointF(), action, data, buttons, Qt.KeyboardModifier.NoModifier))
    page.intake.take_in()
    page.intake.open_file(file_of(tmp_path))
    assert page.intake.counts.text() == "0 new signals · 2 here already · 1 row is not right"
    assert page.intake.take_button.isHidden()


def test_a_file_without_a_partner_asks_who_sent_it(window: Window, office: Office, tmp_path: Path) -> None:
    page = opened(window)
    page.intake.open_file(file_of(tmp_path, "naam;postcode\nS. Demir;6499 SD\n"))
    assert "who sent it" in page.intake.problem.words.text()
    assert not page.intake.asking.isHidden()
    page.intake.partner.editor.show_value("Woonpunt")
    page.intake.look()
    assert page.intake.counts.text().startswith("1 new signal")
    page.intake.take_in()
    (line,) = early_signals.signal_lines(office)
    assert line.signal.partner == "Woonpunt"


@pytest.mark.parametrize("content", [b"MZ\x90\0\x03program", b"\x89PNG\r\n\x1a\n\0\0", b""])
def test_what_is_no_file_of_signals_gets_a_sentence(window: Window, tmp_path: Path, content: bytes) -> None:
    page = opened(window)
    file = tmp_path / "signalen.csv"
    file.write_bytes(content)
    page.intake.open_file(file)
    assert page.intake.problem.words.text()
    assert page.intake.take_button.isHidden()


def test_a_file_of_200_mb_is_refused_by_its_size(window: Window, tmp_path: Path) -> None:
    page = opened(window)
    file = tmp_path / "groot.csv"
    with file.open("wb") as made:
        made.truncate(200_000_000)
    page.intake.open_file(file)
    assert "5 MB" in page.intake.problem.words.text()


def test_rows_that_are_not_right_go_back_without_a_formula(window: Window, tmp_path: Path) -> None:
    page = opened(window)
    page.intake.open_file(file_of(tmp_path))
    target = tmp_path / "terug.csv"
    page.intake.export_to(target)
    heads, row = target.read_text("utf-8-sig").splitlines()
    assert heads.startswith("Line in your file;Column;Why;partner;kenmerk")
    assert row.startswith("4;")
    assert ";'=K();" in row


# ------------------------------------------------------------------ one signal


def test_the_list_says_what_is_late_first_and_the_filter_what_is_not_matched(
    window: Window, office: Office, home: HouseholdId
) -> None:
    late = reported(office, received_on=TODAY - timedelta(days=40), reference="1")
    reported(office, reference="2")
    early_signals.belongs_to(office, late.id, home)
    page = opened(window)
    assert [each.signal.reference for each in page.table.rows()] == ["1", "2"]
    assert "late" in page.table.model_of_rows.columns[1].text(page.table.rows()[0])
    page.filter.choose("loose")
    assert [each.signal.reference for each in page.table.rows()] == ["2"]


def test_one_key_says_that_it_is_this_household(window: Window, office: Office, home: HouseholdId) -> None:
    signal = reported(office, born_on="1988-03-12", number="18", postcode="6499 SD")
    page = opened(window, signal=signal.id)
    assert [each.accessibleName() for each in rows_in(page.who.likely)] == [
        "Demir, The same address · The same name and date of birth"
    ]
    assert kept(office, signal).household is None
    QTest.keyClick(window, Qt.Key.Key_J, ALT)
    assert kept(office, signal).household == home
    QTest.keyClick(window, Qt.Key.Key_O, ALT)
    assert kept(office, signal).household is None


def test_enter_goes_to_whom_it_is_about_and_then_to_what_was_tried(
    window: Window, office: Office, home: HouseholdId
) -> None:
    like = reported(office, born_on="1988-03-12", number="18", postcode="6499 SD", reference="1")
    page = opened(window, signal=like.id)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    (row,) = rows_in(page.who.likely)
    assert row.hasFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert kept(office, like).household == home
    assert page.tried.form.editor("on").target.hasFocus()


def test_enter_on_a_signal_that_looks_like_nobody_goes_to_the_search(window: Window, office: Office) -> None:
    page = opened(window, signal=reported(office, name="Mevrouw D.").id)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.who.other.hasFocus()


def test_another_household_is_found_by_name(window: Window, office: Office, home: HouseholdId) -> None:
    signal = reported(office, name="Mevrouw D.")
    page = opened(window, signal=signal.id)
    assert rows_in(page.who.likely) == []
    QTest.keyClick(window, Qt.Key.Key_A, ALT)
    line = page.who.search.editor.target
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert page.who.search.isHidden()
    assert page.who.other.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_A, ALT)
    QTest.keyClicks(line, "Samira")
    QTest.keyClick(line, Qt.Key.Key_Return)
    (hit,) = [each for each in rows_in(page.who) if "Demir" in each.accessibleName()]
    assert hit.hasFocus()
    QTest.keyClick(hit, Qt.Key.Key_Return)
    assert kept(office, signal).household == home
    assert page.tried.form.editor("on").target.hasFocus()


def test_a_new_household_takes_over_what_was_reported(window: Window, office: Office) -> None:
    signal = reported(
        office, name="Jan Jansen", street="Dorpsstraat", number="4", postcode="6499 SS", phone="0612345678"
    )
    opened(window, signal=signal.id)
    QTest.keyClick(window, Qt.Key.Key_N, ALT)
    new = window.page()
    assert isinstance(new, NewHouseholdPage)
    raw = new.form.raw()
    assert (raw["first_name"], raw["surname"], raw["street"]) == ("Jan", "Jansen", "Dorpsstraat")
    new.make()
    assert isinstance(window.page(), SignalsPage)
    found = kept(office, signal)
    with office.reading() as store:
        (made,) = store.of(Household)
    assert (found.household, found.resident is not None) == (made.id, True)
    window.undo()
    assert kept(office, signal).household is None


def test_an_attempt_is_one_form_and_meets_the_term(window: Window, office: Office) -> None:
    signal = reported(office)
    page = opened(window, signal=signal.id)
    page.tried.form.editor("way").show_value(OutreachWay.VISIT)
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    (tried,) = early_signals.view_of(office, signal.id).line.tried
    assert (tried.on, tried.way) == (TODAY, OutreachWay.VISIT)
    assert len(rows_in(page.tried.list)) == 1
    with office.reading() as store:
        assert {each.kind for each in store.of(CaseEvent)} == {CaseEventKind.EARLY_SIGNAL, CaseEventKind.SIGNAL_CONTACT}


def test_the_partner_hears_a_code_and_the_screen_says_so(window: Window, office: Office) -> None:
    signal = reported(office)
    page = opened(window, signal=signal.id)
    page.result.result.editor.show_value(SignalResult.NO_CONTACT)
    page.result.settle()
    assert "offered contact" in page.result.result.problem
    early_signals.attempt(office, Outreach(signal=signal.id, on=TODAY))
    page.result.settle()
    assert "“No contact”" in page.result.hears.words.text()
    page.result.tell()
    assert kept(office, signal).answer is SignalAnswer.NO_CONTACT
    assert page.result.told.isHidden()


def test_a_signal_by_hand_keeps_itself_and_is_removed_with_del(window: Window, office: Office) -> None:
    page = opened(window)
    page.add()
    page.report.form.editor("partner").show_value("Woonpunt")
    page.report.form.editor("name").show_value("K. Kok")
    page.report.form.save()
    (line,) = early_signals.signal_lines(office)
    assert (line.signal.partner, line.signal.name) == ("Woonpunt", "K. Kok")
    assert line.term is not None
    page.remove_chosen()
    assert early_signals.signal_lines(office) == ()


# ------------------------------------------------------------------ from elsewhere


def test_today_opens_the_signal_and_says_how_many_more(window: Window, office: Office) -> None:
    households.create_household(office, NewHousehold(first_name="Noor"))
    made = [reported(office, received_on=TODAY - timedelta(days=27), reference=str(each)) for each in range(5)]
    window.open_place("today")
    today = window.page()
    assert isinstance(today, TodayPage)
    rows = [each for each in rows_in(today.must) if "Early signal: S. Demir" in each.accessibleName()]
    assert len(rows) == 3
    assert any(each.text() == "And 2 more early signals" for each in today.must.findChildren(QPushButton))
    rows[0].opened.emit()
    page = window.page()
    assert isinstance(page, SignalsPage)
    assert page.report.form.record is not None
    assert page.report.form.record.id in {each.id for each in made}


def test_the_page_of_leaks_knows_no_signals(window: Window, office: Office) -> None:
    reported(office)
    window.open_place("team_terms")
    page = window.page()
    assert isinstance(page, TeamTermsPage)
    assert rows_in(page.terms.terms) == []
    assert rows_in(page.terms.events) == []


def test_the_terms_of_a_household_lead_to_the_signal(window: Window, office: Office, home: HouseholdId) -> None:
    signal = early_signals.belongs_to(office, reported(office).id, home)
    window.open_place("household", household_id=home, tab="terms")
    page = window.page()
    assert isinstance(page, HouseholdPage)
    (terms,) = page.findChildren(CaseTerms)
    (event,) = case.read_terms(office, home).events
    terms.events.edit(event)
    shown = window.page()
    assert isinstance(shown, SignalsPage)
    assert shown.report.form.record is not None
    assert shown.report.form.record.id == signal.id


def test_the_money_of_a_household_shows_its_signals(window: Window, office: Office, home: HouseholdId) -> None:
    signal = early_signals.belongs_to(office, reported(office, arrears=45000).id, home)
    window.open_place("money", household_id=home)
    page = window.page()
    assert page is not None
    (card,) = page.findChildren(SignalsCard)
    (row,) = rows_in(card)
    row.opened.emit()
    shown = window.page()
    assert isinstance(shown, SignalsPage)
    assert shown.report.form.record is not None
    assert shown.report.form.record.id == signal.id
