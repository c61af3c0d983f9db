"""When two people changed the same: both values of each field side by side, and a choice."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from buurtteam.domain.record import Record
from buurtteam.domain.words import Choice
from buurtteam.texts import field_label, joined, label, short_date, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.theme import HAIR, SNUG, TIGHT
from buurtteam.ui.widgets import Card, Drawer, ScrollPage, Words, button, column, row


def value_words(value: object, options: Mapping[object, str] | None = None) -> str:
    """A value of a field as one reads it; nothing is said to be empty."""
    if options and value in options:
        return options[value]
    match value:
        case None | "":
            return _("(empty)")
        case bool():
            return _("Yes") if value else _("No")
        case Choice():
            return label(value)
        case datetime():
            return short_day_and_time(value)
        case date():
            return short_date(value)
        case frozenset():
            return joined(sorted(value_words(each) for each in value)) or _("(empty)")
        case UUID():
            return _("somebody else")
        case _:
            return str(value)


def different_values(kept: Record, typed: Record) -> list[str]:
    """What is kept now in each field that was typed otherwise, one line a field."""
    return [
        _("Now kept, {field}: {value}", field=field_label(type(kept), name), value=value_words(getattr(kept, name)))
        for name in type(kept).model_fields
        if name not in ("id", "version") and getattr(kept, name) != getattr(typed, name)
    ]


class StaleDrawer(Drawer):
    """Both versions of one record, field by field; `on_choice` gets the record as a person put it together.

    `base` is what both started from: what only the other changed is proposed as the other has it. Closing the drawer
    loses nothing: the typing stays in its form.
    """

    def __init__(
        self,
        over: QWidget,
        mine: Record,
        stored: Record,
        on_choice: Callable[[Record], object],
        *,
        base: Record | None = None,
        fields: Iterable[str] = (),
        options: Mapping[str, Mapping[object, str]] | None = None,
    ) -> None:
        body = QWidget()
        super().__init__(over, _("Changed by two people"), body, width=520)
        self._stored = stored
        self._mine = mine
        self._on_choice = on_choice
        self._groups: dict[str, QButtonGroup] = {}
        inside = column(body, space=SNUG)
        inside.addWidget(
            Words(
                _(
                    "While you were typing, somebody else changed this too. "
                    "Nothing is lost: choose per field what it must be."
                )
            )
        )
        scroll = ScrollPage(margin=0, space=SNUG)
        inside.addWidget(scroll, 1)
        names = [name for name in type(mine).model_fields if name not in ("id", "version")]
        for name in names:
            ours, theirs = getattr(mine, name), getattr(stored, name)
            if ours == theirs or (fields and name not in fields):
                continue
            only_they = base is not None and getattr(base, name) == ours
            scroll.add(self._choice_of(name, ours, theirs, (options or {}).get(name), prefers_theirs=only_they))
        self.keep = button(_("Keep it like this"), "primary", on_click=self._keep)
        inside.addLayout(row(button(_("Later"), "quiet", on_click=self.close_drawer), None, self.keep))

    def choose(self, name: str, *, mine: bool) -> None:
        """Choose one of both for a field, as a click does."""
        self._groups[name].button(0 if mine else 1).setChecked(True)

    def in_doubt(self) -> tuple[str, ...]:
        """The fields in which both differ."""
        return tuple(self._groups)

    def _choice_of(
        self, name: str, mine: object, theirs: object, options: Mapping[object, str] | None, *, prefers_theirs: bool
    ) -> QWidget:
        card = Card()
        words = field_label(type(self._mine), name)
        card.add(Words(words, "label"))
        group = QButtonGroup(card)
        for at, (said, value) in enumerate(((_("You typed"), mine), (_("Now kept"), theirs))):
            one = QRadioButton(said)
            shown = value_words(value, options)
            one.setAccessibleName(f"{words}. {said}: {shown}")
            one.setChecked(prefers_theirs == bool(at))
            group.addButton(one, at)
            text = Words(shown, "quiet" if value in (None, "") else "")
            text.setContentsMargins(SNUG * 2, 0, 0, HAIR)
            card.add(one, text)
        card.body.setSpacing(TIGHT)
        self._groups[name] = group
        return card

    def _keep(self) -> None:
        taken = {name: getattr(self._mine, name) for name, group in self._groups.items() if group.checkedId() == 0}
        chosen = self._stored.changed(**taken, version=self._stored.version)
        self.close_drawer()
        self._on_choice(chosen)
