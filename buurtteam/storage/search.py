"""Find people and households by any part of a name, street, phone number, e-mail address or postcode."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rapidfuzz.distance import OSA
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, text

from buurtteam.domain.folding import folded
from buurtteam.domain.household import (
    Address,
    AddressKind,
    ContactPoint,
    Household,
    Membership,
    Resident,
    full_name,
    surname,
)
from buurtteam.domain.keeping import Change, Found
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.storage.store import Store
from buurtteam.storage.tables import search_line

# Small words between first name and surname, as written and as shortened: they never keep a person from being found.
_PREFIXES = frozenset(
    [
        "van",
        "v",
        "de",
        "d",
        "der",
        "den",
        "het",
        "t",
        "ter",
        "ten",
        "te",
        "vd",
        "vdr",
        "von",
        "op",
        "aan",
        "in",
        "el",
        "al",
        "la",
        "le",
        "du",
        "da",
        "dos",
        "di",
        "bin",
        "ben",
        "ibn",
        "abu",
    ]
)
_MOST_ROWS = 3000
_TYPO_ROWS = 400
_TRIGRAM = 3


def fold(written: str) -> list[str]:
    """The words of a text as they are compared: without accents and signs, ij as y, c as k, doubled letters once."""
    lower = re.sub(r"['’‘`´]", "", folded(written))
    lower = re.sub(r"\b(\d{4})\s+([a-z]{2})\b", r"\1\2", lower)
    return [_folded_word(word) for word in re.findall(r"\w+", lower.replace("_", " "))]


def _folded_word(word: str) -> str:
    if any(c.isdigit() for c in word):
        return word
    return re.sub(r"([^\W\d_])\1+", r"\1", word.replace("ij", "y").replace("c", "k"))


def _digits(written: str) -> str:
    """A phone number as it is compared: digits only, as dialled in the Netherlands."""
    found = re.sub(r"\D", "", written)
    if written.strip().startswith("+31"):
        return "0" + found[2:]
    return "0" + found[4:] if found.startswith("0031") else found


def find(connection: Connection, asked: str, limit: int = 50) -> list[Found]:
    """What fits all words that were asked, best first; when nothing does, what fits but for a typing error."""
    if re.fullmatch(r"[+\d(][\d\s\-().+/]*", asked.strip()) and not re.fullmatch(r"\d{1,3}", asked.strip()):
        words = [_digits(asked)]
    else:
        words = fold(asked)
        words = [word for word in words if word not in _PREFIXES] or words
    words = [word for word in words if word][:8]
    if not words:
        return []
    rows = _exact(connection, words) or _with_typo(connection, words)
    rows.sort(key=lambda row: (_far(row.folded, words), row.name.casefold(), row.resident is not None))
    return [
        Found(
            HouseholdId(row.household) if row.household else None,
            ResidentId(row.resident) if row.resident else None,
            row.name,
            row.detail,
        )
        for row in rows[:limit]
    ]


def _far(folded: str, words: list[str]) -> int:
    """How far from a good hit: words that begin with what was asked come before words that only hold it."""
    return sum(f" {word}" not in folded for word in words) * 2 + sum(f" {word} " not in folded for word in words)


_LINES = "SELECT l.household, l.resident, l.name, l.detail, l.folded FROM search_line l "
_COLUMNS = (search_line.c.household, search_line.c.resident, *(search_line.c[n] for n in ("name", "detail", "folded")))


def _exact(connection: Connection, words: list[str]) -> list[Any]:
    long = [word for word in words if len(word) >= _TRIGRAM]
    short = [word for word in words if len(word) < _TRIGRAM]
    clauses, values = [], {}
    if long:
        clauses.append("l.id IN (SELECT rowid FROM search_index WHERE search_index MATCH :match)")
        values["match"] = " AND ".join(f'"{word}"' for word in long)
    for at, word in enumerate(short):
        # Less than the index can find: as the beginning of a word.
        clauses.append(f"instr(l.folded, :short{at}) > 0")
        values[f"short{at}"] = f" {word}"
    question = text(f"{_LINES} WHERE {' AND '.join(clauses)} LIMIT {_MOST_ROWS}")
    return list(connection.execute(question.columns(*_COLUMNS), values))


def _with_typo(connection: Connection, words: list[str]) -> list[Any]:
    pieces = {word[at : at + _TRIGRAM] for word in words for at in range(len(word) - _TRIGRAM + 1)}
    if not pieces:
        return []
    question = text(
        f"{_LINES} JOIN search_index i ON i.rowid = l.id WHERE search_index MATCH :match "
        f"ORDER BY i.rank LIMIT {_TYPO_ROWS}"
    )
    values = {"match": " OR ".join(f'"{piece}"' for piece in sorted(pieces))}
    rows = connection.execute(question.columns(*_COLUMNS), values)
    return [row for row in rows if all(_nearly(word, row.folded) for word in words)]


def _nearly(word: str, folded: str) -> bool:
    if f" {word}" in folded:
        return True
    most = 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2
    return most > 0 and any(
        OSA.distance(word, other, score_cutoff=most) <= most
        or OSA.distance(word, other[: len(word)], score_cutoff=most) <= most
        for other in folded.split()
    )


def refresh(store: Store, changes: Iterable[Change]) -> None:
    """Bring the lines of the households and people that a deed touched up to date, within its transaction."""
    households: set[UUID] = set()
    residents: set[UUID] = set()
    for change in changes:
        for record in (change.before, change.after):
            match record:
                case Household():
                    households.add(record.id)
                case Resident():
                    residents.add(record.id)
                case Membership():
                    households.add(record.household)
                    residents.add(record.resident)
                case Address():
                    households.add(record.household)
                case ContactPoint():
                    residents.add(record.resident)
                case _:
                    pass
    if households or residents:
        _refresh(store, households, residents)


def rebuild(store: Store) -> None:
    """Make all lines anew."""
    store.connection.execute(delete(search_line))
    households: set[UUID] = {record.id for record in store.of(Household)}
    _add(store, households, {record.id for record in store.of(Resident)})


def _refresh(store: Store, households: set[UUID], residents: set[UUID]) -> None:
    # The line of a person shows the address of the household, and that of a household the names of its people.
    households = households | {m.household for m in store.of(Membership, resident=list(residents))}
    residents = residents | {m.resident for m in store.of(Membership, household=list(households))}
    fresh = _lines(store, households, residents)
    # Only what is different: taking a line out of the full-text index for good is the dearest part of a save.
    before = store.connection.execute(
        select(search_line).where(
            or_(search_line.c.household.in_(households), search_line.c.resident.in_(residents)),
        )
    ).all()
    known = {tuple(row)[1:]: row.id for row in before}
    wanted = {tuple(one[column.name] for column in list(search_line.c)[1:]): one for one in fresh}
    # Of a line that stands there twice one goes.
    gone = [row.id for row in before if tuple(row)[1:] not in wanted or known[tuple(row)[1:]] != row.id]
    if gone:
        store.connection.execute(delete(search_line).where(search_line.c.id.in_(gone)))
    if new := [one for facts, one in wanted.items() if facts not in known]:
        store.connection.execute(_ADD, new)


def _add(store: Store, households: set[UUID], residents: set[UUID]) -> None:
    if lines := _lines(store, households, residents):
        store.connection.execute(_ADD, lines)


def _lines(store: Store, households: set[UUID], residents: set[UUID]) -> list[dict[str, Any]]:
    addresses: dict[UUID, list[Address]] = defaultdict(list)
    for address in store.of(Address, household=list(households), order_by="kind"):
        addresses[address.household].append(address)
    points: dict[UUID, list[str]] = defaultdict(list)
    for point in store.of(ContactPoint, resident=list(residents), order_by="position"):
        points[point.resident].append(point.value)
    people = {person.id: person for person in store.of(Resident, id=list(residents))}
    members: dict[UUID, list[Resident]] = defaultdict(list)
    lines = []
    housed = set()
    for membership in store.of(Membership, household=list(households), order_by="position"):
        if person := people.get(membership.resident):
            members[membership.household].append(person)
            housed.add(person.id)
            lines.append(_person_line(person, membership.household, points[person.id], addresses[membership.household]))
    lines += [
        _person_line(person, None, points[person.id], []) for person in people.values() if person.id not in housed
    ]
    for household in store.of(Household, id=list(households)):
        names = dict.fromkeys(surname(person) or full_name(person) for person in members[household.id])
        shown, told = _place(addresses[household.id])
        name = household.label or ", ".join(names)
        folded = _text(fold(f"{household.label} {household.area} {told}"))
        lines.append({"household": household.id, "resident": None, "name": name, "detail": shown, "folded": folded})
    return lines


_ADD = insert(search_line).values(
    {name: bindparam(name) for name in ("household", "resident", "name", "detail", "folded")}
)


def _person_line(
    person: Resident, household: UUID | None, points: list[str], addresses: list[Address]
) -> dict[str, Any]:
    shown, told = _place(addresses)
    born = "-".join(reversed(person.born_on.split("-")))
    names = (person.first_name, person.given_names, person.prefix, person.birth_name)
    partner = (person.partner_prefix, person.partner_name)
    words = fold(" ".join([*names, *partner, told]))
    # "devries" finds De Vries too.
    words += ["".join(fold(" ".join(parts))) for parts in (names[2:], partner)]
    for point in points:
        words += fold(point) if "@" in point else [_digits(point)]
    words.append(born.replace("-", ""))
    return {
        "household": household,
        "resident": person.id,
        "name": full_name(person),
        "detail": ", ".join(part for part in (born, shown) if part),
        "folded": _text(words),
    }


def _place(addresses: list[Address]) -> tuple[str, str]:
    """The address as it is shown, and all that may be searched; nothing of a secret address."""
    if any(address.is_secret for address in addresses):
        return "", ""
    told = " ".join(f"{a.street} {a.number} {a.postcode} {a.city}" for a in addresses)
    current = [a for a in addresses if a.until_on is None and a.kind is not AddressKind.NO_FIXED]
    shown = ""
    if current:
        first = current[0]
        shown = ", ".join(p for p in (f"{first.street} {first.number}".strip(), first.city) if p)
    return shown, told


def _text(words: Iterable[str]) -> str:
    return f" {' '.join(dict.fromkeys(word for word in words if word))} "
