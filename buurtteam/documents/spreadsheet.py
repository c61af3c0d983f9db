"""Rows for a spreadsheet, as CSV and XLSX, in which nothing that somebody typed is ever reckoned as a formula."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import chain

import xlsxwriter

Cell = str | int | float | date | None
"""What stands in a cell; words are text, whatever they begin with."""

# Spaces and signs without width may stand before a formula; programs look past them.
_DANGEROUS = frozenset("=+-@|%\t\r\n\0")
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,10})?\Z")
_ASKS_QUOTES = re.compile(r'[;"\r\n]')
# A cell cannot hold more.
_LONGEST = 32_767
_WIDEST = 60


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as CSV for a Dutch spreadsheet: semicolons between, a comma in numbers, UTF-8 with its mark."""
    # Thousands of rows share some hundreds of words: each is looked at once. By type, for 1 is 1.0 and reads otherwise.
    told: defaultdict[type, _Told] = defaultdict(_Told)
    lines = [";".join([told[type(cell)][cell] for cell in row]) for row in chain((heads,), rows)]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def xlsx_of(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], made_at: datetime) -> bytes:
    """The rows as XLSX: words are text cells, days are days, the first line stays in sight and filters.

    The same rows made at the same moment give the same bytes.
    """
    into = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "dd-mm-yyyy",
    }
    book = xlsxwriter.Workbook(into, options)
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
    sheet = book.add_worksheet(_sheet_name(title))
    bold, wraps = book.add_format({"bold": True, "valign": "top"}), book.add_format({"valign": "top"})
    day = book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"})
    sheet.freeze_panes(1, 1)
    # In constant memory a width must be said before the first row is written.
    for column, wide in enumerate(_widths(heads, rows := [*rows])):
        sheet.set_column(column, column, wide)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, _clean(head), bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            match cell:
                case None | "":
                    continue
                case str():
                    sheet.write_string(number, column, _clean(cell), wraps)
                case date():
                    sheet.write_datetime(number, column, cell, day)
                case _:
                    sheet.write_number(number, column, cell, wraps)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    book.close()
    return into.getvalue()


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterable[int]:
    for column, head in enumerate(heads):
        longest = max((len(str(row[column])) for row in rows if row[column] is not None), default=0)
        yield min(_WIDEST, max(longest, len(head) + 3, 8) + 1)


def _clean(text: str) -> str:
    """The text without signs that no spreadsheet can keep."""
    if not text.isprintable():
        text = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return text[:_LONGEST]


class _Told(dict[Cell, str]):
    """How each cell of one type is written, with quotation marks where they are needed."""

    def __missing__(self, cell: Cell) -> str:
        """Look at a cell for the first time."""
        text = _as_csv(cell)
        if _ASKS_QUOTES.search(text):
            text = '"{}"'.format(text.replace('"', '""'))
        self[cell] = text
        return text


def _as_csv(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return safe_text(cell)
        case date():
            return cell.isoformat()
        case float():
            return str(cell).replace(".", ",")
        case _:
            return str(cell)


def safe_text(text: str) -> str:
    """The text for a cell of a CSV: what a spreadsheet could take for a formula gets an apostrophe in front."""
    kept = _clean(text)
    # A letter or a figure in front, as nearly always.
    if kept[:1].isalnum():
        return kept
    if not kept or _PLAIN_NUMBER.match(kept):
        return kept
    # Full-width signs count as their plain ones, and what has no width does not hide what comes after it.
    seen = (sign for sign in unicodedata.normalize("NFKC", kept) if unicodedata.category(sign) not in ("Cf", "Zs"))
    return f"'{kept}" if next(seen, "") in _DANGEROUS or kept[0] in _DANGEROUS else kept


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", _clean(title)).strip()[:31] or "1"
