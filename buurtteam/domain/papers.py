"""The frozen content of each paper: every value that is printed stands in it, and nothing else is looked up.

A paper is drawn from this content alone, so that a reprint is the same to the byte and the content can be
kept beside the PDF. Nothing in it is required: a fact that is missing becomes a line to fill in by pen.
Team-only text, citizen service numbers, birth dates and debts have no place in a plan or a letter, and so no field here;
papers about money stand in `money_papers`, those of a carer in `care_papers`, and all kinds together in `any_paper`.
"""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from buurtteam.domain.conversation import Discussed
from buurtteam.domain.kinds import Color, Line, Score, Text
from buurtteam.domain.problem import wrong
from buurtteam.domain.record import Value
from buurtteam.domain.words import N_, Choice

LOGO_BYTES = 512_000
ADDRESS_LINES = 6


class PaperKind(Choice):
    """The kinds of paper that the program makes."""

    PLAN = "plan", N_("Our plan")
    REPORT = "report", N_("Report of the conversation")
    RECEIPT = "receipt", N_("Confirmation of receipt")
    LETTER = "letter", N_("Letter")
    HAND_OVER = "hand_over", N_("Letter about the hand-over")
    BLANK_FORM = "blank_form", N_("Conversation form to fill in by hand")
    ROUTE = "route", N_("The route")
    CRISIS = "crisis", N_("Crisis sheet (team only)")
    WINDOW_TEST = "window_test", N_("Window test")
    RECOVERY_SHEET = "recovery_sheet", N_("Recovery sheet")
    FIGURES = "figures", N_("Figures of the team")
    WEEK = "week", N_("My week")
    WORKLIST = "worklist", N_("Worklist")
    REFERRAL_FILE = "referral_file", N_("Referral to debt help")
    REFERRAL_LETTER = "referral_letter", N_("Letter to debt help")
    STAY_LETTER = "stay_letter", N_("Letter: please wait")
    ARRANGEMENT_LETTER = "arrangement_letter", N_("Letter: pay in parts")
    CONSENT_SHEET = "consent_sheet", N_("May we share this? (consent)")
    EVIDENCE_LIST = "evidence_list", N_("List of papers to look for")
    BUDGET_SHEET = "budget_sheet", N_("In and out in a month")
    SIGNAL_ANSWER = "signal_answer", N_("Answer to a signal partner")
    BLANK_POST = "blank_post", N_("Post list to fill in by hand")
    BLANK_BUDGET = "blank_budget", N_("Budget to fill in by hand")
    CARER_LETTER = "carer_letter", N_("Letter to a support centre for carers")
    CARER_INFO = "carer_info", N_("Information for a carer")
    CARER_CARD = "carer_card", N_("Card: when I drop out")
    YOUNG_CARER = "young_carer", N_("Page for a young carer")


TEAM_ONLY_PAPERS = frozenset({PaperKind.CRISIS, PaperKind.WEEK, PaperKind.WORKLIST})
"""What never leaves the team: it is not handed over and not sent."""


PAPERS_TO_OTHERS = frozenset(
    {
        PaperKind.REFERRAL_FILE,
        PaperKind.REFERRAL_LETTER,
        PaperKind.STAY_LETTER,
        PaperKind.ARRANGEMENT_LETTER,
        PaperKind.SIGNAL_ANSWER,
        PaperKind.CARER_LETTER,
    }
)
"""What goes to somebody else than the household, so that no post reaches its door."""


class Side(Choice):
    """The side of the envelope on which its window sits."""

    LEFT = "left", N_("Left")
    RIGHT = "right", N_("Right")


class Agreed(Choice):
    """How a resident looks upon a paper."""

    YES = "yes", N_("I agree")
    NO = "no", N_("I do not agree")
    WITH_REMARKS = "with_remarks", N_("I agree, with remarks")


class Pictogram(Choice):
    """A small picture beside the words, for who reads with difficulty; never instead of the words."""

    HOME = "home", N_("house")
    MONEY = "money", N_("coins")
    MAIL = "mail", N_("letter")
    WORK = "work", N_("briefcase")
    SCHOOL = "school", N_("school")
    BODY = "body", N_("heartbeat")
    MIND = "mind", N_("head")
    HABITS = "habits", N_("glass")
    HOUSEKEEPING = "housekeeping", N_("basket")
    FAMILY = "family", N_("family")
    PEOPLE = "people", N_("people")
    CARE = "care", N_("hands and a heart")
    SAFE = "safe", N_("shield")
    JOIN_IN = "join_in", N_("people who join in")
    PHONE = "phone", N_("telephone")
    TALK = "talk", N_("people talking")
    DOCTOR = "doctor", N_("stethoscope")
    FOOD = "food", N_("meal")
    CALENDAR = "calendar", N_("calendar")
    FORM = "form", N_("form")


