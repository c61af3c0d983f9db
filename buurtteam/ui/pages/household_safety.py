"""Safety of workers on visits, for the team only: marks with an end, and what happened."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from buurtteam.domain.household import Incident, SafetyFlag
from buurtteam.domain.kinds import HouseholdId, local_day
from buurtteam.services.households import HouseholdView
from buurtteam.texts import label
from buurtteam.texts import translate as _
from buurtteam.ui.pages.household_parts import PanesTab, records_pane, workers_of
from buurtteam.ui.row_table import Column
from buurtteam.ui.widgets import Note, State

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

_REVIEW_DAYS, _END_DAYS = 90, 180


class Safety(PanesTab):
    """The tab of safety marks and incidents."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        today = page.desk.today
        self._today = today()
        flags: Any = records_pane(
            page,
            home,
            SafetyFlag,
            title=_("Marks on visits"),
            add_words=_("Mark"),
            why=_("A mark always ends, and somebody looks at it again before that."),
            columns=(
                Column(_("What to do"), lambda f: label(f.measure), strong=True),
                Column(_("Now"), lambda f: f.until_on, width=170, chip=lambda f: _flag_chip(f, self._today)),
                Column(_("Look at it again on"), "review_on", width=160),
                Column(_("Ends on"), "until_on", width=120),
            ),
            empty=("shield-check", _("No marks. Visits can go as usual."), ""),
            new=lambda: SafetyFlag(
                household=home,
                since_on=today(),
                review_on=today() + timedelta(days=_REVIEW_DAYS),
                until_on=today() + timedelta(days=_END_DAYS),
            ),
            says=lambda f: label(f.measure),
        )
        incidents: Any = records_pane(
            page,
            home,
            Incident,
            title=_("Incidents against a worker"),
            add_words=_("Incident"),
            columns=(
                Column(_("When it happened"), lambda i: local_day(i.happened_at) if i.happened_at else None, width=140),
                Column(_("What happened"), "what", strong=True),
                Column(_("What was done"), "done"),
                Column(_("Look at it again on"), "review_on", width=160),
            ),
            empty=("shield-heart", _("No incidents."), ""),
            new=lambda: Incident(household=home, review_on=today() + timedelta(days=_REVIEW_DAYS)),
            says=lambda _i: _("This incident"),
        )
        super().__init__(flags, incidents)
        self.flags, self.incidents = flags, incidents
        form = flags.form
        form.place("measure", "since_on", columns=2)
        form.place("reason")
        form.place("review_on", "until_on", columns=2)
        form = incidents.form
        form.place("happened_at", "worker", columns=2, options={"worker": {}})
        form.place("what")
        form.place("done")
        form.place("review_on", columns=2)
        self.inside.insertWidget(
            0, Note(_("Team only. Nothing of this stands on a paper or in the view that residents look along with."))
        )

    def fill(self, view: HouseholdView) -> None:
        """Show marks and incidents."""
        self._today = view.today
        self.flags.show_records(view.flags, view.drafts)
        self.incidents.show_records(view.incidents, view.drafts, {"worker": workers_of(view)})


def _flag_chip(flag: SafetyFlag, today: date) -> tuple[State, str]:
    if not flag.holds_on(today):
        return "quiet", _("Not any more") if flag.until_on and flag.until_on < today else _("Not yet")
    if flag.review_on is not None and flag.review_on <= today:
        return "soon", _("Look at it again now")
    return "info", _("In force")
