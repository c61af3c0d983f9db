"""Makes pictures of the program with the practice neighbourhood, for the README and for looking with one's own eyes.

python tools/pictures.py FOLDER [--theme light|dark|contrast] [--scale 100] [--size 1366x768] [--language nl] [--as coordinator] [PLACE or PLACE:TAB …]
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.TemporaryDirectory()
os.environ["BUURTTEAM_HOME"] = _HOME.name

from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from buurtteam import texts  # noqa: E402
from buurtteam.domain.conversation import Conversation  # noqa: E402
from buurtteam.domain.filing import Paper  # noqa: E402
from buurtteam.domain.household import Household  # noqa: E402
from buurtteam.domain.request import RequestNotification  # noqa: E402
from buurtteam.domain.staff import Worker, WorkerFunction  # noqa: E402
from buurtteam.services.headless import open_practice, showcase, showcase_of_care, write_practice_papers  # noqa: E402
from buurtteam.settings import Language, Look, Settings  # noqa: E402
from buurtteam.ui.application import Application  # noqa: E402
from buurtteam.ui.desk import OfficeSummary  # noqa: E402

_PLACES = (
    "today", "agenda", "households", "worklist", "new_household", "household", "request", "conversation", "finish", "plan",
    "papers", "paper", "settings", "figures", "history", "trash", "help",
)  # fmt: skip


def main() -> int:
    """Open each place and keep its picture."""
    asked = _arguments()
    folder: Path = asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    qt = QApplication([])
    texts.use_language(asked.language)
    office, _made = open_practice(Path(_HOME.name) / "practice")
    if "paper" in asked.places or "papers" in asked.places:
        write_practice_papers(office, Path(_HOME.name) / "papers")
    with office.reading() as store:
        household = store.get(Household, showcase(office))
        office.worker = store.get(Worker, household.plan_coordinator) if household.plan_coordinator else None
        if asked.function:
            office.worker = store.of(Worker, function=WorkerFunction(asked.function))[0]
        talk = store.of(Conversation, household=household.id, order_by="-held_at")[0]
        request = store.of(RequestNotification, household=household.id)[0]
        papers = store.of(Paper, household=household.id)
    settings = Settings(language=Language(asked.language), theme=Look(asked.theme), text_scale=asked.scale)
    program = Application(settings)
    width, height = (int(part) for part in asked.size.split("x"))
    program.window.resize(QSize(width, height))
    program.window.show()
    program.desk.take_office(
        office, OfficeSummary("Buurtteam Oefenbuurt", office.worker.name if office.worker else "", is_practice=True)
    )
    args: dict[str, dict[str, object]] = {
        "household": {"household_id": household.id},
        "request": {"request_id": request.id},
        "conversation": {"conversation_id": talk.id},
        "finish": {"conversation_id": talk.id},
        "plan": {"household_id": household.id},
        "papers": {},
        "paper": {"paper_id": papers[0].id if papers else None},
        "history": {"household_id": household.id},
        "closing": {"household_id": household.id},
        "crisis": {"household_id": household.id},
        "money": {"household_id": household.id},
        "carer": {"household_id": showcase_of_care(office)},
    }
    for asked_place in asked.places:
        place, _colon, tab = asked_place.partition(":")
        program.desk.open_place(place, **args.get(place, {}), **({"tab": tab} if tab else {}))
        _settle(qt, program)
        target = folder / f"{asked_place.replace(':', '_')}.png"
        program.window.grab().save(str(target))
        print(target)
    program.background.finish()
    return 0


def _settle(qt: QApplication, program: Application) -> None:
    """Wait until nothing is asked or drawn any more."""
    quiet_since = time.monotonic()
    end = quiet_since + 15
    while time.monotonic() < end:
        qt.processEvents()
        if program.background.is_busy():
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since > 0.6:
            return
        time.sleep(0.01)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Pictures of the program with the practice neighbourhood.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("places", nargs="*", default=_PLACES)
    parser.add_argument("--theme", default="light")
    parser.add_argument("--scale", type=int, default=100)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--language", default="nl")
    parser.add_argument("--as", dest="function", help="whose eyes: the first worker of this function")
    return parser.parse_intermixed_args()


if __name__ == "__main__":
    sys.exit(main())
