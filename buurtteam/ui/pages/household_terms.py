"""The terms of a household, what happened outside its requests, and the ages that somebody reaches."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from buurtteam.domain.ages import AOW
from buurtteam.domain.answers import ANSWERS
from buurtteam.domain.case import CaseEvent, CaseEventKind, TermSource
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.kinds import HouseholdId, local_day
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.words import N_
from buurtteam.services import case
from buurtteam.services.case import TEAM_KINDS, AgeLine, TermsView
from buurtteam.services.households import HouseholdView
from buurtteam.texts import joined, label, language, plural, problem_text, short_date, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor
from buurtteam.ui.form import Form, FormField
from buurtteam.ui.list_row import ListRow, lines, rows_in
from buurtteam.ui.term_drawer import TermDrawer
from buurtteam.ui.terms import both_dates, is_late, term_marks
from buurtteam.ui.theme import ROOM, SNUG
from buurtteam.ui.widgets import (
    Card,
    Heading,
    IconButton,
    SideBySide,
    Tag,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
    row,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QStandardItemModel

    from buurtteam.ui.page import Page

_Kind = CaseEventKind
KIND_GROUPS: tuple[tuple[str, tuple[CaseEventKind, ...]], ...] = (
    (
        N_("Signals and debts"),
        (
            _Kind.EARLY_SIGNAL, _Kind.CRISIS_SIGNAL, _Kind.SIGNAL_CONTACT, _Kind.SIGNAL_SETTLED, _Kind.CREDITORS_ASKED,
            _Kind.ARRANGEMENT_MADE, _Kind.ARRANGEMENT_STARTED, _Kind.ARRANGEMENT_ENDED, _Kind.STAY_GRANTED,
            _Kind.STAY_ENDED,
        ),
    ),
    (
        N_("Youth help and turning 18"),
        (
            _Kind.FAMILY_PLAN_DECLINED, _Kind.YOUTH_PLAN_SETTLED, _Kind.YOUTH_PLAN_ASKED, _Kind.YOUTH_PLAN_WRITTEN,
            _Kind.COMING_OF_AGE_TALKED,
        ),
    ),
    (
        N_("Benefit"),
        (
            _Kind.BENEFIT_REPORTED, _Kind.BENEFIT_APPLIED, _Kind.BENEFIT_ASKED_TO_COMPLETE, _Kind.BENEFIT_COMPLETED,
            _Kind.BENEFIT_ADVANCED, _Kind.BENEFIT_DECIDED,
        ),
    ),
    (
        N_("Privacy"),
        (
            _Kind.PRIVACY_ASKED, _Kind.PRIVACY_EXTENDED, _Kind.PRIVACY_ANSWERED, _Kind.DESTRUCTION_ASKED,
            _Kind.DESTRUCTION_ANSWERED, _Kind.LEAK_FOUND, _Kind.LEAK_REPORTED, _Kind.LEAK_NOT_REPORTED,
        ),
    ),
    (
        N_("Talks and reviews"),
        (_Kind.CONSENT_REVIEWED, _Kind.SAFETY_FLAG_REVIEWED, _Kind.CHILD_CHECK_DONE, _Kind.CARER_TALKED),
    ),
    (N_("Veilig Thuis"), (_Kind.SAFE_HOME_REPORTED, _Kind.SAFE_HOME_ASSESSED, _Kind.SAFE_HOME_CONCLUDED)),
    (
        N_("Crisis and stand-by"),
        (
            _Kind.CRISIS_STARTED, _Kind.CRISIS_COORDINATOR_NAMED, _Kind.CRISIS_ENDED, _Kind.STAND_BY_STARTED,
            _Kind.STAND_BY_ENDED,
        ),
    ),
)  # fmt: skip
"""What can happen, in the groups in which one looks for it."""

_AT_A_MOMENT = frozenset(TEAM_KINDS)
_UNTIL = {
    _Kind.STAY_GRANTED: N_("Only when the court or the creditors set an earlier end."),
    _Kind.BENEFIT_ASKED_TO_COMPLETE: N_("Until when it can be completed, if a day was given."),
    _Kind.STAND_BY_STARTED: N_("Only when an end was agreed."),
}
_ABOUT_NOBODY = frozenset({*TEAM_KINDS, _Kind.CONSENT_REVIEWED, _Kind.SAFETY_FLAG_REVIEWED})
_YEARS_AHEAD = 6
_YEARS_BACK = 5
_FIELD_OF = {
    "in_the_future": "on",
    "event_known": "on",
    "before_the_start": "on",
    "ends_before_start": "until_on",
    "which_consent": "consent",
    "which_flag": "safety_flag",
    "answers_other": "answers",
}


class GroupedEditor(ChoiceEditor):
    """A list that opens, with a heading above each group that is passed over by the arrows."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[object, str]]]]) -> None:
        self._groups = groups
        super().__init__([], optional=False)
        self.combo.setMaxVisibleItems(18)

    def offer(self, options: list[tuple[object, str]]) -> None:
        """Offer the groups."""
        del options
        chosen = self.value() if self._values else None
        self._values = []
        self.combo.clear()
        model = cast("QStandardItemModel", self.combo.model())
        for words, choices in self._groups:
            if len(self._groups) > 1:
                self.combo.addItem(words)
                self._values.append(_Heading())
                model.item(self.combo.count() - 1).setEnabled(False)
            for value, says in choices:
                self.combo.addItem(says)
                self._values.append(value)
        self.show_value(chosen)


