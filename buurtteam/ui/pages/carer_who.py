"""Who cares for whom in one household, and what it takes: the week, the tasks, who may speak for whom, children too.

Everybody stands in one picture and one list. Below it stands the carer it is about now: what this carer does for one
person, and this carer as a person. Of a carer who lives elsewhere only the name, the tie and the agreed words are here.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from buurtteam.domain.care import Care, Carer, MayDecide, PowerProof
from buurtteam.domain.caring import CareMark
from buurtteam.domain.household import Relation
from buurtteam.domain.kinds import HouseholdId, RelationId, ResidentId
from buurtteam.services import carers, households
from buurtteam.services.carers import CareLine, CareView, Somebody, YoungLine
from buurtteam.services.households import HouseholdView
from buurtteam.texts import joined, label, plural
from buurtteam.texts import translate as _
from buurtteam.ui.care_picture import CarePicture, Face
from buurtteam.ui.form import FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.pages.carer_who_parts import ChildRows, NewCare
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.theme import ROOM, SNUG, TIGHT
from buurtteam.ui.week_grid import WeekEditor
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Line,
    Note,
    Quote,
    SideBySide,
    State,
    StatusChip,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
)

if TYPE_CHECKING:
    from buurtteam.ui.pages.carer import CarerPage

_TONES: Mapping[CareMark, State] = {CareMark.YOUNG: "soon", CareMark.INTENSIVE: "soon"}
_MOST_ASKED = 3
"""With more children to ask, the picture counts them; below they stand one by one."""
_HEAVY = frozenset({CareMark.YOUNG, CareMark.INTENSIVE})


def mark_chips(marks: tuple[CareMark, ...]) -> tuple[StatusChip, ...]:
    """The marks of a carer as chips."""
    return tuple(StatusChip(_TONES.get(each, "quiet"), label(each)) for each in marks)


class CareForm(KeptForm[Care]):
    """What one carer does for one person, with the week as a grid."""

    def _make(self, name: str, options: Mapping[object, str] | None, help_text: str, words: str | None) -> FormField:
        field = super()._make(name, options, help_text, words)
        if name != "week":
            return field
        week = WeekEditor()
        made = FormField(field.words, week, help_text)
        self.fields[name] = made
        week.edited.connect(lambda: self._on_edit(name))
        week.left.connect(lambda: self._on_left(name))
        return made


class WhoCares(HouseholdTab):
    """Who cares for whom in a household."""

    page: "CarerPage"

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        self.found: CareView | None = None
        self.chosen: RelationId | None = None
        self._blank_cares: dict[RelationId, Care] = {}
        self._blank_carers: dict[ResidentId, Carer] = {}
        self._view: HouseholdView | None = None
        self.rows: dict[RelationId, ListRow] = {}
        outer = column(self, space=ROOM)
        self.from_school = Note(
            _("School reported something. Look at the whole household first: who cares for whom, and a child too?"),
            "info",
            button(_("To the report"), on_click=self._to_report),
        )
        self.from_school.hide()
        self.picture = CarePicture()
        self.new = button(_("Somebody cares for somebody (Ins)"), "primary", "plus", self.add)
        self.who = Card(_("Who cares for whom"), icon_name="heart-handshake")
        self.empty = EmptyState(
            "heart-handshake",
            _("Nobody here cares for somebody, as far as known."),
            _("Ask who helps when it is difficult. That person may need help too."),
            button(_("Somebody cares for somebody (Ins)"), "primary", "plus", self.add),
        )
        self.picture_side, self.list_side = QWidget(), QWidget()
        column(self.picture_side).addWidget(self.picture)
        self._list = column(self.list_side, space=TIGHT)
        self.both = SideBySide(self.picture_side, self.list_side, shares=(1, 1), least=400)
        self.who.add(self.empty, self.both, flow(self.new))
        self.children_card = Card(_("A child who cares too?"), icon_name="friends")
        self.why = Words("", "quiet")
        self.children_rows = ChildRows()
        self.children_rows.answered.connect(self._answer)
        self.children_rows.opened.connect(self._open_child)
        self.children_card.add(self.why, self.children_rows)
        self.one = Card(_("What this carer does"), icon_name="user-heart")
        self.person_card = Card(_("The carer as a person"), icon_name="user")
        self._build_one()
        self._build_person()
        for part in (self.from_school, self.who, self.children_card, self.one, self.person_card):
            outer.addWidget(part)

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Ask who cares for whom and show it; `relation` opens one line."""
        self._view = view
        if isinstance(wanted := args.get("relation"), type(view.household.id)):
            self.chosen = RelationId(wanted)
        home = self.household
        self.page.ask(lambda office: carers.read(office, home), self._fill, instead_of="who")

    def add(self) -> None:
        """Somebody cares for somebody."""
        self.open_new()

    def remove_row(self) -> None:
        """End the care that is chosen."""
        self.end()

    def finish(self) -> None:
        """On to the talk with this carer; who cares for whom is written down first while that is being chosen."""
        if drawer := next((each for each in self.page.findChildren(NewCare) if not each.isHidden()), None):
            drawer.write()
        else:
            self.page.open_tab("talk")

    def leave(self) -> None:
        """Keep what is being typed."""
        for form in (self.since, self.form, self.person):
            form.leave()

    def open_new(self, carer: Somebody | None = None, cared_for: Somebody | None = None) -> None:
        """Open the drawer in which two people are chosen."""
        drawer = NewCare(self.page, self.household, self._made, carer=carer, cared_for=cared_for)
        drawer.open_drawer()

    def end(self) -> None:
        """End the care that is chosen; it can be taken back."""
        line = self.line()
        if line is None or line.relation.until_on is not None:
            return
        home, relation = self.household, line.relation.id
        self.leave()

        def said(_ended: Relation) -> None:
            self.page.desk.notices.offer_undo(
                _("{name} does not care for {other} any more.", name=line.carer.name, other=line.cared_for.name),
                lambda: self.page.do(lambda office: carers.go_on_with(office, home, relation)),
            )

        self.page.do(lambda office: carers.end_care(office, home, relation), said)

    def line(self) -> CareLine | None:
        """The line that is shown below."""
        return self.found.line(self.chosen) if self.found is not None else None

    # ------------------------------------------------------------------ the parts

    def _build_one(self) -> None:
        page = self.page
        self.marks = QWidget()
        self._marks = column(self.marks)
        self.since: KeptForm[Relation] = KeptForm(
            Relation,
            page,
            lambda office, record: carers.keep_relation(office, self.household, record),
            lambda record: households.draft_place(self.household, record),
        )
        self.since.place("from_on", words={"from_on": _("Cares since")})
        self.form = CareForm(
            Care, page, carers.keep_care, lambda record: households.draft_place(self.household, record)
        )
        self.form.place("tie", "distance", columns=2)
        self.form.place(
            "week",
            help_texts={
                "week": _(
                    "What do you do in a usual week? A digit is the hours, the space bar gives one hour or empties."
                )
            },
        )
        self.form.place("tasks")
        self.form.place("tasks_words")
        self.form.place("situations")
        self.form.place("power")
        self.power_side = QWidget()
        power = column(self.power_side, space=ROOM)
        self.form.place("power_kind", "power_seen_on", columns=2, into=power)
        self.plan_side = QWidget()
        plan = column(self.plan_side, space=ROOM)
        plan.addWidget(Line())
        plan.addWidget(
            Words(
                _(
                    "In the plan come only these words, and only when the carer agreed to them. Nothing else of the carer."
                ),
                "quiet",
            )
        )
        self.form.place("plan_does", "plan_limits", columns=2, into=plan)
        self.form.place("plan_agreed_on", into=plan)
        self.form.edited.connect(lambda _name: self._fit_power())
        self.form.kept.connect(self._on_care_kept)
        self.end_button = button(_("This care ended"), "quiet", "x", self.end)
        self.to_other = button(_("To the other household"), "quiet", "home", self._to_other)
        self.one.add(
            self.marks, self.since, self.form, self.power_side, self.plan_side, flow(self.end_button, self.to_other)
        )

    def _build_person(self) -> None:
        page = self.page
        self.person: KeptForm[Carer] = KeptForm(
            Carer, page, carers.keep_carer, lambda record: households.draft_place(self.household, record)
        )
        self.grown_side, self.young_side, self.consent = QWidget(), QWidget(), QWidget()
        grown, young = column(self.grown_side, space=ROOM), column(self.young_side, space=ROOM)
        self._consent = column(self.consent, space=SNUG)
        self.person.place("work", "work_hours", columns=2, into=grown)
        self.person.place("leave", into=grown)
        self.person.place("leave_words", into=grown)
        young.addWidget(self.consent)
        self.person.place("knows", into=young)
        self.person.place("school", "school_contact", columns=2, into=young)
        self.person.place("safe_channel", "safe_not", columns=2)
        self.person_card.add(self.grown_side, self.young_side, self.person)

    # ------------------------------------------------------------------ filling

    def _fill(self, found: CareView) -> None:
        self.found = found
        self.from_school.setVisible(found.from_school is not None)
        self._fill_who(found)
        self.why.setText(
            _(
                "Somebody here needs care: {names}. Children often help then, and nobody asks.",
                names=list(found.why_ask),
            )
            if found.why_ask
            else _("Somebody who is often absent at school may be caring at home.")
        )
        self.children_rows.show_young(found.young)
        self.children_card.setVisible(bool(found.young))
        self._choose_line(found)
        self._fill_one(found)

    def _fill_who(self, found: CareView) -> None:
        is_empty = not found.lines and not found.ended
        self.empty.setVisible(is_empty)
        self.new.setVisible(not is_empty)
        # What school reports opens the household: everybody stands in the picture then, whatever is known.
        self.both.setVisible(not is_empty or found.from_school is not None)
        self.list_side.setVisible(not is_empty)
        self._draw(found)
        held = next((key for key, each in self.rows.items() if each.hasFocus()), None)
        self.rows = {}
        emptied(self._list)
        self._list.addWidget(lines(*(self._row(each) for each in found.lines)))
        if found.others and found.lines:
            self._list.addWidget(
                Words(_("Also lives here: {names}.", names=[each.name for each in found.others]), "small")
            )
        for each in found.ended:
            said = _(
                "{name} cared for {other}, until {day}.",
                name=each.carer.name,
                other=each.cared_for.name,
                day=each.relation.until_on,
            )
            again = link(_("It goes on"), partial(self._go_on, each.relation.id))
            again.setAccessibleName(
                _("{name} cares for {other} again", name=each.carer.name, other=each.cared_for.name)
            )
            self._list.addWidget(
                flow(Words(said, "small", wraps=False), again) if len(said) < 60 else _stacked(said, again)
            )
        self._list.addStretch(1)
        if held is not None and held in self.rows:
            self.rows[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self, found: CareView) -> None:
        asks = [each.person for each in found.to_ask] if found.lines or found.from_school else []
        heavy = {each.carer.resident for each in found.lines if _HEAVY & set(each.marks)}
        ones = {each.carer.resident: each.carer for each in found.lines}
        others = {each.cared_for.resident: each.cared_for for each in found.lines}
        faces = [_face(each, is_heavy=each.resident in heavy) for each in ones.values()]
        asks = [each for each in asks if each.resident not in ones]
        if len(asks) > _MOST_ASKED:
            many = plural("{count} child", "{count} children", len(asks))
            faces.append(Face("asks", many, _("still to be asked"), asks=True))
        else:
            faces += [_face(each, asks=True) for each in asks]
        shown = list(others.values())
        if not shown and found.from_school:
            shown = [each for each in found.people if not each.is_child]
        self.picture.show_care(
            faces,
            [_face(each) for each in shown],
            [(each.carer.resident, each.cared_for.resident) for each in found.lines],
        )

    def _row(self, line: CareLine) -> ListRow:
        one = ListRow(
            _("{name} cares for {other}", name=line.carer.name, other=line.cared_for.name),
            " · ".join(_about(line)),
            picture="user-heart" if line.is_own else "home",
            marks=mark_chips(line.marks),
        ).on_open(partial(self.open_line, line))
        one.explain(_("Enter shows more below.") if line.is_own else _("Enter goes to the household of the carer."))
        self.rows[line.relation.id] = one
        return one

    def open_line(self, line: CareLine) -> None:
        """Show a line below; of a carer who lives elsewhere go to that household."""
        if not line.is_own:
            if line.carer.household is not None:
                self.page.desk.open_place(
                    "carer", household_id=line.carer.household, carer=line.carer.resident, relation=line.relation.id
                )
            return
        self.leave()
        self.chosen = line.relation.id
        self.page.choose(line.carer.resident)
        if self.found is not None:
            self._fill_one(self.found)
        self.form.focus("tie")

    def _choose_line(self, found: CareView) -> None:
        """Which line stands below: the one that was chosen, when it is of the carer it is about, else that one's first."""
        line = found.line(self.chosen)
        own = [each for each in found.lines if each.is_own and each.carer.resident == self.page.carer]
        if line is None or line.carer.resident != self.page.carer or not line.is_own:
            self.chosen = own[0].relation.id if own else None

    def _fill_one(self, found: CareView) -> None:
        line = self.line()
        self.one.setVisible(line is not None and line.is_own)
        if line is not None and line.is_own:
            self._fill_care(line)
        self._fill_person(found)

    def _fill_care(self, line: CareLine) -> None:
        self.one.title.setText(_("{name} cares for {other}", name=line.carer.name, other=line.cared_for.name))
        emptied(self._marks)
        if line.marks:
            self._marks.addWidget(flow(*mark_chips(line.marks)))
        self.marks.setVisible(bool(line.marks))
        drafts = (self._view.drafts or {}) if self._view is not None else {}
        care = line.care or self._blank_cares.setdefault(line.relation.id, carers.care_of(line))
        self.since.show_kept(line.relation, drafts.get(households.draft_place(self.household, line.relation)))
        self.form.show_kept(care, drafts.get(households.draft_place(self.household, care)))
        self._fit_power()
        self.end_button.setVisible(line.relation.until_on is None)
        other = line.cared_for
        self.to_other.setVisible(not other.is_here and other.household is not None)
        self.to_other.setAccessibleName(_("To the other household: {name}", name=other.name))

    def _fill_person(self, found: CareView) -> None:
        who = next((each for each in found.people if each.resident == self.page.carer), None)
        self.person_card.setVisible(who is not None)
        if who is None:
            return
        self.person_card.title.setText(_("{name} as a person", name=who.name))
        carer = (found.carers or {}).get(who.resident) or self._blank_carers.setdefault(
            who.resident, Carer(household=self.household, resident=who.resident)
        )
        drafts = (self._view.drafts or {}) if self._view is not None else {}
        self.person.show_kept(carer, drafts.get(households.draft_place(self.household, carer)))
        self.grown_side.setVisible(not who.is_child)
        self.young_side.setVisible(who.is_child)
        if who.is_child:
            young = next((each for each in found.young if each.person.resident == who.resident), None)
            self._fill_consent(young)

    def _fill_consent(self, young: YoungLine | None) -> None:
        emptied(self._consent)
        if young is None:
            return
        self._consent.addWidget(Words(decides_words(young), "label"))
        if young.decides is not MayDecide.CHILD and not young.parents:
            self._consent.addWidget(
                Note(
                    _(
                        "Nobody with authority over {name} is known. Ask who has it, and write it down with the people.",
                        name=young.person.name,
                    ),
                    "soon",
                    button(_("To the people"), on_click=lambda: self.page.go("household", tab="people")),
                )
            )
        if young.own_words:
            self._consent.addWidget(Quote(young.own_words, young.person.name))
        who = young.person
        talk = button(
            _("A talk, in own words"), "secondary", "messages", partial(self.page.choose, who.resident, tab="talk")
        )
        talk.setAccessibleName(_("A talk, in own words: {name}", name=who.name))
        self._consent.addWidget(flow(talk))

    def _fit_power(self) -> None:
        power = self.form.editor("power").value()
        self.power_side.setVisible(power in (PowerProof.CLAIMED, PowerProof.SEEN, PowerProof.DOUBTED))

    # ------------------------------------------------------------------ doing

    def _on_care_kept(self, saved: Care) -> None:
        if self.form.record is not None and self.form.record.id == saved.id:
            # Words that changed are not agreed to: the day goes, and is seen to go.
            self.form.editor("plan_agreed_on").show_value(saved.plan_agreed_on)

    def _made(self, care: Care) -> None:
        self.chosen = care.relation
        home = self.household
        self.page.ask(lambda office: carers.read(office, home), self._show_made, instead_of="made")

    def _show_made(self, found: CareView) -> None:
        line = found.line(self.chosen)
        if line is None:
            return
        if line.is_own:
            self.page.choose(line.carer.resident)
            self.form.focus("tie")
        elif line.carer.household is not None:
            place, who = line.carer.household, line.carer.resident
            self.page.desk.notices.offer(
                _("{name} lives elsewhere and has an own file.", name=line.carer.name),
                _("Open it"),
                lambda: self.page.desk.open_place("carer", household_id=place, carer=who),
            )

    def _go_on(self, relation: RelationId) -> None:
        home = self.household
        self.page.do(lambda office: carers.go_on_with(office, home, relation))

    def _answer(self, child: ResidentId, said: object) -> None:
        home = self.household
        if said == "later":
            self.page.do(lambda office: carers.ask_later(office, home, child))
            return
        cares = said if isinstance(said, bool) else None
        self.page.do(lambda office: carers.answer(office, home, child, cares=cares))

    def _open_child(self, who: Somebody) -> None:
        """More about a child who cares: for whom, while that is not known, else what it takes."""
        if self.found is not None and not any(each.carer.resident == who.resident for each in self.found.lines):
            self.page.choose(who.resident)
            self.open_new(carer=who)
            return
        self.page.choose(who.resident)
        self.person.focus("knows")

    def _to_report(self) -> None:
        if self.found is not None and self.found.from_school is not None:
            self.page.desk.open_place("request", request_id=self.found.from_school)

    def _to_other(self) -> None:
        line = self.line()
        if line is not None and line.cared_for.household is not None:
            self.page.desk.open_place("carer", household_id=line.cared_for.household)


