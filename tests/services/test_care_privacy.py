"""Carer and cared-for have separate records: in 500 random dossiers nothing of the one stands where the other reads it.

Every text field of every record about one person holds a word of its own, every score a number of its own. What a paper
prints is its frozen content, so that is searched for all of them, and the PDF itself for some.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from buurtteam.domain.care import (
    Appreciation,
    Care,
    CarePath,
    Carer,
    CarerSupport,
    CarerTalk,
    CrisisAgreement,
    Perseverance,
)
from buurtteam.domain.conversation import Conversation, Participant, ParticipantRole
from buurtteam.domain.household import (
    Address,
    Household,
    MemberRole,
    Membership,
    Relation,
    RelationKind,
    Resident,
    Statement,
    StatementKind,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.plan import Goal, HouseholdPlan, SafeAtHome
from buurtteam.domain.record import Record, Value
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.worklist import Filter
from buurtteam.services import care_contents, care_gaps, care_papers, caseload, contents, crisis, dossier, printing
from buurtteam.services.care_consent import CarerSays
from buurtteam.services.caseload_lists import export_csv
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from tests.services.test_money_papers import said_on

TODAY = date(2026, 11, 22)
SEEDS = 500
CENTRE, OTHERS = "Steunpunt Mantelzorg Oefenstad", "Wijkkrant Oefenstad"
OWN_RECORDS = (Carer, CarerTalk, Measurement, CarerSupport, Appreciation)
PATHS = (CarePath, Statement)


@dataclass
class Pair:
    """Somebody who cares for somebody, with the words that are only theirs."""

    number: int
    home: HouseholdId
    carer_home: HouseholdId
    carer: ResidentId
    cared_for: ResidentId
    request: UUID
    talk: UUID
    agreement: UUID
    has_agreed_plan: bool
    consent: str
    """To whom the carer said yes: "all", "other" or nobody."""
    is_card_agreed: bool

    @property
    def of_carer(self) -> str:
        """What begins every word that is the carer's alone."""
        return f"zorger{self.number}x"

    @property
    def of_cared_for(self) -> str:
        """What begins every word that is of who is cared for alone."""
        return f"naaste{self.number}x"

    @property
    def score(self) -> int:
        """The score of the carer: a number that stands nowhere else."""
        return -(400 + self.number)


def texts_of(kind: type[Record], word: str) -> dict[str, Any]:
    """A word of its own for every field of text, and a choice for every field of choices."""
    return {
        name: f"{word}{name}"
        for name, field in kind.model_fields.items()
        if field.annotation is str and name not in ("week", "instrument", "edition", "answers")
    }


