"""Which events start, meet and answer which terms; the law itself, with its numbers, stands in resources/statute."""

from collections.abc import Iterable
from enum import StrEnum

from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.request import EventKind

# Which events answer which step.
_MET_BY: dict[str, tuple[StrEnum, ...]] = {
    "T01": (EventKind.RECEIPT_CONFIRMED,),
    "T02": (EventKind.PERSONAL_PLAN_RECEIVED,),
    "T03": (EventKind.ASSESSMENT_FINISHED, EventKind.REPORT_SENT),
    "T04": (EventKind.DECISION_MADE,),
    "T05a": (EventKind.URGENT_HELP_STARTED,),
    "T05b": (EventKind.FIRST_TALK_HELD,),
    "T06": (EventKind.FIRST_TALK_HELD,),
    "T07": (EventKind.FIRST_TALK_HELD,),
    "T08": (EventKind.DECISION_MADE,),
    "T09a": (CaseEventKind.SIGNAL_CONTACT, CaseEventKind.SIGNAL_SETTLED),
    "T09b": (CaseEventKind.SIGNAL_CONTACT, CaseEventKind.SIGNAL_SETTLED),
    "T10": (CaseEventKind.ARRANGEMENT_MADE, CaseEventKind.ARRANGEMENT_STARTED),
    "T11": (CaseEventKind.ARRANGEMENT_ENDED,),
    "T12": (CaseEventKind.STAY_ENDED,),
    "T13a": (CaseEventKind.YOUTH_PLAN_SETTLED,),
    "T13b": (CaseEventKind.YOUTH_PLAN_WRITTEN,),
    "T14a": (CaseEventKind.SAFE_HOME_ASSESSED,),
    "T14b": (CaseEventKind.SAFE_HOME_CONCLUDED,),
    "T15": (EventKind.OBJECTION_MADE,),
    "T16a": (CaseEventKind.PRIVACY_ANSWERED,),
    "T16b": (CaseEventKind.PRIVACY_ANSWERED,),
    "T17": (CaseEventKind.DESTRUCTION_ANSWERED,),
    "T18": (CaseEventKind.LEAK_REPORTED, CaseEventKind.LEAK_NOT_REPORTED),
    "T22a": (CaseEventKind.BENEFIT_APPLIED,),
    "T22b": (CaseEventKind.BENEFIT_DECIDED,),
    "T22c": (CaseEventKind.BENEFIT_ADVANCED, CaseEventKind.BENEFIT_DECIDED),
    "N02": (CaseEventKind.CRISIS_COORDINATOR_NAMED, CaseEventKind.CRISIS_ENDED),
    # Also by another talk of its own kind, or by the task to have one.
    "N03": (CaseEventKind.CARER_TALKED,),
}

STARTS: dict[CaseEventKind, str] = {
    CaseEventKind.EARLY_SIGNAL: "T09a",
    CaseEventKind.CRISIS_SIGNAL: "T09b",
    CaseEventKind.CREDITORS_ASKED: "T10",
    CaseEventKind.ARRANGEMENT_STARTED: "T11",
    CaseEventKind.STAY_GRANTED: "T12",
    CaseEventKind.FAMILY_PLAN_DECLINED: "T13a",
    CaseEventKind.YOUTH_PLAN_ASKED: "T13b",
    CaseEventKind.SAFE_HOME_REPORTED: "T14",
    CaseEventKind.PRIVACY_ASKED: "T16a",
    CaseEventKind.DESTRUCTION_ASKED: "T17",
    CaseEventKind.LEAK_FOUND: "T18",
    CaseEventKind.BENEFIT_REPORTED: "T22a",
    CaseEventKind.CRISIS_STARTED: "N02",
}
"""Which event of a household starts which rule."""

