"""Measures how quick the program is and writes `bench/RESULTS.md` anew: `python -m bench.run`, about ten minutes.

Every figure stands beside a yardstick that was measured in the same minutes, in turn: A B A B. Only the ratios say
something; the times are of one machine at one hour.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import neighbourhood
from bench.yardsticks import Bare, statements_of, took
from buurtteam.domain.household import Resident
from buurtteam.domain.plan import HouseholdPlan, PlanAction
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.staff import Worker, WorkerFunction
from buurtteam.services.office import Office
from buurtteam.storage.database import Database

PAIRS = 5
HOUSEHOLDS = 10_000
_TURNS = 25
_RESULTS = Path(__file__).with_name("RESULTS.md")


@dataclass
class Line:
    """One figure: the program's side, the yardstick's, and what is aimed at."""

    what: str
    ours: list[float]
    yardstick: str = ""
    theirs: list[float] = field(default_factory=list)
    goal: float = 0.0
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the yardstick it takes."""
        return statistics.median(self.ours) / statistics.median(self.theirs) if self.theirs else 0.0

    def row(self) -> str:
        """The line of the table."""
        theirs = f"{statistics.median(self.theirs):.4g}" if self.theirs else ""
        measured = self.ratio if self.theirs else statistics.median(self.ours)
        verdict = "" if not self.goal else "yes" if measured <= self.goal else "**no**"
        ratio = f"{self.ratio:.2f} ×" if self.theirs else ""
        goal = "" if not self.goal else f"≤ {self.goal:g} {'×' if self.theirs else self.unit}"
        return (
            f"| {self.what} | {statistics.median(self.ours):.4g} | {p95(self.ours):.4g} | {self.yardstick} | {theirs} "
            f"| {ratio} | {goal} | {verdict} |"
        )


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 stay under."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def turns(
    ours: Callable[[], object], theirs: Callable[[], object], pairs: int = _TURNS
) -> tuple[list[float], list[float]]:
    """Both in turn, after both were tried once."""
    ours()
    theirs()
    both = [(took(ours), took(theirs)) for _turn in range(pairs)]
    return [a for a, _b in both], [b for _a, b in both]


# ---------------------------------------------------------------------------------------------- windows


