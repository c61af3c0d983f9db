"""The report of the conversation (gespreksverslag), with the order of the law and room to agree or not."""

from collections.abc import Sequence

from buurtteam.documents.blocks import (
    INK,
    SOFT_INK,
    Block,
    Row,
    Run,
    Space,
    Stack,
    Style,
    Table,
    Words,
    WriteLines,
)
from buurtteam.documents.glyphs import BOLD, SEMIBOLD
from buurtteam.documents.sheet import (
    Sheet,
    Styles,
    TitleLine,
    answer,
    choices,
    readable_color,
    signatures,
    voices,
)
from buurtteam.domain.conversation import SCORE_WORDS, Discussed
from buurtteam.domain.papers import Agreed, Agreement, Examined, ReportPaper, RouteStep, TopicWords
from buurtteam.domain.words import N_
from buurtteam.texts import joined, label, long_date
from buurtteam.texts import translate as _

SIZE, LARGE_SIZE = 11, 17
_FEW_AGREEMENTS = 8

# The order of the test in case law of the Centrale Raad van Beroep, in the words of residents.
STEPS = (
    N_("1. What is the question?"),
    N_("2. What is difficult now?"),
    N_("3. Which help is needed, and how much?"),
    N_("4. What can you do yourself, with people around you or with help that is there for everybody?"),
    N_("5. Which tailored help is needed besides?"),
)
# Wmo 2015 art. 2.3.2 lid 4, a to g, in the words of residents (the screen has those of the law).
POINTS = {
    "a": N_("What you need, who you are and what you prefer"),
    "b": N_("What you can do yourself, and what housemates usually do"),
    "c": N_("Care by family and friends, and the people around you"),
    "d": N_("What the person who cares for you needs"),
    "e": N_("Help that is there for everybody, and useful things to do"),
    "f": N_("Working together with care, school, work and others"),
    "g": N_("What you pay yourself"),
}


def draw(content: ReportPaper) -> bytes:
    """The report as a PDF."""
    sheet = Sheet(content, _("Report of the conversation"))
    return sheet.drawn(sheet.pages(_story(content)))


def _story(content: ReportPaper) -> list[Block]:
    styles = Styles(LARGE_SIZE if content.large_print else SIZE, readable_color(content.letterhead.color))
    story: list[Block] = [TitleLine(_("Report of the conversation"), content.letterhead, styles)]
    story += [_facts(content, styles)]
    story += _part(_("Your question"), content.question, styles, lines=2)
    story += _part(_("In short"), content.summary, styles, lines=4)
    story += _own_words(content.topics, styles)
    story.append(Words(_("What we looked at together"), styles.heading, "H2", keep=True))
    for number, step in enumerate(STEPS):
        text = content.steps[number] if number < len(content.steps) else ""
        if number == 0 and text.strip() and _same(text, content.question):
            text = _("Your question stands above.")
        story += [Words(_(step), styles.subheading, "H3", keep=True), answer(text, styles, lines=2)]
    story += [Words(_("What the law asks us to discuss"), styles.heading, "H2", keep=True)]
    story.append(_examined(content.examined, styles))
    if _is_told_apart(content, "d", content.carer_needs):
        story += _part(_("What the person who cares for you needs"), content.carer_needs, styles)
    story.append(Words(_("Care in kind or a personal budget"), styles.heading, "H2", keep=True))
    meaning = _(
        "With care in kind the municipality arranges the help. "
        "With a personal budget you get money to choose and arrange it yourself."
    )
    story.append(Words(meaning, Style(styles.size, color=SOFT_INK), keep=True))
    story += [Words(_("What we explained"), styles.subheading, "H3", keep=True)]
    story += [answer(content.kind_or_budget_explained, styles)]
    story += [Words(_("What you choose"), styles.subheading, "H3", keep=True)]
    story += [answer(content.kind_or_budget_choice, styles)]
    if _is_told_apart(content, "g", content.contribution):
        story += _part(_("What you pay yourself"), content.contribution, styles)
    agreed: list[Block] = [
        Words(_("What we agreed"), Style(styles.heading.size, BOLD, after=styles.heading.after), "H2", keep=True),
        _agreements(content.agreements, styles),
    ]
    # A few agreements stay on one sheet with their heading; many go on over the page.
    few = len(content.agreements) <= _FEW_AGREEMENTS
    story.append(Stack(agreed, whole=few, before=styles.heading.before))
    story += _next_steps(content.next_steps, styles)
    story += _part(_("What you want to add yourself"), content.own_statement, styles, lines=3)
    story += _agreeing(content, styles)
    return story


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def _is_told_apart(content: ReportPaper, letter: str, text: str) -> bool:
    """Whether a point of the law has a part of its own: not when the table above says the same, or that it is not so."""
    point = next((each for each in content.examined if each.point == letter), None)
    if text.strip():
        return point is None or not _same(text, point.text)
    return point is None or point.discussed is Discussed.NOT_YET


