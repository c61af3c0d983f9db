"""Signs of dementia, or the last phase of life: who noticed what, what the doctor says, and one case manager."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from buurtteam.domain.care import CarePath, PathKind
from buurtteam.domain.household import Statement
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.services import care_paths, households
from buurtteam.services.care_paths import SIGNS, PathsView, PersonOnPath
from buurtteam.services.households import HouseholdView
from buurtteam.texts import label, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.list_row import ListRow, lines, mark_open
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.theme import ROOM, TIGHT
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Heading,
    SideBySide,
    State,
    StatusChip,
    Words,
    button,
    column,
    emptied,
    flow,
)


class CarePaths(HouseholdTab):
    """The people of the household on the left, the signs and the road of one of them on the right."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self.found: PathsView | None = None
        self._chosen: ResidentId | None = None
        outer = column(self, space=ROOM)
        self.list = Card(_("Signs and roads"), icon_name="list-check")
        self.side = QWidget()
        self._build_signs()
        self._build_path()
        side = column(self.side, space=ROOM)
        side.addWidget(self.signs_card)
        side.addWidget(self.path_card)
        side.addWidget(self.manager_card)
        side.addStretch(1)
        left = QWidget()
        stacked = column(left, space=ROOM)
        stacked.addWidget(self.list)
        stacked.addStretch(1)
        outer.addWidget(SideBySide(left, self.side, shares=(4, 8), least=430))
        self.side.hide()

    def _build_signs(self) -> None:
        self.signs_card = Card(icon_name="eye")
        self.name = Heading("", 3)
        self.sign_rows = QWidget()
        self._sign_rows = column(self.sign_rows, space=TIGHT)
        self.sign_form: KeptForm[Statement] = KeptForm(
            Statement,
            self.page,
            care_paths.keep_sign,
            lambda record: households.draft_place(self.household, record),
        )
        self.sign_form.kept.connect(self._on_sign_kept)
        self.sign_form.place("text", words={"text": _("What was noticed, as it was told")})
        self.sign_form.place("source", "stated_on", columns=2)
        self.often = QWidget()
        often = column(self.often, space=TIGHT)
        often.addWidget(Words(_("What people often notice:"), "small"))
        often.addWidget(flow(*(button(_(sign), "quiet", on_click=partial(self._use_sign, sign)) for sign in SIGNS)))
        self.sign_remove = button(_("Remove"), "quiet", "trash", self.remove_row)
        self.sign_box = QWidget()
        inside = column(self.sign_box, space=TIGHT)
        for each in (self.sign_form, self.often, flow(self.sign_remove)):
            inside.addWidget(each)
        self.sign_box.hide()
        self.signs_card.add(
            self.name,
            Words(_("A sign is what somebody noticed, with who says it. Only a doctor says what it is."), "small"),
            self.sign_rows,
            flow(button(_("Write down a sign"), icon_name="plus", on_click=self.add)),
            self.sign_box,
        )

    def _build_path(self) -> None:
        self.form: KeptForm[CarePath] = KeptForm(
            CarePath,
            self.page,
            care_paths.keep,
            lambda record: households.draft_place(self.household, record),
        )
        self.form.kept.connect(lambda _kept: self.refresh())
        form = self.form
        self.path_card = Card(_("The doctor first"), icon_name="stethoscope")
        self.starts = {
            kind: button(label(kind), icon_name="plus", on_click=partial(self._begin, kind)) for kind in PathKind
        }
        self.starting = QWidget()
        start = column(self.starting, space=TIGHT)
        start.addWidget(Words(_("Begin a road, so that the question to the doctor is not forgotten."), "small"))
        start.addWidget(flow(*self.starts.values()))
        self.roads = QWidget()
        self._roads = column(self.roads, space=TIGHT)
        self.path_card.add(self.roads, self.starting)
        self.asking = QWidget()
        asking = column(self.asking, space=TIGHT)
        form.place("doctor", "question", into=asking)
        self.ask_today = button(_("Asked today"), "primary", "send", self.ask_doctor)
        asking.addWidget(flow(self.ask_today))
        form.place("asked_on", "answered_on", columns=2, into=asking)
        form.place("answer", into=asking)
        self.path_card.add(self.asking, form)
        self.manager_card = Card(_("One case manager"), icon_name="user-check")
        form.place("case_manager", "case_manager_at", columns=2, into=self.manager_card.body)
        form.place("case_manager_phone", "case_manager_since", columns=2, into=self.manager_card.body)
        form.place("waits_since", "ended_on", columns=2, into=self.manager_card.body)
        form.place("wlz", into=self.manager_card.body)
        self.path_remove = button(_("Remove this road"), "quiet", "trash", self.remove_path)
        self.manager_card.add(flow(self.path_remove))

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Show the people of the household; `about` opens one of them."""
        del view
        if isinstance(about := args.get("about"), UUID):
            self._chosen = ResidentId(about)
        self.refresh()

    def refresh(self) -> None:
        """Ask anew."""
        home = self.household
        self.page.ask(lambda office: care_paths.paths_of(office, home), self._fill, instead_of="paths")

    def add(self) -> None:
        """Begin a sign of who is shown."""
        home, who = self.household, self._chosen
        if who is None:
            return
        self.sign_form.leave()
        self.page.ask(lambda office: care_paths.new_sign(office, home, who), self._begin_sign)

    def remove_row(self) -> None:
        """Move the sign that is open to the trash; it can be taken back."""
        record = self.sign_form.record
        if record is None or not record.version or self.sign_box.isHidden():
            return
        self.sign_form.settling.forget()
        self.page.do(
            lambda office: care_paths.remove_sign(office, record),
            partial(self._on_removed, _("The sign"), self.sign_box),
        )

    def remove_path(self) -> None:
        """Move the road that is shown to the trash; it can be taken back."""
        record = self.form.record
        if record is None or not record.version:
            return
        self.form.settling.forget()
        self.page.do(
            lambda office: care_paths.remove(office, record), partial(self._on_removed, label(record.kind), self.asking)
        )

    def ask_doctor(self) -> None:
        """The question was put to the doctor today; in two weeks somebody asks what the answer is."""
        self.form.leave()
        record = self.form.record
        if record is not None and record.version:
            self.page.do(lambda office: care_paths.ask_doctor(office, record), lambda _asked: self._say_asked())

    def leave(self) -> None:
        """Keep what is being typed."""
        self.sign_form.leave()
        self.form.leave()

    # ------------------------------------------------------------------ inside

    def _say_asked(self) -> None:
        self.page.desk.notices.say(_("Asked. A task brings it back in two weeks."))
        self.refresh()

    def _fill(self, found: PathsView) -> None:
        self.found = found
        self.list.clear()
        if not found.people:
            self.side.hide()
            self.list.add(EmptyState("users", _("Nobody lives here yet."), _("Write down first who lives here.")))
            return
        concerned = found.concerned
        others = [each for each in found.people if each not in concerned]
        if concerned:
            self.list.add(lines(*(self._row(each) for each in concerned)))
        if others:
            self.list.add(Words(_("The others who live here"), "label"), lines(*(self._row(each) for each in others)))
        known = {each.resident: each for each in found.people}
        here = known.get(self._chosen) if self._chosen is not None else next(iter(concerned), None)
        if here is None:
            self.side.hide()
        else:
            self._show(here)

    def _row(self, person: PersonOnPath) -> ListRow:
        says = [plural("{count} sign", "{count} signs", len(person.signs))] if person.signs else []
        says += [label(each.kind) for each in person.paths if each.ended_on is None]
        marks = [StatusChip(*chip) for each in person.paths if (chip := self._chip(each)) is not None]
        made = ListRow(person.name, " · ".join(says), picture="user", marks=tuple(marks))
        return made.standing_for(person.resident).on_open(lambda: self._open(person.resident))

    def _chip(self, path: CarePath) -> tuple[State, str] | None:
        if path.ended_on is not None:
            return None
        if path.asked_on is None:
            return "info", _("Doctor still to ask")
        if path.answered_on is None:
            return "waiting", _("Asked on {day}", day=short_date(path.asked_on))
        if not path.case_manager:
            return "soon", _("No case manager yet")
        return "done", _("Case manager known")

    def _open(self, who: ResidentId) -> None:
        self.leave()
        self._chosen = who
        self.sign_box.hide()
        if self.found is not None:
            self._show(next(each for each in self.found.people if each.resident == who))
            self.signs_card.setFocus()

    def _show(self, person: PersonOnPath) -> None:
        self._chosen = person.resident
        mark_open(self.list, person.resident)
        self.name.setText(person.name)
        emptied(self._sign_rows)
        self.sign_rows.setVisible(bool(person.signs))
        if person.signs:
            self._sign_rows.addWidget(lines(*(self._sign_row(each) for each in person.signs)))
        emptied(self._roads)
        running = next((each for each in person.paths if each.ended_on is None), None)
        for each in person.paths:
            if each is not running:
                self._roads.addWidget(Words(self._over(each), "small"))
        if running is not None:
            self._roads.insertWidget(0, Words(label(running.kind), "label"))
        self.roads.setVisible(bool(person.paths))
        kinds = {each.kind for each in person.paths if each.ended_on is None}
        for kind, one in self.starts.items():
            one.setVisible(kind not in kinds)
        self.starting.setVisible(len(kinds) < len(PathKind))
        self.asking.setVisible(running is not None)
        self.form.setVisible(running is not None)
        self.manager_card.setVisible(running is not None)
        if running is not None:
            self.form.show_kept(running)
            self.ask_today.setVisible(running.asked_on is None)
        self.side.show()

    def _over(self, path: CarePath) -> str:
        if path.ended_on is None:
            return label(path.kind)
        return _("{what}, ended on {day}", what=label(path.kind), day=short_date(path.ended_on))

    def _sign_row(self, sign: Statement) -> ListRow:
        about = [_("according to {who}", who=sign.source) if sign.source else ""]
        about.append(short_date(sign.stated_on) if sign.stated_on else "")
        made = ListRow(sign.text, " · ".join(part for part in about if part), picture="eye")
        return made.on_open(lambda: self._edit_sign(sign))

    def _begin(self, kind: PathKind) -> None:
        home, who = self.household, self._chosen
        if who is not None:
            self.form.leave()
            self.page.do(lambda office: care_paths.begin(office, home, who, kind), lambda _begun: self._into_path())

    def _into_path(self) -> None:
        self.refresh()
        self.form.focus("doctor")

    def _begin_sign(self, sign: Statement) -> None:
        self._edit_sign(sign)

    def _edit_sign(self, sign: Statement) -> None:
        self.sign_form.leave()
        self.sign_form.show_kept(sign)
        self.sign_remove.setVisible(bool(sign.version))
        self.often.setVisible(not sign.version)
        self.sign_box.show()
        self.sign_form.focus("text")

    def _use_sign(self, sign: str) -> None:
        self.sign_form.fields["text"].editor.show_value(_(sign))
        self.sign_form.focus("source")

    def _on_sign_kept(self, sign: object) -> None:
        assert isinstance(sign, Statement)
        self.sign_remove.setVisible(True)
        self.refresh()

    def _on_removed(self, what: str, box: QWidget, bundle: UUID) -> None:
        box.hide()
        self.page.offer_back(what, bundle)
        self.refresh()
