"""What gives a carer air: ideas that fit, taken and put in the plan; asked, waited for, started, stopped, did it help."""

from datetime import date, timedelta
from typing import Any

import pytest

from buurtteam.domain.care import (
    Air,
    Care,
    Carer,
    CarerSupport,
    CarerTalk,
    CareSituation,
    Helped,
    Perseverance,
    SupportState,
)
from buurtteam.domain.conversation import Topic
from buurtteam.domain.directory import DirectoryEntry, EntryForm, ForWhom, HelpLevel, KindOfHelp
from buurtteam.domain.household import Relation, RelationKind
from buurtteam.domain.kinds import ResidentId
from buurtteam.domain.plan import HouseholdPlan, OwnerKind, PlanAction
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.services import carer_support, directory
from buurtteam.services.care_information import information_for
from buurtteam.services.carer_support import AirView, read_air
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


def entry(office: Office, name: str, *kinds: KindOfHelp, **facts: Any) -> DirectoryEntry:  # noqa: ANN401 - fields of the record
    return directory.keep(office, DirectoryEntry(name=name, kinds=frozenset(kinds), **facts))


def take_back_last(office: Office) -> None:
    """Take the last deed back."""
    stack = UndoStack()
    stack.add(office.take_changes()[-1])
    stack.take_back(office)


@pytest.fixture
def home(office: Office) -> Home:
    """Samira cares for her mother, who grows forgetful, and works; she asked for somebody who takes over."""
    made = demir(office)
    with office.writing(Deed.KEEP_CARER) as store:
        store.save(made.household.changed(area="Lindebuurt"))
        relation = store.save(Relation(resident=made.samira.id, kind=RelationKind.CARES_FOR, to_resident=made.oma.id))
        store.save(
            Care(household=made.household.id, relation=relation.id, situations=frozenset({CareSituation.DEMENTIA}))
        )
        store.save(
            Carer(household=made.household.id, resident=made.samira.id, cares=True, work="Winkel", work_hours=24)
        )
        store.save(
            CarerTalk(
                household=made.household.id,
                resident=made.samira.id,
                held_on=TODAY,
                own_words="Ik slaap nooit meer door.",
                perseverance=Perseverance.UNDER_MONTH,
                air=frozenset({Air.TAKE_OVER}),
            )
        )
    return made


def air(office: Office, home: Home, resident: ResidentId | None = None) -> AirView:
    return read_air(office, home.household.id, resident or home.samira.id)


def wished(office: Office, home: Home) -> CarerSupport:
    made = entry(office, "De Akkerhof", KindOfHelp.STAY_AWAY)
    return carer_support.take(office, home.household.id, home.samira.id, made.id)


def test_ideas_are_what_was_asked_for_near_before_far_and_full_last(office: Office, home: Home) -> None:
    entry(office, "Landelijk logeren", KindOfHelp.STAY_AWAY, level=HelpLevel.NATIONAL)
    entry(office, "Elders", KindOfHelp.STAY_AWAY, areas="Parkstad")
    entry(office, "Hier", KindOfHelp.STAY_AWAY, areas="Parkstad, lindebuurt")
    entry(office, "Vol", KindOfHelp.BUDDY, form=EntryForm.VOLUNTEER, hours_per_week=0)
    entry(office, "Geldmaatje", KindOfHelp.MONEY)
    entry(office, "Weg", KindOfHelp.STAY_AWAY, is_active=False)
    assert [each.line.entry.name for each in air(office, home).ideas] == ["Hier", "Landelijk logeren", "Vol", "Elders"]


def test_what_is_for_others_is_no_idea_for_this_carer(office: Office, home: Home) -> None:
    entry(office, "Jong", KindOfHelp.STAY_AWAY, for_whom=frozenset({ForWhom.YOUNG_CARERS}))
    entry(office, "Geheugen", KindOfHelp.DAY_CARE, for_whom=frozenset({ForWhom.DEMENTIA}))
    assert [each.line.entry.name for each in air(office, home).ideas] == ["Geheugen"]
    assert [each.line.entry.name for each in air(office, home, home.yusuf.id).ideas] == ["Jong"]


def test_an_idea_is_taken_once_and_is_then_wished_for(office: Office, home: Home) -> None:
    taken = wished(office, home)
    again = carer_support.take(office, home.household.id, home.samira.id, air(office, home).ideas[0].id)
    assert taken.id == again.id
    assert [(each.state, each.support.offered_by) for each in air(office, home).supports] == [
        (SupportState.WISHED, "De Akkerhof")
    ]
    assert air(office, home).ideas[0].taken == taken


def test_in_the_plan_the_kind_of_help_comes_first_and_nothing_the_carer_said(office: Office, home: Home) -> None:
    kept = carer_support.put_in_plan(office, wished(office, home).id)
    with office.reading() as store:
        (action,) = store.of(PlanAction, id=[kept.plan_action])
        plan = store.of(HouseholdPlan, household=home.household.id)
    assert [action.plan] == [each.id for each in plan]
    assert (action.topic, action.owner_kind) == (Topic.CARING, OwnerKind.PROFESSIONAL)
    assert action.kind_of_help.startswith("Logeerhuis")
    assert action.organisation == "De Akkerhof"
    assert "slaap" not in str(dict(action))
    assert carer_support.put_in_plan(office, kept.id).plan_action == kept.plan_action


