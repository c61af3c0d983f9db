"""Referral to debt help: prepared from what is known, sent with consent, and the team's until an outcome comes back.

Each step writes what it says on the route of the request and about the debt arrangement, so that nothing is typed twice
and terms follow by themselves. What the referral says of its answer always follows from its steps, in whatever order
they were typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from buurtteam.domain import answers as answering
from buurtteam.domain.calendar import FreeDays, add_months
from buurtteam.domain.case import CaseEvent, CaseEventKind, Postponement
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.debt_help import (
    ARRANGEMENTS,
    OUTCOMES,
    DebtHelpState,
    DebtHelpStep,
    ExitReason,
    SolutionKind,
    StepKind,
    next_steps,
    state_of,
)
from buurtteam.domain.household import (
    ADULT_ROLES,
    Deviation,
    Household,
    HouseholdState,
    full_name,
)
from buurtteam.domain.kinds import HouseholdId, ReferralId, ResidentId, local_day, one_line
from buurtteam.domain.papers import RouteStep
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.request import (
    Channel,
    EventKind,
    NotifierRole,
    RequestEvent,
    RequestKind,
    RequestNotification,
    RequestState,
)
from buurtteam.domain.request import state_of as request_state
from buurtteam.domain.sharing import (
    LegalGround,
    Referral,
    ReferralAnswer,
    ReferralKind,
    still_said,
)
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_
from buurtteam.services import budget, case, requests
from buurtteam.services.debt_help_ready import ConsentLine, consent_lines, consents_with, gaps_of
from buurtteam.services.norms import caseload_norms_in
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.storage.facts import facts_of
from buurtteam.storage.store import Store
from buurtteam.texts import label
from buurtteam.texts import translate as _

if TYPE_CHECKING:
    from buurtteam.domain.record import Record

GROUNDS = (LegalGround.CONSENT, LegalGround.VITAL)
"""Debt help is asked for by residents themselves (Wgs art. 4), so consent is the ground; only to save somebody from great
harm does it go without (AVG art. 6 lid 1 d)."""

TERMS = ("T06", "T07", "T08", "T10", "T11", "T12")
"""The rules whose terms a referral to debt help starts and meets."""

_EVENT_OF: Mapping[StepKind, EventKind] = {
    StepKind.FIRST_TALK: EventKind.FIRST_TALK_HELD,
    StepKind.ADMITTED: EventKind.DECISION_MADE,
    StepKind.REFUSED: EventKind.DECISION_MADE,
    StepKind.STARTED: EventKind.HELP_STARTED,
}
_MINE_WHILE_PREPARING = ("resident", "partner", "recipient", "kind_of_help", "purpose", "ground", "we_keep_doing")


@dataclass(frozen=True)
class DebtHelpView:
    """Everything about debt help for one household, as it stands today."""

    household: HouseholdId
    today: date
    referral: Referral | None = None
    """The one that is being prepared or runs, else the last one."""
    earlier: tuple[Referral, ...] = ()
    """The others, the newest first."""
    steps: tuple[DebtHelpStep, ...] = ()
    state: DebtHelpState = DebtHelpState.PREPARED
    next: tuple[StepKind, ...] = ()
    usual: tuple[StepKind, ...] = ()
    """What usually happens next; the others may be written down too."""
    can_still: tuple[StepKind, ...] = ()
    """What was passed over and may still be written down."""
    strip: tuple[RouteStep, ...] = ()
    terms: tuple[Deadline, ...] = ()
    gaps: tuple[Gap, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    chase: Task | None = None
    """The task to call them, when it is still to be done."""
    adults: Mapping[ResidentId, str] = field(default_factory=dict)
    request: RequestNotification | None = None
    """The request for debt help that it belongs to, or that preparing would use; without one preparing makes one."""
    recipient: str = ""
    """To whom the team referred last."""
    threats: tuple[Threat, ...] = ()
    """What threatens today."""
    can_answer: Mapping[CaseEventKind, tuple[CaseEvent, ...]] = field(default_factory=dict)
    """What a moratorium or an arrangement that ends would answer."""

    @property
    def is_prepared(self) -> bool:
        """Whether one is being prepared: made, and not sent."""
        return self.referral is not None and self.referral.sent_on is None

    @property
    def is_running(self) -> bool:
        """Whether one was sent and has no outcome."""
        return self.referral is not None and self.referral.is_open

    @property
    def stops(self) -> tuple[Gap, ...]:
        """What is missing without which it cannot be sent."""
        return tuple(each for each in self.gaps if each.stops)


# ---------------------------------------------------------------------------------------------- look


def read(office: Office, household: HouseholdId) -> DebtHelpView:
    """Everything about debt help for a household.

    Raises Trouble when it is not there any more.
    """
    today = office.today()
    with office.reading() as store:
        home = Home.of(store, household, today, office.statute)
        known = _referrals(store, household)
        current = next((each for each in known if each.sent_on is None or each.is_open), known[0] if known else None)
        steps = tuple(_steps(store, current.id)) if current else ()
        terms = _terms(office, store, household)
        events = store.of(CaseEvent, household=household)
        is_over = current is not None and current.sent_on is not None and not current.is_open
        return DebtHelpView(
            household=household,
            today=today,
            referral=current,
            earlier=tuple(each for each in known if current is None or each.id != current.id),
            steps=steps,
            state=state_of(steps),
            next=next_steps(steps) if current else (),
            usual=_usual(steps) if current else (),
            can_still=_passed_over(steps),
            strip=_strip(steps, terms, current),
            terms=terms,
            gaps=gaps_of(store, home, current, today) if current and current.sent_on is None else (),
            consents=consent_lines(store, home, current, today) if current else (),
            chase=_chase_of(store, current),
            adults={each.id: full_name(each) for each in home.adults},
            request=_request_for(store, household, None if is_over else current),
            recipient=_last_recipient(store),
            threats=tuple(each for each in store.of(Threat, household=household) if each.holds_on(today)),
            can_answer={
                kind: answering.open_starts(events, kind)
                for kind in (CaseEventKind.STAY_ENDED, CaseEventKind.ARRANGEMENT_MADE, CaseEventKind.ARRANGEMENT_ENDED)
            },
        )


def _referrals(store: Store, household: HouseholdId) -> list[Referral]:
    found = store.of(Referral, household=household, kind=ReferralKind.DEBT_HELP, order_by="id")
    return sorted(found, key=lambda each: (each.sent_on is None, each.sent_on or date.min), reverse=True)


def _steps(store: Store, referral: ReferralId) -> list[DebtHelpStep]:
    kinds = list(StepKind)
    return sorted(store.of(DebtHelpStep, referral=referral), key=lambda each: (each.on, kinds.index(each.kind)))


def _terms(office: Office, store: Store, household: HouseholdId) -> tuple[Deadline, ...]:
    facts = facts_of(store, office.today(), [household])[household]
    return tuple(each for each in case_deadlines(facts, office.statute, office.today()) if each.rule in TERMS)


def _last_recipient(store: Store) -> str:
    known = [each for each in store.of(Referral, kind=ReferralKind.DEBT_HELP) if each.recipient]
    return max(known, key=lambda each: each.sent_on or date.min).recipient if known else ""


def _chase_of(store: Store, referral: Referral | None) -> Task | None:
    task = store.find(Task, referral.chase_task) if referral else None
    return task if task is not None and task.is_open else None


def _request_for(store: Store, household: HouseholdId, referral: Referral | None) -> RequestNotification | None:
    """The request it belongs to, else the newest request for debt help that is open."""
    if referral is not None and (own := store.find(RequestNotification, referral.request)) is not None:
        return own
    for each in store.of(RequestNotification, household=household, kind=RequestKind.DEBT, order_by="-received_at"):
        if request_state(store.of(RequestEvent, request=each.id)) is not RequestState.CLOSED:
            return each
    return None


def _usual(steps: Sequence[DebtHelpStep]) -> tuple[StepKind, ...]:
    """The next step, a refusal until there is a decision, and the end once the help runs."""
    state, possible = state_of(steps), next_steps(steps)
    found = [each for each in possible if each not in OUTCOMES][:1]
    if state is DebtHelpState.DECIDED and StepKind.STARTED in possible:
        # Many write no plan of action of their own.
        found.append(StepKind.STARTED)
    if state in (DebtHelpState.SENT, DebtHelpState.RECEIVED, DebtHelpState.FIRST_TALK):
        found += [each for each in (StepKind.ADMITTED, StepKind.REFUSED) if each in possible and each not in found]
    if state is DebtHelpState.RUNNING:
        found.append(StepKind.ENDED)
    return tuple(found)


def _passed_over(steps: Sequence[DebtHelpStep]) -> tuple[StepKind, ...]:
    kinds = {each.kind for each in steps}
    if not kinds or kinds & OUTCOMES:
        return ()
    order = list(StepKind)
    furthest = max(order.index(kind) for kind in kinds)
    return tuple(kind for kind in order[:furthest] if kind not in kinds)


# The strip: each step, which kinds make it done, and which term says by when.
_STRIP: tuple[tuple[str, tuple[StepKind, ...], tuple[str, ...]], ...] = (
    (N_("Sent ¦state"), (StepKind.SENT,), ()),
    (N_("Received ¦state"), (StepKind.RECEIVED,), ()),
    (N_("First conversation ¦debt help"), (StepKind.FIRST_TALK,), ("T07", "T06")),
    (N_("Decision ¦debt help"), (StepKind.ADMITTED, StepKind.REFUSED), ("T08",)),
    (N_("Plan ¦debt help"), (StepKind.PLAN_MADE,), ()),
    (N_("Help starts ¦debt help"), (StepKind.STARTED,), ("T10",)),
    (N_("Ended ¦state"), (StepKind.ENDED, StepKind.WITHDRAWN), ("T11",)),
)


def _strip(
    steps: Sequence[DebtHelpStep], terms: Iterable[Deadline], referral: Referral | None
) -> tuple[RouteStep, ...]:
    """The steps with their day, or the last day by law; what was passed over stands there without a day."""
    latest = {each.step: each.legal_end for each in terms if each.is_open}
    on = {each.kind: each.on for each in steps}
    furthest = max((at for at, (_words, kinds, _by) in enumerate(_STRIP) if set(kinds) & on.keys()), default=-1)
    is_over = bool(on.keys() & OUTCOMES)
    made: list[RouteStep] = []
    for at, (words, kinds, by) in enumerate(_STRIP):
        day = next((on[kind] for kind in kinds if kind in on), None)
        if is_over and day is None:
            continue
        end = next((latest[step] for step in by if step in latest), None)
        is_here = referral is not None and not is_over and at == furthest + 1
        title = _("Send ¦debt help") if StepKind.SENT in kinds and day is None else _(words)
        if StepKind.REFUSED in kinds and StepKind.REFUSED in on:
            title = _("Refused ¦debt help")
        elif StepKind.WITHDRAWN in kinds and StepKind.WITHDRAWN in on:
            title = _("Withdrawn ¦state")
        made.append(
            RouteStep(
                title=title,
                on=day,
                done=day is not None,
                current=is_here,
                latest=None if day or at < furthest else end,
            )
        )
    return tuple(made)


# ---------------------------------------------------------------------------------------------- prepare and send


def prepare(office: Office, household: HouseholdId) -> Referral:
    """Prepare a referral to debt help from what is known; one that is being prepared or runs is given back as it is.

    It belongs to the open request for debt help of the household; when there is none, one is written down as asked
    today, so that the terms of the law run.
    Raises Problem when the household is closed.
    """
    with office.writing(Deed.REFER, household) as store:
        for each in _referrals(store, household):
            if each.sent_on is None or each.is_open:
                return each
        home = Home.of(store, household, office.today(), office.statute)
        request = _request_for(store, household, None)
        person, partner = _who(store, home, request)
        if request is None:
            request = requests.receive(
                office,
                RequestNotification(
                    household=household,
                    received_at=office.now(),
                    kind=RequestKind.DEBT,
                    channel=Channel.VISIT,
                    notifier_role=NotifierRole.RESIDENT,
                    about=person,
                    question=budget.picture_in(store, household).story or _("Help with debts"),
                ),
            )
        return store.save(
            Referral(
                household=household,
                kind=ReferralKind.DEBT_HELP,
                resident=person,
                partner=partner,
                request=request.id,
                recipient=_last_recipient(store),
                kind_of_help=_("Debt help"),
                purpose=_("Help with debts"),
            )
        )


def _who(store: Store, home: Home, request: RequestNotification | None) -> tuple[ResidentId | None, ResidentId | None]:
    """Who asks for debt help, and the partner when there are two adults who run the household together."""
    roles = {each.resident: each.role for each in home.memberships}
    adults = [each.id for each in home.adults]
    heads = [each for each in adults if roles.get(each) in ADULT_ROLES] or adults
    about = request.about if request else None
    person = about if about in adults else next(iter(heads), None)
    if person is None:
        return None, None
    couples = budget.couples_in(store, adults, home.today)
    partner = next((each for each in adults if frozenset({person, each}) in couples), None)
    others = [each for each in heads if each != person]
    if partner is None and person in heads and len(others) == 1:
        partner = others[0]
    return person, partner


def keep(office: Office, referral: Referral) -> Referral:
    """Keep what was changed in a referral; once it was sent only what the team keeps doing changes.

    Raises Problem for another ground than the law knows here, Stale when it was changed in the meantime.
    """
    with office.writing(Deed.REFER, referral.household) as store:
        stored = store.get(Referral, referral.id)
        if referral.ground not in GROUNDS:
            raise Problem(
                "ground_not_here",
                N_("Debt help is asked for by the resident. Ask for consent, or say which great harm cannot wait."),
            )
        names = _MINE_WHILE_PREPARING if stored.sent_on is None else ("we_keep_doing",)
        facts = {name: getattr(referral, name) for name in names}
        if facts.get("partner") is not None and facts["partner"] == facts["resident"]:
            facts["partner"] = None
        return store.save(stored.changed(version=referral.version, **facts))


def remove(office: Office, referral: ReferralId) -> None:
    """Take away a referral that was never sent.

    Raises Problem when it was sent: what left the team stays in the dossier.
    """
    with office.writing(Deed.REFER) as store:
        found = store.get(Referral, referral)
        if found.sent_on is not None:
            raise Problem("referral_sent_stays", N_("This referral was sent, so it stays. You can withdraw it."))
        store.remove_tree(found)


def send(office: Office, referral: ReferralId, *, on: date | None = None, reason: str = "") -> Referral:
    """Write down that it was sent, with a day on which to call them; without consent nothing goes.

    Raises Problem with what is missing; on the ground of vital interest it asks for the reason, which is kept.
    """
    day = on or office.today()
    requests.not_in_the_future(office, day)
    with office.writing(Deed.REFER) as store:
        found = store.get(Referral, referral)
        if found.sent_on is not None:
            return found
        home = Home.of(store, found.household, office.today(), office.statute)
        stops = tuple(each for each in gaps_of(store, home, found, office.today()) if each.stops)
        if stops:
            codes = {"consent": "no_consent", "threat": "no_threat"}
            code = next((codes[each.field] for each in stops if each.field in codes), "not_complete")
            raise Problem(
                code,
                N_("Nothing was sent, for something is missing that debt help cannot do without. Look at the list."),
                stops,
            )
        if found.ground is not LegalGround.CONSENT:
            _write_reason(office, store, found, reason)
        holding = still_said(consents_with(store, found), office.today())
        store.save(
            found.changed(
                kind_of_help=one_line(home.shown(found.kind_of_help)),
                purpose=one_line(home.shown(found.purpose)),
                we_keep_doing=home.shown(found.we_keep_doing),
                consent=holding[0].id if holding and found.ground is LegalGround.CONSENT else None,
                worker=office.me,
            )
        )
        _add_step(office, store, found, StepKind.SENT, day)
        return _settle(office, store, found.id, moves_chase=True)


def _write_reason(office: Office, store: Store, referral: Referral, reason: str) -> None:
    if not reason.strip():
        raise Problem("no_reason", N_("Say which great harm cannot wait until somebody says yes."))
    store.save(
        Deviation(
            household=referral.household,
            what=one_line(_("Referred to {recipient} without consent", recipient=referral.recipient)),
            reason=reason.strip(),
            worker=office.me,
            decided_on=office.today(),
        )
    )


# ---------------------------------------------------------------------------------------------- steps


def step(
    office: Office,
    referral: ReferralId,
    kind: StepKind,
    on: date | None = None,
    *,
    solution: SolutionKind | None = None,
    reason: ExitReason | None = None,
    words: str = "",
) -> DebtHelpStep:
    """Write down that something happened to a referral, today or on an earlier day; terms and answer follow.

    Raises Problem when it was not sent, when this stands there already, when it cannot be beside what stands there, or
    for a day that cannot be.
    """
    if kind is StepKind.SENT:
        send(office, referral, on=on, reason=words)
        with office.reading() as store:
            return next(each for each in _steps(store, referral) if each.kind is StepKind.SENT)
    day = on or office.today()
    requests.not_in_the_future(office, day)
    with office.writing(Deed.REFER) as store:
        found = store.get(Referral, referral)
        known = _steps(store, referral)
        _check_step(found, known, kind, day)
        if kind is StepKind.WITHDRAWN and not words.strip():
            raise Problem("no_reason", N_("Say why the referral is withdrawn."))
        made = _add_step(office, store, found, kind, day, solution=solution, reason=reason, words=one_line(words))
        _settle(office, store, referral, moves_chase=True)
        return store.get(DebtHelpStep, made.id)


def _check_step(referral: Referral, known: Sequence[DebtHelpStep], kind: StepKind, day: date) -> None:
    kinds = {each.kind for each in known}
    if referral.sent_on is None:
        raise Problem("referral_not_sent", N_("This referral was not sent yet."))
    if kind in kinds:
        raise Problem("step_known", N_("This stands there already. Take it back first when it was on another day."))
    decided = {StepKind.ADMITTED, StepKind.REFUSED, StepKind.PLAN_MADE, StepKind.STARTED}
    clash = (kind in OUTCOMES and kinds & OUTCOMES) or (
        kind in decided and kinds & decided and StepKind.REFUSED in kinds | {kind}
    )
    if clash:
        raise Problem("step_clashes", N_("This cannot be beside what stands there. Take that back first."))
    if day < referral.sent_on:
        raise Problem("before_sent", N_("This lies before {day}, on which it was sent."), day=referral.sent_on)
    over = next((each.on for each in known if each.kind in OUTCOMES), None)
    if over is not None and day > over:
        raise Problem("after_outcome", N_("This lies after {day}, on which it was over."), day=over)
    last = max((each.on for each in known), default=referral.sent_on)
    if kind in OUTCOMES and day < last:
        raise Problem("before_last_step", N_("This lies before the last step, which was on {day}."), day=last)


def _add_step(
    office: Office,
    store: Store,
    referral: Referral,
    kind: StepKind,
    on: date,
    *,
    solution: SolutionKind | None = None,
    reason: ExitReason | None = None,
    words: str = "",
) -> DebtHelpStep:
    event = _on_route(office, store, referral, kind, on)
    return store.save(
        DebtHelpStep(
            household=referral.household,
            referral=referral.id,
            kind=kind,
            on=on,
            solution=solution if kind is StepKind.STARTED else None,
            reason=reason if kind is StepKind.ENDED else None,
            words=words,
            event=event.id if event else None,
            worker=office.me,
            typed_at=office.now(),
        )
    )


def _on_route(office: Office, store: Store, referral: Referral, kind: StepKind, on: date) -> RequestEvent | None:
    """Write the same on the route of the request; what somebody wrote there already is left theirs."""
    request = store.find(RequestNotification, referral.request)
    if request is None or kind not in _EVENT_OF:
        return None
    wanted = _EVENT_OF[kind]
    _not_before_the_request(request, on)
    if store.count(RequestEvent, request=request.id, kind=wanted, on=on):
        return None
    return requests.record_event(office, request.id, wanted, on, note=referral.recipient)


def _not_before_the_request(request: RequestNotification, on: date) -> None:
    if on < local_day(request.received_at):
        raise Problem(
            "before_the_request_of",
            N_("This lies before {day}, on which the request for debt help came in. Look at both days."),
            day=local_day(request.received_at),
        )


def remove_step(office: Office, taken: DebtHelpStep) -> Referral:
    """Take a step back with all it wrote: it did not happen, or on another day.

    Raises Problem when others follow on the sending, Trouble when it is not there any more.
    """
    with office.writing(Deed.REFER, taken.household) as store:
        known = _steps(store, taken.referral)
        if taken.kind is StepKind.SENT and len(known) > 1:
            raise Problem("steps_follow", N_("Other steps follow on the sending. Take those back first."))
        found = store.get(DebtHelpStep, taken.id)
        gone: list[Record] = []
        if (event := store.find(RequestEvent, found.event)) is not None:
            gone.append(event)
        if (arrangement := store.find(CaseEvent, found.case_event)) is not None:
            # What answered an arrangement that never began answers nothing any more.
            answers = store.of(CaseEvent, answers=arrangement.id)
            gone += [arrangement, *answers]
            gone += store.of(Postponement, event=[arrangement.id, *(each.id for each in answers)])
        store.remove_tree(found, *gone)
        if found.kind is StepKind.SENT:
            store.save(store.get(Referral, found.referral).changed(sent_on=None))
        return _settle(office, store, taken.referral, moves_chase=True)


def move_step(office: Office, moved: DebtHelpStep, on: date) -> Referral:
    """Put a step on the day on which it really happened, with all it wrote; what follows stays, and the terms follow.

    Raises Problem for a day that cannot be, Trouble when the step is not there any more.
    """
    requests.not_in_the_future(office, on)
    with office.writing(Deed.REFER, moved.household) as store:
        found = store.get(DebtHelpStep, moved.id)
        referral = store.get(Referral, found.referral)
        rest = [each for each in _steps(store, referral.id) if each.id != found.id]
        if found.kind is not StepKind.SENT:
            _check_step(referral, rest, found.kind, on)
        elif on > (first := min((each.on for each in rest), default=on)):
            raise Problem("after_next_step", N_("This lies after the step that followed, on {day}."), day=first)
        if (event := store.find(RequestEvent, found.event)) is not None:
            _not_before_the_request(store.get(RequestNotification, event.request), on)
            store.save(event.changed(on=on))
        if (arrangement := store.find(CaseEvent, found.case_event)) is not None:
            store.save(arrangement.changed(on=on))
        store.save(found.changed(on=on))
        return _settle(office, store, referral.id, moves_chase=True)


def _settle(office: Office, store: Store, referral: ReferralId, *, moves_chase: bool = False) -> Referral:
    """Let the referral, the debt arrangement and the day to call follow from the steps."""
    found = store.get(Referral, referral)
    _settle_arrangement(office, store, found)
    steps = {each.kind: each for each in _steps(store, referral)}
    facts: dict[str, object] = {"sent_on": steps[StepKind.SENT].on} if StepKind.SENT in steps else {}
    taken = min((steps[kind].on for kind in _TAKEN_ON if kind in steps), default=None)
    decided = next(((said, steps[kind]) for kind, said in _OUTCOME_SAYS.items() if kind in steps), None)
    if decided is not None:
        facts |= {"answer": decided[0], "answered_on": decided[1].on}
    elif taken is not None:
        facts |= {"answer": ReferralAnswer.ACCEPTED, "answered_on": taken}
    else:
        facts |= {"answer": ReferralAnswer.WAITING, "answered_on": None}
    told = [each for each in steps.values() if each.words]
    latest = decided[1].words if decided and decided[1].words else max(told, key=lambda s: s.on).words if told else ""
    facts["answer_words"] = latest
    found = store.save(found.changed(**facts))
    return _follow_chase(office, store, found, state_of(steps.values()), moves=moves_chase)


_TAKEN_ON = (StepKind.ADMITTED, StepKind.PLAN_MADE, StepKind.STARTED)
_OUTCOME_SAYS: Mapping[StepKind, ReferralAnswer] = {
    StepKind.WITHDRAWN: ReferralAnswer.WITHDRAWN,
    StepKind.REFUSED: ReferralAnswer.DECLINED,
    StepKind.ENDED: ReferralAnswer.DONE,
}


def _settle_arrangement(office: Office, store: Store, referral: Referral) -> None:
    """A debt arrangement that started and ended stands among what happened in the household, so that its term runs."""
    steps = {each.kind: each for each in _steps(store, referral.id)}
    started = steps.get(StepKind.STARTED)
    ended = steps.get(StepKind.ENDED) or steps.get(StepKind.WITHDRAWN)
    events = store.of(CaseEvent, household=referral.household)
    is_new = started is not None and started.case_event is None and started.solution in ARRANGEMENTS
    if started is not None and is_new and not _is_arranged_on(events, started.on):
        made = _case_event(office, referral, CaseEventKind.ARRANGEMENT_STARTED, started, events)
        started = store.save(started.changed(case_event=made.id))
        events = [*events, made]
    if started is not None and ended is not None and ended.case_event is None:
        running = answering.open_starts(events, CaseEventKind.ARRANGEMENT_ENDED)
        if any(each.id == started.case_event for each in running):
            made = _case_event(office, referral, CaseEventKind.ARRANGEMENT_ENDED, ended, events)
            store.save(ended.changed(case_event=made.id))


def _is_arranged_on(events: Iterable[CaseEvent], day: date) -> bool:
    """Whether an arrangement began on a day or had not ended by then: it is written down already, also if it ended since."""
    started, ended = CaseEventKind.ARRANGEMENT_STARTED, CaseEventKind.ARRANGEMENT_ENDED
    by_then = [each for each in events if each.kind is not ended or each.on <= day]
    return any(each.on == day for each in by_then if each.kind is started) or bool(
        answering.open_starts(by_then, ended)
    )


def _case_event(
    office: Office,
    referral: Referral,
    kind: CaseEventKind,
    because: DebtHelpStep,
    events: Iterable[CaseEvent],
) -> CaseEvent:
    starts = [each for each in answering.open_starts(events, kind) if each.on <= because.on]
    why = label(because.solution) if because.solution else label(because.reason) if because.reason else ""
    return case.record(
        office,
        referral.household,
        kind,
        because.on,
        answers=starts[0].id if len(starts) == 1 else None,
        note=why or referral.recipient,
    )


def happened(
    office: Office,
    household: HouseholdId,
    kind: CaseEventKind,
    on: date | None = None,
    *,
    until_on: date | None = None,
    note: str = "",
) -> CaseEvent:
    """Write down that creditors were asked, agreed, or that a moratorium was granted or ended; its term follows.

    Raises Problem for a day that cannot be, or when it stands on that day already.
    """
    with office.writing(Deed.RECORD_CASE_EVENT, household) as store:
        starts = answering.open_starts(store.of(CaseEvent, household=household), kind)
        answers = starts[0].id if len(starts) == 1 else None
        return case.record(office, household, kind, on, until_on=until_on, answers=answers, note=note)


# ---------------------------------------------------------------------------------------------- the day to call


def usual_chase_day(store: Store, state: DebtHelpState, today: date, free: FreeDays) -> date:
    """When to call next: after the team's norm, or in the rhythm of stand-by once the help runs; a working day."""
    norms = caseload_norms_in(store)
    if state is DebtHelpState.RUNNING:
        day = add_months(today, norms.stand_by_months)
    else:
        day = date.fromordinal(today.toordinal() + norms.referral_days)
    while not free.is_working_day(day):
        day = date.fromordinal(day.toordinal() + 1)
    return day


