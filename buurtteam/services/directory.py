"""The service directory (sociale kaart): found while typing by kind of help, kept current by who verifies it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rapidfuzz import fuzz

from buurtteam.domain.care import CarerSupport, SupportState
from buurtteam.domain.directory import OF_PEOPLE, TAKES_OVER, DirectoryEntry, EntryForm, ForWhom, HelpLevel, KindOfHelp
from buurtteam.domain.folding import folded, folded_words
from buurtteam.domain.kinds import DirectoryEntryId, WorkerId
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.words import N_, Choice
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import joined, label

_LIKE = 84
"""How much a word must be like another to be the same with a slip of the finger, of a hundred."""
_LONG_ENOUGH = 5
"""Shorter words must begin as they were typed: too many are like one another."""


@dataclass(frozen=True)
class DirectoryLine:
    """One entry with what follows from it today."""

    entry: DirectoryEntry
    verifier: str = ""
    is_stale: bool = False
    given: int | None = None
    """Hours in a week that a volunteer or neighbour helper gives."""
    used: int = 0
    """Hours in a week that help which runs takes."""

    @property
    def id(self) -> DirectoryEntryId:
        """The id of the entry."""
        return self.entry.id

    @property
    def left(self) -> int | None:
        """Hours in a week that are left to give; nothing where nobody counts hours."""
        return None if self.given is None else max(0, self.given - self.used)

    @property
    def kinds_words(self) -> str:
        """The kinds of help in words, in the order of the list of kinds."""
        return joined([label(each) for each in KindOfHelp if each in self.entry.kinds])

    @property
    def must_be_verified(self) -> bool:
        """Whether somebody has to look whether this still holds."""
        return self.entry.is_active and self.is_stale


class Quick(Choice):
    """What is looked for most, by one key."""

    ELDERS = "elders", N_("For elders")
    CARERS = "carers", N_("Informal carers ¦filter")
    PROGRAMMES = "programmes", N_("Local programmes")
    TAKES_OVER = "takes_over", N_("Somebody who takes over")
    PEOPLE = "people", N_("Volunteers and neighbour helpers")
    TO_VERIFY = "to_verify", N_("To be verified")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the directory; nothing means anything."""

    typed: str = ""
    kind: KindOfHelp | None = None
    for_whom: ForWhom | None = None
    area: str = ""
    level: HelpLevel | None = None
    quick: Quick | None = None
    with_past: bool = False
    """Also what is out of use."""


# ---------------------------------------------------------------------------------------------- read


def read_directory(office: Office) -> tuple[DirectoryLine, ...]:
    """Every entry, also those out of use: by the first kind of help, then by name."""
    with office.reading() as store:
        return lines_in(store, office.today())


def lines_in(store: Store, today: date) -> tuple[DirectoryLine, ...]:
    """As `read_directory`, within a deed or a look."""
    entries = store.of(DirectoryEntry)
    names = {each.id: each.name for each in store.of(Worker)} if entries else {}
    # The help of all households together is only read for people, who have but so many hours.
    used = _hours_used(store, today) if any(each.form in OF_PEOPLE for each in entries) else {}
    found = [_line(each, names, used, today) for each in entries]
    return tuple(sorted(found, key=_by_kind))


def _line(entry: DirectoryEntry, names: Mapping[WorkerId, str], used: Mapping[str, int], today: date) -> DirectoryLine:
    return DirectoryLine(
        entry,
        verifier=names.get(entry.verifier, "") if entry.verifier else "",
        is_stale=entry.is_stale_on(today),
        given=entry.hours_per_week if entry.form in OF_PEOPLE else None,
        used=used.get(folded(entry.name).strip(), 0) if entry.form in OF_PEOPLE and entry.name else 0,
    )


def _hours_used(store: Store, today: date) -> dict[str, int]:
    """How many hours in a week each name gives now, in all households together."""
    used: dict[str, int] = {}
    for each in store.of(CarerSupport):
        if each.hours_per_week and each.offered_by and each.state_on(today) is SupportState.RUNNING:
            name = folded(each.offered_by).strip()
            used[name] = used.get(name, 0) + each.hours_per_week
    return used


_ORDER = {kind: place for place, kind in enumerate(KindOfHelp)}


def _by_kind(line: DirectoryLine) -> tuple[bool, int, str]:
    first = min((_ORDER[each] for each in line.entry.kinds), default=len(_ORDER))
    return (not line.entry.is_active, first, folded(line.entry.name))


def found(lines: Iterable[DirectoryLine], wanted: Wanted) -> tuple[DirectoryLine, ...]:
    """The lines that fit everything that is wanted; what was typed best first, else as they came.

    A word counts when a word of the entry begins with it, or is it with a slip of the finger.
    """
    kept = [each for each in lines if _fits(each, wanted)]
    if wanted.quick is Quick.TO_VERIFY:
        kept.sort(key=lambda each: each.entry.verified_on or date.min)
    words = folded_words(wanted.typed)
    if not words:
        return tuple(kept)
    ranked = [(rank, place, each) for place, each in enumerate(kept) if (rank := _rank(each, words)) is not None]
    return tuple(each for _rank_, _place, each in sorted(ranked, key=lambda one: one[:2]))


def _fits(line: DirectoryLine, wanted: Wanted) -> bool:
    entry = line.entry
    return (
        (entry.is_active or wanted.with_past)
        and (wanted.kind is None or wanted.kind in entry.kinds)
        and (wanted.for_whom is None or is_for(entry, wanted.for_whom))
        and (not wanted.area or serves(entry, wanted.area))
        and (wanted.level is None or entry.level is wanted.level)
        and (wanted.quick is None or _quickly(line, wanted.quick))
    )


