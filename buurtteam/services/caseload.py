"""The caseload (werkvoorraad): every household with what asks for a look, the load of every worker, and work given out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from pydantic import ValidationError

from buurtteam.domain import worklist as rules_of
from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.caseload import CaseloadNorms, Fullness, Load, load_of
from buurtteam.domain.closing import running
from buurtteam.domain.household import Deviation, Household, HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, WorkerId, local_day
from buurtteam.domain.problem import Problem
from buurtteam.domain.request import EventKind, RequestEvent, RequestKind, RequestNotification, RequestState, state_of
from buurtteam.domain.responsibility import away_on
from buurtteam.domain.staff import Competence, Deed, Leave, Worker
from buurtteam.domain.words import N_
from buurtteam.domain.worklist import (
    URGENT_CLUES,
    Clue,
    Counts,
    Filter,
    SavedView,
    Stage,
    TargetGroup,
    WorkerLoad,
    Worklist,
    WorklistLine,
    first_to_end,
)
from buurtteam.services import requests
from buurtteam.services.caseload_lines import current, reckoned, without_pauses
from buurtteam.services.handover_end import overtaken
from buurtteam.services.norms import caseload_norms_in
from buurtteam.services.office import Office
from buurtteam.storage import caseload as questions
from buurtteam.storage.store import Store
from buurtteam.storage.terms import TEAM
from buurtteam.texts import label, plural
from buurtteam.texts import translate as _


def worklist(office: Office) -> Worklist:
    """The caseload of the whole team as it stands today.

    What was reckoned stays good until a deed touches it; then only the households of that deed are reckoned anew.
    Raises Trouble when the file cannot be read.
    """
    moment, now = office.moment, office.now()
    if moment is None:
        # What a deed changed so far stands in no list that is kept.
        with without_pauses():
            return _listed(office, now, None, ())
    hour = now.replace(minute=0, second=0, microsecond=0)
    kept: _Kept | None = office.reckoned.get(_KEPT)
    # An appointment that passes is a contact without anybody doing anything, so nothing is kept for long.
    touched = _touched(office, kept.moment) if kept is not None and kept.hour == hour else None
    with without_pauses():
        if kept is None or touched is None:
            made = _listed(office, now, frozenset(), current(office))
        elif touched:
            rest = [line for line in kept.worklist.lines if line.id not in touched]
            made = _listed(office, now, touched, rest)
        else:
            return kept.worklist
    office.reckoned[_KEPT] = _Kept(moment, hour, made)
    return made


_KEPT = "caseload"
_MOST_TOUCHED = 400
_BESIDE_THE_LINES = frozenset({Worker, Leave})
"""What the list says beside its lines follows from these."""


@dataclass(frozen=True)
class _Kept:
    """A caseload with the moment at which it was true."""

    moment: int
    hour: datetime
    worklist: Worklist


def _touched(office: Office, moment: int) -> set[UUID] | None:
    """The households that deeds touched since a moment; nothing at all when everything may have changed."""
    changes = office.changed_since(moment)
    if changes is None or any(change.kind in _BESIDE_THE_LINES for change in changes):
        return None
    with office.reading() as store:
        homes = questions.touched(store.connection, changes)
    return homes if homes is not None and len(homes) <= _MOST_TOUCHED else None


def _listed(office: Office, now: datetime, anew: Collection[UUID] | None, rest: Sequence[WorklistLine]) -> Worklist:
    """The caseload of these households reckoned anew, or of all, and of the rest as it is."""
    with office.counted(None if anew is None else {*anew, TEAM}) as store:
        norms, today = caseload_norms_in(store), local_day(now)
        found = [line for _home, line in reckoned(store, norms, now, anew)] if anew is None or anew else []
        lines = tuple(sorted([*found, *rest], key=first_to_end))
        return Worklist(
            today=today,
            lines=lines,
            loads=_loads(store.of(Worker), questions.leaves_on(store, today), lines, norms, today),
            norms=norms,
            areas=tuple(sorted({line.area for line in lines}, key=str.casefold)),
            rules=tuple(sorted(frozenset().union(*{line.rules for line in lines}))),
        )


def shown(known: Worklist, chosen: Filter) -> tuple[WorklistLine, ...]:
    """The households of a view, the first to end first."""
    return rules_of.shown(known.lines, chosen)


def counts(known: Worklist, chosen: Filter) -> Counts:
    """Beside each choice how many rows there are when it is the one that is chosen, whatever else the filter says."""
    return rules_of.counts(known.lines, chosen)


# ---------------------------------------------------------------------------------------------- load


def _loads(
    people: Iterable[Worker], leaves: Sequence[Leave], lines: Iterable[WorklistLine], norms: CaseloadNorms, today: date
) -> tuple[WorkerLoad, ...]:
    """Of everybody who works now, and of whoever left households behind, by name."""
    weighed: dict[WorkerId, list[tuple[HouseholdId, int]]] = defaultdict(list)
    for line in lines:
        if line.plan_coordinator is not None and line.state is not HouseholdState.CLOSED:
            weighed[line.plan_coordinator].append((line.id, line.tenths))
    names = {each.id: each.name for each in people}
    away = away_on(leaves, today)
    found = []
    for worker in sorted(people, key=lambda each: (each.name.casefold(), each.id.hex)):
        if not worker.is_active and worker.id not in weighed:
            continue
        load = load_of(worker.id, worker.hours_per_week, weighed[worker.id], norms)
        leave = away.get(worker.id)
        found.append(
            WorkerLoad(
                worker=worker.id,
                name=worker.name,
                hours=worker.hours_per_week,
                competences=worker.competences,
                away_until=leave.until_on if leave else None,
                is_away=leave is not None,
                replacement=names.get(leave.replacement, "") if leave and leave.replacement else "",
                tenths=load.tenths,
                capacity_tenths=load.capacity_tenths,
                percent=load.percent,
                fullness=load.fullness,
                households=load.households,
                is_active=worker.is_active,
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class WhatIf:
    """What giving households to a worker would make of the load of everybody it touches, by name."""

    changes: tuple[tuple[WorkerLoad, WorkerLoad], ...]
    """Of each worker the load now and then."""
    advice: tuple[str, ...]
    """Sentences to weigh, never a bar."""


def what_if(known: Worklist, households: Iterable[HouseholdId], to_worker: WorkerId) -> WhatIf:
    """The load before and after, of whoever gets the households and whoever they come from; nothing is changed."""
    wanted = frozenset(households)
    going = [line for line in known.lines if line.id in wanted and line.plan_coordinator != to_worker]
    left = {line.id for line in going}
    touched = {to_worker, *(line.plan_coordinator for line in going)}
    tenths = {line.id: line.tenths for line in known.lines if line.state is not HouseholdState.CLOSED}
    changes = []
    for before in known.loads:
        if before.worker in touched:
            mine = [id_ for id_ in before.households if id_ not in left]
            if before.worker == to_worker:
                mine += [line.id for line in going if line.id in tenths]
            after = load_of(before.worker, before.hours, [(id_, tenths[id_]) for id_ in mine], known.norms)
            changes.append((before, _with_load(before, after)))
    target = next((pair for pair in changes if pair[0].worker == to_worker), None)
    return WhatIf(tuple(changes), tuple(_advice(going, *target)) if target else ())


_FIELD_OF_KIND = {
    RequestKind.WMO: Competence.SUPPORT,
    RequestKind.YOUTH: Competence.YOUTH,
    RequestKind.DEBT: Competence.DEBT,
}
_FIELD_OF_GROUP = {
    TargetGroup.CARERS: Competence.CARERS,
    TargetGroup.LABOUR_MIGRANTS: Competence.MIGRANTS,
    TargetGroup.CHILDREN: Competence.YOUTH,
}


def _advice(going: Sequence[WorklistLine], before: WorkerLoad, after: WorkerLoad) -> Iterator[str]:
    """What to weigh before giving households to somebody; what a worker is good at is known only when it was told."""
    if not before.is_active:
        yield _("{name} does not work in the team any more.", name=before.name)
    if before.is_away and before.away_until is not None:
        yield _("{name} is away until {day}.", name=before.name, day=before.away_until)
    elif before.is_away:
        yield _("{name} is away, and it is not known until when.", name=before.name)
    if after.fullness is Fullness.UNKNOWN:
        yield _("The hours of {name} are not known, so nobody can say whether this fits.", name=before.name)
    elif after.percent is None and after.tenths > before.tenths:
        yield _("{name} has no hours for households, so nothing fits.", name=before.name)
    elif after.fullness is not Fullness.ROOM and after.tenths > before.tenths:
        yield _("With these, {name} has {percent} % of what fits.", name=before.name, percent=after.percent)
    if before.competences:
        asked = Counter(field for line in going for field in _fields(line) - before.competences)
        for field in Competence:
            if asked[field]:
                yield plural(
                    "{name} did not name {field}; {count} of these households asks for it.",
                    "{name} did not name {field}; {count} of these households ask for it.",
                    asked[field],
                    name=before.name,
                    field=label(field),
                )


def _fields(line: WorklistLine) -> frozenset[Competence]:
    by_kind = [_FIELD_OF_KIND[kind] for kind in line.kinds if kind in _FIELD_OF_KIND]
    return frozenset([*by_kind, *(_FIELD_OF_GROUP[group] for group in line.groups if group in _FIELD_OF_GROUP)])


def _with_load(before: WorkerLoad, load: Load) -> WorkerLoad:
    return replace(
        before,
        tenths=load.tenths,
        capacity_tenths=load.capacity_tenths,
        percent=load.percent,
        fullness=load.fullness,
        households=load.households,
    )


# ---------------------------------------------------------------------------------------------- giving out


@dataclass(frozen=True)
class Assigned:
    """What became of giving households to a worker."""

    worker: str
    count: int
    already: int
    """How many had this fixed face already and stayed as they were."""


def assign(
    office: Office,
    households: Sequence[HouseholdId],
    worker: WorkerId,
    *,
    expected: int,
    instead_of_handover: bool = False,
    reason: str = "",
) -> Assigned:
    """Make a worker the fixed face of all these households, in one deed or not at all.

    `expected` is the number somebody saw before saying yes.
    Raises Problem when that number is not right, the worker does not work here any more, or a household has a fixed face
    and this is not said to be instead of a hand-over, with the reason.
    """
    chosen = list(dict.fromkeys(households))
    if len(chosen) != expected:
        raise Problem(
            "other_number",
            N_("You saw {expected} households and chose {count}. Nothing was changed; look at the list again."),
            expected=expected,
            count=len(chosen),
        )
    with office.writing(Deed.ASSIGN) as store:
        who = store.find(Worker, worker)
        if who is None or not who.is_active:
            raise Problem(
                "not_working_here", N_("This worker does not work in the team now. Choose a colleague who does.")
            )
        homes = {each.id: each for each in store.of(Household, id=chosen)} if chosen else {}
        if len(homes) != len(chosen):
            raise Problem(
                "unknown_household",
                N_("One of these households is not there any more. Nothing was changed; look at the list again."),
            )
        closed = [home for home in homes.values() if home.state is HouseholdState.CLOSED]
        if closed:
            raise Problem(
                "closed_household",
                N_("{count} of these households are closed. Nothing was changed; leave them out and try again."),
                count=len(closed),
            )
        moving = [homes[id_] for id_ in chosen if homes[id_].plan_coordinator != worker]
        faced = [home for home in moving if home.plan_coordinator is not None]
        if faced and not instead_of_handover:
            raise Problem(
                "has_a_face",
                N_("{count} of these households have a fixed face already. Hand them over, so that nobody loses it."),
                count=len(faced),
            )
        if faced and not reason.strip():
            raise Problem("no_reason", N_("Write down why these households change hands without a hand-over."))
        overtaken(office, store, [home.id for home in moving], reason)
        for home in moving:
            store.save(home.changed(plan_coordinator=worker))
            if home.plan_coordinator is not None:
                store.save(
                    Deviation(
                        household=home.id,
                        what=_("Another fixed face without a hand-over"),
                        reason=reason.strip(),
                        worker=office.me,
                        decided_on=office.today(),
                    )
                )
        return Assigned(who.name, len(moving), len(chosen) - len(moving))


def set_weight(office: Office, households: Sequence[HouseholdId], weight: Weight) -> int:
    """Say how much work these households ask; returns how many changed.

    Raises Problem for the weight of a crisis: that is declared, with somebody who leads it and a term. So does a household
    in which a crisis runs.
    """
    if weight is Weight.CRISIS:
        raise Problem("declare_it", N_("A crisis is no weight to choose. Declare it, so that somebody leads it today."))
    with office.writing(Deed.CHANGE_HOUSEHOLD, households[0] if len(households) == 1 else None) as store:
        changed = [home for home in store.of(Household, id=list(households)) if home.weight is not weight]
        heavy = [home.id for home in changed if home.weight is Weight.CRISIS]
        if any(_crisis_runs(store, each, office.today()) for each in heavy):
            raise Problem(
                "in_crisis", N_("While a crisis runs its weight stays. Nothing was changed; end the crisis first.")
            )
        for home in changed:
            store.save(home.changed(weight=weight))
        return len(changed)


def _crisis_runs(store: Store, household: HouseholdId, today: date) -> bool:
    events = store.of(CaseEvent, household=household)
    return running(events, CaseEventKind.CRISIS_STARTED, CaseEventKind.CRISIS_ENDED, today) is not None


_STEPS = {
    Stage.TALK: (EventKind.FIRST_TALK_HELD, frozenset({RequestState.NEW})),
    Stage.PLAN: (EventKind.ASSESSMENT_FINISHED, frozenset({RequestState.IN_TALKS})),
    Stage.RUNNING: (
        EventKind.HELP_STARTED,
        frozenset({RequestState.IN_TALKS, RequestState.PLAN, RequestState.DECISION}),
    ),
}
_ASSESSED = frozenset({RequestKind.WMO, RequestKind.YOUTH})


def move(office: Office, household: HouseholdId, to_stage: Stage, on: date | None = None) -> tuple[RequestEvent, ...]:
    """Write down what brings a household to a stage of the board, for each open request that was not there yet.

    Raises Problem when no event can do that, or the day cannot be right.
    """
    with office.writing(Deed.CHANGE_REQUEST, household) as store:
        home = store.get(Household, household)
        if to_stage is Stage.AFTERCARE:
            raise Problem(
                "close_it", N_("Close the household, or begin stand-by: then it stands under aftercare by itself.")
            )
        if home.state is not HouseholdState.OPEN:
            raise Problem(
                "not_open", N_("This household is closed or on stand-by. Open it again first, then go on with it here.")
            )
        if to_stage is Stage.NEW:
            raise Problem(
                "not_back",
                N_("A household becomes new by a new request. Was something written down by mistake? Take that back."),
            )
        states = _open_requests(store, household)
        if not states:
            raise Problem(
                "no_open_request",
                N_("This household has no open request, so there is nothing to move. Write a request down first."),
            )
        kind, comes_from = _STEPS[to_stage]
        if to_stage is not Stage.TALK and any(state is RequestState.NEW for _request, state in states):
            raise Problem("talk_first", N_("Write down the first conversation before this step."))
        moving = [request for request, state in states if state in comes_from]
        if not moving:
            raise Problem("further_already", N_("This step was taken already. Nothing was written down."))
        if to_stage is Stage.PLAN and any(request.kind not in _ASSESSED for request in moving):
            raise Problem(
                "no_assessment",
                N_("This kind of request has no assessment. Make the plan itself: then it moves on by itself."),
            )
        return tuple(requests.record_event(office, request.id, kind, on) for request in moving)


def move_all(office: Office, households: Sequence[HouseholdId], to_stage: Stage, on: date | None = None) -> int:
    """Bring several households to a stage of the board in one deed or not at all; returns how many.

    Raises Problem when no event can do that for one of them, or the day cannot be right.
    """
    chosen = list(dict.fromkeys(households))
    with office.writing(Deed.CHANGE_REQUEST, chosen[0] if len(chosen) == 1 else None):
        for each in chosen:
            move(office, each, to_stage, on)
    return len(chosen)


def _open_requests(store: Store, household: HouseholdId) -> list[tuple[RequestNotification, RequestState]]:
    found = store.of(RequestNotification, household=household, order_by="received_at")
    states = [(each, state_of(store.of(RequestEvent, request=each.id))) for each in found]
    return [(request, state) for request, state in states if state is not RequestState.CLOSED]


def views(office: Office) -> tuple[SavedView, ...]:
    """The views of the caseload: those that come with the program first, then those of this worker."""
    me = office.me
    built_in = [
        SavedView(_("Late and urgent"), Filter(clues=URGENT_CLUES), is_built_in=True),
        SavedView(_("Everything"), Filter(), is_built_in=True),
        SavedView(_("Without a fixed face"), Filter(clues=frozenset({Clue.NO_COORDINATOR})), is_built_in=True),
        SavedView(_("Silent"), Filter(clues=frozenset({Clue.SILENT})), is_built_in=True),
    ]
    if me is not None:
        built_in.append(SavedView(_("My households"), Filter(workers=(me,)), is_built_in=True))
    return (*built_in, *_own_views(office))


_VIEWS = "caseload.views"


def _own_views(office: Office) -> list[SavedView]:
    """The views this worker kept; one that cannot be read, as from another version, does not stand in the way of the rest."""
    kept, found = office.recall(_VIEWS, []), []
    for each in kept if isinstance(kept, list) else []:
        with suppress(KeyError, TypeError, ValidationError):
            found.append(SavedView(str(each["name"]), Filter.model_validate(each["filter"]), str(each["form"])))
    return found


def keep_view(office: Office, view: SavedView) -> None:
    """Keep a view under its name; one of the same name is replaced.

    Raises Problem when it has no name, or the name of a view that comes with the program.
    """
    name = " ".join(view.name.split())
    if not name:
        raise Problem("view_without_name", N_("Give the view a name first."))
    if any(each.is_built_in and each.name.casefold() == name.casefold() for each in views(office)):
        raise Problem("view_name_taken", N_("A view of the program has this name. Choose another name."))
    kept = [each for each in _own_views(office) if each.name.casefold() != name.casefold()]
    _remember_views(office, [*kept, replace(view, name=name)])


def remove_view(office: Office, name: str) -> None:
    """Forget a view of this worker."""
    _remember_views(office, [each for each in _own_views(office) if each.name.casefold() != name.casefold()])


def _remember_views(office: Office, kept: Iterable[SavedView]) -> None:
    plain = [{"name": each.name, "filter": each.filter.model_dump(mode="json"), "form": each.form} for each in kept]
    office.remember(_VIEWS, plain)
