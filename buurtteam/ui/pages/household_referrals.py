"""Referrals of a household: to whom, for what, on which ground; sent in one step, and open until an outcome comes back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from buurtteam.domain.kinds import HouseholdId, ReferralId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.sharing import LegalGround, Referral, ReferralAnswer, ReferralKind
from buurtteam.services import households, referrals
from buurtteam.services.households import HouseholdView
from buurtteam.texts import label, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import DateEditor, LineEditor
from buurtteam.ui.form import FieldGrid, FormField
from buurtteam.ui.pages.household_parts import names_of
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column
from buurtteam.ui.widgets import State, Words, button, flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page


class ReferralsPane(RecordsPane[Referral]):
    """The referrals with the form of one beside them, and below it what can be done with it now."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        self._home = home
        self._patience = 14
        super().__init__(
            page,
            Referral,
            title=_("Referrals"),
            add_words=_("Refer to somebody"),
            columns=(
                Column(_("Referred to"), lambda r: r.recipient or _("Without a name yet"), strong=True),
                Column(_("Kind of help"), "kind_of_help"),
                Column(_("Sent on"), "sent_on", width=120),
                Column(_("Answer"), lambda r: self._chip(r)[1], width=200, chip=self._chip),
            ),
            empty=(
                "send",
                _("Nobody was referred yet."),
                _("A referral stays open here until you know what came of it."),
            ),
            new=lambda: Referral(household=home),
            keep=referrals.keep,
            remove=referrals.remove,
            says=lambda r: r.recipient or _("This referral"),
            draft_place=lambda r: households.draft_place(home, r),
        )
        form = self.form
        form.place("recipient", "kind_of_help", columns=2)
        form.place("purpose")
        # A list, for what was chosen is read well there when nothing can be changed any more.
        grounds: dict[object, str] = {each: label(each) for each in LegalGround}
        form.place("resident", "ground", columns=2, options={"resident": {}, "ground": grounds})
        self.said = Words("", "quiet")
        self.on = FormField(_("Day"), DateEditor(page.desk.today))
        self.words = FormField("", LineEditor())
        self.send_button = button(_("Write down as sent"), "primary", "send", self.send)
        self.taken = button(_("They take it on"), icon_name="check", on_click=self.take)
        self.refused = button(_("They do not take it on"), on_click=self.refuse)
        self.ended = button(_("Help given and ended"), icon_name="checks", on_click=self.end)
        self.gone = button(_("Withdraw it"), "quiet", "x", self.withdraw)
        self.below_form.addWidget(self.said)
        self.below_form.addWidget(FieldGrid([self.on, self.words], 2))
        self.to_money = button(_("Open at the money"), "secondary", "send", self._open_money)
        self.below_form.addWidget(flow(self.to_money))
        self.below_form.addWidget(flow(self.send_button, self.taken, self.refused, self.ended, self.gone))
        self.form.kept.connect(self._fill_deeds)

    def fill(self, view: HouseholdView) -> None:
        """Ask for the referrals of this household and show them."""
        home = self._home

        def read(office: "Office") -> tuple[tuple[Referral, ...], int]:
            return referrals.referrals_of(office, home), referrals.patience(office)

        def show(found: tuple[tuple[Referral, ...], int]) -> None:
            known, self._patience = found
            self.show_records(known, view.drafts, {"resident": names_of(view)})
            here = next((each for each in known if each.id == getattr(self.form.record, "id", None)), None)
            if here is not None and not self.form_side.isHidden():
                self._fill_deeds(here)

        self._page.ask(read, show, instead_of="referrals")

    def on_shown(self, record: Referral) -> None:
        """What can be done with this one now."""
        self.words.editor.show_value("")
        self.words.show_problem("")
        self.on.editor.show_value(self._page.desk.today())
        self._fill_deeds(record)

    # ------------------------------------------------------------------ deeds

    def send(self) -> None:
        """It was sent; without a yes it is asked why."""
        reason = self._typed()
        self._do(lambda office, found, day: referrals.send(office, found, on=day, reason=reason))

    def take(self) -> None:
        """They take it on."""
        self._answer(ReferralAnswer.ACCEPTED)

    def refuse(self) -> None:
        """They do not take it on."""
        self._answer(ReferralAnswer.DECLINED)

    def end(self) -> None:
        """The help was given and ended."""
        self._answer(ReferralAnswer.DONE)

    def withdraw(self) -> None:
        """The team or the resident does not want it any more."""
        reason = self._typed()
        self._do(lambda office, found, _day: referrals.withdraw(office, found, reason))

    def _answer(self, said: ReferralAnswer) -> None:
        words = self._typed()
        self._do(lambda office, found, day: referrals.answer(office, found, said, on=day, words=words))

    def _typed(self) -> str:
        return str(self.words.editor.value() or "").strip()

    def _do(self, deed: "Callable[[Office, ReferralId, date | None], Referral]") -> None:
        self.form.leave()
        record = self.form.record
        day = self.on.editor.value()
        if record is None or not record.version:
            self.form.focus("recipient")
            return
        if day is not None and not hasattr(day, "year"):
            self.on.show_problem(_("Fill in a day, such as 14-9."))
            return
        self._page.do(lambda office: deed(office, record.id, day), self._done, self._failed)  # type: ignore[arg-type]

    def _done(self, _referral: Referral) -> None:
        self.words.editor.show_value("")
        self.words.show_problem("")

    def _failed(self, error: Problem | Trouble) -> None:
        if isinstance(error, Problem) and error.code in ("no_consent", "no_reason"):
            self.words.show_problem(_(error.sentence, **error.values))
            self.words.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, Problem) and error.code == "no_recipient":
            self.form.show_problem("recipient", _(error.sentence, **error.values))
            self.form.focus("recipient")
        else:
            self._page.desk.notices.show_error(error)

    # ------------------------------------------------------------------ inside

    def _open_money(self) -> None:
        self._page.desk.open_place("money", household_id=self._home, tab="debt_help")

    def _fill_deeds(self, record: Referral) -> None:
        is_debt_help = record.kind is ReferralKind.DEBT_HELP
        self.to_money.setVisible(is_debt_help)
        # Its steps are taken with the money of the household; here it can be read.
        sent, is_open = record.sent_on is not None or is_debt_help, record.is_open and not is_debt_help
        self.form.set_read_only(sent)
        self.remove_button.setVisible(bool(record.version) and not sent)
        if is_debt_help and record.sent_on is None:
            says, told = "", _("This is prepared with the money of the household.")
        elif not sent:
            says = _("Why it cannot wait, when nobody said yes yet")
            told = _("Ask first whether you may share this. Text for the team only is taken out when it is sent.")
        else:
            says = _("What they said, or why not")
            told = label(record.answer)
            if record.answered_on is not None:
                told = _("{state} on {day}.", state=told, day=short_date(record.answered_on))
            told = f"{told} {record.answer_words}".strip()
        self.said.setText(told)
        self.words.label.setText(says)
        self.words.editor.set_words(says)
        for each in (self.on, self.words):
            each.setVisible(not sent or is_open)
        self.send_button.setVisible(not sent)
        waits = is_open and record.answer is ReferralAnswer.WAITING
        self.taken.setVisible(waits)
        self.refused.setVisible(waits)
        self.ended.setVisible(is_open and not waits)
        self.gone.setVisible(is_open)

    def _chip(self, referral: Referral) -> tuple[State, str]:
        """How it stands, as shape and word: for how long nobody has answered, or what came back."""
        if referral.sent_on is None:
            return "quiet", _("Not sent yet")
        days = referrals.days_without_answer(referral, self._page.desk.today())
        if days is not None:
            words = plural("Waits for {count} day", "Waits for {count} days", days) if days else _("Sent today")
            return ("soon" if days > self._patience else "waiting"), words
        state: State = "on_time" if referral.is_open else "done"
        return ("quiet" if referral.answer is ReferralAnswer.WITHDRAWN else state), label(referral.answer)
