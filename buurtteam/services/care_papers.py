"""Papers of a carer: made once, kept in the household of the carer, and no letter without the consent that it needs."""

from dataclasses import dataclass

from buurtteam.documents.templates import letter_body
from buurtteam.domain.care import CrisisAgreement
from buurtteam.domain.care_papers import CarerCardPaper, CarerInfoPaper, YoungCarerPaper
from buurtteam.domain.directory import DirectoryEntry, KindOfHelp
from buurtteam.domain.filing import Paper
from buurtteam.domain.folding import folded
from buurtteam.domain.household import Relation, Resident, full_name
from buurtteam.domain.kinds import CrisisAgreementId, HouseholdId, ResidentId, one_line
from buurtteam.domain.papers import ADDRESS_LINES, LetterPaper, PaperKind
from buurtteam.services import care_contents as found
from buurtteam.services import directory, printing
from buurtteam.services.care_consent import CarerSays, recipients_of
from buurtteam.services.care_gaps import gaps, must_be_complete, paper_home
from buurtteam.services.carer_home import home_of
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.texts import label
from buurtteam.texts import translate as _

__all__ = [
    "CareSubjects",
    "CarerSubject",
    "Recipient",
    "gaps",
    "issue_card",
    "issue_information",
    "issue_letter",
    "issue_young",
    "subjects_of",
]

