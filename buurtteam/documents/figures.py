"""The figures of the team on paper: each with its value and what it counts beside it, and the rule for small counts."""

from buurtteam.documents.blocks import SOFT_INK, Block, Row, Stack, Style, Table, Words
from buurtteam.documents.report import pairs
from buurtteam.documents.sheet import Sheet, Styles, TitleLine, readable_color
from buurtteam.domain.papers import FigureLine, FiguresPaper
from buurtteam.texts import long_date
from buurtteam.texts import translate as _

SIZE, LARGE_SIZE = 10.5, 16


def draw(content: FiguresPaper) -> bytes:
    """The figures as a PDF."""
    sheet = Sheet(content, _("Figures of the team"))
    return sheet.drawn(sheet.pages(_story(content)))


def _story(content: FiguresPaper) -> list[Block]:
    styles = Styles(LARGE_SIZE if content.large_print else SIZE, readable_color(content.letterhead.color))
    known = long_date(content.known_on) if content.known_on else ""
    story: list[Block] = [
        TitleLine(_("Figures of the team"), content.letterhead, styles),
        pairs(
            (
                (_("Team"), content.team),
                (_("Neighbourhood"), content.area),
                (_("From"), long_date(content.first) if content.first else ""),
                (_("Up to and including"), long_date(content.last) if content.last else ""),
            ),
            styles,
        ),
    ]
    for group in content.groups:
        story.append(Words(group.title, styles.heading, "H2", keep=True))
        heads = [Words(text, styles.strong) for text in (_("What it counts"), _("Number or share"))]
        story.append(Table(heads, [_row(line, styles) for line in group.figures], [0.64, 0.36], pad=4))
    soft = Style(styles.size, color=SOFT_INK, after=styles.size * 0.4)
    story.append(Words(_("About these figures"), styles.heading, "H2", keep=True))
    said = (
        content.rule,
        _("As it is known on {day}. What is written down later about this period can change it.", day=known)
        if known
        else "",
        _(
            "These figures say how the work goes. They say nothing about who works well, "
            "and they never make one number of what residents answered."
        ),
    )
    story += [Words(text, soft) for text in said if text]
    return story


def _row(line: FigureLine, styles: Styles) -> Row:
    beside = Style(max(9.5, styles.size * 0.86), color=SOFT_INK)
    values: list[Block] = [Words(text, styles.strong) for text in line.values or ("–",)]
    if line.basis:
        values.append(Words(line.basis, beside))
    return Row([Stack([Words(line.name, styles.strong), Words(line.definition, beside)]), Stack(values)], headed=True)