def _follow_chase(
    office: Office, store: Store, referral: Referral, state: DebtHelpState, *, moves: bool = False
) -> Referral:
    """The day to call is a task of whoever is responsible; an outcome ends it."""
    task = store.find(Task, referral.chase_task)
    if not referral.is_open:
        if task is not None and task.is_open:
            store.save(task.changed(cancelled_on=office.today(), cancel_reason=_("The answer is known.")))
        return store.save(referral.changed(chase_on=None, chase_task=None))
    if not moves and task is not None and task.is_open:
        return referral
    return _call_on(office, store, referral, usual_chase_day(store, state, office.today(), office.statute.free_days))


def _call_on(office: Office, store: Store, referral: Referral, day: date) -> Referral:
    task = store.find(Task, referral.chase_task)
    if task is not None and task.is_open:
        store.save(task.changed(due_on=day))
    elif store.get(Household, referral.household).state is HouseholdState.CLOSED:
        # A closed household begins no work; its aftercare asks how it goes.
        return store.save(referral.changed(chase_on=day))
    else:
        task = store.save(
            Task(
                household=referral.household,
                what=one_line(_("Call {recipient}: how is the referral going?", recipient=referral.recipient)),
                due_on=day,
                request=referral.request,
                made_on=office.today(),
            )
        )
    return store.save(referral.changed(chase_on=day, chase_task=task.id))


