"""Papers about money: made once, kept, and never without the consent that they need."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from buurtteam.documents.templates import letter_body
from buurtteam.domain.amounts import Period
from buurtteam.domain.debt import Creditor, CreditorAgreement, Debt
from buurtteam.domain.early_signal import EarlySignal
from buurtteam.domain.evidence import Evidence
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import Resident, full_name
from buurtteam.domain.kinds import DebtId, EarlySignalId, HouseholdId, ReferralId, ResidentId, ThreatId, one_line
from buurtteam.domain.money_papers import (
    BudgetSheetPaper,
    ConsentSheetPaper,
    CreditorLetterFacts,
    EvidenceListPaper,
    ReferralFilePaper,
    ReferralLetterFacts,
    SignalAnswerFacts,
)
from buurtteam.domain.papers import Contact, LetterPaper, PaperKind, address_lines
from buurtteam.domain.problem import Problem
from buurtteam.domain.sharing import Consent, LegalGround, Referral, ReferralKind, SharedTopic, open_or_said
from buurtteam.domain.staff import Deed, may
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.services import budget, early_signals, printing, threats
from buurtteam.services import money_contents as found
from buurtteam.services.debt_help_ready import gets_bsn
from buurtteam.services.money_gaps import Addressee, must_be_complete, named_in
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.texts import amount, joined, label
from buurtteam.texts import translate as _

MoneyLetter = Literal[
    PaperKind.REFERRAL_LETTER, PaperKind.STAY_LETTER, PaperKind.ARRANGEMENT_LETTER, PaperKind.SIGNAL_ANSWER
]


@dataclass(frozen=True)
class MoneySubjects:
    """What papers about money of a household can be about, each with its words."""

    has_money: bool = False
    """Whether something about the money of this household is known at all."""
    referrals: tuple[tuple[ReferralId, str], ...] = ()
    """Referrals to debt help without an outcome, the newest first."""
    threats: tuple[tuple[ThreatId, str], ...] = ()
    """What threatens today, by somebody whose name is known."""
    debts: tuple[tuple[DebtId, str], ...] = ()
    """Debts that count, about which a proposal was made or something is paid."""


def subjects_of(office: Office, household_id: HouseholdId) -> MoneySubjects:
    """What papers about money of a household can be about."""
    with office.reading() as store:
        referrals = store.of(Referral, household=household_id, kind=ReferralKind.DEBT_HELP, order_by="-sent_on")
        threatening = [each for each in store.of(Threat, household=household_id) if each.holds_on(office.today())]
        owed = store.of(Debt, household=household_id, order_by=("position", "id"))
        agreed = {each.debt for each in store.of(CreditorAgreement, household=household_id)}
        known = (
            bool(referrals or threatening or owed)
            or any(store.count(kind, household=household_id) for kind in budget.KINDS)
            or store.count(Evidence, household=household_id) > 0
        )
    return MoneySubjects(
        has_money=known,
        referrals=tuple((each.id, each.recipient) for each in referrals if each.sent_on is None or each.is_open),
        threats=tuple((each.id, f"{label(each.kind)}, {each.creditor}") for each in threatening if each.creditor),
        debts=tuple(
            (each.id, each.answered_by)
            for each in owed
            if each.counts and each.answered_by and (each.id in agreed or each.pays is not None)
        ),
    )


# ------------------------------------------------------------------------------------------ debt help


def issue_referral_file(
    office: Office, referral_id: ReferralId, large_print: bool = False, *, with_bsn: bool | None = None
) -> Paper:
    """Make the referral file for debt help; `with_bsn` says whether the recipient may use the citizen service number.

    Without it the team's list says so (Wabb art. 10): who does not stand there gets none. Raises Problem with all that is
    missing when nobody allowed it.
    """
    with office.reading() as store:
        referral = store.get(Referral, referral_id)

    def content(home: Home) -> ReferralFilePaper:
        must_be_complete(office, PaperKind.REFERRAL_FILE, referral_id)
        may_use = gets_bsn(home.store, referral) if with_bsn is None else with_bsn
        bsn = may_use and may(home.workers.get(office.me), Deed.REVEAL_BSN)
        return found.referral_file(office, home, referral, bsn=bsn, large_print=large_print)

    return printing.issue_for(office, PaperKind.REFERRAL_FILE, referral.household, content)


def issue_referral_letter(office: Office, referral_id: ReferralId) -> Paper:
    """Make the letter that goes with the referral file, the threat and the last day on top.

    Raises Problem with all that is missing when nobody allowed it.
    """
    with office.reading() as store:
        referral = store.get(Referral, referral_id)

    def content(home: Home) -> LetterPaper:
        must_be_complete(office, PaperKind.REFERRAL_LETTER, referral_id)
        to = Addressee.of(home.store, referral.recipient)
        view = threats.threats_of(office, referral.household)
        talk = found.first_talk(view)
        names = [home.store.find(Resident, each) for each in (referral.resident, referral.partner)]
        facts = ReferralLetterFacts(
            who=one_line(joined(full_name(each) for each in names if each)),
            threats=tuple(_threat_sentence(each) for each in view.holding if each.is_urgent),
            last_day=talk.last_day,
            is_late=talk.is_late,
            article=talk.article,
            purpose=referral.purpose,
            we_keep_doing=referral.we_keep_doing,
            only_through_us=found.reached_through_us(home),
            has_consent=referral.ground is LegalGround.CONSENT,
            contact=_contact(office, home),
        )
        who = facts.who or home.household.label
        urgent = bool(facts.threats)
        subject = _("Urgent: referral of {who}", who=who) if urgent else _("Referral of {who}", who=who)
        letter = _letter(office, home, PaperKind.REFERRAL_LETTER, to, subject)
        letter = letter.changed(enclosures=(_("the referral with all facts"),))
        return _filled(home, letter, facts)

    return printing.issue_for(office, PaperKind.REFERRAL_LETTER, referral.household, content)


def _threat_sentence(threat: Threat) -> str:
    if when := threats.when_words(threat):
        return one_line(_("{what} on {when}.", what=label(threat.kind), when=when))
    return one_line(_("{what}, on which day is not known yet.", what=label(threat.kind)))


# ------------------------------------------------------------------------------------------ creditors


def issue_stay_letter(office: Office, threat_id: ThreatId) -> Paper:
    """Make the letter that asks to wait with an eviction or a cut-off; it speaks of nothing else that is owed.

    Raises Problem with all that is missing when nobody allowed it.
    """
    with office.reading() as store:
        threat = store.get(Threat, threat_id)

    def content(home: Home) -> LetterPaper:
        must_be_complete(office, PaperKind.STAY_LETTER, threat_id)
        to = Addressee.of(home.store, threat.creditor)
        about = [
            each
            for each in home.store.of(Debt, household=threat.household, threat=threat.id, order_by="position")
            if to.is_called(each.creditor) or to.is_called(each.collector)
        ]
        facts = _facts_of(office, home, to, [each.resident for each in about]).changed(
            threat=label(threat.kind).lower(),
            is_eviction=threat.kind is ThreatKind.EVICTION,
            on=threat.on,
            hour=threat.hour,
            owed=amount(threat.owed) if threat.owed is not None else "",
            pays_current=threat.can_pay_current is True,
        )
        subject = {
            ThreatKind.EVICTION: _("Please put off the eviction"),
            ThreatKind.HEALTH_INSURANCE: _("Please keep the insurance going"),
        }.get(threat.kind)
        if subject is None:
            is_cut = threat.kind in (ThreatKind.GAS, ThreatKind.ELECTRICITY, ThreatKind.HEAT, ThreatKind.WATER)
            subject = _("Please do not cut off") if is_cut else _("Please wait")
        letter = _letter(office, home, PaperKind.STAY_LETTER, to, subject)
        return _filled(home, letter.changed(their_reference=_references(to, about)), facts)

    return printing.issue_for(office, PaperKind.STAY_LETTER, threat.household, content)


def issue_arrangement_letter(
    office: Office,
    debt_id: DebtId,
    *,
    pays: int | None = None,
    pays_per: Period = Period.MONTH,
    pays_from: date | None = None,
) -> Paper:
    """Make the letter that proposes to pay one debt in parts: as given here, else as agreed or as is paid now.

    What is not known becomes a line to fill in by pen. Raises Problem with all that is missing when nobody allowed it.
    """
    with office.reading() as store:
        debt = store.get(Debt, debt_id)

    def content(home: Home) -> LetterPaper:
        must_be_complete(office, PaperKind.ARRANGEMENT_LETTER, debt_id)
        to = Addressee.of(home.store, debt.answered_by)
        cents, often, since = pays, pays_per, pays_from
        if cents is None and (made := found.agreement_about(home, debt)) is not None:
            cents, often, since = made.amount, made.per, made.from_on
        if cents is None:
            cents, often = debt.pays, debt.pays_per
        facts = _facts_of(office, home, to, [debt.resident]).changed(
            owed=amount(debt.amount) if debt.amount is not None else "",
            pays=f"{amount(cents)} {label(often)}" if cents is not None else "",
            pays_from=since,
        )
        letter = _letter(office, home, PaperKind.ARRANGEMENT_LETTER, to, _("May this be paid in parts?"))
        return _filled(home, letter.changed(their_reference=_references(to, [debt])), facts)

    return printing.issue_for(office, PaperKind.ARRANGEMENT_LETTER, debt.household, content)


def _facts_of(office: Office, home: Home, to: Addressee, people: list[ResidentId | None]) -> CreditorLetterFacts:
    """Whom it is about: only what the recipient needs to find them."""
    known = named_in(home, to, people)
    first = known[0] if known else None
    through_us = found.reached_through_us(home)
    person = found.person_on_paper(home, first, bsn=True, through_us=through_us) if first else None
    listed: Creditor | None = to.listed
    bsn = bool(listed and listed.may_use_bsn and may(home.workers.get(office.me), Deed.REVEAL_BSN))
    return CreditorLetterFacts(
        who=one_line(joined(full_name(each) for each in known)) or home.household.label,
        # Who lives here no more is not found here, and the others need not be.
        address=person.address if person and first in home.residents else "",
        bsn=person.bsn if person and bsn and len(known) == 1 else "",
        contact=_contact(office, home),
        **_at_debt_help(home, known),
    )


def _references(to: Addressee, about: list[Debt]) -> str:
    """Their own reference and nobody else's."""
    mine = []
    for each in about:
        if each.collector and to.is_called(each.collector):
            mine.append(each.collector_reference)
        elif to.is_called(each.creditor):
            mine.append(each.reference)
        elif to.is_called(each.original_creditor):
            mine.append(each.original_reference)
    return one_line(", ".join(dict.fromkeys(one for one in mine if one)))


