"""A household as its papers need it, and what of it never leaves the team.

Everything a person wrote passes `Home.shown` on its way to a paper: team-only text, citizen service numbers and a secret
address never come through, wherever somebody typed them.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypedDict

from buurtteam.domain.ages import OF_AGE, is_minor
from buurtteam.domain.conversation import OwnWords
from buurtteam.domain.household import (
    Address,
    ContactWay,
    Household,
    Membership,
    NetworkMember,
    ReadingNeed,
    Relation,
    RelationKind,
    Resident,
    full_name,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.papers import AddressWindow, Contact, Letterhead, Side
from buurtteam.domain.plan import HouseholdPlan, PlanWish
from buurtteam.domain.quick_note import without_team_only
from buurtteam.domain.staff import Team, Weekday, WindowSide, Worker
from buurtteam.domain.statute import Statute
from buurtteam.domain.task import Appointment
from buurtteam.storage.store import Store
from buurtteam.texts import joined, label, language
from buurtteam.texts import translate as _

_HIDDEN = "…"


def _number_as_written(number: str) -> str:
    """A citizen service number in the ways in which people write it: in groups, in wide digits, without its first nought."""
    signs = [rf"[{digit}{chr(ord('０') + int(digit))}]" for digit in number]
    between = r"[^\w\n]{0,2}_?\n?"
    whole = between.join(signs)
    return rf"{whole}|(?<!\d){between.join(signs[1:])}(?!\d)" if number.startswith("0") else whole


def _street_as_written(street: str, number: str) -> str:
    """A street, with its number where that follows: in one word or more, and with "straat" cut short."""
    words = re.sub(r"str(aat|\.)?$", "straat", street.strip(), flags=re.IGNORECASE)
    is_cut = words.casefold().endswith("straat") and len(words) > len("straat") + 2
    letters = re.findall(r"\w", words[: -len("straat")] if is_cut else words)
    if not letters:
        return re.escape(street)
    between = r"[\W_]{0,2}" if len(letters) > 3 else r"[ \-]?"
    found = r"(?<!\w)" + between.join(map(re.escape, letters))
    if is_cut:
        found += rf"{between}s(?:{between.join('traat')}|tr\b\.?)"
    return found + (rf"(?:[\W_]*(?:nr\b\.?|nummer)?[\W_]*{re.escape(number)})?" if number else "")


class PaperHead(TypedDict):
    """What every paper begins with."""

    practice: bool
    large_print: bool
    letterhead: Letterhead


@dataclass(frozen=True)
class Home:
    """A household as its papers need it, on one day."""

    store: Store
    household: Household
    today: date
    statute: Statute

    @classmethod
    def of(cls, store: Store, household_id: HouseholdId, today: date, statute: Statute) -> "Home":
        """The household with this id.

        Raises Trouble when it is not there any more.
        """
        return cls(store, store.get(Household, household_id), today, statute)

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """Who belongs to it today, in their own order."""
        found = self.store.of(Membership, household=self.household.id, order_by=("position", "from_on"))
        return tuple(each for each in found if each.counts_on(self.today))

    @cached_property
    def residents(self) -> tuple[Resident, ...]:
        """The people of it who are alive, in their own order."""
        found = {each.id: each for each in self.store.of(Resident, id=[m.resident for m in self.memberships])}
        here = [found[m.resident] for m in self.memberships if m.resident in found]
        return tuple(dict.fromkeys(each for each in here if not each.died_on))

    @cached_property
    def adults(self) -> tuple[Resident, ...]:
        """Its people of 18 and older, by birth date or else by role."""
        return tuple(each for each in self.residents if self.is_of_age(each))

    @cached_property
    def network(self) -> dict[object, NetworkMember]:
        """The people around it."""
        return {each.id: each for each in self.store.of(NetworkMember, household=self.household.id)}

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Its addresses that hold today."""
        return tuple(
            each
            for each in self.store.of(Address, household=self.household.id, order_by="-from_on")
            if each.holds_on(self.today)
        )

    @cached_property
    def workers(self) -> dict[object, Worker]:
        """Everybody who works or worked in the team."""
        return {each.id: each for each in self.store.of(Worker)}

    @cached_property
    def team(self) -> Team:
        """The team, or one without a name."""
        found = self.store.of(Team)
        return found[0] if found else Team()

    def is_of_age(self, resident: Resident, years: int = OF_AGE) -> bool:
        """Whether somebody is of age, or of another age; without a birth date an adult by role is."""
        roles = (each.role for each in self.memberships if each.resident == resident.id)
        return not is_minor(resident.born_on, self.today, *roles, under=years)

    def first_name(self, resident_id: ResidentId | None) -> str:
        """How somebody is called at home; the whole name when two go by the same."""
        resident = next((each for each in self.residents if each.id == resident_id), None)
        resident = resident or self.store.find(Resident, resident_id)
        if resident is None:
            return ""
        alike = [each for each in self.residents if each.first_name == resident.first_name]
        return resident.first_name if resident.first_name and len(alike) < 2 else full_name(resident)

    def speaker(self, said: PlanWish | OwnWords) -> str:
        """Who said it."""
        around = self.network.get(said.network_member)
        return self.first_name(said.resident) or (around.name if around else "") or said.said_by

    def needs(self, need: ReadingNeed) -> bool:
        """Whether somebody here needs this to read a paper."""
        return any(need in each.reading_needs for each in self.residents)

    @property
    def is_secret(self) -> bool:
        """Whether an address of theirs is secret."""
        return any(each.is_secret for each in self.store.of(Address, household=self.household.id))

    def may_not(self, way: ContactWay) -> bool:
        """Whether the safe-contact rule forbids a way to reach them."""
        return way in self.household.not_by

    @cached_property
    def _people_around(self) -> list[ResidentId]:
        """Everybody who belongs or ever belonged here, whom they care or cared for, and who cares or cared for them."""
        ever = [each.resident for each in self.store.of(Membership, household=self.household.id)]
        caring = {"kind": RelationKind.CARES_FOR}
        near = {each.to_resident for each in self.store.of(Relation, resident=ever, **caring)}
        near |= {each.resident for each in self.store.of(Relation, to_resident=ever, **caring)}
        return sorted(near.union(ever))

    @cached_property
    def _numbers(self) -> tuple[str, ...]:
        """The citizen service numbers of everybody who belongs or ever belonged here, and of who is around them."""
        return tuple(each.bsn for each in self.store.of(Resident, id=self._people_around) if each.bsn)

    @cached_property
    def _hidden(self) -> re.Pattern[str] | None:
        parts = [_number_as_written(number) for number in self._numbers]
        lives = self.store.of(Membership, resident=self._people_around)
        homes = sorted({self.household.id, *(each.household for each in lives)})
        for each in self.store.of(Address, household=homes, is_secret=True):
            if len(each.street) > 2:
                parts.append(_street_as_written(each.street, each.number))
            if each.postcode:
                parts.append(r"[\W_]*".join(map(re.escape, each.postcode.split())))
        return re.compile("|".join(parts), re.IGNORECASE) if parts else None

    def with_those_of(self, people: Iterable[ResidentId]) -> tuple["Home", ...]:
        """This household and those in which these people live or lived: what is hidden there is hidden here too."""
        theirs = [each.household for each in self.store.of(Membership, resident=list(people))]
        others = sorted({each for each in theirs if each != self.household.id}, key=str)
        for each in others:
            if each not in self._elsewhere:
                self._elsewhere[each] = Home.of(self.store, each, self.today, self.statute)
        return (self, *(self._elsewhere[each] for each in others))

    @cached_property
    def _elsewhere(self) -> dict[HouseholdId, "Home"]:
        """The other households whose hidden facts were asked for: each is read once."""
        return {}

    def shown(self, text: str) -> str:
        """A text as it may leave the team: without what is for the team only, a number or a secret address."""
        text = without_team_only(text)
        return self._hidden.sub(_HIDDEN, text) if self._hidden else text

    def holds_number(self, text: str) -> bool:
        """Whether a text holds a citizen service number of somebody here."""
        return any(re.search(_number_as_written(number), text) for number in self._numbers)

    # ------------------------------------------------------------------ the team

    def head(self, large_print: bool | None = False) -> PaperHead:
        """What every paper begins with; in large print also when nobody chose and somebody here needs it (None)."""
        if large_print is None:
            large_print = self.needs(ReadingNeed.LARGE_PRINT)
        return PaperHead(practice=self.team.is_practice, large_print=large_print, letterhead=self.letterhead)

    @property
    def letterhead(self) -> Letterhead:
        """How the team shows itself."""
        team = self.team
        return Letterhead(
            team=team.name,
            organisation=team.municipality,
            address=(team.visiting_address,) if team.visiting_address else (),
            return_line=team.return_address,
            phone=team.phone,
            hours=team.reachable,
            color=team.brand_color,
            logo=team.logo,
        )

    @property
    def window(self) -> AddressWindow:
        """Where the window of the team's envelopes is."""
        team = self.team
        return AddressWindow(
            side=Side.RIGHT if team.window_side is WindowSide.RIGHT else Side.LEFT,
            shift_right=team.window_right_mm,
            shift_down=team.window_down_mm,
        )

    def contact(self, worker: Worker | None) -> Contact:
        """Somebody of the team to call; the team itself when nobody is named."""
        team = self.team
        if worker is None:
            return Contact(name=team.name, phone=team.phone, days=team.reachable, email=team.email)
        return Contact(
            name=worker.name,
            role=label(worker.function),
            phone=worker.phone or team.phone,
            days=_days_in_words(worker.works_on),
            email=worker.email or team.email,
        )

    @property
    def face(self) -> Worker | None:
        """The fixed face, as long as this person works in the team."""
        found = self.workers.get(self.household.plan_coordinator)
        return found if found and found.is_active else None

    @property
    def deputy(self) -> Worker | None:
        """Who stands in for the fixed face."""
        found = self.workers.get(self.household.deputy)
        return found if found and found.is_active else None

    def next_appointment(self, now: datetime) -> Appointment | None:
        """The first appointment to come."""
        coming = self.store.of(Appointment, household=self.household.id, is_cancelled=False, order_by="at")
        return next((each for each in coming if each.at >= now), None)

    def next_talk(self, plan: HouseholdPlan, now: datetime) -> tuple[datetime | None, str]:
        """When and where we talk again: as the plan says, else the first appointment to come."""
        if plan.evaluation_at and plan.evaluation_at >= now:
            return plan.evaluation_at, plan.evaluation_place
        coming = self.next_appointment(now)
        return (coming.at, coming.place) if coming else (None, "")


def _days_in_words(days: Collection[Weekday]) -> str:
    """The days of the week as one says them: "maandag en vrijdag", "maandag tot en met donderdag"."""
    week = list(Weekday)
    numbers = [number for number, day in enumerate(week) if day in days]
    names = [label(week[number]) for number in numbers]
    if language() != "en":
        names = [each.lower() for each in names]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return _("{first} to {last}", first=names[0], last=names[-1])
    return joined(names)


def team_of(store: Store, today: date, statute: Statute) -> Home:
    """The team without any household, for papers of its own."""
    return Home(store, Household(), today, statute)
