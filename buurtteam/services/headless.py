"""What the command line asks for and no page does: a practice file, papers into a folder, the check of a file."""

import errno
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from uuid import UUID

from buurtteam.domain.care import CarerTalk
from buurtteam.domain.conversation import Conversation
from buurtteam.domain.debt import Debt
from buurtteam.domain.filing import Paper
from buurtteam.domain.folding import folded
from buurtteam.domain.household import Household, Membership, ReadingNeed, Resident
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.plan import HouseholdPlan, PlanAction
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.records import RECORDS
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.staff import Deed, Team
from buurtteam.domain.words import N_
from buurtteam.services import care_papers, debt_help_ready, money_papers, printing, unlocking
from buurtteam.services.files import write_whole
from buurtteam.services.office import Office
from buurtteam.services.practice import PRACTICE_PASSPHRASE, PRACTICE_SEED, fill
from buurtteam.storage import integrity, keys
from buurtteam.storage.database import Database, FileLock, telling
from buurtteam.texts import in_language, translate

_NAMES = {
    PaperKind.PLAN: N_("our-plan"),
    PaperKind.REPORT: N_("report-of-the-conversation"),
    PaperKind.RECEIPT: N_("confirmation-of-receipt"),
    PaperKind.BLANK_FORM: N_("blank-conversation-form"),
    PaperKind.ROUTE: N_("the-route"),
    PaperKind.REFERRAL_FILE: N_("referral-to-debt-help"),
    PaperKind.REFERRAL_LETTER: N_("letter-to-debt-help"),
    PaperKind.STAY_LETTER: N_("letter-to-wait"),
    PaperKind.ARRANGEMENT_LETTER: N_("letter-to-pay-in-parts"),
    PaperKind.CONSENT_SHEET: N_("consent"),
    PaperKind.EVIDENCE_LIST: N_("papers-to-look-for"),
    PaperKind.BUDGET_SHEET: N_("in-and-out-in-a-month"),
    PaperKind.BLANK_POST: N_("blank-post-list"),
    PaperKind.BLANK_BUDGET: N_("blank-budget"),
    PaperKind.CARER_LETTER: N_("letter-to-a-support-centre"),
    PaperKind.CARER_INFO: N_("information-for-a-carer"),
    PaperKind.CARER_CARD: N_("card-when-i-drop-out"),
    PaperKind.YOUNG_CARER: N_("page-for-a-young-carer"),
}


@dataclass(frozen=True)
class FileReport:
    """What the check of a file found; `broken_line` is the first line of the journal that is not as it was written."""

    records: int
    papers: int
    is_whole: bool
    damaged_papers: int
    broken_line: int | None

    @property
    def is_sound(self) -> bool:
        """Whether everything is as it should be."""
        return self.is_whole and not self.damaged_papers and self.broken_line is None


def open_practice(
    folder: Path, clock: Callable[[], datetime] | None = None, seed: int = PRACTICE_SEED, *, again: bool = False
) -> tuple[Office, bool]:
    """The practice file in a folder, made when it is not there; with `again` it is thrown away and made anew.

    Returns the open office and whether it was made now. Raises Trouble when another file stands there.
    """
    path = folder / f"oefenbuurt{unlocking.SUFFIX}"
    before = unlocking.recent_file()
    try:
        if path.exists() and again:
            _throw_away(path)
        made = not path.exists()
        if made:
            _make(path, clock, seed)
        database = unlocking.unlock(path, PRACTICE_PASSPHRASE)
    finally:
        # Practising does not change with which file the team begins its day.
        if before is None:
            unlocking.forget_recent(path)
        else:
            unlocking.remember_recent(before)
    office = _office(database, clock)
    try:
        _must_be_practice(office)
    except BaseException:
        office.close()
        raise
    return office, made


def _office(database: Database, clock: Callable[[], datetime] | None) -> Office:
    return Office(database) if clock is None else Office(database, None, clock)


