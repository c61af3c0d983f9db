"""A whole dossier out of the file as JSON, and into a file: all of it or nothing, and twice is the same as once."""

import base64
import binascii
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NoReturn
from uuid import UUID

from pydantic import ValidationError

from buurtteam.domain.case import Closing
from buurtteam.domain.dossier import (
    DOSSIER_FORMAT,
    DOSSIER_VERSION,
    SECTIONS,
    Dossier,
    dossier_schema,
    references,
    refers_to,
)
from buurtteam.domain.evidence import Attachment
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import (
    ContactPoint,
    Household,
    HouseholdState,
    Membership,
    Relation,
    Resident,
    ResidentRecord,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.problem import Problem, faults
from buurtteam.domain.record import Record
from buurtteam.domain.responsibility import Assignment, AssignmentRole
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.words import N_
from buurtteam.services.dossier_of_carers import doubles_in_file, faults_of_carers, leave_out_elsewhere
from buurtteam.services.office import Office
from buurtteam.services.scans import LARGEST_FILE, is_of_kind, is_thumbnail
from buurtteam.storage.attachments import size_of_all
from buurtteam.storage.store import Store
from buurtteam.storage.tables import id_of, to_plain
from buurtteam.texts import problem_text, translate

LARGEST = 50_000_000
"""The most bytes that one dossier may have."""

_MOST_FAULTS = 500
_DEEPEST = 20


@dataclass(frozen=True)
class Fault:
    """What is wrong in one place of a dossier: `residents[2].bsn` and a sentence in the language of now."""

    path: str
    sentence: str


class FaultyDossier(Problem):
    """A dossier that cannot be imported; nothing was. `faults` names every place."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__(
            "faulty_dossier",
            N_("This dossier cannot be imported: {count} places are not right. Nothing was changed."),
            (),
            count=len(found),
        )
        self.faults = tuple(found[:_MOST_FAULTS])


@dataclass(frozen=True)
class Imported:
    """What an import did: how many records of each list were new, changed, or already there."""

    household: HouseholdId
    new: dict[str, int]
    changed: dict[str, int]
    unchanged: dict[str, int]


def schema_text() -> str:
    """The JSON Schema of a dossier, its words in the language of now."""
    return _written(_in_words(dossier_schema()))


def _in_words(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    if isinstance(part, list):
        return [_in_words(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: translate(value) if key in ("title", "description") and isinstance(value, str) else _in_words(value)
        for key, value in part.items()
    }


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


# --------------------------------------------------------------------------------------------- export


def export_dossier(office: Office, household: HouseholdId, *, with_files: bool = True) -> str:
    """The whole dossier of a household as JSON; the same facts give the same text.

    Without its files a scan or photograph comes along as a name and a hash only; where it arrives it says so.
    Raises Problem when the worker may not or it is larger than can be imported, Trouble when the household is not there.
    """
    office.ask(Deed.EXPORT_DOSSIER)
    with office.reading() as store:
        # Written in letters three bytes become four. Asked before any file is read.
        if with_files and size_of_all(store.connection, household) * 4 // 3 > LARGEST:
            raise _too_large_with_files()
        found = _collected(store, household)
    if not with_files:
        found[Attachment] = [each.model_copy(update={"content": b""}) for each in found[Attachment]]
    plain: dict[str, Any] = {"format": DOSSIER_FORMAT, "format_version": DOSSIER_VERSION}
    plain["household"] = to_plain(found[Household][0])
    for section, kind in SECTIONS.items():
        plain[section] = [to_plain(record) for record in sorted(found[kind], key=_place)]
    text = _written(plain)
    if len(text.encode()) > LARGEST:
        if with_files and found[Attachment]:
            raise _too_large_with_files()
        raise Problem(
            "dossier_too_large",
            N_("This dossier is larger than the {most} MB that fit in one file. Nothing was written."),
            most=LARGEST // 1_000_000,
        )
    office.look(Deed.EXPORT_DOSSIER, household)
    return text


def _too_large_with_files() -> Problem:
    return Problem(
        "files_too_large",
        N_(
            "With its scans and photographs this dossier is larger than {most} MB, and nothing was written. "
            "Export it without them; they stay in the team file."
        ),
        most=LARGEST // 1_000_000,
    )


def _is_of_household(kind: type[Record]) -> bool:
    return "household" in kind.model_fields


def _place(record: Record) -> tuple[int, str]:
    return getattr(record, "position", 0), str(id_of(record))


def _collected(store: Store, household: HouseholdId) -> dict[type[Record], list[Record]]:
    """All records of a household, the people it speaks of and the workers it names."""
    found: dict[type[Record], list[Record]] = {Household: [store.get(Household, household)]}
    for kind in SECTIONS.values():
        found[kind] = [*store.of(kind, household=household)] if _is_of_household(kind) else []
    members = sorted({m.resident for m in found[Membership] if isinstance(m, Membership)})
    found[ContactPoint] = [*store.of(ContactPoint, resident=members)]
    relations = [*store.of(Relation, resident=members), *store.of(Relation, to_resident=members)]
    found[Relation] = [*{relation.id: relation for relation in relations}.values()]
    leave_out_elsewhere(found, members)
    everything = [record for records in found.values() for record in records]
    for kind in (Resident, Worker):
        wanted = sorted({target for record in everything for target in refers_to(record, kind)})
        found[kind] = [*store.of(kind, id=wanted)]
    elsewhere = _living_elsewhere(store, household, found[Resident])
    found[Resident] = [_by_name(each) if id_of(each) in elsewhere else each for each in found[Resident]]
    return found


_NAME_FIELDS = (
    "first_name",
    "given_names",
    "initials",
    "prefix",
    "birth_name",
    "partner_prefix",
    "partner_name",
    "name_use",
)


def _living_elsewhere(store: Store, household: HouseholdId, people: Iterable[Record]) -> set[ResidentId]:
    """Who of these people lives in another household of this file, and never lived in this one."""
    known = store.of(Membership, resident=[id_of(each) for each in people])
    here = {each.resident for each in known if each.household == household}
    return {each.resident for each in known} - here


def _by_name(person: Record) -> Record:
    """Only who it is: what else is known of a carer who lives elsewhere is the carer's, and the other way round."""
    return Resident(id=ResidentId(id_of(person)), **{name: getattr(person, name) for name in _NAME_FIELDS})


# --------------------------------------------------------------------------------------------- import


def check_dossier(text: str) -> Dossier:
    """The dossier in a text, checked as far as that goes without a file.

    Raises FaultyDossier with every faulty place.
    """
    return _Reading(text).dossier()


def import_dossier(office: Office, text: str) -> Imported:
    """Put a dossier into the file in one deed; what is already there and says the same stays as it is.

    Records are known by their ids. Nothing is removed, and workers whom the file knows are left alone.
    Raises FaultyDossier with every faulty place, Problem when the worker may not, Trouble when nothing can be written.
    """
    office.ask(Deed.IMPORT_DOSSIER)
    dossier = check_dossier(text)
    household = dossier.household.id
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("new", "changed", "unchanged")}
    with office.writing(Deed.IMPORT_DOSSIER, household) as store:
        _check_against(store, dossier)
        # Of who lives in another household of this file the dossier holds the name only, and knows no better.
        theirs = _living_elsewhere(store, household, dossier.residents) - {
            each.resident for each in dossier.memberships
        }
        for path, record in _in_order(dossier):
            done = "unchanged" if id_of(record) in theirs else _put(store, record)
            counts[done][path.split("[", maxsplit=1)[0]] += 1
        _complete(store, household, office.today())
    return Imported(household, dict(counts["new"]), dict(counts["changed"]), dict(counts["unchanged"]))


