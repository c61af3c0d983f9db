"""Finds people who are likely already known while a new one is typed; it only points them out and never merges.

Two agreeing features, or a very strong name, make somebody likely; a feature that is not filled in says nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from rapidfuzz.distance import DamerauLevenshtein

from buurtteam.domain.folding import folded, folded_words
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.words import N_, Choice

MOST_SHOWN = 5


class Reason(Choice):
    """Why two people look like one."""

    NAME = "name", N_("same name")
    LIKE_NAME = "like_name", N_("name looks alike")
    OTHER_SURNAME = "other_surname", N_("name of the partner")
    BORN = "born", N_("same date of birth")
    BORN_PARTLY = "born_partly", N_("same year of birth")
    BORN_SWAPPED = "born_swapped", N_("date of birth with day and month swapped")
    ADDRESS = "address", N_("same address")
    PHONE = "phone", N_("same phone number")
    LIVES_THERE = "lives_there", N_("lives at the same address")


@dataclass(frozen=True)
class Known:
    """What is known of one person, flat; also what is being typed. Dates as `1990-12-31`, `1990-12` or `1990`."""

    resident: ResidentId | None = None
    household: HouseholdId | None = None
    first_name: str = ""
    given_names: str = ""
    initials: str = ""
    prefix: str = ""
    birth_name: str = ""
    partner_prefix: str = ""
    partner_name: str = ""
    born_on: str = ""
    postcode: str = ""
    street: str = ""
    number: str = ""
    city: str = ""
    phones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Likeness:
    """How far two people look like one: `strength` in points, and the reasons to show."""

    strength: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Double:
    """Somebody known who is likely the person being typed."""

    known: Known
    likeness: Likeness


_PREFIXES = frozenset(
    [
        "van", "de", "der", "den", "des", "het", "t", "ten", "ter", "te", "tot", "op", "in", "aan", "bij", "onder", "over",
        "uit", "voor", "von", "zu", "du", "la", "le", "les", "da", "dos", "do", "di", "del", "della", "el", "al", "ul",
        "ben", "bin", "bint", "ibn", "abu", "s", "d", "l",
    ]
)  # fmt: skip
# Sounds that are written in more than one way; the order counts.
_SOUNDS = (
    ("sch", "sg"), ("tsj", "c"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kw"), ("x", "ks"),
    ("ij", "y"), ("ei", "y"), ("ey", "y"), ("ou", "au"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("uu", "u"),
    ("ae", "a"), ("oe", "u"), ("ie", "i"), ("j", "y"), ("dt", "t"), ("z", "s"), ("v", "f"), ("c", "k"), ("q", "k"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    for written, sounds in _SOUNDS:
        word = word.replace(written, sounds)
    return re.sub(r"(.)\1+", r"\1", word).rstrip("h") or word


@lru_cache(maxsize=4096)
def _name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: folded, without prefixes unless there is nothing else."""
    words = folded_words(name)
    return tuple(word for word in words if word not in _PREFIXES) or words


def likeness(candidate: Known, known: Known) -> Likeness | None:
    """Why two people are likely one, or nothing."""
    name, reason = _name_likeness(candidate, known)
    features: list[tuple[int, Reason]] = []
    if reason:
        features.append((name, reason))
    contradicted = False
    if candidate.born_on and known.born_on:
        points, why = _born_likeness(candidate.born_on, known.born_on)
        if why:
            features.append((points, why))
        contradicted = points < 0
    at_home = _same_home(candidate, known)
    if at_home:
        features.append((2, Reason.ADDRESS))
    if {*map(_digits, candidate.phones)} & {*map(_digits, known.phones)} - {""}:
        features.append((2, Reason.PHONE))
    strength = sum(points for points, _ in features)
    very_strong = name >= 4 and not contradicted
    # One address or one phone is shared by a whole family; without any likeness of name it says nothing.
    if not name or (contradicted and strength - name < 4) or (not very_strong and (len(features) < 2 or strength < 4)):
        return Likeness(1, (Reason.LIVES_THERE,)) if at_home and _one_surname(candidate, known) else None
    return Likeness(strength, tuple(why for _, why in features))


def find_doubles(candidate: Known, known: Iterable[Known]) -> list[Double]:
    """Everybody known who is likely the person being typed, the likeliest first, at most five."""
    found = [
        Double(one, like)
        for one in known
        if (one.resident is None or one.resident != candidate.resident) and (like := likeness(candidate, one))
    ]
    found.sort(key=lambda double: -double.likeness.strength)
    return found[:MOST_SHOWN]


def _name_likeness(one: Known, other: Known) -> tuple[int, Reason | None]:
    """4 very strong, 3 the same with something unsaid or swapped, 2 alike, 0 not alike."""
    best: tuple[int, Reason | None] = (0, None)
    for mine in _surnames(one):
        for yours in _surnames(other):
            last = _words_alike(mine, yours)
            first = _first_alike(one, other)
            points = min(last, first) if mine and yours else 0
            if points == 4 and not (mine == _name_words(one.birth_name) and yours == _name_words(other.birth_name)):
                # The partner's name of one is the birth name of the other.
                own = mine in (_name_words(one.birth_name), ()) and yours in (_name_words(other.birth_name), ())
                points, why = (4, Reason.NAME) if own else (3, Reason.OTHER_SURNAME)
            else:
                why = Reason.NAME if points == 4 else Reason.LIKE_NAME
            if points > best[0]:
                best = (points, why)
    if best[0] < 3 and _words_alike(_all_words(one), _all_words(other)) >= 3 and len(_all_words(one)) > 1:
        # Typed in the wrong field, or in another order.
        best = (3, Reason.LIKE_NAME)
    if best[0]:
        return best
    mine, yours = _all_words(one), _all_words(other)
    if min(len(mine), len(yours)) == 1 and (mine[0] in yours or yours[0] in mine):
        # Only a first name is known, as is usual at the start.
        return 2, Reason.LIKE_NAME
    return best


