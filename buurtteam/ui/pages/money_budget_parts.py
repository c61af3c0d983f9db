"""Pieces of the budget: the balance of a month, lines typed with Enter, months of a business, and what opens and folds."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from buurtteam.domain.amounts import MOST_CENTS, Period
from buurtteam.domain.budget import CostKind, IncomeKind, SchemeState, SchemeUse, usual_period
from buurtteam.domain.folding import folded
from buurtteam.domain.kinds import ResidentId, one_line
from buurtteam.domain.remainder import BusinessYear, Total
from buurtteam.domain.schemes import SchemeLine
from buurtteam.domain.words import Choice
from buurtteam.services.budget import BudgetView
from buurtteam.texts import amount, field_label, label, language, month, plural
from buurtteam.texts import translate as _
from buurtteam.ui.editors import CentsEditor, ChoiceEditor, LineEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.notices import announce
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT, WIDE, worn
from buurtteam.ui.widgets import (
    Card,
    FlowLayout,
    Heading,
    Line,
    SideBySide,
    Words,
    button,
    column,
    emptied,
    restyle,
    row,
)

__all__ = ["Balance", "Fold", "MonthGrid", "QuickEntry", "SchemeRows", "month_of", "told"]

UNKNOWN: Final = ("?", "??", "onbekend", "weet niet", "unknown")


def told(total: Total) -> str:
    """A total as it is shown: what is known, and how many amounts are not."""
    if not total.unknown:
        return amount(total.cents)
    return plural(
        "{amount} and {count} unknown", "{amount} and {count} unknown", total.unknown, amount=amount(total.cents)
    )


def month_of(written: str) -> str:
    """A month as people write it: "september 2026"."""
    return month(date(int(written[:4]), int(written[5:7]), 1))


class Fold(QFrame):
    """A part of the page that opens and folds; folded it says in one line what is in it."""

    opened = Signal()

    def __init__(self, title: str, *, is_open: bool = False) -> None:
        super().__init__()
        self.setProperty("panel", "card")
        self._title, self._says = title, ""
        outer = column(self, space=SNUG)
        outer.setContentsMargins(SNUG, TIGHT, ROOM, TIGHT)
        self.head = QPushButton(title)
        self.head.setProperty("kind", "quiet")
        self.head.setAutoDefault(False)
        self.head.setCheckable(True)
        self.head.setCursor(Qt.CursorShape.PointingHandCursor)
        self.head.setIconSize(QSize(worn().px(18), worn().px(18)))
        self.summary = Words("", "quiet")
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = row(self.head, self.summary, space=SNUG)
        top.setStretch(1, 1)
        outer.addLayout(top)
        self.inside = QWidget()
        self.body = column(self.inside, space=SNUG)
        self.body.setContentsMargins(TIGHT, 0, 0, TIGHT)
        outer.addWidget(self.inside)
        self.head.clicked.connect(self._toggle)
        self.set_open(is_open)

    @property
    def is_open(self) -> bool:
        """Whether its body is shown."""
        return not self.inside.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Open or fold it."""
        self.inside.setVisible(is_open)
        self.head.setChecked(is_open)
        self.head.setIcon(worn().icon("chevron-up" if is_open else "chevron-down", "primary"))
        self._say()

    def say(self, words: str) -> None:
        """What stands in it, in a few words."""
        self._says = words
        self._say()

    def add(self, *parts: QWidget) -> "Fold":
        """Put parts in the body, one under the other."""
        for part in parts:
            self.body.addWidget(part)
        return self

    def _say(self) -> None:
        self.summary.setText(self._says)
        self.head.setAccessibleName(f"{self._title}: {self._says}" if self._says else self._title)
        self.head.setAccessibleDescription(_("Press to fold it.") if self.is_open else _("Press to open it."))

    def _toggle(self) -> None:
        self.set_open(not self.is_open)
        if self.is_open:
            self.opened.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "head"):
            self.head.setIconSize(QSize(worn().px(18), worn().px(18)))