def _put(store: Store, record: Record) -> str:
    stored = store.find(type(record), id_of(record))
    if stored is None:
        store.save(record)
        return "new"
    if isinstance(record, Attachment) and isinstance(stored, Attachment) and not record.content:
        # A dossier without its files takes none away.
        record = record.model_copy(update={"content": stored.content, "thumbnail": stored.thumbnail})
    if isinstance(record, Worker) or stored.same_facts(record):
        return "unchanged"
    store.save(record.model_copy(update={"version": stored.version}))
    return "changed"


def _complete(store: Store, household: HouseholdId, today: date) -> None:
    """What a dossier of version 1 could not say: since when somebody is the face, and that the work was closed."""
    home = store.get(Household, household)
    known = store.of(Assignment, household=household)
    for role, worker in ((AssignmentRole.COORDINATOR, home.plan_coordinator), (AssignmentRole.DEPUTY, home.deputy)):
        if worker and not any(each.role is role for each in known):
            since = min(home.started_on or today, today)
            store.save(Assignment(household=household, worker=worker, role=role, from_on=since))
    if home.state is HouseholdState.CLOSED and not store.of(Closing, household=household):
        ended_on = home.ended_on or today
        facts = {"has_aftercare": False, "plan_coordinator": home.plan_coordinator}
        store.save(Closing(household=household, on=ended_on, **facts))


