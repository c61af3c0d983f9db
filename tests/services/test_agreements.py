"""Agreements with creditors are looked at on their day, and what came of unusual ones is counted apart."""

from datetime import date

import pytest

from buurtteam.domain.amounts import Period
from buurtteam.domain.debt import AgreementOutcome, CreditorAgreement, Debt, QualitySignal
from buurtteam.domain.plan import OwnerKind
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.services import agreements, plans, quality_signals
from buurtteam.services.office import Office
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)
LATER = date(2026, 12, 14)


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


def made(office: Office, home: Home, **facts: object) -> CreditorAgreement:
    about = {"creditor": "Woonpunt", "amount": 5000, "look_on": LATER, **facts}
    return agreements.keep(office, CreditorAgreement(household=home.household.id, **about))


def tasks(office: Office) -> list[Task]:
    with office.reading() as store:
        return store.of(Task, order_by="due_on")


def test_the_day_to_look_is_a_task_of_whoever_is_responsible(office: Office, home: Home) -> None:
    one = made(office, home)
    (task,) = tasks(office)
    assert (task.due_on, task.worker, one.worker, one.look_task) == (LATER, None, home.noor.id, task.id)
    one = agreements.keep(office, one.changed(look_on=date(2026, 12, 21), creditor="Woonpunt Heerlen"))
    (task,) = tasks(office)
    assert task.due_on == date(2026, 12, 21)
    assert "Heerlen" in task.what
    agreements.keep(office, one.changed(look_on=None))
    assert tasks(office)[0].cancelled_on == TODAY


def test_who_knows_the_outcome_has_looked(office: Office, home: Home) -> None:
    one = agreements.keep(office, made(office, home).changed(outcome=AgreementOutcome.BROKEN))
    assert one.outcome_on == TODAY
    assert tasks(office)[0].done_on == TODAY
    again = agreements.keep(office, one.changed(outcome=AgreementOutcome.RUNNING))
    assert again.outcome_on is None


def test_nothing_is_required(office: Office, home: Home) -> None:
    kept = agreements.keep(office, CreditorAgreement(household=home.household.id))
    assert agreements.agreements_of(office, home.household.id) == (kept,)
    assert tasks(office) == []


def test_from_a_threat_and_from_a_debt_nothing_is_typed_twice(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        about = {"kind": ThreatKind.EVICTION, "known_on": TODAY, "creditor": "Woonpunt"}
        threat = store.save(Threat(household=home.household.id, **about))
        facts = {"creditor": "Woonpunt", "collector": "Bos Deurwaarders", "threat": threat.id}
        pays = {"pays": 2500, "pays_per": Period.WEEK}
        debt = store.save(Debt(household=home.household.id, **facts, **pays))
    one = agreements.from_threat(office, threat.id)
    assert (one.creditor, one.threat, one.debt, one.agreed_on) == ("Woonpunt", threat.id, debt.id, TODAY)
    other = agreements.from_debt(office, debt.id)
    assert (other.creditor, other.amount, other.per) == ("Bos Deurwaarders", 2500, Period.WEEK)
    assert other.threat == threat.id


def test_unusual_ones_are_counted_apart(office: Office, home: Home) -> None:
    made(office, home, outcome=AgreementOutcome.KEPT)
    made(office, home, is_experiment=True, outcome=AgreementOutcome.KEPT)
    made(office, home, is_experiment=True)
    ordinary, unusual = agreements.compared(office)
    assert (ordinary.number, ordinary.by_outcome[AgreementOutcome.KEPT]) == (1, 1)
    assert (unusual.number, unusual.by_outcome[AgreementOutcome.KEPT]) == (2, 1)
    assert unusual.by_outcome[AgreementOutcome.RUNNING] == 1


def test_it_goes_into_the_plan_once(office: Office, home: Home) -> None:
    one = made(office, home)
    action = agreements.into_plan(office, one.id)
    assert (action.owner_kind, action.due_on) == (OwnerKind.HOUSEHOLD, LATER)
    assert "Woonpunt" in action.what
    assert agreements.into_plan(office, one.id).id == action.id
    assert len(plans.read_plan(office, home.household.id).actions) == 1
    empty = agreements.keep(office, CreditorAgreement(household=home.household.id))
    with pytest.raises(Problem) as refused:
        agreements.into_plan(office, empty.id)
    assert refused.value.code == "empty_agreement"


def test_in_the_trash_it_takes_its_task_along(office: Office, home: Home) -> None:
    bundle = agreements.remove(office, made(office, home))
    assert (agreements.agreements_of(office, home.household.id), tasks(office)) == ((), [])
    office.restore(bundle)
    (back,) = agreements.agreements_of(office, home.household.id)
    assert back.look_task == tasks(office)[0].id


def test_signals_about_an_administrator_stand_open_until_they_are_settled(office: Office, home: Home) -> None:
    first = QualitySignal(household=home.household.id, about="Bewind BV", what="Belt niet terug", on=TODAY)
    one = quality_signals.keep(office, first)
    two = quality_signals.keep(office, QualitySignal(household=home.household.id, about="Bewind BV", settled_on=TODAY))
    assert one.worker == home.noor.id
    assert quality_signals.signals_of(office, home.household.id) == (one, two)
    quality_signals.remove(office, one)
    assert quality_signals.signals_of(office, home.household.id) == (two,)
