"""The team and its letterhead: who we are, the logo, one colour that can be read, and the window of the envelope."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QColorDialog, QFileDialog, QSizePolicy, QWidget

from buurtteam.domain.staff import Team
from buurtteam.texts import number
from buurtteam.texts import translate as _
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.paper_dialog import show_paper
from buurtteam.ui.theme import HAIR, ROOM, worn
from buurtteam.ui.widgets import Card, SideBySide, Words, button, column, row

if TYPE_CHECKING:
    from buurtteam.services.letterhead import ColorOnPaper
    from buurtteam.services.office import Office
    from buurtteam.ui.page import Page


class Swatch(QWidget):
    """A colour as it will be printed, with its name for who does not see it."""

    def __init__(self) -> None:
        super().__init__()
        self._color = QColor("#0B5E5A")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_color(self, color: str) -> None:
        """Another colour."""
        self._color = QColor(color)
        self.setAccessibleName(color)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(worn().px(36), worn().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(worn().color("border"))
        painter.setBrush(self._color)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)
        painter.end()


class LetterheadForm(QWidget):
    """Keeps the team as it is typed; `show_team` fills it."""

    def __init__(self, page: "Page", *, whole: bool = False) -> None:
        super().__init__()
        self._page = page
        self.form: KeptForm[Team] = KeptForm(Team, page, _keep)
        layout = column(self, space=ROOM)
        who, look, window = Card(_("Who we are")), Card(_("Logo and colour")), Card(_("Envelope with a window"))
        self.form.place("name", "municipality", columns=2, into=who.body)
        self.form.place(
            "return_address",
            help_texts={"return_address": _("Small above the address, for when a letter cannot be delivered.")},
            into=who.body,
        )
        self.form.place("phone", "reachable", columns=2, into=who.body)
        if whole:
            self.form.place("visiting_address", into=who.body)
            self.form.place("email", "listening_ear", columns=2, into=who.body)
            self.form.place("client_support", into=who.body)

        self.logo = Words(_("No logo yet."), "quiet")
        self.choose = button(_("Choose a logo…"), icon_name="photo", on_click=self._choose_logo)
        self.without = button(_("Without logo"), "quiet", on_click=self._drop_logo)
        look.add(row(self.logo, self.choose, self.without, None))
        look.add(Words(_("A PNG or JPEG picture. It is made small, and what a camera adds is taken out."), "small"))
        colors = QWidget()
        inside = column(colors, space=HAIR)
        self.form.place("brand_color", into=inside)
        self.form.editor("brand_color").setMaximumWidth(worn().px(180))
        self.swatch = Swatch()
        self.contrast = Words("")
        pick = button(_("Choose a colour…"), on_click=self._choose_color)
        line = row(self.swatch, self.contrast, pick)
        line.setStretch(1, 1)
        inside.addLayout(line)
        look.add(colors)

        self.form.place("window_side", into=window.body)
        self.form.place("window_right_mm", "window_down_mm", columns=2, into=window.body)
        test = button(_("Print a window test"), icon_name="mail-opened", on_click=self.test_window)
        window.add(
            row(test, None),
            Words(_("Print this sheet, fold it and look: is the address in the middle of the window?"), "small"),
        )
        left, right = QWidget(), QWidget()
        for side, cards in ((left, (who,)), (right, (look, window))):
            under = column(side, space=ROOM)
            for card in cards:
                under.addWidget(card)
            under.addStretch(1)
        layout.addWidget(SideBySide(left, right, least=480, shares=(1, 1)))
        # The form itself shows nothing: its fields stand in the cards. It lives as long as they do.
        self.form.setParent(self)
        self.form.hide()
        self.form.edited.connect(self._on_edit)
        self.form.kept.connect(self._on_kept)

    def show_team(self, team: Team) -> None:
        """Fill it with the team as it is kept."""
        self.form.show_kept(team)
        self._show_logo(team.logo)
        self._weigh_color(team.brand_color)

    def leave(self) -> None:
        """Keep what is being typed."""
        self.form.leave()

    def test_window(self) -> None:
        """Show the sheet that tests the window."""
        self.form.leave()
        self._page.ask(_window_test, lambda pdf: show_paper(self, _("Window test"), pdf, _("window-test.pdf")))

    def take_logo(self, path: Path) -> None:
        """Use a picture file as logo."""
        self.form.leave()
        self._page.do(lambda office: _keep_logo(office, path), self._on_kept)

    def _choose_logo(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a logo"), "", _("Pictures (*.png *.jpg *.jpeg)"))
        if name:
            self.take_logo(Path(name))

    def _drop_logo(self) -> None:
        self.form.leave()
        self._page.do(lambda office: _keep_logo(office, None), self._on_kept)

    def _choose_color(self) -> None:
        now = QColor(str(self.form.editor("brand_color").value()))
        chosen = QColorDialog.getColor(now, self, _("Choose a colour"))
        if chosen.isValid():
            self.form.editor("brand_color").show_value(chosen.name().upper())
            self._on_edit("brand_color")
            self.form.save()

    def _on_edit(self, name: str) -> None:
        if name == "brand_color":
            self._weigh_color(str(self.form.editor("brand_color").value()).strip())

    def _on_kept(self, team: object) -> None:
        assert isinstance(team, Team)
        self.show_team(team)

    def _show_logo(self, logo: bytes) -> None:
        self.without.setVisible(bool(logo))
        if not logo:
            self.logo.setPixmap(QPixmap())
            self.logo.setText(_("No logo yet."))
            return
        picture = QPixmap()
        picture.loadFromData(logo)
        size = QSize(worn().px(160), worn().px(56))
        self.logo.setPixmap(
            picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
        self.logo.setAccessibleName(_("The logo of the team"))

    def _weigh_color(self, color: str) -> None:
        if len(color) == 7 and color.startswith("#") and QColor(color).isValid():
            self._page.desk.background.run(lambda: _on_paper(color), self._show_color, instead_of="letterhead.color")

    def _show_color(self, found: "ColorOnPaper") -> None:
        self.swatch.show_color(found.printed)
        if found.is_darkened:
            words = _(
                "Contrast on paper {contrast}: too light to read. It is printed darker, as {color}.",
                contrast=number(round(found.contrast, 1)),
                color=found.printed,
            )
        else:
            words = _("Contrast on paper {contrast}: easy to read.", contrast=number(round(found.contrast, 1)))
        self.contrast.setText(words)
        self.contrast.set_tone("" if found.is_darkened else "ok")


def _keep(office: "Office", team: Team) -> Team:
    from buurtteam.services import staff

    return staff.keep_team(office, team)


def _keep_logo(office: "Office", path: Path | None) -> Team:
    from buurtteam.services import letterhead, staff

    logo = letterhead.logo_from(path) if path is not None else b""
    return staff.keep_team(office, staff.team(office).changed(logo=logo))


def _window_test(office: "Office") -> bytes:
    from buurtteam.services import letterhead

    return letterhead.window_test(office)


def _on_paper(color: str) -> "ColorOnPaper":
    from buurtteam.services import letterhead

    return letterhead.color_on_paper(color)
