from datetime import timedelta

from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic, open_or_said, still_said
from buurtteam.services import households, sharing
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from tests.conftest import Clock


def test_only_what_somebody_said_yes_to_may_be_shared_until_it_is_withdrawn(office: Office, clock: Clock) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira")).id
    asked = households.keep(
        office, home, Consent(household=home, recipient="Woonpunt", topics=frozenset({SharedTopic.HOUSING}))
    )
    assert not sharing.may_share(office, home, "Woonpunt", SharedTopic.HOUSING)
    given = sharing.answer(office, asked.id, ConsentAnswer.YES)
    assert given.given_on == office.today()
    assert sharing.may_share(office, home, " woonpunt ", SharedTopic.HOUSING)
    assert not sharing.may_share(office, home, "Woonpunt", SharedTopic.HOUSING, SharedTopic.MONEY)
    assert not sharing.may_share(office, home, "School", SharedTopic.HOUSING)
    sharing.withdraw(office, asked.id)
    assert not sharing.may_share(office, home, "Woonpunt", SharedTopic.HOUSING)


def test_a_yes_ends_on_its_last_day(office: Office, clock: Clock) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira")).id
    today = office.today()
    households.keep(
        office,
        home,
        Consent(
            household=home,
            recipient="School",
            topics=frozenset({SharedTopic.CHILDREN}),
            answer=ConsentAnswer.YES,
            given_on=today,
            until_on=today,
        ),
    )
    assert sharing.may_share(office, home, "School", SharedTopic.CHILDREN)
    clock.now += timedelta(days=1)
    assert not sharing.may_share(office, home, "School", SharedTopic.CHILDREN)


def test_a_no_allows_nothing_whatever_is_asked(office: Office, clock: Clock) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira")).id
    asked = households.keep(office, home, Consent(household=home, recipient="Woonpunt"))
    sharing.answer(office, asked.id, ConsentAnswer.NO)
    assert not sharing.may_share(office, home, "Woonpunt")
    sharing.answer(office, asked.id, ConsentAnswer.YES)
    assert sharing.may_share(office, home, "Woonpunt")


def test_a_later_no_takes_back_its_topic_and_nothing_else(office: Office) -> None:
    home = households.create_household(office, NewHousehold(first_name="Samira")).id
    both = frozenset({SharedTopic.MONEY, SharedTopic.HEALTH})
    day = office.today()
    answers = [
        Consent(
            household=home, recipient="Arts", topics=both, answer=ConsentAnswer.YES, given_on=day - timedelta(days=9)
        ),
        Consent(
            household=home,
            recipient="Arts",
            topics=frozenset({SharedTopic.HEALTH}),
            answer=ConsentAnswer.NO,
            given_on=day - timedelta(days=2),
        ),
    ]
    (left,) = still_said(answers, day)
    assert left.topics == {SharedTopic.MONEY}
    for each in answers:
        households.keep(office, home, each)
    assert sharing.may_share(office, home, "Arts", SharedTopic.MONEY)
    assert not sharing.may_share(office, home, "Arts", SharedTopic.HEALTH)
    waiting = Consent(household=home, recipient="School", topics=both)
    over = Consent(household=home, recipient="School", topics=both, until_on=day - timedelta(days=1))
    sheet = open_or_said([*answers, waiting, over], day)
    assert [(each.recipient, each.topics) for each in sheet] == [("Arts", {SharedTopic.MONEY}), ("School", both)]
