"""The referral to debt help: the threat first, on the first page, then all that debt help and a court ask."""

from collections.abc import Sequence

from buurtteam.documents.blocks import INK, PALE, SOFT_INK, Block, Columns, Row, Run, Stack, Style, Words
from buurtteam.documents.glyphs import BOLD, SEMIBOLD
from buurtteam.documents.money_parts import (
    ESTIMATE,
    cell,
    cents,
    day_in_words,
    head,
    headline,
    known,
    letters_in_words,
    lowest,
    note,
    partial_day,
    right,
    small_table,
    sum_words,
    total_row,
)
from buurtteam.documents.report import pairs
from buurtteam.documents.sheet import Sheet, Styles, TitleLine, readable_color, signatures
from buurtteam.domain.evidence import EvidenceState
from buurtteam.domain.money_papers import (
    ConsentOnPaper,
    DebtOnPaper,
    EvidenceOnPaper,
    PersonOnPaper,
    ReferralFilePaper,
    ThreatOnPaper,
)
from buurtteam.texts import clock, joined, label, long_date, plural
from buurtteam.texts import translate as _

SIZE, LARGE_SIZE = 10.5, 16


def draw(content: ReferralFilePaper) -> bytes:
    """The referral as a PDF."""
    sheet = Sheet(content, _("Referral to debt help"))
    return sheet.drawn(sheet.pages(_story(content)))


def _story(content: ReferralFilePaper) -> list[Block]:
    styles = Styles(LARGE_SIZE if content.large_print else SIZE, readable_color(content.letterhead.color))
    return [
        TitleLine(_("Referral to debt help"), content.letterhead, styles),
        *_threats(content, styles),
        *_from_and_to(content, styles),
        *_people(content, styles),
        *_question(content, styles),
        *_debts(content, styles),
        *_in_and_out(content, styles),
        *_rest_of_money(content, styles),
        *_help(content, styles),
        *_evidence(content.evidence, styles),
        *_consent(content, styles),
        *_next(content, styles),
    ]


def _title(text: str, styles: Styles) -> Words:
    return Words(text, styles.heading, "H2", keep=True)


# ------------------------------------------------------------------------------------------ threats


