"""Debts: one line per letter, second letters about one debt counted once, and what a household owes in all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from buurtteam.domain import debt_doubles
from buurtteam.domain.debt import Debt
from buurtteam.domain.debt_doubles import (
    Double,
    Names,
    head_of,
    open_doubles,
    which_counts,
)
from buurtteam.domain.debt_totals import DebtTotals, totals_of
from buurtteam.domain.evidence import Attachment
from buurtteam.domain.household import Membership, Resident
from buurtteam.domain.kinds import DebtId, HouseholdId, ResidentId
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_
from buurtteam.services import creditors
from buurtteam.services.creditors import KnownCreditor
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import label
from buurtteam.texts import translate as _


@dataclass(frozen=True)
class BagOfPost:
    """All letters of a household as they are at one moment."""

    lines: tuple[Debt, ...] = ()
    """In the order in which they were written down, or were put."""
    totals: DebtTotals = field(default_factory=DebtTotals)
    doubles: Mapping[DebtId, tuple[Double, ...]] = field(default_factory=dict)
    """Of which line nobody has said yet whether it is a second letter about another."""
    births: Mapping[ResidentId, str] = field(default_factory=dict)
    attachments: Mapping[DebtId, int] = field(default_factory=dict)
    threats: tuple[Threat, ...] = ()
    creditors: tuple[KnownCreditor, ...] = ()

    @property
    def names(self) -> Names:
        """Under which names creditors are known here."""
        return creditors.names_of(self.creditors)

    def line(self, wanted: object) -> Debt | None:
        """The line with this id."""
        return next((each for each in self.lines if each.id == wanted), None)


def name_of(debt: Debt) -> str:
    """What a debt is called: who claims it, else who collects it or who it began with, else what kind it is."""
    known = debt.creditor or debt.collector or debt.original_creditor
    return known or (label(debt.kind) if debt.kind else _("Debt without a name yet"))


def bag_of_post(office: Office, household: HouseholdId) -> BagOfPost:
    """All letters of a household with their totals and the doubles that nobody looked at yet."""
    with office.reading() as store:
        lines, births = lines_in(store, household), _births(store, household)
        known = creditors.creditors_in(store)
        return BagOfPost(
            lines,
            totals_of(lines, births),
            open_doubles(lines, creditors.names_of(known)),
            births,
            _attachments(store, lines),
            tuple(store.of(Threat, household=household)),
            known,
        )


def lines_in(store: Store, household: HouseholdId) -> tuple[Debt, ...]:
    """The lines of a household in their own order, within a deed or a look."""
    return tuple(store.of(Debt, household=household, order_by=("position", "id")))


# ---------------------------------------------------------------------------------------------- keeping


def keep(office: Office, debt: Debt) -> Debt:
    """Keep a line; a new one comes at the end.

    What is said to have ended has, today when no day is given. Raises Problem for a day that has yet to come, Stale when
    somebody else changed it in the meantime.
    """
    with office.writing(Deed.KEEP_DEBT, debt.household) as store:
        stored = store.find(Debt, debt.id)
        if debt.double_of is not None and (stored is None or stored.double_of != debt.double_of):
            debt = _led_to_head(store, debt)
        if debt.ended_on is not None and (stored is None or stored.ended_on != debt.ended_on):
            not_in_the_future(office, debt.ended_on)
        if debt.ended_how is not None and debt.ended_on is None and (stored is None or stored.ended_how is None):
            debt = debt.changed(ended_on=office.today())
        if stored is None and not debt.version:
            lines = lines_in(store, debt.household)
            debt = debt.changed(position=max((each.position for each in lines), default=-1) + 1)
        elif stored is not None and stored.is_apart and debt.is_apart and _has_new_reason(store, stored, debt):
            # Somebody looked, but not at this.
            debt = debt.changed(is_apart=False)
        return store.save(debt)


def _led_to_head(store: Store, debt: Debt) -> Debt:
    """A letter that somebody called a second letter points to the one that counts, and so do those that pointed to it."""
    known = {each.id: each for each in lines_in(store, debt.household)}
    if debt.double_of not in known:
        raise Problem("other_household", N_("These letters are of two households."))
    head = head_of(known[debt.double_of], known)
    if head.id == debt.id:
        raise Problem("double_already", N_("That letter is a second letter about this one already."))
    for each in known.values():
        if each.double_of == debt.id:
            store.save(each.changed(double_of=head.id))
    return debt.changed(double_of=head.id, is_apart=False)


def _has_new_reason(store: Store, before: Debt, after: Debt) -> bool:
    names = creditors.names_of(creditors.creditors_in(store))
    others = [each for each in lines_in(store, after.household) if each.id != after.id]
    seen = set(debt_doubles.doubles_of(before.changed(is_apart=False), others, names))
    return bool(set(debt_doubles.doubles_of(after.changed(is_apart=False), others, names)) - seen)


TYPED = ("resident", "creditor", "amount", "behind_since", "reference", "collector", "letter_seen")
"""What is typed of each letter; all else comes later, or never."""


def keep_typed(office: Office, debt: Debt, *, is_whole: bool = False) -> Debt:
    """Keep the line that is being typed; only what was typed is taken from it.

    Typing goes on while it is kept, so it comes many times, and what was said of it meanwhile stays. When it `is_whole`
    what the list knows of the creditor is filled in where the line does not say it.
    """
    with office.writing(Deed.KEEP_DEBT, debt.household) as store:
        stored = store.find(Debt, debt.id)
        if stored is not None:
            debt = stored.changed(**{name: getattr(debt, name) for name in TYPED})
        if is_whole:
            debt = creditors.filled_in(debt, creditors.creditors_in(store))
        return keep(office, debt)


def remove(office: Office, debt: Debt) -> UUID:
    """Move a line to the trash; a second letter about the same debt counts in its place. Returns the bundle's id."""
    with office.writing(Deed.REMOVE, debt.household) as store:
        others = [each for each in lines_in(store, debt.household) if each.double_of == debt.id]
        if others and (stored := store.get(Debt, debt.id)).double_of is not None:
            # A second letter itself, as a dossier may bring it: the letter that counts goes on counting.
            for each in others:
                store.save(each.changed(double_of=stored.double_of))
        elif others:
            _count_in_place(store, store.get(Debt, debt.id), others[0])
            debt = store.get(Debt, debt.id)
        return office.remove(Deed.REMOVE, debt.household, name_of(debt), debt)


