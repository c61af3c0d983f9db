"""Papers of a carer: they stand with the carer, no letter goes without the carer's yes, and nobody reads of the other."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from buurtteam.domain.any_paper import paper_from_json
from buurtteam.domain.care import (
    Air,
    Care,
    Carer,
    CarerSupport,
    CarerTalk,
    CareSituation,
    CareTask,
    CareTie,
    CrisisAgreement,
    KnowsOfCare,
    Perseverance,
)
from buurtteam.domain.care_papers import CarerCardPaper, CarerInfoPaper, YoungCarerPaper
from buurtteam.domain.conversation import Conversation
from buurtteam.domain.directory import DirectoryEntry, ForWhom, KindOfHelp
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import (
    Address,
    Authority,
    ContactPoint,
    ContactWay,
    FormOfAddress,
    Household,
    MemberRole,
    Membership,
    Relation,
    RelationKind,
    Resident,
    Statement,
    StatementKind,
)
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.papers import PaperKind, PlanPaper
from buurtteam.domain.plan import HouseholdPlan, PlanAction, SafeAtHome
from buurtteam.domain.problem import Problem
from buurtteam.domain.record import Record
from buurtteam.domain.request import RequestKind, RequestNotification
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic
from buurtteam.domain.staff import Deed, Team, Worker
from buurtteam.services import care_papers, printing
from buurtteam.services.office import Office
from buurtteam.storage.tables import id_of
from tests.documents.reading import structure

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CENTRE = "Steunpunt Mantelzorg Oefenstad"
WEEK = "1111" * 3 + "0" * 16


class Case:
    """Nina cares for her father Henk, who lives in another household; her son Sem lives with her."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.worker = Worker(name="Noor Bakker", phone="0499 000100")
        self.home = Household(label="Visser", plan_coordinator=self.worker.id)
        self.his = Household(label="De Boer", plan_coordinator=self.worker.id)
        self.nina = Resident(
            first_name="Nina", birth_name="Visser", born_on="1980-05-01", form_of_address=FormOfAddress.MADAM
        )
        self.henk = Resident(
            first_name="Henk", birth_name="Boer", prefix="de", born_on="1944-02-02", bsn="999990160",
            form_of_address=FormOfAddress.SIR,
        )  # fmt: skip
        self.relation = Relation(
            resident=self.nina.id, to_resident=self.henk.id, kind=RelationKind.CARES_FOR, from_on=date(2024, 3, 1)
        )
        self.care = Care(
            household=self.home.id, relation=self.relation.id, tie=CareTie.CHILD_FOR_PARENT, week=WEEK,
            tasks=frozenset({CareTask.HOUSEHOLD, CareTask.MONEY}), situations=frozenset({CareSituation.DEMENTIA}),
            plan_does="elke avond koken", plan_limits="wassen en aankleden", plan_agreed_on=TODAY,
        )  # fmt: skip
        self.talk = CarerTalk(
            household=self.home.id, resident=self.nina.id, held_on=TODAY, air=frozenset({Air.TAKE_OVER}),
            own_words="Ik slaap slecht.", perseverance=Perseverance.UNDER_MONTH,
        )  # fmt: skip
        self.agreement = CrisisAgreement(
            household=self.home.id, relation=self.relation.id, takes_over="Buurvrouw Ans", takes_over_phone="06 11112222",
            tonight="Warm eten en de pillen van 20 uur.", carer_agrees=True, cared_for_agrees=True, agreed_on=TODAY,
        )  # fmt: skip
        self.keep(
            self.worker, Team(name="Buurtteam De Oefening", phone="0499 000100"), self.home, self.his, self.nina, self.henk,
            Membership(household=self.home.id, resident=self.nina.id),
            Membership(household=self.his.id, resident=self.henk.id),
            Address(household=self.home.id, street="Oefenstraat", number="12", postcode="6411 SA", city="Oefenstad"),
            Address(household=self.his.id, street="Verborgenlaan", number="3", postcode="6411 SD", city="Oefenstad", is_secret=True),
            ContactPoint(resident=self.nina.id, value="06 33334444"),
            ContactPoint(resident=self.nina.id, value="06 99998888", is_safe=False, position=1),
            self.relation, self.care, self.talk, self.agreement,
            HouseholdPlan(household=self.home.id, safe_at_home=SafeAtHome.YES),
            HouseholdPlan(household=self.his.id, safe_at_home=SafeAtHome.YES),
            DirectoryEntry(
                name=CENTRE, kinds=frozenset({KindOfHelp.CARER_CENTRE}), for_whom=frozenset({ForWhom.CARERS}),
                phone="045 1112223", contact="Mia Proef", verified_on=TODAY,
            ),
            DirectoryEntry(
                name="Handje Thuis", kinds=frozenset({KindOfHelp.VOLUNTEER_AT_HOME}), phone="045 3334445", verified_on=date(2025, 1, 1)
            ),
        )  # fmt: skip

    def keep(self, *records: Record) -> None:
        with self.office.writing(Deed.IMPORT_DOSSIER) as store:
            for record in records:
                store.save(record)

    def change(self, record: Record, **facts: Any) -> None:  # noqa: ANN401 - fields of any record
        with self.office.writing(Deed.CHANGE_HOUSEHOLD) as store:
            store.save(store.get(type(record), id_of(record)).changed(**facts))

    def says(
        self, who: Resident, *topics: SharedTopic, answer: ConsentAnswer = ConsentAnswer.YES, on: date = TODAY
    ) -> None:
        self.keep(
            Consent(
                household=self.home.id, resident=who.id, recipient=CENTRE, answer=answer, given_on=on,
                topics=frozenset(topics or (SharedTopic.NAME_ADDRESS, SharedTopic.CARE)),
            )
        )  # fmt: skip

    def scores(self) -> None:
        self.keep(Measurement(household=self.home.id, resident=self.nina.id, instrument="csi", taken_on=TODAY, total=9))

    def child(self, born_on: str, parent: Authority = Authority.ALONE) -> Resident:
        """Sem, who lives with Nina and cares for her."""
        sem = Resident(first_name="Sem", birth_name="Visser", born_on=born_on)
        self.keep(
            sem,
            Membership(household=self.home.id, resident=sem.id, role=MemberRole.CHILD, position=1),
            Relation(resident=self.nina.id, to_resident=sem.id, kind=RelationKind.PARENT, authority=parent),
            Relation(resident=sem.id, to_resident=self.nina.id, kind=RelationKind.CARES_FOR),
        )
        return sem


