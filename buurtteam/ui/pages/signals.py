"""Early signals of arrears: which wait for contact, whom they are about, what was tried and what the partner may hear."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from buurtteam.domain.case import CaseEvent
from buurtteam.domain.early_signal import EarlySignal, Outreach
from buurtteam.domain.household import Household
from buurtteam.domain.keeping import Changes
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Deed
from buurtteam.domain.statute import LocalNorm, OwnDecreeDay
from buurtteam.services import early_signals
from buurtteam.services.early_signals import SignalLine, SignalView
from buurtteam.texts import amount, label, plural
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import SegmentEditor
from buurtteam.ui.page import Page
from buurtteam.ui.pages.signal_parts import (
    ReportCard,
    ResultCard,
    TriedCard,
    WhoCard,
    name_of,
    side_of,
    signal_chip,
)
from buurtteam.ui.pages.signals_intake import IntakeCard, file_in
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM
from buurtteam.ui.widgets import Card, EmptyState, Heading, SideBySide, State, Words, button, column, flow

if TYPE_CHECKING:
    from buurtteam.domain.kinds import EarlySignalId

_OPEN, _LOOSE, _ALL = "open", "loose", "all"
_MOST_ROWS = 10


class SignalsPage(Page):
    """The list of early signals with one beside it; a file is read here, and nobody is matched but by a human."""

    place = "signals"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Early signals"))
        self.setAcceptDrops(True)
        self.lines: tuple[SignalLine, ...] = ()
        self._wanted: object = None
        self._wanted_event: object = None
        self._chosen: object = None
        self._new = self._is_known = self._comes_in = self._goes_in = False
        self._shown: object = None

        self.count = Words("", "quiet")
        self.import_button = button(_("Read a file…"), "secondary", "file-import", self.attach, "Ctrl+O")
        self.new_button = button(_("New signal"), "secondary", "plus", self.add, "Insert")
        hello = QWidget()
        said = column(hello, space=0)
        said.addWidget(Heading(_("Early signals"), 1))
        said.addWidget(self.count)
        top = SideBySide(hello, flow(self.import_button, self.new_button, to_the_right=True), shares=(3, 2), least=330)
        self.intake = IntakeCard(self, lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))

        self.filter = SegmentEditor(
            [(_OPEN, _("Open ¦signals")), (_LOOSE, _("Not matched yet")), (_ALL, _("All ¦signals"))], optional=False
        )
        self.filter.set_words(_("Which signals"))
        self.filter.show_value(_OPEN)
        self.filter.edited.connect(self._fill_list)
        self.table = RowTable(
            Column(_("Who"), name_of, strong=True, icon=lambda each: "home" if each.signal.household else "inbox"),
            Column(_("Last day"), self._chip_words, width=170, chip=self._chip, sort=_waits),
            Column(_("Arrears"), lambda each: each.signal.arrears, _cents, width=110, align="right"),
            Column(_("Behind with"), lambda each: label(each.signal.kind), width=130),
            Column(_("Reported by"), lambda each: each.signal.partner),
            Column(_("Days ¦arrears"), lambda each: each.signal.arrears_days, width=70, align="right"),
            Column(_("Tried"), lambda each: len(each.tried), width=80, align="right"),
            Column(
                _("What came of it"), lambda each: label(each.signal.result) if each.signal.result else "", width=170
            ),
            name=_("Early signals"),
            id_of=lambda each: each.signal.id,
        )
        self.nothing = Words("", "quiet")
        self.list_card = Card(_("Signals"), icon_name="list-details")
        self.list_card.add(self.filter, self.table, self.nothing)
        self.empty = EmptyState(
            "inbox",
            _("There are no early signals yet."),
            _("Read the file of a partner, or write one down by hand. You can drop a file here too."),
        )

        self.report = ReportCard(self, self.remove_chosen)
        self.who = WhoCard(self)
        self.tried = TriedCard(self)
        self.result = ResultCard(self)
        self.follow = side_of(self.who, self.tried, self.result)
        self.side = QWidget()
        inside = column(self.side, space=ROOM)
        inside.addWidget(self.report)
        inside.addWidget(self.follow, 1)
        self.side.hide()
        self.across = SideBySide(side_of(self.list_card), self.side, shares=(6, 5), least=430)
        self.body = self.scroll(widest=1500)
        self.body.add(top, self.intake, self.empty, self.across)

        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _id: self.into_signal())
        self.intake.turned.connect(self._show_work)
        self.report.form.kept.connect(self._on_kept)
        self.bind("page.attach", self.attach)
        self.bind("page.add_row", self.add)
        self.bind("page.remove_row", self.remove_chosen)
        self.bind("page.find", lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.bind("page.finish", self.finish)
        self.bind("signals.this_household", self.who.choose_likely)
        self.bind("signals.other_household", self.who.look_for)
        self.bind("signals.new_household", self.who.make_new)
        self.bind("signals.not_here", self.who.let_go)

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show the list; `signal` or `event` opens one, `new` begins one by hand."""
        self._wanted, self._wanted_event = args.get("signal"), args.get("event")
        self._new = bool(args.get("new"))
        self.ask_anew()

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """Ask anew when it was about signals."""
        kinds = (EarlySignal, Outreach, CaseEvent, Household, LocalNorm, OwnDecreeDay)
        if any(each.concern(*kinds) for each in changes):
            self.ask_anew()
        taken = next((each for each in changes if each.deed is Deed.TAKE_IN_SIGNALS), None)
        if taken is not None and taken.concern(EarlySignal):
            new = sum(1 for change in taken.changes if change.kind is EarlySignal)
            self.desk.notices.offer_undo(
                plural("{count} signal was taken in.", "{count} signals were taken in.", new),
                lambda: self.desk.take_back(taken),
            )

    def leave(self) -> None:
        """Keep what is being typed."""
        self.report.form.leave()

    def carry(self) -> dict[str, object]:
        """The signal that is shown."""
        return {"signal": self._chosen} if self._chosen is not None else {}

    def first_focus(self) -> QWidget | None:
        """The list, or reading a file while there is none."""
        if self._is_known:
            return self.table if self.lines else self.import_button
        return None

    def panes(self) -> list[QWidget]:
        """The list and the signal."""
        return [each for each in (self.intake, self.list_card, self.side) if not each.isHidden()]

    def ask_anew(self) -> None:
        """Read the list and the signal that is shown."""
        self.ask(early_signals.signal_lines, self.fill, instead_of="lines")

    # ------------------------------------------------------------------ deeds

    def attach(self) -> None:
        """Choose a file of a partner."""
        self.intake.choose()

    def add(self) -> None:
        """Write a signal down by hand."""
        self.report.form.leave()
        self._chosen = self._shown = None
        self.table.clearSelection()
        self._show_work()
        self.follow.hide()
        self.side.show()
        self.report.begin(EarlySignal(received_on=self.desk.today()))
        # Under the list on a narrow screen, and only laid out at the next turn.
        QTimer.singleShot(0, self, lambda: self.report.form.focus("partner"))

    def remove_chosen(self) -> None:
        """Move the signal that is shown to the trash; it can be taken back."""
        record = self.report.form.record
        if record is None or not record.version or self.side.isHidden():
            return
        self.report.form.settling.forget()
        found = record.id

        def removed(bundle: UUID) -> None:
            self._chosen = None
            self.side.hide()
            self.offer_back(_("The signal"), bundle)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

        self.do(lambda office: early_signals.remove(office, found), removed)

    def finish(self) -> None:
        """Take the file in that is open, else note the attempt that is typed."""
        if not self.intake.isHidden():
            self.intake.take_in()
        elif not self.side.isHidden() and not self.follow.isHidden():
            self.tried.note()

    def into_signal(self) -> None:
        """Go on with the signal that is chosen: whom it is about, else what was tried."""
        if self._chosen is not None and self._shown != self._chosen:
            # Whoever types fast is there before the signal is.
            self._goes_in = True
            return
        if self.side.isHidden():
            return
        target = self.who.first() or self.tried.form.editor("on")
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bring(target)

    # ------------------------------------------------------------------ inside

    def _bring(self, part: QWidget) -> None:
        """Bring a part in sight once it is laid out: on a narrow screen the signal lies under the list."""
        QTimer.singleShot(0, self, lambda: self.body.ensureWidgetVisible(part, 0, ROOM))

    def fill(self, found: tuple[SignalLine, ...]) -> None:
        """Show the list; the one that is chosen stays."""
        self.lines, self._is_known = found, True
        if self._wanted_event is not None:
            self._wanted = next((each.signal.id for each in found if each.signal.event == self._wanted_event), None)
            self._wanted_event = None
        wanted, self._wanted = self._wanted, None
        self._comes_in = wanted is not None
        if wanted is not None:
            self._chosen = wanted
            line = self._line(wanted)
            if line is not None and not self._is_shown(line):
                self.filter.show_value(_ALL)
        self._fill_list()
        self._show_work()
        if self._new:
            self._new = False
            self.add()
        elif self._chosen is not None:
            self._ask_one(self._chosen)

    def _show_work(self) -> None:
        self.empty.setVisible(not self.lines and self.side.isHidden() and self.intake.isHidden())
        self.across.setVisible(bool(self.lines) or not self.side.isHidden() or self._new)
        self.list_card.setVisible(bool(self.lines))

    def _fill_list(self) -> None:
        shown = [each for each in self.lines if self._is_shown(each)]
        self.table.blockSignals(True)
        self.table.show_rows(shown)
        if self._chosen is not None:
            self.table.choose(self._chosen)
        self.table.blockSignals(False)
        self.table.fit_height(most=_MOST_ROWS)
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.setText(
            _("Every signal belongs to a household.")
            if self.filter.value() == _LOOSE
            else _("No signal waits. Well done.")
        )
        waits = sum(1 for each in self.lines if each.signal.is_open)
        loose = sum(1 for each in self.lines if each.signal.is_open and each.signal.household is None)
        said = [plural("{count} signal is open", "{count} signals are open", waits)]
        if loose:
            said.append(plural("{count} not matched yet", "{count} not matched yet", loose))
        self.count.setText(" · ".join(said) if self.lines else "")

    def _is_shown(self, line: SignalLine) -> bool:
        signal = line.signal
        match self.filter.value():
            case "all":
                return True
            case "loose":
                return signal.is_open and signal.household is None
            case _:
                # What the partner still has to hear is not done either.
                return signal.is_open or signal.id == self._chosen

    def _line(self, wanted: object) -> SignalLine | None:
        return next((each for each in self.lines if each.signal.id == wanted), None)

    def _on_chosen(self, wanted: object) -> None:
        if wanted is not None and wanted != self._chosen:
            self.report.form.leave()
            self.report.fold()
            self._chosen, self._goes_in = wanted, False
            self._ask_one(wanted)

    def _ask_one(self, wanted: object) -> None:
        signal: EarlySignalId = wanted  # type: ignore[assignment]  # ids of this table

        def show(view: SignalView) -> None:
            if view.line.signal.id == self._chosen:
                self._show_one(view)

        self.ask(lambda office: early_signals.view_of(office, signal), show, self._gone, instead_of="signal")

    def _show_one(self, view: SignalView) -> None:
        self.side.show()
        self.follow.show()
        focus, was_about = self.window().focusWidget(), self.who.household()
        was_there = self._shown == self._chosen and focus is not None and self.who.isAncestorOf(focus)
        for each in (self.report, self.who, self.tried, self.result):
            each.show_view(view)
        self._shown = self._chosen
        self._show_work()
        # Whoever just said whom it is about goes on with what comes next.
        if self._goes_in or (was_there and was_about != self.who.household()):
            self._goes_in = False
            self.into_signal()
        if self._comes_in:
            self._comes_in = False
            self._bring(self.report)

    def _gone(self, error: Problem | Trouble) -> None:
        if error.code != "gone":
            self.desk.notices.show_error(error)
        self._chosen = None
        self.side.hide()

    def _on_kept(self, saved: EarlySignal) -> None:
        if self._chosen is None:
            self._chosen = saved.id
            self._ask_one(saved.id)

    def _chip(self, line: SignalLine) -> tuple[State, str]:
        return signal_chip(line, self.desk.today())

    def _chip_words(self, line: SignalLine) -> str:
        return signal_chip(line, self.desk.today())[1]

    # ------------------------------------------------------------------ dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere here."""
        if file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that is dropped."""
        file = file_in(event.mimeData())
        if file is not None:
            self.intake.open_file(file)
            event.acceptProposedAction()


def _waits(line: SignalLine) -> object:
    return line.term.warn_on if line.term is not None and line.signal.is_open else None


def _cents(value: object) -> str:
    return amount(value) if isinstance(value, int) else ""
