"""The conversation at the kitchen table: one screen, no Save button, and nothing that was typed is ever lost."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from buurtteam.domain.conversation import (
    ASKS_TODAY,
    Assessment,
    Conversation,
    ConversationKind,
    Note,
    OwnWords,
    SafetyAnswer,
    Topic,
    TopicTalk,
)
from buurtteam.domain.household import HouseholdRecord, OwnHealth, Statement
from buurtteam.domain.keeping import Stale
from buurtteam.domain.kinds import ConversationId, HouseholdId, RequestId, ResidentId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.prompts import Theme
from buurtteam.domain.record import Record
from buurtteam.domain.task import Task
from buurtteam.services import conversations
from buurtteam.services.conversation_view import Caret, ConversationView, Speaker, TopicSheet
from buurtteam.services.conversations import OpenTalk
from buurtteam.services.office import Office
from buurtteam.texts import label, problem_text, short_day_and_time
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown
from buurtteam.ui.desk import Desk
from buurtteam.ui.notices import announce
from buurtteam.ui.page import Page
from buurtteam.ui.pages.conversation_caught import CaughtPane, Item, items_of
from buurtteam.ui.pages.conversation_parts import Pen, RowButton
from buurtteam.ui.pages.conversation_shared import SharedView
from buurtteam.ui.pages.conversation_table import DetailsDrawer, SafetyStrip, TableDrawer, TablePane
from buurtteam.ui.pages.conversation_topic import TopicPane, Typed
from buurtteam.ui.settling import Settling
from buurtteam.ui.stale import different_values
from buurtteam.ui.theme import HAIR, ROOM, SNUG, TIGHT, WIDE, icon, worn
from buurtteam.ui.widgets import (
    Card,
    Drawer,
    EmptyState,
    Heading,
    Picture,
    ScrollPage,
    Words,
    button,
    column,
    emptied,
    row,
)
from buurtteam.ui.widgets import (
    Note as NoteStrip,
)

WIDE_FROM, MID_FROM = 1000, 640
"""From these widths on, in pixels at 100 %: three panes; topics and talk; else one pane."""

# The words must be on the disk within five seconds; the deed itself takes its time too.
MOST_SECONDS = 3.5
SHORT_KINDS = (ConversationKind.SHORT, ConversationKind.WALK_IN, ConversationKind.PHONE)
TRY_AGAIN_SECONDS = 10


class ConversationPage(Page):
    """One conversation: topics, own words, notes and what is caught in them."""

    place = "conversation"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: ConversationView | None = None
        self.sheets: dict[Topic, TopicSheet] = {}
        self.topic = Topic.HOUSING
        self._speaker: Speaker | None = None
        self.is_short = False
        self._note_text: dict[Topic, str] = {}
        # The sheets as they were kept last; only touched on the office's thread.
        self._latest: dict[tuple[UUID, Topic], _Latest] = {}
        self._before_shared = ("words.0", 0)

        self.settling = Settling(self, most=MOST_SECONDS)
        self.settling.settled.connect(self.save)
        self.caret_settling = Settling(self, quiet=1.2, most=4.0)
        self.caret_settling.settled.connect(self._remember_caret)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(TRY_AGAIN_SECONDS * 1000)
        self._retry.timeout.connect(self.save)
        self._catching = QTimer(self)
        self._catching.setSingleShot(True)
        self._catching.setInterval(150)
        self._catching.timeout.connect(self._show_caught)
        self.pen: Pen[HouseholdRecord] = Pen(self, conversations.keep)

        self.layers = QStackedWidget()
        self.fill_with(self.layers)
        self.choose = ScrollPage(widest=1160)
        self.work = QWidget()
        self.shared = SharedView()
        for layer in (self.choose, self.work, self.shared):
            self.layers.addWidget(layer)
        self._build()
        self._bind()

    # ------------------------------------------------------------------ laying out

    def _build(self) -> None:
        outer = column(self.work, space=0)
        self.bar = QFrame()
        self.bar.setProperty("panel", "header")
        self.bar.setAccessibleName(_("Who sits at the table"))
        self.table = TablePane()
        self.saved = Words("", "small", wraps=False)
        self.saved.hide()
        self.details = button(_("Details"), "quiet", "adjustments-horizontal", self.show_details)
        self.details.setProperty("narrow", "true")
        self.look_along = button(_("Look along (F9)"), "secondary", "eye", self.toggle_shared)
        self.look_along.setAccessibleName(_("Look along (F9)"))
        self.finish = button(_("Finish (Ctrl+Enter)"), "primary", "check", self.go_finish)
        top = QHBoxLayout(self.bar)
        top.setContentsMargins(ROOM, TIGHT, ROOM, TIGHT)
        top.setSpacing(TIGHT)
        top.addWidget(self.table, 1)
        for part in (self.saved, self.details, self.look_along, self.finish):
            top.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self.bar)

        self.trouble = NoteStrip("", "late")
        self.trouble_again = button(_("Try again"), "secondary", "refresh", self.save)
        self.trouble_copy = button(_("Copy the text"), "secondary", "copy", self._copy_text)
        self.trouble_mine = button(_("Keep my text"), "secondary", "pencil", self._keep_mine)
        self.trouble_theirs = button(_("Take the other text"), "secondary", "download", self._take_theirs)
        inside = self.trouble.layout()
        for part in (self.trouble_again, self.trouble_copy, self.trouble_mine, self.trouble_theirs):
            inside.addWidget(part)  # type: ignore[union-attr]
        self.trouble.hide()
        outer.addWidget(self.trouble)

        self.combo = DropDown()
        self.combo.setAccessibleName(_("Topic"))
        self.combo.activated.connect(lambda index: self.open_topic(list(Topic)[index]))
        self.caught_button = button(_("Caught"), "quiet", "list-check", self.open_caught)
        self.narrow_bar = QWidget()
        topic = Words(_("Topic"), "small", wraps=False)
        topic.setBuddy(self.combo)
        narrow = row(topic, self.combo, None, self.caught_button, space=SNUG)
        narrow.setContentsMargins(ROOM, TIGHT, ROOM, 0)
        self.narrow_bar.setLayout(narrow)
        outer.addWidget(self.narrow_bar)

        body = QHBoxLayout()
        body.setSpacing(0)
        self.left = QFrame()
        self.left.setProperty("panel", "rail")
        self.left.setAccessibleName(_("Topics"))
        left = column(self.left, space=TIGHT)
        left.setContentsMargins(HAIR, SNUG, HAIR, TIGHT)
        self.list = QListWidget()
        self.list.setProperty("plain", "true")
        self.list.setProperty("dense", "true")
        self.list.setAccessibleName(_("Topics"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        for each in Topic:
            self.list.addItem(QListWidgetItem(label(each)))
            self.combo.addItem(label(each))
        self.list.currentRowChanged.connect(self._row_chosen)
        left.addWidget(self.list, 1)
        self.hint = Words(_("Any order: Ctrl+PgUp, Ctrl+PgDn"), "small")
        left.addWidget(self.hint)
        body.addWidget(self.left)

        middle = QVBoxLayout()
        middle.setSpacing(0)
        self.pane = TopicPane()
        middle.addWidget(self.pane, 1)
        self.safety = SafetyStrip()
        middle.addWidget(self.safety)
        self._middle = middle
        body.addLayout(middle, 1)

        self.right = QFrame()
        self.right.setProperty("panel", "side")
        right = column(self.right)
        self.caught = CaughtPane()
        right.addWidget(self.caught)
        body.addWidget(self.right)
        outer.addLayout(body, 1)
        self._drawer: Drawer | None = None

        self.table.toggled.connect(self._toggle_seat)
        self.table.other_asked.connect(self.show_table)
        self.pane.edited.connect(self._edited)
        self.pane.caret_moved.connect(self.caret_settling.touch)
        self.pane.note_edited.connect(lambda _text: self._catching.start())
        self.pane.other_question.connect(self.other_question)
        self.pane.behind_asked.connect(self.show_behind)
        self.pane.urgent_asked.connect(self.to_threats)
        self.pane.carers_asked.connect(self.to_carers)
        self.pane.somebody_else.connect(self.show_table)
        self.pane.not_now.connect(self.not_now)
        self.pane.step.connect(self.step)
        self.pane.today_edited.connect(self._today_edited)
        self.pane.health.told.connect(lambda statement: self.pen.write(statement, self.pane.health.kept))
        self.pane.health.advice_asked.connect(self._ask_advice)
        self.pane.health.own_health_told.connect(self._keep_own_health)
        self.safety.edited.connect(self._safety_edited)
        self.caught.chosen.connect(self._to_place)
        self.shared.topic_chosen.connect(self._shared_topic)
        self.shared.back.connect(self.toggle_shared)
        notices = self.desk.notices
        self.shared.seen.connect(lambda seen: notices.hold() if seen else notices.go_on())
        self._today = Settling(self, most=MOST_SECONDS)
        self._today.settled.connect(self._save_today)
        self._safety = Settling(self, most=MOST_SECONDS)
        self._safety.settled.connect(self._save_safety)

    def _bind(self) -> None:
        self.bind("page.next_part", lambda: self.step(1))
        self.bind("page.previous_part", lambda: self.step(-1))
        self.bind("page.shared_view", self.toggle_shared)
        self.bind("page.finish", self.go_finish)
        self.bind("conversation.not_now", self.not_now)
        self.bind("conversation.other_question", self.other_question)
        self.bind("conversation.who", self.table.focus_first)
        self.bind("conversation.speaker", self.pane.next_speaker)
        self.bind("conversation.note", self._to_note)
        self.bind("conversation.safety", self._to_safety)
        self.bind("conversation.to_carer", self.to_carers)
        for number in range(6):
            self.bind(f"conversation.score_{number}", partial(self.pane.set_score, number or None))

    # ------------------------------------------------------------------ coming and going

    def show_place(
        self,
        conversation_id: ConversationId | None = None,
        household_id: HouseholdId | None = None,
        request_id: RequestId | None = None,
        kind: ConversationKind = ConversationKind.HOME,
        held_at: datetime | None = None,
        topic: Topic | None = None,
        field: str = "",
        **args: object,
    ) -> None:
        """Show a conversation; begin one for a household, or go on with the one that was not finished."""
        self.settling.flush()
        if conversation_id is not None and field in Assessment.model_fields | {"summary": 0, "summary_read_aloud": 0}:
            # What papers miss of the law's part is filled in where the conversation is finished.
            self.desk.open_place("finish", conversation_id=conversation_id, field=field)
        elif conversation_id is not None:
            self._open(conversation_id, topic, field)
        elif household_id is not None:

            def begin(office: Office) -> ConversationId:
                found = (
                    conversations.unfinished(office, household_id) if held_at is None and not args.get("new") else None
                )
                return (found or conversations.start(office, household_id, request_id, kind, held_at)).id

            self.do(begin, lambda found: self._open(found, topic, field))
        elif self.view is not None and not args.get("new"):
            self._open(self.view.conversation.id, None, "")
        else:
            self._show_choice()

    def _open(self, conversation_id: ConversationId, topic: Topic | None, field: str) -> None:
        if self.view is None or self.view.conversation.id != conversation_id:
            self.sheets = {}
            self._speaker = None
        self.ask(
            lambda office: conversations.read(office, conversation_id, is_visit=True),
            lambda view: self._arrive(view, topic, field),
            instead_of="open",
        )

    def _arrive(self, view: ConversationView, topic: Topic | None, field: str) -> None:
        self.layers.setCurrentWidget(self.work)
        caret = view.caret
        self._take(view)
        wanted = topic or (caret.topic if caret else Topic.HOUSING)
        self.open_topic(wanted, focus=False)
        if field in ("safety", "participants"):
            self._to_safety() if field == "safety" else self.show_table()
        elif caret and wanted is caret.topic and not field:
            self.pane.put_caret(caret.field, caret.position)
        else:
            self.pane.put_caret(field or "words.0", 0)
        self.ask(lambda office: office.draft(_draft_place(view.conversation.id)), self._show_draft)

    def _take(self, view: ConversationView) -> None:
        """What was read becomes what is on screen, except what is being typed."""
        self.view = view
        self.sheets = dict(view.sheets)
        self._note_text = {}
        self.pen.know(view.conversation, *view.participants)
        self.set_title(_("Households"), view.household.label, label(view.conversation.kind))
        self.table.show_view(view)
        self.safety.show_conversation(view.conversation, self.topic)
        self.is_short = view.conversation.kind in SHORT_KINDS
        self.pane.set_short(self.is_short)
        self._name_finish()
        self._show_marks()
        self._show_caught()
        self._fit()

    def _reload(self) -> None:
        """Read anew; the caret and unsaved typing stay."""
        if self.view is None:
            return
        self.ask(
            partial(conversations.read, conversation_id=self.view.conversation.id), self._again, instead_of="again"
        )

    def _again(self, view: ConversationView) -> None:
        if self.view is None or view.conversation.id != self.view.conversation.id:
            return
        if self.settling.is_waiting or not self.trouble.isHidden():
            # What is not kept yet stays on screen; its save tells when the file says otherwise.
            self.view = view
            return
        field, position = self.pane.caret()
        had_focus = self.pane.isAncestorOf(self.window().focusWidget() or self)
        self._take(view)
        self._show_topic(anew=False)
        if had_focus:
            self.pane.put_caret(field, position)

    def on_changed(self, changes: object) -> None:
        """Something was saved; of this conversation, by another hand than this page, it is read anew."""
        if self.view is None:
            return
        mine = self.view.conversation.id
        for deed in changes if isinstance(changes, tuple) else ():
            for change in deed.changes:
                record = change.record
                of_mine = getattr(record, "conversation", None) == mine or getattr(record, "id", None) == mine
                of_home = deed.household == self.view.household.id and not hasattr(record, "conversation")
                if (of_mine and not self._is_known(record, gone=change.after is None)) or of_home:
                    self._reload()
                    return

    def _is_known(self, record: Record, *, gone: bool) -> bool:
        match record:
            case TopicTalk():
                return not gone and self.sheets[record.topic].talk.version >= record.version
            case OwnWords():
                kept = {said.id: said.version for said in self.sheets[record.topic].words}
                return gone != (record.id in kept) and (gone or kept[record.id] >= record.version)
            case Note() | Task():
                # They follow from the talk, and came home with it.
                return getattr(record, "topic", None) is not None or getattr(record, "source", None) is not None
            case Conversation() | Statement():
                return self.pen.knows(record)
        return False

    def leave(self) -> None:
        """Keep what is being typed and where the caret stands."""
        for waiting in (self.settling, self._today, self._safety):
            waiting.flush()
        if self.view is not None and self.layers.currentWidget() is self.work:
            self._remember_caret()

    def first_focus(self) -> QWidget | None:
        """The caret stands where it stood."""
        if self.layers.currentWidget() is self.choose:
            return next(iter(self.choose.findChildren(QPushButton)), None)
        focus = self.window().focusWidget()
        if focus is not None and self.work.isAncestorOf(focus):
            return focus
        return self.pane.field("words.0")

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        if self.layers.currentWidget() is not self.work:
            return [self.choose if self.layers.currentWidget() is self.choose else self.shared]
        return [one for one in (self.bar, self.left, self.pane, self.safety, self.right) if one.isVisible()]

    # ------------------------------------------------------------------ topics

    def open_topic(self, topic: Topic, *, focus: bool = True) -> None:
        """Go to a topic; what was typed on the one before is kept."""
        if self.view is None:
            return
        self.settling.flush()
        self._today.flush()
        self._speaker = self.pane.last_speaker() or self._speaker
        self.topic = topic
        self._show_topic()
        for chooser in (self.list, self.combo):
            chooser.blockSignals(True)
        self.list.setCurrentRow(list(Topic).index(topic))
        self.combo.setCurrentIndex(list(Topic).index(topic))
        for chooser in (self.list, self.combo):
            chooser.blockSignals(False)
        self._show_caught()
        if focus:
            first = self.pane.field("words.0")
            self.pane.put_caret("words.0", len(first.toPlainText()) if first else 0)
            announce(self.pane, label(topic))
        self.safety.show_conversation(self.view.conversation, topic)
        self._remember_caret()

    def _show_topic(self, *, anew: bool = True) -> None:
        assert self.view is not None
        sheet = self.sheets[self.topic]
        self.pane.show_topic(self.view, sheet, self._question(sheet), self._first_speaker(), anew=anew)

    def step(self, by: int) -> None:
        """The next topic or the one before, round and round."""
        topics = list(Topic)
        self.open_topic(topics[(topics.index(self.topic) + by) % len(topics)])

    def not_now(self) -> None:
        """Leave this topic without a reason and go on; again, and it is talked about after all."""
        sheet = self.sheets[self.topic]
        is_left = not sheet.talk.is_not_now
        self._edit_talk(is_not_now=is_left)
        if is_left:
            self.step(1)
        else:
            self._show_topic(anew=False)

    def other_question(self) -> None:
        """Another example question."""
        if self.view is None:
            return
        questions = self.view.questions(self.topic)
        if questions:
            number = (self.sheets[self.topic].talk.prompt + 1) % len(questions)
            self._edit_talk(prompt=number)
            self.pane.show_question(questions[number])
            announce(self.pane, questions[number])

    def _question(self, sheet: TopicSheet) -> str:
        questions = self.view.questions(self.topic) if self.view else ()
        return questions[sheet.talk.prompt % len(questions)] if questions else ""

    def _first_speaker(self) -> Speaker | None:
        if self.view is None:
            return None
        seated = [s for s in self.view.speakers if any(s.is_of(p) for p in self.view.participants)]
        if self._speaker in self.view.speakers:
            return self._speaker
        return next(iter(seated or self.view.speakers), None)

    def _row_chosen(self, index: int) -> None:
        if index >= 0 and self.view is not None:
            # Arrows go through the list; Tab goes on into the topic.
            self.open_topic(list(Topic)[index], focus=False)

    def _show_marks(self) -> None:
        """Talked about, not now, or open: as a shape and as a word."""
        for number, topic in enumerate(Topic):
            sheet = self.sheets[topic]
            talked = bool(sheet.words or sheet.talk.coach_note.strip() or sheet.talk.resident_score)
            state = (
                ("circle-minus", "text_2", _("not now"))
                if sheet.talk.is_not_now
                else ("circle-check", "ok", _("talked about"))
                if talked
                else ("circle", "text_2", _("open"))
            )
            item = self.list.item(number)
            item.setText(f"{number + 1}  {label(topic)}")
            item.setIcon(icon(state[0], state[1]))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _("{topic}: {state}", topic=label(topic), state=state[2]))
            item.setToolTip(state[2])
            self.combo.setItemText(number, f"{number + 1}  {label(topic)}")
            self.combo.setItemIcon(number, icon(state[0], state[1]))

    # ------------------------------------------------------------------ keeping

    def _edited(self) -> None:
        self.settling.touch()
        self._catching.start()

    def _edit_talk(self, **facts: object) -> None:
        sheet = self.sheets[self.topic]
        typed = self.pane.typed()
        if typed is None:
            return
        talk = typed.talk.changed(**facts)
        self.sheets[self.topic] = TopicSheet(talk, sheet.words, sheet.notes, sheet.tasks)
        self.pane.sheet = self.sheets[self.topic]
        self._send(Typed(talk, typed.words))

    def save(self) -> None:
        """Keep what stands on the screen."""
        if self.view is None:
            return
        typed = self.pane.typed()
        if typed is None:
            self._keep_draft()
            return
        self.settling.forget()
        self._send(typed)

    def _send(self, typed: Typed) -> None:
        assert self.view is not None
        conversation = self.view.conversation.id
        latest = self._latest
        field, position = self.pane.caret()
        caret = Caret(self.topic, field, position)
        base = self.sheets[typed.talk.topic]

        def deed(office: Office) -> TopicSheet:
            # On the office's thread, where deeds come one after the other: each follows on the version before it.
            last = latest.get((conversation, typed.talk.topic))
            talk, words = typed.talk, typed.words
            if last is not None and last.sheet.talk.version > base.talk.version:
                talk = talk.changed(version=last.sheet.talk.version)
                versions = {said.id: said.version for said in last.sheet.words}
                words = tuple(
                    said.changed(version=versions.get(said.id, 0)) if said.id in last.ever else said for said in words
                )
            kept = conversations.keep_topic(office, talk, words)
            ever = (last.ever if last else frozenset()) | {said.id for said in kept.words}
            latest[conversation, typed.talk.topic] = _Latest(kept, ever)
            conversations.remember_caret(office, conversation, caret)
            return kept

        self.do(deed, self._kept, lambda error: self._not_kept(error, typed))

    def _kept(self, sheet: TopicSheet) -> None:
        if self.view is None or sheet.talk.conversation != self.view.conversation.id:
            return
        topic = sheet.talk.topic
        had_somebody_new = any(
            not any(s.is_of(said) for s in self._seated()) and (said.resident or said.network_member or said.said_by)
            for said in sheet.words
        )
        self.sheets[topic] = sheet
        if topic is self.topic:
            self.pane.refresh_sheet(sheet)
            self.pane.forget_gone()
        if not self.trouble.isHidden():
            self.trouble.hide()
            place = _draft_place(sheet.talk.conversation)
            self.do(lambda office: office.drop_draft(place))
        self._retry.stop()
        self._say_saved("")
        self._show_marks()
        self._show_caught()
        if had_somebody_new:
            self._reload()

    def _seated(self) -> list[Speaker]:
        assert self.view is not None
        return [s for s in self.view.speakers if any(s.is_of(p) for p in self.view.participants)]

    def _not_kept(self, error: Problem | Trouble, typed: Typed) -> None:
        is_stale = isinstance(error, Stale)
        said = [problem_text(error)]
        if isinstance(error, Stale):
            said += different_values(error.stored, error.mine)
        self.trouble.words.setText("\n".join(said))
        for part in (self.trouble_mine, self.trouble_theirs):
            part.setVisible(is_stale)
        self.trouble_again.setVisible(not is_stale)
        self.trouble.show()
        self._say_saved(_("Not saved yet"))
        announce(self, problem_text(error), urgent=True)
        if not is_stale:
            self._retry.start()
        self._keep_draft()

    def _keep_draft(self) -> None:
        """What cannot be kept as a record is kept as it was typed."""
        if self.view is None:
            return
        place = _draft_place(self.view.conversation.id)
        typed = {"topic": str(self.topic), **self.pane.raw()}
        field, position = self.pane.caret()
        self.do(lambda office: office.keep_draft(place, typed, field, position), None, lambda _error: None)

    def _show_draft(self, draft: object) -> None:
        from buurtteam.domain.keeping import Draft

        if not isinstance(draft, Draft) or self.view is None or "topic" not in draft.typed:
            return
        typed = dict(draft.typed)
        self.open_topic(Topic(typed.pop("topic")), focus=False)
        self.pane.show_raw(typed)
        self.pane.put_caret(draft.field, draft.caret)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(text for text in self.pane.raw().values() if text))

    def _keep_mine(self) -> None:
        """The text on the screen goes over what somebody else wrote, which stays in the history."""
        if self.view is None:
            return
        topic, conversation = self.topic, self.view.conversation.id
        latest = self._latest

        def take(view: ConversationView) -> None:
            latest.pop((conversation, topic), None)
            mine = self.pane.typed()
            self.sheets[topic] = view.sheets[topic]
            if mine is None:
                return
            talk = mine.talk.changed(version=view.sheets[topic].talk.version)
            versions = {said.id: said.version for said in view.sheets[topic].words}
            words = tuple(said.changed(version=versions.get(said.id, 0)) for said in mine.words)
            self._send(Typed(talk, words))

        self.ask(lambda office: conversations.read(office, conversation), take)

    def _take_theirs(self) -> None:
        self.settling.forget()
        self.trouble.hide()
        if self.view is not None:
            place = _draft_place(self.view.conversation.id)
            self.do(lambda office: office.drop_draft(place))
        self._latest.clear()
        self._reload()

    def _remember_caret(self) -> None:
        if self.view is None:
            return
        field, position = self.pane.caret()
        caret, conversation = Caret(self.topic, field, position), self.view.conversation.id
        self.caret_settling.forget()
        self.do(lambda office: conversations.remember_caret(office, conversation, caret), None, lambda _error: None)

    # ------------------------------------------------------------------ beside the topic

    def _today_edited(self, text: str) -> None:
        if self.view is not None and text != self.view.conversation.today_needed:
            self._today.touch()

    def _save_today(self) -> None:
        if self.view is None or self.topic not in ASKS_TODAY:
            return
        text, conversation = self.pane.today.toPlainText(), self.view.conversation.id
        self.do(lambda office: conversations.keep_today(office, conversation, text), self._conversation_kept)

    def _safety_edited(self, is_chosen: bool) -> None:
        self._safety.touch()
        if is_chosen:
            self._safety_answered()
            self._safety.flush()

    def _save_safety(self) -> None:
        if self.view is not None:
            conversation, answer, note = self.view.conversation.id, *self.safety.typed()
            self.do(
                lambda office: conversations.answer_safety(office, conversation, answer, note),
                self._conversation_kept,
            )

    def _safety_answered(self) -> None:
        """Safe, and nothing more to write: the caret goes back to where it was, out of the question's way."""
        if self.safety.answer.value() is SafetyAnswer.SAFE:
            self.pane.put_caret(*self._before_shared)

    def _conversation_kept(self, kept: HouseholdRecord) -> None:
        if self.view is None or not isinstance(kept, Conversation) or kept.id != self.view.conversation.id:
            return
        self.pen.know(kept)
        self.view = replace(self.view, conversation=kept)
        self._say_saved("")
        self.safety.show_conversation(kept, self.topic)

    def _to_note(self) -> None:
        """To the end of the coach's note, and from there back to the last own words."""
        field = f"words.{len(self.pane.blocks) - 1}" if self.pane.note.hasFocus() else "note"
        text = self.pane.field(field)
        self.pane.put_caret(field, len(text.toPlainText()) if text else 0)

    def _ask_advice(self, statement: Statement) -> None:
        if self.view is None:
            return
        conversation = self.view.conversation
        self.do(
            lambda office: conversations.ask_medical_advice(office, statement, conversation),
            lambda _done: self.desk.notices.say(_("There is a task for you now: ask for medical advice.")),
        )

    def _keep_own_health(self, resident: ResidentId, health: OwnHealth | None) -> None:
        if self.view is not None:
            home = self.view.household.id
            self.do(lambda office: conversations.keep_own_health(office, home, resident, health))

    def _to_safety(self) -> None:
        if self.view is not None:
            self._before_shared = self.pane.caret()
            self.safety.show_conversation(self.view.conversation, Topic.SAFETY)
            self.safety.answer.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if self.pane.isAncestorOf(self.safety):
                self.pane.ensureWidgetVisible(self.safety)

    def _toggle_seat(self, speaker: Speaker, sits: bool) -> None:
        if self.view is None:
            return
        conversation = self.view.conversation
        seated = next((p for p in self.view.participants if speaker.is_of(p)), None)
        if sits and seated is None:
            self.do(lambda office: conversations.seat(office, conversation, speaker))
        elif not sits and seated is not None:
            self.do(lambda office: conversations.unseat(office, seated))

    # ------------------------------------------------------------------ caught

    def _show_caught(self) -> None:
        if self.view is None or not self.sheets:
            return
        items: list[Item] = []
        order = [self.topic, *(topic for topic in Topic if topic is not self.topic)]
        for topic in order:
            sheet = self.sheets[topic]
            if topic is self.topic and self.pane.sheet is not None and self.pane.topic is topic:
                words = [(b.speaker.name if b.speaker else "", b.text.toPlainText()) for b in self.pane.blocks]
                items += items_of(self.view, sheet, self.pane.note.toPlainText(), words)
            else:
                words = [(self.view.name_of(said), said.words) for said in sheet.words]
                items += items_of(self.view, sheet, sheet.talk.coach_note, words)
        self.caught.show_items(items)
        scores = {t: s.talk.resident_score for t, s in self.sheets.items() if s.talk.resident_score}
        self.caught.show_scores(self.view, scores)
        self.caught_button.setText(_("Caught ({count})", count=len(items)))

    def _to_place(self, item: Item) -> None:
        if self._drawer is not None:
            self._drawer.close_drawer()
        if item.topic is not self.topic:
            self.open_topic(item.topic, focus=False)
        self.pane.put_caret(item.field, item.start, item.length)

    def open_caught(self) -> None:
        """What was caught, from the right, where there is no room for it beside the talk."""
        if self.right.isVisible():
            self.caught.list.setFocus()
            return
        self._open_drawer(_("Caught"), self.caught)

    # ------------------------------------------------------------------ drawers and the shared view

    def _open_drawer(self, title: str, body: QWidget, width: int = 420) -> None:
        if self._drawer is not None:
            self._drawer.close_drawer()
        drawer = Drawer(self.work, title, body, width=width)
        self._drawer = drawer

        def away() -> None:
            if body is self.caught:
                self.right.layout().addWidget(self.caught)  # type: ignore[union-attr]
            drawer.deleteLater()
            self._drawer = None

        drawer.closed.connect(away)
        body.show()
        drawer.open_drawer()

    def show_table(self) -> None:
        """Who sits at the table and as whom; somebody else by name."""
        if self.view is None:
            return
        body = TableDrawer(self.view)
        body.seat_asked.connect(lambda speaker: self._toggle_seat(speaker, True))
        body.role_changed.connect(lambda participant: self.pen.write(participant))
        body.away_asked.connect(lambda participant: self.do(lambda office: conversations.unseat(office, participant)))
        body.done.connect(lambda: self._drawer.close_drawer() if self._drawer else None)
        self._open_drawer(_("Who sits at the table?"), body)

    def show_details(self) -> None:
        """The day, the place and what stands above the topics."""
        if self.view is None:
            return
        body = DetailsDrawer(self.view.conversation, self.desk, self.view.about(Theme.BEHIND))
        body.kept.connect(lambda record: self.pen.write(record, self._conversation_kept))
        self._open_drawer(_("About this conversation"), body)

    def show_behind(self) -> None:
        """The question behind the question."""
        self.show_details()

    def to_threats(self) -> None:
        """To what threatens this household now, with the way back to this conversation."""
        if self.view is not None:
            talk = self.view.conversation
            self.desk.open_place("money", household_id=talk.household, tab="threats", talk=talk.id)

    def to_carers(self) -> None:
        """To who cares for whom in this household, with the way back to this conversation."""
        if self.view is not None:
            talk = self.view.conversation
            self.desk.open_place("carer", household_id=talk.household, talk=talk.id)

    def toggle_shared(self) -> None:
        """Turn the screen to the resident, and back."""
        if self.view is None:
            return
        if self.layers.currentWidget() is self.shared:
            self.layers.setCurrentWidget(self.work)
            self.pane.put_caret(*self._before_shared)
            return
        self.settling.flush()
        self._before_shared = self.pane.caret()
        self.layers.setCurrentWidget(self.shared)
        self.shared.show_view(self.view, self.sheets, self.topic)
        self.shared.tile(self.topic).setFocus()

    def _shared_topic(self, topic: Topic) -> None:
        self.open_topic(topic, focus=False)
        self._before_shared = ("words.0", 0)
        if self.view is not None:
            self.shared.show_view(self.view, self.sheets, topic)

    def go_finish(self) -> None:
        """To the one page that finishes the conversation."""
        if self.view is None:
            return
        self.leave()
        conversation = self.view.conversation
        if self.is_short and conversation.finished_at is None:
            self.do(
                lambda office: conversations.finish_short(office, conversation.id), self._short_done, self._short_open
            )
        else:
            self.desk.open_place("finish", conversation_id=conversation.id)

    def _short_done(self, kept: Conversation) -> None:
        self._conversation_kept(kept)
        self._name_finish()
        self.desk.notices.offer(
            _("Finished. What was answered stands with the request."),
            _("To the household"),
            lambda: self.desk.open_place("household", household_id=kept.household),
        )

    def _short_open(self, error: Problem | Trouble) -> None:
        """What is missing for a simple request is asked here, on the same screen."""
        gaps = error.gaps if isinstance(error, Problem) else ()
        if any(gap.field == "safety" for gap in gaps):
            self._to_safety()
            self.desk.notices.show_error(error)
        elif any(gap.field == "participants" for gap in gaps):
            self.table.focus_first()
            self.desk.notices.show_error(error)
        elif gaps:
            self.desk.open_place("finish", conversation_id=self.view.conversation.id if self.view else None)
        else:
            self.desk.notices.show_error(error)

    # ------------------------------------------------------------------ without a conversation

    def _show_choice(self) -> None:
        self.view = None
        self.set_title(_("Conversation"))
        self.layers.setCurrentWidget(self.choose)
        self.ask(conversations.open_talks, self._fill_choice, instead_of="choice")

    def _fill_choice(self, talks: list[OpenTalk]) -> None:
        emptied(self.choose.column)
        to_households = button(_("Choose a household"), "primary", "home", lambda: self.desk.open_place("households"))
        if not talks:
            self.choose.add(
                EmptyState(
                    "messages",
                    _("No conversation is open."),
                    _("A conversation begins at a household, so that everything you write lands in the right place."),
                    to_households,
                )
            )
            return
        self.choose.add(Heading(_("Go on with a conversation"), 1))
        card = Card()
        for talk in talks:
            words = column(space=0)
            words.addWidget(Words(talk.label, "label"))
            words.addWidget(Words(f"{label(talk.kind)} · {short_day_and_time(talk.held_at)}", "small"))
            inside = row(Picture("messages", "primary"), words, space=SNUG)
            inside.setContentsMargins(TIGHT, TIGHT, TIGHT, TIGHT)
            inside.setStretch(1, 1)
            name = _("Go on: {name}", name=talk.label)
            card.add(RowButton(inside, name, partial(self.desk.open_place, "conversation", conversation_id=talk.id)))
        self.choose.add(card)
        self.choose.add(row(to_households, None))
        self.choose.column.addStretch(1)

    # ------------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _say_saved(self, words: str) -> None:
        """What is not saved; without words it leaves its room to who sits at the table."""
        self.saved.setText(words)
        self.saved.setVisible(bool(words))

    def _name_finish(self) -> None:
        """What the last button does; without its key where there is little room."""
        is_done = self.view is not None and self.view.conversation.finished_at is not None
        if self.width() < worn().px(MID_FROM):
            self.finish.setText(_("Finished") if is_done else _("Finish"))
        else:
            self.finish.setText(_("See how it was finished") if is_done else _("Finish (Ctrl+Enter)"))

    def _fit(self) -> None:
        """Three panes, two, or one, as the width and the size of the text allow."""
        theme = worn()
        width = self.width()
        mode = "wide" if width >= theme.px(WIDE_FROM) else "mid" if width >= theme.px(MID_FROM) else "narrow"
        # A simple request fits on one screen: its topic is chosen from the list above.
        if self.is_short:
            mode = "narrow"
        self.left.setVisible(mode != "narrow")
        self.left.setFixedWidth(theme.px(244))
        self.right.setVisible(mode == "wide")
        self.right.setFixedWidth(theme.px(264))
        self.details.setVisible(mode != "narrow" or self.is_short)
        self.look_along.setText(_("Look along (F9)") if mode != "narrow" or self.is_short else "F9")
        self._name_finish()
        self.combo.setVisible(mode == "narrow")
        self.combo.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.narrow_bar.setVisible(mode != "wide")
        room = width - (theme.px(244) if mode != "narrow" else 0) - (theme.px(264) if mode == "wide" else 0)
        self.pane.fit(room - 2 * WIDE)
        self.list.setIconSize(QSize(theme.px(20), theme.px(20)))
        # With large text the question goes along at the end of the topic; Alt+L leads to it.
        home = self.pane.column if self.height() < theme.px(430) else self._middle
        if home.indexOf(self.safety) < 0:
            home.addWidget(self.safety)
        self.hint.setVisible(self.height() > theme.px(600))
        self.shared.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.layers.currentWidget() is self.shared:
            self.toggle_shared()
            return
        super().keyPressEvent(event)


@dataclass(frozen=True)
class _Latest:
    """A sheet as it was kept last, and all own words that ever were on it."""

    sheet: TopicSheet
    ever: frozenset[UUID]


def _draft_place(conversation_id: UUID) -> str:
    return f"conversation.{conversation_id}"
