"""What comes in and goes out in a month, side by side and typed with Enter; below it what follows, each part when opened."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from buurtteam.domain.amounts import Period
from buurtteam.domain.budget import (
    Asset,
    AssetKind,
    Cost,
    CostGroup,
    CostKind,
    Income,
    IncomeKind,
    MoneyPicture,
    SchemeState,
    Withholding,
    group_of,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId, one_line
from buurtteam.domain.norms_of_living import COUPLES, Because
from buurtteam.domain.poverty import Indication
from buurtteam.domain.words import Choice
from buurtteam.services import budget
from buurtteam.services.budget import BudgetView
from buurtteam.services.households import HouseholdView
from buurtteam.texts import amount, joined, label, number, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.pages.money import MoneyPage, MoneyTab
from buurtteam.ui.pages.money_budget_parts import Balance, Fold, MonthGrid, QuickEntry, SchemeRows, told
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import (
    Card,
    Note,
    SideBySide,
    StatusChip,
    Words,
    button,
    column,
    emptied,
    flow,
    row,
)

_GROUPS: Final = {group: number for number, group in enumerate(CostGroup)}
_COSTS_IN_ORDER: Final = sorted(
    (each for each in CostKind), key=lambda kind: (_GROUPS[group_of(kind)], list(CostKind).index(kind))
)


class Budget(MoneyTab):
    """The balance on top, both lists under it, and below that all that belongs to it."""

    def __init__(self, page: MoneyPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self.view: HouseholdView | None = None
        self.found: BudgetView | None = None
        outer = column(self, space=ROOM)
        self.balance = Balance()
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
        self.parts: dict[str, Fold] = {}
        self._build_norm()
        self._build_months()
        self._build_withheld()
        self._build_assets()
        self._build_schemes()
        self._build_care()
        self._build_story()
        self._build_skills()
        self._build_business()
        self._build_repayment()
        folds = column(space=TIGHT)
        for part in self.parts.values():
            folds.addWidget(part)
        outer.addLayout(folds)
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

    def add(self) -> None:
        """Begin a new line, in the list in which the caret stands."""
        focus = QApplication.focusWidget()
        for pane in (self.withheld, self.assets):
            if focus is not None and pane.isAncestorOf(focus):
                pane.add()
                return
        # Once more goes to the other list.
        others = focus is not None and (self.costs.table.hasFocus() or self.incomes.entry.isAncestorOf(focus))
        (self.costs if others else self.incomes).entry.begin()

    def remove_row(self) -> None:
        """Move the line that is chosen to the trash."""
        focus = QApplication.focusWidget()
        for pane in (self.withheld, self.assets):
            if focus is not None and pane.isAncestorOf(focus):
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
        self.withheld.leave()
        self.assets.leave()
        for grid in self.grids.values():
            grid.leave()

    # ------------------------------------------------------------------ deeds

    def enter_income(self, kind: object, cents: object, per: object, who: object) -> None:
        """Keep an income that was typed in the quick line."""
        assert isinstance(kind, IncomeKind)
        assert isinstance(per, Period)
        home, typed = self.household, cents if isinstance(cents, int) else None
        resident = who if who is not None else self._only_person()
        self.page.do(
            lambda office: budget.add_income(office, home, kind, typed, per, resident),  # type: ignore[arg-type]
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

        def removed(bundle: UUID) -> None:
            self.page.desk.notices.offer_undo(
                _("{what} is in the trash.", what=words),
                lambda: self.page.do(lambda office: budget.restore(office, bundle)),
            )

        self.page.do(lambda office: budget.remove(office, record, words), removed)

    def keep_month(self, resident: ResidentId, month: str, cents: int | None) -> None:
        """Keep one month of a business."""
        home = self.household
        self.page.do(lambda office: budget.set_month(office, home, resident, month, cents))

    def keep_scheme(self, key: str, state: SchemeState | None) -> None:
        """Keep how it stands with a scheme."""
        home = self.household
        self.page.do(lambda office: budget.set_scheme(office, home, key, state))

    def open_line(self, record: Income | Cost) -> None:
        """Show all fields of a line below the lists."""
        self.detail.show_line(record)

    # ------------------------------------------------------------------ parts

    def _part(self, key: str, title: str) -> Fold:
        made = Fold(title)
        self.parts[key] = made
        return made

    def _build_norm(self) -> None:
        part = self._part("norm", _("Beside the assistance norm"))
        self.norm_body = column(space=TIGHT)
        part.body.addLayout(self.norm_body)
        self.facts.place(
            "people_sharing",
            "reckoned_as",
            columns=2,
            into=part.body,
            help_texts={
                "people_sharing": _("Leave it empty and the people of this household are counted."),
                "reckoned_as": _("Leave it empty and it follows from who lives here."),
            },
        )
        self.facts.place("earmarked", "earmarked_source", "earmarked_on", columns=3, into=part.body)

    def _build_months(self) -> None:
        part = self._part("months", _("Own business: twelve months"))
        self.grids: dict[ResidentId, MonthGrid] = {}
        self._grids = column(space=ROOM)
        part.body.addLayout(self._grids)
        self.who_has_business = FormField(_("Who has an own business?"), ChoiceEditor([], optional=True))
        self.who_has_business.editor.edited.connect(self._begin_business)
        part.add(self.who_has_business)

    def _build_withheld(self) -> None:
        part = self._part("withheld", _("Set-offs and attachments"))
        self.withheld: RecordsPane[Withholding] = RecordsPane(
            self.page,
            Withholding,
            title=_("What is kept back"),
            add_words=_("Add what is kept back"),
            columns=[
                Column(_("By whom"), lambda each: each.by or label(each.kind), share=3, strong=True),
                Column(_("Amount"), "amount", shown=_amount_or_unknown, align="right", width=110),
                Column(_("How often"), "per", width=120),
            ],
            empty=(
                "scale",
                _("Nothing is kept back"),
                _("Set off against a benefit, attached, or paid to somebody else first: write it down here."),
            ),
            new=lambda: Withholding(household=self.household),
            keep=budget.keep,
            remove=lambda office, record: budget.remove(office, record, record.by or label(record.kind)),
            restore=budget.restore,
            says=lambda record: record.by or label(record.kind),
        )
        self.withheld.form.place("by", "amount", "per", columns=2)
        self.withheld.form.place("kind", "is_taken_off")
        self.withheld.form.place("income", "debt", "from_on", "until_on", columns=2, options={"income": {}, "debt": {}})
        self.withheld.form.place(
            "protected",
            "protected_source",
            "protected_on",
            "note",
            columns=2,
            help_texts={"protected": _("Only written down. Who attaches reckons it; this program does not.")},
        )
        part.add(self.withheld)

    def _build_assets(self) -> None:
        part = self._part("assets", _("What they own"))
        self.asset_words = Words("", "small")
        self.assets: RecordsPane[Asset] = RecordsPane(
            self.page,
            Asset,
            title=_("Belongings and accounts"),
            add_words=_("Add a belonging or account"),
            columns=[
                Column(_("What is it"), "kind", share=2, strong=True),
                Column(_("Account, number plate or address"), "what", share=3),
                Column(_("Balance or value"), "value", shown=_amount_or_unknown, align="right", width=130),
            ],
            empty=("car", _("Nothing is written down yet"), _("A bank account, a car, savings: write it down here.")),
            new=lambda: Asset(household=self.household),
            keep=budget.keep,
            remove=lambda office, record: budget.remove(office, record, label(record.kind)),
            restore=budget.restore,
            says=lambda record: label(record.kind),
        )
        self.assets.form.place("kind", "what", columns=2)
        self.assets.form.place("value", "as_of", "resident", "mortgage", columns=2, options={"resident": {}})
        self.assets.form.place("proof_seen", "note", columns=2)
        part.add(self.asset_words, self.assets)

    def _build_schemes(self) -> None:
        part = self._part("schemes", _("Help with costs that may fit"))
        self.schemes = SchemeRows()
        self.schemes.answered.connect(self.keep_scheme)
        part.add(self.schemes)

    def _build_care(self) -> None:
        part = self._part("care", _("Care and money"))
        self.care_words = Words("")
        part.add(self.care_words)
        self.facts.place("avoids_care", into=part.body)
        self.facts.place("avoided_care", "avoids_since", columns=2, into=part.body)

    def _build_story(self) -> None:
        part = self._part("story", _("How it came about"))
        self.facts.place("story", "did_self", "earlier_help", voice=("story",), into=part.body)

    def _build_skills(self) -> None:
        part = self._part("skills", _("Post, DigiD and who helps"))
        self.facts.place("opens_post", "has_digid", "reads_dutch", columns=3, into=part.body)
        self.facts.place("helpers", into=part.body)
        self.facts.place("administrator", "administrator_since", columns=2, into=part.body)
        self.facts.place("administrator_kind", into=part.body)

    def _build_business(self) -> None:
        part = self._part("business", _("The business"))
        self.facts.place("business_name", "business_number", columns=2, into=part.body)
        self.facts.place("business_taxes", "books_up_to_date", columns=2, into=part.body)

    def _build_repayment(self) -> None:
        part = self._part("repayment", _("Proposal to pay off"))
        part.add(
            Words(
                _(
                    "A proposal, no decision. Debt help decides, with amounts of its own. A preferred creditor gets "
                    "double the percentage of the others."
                ),
                "small",
            )
        )
        self.facts.place("proposed", into=part.body)
        self.repayment_words = Words("")
        self.repayment = RowTable(
            Column(_("Owed to"), lambda each: each[1], share=3, strong=True),
            Column(_("Owed"), lambda each: each[0].amount, shown=amount, align="right", width=120),
            Column(_("Preferred"), lambda each: each[0].is_preferred, width=100),
            Column(_("A month"), lambda each: each[0].monthly, shown=amount, align="right", width=110),
            Column(_("In all"), lambda each: each[0].offered, shown=amount, align="right", width=120),
            Column(_("Part of it"), lambda each: each[0].tenths, shown=percent, align="right", width=100),
            name=_("Proposal to pay off"),
            id_of=lambda each: each[0].debt,
        )
        part.add(self.repayment_words, self.repayment)

    # ------------------------------------------------------------------ filling

    def _fill(self, found: BudgetView) -> None:
        self.found = found
        people: dict[object, str] = dict(found.people)
        self.balance.show_view(found)
        self.incomes.show_lines(found, people)
        self.costs.show_lines(found, people)
        self.detail.show_view(found, people)
        here = self.facts.record
        if here is None or here.version or found.picture.version:
            # While nothing is kept yet each reading makes a fresh one; what is typed goes on in the first.
            self.facts.show_kept(found.picture)
        self._fill_norm(found)
        self._fill_months(found, people)
        self._fill_withheld(found)
        self._fill_assets(found, people)
        self.schemes.show_lines(found.schemes)
        asked = sum(each.use is None and bool(each.maybe) and not each.is_settled for each in found.schemes)
        open_ones = sum(each.use is not None and not each.is_settled for each in found.schemes)
        self.parts["schemes"].say(
            plural("{count} to ask about", "{count} to ask about", asked + open_ones) if asked + open_ones else ""
        )
        self._fill_care(found)
        self._fill_facts(found)
        self._fill_repayment(found)

    def _fill_norm(self, found: BudgetView) -> None:
        emptied(self.norm_body)
        shown = found.indication
        if shown is None:
            self.norm_body.addWidget(Words(why_nothing(found), "quiet"))
            self.parts["norm"].say("")
        else:
            self.parts["norm"].say(_("{percent} of the norm · indication, no decision", percent=percent(shown.tenths)))
            for part in norm_parts(shown, found):
                self.norm_body.addWidget(part)
        for pointed in found.pointers:
            reasons = " ".join(because(each) for each in pointed.reasons)
            said = _("{what}. {reasons} This is an indication, a reason to ask on.", what=pointed.what, reasons=reasons)
            self.norm_body.addWidget(Note(said, "info"))

    def _fill_months(self, found: BudgetView, people: Mapping[object, str]) -> None:
        years = {each.resident: each for each in found.years}
        for resident, grid in list(self.grids.items()):
            if resident not in years or grid.months() != tuple(month for month, _cents in years[resident].months):
                self._drop_grid(resident)
        for resident, year in years.items():
            if resident in self.grids:
                self.grids[resident].show_year(year)
            else:
                self._add_grid(resident, str(people.get(resident, "")), found)
        rest = {who: name for who, name in people.items() if who not in years}
        editor = self.who_has_business.editor
        assert isinstance(editor, ChoiceEditor)
        editor.offer(list(rest.items()))
        editor.show_value(None)
        self.who_has_business.setVisible(bool(rest))
        averages = [amount(each.average) for each in found.years if each.average is not None]
        self.parts["months"].say(_("on average {list} a month", list=joined(averages)) if averages else "")

    def _add_grid(self, resident: ResidentId, name: str, found: BudgetView) -> None:
        year = next((each for each in found.years if each.resident == resident), None)
        if year is None:
            return
        grid = MonthGrid(resident, name, year)
        grid.typed.connect(self.keep_month)
        home = self.household
        copies = button(
            _("Copy last year as an estimate"),
            "quiet",
            "copy",
            lambda: self.page.do(lambda office: budget.copy_last_year(office, home, resident)),
        )
        proofs = button(
            _("Proof was seen of all months"),
            "quiet",
            "file-check",
            lambda: self.page.do(lambda office: budget.months_proven(office, home, resident)),
        )
        for each in (copies, proofs):
            each.setAccessibleName(_("{name}: {deed}", name=name, deed=each.text()))
        inside = grid.layout()
        assert inside is not None
        inside.addWidget(flow(copies, proofs))
        self.grids[resident] = grid
        self._grids.addWidget(grid)

    def _drop_grid(self, resident: ResidentId) -> None:
        grid = self.grids.pop(resident)
        self._grids.removeWidget(grid)
        grid.hide()
        grid.deleteLater()

    def _begin_business(self) -> None:
        resident = self.who_has_business.editor.value()
        home = self.household
        if resident is not None:
            self.page.do(
                lambda office: budget.add_income(office, home, IncomeKind.BUSINESS, None, resident=resident)  # type: ignore[arg-type]
            )

    def _fill_withheld(self, found: BudgetView) -> None:
        names = dict(found.people)
        incomes: dict[object, str] = {
            each.id: joined([label(each.kind), names[each.resident]])
            if each.resident in names
            else each.source or label(each.kind)
            for each in found.incomes
        }
        debts: dict[object, str] = {each.id: each.creditor or label_of_debt(each.kind) for each in found.debts}
        self.withheld.show_records(found.withholdings, options={"income": incomes, "debt": debts})
        now = list(found.sheet.withheld.values())
        self.parts["withheld"].say(
            plural("{count} kept back, {amount} a month", "{count} kept back, {amount} a month", len(now),
                   amount=amount(sum(each or 0 for each in now)))
            if now
            else ""
        )  # fmt: skip

    def _fill_assets(self, found: BudgetView, people: Mapping[object, str]) -> None:
        self.assets.show_records(found.assets, options={"resident": people})
        counted = [each.value for each in found.assets if each.kind not in (AssetKind.HOUSE, AssetKind.BUSINESS)]
        known = sum(each for each in counted if each is not None)
        unknown = sum(each is None for each in counted)
        self.parts["assets"].say(
            plural("{amount}, {count} unknown", "{amount}, {count} unknown", unknown, amount=amount(known))
            if unknown
            else amount(known)
            if counted
            else ""
        )
        self.asset_words.setText(asset_limit(found))
        self.asset_words.setVisible(bool(self.asset_words.text()))

    def _fill_care(self, found: BudgetView) -> None:
        stack = found.sheet.care
        if stack.cents or stack.unknown:
            said = _(
                "Own risk, own contributions and medicines together: {month} a month, {year} a year.",
                month=told(stack),
                year=told(found.sheet.care_in_a_year),
            )
        else:
            said = _("No own risk, own contributions or medicines stand in the costs yet.")
        self.care_words.setText(said)
        avoids = found.picture.avoids_care
        parts = [_("Goes without care")] if avoids else []
        if stack.cents:
            parts.append(_("{amount} a month themselves", amount=amount(stack.cents)))
        self.parts["care"].say(" · ".join(parts))

    def _fill_facts(self, found: BudgetView) -> None:
        picture = found.picture
        says = []
        for value, yes, no in (
            (picture.opens_post, _("opens post"), _("leaves post closed")),
            (picture.has_digid, _("has DigiD"), _("has no DigiD")),
            (picture.reads_dutch, _("reads Dutch"), _("does not read Dutch")),
        ):
            if value is not None:
                says.append(yes if value else no)
        if picture.administrator:
            says.append(picture.administrator)
        told_already = [picture.story, picture.did_self, picture.earlier_help]
        self.parts["story"].say(next((one_line(each) for each in told_already if each.strip()), ""))
        self.parts["skills"].say(" · ".join(says))
        self.parts["business"].say(picture.business_name)

    def _fill_repayment(self, found: BudgetView) -> None:
        names = {each.id: each.creditor or label_of_debt(each.kind) for each in found.debts}
        shown = found.proposal
        shares = [(each, names.get(each.debt, "")) for each in shown.shares] if shown is not None else []  # type: ignore[call-overload]
        self.repayment.show_rows(shares)
        self.repayment.setVisible(bool(shares))
        self.repayment.fit_height(most=12)
        if not found.debts:
            said = _("No debts stand in the post yet.")
        elif shown is None:
            said = _("Fill in what could go to debts each month. Left over now: {amount}.",
                     amount=amount(found.sheet.remainder))  # fmt: skip
        else:
            said = _(
                "In {months} months {offered} of {owed}.",
                months=shown.months,
                offered=amount(shown.offered),
                owed=amount(shown.owed),
            )
            if shown.unknown:
                more = plural(
                    "{count} debt has no amount and no row.", "{count} debts have no amount and no row.", shown.unknown
                )
                said = f"{said} {more}"
            if shown.monthly > max(0, found.sheet.remainder):
                too_much = _("This is more than what is left over now.")
                said = f"{said} {too_much}"
        self.repayment_words.setText(said)
        self.parts["repayment"].say(
            _("{amount} a month", amount=amount(found.picture.proposed)) if found.picture.proposed is not None else ""
        )

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
            Column(_("Amount"), "amount", shown=_amount_or_unknown, align="right", width=100),
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
        self.left = Words("", "quiet")
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


# ---------------------------------------------------------------------------------------------- words


def percent(tenths: int) -> str:
    """Tenths of a percent as people read them: "104,3 %"."""
    return _("{number} %", number=number(Decimal(tenths) / 10))


def because(why: Because) -> str:
    """A reason in words."""
    return _(why.sentence, **why.values)


def why_nothing(found: BudgetView) -> str:
    """Why there is no percentage."""
    if found.kind is None:
        return _("There is no adult in this household, so there is nothing to reckon with.")
    if found.table is None or found.table.table.amount(found.kind.kind, found.kind.sharing) is None:
        return _("The amounts for this kind of household are not known for today.")
    return _("Write down what comes in first. An estimate will do.")


def norm_parts(shown: Indication, found: BudgetView) -> list[QWidget]:
    """The percentage with its reasons, its limits, its source and its date."""
    top = QWidget()
    top.setLayout(
        row(
            Words(
                _("{percent} of the assistance norm", percent=percent(shown.tenths)), "large", wraps=False
            ),
            StatusChip("info", _("Indication, no decision")),
            None,
            space=SNUG,
        )
    )  # fmt: skip
    parts: list[QWidget] = [top, Words(because(shown.kind.because))]
    parts += [Words(because(each), "small") for each in shown.kind.doubts]
    limits = [
        _("{percent} %: {amount}, above the limit, made to measure is possible.",
          percent=each.percentage, amount=amount(each.cents))
        if each.is_above
        else _("{percent} %: {amount}, below the limit.", percent=each.percentage, amount=amount(each.cents))
        for each in shown.limits
    ]  # fmt: skip
    listed = QWidget()
    inside = column(listed, space=0)
    for each in limits:
        inside.addWidget(Words(each))
    parts.append(listed)
    said = [_("Counted: {amount}.", amount=told(shown.counted))]
    if shown.left_out.cents or shown.left_out.unknown:
        said.append(
            _("Not counted: {amount}. Allowances, child benefit, board and income of others at home do not count.",
              amount=told(shown.left_out))
        )  # fmt: skip
    parts.append(Words(" ".join(said)))
    parts.append(
        Words(
            _(
                "The norm is {norm} net a month with holiday allowance; {paid} of it is paid each month. Who gets no "
                "holiday allowance yet seems to have a little less.",
                norm=amount(shown.norm),
                paid=amount(shown.norm_paid),
            ),
            "small",
        )
    )
    source = _(
        "Source: {source}, amounts from {from_on} to {to_on}.",
        source=shown.table.source,
        from_on=short_date(shown.table.valid_from),
        to_on=short_date(shown.table.valid_to),
    )
    parts.append(Words(source, "small"))
    if shown.is_outdated:
        parts.append(
            Note(_("Still to be checked: for {day} there are newer amounts, which the program does not know.",
                   day=found.today))
        )  # fmt: skip
    return parts


def asset_limit(found: BudgetView) -> str:
    """Up to what somebody may own beside assistance, with its source."""
    if found.table is None or found.kind is None:
        return ""
    table = found.table.table
    limit = table.assets_couple if found.kind.kind in COUPLES or found.has_children else table.assets_single
    if limit is None:
        return ""
    return _(
        "With assistance a household like this may own {limit}; an own home counts apart. Source: {source}.",
        limit=amount(limit),
        source=table.source,
    )


def label_of_debt(kind: object) -> str:
    """What a debt is called when nobody knows to whom."""
    return label(kind) if isinstance(kind, Choice) else _("Unknown creditor")


def _amount_or_unknown(cents: object) -> str:
    return amount(cents) if isinstance(cents, int) else _("unknown")


def _amount_or_dash(cents: object) -> str:
    return amount(cents) if isinstance(cents, int) else "–"
