"""The early signals about a household, on its money page: how each stands, a step from where it is followed up."""

from typing import TYPE_CHECKING

from buurtteam.domain.kinds import HouseholdId
from buurtteam.services import early_signals
from buurtteam.services.early_signals import SignalLine
from buurtteam.texts import amount, label, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.pages.signal_parts import signal_chip
from buurtteam.ui.widgets import Card, StatusChip, Tag, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from buurtteam.ui.page import Page

_MOST = 5


class SignalsCard(Card):
    """The early signals of one household; without any it is not shown."""

    def __init__(self, page: "Page", household: HouseholdId) -> None:
        super().__init__(_("Early signals"), icon_name="bell")
        self._page, self._household = page, household
        self.hide()

    def ask(self) -> None:
        """Read them anew."""
        home = self._household
        self._page.ask(lambda office: early_signals.signal_lines(office, home), self.show_lines, instead_of="signals")

    def show_lines(self, found: tuple[SignalLine, ...]) -> None:
        """Show these signals, what is open first."""
        self.clear()
        if found:
            self.add(lines(*(self._row(each) for each in found[:_MOST])))
        if len(found) > _MOST:
            self.add(Words(plural("And {count} more.", "And {count} more of these.", len(found) - _MOST), "small"))
        self.setVisible(bool(found))

    def _row(self, line: SignalLine) -> ListRow:
        signal = line.signal
        about = [signal.partner, short_date(signal.received_on)]
        if signal.arrears is not None:
            about.append(amount(signal.arrears))
        if signal.result is not None:
            about.append(label(signal.result))
        marks: list[QWidget] = [StatusChip(*signal_chip(line, self._page.desk.today()))]
        if signal.is_crisis:
            marks.append(Tag(_("Crisis signal"), "late"))
        made = ListRow(label(signal.kind), " · ".join(part for part in about if part), marks=tuple(marks))
        return made.on_open(lambda: self._page.desk.open_place("signals", signal=signal.id))
