"""Sets Buurtteam up in its own folder: `python tools/setup.py window | papers | check`.

Called by ./run and ./check; uses nothing but Python itself. The environment is `.venv`; the machine's own Python is
left alone. Of the system only the few libraries that Qt draws with are asked for, and installed where that is allowed.
Done once, it is quick the next time: a stamp in `.venv` tells what it was made from.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

# The names of Debian 12; newer Debians and Ubuntus know them under these names too.
DRAWING = ["libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1"]
SCREEN = ["libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1"]
SCREEN += ["libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1"]
# For the journeys: a screen that nobody sees, keys, and pictures of papers.
STAGE = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool", "pdftoppm": "poppler-utils"}

DRAWS = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6 import QtPdf, QtPdfWidgets, QtPrintSupport, QtWidgets
QtWidgets.QApplication([])
"""


def say(dutch: str, english: str) -> None:
    """Tell what happens, in the language of the terminal."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    print(dutch if spoken.startswith("nl") else english, flush=True)


def stop(dutch: str, english: str) -> None:
    """Tell what is needed, and stop."""
    say(dutch, english)
    sys.exit(1)


def main(purpose: str) -> None:
    """Make all that is missing for a purpose: a window, papers without a screen, or the checks."""
    stamp = VENV / f".set-up-{purpose}"
    wanted = stamp_text()
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        words()
        return
    with alone():
        packages = VENV / ".set-up-packages"
        if not (works() and packages.exists() and packages.read_text(encoding="utf-8") == wanted):
            environment(packages)
            install()
            launcher()
            packages.write_text(wanted, encoding="utf-8")
        words()
        if sys.platform.startswith("linux"):
            libraries(purpose)
        stamp.write_text(wanted, encoding="utf-8")
    say("Alles staat klaar.", "Everything is ready.")


def stamp_text() -> str:
    """What a set-up was made from: the lock, this file and this folder."""
    made_from = hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    return f"{made_from}\n{ROOT}\n"


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this folder: a second waits for the first."""
    VENV.mkdir(exist_ok=True)
    with (VENV / ".set-up-lock").open("w") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def works() -> bool:
    """Whether the environment has a Python that starts and is new enough."""
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.exists() and quiet([PYTHON, "-I", "-c", probe]).returncode == 0


def environment(packages: Path) -> None:
    """Make `.venv`, anew when it does not work or was made in another folder."""
    moved = packages.exists() and packages.read_text(encoding="utf-8").splitlines()[1:2] != [str(ROOT)]
    if works() and not moved:
        return
    say("Eigen omgeving maken in .venv ...", "Making an environment of our own in .venv ...")
    if quiet([sys.executable, "-c", "import venv, ensurepip"]).returncode != 0:
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not apt([name]):
            # Qt will most likely ask for the rest in a minute, so one line for all.
            line = by_hand([name, *DRAWING, *SCREEN])
            stop(
                f"Python mist zijn onderdeel venv. Voer dit uit en probeer het opnieuw:\n  {line}",
                f"Python lacks its part venv. Run this and try again:\n  {line}",
            )
    for old in VENV.iterdir():
        if old.name != ".set-up-lock":
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    checked([sys.executable, "-m", "venv", VENV])


