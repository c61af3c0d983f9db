"""The frozen content of each paper of a carer: every value that is printed stands in it, and nothing else is looked up.

The carer is the subject of these papers. What is known of the health of whom he cares for, and what others said, has no
field here; a score has one in the letter alone, which stays empty without the carer's own consent.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from buurtteam.domain.kinds import Line, Text
from buurtteam.domain.papers import Contact, CrisisNumber, PaperBase, PaperKind
from buurtteam.domain.record import Value


class CarerLetterFacts(Value):
    """What the letter to a support centre for carers tells; fills the template `carer_letter`."""

    who: Line = ""
    """The carer by whole name; `first` is how one calls this person."""
    first: Line = ""
    age: int | None = None
    """Only of a young carer."""
    cares: tuple[Line, ...] = ()
    """For whom and how many hours, each as one sentence; nothing on the health of the other."""
    does: tuple[Line, ...] = ()
    work: Line = ""
    air: tuple[Line, ...] = ()
    """What would give air, in the words of the program and of the carer."""
    asked: tuple[Line, ...] = ()
    """Help that the carer waits for."""
    scores: tuple[Line, ...] = ()
    """Each as one sentence; only with the carer's own consent."""
    by_parents: bool = False
    """Whether the parents allow it for a child that is too young to decide."""
    has_care: bool = False
    """Whether the carer allows to tell about the care, and not only name and address."""
    address: Line = ""
    phones: Line = ""
    only_through_us: bool = False
    safe_channel: Line = ""
    safe_not: Line = ""
    contact: Contact = Contact()


class InformationOnPaper(Value):
    """One piece of information that fits this carer, with where it comes from and of which day."""

    title: Line = ""
    text: Text = ""
    source: Line = ""
    on: date | None = None
    to_check: bool = False


class NearbyOnPaper(Value):
    """Help nearby: the kind of help first, then who gives it."""

    kind: Line = ""
    name: Line = ""
    what: Text = ""
    way_in: Line = ""
    phone: Line = ""
    place: Line = ""
    on: date | None = None
    to_check: bool = False


class CarerInfoPaper(PaperBase):
    """The information sheet for a carer (informatieblad mantelzorger): only what fits this carer, on one A4."""

    kind: Literal[PaperKind.CARER_INFO] = PaperKind.CARER_INFO
    carer: Line = ""
    items: tuple[InformationOnPaper, ...] = ()
    nearby: tuple[NearbyOnPaper, ...] = ()
    numbers: tuple[CrisisNumber, ...] = ()
    contact: Contact = Contact()


class CarerCardPaper(PaperBase):
    """What happens when a carer drops out (kaart "Als ik uitval"), on one A5: no address, and nothing of anybody's talk."""

    kind: Literal[PaperKind.CARER_CARD] = PaperKind.CARER_CARD
    carer: Line = ""
    cared_for: Line = ""
    takes_over: Line = ""
    takes_over_phone: Line = ""
    second: Line = ""
    second_phone: Line = ""
    tonight: Text = ""
    tomorrow: Text = ""
    medicine: Line = ""
    key_at: Line = ""
    calms: Line = ""
    doctor: Line = ""
    emergency: Line = ""
    agreed_on: date | None = None
    review_on: date | None = None
    contact: Contact = Contact()


class YoungCarerPaper(PaperBase):
    """The page of a young carer (eigen blad): whom I can talk to, what I may say no to, and how one reaches me safely."""

    kind: Literal[PaperKind.YOUNG_CARER] = PaperKind.YOUNG_CARER
    name: Line = ""
    age: int | None = Field(default=None, ge=0, le=130)
    people: tuple[Line, ...] = ()
    """Whom this young person can talk to, each as a few words."""
    own_words: Text = ""
    safe_channel: Line = ""
    safe_not: Line = ""
    nearby: tuple[NearbyOnPaper, ...] = ()
    numbers: tuple[CrisisNumber, ...] = ()
    contact: Contact = Contact()
