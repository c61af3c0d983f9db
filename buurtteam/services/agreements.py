"""Agreements with landlords, suppliers and other creditors: kept, looked at on a day, and what came of the unusual ones."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from buurtteam.domain.conversation import Topic
from buurtteam.domain.debt import AgreementOutcome, CreditorAgreement, Debt
from buurtteam.domain.kinds import CreditorAgreementId, DebtId, HouseholdId, ThreatId, one_line
from buurtteam.domain.plan import HouseholdPlan, OwnerKind, PlanAction
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_
from buurtteam.services import contents, day_task, debts, plans
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import amount, label
from buurtteam.texts import translate as _


def agreements_of(office: Office, household: HouseholdId) -> tuple[CreditorAgreement, ...]:
    """The agreements of a household: those that run first, what must be looked at soonest on top."""
    with office.reading() as store:
        found = store.of(CreditorAgreement, household=household, order_by="id")
    far = office.today().max
    return tuple(sorted(found, key=lambda each: (each.outcome is not AgreementOutcome.RUNNING, each.look_on or far)))


def debts_to_choose(office: Office, household: HouseholdId) -> dict[object, str]:
    """The debts that an agreement can be about, with the name of each."""
    with office.reading() as store:
        known = store.of(Debt, household=household, order_by="position")
    return {each.id: debts.name_of(each) for each in known if each.counts}


def keep(office: Office, agreement: CreditorAgreement) -> CreditorAgreement:
    """Keep an agreement; the day on which to look whether it is kept is a task of whoever is responsible.

    Raises Problem when the outcome is of a day that has yet to come, Stale when it was changed in the meantime.
    """
    is_over = agreement.outcome is not AgreementOutcome.RUNNING
    if agreement.outcome_on is not None:
        not_in_the_future(office, agreement.outcome_on)
    facts: dict[str, object] = {"outcome_on": (agreement.outcome_on or office.today()) if is_over else None}
    with office.writing(Deed.AGREE_WITH_CREDITOR, agreement.household) as store:
        if not agreement.version:
            facts["worker"] = agreement.worker or office.me
        kept = store.save(agreement.changed(**facts))
        return _follow(office, store, kept)


def _follow(office: Office, store: Store, agreement: CreditorAgreement) -> CreditorAgreement:
    """Let the task follow the day on which to look whether it is kept, and with whom."""
    if agreement.outcome is not AgreementOutcome.RUNNING or agreement.look_on is None:
        # Who knows the outcome looked; without a day nobody has to look any more.
        why = _("There is no day to look at it any more.")
        day_task.end(office, store, agreement.look_task, done_on=agreement.outcome_on, why=why)
        return agreement
    what = _look_words(agreement)
    wanted = Task(household=agreement.household, what=what, due_on=agreement.look_on, made_on=office.today())
    task = day_task.follow(store, agreement.look_task, wanted)
    looks = store.find(Task, task)
    if looks is not None and looks.is_open and looks.what != what:
        store.save(looks.changed(what=what))
    return agreement if task == agreement.look_task else store.save(agreement.changed(look_task=task))


def _look_words(agreement: CreditorAgreement) -> str:
    with_whom = agreement.creditor or _("the creditor")
    return one_line(_("Look whether the agreement with {creditor} is kept", creditor=with_whom))


def goes_on(office: Office, store: Store, agreement: CreditorAgreement, on: date) -> None:
    """Let an agreement go on when the work ends: somebody looks at it on a day, as aftercare."""
    task = store.find(Task, agreement.look_task)
    if task is None or not task.is_open:
        task = Task(household=agreement.household, what=_look_words(agreement), made_on=office.today())
    task = store.save(task.changed(kind=TaskKind.AFTERCARE, due_on=on))
    store.save(agreement.changed(look_on=on, look_task=task.id))


def remove(office: Office, agreement: CreditorAgreement) -> UUID:
    """Move an agreement to the trash with the task to look at it; gives back the bundle."""
    with office.writing(Deed.AGREE_WITH_CREDITOR, agreement.household) as store:
        task = store.find(Task, agreement.look_task)
        tasks = [task] if task is not None and task.is_open else []
        return office.remove(Deed.AGREE_WITH_CREDITOR, agreement.household, words_of(agreement), agreement, *tasks)


def from_threat(office: Office, threat: ThreatId) -> CreditorAgreement:
    """Begin an agreement about a threat with what is known of it: with whom, and about which debt."""
    with office.writing(Deed.AGREE_WITH_CREDITOR) as store:
        about = store.get(Threat, threat)
        debt = next(iter(store.of(Debt, threat=threat, order_by="position")), None)
        return keep(
            office,
            CreditorAgreement(
                household=about.household,
                threat=threat,
                debt=debt.id if debt else None,
                creditor=about.creditor or (debt.creditor if debt else ""),
                agreed_on=office.today(),
            ),
        )


def from_debt(office: Office, debt: DebtId) -> CreditorAgreement:
    """Begin an agreement about a debt with what is known of it: with whom, how much and how often."""
    with office.writing(Deed.AGREE_WITH_CREDITOR) as store:
        about = store.get(Debt, debt)
        return keep(
            office,
            CreditorAgreement(
                household=about.household,
                debt=debt,
                threat=about.threat,
                creditor=about.answered_by,
                amount=about.pays,
                per=about.pays_per,
                agreed_on=office.today(),
            ),
        )


def words_of(agreement: CreditorAgreement) -> str:
    """An agreement in one line, as a list or a plan says it."""
    with_whom = agreement.creditor or _("the creditor")
    if agreement.what:
        return one_line(f"{with_whom}: {agreement.what}")
    if agreement.amount is not None:
        return one_line(
            _(
                "Pay {amount} ({often}) to {creditor}",
                amount=amount(agreement.amount),
                often=label(agreement.per).lower(),
                creditor=with_whom,
            )
        )
    return one_line(_("Agreement with {creditor}", creditor=with_whom))


def into_plan(office: Office, agreement: CreditorAgreementId) -> PlanAction:
    """Put an agreement in the household plan; one that stands there already is given back.

    Raises Problem when it says nothing yet.
    """
    with office.writing(Deed.CHANGE_PLAN) as store:
        found = store.get(CreditorAgreement, agreement)
        if (known := store.find(PlanAction, found.action)) is not None:
            return known
        if not (found.creditor or found.what):
            raise Problem("empty_agreement", N_("Write down first with whom you agreed, or what."))
        plan = contents.plan_of(store, found.household) or HouseholdPlan(household=found.household)
        action = plans.keep_row(
            office,
            PlanAction(
                household=found.household,
                plan=plan.id,
                topic=Topic.MONEY,
                owner_kind=OwnerKind.HOUSEHOLD,
                what=words_of(found),
                due_on=found.look_on,
            ),
        )
        assert isinstance(action, PlanAction)
        store.save(found.changed(action=action.id))
        return action


# ---------------------------------------------------------------------------------------------- what came of the unusual ones


@dataclass(frozen=True)
class Came:
    """How many agreements there are, and what came of them."""

    number: int
    by_outcome: Mapping[AgreementOutcome, int]


def compared(office: Office) -> tuple[Came, Came]:
    """What came of the team's ordinary agreements, and of the unusual ones that were marked as an experiment."""
    with office.reading() as store:
        known = store.of(CreditorAgreement)
    return (
        _came(each.outcome for each in known if not each.is_experiment),
        _came(each.outcome for each in known if each.is_experiment),
    )


def _came(outcomes: Iterable[AgreementOutcome]) -> Came:
    counted = Counter(outcomes)
    return Came(sum(counted.values()), {each: counted[each] for each in AgreementOutcome})
