"""What was stated, by whom and when; what the team does differently and why; and the quick notes."""

from typing import TYPE_CHECKING, Any

from buurtteam.domain.household import Deviation, Statement, StatementKind
from buurtteam.domain.kinds import HouseholdId
from buurtteam.services.households import HouseholdView
from buurtteam.texts import label, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.pages.household_parts import PanesTab, names_of, records_pane, workers_of
from buurtteam.ui.row_table import Column
from buurtteam.ui.theme import HAIR
from buurtteam.ui.widgets import Card, Line, Picture, Tag, Words, button, column, row

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

_ORDER = {kind: number for number, kind in enumerate(StatementKind)}


class Notes(PanesTab):
    """The tab of statements, deviations and quick notes."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        today = page.desk.today
        statements: Any = records_pane(
            page,
            home,
            Statement,
            title=_("Statements"),
            add_words=_("Statement"),
            why=_("Facts, what somebody said and what we think stay apart. A coach never writes a diagnosis."),
            columns=(
                Column(_("Kind"), lambda s: label(s.kind), width=190, sort=lambda s: _ORDER[s.kind]),
                Column(_("Text"), lambda s: s.text, strong=True),
                Column(_("According to"), "source", width=140),
                Column(_("Date"), "stated_on", width=110),
            ),
            empty=(
                "blockquote",
                _("Nothing yet. A resident may always add an own statement to the file."),
                "",
            ),
            new=lambda: Statement(household=home, stated_on=today()),
            says=lambda s: label(s.kind),
        )
        deviations: Any = records_pane(
            page,
            home,
            Deviation,
            title=_("What we do differently, and why"),
            add_words=_("Reason"),
            columns=(
                Column(_("What"), "what", strong=True),
                Column(_("Why"), "reason"),
                Column(_("Date"), "decided_on", width=110),
            ),
            empty=("route", _("Nothing is done differently from usual."), ""),
            new=lambda: Deviation(household=home, decided_on=today()),
            says=lambda d: d.what or _("This reason"),
        )
        super().__init__(statements, deviations)
        self.statements, self.deviations = statements, deviations
        self.own = button(_("Statement of the resident"), icon_name="quote", on_click=self.add_own)
        statements.list_card.body.insertLayout(1, row(self.own, None))
        form = statements.form
        form.place("kind", "resident", columns=2, options={"resident": {}})
        form.place("text")
        form.place("source", "stated_on", columns=2)
        form.place("asks_medical_advice")
        form = deviations.form
        form.place("what")
        form.place("reason")
        form.place("worker", "decided_on", columns=2, options={"worker": {}})
        self.quick = Card(_("Quick notes"), icon_name="pencil")
        self.inside.addWidget(self.quick)

    def add_own(self) -> None:
        """A resident adds an own statement to the file."""
        self.statements.add("text", kind=StatementKind.OWN_STATEMENT)

    def fill(self, view: HouseholdView) -> None:
        """Show what was written down."""
        self.statements.show_records(view.statements, view.drafts, {"resident": names_of(view)})
        self.deviations.show_records(view.deviations, view.drafts, {"worker": workers_of(view)})
        self.quick.clear()
        for number, note in enumerate(view.notes[:40]):
            if number:
                self.quick.add(Line())
            about = [label(note.kind), view.name_of(note.resident) or note.said_by]
            if note.written_at is not None:
                about.append(short_day_and_time(note.written_at))
            worker = view.worker(note.worker)
            if worker is not None:
                about.append(worker.name)
            small = Words(" · ".join(part for part in about if part), "small")
            text = column(space=HAIR)
            text.addWidget(Words(note.text))
            if note.is_team_only:
                text.addLayout(row(Picture("lock", "text_2", 16), Tag(_("Team only")), small, None))
            else:
                text.addWidget(small)
            self.quick.add(text)
        if not view.notes:
            self.quick.add(Words(_("No quick notes yet. Ctrl+J makes one from anywhere."), "quiet"))
