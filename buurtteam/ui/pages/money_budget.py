"""What comes in and goes out in a month, side by side and typed with Enter; below it what follows, each part when opened."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from buurtteam.domain.amounts import Period
from buurtteam.domain.budget import (
    Cost,
    CostGroup,
    CostKind,
    Income,
    IncomeKind,
    MoneyPicture,
    SchemeState,
    group_of,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.services import budget
from buurtteam.services.budget import BudgetView
from buurtteam.services.households import HouseholdView
from buurtteam.texts import amount, label
from buurtteam.texts import translate as _
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.pages.money_budget_below import PARTS, AssetsPart, Part, WithheldPart, amount_or_unknown
from buurtteam.ui.pages.money_budget_parts import Balance, QuickEntry, told
from buurtteam.ui.pages.money_budget_pinned import PinnedBalance
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import (
    Card,
    SideBySide,
    Words,
    button,
    column,
    row,
)

_GROUPS: Final = {group: number for number, group in enumerate(CostGroup)}
_COSTS_IN_ORDER: Final = sorted(
    (each for each in CostKind), key=lambda kind: (_GROUPS[group_of(kind)], list(CostKind).index(kind))
)


class Budget(HouseholdTab):
    """The balance on top, both lists under it, and below that all that belongs to it."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self.view: HouseholdView | None = None
        self.found: BudgetView | None = None
        outer = column(self, space=ROOM)
        self.balance = Balance()
        self.pinned = PinnedBalance(self, self.balance, page.body)
        self.incomes = _Lines(self, Income)
        self.costs = _Lines(self, Cost)
        self.detail = _Detail(self)
        self.detail.hide()
        outer.addWidget(self.balance)
        outer.addWidget(SideBySide(self.incomes, self.costs, least=430))
        outer.addWidget(self.detail)

        # One form for one record; its fields stand in the parts where they belong.
        self.facts: KeptForm[MoneyPicture] = KeptForm(MoneyPicture, page, budget.keep)
        self.facts.hide()
        outer.addWidget(self.facts)
        self.parts: dict[str, Part] = {key: made(self) for key, made in PARTS}
        self.below = QWidget()
        folds = column(self.below, space=TIGHT)
        for part in self.parts.values():
            folds.addWidget(part)
        outer.addWidget(self.below)
        outer.addStretch(1)

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Ask for the budget; `part` opens one of the parts below."""
        self.view = view
        home = self.household
        self.page.ask(lambda office: budget.picture(office, home), self._fill, instead_of="budget")
        part = str(args.get("part", ""))
        if part in self.parts:
            self.parts[part].set_open(True)
            self.parts[part].head.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """What comes in, what goes out, the line that is open, and what belongs to it."""
        return [self.incomes, self.costs, self.detail, self.below]

    def add(self) -> None:
        """Begin a new line, in the list in which the caret stands."""
        focus = QApplication.focusWidget()
        if (pane := self._pane_of(focus)) is not None:
            pane.add()
            return
        # Once more goes to the other list.
        others = focus is not None and (self.costs.table.hasFocus() or self.incomes.entry.isAncestorOf(focus))
        (self.costs if others else self.incomes).entry.begin()

    def remove_row(self) -> None:
        """Move the line that is chosen to the trash."""
        focus = QApplication.focusWidget()
        if (pane := self._pane_of(focus)) is not None:
            pane.remove_chosen()
            return
        for lines in (self.incomes, self.costs):
            if focus is not None and lines.table.hasFocus():
                record = lines.table.chosen_row()
                if record is not None:
                    self.remove_line(record)
                return
        if focus is not None and self.detail.isAncestorOf(focus):
            self.detail.remove_shown()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.facts.leave()
        self.detail.leave()
        for part in self.parts.values():
            part.leave()

    # ------------------------------------------------------------------ deeds

    def enter_income(self, kind: object, cents: object, per: object, who: object) -> None:
        """Keep an income that was typed in the quick line."""
        assert isinstance(kind, IncomeKind)
        assert isinstance(per, Period)
        home, typed = self.household, cents if isinstance(cents, int) else None
        resident = ResidentId(who) if isinstance(who, UUID) else self._only_person()
        self.page.do(
            lambda office: budget.add_income(office, home, kind, typed, per, resident),
        )

    def enter_cost(self, kind: object, cents: object, per: object, _who: object) -> None:
        """Keep a cost that was typed in the quick line."""
        assert isinstance(kind, CostKind)
        assert isinstance(per, Period)
        home, typed = self.household, cents if isinstance(cents, int) else None
        self.page.do(lambda office: budget.add_cost(office, home, kind, typed, per))

    def remove_line(self, record: Income | Cost) -> None:
        """Move an income or a cost to the trash; it can be taken back."""
        words = label(record.kind)
        self.detail.forget()
        self.page.do(
            lambda office: budget.remove(office, record, words), lambda bundle: self.page.offer_back(words, bundle)
        )

    def keep_month(self, resident: ResidentId, month: str, cents: int | None) -> None:
        """Keep one month of a business."""
        home = self.household
        self.page.do(lambda office: budget.set_month(office, home, resident, month, cents))

    def keep_scheme(self, key: str, state: SchemeState | None) -> None:
        """Keep how it stands with a scheme."""
        home = self.household
        self.page.do(lambda office: budget.set_scheme(office, home, key, state))

    def keep_remark(self, key: str, words: str) -> None:
        """Keep the remark about a scheme."""
        home = self.household
        use = next((each.use for each in self.found.schemes if each.scheme.key == key), None) if self.found else None
        if use is not None:
            self.page.do(lambda office: budget.set_scheme(office, home, key, use.state, words))

    def open_line(self, record: Income | Cost) -> None:
        """Show all fields of a line below the lists."""
        self.detail.show_line(record)

    def show_facts(self) -> None:
        """Show the facts in fields that were made a moment ago."""
        record = self.facts.record
        if record is not None:
            for name, field in self.facts.fields.items():
                if not field.changed_since_left:
                    field.editor.show_value(getattr(record, name))

    def _fill(self, found: BudgetView) -> None:
        self.found = found
        people: dict[object, str] = dict(found.people)
        self.balance.show_view(found)
        self.pinned.show_view(found)
        self.incomes.show_lines(found, people)
        self.costs.show_lines(found, people)
        self.detail.show_view(found, people)
        here = self.facts.record
        if here is None or here.version or found.picture.version:
            # While nothing is kept yet each reading makes a fresh one; what is typed goes on in the first.
            self.facts.show_kept(found.picture)
        for part in self.parts.values():
            part.show_view(found)

    def _pane_of(self, focus: QWidget | None) -> RecordsPane[Any] | None:
        """The list below in which the caret stands."""
        for part in self.parts.values():
            if focus is not None and part.isAncestorOf(focus) and isinstance(part, WithheldPart | AssetsPart):
                return part.pane
        return None

    def _only_person(self) -> ResidentId | None:
        people = self.found.people if self.found is not None else ()
        return people[0][0] if len(people) == 1 else None


class _Lines(Card):
    """One list of the budget: a line to type in, what stands there, and its total."""

    def __init__(self, tab: Budget, kind: type[Income] | type[Cost]) -> None:
        is_income = kind is Income
        super().__init__(_("Comes in") if is_income else _("Goes out"))
        self._tab, self._is_income = tab, is_income
        self._monthly: Mapping[Any, int | None] = {}
        self._names: dict[object, str] = {}
        self.total = Words("", "label", wraps=False)
        self.head.addWidget(self.total)
        if is_income:
            self.entry = QuickEntry(list(IncomeKind), _("Kind of income"), _("Net amount"), for_whom=True)
            self.entry.entered.connect(tab.enter_income)
        else:
            self.entry = QuickEntry(_COSTS_IN_ORDER, _("What for"), _("Amount"))
            self.entry.entered.connect(tab.enter_cost)
        keep = button(_("Add"), "secondary", "plus", self.entry.enter)
        keep.setAccessibleName(_("Add to what comes in") if is_income else _("Add to what goes out"))
        hint = Words(_("Enter keeps it and goes on. Type ? when nobody knows."), "small")
        under = row(keep, hint, space=SNUG)
        under.setStretch(1, 1)
        self.table = RowTable(
            Column(_("What"), self._what, share=3, strong=True),
            Column(_("Amount"), "amount", shown=amount_or_unknown, align="right", width=100),
            Column(_("How often"), "per", width=118),
            Column(
                _("A month"), lambda each: self._monthly.get(each.id), shown=_amount_or_dash, align="right", width=100
            ),
            name=_("Comes in") if is_income else _("Goes out"),
        )
        self.table.opened.connect(self._open)
        self.extra = Words("", "small")
        self.add(self.entry, under, self.table, self.extra)

    def show_lines(self, found: BudgetView, people: Mapping[object, str]) -> None:
        """Show the lines as they are kept."""
        self._names = dict(people)
        sheet = found.sheet
        if self._is_income:
            self.entry.offer_people(people)
            self._monthly = sheet.income
            rows: list[Income] | list[Cost] = list(found.incomes)
            self.total.setText(told(sheet.coming_in))
            extra = [
                _("Own business of {name}: {amount}, the average of the months below.",
                  name=self._names.get(who, ""), amount=amount(cents))
                for who, cents in sheet.business.items()
            ]  # fmt: skip
        else:
            self._monthly = sheet.costs
            rows = sorted(found.costs, key=lambda each: (_GROUPS[group_of(each.kind)], each.position))
            self.total.setText(told(sheet.going_out))
            extra = [
                _("{group}: {amount}.", group=group, amount=told(total))
                for group, total in sheet.by_group.items()
                if total.cents or total.unknown
            ]
        self.table.show_rows(rows)
        self.table.fit_height(most=16)
        self.table.setVisible(bool(rows))
        self.extra.setText(" ".join(extra))
        self.extra.setVisible(bool(extra))

    def _what(self, each: Income | Cost) -> str:
        parts = [label(each.kind), each.source if isinstance(each, Income) else each.what]
        if isinstance(each, Income) and len(self._names) > 1:
            parts.append(self._names.get(each.resident, ""))
        return " · ".join(part for part in parts if part)

    def _open(self, wanted: object) -> None:
        found = next((each for each in self.table.rows() if each.id == wanted), None)
        if found is not None:
            self._tab.open_line(found)


class _Detail(Card):
    """All fields of one line, below the lists."""

    def __init__(self, tab: Budget) -> None:
        super().__init__()
        self._tab = tab
        self.words = Words("", "label")
        self.left = Words("", "quiet", wraps=False)
        self.income: KeptForm[Income] = KeptForm(Income, tab.page, budget.keep)
        self.income.place("kind", "amount", "per", "resident", "source", "as_of", columns=3, options={"resident": {}})
        self.income.place("from_on", "until_on", "proof_seen", columns=3)
        self.income.place("note")
        self.cost: KeptForm[Cost] = KeptForm(Cost, tab.page, budget.keep)
        self.cost.place("kind", "amount", "per", "what", "resident", "is_paid", columns=3, options={"resident": {}})
        self.cost.place("proof_seen", "note", columns=2)
        self.add(
            row(self.words, self.left, None, button(_("Close"), "quiet", "x", self.fold), space=SNUG),
            self.income,
            self.cost,
            row(None, button(_("Remove"), "quiet", "trash", self.remove_shown)),
        )
        self._shown: Income | Cost | None = None

    def show_line(self, record: Income | Cost) -> None:
        """Show one line and put the caret in its amount."""
        self.leave()
        self._shown = record
        self.words.setText(label(record.kind))
        self.income.setVisible(isinstance(record, Income))
        self.cost.setVisible(isinstance(record, Cost))
        self.show()
        if isinstance(record, Income):
            self.income.show_kept(record)
            self.income.focus("amount")
        else:
            self.cost.show_kept(record)
            self.cost.focus("amount")

    def show_view(self, found: BudgetView, people: Mapping[object, str]) -> None:
        """Follow what was changed, here or elsewhere."""
        for form in (self.income, self.cost):
            form.offer("resident", people)
        self.left.setText(_("Left over in a month: {amount}.", amount=amount(found.sheet.remainder)))
        shown = self._shown
        if shown is None:
            return
        lines: tuple[Income | Cost, ...] = (*found.incomes, *found.costs)
        now = next((each for each in lines if each.id == shown.id), None)
        if now is None:
            self.forget()
        elif isinstance(now, Income):
            self.income.show_kept(now)
            self._shown = now
            self.words.setText(label(now.kind))
        else:
            self.cost.show_kept(now)
            self._shown = now
            self.words.setText(label(now.kind))

    def leave(self) -> None:
        """Keep what is being typed."""
        self.income.leave()
        self.cost.leave()

    def fold(self) -> None:
        """Keep and close, back to the list."""
        self.leave()
        lines = self._tab.incomes if isinstance(self._shown, Income) else self._tab.costs
        self.forget()
        lines.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Close without keeping: it was removed, or kept already."""
        self.income.settling.forget()
        self.cost.settling.forget()
        self._shown = None
        self.hide()

    def remove_shown(self) -> None:
        """Move the line to the trash."""
        record = self.income.record if isinstance(self._shown, Income) else self.cost.record
        if self._shown is not None and record is not None:
            self._tab.remove_line(record)


def _amount_or_dash(cents: object) -> str:
    return amount(cents) if isinstance(cents, int) else "–"
