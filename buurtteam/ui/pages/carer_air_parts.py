"""Parts of what gives a carer air: how help stands, the yearly token, and what is good to know."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from buurtteam.domain.care import Appreciation, SupportState
from buurtteam.services import carer_support, households
from buurtteam.services.care_information import Information
from buurtteam.services.carer_support import AirView, Idea, SupportLine
from buurtteam.services.directory import DirectoryLine
from buurtteam.texts import label, listed, plural, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.form import FieldGrid
from buurtteam.ui.records_pane import InlineRecords
from buurtteam.ui.theme import HAIR
from buurtteam.ui.widgets import Card, State, Words, button, column, flow

if TYPE_CHECKING:
    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page


def state_chip(line: SupportLine, today: date) -> tuple[State, str]:
    """How help stands, as a chip."""
    support = line.support
    match line.state:
        case SupportState.WISHED:
            return "quiet", label(line.state)
        case SupportState.WAITING:
            weeks = line.weeks or 0
            words = (
                plural("Waits {count} week", "Waits {count} weeks", weeks)
                if weeks
                else _("Asked for on {day}", day=short_date(support.requested_on or today))
            )
            return ("soon" if line.waits_long else "waiting"), words
        case SupportState.RUNNING:
            return "on_time", _("Since {day}", day=short_date(support.started_on or today))
        case _:
            return "done", _("Stopped {day}", day=short_date(support.stopped_on or today))


def verified_chip(line: DirectoryLine) -> tuple[State, str]:
    """Whether an entry of the directory is sure, as a chip."""
    day = line.entry.verified_on
    if day is None:
        return "soon", _("Never verified")
    return ("soon", _("{day}: verify", day=short_date(day))) if line.is_stale else ("done", short_date(day))


def idea_words(idea: Idea) -> str:
    """What one must know of an idea before choosing it, in one line."""
    entry, told = idea.line.entry, []
    if idea.is_full:
        told.append(_("no hours left"))
    elif idea.line.left is not None:
        told.append(plural("{count} hour a week left", "{count} hours a week left", idea.line.left))
    if not idea.is_near:
        told.append(_("for {areas}", areas=entry.areas))
    told += [each for each in (entry.place, entry.costs) if each]
    return " · ".join(told)


class IdeaSide(Card):
    """What an idea is, how one gets in, and the keys that take it."""

    def __init__(
        self, take: Callable[[], object], into_plan: Callable[[], object], to_directory: Callable[[], object]
    ) -> None:
        super().__init__(_("This help"))
        self.who = Words("", "label")
        self.what = Words("", "")
        self.facts = Words("", "quiet")
        self.sure = Words("", "small")
        self.into_plan = button(_("Put in the plan"), "primary", "list-check", into_plan, "Ctrl+Return")
        self.take = button(_("Note as a wish"), "secondary", "heart-plus", take)
        self.open = button(_("Open in the directory"), "quiet", "book-2", to_directory)
        self.add(self.who, self.what, self.facts, self.sure, flow(self.into_plan, self.take, self.open))

    def show_idea(self, idea: Idea) -> None:
        """Show one."""
        entry = idea.line.entry
        # The kind of help first, who gives it second; in the list a long kind is cut short.
        self.title.setText(label(idea.kind))
        self.who.setText(entry.name)
        self.what.setText(entry.what)
        facts = (
            (_("For whom"), ", ".join(each for each in (_whom(idea), entry.for_words) if each)),
            (_("How one gets in"), entry.way_in),
            (_("What it costs"), entry.costs),
            (_("Where and when"), entry.place),
            (
                _("Contact"),
                ", ".join(each for each in (entry.contact, entry.phone, entry.email, entry.website) if each),
            ),
        )
        self.facts.setText("\n".join(f"{name}: {value}" for name, value in facts if value))
        for each in (self.what, self.facts):
            each.setVisible(bool(each.text()))
        self.sure.setText(
            _("This was verified long ago. Call before you name it.")
            if idea.line.is_stale
            else _("Verified on {day}.", day=short_date(entry.verified_on))
            if entry.verified_on
            else ""
        )
        self.sure.set_tone("problem" if idea.line.is_stale else "small")
        taken = idea.taken
        self.take.setVisible(taken is None)
        self.into_plan.setEnabled(taken is None or taken.plan_action is None)


def _whom(idea: Idea) -> str:
    whom = idea.line.entry.for_whom
    return listed(label(each) for each in sorted(whom, key=list(type(next(iter(whom)))).index)) if whom else ""


class TokenCard(Card):
    """The yearly token (mantelzorgwaardering): asked for, granted, received; that of this year is offered by itself."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_("Appreciation for carers, each year"), icon_name="gift")
        self._page = page
        self._this_year: Appreciation | None = None
        self.now = Words("", "label")
        self.ask = button(_("Asked for today"), "secondary", "send", lambda: self._do(carer_support.ask_appreciation))
        self.yes = button(_("Granted"), "secondary", "check", lambda: self._do(_granted))
        self.no = button(_("Not granted"), "quiet", "x", lambda: self._do(_refused))
        self.got = button(
            _("Received today"), "secondary", "gift", lambda: self._do(carer_support.receive_appreciation)
        )
        self.deeds = flow(self.ask, self.yes, self.no, self.got)
        self.years: InlineRecords[Appreciation] = InlineRecords(
            page,
            Appreciation,
            title=_("Every year"),
            add_words=_("Add a year"),
            fields=("year", "asked_on", "granted", "decided_on", "received_on", "what"),
            across=3,
            new=self._new,
            keep=carer_support.keep_appreciation,
            remove=carer_support.remove_appreciation,
            says=lambda each: str(each.year),
            draft_place=lambda each: households.draft_place(each.household, each),
            shown=token_words,
        )
        self.add(self.now, self.deeds, self.years)
        self._view: AirView | None = None

    def show_air(self, view: AirView) -> None:
        """Show every year; the deeds are about this one."""
        self._view = view
        self._this_year = next((each for each in view.appreciations if each.year == view.today.year), None)
        one = self._this_year
        self.now.setText(token_words(one) if one is not None else "")
        is_open = one is not None and one.received_on is None and one.granted is not False
        self.now.setVisible(is_open)
        self.deeds.setVisible(is_open)
        if one is not None:
            self.ask.setVisible(one.asked_on is None)
            for each in (self.yes, self.no):
                each.setVisible(one.asked_on is not None and one.granted is None)
            self.got.setVisible(one.asked_on is not None)
        self.years.show_records([each for each in view.appreciations if each.version])

    def _new(self) -> Appreciation:
        assert self._view is not None
        known = {each.year for each in self._view.appreciations if each.version}
        year = self._view.today.year
        while year in known:
            year -= 1
        return Appreciation(household=self._view.household.id, resident=self._view.resident, year=year)

    def _do(self, deed: "Callable[[Office, Appreciation], Appreciation]") -> None:
        one = self._this_year
        if one is not None:
            self.years.leave()
            self._page.do(lambda office: deed(office, one))


