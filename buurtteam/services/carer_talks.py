"""Talks with a carer: an own short conversation, how long somebody can go on, what was agreed, and when the next one is.

A talk stands in the household of the carer, never in that of whom he cares for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from buurtteam.domain.calendar import add_months
from buurtteam.domain.care import GROWING_UP_UNTIL, Carer, CarerTalk, heard
from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.household import Household, HouseholdState, Resident, age_on, full_name
from buurtteam.domain.household_clocks import CaseFacts
from buurtteam.domain.keeping import Draft
from buurtteam.domain.kinds import CarerTalkId, HouseholdId, ResidentId, TaskId, WorkerId, one_line
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.words import N_, Choice
from buurtteam.services import case, tasks
from buurtteam.services.carer_home import home_of
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.facts import facts_of
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

TODAY = "N03"
"""The norm of the team that who cannot go on for a month is talked with the same day."""
ROLES: Final = ("as_partner", "as_one_in_need", "as_loved_one", "as_expert")
"""The four roles of a carer, each asked once (SOFA)."""


class Voice(Choice):
    """In which words somebody is asked, by age."""

    CHILD = "child", N_("Up to 11 years")
    TEEN = "teen", N_("12 to 15 years")
    YOUNG = "young", N_("16 to 24 years")
    ADULT = "adult", N_("Adult")


def voice_of(age: int | None) -> Voice:
    """In which words somebody of this age is asked; who is of an unknown age as an adult."""
    if age is None or age >= GROWING_UP_UNTIL:
        return Voice.ADULT
    if age >= 16:
        return Voice.YOUNG
    return Voice.TEEN if age >= 12 else Voice.CHILD


class Ahead(Choice):
    """When the next talk is, quickly chosen."""

    TWO_WEEKS = "two_weeks", N_("In 2 weeks")
    SIX_WEEKS = "six_weeks", N_("In 6 weeks")
    THREE_MONTHS = "three_months", N_("In 3 months")


def day_ahead(ahead: Ahead, today: date) -> date:
    """The day that a quick choice stands for."""
    match ahead:
        case Ahead.TWO_WEEKS:
            return today + timedelta(weeks=2)
        case Ahead.SIX_WEEKS:
            return today + timedelta(weeks=6)
        case Ahead.THREE_MONTHS:
            return add_months(today, 3)


@dataclass(frozen=True)
class CarerTalksView:
    """How it goes with one carer, as the talks tell it."""

    carer: ResidentId
    name: str
    voice: Voice
    today: date
    household: HouseholdId
    """Where the carer lives, and where these talks stand."""
    talks: tuple[CarerTalk, ...] = ()
    """The newest first."""
    whole: Carer | None = None
    """What the carer said about each of the four roles, if anything was written down of this carer."""
    next_talk: Task | None = None
    today_asked: Deadline | None = None
    """That a talk is asked for today or before, while nobody had it."""
    talked_on: date | None = None
    """When somebody talked with the carer last, whoever noted it and how."""
    workers: Mapping[WorkerId, str] = field(default_factory=dict)
    drafts: Mapping[CarerTalkId, Draft] = field(default_factory=dict)
    """What was typed of a talk and could not be kept."""

    @property
    def latest(self) -> CarerTalk | None:
        """The last talk in which something was said."""
        return next(iter(heard(self.talks, self.today)), None)

    @property
    def cannot_go_on(self) -> bool:
        """Whether the carer told to hold out for less than a month, when that was last asked."""
        asked = (each for each in heard(self.talks, self.today) if each.perseverance)
        return next((each.cannot_go_on for each in asked), False)


def draft_place(talk: CarerTalk) -> str:
    """Where typing of a talk waits that cannot be kept yet."""
    return f"household.{talk.household}.carer_talk.{talk.id}"


def talks_of(office: Office, household: HouseholdId, carer: ResidentId) -> CarerTalksView:
    """All talks with a carer with what belongs to them, seen from a household in which the carer lives.

    Raises Trouble when the carer is not there any more.
    """
    today = office.today()
    with office.reading() as store:
        person = store.get(Resident, carer)
        home = home_of(store, carer, today) or household
        talks = _talks(store, carer)
        facts = facts_of(store, today, [home]).get(home) or CaseFacts(household=home)
        named = {each.worker for each in talks if each.worker}
        spoken = _spoken(store, carer, talks)
        workers = {each.id: each.name for each in store.of(Worker, id=list(named))} if named else {}
        whole = _whole(store, carer)
        planned = _planned(store, carer)
    of_carer = {each.id for each in talks}
    asked = case_deadlines(facts, office.statute, today, only=(TODAY,))
    places = {draft_place(each): each.id for each in talks}
    return CarerTalksView(
        carer=carer,
        name=full_name(person),
        voice=voice_of(age_on(person.born_on, today)),
        today=today,
        household=home,
        talks=talks,
        whole=whole,
        next_talk=planned,
        today_asked=next((each for each in asked if each.is_open and each.source.carer_talk in of_carer), None),
        talked_on=max((day for day in spoken if day <= today), default=None),
        workers=workers,
        drafts={places[each.place]: each for each in office.drafts() if each.place in places},
    )


def _talks(store: Store, carer: ResidentId) -> tuple[CarerTalk, ...]:
    found = store.of(CarerTalk, resident=carer)
    return tuple(sorted(found, key=lambda each: each.in_order, reverse=True))


def _spoken(store: Store, carer: ResidentId, talks: Sequence[CarerTalk]) -> list[date]:
    """The days on which somebody talked with a carer; a talk that holds nothing is none, nor is what it settled."""
    held = [each.held_on for each in talks if not each.says_nothing]
    noted = [each.on for each in store.of(CaseEvent, kind=CaseEventKind.CARER_TALKED, about=carer)]
    settled = {each.settled_task for each in talks}
    done = store.of(Task, kind=TaskKind.CARER, resident=carer)
    return [*held, *noted, *(each.done_on for each in done if each.done_on and each.id not in settled)]


def _whole(store: Store, carer: ResidentId) -> Carer | None:
    return next(iter(store.of(Carer, resident=carer, order_by="id")), None)


def _planned(store: Store, carer: ResidentId) -> Task | None:
    """The next talk with a carer, the first when somebody made more of them."""
    waiting = [each for each in store.of(Task, kind=TaskKind.CARER, resident=carer) if each.is_open]
    return min(waiting, key=lambda each: (each.due_on is None, each.due_on or date.max, str(each.id)), default=None)


# ---------------------------------------------------------------------------------------------- deeds


def begin(office: Office, household: HouseholdId, carer: ResidentId) -> CarerTalk:
    """Begin a talk with a carer, today; what was planned is settled by it.

    One of today in which nothing was said yet is given back. Raises Problem when the worker may not.
    """
    today = office.today()
    with office.writing(Deed.TALK_WITH_CARER, household) as store:
        store.get(Resident, carer)
        home = home_of(store, carer, today) or household
        empty = next((each for each in _talks(store, carer) if each.held_on == today and each.says_nothing), None)
        if empty is not None:
            return empty
        planned = _planned(store, carer)
        settled: TaskId | None = None
        if planned is not None:
            settled = tasks.complete(office, planned.id, today).id
        return store.save(
            CarerTalk(
                household=home,
                resident=carer,
                held_on=today,
                worker=office.me,
                settled_task=settled,
                begun_at=office.now(),
            )
        )


def keep(office: Office, talk: CarerTalk) -> CarerTalk:
    """Keep what was said in a talk.

    Raises Problem for a day that has yet to come, Stale when somebody else changed it.
    """
    not_in_the_future(office, talk.held_on)
    with office.writing(Deed.TALK_WITH_CARER, talk.household) as store:
        stored = store.find(CarerTalk, talk.id)
        kept = store.save(talk)
        if stored is not None and stored.held_on != kept.held_on:
            task = store.find(Task, kept.settled_task)
            if task is not None and task.done_on == stored.held_on:
                store.save(task.changed(done_on=kept.held_on))
        return kept


def remove(office: Office, talk: CarerTalk) -> UUID:
    """Move a talk to the trash; the date that it settled is open again. Gives back the bundle."""
    with office.writing(Deed.TALK_WITH_CARER, talk.household) as store:
        task = store.find(Task, talk.settled_task)
        home = store.get(Household, talk.household)
        bundle = office.remove(Deed.TALK_WITH_CARER, talk.household, _("Talk with the carer"), talk)
        if (
            task is not None
            and not task.is_open
            and home.state is not HouseholdState.CLOSED
            and _planned(store, talk.resident) is None
        ):
            tasks.reopen(office, task.id)
        return bundle


def note_talked(office: Office, household: HouseholdId, carer: ResidentId) -> CaseEvent:
    """Write down that somebody talked with the carer today, without a page of its own.

    Raises Problem when that stands there already.
    """
    with office.reading() as store:
        home = home_of(store, carer, office.today()) or household
    return case.record(office, home, CaseEventKind.CARER_TALKED, about=carer)


def plan_next(office: Office, household: HouseholdId, carer: ResidentId, on: date | None) -> Task | None:
    """Set the day of the next talk with a carer, move it, or with no day call it off; there is one at most.

    Raises Problem when the household is closed.
    """
    today = office.today()
    with office.writing(Deed.TALK_WITH_CARER, household) as store:
        person = store.get(Resident, carer)
        planned = _planned(store, carer)
        if on is None:
            if planned is not None:
                tasks.cancel_task(office, planned.id, _("There is no date for a next talk any more."))
            return None
        if planned is not None:
            return planned if planned.due_on == on else tasks.move(office, planned.id, on)
        return tasks.keep_task(
            office,
            Task(
                household=home_of(store, carer, today) or household,
                kind=TaskKind.CARER,
                what=one_line(_("Talk with {name}, who cares for somebody", name=full_name(person) or "–")),
                resident=carer,
                due_on=on,
                made_on=today,
            ),
        )


def keep_roles(office: Office, carer: Carer) -> Carer:
    """Keep what a carer said about the four roles; of everybody there is one such record.

    Raises Stale when somebody else changed it.
    """
    with office.writing(Deed.KEEP_CARER, carer.household) as store:
        known = _whole(store, carer.resident)
        if known is not None and known.id != carer.id:
            said = {name: words for name in ROLES if (words := getattr(carer, name))}
            return store.save(known.changed(**said))
        return store.save(carer)
