"""Settings: which questionnaires the team may use, on what ground and since when, and those that it adds itself."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from buurtteam.domain.instruments import Instrument
from buurtteam.domain.keeping import Changes
from buurtteam.domain.measurement import InstrumentPermission, OwnInstrument
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.services import instruments
from buurtteam.services.instruments import KnownInstrument, Shelf
from buurtteam.texts import language, problem_text, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import DateEditor, LineEditor
from buurtteam.ui.form import FieldGrid, FormField
from buurtteam.ui.notices import announce
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM, SNUG
from buurtteam.ui.widgets import (
    Card,
    IconButton,
    ScrollPage,
    SideBySide,
    State,
    Words,
    button,
    column,
    emptied,
    flow,
    row,
)

if TYPE_CHECKING:
    from buurtteam.ui.pages.settings import SettingsPage


class InstrumentsPart(ScrollPage):
    """The questionnaires with their source and licence; the coordinator turns them on and off."""

    def __init__(self, page: "SettingsPage") -> None:
        super().__init__()
        self._page = page
        self.shelf = Shelf(())
        self._wanted: object = None
        self.list = Card(_("Questionnaires"), icon_name="clipboard-list")
        self.table = RowTable(
            Column(_("Questionnaire"), "name", strong=True),
            Column(_("In use"), "is_on", width=110, chip=_chip),
            name=_("Questionnaires"),
        )
        self.table.chosen.connect(lambda _id: self._show_chosen())
        self.add_button = button(_("Add a questionnaire…"), icon_name="plus", on_click=self.choose_file)
        self.example_button = button(_("Save an example…"), "quiet", "download", self.choose_example)
        self.problem = Words("", "problem")
        self.problem.hide()
        self.broken = QWidget()
        self._broken = column(self.broken, space=SNUG)
        self.list.add(
            Words(
                _(
                    "Most questionnaires belong to somebody. They are off until the coordinator has written down why the "
                    "team may use them. A score from elsewhere can always be noted."
                ),
                "quiet",
            ),
            self.table,
            self.broken,
            self.problem,
            flow(self.add_button, self.example_button),
        )
        self.card = Card(_("Questionnaire"), icon_name="clipboard-text")
        self.about = Words("", "quiet")
        self.licence = Words()
        self.source = Words("", "small")
        self.check = Words("", "quiet")
        self.state = Words("", "label")
        self.ground = FormField(_("Why we may: letter, licence or source"), LineEditor())
        self.on = FormField(_("Confirmed on"), DateEditor(page.desk.today))
        self.fields = FieldGrid([self.ground, self.on], 2)
        self.allow = button(_("We may use it"), "primary", "check", self.permit)
        self.end = button(_("Turn it off"), icon_name="x", on_click=self.turn_off)
        self.drop = button(_("Remove"), "quiet", "trash", self.remove)
        self.only = Words(_("Only the coordinator turns questionnaires on and off."), "quiet")
        self.card.add(self.about, self.licence, self.source, self.check, self.state, self.fields, self.only)
        self.card.add(flow(self.allow, self.end, self.drop))
        left, right = QWidget(), QWidget()
        for holder, card in ((left, self.list), (right, self.card)):
            inside = column(holder, space=ROOM)
            inside.addWidget(card)
            inside.addStretch(1)
        self.add(SideBySide(left, right, shares=(6, 6), least=430))

    # ------------------------------------------------------------------ for the page

    def show_now(self) -> None:
        """Ask for all questionnaires."""
        self._page.ask(instruments.shelf, self._fill, instead_of="instruments")

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """A permission or an own questionnaire came, went or changed."""
        if any(each.concern(InstrumentPermission, OwnInstrument) for each in changes):
            self.show_now()

    # ------------------------------------------------------------------ deeds

    def permit(self) -> None:
        """The team may use what is chosen, on the ground that was typed."""
        known, day = self.chosen(), self.on.editor.value()
        if known is None:
            return
        if day is not None and not isinstance(day, date):
            self.on.show_problem(_("Fill in a day, such as 14-9."))
            return
        ground = str(self.ground.editor.value() or "")
        self._page.do(
            lambda office: instruments.permit(office, known.instrument.id, ground, day),
            lambda _kept: self.ground.show_problem(""),
            self._not_permitted,
        )

    def turn_off(self) -> None:
        """The team does not use what is chosen any more."""
        known = self.chosen()
        if known is not None:
            self._page.do(lambda office: instruments.end_permission(office, known.instrument.id))

    def remove(self) -> None:
        """Move an own questionnaire to the trash."""
        known = self.chosen()
        if known is not None and known.own is not None:
            self._remove(known.own)

    def choose_file(self) -> None:
        """Ask for a file and add what stands in it."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Add a questionnaire"), "", "TOML (*.toml)")
        if name:
            self.add_file(Path(name))

    def add_file(self, file: Path) -> None:
        """Add the questionnaire of a file, or say on which line it is not right."""
        self._page.do(lambda office: instruments.add(office, file), self._on_added, self._refused)

    def choose_example(self) -> None:
        """Ask where the example goes."""
        proposed = _("questionnaire-example.toml")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save an example"), proposed, "TOML (*.toml)")
        if name:
            self.save_example(Path(name))

    def save_example(self, file: Path) -> None:
        """Write an example to begin with."""
        self._page.ask(
            lambda _office: instruments.save_example(file),
            lambda kept: self._page.desk.notices.say(_("The example is written: {name}.", name=kept.name)),
        )

    # ------------------------------------------------------------------ inside

    def chosen(self) -> KnownInstrument | None:
        """The questionnaire that is shown."""
        found = self.table.chosen_row()
        return found if isinstance(found, KnownInstrument) else None

    def _fill(self, found: Shelf) -> None:
        self.shelf = found
        self.table.show_rows(found.known)
        self.table.fit_height(most=14)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.table.choose(wanted)
        elif self.table.chosen_id() is None and found.known:
            self.table.choose(found.known[0].id)
        self.add_button.setEnabled(found.may_permit)
        emptied(self._broken)
        for own, why in found.broken:
            away = IconButton("trash", _("Remove {name}", name=own.name), partial(self._remove, own))
            away.setEnabled(found.may_permit)
            line = QWidget()
            across = row(Words(problem_text(why), "problem"), away, space=SNUG)
            across.setStretch(0, 1)
            line.setLayout(across)
            self._broken.addWidget(line)
        self.broken.setVisible(bool(found.broken))
        self._show_chosen()

    def _show_chosen(self) -> None:
        known, tongue = self.chosen(), language()
        self.card.setVisible(known is not None)
        if known is None:
            return
        one = known.instrument
        self.card.title.setText(known.name)
        self.card.setAccessibleName(known.name)
        self.about.setText(_about(one))
        self.licence.setText(_("Licence: {licence}", licence=one.licence.of(tongue)))
        self.source.setText(_("Source: {source}", source=one.source))
        to_check = " ".join(each.of(tongue) for each in one.to_check)
        self.check.setText(_("Still to be checked: {what}", what=to_check) if to_check else "")
        self.check.setVisible(bool(to_check))
        self.state.setText(_state(known))
        may = self.shelf.may_permit
        self.only.setVisible(not may)
        self.fields.setVisible(may and not known.is_on)
        self.allow.setVisible(may and not known.is_on)
        self.end.setVisible(may and known.is_on)
        self.drop.setVisible(may and known.own is not None)
        self.ground.editor.show_value("")
        self.ground.show_problem("")
        self.on.editor.show_value(self._page.desk.today())

    def _remove(self, own: OwnInstrument) -> None:
        self._page.do(
            lambda office: instruments.remove_own(office, own),
            lambda bundle: self._page.offer_back(own.name, bundle),
        )

    def _on_added(self, added: Instrument) -> None:
        self.problem.hide()
        self._wanted = (added.id, added.edition)
        self.show_now()
        self._page.desk.notices.say(_("{name} was added.", name=added.name.of(language())))

    def _refused(self, error: Problem | Trouble) -> None:
        self.problem.setText(problem_text(error))
        self.problem.show()
        announce(self.problem, self.problem.text(), urgent=True)

    def _not_permitted(self, error: Problem | Trouble) -> None:
        if error.code == "no_ground":
            self.ground.show_problem(problem_text(error))
            self.ground.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif error.code == "in_the_future":
            self.on.show_problem(problem_text(error))
        else:
            self._page.desk.notices.show_error(error)


def _chip(known: KnownInstrument) -> tuple[State, str]:
    return ("done", _("On")) if known.is_on else ("quiet", _("Off"))


def _about(one: Instrument) -> str:
    return _(
        "{whom}. {count} questions, score {first} to {last}, edition {edition}.",
        whom=one.for_whom.of(language()),
        count=len(one.items),
        first=one.first,
        last=one.last,
        edition=one.edition,
    )


def _state(known: KnownInstrument) -> str:
    given = known.permission
    if given is None:
        if known.is_on:
            return _("On from the start: nobody's permission is needed.")
        return _("Off: nobody wrote down yet that the team may use it.")
    if given.ended_on is not None:
        return _("Off since {day}.", day=short_date(given.ended_on))
    if known.permitted_by:
        return _(
            "On since {day}, confirmed by {name}: {ground}",
            day=short_date(given.confirmed_on),
            name=known.permitted_by,
            ground=given.ground,
        )
    return _("On since {day}: {ground}", day=short_date(given.confirmed_on), ground=given.ground)
