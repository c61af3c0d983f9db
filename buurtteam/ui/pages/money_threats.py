"""What threatens a household now, such as eviction: one choice writes it down, the hours count down, the first talk is near."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from buurtteam.domain.deadlines import Deadline, DeadlineState
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.threat import BY_LAW, Threat, ThreatEnd, ThreatKind
from buurtteam.services import households, threats
from buurtteam.services.households import HouseholdView
from buurtteam.services.threats import HASTE, ThreatsView
from buurtteam.texts import amount, label, long_date, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import DateEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.pages.money_letters import CreditorLetters
from buurtteam.ui.terms import explanation
from buurtteam.ui.theme import ROOM, SNUG, TIGHT
from buurtteam.ui.threats import PICTURES, SHORT, haste_words, threat_chip
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Heading,
    Note,
    SideBySide,
    StatusChip,
    Tag,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
)

_A_MINUTE = 60_000
_COURT = ("has_verdict", "verdict_on", "can_pay_current", "debt_help_runs", "earlier_stay", "earlier_stay_on")


class Threats(HouseholdTab):
    """The choice of what threatens on top, what threatens below it, and all about one beside it."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self.found: ThreatsView | None = None
        self._chosen: object = None
        self._shown: object = None
        self._goes_in = False
        self.letters = CreditorLetters(page)
        outer = column(self, space=ROOM)

        self.choices: dict[ThreatKind, QPushButton] = {
            kind: button(_(SHORT[kind]), icon_name=PICTURES[kind], on_click=partial(self.begin, kind))
            for kind in ThreatKind
            if kind in BY_LAW
        }
        self.other = button(_("Something else"), "quiet", "plus", lambda: self.begin(ThreatKind.OTHER))
        choose = Card(_("What threatens now?"), icon_name="alert-triangle")
        choose.add(
            flow(*self.choices.values(), self.other),
            Words(_("One choice writes it down. Fill in the rest when you know it."), "small"),
        )
        self.strip = QWidget()
        self._strip = column(self.strip, space=TIGHT)
        self.list = Card(_("Threats"), icon_name="list-details")
        self.side = QWidget()
        self._build_form()
        outer.addWidget(choose)
        outer.addWidget(self.strip)
        left = QWidget()
        stacked = column(left, space=ROOM)
        stacked.addWidget(self.list)
        stacked.addStretch(1)
        outer.addWidget(SideBySide(left, self.side, shares=(5, 7), least=430))
        self._clock = QTimer(self)
        self._clock.setInterval(_A_MINUTE)
        self._clock.timeout.connect(self.refresh)
        self.side.hide()

    def _build_form(self) -> None:
        self.form: KeptForm[Threat] = KeptForm(
            Threat, self.page, threats.keep, lambda record: households.draft_place(self.household, record)
        )
        form = self.form
        self.title = Heading("", 3)
        self.chips = QWidget()
        self._chips = column(self.chips, space=TIGHT)
        about = Card()
        about.add(self.title, self.chips, form)
        form.place("on", "hour", columns=2)
        form.place("creditor", "owed", columns=2)
        form.place("bailiff", "letter_seen", columns=2)
        form.place("done")
        form.place("kind", "known_on", columns=2)
        self.local = QWidget()
        form.place("counts_here", into=column(self.local))
        about.add(self.local)
        self.removing = button(_("Remove"), "quiet", "trash", self.remove_row)
        self.agree = button(_("Write down an agreement"), "quiet", "heart-handshake", self.to_agreement)
        self.letter = button(_("Letter that asks to wait"), "quiet", "mail", self.to_letter)
        about.add(flow(self.letter, self.agree, self.removing))

        self.court = Card(_("What the court asks"), icon_name="gavel")
        self.court_words = Words("", "small")
        self.court.add(self.court_words)
        for one, other in zip(_COURT[::2], _COURT[1::2], strict=True):
            form.place(one, other, columns=2, into=self.court.body)

        self.end_card = Card(_("The threat is over"), icon_name="circle-check")
        self.ended_on = FormField(_("Since which day"), DateEditor(self.page.desk.today))
        self.ways = {how: button(label(how), on_click=partial(self.end, how)) for how in ThreatEnd}
        self.is_over = Words("")
        self.goes_on = button(_("It is not over"), "quiet", "arrow-back-up", self.go_on)
        self.ending = QWidget()
        inside = column(self.ending, space=SNUG)
        inside.addWidget(self.ended_on)
        inside.addWidget(flow(*self.ways.values()))
        self.then = Words(_("The four weeks for the first conversation then go on."), "small")
        inside.addWidget(self.then)
        self.end_card.add(self.is_over, self.ending, flow(self.goes_on))

        side = column(self.side, space=ROOM)
        for each in (about, self.court, self.end_card):
            side.addWidget(each)
        side.addStretch(1)

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Show what threatens; `threat` opens one of them, `begin` writes one down at once."""
        del view
        if isinstance(kind := args.get("begin"), ThreatKind):
            self.begin(kind)
        elif (wanted := args.get("threat")) is not None:
            self._chosen = wanted
            self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Ask anew; the hours go on."""
        home = self.household
        self.page.ask(lambda office: threats.threats_of(office, home), self._fill, instead_of="threats")

    def add(self) -> None:
        """To the choice of what threatens."""
        next(iter(self.choices.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self, kind: ThreatKind) -> None:
        """Write down that this threatens."""
        home = self.household
        self.form.leave()
        self.page.do(lambda office: threats.begin(office, home, kind), self._on_begun)

    def to_agreement(self) -> None:
        """Begin an agreement about this threat, with what is known of it."""
        self.form.leave()
        record = self.form.record
        if record is not None and record.version:
            self.page.open_tab("debt_help", threat=record.id)

    def to_letter(self) -> None:
        """Make the letter that asks to wait with this, with what is known of it."""
        self.form.leave()
        record = self.form.record
        if record is not None and record.version:
            self.letters.ask_to_wait(record.id)

    def remove_row(self) -> None:
        """Move the threat that is shown to the trash; it can be taken back."""
        record = self.form.record
        if record is None or self.side.isHidden():
            return
        self.form.settling.forget()
        self.page.do(lambda office: threats.remove(office, record), lambda bundle: self._on_removed(record, bundle))

    def end(self, how: ThreatEnd) -> None:
        """The threat that is shown is over."""
        record = self.form.record
        day = self.ended_on.editor.value()
        if record is None:
            return
        if day is not None and not isinstance(day, date):
            self.ended_on.show_problem(_("Fill in a day, such as 14-9."))
            return
        self.form.leave()
        self.page.do(
            lambda office: threats.end(office, record.id, how, day),
            self._on_ended,
            self._not_ended,
        )

    def go_on(self) -> None:
        """The threat that is shown is not over after all."""
        record = self.form.record
        if record is not None:
            self.page.do(lambda office: threats.goes_on(office, record.id))

    def ask_for_help(self) -> None:
        """Write down the request for help with debts that came in today."""
        home = self.household
        self.page.do(lambda office: threats.ask_for_help(office, home))

    def leave(self) -> None:
        """Keep what is being typed."""
        self.form.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Count down while it is in sight."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    # ------------------------------------------------------------------ inside

    def _fill(self, found: ThreatsView) -> None:
        self.found = found
        self._fill_strip(found)
        self._fill_list(found)
        known: dict[object, Threat] = {each.id: each for each in found.threats}
        here = known.get(self._chosen) if self._chosen is not None else next(iter(found.threats), None)
        if here is None:
            self.side.hide()
            self._chosen = None
        else:
            self._show(here)

    def _fill_strip(self, found: ThreatsView) -> None:
        emptied(self._strip)
        words, tone = haste_words(found)
        if words:
            deeds: list[QWidget] = []
            if found.needs_request:
                deeds = [
                    button(_("Write the request down: today"), "primary", "inbox", self.ask_for_help),
                    button(_("Another day"), "quiet", on_click=self._to_new_request),
                ]
            elif found.first_talk:
                deeds = [button(_("To the conversation"), "primary", "message", lambda: self.page.go("conversation"))]
            self._strip.addWidget(Note(words, tone))
            haste = next((each for each in found.first_talk if each.rule == HASTE), None)
            if haste is not None:
                self._strip.addWidget(_explained(haste, *deeds))
            elif deeds:
                self._strip.addWidget(flow(*deeds))
        if found.weeks is not None and words and not found.needs_request and found.talked_on is None:
            says = (
                _("The four weeks of the request end on {day}; they count again when nothing threatens any more.")
                if found.weeks.state is DeadlineState.WITHDRAWN
                else _("The four weeks of the request end on {day}.")
            )
            self._strip.addWidget(Words(_(says, day=long_date(found.weeks.legal_end)), "small"))
        self.strip.setVisible(bool(words))

    def _fill_list(self, found: ThreatsView) -> None:
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.list.isAncestorOf(focus)
        self.list.clear()
        rows: dict[object, ListRow] = {each.id: self._row(each, found) for each in found.threats}
        holding = [rows[each.id] for each in found.holding]
        over = [rows[each.id] for each in found.threats if each not in found.holding]
        if not rows:
            self.list.add(
                EmptyState(
                    "shield-check",
                    _("Nothing is known that threatens."),
                    _("Ask about it at the table: rent, energy, water, health insurance."),
                )
            )
        if holding:
            self.list.add(lines(*holding))
        if over:
            if holding:
                self.list.add(Words(_("Over"), "label"))
            self.list.add(lines(*over))
        if had_focus and self._chosen in rows:
            rows[self._chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, threat: Threat, found: ThreatsView) -> ListRow:
        about = [threats.when_words(threat), threat.creditor]
        if threat.owed is not None:
            about.append(_("{amount} owed", amount=amount(threat.owed)))
        if threat.bailiff:
            about.append(_("bailiff: {who}", who=threat.bailiff))
        marks: list[QWidget] = []
        if threat.holds_on(found.today):
            if threat.is_urgent:
                marks.append(Tag(_("Urgent by law") if threat.kind in BY_LAW else _("Urgent here"), "info"))
            if missing := len(threats.not_known(threat)):
                marks.append(Tag(plural("{count} thing not known yet", "{count} things not known yet", missing)))
        made = ListRow(
            label(threat.kind),
            " · ".join(part for part in about if part),
            picture=PICTURES.get(threat.kind, "alert-triangle"),
            role="danger" if threat.holds_on(found.today) else "text_2",
            marks=(StatusChip(*threat_chip(threat, found.now, found.today)), *marks),
        )
        return made.on_open(lambda: self._open(threat.id))

    def _open(self, wanted: object) -> None:
        self._chosen = wanted
        found = next((each for each in self.found.threats if each.id == wanted), None) if self.found else None
        if found is not None:
            self._goes_in = True
            self._show(found)

    def _show(self, threat: Threat) -> None:
        self._chosen = threat.id
        assert self.found is not None
        self.form.show_kept(threat)
        self.side.show()
        self.title.setText(label(threat.kind))
        emptied(self._chips)
        self._chips.addWidget(flow(StatusChip(*threat_chip(threat, self.found.now, self.found.today))))
        self.local.setVisible(threat.kind not in BY_LAW)
        self.court.setVisible(threats.may_be_stayed(threat))
        asked = len(threats.not_known_to_court(threat))
        self.court_words.setText(
            _(
                "For a stay of up to six months (moratorium, Fw art. 287b). Still to find out: {count}.",
                count=asked,
            )
            if asked
            else _("For a stay of up to six months (moratorium, Fw art. 287b). Everything is known.")
        )
        is_over = threat.ended_on is not None
        self.letter.setVisible(threat.holds_on(self.found.today))
        self.ending.setVisible(not is_over)
        weeks = self.found.weeks
        self.then.setVisible(weeks is not None and weeks.state is DeadlineState.WITHDRAWN and threat.is_urgent)
        self.goes_on.setVisible(is_over)
        self.is_over.setVisible(is_over)
        if threat.ended_on is not None:
            how = label(threat.ended_how) if threat.ended_how else _("Over")
            self.is_over.setText(_("{how}, on {day}.", how=how, day=short_date(threat.ended_on)))
        elif self._shown != threat.id:
            self.ended_on.editor.show_value(self.page.desk.today())
            self.ended_on.show_problem("")
        self._shown = threat.id
        if self._goes_in:
            self._goes_in = False
            self.form.focus("on")

    def _on_begun(self, made: Threat) -> None:
        self._chosen = made.id
        self._goes_in = True
        if self.found is not None:
            self._show(made)

    def _on_removed(self, record: Threat, bundle: UUID) -> None:
        self._chosen = self._shown = None
        self.page.offer_back(label(record.kind), bundle)
        self.add()

    def _on_ended(self, ended: Threat) -> None:
        self.page.desk.notices.say(_("Written down: the threat is over."))
        self._chosen = ended.id

    def _not_ended(self, error: Problem | Trouble) -> None:
        if isinstance(error, Problem) and any(gap.field == "ended_on" for gap in error.gaps):
            self.ended_on.show_problem(_(error.sentence, **error.values))
            self.ended_on.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.desk.notices.show_error(error)

    def _to_new_request(self) -> None:
        self.page.go("request", new=True)


def _explained(term: Deadline, *deeds: QWidget) -> QWidget:
    """Buttons, and a link that tells how a term was counted and hides it again."""
    holder = QWidget()
    inside = column(holder, space=TIGHT)
    why = Words("\n".join(explanation(term)), "small")
    why.hide()
    inside.addWidget(flow(*deeds, link(_("Why this day?"), lambda: why.setVisible(why.isHidden()))))
    inside.addWidget(why)
    return holder
