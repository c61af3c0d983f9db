"""Health in a conversation: how people see it themselves, and what somebody tells about it, always with a source."""

from functools import partial

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from buurtteam.domain.household import HouseholdRecord, OwnHealth, Resident, Statement, StatementKind
from buurtteam.domain.problem import faults
from buurtteam.services.conversation_view import ConversationView
from buurtteam.texts import field_label, label, problem_text, short_date
from buurtteam.texts import translate as _
from buurtteam.ui.boxes import DropDown
from buurtteam.ui.editors import GrowingText
from buurtteam.ui.pages.conversation_parts import titled
from buurtteam.ui.settling import Settling
from buurtteam.ui.theme import HAIR, SNUG, TIGHT
from buurtteam.ui.widgets import Card, Heading, Quote, Words, button, column, emptied, restyle, row


class HealthCard(Card):
    """The resident's own view beside what others tell; a coach never writes a diagnosis."""

    told = Signal(object)
    advice_asked = Signal(object)
    own_health_told = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(_("About health, with who says so"), icon_name="stethoscope")
        self.view: ConversationView | None = None
        self._statement: Statement | None = None
        self._filling = False
        self.own = column(space=TIGHT)
        self.add(self.own)
        self.listed = column(space=TIGHT)
        self.add(self.listed)
        self.text = GrowingText(1, 6)
        self.text.setAccessibleName(_("What somebody tells about health"))
        self.text.setPlaceholderText(_("Such as: “De huisarts zegt dat ik rust moet nemen.”"))
        self.source = QLineEdit()
        self.source.setAccessibleName(field_label(Statement, "source"))
        self.source.setPlaceholderText(_("such as: Samira herself, or the doctor on 3 September"))
        self.problem = Words("", "problem")
        self.problem.hide()
        self.another = button(_("Write down another"), "quiet", "plus", self._another)
        self.advice = button(_("Ask for medical advice"), "secondary", "stethoscope", self._ask)
        self.add(titled(_("What somebody tells about health"), self.text))
        self.add(titled(field_label(Statement, "source"), self.source), self.problem)
        self.add(row(self.advice, self.another, None))
        self.settling = Settling(self)
        self.settling.settled.connect(self._settle)
        self.text.textChanged.connect(self._touched)
        self.source.textEdited.connect(lambda _text: self._touched())
        self.source.editingFinished.connect(self.settling.flush)

    def show_view(self, view: ConversationView) -> None:
        """Show what is known; what is being typed stays."""
        if self.view is None or self.view.conversation.id != view.conversation.id:
            self._statement = None
            self._clear()
        self.view = view
        emptied(self.own)
        self.own.addWidget(Heading(field_label(Resident, "own_health"), 4))
        for resident in view.residents:
            speaker = next((one for one in view.speakers if one.resident == resident.id), None)
            if speaker is None or not any(speaker.is_of(participant) for participant in view.participants):
                continue
            box = DropDown(16)
            box.setAccessibleName(_("How {name} sees the own health", name=speaker.name))
            box.addItem(_("Not asked yet"), None)
            for health in OwnHealth:
                box.addItem(label(health), health)
            box.setCurrentIndex(0 if resident.own_health is None else list(OwnHealth).index(resident.own_health) + 1)
            box.activated.connect(lambda at, one=resident.id, of=box: self.own_health_told.emit(one, of.itemData(at)))
            line = row(Words(speaker.name), box, space=SNUG)
            line.setStretch(0, 1)
            line.setStretch(1, 3)
            self.own.addLayout(line)
        self._list()

    def kept(self, record: HouseholdRecord) -> None:
        """As it was kept just now."""
        if isinstance(record, Statement) and self._statement is not None and record.id == self._statement.id:
            self._statement = record

    def _list(self) -> None:
        emptied(self.listed)
        assert self.view is not None
        typed = self._statement.id if self._statement else None
        for statement in self.view.statements:
            if statement.id == typed or not statement.text.strip():
                continue
            said = _("According to {source}", source=statement.source)
            if statement.stated_on:
                said = _("According to {source}, {day}", source=statement.source, day=short_date(statement.stated_on))
            holder = QWidget()
            box = column(holder, space=HAIR)
            box.addWidget(Quote(statement.text, said))
            if statement.asks_medical_advice:
                box.addWidget(Words(_("Medical advice is being asked."), "small"))
            else:
                ask = button(
                    _("Ask for medical advice"), "quiet", "stethoscope", partial(self.advice_asked.emit, statement)
                )
                restyle(ask, "compact", "true")
                box.addLayout(row(ask, None))
            self.listed.addWidget(holder)

    def _touched(self) -> None:
        if not self._filling:
            self.settling.touch()

    def _settle(self) -> None:
        """Kept when it says who says so; asked under the field otherwise, once the words stand there."""
        if self.view is None or not (self.text.toPlainText().strip() or self._statement):
            return
        base = self._statement or Statement(
            household=self.view.household.id, kind=StatementKind.HEALTH, stated_on=self.view.day
        )
        spoken = next((one for one in self.view.participants if one.resident), None)
        try:
            record = base.changed(
                text=self.text.toPlainText(),
                source=self.source.text(),
                resident=base.resident or (spoken.resident if spoken else None),
            )
        except ValidationError as error:
            self.problem.setText(problem_text(faults(error)[0]))
            self.problem.show()
            return
        self.problem.hide()
        self._statement = record
        self.told.emit(record)

    def _ask(self) -> None:
        self.settling.flush()
        if self._statement is None:
            self.problem.setText(_("Write down first what somebody tells, and who says so."))
            self.problem.show()
            self.text.setFocus()
            return
        self.advice_asked.emit(self._statement)

    def _another(self) -> None:
        self.settling.flush()
        if not self.problem.isHidden():
            self.source.setFocus()
            return
        self._statement = None
        self._clear()
        self.text.setFocus()

    def _clear(self) -> None:
        self._filling = True
        self.text.clear()
        self.source.clear()
        self.problem.hide()
        self._filling = False
