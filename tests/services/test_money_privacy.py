"""What somebody did not allow stays here: the last answer counts, nobody answers for somebody else, numbers stay hidden."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

import pytest

from buurtteam.domain.budget import Asset, Income, MoneyPicture
from buurtteam.domain.debt import Creditor
from buurtteam.domain.household import Address, Household, MemberRole, Membership, Resident
from buurtteam.domain.problem import Problem
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic, last_answer
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.services import creditors, debt_help, debt_help_ready, money, money_papers, printing
from buurtteam.services.office import Office
from tests.services.test_money_papers import BSN, DEBT_HELP, LANDLORD, SHOP, TODAY, Case, said_on

EARLIER = TODAY - timedelta(days=30)


@pytest.fixture
def case(office: Office) -> Case:
    return Case(office)


def housemate(case: Case, name: str = "Bilal", born_on: str = "1988-01-01") -> Resident:
    """Somebody else at home: the partner, or a child."""
    found = Resident(first_name=name, birth_name="Yilmaz", born_on=born_on)
    role = MemberRole.PARTNER if born_on < "2008" else MemberRole.CHILD
    case.keep(found, Membership(household=case.home.id, resident=found.id, role=role, position=1))
    return found


def says(case: Case, who: Resident | None, recipient: str, answer: ConsentAnswer, on: date | None = TODAY) -> Consent:
    said = Consent(
        household=case.home.id, resident=who.id if who else None, recipient=recipient, answer=answer, given_on=on,
        topics=frozenset({SharedTopic.NAME_ADDRESS, SharedTopic.MONEY}),
    )  # fmt: skip
    case.keep(said)
    return said


# ------------------------------------------------------------------------------------------ who allows what


def test_a_child_does_not_allow_a_letter_about_the_money_of_the_adults(case: Case) -> None:
    child = housemate(case, "Noa", "2015-01-01")
    says(case, child, LANDLORD, ConsentAnswer.YES)
    says(case, child, SHOP, ConsentAnswer.YES)
    with pytest.raises(Problem):
        money_papers.issue_stay_letter(case.office, case.threat.id)
    with pytest.raises(Problem):
        money_papers.issue_arrangement_letter(case.office, case.shop.id)


@pytest.mark.parametrize("answer", [None, ConsentAnswer.NO])
def test_a_letter_names_only_who_allowed_it(case: Case, answer: ConsentAnswer | None) -> None:
    other = housemate(case)
    says(case, case.resident, LANDLORD, ConsentAnswer.YES)
    if answer:
        says(case, other, LANDLORD, answer)
    said = said_on(money_papers.issue_stay_letter(case.office, case.threat.id))
    assert "Samira" in said
    assert "Bilal" not in said


def test_of_two_adults_a_yes_without_a_name_is_nobody_s(case: Case) -> None:
    says(case, None, LANDLORD, ConsentAnswer.YES)
    assert money_papers.issue_stay_letter(case.office, case.threat.id).pdf
    housemate(case)
    with pytest.raises(Problem):
        money_papers.issue_stay_letter(case.office, case.threat.id)


@pytest.mark.parametrize("written", [f"Stichting {LANDLORD} B.V.", LANDLORD.upper(), "De Huisbaas"])
def test_a_yes_reaches_a_creditor_by_each_of_its_names(case: Case, written: str) -> None:
    with case.office.reading() as store:
        (listed,) = store.of(Creditor)
    case.change(listed, also_called="De Huisbaas; Verhuur Noord")
    says(case, case.resident, written, ConsentAnswer.YES)
    assert money_papers.issue_stay_letter(case.office, case.threat.id).pdf


def test_at_a_glance_stands_what_the_papers_go_by(case: Case) -> None:
    says(case, case.resident, DEBT_HELP, ConsentAnswer.YES, EARLIER)
    says(case, case.resident, DEBT_HELP, ConsentAnswer.NO)
    other = housemate(case)
    says(case, None, DEBT_HELP, ConsentAnswer.YES)
    shown = {each.resident: each.answer for each in money.at_a_glance(case.office, case.home.id).consents}
    assert shown == {case.resident.id: ConsentAnswer.NO, other.id: ConsentAnswer.TO_ASK}


def test_of_two_adults_a_yes_without_a_name_refers_nobody(case: Case) -> None:
    says(case, None, DEBT_HELP, ConsentAnswer.YES)
    assert debt_help.read(case.office, case.home.id).stops == ()
    housemate(case)
    assert {each.field for each in debt_help.read(case.office, case.home.id).stops} == {"consent"}


@pytest.mark.parametrize("on", [TODAY, None])
def test_a_no_after_a_yes_keeps_every_paper_here(case: Case, on: date | None) -> None:
    for recipient in (LANDLORD, DEBT_HELP):
        says(case, case.resident, recipient, ConsentAnswer.YES, EARLIER if on else None)
        says(case, case.resident, recipient, ConsentAnswer.NO, on)
    with pytest.raises(Problem):
        money_papers.issue_stay_letter(case.office, case.threat.id)
    with pytest.raises(Problem):
        money_papers.issue_referral_file(case.office, case.referral.id)
    assert debt_help.read(case.office, case.home.id).consents[0].answer is ConsentAnswer.NO


@pytest.mark.parametrize(
    ("lines", "counts"),
    [
        ([("no", EARLIER, None), ("yes", TODAY, None)], "yes"),
        ([("yes", EARLIER, TODAY), ("yes", TODAY, None)], "yes"),
        ([("yes", EARLIER, EARLIER + timedelta(days=2))], "yes"),
        ([("yes", TODAY, None), ("no", TODAY, None)], "no"),
        ([("yes", TODAY, None), ("no", TODAY + timedelta(days=1), None)], "yes"),
        ([("to_ask", TODAY, None)], None),
        ([("yes", None, None)], "yes"),
    ],
)
def test_the_last_answer_counts(lines: list[tuple[str, date | None, date | None]], counts: str | None) -> None:
    made = [
        Consent(
            household=Household().id, topics=frozenset({SharedTopic.MONEY}), answer=ConsentAnswer(answer),
            given_on=on, withdrawn_on=gone,
        )
        for answer, on, gone in lines
    ]  # fmt: skip
    for order in (made, made[::-1]):
        found = last_answer(order, SharedTopic.MONEY, TODAY)
        assert (found.answer.value if found else None) == counts
        assert last_answer(order, SharedTopic.HEALTH, TODAY) is None


def test_who_says_no_again_after_a_yes_is_heard(case: Case) -> None:
    answers = (ConsentAnswer.NO, ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.YES, ConsentAnswer.NO)
    for ago, answer in zip((8, 6, 4, 2, 0), answers, strict=True):
        debt_help_ready.say(
            case.office,
            case.referral.id,
            case.resident.id,
            debt_help_ready.NEEDED,
            answer,
            on=TODAY - timedelta(days=ago),
        )
        line = debt_help.read(case.office, case.home.id).consents[0]
        assert line.answer is answer
    with pytest.raises(Problem):
        money_papers.issue_referral_file(case.office, case.referral.id)


def test_debt_help_reads_nothing_about_the_money_of_who_did_not_allow_it(case: Case) -> None:
    other = housemate(case)
    case.allow(DEBT_HELP)
    case.keep(
        case.debt("Schuldeiser Bilal", 777_77, resident=other.id),
        Income(household=case.home.id, resident=other.id, amount=1_888_88, source="Baas Bilal"),
        Asset(household=case.home.id, resident=other.id, what="Spaarpot Bilal", value=55_55),
    )
    paper = money_papers.issue_referral_file(case.office, case.referral.id)
    said = said_on(paper)
    for theirs in ("Schuldeiser Bilal", "Baas Bilal", "Spaarpot Bilal", "777,77", "1.888,88", "77777"):
        assert theirs not in said
    assert case.file().debt_sum.known == 3_212_35
    gaps = debt_help_ready.gaps_for(case.office, case.referral.id)
    assert [gap.values["who"] for gap in gaps if gap.field == "partner"] == ["Bilal Yilmaz"]
    says(case, other, DEBT_HELP, ConsentAnswer.YES)
    assert case.file().debt_sum.known == 3_990_12
    assert "Baas Bilal" in said_on(money_papers.issue_referral_file(case.office, case.referral.id))


def test_a_letter_about_somebody_who_left_does_not_tell_where_the_others_live(case: Case) -> None:
    left = Resident(first_name="Bilal", birth_name="Yilmaz", born_on="1988-01-01")
    case.keep(left, Membership(household=case.home.id, resident=left.id, role=MemberRole.PARTNER, until_on=EARLIER))
    case.change(case.shop, resident=left.id)
    says(case, left, SHOP, ConsentAnswer.YES)
    said = said_on(money_papers.issue_arrangement_letter(case.office, case.shop.id))
    assert "Bilal" in said
    for theirs in ("Oefenstraat", "6411", "Samira"):
        assert theirs not in said


def test_a_letter_about_one_does_not_tell_that_another_is_at_debt_help(case: Case) -> None:
    case.change(case.referral, resident=housemate(case).id, sent_on=TODAY)
    case.change(case.shop, resident=case.resident.id)
    says(case, case.resident, SHOP, ConsentAnswer.YES)
    assert DEBT_HELP not in said_on(money_papers.issue_arrangement_letter(case.office, case.shop.id))


# ------------------------------------------------------------------------------------------ what stays hidden


def story(case: Case, text: str) -> str:
    """What the referral file says of how it came about."""
    case.allow(DEBT_HELP)
    case.keep(MoneyPicture(household=case.home.id, story=text))
    return case.file(with_bsn=False).story


@pytest.mark.parametrize(
    "written",
    [
        BSN, "999 990 019", "999.990.019", "9999-90-019", "999/990/019", "999, 990, 019", "999_990_019", "999  990  019",
        "999\u00a0990\u00a0019", "999\u202f990\u202f019", "999\u2013990\u2013019", "999\n990\n019", "9 9 9 9 9 0 0 1 9",
        "\uff19\uff19\uff19\uff19\uff19\uff10\uff10\uff11\uff19",
    ],
)  # fmt: skip
def test_a_number_stays_hidden_however_it_is_written(case: Case, written: str) -> None:
    shown = story(case, f"Mijn nummer is {written}, zei zij.")
    assert "99999" not in re.sub(r"\D", "", unicodedata.normalize("NFKC", shown))
    assert shown.startswith("Mijn nummer is")
    assert shown.endswith("zei zij.")


def test_a_number_without_its_first_nought_stays_hidden(case: Case) -> None:
    case.change(case.resident, bsn="099990015")
    assert "99990015" not in story(case, "Mijn nummer is 99990015.")


@pytest.mark.parametrize(
    "written",
    [
        "Oefenstraat 12", "OEFENSTRAAT 12", "Oefenstraat, 12", "Oefenstraat nr. 12", "Oefenstr. 12", "Oefen straat 12",
        "Oefenstraat", "6411 SA", "6411SA", "6411-sa", "6411\u00a0SA",
    ],
)  # fmt: skip
def test_a_secret_address_stays_hidden_however_it_is_written(case: Case, written: str) -> None:
    with case.office.writing(Deed.IMPORT_DOSSIER) as store:
        store.save(store.of(Address)[0].changed(is_secret=True))
    shown = story(case, f"Zij woont nu op {written} en is daar veilig.")
    assert not re.search(r"oefen|6411|12", shown, re.IGNORECASE)
    assert shown.endswith("en is daar veilig.")


@pytest.mark.parametrize("street", ["", "---"])
def test_of_a_secret_address_without_a_street_the_postcode_stays_hidden(case: Case, street: str) -> None:
    with case.office.writing(Deed.IMPORT_DOSSIER) as store:
        store.save(store.of(Address)[0].changed(is_secret=True, street=street))
    assert story(case, "Zij woont in 6411 SA nu.") == "Zij woont in … nu."


@pytest.mark.parametrize(
    "function", [WorkerFunction.TRAINEE, WorkerFunction.VOLUNTEER, WorkerFunction.EXPERIENCE_EXPERT]
)
def test_who_may_not_see_the_number_does_not_see_it_on_a_paper_that_is_there(
    case: Case, function: WorkerFunction
) -> None:
    case.allow(DEBT_HELP)
    case.keep(Creditor(name=DEBT_HELP, may_use_bsn=True))
    paper = money_papers.issue_referral_file(case.office, case.referral.id)
    letter = money_papers.issue_referral_letter(case.office, case.referral.id)
    worker = Worker(name="Kim", function=function)
    case.keep(worker)
    case.office.worker = worker
    with pytest.raises(Problem):
        printing.reprint(case.office, paper.id)
    assert printing.reprint(case.office, letter.id)
    own = money_papers.issue_referral_file(case.office, case.referral.id)
    assert BSN not in said_on(own)
    assert printing.reprint(case.office, own.id) == own.pdf


def test_that_a_number_was_seen_on_a_paper_is_written_down(case: Case) -> None:
    case.allow(DEBT_HELP)
    case.keep(Creditor(name=DEBT_HELP, may_use_bsn=True))
    paper: Any = money_papers.issue_referral_file(case.office, case.referral.id)
    case.office.worker = case.worker
    printing.reprint(case.office, paper.id)
    assert {each.deed for each in case.office.looks(case.home.id)} >= {Deed.REVEAL_BSN.value, Deed.SHOW_PAPER.value}


def test_who_may_not_see_the_number_does_not_decide_who_may_use_it(case: Case) -> None:
    listed = next(each for each in creditors.own_creditors(case.office) if each.name == LANDLORD)
    case.office.worker = Worker(name="Kim", function=WorkerFunction.TRAINEE)
    assert creditors.keep(case.office, listed.changed(phone="0499 000100")).phone
    listed = next(each for each in creditors.own_creditors(case.office) if each.name == LANDLORD)
    with pytest.raises(Problem):
        creditors.keep(case.office, listed.changed(may_use_bsn=True))
    case.office.worker = case.worker
    allowed = creditors.keep(case.office, listed.changed(may_use_bsn=True))
    case.office.worker = Worker(name="Kim", function=WorkerFunction.TRAINEE)
    assert creditors.keep(case.office, allowed.changed(city="Oefendorp")).may_use_bsn
