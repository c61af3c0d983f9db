"""The people of a household: names done right, how to reach them, what they need, and who is what to whom."""

from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from buurtteam.domain.caring import PARENTS
from buurtteam.domain.household import (
    CHILD_ROLES,
    ContactPoint,
    FormOfAddress,
    MemberRole,
    Membership,
    Relation,
    RelationKind,
    Resident,
    age_on,
    capital,
    full_name,
    is_unlikely_age,
    letter_name,
    surname,
)
from buurtteam.domain.kinds import HouseholdId, ResidentId
from buurtteam.services import households
from buurtteam.services.households import HouseholdView, Person
from buurtteam.texts import label, plural
from buurtteam.texts import translate as _
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.records_pane import InlineRecords, RecordsPane
from buurtteam.ui.row_table import Column
from buurtteam.ui.theme import ROOM
from buurtteam.ui.widgets import Line, Words, button, column, row

if TYPE_CHECKING:
    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page

_REVEAL_MS = 20_000


class People(QWidget):
    """The tab of the people: a list, and beside it everything about one of them."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        super().__init__()
        self._page, self._home = page, home
        self._view: HouseholdView | None = None
        place = self._place
        self.pane: RecordsPane[Resident] = RecordsPane(
            page,
            Resident,
            title=_("People"),
            add_words=_("Person"),
            columns=(
                Column(_("Name"), lambda r: full_name(r) or _("Somebody without a name yet"), strong=True),
                Column(_("In this household"), self._role, width=150),
                Column(_("Age"), self._age, width=110),
            ),
            empty=("users", _("Nobody yet. Begin with a first name."), ""),
            new=Resident,
            keep=lambda office, record: households.keep_person(office, home, record),
            remove=lambda office, record: households.remove_person(office, home, record.id),
            says=full_name,
            draft_place=place,
            most_rows=14,
        )
        self.form = self.pane.form
        self._build_form()
        self.pane.on_shown = self._on_shown  # type: ignore[method-assign]
        column(self).addWidget(self.pane)

    # ------------------------------------------------------------------ for the page

    def fill(self, view: HouseholdView) -> None:
        """Show the people of a household."""
        self._view = view
        self.pane.show_records([p.resident for p in view.everybody], view.drafts)
        if self.form.record is not None and not self.pane.form_side.isHidden():
            self._fill_beside(self.form.record)
        elif view.people and self.isVisible():
            self.pane.table.choose(view.people[0].resident.id)

    def add(self) -> None:
        """Somebody new."""
        self.pane.add()

    def edit(self, resident: object) -> None:
        """Show one person, or begin a new one."""
        if resident is None:
            self.pane.add()
        else:
            self.pane.edit(resident)

    def remove_chosen(self) -> None:
        """Move the person that is shown to the trash."""
        self.pane.remove_chosen()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.pane.leave()
        self.member.leave()
        self.points.leave()
        self.relations.leave()

    # ------------------------------------------------------------------ the form

    def _build_form(self) -> None:
        form, below = self.form, self.pane.below_form
        self.preview = Words("", "quiet")
        form.place("first_name", "given_names", columns=2)
        form.place("initials", "prefix", "birth_name", columns=3)
        form.place("partner_prefix", "partner_name", columns=2)
        form.place("name_use", "form_of_address", columns=2)
        below.addWidget(self.preview)
        form.place("born_on", "bsn", columns=2)
        self.reveal = button(_("Show the number"), "quiet", "eye", self._reveal)
        self.revealed = Words("", "large")
        form.fields["bsn"].layout().addWidget(self.reveal)  # type: ignore[union-attr]
        form.fields["bsn"].layout().addWidget(self.revealed)  # type: ignore[union-attr]
        self.revealed.hide()

        self.about = QWidget()
        about = column(self.about, space=ROOM)
        about.addWidget(Line())
        self.points: InlineRecords[ContactPoint] = InlineRecords(
            self._page,
            ContactPoint,
            title=_("Phone and e-mail"),
            add_words=_("Number or address"),
            fields=("value", "note", "is_safe"),
            across=3,
            new=lambda: ContactPoint(resident=self._resident(), position=len(self.points.forms())),
            keep=self._keep_point,
            remove=lambda office, record: households.remove(office, self._home, record, record.value),
            says=lambda record: record.value,
            draft_place=self._place,
        )
        about.addWidget(self.points)
        about.addWidget(Line())
        about.addWidget(Words(_("In this household"), "label"))
        self.member: KeptForm[Membership] = KeptForm(
            Membership, self._page, lambda office, record: households.keep(office, self._home, record), self._place
        )
        self.member.place("role", "days", columns=2)
        self.member.place("from_on", "until_on", columns=2)
        self.member.place("is_main")
        about.addWidget(self.member)
        self.other_homes = Words("", "quiet")
        self.elsewhere = button(_("Lives in another household too"), "quiet", "home-plus", self._choose_home)
        about.addWidget(self.other_homes)
        about.addLayout(row(self.elsewhere, None))
        about.addWidget(Line())
        self.relations: InlineRecords[Relation] = InlineRecords(
            self._page,
            Relation,
            title=_("Who is what to whom"),
            add_words=_("Relation"),
            fields=("resident", "kind", "to_resident", "authority", "note"),
            across=3,
            words={"resident": _("Who"), "kind": _("Is the"), "to_resident": _("Of whom")},
            new=self._new_relation,
            keep=lambda office, record: households.keep(office, self._home, record),
            remove=lambda office, record: households.remove(office, self._home, record, label(record.kind)),
            says=lambda record: label(record.kind),
            draft_place=self._place,
            shown=self._relation_words,
        )
        about.addWidget(self.relations)
        about.addWidget(Line())
        more = column(space=ROOM)
        more.addWidget(Words(_("What helps this person"), "label"))
        form.place("reading_needs", into=more)
        form.place("language", "daily", columns=2, into=more)
        form.place("own_health", into=more)
        form.place("livelihood", into=more)
        form.place("is_labour_migrant", into=more)
        more.addWidget(Words(_("Only where it matters for the help"), "label"))
        form.place("travel", "accessibility", columns=2, into=more)
        form.place("culture", "died_on", columns=2, into=more)
        about.addLayout(more)
        below.addWidget(self.about)
        form.edited.connect(lambda _name: self._show_preview())
        form.settled.connect(self._doubt_age)
        self.member.settled.connect(self._doubt_age)
        self._hide_again = QTimer(self)
        self._hide_again.setSingleShot(True)
        self._hide_again.setInterval(_REVEAL_MS)
        self._hide_again.timeout.connect(self._hide_number)

    def _on_shown(self, record: Resident) -> None:
        self._hide_number()
        self.points.clear()
        self.relations.clear()
        self._fill_beside(record)
        self._show_preview()

    def _fill_beside(self, record: Resident) -> None:
        person = self._view.person(record.id) if self._view else None
        self._show_preview()
        self.about.setVisible(True)
        known = person is not None
        for part in (self.points, self.member, self.relations, self.elsewhere, self.other_homes):
            part.setVisible(known)
        self.reveal.setVisible(bool(record.bsn))
        if person is None or self._view is None:
            return
        drafts = self._view.drafts or {}
        self.points.show_records(person.points, drafts)
        self.member.show_kept(person.membership, drafts.get(self._place(person.membership)))
        names: dict[object, str] = {p.resident.id: p.name for p in self._view.everybody}
        mine = [r for r in self._view.relations if person.resident.id in (r.resident, r.to_resident)]
        mine = [r for r in mine if r.resident in names and r.to_resident in names]
        self.relations.show_records(mine, drafts, {"resident": names, "to_resident": names})
        self.relations.setVisible(len(names) > 1)
        homes = [home.label for home in person.other_homes]
        self.other_homes.setText(_("Lives also at {homes}", homes=homes) if homes else "")
        self.other_homes.setVisible(bool(homes))
        self._doubt_age()

    def _show_preview(self) -> None:
        try:
            self.preview.setText(name_preview(self.form._read()))  # noqa: SLF001 - read without showing problems
        except ValidationError:
            self.preview.setText("")
        self.preview.setVisible(bool(self.preview.text()))

    def _doubt_age(self) -> None:
        """Ask about an age that can hardly be; whoever says it is so leaves it."""
        form, today = self.form, self._page.desk.today()
        if form.record is None:
            return
        typed = form.editor("born_on").value()
        try:
            born_on = Resident(born_on=str(typed or "")).born_on
        except ValidationError:
            born_on = ""
        person = self._person(form.record)
        role = self.member.editor("role").value() if person is not None else None
        age = age_on(born_on, today)
        question = ""
        if age is not None and is_unlikely_age(born_on, role if isinstance(role, MemberRole) else None, today):
            is_child = role in CHILD_ROLES
            question = (
                _("This child is {age} years old then. Is the date right?", age=age)
                if is_child
                else _("This person is {age} years old then. Is the date right?", age=age)
            )
        form.fields["born_on"].ask(question)

    def _reveal(self) -> None:
        resident = self._resident()
        self._page.do(lambda office: households.reveal_bsn(office, self._home, resident), self._show_number)

    def _show_number(self, number: str) -> None:
        self.revealed.setText(f"{number[:4]} {number[4:6]} {number[6:]}")
        self.revealed.show()
        self.reveal.hide()
        self._hide_again.start()

    def _hide_number(self) -> None:
        self._hide_again.stop()
        self.revealed.setText("")
        self.revealed.hide()
        self.reveal.setVisible(bool(self.form.record and self.form.record.bsn))

    def _choose_home(self) -> None:
        from buurtteam.ui.pages.household_homes import ChooseHome

        resident = self._resident()
        drawer = ChooseHome(self._page, self._home, resident)
        drawer.open_drawer()

    # ------------------------------------------------------------------ inside

    def _keep_point(self, office: "Office", record: ContactPoint) -> ContactPoint:
        return households.keep(office, self._home, record)

    def _new_relation(self) -> Relation:
        me = self._resident()
        assert self._view is not None
        other = next(p.resident.id for p in self._view.everybody if p.resident.id != me)
        kind = RelationKind.PARENT
        them = self._view.person(me)
        if them is not None and them.is_child_on(self._view.today):
            me, other = other, me
        return Relation(resident=me, to_resident=other, kind=kind)

    def _relation_words(self, relation: Relation) -> str:
        assert self._view is not None
        words = _(
            "{who} – {relation} of {whom}",
            who=self._view.name_of(relation.resident),
            relation=label(relation.kind).lower(),
            whom=self._view.name_of(relation.to_resident),
        )
        more = [label(relation.authority)] if relation.kind in PARENTS else []
        if relation.note:
            more.append(relation.note)
        return " · ".join([words, *more])

    def _resident(self) -> ResidentId:
        assert self.form.record is not None
        return self.form.record.id

    def _place(self, record: Resident | ContactPoint | Membership | Relation) -> str:
        return households.draft_place(self._home, record)

    def _person(self, resident: Resident) -> Person | None:
        return self._view.person(resident.id) if self._view else None

    def _role(self, resident: Resident) -> str:
        person = self._person(resident)
        if person is None:
            return ""
        if self._view is not None and person in self._view.former:
            return _("Lived here")
        return label(person.membership.role)

    def _age(self, resident: Resident) -> str:
        person = self._person(resident)
        age = person.age_on(self._view.today) if person and self._view else None
        if resident.died_on:
            return _("Died")
        return "" if age is None else plural("{count} year old", "{count} years old", age)


def name_preview(resident: Resident) -> str:
    """How this person's name is written on an envelope and said in a letter, or nothing without a name."""
    if not full_name(resident):
        return ""
    last = capital(surname(resident))
    match resident.form_of_address:
        case FormOfAddress.MADAM:
            envelope = _("Mrs {name}", name=letter_name(resident))
            letter = _("Dear Mrs {surname}", surname=last)
        case FormOfAddress.SIR:
            envelope = _("Mr {name}", name=letter_name(resident))
            letter = _("Dear Mr {surname}", surname=last)
        case FormOfAddress.FIRST_NAME:
            envelope, letter = full_name(resident), _("Dear {name}", name=resident.first_name or full_name(resident))
        case _:
            envelope, letter = letter_name(resident), _("Dear {name}", name=full_name(resident))
    return _("This is how we write the name: {envelope}. In a letter: {letter}.", envelope=envelope, letter=letter)