def _part(heading: str, text: str, styles: Styles, *, lines: int = 1) -> list[Block]:
    return [Words(heading, styles.heading, "H2", keep=True), answer(text, styles, lines=lines)]


def _facts(content: ReportPaper, styles: Styles) -> Block:
    seen = content.identity_kind
    if seen and content.identity_by and content.identity_on:
        seen = _(
            "{kind}, seen by {worker} on {day}",
            kind=content.identity_kind,
            worker=content.identity_by,
            day=long_date(content.identity_on),
        )
    facts = (
        (_("Name"), content.resident),
        (_("You asked your question on"), long_date(content.requested_on) if content.requested_on else ""),
        (_("We talked on"), joined(long_date(day) for day in content.talked_on)),
        (_("At the table"), joined(content.present)),
        (_("Proof of identity"), seen),
        (_("Free client support"), content.support_offered),
        (_("Your personal plan"), content.personal_plan),
    )
    return pairs(facts, styles)


def pairs(facts: Sequence[tuple[str, str]], styles: Styles, *, share: float = 0.3) -> Table:
    """What is asked beside what is known, or a line to write it on."""
    rows = []
    for question, known in facts:
        cell: Block = Words(known, styles.tight) if known.strip() else Space(styles.size * 1.6)
        rows.append(Row([Stack([Words(question, styles.strong)]), Stack([cell])], headed=True))
    return Table([], rows, [share, 1 - share], pad=styles.size * 0.32)


def _own_words(topics: Sequence[TopicWords], styles: Styles) -> list[Block]:
    if not topics:
        return []
    story: list[Block] = [Words(_("In your own words"), styles.heading, "H2", keep=True)]
    for topic in topics:
        head = [Run(topic.topic)]
        if topic.score is not None:
            said = _("How are things? {answer}", answer=_(SCORE_WORDS[topic.score]))
            head.append(Run(f"   {said}", scale=0.9, color=SOFT_INK))
        story.append(Words(head, styles.subheading, "H3", keep=bool(topic.said)))
        if topic.said:
            story.append(voices(topic.said, styles))
    return story


def _examined(examined: Sequence[Examined], styles: Styles) -> Block:
    known: dict[str, Examined] = {point.point: point for point in examined}
    rows = []
    for letter, text in POINTS.items():
        point = known.get(letter)
        discussed = label(point.discussed) if point is not None and point.discussed is not Discussed.NOT_YET else ""
        boxes: Block = Words(discussed, styles.tight)
        if not discussed:
            small = Style(styles.size * 0.92, leading=styles.size * 1.4)
            boxes = Stack(
                [
                    Words(f"\u2610\u00a0{label(option)}", small)
                    for option in Discussed
                    if option is not Discussed.NOT_YET
                ]
            )
        found: Block = (
            Words(point.text, styles.tight) if point is not None and point.text.strip() else Words(" ", styles.tight)
        )
        cells = [Stack([Words(f"{letter}. {_(text)}", styles.tight)]), Stack([boxes]), Stack([found])]
        rows.append(Row(cells, headed=True))
    heads = [Words(text, styles.strong) for text in (_("Point"), _("Discussed?"), _("What we found"))]
    return Table(heads, rows, [0.33, 0.24, 0.43], pad=styles.size * 0.36, after=styles.size * 0.3)


