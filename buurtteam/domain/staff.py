"""The team and its workers, and who may do what."""

from datetime import date
from enum import StrEnum, auto
from typing import Self

from pydantic import Field, model_validator

from buurtteam.domain.kinds import Color, Day, Email, LeaveId, Line, Name, Phone, TeamId, WorkerId, new_id
from buurtteam.domain.problem import wrong
from buurtteam.domain.record import Record
from buurtteam.domain.threat import ThreatKind
from buurtteam.domain.words import N_, Choice


class WorkerFunction(Choice):
    """What a worker does in the team."""

    COACH = "coach", N_("Welfare coach")
    YOUTH_COACH = "youth_coach", N_("Youth and family coach")
    COORDINATOR = "coordinator", N_("Coordinator")
    STAFF = "staff", N_("Office staff")
    EXPERIENCE_EXPERT = "experience_expert", N_("Experience expert")
    VOLUNTEER = "volunteer", N_("Trained volunteer")
    TRAINEE = "trainee", N_("Trainee")


class Weekday(Choice):
    """A day on which somebody works or can be reached."""

    MONDAY = "mon", N_("Monday")
    TUESDAY = "tue", N_("Tuesday")
    WEDNESDAY = "wed", N_("Wednesday")
    THURSDAY = "thu", N_("Thursday")
    FRIDAY = "fri", N_("Friday")
    SATURDAY = "sat", N_("Saturday")
    SUNDAY = "sun", N_("Sunday")


class Competence(Choice):
    """A field in which a worker may take on households (deskundigheid)."""

    SUPPORT = "support", N_("Support (Wmo)")
    YOUTH = "youth", N_("Youth and family (SKJ)")
    DEBT = "debt", N_("Debts and money")
    ELDERS = "elders", N_("Elders and dementia")
    MIND = "mind", N_("Psychological vulnerability")
    CARERS = "carers", N_("Informal carers")
    SAFETY = "safety", N_("Safety at home")
    MIGRANTS = "migrants", N_("Labour migrants and newcomers")


class Worker(Record):
    """A worker of the team (medewerker)."""

    id: WorkerId = Field(default_factory=lambda: WorkerId(new_id()))
    name: Name = Field(default="", title=N_("Name"))
    function: WorkerFunction = Field(default=WorkerFunction.COACH, title=N_("Function"))
    hours_per_week: int | None = Field(default=None, ge=0, le=60, title=N_("Hours per week"))
    works_on: frozenset[Weekday] = Field(default=frozenset(), title=N_("Works on"))
    phone: Phone = Field(default="", title=N_("Phone"))
    email: Email = Field(default="", title=N_("E-mail"))
    expertise: Line = Field(default="", title=N_("Good at"))
    competences: frozenset[Competence] = Field(default=frozenset(), title=N_("Can take on"))
    is_active: bool = Field(default=True, title=N_("Works in the team now"))

    def is_called(self, name: str) -> bool:
        """Whether this name, as `@Bas` or `@Bas_de_Wit`, means this worker."""
        wanted = name.replace("_", " ").casefold()
        return wanted in (self.name.casefold(), self.name.split(" ")[0].casefold())


class WindowSide(Choice):
    """On which side the window of the team's envelopes is."""

    LEFT = "left", N_("Window on the left")
    RIGHT = "right", N_("Window on the right")


class Team(Record):
    """The neighbourhood team (Buurtteam) and its letterhead; a file holds one."""

    id: TeamId = Field(default_factory=lambda: TeamId(new_id()))
    name: Line = Field(default="", title=N_("Name of the team"))
    municipality: Line = Field(default="", title=N_("Municipality"))
    return_address: Line = Field(default="", title=N_("Return address on one line"))
    visiting_address: Line = Field(default="", title=N_("Visiting address"))
    phone: Phone = Field(default="", title=N_("Phone of the team"))
    email: Email = Field(default="", title=N_("E-mail of the team"))
    reachable: Line = Field(default="", title=N_("When the team can be reached"))
    listening_ear: Line = Field(default="", title=N_("Listening ear, day and night"))
    client_support: Line = Field(default="", title=N_("Independent client support: who and phone"))
    brand_color: Color = Field(default="#0B5E5A", title=N_("Colour of the letterhead"))
    logo: bytes = Field(default=b"", title=N_("Logo"))
    window_side: WindowSide = Field(default=WindowSide.LEFT, title=N_("Window of the envelope"))
    window_right_mm: int = Field(default=0, ge=-20, le=20, title=N_("Address further to the right (mm)"))
    window_down_mm: int = Field(default=0, ge=-20, le=20, title=N_("Address further down (mm)"))
    is_practice: bool = Field(default=False, title=N_("Practice file"))
    decree_day_works: bool = Field(default=True, title=N_("A day of a royal decree is a working day here"))
    local_threats: frozenset[ThreatKind] = Field(
        default=frozenset(), title=N_("Threats that count as urgent here, beside those of the law")
    )
    decrees_known_to: int | None = Field(
        default=None, ge=2023, le=2100, title=N_("Royal decrees are known up to and including the year")
    )


