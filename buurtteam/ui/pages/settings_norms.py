"""Settings, the norms: other numbers for local terms, the days of royal decree, and what was agreed about the caseload."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import ValidationError
from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.keeping import Changes
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Team, Worker
from buurtteam.domain.statute import LocalNorm, Mark, OwnDecreeDay
from buurtteam.services import norms
from buurtteam.services.norms import DecreeRow, Effect, NormRow, Norms
from buurtteam.services.office import Office
from buurtteam.texts import label, language, length, long_date, plural, problem_text, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.form import Form
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.pages.settings_threats import LocalThreats
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM, SNUG, WIDE
from buurtteam.ui.widgets import Card, Heading, Note, ScrollPage, SideBySide, State, Words, button, column, row

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

_MARKS: dict[Mark, State] = {
    Mark.LOCAL_NORM: "info",
    Mark.BYLAW: "info",
    Mark.LAW: "quiet",
    Mark.FOLLOW: "quiet",
}


class NormsPart(ScrollPage):
    """Terms with their numbers, days of royal decree, and the caseload."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self.read_only = Note(_("The coordinator sets these norms. You can read here what holds."), "info")
        self.read_only.hide()
        self.terms = TermNorms(page)
        self.decrees = DecreeDays(page)
        self.caseload = CaseloadCard(page)
        self.threats = LocalThreats(page)
        self.add(self.read_only, self.terms, self.threats, self.decrees, self.caseload)
        self.terms.table.clicked.connect(self._into_sight)

    def show_now(self) -> None:
        """Ask what holds today."""
        self._page.ask(norms.norms, self._fill, instead_of="norms")

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """A norm, the team or a worker changed."""
        if any(each.concern(LocalNorm, OwnDecreeDay, CaseloadNorms, Team, Worker) for each in changes):
            self.show_now()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.decrees.rules.leave()
        self.threats.form.leave()
        self.caseload.form.leave()

    def _into_sight(self) -> None:
        """With little room the term that is clicked stands below the whole list."""
        if not self.terms.is_beside():
            self.verticalScrollBar().setValue(self.terms.card.mapTo(self._inner, QPoint(0, -SNUG)).y())

    def _fill(self, found: Norms) -> None:
        self.read_only.setVisible(not found.may_change)
        self.terms.show_terms(found.terms, may_change=found.may_change)
        self.threats.show_team(found.team, may_change=found.may_change)
        self.decrees.show_days(found)
        self.caseload.show_norms(found.caseload, may_change=found.may_change)


