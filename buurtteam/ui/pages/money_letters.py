"""Letters to a creditor from where one needs them: that asks to wait, and that proposes to pay in parts."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from buurtteam.domain.amounts import Period
from buurtteam.domain.debt import CreditorAgreement, Debt
from buurtteam.domain.kinds import DebtId, ThreatId
from buurtteam.domain.papers import PaperKind
from buurtteam.services import money_papers
from buurtteam.texts import field_label, label
from buurtteam.texts import translate as _
from buurtteam.ui.editors import CentsEditor, ChoiceEditor, DateEditor
from buurtteam.ui.form import FieldGrid, FormField
from buurtteam.ui.pages.household_tabs import HouseholdTabsPage
from buurtteam.ui.pages.paper_making import PaperMaker
from buurtteam.ui.theme import SNUG
from buurtteam.ui.widgets import Words, button, column, row


class CreditorLetters:
    """Makes letters to creditors for a tab of the money; what is missing is said first."""

    def __init__(self, page: HouseholdTabsPage) -> None:
        self._maker = PaperMaker(page)

    def ask_to_wait(self, threat: ThreatId) -> None:
        """Make the letter that asks to wait with what threatens."""
        issue = partial(money_papers.issue_stay_letter, threat_id=threat)
        self._maker.make(PaperKind.STAY_LETTER, threat, issue)

    def propose(
        self, debt: DebtId, cents: int | None = None, per: Period = Period.MONTH, since: date | None = None
    ) -> None:
        """Make the letter that proposes to pay a debt in parts."""
        issue = partial(money_papers.issue_arrangement_letter, debt_id=debt, pays=cents, pays_per=per, pays_from=since)
        self._maker.make(PaperKind.ARRANGEMENT_LETTER, debt, issue)


class Proposal(QWidget):
    """What the letter about a debt proposes: how much, how often and from when."""

    def __init__(self, page: HouseholdTabsPage, keep: Callable[[], object]) -> None:
        super().__init__()
        self._letters, self._keep = CreditorLetters(page), keep
        self._debt: DebtId | None = None
        self.amount = FormField(_("Amount to propose"), CentsEditor())
        self.per = FormField(
            field_label(CreditorAgreement, "per"),
            ChoiceEditor([(each, label(each)) for each in Period], optional=False),
        )
        self.since = FormField(field_label(CreditorAgreement, "from_on"), DateEditor(page.desk.today))
        self.made = button(_("Make the letter"), icon_name="mail", on_click=self.make)
        inside = column(self, space=SNUG)
        inside.addWidget(
            Words(
                _("An amount that nobody knows becomes what was agreed, or a line to fill in by pen."),
                "small",
            )
        )
        inside.addWidget(FieldGrid([self.amount, self.per, self.since], 2))
        inside.addLayout(row(self.made, None))

    def show_debt(self, debt: Debt) -> None:
        """Propose for this debt; of another debt nothing stays behind."""
        if debt.id == self._debt:
            return
        self._debt = debt.id
        self.amount.editor.show_value(debt.pays)
        self.per.editor.show_value(debt.pays_per)
        self.since.editor.show_value(None)
        for each in (self.amount, self.since):
            each.show_problem("")

    def make(self) -> None:
        """Make the letter, or say which field cannot be read."""
        cents, per, since = (each.editor.value() for each in (self.amount, self.per, self.since))
        for field, is_wrong, sentence in (
            (self.amount, isinstance(cents, str), _("Fill in an amount such as 50 or 37.50.")),
            (self.since, isinstance(since, str), _("Fill in a day, such as 14-9.")),
        ):
            field.show_problem(sentence if is_wrong else "")
            if is_wrong:
                field.editor.setFocus()
                return
        if self._debt is not None:
            self._keep()
            self._letters.propose(
                self._debt,
                cents if isinstance(cents, int) else None,
                per if isinstance(per, Period) else Period.MONTH,
                since if isinstance(since, date) else None,
            )
