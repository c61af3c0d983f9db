"""What a paper of a carer still lacks, with the place where it is filled in; without the carer's yes no letter goes out."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from buurtteam.domain.care import CrisisAgreement, MayDecide
from buurtteam.domain.household import Relation, Resident, full_name
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.sharing import SharedTopic
from buurtteam.domain.words import N_
from buurtteam.services import carer_support, contents, crisis_agreements, directory
from buurtteam.services.care_consent import CarerSays
from buurtteam.services.care_contents import cares_of
from buurtteam.services.carer_home import home_of
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.storage.store import Store


def gaps(office: Office, kind: PaperKind, of: UUID, *, recipient: str = "") -> tuple[Gap, ...]:
    """What a paper of a carer lacks; what stops it comes first.

    `of` is the carer, and of the card the agreement that it shows; a letter goes to the recipient.
    """
    with office.reading() as store:
        return tuple(sorted(_gaps(office, store, kind, of, recipient), key=lambda gap: not gap.stops))


def must_be_complete(office: Office, kind: PaperKind, of: UUID, *, recipient: str = "") -> None:
    """Refuse a paper that may not be made yet.

    Raises Problem with all that stops it.
    """
    if stopping := tuple(gap for gap in gaps(office, kind, of, recipient=recipient) if gap.stops):
        raise Problem("must_not_leave", stopping[0].sentence, stopping, **stopping[0].values)


def home_of_carer(office: Office, store: Store, carer: ResidentId) -> Home:
    """The household in which the papers of a carer stand: where the carer lives.

    Raises Problem when the carer lives in no household of the file.
    """
    found = home_of(store, carer, office.today())
    if found is None:
        raise Problem("no_home", N_("This carer lives in no household of this file. Make a household for this carer."))
    return Home.of(store, found, office.today(), office.statute)


def _gaps(office: Office, store: Store, kind: PaperKind, of: UUID, recipient: str) -> Iterable[Gap]:
    if kind is PaperKind.CARER_CARD:
        agreement = store.get(CrisisAgreement, of)
        carer = store.get(Relation, agreement.relation).resident
        home = home_of_carer(office, store, carer)
        for each in crisis_agreements.gaps_of(agreement):
            yield replace(each, place="carer.drop_out", field=str(carer), record=str(home.household.id))
        yield from contents.gaps_at_home(home)
        return
    home = home_of_carer(office, store, ResidentId(of))
    person = store.get(Resident, of)
    match kind:
        case PaperKind.CARER_LETTER:
            yield from _gaps_in_letter(home, person, recipient)
        case PaperKind.CARER_INFO:
            yield from contents.gaps_at_home(home)
            air = carer_support.read_air(office, home.household.id, person.id)
            if not air.ideas:
                yield Gap(
                    N_("The service directory holds nothing yet that fits this carer."),
                    "carer.air", str(person.id), str(home.household.id),
                )  # fmt: skip
            yield from _face(home)
        case PaperKind.YOUNG_CARER:
            yield from contents.gaps_at_home(home)
            yield from _face(home)
        case _:
            return


def _gaps_in_letter(home: Home, person: Resident, recipient: str) -> Iterable[Gap]:
    one, who = str(home.household.id), full_name(person)
    if not recipient.strip():
        yield Gap(N_("It does not say to whom this letter goes."), "household", "consent", one, stops=True)
        return
    says = CarerSays(home, person, recipient)
    topic = SharedTopic.NAME_ADDRESS
    values = {"who": who, "recipient": recipient.strip(), "topic": topic}
    if says.decides is not MayDecide.PARENTS and not says.own(topic):
        yield Gap(
            N_("{who} has not said yes yet to sharing this with {recipient}: {topic}."),
            "household", "consent", one, values, stops=True,
        )  # fmt: skip
    elif says.decides is MayDecide.PARENTS and says.refuses(topic):
        yield Gap(N_("{who} does not want this. No letter goes out."), "household", "consent", one, values, stops=True)
    if says.decides is not MayDecide.CHILD:
        if not says.parents:
            yield Gap(
                N_("It is not known who has authority over {who}. Ask that first."),
                "household", "people", one, values, stops=True,
            )  # fmt: skip
        elif not says.parent_agrees():
            yield Gap(
                N_("No parent has said yes yet to telling {recipient} about {who}: {topic}."),
                "household", "consent", one, {**values, "topic": SharedTopic.CHILDREN}, stops=True,
            )  # fmt: skip
    if not says.may(SharedTopic.CARE):
        yield Gap(
            N_("{who} has not said yes to telling {recipient} about the care. Then only how to reach {who} stands in it."),
            "household", "consent", one, values,
        )  # fmt: skip
    elif not cares_of(home, person.id):
        yield Gap(N_("It does not say for whom {who} cares."), "carer.who", str(person.id), one, values)
    entry = directory.named(home.store, recipient)
    if entry is None or not entry.post_lines:
        yield Gap(
            N_("The address of {recipient} is not known here. Write it in the window by hand, or mail the letter."),
            "directory", "post_to", str(entry.id) if entry is not None else "",
            values,
        )  # fmt: skip
    yield from _face(home)


def _face(home: Home) -> Iterable[Gap]:
    if home.face is None:
        yield Gap(
            N_("The household has no fixed face to call."), "household", "plan_coordinator", str(home.household.id)
        )


def paper_home(office: Office, kind: PaperKind, of: UUID) -> HouseholdId:
    """In which household a paper of a carer is kept: always that of the carer, never that of whom is cared for.

    Raises Problem when the carer lives in no household of the file.
    """
    with office.reading() as store:
        carer = ResidentId(of)
        if kind is PaperKind.CARER_CARD:
            carer = store.get(Relation, store.get(CrisisAgreement, of).relation).resident
        return home_of_carer(office, store, carer).household.id
