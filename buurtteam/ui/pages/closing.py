"""Closing a household: everything open with what becomes of it, the result, aftercare; and opening it again."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from buurtteam.domain.case import Closing, ClosingResult
from buurtteam.domain.closing import Decision, OpenKind, gaps_in
from buurtteam.domain.keeping import Draft
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Gap, Problem, Trouble
from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_
from buurtteam.services import closing
from buurtteam.services.closing import HowItEnds, OpenWork
from buurtteam.texts import joined, plural, problem_text, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import LineEditor
from buurtteam.ui.form import Form, FormField
from buurtteam.ui.notices import announce
from buurtteam.ui.page import Page
from buurtteam.ui.pages.closing_parts import OpenRow, closing_words, opened_words, steps
from buurtteam.ui.settling import Settling
from buurtteam.ui.theme import ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import Card, Heading, Line, Note, Picture, Words, button, column, emptied, link, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from buurtteam.domain.keeping import Changes
    from buurtteam.services.office import Office


class ClosingPage(Page):
    """One page for all of it; what is typed stays when the closing is refused, and when the page is left."""

    place = "closing"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._home: HouseholdId | None = None
        self.work: OpenWork | None = None
        self.rows: list[OpenRow] = []
        self._typed: dict[str, str] = {}
        self._done: tuple[Deed, str] | None = None
        """The deed that was done here, with what is said of it once its changes are known."""
        self.settling = Settling(self)
        self.settling.settled.connect(self._keep_draft)
        self.body = self.scroll(widest=1080)
        self.heading = Heading("", 1)
        self.intro = Words("", "quiet")
        self.open_part, self.closed_part = QWidget(), QWidget()
        self.before = column(space=SNUG)
        self._build_open()
        self._build_closed()
        self.body.add(self.heading, self.intro, self.open_part, self.closed_part, self.before)
        self.open_part.hide()
        self.closed_part.hide()
        self.bind("page.finish", self.finish)

    # ------------------------------------------------------------------ the page

    def show_place(self, household_id: HouseholdId | None = None, **_args: object) -> None:
        """Show what is open in this household, or its closing when it is closed."""
        if household_id is None:
            self.desk.open_place("households")
            return
        if household_id != self._home:
            self.settling.flush()
            self._begin(household_id)
        self._read(with_draft=self.work is None)

    def on_changed(self, changes: "Sequence[Changes]") -> None:
        """Something changed in this household: look again what is open; what was typed stays."""
        home = self._home
        if home is not None and self._done is not None:
            deed, words = self._done
            self._done = None
            self._begin(None)
            self.desk.open_place("household", household_id=home)
            self.say_done(words, deed, changes)
            return
        if self._home and any(each.household in (self._home, None) for each in changes):
            self._read()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.settling.flush()

    def about_household(self) -> HouseholdId | None:
        """The household that is being closed."""
        return self._home

    def first_focus(self) -> QWidget:
        """The first thing that is open, else the result."""
        if self.work is not None and self.work.is_closed:
            return self.why.editor.target
        return self.rows[0].ways.buttons[0] if self.rows else self.form.editor("result").target

    def _begin(self, home: HouseholdId | None) -> None:
        """Nothing of one household is ever shown at another."""
        self._home, self.work, self.rows, self._typed = home, None, [], {}
        self.settling.forget()
        emptied(self.list)
        self.form.show(on=self.desk.today(), has_aftercare=True)
        self.form.settling.forget()
        self.missing.hide()
        self.rest.editor.show_value("")
        self.why.editor.show_value("")
        self.why.show_problem("")

    # ------------------------------------------------------------------ building

    def _build_open(self) -> None:
        outer = column(self.open_part, space=ROOM)
        self.things = Card(_("What is still open"), icon_name="list-check")
        self.list = column(space=SNUG)
        self.goes_on = Note("", "info")
        self.rest = FormField(_("Everything that is not decided yet is called off, because:"), LineEditor())
        self.rest_button = button(_("Call off the rest"), icon_name="x", on_click=self.call_off_the_rest)
        self.rest_row = QWidget()
        inside = row(self.rest, self.rest_button, space=SNUG)
        inside.setStretch(0, 1)
        inside.setAlignment(self.rest_button, Qt.AlignmentFlag.AlignBottom)
        self.rest_row.setLayout(inside)
        self.things.add(self.list, self.rest_row, self.goes_on)
        self.end = Card(_("How does it end?"), icon_name="check")
        self.form: Form[HowItEnds] = Form(HowItEnds, self.desk)
        self.form.place("result", "on", columns=2, into=self.end.body)
        self.form.place("explanation", into=self.end.body)
        self.form.place("has_aftercare", into=self.end.body)
        self.days = Words("", "small")
        self.end.add(self.days)
        self.missing = Card(_("This is still missing"), icon_name="alert-triangle")
        self.missing_list = column(space=TIGHT)
        self.missing.add(self.missing_list)
        self.missing.hide()
        self.ready = button(_("Close this household"), "primary", "check", self.finish)
        self.ready.setToolTip("Ctrl+Enter")
        for part in (self.things, self.end, self.missing):
            outer.addWidget(part)
        outer.addLayout(row(self.ready, button(_("Cancel"), "quiet", on_click=self.cancel), None))
        self.form.edited.connect(self._on_form)
        self.form.settled.connect(self._keep_draft)

    def _build_closed(self) -> None:
        outer = column(self.closed_part, space=ROOM)
        self.band = Note("", "info")
        self.explanation = Words("")
        again = Card(_("Reopen the household"), icon_name="door-enter")
        again.add(
            Words(
                _(
                    "Its closed requests stay closed and its history stays. Aftercare stops: the work goes on. "
                    "Late post, notes and facts can be added without opening it."
                ),
                "quiet",
            )
        )
        self.why = FormField(_("Why is it opened again?"), LineEditor())
        self.why.editor.edited.connect(lambda: self.why.show_problem(""))
        again.add(self.why)
        self.again_button = button(_("Reopen the household"), "primary", "door-enter", self.reopen)
        again.add(row(self.again_button, None))
        for part in (self.band, self.explanation, again):
            outer.addWidget(part)

    # ------------------------------------------------------------------ reading

    def _read(self, *, with_draft: bool = False) -> None:
        home, place = self._home, self._draft_place()
        assert home is not None
        self.ask(
            lambda office: (closing.what_is_open(office, home), office.draft(place) if with_draft else None),
            lambda found: self._fill(*found),
            instead_of="open",
        )

    def _fill(self, work: OpenWork, draft: Draft | None) -> None:
        if work.household.id != self._home:
            return
        if self.rows:
            self._typed |= {key: words for one in self.rows for key, words in one.raw().items()}
        if draft is not None:
            self._typed = dict(draft.typed)
            self._show_form(draft.typed)
        is_first, self.work = self.work is None, work
        name = work.household.label or _("Without a name yet")
        self.set_title(_("Households"), name, _("Closing"))
        self.open_part.setVisible(not work.is_closed)
        self.closed_part.setVisible(work.is_closed)
        if work.is_closed:
            self._fill_closed(work, name)
        else:
            self._fill_open(work, name)
        self._fill_before(work)
        focus = self.window().focusWidget()
        # Before the open things were known the focus waited at the result.
        waits = focus is None or not self.isAncestorOf(focus) or focus is self.form.editor("result").target
        if is_first and self.isVisible() and waits:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_open(self, work: OpenWork, name: str) -> None:
        self.heading.setText(_("Close {household}", household=name))
        self.intro.show()
        self.intro.setText(
            _("Everything happens at once, or nothing. You can take it back, and open the household again later.")
        )
        if [each.thing for each in self.rows] != list(work.things):
            focus = self.window().focusWidget()
            was = next((each.thing.key for each in self.rows if focus and each.isAncestorOf(focus)), "")
            emptied(self.list)
            self.rows = []
            # Together and then shown: Qt lays out the whole page anew for each part that is added to it.
            together = QWidget()
            inside = column(together, space=SNUG)
            for thing in work.things:
                if self.rows:
                    inside.addWidget(Line())
                one = OpenRow(thing, self.desk)
                one.show_raw(self._typed)
                one.edited.connect(self._on_row)
                one.stepped.connect(
                    lambda by, here=one: steps(
                        self.rows, here, by, lambda: self.form.editor("result").setFocus(Qt.FocusReason.TabFocusReason)
                    )
                )
                self.rows.append(one)
                inside.addWidget(one)
            if self.rows:
                self.list.addWidget(together)
            else:
                nothing = row(Picture("circle-check", "ok", 22), Words(_("Nothing is open any more.")), space=SNUG)
                nothing.setStretch(1, 1)
                holder = QWidget()
                holder.setLayout(nothing)
                self.list.addWidget(holder)
            if kept := next((each for each in self.rows if each.thing.key == was), None):
                kept.ways.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rest_row.setVisible(len(work.things) > 1)
        self.goes_on.setVisible(bool(work.goes_on))
        self.goes_on.words.setText(_("This goes on after closing: {what}.", what=joined(work.goes_on)))
        self._count()
        self._ask_days()

    def _fill_closed(self, work: OpenWork, name: str) -> None:
        self.heading.setText(_("{household} is closed", household=name))
        self.intro.hide()
        held = next((each for each in work.closings if each.reopened_on is None), None)
        if held is not None:
            self.band.words.setText(closing_words(held, work.workers))
        else:
            face = work.fixed_face or _("nobody")
            on = work.household.ended_on
            self.band.words.setText(
                _("Closed on {day}. Last fixed face: {face}.", day=on, face=face)
                if on
                else _("Closed. Last fixed face: {face}.", face=face)
            )
        words = held.explanation if held else ""
        self.explanation.setText(words)
        self.explanation.setVisible(bool(words))

    def _fill_before(self, work: OpenWork) -> None:
        emptied(self.before)
        earlier = [each for each in work.closings if each.reopened_on is not None]
        if not earlier:
            return
        card = Card(_("Closed before"), icon_name="history")
        for number, each in enumerate(earlier):
            if number:
                card.add(Line())
            card.add(Words(closing_words(each, work.workers)), Words(opened_words(each, work.workers), "small"))
            if each.explanation:
                card.add(Words(each.explanation, "quiet"))
        self.before.addWidget(card)

    def _ask_days(self) -> None:
        home, on = self._home, self.form.editor("on").value()
        if home is None or not self.form.editor("has_aftercare").value() or not isinstance(on, date):
            self.days.setText(_("Nobody asks later how things are.") if home and isinstance(on, date) else "")
            return

        def shown(days: tuple[date, ...]) -> None:
            told = joined([short_date(each) for each in days])
            self.days.setText(_("We ask how things are on {days}.", days=told))

        self.ask(lambda office: closing.aftercare_days(office, home, on), shown, instead_of="days")

    # ------------------------------------------------------------------ typing

    def _on_row(self) -> None:
        self._count()
        self._look_again()
        self.settling.touch()

    def _on_form(self, name: str) -> None:
        if name in ("on", "has_aftercare"):
            self._ask_days()
        self._look_again()
        self.settling.touch()

    def _count(self) -> None:
        left = sum(1 for each in self.rows if each.decision() is None)
        # A draft can be kept or thrown away without a reason, so it is never called off with the rest unseen.
        can_be = any(each.decision() is None and each.thing.kind is not OpenKind.DRAFT for each in self.rows)
        self.rest_button.setEnabled(can_be)
        if self.rows:
            words = plural("{count} thing to decide.", "{count} things to decide.", left) if left else _("All decided.")
            self.things.title.setText(f"{_('What is still open')} · {words}")

    def call_off_the_rest(self) -> None:
        """Call off, with one reason, everything that was not decided and can be called off."""
        reason = str(self.rest.editor.value() or "").strip()
        if not reason:
            self.rest.show_problem(_("Say in a few words why."))
            self.rest.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.rest.show_problem("")
        done = sum(each.call_off(reason) for each in self.rows if each.thing.kind is not OpenKind.DRAFT)
        self._on_row()
        announce(self.rest_button, plural("{count} thing is called off.", "{count} things are called off.", done))

    def _draft_place(self) -> str:
        return f"closing.{self._home}"

    def _keep_draft(self) -> None:
        if self.work is None or self.work.is_closed:
            return
        typed = {key: words for one in self.rows for key, words in one.raw().items() if words}
        for name, value in self.form.raw().items():
            typed[f"form:{name}"] = (
                value.isoformat() if isinstance(value, date) else str(getattr(value, "value", value) or "")
            )
        place = self._draft_place()
        self.desk.background.do(lambda office: office.keep_draft(place, typed))

    def _show_form(self, typed: dict[str, str]) -> None:
        values: dict[str, object] = {}
        for name in self.form.fields:
            if f"form:{name}" in typed:
                values[name] = _value_of(name, typed[f"form:{name}"])
        self.form.show_raw(values)

    # ------------------------------------------------------------------ deeds

    def finish(self) -> None:
        """Close the household, or say what is missing with a way to each."""
        home, work = self._home, self.work
        if home is None or work is None or work.is_closed:
            return
        try:
            ends = self.form.read()
        except ValidationError:
            self.form.focus(next(iter(self.form.problems()), "on"))
            return
        self.settling.flush()
        gaps, decisions, result = self._gaps(work), self._decisions(), ends.result
        if gaps or result is None:
            self._show_gaps(gaps)
            return

        def close(office: "Office") -> Closing:
            return closing.close(
                office,
                home,
                ends.on,
                result,
                ends.explanation,
                decisions.values(),
                has_aftercare=ends.has_aftercare,
            )

        words = _("{household} is closed.", household=work.household.label)

        def closed(_made: Closing) -> None:
            self._done = (Deed.CLOSE_HOUSEHOLD, words)

        self.do(close, closed, self._refused)

    def _refused(self, error: Problem | Trouble) -> None:
        if isinstance(error, Problem) and error.gaps:
            self._show_gaps(list(error.gaps))
        else:
            self.desk.notices.show_error(error)

    def _decisions(self) -> dict[str, Decision]:
        return {found.key: found for each in self.rows if (found := each.decision())}

    def _gaps(self, work: OpenWork) -> list[Gap]:
        """What is still missing, as it stands on the page."""
        on = self.form.editor("on").value()
        day = on if isinstance(on, date) else work.today
        gaps = list(gaps_in(work.things, self._decisions(), day, work.today))
        if self.form.editor("result").value() is None:
            gaps.append(Gap(N_("Choose the result."), "closing", "result", stops=True))
        return gaps

    def _look_again(self) -> None:
        """What was missing and is filled in goes from the list."""
        if self.work is not None and not self.missing.isHidden():
            self._show_gaps(self._gaps(self.work), jumps=False)

    def _show_gaps(self, gaps: "Sequence[Gap]", *, jumps: bool = True) -> None:
        emptied(self.missing_list)
        rows = {each.thing.key: each for each in self.rows}
        for each in self.rows:
            each.show_problem("")
        for gap in gaps:
            words = problem_text(gap)
            way = link(words, partial(self._jump, gap.field))
            # Words that do not fit end in …, rather than make the page wider.
            way.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self.missing_list.addWidget(way)
            if one := rows.get(gap.field):
                one.show_problem(words)
        self.missing.setVisible(bool(gaps))
        if gaps and jumps:
            announce(
                self.missing, plural("{count} thing is missing.", "{count} things are missing.", len(gaps)), urgent=True
            )
            self._jump(gaps[0].field)

    def _jump(self, field: str) -> None:
        if field in self.form.fields:
            self.form.focus(field)
            return
        one = next((each for each in self.rows if each.thing.key == field), None)
        if one is not None:
            one.go_in()
            above = one.parentWidget()
            while above is not None and not isinstance(above, QScrollArea):
                above = above.parentWidget()
            if above is not None:
                above.ensureWidgetVisible(one, 0, ROOM)

    def cancel(self) -> None:
        """Back to the household; what was typed is kept."""
        if self._home is not None:
            self.desk.open_place("household", household_id=self._home)

    def reopen(self) -> None:
        """Open the household again, with the reason."""
        home, reason = self._home, str(self.why.editor.value() or "")
        if home is None:
            return

        def refused(error: Problem | Trouble) -> None:
            self.why.show_problem(problem_text(error))
            self.why.editor.setFocus(Qt.FocusReason.OtherFocusReason)

        def opened(_kept: Closing) -> None:
            self._done = (Deed.REOPEN_HOUSEHOLD, _("The household is open again."))

        self.do(lambda office: closing.reopen(office, home, reason), opened, refused)


def _value_of(name: str, written: str) -> object:
    if name == "has_aftercare":
        return written == "True"
    if name == "result":
        return next((each for each in ClosingResult if each.value == written), None)
    if name == "on":
        try:
            return date.fromisoformat(written)
        except ValueError:
            return written
    return written
