"""Runs every check and then every test, tells how each went, and fails when one did."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

STEPS = [
    ("Layout of the code", ["ruff", "format", "--check", "--quiet", "."]),
    ("Rules for the code", ["ruff", "check", "--quiet", "--output-format", "concise", "."]),
    ("Types", ["mypy"]),
    ("Who may import whom", ["lint-imports"]),
    ("Words", ["python", "tools/words.py", "check"]),
]


def main(tests: list[str]) -> int:
    """Run all, also after a failure; 0 when all is well."""
    with tempfile.TemporaryDirectory(prefix="buurtteam-check-", ignore_cleanup_errors=True) as home:
        # No screen, and nobody's own settings or files.
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BUURTTEAM_HOME": home, "PYTHONUTF8": "1"}
        failed = [name for name, command in STEPS if not step(name, command, surroundings)]
        if failed:
            print(f"\nNot right yet: {', '.join(failed)}. The tests follow.", flush=True)
        print("\n== Tests", flush=True)
        # Two at a time: a plain office machine has two cores. Each takes one half in its order, so that what a file of
        # tests shares is made once, and who is done first takes over from the other.
        spread = ["-n", "2", "--dist", "worksteal", "--max-worker-restart", "2"]
        command = [sys.executable, "-m", "pytest", *spread, "-q", *tests]
        tested = subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode
    return 1 if failed or tested else 0


def step(name: str, command: list[str], surroundings: dict[str, str]) -> bool:
    """Run one check and tell how it went; its own words only when it failed."""
    started = time.monotonic()
    program = [str(BIN / command[0]), *command[1:]]
    done = subprocess.run(program, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    well = done.returncode == 0
    print(f"== {name}: {'well' if well else 'NOT RIGHT'} ({time.monotonic() - started:.0f} s)", flush=True)
    if not well:
        print(done.stdout + done.stderr, flush=True)
    return well


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
