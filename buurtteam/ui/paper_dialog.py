"""A paper in a window of its own, to look at, print or keep: for papers that do not belong to a household."""

from PySide6.QtWidgets import QDialog, QWidget

from buurtteam.texts import translate as _
from buurtteam.ui.theme import ROOM, worn
from buurtteam.ui.widgets import Heading, button, column, row


class PaperDialog(QDialog):
    """Shows one paper; `preview` prints and keeps it."""

    def __init__(self, over: QWidget, title: str, pdf: bytes, file_name: str) -> None:
        super().__init__(over)
        # Imported here: reading PDFs is slow to load and no window should wait for it.
        from buurtteam.ui.preview import Preview

        self.setWindowTitle(title)
        room = over.window().size()
        self.resize(min(worn().px(820), room.width()), max(480, room.height() - 40))
        layout = column(self, margin=ROOM)
        layout.addWidget(Heading(title, 2))
        self.preview = Preview(title)
        self.preview.show_pdf(pdf, file_name)
        layout.addWidget(self.preview, 1)
        layout.addLayout(row(None, button(_("Close"), on_click=self.accept)))
        self.preview.print_button.setFocus()


def show_paper(over: QWidget, title: str, pdf: bytes, file_name: str) -> None:
    """Show a paper until it is closed."""
    dialog = PaperDialog(over, title, pdf, file_name)
    dialog.exec()
    dialog.deleteLater()
