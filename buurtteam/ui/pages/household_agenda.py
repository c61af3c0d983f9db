"""Appointments and tasks of a household: made, moved, called off and ticked off where one sees them."""

from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from pydantic import ValidationError
from PySide6.QtWidgets import QLineEdit, QWidget

from buurtteam.domain.kinds import new_id
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskOwner
from buurtteam.services import households, tasks
from buurtteam.services.households import HouseholdView
from buurtteam.texts import day_and_time, day_this_year, label
from buurtteam.texts import translate as _
from buurtteam.ui.editors import ChoiceEditor
from buurtteam.ui.form import Form
from buurtteam.ui.in_turn import InTurn
from buurtteam.ui.pages.household_parts import names_of, workers_of
from buurtteam.ui.theme import HAIR
from buurtteam.ui.widgets import Drawer, ScrollPage, Words, button, column, flow, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page

Dated = TypeVar("Dated", Appointment, Task)


class DatedDrawer(Drawer, Generic[Dated]):
    """The drawer of one appointment or task; it keeps itself as soon as there is something to keep."""

    def __init__(self, page: "Page", kind: type[Dated], title: str, needs: str) -> None:
        holder = ScrollPage(margin=0)
        super().__init__(page, title, holder, width=440)
        self._page, self._needs = page, needs
        self._view: HouseholdView | None = None
        self._record: Dated | None = None
        self._sent: Dated | None = None
        self._in_turn: InTurn[Dated] = InTurn(page)
        self._shown: dict[str, object] = {}
        self._said_what_is_missing = False
        self.form: Form[Dated] = Form(kind, page.desk)
        self.form.settled.connect(self.save)
        self.state = Words("", "ok")
        self.over = button("", "secondary", on_click=self.turn)
        self.gone = button(_("Remove"), "quiet", "trash", self.remove)
        self.ready = button(_("Ready"), "primary", "check", self.finish)
        self.holder = holder
        holder.add(self.form, self.state, flow(self.ready, self.over, self.gone))
        self.closed.connect(self.form.leave)

    def open_at(self, view: HouseholdView, record: Dated | None) -> None:
        """Show one that is there, or begin a new one for whoever works now."""
        self.form.leave()
        self._begin()
        self._sent = None
        self._view = view
        worker = self.form.editor("worker")
        if isinstance(worker, ChoiceEditor):
            worker.offer(list(workers_of(view).items()))
        if record is None:
            me = self._page.desk.office.worker if self._page.desk.office else None
            self._record = None
            self.form.show(id=new_id(), household=view.household.id, worker=me.id if me else None)
        else:
            self._record = record
            self.form.show(record)
        self._remember()
        self._show_state()
        self.open_drawer()

    def close_drawer(self) -> None:
        """Go away; what cannot be kept yet is said first, and the second time it can be gone on with."""
        view, record, typed = self._view, self._record, self.form.raw()
        is_open = not self.isHidden() and typed != self._shown and not self._is_whole()
        if is_open and not self._said_what_is_missing:
            self._said_what_is_missing = True
            self._say_what_is_missing()
            return
        super().close_drawer()
        if is_open and view is not None:

            def go_on() -> None:
                self.open_at(view, record)
                self.form.show_raw(typed)

            self._page.desk.notices.offer(_("This is not kept yet: something is missing."), _("Go on with it"), go_on)

    def _is_whole(self) -> bool:
        try:
            self.form._read()  # noqa: SLF001 - problems are shown when somebody wants to go
        except ValidationError:
            return False
        return bool(self.form.raw().get(self._needs))

    def _say_what_is_missing(self) -> None:
        # Where somebody stands nothing is called wrong; who wants to go has left the field.
        self.ready.setFocus()
        try:
            self.form.read()
        except ValidationError:
            pass
        else:
            self.form.show_problem(self._needs, _("Fill this in, then it is kept."))
        at = next(iter(self.form.problems()), self._needs)
        said = self.form.problems().get(at, "")
        self.form.focus(at)
        self.form.show_problem(at, said)

    def _remember(self) -> None:
        self._shown = self.form.raw()
        self._said_what_is_missing = False

    def _begin(self) -> None:
        """For a drawer with more beside the form."""

    def keep(self, office: "Office", record: Dated) -> Dated:
        """The deed that keeps it."""
        raise NotImplementedError

    def turn(self) -> None:
        """Called off, or done; and back again."""
        raise NotImplementedError

    def say(self, record: Dated) -> tuple[str, str]:
        """How it stands, and what the button to turn that is called."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep what stands there as soon as the one thing that is needed is filled in."""
        if not self.form.raw().get(self._needs):
            return
        try:
            record = self.form._read()  # noqa: SLF001 - problems are shown when a field is left, not while typing
        except ValidationError:
            return
        known = self._sent or self._record
        if known is not None and record.same_facts(known):
            return
        self._sent = record
        self._in_turn.send(self.keep, record, self._on_kept, self._failed)

    def finish(self) -> None:
        """Close when all is right; else say what is not."""
        self._said_what_is_missing = False
        self.close_drawer()

    def after(self, deed: "Callable[[Office], Dated]") -> None:
        """Do something with it and show how it stands then."""
        self.form.leave()
        self._page.do(deed, self._kept)

    def remove(self) -> None:
        """Move it to the trash; it can be taken back."""
        record, view = self._record, self._view
        if record is None or view is None:
            self.close_drawer()
            return
        self.form.settling.forget()
        says = record.what or _("Appointment")

        def removed(bundle: UUID) -> None:
            super(DatedDrawer, self).close_drawer()
            self._page.offer_back(says, bundle)

        self._page.do(lambda office: households.remove(office, view.household.id, record, says), removed)

    def _on_kept(self, record: Dated, is_all: bool) -> None:
        if self._sent is None or self._sent.id != record.id:
            # The drawer shows another by now.
            return
        if is_all and self._is_on_screen(self._sent):
            self._kept(record)
            return
        # What was typed since stays, and is kept in its turn.
        self._record = record
        self.form.rest_on(record)
        if is_all:
            self._sent = None

    def _is_on_screen(self, record: Dated) -> bool:
        try:
            return self.form._read().same_facts(record)  # noqa: SLF001 - as above
        except ValidationError:
            return False

    def _kept(self, record: Dated) -> None:
        self._sent, self._record = None, record
        self.form.show(record)
        self._remember()
        self._show_state()

    def _failed(self, error: Exception) -> None:
        self._sent = None
        self._page.desk.notices.show_error(error)  # type: ignore[arg-type]  # a Problem or Trouble, as `do` promises

    def _show_state(self) -> None:
        says, turns = self.say(self._record) if self._record is not None else ("", "")
        self.state.setText(says)
        self.state.setVisible(bool(says))
        self.over.setText(turns)
        self.over.setVisible(bool(turns))
        self.gone.setVisible(self._record is not None)


