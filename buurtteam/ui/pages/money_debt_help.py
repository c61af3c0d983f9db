"""Debt help: prepared from what is known, sent with consent, and followed until an outcome; agreements and signals below."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from buurtteam.domain.case import CaseEventKind
from buurtteam.domain.debt import AgreementOutcome, CreditorAgreement, QualitySignal
from buurtteam.domain.kinds import CreditorAgreementId, DebtId, HouseholdId, ReferralId, ThreatId
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Gap, Problem, Trouble
from buurtteam.domain.sharing import LegalGround, Referral
from buurtteam.services import (
    agreements,
    debt_help,
    debt_help_package,
    debt_help_ready,
    households,
    money_papers,
    quality_signals,
)
from buurtteam.services.agreements import Came
from buurtteam.services.debt_help import DebtHelpView
from buurtteam.services.debt_help_package import Package
from buurtteam.services.households import HouseholdView
from buurtteam.texts import amount, joined, label, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import DateEditor, LineEditor
from buurtteam.ui.form import FieldGrid, FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.pages.money_debt_help_parts import Consents, Missing, Steps
from buurtteam.ui.pages.money_letters import CreditorLetters
from buurtteam.ui.pages.paper_making import PaperMaker
from buurtteam.ui.preview import print_all
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column
from buurtteam.ui.theme import ROOM, SNUG
from buurtteam.ui.widgets import Card, EmptyState, SideBySide, State, Words, button, column, flow, row

if TYPE_CHECKING:
    from buurtteam.services.office import Office


@dataclass(frozen=True)
class _Read:
    """All that the tab shows."""

    help: DebtHelpView
    agreements: tuple[CreditorAgreement, ...]
    compared: tuple[Came, Came]
    signals: tuple[QualitySignal, ...]
    debts: dict[object, str]


class DebtHelp(HouseholdTab):
    """The tab of debt help."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self.view: DebtHelpView | None = None
        self._home: HouseholdView | None = None
        self._jump = False
        """Whether the caret goes to what comes next, once what was done is shown."""
        self._edit: CreditorAgreementId | None = None
        self._build_nothing()
        self._build_preparing()
        self.steps = Steps(page)
        self.maker = PaperMaker(page, self._jump_to)
        self.steps_papers = flow(self._show_button(), self._package_button())
        self.again = QWidget()
        again = column(self.again, space=SNUG)
        again.addWidget(self.before_again)
        again.addLayout(row(button(_("Prepare a new referral"), "secondary", "send", self.prepare), None))
        self.steps.add(self.steps_papers, self.again)
        self._build_court()
        self.agreements = _Agreements(page, household)
        self.signals = _Signals(page, household)
        outer = column(self, space=ROOM)
        for part in (self.nothing, self.steps, self.preparing, self.agreements, self.court, self.signals):
            outer.addWidget(part)
        outer.addStretch(1)
        for part in (self.nothing, self.steps, self.preparing):
            part.hide()

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Ask for what stands here; `threat` or `debt` begins an agreement about it."""
        self._home = view
        if "threat" in args:
            threat = ThreatId(args["threat"])  # type: ignore[arg-type]  # an id from another tab
            self.page.do(lambda office: agreements.from_threat(office, threat), self._begun)
        elif "debt" in args:
            debt = DebtId(args["debt"])  # type: ignore[arg-type]  # an id from another tab
            self.page.do(lambda office: agreements.from_debt(office, debt), self._begun)
        home = self.household

        def read(office: "Office") -> _Read:
            return _Read(
                debt_help.read(office, home),
                agreements.agreements_of(office, home),
                agreements.compared(office),
                quality_signals.signals_of(office, home),
                agreements.debts_to_choose(office, home),
            )

        self.page.ask(read, self._fill, instead_of="debt_help")

    def add(self) -> None:
        """Prepare a referral when there is none; else an agreement, or a signal where one is."""
        focus = self.window().focusWidget()
        if focus is not None and self.signals.isAncestorOf(focus):
            self.signals.add()
        elif self.view is not None and not self.view.is_prepared and not self.view.is_running and not self._in_list():
            self.prepare()
        else:
            self.agreements.add()

    def remove_row(self) -> None:
        """Remove the line where one is."""
        focus = self.window().focusWidget()
        (self.signals if focus is not None and self.signals.isAncestorOf(focus) else self.agreements).remove_chosen()

    def finish(self) -> None:
        """Send it, or go to what comes next."""
        if self.view is None:
            return
        if self.view.is_prepared:
            self.send()
        elif self.view.is_running:
            self.steps.first_step().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.prepare()

    def preview(self) -> None:
        """Make the file for debt help and show it as it will be printed."""
        referral = self._referral()
        if referral is not None:
            self.maker.make(
                PaperKind.REFERRAL_FILE, referral, lambda office: money_papers.issue_referral_file(office, referral)
            )

    def print_it(self) -> None:
        """Make all papers of the referral and print them in one go; without a referral the papers of the household."""
        referral = self._referral()
        if referral is None:
            super().print_it()
            return

        def make(office: "Office") -> tuple[Package, list[bytes]]:
            package = debt_help_package.issue_package(office, referral)
            return package, debt_help_package.print_ready(office, package)

        self.page.do(make, self._print, self._failed)

    def print_consent(self) -> None:
        """Make the consent sheet for this recipient."""
        self.form.leave()
        home, recipient = self.household, self.view.referral.recipient if self.view and self.view.referral else ""
        self.maker.make(
            PaperKind.CONSENT_SHEET, home, lambda office: money_papers.issue_consent_sheet(office, home, recipient)
        )

    def leave(self) -> None:
        """Keep what is being typed."""
        for part in (self.form, self.agreements, self.signals):
            part.leave()

    # ------------------------------------------------------------------ building

    def _build_nothing(self) -> None:
        self.nothing = Card(_("Referral to debt help"), icon_name="send")
        self.prepare_button = button(_("Prepare the referral"), "primary", "send", self.prepare)
        self.prepare_button.setToolTip("Ins")
        self.before, self.before_again = Words("", "quiet"), Words("", "quiet")
        self.nothing.add(
            EmptyState(
                "send",
                _("Nobody was referred to debt help yet."),
                _("What you know already is taken along; nothing is typed twice."),
                self.prepare_button,
            ),
            self.before,
        )

    def _build_preparing(self) -> None:
        self.preparing = QWidget()
        inside = column(self.preparing, space=ROOM)
        self.missing = Missing()
        self.missing.jumped.connect(self._jump_to)
        self.form: KeptForm[Referral] = KeptForm(
            Referral, self.page, debt_help.keep, lambda one: households.draft_place(self.household, one)
        )
        grounds: dict[object, str] = {each: label(each) for each in debt_help.GROUNDS}
        people: dict[str, dict[object, str]] = {"resident": {}, "partner": {}}
        self.form.place("recipient")
        self.form.place("resident", "partner", columns=2, options=people)
        self.form.place("ground", options={"ground": grounds})
        self.form.place("we_keep_doing")
        self.form.kept.connect(lambda _kept: self._show_reason())
        to_whom = self.form.editor("recipient")
        assert isinstance(to_whom, LineEditor)
        to_whom.line.returnPressed.connect(self._on_recipient)
        self.about = Words("", "quiet")
        card = Card(_("To whom and for whom"), icon_name="users")
        card.add(self.form, self.about)
        self.consents = Consents(self.print_consent)
        self.consents.said.connect(self._say)
        self.sent_on = FormField(_("Sent on"), DateEditor(self.page.desk.today))
        self.reason = FormField(_("Which great harm cannot wait"), LineEditor())
        self.send_button = button(_("Write down as sent"), "primary", "send", self.send)
        self.send_button.setToolTip("Ctrl+Enter")
        self.away_button = button(_("Throw this away"), "quiet", "trash", self._remove)
        ready = Card(_("Send it"), icon_name="send")
        ready.add(
            Words(
                _(
                    "Text for the team only and secret addresses are taken out. After this it stays yours until an answer comes."
                ),
                "quiet",
            ),
            FieldGrid([self.sent_on, self.reason], 2),
            flow(self.send_button, self._show_button(), self._package_button(), self.away_button),
        )
        inside.addWidget(self.missing)
        inside.addWidget(SideBySide(card, self.consents, shares=(2, 3), least=430))
        inside.addWidget(ready)

    def _build_court(self) -> None:
        self.court = Card(_("Creditors and court"), icon_name="gavel")
        self.court.add(
            Words(_("Write down what happened; the terms follow by themselves."), "quiet"),
        )
        today = self.page.desk.today
        self.court_on = FormField(_("On which day ¦court"), DateEditor(today))
        self.court_until = FormField(_("Granted until, for a moratorium"), DateEditor(today))
        self.court_note = FormField(_("Remark ¦court"), LineEditor())
        self.court.add(FieldGrid([self.court_on, self.court_until, self.court_note], 3))
        self.court_buttons = {
            kind: button(label(kind), "secondary", "", partial(self._happened, kind))
            for kind in (
                CaseEventKind.CREDITORS_ASKED,
                CaseEventKind.ARRANGEMENT_MADE,
                CaseEventKind.STAY_GRANTED,
                CaseEventKind.STAY_ENDED,
            )
        }
        self.court.add(flow(*self.court_buttons.values()))
        self.court_terms = column(space=SNUG)
        self.court.add(self.court_terms)

    # ------------------------------------------------------------------ showing

    def _fill(self, read: _Read) -> None:
        view = read.help
        if view.household != self.household:
            return
        self.view = view
        self.nothing.setVisible(view.referral is None)
        self.again.setVisible(view.referral is not None and not view.is_prepared and not view.is_running)
        self.steps.setVisible(view.referral is not None)
        self.preparing.setVisible(view.is_prepared)
        before = (
            _("It belongs to the request for debt help that stands here already.")
            if view.request is not None
            else _(
                "There is no request for debt help yet. One is written down with it, of today: the terms of the law then run."
            )
        )
        self.before.setText(before)
        self.before_again.setText(before)
        if view.referral is not None:
            self.steps.show_view(view)
            self.steps_papers.setVisible(view.is_running)
        if view.referral is not None and view.is_prepared:
            self._fill_preparing(view, view.referral)
        self._fill_court(view)
        drafts = self._home.drafts if self._home else None
        self.agreements.fill(read.agreements, read.compared, drafts, read.debts, view)
        self.signals.show_records(read.signals, drafts)
        if self._edit is not None:
            self.agreements.edit(self._edit)
            self._edit = None
        if self._jump:
            self._jump = False
            self._to_what_comes_next()

    def _fill_preparing(self, view: DebtHelpView, referral: Referral) -> None:
        names: dict[object, str] = {each: name for each, name in view.adults.items()}  # noqa: C416 - other keys
        self.form.offer("resident", names)
        self.form.offer("partner", names)
        drafts = self._home.drafts if self._home else None
        draft = (drafts or {}).get(households.draft_place(self.household, referral))
        self.form.show_kept(referral, draft)
        self.missing.show_gaps(view.gaps)
        self.consents.show_lines(view.consents, has_recipient=bool(referral.recipient))
        self.consents.setVisible(referral.ground is LegalGround.CONSENT)
        self._show_reason()
        if not isinstance(self.sent_on.editor.value(), date):
            self.sent_on.editor.show_value(view.today)

    def _show_reason(self) -> None:
        record = self.form.record
        self.reason.setVisible(record is not None and record.ground is not LegalGround.CONSENT)

    def _fill_court(self, view: DebtHelpView) -> None:
        self.court_buttons[CaseEventKind.STAY_ENDED].setVisible(bool(view.can_answer[CaseEventKind.STAY_ENDED]))
        self.court_buttons[CaseEventKind.ARRANGEMENT_MADE].setVisible(
            bool(view.can_answer[CaseEventKind.ARRANGEMENT_MADE])
        )
        if not isinstance(self.court_on.editor.value(), date):
            self.court_on.editor.show_value(view.today)

    def _to_what_comes_next(self) -> None:
        view = self.view
        if view is None:
            return
        if view.is_running:
            self.steps.first_step().setFocus(Qt.FocusReason.OtherFocusReason)
        elif view.stops:
            self._jump_to(view.stops[0])
        elif view.is_prepared:
            self.send_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump_to(self, gap: Gap) -> bool:
        """Go where something is filled in; whether there is a way."""
        place, _dot, tab = gap.place.partition(".")
        if place == "money" and tab == "debt_help":
            if gap.field == "consent":
                first = self.consents.first_open()
                if first is not None:
                    first.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.form.focus(gap.field)
        elif place == "money":
            self.page.open_tab(tab)
        elif place == "household" and gap.field in ("bsn", "born_on"):
            self.page.go(place, tab="people")
        elif place == "settings":
            self.page.desk.open_place(place, part=gap.field)
        else:
            return False
        return True

    def _on_recipient(self) -> None:
        """Enter goes on to what comes next, once it is kept."""
        self._jump = True
        if self.form.is_changed():
            self.form.leave()
        else:
            self._jump = False
            self._to_what_comes_next()

    def _in_list(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.agreements.isAncestorOf(focus)

    # ------------------------------------------------------------------ deeds

    def prepare(self) -> None:
        """Prepare a referral from what is known."""
        made_request = self.view is not None and self.view.request is None
        home = self.household

        def prepared(_referral: Referral) -> None:
            self._jump = True
            if made_request:
                self.page.desk.notices.say(_("A request for debt help of today was written down with it."))

        self.page.do(lambda office: debt_help.prepare(office, home), prepared)

    def send(self) -> None:
        """Write down that it was sent."""
        self.form.leave()
        view, day = self.view, self.sent_on.editor.value()
        if view is None or view.referral is None:
            return
        if not isinstance(day, date):
            self.sent_on.show_problem(_("Fill in a day, such as 14-9."))
            self.sent_on.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        referral, reason = view.referral.id, str(self.reason.editor.value() or "")
        self.page.do(lambda office: debt_help.send(office, referral, on=day, reason=reason), self._sent, self._failed)

    def _referral(self) -> ReferralId | None:
        self.form.leave()
        return self.view.referral.id if self.view is not None and self.view.referral is not None else None

    def _show_button(self) -> QPushButton:
        made = button(_("Look at the file"), "secondary", "file-search", self.preview)
        made.setToolTip("F7")
        return made

    def _package_button(self) -> QPushButton:
        made = button(_("Print the whole package"), "secondary", "printer", self.print_it)
        made.setToolTip("Ctrl+P")
        return made

    def _print(self, made: "tuple[Package, list[bytes]]") -> None:
        package, pdfs = made
        notices = self.page.desk.notices
        for gap in package.left_out:
            notices.say(_(gap.sentence, **gap.values))
        if print_all(pdfs, self, _("Referral to debt help")):
            notices.say(plural("{count} paper was printed.", "{count} papers were printed.", len(pdfs)))
        else:
            notices.offer(
                plural("{count} paper is ready.", "{count} papers are ready.", len(pdfs)),
                _("Show them"),
                lambda: self.page.go("papers"),
            )

    def _sent(self, referral: Referral) -> None:
        self._jump = True
        if referral.chase_on is not None:
            self.page.desk.notices.say(
                _("It was sent. When no answer came, somebody calls on {day}.", day=short_date(referral.chase_on))
            )

    def _failed(self, error: Problem | Trouble) -> None:
        if isinstance(error, Problem) and error.gaps:
            self.page.desk.notices.show_error(error)
            own = next((each for each in error.gaps if each.place == "money.debt_help"), None)
            if own is not None:
                self._jump_to(own)
        elif isinstance(error, Problem) and error.code == "no_reason":
            self.reason.show_problem(_(error.sentence, **error.values))
            self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, Problem) and error.code == "in_the_future":
            self.sent_on.show_problem(_(error.sentence, **error.values))
            self.sent_on.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.desk.notices.show_error(error)

    def _say(self, resident: object, topics: object, answer: object, how: object) -> None:
        if self.view is None or self.view.referral is None:
            return
        referral = self.view.referral.id
        # After a yes to what is needed the caret goes on to what comes next.
        self._jump = topics == debt_help_ready.NEEDED
        self.page.do(lambda office: debt_help_ready.say(office, referral, resident, topics, answer, how=how))  # type: ignore[arg-type]  # from the parts of this tab

    def _remove(self) -> None:
        if self.view is not None and self.view.referral is not None:
            referral = self.view.referral.id
            self.form.settling.forget()
            self.page.do(lambda office: debt_help.remove(office, referral))

    def _happened(self, kind: CaseEventKind) -> None:
        day, until = self.court_on.editor.value(), self.court_until.editor.value()
        self.court_on.show_problem("")
        if not isinstance(day, date):
            self.court_on.show_problem(_("Fill in a day, such as 14-9."))
            return
        home, note = self.household, str(self.court_note.editor.value() or "")
        ends = until if isinstance(until, date) and kind is CaseEventKind.STAY_GRANTED else None
        self.page.do(
            lambda office: debt_help.happened(office, home, kind, day, until_on=ends, note=note),
            lambda _event: self.page.desk.notices.say(_("{what}: written down.", what=label(kind))),
            lambda error: self.court_on.show_problem(_(error.sentence, **error.values)),
        )

    def _begun(self, agreement: CreditorAgreement) -> None:
        self._edit = agreement.id


# ---------------------------------------------------------------------------------------------- agreements


class _Agreements(RecordsPane[CreditorAgreement]):
    """The agreements with creditors, with the form of one beside them."""

    def __init__(self, page: HouseholdTabsPage, home: HouseholdId) -> None:
        super().__init__(
            page,
            CreditorAgreement,
            title=_("Agreements with creditors"),
            add_words=_("Write down an agreement"),
            columns=(
                Column(_("Agreed with"), lambda a: a.creditor or _("Without a name yet"), strong=True),
                Column(_("What was agreed"), _what),
                Column(_("Look on"), "look_on", width=110),
                Column(_("How it goes"), lambda a: _outcome(a)[1], width=190, chip=_outcome),
            ),
            empty=(
                "heart-handshake",
                _("Nothing was agreed with a creditor yet."),
                _("A call to the landlord often helps most. Write down what was agreed and when to look at it."),
            ),
            new=lambda: CreditorAgreement(household=home, agreed_on=page.desk.today()),
            keep=agreements.keep,
            remove=agreements.remove,
            says=agreements.words_of,
            draft_place=lambda a: households.draft_place(home, a),
        )
        form = self.form
        form.place("creditor", "spoken_to", columns=2)
        form.place("what")
        form.place("amount", "per", columns=2)
        form.place("agreed_on", "look_on", "from_on", "until_on", columns=2)
        form.place("debt", "threat", columns=2, options={"debt": {}, "threat": {}})
        form.place("is_experiment")
        form.place("outcome")
        form.place("outcome_on", "outcome_words", columns=2)
        self.plan_button = button(_("Put it in the plan"), "secondary", "clipboard-list", self.into_plan)
        self.letters = CreditorLetters(page)
        self.letter = button(_("Letter to pay in parts"), "secondary", "mail", self.to_letter)
        self.wait = button(_("Letter that asks to wait"), "secondary", "mail", self.to_wait)
        self.below_form.addWidget(flow(self.plan_button, self.letter, self.wait))
        self.came = Words("", "quiet")
        self.list_card.add(self.came)

    def fill(
        self,
        known: tuple[CreditorAgreement, ...],
        compared: tuple[Came, Came],
        drafts: object,
        debts: dict[object, str],
        view: DebtHelpView,
    ) -> None:
        """Show the agreements, and what came of the unusual ones."""
        threats: dict[object, str] = {each.id: label(each.kind) for each in view.threats}
        self.show_records(known, drafts, {"debt": debts, "threat": threats})  # type: ignore[arg-type]  # those of the household
        ordinary, unusual = compared
        self.came.setText(
            "\n".join(
                (
                    _("Ordinary agreements of the team: {list}.", list=_counted(ordinary)),
                    _("Experiments of the team: {list}.", list=_counted(unusual)),
                )
            )
        )
        self.came.setVisible(bool(unusual.number))
        record = self.form.record
        self.plan_button.setVisible(record is not None and record.action is None)

    def on_shown(self, record: CreditorAgreement) -> None:
        """It can stand in the plan once; the letters are about what it is about."""
        self.plan_button.setVisible(record.action is None)
        is_running = bool(record.version) and record.outcome is AgreementOutcome.RUNNING
        self.letter.setVisible(is_running and record.debt is not None)
        self.wait.setVisible(is_running and record.threat is not None)

    def to_letter(self) -> None:
        """Make the letter that proposes what stands here."""
        self.form.leave()
        record = self.form.record
        if record is not None and record.debt is not None:
            self.letters.propose(record.debt, record.amount, record.per, record.from_on)

    def to_wait(self) -> None:
        """Make the letter that asks to wait with what threatens."""
        self.form.leave()
        record = self.form.record
        if record is not None and record.threat is not None:
            self.letters.ask_to_wait(record.threat)

    def into_plan(self) -> None:
        """Put it in the plan of the household."""
        self.form.leave()
        record = self.form.record
        if record is None or not record.version:
            self.form.focus("creditor")
            return
        notices = self._page.desk.notices
        self._page.do(
            lambda office: agreements.into_plan(office, record.id),
            lambda _action: notices.say(_("It stands in the plan of the household.")),
        )


def _what(agreement: CreditorAgreement) -> str:
    if agreement.what or agreement.amount is None:
        return agreement.what
    return _("{amount}, {often}", amount=amount(agreement.amount), often=label(agreement.per).lower())


def _outcome(agreement: CreditorAgreement) -> tuple[State, str]:
    states: dict[AgreementOutcome, State] = {
        AgreementOutcome.RUNNING: "on_time",
        AgreementOutcome.KEPT: "done",
        AgreementOutcome.BROKEN: "late",
        AgreementOutcome.STOPPED: "quiet",
    }
    words = label(agreement.outcome)
    return states[agreement.outcome], _("{outcome} (experiment)", outcome=words) if agreement.is_experiment else words


def _counted(came: Came) -> str:
    return joined(
        _("{count} {outcome}", count=number, outcome=label(outcome).lower())
        for outcome, number in came.by_outcome.items()
        if number
    ) or _("none ¦agreements")


class _Signals(RecordsPane[QualitySignal]):
    """Worries about an administrator: for the team only."""

    def __init__(self, page: HouseholdTabsPage, home: HouseholdId) -> None:
        super().__init__(
            page,
            QualitySignal,
            title=_("Worries about an administrator (team only)"),
            add_words=_("Write down a worry"),
            columns=(
                Column(_("About whom"), lambda s: s.about or _("Without a name yet"), strong=True),
                Column(_("What is wrong"), "what"),
                Column(_("Date"), "on", width=110),
                Column(_("State ¦signal"), lambda s: _settled(s)[1], width=130, chip=_settled),
            ),
            empty=(
                "alert-triangle",
                _("No worries were written down."),
                _("This stands on no paper and in no shared view."),
            ),
            new=lambda: QualitySignal(household=home, on=page.desk.today()),
            keep=quality_signals.keep,
            remove=quality_signals.remove,
            says=lambda s: s.about or _("This signal"),
            draft_place=lambda s: households.draft_place(home, s),
        )
        self.form.place("about", "said_by", columns=2)
        self.form.place("what")
        self.form.place("on", "reported_to", "reported_on", "settled_on", columns=2)
        self.form.place("answer")


def _settled(signal: QualitySignal) -> tuple[State, str]:
    if signal.settled_on is not None:
        return "done", _("Settled")
    return "waiting", _("Reported") if signal.reported_on is not None else _("Open ¦signal")
