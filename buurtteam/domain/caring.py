"""What follows from who cares for whom: whether it runs, how heavy it is, and who may speak for a child."""

from collections.abc import Iterable
from datetime import date

from buurtteam.domain.care import (
    YOUNG_UNTIL,
    Care,
    CareDistance,
    CareLeave,
    Carer,
    CareTie,
    is_long,
)
from buurtteam.domain.household import Authority, NetworkKind, Relation, RelationKind, Resident, age_on
from buurtteam.domain.kinds import ResidentId
from buurtteam.domain.words import N_, Choice


class CareMark(Choice):
    """What makes care heavy or asks for something of its own; always derived, never typed."""

    YOUNG = "young", N_("Young carer")
    INTENSIVE = "intensive", N_("Intensive: more than 8 hours a week")
    LONG = "long", N_("Long: more than 3 months")
    WORKING = "working", N_("Works as well")
    DISTANCE = "distance", N_("Cares from a distance")


_FAR = frozenset({CareDistance.WITHIN_HOUR, CareDistance.FURTHER})
PARENTS = frozenset({RelationKind.PARENT, RelationKind.STEP_PARENT, RelationKind.FOSTER_PARENT, RelationKind.GUARDIAN})
"""Who may have authority over a child."""
_TIES = {
    NetworkKind.NEIGHBOUR: CareTie.NEIGHBOUR,
    NetworkKind.FRIEND: CareTie.FRIEND,
    NetworkKind.FAMILY: CareTie.FAMILY,
}


def is_running(relation: Relation, day: date) -> bool:
    """Whether somebody cares for another on a day; on the day on which it ends it is over."""
    return relation.kind is RelationKind.CARES_FOR and (relation.until_on is None or day < relation.until_on)


def has_begun(relation: Relation, day: date) -> bool:
    """Whether somebody cares for another on a day, and not only from a later one on."""
    return is_running(relation, day) and (relation.from_on is None or relation.from_on <= day)


def is_young_carer(resident: Resident, day: date) -> bool:
    """Whether somebody who cares is under eighteen; an unknown age is not."""
    age = age_on(resident.born_on, day)
    return age is not None and age < YOUNG_UNTIL


def works_too(carer: Carer | None) -> bool:
    """Whether a carer has work, or leave from work, beside the care."""
    return carer is not None and (bool(carer.work_hours) or carer.leave not in (None, CareLeave.NONE))


def marks_of(
    relation: Relation, resident: Resident, care: Care | None, carer: Carer | None, day: date
) -> tuple[CareMark, ...]:
    """What follows from what is known of one carer and one person, the heaviest first."""
    found = {
        CareMark.YOUNG: is_young_carer(resident, day),
        CareMark.INTENSIVE: care is not None and care.is_intensive,
        CareMark.LONG: is_long(relation.from_on, day),
        CareMark.WORKING: works_too(carer),
        CareMark.DISTANCE: care is not None and care.distance in _FAR,
    }
    return tuple(mark for mark in CareMark if found[mark])


def tie_between(carer: ResidentId, cared_for: ResidentId, relations: Iterable[Relation]) -> CareTie | None:
    """As what somebody cares, where the relations of the household say it already."""
    for each in relations:
        match each.kind, (each.resident, each.to_resident):
            case RelationKind.PARTNER, (one, other) if {one, other} == {carer, cared_for}:
                return CareTie.PARTNER
            case kind, (one, other) if kind in PARENTS and (one, other) == (carer, cared_for):
                return CareTie.PARENT_FOR_CHILD
            case kind, (one, other) if kind in PARENTS and (one, other) == (cared_for, carer):
                return CareTie.CHILD_FOR_PARENT
            case RelationKind.SIBLING, (one, other) if {one, other} == {carer, cared_for}:
                return CareTie.SIBLING
            case RelationKind.GRANDPARENT, (one, other) if {one, other} == {carer, cared_for}:
                return CareTie.FAMILY
    return None


def tie_of_network(kind: NetworkKind) -> CareTie | None:
    """As what somebody of the network cares, where the kind says it."""
    return _TIES.get(kind)


def with_authority(child: ResidentId, relations: Iterable[Relation], day: date) -> tuple[ResidentId, ...]:
    """Who has authority over a child on a day, as far as known."""
    found = (
        each.resident
        for each in relations
        if each.to_resident == child
        and each.kind in PARENTS
        and each.authority in (Authority.ALONE, Authority.SHARED)
        and (each.until_on is None or day <= each.until_on)
    )
    return tuple(dict.fromkeys(found))
