"""The practice neighbourhood "Oefenbuurt": an invented team with sixty households in every state.

The same seed and the same day give the same facts, ids included.
"""

import random
import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from pydantic import Field
from stdnum.nl import bsn as bsn_rules

from buurtteam.domain import conversation as talk
from buurtteam.domain import household as home
from buurtteam.domain import plan as plans
from buurtteam.domain import request as requests
from buurtteam.domain import sharing, task
from buurtteam.domain.conversation import Topic
from buurtteam.domain.kinds import HERE, HouseholdId, ResidentId
from buurtteam.domain.record import Record, Value
from buurtteam.domain.records import RECORDS
from buurtteam.domain.staff import Deed, Team, Worker, WorkerFunction
from buurtteam.paths import resource
from buurtteam.services.households import household_label
from buurtteam.services.office import Office
from buurtteam.texts import in_language

PRACTICE_SEED = 2026
"""The seed of the neighbourhood that everybody practises in."""

PRACTICE_PASSPHRASE = "oefenen-mag-fouten-maken-ook"  # noqa: S105 - meant to be known: nothing in the file is true
"""The passphrase of a practice file."""

R = TypeVar("R", bound=Record)

_PARENTS = ("adult", "partner", "former")
_CHILDREN = ("child", "adult_child", "foster_child")
_ROLES = {"former": "adult", "only": "adult"}

# How far a household is on the route. Each phase holds all that the one before it on its line holds.
_UNTALKED = ("new", "receipt_late", "urgent", "urgent_late", "advice", "withdrawn")
_IN_TALKS = ("talks", "talks_tight", "talks_late", "extension", "urgent_helped")
_APPLIED = ("decision", "decision_suspended", "decision_completed", "decision_late", "decision_delay")
_HELPED = ("running", "evaluated", "quiet", "stand_by", "handed_over", "closed")


class _Told(Value):
    """One household as its story is told in `resources/practice/households`."""

    phase: str
    ago: int = Field(ge=0)
    people: list[str]
    question: str
    key: str = ""
    shares: str = ""
    names: str = "nl"
    kind: str = "wmo"
    channel: str = "phone"
    notifier: str = "resident"
    organisation: str = ""
    contact: str = ""
    urgent: str = ""
    simple: bool = False
    answer: str = ""
    reach: str = ""
    traits: list[str] = Field(default_factory=list)
    behind: str = ""
    today: str = ""
    summary: str = ""
    said: dict[str, list[list[str]]] = Field(default_factory=dict)
    later: dict[str, list[list[str]]] = Field(default_factory=dict)
    coach: dict[str, str] = Field(default_factory=dict)
    scores: dict[str, list[int]] = Field(default_factory=dict)
    notes: list[list[str]] = Field(default_factory=list)
    strengths: list[str] = Field(default_factory=list)
    wishes: list[list[str]] = Field(default_factory=list)
    goals: list[list[str]] = Field(default_factory=list)
    actions: list[tuple[str, str, str, int, str]] = Field(default_factory=list)
    disagreement: str = ""
    network: list[list[str]] = Field(default_factory=list)
    statements: list[tuple[str, str, str, str]] = Field(default_factory=list)


def neighbourhood(seed: int, today: date) -> list[Record]:
    """All records of the practice team as they are on a day, parents before children."""
    street = _Neighbourhood(seed, today)
    for number, told in enumerate(_stories()):
        street.settle(number, told)
    order = {kind: place for place, kind in enumerate(RECORDS)}
    return sorted(street.records, key=lambda record: order[type(record)])


def fill(office: Office, seed: int = PRACTICE_SEED) -> tuple[Record, ...]:
    """Put the practice neighbourhood of today into an empty file, in one deed.

    Raises Problem or Trouble when the worker may not or the file cannot be written; nothing is written then.
    """
    records = neighbourhood(seed, office.today())
    with office.writing(Deed.MAKE_PRACTICE) as store:
        return tuple(store.save(record) for record in records)


def _stories() -> list[_Told]:
    found: list[_Told] = []
    for path in sorted(resource("practice", "households").glob("*.toml")):
        found += [_Told.model_validate(entry) for entry in _read(path.name, "households")["household"]]
    return found


def _read(name: str, *folder: str) -> dict[str, Any]:
    with resource("practice", *folder, name).open("rb") as file:
        return tomllib.load(file)


