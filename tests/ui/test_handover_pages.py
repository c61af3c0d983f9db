"""Hand-overs, leave and referrals as they are worked with: proposed, prepared, accepted, planned and answered."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from buurtteam.domain.household import Household, Membership, Resident
from buurtteam.domain.kinds import HERE
from buurtteam.domain.responsibility import Assignment, AssignmentRole, LeaveChoice, TransferState
from buurtteam.domain.sharing import LegalGround, Referral, ReferralAnswer
from buurtteam.domain.staff import Deed, Leave, Worker, WorkerFunction
from buurtteam.services import handover, leave, printing, referrals, tasks
from buurtteam.services.office import Office
from buurtteam.ui.background import Immediate
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import LineEditor
from buurtteam.ui.list_row import rows_in
from buurtteam.ui.pages.handover import HandoverPage, Propose, Steps, Waiting
from buurtteam.ui.pages.household import HouseholdPage
from buurtteam.ui.pages.household_faces import FacesLine
from buurtteam.ui.pages.household_sharing import Sharing
from buurtteam.ui.pages.leave import LeavePage, Leaves, Plan
from buurtteam.ui.pages.settings import SettingsPage, WorkersPart
from buurtteam.ui.pages.today import TodayPage
from buurtteam.ui.widgets import StatusChip, Words
from buurtteam.ui.window import Window

TODAY = date(2026, 11, 22)


class Team:
    """Anouk works and is the face of two households; Bas and coordinator Carla are her colleagues."""

    def __init__(self, office: Office) -> None:
        self.office = office
        with office.writing(Deed.CREATE_HOUSEHOLD) as store:
            self.anouk = store.save(Worker(name="Anouk", phone="06 12345678"))
            self.bas = store.save(Worker(name="Bas", hours_per_week=36, phone="06 87654321"))
            self.carla = store.save(Worker(name="Carla", function=WorkerFunction.COORDINATOR))
            self.demir = store.save(Household(label="Demir", plan_coordinator=self.anouk.id))
            self.jansen = store.save(Household(label="Jansen", plan_coordinator=self.anouk.id))
            samira = store.save(Resident(first_name="Samira", birth_name="Demir", born_on="1985-03-02"))
            store.save(Membership(household=self.demir.id, resident=samira.id))
        office.worker = self.anouk

    def face(self, home: Household) -> object:
        with self.office.reading() as store:
            return store.get(Household, home.id).plan_coordinator


@pytest.fixture
def team(office: Office) -> Team:
    return Team(office)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office, team: Team) -> Iterator[Window]:
    desk.background = Immediate(office)
    made = Window(desk)
    made.resize(1366, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _open(window: Window, **args: object) -> HandoverPage:
    window.open_place("handover", **args)
    page = window.page()
    assert isinstance(page, HandoverPage)
    return page


def _steps(window: Window, **args: object) -> Steps:
    part = _open(window, **args).part
    assert isinstance(part, Steps)
    return part


def _shown(part: QWidget) -> set[str]:
    return {each.text() for each in part.findChildren(QPushButton) if not each.isHidden()}


# ---------------------------------------------------------------------------------------------- hand-over


def test_two_households_are_proposed_at_once_with_their_exact_number(window: Window, team: Team) -> None:
    page = _open(window, households=[team.demir.id, team.jansen.id])
    propose = page.part
    assert isinstance(propose, Propose)
    assert propose.propose_button.text() == "Propose for 2 households"
    assert propose.talk is None
    propose.form.editor("to_worker").show_value(team.bas.id)
    propose.propose_button.click()
    assert isinstance(page.part, Waiting)
    assert [each.title.text() for each in rows_in(page.part)] == ["Demir", "Jansen"]
    assert team.face(team.demir) == team.anouk.id


def test_without_a_colleague_nothing_is_proposed_and_the_field_says_so(window: Window, team: Team) -> None:
    propose = _open(window, household_id=team.demir.id).part
    assert isinstance(propose, Propose)
    propose.propose_button.click()
    assert propose.form.problems()
    assert handover.lines(team.office) == ()


def test_one_household_is_proposed_with_its_joint_talk(window: Window, team: Team) -> None:
    page = _open(window, household_id=team.demir.id)
    propose = page.part
    assert isinstance(propose, Propose)
    assert propose.talk is not None
    propose.form.editor("to_worker").show_value(team.bas.id)
    at = datetime(2026, 11, 25, 10, 0, tzinfo=HERE)
    propose.talk.editor("at").show_value(at)
    propose.propose_button.click()
    assert isinstance(page.part, Steps)
    assert page.part.view is not None
    assert page.part.view.appointment is not None
    assert page.part.view.appointment.at == at


def test_each_step_keeps_itself_and_is_ticked(window: Window, team: Team) -> None:
    (made,) = handover.propose(team.office, [team.demir.id], team.bas.id)
    steps = _steps(window, transfer_id=made.id)
    steps.told_today.click()
    for name, day in (("joint_talk_on", TODAY), ("stays_until", TODAY + timedelta(days=30))):
        editor = steps.form.editor(name)
        editor.show_value(day)
        editor.edited.emit()
        steps.form.leave()
    view = handover.read(team.office, made.id)
    assert (view.transfer.told_on, view.transfer.is_warm, view.gaps) == (TODAY, True, ())
    assert "done" in steps.told.accessibleName()
    assert "done" in steps.talked.accessibleName()


def test_whoever_proposed_it_sees_no_way_to_accept(window: Window, team: Team) -> None:
    (made,) = handover.propose(team.office, [team.demir.id], team.bas.id)
    shown = _shown(_steps(window, transfer_id=made.id))
    assert "Withdraw the proposal" in shown
    assert not {"Accept", "Do not accept…"} & shown


def test_what_is_missing_is_listed_with_a_way_there_and_accepted_with_a_reason(window: Window, team: Team) -> None:
    (made,) = handover.propose(team.office, [team.demir.id], team.bas.id)
    team.office.worker = team.bas
    steps = _steps(window, transfer_id=made.id)
    steps.accept_button.click()
    assert steps.reason.problem
    assert team.face(team.demir) == team.anouk.id
    steps.jump("stays_until")
    assert window.focusWidget() is steps.form.editor("stays_until").target
    QTest.keyClicks(steps.reason.editor.target, "Anouk is er niet meer")
    steps.accept_button.click()
    assert team.face(team.demir) == team.bas.id
    assert steps.view is not None
    assert steps.view.transfer.state is TransferState.ACCEPTED
    assert not {"Accept", "Withdraw the proposal"} & _shown(steps)


def test_saying_no_asks_why(window: Window, team: Team) -> None:
    (made,) = handover.propose(team.office, [team.demir.id], team.bas.id)
    team.office.worker = team.bas
    steps = _steps(window, transfer_id=made.id)
    steps.decline_button.click()
    steps.no_button.click()
    assert steps.no.problem
    QTest.keyClicks(steps.no.editor.target, "Mijn week is vol")
    steps.no_button.click()
    assert handover.read(team.office, made.id).transfer.state is TransferState.DECLINED


def test_the_letter_is_made_here_and_opened_the_next_time(window: Window, team: Team) -> None:
    (made,) = handover.propose(team.office, [team.demir.id], team.bas.id)
    steps = _steps(window, transfer_id=made.id)
    assert steps.letter.text() == "Make the letter"
    printing.issue_hand_over_letter(team.office, made.id)
    assert _steps(window, transfer_id=made.id).letter.text() == "Open the letter"


def test_today_says_who_asks_and_accepts_what_is_ready(window: Window, team: Team) -> None:
    (made,) = handover.propose(team.office, [team.demir.id], team.bas.id, stays_until=TODAY + timedelta(days=30))
    handover.tell_resident(team.office, made.id, TODAY)
    window.open_place("today")
    today = window.page()
    assert isinstance(today, TodayPage)
    assert today.handovers.isHidden()
    team.office.worker = team.bas
    today._ask()
    (line,) = rows_in(today.handovers)
    assert line.title.text() == "Hand-over from Anouk: Demir"
    assert "Accept" not in _shown(line)
    handover.joint_talk_held(team.office, made.id, TODAY)
    today._ask()
    (line,) = rows_in(today.handovers)
    next(each for each in line.findChildren(QPushButton) if each.text() == "Accept").click()
    assert team.face(team.demir) == team.bas.id


# ---------------------------------------------------------------------------------------------- leave


def _plan(window: Window, team: Team) -> tuple[LeavePage, Plan, Leave]:
    at = datetime(2026, 12, 3, 10, 0, tzinfo=HERE)
    tasks.add_appointment(team.office, team.demir.id, at, "Huisbezoek")
    away = leave.keep_leave(
        team.office, Leave(worker=team.anouk.id, from_on=date(2026, 12, 1), until_on=date(2026, 12, 14))
    )
    window.open_place("leave", leave_id=away.id)
    page = window.page()
    assert isinstance(page, LeavePage)
    assert isinstance(page.part, Plan)
    return page, page.part, away


def test_a_plan_waits_for_whom_nobody_was_chosen_for_and_then_says_how_many(window: Window, team: Team) -> None:
    page, plan, _away = _plan(window, team)
    assert not plan.do_button.isEnabled()
    editor = plan.choices[team.demir.id]
    editor.show_value((LeaveChoice.STAND_IN, team.bas.id))
    editor.edited.emit()
    assert plan.do_button.text() == "Do this for 1 household"
    assert not plan.diary.isHidden()
    plan.do_button.click()
    with team.office.reading() as store:
        (cover,) = store.of(Assignment, role=AssignmentRole.COVER)
    assert (cover.household, cover.worker) == (team.demir.id, team.bas.id)
    assert isinstance(page.part, Plan)
    assert page.part.choices[team.demir.id].value() == (LeaveChoice.STAND_IN, team.bas.id)


def test_one_colleague_is_chosen_wherever_nobody_was(window: Window, team: Team) -> None:
    away = leave.keep_leave(team.office, Leave(worker=team.anouk.id, from_on=TODAY))
    window.open_place("leave", leave_id=away.id)
    page = window.page()
    assert isinstance(page, LeavePage)
    plan = page.part
    assert isinstance(plan, Plan)
    assert plan.plan.undecided == 2
    plan.for_all.editor.show_value(team.bas.id)
    plan.for_all.editor.edited.emit()
    assert {each.value() for each in plan.choices.values()} == {(LeaveChoice.STAND_IN, team.bas.id)}
    assert plan.do_button.text() == "Do this for 2 households"
    assert plan.for_all.isHidden()


def test_leaves_are_listed_and_one_is_added(window: Window, team: Team) -> None:
    window.open_place("leave")
    page = window.page()
    assert isinstance(page, LeavePage)
    assert isinstance(page.part, Leaves)
    page.part.pane.add()
    form = page.part.pane.form
    form.editor("worker").show_value(team.bas.id)
    form.editor("until_on").show_value(TODAY + timedelta(days=7))
    form.editor("until_on").edited.emit()
    page.part.open_plan()
    assert [each.name for each in leave.leaves(team.office)] == ["Bas"]


def test_an_empty_household_list_is_said(window: Window, team: Team) -> None:
    away = leave.keep_leave(team.office, Leave(worker=team.bas.id, from_on=TODAY))
    window.open_place("leave", leave_id=away.id)
    page = window.page()
    assert isinstance(page, LeavePage)
    assert isinstance(page.part, Plan)
    assert page.part.plan.lines == ()


# ---------------------------------------------------------------------------------------------- referrals


def _sharing(window: Window, team: Team) -> Sharing:
    window.open_place("household", household_id=team.demir.id, tab="sharing")
    page = window.page()
    assert isinstance(page, HouseholdPage)
    tab = page.tab("sharing")
    assert isinstance(tab, Sharing)
    return tab


def test_a_referral_without_a_yes_asks_why_and_then_goes(window: Window, team: Team) -> None:
    referrals.keep(team.office, Referral(household=team.demir.id, recipient="Kredietbank"))
    pane = _sharing(window, team).referrals
    (line,) = pane.table.rows()
    pane.edit(line.id)
    pane.send_button.click()
    assert pane.words.problem
    QTest.keyClicks(pane.words.editor.target, "Morgen wordt het gas afgesloten")
    pane.send_button.click()
    (sent,) = referrals.referrals_of(team.office, team.demir.id)
    assert sent.sent_on == TODAY
    recipient = pane.form.editor("recipient")
    assert isinstance(recipient, LineEditor)
    assert recipient.line.isReadOnly()
    assert not pane.taken.isHidden()
    assert pane.remove_button.isHidden()


def test_what_comes_back_is_written_down_step_by_step(window: Window, team: Team) -> None:
    made = referrals.keep(
        team.office, Referral(household=team.demir.id, recipient="Kredietbank", ground=LegalGround.PUBLIC_TASK)
    )
    referrals.send(team.office, made.id, on=TODAY - timedelta(days=16))
    pane = _sharing(window, team).referrals
    pane.edit(made.id)
    assert pane._chip(pane.table.rows()[0]) == ("soon", "Waits for 16 days")
    assert pane.ended.isHidden()
    pane.taken.click()
    assert not pane.ended.isHidden()
    pane.ended.click()
    (over,) = referrals.referrals_of(team.office, team.demir.id)
    assert over.answer is ReferralAnswer.DONE
    assert not {"They take it on", "Withdraw it"} & _shown(pane)


def test_before_proposing_one_sees_what_it_does_to_the_work_of_both(window: Window, team: Team) -> None:
    propose = _open(window, households=[team.demir.id, team.jansen.id]).part
    assert isinstance(propose, Propose)
    assert propose.effect.isHidden()
    propose.form.editor("to_worker").show_value(team.bas.id)
    propose.form.editor("to_worker").edited.emit()
    said = [each.text() for each in propose.effect.findChildren(Words) if "→" in each.text()]
    assert said == ["2 → 0 points", "0 → 2 points (10 %)"]


def test_the_households_of_somebody_who_leaves_are_handed_over_from_the_list_of_workers(
    window: Window, team: Team
) -> None:
    window.open_place("settings", part="workers")
    settings = window.page()
    assert isinstance(settings, SettingsPage)
    part = next(each for each in settings.findChildren(WorkersPart))
    part.pane.table.choose(team.bas.id)
    assert part.hand_over.isHidden()
    part.pane.table.choose(team.anouk.id)
    assert part.hand_over.text() == "Hand over 2 households"
    part.hand_over.click()
    page = window.page()
    assert isinstance(page, HandoverPage)
    assert isinstance(page.part, Propose)
    assert [each.label for each in page.part.known.households] == ["Demir", "Jansen"]


def test_a_household_says_which_hand_over_waits_and_who_stays(window: Window, team: Team) -> None:
    (made,) = handover.propose(team.office, [team.demir.id], team.bas.id, stays_until=TODAY + timedelta(days=30))
    window.open_place("household", household_id=team.demir.id)
    page = window.page()
    assert isinstance(page, HouseholdPage)
    (line,) = page.head.findChildren(FacesLine)
    assert [each.accessibleName() for each in line.findChildren(StatusChip)] == ["Hand-over to Bas waits"]
    team.office.worker = team.bas
    handover.accept(team.office, made.id, reason="Spoed")
    said = FacesLine(page, team.demir.id)
    assert [each.accessibleName() for each in said.findChildren(StatusChip)] == [
        "Anouk stays up to and including 22 Dec 2026"
    ]


def test_what_was_proposed_or_planned_is_taken_back_from_its_notice(window: Window, team: Team) -> None:
    propose = _open(window, households=[team.demir.id, team.jansen.id]).part
    assert isinstance(propose, Propose)
    propose.form.editor("to_worker").show_value(team.bas.id)
    propose.propose_button.click()
    _undo(window, "Proposed to Bas: 2 households.")
    assert handover.lines(team.office) == ()
    _page, plan, _away = _plan(window, team)
    editor = plan.choices[team.demir.id]
    editor.show_value((LeaveChoice.STAND_IN, team.bas.id))
    editor.edited.emit()
    plan.do_button.click()
    _undo(window, "1 household has a stand-in. 1 household waits.")
    with team.office.reading() as store:
        assert store.of(Assignment, role=AssignmentRole.COVER) == []


def _undo(window: Window, words: str) -> None:
    newest = window.desk.notices.newest
    assert newest is not None
    assert newest.words.text() == words
    assert newest.action is not None
    newest.action.click()
