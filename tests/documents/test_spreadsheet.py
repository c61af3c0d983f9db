"""What leaves for a spreadsheet is what was typed, and never a formula."""

import csv
import unicodedata
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.documents.spreadsheet import Cell, csv_of, xlsx_of

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TRICKS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "%0A=1",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＠SUM(A1)",
    "\u00a0+1+1",
    '=HYPERLINK("http://voorbeeld.nl";"klik")',
]
typed = st.one_of(
    st.text(max_size=40), st.builds("{}{}".format, st.sampled_from(["=", "+", "-", "@", "\t", " =", "＝"]), st.text())
)


def from_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def from_xlsx(content: bytes) -> list[str]:
    """The words of the sheet in order; it may hold no formula and no link."""
    with ZipFile(BytesIO(content)) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
        assert not [name for name in book.namelist() if "rels" in name and "sheet1" in name]
    assert sheet.findall(f".//{_MAIN}f") == []
    return [
        "".join(found.itertext()) for found in sheet.iter(f"{_MAIN}c") if found.get("t") in ("inlineStr", "s", "str")
    ]


def harmless(cell: str) -> bool:
    seen = [sign for sign in unicodedata.normalize("NFKC", cell) if unicodedata.category(sign) not in ("Cf", "Zs")]
    return not seen or seen[0] not in "=+-@|%\t\r\n\0" or cell.replace(",", ".").lstrip("+-").replace(".", "").isdigit()


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_becomes_text(trick: str) -> None:
    (row,) = from_csv(csv_of(["Naam"], [[trick]]))[1:]
    assert row[0].startswith("'")
    assert from_xlsx(xlsx_of("Lijst", ["Naam"], [[trick]], NOW))[-1].strip() == trick.replace("\r", "").strip()


@given(typed)
def test_whatever_somebody_typed_no_cell_begins_a_formula(text: str) -> None:
    cells = from_csv(csv_of(["Naam", "Buurt"], [[text, "Beekdal"]]))[1]
    assert harmless(cells[0])
    assert cells[1] == "Beekdal"
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    assert cells[0].removeprefix("'") == kept.removeprefix("'")


@given(typed)
def test_whatever_somebody_typed_is_words_in_a_workbook(text: str) -> None:
    found = from_xlsx(xlsx_of("Lijst", ["Naam", "Buurt"], [[text, "Beekdal"]], NOW))
    assert found[:2] == ["Naam", "Buurt"]
    assert found[-1] == "Beekdal"


def test_numbers_and_days_stay_what_they_are() -> None:
    row: list[Cell] = ["Demir", 12, 1.5, date(2026, 11, 24), None, "-5", "+31,5"]
    assert from_csv(csv_of(["a"] * 7, [row]))[1] == ["Demir", "12", "1,5", "2026-11-24", "", "-5", "+31,5"]
    with ZipFile(BytesIO(xlsx_of("Lijst", ["a"] * 7, [row], NOW))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>12</v>" in sheet
    assert "<v>46350</v>" in sheet


def test_a_one_and_a_one_point_nought_and_a_word_of_one_are_each_written_as_they_are() -> None:
    rows: list[list[Cell]] = [[1, 1.0, "1"], [1.0, "1", 1]]
    assert from_csv(csv_of(["a", "b", "c"], rows))[1:] == [["1", "1,0", "1"], ["1,0", "1", "1"]]


@given(st.lists(st.lists(st.text('a;"\n ,=é', max_size=5), min_size=2, max_size=3), max_size=4))
def test_every_row_is_read_back_as_it_was_written(rows: list[list[str]]) -> None:
    read = from_csv(csv_of(["a", "b"], rows))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == rows


def test_the_same_rows_at_the_same_moment_are_the_same_file() -> None:
    rows: list[list[Cell]] = [["Demir", 1], ["Öz", 2]]
    assert xlsx_of("Lijst", ["Naam", "n"], rows, NOW) == xlsx_of("Lijst", ["Naam", "n"], rows, NOW)


def test_a_title_with_signs_that_a_sheet_cannot_bear_is_mended() -> None:
    assert xlsx_of("Te laat / [alles]: 'maandag' en nog veel meer woorden", [], [], NOW)