class _Neighbourhood:
    """The team and all that its households share: names that are not used twice, days, chance."""

    def __init__(self, seed: int, today: date) -> None:
        self.today = today
        # Not a secret: the point is that everybody gets the same neighbourhood.
        self.chance = random.Random(f"buurtteam {seed}")  # noqa: S311
        self.records: list[Record] = []
        self.names = _read("names.toml")
        self.phrases = _read("phrases.toml")
        self.families: dict[str, _Family] = {}
        self.labels: set[str] = set()
        self.bsns = self._bsns()
        self.shuffled: dict[tuple[str, str], list[Any]] = {}
        facts = _read("team.toml")
        self.team = self.add(Team, **facts["team"], is_practice=True)
        self.shares: list[int] = []
        self.workers: list[Worker] = []
        for worker in facts["worker"]:
            self.shares.append(worker.pop("share"))
            self.workers.append(self.add(Worker, **worker))

    def id(self) -> UUID:
        """An id by chance that is the same each time."""
        return UUID(int=self.chance.getrandbits(128), version=4)

    def add(self, kind: type[R], /, **facts: Any) -> R:  # noqa: ANN401 - the fields of any record
        """Make a record and keep it."""
        record = kind.model_validate({"id": self.id(), **facts})
        self.records.append(record)
        return record

    def day(self, ago: int) -> date:
        """The day so many days before today; after it when negative."""
        return self.today - timedelta(days=ago)

    def workday(self, ago: int) -> date:
        """The day so many days before today; in a weekend the Friday before it, ahead the Monday after it."""
        day = self.day(ago)
        if ago > 0:
            return friday(day)
        return day if ago == 0 or day.weekday() < SATURDAY else day + timedelta(days=7 - day.weekday())

    def at(self, day: date, hour: int | None = None) -> datetime:
        """A moment in office hours on a day."""
        hours = self.chance.choice((9, 10, 11, 13, 14, 15, 16)) if hour is None else hour
        return datetime.combine(day, time(hours, self.chance.choice((0, 15, 30, 45))), HERE)

    def next_of(self, pool: str, part: str) -> Any:  # noqa: ANN401 - a name, or a prefix with a name
        """One of a list by chance; none comes back before all have had their turn."""
        left = self.shuffled.setdefault((pool, part), [])
        if not left:
            left += self.names[pool][part]
            self.chance.shuffle(left)
        return left.pop()

    def next_of_street(self) -> str:
        """A street of the neighbourhood."""
        return str(self.chance.choice(self.names["streets"]))

    def worker_for(self, told: _Told) -> Worker:
        """Who takes this household on; some have more than they should."""
        if told.kind == "youth":
            return next(worker for worker in self.workers if worker.function is WorkerFunction.YOUTH_COACH)
        if told.kind == "debt":
            return max(zip(self.shares, self.workers, strict=True), key=lambda pair: pair[0])[1]
        return self.chance.choices(self.workers, self.shares)[0]

    def settle(self, number: int, told: _Told) -> None:
        """Let a household live here with all that happened to it."""
        family = _Family(self, number, told)
        family.tell()
        self.families[told.key or str(number)] = family

    def _bsns(self) -> list[str]:
        numbers = [f"9999{n:05d}" for n in range(100_000)]
        self.chance.shuffle(numbers)
        return numbers

    def bsn(self) -> str:
        """A citizen service number that nobody has."""
        while not bsn_rules.is_valid(number := self.bsns.pop()):
            pass
        return number


