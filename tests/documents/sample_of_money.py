"""Papers about money of invented people: an everyday one, a hard one and an empty one of each kind."""

from datetime import date, time
from typing import Any

from buurtteam.documents.templates import letter_body
from buurtteam.domain.any_paper import AnyPaper
from buurtteam.domain.budget import CostGroup, CostKind, group_of
from buurtteam.domain.evidence import EvidenceKind, EvidenceState
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
    CreditorLetterFacts,
    DebtOnPaper,
    EvidenceListPaper,
    EvidenceOnPaper,
    FirstTalk,
    GroupSum,
    IncomeOnPaper,
    PersonOnPaper,
    ReferralFilePaper,
    ReferralLetterFacts,
    SignalAnswerFacts,
    Sum,
    ThreatOnPaper,
    WithholdingOnPaper,
)
from buurtteam.domain.papers import Contact, Letterhead, LetterPaper, PaperKind, address_lines
from buurtteam.domain.record import Value
from buurtteam.texts import label

HEAD = Letterhead(
    team="Buurtteam Akerhof",
    organisation="Gemeente Oefenstad",
    address=("Buurthuis De Oefening", "Oefenstraat 1", "6411 SA  OEFENSTAD"),
    return_line="Buurtteam Akerhof, Oefenstraat 1, 6411 SA Oefenstad",
    phone="045 1234567",
    hours="Bereikbaar maandag tot en met vrijdag van 9 tot 17 uur",
)
WORKER = Contact(name="Anouk Sanders", role="Welzijnscoach", phone="06 12345678", days="maandag, dinsdag en donderdag")
MADE = date(2026, 11, 22)

EVICTION = ThreatOnPaper(
    what="Woningontruiming",
    is_urgent=True,
    on=date(2026, 12, 3),
    hour="10:00",
    days_left=11,
    known_on=date(2026, 11, 20),
    creditor="Woningstichting De Oefening",
    bailiff="Deurwaarderskantoor Proef, 045 7654321",
    letter_seen=True,
    owed=3_245_50,
    has_verdict=True,
    verdict_on=date(2026, 10, 14),
    can_pay_current=True,
    debt_help_runs=False,
    earlier_stay=False,
    done="Op 20 november gebeld met de woningstichting: zij wachten op bericht van schuldhulp.",
)
CUT_OFF = ThreatOnPaper(
    what="Stroom wordt afgesloten", is_urgent=True, on=date(2026, 12, 9), days_left=17, known_on=date(2026, 11, 21)
)

