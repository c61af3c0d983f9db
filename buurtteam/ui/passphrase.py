"""Typing a passphrase: shown or not, with a hint about Caps Lock, and how strong a new one is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from buurtteam.domain.words import N_
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.notices import announce
from buurtteam.ui.theme import HAIR, SNUG
from buurtteam.ui.widgets import Words, column, restyle

if TYPE_CHECKING:
    from buurtteam.services.passphrase import Strength

_PAUSE = 250
_NOT_THE_SAME = N_("The two are not the same. Type the second one again.")


class PassphraseLine(QWidget):
    """One line for a passphrase or recovery code; it can be shown, and pasted."""

    entered = Signal()
    edited = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(words)
        self.line.setMaxLength(500)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.label = QLabel(words)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setProperty("tone", "label")
        self.label.setBuddy(self.line)
        self.caps = Words(_("Caps Lock is on."), "small")
        self.caps.hide()
        self.below = Words("", "problem")
        self.below.hide()
        layout = column(self, space=HAIR)
        for part in (self.label, self.line, self.caps, self.below):
            layout.addWidget(part)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def show_typed(self, shown: bool) -> None:
        """Show the letters, or dots."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, or nothing any more."""
        self.below.setText(sentence)
        self.below.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        restyle(self.line, "faulty", "true" if sentence else "false")
        if sentence:
            announce(self.line, sentence, urgent=True)

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self.show_problem("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See from the letters themselves whether Caps Lock is on: Qt does not tell."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            typed = event.text()
            if event.key() == Qt.Key.Key_CapsLock:
                self.caps.hide()
            elif len(typed) == 1 and typed.isalpha():
                with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps.setVisible(typed.isupper() != with_shift and typed.lower() != typed.upper())
        return False


class NewPassphrase(QWidget):
    """Choosing a passphrase: twice or shown, and while one types it is said how strong it is."""

    edited = Signal()
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.is_enough = False
        self.first = PassphraseLine(_("Passphrase"))
        self.again = PassphraseLine(_("The same passphrase once more"))
        self.shown = QCheckBox(_("Show what I type"))
        self.strength = Words(
            _("A short sentence that only you know works well: at least 15 characters or 5 words."), "small"
        )
        layout = column(self, space=SNUG)
        layout.addWidget(self.first)
        layout.addWidget(self.strength)
        layout.addWidget(self.shown)
        layout.addWidget(self.again)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._weigh)
        self.shown.toggled.connect(self._show)
        for line in (self.first, self.again):
            line.edited.connect(self.edited)
            line.entered.connect(self.entered)
        self.first.edited.connect(self._pause.start)
        self.again.edited.connect(lambda: self.again.show_problem(""))
        self.setFocusProxy(self.first)

    def text(self) -> str:
        """The passphrase as typed."""
        return self.first.text()

    def show_text(self, text: str) -> None:
        """Put back what was typed before."""
        self.first.line.setText(text)
        self.again.line.setText(text)
        if text:
            self._weigh()

    def clear(self) -> None:
        """Forget what was typed."""
        for line in (self.first, self.again):
            line.clear()
        self.is_enough = False

    def is_same(self) -> bool:
        """Whether both are the same; says so when not, and asks for one only while it is shown."""
        same = self.shown.isChecked() or self.first.text() == self.again.text()
        self.again.show_problem("" if same else _(_NOT_THE_SAME))
        if not same:
            self.again.setFocus()
        return same

    def _show(self, shown: bool) -> None:
        self.first.show_typed(shown)
        self.again.setVisible(not shown)

    def _weigh(self) -> None:
        text = self.first.text()
        self._desk.background.run(lambda: _strength_of(text), self._on_weighed, instead_of="passphrase.strength")

    def _on_weighed(self, found: "Strength") -> None:
        self.is_enough = found.is_enough
        self.strength.set_tone("ok" if found.is_enough else "small")
        self.strength.setText(_(found.sentence, **found.values))
        self.first.line.setAccessibleDescription(self.strength.text())
        announce(self.strength, self.strength.text())


def _strength_of(text: str) -> "Strength":
    # Imported here: the lists of words behind it take longer to read than the window takes to stand.
    from buurtteam.services.passphrase import strength

    return strength(text)
