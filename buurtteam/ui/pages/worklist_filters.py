"""The filters of the worklist: words, reasons to look with their counts, and one choice each of the rest."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from buurtteam.domain.kinds import WorkerId
from buurtteam.domain.request import RequestKind
from buurtteam.domain.words import Choice
from buurtteam.domain.worklist import Clue, Counts, Filter, Stage, TargetGroup, Worklist
from buurtteam.texts import joined, label, plural
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown, SearchBox, labelled
from buurtteam.ui.theme import SNUG, TIGHT, worn
from buurtteam.ui.widgets import column, flow, row

_FIELDS = ("workers", "areas", "kinds", "rules", "stages", "groups")
_ADDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ClueButton(QPushButton):
    """A reason to look with its count: a press shows exactly the rows it counts; with Ctrl it comes to the others."""

    def __init__(self, clue: Clue) -> None:
        super().__init__()
        self.clue = clue
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("shape", "chip")
        self.setProperty("compact", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """So many rows."""
        self.setText(_("{words} · {count}", words=label(self.clue), count=count))


class ClueLine(QWidget):
    """The reasons to look on one line, as many as fit; the others are in a menu at its end."""

    def __init__(self, clues: Mapping[Clue, ClueButton]) -> None:
        super().__init__()
        self._clues = clues
        self._given: list[Clue] = []
        self._left_out: list[Clue] = []
        self.more = QPushButton()
        self.more.setProperty("menu", "true")
        self.more.setProperty("kind", "quiet")
        self.more.setAutoDefault(False)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill)
        self.more.setMenu(self._menu)
        self.setLayout(row(*clues.values(), self.more, None, space=TIGHT))
        self.setAccessibleName(_("Look at"))

    def show_clues(self, given: Sequence[Clue]) -> None:
        """Show these reasons."""
        self._given = list(given)
        self.setVisible(bool(given))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as what is left when nothing else fits."""
        return QSize(worn().px(120), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many as fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = [self._clues[clue].sizeHint().width() + TIGHT for clue in self._given]
        # What is asked for is always in sight.
        order = sorted(range(len(wide)), key=lambda at: not self._clues[self._given[at]].isChecked())
        room, fits = self.width(), set[int]()
        # As wide as the menu is at most: with large text or long words it takes more than one thinks.
        self.more.setText(plural("{count} more reason", "{count} more reasons", len(self._given)))
        spare = max(worn().px(150), self.more.sizeHint().width() + TIGHT) if sum(wide) > room else 0
        for at in order:
            if wide[at] <= room - spare:
                fits.add(at)
                room -= wide[at]
            else:
                break
        self._left_out = [clue for at, clue in enumerate(self._given) if at not in fits]
        seen = {self._given[at] for at in fits}
        for clue, each in self._clues.items():
            each.setVisible(clue in seen)
        self.more.setVisible(bool(self._left_out))
        self.more.setText(plural("{count} more reason", "{count} more reasons", len(self._left_out)))

    def _fill(self) -> None:
        self._menu.clear()
        for clue in self._left_out:
            self._menu.addAction(self._clues[clue].text(), self._clues[clue].click)


class FilterBar(QWidget):
    """Everything by which the list is narrowed; `filter()` says what is asked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox(_("Name or neighbourhood"), 206)
        self._clues: frozenset[Clue] = frozenset()
        self.clues = {clue: ClueButton(clue) for clue in Clue}
        self._options: dict[str, list[tuple[str, tuple[object, ...]]]] = {field: [] for field in _FIELDS}
        self.combos: dict[str, DropDown] = {}
        words = {
            "workers": _("Worker"),
            "areas": _("Neighbourhood"),
            "kinds": _("Kind of request"),
            "rules": _("Clock"),
            "stages": _("Stage"),
            "groups": _("Target group"),
        }
        holders = []
        for field in _FIELDS:
            combo = self.combos[field] = DropDown(7)
            combo.activated.connect(lambda _at: self.changed.emit())
            holders.append(labelled(words[field], combo))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._typing.timeout.connect(self.changed)
        inside = column(self, space=SNUG)
        self.fields = flow(labelled(_("Search in this list"), self.search), *holders, space=SNUG)
        inside.addWidget(self.fields)
        self.chips = ClueLine(self.clues)
        inside.addWidget(self.chips)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        for clue, each in self.clues.items():
            each.clicked.connect(lambda _on, clue=clue: self.press(clue))

    # ------------------------------------------------------------------ what is asked for

    def filter(self) -> Filter:
        """What is asked for now."""
        return Filter.model_validate(
            {
                "words": " ".join(self.search.text().split()),
                "clues": self._clues,
                **{field: self._picked(field) for field in _FIELDS},
            }
        )

    def proposed_name(self) -> str:
        """What a view with this filter could be called: the one thing that it asks, when it is one."""
        asked = self.filter()
        parts = [label(each) for each in Clue if each in asked.clues]
        parts += [self.combos[field].currentText() for field in ("areas", "stages", "groups") if getattr(asked, field)]
        return (parts[0] if len(parts) == 1 else "")[:60]

    def show_filter(self, asked: Filter) -> None:
        """Show another filter, without saying that it changed."""
        if " ".join(self.search.text().split()) != asked.words:
            self.search.setText(asked.words)
        self._typing.stop()
        self._clues = asked.clues
        for clue, each in self.clues.items():
            each.setChecked(clue in asked.clues)
        for field in _FIELDS:
            self._pick(field, tuple(getattr(asked, field)))

    def press(self, clue: Clue) -> None:
        """Only this reason, or none; with Ctrl beside what is chosen already."""
        if QApplication.keyboardModifiers() & _ADDS:
            self._clues ^= {clue}
        else:
            self._clues = frozenset() if self._clues == {clue} else frozenset({clue})
        for each, one in self.clues.items():
            one.setChecked(each in self._clues)
        self.changed.emit()

    # ------------------------------------------------------------------ what can be asked for

    def offer(self, known: Worklist, me: WorkerId | None, clocks: Mapping[str, str]) -> None:
        """What there is to choose from."""
        mine: list[tuple[str, tuple[object, ...]]] = [(_("Me"), (me,))] if me else []
        others = [(load.name or _("Without a name yet"), (load.worker,)) for load in known.loads if load.worker != me]
        self._offer("workers", _("Everybody"), [*mine, *others])
        self._offer("areas", _("All"), [(area, (area,)) for area in known.areas if area])
        self._offer("kinds", _("All"), _choices(RequestKind))
        self._offer("rules", _("All"), [(clocks.get(rule, rule), (rule,)) for rule in known.rules])
        self._offer("stages", _("All"), _choices(Stage))
        self._offer("groups", _("All"), _choices(TargetGroup))

    def show_counts(self, counts: Counts, asked: Filter) -> None:
        """Put beside each choice how many rows it gives within the rest of the filter."""
        for clue, each in self.clues.items():
            each.show_count(counts.clues.get(clue, 0))
        self.chips.show_clues([clue for clue in Clue if clue in counts.clues or clue in asked.clues])
        for field in _FIELDS:
            known: Mapping[object, int] = getattr(counts, field)
            for at, (words, value) in enumerate(self._options[field]):
                if len(value) == 1:
                    said = _("{words} · {count}", words=words, count=known.get(value[0], 0))
                    self.combos[field].setItemText(at, said)
        # Asked for by name: in an empty file the height of before would stay, and cut the fields off.
        self.fields.updateGeometry()

    def _offer(self, field: str, everything: str, options: Sequence[tuple[str, tuple[object, ...]]]) -> None:
        chosen = self._picked(field)
        found = [(everything, ()), *options]
        if found != self._options[field]:
            self._options[field] = found
            self.combos[field].clear()
            self.combos[field].addItems([words for words, _value in found])
        self._pick(field, chosen)

    def _picked(self, field: str) -> tuple[object, ...]:
        at = self.combos[field].currentIndex()
        options = self._options[field]
        return options[at][1] if 0 <= at < len(options) else ()

    def _pick(self, field: str, wanted: tuple[object, ...]) -> None:
        options, ids = self._options[field], frozenset(wanted)
        at = next((n for n, (_words, value) in enumerate(options) if frozenset(value) == ids), None)
        if at is None:
            # Several at once, or one that no line has any more: it is shown as it was asked for.
            known = {value[0]: words for words, value in options if len(value) == 1}
            names = [known.get(each) or (label(each) if isinstance(each, Choice) else _("Other")) for each in wanted]
            options.append((joined(names), wanted))
            self.combos[field].addItem(options[-1][0])
            at = len(options) - 1
        self.combos[field].setCurrentIndex(at)


def _choices(kind: type[Choice]) -> list[tuple[str, tuple[object, ...]]]:
    return [(label(each), (each,)) for each in kind]
