"""Referrals to other organisations: sent with consent or on another ground, and open until an outcome comes back."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from buurtteam.domain.household import Deviation
from buurtteam.domain.kinds import HouseholdId, ReferralId, one_line
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.sharing import (
    Consent,
    LegalGround,
    Referral,
    ReferralAnswer,
    ReferralKind,
    SharedTopic,
    still_said,
)
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_
from buurtteam.services import sharing
from buurtteam.services.norms import caseload_norms_in
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import translate as _

NEXT: Mapping[ReferralAnswer, tuple[ReferralAnswer, ...]] = {
    ReferralAnswer.WAITING: (ReferralAnswer.ACCEPTED, ReferralAnswer.DECLINED),
    ReferralAnswer.ACCEPTED: (ReferralAnswer.DONE,),
}
"""What can come back next; what is not here is an outcome."""

# Once it was sent, this is what somebody else has read.
_SENT = ("resident", "request", "recipient", "kind_of_help", "purpose", "ground", "consent", "sent_on")


def referrals_of(office: Office, household: HouseholdId) -> tuple[Referral, ...]:
    """The referrals of a household: not sent yet first, then the newest."""
    with office.reading() as store:
        found = store.of(Referral, household=household)
    return tuple(sorted(found, key=lambda each: (each.sent_on is not None, -(each.sent_on or date.min).toordinal())))


def days_without_answer(referral: Referral, today: date) -> int | None:
    """For how many days nobody has answered, if it waits for an answer."""
    since = referral.waits_since()
    return None if since is None else (today - since).days


def patience(office: Office) -> int:
    """After how many days without an answer a referral asks for a call, by the team's own norm."""
    with office.reading() as store:
        return caseload_norms_in(store).referral_days


def _not_debt_help(referral: Referral | None) -> None:
    """Go on only with a referral that has no steps of its own.

    Raises Problem when it is one to debt help: its answer follows from what happened.
    """
    if referral is not None and referral.kind is ReferralKind.DEBT_HELP:
        raise Problem(
            "debt_help_elsewhere",
            N_("A referral to debt help is kept with the money of the household. Open it there."),
        )


def keep(office: Office, referral: Referral) -> Referral:
    """Keep a referral; of one that was sent only what they said can still be changed.

    Raises Problem when somebody wants to change what was sent or one to debt help, Stale when it was changed in the
    meantime.
    """
    with office.writing(Deed.REFER, referral.household) as store:
        stored = store.find(Referral, referral.id)
        _not_debt_help(referral)
        _not_debt_help(stored)
        if stored is None and referral.sent_on is None:
            return store.save(referral.changed(answer=ReferralAnswer.WAITING))
        if stored is not None and stored.sent_on is None and referral.sent_on is None:
            return store.save(referral.changed(answer=stored.answer, answered_on=stored.answered_on))
        if stored is None or any(getattr(stored, name) != getattr(referral, name) for name in _SENT):
            raise Problem(
                "referral_sent",
                N_("This referral was sent, so it stays as it was. Withdraw it and make a new one."),
            )
        return store.save(stored.changed(version=referral.version, answer_words=referral.answer_words))


def remove(office: Office, referral: Referral) -> UUID:
    """Move a referral that was never sent to the trash; returns the id of the bundle.

    Raises Problem when it was sent: what left the team stays in the dossier.
    """
    with office.reading() as store:
        found = store.get(Referral, referral.id)
        _not_debt_help(found)
        if found.sent_on is not None:
            raise Problem("referral_sent_stays", N_("This referral was sent, so it stays. You can withdraw it."))
    return office.remove(Deed.REMOVE, referral.household, referral.recipient or _("This referral"), referral)


def _gaps(store: Store, referral: Referral, topics: tuple[SharedTopic, ...], today: date) -> tuple[Gap, ...]:
    one, found = str(referral.household), []
    if not referral.recipient:
        found.append(Gap(N_("It does not say to whom this referral goes."), "household", "recipient", one, stops=True))
    elif referral.ground is LegalGround.CONSENT and _consent_for(store, referral, topics, today) is None:
        found.append(Gap(N_("Nobody said yes to sharing this with them."), "household", "consent", one))
    return tuple(found)


