"""The clocks of one request: which terms its events start, meet, suspend and end."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from enum import StrEnum

from buurtteam.domain.answers import met_by
from buurtteam.domain.case import TermSource
from buurtteam.domain.clocks import Clocks, typed_later
from buurtteam.domain.deadlines import Deadline, DeadlineState, Reason
from buurtteam.domain.kinds import local_day
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.statute import Counted, Statute, Suspension
from buurtteam.domain.threat import Threat, spells
from buurtteam.domain.words import N_


class RequestClocks(Clocks):
    """The terms of one request."""

    def __init__(
        self,
        request: RequestNotification,
        events: Iterable[RequestEvent],
        statute: Statute,
        today: date,
        *,
        threats: Iterable[Threat] = (),
        explained: bool = True,
        only: Collection[str] | None = None,
    ) -> None:
        super().__init__(statute, today, explained=explained, only=only)
        self.request = request
        self.threats = tuple(threats)
        happened = [event for event in events if event.on <= today]
        self.events = sorted(happened, key=lambda event: (event.on, event.kind.value, event.until_on or date.max))
        self.received = local_day(request.received_at)

    def first(self, *kinds: StrEnum, since: date = date.min) -> date | None:
        """The first day on which one of these happened."""
        return next((event.on for event in self.events if event.kind in kinds and event.on >= since), None)

    def deadlines(self) -> Iterable[Deadline]:
        """Every term of the request, in no order."""
        ended_on = self.first(EventKind.WITHDRAWN, EventKind.CLOSED)
        suspensions = tuple(self.suspensions())
        source = TermSource(request=self.request.id)
        for rule, started_on, over_on in self.started():
            # Objecting is a right that lasts when the team's work ends.
            ends = None if rule == "T15" else min((day for day in (ended_on, over_on) if day), default=None)
            yield from self.clock(
                rule,
                started_on,
                source,
                lambda counted: self.first(*met_by(counted.term.id)),
                ended_on=ends,
                suspensions=suspensions,
                more=self.more,
            )

    def started(self) -> Iterable[tuple[str, date, date | None]]:
        """The rules that events have started, each with its day 0 and the day on which it was over by itself."""
        yield from ((rule, on, None) for rule, on in self.started_for_good())
        if self.request.kind is RequestKind.DEBT:
            urgent = self.urgent()
            yield from (("T07", first, last) for first, last in urgent)
            yield "T06", self.received, self.in_place_of_weeks(urgent)

    def in_place_of_weeks(self, urgent: Iterable[tuple[date, date | None]]) -> date | None:
        """Since when three working days count in place of four weeks: while a threat holds; else the weeks go on.

        Weeks that end before those days go on too: a threat never gives more time, and what was late stays late.
        """
        first = next((first for first, last in urgent if last is None), None)
        if first is None:
            return None
        with suppress(Problem):
            weeks, days = self.statute.count_all("T06", self.received), self.statute.count_all("T07", first)
            if max(each.legal_end for each in weeks) < min(each.legal_end for each in days):
                return None
        return first

    def urgent(self) -> list[tuple[date, date | None]]:
        """When threats made haste before the first conversation: since when, and until when if they ended by then.

        A request that was marked as urgent made haste from its own day, whenever somebody wrote down what threatens.
        """
        talked_on = self.first(EventKind.FIRST_TALK_HELD) or self.today
        is_marked = self.request.is_urgent
        known = [
            (max(first, self.received), last if last is not None and last <= talked_on else None)
            for first, last in spells(self.threats, mistaken=is_marked)
            if first <= talked_on and (last is None or last > self.received)
        ]
        if is_marked:
            known = [(self.received, known[0][1] if known else None), *known[1:]]
        return known

    def started_for_good(self) -> Iterable[tuple[str, date]]:
        """The rules that nothing but the end of the request ends."""
        yield "T01", self.received
        applied_on = self.first(EventKind.APPLICATION_RECEIVED)
        match self.request.kind:
            case RequestKind.WMO:
                yield "T02", self.received
                yield "T03", self.received
                if applied_on:
                    yield "T04", applied_on
                if self.request.is_urgent:
                    yield "T05", self.received
            case RequestKind.DEBT:
                if talked_on := self.first(EventKind.FIRST_TALK_HELD):
                    yield "T08", talked_on
            case _:
                # Youth help and advice have no term of their own that starts with the request.
                pass
        if decided_on := self.first(EventKind.DECISION_MADE):
            yield "T15", decided_on

    def suspensions(self) -> Iterable[Suspension]:
        """Each wait of Awb 4:15: until the first event on or after it that ends it, or its own last day."""
        pairs = {EventKind.ASKED_TO_COMPLETE: EventKind.COMPLETED, EventKind.DELAY_AGREED: EventKind.DELAY_ENDED}
        for event in self.events:
            if event.kind in pairs:
                ended_on = self.first(pairs[event.kind], since=event.on)
                yield Suspension(after=event.on, ended_on=ended_on, until_on=event.until_on)

    def more(self, counted: Counted, state: DeadlineState, met_on: date | None) -> Iterable[Reason]:
        """What there is to say about a term of this request beside its count."""
        yield from typed_later(self.events, met_on, counted.day_zero)
        typed_at = self.request.typed_at
        if counted.day_zero == self.received and typed_at is not None and local_day(typed_at) > self.received:
            yield Reason(
                N_("What happened on {day} was written down on {typed}; the day itself counts."),
                {"day": self.received, "typed": local_day(typed_at)},
            )
        match counted.term.id:
            case "T02":
                yield from self.reasons_of_personal_plan(counted, met_on)
            case "T03" if state is DeadlineState.MISSED and not self.first(EventKind.APPLICATION_RECEIVED):
                yield Reason(N_("The assessment is late, so the resident may apply now (Wmo 2015, art. 2.3.2 lid 9)."))
            case "T04":
                yield from self.reasons_of_application(counted)
            case "T06" if self.in_place_of_weeks(self.urgent()) is not None:
                yield Reason(
                    N_("There is a threat, so three working days count in place of these weeks (Wgs art. 4 lid 2).")
                )
            case "T07":
                yield from self.reasons_of_threat(counted)
            case _:
                pass
        if agreed_on := self.first(EventKind.EXTENSION_AGREED):
            yield Reason(
                N_("On {day} the resident was told that it takes longer. The legal date stays the same."),
                {"day": agreed_on},
            )

    def reasons_of_threat(self, counted: Counted) -> Iterable[Reason]:
        """Which threats make haste."""
        for each in sorted(self.threats, key=lambda one: (one.known_on, str(one.id))):
            if (
                each.is_urgent
                and each.known_on <= self.today
                and (each.ended_on is None or each.ended_on > counted.day_zero)
                and not (each.was_mistaken and not self.request.is_urgent)
            ):
                yield Reason(N_("The threat: {what}, known since {day}."), {"what": each.kind, "day": each.known_on})
                if each.ended_on is not None and each.ended_on <= self.today:
                    yield Reason(N_("This threat ended on {day}."), {"day": each.ended_on})

    def reasons_of_personal_plan(self, counted: Counted, met_on: date | None) -> Iterable[Reason]:
        """Whether the resident knew of the personal plan, and what one that came late means."""
        if told_on := self.first(EventKind.PERSONAL_PLAN_TOLD):
            yield Reason(N_("The resident was told about the personal plan on {day}."), {"day": told_on})
        else:
            yield Reason(N_("The resident has not been told about the personal plan yet."))
        if met_on and met_on > counted.legal_end:
            yield Reason(N_("The plan came after these days. Weigh it all the same."))

    def reasons_of_application(self, counted: Counted) -> Iterable[Reason]:
        """What an application before the end of the assessment means."""
        finished_on = self.first(*met_by("T03"))
        window_end = self.statute.count_all("T03", self.received)[0].legal_end
        early = counted.day_zero <= window_end and (finished_on is None or counted.day_zero < finished_on)
        if early:
            yield Reason(
                N_(
                    "The application came before the assessment was finished (Wmo 2015, art. 2.3.2 lid 9). "
                    "Keep to this date, and ask the municipality whether the application counts."
                )
            )
