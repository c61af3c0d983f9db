"""Second letters about one debt: found by a reference, or by where a debt began and its amount; never decided."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from buurtteam.domain.debt import Creditor, Debt
from buurtteam.domain.folding import folded_words
from buurtteam.domain.kinds import DebtId
from buurtteam.domain.words import N_, Choice

_LEGAL_FORMS = frozenset(
    [
        "bv",
        "nv",
        "vof",
        "cv",
        "ua",
        "bvba",
        "sa",
        "gmbh",
        "ltd",
        "inc",
        "cooperatie",
        "coop",
        "stichting",
        "st",
        "vereniging",
        "mts",
        "maatschap",
        "eenmanszaak",
    ]
)
_SAYS_NOTHING = frozenset(
    [
        "de",
        "het",
        "the",
        "nederland",
        "nl",
        "holding",
        "groep",
        "group",
        "afdeling",
        "klantenservice",
        "debiteuren",
        "debiteurenbeheer",
        "incasso",
        "en",
        "and",
    ]
)
_LEAST_SIGNS, _LEAST_DIGITS = 5, 4


class DoubleReason(Choice):
    """Why two letters may be about one debt."""

    REFERENCE = "reference", N_("same reference")
    ORIGIN = "origin", N_("same creditor and amount")
    COLLECTOR = "collector", N_("same collector and amount")


@dataclass(frozen=True)
class Double:
    """A letter that may be about the same debt as another, and why."""

    debt: DebtId
    reason: DoubleReason


# ---------------------------------------------------------------------------------------------- references


@lru_cache(maxsize=4096)
def same_signs(reference: str) -> frozenset[str]:
    """The ways in which a reference can be compared: without spaces, signs, capitals and zeros in front.

    Empty when it proves nothing: too short, hardly any digits, one digit over and over, or a date.
    """
    parts = re.findall(r"[0-9A-Z]+", reference.upper())
    bare = "".join(parts)
    digits = re.sub(r"\D", "", bare)
    if len(bare.lstrip("0")) < _LEAST_SIGNS or len(digits.lstrip("0")) < _LEAST_DIGITS:
        return frozenset()
    if len(set(digits)) == 1 or _is_date(parts):
        return frozenset()
    return frozenset({bare.lstrip("0"), "".join(part.lstrip("0") for part in parts)})


def _is_date(parts: Sequence[str]) -> bool:
    joined = "".join(parts)
    found = re.fullmatch(r"(\d{2})(\d{2})((?:19|20)\d{2})", joined)
    if found:
        return 1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12
    found = re.fullmatch(r"((?:19|20)\d{2})(\d{2})(\d{2})", joined)
    return bool(found) and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31  # type: ignore[index]


def _may_be_bsn(signs: Iterable[str]) -> bool:
    """A citizen service number stands on letters about many debts, so as a reference it proves little."""
    for each in signs:
        if re.fullmatch(r"\d{8,9}", each):
            number = each.zfill(9)
            weighed = sum(
                int(digit) * weight for digit, weight in zip(number, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)
            )
            if weighed % 11 == 0:
                return True
    return False


def _references(debt: Debt) -> tuple[frozenset[str], ...]:
    return tuple(
        signs
        for each in (debt.reference, debt.original_reference, debt.collector_reference)
        if (signs := same_signs(each))
    )


def _same_reference(one: Debt, other: Debt) -> bool:
    for mine in _references(one):
        for yours in _references(other):
            if mine & yours and (not _may_be_bsn(mine & yours) or _same_amount(one, other)):
                return True
    return False


# ---------------------------------------------------------------------------------------------- names


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of an organisation's name that tell it from others."""
    words = folded_words(name)
    kept = tuple(word for word in words if word not in _LEGAL_FORMS and word not in _SAYS_NOTHING)
    return kept or words


@lru_cache(maxsize=16384)
def names_alike(one: str, other: str) -> bool:
    """Whether two names are of one organisation, as they were typed: also with a slip, or with another legal form."""
    mine, yours = name_words(one), name_words(other)
    if not mine or not yours:
        return False
    if mine == yours or "".join(mine) == "".join(yours):
        return True
    if len(mine) == len(yours):
        return all(_word_alike(a, b) for a, b in zip(mine, yours, strict=True))
    return _word_alike("".join(mine), "".join(yours))


def _word_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    # In short words another letter is another name, and so is another number.
    shortest = min(len(one), len(other))
    if shortest < 6 or any(sign.isdigit() for sign in one + other):
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=2) <= (2 if shortest >= 11 else 1)


class Names:
    """The names under which the team knows creditors: of one creditor all names count as the same."""

    def __init__(self, creditors: Iterable[Creditor] = ()) -> None:
        self._of: dict[str, int] = {}
        for number, creditor in enumerate(creditors):
            for name in creditor.names:
                if words := name_words(name):
                    self._of.setdefault("".join(words), number)

    def same(self, one: str, other: str) -> bool:
        """Whether two names are of one creditor; two that the list keeps apart never are."""
        mine, yours = self._of.get("".join(name_words(one))), self._of.get("".join(name_words(other)))
        if mine is not None and yours is not None:
            return mine == yours
        if names_alike(one, other):
            return True
        known = mine if mine is not None else yours
        if known is None:
            return False
        unknown = "".join(name_words(other if mine is not None else one))
        return any(at == known and _word_alike(unknown, name) for name, at in self._of.items())


