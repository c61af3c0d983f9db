"""Lists of scans and photographs, without the files themselves: one is read only when somebody opens it."""

from typing import Any

from sqlalchemy import Connection, String, Uuid, bindparam, text

from buurtteam.domain.evidence import AttachmentLine, MediaType
from buurtteam.domain.kinds import AttachmentId, CostId, DebtId, EvidenceId, HouseholdId, IncomeId, ThreatId
from buurtteam.storage.columns import Utc

# length() of a whole file is known without reading it.
_LINES = """
SELECT a.id, a.household, a.name, a.media, a.pages, length(a.content) AS size, a.sha256, a.added_at,
       coalesce(w.name, '') AS added_by, a.evidence, a.debt, a.income, a.cost, a.threat, a.thumbnail
FROM attachment a
LEFT JOIN worker w ON w.id = a.added_by
WHERE a.household = :household AND (:sha256 = '' OR a.sha256 = :sha256)
ORDER BY a.added_at, a.name, a.id
"""
_IDS = ("id", "household", "evidence", "debt", "income", "cost", "threat")
_QUESTION = (
    text(_LINES)
    .bindparams(bindparam("household", type_=Uuid()))
    .columns(added_at=Utc(), media=String(), **{name: Uuid() for name in _IDS})
)


def attachment_lines(connection: Connection, household: HouseholdId, *, sha256: str = "") -> tuple[AttachmentLine, ...]:
    """The scans and photographs of a household, the first added first; with `sha256` only those of this very file."""
    return tuple(_line(row) for row in connection.execute(_QUESTION, {"household": household, "sha256": sha256}))


def size_of_all(connection: Connection, household: HouseholdId) -> int:
    """How many bytes all files of a household take together."""
    question = text("SELECT coalesce(sum(length(content)), 0) FROM attachment WHERE household = :household")
    found = connection.execute(question.bindparams(bindparam("household", type_=Uuid())), {"household": household})
    return int(found.scalar_one())


def _line(row: Any) -> AttachmentLine:  # noqa: ANN401 - a row of the question above
    return AttachmentLine(
        id=AttachmentId(row.id),
        household=HouseholdId(row.household),
        name=row.name,
        media=MediaType(row.media),
        pages=int(row.pages),
        size=int(row.size or 0),
        sha256=row.sha256,
        added_at=row.added_at,
        added_by=row.added_by,
        evidence=EvidenceId(row.evidence) if row.evidence else None,
        debt=DebtId(row.debt) if row.debt else None,
        income=IncomeId(row.income) if row.income else None,
        cost=CostId(row.cost) if row.cost else None,
        threat=ThreatId(row.threat) if row.threat else None,
        thumbnail=row.thumbnail,
    )
