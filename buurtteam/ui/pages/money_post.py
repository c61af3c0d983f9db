"""The bag of post: a line per letter with Enter, second letters about one debt shown at once, and what is owed in all."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from buurtteam.domain.debt import Debt, DebtEnd, DebtGroup, NotCounted
from buurtteam.domain.debt_doubles import Double, DoubleReason, doubles_of, head_of
from buurtteam.domain.debt_totals import DebtSum, DebtTotals
from buurtteam.domain.folding import folded
from buurtteam.domain.keeping import Draft
from buurtteam.domain.kinds import DebtId, HouseholdId
from buurtteam.domain.words import N_, Choice
from buurtteam.services import creditors, debts, households
from buurtteam.services.debts import BagOfPost
from buurtteam.services.households import HouseholdView
from buurtteam.texts import amount, joined, label, plural
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor
from buurtteam.ui.notices import announce
from buurtteam.ui.pages.household_parts import names_of
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.pages.money_letters import Proposal
from buurtteam.ui.pages.money_post_parts import EntryLine, Folded, Offer, Question, completing
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column
from buurtteam.ui.theme import ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import Card, Heading, State, Words, button, column, flow, row

if TYPE_CHECKING:
    from buurtteam.services.office import Office

_MOST_ROWS: Final = 14


class Shown(Choice):
    """Which letters the list shows."""

    ALL = "all", N_("All letters")
    COUNTED = "counted", N_("What counts")
    UNKNOWN = "unknown", N_("Amount unknown")
    ASKED = "asked", N_("Perhaps double")
    NOT_COUNTED = "not_counted", N_("What does not count")
    UNSEEN = "unseen", N_("Letter not seen")


class Order(Choice):
    """In which order the list stands."""

    NEWEST = "newest", N_("Last typed first")
    TYPED = "typed", N_("As typed")
    CREDITOR = "creditor", N_("By creditor")
    AMOUNT = "amount", N_("Highest amount first")
    GROUP = "group", N_("By group")


class Post(HouseholdTab):
    """The letters of a household; nothing has to be known, and nothing that was typed is lost."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self.bag = BagOfPost()
        self._asked: tuple[Debt, Double] | None = None
        self._last: DebtId | None = None
        self._offered = ""
        self._people: dict[object, str] = {}
        self._restored = False

        self.entry = EntryLine(page, household)
        self.whose = _choice(_("Whose letters are these?"))
        self.next_button = button(_("Next letter (Enter)"), "primary", "check", self.entry.enter)
        self.same = button(_("Yes, the same debt (Alt+J)"), icon_name="check", on_click=self.say_same)
        self.other = button(_("No, another one (Alt+N)"), icon_name="x", on_click=self.say_other)
        self.question = Question(self.same, self.other)
        self.offer = Offer(_("Put it on the list (Alt+S)"), "plus", self.put_on_list)
        self.typing = typing = Card(_("A letter from the bag"))
        self.hint = Words(
            _("What you do not know stays empty. Enter keeps the letter and begins the next one."), "quiet"
        )
        typing.add(
            self.hint,
            self.entry,
            self.question,
            self.offer,
            flow(self.next_button, _beside(_("Whose letters are these?"), self.whose)),
        )
        self.names = {
            "creditor": completing(self.entry.fields["creditor"], self._creditor_names),
            "collector": completing(self.entry.fields["collector"], self._collector_names),
        }
        for each in self.names.values():
            each.entered.connect(self.entry.enter)
        self.entry.typed.connect(self._look_for_double)
        self.entry.entered.connect(self._enter)
        self.whose.edited.connect(self._on_whose)

        self.sums = Sums(self.show_asked)
        self.lines = LinesPane(self)
        inside = column(self, space=ROOM)
        for part in (typing, self.sums, self.lines):
            inside.addWidget(part)
        self._deeds = {
            "money.same_debt": self._bind("money.same_debt", self.say_same),
            "money.other_debt": self._bind("money.other_debt", self.say_other),
            "money.new_creditor": self._bind("money.new_creditor", self.put_on_list),
        }
        self._show_question()

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Ask for the letters and show them; `debt` opens one of them, `new` puts the caret in the line."""
        self._people = names_of(view)
        self.whose.offer([(None, _("Not said")), *self._people.items()])
        home, wanted = self.household, args.get("debt")

        def show(bag: BagOfPost) -> None:
            self._fill(bag, view)
            if wanted is not None:
                self.lines.edit(wanted)
            elif args.get("new"):
                self.add()

        self.page.ask(lambda office: debts.bag_of_post(office, home), show, instead_of="post")

    def add(self) -> None:
        """To the line where letters are typed."""
        self.entry.focus("creditor")
        self._scroll_to_line()

    def _scroll_to_line(self) -> None:
        """The line at the top of the window, so that the last letters are seen below it."""
        bar = self.page.body.verticalScrollBar()
        sheet = self.page.body.widget()
        if sheet is not None and sheet.isAncestorOf(self.typing):
            bar.setValue(self.typing.mapTo(sheet, self.typing.rect().topLeft()).y() - TIGHT)

    def remove_row(self) -> None:
        """The chosen letter goes to the trash."""
        self.lines.remove_chosen()

    def finish(self) -> None:
        """Keep the letter that is typed."""
        self.entry.enter()

    def attach(self) -> None:
        """Scans belong to the evidence; they are linked to a letter there."""
        chosen = self.lines.table.chosen_row()
        self.page.open_tab("evidence", **({"debt": chosen.id} if isinstance(chosen, Debt) else {}))

    def preview(self) -> None:
        """What can be printed of it."""
        self.page.go("papers")

    def leave(self) -> None:
        """Keep what is being typed."""
        self.entry.leave()
        self.lines.leave()

    # ------------------------------------------------------------------ typing

    def _enter(self, debt: object) -> None:
        assert isinstance(debt, Debt)
        self._last = debt.id
        self.hint.setText(_("Kept: {letter}", letter=_line_words(debt)))
        announce(self.hint, self.hint.text())
        self._scroll_to_line()
        self.page.do(lambda office: debts.keep_typed(office, debt, is_whole=True), self._on_entered)

    def _on_entered(self, kept: Debt) -> None:
        new = [
            name
            for name in (kept.creditor, kept.original_creditor, kept.collector)
            if name and creditors.named(self.bag.creditors, name) is None
        ]
        self._offered = new[0] if new else ""
        self._show_offer()

    def _on_whose(self) -> None:
        self.entry.whose = self.whose.value()
        if not self.entry.says_something():
            self.entry.begin()

    def _look_for_double(self) -> None:
        """Look at each key whether this letter is about a debt that stands there already."""
        self._offered = ""
        self._show_offer()
        self._show_question()

    def _question(self) -> tuple[Debt, Double] | None:
        """What is asked now: about the letter that is typed, else about the one before it."""
        if self.entry.record is not None and self.entry.says_something():
            debt = self.entry.so_far()
            stored = self.bag.line(debt.id)
            if stored is not None:
                debt = debt.changed(double_of=stored.double_of, is_apart=stored.is_apart)
            found = doubles_of(debt, [each for each in self.bag.lines if each.id != debt.id], self.bag.names)
            if found:
                return debt, found[0]
            return None
        last = self.bag.line(self._last)
        found = self.bag.doubles.get(last.id, ()) if last is not None else ()
        return (last, found[0]) if last is not None and found else None

    def _show_question(self) -> None:
        self._asked = self._question()
        for name in ("money.same_debt", "money.other_debt"):
            self._deeds[name].setEnabled(self._asked is not None)
        if self._asked is None:
            self.question.ask("")
            self._show_offer()
            return
        other = self.bag.line(self._asked[1].debt)
        self.question.ask(_same_debt_question(other, self._asked[1].reason) if other is not None else "")
        self._show_offer()

    def _show_offer(self) -> None:
        self._deeds["money.new_creditor"].setEnabled(bool(self._offered))
        # One question at a time: whether it is a double counts more, and the name is offered after it.
        is_shown = bool(self._offered) and self._asked is None
        says = _("“{name}” is not on the list of creditors yet.", name=self._offered) if is_shown else ""
        self.offer.show_sentence(says)

    def say_same(self) -> None:
        """Two letters about one debt: both stay, one counts."""
        self._answer(lambda office, debt, other: debts.link_double(office, debt, other))

    def say_other(self) -> None:
        """Another debt."""
        self._answer(lambda office, debt, _other: debts.keep_apart(office, debt))

    def _answer(self, deed: "Callable[[Office, DebtId, DebtId], Debt]") -> None:
        if self._asked is None or self.isHidden():
            return
        debt, double = self._asked
        is_typed = self.entry.record is not None and debt.id == self.entry.record.id

        def answer(office: "Office") -> BagOfPost:
            if is_typed:
                debts.keep_typed(office, debt)
            deed(office, debt.id, double.debt)
            return debts.bag_of_post(office, debt.household)

        self.page.do(answer, self._on_answered)

    def _on_answered(self, bag: BagOfPost) -> None:
        self.bag = bag
        self._show_all()

    def put_on_list(self) -> None:
        """The name that was typed comes on the team's list of creditors."""
        name = self._offered
        if not name or self.isHidden():
            return
        found = [each for each in self.bag.lines if name in (each.creditor, each.original_creditor, each.collector)]
        collects = bool(found) and all(each.collector == name for each in found)
        kind = None if collects or not found else found[-1].kind
        home = self.household

        def put(office: "Office") -> BagOfPost:
            creditors.add(office, name, is_collector=collects, kind=kind)
            return debts.bag_of_post(office, home)

        self._offered = ""
        self._show_offer()
        self.page.do(put, self._on_answered)

    # ------------------------------------------------------------------ inside

    def _fill(self, bag: BagOfPost, view: HouseholdView) -> None:
        self.bag = bag
        self._show_all(view)
        self._bring_back(view)

    def _show_all(self, view: HouseholdView | None = None) -> None:
        self.sums.show_totals(self.bag.totals, len(self.bag.doubles))
        self.lines.show_bag(self.bag, self._people, view)
        self._show_question()

    def _bring_back(self, view: HouseholdView) -> None:
        """Typing that could not be kept, because the program stopped while it was wrong."""
        if self._restored or self.entry.says_something():
            return
        self._restored = True
        start = households.draft_place(self.household, Debt(household=self.household)).rpartition(".")[0]
        for place, draft in (view.drafts or {}).items():
            head, _dot, found = place.rpartition(".")
            if head == start and set(draft.typed) <= set(debts.TYPED):
                new = Debt.model_validate({"household": self.household, "id": found})
                self.entry.show_kept(self.bag.line(new.id) or new, draft)
                return

    def show_asked(self) -> None:
        """Show the letters that are perhaps double."""
        self.lines.show_only(Shown.ASKED)

    def _bind(self, name: str, deed: Callable[[], object]) -> QAction:
        """A page outlives its tabs: of two actions on one key neither would do anything."""
        old = self.page.bound().get(name)
        if old is not None:
            self.page.removeAction(old)
        action = self.page.bind(name, deed)
        action.setEnabled(False)
        return action

    def _creditor_names(self, typed: str) -> list[str]:
        return self._names(typed, collectors=False)

    def _collector_names(self, typed: str) -> list[str]:
        return self._names(typed, collectors=True)

    def _names(self, typed: str, *, collectors: bool) -> list[str]:
        """Names of the list, and those that were typed in this bag before."""
        known = [each.name for each in creditors.suggest(self.bag.creditors, typed, collectors=collectors)]
        wanted = folded(typed.strip())
        here = [name for each in self.bag.lines for name in (each.creditor, each.original_creditor, each.collector)]
        return list(dict.fromkeys([*(name for name in here if wanted and wanted in folded(name)), *known]))[:8]

    def hideEvent(self, event: QHideEvent) -> None:
        for action in self._deeds.values():
            action.setEnabled(False)
        super().hideEvent(event)


