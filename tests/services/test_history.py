"""What happened in a household is told in words, whatever kind of record it was."""

from datetime import date

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.debt import QualitySignal
from buurtteam.domain.household import Household
from buurtteam.domain.records import RECORDS
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services import handover
from buurtteam.services.history import KIND_WORDS, read_history
from buurtteam.services.office import Office


def test_every_kind_of_record_has_words() -> None:
    assert [kind.__name__ for kind in RECORDS if kind not in KIND_WORDS] == []


def test_a_hand_over_is_told_with_its_people(office: Office) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        anouk, bas = store.save(Worker(name="Anouk")), store.save(Worker(name="Bas"))
        home = store.save(Household(label="Demir", plan_coordinator=anouk.id))
    office.worker = anouk
    (made,) = handover.propose(office, [home.id], bas.id)
    office.worker = bas
    handover.accept(office, made.id, reason="Anouk is er niet meer")
    told = read_history(office, home.id)
    by_kind = {(entry.worker, entry.what) for entry in told.entries}
    assert {("Anouk", "Hand-over"), ("Bas", "Hand-over"), ("Bas", "Who is responsible")} <= by_kind
    faces = [
        (told.names.get(field.before), told.names.get(field.after))
        for entry in told.entries
        for field in entry.fields
        if field.field == "plan_coordinator" and entry.worker == "Bas"
    ]
    assert faces == [("Anouk", "Bas")]


def test_an_event_for_the_team_only_is_marked_as_such(office: Office) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        home = store.save(Household(label="Demir"))
        day = date(2026, 11, 20)
        store.save(CaseEvent(household=home.id, kind=CaseEventKind.SAFE_HOME_REPORTED, on=day))
        store.save(CaseEvent(household=home.id, kind=CaseEventKind.EARLY_SIGNAL, on=day))
    marked = [entry.is_team_only for entry in read_history(office, home.id).entries if entry.what == "What happened"]
    assert sorted(marked) == [False, True]


def test_a_worry_about_an_administrator_stays_within_the_team(office: Office) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        home = store.save(Household(label="Demir"))
        store.save(QualitySignal(household=home.id, about="Bewind BV"))
    marked = {entry.what: entry.is_team_only for entry in read_history(office, home.id).entries}
    assert marked["Worry about an administrator"]
