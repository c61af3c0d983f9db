"""Sheets to fill in, to follow or to keep: the blank conversation form, the route, the recovery sheet."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from buurtteam.documents.blocks import (
    INK,
    PALE,
    SOFT_INK,
    Block,
    Columns,
    Face,
    Run,
    Space,
    Stack,
    Style,
    Table,
    TickBox,
    Words,
    WriteLines,
)
from buurtteam.documents.glyphs import BOLD, SEMIBOLD
from buurtteam.documents.report import empty_row, pairs
from buurtteam.documents.sheet import Sheet, Styles, TitleLine, choices, readable_color, signatures
from buurtteam.domain.conversation import SCORE_WORDS
from buurtteam.domain.papers import BlankFormPaper, FormTopic, RecoverySheetPaper, RoutePaper, RouteStep
from buurtteam.texts import long_date
from buurtteam.texts import translate as _

# ------------------------------------------------------------------------------------ blank form

FORM_SIZE, LARGE_FORM_SIZE = 11, 17


def draw_blank_form(content: BlankFormPaper) -> bytes:
    """The conversation form to fill in by pen."""
    styles = Styles(LARGE_FORM_SIZE if content.large_print else FORM_SIZE, readable_color(content.letterhead.color))
    title = _("Conversation at the kitchen table")
    sheet = Sheet(content, title)
    # As much room to write as takes no sheet more.
    tries = [sheet.pages(_talk(content, title, styles, asked, lines)) for lines in (6, 5, 4, 3) for asked in (4, 3, 2)]
    # What is agreed and signed stands together on a sheet of its own.
    return sheet.drawn([*min(tries, key=len), *sheet.pages(_agreed(content, styles))])


def _talk(content: BlankFormPaper, title: str, styles: Styles, asked: int, lines: int) -> list[Block]:
    """The talk itself, with so many lines for the question and so many for what goes well and what is wanted."""
    intro = _(
        "Talk freely and in any order. Skip what does not matter. Nothing has to be filled in. "
        "Write down what people say in their own words."
    )
    facts = (
        (_("Household"), content.household),
        (_("Date of the talk"), ""),
        (_("At the table"), ""),
        (_("Talk held by"), content.worker),
        (_("Question in your own words"), ""),
        *((("", ""),) * (asked - 1)),
    )
    topics = content.topics or (FormTopic(topic=_("What you want to talk about")),) * 3
    top = Style(styles.heading.size, styles.heading.font)
    ends: list[Block] = [
        Stack([Words(text, top, "H2"), WriteLines(lines, gap=_write_gap(styles))])
        for text in (_("What goes well"), _("What we want"))
    ]
    return [
        TitleLine(title, content.letterhead, styles),
        Words(intro, Style(styles.size, color=SOFT_INK, after=styles.size * 0.5)),
        _to_write(facts, styles),
        *(_topic(topic, styles) for topic in topics),
        Columns(ends, [1, 1], gap=20, before=styles.size * 1.2),
    ]


def _agreed(content: BlankFormPaper, styles: Styles) -> list[Block]:
    heads = [Words(text, styles.strong) for text in (_("Who?"), _("Does what?"), _("When?"))]
    rows = [empty_row(3, _write_gap(styles)) for _number in range(content.agreement_rows)]
    top = Style(styles.heading.size, styles.heading.font, after=styles.heading.after)
    return [
        Words(_("What we agree"), top, "H2", keep=True),
        Table(heads, rows, [0.25, 0.5, 0.25], pad=2, ruled=True),
        *_explained(styles, content.personal_plan_days),
        _consent(content, styles),
    ]


def _write_gap(styles: Styles) -> float:
    """The distance between lines to write on, in points; nine millimetres or more."""
    return max(9 * float(mm), styles.size * 2)


def _to_write(facts: Sequence[tuple[str, str]], styles: Styles) -> Table:
    return pairs(facts, Styles(styles.size, styles.color, density=1.5))


def _topic(topic: FormTopic, styles: Styles) -> Block:
    size = styles.size
    head = Words(topic.topic, Style(size * 1.15, BOLD, leading=size * 1.5), "H2")
    # The question stands on the same line as the topic, and wraps beside it.
    question = Words(topic.question, Style(size, leading=size * 1.52, color=SOFT_INK))
    title: Block = Columns([head, question], [0.41, 0.59], gap=8) if topic.question else head
    asked = Words(_("How are things?"), Style(size, SEMIBOLD, leading=size * 1.75))
    faces = Columns([asked, *_faces(styles)], [1.25, 1, 1, 1, 1, 1], gap=6, before=size * 0.35)
    return Stack([title, faces, WriteLines(3, gap=_write_gap(styles))], whole=True, before=size * 1.2)


def _faces(styles: Styles) -> list[Block]:
    """A face with its word beside it, or below it where the letters are large."""
    size = styles.size * 1.5
    word = Style(styles.size * 0.92, leading=styles.size * 1.75)
    if styles.size > FORM_SIZE:
        below = Style(styles.size * 0.92, centred=True)
        return [
            Stack([Face((score - 3) / 2, size), Words(f"{score} {_(words)}", below)])
            for score, words in SCORE_WORDS.items()
        ]
    return [
        Columns([Face((score - 3) / 2, size), Words(f"{score} {_(words)}", word)], [size, styles.size * 5.6], gap=4)
        for score, words in SCORE_WORDS.items()
    ]


def _explained(styles: Styles, plan_days: int | None) -> list[Block]:
    """What the law asks to tell and to look at (Wmo 2015 art. 2.3.2 lid 2, 3 and 6, and 2.3.4)."""
    dots = "…………………………"
    told = (
        _("I know that free, independent client support exists."),
        _("I know that I may make a personal plan, until {days} days after my question.", days=plan_days)
        if plan_days
        else _("I know that I may make a personal plan."),
        _("Care in kind and a personal budget were explained to me."),
        _("I showed my proof of identity. Kind (no number, no copy): {dots}", dots=dots),
    )
    items: list[Block] = [Stack([tick(text, styles)], tag="LI", before=2) for text in told]
    return [Words(_("We talked about this too"), styles.heading, "H2", keep=True), Stack(items, tag="L", whole=True)]


def tick(text: str, styles: Styles) -> Words:
    """A statement with a box before it."""
    return Words(
        [Run("\u2610", scale=1.3), Run("\u00a0\u00a0" + text)], Style(styles.size, leading=styles.size * 1.6), "LBody"
    )


def _consent(content: BlankFormPaper, styles: Styles) -> Block:
    blocks: list[Block] = [
        Words(_("May we share this?"), Style(styles.heading.size, styles.heading.font), "H2"),
        Words(
            _("We share only what is needed, and only with whom you name here. You may always stop this."), styles.body
        ),
    ]
    heads = [Words(text, styles.strong) for text in (_("With whom?"), _("What?"), _("Until when?"))]
    rows = [empty_row(3, _write_gap(styles)) for _number in range(3)]
    blocks.append(Table(heads, rows, [0.35, 0.4, 0.25], pad=2, ruled=True, after=4))
    blocks.append(choices([_("Yes, this is right"), _("No"), _("I want to think about it")], None, styles))
    blocks += [
        signatures(content.signers, styles),
        Words(_("Date:") + " ……………………………", Style(styles.size, before=styles.size)),
    ]
    return Stack(blocks, whole=True, before=styles.size * 1.2)


# ------------------------------------------------------------------------------------------ route

# The largest that fits on one sheet, else the last.
ROUTE_SIZES, LARGE_ROUTE_SIZES = (17.0, 16.0, 15.0, 14.0, 13.5), (22.0, 20.5, 19.0)


def draw_route(content: RoutePaper) -> bytes:
    """The route, with where we are now."""
    sheet = Sheet(content, _("The route"))
    pages: list[list[Block]] = []
    for size in LARGE_ROUTE_SIZES if content.large_print else ROUTE_SIZES:
        pages = sheet.pages(_route(content, size), bottom=14 * mm)
        if len(pages) == 1:
            break
    return sheet.drawn(pages)


def _route(content: RoutePaper, size: float) -> list[Block]:
    styles = Styles(size, readable_color(content.letterhead.color))
    story: list[Block] = [TitleLine(_("This is the route"), content.letterhead, styles)]
    if content.household:
        story.append(Words(content.household, styles.strong))
    if content.question:
        story.append(Words(_("Your question: “{question}”", question=content.question.strip()), styles.body))
    steps = [_step(number, step, styles) for number, step in enumerate(content.steps, 1)]
    story += steps[:-1]
    contact = content.contact
    blocks: list[Block] = [
        Words(_("Questions? Call {name}.", name=contact.name) if contact.name else _("Questions? Call:"), styles.strong)
    ]
    if contact.phone:
        phone = contact.phone.replace(" ", "\u00a0")
        blocks.append(Words(phone, Style(size * 1.6, BOLD, leading=size * 1.9)))
    else:
        blocks.append(WriteLines(1, gap=size * 2))
    if contact.days:
        blocks.append(Words(contact.days, Style(size * 0.9)))
    call = Stack(blocks, whole=True, frame=INK, pad=8, before=size * 0.6)
    # Whom to call stands beside a step, never alone on a sheet.
    return [*story, Stack([*steps[-1:], call], whole=True, before=size * 0.35)]


def _step(number: int, step: RouteStep, styles: Styles) -> Block:
    size = styles.size
    when = ""
    if step.on is not None:
        when = long_date(step.on)
    elif step.latest is not None:
        when = _("on {day} at the latest", day=long_date(step.latest))
    title = [Run(f"{number}. {step.title}", BOLD)]
    if step.current:
        title.append(Run("   " + _("We are here now"), SEMIBOLD, scale=0.9))
    text: list[Block] = [Words(title, Style(size, leading=size * 1.25))]
    if when:
        text.append(Words(when, Style(size, SEMIBOLD, leading=size * 1.22)))
    if step.text:
        text.append(
            Words(step.text, Style(size * 0.9, leading=size * 1.12, color=SOFT_INK if not step.current else INK))
        )
    box = TickBox(size * 1.25, ticked=step.done, says=_("Done") if step.done else _("Still to come"))
    row = Columns([Stack([box]), Stack(text)], [size * 1.6, 440], gap=8)
    fill = PALE if step.current else ""
    frame = INK if step.current else ""
    return Stack([row], whole=True, fill=fill, frame=frame, pad=4.5, before=size * 0.35)


# --------------------------------------------------------------------------------- recovery sheet


def draw_recovery_sheet(content: RecoverySheetPaper) -> bytes:
    """The recovery sheet: the code in groups that can be read aloud and typed over."""
    styles = Styles(13, readable_color(content.letterhead.color))
    sheet = Sheet(content, _("Recovery sheet"))
    groups = content.code.replace("-", " ").split()
    lines = [groups[at : at + 4] for at in range(0, len(groups), 4)]
    code: list[Block] = []
    style = Style(25, BOLD, leading=38, centred=True)
    # Read out as written: the wide spaces between the groups are only for the eye.
    code += [Words("\u00a0\u00a0".join(line), style, alone=" ".join(line)) for line in lines]
    if not code:
        code = [WriteLines(2, gap=40)]
    made = long_date(content.made_on) if content.made_on is not None else ""
    steps = (
        _("Open Buurtteam and choose “I forgot the passphrase”."),
        _("Type the code of this sheet. Capitals and spaces do not matter."),
        _("Choose a new passphrase. Then print a new recovery sheet and destroy this one."),
    )
    story: list[Block] = [
        TitleLine(_("Recovery sheet"), content.letterhead, styles),
        Words(_("Is the passphrase lost? Then this code is the only way back to your file."), styles.body),
        Stack(code, whole=True, frame=INK, pad=16, before=10, after=14),
        pairs(((_("File"), content.file_name), (_("Made on"), made)), styles, share=0.22),
        Words(_("This is what you do"), styles.heading, "H2", keep=True),
        Stack(
            [
                Stack([Words(step, styles.body, "LBody", bullet=f"{number}.")], tag="LI", before=3)
                for number, step in enumerate(steps, 1)
            ],
            tag="L",
        ),
        Words(_("Keep it safe"), styles.heading, "H2", keep=True),
        Words(
            _(
                "Keep this sheet in a safe or a locked drawer, never beside the laptop. Do not take a picture of it "
                "and do not mail it. Who has this sheet and the file, can read everything."
            ),
            styles.body,
        ),
        Space(4),
    ]
    return sheet.drawn(sheet.pages(story))
