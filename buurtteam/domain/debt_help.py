"""A referral to debt help (schuldhulp) step by step; how far it is always follows from what happened."""

from collections.abc import Iterable, Mapping

from pydantic import Field

from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    CaseEventId,
    Day,
    DebtHelpStepId,
    Line,
    Moment,
    ReferralId,
    RequestEventId,
    WorkerId,
    new_id,
)
from buurtteam.domain.words import N_, Choice


class StepKind(Choice):
    """What can happen to a referral to debt help (NVVK)."""

    SENT = "sent", N_("Sent ¦debt help")
    RECEIVED = "received", N_("Receipt confirmed ¦debt help")
    FIRST_TALK = "first_talk", N_("First conversation held ¦debt help")
    ADMITTED = "admitted", N_("Decision: admitted")
    PLAN_MADE = "plan_made", N_("Plan of action made")
    STARTED = "started", N_("Debt arrangement or other help started")
    ENDED = "ended", N_("Ended ¦debt help")
    REFUSED = "refused", N_("Decision: refused")
    WITHDRAWN = "withdrawn", N_("Withdrawn ¦debt help")


class DebtHelpState(Choice):
    """How far a referral to debt help is."""

    PREPARED = "prepared", N_("Being prepared")
    SENT = "sent", N_("Sent ¦state")
    RECEIVED = "received", N_("Received ¦state")
    FIRST_TALK = "first_talk", N_("First conversation held ¦state")
    DECIDED = "decided", N_("Admitted")
    PLAN = "plan", N_("Plan made")
    RUNNING = "running", N_("Running ¦debt help")
    ENDED = "ended", N_("Ended ¦state")
    REFUSED = "refused", N_("Refused ¦debt help")
    WITHDRAWN = "withdrawn", N_("Withdrawn ¦state")


class ExitReason(Choice):
    """Why debt help ended (uitstroom, NVVK)."""

    COMPLETED = "completed", N_("Completed")
    SETTLED_SELF = "settled_self", N_("Settled it themselves")
    WITHDREW = "withdrew", N_("Withdrew")
    NOT_APPEARED = "not_appeared", N_("Did not appear")
    NOT_FITTING = "not_fitting", N_("Did not fit")
    NOT_COMPLYING = "not_complying", N_("Did not comply")
    MOVED = "moved", N_("Moved away")
    DIED = "died", N_("Died")
    OTHER = "other", N_("Another reason")


class SolutionKind(Choice):
    """How debts are solved, or what help there is beside it (NVVK)."""

    REPAYMENT = "repayment", N_("Repayment in full, in instalments")
    REFINANCING = "refinancing", N_("Refinancing in full, one loan")
    RESTRUCTURING_CREDIT = "restructuring_credit", N_("Part at once by a credit (saneringskrediet)")
    MEDIATION = "mediation", N_("Part in instalments (schuldbemiddeling)")
    ZERO_OFFER = "zero_offer", N_("Offer of nothing (0 %)")
    COURT = "court", N_("Debt restructuring by court (Wsnp)")
    STABILISATION = "stabilisation", N_("Stabilisation first")
    BUDGET_COACHING = "budget_coaching", N_("Budget coaching")
    BUDGET_MANAGEMENT = "budget_management", N_("Budget management")
    ADMINISTRATION = "administration", N_("Administration by court (beschermingsbewind)")
    LASTING_SUPPORT = "lasting_support", N_("Lasting financial support (DFD)")
    ADVICE = "advice", N_("Information and advice")


class DebtHelpStep(HouseholdRecord):
    """Something that happened to a referral to debt help; the day of the event counts, not the day of typing.

    `event` is what it says on the route of the request, `case_event` what it says of the debt arrangement: both are
    written with the step and go with it.
    """

    id: DebtHelpStepId = Field(default_factory=lambda: DebtHelpStepId(new_id()))
    referral: ReferralId
    kind: StepKind = Field(title=N_("What happened"))
    on: Day = Field(title=N_("Date"))
    solution: SolutionKind | None = Field(default=None, title=N_("What kind of help"))
    reason: ExitReason | None = Field(default=None, title=N_("Why it ended"))
    words: Line = Field(default="", title=N_("What they said"))
    event: RequestEventId | None = None
    case_event: CaseEventId | None = None
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
    typed_at: Moment | None = Field(default=None, title=N_("Typed in on"))


STATE_AFTER: Mapping[StepKind, DebtHelpState] = {
    StepKind.SENT: DebtHelpState.SENT,
    StepKind.RECEIVED: DebtHelpState.RECEIVED,
    StepKind.FIRST_TALK: DebtHelpState.FIRST_TALK,
    StepKind.ADMITTED: DebtHelpState.DECIDED,
    StepKind.PLAN_MADE: DebtHelpState.PLAN,
    StepKind.STARTED: DebtHelpState.RUNNING,
    StepKind.ENDED: DebtHelpState.ENDED,
    StepKind.REFUSED: DebtHelpState.REFUSED,
    StepKind.WITHDRAWN: DebtHelpState.WITHDRAWN,
}
"""How far a referral is when this is the furthest that happened."""

ARRANGEMENTS = frozenset(
    {
        SolutionKind.RESTRUCTURING_CREDIT,
        SolutionKind.MEDIATION,
        SolutionKind.ZERO_OFFER,
        SolutionKind.COURT,
    }
)
"""Solutions with the creditors that run for the time of the law (T11); paying everything back takes as long as agreed."""

OUTCOMES = frozenset({StepKind.ENDED, StepKind.REFUSED, StepKind.WITHDRAWN})
"""After these nothing more happens to a referral."""

_ORDER = tuple(STATE_AFTER)


def state_of(steps: Iterable[DebtHelpStep]) -> DebtHelpState:
    """How far a referral is: the furthest step that happened, in whatever order they were typed."""
    kinds = {each.kind for each in steps}
    furthest = max(kinds, key=_ORDER.index, default=None)
    return DebtHelpState.PREPARED if furthest is None else STATE_AFTER[furthest]


def next_steps(steps: Iterable[DebtHelpStep]) -> tuple[StepKind, ...]:
    """What can happen next; a step may be passed over, for not everybody writes every letter."""
    kinds = {each.kind for each in steps}
    if kinds & OUTCOMES:
        return ()
    if not kinds:
        return (StepKind.SENT,)
    furthest = max(_ORDER.index(kind) for kind in kinds)
    # Refusing is deciding: who was admitted is not refused any more.
    is_admitted = furthest >= _ORDER.index(StepKind.ADMITTED)
    return tuple(kind for kind in _ORDER[furthest + 1 :] if not (is_admitted and kind is StepKind.REFUSED))