def test_a_volunteer_stands_in_the_plan_by_name(office: Office, home: Home) -> None:
    made = entry(office, "Anneke Prins", KindOfHelp.BUDDY, form=EntryForm.VOLUNTEER)
    kept = carer_support.take_into_plan(office, home.household.id, home.samira.id, made.id)
    with office.reading() as store:
        (action,) = store.of(PlanAction, id=[kept.plan_action])
    assert (action.owner_kind, action.owner_name) == (OwnerKind.VOLUNTEER, "Anneke Prins")
    take_back_last(office)
    with office.reading() as store:
        assert store.of(CarerSupport) == []
        assert store.of(PlanAction) == []


def test_help_is_asked_for_waited_for_started_and_stopped_with_why(office: Office, home: Home) -> None:
    made = wished(office, home)
    carer_support.asked_for(office, made.id, date(2026, 10, 1))
    line = air(office, home).supports[0]
    assert (line.state, line.weeks, line.waits_long) == (SupportState.WAITING, 7, True)
    carer_support.started(office, made.id, date(2026, 11, 10))
    assert air(office, home).supports[0].state is SupportState.RUNNING
    with pytest.raises(Problem):
        carer_support.stopped(office, made.id, "  ")
    carer_support.stopped(office, made.id, "Te ver weg")
    assert air(office, home).supports[0].state is SupportState.STOPPED
    carer_support.goes_on(office, made.id)
    assert air(office, home).supports[0].state is SupportState.RUNNING


def test_waiting_is_long_after_more_than_six_weeks_as_the_caseload_counts_it(office: Office, home: Home) -> None:
    made = wished(office, home)
    six_weeks_ago = office.today() - timedelta(weeks=6)
    carer_support.asked_for(office, made.id, six_weeks_ago)
    assert not air(office, home).supports[0].waits_long
    carer_support.asked_for(office, made.id, six_weeks_ago - timedelta(days=1))
    assert air(office, home).supports[0].waits_long


def test_help_that_began_without_being_asked_for_was_asked_on_that_day_and_may_have_helped(
    office: Office, home: Home
) -> None:
    began = carer_support.started(office, wished(office, home).id)
    assert began.requested_on == TODAY
    told = {"helped": Helped.YES, "helped_words": "Ik heb weer gefietst."}
    carer_support.keep(office, began.changed(**told))
    kept = air(office, home).supports[0].support
    assert (kept.helped, kept.helped_words) == (Helped.YES, "Ik heb weer gefietst.")


def test_an_entry_that_is_gone_stays_readable_where_it_was_used(office: Office, home: Home) -> None:
    wished(office, home)
    line = directory.read_directory(office)[0]
    directory.remove(office, line.entry)
    assert air(office, home).ideas == ()
    assert air(office, home).supports[0].support.offered_by == "De Akkerhof"


def test_the_token_of_this_year_is_offered_by_itself_and_stands_once(office: Office, home: Home) -> None:
    offered = air(office, home).appreciations
    assert [(each.year, each.version) for each in offered] == [(2026, 0)]
    asked = carer_support.ask_appreciation(office, offered[0], date(2026, 3, 1))
    granted = carer_support.decide_appreciation(office, asked, granted=True, on=date(2026, 4, 1))
    got = carer_support.receive_appreciation(office, granted)
    assert (got.granted, got.decided_on, got.received_on) == (True, date(2026, 4, 1), TODAY)
    assert [each.id for each in air(office, home).appreciations] == [got.id]
    with pytest.raises(Problem):
        carer_support.keep_appreciation(office, offered[0].changed(id=type(offered[0])(**_facts(offered[0])).id))
    assert air(office, home, home.yusuf.id).appreciations == ()


def _facts(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record
    return {"household": record.household, "resident": record.resident, "year": record.year}


def test_information_follows_from_what_is_known_of_the_carer(office: Office, home: Home) -> None:
    told = {each.id: each for each in information_for(office, home.samira.id)}
    assert {"short_leave", "long_leave", "emergency_leave", "dementia", "appreciation", "respite_wmo"} <= set(told)
    assert not {"young_school", "living_together_pension"} & set(told)
    assert "70%" in told["short_leave"].text
    assert "Wazo" in told["short_leave"].source
    assert not told["short_leave"].to_check
    assert told["dementia"].to_check


def test_a_young_carer_hears_of_school_and_not_of_leave(office: Office, home: Home) -> None:
    with office.writing(Deed.KEEP_CARER) as store:
        store.save(Carer(household=home.household.id, resident=home.yusuf.id, cares=True, work="School"))
    told = {each.id for each in information_for(office, home.yusuf.id)}
    assert "young_school" in told
    assert not {"short_leave", "respite_wmo"} & told


def test_who_has_the_age_of_the_state_pension_hears_of_it(office: Office, home: Home) -> None:
    assert "living_together_pension" in {each.id for each in information_for(office, home.oma.id)}
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        # Sixty-seven on the day itself.
        store.save(home.samira.changed(born_on="1959-11-22"))
    assert "living_together_pension" in {each.id for each in information_for(office, home.samira.id)}


def test_information_of_long_ago_is_still_to_be_checked(office: Office, home: Home, clock: Any) -> None:  # noqa: ANN401
    clock.now = clock.now.replace(year=2028)
    assert all(each.to_check for each in information_for(office, home.samira.id))
