"""The directory as a file: out and in again is the same; what is not right is said by line, and nothing is a formula."""

from pathlib import Path

import pytest

from buurtteam.domain.directory import DirectoryEntry, EntryForm, ForWhom, KindOfHelp
from buurtteam.domain.problem import Problem
from buurtteam.services import directory, directory_file
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from tests.demir import demir


def stored(office: Office) -> list[DirectoryEntry]:
    return [each.entry for each in directory.read_directory(office)]


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "kaart.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.fixture
def known(office: Office) -> DirectoryEntry:
    demir(office)
    return directory.keep(
        office,
        DirectoryEntry(
            name="=Zorg & Co",
            kinds=frozenset({KindOfHelp.CARE_TECHNOLOGY, KindOfHelp.DAY_CARE}),
            for_whom=frozenset({ForWhom.ELDERS}),
            form=EntryForm.PROGRAMME,
            phone="+31 499 000500",
            what="Eerste regel\nTweede; regel",
        ),
    )


def test_out_and_in_again_changes_nothing(office: Office, known: DirectoryEntry, tmp_path: Path) -> None:
    file = tmp_path / "uit.csv"
    assert directory_file.write(office, file) == 1
    assert b";=" not in file.read_bytes()
    found = directory_file.look(office, file)
    assert (found.new, found.changed, found.same, found.not_right) == ((), (), 1, ())


def test_a_file_is_looked_at_before_anything_is_written_and_taken_back_as_one_deed(
    office: Office, known: DirectoryEntry, tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        "Naam;Soort hulp;Voor wie;Telefoon\nDe Linde;maatje;ouderen;0499 000501\nDe Es;Dagopvang of dagbesteding;;\n",
    )
    found = directory_file.look(office, file)
    assert [each.name for each in found.new] == ["De Linde", "De Es"]
    assert len(stored(office)) == 1
    office.take_changes()
    directory_file.take_in(office, found)
    assert {each.name for each in stored(office)} == {"=Zorg & Co", "De Linde", "De Es"}
    stack = UndoStack()
    stack.add(office.take_changes()[-1])
    stack.take_back(office)
    assert len(stored(office)) == 1


def test_a_known_name_gets_what_the_file_says_and_keeps_the_rest(
    office: Office, known: DirectoryEntry, tmp_path: Path
) -> None:
    directory.keep(office, DirectoryEntry(name="De Linde", phone="0499 000501", costs="Gratis"))
    found = directory_file.look(office, written(tmp_path, "naam,telefoon\nde linde,0499 000599\n", "cp1252"))
    directory_file.take_in(office, found)
    one = next(each for each in stored(office) if each.phone == "0499 000599")
    assert one.costs == "Gratis"


def test_rows_that_are_not_right_are_said_by_line_and_left_out(
    office: Office, known: DirectoryEntry, tmp_path: Path
) -> None:
    text = (
        "naam;soort hulp;nagekeken op;iets\n"
        "A;=1+1;;\nB;tovenarij;;\n;maatje;;\nC;maatje;1-1-2099;\nD;maatje;1-10-2026;x\n"
    )
    found = directory_file.look(office, written(tmp_path, text))
    assert [each.line for each in found.not_right] == [2, 3, 4, 5]
    assert [each.name for each in found.new] == ["D"]
    assert found.unknown_headings == ("iets",)


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"kleur;maat\nrood;3\n", b"x" * 5_000_001])
def test_a_file_that_is_no_directory_is_refused_whole(office: Office, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "niet.csv"
    file.write_bytes(data)
    with pytest.raises(Problem):
        directory_file.look(office, file)
