"""The money of a household at a glance: what threatens, what is owed, what comes in and goes out, and what comes next."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from buurtteam.domain.debt import Debt
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.sharing import ConsentAnswer, GivenHow
from buurtteam.domain.threat import BY_LAW, ThreatKind
from buurtteam.services import debts, money
from buurtteam.services.households import HouseholdView
from buurtteam.services.money import MoneyConsent, MoneyView
from buurtteam.texts import amount, joined, label, language, near_day, plural
from buurtteam.texts import translate as _
from buurtteam.ui.form import FieldGrid
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.pages.signals_card import SignalsCard
from buurtteam.ui.terms import due_chip, term_chip
from buurtteam.ui.theme import ROOM, TIGHT
from buurtteam.ui.threats import PICTURES, SHORT, haste_words, threat_chip
from buurtteam.ui.widgets import (
    Card,
    Note,
    SideBySide,
    State,
    StatusChip,
    Words,
    button,
    column,
    emptied,
    flow,
    restyle,
)

MOST_SCHEMES = 4
"""How many schemes stand at a glance."""


class MoneyOverview(HouseholdTab):
    """Everything about the money on one screen; each part goes to its own tab."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self.found: MoneyView | None = None
        outer = column(self, space=ROOM)
        self.strip = QWidget()
        self._strip = column(self.strip, space=TIGHT)
        self.debts = self._card(_("Debts"), "mail", "post", _("To the post"))
        self.month = self._card(_("In and out per month"), "arrows-exchange", "budget", _("To in and out"))
        self.help = self._card(_("Debt help"), "send", "debt_help", _("To debt help"))
        self.proof = self._card(_("Evidence"), "paperclip", "evidence", _("To the evidence"))
        self.signals = SignalsCard(page, household)
        left, right = QWidget(), QWidget()
        for side, cards in ((left, (self.debts, self.signals, self.proof)), (right, (self.month, self.help))):
            inside = column(side, space=ROOM)
            for each in cards:
                inside.addWidget(each)
            inside.addStretch(1)
        outer.addWidget(self.strip)
        outer.addWidget(SideBySide(left, right, shares=(1, 1), least=430))

    def _card(self, title: str, picture: str, tab: str, words: str) -> Card:
        return Card(title, button(words, "quiet", "arrow-right", lambda: self.page.open_tab(tab)), icon_name=picture)

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Ask for everything and show it."""
        del view, args
        home = self.household
        self.page.ask(lambda office: money.at_a_glance(office, home), self._fill, instead_of="money")
        self.signals.ask()

    def add(self) -> None:
        """A new letter: what is written down most."""
        self.page.open_tab("post")

    def finish(self) -> None:
        """To the last step."""
        self.page.open_tab("debt_help")

    # ------------------------------------------------------------------ inside

    def _fill(self, found: MoneyView) -> None:
        self.found = found
        self._fill_strip(found)
        self._fill_debts(found)
        self._fill_month(found)
        self._fill_help(found)
        self._fill_proof(found)

    def _fill_strip(self, found: MoneyView) -> None:
        emptied(self._strip)
        if not found.threats.holding:
            ask = Words(_("Does anything threaten now?"), "label")
            quick = [
                button(_(SHORT[kind]), icon_name=PICTURES[kind], on_click=partial(self._begin, kind))
                for kind in ThreatKind
                if kind in BY_LAW
            ]
            self._strip.addWidget(ask)
            self._strip.addWidget(flow(*quick))
            return
        words, tone = haste_words(found.threats)
        if words:
            self._strip.addWidget(Note(words, tone, button(_("To what threatens"), on_click=self._to_threats)))
        rows = [
            ListRow(
                label(each.kind),
                picture=PICTURES.get(each.kind, "alert-triangle"),
                role="danger",
                marks=(StatusChip(*threat_chip(each, found.now, found.today)),),
            ).on_open(partial(self._to_threats, each.id))
            for each in found.threats.holding
        ]
        self._strip.addWidget(Card().add(FieldGrid(rows, 2)))

    def _fill_debts(self, found: MoneyView) -> None:
        self.debts.clear()
        counted = found.totals.counted
        if not counted.lines:
            self.debts.add(Words(_("No letter is written down yet."), "quiet"))
            return
        self.debts.add(Words(total_words(counted.cents, counted.unknown), "large"))
        letters = plural("{count} letter written down", "{count} letters written down", found.totals.lines)
        self.debts.add(Words(letters, "small"))
        self.debts.add(lines(*(self._debt(each, found) for each in found.first_debts)))
        if (rest := counted.lines - len(found.first_debts)) > 0:
            self.debts.add(Words(plural("and {count} more line", "and {count} more lines", rest), "small"))

    def _debt(self, debt: Debt, found: MoneyView) -> ListRow:
        threatens = next((each for each in found.threats.holding if each.id == debt.threat), None)
        name = debts.name_of(debt)
        about = [label(debt.phase) if debt.phase else "", label(debt.kind) if debt.kind else ""]
        marks = (StatusChip("late", label(threatens.kind)),) if threatens else ()
        return ListRow(
            name,
            " · ".join(part for part in (*about, self._owed(debt)) if part not in ("", name)),
            marks=marks,
        ).on_open(lambda: self.page.open_tab("post"))

    @staticmethod
    def _owed(debt: Debt) -> str:
        return _("amount not known") if debt.amount is None else amount(debt.amount)

    def _fill_month(self, found: MoneyView) -> None:
        self.month.clear()
        if not found.has_budget:
            self.month.add(Words(_("Nothing is written down yet. An estimate will do."), "quiet"))
            return
        sheet = found.month
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(ROOM)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(0, 1)
        rows = [(_("Comes in"), sheet.coming_in.cents, "")]
        if sheet.kept_back.cents or sheet.kept_back.unknown:
            rows.append((_("Kept back"), sheet.kept_back.cents, ""))
        # The words say which way it goes; a minus means that there is too little.
        rows += [(_("Goes out"), sheet.going_out.cents, ""), (_("Left over ¦month"), sheet.remainder, "label")]
        for at, (words, cents, tone) in enumerate(rows):
            grid.addWidget(Words(words, tone), at, 0)
            value = Words(amount(cents), tone, wraps=False)
            if tone and cents < 0:
                restyle(value, "tone", "problem")
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(value, at, 1)
        self.month.add(table)
        if sheet.unknown:
            self.month.add(
                Words(
                    plural(
                        "{count} amount is not known, so this is not the whole sum.",
                        "{count} amounts are not known, so this is not the whole sum.",
                        sheet.unknown,
                    ),
                    "small",
                )
            )
        if sheet.remainder < 0:
            self.month.add(Words(_("More goes out than comes in, as far as it is known."), "small"))
        if found.schemes:
            names = [each.scheme.title.of(language()) for each in found.schemes]
            if (more := len(names) - MOST_SCHEMES) > 0:
                names = [*names[:MOST_SCHEMES], _("{count} more ¦schemes", count=more)]
            self.month.add(Words(_("Maybe a right to: {schemes} (no judgement)", schemes=joined(names))))

    def _fill_help(self, found: MoneyView) -> None:
        self.help.clear()
        helped = found.debt_help
        rows: list[QWidget] = []
        if helped.referral is None:
            self.help.add(Words(_("Nobody was referred to debt help yet."), "quiet"))
        else:
            state: State = "done" if not helped.is_running and not helped.is_prepared else "info"
            rows.append(
                ListRow(
                    helped.referral.recipient or _("Not known to whom"),
                    self._still_missing(found),
                    marks=(StatusChip(state, label(helped.state)),),
                ).on_open(self._to_help)
            )
        if helped.chase is not None and helped.chase.due_on is not None:
            words = _("Call them on {day}", day=near_day(helped.chase.due_on, found.today))
            rows.append(
                ListRow(words, marks=(StatusChip(*due_chip(helped.chase.due_on, found.today)),)).on_open(self._to_help)
            )
        rows += [
            ListRow(
                each.title.of(language()), each.article(language()), marks=(StatusChip(*term_chip(each, found.today)),)
            ).on_open(lambda: self.page.go("household", tab="terms"))
            for each in found.clock
        ]
        if rows:
            self.help.add(lines(*rows))
        self.help.add(Words(_("May debt help know this?"), "label"))
        to_ask = [each for each in found.consents if each.answer is ConsentAnswer.TO_ASK]
        for each in found.consents:
            if len(to_ask) == 1 or each not in to_ask:
                self.help.add(Words(consent_words(each, found)))
        if len(to_ask) > 1:
            names = joined([each.who or _("Somebody without a name yet") for each in to_ask])
            self.help.add(Words(_("Still to ask: {names}", names=names)))
        if not found.consents:
            self.help.add(Words(_("It is not known yet who the adults are."), "quiet"))

    def _still_missing(self, found: MoneyView) -> str:
        missing = len(found.debt_help.gaps)
        if not missing or not found.debt_help.is_prepared:
            return ""
        return plural("{count} thing is still missing", "{count} things are still missing", missing)

    def _fill_proof(self, found: MoneyView) -> None:
        self.proof.clear()
        made = found.evidence
        if not made.needed:
            self.proof.add(Words(_("There is no list of papers yet. It follows from what is written down."), "quiet"))
            return
        here = _("{received} of {needed} are here", received=made.received, needed=made.needed)
        self.proof.add(Words(here, "large"))
        if made.asked:
            self.proof.add(Words(plural("{count} was asked for", "{count} were asked for", made.asked), "small"))

    def _begin(self, kind: ThreatKind) -> None:
        self.page.open_tab("threats", begin=kind)

    def _to_threats(self, threat: object = None) -> None:
        self.page.open_tab("threats", **({"threat": threat} if threat else {}))

    def _to_help(self) -> None:
        self.page.open_tab("debt_help")


def total_words(cents: int, unknown: int) -> str:
    """What is owed as far as it is known, with how many amounts are not."""
    if not unknown:
        return _("{amount} in all", amount=amount(cents))
    if not cents:
        return plural("{count} amount that nobody knows yet", "{count} amounts that nobody knows yet", unknown)
    return plural("{amount} known + {count} unknown", "{amount} known + {count} unknown", unknown, amount=amount(cents))


def consent_words(said: MoneyConsent, found: MoneyView) -> str:
    """What somebody said about sharing the money, on which day, and whether it was signed."""
    who = said.who or _("Somebody without a name yet")
    day = near_day(said.on, found.today) if said.on else _("day not known")
    to = said.recipient or _("debt help")
    if said.answer is ConsentAnswer.TO_ASK:
        return _("{who}: still to ask", who=who)
    if said.answer is ConsentAnswer.NO:
        return _("{who}: no, {day} ({to})", who=who, day=day, to=to)
    if said.how is GivenHow.SIGNED:
        return _("{who}: yes, signed {day} ({to})", who=who, day=day, to=to)
    return _("{who}: yes, said {day} ({to})", who=who, day=day, to=to)