class _Heading:
    """What stands for a heading among the values: nothing is equal to it."""


class CaseEvents(Card):
    """What happened outside the requests; an event is added, corrected, or moved to the trash."""

    def __init__(self, page: "Page", household: HouseholdId | None) -> None:
        self.new = button(_("Something happened"), "secondary", "plus")
        super().__init__(_("What happened"), self.new, icon_name="timeline-event")
        self._page, self._household = page, household
        self._view: TermsView | None = None
        self._editing: CaseEvent | None = None
        self.box = QWidget()
        inside = column(self.box, space=SNUG)
        self.kind = GroupedEditor(_groups(household))
        inside.addWidget(FormField(_("What happened?"), self.kind))
        self.form: Form[CaseEvent] = Form(CaseEvent, page.desk)
        self.form.place(
            "on", "at", into=inside, help_texts={"at": _("The hour counts: from then on 72 hours to report it.")}
        )
        self.form.place(
            "about", "consent", "safety_flag", "answers",
            into=inside,
            options={"about": {}, "consent": {}, "safety_flag": {}, "answers": {}},
            words={
                "consent": _("Which consent"),
                "safety_flag": _("Which safety flag"),
                "answers": _("What it answers"),
            },
        )  # fmt: skip
        self.form.place("until_on", "note", into=inside)
        self.keep = button(_("Note it"), "primary", "check", self.save)
        inside.addLayout(row(self.keep, button(_("Cancel"), "quiet", on_click=self.close_form), None))
        self.list = column(space=0)
        self.body.addWidget(self.box)
        self.body.addLayout(self.list)
        self.box.hide()
        self.new.clicked.connect(lambda: self.begin(None))
        self.kind.edited.connect(self._on_kind)

    def show_view(self, view: TermsView) -> None:
        """Show the events, the newest first."""
        kept = self._focus_at()
        self._view = view
        emptied(self.list)
        if view.events:
            self.list.addWidget(lines(*(self._event(each, view) for each in view.events)))
        else:
            self.list.addWidget(
                Words(_("Nothing yet. What starts or meets a term outside a request stands here."), "quiet")
            )
        if not self.box.isHidden():
            self._offer()
        if kept is not None:
            rows = rows_in(self)
            (rows[min(kept, len(rows) - 1)] if rows else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, kind: CaseEventKind | None, **facts: object) -> None:
        """Open the form for a new event, perhaps with its kind and more filled in."""
        view = self._view
        if view is None:
            return
        self._editing = None
        first = kind or (None if self._household is not None else CaseEventKind.LEAK_FOUND)
        self.kind.show_value(first)
        self.form.show(None, household=self._household, on=view.today, **facts)
        self.box.show()
        self._offer(prefer_open="answers" not in facts)
        if "answers" in facts:
            self.form.show_raw({"answers": facts["answers"]})
        if first is None:
            self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus("at" if first in _AT_A_MOMENT else "on")

    def edit(self, event: CaseEvent) -> None:
        """Open the form to correct an event; one that an early signal keeps in step is changed there."""
        if self._view is not None and (signal := self._view.signals.get(event.id)) is not None:
            self._page.desk.open_place("signals", signal=signal)
            return
        self._editing = event
        self.kind.show_value(event.kind)
        self.form.show(event)
        self.box.show()
        self._offer(prefer_open=False)
        self.form.show_raw({"answers": event.answers})
        self.form.focus("at" if event.kind in _AT_A_MOMENT else "on")

    def close_form(self) -> None:
        """Close the form."""
        self._editing = None
        had_focus = self.box.isAncestorOf(self.window().focusWidget() or self)
        self.box.hide()
        if had_focus:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep the event that stands in the form."""
        kind = self._kind()
        if kind in _AT_A_MOMENT and self.form.raw()["at"] is None:
            self.form.focus("at")
            self.form.show_problem("at", _("Fill in the date and the time: here the hours count."))
            return
        if kind is None:
            self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
            self._page.desk.notices.say(_("Choose first what happened."))
            return
        self._say_day(kind)
        if self._editing is None:
            self.form._fixed["kind"] = kind  # noqa: SLF001 - chosen in groups beside the form
        try:
            event = self.form.read()
        except ValidationError:
            self.form.focus(next(iter(self.form.problems()), "on"))
            return
        hidden = [name for name in _CAN_BE_HIDDEN if self.form.fields[name].isHidden()]
        event = event.changed(kind=kind, **dict.fromkeys(hidden))
        if self._editing is not None:
            self._page.do(lambda office: case.keep(office, event), self._kept, self._failed)
            return
        self._page.do(
            lambda office: case.record(
                office,
                event.household,
                event.kind,
                event.on,
                at=event.at,
                until_on=event.until_on,
                about=event.about,
                consent=event.consent,
                safety_flag=event.safety_flag,
                answers=event.answers,
                note=event.note,
            ),
            self._kept,
            self._failed,
        )

    def remove(self, event: CaseEvent) -> None:
        """Move an event to the trash; it can be taken back."""
        if self._view is not None and (signal := self._view.signals.get(event.id)) is not None:
            self._page.desk.open_place("signals", signal=signal)
            return
        self._page.do(
            lambda office: case.remove(office, event),
            lambda bundle: self._page.offer_back(label(event.kind), bundle),
        )

    def remove_chosen(self) -> None:
        """Remove the event one stands on."""
        found = self._chosen()
        if found is not None:
            self.remove(found)

    def _chosen(self) -> CaseEvent | None:
        focus = self.window().focusWidget()
        here = focus.property("event") if focus is not None else None
        return here if isinstance(here, CaseEvent) else None

    def _event(self, event: CaseEvent, view: TermsView) -> ListRow:
        name = label(event.kind)
        about = [short_day_and_time(event.at) if event.at is not None else short_date(event.on)]
        if event.until_on is not None:
            about.append(_("until {day}", day=event.until_on))
        about += [
            view.people.get(event.about, "") if event.about else "",
            view.consents.get(event.consent, "") if event.consent else "",
            view.flags.get(event.safety_flag, "") if event.safety_flag else "",
        ]
        start = next((each for each in view.events if each.id == event.answers), None)
        if start is not None:
            about.append(_("answer to “{what}” of {day}", what=label(start.kind), day=start.on))
        if event.typed_at is not None and local_day(event.typed_at) > event.on:
            about.append(_("written down on {day}", day=local_day(event.typed_at)))
        about.append(event.note)
        of_signal = event.id in view.signals
        made = ListRow(
            name,
            " · ".join(part for part in about if part),
            buttons=(IconButton("inbox", _("To the signal: {what}", what=name), lambda: self.edit(event)),)
            if of_signal
            else (
                IconButton("pencil", _("Correct: {what}", what=name), lambda: self.edit(event)),
                IconButton("trash", _("Remove: {what}", what=name), lambda: self.remove(event)),
            ),
        )
        made.setProperty("event", event)
        made.explain(
            _("Enter opens the early signal, where this is changed.")
            if of_signal
            else _("Enter or F2 corrects it, Delete moves it to the trash.")
        )
        return made.on_open(lambda: self.edit(event))

    def _kind(self) -> CaseEventKind | None:
        value = self.kind.value()
        return value if isinstance(value, CaseEventKind) else None

    def _on_kind(self) -> None:
        self._offer()

    def _offer(self, *, prefer_open: bool = True) -> None:
        """Show the fields that this kind has, with what can be chosen."""
        view, kind = self._view, self._kind()
        if view is None:
            return
        at_a_moment = kind in _AT_A_MOMENT
        starts = list(view.can_answer(kind)) if kind is not None else []
        if self._editing is not None and self._editing.answers is not None:
            # What it answers already is settled, by this very one.
            starts += [each for each in view.events if each.id == self._editing.answers and each not in starts]
        shown = {
            "on": not at_a_moment,
            "at": at_a_moment,
            "until_on": kind in _UNTIL,
            "about": kind is not None and kind not in _ABOUT_NOBODY and bool(view.people),
            "consent": kind is CaseEventKind.CONSENT_REVIEWED,
            "safety_flag": kind is CaseEventKind.SAFETY_FLAG_REVIEWED,
            "answers": kind in ANSWERS and bool(starts),
        }
        for name, is_shown in shown.items():
            self.form.fields[name].setVisible(is_shown)
        choices: dict[str, dict[object, str]] = {
            "about": dict[object, str](view.people.items()),
            "consent": dict[object, str](view.consents.items()),
            "safety_flag": dict[object, str](view.flags.items()),
            "answers": {each.id: _start_words(each, view) for each in starts},
        }
        for name, offered in choices.items():
            editor = self.form.editor(name)
            if isinstance(editor, ChoiceEditor):
                before = editor.value()
                editor.show_value(None)
                editor.offer(list(offered.items()))
                editor.show_value(before if before in offered else None)
                if before not in offered and len(offered) == 1 and name != "about":
                    editor.show_value(next(iter(offered)))
        answers = self.form.editor("answers")
        if prefer_open and starts and answers.value() is None:
            answers.show_value(starts[0].id)
        until = self.form.fields["until_on"]
        until.below.setText(_(_UNTIL[kind]) if kind in _UNTIL else "")
        until.below.setVisible(kind in _UNTIL)

    def _say_day(self, kind: CaseEventKind) -> None:
        """The day is that of the moment, where a moment is asked for."""
        if kind not in _AT_A_MOMENT:
            self.form.editor("at").show_value(None)
            return
        at = self.form.raw()["at"]
        if isinstance(at, datetime):
            self.form.editor("on").show_value(local_day(at))

    def _kept(self, _event: object) -> None:
        self.close_form()

    def _failed(self, error: Problem | Trouble) -> None:
        if error.code == "of_signal" and self._view is not None and self._view.signals:
            self._page.desk.notices.show_error(error)
            wanted = self.form.raw().get("answers")
            signals = self._view.signals
            signal = next((each for event, each in signals.items() if event == wanted), next(iter(signals.values())))
            self.close_form()
            self._page.desk.open_place("signals", signal=signal)
            return
        field = _FIELD_OF.get(error.code)
        if field == "on" and self.form.fields["on"].isHidden():
            field = "at"
        if field is None:
            self._page.desk.notices.show_error(error)
            return
        self.form.focus(field)
        self.form.show_problem(field, problem_text(error))

    def _focus_at(self) -> int | None:
        """Which line of the list has the focus, for it is made anew."""
        focus = self.window().focusWidget()
        for at, each in enumerate(rows_in(self)):
            if focus is not None and (focus is each or each.isAncestorOf(focus)):
                return at
        return None


_CAN_BE_HIDDEN = ("at", "until_on", "about", "consent", "safety_flag", "answers")


def _groups(household: HouseholdId | None) -> list[tuple[str, list[tuple[object, str]]]]:
    if household is None:
        return [(_("Privacy"), [(kind, label(kind)) for kind in TEAM_KINDS])]
    return [(_(words), [(kind, label(kind)) for kind in kinds]) for words, kinds in KIND_GROUPS]


def _start_words(event: CaseEvent, view: TermsView) -> str:
    whom = view.people.get(event.about, "") if event.about else ""
    return " · ".join(part for part in (label(event.kind), short_date(event.on), whom, event.note) if part)


class TermList(Card):
    """The terms in groups: what is late first; Enter explains one."""

    def __init__(self, on_open: Callable[[Deadline], object], on_late: Callable[[Deadline], object]) -> None:
        super().__init__(_("Terms"), icon_name="hourglass")
        self._on_open, self._on_late = on_open, on_late
        self._shows_done = False
        self._view: TermsView | None = None

    def show_view(self, view: TermsView) -> None:
        """Show the terms."""
        focus = self.window().focusWidget()
        at = next(
            (n for n, each in enumerate(rows_in(self)) if focus is each or each.isAncestorOf(focus or self)), None
        )
        self._view = view
        self.clear()
        groups = (
            (_("Too late"), view.late),
            (_("Waiting for somebody"), view.waiting),
            (_("Standing still"), view.standing_still),
            (_("Time for the resident, and days that come"), view.windows),
        )
        is_first = True
        for words, found in groups:
            if found:
                self._add_group(words, found, view, first=is_first)
                is_first = False
        if is_first:
            self.add(Words(_("No term runs now."), "quiet"))
        if view.done:
            if self._shows_done:
                self._add_group(_("Done or passed"), view.done, view, first=False)
            else:
                words = plural(
                    "Show {count} that is done or passed", "Show {count} that are done or passed", len(view.done)
                )
                self.add(row(link(words, self._show_done), None))
        if at is not None and (rows := rows_in(self)):
            rows[min(at, len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_group(self, words: str, found: Sequence[Deadline], view: TermsView, *, first: bool) -> None:
        if not first:
            self.body.addSpacing(SNUG)
        self.add(Heading(words, 3), lines(*(self._term(each, view) for each in found)))

    def _term(self, term: Deadline, view: TermsView) -> ListRow:
        title = term.title.of(language())
        said = [view.about(term), _done_words(term) or _dates(term, view), term.article(language())]
        buttons: tuple[QWidget, ...] = ()
        if is_late(term, view.today) and term.postponement is None and view.household is not None:
            buttons = (
                IconButton(
                    "phone", _("Note the delay: {term}", term=title), lambda: self._on_late(term), role="primary"
                ),
            )
        made = ListRow(
            title,
            " · ".join(part for part in said if part),
            buttons=buttons,
            marks=term_marks(term, view.today),
        )
        made.setProperty("term", term)
        made.explain(_("Enter tells how it is counted and what meets it, F2 notes a delay."))
        return made.on_open(lambda: self._on_open(term))

    def _show_done(self) -> None:
        self._shows_done = True
        if self._view is not None:
            before = len(rows_in(self))
            self.show_view(self._view)
            rows = rows_in(self)
            if before < len(rows):
                rows[before].setFocus(Qt.FocusReason.TabFocusReason)


def _dates(term: Deadline, view: TermsView) -> str:
    """Both ends as a part of a line; of a day that simply comes the chip says it all."""
    is_told = term.is_window and term.source.resident is not None
    return "" if is_told else both_dates(term, view.today).removesuffix(".")


def _done_words(term: Deadline) -> str:
    if term.met_on is None:
        return ""
    return _("Done on {day}; the last day was {end}.", day=term.met_on, end=term.legal_end)


class AgeCard(Card):
    """Of everybody in the household the ages at which something changes."""

    def __init__(self) -> None:
        super().__init__(_("Ages that mean something"), icon_name="calendar-heart")

    def show_view(self, view: TermsView) -> None:
        """Show who reaches which age when."""
        self.clear()
        told = {each.resident for each in (*view.ahead, *view.reached)}
        for number, resident in enumerate(each for each in view.people if each in told):
            if number:
                self.body.addSpacing(SNUG)
            ahead = [each for each in view.ahead if each.resident == resident]
            until = view.today + timedelta(days=365 * _YEARS_AHEAD)
            soon = [each for each in ahead if each.on <= until] or ahead[:1]
            name = Heading(view.people[resident], 3)
            name.setWordWrap(True)
            self.add(name)
            for each in soon:
                self.add(self._age(each))
            known = [each for each in view.reached if each.resident == resident]
            since = view.today - timedelta(days=365 * _YEARS_BACK)
            # What somebody reached long ago changes nothing any more, but for the last of it.
            if reached := [each for each in known if each.on >= since] or known[-1:]:
                said = [_("{age} on {day}", age=age_words(each), day=each.on) for each in reached]
                self.add(Words(_("Reached: {ages}.", ages=joined(said)), "small"))
        if view.unknown_birth:
            who = joined(view.unknown_birth)
            self.add(
                Words(_("Of {who} the whole date of birth is not known, so no age can be told.", who=who), "quiet")
            )

    def _age(self, each: AgeLine) -> QWidget:
        holder = QWidget()
        inside = column(holder, space=0)
        head = Words(_("{age} on {day}", age=age_words(each), day=each.on), "label")
        tags = [Tag(_("To be checked"))] if each.age.to_check is not None else []
        inside.addWidget(flow(head, *tags))
        law = ", ".join(part for part in (each.age.law.of(language()), each.age.article) if part)
        inside.addWidget(Words(f"{each.age.means.of(language())} · {law}", "small"))
        if each.age.to_check is not None:
            inside.addWidget(Words(each.age.to_check.of(language()), "small"))
        return holder


def age_words(line: AgeLine) -> str:
    """An age as one says it: "16½ jaar"."""
    if line.age.id == AOW:
        return _("State pension age")
    years, months = divmod(line.age.months, 12)
    return _("{years} years", years=f"{years}½" if months == 6 else str(years))


class CaseTerms(QWidget):
    """The terms of a household, or of the team, with what they follow from."""

    def __init__(self, page: "Page", household: HouseholdId | None) -> None:
        super().__init__()
        self._page, self._household = page, household
        self._wanted: Callable[[TermsView], object] | None = None
        self.view: TermsView | None = None
        self.drawer = TermDrawer(page, self._answer)
        # It lies over the page and not in this tab, so it would outlive it.
        self.destroyed.connect(self.drawer.deleteLater)
        self.terms = TermList(self.explain, lambda term: self.explain(term, at_form=True))
        self.events = CaseEvents(page, household)
        self.ages = AgeCard()
        right = QWidget()
        inside = column(right, space=ROOM)
        inside.addWidget(self.events)
        inside.addWidget(self.ages)
        inside.addStretch(1)
        left = QWidget()
        beside = column(left)
        beside.addWidget(self.terms)
        beside.addStretch(1)
        self.ages.setVisible(household is not None)
        column(self).addWidget(SideBySide(left, right, shares=(6, 5), least=430))

    # ------------------------------------------------------------------ a tab of the household

    def fill(self, view: HouseholdView) -> None:
        """Show the terms of this household as they are now."""
        del view
        self.ask()

    def ask(self) -> None:
        """Read the terms anew."""
        home = self._household
        self._page.ask(lambda office: case.read_terms(office, home), self.show_view, instead_of="terms")

    def show_view(self, view: TermsView) -> None:
        """Show these terms."""
        self.view = view
        self.terms.show_view(view)
        self.events.show_view(view)
        self.ages.show_view(view)
        self.drawer.show_again(view)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted(view)

    def add(self) -> None:
        """Write down that something happened."""
        self.events.begin(None)

    def remove_chosen(self) -> None:
        """Move the event one stands on to the trash."""
        self.events.remove_chosen()

    def leave(self) -> None:
        """What is typed and not noted yet stays where it is."""

    def edit_chosen(self) -> bool:
        """Note the delay of the term one stands on, or correct the event; says whether one stood on either."""
        focus = self.window().focusWidget()
        here = (focus.property("term") or focus.property("event")) if focus is not None else None
        if isinstance(here, Deadline):
            self.explain(here, at_form=True)
        elif isinstance(here, CaseEvent):
            self.events.edit(here)
        return isinstance(here, Deadline | CaseEvent)

    def finish(self) -> None:
        """Note what stands in the form that is open."""
        if not self.drawer.isHidden() and not self.drawer.box.isHidden():
            self.drawer.save()
        elif not self.events.box.isHidden():
            self.events.save()

    # ------------------------------------------------------------------ from elsewhere

    def open_at(self, **args: object) -> None:
        """Open at a term (`step` and `source`) or at a new event (`happened`), as soon as the terms are there."""
        step, source, happened = args.get("step"), args.get("source"), args.get("happened")

        def show(view: TermsView) -> None:
            term = view.find(str(step), source) if isinstance(source, TermSource) else None
            if happened is True:
                self.events.begin(None)
            elif isinstance(happened, CaseEventKind):
                if term is not None:
                    self._answer(view, term, happened)
                else:
                    self.events.begin(happened)
            elif term is not None:
                self.drawer.open_at(view, term)

        if self.view is None or (isinstance(source, TermSource) and self.view.find(str(step), source) is None):
            # Still being read, or read before that term began.
            self._wanted = show
        else:
            show(self.view)

    def explain(self, term: Deadline, *, at_form: bool = False) -> None:
        """Tell everything about a term."""
        if self.view is not None:
            self.drawer.open_at(self.view, term, at_form=at_form)

    def _answer(self, view: TermsView, term: Deadline, kind: CaseEventKind) -> None:
        """Begin the event that meets a term; of an early signal that is done with the signal."""
        source = term.source
        if source.event is not None and (signal := view.signals.get(source.event)) is not None:
            self._page.desk.open_place("signals", signal=signal)
            return
        facts: dict[str, object] = {}
        if source.event is not None:
            start = next((each for each in view.events if each.id == source.event), None)
            facts = {"answers": source.event, "about": start.about if start else None}
        elif source.resident is not None:
            facts = {"about": source.resident}
        elif source.consent is not None:
            facts = {"consent": source.consent}
        elif source.safety_flag is not None:
            facts = {"safety_flag": source.safety_flag}
        elif source.carer_talk is not None:
            facts = {"about": view.carers.get(source.carer_talk)}
        self.events.begin(kind, **facts)