_NO_NAMES = Names()

# ---------------------------------------------------------------------------------------------- the same debt


def _same_amount(one: Debt, other: Debt) -> bool:
    mine = {each for each in (one.amount, one.original_amount) if each}
    return bool(mine & {each for each in (other.amount, other.original_amount) if each})


def _dates_differ(one: str, other: str) -> bool:
    known = min(len(one), len(other))
    return bool(known) and one[:known] != other[:known]


def _cannot_be_one(one: Debt, other: Debt, names: Names) -> bool:
    """What tells two letters apart although somebody is owed the same amount twice."""
    if one.kind and other.kind and one.kind is not other.kind:
        return True
    if one.resident and other.resident and one.resident != other.resident and not (one.is_joint or other.is_joint):
        return True
    if _dates_differ(one.began_on, other.began_on):
        return True
    # The collector counts from its own first letter, so only two letters of one sender say something by their dates.
    if bool(one.collector) == bool(other.collector) and _dates_differ(one.behind_since, other.behind_since):
        return True
    mine, yours = _by_party(one), _by_party(other)
    return any(
        names.same(who, whose) and not signs & others for who, signs in mine for whose, others in yours
    ) and not any(signs & others for _who, signs in mine for _whose, others in yours)


def _by_party(debt: Debt) -> list[tuple[str, frozenset[str]]]:
    """Each reference that says something, with whose it is.

    Of a letter that a collector sent, the one reference that was typed is most likely the collector's.
    """
    sender = debt.collector if debt.collector and not debt.collector_reference else debt.creditor
    found = [
        (sender, same_signs(debt.reference)),
        (debt.original_creditor, same_signs(debt.original_reference)),
        (debt.collector, same_signs(debt.collector_reference)),
    ]
    return [(who, signs) for who, signs in found if who and signs]


def double_reason(one: Debt, other: Debt, names: Names = _NO_NAMES) -> DoubleReason | None:
    """Why two letters may be about one debt, or nothing; whichever comes first does not matter."""
    if one.id == other.id:
        return None
    if _same_reference(one, other):
        return DoubleReason.REFERENCE
    if not _same_amount(one, other) or _cannot_be_one(one, other, names):
        return None
    if names.same(one.began_with, other.began_with):
        return DoubleReason.ORIGIN
    for mine, yours in ((one, other), (other, one)):
        # Of a collector's letter people often know only who sent it.
        if (
            not mine.original_creditor
            and mine.creditor
            and yours.collector
            and names.same(mine.creditor, yours.collector)
        ):
            return DoubleReason.COLLECTOR
    return None


def head_of(debt: Debt, lines: Mapping[DebtId, Debt]) -> Debt:
    """The letter that counts for a debt: where its second letters point to."""
    seen = {debt.id}
    while debt.double_of is not None and debt.double_of in lines and debt.double_of not in seen:
        debt = lines[debt.double_of]
        seen.add(debt.id)
    return debt


def doubles_of(debt: Debt, lines: Iterable[Debt], names: Names = _NO_NAMES) -> tuple[Double, ...]:
    """The lines that may be about the same debt as this one, the strongest proof first; each debt once.

    Nothing for a line of which somebody said what it is already.
    """
    if debt.double_of is not None or debt.is_apart:
        return ()
    known = {each.id: each for each in lines if each.id != debt.id}
    found: dict[DebtId, Double] = {}
    order = list(DoubleReason)
    for each in known.values():
        reason = double_reason(debt, each, names)
        head = head_of(each, known)
        # Its own second letters are no news.
        if reason is None or debt.id in (head.double_of, each.double_of):
            continue
        before = found.get(head.id)
        if before is None or order.index(reason) < order.index(before.reason):
            found[head.id] = Double(head.id, reason)
    return tuple(sorted(found.values(), key=lambda each: order.index(each.reason)))


def open_doubles(lines: Sequence[Debt], names: Names = _NO_NAMES) -> dict[DebtId, tuple[Double, ...]]:
    """Of each line the earlier lines it may be a second letter of, as long as nobody said whether it is."""
    found = {}
    for number, debt in enumerate(lines):
        if doubles := doubles_of(debt, lines[:number], names):
            found[debt.id] = doubles
    return found


def which_counts(first: Debt, second: Debt) -> Debt:
    """Which of two letters about one debt says how much it is: one with an amount, the later letter, else the first."""
    if (first.amount is None) != (second.amount is None):
        return second if first.amount is None else first
    if first.last_letter_on and second.last_letter_on and _dates_differ(first.last_letter_on, second.last_letter_on):
        return max(first, second, key=lambda each: each.last_letter_on)
    return first
