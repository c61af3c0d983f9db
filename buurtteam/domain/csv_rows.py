"""The rows of a CSV that somebody else made: in any usual encoding, with whichever sign between its columns."""

import csv
from collections.abc import Iterator
from io import StringIO

from buurtteam.domain.problem import Problem
from buurtteam.domain.words import N_

LARGEST = 5_000_000
"""The most bytes that such a file may have."""
MOST_ROWS = 5_000


def rows_in(data: bytes, too_large: str, no_text: Problem) -> Iterator[tuple[int, list[str]]]:
    """Each row that says something, with its line in the file.

    Raises Problem under the code `too_large` for a file that is too large, and `no_text` when it is no CSV at all.
    """
    if len(data) > LARGEST:
        raise Problem(
            too_large, N_("This file is larger than {most} MB. Nothing was read from it."), most=LARGEST // 1_000_000
        )
    text = _decoded(data, no_text)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t|", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise no_text from error


def _decoded(data: bytes, no_text: Problem) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        # Nothing that people write has a null byte in it.
        encodings = () if b"\0" in data else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise no_text
