"""Papers about money: nothing leaves without consent, each recipient reads only what it needs, and totals are those of the screens."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from pydantic import ValidationError

from buurtteam.domain.amounts import Period
from buurtteam.domain.any_paper import paper_from_json
from buurtteam.domain.budget import Asset, Cost, CostKind, Income, IncomeKind, MoneyPicture
from buurtteam.domain.conversation import Note
from buurtteam.domain.debt import Creditor, CreditorAgreement, Debt, DebtKind, QualitySignal
from buurtteam.domain.early_signal import EarlySignal, SignalAnswer
from buurtteam.domain.evidence import Evidence
from buurtteam.domain.filing import HandedOverHow, Paper
from buurtteam.domain.household import Address, ContactPoint, ContactWay, Household, Membership, Resident
from buurtteam.domain.money_papers import BudgetSheetPaper, ReferralFilePaper
from buurtteam.domain.papers import LetterPaper, PaperKind
from buurtteam.domain.plan import HouseholdPlan, SafeAtHome
from buurtteam.domain.problem import Problem
from buurtteam.domain.record import Record
from buurtteam.domain.records import RECORDS
from buurtteam.domain.request import RequestKind, RequestNotification
from buurtteam.domain.sharing import (
    Consent,
    ConsentAnswer,
    LegalGround,
    Referral,
    ReferralKind,
    SharedTopic,
)
from buurtteam.domain.staff import Deed, Team, Worker, WorkerFunction
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.services import budget, debts, money_papers, printing
from buurtteam.services.debt_help_ready import gaps_for
from buurtteam.services.office import Office
from buurtteam.storage.store import Store
from tests.documents.reading import structure

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DEBT_HELP, LANDLORD, SHOP = "Kredietbank Oefenstad", "Woningstichting Thuis", "Webwinkel Mooi Spul"
BSN = "999990019"


class Case:
    """A household under threat of eviction, with debts, a budget and a referral that was prepared."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.worker = Worker(name="Noor Bakker", phone="0499 000100")
        self.home = Household(label="Demir", plan_coordinator=self.worker.id)
        one = self.home.id
        self.resident = Resident(first_name="Samira", birth_name="Demir", bsn=BSN, born_on="1990-03-14")
        self.threat = Threat(
            household=one, kind=ThreatKind.EVICTION, known_on=TODAY - timedelta(days=1), on=TODAY + timedelta(days=9),
            hour="10:00", creditor=LANDLORD, owed=3_000_00, can_pay_current=True,
        )  # fmt: skip
        self.rent = self.debt(LANDLORD, 3_000_00, reference="HU-1", threat=self.threat.id, kind=DebtKind.RENT)
        self.shop = self.debt(SHOP, 212_35, reference="WM-9", pays=25_00)
        self.referral = Referral(
            household=one, kind=ReferralKind.DEBT_HELP, resident=self.resident.id, recipient=DEBT_HELP, purpose="hulp"
        )
        self.keep(
            self.worker, Team(name="Buurtteam De Oefening", phone="0499 000100"), self.home, self.resident,
            Membership(household=one, resident=self.resident.id),
            Address(household=one, street="Oefenstraat", number="12", postcode="6411 SA", city="Oefenstad"),
            ContactPoint(resident=self.resident.id, value="06 11223344"),
            RequestNotification(household=one, received_at=NOW - timedelta(days=1), kind=RequestKind.DEBT, question="Help."),
            Creditor(name=LANDLORD, street="Hofstraat", number="12", postcode="6499 SD", city="Oefenstad"),
            self.threat, self.rent, self.shop, self.referral,
        )  # fmt: skip

    def debt(self, creditor: str, amount: int | None, **facts: Any) -> Debt:  # noqa: ANN401 - fields of a debt
        return Debt(household=self.home.id, creditor=creditor, amount=amount, **facts)

    def keep(self, *records: Record) -> None:
        with self.office.writing(Deed.IMPORT_DOSSIER) as store:
            for record in records:
                store.save(record)

    def allow(self, recipient: str, *topics: SharedTopic, **facts: Any) -> Consent:  # noqa: ANN401 - fields of a consent
        said = Consent(
            household=self.home.id, resident=self.resident.id, recipient=recipient, answer=ConsentAnswer.YES,
            topics=frozenset(topics or (SharedTopic.NAME_ADDRESS, SharedTopic.MONEY)), given_on=TODAY, **facts,
        )  # fmt: skip
        self.keep(said)
        return said

    def change(self, record: Record, **facts: Any) -> None:  # noqa: ANN401 - fields of any record
        with self.office.writing(Deed.CHANGE_HOUSEHOLD) as store:
            store.save(store.get(type(record), record.id).changed(**facts))  # type: ignore[attr-defined]

    def file(self, **how: Any) -> ReferralFilePaper:  # noqa: ANN401 - how it is made
        return file_of(money_papers.issue_referral_file(self.office, self.referral.id, **how))