class AppointmentDrawer(DatedDrawer[Appointment]):
    """When and where we see each other."""

    def __init__(self, page: "Page") -> None:
        super().__init__(page, Appointment, _("Appointment"), "at")
        self.form.place(
            "at", "what", "place", help_texts={"at": _("The day in words is fine: “ma”, “over 2 weken”, “14-9”.")}
        )
        self.form.place("minutes")
        self.form.place("worker", options={"worker": {}})

    def keep(self, office: "Office", record: Appointment) -> Appointment:
        """Keep it in the diary."""
        return tasks.keep_appointment(office, record)

    def say(self, record: Appointment) -> tuple[str, str]:
        """In the diary, or called off."""
        if record.is_cancelled:
            return _("Called off. It stays in the dossier."), _("It goes on after all")
        return _("In the diary: {when}.", when=day_and_time(record.at)), _("Call off")

    def turn(self) -> None:
        """Called off, or on again."""
        if (found := self._record) is not None:
            turned = tasks.put_back if found.is_cancelled else tasks.cancel
            self.after(lambda office: turned(office, found.id))


class TaskDrawer(DatedDrawer[Task]):
    """What must be done, by whom and when."""

    def __init__(self, page: "Page") -> None:
        super().__init__(page, Task, _("Task"), "what")
        self.form.place("what", "due_on", help_texts={"due_on": _("The day in words is fine: “mon”, “in 2 weeks”.")})
        self.form.place(
            "owner",
            "worker",
            "resident",
            "network_member",
            "partner",
            options={"worker": {}, "resident": {}, "network_member": {}},
            help_texts={"worker": _("With nobody named it is for whoever is responsible on that day.")},
        )
        self.form.place("kind")
        self.form.edited.connect(lambda _field: self._show_owner())
        self.result = QLineEdit()
        self.result.setProperty("voice", "true")
        self.result.editingFinished.connect(self._tell)
        self.how = _asked(_("How it went, in own words"), self.result)
        self.why = QLineEdit()
        self.off = button(_("It lapses"), "secondary", "x", self.call_off)
        self.lapse = _asked(_("Not needed any more? Say why"), self.why, self.off)
        self.why.returnPressed.connect(self.call_off)
        self.holder.add(self.how, self.lapse)
        self.closed.connect(self._tell)

    def open_at(self, view: HouseholdView, record: Task | None) -> None:
        """Show one that is there, or begin a new one for whoever works now."""
        offered: dict[str, dict[object, str]] = {
            "resident": names_of(view),
            "network_member": {each.id: each.name for each in view.network},
        }
        for name, options in offered.items():
            editor = self.form.editor(name)
            if isinstance(editor, ChoiceEditor):
                editor.offer(list(options.items()))
        super().open_at(view, record)
        self._show_owner()

    def open_call_back(self, view: HouseholdView) -> None:
        """Begin a note to call back, for whoever has time."""
        self.open_at(view, None)
        self.form.show(id=new_id(), household=view.household.id, kind=TaskKind.CALL_BACK)
        self._remember()
        self._show_owner()
        self.form.focus("what")

    def _show_owner(self) -> None:
        """Only who can be meant."""
        chosen = self.form.editor("owner").value()
        for name, owner in _NAMED.items():
            self.form.fields[name].setVisible(owner is chosen)

    def _show_state(self) -> None:
        """What worked out with an agreement of the plan can be told in the words of the resident."""
        super()._show_state()
        found = self._record
        is_told = found is not None and found.done_on is not None and found.plan_action is not None
        if found is not None and is_told and self.how.isHidden():
            self.result.clear()
            self._page.ask(lambda office: tasks.result_of(office, found.id), self.result.setText, instead_of="result")
        self.how.setVisible(is_told)
        self.lapse.setVisible(found is not None and found.is_open)
        # What a series made is called off with a reason; removed, it would come back.
        self.gone.setVisible(found is not None and found.series is None)

    def _begin(self) -> None:
        self._tell()
        self.how.hide()
        self.why.clear()

    def _tell(self) -> None:
        found, words = self._record, self.result.text()
        if found is not None and not self.how.isHidden() and self.result.isModified():
            self.result.setModified(False)
            self._page.do(lambda office: tasks.tell_result(office, found.id, words))

    def keep(self, office: "Office", record: Task) -> Task:
        """Keep it on the list."""
        return tasks.keep_task(office, record)

    def say(self, record: Task) -> tuple[str, str]:
        """To do, done or called off."""
        if record.done_on is not None:
            return _("Done."), _("Not done after all")
        if record.cancelled_on is not None:
            day = day_this_year(record.cancelled_on)
            return _("Called off on {day}: {why}", day=day, why=record.cancel_reason), _("It goes on after all")
        return _("It stands on the list."), _("It is done")

    def turn(self) -> None:
        """Done, or not after all."""
        if (found := self._record) is not None:
            turned = tasks.complete if found.is_open else tasks.reopen
            self.after(lambda office: turned(office, found.id))

    def call_off(self) -> None:
        """Not needed any more, with a reason."""
        if (found := self._record) is not None:
            why = self.why.text()
            self.after(lambda office: tasks.cancel_task(office, found.id, why))


_NAMED = {
    "worker": TaskOwner.WORKER,
    "resident": TaskOwner.RESIDENT,
    "network_member": TaskOwner.NETWORK,
    "partner": TaskOwner.PARTNER,
}


def _asked(words: str, line: QLineEdit, *beside: QWidget) -> QWidget:
    """A line to type in with its words above, hidden until there is something to ask."""
    holder = QWidget()
    inside = column(holder, space=HAIR)
    line.setAccessibleName(words)
    asks = Words(words, "label")
    asks.setBuddy(line)
    inside.addWidget(asks)
    inside.addLayout(row(line, *beside))
    holder.hide()
    return holder


def doer(view: HouseholdView, task: Task) -> str:
    """Who does a task, by name; the fixed face when nobody of the team is named."""
    match task.owner:
        case TaskOwner.RESIDENT:
            return str(names_of(view).get(task.resident, label(task.owner)))
        case TaskOwner.NETWORK:
            return next((each.name for each in view.network if each.id == task.network_member), label(task.owner))
        case TaskOwner.PARTNER:
            return task.partner or label(task.owner)
        case TaskOwner.WORKER:
            worker = view.worker(task.worker or view.household.plan_coordinator)
            return worker.name if worker else ""