def _granted(office: "Office", one: Appreciation) -> Appreciation:
    return carer_support.decide_appreciation(office, one, granted=True)


def _refused(office: "Office", one: Appreciation) -> Appreciation:
    return carer_support.decide_appreciation(office, one, granted=False)


def token_words(one: Appreciation) -> str:
    """How the token of one year stands, in one sentence."""
    what = one.what or _("the appreciation")
    if one.received_on is not None:
        return _("{year}: received on {day} ({what}).", year=one.year, day=short_date(one.received_on), what=what)
    if one.granted is False:
        return _("{year}: not granted.", year=one.year)
    if one.granted:
        return _("{year}: granted, not received yet.", year=one.year)
    if one.asked_on is not None:
        return _("{year}: asked for on {day}, no answer yet.", year=one.year, day=short_date(one.asked_on))
    return _("{year}: not asked for yet.", year=one.year)


class InformationCard(Card):
    """Leave and schemes that fit this carer, each with its source and date."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = button(_("Make an information sheet"), "secondary", "printer", make)
        super().__init__(_("Good to know for this carer"), self.make, icon_name="info-circle")
        self._shown: object = None

    def show_information(self, found: Sequence[Information]) -> None:
        """Show what fits; the same stays as it is."""
        if found == self._shown:
            return
        self._shown = found
        self.clear()
        self.add(Words(_("Chosen by what is known: work, age, living together and what the care is about."), "quiet"))
        self.add(FieldGrid([_block(each) for each in found], 2))
        self.setVisible(bool(found))


def _block(each: Information) -> QWidget:
    holder = QWidget()
    inside = column(holder, space=HAIR)
    inside.addWidget(Words(each.title, "label"))
    inside.addWidget(Words(each.text, ""))
    inside.addWidget(Words(source_words(each), "small"))
    inside.addStretch(1)
    return holder


def source_words(each: Information) -> str:
    """Where something comes from, of when, and whether it is still to be checked."""
    if each.to_check:
        return _("Source: {source}, {day} (still to be checked)", source=each.source, day=short_date(each.as_of))
    return _("Source: {source}, {day}", source=each.source, day=short_date(each.as_of))
