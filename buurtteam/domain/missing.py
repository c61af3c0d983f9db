"""What a paper still lacks, with the place to fill it in.

A gap never breaks a paper: it becomes a line to fill in by pen. Only a gap that `stops` forbids the paper as it is,
because somebody could come to harm.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from buurtteam.domain.conversation import (
    Assessment,
    AssessmentPoint,
    Conversation,
    Discussed,
    ExaminedPoint,
    Participant,
    SafetyAnswer,
)
from buurtteam.domain.household import Address, AddressKind, ContactWay, FormOfAddress, Household, Resident, surname
from buurtteam.domain.plan import ActionState, HouseholdPlan, PlanAction, PlanStrength, PlanWish, SafeAtHome
from buurtteam.domain.problem import Gap
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.staff import Team, Worker
from buurtteam.domain.words import N_

_STEPS = ("step_request", "step_problems", "step_support", "step_solutions", "step_individual")


def missing_for_plan_paper(
    household: Household,
    plan: HouseholdPlan,
    actions: Sequence[PlanAction],
    *,
    strengths: Collection[PlanStrength] = (),
    wishes: Collection[PlanWish] = (),
    conversations: Iterable[Conversation] = (),
    worker: Worker | None = None,
    team: Team | None = None,
) -> tuple[Gap, ...]:
    """What "Ons plan" still lacks; it must not be printed where it cannot safely go home.

    `worker` is the fixed face of the household, `conversations` are those that the plan follows from.
    """
    one = str(plan.id)
    gaps = _safe_at_home(plan, conversations)
    if not any(strength.text.strip() for strength in strengths):
        gaps.append(Gap(N_("The plan does not yet say what goes well."), "plan", "strengths", one))
    if not any(wish.words.strip() for wish in wishes):
        gaps.append(Gap(N_("The plan does not yet say what people want, in their own words."), "plan", "wishes", one))
    shown = [action for action in actions if action.state is not ActionState.LAPSED]
    if not any(action.what.strip() for action in shown):
        gaps.append(Gap(N_("There are no agreements in the plan yet."), "plan", "actions", one))
    for number, action in enumerate(shown, 1):
        about: Mapping[str, object] = {"number": number}
        if not action.what.strip():
            gaps.append(Gap(N_("Agreement {number} does not say what happens."), "plan", "what", str(action.id), about))
        elif action.due_on is None and not action.when_words.strip() and action.state is not ActionState.DONE:
            gaps.append(Gap(N_("Agreement {number} does not say when."), "plan", "due_on", str(action.id), about))
    if plan.evaluation_at is None:
        gaps.append(Gap(N_("It is not agreed yet when we talk again."), "plan", "evaluation_at", one))
    return _ordered((*gaps, *_face(household, worker, team)))


def missing_for_report(
    household: Household,
    conversation: Conversation,
    *,
    resident: Resident | None,
    request: RequestNotification | None = None,
    participants: Collection[Participant] = (),
    assessment: Assessment | None = None,
    points: Collection[AssessmentPoint] = (),
    worker: Worker | None = None,
    team: Team | None = None,
) -> tuple[Gap, ...]:
    """What the report of a conversation still lacks (Wmo 2.3.2); `resident` is whom it is about."""
    one = str(conversation.id)
    gaps: list[Gap] = []
    if resident is None or not surname(resident):
        gaps.append(Gap(N_("The surname is missing."), "household", "birth_name", str(resident.id) if resident else ""))
    if request is None:
        gaps.append(Gap(N_("The conversation does not belong to a request yet."), "conversation", "request", one))
    elif not request.question.strip():
        gaps.append(
            Gap(N_("The question in the resident's own words is missing."), "request", "question", str(request.id))
        )
    if not participants:
        gaps.append(Gap(N_("Nobody is noted as sitting at the table."), "conversation", "participants", one))
    if not conversation.summary.strip():
        gaps.append(Gap(N_("There is no summary yet."), "conversation", "summary", one))
    elif not conversation.summary_read_aloud:
        sentence = N_("The summary has not been read aloud and corrected together yet.")
        gaps.append(Gap(sentence, "conversation", "summary_read_aloud", one))
    gaps += _law(conversation, assessment, points)
    return _ordered((*gaps, *_face(household, worker, team)))


def missing_for_receipt_letter(
    household: Household,
    request: RequestNotification,
    *,
    resident: Resident | None,
    addresses: Iterable[Address],
    day: date,
    worker: Worker | None = None,
    team: Team | None = None,
) -> tuple[Gap, ...]:
    """What the confirmation of receipt still lacks; it must not be posted where that is not safe."""
    gaps: list[Gap] = []
    if not request.question.strip():
        gaps.append(
            Gap(N_("The question in the resident's own words is missing."), "request", "question", str(request.id))
        )
    gaps += missing_for_post(household, resident, addresses, day)
    gaps += _face(household, worker, team)
    if team is None or not team.client_support.strip():
        sentence = N_("It is not known whom to call for independent client support.")
        gaps.append(Gap(sentence, "settings", "client_support", str(team.id) if team else ""))
    return _ordered(gaps)


def missing_for_post(
    household: Household, resident: Resident | None, addresses: Iterable[Address], day: date
) -> tuple[Gap, ...]:
    """What any letter by post still lacks; the safe-contact rule of a household overrides every mailing."""
    one = str(household.id)
    gaps: list[Gap] = []
    if ContactWay.POST in household.not_by:
        sentence = N_("Nothing may be sent to this household by post. Hand the letter over in a safe way.")
        gaps.append(Gap(sentence, "household", "not_by", one, stops=True))
    elif household.safe_contact.strip():
        gaps.append(Gap(N_("There is a rule for safe contact. Read it first."), "household", "safe_contact", one))
    person = str(resident.id) if resident else ""
    if resident is None or not surname(resident):
        gaps.append(Gap(N_("The surname is missing."), "household", "birth_name", person))
    if resident and resident.died_on:
        sentence = N_("This person has died. Choose to whom the letter goes.")
        gaps.append(Gap(sentence, "household", "died_on", person, stops=True))
    elif resident and resident.form_of_address is FormOfAddress.UNKNOWN:
        sentence = N_("It is not asked yet how this person wants to be addressed.")
        gaps.append(Gap(sentence, "household", "form_of_address", person))
    return _ordered((*gaps, *_address(post_address(addresses, day), one)))


def post_address(addresses: Iterable[Address], day: date) -> Address | None:
    """Where post for a household goes on a day: its postal address, else its home, else where it stays for now."""
    order = (AddressKind.POST, AddressKind.HOME, AddressKind.STAYS)
    now = [
        address
        for address in addresses
        if address.kind in order
        and (address.from_on is None or address.from_on <= day)
        and (address.until_on is None or day <= address.until_on)
    ]
    # An address without a start was known before one that begins later.
    return min(
        now, key=lambda one: (order.index(one.kind), -(one.from_on.toordinal() if one.from_on else 0)), default=None
    )


def _ordered(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    return tuple(sorted(gaps, key=lambda gap: not gap.stops))


def _safe_at_home(plan: HouseholdPlan, conversations: Iterable[Conversation]) -> list[Gap]:
    one = str(plan.id)
    if plan.safe_at_home is SafeAtHome.NO:
        sentence = N_("This plan cannot safely go home. It stays with the team.")
        return [Gap(sentence, "plan", "safe_at_home", one, stops=True)]
    if plan.safe_at_home is SafeAtHome.YES:
        return []
    worried = any(talk.safety in (SafetyAnswer.UNSURE, SafetyAnswer.UNSAFE) for talk in conversations)
    if worried:
        sentence = N_("It may not be safe at home. First answer: can this plan safely go home?")
        return [Gap(sentence, "plan", "safe_at_home", one, stops=True)]
    return [Gap(N_("It is not asked yet whether this plan can safely go home."), "plan", "safe_at_home", one)]


def _law(
    conversation: Conversation, assessment: Assessment | None, points: Collection[AssessmentPoint]
) -> Iterable[Gap]:
    one = str(conversation.id)
    law = assessment or Assessment(household=conversation.household, conversation=conversation.id)
    if law.personal_plan_told_on is None:
        sentence = N_("It is not noted that the resident was told about the personal plan.")
        yield Gap(sentence, "conversation", "personal_plan_told_on", one)
    if law.client_support_told_on is None:
        sentence = N_("Independent client support has not been told about yet.")
        yield Gap(sentence, "conversation", "client_support_told_on", one)
    if law.identity is None:
        yield Gap(N_("No identity document has been looked at yet."), "conversation", "identity", one)
    if law.care_forms_explained_on is None:
        sentence = N_("Care in kind and personal budget have not been explained yet.")
        yield Gap(sentence, "conversation", "care_forms_explained_on", one)
    for number, step in enumerate(_STEPS, 1):
        if not getattr(law, step).strip():
            yield Gap(N_("Step {number} of the report is still empty."), "conversation", step, one, {"number": number})
    discussed = {point.point for point in points if point.discussed is not Discussed.NOT_YET}
    for point in ExaminedPoint:
        if point not in discussed:
            sentence = N_("Point {point} has not been discussed yet.")
            yield Gap(sentence, "conversation", f"point_{point}", one, {"point": str(point)})


def _address(address: Address | None, household: str) -> Iterable[Gap]:
    if address is None:
        sentence = N_("There is no address for post. Fill one in, or hand the letter over.")
        yield Gap(sentence, "household", "addresses", household)
        return
    one = str(address.id)
    if address.is_secret:
        sentence = N_("This address is secret and is never printed. Use a postal address, or hand the letter over.")
        yield Gap(sentence, "household", "is_secret", one, stops=True)
    if not address.street.strip():
        yield Gap(N_("The street is missing."), "household", "street", one)
    if not address.number.strip():
        yield Gap(N_("The house number is missing."), "household", "number", one)
    if not address.postcode:
        yield Gap(N_("The postcode is missing."), "household", "postcode", one)
    if not address.city.strip():
        yield Gap(N_("The town is missing."), "household", "city", one)


def _face(household: Household, worker: Worker | None, team: Team | None) -> Iterable[Gap]:
    if household.plan_coordinator is None or worker is None:
        sentence = N_("Nobody is the fixed face of this household yet.")
        yield Gap(sentence, "household", "plan_coordinator", str(household.id))
    elif not worker.phone and not (team and team.phone):
        yield Gap(N_("The fixed face has no phone number yet."), "settings", "phone", str(worker.id))
    one = str(team.id) if team else ""
    if team is None or not team.name.strip():
        yield Gap(N_("The name of the team is missing."), "settings", "name", one)
    if team is None or not team.return_address.strip():
        yield Gap(N_("The return address of the team is missing."), "settings", "return_address", one)
