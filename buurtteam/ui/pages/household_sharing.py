"""What may be shared with whom, as the residents answered; a no has no consequences, and a yes can be taken back."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.sharing import Consent, ConsentAnswer
from buurtteam.domain.words import N_
from buurtteam.services import sharing
from buurtteam.services.households import HouseholdView
from buurtteam.texts import joined, label
from buurtteam.texts import translate as _
from buurtteam.ui.pages.household_parts import PanesTab, names_of, records_pane
from buurtteam.ui.pages.household_referrals import ReferralsPane
from buurtteam.ui.row_table import Column
from buurtteam.ui.widgets import State, StatusChip, Words, button, flow, row

if TYPE_CHECKING:
    from buurtteam.ui.page import Page


class Sharing(PanesTab):
    """The tab of consents and referrals."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        self._page = page
        pane = records_pane(
            page,
            home,
            Consent,
            title=_("What may be shared"),
            add_words=_("Somebody to share with"),
            columns=(
                Column(_("Share with"), lambda c: c.recipient or _("Without a name yet"), strong=True),
                Column(_("What"), lambda c: joined(label(t) for t in sorted(c.topics))),
                Column(_("Answer"), lambda c: c.answer, width=150, chip=lambda c: consent_chip(c)),
                Column(_("Until"), "until_on", width=110),
            ),
            empty=(
                "share",
                _("Nothing is shared yet. With whom would it help to share something?"),
                _("Saying no never has consequences for the help."),
            ),
            new=lambda: Consent(household=home),
            says=lambda c: c.recipient or _("This question"),
        )
        self.referrals = ReferralsPane(page, home)
        super().__init__(pane, self.referrals)
        self.pane = pane
        form = pane.form
        form.place("recipient", "resident", columns=2, options={"resident": {}})
        form.place("topics")
        form.place("purpose")
        form.place("answer", "given_how", columns=2)
        form.place("given_on", "until_on", columns=2)
        form.place("ground", "withdrawn_on", columns=2)
        self.withdraw_button = button(_("Withdraw from today"), "secondary", "share-off", self.withdraw)
        pane.below_form.addLayout(row(self.withdraw_button, None))

    def fill(self, view: HouseholdView) -> None:
        """Show what was asked and answered."""
        self.pane.show_records(view.consents, view.drafts, {"resident": names_of(view)})
        self.referrals.fill(view)

    def withdraw(self) -> None:
        """Take the yes back from today on."""
        record = self.pane.form.record
        if record is not None and record.version:
            self.pane.leave()
            self._page.do(lambda office: sharing.withdraw(office, record.id))


def consent_chip(consent: Consent) -> tuple[State, str]:
    """How a consent stands, as shape and word."""
    if consent.withdrawn_on is not None:
        return "quiet", _("Withdrawn")
    states: dict[ConsentAnswer, State] = {
        ConsentAnswer.YES: "done",
        ConsentAnswer.NO: "quiet",
        ConsentAnswer.TO_ASK: "waiting",
    }
    return states[consent.answer], label(consent.answer)


def shared_with(view: HouseholdView) -> QWidget | None:
    """With whom may be shared, each recipient once for those who said the same; who they are is told on pointing."""
    told: dict[tuple[str, str], tuple[str, list[Consent]]] = {}
    for each in view.consents:
        if name := " ".join(each.recipient.split()):
            told.setdefault((name.casefold(), _stands(each, view.today)), (name, []))[1].append(each)
    if not told:
        return None
    names = names_of(view)
    written = [recipient for recipient, _how in told]
    line: list[QWidget] = [Words(_("May share with:"), "quiet", wraps=False)]
    for (recipient, stands), (who, consents) in told.items():
        said_by = joined(dict.fromkeys(names[each.resident] for each in consents if each.resident in names))
        state, words, sentence = _SAID[stands]
        shown = _(words, who=who) if words else who
        if written.count(recipient) > 1 and said_by:
            # They do not agree: then it matters who said what.
            shown = _("{answer} ({names})", answer=shown, names=said_by)
        chip = StatusChip(state, shown)
        if said_by:
            told_whole = _(sentence, names=said_by, who=who)
            chip.setToolTip(told_whole)
            chip.setAccessibleName(told_whole)
        line.append(chip)
    return flow(*line)


_SAID: Final[dict[str, tuple[State, str, str]]] = {
    "yes": ("done", "", N_("Sharing with {who}: yes from {names}.")),
    "ask": ("waiting", N_("{who}: still to ask"), N_("Sharing with {who}: still to ask {names}.")),
    "withdrawn": ("quiet", N_("{who}: withdrawn"), N_("Sharing with {who}: withdrawn by {names}.")),
    "no": ("quiet", N_("{who}: no"), N_("Sharing with {who}: no from {names}.")),
}


def _stands(consent: Consent, day: date) -> str:
    if consent.withdrawn_on is not None and consent.withdrawn_on <= day:
        return "withdrawn"
    if consent.holds_on(day):
        return "yes"
    return "ask" if consent.answer is ConsentAnswer.TO_ASK else "no"