def is_for(entry: DirectoryEntry, whom: ForWhom) -> bool:
    """Whether help is meant for these people, or for everybody."""
    return not entry.for_whom or bool(entry.for_whom & {whom, ForWhom.EVERYBODY})


def serves(entry: DirectoryEntry, area: str) -> bool:
    """Whether help is there for a neighbourhood: it is named, no neighbourhood is, or it comes from further."""
    here = folded(area).strip()
    named = areas_of(entry)
    return not named or not here or here in {folded(each) for each in named} or entry.level is not HelpLevel.LOCAL


def areas_of(entry: DirectoryEntry) -> tuple[str, ...]:
    """The neighbourhoods that an entry names."""
    return tuple(part for each in entry.areas.replace(";", ",").split(",") if (part := each.strip()))


def all_areas(lines: Iterable[DirectoryLine]) -> tuple[str, ...]:
    """Every neighbourhood that is named, each once and in order."""
    spelled = {folded(area): area for each in lines for area in areas_of(each.entry)}
    return tuple(spelled[key] for key in sorted(spelled))


def _quickly(line: DirectoryLine, quick: Quick) -> bool:
    entry = line.entry
    match quick:
        case Quick.ELDERS:
            return ForWhom.ELDERS in entry.for_whom
        case Quick.CARERS:
            return bool(entry.for_whom & {ForWhom.CARERS, ForWhom.YOUNG_CARERS})
        case Quick.PROGRAMMES:
            return entry.form is EntryForm.PROGRAMME
        case Quick.TAKES_OVER:
            return bool(entry.kinds & TAKES_OVER)
        case Quick.PEOPLE:
            return entry.form in OF_PEOPLE
        case Quick.TO_VERIFY:
            return line.must_be_verified


def _rank(line: DirectoryLine, words: Iterable[str]) -> int | None:
    """How well an entry fits all words: by kind, by name, by the rest; nothing when a word is nowhere in it."""
    entry = line.entry
    places = (
        folded_words(" ".join(label(each) for each in entry.kinds)),
        folded_words(entry.name),
        folded_words(
            " ".join(
                (
                    entry.what,
                    entry.for_words,
                    entry.areas,
                    entry.place,
                    entry.way_in,
                    entry.contact,
                    label(entry.form),
                    *(label(each) for each in entry.for_whom),
                )
            )
        ),
    )
    total = 0
    for word in words:
        best = min((_of_word(word, known, place) for place, known in enumerate(places)), default=99)
        if best >= 99:
            return None
        total += best
    return total


def _of_word(word: str, known: Iterable[str], place: int) -> int:
    if any(each.startswith(word) for each in known):
        return place
    if len(word) >= _LONG_ENOUGH:
        # Dutch writes words as one: `mantelzorggroep` is found by `groep` as well, and by `mantelzorgroep`.
        if any(word in each for each in known):
            return place + 3
        if any(fuzz.ratio(word, each[: len(word) + 1]) >= _LIKE for each in known):
            return place + 6
    return 99


def to_verify(office: Office, worker: WorkerId | None = None) -> tuple[DirectoryLine, ...]:
    """What must be verified, never done first and then the oldest; of one worker also what is nobody's.

    Without a worker of everybody.
    """
    wanted = Wanted(quick=Quick.TO_VERIFY)
    lines = found(read_directory(office), wanted)
    return tuple(each for each in lines if worker is None or each.entry.verifier in (worker, None))


def mine_to_verify(office: Office) -> tuple[DirectoryLine, ...]:
    """What whoever works now has to verify, the oldest first; nothing while nobody is named."""
    me = office.me
    return tuple(each for each in to_verify(office, me) if each.entry.verifier == me) if me is not None else ()


# ---------------------------------------------------------------------------------------------- deeds


def keep(office: Office, entry: DirectoryEntry) -> DirectoryEntry:
    """Keep an entry of the directory; a new one is verified by who adds it, unless somebody else is named.

    Raises Problem for a day that has yet to come, or when it is on the list already; Stale when somebody else changed
    it in the meantime.
    """
    if entry.verified_on is not None:
        not_in_the_future(office, entry.verified_on)
    with office.writing(Deed.KEEP_DIRECTORY) as store:
        stored = store.find(DirectoryEntry, entry.id)
        name = folded(entry.name).strip()
        if name and (stored is None or folded(stored.name).strip() != name):
            for each in store.of(DirectoryEntry):
                if each.id != entry.id and folded(each.name).strip() == name and each.form is entry.form:
                    raise Problem("entry_known", N_("This name is in the directory already. Look there first."))
        if stored is None and entry.verifier is None:
            entry = entry.changed(verifier=office.me)
        return store.save(entry)


def verify(office: Office, entry: DirectoryEntryId, on: date | None = None) -> DirectoryEntry:
    """Write down that somebody looked whether an entry still holds, today or on another day; the same day again is nothing.

    Whoever verifies it does so from now on, unless somebody was named. Raises Problem for a day that has yet to come.
    """
    day = on or office.today()
    not_in_the_future(office, day)
    with office.writing(Deed.KEEP_DIRECTORY) as store:
        found_ = store.get(DirectoryEntry, entry)
        return store.save(found_.changed(verified_on=day, verifier=found_.verifier or office.me))


def remove(office: Office, entry: DirectoryEntry) -> UUID:
    """Move an entry to the trash; help that was asked there keeps its name. Returns the id of the bundle."""
    return office.remove(Deed.KEEP_DIRECTORY, None, entry.name, entry)


def named(store: Store, name: str) -> DirectoryEntry | None:
    """The entry that somebody means by this name, however it is written in capitals."""
    wanted = folded(name).strip()
    return next((each for each in store.of(DirectoryEntry) if wanted and folded(each.name).strip() == wanted), None)