class Sums(QWidget):
    """What is owed in all as far as it is known, and below it the parts."""

    def __init__(self, show_asked: Callable[[], object]) -> None:
        super().__init__()
        self.total = Heading("", 2)
        self.parts = Words("")
        self.beside = Words("", "quiet")
        self.asked = button("", "quiet", "copy", show_asked)
        inside = column(self, space=TIGHT)
        inside.addWidget(flow(self.total, self.asked))
        inside.addWidget(self.parts)
        inside.addWidget(self.beside)

    def show_totals(self, totals: DebtTotals, asked: int) -> None:
        """Say them; what is zero is not said."""
        self.setVisible(bool(totals.lines))
        self.total.setText(_("Known in all {sum}", sum=said(totals.counted)))
        groups = [(label(group), totals.groups.get(group, DebtSum())) for group in DebtGroup]
        groups.append((_("Family or friends"), totals.family))
        spoken = [f"{name} {said(part)}" for name, part in groups if part.lines]
        self.parts.setText("   ·   ".join(spoken))
        cuts = [
            (_("of the business"), totals.business),
            (_("preferred"), totals.preferred),
            (_("together with somebody else"), totals.joint),
            (_("disputed"), totals.disputed),
            (_("from before 18"), totals.before_18),
        ]
        within = [f"{name} {said(part)}" for name, part in cuts if part.lines]
        why = {
            NotCounted.DOUBLE: _("double"),
            NotCounted.ENDED: _("ended"),
            NotCounted.LEFT_OUT: _("left out"),
        }
        out = [f"{part.lines} {why[reason]} ({said(part)})" for reason, part in totals.not_counted.items()]
        lines = []
        if within:
            lines.append(_("Of which: {parts}.", parts=joined(within)))
        if out:
            lines.append(_("Does not count: {parts}.", parts=joined(out)))
        self.beside.setText(" ".join(lines))
        self.beside.setVisible(bool(lines))
        self.asked.setText(plural("{count} letter is perhaps double", "{count} letters are perhaps double", asked))
        self.asked.setVisible(bool(asked))


