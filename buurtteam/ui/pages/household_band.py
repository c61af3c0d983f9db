"""The band on the page of a household that is in crisis, on stand-by or closed, with the way on."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from buurtteam.domain.kinds import HouseholdId
from buurtteam.services import closing
from buurtteam.services.closing import Standing
from buurtteam.texts import long_date
from buurtteam.texts import translate as _
from buurtteam.ui.pages.closing_parts import closing_words
from buurtteam.ui.theme import TIGHT
from buurtteam.ui.widgets import Note, button, column

if TYPE_CHECKING:
    from buurtteam.ui.page import Page


class StateBand(QWidget):
    """Says nothing while the household is simply open."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        super().__init__()
        self._page, self._home = page, home
        self.notes: list[Note] = []
        self._inside = column(self, space=TIGHT)
        self.hide()
        page.ask(lambda office: closing.standing(office, home), self._fill, instead_of="standing")

    def _fill(self, found: Standing) -> None:
        import shiboken6

        if not shiboken6.isValid(self):
            return
        if found.crisis is not None:
            self._say(
                _("Crisis since {day}. Regisseur: {name}.", day=long_date(found.crisis.on), name=found.regisseur)
                if found.regisseur
                else _(
                    "Crisis since {day}. Nobody leads it yet: name the regisseur today.", day=long_date(found.crisis.on)
                ),
                "late",
                button(_("To the crisis"), "primary", "alert-octagon", lambda: self._open("crisis")),
            )
        if found.stand_by is not None:
            self._say(
                _("On stand-by since {day}. {why}", day=long_date(found.stand_by.on), why=found.stand_by.note).strip(),
                "info",
                button(_("End the stand-by"), icon_name="flame", on_click=self.end_stand_by),
            )
        if found.closing is not None:
            self._say(closing_words(found.closing, found.workers), "info", self._reopen_button())
        elif found.state.value == "closed":
            face = found.fixed_face or _("nobody")
            words = (
                _("Closed on {day}. Last fixed face: {face}.", day=long_date(found.ended_on), face=face)
                if found.ended_on
                else _("Closed. Last fixed face: {face}.", face=face)
            )
            self._say(words, "info", self._reopen_button())
        self.setVisible(bool(self.notes))

    def end_stand_by(self) -> None:
        """The household is open again."""
        home = self._home
        self._page.do(lambda office: closing.end_stand_by(office, home))

    def _say(self, words: str, tone: str, *actions: QWidget) -> None:
        note = Note(words, tone, *actions)
        self.notes.append(note)
        self._inside.addWidget(note)

    def _reopen_button(self) -> QWidget:
        return button(_("Reopen the household"), icon_name="door-enter", on_click=lambda: self._open("closing"))

    def _open(self, place: str) -> None:
        self._page.desk.open_place(place, household_id=self._home)
