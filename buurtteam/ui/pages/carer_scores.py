"""Questionnaires of one person: choose one, answer by key, and see over time what each of them said."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.domain.measurement import FilledIn, Measurement
from buurtteam.domain.problem import Problem
from buurtteam.services import instruments
from buurtteam.services.households import HouseholdView
from buurtteam.services.instruments import KnownInstrument, Series, Shelf, Taken
from buurtteam.texts import label, language
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.line_chart import LineChart, Point
from buurtteam.ui.list_row import ListRow, lines, rows_in
from buurtteam.ui.pages.carer import CarerPage
from buurtteam.ui.pages.carer_answers import FillIn, OutcomeView
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    SideBySide,
    State,
    Words,
    button,
    column,
    emptied,
    flow,
)

if TYPE_CHECKING:
    from buurtteam.services.office import Office

_OTHER = "other"


class Scores(HouseholdTab):
    """What can be filled in on the left; what is being filled in and what came out before on the right."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        assert isinstance(page, CarerPage)
        self.carers = page
        self.shelf = Shelf(())
        self.series: tuple[Series, ...] = ()
        self.form: FillIn | ElsewhereForm | None = None
        self._shown: object = None
        self._tables: dict[tuple[str, str], RowTable] = {}
        self._people: dict[ResidentId, str] = {}
        self.who = FormField(_("Whose questionnaire is this?"), ChoiceEditor([], optional=False))
        assert isinstance(self.who.editor, ChoiceEditor)
        self.who.editor.combo.setPlaceholderText(_("Choose somebody"))
        self.who.editor.edited.connect(self._on_who)
        self.choose = Card(_("Fill in a questionnaire"), icon_name="clipboard-list")
        self.rows = QWidget()
        self._rows = column(self.rows, space=0)
        self.elsewhere_button = button(_("Note a score from elsewhere"), icon_name="plus", on_click=self.add_elsewhere)
        self.to_settings = button(_("Which questionnaires we use"), "quiet", "settings", self.open_settings)
        self.choose.add(self.who, self.rows, flow(self.elsewhere_button, self.to_settings))
        left = QWidget()
        stacked = column(left, space=ROOM)
        stacked.addWidget(self.choose)
        stacked.addStretch(1)
        right = QWidget()
        self._right = column(right, space=ROOM)
        self.fill_card = Card(_("Questionnaire"), icon_name="pencil")
        self.close_button = button(_("Close"), "quiet", "x", self.close_form)
        self.remove_button = button(_("Remove"), "quiet", "trash", self.remove_row)
        self.fill_body = column(space=ROOM)
        self.fill_card.body.addLayout(self.fill_body)
        self.fill_card.add(flow(self.close_button, self.remove_button))
        self.fill_card.hide()
        self.over_time = QWidget()
        self._over_time = column(self.over_time, space=ROOM)
        self._right.addWidget(self.fill_card)
        self._right.addWidget(self.over_time)
        self._right.addStretch(1)
        column(self, space=ROOM).addWidget(SideBySide(left, right, shares=(4, 8), least=430))

    # ------------------------------------------------------------------ the tab

    @property
    def person(self) -> ResidentId | None:
        """Of whom the questionnaires are."""
        return self.carers.carer

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Show the questionnaires of who it is about; `measurement` opens one that was filled in."""
        self._people = {each.resident.id: each.name for each in view.people}
        editor = self.who.editor
        assert isinstance(editor, ChoiceEditor)
        editor.offer(list(self._people.items()))
        editor.show_value(self.person if self.person in self._people else None)
        self.refresh(args.get("measurement"))

    def refresh(self, wanted: object = None) -> None:
        """Ask anew."""
        home, person = self.household, self.person

        def read(office: "Office") -> tuple[Shelf, tuple[Series, ...]]:
            found = instruments.shelf(office)
            return found, instruments.history(office, home, person) if person is not None else ()

        self.page.ask(read, lambda found: self._fill(person, *found, wanted), instead_of="scores")

    def leave(self) -> None:
        """Keep what is being typed."""
        if self.form is not None:
            self.form.leave()

    def add(self) -> None:
        """To the choice of a questionnaire."""
        if found := rows_in(self.rows):
            found[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Keep what was filled in and close it."""
        self.close_form()

    # ------------------------------------------------------------------ deeds

    def begin(self, known: KnownInstrument) -> None:
        """Begin to fill in a questionnaire; one that is off is turned on in the settings."""
        if not known.is_on:
            self.open_settings()
        elif self.person is not None:
            one = known.instrument
            self._open(
                Measurement(
                    household=self.household,
                    resident=self.person,
                    instrument=one.id,
                    edition=one.edition,
                    taken_on=self.page.desk.today(),
                )
            )

    def add_elsewhere(self) -> None:
        """Begin a score that somebody else took."""
        if self.person is not None:
            self._open(
                Measurement(
                    household=self.household,
                    resident=self.person,
                    instrument="",
                    taken_on=self.page.desk.today(),
                    filled_in=FilledIn.ELSEWHERE,
                )
            )

    def open_settings(self) -> None:
        """To the part of the settings where questionnaires are turned on."""
        self.page.desk.open_place("settings", part="instruments")

    def close_form(self) -> None:
        """Keep what is being typed and put it away."""
        self.leave()
        self._drop_form()
        self.add()

    def remove_row(self) -> None:
        """Move what is open to the trash; it can be taken back."""
        record = self.form.record if self.form is not None else None
        if self.form is None or record is None:
            return
        self.form.settling.forget()
        self._drop_form()
        self.add()
        if record.version:
            name = self.shelf.name_of(record.instrument) or _("This questionnaire")
            self.page.do(
                lambda office: instruments.remove(office, record), lambda bundle: self.page.offer_back(name, bundle)
            )

    # ------------------------------------------------------------------ inside

    def _on_who(self) -> None:
        value = self.who.editor.value()
        chosen = next((each for each in self._people if each == value), None)
        if chosen is not None and chosen != self.person:
            self.leave()
            self.carers.choose(chosen)

    def _fill(self, person: ResidentId | None, shelf: Shelf, series: tuple[Series, ...], wanted: object = None) -> None:
        if person != self.person:
            return
        if shelf != self.shelf or not self.rows.children():
            self.shelf = shelf
            self._show_choice()
        for each in rows_in(self.rows):
            each.setEnabled(person is not None)
        self.elsewhere_button.setEnabled(person is not None)
        self.series = series
        self._show_series()
        known = {each.id: each.measurement for one in series for each in one.taken}
        if wanted in known:
            self._open(known[wanted])
        elif self.form is not None and self.form.record is not None:
            here = known.get(self.form.record.id)
            if here is not None and not self.form.settling.is_waiting:
                self.form.show_kept(here)
                self.remove_button.show()
            elif here is None and self.form.record.version:
                # It was removed, here or by somebody else.
                self._drop_form()

    def _show_choice(self) -> None:
        emptied(self._rows)
        made: list[QWidget] = []
        for known in self.shelf.known:
            whom = known.instrument.for_whom.of(language())
            if known.is_on:
                one = ListRow(known.name, whom, picture="clipboard-check", role="primary")
            else:
                off = _("Off: the coordinator first confirms in the settings that we may use it. Enter goes there.")
                one = ListRow(known.name, off, picture="lock", tone="quiet")
            made.append(one.on_open(partial(self.begin, known)))
        self._rows.addWidget(lines(*made))

    def _show_series(self) -> None:
        emptied(self._over_time)
        self._tables = {}
        for each in self.series:
            self._over_time.addWidget(self._series_card(each))
        if not self.series:
            empty = EmptyState(
                "clipboard-list",
                _("Nothing was filled in yet."),
                _("A questionnaire is a way to begin a talk. Nobody has to fill one in."),
            )
            self._over_time.addWidget(empty)
        self.over_time.setVisible(bool(self.series) or self.form is None)

    def _series_card(self, series: Series) -> Card:
        title = _("{name}, over time", name=series.name)
        card = Card(title, icon_name="chart-line")
        points_to = Column(_("Points to"), lambda t: t.measurement.is_high, chip=partial(_chip, series=series))
        says_nothing = all(_chip(each, series) is None for each in series.taken)
        table = RowTable(
            Column(_("Date"), lambda t: t.measurement.taken_on, width=120, strong=True),
            Column(_("Score"), lambda t: t.measurement.total, shown=_score, width=80, align="right"),
            Column(_("Change ¦score"), lambda t: t.change, shown=_signed, width=90, align="right"),
            *(() if says_nothing else (points_to,)),
            Column(_("By"), lambda t: t.by or label(t.measurement.filled_in), width=0 if says_nothing else 170),
            name=_("{chart}, as a table", chart=title),
            density="compact",
        )
        table.show_rows(series.taken)
        table.fit_height(most=8)
        table.opened.connect(self._open_id)
        self._tables[series.taken[0].measurement.instrument, series.edition] = table
        newest = series.taken[0]
        card.add(Words(instruments.in_words(newest, series.instrument), "label"))
        if len(series.scored) > 1:
            chart = LineChart(title)
            totals = [each.measurement.total or 0 for each in series.scored]
            points = [Point(each.measurement.taken_on, each.measurement.total or 0) for each in series.scored]
            one = series.instrument
            first, last = (one.first, one.last) if one is not None else (min(0, *totals), max(totals))
            cut = one.cut_off if one is not None else None
            chart.show_points(points, first, last, cut.at if cut is not None else None)
            card.add(chart)
            if cut is not None and cut.words is not None:
                card.add(Words(_("Dashed line: {limit}.", limit=cut.words.of(language())), "small"))
        card.add(table)
        card.add(Words(_("Only compared with the same questionnaire in the same edition. An indication."), "small"))
        return card

    def _open_id(self, wanted: object) -> None:
        found = next((each for one in self.series for each in one.taken if each.id == wanted), None)
        if found is not None:
            self._open(found.measurement)

    def _open(self, measurement: Measurement) -> None:
        self.leave()
        self._drop_form()
        known = self.shelf.find(measurement.instrument, measurement.edition)
        if measurement.filled_in is FilledIn.ELSEWHERE:
            form: FillIn | ElsewhereForm = ElsewhereForm(self.page, self.shelf)
            title = _("A score from elsewhere")
        elif known is None:
            self.page.desk.notices.say(_("This questionnaire is not there any more, so its answers cannot be shown."))
            return
        elif not _fits(known, measurement):
            self.page.desk.notices.say(_("These answers belong to another edition of this list and cannot be shown."))
            return
        else:
            form = FillIn(self.page, known.instrument)
            form.let_answer(known.is_on)
            title = known.name
        self.form = form
        self.fill_card.title.setText(title)
        self.fill_card.setAccessibleName(title)
        self.fill_body.addWidget(form)
        form.show_kept(measurement)
        form.kept.connect(lambda _kept: self.remove_button.show())
        self.remove_button.setVisible(bool(measurement.version))
        if not self.series:
            self.over_time.hide()
        self.fill_card.show()
        form.begin()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form = None
            emptied(self.fill_body)
        self.fill_card.hide()
        self.over_time.show()


