"""One paper as it was made: seen, printed, kept as a file, and written down when it was handed over."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from buurtteam.domain.filing import HandedOverHow, Paper
from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import PaperId
from buurtteam.services import printing
from buurtteam.services.printing import PaperLine
from buurtteam.texts import label, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import DateEditor
from buurtteam.ui.page import Page
from buurtteam.ui.preview import Preview
from buurtteam.ui.theme import ROOM, SNUG, TIGHT, WIDE
from buurtteam.ui.widgets import Heading, State, StatusChip, Words, button, column, flow, link, row


def status_of(paper: PaperLine) -> tuple[State, str]:
    """Where a paper is: still here, handed over, sent, or replaced by a newer one."""
    if paper.handed_over_on is not None:
        if paper.handed_over_how is HandedOverHow.BY_POST:
            return "done", _("Sent on {day}", day=paper.handed_over_on)
        return "done", _("Handed over on {day}", day=paper.handed_over_on)
    if paper.is_replaced:
        return "quiet", _("Replaced by a newer one")
    if not paper.may_leave:
        return "quiet", _("Of the team")
    return "waiting", _("Not handed over yet")


class HandOver(QWidget):
    """Says where a paper is, and writes down that it was handed over or sent, today or on another day."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._papers: tuple[PaperLine, ...] = ()
        self.chip = StatusChip("quiet", "")
        self.day = DateEditor(page.desk.today)
        self.day.set_words(_("Handed over or sent on"))
        self.by_hand = button(
            _("H&anded over"), "secondary", "heart-handshake", lambda: self._keep(HandedOverHow.BY_HAND)
        )
        self.by_post = button(_("Sent by &post"), "secondary", "mail", lambda: self._keep(HandedOverHow.BY_POST))
        self.undo = link(_("Not handed over after all"), self._take_back)
        self.post_note = Words(_("No post to this household: hand it over in person."), "problem")
        layout = column(self, space=TIGHT)
        layout.addWidget(flow(self.chip, self.by_hand, self.by_post, self.day, self.undo, space=SNUG))
        layout.addWidget(self.post_note)
        self.show_papers(())

    def show_papers(self, papers: Sequence[PaperLine]) -> None:
        """Speak of these papers."""
        self._papers = tuple(papers)
        waiting = [each for each in papers if each.handed_over_on is None]
        for one in (self.by_hand, self.by_post, self.day):
            one.setVisible(bool(waiting) and any(each.may_leave for each in waiting))
        may_post = all(each.may_be_posted for each in waiting)
        self.by_post.setEnabled(may_post)
        self.post_note.setVisible(bool(waiting) and not may_post)
        self.undo.setVisible(bool(papers) and not waiting)
        self.chip.setVisible(len(papers) == 1)
        if len(papers) == 1:
            self.chip.show_state(*status_of(papers[0]))
        if not self.day.value():
            self.day.show_value(self._page.desk.today())

    def _keep(self, how: HandedOverHow) -> None:
        day = self.day.value()
        on = day if isinstance(day, date) else self._page.desk.today()
        for each in self._papers:
            if each.handed_over_on is None and each.may_leave:
                self._page.do(partial(printing.hand_over, paper_id=each.id, on=on, how=how))

    def _take_back(self) -> None:
        for each in self._papers:
            self._page.do(partial(printing.take_back, paper_id=each.id))


class PaperPage(Page):
    """The page of one paper."""

    place = "paper"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.line: PaperLine | None = None
        self._paper: PaperId | None = None
        self._print_now = False
        self.heading = Heading("", 1)
        self.about = Words("", "quiet")
        self.older = link("", self._open_older)
        self.hand_over = HandOver(self)
        self.preview = Preview()
        self.preview.printed.connect(self._printed)
        body = QWidget()
        layout = column(body, space=SNUG)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.heading)
        titles.addWidget(self.about)
        titles.addLayout(row(self.older, None))
        layout.addLayout(titles)
        layout.addWidget(self.hand_over)
        layout.addWidget(self.preview, 1)
        self.fill_with(body)
        self.bind("page.print", self.preview.print_it)
        self.bind("page.preview", self.preview.view.setFocus)

    def show_place(self, **args: object) -> None:
        """Show the paper of `paper_id`."""
        wanted = args.get("paper_id")
        if wanted is None:
            self.desk.open_place("papers")
            return
        paper = PaperId(wanted)  # type: ignore[arg-type]  # an id from another page
        self._paper = paper
        self.preview.show_pdf(b"")
        self.ask(lambda office: printing.paper_line(office, paper), self._fill, instead_of="line")
        # Looking at a paper is written down, so it is a deed.
        self.do(lambda office: printing.reprint(office, paper), lambda pdf: self._show_pdf(paper, pdf))

    def first_focus(self) -> QWidget:
        """Print."""
        return self.preview.print_button

    def panes(self) -> list[QWidget]:
        """What was done with it, and the paper."""
        return [self.hand_over, self.preview]

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """It was handed over."""
        paper = self._paper
        if paper is not None and any(each.concern(Paper) for each in changes):
            self.ask(lambda office: printing.paper_line(office, paper), self._fill, instead_of="line")

    def _fill(self, line: PaperLine) -> None:
        self.line = line
        self.heading.setText(line.title or label(line.kind))
        made = _("Made on {moment} by {name}", moment=short_day_and_time(line.made_at), name=line.made_by)
        if not line.made_by:
            made = _("Made on {moment}", moment=short_day_and_time(line.made_at))
        number = _("Our reference {number}", number=line.number)
        self.about.setText(" · ".join(part for part in (line.household_label, number, made) if part))
        self.older.setText(_("Look at the paper before this one"))
        self.older.setVisible(line.corrects is not None)
        self.hand_over.show_papers((line,))
        crumbs = [_("Printing"), line.household_label, line.title]
        self.set_title(*(crumb for crumb in crumbs if crumb))

    def _show_pdf(self, paper: PaperId, pdf: bytes) -> None:
        if paper != self._paper:
            return
        name = f"{self.line.number} {self.line.title}" if self.line else "buurtteam"
        self.preview.show_pdf(pdf, f"{''.join(c for c in name if c.isalnum() or c in ' -')}.pdf")
        self.preview.print_button.setFocus()

    def _open_older(self) -> None:
        if self.line and self.line.corrects:
            self.desk.open_place("paper", paper_id=self.line.corrects)

    def _printed(self) -> None:
        if self.line and self.line.handed_over_on is None and self.line.may_leave:
            self.desk.notices.say(_("Printed. Do you hand it over today? Write it down above."))
            self.hand_over.by_hand.setFocus()
