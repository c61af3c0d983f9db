"""The caseload that somebody takes along: the same rows, nothing that is for the team's eyes only, and a line in the journal."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from buurtteam.domain.household import Address, Household, MemberRole, Membership, Resident, SafetyFlag
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.domain.worklist import Clue, Filter
from buurtteam.services.caseload import shown, worklist
from buurtteam.services.caseload_lists import (
    export_csv,
    export_xlsx,
    list_paper,
    loads_as_json,
    loads_as_text,
    printed,
    threat_words,
)
from buurtteam.services.office import Office

TRICK = '=HYPERLINK("http://voorbeeld.nl")'


@pytest.fixture
def secret(office: Office) -> Household:
    """A household with a secret address, a child, and a safety mark of which the review is long past."""
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        noor = store.save(Worker(name="Noor", hours_per_week=36))
        home = store.save(Household(label=TRICK, area="Beekdal", plan_coordinator=noor.id, started_on=office.today()))
        child = store.save(Resident(first_name="Yusuf", birth_name="Demir", born_on="2015"))
        store.save(Membership(household=home.id, resident=child.id, role=MemberRole.CHILD))
        store.save(Address(household=home.id, street="Geheimlaan", number="7", is_secret=True))
        store.save(SafetyFlag(household=home.id, since_on=office.today().replace(year=2024), reason="Boze buurman"))
        store.save(Household(label="Aksoy", started_on=office.today()))
    office.worker = noor
    return home


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))


def test_an_export_holds_the_rows_that_are_shown_and_is_written_in_the_journal(
    office: Office, secret: Household, tmp_path: Path
) -> None:
    known = worklist(office)
    for asked in (Filter(), Filter(areas=("Beekdal",)), Filter(words="niemand")):
        rows = shown(known, asked)
        assert export_csv(office, known, asked, tmp_path / "lijst.csv") == len(rows)
        assert len(rows_of(tmp_path / "lijst.csv")) == len(rows) + 1
        assert export_xlsx(office, known, asked, tmp_path / "lijst.xlsx") == len(rows)
        assert len(list_paper(office, known, asked).rows) == len(rows)
    assert (tmp_path / "lijst.csv").stat().st_mode & 0o077 == 0
    assert export_csv(office, known, Filter(), tmp_path / "een.csv", [secret.id]) == 1
    with office.database.reading() as connection:
        deeds = [row[0] for row in connection.exec_driver_sql("SELECT deed FROM journal ORDER BY seq")]
    assert deeds.count(Deed.EXPORT_LIST) == 7


def test_nothing_of_the_safety_compartment_and_no_address_leaves(
    office: Office, secret: Household, tmp_path: Path
) -> None:
    known = worklist(office)
    line = next(each for each in known.lines if each.id == secret.id)
    assert line.term is not None
    assert line.term.is_team_only
    assert Clue.CHILD_CHECK_MISSING in line.clues
    export_csv(office, known, Filter(areas=("Beekdal",)), tmp_path / "lijst.csv")
    text = (tmp_path / "lijst.csv").read_text(encoding="utf-8-sig")
    _heads, row = rows_of(tmp_path / "lijst.csv")
    asked = Filter(clues=frozenset({Clue.CHILD_CHECK_MISSING}), rules=(line.term.rule,))
    paper = list_paper(office, known, asked).model_dump_json()
    for told in (text, paper):
        assert "Geheimlaan" not in told
        assert "Boze buurman" not in told
        assert "eiligheid" not in told
        assert "afety" not in told
        assert "indcheck" not in told
        assert "hild check" not in told
    assert row[0] == f"'{TRICK}"
    assert row[5] in ("See the program", "Zie het programma")
    assert row[6] == ""


def test_a_clock_of_the_team_only_is_not_named_when_it_is_asked_for_either(office: Office, secret: Household) -> None:
    known = worklist(office)
    for rule in ("T14", "T24", "T14a", "T14b"):
        (told,) = list_paper(office, known, Filter(rules=(rule,))).filter
        assert told.endswith(("See the program", "Zie het programma"))


def test_the_list_on_paper_is_a_pdf_and_not_kept(office: Office, secret: Household) -> None:
    assert printed(office, worklist(office), Filter(), [secret.id]).startswith(b"%PDF")
    with office.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM paper").scalar() == 0


def test_who_may_not_take_lists_along_writes_no_file(office: Office, secret: Household, tmp_path: Path) -> None:
    known = worklist(office)
    office.worker = Worker(name="Vrij", function=WorkerFunction.TRAINEE)
    for export in (export_csv, export_xlsx):
        with pytest.raises(Problem):
            export(office, known, Filter(), tmp_path / "lijst")
    with pytest.raises(Problem):
        printed(office, known, Filter())
    assert list(tmp_path.glob("lijst*")) == []


def test_the_load_of_everybody_is_told_by_name_to_people_and_programs(office: Office, secret: Household) -> None:
    (load,) = loads_as_json(office)
    assert (load["worker"], load["points"], load["capacity"], load["percent"]) == ("Noor", 1.0, 20.0, 5)
    assert load["households"] == [{"id": str(secret.id), "label": TRICK, "threat": None}]
    heads, row = loads_as_text(office).splitlines()
    assert len(heads.split()) == 5
    assert row.split() == ["Noor", "1", "20", "5", "1"]


def test_a_list_says_what_threatens(office: Office, secret: Household, tmp_path: Path) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Threat(household=secret.id, kind=ThreatKind.EVICTION, known_on=office.today()))
    known = worklist(office)
    export_csv(office, known, Filter(), tmp_path / "lijst.csv", [secret.id])
    eviction = threat_words(ThreatKind.EVICTION)
    assert eviction in "; ".join(rows_of(tmp_path / "lijst.csv")[1])
    assert eviction in list_paper(office, known, Filter(), [secret.id]).rows[0].look_at