@pytest.fixture
def case(office: Office) -> Case:
    return Case(office)


def said_on(paper: Paper) -> str:
    """All that stands on a paper, and in its content."""
    return " ".join(structure(paper.pdf)) + paper.content


def refused(caught: pytest.ExceptionInfo[Problem]) -> set[tuple[str, str]]:
    return {(gap.place, gap.field) for gap in caught.value.gaps}


# ------------------------------------------------------------------------------------------ the letter


def test_without_the_yes_of_the_carer_no_letter_goes_out_and_the_program_says_where_to_ask(case: Case) -> None:
    case.says(case.henk)
    with pytest.raises(Problem) as caught:
        care_papers.issue_letter(case.office, case.nina.id, CENTRE)
    assert refused(caught) == {("household", "consent")}
    case.says(case.nina)
    assert care_papers.issue_letter(case.office, case.nina.id, CENTRE).household == case.home.id


def test_a_carer_who_takes_the_yes_back_is_not_written_about(case: Case) -> None:
    case.says(case.nina, on=TODAY - timedelta(days=9))
    case.says(case.nina, answer=ConsentAnswer.NO)
    with pytest.raises(Problem):
        care_papers.issue_letter(case.office, case.nina.id, CENTRE)


def test_the_letter_is_about_the_carer_and_says_of_the_other_only_who_it_is(case: Case) -> None:
    case.says(case.nina)
    said = said_on(care_papers.issue_letter(case.office, case.nina.id, CENTRE))
    for words in (
        "Nina Visser",
        "haar vader",
        "12 uur per week",
        "huishouden en koken",
        "06 33334444",
        "Oefenstraat 12",
    ):
        assert words in said
    for words in ("Henk", "Boer", "ementie", "Verborgenlaan", "06 99998888", "Ik slaap slecht"):
        assert words not in said


