"""Opens every place of the real window with the practice neighbourhood, in any language, size of text and theme."""

import gettext
import math
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from buurtteam import texts
from buurtteam.domain.conversation import Conversation
from buurtteam.domain.early_signal import EarlySignal
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import Household, HouseholdState
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.responsibility import Transfer, TransferState
from buurtteam.domain.staff import Leave
from buurtteam.services import evidence
from buurtteam.services.headless import showcase
from buurtteam.services.office import Office
from buurtteam.services.printing import issue_plan
from buurtteam.settings import Language, Look, Settings
from buurtteam.ui.application import Application
from buurtteam.ui.desk import OfficeSummary
from buurtteam.ui.page import Page
from buurtteam.ui.window import PLACES
from tests.wearing import wearing_its_own

LAPTOP = QSize(1366, 768)
HOUSEHOLD_TABS = ("overview", "people", "network", "contact", "talks", "terms", "sharing", "notes", "safety", "side")
MONEY_TABS = ("overview", "threats", "post", "budget", "evidence", "debt_help")
CARER_TABS = ("who", "talk", "scores")
SETTINGS_PARTS = ("me", "team", "workers", "norms", "creditors", "instruments", "backup", "file")
QUIET_TURNS = 12
PATIENCE = 15.0


class Stretched(gettext.NullTranslations):
    """English a third longer, as other languages are."""

    def gettext(self, message: str) -> str:
        return f"{message} {'wide ' * math.ceil(len(message) * 0.33 / 5)}".rstrip()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def speak(language: str) -> None:
    """Speak Dutch, English, or English that is stretched."""
    if language == "stretched":
        texts._chosen = texts.Catalogue("en", Stretched())
    else:
        texts.use_language(language)


@dataclass(frozen=True)
class View:
    """A place with what it is asked to show."""

    place: str
    args: dict[str, object]

    @property
    def name(self) -> str:
        return " ".join([self.place, *(str(each) for each in self.args.values() if isinstance(each, str | bool))])


def every_view(office: Office) -> list[View]:
    """Each place that exists, each tab of a household and each part of the settings."""
    home = showcase(office)
    with office.reading() as store:
        household = store.get(Household, home)
        talk = store.of(Conversation, household=home, order_by="-held_at")[0]
        request = store.of(RequestNotification, household=home)[0]
        papers = store.of(Paper, household=home)
        files = evidence.read_evidence(office, home).files
        transfers = store.of(Transfer, state=TransferState.PROPOSED)
        going = store.of(Household, plan_coordinator=household.plan_coordinator, state=HouseholdState.OPEN)
        leaves = store.of(Leave)
        signals = store.of(EarlySignal, household=None)
    paper = papers[0] if papers else issue_plan(office, home)
    scan = files[0].id if files else evidence.add(office, home, _picture(), name="Loonstrook.png").file.id
    waiting: list[dict[str, object]] = [{"transfer_id": each.id} for each in transfers[:1]]
    known: list[dict[str, object]] = [{"signal": each.id} for each in signals[:1]]
    away: list[dict[str, object]] = [{"leave_id": each.id} for each in leaves[:1]]
    about: dict[str, list[dict[str, object]]] = {
        "household": [{"household_id": household.id, "tab": tab} for tab in HOUSEHOLD_TABS],
        "request": [{"request_id": request.id}, {"new": True}],
        "conversation": [{"conversation_id": talk.id}, {"new": True}],
        "finish": [{"conversation_id": talk.id}],
        "plan": [{"household_id": household.id}],
        "closing": [{"household_id": household.id}],
        "money": [{"household_id": household.id, "tab": tab} for tab in MONEY_TABS],
        "carer": [{"household_id": household.id, "tab": tab} for tab in CARER_TABS],
        "attachment": [{"attachment_id": scan}],
        "crisis": [{"household_id": household.id}, {}],
        "papers": [{}, {"household_id": household.id}],
        "paper": [{"paper_id": paper.id}],
        "history": [{"household_id": household.id}],
        "handover": [
            {},
            *waiting,
            {"households": [each.id for each in going[:3]]},
            {"household_id": household.id},
        ],
        "leave": [{}, *away],
        "signals": [{}, *known, {"new": True}],
        "worklist": [{"form": form} for form in ("table", "board", "coaches")],
        "settings": [{"part": part} for part in SETTINGS_PARTS],
    }
    return [View(place.key, args) for place in PLACES if place.exists() for args in about.get(place.key, [{}])]


def _picture() -> bytes:
    into = BytesIO()
    Image.new("L", (300, 400), 255).save(into, "PNG")
    return into.getvalue()


