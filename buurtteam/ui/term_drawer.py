"""The drawer of one term: why it ends when it ends, what meets it, and what was agreed when it is late."""

from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import ValidationError
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from buurtteam.domain.answers import met_by
from buurtteam.domain.case import CaseEventKind, Postponement, TermSource
from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.services import case
from buurtteam.services.case import TermsView
from buurtteam.texts import label, language, problem_text, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.form import Form
from buurtteam.ui.terms import both_dates, explanation, how_late, term_marks
from buurtteam.ui.theme import HAIR, SNUG, TIGHT
from buurtteam.ui.widgets import (
    Drawer,
    Heading,
    IconButton,
    Line,
    Note,
    ScrollPage,
    Words,
    button,
    column,
    emptied,
    flow,
    row,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from buurtteam.ui.page import Page

_FIELD_OF = {
    "in_the_future": "agreed_on",
    "before_agreement": "until_on",
    "nothing_agreed": "reason",
}


class TermDrawer(Drawer):
    """Everything about one term; what is typed and not noted yet is still there when it is opened again."""

    def __init__(self, page: "Page", on_answer: "Callable[[TermsView, Deadline, CaseEventKind], object]") -> None:
        holder = ScrollPage(margin=0)
        super().__init__(page, _("About this term"), holder, width=580)
        self._page, self._on_answer = page, on_answer
        self._view: TermsView | None = None
        self._term: Deadline | None = None
        self._editing: Postponement | None = None
        self._typed: dict[tuple[str, TermSource], dict[str, object]] = {}
        self.told = QWidget()
        self._told = column(self.told, space=SNUG)
        self.agreed = QWidget()
        self._agreed = column(self.agreed, space=TIGHT)
        self.note = button(_("Note the delay"), "secondary", "phone", self.begin)
        self.box = QWidget()
        inside = column(self.box, space=SNUG)
        self.form: Form[Postponement] = Form(Postponement, page.desk)
        self.form.place("reason", "agreed", into=inside)
        self.form.place("agreed_on", "until_on", columns=2, into=inside)
        self.keep = button(_("Note the delay"), "primary", "check", self.save)
        inside.addLayout(row(self.keep, button(_("Cancel"), "quiet", on_click=self.close_form), None))
        self.box.hide()
        self.why = QWidget()
        self._why = column(self.why, space=TIGHT)
        holder.add(self.told, self.agreed, row(self.note, None), self.box, self.why)
        self.closed.connect(self._remember)

    # ------------------------------------------------------------------ showing

    def ask_for(self, household: HouseholdId | None, step: str, source: TermSource, *, at_form: bool = False) -> None:
        """Read the terms of a household and open at one of them."""

        def show(view: TermsView) -> None:
            term = view.find(step, source)
            if term is not None:
                self.open_at(view, term, at_form=at_form)

        self._page.ask(lambda office: case.read_terms(office, household), show, instead_of="term")

    def open_at(self, view: TermsView, term: Deadline, *, at_form: bool = False) -> None:
        """Show one term, perhaps with the caret where the delay is noted."""
        self._remember()
        self._show(view, term)
        self.open_drawer()
        if (at_form and self._may_be_late(term)) or self._kept_typing():
            self.begin()

    def show_again(self, view: TermsView) -> None:
        """The facts changed: show the same term as it stands now, or go when it is gone."""
        if self.isHidden() or self._term is None:
            return
        term = view.find(self._term.step, self._term.source)
        if term is None:
            self.close_form()
            self.close_drawer()
        else:
            self._show(view, term, keep_form=not self.box.isHidden())

    def _show(self, view: TermsView, term: Deadline, *, keep_form: bool = False) -> None:
        had_focus = self.told.isAncestorOf(self.window().focusWidget() or self)
        self._view, self._term = view, term
        if not keep_form:
            self.box.hide()
            self._editing = None
        emptied(self._told)
        title = term.title.of(language())
        self._told.addWidget(Heading(title, 3))
        about = view.about(term)
        if about:
            self._told.addWidget(Words(about, "quiet"))
        self._told.addWidget(flow(*term_marks(term, view.today)))
        if late := how_late(term, view.today):
            self._told.addWidget(Note(late, "late"))
        self._told.addWidget(
            Words(_("{article}. {dates}", article=term.article(language()), dates=both_dates(term, view.today)))
        )
        if deeds := self._deeds(view, term):
            self._told.addWidget(flow(*deeds))
        self._show_why(term)
        self._show_agreements(view, term)
        self.note.setVisible(self._may_be_late(term) and self.box.isHidden())
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_why(self, term: Deadline) -> None:
        emptied(self._why)
        self._why.addWidget(Line())
        self._why.addWidget(Words(_("Why this date?"), "label"))
        for each in explanation(term):
            holder = QWidget()
            dot = Words("•", wraps=False)
            line = row(dot, Words(each), space=TIGHT)
            line.setStretch(1, 1)
            line.setAlignment(dot, Qt.AlignmentFlag.AlignTop)
            holder.setLayout(line)
            self._why.addWidget(holder)

    def _deeds(self, view: TermsView, term: Deadline) -> list[QWidget]:
        """What meets it, one press away; or the way to where that is done."""
        source = term.source
        if not term.is_open or (source.request is not None and self._page.place == "request"):
            return []
        if source.request is not None:
            found = source.request
            return [
                button(_("Open the request"), icon_name="inbox", on_click=lambda: self._go("request", request_id=found))
            ]
        home = view.household.id if view.household else None
        if source.plan is not None:
            return [
                button(_("Open the plan"), icon_name="list-check", on_click=lambda: self._go("plan", household_id=home))
            ]
        if source.task is not None:
            task = source.task
            return [
                button(
                    _("Open the task"),
                    icon_name="circle",
                    on_click=lambda: self._go("household", household_id=home, tab="overview", task_id=task),
                )
            ]
        return [
            button(label(kind), icon_name="check", on_click=lambda kind=kind: self._answer(kind))  # type: ignore[misc]
            for kind in _answers_of(term)
        ]

    def _go(self, place: str, **args: object) -> None:
        self.close_drawer()
        self._page.desk.open_place(place, **args)

    def _answer(self, kind: CaseEventKind) -> None:
        view, term = self._view, self._term
        if view is not None and term is not None:
            self.close_drawer()
            self._on_answer(view, term, kind)

    def _show_agreements(self, view: TermsView, term: Deadline) -> None:
        emptied(self._agreed)
        found = view.agreements_about(term)
        if found:
            self._agreed.addWidget(Line())
            self._agreed.addWidget(Words(_("What was agreed"), "label"))
        for each in found:
            holder = QWidget()
            words = column(space=HAIR)
            words.addWidget(Words(each.agreed or each.reason))
            under = [short_date(each.agreed_on)]
            if each.agreed and each.reason:
                under.append(each.reason)
            if each.until_on is not None:
                under.append(_("until {day}", day=each.until_on))
            words.addWidget(Words(" · ".join(under), "small"))
            what = each.agreed or each.reason
            line = row(
                words,
                IconButton("pencil", _("Correct: {what}", what=what), lambda each=each: self.edit(each)),  # type: ignore[misc]
                IconButton("trash", _("Remove: {what}", what=what), lambda each=each: self.remove(each)),  # type: ignore[misc]
                space=HAIR,
            )
            line.setStretch(0, 1)
            holder.setLayout(line)
            self._agreed.addWidget(holder)

    # ------------------------------------------------------------------ the delay

    def begin(self) -> None:
        """Open the form of a new agreement."""
        view, term = self._view, self._term
        if view is None or term is None or view.household is None:
            return
        self._editing = None
        self.form.show(None, household=view.household.id, step=term.step, **dict(term.source), agreed_on=view.today)
        if typed := self._kept_typing():
            self.form.show_raw(typed)
        self._open_form()

    def edit(self, postponement: Postponement) -> None:
        """Open the form of what was agreed before."""
        self._editing = postponement
        self.form.show(postponement)
        self._open_form()

    def _open_form(self) -> None:
        self.box.show()
        self.note.hide()
        self.form.focus("reason")
        # Once more when all has its place: with large text it lies far below.
        QTimer.singleShot(0, self, self._bring_in_sight)

    def _bring_in_sight(self) -> None:
        if not self.box.isHidden() and self.form.editor("reason").target.hasFocus():
            self.form.focus("reason")

    def close_form(self) -> None:
        """Close the form; what was typed is thrown away."""
        self._forget()
        had_focus = self.box.isAncestorOf(self.window().focusWidget() or self)
        self.box.hide()
        self._editing = None
        self.note.setVisible(self._term is not None and self._may_be_late(self._term))
        if had_focus:
            (self.note if not self.note.isHidden() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep what stands in the form."""
        try:
            made = self.form.read()
        except ValidationError:
            self.form.focus(next(iter(self.form.problems()), "reason"))
            return
        if self._editing is not None:
            self._page.do(
                lambda office: case.keep_postponement(office, made), lambda _kept: self._kept(None), self._failed
            )
            return
        self._page.do(
            lambda office: case.postpone(
                office,
                made.household,
                made.step,
                made.source,
                reason=made.reason,
                agreed=made.agreed,
                agreed_on=made.agreed_on,
                until_on=made.until_on,
            ),
            self._kept,
            self._failed,
        )

    def remove(self, postponement: Postponement) -> None:
        """Move an agreement to the trash; it can be taken back."""
        self._page.do(
            lambda office: case.remove_postponement(office, postponement),
            lambda bundle: self._removed(bundle, _("What was agreed about this term is in the trash.")),
        )

    def _removed(self, bundle: UUID, words: str) -> None:
        self._again()
        self._page.desk.notices.offer_undo(
            words,
            lambda: self._page.do(lambda office: office.restore(bundle), lambda _done: self._again()),
        )

    def _kept(self, made: Postponement | None) -> None:
        self.close_form()
        self._again()
        if made is not None:
            self._page.desk.notices.offer_undo(
                _("The delay is noted. The term itself does not change; the agreement stands beside it."),
                lambda: self._page.do(
                    lambda office: case.remove_postponement(office, made), lambda _bundle: self._again()
                ),
            )

    def _failed(self, error: Problem | Trouble) -> None:
        field = _FIELD_OF.get(error.code)
        if field is None:
            self._page.desk.notices.show_error(error)
            return
        self.form.focus(field)
        self.form.show_problem(field, problem_text(error))

    def _again(self) -> None:
        view = self._view
        if view is not None and not self.isHidden():
            home = view.household.id if view.household else None
            self._page.ask(lambda office: case.read_terms(office, home), self.show_again, instead_of="term")

    # ------------------------------------------------------------------ inside

    def _may_be_late(self, term: Deadline) -> bool:
        """Whether there is somebody to agree a delay with."""
        return (
            not term.is_window and term.met_on is None and self._view is not None and self._view.household is not None
        )

    def _here(self) -> tuple[str, TermSource] | None:
        return (self._term.step, self._term.source) if self._term is not None else None

    def _kept_typing(self) -> dict[str, object] | None:
        here = self._here()
        return self._typed.get(here) if here is not None else None

    def _remember(self) -> None:
        here = self._here()
        if here is None or self.box.isHidden() or self._editing is not None:
            return
        typed = self.form.raw()
        if typed.get("reason") or typed.get("agreed"):
            self._typed[here] = typed

    def _forget(self) -> None:
        here = self._here()
        if here is not None:
            self._typed.pop(here, None)


def _answers_of(term: Deadline) -> tuple[CaseEventKind, ...]:
    """The kinds of events that meet a term that follows from no request."""
    if term.source.consent is not None:
        return (CaseEventKind.CONSENT_REVIEWED,)
    if term.source.safety_flag is not None:
        return (CaseEventKind.SAFETY_FLAG_REVIEWED,)
    if term.source.resident is not None:
        return (CaseEventKind.COMING_OF_AGE_TALKED,) if not term.is_window else ()
    return tuple(kind for kind in met_by(term.step) if isinstance(kind, CaseEventKind))
