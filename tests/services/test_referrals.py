"""A referral needs consent, another ground or a reason that is kept; it is open until an outcome comes back."""

from datetime import date, timedelta
from typing import Any

import pytest

from buurtteam.domain.household import Deviation
from buurtteam.domain.problem import Problem
from buurtteam.domain.sharing import Consent, ConsentAnswer, LegalGround, Referral, ReferralAnswer, SharedTopic
from buurtteam.domain.staff import Deed
from buurtteam.services import referrals, sharing
from buurtteam.services.office import Office
from tests.conftest import Clock
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


def _draft(office: Office, home: Home, **facts: Any) -> Referral:  # noqa: ANN401 - fields of the record
    about = {"recipient": "Kredietbank", "kind_of_help": "Schuldhulp", "resident": home.samira.id, **facts}
    return referrals.keep(office, Referral(household=home.household.id, **about))


def _yes(office: Office, home: Home, **facts: Any) -> Consent:  # noqa: ANN401 - fields of the record
    with office.writing(Deed.SHARE) as store:
        about = {"recipient": "kredietbank", "topics": frozenset({SharedTopic.MONEY}), "given_on": TODAY, **facts}
        return store.save(Consent(household=home.household.id, answer=ConsentAnswer.YES, **about))


def _refused(code: str, deed: object) -> Problem:
    with pytest.raises(Problem) as refused:
        deed()  # type: ignore[operator]
    assert refused.value.code == code
    return refused.value


def test_without_a_yes_nothing_is_sent(office: Office, home: Home) -> None:
    made = _draft(office, home)
    problem = _refused("no_consent", lambda: referrals.send(office, made.id))
    assert [gap.field for gap in problem.gaps] == ["consent"]
    assert referrals.referrals_of(office, home.household.id)[0].sent_on is None


def test_with_a_yes_it_is_sent_and_names_it(office: Office, home: Home) -> None:
    given = _yes(office, home)
    sent = referrals.send(office, _draft(office, home).id, topics=(SharedTopic.MONEY,))
    assert (sent.sent_on, sent.consent, sent.worker, sent.is_open) == (TODAY, given.id, home.noor.id, True)


@pytest.mark.parametrize("facts", ["no", "withdrawn", "over", "of_another", "other_topic"])
def test_a_yes_that_does_not_hold_is_no_yes(office: Office, home: Home, facts: str) -> None:
    said: dict[str, dict[str, Any]] = {
        "over": {"given_on": TODAY - timedelta(days=9), "until_on": TODAY - timedelta(days=1)},
        "of_another": {"resident": home.oma.id},
        "other_topic": {"topics": frozenset({SharedTopic.HEALTH})},
    }
    given = _yes(office, home, **said.get(facts, {}))
    if facts == "no":
        sharing.answer(office, given.id, ConsentAnswer.NO)
    if facts == "withdrawn":
        sharing.withdraw(office, given.id)
    made = _draft(office, home)
    topics = (SharedTopic.MONEY,) if facts == "other_topic" else ()
    _refused("no_consent", lambda: referrals.send(office, made.id, topics=topics))


def test_another_ground_needs_no_yes(office: Office, home: Home) -> None:
    sent = referrals.send(office, _draft(office, home, ground=LegalGround.VITAL).id)
    assert (sent.sent_on, sent.consent) == (TODAY, None)


def test_without_a_yes_a_reason_is_enough_and_is_kept(office: Office, home: Home) -> None:
    referrals.send(office, _draft(office, home).id, reason="Morgen wordt het gas afgesloten")
    with office.reading() as store:
        (kept,) = store.of(Deviation, household=home.household.id)
    assert (kept.reason, kept.worker) == ("Morgen wordt het gas afgesloten", home.noor.id)


def test_a_reason_does_not_replace_a_recipient(office: Office, home: Home) -> None:
    made = _draft(office, home, recipient="")
    _refused("no_recipient", lambda: referrals.send(office, made.id, reason="Spoed"))


