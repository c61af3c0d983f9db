"""The parts of the budget that open below the lists; each is made when it is first opened, and says folded what is in it."""

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from buurtteam.domain.amounts import known_total
from buurtteam.domain.budget import Asset, AssetKind, IncomeKind, Withholding
from buurtteam.domain.kinds import ResidentId, one_line
from buurtteam.domain.norms_of_living import COUPLES, Because
from buurtteam.domain.poverty import Indication
from buurtteam.domain.words import N_
from buurtteam.services import budget, debts
from buurtteam.services.budget import BudgetView
from buurtteam.texts import amount, joined, label, number, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.pages.money_budget_parts import Fold, MonthGrid, SchemeRows, told
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import Note, StatusChip, Words, button, column, emptied, flow, row

if TYPE_CHECKING:
    from buurtteam.ui.pages.money_budget import Budget


class Part(Fold):
    """One part of the budget."""

    title: ClassVar[str] = ""

    def __init__(self, tab: "Budget") -> None:
        super().__init__(_(self.title))
        self.tab = tab
        self.is_built = False
        self.found: BudgetView | None = None

    def build(self) -> None:
        """Make what is in it."""

    def says(self, found: BudgetView) -> str:
        """What is in it, in a few words."""
        raise NotImplementedError

    def fill(self, found: BudgetView) -> None:
        """Show it as it is kept; called once it is built."""

    def show_view(self, found: BudgetView) -> None:
        """Follow the budget."""
        self.found = found
        self.say(self.says(found))
        if self.is_built:
            self.fill(found)

    def set_open(self, is_open: bool) -> None:
        """Open or fold it; at the first time it is made."""
        if is_open and not self.is_built:
            self.is_built = True
            self.build()
            self.tab.show_facts()
            if self.found is not None:
                self.fill(self.found)
        super().set_open(is_open)

    def leave(self) -> None:
        """Keep what is being typed."""


class NormPart(Part):
    """The income beside the assistance norm, and little income from work."""

    title = N_("Beside the assistance norm")

    def build(self) -> None:
        """The place of the percentage, and how it is reckoned."""
        self.norm_body = column(space=TIGHT)
        self.body.addLayout(self.norm_body)
        self.tab.facts.place(
            "people_sharing",
            "reckoned_as",
            columns=2,
            into=self.body,
            help_texts={
                "people_sharing": _("Leave it empty and the people of this household are counted."),
                "reckoned_as": _("Leave it empty and it follows from who lives here."),
            },
        )
        self.tab.facts.place("earmarked", "earmarked_source", "earmarked_on", columns=3, into=self.body)

    def says(self, found: BudgetView) -> str:
        """The percentage, and that it is no decision."""
        shown = found.indication
        if shown is None:
            return ""
        return _("{percent} of the norm · indication, no decision", percent=percent(shown.tenths))

    def fill(self, found: BudgetView) -> None:
        """The percentage with its reasons."""
        emptied(self.norm_body)
        shown = found.indication
        if shown is None:
            self.norm_body.addWidget(Words(why_nothing(found), "quiet"))
        else:
            for part in norm_parts(shown, found):
                self.norm_body.addWidget(part)
        for pointed in found.pointers:
            reasons = " ".join(because(each) for each in pointed.reasons)
            said = _("{what}. {reasons} This is an indication, a reason to ask on.", what=pointed.what, reasons=reasons)
            self.norm_body.addWidget(Note(said, "info"))


