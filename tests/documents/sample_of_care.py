"""Papers of carers of invented people: an everyday one, a hard one and an empty one of each kind."""

from datetime import date

from buurtteam.documents.templates import letter_body
from buurtteam.domain.any_paper import AnyPaper
from buurtteam.domain.care_papers import (
    CarerCardPaper,
    CarerInfoPaper,
    CarerLetterFacts,
    InformationOnPaper,
    NearbyOnPaper,
    YoungCarerPaper,
)
from buurtteam.domain.papers import Contact, CrisisNumber, Letterhead, LetterPaper, PaperKind

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
_LONG = "Maria Magdalena Wilhelmina van den Oudenhoven-Schimmelpenninck van der Oye"

FACTS = CarerLetterFacts(
    who="Nina Visser",
    first="Nina",
    cares=("Nina zorgt voor haar vader, ongeveer 14 uur per week, sinds 1 maart 2024.",),
    does=("Doet: huishouden en koken; geld en post; zorg en afspraken regelen.",),
    work="verkoopster, 24 uur per week",
    air=("Iemand die het even overneemt.", "Een dag per week vrij om te zwemmen."),
    asked=("Wacht sinds 5 oktober 2026 op: vrijwilliger die thuis overneemt.",),
    scores=("CSI, 3 november 2026: score 9. Dat is op of boven de grens.",),
    has_care=True,
    address="Oefenstraat 12 A, 6411 SA  OEFENSTAD",
    phones="06 11223344 of 045 7654321",
    contact=WORKER,
)
LETTER = LetterPaper(
    kind=PaperKind.CARER_LETTER,
    letterhead=HEAD,
    issued_on=MADE,
    place="Oefenstad",
    address=("Steunpunt Mantelzorg Oefenstad", "Ter attentie van Mia Proef"),
    reference="2026-0041",
    subject="Steun voor Nina Visser, die voor iemand zorgt",
    salutation="Geachte heer, mevrouw,",
    contact=WORKER,
    closing="Met vriendelijke groet,",
    signer="Anouk Sanders",
    signer_role="Welzijnscoach",
    body=letter_body("carer_letter", FACTS),
)
HARD_FACTS = FACTS.changed(
    who=_LONG,
    first="Maria Magdalena",
    age=14,
    cares=FACTS.cares * 4,
    does=(*FACTS.does * 3,),
    only_through_us=True,
    safe_channel="App naar 06 11223344, alleen tussen 8.30 en 15.00 uur, en noem de school",
    safe_not="Niet bellen, geen post en geen e-mail aan huis",
)

NUMBERS = (
    CrisisNumber(name="Direct gevaar: politie, brandweer, ambulance", number="112", when="dag en nacht"),
    CrisisNumber(
        name="De Luisterlijn: iemand die luistert, ook in de nacht",
        number="088 0767 000",
        when="dag en nacht",
        to_check=True,
    ),
    CrisisNumber(
        name="Mantelzorglijn: raad en een luisterend oor", number="030 760 60 55", when="op werkdagen", to_check=True
    ),
)
INFORMATION = CarerInfoPaper(
    letterhead=HEAD,
    number="2026-0042",
    issued_on=MADE,
    carer="Nina",
    nearby=(
        NearbyOnPaper(
            kind="Vrijwilliger die thuis overneemt",
            name="Handje Thuis",
            what="Een vrijwilliger komt een dagdeel, zodat u weg kunt.",
            way_in="Bel zelf, of laat ons bellen",
            phone="045 3334445",
            on=MADE,
        ),
        NearbyOnPaper(
            kind="Groep van mantelzorgers",
            name="Koffie voor mantelzorgers",
            what="Praten met mensen die hetzelfde meemaken.",
            place="Buurthuis De Oefening, elke woensdag om 10 uur",
            on=date(2026, 2, 3),
            to_check=True,
        ),
        NearbyOnPaper(kind="Steunpunt mantelzorg", name="Steunpunt Mantelzorg Oefenstad", phone="045 1112223"),
    ),
    items=(
        InformationOnPaper(
            title="Kortdurend zorgverlof: een paar dagen vrij om te zorgen",
            text="Is iemand ziek en bent u de enige die kan zorgen? Dan mag u in 12 maanden twee keer de uren vrij nemen "
            "die u in een week werkt. Uw werkgever betaalt dan minstens 70% van uw loon.",
            source="Wet arbeid en zorg (Wazo) art. 5:1 tot en met 5:8",
            on=MADE,
        ),
        InformationOnPaper(
            title="Waardering voor mantelzorgers",
            text="De gemeente geeft elk jaar iets aan mantelzorgers. Wij vragen het samen met u aan.",
            source="Wmo 2015 art. 2.1.6",
            on=MADE,
            to_check=True,
        ),
    ),
    numbers=NUMBERS,
    contact=WORKER,
)
HARD_INFORMATION = INFORMATION.changed(
    carer=_LONG,
    practice=True,
    nearby=tuple(INFORMATION.nearby[at % 3].changed(name=f"{INFORMATION.nearby[at % 3].name} {at}") for at in range(5)),
    items=INFORMATION.items * 2 + INFORMATION.items[:1],
)

