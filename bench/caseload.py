"""Measures the caseload of 25 workers and writes its part of `bench/RESULTS.md`: `python -m bench.caseload`.

Times are of the processor: the machine is shared, and by the clock a busy neighbour counts along. The whole run measures it too; this is for who works on the caseload and will not wait for the rest.
"""

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench import neighbourhood
from bench.run import HOUSEHOLDS, Line, machine, opened, p95
from bench.yardsticks import Bare, statements_of
from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.household import Weight
from buurtteam.domain.staff import Deed
from buurtteam.domain.worklist import URGENT_CLUES, Filter
from buurtteam.services import caseload, caseload_lines
from buurtteam.services.caseload_lists import export_csv, export_xlsx
from buurtteam.services.office import Office
from buurtteam.storage import worklist_lines
from buurtteam.storage.database import Database, connect

WORKERS = 25
HEADING = "## The caseload of 25 workers"
_RESULTS = Path(__file__).with_name("RESULTS.md")
_TURNS = 7
_DAYS = 6
_EDITS = 60
_LAST_EDITS = 10


def took(work: Callable[[], object]) -> float:
    """How long the processor works on it, in milliseconds."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def turns(ours: Callable[[], object], theirs: Callable[[], object], pairs: int) -> tuple[list[float], list[float]]:
    """Both in turn, after both were tried once."""
    ours()
    theirs()
    both = [(took(ours), took(theirs)) for _turn in range(pairs)]
    return [a for a, _b in both], [b for _a, b in both]


def prepare(file: Path) -> None:
    """Divide all households over 25 workers, and open those that were closed: the most that a list can hold."""
    with opened(file) as office:
        caseload.worklist(office)
    bare = connect(file, neighbourhood.KEY, foreign_keys=False)
    try:
        crew = [row[0] for row in bare.execute("SELECT id FROM worker ORDER BY id LIMIT ?", (WORKERS,))]
        places = ", ".join("?" * len(crew))
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(f"UPDATE worker SET is_active = 0 WHERE id NOT IN ({places})", crew)  # noqa: S608 - only places
        bare.execute("UPDATE household SET state = 'open', ended_on = NULL WHERE state = 'closed'")
        for number, worker in enumerate(crew):
            bare.execute(
                "UPDATE household SET plan_coordinator = ? WHERE plan_coordinator IS NOT NULL AND rowid % ? = ?",
                (worker, WORKERS, number),
            )
        bare.execute("COMMIT")
    finally:
        bare.close()


def lines(file: Path) -> list[Line]:
    """What the page of the caseload asks, on a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "caseload.buurtteam"
        shutil.copy(file, own)
        prepare(own)
        by_day = _of_one_day(own, Path(folder))
        return [*_mornings(own), *by_day]


def _of_one_day(file: Path, folder: Path) -> list[Line]:
    """All else, on a file that is open."""
    with opened(file) as office:
        return [*_opening(office, file), *_looking(office), *_taking_along(office, folder)]


@contextmanager
def _started(file: Path, moment: datetime) -> Iterator[Office]:
    """The office as it is when the file was just opened, at a moment; what an opening reads was read."""
    office = Office(Database.open(file, neighbourhood.KEY), None, lambda: moment)
    try:
        _ = office.me, office.statute
        yield office
    finally:
        office.close()


def _both(work: Callable[[], object]) -> tuple[float, float]:
    """How long the processor works on it, and how long it takes by the clock, in milliseconds."""
    began = time.perf_counter()
    processor = took(work)
    return processor, (time.perf_counter() - began) * 1000


def _first(file: Path, moment: datetime, *, from_nothing: bool = False) -> tuple[tuple[float, float], float]:
    """The first list after a start at a moment, and how long all terms take after it by the clock."""
    with _started(file, moment) as office:
        if from_nothing:
            with office.keeping() as store:
                worklist_lines.drop(store.connection)
        return _both(lambda: caseload.worklist(office)), _both(lambda: _count(office))[1]


def _mornings(file: Path) -> list[Line]:
    """The first list after each start, on some days in a row; each day has its edits, and its quiet afterwards.

    Each start is a process of its own: nothing was read, compiled or kept before.
    """
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ("ever", "same", "next", "busy", "gone")}
    slices: list[float] = []
    recounts: list[float] = []
    moment = neighbourhood.NOW
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as starts:
        found["ever"].append(starts.submit(_first, file, moment, from_nothing=True).result()[0])
        for number in range(_DAYS):
            found["same"].append(starts.submit(_first, file, moment).result()[0])
            with _started(file, moment) as office:
                _edit(office, _EDITS)
                slices += _quiet(office)
                is_busy = number % 2 == 1
                if is_busy:
                    # What was done last, with no quiet after it.
                    _edit(office, _LAST_EDITS)
            moment += timedelta(days=1, hours=-6) if number == 0 else timedelta(days=1)
            morning, recount = starts.submit(_first, file, moment).result()
            found["busy" if is_busy else "next"].append(morning)
            recounts.append(recount)
        moment += timedelta(days=caseload_lines.DAYS_AHEAD + 3)
        found["gone"].append(starts.submit(_first, file, moment).result()[0])
    what = {
        "ever": "the very first time, or after an upgrade",
        "same": "the first time after a start, the same day",
        "next": f"the first time on a new day, after {_EDITS} edits and a quiet moment",
        "busy": f"the same, with {_LAST_EDITS} more edits just before closing",
        "gone": f"the first time after {caseload_lines.DAYS_AHEAD + 3} days away",
    }
    lines = []
    for name, times in found.items():
        goal = 300 if name in ("same", "next", "busy") else 0
        lines.append(Line(f"Caseload, {what[name]}", [each for each, _clock in times], goal=goal))
        lines.append(Line(f"Caseload, {what[name]}: by the clock", [clock for _each, clock in times], goal=goal))
    return [
        *lines,
        Line("In quiet moments: one piece of what comes, by the clock", slices),
        Line("In quiet moments: all pieces of a day together, by the clock", [sum(slices) / _DAYS]),
        Line("All terms in the morning, for whichever other list asks first, by the clock", recounts),
    ]


