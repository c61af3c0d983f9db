"""The list of papers is made, ticked off and filled with scans by keyboard, by dropping and by pasting; nothing freezes."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.debt import Debt
from buurtteam.domain.evidence import Attachment, EvidenceState, MediaType, SeenHow
from buurtteam.domain.staff import Deed
from buurtteam.services import evidence
from buurtteam.services.office import Office
from buurtteam.services.scans import PdfLook
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import LineEditor
from buurtteam.ui.file_row import FileRow
from buurtteam.ui.list_row import rows_in
from buurtteam.ui.pages.attachment import AttachmentPage
from buurtteam.ui.pages.money import MoneyPage
from buurtteam.ui.pages.money_evidence import EvidenceTab
from buurtteam.ui.pdf_look import look_into
from buurtteam.ui.widgets import Note
from buurtteam.ui.window import Window
from tests.demir import Home, demir
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, home: Home) -> Iterator[Window]:
    office.take_changes()
    desk.background = Immediate(office)
    desk.today = office.today
    made = Window(desk)
    made.resize(1280, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def tab(window: Window, home: Home) -> EvidenceTab:
    window.open_place("money", household_id=home.household.id, tab="evidence")
    page = window.page()
    assert isinstance(page, MoneyPage)
    found = page.tabs["evidence"]
    assert isinstance(found, EvidenceTab)
    return found


def _photo(path: Path) -> Path:
    Image.new("RGB", (300, 200), "white").save(path, "JPEG")
    return path


def _pdf(pages: int = 2, password: str = "") -> bytes:
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page()
    into = BytesIO()
    made.save(into, encryption=pikepdf.Encryption(owner="anders", user=password) if password else False)
    return into.getvalue()


def _files(office: Office) -> list[Attachment]:
    with office.reading() as store:
        return store.of(Attachment, order_by="added_at")


def _states(office: Office, home: Home) -> list[EvidenceState]:
    return [each.state for each in evidence.evidence_of(office, home.household.id)]


def _refusals(tab: EvidenceTab) -> list[str]:
    QApplication.processEvents()
    notes = [each for each in tab.findChildren(Note) if not each.isHidden()]
    return [line for each in notes for line in each.words.text().splitlines()]


def _rows(tab: EvidenceTab) -> list[FileRow]:
    return [each for each in rows_in(tab.files_card) if isinstance(each, FileRow)]


def _drop(target: QWidget, data: QMimeData, at: QPoint) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, none))


def _dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


# ------------------------------------------------------------------------------------------- the list


def test_one_button_makes_the_list_and_then_goes(tab: EvidenceTab, office: Office, home: Home) -> None:
    assert tab.pane.empty.isVisibleTo(tab)
    tab.make_button.click()
    assert len(tab.pane.table.rows()) == len(_states(office, home)) > 8
    assert not tab.make_button.isVisibleTo(tab)
    assert tab.progress.text().startswith("0 of ")
    tab.ask_all.click()
    assert set(_states(office, home)) == {EvidenceState.ASKED}
    assert not tab.ask_all.isVisibleTo(tab)


def test_the_space_bar_goes_through_the_states(tab: EvidenceTab, window: Window, office: Office, home: Home) -> None:
    tab.make_button.click()
    window.activateWindow()
    table = tab.pane.table
    table.setFocus()
    table.setCurrentIndex(table.model_of_rows.index(0, 0))
    for _turn in range(2):
        QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert _states(office, home)[:3] == [EvidenceState.RECEIVED, EvidenceState.ASKED, EvidenceState.TO_ASK]
    assert QApplication.focusWidget() is table


def test_not_applicable_asks_for_the_reason_first(tab: EvidenceTab, office: Office, home: Home) -> None:
    tab.make_button.click()
    tab.pane.edit(evidence.evidence_of(office, home.household.id)[0].id)
    tab.pane.unneeded.click()
    assert "not_needed_why" in tab.pane.form.problems()
    tab.pane.form.editor("not_needed_why").show_value("Kwijt, nieuwe is aangevraagd")
    tab.pane.unneeded.click()
    assert _states(office, home)[0] is EvidenceState.NOT_NEEDED
    assert tab.pane.again.isVisibleTo(tab)
    tab.pane.again.click()
    assert _states(office, home)[0] is EvidenceState.TO_ASK


def test_another_paper_is_typed_and_removed_by_key(tab: EvidenceTab, office: Office, home: Home) -> None:
    tab.add()
    editor = tab.pane.form.editor("what")
    assert isinstance(editor, LineEditor)
    QTest.keyClicks(editor.line, "Leasecontract")
    tab.leave()
    assert [each.what for each in evidence.evidence_of(office, home.household.id)] == ["Leasecontract"]
    tab.remove_row()
    assert _states(office, home) == []


# ------------------------------------------------------------------------------------------ the files


def test_ctrl_o_adds_files_to_the_chosen_paper(
    tab: EvidenceTab, window: Window, office: Office, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.make_button.click()
    chosen = evidence.evidence_of(office, home.household.id)[1]
    tab.pane.edit(chosen.id)
    names = [str(_photo(tmp_path / "loonstrook.jpg"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (names, ""))
    window.page().bound()["page.attach"].trigger()  # type: ignore[union-attr]
    assert [each.evidence for each in _files(office)] == [chosen.id]
    now = evidence.evidence_of(office, home.household.id)[1]
    assert (now.state, now.seen_how) == (EvidenceState.RECEIVED, SeenHow.COPY)
    assert [each.file.name for each in _rows(tab)] == ["loonstrook.jpg"]


def test_from_a_letter_one_comes_to_its_scan(
    tab: EvidenceTab, window: Window, office: Office, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        debt = store.save(Debt(household=home.household.id, creditor="Woonpunt"))
    names = [str(_photo(tmp_path / "brief.jpg"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (names, ""))
    tab.page.open_tab("evidence", debt=debt.id)
    assert [each.debt for each in _files(office)] == [debt.id]


def test_the_list_for_the_resident_is_printed_from_here(tab: EvidenceTab, window: Window) -> None:
    assert not tab.print_button.isVisibleTo(tab)
    tab.make_button.click()
    tab.preview()
    drawer = tab.maker.drawer
    assert drawer.isVisible() or type(window.page()).__name__ == "PaperPage"


def test_files_dropped_on_a_line_belong_to_it(tab: EvidenceTab, office: Office, home: Home, tmp_path: Path) -> None:
    tab.make_button.click()
    table = tab.pane.table
    at = table.visualRect(table.model_of_rows.index(2, 0)).center()
    _drop(table.viewport(), _dropped(_photo(tmp_path / "a.jpg")), at)
    assert [each.evidence for each in _files(office)] == [table.rows()[2].id]


def test_many_files_are_added_and_each_refusal_is_said(
    tab: EvidenceTab, office: Office, home: Home, tmp_path: Path
) -> None:
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.jpg")
        Image.new("RGB", (300 + number, 200), "white").save(paths[-1], "JPEG")
    program, empty = tmp_path / "factuur.pdf", tmp_path / "leeg.pdf"
    program.write_bytes(b"MZ" + b"\0" * 100)
    empty.write_bytes(b"")
    _drop(tab, _dropped(program, *paths, empty, paths[0]), QPoint(5, 5))
    assert [each.evidence for each in _files(office)] == [None, None, None]
    said = _refusals(tab)
    assert len(said) == 2
    assert said[0].startswith("factuur.pdf was not added.")
    assert said[1].startswith("leeg.pdf was not added.")
    shown = tab.page.desk.notices.shown
    assert any("3 files were added." in each for each in shown)
    assert any("kept once" in each for each in shown)
    assert not tab.busy.isVisibleTo(tab)


def test_a_picture_of_the_clipboard_is_pasted(tab: EvidenceTab, window: Window, office: Office, home: Home) -> None:
    tab.make_button.click()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    QGuiApplication.clipboard().setImage(image)
    window.activateWindow()
    tab.pane.table.setFocus()
    QTest.keyClick(tab.pane.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()
    (kept,) = _files(office)
    assert (kept.media, kept.name) == (MediaType.PNG, "Pasted picture.png")


def test_text_on_the_clipboard_is_no_file(tab: EvidenceTab, window: Window, office: Office) -> None:
    QGuiApplication.clipboard().setText("Beste mevrouw")
    window.activateWindow()
    tab.attach_button.setFocus()
    QTest.keyClick(tab.attach_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert _files(office) == []


def test_the_rest_is_added_when_the_tab_is_left(
    qtbot: QtBot, window: Window, office: Office, home: Home, tmp_path: Path
) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        other = store.save(home.household.changed(id=home.request.id, version=0, label="Jansen"))
    window.open_place("money", household_id=home.household.id, tab="evidence")
    page = window.page()
    assert isinstance(page, MoneyPage)
    tab = page.tabs["evidence"]
    assert isinstance(tab, EvidenceTab)
    adding = tab.adding
    first, second = _photo(tmp_path / "a.jpg"), tmp_path / "b.txt"
    second.write_text("brief")
    step = adding._on_step

    def leave(each: object) -> None:
        step(adding)
        window.open_place("money", household_id=other.id, tab="evidence")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    adding._on_step = leave
    _drop(tab, _dropped(first, second), QPoint(5, 5))
    assert [each.household for each in _files(office)] == [home.household.id]
    assert any("b.txt was not added." in each for each in window.desk.notices.shown)


# ---------------------------------------------------------------------------------------- one file


def _opened(window: Window, file: Attachment) -> AttachmentPage:
    window.open_place("attachment", attachment_id=file.id)
    page = window.page()
    assert isinstance(page, AttachmentPage)
    return page


def test_a_picture_is_seen_and_the_look_is_written_down(
    tab: EvidenceTab, window: Window, office: Office, home: Home, tmp_path: Path
) -> None:
    _drop(tab, _dropped(_photo(tmp_path / "a.jpg")), QPoint(5, 5))
    row = _rows(tab)[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    page = window.page()
    assert isinstance(page, AttachmentPage)
    assert page.picture.sheet.image.width() == 300
    assert office.looks(home.household.id)[0].deed == Deed.SHOW_ATTACHMENT
    page.back.click()
    assert isinstance(window.page(), MoneyPage)


def test_a_pdf_is_seen_page_by_page(tab: EvidenceTab, window: Window, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "contract.pdf"
    path.write_bytes(_pdf(3))
    _drop(tab, _dropped(path), QPoint(5, 5))
    page = _opened(window, _files(office)[0])
    assert page.pdf.document.pageCount() == 3
    assert not page.pdf.save_button.isVisibleTo(page)


def test_what_it_belongs_to_is_chosen_on_its_page(
    tab: EvidenceTab, window: Window, office: Office, home: Home, tmp_path: Path
) -> None:
    tab.make_button.click()
    _drop(tab, _dropped(_photo(tmp_path / "a.jpg")), QPoint(5, 5))
    page = _opened(window, _files(office)[0])
    paper = evidence.evidence_of(office, home.household.id)[2]
    editor = page.fields["evidence"].editor
    editor.show_value(paper.id)
    editor.edited.emit()
    assert _files(office)[0].evidence == paper.id
    assert not page.fields["debt"].isVisibleTo(page)


def test_outside_the_program_goes_with_a_warning_and_a_line(
    tab: EvidenceTab, window: Window, office: Office, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _drop(tab, _dropped(_photo(tmp_path / "a.jpg")), QPoint(5, 5))
    page = _opened(window, _files(office)[0])
    target = tmp_path / "buiten.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page.take_out_button.click()
    assert target.read_bytes() == _files(office)[0].content
    assert "nothing locks it" in window.desk.notices.shown[-1]
    assert office.looks(home.household.id)[0].deed == Deed.TAKE_OUT_ATTACHMENT


def test_a_removed_file_can_be_put_back(tab: EvidenceTab, window: Window, office: Office, tmp_path: Path) -> None:
    _drop(tab, _dropped(_photo(tmp_path / "a.jpg")), QPoint(5, 5))
    _opened(window, _files(office)[0]).remove_button.click()
    assert _files(office) == []
    toast = window.desk.notices.newest
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert len(_files(office)) == 1


# ----------------------------------------------------------------------------------- looking into a PDF


def test_a_look_into_a_pdf_counts_its_pages_and_draws_the_first() -> None:
    look = look_into(_pdf(4))
    assert (look.state, look.pages) == ("good", 4)
    assert Image.open(BytesIO(look.thumbnail)).size == (240, 311)


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (_pdf(1, "geheim"), "locked"),
        (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
        (b"%PDF-1.7" + b"\0" * 5_000, "damaged"),
        (_pdf(2)[:400], "damaged"),
        (b"", "damaged"),
    ],
)
def test_a_pdf_that_does_not_open_says_so(content: bytes, state: str) -> None:
    assert look_into(content) == PdfLook(state)  # type: ignore[arg-type]  # one of the three


# ---------------------------------------------------------------------------------------- as a page


def test_the_tab_and_the_page_of_a_file_are_reached_by_tab_and_fit(
    tab: EvidenceTab, window: Window, office: Office, home: Home, tmp_path: Path
) -> None:
    tab.make_button.click()
    paper = evidence.evidence_of(office, home.household.id)[0]
    _drop(tab, _dropped(_photo(tmp_path / "a.jpg")), QPoint(5, 5))
    evidence.link(office, _files(office)[0].id, evidence=paper.id)
    tab.pane.edit(paper.id)
    tab.refusals.addWidget(Note("x", "soon"))
    for page in (window.page(), _opened(window, _files(office)[0])):
        assert page is not None
        QApplication.processEvents()
        assert nameless(page) == []
        assert clipped(page) == []
        assert wider_than_shown(page) == []
        assert not_reached(page) == []
