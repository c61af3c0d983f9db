"""A talk with a carer stands where the carer lives, settles the date that was set for it, and asks for the next one."""

from datetime import date, timedelta

import pytest

from buurtteam.domain.care import Air, Carer, CarerTalk, Perseverance
from buurtteam.domain.closing import Decided, Decision
from buurtteam.domain.household import Membership
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.services import carer_talks, closing, households, tasks
from buurtteam.services.carer_talks import Ahead, CarerTalksView, Voice
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.conftest import Clock
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    made = demir(office)
    office.take_changes()
    return made


def view(office: Office, home: Home) -> CarerTalksView:
    return carer_talks.talks_of(office, home.household.id, home.samira.id)


def a_talk(office: Office, home: Home, **facts: object) -> CarerTalk:
    begun = carer_talks.begin(office, home.household.id, home.samira.id)
    return carer_talks.keep(office, begun.changed(**facts))


def planned(office: Office) -> list[Task]:
    with office.reading() as store:
        return store.of(Task, kind=TaskKind.CARER)


def test_talks_with_a_carer_come_the_newest_first_and_say_who_had_them(
    office: Office, home: Home, clock: Clock
) -> None:
    assert view(office, home).talks == ()
    first = a_talk(office, home, going=2, own_words="Ik slaap slecht.", perseverance=Perseverance.UNDER_HALF_YEAR)
    second = a_talk(office, home, held_on=TODAY - timedelta(days=40), going=3)
    clock.now += timedelta(minutes=1)
    third = a_talk(office, home, air=frozenset({Air.TAKE_OVER}))
    found = view(office, home)
    assert [each.id for each in found.talks] == [third.id, first.id, second.id]
    assert (found.name, found.voice, found.workers) == ("Samira Demir", Voice.ADULT, {home.noor.id: "Noor"})
    assert found.latest == third
    assert found.talked_on == TODAY


def test_a_talk_that_was_begun_by_mistake_is_not_begun_twice(office: Office, home: Home) -> None:
    begun = carer_talks.begin(office, home.household.id, home.samira.id)
    assert carer_talks.begin(office, home.household.id, home.samira.id) == begun
    carer_talks.keep(office, begun.changed(going=4))
    assert carer_talks.begin(office, home.household.id, home.samira.id).id != begun.id


def test_a_talk_stands_where_the_carer_lives_and_not_with_whom_is_cared_for(office: Office, home: Home) -> None:
    elsewhere = households.create_household(office, NewHousehold(first_name="Oma", reach="0612345678"))
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Membership(household=elsewhere.id, resident=home.samira.id, is_main=False))
    assert carer_talks.begin(office, elsewhere.id, home.samira.id).household == home.household.id
    assert carer_talks.plan_next(office, elsewhere.id, home.samira.id, TODAY).household == home.household.id  # type: ignore[union-attr]
    noted = carer_talks.note_talked(office, elsewhere.id, home.samira.id)
    assert (noted.household, noted.about) == (home.household.id, home.samira.id)


def test_a_day_to_come_is_refused(office: Office, home: Home) -> None:
    with pytest.raises(Problem) as caught:
        a_talk(office, home, held_on=TODAY + timedelta(days=1))
    assert caught.value.code == "in_the_future"


# ---------------------------------------------------------------------------------------------- the next talk


def test_there_is_one_next_talk_that_moves_with_its_date(office: Office, home: Home) -> None:
    one = carer_talks.plan_next(office, home.household.id, home.samira.id, TODAY + timedelta(weeks=2))
    assert one is not None
    assert (one.kind, one.resident, one.what) == (
        TaskKind.CARER,
        home.samira.id,
        "In gesprek met Samira Demir, die voor iemand zorgt",
    )
    moved = carer_talks.plan_next(office, home.household.id, home.samira.id, TODAY + timedelta(weeks=6))
    assert moved is not None
    assert moved.id == one.id
    assert view(office, home).next_talk == moved
    assert carer_talks.plan_next(office, home.household.id, home.samira.id, moved.due_on) == moved
    tasks.move(office, one.id, TODAY + timedelta(weeks=3))
    found = view(office, home).next_talk
    assert found is not None
    assert found.due_on == TODAY + timedelta(weeks=3), "it is a task like all others"
    carer_talks.plan_next(office, home.household.id, home.samira.id, None)
    assert view(office, home).next_talk is None
    assert [each.is_open for each in planned(office)] == [False]


@pytest.mark.parametrize(
    ("ahead", "day"),
    [
        (Ahead.TWO_WEEKS, date(2026, 12, 14)),
        (Ahead.SIX_WEEKS, date(2027, 1, 11)),
        (Ahead.THREE_MONTHS, date(2027, 2, 28)),
    ],
)
def test_a_quick_choice_is_a_day(ahead: Ahead, day: date) -> None:
    assert carer_talks.day_ahead(ahead, date(2026, 11, 30)) == day


