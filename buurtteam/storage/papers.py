"""Lists of papers, without the papers themselves: a PDF is read only when somebody opens it."""

from typing import Any

from sqlalchemy import Connection, Date, String, Uuid, bindparam, insert, select, text, update

from buurtteam.domain.filing import HandedOverHow
from buurtteam.domain.household import ContactWay
from buurtteam.domain.kinds import HouseholdId, PaperId
from buurtteam.domain.overviews import PaperLine
from buurtteam.domain.papers import PaperKind
from buurtteam.storage.columns import Utc
from buurtteam.storage.tables import counter

_LINES = """
SELECT p.id, p.household, coalesce(h.label, '') AS household_label, coalesce(h.not_by, '') AS not_by,
       p.kind, p.number, p.title, p.made_at, coalesce(w.name, '') AS made_by, length(p.pdf) AS size,
       p.handed_over_on, p.handed_over_how, p.corrects,
       EXISTS (SELECT 1 FROM paper newer WHERE newer.corrects = p.id) AS is_replaced
FROM paper p
LEFT JOIN household h ON h.id = p.household
LEFT JOIN worker w ON w.id = p.made_by
WHERE (:household IS NULL OR p.household = :household) AND (NOT :waiting OR p.handed_over_on IS NULL)
ORDER BY p.made_at DESC, p.number DESC
"""
_QUESTION = (
    text(_LINES)
    .bindparams(bindparam("household", type_=Uuid()))
    .columns(
        id=Uuid(),
        household=Uuid(),
        corrects=Uuid(),
        made_at=Utc(),
        handed_over_on=Date(),
        kind=String(),
        not_by=String(),
    )
)


def paper_lines(
    connection: Connection, household: HouseholdId | None = None, *, waiting: bool = False
) -> tuple[PaperLine, ...]:
    """The papers of one household or of all, newest first; `waiting` are those that nobody handed over yet."""
    rows = connection.execute(_QUESTION, {"household": household, "waiting": waiting})
    return tuple(_line(row) for row in rows)


def next_number(connection: Connection, year: int) -> int:
    """The next number of a paper of this year; one that was given out never comes back, whatever became of it."""
    question = text("SELECT number FROM paper WHERE number LIKE :start")
    numbers = (str(row.number).partition("-")[2] for row in connection.execute(question, {"start": f"{year}-%"}))
    highest = max((int(number) for number in numbers if number.isdigit()), default=0)
    series = f"paper {year}"
    given = connection.execute(select(counter.c.highest).where(counter.c.series == series)).scalar_one_or_none()
    number = max(highest, given or 0) + 1
    if given is None:
        connection.execute(insert(counter), {"series": series, "highest": number})
    else:
        connection.execute(update(counter).where(counter.c.series == series), {"highest": number})
    return number


def _line(row: Any) -> PaperLine:  # noqa: ANN401 - a row of the question above
    return PaperLine(
        id=PaperId(row.id),
        household=HouseholdId(row.household) if row.household else None,
        household_label=row.household_label,
        kind=PaperKind(row.kind),
        number=row.number,
        title=row.title,
        made_at=row.made_at,
        made_by=row.made_by,
        size=int(row.size or 0),
        handed_over_on=row.handed_over_on,
        handed_over_how=HandedOverHow(row.handed_over_how) if row.handed_over_how else None,
        corrects=PaperId(row.corrects) if row.corrects else None,
        is_replaced=bool(row.is_replaced),
        may_be_posted=ContactWay.POST.value not in row.not_by.split(","),
    )
