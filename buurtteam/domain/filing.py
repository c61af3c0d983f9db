"""Papers as they were made: frozen content, the PDF itself and its hash."""

from pydantic import Field

from buurtteam.domain.kinds import (
    ConversationId,
    Day,
    HouseholdId,
    Line,
    Moment,
    PaperId,
    RequestId,
    WorkerId,
    new_id,
)
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.record import Record
from buurtteam.domain.words import N_, Choice


class HandedOverHow(Choice):
    """How a paper left the team."""

    BY_HAND = "by_hand", N_("Handed over")
    BY_POST = "by_post", N_("Sent by post")


class Paper(Record):
    """A paper (stuk): drawn once from its content and never changed; a correction is a new paper that refers to it.

    `content` is the JSON of a content in `domain.any_paper`; `sha256` is the hash of `pdf`. `request` and
    `conversation` are what it is about, when it is about one.
    """

    id: PaperId = Field(default_factory=lambda: PaperId(new_id()))
    household: HouseholdId | None = None
    request: RequestId | None = None
    conversation: ConversationId | None = None
    kind: PaperKind = Field(title=N_("Kind of paper"))
    number: Line = Field(default="", title=N_("Our reference"))
    title: Line = Field(default="", title=N_("Title"))
    content: str = ""
    pdf: bytes = b""
    sha256: str = ""
    made_at: Moment = Field(title=N_("Made on"))
    made_by: WorkerId | None = Field(default=None, title=N_("Made by"))
    corrects: PaperId | None = None
    handed_over_on: Day | None = Field(default=None, title=N_("Handed over on"))
    handed_over_how: HandedOverHow | None = Field(default=None, title=N_("How it was handed over"))
