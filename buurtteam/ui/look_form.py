"""How the screen looks on this computer: language, size of the text, colours; what is chosen is shown at once."""

from PySide6.QtWidgets import QLabel, QWidget

from buurtteam.settings import Language, Look
from buurtteam.texts import label
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import SegmentEditor
from buurtteam.ui.theme import HAIR, ROOM, TIGHT
from buurtteam.ui.widgets import IconButton, Words, column, row


class LookForm(QWidget):
    """Language, text size and colours of this computer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        layout = column(self, space=ROOM)
        self.language = self._choice("language", _("Language"), [(each, label(each)) for each in Language])
        self.colors = self._choice("theme", _("Colours"), [(each, label(each)) for each in Look])
        layout.addWidget(_titled(_("Language"), self.language))
        self.percent = Words("", "label", wraps=False)
        self.smaller = IconButton("minus", _("Smaller text"), self._smaller)
        self.larger = IconButton("plus", _("Larger text"), self._larger)
        sizes = QWidget()
        across = row(self.smaller, self.percent, self.larger, Words(_("Also with Ctrl+plus and Ctrl+minus."), "small"))
        across.setStretch(3, 1)
        across.setSpacing(TIGHT)
        sizes.setLayout(across)
        layout.addWidget(_titled(_("Size of the text"), sizes))
        layout.addWidget(_titled(_("Colours"), self.colors))
        desk.theme.changed.connect(self.show_now)
        self.show_now()

    def show_now(self) -> None:
        """Show what holds now."""
        settings = self._desk.settings
        self.language.show_value(settings.language)
        self.colors.show_value(settings.theme)
        self.percent.setText(f"{self._desk.theme.scale}%")

    def _choice(self, name: str, words: str, options: list[tuple[object, str]]) -> SegmentEditor:
        made = SegmentEditor(options, optional=False)
        made.set_words(words)
        made.edited.connect(lambda: self._desk.change_settings(**{name: made.value()}))
        return made

    def _smaller(self) -> None:
        self._desk.theme.smaller()
        self._desk.change_settings(text_scale=self._desk.theme.scale)

    def _larger(self) -> None:
        self._desk.theme.larger()
        self._desk.change_settings(text_scale=self._desk.theme.scale)


def _titled(words: str, part: QWidget) -> QWidget:
    holder = QWidget()
    layout = column(holder, space=HAIR)
    title = QLabel(words)
    title.setProperty("tone", "label")
    layout.addWidget(title)
    layout.addWidget(part)
    return holder