def _small_enough(logo: bytes) -> bytes:
    if len(logo) > LOGO_BYTES:
        raise wrong("logo_too_large", N_("This picture is too large for a letterhead. Choose one of at most 500 kB."))
    return logo


Logo = Annotated[bytes, AfterValidator(_small_enough)]
"""A PNG or JPEG picture, or nothing; `documents.letterhead.checked_logo` makes one from any picture file."""


class Contact(Value):
    """The person to call: one face on every paper."""

    name: Line = ""
    role: Line = ""
    phone: Line = ""
    days: Line = ""
    email: Line = ""


class Letterhead(Value):
    """How the team shows itself on paper."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    team: Line = ""
    organisation: Line = ""
    address: tuple[Line, ...] = ()
    return_line: Line = ""
    phone: Line = ""
    hours: Line = ""
    website: Line = ""
    color: Color = "#0B5E5A"
    logo: Logo = b""


class AddressWindow(Value):
    """Where the window of the envelope lies on the sheet, in millimetres from its left and top edge."""

    side: Side = Side.LEFT
    left: float = Field(default=35, ge=0, le=140)
    right_left: float = Field(default=110, ge=0, le=140)
    top: float = Field(default=50, ge=0, le=200)
    width: float = Field(default=70, ge=40, le=100)
    height: float = Field(default=30, ge=15, le=60)
    shift_right: float = Field(default=0, ge=-20, le=20)
    shift_down: float = Field(default=0, ge=-20, le=20)

    @property
    def x(self) -> float:
        """The left edge of the address, in millimetres from the left edge of the sheet."""
        return (self.left if self.side is Side.LEFT else self.right_left) + self.shift_right

    @property
    def y(self) -> float:
        """The upper edge of the address, in millimetres from the upper edge of the sheet."""
        return self.top + self.shift_down


def _few_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    if len(lines) > ADDRESS_LINES:
        raise wrong("address_too_long", N_("An address has at most {most} lines."), most=ADDRESS_LINES)
    return lines


AddressLines = Annotated[tuple[str, ...], AfterValidator(_few_lines)]
"""The lines of an address as they are printed, at most six."""


def address_lines(
    name: str, street: str, number: str, postcode: str, city: str, *, care_of: str = "", department: str = ""
) -> tuple[str, ...]:
    """A Dutch address as the post wants it: postcode, two spaces, place in capitals; empty parts leave no line."""
    code = postcode.replace(" ", "").upper()
    if len(code) == 6:
        code = f"{code[:4]} {code[4:]}"
    parts = (name, department, care_of, f"{street} {number}".strip(), "  ".join(p for p in (code, city.upper()) if p))
    return tuple(part.strip() for part in parts if part.strip())


class Said(Value):
    """Literal words with who said them."""

    words: Text = ""
    speaker: Line = ""


class PaperBase(Value):
    """What every paper carries: its number, day and maker, its language, and whether it is only practice."""

    language: Literal["nl", "en"] = "nl"
    practice: bool = False
    large_print: bool = False
    letterhead: Letterhead = Letterhead()
    number: Line = ""
    issued_on: date | None = None


class Agreement(Value):
    """One line of the plan: who does what, and when."""

    who: Line = ""
    what: Text = ""
    when: Line = ""
    on: date | None = None
    help_kind: Line = ""
    organisation: Line = ""
    done: bool = False
    pictogram: Pictogram | None = None


class CarerLine(Value):
    """What a carer does and does not do, in the words to which the carer agreed for the plan."""

    who: Line = ""
    does: Line = ""
    does_not: Line = ""


class PlanPaper(PaperBase):
    """Our plan (Ons plan): one A4 for the fridge, in the words of the household."""

    kind: Literal[PaperKind.PLAN] = PaperKind.PLAN
    household: Line = ""
    names: tuple[Line, ...] = ()
    made_on: date | None = None
    strengths: tuple[Said, ...] = ()
    wishes: tuple[Said, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    carers: tuple[CarerLine, ...] = ()
    contact: Contact = Contact()
    deputy: Contact = Contact()
    next_on: date | None = None
    next_time: time | None = None
    next_place: Line = ""
    disagreement: Text = ""
    signers: tuple[Line, ...] = ()
    pictograms: bool = False


class TopicWords(Value):
    """What was said about one topic of the conversation."""

    topic: Line = ""
    said: tuple[Said, ...] = ()
    score: Score | None = None


class Examined(Value):
    """One of the points a to g that must be examined (Wmo 2.3.2 lid 4)."""

    point: Literal["a", "b", "c", "d", "e", "f", "g"]
    discussed: Discussed = Discussed.NOT_YET
    text: Text = ""


class ReportPaper(PaperBase):
    """The report of the conversation (gespreksverslag, Wmo 2.3.2 lid 8), which may become the application."""

    kind: Literal[PaperKind.REPORT] = PaperKind.REPORT
    resident: Line = ""
    requested_on: date | None = None
    talked_on: tuple[date, ...] = ()
    present: tuple[Line, ...] = ()
    identity_kind: Line = ""
    identity_by: Line = ""
    identity_on: date | None = None
    support_offered: Text = ""
    personal_plan: Text = ""
    question: Text = ""
    summary: Text = ""
    topics: tuple[TopicWords, ...] = ()
    steps: tuple[Text, ...] = Field(default=(), max_length=5)
    examined: tuple[Examined, ...] = ()
    carer_needs: Text = ""
    kind_or_budget_explained: Text = ""
    kind_or_budget_choice: Text = ""
    contribution: Text = ""
    agreements: tuple[Agreement, ...] = ()
    next_steps: tuple["RouteStep", ...] = ()
    own_statement: Text = ""
    agreed: Agreed | None = None
    remarks: Text = ""
    apply: bool | None = None
    return_by: date | None = None
    return_to: tuple[Line, ...] = ()
    contact: Contact = Contact()
    signers: tuple[Line, ...] = ()


class BlockKind(Choice):
    """How a piece of a letter's text is set."""

    HEADING = "heading", N_("Heading")
    PARAGRAPH = "paragraph", N_("Paragraph")
    BULLET = "bullet", N_("List item")
    VOICE = "voice", N_("Own words")
    FRAMED = "framed", N_("In a frame")


