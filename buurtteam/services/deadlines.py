"""The terms of all requests at once, as they stand on a day."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from buurtteam.domain import deadlines as terms
from buurtteam.domain.household import Household
from buurtteam.domain.overviews import DeadlineRow
from buurtteam.domain.request import RequestEvent, RequestNotification
from buurtteam.domain.statute import Statute
from buurtteam.paths import resource
from buurtteam.services.office import Office
from buurtteam.texts import language


def deadlines(office: Office, on: date) -> list[DeadlineRow]:
    """Every term of every request as it stands on a day, the first to warn for first.

    Raises Trouble when the file cannot be read.
    """
    statute = Statute.load(resource("statute"))
    events = defaultdict[UUID, list[RequestEvent]](list)
    with office.reading() as store:
        labels = {home.id: home.label for home in store.of(Household)}
        requests = store.of(RequestNotification)
        for event in store.of(RequestEvent):
            events[event.request].append(event)
    rows = [
        _row(request, labels[request.household], deadline)
        for request in requests
        for deadline in terms.deadlines(request, events[request.id], statute, on)
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
    )
