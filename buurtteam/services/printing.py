"""Papers: asked whether they are complete, drawn once, kept with their content and hash, and given out to the byte."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from pydantic import ValidationError

from buurtteam.documents.render import pages_of_plan, render
from buurtteam.documents.templates import letter_body
from buurtteam.domain.any_paper import AnyPaper, paper_from_json, paper_to_json
from buurtteam.domain.care_papers import CarerCardPaper, CarerInfoPaper, YoungCarerPaper
from buurtteam.domain.conversation import Assessment, Conversation, OwnStrength, SafetyAnswer, Topic
from buurtteam.domain.filing import HandedOverHow, Paper
from buurtteam.domain.household import ContactWay, Household, Membership, Resident
from buurtteam.domain.kinds import ConversationId, HouseholdId, PaperId, RequestId, TransferId, local_day
from buurtteam.domain.money_papers import ReferralFilePaper
from buurtteam.domain.overviews import PaperLine
from buurtteam.domain.papers import (
    PAPERS_TO_OTHERS,
    TEAM_ONLY_PAPERS,
    BlockKind,
    FiguresPaper,
    FormTopic,
    LetterPaper,
    PaperBase,
    PaperKind,
    ReportPaper,
    RoutePaper,
)
from buurtteam.domain.plan import ActionState, HelpKind, PlanAction, PlanStrength, PlanWish
from buurtteam.domain.problem import Gap, Problem, Trouble
from buurtteam.domain.prompts import Prompts
from buurtteam.domain.request import EventKind, RequestEvent, RequestNotification
from buurtteam.domain.responsibility import Transfer
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_
from buurtteam.paths import resource
from buurtteam.services import care_gaps, contents, conversations, crisis, money_gaps, requests
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home, team_of
from buurtteam.storage import papers as lists
from buurtteam.storage.store import Store
from buurtteam.texts import in_language, label
from buurtteam.texts import translate as _

PAPER_LANGUAGE = "nl"
"""The language of papers for residents, whatever the screens speak."""

__all__ = [
    "PaperLine",
    "PlanFit",
    "gaps_for",
    "hand_over",
    "issue_blank_form",
    "issue_crisis",
    "issue_hand_over_letter",
    "issue_of_team",
    "issue_plan",
    "issue_receipt",
    "issue_report",
    "issue_route",
    "issue_window_test",
    "measure_plan",
    "paper_lines",
    "papers_of",
    "reprint",
]


# ---------------------------------------------------------------------------------------------- making a paper


def issue_plan(office: Office, household_id: HouseholdId, large_print: bool | None = None) -> Paper:
    """Make our plan as it stands; large print when somebody here needs it and nothing else is asked.

    Raises Problem with its gaps when it cannot safely go home.
    """
    return _issue(
        office,
        PaperKind.PLAN,
        household_id,
        household_id,
        lambda home: contents.plan_paper(home, office.now(), large_print=large_print),
    )


def issue_report(office: Office, conversation_id: ConversationId, large_print: bool | None = None) -> Paper:
    """Make the report of a conversation.

    Raises Problem with its gaps when it cannot safely go home.
    """
    with office.reading() as store:
        conversation = store.get(Conversation, conversation_id)
    return _issue(
        office,
        PaperKind.REPORT,
        conversation_id,
        conversation.household,
        lambda home: contents.report_paper(home, conversation, large_print=large_print),
    )


def issue_receipt(
    office: Office, request_id: RequestId, large_print: bool | None = None, *, by_hand: bool = False
) -> Paper:
    """Make the letter that confirms a request; `by_hand` leaves the address out.

    Raises Problem when nothing may be sent by post and it is not to be handed over.
    """
    with office.reading() as store:
        request = store.get(RequestNotification, request_id)

    def content(home: Home) -> LetterPaper:
        if home.may_not(ContactWay.POST) and not by_hand:
            raise _no_post()
        worker = home.workers.get(office.me)
        paper = contents.receipt_paper(home, request, worker, large_print=large_print, by_hand=by_hand)
        facts = contents.receipt_facts(home, request, office.now())
        return paper.changed(body=letter_body("receipt", facts, PAPER_LANGUAGE))

    return _issue(office, PaperKind.RECEIPT, request_id, request.household, content)


def issue_hand_over_letter(
    office: Office, transfer_id: TransferId, large_print: bool | None = None, *, by_hand: bool = False
) -> Paper:
    """Make the letter that tells in advance who comes; `by_hand` leaves the address out.

    Raises Problem when the hand-over was answered, or nothing may be sent by post and it is not to be handed over.
    """
    with office.reading() as store:
        transfer = store.get(Transfer, transfer_id)
    if not transfer.is_proposed:
        raise Problem(
            "told_too_late",
            N_("This hand-over was answered already, so a letter tells nothing in advance. Tell them in person."),
        )

    def content(home: Home) -> LetterPaper:
        if home.may_not(ContactWay.POST) and not by_hand:
            raise _no_post()
        worker = home.workers.get(office.me)
        paper = contents.hand_over_paper(home, transfer, worker, large_print=large_print, by_hand=by_hand)
        return paper.changed(body=letter_body("hand_over", contents.hand_over_facts(home, transfer), PAPER_LANGUAGE))

    with office.writing(Deed.ISSUE_PAPER, transfer.household) as store:
        made = _issue(office, PaperKind.HAND_OVER, transfer_id, transfer.household, content)
        store.save(transfer.changed(letter=made.id))
        return made


def issue_route(office: Office, request_id: RequestId, large_print: bool | None = None) -> Paper:
    """Make the route of a request on paper."""
    with office.reading() as store:
        request = store.get(RequestNotification, request_id)
    return _issue(
        office,
        PaperKind.ROUTE,
        request_id,
        request.household,
        lambda home: contents.route_paper(home, request, large_print=large_print),
    )


def issue_crisis(office: Office, household_id: HouseholdId) -> Paper:
    """Make the crisis sheet: whom to call, who leads and what must happen today; for the team only."""
    return _issue(office, PaperKind.CRISIS, household_id, household_id, lambda home: crisis.crisis_paper(office, home))


def issue_blank_form(office: Office, household_id: HouseholdId | None = None) -> Paper:
    """Make the conversation form to fill in by hand, with or without the names of a household."""

    def content(home: Home) -> AnyPaper:
        worker = home.workers.get(office.me)
        return contents.blank_form_paper(home, home.face or worker, _questions())

    return _issue(office, PaperKind.BLANK_FORM, None, household_id, content)


def issue_window_test(office: Office) -> Paper:
    """Make the sheet that tests the window of the team's envelopes."""
    return _issue(office, PaperKind.WINDOW_TEST, None, None, contents.window_test_paper)


