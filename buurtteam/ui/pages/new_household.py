"""A new household: a first name and a way to reach somebody, and who is perhaps known already beside it."""

from contextlib import suppress

from pydantic import ValidationError
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from buurtteam.domain.household import Household
from buurtteam.domain.keeping import Draft
from buurtteam.domain.problem import Problem
from buurtteam.services import early_signals, households
from buurtteam.services.households import LikelyDouble, NewHousehold
from buurtteam.texts import label
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import LineEditor
from buurtteam.ui.form import Form
from buurtteam.ui.notices import announce
from buurtteam.ui.page import Page
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import Card, Heading, Line, Picture, SideBySide, Words, button, column, row

_DRAFT = "household.new"
_PAUSE = 250


class NewHouseholdPage(Page):
    """Name, way to reach, ready; the rest may come later."""

    place = "new_household"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Households"), _("New household"))
        self._signal: object = None
        """The early signal that this household is about, if it began there."""
        body = self.scroll(widest=1080)
        self.form: Form[NewHousehold] = Form(NewHousehold, desk)
        self.form.place(
            "first_name",
            "reach",
            columns=2,
            help_texts={"reach": _("A phone number, an e-mail address, or in your own words: through the neighbour.")},
        )
        more = column(space=ROOM)
        more.addWidget(Line())
        more.addWidget(Words(_("What you already know. All of this may come later."), "quiet"))
        self.form.place("surname", "born_on", columns=2, into=more)
        self.form.place("street", "number", "postcode", "city", columns=2, into=more)
        self.create_button = button(_("Make household"), "primary", "home-plus", self.make)
        self.create_button.setToolTip("Enter")
        card = Card()
        card.add(self.form, more)
        card.body.addSpacing(TIGHT)
        card.add(row(self.create_button, button(_("Cancel"), "quiet", on_click=self.cancel), None))

        self.doubles = Card(_("Looks like somebody who is known already"), icon_name="users")
        self.doubles.setAccessibleName(_("Looks like somebody who is known already"))
        self.doubles.hide()
        self.found: tuple[LikelyDouble, ...] = ()
        across = SideBySide(_on_top(card), _on_top(self.doubles), shares=(5, 3), least=360)
        body.add(
            Heading(_("New household"), 1),
            Words(_("A first name and a way to reach somebody is enough to begin."), "large"),
            across,
        )
        for field in self.form.fields.values():
            if isinstance(field.editor, LineEditor):
                field.editor.line.returnPressed.connect(self.make)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look_for_doubles)
        self.form.edited.connect(lambda _name: self._pause.start())
        self.bind("page.finish", self.make)

    def show_place(self, **args: object) -> None:
        """Begin with an empty form, or with what was being typed."""
        self.form.show()
        self._show_doubles(())
        self._signal = args.get("signal")
        if isinstance(filled := args.get("filled"), dict):
            # Of somebody who was reported: what the partner sent, to be looked at.
            self.form.show_raw(filled)
            self.look_for_doubles()
            return
        if name := args.get("first_name"):
            # Somebody looked for this name and found nobody.
            self.form.show_raw({"first_name": str(name)})
            self.look_for_doubles()
            return
        self.ask(lambda office: office.draft(_DRAFT), self._show_draft)

    def first_focus(self) -> QWidget:
        """The first name."""
        return self.form.editor("first_name")

    def leave(self) -> None:
        """Keep what was typed."""
        self._pause.stop()
        typed = {name: str(value) for name, value in self.form.raw().items() if value}
        if typed and self._signal is None:
            self.do(lambda office: office.keep_draft(_DRAFT, typed))

    def make(self) -> None:
        """Make the household and open it."""
        try:
            new = self.form.read()
        except ValidationError:
            self.form.focus(next(iter(self.form.problems()), "first_name"))
            return
        if not new.is_enough():
            self.form.show_problem("first_name", _("Fill in a first name."))
            self.form.focus("first_name")
            return
        self.create_button.setEnabled(False)
        signal = self._signal
        self.do(lambda office: _create(office, new, signal), self._on_made, lambda error: self._on_failed(error))

    def cancel(self) -> None:
        """Throw away what was typed and go back to the list."""
        self.form.show()
        self.do(lambda office: office.drop_draft(_DRAFT))
        self.desk.open_place("households")

    def look_for_doubles(self) -> None:
        """Ask who is perhaps known already, with the fields that are right so far."""
        typed = self.form.raw()
        right = {}
        for name, value in typed.items():
            with suppress(ValidationError):
                right[name] = getattr(NewHousehold.model_validate({name: value}), name)
        new = NewHousehold(**right)
        self.ask(lambda office: households.likely_doubles(office, new), self._show_doubles, instead_of="doubles")

    def _on_made(self, made: Household) -> None:
        self.create_button.setEnabled(True)
        self.form.show()
        signal, self._signal = self._signal, None
        if signal is not None:
            self.desk.open_place("signals", signal=signal)
        else:
            self.desk.open_place("household", household_id=made.id)

    def _on_failed(self, error: Exception) -> None:
        self.create_button.setEnabled(True)
        for gap in error.gaps if isinstance(error, Problem) else ():
            if gap.field in self.form.fields:
                self.form.show_problem(gap.field, _(gap.sentence, **gap.values))
                self.form.focus(gap.field)
                return
        self.desk.notices.show_error(error)  # type: ignore[arg-type]  # a Problem or Trouble, as `do` promises

    def _show_draft(self, draft: Draft | None) -> None:
        if draft is not None:
            self.form.show_raw(draft.typed)
            self.look_for_doubles()

    def _show_doubles(self, found: tuple[LikelyDouble, ...]) -> None:
        self.found = found
        self.doubles.clear()
        for number, double in enumerate(found):
            if number:
                self.doubles.add(Line())
            self.doubles.add(self._double(double))
        if found:
            self.doubles.add(
                Words(_("Is it somebody else? Then just go on: nothing is put together by itself."), "small")
            )
            anyway = button(_("New all the same"), "quiet", on_click=self.make)
            self.doubles.add(row(anyway, None))
        if found and self.doubles.isHidden():
            announce(self, _("Looks like somebody who is known already"))
        self.doubles.setVisible(bool(found))

    def _double(self, double: LikelyDouble) -> QWidget:
        holder = QWidget()
        inside = column(holder, space=HAIR)
        name = Words(double.name, "label")
        see = button(_("Look"), on_click=lambda: self.desk.open_place("household", household_id=double.household))
        see.setAccessibleName(_("Look at {name}", name=double.name))
        line = row(Picture("user", "primary"), name, see, space=TIGHT)
        line.setStretch(1, 1)
        inside.addLayout(line)
        if double.detail:
            inside.addWidget(Words(double.detail, "quiet"))
        inside.addWidget(Words(" · ".join(label(reason) for reason in double.reasons), "small"))
        inside.setContentsMargins(0, 0, 0, SNUG // 2)
        return holder


def _on_top(card: QWidget) -> QWidget:
    holder = QWidget()
    inside = column(holder)
    inside.addWidget(card)
    inside.addStretch(1)
    return holder


def _create(office: object, new: NewHousehold, signal: object = None) -> Household:
    from buurtteam.services.office import Office

    assert isinstance(office, Office)
    if signal is not None:
        made = early_signals.new_household(office, signal, new)  # type: ignore[arg-type]  # as the page was opened with
    else:
        made = households.create_household(office, new)
    office.drop_draft(_DRAFT)
    return made