class TermNorms(QWidget):
    """Every term with the number of today; beside it what can be set for the one that is chosen."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self._rows: tuple[NormRow, ...] = ()
        self._may_change = False
        self._is_typed = False
        list_card = Card(_("Terms"), icon_name="calendar-due")
        list_card.add(
            Words(
                _("Local norms and terms of a bylaw can be set to your own number. What the law says stands."), "quiet"
            )
        )
        self.table = RowTable(
            Column(_("Term"), lambda each: each.title.of(language()), strong=True, sort=lambda each: each.step),
            Column(_("Holds today"), lambda each: length(each.number, each.unit), width=120),
            Column(
                _("Kind"),
                "mark",
                width=205,
                chip=lambda each: ("done", _("Own number")) if each.is_own else (_MARKS[each.mark], label(each.mark)),
            ),
            name=_("Terms"),
            id_of=lambda each: each.step,
        )
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _step: self._into_form())
        list_card.add(self.table)

        self.card = Card(" ")
        self.law = Words("", "quiet")
        self.holds = Words("", "label")
        self.fixed = Words(_("This term stands in the law. Nobody can set another number for it."), "")
        self.other = Words(_("This term is kept by another organisation. It is followed here, not set."), "")
        self.versions = RowTable(
            Column(_("How many"), lambda each: length(each.number, each.unit), strong=True),
            Column(_("From"), "valid_from", width=110),
            Column(_("Up to"), "valid_to", width=110),
            name=_("Own numbers of this term"),
        )
        self.versions.chosen.connect(self._on_version)
        self.form: Form[LocalNorm] = Form(LocalNorm, page.desk)
        self.form.place("number", "unit", columns=2)
        self.form.place("valid_from", "valid_to", columns=2)
        self.form.place("source", help_texts={"source": _("Such as a decision of the municipality, with its date.")})
        self.form.edited.connect(self._on_typed)
        self.form.settled.connect(self._ask_effect)
        self.effect = Words("", "label")
        self.unkept = Words(_("This is not kept yet."), "quiet")
        self.problem = Words("", "problem")
        self.keep_button = button(_("Keep this number"), "primary", "check", self.keep)
        self.new_button = button(_("Another number from a later day"), "quiet", "plus", self.begin)
        self.remove_button = button(_("Remove"), "quiet", "trash", self.remove)
        self.removal = Words("", "quiet")
        self.setting = QWidget()
        inside = column(self.setting, space=SNUG)
        inside.addWidget(self.versions)
        self.form_title = Heading("", 3)
        inside.addWidget(self.form_title)
        inside.addWidget(self.form)
        inside.addWidget(self.problem)
        inside.addWidget(self.effect)
        inside.addWidget(self.unkept)
        inside.addLayout(row(self.keep_button, self.remove_button, None))
        inside.addWidget(self.removal)
        inside.addLayout(row(self.new_button, None))
        self.card.add(self.law, self.holds, self.fixed, self.other, self.setting)
        self._beside = QWidget()
        self._lower = column(self._beside)
        self._lower.addWidget(self.card)
        self._lower.addStretch(1)
        left = QWidget()
        under = column(left)
        under.addWidget(list_card)
        under.addStretch(1)
        column(self).addWidget(SideBySide(left, self._beside, shares=(7, 5), least=430))

    def show_terms(self, rows: tuple[NormRow, ...], *, may_change: bool) -> None:
        """Show the terms of today; the chosen one stays chosen."""
        self._rows, self._may_change = rows, may_change
        wanted = self.table.chosen_id()
        in_order = sorted(rows, key=lambda each: not each.is_adjustable)
        self.table.blockSignals(True)
        self.table.show_rows(in_order)
        self.table.choose(wanted if wanted is not None else in_order[0].step)
        self.table.blockSignals(False)
        self.table.fit_height(most=len(in_order))
        # A number that was typed and not kept stays while something else is counted anew.
        if not (self._is_typed and wanted is not None):
            self._show(self.chosen())

    def chosen(self) -> NormRow | None:
        """The term that is shown."""
        wanted = self.table.chosen_id()
        return next((each for each in self._rows if each.step == wanted), None)

    def begin(self) -> None:
        """A new version of the term that is chosen."""
        found = self.chosen()
        if found is None:
            return
        self.versions.clearSelection()
        self.form_title.setText(_("Your own number"))
        self.form.show(
            None, step=found.step, number=found.number, unit=found.unit, valid_from=self._page.desk.today(), source=""
        )
        self._begun()
        self.remove_button.hide()
        self.new_button.hide()
        self.keep_button.setText(_("Keep this number"))

    def keep(self) -> None:
        """Keep the number that stands in the form."""
        try:
            norm = self.form.read()
        except ValidationError:
            return
        self.form.settling.forget()
        self._page.do(lambda office: norms.keep_norm(office, norm), self._on_kept, self._on_refused)

    def remove(self) -> None:
        """Take away the version that is shown; it can be taken back."""
        norm = self._version()
        if norm is None:
            return
        self.form.settling.forget()
        self._page.do(lambda office: norms.remove_norm(office, norm), self._on_removed)

    def _show(self, found: NormRow | None) -> None:
        self.card.setVisible(found is not None)
        if found is None:
            return
        self._follow()
        self.card.title.setText(found.title.of(language()))
        self.law.setText(
            _("{event}: {citation}.", event=found.trigger.of(language()), citation=found.cited.of(language()))
        )
        self.holds.setText(_holds(found))
        self.fixed.setVisible(found.mark is Mark.LAW)
        self.other.setVisible(found.mark is Mark.FOLLOW)
        self._begun()
        self.setting.setVisible(found.is_adjustable and (self._may_change or bool(found.own)))
        self.versions.show_rows(found.own)
        self.versions.fit_height(most=len(found.own))
        self.versions.setVisible(bool(found.own))
        self.form.set_read_only(not self._may_change)
        for each in (self.keep_button, self.new_button, self.remove_button, self.form, self.form_title):
            each.setVisible(self._may_change)
        if not found.is_adjustable:
            return
        if found.own and self._may_change:
            self.versions.blockSignals(True)
            self.versions.choose(found.own[0].id)
            self.versions.blockSignals(False)
            self._show_version(found.own[0])
        elif self._may_change:
            self.begin()

    def _show_version(self, norm: LocalNorm) -> None:
        self.form_title.setText(_("The number from {day} on", day=long_date(norm.valid_from)))
        self.form.show(norm)
        self._begun()
        self.remove_button.setVisible(self._may_change)
        self.new_button.setVisible(self._may_change)
        self.keep_button.setText(_("Keep the change"))
        if self._may_change:
            self._page.ask(
                lambda office: norms.effect_of_removing(office, norm),
                lambda effect: self._show_removal(norm, effect),
                instead_of="removal",
            )

    def _version(self) -> LocalNorm | None:
        found, wanted = self.chosen(), self.versions.chosen_id()
        return next((each for each in found.own if each.id == wanted), None) if found else None

    def _on_chosen(self, _step: object) -> None:
        self._show(self.chosen())

    def _on_version(self, _id: object) -> None:
        norm = self._version()
        if norm is not None:
            self._show_version(norm)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        super().resizeEvent(event)
        self._follow()

    def is_beside(self) -> bool:
        """Whether there is room for the chosen term beside the list."""
        return self._beside.x() > 0

    def _follow(self) -> None:
        """The list is long: what can be set stands beside the line that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        top = self.table.visualRect(rows[0]).top() if rows and self.is_beside() else 0
        self._lower.setContentsMargins(0, max(0, min(top, self._beside.height() - self.card.sizeHint().height())), 0, 0)

    def _into_form(self) -> None:
        found = self.chosen()
        if found is not None and found.is_adjustable and self._may_change:
            self.form.focus("number")

    def _begun(self) -> None:
        self._is_typed = False
        self.unkept.hide()
        self.removal.hide()
        self._said()

    def _on_typed(self) -> None:
        self._is_typed = True
        self.unkept.show()

    def _ask_effect(self) -> None:
        """Say what this number would change, before it is kept."""
        try:
            norm = self.form.read()
        except ValidationError:
            self._said()
            return
        self._page.ask(
            lambda office: norms.effect_of(office, norm), self._show_effect, self._on_refused, instead_of="effect"
        )

    def _show_effect(self, effect: Effect) -> None:
        self._said(effect=effect_words(effect))

    def _show_removal(self, norm: LocalNorm, effect: Effect) -> None:
        """What taking this version away would change, before somebody does it."""
        if self._version() == norm:
            self.removal.setText(removal_words(effect))
            self.removal.show()

    def _on_kept(self, kept: LocalNorm) -> None:
        self._begun()
        self._page.desk.notices.say(
            _("The number holds from {day} on. All terms were counted again.", day=kept.valid_from)
        )
        self._page.desk.background.ask(norms.norms, self._after_keeping)

    def _after_keeping(self, found: Norms) -> None:
        self.show_terms(found.terms, may_change=found.may_change)

    def _on_removed(self, bundle: UUID) -> None:
        page = self._page

        def back(office: Office) -> None:
            office.restore(bundle)

        page.desk.notices.offer_undo(
            _("The number was taken away. All terms were counted again."), lambda: page.do(back)
        )

    def _on_refused(self, error: Problem | Trouble) -> None:
        self._said(problem=problem_text(error))

    def _said(self, *, effect: str = "", problem: str = "") -> None:
        self.effect.setText(effect)
        self.effect.setVisible(bool(effect))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))