def child(*arguments: str, home: Path) -> str:
    """What a fresh process says, started as somebody starts it: with its compiled modules at hand."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"BUURTTEAM_HOME": str(home), "QT_QPA_PLATFORM": env.get("QT_QPA_PLATFORM", "offscreen")}
    root = Path(__file__).resolve().parent.parent
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=env, cwd=root, capture_output=True, text=True, timeout=300, check=True)
    return done.stdout.strip().splitlines()[-1]


def started(*arguments: str, home: Path) -> tuple[float, float]:
    """Milliseconds from starting a process until its window was painted, by the clock and of the processor."""
    began = time.monotonic()
    painted, busy = map(float, child(*arguments, home=home).split())
    return (painted - began) * 1000, busy * 1000


def windows(file: Path, home: Path) -> list[Line]:
    """Starting, going in, and the places of a day."""
    from bench.yardsticks import BARE_WINDOWS

    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "recent").write_text(str(file.absolute()), encoding="utf-8")
    programs = {"ours": ("-m", "bench.window", "start")} | {
        name: ("-c", program) for name, program in BARE_WINDOWS.items()
    }
    clock: dict[str, list[float]] = {name: [] for name in (*programs, "enter", "stall")}
    busy: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(PAIRS + 1):
        for name, program in programs.items():
            wall, processor = started(*program, home=home)
            if turn:
                # The first of each fills the caches of the disk.
                clock[name].append(wall)
                busy[name].append(processor)
        inside = json.loads(child("-m", "bench.window", "enter", str(file), home=home))
        clock["enter"].append(inside["shown"])
        clock["stall"].append(inside["stall"])
    model, widget = "a window with a table of a model", "a window with a table widget"
    lines = [
        Line("Start to the passphrase, by the clock", clock["ours"], model, clock["model"], 1.25),
        Line("The same, of the processor", busy["ours"], model, busy["model"], 1.25),
        Line("The same, against the emptiest window", clock["ours"], widget, clock["widget"], 1.25),
        Line("Passphrase right to Today with its data", clock["enter"], model, clock["model"], 1.0),
        Line("Longest stall while going in", clock["stall"], goal=50),
    ]
    walks = [json.loads(child("-m", "bench.window", "walk", str(file), home=home)) for _turn in range(3)]
    lines += [
        Line(f"{place}: {words}", [walk[place][key] for walk in walks], goal=goal)
        for place in walks[0]
        if "going in" not in place
        for key, words, goal in (("shown", "click to shown", 0.0), ("stall", "longest stall", 50.0))
    ]
    typing = [json.loads(child("-m", "bench.window", "type", str(file), home=home)) for _turn in range(2)]
    keys = [key for each in typing for key in each["keys"]]
    lines.append(Line("Typing while it is saved: key to screen (p95 counts)", [p95(keys)], goal=16))
    lines.append(
        Line("Typing while it is saved: longest stall", [one for each in typing for one in each["stall"]], goal=30)
    )
    return lines


# ---------------------------------------------------------------------------------------------- data


def data(file: Path, small: Path) -> list[Line]:
    """What the pages ask of the file, against the driver itself."""
    from buurtteam.services import households, overviews
    from buurtteam.services.deadlines import deadlines

    with opened(file) as office, opened(small) as little:
        bare = Bare(file)
        home, tiny = fullest(office), fullest(little)
        lines = []

        asked = statements_of(office, lambda: households.read_household(office, home))
        ours, theirs = turns(lambda: households.read_household(office, home), lambda: bare.ask(asked))
        lines.append(Line(f"Household: its data, {len(asked)} questions", ours, "the driver, same rows", theirs, 1.5))
        ours, theirs = turns(
            lambda: households.read_household(office, home), lambda: households.read_household(little, tiny)
        )
        lines.append(Line("Household: its data", ours, "a file of 600 households", theirs, 1.5))

        with office.reading() as store:
            person = next(one for one in store.of(Resident) if len(one.birth_name) > 6)
        name = person.birth_name
        for words, text in (
            ("part of a name", name[:5]),
            ("first and last name", f"{person.first_name} {name}"),
            ("nothing fits", "qzxwvk"),
            ("one typo", name[:2] + name[3] + name[2] + name[4:]),
        ):
            asked = statements_of(office, lambda text=text: overviews.find(office, text))  # type: ignore[misc]
            ours, theirs = turns(lambda text=text: overviews.find(office, text), lambda asked=asked: bare.ask(asked))  # type: ignore[misc]
            lines.append(Line(f"Find while typing: {words}", ours, "the driver, same questions", theirs, 2))

        lines.append(saving(office, bare))

        on = office.today()
        with office.reading() as store:
            requests = [one.id for one in store.of(RequestNotification)]
        with little.reading() as store:
            few = [one.id for one in store.of(RequestNotification)]
        ours, theirs = turns(lambda: deadlines(office, on), lambda: deadlines(little, on), 3)
        share = len(requests) / len(few)
        lines.append(
            Line(
                f"Terms of all {len(requests)} requests",
                ours,
                f"those of {len(few)}, × {share:.1f}",
                [each * share for each in theirs],
                1.2,
            )
        )
        ours, theirs = turns(lambda: overviews.today_view(office), lambda: overviews.today_view(little))
        lines.append(Line("Today: its data", ours, "a file of 600 households", theirs, 5))
        bare.file.close()
        return lines


def saving(office: Office, bare: Bare) -> Line:
    """One edit with its journal, its history and its place in the index, against one bare row."""
    from buurtteam.services import households

    with office.reading() as store:
        person = next(iter(store.of(Resident)))
        home = home_of(store, person)
    number = 0

    def save() -> None:
        nonlocal person, number
        number += 1
        person = households.keep(office, home, person.changed(birth_name=f"Voorbeeld{'abcdefgh'[number % 8]}"))

    sent = statements_of(office, save)
    # The journal's own line, without its number, so that the file gives the next one.
    line, values = next(each for each in sent if each[0].startswith("INSERT INTO journal"))
    names = [name.strip() for name in line.partition("(")[2].partition(")")[0].split(",")]
    kept = {name: value for name, value in zip(names, values, strict=True) if name != "seq"}
    places = ", ".join("?" * len(kept))
    bare_line = (f"INSERT INTO journal ({', '.join(kept)}) VALUES ({places})", tuple(kept.values()))  # noqa: S608
    ours, theirs = turns(save, lambda: bare.insert(bare_line))
    return Line(f"Save one edit, {len(sent)} statements, wholly on disk", ours, "one bare insert", theirs, 2)


def home_of(store: Any, person: Resident) -> Any:  # noqa: ANN401 - the store is not named here
    """The household somebody lives in."""
    from buurtteam.domain.household import Membership

    return store.of(Membership, resident=person.id)[0].household


def papers(file: Path) -> list[Line]:
    """Our plan as a PDF: the first, with all that is read for it, and the next ones."""
    program = (
        "import sys,time\nfrom pathlib import Path\nfrom bench.run import opened, fullest, plan_content\n"
        "with opened(Path(sys.argv[1])) as office:\n content=plan_content(office)\n began=time.perf_counter()\n"
        " from buurtteam.documents.render import render\n made=len(render(content))\n first=time.perf_counter()-began\n"
        " rest=[]\n for turn in range(10):\n  began=time.perf_counter()\n  render(content)\n"
        "  rest.append((time.perf_counter()-began)*1000)\n print([first*1000,*rest])"
    )
    runs = [json.loads(child("-c", program, str(file), home=file.parent)) for _turn in range(5)]
    warm = [each for run in runs for each in run[1:]]
    return [
        Line("Our plan as PDF, the first", [run[0] for run in runs], "the next ones", warm),
        Line("Our plan as PDF, warm", warm),
    ]


def plan_content(office: Office) -> Any:  # noqa: ANN401 - a paper of the documents
    """What stands on the fullest plan."""
    from buurtteam.services import contents
    from buurtteam.services.paper_home import Home

    home_id = fullest(office)
    with office.reading() as store:
        home = Home.of(store, home_id, office.today(), office.statute)
        return contents.plan_paper(home, office.now())


# ---------------------------------------------------------------------------------------------- the run


class opened:  # noqa: N801 - used as a word in a `with`
    """An office on a file that was made here."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> Office:
        self._office = Office(Database.open(self._file, neighbourhood.KEY), None, neighbourhood.now)
        with self._office.reading() as store:
            self._office.worker = next(one for one in store.of(Worker) if one.function is WorkerFunction.COACH)
        return self._office

    def __exit__(self, *_error: object) -> None:
        self._office.close()