_LETTERS_TO = frozenset({KindOfHelp.CARER_CENTRE, KindOfHelp.CARER_BROKER, KindOfHelp.YOUNG_CARERS})
"""To whom in the directory a letter about a carer goes."""


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom a letter can go: of the directory, or asked for in a consent."""

    name: str
    may_score: bool = False
    """Whether there is a score and the carer allows this recipient to hear it."""


@dataclass(frozen=True)
class CarerSubject:
    """A carer of this household, with the papers that there can be."""

    resident: ResidentId
    name: str
    is_young: bool = False
    has_words: bool = False
    """Whether there are own words that may stand on the page of a young carer."""
    recipients: tuple[Recipient, ...] = ()
    cards: tuple[tuple[CrisisAgreementId, str], ...] = ()
    """Each agreement for when this carer drops out, with who is cared for."""


@dataclass(frozen=True)
class CareSubjects:
    """What papers of carers of a household can be about."""

    carers: tuple[CarerSubject, ...] = ()


def subjects_of(office: Office, household_id: HouseholdId) -> CareSubjects:
    """The carers who live in this household, each with the papers that there can be; of a carer elsewhere nothing."""
    with office.reading() as store:
        home = Home.of(store, household_id, office.today(), office.statute)
        carers = []
        for person in home.residents:
            cares = found.cares_of(home, person.id)
            if not cares or home_of(store, person.id, home.today) != household_id:
                continue
            agreements = store.of(CrisisAgreement, relation=[each.id for each in cares])
            whom = {each.id: each.to_resident for each in cares}
            carers.append(
                CarerSubject(
                    person.id,
                    home.first_name(person.id) or _("Somebody without a name yet"),
                    is_young=found.is_for_young(person, home),
                    has_words=found.has_own_words(home, person.id),
                    recipients=_recipients(home, person),
                    cards=tuple((each.id, home.first_name(whom[each.relation])) for each in agreements),
                )
            )
        return CareSubjects(tuple(carers))


def _recipients(home: Home, person: Resident) -> tuple[Recipient, ...]:
    """Who was named in a consent first, then who stands in the directory."""
    listed = [each for each in home.store.of(DirectoryEntry) if each.is_active and each.kinds & _LETTERS_TO]
    if not found.is_for_young(person, home):
        listed = [each for each in listed if each.kinds & (_LETTERS_TO - {KindOfHelp.YOUNG_CARERS})]
    names = [*recipients_of(home, person.id), *sorted((each.name.strip() for each in listed), key=folded)]
    once = {folded(each): each for each in reversed(names) if each}
    has_score = found.has_score(home, person.id)
    return tuple(
        Recipient(name, has_score and CarerSays(home, person, name).may_score()) for name in reversed(once.values())
    )


def issue_letter(
    office: Office, carer: ResidentId, recipient: str, large_print: bool = False, *, with_score: bool = False
) -> Paper:
    """Make the letter to a support centre; a score stands in it only when asked for and with the carer's own yes.

    Raises Problem with all that is missing when nobody allowed it.
    """
    must_be_complete(office, PaperKind.CARER_LETTER, carer, recipient=recipient)

    def content(home: Home) -> LetterPaper:
        person = home.store.get(Resident, carer)
        signer = home.face or home.workers.get(office.me)
        says = CarerSays(home, person, recipient)
        facts = found.letter_facts(home, person, says, home.contact(signer), score=with_score)
        entry = directory.named(home.store, recipient)
        name = entry.name if entry is not None else recipient.strip()
        post = entry.post_lines if entry is not None else ()
        attention = _("for the attention of {name}", name=entry.contact) if entry and entry.contact else ""
        return LetterPaper(
            kind=PaperKind.CARER_LETTER,
            **home.head(large_print),
            window=home.window,
            address=tuple(home.shown(each) for each in (name, attention, *post) if each)[:ADDRESS_LINES],
            place=home.team.municipality,
            subject=one_line(
                _("Support for {who}, who cares for somebody", who=full_name(person) or home.household.label)
            ),
            salutation=_("Dear Sir or Madam,"),
            contact=home.contact(signer),
            closing=_("With kind regards,"),
            signer=signer.name if signer else "",
            signer_role=label(signer.function) if signer else "",
            body=letter_body("carer_letter", facts, printing.PAPER_LANGUAGE),
        )

    return printing.issue_for(
        office, PaperKind.CARER_LETTER, paper_home(office, PaperKind.CARER_LETTER, carer), content
    )


def issue_information(
    office: Office, carer: ResidentId, large_print: bool | None = None, *, language: str = "nl"
) -> Paper:
    """Make the information sheet for a carer: leave, schemes and help nearby that fit, each with source and date.

    Raises Problem when no paper can safely go home.
    """
    must_be_complete(office, PaperKind.CARER_INFO, carer)

    def content(home: Home) -> CarerInfoPaper:
        person = home.store.get(Resident, carer)
        return found.information_paper(office, home, person, large_print=large_print, language_of=language)

    return printing.issue_for(office, PaperKind.CARER_INFO, paper_home(office, PaperKind.CARER_INFO, carer), content)


def issue_card(office: Office, agreement_id: CrisisAgreementId, large_print: bool | None = None) -> Paper:
    """Make the card for when a carer drops out.

    Raises Problem with all that is missing while not both agreed.
    """
    must_be_complete(office, PaperKind.CARER_CARD, agreement_id)

    def content(home: Home) -> CarerCardPaper:
        agreement = home.store.get(CrisisAgreement, agreement_id)
        relation = home.store.get(Relation, agreement.relation)
        return found.card_paper(home, agreement, relation, large_print=large_print)

    home = paper_home(office, PaperKind.CARER_CARD, agreement_id)
    return printing.issue_for(office, PaperKind.CARER_CARD, home, content)


def issue_young(
    office: Office,
    carer: ResidentId,
    large_print: bool | None = None,
    *,
    own_words: bool = False,
    language: str = "nl",
) -> Paper:
    """Make the page of a young carer; own words stand on it only when this young person wants that.

    Raises Problem when no paper can safely go home.
    """
    must_be_complete(office, PaperKind.YOUNG_CARER, carer)

    def content(home: Home) -> YoungCarerPaper:
        person = home.store.get(Resident, carer)
        return found.young_paper(
            office, home, person, large_print=large_print, own_words=own_words, language_of=language
        )

    return printing.issue_for(office, PaperKind.YOUNG_CARER, paper_home(office, PaperKind.YOUNG_CARER, carer), content)
