"""Files that somebody takes out of the program."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from buurtteam.domain.problem import Trouble
from buurtteam.domain.words import N_


def keep_file(path: Path, content: bytes) -> None:
    """Write a file that somebody asked for, as `write_whole`.

    Raises Trouble when the folder does not take it.
    """
    try:
        write_whole(path, content)
    except OSError as error:
        raise Trouble(
            "not_written",
            N_("The file {name} could not be written. Choose another folder, or close it where it is open."),
            name=path.name,
        ) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write what is private so that nobody else on this computer can read it, whole or not at all.

    Raises OSError when the folder does not take it; what stood there before then stays.
    """
    fresh = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        if isinstance(error, OSError):
            # The name that a person asked for, not the one in between.
            error.filename, error.filename2 = str(path), None
        raise
