"""A crisis is declared in one deed: the regisseur named, whom to call, and what must happen today."""

from datetime import date, timedelta

import pytest

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.household import Address, ContactPoint, Household, HouseholdState, Weight
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.services import closing, crisis, deadlines, printing
from buurtteam.services.crisis import MustHappen
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.conftest import Clock
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


def _household(office: Office, home: Home) -> Household:
    with office.reading() as store:
        return store.get(Household, home.household.id)


def _start(office: Office, home: Home) -> CaseEvent:
    return crisis.start(
        office,
        home.household.id,
        "Vader dreigde vannacht",
        regisseur=home.noor.id,
        today=[MustHappen("Slaapplek voor moeder en Yusuf"), MustHappen("Bel Veilig Thuis", home.bas.id)],
    )


def test_a_crisis_is_one_deed_with_the_regisseur_and_what_must_happen_today(office: Office, home: Home) -> None:
    office.take_changes()
    started = _start(office, home)
    assert len(office.take_changes()) == 1
    view = crisis.read(office, home.household.id)
    assert (view.started, view.regisseur, view.named_on) == (started, home.noor.id, TODAY)
    assert [(task.kind, task.due_on, task.worker) for task in view.tasks] == [
        (TaskKind.TODAY, TODAY, home.noor.id),
        (TaskKind.TODAY, TODAY, home.bas.id),
    ]
    now = _household(office, home)
    assert (now.weight, now.plan_coordinator) == (Weight.CRISIS, home.noor.id)


def test_a_crisis_is_taken_back_whole(office: Office, home: Home) -> None:
    office.take_changes()
    _start(office, home)
    stack = UndoStack()
    for changes in office.take_changes():
        stack.add(changes)
    stack.take_back(office)
    assert crisis.read(office, home.household.id).started is None
    assert _household(office, home).weight is Weight.REGULAR
    with office.reading() as store:
        assert store.count(Task) == 0