def _holds(found: NormRow) -> str:
    """What holds today and where that comes from."""
    today = length(found.number, found.unit)
    if found.is_own:
        return _("Today {amount} holds. It is laid down in: {source}", amount=today, source=found.source or "–")
    if found.is_adjustable:
        return _("Today {amount} holds: the number that came with the program.", amount=today)
    return _("Today {amount} holds.", amount=today)


def effect_words(effect: Effect) -> str:
    """What another number would change, in one or two sentences."""
    if not effect.households:
        return _("No household gets another date by this today.")
    first = plural(
        "{count} household gets another date by this.",
        "{count} households get another date by this.",
        effect.households,
    )
    return _with_late(first, effect)


def removal_words(effect: Effect) -> str:
    """What it would change to take a number away, in one or two sentences."""
    if not effect.households:
        return _("If you take this number away, no household gets another date today.")
    first = plural(
        "If you take this number away, {count} household gets another date.",
        "If you take this number away, {count} households get another date.",
        effect.households,
    )
    return _with_late(first, effect)


def _with_late(first: str, effect: Effect) -> str:
    if not effect.missed:
        return first
    late = plural(
        "One of these terms would be too late already.",
        "{count} of these terms would be too late already.",
        effect.missed,
    )
    return f"{first} {late}"