class Block(Value):
    """A piece of a letter's text; plain words, in which no sign has a meaning."""

    kind: BlockKind = BlockKind.PARAGRAPH
    text: Text = ""


class LetterPaper(PaperBase):
    """A letter (brief) with its address in the window of the envelope."""

    kind: Literal[
        PaperKind.LETTER,
        PaperKind.RECEIPT,
        PaperKind.HAND_OVER,
        PaperKind.REFERRAL_LETTER,
        PaperKind.STAY_LETTER,
        PaperKind.ARRANGEMENT_LETTER,
        PaperKind.SIGNAL_ANSWER,
        PaperKind.CARER_LETTER,
    ] = PaperKind.LETTER
    window: AddressWindow = AddressWindow()
    address: AddressLines = ()
    place: Line = ""
    reference: Line = ""
    their_reference: Line = ""
    subject: Line = ""
    salutation: Line = ""
    body: tuple[Block, ...] = ()
    contact: Contact = Contact()
    closing: Line = ""
    signer: Line = ""
    signer_role: Line = ""
    enclosures: tuple[Line, ...] = ()
    copies_to: tuple[Line, ...] = ()


class ReceiptFacts(Value):
    """What the confirmation of receipt tells (Wmo 2.3.2 lid 1-3); fills the template `receipt`."""

    question: Text = ""
    received_on: date | None = None
    contact: Contact = Contact()
    talk_on: date | None = None
    talk_time: time | None = None
    talk_place: Line = ""
    # Whether the question is examined (Wmo, youth); then a personal plan and a decision belong to it.
    examined: bool = True
    last_day: date | None = None
    plan_until: date | None = None
    support_name: Line = ""
    support_phone: Line = ""
    listening_phone: Line = ""


class HandOverFacts(Value):
    """What the letter about a hand-over tells: who comes, who stays until when; fills the template `hand_over`."""

    old: Contact = Contact()
    new: Contact = Contact()
    stays: Line = ""
    stays_until: date | None = None
    talk_on: date | None = None
    talk_time: time | None = None
    talk_place: Line = ""
    # Whether there is a joint talk at all, planned or not.
    is_talk: bool = True
    contact: Contact = Contact()


class FormTopic(Value):
    """A topic on the blank conversation form, with the question that opens it."""

    topic: Line
    question: Line = ""


class BlankFormPaper(PaperBase):
    """The conversation form to fill in by pen (leeg gespreksformulier), to be typed in later."""

    kind: Literal[PaperKind.BLANK_FORM] = PaperKind.BLANK_FORM
    household: Line = ""
    worker: Line = ""
    topics: tuple[FormTopic, ...] = ()
    agreement_rows: int = Field(default=6, ge=1, le=20)
    signers: tuple[Line, ...] = ()
    personal_plan_days: int | None = None
    """How many days somebody has to hand in a personal plan (Wmo 2.3.2 lid 2)."""