def test_a_score_stands_in_the_letter_only_when_asked_for_and_with_the_carer_s_own_yes(case: Case) -> None:
    case.scores()
    case.says(case.nina, SharedTopic.NAME_ADDRESS)
    assert "CSI" not in said_on(care_papers.issue_letter(case.office, case.nina.id, CENTRE, with_score=True))
    case.says(case.nina)
    assert "CSI" not in said_on(care_papers.issue_letter(case.office, case.nina.id, CENTRE))
    assert "CSI" in said_on(care_papers.issue_letter(case.office, case.nina.id, CENTRE, with_score=True))


def test_who_allows_the_name_alone_is_only_reached(case: Case) -> None:
    case.says(case.nina, SharedTopic.NAME_ADDRESS)
    said = said_on(care_papers.issue_letter(case.office, case.nina.id, CENTRE))
    assert "06 33334444" in said
    assert "haar vader" not in said
    assert "Huishouden" not in said


def test_who_is_not_safe_to_call_is_reached_through_the_team_or_the_own_safe_way(case: Case) -> None:
    case.says(case.nina)
    case.change(case.home, not_by=frozenset({ContactWay.PHONE}), safe_contact="Bel nooit als hij thuis is.")
    said = said_on(care_papers.issue_letter(case.office, case.nina.id, CENTRE))
    assert "alleen contact op via ons team" in said
    assert "06 33334444" not in said
    assert "Oefenstraat 12" not in said
    assert "als hij thuis is" not in said
    case.keep(
        Carer(household=case.home.id, resident=case.nina.id, safe_channel="App naar 06 5", safe_not="Niet bellen")
    )
    assert "App naar 06 5" in said_on(care_papers.issue_letter(case.office, case.nina.id, CENTRE))


@pytest.mark.parametrize(
    ("born_on", "own", "parent", "goes"),
    [
        ("2008-01-01", True, False, True),
        ("2012-01-01", True, False, False),
        ("2012-01-01", True, True, True),
        ("2012-01-01", False, True, False),
        ("2017-01-01", False, True, True),
        ("2017-01-01", True, False, False),
        ("", True, False, False),
    ],
)
def test_who_says_yes_for_a_young_carer_goes_by_age(
    case: Case, born_on: str, own: bool, parent: bool, goes: bool
) -> None:
    sem = case.child(born_on)
    if own:
        case.says(sem)
    if parent:
        case.says(case.nina, SharedTopic.CHILDREN)
    if goes:
        said = said_on(care_papers.issue_letter(case.office, sem.id, CENTRE))
        assert ("Een ouder van Sem weet" in said) == (not own)
    else:
        with pytest.raises(Problem):
            care_papers.issue_letter(case.office, sem.id, CENTRE)


def test_a_parent_without_authority_does_not_decide_and_a_no_of_one_keeps_the_letter_here(case: Case) -> None:
    sem = case.child("2013-01-01")
    case.says(sem)
    case.says(case.nina, SharedTopic.CHILDREN)
    other = Resident(first_name="Piet", birth_name="Proef", born_on="1979-01-01")
    without = Relation(resident=other.id, to_resident=sem.id, kind=RelationKind.PARENT, authority=Authority.NONE)
    case.keep(other, without)
    case.says(other, SharedTopic.CHILDREN, answer=ConsentAnswer.NO)
    assert care_papers.issue_letter(case.office, sem.id, CENTRE)
    case.change(without, authority=Authority.SHARED)
    with pytest.raises(Problem):
        care_papers.issue_letter(case.office, sem.id, CENTRE)


