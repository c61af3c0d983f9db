"""The program without a window, as a helpdesk and other programs use it."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from buurtteam import VERSION, command_line
from buurtteam.command_line import DONE, FAULTS, TROUBLE, WRONG_PASSPHRASE, WRONG_USE, main
from buurtteam.domain.household import Household
from buurtteam.domain.problem import Trouble
from buurtteam.services import files, headless, unlocking
from buurtteam.services.office import Office
from buurtteam.services.practice import PRACTICE_PASSPHRASE
from buurtteam.storage.tables import term_line

VECTORS = [
    ("T03", "2026-03-16", "2026-04-27", "2026-04-28"),
    ("T03", "2026-03-24", "2026-05-05", "2026-05-06"),
    ("T03", "2026-04-02", "2026-05-14", "2026-05-18"),
    ("T03", "2027-03-25", "2027-05-06", "2027-05-10"),
    ("T02", "2026-03-27", "2026-04-03", "2026-04-07"),
    ("T04", "2026-04-13", "2026-04-27", "2026-04-28"),
    ("T15", "2026-11-20", "2027-01-01", "2027-01-04"),
    ("T07", "2026-04-02", "2026-04-09", "2026-04-09"),
    ("T07", "2026-04-24", "2026-04-30", "2026-04-30"),
    ("T07", "2025-12-31", "2026-01-06", "2026-01-06"),
    ("T08", "2026-03-10", "2026-05-05", "2026-05-06"),
    ("N01", "2026-03-06", "2026-03-09", "2026-03-09"),
    ("N02", "2026-03-06", "2026-03-06", "2026-03-06"),
    ("N03", "2026-03-06", "2026-03-06", "2026-03-06"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the practice command has worked."""
    made: Path = tmp_path_factory.mktemp("oefenen")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUURTTEAM_HOME", str(made / "home"))
        assert main(["practice", str(made), "--on", "2026-11-23"]) == DONE
    return made


@pytest.fixture
def practice(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The practice file, with its passphrase at hand."""
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BUURTTEAM_PASSPHRASE", PRACTICE_PASSPHRASE)
    monkeypatch.setenv("BUURTTEAM_FILE", str(folder / "oefenbuurt.buurtteam"))
    return folder / "oefenbuurt.buurtteam"


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own computer is touched."""
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BUURTTEAM_PASSPHRASE", raising=False)
    monkeypatch.delenv("BUURTTEAM_FILE", raising=False)


def only_line(text: str) -> str:
    (line,) = text.splitlines()
    return line


@pytest.mark.parametrize(("rule", "day", "counted", "legal"), VECTORS)
def test_a_term_is_counted_without_a_file(
    rule: str, day: str, counted: str, legal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["term", rule, day, "--json"]) == DONE
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["day_zero"], entry["counted_end"], entry["legal_end"]) == (day, counted, legal)
    assert entry["article"]
    assert isinstance(entry["skipped"], list)


def test_several_dates_give_one_entry_each_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "wmo-assessment", "24-3-2026", "2026-03-16", "--json"]) == DONE
    assert [entry["day_zero"] for entry in json.loads(capsys.readouterr().out)] == ["2026-03-24", "2026-03-16"]


def test_every_rule_can_be_counted_from_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    for rule in (*(f"T{number:02}" for number in range(1, 25)), "N01", "N02", "N03"):
        assert main(["term", rule, "2026-09-07"]) == DONE
        assert rule in capsys.readouterr().out
        assert main(["term", rule, "2026-09-07", "--json"]) == DONE
        (entry,) = json.loads(capsys.readouterr().out)
        assert {"day_zero", "counted_end", "legal_end", "article", "skipped"} <= entry.keys()


def test_a_term_for_people_names_its_law(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "T03", "2026-03-16", "--language", "nl"]) == DONE
    said = capsys.readouterr().out
    assert "dinsdag 28 april 2026" in said
    assert "Wmo 2015, art. 2.3.2 lid 1" in said
    assert "Koningsdag" in said


