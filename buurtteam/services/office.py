"""The office: the open file, who works, what day it is; every deed goes through it and leaves its line."""

import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from buurtteam.domain import closing
from buurtteam.domain.household import Household, HouseholdState
from buurtteam.domain.keeping import Change, Changes, Draft, Found, HistoryLine, InTrash, Look
from buurtteam.domain.kinds import HouseholdId, WorkerId, local_day
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.record import Record
from buurtteam.domain.responsibility import Assignment, followed, needless
from buurtteam.domain.staff import Deed, Team, Worker, may
from buurtteam.domain.statute import LocalNorm, OwnDecreeDay, Statute
from buurtteam.domain.words import N_
from buurtteam.services.law import law
from buurtteam.storage import search, terms, worklist_lines
from buurtteam.storage.database import Database
from buurtteam.storage.drafts import Drafts
from buurtteam.storage.journal import Journal
from buurtteam.storage.store import Store, merged
from buurtteam.storage.tables import household_of
from buurtteam.storage.trash import Trash

# So many deeds back a list can still be brought up to date instead of being reckoned anew.
_KEPT_DEEDS = 100


def _now() -> datetime:
    return datetime.now(UTC)


def _without_files(change: Change) -> Change:
    """The change as lists need it: without the bytes of a scan or a paper, which no list reckons with."""

    def light(record: Record | None) -> Record | None:
        held = {name: b"" for name, value in record or () if isinstance(value, bytes)}
        return record.model_copy(update=held) if record is not None and held else record

    return Change(change.kind, light(change.before), light(change.after))


