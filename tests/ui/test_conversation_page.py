"""The page of a conversation as somebody uses it who types while people talk, with the keyboard alone."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.conversation import Conversation, ConversationKind, NoteKind, OwnWords, SafetyAnswer, Topic
from buurtteam.domain.household import Statement
from buurtteam.domain.keeping import Draft
from buurtteam.domain.problem import Trouble
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Appointment, Task, TaskKind
from buurtteam.services import conversations
from buurtteam.services.conversation_view import TopicSheet
from buurtteam.services.office import Office
from buurtteam.ui.desk import Desk
from buurtteam.ui.notices import Notices, Toast
from buurtteam.ui.pages.conversation import ConversationPage
from buurtteam.ui.pages.finish import FinishPage
from buurtteam.ui.theme import Theme
from buurtteam.ui.window import Window
from tests.demir import Home, demir


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


@pytest.fixture
def talk(office: Office, home: Home) -> Conversation:
    return conversations.start(office, home.household.id, home.request.id)


@pytest.fixture
def window(desk: Desk, office: Office, qtbot: QtBot) -> Iterator[Window]:
    desk.background.office = office
    made = Window(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.forget_the_way()


@pytest.fixture
def page(window: Window, talk: Conversation) -> ConversationPage:
    window.open_place("conversation", conversation_id=talk.id)
    shown = window.page()
    assert isinstance(shown, ConversationPage)
    return shown


def focus(window: Window) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def type_(window: Window, text: str) -> None:
    QTest.keyClicks(focus(window), text)


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(window), key, modifier)


def sheet(office: Office, talk: Conversation, topic: Topic) -> TopicSheet:
    return conversations.read(office, talk.id).sheets[topic]


CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class TestTyping:
    def test_the_caret_stands_in_the_own_words_at_once(self, window: Window, page: ConversationPage) -> None:
        assert focus(window) is page.pane.field("words.0")

    def test_own_words_and_a_note_are_kept_without_a_save_button(
        self, window: Window, page: ConversationPage, office: Office, talk: Conversation, home: Home
    ) -> None:
        type_(window, "Het is klein.")
        page.pane.put_caret("note", 0)
        type_(window, "Vocht. #afspraak Woonpunt bellen di")
        page.settling.flush()
        kept = sheet(office, talk, Topic.HOUSING)
        assert [(said.resident, said.words) for said in kept.words] == [(home.samira.id, "Het is klein.")]
        assert [(note.kind, note.text) for note in kept.notes] == [(NoteKind.AGREEMENT, "Woonpunt bellen di")]
        assert [task.what for task in kept.tasks] == ["Woonpunt bellen"]

    def test_what_is_caught_stands_beside_it_while_typing(self, window: Window, page: ConversationPage) -> None:
        page.pane.put_caret("note", 0)
        type_(window, "#goed trots op Yusuf")
        page._show_caught()
        (row,) = page.caught.rows()
        assert "trots op Yusuf" in row.accessibleName()

    def test_a_caught_sentence_leads_back_to_its_place(self, window: Window, page: ConversationPage) -> None:
        page.pane.put_caret("note", 0)
        type_(window, "Eerst. #goed trots op Yusuf")
        page.open_topic(Topic.MONEY)
        page.caught.rows()[0].click()
        assert page.topic is Topic.HOUSING
        assert page.pane.note.textCursor().selectedText() == "#goed trots op Yusuf"

    def test_a_key_leads_to_the_note_and_back(self, window: Window, page: ConversationPage) -> None:
        press(window, Qt.Key.Key_O, ALT)
        assert focus(window) is page.pane.note
        press(window, Qt.Key.Key_O, ALT)
        assert focus(window) is page.pane.field("words.0")

    def test_the_buttons_put_the_signs_in_the_note(self, page: ConversationPage) -> None:
        page.pane.note.setPlainText("Huur")
        page.pane.insert_mark("#afspraak ")
        page.pane.insert_mark("! ")
        assert page.pane.note.toPlainText() == "Huur #afspraak \n! "

    def test_too_long_a_text_is_kept_as_a_draft_and_said(
        self, page: ConversationPage, office: Office, talk: Conversation
    ) -> None:
        page.pane.note.setPlainText("a" * 20_001)
        page.settling.flush()
        assert not page.pane.note_problem.isHidden()
        draft = office.draft(f"conversation.{talk.id}")
        assert draft is not None
        assert len(draft.typed["note"]) == 20_001

    def test_emptied_words_can_be_typed_again(self, page: ConversationPage, office: Office, talk: Conversation) -> None:
        for text in ("Een", "", "Twee"):
            block = page.pane.blocks[0]
            block.text.setPlainText(text)
            page.settling.flush()
        assert [said.words for said in sheet(office, talk, Topic.HOUSING).words] == ["Twee"]


class TestTopics:
    def test_the_keys_go_through_the_topics_and_keep_what_was_typed(
        self, window: Window, page: ConversationPage, office: Office, talk: Conversation
    ) -> None:
        type_(window, "Klein")
        press(window, Qt.Key.Key_PageDown, CTRL)
        assert page.topic is Topic.MONEY
        assert sheet(office, talk, Topic.HOUSING).words[0].words == "Klein"
        press(window, Qt.Key.Key_PageUp, CTRL)
        assert page.pane.blocks[0].text.toPlainText() == "Klein"

    def test_not_now_goes_on_and_can_be_taken_back(
        self, window: Window, page: ConversationPage, office: Office, talk: Conversation
    ) -> None:
        press(window, Qt.Key.Key_N, ALT)
        assert page.topic is Topic.MONEY
        assert sheet(office, talk, Topic.HOUSING).talk.is_not_now
        press(window, Qt.Key.Key_PageUp, CTRL)
        press(window, Qt.Key.Key_N, ALT)
        assert not sheet(office, talk, Topic.HOUSING).talk.is_not_now

    def test_the_list_says_in_words_what_was_talked_about(self, window: Window, page: ConversationPage) -> None:
        type_(window, "Klein")
        page.settling.flush()
        said = page.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said == "Housing: talked about"
        assert page.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Money and post: open"

    def test_another_question_is_remembered(
        self, window: Window, page: ConversationPage, office: Office, talk: Conversation
    ) -> None:
        before = page.pane.question.text()
        press(window, Qt.Key.Key_V, ALT)
        assert page.pane.question.text() not in ("", before)
        assert sheet(office, talk, Topic.HOUSING).talk.prompt == 1

    def test_a_score_of_one_asks_what_must_happen_today(
        self, window: Window, page: ConversationPage, office: Office, talk: Conversation
    ) -> None:
        press(window, Qt.Key.Key_1, CTRL)
        assert page.pane.today_card.isVisible()
        page.pane.today.setPlainText("Bel de verhuurder")
        page.leave()
        with office.reading() as store:
            (task,) = store.of(Task, kind=TaskKind.TODAY)
        assert task.what == "Bel de verhuurder"
        assert sheet(office, talk, Topic.HOUSING).talk.resident_score == 1
        press(window, Qt.Key.Key_0, CTRL)
        assert not page.pane.today_card.isVisible()

    def test_the_score_of_the_coach_stands_apart(
        self, window: Window, page: ConversationPage, office: Office, talk: Conversation
    ) -> None:
        press(window, Qt.Key.Key_2, CTRL)
        page.pane.coach_score.setFocus()
        press(window, Qt.Key.Key_4, CTRL)
        page.settling.flush()
        kept = sheet(office, talk, Topic.HOUSING).talk
        assert (kept.resident_score, kept.coach_score) == (2, 4)


class TestSpeakers:
    def test_the_next_person_gets_a_place_of_their_own(
        self, window: Window, page: ConversationPage, office: Office, talk: Conversation, home: Home
    ) -> None:
        type_(window, "Ik red het niet.")
        press(window, Qt.Key.Key_S, ALT)
        type_(window, "Ik help mama.")
        page.settling.flush()
        view = conversations.read(office, talk.id)
        assert [said.resident for said in view.sheets[Topic.HOUSING].words] == [home.samira.id, home.yusuf.id]
        assert [view.name_of(each) for each in view.participants] == ["Samira", "Yusuf"]
        assert [chip.isChecked() for chip in page.table.chips] == [True, True, False]

    @pytest.mark.usefixtures("page")
    def test_a_chip_lets_somebody_sit_there_and_leave(self, window: Window, office: Office, talk: Conversation) -> None:
        press(window, Qt.Key.Key_Z, ALT)
        press(window, Qt.Key.Key_Space)
        assert len(conversations.read(office, talk.id).participants) == 2
        press(window, Qt.Key.Key_Space)
        assert len(conversations.read(office, talk.id).participants) == 1

    def test_words_that_are_taken_away_go(
        self, window: Window, page: ConversationPage, office: Office, talk: Conversation
    ) -> None:
        type_(window, "Een")
        page.pane.next_speaker()
        type_(window, "Twee")
        page.settling.flush()
        page.pane.blocks[1].away.click()
        page.settling.flush()
        assert [said.words for said in sheet(office, talk, Topic.HOUSING).words] == ["Een"]


class TestComingBack:
    def test_the_topic_the_field_and_the_caret_come_back(
        self, window: Window, page: ConversationPage, talk: Conversation
    ) -> None:
        page.open_topic(Topic.MIND)
        page.pane.put_caret("note", 0)
        type_(window, "Slaapt slecht")
        page.pane.put_caret("note", 6)
        window.open_place("conversation", new=True)
        window.open_place("conversation", conversation_id=talk.id)
        assert page.topic is Topic.MIND
        assert focus(window) is page.pane.note
        assert page.pane.note.textCursor().position() == 6

    def test_an_open_conversation_can_be_gone_on_with(
        self, window: Window, page: ConversationPage, talk: Conversation
    ) -> None:
        window.open_place("conversation", new=True)
        rows = [one for one in page.choose.findChildren(QPushButton) if "Demir" in one.accessibleName()]
        rows[0].click()
        assert page.view is not None
        assert page.view.conversation.id == talk.id


class TestTrouble:
    def test_text_that_cannot_be_kept_stays_and_is_kept_later(
        self,
        window: Window,
        page: ConversationPage,
        office: Office,
        talk: Conversation,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def full(*_args: object) -> None:
            raise Trouble("disk_full", "The disk is full.")

        type_(window, "Nog niet kwijt")
        with monkeypatch.context() as broken:
            broken.setattr(conversations, "keep_topic", full)
            page.settling.flush()
        assert page.trouble.isVisible()
        assert page.pane.blocks[0].text.toPlainText() == "Nog niet kwijt"
        page.trouble_again.click()
        assert not page.trouble.isVisible()
        assert sheet(office, talk, Topic.HOUSING).words[0].words == "Nog niet kwijt"

    def test_what_another_wrote_meanwhile_is_not_thrown_away(
        self, page: ConversationPage, office: Office, talk: Conversation
    ) -> None:
        page.pane.note.setPlainText("Van mij")
        page.settling.flush()
        other = sheet(office, talk, Topic.HOUSING)
        conversations.keep_topic(office, other.talk.changed(coach_note="Van Bas"), other.words)
        page.pane.note.setPlainText("Van mij, langer")
        page.settling.flush()
        assert page.trouble_mine.isVisible()
        assert "Van Bas" in page.trouble.words.text()
        assert sheet(office, talk, Topic.HOUSING).talk.coach_note == "Van Bas"
        page.trouble_mine.click()
        assert sheet(office, talk, Topic.HOUSING).talk.coach_note == "Van mij, langer"

    def test_the_other_text_can_be_taken(self, page: ConversationPage, office: Office, talk: Conversation) -> None:
        page.pane.note.setPlainText("Van mij")
        page.settling.flush()
        other = sheet(office, talk, Topic.HOUSING)
        conversations.keep_topic(office, other.talk.changed(coach_note="Van Bas"), other.words)
        page.pane.note.setPlainText("Van mij, langer")
        page.settling.flush()
        page.trouble_theirs.click()
        assert page.pane.note.toPlainText() == "Van Bas"

    def test_typing_that_was_not_kept_comes_back(
        self, window: Window, office: Office, talk: Conversation, page: ConversationPage
    ) -> None:
        office.keep_draft(f"conversation.{talk.id}", {"topic": "mind", "note": "Bijna kwijt"}, "note", 5)
        assert isinstance(office.draft(f"conversation.{talk.id}"), Draft)
        window.open_place("conversation", conversation_id=talk.id)
        assert page.topic is Topic.MIND
        assert page.pane.note.toPlainText() == "Bijna kwijt"
        assert page.pane.note.textCursor().position() == 5


class TestSafety:
    def test_the_question_is_in_sight_until_it_is_answered(
        self, window: Window, page: ConversationPage, office: Office, talk: Conversation
    ) -> None:
        assert page.safety.isVisible()
        press(window, Qt.Key.Key_L, ALT)
        press(window, Qt.Key.Key_Space)
        assert conversations.read(office, talk.id).conversation.safety is SafetyAnswer.SAFE
        page.open_topic(Topic.MONEY)
        assert not page.safety.isVisible()
        page.open_topic(Topic.SAFETY)
        assert page.safety.isVisible()


class TestSharedView:
    def test_nothing_of_the_team_is_in_it(self, window: Window, page: ConversationPage) -> None:
        type_(window, "Wij redden het samen.")
        page.pane.put_caret("note", 0)
        type_(window, "Coach twijfelt. #goed oma kookt !#signaal deurwaarder")
        page.open_topic(Topic.SAFETY)
        type_(window, "Hij schreeuwt.")
        press(window, Qt.Key.Key_F9)
        shown = page.shared.texts()
        assert page.shared.isVisible()
        assert "Wij redden het samen." in shown
        assert "oma kookt" in shown
        for hidden in ("twijfelt", "deurwaarder", "schreeuwt"):
            assert hidden not in shown

    @pytest.mark.usefixtures("page")
    def test_no_notice_comes_over_it(self, window: Window, desk: Desk) -> None:
        desk.notices.say("Voor F9")
        press(window, Qt.Key.Key_F9)
        desk.notices.say("Er staat nu een taak voor je klaar: medisch advies vragen.")
        assert not any(toast.isVisible() for toast in window.findChildren(Toast))
        press(window, Qt.Key.Key_F9)
        assert desk.notices.newest is not None
        assert desk.notices.newest.isVisible()
        press(window, Qt.Key.Key_F9)
        desk.open_place("today")
        assert desk.notices.newest.isVisible()

    def test_a_picture_chooses_the_next_topic(self, window: Window, page: ConversationPage) -> None:
        press(window, Qt.Key.Key_F9)
        press(window, Qt.Key.Key_Right)
        press(window, Qt.Key.Key_Space)
        press(window, Qt.Key.Key_F9)
        assert page.topic is Topic.MONEY
        assert focus(window) is page.pane.field("words.0")


class TestHealth:
    def test_who_says_it_is_asked_before_it_is_kept(
        self, window: Window, page: ConversationPage, office: Office
    ) -> None:
        page.open_topic(Topic.BODY)
        card = page.pane.health
        card.text.setPlainText("Ik moet rust nemen")
        card.settling.flush()
        assert not card.problem.isHidden()
        card.source.setFocus()
        type_(window, "de huisarts")
        card.settling.flush()
        card.advice.click()
        with office.reading() as store:
            (told,) = store.of(Statement)
            (task,) = store.of(Task)
        assert (told.source, told.asks_medical_advice) == ("de huisarts", True)
        assert task.kind is TaskKind.MEDICAL_ADVICE


class TestShort:
    def test_a_simple_request_is_finished_on_one_screen(self, window: Window, office: Office, home: Home) -> None:
        short = conversations.start(office, home.household.id, home.request.id, ConversationKind.SHORT)
        window.open_place("conversation", conversation_id=short.id)
        page = window.page()
        assert isinstance(page, ConversationPage)
        assert not page.left.isVisible()
        type_(window, "Ik wil een parkeerkaart.")
        page.pane.put_caret("note", 0)
        type_(window, "Formulier samen ingevuld.")
        press(window, Qt.Key.Key_Return, CTRL)
        assert conversations.read(office, short.id).conversation.finished_at is None
        press(window, Qt.Key.Key_Space)
        press(window, Qt.Key.Key_Return, CTRL)
        assert conversations.read(office, short.id).conversation.finished_at is not None
        with office.reading() as store:
            assert store.get(RequestNotification, home.request.id).answer == "Formulier samen ingevuld."


class TestRoom:
    @pytest.mark.parametrize(("width", "left", "right"), [(1366, True, True), (1000, True, False), (700, False, False)])
    def test_panes_come_and_go_with_the_room(
        self, window: Window, page: ConversationPage, width: int, left: bool, right: bool
    ) -> None:
        window.resize(width, 768)
        QApplication.processEvents()
        assert (page.left.isVisible(), page.right.isVisible()) == (left, right)
        assert page.combo.isVisible() is not left

    def test_what_was_caught_comes_from_the_right_and_goes_back(self, window: Window, page: ConversationPage) -> None:
        window.resize(1000, 768)
        QApplication.processEvents()
        page.open_caught()
        assert page.caught.isVisible()
        assert page._drawer is not None
        page._drawer.close_drawer()
        window.resize(1366, 768)
        QApplication.processEvents()
        assert page.right.isAncestorOf(page.caught)


class TestFinishing:
    @pytest.fixture
    def finish(self, window: Window, page: ConversationPage) -> FinishPage:
        assert page.isVisible()
        type_(window, "Ik wil rust.")
        press(window, Qt.Key.Key_Return, CTRL)
        shown = window.page()
        assert isinstance(shown, FinishPage)
        return shown

    def test_the_summary_stands_there_to_be_read_aloud(
        self, finish: FinishPage, office: Office, talk: Conversation
    ) -> None:
        assert "Ik wil rust." in finish.summary.toPlainText()
        assert conversations.read(office, talk.id).conversation.summary == finish.summary.toPlainText()

    def test_what_is_missing_is_listed_with_a_way_to_it(
        self, window: Window, finish: FinishPage, office: Office, talk: Conversation
    ) -> None:
        press(window, Qt.Key.Key_Return, CTRL)
        assert conversations.read(office, talk.id).conversation.finished_at is None
        assert finish.safety.answer.isAncestorOf(focus(window))
        press(window, Qt.Key.Key_Space)
        press(window, Qt.Key.Key_Return, CTRL)
        assert conversations.read(office, talk.id).conversation.finished_at is not None
        assert focus(window) is finish.to_plan

    def test_the_safety_question_is_in_sight_until_it_is_answered(
        self, window: Window, finish: FinishPage, office: Office, talk: Conversation, home: Home
    ) -> None:
        def in_sight() -> bool:
            QApplication.processEvents()
            return finish.safety.isVisible() and not finish.safety.visibleRegion().isEmpty()

        assert in_sight()
        finish.reason.setPlainText("Donderdag verder")
        finish.finish()
        assert conversations.read(office, talk.id).conversation.finished_at is not None
        assert in_sight()
        finish.safety.answer.buttons[0].click()
        finish.show_place(conversation_id=talk.id)
        assert not finish.safety.isVisible()
        short = conversations.start(office, home.household.id, home.request.id)
        window.open_place("finish", conversation_id=short.id)
        assert in_sight()

    def test_one_press_says_that_all_was_explained_today(
        self, finish: FinishPage, office: Office, talk: Conversation
    ) -> None:
        finish.all_told.click()
        law = conversations.read(office, talk.id).assessment
        today = office.today()
        assert (law.personal_plan_told_on, law.client_support_told_on, law.care_forms_explained_on) == (today,) * 3
        assert law.step_request == "Ik kom niet uit de post."

    def test_all_points_in_one_press(self, finish: FinishPage, office: Office, talk: Conversation) -> None:
        finish.all_discussed.click()
        finish.points[next(iter(finish.points))].text.setPlainText("Slecht ter been")
        finish.leave()
        points = conversations.read(office, talk.id).points.values()
        assert {point.discussed for point in points} == {"yes"}
        assert [point.text for point in points if point.text] == ["Slecht ter been"]

    def test_consent_and_the_next_date_are_kept(self, finish: FinishPage, office: Office, talk: Conversation) -> None:
        finish._new_consent("Huisarts")
        one = finish.consents[0]
        one.form.editor("topics").show_value(frozenset({SharedTopic.PLAN}))
        one.form.editor("answer").show_value(ConsentAnswer.YES)
        one.form.settled.emit()
        finish.next.editor("at").day.line.setText("vr")  # type: ignore[attr-defined]
        finish.next.editor("at").time.line.setText("10")  # type: ignore[attr-defined]
        finish.next.settled.emit()
        with office.reading() as store:
            (consent,) = store.of(Consent)
            (appointment,) = store.of(Appointment)
        assert (consent.recipient, consent.answer, consent.given_on) == ("Huisarts", ConsentAnswer.YES, office.today())
        assert consent.topics == {SharedTopic.PLAN}
        assert appointment.conversation == talk.id
        assert "27 November 2026" in finish.next_words.text()

    def test_it_can_be_opened_again(self, finish: FinishPage, office: Office, talk: Conversation) -> None:
        finish.reason.setPlainText("Donderdag verder")
        finish.finish()
        finish.reopen.click()
        assert conversations.read(office, talk.id).conversation.finished_at is None
        assert finish.finish_row.isVisible()


def test_a_change_from_elsewhere_comes_into_sight(
    window: Window, page: ConversationPage, office: Office, talk: Conversation, home: Home
) -> None:
    said = OwnWords(
        household=talk.household, conversation=talk.id, topic=Topic.HOUSING, resident=home.samira.id, words="Van elders"
    )
    page.do(lambda at: conversations.keep_topic(at, sheet(at, talk, Topic.HOUSING).talk, [said]))
    assert page.pane.blocks[0].text.toPlainText() == "Van elders"


def test_a_deed_of_nobody_here_leaves_the_page_alone(window: Window, page: ConversationPage, office: Office) -> None:
    shown = page.view
    page.on_changed(office.take_changes())
    with office.writing(Deed.PLAN_WORK) as store:
        store.save(store.of(RequestNotification)[0].changed(question="Anders"))
    assert page.view is shown


def test_an_answer_that_comes_after_the_window_is_gone_is_not_shown(theme: Theme) -> None:
    over = QWidget()
    notices = Notices()
    notices.stand_on(over)
    notices.hold()
    shiboken6.delete(over)
    notices.say("Te laat")
    notices.go_on()
    assert notices.shown == []
