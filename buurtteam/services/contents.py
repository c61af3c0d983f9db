"""What stands on each paper: from the records of a household to a content that is frozen and printed.

Everything a person wrote passes `Home.shown` on its way. The words of the program are those of the paper's own language.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from buurtteam.domain.care import Care
from buurtteam.domain.caring import has_begun
from buurtteam.domain.conversation import (
    Answer,
    Assessment,
    AssessmentPoint,
    CareForm,
    Conversation,
    ExaminedPoint,
    IdentityDocument,
    Note,
    OwnWords,
    Participant,
    Topic,
    TopicTalk,
)
from buurtteam.domain.dates_in_words import read_date
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.folding import folded
from buurtteam.domain.household import (
    Address,
    AddressKind,
    FormOfAddress,
    ReadingNeed,
    Relation,
    RelationKind,
    Resident,
    Statement,
    StatementKind,
    capital,
    full_name,
    letter_name,
    surname,
)
from buurtteam.domain.kinds import HERE, TEXT_LENGTH, HouseholdId, local_day, one_line
from buurtteam.domain.papers import (
    Agreed,
    Agreement,
    BlankFormPaper,
    CarerLine,
    Contact,
    Examined,
    FormTopic,
    HandOverFacts,
    LetterPaper,
    PaperKind,
    Pictogram,
    PlanPaper,
    ReceiptFacts,
    ReportPaper,
    RoutePaper,
    RouteStep,
    Said,
    TopicWords,
    WindowTestPaper,
    address_lines,
)
from buurtteam.domain.plan import ActionState, HouseholdPlan, OwnerKind, PlanAction, PlanStrength, PlanWish, SafeAtHome
from buurtteam.domain.problem import Gap
from buurtteam.domain.reckoning import deadlines
from buurtteam.domain.request import RequestEvent, RequestKind, RequestNotification
from buurtteam.domain.responsibility import Transfer
from buurtteam.domain.staff import Worker
from buurtteam.domain.task import Appointment
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import N_
from buurtteam.services.paper_home import Home
from buurtteam.services.requests import next_talk_on, route_of
from buurtteam.storage.store import Store
from buurtteam.texts import joined, label, long_date
from buurtteam.texts import translate as _

# From this age a young person agrees and signs along with the parents (Jeugdwet art. 7.3.5).
_SIGNS_ALONG = 12
_MOST_SIGNERS = 4
_CELEBRATED_DAYS = 60
_PICTOGRAMS = {
    Topic.HOUSING: Pictogram.HOME,
    Topic.MONEY: Pictogram.MONEY,
    Topic.WORK: Pictogram.WORK,
    Topic.BODY: Pictogram.BODY,
    Topic.MIND: Pictogram.MIND,
    Topic.HABITS: Pictogram.HABITS,
    Topic.DAILY: Pictogram.HOUSEKEEPING,
    Topic.FAMILY: Pictogram.FAMILY,
    Topic.PEOPLE: Pictogram.PEOPLE,
    Topic.CARING: Pictogram.CARE,
    Topic.SAFETY: Pictogram.SAFE,
    Topic.TAKING_PART: Pictogram.JOIN_IN,
}
_AGREED = ("akkoord", "eens", "mee eens", "agreed", "i agree")
_PHONE_IN_TEXT = re.compile(r"\+?\d[\d \-]{7,}\d")


# ------------------------------------------------------------------------------------------- our plan


def plan_of(store: Store, household_id: HouseholdId) -> HouseholdPlan | None:
    """The plan of a household, or nothing when none was begun."""
    found = store.of(HouseholdPlan, household=household_id)
    return found[0] if found else None


def gaps_at_home(home: Home, *, must_be_asked: bool = False) -> Iterator[Gap]:
    """Whether a paper can safely lie about at home; while nobody asked it is said, and stops what must be asked first."""
    plan = plan_of(home.store, home.household.id)
    answer = plan.safe_at_home if plan else SafeAtHome.NOT_ASKED
    one = str(home.household.id)
    if answer is SafeAtHome.NO:
        yield Gap(
            N_("You filled in that this paper cannot safely go home. It stays with the team. Read it together here."),
            "plan", "safe_at_home", one, stops=True,
        )  # fmt: skip
    elif answer is SafeAtHome.NOT_ASKED:
        yield Gap(
            N_("First ask: can this paper safely go home? Fill in the answer in the plan."),
            "plan", "safe_at_home", one, stops=must_be_asked,
        )  # fmt: skip


def plan_paper(home: Home, now: datetime, *, large_print: bool | None = None) -> PlanPaper:
    """What stands on our plan now, without number and day."""
    store = home.store
    plan = plan_of(store, home.household.id) or HouseholdPlan(household=home.household.id)
    next_at, place = home.next_talk(plan, now)
    here = next_at.astimezone(HERE) if next_at else None
    signers = [home.first_name(each.id) for each in home.adults[:2]]
    signers += [home.face.name] if home.face else []
    strengths = store.of(PlanStrength, plan=plan.id, order_by="position")
    wishes = store.of(PlanWish, plan=plan.id, order_by="position")
    secret = team_only_sources(store, (*strengths, *wishes))
    return PlanPaper(
        **home.head(large_print),
        household=home.household.label,
        names=tuple(filter(None, (home.first_name(each.id) for each in home.residents))),
        made_on=home.today,
        strengths=tuple(Said(words=home.shown(each.text)) for each in strengths if each.text and each.id not in secret),
        wishes=tuple(
            Said(words=home.shown(each.words), speaker=home.speaker(each))
            for each in wishes
            if each.words and each.id not in secret
        ),
        agreements=agreements(home, plan),
        carers=carer_lines(home),
        contact=home.contact(home.face),
        deputy=home.contact(home.deputy) if home.deputy else Contact(),
        next_on=here.date() if here else None,
        next_time=here.time() if here else None,
        next_place=home.shown(place),
        disagreement=home.shown(plan.disagreement),
        signers=tuple(signers),
        pictograms=home.needs(ReadingNeed.PICTOGRAMS),
    )


def team_only_sources(store: Store, rows: Iterable[PlanStrength | PlanWish | PlanAction]) -> set[object]:
    """The rows of a plan that come from a note which is for the team only: they stay off paper."""
    listed = list(rows)
    sources = [each.source for each in listed if each.source]
    if not sources:
        return set()
    secret = {note.id for note in store.of(Note, id=sources, is_team_only=True)}
    return {each.id for each in listed if each.source in secret}


def agreements(home: Home, plan: HouseholdPlan) -> tuple[Agreement, ...]:
    """The agreements that stand on paper: what is open, and what worked out lately."""
    store = home.store
    rows = store.of(PlanAction, plan=plan.id, order_by="position")
    secret = team_only_sources(store, rows)
    return tuple(agreement(home, each) for each in rows if each.id not in secret and _is_on_paper(each, home.today))


def _is_on_paper(action: PlanAction, today: date) -> bool:
    if not action.what or action.state in (ActionState.LAPSED, ActionState.NOT_DONE):
        return False
    done_on = action.done_on if action.state is ActionState.DONE else None
    return done_on is None or (today - done_on).days <= _CELEBRATED_DAYS


def carer_lines(home: Home) -> tuple[CarerLine, ...]:
    """What carers who live here, and carers of who lives here, agreed to for the plan; nothing else of a carer."""
    here = [each.id for each in home.residents]
    relations = [
        *home.store.of(Relation, resident=here, kind=RelationKind.CARES_FOR, order_by=("from_on", "id")),
        *home.store.of(Relation, to_resident=here, kind=RelationKind.CARES_FOR, order_by=("from_on", "id")),
    ]
    running = [each for each in dict.fromkeys(relations) if has_begun(each, home.today)]
    cares = {each.relation: each for each in home.store.of(Care, relation=[each.id for each in running])}
    lines = []
    for relation in running:
        care = cares.get(relation.id)
        if care is None or care.plan_agreed_on is None or care.plan_agreed_on > home.today:
            continue
        does, does_not = care.plan_does, care.plan_limits
        for each in home.with_those_of((relation.resident, relation.to_resident)):
            does, does_not = each.shown(does), each.shown(does_not)
        if does.strip() or does_not.strip():
            lines.append(CarerLine(who=home.first_name(relation.resident), does=does, does_not=does_not))
    return tuple(dict.fromkeys(lines))


def agreement(home: Home, action: PlanAction) -> Agreement:
    """One line: who does what, and when; the kind of help before the name of an organisation."""
    who, helping, organisation = owner(home, action)
    # A day in words says the same as the date; only what says more stands beside it, as `every Tuesday`.
    when = action.when_words if not action.due_on or read_date(action.when_words, home.today) is None else ""
    if action.due_on and when and _only_names_a_day(when, home.today):
        when = ""
    return Agreement(
        who=home.shown(who),
        what=home.shown(action.what),
        when=home.shown(when),
        on=action.due_on,
        help_kind=home.shown(helping),
        organisation=home.shown(organisation),
        done=action.state is ActionState.DONE,
        pictogram=_PICTOGRAMS.get(action.topic) if action.topic else None,
    )


def _only_names_a_day(words: str, today: date) -> bool:
    first, _space, rest = words.partition(" ")
    return bool(rest) and first.lower() in ("voor", "vóór", "op", "uiterlijk") and read_date(rest, today) is not None


def owner(home: Home, action: PlanAction) -> tuple[str, str, str]:
    """Who does it, the kind of help, and the organisation; three times nothing when nobody was found yet."""
    helping, organisation = action.kind_of_help, action.organisation
    match action.owner_kind:
        case OwnerKind.RESIDENT:
            return home.first_name(action.resident) or action.owner_name, "", ""
        case OwnerKind.HOUSEHOLD:
            return _("All of us"), "", ""
        case OwnerKind.NETWORK:
            around = home.network.get(action.network_member)
            if around is None:
                return action.owner_name or capital(helping), helping if action.owner_name else "", organisation
            helping = helping or around.kind_of_help or around.relation
            return around.name, helping, organisation or around.organisation
        case OwnerKind.WORKER:
            worker = home.workers.get(action.worker)
            name = worker.name if worker else action.owner_name
            return name.split(" ")[0], label(worker.function).lower() if worker else "", ""
        case OwnerKind.VOLUNTEER:
            if action.owner_name:
                return action.owner_name, helping or _("volunteer"), organisation
            return capital(helping) or _("A volunteer"), "", organisation
        case OwnerKind.PROFESSIONAL:
            if action.owner_name:
                return action.owner_name, helping, organisation
            return capital(helping) or capital(organisation), "", organisation if helping else ""
        case _:
            return "", "", ""


# ------------------------------------------------------------------------------------------- the report


def report_paper(home: Home, conversation: Conversation, *, large_print: bool | None = None) -> ReportPaper:
    """What stands on the report of a conversation, without number and day."""
    store = home.store
    request = store.find(RequestNotification, conversation.request)
    found = store.of(Assessment, conversation=conversation.id)
    law = found[0] if found else Assessment(household=home.household.id, conversation=conversation.id)
    points = {each.point: each for each in store.of(AssessmentPoint, assessment=law.id)}
    talks = [conversation]
    if request:
        talks = [
            each
            for each in store.of(Conversation, request=request.id, order_by="held_at")
            if each.held_at <= conversation.held_at
        ]
    participants = store.of(Participant, conversation=conversation.id, order_by="position")
    about = next((each for each in home.residents if request and each.id == request.about), None)
    names = [full_name(about)] if about else [full_name(each) for each in home.adults]
    held_by = home.workers.get(conversation.worker)
    plan = plan_of(store, home.household.id)
    own = [
        each
        for each in store.of(
            Statement, household=home.household.id, kind=StatementKind.OWN_STATEMENT, order_by="stated_on"
        )
        # In a report about somebody another does not speak, as a carer in the same home.
        if about is None or each.resident in (None, about.id)
    ]
    steps = (law.step_request, law.step_problems, law.step_support, law.step_solutions, law.step_individual)
    return ReportPaper(
        **home.head(large_print),
        resident=one_line(joined(names)),
        requested_on=local_day(request.received_at) if request else None,
        talked_on=tuple(dict.fromkeys(local_day(each.held_at) for each in talks)),
        present=(
            *(one_line(_present(home, each)) for each in participants),
            *([f"{held_by.name} ({label(held_by.function).lower()})"] if held_by else []),
        ),
        identity_kind=label(law.identity) if law.identity else "",
        identity_by=held_by.name if held_by and law.identity is not IdentityDocument.NOT_SHOWN else "",
        identity_on=law.identity_seen_on,
        support_offered=_support(law),
        personal_plan=home.shown(_personal_plan(law)),
        question=home.shown(request.question) if request else "",
        summary=home.shown(conversation.summary),
        topics=_topics(home, conversation),
        steps=tuple(home.shown(step) for step in steps),
        examined=tuple(
            Examined.model_validate({"point": str(each), "discussed": point.discussed, "text": home.shown(point.text)})
            for each, point in sorted(points.items())
        ),
        carer_needs=home.shown(points[ExaminedPoint.D].text) if ExaminedPoint.D in points else "",
        kind_or_budget_explained=_("Explained on {day}.", day=long_date(law.care_forms_explained_on))
        if law.care_forms_explained_on
        else "",
        kind_or_budget_choice=_choice(home, law),
        contribution=home.shown(points[ExaminedPoint.G].text) if ExaminedPoint.G in points else "",
        agreements=agreements(home, plan) if plan else (),
        next_steps=tuple(step for step in route_steps(home, request) if not step.done)[:4] if request else (),
        own_statement=_long("\n\n".join(home.shown(each.text) for each in own if each.text.strip())),
        agreed=Agreed.YES if folded(law.agreed).strip(" .!") in _AGREED else None,
        remarks="" if folded(law.agreed).strip(" .!") in _AGREED else home.shown(law.agreed),
        return_to=tuple(part for part in (home.team.name, home.team.visiting_address) if part),
        contact=home.contact(home.face or held_by),
        signers=_signers(home),
    )


def _signers(home: Home) -> tuple[str, ...]:
    """Who signs a report: the adults, and young people from twelve years whose age is known."""
    young = [each for each in home.residents if each not in home.adults and each.born_on]
    people = [*home.adults, *(each for each in young if home.is_of_age(each, _SIGNS_ALONG))]
    return tuple(home.first_name(each.id) for each in people[:_MOST_SIGNERS])


def _present(home: Home, seat: Participant) -> str:
    around = home.network.get(seat.network_member)
    if around:
        return f"{around.name} ({around.relation})" if around.relation else around.name
    return home.first_name(seat.resident) or (
        f"{seat.name} ({label(seat.role).lower()})" if seat.name else label(seat.role)
    )


def _topics(home: Home, conversation: Conversation) -> tuple[TopicWords, ...]:
    """What each said per topic; what was said about safety stays with the team."""
    store = home.store
    scores = {each.topic: each for each in store.of(TopicTalk, conversation=conversation.id)}
    words = store.of(OwnWords, conversation=conversation.id, order_by="position")
    found = []
    for topic in Topic:
        if topic is Topic.SAFETY:
            continue
        said = tuple(
            Said(words=text, speaker=home.speaker(each))
            for each in words
            if each.topic is topic and (text := home.shown(each.words).strip())
        )
        talk = scores.get(topic)
        score = talk.resident_score if talk else None
        if said or score:
            found.append(TopicWords(topic=label(topic), said=said, score=score))
    return tuple(found)


def _support(law: Assessment) -> str:
    if law.client_support_told_on is None:
        return ""
    told = _("We told about this on {day}.", day=long_date(law.client_support_told_on))
    match law.client_support:
        case Answer.YES if law.client_supporter:
            return f"{told} " + _("{name} helps with this.", name=law.client_supporter)
        case Answer.YES:
            return f"{told} " + _("You want this help.")
        case Answer.NO | Answer.DECLINED:
            return f"{told} " + _("You do not want this help now. You may always still ask for it.")
        case _:
            return told


def _personal_plan(law: Assessment) -> str:
    parts = []
    if law.personal_plan_told_on:
        parts.append(_("We told about this on {day}.", day=long_date(law.personal_plan_told_on)))
    if law.personal_plan_received_on:
        parts.append(_("You gave us your plan on {day}.", day=long_date(law.personal_plan_received_on)))
    if law.personal_plan_weighed.strip():
        parts.append(law.personal_plan_weighed.strip())
    return _long(" ".join(parts))


def _choice(home: Home, law: Assessment) -> str:
    if law.care_form is CareForm.NOT_CHOSEN:
        return ""
    chosen = f"{label(law.care_form)}."
    reason = home.shown(law.care_form_reason).strip()
    return _long(f"{chosen} {reason}" if reason else chosen)


# ------------------------------------------------------------------------------------------- letters


def recipient(home: Home, request: RequestNotification | None) -> Resident | None:
    """Who gets the letter: the one it is about when of age, else the first adult, else this young person."""
    about = next((each for each in home.residents if request and each.id == request.about), None)
    if about and about in home.adults:
        return about
    return next(iter((*home.adults, *((about,) if about else ()), *home.residents)), None)


def postal_address(home: Home) -> Address | None:
    """Where their post goes: the postal address, else where they live, else where they stay; never a secret address.

    A letter lies about, and whoever reads it may not learn where they live: it is handed over instead.
    """
    order = {AddressKind.POST: 0, AddressKind.HOME: 1, AddressKind.STAYS: 2}
    known = [
        each for each in home.addresses if each.kind in order and (each.street or each.postcode) and not each.is_secret
    ]
    return min(known, key=lambda each: order[each.kind], default=None)


def _name_on_letter(resident: Resident) -> str:
    match resident.form_of_address:
        case FormOfAddress.MADAM:
            return _("Mrs {name}", name=letter_name(resident))
        case FormOfAddress.SIR:
            return _("Mr {name}", name=letter_name(resident))
        case _:
            return capital(letter_name(resident))


def _salutation(resident: Resident | None) -> str:
    if resident is None:
        return _("Dear resident,")
    match resident.form_of_address:
        case FormOfAddress.MADAM if surname(resident):
            return _("Dear Mrs {name},", name=capital(surname(resident)))
        case FormOfAddress.SIR if surname(resident):
            return _("Dear Mr {name},", name=capital(surname(resident)))
        case FormOfAddress.FIRST_NAME if resident.first_name:
            return _("Dear {name},", name=resident.first_name)
        case _:
            return _("Dear {name},", name=full_name(resident)) if full_name(resident) else _("Dear resident,")


def receipt_facts(home: Home, request: RequestNotification, now: datetime) -> ReceiptFacts:
    """What the confirmation of receipt tells."""
    coming = home.next_appointment(now)
    here = coming.at.astimezone(HERE) if coming else None
    terms = {each.step: each for each in _terms(home, request)}
    examined = request.kind in (RequestKind.WMO, RequestKind.YOUTH)
    report, own_plan = terms.get("T03" if examined else "T08"), terms.get("T02")
    name, phone = _named_phone(home.team.client_support)
    listening = _PHONE_IN_TEXT.search(home.team.listening_ear)
    return ReceiptFacts(
        question=home.shown(request.question),
        received_on=local_day(request.received_at),
        contact=home.contact(home.face),
        talk_on=here.date() if here else None,
        talk_time=here.time() if here else None,
        talk_place=home.shown(coming.place) if coming else "",
        examined=examined,
        last_day=report.warn_on if report and report.warn_on >= home.today else None,
        plan_until=own_plan.legal_end if own_plan and own_plan.legal_end >= home.today else None,
        support_name=name,
        support_phone=phone,
        listening_phone=listening.group() if listening else "",
    )


def _named_phone(text: str) -> tuple[str, str]:
    found = _PHONE_IN_TEXT.search(text)
    if not found:
        return "", ""
    return text[: found.start()].rstrip(" ,:;-"), found.group().strip()


def receipt_paper(
    home: Home,
    request: RequestNotification,
    worker: Worker | None,
    *,
    large_print: bool | None = None,
    by_hand: bool = False,
) -> LetterPaper:
    """The confirmation of receipt, without its running text; handed over in person it carries no address."""
    return letter_paper(
        home,
        PaperKind.RECEIPT,
        recipient(home, request),
        home.face or worker,
        _("We have received your question"),
        large_print=large_print,
        by_hand=by_hand,
    )


def letter_paper(
    home: Home,
    kind: Literal[PaperKind.RECEIPT, PaperKind.HAND_OVER],
    to: Resident | None,
    signer: Worker | None,
    subject: str,
    *,
    large_print: bool | None,
    by_hand: bool,
) -> LetterPaper:
    """A letter without its running text; handed over in person it carries no address."""
    address = postal_address(home)
    lines: tuple[str, ...] = (_name_on_letter(to),) if to and _name_on_letter(to) else ()
    if address and to and not by_hand:
        lines = address_lines(_name_on_letter(to), address.street, address.number, address.postcode, address.city)
    return LetterPaper(
        kind=kind,
        **home.head(large_print),
        window=home.window,
        address=lines,
        place=home.team.municipality,
        subject=subject,
        salutation=_salutation(to),
        contact=home.contact(signer),
        closing=_("With kind regards,"),
        signer=signer.name if signer else "",
        signer_role=label(signer.function) if signer else "",
    )


# ------------------------------------------------------------------------------------------- the hand-over


def hand_over_paper(
    home: Home, transfer: Transfer, worker: Worker | None, *, large_print: bool | None = None, by_hand: bool = False
) -> LetterPaper:
    """The letter that tells in advance who comes, without its running text; the face of now signs it."""
    new = home.workers.get(transfer.to_worker)
    return letter_paper(
        home,
        PaperKind.HAND_OVER,
        recipient(home, None),
        home.face or worker,
        _("Your new fixed face: {name}", name=new.name) if new and new.name else _("You get a new fixed face"),
        large_print=large_print,
        by_hand=by_hand,
    )


def hand_over_facts(home: Home, transfer: Transfer) -> HandOverFacts:
    """What the letter about a hand-over tells; why somebody goes is not in it."""
    old, new = home.workers.get(transfer.from_worker), home.workers.get(transfer.to_worker)
    stays = home.workers.get(transfer.stays) if transfer.stays_until else None
    talk = home.store.find(Appointment, transfer.appointment)
    if talk is not None and (talk.is_cancelled or local_day(talk.at) < home.today):
        talk = None
    at = talk.at.astimezone(HERE) if talk else None
    return HandOverFacts(
        old=home.contact(old) if old else Contact(),
        # As a sentence has it: “Bas werkt in ons team als welzijnscoach”.
        new=home.contact(new).changed(role=label(new.function).lower()) if new else Contact(),
        stays=stays.name if stays else "",
        stays_until=transfer.stays_until if stays else None,
        talk_on=at.date() if at else None,
        talk_time=at.time() if at else None,
        talk_place=home.shown(talk.place) if talk else "",
        is_talk=not transfer.no_joint_talk,
        contact=home.contact(home.face),
    )


# ------------------------------------------------------------------------------------------- the route


def _terms(home: Home, request: RequestNotification) -> tuple[Deadline, ...]:
    events = home.store.of(RequestEvent, request=request.id)
    threats = home.store.of(Threat, household=home.household.id)
    return deadlines(request, events, home.statute, home.today, threats)


def route_paper(home: Home, request: RequestNotification, *, large_print: bool | None = None) -> RoutePaper:
    """The route of a request: where we are, what comes, and when at the latest."""
    return RoutePaper(
        **home.head(large_print),
        household=home.household.label,
        question=home.shown(request.question),
        steps=route_steps(home, request),
        contact=home.contact(home.face),
    )


def route_steps(home: Home, request: RequestNotification) -> tuple[RouteStep, ...]:
    """The steps of a request, the same as on the screen."""
    events = home.store.of(RequestEvent, request=request.id, order_by="on")
    return route_of(
        request, events, _terms(home, request), home.today, next_talk_on(home.store, home.household.id, home.today)
    )


# ------------------------------------------------------------------------------------------- blank papers


def blank_form_paper(home: Home, worker: Worker | None, questions: Sequence[FormTopic]) -> BlankFormPaper:
    """The form to write on at the table; with the names of a household when there is one."""
    return BlankFormPaper(
        **home.head(),
        household=home.household.label,
        worker=worker.name if worker else "",
        topics=tuple(questions),
        signers=tuple(home.first_name(each.id) for each in home.adults[:2]),
        personal_plan_days=home.statute.steps("T02", home.today)[0].number,
    )


def window_test_paper(home: Home) -> WindowTestPaper:
    """The sheet that tests the window of the team's envelopes."""
    return WindowTestPaper(**home.head(), window=home.window, address=())


def _long(text: str) -> str:
    return text if len(text) <= TEXT_LENGTH else text[: TEXT_LENGTH - 1] + "…"