def _threats(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    size = styles.size
    talk = content.first_talk
    story: list[Block] = []
    after: list[Block] = []
    if content.threats:
        top = Style(size * 1.25, BOLD, after=size * 0.3)
        story.append(Words(_("This threatens now"), top, "H2", keep=True))
        blocks = [_threat(each, styles) for each in content.threats]
        if content.large_print and len(blocks) > 1:
            # In large letters one threat fills a page: what and when stand together on the first.
            short: list[Block] = [_what_and_when(each, size * 1.1) for each in content.threats]
            story.append(Stack(short, whole=True, frame=INK, pad=8))
            after = blocks
        else:
            story += blocks
    else:
        story.append(Words(_("We know of no eviction, no cut-off and no other threat now."), styles.strong))
    if talk.last_day is not None:
        day = long_date(talk.last_day)
        text = _("First conversation on {day} at the latest.", day=day)
        if talk.is_late:
            text = _("The first conversation had to be on {day} at the latest.", day=day)
        runs = [Run(text, BOLD)]
        if talk.article:
            runs.append(Run(f"  {talk.article}.", color=SOFT_INK))
        if talk.requested_on is not None:
            runs.append(Run("\n" + _("The resident asked for help on {day}.", day=long_date(talk.requested_on))))
        words = Words(runs, Style(size * 1.1, leading=size * 1.4))
        story.append(Stack([words], whole=True, fill=PALE, pad=7, before=size * 0.5, after=size * 0.3))
    return [*story, *after]


def _what_and_when(threat: ThreatOnPaper, size: float) -> Words:
    when = ""
    if threat.on is not None:
        when = long_date(threat.on)
        if threat.hour:
            when = _("{day} at {time}", day=when, time=threat.hour)
    return headline(threat.what, when or _("day not known yet"), size)


def _threat(threat: ThreatOnPaper, styles: Styles) -> Block:
    size = styles.size
    blocks: list[Block] = [_what_and_when(threat, size * 1.2)]
    if counted := _days_left(threat.days_left):
        blocks.append(Words(counted, Style(size * 1.05, SEMIBOLD, leading=size * 1.35)))
    verdict = known(threat.has_verdict)
    if threat.has_verdict and threat.verdict_on is not None:
        verdict = _("yes, of {day}", day=day_in_words(threat.verdict_on))
    earlier = known(threat.earlier_stay)
    if threat.earlier_stay and threat.earlier_stay_on is not None:
        earlier = _("yes, of {day}", day=day_in_words(threat.earlier_stay_on))
    first = (
        (_("Who does this"), threat.creditor or _("not known")),
        (_("Bailiff"), threat.bailiff or _("not known")),
        (_("What is owed"), cents(threat.owed)),
        (_("We saw the letter"), known(threat.letter_seen)),
        (_("Known to us since"), day_in_words(threat.known_on)),
    )
    second = (
        (_("Verdict of a court"), verdict),
        (_("Can pay the current bill from now on"), known(threat.can_pay_current)),
        (_("Debt help has begun"), known(threat.debt_help_runs)),
        (_("Earlier moratorium"), earlier),
    )
    blocks.append(_two_lists(first, second, styles))
    if threat.done.strip():
        done = Style(size, leading=styles.tight.leading, before=size * 0.4)
        blocks.append(Words([Run(_("Done so far:") + " ", SEMIBOLD), Run(threat.done)], done))
    return Stack(blocks, whole=True, frame=INK, pad=8, before=size * 0.35, after=size * 0.2)


def _days_left(days: int | None) -> str:
    match days:
        case None:
            return ""
        case 0:
            return _("That is today.")
        case 1:
            return _("That is tomorrow.")
        case _ if days < 0:
            return plural("This day passed {count} day ago.", "This day passed {count} days ago.", -days)
        case _:
            return plural("In {count} day.", "In {count} days.", days)


def _two_lists(
    first: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]], styles: Styles, *, share: float = 0.45
) -> Block:
    """Two lists of facts beside each other; below each other in large print."""
    smaller = Styles(styles.size * 0.95, styles.color, density=1.18)
    if styles.size > SIZE:
        return Stack([pairs([*first, *second], styles, share=share)])
    return Columns(
        [pairs(first, smaller, share=share), pairs(second, smaller, share=0.62)], [1, 1], gap=14, before=3, after=3
    )


# ------------------------------------------------------------------------------------------ who


