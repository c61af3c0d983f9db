"""All papers of a referral come in one deed, or none do; what cannot safely go home is left out and told."""

import pytest

from buurtteam.domain.filing import Paper
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.plan import HouseholdPlan, SafeAtHome
from buurtteam.domain.problem import Problem
from buurtteam.domain.sharing import ConsentAnswer, Referral
from buurtteam.services import debt_help, debt_help_package, debt_help_ready, evidence, plans
from buurtteam.services.office import Office
from tests.demir import Home, demir


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


@pytest.fixture
def made(office: Office, home: Home) -> Referral:
    found = debt_help.prepare(office, home.household.id)
    return debt_help.keep(office, found.changed(recipient="Kredietbank Oefenstad"))


def papers(office: Office) -> set[PaperKind]:
    with office.reading() as store:
        return {each.kind for each in store.of(Paper)}


def test_without_a_yes_no_paper_is_made(office: Office, made: Referral) -> None:
    with pytest.raises(Problem) as refused:
        debt_help_package.issue_package(office, made.id)
    assert refused.value.gaps
    assert papers(office) == set()


def test_letter_file_consent_and_list_come_together(office: Office, home: Home, made: Referral) -> None:
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.YES)
    evidence.make_list(office, home.household.id)
    package = debt_help_package.issue_package(office, made.id)
    assert papers(office) == {
        PaperKind.REFERRAL_LETTER,
        PaperKind.REFERRAL_FILE,
        PaperKind.CONSENT_SHEET,
        PaperKind.EVIDENCE_LIST,
    }
    assert all(pdf.startswith(b"%PDF") for pdf in debt_help_package.print_ready(office, package))
    assert debt_help_package.issue_package(office, made.id) == package


def test_what_cannot_safely_go_home_is_left_out_and_told(office: Office, home: Home, made: Referral) -> None:
    debt_help_ready.say(office, made.id, home.samira.id, debt_help_ready.NEEDED, ConsentAnswer.YES)
    plans.keep_plan(office, HouseholdPlan(household=home.household.id, safe_at_home=SafeAtHome.NO))
    package = debt_help_package.issue_package(office, made.id)
    assert papers(office) == {PaperKind.REFERRAL_LETTER, PaperKind.REFERRAL_FILE}
    assert len(package.left_out) == 1
