"""Finishing a conversation: one page to read aloud and correct together, with what the law asks and what comes next."""

from functools import partial
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from buurtteam.domain.conversation import (
    Answer,
    Assessment,
    AssessmentPoint,
    CareForm,
    Conversation,
    ConversationKind,
    Discussed,
    ExaminedPoint,
    IdentityDocument,
    OwnStrength,
    SafetyAnswer,
    Topic,
)
from buurtteam.domain.household import HouseholdRecord
from buurtteam.domain.kinds import ConversationId
from buurtteam.domain.problem import Gap, Problem, Trouble
from buurtteam.domain.sharing import Consent, ConsentAnswer
from buurtteam.domain.task import Appointment, Task
from buurtteam.services import conversations, printing, series
from buurtteam.services.conversation_view import ConversationView
from buurtteam.services.office import Office
from buurtteam.texts import day_and_time, field_label, label, long_date, plural, problem_text
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import GrowingText, SegmentEditor
from buurtteam.ui.form import Form
from buurtteam.ui.notices import announce
from buurtteam.ui.page import Page
from buurtteam.ui.pages.conversation_parts import Pen
from buurtteam.ui.pages.conversation_table import SafetyStrip
from buurtteam.ui.settling import Settling
from buurtteam.ui.theme import HAIR, SNUG, TIGHT
from buurtteam.ui.widgets import (
    Card,
    Heading,
    IconButton,
    Line,
    Words,
    button,
    column,
    emptied,
    flow,
    link,
    row,
)

if TYPE_CHECKING:
    from buurtteam.domain.keeping import Changes

_DISCUSSED = (Discussed.YES, Discussed.NO, Discussed.NOT_APPLICABLE)
_STEPS = ("step_request", "step_problems", "step_support", "step_solutions", "step_individual")


class PointRow(QWidget):
    """One of the points a–g: discussed or not, and what came out."""

    edited = Signal()

    def __init__(self, point: ExaminedPoint) -> None:
        super().__init__()
        self.record: AssessmentPoint | None = None
        self._filling = False
        self.words = Words(label(point), "label")
        self.answer = SegmentEditor([(each, label(each)) for each in _DISCUSSED], optional=True)
        self.answer.set_words(label(point))
        self.text = GrowingText(1, 8)
        self.text.setAccessibleName(_("What came out of point {point}", point=str(point)))
        self.text.setPlaceholderText(field_label(AssessmentPoint, "text"))
        layout = column(self, space=HAIR)
        line = row(self.words, self.answer, space=SNUG)
        line.setStretch(0, 2)
        line.setStretch(1, 3)
        layout.addLayout(line)
        layout.addWidget(self.text)
        self.answer.edited.connect(self._on_edit)
        self.text.textChanged.connect(self._on_edit)
        self.settling = Settling(self)

    def show_record(self, record: AssessmentPoint) -> None:
        """Show what was noted; what somebody types right now stays."""
        self.record = record
        self._filling = True
        self.answer.show_value(None if record.discussed is Discussed.NOT_YET else record.discussed)
        if not self.text.hasFocus() and self.text.toPlainText() != record.text:
            self.text.setPlainText(record.text)
        self.text.setVisible(record.discussed in (Discussed.YES, Discussed.NO) or bool(record.text))
        self._filling = False

    def typed(self) -> AssessmentPoint | None:
        """The point as it stands."""
        if self.record is None:
            return None
        answer = self.answer.value() or (Discussed.YES if self.text.toPlainText().strip() else Discussed.NOT_YET)
        return self.record.changed(discussed=answer, text=self.text.toPlainText()[:20_000])

    def _on_edit(self) -> None:
        if self._filling:
            return
        self.text.setVisible(self.answer.value() in (Discussed.YES, Discussed.NO) or bool(self.text.toPlainText()))
        self.edited.emit()
        self.settling.touch()