@pytest.fixture
def case(office: Office) -> Case:
    return Case(office)


def file_of(paper: Paper) -> ReferralFilePaper:
    content = paper_from_json(paper.content)
    assert isinstance(content, ReferralFilePaper)
    return content


def said_on(paper: Paper) -> str:
    """All that stands on a paper, and in its content."""
    return " ".join(structure(paper.pdf)) + paper.content


def stops(problem: Problem) -> list[tuple[str, object]]:
    return [(gap.place, gap.values.get("topic")) for gap in problem.gaps]


# ------------------------------------------------------------------------------------------ consent


@pytest.mark.parametrize("issue", [money_papers.issue_referral_file, money_papers.issue_referral_letter])
def test_without_consent_nothing_goes_to_debt_help_and_the_program_says_what_is_missing(case: Case, issue: Any) -> None:  # noqa: ANN401 - either
    case.allow(DEBT_HELP, SharedTopic.NAME_ADDRESS)
    with pytest.raises(Problem) as caught:
        issue(case.office, case.referral.id)
    assert stops(caught.value) == [("money.debt_help", SharedTopic.MONEY)]
    assert printing.papers_of(case.office, case.home.id) == ()
    case.allow(DEBT_HELP, SharedTopic.MONEY)
    assert issue(case.office, case.referral.id).pdf


def test_to_save_somebody_from_great_harm_a_referral_goes_without_consent_and_says_so(case: Case) -> None:
    case.change(case.referral, ground=LegalGround.VITAL)
    assert case.file().ground
    assert case.file().consents == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"recipient": SHOP},
        {"recipient": LANDLORD, "withdrawn_on": TODAY},
        {"recipient": LANDLORD, "until_on": TODAY - timedelta(days=1)},
    ],
)
def test_a_consent_for_another_or_one_that_ended_does_not_reach_the_landlord(case: Case, facts: dict[str, Any]) -> None:
    case.allow(**facts)
    with pytest.raises(Problem) as caught:
        money_papers.issue_stay_letter(case.office, case.threat.id)
    assert stops(caught.value) == [("household", SharedTopic.NAME_ADDRESS), ("household", SharedTopic.MONEY)]


# ------------------------------------------------------------------------------------------ what each may read


def test_the_landlord_reads_of_its_own_claim_alone(case: Case) -> None:
    case.allow(LANDLORD)
    paper = money_papers.issue_stay_letter(case.office, case.threat.id)
    letter = paper_from_json(paper.content)
    assert isinstance(letter, LetterPaper)
    assert letter.their_reference == "HU-1"
    assert letter.address == (LANDLORD, "Hofstraat 12", "6499 SD  OEFENSTAD")
    said = said_on(paper)
    assert "€ 3.000,00" in said.replace("\u00a0", " ")
    for other in (SHOP, "WM-9", "212,35", BSN, "1990", "06 11223344"):
        assert other not in said


def test_a_proposal_tells_the_amount_that_was_agreed_else_what_is_paid_now(case: Case) -> None:
    case.allow(SHOP)
    now = said_on(money_papers.issue_arrangement_letter(case.office, case.shop.id))
    assert "€ 25,00 per maand" in now.replace("\u00a0", " ")
    case.keep(CreditorAgreement(household=case.home.id, debt=case.shop.id, amount=10_00, from_on=TODAY))
    agreed = said_on(money_papers.issue_arrangement_letter(case.office, case.shop.id))
    assert "€ 10,00 per maand" in agreed.replace("\u00a0", " ")
    assert LANDLORD not in agreed


