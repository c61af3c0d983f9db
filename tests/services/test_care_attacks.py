"""What a hostile file, a slip or a bad moment tries to do to what is kept of carers, the directory and questionnaires."""

import re
from datetime import date
from pathlib import Path

import pytest

from buurtteam.domain.directory import DirectoryEntry, KindOfHelp
from buurtteam.domain.instruments import read_instrument
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.paths import resource
from buurtteam.services import directory, directory_file, instruments
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


# ---------------------------------------------------------------------------------------------- questionnaires


def example(**written: str) -> str:
    """The example of a questionnaire with other values at some of its keys, as they are written in a file."""
    text = resource("instruments", "example", "nl.toml").read_text(encoding="utf-8")
    for key, value in written.items():
        text = re.sub(
            rf"^{key} = .*$", lambda _found, key=key, value=value: f"{key} = {value}", text, count=1, flags=re.MULTILINE
        )
    return text


def test_signs_that_cannot_be_seen_do_not_make_another_edition(office: Office) -> None:
    home = demir(office)
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Karin", function=WorkerFunction.COORDINATOR))
    added = instruments.add_text(
        office, example(edition=r'"1\u200b\u0000\u202e e\u0301"', name=r'"Dorp\u202es"'), "x.toml"
    )
    assert (added.edition, added.name.nl) == ("1 é", "Dorps")
    about = {"household": home.household.id, "resident": home.oma.id, "taken_on": date(2026, 11, 22)}
    instruments.keep(office, Measurement(instrument=added.id, edition=added.edition, answers="111", **about))
    assert [each.instrument for each in instruments.history(office, home.household.id, home.oma.id)] == [added]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("edition", r'"\u200b"', "not_right"),
        ("name", r'{nl = "\u0000", en = "x"}', "not_right"),
        ("edition", f'"{"x" * 201}"', "too_long"),
        ("name", f'"{"x" * 201}"', "too_long"),
    ],
)
def test_what_cannot_be_kept_with_the_answers_is_refused_with_its_line(key: str, value: str, code: str) -> None:
    text = example(**{key: value})
    with pytest.raises(Problem) as refused:
        read_instrument(text, "x.toml")
    line = next(at for at, each in enumerate(text.split("\n"), start=1) if each.startswith(f"{key} ="))
    assert (refused.value.code, refused.value.values["line"]) == (code, line)


def test_keys_in_keys_without_end_are_refused_and_not_reckoned_through() -> None:
    with pytest.raises(Problem) as refused:
        read_instrument(f"id = 1\n{'a.' * 9000}b = 1", "x.toml")
    assert (refused.value.code, refused.value.values["line"]) == ("not_toml", 2)
