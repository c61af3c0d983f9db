"""The kinds of value that fields share: ids, lines of text, names, numbers and dates that people write down."""

import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Annotated, NewType, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from buurtteam.domain.problem import wrong
from buurtteam.domain.words import N_

# One id type per record: the id of one record cannot go where another's belongs, and
# `storage.tables` reads a field typed with another record's id as the foreign key.
WorkerId = NewType("WorkerId", UUID)
TeamId = NewType("TeamId", UUID)
HouseholdId = NewType("HouseholdId", UUID)
ResidentId = NewType("ResidentId", UUID)
MembershipId = NewType("MembershipId", UUID)
RelationId = NewType("RelationId", UUID)
NetworkMemberId = NewType("NetworkMemberId", UUID)
ContactPointId = NewType("ContactPointId", UUID)
AddressId = NewType("AddressId", UUID)
SafetyFlagId = NewType("SafetyFlagId", UUID)
IncidentId = NewType("IncidentId", UUID)
StatementId = NewType("StatementId", UUID)
DeviationId = NewType("DeviationId", UUID)
RequestId = NewType("RequestId", UUID)
RequestEventId = NewType("RequestEventId", UUID)
AssessmentId = NewType("AssessmentId", UUID)
AssessmentPointId = NewType("AssessmentPointId", UUID)
ConversationId = NewType("ConversationId", UUID)
ParticipantId = NewType("ParticipantId", UUID)
TopicTalkId = NewType("TopicTalkId", UUID)
OwnWordsId = NewType("OwnWordsId", UUID)
NoteId = NewType("NoteId", UUID)
PlanId = NewType("PlanId", UUID)
PlanStrengthId = NewType("PlanStrengthId", UUID)
PlanWishId = NewType("PlanWishId", UUID)
GoalId = NewType("GoalId", UUID)
PlanActionId = NewType("PlanActionId", UUID)
TaskId = NewType("TaskId", UUID)
AppointmentId = NewType("AppointmentId", UUID)
ConsentId = NewType("ConsentId", UUID)
PaperId = NewType("PaperId", UUID)
LocalNormId = NewType("LocalNormId", UUID)
OwnDecreeDayId = NewType("OwnDecreeDayId", UUID)
CaseloadNormsId = NewType("CaseloadNormsId", UUID)
LeaveId = NewType("LeaveId", UUID)
CaseEventId = NewType("CaseEventId", UUID)
PostponementId = NewType("PostponementId", UUID)
AssignmentId = NewType("AssignmentId", UUID)
TransferId = NewType("TransferId", UUID)
ClosingId = NewType("ClosingId", UUID)
TaskSeriesId = NewType("TaskSeriesId", UUID)
ReferralId = NewType("ReferralId", UUID)
ThreatId = NewType("ThreatId", UUID)
DebtId = NewType("DebtId", UUID)
CreditorAgreementId = NewType("CreditorAgreementId", UUID)
QualitySignalId = NewType("QualitySignalId", UUID)
CreditorId = NewType("CreditorId", UUID)
IncomeId = NewType("IncomeId", UUID)
MonthResultId = NewType("MonthResultId", UUID)
WithholdingId = NewType("WithholdingId", UUID)
CostId = NewType("CostId", UUID)
AssetId = NewType("AssetId", UUID)
SchemeUseId = NewType("SchemeUseId", UUID)
MoneyPictureId = NewType("MoneyPictureId", UUID)
EvidenceId = NewType("EvidenceId", UUID)
AttachmentId = NewType("AttachmentId", UUID)
DebtHelpStepId = NewType("DebtHelpStepId", UUID)
EarlySignalId = NewType("EarlySignalId", UUID)
OutreachId = NewType("OutreachId", UUID)
CareId = NewType("CareId", UUID)
CarerId = NewType("CarerId", UUID)
CarerTalkId = NewType("CarerTalkId", UUID)
MeasurementId = NewType("MeasurementId", UUID)
CarerSupportId = NewType("CarerSupportId", UUID)
AppreciationId = NewType("AppreciationId", UUID)
CrisisAgreementId = NewType("CrisisAgreementId", UUID)
CarePathId = NewType("CarePathId", UUID)
DirectoryEntryId = NewType("DirectoryEntryId", UUID)
InstrumentPermissionId = NewType("InstrumentPermissionId", UUID)
OwnInstrumentId = NewType("OwnInstrumentId", UUID)

