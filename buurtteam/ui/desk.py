"""What every page is given to work with; no page knows another page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from buurtteam.settings import Settings
from buurtteam.texts import translate as _
from buurtteam.ui.background import Background
from buurtteam.ui.notices import Notices
from buurtteam.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from buurtteam.domain.keeping import Changes
    from buurtteam.services.office import Office


@dataclass
class OfficeSummary:
    """What the window says about the office that is open."""

    team: str = ""
    worker: str = ""
    is_practice: bool = False
    saved_at: str = ""


@dataclass
class Desk:
    """The worker's desk: the office behind its background, the look, the notices, and the way to other places."""

    background: Background
    theme: Theme
    notices: Notices
    settings: Settings = field(default_factory=Settings)
    today: Callable[[], date] = date.today
    office_summary: OfficeSummary = field(default_factory=OfficeSummary)
    go: Callable[..., None] = lambda *_place, **_args: None
    summary_changed: Callable[[], None] = lambda: None
    office_opened: Callable[[], None] = lambda: None
    quick_note: Callable[..., None] = lambda *_household: None
    """Opens the quick note, about a household or about one that is still to be chosen."""
    take_back: Callable[["Changes"], None] = lambda _deed: None
    """Takes back one deed that `Page.on_changed` told of, for the button of its notice."""
    language_changed: Callable[[], None] = lambda: None
    close_office: Callable[[], None] = lambda: None
    """Close the file and ask which one to open."""
    room_for_page: "QWidget | None" = None
    """What the next page is made in; without it a page is a window of its own until it is put somewhere."""

    def open_place(self, place: str, **args: object) -> None:
        """Open a place of the window by its key: `desk.open_place("household", household_id=…)`."""
        self.go(place, **args)

    def change_settings(self, **fields: Any) -> None:  # noqa: ANN401 - fields of the settings
        """Change settings, show what they change at once, and keep them."""
        language = self.settings.language
        self.settings = self.settings.changed(**fields)
        if self.theme.name != self.settings.theme.value:
            self.theme.put_on(self.settings.theme.value)
        if self.theme.scale != self.settings.text_scale:
            self.theme.set_scale(self.settings.text_scale)
        try:
            self.settings.keep()
        except OSError:
            self.notices.say(
                _("The settings could not be kept: the disk does not take them. They hold until you quit.")
            )
        if self.settings.language != language:
            self.language_changed()

    def take_office(
        self,
        office: "Office",
        summary: OfficeSummary,
        place: str = "today",
        **args: object,
    ) -> None:
        """An office was opened: everything works with it from now on."""
        self.background.office = office
        self.office_summary = summary
        self.summary_changed()
        self.office_opened()
        self.go(place, **args)

    @property
    def office(self) -> "Office | None":
        """The open office, only to be touched through `background`."""
        return self.background.office
