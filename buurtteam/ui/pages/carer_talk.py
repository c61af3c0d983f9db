"""How do you keep going? A short conversation with one carer, what was agreed, when the next one is, and the earlier ones."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from buurtteam.domain.care import CANNOT_GO_ON, Carer, CarerTalk, Perseverance
from buurtteam.domain.kinds import CarerTalkId, HouseholdId, ResidentId
from buurtteam.domain.words import N_
from buurtteam.services import carer_talks
from buurtteam.services.carer_talks import ROLES, Ahead, CarerTalksView, Voice
from buurtteam.services.households import HouseholdView
from buurtteam.texts import field_label, label, long_date, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.editors import DateEditor, SegmentEditor, TextEditor
from buurtteam.ui.form import FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.pages.carer import CarerPage
from buurtteam.ui.pages.household_tabs import HouseholdTab, HouseholdTabsPage
from buurtteam.ui.theme import HAIR, ROOM, TIGHT
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Note,
    SideBySide,
    StatusChip,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
    restyle,
)

# In which words somebody is asked, where these are other ones than the record has.
_YOUNG: Final[Mapping[str, str]] = {
    "going": N_("How do you keep going? ¦je"),
    "perseverance": N_("How long can you go on if things stay as they are? ¦je"),
    "air": N_("What would give air? ¦je"),
    "as_partner": N_("Working together: what do you want to decide with us? ¦je"),
    "as_one_in_need": N_("Support: what do you need yourself? ¦je"),
    "as_loved_one": N_("Being a loved one: what would you like to be able to do again? ¦je"),
    "as_expert": N_("Expert: what do you know that we should know? ¦je"),
}
_TEEN: Final[Mapping[str, str]] = {
    **_YOUNG,
    "going": N_("How is it for you to help so much at home?"),
    "own_words": N_("Tell me, in your own words"),
    "perseverance": N_("Could you go on like this? For how long?"),
    "air": N_("What would make it easier for you?"),
    "as_partner": N_("About what do you want to have a say?"),
    "as_one_in_need": N_("What do you need yourself?"),
    "as_loved_one": N_("What would you like to do together again, just for fun?"),
    "as_expert": N_("What do you know about it that we should know?"),
}
_CHILD: Final[Mapping[str, str]] = {
    **_TEEN,
    "going": N_("How is it at home?"),
    "own_words": N_("What do you want to tell?"),
    "perseverance": N_("Is it getting too much? How long can it go on like this?"),
    "air": N_("What would you like?"),
    "agreed": N_("What we do now"),
}
WORDS: Final[Mapping[Voice, Mapping[str, str]]] = {
    Voice.ADULT: {},
    Voice.YOUNG: _YOUNG,
    Voice.TEEN: _TEEN,
    Voice.CHILD: _CHILD,
}
"""The words of a question by who is asked."""
_CLASSES: Final[Mapping[Perseverance, str]] = {
    Perseverance.UNDER_WEEK: N_("< 1 week"),
    Perseverance.UNDER_MONTH: N_("< 1 month"),
    Perseverance.UNDER_HALF_YEAR: N_("< ½ year"),
    Perseverance.UNDER_YEAR: N_("< 1 year"),
    Perseverance.UNDER_TWO_YEARS: N_("< 2 years"),
    Perseverance.LONGER: N_("longer"),
}
_MOST_EARLIER = 8


def words_of(voice: Voice, kind: type[CarerTalk] | type[Carer], field: str) -> str:
    """How a question is asked of this person."""
    said = WORDS[voice].get(field)
    return _(said) if said else field_label(kind, field)


class ClassesEditor(SegmentEditor):
    """How long somebody can go on: one row of short choices, each said in full when it is read aloud or pointed at."""

    def __init__(self) -> None:
        super().__init__([(each, _(words)) for each, words in _CLASSES.items()], optional=True)
        for each, one in zip(_CLASSES, self.buttons, strict=True):
            one.setToolTip(label(each))

    def set_words(self, words: str) -> None:
        """What is asked; each choice is said with it."""
        self.setAccessibleName(words)
        for each, one in zip(_CLASSES, self.buttons, strict=True):
            one.setAccessibleName(f"{words}: {label(each)}")


class TalkForm(KeptForm[CarerTalk]):
    """One talk; how long somebody can go on is asked in one row."""

    def _make(self, name: str, options: Mapping[object, str] | None, help_text: str, words: str | None) -> FormField:
        if name != "perseverance":
            return super()._make(name, options, help_text, words)
        editor = ClassesEditor()
        field = FormField(words or field_label(CarerTalk, name), editor, help_text)
        self.fields[name] = field
        editor.edited.connect(lambda: self._on_edit(name))
        editor.left.connect(lambda: self._on_left(name))
        return field


class CarerTalks(HouseholdTab):
    """The talks with the carer of this page."""

    def __init__(self, page: HouseholdTabsPage, household: HouseholdId) -> None:
        super().__init__(page, household)
        assert isinstance(page, CarerPage)
        self.carers = page
        self.found: CarerTalksView | None = None
        self.form: TalkForm | None = None
        self.roles: KeptForm[Carer] | None = None
        self._open: CarerTalkId | None = None
        self._start = ""
        self._shown_urgent: object = None
        self._beginning: object = None
        outer = column(self, space=ROOM)
        self.urgent = QWidget()
        self._urgent = column(self.urgent, space=TIGHT)
        self.urgent.hide()
        self.talk = Card(_("Talk with the carer"), icon_name="messages")
        self.agreed = Card()
        self.team = Card(_("For the team only"), icon_name="lock")
        restyle(self.team, "tone", "quiet")
        self.next = NextTalk(self)
        self.whole = Card(_("Four sides of a carer"), icon_name="user-heart")
        self.earlier = Card(_("Talks with the carer"), icon_name="history")
        left, right = QWidget(), QWidget()
        for side, parts in (
            (left, (self.talk, self.agreed, self.team)),
            (right, (self.next, self.whole, self.earlier)),
        ):
            stacked = column(side, space=ROOM)
            for each in parts:
                stacked.addWidget(each)
            stacked.addStretch(1)
        outer.addWidget(self.urgent)
        outer.addWidget(SideBySide(left, right, shares=(7, 5), least=430))
        for each in (self.agreed, self.team, self.next, self.whole, self.earlier):
            each.hide()

    # ------------------------------------------------------------------ the tab

    def show_tab(self, view: HouseholdView, **args: object) -> None:
        """Show how it goes with the carer; `talk` opens one talk, `field` a field of it."""
        del view
        if isinstance(wanted := args.get("talk"), UUID):
            self._open = CarerTalkId(wanted)
        if isinstance(field := args.get("field"), str):
            self._start = field
        self.refresh()

    def refresh(self) -> None:
        """Ask anew."""
        home, carer = self.household, self.carers.carer
        if carer is None:
            self._fill_nobody()
        else:
            self.page.ask(lambda office: carer_talks.talks_of(office, home, carer), self._fill, instead_of="talks")

    def add(self) -> None:
        """Begin a talk, today."""
        home, carer = self.household, self.carers.carer
        if carer is not None:
            self.leave()
            self.page.do(lambda office: carer_talks.begin(office, home, carer), self._begun)

    def remove_row(self) -> None:
        """Move the talk one stands on, or else the one that is open, to the trash; it can be taken back."""
        focus = self.window().focusWidget()
        here = focus.property("talk") if focus is not None and self.earlier.isAncestorOf(focus) else None
        record = here or (self.form.record if self.form is not None and self._open is not None else None)
        if not isinstance(record, CarerTalk):
            return
        if self.form is not None and self.form.record is not None and record.id == self.form.record.id:
            self.form.leave()
            record = self.form.record or record
        gone = record
        self.page.do(lambda office: carer_talks.remove(office, gone), partial(self._removed, gone))

    def finish(self) -> None:
        """The talk is done: keep it, and ask for the next one."""
        self.leave()
        if not self.next.isHidden():
            self.next.start()

    def leave(self) -> None:
        """Keep what is being typed."""
        for form in (self.form, self.roles):
            if form is not None:
                form.leave()

    # ------------------------------------------------------------------ inside

    def _fill_nobody(self) -> None:
        self.found = None
        for each in (self.urgent, self.agreed, self.team, self.next, self.whole, self.earlier):
            each.hide()
        self.talk.clear()
        self.talk.add(
            EmptyState(
                "heart-handshake",
                _("Nobody here is known as a carer yet."),
                _("Write down first who cares for whom."),
                button(_("Who cares for whom"), "primary", "heart-handshake", lambda: self.page.open_tab("who")),
            )
        )

    def _fill(self, found: CarerTalksView) -> None:
        if found.carer != self.carers.carer:
            return
        self.found = found
        if self.form is None:
            self._build(found.voice)
        chosen = next((each for each in found.talks if each.id == self._open), None)
        if chosen is None:
            chosen = next((each for each in found.talks if each.held_on == found.today), None)
        self._show(chosen)
        self.next.show_view(found)
        self._show_roles(found)
        self._show_earlier(found)
        self._show_urgent()

    def _build(self, voice: Voice) -> None:
        self.talk.clear()
        self.begin_box = QWidget()
        self._begin_box = column(self.begin_box)
        self.form = form = TalkForm(CarerTalk, self.page, carer_talks.keep, carer_talks.draft_place)

        def said(*fields: str) -> dict[str, str]:
            return {each: words_of(voice, CarerTalk, each) for each in fields}

        self.about = Words("", "small")
        self.talk.add(self.begin_box, self.about, form)
        form.place("going", words=said("going"))
        form.place("own_words", words=said("own_words"), voice=("own_words",))
        form.place("perseverance", words=said("perseverance"))
        form.place("air", words=said("air"))
        form.place("air_words")
        self.to_air = flow(link(_("Look together at what gives air"), lambda: self.page.open_tab("air")))
        form.layout().addWidget(self.to_air)  # type: ignore[union-attr]  # a form has its column
        form.place("agreed", words=said("agreed"), into=self.agreed.body)
        form.place("held_on", into=self.agreed.body)
        form.place("team_note", into=self.team.body)
        self.team.add(Words(_("Stands on no paper, and is never read along with the carer."), "small"))
        form.kept.connect(self._on_kept)
        form.edited.connect(self._on_edited)
        self.roles = KeptForm(Carer, self.page, carer_talks.keep_roles)
        asked = {each: words_of(voice, Carer, each) for each in ROLES}
        self.roles.place(*ROLES, words=asked, voice=ROLES)
        for each in ROLES:
            if isinstance(editor := self.roles.editor(each), TextEditor):
                editor.text.at_least(1)
        self.roles.kept.connect(lambda _record: self._mark_roles())
        self.roles_words = Words("", "small")
        self.whole.add(self.roles_words, self.roles)

    def _show(self, chosen: CarerTalk | None) -> None:
        assert self.form is not None
        assert self.found is not None
        self._open = chosen.id if chosen else None
        for each in (self.form, self.about, self.agreed, self.team):
            each.setVisible(chosen is not None)
        self.begin_box.setVisible(chosen is None)
        for each in (self.next, self.whole, self.earlier):
            each.show()
        if chosen is None:
            self.form.leave()
            self._show_beginning(self.found)
            return
        self.form.show_kept(chosen, self.found.drafts.get(chosen.id))
        who = self.found.workers.get(chosen.worker, "") if chosen.worker else ""
        day = long_date(chosen.held_on)
        self.about.setText(_("Talk of {day}, by {worker}", day=day, worker=who) if who else _("Talk of {day}", day=day))
        if self._start:
            start, self._start = self._start, ""
            if start in self.form.fields:
                self.form.focus(start)

    def _show_beginning(self, found: CarerTalksView) -> None:
        again = found.latest is not None
        if self._beginning == (found.name, again):
            return
        self._beginning = (found.name, again)
        emptied(self._begin_box)
        self._begin_box.addWidget(
            EmptyState(
                "messages",
                _("Ask {name} how it goes now.", name=found.name)
                if again
                else _("Nobody asked {name} yet how it goes.", name=found.name),
                _("A short talk, with the carer alone. Everything can be left out."),
                button(_("Begin a talk (Ins)"), "primary", "message-plus", self.add),
            )
        )

    def _begun(self, talk: CarerTalk) -> None:
        self._open, self._start = talk.id, "going"
        self.refresh()

    def open_talk(self, talk: CarerTalkId) -> None:
        """Look at a talk, and mend what is wrong in it."""
        self.leave()
        self._open, self._start = talk, "own_words"
        if self.found is not None:
            self._fill(self.found)

    def _on_edited(self, name: str) -> None:
        if name in ("perseverance", "going", "air") and self.form is not None:
            # A choice is kept at once: what it asks for today must not wait.
            was_urgent = not self.urgent.isHidden()
            self.form.save()
            self._show_urgent()
            if not was_urgent and not self.urgent.isHidden() and self._is_scrolled_past():
                self.page.desk.notices.say(_("Holds out for less than a month: a talk today."))

    def _is_scrolled_past(self) -> bool:
        """Whether the strip above stands out of sight, as it does where the text is large."""
        sheet = self.page.body
        return self.mapTo(sheet.viewport(), QPoint(0, 0)).y() < 0

    def _on_kept(self, kept: CarerTalk) -> None:
        del kept
        self._show_urgent()

    def _removed(self, talk: CarerTalk, bundle: UUID) -> None:
        if self._open == talk.id:
            self._open = None
        self.refresh()
        what = _("The talk of {day}", day=short_date(talk.held_on))
        self.page.offer_back(what, bundle, lambda _done: self.refresh())

    # ------------------------------------------------------------------ who cannot go on

    def _show_urgent(self) -> None:
        """The strip above everything, at once when somebody says to hold out for less than a month."""
        found = self.found
        if found is None:
            return
        is_said = found.cannot_go_on
        record = self.form.record if self.form is not None and self._open is not None else None
        newest = next((each.id for each in found.talks if each.perseverance or each.id == self._open), None)
        if record is not None and self.form is not None and record.id == newest:
            chosen = self.form.editor("perseverance").value()
            if chosen is not None:
                is_said = chosen in CANNOT_GO_ON
        asked = found.today_asked
        now = (found.carer, is_said, asked and (asked.day_zero, asked.state), found.talked_on)
        if now == self._shown_urgent:
            return
        self._shown_urgent = now
        emptied(self._urgent)
        self.urgent.setVisible(is_said)
        if not is_said:
            return
        is_open = asked is not None or found.talked_on is None
        if asked is not None and asked.legal_end < found.today:
            words = _(
                "Holds out for less than a month. The talk that was needed on {day} was not held yet.",
                day=long_date(asked.legal_end),
            )
        elif is_open or found.talked_on == found.today:
            words = _("Holds out for less than a month: a talk today.")
        else:
            words = _(
                "Holds out for less than a month. Last talk: {day}.", day=long_date(found.talked_on or found.today)
            )
        ways = [
            button(_("Ask somebody to take over"), "primary", "heart-plus", lambda: self.page.open_tab("air")),
            button(_("If I drop out"), icon_name="alert-triangle", on_click=lambda: self.page.open_tab("drop_out")),
        ]
        if asked is not None:
            ways.append(button(_("The talk was held"), icon_name="circle-check", on_click=self._note_talked))
        self._urgent.addWidget(Note(words, "late" if is_open else "soon"))
        self._urgent.addWidget(flow(*ways))

    def _note_talked(self) -> None:
        home, carer = self.household, self.carers.carer
        if carer is None:
            return

        def noted(event: object) -> None:
            del event
            self.refresh()
            self.page.desk.notices.say(_("It is noted that somebody talked with the carer today."))

        self.page.do(lambda office: carer_talks.note_talked(office, home, carer), noted)

    # ------------------------------------------------------------------ four sides

    def _show_roles(self, found: CarerTalksView) -> None:
        assert self.roles is not None
        # A child is asked in a talk, not by a list.
        self.whole.setVisible(found.voice is not Voice.CHILD)
        now = self.roles.record
        whole = found.whole
        if whole is None and (now is None or now.resident != found.carer):
            whole = Carer(household=found.household, resident=found.carer)
        if whole is not None:
            self.roles.show_kept(whole)
        self._mark_roles()

    def _mark_roles(self) -> None:
        assert self.roles is not None
        record = self.roles.record
        left = 0
        for name in ROLES:
            is_open = record is None or not getattr(record, name)
            left += is_open
            self.roles.fields[name].ask(_("Still to ask") if is_open else "")
        self.roles_words.setText(
            plural(
                "{count} side still to ask; it need not be today.",
                "{count} sides still to ask; it need not be today.",
                left,
            )
            if left
            else _("All four were asked once.")
        )

    # ------------------------------------------------------------------ earlier talks

    def _show_earlier(self, found: CarerTalksView) -> None:
        self.earlier.clear()
        told = [each for each in found.talks if each.id != self._open]
        self.earlier.setVisible(bool(told))
        self.earlier.add(lines(*(self._row(each) for each in told[:_MOST_EARLIER])))
        if len(told) > _MOST_EARLIER:
            rest = told[_MOST_EARLIER:]
            self.earlier.add(flow(link(_("Show {count} more", count=len(rest)), lambda: self._show_all(told))))

    def _show_all(self, told: list[CarerTalk]) -> None:
        self.earlier.clear()
        self.earlier.add(lines(*(self._row(each) for each in told)))

    def _row(self, talk: CarerTalk) -> ListRow:
        marks: list[StatusChip] = []
        if talk.going is not None:
            marks.append(StatusChip("quiet", _("How it goes: {score} of 5", score=talk.going)))
        if talk.perseverance is not None:
            marks.append(StatusChip("late" if talk.cannot_go_on else "quiet", label(talk.perseverance)))
        said = " ".join(talk.own_words.split())
        detail = [
            f"“{said}”" if said else "",
            _("Agreed: {words}", words=" ".join(talk.agreed.split())) if talk.agreed else "",
        ]
        made = ListRow(
            long_date(talk.held_on),
            "\n".join(part for part in detail if part),
            picture="messages",
            marks=tuple(marks),
        )
        made.setProperty("talk", talk)
        made.explain(_("Enter opens this talk, Delete removes it."))
        return made.on_open(lambda: self.open_talk(talk.id))


class NextTalk(Card):
    """When the next talk is: one date, quickly chosen; it is a task like all others."""

    def __init__(self, tab: CarerTalks) -> None:
        super().__init__(_("Next talk"), icon_name="calendar-heart")
        self._tab = tab
        self._due: date | None = None
        self._carer: ResidentId | None = None
        self.words = Words("", "")
        self.quick = {each: button(label(each), "secondary", on_click=partial(self._choose, each)) for each in Ahead}
        self.day = FormField(_("On another day"), DateEditor(tab.page.desk.today))
        self.none = button(_("No next talk"), "quiet", "x", lambda: self._plan(None))
        box = QWidget()
        inside = column(box, space=HAIR)
        inside.addWidget(flow(*self.quick.values()))
        self.add(self.words, box, self.day, flow(self.none))
        self.day.editor.left.connect(self._typed)

    def show_view(self, found: CarerTalksView) -> None:
        """Show which day was chosen."""
        planned = found.next_talk
        due = planned.due_on if planned else None
        if planned is None:
            self.words.setText(_("There is no date yet."))
        elif due is None:
            self.words.setText(_("It stands on the list, without a date."))
        else:
            self.words.setText(_("{day}, {when}.", day=long_date(due), when=_how_soon(due, found.today)))
        self.words.set_tone("label" if planned else "quiet")
        self.none.setVisible(planned is not None)
        if found.carer != self._carer or due != self._due:
            self.day.editor.show_value(due)
            self.day.show_problem("")
        self._due, self._carer = due, found.carer

    def start(self) -> None:
        """Put the focus on the first choice."""
        next(iter(self.quick.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, ahead: Ahead) -> None:
        self._plan(carer_talks.day_ahead(ahead, self._tab.page.desk.today()))

    def _typed(self) -> None:
        on = self.day.editor.value()
        if on is None or on == self._due:
            self.day.show_problem("")
        elif not isinstance(on, date):
            self.day.show_problem(_("This is no date. Type for example 14-9 or Monday."))
        elif on < self._tab.page.desk.today():
            self.day.show_problem(_("This day has been. Choose a day to come."))
        else:
            self.day.show_problem("")
            self._plan(on)

    def _plan(self, on: date | None) -> None:
        home, carer = self._tab.household, self._tab.carers.carer
        if carer is not None:
            self._tab.page.do(
                lambda office: carer_talks.plan_next(office, home, carer, on), lambda _task: self._tab.refresh()
            )


def _how_soon(day: date, today: date) -> str:
    days = (day - today).days
    if days == 0:
        return _("today")
    if days < 0:
        return plural("{count} day ago", "{count} days ago", -days)
    if days < 14:
        return plural("{count} day from now", "{count} days from now", days)
    return plural("{count} week from now", "{count} weeks from now", days // 7)