def issue_of_team(office: Office, kind: PaperKind, content_of: Callable[[Home], AnyPaper]) -> Paper:
    """Make a paper of the team itself, of no household."""
    return _issue(office, kind, None, None, content_of)


def issue_for(
    office: Office, kind: PaperKind, household_id: HouseholdId | None, content_of: Callable[[Home], AnyPaper]
) -> Paper:
    """Make a paper of a household, or of none, from what somebody else gathered."""
    return _issue(office, kind, None, household_id, content_of)


def _issue(
    office: Office,
    kind: PaperKind,
    of: UUID | None,
    household_id: HouseholdId | None,
    content_of: Callable[[Home], AnyPaper],
) -> Paper:
    """Freeze the content, draw it and keep it, in one deed; the same content on the same day is the same paper."""
    with office.writing(Deed.ISSUE_PAPER, household_id) as store, in_language(PAPER_LANGUAGE):
        home = _home(office, store, household_id)
        if stopping := tuple(_stopping(home, store, kind, of)):
            raise Problem("must_not_leave", stopping[0].sentence, stopping, **stopping[0].values)
        content = content_of(home).changed(issued_on=office.today())
        request, conversation = _about(store, kind, of)
        earlier = [
            each
            for each in store.of(Paper, household=household_id, kind=kind, order_by="-made_at")
            if _is_about_the_same(each, content, request, conversation)
        ]
        if earlier and _says_the_same(earlier[0], content):
            return earlier[0]
        number = _next_number(store, office)
        named = content.changed(number=number)
        if isinstance(named, LetterPaper):
            named = named.changed(reference=number)
        pdf = render(named)
        return store.save(
            Paper(
                household=household_id,
                request=request,
                conversation=conversation,
                kind=kind,
                number=number,
                title=_title(named),
                content=paper_to_json(named),
                pdf=pdf,
                sha256=_hash(pdf),
                made_at=office.now(),
                made_by=office.me,
                corrects=earlier[0].id if earlier else None,
            )
        )