def test_the_number_stands_only_where_the_recipient_and_the_worker_may_use_it(case: Case, office: Office) -> None:
    case.allow(DEBT_HELP)
    case.allow(LANDLORD)
    assert case.file().people[0].bsn == ""
    assert any("citizen service number" in each.sentence for each in gaps_for(office, case.referral.id))
    case.keep(Creditor(name=DEBT_HELP, may_use_bsn=True))
    assert case.file().people[0].bsn == BSN
    assert not any("does not go along" in each.sentence for each in gaps_for(office, case.referral.id))
    assert case.file(with_bsn=False).people[0].bsn == ""
    assert BSN not in said_on(money_papers.issue_referral_letter(office, case.referral.id))
    trainee = Worker(name="Kim", function=WorkerFunction.TRAINEE)
    case.keep(trainee)
    office.worker = trainee
    assert case.file().people[0].bsn == ""
    office.worker = None
    with office.writing(Deed.IMPORT_DOSSIER) as store:
        landlord = store.of(Creditor, name=LANDLORD)[0]
        store.save(landlord.changed(may_use_bsn=True))
    assert BSN in said_on(money_papers.issue_stay_letter(office, case.threat.id))


def test_with_a_rule_for_safe_contact_others_reach_them_through_us_and_a_secret_address_stays_here(case: Case) -> None:
    case.allow(DEBT_HELP)
    case.allow(LANDLORD)
    case.change(case.home, not_by=frozenset({ContactWay.POST}), safe_contact="Alleen op dinsdag bellen naar haar zus")
    with case.office.writing(Deed.IMPORT_DOSSIER) as store:
        address = store.of(Address)[0]
        store.save(address.changed(is_secret=True))
        store.save(store.get(Threat, case.threat.id).changed(done="Zij woont nu op Oefenstraat 12."))
    papers = (
        money_papers.issue_referral_file(case.office, case.referral.id),
        money_papers.issue_referral_letter(case.office, case.referral.id),
        money_papers.issue_stay_letter(case.office, case.threat.id),
    )
    assert file_of(papers[0]).only_through_us
    for paper in papers:
        said = said_on(paper)
        for secret in ("Oefenstraat", "6411", "haar zus", "06 11223344"):
            assert secret not in said
    # Such a letter goes to somebody else's door, so the rule does not keep it from the post.
    sent = printing.hand_over(case.office, papers[2].id, TODAY, HandedOverHow.BY_POST)
    assert sent.handed_over_how is HandedOverHow.BY_POST
    budget_sheet = money_papers.issue_budget_sheet(case.office, case.home.id)
    with pytest.raises(Problem):
        printing.hand_over(case.office, budget_sheet.id, TODAY, HandedOverHow.BY_POST)


def test_a_partner_hears_a_code_and_nothing_of_the_person(case: Case) -> None:
    signal = EarlySignal(
        household=case.home.id, resident=case.resident.id, partner=LANDLORD, reference="SIG-1", received_on=TODAY,
        name="Samira Demir", street="Oefenstraat", arrears=412_00, result_words="ging niet open",
    )  # fmt: skip
    case.keep(signal)
    with pytest.raises(Problem):
        money_papers.issue_signal_answer(case.office, signal.id)
    case.change(signal, answer=SignalAnswer.NOT_TAKEN_UP)
    said = said_on(money_papers.issue_signal_answer(case.office, signal.id))
    assert "SIG-1" in said
    for private in ("Samira", "Demir", "Oefenstraat 12", "412", "niet open"):
        assert private not in said


@pytest.mark.parametrize(
    "issue", [money_papers.issue_budget_sheet, money_papers.issue_evidence_list, money_papers.issue_consent_sheet]
)
def test_what_cannot_safely_go_home_is_not_made(case: Case, issue: Any) -> None:  # noqa: ANN401 - any of them
    case.keep(HouseholdPlan(household=case.home.id, safe_at_home=SafeAtHome.NO))
    with pytest.raises(Problem) as caught:
        issue(case.office, case.home.id)
    assert caught.value.gaps[0].place == "plan"


# ------------------------------------------------------------------------------------------ what it says


def test_the_file_begins_with_the_threat_and_the_last_day_for_the_first_conversation(case: Case) -> None:
    case.allow(DEBT_HELP)
    content = case.file()
    threat = content.threats[0]
    assert (threat.on, threat.hour, threat.days_left) == (TODAY + timedelta(days=9), "10:00", 9)
    assert content.first_talk.last_day == date(2026, 11, 25)
    assert "4" in content.first_talk.article
    lines = structure(printing.reprint(case.office, _last(case).id))
    heads = [line for line in lines if line.strip().startswith("H2")]
    assert "Dit dreigt nu" in heads[0]