class DecreeDays(QWidget):
    """The days that a royal decree makes free for terms, each with its source, and how far they are known."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self._may_change = False
        self._rows: tuple[DecreeRow, ...] = ()
        list_card = Card(_("Days of a royal decree"), icon_name="calendar")
        list_card.add(
            Words(
                _(
                    "Such a day moves the end of a term (Algemene termijnenwet, article 3). "
                    "Put a new decree here as soon as it is in the Staatsblad."
                ),
                "quiet",
            )
        )
        self.table = RowTable(
            Column(_("Name"), lambda each: each.name.of(language()), strong=True),
            Column(_("Date"), "on", width=110, shown=short_date),
            Column(_("Here"), _decree_state, width=165, chip=_decree_chip),
            name=_("Days of a royal decree"),
            id_of=lambda each: each.on,
        )
        self.table.chosen.connect(lambda _day: self._on_chosen())
        self.drop_button = button(_("No free day after all"), "quiet", "x", self.drop)
        self.back_button = button(_("As the program has it"), "quiet", "arrow-back-up", self.take_away)
        self.source = Words("", "small")
        list_card.add(self.table, self.source, row(self.drop_button, self.back_button, None))

        self.rules: KeptForm[Team] = KeptForm(Team, page, norms.keep_decree_rules)
        self.rules.place("decrees_known_to", "decree_day_works")
        self.known = Words("", "quiet")
        rules_card = Card(_("How far they are known")).add(self.known, self.rules)
        self.form: Form[OwnDecreeDay] = Form(OwnDecreeDay, page.desk)
        self.form.place("on", "name", columns=2)
        self.form.place("source")
        self.form.settled.connect(self._ask_effect)
        self.problem = Words("", "problem")
        self.problem.hide()
        self.effect = Words("", "label")
        self.effect.hide()
        self.add_button = button(_("Add this day"), "secondary", "plus", self.add_day)
        self.form_card = Card(_("A new day")).add(self.form, self.problem, self.effect, row(self.add_button, None))
        left = QWidget()
        under = column(left)
        under.addWidget(list_card)
        under.addStretch(1)
        right = QWidget()
        beside = column(right, space=ROOM)
        beside.addWidget(self.form_card)
        beside.addWidget(rules_card)
        beside.addStretch(1)
        column(self).addWidget(SideBySide(left, right, shares=(7, 5), least=430))

    def show_days(self, found: Norms) -> None:
        """Show the days of now, the latest first."""
        self._rows, self._may_change = found.decree_days, found.may_change
        self.table.show_rows(found.decree_days)
        self.table.fit_height(most=len(found.decree_days))
        if self.table.chosen_id() is None and found.decree_days:
            self.table.choose(found.decree_days[0].on)
        self.known.setText(
            _(
                "The days of {first} up to and including {last} are known. A date after that is shown as to be checked.",
                first=found.known_from,
                last=found.known_to,
            )
        )
        self.rules.show_kept(found.team)
        self.rules.set_read_only(not found.may_change)
        self.form_card.setVisible(found.may_change)
        self._on_chosen()

    def chosen(self) -> DecreeRow | None:
        """The day that is chosen."""
        wanted = self.table.chosen_id()
        return next((each for each in self._rows if each.on == wanted), None)

    def add_day(self) -> None:
        """Keep the day that was typed."""
        try:
            day = self.form.read()
        except ValidationError:
            return
        self.form.settling.forget()
        self._page.do(lambda office: norms.keep_decree_day(office, day), self._on_kept, self._on_refused)

    def drop(self) -> None:
        """Say that the chosen day is no free day after all."""
        found = self.chosen()
        if found is None or found.is_dropped:
            return
        own = found.own or OwnDecreeDay(on=found.on)
        day = own.changed(is_dropped=True)
        self._page.do(lambda office: norms.keep_decree_day(office, day), self._on_kept)

    def take_away(self) -> None:
        """Take away the team's own line about the chosen day; it can be taken back."""
        found = self.chosen()
        if found is None or found.own is None:
            return
        own, page = found.own, self._page

        def back(office: Office, bundle: UUID) -> None:
            office.restore(bundle)

        page.do(
            lambda office: norms.remove_decree_day(office, own),
            lambda bundle: page.desk.notices.offer_undo(
                _("The day was taken away. All terms were counted again."),
                lambda: page.do(lambda office: back(office, bundle)),
            ),
        )

    def _on_chosen(self) -> None:
        found = self.chosen()
        self.source.setText(_("Laid down in: {source}", source=found.source or "–") if found else "")
        self.drop_button.setVisible(self._may_change)
        self.back_button.setVisible(self._may_change)
        self.drop_button.setEnabled(found is not None and not found.is_dropped)
        self.back_button.setEnabled(found is not None and found.own is not None)

    def _ask_effect(self) -> None:
        """Say what this day would change, before it is kept."""
        try:
            day = self.form.read()
        except ValidationError:
            self.effect.hide()
            return
        self._page.ask(
            lambda office: norms.effect_of_decree_day(office, day), self._show_effect, instead_of="decree_effect"
        )

    def _show_effect(self, effect: Effect) -> None:
        self.effect.setText(effect_words(effect))
        self.effect.show()

    def _on_kept(self, kept: OwnDecreeDay) -> None:
        self.problem.hide()
        self.effect.hide()
        self.form.show(None)
        self._page.desk.notices.say(_("{day} is kept. All terms were counted again.", day=kept.on))

    def _on_refused(self, error: Problem | Trouble) -> None:
        self.problem.setText(problem_text(error))
        self.problem.show()


