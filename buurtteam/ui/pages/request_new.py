"""A new request: the question first, then whom it is about, how it came in, and what kind it is."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import ValidationError
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from buurtteam.domain.household import HouseholdState
from buurtteam.domain.keeping import Draft, Found
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.request import NotifierRole, RequestNotification
from buurtteam.domain.words import Choice
from buurtteam.services import closing, overviews, requests
from buurtteam.services.closing import Standing
from buurtteam.services.requests import NewRequest
from buurtteam.texts import problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.editors import TextEditor
from buurtteam.ui.form import Form
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.theme import ROOM, SNUG, TIGHT
from buurtteam.ui.widgets import Card, Heading, SideBySide, Words, button, column, emptied, link, row

if TYPE_CHECKING:
    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page

DRAFT = "request.new"
_PAUSE = 250


class NewRequestPane(QWidget):
    """Everything of a new request on one screen; what is typed is kept until it is written down."""

    def __init__(self, page: "Page", made: Callable[[RequestNotification], object]) -> None:
        super().__init__()
        self._page, self._made = page, made
        self.household: HouseholdId | None = None
        self._draft = DRAFT
        self.form: Form[NewRequest] = Form(NewRequest, page.desk)
        outer = column(self, space=ROOM)
        outer.addWidget(Heading(_("New request"), 1))
        outer.addWidget(Words(_("The question first. The rest takes a minute, and can be changed later."), "quiet"))

        self.question = Card(_("What is the question?"), icon_name="quote")
        self._place("question", into=self.question, voice=True)
        editor = self.form.editor("question")
        assert isinstance(editor, TextEditor)
        editor.text.at_least(5)
        self.who = Card(_("Whom is it about?"), icon_name="users")
        self.chosen = QWidget()
        self._chosen_box = column(self.chosen, space=TIGHT)
        self.unknown = QWidget()
        unknown = column(self.unknown, space=SNUG)
        self.form.place("first_name", into=unknown)
        self.hits = column(space=TIGHT)
        unknown.addLayout(self.hits)
        self.form.place(
            "reach",
            into=unknown,
            help_texts={"reach": _("A phone number, an e-mail address, or in your own words: through the neighbour.")},
        )
        self.who.add(self.chosen, self.unknown)
        self.simple = Card()
        self._place("is_simple", into=self.simple)
        self.simple_rest, rest = _part()
        self.form.place("answer", into=rest)
        self.form.place("next_step", "next_on", columns=2, into=rest)
        self.form.place("is_done", into=rest)
        self.simple.add(self.simple_rest)

        self.how = Card(_("How did it come in?"), icon_name="inbox")
        self._place("received_at", into=self.how)
        self._place("channel", "notifier_role", columns=2, into=self.how)
        self.notifier, notifier = _part()
        self.form.place("notifier_name", "notifier_organisation", "notifier_contact", into=notifier)
        notifier.addWidget(
            Words(
                _("Whoever reports gets thanks and hears that it was taken on. More only if the resident agrees."),
                "small",
            )
        )
        self.how.add(self.notifier)
        self._place("from_paper", into=self.how)
        self.kind = Card(_("What kind of request is it?"), icon_name="route")
        self._place("kind", into=self.kind)
        self._place("is_urgent", into=self.kind)
        self.urgent_rest, urgent = _part()
        self.form.place("urgent_reason", into=urgent)
        self.kind.add(self.urgent_rest)
        self._place("takes_on", into=self.kind)

        outer.addWidget(
            SideBySide(
                _stack(self.question, self.who, self.simple), _stack(self.how, self.kind), shares=(6, 5), least=430
            )
        )
        self.ready = button(_("Write the request down"), "primary", "check", self.finish)
        self.ready.setToolTip("Ctrl+Enter")
        outer.addLayout(row(self.ready, button(_("Cancel"), "quiet", on_click=self.cancel), None))

        self.form.edited.connect(self._on_edit)
        self.form.settled.connect(self.keep_draft)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look_up)

    # ------------------------------------------------------------------ for the page

    def begin(self, household: HouseholdId | None) -> None:
        """An empty form, or what was being typed; what was begun for one household never shows at another."""
        self._draft = f"{DRAFT}.{household}" if household else DRAFT
        self.form.show()
        self.form.show_raw({"received_at": datetime.now(UTC)})
        self._choose(None, "")
        self._show_hits(())
        self._fit_parts()
        if household is not None:
            self._page.ask(
                lambda office: overviews.name_of(office, household), lambda name: self._choose(household, name)
            )
        place = self._draft
        self._page.ask(lambda office: (office.draft(place), office.now()), lambda found: self._show_draft(*found))

    def leave(self) -> None:
        """Keep what was typed."""
        self._pause.stop()
        self.form.leave()

    def finish(self) -> None:
        """Write the request down and open it."""
        try:
            new = self.form.read().changed(household=self.household)
        except ValidationError:
            self.form.focus(next(iter(self.form.problems()), "question"))
            return
        self.ready.setEnabled(False)
        self.form.settling.forget()
        place = self._draft
        self._page.do(lambda office: _write(office, new, place), self._written, self._not_written)

    def cancel(self) -> None:
        """Throw away what was typed; it can be taken back."""
        typed, place, desk = self._typed(), self._draft, self._page.desk
        asked = {"household_id": self.household} if place != DRAFT else {"new": True}
        self.form.show()
        self.form.settling.forget()
        self._page.do(lambda office: office.drop_draft(place))
        desk.open_place("today")
        if typed:

            def put_back() -> None:
                desk.background.do(lambda office: office.keep_draft(place, typed))
                desk.open_place("request", **asked)

            desk.notices.offer_undo(_("The request was thrown away."), put_back)

    def keep_draft(self) -> None:
        """Keep what is typed, for after a crash or another page."""
        typed, place = self._typed(), self._draft
        if typed:
            self._page.desk.background.do(lambda office: office.keep_draft(place, typed))

    def _typed(self) -> dict[str, str]:
        """What stands in the form as texts, or nothing before anything that matters was typed."""
        typed = {name: text for name, value in self.form.raw().items() if (text := _as_text(value))}
        if not any(typed.get(name) for name in ("question", "first_name", "answer", "notifier_name")):
            return {}
        if self.household is not None:
            typed["household"] = str(self.household)
        return typed

    # ------------------------------------------------------------------ inside

    def _place(self, *names: str, into: Card, columns: int = 1, voice: bool = False) -> None:
        self.form.place(*names, columns=columns, into=into.body, voice=names if voice else ())

    def _on_edit(self, name: str) -> None:
        if name == "first_name":
            self._pause.start()
        elif name in ("is_simple", "is_urgent", "notifier_role"):
            self._fit_parts()

    def _fit_parts(self) -> None:
        raw = self.form.raw()
        self.simple_rest.setVisible(bool(raw["is_simple"]))
        self.urgent_rest.setVisible(bool(raw["is_urgent"]))
        self.notifier.setVisible(raw["notifier_role"] not in (None, NotifierRole.RESIDENT))

    def look_up(self) -> None:
        """Who is known already by what was typed."""
        typed = str(self.form.raw()["first_name"]).strip()
        if len(typed) < 2:
            self._show_hits(())
            return
        self._page.ask(lambda office: overviews.find(office, typed, 5), self._show_hits, instead_of="hits")

    def _show_hits(self, hits: Sequence[Found]) -> None:
        emptied(self.hits)
        if not hits:
            return
        self.hits.addWidget(Words(_("Is it one of these?"), "small"))
        self.hits.addWidget(lines(*(self._hit(hit) for hit in hits)))

    def _hit(self, hit: Found) -> ListRow:
        made = ListRow(hit.name, hit.detail, picture="user" if hit.resident else "home", role="primary")
        return made.on_open(lambda: self._choose(hit.household, hit.name))

    def _choose(self, household: HouseholdId | None, name: str) -> None:
        self.household = household
        emptied(self._chosen_box)
        self.chosen.setVisible(household is not None)
        self.unknown.setVisible(household is None)
        if household is not None:
            other = link(_("Somebody else"), lambda: self._choose(None, ""))
            self._chosen_box.addLayout(row(Words(name or _("Without a name yet"), "large"), None, other))
            self._page.ask(lambda office: closing.standing(office, household), partial(self._say_closed, household))
            self.form.settling.touch()
            if self.isVisible() and self.unknown.isAncestorOf(self.window().focusWidget() or self):
                self.form.focus("received_at")

    def _say_closed(self, household: HouseholdId, found: Standing) -> None:
        if found.state is HouseholdState.CLOSED and household == self.household:
            self._chosen_box.addWidget(
                Words(
                    _("This household is closed. With this request it opens again, from the day the request came in."),
                    "small",
                )
            )

    def _show_draft(self, draft: Draft | None, now: datetime) -> None:
        if draft is None:
            self.form.show_raw({"received_at": now})
            self.form.fields["received_at"].changed_since_left = False
            return
        typed = dict(draft.typed)
        household = typed.pop("household", "")
        self.form.show_raw({name: _as_value(name, text) for name, text in typed.items()})
        if household and self.household is None:
            found = HouseholdId(UUID(household))
            self._page.ask(lambda office: overviews.name_of(office, found), lambda name: self._choose(found, name))
        self._fit_parts()

    def _written(self, request: RequestNotification) -> None:
        self.ready.setEnabled(True)
        self.form.show()
        self._made(request)

    def _not_written(self, error: Problem | Trouble) -> None:
        self.ready.setEnabled(True)
        if error.code == "no_household":
            self.form.focus("first_name")
            self.form.show_problem("first_name", problem_text(error))
        elif error.code == "in_the_future":
            self.form.focus("received_at")
            self.form.show_problem("received_at", problem_text(error))
        else:
            self._page.desk.notices.show_error(error)
        self.form.settling.touch()


def _write(office: "Office", new: NewRequest, place: str) -> RequestNotification:
    made = requests.receive_new(office, new)
    office.drop_draft(place)
    return made


def _as_text(value: object) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "true"
        case Choice():
            return str(value.value)
        case datetime():
            return value.isoformat()
        case _:
            return str(value)


def _as_value(name: str, text: str) -> object:
    """What was typed, as its editor shows it; what is not right yet stays as it was typed."""
    try:
        found = getattr(NewRequest.model_validate({name: text}), name)
    except ValidationError:
        return text
    return text if isinstance(found, str) and not isinstance(found, Choice) else found


def _part() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    return holder, column(holder, space=ROOM)


def _stack(*cards: QWidget) -> QWidget:
    holder = QWidget()
    inside = column(holder, space=ROOM)
    for card in cards:
        inside.addWidget(card)
    inside.addStretch(1)
    return holder