HERE = ZoneInfo("Europe/Amsterdam")

D = TypeVar("D", bound=date)

LINE_LENGTH = 200
TEXT_LENGTH = 20_000


def new_id() -> UUID:
    """A fresh id for a record of any kind."""
    return uuid4()


def local_day(moment: datetime) -> date:
    """The calendar day in the Netherlands on which a moment falls."""
    return moment.astimezone(HERE).date()


# Characters that change the direction of text around them or are invisible: never wanted in a
# file of people's names, and a known way to make a text read otherwise than it is stored.
_INVISIBLE = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0xFEFF, 0x200E, 0x200F}
_KEPT_CONTROLS = {"\n", "\t"}


def clean(text: str) -> str:
    """The text as it is kept: NFC, one kind of line end, without control and direction characters."""
    if text.isprintable():
        # Nearly every text: nothing of what is left out below can be printed, and neither can a line end.
        return unicodedata.normalize("NFC", text)
    visible = "".join(
        c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if (unicodedata.category(c) not in ("Cc", "Cs", "Cn") or c in _KEPT_CONTROLS) and ord(c) not in _INVISIBLE
    )
    # Last: what stood apart by an invisible character may now be one letter.
    return unicodedata.normalize("NFC", visible)


def one_line(text: str) -> str:
    """Running text as it fits in one line, cut short with a sign that there was more."""
    line = " ".join(text.split())
    return line if len(line) <= LINE_LENGTH else line[: LINE_LENGTH - 1] + "…"


