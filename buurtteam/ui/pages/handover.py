"""A hand-over with a familiar face: proposed for one household or several, prepared step by step, and answered."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from buurtteam.domain.household import Household
from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import HouseholdId, TransferId, WorkerId, new_id
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Gap, Problem, Trouble
from buurtteam.domain.responsibility import Assignment, Transfer, TransferState
from buurtteam.domain.staff import Deed, Worker
from buurtteam.domain.task import Appointment, Task
from buurtteam.services import caseload, handover, printing
from buurtteam.services.caseload import WhatIf
from buurtteam.services.handover import Face, HandoverView, Proposal, TransferLine
from buurtteam.texts import day_and_time, label, plural, problem_text, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import LineEditor
from buurtteam.ui.form import Form, FormField
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.list_row import ListRow, lines
from buurtteam.ui.load_change import load_change
from buurtteam.ui.pages.one_part import OnePartPage
from buurtteam.ui.pages.paper_making import PaperMaker
from buurtteam.ui.theme import ROOM, SNUG
from buurtteam.ui.widgets import (
    Card,
    EmptyState,
    Heading,
    Line,
    Note,
    Picture,
    SideBySide,
    State,
    StatusChip,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
    row,
)

if TYPE_CHECKING:
    from buurtteam.services.office import Office

_STATES: dict[TransferState, State] = {
    TransferState.PROPOSED: "waiting",
    TransferState.ACCEPTED: "done",
    TransferState.DECLINED: "quiet",
    TransferState.WITHDRAWN: "quiet",
}


class HandoverPage(OnePartPage):
    """The hand-overs of the team; one of them with its steps; or a new one for the households that were chosen."""

    place = "handover"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.maker = PaperMaker(self, self._jump)

    # ------------------------------------------------------------------ the page

    def show_place(
        self,
        transfer_id: TransferId | None = None,
        household_id: HouseholdId | None = None,
        households: Sequence[HouseholdId] = (),
        field: str = "",
        **_more: object,
    ) -> None:
        """Show one hand-over, propose one for a household or several, or show all that wait."""
        self.args = {"transfer_id": transfer_id, "household_id": household_id, "households": tuple(households)}
        if transfer_id is not None:
            self.ask(lambda office: handover.read(office, transfer_id), partial(self._show_one, field=field))
        elif household_id is not None:
            self.ask(lambda office: _of_household(office, household_id), self._show_found)
        elif households:
            chosen = tuple(households)
            self.ask(lambda office: handover.proposal(office, chosen), self._show_proposal)
        else:
            self.ask(lambda office: (handover.lines(office), handover.lines(office, waiting=False)), self._show_list)

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """A hand-over, or what stands in one, changed; what was done here can be taken back."""
        self.offer_undo_of(Deed.HAND_OVER, changes)
        if any(each.concern(Transfer, Assignment, Household, Worker, Appointment, Task) for each in changes):
            self.show_again()

    def show_again(self) -> None:
        """Ask anew for what is shown; a proposal that is being made stays as it is."""
        match self.part:
            case Steps() as steps if steps.view is not None:
                found = steps.view.transfer.id
                self.ask(lambda office: handover.read(office, found), self._show_one, instead_of="one")
            case Waiting():
                self.show_place()

    def leave(self) -> None:
        """Keep what is being typed."""
        if isinstance(self.part, Steps):
            self.part.leave()

    def first_focus(self) -> QWidget | None:
        """The first thing to fill in or to do."""
        if isinstance(self.part, Propose):
            return self.part.form.fields["to_worker"].editor
        return None

    # ------------------------------------------------------------------ inside

    def _show_found(self, found: "HandoverView | Proposal") -> None:
        if isinstance(found, HandoverView):
            self._show_one(found)
        else:
            self._show_proposal(found)

    def _show_one(self, view: HandoverView, field: str = "") -> None:
        self.args = {"transfer_id": view.transfer.id}
        self.set_title(_("Hand-over"), view.household.label or _("Without a name yet"))
        steps = self.part if isinstance(self.part, Steps) else None
        if steps is None or steps.view is None or steps.view.transfer.id != view.transfer.id:
            steps = Steps(self)
            self.put(steps)
        steps.fill(view)
        if field:
            steps.jump(field)

    def _show_proposal(self, known: Proposal) -> None:
        self.set_title(_("Hand-over"))
        self.put(Propose(self, known))
        if (first := self.first_focus()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self, found: tuple[tuple[TransferLine, ...], tuple[TransferLine, ...]]) -> None:
        self.set_title(_("Hand-over"))
        self.put(Waiting(self, *found))

    def _jump(self, gap: Gap) -> bool:
        if gap.place != "handover" or not isinstance(self.part, Steps):
            return False
        self.part.jump(gap.field)
        return True


def _of_household(office: "Office", household: HouseholdId) -> "HandoverView | Proposal":
    waiting = handover.waiting_of(office, household)
    return handover.read(office, waiting.id) if waiting else handover.proposal(office, [household])


def _names(workers: Sequence[Worker]) -> dict[object, str]:
    return {each.id: each.name for each in workers}


def _faces_card(faces: Sequence[Face]) -> Card:
    """How many fixed faces there were, by name and period."""
    count = len({each.worker for each in faces})
    card = Card(plural("{count} face so far", "{count} faces so far", count), icon_name="user-heart")
    if not faces:
        card.add(Words(_("Nobody has been the fixed face yet."), "quiet"))
    for each in faces:
        when = (
            _("since {day}", day=short_date(each.from_on))
            if each.until_on is None
            else _("{start} to {end}", start=short_date(each.from_on), end=short_date(each.until_on))
        )
        line = QWidget()
        inside = column(line, space=0)
        inside.addWidget(Words(each.name or _("Without a name yet"), "label"))
        inside.addWidget(Words(when, "quiet"))
        card.add(line)
    return card


# ---------------------------------------------------------------------------------------------- all of them


class Waiting(QWidget):
    """The hand-overs that wait, and those that were answered."""

    def __init__(self, page: HandoverPage, waiting: Sequence[TransferLine], answered: Sequence[TransferLine]) -> None:
        super().__init__()
        inside = column(self, space=ROOM)
        inside.addWidget(Heading(_("Hand-overs"), 1))
        card = Card(_("Waiting for an answer"), icon_name="arrows-exchange")
        if waiting:
            card.add(lines(*(_line(page, each) for each in waiting)))
        else:
            card.add(
                EmptyState(
                    "arrows-exchange",
                    _("No hand-over waits for an answer."),
                    _("Begin one in a household, or for several at once in the worklist."),
                )
            )
        inside.addWidget(card)
        if answered:
            inside.addWidget(Card(_("Answered")).add(lines(*(_line(page, each) for each in answered[:30]))))


def _line(page: HandoverPage, each: TransferLine) -> ListRow:
    if each.state is not TransferState.PROPOSED:
        chip = StatusChip(_STATES[each.state], label(each.state))
    elif each.waits_for_me:
        chip = StatusChip("soon", _("Waits for you"))
    else:
        chip = StatusChip("waiting", _("Waits since {day}", day=short_date(each.proposed_on)))
    made = ListRow(each.household_label or _("Without a name yet"), _from_to(each.from_name, each.to_name), tail=chip)
    return made.on_open(lambda: page.desk.open_place("handover", transfer_id=each.id))


def _from_to(old: str, new: str) -> str:
    return _("From {old} to {new}", old=old, new=new) if old else _("To {new}", new=new)


# ---------------------------------------------------------------------------------------------- proposing


class Propose(QWidget):
    """A new hand-over: to whom, why, who stays; for one household also when the three of them talk."""

    def __init__(self, page: HandoverPage, known: Proposal) -> None:
        super().__init__()
        self._page, self.known = page, known
        homes = known.households
        inside = column(self, space=ROOM)
        if len(homes) == 1:
            title = _("Hand over: {household}", household=homes[0].label or _("Without a name yet"))
        else:
            title = plural("Hand over {count} household", "Hand over {count} households", len(homes))
        inside.addWidget(Heading(title, 1))
        inside.addWidget(
            Words(_("Nothing changes yet: whoever is the fixed face now stays it until the new one accepts."), "quiet")
        )
        if known.closed:
            inside.addWidget(
                Note(
                    plural(
                        "{count} closed household was left out.",
                        "{count} closed households were left out.",
                        known.closed,
                    )
                )
            )
        if known.waiting:
            inside.addWidget(
                Note(
                    plural(
                        "{count} household was left out: a hand-over waits for an answer there.",
                        "{count} households were left out: a hand-over waits for an answer there.",
                        known.waiting,
                    )
                )
            )
        self.form: Form[Transfer] = Form(Transfer, page.desk)
        names = _names(known.workers)
        faces_now = {each.plan_coordinator for each in homes}
        to = {each: words for each, words in names.items() if faces_now != {each}}
        self.form.place("to_worker", options={"to_worker": to}, words={"to_worker": _("Who becomes the fixed face")})
        self.form.place("reason", help_texts={"reason": _("For colleagues. It does not stand in the letter.")})
        self.form.place(
            "stays", "stays_until", columns=2,
            options={"stays": names},
            words={"stays": _("Who stays for a while"), "stays_until": _("Up to and including")},
            help_texts={"stays": _("Empty: whoever is the fixed face now.")},
        )  # fmt: skip
        self.form.edited.connect(self._on_edited)
        first = homes[0] if homes else None
        self.form.show(id=new_id(), household=first.id if first else None, proposed_on=known.today)
        card = Card(_("Who takes over"), icon_name="arrows-exchange").add(self.form)
        self.talk: Form[Appointment] | None = None
        left = column(space=ROOM)
        left.addWidget(card)
        if first is not None and len(homes) == 1:
            self.talk = Form(Appointment, page.desk)
            self.talk.place(
                "at", "place", columns=2, words={"at": _("When the three of you talk"), "place": _("Where")}
            )
            self.talk.show(id=new_id(), household=first.id)
            left.addWidget(
                Card(_("Joint talk"), icon_name="users").add(
                    Words(_("You can also plan this later."), "quiet"), self.talk
                )
            )
        self.propose_button = button(
            _("Propose this hand-over")
            if len(homes) == 1
            else plural("Propose for {count} household", "Propose for {count} households", len(homes)),
            "primary",
            "send",
            self.propose,
        )
        self.propose_button.setEnabled(bool(homes))
        left.addWidget(flow(self.propose_button))
        left.addStretch(1)
        beside = column(space=ROOM)
        self.effect = Card(_("What it does to the work"), icon_name="scale")
        self.effect.hide()
        beside.addWidget(self.effect)
        if first is not None and len(homes) == 1:
            beside.addWidget(_faces_card(known.faces.get(first.id, ())))
        else:
            beside.addWidget(self._homes_card())
        beside.addStretch(1)
        one, other = QWidget(), QWidget()
        one.setLayout(left)
        other.setLayout(beside)
        inside.addWidget(SideBySide(one, other, shares=(3, 2), least=430))

    def _homes_card(self) -> Card:
        count = len(self.known.households)
        card = Card(plural("{count} household", "{count} households", count), icon_name="home")
        rows = []
        for each in self.known.households:
            faces = self.known.faces.get(each.id, ())
            number = len({face.worker for face in faces})
            said = plural("{count} face so far", "{count} faces so far", number) if number else _("No fixed face yet")
            now = faces[-1].name if faces and each.plan_coordinator is not None else ""
            made = ListRow(each.label or _("Without a name yet"), " · ".join(part for part in (now, said) if part))
            found = each.id
            rows.append(
                made.on_open(lambda found=found: self._page.desk.open_place("household", household_id=found))  # type: ignore[misc]
            )
        return card.add(lines(*rows))

    def _on_edited(self, field: str) -> None:
        """Another colleague was chosen: say what that does to the work of both."""
        worker = self.form.raw().get("to_worker")
        self.effect.setVisible(worker is not None and not self.effect.isHidden())
        if field != "to_worker" or worker is None:
            return
        ids = [each.id for each in self.known.households]
        self._page.ask(
            lambda office: caseload.what_if(caseload.worklist(office), ids, WorkerId(worker)),  # type: ignore[arg-type]
            self._show_effect,
            instead_of="effect",
        )

    def _show_effect(self, found: WhatIf) -> None:
        if not shiboken6.isValid(self):
            return
        self.effect.clear()
        for before, after in found.changes:
            self.effect.add(load_change(before.name, before, after))
        for sentence in found.advice:
            self.effect.add(Words(sentence, "quiet"))
        self.effect.setVisible(bool(found.changes))

    def propose(self) -> None:
        """Propose it for all of them, in one deed."""
        with suppress(ValidationError):
            wanted = self.form.read()
            talk = None
            if self.talk is not None and self.talk.raw().get("at"):
                talk = self.talk.read()
            ids = [each.id for each in self.known.households]
            self.propose_button.setEnabled(False)
            self._page.do(
                lambda office: handover.propose(
                    office,
                    ids,
                    wanted.to_worker,
                    reason=wanted.reason,
                    stays=wanted.stays,
                    stays_until=wanted.stays_until,
                    joint_talk_at=talk.at if talk else None,
                    joint_talk_place=talk.place if talk else "",
                ),
                self._proposed,
                self._failed,
            )

    def _proposed(self, made: tuple[Transfer, ...]) -> None:
        name = next((each.name for each in self.known.workers if each.id == made[0].to_worker), "")
        self._page.offer = plural(
            "Proposed to {name}: {count} household.", "Proposed to {name}: {count} households.", len(made), name=name
        )
        if len(made) == 1:
            self._page.desk.open_place("handover", transfer_id=made[0].id)
        else:
            self._page.desk.open_place("handover")

    def _failed(self, error: Problem | Trouble) -> None:
        self.propose_button.setEnabled(True)
        self._page.desk.notices.show_error(error)


# ---------------------------------------------------------------------------------------------- one of them


class Step(QWidget):
    """A step of the checklist: whether it was taken, what it is, and how it stands; below it what can be done."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._words = title
        self.sign = Picture("circle", "text_2", 22)
        self.title = Heading(title, 4)
        self.title.setWordWrap(True)
        self.said = Words("", "quiet")
        self.inside = column(space=SNUG)
        self.inside.addWidget(self.title)
        self.inside.addWidget(self.said)
        self._row = row(self.sign, self.inside, space=SNUG)
        self._row.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        self._row.setStretch(1, 1)
        self.setLayout(self._row)

    def show_state(self, said: str, *, is_taken: bool) -> None:
        """Whether it was taken, and how it stands in words."""
        fresh = Picture("circle-check" if is_taken else "circle", "ok" if is_taken else "text_2", 22)
        self._row.replaceWidget(self.sign, fresh)
        self._row.setAlignment(fresh, Qt.AlignmentFlag.AlignTop)
        self.sign.hide()
        self.sign.deleteLater()
        self.sign = fresh
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.setAccessibleName(_("{step}: done", step=self._words) if is_taken else self._words)


