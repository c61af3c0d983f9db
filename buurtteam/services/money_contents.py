"""What stands on each paper about money: from the records of a household to a content that is frozen and printed.

Totals and amounts per month come from where the screens have them. Every text that a person wrote passes `Home.shown`,
whatever field it stands in; remarks, what is for the team only and what is said about health are not read at all.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from buurtteam.domain.amounts import known_total
from buurtteam.domain.budget import Cost, CostGroup, IncomeKind, Withholding, group_of
from buurtteam.domain.debt import AgreementOutcome, CreditorAgreement, Debt, DebtGroup
from buurtteam.domain.debt_doubles import head_of
from buurtteam.domain.debt_totals import DebtSum, totals_of
from buurtteam.domain.evidence import Evidence, EvidenceState, SeenHow
from buurtteam.domain.household import ContactPoint, Resident, age_on, full_name
from buurtteam.domain.kinds import HERE, DebtId, ResidentId, one_line
from buurtteam.domain.money_papers import (
    AssetOnPaper,
    BlankBudgetPaper,
    BlankPostPaper,
    BudgetSheetPaper,
    BudgetTotals,
    ConsentOnPaper,
    ConsentSheetPaper,
    CostGroupOnPaper,
    CostOnPaper,
    DebtOnPaper,
    EvidenceListPaper,
    EvidenceOnPaper,
    FirstTalk,
    GroupSum,
    IncomeOnPaper,
    PersonOnPaper,
    ReferralFilePaper,
    Sum,
    ThreatOnPaper,
    WithholdingOnPaper,
)
from buurtteam.domain.papers import Letterhead
from buurtteam.domain.record import Value
from buurtteam.domain.remainder import Total
from buurtteam.domain.request import RequestKind, RequestNotification
from buurtteam.domain.sharing import Consent, ConsentAnswer, LegalGround, Referral, SharedTopic, still_said
from buurtteam.domain.threat import Threat
from buurtteam.domain.words import Choice
from buurtteam.services import budget, debt_help_ready, debts, evidence, threats
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from buurtteam.services.threats import ThreatsView
from buurtteam.texts import label, language
from buurtteam.texts import translate as _

V = TypeVar("V", bound=Value)


def shown_only(home: Home, content: V) -> V:
    """The content with every text as it may leave the team; numbers of people stay where they have a field of their own."""
    return content.changed(
        **{
            name: _shown(home, getattr(content, name))
            for name in type(content).model_fields
            if name not in ("bsn", "number", "kind") and not isinstance(getattr(content, name), Letterhead)
        }
    )


def _shown(home: Home, value: Any) -> Any:  # noqa: ANN401 - any field of any content
    if isinstance(value, str) and not isinstance(value, Choice):
        return home.shown(value)
    if isinstance(value, Value):
        return shown_only(home, value)
    if isinstance(value, tuple):
        return tuple(_shown(home, each) for each in value)
    return value


# ------------------------------------------------------------------------------------------ threats


def threat_on_paper(threat: Threat, home: Home) -> ThreatOnPaper:
    """A threat with all that debt help and a court ask."""
    return ThreatOnPaper(
        what=label(threat.kind),
        is_urgent=threat.is_urgent,
        on=threat.on,
        hour=threat.hour,
        days_left=(threat.on - home.today).days if threat.on else None,
        known_on=threat.known_on,
        creditor=threat.creditor,
        bailiff=threat.bailiff,
        letter_seen=threat.letter_seen,
        owed=threat.owed,
        has_verdict=threat.has_verdict,
        verdict_on=threat.verdict_on,
        can_pay_current=threat.can_pay_current,
        debt_help_runs=threat.debt_help_runs,
        earlier_stay=threat.earlier_stay,
        earlier_stay_on=threat.earlier_stay_on,
        done=threat.done,
    )


def first_talk(view: ThreatsView) -> FirstTalk:
    """Until when debt help holds the first conversation: the first term that still asks for it."""
    term = next(iter(view.first_talk), None)
    asked = view.request.received_at.astimezone(HERE).date() if view.request else None
    if term is None:
        return FirstTalk(requested_on=asked)
    return FirstTalk(
        last_day=term.warn_on,
        article=term.article(language()),
        requested_on=asked,
        is_late=term.warn_on < view.today,
    )


# ------------------------------------------------------------------------------------------ debts


def debts_on_paper(home: Home, lines: Sequence[Debt]) -> tuple[DebtOnPaper, ...]:
    """A line per debt; second letters stand with the one that counts, and what ended is left out."""
    known = {each.id: each for each in lines}
    letters: dict[DebtId, list[Debt]] = {}
    for each in lines:
        letters.setdefault(head_of(each, known).id, []).append(each)
    return tuple(_debt(home, known[first], about) for first, about in letters.items() if known[first].ended_on is None)


def _debt(home: Home, debt: Debt, letters: Sequence[Debt]) -> DebtOnPaper:
    in_order = (debt, *(each for each in letters if each.id != debt.id))
    references = [
        one for each in in_order for one in (each.reference, each.original_reference, each.collector_reference) if one
    ]
    return DebtOnPaper(
        creditor=debt.creditor,
        original_creditor=debt.original_creditor,
        collector=debt.collector,
        references=tuple(dict.fromkeys(references)),
        whose=home.first_name(debt.resident),
        kind=label(debt.kind) if debt.kind else "",
        group=label(debt.group),
        phase=label(debt.phase) if debt.phase else "",
        amount=debt.amount,
        amount_on=debt.amount_on,
        original_amount=debt.original_amount,
        began_on=debt.began_on,
        behind_since=debt.behind_since,
        last_letter_on=max((each.last_letter_on for each in letters), default=""),
        pays=debt.pays,
        pays_per=label(debt.pays_per),
        pays_since=debt.pays_since,
        marks=_marks(debt),
        letters=len(letters),
        letter_seen=debt.letter_seen,
        is_counted=debt.is_counted,
        not_counted_why=debt.not_counted_why,
    )


def _marks(debt: Debt) -> tuple[str, ...]:
    found = []
    if debt.is_preferred:
        found.append(_("preferred"))
    if debt.is_business:
        found.append(_("of the business"))
    if debt.is_joint:
        with_whom = debt.joint_with
        found.append(_("liable together with {name}", name=with_whom) if with_whom else _("liable together"))
    if debt.is_disputed:
        found.append(_("disputed: {why}", why=debt.disputed_why) if debt.disputed_why else _("disputed"))
    if debt.threat is not None:
        found.append(_("goes with a threat"))
    return tuple(one_line(each) for each in found)


def _sum(found: DebtSum | Total) -> Sum:
    return Sum(known=found.cents, unknown=found.unknown)


# ------------------------------------------------------------------------------------------ in and out


@dataclass(frozen=True)
class Month:
    """The budget of a household as papers have it."""

    income: tuple[IncomeOnPaper, ...]
    withholdings: tuple[WithholdingOnPaper, ...]
    costs: tuple[CostGroupOnPaper, ...]
    totals: BudgetTotals


def month_on_paper(home: Home, view: budget.BudgetView, *, every_cost: bool) -> Month:
    """What comes in and goes out; with `every_cost` the lines of all groups, else those of the fixed costs alone."""
    sheet = view.sheet
    income = [
        IncomeOnPaper(
            whose=home.first_name(each.resident),
            kind=label(each.kind),
            source=each.source,
            amount=each.amount,
            per=label(each.per),
            in_a_month=sheet.income[each.id],
            as_of=each.as_of,
            proof_seen=each.proof_seen,
        )
        for each in view.incomes
        if each.id in sheet.income
    ]
    for year in view.years:
        if year.resident not in sheet.business:
            continue
        income.append(
            IncomeOnPaper(
                whose=home.first_name(year.resident),
                kind=label(IncomeKind.BUSINESS),
                source=_("average of {count} months", count=len(year.months) - year.missing),
                in_a_month=sheet.business[year.resident],
                amount=sheet.business[year.resident],
                per=_("per month, on average"),
                lowest=year.lowest,
                proof_seen=year.unproven == 0,
            )
        )
    kinds = {each.id: each.kind for each in view.incomes}
    kept = [each for each in view.withholdings if each.id in sheet.withheld]
    groups = [
        CostGroupOnPaper(
            name=label(group),
            costs=_costs(view.costs, group, sheet.costs) if every_cost or group is CostGroup.FIXED else (),
            sum=_sum(sheet.by_group[group]),
        )
        for group in CostGroup
        if any(group_of(each.kind) is group for each in view.costs)
    ]
    return Month(
        income=tuple(income),
        withholdings=tuple(_withholding(each, kinds) for each in kept),
        costs=tuple(groups),
        totals=BudgetTotals(
            comes_in=_sum(sheet.coming_in),
            withheld=_sum(sheet.kept_back),
            goes_out=_sum(sheet.going_out),
            left=sheet.remainder,
        ),
    )


def _withholding(each: Withholding, kinds: Mapping[Any, IncomeKind]) -> WithholdingOnPaper:
    of = kinds.get(each.income)
    return WithholdingOnPaper(
        kind=label(each.kind),
        by=each.by,
        of=label(of) if of else "",
        amount=each.amount,
        per=label(each.per),
        is_taken_off=each.is_taken_off,
        protected=each.protected,
        protected_source=each.protected_source,
        protected_on=each.protected_on,
    )


def _costs(costs: Iterable[Cost], group: CostGroup, monthly: Mapping[Any, int | None]) -> tuple[CostOnPaper, ...]:
    """The costs of a group, those of one kind together."""
    by_kind: dict[Any, list[Cost]] = {}
    for each in costs:
        if group_of(each.kind) is group:
            by_kind.setdefault(each.kind, []).append(each)
    found = []
    for kind, lines in by_kind.items():
        cents, unknown = known_total(monthly.get(each.id) for each in lines)
        paid = {each.is_paid for each in lines}
        # One that is unpaid is what counts; two that are not known alike say nothing.
        is_paid = False if False in paid else next(iter(paid)) if len(paid) == 1 else None
        found.append(
            CostOnPaper(what=label(kind), in_a_month=None if unknown == len(lines) else cents, is_paid=is_paid)
        )
    return tuple(found)


# ------------------------------------------------------------------------------------------ people, papers, consent


def person_on_paper(home: Home, resident: Resident, *, bsn: bool, through_us: bool) -> PersonOnPaper:
    """Somebody who asks for help; a secret address and unsafe numbers stay here, and so do all when we stand between."""
    points = home.store.of(ContactPoint, resident=resident.id, order_by="position")
    address = next((each for each in home.addresses if not each.is_secret and (each.street or each.postcode)), None)
    place = ""
    if address is not None and not through_us and not home.is_secret:
        parts = (f"{address.street} {address.number}".strip(), f"{address.postcode} {address.city}".strip())
        place = ", ".join(part for part in parts if part)
    needs = [label(each) for each in sorted(resident.reading_needs, key=lambda need: need.value)]
    return PersonOnPaper(
        name=full_name(resident),
        born_on=resident.born_on,
        bsn=resident.bsn if bsn else "",
        address=one_line(place),
        phones=() if through_us else tuple(each.value for each in points if each.is_safe and each.value),
        needs=(*needs, *((resident.language,) if resident.language else ())),
    )


def others_at_home(home: Home, people: Iterable[ResidentId]) -> tuple[str, ...]:
    """Who else lives there: first name, age and place in the household."""
    named = set(people)
    roles = {each.resident: each.role for each in home.memberships}
    found = []
    for each in home.residents:
        if each.id in named:
            continue
        age, role = age_on(each.born_on, home.today), label(roles[each.id]).lower()
        name = home.first_name(each.id) or _("name not known")
        found.append(
            _("{name} ({age}), {role}", name=name, age=age, role=role) if age is not None else f"{name}, {role}"
        )
    return tuple(one_line(each) for each in found)


def reached_through_us(home: Home) -> bool:
    """Whether somebody else may reach these people through the team alone: there is a rule for safe contact."""
    return bool(home.household.not_by or home.household.safe_contact.strip())


def evidence_on_paper(home: Home, listed: Iterable[Evidence]) -> tuple[EvidenceOnPaper, ...]:
    """The papers that are asked for, with how each stands."""
    return tuple(
        EvidenceOnPaper(
            kind=each.kind,
            what=each.what,
            whose=home.first_name(each.resident),
            state=each.state,
            on=each.received_on if each.state is EvidenceState.RECEIVED else each.asked_on if each.is_needed else None,
            is_copied=None if each.seen_how is None else each.seen_how is SeenHow.COPY,
            why_not=each.not_needed_why,
        )
        for each in listed
    )


def consent_on_paper(home: Home, consent: Consent) -> ConsentOnPaper:
    """What somebody allows."""
    person = home.store.find(Resident, consent.resident)
    is_answered = consent.answer is not ConsentAnswer.TO_ASK and consent.withdrawn_on is None
    return ConsentOnPaper(
        who=one_line(full_name(person)) if person else "",
        recipient=consent.recipient,
        topics=tuple(label(each) for each in SharedTopic if each in consent.topics),
        purpose=consent.purpose,
        answer=consent.answer is ConsentAnswer.YES if is_answered else None,
        given_on=consent.given_on if is_answered else None,
        given_how=label(consent.given_how) if is_answered and consent.given_on else "",
        until_on=consent.until_on,
    )


def next_talk(home: Home, now: datetime) -> dict[str, Any]:
    """When and where we talk again, for fields that begin with `next`."""
    coming = home.next_appointment(now)
    at = coming.at.astimezone(HERE) if coming else None
    return {"on": at.date() if at else None, "time": at.time() if at else None, "place": coming.place if coming else ""}


# ------------------------------------------------------------------------------------------ the papers


def referral_file(
    office: Office, home: Home, referral: Referral, *, bsn: bool, large_print: bool = False
) -> ReferralFilePaper:
    """What stands in the referral file today, without number and day."""
    store, household = home.store, home.household.id
    view = threats.threats_of(office, household)
    without = {each.id for each in debt_help_ready.kept_out(store, home, referral)}
    picture = budget.view_of(store, household, home.today, home.statute, without=without)
    lines = _not_of(without, debts.lines_in(store, household))
    births = {each.id: each.born_on for each in home.residents}
    totals = totals_of(lines, births)
    month = month_on_paper(home, picture, every_cost=False)
    people = [each for each in (store.find(Resident, one) for one in (referral.resident, referral.partner)) if each]
    people = people or list(home.adults[:2])
    through_us = reached_through_us(home)
    request = store.find(RequestNotification, referral.request) or view.request
    asked = request.question if request and request.kind is RequestKind.DEBT else ""
    face = home.face or home.workers.get(office.me)
    known = picture.picture
    talk = next_talk(home, office.now())
    groups = [(label(group), totals.groups[group]) for group in DebtGroup]
    groups.append((_("Family or friends"), totals.family))
    answers = store.of(Consent, household=household, order_by="given_on")
    consents = still_said([each for each in answers if each.is_with(referral.recipient)], home.today)
    return shown_only(
        home,
        ReferralFilePaper(
            **home.head(large_print),
            recipient=referral.recipient,
            contact=home.contact(face),
            only_through_us=through_us,
            threats=tuple(threat_on_paper(each, home) for each in view.holding),
            first_talk=first_talk(view),
            people=tuple(person_on_paper(home, each, bsn=bsn, through_us=through_us) for each in people),
            household=others_at_home(home, (each.id for each in people)),
            question=asked,
            purpose=referral.purpose,
            story=known.story,
            debts=debts_on_paper(home, lines),
            debt_sum=_sum(totals.counted),
            debt_groups=tuple(
                GroupSum(name=name, count=each.lines, sum=_sum(each)) for name, each in groups if each.lines
            ),
            income=month.income,
            withholdings=month.withholdings,
            costs=month.costs,
            totals=month.totals,
            earmarked=known.earmarked,
            earmarked_source=known.earmarked_source,
            earmarked_on=known.earmarked_on,
            assets=tuple(
                AssetOnPaper(
                    whose=home.first_name(each.resident),
                    kind=label(each.kind),
                    what=each.what,
                    value=each.value,
                    as_of=each.as_of,
                    mortgage=each.mortgage,
                )
                for each in picture.assets
            ),
            administrator=known.administrator,
            administrator_kind=label(known.administrator_kind) if known.administrator_kind else "",
            administrator_since=known.administrator_since,
            business=known.business_name,
            business_number=known.business_number,
            business_taxes=known.business_taxes,
            books_up_to_date=known.books_up_to_date,
            opens_post=known.opens_post,
            has_digid=known.has_digid,
            reads_dutch=known.reads_dutch,
            helpers=known.helpers,
            earlier_help=known.earlier_help,
            did_self=known.did_self,
            we_keep_doing=referral.we_keep_doing,
            evidence=evidence_on_paper(
                home, (each for each in evidence.evidence_of(office, household) if each.resident not in without)
            ),
            consents=tuple(consent_on_paper(home, each) for each in consents),
            ground="" if referral.ground is LegalGround.CONSENT else label(referral.ground),
            next_on=talk["on"],
            next_time=talk["time"],
            next_place=talk["place"],
            signers=tuple(one for one in (*(full_name(each) for each in people), face.name if face else "") if one),
        ),
    )


def _not_of(without: Collection[ResidentId], lines: Sequence[Debt]) -> tuple[Debt, ...]:
    """The debts that are not of these people alone; one about which somebody else got a letter too is no secret."""
    if not without:
        return tuple(lines)
    known = {each.id: each for each in lines}
    shared = {head_of(each, known).id for each in lines if each.resident not in without}
    return tuple(each for each in lines if head_of(each, known).id in shared)


def consent_sheet(home: Home, consents: Sequence[Consent], *, large_print: bool | None) -> ConsentSheetPaper:
    """What stands on the consent sheet: what was asked and is not withdrawn; one to fill in by pen when nothing was."""
    return shown_only(
        home,
        ConsentSheetPaper(
            **home.head(large_print),
            household=home.household.label,
            consents=tuple(consent_on_paper(home, each) for each in consents),
            contact=home.contact(home.face),
            signers=tuple(full_name(each) for each in home.adults[:4]),
        ),
    )


def evidence_list(office: Office, home: Home, *, large_print: bool | None) -> EvidenceListPaper:
    """What stands on the list of papers for the resident: what is not needed is left out."""
    talk = next_talk(home, office.now())
    listed = evidence.evidence_of(office, home.household.id)
    return shown_only(
        home,
        EvidenceListPaper(
            **home.head(large_print),
            household=home.household.label,
            papers=evidence_on_paper(home, (each for each in listed if each.state is not EvidenceState.NOT_NEEDED)),
            bring_on=talk["on"],
            bring_time=talk["time"],
            bring_place=talk["place"],
            contact=home.contact(home.face),
        ),
    )


def budget_sheet(home: Home, *, large_print: bool | None) -> BudgetSheetPaper:
    """What comes in and goes out in a month, on one sheet for the people themselves."""
    month = month_on_paper(
        home, budget.view_of(home.store, home.household.id, home.today, home.statute), every_cost=True
    )
    return shown_only(
        home,
        BudgetSheetPaper(
            **home.head(large_print),
            household=home.household.label,
            names=tuple(filter(None, (home.first_name(each.id) for each in home.residents))),
            income=month.income,
            withholdings=tuple(each for each in month.withholdings if not each.is_taken_off),
            costs=month.costs,
            totals=month.totals,
            contact=home.contact(home.face),
        ),
    )


def blank_post(home: Home) -> BlankPostPaper:
    """The list of post to write on at the table."""
    return BlankPostPaper(**home.head(), household=home.household.label)


def blank_budget(home: Home) -> BlankBudgetPaper:
    """The budget to write on at the table."""
    return BlankBudgetPaper(**home.head(), household=home.household.label)


def agreement_about(home: Home, debt: Debt) -> CreditorAgreement | None:
    """The last agreement or proposal about a debt that was not broken or stopped."""
    found = [
        each
        for each in home.store.of(CreditorAgreement, household=debt.household, debt=debt.id, order_by="agreed_on")
        if each.outcome in (AgreementOutcome.RUNNING, AgreementOutcome.KEPT)
    ]
    return found[-1] if found else None