DEBTS = (
    DebtOnPaper(
        creditor="Woningstichting De Oefening",
        collector="Deurwaarderskantoor Proef",
        references=("HU-2210", "DWP 55.120"),
        kind="Huur",
        phase="Vonnis",
        amount=3_245_50,
        amount_on=date(2026, 11, 2),
        original_amount=2_610_00,
        behind_since="2026-06",
        last_letter_on="2026-11-18",
        marks=("hoort bij een dreiging",),
        letters=2,
        letter_seen=True,
    ),
    DebtOnPaper(
        creditor="Incasso Voorbeeld",
        original_creditor="Webwinkel Mooi Spul",
        references=("998-21",),
        whose="Samira",
        kind="Winkel of webwinkel",
        phase="Incassobureau",
        amount=212_35,
        pays=25_00,
        pays_per="per maand",
        pays_since="2026-08",
        marks=("betwist: retour gestuurd",),
    ),
    DebtOnPaper(creditor="Energie van Hier", kind="Gas, elektriciteit of warmte", phase="Aanmaning", letter_seen=False),
    DebtOnPaper(
        creditor="Oom Karim",
        kind="Familie of vrienden",
        amount=500_00,
        is_counted=False,
        not_counted_why="hoeft niet terug",
    ),
)
INCOME = (
    IncomeOnPaper(
        whose="Samira", kind="Loon", source="Bakkerij De Korst", amount=1_118_40, per="per vier weken",
        in_a_month=1_211_60, as_of=date(2026, 10, 30), proof_seen=True,
    ),
    IncomeOnPaper(whose="Samira", kind="Kinderbijslag", amount=586_27, per="per kwartaal", in_a_month=195_42),
    IncomeOnPaper(kind="Huurtoeslag"),
)  # fmt: skip
COSTS = (
    CostGroupOnPaper(
        name="Vaste lasten",
        costs=(
            CostOnPaper(what="Huur of hypotheek", in_a_month=612_00, is_paid=False),
            CostOnPaper(what="Elektriciteit", in_a_month=148_00, is_paid=True),
            CostOnPaper(what="Lokale belastingen"),
        ),
        sum=Sum(known=760_00, unknown=1),
    ),
    CostGroupOnPaper(name="Reserveringen", sum=Sum(known=60_00)),
    CostGroupOnPaper(name="Huishoudgeld", sum=Sum(known=455_00)),
)
TOTALS = BudgetTotals(comes_in=Sum(known=1_407_02, unknown=1), goes_out=Sum(known=1_275_00, unknown=1), left=132_02)
EVIDENCE = (
    EvidenceOnPaper(
        kind=EvidenceKind.IDENTITY, whose="Samira", state=EvidenceState.RECEIVED, on=date(2026, 11, 20), is_copied=False
    ),
    EvidenceOnPaper(kind=EvidenceKind.INCOME, whose="Samira", state=EvidenceState.ASKED, on=date(2026, 11, 20)),
    EvidenceOnPaper(kind=EvidenceKind.BANK_STATEMENTS),
    EvidenceOnPaper(kind=EvidenceKind.CAR, state=EvidenceState.NOT_NEEDED, why_not="geen auto"),
)
CONSENT = ConsentOnPaper(
    who="Samira el Yousfi",
    recipient="Gemeente Oefenstad, schuldhulp",
    topics=("Naam, adres en telefoon", "Geld"),
    purpose="hulp bij de schulden",
    answer=True,
    given_on=date(2026, 11, 20),
    given_how="Getekend",
    until_on=date(2027, 11, 20),
)
REFERRAL = ReferralFilePaper(
    letterhead=HEAD,
    number="2026-0031",
    issued_on=MADE,
    recipient="Gemeente Oefenstad, schuldhulp",
    contact=WORKER,
    threats=(EVICTION,),
    first_talk=FirstTalk(
        last_day=date(2026, 11, 25), article="Wgs, artikel 4 lid 2", requested_on=date(2026, 11, 20)
    ),
    people=(
        PersonOnPaper(
            name="Samira el Yousfi",
            born_on="1990-03-14",
            bsn="999990019",
            address="Oefenstraat 12 A, 6411 SA  OEFENSTAD",
            phones=("06 11223344",),
            needs=("Tolk", "Darija"),
        ),
    ),
    household=("Yusuf (7), kind", "Elif (2), kind"),
    question="Ik durf de post niet meer open te maken. Kunnen jullie helpen?",
    purpose="schulden regelen en in het huis blijven",
    story="Sinds de scheiding kom ik elke maand tekort. Eerst betaalde ik de huur later, toen niet meer.",
    debts=DEBTS,
    debt_sum=Sum(known=3_457_85, unknown=1),
    debt_groups=(
        GroupSum(name="Nuts", count=1, sum=Sum(known=0, unknown=1)),
        GroupSum(name="Overig", count=2, sum=Sum(known=3_457_85)),
    ),
    income=INCOME,
    withholdings=(
        WithholdingOnPaper(
            kind="Beslag", by="Deurwaarderskantoor Proef", of="Loon", amount=90_00, per="per maand",
            protected=1_198_00, protected_source="Deurwaarderskantoor Proef", protected_on=date(2026, 9, 1),
        ),
    ),
    costs=COSTS,
    totals=TOTALS,
    assets=(AssetOnPaper(whose="Samira", kind="Bankrekening", what="lopende rekening", value=-212_10, as_of=MADE),),
    administrator="",
    opens_post=False,
    has_digid=True,
    helpers="Oma Fatma",
    earlier_help="",
    did_self="Heeft in juni zelf gebeld met de woningstichting.",
    we_keep_doing="Anouk komt elke dinsdag en maakt samen met Samira de post open.",
    evidence=EVIDENCE,
    consents=(CONSENT,),
    next_on=date(2026, 11, 24),
    next_time=time(10, 30),
    next_place="bij u thuis",
    signers=("Samira", "Anouk Sanders"),
)  # fmt: skip

