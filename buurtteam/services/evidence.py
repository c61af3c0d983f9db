"""The proof that debt help asks for: which papers, asked and received; and scans and photographs, kept in the team file."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from buurtteam.domain.ages import is_minor
from buurtteam.domain.budget import Asset, Cost, Income, MoneyPicture, MonthResult
from buurtteam.domain.debt import Debt
from buurtteam.domain.evidence import (
    Attachment,
    AttachmentLine,
    Evidence,
    EvidenceState,
    MoneyFacts,
    Progress,
    SeenHow,
    missing_from,
    place_of,
    progress_of,
    wanted_from,
)
from buurtteam.domain.household import (
    ADULT_ROLES,
    HouseholdRecord,
    Membership,
    Relation,
    RelationKind,
    Resident,
    full_name,
)
from buurtteam.domain.kinds import (
    AttachmentId,
    CostId,
    DebtId,
    EvidenceId,
    HouseholdId,
    IncomeId,
    ResidentId,
    ThreatId,
    one_line,
)
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Deed
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_
from buurtteam.services import debts
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.services.scans import PdfReader, Scan, read_file, scan
from buurtteam.storage.attachments import attachment_lines
from buurtteam.storage.store import Store
from buurtteam.texts import label
from buurtteam.texts import translate as _

# ------------------------------------------------------------------------------------------- the checklist


@dataclass(frozen=True)
class EvidenceView:
    """The papers of a household and the files that belong to its money, as they are at one moment."""

    listed: tuple[Evidence, ...]
    files: tuple[AttachmentLine, ...]
    progress: Progress
    missing: int
    """How many papers follow from what is known, and do not stand on the list yet."""
    links: Mapping[str, Mapping[object, str]]
    """What a file can belong to: per field of an attachment each record with its words."""

    def files_of(self, evidence: EvidenceId) -> tuple[AttachmentLine, ...]:
        """The files that belong to one paper."""
        return tuple(each for each in self.files if each.evidence == evidence)


def read_evidence(office: Office, household: HouseholdId) -> EvidenceView:
    """The papers in their own order, with the files; no file itself is read."""
    with office.reading() as store:
        listed = _listed(store, household)
        facts = _facts(store, household, office.today())
        return EvidenceView(
            listed,
            attachment_lines(store.connection, household),
            progress_of(listed),
            len(missing_from(listed, wanted_from(facts))),
            _links(store, household, listed),
        )


def evidence_of(office: Office, household: HouseholdId) -> tuple[Evidence, ...]:
    """The papers of a household in their own order, as the evidence list prints them."""
    with office.reading() as store:
        return _listed(store, household)


def progress(office: Office, household: HouseholdId) -> Progress:
    """How far the list of a household is."""
    return progress_of(evidence_of(office, household))


def make_list(office: Office, household: HouseholdId) -> tuple[Evidence, ...]:
    """Put on the list what follows from what is known now; what stands there already stays as it is.

    Returns the new papers.
    """
    with office.writing(Deed.KEEP_EVIDENCE, household) as store:
        wanted = wanted_from(_facts(store, household, office.today()))
        return tuple(
            store.save(
                Evidence(household=household, kind=each.kind, resident=each.resident, position=place_of(each.kind))
            )
            for each in missing_from(_listed(store, household), wanted)
        )


def keep(office: Office, evidence: Evidence) -> Evidence:
    """Keep a paper of the list.

    Raises Problem when a day has yet to come, Stale when somebody else changed it in the meantime.
    """
    for day in (evidence.asked_on, evidence.received_on):
        if day is not None:
            not_in_the_future(office, day)
    with office.writing(Deed.KEEP_EVIDENCE, evidence.household) as store:
        if not evidence.version and not evidence.position:
            evidence = evidence.changed(position=place_of(evidence.kind))
        return store.save(evidence)


def ask(
    office: Office, household: HouseholdId, only: Collection[EvidenceId] | None = None, *, on: date | None = None
) -> int:
    """Write down that papers were asked for, all that nobody asked for yet or only these; returns how many."""
    day = on or office.today()
    not_in_the_future(office, day)
    with office.writing(Deed.KEEP_EVIDENCE, household) as store:
        waiting = [
            each
            for each in _listed(store, household)
            if each.state is EvidenceState.TO_ASK and (only is None or each.id in only)
        ]
        for each in waiting:
            store.save(each.changed(asked_on=day))
        return len(waiting)


def received(office: Office, evidence: EvidenceId, how: SeenHow, *, on: date | None = None) -> Evidence:
    """Write down that a paper came: only seen, or copied."""
    day = on or office.today()
    not_in_the_future(office, day)
    with office.writing(Deed.KEEP_EVIDENCE) as store:
        found = store.get(Evidence, evidence)
        return store.save(found.changed(received_on=day, seen_how=how, is_needed=True))


def not_needed(office: Office, evidence: EvidenceId, why: str) -> Evidence:
    """Write down that this household does not have or need this paper, and why.

    Raises Problem without a reason.
    """
    if not why.strip():
        raise Problem("no_reason", N_("Say in a few words why this paper is not needed."))
    with office.writing(Deed.KEEP_EVIDENCE) as store:
        return store.save(store.get(Evidence, evidence).changed(is_needed=False, not_needed_why=one_line(why)))


def step(office: Office, evidence: EvidenceId) -> Evidence:
    """The next state by one key: asked, seen, copied, and again not asked; what was not needed is to be asked again."""
    today = office.today()
    with office.writing(Deed.KEEP_EVIDENCE) as store:
        found = store.get(Evidence, evidence)
        match found.state:
            case EvidenceState.TO_ASK:
                fresh = found.changed(asked_on=today)
            case EvidenceState.ASKED:
                fresh = found.changed(received_on=today, seen_how=SeenHow.SEEN)
            case EvidenceState.RECEIVED if found.seen_how is not SeenHow.COPY:
                fresh = found.changed(seen_how=SeenHow.COPY)
            case EvidenceState.RECEIVED:
                fresh = found.changed(asked_on=None, received_on=None, seen_how=None)
            case _:
                fresh = found.changed(is_needed=True, not_needed_why="")
        return store.save(fresh)


def remove(office: Office, evidence: Evidence) -> UUID:
    """Move a paper of the list to the trash; its files stay. Returns the id of the bundle."""
    return office.remove(Deed.REMOVE, evidence.household, label(evidence.kind), evidence)


def _listed(store: Store, household: HouseholdId) -> tuple[Evidence, ...]:
    found = store.of(Evidence, household=household, order_by=("position", "id"))
    return tuple(sorted(found, key=lambda each: place_of(each.kind)))


def _facts(store: Store, household: HouseholdId, today: date) -> MoneyFacts:
    """What decides which papers are asked for."""
    adults = _adults(store, household, today)
    pictures = store.of(MoneyPicture, household=household)
    former = store.of(Relation, kind=RelationKind.FORMER_PARTNER, resident=list(adults))
    former += store.of(Relation, kind=RelationKind.FORMER_PARTNER, to_resident=list(adults))
    return MoneyFacts(
        adults=adults,
        incomes=tuple(each for each in store.of(Income, household=household) if each.counts_on(today)),
        month_results=tuple(store.of(MonthResult, household=household)),
        costs=tuple(store.of(Cost, household=household)),
        assets=tuple(store.of(Asset, household=household)),
        debts=tuple(each for each in store.of(Debt, household=household) if each.ended_on is None),
        threats=tuple(store.of(Threat, household=household)),
        picture=pictures[0] if pictures else None,
        has_former_partner=bool(former),
    )


def _adults(store: Store, household: HouseholdId, today: date) -> tuple[ResidentId, ...]:
    """Who brings papers of their own: the adults of the household, not those who only lodge there."""
    members = [
        each
        for each in store.of(Membership, household=household, order_by=("position", "id"))
        if each.counts_on(today) and each.role in ADULT_ROLES
    ]
    births = {each.id: each.born_on for each in store.of(Resident, id=[each.resident for each in members])}
    return tuple(each.resident for each in members if not is_minor(births.get(each.resident, ""), today))


# ------------------------------------------------------------------------------------- scans and photographs


@dataclass(frozen=True)
class Links:
    """What a file belongs to; anything may be left open."""

    evidence: EvidenceId | None = None
    debt: DebtId | None = None
    income: IncomeId | None = None
    cost: CostId | None = None
    threat: ThreatId | None = None

    def given(self) -> dict[str, UUID]:
        """Those that are named, by field."""
        return {name: found for name in LINKS if (found := getattr(self, name)) is not None}


LINKS: Mapping[str, type[HouseholdRecord]] = {
    "evidence": Evidence,
    "debt": Debt,
    "income": Income,
    "cost": Cost,
    "threat": Threat,
}
"""The fields of an attachment that say what it belongs to."""


@dataclass(frozen=True)
class Added:
    """What became of a file: kept, or found to be there already."""

    file: AttachmentLine
    was_here: bool = False


@dataclass(frozen=True)
class OpenFile:
    """A file that somebody looks at."""

    line: AttachmentLine
    content: bytes


def add(
    office: Office,
    household: HouseholdId,
    source: Path | bytes,
    links: Links | None = None,
    *,
    name: str = "",
    pdf: PdfReader | None = None,
) -> Added:
    """Keep a scan or photograph in the team file; the same file again is not kept twice.

    A file belongs to one line of each kind: for a second paper, such as a scan of the whole bag, it is kept once more.
    A paper of the list that it belongs to came as a copy. `pdf` looks into a PDF, and may draw its first page.
    Raises Problem with what is wrong with the file and what to do; nothing is changed then.
    """
    office.ask(Deed.KEEP_EVIDENCE)
    content = read_file(source) if isinstance(source, Path) else source
    shown = name or (source.name if isinstance(source, Path) else _("Pasted picture"))
    return _keep_scan(office, household, scan(content, shown, pdf), links or Links())


def _keep_scan(office: Office, household: HouseholdId, found: Scan, links: Links) -> Added:
    digest = hashlib.sha256(found.content).hexdigest()
    with office.writing(Deed.KEEP_EVIDENCE, household) as store:
        given = links.given()
        _must_be_here(store, household, given)
        fits = [
            each
            for each in attachment_lines(store.connection, household, sha256=digest)
            if all(getattr(each, name) in (None, id_) for name, id_ in given.items())
        ]
        if fits:
            id_kept = fits[0].id
            if any(getattr(fits[0], name) is None for name in given):
                store.save(store.get(Attachment, id_kept).changed(**given))
        else:
            made = store.save(
                Attachment(
                    household=household,
                    name=found.name,
                    media=found.media,
                    pages=found.pages,
                    content=found.content,
                    thumbnail=found.thumbnail,
                    sha256=digest,
                    added_at=office.now(),
                    added_by=office.me,
                    **given,
                )
            )
            id_kept = made.id
        if links.evidence is not None:
            _came_as_copy(office, store, links.evidence)
        _was_seen(store, links)
        listed = attachment_lines(store.connection, household, sha256=digest)
        return Added(next(each for each in listed if each.id == id_kept), was_here=bool(fits))


def _came_as_copy(office: Office, store: Store, evidence: EvidenceId) -> None:
    paper = store.get(Evidence, evidence)
    on = paper.received_on or office.today()
    store.save(paper.changed(received_on=on, seen_how=SeenHow.COPY, is_needed=True))


def _was_seen(store: Store, links: Links) -> None:
    """What has a scan was seen: nobody ticks that once more."""
    for kind, id_, field in (
        (Debt, links.debt, "letter_seen"),
        (Threat, links.threat, "letter_seen"),
        (Income, links.income, "proof_seen"),
        (Cost, links.cost, "proof_seen"),
    ):
        found: HouseholdRecord | None = store.find(kind, id_)
        if found is not None:
            store.save(found.changed(**{field: True}))


def _must_be_here(store: Store, household: HouseholdId, given: Mapping[str, UUID]) -> None:
    for name, id_ in given.items():
        if store.get(LINKS[name], id_).household != household:
            raise Problem("other_household", N_("A file belongs to one household only."))


def link(office: Office, attachment: AttachmentId, **links: UUID | None) -> None:
    """Say what a file belongs to: `evidence`, `debt`, `income`, `cost` or `threat`, or nothing for none.

    Raises Problem when that belongs to another household.
    """
    with office.writing(Deed.KEEP_EVIDENCE) as store:
        found = store.get(Attachment, attachment)
        _must_be_here(store, found.household, {name: id_ for name, id_ in links.items() if id_ is not None})
        store.save(found.changed(**links))


def remove_file(office: Office, attachment: AttachmentId) -> UUID:
    """Move a scan or photograph to the trash; returns the id of the bundle."""
    with office.reading() as store:
        found = store.get(Attachment, attachment)
    return office.remove(Deed.REMOVE, found.household, found.name or _("Scan or photograph"), found)


def open_file(office: Office, attachment: AttachmentId, deed: Deed = Deed.SHOW_ATTACHMENT) -> OpenFile:
    """The file as it is kept; that somebody looked is written down.

    Raises Trouble when it is not as it was kept, or did not come along with a dossier.
    """
    office.ask(deed)
    with office.reading() as store:
        found = store.get(Attachment, attachment)
        line = next(each for each in attachment_lines(store.connection, found.household) if each.id == attachment)
    if not found.content:
        raise Trouble(
            "file_left_behind",
            N_("This file did not come along with the dossier. Ask the team that sent it for the file."),
        )
    if hashlib.sha256(found.content).hexdigest() != found.sha256:
        raise Trouble(
            "file_damaged",
            N_("This file is damaged, so it is not shown. Take it from a backup, or scan the paper again."),
        )
    office.look(deed, found.household)
    return OpenFile(line, found.content)


def take_out(office: Office, attachment: AttachmentId) -> OpenFile:
    """The file, to be written outside the team file, where nothing locks it; that this was done is written down."""
    return open_file(office, attachment, Deed.TAKE_OUT_ATTACHMENT)


def _links(store: Store, household: HouseholdId, listed: tuple[Evidence, ...]) -> dict[str, dict[object, str]]:
    def words(*parts: str) -> str:
        return " · ".join(part for part in parts if part)

    people = store.of(Resident, id=sorted({each.resident for each in listed if each.resident}))
    names: dict[object, str] = {person.id: full_name(person) for person in people}
    return {
        "evidence": {each.id: words(label(each.kind), each.what, names.get(each.resident, "")) for each in listed},
        "debt": {
            each.id: words(debts.name_of(each), each.reference)
            for each in store.of(Debt, household=household, order_by=("position", "id"))
        },
        "income": {
            each.id: words(label(each.kind), each.source)
            for each in store.of(Income, household=household, order_by=("position", "id"))
        },
        "cost": {
            each.id: words(label(each.kind), each.what)
            for each in store.of(Cost, household=household, order_by=("position", "id"))
        },
        "threat": {
            each.id: words(label(each.kind), each.creditor)
            for each in store.of(Threat, household=household, order_by=("known_on", "id"))
        },
    }