def _last(case: Case) -> Paper:
    with case.office.reading() as store:
        return store.of(Paper, order_by="-made_at")[0]


def test_two_letters_about_one_debt_are_one_line_and_count_once(case: Case) -> None:
    case.allow(DEBT_HELP)
    case.keep(
        case.debt("Incasso Snel", 260_00, reference="IS-3", double_of=case.shop.id),
        case.debt("Energie", None),
        case.debt("Oom", 500_00, is_counted=False, not_counted_why="hoeft niet terug"),
        case.debt("Oud", 900_00, ended_on=TODAY),
    )
    content = case.file()
    shop = next(each for each in content.debts if each.creditor == SHOP)
    assert shop.letters == 2
    assert shop.references == ("WM-9", "IS-3")
    assert sorted(each.creditor for each in content.debts) == ["Energie", "Oom", SHOP, LANDLORD]
    assert (content.debt_sum.known, content.debt_sum.unknown) == (3_212_35, 1)
    totals = debts.bag_of_post(case.office, case.home.id).totals
    assert content.debt_sum.known == totals.counted.cents
    assert sum(each.sum.known for each in content.debt_groups) == totals.counted.cents


def test_amounts_per_month_are_those_of_the_screen(case: Case) -> None:
    case.keep(
        Income(household=case.home.id, kind=IncomeKind.CHILD_BENEFIT, amount=586_27, per=Period.QUARTER),
        Income(household=case.home.id, kind=IncomeKind.RENT_ALLOWANCE),
        Cost(household=case.home.id, kind=CostKind.RENT, amount=612_00),
        Cost(household=case.home.id, kind=CostKind.FOOD, amount=75_00, per=Period.WEEK),
    )
    content = paper_from_json(money_papers.issue_budget_sheet(case.office, case.home.id).content)
    assert isinstance(content, BudgetSheetPaper)
    sheet = budget.picture(case.office, case.home.id).sheet
    assert {each.in_a_month for each in content.income} == {195_42, None}
    assert (content.totals.left, content.totals.comes_in.unknown) == (sheet.remainder, 1)
    assert sum(each.sum.known for each in content.costs) == sheet.going_out.cents


def test_the_same_content_on_the_same_day_is_the_same_paper(case: Case) -> None:
    case.allow(DEBT_HELP)
    first = money_papers.issue_referral_file(case.office, case.referral.id)
    assert money_papers.issue_referral_file(case.office, case.referral.id).id == first.id
    case.keep(case.debt("Energie", 100_00))
    second = money_papers.issue_referral_file(case.office, case.referral.id)
    assert second.corrects == first.id
    assert printing.reprint(case.office, first.id) == first.pdf


# ------------------------------------------------------------------------------------------ marker words

PRINTED = {
    (Threat, "creditor"), (Threat, "bailiff"), (Threat, "done"),
    (Debt, "creditor"), (Debt, "reference"), (Debt, "original_creditor"), (Debt, "original_reference"), (Debt, "collector"),
    (Debt, "collector_reference"), (Debt, "joint_with"), (Debt, "disputed_why"), (Debt, "not_counted_why"),
    (MoneyPicture, "story"), (MoneyPicture, "did_self"), (MoneyPicture, "earlier_help"), (MoneyPicture, "helpers"),
    (MoneyPicture, "administrator"), (MoneyPicture, "business_name"), (MoneyPicture, "business_number"),
    (MoneyPicture, "earmarked_source"), (Income, "source"), (Asset, "what"), (Evidence, "what"), (Evidence, "not_needed_why"),
    (Referral, "recipient"), (Referral, "purpose"), (Referral, "we_keep_doing"),
    (Consent, "recipient"), (Consent, "purpose"), (EarlySignal, "partner"), (EarlySignal, "reference"),
}  # fmt: skip
"""What people wrote and may stand on a paper about money; how they are called, where they live and the team besides."""
_WHO = {"Resident", "Household", "Address", "ContactPoint", "Worker", "Team", "Creditor", "Withholding", "Appointment"}
_WHO_FIELDS = {
    "first_name", "given_names", "initials", "prefix", "birth_name", "partner_prefix", "partner_name", "label", "street",
    "number", "city", "value", "name", "municipality", "return_address", "visiting_address", "reachable", "language",
    "department", "by", "protected_source", "place", "question",
}  # fmt: skip