def _all_words(one: Known) -> tuple[str, ...]:
    return _name_words(f"{one.first_name or one.given_names or one.initials} {one.birth_name or one.partner_name}")


def _surnames(one: Known) -> list[tuple[str, ...]]:
    own, partner = _name_words(one.birth_name), _name_words(one.partner_name)
    return [words for words in dict.fromkeys((own, partner, own + partner, partner + own)) if words]


def _words_alike(mine: Sequence[str], yours: Sequence[str]) -> int:
    if not mine or not yours:
        return 0
    if sorted(mine) == sorted(yours):
        return 4
    one, other = " ".join(sorted(map(_sound, mine))), " ".join(sorted(map(_sound, yours)))
    if one == other:
        return 3
    if len(mine) == len(yours):
        orders = permutations(yours) if len(mine) <= 4 else (yours,)
        return 3 if any(_one_typo(zip(mine, order, strict=True)) for order in orders) else 0
    # `Anne-Marie` and `Annemarie`.
    joined, other_joined = "".join(mine), "".join(yours)
    return 3 if len(joined) > 5 and DamerauLevenshtein.distance(joined, other_joined, score_cutoff=1) <= 1 else 0


def _one_typo(pairs: Iterable[tuple[str, str]]) -> bool:
    typos = 0
    for one, other in pairs:
        if one == other or _sound(one) == _sound(other):
            continue
        # In a short name one letter makes another name: Jan and Jaap, Ali and Ale.
        if min(len(one), len(other)) < 5 or DamerauLevenshtein.distance(one, other, score_cutoff=1) > 1:
            return False
        typos += 1
    return typos <= 1


def _first_alike(one: Known, other: Known) -> int:
    mine, yours = _firsts(one), _firsts(other)
    if mine and yours:
        alike = max(_words_alike((a,), (b,)) for a in mine for b in yours)
        # Chantal and Chantalle, Moham and Mohammed: one goes on where the other stops.
        shortened = any(min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)) for a in mine for b in yours)
        return alike or (2 if shortened else 0)
    mine_letters, your_letters = _initials(one), _initials(other)
    if mine_letters and your_letters:
        shortest = min(len(mine_letters), len(your_letters))
        return 2 if mine_letters[:shortest] == your_letters[:shortest] else 0
    return 2


def _firsts(one: Known) -> tuple[str, ...]:
    given = folded_words(one.given_names)
    return tuple(dict.fromkeys((*(word for word in folded_words(one.first_name) if len(word) > 1), *given)))


def _initials(one: Known) -> str:
    written = "".join(c for c in folded(one.initials) if c.isalpha())
    return written or "".join(word[0] for word in folded_words(one.given_names or one.first_name))


def _born_likeness(mine: str, yours: str) -> tuple[int, Reason | None]:
    """How far two dates of birth agree; below zero when they cannot be one."""
    if mine == yours and len(mine) == 10:
        return 3, Reason.BORN
    known = min(len(mine), len(yours))
    if mine[:known] == yours[:known]:
        return (2 if known > 4 else 1), Reason.BORN_PARTLY
    if len(mine) == len(yours) == 10:
        if mine[:4] == yours[:4] and (mine[5:7], mine[8:]) == (yours[8:], yours[5:7]):
            return 2, Reason.BORN_SWAPPED
        # One digit was misheard: no proof, and no contradiction either.
        if sum(a != b for a, b in zip(mine, yours, strict=True)) == 1:
            return 0, None
    return -1, None


def _one_surname(one: Known, other: Known) -> bool:
    return any(_words_alike(mine, yours) >= 3 for mine in _surnames(one) for yours in _surnames(other))


def _same_home(one: Known, other: Known) -> bool:
    """The same number at the same postcode, or where a postcode is not filled in in the same street."""
    numbers = [re.sub(r"[^0-9A-Z]", "", each.number.upper()) for each in (one, other)]
    if not numbers[0] or numbers[0] != numbers[1]:
        return False
    codes = [re.sub(r"\s", "", each.postcode).upper() for each in (one, other)]
    if all(codes):
        return codes[0] == codes[1]
    towns = [folded_words(each.city) for each in (one, other)]
    streets = [folded_words(each.street) for each in (one, other)]
    return bool(streets[0]) and streets[0] == streets[1] and (not all(towns) or towns[0] == towns[1])


@lru_cache(maxsize=4096)
def _digits(phone: str) -> str:
    if "@" in phone:
        return folded(phone.strip())
    digits = re.sub(r"\D", "", phone)
    return digits[-9:] if len(digits) >= 9 else ""
