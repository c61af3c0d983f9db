"""That it becomes too much for a carer is seen where the carer lives, counted everywhere alike, and stands on no paper."""

from datetime import timedelta
from typing import Any

import pytest

from buurtteam.domain.care import Air, CarerSupport, CarerTalk, Perseverance
from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.directory import KindOfHelp
from buurtteam.domain.household import Household, MemberRole, Membership, Relation, RelationKind, Resident
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.task import Task, TaskKind
from buurtteam.domain.worklist import OVERLOAD_CLUES, TEAM_ONLY_CLUES, Clue
from buurtteam.services import carer_overload, carer_talks
from buurtteam.services.office import Office
from tests.services.test_caseload import TODAY, a_home, a_person, clues, days_ago, keep, line


class Pair:
    """A daughter who cares for her mother, each in a house of her own."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.hers, self.mothers = a_home(office, "Dochter"), a_home(office, "Moeder")
        self.daughter, self.mother = a_person(office, self.hers), a_person(office, self.mothers)
        self.care = keep(
            office,
            Relation(resident=self.daughter.id, to_resident=self.mother.id, kind=RelationKind.CARES_FOR),
        )

    def talk(
        self, perseverance: Perseverance | None, ago: int = 0, who: Resident | None = None, own_words: str = "Het gaat."
    ) -> CarerTalk:
        carer = (who or self.daughter).id
        facts: dict[str, Any] = {"resident": carer, "held_on": days_ago(ago), "perseverance": perseverance}
        facts["own_words"] = own_words
        talk: CarerTalk = keep(self.office, CarerTalk(household=self.hers.id, **facts))
        return talk

    def measured(self, is_high: bool | None, ago: int = 0, instrument: str = "csi") -> Measurement:
        facts: dict[str, Any] = {"instrument": instrument, "taken_on": days_ago(ago), "is_high": is_high}
        new = Measurement(household=self.hers.id, resident=self.daughter.id, **facts)
        taken: Measurement = keep(self.office, new)
        return taken

    def asked(self, ago: int, kind: KindOfHelp = KindOfHelp.DAY_CARE, **facts: Any) -> CarerSupport:  # noqa: ANN401 - any field
        own = {"household": self.hers.id, "resident": self.daughter.id}
        new = CarerSupport(**own, kind=kind, requested_on=days_ago(ago), **facts)
        support: CarerSupport = keep(self.office, new)
        return support

    def of(self, home: Household) -> frozenset[Clue]:
        return clues(self.office, home) & OVERLOAD_CLUES


@pytest.fixture
def pair(office: Office) -> Pair:
    return Pair(office)


def test_none_of_it_stands_on_a_paper_or_in_an_export() -> None:
    assert OVERLOAD_CLUES <= TEAM_ONLY_CLUES


# ---------------------------------------------------------------------------------------------- under a month


def test_who_cannot_go_on_is_seen_where_the_carer_lives_and_not_with_whom_is_cared_for(pair: Pair) -> None:
    pair.talk(Perseverance.UNDER_MONTH)
    assert pair.of(pair.hers) == {Clue.CARER_CANNOT_GO_ON}
    assert pair.of(pair.mothers) == frozenset()
    assert Clue.LATE not in clues(pair.office, pair.mothers)


@pytest.mark.parametrize("perseverance", Perseverance)
def test_it_is_seen_under_a_month_and_not_from_a_month_on(pair: Pair, perseverance: Perseverance) -> None:
    pair.talk(perseverance)
    is_seen = perseverance in (Perseverance.UNDER_WEEK, Perseverance.UNDER_MONTH)
    assert (Clue.CARER_CANNOT_GO_ON in pair.of(pair.hers)) is is_seen


def test_the_last_answer_counts_and_a_talk_without_one_changes_nothing(pair: Pair) -> None:
    first = pair.talk(Perseverance.UNDER_WEEK, 20)
    pair.talk(None, 3)
    assert pair.of(pair.hers) == {Clue.CARER_CANNOT_GO_ON}
    pair.talk(Perseverance.UNDER_YEAR, 30)
    assert pair.of(pair.hers) == {Clue.CARER_CANNOT_GO_ON}, "that was before it"
    pair.talk(Perseverance.UNDER_YEAR, 2)
    assert pair.of(pair.hers) == frozenset()
    keep(pair.office, first.changed(held_on=days_ago(1)))
    assert pair.of(pair.hers) == {Clue.CARER_CANNOT_GO_ON}


def test_who_cares_for_nobody_any_more_or_died_is_not_seen(pair: Pair) -> None:
    pair.talk(Perseverance.UNDER_WEEK)
    care = keep(pair.office, pair.care.changed(until_on=days_ago(1)))
    assert pair.of(pair.hers) == frozenset()
    care = keep(pair.office, care.changed(until_on=TODAY))
    assert pair.of(pair.hers) == frozenset(), "on the day on which it ends it is over"
    keep(pair.office, care.changed(until_on=TODAY + timedelta(days=1)))
    assert pair.of(pair.hers) == {Clue.CARER_CANNOT_GO_ON}
    keep(pair.office, pair.daughter.changed(died_on="2026"))
    assert pair.of(pair.hers) == frozenset()


def test_a_carer_in_the_same_house_is_seen_there(office: Office) -> None:
    home = a_home(office)
    partner, ill = a_person(office, home), a_person(office, home)
    keep(office, Relation(resident=partner.id, to_resident=ill.id, kind=RelationKind.CARES_FOR))
    keep(office, CarerTalk(household=home.id, resident=partner.id, held_on=TODAY, perseverance=Perseverance.UNDER_WEEK))
    assert Clue.CARER_CANNOT_GO_ON in clues(office, home)


def test_a_talk_moves_along_with_the_carer(pair: Pair) -> None:
    pair.talk(Perseverance.UNDER_WEEK)
    new = a_home(pair.office, "Nieuw")
    with pair.office.reading() as store:
        (lives,) = store.of(Membership, resident=pair.daughter.id)
    keep(pair.office, lives.changed(until_on=days_ago(1)))
    keep(pair.office, Membership(household=new.id, resident=pair.daughter.id, role=MemberRole.ADULT))
    assert pair.of(pair.hers) == frozenset()
    assert pair.of(new) == {Clue.CARER_CANNOT_GO_ON}


# ---------------------------------------------------------------------------------------------- scores


def test_a_high_score_is_seen_until_the_same_questionnaire_says_otherwise(pair: Pair) -> None:
    pair.measured(True, 30)
    assert pair.of(pair.hers) == {Clue.CARER_SCORE_HIGH}
    assert pair.of(pair.mothers) == frozenset()
    pair.measured(None, 5)
    pair.measured(False, 4, "loneliness")
    assert pair.of(pair.hers) == {Clue.CARER_SCORE_HIGH}, "one that is not complete, and another one, say nothing of it"
    pair.measured(False, 3)
    assert pair.of(pair.hers) == frozenset()


def test_a_score_of_somebody_who_cares_for_nobody_is_no_overload_of_a_carer(pair: Pair) -> None:
    own = {"household": pair.mothers.id, "resident": pair.mother.id}
    keep(pair.office, Measurement(**own, instrument="loneliness", taken_on=TODAY, is_high=True))
    assert pair.of(pair.mothers) == frozenset()


# ---------------------------------------------------------------------------------------------- waiting


def test_who_waits_for_more_than_six_weeks_for_somebody_to_take_over_is_seen(pair: Pair) -> None:
    pair.asked(42)
    assert pair.of(pair.hers) == frozenset()
    asked = pair.asked(43)
    assert pair.of(pair.hers) == {Clue.RESPITE_WAITING}
    assert pair.of(pair.mothers) == frozenset()
    asked = keep(pair.office, asked.changed(started_on=TODAY + timedelta(days=1)))
    assert pair.of(pair.hers) == {Clue.RESPITE_WAITING}, "it begins tomorrow"
    asked = keep(pair.office, asked.changed(started_on=TODAY))
    assert pair.of(pair.hers) == frozenset()


def test_other_help_than_taking_over_is_not_waited_for_here(pair: Pair) -> None:
    pair.asked(90, KindOfHelp.CARER_GROUP)
    pair.asked(90, stopped_on=days_ago(1))
    assert pair.of(pair.hers) == frozenset()


# ---------------------------------------------------------------------------------------------- without a talk


def untalked(pair: Pair) -> tuple[bool, bool]:
    hers, mothers = (Clue.CARER_WITHOUT_TALK in clues(pair.office, home) for home in (pair.hers, pair.mothers))
    return hers, mothers


def test_a_carer_with_whom_nobody_talked_is_seen_in_both_houses_until_somebody_did(pair: Pair) -> None:
    assert untalked(pair) == (True, True)
    pair.talk(None)
    assert untalked(pair) == (False, False)


def test_a_talk_that_was_begun_and_holds_nothing_is_no_talk_and_no_contact(pair: Pair) -> None:
    planned = Task(household=pair.hers.id, kind=TaskKind.CARER, resident=pair.daughter.id, due_on=TODAY)
    keep(pair.office, planned)
    begun = carer_talks.begin(pair.office, pair.hers.id, pair.daughter.id)
    assert begun.settled_task == planned.id
    assert untalked(pair) == (True, True)
    assert line(pair.office, pair.hers).last_contact_on is None
    talks = carer_talks.talks_of(pair.office, pair.hers.id, pair.daughter.id)
    assert (talks.talked_on, talks.latest) == (None, None)
    begun = carer_talks.keep(pair.office, begun.changed(own_words=" \n"))
    assert untalked(pair) == (True, True), "a space is no word"
    carer_talks.keep(pair.office, begun.changed(air=frozenset({Air.TALK})))
    assert untalked(pair) == (False, False)
    assert line(pair.office, pair.hers).last_contact_on == TODAY
    assert carer_talks.talks_of(pair.office, pair.hers.id, pair.daughter.id).talked_on == TODAY


def test_a_talk_that_is_noted_about_the_carer_or_done_as_a_task_counts_in_both_houses(pair: Pair) -> None:
    noted = CaseEvent(household=pair.mothers.id, kind=CaseEventKind.CARER_TALKED, on=TODAY, about=pair.daughter.id)
    noted = keep(pair.office, noted)
    assert untalked(pair) == (False, False)
    noted = keep(pair.office, noted.changed(about=pair.mother.id))
    assert untalked(pair) == (True, True), "that was with somebody else"
    keep(pair.office, noted.changed(about=None))
    assert untalked(pair) == (True, False), "with some carer of that household"
    task = Task(household=pair.hers.id, kind=TaskKind.CARER, resident=pair.daughter.id, due_on=TODAY)
    task = keep(pair.office, task)
    assert untalked(pair) == (True, False), "it is not done yet"
    keep(pair.office, task.changed(done_on=TODAY))
    assert untalked(pair) == (False, False)


def test_of_two_carers_each_wants_a_talk(pair: Pair) -> None:
    son = a_person(pair.office, a_home(pair.office, "Zoon"))
    keep(pair.office, Relation(resident=son.id, to_resident=pair.mother.id, kind=RelationKind.CARES_FOR))
    pair.talk(None)
    assert untalked(pair) == (False, True)


def test_a_talk_with_a_carer_is_contact_with_the_household_where_the_carer_lives(pair: Pair) -> None:
    pair.talk(None, 3)
    assert line(pair.office, pair.hers).last_contact_on == days_ago(3)
    assert line(pair.office, pair.mothers).last_contact_on is None


# ---------------------------------------------------------------------------------------------- who it is about


def test_on_the_household_and_today_it_says_of_whom_and_what(pair: Pair) -> None:
    pair.talk(Perseverance.UNDER_WEEK)
    pair.asked(60)
    found = carer_overload.in_household(pair.office, pair.hers.id)
    assert [(each.carer, each.clue) for each in found] == [
        (pair.daughter.id, Clue.CARER_CANNOT_GO_ON),
        (pair.daughter.id, Clue.RESPITE_WAITING),
    ]
    assert carer_overload.in_household(pair.office, pair.mothers.id) == ()
    assert {(each.household, each.clue) for each in carer_overload.of_mine(pair.office)} == {
        (pair.hers.id, Clue.CARER_CANNOT_GO_ON),
        (pair.hers.id, Clue.RESPITE_WAITING),
    }


def test_a_carer_with_whom_nobody_talked_is_named_on_the_household_of_the_carer_only(pair: Pair) -> None:
    (found,) = carer_overload.in_household(pair.office, pair.hers.id)
    assert (found.carer, found.clue) == (pair.daughter.id, Clue.CARER_WITHOUT_TALK)
    assert carer_overload.in_household(pair.office, pair.mothers.id) == ()
    # It stands in the day of who acts for that household too, after what is worse.
    assert [each.clue for each in carer_overload.of_mine(pair.office)] == [Clue.CARER_WITHOUT_TALK]
    pair.talk(Perseverance.LONGER)
    assert carer_overload.in_household(pair.office, pair.hers.id) == ()