def install() -> None:
    """Install exactly what the lock names, each file checked against its hash."""
    say(
        "Onderdelen installeren (de eerste keer ongeveer 150 MB; dit kan enkele minuten duren) ...",
        "Installing packages (about 150 MB the first time; this may take some minutes) ...",
    )
    pip: list[str | Path] = [
        PYTHON,
        "-I",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    command = [*pip, "--only-binary", ":all:", "--require-hashes", "-r", LOCK]
    done = subprocess.run(command, env=clean(), check=False)
    if done.returncode != 0:
        stop(
            "Het installeren is niet gelukt; hierboven staat waarom. Er is niets buiten .venv veranderd. "
            "Kijk of er internet is en probeer het opnieuw.",
            "Installing failed; the reason stands above. Nothing outside .venv has changed. "
            "See whether there is a connection and try again.",
        )


def words() -> None:
    """Compile the Dutch words when somebody changed them."""
    po = ROOT / "resources" / "locale" / "nl" / "LC_MESSAGES" / "buurtteam.po"
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
        checked([PYTHON, ROOT / "tools" / "words.py", "compile"])


def launcher() -> None:
    """Make the program `buurtteam` in `.venv`, which runs the code of this folder as it stands.

    Written by hand instead of by an editable install: nothing has to be built, so nothing can fail in building.
    """
    site = quiet([PYTHON, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).stdout.strip()
    # Python on Windows reads this file in the machine's own encoding.
    (Path(site) / "buurtteam.pth").write_text(f"{ROOT}\n", encoding="locale" if WINDOWS else "utf-8")
    if WINDOWS:
        (BIN / "buurtteam.cmd").write_text('@"%~dp0python.exe" -P -m buurtteam %*\n', encoding="ascii")
        return
    script = BIN / "buurtteam"
    script.write_text(
        '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -P -m buurtteam "$@"\n', encoding="ascii"
    )
    script.chmod(0o755)


def libraries(purpose: str) -> None:
    """See by trying whether Qt can draw (and open a window); install what it needs or tell how."""
    if not draws() and not (apt(DRAWING) and draws()):
        stop(
            f"Qt mist bibliotheken van het systeem. Voer dit uit en probeer het opnieuw:\n  {by_hand(DRAWING)}",
            f"Qt lacks libraries of the system. Run this and try again:\n  {by_hand(DRAWING)}",
        )
    if purpose != "papers" and (lacking := screen_lacks()) and not (apt(SCREEN) and not screen_lacks()):
        say(
            f"Voor een venster mist nog: {', '.join(lacking)}. Voer dit uit:\n  {by_hand(SCREEN)}",
            f"A window still lacks: {', '.join(lacking)}. Run this:\n  {by_hand(SCREEN)}",
        )
        if purpose == "window" and "WAYLAND_DISPLAY" not in os.environ:
            sys.exit(1)
    if purpose == "check":
        absent = [package for program, package in STAGE.items() if shutil.which(program) is None]
        if absent and not apt(absent):
            say(
                f"Tests met een echt venster worden overgeslagen, tenzij je dit uitvoert:\n  {by_hand(absent)}",
                f"Tests with a real window are left out, unless you run this:\n  {by_hand(absent)}",
            )


def draws() -> bool:
    """Whether Qt starts and draws without a screen."""
    return quiet([PYTHON, "-I", "-c", DRAWS]).returncode == 0


def screen_lacks() -> list[str]:
    """The system libraries that Qt's window on X11 asks for and does not find."""
    if shutil.which("ldd") is None:
        return []
    find = "import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent / 'Qt/plugins/platforms/libqxcb.so')"
    plugin = quiet([PYTHON, "-I", "-c", find]).stdout.strip()
    lines = quiet(["ldd", plugin]).stdout.splitlines()
    return sorted({line.split()[0] for line in lines if "not found" in line})


def apt(packages: list[str]) -> bool:
    """Install packages of the system where that needs no password; whether it worked."""
    if shutil.which("apt-get") is None:
        return False
    first: list[str] = []
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        if shutil.which("sudo") is None or quiet(["sudo", "-n", "true"]).returncode != 0:
            return False
        first = ["sudo", "-n"]
    say(f"Systeembibliotheken installeren: {' '.join(packages)} ...", f"Installing libraries: {' '.join(packages)} ...")
    get = [*first, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    quiet([*get, "update"])
    done = quiet([*get, "install", "-y", "--no-install-recommends", *packages])
    if done.returncode != 0:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def by_hand(packages: Iterable[str]) -> str:
    """The line with which a person installs packages of the system."""
    if shutil.which("apt-get") is None and shutil.which("dnf") is not None:
        return "sudo dnf install mesa-libEGL mesa-libGL libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-keysyms"
    return f"sudo apt-get install -y {' '.join(packages)}"


def quiet(command: Iterable[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run something and keep what it says."""
    return subprocess.run(list(command), env=clean(), capture_output=True, text=True, check=False)


def checked(command: Iterable[str | Path]) -> None:
    """Run something that must work; its own words tell why when it does not."""
    if (code := subprocess.run(list(command), env=clean(), check=False).returncode) != 0:
        sys.exit(code)


def clean() -> dict[str, str]:
    """The environment without what would lead our Python elsewhere."""
    return {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    }


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "window")
