"""All papers of a referral to debt help in one deed: the letter and the file that go there, and what the people take home."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from buurtteam.domain.evidence import Evidence
from buurtteam.domain.filing import Paper
from buurtteam.domain.kinds import ReferralId
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Gap
from buurtteam.domain.sharing import Referral
from buurtteam.domain.staff import Deed
from buurtteam.services import money_papers, printing
from buurtteam.services.money_gaps import gaps, must_be_complete
from buurtteam.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Package:
    """The papers that were made, and why others were not."""

    papers: tuple[Paper, ...]
    left_out: tuple[Gap, ...] = ()


def issue_package(office: Office, referral: ReferralId) -> Package:
    """Make the letter and the file for debt help, and for the people the consent sheet and the list of papers to look for.

    What cannot safely go home is left out and told. Raises Problem with all that is missing when nobody allowed the
    sharing; then nothing is made.
    """
    with office.reading() as store:
        household = store.get(Referral, referral).household
        recipient = store.get(Referral, referral).recipient
        has_list = bool(store.count(Evidence, household=household))
    must_be_complete(office, PaperKind.REFERRAL_FILE, referral)
    at_home: list[tuple[PaperKind, Callable[[], Paper]]] = [
        (PaperKind.CONSENT_SHEET, lambda: money_papers.issue_consent_sheet(office, household, recipient)),
    ]
    if has_list:
        at_home.append((PaperKind.EVIDENCE_LIST, lambda: money_papers.issue_evidence_list(office, household)))
    left_out: list[Gap] = []
    with office.writing(Deed.ISSUE_PAPER, household):
        papers = [
            money_papers.issue_referral_letter(office, referral),
            money_papers.issue_referral_file(office, referral),
        ]
        for kind, issue in at_home:
            stops = [each for each in gaps(office, kind, household) if each.stops]
            if stops:
                left_out += [each for each in stops if each not in left_out]
            else:
                papers.append(issue())
    return Package(tuple(papers), tuple(left_out))


def print_ready(office: Office, package: Package) -> list[bytes]:
    """The papers as they are printed; that somebody looks at them is written down."""
    return [printing.reprint(office, each.id) for each in package.papers]
