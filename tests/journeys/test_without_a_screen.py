"""Without a screen: the practice neighbourhood, the papers of a household, and the check of the file."""

import os
import subprocess
import sys
from pathlib import Path

from buurtteam.services.practice import PRACTICE_PASSPHRASE

HERE = Path(__file__).parents[2]


def buurtteam(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program as another program would."""
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env |= {"BUURTTEAM_HOME": str(home), "BUURTTEAM_PASSPHRASE": PRACTICE_PASSPHRASE, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "buurtteam", *words],
        cwd=HERE, env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_practice_file_is_made_and_gives_papers_and_is_sound(tmp_path: Path) -> None:
    made = buurtteam(tmp_path, "practice", str(tmp_path / "practice"))
    assert made.returncode == 0, made.stderr
    assert list((tmp_path / "practice").rglob("*.pdf"))
    (file,) = (tmp_path / "practice").glob("*.buurtteam")
    checked = buurtteam(tmp_path, "check", str(file))
    assert checked.returncode == 0, checked.stderr
    file.write_bytes(file.read_bytes()[:-4096] + b"\0" * 4096)
    damaged = buurtteam(tmp_path, "check", str(file))
    assert damaged.returncode != 0
    assert "Traceback" not in damaged.stderr
