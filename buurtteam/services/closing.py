"""Closing a household, opening it again, and stand-by: one deed each, and one way only.

Closing decides everything that is open: done on a day, called off with a reason, or going on as aftercare. All of it
happens or nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from pydantic import Field

from buurtteam.domain.budget import SchemeState, SchemeUse
from buurtteam.domain.care import Appreciation, CarerSupport, SupportState
from buurtteam.domain.case import CaseEvent, CaseEventKind, Closing, ClosingResult, Postponement
from buurtteam.domain.closing import (
    WAYS,
    Decided,
    Decision,
    OpenKind,
    OpenThing,
    answer_of,
    gaps_in,
    regisseur_of,
    running,
)
from buurtteam.domain.conversation import Conversation, Note
from buurtteam.domain.deadlines import DONE_BY_TASKS, OUTLIVES_CLOSING, Deadline, DeadlineState
from buurtteam.domain.debt import AgreementOutcome, CreditorAgreement, QualitySignal
from buurtteam.domain.debt_help import StepKind
from buurtteam.domain.early_signal import EarlySignal, SignalResult
from buurtteam.domain.household import (
    Deviation,
    Household,
    HouseholdState,
    Membership,
    Resident,
    Weight,
    full_name,
)
from buurtteam.domain.kinds import TEXT_LENGTH, EarlySignalId, HouseholdId, Text, WorkerId, local_day, one_line
from buurtteam.domain.plan import HouseholdPlan, PlanAction, PlanStrength, PlanWish
from buurtteam.domain.problem import Problem
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.record import Value
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification, RequestState, state_of
from buurtteam.domain.responsibility import Transfer, TransferState
from buurtteam.domain.series import turns
from buurtteam.domain.sharing import Referral, ReferralAnswer, ReferralKind
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskSeries
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_
from buurtteam.services import (
    agreements,
    budget,
    conversations,
    debt_help,
    early_signals,
    reopening,
    requests,
    series,
    tasks,
)
from buurtteam.services.case import sources_of
from buurtteam.services.office import Office
from buurtteam.storage.drafts import Drafts
from buurtteam.storage.facts import facts_of
from buurtteam.storage.store import Store
from buurtteam.texts import label, language
from buurtteam.texts import translate as _

_OWN_DRAFT = "closing."
_MOST_SHOWN = 90
# These terms stand there already, as the task or the crisis they are about.
_SHOWN_ELSEWHERE = DONE_BY_TASKS | {"N02"}


@dataclass(frozen=True)
class OpenWork:
    """Everything that is open in a household, and what goes on by itself after closing."""

    household: Household
    today: date
    things: tuple[OpenThing, ...]
    goes_on: tuple[str, ...] = ()
    """What a closing does not end, for it lies with others: terms that outlive it, and what was applied for."""
    fixed_face: str = ""
    closings: tuple[Closing, ...] = ()
    """Earlier closings, the newest first."""
    workers: Mapping[WorkerId, str] = field(default_factory=dict)
    """The names of who stands in a closing."""

    @property
    def is_closed(self) -> bool:
        """Whether the household is closed now."""
        return self.household.state is HouseholdState.CLOSED


class HowItEnds(Value):
    """How a closing ends the work, as somebody types it in."""

    result: ClosingResult | None = Field(default=None, title=N_("Result"))
    explanation: Text = Field(default="", title=N_("What you want to say about it"))
    on: date | None = Field(default=None, title=N_("Closed on"))
    has_aftercare: bool = Field(default=True, title=N_("Aftercare: ask later how things are"))


# ---------------------------------------------------------------------------------------------- what is open


def what_is_open(office: Office, household: HouseholdId) -> OpenWork:
    """Everything a closing must decide, what is late first; cancelled and declined things and papers are never work.

    Raises Trouble when the household is not there any more.
    """
    with office.reading() as store:
        return _open_work(office, store, household)


def _open_work(office: Office, store: Store, household: HouseholdId) -> OpenWork:
    home = store.get(Household, household)
    today = office.today()
    facts = facts_of(store, today, [household])[household]
    terms = case_deadlines(facts, office.statute, today, explained=False)
    waiting = [each for each in terms if each.is_waiting and each.rule not in _SHOWN_ELSEWHERE]
    # Their terms stand there as the signal.
    of_signals = {each.event for each in store.of(EarlySignal, household=household) if each.event is not None}
    people = {each.resident for each in store.of(Membership, household=household)}
    about = sources_of(facts, {each.id: each for each in store.of(Resident, id=list(people))})
    things = [
        *_states(facts.events, today),
        *_requests(facts.requests),
        *(
            _term(each, about.get(each.source, ""))
            for each in waiting
            if each.step not in OUTLIVES_CLOSING and each.source.event not in of_signals
        ),
        *_work(store, household, today),
        *_others(store, household, today),
        *_drafts(office, household, [each.id for each in store.of(Conversation, household=household)]),
    ]
    closings = tuple(store.of(Closing, household=household, order_by="-on"))
    named = {each for one in closings for each in (one.plan_coordinator, one.worker, one.reopened_by) if each}
    face = store.find(Worker, home.plan_coordinator)
    return OpenWork(
        household=home,
        today=today,
        things=tuple(things),
        goes_on=(
            *(_term_words(each) for each in waiting if each.step in OUTLIVES_CLOSING),
            *_with_others(store, household),
        ),
        fixed_face=face.name if face else "",
        closings=closings,
        workers={each.id: each.name for each in store.of(Worker, id=list(named))},
    )


def _states(events: Sequence[CaseEvent], today: date) -> Iterable[OpenThing]:
    if crisis := running(events, CaseEventKind.CRISIS_STARTED, CaseEventKind.CRISIS_ENDED, today):
        yield _thing(OpenKind.CRISIS, crisis.id, crisis.note or label(OpenKind.CRISIS), since=crisis.on)
    if stand_by := running(events, CaseEventKind.STAND_BY_STARTED, CaseEventKind.STAND_BY_ENDED, today):
        yield _thing(OpenKind.STAND_BY, stand_by.id, stand_by.note or label(OpenKind.STAND_BY), since=stand_by.on)


def _requests(known: Iterable[tuple[RequestNotification, Sequence[RequestEvent]]]) -> Iterable[OpenThing]:
    for request, events in known:
        if state_of(list(events)) is not RequestState.CLOSED:
            what = _short(request.question) or label(request.kind)
            yield _thing(OpenKind.REQUEST, request.id, what, since=local_day(request.received_at))


def _term(deadline: Deadline, about: str = "") -> OpenThing:
    source = next((value for _name, value in deadline.source if value is not None), "")
    ways = WAYS[OpenKind.TERM] if answer_of(deadline) else (Decided.CANCELLED,)
    return OpenThing(
        key=f"term.{deadline.step}.{source}.{deadline.day_zero}",
        kind=OpenKind.TERM,
        what=" · ".join(part for part in (_term_words(deadline), _short(about)) if part),
        ways=ways,
        since=deadline.day_zero,
        due=deadline.legal_end,
        is_late=deadline.state is DeadlineState.MISSED,
        is_team_only=deadline.is_team_only,
    )


def _term_words(deadline: Deadline) -> str:
    article = deadline.article(language())
    return f"{deadline.title.of(language())} ({article})" if article else deadline.title.of(language())


def _work(store: Store, household: HouseholdId, today: date) -> Iterable[OpenThing]:
    """Tasks, series and appointments; the tasks of a series stand there as the series."""
    stands = _stands_as_another(store, household)
    known = store.of(Task, household=household, order_by="due_on")
    waiting = [each for each in known if each.is_open and each.id not in stands]
    for one in store.of(TaskSeries, household=household, ended_on=None, order_by="starts_on"):
        if one.kind is not TaskKind.STAND_BY:
            yield _thing(OpenKind.SERIES, one.id, one.what or label(one.kind), since=one.starts_on)
    runs = {each.id for each in store.of(TaskSeries, household=household, ended_on=None)}
    for task in waiting:
        if task.series not in runs:
            late = task.due_on is not None and task.due_on < today
            what = task.what or label(task.kind)
            yield _thing(OpenKind.TASK, task.id, what, since=task.made_on, due=task.due_on, is_late=late)
    for each in store.of(Appointment, household=household, is_cancelled=False, order_by="at"):
        if local_day(each.at) >= today and each.held_as is None:
            yield _thing(
                OpenKind.APPOINTMENT, each.id, each.what or label(OpenKind.APPOINTMENT), due=local_day(each.at)
            )


def _stands_as_another(store: Store, household: HouseholdId) -> frozenset[UUID]:
    """The tasks to call about a referral or to look at an agreement: they stand there as that."""
    calls = (each.chase_task for each in store.of(Referral, household=household) if each.is_open)
    running_ = store.of(CreditorAgreement, household=household, outcome=AgreementOutcome.RUNNING)
    return frozenset(each for each in (*calls, *(one.look_task for one in running_)) if each is not None)


def _others(store: Store, household: HouseholdId, today: date) -> Iterable[OpenThing]:
    for referral in store.of(Referral, household=household, order_by="sent_on"):
        whom = referral.recipient or referral.kind_of_help or label(OpenKind.REFERRAL)
        if referral.is_open:
            since = debt_help.last_day(store, referral) or referral.sent_on
            yield _thing(OpenKind.REFERRAL, referral.id, whom, since=since, due=referral.chase_on)
        elif referral.sent_on is None and referral.answer is ReferralAnswer.WAITING:
            unsent = _thing(OpenKind.REFERRAL, referral.id, _("{recipient}: not sent yet", recipient=whom))
            yield replace(unsent, ways=(Decided.CANCELLED,))
    for agreed in store.of(CreditorAgreement, household=household, outcome=AgreementOutcome.RUNNING, order_by="id"):
        what = agreements.words_of(agreed)
        yield _thing(OpenKind.AGREEMENT, agreed.id, what, since=agreed.agreed_on, due=agreed.look_on)
    for help_ in store.of(CarerSupport, household=household, order_by="requested_on"):
        if help_.state_on(today) in (SupportState.WISHED, SupportState.WAITING):
            yield _thing(OpenKind.CARER_SUPPORT, help_.id, _help_words(store, help_), since=help_.requested_on)
    for signal in store.of(EarlySignal, household=household, result=None, order_by="received_on"):
        what = ", ".join(part for part in (label(signal.kind), signal.partner) if part)
        yield _thing(OpenKind.SIGNAL, signal.id, what, since=signal.received_on)
    for threat in store.of(Threat, household=household, ended_on=None, order_by="known_on"):
        yield _thing(OpenKind.THREAT, threat.id, label(threat.kind), since=threat.known_on, due=threat.on)
    for transfer in store.of(Transfer, household=household, state=TransferState.PROPOSED):
        to = store.find(Worker, transfer.to_worker)
        what = _("Hand-over to {who}", who=to.name if to else "–")
        yield _thing(OpenKind.TRANSFER, transfer.id, what, since=transfer.proposed_on)
    for talk in store.of(Conversation, household=household, finished_at=None, order_by="held_at"):
        yield _thing(OpenKind.CONVERSATION, talk.id, label(talk.kind), since=local_day(talk.held_at))
    for plan in store.of(HouseholdPlan, household=household, signed_on=None):
        if any(store.count(kind, plan=plan.id) for kind in (PlanAction, PlanWish, PlanStrength)):
            yield _thing(OpenKind.PLAN, plan.id, _("Our plan, not signed yet"), since=plan.made_on)


def _with_others(store: Store, household: HouseholdId) -> Iterable[str]:
    """What others have yet to answer: schemes and tokens that were applied for, and worries about an administrator."""
    titles = {each.key: each.title.of(language()) for each in budget.schemes()}
    for use in store.of(SchemeUse, household=household, state=SchemeState.APPLIED, order_by="scheme"):
        yield _("{what} (applied for)", what=_short(titles.get(use.scheme, use.scheme)))
    for token in store.of(Appreciation, household=household, granted=None, received_on=None, order_by="year"):
        if token.asked_on is not None:
            yield _("Yearly token for a carer {year} (applied for)", year=str(token.year))
    for signal in store.of(QualitySignal, household=household, settled_on=None, order_by="id"):
        yield _("Signal about {whom} (not settled yet)", whom=_short(signal.about) or "–")


def _help_words(store: Store, wanted: CarerSupport) -> str:
    name = full_name(store.get(Resident, wanted.resident)) or "–"
    return _("{help} for {name}", help=label(wanted.kind), name=name)


def _drafts(office: Office, household: HouseholdId, talks: Iterable[UUID]) -> Iterable[OpenThing]:
    """What this worker typed here and did not keep."""
    own = {f"note.{household}", f"request.new.{household}", *(f"conversation.{each}" for each in talks)}
    for draft in office.drafts():
        if (draft.place in own or draft.place.startswith(f"household.{household}.")) and any(draft.typed.values()):
            what = _begins(draft.typed) or label(OpenKind.DRAFT)
            yield OpenThing(f"draft.{draft.place}", OpenKind.DRAFT, what, WAYS[OpenKind.DRAFT], local_day(draft.at))


def _begins(typed: Mapping[str, str]) -> str:
    return next((_short(words) for words in typed.values() if words and not words.startswith(("{", "["))), "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1].rstrip()}…"


def _thing(
    kind: OpenKind, id_: UUID, what: str, *, since: date | None = None, due: date | None = None, is_late: bool = False
) -> OpenThing:
    # The sentences about it go on after its name.
    return OpenThing(f"{kind.value}.{id_}", kind, what.rstrip(". "), WAYS[kind], since, due, is_late)


# ---------------------------------------------------------------------------------------------- close


def close(
    office: Office,
    household: HouseholdId,
    on: date | None = None,
    result: ClosingResult = ClosingResult.REACHED,
    explanation: str = "",
    decisions: Iterable[Decision] = (),
    *,
    has_aftercare: bool = True,
) -> Closing:
    """Close a household: everything open is decided, the result is kept, aftercare begins; or nothing happens at all.

    Raises Problem with a gap for each thing that is not decided, when the day lies in the future or before an earlier
    opening, or when the household is closed already.
    """
    day = on or office.today()
    requests.not_in_the_future(office, day)
    decided = {each.key: each for each in decisions}
    with office.writing(Deed.CLOSE_HOUSEHOLD, household) as store:
        work = _open_work(office, store, household)
        home = work.household
        if work.is_closed:
            raise Problem("closed_already", N_("This household is closed already. Nothing was changed."))
        begins = max((each.reopened_on for each in work.closings if each.reopened_on), default=home.started_on)
        if begins is not None and day < begins:
            raise Problem(
                "closed_before_start",
                N_("The household was opened on {day}; it cannot be closed before that day."),
                day=begins,
            )
        if gaps := gaps_in(work.things, decided, day, office.today()):
            raise Problem(
                "not_decided",
                N_("Not everything has been decided yet. Say of each thing that is open what becomes of it."),
                gaps,
            )
        told = [_carry_out(office, store, home, each, decided[each.key], day) for each in _in_order(work.things)]
        if told:
            store.save(
                Note(
                    household=household,
                    text="\n".join([_("What was open at the closing:"), *told])[:TEXT_LENGTH],
                    is_team_only=True,
                    written_at=office.now(),
                    worker=office.me,
                )
            )
        series.end_all_series(office, household, min(day, office.today()), _("The household was closed."))
        home = store.get(Household, household)
        closing = store.save(
            Closing(
                household=household,
                on=day,
                result=result,
                explanation=explanation,
                has_aftercare=has_aftercare,
                plan_coordinator=home.plan_coordinator,
                worker=office.me,
            )
        )
        store.save(home.changed(state=HouseholdState.CLOSED, ended_on=day))
        series.start_aftercare(office, household, closing)
        _drafts_of(office, store).drop(f"{_OWN_DRAFT}{household}")
        return closing


# Requests last: with them end their terms, and a term that is decided is answered before.
_ORDER = (
    OpenKind.DRAFT,
    OpenKind.CONVERSATION,
    OpenKind.TERM,
    OpenKind.TASK,
    OpenKind.SERIES,
    OpenKind.APPOINTMENT,
    OpenKind.REFERRAL,
    OpenKind.AGREEMENT,
    OpenKind.CARER_SUPPORT,
    OpenKind.SIGNAL,
    OpenKind.THREAT,
    OpenKind.TRANSFER,
    OpenKind.PLAN,
    OpenKind.CRISIS,
    OpenKind.STAND_BY,
    OpenKind.REQUEST,
)


def _in_order(things: Iterable[OpenThing]) -> list[OpenThing]:
    return sorted(things, key=lambda each: _ORDER.index(each.kind))


def _carry_out(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> str:
    """Let a decision come true; returns how the note of the closing tells it.

    What began after the day of closing is not called off before it began.
    """
    since = min(thing.since or day, office.today())
    _DO[thing.kind](office, store, home, thing, decision, max(day, since))
    kind = label(thing.kind)
    match decision.how:
        case Decided.DONE:
            return _("{kind} “{what}”: done on {day}.", kind=kind, what=thing.what, day=decision.on)
        case Decided.CANCELLED if decision.reason.strip():
            return _(
                "{kind} “{what}”: called off. {reason}", kind=kind, what=thing.what, reason=one_line(decision.reason)
            )
        case Decided.CANCELLED:
            return _("{kind}: thrown away.", kind=kind)
        case _ if decision.on is not None:
            return _("{kind} “{what}”: goes on on {day}.", kind=kind, what=thing.what, day=decision.on)
        case _:
            return _("{kind} “{what}”: goes on.", kind=kind, what=thing.what)


def _id(thing: OpenThing) -> UUID:
    return UUID(thing.key.partition(".")[2])


def _do_request(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> None:
    del home
    request = store.get(RequestNotification, _id(thing))
    is_done = decision.how is Decided.DONE
    kind = EventKind.CLOSED if is_done else EventKind.WITHDRAWN
    on = decision.on if is_done and decision.on else max(day, local_day(request.received_at))
    requests.record_event(office, request.id, kind, on, note=one_line(decision.reason))


def _do_term(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> None:
    facts = facts_of(store, office.today(), [home.id])[home.id]
    found = case_deadlines(facts, office.statute, office.today(), explained=False)
    deadline = next((each for each in found if each.is_open and _term(each).key == thing.key), None)
    if deadline is None:
        # What was decided just before answered it already.
        return
    if decision.how is Decided.CANCELLED:
        store.save(
            Postponement(
                household=home.id,
                step=deadline.step,
                **dict(deadline.source),
                reason=one_line(decision.reason),
                agreed_on=day,
                worker=office.me,
            )
        )
        return
    kind = answer_of(deadline)
    assert kind is not None
    assert decision.on is not None
    source = deadline.source
    if isinstance(kind, EventKind):
        assert source.request is not None
        requests.record_event(office, source.request, kind, decision.on)
        return
    store.save(
        CaseEvent(
            household=home.id,
            kind=kind,
            on=decision.on,
            about=source.resident or next((e.resident for e in facts.carer_talks if e.id == source.carer_talk), None),
            consent=source.consent,
            safety_flag=source.safety_flag,
            answers=source.event,
            worker=office.me,
            typed_at=office.now(),
        )
    )


def _do_task(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> None:
    del home
    task = store.get(Task, _id(thing))
    match decision.how:
        case Decided.DONE:
            tasks.complete(office, task.id, decision.on)
        case Decided.CANCELLED:
            tasks.cancel_task(office, task.id, decision.reason, day)
        case Decided.MOVED:
            # It goes on as aftercare, for whoever is responsible on that day.
            store.save(task.changed(kind=TaskKind.AFTERCARE, due_on=decision.on, worker=None))


def _do_series(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> None:
    del home
    series.end_series(office, store.get(TaskSeries, _id(thing)).id, day, decision.reason)


def _do_appointment(
    office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date
) -> None:
    del office, home, day
    if decision.how is Decided.CANCELLED:
        store.save(store.get(Appointment, _id(thing)).changed(is_cancelled=True))


def _do_referral(
    office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date
) -> None:
    referral = store.get(Referral, _id(thing))
    if referral.sent_on is None:
        # Nobody outside knows of it: it stays as it is, and goes on from there when the household is opened again.
        return
    if referral.kind is ReferralKind.DEBT_HELP:
        _do_debt_help(office, store, referral, decision, day)
        return
    if decision.how is Decided.MOVED:
        what = one_line(_("Ask {organisation} how it goes", organisation=referral.recipient))
        _ask_later(office, store, decision, Task(household=home.id, what=what, request=referral.request))
        return
    is_done = decision.how is Decided.DONE
    facts: dict[str, object] = {
        "answer": ReferralAnswer.DONE if is_done else ReferralAnswer.WITHDRAWN,
        "answered_on": decision.on if is_done else day,
    }
    if not is_done:
        facts["answer_words"] = one_line(decision.reason)
    store.save(referral.changed(**facts))


def _do_debt_help(office: Office, store: Store, referral: Referral, decision: Decision, day: date) -> None:
    if decision.how is Decided.MOVED:
        assert decision.on is not None
        debt_help.goes_on(office, store, referral, decision.on)
    elif decision.how is Decided.DONE:
        debt_help.step(office, referral.id, StepKind.ENDED, decision.on)
    else:
        on = max(day, debt_help.last_day(store, referral) or day)
        debt_help.step(office, referral.id, StepKind.WITHDRAWN, on, words=decision.reason)


def _do_agreement(
    office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date
) -> None:
    del home
    agreed = store.get(CreditorAgreement, _id(thing))
    if decision.how is Decided.MOVED:
        assert decision.on is not None
        agreements.goes_on(office, store, agreed, decision.on)
        return
    is_done = decision.how is Decided.DONE
    facts: dict[str, object] = {
        "outcome": AgreementOutcome.KEPT if is_done else AgreementOutcome.STOPPED,
        "outcome_on": decision.on if is_done else day,
    }
    if not is_done:
        facts["outcome_words"] = one_line(decision.reason)
    agreements.keep(office, agreed.changed(**facts))


def _do_carer_support(
    office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date
) -> None:
    wanted = store.get(CarerSupport, _id(thing))
    match decision.how:
        case Decided.DONE:
            asked = min(wanted.requested_on or decision.on, decision.on) if decision.on else wanted.requested_on
            store.save(wanted.changed(started_on=decision.on, requested_on=asked))
        case Decided.CANCELLED:
            stops = max(day, wanted.requested_on or day)
            store.save(wanted.changed(stopped_on=stops, stop_reason=one_line(decision.reason)))
        case Decided.MOVED:
            what = one_line(_("Ask whether it has begun: {help}", help=thing.what))
            _ask_later(office, store, decision, Task(household=home.id, what=what, resident=wanted.resident))


def _ask_later(office: Office, store: Store, decision: Decision, wanted: Task) -> None:
    """Let somebody ask how it goes, as aftercare; who is to ask already since an earlier closing, asks then."""
    known = store.of(Task, household=wanted.household, what=wanted.what, resident=wanted.resident)
    task = next((each for each in known if each.is_open), wanted.changed(made_on=office.today()))
    store.save(task.changed(kind=TaskKind.AFTERCARE, due_on=decision.on, worker=None))


def _do_transfer(
    office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date
) -> None:
    del office, home
    transfer = store.get(Transfer, _id(thing))
    reason = one_line(decision.reason)
    store.save(transfer.changed(state=TransferState.WITHDRAWN, answered_on=day, answer_reason=reason))


def _do_conversation(
    office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date
) -> None:
    talk = store.get(Conversation, _id(thing))
    if decision.how is Decided.DONE:
        conversations.finish(office, talk.id, reason=_("The household was closed."))
        return
    store.save(talk.changed(finished_at=office.now()))
    store.save(
        Deviation(
            household=home.id,
            what=_("Conversation called off at the closing"),
            reason=decision.reason,
            worker=office.me,
            decided_on=day,
        )
    )


def _do_plan(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> None:
    del office, home, day
    if decision.how is Decided.DONE:
        store.save(store.get(HouseholdPlan, _id(thing)).changed(signed_on=decision.on))


def _do_crisis(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> None:
    del day
    assert decision.on is not None
    store.save(
        _case_event(office, home.id, CaseEventKind.CRISIS_ENDED, decision.on, answers=_id(thing), note=decision.reason)
    )
    if home.weight is Weight.CRISIS:
        store.save(home.changed(weight=Weight.HEAVY))


def _do_stand_by(
    office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date
) -> None:
    del thing, day
    assert decision.on is not None
    _end_stand_by(office, store, home.id, decision.on, decision.reason)


def _do_draft(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> None:
    del day
    place = thing.key.partition(".")[2]
    drafts = _drafts_of(office, store)
    draft = drafts.find(place)
    if draft is not None and decision.how is Decided.MOVED:
        text = "\n".join(words for words in draft.typed.values() if words.strip())[:TEXT_LENGTH]
        store.save(Note(household=home.id, text=text, is_team_only=True, written_at=office.now(), worker=office.me))
    drafts.drop(place)


def _do_signal(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> None:
    del home, day
    signal = store.get(EarlySignal, EarlySignalId(_id(thing)))
    if decision.how is Decided.CANCELLED:
        early_signals.settle(office, signal.id, SignalResult.NOT_TAKEN_UP, decision.reason)
    else:
        # Contact still has to be offered: it goes on with the team, apart from this household.
        early_signals.belongs_to(office, signal.id, None)


def _do_threat(office: Office, store: Store, home: Household, thing: OpenThing, decision: Decision, day: date) -> None:
    del office, home
    threat = store.get(Threat, _id(thing))
    told = "\n".join(part for part in (threat.done, decision.reason.strip()) if part)[:TEXT_LENGTH]
    # How it ended is not asked here, and nobody guesses it.
    ended_on = decision.on if decision.how is Decided.DONE else max(day, threat.known_on)
    store.save(threat.changed(ended_on=ended_on, done=told))


_DO: Mapping[OpenKind, Callable[[Office, Store, Household, OpenThing, Decision, date], None]] = {
    OpenKind.REQUEST: _do_request,
    OpenKind.TERM: _do_term,
    OpenKind.TASK: _do_task,
    OpenKind.SERIES: _do_series,
    OpenKind.APPOINTMENT: _do_appointment,
    OpenKind.REFERRAL: _do_referral,
    OpenKind.AGREEMENT: _do_agreement,
    OpenKind.CARER_SUPPORT: _do_carer_support,
    OpenKind.SIGNAL: _do_signal,
    OpenKind.THREAT: _do_threat,
    OpenKind.TRANSFER: _do_transfer,
    OpenKind.CONVERSATION: _do_conversation,
    OpenKind.PLAN: _do_plan,
    OpenKind.CRISIS: _do_crisis,
    OpenKind.STAND_BY: _do_stand_by,
    OpenKind.DRAFT: _do_draft,
}


def _drafts_of(office: Office, store: Store) -> Drafts:
    return Drafts(store.connection, office.worker.id if office.worker else None)


def _case_event(
    office: Office,
    household: HouseholdId,
    kind: CaseEventKind,
    on: date,
    *,
    note: str = "",
    answers: UUID | None = None,
) -> CaseEvent:
    return CaseEvent(
        household=household,
        kind=kind,
        on=on,
        note=one_line(note),
        answers=answers,
        worker=office.me,
        typed_at=office.now(),
    )


# ---------------------------------------------------------------------------------------------- open again


def reopen(office: Office, household: HouseholdId, reason: str, on: date | None = None) -> Closing:
    """Open a closed household again, with the reason; its closed requests stay closed, and aftercare stops.

    Raises Problem without a reason, before the closing, in the future, or when it is not closed.
    """
    if not reason.strip():
        raise Problem("no_reopen_reason", N_("Say in a few words why this household is opened again."))
    day = on or office.today()
    requests.not_in_the_future(office, day)
    with office.writing(Deed.REOPEN_HOUSEHOLD, household) as store:
        if store.get(Household, household).state is not HouseholdState.CLOSED:
            raise Problem("open_already", N_("This household is open. Nothing was changed."))
        return reopening.open_again(office, store, household, reason, day)


def aftercare_days(office: Office, household: HouseholdId, on: date) -> tuple[date, ...]:
    """The days on which somebody asks how things are, when a household is closed on this day (T20)."""
    planned = TaskSeries(household=household, kind=TaskKind.AFTERCARE, starts_on=on)
    return tuple(each.on for each in turns(planned, office.statute, {}))


# ---------------------------------------------------------------------------------------------- stand-by (waakvlam)


def begin_stand_by(office: Office, household: HouseholdId, on: date | None = None, why: str = "") -> CaseEvent:
    """Put a household on stand-by: somebody stays in touch in its own rhythm; the terms of its requests go on.

    Raises Problem when the day lies in the future or before the end of an earlier one, or the household is closed, in
    crisis or on stand-by already.
    """
    day = on or office.today()
    requests.not_in_the_future(office, day)
    with office.writing(Deed.RECORD_CASE_EVENT, household) as store:
        home = store.get(Household, household)
        if home.state is not HouseholdState.OPEN:
            raise Problem("not_open", N_("Only an open household can go on stand-by."))
        events = store.of(CaseEvent, household=household)
        if running(events, CaseEventKind.CRISIS_STARTED, CaseEventKind.CRISIS_ENDED, office.today()):
            raise Problem(
                "in_crisis", N_("A crisis runs here. End the crisis first; then the household can go on stand-by.")
            )
        ended = max((each.on for each in events if each.kind is CaseEventKind.STAND_BY_ENDED), default=day)
        if day < ended:
            raise Problem(
                "before_earlier_stand_by",
                N_("An earlier stand-by ended on {day}; it cannot begin again before that day."),
                day=ended,
            )
        store.save(home.changed(state=HouseholdState.STAND_BY, weight=Weight.LIGHT))
        event = store.save(_case_event(office, household, CaseEventKind.STAND_BY_STARTED, day, note=why))
        series.start_stand_by(office, household, day)
        return event


def end_stand_by(office: Office, household: HouseholdId, on: date | None = None, why: str = "") -> CaseEvent:
    """Take a household off stand-by: it is open again, and its series of contact stops.

    Raises Problem when the day lies in the future or before it began, or the household is not on stand-by.
    """
    day = on or office.today()
    requests.not_in_the_future(office, day)
    with office.writing(Deed.RECORD_CASE_EVENT, household) as store:
        if store.get(Household, household).state is not HouseholdState.STAND_BY:
            raise Problem("not_on_stand_by", N_("This household is not on stand-by."))
        if day < stand_by_since(store, household, day):
            raise Problem("before_the_stand_by", N_("That day lies before the stand-by. Check the date."))
        return _end_stand_by(office, store, household, day, why)


def stand_by_since(store: Store, household: HouseholdId, day: date) -> date:
    """Since when a household is on stand-by; this day when nobody wrote that down."""
    begun = store.of(CaseEvent, household=household, kind=CaseEventKind.STAND_BY_STARTED)
    return max((each.on for each in begun), default=day)


def _end_stand_by(office: Office, store: Store, household: HouseholdId, day: date, why: str) -> CaseEvent:
    home = store.get(Household, household)
    weight = Weight.REGULAR if home.weight is Weight.LIGHT else home.weight
    store.save(home.changed(state=HouseholdState.OPEN, weight=weight))
    series.end_all_series(office, household, day, why or _("Stand-by ended."), [TaskKind.STAND_BY])
    return store.save(_case_event(office, household, CaseEventKind.STAND_BY_ENDED, day, note=why))


# ---------------------------------------------------------------------------------------------- what the page of a household says


@dataclass(frozen=True)
class Standing:
    """How a household stands, where that is more than open: in crisis, on stand-by or closed."""

    state: HouseholdState
    closing: Closing | None = None
    """The closing that holds."""
    crisis: CaseEvent | None = None
    regisseur: str = ""
    stand_by: CaseEvent | None = None
    fixed_face: str = ""
    ended_on: date | None = None
    workers: Mapping[WorkerId, str] = field(default_factory=dict)


def standing(office: Office, household: HouseholdId) -> Standing:
    """Whether a household is in crisis, on stand-by or closed, with who leads and who was its last fixed face."""
    today = office.today()
    with office.reading() as store:
        home = store.get(Household, household)
        events = store.of(CaseEvent, household=household)
        held = next(iter(store.of(Closing, household=household, reopened_on=None, order_by="-on")), None)
        workers = {each.id: each.name for each in store.of(Worker)}
    crisis = running(events, CaseEventKind.CRISIS_STARTED, CaseEventKind.CRISIS_ENDED, today)
    leads = regisseur_of(events, crisis)
    return Standing(
        state=home.state,
        closing=held if home.state is HouseholdState.CLOSED else None,
        crisis=crisis if home.state is not HouseholdState.CLOSED else None,
        regisseur=workers.get(leads.worker, "") if leads and leads.worker else "",
        stand_by=running(events, CaseEventKind.STAND_BY_STARTED, CaseEventKind.STAND_BY_ENDED, today)
        if home.state is HouseholdState.STAND_BY
        else None,
        fixed_face=workers.get(home.plan_coordinator, "") if home.plan_coordinator else "",
        ended_on=home.ended_on,
        workers=workers,
    )
