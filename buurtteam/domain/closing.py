"""What is open in a household, what may become of it when the household is closed, and what a closed household refuses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from buurtteam.domain.answers import met_by
from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.conversation import Conversation, ConversationKind
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.early_signal import EarlySignal
from buurtteam.domain.household import Household, HouseholdState
from buurtteam.domain.keeping import Change
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.plan import Goal, HouseholdPlan, PlanAction, PlanStrength, PlanWish
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.request import EventKind
from buurtteam.domain.responsibility import Transfer, TransferState
from buurtteam.domain.sharing import Referral
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind, TaskSeries
from buurtteam.domain.words import N_, Choice


class OpenKind(Choice):
    """What kind of thing is still open."""

    CRISIS = "crisis", N_("Crisis")
    REQUEST = "request", N_("Request")
    TERM = "term", N_("Term")
    TASK = "task", N_("Task")
    SERIES = "series", N_("Series of tasks")
    APPOINTMENT = "appointment", N_("Appointment")
    REFERRAL = "referral", N_("Referral")
    AGREEMENT = "agreement", N_("Agreement with a creditor")
    CARER_SUPPORT = "carer_support", N_("Help for a carer")
    SIGNAL = "signal", N_("Early signal")
    THREAT = "threat", N_("Threat ¦clue")
    TRANSFER = "transfer", N_("Hand-over")
    CONVERSATION = "conversation", N_("Conversation")
    PLAN = "plan", N_("Plan")
    STAND_BY = "stand_by", N_("Stand-by")
    DRAFT = "draft", N_("Typed and not kept")


class Decided(Choice):
    """What becomes of something that is open."""

    DONE = "done", N_("Done")
    CANCELLED = "cancelled", N_("Called off")
    MOVED = "moved", N_("Goes on")


WAYS: Mapping[OpenKind, tuple[Decided, ...]] = {
    OpenKind.CRISIS: (Decided.DONE,),
    OpenKind.REQUEST: (Decided.DONE, Decided.CANCELLED),
    OpenKind.TERM: (Decided.DONE, Decided.CANCELLED),
    OpenKind.TASK: (Decided.DONE, Decided.CANCELLED, Decided.MOVED),
    OpenKind.SERIES: (Decided.CANCELLED,),
    OpenKind.APPOINTMENT: (Decided.CANCELLED, Decided.MOVED),
    OpenKind.REFERRAL: (Decided.DONE, Decided.CANCELLED, Decided.MOVED),
    OpenKind.AGREEMENT: (Decided.DONE, Decided.CANCELLED, Decided.MOVED),
    OpenKind.CARER_SUPPORT: (Decided.DONE, Decided.CANCELLED, Decided.MOVED),
    OpenKind.SIGNAL: (Decided.CANCELLED, Decided.MOVED),
    OpenKind.THREAT: (Decided.DONE, Decided.CANCELLED),
    OpenKind.TRANSFER: (Decided.CANCELLED,),
    OpenKind.CONVERSATION: (Decided.DONE, Decided.CANCELLED),
    OpenKind.PLAN: (Decided.DONE, Decided.CANCELLED),
    OpenKind.STAND_BY: (Decided.DONE,),
    OpenKind.DRAFT: (Decided.CANCELLED, Decided.MOVED),
}
"""What may become of each kind; what goes on goes on as aftercare, a signal with the team, and typing as a note."""

ON_A_DAY_TO_COME = frozenset({OpenKind.TASK, OpenKind.REFERRAL, OpenKind.AGREEMENT, OpenKind.CARER_SUPPORT})
"""What goes on as aftercare, on a day that is said."""


@dataclass(frozen=True)
class OpenThing:
    """One thing that is open; `key` tells it from all others of its household.

    `ways` is what may become of it. `since` is when it began and `due` when it must be done, as far as there is a day.
    """

    key: str
    kind: OpenKind
    what: str
    ways: tuple[Decided, ...]
    since: date | None = None
    due: date | None = None
    is_late: bool = False
    is_team_only: bool = False


@dataclass(frozen=True)
class Decision:
    """What becomes of one open thing: done on a day, called off with a reason, or going on (on a day)."""

    key: str
    how: Decided
    on: date | None = None
    reason: str = ""


def gaps_in(
    things: Iterable[OpenThing], decisions: Mapping[str, Decision], closes_on: date, today: date
) -> tuple[Gap, ...]:
    """What is still to be decided, or cannot be as it is; one gap per thing, of which `field` is the key."""
    found: list[Gap] = []
    for thing in things:
        sentence = _missing(thing, decisions.get(thing.key), closes_on, today)
        if sentence:
            found.append(Gap(sentence, "closing", thing.key, values={"what": thing.what}, stops=True))
    return tuple(found)


def _missing(thing: OpenThing, decision: Decision | None, closes_on: date, today: date) -> str:
    if decision is None or decision.how not in thing.ways:
        return N_("{what}: say what becomes of it.")
    on, how = decision.on, decision.how
    if how is Decided.DONE:
        if on is None:
            return N_("{what}: on which day was it done?")
        if on > today:
            return N_("{what}: that day has yet to come. Fill in the day on which it was done.")
        if thing.since is not None and on < thing.since:
            return N_("{what}: that day lies before it began.")
    if how is Decided.CANCELLED and not decision.reason.strip() and thing.kind is not OpenKind.DRAFT:
        return N_("{what}: say in a few words why it is called off.")
    if how is Decided.MOVED and thing.kind in ON_A_DAY_TO_COME:
        if on is None:
            return N_("{what}: on which day does it go on?")
        if on < closes_on:
            return N_("{what}: it can only go on on the day of closing or later.")
    return ""


_ANSWERED: Mapping[str, CaseEventKind] = {
    "T21": CaseEventKind.COMING_OF_AGE_TALKED,
    "T23": CaseEventKind.CONSENT_REVIEWED,
    "T24": CaseEventKind.SAFETY_FLAG_REVIEWED,
}


def answer_of(deadline: Deadline) -> EventKind | CaseEventKind | None:
    """The event that meets a term when it is written down; nothing when a talk or an evaluation does."""
    found = next(iter(met_by(deadline.step)), None) or _ANSWERED.get(deadline.rule)
    return found if isinstance(found, EventKind | CaseEventKind) else None


# ---------------------------------------------------------------------------------------------- what a closed one refuses

_ANY = frozenset({Deed.UNDO, Deed.REDO, Deed.RESTORE, Deed.REMOVE, Deed.IMPORT_DOSSIER, Deed.MAKE_PRACTICE})
# Each of these opens the household again itself, with the reason.
_CLOSES_OR_OPENS = _ANY | {
    Deed.CLOSE_HOUSEHOLD,
    Deed.REOPEN_HOUSEHOLD,
    Deed.RECEIVE_REQUEST,
    Deed.DECLARE_CRISIS,
}
_SHORT = frozenset({ConversationKind.SHORT, ConversationKind.WALK_IN, ConversationKind.PHONE})
_STAYS_POSSIBLE = frozenset({TaskKind.AFTERCARE, TaskKind.CALL_BACK})


def is_by_the_way(deed: Deed, change: Change) -> bool:
    """Whether a deed closes or opens a household that is not the closing itself: there is one way only."""
    before, after = change.before, change.after
    if not isinstance(before, Household) or not isinstance(after, Household) or deed in _CLOSES_OR_OPENS:
        return False
    closed = HouseholdState.CLOSED
    return (before.state is closed) != (after.state is closed) or before.ended_on != after.ended_on


def needs_open(deed: Deed, change: Change) -> HouseholdId | None:
    """The household that must be open for this change; nothing where late post, notes and facts are still welcome."""
    after = change.after
    if after is None or deed in _ANY | {Deed.CLOSE_HOUSEHOLD, Deed.ISSUE_PAPER}:
        return None
    before = change.before
    match after:
        case HouseholdPlan() | PlanStrength() | PlanWish() | Goal() | PlanAction():
            needs = True
        case Task():
            was_open = isinstance(before, Task) and before.is_open
            needs = after.is_open and not was_open and after.kind not in _STAYS_POSSIBLE
        case TaskSeries():
            needs = before is None and after.kind is not TaskKind.AFTERCARE
        case Conversation():
            was_open = isinstance(before, Conversation) and before.finished_at is None
            # A short contact is aftercare or late post; a talk at the table begins work.
            is_short = after.kind in _SHORT and before is None
            needs = after.finished_at is None and not was_open and not is_short
        case Transfer():
            needs = after.state in (TransferState.PROPOSED, TransferState.ACCEPTED)
        case Referral():
            needs = before is None
        case EarlySignal():
            # Its term would end with the work, while contact still has to be offered.
            needs = after.is_open and getattr(before, "household", None) != after.household
        case _:
            needs = False
    return after.household if needs else None  # type: ignore[attr-defined]  # each of these belongs to a household


def is_closed_problem() -> Problem:
    """What is said when a deed needs an open household."""
    return Problem(
        "household_closed",
        N_(
            "This household is closed. Notes, papers and facts can still be added; "
            "for this, open the household again first."
        ),
    )


def by_the_way_problem() -> Problem:
    """What is said when a household would be closed or opened in passing."""
    return Problem(
        "close_by_closing",
        N_("A household is closed and opened again on its own page, so that nothing stays open unseen."),
    )


# ---------------------------------------------------------------------------------------------- crisis and stand-by


def running(events: Iterable[CaseEvent], started: CaseEventKind, ended: CaseEventKind, today: date) -> CaseEvent | None:
    """The event that began what still runs on a day, as a crisis or a stand-by; nothing when it ended."""
    latest: CaseEvent | None = None
    is_running = False
    known = [each for each in events if each.kind in (started, ended) and each.on <= today]
    for event in sorted(known, key=lambda each: (each.on, each.typed_at.timestamp() if each.typed_at else 0.0)):
        if event.kind is started:
            latest, is_running = (latest if is_running else event), True
        else:
            is_running = False
    return latest if is_running else None


def regisseur_of(events: Iterable[CaseEvent], started: CaseEvent | None) -> CaseEvent | None:
    """Who was named last in a crisis: the worker of that event leads it."""
    if started is None:
        return None
    named = [
        each
        for each in events
        if each.kind is CaseEventKind.CRISIS_COORDINATOR_NAMED
        and (each.answers == started.id or (each.answers is None and each.on >= started.on))
    ]
    return max(named, key=lambda each: (each.on, each.typed_at.timestamp() if each.typed_at else 0.0), default=None)
