"""What would give a carer air: ideas from the directory, help that is asked for and how it goes, and the yearly token."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError

from buurtteam.domain.care import (
    Air,
    Appreciation,
    CarerSupport,
    CarerTalk,
    SupportState,
    heard,
)
from buurtteam.domain.conversation import Topic
from buurtteam.domain.directory import OF_PEOPLE, TAKES_OVER, ForWhom, HelpLevel, KindOfHelp
from buurtteam.domain.folding import folded
from buurtteam.domain.household import Household, Resident
from buurtteam.domain.kinds import (
    CarerSupportId,
    DirectoryEntryId,
    HouseholdId,
    PlanActionId,
    ResidentId,
    one_line,
)
from buurtteam.domain.plan import ActionState, HelpKind, HouseholdPlan, OwnerKind, PlanAction
from buurtteam.domain.problem import Problem
from buurtteam.domain.record import Record
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_
from buurtteam.services import contents, directory, plans
from buurtteam.services.care_information import Information, facts_of_carer, information_by
from buurtteam.services.directory import DirectoryLine
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import label
from buurtteam.texts import translate as _

R = TypeVar("R", bound=Record)

KINDS_OF_AIR: Mapping[Air, tuple[KindOfHelp, ...]] = {
    Air.TAKE_OVER: (*(each for each in KindOfHelp if each in TAKES_OVER), KindOfHelp.LAST_PHASE),
    Air.TALK: (
        KindOfHelp.LISTENING,
        KindOfHelp.CARER_GROUP,
        KindOfHelp.CARER_CENTRE,
        KindOfHelp.YOUNG_CARERS,
        KindOfHelp.MEETING_DEMENTIA,
        KindOfHelp.CASE_MANAGER,
    ),
    Air.MONEY: (KindOfHelp.MONEY, KindOfHelp.CARER_BROKER, KindOfHelp.INSURED_REPLACEMENT),
    Air.THINGS: (
        KindOfHelp.AIDS,
        KindOfHelp.CARE_TECHNOLOGY,
        KindOfHelp.HOUSEHOLD,
        KindOfHelp.MEALS,
        KindOfHelp.TRANSPORT,
        KindOfHelp.CHORES,
    ),
    Air.OTHER: (KindOfHelp.CARER_BROKER, KindOfHelp.CARER_CENTRE, KindOfHelp.MEETING, KindOfHelp.EXERCISE),
}
"""Which kinds of help give which air; all together are what a carer can be helped with."""

_ALL_AIR = tuple(dict.fromkeys(kind for kinds in KINDS_OF_AIR.values() for kind in kinds))
_NEAR = {HelpLevel.LOCAL: 0, HelpLevel.REGIONAL: 1, HelpLevel.NATIONAL: 2}


@dataclass(frozen=True)
class Idea:
    """Something of the directory that could give this carer air, and whether it was taken already."""

    line: DirectoryLine
    kind: KindOfHelp
    """The kind of help by which it fits."""
    is_near: bool = True
    taken: CarerSupport | None = None

    @property
    def id(self) -> DirectoryEntryId:
        """The id of the entry."""
        return self.line.entry.id

    @property
    def is_full(self) -> bool:
        """Whether somebody gives hours and has none left."""
        return self.line.left == 0


@dataclass(frozen=True)
class SupportLine:
    """Help for a carer as it stands on a day."""

    support: CarerSupport
    state: SupportState
    weeks: int | None = None
    """For how many whole weeks it is waited for."""
    waits_long: bool = False
    is_in_plan: bool = False

    @property
    def id(self) -> CarerSupportId:
        """The id of the help."""
        return self.support.id


@dataclass(frozen=True)
class AirView:
    """What would give one carer air, on one day."""

    household: Household
    resident: ResidentId
    name: str
    today: date
    cares: bool
    talked_on: date | None
    air: tuple[Air, ...]
    air_words: str
    ideas: tuple[Idea, ...]
    supports: tuple[SupportLine, ...]
    appreciations: tuple[Appreciation, ...]
    """The newest year first; that of this year is offered, not kept yet, while the person cares."""
    information: tuple[Information, ...]


# ---------------------------------------------------------------------------------------------- read


def read_air(office: Office, household: HouseholdId, resident: ResidentId) -> AirView:
    """What would give this carer air: asked in the latest talk, found nearby, asked for, and how it goes."""
    today = office.today()
    with office.reading() as store:
        home, person = store.get(Household, household), store.get(Resident, resident)
        talk = talk_about_air(store, resident, today)
        facts = facts_of_carer(store, resident, today)
        supports = tuple(store.of(CarerSupport, resident=resident))
        return AirView(
            household=home,
            resident=resident,
            name=person.first_name or _("Somebody without a name yet"),
            today=today,
            cares="cares" in facts,
            talked_on=talk.held_on if talk else None,
            air=tuple(each for each in Air if talk and each in talk.air),
            air_words=talk.air_words if talk else "",
            ideas=_ideas(store, home, facts, talk.air if talk else frozenset(), supports, today),
            supports=_lines(store, supports, today),
            appreciations=_appreciations(store, household, resident, today, cares="cares" in facts),
            information=information_by(facts, today),
        )


def talk_about_air(store: Store, resident: ResidentId, today: date) -> CarerTalk | None:
    """The latest talk in which somebody told what gives air; where nobody did, the latest of all."""
    talks = heard(store.of(CarerTalk, resident=resident), today)
    return next((each for each in talks if each.air or each.air_words), next(iter(talks), None))


def _ideas(
    store: Store,
    home: Household,
    facts: frozenset[str],
    air: frozenset[Air],
    supports: tuple[CarerSupport, ...],
    today: date,
) -> tuple[Idea, ...]:
    """What fits by kind of help and for whom: what this carer asked for, near before far, sure before stale."""
    asked = tuple(dict.fromkeys(kind for each in Air if each in air for kind in KINDS_OF_AIR[each])) or _ALL_AIR
    open_now = {
        folded(each.offered_by).strip(): each for each in supports if each.state_on(today) is not SupportState.STOPPED
    }
    ranked = []
    for line in directory.lines_in(store, today):
        entry = line.entry
        kinds = [each for each in asked if each in entry.kinds]
        if not entry.is_active or not kinds or not _is_meant_for(entry.for_whom, facts):
            continue
        idea = Idea(
            line,
            kinds[0],
            is_near=directory.serves(entry, home.area),
            taken=open_now.get(folded(entry.name).strip()),
        )
        rank = (
            not idea.is_near,
            idea.is_full,
            _NEAR[entry.level],
            asked.index(kinds[0]),
            line.is_stale,
            folded(entry.name),
        )
        ranked.append((rank, idea))
    return tuple(idea for _rank, idea in sorted(ranked, key=lambda each: each[0]))


def _is_meant_for(whom: frozenset[ForWhom], facts: frozenset[str]) -> bool:
    """Whether an entry can be for this carer, or for whom is cared for."""
    young = "young" in facts
    meant = {ForWhom.EVERYBODY, ForWhom.YOUNG_CARERS if young else ForWhom.CARERS}
    # What is for the one who is cared for gives the carer air as well.
    meant |= {ForWhom.CHILDREN} if young else {ForWhom.ELDERS}
    if "parent_for_child" in facts:
        meant |= {ForWhom.CHILDREN, ForWhom.PARENTS}
    if "dementia" in facts:
        meant |= {ForWhom.DEMENTIA}
    return not whom or bool(whom & meant)


def _lines(store: Store, supports: tuple[CarerSupport, ...], today: date) -> tuple[SupportLine, ...]:
    """Help as it stands on a day, what asks for a deed first."""
    actions = {each.plan_action for each in supports if each.plan_action}
    there = {each.id for each in store.of(PlanAction, id=list(actions))} if actions else set()
    lines = []
    for each in supports:
        since = each.waits_since(today)
        lines.append(
            SupportLine(
                each,
                each.state_on(today),
                weeks=(today - since).days // 7 if since else None,
                waits_long=each.waits_long(today),
                is_in_plan=each.plan_action in there,
            )
        )
    return tuple(sorted(lines, key=_in_order))


_STATES = (SupportState.WAITING, SupportState.WISHED, SupportState.RUNNING, SupportState.STOPPED)


def _in_order(line: SupportLine) -> tuple[int, int, str]:
    """Waiting the longest first, then wished, running, and what stopped last on top of what stopped before."""
    support = line.support
    if support.stopped_on is not None and line.state is SupportState.STOPPED:
        day = -support.stopped_on.toordinal()
    else:
        day = (support.requested_on or date.max).toordinal()
    return (_STATES.index(line.state), day, folded(support.offered_by))


def _appreciations(
    store: Store, household: HouseholdId, resident: ResidentId, today: date, *, cares: bool
) -> tuple[Appreciation, ...]:
    known = sorted(store.of(Appreciation, resident=resident), key=lambda each: -each.year)
    if cares and all(each.year != today.year for each in known):
        known.insert(0, Appreciation(household=household, resident=resident, year=today.year))
    return tuple(known)


# ---------------------------------------------------------------------------------------------- help


def keep(office: Office, support: CarerSupport) -> CarerSupport:
    """Keep help for a carer as it was typed.

    Raises Problem for a day of asking or stopping that has yet to come, Stale when it was changed in the meantime.
    """
    for day in (support.requested_on, support.stopped_on):
        if day is not None:
            not_in_the_future(office, day)
    with office.writing(Deed.SUPPORT_CARER, support.household) as store:
        return store.save(support)


def take(
    office: Office,
    household: HouseholdId,
    resident: ResidentId,
    entry: DirectoryEntryId,
    kind: KindOfHelp | None = None,
) -> CarerSupport:
    """Take an idea of the directory as help that a carer wishes for; what was taken before and runs still is that one."""
    with office.writing(Deed.SUPPORT_CARER, household) as store:
        line = next((each for each in directory.lines_in(store, office.today()) if each.id == entry), None)
        if line is None:
            raise Problem("entry_gone", N_("This is not in the directory any more. Choose something else."))
        found, today = line.entry, office.today()
        for each in store.of(CarerSupport, resident=resident):
            same = folded(each.offered_by).strip() == folded(found.name).strip()
            if same and each.state_on(today) is not SupportState.STOPPED and kind in (None, each.kind):
                return each
        fits = kind or next((each for each in _ALL_AIR if each in found.kinds), None)
        fits = fits or next((each for each in KindOfHelp if each in found.kinds), KindOfHelp.OTHER)
        return store.save(
            CarerSupport(household=household, resident=resident, kind=fits, offered_by=found.name, what=found.place)
        )


def put_in_plan(office: Office, support: CarerSupportId) -> CarerSupport:
    """Put help in the plan of the carer's household as an agreement: the kind of help first, then the organisation.

    Nothing of what the carer said or scored comes along. The plan is begun when there is none; help that stands in it
    is not put in twice.
    """
    with office.reading() as store:
        home = store.get(CarerSupport, support).household
    with office.writing(Deed.CHANGE_PLAN, home) as store:
        found = store.get(CarerSupport, support)
        if found.plan_action and store.find(PlanAction, found.plan_action) is not None:
            return found
        office.ask(Deed.SUPPORT_CARER)
        plan = contents.plan_of(store, home) or store.save(HouseholdPlan(household=home, made_on=office.today()))
        is_person = _is_person(store, found)
        action = plans.keep_row(
            office,
            PlanAction(
                household=home,
                plan=plan.id,
                topic=Topic.CARING,
                kind=HelpKind.VOLUNTEER_HELP if is_person else HelpKind.PROFESSIONAL_HELP,
                owner_kind=OwnerKind.VOLUNTEER if is_person else OwnerKind.PROFESSIONAL,
                kind_of_help=label(found.kind),
                owner_name=found.offered_by if is_person else "",
                organisation="" if is_person else found.offered_by,
                what=one_line(_("Helps us with: {help}", help=label(found.kind))),
                state=ActionState.BUSY
                if found.state_on(office.today()) is SupportState.RUNNING
                else ActionState.PLANNED,
            ),
        )
        return store.save(found.changed(plan_action=PlanActionId(action.id)))


def _is_person(store: Store, support: CarerSupport) -> bool:
    entry = directory.named(store, support.offered_by)
    return entry is not None and entry.form in OF_PEOPLE


def take_into_plan(
    office: Office,
    household: HouseholdId,
    resident: ResidentId,
    entry: DirectoryEntryId,
    kind: KindOfHelp | None = None,
) -> CarerSupport:
    """Take an idea and put it in the plan, in one deed."""
    with office.writing(Deed.CHANGE_PLAN, household):
        return put_in_plan(office, take(office, household, resident, entry, kind).id)


def asked_for(office: Office, support: CarerSupportId, on: date | None = None) -> CarerSupport:
    """Write down that help was asked for, today or on another day; from then on it is waited for."""
    day = on or office.today()
    not_in_the_future(office, day)
    return _changed(office, support, requested_on=day)


def started(office: Office, support: CarerSupportId, on: date | None = None) -> CarerSupport:
    """Write down that help began, today or on another day; what nobody wrote down as asked for was asked on that day."""
    day = on or office.today()
    with office.reading() as store:
        asked = store.get(CarerSupport, support).requested_on
    return _changed(office, support, started_on=day, requested_on=asked or min(day, office.today()))


def stopped(office: Office, support: CarerSupportId, why: str, on: date | None = None) -> CarerSupport:
    """Write down that help ended, or that it is not wished for any more, with why.

    Raises Problem without a reason or for a day that has yet to come.
    """
    if not why.strip():
        raise Problem("no_reason", N_("Write down why it stopped."))
    day = on or office.today()
    not_in_the_future(office, day)
    with office.reading() as store:
        began = store.get(CarerSupport, support).started_on
    # What was to begin later never began.
    started_on = began if began is None or began <= day else None
    return _changed(office, support, started_on=started_on, stopped_on=day, stop_reason=one_line(why))


def goes_on(office: Office, support: CarerSupportId) -> CarerSupport:
    """Write down that help which stopped goes on after all."""
    return _changed(office, support, stopped_on=None, stop_reason="")


def _changed(office: Office, support: CarerSupportId, **facts: object) -> CarerSupport:
    with office.reading() as store:
        home = store.get(CarerSupport, support).household
    with office.writing(Deed.SUPPORT_CARER, home) as store:
        return store.save(_in_turn(store.get(CarerSupport, support), **facts))


def _in_turn(record: R, **facts: object) -> R:
    """The record with other days.

    Raises Problem when one of them lies before what came before it.
    """
    try:
        return record.changed(**facts)
    except ValidationError as error:
        raise Problem("not_in_turn", N_("The end is before the start.")) from error


def remove(office: Office, support: CarerSupport) -> UUID:
    """Move help that was written down by mistake to the trash; the plan keeps its line. Returns the id of the bundle."""
    return office.remove(Deed.SUPPORT_CARER, support.household, support.offered_by or label(support.kind), support)


# ---------------------------------------------------------------------------------------------- the yearly token


def keep_appreciation(office: Office, appreciation: Appreciation) -> Appreciation:
    """Keep the token of one year; one for each year.

    Raises Problem for a day that has yet to come, or when the year is there already; Stale when it was changed.
    """
    for day in (appreciation.asked_on, appreciation.decided_on, appreciation.received_on):
        if day is not None:
            not_in_the_future(office, day)
    with office.writing(Deed.SUPPORT_CARER, appreciation.household) as store:
        others = store.of(Appreciation, resident=appreciation.resident, year=appreciation.year)
        if any(each.id != appreciation.id for each in others):
            raise Problem("year_known", N_("The token of this year is written down already."))
        return store.save(appreciation)


def ask_appreciation(office: Office, appreciation: Appreciation, on: date | None = None) -> Appreciation:
    """Write down that the token of a year was asked for."""
    return keep_appreciation(office, _in_turn(appreciation, asked_on=on or office.today()))


def decide_appreciation(
    office: Office, appreciation: Appreciation, *, granted: bool, on: date | None = None
) -> Appreciation:
    """Write down what the municipality decided."""
    return keep_appreciation(office, _in_turn(appreciation, granted=granted, decided_on=on or office.today()))


def receive_appreciation(office: Office, appreciation: Appreciation, on: date | None = None) -> Appreciation:
    """Write down that the carer received it; what was received was granted."""
    day = on or office.today()
    return keep_appreciation(
        office,
        _in_turn(appreciation, received_on=day, granted=True, decided_on=appreciation.decided_on or day),
    )


def remove_appreciation(office: Office, appreciation: Appreciation) -> UUID:
    """Move the token of a year to the trash; returns the id of the bundle."""
    return office.remove(Deed.SUPPORT_CARER, appreciation.household, str(appreciation.year), appreciation)