def decides_words(young: YoungLine) -> str:
    """Who gives consent about a child of this age, by name as far as known."""
    name, parents = young.person.name, joined(young.parents)
    if young.decides is MayDecide.CHILD:
        return _("From 16 on {name} gives consent.", name=name)
    if young.decides is MayDecide.BOTH:
        return (
            _("From 12 to 15 both give consent: {name}, and {parents}.", name=name, parents=parents)
            if parents
            else _("From 12 to 15 both give consent: {name}, and the parents with authority.", name=name)
        )
    return (
        _("Under 12 consent about {name} is given by {parents}.", name=name, parents=parents)
        if parents
        else _("Under 12 the parents with authority give consent about {name}.", name=name)
    )


def _face(who: Somebody, *, asks: bool = False, is_heavy: bool = False) -> Face:
    age = plural("{count} year old", "{count} years old", who.age) if who.age is not None else ""
    below = _("still to be asked") if asks else age if who.is_here else _lives(who)
    return Face(who.resident, who.name, below, who.is_here, asks, is_heavy)


def _lives(who: Somebody) -> str:
    """Where somebody lives who lives elsewhere; a file of one person is called after that person already."""
    named = who.household_label and who.household_label not in who.name
    return _("household {name}", name=who.household_label) if named else _("lives elsewhere")


def _about(line: CareLine) -> list[str]:
    """What a line says of one carer and one person."""
    found = [label(line.tie)] if line.tie is not None else []
    if line.is_own and line.relation.from_on is not None:
        found.append(_("since {day}", day=line.relation.from_on))
    hours = line.care.hours_per_week if line.care is not None else None
    if hours is not None:
        found.append(plural("{count} hour a week", "{count} hours a week", hours))
    if not line.carer.is_here:
        found.append(_lives(line.carer))
    elif not line.cared_for.is_here:
        found.append(_("{name}: {where}", name=line.cared_for.name, where=_lives(line.cared_for)))
    if not line.is_own:
        found += [each for each in (line.plan_does, line.plan_limits) if each]
    return found


def _stacked(said: str, again: QWidget) -> QWidget:
    holder = QWidget()
    inside = column(holder, space=0)
    inside.addWidget(Words(said, "small"))
    inside.addWidget(flow(again))
    return holder
