"""The lines of the caseload: reckoned from the records, kept in the file, and reckoned ahead for the days that come.

A morning brings a new line for many households at once, and nobody should wait for it: what a coming day changes by itself
is reckoned before it comes, and a deed in between drops what it makes untrue.
"""

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date, datetime, timedelta
from functools import cache
from itertools import chain
from uuid import UUID

from buurtteam.domain.ages import AOW, OF_AGE, years_before
from buurtteam.domain.calendar import ONE_DAY, add_months, reach_age
from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.kinds import local_day
from buurtteam.domain.worklist import HomeFacts, WorklistLine, line_of, soon, turning_days
from buurtteam.services.law import ages
from buurtteam.services.norms import caseload_norms_in
from buurtteam.services.office import Office
from buurtteam.storage import caseload as questions
from buurtteam.storage import terms
from buurtteam.storage import worklist_lines as kept_lines
from buurtteam.storage.store import Store

DAYS_AHEAD = 4
"""How many days are reckoned before they come: over a weekend and a free Monday."""
_AT_ONCE = 250
_MOST_ASKED = 4000
_ALWAYS = "9999-12-31"


def current(office: Office) -> list[WorklistLine]:
    """The line of every household in the list, in no order; what was not kept is reckoned now and kept.

    Raises Trouble when the file cannot be read, or the lines cannot be written.
    """
    now = office.now()
    with office.reading() as store:
        found, missing = kept_lines.lines(store.connection, now)
    return [*found, *_keep(office, now, missing)] if missing else found


def reckoned(
    store: Store, norms: CaseloadNorms, moment: datetime, some: Collection[UUID] | None = None
) -> list[tuple[HomeFacts, WorklistLine]]:
    """The facts and the line at a moment of all households, or of some, from the records; their terms were counted."""
    names = questions.names_of_workers(store.connection)
    today = local_day(moment)
    homes = questions.homes_of(store.connection, _days(moment, norms), questions.leaves_on(store, today), some)
    return [(home, line_of(home, names, norms, today)) for home in homes]


def look_ahead(office: Office) -> bool:
    """Reckon a few of the lines that are not kept yet, of now and of the coming days; returns whether more are left.

    It is done little by little, so that who asks for something meanwhile does not wait for it.
    Raises Trouble when the file cannot be read, or the lines cannot be written.
    """
    now = office.now()
    with office.counted():
        pass  # What today brought comes first: only from there a coming day can be told.
    horizon = questions.start_of((office.today() + timedelta(days=DAYS_AHEAD + 1)).isoformat())
    with office.reading() as store:
        missing, moment = kept_lines.missing(store.connection, now), now
        if not missing and (ends := kept_lines.first_to_turn(store.connection, horizon)):
            moment, missing = ends
    if missing:
        _keep(office, moment, missing[:_AT_ONCE])
        return True
    with office.keeping() as store:
        kept_lines.drop_past(store.connection, now)
    return False


def _keep(office: Office, moment: datetime, households: Sequence[UUID]) -> list[WorklistLine]:
    """Reckon the lines of these households as they stand at a moment, now or on a day that comes, and keep them."""
    statute, day = office.statute, local_day(moment)
    # Of very many it is faster to ask about everybody.
    some = set(households) if len(households) <= _MOST_ASKED else None
    with office.keeping() as store:
        connection = store.connection
        with kept_lines.on_trial(connection) if day > office.today() else nullcontext():
            waiting = terms.waiting(connection, day, set(households))
            if waiting is None or waiting:
                terms.count(store, statute, day, waiting)
            norms = caseload_norms_in(store)
            with without_pauses():
                found = reckoned(store, norms, moment, some)
            turning = questions.good_before(connection, _days(moment, norms), households)
        good_before = {each: turning.get(each.hex, _ALWAYS) for each in households}
        lines: dict[UUID, WorklistLine] = {}
        for home, line in found:
            if home.id in good_before:
                lines[home.id] = line
                good_before[home.id] = min(good_before[home.id], _limit_of(home, norms, day))
        kept_lines.keep(connection, moment, lines, good_before)
    return list(lines.values())


def _limit_of(home: HomeFacts, norms: CaseloadNorms, today: date) -> str:
    """Up to which moment a line stays what it is by the rules of the team and the ages of who lives there."""
    ahead = turning_days(home, norms)
    if home.people is not None:
        ahead = chain(ahead, *(_days_of_age(born, norms.coming_of_age_months) for born in home.people.births))
    first = min((day for day in ahead if day > today), default=None)
    return _ALWAYS if first is None else questions.start_of(first.isoformat())


@contextmanager
def without_pauses() -> Iterator[None]:
    """Make many objects at once, none of them garbage, while Python does not look through the whole program for any."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# ---------------------------------------------------------------------------------------------- ages


def _days(moment: datetime, norms: CaseloadNorms) -> questions.CaseloadDays:
    today = local_day(moment)
    return questions.CaseloadDays(
        today=today,
        now=moment,
        soon=soon(today),
        adult_since=years_before(today, OF_AGE),
        turning_18=years_before(add_months(today, norms.coming_of_age_months), OF_AGE),
        elder_since=_born_up_to(today),
    )


@cache
def _born_up_to(today: date) -> str:
    """The last day of birth with which somebody has reached the age of the state pension today."""
    first, last = date(today.year - 80, 1, 1), date(today.year - 50, 1, 1)
    while (last - first).days > 1:
        middle = first + (last - first) / 2
        if ages().has_reached(middle, AOW, today):
            first = middle
        else:
            last = middle
    return first.isoformat()


@cache
def _days_of_age(born: str, coming_of_age_months: int) -> tuple[date, ...]:
    """The days on which who was born then becomes another for the caseload: soon an adult, an adult, an elder.

    `born` may be a day that its month does not have, for who knows only the month.
    """
    year, month, day = (int(part) for part in born.split("-"))
    birth = date(year, month, 1)
    # The last day of a month that is unknown counts as the first of the next where the month is shorter.
    birth = birth.replace(day=day) if day <= (add_months(birth, 1) - birth).days else add_months(birth, 1)
    adult = reach_age(birth, OF_AGE * 12)
    turning = add_months(adult, -coming_of_age_months)
    while add_months(turning, coming_of_age_months) < adult:
        turning += ONE_DAY
    elder = ages().reached_on(birth, AOW)
    return (turning, adult) if elder is None else (turning, adult, elder)