class _Family:
    """One household while its story is turned into records."""

    def __init__(self, street: _Neighbourhood, number: int, told: _Told) -> None:
        self.street = street
        self.chance = street.chance
        self.number = number
        self.told = told
        self.worker = street.worker_for(told)
        self.deputy = self.chance.choice([w for w in street.workers[:4] if w is not self.worker])
        self.received_on = street.workday(told.ago)
        self.home_id = HouseholdId(street.id())
        self.people: list[home.Resident] = []
        self.roles: list[str] = []
        self.children: list[home.Resident] = []
        self.around: list[home.NetworkMember] = []
        self.words: dict[str, str] = {"worker": self.worker.name.split()[0]}
        self.speakers: dict[str, Record] = {}
        self.notes: dict[tuple[str, str], talk.Note] = {}

    def has(self, trait: str) -> bool:
        """Whether the story has something special."""
        return trait in self.told.traits

    def add(self, kind: type[R], /, **facts: Any) -> R:  # noqa: ANN401 - the fields of any record
        """Keep a record of this household."""
        return self.street.add(kind, household=self.home_id, **facts)

    def say(self, key: str) -> str:
        """What is written at many households, of several ways to say it one by chance."""
        phrase = self.street.phrases[key]
        return self.fill(phrase if isinstance(phrase, str) else self.chance.choice(phrase))

    def after(self, days: int) -> date:
        """The working day so many days after the request, or yesterday when that has not come yet."""
        day = min(self.received_on + timedelta(days=days), max(self.street.day(1), self.received_on))
        return max(friday(day), self.received_on)

    def fill(self, text: str) -> str:
        """The text with the first names of this household."""
        return text.format_map(self.words)

    def tell(self) -> None:
        """Turn the whole story into records."""
        self.move_in()
        self.know_each_other()
        self.live_somewhere()
        self.take_care()
        self.ask()
        if self.told.phase not in _UNTALKED:
            first = self.hold(self.talked_on(), self.told.said, 0)
            second = self.hold(self.evaluated_on(), self.told.later, 2) if self.told.later else None
            self.assess(first)
            self.share(first)
            if self.told.strengths:
                self.plan(second or first)
        self.plan_work()

    # ------------------------------------------------------------------------------------------ people

    def move_in(self) -> None:
        """The household and who lives there."""
        for code in self.told.people:
            self.people.append(self.person(code))
            self.roles.append(code.split()[1])
        shared = self.street.families.get(self.told.shares)
        self.children = [p for p, role in zip(self.people, self.roles, strict=True) if role in _CHILDREN]
        if shared:
            self.children += [p for p, role in zip(shared.people, shared.roles, strict=True) if role == "child"]
        for number, resident in enumerate(self.people):
            self.call(f"p{number + 1}", resident.first_name, resident)
        for key, resident in zip("ab", self.people, strict=False):
            self.call(key, resident.first_name, resident)
        for number, resident in enumerate(self.children):
            self.call(f"c{number + 1}", resident.first_name, resident)
        self.household()
        for number, (resident, role) in enumerate(zip(self.people, self.roles, strict=True)):
            self.street.records.append(resident)
            self.add(
                home.Membership,
                resident=resident.id,
                role=_ROLES.get(role, role),
                is_main=role != "former",
                days=self.say("days_here") if self.has("two_homes") and role == "child" else "",
                from_on=self.street.day(self.told.ago + 700) if self.number % 3 else None,
                until_on=self.street.day(self.told.ago + 40) if role == "former" else None,
                position=number,
            )
        for number, child in enumerate(self.children[len(self.children) - len(shared_children(self)) :]):
            self.add(
                home.Membership,
                resident=child.id,
                role="child",
                is_main=False,
                days=self.say("days_there"),
                from_on=self.street.day(400),
                position=len(self.people) + number,
            )

    def call(self, key: str, name: str, speaker: Record) -> None:
        """Let a story speak of somebody by a letter."""
        self.words[key] = name
        self.speakers[key] = speaker

    def person(self, code: str) -> home.Resident:
        """Somebody as `f34 adult` says: sex, age and place in the household."""
        sex_and_age, role = code.split()
        sex, age = sex_and_age[0], int(sex_and_age[1:])
        if role == "only":
            return home.Resident(id=ResidentId(self.street.id()), first_name="Robin")
        pool = self.names_of(role)
        old = age >= 60 and f"{sex}_old" in self.street.names[pool]
        first = self.street.next_of(pool, f"{sex}_old" if old else sex)
        prefix, last = self.surname(sex, role, pool)
        facts: dict[str, Any] = {}
        if self.has("long_names"):
            first = f"{first}-{self.street.next_of('nl', sex)} {self.street.next_of('nl', sex)}"
            prefix, last = "van den", "Schimmelpenninck-Oosterwijk tot Nijenbeek-Heuvelrug en Beekdal"
        if role == "partner" and sex == "f" and age > 50 and self.people:
            other = self.people[0]
            facts |= {"partner_prefix": other.prefix, "partner_name": other.birth_name, "name_use": "partner_own"}
        born = date(self.street.today.year - age - 1, 1, 1) + timedelta(days=self.chance.randrange(360))
        if age == 0:
            born = self.street.day(70)
        written = born.isoformat()
        if self.has("partial_birth"):
            written = written[:4] if not self.people else written[:7]
        needs = [t for t in self.told.traits if t in ("large_print", "read_aloud", "pictograms", "interpreter")]
        if role in _PARENTS and not self.people:
            facts |= {"reading_needs": needs, "own_health": self.chance.choice(["good", "good_despite", "fair", None])}
            facts |= {"travel": self.say("travel")}
        if role in _PARENTS or role in ("grandparent", "adult_child"):
            facts |= {"form_of_address": {"f": "madam", "m": "sir"}[sex], "language": self.names_of_language()}
        else:
            facts |= {"form_of_address": "first_name"}
            facts |= {
                "daily": self.say("small_school") if 3 < age < 13 else self.say("large_school") if age > 12 else ""
            }
        if self.has("died") and not self.people:
            facts["died_on"] = self.street.day(55).isoformat()
        return home.Resident(
            id=ResidentId(self.street.id()),
            first_name=first,
            given_names=first.replace("-", " "),
            prefix=prefix,
            birth_name=last,
            born_on=written,
            bsn=self.street.bsn() if self.has("bsn") and role in (*_PARENTS, "adult_child", "child") else "",
            **facts,
        )

    def names_of(self, role: str) -> str:
        """The list of names from which somebody is called."""
        return "nl" if self.told.names == "long" or (role == "lodger") else self.told.names

    def names_of_language(self) -> str:
        """The language spoken at home, where it is not Dutch."""
        return str(self.street.names.get(self.told.names, {}).get("language", "")) if self.has("interpreter") else ""

    def surname(self, sex: str, role: str, pool: str) -> tuple[str, str]:
        """A surname: children and grandparents share it with somebody who came before them."""
        if role in (*_CHILDREN, "grandparent") and self.people:
            fathers = [p for p, code in zip(self.people, self.told.people, strict=False) if code[0] == "m"]
            parent = (fathers or self.people)[0] if role != "adult_child" or sex != "f" else self.people[0]
            return parent.prefix, parent.birth_name
        prefix, last = self.street.next_of(pool, "last")
        return prefix, last

    def household(self) -> None:
        """The household itself."""
        phase = self.told.phase
        with in_language("nl"):
            label = household_label(self.people)
        self.area = self.chance.choice(self.street.names["areas"])
        self.street_name = self.street.next_of_street()
        if label in self.street.labels:
            label = f"{label} ({self.street_name})"
        self.street.labels.add(label)
        state = {"stand_by": "stand_by", "closed": "closed", "withdrawn": "closed", "advice": "closed"}.get(
            phase, "open"
        )
        weight = "crisis" if self.told.urgent else "heavy" if len(self.people) > 4 or self.has("flag_running") else ""
        safe = self.has("safe_contact")
        self.street.add(
            home.Household,
            id=self.home_id,
            label=label,
            state=state,
            weight=weight or ("light" if self.told.simple else "regular"),
            plan_coordinator=None if phase == "new" and self.told.ago < 2 else self.worker.id,
            deputy=None if phase in _UNTALKED else self.deputy.id,
            area=self.area,
            reach=self.told.reach or (self.say("reach_unknown") if self.has("first_name_only") else ""),
            not_by=["post", "text_message", "visit"] if safe else [],
            safe_contact=self.say("safe_contact") if safe else "",
            preferred_place=self.say("preferred_place"),
            preferred_time=self.say("preferred_time"),
            first_this=self.say("first_urgent") if self.told.urgent else "",
            started_on=self.received_on,
            ended_on=self.closed_on() if state == "closed" else None,
        )

    def know_each_other(self) -> None:
        """Relations, parental authority and the network."""
        parents = [p for p, role in zip(self.people, self.roles, strict=True) if role in _PARENTS]
        shared = shared_children(self)
        for child in self.children:
            for parent in parents:
                known = "shared" if len(parents) > 1 or shared or self.has("two_homes") else "unknown"
                self.relate(parent, "parent", child, authority=known)
        if len(parents) > 1:
            self.relate(parents[0], "former_partner" if "former" in self.roles else "partner", parents[1])
        other = self.street.families.get(self.told.shares)
        if other:
            self.relate(self.people[0], "former_partner", other.people[0], note=self.say("about_children"))
        if self.has("carer"):
            carer = self.people[1] if self.roles[-1] == "adult_child" else self.people[0]
            cared = next(p for p in reversed(self.people) if p is not carer)
            self.relate(carer, "cares_for", cared)
        for number, (kind, relation, can_do, tie) in enumerate(self.told.network):
            is_man = relation.split(maxsplit=1)[0] in self.street.names["around"]["men"]
            pool = kind if kind in ("volunteer", "school") else "m" if is_man else "f"
            name = self.street.next_of("around", pool)
            member = self.add(
                home.NetworkMember,
                name=home.capital(name),
                kind=kind,
                relation=self.fill(relation),
                kind_of_help=self.fill(relation) if kind == "professional" else "",
                can_do=self.fill(can_do),
                may_be_asked={"strong": True, "tense": False}.get(tie),
                tie=tie,
                position=number,
            )
            self.around.append(member)
            self.call(f"n{number + 1}", member.name, member)

    def relate(self, one: home.Resident, kind: str, other: home.Resident, **facts: str) -> None:
        """What one person is to another."""
        self.street.add(home.Relation, resident=one.id, kind=kind, to_resident=other.id, **facts)

    def live_somewhere(self) -> None:
        """Addresses, phone numbers and e-mail."""
        city = self.street.names["city"]
        postcode = f"{self.chance.choice(self.street.names['postcodes'])} {self.chance.choice(['SA', 'SD', 'SS'])}"
        number = str(self.chance.randrange(1, 180)) + self.chance.choice(["", "", "", "A", " 2 hoog"])
        here = {"street": self.street_name, "number": number, "postcode": postcode, "city": city}
        if self.has("no_fixed_address"):
            self.add(home.Address, kind="no_fixed", city=city, note=self.say("no_place"))
            self.add(home.Address, kind="post", street="Lindeplein", number="1", postcode="6499 SS", city=city)
        elif not self.has("first_name_only"):
            secret = self.has("secret_address")
            self.add(home.Address, **here, is_secret=secret, from_on=self.street.day(self.told.ago + 200))
            if secret:
                self.add(home.Address, kind="post", street="Postbus", number="12", postcode="6499 SA", city=city)
        if self.told.phase == "stand_by":
            old = {**here, "street": self.street.next_of_street(), "until_on": self.street.day(self.told.ago + 201)}
            self.add(home.Address, **old)
        if self.has("first_name_only"):
            return
        for place, resident in enumerate(self.people):
            if self.roles[place] in (*_PARENTS, "adult_child"):
                phone = f"06 00{self.chance.randrange(300_000, 999_999)}"
                self.street.add(home.ContactPoint, resident=resident.id, value=phone)
            if place == 0 and self.number % 4 == 1:
                mail = f"huis{self.number}@voorbeeld.example"
                self.street.add(home.ContactPoint, resident=resident.id, value=mail, position=1)
            if place == 0 and self.has("safe_contact"):
                self.street.add(
                    home.ContactPoint,
                    resident=resident.id,
                    value=f"06 00{self.chance.randrange(300_000, 999_999)}",
                    is_safe=False,
                    note=self.say("unsafe_phone"),
                    position=2,
                )

    def take_care(self) -> None:
        """Safety marks, incidents, statements and what is done differently."""
        day = self.street.day
        if self.has("flag_running"):
            reason = self.say("flag_running")
            flag = {"reason": reason, "since_on": self.after(4), "review_on": day(-5), "until_on": day(-150)}
            self.add(home.SafetyFlag, measure="in_pairs", **flag)
        if self.has("flag_dog"):
            reason = self.say("flag_dog")
            self.add(home.SafetyFlag, measure="dog", reason=reason, since_on=self.received_on, review_on=day(-170))
        if self.has("flag_ended"):
            flag = {"since_on": self.after(3), "review_on": self.after(60), "until_on": self.after(60)}
            self.add(home.SafetyFlag, measure="call_first", reason=self.say("flag_ended"), **flag)
        if self.has("incident"):
            self.add(
                home.Incident,
                happened_at=self.street.at(self.after(8)),
                worker=self.worker.id,
                what=self.say("incident"),
                done=self.say("incident_done"),
                review_on=day(-6),
            )
        for kind, who, text, source in self.told.statements:
            self.add(
                home.Statement,
                kind=kind,
                resident=getattr(self.speakers[who], "id", None),
                text=self.fill(text),
                source=self.fill(source),
                stated_on=self.after(9),
                asks_medical_advice=kind == "health",
            )
        if self.told.phase == "handed_over" or self.told.urgent:
            what, reason = self.say("urgent_first"), self.say("urgent_why")
            if self.told.phase == "handed_over":
                what, reason = (
                    self.say("two_coaches"),
                    self.say("two_coaches_why"),
                )
            self.add(home.Deviation, what=what, reason=reason, worker=self.worker.id, decided_on=self.after(2))

    # ------------------------------------------------------------------------------------------- request

    def talked_on(self) -> date:
        """The day of the first conversation."""
        return self.after(1 if self.told.urgent else 6)

    def assessed_on(self) -> date:
        """The day on which the assessment was finished."""
        return self.after(min(26, self.told.ago - 5))

    def evaluated_on(self) -> date:
        """The day of the second conversation."""
        return self.after(self.told.ago * 2 // 3)

    def closed_on(self) -> date:
        """The day on which it was closed."""
        ago = self.told.ago
        return self.after(ago // 2 if ago > 60 else max(ago - 2, 0))

    def ask(self) -> None:
        """The request and all that happened on its route."""
        told = self.told
        received_at = self.street.at(self.received_on)
        late = timedelta(days=2) if self.has("from_paper") else timedelta()
        names = {"resident": "", "other": self.say("shelter")}
        self.request = self.add(
            requests.RequestNotification,
            received_at=received_at,
            typed_at=received_at + late,
            from_paper=self.has("from_paper"),
            kind=told.kind,
            channel=told.channel,
            notifier_role=told.notifier,
            notifier_name=names.get(told.notifier, told.contact.split(",")[0]),
            notifier_organisation=told.organisation,
            notifier_contact=told.contact,
            about=self.people[0].id,
            question=told.question,
            is_urgent=bool(told.urgent),
            urgent_reason=told.urgent,
            is_simple=told.simple,
            answer=told.answer,
            worker=None if told.phase == "new" and told.ago < 2 else self.worker.id,
        )
        for kind, day, until in self.events():
            note = self.say("incomplete") if kind == "asked_to_complete" else ""
            self.add(
                requests.RequestEvent,
                request=self.request.id,
                kind=kind,
                on=day,
                until_on=until,
                note=note,
                worker=self.worker.id,
            )

    def events(self) -> list[tuple[str, date, date | None]]:
        """What happened on the route, with its day."""
        phase, ago = self.told.phase, self.told.ago
        found: list[tuple[str, date, date | None]] = []

        def on(kind: str, day: date, until: date | None = None) -> None:
            found.append((kind, day, until))

        if phase == "receipt_late" or (phase in ("new", "urgent", "urgent_late") and ago < 2):
            return found
        # Some were confirmed too late: that must show as well.
        on("receipt_confirmed", self.after(7 if phase == "talks_late" else 1))
        on("personal_plan_told", self.after(1))
        on("client_support_told", self.after(1))
        if self.has("personal_plan"):
            on("personal_plan_received", self.after(5))
        if phase == "urgent_helped":
            on("urgent_help_started", self.received_on)
        if phase in ("advice", "withdrawn"):
            on("closed" if phase == "advice" else "withdrawn", self.closed_on())
        if phase in _UNTALKED:
            return found
        on("first_talk_held", self.talked_on())
        if phase == "extension":
            on("extension_agreed", self.after(40))
        if phase in _IN_TALKS:
            return found
        on("assessment_finished", self.assessed_on())
        if phase != "plan":
            on("report_sent", self.after(28))
            on("report_returned", self.after(33))
        if phase in _APPLIED or (phase in _HELPED and self.told.kind == "wmo"):
            on("application_received", self.after(_APPLIED_AFTER.get(phase, 34)))
        match phase:
            case "decision_suspended":
                on("asked_to_complete", self.after(45), self.received_on + timedelta(days=75))
            case "decision_completed":
                on("asked_to_complete", self.after(44), self.received_on + timedelta(days=60))
                on("completed", self.after(53))
            case "decision_delay":
                on("delay_agreed", self.after(50), self.received_on + timedelta(days=85))
            case _:
                pass
        if phase in _HELPED:
            on("decision_made", self.after(54 if self.number % 5 == 0 else 44))
            on("help_started", self.after(58))
        if self.told.later and phase in _HELPED:
            on("evaluated", self.evaluated_on())
        if phase == "closed":
            on("closed", max(self.closed_on(), self.after(60)))
        return found

    # -------------------------------------------------------------------------------------- conversation

    def hold(self, day: date, said: dict[str, list[list[str]]], score_at: int) -> talk.Conversation:
        """A conversation with who sat there, own words, scores and notes; `score_at` picks the scores of that time."""
        told, first = self.told, score_at == 0
        held_at = self.street.at(day)
        is_open = told.phase == "talks" and first and told.ago < 10
        held = self.add(
            talk.Conversation,
            request=self.request.id,
            kind="home" if first else "evaluation",
            held_at=held_at,
            typed_at=held_at,
            place="office" if self.has("no_fixed_address") else "home",
            worker=self.worker.id,
            question_behind=self.fill(told.behind) if first else "",
            first_this=self.say("first_debt") if told.kind == "debt" and first else "",
            today_needed=self.fill(told.today) if first else "",
            safety="unsure" if "safety" in said and self.has("flag_running") else "safe",
            safety_note=self.say("safety_note") if self.has("flag_running") else "",
            summary=self.fill(told.summary),
            summary_read_aloud=bool(told.summary),
            finished_at=None if is_open else held_at + timedelta(hours=2),
        )
        self.sit_down(held)
        for topic in {**said, **told.scores} if first else said:
            self.speak(held, topic, said.get(topic, []), score_at)
        if first:
            skipped = next(t for t in Topic if t.value not in said and t.value not in told.scores)
            self.add(talk.TopicTalk, conversation=held.id, topic=skipped, is_not_now=True)
            for line, (kind, topic, text) in enumerate(told.notes):
                self.note(held, kind, topic, text, line)
        return held

    def sit_down(self, held: talk.Conversation) -> None:
        """Who sat at the table."""
        place = 0
        for resident, role in zip(self.people, self.roles, strict=True):
            age = home.age_on(resident.born_on, self.street.today)
            if age is not None and age < 8:
                continue
            seat = "child" if role in ("child", "foster_child") else "resident"
            self.add(talk.Participant, conversation=held.id, role=seat, resident=resident.id, position=place)
            place += 1
        if self.around and self.number % 2:
            friend = {"network_member": self.around[0].id, "name": self.around[0].name}
            self.add(talk.Participant, conversation=held.id, role="network", **friend, position=place)
            place += 1
        if self.has("interpreter"):
            self.add(
                talk.Participant, conversation=held.id, role="interpreter", name=self.say("interpreter"), position=place
            )
            place += 1
        if self.has("secret_address"):
            self.add(
                talk.Participant,
                conversation=held.id,
                role="client_supporter",
                name=self.say("client_supporter"),
                position=place,
            )

    def speak(self, held: talk.Conversation, topic: str, said: Sequence[Sequence[str]], score_at: int) -> None:
        """One topic: scores, the coach's note and what was literally said."""
        scores = self.told.scores.get(topic, [])
        now = scores[score_at : score_at + 1] or scores[:1]
        coach = scores[1] if len(scores) > 1 and score_at == 0 else None
        self.add(
            talk.TopicTalk,
            conversation=held.id,
            topic=topic,
            coach_note=self.fill(self.told.coach.get(topic, "")) if score_at == 0 else "",
            resident_score=now[0] if now else None,
            coach_score=coach,
            runs_in_family=self.number % 9 == 4,
        )
        for place, (who, words) in enumerate(said):
            facts = {**self.who(who), "said_by": self.words[who], "words": self.fill(words), "position": place}
            self.add(talk.OwnWords, conversation=held.id, topic=topic, **facts)

    def who(self, key: str) -> dict[str, Any]:
        """The person behind a letter of the story, as a field of a record."""
        speaker = self.speakers[key]
        if isinstance(speaker, home.NetworkMember):
            return {"network_member": speaker.id}
        return {"resident": getattr(speaker, "id", None)}

    def note(self, held: talk.Conversation, kind: str, topic: str, text: str, line: int) -> None:
        """A caught sentence; an agreement becomes a task with its day."""
        due = self.due() if kind == "agreement" else None
        note = self.add(
            talk.Note,
            conversation=held.id,
            topic=topic,
            kind="remark" if kind == "team" else kind,
            text=self.fill(text),
            due_on=due,
            is_team_only=kind == "team",
            written_at=held.held_at,
            worker=self.worker.id,
            line=line,
        )
        self.notes[kind, topic] = note
        if kind == "agreement":
            facts = {"what": self.fill(text), "due_on": due, "source": note.id, "conversation": held.id}
            self.add(task.Task, worker=self.worker.id, request=self.request.id, **facts)

    def due(self) -> date:
        """A day for a task: late, today, soon or later in turn."""
        return self.street.workday((3, 0, -2, -6, -12, 1)[self.number % 6])

    def assess(self, held: talk.Conversation) -> None:
        """The law's part of the conversation; further on the route there is more of it."""
        done = self.told.phase not in _IN_TALKS
        day = self.talked_on()
        facts: dict[str, Any] = {}
        if done:
            form = self.chance.choice(["in_kind", "in_kind", "personal_budget", "none_needed"])
            facts = {
                "identity": "not_shown" if self.has("no_fixed_address") else "identity_card",
                "identity_seen_on": day,
                "care_forms_explained_on": day,
                "care_form": form,
                "care_form_reason": self.say(form),
                "own_strength": self.chance.choice(["present", "partly", "partly", "absent", "cannot_judge"]),
                "professional_help": self.say("professional_help"),
                "step_request": self.told.question,
                "step_problems": self.fill(self.problems()),
                "step_support": self.say("step_support"),
                "step_solutions": self.fill(" ".join(self.told.strengths)),
                "step_individual": self.say("step_individual"),
                "agreed": self.say("disagree") if self.told.disagreement else self.say("agree"),
            }
        assessment = self.add(
            talk.Assessment,
            conversation=held.id,
            personal_plan_told_on=self.after(1),
            personal_plan_received_on=self.after(5) if self.has("personal_plan") else None,
            personal_plan_weighed=self.say("personal_plan") if self.has("personal_plan") else "",
            client_support_told_on=self.after(1),
            client_support="yes" if self.has("secret_address") else "no" if done else "not_yet",
            client_supporter=self.say("client_supporter") if self.has("secret_address") else "",
            experience_expert=self.chance.choice(["yes", "no", "declined", "not_yet"]),
            **facts,
        )
        points = dict(self.street.phrases["points"])
        for letter, texts in points.items() if done else list(points.items())[:2]:
            answer = "not_applicable" if letter == "d" and not self.has("carer") else "yes"
            text_here = "" if answer == "not_applicable" else self.chance.choice(texts)
            self.add(talk.AssessmentPoint, assessment=assessment.id, point=letter, discussed=answer, text=text_here)

    def problems(self) -> str:
        """What does not work now: the summary without its first sentence, which only says who it is about."""
        sentences = self.told.summary.split(". ")
        return ". ".join(sentences[1:3]).rstrip(".") + "." if len(sentences) > 1 else self.told.question

    def share(self, held: talk.Conversation) -> None:
        """What may be shared with whom."""
        day = self.talked_on()
        who = {"conversation": held.id, "resident": self.people[0].id}
        refuses = self.has("consent_no") or self.number % 7 == 3
        self.add(
            sharing.Consent,
            **who,
            recipient=self.say("doctor"),
            topics=["health", "plan"],
            purpose=self.say("doctor_purpose"),
            answer="no" if refuses else "yes",
            given_how="signed" if self.number % 2 else "spoken",
            given_on=day,
            until_on=None if refuses else day + timedelta(days=365),
            withdrawn_on=self.after(20) if self.has("withdrawn_consent") or self.number % 11 == 5 else None,
        )
        if self.told.kind == "debt":
            facts = {"recipient": self.say("bank"), "topics": ["money", "name_address"]}
            self.add(sharing.Consent, **who, **facts, purpose=self.say("bank_purpose"), answer="yes", given_on=day)
        elif self.children:
            self.add(
                sharing.Consent,
                **who,
                recipient=self.say("school"),
                topics=["children"],
                purpose=self.say("school_purpose"),
            )

    # ---------------------------------------------------------------------------------------------- plan

    def plan(self, held: talk.Conversation) -> None:
        """The plan: what goes well, what we want, goals and agreements."""
        told, made_on = self.told, max(self.assessed_on(), held.held_at.date())
        ahead = {"quiet": 110, "running": 4 - self.number % 12, "closed": 60}.get(told.phase, -9 - self.number % 20)
        evaluation = self.street.workday(ahead)
        plan = self.add(
            plans.HouseholdPlan,
            made_on=made_on,
            evaluation_at=self.street.at(evaluation) if told.phase != "closed" else None,
            evaluation_place=self.say("at_your_home") if told.phase != "closed" else "",
            disagreement=told.disagreement,
            safe_at_home="no" if self.has("safe_contact") or self.has("secret_address") else "yes",
        )
        strengths = [note for (kind, _), note in self.notes.items() if kind == "strength"]
        for place, text in enumerate(told.strengths):
            source = strengths[place].id if place < len(strengths) else None
            self.add(plans.PlanStrength, plan=plan.id, text=self.fill(text), source=source, position=place)
        for place, (who, words) in enumerate(told.wishes):
            facts = {**self.who(who), "said_by": self.words[who], "words": self.fill(words), "position": place}
            self.add(plans.PlanWish, plan=plan.id, **facts)
        goals: dict[str, plans.Goal] = {}
        for place, (topic, words, smart, *state) in enumerate(told.goals):
            goals[topic] = self.add(
                plans.Goal,
                plan=plan.id,
                topic=topic,
                words=self.fill(words),
                smart=self.fill(smart),
                resident=self.whose(words),
                state=state[0] if state else "open",
                reason=self.say("reached") if state == ["reached"] else "",
                start_score=told.scores.get(topic, [None])[0],
                target_score=4,
                target_on=evaluation if evaluation > self.street.today else None,
                position=place,
            )
        for place, action in enumerate(told.actions):
            self.agree(plan, goals, place, *action)

    def whose(self, words: str) -> ResidentId | None:
        """Whose goal it is: of the one person it names, else of the first of the household."""
        named = re.findall(r"\{([a-z]\d?)\}", words)
        resident: ResidentId | None = self.who(named[0]).get("resident") if len(named) == 1 else None
        return resident or self.people[0].id

    def told_result(self, state: str, place: int) -> str:
        """How an agreement went, in a resident's words; within one plan nothing is said twice."""
        if state == "done":
            ways = self.street.phrases["done"]
            return str(ways[(self.number * 5 + place) % len(ways)])
        return self.say(state) if state == "not_done" else ""

    def agree(
        self,
        plan: plans.HouseholdPlan,
        goals: dict[str, plans.Goal],
        place: int,
        who: str,
        topic: str,
        what: str,
        days: int,
        state: str,
    ) -> None:
        """One agreement; what a worker promised becomes a task as well."""
        done = state == "done"
        day = self.street.workday(2 if done and days > 0 else -days)
        owner: dict[str, Any]
        match who.split(":"):
            case ["pro", help_kind, organisation]:
                owner = {"owner_kind": "professional", "kind_of_help": help_kind, "organisation": organisation}
                owner["kind"] = "professional_help"
            case ["worker"]:
                owner = {"owner_kind": "worker", "worker": self.worker.id, "owner_name": self.words["worker"]}
            case ["volunteer"]:
                owner = {"owner_kind": "volunteer", "kind": "volunteer_help", "kind_of_help": self.say("volunteer")}
            case ["open"]:
                owner = {"owner_kind": "open"}
            case ["all"]:
                owner = {"owner_kind": "household"}
            case _:
                kind = "network" if who.startswith("n") else "resident"
                owner = {**self.who(who), "owner_kind": kind, "owner_name": self.words[who]}
        source = self.notes.get(("agreement", topic))
        action = self.add(
            plans.PlanAction,
            plan=plan.id,
            goal=goals[topic].id if topic in goals else None,
            topic=topic,
            what=self.fill(what),
            due_on=day,
            state=state or "planned",
            done_on=day if done else None,
            result=self.told_result(state, place),
            source=source.id if source else None,
            position=place,
            **owner,
        )
        if who == "worker" and self.told.phase not in ("closed", "stand_by"):
            facts = {"what": self.fill(what), "due_on": day, "done_on": day if done else None}
            self.add(task.Task, worker=self.worker.id, plan_action=action.id, request=self.request.id, **facts)

    def plan_work(self) -> None:
        """Tasks and appointments that belong to the phase."""
        phase, day = self.told.phase, self.street.workday

        def do(kind: str, what: str, due: date, **facts: Any) -> None:  # noqa: ANN401 - fields of a task
            self.add(task.Task, kind=kind, what=what, due_on=due, worker=self.worker.id, **facts)

        if phase in ("new", "receipt_late"):
            do("call_back", self.say("call_back"), day(0 if self.told.ago < 5 else self.told.ago - 5))
        if phase in ("urgent", "urgent_late"):
            do("today", f"{self.say('today')}: {self.told.urgent}", day(0 if phase == "urgent" else 3))
        if any(kind == "health" for kind, *_ in self.told.statements):
            do("medical_advice", self.say("medical_advice"), day(-7))
        if self.has("flag_running") or self.has("incident"):
            do("review", self.say("review"), day(-5))
        if phase == "handed_over":
            do("task", self.say("handover"), day(6), done_on=day(6))
        if phase == "quiet":
            do("task", self.say("call_again"), day(40))
        if phase in (*_IN_TALKS, "plan", "plan_sent"):
            # Some sit at the table today, the others in the days that come.
            ahead = (0, 1, 2, 0, 3, 4)[self.number % 6]
            hour = (9, 10, 11, 13, 14, 15, 16)[self.number % 7]
            self.add(
                task.Appointment,
                at=self.street.at(day(-ahead), hour),
                what=self.say("kitchen_table") if phase in _IN_TALKS else self.say("read_plan"),
                place=self.say("team_place")
                if self.has("no_fixed_address") or self.has("secret_address")
                else self.say("home_place"),
                worker=self.worker.id,
            )
        if phase == "handed_over":
            self.add(task.Appointment, at=self.street.at(day(6), 10), what=self.say("meet"), worker=self.worker.id)
        if phase == "running" and self.number % 2:
            facts = {"what": self.say("how_are_you"), "minutes": 30, "is_cancelled": self.number % 4 == 1}
            self.add(task.Appointment, at=self.street.at(day(-2), 13), worker=self.worker.id, **facts)


SATURDAY = 5


def friday(day: date) -> date:
    """The day itself, or the Friday before it in a weekend."""
    return day - timedelta(days=max(day.weekday() - SATURDAY + 1, 0))


_APPLIED_AFTER = {"decision_suspended": 40, "decision_completed": 41, "decision_late": 38, "decision_delay": 45}


def shared_children(family: _Family) -> list[home.Resident]:
    """The children of another household who also live in this one."""
    other = family.street.families.get(family.told.shares)
    if other is None:
        return []
    return [p for p, role in zip(other.people, other.roles, strict=True) if role == "child"]