def _agreements(agreements: Sequence[Agreement], styles: Styles) -> Block:
    heads = [Words(text, styles.strong) for text in (_("Who?"), _("Does what?"), _("When?"))]
    rows = []
    small = Style(styles.small.size, color=SOFT_INK)
    for agreement in agreements:
        who: list[Block] = [Words(agreement.who or _("we are still looking for this"), styles.tight)]
        helping = " · ".join(part for part in (agreement.help_kind, agreement.organisation) if part)
        if helping:
            who.append(Words(helping, small))
        days = [agreement.when] if agreement.when else []
        if agreement.on is not None:
            days.append(long_date(agreement.on))
        when: list[Block] = [Words(day, styles.tight) for day in days]
        rows.append(Row([Stack(who), Stack([Words(agreement.what, styles.tight)]), Stack(when)]))
    if not rows:
        rows = [empty_row(3, styles.size * 2.4) for _number in range(3)]
    return Table(heads, rows, [0.25, 0.45, 0.3], pad=styles.size * 0.36, ruled=not agreements)


def empty_row(columns: int, height: float) -> Row:
    """A row to fill in by pen."""
    return Row([Stack([Space(height)]) for _number in range(columns)])


def _next_steps(steps: Sequence[RouteStep], styles: Styles) -> list[Block]:
    story: list[Block] = [Words(_("What happens next"), styles.heading, "H2", keep=True)]
    if not steps:
        return [*story, WriteLines(2, gap=styles.size * 2)]
    items: list[Block] = []
    for step in steps:
        runs = [Run(step.title, SEMIBOLD)]
        if step.on is not None:
            runs.append(Run(f" – {long_date(step.on)}"))
        elif step.latest is not None:
            runs.append(Run(f" – {_('on {day} at the latest', day=long_date(step.latest))}"))
        if step.text:
            runs.append(Run(f"\n{step.text}"))
        items.append(Stack([Words(runs, styles.body, "LBody", bullet="•")], tag="LI"))
    return [*story, Stack(items, tag="L")]


def _agreeing(content: ReportPaper, styles: Styles) -> list[Block]:
    options = list(Agreed)
    chosen = options.index(content.agreed) if content.agreed is not None else None
    yes_no = None if content.apply is None else (0 if content.apply else 1)
    blocks: list[Block] = [
        Words(_("Do you agree with this report?"), Style(styles.heading.size, styles.heading.font), "H2"),
        choices([label(option) for option in options], chosen, styles),
        Words(_("My remarks:"), styles.strong),
        answer(content.remarks, styles, lines=3),
        Words(
            _("Do you want to hand in this report as your application for help?"),
            Style(styles.size, SEMIBOLD, before=8),
        ),
        choices([_("Yes"), _("No")], yes_no, styles),
        signatures(content.signers, styles),
        Words(_("Date:") + " ……………………………", Style(styles.size, before=styles.size)),
    ]
    back = ", ".join(" ".join(part.split()) for part in content.return_to if part)
    closing: list[Block] = []
    if content.return_by is not None and back:
        text = _("Send this back on {day} at the latest to: {address}", day=long_date(content.return_by), address=back)
        closing.append(Words(text, styles.body))
    elif back:
        closing.append(Words(_("Send this back to: {address}", address=back), styles.body))
    elif content.return_by is not None:
        closing.append(
            Words(_("Give this back on {day} at the latest.", day=long_date(content.return_by)), styles.body)
        )
    contact = content.contact
    if contact.name and contact.phone:
        call = _("Questions? Call {name}: {phone}.", name=contact.name, phone=contact.phone)
        if contact.days:
            call = _(
                "Questions? Call {name}: {phone} ({days}).", name=contact.name, phone=contact.phone, days=contact.days
            )
        closing.append(Words(call, styles.strong))
    elif contact.phone:
        closing.append(Words(_("Questions? Call {phone}.", phone=contact.phone), styles.strong))
    else:
        closing.append(Words(_("Questions? Call:") + " ……………………………………", styles.strong))
    panel = Stack(blocks, whole=True, frame=INK, pad=10, before=styles.size * 1.4, after=8)
    return [panel, Stack(closing, whole=True)]