def test_text_for_the_team_only_and_numbers_are_not_sent(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(home.samira.changed(bsn="999990019"))
    made = _draft(office, home, purpose="Hulp bij brieven, 999990019", ground=LegalGround.PUBLIC_TASK)
    assert "99999" not in referrals.send(office, made.id).purpose
    other = _draft(office, home, purpose="! ex-man is gewelddadig", ground=LegalGround.PUBLIC_TASK)
    assert referrals.send(office, other.id).purpose == ""


def test_it_is_open_until_an_outcome_comes_back(office: Office, home: Home, clock: Clock) -> None:
    made = referrals.send(office, _draft(office, home, ground=LegalGround.PUBLIC_TASK).id)
    clock.now += timedelta(days=16)
    today = office.today()
    assert referrals.days_without_answer(made, today) == 16
    taken = referrals.answer(office, made.id, ReferralAnswer.ACCEPTED, words="Intake op 14 december")
    assert (taken.is_open, taken.waits_since(), taken.answered_on) == (True, None, today)
    over = referrals.answer(office, made.id, ReferralAnswer.DONE)
    assert (over.is_open, over.answer_words) == (False, "Intake op 14 december")


def test_answers_follow_on_each_other(office: Office, home: Home) -> None:
    made = _draft(office, home, ground=LegalGround.PUBLIC_TASK)
    _refused("referral_not_sent", lambda: referrals.answer(office, made.id, ReferralAnswer.ACCEPTED))
    referrals.send(office, made.id)
    _refused("answer_does_not_follow", lambda: referrals.answer(office, made.id, ReferralAnswer.DONE))
    _refused("no_reason", lambda: referrals.answer(office, made.id, ReferralAnswer.DECLINED))
    said = referrals.answer(office, made.id, ReferralAnswer.DECLINED, words="Wachtlijst van een jaar")
    assert referrals.answer(office, made.id, ReferralAnswer.DECLINED, words="Nog eens") == said
    _refused("answer_does_not_follow", lambda: referrals.answer(office, made.id, ReferralAnswer.ACCEPTED))
    _refused("referral_over", lambda: referrals.withdraw(office, made.id, "Toch niet"))


def test_an_answer_has_a_day_that_can_be(office: Office, home: Home, clock: Clock) -> None:
    made = referrals.send(office, _draft(office, home, ground=LegalGround.PUBLIC_TASK).id)
    before, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    _refused("answered_before_sent", lambda: referrals.answer(office, made.id, ReferralAnswer.ACCEPTED, on=before))
    _refused("in_the_future", lambda: referrals.answer(office, made.id, ReferralAnswer.ACCEPTED, on=tomorrow))


def test_what_was_sent_stays_as_it_was(office: Office, home: Home) -> None:
    made = _draft(office, home, ground=LegalGround.PUBLIC_TASK)
    sent = referrals.send(office, referrals.keep(office, made.changed(kind_of_help="Budgetbeheer")).id)
    _refused("referral_sent", lambda: referrals.keep(office, sent.changed(purpose="Iets anders")))
    _refused("referral_sent_stays", lambda: referrals.remove(office, sent))
    assert referrals.keep(office, sent.changed(answer_words="Bellen terug")).answer_words == "Bellen terug"


def test_withdrawing_needs_a_reason_and_ends_it(office: Office, home: Home) -> None:
    made = referrals.send(office, _draft(office, home, ground=LegalGround.PUBLIC_TASK).id)
    _refused("no_reason", lambda: referrals.withdraw(office, made.id, " "))
    gone = referrals.withdraw(office, made.id, "Mevrouw wil dit niet meer")
    assert (gone.is_open, gone.answer_words) == (False, "Mevrouw wil dit niet meer")
    assert referrals.withdraw(office, made.id, "Nog eens") == gone


def test_one_that_was_never_sent_can_be_taken_away(office: Office, home: Home) -> None:
    bundle = referrals.remove(office, _draft(office, home))
    assert referrals.referrals_of(office, home.household.id) == ()
    office.restore(bundle)
    assert len(referrals.referrals_of(office, home.household.id)) == 1
