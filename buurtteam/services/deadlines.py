"""The terms of all requests at once, as they stand on a day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from buurtteam.domain import deadlines as terms
from buurtteam.domain.household import Household
from buurtteam.domain.kinds import RequestId
from buurtteam.domain.overviews import DeadlineRow
from buurtteam.domain.request import RequestEvent, RequestNotification
from buurtteam.services.office import Office
from buurtteam.texts import language


def deadlines(office: Office, on: date, of: Sequence[RequestId] | None = None) -> list[DeadlineRow]:
    """Every term of every request, or of some, as it stands on a day; the first to warn for first.

    Raises Trouble when the file cannot be read.
    """
    events = defaultdict[UUID, list[RequestEvent]](list)
    some: dict[str, Any] = {} if of is None else {"id": list(of)}
    with office.reading() as store:
        requests = store.of(RequestNotification, **some)
        homes: dict[str, Any] = {} if of is None else {"id": [request.household for request in requests]}
        labels = {home.id: home.label for home in store.of(Household, **homes)}
        of_those: dict[str, Any] = {} if of is None else {"request": list(of)}
        for event in store.of(RequestEvent, **of_those):
            events[event.request].append(event)
    rows = [
        _row(request, labels[request.household], deadline)
        for request in requests
        for deadline in terms.deadlines(request, events[request.id], office.statute, on)
    ]
    return sorted(rows, key=lambda row: (row.warn_on, row.step, row.household_label, str(row.request)))


def _row(request: RequestNotification, label: str, deadline: terms.Deadline) -> DeadlineRow:
    return DeadlineRow(
        household=request.household,
        household_label=label,
        request=request.id,
        rule=deadline.rule,
        step=deadline.step,
        title=deadline.title.of(language()),
        article=deadline.article(language()),
        day_zero=deadline.day_zero,
        counted_end=deadline.counted_end,
        legal_end=deadline.legal_end,
        suspended_days=deadline.suspended_days,
        state=deadline.state,
        is_open=deadline.is_open,
        warn_on=deadline.warn_on,
        why=deadline.why,
        is_window=deadline.is_window,
    )