def test_the_fixed_face_is_regisseur_unless_somebody_else_is_chosen(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(_household(office, home).changed(plan_coordinator=home.bas.id))
    assert crisis.read(office, home.household.id).default == home.bas.id
    _start(office, home)
    assert _household(office, home).plan_coordinator == home.bas.id
    assert crisis.read(office, home.household.id).regisseur == home.noor.id


def test_the_term_runs_until_a_regisseur_is_named_the_same_day(office: Office, home: Home) -> None:
    crisis.start(office, home.household.id)
    term = crisis.read(office, home.household.id).term
    assert term is not None
    assert (term.step, term.state, term.legal_end) == ("N02", DeadlineState.RUNNING, TODAY)
    crisis.name_regisseur(office, home.household.id, home.bas.id)
    term = crisis.read(office, home.household.id).term
    assert term is not None
    assert (term.state, term.met_on) == (DeadlineState.MET, TODAY)


def test_no_second_crisis_begins_while_one_runs(office: Office, home: Home) -> None:
    _start(office, home)
    with pytest.raises(Problem) as told:
        _start(office, home)
    assert told.value.code == "crisis_already"


def test_a_crisis_ends_with_a_reason_and_the_household_stays_heavy(office: Office, home: Home, clock: Clock) -> None:
    _start(office, home)
    with pytest.raises(Problem) as told:
        crisis.end(office, home.household.id, " ")
    assert told.value.code == "no_crisis_reason"
    clock.now += timedelta(days=3)
    crisis.end(office, home.household.id, "Moeder en kind zijn veilig bij tante")
    assert _household(office, home).weight is Weight.HEAVY
    view = crisis.read(office, home.household.id)
    assert (view.started, len(view.earlier)) == (None, 1)
    with pytest.raises(Problem) as told:
        crisis.add_today(office, home.household.id, "Bel")
    assert told.value.code == "no_crisis"


def test_a_new_crisis_can_follow_the_same_day(office: Office, home: Home, clock: Clock) -> None:
    _start(office, home)
    clock.now += timedelta(minutes=5)
    crisis.end(office, home.household.id, "Loos alarm")
    clock.now += timedelta(minutes=5)
    again = crisis.start(office, home.household.id, "Toch niet")
    assert crisis.read(office, home.household.id).started == again
    assert crisis.read(office, home.household.id).regisseur is None


def test_a_crisis_opens_a_closed_household_and_ends_stand_by(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_REQUEST) as store:
        here = home.household.id
        store.save(RequestEvent(household=here, request=home.request.id, kind=EventKind.CLOSED, on=TODAY))
    closing.close(office, here)
    crisis.start(office, here, "Nood")
    assert _household(office, home).state is HouseholdState.OPEN
    crisis.end(office, here, "Over")
    closing.begin_stand_by(office, here)
    crisis.start(office, here, "Weer nood")
    assert _household(office, home).state is HouseholdState.OPEN
    with office.reading() as store:
        assert store.count(CaseEvent, kind=CaseEventKind.STAND_BY_ENDED) == 1


def test_a_crisis_does_not_begin_before_the_one_before_it_ended(office: Office, home: Home) -> None:
    here = home.household.id
    crisis.start(office, here, "Nood")
    crisis.end(office, here, "Over")
    with pytest.raises(Problem) as told:
        crisis.start(office, here, "Weer nood", on=TODAY - timedelta(days=1))
    assert told.value.code == "before_earlier_crisis"
    assert _household(office, home).weight is Weight.HEAVY
    crisis.start(office, here, "Weer nood")
    assert crisis.read(office, here).started is not None


def test_only_safe_numbers_of_the_household_are_shown(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(ContactPoint(resident=home.samira.id, value="06 00123456"))
        store.save(ContactPoint(resident=home.samira.id, value="06 00999999", is_safe=False))
    assert [each.number for each in crisis.read(office, home.household.id).people] == ["06 00123456"]


def test_the_crisis_sheet_never_leaves_the_team(office: Office, home: Home) -> None:
    _start(office, home)
    paper = printing.issue_crisis(office, home.household.id)
    (line,) = printing.papers_of(office, home.household.id)
    assert not line.may_leave
    with pytest.raises(Problem) as told:
        printing.hand_over(office, paper.id, TODAY)
    assert told.value.code == "team_only_paper"


def test_a_secret_address_stands_on_no_crisis_sheet(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Address(household=home.household.id, street="Lindenlaan", number="12", is_secret=True))
    crisis.start(office, home.household.id, "Zij zit op de Lindenlaan 12", regisseur=home.noor.id)
    crisis.add_today(office, home.household.id, "Naar Lindenlaan 12 gaan")
    assert "Lindenlaan" not in printing.issue_crisis(office, home.household.id).content


def test_112_stands_first_and_what_is_unchecked_says_so() -> None:
    known = crisis.phones()
    assert known[0].number == "112"
    assert {"0800 2000", "0800 0113"} <= {each.number for each in known}
    assert any(each.to_check for each in known)


def test_the_crises_of_my_households_come_first(office: Office, home: Home) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        other = store.save(Household(label="Bloem", plan_coordinator=home.bas.id))
    crisis.start(office, other.id)
    _start(office, home)
    lines = crisis.in_crisis(office)
    assert [(each.label, each.is_mine, each.open_tasks) for each in lines] == [("Demir", True, 2), ("Bloem", False, 0)]
    assert lines[0].regisseur_name == "Noor"
    crisis.end(office, home.household.id, "Over")
    assert [each.label for each in crisis.in_crisis(office)] == ["Bloem"]


def test_a_colleague_who_left_leads_no_crisis(office: Office, home: Home) -> None:
    with office.writing(Deed.KEEP_WORKER) as store:
        store.save(home.bas.changed(is_active=False))
    with pytest.raises(Problem) as told:
        crisis.start(office, home.household.id, regisseur=home.bas.id)
    assert told.value.code == "worker_left"
    assert crisis.read(office, home.household.id).started is None


def test_a_closed_household_has_no_term_of_a_crisis_left(office: Office, home: Home) -> None:
    crisis.start(office, home.household.id)
    assert "N02" in {each.step for each in deadlines.deadlines_of(office, home.household.id) if each.is_open}
    crisis.end(office, home.household.id, "Loos alarm")
    assert "N02" not in {each.step for each in deadlines.deadlines_of(office, home.household.id) if each.is_open}
