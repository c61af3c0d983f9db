"""The figures of a period: each with its value, the cases behind it and what it counts; Enter shows those cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from buurtteam.domain.calendar import add_months
from buurtteam.domain.figures import GROUPS, Case, Figure, FigureUnit, Outcome
from buurtteam.domain.filing import Paper
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.services import figures as service
from buurtteam.services import figures_paper
from buurtteam.services.figures import Figures, area_words, basis_words, value_words
from buurtteam.services.office import Office
from buurtteam.texts import label, long_date, plural, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import ChoiceEditor, DateEditor, Editor, SegmentEditor
from buurtteam.ui.list_row import ListRow, lines, rows_in
from buurtteam.ui.page import Page
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.table_file import ask_for_table
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT, worn
from buurtteam.ui.widgets import (
    Card,
    Drawer,
    Heading,
    Note,
    SideBySide,
    State,
    Words,
    button,
    column,
    emptied,
    flow,
    row,
)

_WHOLE_TEAM = "*"
_VALUE_WIDTH = 250
_LOOKS: dict[Outcome, State] = {
    Outcome.COUNTED: "done",
    Outcome.YES: "done",
    Outcome.NO: "soon",
    Outcome.OPEN: "waiting",
    Outcome.ENDED: "quiet",
}


def period_of(name: str, today: date) -> tuple[date, date]:
    """The first and last day of this month, quarter or year."""
    months = {"month": 1, "quarter": 3, "year": 12}[name]
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    return first, add_months(first, months) - timedelta(days=1)


class FiguresPage(Page):
    """A period and a neighbourhood at the top, the figures under their headings below."""

    place = "figures"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Figures"))
        self.body = self.scroll(widest=1180)
        self.found: Figures | None = None
        self._cases: CasesDrawer | None = None

        self.period = SegmentEditor(
            [
                ("month", _("This month")),
                ("quarter", _("This quarter")),
                ("year", _("This year")),
                ("own", _("Own period")),
            ],
            optional=False,
        )
        self.period.set_words(_("Period"))
        self.period.show_value("quarter")
        self.period.edited.connect(self._period_chosen)
        self.first, self.last = DateEditor(desk.today), DateEditor(desk.today)
        self.area = ChoiceEditor([(_WHOLE_TEAM, area_words(None))], optional=False)
        self.area.show_value(_WHOLE_TEAM)
        self.area.edited.connect(self.ask_anew)
        self.own = flow(_titled(_("First day"), self.first, 200), _titled(_("Last day"), self.last, 200), space=ROOM)
        for editor in (self.first, self.last):
            editor.left.connect(self.ask_anew)
        self.print_button = button(_("Print"), "secondary", "printer", self.print_it)
        self.export_button = button(_("Export…"), "secondary", "file-export", self.export)
        self.choosing = Card()
        self.choosing.add(
            SideBySide(
                _titled(_("Period"), self.period), _titled(_("Neighbourhood"), self.area, 300), shares=(3, 2), least=430
            ),
            self.own,
        )
        self.problem = Words("", "problem")
        self.when = Words("", "quiet")
        self.choosing.add(self.problem, self.when)
        self.groups = column(space=ROOM)
        holder = QWidget()
        holder.setLayout(self.groups)
        self.holder = holder
        self.body.add(
            row(Heading(_("Figures"), 1), None, self.print_button, self.export_button),
            self.choosing,
            holder,
            Note(
                _(
                    "On paper and in an export small counts are hidden and others are rounded to fives, "
                    "so that nobody can be recognised in them. Here in the team you see them as they are."
                )
            ),
        )
        self.bind("page.print", self.print_it)
        self._show_period("quarter")

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show the figures, of a `period` or of the days `first` to `last`, and of an `area`."""
        if (asked := args.get("period")) in ("month", "quarter", "year"):
            self.period.show_value(asked)
            self._show_period(str(asked))
        elif isinstance(first := args.get("first"), date) and isinstance(last := args.get("last"), date):
            self.period.show_value("own")
            self.first.show_value(first)
            self.last.show_value(last)
        if "area" in args:
            self.area.show_value(_WHOLE_TEAM if args["area"] is None else args["area"])
        self.ask_anew()

    def carry(self) -> dict[str, object]:
        """The period and the neighbourhood."""
        first, last = self.days() or (None, None)
        chosen = self.period.value()
        days: dict[str, object] = {"first": first, "last": last} if chosen == "own" else {"period": chosen}
        return {**days, "area": self.chosen_area()}

    def on_changed(self, changes: Sequence[object]) -> None:
        """Whatever was written down may count."""
        self.ask_anew()

    def first_focus(self) -> QWidget | None:
        """The first figure."""
        found = rows_in(self.holder)
        return found[0] if found else next((one for one in self.period.buttons if one.isChecked()), self.period)

    def panes(self) -> list[QWidget]:
        """The choice of a period, and the figures."""
        return [self.choosing, self.holder]

    # ------------------------------------------------------------------ what is asked

    def days(self) -> tuple[date, date] | None:
        """The first and last day that are asked for, when both are days."""
        first, last = self.first.value(), self.last.value()
        return (first, last) if isinstance(first, date) and isinstance(last, date) else None

    def chosen_area(self) -> str | None:
        """The neighbourhood, or nothing for the whole team."""
        chosen = self.area.value()
        return None if chosen == _WHOLE_TEAM or chosen is None else str(chosen)

    def ask_anew(self) -> None:
        """Count again."""
        days = self.days()
        self.problem.setVisible(days is None)
        if days is None:
            self.problem.setText(_("Fill in both days, such as 1-1-2026."))
            return
        first, last = days
        area = self.chosen_area()
        self.ask(
            lambda office: service.figures(office, first, last, area=area), self.fill, self._failed, instead_of="all"
        )

    def fill(self, found: Figures) -> None:
        """Show the figures; the one with the focus keeps it."""
        at = next((n for n, each in enumerate(rows_in(self.holder)) if each.hasFocus()), None)
        self.found = found
        self.problem.hide()
        chosen = _WHOLE_TEAM if found.area is None else found.area
        self.area.offer([(_WHOLE_TEAM, area_words(None)), *((each, area_words(each)) for each in found.areas)])
        self.area.show_value(chosen)
        self.when.setText(
            _(
                "From {first} up to and including {last}, as it is known on {today}.",
                first=long_date(found.first),
                last=long_date(found.last),
                today=long_date(found.today),
            )
        )
        emptied(self.groups)
        by_key = {each.key: each for each in found.figures}
        for title, keys in GROUPS:
            card = Card(_(title))
            card.add(lines(*(self._row(by_key[key]) for key in keys)))
            self.groups.addWidget(card)
        shown = rows_in(self.holder)
        if at is not None and at < len(shown):
            shown[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, figure: Figure) -> ListRow:
        sentence = _(figure.definition.sentence)
        made = ListRow(label(figure.key), sentence, buttons=(FigureValue(figure),))
        # The words stay together at the top, however many numbers stand beside them.
        inside = made.layout()
        words = inside.itemAt(0) if inside else None
        beside = words.layout() if words else None
        if isinstance(beside, QBoxLayout):
            beside.addStretch(1)
        made.setAccessibleName(
            ", ".join(part for part in (label(figure.key), value_words(figure), basis_words(figure), sentence) if part)
        )
        if figure.cases:
            made.explain(_("Enter shows the households behind it.")).on_open(partial(self.show_cases, figure))
        else:
            made.setCursor(Qt.CursorShape.ArrowCursor)
        made.setProperty("figure", figure.key.value)
        return made

    def show_cases(self, figure: Figure) -> None:
        """Exactly the cases that a figure counts, in a drawer."""
        households = dict.fromkeys(each.household for each in figure.cases)

        def show(labels: dict[HouseholdId, str]) -> None:
            if self._cases is not None:
                self._cases.deleteLater()
            self._cases = CasesDrawer(self, figure, labels)
            self._cases.open_drawer()

        self.ask(lambda office: service.labels_of(office, households), show)

    # ------------------------------------------------------------------ leaving the team

    def print_it(self) -> None:
        """Print the figures as they may leave the team."""
        days = self.days()
        if days is None:
            return
        (first, last), area = days, self.chosen_area()

        def made(paper: Paper) -> None:
            self.desk.open_place("paper", paper_id=paper.id)

        self.do(lambda office: figures_paper.issue_figures(office, first, last, area), made)

    def export(self) -> None:
        """Keep the figures as a file for a spreadsheet."""
        found = ask_for_table(
            self,
            _("Export the figures"),
            _("figures-{day}.xlsx", day=self.desk.today().isoformat()),
        )
        if found is not None:
            self.export_to(found[0], as_csv=found[1])

    def export_to(self, file: Path, *, as_csv: bool) -> None:
        """Keep the figures as this file."""
        days = self.days()
        if days is None:
            return
        (first, last), area = days, self.chosen_area()

        def write(office: Office) -> None:
            service.write_figures(office, file, first, last, area, as_csv=as_csv)

        self.do(write, lambda _nothing: self.desk.notices.say(_("The figures are in {name}.", name=file.name)))

    # ------------------------------------------------------------------ inside

    def _period_chosen(self) -> None:
        self._show_period(str(self.period.value()))
        self.ask_anew()

    def _show_period(self, name: str) -> None:
        self.own.setVisible(name == "own")
        if name != "own":
            first, last = period_of(name, self.desk.today())
            self.first.show_value(first)
            self.last.show_value(last)

    def _failed(self, error: Problem | Trouble) -> None:
        self.problem.setText(problem_text(error))
        self.problem.show()


