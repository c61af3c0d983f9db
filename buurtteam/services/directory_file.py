"""The service directory as a file: taken along as CSV, and read in again after a look at what it would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from buurtteam.documents.spreadsheet import Cell, csv_of
from buurtteam.domain.csv_rows import LARGEST, MOST_ROWS, rows_in
from buurtteam.domain.dates_in_words import read_date
from buurtteam.domain.directory import DirectoryEntry, EntryForm, ForWhom, HelpLevel, KindOfHelp
from buurtteam.domain.folding import folded, folded_words
from buurtteam.domain.kinds import clean
from buurtteam.domain.problem import Problem, faults
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.words import N_, Choice
from buurtteam.services import directory
from buurtteam.services.files import keep_file
from buurtteam.services.office import Office
from buurtteam.storage.store import Store
from buurtteam.texts import field_label, label, problem_text
from buurtteam.texts import translate as _

_FIELDS = (
    "kinds", "name", "form", "what", "for_whom", "for_words", "level", "areas", "way_in", "costs", "contact", "phone",
    "email", "website", "place", "post_to", "hours_per_week", "verified_on", "verifier", "is_active",
)  # fmt: skip
_CHOICES: Mapping[str, type[Choice]] = {"kinds": KindOfHelp, "for_whom": ForWhom, "form": EntryForm, "level": HelpLevel}
_SEVERAL = frozenset({"kinds", "for_whom"})
_FORMULA = tuple("=+-@\t\r|")
_MOST_DIGITS = 9
_YES, _NO = frozenset({"ja", "j", "yes", "y", "1", "x"}), frozenset({"nee", "n", "no", "0"})


@dataclass(frozen=True)
class NotRight:
    """A row that cannot be read in: its line in the file, the column and why, in words."""

    line: int
    column: str
    why: str


@dataclass(frozen=True)
class DirectoryFile:
    """What reading a file in would do, or did."""

    name: str
    data: bytes
    new: tuple[DirectoryEntry, ...] = ()
    changed: tuple[DirectoryEntry, ...] = ()
    same: int = 0
    not_right: tuple[NotRight, ...] = ()
    unknown_headings: tuple[str, ...] = ()


# ---------------------------------------------------------------------------------------------- out


def write(office: Office, file: Path) -> int:
    """Take the directory along as CSV; returns how many lines stand in it.

    Raises Problem when the worker may not, Trouble when the folder does not take it.
    """
    lines = directory.read_directory(office)
    office.look(Deed.EXPORT_LIST)
    heads = [field_label(DirectoryEntry, name) for name in _FIELDS]
    keep_file(file, csv_of(heads, [[_cell(each.entry, name, each.verifier) for name in _FIELDS] for each in lines]))
    return len(lines)


def _cell(entry: DirectoryEntry, name: str, verifier: str) -> Cell:
    value = getattr(entry, name)
    if name in _SEVERAL:
        return "; ".join(label(each) for each in _CHOICES[name] if each in value)
    if name == "verifier":
        return verifier
    if isinstance(value, Choice):
        return label(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value if isinstance(value, int | date) else str(value or "")


# ---------------------------------------------------------------------------------------------- in


def look(office: Office, file: Path) -> DirectoryFile:
    """What reading this file in would do; nothing is written.

    Raises Problem when the file as a whole cannot be read.
    """
    try:
        with file.open("rb") as opened:
            # A device has no end.
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise Problem(
            "directory_file_unread",
            N_("The file {name} could not be read. Look whether it is still there; nothing was taken in."),
            name=file.name,
        ) from error
    with office.reading() as store:
        return _looked(store, office.today(), file.name, data)


def take_in(office: Office, found: DirectoryFile) -> DirectoryFile:
    """Read in what was looked at, in one deed; an entry that is known by its name gets what the file says of it.

    Raises Problem when the worker may not.
    """
    with office.writing(Deed.KEEP_DIRECTORY) as store:
        done = _looked(store, office.today(), found.name, found.data)
        for each in (*done.new, *done.changed):
            store.save(each)
        return done


def _looked(store: Store, today: date, name: str, data: bytes) -> DirectoryFile:
    rows = list(rows_in(data, "directory_file_too_large", _no_text()))
    if not rows:
        raise Problem("empty_directory_file", N_("There is nothing in this file. Nothing was taken in."))
    if len(rows) - 1 > MOST_ROWS:
        raise Problem(
            "too_many_rows", N_("This file has more than {most} rows. Divide it; nothing was taken in."), most=MOST_ROWS
        )
    known = _headings()
    headings = [known.get(_plain(each), "") for each in rows[0][1]]
    if "name" not in headings and "kinds" not in headings:
        raise Problem(
            "no_directory_columns",
            N_("No known columns are in this file: a name and a kind of help are needed. Nothing was taken in."),
        )
    stored = {(folded(each.name).strip(), each.form): each for each in store.of(DirectoryEntry)}
    workers = {folded(each.name).strip(): each.id for each in store.of(Worker)}
    read: dict[tuple[str, EntryForm], DirectoryEntry] = {}
    wrong: list[NotRight] = []
    for line, cells in rows[1:]:
        told = _told(line, headings, cells, today, workers)
        if isinstance(told, NotRight):
            wrong.append(told)
            continue
        # As a name is kept: with one space between its words.
        key = (folded(" ".join(told["name"].split())), told.get("form", EntryForm.ORGANISATION))
        # What stands there twice is one entry, of which the last row says what it says.
        before = read.get(key) or stored.get(key)
        try:
            entry = DirectoryEntry(**told) if before is None else before.changed(**told)
        except ValidationError as error:
            fault = faults(error)[0]
            where = str(fault["loc"][0]) if fault["loc"] else "name"
            wrong.append(NotRight(line, field_label(DirectoryEntry, where), problem_text(fault)))
            continue
        read[key] = entry
    known_before = {key: entry for key, entry in read.items() if key in stored}
    changed = tuple(entry for key, entry in known_before.items() if not entry.same_facts(stored[key]))
    new = tuple(entry for key, entry in read.items() if key not in stored)
    unknown = tuple(
        each.strip() for each, field in zip(rows[0][1], headings, strict=True) if not field and each.strip()
    )
    return DirectoryFile(name, data, new, changed, len(known_before) - len(changed), tuple(wrong), unknown)


def _told(
    line: int, headings: list[str], cells: list[str], today: date, workers: Mapping[str, object]
) -> dict[str, Any] | NotRight:
    told: dict[str, Any] = {}
    for field, cell in zip(headings, cells, strict=False):
        value = clean(cell).strip()
        if value.startswith("'") and not value[1:2].isalnum():
            # So a list is kept from being a formula; a name as 't Trefpunt begins with one of its own.
            value = value[1:].strip()
        elif value.startswith(_FORMULA) and field and field not in told and field != "phone":
            return NotRight(
                line,
                field_label(DirectoryEntry, field),
                _("This cell holds a formula, so the row was not taken in."),
            )
        if not field or not value or field in told:
            continue
        read = _value(field, value, today, workers)
        if read is None and field != "verifier":
            return NotRight(line, field_label(DirectoryEntry, field), _sentence(field))
        if read is not None:
            told[field] = read
    if not told.get("name"):
        return NotRight(line, field_label(DirectoryEntry, "name"), _("This row has no name."))
    return told


def _value(field: str, value: str, today: date, workers: Mapping[str, object]) -> object:
    """What a cell says, or nothing when it cannot be read."""
    if field in _CHOICES:
        parts = [each for each in value.split(";") if each.strip()] if field in _SEVERAL else [value]
        meant = [_choice(_CHOICES[field], each) for each in parts]
        if None in meant:
            return None
        return frozenset(meant) if field in _SEVERAL else meant[0]
    if field == "verified_on":
        day = read_date(value, today)
        return day if day is not None and day <= today else None
    if field == "hours_per_week":
        return int(value) if value.isdecimal() and len(value) <= _MOST_DIGITS else None
    if field == "is_active":
        plain = folded(value)
        return True if plain in _YES else False if plain in _NO else None
    return workers.get(folded(value).strip()) if field == "verifier" else value


def _choice(kind: type[Choice], written: str) -> Choice | None:
    wanted = _plain(written)
    return next(
        (each for each in kind if wanted in (_plain(label(each)), _plain(each.label), _plain(str(each.value)))), None
    )


def _sentence(field: str) -> str:
    match field:
        case "verified_on":
            return _("This is no date, or a date that has not come yet.")
        case "hours_per_week":
            return _("This is no number of hours.")
        case "is_active":
            return _("Say yes or no here.")
        case _:
            return _("This is not one of the choices of the directory.")


def _headings() -> dict[str, str]:
    """Under which headings each field is known: as it is called on screen, and by its own name."""
    found: dict[str, str] = {}
    for name in _FIELDS:
        title = DirectoryEntry.model_fields[name].title or name
        for each in (name, title, field_label(DirectoryEntry, name)):
            found.setdefault(_plain(each), name)
    return found


def _plain(text: str) -> str:
    return " ".join(folded_words(text.partition(" ¦")[0].replace("_", " ")))


def _no_text() -> Problem:
    return Problem("no_text_file", N_("This is no text file with columns (CSV). Nothing was taken in."))
