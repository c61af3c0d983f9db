"""Unfinished typing and where the caret stood, for after a crash; and what the screen remembers per worker."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects.sqlite import Insert, insert

from buurtteam.domain.keeping import Draft
from buurtteam.storage.tables import draft, remembered

NOBODY = UUID(int=0)
"""Stands for the worker while nobody has been named."""


class Drafts:
    """The drafts and memories of one worker within one transaction."""

    def __init__(self, connection: Connection, worker: UUID | None) -> None:
        self._connection = connection
        self._worker = worker or NOBODY

    def keep(self, place: str, typed: dict[str, str], field: str, caret: int, at: datetime) -> None:
        """Keep what is typed in a place, instead of what was kept there before."""
        values = {"typed": json.dumps(typed, ensure_ascii=False), "field": field, "caret": caret, "at": at}
        self._connection.execute(_KEEP, {"worker": self._worker, "place": place, **values})

    def find(self, place: str) -> Draft | None:
        """What was typed in a place and not saved, or nothing."""
        row = self._connection.execute(self._mine.where(draft.c.place == place)).one_or_none()
        return None if row is None else _draft(row)

    def all(self) -> list[Draft]:
        """All unfinished typing of this worker, newest first."""
        return [_draft(row) for row in self._connection.execute(self._mine.order_by(draft.c.at.desc()))]

    def drop(self, place: str) -> None:
        """Forget a draft: it was saved, or thrown away."""
        self._connection.execute(delete(draft).where(draft.c.worker == self._worker, draft.c.place == place))

    def remember(self, key: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        """Keep how this worker left the screen."""
        text = json.dumps(value, ensure_ascii=False)
        self._connection.execute(_REMEMBER, {"worker": self._worker, "key": key, "value": text})

    def recall(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """What was kept under this key, else the default."""
        found = self._connection.execute(
            select(remembered.c.value).where(remembered.c.worker == self._worker, remembered.c.key == key)
        ).scalar_one_or_none()
        return default if found is None else json.loads(found)

    @property
    def _mine(self) -> Any:  # noqa: ANN401 - a query
        return select(draft).where(draft.c.worker == self._worker)


def _instead(table: Table) -> Insert:
    """Keep a row instead of the one that was kept under its key."""
    keep, key = insert(table), list(table.primary_key)
    return keep.on_conflict_do_update(
        index_elements=key, set_={each.name: each for each in keep.excluded if each.name not in table.primary_key}
    )


# What is typed stands beside a statement, never in it: a statement is kept as long as the program runs.
_KEEP, _REMEMBER = _instead(draft), _instead(remembered)


def _draft(row: Any) -> Draft:  # noqa: ANN401 - a row of a query
    return Draft(row.place, json.loads(row.typed), row.field, row.caret, row.at)
