from datetime import date
from pathlib import Path

import pytest

from buurtteam.domain.conversation import Topic
from buurtteam.domain.household import Membership, ReadingNeed, Relation, RelationKind, Resident
from buurtteam.domain.kinds import HouseholdId, new_id
from buurtteam.domain.plain_words import PlainWords
from buurtteam.domain.prompts import Fact, Prompts, Theme, facts_of

RESOURCES = Path(__file__).parents[2] / "resources"
DUTCH, ENGLISH = (Prompts.read((RESOURCES / "prompts" / name).read_text("utf-8")) for name in ("nl.toml", "en.toml"))
PLAIN = PlainWords.read((RESOURCES / "language" / "avoid_nl.toml").read_text("utf-8"))
DAY = date(2026, 11, 22)


@pytest.mark.parametrize("topic", Topic)
def test_general_questions_come_first_and_the_others_only_when_they_matter(topic: Topic) -> None:
    general = DUTCH.prompts_for(topic)
    every = DUTCH.prompts_for(topic, Fact)
    assert len(general) >= 5
    assert every[: len(general)] == general
    assert len(every) >= len(general) + 2
    assert every[-2:] == DUTCH.topic[topic].child


def test_the_dentist_is_asked_about_where_children_live() -> None:
    asked = "Wanneer waren de kinderen bij de tandarts?"
    assert asked not in DUTCH.prompts_for(Topic.BODY)
    assert asked in DUTCH.prompts_for(Topic.BODY, {Fact.HAS_CHILDREN})


def test_every_language_asks_the_same_in_the_same_order() -> None:
    for topic in Topic:
        dutch, english = DUTCH.topic[topic], ENGLISH.topic[topic]
        assert (len(dutch.ask), len(dutch.child)) == (len(english.ask), len(english.child))
        assert [prompt.facts for prompt in dutch.when] == [prompt.facts for prompt in english.when]
    assert {theme: len(DUTCH.about(theme)) for theme in Theme} == {theme: len(ENGLISH.about(theme)) for theme in Theme}


def test_every_question_is_plain_and_ends_where_it_should() -> None:
    questions = [q for topic in Topic for q in DUTCH.prompts_for(topic, Fact)]
    questions += [q for theme in Theme for q in DUTCH.about(theme)]
    assert len(questions) > 120
    assert [q for q in questions if not PLAIN.is_plain(q)] == []
    assert [q for q in questions if q[-1] not in "?."] == []
    assert len(questions) == len(set(questions))


def test_the_records_say_which_facts_hold() -> None:
    mother = Resident(born_on="1990-01-01", daily="ZZP in de bouw", language="Tigrinya")
    child = Resident(born_on="2009-12-31")
    home, other = HouseholdId(new_id()), HouseholdId(new_id())
    memberships = [Membership(household=house, resident=child.id) for house in (home, other)]
    caring = Relation(kind=RelationKind.CARES_FOR, resident=child.id, to_resident=mother.id)
    assert facts_of([mother, child], DAY, memberships, [caring]) == {
        Fact.HAS_CHILDREN,
        Fact.HAS_SCHOOL_CHILD,
        Fact.ALMOST_ADULT,
        Fact.TWO_HOMES,
        Fact.HAS_CARER,
        Fact.SELF_EMPLOYED,
        Fact.OTHER_LANGUAGE,
    }


def test_an_elder_alone_who_needs_an_interpreter() -> None:
    elder = Resident(born_on="1950", reading_needs=frozenset({ReadingNeed.INTERPRETER}))
    assert facts_of([elder], DAY) == {Fact.IS_65_PLUS, Fact.LIVES_ALONE, Fact.OTHER_LANGUAGE}


def test_nothing_is_assumed_of_whom_nothing_is_known() -> None:
    assert facts_of([Resident(), Resident(language="Nederlands")], DAY) == frozenset()
