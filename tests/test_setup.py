"""The set-up is whole: scripts that start, and a lock that names every package with its hashes and nothing of a machine."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import buurtteam

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["dev"]
    return [plain(re.split(r"[<>=!~;\[ ]", line)[0]) for line in lines]


def locked() -> dict[str, str]:
    return {plain(name): rest for name, rest in re.findall(r"^([\w.-]+)==((?:.*\\\n)*.*)$", LOCK, re.MULTILINE)}


@pytest.mark.skipif(os.name == "nt", reason="Windows starts the .cmd files")
@pytest.mark.parametrize("script", ["run", "check", ".ci/run"])
def test_a_script_starts_by_its_name(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    assert subprocess.run(["bash", "-n", ROOT / script], check=False).returncode == 0


@pytest.mark.parametrize("script", ["run.cmd", "check.cmd", "tools/find-python.cmd"])
def test_a_script_for_windows_has_its_line_ends(script: str) -> None:
    lines = (ROOT / script).read_bytes().split(b"\n")
    assert all(line.endswith(b"\r") for line in lines[:-1])


@pytest.mark.parametrize("name", wanted())
def test_what_the_program_needs_is_in_the_lock(name: str) -> None:
    assert name in locked()


def test_every_package_in_the_lock_has_its_hashes() -> None:
    assert len(locked()) > len(wanted())
    for name, rest in locked().items():
        assert "--hash=sha256:" in rest, name


def test_the_lock_says_nothing_of_a_registry_or_a_machine() -> None:
    assert "://" not in LOCK
    assert not re.search(
        r"^\s*-", re.sub(r"^ +--hash=sha256:[0-9a-f]{64}( \\)?$", "", LOCK, flags=re.MULTILINE), re.MULTILINE
    )
    assert not re.search(r"(^|\s)/\w", LOCK)


def test_tools_that_nobody_runs_are_not_installed() -> None:
    assert not {"pip-tools", "uv", "build"} & set(locked())


def test_the_program_knows_its_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", buurtteam.VERSION)


@pytest.mark.parametrize(
    "file",
    ["LICENSE", "resources/fonts/OFL.txt", "resources/icons/LICENSE-tabler.txt", "resources/icons/tabler-icons.ttf"],
)
def test_what_comes_along_has_its_licence(file: str) -> None:
    assert (ROOT / file).stat().st_size > 1000
