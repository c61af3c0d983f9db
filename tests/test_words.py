"""Every text that a person reads has its Dutch."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_text_has_its_dutch_with_the_same_places() -> None:
    done = subprocess.run(
        [sys.executable, "tools/words.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_catalogue_says_nothing_about_this_machine_or_day() -> None:
    po = (ROOT / "resources/locale/nl/LC_MESSAGES/buurtteam.po").read_text(encoding="utf-8")
    assert "#: " not in po
    assert "Date" not in po.split("\n\n")[0]