def _home(office: Office, store: Store, household_id: HouseholdId | None) -> Home:
    if household_id:
        return Home.of(store, household_id, office.today(), office.statute)
    return team_of(store, office.today(), office.statute)


def _about(store: Store, kind: PaperKind, of: UUID | None) -> tuple[RequestId | None, ConversationId | None]:
    """The request and the conversation that a paper is about."""
    match kind:
        case PaperKind.REPORT if of:
            conversation = store.get(Conversation, of)
            return conversation.request, conversation.id
        case PaperKind.RECEIPT | PaperKind.ROUTE if of:
            return RequestId(of), None
        case _:
            return None, None


def _next_number(store: Store, office: Office) -> str:
    year = office.today().year
    return f"{year}-{lists.next_number(store.connection, year):04}"


def _title(content: AnyPaper) -> str:
    words = content.subject if isinstance(content, LetterPaper) and content.subject else label(content.kind)
    return _("{paper}, large print", paper=words) if content.large_print else words


_UNSAFE = (SafetyAnswer.UNSURE, SafetyAnswer.UNSAFE)


def _hash(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def _content_of(paper: Paper) -> AnyPaper | None:
    with suppress(ValidationError):
        return paper_from_json(paper.content)
    return None


def _is_about_the_same(
    paper: Paper, content: AnyPaper, request: RequestId | None, conversation: ConversationId | None
) -> bool:
    """Whether a paper is an earlier version of this content: of the same talk or question, in the same print."""
    old = _content_of(paper)
    if old is None or (old.large_print, old.language) != (content.large_print, content.language):
        return False
    if conversation is not None and paper.conversation is not None:
        return paper.conversation == conversation
    if request is not None and conversation is None and paper.request is not None:
        return paper.request == request
    match old, content:
        case ReportPaper(), ReportPaper():
            return old.talked_on[-1:] == content.talked_on[-1:]
        case RoutePaper(), RoutePaper():
            return old.question == content.question
        case FiguresPaper(), FiguresPaper():
            return (old.first, old.last, old.area) == (content.first, content.last, content.area)
        case ReferralFilePaper(), ReferralFilePaper():
            return old.recipient == content.recipient
        case CarerInfoPaper(), CarerInfoPaper():
            return old.carer == content.carer
        case CarerCardPaper(), CarerCardPaper():
            return (old.carer, old.cared_for) == (content.carer, content.cared_for)
        case YoungCarerPaper(), YoungCarerPaper():
            return old.name == content.name
        case LetterPaper(), LetterPaper() if content.kind in PAPERS_TO_OTHERS:
            return (old.subject, old.address[:1], old.their_reference) == (
                content.subject,
                content.address[:1],
                content.their_reference,
            )
        case LetterPaper(kind=PaperKind.HAND_OVER), LetterPaper():
            return (old.signer, old.subject) == (content.signer, content.subject)
        case LetterPaper(), LetterPaper():
            return _voices(old) == _voices(content)
        case _:
            return True


def _voices(letter: LetterPaper) -> list[str]:
    return [block.text for block in letter.body if block.kind is BlockKind.VOICE]


def _says_the_same(paper: Paper, content: AnyPaper) -> bool:
    old = _content_of(paper)
    if old is None:
        return False
    return _unnumbered(old) == _unnumbered(content)


def _unnumbered(content: AnyPaper) -> PaperBase:
    return content.changed(number="", reference="") if isinstance(content, LetterPaper) else content.changed(number="")


@cache
def _questions() -> tuple[FormTopic, ...]:
    prompts = Prompts.read(resource("prompts", f"{PAPER_LANGUAGE}.toml").read_text(encoding="utf-8"))
    return tuple(FormTopic(topic=label(topic), question=prompts.prompts_for(topic)[0]) for topic in Topic)


# ---------------------------------------------------------------------------------------------- what is missing


def gaps_for(office: Office, kind: PaperKind, of: UUID | None = None) -> tuple[Gap, ...]:
    """What a paper still lacks, each with its place; what stops it comes first.

    `of` is the household of a plan or blank form, the conversation of a report, the request of a receipt or a route,
    the hand-over of the letter about it; for papers about money see `money_gaps.gaps`, for those of a carer
    `care_gaps.gaps`.
    """
    with office.reading() as store:
        return tuple(sorted(_gaps(office, store, kind, of), key=lambda gap: not gap.stops))


def _gaps(office: Office, store: Store, kind: PaperKind, of: UUID | None) -> Iterable[Gap]:
    match kind:
        case PaperKind.PLAN if of:
            home = Home.of(store, HouseholdId(of), office.today(), office.statute)
            yield from _stopping(home, store, kind, of)
            yield from _gaps_in_plan(office, home)
            yield from _gaps_in_team(home)
        case PaperKind.REPORT if of:
            conversation = store.get(Conversation, of)
            home = Home.of(store, conversation.household, office.today(), office.statute)
            yield from _stopping(home, store, kind, of)
            yield from _gaps_in_report(office, conversation)
            yield from _gaps_in_team(home)
        case PaperKind.RECEIPT if of:
            request = store.get(RequestNotification, of)
            home = Home.of(store, request.household, office.today(), office.statute)
            yield from _gaps_in_post(home, contents.recipient(home, request))
            yield from _gaps_in_receipt(home, request)
            yield from _gaps_in_team(home)
        case PaperKind.HAND_OVER if of:
            transfer = store.get(Transfer, of)
            home = Home.of(store, transfer.household, office.today(), office.statute)
            yield from _gaps_in_post(home, contents.recipient(home, None))
            yield from _gaps_in_hand_over(home, transfer)
            yield from _gaps_in_team(home)
        case PaperKind.ROUTE if of:
            request = store.get(RequestNotification, of)
            yield from _gaps_in_team(Home.of(store, request.household, office.today(), office.statute))
        case PaperKind.CARER_LETTER | PaperKind.CARER_INFO | PaperKind.CARER_CARD | PaperKind.YOUNG_CARER if of:
            yield from care_gaps.gaps(office, kind, of)
        case _:
            yield from money_gaps.gaps(office, kind, of)


def _stopping(home: Home, store: Store, kind: PaperKind, of: UUID | None) -> Iterable[Gap]:
    """What keeps a paper in the team, whoever wants it."""
    of_unsafe_talk = kind is PaperKind.REPORT and of and store.get(Conversation, of).safety in _UNSAFE
    if kind is PaperKind.PLAN or of_unsafe_talk:
        yield from contents.gaps_at_home(home, must_be_asked=True)


def _gaps_in_plan(office: Office, home: Home) -> Iterable[Gap]:
    store, one = home.store, str(home.household.id)
    plan = contents.plan_of(store, home.household.id)
    if plan is None:
        yield Gap(N_("There is nothing in the plan yet."), "plan", "actions", one)
        return
    strengths = [each for each in store.of(PlanStrength, plan=plan.id) if each.text]
    wishes = [each for each in store.of(PlanWish, plan=plan.id) if each.words]
    actions = [each for each in store.of(PlanAction, plan=plan.id, order_by="position") if each.what]
    for rows, field, sentence in (
        (strengths, "strengths", N_("What goes well is still empty.")),
        (wishes, "wishes", N_("What the household wants is still empty.")),
        (actions, "actions", N_("There are no agreements in the plan yet.")),
    ):
        if not rows:
            yield Gap(sentence, "plan", field, one)
    for action in actions:
        is_open = action.state in (ActionState.PLANNED, ActionState.BUSY, ActionState.WAITING)
        if is_open and action.due_on is None and not action.when_words:
            yield Gap(N_("“{what}” has no day yet."), "plan", "actions", str(action.id), {"what": _short(action.what)})
    lines = [("strengths", str(each.id), each.text) for each in strengths]
    lines += [("wishes", str(each.id), each.words) for each in wishes]
    lines += [("actions", str(each.id), f"{each.what} {each.when_words} {each.owner_name}") for each in actions]
    for field, row, text in lines:
        if home.holds_number(text):
            yield Gap(
                N_("There is a citizen service number in the plan. It is not printed. Take it out."), "plan", field, row
            )
    if hidden := contents.team_only_sources(store, (*strengths, *wishes, *actions)):
        yield Gap(
            N_("Lines of the plan come from a note that is for the team only. They are not printed: {count}."),
            "plan", "actions", one, {"count": len(hidden)},
        )  # fmt: skip
    if home.next_talk(plan, office.now())[0] is None:
        yield Gap(N_("It does not say when you talk again."), "plan", "evaluation_at", one)
    if _needs_professional(store, home) and not any(each.kind is HelpKind.PROFESSIONAL_HELP for each in actions):
        yield Gap(
            N_("Own strength is not there or cannot be judged. Agree on which professional help is needed."),
            "plan", "actions", one,
        )  # fmt: skip
    if home.face is None:
        yield Gap(N_("The household has no fixed face to call."), "household", "plan_coordinator", one)
    if not home.residents:
        yield Gap(N_("There are no names of people in this household yet."), "household", "people", one)
    fit = _measured(home, office)
    if fit.pages > 1:
        yield Gap(
            N_("The plan takes {pages} sheets. On one sheet it fits on the fridge. Make it shorter."),
            "plan", "actions", one, {"pages": fit.pages},
        )  # fmt: skip


def _needs_professional(store: Store, home: Home) -> bool:
    latest = store.of(Conversation, household=home.household.id, order_by="-held_at")
    found = store.of(Assessment, conversation=[each.id for each in latest])
    by_talk = {each.conversation: each for each in found}
    law = next((by_talk[each.id] for each in latest if each.id in by_talk), None)
    return law is not None and law.own_strength in (OwnStrength.ABSENT, OwnStrength.CANNOT_JUDGE)


def _gaps_in_report(office: Office, conversation: Conversation) -> Iterable[Gap]:
    view = conversations.read(office, conversation.id)
    yield from conversations.gaps_for_finishing(view)
    if conversations.asks_law(view):
        yield from conversations.gaps_in_law(view)


def _gaps_in_post(home: Home, to: Resident | None) -> Iterable[Gap]:
    one = str(home.household.id)
    if home.may_not(ContactWay.POST):
        yield Gap(
            N_("Nothing may be sent to this household by post. Make it to hand over in person."),
            "household", "not_by", one,
        )  # fmt: skip
        return
    if home.household.safe_contact.strip():
        yield Gap(N_("There is a rule for safe contact. Read it first."), "household", "safe_contact", one)
    if to is None:
        yield Gap(N_("It is not known to whom this letter goes."), "household", "people", one)
    address = contents.postal_address(home)
    if address is None:
        yield Gap(N_("There is no address to send this to. Hand it over in person."), "household", "addresses", one)
    elif not (address.street and address.number and address.postcode and address.city):
        yield Gap(N_("The address is not complete."), "household", "addresses", one)


def _gaps_in_hand_over(home: Home, transfer: Transfer) -> Iterable[Gap]:
    one, facts = str(transfer.id), contents.hand_over_facts(home, transfer)
    if facts.is_talk and facts.talk_on is None:
        yield Gap(N_("It does not say when the joint talk is."), "handover", "appointment", one)
    if transfer.from_worker is not None and facts.stays_until is None:
        yield Gap(N_("It does not say until when the old face stays."), "handover", "stays_until", one)


def _gaps_in_receipt(home: Home, request: RequestNotification) -> Iterable[Gap]:
    one = str(home.household.id)
    if home.may_not(ContactWay.POST):
        return
    if not request.question.strip():
        yield Gap(N_("The question in the resident's own words is missing."), "request", "question", str(request.id))
    if home.face is None:
        yield Gap(N_("The household has no fixed face to call."), "household", "plan_coordinator", one)
    if not home.team.client_support:
        yield Gap(N_("It does not say who gives independent client support."), "settings", "client_support")


def _gaps_in_team(home: Home) -> Iterable[Gap]:
    if not home.team.name:
        yield Gap(N_("The name of the team is missing in the letterhead."), "settings", "name")
    if not (home.team.phone or (home.face and home.face.phone)):
        yield Gap(N_("There is no phone number to call."), "settings", "phone")


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _no_post() -> Problem:
    return Problem(
        "no_post",
        N_(
            "Nothing may be sent to this household by post: that is not safe for them. "
            "Hand it over in person, or ask when you may give it."
        ),
    )


# ---------------------------------------------------------------------------------------------- does it fit?


@dataclass(frozen=True)
class PlanFit:
    """How much paper the plan takes: at 15 points, and in large print; and how many agreements stand on it."""

    pages: int
    large_pages: int
    agreements: int


def measure_plan(office: Office, household_id: HouseholdId) -> PlanFit:
    """Lay the plan out as it would be printed and count its sheets."""
    with office.reading() as store:
        return _measured(Home.of(store, household_id, office.today(), office.statute), office)


def _measured(home: Home, office: Office) -> PlanFit:
    with in_language(PAPER_LANGUAGE):
        content = contents.plan_paper(home, office.now(), large_print=False)
        return PlanFit(
            pages_of_plan(content), pages_of_plan(content.changed(large_print=True)), len(content.agreements)
        )


# ---------------------------------------------------------------------------------------------- papers that are there


def papers_of(office: Office, household_id: HouseholdId | None = None) -> tuple[PaperLine, ...]:
    """The papers of a household, or of everybody, newest first and without the PDFs."""
    with office.reading() as store:
        return lists.paper_lines(store.connection, household_id)


def paper_lines(office: Office, *, waiting: bool = True) -> tuple[PaperLine, ...]:
    """The papers of all households; `waiting` are those that were not handed over yet."""
    with office.reading() as store:
        return lists.paper_lines(store.connection, None, waiting=waiting)


def paper_line(office: Office, paper_id: PaperId) -> PaperLine:
    """One paper as a list shows it.

    Raises Trouble when it is not there any more.
    """
    with office.reading() as store:
        household = store.get(Paper, paper_id).household
        lines = lists.paper_lines(store.connection, household)
    return next(line for line in lines if line.id == paper_id)


@dataclass(frozen=True)
class Subjects:
    """What papers of a household can be about: its conversations and requests with their days, newest first."""

    label: str = ""
    conversations: tuple[tuple[ConversationId, date], ...] = ()
    requests: tuple[tuple[RequestId, date], ...] = ()


def subjects_of(office: Office, household_id: HouseholdId) -> Subjects:
    """What papers of a household can be about; the latest five of each."""
    with office.reading() as store:
        talks = store.of(Conversation, household=household_id, order_by="-held_at")[:5]
        requests = store.of(RequestNotification, household=household_id, order_by="-received_at")[:5]
        return Subjects(
            store.get(Household, household_id).label,
            tuple((each.id, local_day(each.held_at)) for each in talks),
            tuple((each.id, local_day(each.received_at)) for each in requests),
        )


def reprint(office: Office, paper_id: PaperId) -> bytes:
    """The paper as it was made, to the byte; that it was looked at is written down, and so is a number that stands on it.

    Raises Trouble when the stored bytes are not those that were made, Problem when a citizen service number stands on
    it that the worker may not see.
    """
    with office.reading() as store:
        paper = store.get(Paper, paper_id)
        shows_number = _shows_number(store, paper)
    if _hash(paper.pdf) != paper.sha256:
        raise Trouble(
            "paper_damaged",
            N_(
                "This paper is damaged in the file, so it is not shown. "
                "Take it from a backup, or make a new one from the dossier."
            ),
        )
    if shows_number:
        office.look(Deed.REVEAL_BSN, paper.household)
    office.look(Deed.SHOW_PAPER, paper.household)
    return paper.pdf


def _shows_number(store: Store, paper: Paper) -> bool:
    """Whether a citizen service number of somebody in the household stands on a paper to others."""
    if paper.kind not in PAPERS_TO_OTHERS or paper.household is None:
        return False
    content = _content_of(paper)
    if isinstance(content, ReferralFilePaper) and any(each.bsn for each in content.people):
        return True
    ever = [each.resident for each in store.of(Membership, household=paper.household)]
    return any(each.bsn and each.bsn in paper.content for each in store.of(Resident, id=ever))


def hand_over(office: Office, paper_id: PaperId, on: date, how: HandedOverHow = HandedOverHow.BY_HAND) -> Paper:
    """Write down that a paper was handed over or sent; the route of its request goes on by itself.

    Raises Problem when that day has yet to come, lies before the request, the safe-contact rule forbids the post, or the
    paper is for the team only.
    """
    requests.not_in_the_future(office, on)
    with office.reading() as store:
        household_id = store.get(Paper, paper_id).household
    with office.writing(Deed.HAND_OVER_PAPER, household_id) as store:
        paper = store.get(Paper, paper_id)
        if paper.kind in TEAM_ONLY_PAPERS:
            raise Problem("team_only_paper", N_("This paper is for the team only. It is not handed over."))
        household = store.find(Household, household_id)
        to_the_household = paper.kind not in PAPERS_TO_OTHERS
        if how is HandedOverHow.BY_POST and to_the_household and household and ContactWay.POST in household.not_by:
            raise _no_post()
        _move_route(office, store, paper, on)
        for transfer in store.of(Transfer, letter=paper.id):
            store.save(transfer.changed(told_on=on))
        return store.save(paper.changed(handed_over_on=on, handed_over_how=how))


def take_back(office: Office, paper_id: PaperId) -> Paper:
    """Write down that a paper was not handed over after all; what was noted on the route stays."""
    with office.reading() as store:
        household_id = store.get(Paper, paper_id).household
    with office.writing(Deed.HAND_OVER_PAPER, household_id) as store:
        paper = store.get(Paper, paper_id)
        for transfer in store.of(Transfer, letter=paper.id, told_on=paper.handed_over_on):
            store.save(transfer.changed(told_on=None))
        return store.save(paper.changed(handed_over_on=None, handed_over_how=None))


def _move_route(office: Office, store: Store, paper: Paper, on: date) -> None:
    """Handing over a receipt confirms the request, handing over a report sends it; each is noted once."""
    event = {PaperKind.RECEIPT: EventKind.RECEIPT_CONFIRMED, PaperKind.REPORT: EventKind.REPORT_SENT}.get(paper.kind)
    if event is None or paper.household is None:
        return
    request = paper.request or _request_of(store, paper)
    if request is None or store.count(RequestEvent, request=request, kind=event):
        return
    requests.record_event(office, request, event, on)


def _request_of(store: Store, paper: Paper) -> RequestId | None:
    """The request of a paper that was made without one; when it is not certain, nothing."""
    if talk := store.find(Conversation, paper.conversation):
        return talk.request
    # From before papers knew what they are about.
    content = _content_of(paper)
    requests = store.of(RequestNotification, household=paper.household)
    if isinstance(content, ReportPaper):
        talks = store.of(Conversation, household=paper.household)
        of_talk = [each.request for each in talks if content.talked_on[-1:] == (local_day(each.held_at),)]
        fitting = [each for each in requests if each.id in of_talk]
    elif isinstance(content, LetterPaper):
        said = {" ".join(words.split()) for words in _voices(content)}
        fitting = [each for each in requests if " ".join(each.question.split()) in said] or requests
    else:
        return None
    return fitting[0].id if len(fitting) == 1 else None
