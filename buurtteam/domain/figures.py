"""The figures of a team over a period: what each counts, in words and in numbers (domain reference §10.3).

A figure never ranks people and never makes one number of what residents answered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from typing import Protocol, TypeVar
from uuid import UUID

from buurtteam.domain.calendar import add_months
from buurtteam.domain.kinds import HouseholdId, RequestId, WorkerId
from buurtteam.domain.plan import GoalState
from buurtteam.domain.request import EventKind, RequestKind
from buurtteam.domain.statute import Mark
from buurtteam.domain.words import N_, Choice

_RETURN_MONTHS = 12


class FigureUnit(Choice):
    """In what a figure is said."""

    COUNT = "count", N_("number")
    DAYS = "days", N_("days, median")
    PERCENT = "percent", N_("percent")
    PARTS = "parts", N_("numbers side by side")
    NOT_MEASURED = "not_measured", N_("not measured")


class FigureKey(Choice):
    """The figures, in the order in which they are shown."""

    REQUESTS = "requests", N_("Requests")
    HOUSEHOLDS = "households", N_("Households the team worked for")
    CLOSINGS = "closings", N_("Households closed")
    FIRST_TALK = "first_talk", N_("From request to first conversation")
    REPORT = "report", N_("From request to report (Wmo)")
    DECISION = "decision", N_("From application to decision (Wmo)")
    DEBT_TALK = "debt_talk", N_("From request for help with debts to conversation (Wgs)")
    DEBT_DECISION = "debt_decision", N_("From conversation to decision (Wgs)")
    LAW_TERMS = "law_terms", N_("Terms of the law met in time")
    NORM_TERMS = "norm_terms", N_("Own norms met in time")
    THREAT = "threat", N_("Threatening debts: conversation within the term")
    CLIENT_SUPPORT = "client_support", N_("Told about independent client support")
    CARE_FORMS = "care_forms", N_("Care in kind and personal budget explained")
    CARERS = "carers", N_("Informal carers talked with")
    GOALS = "goals", N_("Goals and how they ended")
    OWN_SCORE = "own_score", N_("How things are, in the resident's own eyes")
    SATISFACTION = "satisfaction", N_("What residents thought of it")
    FACES = "faces", N_("Faces per household")
    RETURNED = "returned", N_("Came back within 12 months")
    RETURNS = "returns", N_("Households that came back")


@dataclass(frozen=True)
class Definition:
    """What a figure says, in one whole sentence that stands beside it wherever it is shown."""

    key: FigureKey
    unit: FigureUnit
    sentence: str


DEFINITIONS: dict[FigureKey, Definition] = {
    each.key: each
    for each in (
        Definition(
            FigureKey.REQUESTS,
            FigureUnit.COUNT,
            N_("Requests of every kind that came in during the period, closed by now or not."),
        ),
        Definition(
            FigureKey.HOUSEHOLDS,
            FigureUnit.COUNT,
            N_("Households for which the team worked on at least one day of the period, closed by now or not."),
        ),
        Definition(
            FigureKey.CLOSINGS,
            FigureUnit.COUNT,
            N_("The times a household was closed during the period, also when it was opened again since."),
        ),
        Definition(
            FigureKey.FIRST_TALK,
            FigureUnit.DAYS,
            N_(
                "Calendar days from the day a request came in during the period to its first conversation, whenever "
                "that was; advice and the short path do not count, requests closed after the conversation do."
            ),
        ),
        Definition(
            FigureKey.REPORT,
            FigureUnit.DAYS,
            N_(
                "Calendar days from the day a request for support (Wmo) came in during the period to the day its "
                "report was sent; the short path does not count, requests closed after the report do."
            ),
        ),
        Definition(
            FigureKey.DECISION,
            FigureUnit.DAYS,
            N_(
                "Calendar days from an application for support (Wmo) received during the period to the day of the "
                "decision, closed by now or not; the days the clock stood still are in it and are shown apart."
            ),
        ),
        Definition(
            FigureKey.DEBT_TALK,
            FigureUnit.DAYS,
            N_(
                "Calendar days from the day a request for help with debts came in during the period to its first "
                "conversation, with or without a threat; requests closed after the conversation count."
            ),
        ),
        Definition(
            FigureKey.DEBT_DECISION,
            FigureUnit.DAYS,
            N_(
                "Calendar days from the first conversation about debts held during the period to the day of the "
                "decision, closed by now or not; the days the clock stood still are in it and are shown apart."
            ),
        ),
        Definition(
            FigureKey.LAW_TERMS,
            FigureUnit.PERCENT,
            N_(
                "Of all terms of the law or the bylaw whose last day lay in the period, the share that was met on "
                "that day or before; terms that lapsed, terms of the resident or of others, and terms for the team "
                "only do not count, closed households do."
            ),
        ),
        Definition(
            FigureKey.NORM_TERMS,
            FigureUnit.PERCENT,
            N_(
                "Of all terms the team set itself whose last day lay in the period, the share that was met on that "
                "day or before; terms that lapsed and terms for the team only do not count, closed households do."
            ),
        ),
        Definition(
            FigureKey.THREAT,
            FigureUnit.PERCENT,
            N_(
                "Of the requests for help with debts under a threat that came in during the period, the share with a "
                "first conversation within the term of the law (3 working days); threats that were over in time and "
                "withdrawn requests do not count."
            ),
        ),
        Definition(
            FigureKey.CLIENT_SUPPORT,
            FigureUnit.PERCENT,
            N_(
                "Of the requests that came in during the period and led to a first conversation, the share in which "
                "independent client support was told about or offered; advice and the short path do not count."
            ),
        ),
        Definition(
            FigureKey.CARE_FORMS,
            FigureUnit.PERCENT,
            N_(
                "Of the requests for support (Wmo) that came in during the period and led to a first conversation, "
                "the share in which care in kind and the personal budget were explained; the short path and requests "
                "where neither is needed do not count."
            ),
        ),
        Definition(
            FigureKey.CARERS,
            FigureUnit.PERCENT,
            N_(
                "Of the households of the period in which somebody is an informal carer or has one, the share in "
                "which the team talked with the carer during the period, closed by now or not."
            ),
        ),
        Definition(
            FigureKey.GOALS,
            FigureUnit.PARTS,
            N_(
                "Goals of plans that were to be reached on a day in the period, by how they stand now; goals without "
                "a day do not count, goals of closed households do."
            ),
        ),
        Definition(
            FigureKey.OWN_SCORE,
            FigureUnit.PARTS,
            N_(
                "For each household and topic with an answer to “How are things?” in the period and one in an "
                "earlier conversation: the last answer beside the first; answers are never averaged or added up."
            ),
        ),
        Definition(
            FigureKey.FACES,
            FigureUnit.PARTS,
            N_(
                "Households the team worked for on the last day of the period, by how many fixed faces they have had "
                "since the start; deputies and stand-ins do not count."
            ),
        ),
        Definition(
            FigureKey.RETURNED,
            FigureUnit.PERCENT,
            N_(
                "Of the households whose first 12 months after closing ended in the period, the share that was opened "
                "again within those 12 months."
            ),
        ),
        Definition(
            FigureKey.RETURNS,
            FigureUnit.COUNT,
            N_("The times a household was opened again during the period within 12 months after it was closed."),
        ),
        Definition(
            FigureKey.SATISFACTION,
            FigureUnit.NOT_MEASURED,
            N_(
                "Not measured in this program: the municipality asks residents itself each year and publishes that "
                "before 1 July (Wmo 2015, art. 2.5.1)."
            ),
        ),
    )
}


GROUPS: tuple[tuple[str, tuple[FigureKey, ...]], ...] = (
    (N_("How many"), (FigureKey.REQUESTS, FigureKey.HOUSEHOLDS, FigureKey.CLOSINGS)),
    (
        N_("How long it takes"),
        (
            FigureKey.FIRST_TALK,
            FigureKey.REPORT,
            FigureKey.DECISION,
            FigureKey.DEBT_TALK,
            FigureKey.DEBT_DECISION,
        ),
    ),
    (N_("In time ¦figures"), (FigureKey.LAW_TERMS, FigureKey.NORM_TERMS, FigureKey.THREAT)),
    (
        N_("What was offered and asked"),
        (FigureKey.CLIENT_SUPPORT, FigureKey.CARE_FORMS, FigureKey.CARERS),
    ),
    (
        N_("How it goes for residents"),
        (FigureKey.GOALS, FigureKey.OWN_SCORE, FigureKey.SATISFACTION),
    ),
    (N_("Familiar faces and coming back"), (FigureKey.FACES, FigureKey.RETURNED, FigureKey.RETURNS)),
)
"""The figures under their headings, in the order in which they are shown."""


class PartKey(Choice):
    """The parts of a figure that is shown as numbers side by side."""

    REACHED = "reached", N_("reached")
    PARTLY = "partly", N_("partly reached")
    NOT_REACHED = "not_reached", N_("not reached")
    LAPSED = "lapsed", N_("no longer needed")
    BUSY = "busy", N_("still being worked on")
    BETTER = "better", N_("better")
    SAME = "same", N_("the same")
    WORSE = "worse", N_("worse")
    NO_FACE = "no_face", N_("no fixed face")
    ONE_FACE = "one_face", N_("one face")
    TWO_FACES = "two_faces", N_("two faces")
    MORE_FACES = "more_faces", N_("three faces or more")


class Outcome(Choice):
    """What one case adds to a figure."""

    COUNTED = "counted", N_("Counted")
    YES = "yes", N_("Yes")
    NO = "no", N_("No ¦figure")
    OPEN = "open", N_("Still open")
    ENDED = "ended", N_("Ended before that")


_WORST_FIRST = (Outcome.NO, Outcome.OPEN, Outcome.YES, Outcome.ENDED)

# ------------------------------------------------------------------------------------------------- facts


@dataclass(frozen=True)
class HomeFigures:
    """A household with what counts of its state."""

    household: HouseholdId
    area: str
    started_on: date | None
    ended_on: date | None = None
    """The day it was closed, for a household without a closing of its own."""


@dataclass(frozen=True)
class RequestFigures:
    """A request with the first day of each event."""

    household: HouseholdId
    request: RequestId
    kind: RequestKind
    received_on: date
    is_urgent: bool = False
    is_simple: bool = False
    events: Mapping[EventKind, Sequence[date]] = field(default_factory=dict)
    support_told: bool = False
    care_forms_explained: bool = False
    no_care_form_needed: bool = False

    def first(self, *kinds: EventKind, since: date | None = None) -> date | None:
        """The first day of such an event, not before a day."""
        return min(
            (on for kind in kinds for on in self.events.get(kind, ()) if since is None or on >= since), default=None
        )

    @property
    def ended_on(self) -> date | None:
        """The day it was closed or withdrawn."""
        return self.first(EventKind.CLOSED, EventKind.WITHDRAWN)


@dataclass(frozen=True)
class TermFigures:
    """A reckoned term; `source` is the record that started it."""

    household: HouseholdId
    source: UUID | None
    step: str
    mark: Mark
    legal_end: date
    met_on: date | None = None
    ended_on: date | None = None
    suspended_days: int = 0

    def outcome(self, today: date) -> Outcome:
        """Met in time, not met in time, still running, or no longer needed."""
        if self.met_on is not None and (self.ended_on is None or self.met_on <= self.ended_on):
            return Outcome.YES if self.met_on <= self.legal_end else Outcome.NO
        if self.ended_on is not None and self.ended_on <= self.legal_end:
            return Outcome.ENDED
        return Outcome.NO if today > self.legal_end else Outcome.OPEN


@dataclass(frozen=True)
class ClosingFigures:
    """A closing and the day it was taken back by opening the household again."""

    household: HouseholdId
    on: date
    reopened_on: date | None = None


@dataclass(frozen=True)
class GoalFigures:
    """A goal with the day by which it was to be reached."""

    household: HouseholdId
    state: GoalState
    target_on: date


@dataclass(frozen=True)
class ScoreFigures:
    """An answer of the resident to "How are things?" on a topic in a conversation."""

    household: HouseholdId
    topic: str
    on: date
    score: int


@dataclass(frozen=True)
class FaceFigures:
    """That a worker was a fixed face of a household from a day on."""

    household: HouseholdId
    worker: WorkerId
    from_on: date


@dataclass(frozen=True)
class FigureFacts:
    """All facts from which the figures of a period follow."""

    homes: Sequence[HomeFigures] = ()
    requests: Sequence[RequestFigures] = ()
    terms: Sequence[TermFigures] = ()
    closings: Sequence[ClosingFigures] = ()
    goals: Sequence[GoalFigures] = ()
    scores: Sequence[ScoreFigures] = ()
    faces: Sequence[FaceFigures] = ()
    with_carer: frozenset[HouseholdId] = frozenset()
    carer_talked: frozenset[HouseholdId] = frozenset()

    def of_households(self, households: frozenset[HouseholdId]) -> "FigureFacts":
        """The facts of these households alone."""
        return replace(
            self,
            homes=_within(self.homes, households),
            requests=_within(self.requests, households),
            terms=_within(self.terms, households),
            closings=_within(self.closings, households),
            goals=_within(self.goals, households),
            scores=_within(self.scores, households),
            faces=_within(self.faces, households),
            with_carer=self.with_carer & households,
            carer_talked=self.carer_talked & households,
        )


class _OfHousehold(Protocol):
    @property
    def household(self) -> HouseholdId: ...


F = TypeVar("F", bound=_OfHousehold)


def _within(rows: Sequence[F], households: frozenset[HouseholdId]) -> Sequence[F]:
    return [each for each in rows if each.household in households]


# ------------------------------------------------------------------------------------------------- figures


@dataclass(frozen=True)
class Case:
    """One case behind a figure: its household, what it adds, and after how many days."""

    household: HouseholdId
    outcome: Outcome
    days: int | None = None
    part: PartKey | None = None
    suspended_days: int = 0


@dataclass(frozen=True)
class Figure:
    """One figure of a period with every case behind it."""

    key: FigureKey
    cases: tuple[Case, ...] = ()

    @property
    def definition(self) -> Definition:
        """What it says."""
        return DEFINITIONS[self.key]

    @property
    def unit(self) -> FigureUnit:
        """In what it is said."""
        return self.definition.unit

    @property
    def counted(self) -> tuple[Case, ...]:
        """The cases it rests on."""
        return tuple(each for each in self.cases if each.outcome not in (Outcome.OPEN, Outcome.ENDED))

    @property
    def base(self) -> int:
        """How many cases it rests on."""
        return len(self.counted)

    @property
    def yes(self) -> int:
        """How many of them did what the figure asks, of a share."""
        return sum(each.outcome is Outcome.YES for each in self.cases)

    @property
    def open(self) -> int:
        """How many cases have no end yet."""
        return sum(each.outcome is Outcome.OPEN for each in self.cases)

    @property
    def ended(self) -> int:
        """How many cases ended before there was anything to count."""
        return sum(each.outcome is Outcome.ENDED for each in self.cases)

    @property
    def suspended(self) -> tuple[int, int]:
        """In how many of the cases the clock stood still, and for how many days together."""
        waited = [each.suspended_days for each in self.counted if each.suspended_days]
        return len(waited), sum(waited)

    @property
    def value(self) -> float | None:
        """The number itself: a median of days, whole percents, or a count; nothing when there is nothing to say."""
        match self.unit:
            case FigureUnit.COUNT:
                return self.base
            case FigureUnit.DAYS:
                return median(each.days for each in self.counted if each.days is not None) if self.base else None
            case FigureUnit.PERCENT:
                return round(100 * self.yes / self.base) if self.base else None
            case _:
                return None

    @property
    def parts(self) -> dict[PartKey, int]:
        """The numbers side by side, in their order, of a figure that has parts."""
        return {part: sum(each.part is part for each in self.cases) for part in _PARTS.get(self.key, ())}

    @property
    def households(self) -> tuple[HouseholdId, ...]:
        """The households behind it, each once."""
        return tuple(dict.fromkeys(each.household for each in self.counted))


_PARTS: dict[FigureKey, tuple[PartKey, ...]] = {
    FigureKey.GOALS: (PartKey.REACHED, PartKey.PARTLY, PartKey.NOT_REACHED, PartKey.LAPSED, PartKey.BUSY),
    FigureKey.OWN_SCORE: (PartKey.BETTER, PartKey.SAME, PartKey.WORSE),
    FigureKey.FACES: (PartKey.ONE_FACE, PartKey.TWO_FACES, PartKey.MORE_FACES, PartKey.NO_FACE),
}
_GOALS = {
    GoalState.REACHED: PartKey.REACHED,
    GoalState.PARTLY: PartKey.PARTLY,
    GoalState.NOT_REACHED: PartKey.NOT_REACHED,
    GoalState.LAPSED: PartKey.LAPSED,
    GoalState.OPEN: PartKey.BUSY,
    GoalState.LATER: PartKey.BUSY,
}


def reckon(facts: FigureFacts, first: date, last: date, today: date) -> tuple[Figure, ...]:
    """Every figure of the period from its first to its last day, both included, as it is known today."""
    period = _Period(facts, first, last, today)
    return tuple(Figure(key, tuple(_CASES[key](period))) for key in FigureKey)


class _Period:
    """The facts of a period and what each figure takes from them."""

    def __init__(self, facts: FigureFacts, first: date, last: date, today: date) -> None:
        self.facts, self.first, self.last, self.today = facts, first, last, today
        self.closings: dict[HouseholdId, list[ClosingFigures]] = defaultdict(list)
        for each in facts.closings:
            self.closings[each.household].append(each)
        self.suspended = {(each.source, each.step): each.suspended_days for each in facts.terms}

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period and has come."""
        return day is not None and self.first <= day <= self.last and day <= self.today

    def worked_for(self, home: HomeFigures, first: date, last: date) -> bool:
        """Whether the team worked for a household on at least one of these days."""
        last = min(last, self.today)
        if first > last or (home.started_on is not None and home.started_on > last):
            return False
        closings = sorted(self.closings[home.household], key=lambda each: each.on)
        if not closings:
            return home.ended_on is None or home.ended_on >= first
        # The day of closing is a day of work still; from the next on it is closed until it is opened again.
        return not any(each.on < first and (each.reopened_on is None or each.reopened_on > last) for each in closings)

    # -------------------------------------------------------------- counts

    def requests(self) -> Iterable[Case]:
        for each in self.facts.requests:
            if self.holds(each.received_on):
                yield Case(each.household, Outcome.COUNTED)

    def households(self) -> Iterable[Case]:
        for home in self.facts.homes:
            if self.worked_for(home, self.first, self.last):
                yield Case(home.household, Outcome.COUNTED)

    def closed(self) -> Iterable[Case]:
        for each in self.facts.closings:
            if self.holds(each.on):
                yield Case(each.household, Outcome.COUNTED)

    def returns(self) -> Iterable[Case]:
        for each in self.facts.closings:
            if self.holds(each.reopened_on) and _came_back(each, self.today):
                yield Case(each.household, Outcome.COUNTED)

    # -------------------------------------------------------------- lead times

    def route(self, *kinds: RequestKind) -> Iterable[RequestFigures]:
        """The requests of these kinds that go the whole route."""
        return (each for each in self.facts.requests if each.kind in kinds and not each.is_simple)

    def lead(self, request: RequestFigures, start: date | None, end: date | None, step: str = "") -> Iterable[Case]:
        """One lead time, when it started in the period."""
        if start is None or not self.holds(start):
            return
        if end is not None and end <= self.today:
            waited = self.suspended.get((request.request, step), 0)
            yield Case(request.household, Outcome.COUNTED, days=(end - start).days, suspended_days=waited)
        else:
            ended = request.ended_on is not None and request.ended_on <= self.today
            yield Case(request.household, Outcome.ENDED if ended else Outcome.OPEN)

    def first_talk(self) -> Iterable[Case]:
        for each in self.route(RequestKind.WMO, RequestKind.YOUTH, RequestKind.DEBT):
            talked_on = each.first(EventKind.FIRST_TALK_HELD, since=each.received_on)
            yield from self.lead(each, each.received_on, talked_on)

    def report(self) -> Iterable[Case]:
        for each in self.route(RequestKind.WMO):
            sent_on = each.first(EventKind.REPORT_SENT, since=each.received_on)
            yield from self.lead(each, each.received_on, sent_on)

    def decision(self) -> Iterable[Case]:
        for each in self.route(RequestKind.WMO):
            applied_on = each.first(EventKind.APPLICATION_RECEIVED)
            yield from self.lead(each, applied_on, each.first(EventKind.DECISION_MADE, since=applied_on), "T04")

    def debt_talk(self) -> Iterable[Case]:
        for each in self.route(RequestKind.DEBT):
            talked_on = each.first(EventKind.FIRST_TALK_HELD, since=each.received_on)
            yield from self.lead(each, each.received_on, talked_on)

    def debt_decision(self) -> Iterable[Case]:
        for each in self.route(RequestKind.DEBT):
            talked_on = each.first(EventKind.FIRST_TALK_HELD)
            yield from self.lead(each, talked_on, each.first(EventKind.DECISION_MADE, since=talked_on), "T08")

    # -------------------------------------------------------------- shares

    def terms(self, *marks: Mark) -> Iterable[Case]:
        for each in self.facts.terms:
            if each.mark in marks and self.first <= each.legal_end <= self.last:
                yield Case(each.household, each.outcome(self.today))

    def threat(self) -> Iterable[Case]:
        terms: dict[UUID | None, list[Outcome]] = {}
        for each in self.facts.terms:
            if each.step == "T07":
                terms.setdefault(each.source, []).append(each.outcome(self.today))
        for request in self.facts.requests:
            if request.kind is RequestKind.DEBT and self.holds(request.received_on) and request.request in terms:
                # One threat may come after another; what was late once is late.
                found = terms[request.request]
                yield Case(request.household, next(each for each in _WORST_FIRST if each in found))

    def talked(self, *kinds: RequestKind) -> Iterable[RequestFigures]:
        """The requests of the period that led to a first conversation."""
        for each in self.route(*kinds):
            talked_on = each.first(EventKind.FIRST_TALK_HELD)
            if self.holds(each.received_on) and talked_on is not None and talked_on <= self.today:
                yield each

    def client_support(self) -> Iterable[Case]:
        for each in self.talked(RequestKind.WMO, RequestKind.YOUTH, RequestKind.DEBT):
            told_on = each.first(EventKind.CLIENT_SUPPORT_TOLD)
            told = each.support_told or (told_on is not None and told_on <= self.today)
            yield Case(each.household, Outcome.YES if told else Outcome.NO)

    def care_forms(self) -> Iterable[Case]:
        for each in self.talked(RequestKind.WMO):
            if not each.no_care_form_needed:
                yield Case(each.household, Outcome.YES if each.care_forms_explained else Outcome.NO)

    def carers(self) -> Iterable[Case]:
        for home in self.facts.homes:
            if home.household in self.facts.with_carer and self.worked_for(home, self.first, self.last):
                talked = home.household in self.facts.carer_talked
                yield Case(home.household, Outcome.YES if talked else Outcome.NO)

    def returned(self) -> Iterable[Case]:
        for each in self.facts.closings:
            over_on = add_months(each.on, _RETURN_MONTHS)
            if self.first <= over_on <= self.last:
                if _came_back(each, self.today):
                    yield Case(each.household, Outcome.YES)
                else:
                    yield Case(each.household, Outcome.NO if over_on <= self.today else Outcome.OPEN)

    # -------------------------------------------------------------- numbers side by side

    def goals(self) -> Iterable[Case]:
        for each in self.facts.goals:
            if self.first <= each.target_on <= self.last:
                yield Case(each.household, Outcome.COUNTED, part=_GOALS[each.state])

    def own_score(self) -> Iterable[Case]:
        answers: dict[tuple[HouseholdId, str], list[ScoreFigures]] = defaultdict(list)
        for each in self.facts.scores:
            if each.on <= min(self.last, self.today):
                answers[each.household, each.topic].append(each)
        for (household, _topic), given in answers.items():
            given.sort(key=lambda each: each.on)
            before, now = given[0], given[-1]
            if self.holds(now.on) and before.on < now.on:
                change = (now.score > before.score) - (now.score < before.score)
                part = {1: PartKey.BETTER, 0: PartKey.SAME, -1: PartKey.WORSE}[change]
                yield Case(household, Outcome.COUNTED, part=part)

    def faces(self) -> Iterable[Case]:
        day = min(self.last, self.today)
        seen: dict[HouseholdId, set[WorkerId]] = defaultdict(set)
        for each in self.facts.faces:
            if each.from_on <= day:
                seen[each.household].add(each.worker)
        numbers = (PartKey.NO_FACE, PartKey.ONE_FACE, PartKey.TWO_FACES, PartKey.MORE_FACES)
        for home in self.facts.homes:
            if self.first <= day and self.worked_for(home, day, day):
                yield Case(home.household, Outcome.COUNTED, part=numbers[min(3, len(seen[home.household]))])


