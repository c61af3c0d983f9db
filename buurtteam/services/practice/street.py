"""What all households of the practice neighbourhood share: the team, the days, chance, and names not used twice."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from stdnum.nl import bsn as bsn_rules

from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.case import CaseEvent
from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.kinds import HERE
from buurtteam.domain.record import Record
from buurtteam.domain.series import working_day
from buurtteam.domain.staff import Leave, Team, Worker, WorkerFunction
from buurtteam.domain.statute import LocalNorm
from buurtteam.services.law import law
from buurtteam.services.practice.told import Happened, Told, read

R = TypeVar("R", bound=Record)


class Street:
    """The team and all that its households share: names that are not used twice, days, chance."""

    def __init__(self, seed: int, today: date) -> None:
        self.today = today
        self.law = law()
        # Not a secret: the point is that everybody gets the same neighbourhood.
        self.chance = random.Random(f"buurtteam {seed}")  # noqa: S311
        self.records: list[Record] = []
        self.names = read("names.toml")
        self.phrases = read("phrases.toml")
        self.labels: set[str] = set()
        self.bsns = self._bsns()
        self.shuffled: dict[tuple[str, str], list[Any]] = {}
        facts = read("team.toml")
        self.team = self.add(Team, **facts["team"], is_practice=True)
        self.shares: list[int] = []
        self.leaves: list[Leave] = []
        self.workers: list[Worker] = []
        for worker in facts["worker"]:
            person = dict(worker)
            self.shares.append(person.pop("share"))
            self.workers.append(self.add(Worker, **person))
        self.add(CaseloadNorms, **facts["norms"])
        for norm in facts["local_norm"]:
            own = dict(norm)
            self.add(LocalNorm, valid_from=self.workday(own.pop("since")), **own)
        for leave in facts["leave"]:
            self.give_leave(**leave)
        for leak in facts["leak"]:
            self.happen_to_team(Happened.model_validate(leak))

    def give_leave(self, worker: str, replacement: str, **days: int) -> None:
        """Somebody is away for a while, and a colleague stands in."""
        self.leaves.append(
            self.add(
                Leave,
                worker=self.called(worker).id,
                replacement=self.called(replacement).id,
                from_on=self.workday(days["from"]),
                until_on=self.day(days["until"]),
            )
        )

    def happen_to_team(self, told: Happened) -> None:
        """Something that concerns the team and no household."""
        day = self.workday(told.ago)
        at = datetime.combine(day, time(told.hour or 9, 30), HERE)
        self.add(CaseEvent, kind=told.kind, on=day, at=at, note=told.note, worker=self.workers[0].id)

    def hear(self, kind: str, on: date) -> CaseEvent:
        """A partner reported something of which nobody knows yet whom it is about."""
        return self.add(CaseEvent, kind=kind, on=on)

    def id(self) -> UUID:
        """An id by chance that is the same each time."""
        return UUID(int=self.chance.getrandbits(128), version=4)

    def add(self, kind: type[R], /, **facts: Any) -> R:  # noqa: ANN401 - the fields of any record
        """Make a record and keep it."""
        record = kind.model_validate({"id": self.id(), **facts})
        self.records.append(record)
        return record

    def day(self, ago: int) -> date:
        """The day so many days before today; after it when negative."""
        return self.today - timedelta(days=ago)

    def workday(self, ago: int) -> date:
        """The day so many days before today; if free the working day before it, ahead the one after it."""
        if ago > 0:
            return self.back(self.day(ago))
        return self.today if ago == 0 else working_day(self.law.free_days, self.day(ago))

    def back(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        while not self.law.free_days.is_working_day(day):
            day -= ONE_DAY
        return day

    def called(self, name: str) -> Worker:
        """The worker with this first name."""
        return next(worker for worker in self.workers if worker.name.startswith(name))

    def at(self, day: date, hour: int | None = None) -> datetime:
        """A moment in office hours on a day."""
        hours = self.chance.choice((9, 10, 11, 13, 14, 15, 16)) if hour is None else hour
        return datetime.combine(day, time(hours, self.chance.choice((0, 15, 30, 45))), HERE)

    def next_of(self, pool: str, part: str) -> Any:  # noqa: ANN401 - a name, or a prefix with a name
        """One of a list by chance; none comes back before all have had their turn."""
        left = self.shuffled.setdefault((pool, part), [])
        if not left:
            left += self.names[pool][part]
            self.chance.shuffle(left)
        return left.pop()

    def next_of_street(self) -> str:
        """A street of the neighbourhood."""
        return str(self.chance.choice(self.names["streets"]))

    def worker_for(self, told: Told) -> Worker:
        """Who takes this household on; some have more than they should."""
        if told.worker:
            return self.called(told.worker)
        if told.kind == "youth":
            return next(worker for worker in self.workers if worker.function is WorkerFunction.YOUTH_COACH)
        if told.kind == "debt":
            return max(zip(self.shares, self.workers, strict=True), key=lambda pair: pair[0])[1]
        return self.chance.choices(self.workers, self.shares)[0]

    def _bsns(self) -> list[int]:
        numbers = list(range(100_000))
        self.chance.shuffle(numbers)
        return numbers

    def bsn(self) -> str:
        """A citizen service number that nobody has."""
        while not bsn_rules.is_valid(number := f"9999{self.bsns.pop():05d}"):
            pass
        return number