def _from_and_to(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    contact = content.contact
    sender = ", ".join(part for part in (contact.name, contact.role.lower(), content.letterhead.team) if part)
    call = " ".join(part for part in (contact.phone, f"({contact.days})" if contact.days else "") if part)
    facts = [(_("For"), content.recipient or _("not known"))]
    facts.append(
        (_("From ¦sender"), "\n".join(part for part in (sender, call, contact.email) if part) or _("not known"))
    )
    if content.purpose:
        facts.append((_("What for"), content.purpose))
    return [_title(_("Who refers"), styles), pairs(facts, styles, share=0.22)]


def _people(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    story: list[Block] = [_title(_("Who asks for help"), styles)]
    if content.only_through_us:
        text = _("Please reach these people through our team only. That is agreed with them.")
        story.append(Stack([Words(text, styles.strong)], whole=True, frame=INK, pad=6, after=styles.size * 0.4))
    people = content.people or (PersonOnPaper(),)
    story += [Stack([pairs(_person(each), styles, share=0.22)], whole=True, after=styles.size * 0.6) for each in people]
    if content.household:
        names = Words(joined(content.household), styles.body)
        story += [Words(_("Who live there"), styles.subheading, "H3", keep=True), names]
    return story


def _person(person: PersonOnPaper) -> tuple[tuple[str, str], ...]:
    facts = [(_("Name"), person.name or _("not known"))]
    facts.append((_("Date of birth"), partial_day(person.born_on) or _("not known")))
    if person.bsn:
        facts.append((_("Citizen service number"), person.bsn))
    if person.address:
        facts.append((_("Address"), person.address))
    if person.phones:
        facts.append((_("Phone"), ", ".join(person.phones)))
    if person.needs:
        facts.append((_("Needs in a talk"), ", ".join(person.needs)))
    return tuple(facts)


def _question(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    story: list[Block] = []
    for title, words in (
        (_("The question, in their own words"), content.question),
        (_("How it came about, in their own words"), content.story),
    ):
        if words.strip():
            voice = Words(f"“{words.strip()}”", styles.voice)
            bar = Stack([voice], bar=styles.voice.color, pad=3, after=styles.size * 0.4)
            story += [_title(title, styles), bar]
    return story


# ------------------------------------------------------------------------------------------ debts


def _debts(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    story: list[Block] = [_title(_("Debts"), styles)]
    if not content.debts:
        return [*story, Words(_("No debts are written down yet."), styles.body)]
    total = content.debt_sum
    said = _("Known in total: {amount}.", amount=cents(total.known))
    if total.unknown:
        said += " " + plural(
            "Of {count} debt the amount is not known.", "Of {count} debts the amount is not known.", total.unknown
        )
    story.append(Words(said, Style(styles.size * 1.1, BOLD, after=styles.size * 0.3), keep=True))
    if any(each.letters > 1 for each in content.debts):
        story.append(note(_("More letters about one debt are counted once."), styles, keep=True))
    rows = [_debt(number, each, styles) for number, each in enumerate(content.debts, 1)]
    if styles.size > SIZE:
        heads = [head(_("To whom"), styles), head(_("Amount"), styles, at_right=True)]
        widths = [0.68, 0.32]
    else:
        heads = [
            head(_("No."), styles),
            head(_("To whom"), styles),
            head(_("What and how far"), styles),
            head(_("Amount"), styles, at_right=True),
            head(_("Paying off, and what else counts"), styles),
        ]
        widths = [0.06, 0.29, 0.21, 0.17, 0.27]
    story.append(small_table(heads, rows, widths, styles))
    if len(content.debt_groups) > 1:
        groups = [
            Row(
                [
                    Stack([Words(each.name, styles.tight)]),
                    Stack([right(str(each.count), styles.tight)]),
                    Stack([right(sum_words(each.sum), styles.tight)]),
                ],
                headed=True,
            )
            for each in content.debt_groups
        ]
        heads = [head(_("In short"), styles), head(_("Debts"), styles, at_right=True)]
        heads.append(head(_("Amount"), styles, at_right=True))
        table = small_table(heads, groups, [0.5, 0.15, 0.35], styles)
        story.append(Stack([table], whole=True, before=styles.size * 0.5))
    return story


def _debt(number: int, debt: DebtOnPaper, styles: Styles) -> Row:
    to_whom = [(debt.creditor or _("Creditor not known"), "bold")]
    if debt.original_creditor and debt.original_creditor != debt.creditor:
        to_whom.append((_("began with {name}", name=debt.original_creditor), ""))
    if debt.collector and debt.collector != debt.creditor:
        to_whom.append((_("collected by {name}", name=debt.collector), ""))
    if debt.references:
        to_whom.append((_("reference {references}", references=", ".join(debt.references)), "soft"))
    if debt.whose:
        to_whom.append((_("of {name}", name=debt.whose), "soft"))
    since = partial_day(debt.behind_since)
    began = partial_day(debt.began_on)
    letter = partial_day(debt.last_letter_on)
    how_far = [(debt.kind or _("Kind not known"), "")]
    how_far.append((debt.phase, "semi"))
    how_far.append((letters_in_words(debt.letters), "semi"))
    how_far.append((_("since {day}", day=began) if began else "", "soft"))
    how_far.append((_("behind since {day}", day=since) if since else "", "soft"))
    how_far.append((_("last letter {day}", day=letter) if letter else "", "soft"))
    if debt.letter_seen is not None:
        how_far.append((_("letter seen") if debt.letter_seen else _("letter not seen"), "soft"))
    soft = Style(styles.size * 0.93, leading=styles.size * 1.14, color=SOFT_INK)
    amounts: list[Block] = [right(cents(debt.amount), styles.tight, font=BOLD if debt.is_counted else "")]
    if debt.amount_on is not None:
        amounts.append(right(_("as of {day}", day=day_in_words(debt.amount_on)), soft))
    if debt.original_amount is not None and debt.original_amount != debt.amount:
        amounts.append(right(_("at first {amount}", amount=cents(debt.original_amount)), soft))
    rest = []
    if debt.pays is not None:
        text = _("pays off {amount} {often}", amount=cents(debt.pays), often=debt.pays_per)
        rest.append((f"{text}, {_('since {day}', day=partial_day(debt.pays_since))}" if debt.pays_since else text, ""))
    rest += [(mark, "") for mark in debt.marks]
    if not debt.is_counted:
        why = debt.not_counted_why
        rest.append((_("does not count: {why}", why=why) if why else _("does not count"), "semi"))
    if styles.size > SIZE:
        to_whom[0] = (f"{number}. {to_whom[0][0]}", "bold")
        return Row([cell([*to_whom, *how_far, *rest], styles), Stack(amounts)], headed=True)
    cells = [Stack([Words(str(number), styles.tight)]), cell(to_whom, styles), cell(how_far, styles)]
    return Row([*cells, Stack(amounts), cell(rest, styles)], headed=True)


# ------------------------------------------------------------------------------------------ in and out


def _in_and_out(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    story: list[Block] = [_title(_("In and out in a month"), styles), note(_(ESTIMATE), styles, keep=True)]
    story.append(_income(content, styles))
    if content.withholdings:
        story += [Words(_("Kept back from the income"), styles.subheading, "H3", keep=True), _withheld(content, styles)]
    story += [Words(_("Costs"), styles.subheading, "H3", keep=True), _costs(content, styles)]
    totals = content.totals
    nothing = _("not known")
    comes, goes = bool(content.income), bool(content.costs)
    rows = [
        total_row(_("Comes in"), sum_words(totals.comes_in) if comes else nothing, styles),
        total_row(_("Goes out"), sum_words(totals.goes_out) if goes else nothing, styles),
    ]
    if totals.withheld.known or totals.withheld.unknown:
        rows.insert(1, total_row(_("Is still kept back from it"), sum_words(totals.withheld), styles))
    rows.append(total_row(_("Left over of what is known"), cents(totals.left) if comes and goes else nothing, styles))
    story.append(Stack([small_table([], rows, [0.6, 0.4], styles)], whole=True, before=styles.size * 0.4))
    if content.earmarked is not None:
        source = content.earmarked_source or _("not known")
        text = _(
            "Amount free to live on (vtlb): {amount}, reckoned by {source}.",
            amount=cents(content.earmarked),
            source=source,
        )
        if content.earmarked_on is not None:
            text += " " + _("As of {day}.", day=long_date(content.earmarked_on))
        story.append(Words(text, Style(styles.size, before=styles.size * 0.5, after=styles.size * 0.4)))
    return story


def _income(content: ReferralFilePaper, styles: Styles) -> Block:
    heads = [
        head(_("Income"), styles),
        head(_("Whose"), styles),
        head(_("As it comes in"), styles, at_right=True),
        head(_("In a month"), styles, at_right=True),
        head(_("Proof"), styles),
    ]
    rows = []
    for each in content.income:
        name = [(each.kind, ""), (each.source, "soft"), (lowest(each.lowest), "soft")]
        arrives = [right(cents(each.amount), styles.tight)]
        if each.amount is not None and each.per:
            arrives.append(right(each.per, styles.small))
        seen = {None: _("not known"), True: _("seen"), False: _("not seen")}[each.proof_seen]
        proof = [(seen, ""), (_("as of {day}", day=day_in_words(each.as_of)) if each.as_of else "", "soft")]
        month = Stack([right(cents(each.in_a_month), styles.tight)])
        rows.append(Row([cell(name, styles), cell([(each.whose, "")], styles), Stack(list(arrives)), month, cell(proof, styles)], headed=True))  # fmt: skip
    if not rows:
        rows = [Row([cell([(_("Nothing is written down yet."), "")], styles), *(Stack([]) for _n in range(4))])]
    return small_table(heads, rows, [0.3, 0.18, 0.19, 0.17, 0.16], styles)


def _withheld(content: ReferralFilePaper, styles: Styles) -> Block:
    heads = [head(_("How"), styles), head(_("By whom"), styles), head(_("Amount"), styles, at_right=True)]
    heads.append(head(_("Protected earnings, as reckoned by others"), styles))
    rows = []
    for each in content.withholdings:
        how = [(each.kind, ""), (each.of, "soft")]
        if each.is_taken_off:
            how.append((_("taken off the income above already"), "soft"))
        sums = [right(cents(each.amount), styles.tight)]
        if each.amount is not None:
            sums.append(right(each.per, styles.small))
        guarded = []
        if each.protected is not None:
            source = ", ".join(part for part in (each.protected_source, day_in_words(each.protected_on)) if part)
            guarded = [(cents(each.protected), ""), (source, "soft")]
        rows.append(Row([cell(how, styles), cell([(each.by, "")], styles), Stack(list(sums)), cell(guarded, styles)], headed=True))  # fmt: skip
    return small_table(heads, rows, [0.33, 0.22, 0.18, 0.27], styles)


def _costs(content: ReferralFilePaper, styles: Styles) -> Block:
    heads = [head(_("What for"), styles), head(_("In a month"), styles, at_right=True), head(_("Is paid now"), styles)]
    rows = []
    for group in content.costs:
        rows.append(
            Row(
                [
                    Stack([Words(group.name, styles.strong)]),
                    Stack([right(sum_words(group.sum), styles.strong)]),
                    Stack([]),
                ],
                headed=True,
            )
        )
        for each in group.costs:
            paid = "" if each.is_paid is None else known(each.is_paid)
            rows.append(
                Row(
                    [
                        Stack([Words("\u2003" + each.what, styles.tight)]),
                        Stack([right(cents(each.in_a_month), styles.tight)]),
                        cell([(paid, "")], styles),
                    ],
                    headed=True,
                )
            )
    if not rows:
        rows = [Row([cell([(_("Nothing is written down yet."), "")], styles), Stack([]), Stack([])])]
    return small_table(heads, rows, [0.5, 0.27, 0.23], styles)


# ------------------------------------------------------------------------------------------ the rest


def _rest_of_money(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    story: list[Block] = []
    if content.assets:
        heads = [head(_("What"), styles), head(_("Whose"), styles), head(_("Value"), styles, at_right=True)]
        heads.append(head(_("As of"), styles))
        rows = []
        for each in content.assets:
            sums = [right(cents(each.value), styles.tight)]
            if each.mortgage is not None:
                sums.append(right(_("mortgage {amount}", amount=cents(each.mortgage)), styles.small))
            rows.append(Row([cell([(each.kind, ""), (each.what, "soft")], styles), cell([(each.whose, "")], styles), Stack(list(sums)), cell([(day_in_words(each.as_of), "")], styles)], headed=True))  # fmt: skip
        table = small_table(heads, rows, [0.4, 0.22, 0.22, 0.16], styles)
        story += [_title(_("Belongings and savings"), styles), table]
    facts = []
    if content.administrator or content.administrator_kind:
        since = _("since {day}", day=day_in_words(content.administrator_since)) if content.administrator_since else ""
        who = ", ".join(part for part in (content.administrator_kind, content.administrator, since) if part)
        facts.append((_("Administrator"), who))
    if content.business or content.business_number:
        number = _("Chamber of Commerce {number}", number=content.business_number) if content.business_number else ""
        facts.append((_("Own business"), ", ".join(part for part in (content.business, number) if part)))
        facts.append((_("Behind with VAT or payroll tax"), known(content.business_taxes)))
        facts.append((_("Books are up to date"), known(content.books_up_to_date)))
    facts += [
        (_("Opens the post"), known(content.opens_post)),
        (_("Has DigiD"), known(content.has_digid)),
        (_("Reads Dutch"), known(content.reads_dutch)),
        (_("Who helps with money and post"), content.helpers or _("not known")),
    ]
    story += [_title(_("What can they do, and who helps"), styles), pairs(facts, styles, share=0.38)]
    return story


def _help(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    story: list[Block] = []
    for title, text in (
        (_("Earlier help with debts"), content.earlier_help),
        (_("What they did themselves"), content.did_self),
        (_("What our team keeps doing"), content.we_keep_doing),
    ):
        story += [_title(title, styles), Words(text.strip() or _("not known"), styles.body)]
    return story


def _evidence(papers: Sequence[EvidenceOnPaper], styles: Styles) -> list[Block]:
    story: list[Block] = [_title(_("Papers"), styles)]
    if not papers:
        return [*story, Words(_("No papers were asked for yet."), styles.body)]
    heads = [head(_("Paper"), styles), head(_("Whose"), styles), head(_("How it stands"), styles)]
    rows = []
    for each in papers:
        state = label(each.state)
        if each.on is not None:
            state = _("{state} on {day}", state=state, day=day_in_words(each.on))
        beside = each.why_not if each.state is EvidenceState.NOT_NEEDED else ""
        if each.state is EvidenceState.RECEIVED and each.is_copied is not None:
            beside = _("copy kept") if each.is_copied else _("seen only")
        name = each.what if each.kind.value == "other" and each.what else label(each.kind)
        more = each.what if name != each.what else ""
        rows.append(Row([cell([(name, ""), (more, "soft")], styles), cell([(each.whose, "")], styles), cell([(state, ""), (beside, "soft")], styles)], headed=True))  # fmt: skip
    return [*story, small_table(heads, rows, [0.5, 0.2, 0.3], styles)]


def _consent(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    story: list[Block] = [_title(_("Consent"), styles)]
    if content.ground:
        story.append(Words(_("Shared on this ground: {ground}.", ground=content.ground), styles.body))
    items: list[Block] = [
        Stack([Words(consent_line(each), styles.body, "LBody", bullet="•")], tag="LI") for each in content.consents
    ]
    if items:
        return [*story, Stack(items, tag="L")]
    return story if content.ground else [*story, Words(_("No consent is written down yet."), styles.body)]


def consent_line(consent: ConsentOnPaper) -> str:
    """One consent as a sentence: who allows what, given when and how, until when."""
    text = _(
        "{who} allows sharing this with {recipient}: {topics}.",
        who=consent.who or _("The household"),
        recipient=consent.recipient,
        topics=joined(each[:1].lower() + each[1:] for each in consent.topics),
    )
    if consent.given_on is not None:
        text += " " + _("{how} on {day}.", how=consent.given_how, day=long_date(consent.given_on))
    if consent.until_on is not None:
        text += " " + _("It holds until {day}.", day=long_date(consent.until_on))
    return text


def _next(content: ReferralFilePaper, styles: Styles) -> list[Block]:
    blocks: list[Block] = []
    if content.next_on is not None:
        when = long_date(content.next_on)
        if content.next_time is not None:
            when = _("{day} at {time}", day=when, time=clock(content.next_time))
        text = _("Our next talk with them: {when}.", when=when)
        if content.next_place:
            text = _("Our next talk with them: {when}, {place}.", when=when, place=content.next_place)
        blocks.append(Words(text, styles.strong))
    blocks.append(Words(_("We stay in touch with them until your help runs. Please tell us how it goes."), styles.body))
    blocks.append(signatures(content.signers, styles))
    return [_title(_("What happens next"), styles), Stack(blocks, whole=True)]
