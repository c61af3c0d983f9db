"""The program's own log: what went wrong where, with ids and never with names or texts of people."""

import logging
import traceback
from pathlib import Path

from buurtteam.paths import log_folder

LOG_BYTES = 1_000_000


def start_log() -> Path:
    """Let warnings and faults go to a file of this computer; returns where it is."""
    # Imported here: sockets and pickle come with it, and the window should stand first.
    from logging.handlers import RotatingFileHandler

    target = log_folder() / "buurtteam.log"
    handler = RotatingFileHandler(target, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(_Impersonal("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("buurtteam")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    root.propagate = False
    return target


class _Impersonal(logging.Formatter):
    """Writes of an exception its kind and where it arose, not its message: that may quote what somebody typed."""

    def formatException(self, ei) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001, N802 - logging's own name
        """The frames and the kind of the exception."""
        kind, _error, trace = ei
        frames = "".join(traceback.format_tb(trace))
        return f"{frames}{kind.__name__ if kind else ''}"
