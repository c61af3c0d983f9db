"""What is good to know for a carer: leave, schemes and where to talk, with source and date, chosen by what is known."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from buurtteam.domain.ages import AOW, exact_birth, is_minor
from buurtteam.domain.calendar import add_months
from buurtteam.domain.care import YOUNG_UNTIL, Care, CareDistance, Carer, CareSituation, CareTie, PowerProof
from buurtteam.domain.caring import is_running, works_too
from buurtteam.domain.household import Livelihood, Membership, Relation, RelationKind, Resident, age_on
from buurtteam.domain.kinds import ResidentId
from buurtteam.paths import resource
from buurtteam.services.law import ages
from buurtteam.services.office import Office
from buurtteam.storage.store import Store
from buurtteam.texts import language

_FRESH_MONTHS = 12


@dataclass(frozen=True)
class Information:
    """One thing that is good to know, in plain words, with where it comes from and when it was looked at."""

    id: str
    title: str
    text: str
    source: str
    as_of: date
    to_check: bool
    """Whether nobody verified it lately: shown as "still to be checked"."""


def information_for(office: Office, resident: ResidentId) -> tuple[Information, ...]:
    """What is good to know for this carer, in the language of now: leave for who works, school for who is young, and so on."""
    with office.reading() as store:
        return information_in(store, resident, office.today())


def information_in(store: Store, resident: ResidentId, today: date) -> tuple[Information, ...]:
    """As `information_for`, within a deed or a look."""
    return information_by(facts_of_carer(store, resident, today), today)


def information_by(facts: frozenset[str], today: date) -> tuple[Information, ...]:
    """What is good to know for a carer of whom these facts are known."""
    tongue = language()
    found = []
    for each in _written():
        if not facts.intersection(each["when"]) or facts.intersection(each.get("not_when", ())):
            continue
        title, text = (each[name].get(tongue, each[name]["en"]) for name in ("title", "text"))
        as_of = each["as_of"]
        to_check = each.get("to_check", False) or today > add_months(as_of, _FRESH_MONTHS)
        found.append(Information(each["id"], title, text, each["source"], as_of, to_check))
    return tuple(found)


def facts_of_carer(store: Store, resident: ResidentId, today: date) -> frozenset[str]:
    """The facts of a carer by which information is chosen, by their names in `information.toml`."""
    person = store.get(Resident, resident)
    carers = store.of(Carer, resident=resident)
    carer = carers[0] if carers else None
    relations = [
        each for each in store.of(Relation, resident=resident, kind=RelationKind.CARES_FOR) if is_running(each, today)
    ]
    cares = store.of(Care, relation=[each.id for each in relations]) if relations else []
    roles = [each.role for each in store.of(Membership, resident=resident)]
    known = {
        "cares": bool(relations) or (carer is not None and carer.cares is True),
        "young": is_minor(person.born_on, today, *roles, under=YOUNG_UNTIL),
        # Where somebody typed what the work is, it is work or school.
        "works": Livelihood.WAGE in person.livelihood or works_too(carer) or (carer is not None and bool(carer.work)),
        "benefit": Livelihood.BENEFIT in person.livelihood,
        "pension": Livelihood.PENSION in person.livelihood or _has_pension_age(person.born_on, today),
        "dementia": any(CareSituation.DEMENTIA in each.situations for each in cares),
        "last_phase": any(CareSituation.LAST_PHASE in each.situations for each in cares),
        "same_home": any(each.distance is CareDistance.SAME_HOME for each in cares),
        "intensive": any(each.is_intensive for each in cares),
        "parent_for_child": any(each.tie is CareTie.PARENT_FOR_CHILD for each in cares),
        "speaks_for": any(each.power in _SPEAKS for each in cares),
    }
    return frozenset(name for name, holds in known.items() if holds)


def _has_pension_age(born_on: str, today: date) -> bool:
    """Whether somebody reached the age of the state pension; where the day of birth is not known, counted in whole years."""
    birth, age = exact_birth(born_on), age_on(born_on, today)
    if birth is not None:
        return ages().has_reached(birth, AOW, today)
    return age is not None and ages().has_reached(date(today.year - age, 1, 1), AOW, today)


_SPEAKS = frozenset({PowerProof.CLAIMED, PowerProof.SEEN, PowerProof.DOUBTED})


@cache
def _written() -> tuple[dict[str, Any], ...]:
    with resource("care", "information.toml").open("rb") as file:
        return tuple(tomllib.load(file)["information"])
