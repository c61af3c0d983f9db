"""When I drop out: who takes over tonight, what must be known for it, and whether both agree; it prints on one card."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from buurtteam.domain.care import CrisisAgreement
from buurtteam.domain.kinds import HouseholdId, RelationId
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Gap
from buurtteam.services import care_papers, crisis_agreements, households
from buurtteam.services.crisis_agreements import AgreementsView, IfDropsOut
from buurtteam.services.households import HouseholdView
from buurtteam.texts import short_date
from buurtteam.texts import translate as _
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.list_row import ListRow, lines, mark_open
from buurtteam.ui.pages.carer import CarerPage
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.pages.paper_making import PaperMaker
from buurtteam.ui.theme import ROOM, TIGHT
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Heading,
    SideBySide,
    State,
    StatusChip,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
)


class IfIDropOut(HouseholdTab):
    """Whom this carer cares for, with the agreement about each beside it."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        assert isinstance(page, CarerPage)
        self.carers = page
        self.found: AgreementsView | None = None
        self._chosen: RelationId | None = None
        self._start = ""
        self._gaps: tuple[Gap, ...] = ()
        self.maker = PaperMaker(page, self._jump)
        outer = column(self, space=ROOM)
        self.list = Card(_("If I drop out"), icon_name="alert-triangle")
        self.side = QWidget()
        self._build_form()
        left = QWidget()
        stacked = column(left, space=ROOM)
        stacked.addWidget(self.list)
        stacked.addStretch(1)
        outer.addWidget(SideBySide(left, self.side, shares=(4, 8), least=430))
        self.side.hide()

    def _build_form(self) -> None:
        self.form: KeptForm[CrisisAgreement] = KeptForm(
            CrisisAgreement,
            self.page,
            crisis_agreements.keep,
            lambda record: households.draft_place(self.household, record),
        )
        self.form.kept.connect(self._fill_missing)
        form = self.form
        self.title = Heading("", 3)
        tonight = Card()
        tonight.add(self.title, form)
        form.place("takes_over", "takes_over_phone", columns=2)
        form.place("second", "second_phone", columns=2)
        form.place("tonight", "tomorrow")
        know = Card(_("Good to know"), icon_name="info-circle")
        form.place("medicine", "key_at", "calms", into=know.body)
        form.place("doctor", "emergency", columns=2, into=know.body)
        agreed = Card(_("Agreed"), icon_name="heart-handshake")
        form.place("carer_agrees", "cared_for_agrees", columns=2, into=agreed.body)
        form.place("cannot_agree_why", into=agreed.body)
        form.place("agreed_on", "review_on", columns=2, into=agreed.body)
        self.print_card = Card(_("The card"), icon_name="printer")
        self.missing = QWidget()
        self._missing = column(self.missing, space=TIGHT)
        self.printing = button(_("Print the card"), "primary", "printer", self.print_it)
        self.removing = button(_("Remove"), "quiet", "trash", self.remove_row)
        self.print_card.add(self.missing, flow(self.printing, self.removing))
        side = column(self.side, space=ROOM)
        for each in (tonight, know, agreed, self.print_card):
            side.addWidget(each)
        side.addStretch(1)

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Show what was agreed; `field` opens at one field of the agreement."""
        del view
        if isinstance(field := args.get("field"), str):
            self._start = field
        self.refresh()

    def refresh(self) -> None:
        """Ask anew."""
        home, carer = self.household, self.carers.carer
        if carer is None:
            self._fill_nobody()
            return
        self.page.ask(
            lambda office: crisis_agreements.agreements_of(office, home, carer), self._fill, instead_of="drop_out"
        )

    def add(self) -> None:
        """Begin the first agreement that is not there yet."""
        waiting = next((each for each in self.found.lines if each.agreement is None), None) if self.found else None
        if waiting is not None:
            self._open(waiting.relation)

    def remove_row(self) -> None:
        """Move the agreement that is shown to the trash; it can be taken back."""
        record = self.form.record
        if record is None or not record.version or self.side.isHidden():
            return
        self.form.settling.forget()
        self.page.do(lambda office: crisis_agreements.remove(office, record), self._on_removed)

    def preview(self) -> None:
        """Make the card and show it as it will be printed."""
        self.leave()
        record = self.form.record
        if record is None or not record.version or self.side.isHidden():
            self.page.go("papers")
            return
        issue = partial(care_papers.issue_card, agreement_id=record.id)
        self.maker.make(PaperKind.CARER_CARD, record.id, issue)

    def print_it(self) -> None:
        """Make the card and show it; from there it is printed."""
        self.preview()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.form.leave()

    # ------------------------------------------------------------------ inside

    def _fill_nobody(self) -> None:
        self.found = None
        self.side.hide()
        self.list.clear()
        self.list.add(
            EmptyState(
                "heart-handshake",
                _("Nobody here is known as a carer yet."),
                _("Write down first who cares for whom."),
                button(_("Who cares for whom"), "primary", "heart-handshake", lambda: self.page.open_tab("who")),
            )
        )

    def _fill(self, found: AgreementsView) -> None:
        self.found = found
        self.list.clear()
        if not found.lines:
            self._fill_nobody()
            return
        self.list.add(
            Words(
                _("Who takes over when {carer} suddenly cannot? Agree on it before it is needed.", carer=found.carer),
                "small",
            ),
            lines(*(self._row(each) for each in found.lines)),
        )
        if any(each.agreement is None for each in found.lines):
            self.list.add(flow(button(_("Agree on it (Ins)"), "primary", "plus", self.add)))
        known = {each.relation: each for each in found.lines}
        first = next((each for each in found.lines if each.agreement), None)
        here = known.get(self._chosen, first) if self._chosen is not None else first
        if here is None or here.agreement is None:
            self.side.hide()
        else:
            self._show(here)
            mark_open(self.list, here.relation)

    def _row(self, line: IfDropsOut) -> ListRow:
        made = ListRow(
            _("Care for {name}", name=line.cared_for),
            self._says(line),
            picture="heart-handshake",
            marks=(StatusChip(*self._chip(line)),),
        )
        return made.standing_for(line.relation).on_open(lambda: self._open(line.relation))

    def _says(self, line: IfDropsOut) -> str:
        if line.agreement is None:
            return _("Nothing agreed yet")
        parts = [line.agreement.takes_over]
        if line.agreement.review_on is not None:
            parts.append(_("look again on {day}", day=short_date(line.agreement.review_on)))
        return " · ".join(part for part in parts if part) or _("Nobody takes over yet")

    def _chip(self, line: IfDropsOut) -> tuple[State, str]:
        one = line.agreement
        if one is None:
            return "info", _("To agree")
        if self.found is not None and one.review_on is not None and one.review_on < self.found.today:
            return "soon", _("Look at it again")
        if any(gap.stops for gap in crisis_agreements.gaps_of(one)):
            return "soon", _("Not finished")
        return "done", _("Agreed")

    def _open(self, relation: RelationId) -> None:
        self._chosen, self._start = relation, "takes_over"
        home = self.household
        self.form.leave()
        self.page.do(lambda office: crisis_agreements.begin(office, home, relation), lambda _begun: self.refresh())

    def _show(self, line: IfDropsOut) -> None:
        assert line.agreement is not None
        self._chosen = line.relation
        self.form.show_kept(line.agreement)
        self.title.setText(_("If {carer} drops out: care for {name}", carer=self._carer_name(), name=line.cared_for))
        self._fill_missing(line.agreement)
        self.side.show()
        if self._start:
            start, self._start = self._start, ""
            self._go_to(start)

    def _carer_name(self) -> str:
        return self.found.carer if self.found else ""

    def _fill_missing(self, agreement: object) -> None:
        assert isinstance(agreement, CrisisAgreement)
        emptied(self._missing)
        gaps = self._gaps = crisis_agreements.gaps_of(agreement)
        stops = [gap for gap in gaps if gap.stops]
        self.printing.setEnabled(not stops)
        if stops:
            self._missing.addWidget(Words(_("The card can be printed when this is known:"), "label"))
        elif gaps:
            self._missing.addWidget(Words(_("The card can be printed. Still useful:"), "label"))
        else:
            self._missing.addWidget(Words(_("The card fits on one A5: one for the fridge, one for who takes over.")))
        for gap in gaps:
            self._missing.addWidget(link(_(gap.sentence), partial(self._go_to, gap.field)))

    def _jump(self, gap: Gap) -> bool:
        """What is missing about this card stands here."""
        field = next((each.field for each in self._gaps if each.sentence == gap.sentence), "")
        self._go_to(field)
        return bool(field)

    def _go_to(self, field: str) -> None:
        if field in self.form.fields:
            self.form.focus(field)

    def _on_removed(self, bundle: UUID) -> None:
        self.side.hide()
        self._chosen = None
        self.page.offer_back(_("The agreement"), bundle)