ANSWERS: dict[CaseEventKind, frozenset[CaseEventKind]] = {
    CaseEventKind.SIGNAL_CONTACT: frozenset({CaseEventKind.EARLY_SIGNAL, CaseEventKind.CRISIS_SIGNAL}),
    CaseEventKind.SIGNAL_SETTLED: frozenset({CaseEventKind.EARLY_SIGNAL, CaseEventKind.CRISIS_SIGNAL}),
    CaseEventKind.ARRANGEMENT_MADE: frozenset({CaseEventKind.CREDITORS_ASKED}),
    CaseEventKind.ARRANGEMENT_STARTED: frozenset({CaseEventKind.CREDITORS_ASKED}),
    CaseEventKind.ARRANGEMENT_ENDED: frozenset({CaseEventKind.ARRANGEMENT_STARTED}),
    CaseEventKind.STAY_ENDED: frozenset({CaseEventKind.STAY_GRANTED}),
    CaseEventKind.YOUTH_PLAN_SETTLED: frozenset({CaseEventKind.FAMILY_PLAN_DECLINED}),
    CaseEventKind.YOUTH_PLAN_WRITTEN: frozenset({CaseEventKind.YOUTH_PLAN_ASKED}),
    CaseEventKind.SAFE_HOME_ASSESSED: frozenset({CaseEventKind.SAFE_HOME_REPORTED}),
    CaseEventKind.SAFE_HOME_CONCLUDED: frozenset({CaseEventKind.SAFE_HOME_REPORTED}),
    CaseEventKind.PRIVACY_EXTENDED: frozenset({CaseEventKind.PRIVACY_ASKED}),
    CaseEventKind.PRIVACY_ANSWERED: frozenset({CaseEventKind.PRIVACY_ASKED}),
    CaseEventKind.DESTRUCTION_ANSWERED: frozenset({CaseEventKind.DESTRUCTION_ASKED}),
    CaseEventKind.LEAK_REPORTED: frozenset({CaseEventKind.LEAK_FOUND}),
    CaseEventKind.LEAK_NOT_REPORTED: frozenset({CaseEventKind.LEAK_FOUND}),
    CaseEventKind.BENEFIT_APPLIED: frozenset({CaseEventKind.BENEFIT_REPORTED}),
    CaseEventKind.BENEFIT_ASKED_TO_COMPLETE: frozenset({CaseEventKind.BENEFIT_APPLIED}),
    CaseEventKind.BENEFIT_COMPLETED: frozenset({CaseEventKind.BENEFIT_APPLIED}),
    CaseEventKind.BENEFIT_ADVANCED: frozenset({CaseEventKind.BENEFIT_APPLIED}),
    CaseEventKind.BENEFIT_DECIDED: frozenset({CaseEventKind.BENEFIT_APPLIED}),
    CaseEventKind.CRISIS_COORDINATOR_NAMED: frozenset({CaseEventKind.CRISIS_STARTED}),
    CaseEventKind.CRISIS_ENDED: frozenset({CaseEventKind.CRISIS_STARTED}),
}
"""Which events an event can answer; who writes it down chooses among those that are still open."""

# After which kinds an event can be answered by this kind no more; by itself where none is named.
_SETTLED_BY: dict[CaseEventKind, frozenset[CaseEventKind]] = {
    CaseEventKind.SIGNAL_CONTACT: frozenset({CaseEventKind.SIGNAL_CONTACT, CaseEventKind.SIGNAL_SETTLED}),
    CaseEventKind.SIGNAL_SETTLED: frozenset({CaseEventKind.SIGNAL_CONTACT, CaseEventKind.SIGNAL_SETTLED}),
    CaseEventKind.ARRANGEMENT_MADE: frozenset({CaseEventKind.ARRANGEMENT_MADE, CaseEventKind.ARRANGEMENT_STARTED}),
    CaseEventKind.PRIVACY_EXTENDED: frozenset({CaseEventKind.PRIVACY_EXTENDED, CaseEventKind.PRIVACY_ANSWERED}),
    CaseEventKind.LEAK_REPORTED: frozenset({CaseEventKind.LEAK_REPORTED, CaseEventKind.LEAK_NOT_REPORTED}),
    CaseEventKind.LEAK_NOT_REPORTED: frozenset({CaseEventKind.LEAK_REPORTED, CaseEventKind.LEAK_NOT_REPORTED}),
    # An application may have to be completed more than once.
    CaseEventKind.BENEFIT_ASKED_TO_COMPLETE: frozenset({CaseEventKind.BENEFIT_DECIDED}),
    CaseEventKind.BENEFIT_COMPLETED: frozenset({CaseEventKind.BENEFIT_DECIDED}),
    CaseEventKind.BENEFIT_ADVANCED: frozenset({CaseEventKind.BENEFIT_ADVANCED, CaseEventKind.BENEFIT_DECIDED}),
    CaseEventKind.CRISIS_COORDINATOR_NAMED: frozenset(
        {CaseEventKind.CRISIS_COORDINATOR_NAMED, CaseEventKind.CRISIS_ENDED}
    ),
}


def is_answer(event: CaseEvent, start: CaseEvent) -> bool:
    """Whether an event answers another: it names that one, or names none, is about nobody else, and came not before."""
    if event.id == start.id or event.on < start.on:
        return False
    if event.answers is not None:
        return event.answers == start.id
    return event.about is None or start.about is None or event.about == start.about


def open_starts(events: Iterable[CaseEvent], kind: CaseEventKind) -> tuple[CaseEvent, ...]:
    """The events that an event of this kind can still answer, the oldest first."""
    known = sorted(events, key=lambda each: (each.on, str(each.id)))
    settled = _SETTLED_BY.get(kind, frozenset({kind}))
    return tuple(
        start
        for start in known
        if start.kind in ANSWERS.get(kind, ())
        and not any(each.kind in settled and is_answer(each, start) for each in known)
    )


def met_by(step: str) -> tuple[StrEnum, ...]:
    """The kinds of events that meet a step; none for one that is met by a talk, a task or a review."""
    return _MET_BY.get(step, ())