class RouteStep(Value):
    """A step of the route, with its day: done, planned, or the last day by law."""

    title: Line = ""
    text: Text = ""
    on: date | None = None
    latest: date | None = None
    done: bool = False
    current: bool = False


class RoutePaper(PaperBase):
    """The route (sociale routekaart): where we are, what comes, and when at the latest."""

    kind: Literal[PaperKind.ROUTE] = PaperKind.ROUTE
    household: Line = ""
    question: Text = ""
    steps: tuple[RouteStep, ...] = ()
    contact: Contact = Contact()


class CrisisNumber(Value):
    """Whom to call in a crisis."""

    name: Line = ""
    number: Line = ""
    when: Line = ""
    to_check: bool = False


class CrisisTask(Value):
    """What must happen today, and who does it."""

    what: Line = ""
    who: Line = ""
    done: bool = False


class CrisisPaper(PaperBase):
    """The crisis sheet (crisisblad), for the team only: no address, and nothing of the safety compartment."""

    kind: Literal[PaperKind.CRISIS] = PaperKind.CRISIS
    household: Line = ""
    since: date | None = None
    what: Text = ""
    at_home: tuple[Line, ...] = ()
    has_safe_contact: bool = False
    regisseur: Contact = Contact()
    name_by: date | None = None
    tasks: tuple[CrisisTask, ...] = ()
    people: tuple[CrisisNumber, ...] = ()
    team: tuple[CrisisNumber, ...] = ()
    numbers: tuple[CrisisNumber, ...] = ()


class FigureLine(Value):
    """One figure as it may leave the team, with what it counts."""

    name: Line = ""
    values: tuple[Line, ...] = ()
    basis: Line = ""
    definition: Text = ""


class FigureGroup(Value):
    """Figures under one heading."""

    title: Line = ""
    figures: tuple[FigureLine, ...] = ()


class FiguresPaper(PaperBase):
    """The figures of the team over a period (cijfers); small counts never stand in it."""

    kind: Literal[PaperKind.FIGURES] = PaperKind.FIGURES
    team: Line = ""
    area: Line = ""
    first: date | None = None
    last: date | None = None
    known_on: date | None = None
    groups: tuple[FigureGroup, ...] = ()
    rule: Text = ""


class WindowTestPaper(PaperBase):
    """The window test (vensterproef): shows whether the address sits right in the team's envelopes."""

    kind: Literal[PaperKind.WINDOW_TEST] = PaperKind.WINDOW_TEST
    window: AddressWindow = AddressWindow()
    address: AddressLines = ()


class RecoverySheetPaper(PaperBase):
    """The recovery sheet (herstelblad): the one way into the file when the passphrase is lost."""

    kind: Literal[PaperKind.RECOVERY_SHEET] = PaperKind.RECOVERY_SHEET
    code: Line = ""
    file_name: Line = ""
    made_on: date | None = None


class WeekAppointment(Value):
    """One appointment of a week: when and whom by first name, and where when that is no secret; never why."""

    start: time
    end: time
    who: Line = ""
    place: Line = ""


class WeekDay(Value):
    """One day of a week; a task says its kind and whom it is about by first name, never what it is about."""

    on: date
    note: Line = ""
    appointments: tuple[WeekAppointment, ...] = ()
    tasks: tuple[Line, ...] = ()


class WeekPaper(PaperBase):
    """The week of a worker, for in the bag: it may get lost, so it gives nobody away. Of the team only."""

    kind: Literal[PaperKind.WEEK] = PaperKind.WEEK
    worker: Line = ""
    number_of_week: int = 0
    days: tuple[WeekDay, ...] = ()


class ListedHousehold(Value):
    """One household on the list of the caseload: never an address, never what is for the team's eyes only."""

    label: Line = ""
    area: Line = ""
    stage: Line = ""
    term: Line = ""
    ends_on: date | None = None
    is_late: bool = False
    coordinator: Line = ""
    acts_now: Line = ""
    last_contact_on: date | None = None
    look_at: tuple[Line, ...] = ()


class WorklistPaper(PaperBase):
    """The caseload as a list (werkvoorraad op papier), of the team only; it is not kept."""

    kind: Literal[PaperKind.WORKLIST] = PaperKind.WORKLIST
    filter: tuple[Line, ...] = ()
    rows: tuple[ListedHousehold, ...] = ()
