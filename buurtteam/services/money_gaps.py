"""What a paper about money still lacks, with the place where it is filled in; without consent none goes to others."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from buurtteam.domain.debt import Creditor, Debt
from buurtteam.domain.debt_doubles import name_words
from buurtteam.domain.early_signal import EarlySignal
from buurtteam.domain.evidence import Evidence
from buurtteam.domain.household import Resident, full_name
from buurtteam.domain.kinds import HouseholdId, ReferralId, ResidentId
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.sharing import Consent, Referral, SharedTopic, last_answer
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_
from buurtteam.services import contents, creditors, debt_help_ready, threats
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.storage.store import Store

NEEDED_BY_CREDITOR = (SharedTopic.NAME_ADDRESS, SharedTopic.MONEY)
"""What somebody allows before a landlord or another creditor gets a letter."""

_FOR_HOME = frozenset({PaperKind.CONSENT_SHEET, PaperKind.EVIDENCE_LIST, PaperKind.BUDGET_SHEET})


@dataclass(frozen=True)
class Addressee:
    """To whom a letter about money goes: the name as somebody wrote it, and who that is on the team's list."""

    name: str
    listed: Creditor | None = None

    @classmethod
    def of(cls, store: Store, name: str) -> "Addressee":
        """Somebody by the name that was written down."""
        found = creditors.named(creditors.creditors_in(store), name)
        return cls(name.strip(), found.creditor if found else None)

    @property
    def has_address(self) -> bool:
        """Whether the post can find them."""
        return self.listed is not None and bool(self.listed.street and self.listed.postcode and self.listed.city)

    def is_called(self, name: str) -> bool:
        """Whether this name means them."""
        names = (self.name, *(self.listed.names if self.listed is not None else ()))
        wanted = "".join(name_words(name))
        return bool(wanted) and any("".join(name_words(each)) == wanted for each in names)


def gaps(office: Office, kind: PaperKind, of: UUID | None) -> Iterable[Gap]:
    """What a paper about money lacks; what stops it comes first.

    `of` is the referral of the papers to debt help, the threat of a letter that asks to wait, the debt of one that
    proposes to pay in parts, the signal of an answer, and the household of any other.
    """
    if of is None:
        return ()
    with office.reading() as store:
        return tuple(sorted(_gaps(office, store, kind, of), key=lambda gap: not gap.stops))


def must_be_complete(office: Office, kind: PaperKind, of: UUID) -> None:
    """Refuse a paper that may not be made yet.

    Raises Problem with all that stops it.
    """
    if stopping := tuple(gap for gap in gaps(office, kind, of) if gap.stops):
        raise Problem("must_not_leave", stopping[0].sentence, stopping, **stopping[0].values)


def _gaps(office: Office, store: Store, kind: PaperKind, of: UUID) -> Iterable[Gap]:
    match kind:
        case PaperKind.REFERRAL_FILE | PaperKind.REFERRAL_LETTER:
            referral = store.get(Referral, of)
            yield from debt_help_ready.gaps_for(office, ReferralId(of))
            if kind is PaperKind.REFERRAL_LETTER and referral.recipient.strip():
                yield from _address(Addressee.of(store, referral.recipient))
        case PaperKind.STAY_LETTER:
            threat = store.get(Threat, of)
            about = [each for each in store.of(Debt, household=threat.household, threat=threat.id) if each.resident]
            one, home = str(threat.id), str(threat.household)
            if not threat.creditor.strip():
                yield Gap(N_("It does not say who does this."), "money.threats", one, home, stops=True)
            else:
                to = Addressee.of(store, threat.creditor)
                yield from _consent(office, store, threat.household, to, {each.resident for each in about})
                yield from _address(to)
            yield from threats.gaps_of(threat, "on", "can_pay_current")
        case PaperKind.ARRANGEMENT_LETTER:
            debt = store.get(Debt, of)
            name = debt.answered_by
            if not name:
                yield Gap(
                    N_("It does not say to whom this is owed."), "money.post", str(of), str(debt.household), stops=True
                )
            else:
                to = Addressee.of(store, name)
                yield from _consent(office, store, debt.household, to, {debt.resident} if debt.resident else set())
                yield from _address(to)
        case PaperKind.SIGNAL_ANSWER:
            signal = store.get(EarlySignal, of)
            if signal.answer is None:
                yield Gap(
                    N_("It does not say yet what the partner may hear."), "signals", "answer", str(of), stops=True
                )
        case _ if kind in _FOR_HOME:
            yield from contents.gaps_at_home(Home.of(store, HouseholdId(of), office.today(), office.statute))
            if kind is PaperKind.EVIDENCE_LIST and not store.count(Evidence, household=HouseholdId(of)):
                yield Gap(N_("No papers stand on the list yet."), "money.evidence", "", str(of))
        case _:
            return


def named_in(home: Home, to: Addressee, people: Collection[ResidentId | None]) -> tuple[Resident, ...]:
    """Whom a letter to a creditor names: who owes it; while nobody knows who that is, the adults who allow it."""
    owing = [home.store.find(Resident, each) for each in dict.fromkeys(people)]
    if known := tuple(each for each in owing if each is not None):
        return known
    return tuple(each for each in home.adults if not _not_allowed(home, to, each.id))[:2]


def _not_allowed(home: Home, to: Addressee, person: ResidentId) -> tuple[SharedTopic, ...]:
    """What somebody has not allowed to share with this recipient; what was said without a name is of a sole adult."""
    is_sole = debt_help_ready.is_sole_adult(home, person)
    said = [
        each
        for each in home.store.of(Consent, household=home.household.id)
        if to.is_called(each.recipient) and each.is_said_by(person, is_sole=is_sole)
    ]
    told = {topic: last_answer(said, topic, home.today) for topic in NEEDED_BY_CREDITOR}
    return tuple(topic for topic, each in told.items() if each is None or not each.holds_on(home.today))


def _consent(
    office: Office, store: Store, household: HouseholdId, to: Addressee, people: Iterable[ResidentId | None]
) -> Iterable[Gap]:
    """Each topic that somebody has not allowed yet to share with this recipient (AVG art. 7)."""
    home = Home.of(store, household, office.today(), office.statute)
    owing = tuple(each for each in people if each is not None)
    if not owing and named_in(home, to, ()):
        return
    for person in owing or (None,):
        who = store.find(Resident, person)
        for topic in NEEDED_BY_CREDITOR if person is None else _not_allowed(home, to, person):
            if who is None:
                sentence = N_("Nobody has said yes yet to sharing this with {recipient}: {topic}.")
                values: dict[str, object] = {"recipient": to.name, "topic": topic}
            else:
                sentence = N_("{who} has not said yes yet to sharing this with {recipient}: {topic}.")
                values = {"who": full_name(who), "recipient": to.name, "topic": topic}
            yield Gap(sentence, "household", "consent", str(household), values, stops=True)


def _address(to: Addressee) -> Iterable[Gap]:
    if not to.has_address:
        yield Gap(
            N_("The address of {name} is not on the list of creditors. Write it in the window by hand."),
            "creditors", "street", "", {"name": to.name},
        )  # fmt: skip
