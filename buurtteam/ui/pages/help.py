"""Help without internet: a short text per page, what this program is, and what to tell the helpdesk."""

import platform
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from buurtteam import VERSION, paths, texts
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk
from buurtteam.ui.notices import announce
from buurtteam.ui.page import Page
from buurtteam.ui.theme import HAIR, SNUG, TIGHT
from buurtteam.ui.widgets import Card, Heading, Picture, SideBySide, Words, button, column, emptied, row

_OF_ANOTHER = {
    "new_household": "households",
    "paper": "papers",
    "attachment": "money",
    "unlock": "safe",
    "first_start": "safe",
    "help": "today",
}
_ABOUT = "about"


@dataclass(frozen=True)
class Topic:
    """One help text: its key (mostly a place of the window), title and paragraphs; "- " begins a point."""

    key: str
    title: str
    paragraphs: tuple[str, ...]


def read_topics(language: str) -> tuple[Topic, ...]:
    """All help texts in a language."""
    found: list[Topic] = []
    for part in paths.resource("help", f"{language}.md").read_text(encoding="utf-8").split("## ")[1:]:
        head, _break, body = part.partition("\n")
        key, _colon, title = head.partition(": ")
        lines = tuple(line.strip() for line in body.splitlines() if line.strip())
        found.append(Topic(key, title, lines))
    return tuple(found)


def for_the_helpdesk(scale: int, theme: str) -> str:
    """What a helpdesk needs to know: versions and settings, nothing about people and no names of folders."""
    return "\n".join(
        (
            f"Buurtteam {VERSION}",
            f"Python {platform.python_version()}, Qt {qVersion()}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            f"{texts.language()}, {scale}%, {theme}",
        )
    )


class HelpPage(Page):
    """The topics on the left, the text on the right."""

    place = "help"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_title(_("Help"))
        self.key = ""
        self._topics: tuple[Topic, ...] = ()
        self._wanted = ""
        body = self.scroll(widest=1120)
        self.list = Card(_("Topics of the help"))
        self.text = Card()
        left = QWidget()
        under = column(left)
        under.addWidget(self.list)
        under.addStretch(1)
        right = QWidget()
        beside = column(right)
        beside.addWidget(self.text)
        beside.addStretch(1)
        body.add(Heading(_("Help"), 1), SideBySide(left, right, shares=(2, 5), least=280))
        self.buttons: dict[str, QWidget] = {}

    def show_place(self, **args: object) -> None:
        """Show the text about a page."""
        about = str(args.get("about") or "")
        self._wanted = _OF_ANOTHER.get(about, about)
        if self._topics:
            self._open(self._wanted)
        else:
            language = texts.language()
            self.desk.background.run(lambda: read_topics(language), self._fill)

    def first_focus(self) -> QWidget | None:
        """The topic that is shown."""
        return self.buttons.get(self.key)

    def show_topic(self, key: str) -> None:
        """Another topic."""
        self.key = key
        self.text.clear()
        if key == _ABOUT:
            self._show_about()
            return
        topic = next(each for each in self._topics if each.key == key)
        self.text.add(Heading(topic.title, 2))
        for line in topic.paragraphs:
            if line.startswith("- "):
                point = row(space=TIGHT)
                point.addWidget(Words("•", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
                point.addWidget(Words(line.removeprefix("- ")), 1)
                self.text.add(point)
            else:
                self.text.add(Words(line))
        announce(self, topic.title)

    def _fill(self, topics: tuple[Topic, ...]) -> None:
        self._topics = topics
        emptied(self.list.body)
        self.list.body.setSpacing(HAIR)
        for key, title in (*((each.key, each.title) for each in topics), (_ABOUT, _("About Buurtteam"))):
            one = button(title, "quiet", on_click=partial(self.show_topic, key))
            self.buttons[key] = one
            self.list.add(row(one, None))
        self._open(self._wanted)
        if (first := self.first_focus()) is not None:
            first.setFocus()

    def _open(self, key: str) -> None:
        self.show_topic(key if key in self.buttons else self._topics[0].key)

    def _show_about(self) -> None:
        told = for_the_helpdesk(self.desk.theme.scale, self.desk.settings.theme.value)

        def copy() -> None:
            QGuiApplication.clipboard().setText(told)
            self.desk.notices.say(_("Copied. There is nothing about people in it."))

        folder = str(paths.data_folder())
        self.text.add(
            row(Picture("home-heart", "primary", 40), Heading(_("Buurtteam {version}", version=VERSION), 2), None),
            Words(_("For neighbourhood teams: from the kitchen table to a plan on paper.")),
            Words(_("Free software under the EUPL 1.2. Letters: Source Sans 3 (OFL). Pictures: Tabler Icons (MIT).")),
            Words(_("Your files lie in {folder}.", folder=folder)),
            Heading(_("For the helpdesk"), 4),
            Words(told, "quiet"),
            row(button(_("Copy for the helpdesk"), icon_name="copy", on_click=copy), None, space=SNUG),
        )
