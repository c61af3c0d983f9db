"""Take a deed back, and do it again: the values of before are written as a new version."""

from typing import TYPE_CHECKING

from buurtteam.domain.keeping import Change, Changes
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_
from buurtteam.services.office import Office
from buurtteam.storage.store import Store
from buurtteam.storage.tables import id_of

if TYPE_CHECKING:
    from uuid import UUID

_MOST = 200
_MOST_BYTES = 100_000_000
"""Of scans and papers that are remembered to be taken back; what was added before those goes by the trash."""

# Not edits: what is made for good, brought in whole, or undoing itself.
_NOT_UNDONE = frozenset({Deed.ISSUE_PAPER, Deed.IMPORT_DOSSIER, Deed.MAKE_PRACTICE, Deed.RESTORE, Deed.UNDO, Deed.REDO})


class UndoStack:
    """The deeds of this session that can be taken back and done again."""

    def __init__(self) -> None:
        self._done: list[Changes] = []
        self._undone: list[Changes] = []
        self._labels: dict[UUID, str] = {}

    def add(self, changes: Changes) -> None:
        """Put a deed on top; what was taken back before can then not be done again."""
        if changes.deed in _NOT_UNDONE or not changes.changes:
            return
        self._done = [*self._done, changes][-_MOST:]
        self._undone.clear()
        if _bytes_in(changes):
            while len(self._done) > 1 and sum(map(_bytes_in, self._done)) > _MOST_BYTES:
                self._done.pop(0)

    @property
    def next_back(self) -> Changes | None:
        """The deed that would be taken back."""
        return self._done[-1] if self._done else None

    @property
    def next_again(self) -> Changes | None:
        """The deed that would be done again."""
        return self._undone[-1] if self._undone else None

    def take_back(self, office: Office) -> Changes | None:
        """Take the last deed back; returns what changed, or nothing when there is none.

        Raises Problem when somebody changed the same since; the deed then stays done.
        """
        if not self._done:
            return None
        return self._move(office, Deed.UNDO, self._done, self._undone)

    def take_back_one(self, office: Office, deed: Changes) -> Changes | None:
        """Take one deed back, also when others came after it; returns what changed, or nothing when it is not there.

        Raises Problem when somebody changed the same since; that deed then stays done.
        """
        if deed not in self._done:
            return None
        self._done.remove(deed)
        self._done.append(deed)
        return self.take_back(office)

    def do_again(self, office: Office) -> Changes | None:
        """Do the deed that was last taken back again; returns what changed, or nothing when there is none.

        Raises Problem when somebody changed the same since.
        """
        if not self._undone:
            return None
        return self._move(office, Deed.REDO, self._undone, self._done)

    def _move(self, office: Office, name: Deed, source: list[Changes], target: list[Changes]) -> Changes:
        # Who may not do a deed does not take it back for another either.
        office.ask(source[-1].deed)
        try:
            mirrored = self._mirror(office, name, source[-1])
        except Problem:
            # It can never be done any more, so it may not stand in the way of those before it.
            source.pop()
            raise
        except Trouble as trouble:
            if trouble.code != "still_used":
                raise
            source.pop()
            raise _changed_since() from trouble
        # On the stack it keeps the name of what was done, so that the menu can say it.
        target.append(Changes(source.pop().deed, mirrored.household, mirrored.changes))
        return mirrored

    def _mirror(self, office: Office, name: Deed, deed: Changes) -> Changes:
        """Do the opposite of a deed, as a deed of its own."""
        with office.writing(name, deed.household) as store:
            # Records that come and go may stand in any order: all references are checked at the end.
            store.defer_references()
            before = len(store.changes)
            for change in reversed(deed.changes):
                _step(store, Change(change.kind, change.after, change.before))
            changes = tuple(store.changes[before:])
            # What comes back out of the trash leaves it; what goes again lies in it again.
            self._labels.update(office.out_of_trash(store, [id_of(c.record) for c in changes if c.before is None]))
            gone = [id_of(change.record) for change in changes if change.after is None]
            if label := next((self._labels[id_] for id_ in gone if id_ in self._labels), ""):
                office.into_trash(store, changes, deed.household, label)
            return Changes(name, deed.household, changes)


def _bytes_in(deed: Changes) -> int:
    """How many bytes of files a deed holds on to."""
    records = [each for change in deed.changes for each in (change.before, change.after) if each is not None]
    return sum(len(value) for record in records for _name, value in record if isinstance(value, bytes))


def _step(store: Store, step: Change) -> None:
    """Bring one record from `step.before` to `step.after`."""
    if step.before is None:
        assert step.after is not None
        if store.find(step.kind, id_of(step.after)) is not None:
            raise _changed_since()
        store.insert_again(step.after)
        return
    stored = store.find(step.kind, id_of(step.before))
    if stored is None or not stored.same_facts(step.before):
        raise _changed_since()
    if step.after is None:
        store.remove(stored)
    else:
        store.save_as(stored, step.after)


def _changed_since() -> Problem:
    return Problem(
        "changed_since",
        N_("This cannot be taken back: it was changed since. Everything stays as it is now; change it by hand."),
    )