def _count(office: Office) -> None:
    with office.counted():
        pass


def _edit(office: Office, times: int) -> None:
    """Ordinary deeds, each on another household."""
    homes = [line.id for line in caseload.worklist(office).lines]
    for home in random.Random(times).sample(homes, times):
        with office.writing(Deed.CHANGE_REQUEST, home) as store:
            store.save(CaseEvent(household=home, kind=CaseEventKind.SIGNAL_CONTACT, on=office.today()))


def _quiet(office: Office) -> list[float]:
    """All that is reckoned ahead in quiet moments, piece by piece; how long each took by the clock."""
    found, has_more = [], True
    while has_more:
        began = time.perf_counter()
        has_more = caseload_lines.look_ahead(office)
        found.append((time.perf_counter() - began) * 1000)
    return found


def _opening(office: Office, file: Path) -> list[Line]:
    bare = Bare(file)

    def anew() -> Any:  # noqa: ANN401 - a caseload
        office.reckoned.clear()
        return caseload.worklist(office)

    anew()
    asked = statements_of(office, anew)
    ours, theirs = turns(anew, lambda: bare.ask(asked), _TURNS)
    known = caseload.worklist(office)
    what = f"Caseload of {len(known.lines)} households"
    kept, _same = turns(lambda: caseload.worklist(office), lambda: None, _TURNS)
    bare.file.close()
    return [
        Line(f"{what}: from the kept lines, {len(asked)} questions", ours, "the driver, same rows", theirs, 1.2),
        Line(f"{what}: again", kept, goal=300),
        Line(f"{what}: again after an edit", _edited(office), goal=300),
    ]


def _edited(office: Office) -> list[float]:
    """The list after one household was changed, the change itself left out."""
    home = caseload.worklist(office).lines[0].id
    found = []
    for number in range(_TURNS):
        caseload.set_weight(office, [home], (Weight.HEAVY, Weight.LIGHT)[number % 2])
        found.append(took(lambda: caseload.worklist(office)))
    return found


def _looking(office: Office) -> list[Line]:
    known = caseload.worklist(office)
    worker = known.loads[0].worker
    filters = {
        "late and urgent": Filter(clues=URGENT_CLUES),
        "everything": Filter(),
        "one worker, a word": Filter(workers=(worker,), words="de"),
    }

    def both(asked: Filter) -> Callable[[], object]:
        return lambda: (caseload.shown(known, asked), caseload.counts(known, asked))

    return [
        Line(f"Filter and all counts: {name}", [took(both(asked)) for _turn in range(_TURNS)], goal=100)
        for name, asked in filters.items()
    ]


def _taking_along(office: Office, folder: Path) -> list[Line]:
    import csv

    import xlsxwriter

    known, everything = caseload.worklist(office), Filter()
    export_csv(office, known, everything, folder / "lijst.csv")
    with (folder / "lijst.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=";"))

    def bare_xlsx() -> None:
        with xlsxwriter.Workbook(folder / "bare.xlsx", {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    def bare_csv() -> None:
        with (folder / "bare.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=";").writerows(rows)

    xlsx = turns(lambda: export_xlsx(office, known, everything, folder / "lijst.xlsx"), bare_xlsx, 3)
    text = turns(lambda: export_csv(office, known, everything, folder / "lijst.csv"), bare_csv, 5)
    return [
        Line(f"{len(known.lines)} rows as XLSX", xlsx[0], "XlsxWriter itself, the same words", xlsx[1], 1.0),
        Line(f"{len(known.lines)} rows as CSV", text[0], "the csv module itself, the same words", text[1], 1.3),
    ]


def section(found: list[Line]) -> str:
    """The part of the results."""
    head = "| What | median of the processor, ms | p95 | yardstick | median | ratio | goal | met |\n|---|--:|--:|---|--:|--:|--:|---|"
    return (
        f"{HEADING}\n\nMade by `python -m bench.caseload` (the whole run makes it too), {_TURNS} times in turn, on some {HOUSEHOLDS:,} "
        "households, of which the list leaves out most of the closed ones. Of the lists after a start each was made by a new process; a new day is the morning after.\n\n"
        f"Machine: {machine()}\n\n{head}\n" + "\n".join(line.row() for line in found) + "\n"
    )


def main() -> None:
    """Measure, and put this part in the results in place of what stood there."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "town.buurtteam"
        neighbourhood.make(file, HOUSEHOLDS)
        found = lines(file)
    rest = _RESULTS.read_text(encoding="utf-8").partition(HEADING)[0].rstrip()
    _RESULTS.write_text(f"{rest}\n\n{section(found)}", encoding="utf-8")
    for line in found:
        print(f"{line.what}: {statistics.median(line.ours):.0f} ms (p95 {p95(line.ours):.0f})")


if __name__ == "__main__":
    main()