def _decree_state(found: DecreeRow) -> str:
    return _("No free day") if found.is_dropped else _("Added by the team") if found.own else _("Free for terms")


def _decree_chip(found: DecreeRow) -> tuple[State, str]:
    return ("quiet" if found.is_dropped else "done" if found.own else "info"), _decree_state(found)


class CaseloadCard(Card):
    """What the team agreed about its caseload: weights, what fits in a week, and when something is noticed."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_("Caseload"), icon_name="scale")
        self.form: KeptForm[CaseloadNorms] = KeptForm(CaseloadNorms, page, norms.keep_caseload_norms)
        self.add(
            Words(
                _(
                    "There is no national norm. Agree these numbers with the team and look at them together again "
                    "each year. They say how full the work is, and never who works best."
                ),
                "quiet",
            )
        )
        groups = []
        for title, fields in (
            (
                _("What a household weighs"),
                ("light_tenths", "regular_tenths", "heavy_tenths", "crisis_tenths", "crisis_weeks"),
            ),
            (_("What fits in a week"), ("points_full_time", "full_time_hours", "amber_percent", "red_percent")),
            (
                _("When a household is noticed"),
                ("silent_days", "referral_days", "stand_by_months", "coming_of_age_months"),
            ),
        ):
            group = QWidget()
            inside = column(group, space=SNUG)
            inside.addWidget(Heading(title, 3))
            self.form.place(*fields, into=inside)
            inside.addStretch(1)
            groups.append(group)
        self.add(SideBySide(*groups, least=290, space=WIDE), self.form)

    def show_norms(self, kept: CaseloadNorms, *, may_change: bool) -> None:
        """Show what was agreed."""
        # As long as nothing was agreed, each question gives the defaults under another id: what is typed stays.
        if kept.version or self.form.record is None:
            self.form.show_kept(kept)
        self.form.set_read_only(not may_change)