def _make(path: Path, clock: Callable[[], datetime] | None, seed: int) -> None:
    """Make the practice file beside its place and move it there when it is whole: whoever stops halfway begins anew."""
    fresh = path.with_stem(path.stem + "-wordt-gemaakt")
    with telling():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Somebody else may be making it at this moment.
        FileLock(fresh).release()
    try:
        _remove(fresh)
        office = _office(unlocking.create_file(fresh, PRACTICE_PASSPHRASE)[0], clock)
        try:
            fill(office, seed)
        finally:
            office.close()
        if fresh.with_name(fresh.name + "-wal").exists():
            # On a full disk the last pages stay apart from the file, and moving it would lose them.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        keys.slots_path(fresh).replace(keys.slots_path(path))
        fresh.replace(path)
    finally:
        _remove(fresh)
        fresh.with_name(fresh.name + ".in-gebruik").unlink(missing_ok=True)


def _remove(path: Path) -> None:
    """Remove a file with all that lies beside it."""
    for end in ("", "-wal", "-shm", "-journal", ".sleutels", ".sleutels.vorige"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _throw_away(path: Path) -> None:
    """Remove a practice file, and only such a file."""
    office = Office(unlocking.unlock(path, PRACTICE_PASSPHRASE))
    try:
        _must_be_practice(office)
    finally:
        office.close()
    _remove(path)


def _must_be_practice(office: Office) -> None:
    with office.reading() as store:
        if not any(team.is_practice for team in store.of(Team)):
            raise Trouble(
                "not_practice",
                N_("There is a file here that is not for practice. It has not been touched. Choose another folder."),
            )


def showcase(office: Office) -> HouseholdId:
    """A household of the practice neighbourhood with a plan that is as full as a plan may be."""
    with office.reading() as store:
        plans = store.of(HouseholdPlan)
        sizes = {plan.household: store.count(PlanAction, plan=plan.id) for plan in plans}
    return max(sizes, key=lambda home: (sizes[home], str(home)))


def showcase_of_care(office: Office) -> HouseholdId:
    """A household of the practice neighbourhood in which a carer was asked most."""
    with office.reading() as store:
        asked = Counter(each.household for each in (*store.of(CarerTalk), *store.of(Measurement)))
    return max(asked, key=lambda home: (asked[home], str(home)))


def showcase_of_money(office: Office) -> HouseholdId | None:
    """A household of the practice neighbourhood that is threatened and may be referred to debt help, with most debts."""
    with office.reading() as store:
        homes = [each.id for each in store.of(Household)]
        owed = {home: store.count(Debt, household=home) for home in homes}
    found = []
    for home in homes:
        subjects = money_papers.subjects_of(office, home)
        if any(
            not any(gap.stops for gap in debt_help_ready.gaps_for(office, one)) for one, _words in subjects.referrals
        ):
            found.append((bool(subjects.threats), owed[home], str(home), home))
    return max(found)[-1] if found else None


def showcases_of_care(office: Office) -> tuple[HouseholdId, ...]:
    """Households of the practice neighbourhood whose carers show most: one with a letter that may go, one with a young carer."""
    with office.reading() as store:
        homes = [each.id for each in store.of(Household)]
    full: list[tuple[int, str, HouseholdId]] = []
    young: list[tuple[int, str, HouseholdId]] = []
    for home in homes:
        for carer in care_papers.subjects_of(office, home).carers:
            letters = sum(
                not any(
                    gap.stops
                    for gap in care_papers.gaps(office, PaperKind.CARER_LETTER, carer.resident, recipient=to.name)
                )
                for to in carer.recipients
            )
            cards = sum(
                not any(gap.stops for gap in care_papers.gaps(office, PaperKind.CARER_CARD, one))
                for one, _name in carer.cards
            )
            full.append((2 * bool(letters) + bool(cards), str(home), home))
            if carer.is_young:
                young.append((1 + carer.has_words, str(home), home))
    return tuple(dict.fromkeys(max(each)[-1] for each in (full, young) if each))


def find_household(office: Office, asked: str) -> HouseholdId:
    """The household with this id, or the only one with this in its name.

    Raises Problem when there is none or more than one.
    """
    with office.reading() as store:
        homes = store.of(Household)
    try:
        wanted = UUID(asked)
    except ValueError:
        words = folded(asked).split()
        named = [home for home in homes if folded(home.label) == folded(asked)]
        fits = named or [home for home in homes if words and all(word in folded(home.label) for word in words)]
    else:
        fits = [home for home in homes if home.id == wanted]
    if not fits:
        raise Problem("no_household", N_("There is no household with this name or id in the file."))
    if len(fits) > 1:
        raise Problem(
            "many_households",
            N_("This fits {count} households. Give more of the name, or the id."),
            (),
            count=len(fits),
        )
    return fits[0].id


@dataclass(frozen=True)
class Written:
    """Where the papers lie that were made, and why others may not be made."""

    papers: tuple[Path, ...]
    refused: tuple[Problem, ...]


def write_papers(office: Office, household: HouseholdId, folder: Path) -> Written:
    """Make the papers of a household and put them into a folder as PDF; one that may not be made stops no other.

    Raises Trouble when the file cannot be written, OSError when the folder cannot.
    """
    office.ask(Deed.ISSUE_PAPER)
    folder.mkdir(parents=True, exist_ok=True)
    return _write(
        chain(_papers(office, household), _money_papers(office, household), _care_papers(office, household)), folder
    )


def _write(papers: Iterable[tuple[PaperKind, str, Callable[[], Paper]]], folder: Path) -> Written:
    written: list[Path] = []
    refused: list[Problem] = []
    for kind, ending, issue in papers:
        try:
            paper = issue()
        except Problem as problem:
            refused.append(problem)
            continue
        # A paper is Dutch, and so is its name; the names of people stay out of it.
        with in_language("nl"):
            path = folder / f"{translate(_NAMES[kind])}{ending}.pdf"
        write_whole(path, paper.pdf)
        written.append(path)
    return Written(tuple(written), tuple(refused))


def write_practice_papers(office: Office, folder: Path) -> Written:
    """Make papers that show what the practice neighbourhood holds: those of a full plan, and those of money worries.

    Raises Trouble when the file cannot be written, OSError when the folder cannot.
    """
    office.ask(Deed.ISSUE_PAPER)
    folder.mkdir(parents=True, exist_ok=True)
    threatened = showcase_of_money(office)
    of_money = _money_papers(office, threatened) if threatened else iter(())
    made = _write(_papers(office, showcase(office)), folder)
    # Not every threat of theirs has somebody to write to, and not every carer allows a letter.
    of_care = chain.from_iterable(
        _care_papers(office, home, f"-{number}") for number, home in enumerate(showcases_of_care(office), start=1)
    )
    return Written((*made.papers, *_write(of_money, folder).papers, *_write(of_care, folder).papers), made.refused)


def _papers(office: Office, household: HouseholdId) -> Iterator[tuple[PaperKind, str, Callable[[], Paper]]]:
    """The papers that a household can have, each with the end of its name and the deed that makes it."""
    with office.reading() as store:
        has_plan = store.count(HouseholdPlan, household=household) > 0
        held = [c for c in store.of(Conversation, household=household, order_by="held_at") if c.finished_at]
        requests = store.of(RequestNotification, household=household, order_by="received_at")
        members = store.of(Membership, household=household)
        people = store.of(Resident, id=[member.resident for member in members])
    if has_plan:
        yield PaperKind.PLAN, "", partial(printing.issue_plan, office, household, large_print=False)
        if any(ReadingNeed.LARGE_PRINT in person.reading_needs for person in people):
            yield PaperKind.PLAN, "-groot", partial(printing.issue_plan, office, household, large_print=True)
    for number, conversation in enumerate(held, start=1):
        ending = f"-{number}" if len(held) > 1 else ""
        yield PaperKind.REPORT, ending, partial(printing.issue_report, office, conversation.id)
    for number, request in enumerate(requests, start=1):
        ending = f"-{number}" if len(requests) > 1 else ""
        yield PaperKind.RECEIPT, ending, partial(printing.issue_receipt, office, request.id)
        yield PaperKind.ROUTE, ending, partial(printing.issue_route, office, request.id)
    yield PaperKind.BLANK_FORM, "", partial(printing.issue_blank_form, office, household)


def _money_papers(office: Office, household: HouseholdId) -> Iterator[tuple[PaperKind, str, Callable[[], Paper]]]:
    """The papers about money, for a household of which something about its money is known."""
    subjects = money_papers.subjects_of(office, household)
    if not subjects.has_money:
        return
    to_others: tuple[tuple[PaperKind, list[Callable[[], Paper]]], ...] = (
        (
            PaperKind.REFERRAL_FILE,
            [partial(money_papers.issue_referral_file, office, one) for one, _words in subjects.referrals],
        ),
        (
            PaperKind.REFERRAL_LETTER,
            [partial(money_papers.issue_referral_letter, office, one) for one, _words in subjects.referrals],
        ),
        (
            PaperKind.STAY_LETTER,
            [partial(money_papers.issue_stay_letter, office, one) for one, _words in subjects.threats],
        ),
        (
            PaperKind.ARRANGEMENT_LETTER,
            [partial(money_papers.issue_arrangement_letter, office, one) for one, _words in subjects.debts],
        ),
    )
    for kind, issues in to_others:
        for number, issue in enumerate(issues, start=1):
            yield kind, f"-{number}" if len(issues) > 1 else "", issue
    for kind, issue_at_home in (
        (PaperKind.CONSENT_SHEET, money_papers.issue_consent_sheet),
        (PaperKind.EVIDENCE_LIST, money_papers.issue_evidence_list),
        (PaperKind.BUDGET_SHEET, money_papers.issue_budget_sheet),
        (PaperKind.BLANK_POST, money_papers.issue_blank_post),
        (PaperKind.BLANK_BUDGET, money_papers.issue_blank_budget),
    ):
        yield kind, "", partial(issue_at_home, office, household)


def _care_papers(
    office: Office, household: HouseholdId, which: str = ""
) -> Iterator[tuple[PaperKind, str, Callable[[], Paper]]]:
    """The papers of the carers who live in a household; `which` one it is, ends their names."""
    carers = care_papers.subjects_of(office, household).carers
    for number, carer in enumerate(carers, start=1):
        ending = which + (f"-{number}" if len(carers) > 1 else "")
        for at, to in enumerate(carer.recipients, start=1):
            more = f"-{at}" if len(carer.recipients) > 1 else ""
            yield (
                PaperKind.CARER_LETTER,
                ending + more,
                partial(care_papers.issue_letter, office, carer.resident, to.name),
            )
        yield PaperKind.CARER_INFO, ending, partial(care_papers.issue_information, office, carer.resident)
        for at, (agreement, _name) in enumerate(carer.cards, start=1):
            more = f"-{at}" if len(carer.cards) > 1 else ""
            yield PaperKind.CARER_CARD, ending + more, partial(care_papers.issue_card, office, agreement)
        if carer.is_young:
            yield PaperKind.YOUNG_CARER, ending, partial(care_papers.issue_young, office, carer.resident)


def check_file(office: Office) -> FileReport:
    """Look at every page, reference, paper and line of the journal of an open file.

    Raises Trouble when the file cannot be read.
    """
    office.ask(Deed.BACK_UP)
    with office.reading() as store:
        whole = integrity.is_whole(store.connection)
        papers = store.of(Paper)
        damaged = sum(hashlib.sha256(paper.pdf).hexdigest() != paper.sha256 for paper in papers)
        records = sum(store.count(kind) for kind in RECORDS)
    return FileReport(records, len(papers), whole, damaged, office.verify_journal())
