"""Printing: what was made, for one household or for all, what still has to be handed over, and making a new one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from buurtteam.domain.filing import Paper
from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import HouseholdId, PaperId
from buurtteam.domain.papers import PaperKind
from buurtteam.services import care_papers, money_papers, printing
from buurtteam.services.care_papers import CareSubjects
from buurtteam.services.money_papers import MoneySubjects
from buurtteam.services.printing import PaperLine, Subjects
from buurtteam.texts import label, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import SegmentEditor
from buurtteam.ui.page import Page
from buurtteam.ui.pages import papers_about_care
from buurtteam.ui.pages.paper import HandOver, status_of
from buurtteam.ui.pages.paper_making import PaperMaker
from buurtteam.ui.pages.papers_about_money import PICTURES, offer_forms, offer_money
from buurtteam.ui.preview import Preview, print_all
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM, SNUG, TIGHT, WIDE, worn
from buurtteam.ui.widgets import EmptyState, Heading, SplitRow, Words, button, column, row

_LOOK_AFTER_MS = 250
_PREVIEW_NEEDS = 1080
_PICTURES = {
    PaperKind.PLAN: "list-check",
    PaperKind.REPORT: "messages",
    PaperKind.RECEIPT: "mail",
    PaperKind.LETTER: "mail",
    PaperKind.BLANK_FORM: "clipboard-text",
    PaperKind.ROUTE: "map-2",
    PaperKind.CRISIS: "alert-octagon",
    PaperKind.WINDOW_TEST: "layout-list",
    PaperKind.RECOVERY_SHEET: "key",
    PaperKind.FIGURES: "chart-bar",
    **PICTURES,
    **papers_about_care.PICTURES,
}


class PapersPage(Page):
    """The papers of one household, or the print centre of all."""

    place = "papers"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._home: HouseholdId | None = None
        self._label = ""
        self._subjects = Subjects()
        self._money = MoneySubjects()
        self._care = CareSubjects()
        self._papers: tuple[PaperLine, ...] = ()
        self._shown: PaperId | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER_MS)
        self._timer.timeout.connect(self._show_chosen)
        self.maker = PaperMaker(self)
        self.heading = Heading(_("Printing"), 1)
        self.about = Words("", "quiet")
        self.filter = SegmentEditor([(True, _("Still to hand over")), (False, _("Everything"))], optional=False)
        self.filter.set_words(_("Which papers"))
        self.filter.show_value(True)
        self.filter.edited.connect(self._show_rows)
        self.make_button = QPushButton(_("&Make a paper"))
        self.make_button.setProperty("kind", "secondary")
        self.make_button.setProperty("menu", "true")
        self.make_button.setAutoDefault(False)
        self.menu = QMenu(self.make_button)
        self.menu.aboutToShow.connect(self._offer)
        self.make_button.setMenu(self.menu)
        self.print_button = button(_("Print"), "primary", "printer", self.print_chosen, _("Ctrl+P"))
        self.table = RowTable(
            Column(_("Paper"), "title", strong=True, icon=lambda line: _PICTURES[line.kind]),
            Column(_("Household"), "household_label", shown=lambda text: text or _("The team")),
            Column(_("Number"), "number", width=104),
            Column(_("Made on"), "made_at", shown=short_date, width=118),
            Column("", lambda line: status_of(line)[1], chip=status_of, width=190),
            name=_("Papers"),
            several=True,
        )
        self.table.opened.connect(lambda found: self.desk.open_place("paper", paper_id=found))
        self.table.chosen.connect(lambda _found: self._timer.start())
        self.table.selectionModel().selectionChanged.connect(lambda *_s: self._timer.start())
        self.nothing = EmptyState(
            "printer",
            _("Nothing waits to be handed over."),
            _("A paper that you make stands here until you write down that it was handed over or sent."),
        )
        self.table.when_empty(self.nothing)
        self.hand_over = HandOver(self)
        self._build()
        self.bind("page.print", self.print_chosen)
        self.bind("page.finish", self.print_chosen)
        self.bind("page.preview", self.open_chosen)

    def _build(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.heading)
        titles.addWidget(self.about)
        left = QWidget()
        side = column(left, space=SNUG)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.filter)
        side.addWidget(self.table, 1)
        side.addWidget(self.hand_over)
        self.preview = Preview()
        self.preview.print_button.hide()
        self.split = SplitRow(left, self.preview, shares=(5, 4))
        body = QWidget()
        layout = column(body, space=SNUG)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        top = row(titles, self.make_button, self.print_button, space=TIGHT)
        top.setStretch(0, 1)
        layout.addLayout(top)
        layout.addWidget(self.split, 1)
        self.fill_with(body)

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show the papers of `household_id`, or of all households."""
        wanted = args.get("household_id")
        home = HouseholdId(wanted) if wanted is not None else None  # type: ignore[arg-type]  # an id from another page
        if home != self._home:
            self._subjects = Subjects()
            self._money = MoneySubjects()
            self._care = CareSubjects()
            self._label = ""
        self._home = home
        self.filter.show_value(home is None)
        self._ask()

    def first_focus(self) -> QWidget:
        """The list, or making a paper when there is none."""
        return self.table if self.table.rows() else self.make_button

    def panes(self) -> list[QWidget]:
        """The list and the paper."""
        return [self.table, self.hand_over, self.preview] if self.preview.isVisible() else [self.table, self.hand_over]

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """A paper was made or handed over."""
        if any(each.concern(Paper) for each in changes):
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_preview()

    def _fit_preview(self) -> None:
        """A narrow window has room for the list only, Enter opens the paper; without a paper a sheet says nothing."""
        self.preview.setVisible(self.width() >= worn().px(_PREVIEW_NEEDS) and bool(self.table.rows()))

    def _ask(self) -> None:
        home = self._home
        self.ask(lambda office: printing.papers_of(office, home), self._fill, instead_of="papers")
        if home is not None:
            self.ask(lambda office: printing.subjects_of(office, home), self._take_subjects, instead_of="subjects")
            self.ask(lambda office: money_papers.subjects_of(office, home), self._take_money, instead_of="money")
            self.ask(lambda office: care_papers.subjects_of(office, home), self._take_care, instead_of="care")

    def _take_subjects(self, subjects: Subjects) -> None:
        self._subjects = subjects
        self._label = subjects.label
        self._say_where()

    def _take_money(self, subjects: MoneySubjects) -> None:
        self._money = subjects

    def _take_care(self, subjects: CareSubjects) -> None:
        self._care = subjects

    def _fill(self, papers: tuple[PaperLine, ...]) -> None:
        self._papers = papers
        self._say_where()
        self._show_rows()

    def _say_where(self) -> None:
        waiting = len([each for each in self._papers if _waits(each)])
        counted = _("Waiting for you: {count} papers", count=waiting)
        self.about.setText(" · ".join(part for part in (self._label, counted if waiting else "") if part))
        self.about.setVisible(bool(self.about.text()))
        if self._home is not None:
            self.heading.setText(_("Papers"))
            self.set_title(_("Households"), self._label, _("Papers"))
        else:
            self.heading.setText(_("Printing"))
            self.set_title(_("Printing"))

    def _show_rows(self) -> None:
        only_waiting = bool(self.filter.value())
        rows = [each for each in self._papers if not only_waiting or _waits(each)]
        self.table.show_rows(rows)
        self._fit_preview()
        if rows and self.table.chosen_id() is None:
            self.table.choose(rows[0].id)
        self._timer.start()

    # ------------------------------------------------------------------ what is chosen

    def chosen(self) -> list[PaperLine]:
        """The papers that are chosen in the list."""
        wanted = set(self.table.chosen_ids())
        return [each for each in self.table.rows() if each.id in wanted]

    def open_chosen(self) -> None:
        """Open the paper that is chosen."""
        if (found := self.table.chosen_id()) is not None:
            self.desk.open_place("paper", paper_id=found)

    def _show_chosen(self) -> None:
        chosen = self.chosen()
        self.hand_over.show_papers(chosen)
        self.print_button.setEnabled(bool(chosen))
        count = len(chosen)
        self.print_button.setText(_("Print") if count < 2 else _("Print {count} papers", count=count))
        one = chosen[0] if count == 1 else None
        if one is None or self.preview.isHidden():
            self._shown = None
            self.preview.show_pdf(b"")
            return
        if one.id == self._shown:
            return
        self._shown = one.id
        self.do(partial(printing.reprint, paper_id=one.id), lambda pdf: self._show_pdf(one, pdf))

    def _show_pdf(self, line: PaperLine, pdf: bytes) -> None:
        if self._shown == line.id:
            self.preview.show_pdf(pdf, f"{line.number} {line.title}.pdf")

    def print_chosen(self) -> None:
        """Print what is chosen, all in one go."""
        ids = [each.id for each in self.chosen()]
        if ids:
            self.do(lambda office: [printing.reprint(office, each) for each in ids], self._print)

    def _print(self, pdfs: list[bytes]) -> None:
        if print_all(pdfs, self, self.heading.text()):
            self.desk.notices.say(_("Printed. Do you hand it over today? Write it down below the list."))
            self.hand_over.by_hand.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ making

    def _offer(self) -> None:
        self.menu.clear()
        home = self._home
        if home is not None:
            self._offer_for(home)
            self.menu.addSeparator()
            offer_money(self.menu, self.maker, home, self._money)
            papers_about_care.offer_care(self.menu, self.maker, self._care)
            self.menu.addSeparator()
        form = partial(printing.issue_blank_form, household_id=home)
        self.menu.addAction(label(PaperKind.BLANK_FORM), lambda: self.maker.make(PaperKind.BLANK_FORM, None, form))
        offer_forms(self.menu, self.maker, home)
        if home is None:
            self.menu.addAction(
                label(PaperKind.WINDOW_TEST),
                lambda: self.maker.make(PaperKind.WINDOW_TEST, None, printing.issue_window_test),
            )

    def _offer_for(self, home: HouseholdId) -> None:
        plan = partial(printing.issue_plan, household_id=home)
        self.menu.addAction(label(PaperKind.PLAN), lambda: self.maker.make(PaperKind.PLAN, home, plan))
        large = partial(printing.issue_plan, household_id=home, large_print=True)
        self.menu.addAction(_("Our plan in large print"), lambda: self.maker.make(PaperKind.PLAN, home, large))
        for talk, day in self._subjects.conversations:
            report = partial(printing.issue_report, conversation_id=talk)
            self.menu.addAction(
                _("Report of the conversation of {day}", day=day),
                partial(self.maker.make, PaperKind.REPORT, talk, report),
            )
        for request, day in self._subjects.requests:
            receipt = partial(printing.issue_receipt, request_id=request)
            by_hand = partial(printing.issue_receipt, request_id=request, by_hand=True)
            self.menu.addAction(
                _("Confirmation of receipt of {day}", day=day),
                partial(self.maker.make, PaperKind.RECEIPT, request, receipt, by_hand=by_hand),
            )
            route = partial(printing.issue_route, request_id=request)
            self.menu.addAction(
                _("Route of the request of {day}", day=day), partial(self.maker.make, PaperKind.ROUTE, request, route)
            )


def _waits(paper: PaperLine) -> bool:
    return paper.handed_over_on is None and not paper.is_replaced and paper.may_leave
