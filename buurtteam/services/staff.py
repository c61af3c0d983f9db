"""The team and its workers: who works now, what the letterhead says, and where the worker was."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from buurtteam.domain.staff import Deed, Team, Worker
from buurtteam.services.office import Office
from buurtteam.storage.drafts import Drafts

_WORKS_NOW = "works_now"
_WHERE = "where"
_ID = "id:"


@dataclass(frozen=True)
class Beginning:
    """How work begins in an open file: the team, who works, and the place where the worker was."""

    team: Team
    worker: Worker | None
    workers: tuple[Worker, ...]
    place: str = ""
    args: dict[str, object] = field(default_factory=dict)


def begin(office: Office) -> Beginning:
    """Let the worker of last time work on, or the only one there is; nobody when that has to be asked first."""
    people = workers(office)
    with office.database.reading() as connection:
        last = Drafts(connection, None).recall(_WORKS_NOW)
    active = [each for each in people if each.is_active]
    office.worker = next((each for each in active if str(each.id) == last), active[0] if len(active) == 1 else None)
    place, args = _where(office)
    return Beginning(team(office), office.worker, people, place, args)


def begin_again(office: Office) -> Beginning:
    """The team and its workers as they are now, with who works."""
    return Beginning(team(office), office.worker, workers(office))


def team(office: Office) -> Team:
    """The team of this file; a new one when it has none yet."""
    with office.reading() as store:
        return next(iter(store.of(Team)), None) or Team()


def keep_team(office: Office, changed: Team) -> Team:
    """Keep the team with its letterhead.

    Raises Problem when the worker may not, Stale when somebody else changed it.
    """
    with office.writing(Deed.SET_UP_TEAM) as store:
        return store.save(changed)


def workers(office: Office) -> tuple[Worker, ...]:
    """All who work or worked in the team, by name, who works now first."""
    with office.reading() as store:
        return tuple(sorted(store.of(Worker), key=lambda each: (not each.is_active, each.name.casefold())))


def keep_worker(office: Office, worker: Worker) -> Worker:
    """Keep a worker; who works now carries on with what was changed.

    Raises Problem when the worker may not, Stale when somebody else changed it.
    """
    with office.writing(Deed.KEEP_WORKER) as store:
        kept = store.save(worker)
    if office.worker is not None and office.worker.id == kept.id:
        office.worker = kept
    return kept


def remove_worker(office: Office, worker: Worker) -> UUID:
    """Move a worker who was made by mistake to the trash; returns the id of the bundle.

    Raises Problem or Trouble when the worker may not, or when this one stands in a dossier.
    """
    return office.remove(Deed.KEEP_WORKER, None, worker.name, worker)


def start_work(office: Office, worker: Worker) -> Worker:
    """From now on this worker does the deeds, and next time too."""
    with office.database.writing() as connection:
        Drafts(connection, None).remember(_WORKS_NOW, str(worker.id))
    office.worker = worker
    return worker


def set_up(office: Office, own_team: Team, me: Worker) -> Worker:
    """Keep the team and its first worker, who works from now on.

    Raises Trouble when the file cannot be written.
    """
    with office.writing(Deed.SET_UP_TEAM) as store:
        store.save(own_team)
        made = store.save(me)
    return start_work(office, made)


def remember_place(office: Office, place: str, args: dict[str, object]) -> None:
    """Keep where the worker is, for the next time and for after a crash."""
    plain: dict[str, Any] = {}
    for name, value in args.items():
        if isinstance(value, UUID):
            plain[name] = f"{_ID}{value}"
        elif isinstance(value, str | int | bool) or value is None:
            plain[name] = value
    office.remember(_WHERE, {"place": place, "args": plain})


def _where(office: Office) -> tuple[str, dict[str, object]]:
    kept = office.recall(_WHERE)
    if not isinstance(kept, dict):
        return "", {}
    args: dict[str, object] = {}
    for name, value in dict(kept.get("args", {})).items():
        is_id = isinstance(value, str) and value.startswith(_ID)
        args[name] = UUID(value.removeprefix(_ID)) if is_id else value
    return str(kept.get("place", "")), args