class Sweep:
    """The window, one view after the other."""

    def __init__(self, office: Office, language: str, scale: int, theme: str = "light") -> None:
        speak(language)
        self._own_theme = wearing_its_own()
        self._own_theme.__enter__()
        spoken = Language.DUTCH if language == "nl" else Language.ENGLISH
        self.program = Application(Settings(language=spoken, text_scale=scale, theme=Look(theme)))
        self.window = self.program.window
        self.window.resize(LAPTOP)
        self.window.show()
        self.window.activateWindow()
        self.program.desk.today = office.today
        self.office = office
        self.program.desk.take_office(office, OfficeSummary("Buurtteam Oefenbuurt", "Noor", is_practice=True))
        self.settle()

    def visit(self, views: list[View]) -> Iterator[tuple[str, Page]]:
        """Open them all."""
        for view in views:
            self.window.open_place(view.place, **view.args)
            self.settle()
            page = self.window.page()
            assert page is not None
            yield view.name, page

    def settle(self) -> None:
        """Until nothing is asked or laid out any more."""
        end = time.monotonic() + PATIENCE
        quiet_turns = 0
        while time.monotonic() < end:
            was_busy = self.program.background.is_busy()
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            quiet_turns = 0 if was_busy or self.program.background.is_busy() else quiet_turns + 1
            if quiet_turns > QUIET_TURNS:
                return
            time.sleep(0.003)
        raise AssertionError("the window does not come to rest")

    def close(self) -> None:
        """Leave the office open for the next."""
        page = self.window.page()
        if page is not None:
            page.leave()
        self.settle()
        self.program.background.office = None
        self.program.background.finish()
        self.window.hide()
        self.window.forget_the_way()
        self.window.deleteLater()
        self.program.deleteLater()
        self._own_theme.__exit__(None, None, None)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        speak("nl")


# ------------------------------------------------------------------------------------------ looking


def tab_faults(sweep: Sweep, page: Page) -> list[str]:
    """What Tab does not come to in one round over the page, or where it stays caught."""
    from tests.ui.walk import focusable

    window = sweep.window
    seen: list[QWidget] = []
    for _turn in range(600):
        window.focusNextPrevChild(True)
        here = window.focusWidget()
        if here is None or here in seen:
            break
        seen.append(here)
    else:
        return ["Tab never comes back"]
    if here is not seen[0]:
        return [f"Tab is caught at {here and here.accessibleName()}"]
    return [
        f"Tab misses {type(each).__name__} {each.accessibleName()}"
        for each in focusable(page)
        if each not in seen and each.focusProxy() is None and each.isVisible()
    ]


def small_targets(page: QWidget) -> list[str]:
    """What is smaller than 24 x 24 and can be pressed."""
    return [
        f"{type(each).__name__} {each.accessibleName() or getattr(each, 'text', str)()!r}: {each.width()}x{each.height()}"
        for each in page.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QComboBox | QLineEdit)
        and each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and (each.width() < 24 or each.height() < 24)
    ]


def double_access_keys(sweep: Sweep, page: QWidget) -> list[str]:
    """Letters that two menus or buttons would fight over."""
    spoken = [action.text() for action in sweep.window.menuBar().actions()]
    for each in page.findChildren(QWidget):
        if isinstance(each, QAbstractButton | QLabel) and each.isVisible():
            if isinstance(each, QLabel) and each.buddy() is None:
                continue
            spoken.append(each.text())
    keys: dict[str, list[str]] = {}
    for text in spoken:
        for found in re.findall(r"&([^&\s])", text):
            keys.setdefault(found.lower(), []).append(text)
    return [f"Alt+{key}: {texts_of}" for key, texts_of in keys.items() if len(texts_of) > 1]


def shown_texts(page: QWidget) -> set[str]:
    """All that can be read or is read out on a page."""
    found: set[str] = set()
    for each in [page, *page.findChildren(QWidget)]:
        if not each.isVisible():
            continue
        found |= {each.accessibleName(), each.accessibleDescription(), each.toolTip()}
        if isinstance(each, QLabel | QAbstractButton):
            found.add(each.text())
        elif isinstance(each, QComboBox):
            found |= {each.itemText(at) for at in range(each.count())}
        elif isinstance(each, QTabBar):
            found |= {each.tabText(at) for at in range(each.count())}
        if isinstance(each, QLineEdit | QPlainTextEdit):
            found.add(each.placeholderText())
    return {text for text in found if any(sign.isalpha() for sign in text)}


def faint(sweep: Sweep) -> list[str]:
    """Words that do not stand out from what is behind them, measured on the pixels: 4.5 to 1, less for large ones."""
    window = sweep.window
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for each in window.findChildren(QWidget):
        if not isinstance(each, QLabel | QAbstractButton) or not each.isVisible() or not each.isEnabled():
            continue
        text = each.text()
        if not any(sign.isalnum() for sign in text):
            continue
        seen = each.visibleRegion().boundingRect()
        if seen.width() < 12 or seen.height() < 10:
            continue
        place = QRect(each.mapTo(window, seen.topLeft()), seen.size())
        covered = window.childAt(place.center())
        if covered is None or not (covered is each or each.isAncestorOf(covered) or covered.isAncestorOf(each)):
            continue
        ratio = _contrast(picture, place)
        if ratio < 4.0:
            found.append(f"{type(each).__name__} {text[:40]!r}: {ratio:.1f}")
    return found


def _contrast(picture: QImage, place: QRect) -> float:
    """Between the most usual colour of a place and the one that differs most from it."""
    part = picture.copy(place)
    data = memoryview(part.constBits()).cast("B").cast("I") if part.bytesPerLine() == part.width() * 4 else None
    pixels = (
        data
        if data is not None
        else [part.pixel(QPoint(x, y)) for y in range(part.height()) for x in range(part.width())]
    )
    counts = Counter(pixels)
    behind = max(counts, key=counts.__getitem__)
    light = _light(behind)
    return max((max(light, other) + 0.05) / (min(light, other) + 0.05) for other in map(_light, counts))


_LIGHTS: dict[int, float] = {}


def _light(pixel: int) -> float:
    known = _LIGHTS.get(pixel)
    if known is None:
        parts = [((pixel >> shift) & 255) / 255 for shift in (16, 8, 0)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        known = _LIGHTS[pixel] = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return known
