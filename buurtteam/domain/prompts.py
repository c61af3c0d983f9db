"""Open questions that help a conversation along: examples per topic, some only where facts make them relevant."""

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from buurtteam.domain.ages import OF_AGE
from buurtteam.domain.caring import is_running
from buurtteam.domain.conversation import Topic
from buurtteam.domain.folding import folded
from buurtteam.domain.household import Membership, ReadingNeed, Relation, Resident, age_on
from buurtteam.domain.record import Value


class Fact(StrEnum):
    """What is known of a household and makes a question relevant."""

    HAS_CHILDREN = "has_children"
    HAS_SCHOOL_CHILD = "has_school_child"
    ALMOST_ADULT = "almost_adult"
    TWO_HOMES = "two_homes"
    IS_65_PLUS = "is_65_plus"
    LIVES_ALONE = "lives_alone"
    HAS_CARER = "has_carer"
    SELF_EMPLOYED = "self_employed"
    OTHER_LANGUAGE = "other_language"


class Theme(StrEnum):
    """What is asked beside the topics."""

    BEHIND = "behind"
    SAFETY = "safety"
    OWN_HEALTH = "own_health"
    FAMILY_PATTERN = "family_pattern"
    AVOIDING_CARE = "avoiding_care"
    OWN_STRENGTH = "own_strength"
    SUCCESS = "success"


Question = Annotated[str, Field(min_length=5, max_length=120)]


class PromptWhen(Value):
    """A question that is only asked when all its facts hold."""

    facts: frozenset[Fact] = Field(min_length=1)
    ask: Question


class TopicPrompts(Value):
    """The questions of one topic."""

    ask: tuple[Question, ...] = Field(min_length=5)
    child: tuple[Question, ...] = Field(min_length=2)
    when: tuple[PromptWhen, ...] = ()


class Prompts(Value):
    """All questions of one language."""

    topic: dict[Topic, TopicPrompts]
    theme: dict[Theme, tuple[Question, ...]]

    @classmethod
    def read(cls, text: str) -> Self:
        """The questions out of a file of `resources/prompts/`.

        Raises `tomllib.TOMLDecodeError` or `pydantic.ValidationError` when it is not right.
        """
        return cls.model_validate(tomllib.loads(text))

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        missing = [*(set(Topic) - set(self.topic)), *(set(Theme) - set(self.theme))]
        if missing:
            raise ValueError(", ".join(sorted(missing)))
        return self

    def prompts_for(self, topic: Topic, facts: Iterable[Fact] = ()) -> tuple[str, ...]:
        """The questions for a topic: first those for everybody, then what the facts make relevant, then for children."""
        known = frozenset(facts)
        questions = self.topic[topic]
        return (
            *questions.ask,
            *(prompt.ask for prompt in questions.when if prompt.facts <= known),
            *(questions.child if Fact.HAS_CHILDREN in known else ()),
        )

    def about(self, theme: Theme) -> tuple[str, ...]:
        """The questions beside the topics, such as for the question behind the question."""
        return self.theme[theme]


_OWN_BUSINESS = (
    "zzp",
    "eigen bedrijf",
    "eigen zaak",
    "ondernemer",
    "zelfstandig",
    "freelance",
    "self-employed",
    "own business",
)
_HOME_LANGUAGES = frozenset({"", "nl", "nederlands", "dutch"})


def facts_of(
    residents: Sequence[Resident], day: date, memberships: Sequence[Membership] = (), relations: Sequence[Relation] = ()
) -> frozenset[Fact]:
    """What the records of a household say that makes questions relevant on a day.

    `residents` are those who belong to it on that day, `memberships` all of these people in whichever household.
    """
    ages = [age for one in residents if (age := age_on(one.born_on, day)) is not None]
    homes = [one.resident for one in memberships if one.counts_on(day)]
    holds = {
        Fact.HAS_CHILDREN: any(age < OF_AGE for age in ages),
        Fact.HAS_SCHOOL_CHILD: any(4 <= age < OF_AGE for age in ages),
        Fact.ALMOST_ADULT: any(16 <= age < OF_AGE for age in ages),
        Fact.TWO_HOMES: len(homes) > len(set(homes)),
        Fact.IS_65_PLUS: any(age >= 65 for age in ages),
        Fact.LIVES_ALONE: len(residents) == 1,
        Fact.HAS_CARER: any(is_running(one, day) for one in relations),
        Fact.SELF_EMPLOYED: any(word in folded(one.daily) for one in residents for word in _OWN_BUSINESS),
        Fact.OTHER_LANGUAGE: any(
            folded(one.language).strip() not in _HOME_LANGUAGES
            or one.reading_needs & {ReadingNeed.INTERPRETER, ReadingNeed.OTHER_LANGUAGE}
            for one in residents
        ),
    }
    return frozenset(fact for fact, is_so in holds.items() if is_so)
