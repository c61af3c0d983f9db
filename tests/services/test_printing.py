"""Papers are frozen, kept, given out to the byte, and never hold what is for the team only."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from buurtteam import texts
from buurtteam.domain.any_paper import paper_from_json
from buurtteam.domain.conversation import (
    Assessment,
    Conversation,
    Note,
    NoteKind,
    OwnStrength,
    OwnWords,
    Participant,
    Topic,
    TopicTalk,
)
from buurtteam.domain.filing import HandedOverHow, Paper
from buurtteam.domain.household import (
    Address,
    AddressKind,
    ContactWay,
    Household,
    Incident,
    Membership,
    ReadingNeed,
    Resident,
    SafetyFlag,
    Statement,
    StatementKind,
)
from buurtteam.domain.papers import LetterPaper, PaperBase, PaperKind, PlanPaper
from buurtteam.domain.plan import ActionState, HouseholdPlan, OwnerKind, PlanAction, PlanStrength, PlanWish, SafeAtHome
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.record import Record
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification
from buurtteam.domain.staff import Deed, Team, Weekday, Worker
from buurtteam.domain.task import Appointment
from buurtteam.services import contents, practice, printing
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home, _days_in_words

TODAY = date(2026, 11, 22)
SECRET = "ZEEGEHEIM"


class Case:
    """A household with a plan, a conversation and a request, put straight into the file."""

    def __init__(self, office: Office, **household: Any) -> None:  # noqa: ANN401 - fields of a household
        self.office = office
        self.worker = Worker(name="Noor Bakker", phone="0499 000100")
        self.home = Household(label="Voorbeeld-Demir", plan_coordinator=self.worker.id, **household)
        self.resident = Resident(first_name="Samira", birth_name="Demir", bsn="999990019", born_on="1990-03-14")
        self.plan = HouseholdPlan(household=self.home.id, safe_at_home=SafeAtHome.YES, evaluation_at=self.at(20))
        self.request = RequestNotification(
            household=self.home.id, received_at=self.at(-10), question="Ik durf de post niet meer open te maken.",
            about=self.resident.id,
        )  # fmt: skip
        self.talk = Conversation(household=self.home.id, held_at=self.at(-5), request=self.request.id)
        self.keep(
            self.worker, Team(name="Buurtteam De Oefening", phone="0499 000100"), self.home, self.resident,
            Membership(household=self.home.id, resident=self.resident.id), self.plan, self.request, self.talk,
            PlanStrength(household=self.home.id, plan=self.plan.id, text="Oma helpt elke dinsdag."),
            PlanWish(
                household=self.home.id, plan=self.plan.id, words="Ik wil de post weer durven openen.",
                resident=self.resident.id,
            ),
            self.action("belt met de woningstichting", resident=self.resident.id, owner_kind=OwnerKind.RESIDENT),
        )  # fmt: skip

    @staticmethod
    def at(days: int) -> datetime:
        return datetime(2026, 11, 22, 9, 0, tzinfo=UTC) + timedelta(days=days)

    def action(self, what: str, **facts: Any) -> PlanAction:  # noqa: ANN401 - fields of an agreement
        facts.setdefault("due_on", TODAY + timedelta(days=3))
        return PlanAction(household=self.home.id, plan=self.plan.id, what=what, **facts)

    def keep(self, *records: Record) -> None:
        with self.office.writing(Deed.IMPORT_DOSSIER) as store:
            for record in records:
                store.save(record)

    def change(self, record: Record, **facts: Any) -> None:  # noqa: ANN401 - fields of any record
        with self.office.writing(Deed.CHANGE_HOUSEHOLD) as store:
            store.save(store.get(type(record), record.id).changed(**facts))  # type: ignore[attr-defined]


@pytest.fixture
def case(office: Office) -> Case:
    return Case(office)


def text_of(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def plan_of(paper: Paper) -> PlanPaper:
    content = paper_from_json(paper.content)
    assert isinstance(content, PlanPaper)
    return content


def sentences(case: Case, kind: PaperKind, of: Any) -> list[str]:  # noqa: ANN401 - an id
    return [gap.sentence for gap in printing.gaps_for(case.office, kind, of)]


def test_a_plan_is_kept_with_its_content_and_reprinted_to_the_byte(case: Case) -> None:
    paper = printing.issue_plan(case.office, case.home.id)
    assert paper.number == "2026-0001"
    assert text_of(paper.pdf) == 1
    assert printing.reprint(case.office, paper.id) == paper.pdf
    content = plan_of(paper)
    assert content.strengths[0].words == "Oma helpt elke dinsdag."
    assert content.wishes[0].speaker == "Samira"
    assert [(row.who, row.what) for row in content.agreements] == [("Samira", "belt met de woningstichting")]
    assert content.contact.name == "Noor Bakker"


def test_the_same_plan_on_the_same_day_is_the_same_paper_and_a_changed_one_refers_to_it(case: Case) -> None:
    first = printing.issue_plan(case.office, case.home.id)
    assert printing.issue_plan(case.office, case.home.id).id == first.id
    case.keep(case.action("haalt de formulieren op", owner_kind=OwnerKind.OPEN))
    second = printing.issue_plan(case.office, case.home.id)
    assert (second.corrects, second.number) == (first.id, "2026-0002")
    assert [(line.number, line.is_replaced) for line in printing.papers_of(case.office, case.home.id)] == [
        ("2026-0002", False),
        ("2026-0001", True),
    ]


def test_making_a_paper_leaves_one_line_in_the_journal(case: Case) -> None:
    printing.issue_plan(case.office, case.home.id)
    (line,) = [each for each in case.office.history(case.home.id) if each.deed == Deed.ISSUE_PAPER]
    assert line.kind is Paper


def test_a_damaged_paper_is_not_given_out(case: Case) -> None:
    paper = printing.issue_plan(case.office, case.home.id)
    case.change(paper, pdf=paper.pdf[:-1])
    with pytest.raises(Trouble, match="paper_damaged"):
        printing.reprint(case.office, paper.id)


@pytest.mark.parametrize("answer", [SafeAtHome.NOT_ASKED, SafeAtHome.NO])
def test_a_plan_that_cannot_safely_go_home_is_not_printed(case: Case, answer: SafeAtHome) -> None:
    case.change(case.plan, safe_at_home=answer)
    with pytest.raises(Problem, match="must_not_leave") as caught:
        printing.issue_plan(case.office, case.home.id)
    assert caught.value.gaps[0].field == "safe_at_home"
    assert printing.gaps_for(case.office, PaperKind.PLAN, case.home.id)[0].stops
    assert printing.papers_of(case.office, case.home.id) == ()


def test_an_empty_plan_names_its_gaps_and_is_printed_all_the_same(office: Office) -> None:
    home = Household(label="Voorbeeld")
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        store.save(home)
        store.save(HouseholdPlan(household=home.id, safe_at_home=SafeAtHome.YES))
    gaps = printing.gaps_for(office, PaperKind.PLAN, home.id)
    assert {"strengths", "wishes", "actions", "evaluation_at", "plan_coordinator", "name"} <= {
        gap.field for gap in gaps
    }
    assert not any(gap.stops for gap in gaps)
    assert text_of(printing.issue_plan(office, home.id).pdf) == 1


def test_own_strength_that_is_absent_asks_for_professional_help(case: Case) -> None:
    case.keep(Assessment(household=case.home.id, conversation=case.talk.id, own_strength=OwnStrength.ABSENT))
    assert any("professional help" in text for text in sentences(case, PaperKind.PLAN, case.home.id))


def test_large_print_is_remembered_by_the_resident_who_needs_it(case: Case) -> None:
    case.change(case.resident, reading_needs=frozenset({ReadingNeed.LARGE_PRINT, ReadingNeed.PICTOGRAMS}))
    content = plan_of(printing.issue_plan(case.office, case.home.id))
    assert content.large_print
    assert content.pictograms
    assert not plan_of(printing.issue_plan(case.office, case.home.id, large_print=False)).large_print


def test_a_practice_file_marks_each_print(office: Office) -> None:
    case = Case(office)
    with office.writing(Deed.SET_UP_TEAM) as store:
        (team,) = store.of(Team)
        store.save(team.changed(is_practice=True))
    assert plan_of(printing.issue_plan(office, case.home.id)).practice


def test_six_agreements_of_ninety_signs_fit_one_sheet(case: Case) -> None:
    case.keep(
        *(
            case.action(
                "x" * 10 + " belt met de school over de dagen en de tijden van de opvang en het vervoer naar huis"[:80]
            )
            for _n in range(5)
        )
    )
    fit = printing.measure_plan(case.office, case.home.id)
    assert (fit.pages, fit.large_pages <= 2, fit.agreements) == (1, True, 6)


def test_agreements_that_are_off_stay_off_paper_and_what_worked_is_shown(case: Case) -> None:
    case.keep(
        case.action("is niet meer nodig", state=ActionState.LAPSED),
        case.action("heeft de huur betaald", state=ActionState.DONE, done_on=TODAY),
    )
    rows = plan_of(printing.issue_plan(case.office, case.home.id)).agreements
    assert [(row.what, row.done) for row in rows] == [
        ("belt met de woningstichting", False),
        ("heeft de huur betaald", True),
    ]


# ---------------------------------------------------------------------------------------------- letters


def test_a_receipt_carries_the_address_in_the_window_and_confirms_the_request_when_it_is_sent(case: Case) -> None:
    case.keep(Address(household=case.home.id, street="Oefenstraat", number="12", postcode="6411 SA", city="Oefenstad"))
    paper = printing.issue_receipt(case.office, case.request.id)
    content = paper_from_json(paper.content)
    assert isinstance(content, LetterPaper)
    assert content.address == ("Samira Demir", "Oefenstraat 12", "6411 SA  OEFENSTAD")
    assert content.reference == paper.number
    printing.hand_over(case.office, paper.id, TODAY, HandedOverHow.BY_POST)
    with case.office.reading() as store:
        (event,) = store.of(RequestEvent, request=case.request.id)
    assert (event.kind, event.on) == (EventKind.RECEIPT_CONFIRMED, TODAY)


def test_no_paper_is_handed_over_tomorrow(case: Case) -> None:
    paper = printing.issue_receipt(case.office, case.request.id)
    with pytest.raises(Problem) as refused:
        printing.hand_over(case.office, paper.id, TODAY + timedelta(days=1))
    assert refused.value.code == "in_the_future"
    assert printing.paper_line(case.office, paper.id).handed_over_on is None


def test_a_moment_that_has_passed_is_not_when_we_talk_again(case: Case) -> None:
    case.change(case.plan, evaluation_at=case.at(-3), evaluation_place="de school")
    gaps = sentences(case, PaperKind.PLAN, case.home.id)
    assert "It does not say when you talk again." in gaps
    assert plan_of(printing.issue_plan(case.office, case.home.id)).next_on is None
    case.keep(Appointment(household=case.home.id, at=case.at(5), place="het wijkhuis"))
    content = plan_of(printing.issue_plan(case.office, case.home.id))
    assert (content.next_on, content.next_place) == (TODAY + timedelta(days=5), "het wijkhuis")


def test_the_number_of_who_moved_out_stands_on_no_paper_either(case: Case) -> None:
    gone = Resident(first_name="Emre", birth_name="Demir", bsn="999990020")
    case.keep(
        gone,
        Membership(household=case.home.id, resident=gone.id, until_on=TODAY - timedelta(days=30)),
        case.action("belt over 9999.90.020"),
    )
    content = plan_of(printing.issue_plan(case.office, case.home.id))
    assert [row.what for row in content.agreements][-1] == "belt over …"


def test_a_paper_knows_its_request_when_two_ask_the_same(case: Case) -> None:
    other = case.request.changed(id=RequestNotification(household=case.home.id, received_at=case.at(-3)).id)
    case.keep(other)
    case.change(case.talk, request=other.id)
    receipt, report = printing.issue_receipt(case.office, other.id), printing.issue_report(case.office, case.talk.id)
    assert (receipt.request, report.request, report.conversation) == (other.id, other.id, case.talk.id)
    printing.hand_over(case.office, receipt.id, TODAY)
    printing.hand_over(case.office, report.id, TODAY)
    with case.office.reading() as store:
        assert store.of(RequestEvent, request=case.request.id) == []
        assert {each.kind for each in store.of(RequestEvent, request=other.id)} == {
            EventKind.RECEIPT_CONFIRMED,
            EventKind.REPORT_SENT,
        }


def test_the_number_of_a_paper_in_the_trash_never_comes_back(case: Case) -> None:
    first = printing.issue_plan(case.office, case.home.id)
    case.office.remove(Deed.REMOVE, case.home.id, first.title, first)
    assert printing.issue_plan(case.office, case.home.id).number == "2026-0002"


def test_a_secret_address_stands_on_no_letter(case: Case) -> None:
    where = {"street": "Schuilstraat", "number": "12", "postcode": "6411 SA", "city": "Oefenstad"}
    case.keep(Address(household=case.home.id, is_secret=True, **where))
    paper = printing.issue_receipt(case.office, case.request.id)
    assert "Schuilstraat" not in paper.content
    assert "6411" not in paper.content


def test_a_rule_for_safe_contact_is_read_before_a_letter_goes(case: Case) -> None:
    case.change(case.home, safe_contact="Alleen overdag bellen.")
    assert "There is a rule for safe contact. Read it first." in sentences(case, PaperKind.RECEIPT, case.request.id)


def test_nothing_goes_by_post_where_post_is_not_safe(office: Office) -> None:
    case = Case(office, not_by=frozenset({ContactWay.POST}))
    case.keep(Address(household=case.home.id, street="Oefenstraat", number="12", postcode="6411 SA", city="Oefenstad"))
    with pytest.raises(Problem, match="no_post"):
        printing.issue_receipt(office, case.request.id)
    paper = printing.issue_receipt(office, case.request.id, by_hand=True)
    assert "Oefenstraat" not in paper.content
    with pytest.raises(Problem, match="no_post"):
        printing.hand_over(office, paper.id, TODAY, HandedOverHow.BY_POST)
    assert printing.hand_over(office, paper.id, TODAY).handed_over_how is HandedOverHow.BY_HAND


def test_the_papers_without_a_household_are_there_too(office: Office) -> None:
    assert printing.issue_blank_form(office).household is None
    assert printing.issue_window_test(office).kind is PaperKind.WINDOW_TEST
    assert [line.kind for line in printing.paper_lines(office)] == [PaperKind.WINDOW_TEST, PaperKind.BLANK_FORM]


# ---------------------------------------------------------------------------------------------- what stays inside


def test_what_is_for_the_team_only_stands_on_no_paper(office: Office) -> None:
    case = Case(office)
    home = case.home.id
    note = Note(household=home, conversation=case.talk.id, kind=NoteKind.AGREEMENT, text=SECRET, is_team_only=True)
    case.change(case.talk, safety_note=SECRET, today_needed=SECRET, summary=f"Ik wil rust.\n! {SECRET}")
    case.change(case.home, safe_contact=SECRET, reach=SECRET)
    case.keep(
        note,
        case.action(f"{SECRET} staat in een geheime notitie", source=note.id),
        case.action("belt ons op 9999 90 019 terug"),
        case.action("komt langs op Schuilstraat 5"),
        TopicTalk(household=home, conversation=case.talk.id, topic=Topic.MONEY, coach_note=SECRET, coach_score=1),
        OwnWords(household=home, conversation=case.talk.id, topic=Topic.SAFETY, words=SECRET, resident=case.resident.id),
        OwnWords(
            household=home, conversation=case.talk.id, topic=Topic.MONEY, words=f"Ik slaap slecht.\n! {SECRET}",
            resident=case.resident.id,
        ),
        Participant(household=home, conversation=case.talk.id, resident=case.resident.id),
        SafetyFlag(household=home, reason=SECRET),
        Incident(household=home, what=SECRET),
        Address(
            household=home, street="Schuilstraat", number="5", postcode="6411 SD", city="Oefenstad", is_secret=True,
            kind=AddressKind.HOME,
        ),
    )  # fmt: skip
    papers = [
        printing.issue_plan(office, home),
        printing.issue_report(office, case.talk.id),
        printing.issue_route(office, case.request.id),
        printing.issue_blank_form(office, home),
    ]
    for paper in papers:
        assert SECRET not in paper.content
        assert "999990019" not in paper.content.replace(" ", "")
        assert "1990" not in paper.content
        assert "Schuilstraat" not in paper.content
    assert "Schuilstraat" not in printing.issue_receipt(office, case.request.id).content
    assert "Ik slaap slecht." in papers[1].content


def test_no_mark_of_the_team_comes_through_in_a_whole_neighbourhood(office: Office) -> None:
    practice.fill(office)
    with office.writing(Deed.IMPORT_DOSSIER) as store:
        for talk in store.of(Conversation):
            store.save(talk.changed(safety_note=SECRET, today_needed=SECRET, summary=f"{talk.summary}\n! {SECRET}"))
        for topic in store.of(TopicTalk):
            store.save(topic.changed(coach_note=SECRET))
        for note in store.of(Note):
            store.save(note.changed(is_team_only=True, text=SECRET))
        for action in store.of(PlanAction):
            if action.source:
                store.save(action.changed(what=SECRET))
        for home in store.of(Household):
            store.save(home.changed(safe_contact=SECRET, reach=SECRET, first_this=SECRET, not_by=frozenset()))
            store.save(SafetyFlag(household=home.id, reason=SECRET))
            store.save(Incident(household=home.id, what=SECRET))
            store.save(Statement(household=home.id, text=SECRET, kind=StatementKind.JUDGEMENT))
        bsns = {each.bsn for each in store.of(Resident) if each.bsn}
        secret = {each.street for each in store.of(Address, is_secret=True) if each.street}
        checked = 0
        for home in store.of(Household):
            here = Home.of(store, home.id, office.today(), office.statute)
            papers: list[PaperBase] = [contents.plan_paper(here, office.now())]
            papers += [contents.report_paper(here, talk) for talk in store.of(Conversation, household=home.id)]
            papers += [contents.route_paper(here, each) for each in store.of(RequestNotification, household=home.id)]
            streets = {each.street for each in here.addresses if each.is_secret} & secret
            for paper in papers:
                text = paper.model_dump_json()
                assert SECRET not in text
                assert not any(each in text for each in bsns | streets)
                assert not any(each.born_on in text for each in here.residents if len(each.born_on) == 10)
                checked += 1
    assert checked > 150


def test_the_days_of_a_worker_are_spelled_as_the_language_does() -> None:
    days = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.FRIDAY)
    with texts.in_language("nl"):
        assert _days_in_words(days) == "maandag, dinsdag en vrijdag"
    with texts.in_language("en"):
        assert _days_in_words(days) == "Monday, Tuesday and Friday"