def _at_debt_help(home: Home, people: Collection[Resident]) -> dict[str, Any]:
    """Where these people were referred to for help with debts, and when; whom else it is about is not told."""
    about = {each.id for each in people}
    for each in home.store.of(Referral, household=home.household.id, kind=ReferralKind.DEBT_HELP, order_by="-sent_on"):
        if each.is_open and (each.resident is None or about & {each.resident, each.partner}):
            return {"debt_help": each.recipient, "debt_help_on": each.sent_on}
    return {}


# ------------------------------------------------------------------------------------------ signal partners


def issue_signal_answer(office: Office, signal_id: EarlySignalId) -> Paper:
    """Make the bare answer to the partner that sent a signal: its own reference, the day, and a code.

    Raises Problem when it was not decided yet what the partner may hear.
    """
    with office.reading() as store:
        signal = store.get(EarlySignal, signal_id)
    answer = signal.answer
    if answer is None:
        raise _no_answer(office, signal_id)

    def content(home: Home) -> LetterPaper:
        facts = SignalAnswerFacts(
            reference=signal.reference,
            received_on=signal.received_on,
            answer=label(answer),
            contact=home.contact(None),
        )
        letter = _letter(office, home, PaperKind.SIGNAL_ANSWER, Addressee.of(home.store, signal.partner), "")
        letter = letter.changed(
            subject=_("Answer to your signal"), their_reference=signal.reference, contact=home.contact(None)
        )
        return _filled(home, letter.changed(signer=home.team.name, signer_role=""), facts)

    return printing.issue_of_team(office, PaperKind.SIGNAL_ANSWER, content)