class Leave(Record):
    """That a worker is away, from when to when, and who stands in (verlof); never why."""

    id: LeaveId = Field(default_factory=lambda: LeaveId(new_id()))
    worker: WorkerId = Field(title=N_("Worker"))
    from_on: Day = Field(title=N_("From"))
    until_on: Day | None = Field(default=None, title=N_("Up to and including"))
    replacement: WorkerId | None = Field(default=None, title=N_("Stands in"))

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.until_on is not None and self.until_on < self.from_on:
            raise wrong("ends_before_start", N_("The end lies before the start."))
        if self.replacement == self.worker:
            raise wrong("replaces_self", N_("Choose a colleague: nobody stands in for themselves."))
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the worker is away on this day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class Deed(StrEnum):
    """Everything a person can do that is kept; the journal names it, `may` answers for it."""

    SET_UP_TEAM = auto()
    KEEP_WORKER = auto()
    CREATE_HOUSEHOLD = auto()
    CHANGE_HOUSEHOLD = auto()
    REMOVE = auto()
    RESTORE = auto()
    OPEN_HOUSEHOLD = auto()
    REVEAL_BSN = auto()
    SEARCH = auto()
    RECEIVE_REQUEST = auto()
    CHANGE_REQUEST = auto()
    HOLD_CONVERSATION = auto()
    FINISH_CONVERSATION = auto()
    REOPEN_CONVERSATION = auto()
    QUICK_NOTE = auto()
    CHANGE_PLAN = auto()
    SHARE = auto()
    PLAN_WORK = auto()
    ISSUE_PAPER = auto()
    HAND_OVER_PAPER = auto()
    SHOW_PAPER = auto()
    IMPORT_DOSSIER = auto()
    EXPORT_DOSSIER = auto()
    BACK_UP = auto()
    RESTORE_BACKUP = auto()
    CHANGE_PASSPHRASE = auto()
    UNDO = auto()
    REDO = auto()
    MAKE_PRACTICE = auto()
    SET_NORMS = auto()
    PLAN_LEAVE = auto()
    RECORD_CASE_EVENT = auto()
    POSTPONE_TERM = auto()
    ASSIGN = auto()
    HAND_OVER = auto()
    CLOSE_HOUSEHOLD = auto()
    REOPEN_HOUSEHOLD = auto()
    DECLARE_CRISIS = auto()
    REFER = auto()
    EXPORT_LIST = auto()
    KEEP_DEBT = auto()
    KEEP_CREDITOR = auto()
    KEEP_EVIDENCE = auto()
    SHOW_ATTACHMENT = auto()
    TAKE_OUT_ATTACHMENT = auto()
    KEEP_THREAT = auto()
    AGREE_WITH_CREDITOR = auto()
    NOTE_QUALITY = auto()
    CHANGE_BUDGET = auto()
    FOLLOW_SIGNAL = auto()
    TAKE_IN_SIGNALS = auto()
    KEEP_CARER = auto()
    TALK_WITH_CARER = auto()
    MEASURE = auto()
    SUPPORT_CARER = auto()
    KEEP_DIRECTORY = auto()
    PERMIT_INSTRUMENT = auto()


