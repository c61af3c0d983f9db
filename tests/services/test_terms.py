"""The reckoned terms that lists read are always those that follow from the facts."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from buurtteam.domain.care import CarerTalk, Perseverance
from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.early_signal import EarlySignal
from buurtteam.domain.household import MemberRole, Membership, Relation, RelationKind, Resident
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.request import EventKind, RequestEvent
from buurtteam.domain.staff import Deed, Team
from buurtteam.domain.statute import LocalNorm, Unit
from buurtteam.domain.task import Task, TaskKind
from buurtteam.services import case, early_signals, households, requests, tasks
from buurtteam.services.deadlines import deadlines, next_terms
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from buurtteam.storage.tables import term_line
from tests.conftest import NOW, Clock
from tests.demir import Home, demir


def reckoned(office: Office) -> set[tuple[object, ...]]:
    with office.counted() as store:
        return {
            (row.household, row.step, row.day_zero, row.counted_end, row.legal_end, row.source)
            for row in store.connection.execute(select(term_line).where(term_line.c.is_waiting))
        }


def followed(office: Office) -> set[tuple[object, ...]]:
    return {
        (
            row.household,
            row.step,
            row.day_zero,
            row.counted_end,
            row.legal_end,
            next((value for _name, value in row.source if value is not None), None),
        )
        for row in deadlines(office, office.today(), explained=False)
        if row.is_waiting
    }


def happened(office: Office, home: Home, kind: CaseEventKind, on: date) -> None:
    with office.writing(Deed.RECORD_CASE_EVENT, home.household.id) as store:
        store.save(CaseEvent(household=home.household.id, kind=kind, on=on))


def test_a_term_is_in_the_list_as_soon_as_it_is_started_and_gone_when_it_is_met_or_taken_back(office: Office) -> None:
    home = demir(office)
    before = reckoned(office)
    office.take_changes()
    happened(office, home, CaseEventKind.EARLY_SIGNAL, office.today())
    assert {line[1] for line in reckoned(office) - before} == {"T09a"}
    stack = UndoStack()
    stack.add(*office.take_changes())
    stack.take_back(office)
    assert reckoned(office) == before
    tasks.call_back(office, home.household.id, "Bel mevrouw terug")
    requests.record_event(office, home.request.id, EventKind.RECEIPT_CONFIRMED)
    assert "T01" not in {line[1] for line in reckoned(office)}
    assert reckoned(office) == followed(office)


def test_who_cannot_go_on_asks_for_a_talk_until_somebody_talked_wherever_it_is_written_down(
    office: Office, clock: Clock
) -> None:
    home = demir(office)
    elsewhere = households.create_household(office, NewHousehold(first_name="Oma", reach="0612345678"))
    carer = home.samira.id

    def asks() -> bool:
        assert reckoned(office) == followed(office)
        return "N03" in {line[1] for line in reckoned(office)}

    with office.writing(Deed.TALK_WITH_CARER, home.household.id) as store:
        facts = {"household": home.household.id, "resident": carer, "held_on": office.today()}
        talk = store.save(CarerTalk(**facts, perseverance=Perseverance.UNDER_WEEK))
    assert asks()
    with office.writing(Deed.RECORD_CASE_EVENT, elsewhere.id) as store:
        noted = store.save(
            CaseEvent(household=elsewhere.id, kind=CaseEventKind.CARER_TALKED, on=office.today(), about=carer)
        )
    assert not asks()
    case.remove(office, noted)
    assert asks()
    task = tasks.keep_task(office, Task(household=home.household.id, kind=TaskKind.CARER, resident=carer))
    assert task.resident == carer, "whom it is about stays, though somebody of the team does it"
    assert asks()
    tasks.complete(office, task.id)
    assert not asks()
    tasks.reopen(office, task.id)
    with office.writing(Deed.KEEP_CARER) as store:
        care = store.save(Relation(resident=carer, kind=RelationKind.CARES_FOR, to_resident=home.yusuf.id))
    assert asks()
    with office.writing(Deed.KEEP_CARER) as store:
        care = store.save(care.changed(until_on=office.today() + timedelta(days=1)))
    assert asks(), "today is still cared for"
    clock.now += timedelta(days=1)
    assert not asks(), "on the day on which care ends it is over"
    clock.now -= timedelta(days=1)
    with office.writing(Deed.KEEP_CARER) as store:
        store.save(care.changed(until_on=office.today()))
    assert not asks()
    with office.writing(Deed.KEEP_CARER) as store:
        store.remove(store.get(Relation, care.id))
    assert asks()
    with office.writing(Deed.TALK_WITH_CARER) as store:
        store.save(talk.changed(perseverance=Perseverance.LONGER))
    assert not asks()


def test_another_norm_counts_for_every_household_at_once(office: Office) -> None:
    home = demir(office)
    first = next_terms(office)[home.household.id]
    assert (first.step, first.legal_end) == ("T01", date(2026, 11, 24))
    office.worker = None
    with office.writing(Deed.SET_NORMS) as store:
        store.save(LocalNorm(step="T01", number=1, unit=Unit.WORKING_DAYS, valid_from=date(2026, 1, 1)))
    assert next_terms(office)[home.household.id].legal_end == date(2026, 11, 23)
    with office.writing(Deed.SET_UP_TEAM) as store:
        store.save(Team(name="Buurtteam"))
    assert reckoned(office) == followed(office)


def test_who_moves_in_or_out_later_brings_and_takes_terms_on_that_day(office: Office, clock: Clock) -> None:
    home, today = demir(office), office.today()
    with office.writing(Deed.CHANGE_HOUSEHOLD, home.household.id) as store:
        ayla = store.save(Resident(first_name="Ayla", born_on=f"{today.year - 17}{today:-%m-%d}"))
        stays = {"from_on": today + timedelta(days=3), "until_on": today + timedelta(days=10)}
        store.save(Membership(household=home.household.id, resident=ayla.id, role=MemberRole.CHILD, **stays))
    before = reckoned(office)
    clock.now += timedelta(days=3)
    assert {line[1] for line in reckoned(office) - before} == {"T21b", "T21c"}
    clock.now += timedelta(days=8)
    assert reckoned(office) == followed(office) == before


days = st.integers(-60, 30)
course = st.lists(
    st.one_of(
        st.tuples(st.just("request"), st.sampled_from(list(EventKind)), days),
        st.tuples(st.just("case"), st.sampled_from(list(CaseEventKind)), days),
        st.tuples(st.just("days"), st.none(), st.integers(1, 45)),
    ),
    max_size=7,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course)
def test_whatever_happens_and_however_much_time_passes_both_say_the_same(
    office: Office, clock: Clock, course: list[tuple[str, object, int]]
) -> None:
    clock.now = NOW
    home = demir(office)
    for what, kind, number in course:
        if what == "days":
            clock.now += timedelta(days=number)
        else:
            on = office.today() + timedelta(days=number)
            with office.writing(Deed.RECORD_CASE_EVENT, home.household.id) as store:
                household = HouseholdId(home.household.id)
                if what == "case":
                    assert isinstance(kind, CaseEventKind)
                    store.save(CaseEvent(household=household, kind=kind, on=on))
                else:
                    assert isinstance(kind, EventKind)
                    store.save(RequestEvent(household=household, request=home.request.id, kind=kind, on=on))
        assert reckoned(office) == followed(office)


def test_a_signal_that_turns_out_to_be_about_another_household_takes_its_term_along(office: Office) -> None:
    home = demir(office)
    other = households.create_household(office, NewHousehold(first_name="Tonnie", reach="0612345678"))
    signal = early_signals.receive(office, EarlySignal(partner="Woonstichting", received_on=office.today()))
    for belongs in (home.household.id, other.id, None, other.id):
        assert reckoned(office) == followed(office)
        early_signals.belongs_to(office, signal.id, belongs)
        of_signals = {line[0] for line in reckoned(office) if line[1] == "T09a"}
        assert of_signals == {belongs}
        assert reckoned(office) == followed(office)
