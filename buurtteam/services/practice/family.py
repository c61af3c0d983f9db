"""The people of one household of the practice neighbourhood, where they live and what they look after."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from buurtteam.domain import conversation as talk
from buurtteam.domain import household as home
from buurtteam.domain.calendar import ONE_DAY, add_months
from buurtteam.domain.kinds import HouseholdId, ResidentId, WorkerId
from buurtteam.domain.record import Record
from buurtteam.domain.staff import Worker
from buurtteam.services.households import household_label
from buurtteam.services.practice.street import R, Street
from buurtteam.services.practice.told import UNTALKED, Told
from buurtteam.texts import in_language

PARENTS = ("adult", "partner", "former")
CHILDREN = ("child", "adult_child", "foster_child")
PENSIONED = 70
_ROLES = {"former": "adult", "only": "adult"}


class Family:
    """One household while its story is turned into records."""

    def __init__(self, street: Street, neighbours: Mapping[str, "Family"], number: int, told: Told) -> None:
        self.street = street
        self.neighbours = neighbours
        self.chance = street.chance
        self.number = number
        self.told = told
        self.worker = street.worker_for(told)
        self.deputy = self.chance.choice([w for w in street.workers[:4] if w is not self.worker])
        self.received_on = street.workday(told.ago)
        self.started_on = street.workday(told.earlier.ago) if told.earlier else self.received_on
        self.flags: list[home.SafetyFlag] = []
        self.home_id = HouseholdId(street.id())
        self.people: list[home.Resident] = []
        self.roles: list[str] = []
        self.children: list[home.Resident] = []
        self.around: list[home.NetworkMember] = []
        self.faces = self.fixed_faces()
        self.words: dict[str, str] = {"worker": self.worker.name.split()[0]}
        self.speakers: dict[str, Record] = {}
        self.notes: dict[tuple[str, str], talk.Note] = {}

    def fixed_faces(self) -> list[tuple[Worker, date, date | None]]:
        """Who was the fixed face from when up to and including when; the last one is so now."""
        found: list[tuple[Worker, date, date | None]] = []
        since = self.received_on
        for name, ago in self.told.faces:
            next_one = self.street.workday(ago)
            found.append((self.street.called(name), since, next_one - ONE_DAY))
            since = next_one
        return [*found, (self.worker, since, None)]

    def face_on(self, day: date) -> WorkerId:
        """Whoever was the fixed face on a day, and wrote down what happened then."""
        return next((worker.id for worker, since, _ in reversed(self.faces) if since <= day), self.faces[0][0].id)

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
        return max(self.street.back(day), self.received_on)

    def talked_on(self) -> date:
        """The day of the first conversation."""
        return self.after(1 if self.told.urgent else 6)

    def assessed_on(self) -> date:
        """The day on which the assessment was finished."""
        return self.after(min(26, self.told.ago - 5))

    def evaluated_on(self) -> date:
        """The day of the second conversation."""
        return self.after(self.told.ago // 3 if self.told.phase == "closed" else self.told.ago * 2 // 3)

    def closed_on(self) -> date:
        """The day on which it was closed."""
        ago = self.told.ago
        return self.after(max(ago - 1, 1) if self.told.phase == "advice" else ago // 2)

    def fill(self, text: str) -> str:
        """The text with the first names of this household."""
        return text.format_map(self.words)

    # ------------------------------------------------------------------------------------------ people

    def move_in(self) -> None:
        """The household and who lives there."""
        for code in self.told.people:
            self.people.append(self.person(code))
            self.roles.append(code.split()[1])
        shared = self.neighbours.get(self.told.shares)
        self.children = [p for p, role in zip(self.people, self.roles, strict=True) if role in CHILDREN]
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
        born = add_months(self.street.today, -12 * age) - timedelta(days=self.chance.randrange(1, 360))
        if age == 0:
            born = self.street.day(70)
        written = born.isoformat()
        if self.has("partial_birth"):
            written = written[:4] if not self.people else written[:7]
        needs = [t for t in self.told.traits if t in ("large_print", "read_aloud", "pictograms", "interpreter")]
        if role in PARENTS and not self.people:
            facts |= {"reading_needs": needs, "own_health": self.chance.choice(["good", "good_despite", "fair", None])}
            facts |= {"travel": self.say("travel")}
        if role in PARENTS or role in ("grandparent", "adult_child"):
            facts |= {"form_of_address": {"f": "madam", "m": "sir"}[sex], "language": self.names_of_language()}
        else:
            facts |= {"form_of_address": "first_name"}
            facts |= {
                "daily": self.say("small_school") if 3 < age < 13 else self.say("large_school") if age > 12 else ""
            }
        if self.has("died") and not self.people:
            facts["died_on"] = (self.closed_on() - timedelta(days=12)).isoformat()
        letter = "abcdefghijklmn"[len(self.people)]
        facts["livelihood"] = self.told.lives_on.get(letter, ["pension"] if age >= PENSIONED else [])
        facts["is_labour_migrant"] = True if letter in self.told.migrants else None
        return home.Resident(
            id=ResidentId(self.street.id()),
            first_name=first,
            given_names=first.replace("-", " "),
            prefix=prefix,
            birth_name=last,
            born_on=written,
            bsn=self.street.bsn() if self.has("bsn") and role in (*PARENTS, "adult_child", "child") else "",
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
        if role in (*CHILDREN, "grandparent") and self.people:
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
        kinds = [each.kind for each in self.told.happened]
        is_heavy = self.told.urgent or len(self.people) > 4 or self.has("flag_running")
        weight = "heavy" if is_heavy else ""
        if "crisis_started" in kinds and "crisis_ended" not in kinds:
            weight = "crisis"
        safe = self.has("safe_contact")
        self.street.add(
            home.Household,
            id=self.home_id,
            label=label,
            state=state,
            weight=weight or ("light" if self.told.simple else "regular"),
            plan_coordinator=None if phase == "new" and self.told.ago < 2 else self.worker.id,
            deputy=None if phase in UNTALKED else self.deputy.id,
            area=self.area,
            reach=self.told.reach or (self.say("reach_unknown") if self.has("first_name_only") else ""),
            not_by=["post", "text_message", "visit"] if safe else [],
            safe_contact=self.say("safe_contact") if safe else "",
            preferred_place=self.say("preferred_place"),
            preferred_time=self.say("preferred_time"),
            first_this=self.say("first_urgent") if self.told.urgent else "",
            started_on=self.started_on,
            ended_on=self.closed_on() if state == "closed" else None,
        )

    def know_each_other(self) -> None:
        """Relations, parental authority and the network."""
        parents = [p for p, role in zip(self.people, self.roles, strict=True) if role in PARENTS]
        shared = shared_children(self)
        for child in self.children:
            for parent in parents:
                known = "shared" if len(parents) > 1 or shared or self.has("two_homes") else "unknown"
                self.relate(parent, "parent", child, authority=known)
        if len(parents) > 1:
            self.relate(parents[0], "former_partner" if "former" in self.roles else "partner", parents[1])
        other = self.neighbours.get(self.told.shares)
        if other:
            self.relate(self.people[0], "former_partner", other.people[0], note=self.say("about_children"))
        if self.has("carer") and not self.told.care:
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
            if self.roles[place] in (*PARENTS, "adult_child"):
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
            self.flags.append(self.add(home.SafetyFlag, measure="in_pairs", **flag))
        if self.has("flag_dog"):
            reason = self.say("flag_dog")
            flag = {"reason": reason, "since_on": self.received_on, "review_on": day(-170)}
            self.flags.append(self.add(home.SafetyFlag, measure="dog", **flag))
        if self.has("flag_ended"):
            flag = {"since_on": self.after(3), "review_on": self.after(60), "until_on": self.after(60)}
            self.flags.append(self.add(home.SafetyFlag, measure="call_first", reason=self.say("flag_ended"), **flag))
        if self.has("incident"):
            self.add(
                home.Incident,
                happened_at=self.street.at(self.after(8)),
                worker=self.face_on(self.after(8)),
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
            self.add(
                home.Deviation, what=what, reason=reason, worker=self.face_on(self.after(2)), decided_on=self.after(2)
            )


def shared_children(family: Family) -> list[home.Resident]:
    """The children of another household who also live in this one."""
    other = family.neighbours.get(family.told.shares)
    if other is None:
        return []
    return [p for p, role in zip(other.people, other.roles, strict=True) if role == "child"]