class ConsentRow(QWidget):
    """What may be shared with one person or organisation, and what the answer was."""

    settled = Signal(object)
    away = Signal(object)

    def __init__(self, consent: Consent, desk: Desk) -> None:
        super().__init__()
        self.record = consent
        self.form: Form[Consent] = Form(Consent, desk)
        self.form.place("recipient", "answer", columns=2)
        self.form.place("topics")
        self.form.show(consent)
        self.form.settled.connect(self._settle)
        gone = IconButton("x", _("Take this line away"), lambda: self.away.emit(self))
        layout = column(self, space=TIGHT)
        line = row(self.form, gone)
        line.setStretch(0, 1)
        layout.addLayout(line)
        layout.addWidget(Line())

    def show_record(self, consent: Consent) -> None:
        """As it was kept."""
        self.record = consent
        self.form.show(consent)

    def _settle(self) -> None:
        try:
            self.settled.emit(self.form.read())
        except ValidationError:
            return


class FinishPage(Page):
    """One page, and the conversation is finished: summary, the law's part, sharing, the next date."""

    place = "finish"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: ConversationView | None = None
        self._filling = False
        self.pen: Pen[HouseholdRecord] = Pen(self, conversations.keep)
        self.consents: list[ConsentRow] = []
        self._appointment: Appointment | None = None
        self._asked_for: QWidget | None = None

        self.body = self.scroll(widest=1160)
        self.body.add(*self._head())
        self.summary_card = self._summary_card()
        self.body.add(self.summary_card)
        self.safety = SafetyStrip()
        self.safety.edited.connect(self._safety_edited)
        self._safety = Settling(self)
        self._safety.settled.connect(self._save_safety)
        # Below what scrolls: in sight wherever one is, until it is answered.
        self.fill_with(self.safety)
        self.told = self._told_card()
        self.sharing = self._sharing_card()
        self.next_card = self._next_card()
        self.looked = self._points_card()
        self.steps = self._steps_card()
        self.body.add(self.told, self.sharing, self.next_card, self.looked, self.steps)
        self.body.add(self._ready_card())
        self.body.column.addStretch(1)
        self.bind("page.finish", self.finish)

    # ------------------------------------------------------------------ laying out

    def _head(self) -> tuple[QWidget, ...]:
        self.heading = Heading(_("Finish the conversation"), 1)
        self.who = Words("", "quiet")
        self.back = link(_("Back to the conversation"), self._go_back)
        holder = QWidget()
        holder.setLayout(row(self.heading, None, self.back))
        return holder, self.who

    def _summary_card(self) -> Card:
        self.again = button(_("Draw it up again"), "quiet", "refresh", self._draw_up)
        card = Card(_("Read this aloud, and correct it together"), self.again, icon_name="speakerphone")
        self.summary = GrowingText(6, 60)
        self.summary.setProperty("voice", "true")
        self.summary.setAccessibleName(field_label(Conversation, "summary"))
        self.problem = Words("", "problem")
        self.problem.hide()
        self.read_aloud = QCheckBox(field_label(Conversation, "summary_read_aloud"))
        card.add(self.summary, self.problem, self.read_aloud)
        self._summary = Settling(self)
        self._summary.settled.connect(self._save_conversation)
        self.summary.textChanged.connect(lambda: None if self._filling else self._summary.touch())
        self.read_aloud.clicked.connect(self._save_conversation)
        return card

    def _told_card(self) -> Card:
        self.all_told = button(_("All of this was explained in this talk"), "secondary", "checks", self.tell_all)
        card = Card(_("Told and chosen"), self.all_told, icon_name="info-circle")
        self.assessment: Form[Assessment] = Form(Assessment, self.desk)
        self.assessment.place("personal_plan_told_on", "personal_plan_received_on", columns=2)
        self.assessment.place("personal_plan_weighed")
        self.assessment.place("client_support_told_on", "client_support", columns=2)
        self.assessment.place("client_supporter")
        self.assessment.place("experience_expert")
        self.assessment.place("identity", "identity_seen_on", columns=2)
        self.assessment.place("care_form", "care_forms_explained_on", columns=2)
        self.assessment.place("care_form_reason")
        self.assessment.place("own_strength")
        self.assessment.place("professional_help")
        self.assessment.settled.connect(self._save_law)
        self.assessment.edited.connect(lambda _name: self._fit_law())
        card.add(self.assessment)
        return card

    def _points_card(self) -> Card:
        self.all_discussed = button(_("We discussed all of them"), "secondary", "checks", self.discuss_all)
        card = Card(_("What we looked at together"), self.all_discussed, icon_name="list-search")
        self.points = {point: PointRow(point) for point in ExaminedPoint}
        self.points_pen: Pen[AssessmentPoint] = Pen(self, self._keep_point)
        for each in self.points.values():
            card.add(each)
            each.settling.settled.connect(partial(self._save_point, each))
            each.edited.connect(self._show_gaps_soon)
        return card

    def _steps_card(self) -> Card:
        card = Card(_("The five steps of the report"), icon_name="stairs")
        self.assessment.place(*_STEPS, into=card.body)
        return card

    def _sharing_card(self) -> Card:
        self.add_consent = button(_("Somebody else"), "quiet", "plus", lambda: self._new_consent(""))
        card = Card(_("What may we share, and with whom?"), icon_name="share")
        card.add(Words(_("Only with a yes, and only what is ticked. A yes can always be taken back."), "quiet"))
        self.standing = column(space=TIGHT)
        card.add(self.standing)
        self.consent_box = column(space=SNUG)
        card.add(self.consent_box)
        self.suggestions = QWidget()
        self._suggestion_box = column(self.suggestions, space=0)
        card.add(self.suggestions)
        return card

    def _next_card(self) -> Card:
        card = Card(_("When do we see each other again?"), icon_name="calendar-plus")
        self.next: Form[Appointment] = Form(Appointment, self.desk)
        self.next.place(
            "at", "what", columns=2, help_texts={"at": _("The day in words is fine: “ma”, “over 2 weken”, “14-9”.")}
        )
        self.next.place("place")
        self.next.settled.connect(self._save_next)
        self.next_words = Words("", "ok")
        card.add(self.next, self.next_words)
        return card

    def _ready_card(self) -> Card:
        self.ready = Card(_("Ready?"), icon_name="check")
        self.complete = QCheckBox(_("With this the assessment is complete"))
        self.complete.clicked.connect(self._show_gaps)
        self.ready.add(self.complete)
        self.gap_box = column(space=HAIR)
        self.ready.add(self.gap_box)
        self.reason = GrowingText(1, 4)
        self.reason.setAccessibleName(_("Why it stays open"))
        self.reason.setPlaceholderText(_("Finish all the same? Write down why this stays open."))
        self.ready.add(self.reason)
        self.finish_button = button(_("Finish (Ctrl+Enter)"), "primary", "check", self.finish)
        self.later = button(_("Later"), "quiet", "clock", self._go_back)
        self.finish_row = QWidget()
        self.finish_row.setLayout(row(self.finish_button, self.later, None))
        self.ready.add(self.finish_row)
        self.done_box = QWidget()
        done = column(self.done_box, space=SNUG)
        self.done_words = Words("", "ok")
        done.addWidget(self.done_words)
        self.to_plan = button(_("Make the plan"), "primary", "list-check", self._make_plan)
        self.to_print = button(_("Print the report"), "secondary", "printer", self._print)
        self.to_home = button(_("To the household"), "quiet", "home", self._to_household)
        self.reopen = button(_("Open again"), "quiet", "arrow-back-up", self._reopen)
        done.addWidget(flow(self.to_plan, self.to_print, self.to_home, self.reopen))
        self.ready.add(self.done_box)
        self._gaps_timer = QTimer(self)
        self._gaps_timer.setSingleShot(True)
        self._gaps_timer.setInterval(400)
        self._gaps_timer.timeout.connect(self._show_gaps)
        return self.ready

    # ------------------------------------------------------------------ coming and going

    def show_place(self, conversation_id: ConversationId | None = None, field: str = "", **_args: object) -> None:
        """Show the finishing of a conversation, at a field when one was asked."""
        if conversation_id is None:
            if self.view is None:
                self.desk.open_place("conversation")
                return
            conversation_id = self.view.conversation.id
        self.ask(lambda office: conversations.read(office, conversation_id), lambda view: self._fill(view, field))

    def _fill(self, view: ConversationView, field: str = "") -> None:
        is_new = self.view is None or self.view.conversation.id != view.conversation.id
        self.view = view
        self._filling = True
        self.set_title(_("Households"), view.household.label, _("Finish the conversation"))
        names = tuple(view.name_of(each) for each in view.participants)
        day = long_date(view.day)
        self.who.setText(_("{day}, with {names}", day=day, names=names) if names else day)
        law = view.assessment
        if not law.step_request and view.request and view.request.question:
            law = law.changed(step_request=view.request.question)
        self.pen.know(view.conversation, law, *view.consents, *view.appointments)
        self.points_pen.know(*view.points.values())
        self.assessment.show(law)
        for point, each in self.points.items():
            each.show_record(view.points[point])
        for card in (self.told, self.looked, self.steps):
            card.setVisible(conversations.asks_law(view))
        self.complete.setVisible(conversations.asks_law(view))
        if is_new:
            self.reason.clear()
            self.complete.setChecked(False)
        if not self.summary.hasFocus() or is_new:
            self.summary.setPlainText(view.conversation.summary)
        self.read_aloud.setChecked(view.conversation.summary_read_aloud)
        self._show_safety()
        self._fill_consents(view, is_new=is_new)
        self._fill_next(view)
        self._filling = False
        self._fit_law()
        if not view.conversation.summary.strip() and view.conversation.finished_at is None:
            self._draw_up()
        self._show_gaps()
        self._show_done()
        self._asked_for = None
        if field:
            self._jump(field)
            self._asked_for = self.window().focusWidget()

    def on_changed(self, changes: "tuple[Changes, ...]") -> None:  # type: ignore[override]
        """What another hand changed is read anew."""
        if self.view is None:
            return
        for deed in changes:
            for change in deed.changes:
                record = change.record
                mine = getattr(record, "conversation", None) == self.view.conversation.id or (
                    getattr(record, "id", None) == self.view.conversation.id
                )
                if mine and not self.pen.knows(record) and not isinstance(record, AssessmentPoint):
                    self.ask(
                        partial(conversations.read, conversation_id=self.view.conversation.id),
                        self._fill,
                        instead_of="again",
                    )
                    return

    def leave(self) -> None:
        """Keep what is being typed."""
        for waiting in (self._summary, self._safety, self.assessment.settling, self.next.settling):
            waiting.flush()
        for each in self.points.values():
            each.settling.flush()
        for one in self.consents:
            one.form.leave()

    def first_focus(self) -> QWidget | None:
        """The summary, or the field that was asked for."""
        return self._asked_for or self.summary

    def panes(self) -> list[QWidget]:
        """What F6 goes through: card by card."""
        cards = (
            self.summary_card,
            self.safety,
            self.told,
            self.sharing,
            self.next_card,
            self.looked,
            self.steps,
            self.ready,
        )
        return [card for card in cards if card.isVisible()]

    # ------------------------------------------------------------------ summary and safety

    def _draw_up(self) -> None:
        """Draw the summary up out of what was said; Ctrl+Z in the text brings the old one back."""
        if self.view is None:
            return
        text = conversations.draft_summary(self.view)
        if text and text != self.summary.toPlainText():
            cursor = self.summary.textCursor()
            cursor.select(cursor.SelectionType.Document)
            cursor.insertText(text)
            self.read_aloud.setChecked(False)
            cursor.movePosition(cursor.MoveOperation.Start)
            self.summary.setTextCursor(cursor)
            self._save_conversation()

    def _save_conversation(self) -> None:
        if self.view is None:
            return
        self._summary.forget()
        try:
            record = self.view.conversation.changed(
                summary=self.summary.toPlainText(), summary_read_aloud=self.read_aloud.isChecked()
            )
        except ValidationError as error:
            from buurtteam.domain.problem import faults

            self.problem.setText(problem_text(faults(error)[0]))
            self.problem.show()
            return
        self.problem.hide()
        self.pen.write(record, self._kept)

    def _kept(self, record: HouseholdRecord) -> None:
        from dataclasses import replace

        if self.view is None or getattr(record, "household", None) != self.view.household.id:
            return
        if isinstance(record, Conversation) and record.id == self.view.conversation.id:
            self.view = replace(self.view, conversation=record)
        elif isinstance(record, Assessment):
            self.view = replace(self.view, assessment=record)
            self.assessment.show(record)
            self._fit_law()
        elif isinstance(record, AssessmentPoint):
            self.view = replace(self.view, points={**self.view.points, record.point: record})
            self.points[record.point].show_record(record)
        self._show_gaps_soon()

    def _safety_edited(self, is_chosen: bool) -> None:
        self._safety.touch()
        if is_chosen:
            self._safety.flush()

    def _save_safety(self) -> None:
        if self.view is not None:
            conversation, answer, note = self.view.conversation.id, *self.safety.typed()
            self.do(
                lambda office: conversations.answer_safety(office, conversation, answer, note), self._conversation_kept
            )

    def _conversation_kept(self, kept: Conversation) -> None:
        self.pen.know(kept)
        self._kept(kept)

    def _show_safety(self) -> None:
        assert self.view is not None
        # As at any other topic: once everybody feels safe there is nothing more to write here.
        self.safety.show_conversation(self.view.conversation, Topic.HOUSING)
        self.safety.setVisible(
            self.view.conversation.safety is SafetyAnswer.NOT_ASKED or self.safety.note.isVisibleTo(self.safety)
        )

    # ------------------------------------------------------------------ the law's part

    def tell_all(self) -> None:
        """Everything was explained on the day of the talk; each date can still be changed."""
        if self.view is None:
            return
        self.assessment.settling.flush()
        law, day = self.view.assessment, self.view.day
        self.assessment.show(
            law.changed(
                personal_plan_told_on=law.personal_plan_told_on or day,
                client_support_told_on=law.client_support_told_on or day,
                care_forms_explained_on=law.care_forms_explained_on or day,
                step_request=law.step_request or (self.view.request.question if self.view.request else ""),
            )
        )
        self._save_law()
        announce(self, _("The dates are filled in."))
        self.assessment.focus("client_support")

    def discuss_all(self) -> None:
        """All points were discussed; what came out can be written down at each."""
        if self.view is None:
            return
        for each in self.points.values():
            record = each.typed()
            if record is not None and record.discussed is Discussed.NOT_YET:
                self.points_pen.write(record.changed(discussed=Discussed.YES), self._kept)

    def _save_law(self) -> None:
        try:
            record = self.assessment.read()
        except ValidationError:
            return
        changes: dict[str, object] = {}
        assert self.view is not None
        if record.identity not in (None, IdentityDocument.NOT_SHOWN) and record.identity_seen_on is None:
            changes["identity_seen_on"] = self.view.day
        if record.client_support is not Answer.NOT_YET and record.client_support_told_on is None:
            changes["client_support_told_on"] = self.view.day
        self.pen.write(record.changed(**changes), self._kept)

    def _keep_point(self, office: Office, point: AssessmentPoint) -> AssessmentPoint:
        assert self.view is not None
        return conversations.keep_point(office, self.view.assessment, point)

    def _save_point(self, one: PointRow) -> None:
        record = one.typed()
        if record is not None:
            self.points_pen.write(record, self._kept)

    def _fit_law(self) -> None:
        """Questions that only follow from another answer come when that answer is there."""
        value = {name: field.editor.value() for name, field in self.assessment.fields.items()}

        def show(name: str, wanted: bool) -> None:
            self.assessment.fields[name].setVisible(wanted)

        show("personal_plan_weighed", bool(value["personal_plan_received_on"] or value["personal_plan_weighed"]))
        show("client_supporter", value["client_support"] is Answer.YES or bool(value["client_supporter"]))
        chose = value["care_form"] in (CareForm.PERSONAL_BUDGET, CareForm.BOTH, CareForm.IN_KIND)
        show("care_form_reason", chose or bool(value["care_form_reason"]))
        weak = value["own_strength"] in (OwnStrength.ABSENT, OwnStrength.CANNOT_JUDGE)
        show("professional_help", weak or bool(value["professional_help"]))
        show("identity_seen_on", value["identity"] not in (None, IdentityDocument.NOT_SHOWN))
        self._show_gaps_soon()

    # ------------------------------------------------------------------ sharing

    def _fill_consents(self, view: ConversationView, *, is_new: bool) -> None:
        mine = [one for one in view.consents if one.conversation == view.conversation.id]
        shown = {one.record.id: one for one in self.consents}
        if is_new or {one.id for one in mine} - shown.keys():
            emptied(self.consent_box)
            self.consents = []
            for consent in mine:
                self._show_consent(consent)
        emptied(self.standing)
        for consent in view.consents:
            if consent.conversation != view.conversation.id and consent.holds_on(view.day) and consent.recipient:
                self.standing.addWidget(
                    Words(
                        _(
                            "Said yes before: {recipient} ({topics})",
                            recipient=consent.recipient,
                            topics=tuple(label(topic) for topic in sorted(consent.topics)),
                        ),
                        "small",
                    )
                )
        emptied(self._suggestion_box)
        known = {one.record.recipient for one in self.consents}
        often = [
            _("General practitioner"),
            _("School"),
            _("Landlord"),
            _("Home care nurse"),
            _("Independent client supporter"),
        ]
        often = [m.organisation for m in view.network if m.organisation] + often
        buttons: list[QPushButton] = [
            button(name, "secondary", "plus", partial(self._new_consent, name))
            for name in dict.fromkeys(often)
            if name not in known
        ][:6]
        self.add_consent = button(_("Somebody else"), "quiet", "plus", partial(self._new_consent, ""))
        self._suggestion_box.addWidget(flow(*buttons, self.add_consent))

    def _new_consent(self, recipient: str) -> None:
        if self.view is None:
            return
        who = next((p.resident for p in self.view.participants if p.resident), None)
        consent = Consent(
            household=self.view.household.id,
            conversation=self.view.conversation.id,
            resident=who,
            recipient=recipient,
            purpose=_("To work together on our plan"),
        )
        one = self._show_consent(consent)
        one.form.focus("answer" if recipient else "recipient")
        self.body.ensureWidgetVisible(one)

    def _show_consent(self, consent: Consent) -> ConsentRow:
        one = ConsentRow(consent, self.desk)
        self.consents.append(one)
        self.consent_box.addWidget(one)
        one.settled.connect(partial(self._save_consent, one))
        one.away.connect(self._take_consent_away)
        return one

    def _save_consent(self, one: ConsentRow, consent: Consent) -> None:
        if not consent.recipient.strip() and not consent.version:
            return
        assert self.view is not None
        if consent.answer is not ConsentAnswer.TO_ASK and consent.given_on is None:
            consent = consent.changed(given_on=self.view.day)

        def kept(record: HouseholdRecord) -> None:
            if isinstance(record, Consent):
                one.show_record(record)

        self.pen.write(consent, kept)

    def _take_consent_away(self, one: ConsentRow) -> None:
        self.consents.remove(one)
        one.hide()
        one.deleteLater()
        if one.record.version:
            record = one.record
            self.do(lambda office: conversations.remove(office, record, _("Consent")))

    # ------------------------------------------------------------------ the next appointment

    def _fill_next(self, view: ConversationView) -> None:
        mine = next((one for one in view.appointments if one.conversation == view.conversation.id), None)
        if mine is not None:
            self._appointment = mine
            self.next.show(mine)
        elif (
            self._appointment is None or self._appointment.household != view.household.id or not self.next.is_changed()
        ):
            self._appointment = None
            place = view.household.preferred_place
            self.next.show(
                None,
                household=view.household.id,
                conversation=view.conversation.id,
                what=_("Second conversation"),
                place=place,
                worker=view.conversation.worker,
            )
        self._say_next()

    def _save_next(self) -> None:
        if self.next.editor("at").value() is None:
            return
        try:
            record = self.next.read()
        except ValidationError:
            return
        if self._appointment is not None:
            record = record.changed(id=self._appointment.id)

        def kept(saved: HouseholdRecord) -> None:
            if isinstance(saved, Appointment):
                self._appointment = saved
                self.next.show(saved)
                self._say_next()

        self.pen.write(record, kept)

    def _say_next(self) -> None:
        found = self._appointment
        self.next_words.setText(_("We see each other on {when}.", when=day_and_time(found.at)) if found else "")
        self.next_words.setVisible(found is not None)

    # ------------------------------------------------------------------ ready

    def _gaps(self) -> tuple[Gap, ...]:
        if self.view is None:
            return ()
        gaps = conversations.gaps_for_finishing(self.view)
        return gaps + (conversations.gaps_in_law(self.view) if self.complete.isChecked() else ())

    def _show_gaps_soon(self) -> None:
        self._gaps_timer.start()

    def _show_gaps(self) -> None:
        gaps = self._gaps()
        emptied(self.gap_box)
        is_done = self.view is not None and self.view.conversation.finished_at is not None
        if gaps and not is_done:
            self.gap_box.addWidget(
                Words(plural("One thing is still open:", "{count} things are still open:", len(gaps)), "label")
            )
            for gap in gaps:
                self.gap_box.addWidget(link(problem_text(gap), partial(self._to_gap, gap)))
        self.reason.setVisible(bool(gaps) and not is_done)

    def _to_gap(self, gap: Gap) -> None:
        if gap.place == self.place:
            self._jump(gap.field)
        elif gap.field == "safety":
            self.safety.show()
            self.safety.answer.setFocus()
        elif self.view is not None:
            self.desk.open_place("conversation", conversation_id=self.view.conversation.id, field=gap.field)

    def _jump(self, field: str) -> None:
        target: QWidget
        if field in self.assessment.fields:
            self.assessment.fields[field].show()
            target = self.assessment.fields[field]
            self.assessment.focus(field)
        elif field.startswith("point_"):
            target = self.points[ExaminedPoint(field.removeprefix("point_"))]
            self.points[ExaminedPoint(field.removeprefix("point_"))].answer.setFocus()
        elif field == "summary_read_aloud":
            target = self.read_aloud
            self.read_aloud.setFocus()
        else:
            target = self.summary
            self.summary.setFocus()
        self.body.ensureWidgetVisible(target, 0, 60)

    def finish(self) -> None:
        """Finish, or show what is still missing."""
        if self.view is None:
            return
        if self.view.conversation.finished_at is not None:
            self._make_plan()
            return
        self.leave()
        conversation, reason, complete = self.view.conversation.id, self.reason.toPlainText(), self.complete.isChecked()
        self.do(
            lambda office: conversations.finish(office, conversation, assessment_is_complete=complete, reason=reason),
            self._finished,
            self._not_finished,
        )

    def _finished(self, kept: Conversation) -> None:
        self.pen.know(kept)
        self._kept(kept)
        self._show_gaps()
        self._show_done()
        self.to_plan.setFocus()
        self.body.ensureWidgetVisible(self.ready)
        announce(self, self.done_words.text())
        if kept.kind is ConversationKind.EVALUATION:
            self.ask(lambda office: series.ticked_by(office, kept.id), self._tell_evaluated)

    def _tell_evaluated(self, found: tuple[Task | None, Task | None]) -> None:
        done, later = found
        if done is None:
            return
        if later is not None and later.due_on is not None:
            said = _(
                "You looked at the plan together: that task is ticked off. The next time is {day}.", day=later.due_on
            )
        else:
            said = _("You looked at the plan together: that task is ticked off.")
        self.desk.notices.say(said)

    def _not_finished(self, error: Problem | Trouble) -> None:
        self._show_gaps()
        if not isinstance(error, Problem) or not error.gaps:
            self.desk.notices.show_error(error)
            return
        announce(self, problem_text(error), urgent=True)
        self.reason.show()
        self.body.ensureWidgetVisible(self.ready)
        self._to_gap(error.gaps[0])

    def _show_done(self) -> None:
        if self.view is None:
            return
        at = self.view.conversation.finished_at
        self.done_box.setVisible(at is not None)
        self.finish_row.setVisible(at is None)
        self.complete.setVisible(at is None and conversations.asks_law(self.view))
        self.ready.title.setText(_("Finished") if at else _("Ready?"))
        self.done_words.setText(_("Finished on {when}. What now?", when=day_and_time(at)) if at else "")

    def _reopen(self) -> None:
        if self.view is not None:
            one = self.view.conversation.id
            self.do(lambda office: conversations.reopen(office, one), self._reopened)

    def _reopened(self, kept: Conversation) -> None:
        self.pen.know(kept)
        self._kept(kept)
        self._show_gaps()
        self._show_done()
        self.summary.setFocus()

    def _go_back(self) -> None:
        if self.view is not None:
            self.desk.open_place("conversation", conversation_id=self.view.conversation.id)

    def _make_plan(self) -> None:
        if self.view is not None:
            self.desk.open_place("plan", household_id=self.view.household.id)

    def _print(self) -> None:
        if self.view is not None:
            one = self.view.conversation.id
            self.do(
                lambda office: printing.issue_report(office, one).id,
                lambda paper: self.desk.open_place("paper", paper_id=paper),
            )

    def _to_household(self) -> None:
        if self.view is not None:
            self.desk.open_place("household", household_id=self.view.household.id)
