"""Papers about money for the people themselves: consent, the papers to look for, and the budget on one sheet."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from buurtteam.documents.blocks import (
    INK,
    PALE,
    SOFT_INK,
    Block,
    Columns,
    Row,
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
from buurtteam.documents.home_parts import bullets, call_us, fitting
from buurtteam.documents.money_parts import ESTIMATE, HAND_LINE, cents, head, lowest, right, sum_words
from buurtteam.documents.report import empty_row, pairs
from buurtteam.documents.sheet import Sheet, Styles, TitleLine, choices, readable_color, signatures
from buurtteam.domain.budget import CostGroup, CostKind, IncomeKind, group_of
from buurtteam.domain.evidence import EvidenceKind, EvidenceState
from buurtteam.domain.money_papers import (
    BlankBudgetPaper,
    BlankPostPaper,
    BudgetSheetPaper,
    ConsentOnPaper,
    ConsentSheetPaper,
    EvidenceListPaper,
    EvidenceOnPaper,
)
from buurtteam.domain.words import N_
from buurtteam.texts import clock, joined, label, long_date, plural
from buurtteam.texts import translate as _

# ------------------------------------------------------------------------------------------ consent

CONSENT_SIZES, LARGE_CONSENT_SIZES = (13.5, 13.0, 12.5, 12.0), (18.0,)


def draw_consent(content: ConsentSheetPaper) -> bytes:
    """The consent sheet as a PDF."""
    sizes = LARGE_CONSENT_SIZES if content.large_print else CONSENT_SIZES
    title = _("May we share this?")
    return fitting(content, title, lambda size: _consent_story(content, title, size), sizes, edge=16 * mm)


def _consent_story(content: ConsentSheetPaper, title: str, size: float) -> list[Block]:
    styles = Styles(size, readable_color(content.letterhead.color))
    intro = _("You decide. We share only what is needed, and only with whom stands here.")
    story: list[Block] = [TitleLine(title, content.letterhead, styles), Words(intro, styles.body)]
    story += [_asked(each, styles) for each in content.consents or (ConsentOnPaper(),)]
    rights = (
        _("You may say no. That has no penalty, and we go on helping you."),
        _("You may stop at any time. Call us, and from then on we share nothing more."),
        _("Others then may not be able to help you. We tell you so beforehand."),
        _("You may always see what we write about you."),
    )
    last: list[Block] = [bullets(rights, styles), call_us(content.contact, styles)]
    signing: list[Block] = [
        signatures(content.signers, styles),
        Words(_("Date:") + " " + HAND_LINE, Style(size, before=size)),
    ]
    return [
        *story,
        Words(_("This is good to know"), styles.heading, "H2", keep=True),
        *last,
        Stack(signing, whole=True, before=size * 0.8),
    ]


def _asked(consent: ConsentOnPaper, styles: Styles) -> Block:
    until = long_date(consent.until_on) if consent.until_on is not None else ""
    facts = (
        (_("Who allows it?"), consent.who),
        (_("With whom?"), consent.recipient),
        (_("What?"), joined(each[:1].lower() + each[1:] for each in consent.topics)),
        (_("What for?"), consent.purpose),
        (_("Until when?"), until),
    )
    chosen = None if consent.answer is None else (0 if consent.answer else 1)
    table = pairs(facts, Styles(styles.size, styles.color, density=1.2), share=0.32)
    options = [_("Yes, this is right"), _("No"), _("I want to think about it")]
    return Stack(
        [table, Space(styles.size * 0.3), choices(options, chosen, styles)],
        whole=True,
        frame=INK,
        pad=7,
        before=styles.size * 0.5,
        after=styles.size * 0.2,
    )


# ------------------------------------------------------------------------------------------ papers to look for

EVIDENCE_SIZE, LARGE_EVIDENCE_SIZE = 13, 19
_BLANK_PAPERS = 8

EXPLAINED: dict[EvidenceKind, tuple[str, str]] = {
    EvidenceKind.IDENTITY: (
        N_("Passport, identity card or residence card."),
        N_("We only look at it. We make no copy."),
    ),
    EvidenceKind.INCOME: (
        N_("Pay slips or letters about your benefit of three months."),
        N_("From your employer or the organisation that pays you. Often also on their website."),
    ),
    EvidenceKind.YEARLY_STATEMENT: (
        N_("A paper that shows what you earned last year."),
        N_("It comes in January or February from your employer or the organisation that pays you."),
    ),
    EvidenceKind.BANK_STATEMENTS: (
        N_("What came in and went out on each account, also savings and those of the children."),
        N_("In the app or website of your bank: look for “download” or “statements”."),
    ),
    EvidenceKind.ALLOWANCE_DECISIONS: (
        N_("Letters about money from the government for rent, health insurance or children."),
        N_("On toeslagen.nl, with your DigiD. Or the last letter by post."),
    ),
    EvidenceKind.RENT_CONTRACT: (
        N_("The contract of your home, and the letter about the rent of this year."),
        N_("From your landlord. Lost it? Ask for a copy."),
    ),
    EvidenceKind.MORTGAGE: (
        N_("What you still owe for your home, and the letter about its value (WOZ)."),
        N_("From your bank, and from the municipality in the first months of the year."),
    ),
    EvidenceKind.UTILITY_BILLS: (
        N_("The last bill of gas, electricity, water and each insurance."),
        N_("By post, in your e-mail, or on the website of the company."),
    ),
    EvidenceKind.CARE_POLICY: (
        N_("The paper that says how you are insured for care, and what it costs."),
        N_("On the website of your insurer. You get a new one each year in November or December."),
    ),
    EvidenceKind.CHILDCARE_CONTRACT: (
        N_("The contract with the day care or childminder."),
        N_("From the day care. Lost it? Ask for a copy."),
    ),
    EvidenceKind.CAR: (
        N_("The number plate of the car. We look up what it is worth."),
        N_("It stands on the card of the car (kentekenbewijs)."),
    ),
    EvidenceKind.ALIMONY: (
        N_("The paper that says how much is paid for a child or a former partner."),
        N_("From the court, your lawyer or the mediator."),
    ),
    EvidenceKind.DEBT_LETTERS: (
        N_("All letters about bills that were not paid. Unopened is fine too."),
        N_("At home: in a drawer, a bag, or beside the door. Bring everything."),
    ),
    EvidenceKind.COURT_PAPERS: (
        N_("Letters of a court or a bailiff."),
        N_("They are brought to the door or come by post. Bring these first."),
    ),
    EvidenceKind.DIVORCE_PAPERS: (
        N_("What was agreed when you separated, also about debts and the home."),
        N_("From the court, your lawyer or the mediator."),
    ),
    EvidenceKind.ANNUAL_ACCOUNTS: (
        N_("What your business earned last year, and what you told the tax office."),
        N_("From your bookkeeper, or in your own accounts."),
    ),
    EvidenceKind.ADMINISTRATION: (
        N_("The paper of the judge that says who decides about your money."),
        N_("From the one who decides about your money, or from the court."),
    ),
}
"""What each paper is and where one finds it, in the words of residents."""


PLAIN_NAMES: dict[EvidenceKind, str] = {
    EvidenceKind.ALLOWANCE_DECISIONS: N_("Letters about allowances"),
    EvidenceKind.ADMINISTRATION: N_("Paper about who decides about your money"),
}
"""What residents call a paper, where debt help has a harder word."""


def draw_evidence(content: EvidenceListPaper) -> bytes:
    """The list of papers as a PDF."""
    styles = Styles(
        LARGE_EVIDENCE_SIZE if content.large_print else EVIDENCE_SIZE, readable_color(content.letterhead.color)
    )
    title = _("Which papers do we look for?")
    sheet = Sheet(content, title)
    size = styles.size
    intro = _("Look at your ease. Can you not find something? Then we look for it together.")
    story: list[Block] = [TitleLine(title, content.letterhead, styles), Words(intro, styles.body)]
    if content.bring_on is not None:
        when = long_date(content.bring_on)
        if content.bring_time is not None:
            when = _("{day} at {time}", day=when, time=clock(content.bring_time))
        bring = _("We look at them together on {when}.", when=when)
        if content.bring_place:
            bring = _("We look at them together on {when}, {place}.", when=when, place=content.bring_place)
        story.append(
            Stack(
                [Words(bring, Style(size, BOLD, leading=size * 1.3))],
                whole=True,
                fill=PALE,
                pad=7,
                before=size * 0.3,
                after=size * 0.3,
            )
        )
    still = [each for each in content.papers if each.state is not EvidenceState.RECEIVED]
    here = [each for each in content.papers if each.state is EvidenceState.RECEIVED]
    if still or not content.papers:
        story.append(Words(_("Please look for these"), styles.heading, "H2", keep=True))
        story += [_paper(each, styles) for each in still]
        if not still:
            story.append(WriteLines(_BLANK_PAPERS, gap=max(11 * mm, size * 2)))
    if here:
        story.append(Words(_("We have seen these"), styles.heading, "H2", keep=True))
        story += [_paper(each, styles) for each in here]
    return sheet.drawn(sheet.pages([*story, Stack([call_us(content.contact, styles)], whole=True, before=size)]))


def _paper(paper: EvidenceOnPaper, styles: Styles) -> Block:
    size = styles.size
    is_here = paper.state is EvidenceState.RECEIVED
    name = [
        Run(
            paper.what
            if paper.kind is EvidenceKind.OTHER and paper.what
            else _(PLAIN_NAMES.get(paper.kind, paper.kind.label)),
            BOLD,
        )
    ]
    beside = [paper.what] if paper.what and paper.kind is not EvidenceKind.OTHER else []
    beside += [_("of {name}", name=paper.whose)] if paper.whose else []
    if beside:
        name.append(Run("  " + ", ".join(beside), SEMIBOLD, scale=0.92))
    words: list[Block] = [Words(name, Style(size, leading=size * 1.25))]
    if paper.kind in EXPLAINED and not is_here:
        what, where = EXPLAINED[paper.kind]
        words.append(Words(_(what), Style(size * 0.95, leading=size * 1.16)))
        words.append(Words(_(where), Style(size * 0.95, leading=size * 1.16, color=SOFT_INK)))
    says = _("We have seen it") if is_here else _("Still to look for")
    box = Stack([TickBox(size * 1.25, ticked=is_here, says=says)])
    return Columns([box, Stack(words)], [size * 1.7, 440], gap=9, before=size * 0.55)


# ------------------------------------------------------------------------------------------ the budget

BUDGET_SIZES, LARGE_BUDGET_SIZES = (14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0), (17.0, 16.0)
_SMALL_PAGE = 13 * mm


def draw_budget(content: BudgetSheetPaper) -> bytes:
    """The budget, on one sheet unless the letters are large."""
    title = _("In and out in a month")
    sizes = LARGE_BUDGET_SIZES if content.large_print else BUDGET_SIZES
    return fitting(content, title, lambda size: _budget_story(content, title, size), sizes, edge=_SMALL_PAGE)


def _budget_story(content: BudgetSheetPaper, title: str, size: float) -> list[Block]:
    styles = Styles(size, readable_color(content.letterhead.color), density=1.16)
    story: list[Block] = [TitleLine(title, content.letterhead, styles)]
    if names := joined(content.names) or content.household:
        story.append(Words(names, styles.strong))
    story.append(Words(_(ESTIMATE), Style(size * 0.95, color=SOFT_INK, after=size * 0.3)))
    comes, goes = _comes_in(content, styles), _goes_out(content, styles)
    story.append(_left(content, styles))
    if content.large_print:
        story += [*comes, *goes]
    else:
        story.append(Columns([Stack(comes), Stack(goes)], [1, 1], gap=18, before=size * 0.4))
    story.append(Stack([call_us(content.contact, styles)], whole=True, before=size * 0.6))
    return story


def _left(content: BudgetSheetPaper, styles: Styles) -> Block:
    size, totals = styles.size, content.totals
    unknown = totals.comes_in.unknown + totals.goes_out.unknown + totals.withheld.unknown
    blocks: list[Block] = []
    if not content.income or not content.costs:
        blocks.append(Words(_("What is left over is not known yet."), Style(size * 1.2, BOLD)))
    else:
        words = _("Left over in a month:") if totals.left >= 0 else _("Too little in a month:")
        runs = [Run(words + "  "), Run(cents(abs(totals.left)), BOLD, scale=1.25)]
        blocks.append(Words(runs, Style(size * 1.2, SEMIBOLD, leading=size * 1.7)))
    if unknown:
        said = plural(
            "{count} amount is not known yet. So what is left over can be different.",
            "{count} amounts are not known yet. So what is left over can be different.",
            unknown,
        )
        blocks.append(Words(said, styles.tight))
    return Stack(blocks, whole=True, fill=PALE, pad=8, after=size * 0.3)


def _amounts(title: str, rows: Sequence[tuple[str, str, str]], total: tuple[str, str], styles: Styles) -> list[Block]:
    """A group of lines, each a name with what belongs to it and an amount, and what they come to."""
    soft = Style(styles.size * 0.88, leading=styles.size * 1.05, color=SOFT_INK)
    made = []
    for name, beside, said in rows:
        cell: list[Block] = [Words(name, styles.tight)]
        if beside:
            cell.append(Words(beside, soft))
        made.append(Row([Stack(cell), Stack([right(said, styles.tight)])], headed=True))
    bold = Style(styles.size, BOLD, leading=styles.tight.leading)
    # A table of its own: a total with what is not known needs more room than an amount.
    last = Row([Stack([Words(total[0], bold)]), Stack([right(total[1], bold)])], headed=True)
    top = Style(styles.size * 1.08, BOLD, before=styles.size * 0.7, after=styles.size * 0.2)
    return [
        Words(title, top, "H2", keep=True),
        Table([], made, [0.64, 0.36], pad=styles.size * 0.2),
        Table([], [last], [0.32, 0.68], pad=styles.size * 0.2),
    ]


def _comes_in(content: BudgetSheetPaper, styles: Styles) -> list[Block]:
    rows = []
    for each in content.income:
        arrives = ""
        if each.amount is not None and each.amount != each.in_a_month:
            arrives = _("{amount} {often}", amount=cents(each.amount), often=each.per)
        beside = " · ".join(part for part in (each.whose, each.source, arrives, lowest(each.lowest)) if part)
        rows.append((each.kind, beside, cents(each.in_a_month)))
    if not rows:
        rows = [("", "", "")] * 5
    total = (_("Together"), sum_words(content.totals.comes_in)) if content.income else (_("Together"), "")
    story = _amounts(_("Comes in"), rows, total, styles)
    if content.withholdings:
        kept = [(each.kind, each.by, cents(each.amount)) for each in content.withholdings]
        story += _amounts(
            _("Is still kept back from it"), kept, (_("In a month"), sum_words(content.totals.withheld)), styles
        )
    return story


def _goes_out(content: BudgetSheetPaper, styles: Styles) -> list[Block]:
    story: list[Block] = []
    for group in content.costs:
        rows = []
        for each in group.costs:
            beside = _("is not paid now") if each.is_paid is False else ""
            rows.append((each.what, beside, cents(each.in_a_month)))
        story += _amounts(group.name, rows, (_("Together"), sum_words(group.sum)), styles)
    if not story:
        return _amounts(_("Goes out"), [("", "", "")] * 8, (_("Together"), ""), styles)
    bold = Style(styles.size * 1.04, BOLD, leading=styles.size * 1.3)
    whole = Row(
        [Stack([Words(_("Goes out in all"), bold)]), Stack([right(sum_words(content.totals.goes_out), bold)])],
        headed=True,
    )
    return [*story, Table([], [whole], [0.45, 0.55], pad=styles.size * 0.3, before=styles.size * 0.5)]


# ------------------------------------------------------------------------------------------ to write on

FORM_SIZE = 11


def draw_blank_post(content: BlankPostPaper) -> bytes:
    """The list of post to write on: one line per letter."""
    title = _("The pile of post")
    styles = Styles(FORM_SIZE, readable_color(content.letterhead.color))
    sheet = Sheet(content, title)
    facts = ((_("Household"), content.household), (_("Date"), ""))
    heads = [
        Words(text, styles.strong)
        for text in (
            _("Who wants money?"),
            _("Reference"),
            _("How much?"),
            _("Date of the letter"),
            _("Who collects it?"),
        )
    ]
    threat = _(
        "Does a letter say that the home, power, gas, water or insurance ends? On which day and hour? Who writes it?"
    )
    story: list[Block] = [
        TitleLine(title, content.letterhead, styles),
        pairs(facts, Styles(FORM_SIZE, styles.color, density=1.3), share=0.2),
        Stack(
            [Words(threat, styles.strong), WriteLines(2, gap=9 * mm)],
            whole=True,
            frame=INK,
            pad=7,
            before=7,
            after=7,
        ),
        Words(_("One line per letter. Do you not know something? Leave it open."), styles.body, keep=True),
        Table(
            heads,
            [empty_row(5, 7.2 * mm) for _number in range(content.lines)],
            [0.27, 0.2, 0.14, 0.15, 0.24],
            pad=2,
            ruled=True,
        ),
    ]
    edge = 14 * mm
    return sheet.drawn(sheet.pages(story, top=edge, first_top=edge, bottom=edge), top=edge, first_top=edge)


_INCOME_TO_WRITE = tuple(each for each in IncomeKind if each not in (IncomeKind.TAX_REFUND, IncomeKind.OTHER))


def draw_blank_budget(content: BlankBudgetPaper) -> bytes:
    """The budget to write on, on one sheet."""
    title = _("In and out in a month")
    styles = Styles(10, readable_color(content.letterhead.color))
    sheet = Sheet(content, title)
    name = content.household or HAND_LINE
    intro = _(
        "Fill in what you know. An estimate is fine. Write beside it how often: "
        "a week, four weeks, a month, a quarter or a year."
    )
    groups = {group: [label(kind) for kind in CostKind if group_of(kind) is group] for group in CostGroup}
    left = [
        *_to_write(_("Comes in"), [*(label(each) for each in _INCOME_TO_WRITE), "", ""], styles),
        *_to_write(label(CostGroup.RESERVED), [*groups[CostGroup.RESERVED]], styles),
    ]
    others = [*_to_write(label(CostGroup.FIXED), groups[CostGroup.FIXED], styles)]
    others += _to_write(label(CostGroup.DAILY), groups[CostGroup.DAILY], styles)
    story: list[Block] = [
        TitleLine(title, content.letterhead, styles),
        Words(_("Household: {name}", name=name) + "     " + _("Date:") + " " + HAND_LINE, styles.body),
        Words(intro, styles.body),
        Columns([Stack(left), Stack(others)], [1, 1], gap=16),
    ]
    edge = 13 * mm
    return sheet.drawn(sheet.pages(story, top=edge, first_top=edge, bottom=edge), top=edge, first_top=edge)


def _to_write(title: str, names: Sequence[str], styles: Styles) -> list[Block]:
    """Names with room to write an amount and how often beside each."""
    heads = [head(title, styles), head("€", styles), head(_("how often"), styles)]
    small = Style(9.5, leading=11)
    rows = [
        Row(
            [Stack([Words(name, small)]) if name else Stack([Space(11)]), Stack([Space(6.3 * mm)]), Stack([])],
            headed=bool(name),
        )
        for name in names
    ]
    table = Table(heads, rows, [0.5, 0.28, 0.22], pad=2, ruled=True, before=6, after=6)
    return [table]
