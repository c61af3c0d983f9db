"""One scan or photograph: seen inside the program, what it belongs to, and on request kept outside with a warning."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from buurtteam.domain.evidence import Attachment, AttachmentLine, MediaType
from buurtteam.domain.keeping import Changes
from buurtteam.domain.kinds import AttachmentId
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.services import evidence, households
from buurtteam.services.evidence import OpenFile
from buurtteam.services.files import keep_file
from buurtteam.services.households import HouseholdView
from buurtteam.texts import field_label
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.editors import ChoiceEditor
from buurtteam.ui.file_row import about
from buurtteam.ui.form import FormField
from buurtteam.ui.page import Page
from buurtteam.ui.picture_view import PictureView
from buurtteam.ui.preview import Preview
from buurtteam.ui.theme import ROOM
from buurtteam.ui.widgets import Card, Heading, SideBySide, Words, button, column, flow

_VIEWER_HIGH = 610


class AttachmentPage(Page):
    """The page of one file."""

    place = "attachment"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.line: AttachmentLine | None = None
        self.view: HouseholdView | None = None
        self._file: AttachmentId | None = None
        self.heading = Heading("", 1)
        self.about = Words("", "quiet")
        self.picture = PictureView()
        self.pdf = Preview(_("The scan as it was added"))
        # What leaves the team file goes by the button with the warning.
        self.pdf.save_button.hide()
        self.back = button(_("To the evidence"), "quiet", "arrow-left", self.go_back)
        self.fields = {
            name: FormField(field_label(Attachment, name), ChoiceEditor([], optional=True)) for name in evidence.LINKS
        }
        for name, field in self.fields.items():
            field.editor.edited.connect(partial(self._link, name))
        self.take_out_button = button(_("Keep outside the program"), "secondary", "download", self.take_out)
        self.remove_button = button(_("Remove"), "quiet", "trash", self.remove)
        belongs = Card(_("What it belongs to"))
        belongs.add(*self.fields.values())
        outside = Card(_("Outside the program"))
        outside.add(
            Words(
                _(
                    "In the team file this is locked. Outside it nothing locks it: whoever has the file can see it. "
                    "Destroy it there as soon as you do not need it any more."
                ),
                "quiet",
            ),
            flow(self.take_out_button),
        )
        side = QWidget()
        beside = column(side, space=ROOM)
        for part in (belongs, outside, flow(self.remove_button)):
            beside.addWidget(part)
        beside.addStretch(1)
        self._side = side
        viewer = QWidget()
        seen = column(viewer)
        seen.addWidget(self.picture)
        seen.addWidget(self.pdf)
        # As high as the window of a laptop leaves room for, also when the words are larger.
        viewer.setMinimumHeight(_VIEWER_HIGH)
        body = self.scroll()
        body.add(flow(self.heading, self.back), self.about, SideBySide(viewer, side, shares=(5, 2), least=330))
        self._show(None)
        self.bind("page.print", self.pdf.print_it)
        self.bind("page.remove_row", self.remove)

    def show_place(self, **args: object) -> None:
        """Show the file of `attachment_id`."""
        wanted = args.get("attachment_id")
        if wanted is None:
            self.desk.open_place("households")
            return
        file = AttachmentId(cast("UUID", wanted))
        self._file, self.view = file, None
        self._show(None)
        # That somebody looks is written down, so it is a deed.
        self.do(lambda office: evidence.open_file(office, file), self._opened, self._failed)

    def carry(self) -> dict[str, object]:
        """The file."""
        return {"attachment_id": self._file} if self._file else {}

    def first_focus(self) -> QWidget:
        """Back to the list."""
        return self.back

    def panes(self) -> list[QWidget]:
        """The file, and what stands beside it."""
        return [self.pdf if self.pdf.isVisible() else self.picture, self._side]

    def on_changed(self, changes: Sequence[Changes]) -> None:
        """It belongs to something else now, or went to the trash."""
        line = self.line
        if line is not None and any(each.concern(Attachment) for each in changes):
            self.ask(lambda office: evidence.read_evidence(office, line.household), self._fill, instead_of="line")

    def go_back(self) -> None:
        """To the list of papers."""
        if self.line is not None:
            self.desk.open_place("money", household_id=self.line.household, tab="evidence")
        else:
            self.desk.open_place("households")

    def take_out(self) -> None:
        """Choose a place outside the team file and write it there."""
        line = self.line
        if line is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Keep outside the program: nothing locks it there"), _safe(line.name)
        )
        if not name:
            return

        def write(office: object) -> Path:
            found = evidence.take_out(office, line.id)  # type: ignore[arg-type]  # the office of the background
            keep_file(Path(name), found.content)
            return Path(name)

        self.do(
            write,
            lambda path: self.desk.notices.say(
                _("{name} is outside the team file now, and nothing locks it. Destroy it after use.", name=path.name)
            ),
        )

    def remove(self) -> None:
        """Move it to the trash; it can be taken back."""
        line = self.line
        if line is None:
            return

        def removed(bundle: UUID) -> None:
            self.desk.notices.offer_undo(
                _("{what} is in the trash.", what=line.name),
                lambda: self.desk.background.do(lambda office: office.restore(bundle)),
            )
            self.go_back()

        self.do(lambda office: evidence.remove_file(office, line.id), removed)

    # ------------------------------------------------------------------ inside

    def _opened(self, found: OpenFile) -> None:
        if found.line.id != self._file:
            return
        self._show(found)
        line = found.line
        self.ask(lambda office: households.read_household(office, line.household), self._know)
        self.ask(lambda office: evidence.read_evidence(office, line.household), self._fill, instead_of="line")

    def _know(self, view: HouseholdView) -> None:
        self.view = view
        self._say(self.line)

    def _show(self, found: OpenFile | None) -> None:
        line = self.line = found.line if found else None
        is_pdf = line is not None and line.media is MediaType.PDF
        self.pdf.setVisible(is_pdf)
        self.picture.setVisible(not is_pdf)
        self.pdf.show_pdf(found.content if found and is_pdf else b"", line.name if line else "")
        self.picture.show_picture(found.content if found and not is_pdf else b"")
        self._say(line)

    def _say(self, line: AttachmentLine | None) -> None:
        self.heading.setText(line.name if line else _("Scan or photograph"))
        self.about.setText(about(line) if line else "")
        name = self.view.household.label if self.view else ""
        crumbs = [_("Households"), name, _("Money"), line.name if line else _("Scan or photograph")]
        self.set_title(*(crumb for crumb in crumbs if crumb))

    def _fill(self, view: evidence.EvidenceView) -> None:
        line = next((each for each in view.files if each.id == self._file), None)
        if line is None:
            # Somebody moved it to the trash.
            return
        self.line = line
        self._say(line)
        for name, field in self.fields.items():
            choices: Mapping[object, str] = view.links[name]
            assert isinstance(field.editor, ChoiceEditor)
            field.editor.offer(list(choices.items()))
            field.editor.show_value(getattr(line, name))
            field.setVisible(bool(choices))

    def _link(self, name: str) -> None:
        line = self.line
        if line is None:
            return
        wanted = cast("UUID | None", self.fields[name].editor.value() or None)
        if wanted != getattr(line, name):
            self.do(lambda office: evidence.link(office, line.id, **{name: wanted}))

    def _failed(self, error: Problem | Trouble) -> None:
        self.desk.notices.show_error(error)


def _safe(name: str) -> str:
    """A name that every system takes for a file."""
    return "".join(sign if sign.isalnum() or sign in " -_.()" else "_" for sign in name)