DEED_WORDS: dict[Deed, str] = {
    Deed.SET_UP_TEAM: N_("changed the team or the letterhead"),
    Deed.KEEP_WORKER: N_("changed a worker"),
    Deed.CREATE_HOUSEHOLD: N_("made the household"),
    Deed.CHANGE_HOUSEHOLD: N_("changed the household"),
    Deed.REMOVE: N_("moved something to the trash"),
    Deed.RESTORE: N_("took something out of the trash"),
    Deed.OPEN_HOUSEHOLD: N_("opened the household"),
    Deed.REVEAL_BSN: N_("looked at a citizen service number"),
    Deed.SEARCH: N_("searched"),
    Deed.RECEIVE_REQUEST: N_("wrote down a request"),
    Deed.CHANGE_REQUEST: N_("changed a request"),
    Deed.HOLD_CONVERSATION: N_("wrote in a conversation"),
    Deed.FINISH_CONVERSATION: N_("finished a conversation"),
    Deed.REOPEN_CONVERSATION: N_("opened a conversation again"),
    Deed.QUICK_NOTE: N_("made a quick note"),
    Deed.CHANGE_PLAN: N_("changed the plan"),
    Deed.SHARE: N_("wrote down what may be shared"),
    Deed.PLAN_WORK: N_("changed a task or an appointment"),
    Deed.ISSUE_PAPER: N_("made a paper"),
    Deed.HAND_OVER_PAPER: N_("handed over a paper"),
    Deed.SHOW_PAPER: N_("looked at a paper"),
    Deed.IMPORT_DOSSIER: N_("imported a dossier"),
    Deed.EXPORT_DOSSIER: N_("exported the dossier"),
    Deed.BACK_UP: N_("made a backup"),
    Deed.RESTORE_BACKUP: N_("went back to a backup"),
    Deed.CHANGE_PASSPHRASE: N_("changed the passphrase"),
    Deed.UNDO: N_("took a change back"),
    Deed.REDO: N_("did a change again"),
    Deed.MAKE_PRACTICE: N_("made the practice neighbourhood"),
    Deed.SET_NORMS: N_("changed the team's own norms"),
    Deed.PLAN_LEAVE: N_("changed a leave"),
    Deed.RECORD_CASE_EVENT: N_("wrote down what happened"),
    Deed.POSTPONE_TERM: N_("wrote down why a term is late and what was agreed"),
    Deed.ASSIGN: N_("gave the household to a worker"),
    Deed.HAND_OVER: N_("worked on the hand-over"),
    Deed.CLOSE_HOUSEHOLD: N_("closed the household"),
    Deed.REOPEN_HOUSEHOLD: N_("opened the household again"),
    Deed.DECLARE_CRISIS: N_("worked on a crisis"),
    Deed.REFER: N_("worked on a referral"),
    Deed.EXPORT_LIST: N_("exported or printed a list"),
    Deed.KEEP_DEBT: N_("wrote down a debt"),
    Deed.KEEP_CREDITOR: N_("changed the list of creditors"),
    Deed.KEEP_EVIDENCE: N_("worked on the evidence"),
    Deed.SHOW_ATTACHMENT: N_("looked at a scan or photograph"),
    Deed.TAKE_OUT_ATTACHMENT: N_("took a scan or photograph out of the team file"),
    Deed.KEEP_THREAT: N_("wrote down a threat"),
    Deed.AGREE_WITH_CREDITOR: N_("wrote down an agreement with a creditor"),
    Deed.NOTE_QUALITY: N_("wrote down a signal about an administrator"),
    Deed.CHANGE_BUDGET: N_("changed what comes in and goes out"),
    Deed.FOLLOW_SIGNAL: N_("worked on an early signal"),
    Deed.TAKE_IN_SIGNALS: N_("took in a file of early signals"),
    Deed.KEEP_CARER: N_("wrote down something of an informal carer"),
    Deed.TALK_WITH_CARER: N_("talked with an informal carer"),
    Deed.MEASURE: N_("filled in a questionnaire"),
    Deed.SUPPORT_CARER: N_("worked on help for an informal carer"),
    Deed.KEEP_DIRECTORY: N_("changed the service directory"),
    Deed.PERMIT_INSTRUMENT: N_("changed which questionnaires the team uses"),
}

_ALONGSIDE = frozenset({WorkerFunction.EXPERIENCE_EXPERT, WorkerFunction.VOLUNTEER})
_OFFICE_ONLY = frozenset(
    {Deed.EXPORT_DOSSIER, Deed.IMPORT_DOSSIER, Deed.RESTORE_BACKUP, Deed.EXPORT_LIST, Deed.TAKE_IN_SIGNALS}
)
_TEAM_ONLY = frozenset({Deed.CLOSE_HOUSEHOLD, Deed.REOPEN_HOUSEHOLD, Deed.ASSIGN, Deed.PLAN_LEAVE})
# An identity card or a letter of the tax office shows a citizen service number.
_SHOWS_BSN = frozenset({Deed.REVEAL_BSN, Deed.SHOW_ATTACHMENT, Deed.TAKE_OUT_ATTACHMENT})
_COORDINATOR_ONLY = frozenset({Deed.SET_NORMS, Deed.PERMIT_INSTRUMENT})


def may(worker: Worker | None, deed: Deed) -> bool:
    """Whether this worker may do this deed; `None` is the program itself, before anybody is named.

    Accounts of their own come later. Until then whole dossiers come in and go out, and the file goes back to a backup,
    by neither trainees nor volunteers nor experience experts; none of them sees a citizen service number, opens a scan
    that may show one, changes the team, closes a household or opens it again, gives out households or plans leave, and
    the latter two remove nothing and change no worker. The coordinator alone sets the team's own norms and says which questionnaires the team may use.
    """
    if worker is None:
        return True
    if not worker.is_active:
        return False
    if deed in _COORDINATOR_ONLY:
        return worker.function is WorkerFunction.COORDINATOR
    if worker.function in _ALONGSIDE:
        return deed not in _OFFICE_ONLY | _TEAM_ONLY | _SHOWS_BSN | {
            Deed.REMOVE,
            Deed.SET_UP_TEAM,
            Deed.KEEP_WORKER,
        }
    if worker.function is WorkerFunction.TRAINEE:
        return deed not in _OFFICE_ONLY | _TEAM_ONLY | _SHOWS_BSN | {Deed.SET_UP_TEAM}
    return True