def call_on(office: Office, referral: ReferralId, on: date) -> Referral:
    """Call them on another day.

    Raises Problem when there is nothing to wait for any more.
    """
    with office.writing(Deed.REFER) as store:
        found = store.get(Referral, referral)
        _must_be_open(found)
        return _call_on(office, store, found, on)


def called(office: Office, referral: ReferralId, *, next_on: date | None = None) -> Referral:
    """Write down that they were called today and nothing changed; the next day to call follows.

    Raises Problem when there is nothing to wait for any more.
    """
    with office.writing(Deed.REFER) as store:
        found = store.get(Referral, referral)
        _must_be_open(found)
        task = store.find(Task, found.chase_task)
        if task is not None and task.is_open:
            store.save(task.changed(done_on=office.today()))
        state = state_of(_steps(store, referral))
        day = next_on or usual_chase_day(store, state, office.today(), office.statute.free_days)
        return _call_on(office, store, found.changed(chase_task=None), day)


def _must_be_open(referral: Referral) -> None:
    if not referral.is_open:
        raise Problem(
            "referral_over", N_("This referral is over or was never sent, so there is nothing to call about.")
        )


# ---------------------------------------------------------------------------------------------- when the work ends


def last_day(store: Store, referral: Referral) -> date | None:
    """The day of the last step of a referral; nothing when it has no steps."""
    return max((each.on for each in _steps(store, referral.id)), default=None)


def goes_on(office: Office, store: Store, referral: Referral, on: date) -> None:
    """Let a referral go on when the work for a household ends: somebody calls on a day, as aftercare."""
    found = _call_on(office, store, referral, on)
    task = store.find(Task, found.chase_task)
    if task is not None:
        store.save(task.changed(kind=TaskKind.AFTERCARE))
