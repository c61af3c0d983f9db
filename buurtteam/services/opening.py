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
from buurtteam.storage.database import Database
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
    workers: list[Worker] = []

    def begin(database: Database) -> None:
        office = Office(database)
        workers.append(staff.set_up(office, team, me))

    database, code = unlocking.create_file(path, passphrase, cost, begin)
    office = Office(database, workers[0])
    try:
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

    Raises Problem or Trouble, with this office still open and its file as it was.
    """
    office.ask(Deed.RESTORE_BACKUP)
    # First see whether the passphrase opens it: only then the work of now is closed.
    keys.open_slots(backup, secret, floor)
    file = office.database.path
    take_up = office.database.lay_down()
    try:
        return _restored(backup, file, secret, floor)
    except BaseException:
        office.database = take_up()
        raise


@dataclass(frozen=True)
class WentBack:
    """A file that was opened out of a backup; nothing is lost when only its keys had to be brought."""

    opened: Opened
    is_nothing_lost: bool


def go_back_closed(file: Path, backup: Path, secret: str, floor: Cost = FLOOR) -> WentBack:
    """Go back to a backup when the file does not open or is gone; what stands there is kept aside.

    When the file is whole and only its keys are lost, those of the backup are brought and the file itself stays.
    Raises Problem when a recovery code was mistyped, Trouble when the secret does not fit or the backup is damaged;
    then everything is as it was.
    """
    if unlocking.bring_keys(backup, file, secret, floor):
        return WentBack(open_file(file, secret, floor), is_nothing_lost=True)
    return WentBack(_restored(backup, file, secret, floor), is_nothing_lost=False)


def _restored(backup: Path, file: Path, secret: str, floor: Cost) -> Opened:
    aside = unlocking.restore(backup, file, secret, floor)
    try:
        opened = open_file(file, secret, floor)
        try:
            # Written as the program itself: who worked last in the backup may not be who goes back now.
            worker, opened.office.worker = opened.office.worker, None
            opened.office.look(Deed.RESTORE_BACKUP)
            opened.office.worker = worker
        except BaseException:
            opened.office.close()
            raise
    except BaseException:
        unlocking.take_back(aside, file)
        raise
    return Opened(opened.office, opened.beginning, None, opened.by_code)
