"""A table that somebody takes along is of the kind that its name says."""

from pathlib import Path

import pytest

from buurtteam.ui.table_file import table_file

EXCEL, CSV = "Excel (*.xlsx)", "CSV (*.csv)"


@pytest.mark.parametrize(
    ("name", "kind", "file", "is_csv"),
    [
        ("lijst.xlsx", EXCEL, "lijst.xlsx", False),
        ("lijst.csv", EXCEL, "lijst.csv", True),
        ("Lijst.CSV", CSV, "Lijst.CSV", True),
        # A program that opens it goes by its name.
        ("lijst.xlsx", CSV, "lijst.xlsx", False),
        ("lijst", CSV, "lijst.csv", True),
        ("lijst 22.11", EXCEL, "lijst 22.11.xlsx", False),
    ],
)
def test_the_name_says_what_is_in_the_file(name: str, kind: str, file: str, is_csv: bool) -> None:
    assert table_file(name, kind) == (Path(file), is_csv)
