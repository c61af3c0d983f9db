"""What may be shared with whom: asked per recipient and topic, and withdrawn at any moment."""

from datetime import date

from buurtteam.domain.kinds import ConsentId, HouseholdId
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic, still_said
from buurtteam.domain.staff import Deed
from buurtteam.services.office import Office


def consents_of(office: Office, household_id: HouseholdId) -> tuple[Consent, ...]:
    """Everything that was asked about sharing in a household, by recipient."""
    with office.reading() as store:
        return tuple(store.of(Consent, household=household_id, order_by="recipient"))


def may_share(office: Office, household_id: HouseholdId, recipient: str, *topics: SharedTopic) -> bool:
    """Whether somebody said yes today to sharing all these topics with this recipient (AVG art. 7)."""
    return covers(
        [each for each in consents_of(office, household_id) if each.is_with(recipient)],
        topics,
        office.today(),
    )


def covers(consents: list[Consent], topics: tuple[SharedTopic, ...], day: date) -> bool:
    """Whether these answers together allow sharing all the topics on a day; without topics, anything at all."""
    holding = still_said(consents, day)
    allowed = {topic for consent in holding for topic in consent.topics}
    return bool(holding) and set(topics) <= allowed


def answer(office: Office, consent_id: ConsentId, said: ConsentAnswer) -> Consent:
    """Write down today's answer to the question whether something may be shared.

    Raises Trouble when the question is not there any more.
    """
    with office.writing(Deed.SHARE) as store:
        consent = store.get(Consent, consent_id)
        given = office.today() if said is not ConsentAnswer.TO_ASK else None
        return store.save(consent.changed(answer=said, given_on=given, withdrawn_on=None))


def withdraw(office: Office, consent_id: ConsentId) -> Consent:
    """Withdraw a consent from today on; what was shared before stays as it was (AVG art. 7 lid 3).

    Raises Trouble when it is not there any more.
    """
    with office.writing(Deed.SHARE) as store:
        consent = store.get(Consent, consent_id)
        return store.save(consent.changed(withdrawn_on=office.today()))