class Marked:
    """One record of every kind, each of its texts a word of its own."""

    def __init__(self, case: Case, store: Store) -> None:
        self.case, self.store = case, store
        self.words: dict[str, tuple[type[Record], str]] = {}
        self._next = count()

    def fill(self, record: Record) -> Record:
        """The record with a marker word in every field that takes one."""
        for name, field in type(record).model_fields.items():
            if field.annotation is not str or name == "sha256" or (getattr(record, name) and name != "creditor"):
                continue
            number = next(self._next)
            word = "Zq" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}") + "qz"
            try:
                record = record.changed(**{name: word})
            except ValidationError:
                continue
            self.words[word] = (type(record), name)
        return record

    def records(self) -> Iterator[Record]:
        """One of every kind that belongs to a household or a person, and can be made with what is known."""
        home, person = self.case.home.id, self.case.resident.id
        known: dict[str, object] = {"household": home, "resident": person}
        for kind in RECORDS:
            facts = {name: known[name] for name in kind.model_fields if name in known}
            for name, field in kind.model_fields.items():
                if field.is_required() and name not in facts:
                    facts[name] = known.get(name) or _some(field.annotation)
            if kind is Note:
                facts["is_team_only"] = True
            try:
                record = kind(**facts)
            except ValidationError:
                continue
            yield self.fill(record)


def _some(annotation: Any) -> object:  # noqa: ANN401 - any annotation
    if annotation is date:
        return TODAY
    if annotation is datetime:
        return NOW
    if hasattr(annotation, "__members__"):
        return next(iter(annotation))
    return None


def test_no_paper_holds_a_word_that_has_no_business_there(case: Case) -> None:
    """A marker word in every text field of every kind of record; none but those that are meant to be read come through."""
    with case.office.writing(Deed.IMPORT_DOSSIER) as store:
        marked = Marked(case, store)
        kinds = set()
        for record in marked.records():
            if isinstance(record, Household | Team | Paper | Creditor):
                continue
            store.save(record)
            kinds.add(type(record))
        assert {QualitySignal, Debt, Threat, Income, Cost, MoneyPicture, Evidence, Consent} <= kinds
        secret = "!team Zqgeheimqz"
        picture = store.of(MoneyPicture)[0]
        assert picture.avoided_care
        store.save(picture.changed(story=f"{picture.story} {secret}"))
        consent = store.of(Consent)[0]
        store.save(consent.changed(answer=ConsentAnswer.NO))
    case.allow(DEBT_HELP)
    case.allow(LANDLORD)
    case.allow(SHOP)
    signal = EarlySignal(partner=LANDLORD, received_on=TODAY, answer=SignalAnswer.TAKEN_UP)
    case.keep(signal)
    office, home = case.office, case.home.id
    papers = [
        money_papers.issue_referral_file(office, case.referral.id),
        money_papers.issue_referral_letter(office, case.referral.id),
        money_papers.issue_stay_letter(office, case.threat.id),
        money_papers.issue_arrangement_letter(office, case.shop.id),
        money_papers.issue_signal_answer(office, signal.id),
        money_papers.issue_consent_sheet(office, home),
        money_papers.issue_evidence_list(office, home),
        money_papers.issue_budget_sheet(office, home),
        money_papers.issue_blank_post(office, home),
        money_papers.issue_blank_budget(office, home),
    ]
    wrong = []
    for paper in papers:
        said = said_on(paper)
        for word, (kind, name) in marked.words.items():
            is_name = kind.__name__ in _WHO and name in _WHO_FIELDS
            if word in said and (kind, name) not in PRINTED and not is_name:
                wrong.append((paper.kind, kind.__name__, name))
            # Nobody but debt help reads of other debts and of the story.
            if word in said and paper.kind is not PaperKind.REFERRAL_FILE and kind in (Debt, MoneyPicture, Threat):
                wrong.append((paper.kind, kind.__name__, name))
    assert wrong == []
    found = {pair for word, pair in marked.words.items() if word in said_on(papers[0])}
    assert len(found & PRINTED) > 15, "the markers did reach the file"
