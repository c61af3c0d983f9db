"""Requests: written down as they came in, moved on by dated events, with the route and the terms that follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import Field

from buurtteam.domain.conversation import Conversation
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.household import Household, HouseholdState, Resident, full_name
from buurtteam.domain.kinds import HouseholdId, Line, Moment, Name, RequestId, Text, local_day
from buurtteam.domain.papers import RouteStep
from buurtteam.domain.problem import Problem
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.record import Value
from buurtteam.domain.request import (
    Channel,
    EventKind,
    NotifierRole,
    RequestEvent,
    RequestKind,
    RequestNotification,
    RequestState,
    state_of,
)
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Appointment, Task
from buurtteam.domain.words import N_
from buurtteam.services.handover_end import overtaken
from buurtteam.services.households import NewHousehold, create_household
from buurtteam.services.office import Office
from buurtteam.services.reopening import open_again
from buurtteam.storage.facts import facts_of
from buurtteam.storage.store import Store
from buurtteam.texts import label
from buurtteam.texts import translate as _


@dataclass(frozen=True)
class RequestView:
    """A request with all that follows from it on one day."""

    request: RequestNotification
    household: Household
    events: tuple[RequestEvent, ...]
    deadlines: tuple[Deadline, ...]
    state: RequestState
    route: tuple[RouteStep, ...]
    today: date
    about: str = ""
    """The name of whom it is about, as far as known."""
    worker: str = ""
    """The name of who took it on."""
    conversation: Conversation | None = None
    """The latest conversation about it."""


def receive(
    office: Office, request: RequestNotification, *, takes_on: bool = True, reopens: bool = True
) -> RequestNotification:
    """Write a request down; its terms count from when it came in, not from now (Wmo 2.3.2 lid 1).

    Who writes it down takes it on, unless it is left for the team. A closed household is open again from that day,
    unless the request is rounded off on the spot.
    Raises Problem when it came in later than now.
    """
    not_in_the_future(office, local_day(request.received_at))
    with office.writing(Deed.RECEIVE_REQUEST, request.household) as store:
        household = store.get(Household, request.household)
        came_on = local_day(request.received_at)
        if household.started_on is None or household.started_on > came_on:
            household = store.save(household.changed(started_on=came_on))
        if reopens and household.state is HouseholdState.CLOSED:
            # A request must be taken at any time, and its terms run: the household is open again from that day.
            opened_on = max(came_on, household.ended_on or came_on)
            open_again(office, store, household.id, _("A new request came in."), opened_on)
        worker = office.me if takes_on else None
        return store.save(request.changed(typed_at=office.now(), worker=request.worker or worker))


class NewRequest(Value):
    """A request as somebody types it in: the question first, the household known or new by a first name."""

    household: HouseholdId | None = None
    first_name: Name = Field(default="", title=N_("First name, or search by name, street or phone"))
    reach: Line = Field(default="", title=N_("How do you reach somebody?"))
    question: Text = Field(default="", title=N_("The question, in the resident's own words"))
    received_at: Moment | None = Field(default=None, title=N_("Came in on"))
    from_paper: bool = Field(default=False, title=N_("First written on paper"))
    channel: Channel = Field(default=Channel.PHONE, title=N_("How it came in"))
    notifier_role: NotifierRole = Field(default=NotifierRole.RESIDENT, title=N_("Who reported it"))
    notifier_name: Line = Field(default="", title=N_("Name of who reported it"))
    notifier_organisation: Line = Field(default="", title=N_("Organisation"))
    notifier_contact: Line = Field(default="", title=N_("Contact person and phone"))
    kind: RequestKind = Field(default=RequestKind.WMO, title=N_("Kind of request"))
    is_urgent: bool = Field(default=False, title=N_("Urgent"))
    urgent_reason: Line = Field(default="", title=N_("Why it is urgent"))
    takes_on: bool = Field(default=True, title=N_("I take this on myself"))
    is_simple: bool = Field(default=False, title=N_("Simple request: the short path"))
    answer: Text = Field(default="", title=N_("What was answered or arranged"))
    next_step: Line = Field(default="", title=N_("Next step, if any"))
    next_on: date | None = Field(default=None, title=N_("When"))
    is_done: bool = Field(default=False, title=N_("This is all: round it off"))


def receive_new(office: Office, new: NewRequest) -> RequestNotification:
    """Write a new request down with all that comes of it at once: the household, the next step, the end.

    Raises Problem when it is not known whom it is about, or it came in later than now.
    """
    if new.household is None and not new.first_name.strip():
        raise Problem("no_household", N_("Say first whom this is about: a first name will do."))
    with office.writing(Deed.RECEIVE_REQUEST, new.household) as store:
        home = new.household or create_household(office, NewHousehold(first_name=new.first_name, reach=new.reach)).id
        facts = {name: getattr(new, name) for name in RequestNotification.model_fields if name in _SHARED}
        request = receive(
            office,
            RequestNotification(household=home, received_at=new.received_at or office.now(), **facts),
            takes_on=new.takes_on,
            reopens=not (new.is_simple and new.is_done and not new.next_step.strip()),
        )
        if new.next_step.strip():
            store.save(
                Task(household=home, what=new.next_step, due_on=new.next_on, worker=request.worker, request=request.id)
            )
        if new.is_simple and new.is_done:
            record_event(office, request.id, EventKind.CLOSED, max(office.today(), local_day(request.received_at)))
        return request


_SHARED = frozenset(NewRequest.model_fields) & frozenset(RequestNotification.model_fields) - {
    "household",
    "received_at",
}


def take_on(office: Office, request: RequestId) -> RequestNotification:
    """Take a request on; a household without a fixed face gets one.

    Raises Problem when a colleague took it on in the meantime.
    """
    me = office.me
    with office.writing(Deed.CHANGE_REQUEST) as store:
        found = store.get(RequestNotification, request)
        if found.worker is not None and found.worker != me:
            raise Problem("taken_on", N_("A colleague has taken this on already. You can open it all the same."))
        household = store.get(Household, found.household)
        if household.plan_coordinator is None and me is not None:
            overtaken(office, store, [household.id])
            store.save(household.changed(plan_coordinator=me))
        return store.save(found.changed(worker=me))


def keep(office: Office, request: RequestNotification) -> RequestNotification:
    """Keep a changed request; another moment of receipt moves its terms.

    Raises Problem when it came in later than now, Stale when somebody else changed it.
    """
    not_in_the_future(office, local_day(request.received_at))
    with office.writing(Deed.CHANGE_REQUEST, request.household) as store:
        return store.save(request)


def record_event(
    office: Office,
    request: RequestId,
    kind: EventKind,
    on: date | None = None,
    *,
    until_on: date | None = None,
    note: str = "",
) -> RequestEvent:
    """Write down that something happened on a day (today when no day is given).

    Raises Problem when the day lies in the future, before the request, or the same thing stands on that day already.
    """
    with office.writing(Deed.CHANGE_REQUEST) as store:
        about = store.get(RequestNotification, request)
        event = RequestEvent(
            household=about.household,
            request=request,
            kind=kind,
            on=on or office.today(),
            until_on=until_on,
            note=note,
            worker=office.me,
            typed_at=office.now(),
        )
        _check_day(office, store, event)
        return store.save(event)


def keep_event(office: Office, event: RequestEvent) -> RequestEvent:
    """Keep a corrected event; the journal keeps what stood there before.

    Raises Problem as `record_event`, Stale when somebody else changed it.
    """
    with office.writing(Deed.CHANGE_REQUEST, event.household) as store:
        _check_day(office, store, event)
        return store.save(event)


def _check_day(office: Office, store: Store, event: RequestEvent) -> None:
    not_in_the_future(office, event.on)
    if event.on < local_day(store.get(RequestNotification, event.request).received_at):
        raise Problem(
            "before_the_request", N_("This lies before the day on which the request came in. Check the date.")
        )
    same = store.of(RequestEvent, request=event.request, kind=event.kind, on=event.on)
    if any(each.id != event.id for each in same):
        raise Problem("event_known", N_("This already stands on that day. Nothing was added."))


def remove_event(office: Office, event: RequestEvent) -> UUID:
    """Move an event to the trash; returns the bundle by which `office.restore` puts it back."""
    return office.remove(Deed.CHANGE_REQUEST, event.household, label(event.kind), event)


def read_request(office: Office, request: RequestId, *, is_visit: bool = False) -> RequestView:
    """A request with its events, terms and route today; a visit is written in the log of who looked.

    Raises Trouble when it is not there any more.
    """
    with office.reading() as store:
        view = _view(office, store, store.get(RequestNotification, request))
    if is_visit:
        office.look(Deed.OPEN_HOUSEHOLD, view.household.id)
    return view


def route_of(
    request: RequestNotification,
    events: Sequence[RequestEvent],
    terms: Sequence[Deadline],
    today: date,
    talk_on: date | None = None,
) -> tuple[RouteStep, ...]:
    """The route as the resident is told it, on the screen and on paper: what happened, where we are, what comes.

    `talk_on` is the day on which we see each other. Of a request that was closed only what happened is left.
    """
    happened: dict[EventKind, date] = {}
    for event in sorted(events, key=lambda each: each.on):
        if event.on <= today:
            happened.setdefault(event.kind, event.on)
    latest = {each.step: each.warn_on for each in terms if each.is_open}

    def step(title: str, kinds: Sequence[EventKind], term: str = "", text: str = "") -> RouteStep:
        done_on = min((happened[kind] for kind in kinds if kind in happened), default=None)
        if done_on:
            return RouteStep(title=title, on=done_on, done=True)
        return RouteStep(title=title, text=text, latest=latest.get(term))

    talk = step(
        _("We talk with you"), [EventKind.FIRST_TALK_HELD], "T05b",
        _("You may bring somebody. Free client support is there for you."),
    )  # fmt: skip
    if not talk.done:
        talk = talk.changed(on=talk_on, latest=talk.latest or latest.get("T06") or latest.get("T07"))
    steps = [
        RouteStep(title=_("You ask your question"), on=local_day(request.received_at), done=True),
        step(_("You get a message that we have your question"), [EventKind.RECEIPT_CONFIRMED], "T01"),
        talk,
    ]
    if request.kind in (RequestKind.WMO, RequestKind.YOUTH):
        examined = [EventKind.ASSESSMENT_FINISHED, EventKind.REPORT_SENT]
        steps.append(step(_("You get the report and we make a plan together"), examined, "T03"))
        if {EventKind.APPLICATION_RECEIVED, EventKind.DECISION_MADE} & happened.keys():
            steps.append(step(_("You ask the municipality for help"), [EventKind.APPLICATION_RECEIVED]))
            steps.append(step(_("You get a decision"), [EventKind.DECISION_MADE], "T04"))
    elif request.kind is RequestKind.DEBT:
        steps.append(step(_("You get a plan for your money worries"), [EventKind.DECISION_MADE], "T08"))
    if request.kind is not RequestKind.ADVICE:
        help_began = [EventKind.HELP_STARTED, EventKind.URGENT_HELP_STARTED]
        steps.append(step(_("The help starts"), help_began, text=_("We agree on the day with you.")))
        better = _("Does the help work? What can be better?")
        steps.append(step(_("We look back together"), [EventKind.EVALUATED], text=better))
    closing = step(_("We round off"), [EventKind.CLOSED, EventKind.WITHDRAWN], text=_("You may always call us again."))
    if closing.done:
        return (*(each for each in steps if each.done), closing)
    here = next((number for number, each in enumerate(steps) if not each.done), None)
    return tuple(each.changed(current=number == here) for number, each in enumerate((*steps, closing)))


def next_talk_on(store: Store, household: HouseholdId, today: date) -> date | None:
    """The first day from today on which we see this household."""
    coming = store.of(Appointment, household=household, is_cancelled=False, order_by="at")
    return next((local_day(each.at) for each in coming if local_day(each.at) >= today), None)


def _view(office: Office, store: Store, request: RequestNotification) -> RequestView:
    events = tuple(store.of(RequestEvent, request=request.id, order_by="on"))
    facts = facts_of(store, office.today(), [request.household])[request.household]
    every = case_deadlines(facts, office.statute, office.today())
    terms = tuple(each for each in every if each.source.request == request.id)
    about = store.find(Resident, request.about)
    worker = store.find(Worker, request.worker)
    talks = store.of(Conversation, request=request.id, order_by="-held_at")
    return RequestView(
        request=request,
        household=store.get(Household, request.household),
        events=events,
        deadlines=terms,
        state=state_of(list(events)),
        route=route_of(request, events, terms, office.today(), next_talk_on(store, request.household, office.today())),
        today=office.today(),
        about=full_name(about) if about else "",
        worker=worker.name if worker else "",
        conversation=talks[0] if talks else None,
    )


def not_in_the_future(office: Office, day: date) -> None:
    """Go on only when a day has come.

    Raises Problem when not.
    """
    if day > office.today():
        raise Problem("in_the_future", N_("This day has yet to come. Fill in the day on which it really happened."))
