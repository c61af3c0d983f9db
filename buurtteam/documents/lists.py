"""The caseload as a list on paper, for a meeting of the team and nobody else."""

from buurtteam.documents.blocks import SOFT_INK, Block, Row, Run, Stack, Style, Table, Words
from buurtteam.documents.glyphs import BOLD, SEMIBOLD
from buurtteam.documents.sheet import Sheet, Styles, TitleLine, readable_color
from buurtteam.domain.papers import ListedHousehold, WorklistPaper
from buurtteam.texts import long_date, plural, short_date
from buurtteam.texts import translate as _

SIZE, LARGE_SIZE = 10, 15
_WIDTHS = [0.23, 0.3, 0.24, 0.23]


def draw(content: WorklistPaper) -> bytes:
    """The list as a PDF."""
    sheet = Sheet(content, _("Worklist"))
    return sheet.drawn(sheet.pages(_story(content)))


def _story(content: WorklistPaper) -> list[Block]:
    styles = Styles(LARGE_SIZE if content.large_print else SIZE, readable_color(content.letterhead.color))
    count = plural("{count} household", "{count} households", len(content.rows))
    story: list[Block] = [TitleLine(_("Worklist"), content.letterhead, styles)]
    warning = _("For the team only. Do not leave this list anywhere, and shred it when it is done with.")
    story.append(Words(warning, Style(styles.size, SEMIBOLD, after=styles.size * 0.5)))
    if content.issued_on is not None:
        said = _("{count}, as it stood on {day}.", count=count, day=long_date(content.issued_on))
    else:
        said = f"{count}."
    story.append(Words(said, styles.body))
    asked = Style(styles.size, color=SOFT_INK, after=styles.size * 0.2)
    story += [Words(part, asked) for part in content.filter]
    if not content.rows:
        story.append(Words(_("No household fits this."), styles.body))
        return story
    heads = [Words(text, styles.strong) for text in (_("Household"), _("First term"), _("Fixed face"), _("Look at"))]
    rows = [_row(each, styles) for each in content.rows]
    story.append(Table(heads, rows, _WIDTHS, pad=styles.size * 0.34, before=styles.size * 0.5))
    return story


def _row(each: ListedHousehold, styles: Styles) -> Row:
    soft = Style(styles.size * 0.95, color=SOFT_INK)
    home: list[Block] = [Words(each.label, Style(styles.size, BOLD))]
    home.append(Words(" · ".join(part for part in (each.area, each.stage) if part), soft))
    term: list[Block] = []
    if each.ends_on is not None:
        day = _("Too late: {day}", day=short_date(each.ends_on)) if each.is_late else short_date(each.ends_on)
        term.append(Words([Run(day, BOLD if each.is_late else SEMIBOLD)], styles.tight))
    if each.term:
        term.append(Words(each.term, styles.tight))
    face: list[Block] = [Words(each.coordinator or "–", styles.tight)]
    if each.acts_now:
        face.append(Words(_("now: {name}", name=each.acts_now), soft))
    if each.last_contact_on is not None:
        face.append(Words(_("last contact {day}", day=short_date(each.last_contact_on)), soft))
    else:
        face.append(Words(_("no contact known"), soft))
    return Row(
        [Stack(home), Stack(term), Stack(face), Stack([Words(one, styles.tight) for one in each.look_at])], headed=True
    )