def test_holding_a_talk_settles_the_date_of_it_and_taking_it_away_opens_it_again(office: Office, home: Home) -> None:
    carer_talks.plan_next(office, home.household.id, home.samira.id, TODAY)
    talk = a_talk(office, home, going=3)
    assert view(office, home).next_talk is None
    (task,) = planned(office)
    assert (task.done_on, talk.settled_task) == (TODAY, task.id)
    yesterday = TODAY - timedelta(days=1)
    talk = carer_talks.keep(office, talk.changed(held_on=yesterday))
    assert planned(office)[0].done_on == yesterday, "it was held on another day"
    after = carer_talks.plan_next(office, home.household.id, home.samira.id, TODAY + timedelta(weeks=2))
    kept = carer_talks.keep(office, talk.changed(agreed="Wij bellen over twee weken."))
    assert view(office, home).next_talk == after, "what is agreed during a talk is the talk after it"
    carer_talks.plan_next(office, home.household.id, home.samira.id, None)
    bundle = carer_talks.remove(office, kept)
    found = view(office, home)
    assert (found.talks, found.next_talk and found.next_talk.id) == ((), task.id)
    office.restore(bundle)
    assert [each.id for each in view(office, home).talks] == [kept.id]


def test_every_deed_is_taken_back_whole(office: Office, home: Home) -> None:
    stack = UndoStack()

    def done() -> None:
        stack.add(*office.take_changes())

    carer_talks.plan_next(office, home.household.id, home.samira.id, TODAY)
    done()
    talk = carer_talks.begin(office, home.household.id, home.samira.id)
    done()
    stack.take_back(office)
    office.take_changes()
    found = view(office, home)
    assert (found.talks, found.next_talk is not None) == ((), True)
    stack.do_again(office)
    office.take_changes()
    carer_talks.remove(office, view(office, home).talks[0])
    done()
    stack.take_back(office)
    office.take_changes()
    assert [each.id for each in view(office, home).talks] == [talk.id]
    assert view(office, home).next_talk is None


def test_a_closed_household_plans_no_next_talk_and_keeps_what_was_said(office: Office, home: Home) -> None:
    talk = a_talk(office, home, going=3)
    work = closing.what_is_open(office, home.household.id)
    decisions = [Decision(each.key, Decided.CANCELLED, None, "Niet meer nodig") for each in work.things]
    closing.close(office, home.household.id, decisions=decisions)
    assert view(office, home).talks == (talk,)
    with pytest.raises(Problem) as caught:
        carer_talks.plan_next(office, home.household.id, home.samira.id, TODAY + timedelta(weeks=2))
    assert caught.value.code == "household_closed"


# ---------------------------------------------------------------------------------------------- who cannot go on


def test_who_cannot_go_on_is_talked_with_today_and_the_talk_that_was_planned_does_not_count_as_that(
    office: Office, home: Home, clock: Clock
) -> None:
    carer_talks.plan_next(office, home.household.id, home.samira.id, TODAY)
    talk = a_talk(office, home, perseverance=Perseverance.UNDER_MONTH)
    found = view(office, home)
    assert found.cannot_go_on
    assert found.today_asked is not None, "the task was that very talk"
    assert found.today_asked.legal_end == TODAY
    again = carer_talks.begin(office, home.household.id, home.samira.id)
    assert view(office, home).today_asked is not None, "nothing was said yet"
    assert view(office, home).cannot_go_on
    carer_talks.remove(office, again)
    carer_talks.note_talked(office, home.household.id, home.samira.id)
    assert view(office, home).today_asked is None
    assert view(office, home).cannot_go_on, "a talk changes nothing of how long somebody holds out"
    clock.now += timedelta(days=1)
    a_talk(office, home, perseverance=Perseverance.UNDER_YEAR)
    assert not view(office, home).cannot_go_on
    assert carer_talks.keep(office, talk.changed(perseverance=None)).cannot_go_on is False


def test_a_planned_talk_of_the_same_day_that_is_done_counts(office: Office, home: Home) -> None:
    a_talk(office, home, perseverance=Perseverance.UNDER_WEEK)
    again = carer_talks.plan_next(office, home.household.id, home.samira.id, TODAY)
    assert again is not None
    assert view(office, home).today_asked is not None
    tasks.complete(office, again.id)
    assert view(office, home).today_asked is None


def test_of_another_carer_in_the_same_house_nothing_is_asked(office: Office, home: Home) -> None:
    a_talk(office, home, perseverance=Perseverance.UNDER_WEEK)
    other = carer_talks.talks_of(office, home.household.id, home.oma.id)
    assert (other.talks, other.today_asked, other.cannot_go_on) == ((), None, False)


# ---------------------------------------------------------------------------------------------- roles and words


def test_the_four_roles_stand_in_the_one_record_of_a_carer(office: Office, home: Home) -> None:
    assert view(office, home).whole is None
    blank = Carer(household=home.household.id, resident=home.samira.id)
    kept = carer_talks.keep_roles(office, blank.changed(as_partner="Ik wil mee beslissen."))
    assert view(office, home).whole == kept
    # Somebody else began one too, on a screen that did not know of the first.
    other = Carer(household=home.household.id, resident=home.samira.id, as_expert="Zij eet niet alleen.")
    both = carer_talks.keep_roles(office, other)
    assert (both.id, both.as_partner, both.as_expert) == (kept.id, "Ik wil mee beslissen.", "Zij eet niet alleen.")


@pytest.mark.parametrize(
    ("age", "voice"),
    [
        (None, Voice.ADULT),
        (8, Voice.CHILD),
        (11, Voice.CHILD),
        (12, Voice.TEEN),
        (15, Voice.TEEN),
        (16, Voice.YOUNG),
        (24, Voice.YOUNG),
        (25, Voice.ADULT),
    ],
)
def test_somebody_is_asked_in_words_that_fit_the_age(age: int | None, voice: Voice) -> None:
    assert carer_talks.voice_of(age) is voice
