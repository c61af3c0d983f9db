"""The figures on paper: as they may leave the team, in the words of the paper, kept like any other paper."""

from datetime import date

from buurtteam.domain.figures import DEFINITIONS, GROUPS, FigureUnit
from buurtteam.domain.figures_outside import OutsideFigure
from buurtteam.domain.filing import Paper
from buurtteam.domain.papers import FigureGroup, FigureLine, FiguresPaper, PaperKind
from buurtteam.domain.staff import Deed
from buurtteam.services.figures import (
    SMALL_COUNTS_RULE,
    area_words,
    basis_words,
    figures_outside,
    shown_count,
    value_words,
)
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.services.printing import issue_of_team
from buurtteam.texts import label
from buurtteam.texts import translate as _


def issue_figures(office: Office, first: date, last: date, area: str | None = None) -> Paper:
    """Make the paper with the figures of a period, of the whole team or of one neighbourhood.

    Raises Problem when the worker may not, or the period is no period.
    """
    office.ask(Deed.EXPORT_LIST)
    found = figures_outside(office, first, last)

    def content(home: Home) -> FiguresPaper:
        by_key = {each.key: each for each in found.figures.get(area, ())}
        return FiguresPaper(
            **home.head(),
            team=found.team,
            area=area_words(area),
            first=first,
            last=last,
            known_on=found.today,
            groups=tuple(
                FigureGroup(title=_(title), figures=tuple(_line(by_key[key]) for key in keys if key in by_key))
                for title, keys in GROUPS
            ),
            rule=_(SMALL_COUNTS_RULE),
        )

    return issue_of_team(office, PaperKind.FIGURES, content)


def _line(figure: OutsideFigure) -> FigureLine:
    definition = DEFINITIONS[figure.key]
    if definition.unit is FigureUnit.PARTS:
        # Of one neighbourhood the parts are not shown: two traits crossed are enough.
        values = tuple(_("{part}: {count}", part=label(part), count=shown_count(n)) for part, n in figure.parts.items())
        basis = _("Cases: {base}", base=shown_count(figure.base))
    elif definition.unit is FigureUnit.NOT_MEASURED:
        values, basis = (_("Not measured"),), ""
    else:
        hidden = figure.value is None and definition.unit is not FigureUnit.COUNT
        values, basis = ((_("not shown") if hidden else value_words(figure)),), basis_words(figure)
    return FigureLine(name=label(figure.key), values=values, basis=basis, definition=_(definition.sentence))