CARD = CarerCardPaper(
    letterhead=HEAD,
    number="2026-0043",
    issued_on=MADE,
    carer="Nina",
    cared_for="Henk",
    takes_over="Buurvrouw Ans Proef",
    takes_over_phone="06 11112222",
    second="Zoon Piet",
    second_phone="06 33334444",
    tonight="Warm eten om 18 uur. De pillen van 20 uur uit het doosje geven. Samen het nieuws kijken.",
    tomorrow="De thuiszorg bellen. Op dinsdag komt de bus om 9 uur.",
    medicine="Blauwe doos in de keukenkast; de lijst hangt erboven",
    key_at="Bij Ans, op nummer 14",
    calms="Oude muziek helpt. Niet tegenspreken en niet haasten.",
    doctor="Huisarts Voorbeeld, 045 5556667",
    emergency="112",
    agreed_on=date(2026, 11, 20),
    review_on=date(2027, 5, 20),
    contact=WORKER,
)
HARD_CARD = CARD.changed(
    practice=True,
    carer=_LONG,
    cared_for="Maximiliaan-Alexander Hendrikus",
    takes_over=f"Buurvrouw {_LONG}",
    takes_over_phone="+31 6 11112222 of +31 45 7654321",
    tonight=" ".join([CARD.tonight] * 4),
    tomorrow=" ".join([CARD.tomorrow] * 3),
    calms=" ".join([CARD.calms] * 3),
    emergency="Thuiszorg dag en nacht 045 9998887",
)

YOUNG = YoungCarerPaper(
    letterhead=HEAD,
    number="2026-0044",
    issued_on=MADE,
    name="Sem",
    age=13,
    people=("Juf Els Proef, Het Oefencollege", "Een vriend of vriendin"),
    own_words="Ik wil weer naar voetbal op zaterdag.",
    safe_channel="Een appje van Anouk, na school",
    safe_not="Niet naar huis bellen",
    nearby=(
        NearbyOnPaper(
            name="Club Even Vrij",
            what="Elke maand samen iets leuks doen.",
            phone="045 2223334",
            on=MADE,
        ),
    ),
    numbers=(
        NUMBERS[0],
        CrisisNumber(
            name="Kindertelefoon: praten over alles, niemand hoort het",
            number="0800 0432",
            when="elke dag van 11.00 tot 21.00 uur, gratis",
            to_check=True,
        ),
        CrisisNumber(
            name="Veilig Thuis: als het thuis niet veilig is", number="0800 2000", when="dag en nacht, gratis"
        ),
    ),
    contact=WORKER,
)

CARE_PAPERS: dict[str, AnyPaper] = {
    "carer_letter": LETTER,
    "carer_letter_hard": LETTER.changed(
        address=(_LONG, "Ter attentie van " + _LONG), practice=True, body=letter_body("carer_letter", HARD_FACTS)
    ),
    "carer_letter_english": LETTER.changed(language="en", body=letter_body("carer_letter", FACTS, "en")),
    "carer_letter_empty": LetterPaper(
        kind=PaperKind.CARER_LETTER, body=letter_body("carer_letter", CarerLetterFacts(who="Nina", first="Nina"))
    ),
    "carer_info": INFORMATION,
    "carer_info_large": INFORMATION.changed(large_print=True),
    "carer_info_hard": HARD_INFORMATION,
    "carer_info_hard_large": HARD_INFORMATION.changed(large_print=True),
    "carer_info_english": INFORMATION.changed(language="en"),
    "carer_info_empty": CarerInfoPaper(),
    "carer_card": CARD,
    "carer_card_large": CARD.changed(large_print=True),
    "carer_card_hard": HARD_CARD,
    "carer_card_english": CARD.changed(language="en"),
    "carer_card_empty": CarerCardPaper(),
    "young_carer": YOUNG,
    "young_carer_child": YOUNG.changed(age=9, own_words=""),
    "young_carer_grown": YOUNG.changed(age=19),
    "young_carer_large": YOUNG.changed(large_print=True),
    "young_carer_english": YOUNG.changed(language="en", practice=True),
    "young_carer_empty": YoungCarerPaper(),
}