def _consent_for(store: Store, referral: Referral, topics: tuple[SharedTopic, ...], today: date) -> Consent | None:
    """A yes of today that covers this referral, of the one who is referred where that is said."""
    known = [
        each
        for each in store.of(Consent, household=referral.household, order_by="id")
        if each.is_with(referral.recipient)
        and (each.resident is None or referral.resident is None or each.resident == referral.resident)
    ]
    return still_said(known, today)[0] if sharing.covers(known, topics, today) else None


def send(
    office: Office,
    referral: ReferralId,
    *,
    on: date | None = None,
    topics: tuple[SharedTopic, ...] = (),
    reason: str = "",
) -> Referral:
    """Write down that a referral was sent; from then on it is open until an outcome comes back.

    Text for the team only, citizen service numbers and secret addresses are taken out of it first. Without consent it
    goes only on another ground, or with a reason, which is kept. Raises Problem with what is missing otherwise.
    """
    day = on or office.today()
    not_in_the_future(office, day)
    with office.writing(Deed.REFER) as store:
        found = store.get(Referral, referral)
        _not_debt_help(found)
        if found.sent_on is not None:
            return found
        gaps = _gaps(store, found, topics, office.today())
        if any(gap.stops for gap in gaps):
            raise Problem("no_recipient", gaps[0].sentence, gaps)
        if gaps and not reason.strip():
            raise Problem(
                "no_consent",
                N_("Nobody said yes to sharing this. Ask first, choose another ground, or say why it cannot wait."),
                gaps,
            )
        if gaps:
            store.save(
                Deviation(
                    household=found.household,
                    what=one_line(_("Referred to {recipient} without consent", recipient=found.recipient)),
                    reason=reason.strip(),
                    worker=office.me,
                    decided_on=office.today(),
                )
            )
        home = Home.of(store, found.household, office.today(), office.statute)
        consent = None if gaps else _consent_for(store, found, topics, office.today())
        return store.save(
            found.changed(
                kind_of_help=one_line(home.shown(found.kind_of_help)),
                purpose=one_line(home.shown(found.purpose)),
                consent=consent.id if consent and found.ground is LegalGround.CONSENT else None,
                sent_on=day,
                worker=office.me,
                answer=ReferralAnswer.WAITING,
                answered_on=None,
            )
        )


def answer(
    office: Office, referral: ReferralId, said: ReferralAnswer, *, on: date | None = None, words: str = ""
) -> Referral:
    """Write down what came back: taken on, not taken on (with what they said), or help given and ended.

    The same answer again changes nothing. Raises Problem when this cannot follow on what came back before.
    """
    day = on or office.today()
    not_in_the_future(office, day)
    with office.writing(Deed.REFER) as store:
        found = store.get(Referral, referral)
        _not_debt_help(found)
        if found.answer is said and said is not ReferralAnswer.WAITING:
            return found
        if found.sent_on is None:
            raise Problem("referral_not_sent", N_("This referral was not sent yet."))
        if said not in NEXT.get(found.answer, ()):
            raise Problem("answer_does_not_follow", N_("This cannot follow on what they said before."))
        if day < (found.answered_on or found.sent_on):
            raise Problem("answered_before_sent", N_("This day lies before the referral or the answer before it."))
        if said is ReferralAnswer.DECLINED and not (words.strip() or found.answer_words):
            raise Problem("no_reason", N_("Write down why they do not take it on."))
        return store.save(
            found.changed(answer=said, answered_on=day, answer_words=one_line(words) or found.answer_words)
        )


def withdraw(office: Office, referral: ReferralId, reason: str) -> Referral:
    """Withdraw a referral that is still open, as the team or for the resident.

    Raises Problem without a reason, or when an outcome came back already.
    """
    with office.writing(Deed.REFER) as store:
        found = store.get(Referral, referral)
        _not_debt_help(found)
        if found.answer is ReferralAnswer.WITHDRAWN:
            return found
        if not found.is_open:
            raise Problem(
                "referral_over", N_("This referral is over or was never sent, so there is nothing to withdraw.")
            )
        if not reason.strip():
            raise Problem("no_reason", N_("Say why the referral is withdrawn."))
        return store.save(
            found.changed(answer=ReferralAnswer.WITHDRAWN, answered_on=office.today(), answer_words=one_line(reason))
        )
