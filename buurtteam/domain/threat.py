"""A threat to somebody's basic needs (bedreigende situatie): what, when, and what was done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from pydantic import Field, model_validator

from buurtteam.domain.amounts import Cents
from buurtteam.domain.household import HouseholdRecord, check_order
from buurtteam.domain.kinds import HERE, Day, Hour, Line, Text, ThreatId, WorkerId, new_id
from buurtteam.domain.words import N_, Choice


class ThreatKind(Choice):
    """What threatens; the first six by law (Wgs art. 4 lid 2), the others where the municipality says so."""

    EVICTION = "eviction", N_("Eviction")
    GAS = "gas", N_("Gas cut off")
    ELECTRICITY = "electricity", N_("Electricity cut off")
    HEAT = "heat", N_("District heating cut off")
    WATER = "water", N_("Water cut off")
    HEALTH_INSURANCE = "health_insurance", N_("Health insurance ends")
    SALE_OF_GOODS = "sale_of_goods", N_("Sale of home or belongings announced")
    ATTACHMENT = "attachment", N_("Wage or bank account attached")
    BANKRUPTCY = "bankruptcy", N_("Bankruptcy asked for")
    BUSINESS_SEIZURE = "business_seizure", N_("Seizure that threatens the business")
    BUSINESS_CREDIT = "business_credit", N_("Bank calls in the credit of the business")
    NO_FOOD = "no_food", N_("No money for food")
    OTHER = "other", N_("Another threat")


BY_LAW = frozenset(
    {
        ThreatKind.EVICTION,
        ThreatKind.GAS,
        ThreatKind.ELECTRICITY,
        ThreatKind.HEAT,
        ThreatKind.WATER,
        ThreatKind.HEALTH_INSURANCE,
    }
)
"""The threats that the law names: the first conversation is within three working days (Wgs art. 4 lid 2)."""


_KINDS = tuple(ThreatKind)


class ThreatEnd(Choice):
    """How a threat ended."""

    AVERTED = "averted", N_("Averted")
    POSTPONED = "postponed", N_("Put off")
    HAPPENED = "happened", N_("It happened")
    MISTAKE = "mistake", N_("There was no threat after all")


class Threat(HouseholdRecord):
    """Something that is about to be taken from a household (bedreigende situatie, Wgs art. 4 lid 2).

    The term of three working days counts from `known_on`, or from the request when that came later. What a court asks
    before it grants a moratorium stands beside it (Fw art. 287b).
    """

    id: ThreatId = Field(default_factory=lambda: ThreatId(new_id()))
    kind: ThreatKind = Field(default=ThreatKind.EVICTION, title=N_("What threatens"))
    known_on: Day = Field(title=N_("Known to us since"))
    on: Day | None = Field(default=None, title=N_("Day on which it would happen"))
    hour: Hour = Field(default="", title=N_("Hour"))
    counts_here: bool = Field(default=False, title=N_("Counts as urgent here (local rule)"))
    creditor: Line = Field(default="", title=N_("Who does this"))
    bailiff: Line = Field(default="", title=N_("Bailiff and phone"))
    letter_seen: bool | None = Field(default=None, title=N_("Letter seen"))
    owed: Cents | None = Field(default=None, title=N_("What is owed"))
    done: Text = Field(default="", title=N_("What was done"))
    has_verdict: bool | None = Field(default=None, title=N_("Is there a verdict of a court"))
    verdict_on: Day | None = Field(default=None, title=N_("Date of the verdict"))
    can_pay_current: bool | None = Field(default=None, title=N_("The current bill can be paid from now on"))
    debt_help_runs: bool | None = Field(default=None, title=N_("Debt help has begun"))
    earlier_stay: bool | None = Field(default=None, title=N_("Had a moratorium before"))
    earlier_stay_on: Day | None = Field(default=None, title=N_("When that was"))
    ended_on: Day | None = Field(default=None, title=N_("The threat ended on"))
    ended_how: ThreatEnd | None = Field(default=None, title=N_("How it ended"))
    worker: WorkerId | None = Field(default=None, title=N_("Written down by"))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.known_on, self.ended_on)
        return self

    @property
    def is_urgent(self) -> bool:
        """Whether three working days count: by law, or by the rule of this municipality."""
        return self.kind in BY_LAW or self.counts_here

    @property
    def was_mistaken(self) -> bool:
        """Whether there turned out to be no threat at all; it never made haste then."""
        return self.ended_on is not None and self.ended_how is ThreatEnd.MISTAKE

    def holds_on(self, day: date) -> bool:
        """Whether it threatens on this day."""
        return self.known_on <= day and (self.ended_on is None or day < self.ended_on)

    def happens_at(self) -> datetime | None:
        """The moment at which it would happen in the Netherlands; the end of that day while no hour is known."""
        if self.on is None:
            return None
        hour = time.fromisoformat(self.hour) if self.hour else time(23, 59, 59)
        return datetime.combine(self.on, hour, tzinfo=HERE)

    def countdown(self, now: datetime) -> "Countdown | None":
        """How long until it would happen; nothing while the day is not known."""
        moment = self.happens_at()
        return None if moment is None or self.on is None else counted_down(now, moment, has_hour=bool(self.hour))


@dataclass(frozen=True)
class Countdown:
    """How long until something happens: whole days, and the whole hours and minutes that are left beside them.

    Without an hour of its own it counts in calendar days, so that `days` is 0 on the day itself.
    """

    days: int = 0
    hours: int = 0
    minutes: int = 0
    is_past: bool = False
    has_hour: bool = True


def counted_down(now: datetime, moment: datetime, *, has_hour: bool = True) -> Countdown:
    """The time between two moments as people count it: days by the calendar and the clock, the last day by the hour."""
    here, there = now.astimezone(HERE), moment.astimezone(HERE)
    if now > moment:
        return Countdown(is_past=True, has_hour=has_hour)
    if not has_hour:
        return Countdown(days=(there.date() - here.date()).days, has_hour=False)
    # Two aware times of one zone differ by the clock on the wall: from noon to noon is a day, summer time or not.
    days = (there - here) // timedelta(days=1)
    rest = (there - timedelta(days=days)).astimezone(UTC) - here.astimezone(UTC)
    minutes = max(0, rest // timedelta(minutes=1))
    return Countdown(days=days, hours=minutes // 60, minutes=minutes % 60)


def in_order(threats: Iterable[Threat], today: date) -> tuple[Threat, ...]:
    """Those that threaten today first, the first to happen on top, those without a day next; then what is over."""
    return tuple(
        sorted(
            threats,
            key=lambda one: (
                not one.holds_on(today),
                one.on is None,
                one.on or date.max,
                one.hour or "24",
                one.known_on,
                _KINDS.index(one.kind),
                str(one.id),
            ),
        )
    )


def spells(threats: Iterable[Threat], *, mistaken: bool = False) -> tuple[tuple[date, date | None], ...]:
    """The stretches of time in which an urgent threat holds: first day, and the day on which none does any more.

    With `mistaken`, also those in which one was thought to hold.
    """
    found: list[tuple[date, date | None]] = []
    for each in sorted((one for one in threats if one.is_urgent), key=lambda one: one.known_on):
        if each.ended_on == each.known_on or (each.was_mistaken and not mistaken):
            continue
        if found and (found[-1][1] is None or each.known_on <= found[-1][1]):
            first, last = found[-1]
            found[-1] = first, None if last is None or each.ended_on is None else max(last, each.ended_on)
        else:
            found.append((each.known_on, each.ended_on))
    return tuple(found)