class FigureValue(QWidget):
    """The value of a figure with what it rests on, at the right of its line."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        inside = column(self, space=HAIR)
        if figure.parts and figure.base:
            for part, count in figure.parts.items():
                inside.addLayout(_part(label(part), str(count)))
        elif figure.unit is FigureUnit.NOT_MEASURED:
            inside.addWidget(Words(_("Not measured"), "quiet"))
        else:
            inside.addWidget(Words(value_words(figure), "large"))
        if about := basis_words(figure):
            inside.addWidget(Words(about, "small"))
        inside.addStretch(1)
        self.setFixedWidth(worn().px(_VALUE_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)


def _part(words: str, count: str) -> QHBoxLayout:
    number = Words(count, "label", wraps=False)
    number.setMinimumWidth(worn().px(28))
    number.setAlignment(Qt.AlignmentFlag.AlignRight)
    made = row(number, Words(words), space=TIGHT)
    made.setStretch(1, 1)
    return made


@dataclass(frozen=True)
class CaseRow:
    """One case as a line of the drawer."""

    number: int
    label: str
    case: Case


class CasesDrawer(Drawer):
    """The cases behind one figure; Enter opens the household."""

    def __init__(self, page: FiguresPage, figure: Figure, labels: dict[HouseholdId, str]) -> None:
        self._page = page
        listed = sorted(
            figure.cases,
            key=lambda each: (_ORDER[each.outcome], -(each.days or 0), labels.get(each.household, "").casefold()),
        )
        self.rows = [CaseRow(n, labels.get(each.household, ""), each) for n, each in enumerate(listed)]
        columns = [Column(_("Household"), "label", strong=True)]
        if figure.unit is FigureUnit.DAYS:
            columns.append(Column(_("Days"), lambda each: each.case.days, width=70, align="right"))
        if figure.parts:
            columns.append(Column(_("How"), lambda each: label(each.case.part) if each.case.part else "", width=190))
        else:
            columns.append(Column(_("Counts as"), "case", width=170, chip=_chip))
        self.table = RowTable(*columns, name=label(figure.key), id_of=lambda each: each.number)
        self.table.opened.connect(self._open)
        self.table.show_rows(self.rows)
        body = QWidget()
        inside = column(body, space=SNUG)
        inside.addWidget(Words(_(figure.definition.sentence), "quiet"))
        households = len({each.household for each in figure.cases})
        inside.addWidget(
            Words(
                _(
                    "{cases} in {households}",
                    cases=plural("{count} case", "{count} cases", len(figure.cases)),
                    households=plural("{count} household", "{count} households", households),
                ),
                "label",
            )
        )
        inside.addWidget(self.table, 1)
        inside.addWidget(Words(_("Enter opens the household."), "small"))
        body.setFocusProxy(self.table)
        super().__init__(page, label(figure.key), body, width=560)
        if self.rows:
            self.table.choose(0)

    def _open(self, number: object) -> None:
        chosen = next(each for each in self.rows if each.number == number)
        self.close_drawer()
        self._page.desk.open_place("household", household_id=chosen.case.household)


_ORDER = {Outcome.NO: 0, Outcome.OPEN: 1, Outcome.COUNTED: 2, Outcome.YES: 2, Outcome.ENDED: 3}


def _chip(each: CaseRow) -> tuple[State, str]:
    return _LOOKS[each.case.outcome], label(each.case.outcome)


def _titled(words: str, editor: Editor, width: int = 0) -> QWidget:
    """An editor with its words above it."""
    holder = QWidget()
    inside = column(holder, space=HAIR)
    title = QLabel(words)
    title.setProperty("tone", "label")
    title.setBuddy(editor.target)
    editor.set_words(words)
    if width:
        editor.setFixedWidth(worn().px(width))
    inside.addWidget(title)
    inside.addWidget(editor)
    return holder
