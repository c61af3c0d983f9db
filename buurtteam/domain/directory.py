"""The service directory (sociale kaart): the kind of help first, the organisation second, and how sure it still is."""

from datetime import date

from pydantic import Field

from buurtteam.domain.calendar import add_months
from buurtteam.domain.kinds import Day, DirectoryEntryId, Email, Line, Text, WorkerId, new_id
from buurtteam.domain.record import Record
from buurtteam.domain.words import N_, Choice

STALE_MONTHS = 6
"""What was not looked at for longer than this is marked."""


class KindOfHelp(Choice):
    """Kinds of help; of what takes over care, the kinds of respite care (respijtzorg)."""

    VOLUNTEER_AT_HOME = "volunteer_at_home", N_("Volunteer who takes over at home")
    BUDDY = "buddy", N_("Buddy")
    DAY_CARE = "day_care", N_("Day care or day activities")
    STAY_AWAY = "stay_away", N_("Stay in a guest house or short stay")
    NIGHT_CARE = "night_care", N_("Care at night")
    CARE_HOTEL = "care_hotel", N_("Care hotel")
    INSURED_REPLACEMENT = "insured_replacement", N_("Replacement by the supplementary insurance")
    HOLIDAY = "holiday", N_("Holiday with volunteers")
    CARER_CENTRE = "carer_centre", N_("Support centre for carers")
    CARER_GROUP = "carer_group", N_("Group of carers")
    YOUNG_CARERS = "young_carers", N_("Activities for young carers")
    CARER_BROKER = "carer_broker", N_("Carer broker who arranges things")
    LISTENING = "listening", N_("Listening ear")
    MEETING_DEMENTIA = "meeting_dementia", N_("Meeting place for people with dementia and their families")
    CASE_MANAGER = "case_manager", N_("Case manager for dementia")
    LAST_PHASE = "last_phase", N_("Volunteers in the last phase of life")
    MONEY = "money", N_("Help with money and papers")
    AIDS = "aids", N_("Aids and adaptations at home")
    CARE_TECHNOLOGY = "care_technology", N_("Care technology, such as an alarm or a medicine dispenser")
    TRANSPORT = "transport", N_("Transport")
    MEALS = "meals", N_("Meals and eating together")
    HOUSEHOLD = "household", N_("Help in the household")
    CHORES = "chores", N_("Odd jobs and garden")
    MEETING = "meeting", N_("Meeting and activities")
    EXERCISE = "exercise", N_("Exercise and sport")
    DIGITAL = "digital", N_("Help with computer and phone")
    LANGUAGE = "language", N_("Language")
    WORK = "work", N_("Work and volunteer work")
    CHILDREN = "children", N_("Children and parenting")
    OTHER = "other", N_("Other help ¦kind of help")


TAKES_OVER = frozenset(
    {
        KindOfHelp.VOLUNTEER_AT_HOME,
        KindOfHelp.BUDDY,
        KindOfHelp.DAY_CARE,
        KindOfHelp.STAY_AWAY,
        KindOfHelp.NIGHT_CARE,
        KindOfHelp.CARE_HOTEL,
        KindOfHelp.INSURED_REPLACEMENT,
        KindOfHelp.HOLIDAY,
    }
)
"""Respite care (respijtzorg): somebody else takes over for a while."""


class EntryForm(Choice):
    """What stands in the directory."""

    ORGANISATION = "organisation", N_("Organisation")
    PROGRAMME = "programme", N_("Local programme or project")
    GROUP = "group", N_("Group or activity")
    VOLUNTEER = "volunteer", N_("Volunteer")
    NEIGHBOUR_HELPER = "neighbour_helper", N_("Neighbour helper")


OF_PEOPLE = frozenset({EntryForm.VOLUNTEER, EntryForm.NEIGHBOUR_HELPER})
"""People who give hours of their own."""


class HelpLevel(Choice):
    """From how far help comes."""

    LOCAL = "local", N_("In the neighbourhood or municipality")
    REGIONAL = "regional", N_("In the region")
    NATIONAL = "national", N_("In the whole country")


class ForWhom(Choice):
    """For whom help is meant."""

    CARERS = "carers", N_("Informal carers")
    YOUNG_CARERS = "young_carers", N_("Young carers")
    ELDERS = "elders", N_("Elders")
    DEMENTIA = "dementia", N_("People with dementia")
    CHILDREN = "children", N_("Children and young people")
    PARENTS = "parents", N_("Parents")
    EVERYBODY = "everybody", N_("Everybody")


class DirectoryEntry(Record):
    """One offer of help that the team knows (sociale kaart): what, for whom, how one gets in, and when it was verified."""

    id: DirectoryEntryId = Field(default_factory=lambda: DirectoryEntryId(new_id()))
    kinds: frozenset[KindOfHelp] = Field(default=frozenset(), title=N_("Kind of help"))
    name: Line = Field(default="", title=N_("Name"))
    form: EntryForm = Field(default=EntryForm.ORGANISATION, title=N_("What is it"))
    what: Text = Field(default="", title=N_("What they do, in plain words"))
    for_whom: frozenset[ForWhom] = Field(default=frozenset(), title=N_("For whom"))
    for_words: Line = Field(default="", title=N_("For whom, in more words"))
    level: HelpLevel = Field(default=HelpLevel.LOCAL, title=N_("How near"))
    areas: Line = Field(default="", title=N_("Which neighbourhoods"))
    way_in: Line = Field(default="", title=N_("How one gets in"))
    costs: Line = Field(default="", title=N_("What it costs"))
    contact: Line = Field(default="", title=N_("Contact person"))
    phone: Line = Field(default="", title=N_("Phone"))
    email: Email = Field(default="", title=N_("E-mail"))
    website: Line = Field(default="", title=N_("Website"))
    place: Line = Field(default="", title=N_("Where and when"))
    post_to: Line = Field(default="", title=N_("Address for letters, with a comma between the lines"))
    hours_per_week: int | None = Field(default=None, ge=0, le=168, title=N_("Hours in a week to give"))
    verified_on: Day | None = Field(default=None, title=N_("Verified on"))
    verifier: WorkerId | None = Field(default=None, title=N_("Who verifies it"))
    is_active: bool = Field(default=True, title=N_("In use"))

    @property
    def post_lines(self) -> tuple[str, ...]:
        """The lines of the address for letters; none when it is not known."""
        return tuple(part for each in self.post_to.split(",") if (part := each.strip()))

    def is_stale_on(self, day: date) -> bool:
        """Whether it must be verified: never done, or more than six months ago."""
        return self.verified_on is None or day > add_months(self.verified_on, STALE_MONTHS)
