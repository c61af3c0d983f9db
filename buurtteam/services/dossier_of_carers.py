"""What must hold of carers in a dossier: their records stand in their own household, and of each there is one."""

from collections.abc import Collection, Iterator

from buurtteam.domain.care import Appreciation, Care, Carer, CarerTalk, CrisisAgreement
from buurtteam.domain.case import Postponement
from buurtteam.domain.dossier import SECTIONS, Dossier
from buurtteam.domain.household import Relation, RelationKind
from buurtteam.domain.kinds import ResidentId
from buurtteam.domain.record import Record
from buurtteam.domain.words import N_
from buurtteam.storage.store import Store
from buurtteam.storage.tables import id_of

_OF_A_PERSON = ("carers", "carer_talks", "measurements", "carer_supports", "appreciations", "care_paths")
_OF_A_CARE = ("cares", "crisis_agreements")
_ONE_OF: dict[type[Record], tuple[str, ...]] = {
    Carer: ("resident",),
    Care: ("relation",),
    Appreciation: ("resident", "year"),
}
"""Of these there is one for each person, care or year."""
_ELSEWHERE = N_("This person is not in the household. What is known of a carer stands in the carer's own household.")
_TWICE = N_("This is known already under another id. Of each person, each care and each year there is one.")


def faults_of_carers(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Where a dossier writes about a carer who does not live in its household, or twice the same; with a sentence."""
    members = {each.resident for each in dossier.memberships}
    caring = {each.id: each.resident for each in dossier.relations if each.kind is RelationKind.CARES_FOR}
    for section in _OF_A_PERSON:
        for number, record in enumerate(getattr(dossier, section)):
            if record.resident not in members:
                yield f"{section}[{number}].resident", _ELSEWHERE
    for section in _OF_A_CARE:
        for number, record in enumerate(getattr(dossier, section)):
            if record.relation not in caring:
                yield f"{section}[{number}].relation", N_("This is not about a care of this dossier.")
            elif caring[record.relation] not in members:
                yield f"{section}[{number}].relation", _ELSEWHERE
    seen: set[tuple[object, ...]] = set()
    for path, record in _ones(dossier):
        if _key(record) in seen:
            yield path, _TWICE
        seen.add(_key(record))


def leave_out_elsewhere(found: dict[type[Record], list[Record]], members: Collection[ResidentId | None]) -> None:
    """Take out what is left here of a carer who lives in another household and was taken out of this one."""
    caring = {each.id: each.resident for each in found[Relation] if isinstance(each, Relation)}

    def lives_here(record: Record) -> bool:
        if isinstance(record, Care | CrisisAgreement):
            return caring.get(record.relation) in members
        return getattr(record, "resident", None) in members

    for section in (*_OF_A_PERSON, *_OF_A_CARE):
        kind = SECTIONS[section]
        found[kind] = [each for each in found[kind] if lives_here(each)]
    talks = {id_of(each) for each in found[CarerTalk]}
    found[Postponement] = [
        each for each in found[Postponement] if not isinstance(each, Postponement) or each.carer_talk in {None, *talks}
    ]


def doubles_in_file(store: Store, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Where a dossier brings along what the file knows under another id; with a sentence."""
    for path, record in _ones(dossier):
        kind = type(record)
        stored = store.of(kind, **{name: getattr(record, name) for name in _ONE_OF[kind]})
        if any(id_of(each) != id_of(record) for each in stored):
            yield path, _TWICE


def _ones(dossier: Dossier) -> list[tuple[str, Record]]:
    return [
        (f"{section}[{number}]", record)
        for section, kind in SECTIONS.items()
        if kind in _ONE_OF
        for number, record in enumerate(getattr(dossier, section))
    ]


def _key(record: Record) -> tuple[object, ...]:
    return type(record), *(getattr(record, name) for name in _ONE_OF[type(record)])