class LinesPane(RecordsPane[Debt]):
    """The letters that were typed, with all that can be known of one beside them."""

    def __init__(self, tab: Post) -> None:
        self._tab = tab
        self._bag = BagOfPost()
        self._people: dict[object, str] = {}
        self._open: DebtId | None = None
        super().__init__(
            tab.page,
            Debt,
            title=_("The letters"),
            add_words=_("Type a letter"),
            columns=(
                Column(_("Owed to"), self._who, strong=True),
                Column(_("Amount"), lambda d: d.amount, self._amount, width=120, align="right", sort=_by_amount),
                Column(_("Behind since"), lambda d: d.behind_since, _since, width=125),
                Column(_("Reference ¦letter"), _references, width=150),
                Column(_("Collector"), lambda d: d.collector, width=150),
                Column(_("Letter"), self._letter, width=90),
                Column(_("State ¦debt"), self._stands, width=130, chip=self._chip),
            ),
            empty=(
                "mail",
                _("The bag is still full."),
                _("Type the first letter above. What you do not know stays empty."),
            ),
            new=lambda: Debt(household=tab.household),
            keep=debts.keep,
            remove=debts.remove,
            says=debts.name_of,
            draft_place=lambda d: households.draft_place(tab.household, d),
            most_rows=_MOST_ROWS,
        )
        self._place_fields()
        self.showing, self.by, self.of_whom = (
            _choice(words) for words in (_("Show ¦list"), _("Order ¦list"), _("Of whom"))
        )
        self.showing.offer([(each, label(each)) for each in Shown])
        self.showing.show_value(Shown.ALL)
        self.by.offer([(each, label(each)) for each in Order])
        self.by.show_value(Order.NEWEST)
        self.of_whom_box = _beside(_("Of whom"), self.of_whom)
        self.tools = flow(_beside(_("Show ¦list"), self.showing), _beside(_("Order ¦list"), self.by), self.of_whom_box)
        # Beside the title: the last letters are to be seen below the line where one types.
        self.list_card.title.setWordWrap(False)
        self.list_card.head.addWidget(self.tools, 8)
        self.none = Words(_("No letter is like that. Choose “All letters” to see them all."), "quiet")
        self.none.hide()
        self.list_card.add(self.none)
        # A letter is typed above; a button for it here would be a second way to the same line.
        self.add_button.hide()
        for each in (self.showing, self.by, self.of_whom):
            each.edited.connect(self._show_chosen)
        self.table.installEventFilter(self)

    def _place_fields(self) -> None:
        form = self.form
        people: dict[str, dict[object, str]] = {"resident": {}}
        form.place("creditor", "kind", "amount", "amount_on", "behind_since", "letter_seen", columns=2)
        form.place("reference", "resident", columns=2, options=people)
        self.double = Words("", "quiet")
        self.whole = button(_("This letter counts"), icon_name="check", on_click=self._count_this)
        self.apart = button(_("Another debt after all"), icon_name="x", on_click=self._apart)
        self.same = button(_("Yes, the same debt"), icon_name="check", on_click=self._same)
        self.advice = Words("", "small")
        inside = form.layout()
        assert inside is not None
        for below in (self.advice, self.double, flow(self.same, self.apart, self.whole)):
            inside.addWidget(below)
        more: tuple[tuple[str, tuple[str, ...]], ...] = (
            (
                _("Where it began and who collects"),
                (
                    "original_creditor",
                    "original_reference",
                    "original_amount",
                    "began_on",
                    "collector",
                    "collector_reference",
                ),
            ),
            (_("How far it is"), ("phase", "last_letter_on", "threat", "is_preferred")),
            (_("What is paid off"), ("pays", "pays_per", "pays_since")),
            (_("Of whom and disputed"), ("is_business", "is_joint", "joint_with", "is_disputed", "disputed_why")),
            (_("In the total"), ("is_counted", "not_counted_why", "double_of", "ended_how", "ended_on")),
        )
        ends: dict[object, str] = {each: label(each) for each in DebtEnd}
        self.folded: dict[str, Folded] = {}
        for title, fields in more:
            part = Folded(title)
            form.place(*fields, columns=2, options={"threat": {}, "double_of": {}, "ended_how": ends}, into=part.inside)
            inside.addWidget(part)
            self.folded.update(dict.fromkeys(fields, part))
        form.place("note")
        for name in ("behind_since", "began_on", "last_letter_on", "pays_since"):
            # Said aloud and shown when it is wrong; under four fields it is only noise.
            form.fields[name].below.hide()
        completing(form.fields["creditor"], self._tab._creditor_names)  # noqa: SLF001 - one page in two files
        completing(form.fields["original_creditor"], self._tab._creditor_names)  # noqa: SLF001
        completing(form.fields["collector"], self._tab._collector_names)  # noqa: SLF001
        self.agree = button(_("Write down an agreement"), "quiet", "heart-handshake", self.to_agreement)
        self.letter = Folded(_("Letter to pay in parts"))
        self.proposal = Proposal(self._tab.page, self.form.leave)
        self.letter.inside.addWidget(self.proposal)
        self.below_form.addWidget(self.letter)
        self.below_form.addWidget(flow(self.agree))

    def to_agreement(self) -> None:
        """Begin an agreement about this debt, with what is known of it."""
        self.form.leave()
        record = self.form.record
        if record is not None and record.version:
            self._tab.page.open_tab("debt_help", debt=record.id)

    def add(self, start: str = "", **facts: object) -> None:
        """A letter is typed in the line above."""
        self._tab.add()

    # ------------------------------------------------------------------ showing

    def show_bag(self, bag: BagOfPost, people: dict[object, str], view: HouseholdView | None) -> None:
        """Show the letters that were asked for."""
        self._bag, self._people = bag, people
        self.of_whom.offer([(None, _("Everybody")), *people.items()])
        self.of_whom_box.setVisible(len({each.resident for each in bag.lines}) > 1)
        drafts = (view.drafts if view is not None else self._drafts) or {}
        threats: dict[object, str] = {each.id: label(each.kind) for each in bag.threats}
        self._show_picked(drafts, {"resident": people, "threat": threats})
        self.tools.setVisible(len(bag.lines) > 1)
        if self.form.record is not None and not self.form_side.isHidden():
            self.on_shown(self.bag_line(self.form.record))

    def bag_line(self, debt: Debt) -> Debt:
        """The letter as it is kept now."""
        return self._bag.line(debt.id) or debt

    def show_only(self, which: Shown) -> None:
        """Show these letters, and the first of them."""
        self.showing.show_value(which)
        self._show_chosen()
        if rows := self.table.rows():
            self.edit(rows[0].id)

    def _show_chosen(self) -> None:
        self._show_picked(self._drafts)

    def _show_picked(
        self, drafts: Mapping[str, Draft], options: Mapping[str, Mapping[object, str]] | None = None
    ) -> None:
        """Show what was asked for; when the last question is answered, all letters again."""
        found = self._picked()
        if not found and self.showing.value() is Shown.ASKED:
            self.showing.show_value(Shown.ALL)
            found = self._picked()
        self.show_records(found, drafts, options)
        self.none.setVisible(bool(self._bag.lines) and not found)
        self.empty.setVisible(not self._bag.lines)

    def _picked(self) -> Sequence[Debt]:
        which, whose, bag = self.showing.value(), self.of_whom.value(), self._bag
        tests: dict[object, Callable[[Debt], bool]] = {
            Shown.COUNTED: lambda d: d.counts,
            Shown.UNKNOWN: lambda d: d.amount is None,
            Shown.ASKED: lambda d: d.id in bag.doubles,
            Shown.NOT_COUNTED: lambda d: not d.counts,
            Shown.UNSEEN: lambda d: not d.letter_seen,
        }
        test = tests.get(which)
        found = [each for each in bag.lines if (test is None or test(each)) and whose in (None, each.resident)]
        match self.by.value():
            case Order.NEWEST:
                found.reverse()
            case Order.CREDITOR:
                found.sort(key=lambda d: folded(d.began_with))
            case Order.AMOUNT:
                found.sort(key=lambda d: -(d.amount if d.amount is not None else -1))
            case Order.GROUP:
                found.sort(key=lambda d: (list(DebtGroup).index(d.group), folded(d.began_with)))
        return found

    def on_shown(self, record: Debt) -> None:
        """What is asked of this letter, or was said."""
        if record.id != self._open:
            self._open = record.id
            usual = Debt(household=record.household)
            for part in dict.fromkeys(self.folded.values()):
                part.fold(not any(getattr(record, n) != getattr(usual, n) for n, p in self.folded.items() if p is part))
            self.letter.fold(True)
        asked = self._bag.doubles.get(record.id, ())
        other = self._bag.line(asked[0].debt) if asked else None
        head = head_of(record, {each.id: each for each in self._bag.lines})
        if other is not None:
            words = _same_debt_question(other, asked[0].reason)
        elif head.id != record.id:
            words = _("A second letter about this debt: {other}. It counts once.", other=self._short(head))
        else:
            words = ""
        self.double.setText(words)
        self.double.setVisible(bool(words))
        self.same.setVisible(other is not None)
        self.apart.setText(_("No, another debt") if other is not None else _("Another debt after all"))
        self.apart.setVisible(bool(words))
        self.whole.setVisible(head.id != record.id)
        heads = [each for each in self._bag.lines if each.double_of is None and each.id != record.id]
        self.form.offer("double_of", {each.id: _line_words(each) for each in heads})
        no_reason = not record.is_counted and not record.not_counted_why
        self.form.fields["not_counted_why"].ask(_("Why does it not count? Debt help asks for it.") if no_reason else "")
        self.letter.setVisible(bool(record.version) and record.counts)
        self.proposal.show_debt(record)
        known = creditors.named(self._bag.creditors, record.began_with)
        self.advice.setText(known.advice if known is not None else "")
        self.advice.setVisible(bool(self.advice.text()))

    # ------------------------------------------------------------------ deeds

    def _same(self) -> None:
        record = self.form.record
        asked = self._bag.doubles.get(record.id, ()) if record is not None else ()
        if record is not None and asked:
            other = asked[0].debt
            self._say(lambda office: debts.link_double(office, record.id, other))

    def _apart(self) -> None:
        if (record := self.form.record) is not None:
            self._say(lambda office: debts.keep_apart(office, record.id))

    def _count_this(self) -> None:
        if (record := self.form.record) is not None:
            self._say(lambda office: debts.count_in_place(office, record.id))

    def _say(self, deed: "Callable[[Office], object]") -> None:
        self.form.leave()
        self._page.do(deed)

    def _move(self, step: int) -> None:
        chosen = self.table.chosen_row()
        if isinstance(chosen, Debt):
            down = -step if self.by.value() is Order.NEWEST else step
            self._page.do(lambda office: debts.move(office, chosen.id, down))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                if self.by.value() in (Order.NEWEST, Order.TYPED):
                    self._move(step)
                return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------ words of a line

    def _who(self, debt: Debt) -> str:
        name = debts.name_of(debt)
        if debt.original_creditor not in ("", name):
            return _("{creditor}, for {origin}", creditor=name, origin=debt.original_creditor)
        return name

    def _short(self, debt: Debt) -> str:
        return _line_words(debt)

    @staticmethod
    def _amount(value: object) -> str:
        return amount(value) if isinstance(value, int) else _("unknown")

    def _letter(self, debt: Debt) -> str:
        seen = {True: _("seen"), False: _("not seen"), None: ""}[debt.letter_seen]
        count = self._bag.attachments.get(debt.id, 0)
        return f"{seen} ⎘ {count}".strip() if count else seen

    def _stands(self, debt: Debt) -> str:
        chip = self._chip(debt)
        return chip[1] if chip else ""

    def _chip(self, debt: Debt) -> tuple[State, str] | None:
        """What is not as usual; most letters simply count."""
        if debt.ended_on is not None:
            return "done", label(debt.ended_how or DebtEnd.PAID)
        if debt.double_of is not None:
            return "quiet", _("Double")
        if not debt.is_counted:
            return "quiet", _("Does not count")
        if debt.id in self._bag.doubles:
            return "soon", _("Double?")
        if debt.threat is not None:
            return "late", _("Threat")
        if debt.is_disputed:
            return "info", _("Disputed")
        return None