# ---------------------------------------------------------------------------------------------- doubles


def link_double(office: Office, debt: DebtId, same_as: DebtId) -> Debt:
    """Two letters are about one debt: both stay, and one counts. Returns the one that counts.

    That is the one of which the amount is known, then the later letter, else the one that was there first. Raises Problem
    when they are of two households.
    """
    with office.writing(Deed.KEEP_DEBT) as store:
        one, other = store.get(Debt, debt), store.get(Debt, same_as)
        if one.household != other.household:
            raise Problem("other_household", N_("These letters are of two households."))
        known = {each.id: each for each in lines_in(store, one.household)}
        mine, yours = head_of(one, known), head_of(other, known)
        if mine.id == yours.id:
            return yours
        counts = which_counts(yours, mine)
        second = mine if counts.id == yours.id else yours
        for each in known.values():
            if each.double_of == second.id:
                store.save(each.changed(double_of=counts.id))
        store.save(second.changed(double_of=counts.id, is_apart=False))
        return store.get(Debt, counts.id)


def keep_apart(office: Office, debt: DebtId) -> Debt:
    """A letter is about a debt of its own; it is not asked again until its creditor, amount or reference changes."""
    with office.writing(Deed.KEEP_DEBT) as store:
        return store.save(store.get(Debt, debt).changed(double_of=None, is_apart=True))


def count_in_place(office: Office, debt: DebtId) -> Debt:
    """Let a second letter count in the place of the one that counts now."""
    with office.writing(Deed.KEEP_DEBT) as store:
        found = store.get(Debt, debt)
        head = head_of(found, {each.id: each for each in lines_in(store, found.household)})
        return found if head.id == found.id else _count_in_place(store, head, found)


def _count_in_place(store: Store, head: Debt, chosen: Debt) -> Debt:
    store.save(chosen.changed(double_of=None))
    for each in lines_in(store, head.household):
        if each.id != chosen.id and (head.id in (each.id, each.double_of)):
            store.save(each.changed(double_of=chosen.id))
    return store.get(Debt, chosen.id)


def move(office: Office, debt: DebtId, step: int) -> None:
    """Put a line so many places further down, or up when negative."""
    with office.writing(Deed.KEEP_DEBT) as store:
        found = store.get(Debt, debt)
        lines = list(lines_in(store, found.household))
        at = next(number for number, each in enumerate(lines) if each.id == debt)
        lines.insert(max(0, min(len(lines) - 1, at + step)), lines.pop(at))
        for position, each in enumerate(lines):
            if each.position != position:
                store.save(each.changed(position=position))


# ---------------------------------------------------------------------------------------------- inside


def _births(store: Store, household: HouseholdId) -> dict[ResidentId, str]:
    members = [each.resident for each in store.of(Membership, household=household)]
    return {each.id: each.born_on for each in store.of(Resident, id=members)} if members else {}


def _attachments(store: Store, lines: tuple[Debt, ...]) -> dict[DebtId, int]:
    if not lines or not store.count(Attachment, debt=[each.id for each in lines]):
        return {}
    counted = {each.id: store.count(Attachment, debt=each.id) for each in lines}
    return {found: count for found, count in counted.items() if count}
