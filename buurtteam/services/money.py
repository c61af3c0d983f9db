"""The money of a household at a glance: what threatens, what is owed, what is left in a month, and how far debt help is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.debt import Debt, DebtPhase
from buurtteam.domain.debt_totals import DebtTotals
from buurtteam.domain.evidence import Progress
from buurtteam.domain.kinds import HouseholdId, ResidentId, ThreatId
from buurtteam.domain.remainder import MonthSheet
from buurtteam.domain.schemes import SchemeLine
from buurtteam.domain.sharing import Consent, ConsentAnswer, GivenHow, SharedTopic, last_answer
from buurtteam.services import budget, debt_help, debts, evidence, sharing, threats
from buurtteam.services.debt_help import DebtHelpView
from buurtteam.services.office import Office
from buurtteam.services.threats import ThreatsView

MOST_DEBTS = 4
"""How many lines of debts stand at a glance."""

_PHASES = (None, *DebtPhase)


@dataclass(frozen=True)
class MoneyConsent:
    """What an adult said about sharing the money with somebody."""

    resident: ResidentId | None
    who: str
    recipient: str
    answer: ConsentAnswer
    how: GivenHow | None = None
    on: date | None = None


@dataclass(frozen=True)
class MoneyView:
    """Everything about the money of a household that stands on one screen, as it is at one moment."""

    now: datetime
    today: date
    threats: ThreatsView
    totals: DebtTotals
    first_debts: tuple[Debt, ...]
    """The lines that ask for attention first: with a threat, then the furthest collected, then the largest."""
    month: MonthSheet
    has_budget: bool
    """Whether anything that comes in or goes out was written down."""
    schemes: tuple[SchemeLine, ...]
    """Help with costs that is still to find out or applied for, or that may fit; no judgement."""
    evidence: Progress
    debt_help: DebtHelpView
    consents: tuple[MoneyConsent, ...]
    """What each adult said about sharing the money; who was not asked yet stands there so."""

    @property
    def clock(self) -> tuple[Deadline, ...]:
        """The terms of debt help that still ask for something, the first to end first."""
        return tuple(each for each in self.debt_help.terms if each.is_waiting)


def at_a_glance(office: Office, household: HouseholdId) -> MoneyView:
    """The money of a household as it is now.

    Raises Trouble when the household is not there any more.
    """
    found = threats.threats_of(office, household)
    bag = debts.bag_of_post(office, household)
    month = budget.picture(office, household)
    helped = debt_help.read(office, household)
    holding = {each.id for each in found.holding}
    return MoneyView(
        now=found.now,
        today=found.today,
        threats=found,
        totals=bag.totals,
        first_debts=first_debts(bag.lines, holding),
        month=month.sheet,
        has_budget=not month.is_empty,
        schemes=tuple(each for each in month.schemes if not each.is_settled and (each.use is not None or each.maybe)),
        evidence=evidence.progress(office, household),
        debt_help=helped,
        consents=_consents(sharing.consents_of(office, household), helped, found.today),
    )


def first_debts(lines: Iterable[Debt], threatening: Iterable[ThreatId], most: int = MOST_DEBTS) -> tuple[Debt, ...]:
    """The lines that ask for attention first; an amount that nobody knows may be the largest."""
    urgent = set(threatening)
    counted = [each for each in lines if each.counts]
    counted.sort(
        key=lambda one: (
            one.threat not in urgent,
            -_PHASES.index(one.phase),
            one.amount is not None,
            -(one.amount or 0),
            one.position,
            str(one.id),
        )
    )
    return tuple(counted[:most])


def _consents(known: Iterable[Consent], helped: DebtHelpView, today: date) -> tuple[MoneyConsent, ...]:
    """The last word of each adult about the money, towards debt help when it is known who that is."""
    recipient = (helped.referral.recipient if helped.referral else "") or helped.recipient
    about = [each for each in known if not recipient.strip() or each.is_with(recipient)]
    made: list[MoneyConsent] = []
    for resident, name in helped.adults.items():
        own = [each for each in about if each.is_said_by(resident, is_sole=len(helped.adults) == 1)]
        told = last_answer(own, SharedTopic.MONEY, today)
        if told is None:
            made.append(MoneyConsent(resident, name, recipient, ConsentAnswer.TO_ASK))
            continue
        answer = ConsentAnswer.YES if told.holds_on(today) else ConsentAnswer.NO
        on = told.withdrawn_on or told.given_on
        made.append(MoneyConsent(resident, name, told.recipient or recipient, answer, told.given_how, on))
    return tuple(made)
