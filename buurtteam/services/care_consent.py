"""Whether a carer allows to tell somebody about the care: the own last answer, and of a child that of a parent too."""

from dataclasses import dataclass

from buurtteam.domain.care import MayDecide, who_decides
from buurtteam.domain.caring import PARENTS, with_authority
from buurtteam.domain.household import Authority, Relation, Resident, age_on
from buurtteam.domain.kinds import ResidentId
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic, last_answer
from buurtteam.services.debt_help_ready import is_sole_adult
from buurtteam.services.paper_home import Home

_ABOUT_A_CHILD = SharedTopic.CHILDREN
"""What a parent says of caring is about the parent, who may well care too."""


@dataclass(frozen=True)
class CarerSays:
    """What may be told to one recipient about one carer (AVG art. 7, Jeugdwet art. 7.3.4)."""

    home: Home
    carer: Resident
    recipient: str

    @property
    def decides(self) -> MayDecide:
        """Who gives consent; somebody without a birth date who is an adult at home decides alone."""
        age = age_on(self.carer.born_on, self.home.today)
        if age is None and self.home.is_of_age(self.carer):
            return MayDecide.CHILD
        return who_decides(age)

    @property
    def parents(self) -> tuple[ResidentId, ...]:
        """Who has authority over this child, or may have it as far as anybody asked."""
        relations = self.home.store.of(Relation, to_resident=self.carer.id)
        known = with_authority(self.carer.id, relations, self.home.today)
        return known or tuple(dict.fromkeys(each.resident for each in relations if _may_be_with_authority(each)))

    def own(self, topic: SharedTopic) -> bool:
        """Whether the carer said yes to sharing this topic, and did not take it back."""
        told = last_answer(self._said_by(self.carer.id), topic, self.home.today)
        return told is not None and told.holds_on(self.home.today)

    def parent_agrees(self) -> bool:
        """Whether one parent said yes to telling about the child, and none said no."""
        said = [last_answer(self._said_by(each), _ABOUT_A_CHILD, self.home.today) for each in self.parents]
        told = [each for each in said if each is not None]
        return bool(told) and all(each.holds_on(self.home.today) for each in told)

    def may(self, topic: SharedTopic) -> bool:
        """Whether this topic may be told, by everybody who has to say yes."""
        match self.decides:
            case MayDecide.CHILD:
                return self.own(topic)
            case MayDecide.BOTH:
                return self.own(topic) and self.parent_agrees()
            case MayDecide.PARENTS:
                return self.parent_agrees() and not self.refuses(topic)

    def may_score(self) -> bool:
        """Whether a score may be told: never without the own yes, whatever the age."""
        return self.own(SharedTopic.CARE) and self.may(SharedTopic.CARE)

    def refuses(self, topic: SharedTopic) -> bool:
        """Whether the carer said no to sharing this topic, or took a yes back."""
        told = last_answer(self._said_by(self.carer.id), topic, self.home.today)
        return told is not None and not told.holds_on(self.home.today)

    def _said_by(self, person: ResidentId) -> list[Consent]:
        store = self.home.store
        here = store.of(Consent, household=self.home.household.id)
        sole = is_sole_adult(self.home, person)
        said = (*store.of(Consent, resident=person), *(each for each in here if not each.resident))
        return [each for each in said if each.is_with(self.recipient) and each.is_said_by(person, is_sole=sole)]


def recipients_of(home: Home, carer: ResidentId) -> tuple[str, ...]:
    """With whom a carer was asked to share something about the care, the last answer first."""
    asked = home.store.of(Consent, resident=carer, order_by="-given_on")
    return tuple(
        dict.fromkeys(
            each.recipient.strip()
            for each in asked
            if each.recipient.strip() and SharedTopic.CARE in each.topics and each.answer is not ConsentAnswer.NO
        )
    )


def _may_be_with_authority(relation: Relation) -> bool:
    return relation.kind in PARENTS and relation.authority is not Authority.NONE