def _came_back(closing: ClosingFigures, today: date) -> bool:
    back = closing.reopened_on
    return back is not None and back <= today and back <= add_months(closing.on, _RETURN_MONTHS)


_CASES: dict[FigureKey, Callable[[_Period], Iterable[Case]]] = {
    FigureKey.REQUESTS: _Period.requests,
    FigureKey.HOUSEHOLDS: _Period.households,
    FigureKey.CLOSINGS: _Period.closed,
    FigureKey.FIRST_TALK: _Period.first_talk,
    FigureKey.REPORT: _Period.report,
    FigureKey.DECISION: _Period.decision,
    FigureKey.DEBT_TALK: _Period.debt_talk,
    FigureKey.DEBT_DECISION: _Period.debt_decision,
    FigureKey.LAW_TERMS: lambda period: period.terms(Mark.LAW, Mark.BYLAW),
    FigureKey.NORM_TERMS: lambda period: period.terms(Mark.LOCAL_NORM),
    FigureKey.THREAT: _Period.threat,
    FigureKey.CLIENT_SUPPORT: _Period.client_support,
    FigureKey.CARE_FORMS: _Period.care_forms,
    FigureKey.CARERS: _Period.carers,
    FigureKey.GOALS: _Period.goals,
    FigureKey.OWN_SCORE: _Period.own_score,
    FigureKey.FACES: _Period.faces,
    FigureKey.RETURNED: _Period.returned,
    FigureKey.RETURNS: _Period.returns,
    FigureKey.SATISFACTION: lambda _period: (),
}