def _in_order(dossier: Dossier) -> Iterator[tuple[str, Record]]:
    """Every record after those it refers to; of one kind, a correction or an answer comes after what it is about."""
    for kind, placed in groupby(dossier.records(), key=lambda each: type(each[1])):
        waiting = list(placed)
        while waiting:
            ids = {id_of(record) for _, record in waiting}
            ready = [each for each in waiting if not refers_to(each[1], kind) & ids]
            yield from ready
            waiting = [each for each in waiting if each not in ready]


class _Reading:
    """A text on its way to a dossier, with all that is wrong in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []

    def wrong(self, path: str, sentence: str, **values: object) -> None:
        """Note what is wrong in a place."""
        self.faults.append(Fault(path, translate(sentence, **values)))

    def stop(self, path: str, sentence: str, **values: object) -> NoReturn:
        """Note what is wrong and go no further: the rest would say nothing."""
        self.wrong(path, sentence, **values)
        raise FaultyDossier(self.faults)

    def dossier(self) -> Dossier:
        """The dossier.

        Raises FaultyDossier.
        """
        plain = self.json()
        self.check_format(plain)
        papers, files = self.prepare(plain)
        try:
            dossier = Dossier.model_validate(plain)
        except ValidationError as error:
            for fault in faults(error):
                self.faults.append(Fault(_path(fault["loc"]), problem_text(fault)))
            raise FaultyDossier(self.faults) from None
        if self.faults:
            raise FaultyDossier(self.faults)
        dossier = dossier.model_copy(
            update={
                "papers": self.with_pdf(dossier.papers, papers),
                "attachments": self.with_files(dossier.attachments, files),
            }
        )
        self.check_together(dossier)
        if self.faults:
            raise FaultyDossier(self.faults)
        return dossier

    def json(self) -> dict[str, Any]:
        """What the text says as JSON."""
        if len(self.text) > LARGEST or len(self.text.encode(errors="replace")) > LARGEST:
            self.stop(
                "", N_("This file is larger than {most} MB. Nothing was read from it."), most=LARGEST // 1_000_000
            )
        try:
            plain = json.loads(
                self.text.removeprefix("\N{BOM}"), parse_constant=_no_constant, object_pairs_hook=self.group
            )
        except json.JSONDecodeError as error:
            self.stop(
                "",
                N_("This is not complete JSON: line {line}, place {column}. Nothing was read from it."),
                line=error.lineno,
                column=error.colno,
            )
        except (ValueError, RecursionError):
            self.stop("", N_("This file is not complete JSON, so nothing was read from it."))
        if not isinstance(plain, dict):
            self.stop("", N_("A group of fields is expected here."))
        return plain

    def group(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """One group of fields; a name that stands in it twice is a fault, for nobody knows which was meant."""
        for name, often in Counter(name for name, _ in pairs).items():
            if often > 1:
                self.wrong(_path((name,)), N_("This field stands in one group twice. Choose one of them."))
        return dict(pairs)

    def check_format(self, plain: dict[str, Any]) -> None:
        """Go on only with a dossier of a version that this program reads."""
        if plain.get("format") != DOSSIER_FORMAT:
            self.stop(
                "format", N_("This is not a dossier of Buurtteam: {format} is expected here."), format=DOSSIER_FORMAT
            )
        version = plain.get("format_version")
        if isinstance(version, int) and version > DOSSIER_VERSION:
            self.stop("format_version", N_("This dossier was made by a newer Buurtteam. Update the program first."))

    def prepare(self, plain: dict[str, Any]) -> tuple[list[bytes], list[tuple[bytes, bytes]]]:
        """Fill in the household, check the ids and take out the PDFs and files, which come back after the check."""
        papers: list[bytes] = []
        files: list[tuple[bytes, bytes]] = []
        household = plain.get("household")
        household_id = household.get("id") if isinstance(household, dict) else None
        for path, kind, record in self.plain_records(plain):
            if "version" in record:
                self.wrong(f"{path}.version", N_("The program does not know this field."))
                del record["version"]
            if record.get("id") is None:
                self.wrong(
                    f"{path}.id", N_("Every record needs an id: a UUID that you choose once and send each time.")
                )
                record.pop("id", None)
            if _is_of_household(kind) and record.get("household") is None:
                record["household"] = household_id
            if kind is Paper:
                self.check_content(path, record.get("content"))
                papers.append(
                    self.bytes_of(
                        f"{path}.pdf",
                        record.pop("pdf", ""),
                        N_("The PDF of this paper cannot be read: base64 is expected here."),
                    )
                )
            if kind is Attachment:
                unread = N_("This file cannot be read: base64 is expected here.")
                content, small = record.pop("content", ""), record.pop("thumbnail", "")
                files.append(
                    (
                        self.bytes_of(f"{path}.content", content, unread),
                        self.bytes_of(f"{path}.thumbnail", small, unread),
                    )
                )
        return papers, files

    def plain_records(self, plain: dict[str, Any]) -> Iterator[tuple[str, type[Record], dict[str, Any]]]:
        """Every group of fields that stands where a record belongs."""
        if isinstance(plain.get("household"), dict):
            yield "household", Household, plain["household"]
        for section, kind in SECTIONS.items():
            records = plain.get(section)
            for number, record in enumerate(records if isinstance(records, list) else []):
                if isinstance(record, dict):
                    yield f"{section}[{number}]", kind, record

    def check_content(self, path: str, written: object) -> None:
        """Note a content that no file can hold; it is kept as it was made, so nothing may be taken out of it."""
        try:
            str(written).encode()
        except UnicodeEncodeError:
            self.wrong(f"{path}.content", N_("This text holds signs that cannot be read."))

    def bytes_of(self, path: str, written: object, sentence: str) -> bytes:
        """The bytes that were written as base64, or none with a fault noted."""
        try:
            return base64.b64decode(str(written), validate=True)
        except (binascii.Error, ValueError):
            self.faults.append(Fault(path, translate(sentence)))
            return b""

    def with_pdf(self, papers: tuple[Paper, ...], pdfs: list[bytes]) -> tuple[Paper, ...]:
        """The papers with their bytes, whose hash must be the one that was written down."""
        found = tuple(paper.changed(pdf=pdf) for paper, pdf in zip(papers, pdfs, strict=True))
        for number, paper in enumerate(found):
            if hashlib.sha256(paper.pdf).hexdigest() != paper.sha256:
                self.wrong(
                    f"papers[{number}].sha256",
                    N_("This paper is not as it was made: its PDF does not fit its hash."),
                )
        return found

    def with_files(self, files: tuple[Attachment, ...], contents: list[tuple[bytes, bytes]]) -> tuple[Attachment, ...]:
        """The scans and photographs with their bytes: what they say they are, and unchanged; without bytes they may come too."""
        found = tuple(
            each.changed(content=content, thumbnail=small)
            for each, (content, small) in zip(files, contents, strict=True)
        )
        for number, each in enumerate(found):
            place = f"attachments[{number}]"
            if not is_thumbnail(each.thumbnail):
                self.wrong(f"{place}.thumbnail", N_("A small picture (JPEG or PNG) is expected here."))
            if not each.content:
                continue
            if len(each.content) > LARGEST_FILE:
                self.wrong(
                    f"{place}.content", N_("This file is larger than {most} MB."), most=LARGEST_FILE // 1_000_000
                )
            elif not is_of_kind(each.content, each.media):
                self.wrong(f"{place}.content", N_("This file is not of the kind that its record says."))
            if hashlib.sha256(each.content).hexdigest() != each.sha256:
                self.wrong(
                    f"{place}.sha256", N_("This file is not as it was added: its content does not fit its hash.")
                )
        return found

    def check_together(self, dossier: Dossier) -> None:
        """What only shows when all records are seen together."""
        seen: set[tuple[type[Record], UUID]] = set()
        for path, record in dossier.records():
            if (type(record), id_of(record)) in seen:
                self.wrong(f"{path}.id", N_("This id stands here twice."))
            seen.add((type(record), id_of(record)))
            household = getattr(record, "household", dossier.household.id)
            if household != dossier.household.id:
                self.wrong(f"{path}.household", N_("This is another household than the one of this dossier."))
        self.check_rings("papers", "corrects", {each.id: each.corrects for each in dossier.papers})
        self.check_rings("case_events", "answers", {each.id: each.answers for each in dossier.case_events})
        letters = {each.id: each.double_of for each in dossier.debts}
        self.check_rings("debts", "double_of", letters, N_("A letter is not a second letter about itself."))
        for number in range(1, len(dossier.money_pictures)):
            self.wrong(
                f"money_pictures[{number}]", N_("A household has one of these. Put what it says with the first.")
            )
        self.check_people(dossier)

    def check_rings(
        self,
        section: str,
        field: str,
        links: Mapping[Any, Any],
        sentence: str = N_("A paper cannot correct itself, and nothing answers itself."),
    ) -> None:
        """Records of one kind that refer to each other in a ring can never have been made."""
        for number, (start, target) in enumerate(links.items()):
            passed, at = {start}, target
            while at in links and at not in passed:
                passed.add(at)
                at = links[at]
            if at == start:
                self.wrong(f"{section}[{number}].{field}", sentence)

    def check_people(self, dossier: Dossier) -> None:
        """Nobody may come along of whom this household does not speak."""
        members = {membership.resident for membership in dossier.memberships}
        spoken_of = {found for _, record in dossier.records() for found in self.residents_of(record)}
        for number, resident in enumerate(dossier.residents):
            if resident.id not in spoken_of:
                self.wrong(f"residents[{number}]", N_("This person is not in the household. Add a membership."))
        for number, relation in enumerate(dossier.relations):
            if not {relation.resident, relation.to_resident} & members:
                self.wrong(f"relations[{number}]", N_("Neither of these people is in the household."))
        for number, contact in enumerate(dossier.contact_points):
            if contact.resident not in members:
                self.wrong(f"contact_points[{number}].resident", N_("This person is not in the household."))
        for path, sentence in faults_of_carers(dossier):
            self.wrong(path, sentence)

    def residents_of(self, record: Record) -> set[UUID]:
        """The residents of whom a record speaks; a phone number by itself makes nobody known."""
        return set() if isinstance(record, ContactPoint) else refers_to(record, Resident)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _path(loc: tuple[int | str, ...]) -> str:
    """A place as people write it: `residents[2].bsn`; strange names of fields are cut short."""
    found = ""
    for part in loc[:_DEEPEST]:
        if isinstance(part, int):
            found += f"[{part}]"
        else:
            name = "".join(c for c in part if c.isprintable())[:40]
            found += f".{name}" if found else name
    return found


def _check_against(store: Store, dossier: Dossier) -> None:
    """Refuse what does not fit what the file knows already.

    Raises FaultyDossier.
    """
    found: list[Fault] = []
    inside = {(type(record), id_of(record)) for _, record in dossier.records()}
    fits = _fits(store, dossier)
    for path, record in dossier.records():
        stored = store.find(type(record), id_of(record))
        if stored is not None and (sentence := fits(record, stored)):
            found.append(Fault(f"{path}.id", translate(sentence)))
        for field, kind in references(type(record)).items():
            target = getattr(record, field)
            if target is None or (kind, target) in inside:
                continue
            known = store.find(kind, target)
            if known is None or getattr(known, "household", dossier.household.id) != dossier.household.id:
                found.append(
                    Fault(f"{path}.{field}", translate(N_("This does not point to a record of this dossier.")))
                )
    found += [Fault(path, translate(sentence)) for path, sentence in doubles_in_file(store, dossier)]
    if found:
        raise FaultyDossier(found)


def _fits(store: Store, dossier: Dossier) -> Callable[[Record, Record], str]:
    """What is wrong when a record of the dossier meets the one of the file with the same id, or an empty text."""
    members = {m.resident for m in store.of(Membership, household=dossier.household.id)}
    members |= {m.resident for m in dossier.memberships}

    def fits(record: Record, stored: Record) -> str:
        if getattr(stored, "household", None) != getattr(record, "household", None):
            return N_("This id is known as a record of another household.")
        if isinstance(stored, ResidentRecord) and not refers_to(stored, Resident) & members:
            return N_("This id is known as a record of somebody of another household.")
        if isinstance(stored, Paper) and isinstance(record, Paper):
            kept = ("kind", "number", "title", "content", "pdf", "sha256", "made_at")
            if any(getattr(stored, name) != getattr(record, name) for name in kept):
                return N_("This paper is already here and says something else. A paper never changes.")
        if isinstance(stored, Attachment) and isinstance(record, Attachment) and stored.sha256 != record.sha256:
            return N_("This file is already here with another content. A file never changes; add it under a new id.")
        return ""

    return fits
