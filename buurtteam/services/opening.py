"""Opening a file and beginning to work in it: with its passphrase, as a new file, or to practise."""

from dataclasses import dataclass
from pathlib import Path

from buurtteam.domain.staff import Deed, Team, Worker, WorkerFunction
from buurtteam.paths import data_folder
from buurtteam.services import safekeeping, staff, unlocking
from buurtteam.services.headless import open_practice
from buurtteam.services.office import Office
from buurtteam.services.safekeeping import UncleanEnd
from buurtteam.services.staff import Beginning
from buurtteam.storage import keys
from buurtteam.storage.keys import FLOOR, Cost


@dataclass(frozen=True)
class Opened:
    """An open office with how work begins in it; `by_code` when the recovery code opened it."""

    office: Office
    beginning: Beginning
    unclean: UncleanEnd | None = None
    by_code: bool = False


def open_file(path: Path, secret: str, floor: Cost = FLOOR) -> Opened:
    """Open a file with its passphrase or recovery code.

    Raises Problem when a recovery code was mistyped, Trouble when the secret does not fit or the file cannot be opened.
    """
    unclean = safekeeping.unclean_end(path)
    office = Office(unlocking.unlock(path, secret, floor))
    try:
        opened = Opened(office, staff.begin(office), unclean, unlocking.is_recovery_code(secret))
    except BaseException:
        office.close()
        raise
    safekeeping.note_opening(path)
    return opened


def create(path: Path, passphrase: str, team: Team, me: Worker, cost: Cost = Cost()) -> tuple[Opened, str]:  # noqa: B008
    """Make the file of a team with its first worker; returns it open, with the recovery code that is kept nowhere.

    Raises Problem when the passphrase is weak, Trouble when something stands there already or cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    database, code = unlocking.create_file(path, passphrase, cost)
    office = Office(database)
    try:
        staff.set_up(office, team, me)
        office.take_changes()
        opened = Opened(office, staff.begin(office))
    except BaseException:
        office.close()
        raise
    safekeeping.note_opening(path)
    return opened, code


def practise(folder: Path | None = None) -> Opened:
    """Open the practice neighbourhood, made when it is not there; it lies in a file of its own.

    Raises Trouble when another file stands in its place.
    """
    office, _made = open_practice(folder or data_folder())
    try:
        office.take_changes()
        beginning = staff.begin(office)
        coaches = [one for one in beginning.workers if one.is_active and one.function is WorkerFunction.COACH]
        if beginning.worker is None and coaches:
            staff.start_work(office, coaches[0])
            beginning = staff.begin(office)
    except BaseException:
        office.close()
        raise
    return Opened(office, beginning)


def go_back(office: Office, backup: Path, secret: str, floor: Cost = FLOOR) -> Opened:
    """Go back to a backup with the passphrase of its day; the file of now is kept aside, and this office is closed.

    Raises Problem or Trouble, with this office still open when the passphrase is wrong or the worker may not.
    """
    office.ask(Deed.RESTORE_BACKUP)
    # First see whether the passphrase opens it: only then the work of now is closed.
    keys.open_slots(backup, secret, floor)
    file = office.database.path
    office.close()
    unlocking.restore(backup, file, secret, floor)
    opened = open_file(file, secret, floor)
    opened.office.look(Deed.RESTORE_BACKUP)
    return opened
