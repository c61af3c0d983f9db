"""The program starts where one can go on."""

import subprocess
import sys
from pathlib import Path

import pytest

from buurtteam.ui.application import first_place


def test_it_starts_at_the_welcome_and_later_at_the_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path))
    assert first_place() == "first_start"
    (tmp_path / "config" / "recent").write_text("/somewhere/wijk.buurtteam")
    assert first_place() == "unlock"


def test_nothing_heavy_is_read_before_the_window_stands_and_imports_stay_quick() -> None:
    code = (
        "import builtins, sys; own = builtins.__import__; import buurtteam.ui.application; "
        "assert builtins.__import__ is own; "
        "print([name for name in ('sqlalchemy', 'alembic', 'reportlab', 'buurtteam.storage') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
