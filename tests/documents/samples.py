"""Papers of invented people: an everyday one, a hard one and an empty one of each kind."""

from datetime import date, time, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from buurtteam.documents.templates import letter_body
from buurtteam.domain.any_paper import AnyPaper
from buurtteam.domain.conversation import Discussed
from buurtteam.domain.papers import (
    AddressWindow,
    Agreement,
    BlankFormPaper,
    CarerLine,
    Contact,
    CrisisNumber,
    CrisisPaper,
    CrisisTask,
    Examined,
    FiguresPaper,
    FormTopic,
    HandOverFacts,
    Letterhead,
    LetterPaper,
    ListedHousehold,
    PaperKind,
    Pictogram,
    PlanPaper,
    ReceiptFacts,
    RecoverySheetPaper,
    ReportPaper,
    RoutePaper,
    RouteStep,
    Said,
    Side,
    TopicWords,
    WeekAppointment,
    WeekDay,
    WeekPaper,
    WindowTestPaper,
    WorklistPaper,
    address_lines,
)
from tests.documents.sample_of_care import CARE_PAPERS
from tests.documents.sample_of_figures import figures_sample
from tests.documents.sample_of_money import MONEY_PAPERS


def logo() -> bytes:
    """A small picture as a team would choose."""
    image = Image.new("RGB", (300, 120), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((5, 10, 105, 110), fill="#0B5E5A")
    draw.rectangle((120, 45, 295, 75), fill="#14211F")
    into = BytesIO()
    image.save(into, "PNG")
    return into.getvalue()


LETTERHEAD = Letterhead(
    team="Buurtteam Akerhof",
    organisation="Gemeente Oefenstad",
    address=("Buurthuis De Oefening", "Oefenstraat 1", "6411 SA  OEFENSTAD"),
    return_line="Buurtteam Akerhof, Oefenstraat 1, 6411 SA Oefenstad",
    phone="045 1234567",
    hours="Bereikbaar maandag tot en met vrijdag van 9 tot 17 uur",
    website="www.buurtteam.example",
    logo=logo(),
)
CONTACT = Contact(name="Anouk", role="welzijnscoach", phone="06 12345678", days="maandag, dinsdag en donderdag")

AGREEMENTS = (
    Agreement(
        who="Anouk",
        what="belt met de woningstichting over de huur en vraagt of wij in kleine delen mogen betalen",
        on=date(2026, 9, 14),
        help_kind="hulp bij geld",
        organisation="Buurtteam",
        done=True,
        pictogram=Pictogram.PHONE,
    ),
    Agreement(
        who="Samira",
        what="zoekt de brieven bij elkaar en legt ze ongeopend in de blauwe doos bij de voordeur neer",
        when="vóór",
        on=date(2026, 9, 17),
        pictogram=Pictogram.MAIL,
    ),
    Agreement(
        who="Oma Fatma",
        what="haalt Elif elke dinsdag op van de opvang zodat Samira naar de taalles kan blijven gaan",
        when="elke dinsdag",
        pictogram=Pictogram.FAMILY,
    ),
    Agreement(
        what="iemand die op woensdag met Yusuf naar het voetballen fietst en hem ook weer thuis brengt",
        help_kind="vrijwilliger",
    ),
    Agreement(
        who="Bas",
        what="kijkt samen met Samira welke toeslagen er nog niet zijn aangevraagd en vult ze samen in",
        on=date(2026, 9, 24),
        help_kind="hulp bij papieren",
        organisation="Vrijwilligers Akerhof",
        pictogram=Pictogram.FORM,
    ),
    Agreement(
        who="Samira en Anouk",
        what="bellen de huisarts voor een afspraak omdat slapen al een hele tijd niet goed meer lukt nu",
        on=date(2026, 9, 21),
        pictogram=Pictogram.DOCTOR,
    ),
)

PLAN = PlanPaper(
    letterhead=LETTERHEAD.changed(logo=b""),
    household="Familie Voorbeeld-Demir",
    names=("Samira", "Yusuf", "Elif"),
    made_on=date(2026, 9, 9),
    issued_on=date(2026, 9, 9),
    number="P-0012",
    strengths=(Said(words="Yusuf gaat graag naar school."), Said(words="Oma helpt elke dinsdag.")),
    wishes=(
        Said(words="Ik wil de post weer durven openen.", speaker="Samira"),
        Said(words="Ik wil elke week voetballen.", speaker="Yusuf"),
    ),
    agreements=AGREEMENTS,
    contact=CONTACT,
    deputy=Contact(name="Bas", phone="045 1234567"),
    next_on=date(2026, 10, 8),
    next_time=time(10),
    next_place="bij u thuis",
    signers=("Samira Demir", "Anouk de Wit"),
)

REAL_PLAN = PLAN.changed(
    household="Voorbeeld en De Proef",
    names=("Chantalle", "Jurre", "Sem", "Noor", "Ronnie"),
    strengths=(
        Said(words="Wij houden van elkaar, alle vijf, ook als het stormt."),
        Said(words="Jurre kan alles repareren."),
        Said(words="Oma helpt elke dinsdag met de kinderen."),
    ),
    wishes=(
        Said(words="Ik wil de brievenbus openmaken zonder buikpijn.", speaker="Chantalle"),
        Said(words="Ik wil weer om zes uur ergens nodig zijn.", speaker="Jurre"),
        Said(words="Dat papa weer grapjes maakt.", speaker="Ronnie"),
    ),
    agreements=tuple(
        Agreement(
            who=who,
            what="belt met de woningstichting over de huur en vraagt of het in twaalf keer mag vanaf januari",
            on=date(2026, 9, day),
            help_kind=kind,
            organisation=organisation,
        )
        for day, who, kind, organisation in (
            (14, "Chantalle", "", ""),
            (15, "Dennis", "welzijnscoach", "Buurtteam Akerhof"),
            (16, "Sem", "", ""),
            (17, "Jurre", "", "Het Klushuis"),
            (18, "Hulp bij schulden", "", "Kredietbank Oefenstad"),
            (30, "Marleen", "vriendin", ""),
        )
    ),
    contact=Contact(name="Dennis Kramer-Oduya", phone="06 00100002", days="maandag, dinsdag, donderdag en vrijdag"),
    deputy=Contact(name="Yasmina Belhadj", phone="06 00100003"),
    signers=("Chantalle", "Jurre", "Dennis Kramer-Oduya"),
)

HARD_PLAN = PLAN.changed(
    household="Familie Van den Broek-Wolthuis-Achterberg tot Zevenhuizen",
    names=(
        "Maximiliaan-Alexander",
        "Anne-Sophie",
        "Jan Willem",
        "Bartholomeus",
        "Wilhelmina",
        "Przemysław",
        "Nguyễn",
        "Đorđe",
        "Ελένη",
        "Ольга",
        "محمد",
    ),
    strengths=(Said(words="Wij eten iedere avond samen aan tafel en vertellen hoe de dag was.", speaker="Wilhelmina"),)
    * 3,
    wishes=(
        Said(words="Ik wil dat er weer rust in huis komt en dat wij weten wie ons helpt. 😀", speaker="Anne-Sophie"),
    )
    * 3,
    disagreement="Ik vind dat de school ook iets moet doen.",
    agreements=(AGREEMENTS[0].changed(who="Kindertelefoonvrijwilliger"), *AGREEMENTS[1:], *AGREEMENTS),
    practice=True,
)

FACTS = ReceiptFacts(
    question="Ik durf de post niet meer open te maken.\nEn mijn zoon slaapt slecht.",
    received_on=date(2026, 9, 9),
    contact=CONTACT,
    talk_on=date(2026, 9, 17),
    talk_time=time(10),
    talk_place="bij u thuis",
    last_day=date(2026, 10, 21),
    plan_until=date(2026, 9, 16),
    support_name="Cliëntondersteuning Oefenstad",
    support_phone="0800 1234567",
    listening_phone="0800 7654321",
)

HAND_OVER_FACTS = HandOverFacts(
    old=CONTACT,
    new=Contact(name="Bas de Wit", role="welzijnscoach", phone="045 1234567", days="dinsdag tot en met vrijdag"),
    stays="Anouk",
    stays_until=date(2026, 12, 31),
    talk_on=date(2026, 9, 24),
    talk_time=time(10),
    talk_place="bij u thuis",
    contact=CONTACT,
)
HAND_OVER = LetterPaper(
    kind=PaperKind.HAND_OVER,
    letterhead=LETTERHEAD,
    number="B-0035",
    issued_on=date(2026, 9, 10),
    place="Oefenstad",
    address=address_lines("Mevrouw S. Voorbeeld-Demir", "Oefenlaan", "12 B", "6411sa", "Oefenstad"),
    reference="B-0035",
    subject="Uw nieuwe vaste gezicht: Bas de Wit",
    salutation="Beste mevrouw Voorbeeld-Demir,",
    body=letter_body("hand_over", HAND_OVER_FACTS),
    contact=CONTACT,
    signer="Anouk de Wit",
    signer_role="welzijnscoach",
)

RECEIPT = LetterPaper(
    kind=PaperKind.RECEIPT,
    letterhead=LETTERHEAD,
    number="B-0034",
    issued_on=date(2026, 9, 10),
    place="Oefenstad",
    address=address_lines("Mevrouw S. Voorbeeld-Demir", "Oefenlaan", "12 B", "6411sa", "Oefenstad"),
    reference="B-0034",
    subject="Wij hebben uw vraag ontvangen",
    salutation="Beste mevrouw Voorbeeld-Demir,",
    body=letter_body("receipt", FACTS),
    contact=CONTACT,
    signer="Anouk de Wit",
    signer_role="welzijnscoach",
)

_LOOKED = "Wij hebben samen gekeken naar wat er nodig is. Samira vertelt dat zij slecht slaapt door de post. "

REPORT = ReportPaper(
    letterhead=LETTERHEAD,
    number="V-0007",
    issued_on=date(2026, 9, 20),
    resident="Samira Voorbeeld-Demir",
    requested_on=date(2026, 9, 9),
    talked_on=(date(2026, 9, 17), date(2026, 9, 19)),
    present=("Samira", "Oma Fatma", "Anouk (coach)"),
    identity_kind="paspoort",
    identity_by="Anouk",
    identity_on=date(2026, 9, 17),
    support_offered="Ja, op 9 september. Samira wil dit nu niet.",
    personal_plan="Niet ingeleverd.",
    question="Ik durf de post niet meer open te maken.",
    summary="Wij wonen met z'n drieën in de Oefenlaan. Ik maak de post niet meer open. Ik wil dat weer durven.",
    topics=(
        TopicWords(topic="Wonen", score=4, said=(Said(words="Het huis is fijn.", speaker="Samira"),)),
        TopicWords(
            topic="Geld en post",
            score=2,
            said=(
                Said(words="Ik maak de post niet meer open. Ik word er misselijk van.", speaker="Samira"),
                Said(words="Ze ligt er wakker van, dat zie ik aan haar.", speaker="Oma Fatma"),
            ),
        ),
        TopicWords(topic="Gezin en opvoeden"),
    ),
    steps=(_LOOKED, _LOOKED * 2, _LOOKED, _LOOKED * 2, "Geen."),
    examined=(
        Examined(point="a", discussed=Discussed.YES, text=_LOOKED),
        Examined(point="d", discussed=Discussed.YES, text="Oma wil een middag voor zichzelf."),
        Examined(point="g", discussed=Discussed.NOT_APPLICABLE),
    ),
    carer_needs="Oma wil soms een middag voor zichzelf.",
    kind_or_budget_explained="Anouk heeft uitgelegd wat zorg in natura is en wat een persoonsgebonden budget is.",
    kind_or_budget_choice="Zorg in natura.",
    contribution="U betaalt nu niets zelf.",
    agreements=AGREEMENTS[:2],
    next_steps=(
        RouteStep(title="U stuurt dit verslag terug", latest=date(2026, 10, 4)),
        RouteStep(title="U krijgt een besluit", text="Alleen als u hulp aanvraagt.", latest=date(2026, 10, 18)),
    ),
    return_by=date(2026, 10, 4),
    return_to=LETTERHEAD.address,
    contact=CONTACT,
    signers=("Samira Voorbeeld-Demir", "Anouk de Wit"),
)

ROUTE = RoutePaper(
    letterhead=LETTERHEAD,
    household="Familie Voorbeeld-Demir",
    question="Ik durf de post niet meer open te maken.",
    contact=CONTACT,
    steps=(
        RouteStep(title="Uw vraag", on=date(2026, 9, 9), done=True, text="U belde met het buurtteam."),
        RouteStep(title="Het gesprek", on=date(2026, 9, 17), done=True, text="Wij praatten bij u thuis."),
        RouteStep(title="Het plan", current=True, latest=date(2026, 10, 21), text="Wij maken samen een plan."),
        RouteStep(title="Het besluit", latest=date(2026, 11, 4), text="Alleen als u hulp aanvraagt."),
        RouteStep(title="De hulp begint", text="Wij spreken de dag met u af."),
        RouteStep(title="Wij kijken hoe het gaat", on=date(2026, 12, 8)),
        RouteStep(title="Afsluiten", text="Als het weer goed gaat. U mag altijd weer bellen."),
    ),
)

_TOPICS = (
    "Wonen",
    "Geld en post",
    "Werk, school en dag",
    "Lichaam en gezondheid",
    "Hoe het in je hoofd gaat",
    "Gewoontes",
    "Huishouden en jezelf redden",
    "Gezin en opvoeden",
    "Mensen om je heen",
    "Zorgen voor elkaar",
    "Veilig voelen",
    "Meedoen, taal en digitaal",
)
FORM = BlankFormPaper(
    letterhead=LETTERHEAD,
    household="Familie Voorbeeld-Demir",
    topics=tuple(FormTopic(topic=topic, question="Hoe gaat het hiermee op dit moment?") for topic in _TOPICS),
    personal_plan_days=7,
)
RECOVERY = RecoverySheetPaper(
    letterhead=LETTERHEAD,
    code="K7QF2-M9XRT-4WZHB-8NCJD-Q2VYA-P6GSE-3KLMT-9XRF4",
    file_name="akerhof.buurtteam",
    made_on=date(2026, 9, 1),
)

_MONDAY = date(2026, 4, 27)
WEEK = WeekPaper(
    letterhead=LETTERHEAD,
    worker="Anouk de Wit",
    number_of_week=18,
    issued_on=date(2026, 4, 26),
    days=(
        WeekDay(on=_MONDAY, note="Koningsdag"),
        WeekDay(
            on=_MONDAY + timedelta(days=1),
            appointments=(
                WeekAppointment(start=time(9, 0), end=time(10, 0), who="Samira", place="thuis"),
                WeekAppointment(start=time(13, 30), end=time(14, 15), who="Björn"),
            ),
            tasks=("Terugbellen: Samira", "Nazorg: vragen hoe het gaat: Łukasz"),
        ),
        *(WeekDay(on=_MONDAY + timedelta(days=days)) for days in (2, 3)),
        WeekDay(on=_MONDAY + timedelta(days=4), note="Afwezig", tasks=("Taak: Samira",)),
        *(WeekDay(on=_MONDAY + timedelta(days=days)) for days in (5, 6)),
    ),
)
CRISIS = CrisisPaper(
    letterhead=LETTERHEAD,
    household="Familie Voorbeeld-Demir",
    since=date(2026, 9, 1),
    what="Ruzie in de nacht. Moeder en de kinderen kunnen niet thuis blijven.",
    at_home=("Samira (41)", "Yusuf (11)", "Ayşe (76)"),
    has_safe_contact=True,
    regisseur=Contact(name="Noor Bakker", phone="06 00301122"),
    name_by=date(2026, 9, 1),
    tasks=(
        CrisisTask(what="Slaapplek voor moeder en de kinderen", who="Noor Bakker", done=True),
        CrisisTask(what="Bel Veilig Thuis en spreek af wie wat doet", who="Bas de Wit"),
        CrisisTask(what="Medicijnen van oma ophalen", who="Bas de Wit"),
    ),
    people=(CrisisNumber(name="Samira Demir", number="06 00345678"),),
    team=(
        CrisisNumber(name="Buurtteam Akerhof", number="045 0000000", when="Maandag tot en met vrijdag"),
        CrisisNumber(name="De Luisterlijn, 0800 0000", when="Luisterend oor, dag en nacht"),
    ),
    numbers=(
        CrisisNumber(name="Direct gevaar: politie, brandweer, ambulance", number="112", when="Dag en nacht"),
        CrisisNumber(name="Veilig Thuis", number="0800 2000", when="Dag en nacht, gratis"),
        CrisisNumber(name="113: denken aan zelfmoord", number="0800 0113", when="Dag en nacht, gratis"),
        CrisisNumber(name="Politie, geen spoed", number="0900 8844", when="Dag en nacht", to_check=True),
    ),
)

WORKLIST = WorklistPaper(
    letterhead=LETTERHEAD,
    issued_on=date(2026, 4, 27),
    filter=("Kijk naar: Te laat of Binnen een week", "Buurt: Lindekwartier"),
    rows=(
        ListedHousehold(
            label="Demir",
            area="Lindekwartier",
            stage="In gesprek",
            term="Onderzoek afgerond en verslag gegeven",
            ends_on=date(2026, 4, 20),
            is_late=True,
            coordinator="Noor van Dijk",
            acts_now="Bas de Wit",
            last_contact_on=date(2026, 3, 2),
            look_at=("Te laat", "Te lang stil", "Mantelzorger zonder gesprek"),
        ),
        ListedHousehold(
            label="Van ’t Hoff-Özdemir",
            area="Lindekwartier",
            stage="Nieuw",
            term="Zie het programma",
            look_at=("Te laat",),
        ),
        *(
            ListedHousehold(
                label=f"Voorbeeld {number}",
                area="Het Oude Veld",
                stage="Loopt",
                term="Samen terugkijken op het plan",
                ends_on=date(2026, 5, 1 + number),
                coordinator="Bas de Wit",
                last_contact_on=date(2026, 4, 13),
                look_at=("Binnen een week",),
            )
            for number in range(24)
        ),
    ),
)

FIGURES = figures_sample(LETTERHEAD)

CARERS = (
    CarerLine(who="Nina", does="elke avond koken en op dinsdag de post", does_not="wassen en aankleden."),
    CarerLine(who="Piet", does="Piet doet in het weekend boodschappen", does_not="Ik regel geen geld."),
)

PAPERS: dict[str, AnyPaper] = {
    "plan": PLAN,
    "plan_large": PLAN.changed(large_print=True),
    "plan_pictograms": PLAN.changed(pictograms=True),
    "plan_real": REAL_PLAN,
    "plan_real_large": REAL_PLAN.changed(large_print=True),
    "plan_hard": HARD_PLAN,
    "plan_hard_large": HARD_PLAN.changed(large_print=True),
    "plan_carers": REAL_PLAN.changed(carers=CARERS),
    "plan_carers_large": PLAN.changed(carers=CARERS, large_print=True),
    "plan_empty": PlanPaper(),
    "plan_english": PLAN.changed(language="en"),
    "report": REPORT,
    "report_large": REPORT.changed(large_print=True),
    "report_empty": ReportPaper(),
    "receipt": RECEIPT,
    "receipt_large": RECEIPT.changed(large_print=True),
    "receipt_right": RECEIPT.changed(window=AddressWindow(side=Side.RIGHT), practice=True),
    "hand_over": HAND_OVER,
    "hand_over_empty": LetterPaper(kind=PaperKind.HAND_OVER, body=letter_body("hand_over", HandOverFacts())),
    "receipt_empty": LetterPaper(kind=PaperKind.RECEIPT, body=letter_body("receipt", ReceiptFacts())),
    "form": FORM,
    "form_empty": BlankFormPaper(),
    "route": ROUTE,
    "route_large": ROUTE.changed(large_print=True),
    "route_empty": RoutePaper(),
    "crisis": CRISIS,
    "crisis_empty": CrisisPaper(),
    "window_test": WindowTestPaper(letterhead=LETTERHEAD),
    "recovery_sheet": RECOVERY,
    "recovery_sheet_empty": RecoverySheetPaper(),
    "figures": FIGURES,
    "figures_large": FIGURES.changed(large_print=True),
    "figures_empty": FiguresPaper(),
    "week": WEEK,
    "week_large": WEEK.changed(large_print=True),
    "week_empty": WeekPaper(),
    "worklist": WORKLIST,
    "worklist_large": WORKLIST.changed(large_print=True),
    "worklist_empty": WorklistPaper(),
    **MONEY_PAPERS,
    **CARE_PAPERS,
}
