"""What gives a carer air: ideas nearby, taken and put in the plan with one key; asked for, started, and did it help."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from buurtteam.domain.care import Air, CarerSupport, SupportState
from buurtteam.domain.kinds import CarerSupportId, HouseholdId, ResidentId
from buurtteam.domain.papers import PaperKind
from buurtteam.services import care_papers, carer_support, households
from buurtteam.services.carer_support import AirView, Idea, SupportLine
from buurtteam.services.households import HouseholdView
from buurtteam.texts import label, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.pages.carer import CarerPage
from buurtteam.ui.pages.carer_air_parts import (
    IdeaSide,
    InformationCard,
    TokenCard,
    idea_words,
    state_chip,
    verified_chip,
)
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.pages.paper_making import PaperMaker
from buurtteam.ui.records_pane import RecordsPane
from buurtteam.ui.row_table import Column, RowTable
from buurtteam.ui.theme import ROOM
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    SideBySide,
    State,
    StatusChip,
    Tag,
    Words,
    button,
    column,
    emptied,
    flow,
    row,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from buurtteam.services.office import Office

_MOST_IDEAS = 6


class AirTab(HouseholdTab):
    """Ideas first, then the help of this carer, the yearly token, and what is good to know."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        assert isinstance(page, CarerPage)
        self.carers = page
        self.found: AirView | None = None
        self._wanted: object = None
        self._into_deeds = False
        outer = column(self, space=ROOM)
        self.nobody = EmptyState(
            "heart-handshake",
            _("Nobody in this household is known to care for somebody."),
            _("Say first who cares for whom."),
            button(_("Who cares for whom"), on_click=lambda: page.open_tab("who")),
        )
        self.nobody.hide()
        self.whole = QWidget()
        inside = column(self.whole, space=ROOM)
        outer.addWidget(self.nobody)
        outer.addWidget(self.whole)

        self.ideas = RowTable(
            Column(_("Kind of help"), lambda each: label(each.kind), share=4, strong=True),
            Column(_("By whom"), lambda each: each.line.entry.name, share=3),
            Column(_("Good to know ¦column"), idea_words),
            Column(
                _("Verified"), lambda each: each.line.entry.verified_on, width=190, chip=lambda e: verified_chip(e.line)
            ),
            Column("", lambda each: each.taken is not None, width=120, chip=_taken_chip),
            name=_("Ideas nearby"),
        )
        self.asked = Words("", "quiet")
        self.tags = QWidget()
        self._tags = row()
        self.tags.setLayout(self._tags)
        self.no_ideas = Words("", "quiet")
        self.to_directory = button(_("To the service directory"), "quiet", "book-2", self._open_directory)
        self.card = Card(_("Ideas nearby"), icon_name="heart-plus")
        self.card.add(self.asked, self.tags, self.ideas, self.no_ideas, flow(self.to_directory))
        self.idea = IdeaSide(self.take, self.put_in_plan, self._open_entry)
        self.idea.hide()
        left, right = QWidget(), QWidget()
        for holder, part in ((left, self.card), (right, self.idea)):
            stacked = column(holder)
            stacked.addWidget(part)
            stacked.addStretch(1)
        self.right = right
        inside.addWidget(SideBySide(left, right, shares=(7, 4), least=430))
        self._maker: PaperMaker | None = None
        self.help = HelpPane(self)
        self.token = TokenCard(page)
        self.information = InformationCard(self.make_information)
        for each in (self.help, self.token, self.information):
            inside.addWidget(each)
        self.ideas.chosen.connect(lambda _id: self._show_idea())
        self.ideas.opened.connect(lambda _id: self.take())

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Show what would give this carer air; `support` opens one help."""
        del view
        if "support" in args:
            self._wanted = args["support"]
        self.refresh()

    def refresh(self) -> None:
        """Ask anew."""
        home, carer = self.household, self.carers.carer
        self.nobody.setVisible(carer is None)
        self.whole.setVisible(carer is not None)
        if carer is not None:
            self.page.ask(lambda office: carer_support.read_air(office, home, carer), self._fill, instead_of="air")

    def add(self) -> None:
        """Begin help that is not in the directory."""
        if self.found is not None:
            self.help.add()

    def remove_row(self) -> None:
        """Move the help that is shown to the trash."""
        self.help.remove_chosen()

    def finish(self) -> None:
        """Put what is chosen in the plan: an idea while one stands in the ideas, else the help that is shown."""
        if self.help.isAncestorOf(self.window().focusWidget() or self) and not self.help.form_side.isHidden():
            self.help.put_in_plan()
        else:
            self.put_in_plan()

    def print_it(self) -> None:
        """Make the letter to who gives the help that is shown; without one, go to the papers of the household."""
        record = None if self.help.form_side.isHidden() else self.help.form.record
        if record is None or not record.offered_by or self.found is None:
            super().print_it()
            return
        self.leave()
        carer, name = self.found.resident, record.offered_by
        self.maker.make(
            PaperKind.CARER_LETTER,
            carer,
            partial(care_papers.issue_letter, carer=carer, recipient=name),
            gaps=partial(care_papers.gaps, kind=PaperKind.CARER_LETTER, of=carer, recipient=name),
        )

    def preview(self) -> None:
        """Make the letter and show it as it will be printed."""
        self.print_it()

    @property
    def maker(self) -> PaperMaker:
        """What makes papers here; it comes with the first paper."""
        if self._maker is None:
            self._maker = PaperMaker(self.page)
        return self._maker

    def make_information(self) -> None:
        """Make the information sheet for this carer, with what stands in the card and help nearby."""
        if self.found is not None:
            carer = self.found.resident
            self.maker.make(PaperKind.CARER_INFO, carer, partial(care_papers.issue_information, carer=carer))

    def leave(self) -> None:
        """Keep what is being typed."""
        self.help.leave()
        self.token.years.leave()

    # ------------------------------------------------------------------ deeds

    def take(self) -> None:
        """The carer wishes for this idea."""
        idea = self._chosen()
        if idea is None:
            return
        if idea.taken is not None:
            self._go_to(idea.taken)
            return
        home, carer = self.household, self.found.resident if self.found else None
        if carer is not None:
            self.page.do(lambda office: carer_support.take(office, home, carer, idea.id, idea.kind), self._go_to)

    def put_in_plan(self) -> None:
        """Take the idea and put it in the plan of the household where the carer lives."""
        idea = self._chosen()
        if idea is None or self.found is None:
            return
        home, carer = self.household, self.found.resident

        def then(kept: CarerSupport) -> None:
            self.page.desk.notices.say(_("{what} is in the plan.", what=label(kept.kind)))
            self._go_to(kept)

        self.page.do(lambda office: carer_support.take_into_plan(office, home, carer, idea.id, idea.kind), then)

    # ------------------------------------------------------------------ inside

    def _chosen(self) -> Idea | None:
        found = self.ideas.chosen_row()
        return found if isinstance(found, Idea) else None

    def _go_to(self, support: CarerSupport) -> None:
        """On to the help itself, where the next key says that it was asked for."""
        self._wanted, self._into_deeds = support.id, True
        self.refresh()

    def _open_directory(self) -> None:
        self.page.desk.open_place("directory", quick="carers")

    def _open_entry(self) -> None:
        idea = self._chosen()
        if idea is not None:
            self.page.desk.open_place("directory", entry=idea.id)

    def _fill(self, view: AirView) -> None:
        if view.resident != self.carers.carer:
            return
        self.found = view
        self._show_asked(view)
        self.ideas.show_rows(view.ideas)
        self.ideas.setVisible(bool(view.ideas))
        self.ideas.fit_height(most=_MOST_IDEAS)
        if view.ideas and self._chosen() is None:
            self.ideas.choose(view.ideas[0].id)
        self.no_ideas.setText(_("Nothing in the directory fits yet. Add what you know, then everybody finds it."))
        self.no_ideas.setVisible(not view.ideas)
        self._show_idea()
        self.help.show_air(view)
        self.token.show_air(view)
        self.token.setVisible(bool(view.appreciations))
        self.information.show_information(view.information)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.help.open(wanted, into_deeds=self._into_deeds)
            self._into_deeds = False

    def _show_asked(self, view: AirView) -> None:
        if view.air or view.air_words:
            day = short_date(view.talked_on) if view.talked_on else ""
            self.asked.setText(_("On {day} {name} said that this would give air:", day=day, name=view.name))
        else:
            self.asked.setText(
                _("{name} was not asked yet what would give air. This is all that could fit.", name=view.name)
            )
        emptied(self._tags)
        words = [label(each) for each in view.air if each is not Air.OTHER or not view.air_words]
        for each in [*words, *([view.air_words] if view.air_words else [])]:
            self._tags.addWidget(Tag(each, "info"))
        self._tags.addStretch(1)
        self.tags.setVisible(bool(view.air or view.air_words))

    def _show_idea(self) -> None:
        idea = self._chosen()
        self.idea.setVisible(idea is not None)
        self.right.setVisible(idea is not None)
        if idea is not None:
            self.idea.show_idea(idea)


class HelpPane(RecordsPane[CarerSupport]):
    """The help of one carer: how it stands, and what happened with one key each, today or on another day."""

    def __init__(self, tab: AirTab) -> None:
        self._tab = tab
        self._lines: dict[object, SupportLine] = {}
        home = tab.household
        super().__init__(
            tab.page,
            CarerSupport,
            title=_("Help that gives air"),
            add_words=_("Add other help"),
            columns=(
                Column(_("Kind of help"), lambda each: label(each.kind), strong=True),
                Column(_("By whom"), "offered_by"),
                Column(_("How it stands"), self._state, width=180, chip=self._state),
            ),
            empty=(
                "heart-plus",
                _("No help was asked for yet."),
                _("Choose an idea above, or add help that is not in the directory."),
            ),
            new=lambda: CarerSupport(household=home, resident=self._resident()),
            keep=carer_support.keep,
            remove=carer_support.remove,
            says=lambda each: each.offered_by or label(each.kind),
            draft_place=lambda each: households.draft_place(home, each),
        )
        self.state = StatusChip("quiet", "")
        self.in_plan = StatusChip("info", _("In the plan"))
        self.asked = button(_("Asked for today"), "primary", "send", lambda: self._do(carer_support.asked_for))
        self.started = button(_("Started today"), "secondary", "check", lambda: self._do(carer_support.started))
        self.stopped = button(_("Stopped today"), "quiet", "x", self.stop)
        self.again = button(
            _("It goes on after all"), "quiet", "arrow-back-up", lambda: self._do(carer_support.goes_on)
        )
        self.plan = button(_("Put in the plan"), "secondary", "list-check", self.put_in_plan, "Ctrl+Return")
        self.letter = button(_("Make the letter"), "quiet", "mail", tab.print_it, "Ctrl+P")
        self.head = QWidget()
        top = column(self.head)
        top.addWidget(flow(self.state, self.in_plan))
        top.addWidget(flow(self.asked, self.started, self.plan, self.letter, self.stopped, self.again))
        self.form_card.body.insertWidget(0, self.head)
        form = self.form
        form.place("kind")
        form.place("offered_by", "hours_per_week", columns=2)
        form.place("what")
        form.place("requested_on", "started_on", "stopped_on", columns=3)
        form.place("stop_reason")
        form.place("helped", "helped_words", columns=2, voice=("helped_words",))
        form.kept.connect(lambda _kept: self._tab.refresh())

    def show_air(self, view: AirView) -> None:
        """Show the help of this carer."""
        self._lines = {each.id: each for each in view.supports}
        self.show_records([each.support for each in view.supports])
        here = self.form.record
        if here is not None and not self.form_side.isHidden():
            self.on_shown(here)

    def open(self, wanted: object, *, into_deeds: bool) -> None:
        """Show one, with the focus on what can be done with it next."""
        self.edit(wanted)
        if into_deeds:
            following = next((each for each in (self.asked, self.started, self.stopped) if not each.isHidden()), None)
            if following is not None:
                following.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_shown(self, record: CarerSupport) -> None:
        """What can be done with this one now."""
        line = self._lines.get(record.id)
        self.head.setVisible(line is not None)
        state = line.state if line is not None else SupportState.WISHED
        if line is not None:
            self.state.show_state(*state_chip(line, self._page.desk.today()))
        self.in_plan.setVisible(line is not None and line.is_in_plan)
        self.plan.setVisible(line is None or not line.is_in_plan)
        self.letter.setVisible(bool(record.offered_by) and state is not SupportState.STOPPED)
        self.asked.setVisible(state is SupportState.WISHED)
        self.started.setVisible(state in (SupportState.WISHED, SupportState.WAITING))
        self.stopped.setVisible(state is not SupportState.STOPPED)
        self.stopped.setText(_("Not wanted after all") if state is SupportState.WISHED else _("Stopped today"))
        self.again.setVisible(state is SupportState.STOPPED)
        was_tried = record.started_on is not None
        for name in ("helped", "helped_words"):
            self.form.fields[name].setVisible(was_tried)
        self.form.fields["stop_reason"].setVisible(record.stopped_on is not None or bool(record.stop_reason))

    def stop(self) -> None:
        """It stopped today, with why; the reason is asked for when it does not stand there yet."""
        why = str(self.form.editor("stop_reason").value() or "")
        if not why.strip():
            self.form.fields["stop_reason"].show()
            self.form.focus("stop_reason")
            line = self._lines.get(self.form.record.id) if self.form.record is not None else None
            is_wish = line is not None and line.state is SupportState.WISHED
            why_not = _("Write down why it is not wanted.") if is_wish else _("Write down why it stopped.")
            self.form.show_problem("stop_reason", why_not)
            return
        self._do(lambda office, wanted: carer_support.stopped(office, wanted, why))

    def put_in_plan(self) -> None:
        """This help comes in the plan."""

        def say(kept: CarerSupport) -> None:
            self._page.desk.notices.say(_("{what} is in the plan.", what=label(kept.kind)))

        self._do(carer_support.put_in_plan, say)

    # ------------------------------------------------------------------ inside

    def _do(
        self,
        deed: "Callable[[Office, CarerSupportId], CarerSupport]",
        then: "Callable[[CarerSupport], object] | None" = None,
    ) -> None:
        self.form.leave()
        record = self.form.record
        if record is None or not record.version:
            return
        wanted = record.id
        self._page.do(lambda office: deed(office, wanted), then)

    def _state(self, record: CarerSupport) -> tuple[State, str] | None:
        line = self._lines.get(record.id)
        return state_chip(line, self._page.desk.today()) if line is not None else None

    def _resident(self) -> ResidentId:
        assert self._tab.found is not None
        return self._tab.found.resident


def _taken_chip(idea: Idea) -> tuple[State, str] | None:
    if idea.taken is None:
        return None
    return ("info", _("In the plan")) if idea.taken.plan_action is not None else ("quiet", _("Noted ¦idea"))