def answer_on_paper(office: Office, signal: EarlySignalId) -> Paper:
    """Make the bare answer to the partner, with which the partner is told.

    Raises Problem while nothing came of the signal, or when the letter lacks something.
    """
    # A paper is made for good, and so is that the partner was told by it.
    with office.writing(Deed.ISSUE_PAPER) as store:
        if store.get(EarlySignal, signal).answered_on is None:
            early_signals.told_partner(office, signal)
        return issue_signal_answer(office, signal)


def _no_answer(office: Office, signal_id: EarlySignalId) -> Problem:
    try:
        must_be_complete(office, PaperKind.SIGNAL_ANSWER, signal_id)
    except Problem as problem:
        return problem
    raise AssertionError(signal_id)


# ------------------------------------------------------------------------------------------ for the people themselves


def issue_consent_sheet(
    office: Office, household_id: HouseholdId, recipient: str = "", large_print: bool | None = None
) -> Paper:
    """Make the consent sheet: each yes that holds and all that is still asked, of one recipient or of all.

    What a carer said about the own care stands only on the sheet of that one recipient.
    Raises Problem when no paper can safely go home.
    """

    def content(home: Home) -> ConsentSheetPaper:
        must_be_complete(office, PaperKind.CONSENT_SHEET, household_id)
        asked = [
            each
            for each in home.store.of(Consent, household=household_id, order_by=("recipient", "id"))
            if (each.is_with(recipient) if recipient.strip() else not _is_of_carer_alone(home, each))
        ]
        return found.consent_sheet(home, open_or_said(asked, home.today), large_print=large_print)

    return printing.issue_for(office, PaperKind.CONSENT_SHEET, household_id, content)