_LONG = "Maria Magdalena Wilhelmina van den Oudenhoven-Schimmelpenninck van der Oye"
HARD = REFERRAL.changed(
    recipient="Gemeentelijke Kredietbank en Schuldhulpverlening Oefenstad-Noord en Omstreken, afdeling Aanmelding",
    threats=(
        EVICTION,
        CUT_OFF,
        ThreatOnPaper(what="Water wordt afgesloten", is_urgent=True, days_left=None),
        EVICTION.changed(what="Zorgverzekering stopt", on=MADE, days_left=0, hour="", done=""),
    ),
    people=(
        REFERRAL.people[0].changed(name=_LONG),
        PersonOnPaper(name="Bartholomeus Oudenhoven", born_on="1988", bsn="999990160"),
    ),
    only_through_us=True,
    household=tuple(f"Maximiliaan-Alexander {number} ({number}), kind" for number in range(1, 10)),
    debts=tuple(
        DEBTS[at % 4].changed(
            references=tuple(f"{at:04}-{part}" for part in range(at % 5)),
            collector="Gerechtsdeurwaarders- en Incassokantoor Van der Heijden-Oefening B.V." if at % 7 == 0 else "",
        )
        for at in range(40)
    ),
    debt_sum=Sum(known=34_578_50, unknown=10),
    story=" ".join(["Het begon toen het werk stopte en de brieven bleven komen."] * 18),
    evidence=EVIDENCE * 5,
    consents=(CONSENT, CONSENT.changed(who=_LONG)),
    totals=TOTALS.changed(left=-8_732_02, withheld=Sum(known=90_00)),
    administrator="Bewindvoerderskantoor Rust, 045 2223344",
    administrator_kind="Bewindvoerder",
    administrator_since=date(2024, 2, 1),
    business="Schoonmaakbedrijf Fris",
    business_number="12345678",
    business_taxes=True,
    earmarked=1_402_00,
    earmarked_source="Gemeente Oefenstad",
    earmarked_on=date(2026, 7, 1),
)

LETTER = LetterPaper(
    kind=PaperKind.REFERRAL_LETTER,
    letterhead=HEAD,
    issued_on=MADE,
    place="Oefenstad",
    address=address_lines("Gemeente Oefenstad", "Postbus", "100", "6411 SA", "Oefenstad", department="Schuldhulp"),
    reference="2026-0032",
    subject="Spoed: aanmelding van Samira el Yousfi",
    salutation="Geachte heer, mevrouw,",
    contact=WORKER,
    closing="Met vriendelijke groet,",
    signer="Anouk Sanders",
    signer_role="Welzijnscoach",
    enclosures=("de aanmelding met alle feiten",),
)
REFERRAL_FACTS = ReferralLetterFacts(
    who="Samira el Yousfi",
    threats=("Woningontruiming op donderdag 3 december 2026 om 10.00.", "Water afgesloten op maandag 7 december 2026."),
    last_day=date(2026, 11, 25),
    article="Wgs, artikel 4 lid 2",
    purpose="schulden regelen en in het huis blijven",
    we_keep_doing="Anouk komt elke dinsdag en maakt samen met Samira de post open.",
    has_consent=True,
    contact=WORKER,
)
STAY_FACTS = CreditorLetterFacts(
    who="Samira el Yousfi",
    address="Oefenstraat 12 A, 6411 SA Oefenstad",
    threat="uitzetting",
    is_eviction=True,
    on=date(2026, 12, 3),
    hour="10:00",
    owed="€ 3.245,50",
    pays_current=True,
    debt_help="Gemeente Oefenstad, schuldhulp",
    debt_help_on=date(2026, 11, 22),
    contact=WORKER,
)
ARRANGEMENT_FACTS = CreditorLetterFacts(
    who="Samira el Yousfi",
    address="Oefenstraat 12 A, 6411 SA Oefenstad",
    owed="€ 212,35",
    pays="€ 25,00 per maand",
    pays_from=date(2026, 12, 1),
    contact=WORKER,
)
SIGNAL_FACTS = SignalAnswerFacts(
    reference="SIG-2026-114", received_on=date(2026, 11, 3), answer="Opgepakt", contact=WORKER.changed(name="", days="")
)
LETTERS_ABOUT_MONEY: dict[str, Value] = {
    "referral_letter": REFERRAL_FACTS,
    "stay_letter": STAY_FACTS,
    "arrangement_letter": ARRANGEMENT_FACTS,
    "signal_answer": SIGNAL_FACTS,
}
LANDLORD = address_lines("Woningstichting De Oefening", "Oefenplein", "2", "6411 SD", "Oefenstad")


def letter(kind: PaperKind, facts: Value, **fields: Any) -> LetterPaper:  # noqa: ANN401 - fields of a letter
    """A letter about money, filled in."""
    return LETTER.changed(kind=kind, body=letter_body(kind.value, facts), **fields)