class Steps(QWidget):
    """One hand-over: four steps with their days, the faces so far, and the answer."""

    def __init__(self, page: HandoverPage) -> None:
        super().__init__()
        self._page = page
        self.view: HandoverView | None = None
        inside = column(self, space=ROOM)
        self.head = column(space=SNUG)
        inside.addLayout(self.head)

        self.form: KeptForm[Transfer] = KeptForm(Transfer, page, handover.keep)
        self.form.hide()
        self.told = Step(_("The residents know it in advance"))
        self.letter = button(_("Make the letter"), icon_name="mail", on_click=self.make_letter)
        self.told_today = button(_("Told today"), "quiet", "check", self.tell_today)
        self._place(self.told, "told_on")
        self.told.inside.addWidget(flow(self.letter, self.told_today))

        self.talked = Step(_("Old and new face sit at the table together"))
        self.talk: Form[Appointment] = Form(Appointment, page.desk)
        self.talk.place("at", "place", columns=2, words={"at": _("Planned for"), "place": _("Where")})
        self.plan_button = button(_("Plan the joint talk"), icon_name="calendar-plus", on_click=self.plan_talk)
        self.talked.inside.addWidget(self.talk)
        self.talked.inside.addWidget(flow(self.plan_button))
        self._place(self.talked, "joint_talk_on", "no_joint_talk")

        self.stays = Step(_("Somebody familiar stays for a while"))
        self._place(self.stays, "stays", "stays_until", options={"stays": {}})

        self.answer = Step(_("The new face accepts"))
        self.missing = column(space=SNUG)
        self.answer.inside.addLayout(self.missing)
        self.reason = FormField(_("Why you accept it while something is missing"), LineEditor())
        self.answer.inside.addWidget(self.reason)
        self.along = QCheckBox()
        self.along.setChecked(True)
        self.answer.inside.addWidget(self.along)
        self.accept_button = button(_("Accept"), "primary", "check", self.accept)
        self.decline_button = button(_("Do not accept…"), on_click=self.ask_decline)
        self.withdraw_button = button(_("Withdraw the proposal"), "quiet", "x", self.withdraw)
        self.answer.inside.addWidget(flow(self.accept_button, self.decline_button, self.withdraw_button))
        self.no = FormField(_("Why you do not accept it"), LineEditor())
        self.no_button = button(_("Do not accept it"), on_click=self.decline)
        self.answer.inside.addWidget(self.no)
        self.answer.inside.addWidget(flow(self.no_button))

        card = Card(_("A hand-over with a familiar face"), icon_name="arrows-exchange")
        for number, step in enumerate((self.told, self.talked, self.stays, self.answer)):
            if number:
                card.add(Line())
            card.add(step)
        card.add(self.form)
        self.side = column(space=ROOM)
        beside = QWidget()
        beside.setLayout(self.side)
        inside.addWidget(SideBySide(card, beside, shares=(3, 2), least=430))

    def _place(self, step: Step, *fields: str, options: dict[str, dict[object, str]] | None = None) -> None:
        self.form.place(*fields, columns=2, options=options, into=step.inside)

    def leave(self) -> None:
        """Keep what is being typed."""
        self.form.leave()

    def jump(self, field: str) -> None:
        """Put the caret where something is missing."""
        if field in self.form.fields:
            self.form.focus(field)
        elif field == "appointment":
            self.talk.focus("at")

    # ------------------------------------------------------------------ filling

    def fill(self, view: HandoverView) -> None:
        """Show how far it is."""
        self.view = view
        transfer = view.transfer
        waits = transfer.is_proposed
        emptied(self.head)
        self.head.addWidget(Heading(_("Hand-over: {household}", household=view.household.label), 1))
        chip = StatusChip(_STATES[transfer.state], label(transfer.state))
        said = Words(_from_to(view.from_name, view.to_name), "large")
        to_home = link(_("To the household"), self._open_home)
        self.head.addWidget(said)
        self.head.addWidget(flow(chip, to_home, space=SNUG))
        proposed = (
            _("Proposed by {name} on {day}.", name=view.by_name, day=short_date(transfer.proposed_on))
            if view.by_name
            else _("Proposed on {day}.", day=short_date(transfer.proposed_on))
        )
        self.head.addWidget(Words(f"{proposed} {transfer.reason}".strip(), "quiet"))

        self.form.offer("stays", {each.id: each.name for each in view.workers if each.id != transfer.to_worker})
        self.form.show_kept(transfer)
        alive = transfer.state in (TransferState.PROPOSED, TransferState.ACCEPTED)
        self.form.set_read_only(not alive)
        self.form.editor("stays").set_read_only(not waits)
        # Whoever stays may be asked to stay longer.
        still_stays = view.staying is not None and view.staying.worker == transfer.stays
        self.form.editor("stays_until").set_read_only(not waits and not still_stays)
        self._fill_told(view)
        self._fill_talk(view)
        self._fill_stays(view)
        self._fill_answer(view)
        emptied(self.side)
        self.side.addWidget(_faces_card(view.faces))
        self.side.addStretch(1)

    def _fill_told(self, view: HandoverView) -> None:
        transfer, letter = view.transfer, view.letter
        if transfer.told_on is not None:
            said = _("Told on {day}.", day=short_date(transfer.told_on))
        elif letter is not None:
            said = _("The letter is made. Giving or sending it is telling them.")
        else:
            said = _("By letter, by phone or in a talk, before anything changes.")
        self.told.show_state(said, is_taken=transfer.told_on is not None)
        self.letter.setText(_("Open the letter") if letter is not None else _("Make the letter"))
        self.letter.setVisible(letter is not None or transfer.is_proposed)
        self.told_today.setVisible(transfer.is_proposed and transfer.told_on is None)

    def _fill_talk(self, view: HandoverView) -> None:
        transfer, planned = view.transfer, view.appointment
        if transfer.joint_talk_on is not None:
            said = _("Held on {day}.", day=short_date(transfer.joint_talk_on))
        elif transfer.no_joint_talk:
            said = _("There is no joint talk.")
        elif planned is not None:
            said = _("Planned for {moment}.", moment=day_and_time(planned.at))
        else:
            said = _("The household meets the new face while the old one is there.")
        self.talked.show_state(said, is_taken=transfer.joint_talk_on is not None)
        can_plan = transfer.is_proposed and transfer.joint_talk_on is None
        self.talk.setVisible(can_plan)
        self.plan_button.setVisible(can_plan)
        self.plan_button.setText(_("Move the joint talk") if planned is not None else _("Plan the joint talk"))
        if planned is not None:
            self.talk.show(planned)
        else:
            self.talk.show(id=new_id(), household=view.household.id)

    def _fill_stays(self, view: HandoverView) -> None:
        transfer, staying = view.transfer, view.staying
        if transfer.stays_until is None:
            said = _("So that the household does not lose a known face from one day to the next.")
        elif staying is not None and staying.worker == transfer.stays:
            said = _(
                "{name} stays up to and including {day}.", name=view.stays_name, day=short_date(transfer.stays_until)
            )
        else:
            said = _(
                "{name} would stay up to and including {day}.",
                name=view.stays_name or view.from_name,
                day=short_date(transfer.stays_until),
            )
        self.stays.show_state(said, is_taken=transfer.stays_until is not None)

    def _fill_answer(self, view: HandoverView) -> None:
        transfer = view.transfer
        waits = transfer.is_proposed
        if not waits:
            day = short_date(transfer.answered_on) if transfer.answered_on else ""
            said = _("{state} on {day}.", state=label(transfer.state), day=day)
            said = f"{said} {transfer.answer_reason}".strip()
        elif view.may_accept:
            said = _("From then on you are the fixed face, and the terms and tasks are on your list.")
            if view.transfer.to_worker != self._me():
                said = _("From then on {name} is the fixed face.", name=view.to_name)
        else:
            said = _("{name} or a coordinator answers this.", name=view.to_name)
        self.answer.show_state(said, is_taken=transfer.state is TransferState.ACCEPTED)
        emptied(self.missing)
        if view.may_accept:
            for gap in view.gaps:
                self.missing.addWidget(self._gap(gap))
        self.reason.setVisible(view.may_accept and bool(view.gaps))
        parts = []
        if view.tasks:
            parts.append(plural("{count} open task", "{count} open tasks", view.tasks))
        if view.appointments:
            parts.append(plural("{count} appointment", "{count} appointments", view.appointments))
        self.along.setText(_("Goes along to the new face: {what}", what=parts))
        self.along.setVisible(view.may_accept and bool(parts))
        self.accept_button.setVisible(view.may_accept)
        self.decline_button.setVisible(view.may_decline)
        self.withdraw_button.setVisible(view.may_withdraw)
        self._show_no(shows=False)

    def _gap(self, gap: Gap) -> QWidget:
        sentence = problem_text(gap)
        go = link(_("Go there"), partial(self.jump, gap.field))
        go.setAccessibleName(_("Go there: {sentence}", sentence=sentence))
        holder = QWidget()
        line = row(Picture("alert-triangle", "text_2"), Words(sentence), go, space=SNUG)
        line.setStretch(1, 1)
        holder.setLayout(line)
        return holder

    def _me(self) -> object:
        office = self._page.desk.office
        return office.worker.id if office and office.worker else None

    def _open_home(self) -> None:
        if self.view is not None:
            self._page.desk.open_place("household", household_id=self.view.household.id)

    # ------------------------------------------------------------------ deeds

    def _do(self, deed: "Callable[[Office, TransferId], object]", said: str = "") -> None:
        view = self.view
        if view is None:
            return
        self.form.leave()
        found, page = view.transfer.id, self._page

        def done(_transfer: object) -> None:
            page.offer = said

        page.do(lambda office: deed(office, found), done)

    def make_letter(self) -> None:
        """Make the letter that tells them in advance, or open the one that was made."""
        view = self.view
        if view is None:
            return
        self.form.leave()
        if view.letter is not None:
            self._page.desk.open_place("paper", paper_id=view.letter.id)
            return
        found = view.transfer.id
        self._page.maker.make(
            PaperKind.HAND_OVER,
            found,
            lambda office: printing.issue_hand_over_letter(office, found),
            by_hand=lambda office: printing.issue_hand_over_letter(office, found, by_hand=True),
        )

    def tell_today(self) -> None:
        """They were told today, in person."""
        self._do(lambda office, found: handover.tell_resident(office, found, office.today()))

    def plan_talk(self) -> None:
        """Plan the joint talk, or move it."""
        with suppress(ValidationError):
            wanted = self.talk.read()
            self._do(lambda office, found: handover.plan_joint_talk(office, found, wanted.at, wanted.place))

    def accept(self) -> None:
        """Become the fixed face."""
        reason, takes = str(self.reason.editor.value()), self.along.isChecked()
        view = self.view
        if view is None:
            return
        if view.gaps and not reason.strip():
            self.reason.show_problem(_("Fill in what is missing, or say here why you accept it this way."))
            self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        said = _("{name} is the fixed face of {household} now.", name=view.to_name, household=view.household.label)
        self._do(lambda office, found: handover.accept(office, found, reason=reason, takes_work=takes), said)

    def ask_decline(self) -> None:
        """Ask why not."""
        self._show_no(shows=True)
        self.no.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def decline(self) -> None:
        """Say no, with the reason."""
        reason = str(self.no.editor.value())
        if not reason.strip():
            self.no.show_problem(_("Say why you do not accept it, so that another way can be found."))
            self.no.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._do(lambda office, found: handover.decline(office, found, reason))

    def withdraw(self) -> None:
        """Take the proposal back."""
        self._do(lambda office, found: handover.withdraw(office, found), _("The proposal was withdrawn."))

    def _show_no(self, *, shows: bool) -> None:
        self.no.setVisible(shows)
        self.no_button.setVisible(shows)
        if not shows:
            self.no.show_problem("")
            self.no.editor.show_value("")