class Office:
    """Where deeds are done: `reading()` to look, `writing(deed, household)` to do.

    One thread at a time does deeds; another may only read.
    """

    def __init__(self, database: Database, worker: Worker | None = None, clock: Callable[[], datetime] = _now) -> None:
        self.database = database
        self.worker = worker
        self._clock = clock
        self._inner = threading.local()
        self._changes: list[Changes] = []
        self._statute: Statute | None = None
        self._deeds = 0
        self._latest: deque[tuple[Change, ...]] = deque(maxlen=_KEPT_DEEDS)
        self.reckoned: dict[str, Any] = {}
        """What lists reckoned of the whole file, each with the moment at which it was true."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        return self._clock().astimezone(UTC)

    def today(self) -> date:
        """The calendar day in the Netherlands."""
        return local_day(self.now())

    @property
    def me(self) -> WorkerId | None:
        """The id of who works now; nothing while nobody is named, or when this worker stands in the file no more."""
        with self.reading() as store:
            found = store.find(Worker, self.worker.id) if self.worker else None
        return found.id if found else None

    @property
    def statute(self) -> Statute:
        """The law as dated data with the team's own norms and free days, read anew when those change."""
        if self._statute is None:
            with self.reading() as store:
                team = next(iter(store.of(Team)), None) or Team()
                own = law().with_free_days(
                    store.of(OwnDecreeDay), known_to=team.decrees_known_to, decree_day_works=team.decree_day_works
                )
                self._statute = own.with_local_norms(store.of(LocalNorm))
        return self._statute

    @contextmanager
    def counted(self, households: Collection[UUID] | None = None) -> Iterator[Store]:
        """The records as they are at one moment, with the reckoned terms of today beside them, of all or of some households.

        Raises Trouble when the file cannot be read, or the terms cannot be written.
        """
        today = self.today()
        with self.reading() as store:
            waiting = terms.waiting(store.connection, today, households)
        if waiting is None or waiting:
            statute = self.statute
            if outer := self._outer():
                terms.count(outer, statute, today, waiting)
            else:
                with self.database.writing() as connection:
                    terms.count(Store(connection, is_writable=True), statute, today, waiting)
        with self.reading() as store:
            yield store

    @contextmanager
    def keeping(self) -> Iterator[Store]:
        """Room to keep what was reckoned from the records: no deed, so no line in the journal.

        Raises Trouble when the file cannot be written.
        """
        with self.database.writing() as connection:
            yield Store(connection, is_writable=True)

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The records as they are at one moment; within a deed, as that deed has them so far.

        Raises Trouble when the file cannot be read.
        """
        if outer := self._outer():
            yield outer
            return
        with self.database.reading() as connection:
            yield Store(connection)

    @contextmanager
    def writing(self, deed: Deed, household: HouseholdId | None = None) -> Iterator[Store]:
        """One deed: all its changes and its line in the journal come true at the end, or nothing does.

        A deed done within another becomes part of it. What changed is fetched by `take_changes`.
        Raises Problem when the worker may not do this, Trouble when the file cannot be written.
        """
        self.ask(deed)
        if outer := self._outer():
            yield outer
            return
        with self.database.writing() as connection:
            store = Store(connection, is_writable=True)
            self._inner.store = store
            try:
                yield store
            finally:
                self._inner.store = None
            self._follow(store)
            changes = merged(store.changes)
            self._must_be_open(store, deed, changes)
            if changes:
                touched = {found for change in changes if (found := household_of(change.record))}
                if household is None and len(touched) == 1:
                    (household,) = touched
                search.refresh(store, changes)
                terms.mark(store, changes)
                worklist_lines.mark(store, changes)
                Journal(connection, self.database.journal_key).write(self.now(), self.worker, deed, household, changes)
        if changes:
            if terms.concerns_law(changes):
                self._statute = None
            self._changes.append(Changes(deed, household, changes))
            self._deeds += 1
            self._latest.append(tuple(map(_without_files, changes)))

    @property
    def moment(self) -> int | None:
        """A number that grows with every deed; nothing within a deed, for what stands there may yet be taken back."""
        return None if self._outer() else self._deeds

    def changed_since(self, moment: int) -> tuple[Change, ...] | None:
        """What deeds changed since a moment; nothing at all when that is too long ago to tell."""
        missed = self._deeds - moment
        if not 0 <= missed <= len(self._latest):
            return None
        return tuple(change for deed in list(self._latest)[len(self._latest) - missed :] for change in deed)

    def _follow(self, store: Store) -> None:
        """Whoever is named fixed face or deputy stands so in the history of faces, whichever deed named them."""
        touched = {change.record.id: change.record for change in store.changes if isinstance(change.record, Household)}
        for home in touched.values():
            current = store.find(Household, home.id)
            if current is not None:
                known = store.of(Assignment, household=home.id)
                for each in needless(current, known, self.today()):
                    store.remove(each)
                for each in followed(current, known, self.today()):
                    store.save(each)

    def _must_be_open(self, store: Store, deed: Deed, changes: Iterable[Change]) -> None:
        """A closed household takes late post, notes and facts, and nothing that begins work; only a closing closes it."""
        needed = set()
        for change in changes:
            if closing.is_by_the_way(deed, change):
                raise closing.by_the_way_problem()
            if home := closing.needs_open(deed, change):
                needed.add(home)
        if needed and store.count(Household, id=list(needed), state=HouseholdState.CLOSED):
            raise closing.is_closed_problem()

    def look(self, deed: Deed, household: HouseholdId | None = None) -> None:
        """Write down that somebody looks or does what changes no record: no line, no look.

        Raises Problem when the worker may not do this, Trouble when the line cannot be written.
        """
        self.ask(deed)
        outer = self._outer()
        if outer is not None:
            self._journal(outer).write(self.now(), self.worker, deed, household)
            return
        with self.database.writing() as connection:
            Journal(connection, self.database.journal_key).write(self.now(), self.worker, deed, household)

    def ask(self, deed: Deed) -> None:
        """Go on only when the worker may do this.

        Raises Problem when not.
        """
        if not may(self.worker, deed):
            raise Problem("not_allowed", N_("This is not part of your work in the team. Ask your coordinator."))

    def take_changes(self) -> tuple[Changes, ...]:
        """What the deeds since the last time changed, oldest first."""
        taken, self._changes = tuple(self._changes), []
        return taken

    def remove(self, deed: Deed, household: HouseholdId | None, label: str, *roots: Record) -> UUID:
        """Move records with all that belongs to them to the trash; returns the id of the bundle.

        Raises Stale or Trouble when one of them is not as it was, Problem when the worker may not.
        """
        with self.writing(deed, household) as store:
            before = len(store.changes)
            store.remove_tree(*roots)
            return self.into_trash(store, store.changes[before:], household, label)

    def into_trash(self, store: Store, changes: Iterable[Change], household: HouseholdId | None, label: str) -> UUID:
        """Keep in the trash what these changes took away; returns the id of the bundle."""
        name = self.worker.name if self.worker else ""
        return Trash(store.connection).put(merged(changes), label, household, name, self.now())

    def out_of_trash(self, store: Store, records: list[UUID]) -> dict[UUID, str]:
        """Forget the bundles that hold these records, for they are back; returns the label each stood under."""
        return Trash(store.connection).forget(records)

    def restore(self, bundle: UUID) -> None:
        """Put back what was removed.

        Raises Trouble when it is not in the trash any more or what it belongs to is.
        """
        with self.reading() as store:
            household = next((line.household for line in Trash(store.connection).all() if line.id == bundle), None)
        try:
            with self.writing(Deed.RESTORE, household) as store:
                Trash(store.connection).restore(bundle, store)
        except Trouble as trouble:
            if trouble.code != "still_used":
                raise
            raise Trouble(
                "belongs_to_removed",
                N_("This belongs to something that is in the trash itself. Put that back first."),
            ) from trouble

    def search(self, asked: str, limit: int = 50) -> list[Found]:
        """People and households that fit all words that were asked, best first."""
        with self.reading() as store:
            return search.find(store.connection, asked, limit)

    def in_trash(self) -> list[InTrash]:
        """What was removed in the last thirty days, newest first."""
        with self.reading() as store:
            return Trash(store.connection).all()

    def purge_trash(self) -> int:
        """Destroy what lies in the trash longer than thirty days; returns how many bundles."""
        with self.database.writing() as connection:
            return Trash(connection).purge(self.now())

    def history(self, household: HouseholdId, limit: int = 500) -> list[HistoryLine]:
        """What changed in a household, newest first."""
        with self.reading() as store:
            return self._journal(store).history(household, limit)

    def looks(self, household: HouseholdId, limit: int = 500) -> list[Look]:
        """Who looked into a household, newest first."""
        with self.reading() as store:
            return self._journal(store).looks(household, limit)

    def verify_journal(self) -> int | None:
        """The number of the first line of the journal that is not as it was written, or nothing."""
        with self.reading() as store:
            return self._journal(store).verify()

    def journal_head(self) -> list[object]:
        """The last line of the journal, as a backup keeps it."""
        with self.reading() as store:
            return list(self._journal(store).head())

    def keep_draft(self, place: str, typed: dict[str, str], field: str = "", caret: int = 0) -> None:
        """Keep typing that is not saved, with the place of the caret."""
        with self.database.writing() as connection:
            self._drafts(connection).keep(place, typed, field, caret, self.now())

    def draft(self, place: str) -> Draft | None:
        """Typing that was not saved in a place, or nothing."""
        with self.database.reading() as connection:
            return self._drafts(connection).find(place)

    def drafts(self) -> list[Draft]:
        """All typing of this worker that was not saved, newest first."""
        with self.database.reading() as connection:
            return self._drafts(connection).all()

    def drop_draft(self, place: str) -> None:
        """Forget a draft: it was saved, or thrown away."""
        with self.database.writing() as connection:
            self._drafts(connection).drop(place)

    def remember(self, key: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        """Keep how this worker left the screen."""
        with self.database.writing() as connection:
            self._drafts(connection).remember(key, value)

    def recall(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """How this worker left the screen, else the default."""
        with self.database.reading() as connection:
            return self._drafts(connection).recall(key, default)

    def close(self) -> None:
        """Close the file and forget its key."""
        self.database.close()

    def _outer(self) -> Store | None:
        return getattr(self._inner, "store", None)

    def _journal(self, store: Store) -> Journal:
        return Journal(store.connection, self.database.journal_key)

    def _drafts(self, connection: Any) -> Drafts:  # noqa: ANN401 - SQLAlchemy is not named here
        return Drafts(connection, self.worker.id if self.worker else None)