class MonthsPart(Part):
    """Twelve months of everybody with an own business."""

    title = N_("Own business: twelve months")

    def __init__(self, tab: "Budget") -> None:
        super().__init__(tab)
        self.grids: dict[ResidentId, MonthGrid] = {}

    def build(self) -> None:
        """The place of the months, and who may have some."""
        self._grids = column(space=ROOM)
        self.body.addLayout(self._grids)
        self.who_has_business = FormField(_("Who has an own business?"), ChoiceEditor([], optional=True))
        self.who_has_business.editor.edited.connect(self._begin_business)
        self.add(self.who_has_business)

    def says(self, found: BudgetView) -> str:
        """The average of each."""
        averages = [amount(each.average) for each in found.years if each.average is not None]
        return _("on average {list} a month", list=joined(averages)) if averages else ""

    def fill(self, found: BudgetView) -> None:
        """The months of each; rows that stand there keep their place."""
        people: dict[object, str] = dict(found.people)
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

    def leave(self) -> None:
        """Keep the month that is being typed."""
        for grid in self.grids.values():
            grid.leave()

    def _add_grid(self, resident: ResidentId, name: str, found: BudgetView) -> None:
        year = next((each for each in found.years if each.resident == resident), None)
        if year is None:
            return
        grid = MonthGrid(resident, name, year)
        grid.typed.connect(self.tab.keep_month)
        home = self.tab.household
        copies = button(
            _("Copy last year as an estimate"),
            "quiet",
            "copy",
            lambda: self.tab.page.do(lambda office: budget.copy_last_year(office, home, resident)),
        )
        proofs = button(
            _("Proof was seen of all months"),
            "quiet",
            "file-check",
            lambda: self.tab.page.do(lambda office: budget.months_proven(office, home, resident)),
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
        home = self.tab.household
        if isinstance(resident, UUID):
            self.tab.page.do(
                lambda office: budget.add_income(office, home, IncomeKind.BUSINESS, None, resident=ResidentId(resident))
            )


class WithheldPart(Part):
    """What is kept back before it arrives."""

    title = N_("Set-offs and attachments")

    def build(self) -> None:
        """The list of what is kept back."""
        self.pane: RecordsPane[Withholding] = RecordsPane(
            self.tab.page,
            Withholding,
            title=_("What is kept back"),
            add_words=_("Add what is kept back"),
            columns=[
                Column(_("By whom"), lambda each: each.by or label(each.kind), share=3, strong=True),
                Column(_("Amount"), "amount", shown=amount_or_unknown, align="right", width=110),
                Column(_("How often"), "per", width=120),
            ],
            empty=(
                "scale",
                _("Nothing is kept back"),
                _("Set off against a benefit, attached, or paid to somebody else first: write it down here."),
            ),
            new=lambda: Withholding(household=self.tab.household),
            keep=budget.keep,
            remove=lambda office, record: budget.remove(office, record, record.by or label(record.kind)),
            says=lambda record: record.by or label(record.kind),
        )
        self.pane.form.place("by", "amount", "per", columns=2)
        self.pane.form.place("kind", "is_taken_off")
        self.pane.form.place("income", "debt", "from_on", "until_on", columns=2, options={"income": {}, "debt": {}})
        self.pane.form.place(
            "protected",
            "protected_source",
            "protected_on",
            "note",
            columns=2,
            help_texts={"protected": _("Only written down. Who attaches reckons it; this program does not.")},
        )
        self.add(self.pane)

    def says(self, found: BudgetView) -> str:
        """How many, and how much a month."""
        now = list(found.sheet.withheld.values())
        if not now:
            return ""
        total = amount(sum(each or 0 for each in now))
        return plural(
            "{count} kept back, {amount} a month", "{count} kept back, {amount} a month", len(now), amount=total
        )

    def fill(self, found: BudgetView) -> None:
        """The list as it is kept."""
        names = dict(found.people)
        incomes: dict[object, str] = {
            each.id: joined([label(each.kind), names[each.resident]])
            if each.resident in names
            else each.source or label(each.kind)
            for each in found.incomes
        }
        owed: dict[object, str] = {each.id: debts.name_of(each) for each in found.debts}
        self.pane.show_records(found.withholdings, options={"income": incomes, "debt": owed})

    def leave(self) -> None:
        """Keep what is being typed."""
        if self.is_built:
            self.pane.leave()


class AssetsPart(Part):
    """What they own."""

    title = N_("What they own")

    def build(self) -> None:
        """The list of belongings."""
        self.asset_words = Words("", "small")
        self.pane: RecordsPane[Asset] = RecordsPane(
            self.tab.page,
            Asset,
            title=_("Belongings and accounts"),
            add_words=_("Add a belonging or account"),
            columns=[
                Column(_("What is it"), "kind", share=2, strong=True),
                Column(_("Account, number plate or address"), "what", share=3),
                Column(_("Balance or value"), "value", shown=amount_or_unknown, align="right", width=130),
            ],
            empty=("car", _("Nothing is written down yet"), _("A bank account, a car, savings: write it down here.")),
            new=lambda: Asset(household=self.tab.household),
            keep=budget.keep,
            remove=lambda office, record: budget.remove(office, record, label(record.kind)),
            says=lambda record: label(record.kind),
        )
        self.pane.form.place("kind", "what", columns=2)
        self.pane.form.place("value", "as_of", "resident", "mortgage", columns=2, options={"resident": {}})
        self.pane.form.place("proof_seen", "note", columns=2)
        self.add(self.asset_words, self.pane)

    def says(self, found: BudgetView) -> str:
        """What it is worth together, without a home and a business."""
        counted = [each.value for each in found.assets if each.kind not in (AssetKind.HOUSE, AssetKind.BUSINESS)]
        known, unknown = known_total(counted)
        if unknown:
            return plural("{amount}, {count} unknown", "{amount}, {count} unknown", unknown, amount=amount(known))
        return amount(known) if counted else ""

    def fill(self, found: BudgetView) -> None:
        """The list, and up to what one may own."""
        self.pane.show_records(found.assets, options={"resident": dict(found.people)})
        self.asset_words.setText(asset_limit(found))
        self.asset_words.setVisible(bool(self.asset_words.text()))

    def leave(self) -> None:
        """Keep what is being typed."""
        if self.is_built:
            self.pane.leave()


class SchemesPart(Part):
    """Help with costs that may fit."""

    title = N_("Help with costs that may fit")

    def build(self) -> None:
        """The checklist."""
        self.rows = SchemeRows()
        self.rows.answered.connect(self.tab.keep_scheme)
        self.rows.remarked.connect(self.tab.keep_remark)
        self.add(self.rows)

    def says(self, found: BudgetView) -> str:
        """How many there are to ask about."""
        open_ones = [each for each in found.schemes if not each.is_settled and (each.use is not None or each.maybe)]
        return plural("{count} to ask about", "{count} to ask about", len(open_ones)) if open_ones else ""

    def fill(self, found: BudgetView) -> None:
        """The checklist as it stands."""
        self.rows.show_lines(found.schemes)

    def leave(self) -> None:
        """Keep the remark that is being typed."""
        if self.is_built:
            self.rows.leave()


class CarePart(Part):
    """Care that costs them money, and care they go without."""

    title = N_("Care and money")

    def build(self) -> None:
        """What care costs, and what they go without."""
        self.care_words = Words("")
        self.add(self.care_words)
        self.tab.facts.place("avoids_care", into=self.body)
        self.tab.facts.place("avoided_care", "avoids_since", columns=2, into=self.body)

    def says(self, found: BudgetView) -> str:
        """Whether they go without, and what they pay."""
        parts = [_("Goes without care")] if found.picture.avoids_care else []
        if found.sheet.care.cents:
            parts.append(_("{amount} a month themselves", amount=amount(found.sheet.care.cents)))
        return " · ".join(parts)

    def fill(self, found: BudgetView) -> None:
        """The stack of own contributions."""
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


class StoryPart(Part):
    """How it came about, in their own words."""

    title = N_("How it came about")

    def build(self) -> None:
        """The story, and what was done."""
        self.tab.facts.place("story", "did_self", "earlier_help", voice=("story",), into=self.body)

    def says(self, found: BudgetView) -> str:
        """Its beginning."""
        known = (found.picture.story, found.picture.did_self, found.picture.earlier_help)
        return next((one_line(each) for each in known if each.strip()), "")


class SkillsPart(Part):
    """Post, DigiD, Dutch, and who helps with money."""

    title = N_("Post, DigiD and who helps")

    def build(self) -> None:
        """What somebody can do alone, and who helps."""
        self.tab.facts.place("opens_post", "has_digid", "reads_dutch", columns=3, into=self.body)
        self.tab.facts.place("helpers", into=self.body)
        self.tab.facts.place("administrator", "administrator_since", columns=2, into=self.body)
        self.tab.facts.place("administrator_kind", into=self.body)

    def says(self, found: BudgetView) -> str:
        """What is known of it."""
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
        return " · ".join(says)


class BusinessPart(Part):
    """The facts of an own business."""

    title = N_("The business")

    def build(self) -> None:
        """The facts of the business."""
        self.tab.facts.place("business_name", "business_number", columns=2, into=self.body)
        self.tab.facts.place("business_taxes", "books_up_to_date", columns=2, into=self.body)

    def says(self, found: BudgetView) -> str:
        """Its name."""
        return found.picture.business_name


class RepaymentPart(Part):
    """A proposed monthly amount divided over the debts."""

    title = N_("Proposal to pay off")

    def build(self) -> None:
        """The amount, and the division."""
        self.add(
            Words(
                _(
                    "A proposal, no decision. Debt help decides, with amounts of its own. A preferred creditor gets "
                    "double the percentage of the others."
                ),
                "small",
            )
        )
        self.tab.facts.place("proposed", into=self.body)
        self.told = Words("")
        self.table = RowTable(
            Column(_("Owed to"), lambda each: each[1], share=3, strong=True),
            Column(_("Owed"), lambda each: each[0].amount, shown=amount, align="right", width=120),
            Column(_("Preferred"), lambda each: each[0].is_preferred, width=100),
            Column(_("A month"), lambda each: each[0].monthly, shown=amount, align="right", width=110),
            Column(_("In all"), lambda each: each[0].offered, shown=amount, align="right", width=120),
            Column(_("Part of it"), lambda each: each[0].tenths, shown=percent, align="right", width=100),
            name=_("Proposal to pay off"),
            id_of=lambda each: each[0].debt,
        )
        self.add(self.told, self.table)

    def says(self, found: BudgetView) -> str:
        """The amount."""
        proposed = found.picture.proposed
        return _("{amount} a month", amount=amount(proposed)) if proposed is not None else ""

    def fill(self, found: BudgetView) -> None:
        """The division, and what it comes to."""
        names: dict[object, str] = {each.id: debts.name_of(each) for each in found.debts}
        shown = found.proposal
        shares = [(each, names.get(each.debt, "")) for each in shown.shares] if shown is not None else []
        self.table.show_rows(shares)
        self.table.setVisible(bool(shares))
        self.table.fit_height(most=12)
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
        self.told.setText(said)


PARTS: tuple[tuple[str, type[Part]], ...] = (
    ("norm", NormPart),
    ("months", MonthsPart),
    ("withheld", WithheldPart),
    ("assets", AssetsPart),
    ("schemes", SchemesPart),
    ("care", CarePart),
    ("story", StoryPart),
    ("skills", SkillsPart),
    ("business", BusinessPart),
    ("repayment", RepaymentPart),
)
"""The parts in the order in which they stand."""


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


def amount_or_unknown(cents: object) -> str:
    """An amount, or that nobody knows it."""
    return amount(cents) if isinstance(cents, int) else _("unknown")