class Balance(Card):
    """What comes in, goes out and is left in a month; it stays in sight above the lists."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, Heading] = {}
        holder = QWidget()
        across = FlowLayout(holder, WIDE + ROOM)
        for key, words in (
            ("in", _("Comes in")),
            ("kept", _("Kept back")),
            ("out", _("Goes out")),
            ("left", _("Left over ¦month")),
        ):
            piece = QWidget()
            inside = column(piece, space=0)
            inside.addWidget(Words(words, "small", wraps=False))
            self.figures[key] = Heading("", 2)
            inside.addWidget(self.figures[key], 1, Qt.AlignmentFlag.AlignVCenter)
            across.addWidget(piece)
        self.note = Words("", "small")
        self.add(holder, self.note)
        self._left: int | None = None

    def show_view(self, view: BudgetView) -> None:
        """Show the month as it is reckoned."""
        sheet = view.sheet
        for key, total in (("in", sheet.coming_in), ("kept", sheet.kept_back), ("out", sheet.going_out)):
            self.figures[key].setText(amount(total.cents))
        left = self.figures["left"]
        left.setText(amount(sheet.remainder))
        restyle(left, "tone", "problem" if sheet.remainder < 0 else "")
        unknown = (
            plural(
                "{count} amount is not known yet and does not count.",
                "{count} amounts are not known yet and do not count.",
                sheet.unknown,
            )
            if sheet.unknown
            else _("Per month. An estimate will do.")
        )
        self.note.setText(unknown)
        if self._left is not None and self._left != sheet.remainder:
            announce(self, _("Left over in a month: {amount}.", amount=amount(sheet.remainder)))
        self._left = sheet.remainder


class QuickEntry(QWidget):
    """One line that is typed after the other: kind, amount, how often, and Enter for the next."""

    entered = Signal(object, object, object, object)
    """Kind, amount in cents or None, period, and whose."""

    def __init__(self, kinds: Sequence[Choice], kind_words: str, amount_words: str, *, for_whom: bool = False) -> None:
        super().__init__()
        self._kinds = list(kinds)
        self.kind = FormField(kind_words, ChoiceEditor([(each, label(each)) for each in kinds], optional=False))
        self.amount = FormField(amount_words, CentsEditor())
        self.per = FormField(_("How often"), ChoiceEditor([(each, label(each)) for each in Period], optional=False))
        self.who: FormField | None = None
        fields = [self.kind, self.amount, self.per]
        if for_whom:
            self.who = FormField(_("Whose income"), ChoiceEditor([], optional=True))
            fields.append(self.who)
        for each in fields:
            each.editor.target.installEventFilter(self)
            if isinstance(each.editor, ChoiceEditor):
                each.editor.combo.setMinimumContentsLength(6)
        self.amount.editor.target.setMinimumWidth(worn().px(100))
        self.amount.editor.target.setPlaceholderText(_("0.00 or ?"))  # type: ignore[attr-defined]  # a line of text
        self.kind.editor.edited.connect(self._on_kind)
        inside = column(self, space=HAIR)
        inside.addWidget(SideBySide(*fields, shares=(5, 4, 4, 4), least=118, space=TIGHT))
        self.kind.editor.show_value(self._kinds[0])
        self._on_kind()

    def offer_people(self, people: Mapping[object, str]) -> None:
        """Whose money it can be; with one person nothing is asked."""
        if self.who is None or not isinstance(self.who.editor, ChoiceEditor):
            return
        self.who.editor.offer(list(people.items()))
        if self.who.editor.value() is None and people:
            self.who.editor.show_value(next(iter(people)))
        self.who.setVisible(len(people) > 1)

    def begin(self) -> None:
        """Put the caret where the next line begins."""
        self.kind.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Hand over the line that stands there and go on with the next kind; an empty amount is passed over."""
        typed = self.amount.editor.value()
        if isinstance(typed, str) and typed.strip().casefold() in UNKNOWN:
            typed = None
        elif typed is None:
            self._next()
            return
        if isinstance(typed, str) or (isinstance(typed, int) and not 0 <= typed <= MOST_CENTS):
            self.amount.show_problem(_("Fill in an amount such as 1,224.00, or ? when nobody knows."))
            self.amount.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.amount.show_problem("")
        who = self.who.editor.value() if self.who is not None else None
        self.entered.emit(self.kind.editor.value(), typed, self.per.editor.value(), who)
        self._next()

    def _next(self) -> None:
        self.amount.show_problem("")
        self.amount.editor.show_value(None)
        here = self._kinds.index(self._chosen())
        self.kind.editor.show_value(self._kinds[(here + 1) % len(self._kinds)])
        self._on_kind()
        self.amount.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, label(self._chosen()))

    def _chosen(self) -> IncomeKind | CostKind:
        kind = self.kind.editor.value()
        assert isinstance(kind, IncomeKind | CostKind)
        return kind

    def _on_kind(self) -> None:
        self.per.editor.show_value(usual_period(self._chosen()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter anywhere in the line keeps it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            self.enter()
            return True
        return super().eventFilter(watched, event)


class MonthGrid(QWidget):
    """Twelve months of somebody's own business; Enter goes to the next month, and each month is kept when it is left."""

    typed = Signal(object, str, object)
    """Whose, which month, and the cents or None."""

    def __init__(self, resident: ResidentId, name: str, year: BusinessYear) -> None:
        super().__init__()
        self.resident = resident
        self._shown: dict[str, int | None] = {}
        self.fields: dict[str, FormField] = {}
        for written, _cents in year.months:
            editor = CentsEditor()
            # Not "0,00": a month of which nothing is known is no month without income.
            editor.line.setPlaceholderText(_("unknown"))
            field = FormField(month_of(written), editor)
            field.editor.set_words(_("{month}, left over for {name}", month=month_of(written), name=name))
            field.editor.left.connect(partial(self._left, written))
            field.editor.target.installEventFilter(self)
            self.fields[written] = field
        self.result = Words("")
        inside = column(self, space=SNUG)
        inside.addWidget(Words(name, "label"))
        inside.addWidget(_Months(list(self.fields.values())))
        inside.addWidget(self.result)
        self.show_year(year)

    def show_year(self, year: BusinessYear) -> None:
        """Show the months as they are kept; what is being typed stays."""
        for written, cents in year.months:
            field = self.fields.get(written)
            if field is None:
                continue
            is_typing = field.editor.target.hasFocus() and field.editor.value() != self._shown.get(written)
            if not is_typing and not field.problem:
                field.editor.show_value(cents)
            self._shown[written] = cents
        self.result.setText(said_of(year))

    def leave(self) -> None:
        """Keep what is being typed."""
        for written in self.fields:
            self._left(written)

    def months(self) -> tuple[str, ...]:
        """The months that it shows."""
        return tuple(self.fields)

    def _left(self, written: str) -> None:
        field = self.fields[written]
        found = field.editor.value()
        if found == self._shown.get(written):
            field.show_problem("")
            return
        if found is not None and (not isinstance(found, int) or abs(found) > MOST_CENTS):
            field.show_problem(_("Fill in an amount such as 1,224.00 or -50.00."))
            return
        field.show_problem("")
        self._shown[written] = found
        self.typed.emit(self.resident, written, found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next month."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            lines = [field.editor.target for field in self.fields.values()]
            if watched in lines:
                after = lines.index(watched) + 1
                if after < len(lines):
                    lines[after].setFocus(Qt.FocusReason.TabFocusReason)
                else:
                    self._left(list(self.fields)[-1])
                return True
        return super().eventFilter(watched, event)


def said_of(year: BusinessYear) -> str:
    """The average, the lowest and what is missing, in words."""
    if year.average is None or year.lowest is None:
        return _("Not one of the last twelve months is known yet.")
    said = _(
        "On average {average} a month. The lowest was {lowest}, in {month}.",
        average=amount(year.average),
        lowest=amount(year.lowest),
        month=month_of(year.lowest_month),
    )
    more = []
    if year.missing:
        more.append(plural("{count} month is not known.", "{count} months are not known.", year.missing))
    if year.unproven:
        more.append(
            plural(
                "Of {count} month no proof was seen.",
                "Of {count} months no proof was seen.",
                year.unproven,
            )
        )
    return " ".join([said, *more])


class _Months(QWidget):
    """Six months beside each other where there is room, else fewer."""

    def __init__(self, fields: Sequence[QWidget]) -> None:
        super().__init__()
        self._fields, self._columns = list(fields), 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SNUG)
        self._grid.setVerticalSpacing(TIGHT)
        self._lay(6)

    def minimumSizeHint(self) -> QSize:
        """As narrow as two months."""
        widest = max(field.minimumSizeHint().width() for field in self._fields)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how many fit."""
        super().resizeEvent(event)
        fits = max(1, self.width() // worn().px(160))
        self._lay(next(each for each in (6, 4, 3, 2, 1) if each <= max(1, fits)))

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at in range(self._columns):
            self._grid.setColumnStretch(at, 0)
        self._columns = columns
        for number, field in enumerate(self._fields):
            self._grid.addWidget(field, number // columns, number % columns)
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)
        self.updateGeometry()


class SchemeRows(QWidget):
    """The checklist of schemes: what it is, for whom it often is, where to ask, and how it stands."""

    answered = Signal(str, object)
    """The key of a scheme and how it stands now, or None."""
    remarked = Signal(str, str)
    """The key of a scheme and the remark about it."""

    def __init__(self) -> None:
        super().__init__()
        inside = column(self, space=SNUG)
        inside.addWidget(
            Words(
                _(
                    "A checklist, no judgement: whether somebody gets it, the one who gives it decides. Local schemes "
                    "differ by municipality."
                ),
                "small",
            )
        )
        self._rows = column(space=TIGHT)
        inside.addLayout(self._rows)
        self.more = button("", "quiet", "chevron-down", self._show_all)
        end = row(self.more, None)
        inside.addLayout(end)
        self.other = FormField(_("Another scheme, of the municipality or a fund"), LineEditor("", 420))
        self.adding = button(_("Add ¦scheme"), icon_name="plus", on_click=self._add)
        self.other.editor.target.installEventFilter(self)
        beside = row(self.other, self.adding, None, space=SNUG)
        beside.setAlignment(self.adding, Qt.AlignmentFlag.AlignBottom)
        inside.addLayout(beside)
        self._lines: tuple[SchemeLine, ...] = ()
        self._all = False
        self.editors: dict[str, ChoiceEditor] = {}
        self.remarks: dict[str, FormField] = {}
        self._made: tuple[str, ...] = ()
        self._said: dict[str, Words] = {}

    def show_lines(self, lines: tuple[SchemeLine, ...]) -> None:
        """Show the checklist; rows that stand there already keep their place and their focus."""
        self._lines = lines
        wanted = self._wanted()
        if set(wanted) != set(self._made) or not self._made:
            self._build(wanted)
        for line in lines:
            if line.scheme.key in self.editors:
                self.editors[line.scheme.key].show_value(line.use.state if line.use else None)
                remark = self.remarks[line.scheme.key]
                remark.setVisible(line.use is not None)
                if not remark.changed_since_left:
                    remark.editor.show_value(line.use.note if line.use else "")
                self._tell(line)
        left = len(lines) - len(self._made)
        self.more.setVisible(left > 0)
        self.more.setText(plural("Show {count} more scheme", "Show {count} more schemes", left))

    def _wanted(self) -> tuple[str, ...]:
        return tuple(
            each.scheme.key
            for each in self._lines
            if self._all or each.use is not None or (each.maybe and not each.is_settled)
        )

    def _show_all(self) -> None:
        self._all = True
        first = len(self._made)
        self.show_lines(self._lines)
        if first < len(self._made):
            self.editors[self._made[first]].setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self, wanted: tuple[str, ...]) -> None:
        emptied(self._rows)
        self.editors, self.remarks, self._said = {}, {}, {}
        known = {each.scheme.key: each for each in self._lines}
        # What stood there stays in its place; what is new comes below.
        kept = [key for key in self._made if key in wanted]
        self._made = (*kept, *(key for key in wanted if key not in kept))
        for number, key in enumerate(self._made):
            if number:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(known[key]))

    def _row(self, line: SchemeLine) -> QWidget:
        title = line.scheme.title.of(language())
        editor = ChoiceEditor([(each, label(each)) for each in SchemeState], optional=True)
        words = _("{scheme}: {field}", scheme=line.scheme.title, field=field_label(SchemeUse, "state"))
        editor.set_words(words)
        # A label that belongs to a field takes "&" for an access key.
        named = QLabel(title.replace("&", "&&"))
        named.setTextFormat(Qt.TextFormat.PlainText)
        named.setProperty("tone", "label")
        named.setWordWrap(True)
        named.setBuddy(editor.target)
        self.editors[line.scheme.key] = editor
        editor.edited.connect(partial(self._answer, line.scheme.key))
        left = QWidget()
        inside = column(left, space=0)
        inside.addWidget(named)
        if not line.scheme.is_own:
            inside.addWidget(Words(line.scheme.often_for.of(language())))
        said = Words("", "small")
        self._said[line.scheme.key] = said
        inside.addWidget(said)
        remark = FormField(field_label(SchemeUse, "note"), LineEditor())
        remark.editor.set_words(_("{scheme}: {field}", scheme=line.scheme.title, field=remark.words))
        remark.editor.edited.connect(partial(setattr, remark, "changed_since_left", True))
        remark.editor.left.connect(partial(self._remark, line.scheme.key))
        remark.hide()
        self.remarks[line.scheme.key] = remark
        right = QWidget()
        stacked = column(right, space=TIGHT)
        stacked.addWidget(editor)
        stacked.addWidget(remark)
        return SideBySide(left, _at_top(right), shares=(5, 2), least=220, space=SNUG)

    def _tell(self, line: SchemeLine) -> None:
        parts = [label(hint) for hint in line.maybe[:1]] if not line.is_settled else []
        if line.is_received:
            parts.append(_("Stands under income."))
        if not line.scheme.is_own:
            parts.append(_("Ask: {where}.", where=line.scheme.ask))
        if line.scheme.to_check:
            parts.append(_("Still to be checked."))
        self._said[line.scheme.key].setText(" ".join(parts))

    def _answer(self, key: str) -> None:
        self.answered.emit(key, self.editors[key].value())

    def _remark(self, key: str) -> None:
        remark = self.remarks[key]
        if remark.changed_since_left:
            remark.changed_since_left = False
            self.remarked.emit(key, str(remark.editor.value() or ""))

    def leave(self) -> None:
        """Keep the remark that is being typed."""
        for key in tuple(self.remarks):
            self._remark(key)

    def _add(self) -> None:
        name = one_line(str(self.other.editor.value() or ""))
        if not name:
            self.other.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        same = (each.scheme.key for each in self._lines if folded(each.scheme.title.of(language())) == folded(name))
        self.other.editor.show_value("")
        self.answered.emit(next(same, name), SchemeState.TO_ASK)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._add()
            return True
        return super().eventFilter(watched, event)


def _at_top(widget: QWidget) -> QWidget:
    holder = QWidget()
    inside = column(holder)
    inside.addWidget(widget)
    inside.addStretch(1)
    return holder