def a_pair(office: Office, number: int) -> Pair:
    """Two people, in one household or in two, with everything about caring that can be written down."""
    dice = random.Random(number)  # noqa: S311 - the same dice each time
    pair: dict[str, Any] = {"number": number}
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        home = store.save(Household(label=f"Huis {number}", started_on=TODAY - timedelta(days=90)))
        is_one_home = dice.random() < 0.5
        other = home if is_one_home else store.save(Household(label=f"Verderop {number}", started_on=TODAY))
        young = dice.random() < 0.3
        born = f"{dice.choice((2010, 2013, 2018)) if young else dice.randint(1940, 2004)}-05-04"
        carer = store.save(Resident(first_name=f"Nina{'abcdefghij'[number % 10]}", birth_name="Zorg", born_on=born))
        near = store.save(
            Resident(
                first_name="Piet",
                birth_name="Naaste",
                born_on="1948-02-01",
                **{
                    name: f"naaste{number}x{name}"
                    for name in ("language", "culture", "travel", "accessibility", "daily")
                },
            )
        )
        role = MemberRole.CHILD if young else MemberRole.ADULT
        store.save(Membership(household=other.id, resident=carer.id, role=role, position=1))
        store.save(Membership(household=home.id, resident=near.id))
        for each in {home.id, other.id}:
            store.save(Address(household=each, street="Dijk", number=str(number), postcode="6499 SA", city="Oefenstad"))
        if young:
            store.save(Relation(resident=near.id, kind=RelationKind.PARENT, to_resident=carer.id))
        facts = {"resident": carer.id, "to_resident": near.id, "kind": RelationKind.CARES_FOR}
        care = store.save(Relation(**facts, from_on=TODAY - timedelta(days=dice.randint(1, 900))))
        if dice.random() < 0.2:
            # They care for each other.
            store.save(Relation(resident=near.id, to_resident=carer.id, kind=RelationKind.CARES_FOR))
        mine, theirs = f"zorger{number}x", f"naaste{number}x"
        agreed = dice.random() < 0.5
        words = {name: f"{mine}{name}" for name in ("tasks_words", "power_kind", "plan_does", "plan_limits")}
        week = "".join(dice.choice("0012") for _ in range(28))
        told = {"household": other.id, "relation": care.id, "week": week, **words}
        store.save(Care(**told, plan_agreed_on=TODAY if agreed else None))
        shared = {"household": other.id, "resident": carer.id}
        store.save(Carer(**shared, cares=True, **texts_of(Carer, mine)))
        for ago in range(dice.randint(1, 3)):
            store.save(
                CarerTalk(
                    **shared, held_on=TODAY - timedelta(days=ago * 30), going=1,
                    perseverance=dice.choice([*Perseverance]), **texts_of(CarerTalk, mine),
                )
            )  # fmt: skip
        measured = {"instrument": "csi", "edition": "13", "taken_on": TODAY, "total": -(400 + number), "is_high": True}
        store.save(Measurement(**shared, **{**texts_of(Measurement, mine), **measured}))
        asked_on = TODAY - timedelta(days=dice.randint(1, 100))
        store.save(CarerSupport(**shared, requested_on=asked_on, **texts_of(CarerSupport, mine)))
        store.save(Appreciation(**shared, year=2026, **texts_of(Appreciation, mine)))
        both = dice.random() < 0.5
        card = store.save(
            CrisisAgreement(
                household=other.id, relation=care.id, carer_agrees=both or None, cared_for_agrees=both or None,
                **dict.fromkeys(("takes_over", "takes_over_phone", "tonight"), "Fatma"),
            )
        )  # fmt: skip
        ill = {"household": home.id, "resident": near.id}
        store.save(CarePath(**ill, **texts_of(CarePath, theirs)))
        for kind in (StatementKind.SIGN, StatementKind.HEALTH):
            store.save(Statement(**ill, kind=kind, **texts_of(Statement, theirs)))
        consent = dice.choice(("all", "other", ""))
        topics = frozenset({SharedTopic.NAME_ADDRESS, SharedTopic.CARE})
        if consent:
            recipient = CENTRE if consent == "all" else OTHERS
            store.save(Consent(**shared, recipient=recipient, topics=topics, answer=ConsentAnswer.YES, given_on=TODAY))
        if dice.random() < 0.5:
            # A yes of who is cared for is no yes of the carer.
            store.save(Consent(**ill, recipient=CENTRE, topics=topics, answer=ConsentAnswer.YES, given_on=TODAY))
        request = store.save(
            RequestNotification(household=home.id, received_at=office.now(), about=near.id, question="Hulp gevraagd.")
        )
        talk = store.save(Conversation(household=home.id, held_at=office.now(), request=request.id))
        for who, seat in ((near, ParticipantRole.RESIDENT), (carer, ParticipantRole.INFORMAL_CARER)):
            store.save(Participant(household=home.id, conversation=talk.id, resident=who.id, role=seat))
        plan = store.save(HouseholdPlan(household=home.id, safe_at_home=SafeAtHome.YES))
        store.save(Goal(household=home.id, plan=plan.id, words="Thuis blijven wonen"))
    pair |= {"home": home.id, "carer_home": other.id, "carer": carer.id, "cared_for": near.id, "agreement": card.id}
    return Pair(**pair, request=request.id, talk=talk.id, has_agreed_plan=agreed, consent=consent, is_card_agreed=both)


@pytest.fixture
def worker(office: Office) -> Worker:
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Noor"))
    return office.worker


def printed(content: Value) -> str:
    """All that a paper prints: the words of its frozen content."""
    return content.model_dump_json()


def tells(score: int, words: str) -> bool:
    """Whether a score stands somewhere by itself, and not as a part of an id."""
    return re.search(rf"(?<![\w-]){score}(?!\w)", words) is not None


def of_the_cared_for(office: Office, pair: Pair) -> Iterator[tuple[str, Value]]:
    """What the household of who is cared for gets on paper."""
    with office.reading() as store:
        home = Home.of(store, pair.home, office.today(), office.statute)
        request, talk = store.get(RequestNotification, pair.request), store.get(Conversation, pair.talk)
        yield "plan", contents.plan_paper(home, office.now())
        yield "report", contents.report_paper(home, talk)
        yield "receipt", contents.receipt_paper(home, request, office.worker)
        yield "facts of the receipt", contents.receipt_facts(home, request, office.now())
        yield "route", contents.route_paper(home, request)
        yield "form", contents.blank_form_paper(home, office.worker, ())
        if pair.number % 5 == 0:
            yield "crisis", crisis.crisis_paper(office, home)