# ------------------------------------------------------------------------------------------ for the carer


def test_the_information_fits_the_carer_and_says_what_must_still_be_checked(case: Case) -> None:
    paper = paper_from_json(care_papers.issue_information(case.office, case.nina.id).content)
    assert isinstance(paper, CarerInfoPaper)
    assert {each.name: each.to_check for each in paper.nearby}["Handje Thuis"] is True
    assert all(each.source and each.on for each in paper.items)
    assert any(each.number == "112" for each in paper.numbers)
    english = care_papers.issue_information(case.office, case.nina.id, language="en")
    assert "Help nearby" in said_on(english)
    assert "Luisterlijn: somebody" in said_on(english)


def test_the_card_is_made_only_when_both_agreed_and_stands_with_the_carer(case: Case) -> None:
    card = care_papers.issue_card(case.office, case.agreement.id)
    assert card.household == case.home.id
    assert isinstance(paper_from_json(card.content), CarerCardPaper)
    assert "06 11112222" in said_on(card).replace("\u00a0", " ")
    case.change(case.agreement, cared_for_agrees=None)
    with pytest.raises(Problem) as caught:
        care_papers.issue_card(case.office, case.agreement.id)
    assert refused(caught) == {("carer.drop_out", str(case.nina.id))}
    case.change(case.agreement, cannot_agree_why="Henk kan dit niet overzien; zijn mentor besloot.")
    assert "mentor" not in said_on(care_papers.issue_card(case.office, case.agreement.id))


def test_the_page_of_a_young_carer_is_in_words_of_that_age_with_own_words_only_when_wanted(case: Case) -> None:
    sem = case.child("2014-06-01")
    case.keep(
        Carer(household=case.home.id, resident=sem.id, knows=frozenset({KnowsOfCare.FRIEND}), safe_channel="Via juf Els"),
        CarerTalk(household=case.home.id, resident=sem.id, held_on=TODAY, own_words="Ik wil weer voetballen."),
    )  # fmt: skip
    page = care_papers.issue_young(case.office, sem.id)
    said = said_on(page)
    assert isinstance(paper_from_json(page.content), YoungCarerPaper)
    for words in ("0800 0432", "Via juf Els", "Noor Bakker"):
        assert words in said
    assert "voetballen" not in said
    case.keep(CarerTalk(household=case.home.id, resident=sem.id, held_on=TODAY, begun_at=case.office.now()))
    with_words = said_on(care_papers.issue_young(case.office, sem.id, own_words=True))
    assert "voetballen" in with_words, "a talk that was begun after it and holds nothing takes nothing away"


def test_a_paper_that_cannot_safely_go_home_stays_with_the_team(case: Case) -> None:
    with case.office.reading() as store:
        (plan,) = store.of(HouseholdPlan, household=case.home.id)
    case.change(plan, safe_at_home=SafeAtHome.NO)
    for issue in (care_papers.issue_information, care_papers.issue_young):
        with pytest.raises(Problem):
            issue(case.office, case.nina.id)
    with pytest.raises(Problem):
        care_papers.issue_card(case.office, case.agreement.id)


def test_the_same_paper_is_not_made_twice_and_is_reprinted_to_the_byte(case: Case) -> None:
    first = care_papers.issue_information(case.office, case.nina.id)
    assert care_papers.issue_information(case.office, case.nina.id).id == first.id
    assert printing.reprint(case.office, first.id) == first.pdf
    assert care_papers.issue_information(case.office, case.nina.id, language="en").corrects is None
    sem = case.child("2000-01-01")
    assert care_papers.issue_information(case.office, sem.id).corrects is None


def test_papers_of_a_carer_are_offered_in_the_household_of_the_carer_alone(case: Case) -> None:
    (mine,) = care_papers.subjects_of(case.office, case.home.id).carers
    assert mine.name == "Nina"
    assert [each.name for each in mine.recipients] == [CENTRE]
    assert mine.cards == ((case.agreement.id, "Henk"),)
    assert care_papers.subjects_of(case.office, case.his.id).carers == ()