def fullest(office: Office) -> Any:  # noqa: ANN401 - the id of a household
    """The household with the most agreements among the first plans."""
    with office.reading() as store:
        plans = store.of(HouseholdPlan)[:60]
        return max(plans, key=lambda plan: store.count(PlanAction, plan=plan.id)).household


def machine() -> str:
    """The machine in words."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    import PySide6
    from sqlcipher3 import dbapi2

    return (
        f"{platform.system()} on {platform.machine()}, {cores} cores, Python {platform.python_version()}, "
        f"Qt {PySide6.__version__} without a screen, SQLite {dbapi2.sqlite_version} with SQLCipher; "
        f"others worked on it too (load {load:.1f})."
    )


def main() -> None:
    """Measure all and write the results."""
    # Imported here: it takes its measures from this module.
    from bench import caseload

    with tempfile.TemporaryDirectory() as folder:
        file, small = Path(folder) / "town.buurtteam", Path(folder) / "street.buurtteam"
        seconds = neighbourhood.make(file, HOUSEHOLDS)
        neighbourhood.make(small, 600)
        size = file.stat().st_size / 1e6
        lines = [*data(file, small), *papers(file), *windows(file, Path(folder))]
        of_caseload = caseload.section(caseload.lines(file))
    head = "| What | median, ms | p95 | yardstick | median | ratio | goal | met |\n|---|--:|--:|---|--:|--:|--:|---|"
    text = (
        "# How quick the program is\n\nMade by `python -m bench.run`; do not edit. Times are of one machine at one hour: "
        "read the ratios.\n\n"
        f"Machine: {machine()}\n\n"
        f"File: {HOUSEHOLDS:,} households ({size:.0f} MB), made in {seconds:.0f} s from the practice neighbourhood, "
        f"seed {neighbourhood.SEED}.\nWindows: fresh processes, {PAIRS} times in turn; data: {_TURNS} times in turn.\n\n"
    )
    rows = "\n".join(line.row() for line in lines)
    _RESULTS.write_text(f"{text}{head}\n{rows}\n\n{of_caseload}", encoding="utf-8")
    print(_RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