class ElsewhereForm(KeptForm[Measurement]):
    """A score that somebody else took: of a questionnaire that is known here, or of another by its name."""

    def __init__(self, page: HouseholdTabsPage, shelf: Shelf) -> None:
        super().__init__(Measurement, page, instruments.keep)
        self._shelf = shelf
        options: list[tuple[object, str]] = [(each.id, each.name) for each in shelf.known]
        self.which = FormField(
            _("Questionnaire"), ChoiceEditor([*options, (_OTHER, _("Another questionnaire"))], optional=True)
        )
        self.which.editor.edited.connect(self._on_which)
        self._layout.addWidget(self.which)
        self.named = QWidget()
        self._layout.addWidget(self.named)
        words = {"instrument": _("Name of the questionnaire")}
        self.place("instrument", "edition", columns=2, words=words, into=column(self.named))
        self.place("taken_on", "taken_by", columns=2)
        self.place("total", "is_high", columns=2)
        self.outcome = OutcomeView()
        self._layout.addWidget(self.outcome)
        self.place("own_words", voice=("own_words",))
        self.edited.connect(lambda _name: self._tell())

    def begin(self) -> None:
        """Put the focus where it begins."""
        self.which.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show(self, record: Measurement | None = None, **fixed: object) -> None:
        """Show it, with the questionnaire chosen."""
        super().show(record, **fixed)
        if record is not None and (record.instrument or record.version):
            is_known = self._shelf.find(record.instrument, record.edition) is not None
            self.which.editor.show_value((record.instrument, record.edition) if is_known else _OTHER)
        self._tell()

    def _on_which(self) -> None:
        chosen = self.which.editor.value()
        one, edition = chosen if isinstance(chosen, tuple) else ("", "")
        for name, value in (("instrument", one), ("edition", edition)):
            self.editor(name).show_value(value)
            self.fields[name].show_problem("")
        self._tell()
        if self.record is not None and (self.record.version or self.editor("total").value() is not None):
            self.settling.touch()

    def _tell(self) -> None:
        chosen = self.which.editor.value()
        known = self._shelf.find(*chosen) if isinstance(chosen, tuple) else None
        self.named.setVisible(chosen == _OTHER)
        self.fields["is_high"].setVisible(chosen == _OTHER)
        typed = str(self.editor("total").value() or "")
        one = known.instrument if known is not None and typed.isascii() and typed.isdecimal() else None
        fits = one is not None and one.first <= int(typed) <= one.last
        self.outcome.setVisible(fits)
        if one is not None and fits:
            self.outcome.show_outcome(one, one.outcome(""), int(typed))


def _fits(known: KnownInstrument, measurement: Measurement) -> bool:
    """Whether the answers are answers of this questionnaire; a dossier that came in may bring others along."""
    try:
        known.instrument.whole(measurement.answers)
    except Problem:
        return False
    return True


def _score(total: object) -> str:
    return "–" if total is None else str(total)


def _signed(change: object) -> str:
    return f"{change:+d}".replace("-", "−") if isinstance(change, int) else ""


def _chip(taken: Taken, series: Series) -> tuple[State, str] | None:
    """What it points to, as shape and word."""
    total, high = taken.measurement.total, taken.measurement.is_high
    if total is None:
        return "waiting", _("Not complete: no score")
    band = series.instrument.band_of(total) if series.instrument is not None else None
    if band is not None:
        words = band.words.of(language())
        words = _("{what} (still to be checked)", what=words) if band.to_check else words
    elif high:
        words = _("Reached the limit")
    else:
        return None
    return ("soon" if high else "quiet"), words
