"""What an instrument measured of somebody on a day: all answers, or the score of who took it elsewhere."""

from pydantic import Field

from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import (
    Day,
    InstrumentPermissionId,
    Line,
    MeasurementId,
    OwnInstrumentId,
    ResidentId,
    Text,
    WorkerId,
    new_id,
)
from buurtteam.domain.record import Record
from buurtteam.domain.words import N_, Choice


class FilledIn(Choice):
    """Who filled in a questionnaire."""

    SELF = "self", N_("The person alone")
    TOGETHER = "together", N_("Together with somebody of the team")
    ELSEWHERE = "elsewhere", N_("Taken elsewhere, only the score is known")


class Measurement(HouseholdRecord):
    """One time that an instrument was filled in; an indication, never a diagnosis, and only of this person.

    `answers` holds the key of each answer in the order of the items, with `-` for what is open. `total` is there only when
    it is complete, or was typed from elsewhere; `is_high` says whether it reached the cut-off that held then.
    """

    id: MeasurementId = Field(default_factory=lambda: MeasurementId(new_id()))
    resident: ResidentId
    instrument: Line = Field(title=N_("Instrument"))
    edition: Line = Field(default="", title=N_("Edition"))
    taken_on: Day = Field(title=N_("Filled in on"))
    filled_in: FilledIn = Field(default=FilledIn.TOGETHER, title=N_("Filled in by"))
    taken_by: Line = Field(default="", title=N_("By which organisation"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
    answers: Line = Field(default="", title=N_("Answers"))
    total: int | None = Field(default=None, ge=-1000, le=1000, title=N_("Score"))
    is_high: bool | None = Field(default=None, title=N_("Reached the cut-off"))
    own_words: Text = Field(default="", title=N_("In own words"))


class InstrumentPermission(Record):
    """That the team may use an instrument: who confirmed it, when and on what ground; without it the items stay off."""

    id: InstrumentPermissionId = Field(default_factory=lambda: InstrumentPermissionId(new_id()))
    instrument: Line = Field(title=N_("Instrument"))
    confirmed_on: Day = Field(title=N_("Confirmed on"))
    worker: WorkerId | None = Field(default=None, title=N_("Worker"))
    ground: Line = Field(default="", title=N_("Why we may: letter, licence or source"))
    ended_on: Day | None = Field(default=None, title=N_("Ended on"))


class OwnInstrument(Record):
    """An instrument that the team added: its file as it was read."""

    id: OwnInstrumentId = Field(default_factory=lambda: OwnInstrumentId(new_id()))
    name: Line = Field(title=N_("Instrument"))
    text: Text = Field(title=N_("File"))