def of_the_carer(office: Office, pair: Pair) -> Iterator[tuple[str, Value]]:
    """What the carer gets on paper, or what about the carer goes to a support centre."""
    with office.reading() as store:
        home = Home.of(store, pair.carer_home, office.today(), office.statute)
        person = store.get(Resident, pair.carer)
        contact = home.contact(office.worker)
        says = CarerSays(home, person, CENTRE)
        yield "letter", care_contents.letter_facts(home, person, says, contact, score=True)
        yield "information", care_contents.information_paper(office, home, person, large_print=None, language_of="nl")
        if care_contents.is_for_young(person, home):
            for own_words in (False, True):
                yield (
                    "young",
                    care_contents.young_paper(
                        office, home, person, large_print=None, own_words=own_words, language_of="nl"
                    ),
                )
        card = store.get(CrisisAgreement, pair.agreement)
        yield "card", care_contents.card_paper(home, card, store.get(Relation, card.relation), large_print=None)


@pytest.mark.parametrize("first", range(4))
def test_nothing_of_a_carer_stands_where_the_cared_for_reads_it_and_the_other_way_round(
    office: Office, worker: Worker, first: int
) -> None:
    for number in range(first, SEEDS, 4):
        pair = a_pair(office, number)
        for what, content in of_the_cared_for(office, pair):
            words = printed(content)
            allowed = (f"{pair.of_carer}plan_does", f"{pair.of_carer}plan_limits") if what == "plan" else ()
            left = words
            for each in allowed:
                if pair.has_agreed_plan:
                    assert each in words, (what, number)
                    left = left.replace(each, "")
            assert pair.of_carer not in left, (what, number)
            assert not tells(pair.score, words), (what, number)
        for what, content in of_the_carer(office, pair):
            words = printed(content)
            assert pair.of_cared_for not in words, (what, number)
            may_tell = what == "letter" and pair.consent == "all"
            if not may_tell:
                assert not tells(pair.score, words), (what, number)
            if what == "letter":
                assert "team_note" not in words, (what, number)
                if pair.consent != "all":
                    assert f"{pair.of_carer}own_words" not in words, (what, number)


def test_a_dossier_of_the_one_holds_no_record_of_the_other_who_lives_elsewhere(office: Office, worker: Worker) -> None:
    apart = 0
    for number in range(0, SEEDS, 5):
        pair = a_pair(office, number)
        if pair.home == pair.carer_home:
            continue
        apart += 1
        of_cared_for = dossier.export_dossier(office, pair.home)
        assert pair.of_carer not in of_cared_for, number
        assert not tells(pair.score, of_cared_for), number
        of_carer = dossier.export_dossier(office, pair.carer_home)
        assert pair.of_carer in of_carer, number
        assert pair.of_cared_for not in of_carer, number
    assert apart > SEEDS // 20


def test_lists_that_leave_the_program_hold_no_word_and_no_score(office: Office, worker: Worker, tmp_path: Path) -> None:
    made = [a_pair(office, number) for number in range(0, SEEDS, 10)]
    known, everything = caseload.worklist(office), Filter()
    export_csv(office, known, everything, tmp_path / "lijst.csv")
    lists = (tmp_path / "lijst.csv").read_text(encoding="utf-8-sig")
    for pair in made:
        assert f"Huis {pair.number}" in lists
        for word in (pair.of_carer, pair.of_cared_for):
            assert word not in lists
        assert not tells(pair.score, lists)


def test_what_is_printed_is_what_the_content_says_and_no_letter_goes_without_a_yes(
    office: Office, worker: Worker
) -> None:
    for number in range(0, SEEDS, 50):
        pair = a_pair(office, number)
        plan = said_on(printing.issue_plan(office, pair.home))
        left = plan.replace(f"{pair.of_carer}plan_does", "").replace(f"{pair.of_carer}plan_limits", "")
        assert pair.of_carer not in left
        information = said_on(care_papers.issue_information(office, pair.carer))
        assert pair.of_cared_for not in information
        stops = [g for g in care_gaps.gaps(office, PaperKind.CARER_LETTER, pair.carer, recipient=CENTRE) if g.stops]
        if pair.consent != "all":
            assert stops, number
        elif not stops:
            letter = said_on(care_papers.issue_letter(office, pair.carer, CENTRE))
            assert pair.of_cared_for not in letter
            assert not tells(pair.score, letter)
        stopped = [g for g in care_gaps.gaps(office, PaperKind.CARER_CARD, pair.agreement) if g.stops]
        assert bool(stopped) is not pair.is_card_agreed
