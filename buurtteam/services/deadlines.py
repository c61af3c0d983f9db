"""The terms of households as they stand on a day, each explained, and the first of each for the lists."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from buurtteam.domain.case import CaseEvent
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.early_signal import EarlySignal, reported_as
from buurtteam.domain.household import Household
from buurtteam.domain.household_clocks import CaseFacts
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.overviews import DeadlineRow, TermLine
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.services.office import Office
from buurtteam.storage import early_signals as lists
from buurtteam.storage import terms
from buurtteam.storage.facts import facts_of, facts_of_team
from buurtteam.storage.facts import leaks_of_team as leaks
from buurtteam.texts import language


def deadlines(
    office: Office, on: date, households: Sequence[HouseholdId] | None = None, *, explained: bool = True
) -> list[DeadlineRow]:
    """Every term of all households and of the team, or of some households, as it stands on a day, the first to warn first.

    Raises Trouble when the file cannot be read.
    """
    statute = office.statute
    chosen = None if households is None else list(households)
    homes: dict[str, Any] = {} if chosen is None else {"id": chosen}
    with office.reading() as store:
        labels = {home.id: home.label for home in store.of(Household, **homes)}
        facts = facts_of(store, on, chosen)
    rows = deadlines_of_team(office, on, explained=explained) if chosen is None else []
    for household, known in facts.items():
        found = case_deadlines(known, statute, on, explained=explained, now=_now(office, on))
        rows += [row_of(household, labels[household], each) for each in found]
    return sorted(rows, key=lambda row: (row.warn_on, row.step, row.household_label, str(row.household)))


def deadlines_of_team(office: Office, on: date, *, explained: bool = True) -> list[DeadlineRow]:
    """Every term that belongs to no household: of a data leak, and of early signals that are nobody's yet."""
    with office.reading() as store:
        facts = facts_of_team(store)
        loose = {each.event: reported_as(each) for each in store.of(EarlySignal, household=None)}
    found = case_deadlines(facts, office.statute, on, explained=explained, now=_now(office, on))
    return [row_of(None, loose.get(each.source.event, ""), each) for each in found]


def leaks_of_team(office: Office, on: date, *, explained: bool = True) -> list[DeadlineRow]:
    """Every term of the team itself: of a data leak."""
    with office.reading() as store:
        facts = leaks(store)
    found = case_deadlines(facts, office.statute, on, explained=explained, now=_now(office, on))
    return [row_of(None, "", each) for each in found]


def loose_signals(office: Office, until: date, most: int) -> tuple[list[DeadlineRow], int]:
    """The first terms of early signals that belong to nobody and wait until a day, at `most` so many, and how many more."""
    today = office.today()
    with office.counted() as store:
        first, count = lists.loose_waiting(store.connection, until, most)
        events = store.of(CaseEvent, id=first)
        known = {each.event: reported_as(each) for each in store.of(EarlySignal, event=first)}
    found = case_deadlines(CaseFacts(events=events), office.statute, today, explained=False)
    rows = [row_of(None, known.get(each.source.event, ""), each) for each in found if each.source.event in first]
    return rows, max(0, count - len(rows))


def _now(office: Office, on: date) -> datetime | None:
    """The moment, when it is about today."""
    return office.now() if on == office.today() else None


def deadlines_of(office: Office, household: HouseholdId) -> tuple[Deadline, ...]:
    """Every term of one household today, each explained, the first to end first."""
    today, statute = office.today(), office.statute
    with office.reading() as store:
        facts = facts_of(store, today, [household])
    return case_deadlines(facts[household], statute, today, now=office.now()) if household in facts else ()


def next_terms(office: Office) -> dict[HouseholdId, TermLine]:
    """The first term to warn for of each household for which the team must still act."""
    with office.counted() as store:
        return terms.first_waiting(store.connection)


def row_of(household: HouseholdId | None, label: str, deadline: Deadline) -> DeadlineRow:
    """A term as a list shows it, in the language of now."""
    return DeadlineRow(
        household=household,
        household_label=label,
        source=deadline.source,
        rule=deadline.rule,
        step=deadline.step,
        title=deadline.title.of(language()),
        article=deadline.article(language()),
        mark=deadline.mark,
        day_zero=deadline.day_zero,
        counted_end=deadline.counted_end,
        legal_end=deadline.legal_end,
        suspended_days=deadline.suspended_days,
        state=deadline.state,
        is_open=deadline.is_open,
        warn_on=deadline.warn_on,
        why=deadline.why,
        is_window=deadline.is_window,
        is_team_only=deadline.is_team_only,
        to_check=deadline.to_check.of(language()) if deadline.to_check else "",
        postponement=deadline.postponement,
    )