@pytest.mark.parametrize(
    "asked",
    [
        ["term", "T99", "2026-03-16"],
        ["term", "T03", "30-2-2026"],
        ["term", "T03", "morgen"],
        ["term", "T03", "9999-12-31"],
        ["term", "T03", "0000-00-00"],
        ["term", "T03", "1-1-26"],
        ["term", "T03"],
        ["iets"],
        ["practice"],
        ["deadlines", "--on", "31-04-2026"],
        ["deadlines"],
        ["check", "er-niet.buurtteam"],
        ["dossier", "import", "er-niet.json"],
        ["dossier"],
        ["--language", "xx", "term", "T03", "2026-03-16"],
    ],
)
def test_wrong_use_gets_one_sentence_and_code_two(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(asked) == WRONG_USE
    caught = capsys.readouterr()
    assert caught.out == ""
    assert only_line(caught.err)[-1] in ".p"


def test_a_term_in_hours_counts_from_a_moment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "T18", "2026-03-16T09:30", "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)[0]["ends_at"].startswith("2026-03-19T09:30")


def test_a_term_in_hours_from_a_bare_day_counts_from_its_first_minute(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "T18", "2026-03-16", "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)[0]["legal_end"] == "2026-03-19"


def test_help_and_version_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == DONE
    assert VERSION in capsys.readouterr().out
    for asked in ([], ["practice"], ["dossier"], ["dossier", "export"], ["papers"], ["term"], ["deadlines"], ["check"]):
        assert main([*asked, "--help", "--language", "nl"] if asked != ["dossier"] else ["dossier", "--help"]) == DONE
        assert "Gebruik:" in capsys.readouterr().out


def test_practising_makes_a_file_and_papers(folder: Path) -> None:
    papers = sorted(path.name for path in folder.glob("*.pdf"))
    assert {"ons-plan.pdf", "gespreksverslag.pdf", "ontvangstbevestiging.pdf"} <= set(papers)
    assert all(path.read_bytes().startswith(b"%PDF") for path in folder.glob("*.pdf"))


def test_practising_again_uses_the_same_file_and_makes_the_same_papers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.pdf")}
    assert main(["practice", str(folder), "--on", "2026-11-23"]) == DONE
    assert PRACTICE_PASSPHRASE in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in folder.glob("*.pdf")} == before


def test_practising_does_not_change_which_file_the_day_begins_with(folder: Path, tmp_path: Path) -> None:
    assert main(["practice", str(folder)]) == DONE
    assert unlocking.recent_file() is None
    own = tmp_path / "team.buurtteam"
    own.touch()
    unlocking.remember_recent(own)
    assert main(["practice", str(folder)]) == DONE
    assert unlocking.recent_file() == own


def test_practising_anew_makes_another_file(folder: Path, tmp_path: Path) -> None:
    for ending in (".buurtteam", ".buurtteam.sleutels"):
        shutil.copy(folder / f"oefenbuurt{ending}", tmp_path)
    before = (tmp_path / "oefenbuurt.buurtteam.sleutels").read_bytes()
    assert main(["practice", str(tmp_path), "--again"]) == DONE
    assert (tmp_path / "oefenbuurt.buurtteam.sleutels").read_bytes() != before


def test_who_stops_a_command_sees_no_complaint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(asked: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "_term", stopped)
    assert main(["term", "T03", "2026-03-16"]) == command_line.INTERRUPTED
    assert capsys.readouterr() == ("", "")


def test_practising_anew_never_throws_away_a_file_of_a_team(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = file.rename(tmp_path / "oefenbuurt.buurtteam")
    before = other.read_bytes()
    assert main(["practice", str(tmp_path), "--again"]) != DONE
    assert other.read_bytes() == before
    only_line(capsys.readouterr().err)


SIGNALS = """kenmerk;soort;datum;bedrag;naam;postcode
Z-1;huur;02-11-2026;120,00;S. Voorbeeld;6499 SD
Z-2;huur;onbekend;95,50;K. Voorbeeld;6499 SS
"""


def test_a_file_of_signals_is_looked_at_and_taken_in_once(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "signalen.csv"
    file.write_text(SIGNALS, encoding="cp1252")
    assert main(["signals", str(file)]) == WRONG_USE
    assert "--partner" not in only_line(capsys.readouterr().err)
    asked = ["signals", str(file), "--partner", "Woonpunt"]
    assert main([*asked, "--dry-run", "--json"]) == FAULTS
    seen = json.loads(capsys.readouterr().out)
    assert (seen["taken_in"], seen["new"], [each["line"] for each in seen["rejected"]]) == (False, 1, [3])
    assert main(asked) == FAULTS
    told = capsys.readouterr()
    assert told.out.splitlines() == ["1 signaal is ingelezen."]
    assert only_line(told.err).startswith("Regel 3, Ontvangen op: ")
    assert main([*asked, "--json"]) == FAULTS
    again = json.loads(capsys.readouterr().out)
    assert (again["new"], again["known_lines"]) == (0, [2])
    assert main(["deadlines", "--on", "2026-11-23"]) == DONE
    assert "Vroegsignaal: S. Voorbeeld" in capsys.readouterr().out


def test_a_file_that_is_too_large_is_refused_without_reading_it(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "groot.csv"
    with file.open("wb") as made:
        made.truncate(200_000_000)
    assert main(["signals", str(file), "--partner", "Woonpunt"]) == TROUBLE
    assert "5 MB" in only_line(capsys.readouterr().err)


def test_deadlines_are_listed_for_people_and_programs(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadlines", "--on", "2026-11-23", "--json"]) == DONE
    rows = json.loads(capsys.readouterr().out)
    assert {row["state"] for row in rows} >= {"running", "suspended", "met", "missed"}
    assert all(row["warn_on"] == min(row["counted_end"], row["legal_end"]) for row in rows)
    assert main(["deadlines", "--on", "2026-11-23"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == sum(row["is_waiting"] for row in rows) + 1
    assert all(row["is_open"] for row in rows if row["is_waiting"])


def test_the_caseload_is_told_for_people_and_programs(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["caseload", "--json"]) == DONE
    loads = json.loads(capsys.readouterr().out)
    assert [load["worker"] for load in loads] == sorted((load["worker"] for load in loads), key=str.casefold)
    assert all(load["points"] <= 3 * len(load["households"]) for load in loads)
    assert any(load["percent"] for load in loads)
    assert main(["caseload"]) == DONE
    told = capsys.readouterr().out.splitlines()
    assert len(told) == len(loads) + 1
    assert all(line.startswith(load["worker"]) for line, load in zip(told[1:], loads, strict=True))


def test_the_terms_of_one_household_are_those_of_the_whole_list(
    practice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deadlines", "--on", "2026-11-23", "--json"]) == DONE
    rows = json.loads(capsys.readouterr().out)
    home = next(row["household"] for row in rows if row["is_waiting"] and row["household"])
    assert main(["deadlines", "--on", "2026-11-23", "--household", home, "--json"]) == DONE
    assert json.loads(capsys.readouterr().out) == [row for row in rows if row["household"] == home]
    fields = {"household", "request", "rule", "article", "day_zero", "counted_end", "legal_end", "suspended_days"}
    assert all(rows[0].keys() >= {*fields, "state", "why"} and row["why"] for row in rows)
    assert main(["deadlines", "--household", "niemand hier"]) == WRONG_USE
    only_line(capsys.readouterr().err)


def test_the_terms_that_are_listed_are_those_that_the_lists_have_reckoned(
    practice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deadlines", "--json"]) == DONE
    listed = sorted(
        (row["household"] or "", row["step"], row["legal_end"])
        for row in json.loads(capsys.readouterr().out)
        if row["is_waiting"]
    )
    office = Office(unlocking.unlock(practice, PRACTICE_PASSPHRASE))
    with office.counted() as store:
        reckoned = sorted(
            (str(row.household or ""), row.step, row.legal_end.isoformat())
            for row in store.connection.execute(select(term_line).where(term_line.c.is_waiting))
        )
    office.close()
    assert listed == reckoned


def test_figures_are_shown_with_their_definition_and_leave_the_team_without_small_counts(
    practice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    period = ["figures", "--from", "1-1-2026", "--to", "2026-12-31"]
    assert main([*period, "--json"]) == DONE
    shown = json.loads(capsys.readouterr().out)
    assert (shown["from"], shown["to"], shown["area"]) == ("2026-01-01", "2026-12-31", None)
    for figure in shown["figures"]:
        assert figure["definition"].endswith(".")
        assert {"figure", "name", "unit", "value", "base", "open"} <= figure.keys()
    by_name = {each["figure"]: each for each in shown["figures"]}
    assert by_name["requests"]["value"] == by_name["requests"]["base"] > 0
    assert main(period) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert all(any(each["definition"] in line for line in lines) for each in shown["figures"])
    assert main([*period, "--outside", "--json"]) == DONE
    for figure in json.loads(capsys.readouterr().out)["figures"]:
        counts = [figure["base"], figure["open"], *figure.get("parts", {}).values()]
        assert not [each for each in counts if each.isdecimal() and int(each) < 10]
    assert main([*period, "--area", "Nergens"]) == WRONG_USE
    assert main(["figures", "--from", "2026-12-31", "--to", "2026-01-01"]) == WRONG_USE


def test_a_dossier_goes_out_and_comes_in_unchanged(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "uit.json"
    assert main(["dossier", "export", "Robin", str(target)]) == DONE
    assert main(["check", str(target)]) == DONE
    assert main(["--file", str(practice), "dossier", "import", str(target)]) == DONE
    again = tmp_path / "weer.json"
    assert main(["dossier", "export", "robin", str(again)]) == DONE
    assert again.read_bytes() == target.read_bytes()
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0


def test_a_faulty_dossier_names_each_field_and_gives_code_four(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "uit.json"
    main(["dossier", "export", "Robin", str(target)])
    dossier = json.loads(target.read_text(encoding="utf-8"))
    dossier["residents"][0] |= {"bsn": "111111111", "born_on": "30-02-1990"}
    target.write_text(json.dumps(dossier), encoding="utf-8")
    capsys.readouterr()
    for asked in (["dossier", "import", str(target)], ["check", str(target)]):
        assert main(asked) == FAULTS
        said = capsys.readouterr().err
        assert "residents[0].bsn: " in said
        assert "residents[0].born_on: " in said
        assert "111111111" not in said


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"", b"[]", b'{"format": 3}'])
def test_what_is_no_dossier_gives_code_four(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "stuk.json"
    target.write_bytes(content)
    assert main(["check", str(target)]) == FAULTS
    assert capsys.readouterr().err


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossier", "schema"]) == DONE
    assert json.loads(capsys.readouterr().out)["required"] == ["format", "format_version", "household"]


def test_papers_of_a_household_go_into_a_folder(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["deadlines", "--on", "2026-11-23", "--json"])
    rows = json.loads(capsys.readouterr().out)
    waiting = {row["household"] for row in rows if row["rule"] == "T04" and row["state"] == "suspended"}
    for household in waiting:
        assert main(["papers", household, "--out", str(tmp_path / household)]) == DONE
        assert (tmp_path / household / "ons-plan.pdf").read_bytes().startswith(b"%PDF")
    # Some of them read large print.
    assert list(tmp_path.glob("*/ons-plan-groot.pdf"))


def test_a_plan_that_may_not_go_home_is_not_made(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, _made = headless.open_practice(practice.parent)
    with office.reading() as store:
        safe = next(home for home in store.of(Household) if home.safe_contact and home.state == "stand_by")
    office.close()
    assert main(["papers", str(safe.id), "--out", str(tmp_path / "uit")]) == TROUBLE
    assert not (tmp_path / "uit" / "ons-plan.pdf").exists()
    assert safe.label not in capsys.readouterr().err


@pytest.mark.parametrize(("asked", "code"), [("Familie", WRONG_USE), ("Niemand Zo", WRONG_USE), ("", WRONG_USE)])
def test_a_household_must_be_the_only_one(practice: Path, asked: str, code: int, tmp_path: Path) -> None:
    assert main(["papers", asked, "--out", str(tmp_path)]) == code


def test_a_wrong_passphrase_gives_code_three(
    practice: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BUURTTEAM_PASSPHRASE", "dit is hem niet, echt niet")
    assert main(["deadlines"]) == WRONG_PASSPHRASE
    only_line(capsys.readouterr().err)


def test_the_passphrase_may_come_from_a_file(practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BUURTTEAM_PASSPHRASE")
    secret = tmp_path / "wachtzin"
    secret.write_text(PRACTICE_PASSPHRASE + "\n", encoding="utf-8")
    assert main(["deadlines", "--passphrase-file", str(secret)]) == DONE


def test_a_file_that_is_right_is_said_to_be_right(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(practice)]) == DONE
    assert "Dit bestand is in orde." in capsys.readouterr().out


def test_a_file_that_is_no_file_of_ours_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BUURTTEAM_PASSPHRASE", "maakt niet uit")
    (tmp_path / "vakantie.buurtteam").write_bytes(b"JFIF" * 400)
    assert main(["check", str(tmp_path / "vakantie.buurtteam")]) != DONE
    only_line(capsys.readouterr().err)


def test_somebody_who_reads_only_the_first_lines_gets_no_complaint(tmp_path: Path) -> None:
    env = {**os.environ, "BUURTTEAM_HOME": str(tmp_path)}
    asked = [sys.executable, "-m", "buurtteam", "dossier", "schema"]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_a_bug_leaves_no_traceback_on_the_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(asked: object) -> int:
        raise RuntimeError("Jansen 999900006")

    monkeypatch.setattr(command_line, "_term", broken)
    assert main(["term", "T03", "2026-03-16"]) == TROUBLE
    said = only_line(capsys.readouterr().err)
    assert "Jansen" not in said


def test_no_term_ends_before_it_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    days = [(date(2025, 1, 1) + timedelta(days=7 * n + n % 5)).isoformat() for n in range(200)]
    assert main(["term", "T03", *days, "--json"]) == DONE
    entries = json.loads(capsys.readouterr().out)
    assert [entry["day_zero"] for entry in entries] == days
    for entry in entries:
        assert date.fromisoformat(entry["counted_end"]) == date.fromisoformat(entry["day_zero"]) + timedelta(days=42)
        assert date.fromisoformat(entry["legal_end"]).weekday() < 5


def run(*asked: str, closed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """The program as a shell starts it, with streams closed such as `>&-`."""
    program = f'exec "{sys.executable}" -m buurtteam "$@" {closed}'
    return subprocess.run(
        ["/bin/sh", "-c", program, "sh", *asked],
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="shells of Windows close no streams")
def test_without_a_place_to_talk_to_the_work_is_done_all_the_same(practice: Path) -> None:
    done = run("check", str(practice), closed=">&-")
    assert (done.returncode, done.stdout, done.stderr) == (DONE, "", "")


@pytest.mark.skipif(os.name == "nt", reason="shells of Windows close no streams")
def test_without_anybody_to_ask_the_passphrase_must_be_given(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BUURTTEAM_PASSPHRASE")
    done = run("check", str(practice), closed="<&-")
    assert done.returncode == WRONG_USE
    assert "--passphrase-file" in only_line(done.stderr)


def test_an_export_never_replaces_the_file_of_the_team(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = practice.read_bytes()
    assert main(["dossier", "export", "Van Rijswijck", str(practice)]) == WRONG_USE
    assert practice.read_bytes() == before
    assert "Er is niets aan veranderd" in only_line(capsys.readouterr().err)


def test_what_could_not_be_written_leaves_nothing_to_read_behind(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "map").mkdir()
    assert main(["--file", str(practice), "dossier", "export", "iemand", str(tmp_path / "map")]) == WRONG_USE
    assert "map" in only_line(capsys.readouterr().err)
    with pytest.raises(IsADirectoryError):
        files.write_whole(tmp_path / "map", b"wat niemand mag lezen")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_passphrase_file_of_another_kind_gets_a_sentence(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BUURTTEAM_PASSPHRASE")
    (tmp_path / "zin").write_text(PRACTICE_PASSPHRASE, encoding="utf-16")
    assert main(["--passphrase-file", str(tmp_path / "zin"), "check", str(practice)]) == WRONG_USE
    assert "UTF-8" in only_line(capsys.readouterr().err)
    (tmp_path / "zin").write_bytes(b"\xef\xbb\xbf" + PRACTICE_PASSPHRASE.encode() + b"\r\n\r\n")
    assert main(["--passphrase-file", str(tmp_path / "zin"), "check", str(practice)]) == DONE


def test_practising_that_was_killed_halfway_begins_anew(tmp_path: Path) -> None:
    half = tmp_path / "oefenbuurt-wordt-gemaakt.buurtteam"
    half.write_bytes(b"half")
    (tmp_path / "oefenbuurt.buurtteam.sleutels").write_bytes(b"half")
    office, made = headless.open_practice(tmp_path)
    office.close()
    assert made
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".buurtteam", ".sleutels", ".in-gebruik"}
    assert not half.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_opens_the_file_that_it_points_at(practice: Path, tmp_path: Path) -> None:
    (tmp_path / "snel.buurtteam").symlink_to(practice)
    assert main(["check", str(tmp_path / "snel.buurtteam")]) == DONE


def test_a_full_disk_gets_a_sentence_that_is_true_without_a_window(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_asked: object) -> None:
        raise Trouble("disk_full", "What you typed is still on the screen.")

    monkeypatch.setattr(unlocking, "unlock", full)
    assert main(["check", str(practice)]) == TROUBLE
    assert only_line(capsys.readouterr().err).startswith("De schijf is vol. Er is niets half gedaan.")
    with pytest.raises(OSError, match="map") as told:
        files.write_whole(tmp_path / "geen" / "map", b"")
    assert told.value.filename == str(tmp_path / "geen" / "map")


def test_the_appointments_of_a_worker_go_to_a_calendar_without_a_name(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "agenda.ics"
    assert main(["agenda", "--ics", str(target)]) == DONE
    # Once more: its own earlier file may be replaced.
    assert main(["agenda", "--ics", str(target)]) == DONE
    everybody = target.read_bytes().count(b"BEGIN:VEVENT")
    assert main(["agenda", "--ics", str(target), "--worker", "Dennis"]) == DONE
    assert 0 < target.read_bytes().count(b"BEGIN:VEVENT") < everybody
    asked = command_line._parser().parse_args(["agenda", "--ics", str(target)])
    with command_line._open_file(asked) as office, office.reading() as store:
        labels = {each.label for each in store.of(Household) if each.label}
    written = target.read_text(encoding="utf-8").replace("\r\n ", "")
    assert [label for label in labels if label in written] == []
    capsys.readouterr()
    assert main(["agenda", "--ics", str(target), "--worker", "Niemand"]) == WRONG_USE
    assert main(["agenda", "--ics", str(practice)]) == WRONG_USE