# ------------------------------------------------------------------------------------------ the plan


def plan_of(case: Case, home: Household) -> PlanPaper:
    paper = paper_from_json(printing.issue_plan(case.office, home.id).content)
    assert isinstance(paper, PlanPaper)
    return paper


def test_the_plan_of_both_says_what_the_carer_agreed_to_and_nothing_else_of_the_carer(case: Case) -> None:
    for home in (case.home, case.his):
        (line,) = plan_of(case, home).carers
        assert (line.who, line.does, line.does_not) == ("Nina", "elke avond koken", "wassen en aankleden")
    case.change(case.care, plan_agreed_on=None)
    assert plan_of(case, case.home).carers == ()
    assert plan_of(case, case.his).carers == ()


def test_a_secret_of_the_other_household_is_hidden_in_the_plan_of_the_carer_too(case: Case) -> None:
    case.change(case.care, plan_does="koken op de Verborgenlaan 3, nummer 999990160")
    (line,) = plan_of(case, case.home).carers
    assert "Verborgen" not in line.does
    assert "999990160" not in line.does


def test_a_care_that_ended_stands_in_no_plan(case: Case) -> None:
    case.change(case.relation, until_on=TODAY - timedelta(days=1))
    assert plan_of(case, case.his).carers == ()


def test_a_care_that_is_still_to_begin_stands_in_no_plan(case: Case) -> None:
    case.change(case.relation, from_on=TODAY + timedelta(days=3))
    assert plan_of(case, case.his).carers == ()


def test_six_agreements_with_the_lines_of_a_carer_fit_on_one_sheet(case: Case) -> None:
    with case.office.reading() as store:
        (plan,) = store.of(HouseholdPlan, household=case.his.id)
    case.keep(
        *(
            PlanAction(plan=plan.id, household=case.his.id, what=f"Samen de post doen, stapel {number}", when_words="elke week")
            for number in range(6)
        )
    )  # fmt: skip
    fit = printing.measure_plan(case.office, case.his.id)
    assert (fit.pages, fit.agreements) == (1, 6)


# ------------------------------------------------------------------------------------------ nothing leaks


def test_no_word_of_one_stands_on_a_paper_of_the_other(case: Case) -> None:
    case.says(case.nina)
    case.scores()
    case.keep(CarerSupport(household=case.home.id, resident=case.nina.id, requested_on=TODAY))
    papers = [
        care_papers.issue_letter(case.office, case.nina.id, CENTRE, with_score=True),
        care_papers.issue_information(case.office, case.nina.id),
        care_papers.issue_card(case.office, case.agreement.id),
        printing.issue_plan(case.office, case.his.id),
        printing.issue_plan(case.office, case.home.id),
    ]
    assert {each.household for each in papers[:3]} == {case.home.id}
    assert PaperKind.CARER_CARD in {each.kind for each in papers}
    for paper in papers:
        assert "Ik slaap slecht" not in said_on(paper)


def test_in_a_report_about_somebody_a_carer_in_the_same_home_does_not_speak(case: Case) -> None:
    case.keep(Membership(household=case.his.id, resident=case.nina.id, is_main=False, position=1))
    request = RequestNotification(household=case.his.id, received_at=NOW, about=case.henk.id, kind=RequestKind.WMO)
    talk = Conversation(household=case.his.id, request=request.id, held_at=NOW)
    case.keep(
        request, talk,
        *(
            Statement(household=case.his.id, kind=StatementKind.OWN_STATEMENT, resident=who.id, text=words, source=who.first_name)
            for who, words in ((case.nina, "Nina zegt dit."), (case.henk, "Henk zegt dat."))
        ),
    )  # fmt: skip
    said = said_on(printing.issue_report(case.office, talk.id))
    assert "Henk zegt dat." in said
    assert "Nina zegt dit." not in said