# ---------------------------------------------------------------------------------------------- words


def said(part: DebtSum) -> str:
    """A sum with what is not known of it: `€ 1.224,00 + 1 unknown`."""
    if not part.unknown:
        return amount(part.cents)
    unknown = plural("{count} unknown", "{count} unknown ¦many", part.unknown)
    return f"{amount(part.cents)} + {unknown}" if part.cents or part.unknown < part.lines else unknown


def _line_words(debt: Debt) -> str:
    parts = [debts.name_of(debt)]
    parts.append(amount(debt.amount) if debt.amount is not None else _("amount unknown"))
    if debt.reference or debt.collector_reference:
        parts.append(debt.reference or debt.collector_reference)
    return " · ".join(parts)


def _same_debt_question(other: Debt, reason: DoubleReason) -> str:
    return _("Is this the same debt as {other}? ({reason})", other=_line_words(other), reason=label(reason))


def _since(value: object) -> str:
    return "-".join(reversed(str(value).split("-"))) if value else ""


def _references(debt: Debt) -> str:
    return debt.reference or debt.collector_reference or debt.original_reference


def _by_amount(debt: Debt) -> int:
    return debt.amount if debt.amount is not None else -1


def _choice(words: str) -> ChoiceEditor:
    made = ChoiceEditor([], optional=False)
    made.set_words(words)
    made.combo.setMinimumContentsLength(20)
    return made


def _beside(words: str, editor: ChoiceEditor) -> QWidget:
    """A choice with its words before it."""
    says = QLabel(words)
    says.setProperty("tone", "small")
    says.setBuddy(editor.target)
    holder = QWidget()
    line = row(says, editor, space=SNUG)
    holder.setLayout(line)
    return holder
