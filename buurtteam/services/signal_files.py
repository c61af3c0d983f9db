"""A file of early signals: looked at before anything is written, taken in as one deed, and what is not right sent back."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from buurtteam.documents.spreadsheet import Cell, csv_of
from buurtteam.domain.csv_rows import LARGEST
from buurtteam.domain.early_signal import EarlySignal
from buurtteam.domain.problem import Problem
from buurtteam.domain.signal_file import Rejected
from buurtteam.domain.words import N_
from buurtteam.services import early_signals
from buurtteam.services.early_signals import Intake
from buurtteam.services.files import keep_file
from buurtteam.services.office import Office
from buurtteam.texts import field_label, joined, plural
from buurtteam.texts import translate as _


@dataclass(frozen=True)
class LookedAt:
    """A file as it was read once, and what taking it in would do."""

    name: str
    data: bytes
    partner: str
    intake: Intake


def read_file(file: Path) -> bytes:
    """What stands in a file of signals; one that is too large is not read.

    Raises Problem when it is too large or cannot be read.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise Problem(
                "signal_file_too_large",
                N_("This file is larger than {most} MB. Nothing was read from it."),
                most=LARGEST // 1_000_000,
            )
        with file.open("rb") as opened:
            # A device has no end.
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise Problem(
            "signal_file_unread",
            N_("The file {name} could not be read. Look whether it is still there; nothing was taken in."),
            name=file.name,
        ) from error


def look(office: Office, file: Path, partner: str = "") -> LookedAt:
    """What taking in this file would do; nothing is written.

    Raises Problem when the file as a whole cannot be read.
    """
    data = read_file(file)
    return LookedAt(file.name, data, partner.strip(), early_signals.look_at_file(office, data, partner=partner))


def take_in(office: Office, found: LookedAt) -> Intake:
    """Take in what was looked at: the same bytes, also when the file was changed since."""
    return early_signals.take_in_file(office, found.data, partner=found.partner)


def column_words(rejected: Rejected) -> str:
    """In which column a row is not right."""
    return field_label(EarlySignal, rejected.field) if rejected.field in EarlySignal.model_fields else rejected.field


def reason(rejected: Rejected) -> str:
    """Why a row was not taken in, as a sentence."""
    return _(rejected.sentence, **rejected.values)


def rejected_csv(intake: Intake) -> bytes:
    """The rows that are not right, with why, to send back to the partner; nothing in it is ever a formula."""
    heads = [_("Line in your file"), _("Column"), _("Why"), *intake.headings]
    rows: list[list[Cell]] = [[each.line, column_words(each), reason(each), *each.cells] for each in intake.rejected]
    return csv_of(heads, rows)


def write_rejected(intake: Intake, file: Path) -> None:
    """Keep the rows that are not right as a CSV.

    Raises Trouble when the folder does not take it.
    """
    keep_file(file, rejected_csv(intake))


def as_text(intake: Intake, *, is_done: bool) -> list[str]:
    """What taking in a file did, or would do, line by line for people."""
    new = (
        plural("{count} signal was taken in.", "{count} signals were taken in.", len(intake.new))
        if is_done
        else plural("{count} signal would be taken in.", "{count} signals would be taken in.", len(intake.new))
    )
    told = [new]
    if intake.known:
        told.append(
            plural(
                "{count} signal was here already and is not taken in twice.",
                "{count} signals were here already and are not taken in twice.",
                len(intake.known),
            )
        )
    if intake.unknown_headings:
        names = joined(intake.unknown_headings)
        told.append(_("These columns are not known and were left out: {names}.", names=names))
    return told


def rejected_as_text(rejected: Rejected) -> str:
    """A row that is not right, in one sentence."""
    return _("Line {line}, {column}: {why}", line=rejected.line, column=column_words(rejected), why=reason(rejected))


def as_json(intake: Intake, *, is_done: bool) -> dict[str, Any]:
    """What taking in a file did, or would do, for other programs; it names nobody."""
    return {
        "taken_in": is_done,
        "new": len(intake.new),
        "known_lines": list(intake.known),
        "rejected": [
            {"line": each.line, "field": each.field, "column": column_words(each), "why": reason(each)}
            for each in intake.rejected
        ],
        "unknown_headings": list(intake.unknown_headings),
    }
