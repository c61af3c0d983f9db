"""Where everything lies: what comes with the program, and the user's own folders."""

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "BUURTTEAM_HOME"
"""The environment variable that puts all of the user's folders under one folder (tests, a memory stick)."""

# Beside the package, both in a checkout and when installed from one.
_RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def resources() -> Path:
    """The folder of all that comes with the program and is not code."""
    return _RESOURCES


def resource(*parts: str) -> Path:
    """One file or folder that comes with the program, as `resource("fonts", "SourceSans3_400Regular.ttf")`."""
    return _RESOURCES.joinpath(*parts)


def config_folder() -> Path:
    """Where the settings are kept; made when it is not there."""
    return _own("config", platformdirs.user_config_path("buurtteam", appauthor=False))


def data_folder() -> Path:
    """Where a file of a team lies when nobody chose another place; made when it is not there."""
    return _own("data", platformdirs.user_data_path("buurtteam", appauthor=False))


def log_folder() -> Path:
    """Where the logs go, which hold ids and never names; made when it is not there."""
    return _own("logs", platformdirs.user_log_path("buurtteam", appauthor=False))


def _own(name: str, usual: Path) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home).expanduser() / name if home else usual
    # Readable by this user only: there may be names in file names chosen by people.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
