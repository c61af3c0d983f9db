"""Creditors: the list that the team keeps, with the public bodies that come with the program beside it."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from buurtteam.domain.debt import Creditor, Debt, DebtKind
from buurtteam.domain.debt_doubles import Names, name_words
from buurtteam.domain.folding import folded, folded_words
from buurtteam.domain.kinds import one_line
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_
from buurtteam.paths import resource
from buurtteam.services.office import Office
from buurtteam.storage.store import Store
from buurtteam.texts import language
from buurtteam.texts import translate as _


@dataclass(frozen=True)
class KnownCreditor:
    """Somebody to choose from: of the team's own list, or one of the bodies that come with the program."""

    creditor: Creditor
    is_own: bool
    source: str = ""
    to_check: bool = False
    """Whether what is good to know has not been verified lately."""

    @property
    def id(self) -> object:
        """What tells it from the others."""
        return self.creditor.id

    @property
    def name(self) -> str:
        """Its name."""
        return self.creditor.name

    @property
    def advice(self) -> str:
        """What is good to know, with a remark where nobody verified it."""
        if self.creditor.advice and self.to_check:
            return _("{what} (still to be checked)", what=self.creditor.advice)
        return self.creditor.advice


def creditors(office: Office) -> tuple[KnownCreditor, ...]:
    """All creditors to choose from, by name; one of the team's own stands in the place of one that came along."""
    with office.reading() as store:
        return creditors_in(store)


def creditors_in(store: Store) -> tuple[KnownCreditor, ...]:
    """As `creditors`, within a deed or a look."""
    own = [KnownCreditor(each, is_own=True) for each in store.of(Creditor) if each.name and each.is_active]
    taken = {"".join(name_words(each.name)) for each in own}
    came_along = [each for each in _came_along(language()) if "".join(name_words(each.name)) not in taken]
    return tuple(sorted([*own, *came_along], key=lambda each: folded(each.name)))


def own_creditors(office: Office) -> tuple[Creditor, ...]:
    """The team's own list, by name, with those that are no longer in use."""
    with office.reading() as store:
        return tuple(sorted(store.of(Creditor), key=lambda each: (not each.is_active, folded(each.name))))


def names_of(known: Iterable[KnownCreditor]) -> Names:
    """Under which names creditors are known, to find doubles by."""
    return Names(each.creditor for each in known)


def suggest(
    known: Iterable[KnownCreditor], typed: str, *, limit: int = 8, collectors: bool = False
) -> tuple[KnownCreditor, ...]:
    """Creditors of which a name begins with what was typed, then those that hold it anywhere.

    `collectors` puts those first that collect for others.
    """
    wanted = folded(typed.strip())
    if not wanted:
        return ()
    found = []
    for each in known:
        rank = min((_rank(folded(name), wanted) for name in each.creditor.names), default=9)
        if rank < 9:
            found.append((collectors and not each.creditor.is_collector, rank, folded(each.name), each))
    return tuple(each for *_order, each in sorted(found, key=lambda line: line[:3])[:limit])


def _rank(name: str, wanted: str) -> int:
    if name.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in folded_words(name)):
        return 1
    return 2 if wanted in name else 9


def named(known: Iterable[KnownCreditor], name: str) -> KnownCreditor | None:
    """The creditor of the list that somebody means by this name, or nothing."""
    wanted = "".join(name_words(name))
    if not wanted:
        return None
    for each in known:
        if any("".join(name_words(called)) == wanted for called in each.creditor.names):
            return each
    return None


def filled_in(debt: Debt, known: Iterable[KnownCreditor]) -> Debt:
    """The line with what the list knows of its creditor, where the line does not say it itself."""
    listed = tuple(known)
    found = named(listed, debt.creditor)
    facts: dict[str, Any] = {}
    origin = named(listed, debt.original_creditor) if debt.original_creditor else found
    if origin is not None:
        facts["kind"] = debt.kind or origin.creditor.kind
        if debt.is_preferred is None:
            facts["is_preferred"] = origin.creditor.is_preferred
    if found is not None:
        spelled = {"".join(name_words(each)): each for each in found.creditor.names}
        facts["creditor"] = spelled.get("".join(name_words(debt.creditor)), debt.creditor)
    return debt.changed(**facts) if facts else debt


# ---------------------------------------------------------------------------------------------- deeds


def keep(office: Office, creditor: Creditor) -> Creditor:
    """Keep a creditor of the team's list.

    Who may not see a citizen service number does not decide who may use it. Raises Problem then, and when the name is on
    the list already; Stale when somebody else changed it in the meantime.
    """
    with office.writing(Deed.KEEP_CREDITOR) as store:
        stored = store.find(Creditor, creditor.id)
        if creditor.may_use_bsn and not (stored is not None and stored.may_use_bsn):
            office.ask(Deed.REVEAL_BSN)
        wanted = "".join(name_words(creditor.name))
        if wanted and any(
            "".join(name_words(each.name)) == wanted for each in store.of(Creditor) if each.id != creditor.id
        ):
            raise Problem("creditor_known", N_("This name is on the list already. Look there first."))
        return store.save(creditor)


def add(office: Office, name: str, *, is_collector: bool = False, kind: DebtKind | None = None) -> Creditor:
    """Put a name on the list, or give the creditor that is known by it already.

    Raises Problem when there is no name.
    """
    asked = one_line(name).strip()
    if not asked:
        raise Problem("no_name", N_("Fill in a name first."))
    with office.writing(Deed.KEEP_CREDITOR) as store:
        there = named([KnownCreditor(each, is_own=True) for each in store.of(Creditor)], asked)
        if there is not None:
            return there.creditor
        listed = named(_came_along(language()), asked)
        if listed is not None:
            return listed.creditor
        return store.save(Creditor(name=asked, is_collector=is_collector, kind=kind))


def take_over(office: Office, known: KnownCreditor) -> Creditor:
    """Put a body that came along on the team's own list, to add an address or another remark to it."""
    if known.is_own:
        return known.creditor
    with office.writing(Deed.KEEP_CREDITOR) as store:
        return store.save(known.creditor.changed(id=Creditor().id, version=0))


def remove(office: Office, creditor: Creditor) -> UUID:
    """Move a creditor to the trash; debts keep the name as it was written. Returns the id of the bundle."""
    return office.remove(Deed.KEEP_CREDITOR, None, creditor.name, creditor)


# ---------------------------------------------------------------------------------------------- what came along


@cache
def _came_along(tongue: str) -> tuple[KnownCreditor, ...]:
    with resource("money", "creditors.toml").open("rb") as file:
        written = tomllib.load(file)["creditor"]
    found = []
    for each in written:
        advice = each.get("advice", {})
        found.append(
            KnownCreditor(
                Creditor(
                    id=UUID(each["id"]),
                    name=each["name"],
                    also_called=", ".join(each.get("also_called", ())),
                    kind=DebtKind(each["kind"]) if "kind" in each else None,
                    is_preferred=each.get("is_preferred"),
                    is_collector=each.get("is_collector", False),
                    may_use_bsn=each.get("may_use_bsn", False),
                    advice=advice.get(tongue, advice.get("en", "")),
                ),
                is_own=False,
                source=each.get("source", ""),
                to_check=each.get("to_check", False),
            )
        )
    return tuple(found)
