"""What a hostile file, a slip or a bad moment tries to do to what is kept of carers, the directory and questionnaires."""

from pathlib import Path

from buurtteam.domain.directory import DirectoryEntry, KindOfHelp
from buurtteam.services import directory, directory_file
from buurtteam.services.office import Office
from tests.demir import demir

# ---------------------------------------------------------------------------------------------- the directory as a file


def read_in(office: Office, file: Path, text: str) -> directory_file.DirectoryFile:
    file.write_text(text, encoding="utf-8")
    return directory_file.take_in(office, directory_file.look(office, file))


def test_what_stands_in_a_file_twice_is_taken_in_once_as_the_last_row_says(office: Office, tmp_path: Path) -> None:
    demir(office)
    directory.keep(office, DirectoryEntry(name="De Es", kinds=frozenset({KindOfHelp.BUDDY}), phone="0499 000501"))
    twice = "name;phone;place\nDe Es;0499 000502;\nDe Es;;Dorpsplein\nDe Eik;0499 000503;\nDe Eik;;Kerkplein\n"
    done = read_in(office, tmp_path / "kaart.csv", twice)
    assert [(each.name, each.phone, each.place) for each in done.changed] == [("De Es", "0499 000502", "Dorpsplein")]
    assert [(each.name, each.phone, each.place) for each in done.new] == [("De Eik", "0499 000503", "Kerkplein")]


def test_a_number_of_thousands_of_digits_is_no_number_of_hours(office: Office, tmp_path: Path) -> None:
    demir(office)
    done = read_in(office, tmp_path / "kaart.csv", f"name;hours_per_week\nDe Es;{'9' * 5000}\nDe Eik;4\n")
    assert ([each.line for each in done.not_right], [each.name for each in done.new]) == ([2], ["De Eik"])


def test_a_name_that_nobody_can_see_is_no_name(office: Office, tmp_path: Path) -> None:
    demir(office)
    done = read_in(office, tmp_path / "kaart.csv", "name;kinds\n\u200b;maatje\n\x01;maatje\n")
    assert ([each.line for each in done.not_right], done.new) == ([2, 3], ())


def test_a_formula_behind_a_space_is_a_formula(office: Office, tmp_path: Path) -> None:
    demir(office)
    done = read_in(office, tmp_path / "kaart.csv", "name;what\nDe Es; =1+1\nDe Eik;\u00a0@SUM(1)\n")
    assert ([each.line for each in done.not_right], done.new) == ([2, 3], ())


def test_a_name_that_begins_with_an_apostrophe_keeps_it(office: Office, tmp_path: Path) -> None:
    demir(office)
    directory.keep(office, DirectoryEntry(name="'t Trefpunt", place="'s maandags", what="- ook zonder afspraak"))
    file = tmp_path / "kaart.csv"
    directory_file.write(office, file)
    found = directory_file.look(office, file)
    assert (found.new, found.changed, found.same, found.not_right) == ((), (), 1, ())