def _is_of_carer_alone(home: Home, consent: Consent) -> bool:
    """Whether it is what a carer said about the own care: others of the household sign this sheet too."""
    return SharedTopic.CARE in consent.topics and consent.resident is not None and len(home.residents) > 1


def issue_evidence_list(office: Office, household_id: HouseholdId, large_print: bool | None = None) -> Paper:
    """Make the list of papers to look for, with boxes to tick.

    Raises Problem when no paper can safely go home.
    """

    def content(home: Home) -> EvidenceListPaper:
        must_be_complete(office, PaperKind.EVIDENCE_LIST, household_id)
        return found.evidence_list(office, home, large_print=large_print)

    return printing.issue_for(office, PaperKind.EVIDENCE_LIST, household_id, content)


def issue_budget_sheet(office: Office, household_id: HouseholdId, large_print: bool | None = None) -> Paper:
    """Make the sheet with what comes in and goes out in a month.

    Raises Problem when no paper can safely go home.
    """

    def content(home: Home) -> BudgetSheetPaper:
        must_be_complete(office, PaperKind.BUDGET_SHEET, household_id)
        return found.budget_sheet(home, large_print=large_print)

    return printing.issue_for(office, PaperKind.BUDGET_SHEET, household_id, content)


def issue_blank_post(office: Office, household_id: HouseholdId | None = None) -> Paper:
    """Make the list of post to fill in by hand, with or without the name of a household."""
    return printing.issue_for(office, PaperKind.BLANK_POST, household_id, found.blank_post)


def issue_blank_budget(office: Office, household_id: HouseholdId | None = None) -> Paper:
    """Make the budget to fill in by hand, with or without the name of a household."""
    return printing.issue_for(office, PaperKind.BLANK_BUDGET, household_id, found.blank_budget)


# ------------------------------------------------------------------------------------------ letters


def _contact(office: Office, home: Home) -> Contact:
    return home.contact(home.face or home.workers.get(office.me))


def _letter(office: Office, home: Home, kind: MoneyLetter, to: Addressee, subject: str) -> LetterPaper:
    """A letter to an organisation, without its running text."""
    signer = home.face or home.workers.get(office.me)
    listed = to.listed
    lines: tuple[str, ...] = (to.name,) if to.name else ()
    if listed is not None:
        lines = address_lines(
            listed.name, listed.street, listed.number, listed.postcode, listed.city, department=listed.department
        )
    return LetterPaper(
        kind=kind,
        **home.head(),
        window=home.window,
        address=lines,
        place=home.team.municipality,
        subject=one_line(home.shown(subject)),
        salutation=_("Dear Sir or Madam,"),
        contact=home.contact(signer),
        closing=_("With kind regards,"),
        signer=signer.name if signer else "",
        signer_role=label(signer.function) if signer else "",
    )


def _filled(
    home: Home, letter: LetterPaper, facts: ReferralLetterFacts | CreditorLetterFacts | SignalAnswerFacts
) -> LetterPaper:
    """The letter with its running text."""
    return letter.changed(
        address=tuple(home.shown(each) for each in letter.address),
        their_reference=home.shown(letter.their_reference),
        body=letter_body(letter.kind.value, found.shown_only(home, facts), letter.language),
    )