CONSENT_SHEET = ConsentSheetPaper(
    letterhead=HEAD,
    number="2026-0033",
    issued_on=MADE,
    household="Voorbeeld-Demir",
    consents=(CONSENT.changed(answer=None, given_on=None, given_how=""),),
    contact=WORKER,
    signers=("Samira el Yousfi",),
)
EVIDENCE_LIST = EvidenceListPaper(
    letterhead=HEAD,
    number="2026-0034",
    issued_on=MADE,
    papers=EVIDENCE[:3],
    bring_on=date(2026, 11, 24),
    bring_time=time(10, 30),
    bring_place="bij u thuis",
    contact=WORKER,
)
ALL_COSTS = tuple(
    CostGroupOnPaper(
        name=label(group),
        costs=tuple(
            CostOnPaper(what=label(kind), in_a_month=number * 1_111, is_paid=number % 5 != 0)
            for number, kind in enumerate(CostKind)
            if group_of(kind) is group
        ),
        sum=Sum(known=1_123_40, unknown=1),
    )
    for group in CostGroup
)
BUDGET = BudgetSheetPaper(
    letterhead=HEAD,
    number="2026-0035",
    issued_on=MADE,
    household="Voorbeeld-Demir",
    names=("Samira", "Yusuf", "Elif"),
    income=INCOME,
    costs=(
        COSTS[0],
        CostGroupOnPaper(
            name="Reserveringen",
            costs=(CostOnPaper(what="Kleding en schoenen", in_a_month=60_00),),
            sum=Sum(known=60_00),
        ),
        CostGroupOnPaper(
            name="Huishoudgeld", costs=(CostOnPaper(what="Eten en drinken", in_a_month=455_00),), sum=Sum(known=455_00)
        ),
    ),
    totals=TOTALS,
    contact=WORKER,
)
HARD_BUDGET = BUDGET.changed(
    names=tuple(f"Maximiliaan-Alexander {number}" for number in range(11)),
    income=tuple(INCOME[at % 3].changed(whose="Maria Magdalena Wilhelmina") for at in range(14)),
    costs=ALL_COSTS,
    withholdings=REFERRAL.withholdings,
    totals=TOTALS.changed(left=-412_20, withheld=Sum(known=90_00)),
)

MONEY_PAPERS: dict[str, AnyPaper] = {
    "referral": REFERRAL,
    "referral_hard": HARD,
    "referral_empty": ReferralFilePaper(),
    "referral_large": REFERRAL.changed(large_print=True, threats=HARD.threats),
    "referral_letter": letter(PaperKind.REFERRAL_LETTER, REFERRAL_FACTS),
    "stay_letter": letter(
        PaperKind.STAY_LETTER, STAY_FACTS, address=LANDLORD, subject="Stelt u de ontruiming uit?",
        their_reference="HU-2210", enclosures=(),
    ),
    "stay_letter_cut_off": letter(
        PaperKind.STAY_LETTER, STAY_FACTS.changed(is_eviction=False, threat="water afgesloten", hour="", debt_help=""),
        address=("Water van Hier",), subject="Sluit u niet af?", enclosures=(),
    ),
    "arrangement_letter": letter(
        PaperKind.ARRANGEMENT_LETTER, ARRANGEMENT_FACTS, address=LANDLORD, subject="Mag dit in delen?",
        their_reference="998-21", enclosures=(),
    ),
    "arrangement_letter_empty": letter(
        PaperKind.ARRANGEMENT_LETTER, CreditorLetterFacts(who="Samira el Yousfi"), address=(), enclosures=(),
        subject="Mag dit in delen?",
    ),
    "signal_answer": letter(
        PaperKind.SIGNAL_ANSWER, SIGNAL_FACTS, address=LANDLORD, subject="Antwoord op uw signaal",
        their_reference="SIG-2026-114", enclosures=(), signer="Buurtteam Akerhof", signer_role="",
    ),
    "consent": CONSENT_SHEET,
    "consent_large": CONSENT_SHEET.changed(large_print=True),
    "consent_many": CONSENT_SHEET.changed(
        consents=tuple(CONSENT.changed(who=_LONG, recipient=f"Organisatie {number}") for number in range(4)),
        signers=("Samira el Yousfi", _LONG, "Bas", "Elif"),
    ),
    "consent_empty": ConsentSheetPaper(),
    "evidence": EVIDENCE_LIST,
    "evidence_all": EVIDENCE_LIST.changed(papers=tuple(EvidenceOnPaper(kind=kind) for kind in EvidenceKind)),
    "evidence_large": EVIDENCE_LIST.changed(large_print=True),
    "evidence_empty": EvidenceListPaper(),
    "budget": BUDGET,
    "budget_hard": HARD_BUDGET,
    "budget_large": BUDGET.changed(large_print=True),
    "budget_empty": BudgetSheetPaper(),
    "blank_post": BlankPostPaper(letterhead=HEAD, household="Voorbeeld-Demir"),
    "blank_post_empty": BlankPostPaper(),
    "blank_budget": BlankBudgetPaper(letterhead=HEAD, household="Voorbeeld-Demir"),
    "blank_budget_empty": BlankBudgetPaper(),
}  # fmt: skip
