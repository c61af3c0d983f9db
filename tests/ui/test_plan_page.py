"""The plan is written with the keyboard alone, keeps itself, and becomes paper after what is missing was shown."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from buurtteam.domain.conversation import Conversation, Note, NoteKind, Topic
from buurtteam.domain.filing import HandedOverHow
from buurtteam.domain.household import ContactWay, Household, Membership, NetworkMember, Resident
from buurtteam.domain.plan import ActionState, OwnerKind, SafeAtHome
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services import plans, printing
from buurtteam.services.office import Office
from buurtteam.services.printing import PlanFit
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.pages.paper import PaperPage
from buurtteam.ui.pages.papers import PapersPage
from buurtteam.ui.pages.plan import PlanPage
from buurtteam.ui.pages.plan_rows import ActionLine, GoalLine
from buurtteam.ui.theme import Theme
from tests.ui.walk import clipped, nameless, not_reached, wider_than_shown


class Table:
    """A household, the desk where its plan is written, and where the desk was asked to go."""

    def __init__(self, office: Office, desk: Desk, **household: Any) -> None:  # noqa: ANN401 - fields of a household
        self.office, self.desk = office, desk
        self.noor = Worker(name="Noor Bakker")
        office.worker = self.noor
        self.household = Household(label="Voorbeeld-Demir", plan_coordinator=self.noor.id, **household)
        self.samira = Resident(first_name="Samira")
        self.talk = Conversation(household=self.household.id, held_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
        with office.writing(Deed.IMPORT_DOSSIER) as store:
            for record in (
                self.noor, self.household, self.samira,
                Membership(household=self.household.id, resident=self.samira.id),
                NetworkMember(household=self.household.id, name="Ria", relation="oma"),
                self.talk,
                Note(
                    household=self.household.id, conversation=self.talk.id, topic=Topic.FAMILY,
                    kind=NoteKind.STRENGTH, text="Yusuf gaat graag naar school.",
                ),
                Note(
                    household=self.household.id, conversation=self.talk.id, topic=Topic.MONEY,
                    kind=NoteKind.AGREEMENT, text="zoekt de brieven bij elkaar", resident=self.samira.id,
                ),
            ):  # fmt: skip
                store.save(record)
        office.take_changes()
        self.went: list[tuple[str, dict[str, object]]] = []
        desk.background = Immediate(office)
        desk.go = lambda place, **args: self.went.append((place, args))

    def view(self) -> plans.PlanView:
        return plans.read_plan(self.office, self.household.id)

    def open(self, qtbot: QtBot, page: Any) -> Any:  # noqa: ANN401 - any page
        qtbot.addWidget(page)
        self.desk.background.changed.connect(page.on_changed)
        page.resize(1200, 700)
        page.show_place(household_id=self.household.id)
        page.show()
        return page


@pytest.fixture
def table(office: Office, desk: Desk) -> Table:
    return Table(office, desk)


@pytest.fixture
def page(table: Table, qtbot: QtBot) -> PlanPage:
    made: PlanPage = table.open(qtbot, PlanPage(table.desk))
    return made


def test_one_key_takes_everything_over(page: PlanPage, table: Table) -> None:
    assert not page.suggestions.isHidden()
    page.bound()["plan.take_over"].trigger()
    assert [line.main.text() for line in page.agreements.lines] == ["zoekt de brieven bij elkaar", ""]
    assert [line.main.text() for line in page.strengths.lines] == ["Yusuf gaat graag naar school.", ""]
    assert page.suggestions.isHidden()
    page.agreements.lines[0].source.click()
    assert table.went == [("conversation", {"conversation_id": table.talk.id, "topic": Topic.MONEY})]


def test_a_suggestion_that_is_set_aside_comes_back_only_when_asked_for(page: PlanPage, table: Table) -> None:
    assert page.view is not None
    page.set_aside(page.view.suggestions[0])
    assert [each.text for each in page.view.suggestions] == ["zoekt de brieven bij elkaar"]
    assert not page.again_holder.isHidden()
    page.again.click()
    assert len(page.view.suggestions) == 2
    assert page.again_holder.isHidden()


# The list of names is a window of its own, which the screen of the tests cannot raise.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_agreements_are_written_with_the_keyboard(page: PlanPage, table: Table) -> None:
    first = page.agreements.lines[0]
    assert isinstance(first, ActionLine)
    QTest.keyClicks(first.who, "oma")
    QTest.keyClick(first.who, Qt.Key.Key_Tab)
    QTest.keyClicks(first.what, "past op dinsdag op")
    QTest.keyClicks(first.when, "ma")
    QTest.keyClick(first.when, Qt.Key.Key_Return)
    assert len(page.agreements.lines) == 2
    second = page.agreements.lines[1]
    QTest.keyClicks(second.main, "belt de school")
    page.leave()
    first_kept, second_kept = table.view().actions
    assert (first_kept.owner_kind, table.view().who[first_kept.id]) == (OwnerKind.NETWORK, "Ria")
    assert first_kept.due_on == datetime(2026, 11, 23, tzinfo=UTC).date()
    assert (second_kept.what, second_kept.owner_kind) == ("belt de school", OwnerKind.OPEN)


def test_typing_goes_on_while_the_line_is_kept(page: PlanPage, table: Table) -> None:
    line = page.strengths.lines[0]
    QTest.keyClicks(line.main, "Oma")
    page.strengths.flush()
    QTest.keyClicks(line.main, " helpt.")
    page.strengths.flush()
    assert [each.text for each in table.view().strengths] == ["Oma helpt."]
    assert line.main.text() == "Oma helpt."


def test_what_worked_asks_for_the_words_of_the_resident(page: PlanPage, table: Table) -> None:
    page.take_over_all()
    line = page.agreements.lines[0]
    assert isinstance(line, ActionLine)
    line.state.chosen.emit(ActionState.DONE)
    assert not line.result.isHidden()
    QTest.keyClicks(line.result, "Ik ben trots!")
    page.leave()
    (action,) = table.view().actions
    assert (action.state, action.done_on, action.result) == (ActionState.DONE, table.office.today(), "Ik ben trots!")


def test_lines_move_and_go_by_key_and_come_back(page: PlanPage, table: Table, qtbot: QtBot) -> None:
    page.take_over_all()
    QTest.keyClicks(page.agreements.lines[-1].main, "belt de school")
    page.leave()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.agreements.lines[1].main.setFocus()
    page.bound()["page.row_up"].trigger()
    assert [each.what for each in table.view().actions] == ["belt de school", "zoekt de brieven bij elkaar"]
    page.agreements.lines[0].main.setFocus()
    page.bound()["page.remove_row"].trigger()
    assert [each.what for each in table.view().actions] == ["zoekt de brieven bij elkaar"]
    assert len(page.agreements.lines) == 2


def test_a_hard_word_is_replaced_where_it_stands(page: PlanPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    line = page.agreements.lines[0]
    line.main.setFocus()
    QTest.keyClicks(line.main, "vraagt om een beschikking")
    assert not line.help_row.isHidden()
    line.replace_word()
    assert line.main.text() == "vraagt om een besluit"


def test_a_plan_is_only_printed_after_the_question_whether_it_is_safe(page: PlanPage, table: Table) -> None:
    page.print_it()
    assert not page.maker.drawer.isHidden()
    assert table.went == []
    page.form.editor("safe_at_home").show_value(SafeAtHome.YES)
    page.form.settled.emit()
    page.print_it()
    page.maker.issue(lambda office: printing.issue_plan(office, table.household.id))
    ((place, args),) = table.went
    assert place == "paper"
    assert [line.id for line in printing.papers_of(table.office, table.household.id)] == [args["paper_id"]]


def test_the_plan_says_how_much_paper_it_takes(page: PlanPage) -> None:
    page.take_over_all()
    page.measure()
    assert page.fit is not None
    assert (page.fit.pages, page.fit.agreements) == (1, 1)


def test_a_paper_is_handed_over_from_its_page(table: Table, qtbot: QtBot) -> None:
    form = printing.issue_blank_form(table.office, table.household.id)
    page = PaperPage(table.desk)
    qtbot.addWidget(page)
    table.desk.background.changed.connect(page.on_changed)
    page.show_place(paper_id=form.id)
    page.hand_over.by_hand.click()
    (line,) = printing.papers_of(table.office, table.household.id)
    assert (line.handed_over_on, line.handed_over_how) == (table.desk.today(), HandedOverHow.BY_HAND)
    page.hand_over.undo.click()
    assert printing.papers_of(table.office, table.household.id)[0].handed_over_on is None


def test_where_post_is_not_safe_it_cannot_be_chosen(office: Office, desk: Desk, qtbot: QtBot) -> None:
    table = Table(office, desk, not_by=frozenset({ContactWay.POST}))
    form = printing.issue_blank_form(office, table.household.id)
    page = PaperPage(desk)
    qtbot.addWidget(page)
    page.show_place(paper_id=form.id)
    assert not page.hand_over.by_post.isEnabled()
    assert not page.hand_over.post_note.isHidden()


def test_the_print_centre_shows_what_waits_and_makes_papers(table: Table, qtbot: QtBot) -> None:
    page: PapersPage = table.open(qtbot, PapersPage(table.desk))
    assert page.table.rows() == []
    made = printing.issue_blank_form(table.office, table.household.id)
    page.show_place()
    assert [line.id for line in page.table.rows()] == [made.id]
    printing.hand_over(table.office, made.id, table.desk.today())
    page.show_place()
    assert page.table.rows() == []
    page.show_place(household_id=table.household.id)
    assert [line.id for line in page.table.rows()] == [made.id]


def test_with_large_text_the_list_has_the_room_and_without_papers_no_sheet_is_shown(
    table: Table, qtbot: QtBot, theme: Theme
) -> None:
    page: PapersPage = table.open(qtbot, PapersPage(table.desk))
    page.resize(1260, 680)
    assert page.preview.isHidden()
    printing.issue_blank_form(table.office, table.household.id)
    page.show_place()
    assert not page.preview.isHidden()
    theme.set_scale(200)
    page.resize(1261, 680)
    page.show_place()
    assert page.preview.isHidden()


@pytest.mark.parametrize("scale", [100, 200])
def test_the_pages_are_named_reached_and_fit(table: Table, qtbot: QtBot, theme: Theme, scale: int) -> None:
    printing.issue_blank_form(table.office, table.household.id)
    theme.set_scale(scale)
    for made in (PlanPage(table.desk), PapersPage(table.desk)):
        page = table.open(qtbot, made)
        page.resize(1260, 680)
        qtbot.waitExposed(page)
        QTest.qWait(20)
        assert nameless(page) == []
        assert not_reached(page) == []
        assert clipped(page) == []
        assert wider_than_shown(page) == []


def test_the_precise_line_and_the_day_of_a_goal_are_kept(page: PlanPage, table: Table) -> None:
    line = page.goals.lines[0]
    assert isinstance(line, GoalLine)
    QTest.keyClicks(line.main, "Ik durf de post weer te openen.")
    page.leave()
    line.more.click()
    QTest.keyClicks(page.goal_more.editor("smart").target, "Samira opent elke maandag alle brieven.")
    QTest.keyClicks(page.goal_more.editor("target_on").target, "1-2-2027")
    page.goal_drawer.close_drawer()
    (goal,) = table.view().goals
    assert (goal.words, goal.smart) == ("Ik durf de post weer te openen.", "Samira opent elke maandag alle brieven.")
    assert goal.target_on == date(2027, 2, 1)


def test_one_sheet_in_large_print_is_told_as_one(page: PlanPage) -> None:
    page.large.setChecked(True)
    page._show_fit(PlanFit(pages=1, large_pages=1, agreements=2))
    assert page.fit_chip.accessibleName().startswith("Large print: 1 sheet ·")
    page._show_fit(PlanFit(pages=1, large_pages=2, agreements=2))
    assert page.fit_chip.accessibleName().startswith("Large print: 2 sheets ·")
