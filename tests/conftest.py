"""What tests share: an office on a fresh file that the real migrations made, on a fixed day."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from buurtteam.domain.staff import Worker
from buurtteam.services.office import Office
from buurtteam.storage.database import Database
from buurtteam.storage.keys import Cost

# A Sunday in November; half past three in the Netherlands.
NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
KEY = bytes(range(32))
# The real cost of a try at a passphrase takes half a second; here it is only about the way.
CHEAP = Cost(time=1, memory_kib=64, lanes=1)


# A busy machine is no fault of what is tested: nothing here is measured in time.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


class Clock:
    """A clock that stands still until a test sets it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--renew` writes the golden files anew; read them in the diff before handing in."""
    parser.addoption("--renew", action="store_true", help="write the golden files of the papers anew")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file without a single record, made once by the real migrations; copy it, never open it."""
    path = tmp_path_factory.mktemp("empty") / "empty.buurtteam"
    Database.create(path, KEY).close()
    return path


@pytest.fixture
def file(empty_file: Path, tmp_path: Path) -> Path:
    """A file of this test, still closed."""
    return Path(shutil.copy(empty_file, tmp_path / "wijk.buurtteam"))


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """The open file of this test."""
    opened = Database.open(file, KEY)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    """The clock of the office."""
    return Clock()


@pytest.fixture
def office(database: Database, clock: Clock) -> Office:
    """An office where Noor works, on a fixed day."""
    return Office(database, Worker(name="Noor"), clock)
