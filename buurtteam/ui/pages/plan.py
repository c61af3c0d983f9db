"""The plan of a household, written together: what goes well, what we want, what we do, and when we talk again."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import cast

from pydantic import ValidationError
from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from buurtteam.domain.conversation import Note, NoteKind, OwnWords
from buurtteam.domain.household import Household, Membership, NetworkMember, Resident
from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.plan import (
    Goal,
    GoalState,
    HelpKind,
    HouseholdPlan,
    OwnerKind,
    PlanAction,
    PlanStrength,
    PlanWish,
)
from buurtteam.domain.problem import Gap
from buurtteam.domain.staff import Team, Worker
from buurtteam.domain.task import Appointment, Task
from buurtteam.services import plans, printing
from buurtteam.services.plans import PlanView, Suggestion
from buurtteam.services.printing import PlanFit
from buurtteam.texts import label, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.form import Form
from buurtteam.ui.page import Page
from buurtteam.ui.pages.paper_making import PaperMaker
from buurtteam.ui.pages.plan_fields import source_words
from buurtteam.ui.pages.plan_rows import (
    ActionLine,
    GoalLine,
    LineGroup,
    Row,
    StrengthLine,
    WishLine,
    column_widths,
    owner_shown,
)
from buurtteam.ui.theme import HAIR, SNUG, TIGHT, worn
from buurtteam.ui.widgets import (
    Card,
    Drawer,
    EmptyState,
    Heading,
    IconButton,
    ScrollPage,
    SideBySide,
    StatusChip,
    Tag,
    Words,
    button,
    emptied,
    flow,
    link,
    row,
)

_MEASURE_AFTER_MS = 1200
_MOST_ON_A_SHEET = 6
_PLAN_KINDS = (HouseholdPlan, PlanStrength, PlanWish, Goal, PlanAction)
_AROUND = (Note, OwnWords, Household, Membership, Resident, NetworkMember, Worker, Team, Appointment, Task)


class PlanPage(Page):
    """The page of one plan; every line keeps itself."""

    place = "plan"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: PlanView | None = None
        self.fit: PlanFit | None = None
        self._home: HouseholdId | None = None
        self._went = 0
        self._takes: list[QWidget] = []
        self._wanted_field = ""
        self._large: bool | None = None
        self._names = QStringListModel(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MEASURE_AFTER_MS)
        self._timer.timeout.connect(self.measure)
        self.body = self.scroll(widest=1320)
        self._build_head()
        self._build_suggestions()
        self._build_words()
        self._build_goals()
        self._build_actions()
        self._build_foot()
        self.maker = PaperMaker(self, self.jump)
        self._build_more()
        self._empty = EmptyState(
            "list-check",
            _("Choose a household first."),
            _("A plan belongs to a household."),
            button(_("Choose a household"), "primary", "home", lambda: self.desk.open_place("households")),
        )
        self.body.add(self._empty)
        self.bind("page.print", self.print_it)
        self.bind("page.preview", self.print_it)
        self.bind("plan.take_over", self.take_over_all)
        self.bind("plan.large_print", self.large.click)
        self.bind("page.add_row", self.add_row)
        self.bind("page.remove_row", self.remove_row)
        self.bind("page.row_up", lambda: self.move_row(-1))
        self.bind("page.row_down", lambda: self.move_row(1))
        self.bind("page.rename", self.edit_row)
        self._show_parts(False)

    # ------------------------------------------------------------------ laying out

    def _build_head(self) -> None:
        self.heading = Heading(_("Our plan"), 1)
        self.whose = Words("", "quiet")
        self.fit_chip = StatusChip("quiet", _("Measuring…"))
        self.words_chip = StatusChip("quiet", _("Language: no words yet"))
        self.large = QPushButton(_("Large print"))
        self.large.setCheckable(True)
        self.large.setProperty("shape", "chip")
        self.large.setAutoDefault(False)
        self.large.clicked.connect(self._toggle_large)
        self.show_button = button(_("Show"), "secondary", "file-search", self.print_it, _("As it will be printed (F7)"))
        self.print_button = button(_("Print"), "primary", "printer", self.print_it, _("Ctrl+P"))
        left, right = QWidget(), QWidget()
        titles = QVBoxLayout(left)
        titles.setContentsMargins(0, 0, 0, 0)
        titles.setSpacing(0)
        titles.addWidget(self.heading)
        titles.addWidget(self.whose)
        right.setLayout(row(None, self.large, self.show_button, self.print_button, space=TIGHT))
        top = SideBySide(left, right, shares=(3, 2), least=420)
        self.head = QWidget()
        layout = QVBoxLayout(self.head)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(top)
        layout.addWidget(flow(self.fit_chip, self.words_chip, space=TIGHT))
        self.body.add(self.head)

    def _build_suggestions(self) -> None:
        self.take_all = button(_("Take over everything"), "secondary", "arrow-bar-right", self.take_over_all)
        self.take_all.setToolTip("Alt+O")
        self.suggestions = Card(_("From the conversation"), self.take_all, icon_name="messages")
        self.suggested = QVBoxLayout()
        self.suggested.setSpacing(HAIR)
        self.again = link("", self.show_again)
        self.suggestions.body.addLayout(self.suggested)
        self.again_holder = QWidget()
        self.again_holder.setLayout(row(None, self.again))
        self.body.add(self.suggestions, self.again_holder)

    def _build_words(self) -> None:
        self.strengths = LineGroup[PlanStrength](
            self, StrengthLine, self._maker_of(PlanStrength), lambda view: view.strengths, today=self.desk.today
        )
        self.wishes = LineGroup[PlanWish](
            self,
            WishLine,
            self._maker_of(PlanWish),
            lambda view: view.wishes,
            today=self.desk.today,
            checks_words=False,
        )
        self.words = SideBySide(
            Card(_("This goes well"), icon_name="confetti").add(self.strengths),
            Card(_("This is what we want"), icon_name="blockquote").add(self.wishes),
            least=440,
        )
        self.body.add(self.words)

    def _build_goals(self) -> None:
        self.goals = LineGroup[Goal](
            self, self._goal_line, self._maker_of(Goal), lambda view: view.goals, today=self.desk.today
        )
        self.goal_count = Words("", "small", wraps=False)
        self.goal_card = Card(_("Goals"), self.goal_count, icon_name="flag").add(self.goals)
        self.body.add(self.goal_card)

    def _build_actions(self) -> None:
        self.agreements = LineGroup[PlanAction](
            self, self._action_line, self._maker_of(PlanAction), lambda view: view.actions,
            names=self._names, today=self.desk.today,
        )  # fmt: skip
        self.agreements.resized = self._show_heads
        self.heads = QWidget()
        self.heads.setMinimumWidth(1)
        grid = QGridLayout(self.heads)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(TIGHT)
        for at, words in enumerate(("", _("Who"), _("Does what"), _("When"), _("How it goes"), _("Comes from"))):
            one = Words(words, "small", wraps=False)
            one.setIndent(SNUG)
            grid.addWidget(one, 0, at)
            grid.setColumnStretch(at, 1 if at == 2 else 0)
        keys = Words(
            _("Enter: next line. Alt with an arrow: up or down. Nobody filled in: “we are still looking for this”."),
            "small",
        )
        self.action_card = Card(_("This is what we do"), icon_name="list-check").add(self.heads, self.agreements, keys)
        self.body.add(self.action_card)

    def _build_foot(self) -> None:
        self.form: Form[HouseholdPlan] = Form(HouseholdPlan, self.desk)
        self.form.hide()
        again = Card(_("We talk again"), icon_name="calendar-event")
        disagree = Card(_("Signed, or not agreed?"), icon_name="hand-stop")
        safe = Card(_("Safe to take home?"), icon_name="shield")
        self.form.place("evaluation_at", "evaluation_place", into=again.body)
        self.form.place("signed_on", into=disagree.body)
        self.form.place(
            "disagreement",
            into=disagree.body,
            help_texts={"disagreement": _("It is printed on the plan. Everybody may disagree.")},
        )
        self.form.place(
            "safe_at_home",
            into=safe.body,
            help_texts={"safe_at_home": _("Ask this without others there. Only with a yes the plan can be printed.")},
        )
        self.form.settled.connect(self.keep_plan)
        self.foot = SideBySide(again, disagree, safe, least=330)
        self.body.add(self.form, self.foot)

    def _build_more(self) -> None:
        self.more: Form[PlanAction] = Form(PlanAction, self.desk)
        self.more.place("kind", "owner_kind", "owner_name", "kind_of_help", "organisation", "topic")
        self.more.place("goal", options={"goal": {}})
        self.more.place("result", "done_on", voice=("result",))
        self.more.settled.connect(self._keep_more)
        holder = ScrollPage(margin=0)
        holder.add(self.more)
        self.more_drawer = Drawer(self, _("More about this agreement"), holder, width=460)
        self.more_drawer.closed.connect(self.more.leave)
        self.goal_more: Form[Goal] = Form(Goal, self.desk)
        self.goal_more.place("smart", help_texts={"smart": _("Precise, so that you see together when it is reached.")})
        self.goal_more.place("resident", options={"resident": {}})
        self.goal_more.place("topic", "target_on", "start_score", "target_score", "reason")
        self.goal_more.settled.connect(self._keep_goal)
        goal_holder = ScrollPage(margin=0)
        goal_holder.add(self.goal_more)
        self.goal_drawer = Drawer(self, _("More about this goal"), goal_holder, width=540)
        self.goal_drawer.closed.connect(self.goal_more.leave)

    def _goal_line(self, group: LineGroup[Goal]) -> GoalLine:
        line = GoalLine(group)
        line.more_asked.connect(lambda: self.open_goal(line))
        return line

    def _action_line(self, group: LineGroup[PlanAction]) -> ActionLine:
        line = ActionLine(group)
        line.more_asked.connect(lambda: self.open_more(line))
        return line

    def _maker_of(self, kind: type[Row]) -> Callable[..., Row]:
        """Makes a new line for the plan that is shown."""

        def make(**facts: object) -> Row:
            assert self.view is not None
            made = kind.model_validate({"household": self.view.household.id, "plan": self.view.plan.id, **facts})
            return cast("Row", made)

        return make

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show the plan of `household_id`; `field` says where the caret goes, `print` prints it."""
        wanted = args.get("household_id")
        if wanted is None and self._home is None:
            self.set_title(_("Plan"))
            self._show_parts(False)
            return
        home = HouseholdId(wanted) if wanted is not None else self._home  # type: ignore[arg-type]  # an id from another page
        assert home is not None
        is_other = home != self._home
        self._home = home
        if is_other:
            self._large = None
            self.body.verticalScrollBar().setValue(0)
            self.fit = None
            self.fit_chip.show_state("quiet", _("Measuring…"))
        self._wanted_field = str(args.get("field") or "")
        print_now = bool(args.get("print"))

        def show(view: PlanView) -> None:
            self._fill(view)
            if self._wanted_field:
                self.focus_field(self._wanted_field)
            if print_now:
                self.print_it()

        self.ask(lambda office: plans.read_plan(office, home, is_visit=True), show, instead_of="plan")
        self.measure()

    def first_focus(self) -> QWidget | None:
        """Take over first when there is something, else the agreements."""
        if not self.suggestions.isHidden():
            return self.take_all
        return self.agreements.lines[-1].main if self.agreements.lines else None

    def panes(self) -> list[QWidget]:
        """From top to bottom."""
        return [self.head, self.suggestions, self.words, self.goal_card, self.action_card, self.foot]

    def leave(self) -> None:
        """Keep what is being typed."""
        for group in self._groups():
            group.flush()
        self.form.leave()
        self.more.leave()
        self.goal_more.leave()

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """Show what was kept, here or elsewhere."""
        home = self._home
        if home is None:
            return
        if any(each.concern(*_PLAN_KINDS, *_AROUND) for each in changes):
            self.ask(lambda office: plans.read_plan(office, home), self._fill, instead_of="plan")
            self._timer.start()

    def _groups(self) -> tuple[LineGroup[PlanStrength], LineGroup[PlanWish], LineGroup[Goal], LineGroup[PlanAction]]:
        return self.strengths, self.wishes, self.goals, self.agreements

    def _fill(self, view: PlanView) -> None:
        self.view = view
        self._show_parts(True)
        self.set_title(_("Households"), view.household.label, _("Plan"))
        names = ", ".join(name for each in view.residents if (name := each.first_name))
        self.whose.setText(" · ".join(part for part in (view.household.label, names) if part))
        shown = [owner_shown(each) for each in view.owners]
        if shown != self._names.stringList():
            self._names.setStringList(shown)
        for group in self._groups():
            group.show_view(view)
        self.form.show(view.plan)
        self.form.fields["signed_on"].ask(
            _("The plan says something else since. Go through it together again.") if view.changed_since_signed else ""
        )
        self._show_suggestions(view)
        open_goals = len(view.open_goals)
        self.goal_count.setText(_("{count} of at most 3 open", count=open_goals) if view.goals else "")
        self._show_words(view)
        if self._large is None:
            self.large.setChecked(any("large_print" in {str(n) for n in each.reading_needs} for each in view.residents))

    def _show_parts(self, shown: bool) -> None:
        for part in (self.head, self.words, self.goal_card, self.action_card, self.foot):
            part.setVisible(shown)
        if not shown:
            # While it is shown it stays until what is suggested is known: hiding it would take the focus away.
            self.suggestions.setVisible(False)
            self.again_holder.setVisible(False)
        self._empty.setVisible(not shown)
        self.agreements.changed = self._timer.start
        self.strengths.changed = self._timer.start
        self.wishes.changed = self._timer.start

    def _show_heads(self, wide: bool) -> None:
        """The heads stand above their columns, or go when the lines are narrow."""
        self.heads.setVisible(wide)
        grid = self.heads.layout()
        assert isinstance(grid, QGridLayout)
        for at, least in enumerate(column_widths(wide=True)):
            grid.setColumnMinimumWidth(at, least)

    # ------------------------------------------------------------------ from the conversation

    def _show_suggestions(self, view: PlanView) -> None:
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.suggestions.isAncestorOf(focus)
        emptied(self.suggested)
        self._takes = []
        self.suggestions.setVisible(bool(view.suggestions))
        self.again.setText(
            plural(
                "Show {count} line again that was set aside",
                "Show {count} lines again that were set aside",
                view.set_aside,
            )
        )
        self.again_holder.setVisible(bool(view.set_aside))
        sure = [each for each in view.suggestions if each.is_sure]
        self.take_all.setText(_("Take over everything ({count})", count=len(sure)))
        self.take_all.setVisible(bool(sure))
        day = next((each.source.day for each in view.suggestions if each.source.day), None)
        self.suggestions.title.setText(
            _("From the conversation of {day}", day=short_date(day)) if day else _("From the conversation")
        )
        for each in view.suggestions:
            self.suggested.addWidget(self._suggestion(each))
        if had_focus and not view.suggestions:
            self.agreements.focus_last()
        elif had_focus:
            # The next line stands where the one that went stood.
            at = min(self._went, len(view.suggestions) - 1)
            self._takes[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _suggestion(self, each: Suggestion) -> QWidget:
        words = {
            NoteKind.STRENGTH: _("goes well"), NoteKind.WORDS: _("own words"), NoteKind.AGREEMENT: _("agreement"),
        }  # fmt: skip
        is_words = each.kind is NoteKind.WORDS
        text = Words(f"“{each.text}”" if is_words else each.text, "voice_small" if is_words else "")
        about = " · ".join(part for part in (each.who, source_words(each.source)) if part)
        take = button(_("Take over"), "quiet", on_click=lambda: self.take_over((each,)))
        take.setProperty("size", "small")
        take.setAccessibleName(_("Take over: {text}", text=each.text))
        away = IconButton("x", _("Set aside: {text}", text=each.text), lambda: self.set_aside(each))
        away.setToolTip(_("Do not suggest this again"))
        self._takes.append(take)
        holder = QWidget()
        tag = Tag(words[each.kind], "info" if is_words else "quiet")
        tag.setFixedWidth(worn().px(104))
        where = Words(about, "small")
        where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(tag, text, where, take, away, space=SNUG)
        line.setStretch(1, 3)
        line.setStretch(2, 2)
        holder.setLayout(line)
        return holder

    def take_over_all(self) -> None:
        """Put everything that was said and agreed in the plan."""
        if self.view and any(each.is_sure for each in self.view.suggestions):
            self.take_over(None)

    def take_over(self, taken: tuple[Suggestion, ...] | None) -> None:
        """Put these lines in the plan."""
        home = self._home
        if home is not None:
            self.do(lambda office: plans.take_over(office, home, taken), lambda _count: self._timer.start())

    def set_aside(self, suggestion: Suggestion) -> None:
        """Do not suggest this again; it can be taken back."""
        home, view = self._home, self.view
        if home is not None and view is not None:
            self._went = view.suggestions.index(suggestion) if suggestion in view.suggestions else 0
            self.do(lambda office: plans.set_aside(office, home, suggestion))

    def show_again(self) -> None:
        """Suggest once more what was set aside."""
        home = self._home
        if home is not None:
            self.do(lambda office: plans.show_again(office, home))

    # ------------------------------------------------------------------ lines

    def _focused(self) -> tuple[LineGroup, object] | None:  # type: ignore[type-arg]  # of any kind
        for group in self._groups():
            if (line := group.focused()) is not None:
                return group, line
        return None

    def add_row(self) -> None:
        """Go to the empty line of where one stands, else of the agreements."""
        found = self._focused()
        (found[0] if found else self.agreements).focus_last()

    def remove_row(self) -> None:
        """Remove the line one stands in."""
        if found := self._focused():
            found[0].remove(found[1])  # type: ignore[arg-type]  # a line of that group

    def move_row(self, by: int) -> None:
        """Move the line one stands in."""
        if found := self._focused():
            found[0].move_line(found[1], by)  # type: ignore[arg-type]  # a line of that group

    def edit_row(self) -> None:
        """Write in the line one stands in."""
        if found := self._focused():
            found[1].main.setFocus(Qt.FocusReason.OtherFocusReason)  # type: ignore[attr-defined]  # each is a line

    def focus_field(self, name: str, record: str = "") -> bool:
        """Put the caret at a gap."""
        groups = {"strengths": self.strengths, "wishes": self.wishes, "goals": self.goals, "actions": self.agreements}
        if name in groups:
            group = groups[name]
            if not group.focus_record(record):  # type: ignore[attr-defined]  # of any kind
                group.focus_last()  # type: ignore[attr-defined]  # of any kind
            return True
        if name in self.form.fields:
            self.form.focus(name)
            return True
        return False

    def jump(self, gap: Gap) -> bool:
        """Go to a gap on this page; whether it is here."""
        return gap.place == "plan" and self.focus_field(gap.field, gap.record)

    # ------------------------------------------------------------------ the rest of the plan

    def keep_plan(self) -> None:
        """Keep when we talk again, what is not agreed, and whether it can go home."""
        with suppress(ValidationError):
            plan = self.form.read()
            self.do(lambda office: plans.keep_plan(office, plan))

    def open_more(self, line: ActionLine) -> None:
        """Everything else about an agreement."""
        if line.record is None or self.view is None:
            return
        goals = [(each.id, each.words) for each in self.view.goals if each.state in (GoalState.OPEN, GoalState.LATER)]
        offer = getattr(self.more.editor("goal"), "offer", None)
        if offer is not None:
            offer(goals)
        self.more.show(line.record)
        self.more_drawer.open_drawer()
        self.more.focus("kind")

    def open_goal(self, line: GoalLine) -> None:
        """Everything else about a goal: the precise line of the coach, for whom, and by when."""
        if line.record is None or self.view is None:
            return
        line.settling.flush()
        offer = getattr(self.goal_more.editor("resident"), "offer", None)
        if offer is not None:
            offer([(each.id, each.first_name) for each in self.view.residents])
        self.goal_more.show(line.record)
        self.goal_drawer.open_drawer()
        self.goal_more.focus("smart")

    def _keep_goal(self) -> None:
        with suppress(ValidationError):
            goal = self.goal_more.read()
            self.do(lambda office: plans.keep_row(office, goal), self._goal_kept)

    def _goal_kept(self, goal: Goal) -> None:
        if not self.goal_drawer.isHidden():
            self.goal_more.show(goal)

    def _keep_more(self) -> None:
        with suppress(ValidationError):
            action = self.more.read()
            if action.kind is HelpKind.MEDICAL_ADVICE and not action.what:
                action = action.changed(what=label(HelpKind.MEDICAL_ADVICE))
            if action.kind is HelpKind.VOLUNTEER_HELP and action.owner_kind is OwnerKind.OPEN:
                action = action.changed(owner_kind=OwnerKind.VOLUNTEER)
            self.do(lambda office: plans.keep_row(office, action), self._more_kept)

    def _more_kept(self, action: PlanAction) -> None:
        if not self.more_drawer.isHidden():
            self.more.show(action)

    # ------------------------------------------------------------------ measuring

    def measure(self) -> None:
        """Lay the plan out in the background and say whether it fits."""
        home = self._home
        if home is not None:
            self.ask(lambda office: printing.measure_plan(office, home), self._show_fit, instead_of="fit")

    def _show_fit(self, fit: PlanFit) -> None:
        self.fit = fit
        pages, most = (fit.large_pages, 2) if self.large.isChecked() else (fit.pages, 1)
        counted = _("{count} of {most} agreements", count=fit.agreements, most=_MOST_ON_A_SHEET)
        if pages <= most:
            sheets = plural("Large print: {count} sheet", "Large print: {count} sheets", pages)
            where = sheets if self.large.isChecked() else _("Fits on one A4")
            self.fit_chip.show_state("done", f"{where} · {counted}")
        else:
            self.fit_chip.show_state("soon", _("Takes {pages} sheets: make it shorter", pages=pages))

    def _show_words(self, view: PlanView) -> None:
        rows: list[plans.PlanRow] = [*view.strengths, *view.goals, *view.actions]
        texts = [plans.text_of(each) for each in rows]
        if not any(texts):
            self.words_chip.show_state("quiet", _("Language: no words yet"))
            return
        hard = sum(len(plans.plain_words().check(text)) for text in texts)
        if hard:
            self.words_chip.show_state("soon", _("Language: {count} times it can be plainer", count=hard))
        else:
            self.words_chip.show_state("done", _("Language: plain"))

    # ------------------------------------------------------------------ printing

    def _toggle_large(self) -> None:
        self._large = self.large.isChecked()
        if self.fit is not None:
            self._show_fit(self.fit)

    def print_it(self) -> None:
        """Make the paper, after what is missing; then it is shown and can be printed."""
        home = self._home
        if home is None:
            return
        self.leave()
        large = self.large.isChecked()
        self.maker.make(PaperKind.PLAN, home, lambda office: printing.issue_plan(office, home, large))
