"""Measures what the coordinator waits for before another norm is kept: `python -m bench.norms`, about a minute.

Times are of the processor. The slow way lays all terms of all households before and after beside each other; every
effect must say the same, and the test of it does so on the practice neighbourhood.
"""

import statistics
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench import neighbourhood
from bench.caseload import took
from bench.run import HOUSEHOLDS, opened
from buurtteam.domain.statute import LocalNorm, OwnDecreeDay
from buurtteam.services import norms
from buurtteam.services.law import law
from buurtteam.services.office import Office

_TURNS = 5
_SINCE = date(1970, 1, 1)


def trials(office: Office) -> dict[str, Callable[[], norms.Effect]]:
    """Each norm that can be set, with one more than now, or less for a bylaw; and a day of royal decree."""
    today = office.today()
    found: dict[str, Callable[[], norms.Effect]] = {}
    for term in law().terms:
        if term.adjustable:
            number = term.number - 1 if term.may_be_suspended else term.number + 1
            norm = LocalNorm(step=term.id, number=number, unit=term.unit, valid_from=max(term.valid_from, _SINCE))
            found[term.id] = lambda norm=norm: norms.effect_of(office, norm)  # type: ignore[misc]
    found["a decree day"] = lambda: norms.effect_of_decree_day(office, OwnDecreeDay(on=today.replace(day=30)))
    return found


def main() -> None:
    """Measure and say each."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "town.buurtteam"
        neighbourhood.make(file, HOUSEHOLDS)
        with opened(file) as office:
            for name, trial in trials(office).items():
                effect = trial()
                times = [took(trial) for _turn in range(_TURNS)]
                said = f"{effect.terms} terms in {effect.households} households"
                print(f"{name}: {statistics.median(times):.0f} ms (longest {max(times):.0f}), {said}")


if __name__ == "__main__":
    main()
