"""Who may import whom: the contracts of pyproject.toml hold."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_arrows_only_go_down() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_room_is_guarded_by_each_contract() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers, *others = contracts
    rooms = {room.strip() for line in layers["layers"] for room in line.split("|")} - {"__main__"}
    keepers = {"Qt stays in ui": "ui", "SQL stays in storage": "storage", "ReportLab stays in documents": "documents"}
    for contract in others:
        if (keeper := keepers.get(contract["name"])) is not None:
            assert set(contract["source_modules"]) == {f"buurtteam.{room}" for room in rooms - {keeper}}