def _clean_text(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _clean_line(value: object) -> object:
    return " ".join(clean(value).split()) if isinstance(value, str) else value


def _at_most(length: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    def check(text: str) -> str:
        if len(text) > length:
            raise wrong("too_long", N_("This is too long: at most {most} characters fit here."), most=length)
        return text

    return check


Line = Annotated[str, BeforeValidator(_clean_line), AfterValidator(_at_most(LINE_LENGTH))]
"""One line of text, at most 200 characters."""

Text = Annotated[str, BeforeValidator(_clean_text), AfterValidator(_at_most(TEXT_LENGTH))]
"""Running text of several lines, at most 20,000 characters."""

_NAME = re.compile(r"^[^\W\d_][\w .,'’ʼ`´‐‑\-()/]*$|^$")


def _check_name(text: str) -> str:
    if len(text) > 100:
        raise wrong("too_long", N_("This is too long: at most {most} characters fit here."), most=100)
    letters = "".join(c for c in text if not unicodedata.category(c).startswith("M"))
    if not _NAME.match(letters.lstrip("'’ʼ`´")):
        raise wrong("not_a_name", N_("A name consists of letters. Leave out signs and pictures."))
    return text


Name = Annotated[str, BeforeValidator(_clean_line), AfterValidator(_check_name)]
"""Part of a person's name, in any script, with its diacritics."""


def _check_postcode(text: str) -> str:
    if not text:
        return text
    # Read at the first check: the window must stand before libraries it does not need yet.
    from stdnum.nl import postcode as postcode_rules

    try:
        return str(postcode_rules.validate(text))
    except postcode_rules.ValidationError as error:
        raise wrong("not_a_postcode", N_("Fill in a postcode such as 6411 AB.")) from error


def _fold_postcode(value: object) -> object:
    """SA, SD and SS are never issued, so they are kept for invented addresses and checked without the library."""
    value = _clean_line(value)
    if isinstance(value, str) and (found := re.fullmatch(r"([1-9]\d{3}) ?(S[ADS])", value.upper())):
        return f"{found[1]} {found[2]}"
    return value


def _check_postcode_or_practice(text: str) -> str:
    return text if re.fullmatch(r"[1-9]\d{3} S[ADS]", text) else _check_postcode(text)


Postcode = Annotated[str, BeforeValidator(_fold_postcode), AfterValidator(_check_postcode_or_practice)]
"""A Dutch postcode as `6411 AB`, or nothing."""


def _check_bsn(text: str) -> str:
    if not text:
        return text
    from stdnum.nl import bsn as bsn_rules

    digits = re.sub(r"[ .\-]", "", text)
    if len(digits) == 8:
        digits = "0" + digits
    if not bsn_rules.is_valid(digits):
        raise wrong("not_a_bsn", N_("This citizen service number does not pass the check. Look at the digits again."))
    return digits


Bsn = Annotated[str, BeforeValidator(_clean_line), AfterValidator(_check_bsn)]
"""A citizen service number (burgerservicenummer) of nine digits that passes the elfproef, or nothing (Wabb art. 10)."""


def _check_phone(text: str) -> str:
    if not text:
        return text
    import phonenumbers

    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException as error:
        raise wrong("not_a_phone", N_("Fill in a phone number such as 06 12345678.")) from error
    # Possible rather than valid: invented and very new numbers must be writable too.
    if not phonenumbers.is_possible_number(number):
        raise wrong("not_a_phone", N_("Fill in a phone number such as 06 12345678."))
    form = phonenumbers.PhoneNumberFormat
    own = number.country_code == 31
    return phonenumbers.format_number(number, form.NATIONAL if own else form.INTERNATIONAL)


Phone = Annotated[str, BeforeValidator(_clean_line), AfterValidator(_check_phone)]
"""A phone number as people here write it, or nothing."""

_EMAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;.]+(\.[^@\s<>\"',;.]+)+")


def _check_email(text: str) -> str:
    if text and not _EMAIL.fullmatch(text):
        raise wrong("not_an_email", N_("Fill in an e-mail address such as naam@voorbeeld.nl."))
    return text


Email = Annotated[str, BeforeValidator(_clean_line), AfterValidator(_check_email)]
"""An e-mail address, or nothing."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WRITTEN = re.compile(r"(?:(\d{1,2})[-./ ])?(\d{1,2})[-./ ](\d{4})")


def _check_partial_date(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    text = clean(value).strip()
    if not text:
        return ""
    if found := _WRITTEN.fullmatch(text):
        day, month, year = found.groups()
        text = "-".join([year, month.zfill(2)] + ([day.zfill(2)] if day else []))
    found = _PARTIAL.fullmatch(text)
    if not found:
        raise wrong("not_a_date", N_("Fill in a date such as 31-12-1990, or only the year."))
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        date(year or 1, month or 1, day or 1)
    except ValueError as error:
        raise wrong("no_such_day", N_("This date does not exist. Fill in a date such as 31-12-1990.")) from error
    if not _EARLIEST <= (year or 0) <= _LATEST:
        raise wrong("not_a_date", N_("Fill in a date such as 31-12-1990, or only the year."))
    return text


PartialDate = Annotated[str, BeforeValidator(_check_partial_date)]
"""A date that may be partly unknown: `1990-12-31`, `1990-12`, `1990`, or nothing."""


def _check_hour(text: str) -> str:
    if not text:
        return text
    found = re.fullmatch(r"(\d{1,2})(?:[:.u]?(\d{2}))?(?: ?uur)?", text.casefold())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise wrong("not_an_hour", N_("Fill in an hour such as 09:30."))
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"


Hour = Annotated[str, BeforeValidator(_clean_line), AfterValidator(_check_hour)]
"""A time of day as `09:30`, or nothing."""

_EARLIEST, _LATEST = 1880, 2200


def _within_reach(day: D) -> D:
    # Terms count on from a day, and clocks of other zones from a moment: at the ends of the calendar neither can.
    if not _EARLIEST <= day.year <= _LATEST:
        raise wrong(
            "beyond_calendar",
            N_("Fill in a year between {first} and {last}."),
            first=_EARLIEST,
            last=_LATEST,
        )
    return day


def _to_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Day = Annotated[date, AfterValidator(_within_reach)]
"""A calendar day that terms and agendas can count from."""


Moment = Annotated[AwareDatetime, AfterValidator(_within_reach), AfterValidator(_to_utc)]
"""A moment in time, kept in UTC."""

Position = Annotated[int, Field(ge=0, le=1_000_000)]
"""The place of a line in its list, from 0."""

Score = Annotated[int, Field(ge=1, le=5)]
"""An answer to "Hoe gaat het?", 1 (gaat niet) to 5 (heel goed); never averaged, never totalled."""

_MOST_TENTHS = 200


def _check_tenths(tenths: object) -> object:
    if not isinstance(tenths, int) or not 0 <= tenths <= _MOST_TENTHS:
        raise wrong("not_points", N_("Fill in 0 to {most} points, such as 0,5."), most=_MOST_TENTHS // 10)
    return tenths


Tenths = Annotated[int, BeforeValidator(_check_tenths)]
"""A number of points in whole tenths, 0 to 200; people read and write 0,5 to 20."""

Color = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""A colour as `#0B5E5A`."""
