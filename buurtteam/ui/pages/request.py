"""A request: new, or one with its question, its route, its terms, and what happened."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from buurtteam.domain.deadlines import Deadline
from buurtteam.domain.filing import HandedOverHow, Paper
from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import HouseholdId, RequestId, local_day
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Gap, Problem, Trouble
from buurtteam.domain.request import EventKind, NotifierRole, RequestNotification
from buurtteam.services import carers, printing, requests
from buurtteam.services.requests import RequestView
from buurtteam.texts import clock, joined, label, language, long_date, plural, problem_text, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.page import Page
from buurtteam.ui.pages.request_new import NewRequestPane
from buurtteam.ui.pages.request_parts import Events, Terms, late_terms
from buurtteam.ui.route_strip import RouteStrip
from buurtteam.ui.term_drawer import TermDrawer
from buurtteam.ui.theme import SNUG, TIGHT
from buurtteam.ui.widgets import (
    Card,
    Heading,
    Note,
    Quote,
    ScrollPage,
    SideBySide,
    StatusChip,
    Tag,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
    row,
)


class RequestPage(Page):
    """`request_id` shows one request; `household_id` or nothing begins a new one."""

    place = "request"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: RequestView | None = None
        self._request: RequestId | None = None
        self._receipt: Paper | None = None
        self.layers = QStackedWidget()
        self.fill_with(self.layers)
        self.new = NewRequestPane(self, self._on_made)
        self._new_scroll = ScrollPage(widest=1180)
        self._new_scroll.add(self.new)
        self.layers.addWidget(self._new_scroll)
        self.body = ScrollPage()
        self.layers.addWidget(self.body)

        self.head = column(space=SNUG)
        self.alarm = column(space=TIGHT)
        self.paper = Card(_("Confirm receipt"), icon_name="mail")
        self.paper.hide()
        self.route = Card(
            _("The route"),
            button(_("Print for the resident"), "quiet", "printer", self.print_route),
            icon_name="route",
        )
        self.strip = RouteStrip()
        self.route.add(self.strip)
        self.terms = Terms(self.note_delay)
        self.drawer = TermDrawer(self, lambda _view, _term, _kind: None)
        self.events = Events(self, self._again)
        self.facts = Card(_("About this request"), icon_name="file-text")
        self.form: KeptForm[RequestNotification] = KeptForm(
            RequestNotification, self, requests.keep, lambda record: f"request.{record.id}"
        )
        self.form.place("question", voice=("question",), into=self.facts.body)
        self.form.place("kind", into=self.facts.body)
        self.form.place("received_at", "channel", "notifier_role", columns=3, into=self.facts.body)
        self.form.place("notifier_name", "notifier_organisation", "notifier_contact", columns=3, into=self.facts.body)
        self.form.place("is_urgent", "from_paper", "is_simple", columns=3, into=self.facts.body)
        self.form.place("urgent_reason", "answer", into=self.facts.body)
        self.top = QWidget()
        self.top.setLayout(self.head)
        alarm = QWidget()
        alarm.setLayout(self.alarm)
        self.alarm_holder = alarm
        self.body.add(
            self.top,
            alarm,
            self.paper,
            self.route,
            SideBySide(self.terms, self.events, shares=(1, 1), least=420),
            self.facts,
        )
        self.bind("page.print", self.print_route)
        self.bind("page.finish", self._finish)
        self.bind("page.add_row", lambda: self.events.begin(None))

    # ------------------------------------------------------------------ the page

    def show_place(self, **args: object) -> None:
        """Show a request, or begin a new one."""
        found = args.get("request_id")
        if found is None:
            self._request, self.view = None, None
            self.set_title(_("New request"))
            self.layers.setCurrentWidget(self._new_scroll)
            home = args.get("household_id")
            self.new.begin(HouseholdId(home) if isinstance(home, UUID) else None)
            return
        assert isinstance(found, UUID)
        if found != self._request:
            self._receipt = None
            self.paper.hide()
            self.body.verticalScrollBar().setValue(0)
        self._request = RequestId(found)
        self.layers.setCurrentWidget(self.body)
        field = str(args.get("field") or "")
        self._again(field, is_visit=True)

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """Ask anew when it was about this household."""
        if self._request is not None and self.view is not None:
            home = self.view.household.id
            if any(each.household in (None, home) for each in changes):
                self._again()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.new.leave()
        self.form.leave()

    def first_focus(self) -> QWidget | None:
        """The question of a new request; the first deed of another."""
        return self.new.form.editor("question") if self._request is None else None

    def panes(self) -> list[QWidget]:
        """The cards."""
        if self._request is None:
            return [self.new.question, self.new.who, self.new.how, self.new.kind]
        return [self.route, self.terms, self.events, self.facts]

    def about_household(self) -> HouseholdId | None:
        """The household of this request."""
        return self.view.household.id if self.view is not None and self._request is not None else None

    # ------------------------------------------------------------------ deeds

    def start_talk(self) -> None:
        """Begin the conversation about this request, or go on with it."""
        if self.view is None:
            return
        talk = self.view.conversation
        if talk is not None and talk.finished_at is None:
            self.desk.open_place("conversation", conversation_id=talk.id)
        else:
            self.desk.open_place("conversation", household_id=self.view.household.id, request_id=self.view.request.id)

    def take_on(self) -> None:
        """Take this request on."""
        found = self._request
        if found is not None:
            self.do(lambda office: requests.take_on(office, found), lambda _request: self._again())

    def print_route(self) -> None:
        """Make the route on paper for the resident."""
        found = self._request
        if found is not None:
            self.do(
                lambda office: printing.issue_route(office, found),
                lambda paper: self.desk.open_place("paper", paper_id=paper.id),
            )

    def confirm_receipt(self) -> None:
        """First what the letter still lacks, then the letter."""
        found = self._request
        if found is not None:
            self.ask(lambda office: printing.gaps_for(office, PaperKind.RECEIPT, found), self._show_gaps)

    def issue_receipt(self, *, by_hand: bool = False) -> None:
        """Make the letter."""
        found = self._request
        if found is not None:
            self.do(
                lambda office: printing.issue_receipt(office, found, by_hand=by_hand),
                self._show_receipt,
                self._no_receipt,
            )

    def note_delay(self, term: Deadline) -> None:
        """Write down why a term is late and what was agreed about it."""
        if self.view is not None:
            self.drawer.ask_for(self.view.household.id, term.step, term.source, at_form=True)

    def hand_over(self, how: HandedOverHow) -> None:
        """The letter was handed over or sent: that confirms the request."""
        paper = self._receipt
        if paper is None:
            return
        today = self.desk.today()
        self.do(lambda office: printing.hand_over(office, paper.id, today, how), self._handed_over)

    # ------------------------------------------------------------------ filling

    def _again(self, field: str = "", *, is_visit: bool = False) -> None:
        found = self._request
        if found is not None:
            self.ask(
                lambda office: requests.read_request(office, found, is_visit=is_visit),
                lambda view: self.fill(view, field),
                self._gone,
                instead_of="view",
            )

    def fill(self, view: RequestView, field: str = "") -> None:
        """Show a request."""
        if view.request.id != self._request:
            return
        self.view = view
        focus = self.window().focusWidget()
        was_above = focus is not None and (focus is self or self.top.isAncestorOf(focus))
        was_in_list = focus is not None and self.events.isAncestorOf(focus) and not self.events.box.isAncestorOf(focus)
        if was_above or was_in_list:
            # What goes while it has the focus would hand it on, and the page would jump there.
            self.setFocus()
        name = view.household.label or _("Without a name yet")
        day = local_day(view.request.received_at)
        self.set_title(_("Households"), name, _("Request of {day}", day=day))
        self._fill_head(view)
        self._fill_alarm(view)
        self.strip.show_steps(view.route, view.today)
        self.terms.show_view(view)
        self.events.show_view(view)
        self.form.show_kept(view.request)
        if field in self.form.fields:
            self.form.focus(field)
        elif was_above:
            self.start.setFocus()
        elif was_in_list:
            self.events.new.setFocus()

    def _fill_head(self, view: RequestView) -> None:
        request = view.request
        day = local_day(request.received_at)
        emptied(self.head)
        title = column(space=0)
        title.addWidget(Heading(_("Request of {day}", day=long_date(day)), 1))
        title.addLayout(
            row(
                link(
                    view.household.label or _("Without a name yet"),
                    lambda: self.desk.open_place("household", household_id=view.household.id),
                ),
                None,
            )
        )
        deeds = QWidget()
        talking = view.conversation is not None and view.conversation.finished_at is None
        self.start = button(
            _("Go on with the conversation") if talking else _("Start the conversation"),
            "primary",
            "message-plus",
            self.start_talk,
        )
        parts = [self.start]
        if not any(event.kind is EventKind.RECEIPT_CONFIRMED for event in view.events):
            parts.insert(0, button(_("Confirm receipt"), icon_name="mail", on_click=self.confirm_receipt))
        if request.worker is None:
            parts.insert(0, button(_("Take on"), icon_name="user-check", on_click=self.take_on))
        deeds.setLayout(row(None, *parts))
        holder = QWidget()
        holder.setLayout(title)
        self.head.addWidget(SideBySide(holder, deeds, shares=(3, 4), least=430))
        self.head.addWidget(Quote(request.question or _("The question has not been written down yet."), self._by(view)))
        marks: list[QWidget] = [StatusChip("info", label(view.state)), Tag(label(request.kind))]
        if request.is_urgent:
            reason = request.urgent_reason
            marks.append(StatusChip("late", _("Urgent: {reason}", reason=reason) if reason else _("Urgent")))
        if request.is_simple:
            marks.append(Tag(_("Short path")))
        if request.from_paper:
            typed = local_day(request.typed_at) if request.typed_at else None
            marks.append(Tag(_("On paper first, typed in on {day}", day=typed) if typed else _("On paper first")))
        worker = _("Taken on by {name}", name=view.worker) if view.worker else _("Not taken on yet")
        marks.append(Words(worker, "quiet", wraps=False))
        self.head.addWidget(flow(*marks))
        if request.answer:
            self.head.addWidget(Note(_("Answered or arranged: {what}", what=request.answer), "ok"))

    def _by(self, view: RequestView) -> str:
        request = view.request
        day = _(
            "{day} at {time}, {channel}",
            day=short_date(local_day(request.received_at)),
            time=clock(request.received_at),
            channel=label(request.channel).lower(),
        )
        if request.notifier_role is NotifierRole.RESIDENT:
            return _("{who}, {when}", who=view.about, when=day) if view.about else day
        who = joined(part for part in (request.notifier_name, request.notifier_organisation) if part)
        role = label(request.notifier_role)
        by = _("{role}: {who}", role=role, who=who) if who else role
        contact = request.notifier_contact
        return (
            _("{by}, {contact}, {when}", by=by, contact=contact, when=day)
            if contact
            else _("{who}, {when}", who=by, when=day)
        )

    def _fill_alarm(self, view: RequestView) -> None:
        emptied(self.alarm)
        late = late_terms(view)
        for term in late[:2]:
            days = plural("{count} day too late", "{count} days too late", (view.today - term.legal_end).days)
            words = _(
                "{days}: {term}. Call the resident and note what you agree.",
                days=days,
                term=term.title.of(language()),
            )
            note = button(
                _("Note the delay"),
                icon_name="phone",
                on_click=lambda term=term: self.note_delay(term),  # type: ignore[misc]
            )
            self.alarm.addWidget(Note(words, "late", note))
        if carers.is_from_school(view.request):
            home = view.household.id
            to_home = button(
                _("Look at the household"), icon_name="heart-handshake", on_click=lambda: self._to_carers(home)
            )
            words = _("School reported this. Look at the whole household: who cares for whom, and a child too?")
            self.alarm.addWidget(Note(words, "info", to_home))
        self.alarm_holder.setVisible(bool(late) or carers.is_from_school(view.request))

    # ------------------------------------------------------------------ the receipt

    def _show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        if not gaps:
            self.issue_receipt()
            return
        card = self.paper
        card.clear()
        card.add(Words(_("The letter still lacks this. Fill it in, or make it all the same.")))
        for gap in gaps:
            line = row(Words(problem_text(gap)), space=SNUG)
            line.setStretch(0, 1)
            if gap.place:
                line.addWidget(link(_("Fill in"), self._jump(gap)))
            card.add(line)
        deeds = [
            button(_("Make to hand over"), icon_name="hand-stop", on_click=lambda: self.issue_receipt(by_hand=True))
        ]
        if not any(gap.field in ("not_by", "addresses") or gap.stops for gap in gaps):
            deeds.insert(0, button(_("Make the letter all the same"), icon_name="mail", on_click=self.issue_receipt))
        card.add(row(*deeds, button(_("Cancel"), "quiet", on_click=card.hide), None))
        card.show()
        deeds[0].setFocus()

    def _jump(self, gap: Gap) -> Callable[[], None]:
        def go() -> None:
            if gap.place == "request":
                self.form.focus(gap.field)
            elif gap.place == "household":
                tab = {"people": "people", "addresses": "addresses"}.get(gap.field, "")
                self.desk.open_place("household", household_id=UUID(gap.record), tab=tab)
            else:
                self.desk.open_place(gap.place, part="letterhead", field=gap.field)

        return go

    def _show_receipt(self, paper: Paper) -> None:
        self._receipt = paper
        card = self.paper
        card.clear()
        card.add(Words(_("The letter is ready: {number}. Print it, and note here how it left.", number=paper.number)))
        card.add(
            row(
                button(
                    _("Look and print"),
                    "primary",
                    "printer",
                    lambda: self.desk.open_place("paper", paper_id=paper.id),
                ),
                button(_("Handed over today"), on_click=lambda: self.hand_over(HandedOverHow.BY_HAND)),
                button(_("Sent by post today"), on_click=lambda: self.hand_over(HandedOverHow.BY_POST)),
                None,
            )
        )
        card.show()

    def _no_receipt(self, error: Problem | Trouble) -> None:
        gaps = getattr(error, "gaps", ())
        if error.code == "no_post" or gaps:
            self._show_gaps(gaps or (Gap(error.sentence, field="not_by", values=error.values),))
        else:
            self.desk.notices.show_error(error)

    def _handed_over(self, _paper: Paper) -> None:
        self._receipt = None
        self.paper.hide()
        self.desk.notices.say(_("Noted: the receipt is confirmed."))
        self._again()

    # ------------------------------------------------------------------ inside

    def _finish(self) -> None:
        if self._request is None:
            self.new.finish()
        elif not self.drawer.isHidden() and not self.drawer.box.isHidden():
            self.drawer.save()
        elif not self.events.box.isHidden():
            self.events.save()

    def _on_made(self, request: RequestNotification) -> None:
        if carers.is_from_school(request):
            # A report from school opens the household and not the pupil.
            self.desk.open_place("carer", household_id=request.household, tab="who")
            return
        self.desk.open_place("request", request_id=request.id)

    def _to_carers(self, home: HouseholdId) -> None:
        self.desk.open_place("carer", household_id=home, tab="who")

    def _gone(self, error: Problem | Trouble) -> None:
        self._request, self.view = None, None
        self.desk.notices.show_error(error)
        self.desk.open_place("today")
