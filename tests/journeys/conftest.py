"""The real program on a real encrypted file: the window, its background thread, everything but the mouse."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from buurtteam import texts
from buurtteam.domain.staff import Team, Worker
from buurtteam.services.office import Office
from buurtteam.services.opening import create
from buurtteam.settings import Settings
from buurtteam.ui.application import Application
from buurtteam.ui.desk import OfficeSummary
from tests.conftest import CHEAP, Clock
from tests.journeys.hands import Hands, fresh
from tests.wearing import wearing_its_own

PASSPHRASE = "vier rode fietsen in de wind"
TEAM = Team(
    name="Buurtteam Oefenwijk",
    municipality="Oefenstad",
    return_address="Postbus 12, 1234 SA Oefenstad",
    visiting_address="Oefenplein 1",
    phone="020 555 01 00",
    email="oefenwijk@voorbeeld.example",
    reachable="ma t/m vr 9-17 uur",
    listening_ear="088 0767 000",
    client_support="MEE Oefenstad, 020 555 02 00",
)
NOOR = Worker(name="Noor de Boer", phone="020 555 01 01")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody's settings and files."""
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def office(home: Path) -> Office:
    """An empty encrypted file of a team; only the key costs less than a real one."""
    opened, _code = create(home / "wijk.buurtteam", PASSPHRASE, TEAM, NOOR, CHEAP)
    return Office(opened.office.database, opened.office.worker, Clock())


@pytest.fixture
def program(qapp: QApplication, home: Path) -> Iterator[Application]:
    """The program as it starts, in Dutch, without an open file yet."""
    texts.use_language("nl")
    with wearing_its_own():
        made = Application(Settings())
        yield made
        made.window.close()
        made.window.deleteLater()
        made.deleteLater()


@pytest.fixture
def hands(program: Application, office: Office) -> Hands:
    """Hands on the program, at Today."""
    ready = fresh(program)
    assert office.worker is not None
    program.desk.today = office.today
    program.desk.take_office(office, OfficeSummary(TEAM.name, office.worker.name))
    ready.settle()
    return ready
