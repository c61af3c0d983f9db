"""The rows of the caseload as somebody takes them along: for a spreadsheet, on paper, and for other programs.

All of them are the rows that the screen shows. What is for the team's eyes only stands in none of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buurtteam.documents.render import render
from buurtteam.documents.spreadsheet import Cell, csv_of, xlsx_of
from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.papers import ListedHousehold, WorklistPaper
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.domain.threat import ThreatKind
from buurtteam.domain.words import N_
from buurtteam.domain.worklist import (
    TEAM_ONLY_CLUES,
    Clue,
    Filter,
    Stage,
    TargetGroup,
    WorkerLoad,
    Worklist,
    WorklistLine,
)
from buurtteam.services.caseload import shown, worklist
from buurtteam.services.files import keep_file
from buurtteam.services.office import Office
from buurtteam.services.paper_home import team_of
from buurtteam.texts import joined, label, language, number, short_date
from buurtteam.texts import translate as _

if TYPE_CHECKING:
    from buurtteam.domain.request import RequestKind


def listed(
    known: Worklist, chosen: Filter, households: Sequence[HouseholdId] | None = None
) -> tuple[WorklistLine, ...]:
    """The rows of a view, or those of them that were chosen."""
    rows = shown(known, chosen)
    if households is None:
        return rows
    wanted = frozenset(households)
    return tuple(line for line in rows if line.id in wanted)


def export_csv(
    office: Office, known: Worklist, chosen: Filter, file: Path, households: Sequence[HouseholdId] | None = None
) -> int:
    """Keep the rows as CSV; returns how many.

    Raises Problem when the worker may not, Trouble when the file cannot be written.
    """
    office.ask(Deed.EXPORT_LIST)
    rows = listed(known, chosen, households)
    table = _Table(office, known)
    content = csv_of(table.heads, table.rows(rows))
    return _written(office, file, content, len(rows))


def export_xlsx(
    office: Office, known: Worklist, chosen: Filter, file: Path, households: Sequence[HouseholdId] | None = None
) -> int:
    """Keep the rows as XLSX; returns how many.

    Raises Problem when the worker may not, Trouble when the file cannot be written.
    """
    office.ask(Deed.EXPORT_LIST)
    rows = listed(known, chosen, households)
    table = _Table(office, known)
    content = xlsx_of(_("Worklist"), table.heads, table.rows(rows), office.now())
    return _written(office, file, content, len(rows))


def _written(office: Office, file: Path, content: bytes, count: int) -> int:
    # First the line in the journal: what cannot be written down is not taken along.
    office.look(Deed.EXPORT_LIST)
    keep_file(file, content)
    return count


def printed(office: Office, known: Worklist, chosen: Filter, households: Sequence[HouseholdId] | None = None) -> bytes:
    """The rows as a list on paper; it is written in the journal, and not kept.

    Raises Problem when the worker may not.
    """
    office.look(Deed.EXPORT_LIST)
    return render(list_paper(office, known, chosen, households))


def list_paper(
    office: Office, known: Worklist, chosen: Filter, households: Sequence[HouseholdId] | None = None
) -> WorklistPaper:
    """What stands on the list: per household what the team must know to talk about it, and no more."""
    table = _Table(office, known)
    with office.reading() as store:
        home = team_of(store, known.today, office.statute)
        head = home.head()
    return WorklistPaper(
        **head,
        language="nl" if language() == "nl" else "en",
        issued_on=known.today,
        filter=filter_words(office, known, chosen, is_chosen=households is not None),
        rows=tuple(table.listed(line) for line in listed(known, chosen, households)),
    )


def loads_as_json(office: Office) -> list[dict[str, Any]]:
    """The load of every worker for other programs, by name."""
    known = worklist(office)
    lines = {line.id: line for line in known.lines}
    return [
        {
            "worker": load.name,
            "worker_id": str(load.worker),
            "is_active": load.is_active,
            "hours": load.hours,
            "points": load.tenths / 10,
            "capacity": None if load.capacity_tenths is None else load.capacity_tenths / 10,
            "percent": load.percent,
            "fullness": load.fullness.value,
            "is_away": load.is_away,
            "away_until": load.away_until.isoformat() if load.away_until else None,
            "replacement": load.replacement,
            "households": [
                {
                    "id": str(each),
                    "label": lines[each].label,
                    "threat": threat.value if (threat := lines[each].threat) else None,
                }
                for each in load.households
            ],
        }
        for load in known.loads
    ]


def loads_as_text(office: Office) -> str:
    """The load of every worker as a table of plain text, by name."""
    heads = (_("Worker"), _("Points"), _("Fits"), "%", _("Households"), "")
    rows = [heads, *(_load_cells(load) for load in worklist(office).loads)]
    wide = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = []
    for row in rows:
        figures = [cell.rjust(size) for cell, size in zip(row[1:-1], wide[1:-1], strict=True)]
        lines.append("  ".join([row[0].ljust(wide[0]), *figures, row[-1]]).rstrip())
    return "\n".join(lines)


def _load_cells(load: WorkerLoad) -> tuple[str, ...]:
    return (
        load.name,
        number(load.tenths / 10),
        "–" if load.capacity_tenths is None else number(load.capacity_tenths / 10),
        "–" if load.percent is None else str(load.percent),
        str(len(load.households)),
        _away(load),
    )


def _away(load: WorkerLoad) -> str:
    if not load.is_active:
        return _("does not work here any more")
    if not load.is_away:
        return ""
    if load.away_until is None:
        return _("away")
    return _("away until {day}", day=short_date(load.away_until))


def filter_words(office: Office, known: Worklist, chosen: Filter, *, is_chosen: bool = False) -> tuple[str, ...]:
    """What a filter asks, a sentence for each part that says something."""
    names = {load.worker: load.name for load in known.loads}
    titles = _Table(office, known)
    clues = [_("See the program") if each in TEAM_ONLY_CLUES else label(each) for each in Clue if each in chosen.clues]
    # From the law itself: it may be nobody's first term today.
    hidden = {name for term in office.statute.terms if term.team_only for name in (term.rule, term.id)}
    rules = [_("See the program") if each in hidden else titles.rule(each) for each in chosen.rules]
    parts = (
        (N_("Look at: {choices}"), clues),
        (N_("Stage: {choices}"), [label(each) for each in Stage if each in chosen.stages]),
        (N_("Target group: {choices}"), [label(each) for each in TargetGroup if each in chosen.groups]),
        (N_("Kind of request: {choices}"), sorted(label(each) for each in chosen.kinds)),
        (N_("Neighbourhood: {choices}"), [each or _("not filled in") for each in chosen.areas]),
        (N_("Worker: {choices}"), [names.get(each, "") for each in chosen.workers]),
        (N_("Clock: {choices}"), rules),
        (N_("Search words: {choices}"), [chosen.words] if chosen.words.strip() else []),
    )
    said = [_(sentence, choices=joined(dict.fromkeys(some), last="or")) for sentence, some in parts if some]
    if is_chosen:
        said.append(_("Of these, only the households that were chosen."))
    return tuple(said)


def threat_words(threat: ThreatKind | None) -> str:
    """What threatens, in a word or two."""
    return "" if threat is None else _("Threat: {what}", what=label(threat).lower())


@dataclass
class _Column:
    head: str
    cell: Callable[[WorklistLine], Cell]


class _Table:
    """How a line is told outside the program."""

    def __init__(self, office: Office, known: Worklist) -> None:
        self._today = known.today
        self._statute = office.statute
        self._names: dict[WorkerId, str] = {load.worker: load.name for load in known.loads}
        self._titles: dict[str, str] = {}
        # Thousands of lines share some dozens of sets.
        self._clues: dict[tuple[frozenset[Clue], ThreatKind | None], tuple[str, ...]] = {}
        self._groups: dict[frozenset[TargetGroup], str] = {}
        self._kinds: dict[frozenset[RequestKind], str] = {}
        # Looked up once, and apart: choices of two kinds may be the same word in the code.
        states, stages, weights = ({each: label(each) for each in kind} for kind in (HouseholdState, Stage, Weight))
        self.columns = (
            _Column(_("Household"), attrgetter("label")),
            _Column(_("Neighbourhood"), attrgetter("area")),
            _Column(_("State"), lambda line: states[line.state]),
            _Column(_("Stage"), lambda line: stages[line.stage]),
            _Column(_("Look at"), lambda line: "; ".join(self.look_at(line))),
            _Column(_("First term"), self.term),
            _Column(_("Ends on"), self.ends_on),
            _Column(_("Terms too late"), attrgetter("late")),
            _Column(_("Fixed face"), attrgetter("coordinator")),
            _Column(_("Acts now"), self.acts_now),
            _Column(_("Kind of request"), self.kinds),
            _Column(_("Target group"), self.groups),
            _Column(_("Last contact"), attrgetter("last_contact_on")),
            _Column(_("Weight"), lambda line: weights[line.weight]),
            _Column(_("Points"), lambda line: line.tenths / 10),
            _Column(_("Fixed faces so far"), attrgetter("faces")),
        )
        self.heads = tuple(column.head for column in self.columns)

    def rows(self, lines: Sequence[WorklistLine]) -> Iterable[tuple[Cell, ...]]:
        """The cells of each line, under the heads."""
        return zip(*(map(column.cell, lines) for column in self.columns), strict=True)

    def listed(self, line: WorklistLine) -> ListedHousehold:
        """The line on paper."""
        return ListedHousehold(
            label=line.label,
            area=line.area,
            stage=label(line.stage),
            term=self.term(line),
            ends_on=self.ends_on(line),
            is_late=self.ends_on(line) is not None and line.term is not None and line.term.is_late(self._today),
            coordinator=line.coordinator,
            acts_now=self.acts_now(line),
            last_contact_on=line.last_contact_on,
            look_at=self.look_at(line),
        )

    def look_at(self, line: WorklistLine) -> tuple[str, ...]:
        """What asks for a look, without what is for the team's eyes only."""
        known = line.clues, line.threat
        if known not in self._clues:
            told = (clue for clue in Clue if clue in line.clues and clue not in TEAM_ONLY_CLUES)
            self._clues[known] = tuple(
                threat_words(line.threat) or label(each) if each is Clue.THREAT else label(each) for each in told
            )
        return self._clues[known]

    def kinds(self, line: WorklistLine) -> str:
        """Which kinds of request are open."""
        if line.kinds not in self._kinds:
            self._kinds[line.kinds] = "; ".join(sorted(label(each) for each in line.kinds))
        return self._kinds[line.kinds]

    def groups(self, line: WorklistLine) -> str:
        """The target groups."""
        if line.groups not in self._groups:
            self._groups[line.groups] = "; ".join(label(each) for each in TargetGroup if each in line.groups)
        return self._groups[line.groups]

    def term(self, line: WorklistLine) -> str:
        """What must be done first; of what is for the team's eyes only, that it stands in the program."""
        if line.term is None:
            return ""
        return _("See the program") if line.term.is_team_only else self.rule(line.term.step)

    def ends_on(self, line: WorklistLine) -> date | None:
        """By when."""
        return None if line.term is None or line.term.is_team_only else line.term.warn_on

    def acts_now(self, line: WorklistLine) -> str:
        """Who stands in today, when that is not the fixed face."""
        if line.responsible is None or line.responsible == line.plan_coordinator:
            return ""
        return self._names.get(line.responsible, "")

    def rule(self, rule_or_step: str) -> str:
        """What a rule or step asks, in the language of now."""
        if rule_or_step not in self._titles:
            try:
                title = self._statute.steps(rule_or_step, self._today)[0].title.of(language())
            except Problem:
                # A term that began under an older law.
                title = rule_or_step
            self._titles[rule_or_step] = title
        return self._titles[rule_or_step]
