"""What the worklist knows of the whole caseload, and how it tells one household."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from buurtteam.domain.kinds import HouseholdId, WorkerId
from buurtteam.domain.statute import Statute
from buurtteam.domain.worklist import Clue, SavedView, TargetGroup, Worklist, WorklistLine
from buurtteam.services import caseload, caseload_lists
from buurtteam.services.office import Office
from buurtteam.texts import label, language, plural
from buurtteam.texts import translate as _
from buurtteam.ui.board import Card
from buurtteam.ui.pages.worklist_coaches import NOBODY
from buurtteam.ui.terms import both_dates, term_chip

if TYPE_CHECKING:
    from buurtteam.ui.widgets import State

FORM_KEY = "worklist form"
"""Under which the form that somebody chose last is remembered."""


@dataclass(frozen=True)
class Known:
    """Everything the page shows, asked for in one go."""

    list: Worklist
    views: tuple[SavedView, ...]
    me: WorkerId | None
    clocks: Mapping[str, str]
    """What each rule is called."""
    steps: Mapping[str, tuple[str, str]]
    """What must be done at each step, and by which article."""
    form: str
    behind: Mapping[object, frozenset[HouseholdId]]
    """The households behind the load of each worker, and those of nobody."""

    def step(self, line: WorklistLine) -> tuple[str, str]:
        """What must be done first in a household, and by which article."""
        return ("", "") if line.term is None else self.steps.get(line.term.step, (line.term.step, ""))

    def what(self, line: WorklistLine) -> str:
        """What must be done first in a household, in one go."""
        title, article = self.step(line)
        return _("{title} ({article})", title=title, article=article) if article else title


def gathered(office: Office) -> Known:
    """All that the page shows; on the worker thread, for a whole town would hold up the window."""
    known = caseload.worklist(office)
    behind: dict[object, frozenset[HouseholdId]] = {load.worker: frozenset(load.households) for load in known.loads}
    behind[NOBODY] = frozenset(line.id for line in known.lines if line.plan_coordinator not in behind)
    statute, spoken = office.statute, language()
    steps: dict[str, tuple[str, str]] = {}
    for line in known.lines:
        if line.term is not None and line.term.step not in steps:
            term = statute.step(line.term.step, known.today)
            if term is not None:
                steps[line.term.step] = (term.title.of(spoken), term.citation(spoken))
    return Known(
        known,
        caseload.views(office),
        office.me,
        {rule: _clock(statute, rule, known.today) for rule in known.rules},
        steps,
        str(office.recall(FORM_KEY, "table")),
        behind,
    )


def _clock(statute: Statute, rule: str, today: date) -> str:
    """What a rule is called: what its first step asks."""
    first = next((term for term in statute.terms if term.rule == rule and term.holds_on(today)), None)
    return first.title.of(language()) if first else rule


def card_of(line: WorklistLine, known: Known) -> Card:
    """A household as the board shows it."""
    today = known.list.today
    chips: list[tuple[State, str]] = []
    if line.term is not None:
        chips.append(term_chip(line.term, today))
    short = ((Clue.CRISIS, _("Crisis")), (Clue.URGENT, _("Urgent")))
    chips += [("info", words) for clue, words in short if clue in line.clues]
    if line.threat is not None:
        chips.append(("late", caseload_lists.threat_words(line.threat)))
    if not chips:
        chips.append(("quiet", _("No term")))
    who = [line.coordinator or _("No fixed face"), label(line.weight).lower()]
    if line.children:
        who.append(plural("{count} child", "{count} children", line.children))
    groups = [label(group) for group in TargetGroup if group in line.groups and group is not TargetGroup.CHILDREN]
    clues = [label(clue) for clue in Clue if clue in line.clues]
    what = known.what(line)
    dates = both_dates(line.term) if line.term else ""
    said = (line.label, *(words for _state, words in chips), what, dates, *who, *groups, *clues)
    return Card(
        line.label or _("Without a name yet"),
        tuple(chips),
        " · ".join(who),
        " · ".join(groups) or what,
        "; ".join(part for part in said if part),
    )


def leaving(line: WorklistLine, words: str, hidden: str = "") -> str:
    """What a copy may hold of a term: nothing of one that is for the team only, as in an export."""
    return hidden if line.term is not None and line.term.is_team_only else words
